"""Distance travelled: two rounds side by side, joined only where their question sets say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Consensus
from pie_audit.domain.cut_points import OURS, CutPoints
from pie_audit.domain.distance import AskedInBoth, Distance, Step
from pie_audit.domain.question_versions import QuestionChanges, Standing, TopicChange


def measure_distance(
    theme_id: str,
    changes: QuestionChanges,
    earlier: Sequence[Consensus],
    later: Sequence[Consensus],
    *,
    cut: CutPoints = OURS,
) -> Distance:
    """How far a theme came between two rounds.

    `changes` lead from the earlier round's question set to the later one's; a topic belongs to the theme that it has
    there, a retired one to the theme it had. `cut` is what counts as higher or lower.
    """
    before, now = _levels(earlier), _levels(later)
    topics = [change for change in changes.topics if _theme(change) == theme_id]
    same = [
        (change.earlier.id, change.later.id)
        for change in topics
        if change.standing is Standing.SAME and change.earlier and change.later
    ]
    return Distance(
        theme_id,
        tuple(Step(new, before[old], now[new]) for old, new in same if old in before and new in now),
        newly_rated=tuple(new for old, new in same if old not in before and new in now),
        no_longer_rated=tuple(new for old, new in same if old in before and new not in now),
        reworded=_ids(topics, Standing.REWORDED),
        new=_ids(topics, Standing.NEW),
        retired=_ids(topics, Standing.RETIRED),
        cut=cut,
    )


def compare_asked(changes: QuestionChanges, before: Sequence[str], now: Sequence[str]) -> AskedInBoth:
    """Which topics two rounds have in common, whatever form each of them used.

    `before` and `now` are the ids that each round asked, in its own question set.
    """
    joined = {new: old for old, new in changes.joined.items()}
    both = tuple(new for new in now if joined.get(new) in before)
    met = {joined[new] for new in both}
    return AskedInBoth(
        both, tuple(old for old in before if old not in met), tuple(n for n in now if n not in both)
    )


def _levels(records: Sequence[Consensus]) -> Mapping[str, Level]:
    return {record.topic_id: record.level for record in records if record.level is not None}


def _theme(change: TopicChange) -> str:
    topic = change.later or change.earlier
    return topic.theme if topic else ""


def _ids(topics: Sequence[TopicChange], standing: Standing) -> tuple[str, ...]:
    found = (change.later or change.earlier for change in topics if change.standing is standing)
    return tuple(topic.id for topic in found if topic)
