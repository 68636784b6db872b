"""What changed since the last signed review, told only of what both asked in the same words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from pie_audit.analysis.distances import compare_asked, measure_distance
from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.domain.distance import AskedInBoth, Distance, Step
from pie_audit.domain.errors import NotNow
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.question_versions import (
    QuestionChanges,
    Standing,
    TopicChange,
    compare_question_sets,
    compare_through,
)
from pie_audit.domain.questionnaire import Questionnaire, Theme, Topic
from pie_audit.domain.team import Perspective
from pie_audit.storage import agreements
from pie_audit.storage import audits as rounds
from pie_audit.storage.cut_points import load_cut_points
from pie_audit.words import _
from pie_audit.workflows import questions
from pie_audit.workflows.in_sight import require_in_sight
from pie_audit.workflows.permissions import Act, Matter, require
from pie_audit.workflows.unlock import Me, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

_SIGNED = frozenset({RoundState.SIGNED, RoundState.CARRIED})
_STILL_BLIND = frozenset({RoundState.DRAFT, RoundState.OPEN, RoundState.CLOSED})


@dataclass(frozen=True, slots=True)
class TopicSince:
    """One topic of this review beside the last one. `step` is there where both agreed a level on the same words.

    `old_words` are the statement of last time where it was reworded: its line has a break mark.
    """

    topic: Topic
    standing: Standing
    step: Step | None
    old_words: str
    words: str


@dataclass(frozen=True, slots=True)
class ThemeSince:
    """A theme that was asked in full this time, and how far it came."""

    theme: Theme
    distance: Distance


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A topic of last time that this review didn't ask; `retired`: the question set has no such topic any more."""

    topic: Topic
    retired: bool


@dataclass(frozen=True, slots=True)
class SinceLastTime:
    """This review beside the last signed one. With the short form alone there are topics by name and no themes.

    `asked.words()` stands above it where the two reviews asked different topics. `left_behind` in the words of then.
    """

    earlier: Quarter
    asked: AskedInBoth
    themes: tuple[ThemeSince, ...]
    topics: tuple[TopicSince, ...]
    left_behind: tuple[LeftBehind, ...] = ()


def since_last_time(tx: Transaction, me: Me, round_id: str) -> SinceLastTime | None:
    """What changed since the team's last signed review; None where there is none before this one.

    Raises NotNow before the opening, of this round or of a later one: levels are hidden while people rate.
    """
    now = rounds.load_round(tx, round_id)
    require(acting(me).member, Act.READ_TEAM, Matter.of(now))
    if now.state in _STILL_BLIND:
        raise NotNow(
            _("What was agreed last time stays hidden until this review is opened."),
            _("Open it together first."),
        )
    require_in_sight(tx, now)
    earlier_ones = [r for r in rounds.rounds_of_team(tx, now.team_id) if r.quarter < now.quarter]
    signed = [r for r in earlier_ones if r.state in _SIGNED]
    if not signed:
        return None
    return compare_rounds(tx, max(signed, key=lambda r: r.quarter), now)


def compare_rounds(tx: Transaction, before: AuditRound, now: AuditRound) -> SinceLastTime:
    """One opened round beside an earlier signed one. Whether levels may be shown now is asked by the caller."""
    of_team = rounds.rounds_of_team(tx, now.team_id)
    return _compare(tx, before, [r for r in of_team if before.quarter < r.quarter < now.quarter], now)


def _compare(
    tx: Transaction, before: AuditRound, between: list[AuditRound], now: AuditRound
) -> SinceLastTime:
    review = questions.of_round(tx, now)
    first = questions.of_round(tx, before)
    changes = _changes(tx, [before, *sorted(between, key=lambda r: r.quarter), now])
    then = tuple(agreements.load_consensus(tx, before.round_id).values())
    agreed = tuple(agreements.load_consensus(tx, now.round_id).values())
    asked_now = questions.asked(review, now, Perspective.TEAM)
    asked_then = questions.asked(first, before, Perspective.TEAM)
    cut = load_cut_points(tx)
    distances = {
        theme.id: measure_distance(theme.id, changes, then, agreed, cut=cut) for theme in review.themes
    }
    steps = {step.topic_id: step for distance in distances.values() for step in distance.steps}
    return SinceLastTime(
        before.quarter,
        compare_asked(changes, [t.id for t in asked_then], [t.id for t in asked_now]),
        tuple(ThemeSince(t, distances[t.id]) for t in review.themes if questions.is_in_full(now, t)),
        tuple(_topic_since(review, changes.of(t.id), t, steps.get(t.id)) for t in asked_now),
        _left_behind(changes, asked_then, asked_now),
    )


def _left_behind(
    changes: QuestionChanges, then: tuple[Topic, ...], now: tuple[Topic, ...]
) -> tuple[LeftBehind, ...]:
    asked = {topic.id for topic in now}
    goes_on = [(c.earlier.id, c.later.id) for c in changes.topics if c.earlier and c.later]
    still_asked = {old for old, new in goes_on if new in asked}
    still_there = {old for old, _new in goes_on}
    return tuple(LeftBehind(t, t.id not in still_there) for t in then if t.id not in still_asked)


def _changes(tx: Transaction, in_order: list[AuditRound]) -> QuestionChanges:
    """From the question set of the first round to that of the last, by way of those between them."""
    sets = [
        next(copies)
        for _key, copies in groupby(
            (questions.of_round(tx, r) for r in in_order), key=lambda q: (q.id, q.version)
        )
    ]
    return compare_through(sets) if len(sets) > 1 else compare_question_sets(sets[0], sets[0])


def _topic_since(review: Questionnaire, change: TopicChange, topic: Topic, step: Step | None) -> TopicSince:
    old = change.earlier.says if change.earlier and change.standing is Standing.REWORDED else ""
    words = {
        Standing.SAME: _("{title}: nothing to compare with"),
        Standing.REWORDED: _("{title}: asked in other words last time"),
    }.get(change.standing, _("{title}: new in the questions")).format(title=topic.title)
    if step is not None:
        words = step.words(topic.title, review.levels)
    return TopicSince(topic, change.standing, step, old, words)
