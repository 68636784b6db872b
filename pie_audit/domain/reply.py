"""What came back to something the team asked of others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pie_audit.domain.day import full_day_words
from pie_audit.domain.errors import NotNow
from pie_audit.domain.quarter import Quarter
from pie_audit.words import _, mid_sentence, plural

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


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that was asked with a signed plan, and everything that came back, earliest first.

    `asked_on` is the sign-off day of the plan that asked first, `quarters` how many quarters ago that was.
    An ask that was carried forward in the same words is still one ask; `action_id` is its latest action.
    `is_withdrawn`: the action has ended, so that nobody needs the answer any more.
    """

    action_id: str
    topic_id: str | None
    of: str
    what: str
    reply_by: date | None
    asked_in: Quarter
    asked_on: date
    quarters: int
    replies: tuple[Reply, ...] = ()
    is_withdrawn: bool = False

    @property
    def waits(self) -> bool:
        """Whether nobody has answered, and an answer would still help."""
        return not self.replies and not self.is_withdrawn

    @property
    def latest(self) -> Reply | None:
        """The last thing that was said; it counts."""
        return self.replies[-1] if self.replies else None

    def is_late(self, today: date) -> bool:
        """Whether the day passed by which a reply was asked for."""
        return self.waits and self.reply_by is not None and self.reply_by < today


def asked_words(asked: Asked) -> str:
    """Whom it was asked of and when: “the council, 11 December 2026”."""
    return _("{who}, {day}").format(
        who=mid_sentence(asked.of.strip()) or _("nobody named"), day=full_day_words(asked.asked_on)
    )


def answer_words(asked: Asked) -> str:
    """What came back, in one sentence without its full stop; or for how long nothing has."""
    if asked.latest is None:
        return silence_words(asked.quarters)
    said = said_words(asked.latest)
    before = [r.kind for r in asked.replies[:-1] if r.kind is not asked.latest.kind]
    if before:
        first = _short(before[-1])
        return _("{said} (before that: {first})").format(said=said, first=first)
    return said


def silence_words(quarters: int) -> str:
    """“Two quarters, no reply”."""
    if quarters < 1:
        return _("No reply yet")
    words = plural("{n} quarter, no reply", "{n} quarters, no reply", quarters)
    return words.format(n=_number(quarters))


def said_words(reply: Reply) -> str:
    """One reply with its reason and what they would try instead."""
    because = reply.because.strip().rstrip(".")
    said = {
        ReplyKind.YES: _("Yes: {because}") if because else _("Yes"),
        ReplyKind.PARTLY: _("Partly, because {because}"),
        ReplyKind.NO: _("No, because {because}"),
    }[reply.kind].format(because=_after_because(because))
    if reply.would_try.strip():
        return _("{said}; they would try: {instead}").format(
            said=said, instead=mid_sentence(reply.would_try.strip().rstrip("."))
        )
    return said


def _after_because(words: str) -> str:
    """“Because” stands before them already."""
    said = words[len("because") :].strip() if words.casefold().startswith("because ") else words
    return mid_sentence(said)


def _short(kind: ReplyKind) -> str:
    return {ReplyKind.YES: _("yes"), ReplyKind.PARTLY: _("partly"), ReplyKind.NO: _("no")}[kind]


def _number(n: int) -> str:
    words = (_("One"), _("Two"), _("Three"), _("Four"), _("Five"), _("Six"), _("Seven"), _("Eight"))
    return words[n - 1] if n <= len(words) else str(n)
