"""Releases as the program makes them: its rule asked survey after survey, and figures worked out of what it lets go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from pie_audit.domain.suppression import BlockAnswers, Candidate, PastSurvey, choose
from tests.adversary.attacker import Colluder, Figure, ItemFigure, KnownScale, Seen, third_of
from tests.adversary.organisations import WHOLE, Organisation, Survey, changed

WITHHELD_BELOW = 10
"""Below so many, a team that changed by a few isn't told again (security.md, section 6, “Also”)."""


FEWEST_FOR_MEANS = 20
"""With fewer answers, items are told in three words."""

ITEM_SCALE = KnownScale((0,), 1)
STEPLESS_ITEM = KnownScale((0,), 1, stepless=True)


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
    scales: tuple[KnownScale, ...]
    shares: bool = True

    def people(self, blocks: frozenset[str]) -> int:
        """How many answered validly in some blocks."""
        return sum(len(self.scores[block]) for block in blocks)


Rule = Callable[[Asked], frozenset[str]]
"""Which of the groups offered may be shown, by name."""


def ask_product(asked: Asked) -> frozenset[str]:
    """The program's own choice."""
    candidates = tuple(Candidate(name, blocks, name == WHOLE) for name, blocks in asked.groups.items())
    answered = tuple(
        BlockAnswers(
            block,
            asked.invited[block],
            rows,
            tuple(tuple(map(third_of, row)) if asked.shares else () for row in rows),
            tuple(scale.thirds() for scale in asked.scales) if asked.shares else (),
        )
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
        past = (*past, _as_past(asked, shown))
    return tuple(old.released for old in past)


def _as_past(asked: Asked, shown: tuple[frozenset[str], ...]) -> Past:
    return Past(shown, asked.invited, {block: len(rows) for block, rows in asked.scores.items()})


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
        known_scales(organisation),
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


def seen(
    organisation: Organisation, released: tuple[tuple[frozenset[str], ...], ...], rule: Rule | None
) -> tuple[Seen, ...]:
    """Every survey as the attacker has it before him; for items of the whole a rule is asked once more each."""
    shown, past = [], ()
    for number, groups in enumerate(released):
        asked = _asked(organisation, number, past)
        shown.append(_seen(organisation, asked, number, groups, rule))
        past = (*past, _as_past(asked, groups))
    return tuple(shown)


def _seen(
    organisation: Organisation,
    asked: Asked,
    number: int,
    groups: tuple[frozenset[str], ...],
    rule: Rule | None,
) -> Seen:
    survey = organisation.surveys[number]
    valid = {block: frozenset(people) for block, people in organisation.valid(survey).items()}
    figures = tuple(
        _figure(blocks, scale, [_scores(organisation, survey, p)[scale] for b in blocks for p in valid[b]])
        for blocks in groups
        for scale in range(len(organisation.scales))
    )
    answered = {
        person: frozenset(item for item, value in enumerate(survey.sheets[person]) if value is not None)
        for people in valid.values()
        for person in people
    }
    whole = asked.groups[WHOLE] in groups
    beside = replace(asked, groups={name: b for name, b in asked.groups.items() if b in groups})
    items = tuple(_items(organisation, beside, number, rule)) if rule and whole else ()
    return Seen(survey.invited, valid, figures, items, answered)


def _items(organisation: Organisation, asked: Asked, number: int, rule: Rule) -> Iterator[ItemFigure]:
    """Items of the whole: in words where fewer than twenty answered one, else means and shares as far as allowed.

    `asked` has the groups shown for the scales: an item must be safe in all of them. Of a scale with an item that may
    not be told, none is.
    """
    survey, whole = organisation.surveys[number], asked.groups[WHOLE]
    valid = organisation.valid(survey)
    for scale in organisation.scales:
        values = {
            item: {
                block: [25 * value for p in people if (value := survey.sheets[p][item]) is not None]
                for block, people in valid.items()
            }
            for item in scale.items
        }
        numbers = [sum(map(len, by_block.values())) for by_block in values.values()]
        if min(numbers) < FEWEST_FOR_MEANS:
            words = values if min(numbers) >= asked.minimum and len(set(numbers)) == 1 else {}
            yield from (_item_in_words(whole, item, by_block) for item, by_block in words.items())
        elif all(_allows(asked, rule, by_block) for by_block in values.values()):
            for item, by_block in values.items():
                yield _item(whole, item, by_block, shares=_allows_shares(asked, rule, by_block))


def _allows_shares(asked: Asked, rule: Rule, by_block: Mapping[str, list[int]]) -> bool:
    """In every group shown with any score possible inside a third, in the whole with those that can be answered."""
    whole = replace(asked, groups={WHOLE: asked.groups[WHOLE]})
    return _allows(asked, rule, by_block, STEPLESS_ITEM) and _allows(whole, rule, by_block, ITEM_SCALE)


def _allows(
    asked: Asked, rule: Rule, by_block: Mapping[str, list[int]], thirds: KnownScale | None = None
) -> bool:
    """Whether the rule lets all these groups go together on these answers, with shares in thirds or without."""
    scores = {block: tuple((float(value),) for value in values) for block, values in by_block.items()}
    scales = (thirds or ITEM_SCALE,)
    return rule(replace(asked, scores=scores, shares=bool(thirds), scales=scales)) == asked.groups.keys()


def _item_in_words(whole: frozenset[str], item: int, by_block: Mapping[str, list[int]]) -> ItemFigure:
    values = [value for held in by_block.values() for value in held]
    return ItemFigure(whole, item, None, third_of(sum(values) / len(values)))


def _item(whole: frozenset[str], item: int, by_block: Mapping[str, list[int]], *, shares: bool) -> ItemFigure:
    figure = _figure(whole, item, [float(value) for held in by_block.values() for value in held])
    return ItemFigure(whole, item, figure.mean, None, figure.shares if shares else None)


def _figure(blocks: frozenset[str], number: int, scores: list[float]) -> Figure:
    thirds = [third_of(score) for score in scores]
    low, middle, high = (told_share(thirds.count(third), len(thirds)) for third in range(3))
    return Figure(blocks, number, int(sum(scores) / len(scores) + 0.5), (low, middle, high))


def told_share(part: int, of: int) -> int:
    """A share to 10 %: 5 stands for under 10, 95 for over 90."""
    if part * 10 < of or part * 10 > 9 * of:
        return 5 if part * 10 < of else 95
    return (20 * part + of) // (2 * of) * 10


def known_scales(organisation: Organisation, *, stepless: bool = False) -> tuple[KnownScale, ...]:
    """The instrument as anybody may read it."""
    return tuple(KnownScale(scale.items, scale.needed, stepless) for scale in organisation.scales)


def colluder(organisation: Organisation, person: int) -> Colluder:
    """Somebody who tells the attacker all own answers."""
    sheets = {
        number: {item: value for item, value in enumerate(survey.sheets[person]) if value is not None}
        for number, survey in enumerate(organisation.surveys)
        if person in survey.sheets
    }
    return Colluder(person, sheets)
