"""Rules of supervision between two: when to look again, what was lost, where a summary stands, two texts put together."""

from __future__ import annotations

import secrets
from calendar import monthrange
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from pie_audit.domain.entry import FollowUp
from pie_audit.domain.session import CancelledBy, Session, SessionStatus
from pie_audit.domain.supervision import (
    AGREE_WITHIN_DAYS,
    REVIEW_AFTER_MONTHS,
    Agenda,
    Function,
    Summary,
)

T = TypeVar("T")

LAST_SESSIONS = 6
"""So many sessions are looked at together, for the pair only (reflection.md, section 7.2)."""

PARTS = ("text", "learning", "wider_system", "decisions", "differs")
"""The fields of a summary that hold words."""


class SummaryState(StrEnum):
    """Where a summary stands."""

    NONE = "nothing written"
    WRITING = "being written"
    WAITING = "signed by its writer"
    AGREED = "agreed by both"
    DIFFERS = "the other sees it differently"
    NOTE = "stands as its writer’s note"

    @property
    def is_settled(self) -> bool:
        """Whether its words never change again; only additions are possible."""
        return self in {SummaryState.AGREED, SummaryState.DIFFERS, SummaryState.NOTE}


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def usual_review(today: date) -> date:
    """When two look at their agreement again unless they choose another day."""
    return add_months(today, REVIEW_AFTER_MONTHS)


def lost_in_a_row(sessions: Iterable[Session], today: date) -> int:
    """How many sessions in a row were called off and not by the supervisee's side, counted back from today.

    What the supervisee's side called off neither counts nor ends the row; a session that was held ends it.
    """
    lost = 0
    past = sorted((s for s in sessions if s.planned_on <= today), key=lambda s: (s.due_on, s.session_id))
    for session in reversed(past):
        if session.status in {SessionStatus.HELD, SessionStatus.CUT_SHORT}:
            break
        if session.status is SessionStatus.CANCELLED:
            lost += session.cancelled_by is not CancelledBy.SUPERVISEE
    return lost


def state_of(summary: Summary | None, stands: Collection[str], *, differs: bool, today: date) -> SummaryState:
    """Where a summary stands. `stands` are those whose name holds under it, `differs` if the other wrote a reply."""
    if summary is None or is_blank(summary):
        return SummaryState.NONE
    if summary.writer_id not in stands or summary.signed_on is None:
        return SummaryState.WRITING
    if len(stands) > 1:
        return SummaryState.AGREED
    if differs:
        return SummaryState.DIFFERS
    return SummaryState.WAITING if today <= agree_by(summary.signed_on) else SummaryState.NOTE


def agree_by(signed_on: date) -> date:
    """The last day on which the other can agree; from then on it stands as its writer's note."""
    return signed_on + timedelta(days=AGREE_WITHIN_DAYS)


def is_blank(summary: Summary) -> bool:
    """Whether nothing was written down."""
    words = any(getattr(summary, part).strip() for part in PARTS)
    steps = any(text.strip() for _id, text in summary.steps)
    return not (words or steps or summary.functions or summary.actions or summary.grid)


def balance(functions: Sequence[Collection[Function]]) -> dict[Function, int]:
    """In how many of these sessions each function was touched."""
    return {each: sum(each in touched for touched in functions) for each in Function}


def open_actions(written: Sequence[tuple[Summary | None, Agenda]]) -> tuple[FollowUp, ...]:
    """Actions that are still open after these sessions, the earliest first.

    Each is the summary and the agenda of one session; a later agenda tells what became of an earlier action.
    """
    found: dict[str, FollowUp] = {}
    for summary, agenda in written:
        for item in agenda.items:
            if item.done is not None:
                found.pop(item.item_id, None)
        for action in summary.actions if summary else ():
            if action.done is None and action.what.strip():
                found[action.follow_up_id] = action
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Together:
    """Two texts put together. `clashing` names the parts that both changed: there `summary` holds one's own words."""

    summary: Summary
    clashing: tuple[str, ...]


def put_together(base: Summary, mine: Summary, theirs: Summary) -> Together:
    """What both wrote since `base`: a part that only one changed is taken, lists are joined, and no words are lost."""
    words: dict[str, str] = {}
    clashing = []
    for part in PARTS:
        was, here, there = (getattr(each, part) for each in (base, mine, theirs))
        if here != there and was not in {here, there} and here.strip() and there.strip():
            clashing.append(part)
        # Nobody's words go because the other emptied the field meanwhile.
        mine_counts = there == was or bool(here.strip())
        words[part] = here if here != was and mine_counts else there
    joined = replace(
        theirs,
        **words,  # type: ignore[arg-type]  # all of them words
        functions=_joined(base.functions, mine.functions, theirs.functions),
        grid=_joined(base.grid, mine.grid, theirs.grid),
        actions=_actions(base.actions, mine.actions, theirs.actions),
        steps=mine.steps if mine.steps != base.steps else theirs.steps,
        model_id=mine.model_id if mine.model_id != base.model_id else theirs.model_id,
        next_on=mine.next_on if mine.next_on != base.next_on else theirs.next_on,
        differs_by=mine.differs_by if mine.differs != base.differs else theirs.differs_by,
    )
    return Together(joined, tuple(clashing))


def with_both(together: Together, theirs: Summary) -> Summary:
    """Both texts of each clashing part, one under the other."""
    both = {
        part: f"{getattr(together.summary, part)}\n\n{getattr(theirs, part)}" for part in together.clashing
    }
    return replace(together.summary, **both)  # type: ignore[arg-type]  # all of them words


def with_theirs(together: Together, theirs: Summary) -> Summary:
    """The other's words in each clashing part."""
    return replace(together.summary, **{part: getattr(theirs, part) for part in together.clashing})


def _joined(base: Sequence[T], mine: Sequence[T], theirs: Sequence[T]) -> tuple[T, ...]:
    """What either added, without what either took away, in the order of theirs."""
    gone = {*(set(base) - set(mine)), *(set(base) - set(theirs))}
    return tuple(each for each in dict.fromkeys((*theirs, *mine)) if each not in gone)


def _actions(
    base: Sequence[FollowUp], mine: Sequence[FollowUp], theirs: Sequence[FollowUp]
) -> tuple[FollowUp, ...]:
    """By id: my wording where only I changed one; both as two where both did."""
    was, ours = ({a.follow_up_id: a for a in each} for each in (base, mine))
    found: list[FollowUp] = []
    for action in theirs:
        known, here = was.get(action.follow_up_id), ours.pop(action.follow_up_id, None)
        if here is None and known == action:
            continue  # taken away by me, unchanged by them
        if here is None or here in (known, action):
            found.append(action)
        elif known == action:
            found.append(here)
        else:
            found += [action, replace(here, follow_up_id=secrets.token_hex(16))]
    left = [a for a in ours.values() if was.get(a.follow_up_id) != a]
    return (*found, *left)
