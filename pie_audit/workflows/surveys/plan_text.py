"""The frozen plan as text, so that the same plan always gives the same digest."""

from __future__ import annotations

import json
from functools import lru_cache

from pie_audit.domain.errors import CannotRead
from pie_audit.domain.plain_data import STRANGE, from_plain, to_plain
from pie_audit.domain.survey import SurveyPlan
from pie_audit.words import _

_UNSAID = {"scale_points": 10, "item_points": 13}
"""What a plan goes by that was written before plans said it: nothing else counted as higher or lower then.

These stay, whatever the program comes with later, because keepers have signed texts without them.
"""


def to_text(plan: SurveyPlan) -> str:
    """Equal plans give equal text."""
    return json.dumps(to_plain(plan), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@lru_cache(maxsize=256)
def from_text(text: str) -> SurveyPlan:
    """The plan that `to_text` wrote, in this version or an earlier one. Raises CannotRead for anything else."""
    try:
        return from_plain({**_UNSAID, **json.loads(text)}, SurveyPlan)
    except STRANGE:
        raise CannotRead(
            _("The plan of this survey can’t be understood."),
            _("A newer pie-audit may have made it. Open the workspace with that."),
        ) from None
