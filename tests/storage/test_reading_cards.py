"""A team's shelf of reading cards: as written, by source, for that team alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pie_audit.domain.changed import Kind
from pie_audit.domain.reading_card import Decision, Place, ReadingCard
from pie_audit.storage import plans, reading_cards
from pie_audit.storage.store import Store
from tests import make
from tests.storage.conftest import OTHER_TEAM, TEAM

pytestmark = pytest.mark.usefixtures("two_teams")


def card(source: str = "Somebody, 1999, Doors", **changes: Any) -> ReadingCard:
    usual = ReadingCard(
        make.new_id(),
        TEAM,
        source,
        "They asked twelve hostels.",
        "Doors that stay open are knocked at.",
        "Small, and told by those who took part.",
        "People who had left by then.",
        "Our door is shut from nine.",
        "An open door isn’t a risk.",
    )
    return replace(usual, **changes)


def keep(store: Store, *cards: ReadingCard) -> None:
    for one in cards:
        outcome = store.write(lambda tx, c=one: reading_cards.save_card(tx, c))
        assert Kind.LEARNING in outcome.changed


def test_shelf_stands_by_source_and_is_its_teams_alone(store: Store) -> None:
    late, early, theirs = card("Zed, 2001"), card("Ada, 1980"), card(team_id=OTHER_TEAM)
    keep(store, late, early, theirs)
    assert store.read(lambda tx: reading_cards.cards_of(tx, TEAM)) == (early, late)
    assert store.read(lambda tx: reading_cards.cards_of(tx, OTHER_TEAM)) == (theirs,)


@pytest.mark.parametrize("decision", Decision)
def test_what_a_talk_came_to_comes_back_whole(store: Store, decision: Decision) -> None:
    one = card(
        decision=decision,
        discussed_on=make.DAY,
        why="We want to see for ourselves.",
        small_action="Leave the door open on Sundays",
        action_id="action",
        shipped="doors",
        put_away=True,
        version=4,
    )
    keep(store, card(card_id=one.card_id), one)
    assert store.read(lambda tx: reading_cards.load_card(tx, one.card_id)) == one


def test_only_what_was_meant_is_taken_away(store: Store) -> None:
    kept, gone = card("Ada, 1980"), card("Zed, 2001")
    keep(store, kept, gone)
    store.write(lambda tx: reading_cards.delete_card(tx, gone.card_id))
    assert store.read(lambda tx: reading_cards.cards_of(tx, TEAM)) == (kept,)
    assert store.read(lambda tx: reading_cards.load_card(tx, gone.card_id)) is None


def test_card_whose_small_action_is_in_no_plan_waits(store: Store) -> None:
    wished = {"decision": Decision.TRY, "small_action": "Leave the door open till ten"}
    action = make.action(TEAM)
    store.write(lambda tx: plans.save_action(tx, action))
    waiting, planned = card("B", **wished), card("A", **wished, action_id=action.action_id)
    keep(store, card("0"), card("1", **wished, put_away=True), card("2", **wished, team_id=OTHER_TEAM))
    assert store.read(lambda tx: reading_cards.card_to_try(tx, TEAM)) is None
    keep(store, waiting, planned)
    assert store.read(lambda tx: reading_cards.card_to_try(tx, TEAM)) == waiting
    store.write(lambda tx: plans.bin_action(tx, action.action_id, day=date(2026, 11, 23)))
    assert store.read(lambda tx: reading_cards.card_to_try(tx, TEAM)) == planned


def test_each_part_of_the_shelf_has_its_first_by_source_and_the_number_of_all(store: Store) -> None:
    waiting = [card(f"Somebody, 2001, Number {n}") for n in range(5)]
    talked = [card(f"Talked, 2001, {n}", decision=Decision.PARK) for n in range(2)]
    led = card("Led, 2001", decision=Decision.TRY, action_id="done")
    tried = card("Tried, 2001", decision=Decision.TRY, action_id="not yet")
    away = card("Away, 2001", decision=Decision.TRY, action_id="done", put_away=True)
    came = card("Came, 2001", shipped="ours")
    keep(store, *reversed(waiting), *talked, led, tried, away, came, card(team_id=OTHER_TEAM))
    found = store.read(lambda tx: reading_cards.own_parts(tx, TEAM, 3, shipped={"ours"}, led=["done"]))
    assert {place: part.cards for place, part in found.items()} == {
        Place.WAITING: tuple(waiting[:3]),
        Place.TALKED: (*talked, tried),
        Place.LED: (led,),
        Place.AWAY: (away,),
    }
    assert {place: part.count for place, part in found.items()} == {
        Place.WAITING: 5,
        Place.TALKED: 3,
        Place.LED: 1,
        Place.AWAY: 1,
    }


def test_cards_of_the_program_and_actions_of_cards_are_found_by_their_ids(store: Store) -> None:
    came, own = card("Came, 2001", shipped="ours"), card("Own, 2001", action_id="an action")
    keep(store, came, own, card(team_id=OTHER_TEAM, shipped="ours", action_id="theirs"))
    assert store.read(lambda tx: reading_cards.shipped_cards_of(tx, TEAM, {"ours", "more"})) == (came,)
    assert store.read(lambda tx: reading_cards.actions_of_cards(tx, TEAM)) == {"an action"}
