"""How the topics of one question set stand to those of an earlier one, so that no line joins what isn't the same.

A new file says it of each topic (`status`, `was`). Between two versions of one file nobody says it: there the words
that were rated decide. Lines join only across SAME; a reworded topic gets a break mark, its old words kept beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from pie_audit.domain.questionnaire import Questionnaire, Topic, TopicStatus
from pie_audit.domain.team import Perspective


class Standing(StrEnum):
    """How a topic stands to the earlier question set."""

    SAME = "same"
    REWORDED = "reworded"
    NEW = "new"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class TopicChange:
    """One topic across two question sets: `earlier` is None for a new one, `later` for a retired one."""

    standing: Standing
    earlier: Topic | None
    later: Topic | None

    def backwards(self) -> TopicChange:
        """The same, seen from the later set."""
        turned = {Standing.NEW: Standing.RETIRED, Standing.RETIRED: Standing.NEW}
        return TopicChange(turned.get(self.standing, self.standing), self.later, self.earlier)


@dataclass(frozen=True, slots=True)
class QuestionChanges:
    """Every topic of two question sets, once: the later ones in their order, then those that were retired."""

    topics: tuple[TopicChange, ...]

    @property
    def joined(self) -> Mapping[str, str]:
        """The topics whose lines go on: the id in the later set by the id in the earlier one."""
        return {
            change.earlier.id: change.later.id
            for change in self.topics
            if change.standing is Standing.SAME and change.earlier and change.later
        }

    def of(self, topic_id: str) -> TopicChange:
        """What became of a topic of the later set. Raises KeyError where it has none of this id."""
        for change in self.topics:
            if change.later is not None and change.later.id == topic_id:
                return change
        raise KeyError(topic_id)

    def with_standing(self, standing: Standing) -> tuple[TopicChange, ...]:
        """The topics that stand so."""
        return tuple(change for change in self.topics if change.standing is standing)


def compare_question_sets(
    earlier: Questionnaire, later: Questionnaire, perspective: Perspective = Perspective.TEAM
) -> QuestionChanges:
    """How each topic that this perspective rates stands to the earlier set.

    Sets of which neither replaces the other, directly, have nothing in common; `compare_through` walks the sets
    between them. A team that went back to the earlier set is told the same the other way round.
    """
    if earlier.id != later.id and earlier.replaces == later.id:
        forth = compare_question_sets(later, earlier, perspective)
        return _in_order([change.backwards() for change in forth.topics], later)
    old = {topic.id: topic for topic in earlier.topics if earlier.statement(topic, perspective)}
    new = [topic for topic in later.topics if later.statement(topic, perspective)]
    origins = _origins(earlier, later, new)
    times = Counter(origin for origin in origins.values() if origin in old)
    changes = []
    for topic in new:
        before = old.get(origins[topic.id])
        standing = _standing(topic, before, _Words(earlier, later, perspective))
        if times[origins[topic.id]] > 1:
            standing = Standing.REWORDED  # one that was split goes on as none of its parts
        changes.append(TopicChange(standing, before, topic))
    retired = [TopicChange(Standing.RETIRED, topic, None) for topic in old.values() if topic.id not in times]
    return QuestionChanges((*changes, *retired))


def compare_through(
    sets: Sequence[Questionnaire], perspective: Perspective = Perspective.TEAM
) -> QuestionChanges:
    """From the first of at least two sets to the last, through each one between: same only if same at every step."""
    found = compare_question_sets(sets[0], sets[1], perspective)
    for before, after in pairwise(sets[1:]):
        found = _compose(found, compare_question_sets(before, after, perspective))
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    """Whose words are compared."""

    earlier: Questionnaire
    later: Questionnaire
    perspective: Perspective

    def are_equal(self, before: Topic, now: Topic) -> bool:
        """Whether both say the same to this perspective; capitals, stops and spaces are nobody's meaning."""
        return _bare(self.earlier.statement(before, self.perspective)) == _bare(
            self.later.statement(now, self.perspective)
        )


def _bare(words: str | None) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in (words or "").casefold()).split())


def _origins(earlier: Questionnaire, later: Questionnaire, topics: Sequence[Topic]) -> dict[str, str]:
    """The id that each topic has in the earlier set; empty where it has none."""
    if earlier.id == later.id:
        return {topic.id: topic.id for topic in topics}
    if later.replaces != earlier.id:
        return {topic.id: "" for topic in topics}
    return {topic.id: topic.was or "" for topic in topics}


def _standing(topic: Topic, before: Topic | None, words: _Words) -> Standing:
    if before is None:
        return Standing.NEW
    if words.earlier.id != words.later.id:
        return Standing.SAME if topic.status is TopicStatus.SAME else Standing.REWORDED
    return Standing.SAME if words.are_equal(before, topic) else Standing.REWORDED


def _compose(first: QuestionChanges, second: QuestionChanges) -> QuestionChanges:
    by_middle = {change.later.id: change for change in first.topics if change.later}
    changes: list[TopicChange] = []
    reached: set[str] = set()
    for step in second.topics:
        if step.later is None:
            continue
        start = by_middle.get(step.earlier.id) if step.earlier else None
        origin = start.earlier if start else None
        if origin is None or start is None:
            changes.append(TopicChange(Standing.NEW, None, step.later))
            continue
        reached.add(origin.id)
        both = {start.standing, step.standing} == {Standing.SAME}
        changes.append(TopicChange(Standing.SAME if both else Standing.REWORDED, origin, step.later))
    origins = {change.earlier.id: change.earlier for change in first.topics if change.earlier}
    gone = [
        TopicChange(Standing.RETIRED, topic, None) for id_, topic in origins.items() if id_ not in reached
    ]
    return QuestionChanges((*changes, *gone))


def _in_order(changes: Sequence[TopicChange], later: Questionnaire) -> QuestionChanges:
    """The changes in the order of the later set, each topic of it once: what is left of a split one is retired."""
    by_id: dict[str, TopicChange] = {}
    retired: list[TopicChange] = []
    for change in changes:
        if change.later is None or change.later.id in by_id:
            retired.append(TopicChange(Standing.RETIRED, change.earlier, None))
        else:
            by_id[change.later.id] = change
    return QuestionChanges((*(by_id[topic.id] for topic in later.topics if topic.id in by_id), *retired))
