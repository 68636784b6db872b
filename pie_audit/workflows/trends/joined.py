"""Where a line goes on from one review to the next: only across topics that are the same in both question sets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pie_audit.domain.question_versions import (
    QuestionChanges,
    Standing,
    TopicChange,
    compare_question_sets,
    compare_through,
)
from pie_audit.domain.questionnaire import Questionnaire
from pie_audit.domain.team import Perspective
from pie_audit.words import _
from pie_audit.workflows.trends.material import Review


@dataclass(frozen=True, slots=True)
class Joins:
    """The reviews of a team in their order, and what became of each topic from one to another, asked once each."""

    reviews: tuple[Review, ...]
    perspective: Perspective
    _sets: tuple[Questionnaire, ...]
    _places: Mapping[str, int]
    _known: dict[tuple[int, int], QuestionChanges] = field(default_factory=dict, repr=False, compare=False)
    _maps: dict[tuple[int, int], Mapping[str, TopicChange]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def changes(self, earlier: Review, later: Review) -> QuestionChanges:
        """How the topics of the later review stand to those of the earlier, by way of every set between them."""
        return self._found(*self._spans(earlier, later))

    def became(self, earlier: Review, later: Review) -> Mapping[str, TopicChange]:
        """The same by the later id."""
        span = self._spans(earlier, later)
        if span not in self._maps:
            found = self._found(*span)
            self._maps[span] = {change.later.id: change for change in found.topics if change.later}
        return self._maps[span]

    def theme_goes_on(self, theme_id: str, earlier: Review, later: Review) -> bool:
        """Whether a theme asks the same in both: no topic of it reworded, new or retired."""
        return all(
            change.standing is Standing.SAME
            for change in self.changes(earlier, later).topics
            if theme_id in {topic.theme for topic in (change.earlier, change.later) if topic}
        )

    def _found(self, first: int, last: int) -> QuestionChanges:
        if (first, last) not in self._known:
            sets = self._sets[first : last + 1]
            alone = compare_question_sets(sets[0], sets[0], self.perspective) if len(sets) == 1 else None
            self._known[first, last] = alone or compare_through(sets, self.perspective)
        return self._known[first, last]

    def _spans(self, earlier: Review, later: Review) -> tuple[int, int]:
        return self._places[earlier.round.round_id], self._places[later.round.round_id]


def version_words(joins: Joins) -> tuple[str, ...]:
    """A line for each review whose questions are others than before: how many stay the same, and what that does."""
    return tuple(
        _words(later, joins.changes(earlier, later))
        for earlier, later in zip(joins.reviews, joins.reviews[1:], strict=False)
        if _key(earlier.questions) != _key(later.questions)
    )


def break_words(quarter_name: str) -> str:
    """Why a line isn't joined to what came before."""
    return _("The questions changed in {quarter}, so the line begins anew.").format(quarter=quarter_name)


def _words(later: Review, changes: QuestionChanges) -> str:
    counts = [
        (len(changes.with_standing(standing)), words)
        for standing, words in (
            (Standing.REWORDED, _("{n} reworded")),
            (Standing.NEW, _("{n} new")),
            (Standing.RETIRED, _("{n} gone")),
        )
    ]
    other = ", ".join(words.format(n=n) for n, words in counts if n)
    same = len(changes.with_standing(Standing.SAME))
    if not other:
        return _("{quarter} used a new version of the questions; every topic stayed the same.").format(
            quarter=later.quarter.name
        )
    return _(
        "{quarter} used other questions: {n} topics the same, {other}. Lines join only what is the same."
    ).format(quarter=later.quarter.name, n=same, other=other)


def _key(questions: Questionnaire) -> tuple[str, int]:
    return questions.id, questions.version


def in_order(reviews: Sequence[Review], perspective: Perspective | None = None) -> Joins:
    """The joins of these reviews, by what this perspective was asked (the team, if none is given).

    A question set that was used again later stands there again.
    """
    ordered = tuple(sorted(reviews, key=lambda review: review.quarter))
    sets: list[Questionnaire] = []
    places = {}
    for review in ordered:
        if not sets or _key(sets[-1]) != _key(review.questions):
            sets.append(review.questions)
        places[review.round.round_id] = len(sets) - 1
    return Joins(ordered, perspective or Perspective.TEAM, tuple(sets), places)
