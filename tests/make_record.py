"""A person's pages for a regulator: a full year of them, and none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from pie_audit.domain.entry import Entry, EntryKind, FollowUp, Practice, Step
from pie_audit.domain.registration import Material, RecordDraft, TimeLine, gather
from pie_audit.domain.regulator import Regulator
from pie_audit.domain.session import SessionKind
from pie_audit.workflows import models, registration

TODAY = date(2026, 11, 22)
PRACTICE = Practice(
    counts=True,
    minutes=420,
    participatory=True,
    why_relevant="I do the late shift, when people come back in.",
    who_is_better_off="Whoever comes back after midnight",
    parts=("prioritise", "safety"),
)
CYCLE = (
    Step("description", "Description", "A resident came back at two in the morning and I asked why."),
    Step("feelings", "Feelings", "I was cross, and then ashamed."),
    Step("conclusion", "Conclusion", "A question can sound like a charge."),
    Step("action-plan", "Action plan", "Say hello first, and ask at breakfast."),
)
TALK = (
    Step("topic", "What we talked about", "Late returns."),
    Step("noticed", "What the other noticed", "I ask before I greet."),
    Step("differently", "What I see differently", "The rule is ours, not theirs."),
    Step("try", "What I will try", "Ask a second colleague to listen in."),
)
SAID = (
    Step("from", "Who it came from", "A resident"),
    Step("form", "How it came", "Said in passing"),
    Step("said", "What it was about", "That I sit down when we talk."),
    Step("used", "What I did with it", "I tell new colleagues to sit down."),
)


def entry(number: int, **changes: Any) -> Entry:
    """A page of the reflective cycle that answers everything, one for each number."""
    whole = Entry(
        f"{number:032x}",
        EntryKind.REFLECTION,
        date(2026, 11, 1) - timedelta(days=45 * number),
        title=f"The late door {number}",
        model_id="gibbs",
        steps=CYCLE,
        take_away="Greet first.",
        follow_ups=(FollowUp(f"f{number}", "Try it for a week", done=True),),
        practice=PRACTICE,
    )
    return replace(whole, **changes)


def full_year() -> tuple[Entry, ...]:
    """Pages over two years and more: six reflections, peer reflections and feedback among them."""
    reflections = [entry(number) for number in range(20)]
    peers = [
        entry(100 + n, day=TODAY - timedelta(days=30 + n), kind=EntryKind.PEER, model_id="peer", steps=TALK)
        for n in range(2)
    ]
    feedback = [
        entry(
            200 + n,
            day=TODAY - timedelta(days=60 + n),
            kind=EntryKind.FEEDBACK,
            model_id="feedback",
            steps=SAID,
            practice=replace(PRACTICE, minutes=0),
        )
        for n in range(5)
    ]
    return (*reflections, *peers, *feedback)


def sessions() -> tuple[TimeLine, ...]:
    """Twelve hours of supervision, one each month."""
    return tuple(
        TimeLine(
            f"s{n}",
            TODAY - timedelta(days=28 * n),
            SessionKind.SUPERVISION,
            60,
            True,
            "Clinical psychologist",
        )
        for n in range(12)
    )


def rules(regulator_id: str) -> Regulator:
    """The rules that ship."""
    return next(r for r in registration.shipped_regulators() if r.regulator_id == regulator_id)


def draft(regulator_id: str, **changes: Any) -> RecordDraft:
    """A blank record over the regulator's own period."""
    period = rules(regulator_id).period(TODAY)
    return replace(RecordDraft(regulator_id, period.first, period.last), **changes)


def whole_draft(regulator_id: str) -> RecordDraft:
    """A record in which everything was ticked and written that no page shows."""
    return draft(
        regulator_id,
        ticked=tuple(item.item_id for item in rules(regulator_id).by_hand),
        statements={"summary": "I work in a hostel.", "statement": "I write every month.\nIt shows."},
        practice_hours=1200,
    )


def material(
    regulator_id: str,
    entries: Sequence[Entry] = (),
    lines: Sequence[TimeLine] = (),
    written: RecordDraft | None = None,
) -> Material:
    """The record made from these."""
    return gather(
        rules(regulator_id),
        written or draft(regulator_id),
        entries,
        sessions=lines,
        model_of=models.model,
        today=TODAY,
    )


def full(regulator_id: str) -> Material:
    """A record to which nothing is missing."""
    return material(regulator_id, full_year(), sessions(), whole_draft(regulator_id))
