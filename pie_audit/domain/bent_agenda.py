"""Rules bent again and again are something to talk about: the rule and three reasons, and never who bent it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pie_audit.domain.agency import fold_agency, grouped, shown
from pie_audit.domain.bent_rule import BentRule
from pie_audit.domain.quarter import Quarter, iso_week
from pie_audit.words import _

TIMES_TO_REVIEW = 3
"""Bent so often in a quarter, a rule is worth looking at (practice.md, section 21)."""

MOST_REASONS = 3
ASKED_AFTER = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A rule in the spelling used most, how often it was bent in the quarter, and up to three reasons, the latest first."""

    rule: str
    times: int
    reasons: tuple[str, ...]


def rules_to_review(counts: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """Spellings of each rule that was bent often enough, most often first; `counts` of one quarter by spelling."""
    often = [g for g in grouped(counts) if sum(counts[one] for one in g) >= TIMES_TO_REVIEW]
    return tuple(sorted(often, key=lambda g: (-sum(counts[one] for one in g), shown(g, counts).casefold())))


def agenda_item(group: Sequence[str], counts: Mapping[str, int], notes: Sequence[BentRule]) -> AgendaItem:
    """One of them with the reasons of its notes, newest first; the same reason in two spellings counts once."""
    here = [note for note in notes if note.rule in group]
    reasons: dict[str, str] = {}
    for note in here:
        reasons.setdefault(fold_agency(note.why), note.why)
    return AgendaItem(
        shown(group, counts), sum(counts[one] for one in group), tuple(reasons.values())[:MOST_REASONS]
    )


def agenda_words(item: AgendaItem) -> str:
    """The question for a meeting."""
    words = _("Bent {n} times this quarter. Time to review this rule?")
    return words.format(n=item.times)


def weeks_of(quarter: Quarter) -> tuple[str, str]:
    """The first and the last ISO week of which the Monday lies in this quarter: each week belongs to one."""
    first, last = quarter.first_day, quarter.last_day
    monday = first + timedelta(days=-first.weekday() % 7)
    return iso_week(monday), iso_week(last - timedelta(days=last.weekday()))


def week_to_ask(today: date) -> str:
    """The latest week of which it is time to ask what happened: all of it, its Sunday too, lies two weeks back or more.

    Only the week of a note is kept, so somebody is asked 14 to 20 days after, and never sooner.
    """
    return iso_week(today - ASKED_AFTER - timedelta(days=6))
