"""Two texts of one agreement put together, so that nobody's words are lost."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from pie_audit.domain.supervision import AgreementWords
from pie_audit.workflows.supervision.supervision_agreements import AgreementView

ONE_LINE = frozenset({"starts", "place"})
"""Parts that are a line and no more."""


def join_agreements(
    base: AgreementView, mine: AgreementView, theirs: AgreementView
) -> tuple[AgreementView, bool]:
    """What either changed since `base`, over theirs; both texts, mine first, where both did, and whether any did."""
    said: dict[str, Any] = {}
    both = False
    for field in fields(AgreementWords):
        was, here, there = (getattr(each.words, field.name) for each in (base, mine, theirs))
        emptied = isinstance(here, str) and not here.strip() and there != was
        said[field.name] = there if here == was or emptied else here
        if (
            isinstance(here, str)
            and here.strip()
            and there.strip()
            and was not in {here, there}
            and here != there
        ):
            between = " / " if field.name in ONE_LINE else "\n\n"
            said[field.name], both = f"{here}{between}{there}", True
    rhythm: dict[str, Any] = {}
    for name in ("every_weeks", "minutes", "review_on"):
        was, here, there = (getattr(each.agreement, name) for each in (base, mine, theirs))
        rhythm[name] = there if here == was else here
    row = replace(theirs.agreement, **rhythm)
    return replace(theirs, words=AgreementWords(**said), agreement=row), both
