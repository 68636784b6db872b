"""Theme means: of what the team agreed, and of one group's blind ratings; the two are never mixed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from pie_audit.domain.audit import Consensus, Outcome
from pie_audit.domain.disclosure import TopicCounts
from pie_audit.domain.team import Perspective
from pie_audit.domain.theme_score import GroupGap, GroupThemeScore, OverallScore, ThemeScore


def score_theme(
    theme_id: str, topics: Sequence[str], agreed: Sequence[Consensus], *, short_form: bool = False
) -> ThemeScore:
    """Where a theme stands by what was agreed about its `topics`, the ids that this round asked.

    A topic without a record counts as not discussed. Nothing without a level ever counts as 0.
    """
    records = {record.topic_id: record for record in agreed}
    outcomes = [records[t].outcome if t in records else Outcome.NOT_DISCUSSED for t in topics]
    levels = [int(level) for t in topics if t in records and (level := records[t].level) is not None]
    not_applicable = outcomes.count(Outcome.NOT_APPLICABLE)
    applicable = len(topics) - not_applicable
    return ThemeScore(
        theme_id,
        _mean(levels) if has_enough(len(levels), applicable) else None,
        len(levels),
        applicable,
        not_applicable=not_applicable,
        cant_tell=outcomes.count(Outcome.CANT_TELL),
        no_agreement=outcomes.count(Outcome.NOT_SETTLED),
        not_discussed=outcomes.count(Outcome.NOT_DISCUSSED),
        low=min(levels, default=None),
        high=max(levels, default=None),
        short_form=short_form,
    )


def score_group(
    theme_id: str, group: str, *, topics: Sequence[str], counts: Sequence[TopicCounts]
) -> GroupThemeScore:
    """One group's theme mean from its permitted counts; a topic that isn't drawn for the group has no part in it.

    `counts` may hold other groups and topics too; `topics` are the ids that this group was asked.
    """
    drawn = [c for c in counts if c.group == group and c.topic_id in topics and c.n_rated]
    means = [Fraction(sum(c.values), c.n_rated) for c in drawn]
    mean = sum(means, Fraction()) / len(means) if has_enough(len(means), len(topics)) else None
    return GroupThemeScore(theme_id, group, mean, len(means), len(topics), sum(c.n_rated for c in drawn))


def find_gap(
    theme_id: str, *, asked: Mapping[Perspective, Sequence[str]], counts: Sequence[TopicCounts]
) -> GroupGap:
    """The gap between the team and people who use the service, each with the mean of what it was asked.

    `asked` holds the topic ids of both perspectives; both rest on permitted counts alone.
    """
    team, lived = (
        score_group(theme_id, perspective.value, topics=asked[perspective], counts=counts)
        for perspective in (Perspective.TEAM, Perspective.LIVED_EXPERIENCE)
    )
    return GroupGap(team, lived)


def score_overall(themes: Sequence[ThemeScore], *, switched_on: bool = False) -> OverallScore | None:
    """The mean of the theme means that there are; None unless an organisation switched it on."""
    means = [theme.mean for theme in themes if theme.mean is not None]
    if not switched_on or not means:
        return None
    return OverallScore(sum(means, Fraction()) / len(means), len(means))


def has_enough(valued: int, applicable: int) -> bool:
    """Whether at least half of the topics that apply have a value: below it no mean is told."""
    return valued > 0 and 2 * valued >= applicable


def _mean(levels: Sequence[int]) -> Fraction:
    return Fraction(sum(levels), len(levels))
