"""What came back to something the team asked of others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pie_audit.domain.errors import NotNow
from pie_audit.words import _

WORDS_LIMIT = 1_000


class ReplyKind(StrEnum):
    """How somebody answered an ask."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer to the ask of an action. `from_whom` and `in_the_room` are roles, never names of residents.

    `because` is the reason, `would_try` what they would try instead, `in_the_room` who from the front line was
    there when it was decided.
    """

    reply_id: str
    action_id: str
    kind: ReplyKind
    replied_on: date
    from_whom: str = ""
    because: str = ""
    would_try: str = ""
    in_the_room: str = ""

    def checked(self) -> Reply:
        """This reply if it may stand. Raises NotNow for “no” or “partly” without a reason, and for far too much."""
        if self.kind is not ReplyKind.YES and not self.because.strip():
            raise NotNow(
                _("“{kind}” needs its reason.").format(kind=reply_words(self.kind)),
                _("Write what they said; “no reason given” is an answer too."),
            )
        if max(map(len, (self.from_whom, self.because, self.would_try, self.in_the_room))) > WORDS_LIMIT:
            raise NotNow(
                _("That is longer than {n} characters.").format(n=WORDS_LIMIT),
                _("Shorten it here; the words are still on this screen."),
            )
        return self


def reply_words(kind: ReplyKind) -> str:
    """The answer as people read it."""
    return {ReplyKind.YES: _("Yes"), ReplyKind.PARTLY: _("Partly"), ReplyKind.NO: _("No, because …")}[kind]
