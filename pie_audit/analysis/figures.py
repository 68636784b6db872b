"""“Show the figures”: everything behind the words of one topic and group, from counts that may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pie_audit.analysis.agreement import FEWEST_FOR_WORDS, AwgNote, measure_agreement, measure_theme
from pie_audit.domain.answer import Level
from pie_audit.domain.disclosure import TopicCounts
from pie_audit.domain.figures import Figures

_LOW, _HIGH = int(min(Level)), int(max(Level))


def make_figures(counts: TopicCounts) -> Figures:
    """The figures of one topic and group.

    `counts` have passed the small-group rules: at least five people, or fewer who all ticked. From three ratings on
    there are indices of agreement; a_wg needs four.
    """
    values = counts.values
    found = measure_agreement(values, low=_LOW, high=_HIGH)
    enough = len(values) >= FEWEST_FOR_WORDS
    return Figures(
        topic_id=counts.topic_id,
        group=counts.group,
        levels=counts.levels,
        not_applicable=counts.not_applicable,
        cant_tell=counts.cant_tell,
        blank=counts.blank,
        mean=found.mean,
        median=find_median(values),
        lowest=Level(values[0]) if values else None,
        highest=Level(values[-1]) if values else None,
        rwg=found.rwg if enough else None,
        awg=found.awg if enough else None,
        ad=found.ad if enough else None,
        scatter=enough and found.scatter,
        same_end=enough and found.awg_note is AwgNote.EVERYONE_THE_SAME,
    )


def find_median(values: Sequence[int]) -> Fraction | None:
    """The middle of the ratings, halfway between two middles; None without a rating."""
    if not values:
        return None
    ordered = sorted(values)
    return Fraction(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2], 2)


def agreement_of_theme(topics: Sequence[TopicCounts]) -> Fraction | None:
    """r_wg(j) of one group over the topics of a theme; None unless every one of them gave every topic a level."""
    if len({counts.group for counts in topics}) > 1:
        raise ValueError("two groups have no agreement of one kind")
    if any(counts.not_applicable or counts.cant_tell or counts.blank for counts in topics):
        return None
    ratings = [counts.values for counts in topics]
    if any(len(values) < FEWEST_FOR_WORDS for values in ratings):
        return None
    return measure_theme(ratings, low=_LOW, high=_HIGH)
