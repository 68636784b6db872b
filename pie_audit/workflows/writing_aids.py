"""What stands beside a page while one writes: own words and choices, names to look out for, whom to talk to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.questionnaire import Theme
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import people, sessions, team_parts
from pie_audit.words import _
from pie_audit.workflows import self_record
from pie_audit.workflows.permissions import Act, Matter, may
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.questions import bundled

if TYPE_CHECKING:
    from pie_audit.domain.team import Member
    from pie_audit.storage.transaction import Transaction

MODEL, PROMPTS = "page model", "page prompts"
HIDDEN = "hidden"
_MOST_FEELINGS = 30


@dataclass(frozen=True, slots=True)
class TalkTo:
    """Somebody to talk to after a hard piece of work, and what they are to the writer."""

    name: str
    what: str


@dataclass(frozen=True, slots=True)
class WritingAids:
    """`colleagues` and `allowed` are for the name check; `model_id` is what this person wrote with last.

    `has_wall`: the team in hand keeps small wins, and a line of the page may go there.
    """

    today: date
    names: dict[str, str]
    colleagues: tuple[str, ...]
    allowed: tuple[str, ...]
    feelings: tuple[str, ...]
    themes: tuple[Theme, ...]
    talk_to: tuple[TalkTo, ...]
    model_id: str
    prompts_hidden: bool
    has_wall: bool = False


def writing_aids(tx: Transaction, me: Me, team_id: str | None = None) -> WritingAids:
    """All of it in one read."""
    mine = acting(me)
    remembered = self_record.load(tx, me)
    everybody = people.list_members(tx, with_left=True)
    return WritingAids(
        mine.clock.today(),
        {member.person_id: member.name for member in everybody},
        tuple(m.name for m in everybody if m.person_id != mine.member.person_id),
        remembered.allowed_words,
        remembered.feelings,
        bundled().themes,
        _talk_to(tx, mine.member, everybody, mine.clock.today()),
        remembered.ways.get(MODEL, ""),
        remembered.ways.get(PROMPTS, "") == HIDDEN,
        _has_wall(tx, mine.member, team_id),
    )


def _has_wall(tx: Transaction, member: Member, team_id: str | None) -> bool:
    if team_id is None or not may(member, Act.READ_TEAM, Matter(team_id)):
        return False
    return TeamPart.WINS in team_parts.parts_of(tx, team_id)


def let_pass(tx: Transaction, me: Me, words: str) -> None:
    """“Ignore always”: the name check says nothing of these words to this person again."""
    allowed = self_record.load(tx, me).allowed_words
    self_record.change(tx, me, allowed_words=tuple(dict.fromkeys((*allowed, words))))


def remember_feeling(tx: Transaction, me: Me, word: str) -> None:
    """Put a word on one's own list of feelings."""
    known = self_record.load(tx, me).feelings
    self_record.change(tx, me, feelings=tuple(dict.fromkeys((*known, word)))[-_MOST_FEELINGS:])


def remember_way(tx: Transaction, me: Me, what: str, value: str) -> None:
    """Begin the next page as this one: with the same model (`MODEL`), with prompts or without (`PROMPTS`)."""
    self_record.change(tx, me, ways={**self_record.load(tx, me).ways, what: value})


def _talk_to(
    tx: Transaction, member: Member, everybody: tuple[Member, ...], today: date
) -> tuple[TalkTo, ...]:
    """One's supervisors by an agreement that one signed, then whoever manages one's teams."""
    found: dict[str, str] = {}
    for agreement in sessions.agreements_of(tx, member.person_id):
        is_mine = agreement.supervisee_id == member.person_id and member.person_id in agreement.signed_by
        if is_mine and agreement.ended_week is None:
            found.setdefault(agreement.supervisor_id, _("my supervisor"))
    for other in everybody:
        if other.person_id != member.person_id and other.manages & member.teams:
            found.setdefault(other.person_id, _("runs our team"))
    names = {other.person_id: other.name for other in everybody}
    return tuple(TalkTo(names[who], what) for who, what in found.items() if who in names)
