"""Somebody who sees all trends and tables of all quarters can't tell what a hidden person answered, nor how many there are.

For each hidden answer another world is made in which that one answer is another, and everything shown has to be the
same to the last figure: then every level is consistent with all that is shown, whatever is taken from what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import RatingSheet
from pie_audit.domain.disclosure import Band, Reveal, reveal
from tests.adversary.trend_worlds import (
    SIZES,
    everything_shown,
    hidden_people,
    level_of,
    random_world,
    with_level,
    with_one_more,
)

WORLDS = range(12)
"""Each begins another run of chance; 160 answers over forty worlds were tried as well, in a minute."""


def test_no_hidden_answer_leaves_a_trace_anywhere() -> None:
    tried = 0
    for seed in WORLDS:
        rng = Random(seed)
        world = random_world(rng)
        shown = everything_shown(world, reveal)
        places = [
            (at, person, topic)
            for at, sheets in enumerate(world)
            for topic in sorted({t for sheet in sheets for t in sheet.topics})
            for person in hidden_people(sheets, topic)
        ]
        for at, person, topic in rng.sample(places, min(2, len(places))):
            was = level_of(world[at][person], topic)
            other = rng.choice([level for level in Level if level is not was])
            assert everything_shown(with_level(world, at, person, topic, other), reveal) == shown
            tried += 1
    assert tried > len(WORLDS)


def test_all_hidden_answers_of_a_review_can_be_others_at_once() -> None:
    for seed in WORLDS:
        rng = Random(1000 + seed)
        world = random_world(rng)
        other = world
        for at, sheets in enumerate(world):
            for topic in sorted({t for sheet in sheets for t in sheet.topics}):
                for person in hidden_people(sheets, topic):
                    other = with_level(other, at, person, topic, rng.choice(list(Level)))
        assert everything_shown(other, reveal) == everything_shown(world, reveal)


def test_how_many_a_hidden_group_has_cant_be_told() -> None:
    """Of a group that is hidden on every topic, one person more makes no difference to anything."""
    tried = 0
    for seed in range(100):
        rng = Random(2000 + seed)
        world = random_world(rng, reviews=1)
        (sheets,) = world
        for person in _wholly_hidden(sheets):
            more = with_one_more(world, 0, person)
            if reveal(more[0], 5).took_part[sheets[person].perspective] is Band.FEW and _is_hidden_still(
                more[0], person
            ):
                assert everything_shown(more, reveal) == everything_shown(world, reveal)
                tried += 1
                break
    assert tried >= 10


def _wholly_hidden(sheets: Sequence[RatingSheet]) -> list[int]:
    topics = {t for sheet in sheets for t in sheet.topics}
    told = {
        sheets[at].perspective
        for topic in topics
        for at in set(range(len(sheets))) - set(hidden_people(sheets, topic))
        if level_of(sheets[at], topic) is not None
    }
    return [at for at, sheet in enumerate(sheets) if sheet.has_level and sheet.perspective not in told]


def _is_hidden_still(sheets: Sequence[RatingSheet], person: int) -> bool:
    return person in _wholly_hidden(sheets) and len(sheets) - 1 in _wholly_hidden(sheets)


def _everybody_ticked(sheets: Sequence[RatingSheet], minimum: int) -> Reveal:
    """A rule that would give people away: as if everybody had ticked."""
    return reveal([replace(sheet, consent=True) for sheet in sheets], minimum)


def test_the_attacker_sees_a_rule_that_gives_people_away() -> None:
    seen = 0
    for seed in range(10):
        rng = Random(3000 + seed)
        world = random_world(rng, reviews=1)
        places = [(p, t) for t in world[0][0].topics for p in hidden_people(world[0], t)] if world[0] else []
        if places:
            person, topic = rng.choice(places)
            was = level_of(world[0][person], topic)
            assert was is not None
            other = with_level(world, 0, person, topic, Level((was + 2) % 5))
            seen += everything_shown(other, _everybody_ticked) != everything_shown(world, _everybody_ticked)
    assert seen >= 5


@pytest.mark.parametrize("perspective", SIZES)
def test_the_made_up_worlds_have_groups_of_each_kind(perspective: object) -> None:
    sizes = {
        sum(sheet.perspective is perspective for sheet in sheets)
        for seed in range(60)
        for sheets in random_world(Random(seed))
    }
    assert sizes == set(SIZES[perspective])  # type: ignore[index]
