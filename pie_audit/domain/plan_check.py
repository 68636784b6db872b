"""The small-group rule once more, on what is about to be printed: a count that can't have passed isn't drawn.

At the opening the rule had every sheet; here only counts are left. What counts alone can show is checked: people
in a group against its band, everybody together against the groups beside them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pie_audit.domain.disclosure import POOLED, Band, TopicCounts, band
from pie_audit.domain.plan_material import PlanMaterial, PlanTopic
from pie_audit.domain.team import Perspective


def checked_again(material: PlanMaterial) -> PlanMaterial:
    """The material without spreads that the rule would not have let through."""
    if material.together_only or material.one_person:
        return replace(material, counts=())
    topics = {topic.topic_id: topic for topic in material.topics}
    kept: list[TopicCounts] = []
    for topic_id in dict.fromkeys(counts.topic_id for counts in material.counts):
        if topic_id in topics:
            mine = [counts for counts in material.counts if counts.topic_id == topic_id]
            kept += _permitted(mine, topics[topic_id], material.took_part, minimum=material.minimum)
    return material if tuple(kept) == material.counts else replace(material, counts=tuple(kept))


def _permitted(
    counts: Sequence[TopicCounts], topic: PlanTopic, took_part: Mapping[Perspective, Band], *, minimum: int
) -> list[TopicCounts]:
    asked = {p.value: took_part.get(p, Band.NONE) for p in topic.asked}
    there = {group: told for group, told in asked.items() if told is not Band.NONE}
    groups = [c for c in counts if c.group in there and _fits(c, there[c.group])]
    pooled = [c for c in counts if c.group == POOLED and _may_be_pooled(c, groups, there, minimum)]
    return [*groups, *pooled]


def _fits(counts: TopicCounts, told: Band) -> bool:
    """Whether so many people can have been in a group that is said to be of this size, and one gave a level."""
    return _is_count(counts) and counts.n_rated > 0 and band(_people(counts)) is told


def _is_count(counts: TopicCounts) -> bool:
    return all(n >= 0 for n in (*counts.levels, counts.not_applicable, counts.cant_tell, counts.blank))


def _people(counts: TopicCounts) -> int:
    return counts.n_rated + counts.not_applicable + counts.cant_tell + counts.blank


def _may_be_pooled(
    pooled: TopicCounts, groups: Sequence[TopicCounts], there: Mapping[str, Band], minimum: int
) -> bool:
    """Whether taking the groups drawn from everybody leaves nobody, or enough people not to be told apart."""
    left = [n - sum(c.levels[level] for c in groups) for level, n in enumerate(pooled.levels)]
    if not _is_count(pooled) or pooled.n_rated == 0 or any(n < 0 for n in left):
        return False
    if {c.group for c in groups} == set(there):
        return sum(left) == 0
    return sum(left) >= minimum and pooled.not_applicable == pooled.cant_tell == pooled.blank == 0
