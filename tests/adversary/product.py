"""Releases as the program makes them: its rule asked survey after survey, and figures worked out of what it lets go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pie_audit.domain.suppression import BlockAnswers, Candidate, PastSurvey, choose
from tests.adversary.attacker import Colluder, Figure, KnownScale, Seen, third_of
from tests.adversary.organisations import WHOLE, Organisation, Survey, changed

WITHHELD_BELOW = 10
"""Below so many, a team that changed by a few isn't told again (security.md, section 6, “Also”)."""


@dataclass(frozen=True, slots=True)
class Past:
    """What an earlier survey let go, and how many were invited in each block."""

    released: tuple[frozenset[str], ...]
    invited: Mapping[str, int]
    answered: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """All that a rule decides on: groups offered, and by block who was invited and the valid people's scores."""

    minimum: int
    groups: Mapping[str, frozenset[str]]
    invited: Mapping[str, int]
    scores: Mapping[str, tuple[tuple[float, ...], ...]]
    past: tuple[Past, ...]
    withheld: frozenset[str]

    def people(self, blocks: frozenset[str]) -> int:
        """How many answered validly in some blocks."""
        return sum(len(self.scores[block]) for block in blocks)


Rule = Callable[[Asked], frozenset[str]]
"""Which of the groups offered may be shown, by name."""


def ask_product(asked: Asked) -> frozenset[str]:
    """The program's own choice."""
    candidates = tuple(Candidate(name, blocks, name == WHOLE) for name, blocks in asked.groups.items())
    answered = tuple(
        BlockAnswers(block, asked.invited[block], rows, tuple(tuple(map(third_of, row)) for row in rows))
        for block, rows in asked.scores.items()
    )
    past = tuple(PastSurvey(old.released, old.invited) for old in asked.past)
    return choose(candidates, answered, minimum=asked.minimum, past=past, withheld=asked.withheld)


def releases(organisation: Organisation, rule: Rule) -> tuple[tuple[frozenset[str], ...], ...]:
    """The groups let go in each survey, as sets of blocks."""
    past: tuple[Past, ...] = ()
    for number, survey in enumerate(organisation.surveys):
        asked = _asked(organisation, number, past)
        shown = tuple(survey.groups[name] for name in sorted(rule(asked)))
        answered = {block: len(rows) for block, rows in asked.scores.items()}
        past = (*past, Past(shown, asked.invited, answered))
    return tuple(old.released for old in past)


def _asked(organisation: Organisation, number: int, past: tuple[Past, ...]) -> Asked:
    survey = organisation.surveys[number]
    valid = organisation.valid(survey)
    return Asked(
        organisation.minimum,
        survey.groups,
        {block: len(people) for block, people in survey.invited.items()},
        {block: tuple(_scores(organisation, survey, p) for p in people) for block, people in valid.items()},
        past,
        _withheld(organisation, number),
    )


def _scores(organisation: Organisation, survey: Survey, person: int) -> tuple[float, ...]:
    scores = (scale.score(survey.sheets[person]) for scale in organisation.scales)
    return tuple(score for score in scores if score is not None)


def _withheld(organisation: Organisation, number: int) -> frozenset[str]:
    """Small groups that a few people joined or left since any earlier survey."""
    now = organisation.surveys[number]
    valid = organisation.valid(now)
    return frozenset(
        name
        for name, blocks in now.groups.items()
        if sum(len(valid[block]) for block in blocks) < WITHHELD_BELOW
        and any(0 < changed(blocks, old, now) < organisation.minimum for old in organisation.surveys[:number])
    )


# --- what is told of a group ----------------------------------------------------------------------------------------


def seen(organisation: Organisation, released: tuple[tuple[frozenset[str], ...], ...]) -> tuple[Seen, ...]:
    """Every survey as the attacker has it before him."""
    return tuple(
        _seen(organisation, survey, groups)
        for survey, groups in zip(organisation.surveys, released, strict=True)
    )


def _seen(organisation: Organisation, survey: Survey, groups: tuple[frozenset[str], ...]) -> Seen:
    valid = {block: frozenset(people) for block, people in organisation.valid(survey).items()}
    figures = tuple(
        _figure(blocks, number, [_scores(organisation, survey, p)[number] for b in blocks for p in valid[b]])
        for blocks in groups
        for number in range(len(organisation.scales))
    )
    return Seen(survey.invited, valid, figures)


def _figure(blocks: frozenset[str], number: int, scores: list[float]) -> Figure:
    thirds = [third_of(score) for score in scores]
    low, middle, high = (told_share(thirds.count(third), len(thirds)) for third in range(3))
    return Figure(blocks, number, int(sum(scores) / len(scores) + 0.5), (low, middle, high))


def told_share(part: int, of: int) -> int:
    """A share to 10 %: 5 stands for under 10, 95 for over 90."""
    if part * 10 < of or part * 10 > 9 * of:
        return 5 if part * 10 < of else 95
    return (20 * part + of) // (2 * of) * 10


def known_scales(organisation: Organisation) -> tuple[KnownScale, ...]:
    """The instrument as anybody may read it."""
    return tuple(KnownScale(scale.items, scale.needed) for scale in organisation.scales)


def colluder(organisation: Organisation, person: int) -> Colluder:
    """Somebody who tells the attacker all own answers."""
    sheets = {
        number: {item: value for item, value in enumerate(survey.sheets[person]) if value is not None}
        for number, survey in enumerate(organisation.surveys)
        if person in survey.sheets
    }
    return Colluder(person, sheets)
