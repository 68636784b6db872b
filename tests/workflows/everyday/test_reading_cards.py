"""Reading cards: eight on the shelf from the start, what a talk came to, and what a small action led to."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import ActionStatus
from pie_audit.domain.reading_card import LIMITS, Decision, ReadingCard
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import plans as actions
from pie_audit.storage import reading_cards as stored
from pie_audit.storage import teams
from pie_audit.workflows import plans
from pie_audit.workflows.everyday import reading_cards
from pie_audit.workflows.everyday.entry_books import EntryChanged
from pie_audit.workflows.everyday.reading_cards import CARD, OWN, PAGE, Place, Shelf, ShelfCard
from tests import make
from tests.quarter import TODAY, Hostel

SMALL = "Ask one person a week what we could stop doing"


@pytest.fixture
def hostel(hostel: Hostel) -> Hostel:
    """With cards turned on."""
    hostel.turn_on(TeamPart.CARDS)
    return hostel


def shelf(hostel: Hostel, who: str = "jo") -> Shelf:
    return hostel.see(reading_cards.shelf, hostel.people[who], hostel.team_id)


def card(hostel: Hostel, **changes: Any) -> ReadingCard:
    blank = reading_cards.new_card(hostel.team_id)
    return replace(blank, source="Some Body, 1999, Doors", found="Doors open.", **changes)


def save(hostel: Hostel, value: ReadingCard, who: str = "jo") -> Any:
    return hostel.do(reading_cards.save_card, hostel.people[who], value)


def seen(hostel: Hostel, card_id: str) -> ShelfCard:
    found = shelf(hostel).find(card_id)
    assert found is not None
    return found


def finish(hostel: Hostel, action_id: str, **changes: Any) -> None:
    action = hostel.read(lambda tx: actions.load_action(tx, action_id))
    assert action is not None
    hostel.do(plans.save_action, hostel.amina, replace(action, **changes))


def test_eight_cards_wait_on_every_shelf(hostel: Hostel) -> None:
    waiting = shelf(hostel).at(Place.WAITING)
    assert len(waiting) == 8
    assert all(one.is_shipped and one.where and one.card.would_believe for one in waiting)


def test_shelf_is_shut_while_the_part_is_off_and_for_other_teams(hostel: Hostel) -> None:
    mine = save(hostel, card(hostel)).result
    hostel.turn_off(TeamPart.CARDS)
    with pytest.raises(NotNow):
        shelf(hostel)
    with pytest.raises(NotNow):
        save(hostel, mine)
    hostel.turn_on(TeamPart.CARDS)
    assert seen(hostel, mine.card_id).card == mine


def test_leader_reads_no_shelf(hostel: Hostel) -> None:
    with pytest.raises(NotNow):
        shelf(hostel, "lee")


def test_card_that_was_talked_about_says_what_came_of_it(hostel: Hostel) -> None:
    first = shelf(hostel).cards[0].card
    save(hostel, replace(first, decision=Decision.PARK, why="Not before spring.", discussed_on=TODAY))
    one = seen(hostel, first.card_id)
    assert (one.place, one.card.why, one.card.discussed_on) == (Place.TALKED, "Not before spring.", TODAY)
    assert one.card.found == first.found
    assert len(shelf(hostel).at(Place.WAITING)) == 7


def test_try_asks_for_a_small_action(hostel: Hostel) -> None:
    hostel.start()
    with pytest.raises(NotNow, match="one small action"):
        save(hostel, card(hostel, decision=Decision.TRY), "amina")


def test_whoever_keeps_the_plan_puts_the_small_action_into_it_at_once(hostel: Hostel) -> None:
    hostel.start()
    saved = save(hostel, card(hostel, decision=Decision.TRY, small_action=SMALL), "amina")
    action = hostel.read(lambda tx: actions.load_action(tx, saved.result.action_id))
    assert action is not None
    assert action.what == SMALL
    again = save(hostel, replace(saved.result, why="Let’s see."), "amina").result
    assert again.action_id == action.action_id
    assert len(hostel.read(lambda tx: actions.actions_of_team(tx, hostel.team_id))) == 1


def test_after_the_action_closes_the_card_shows_what_it_led_to(hostel: Hostel) -> None:
    hostel.start()
    saved = save(hostel, card(hostel, decision=Decision.TRY, small_action=SMALL), "amina").result
    assert seen(hostel, saved.card_id).place is Place.TALKED
    finish(hostel, saved.action_id, status=ActionStatus.DONE)
    one = seen(hostel, saved.card_id)
    assert one.place is Place.LED
    assert one.action is not None
    assert one.action.what == SMALL


def test_stopped_action_led_to_nothing_yet(hostel: Hostel) -> None:
    hostel.start()
    saved = save(hostel, card(hostel, decision=Decision.TRY, small_action=SMALL), "amina").result
    finish(hostel, saved.action_id, status=ActionStatus.STOPPED, status_reason="Nobody had time.")
    assert seen(hostel, saved.card_id).place is Place.TALKED


def test_whoever_doesn_t_keep_the_plan_leaves_the_words_and_the_manager_is_told(hostel: Hostel) -> None:
    hostel.start()
    saved = save(hostel, card(hostel, decision=Decision.TRY, small_action=SMALL)).result
    one = seen(hostel, saved.card_id)
    assert one.wants_action
    assert one.action is None
    assert (shelf(hostel).may_plan, shelf(hostel).who_may) == (False, ("Amina Yusuf",))
    needs = hostel.see(reading_cards.needs_of, hostel.amina, hostel.team_id, TODAY)
    assert [(need.line, need.area, need.argument) for need in needs] == [
        (SMALL, "reading-cards", saved.card_id)
    ]
    assert hostel.see(reading_cards.needs_of, hostel.jo, hostel.team_id, TODAY) == ()
    with pytest.raises(NotNow):
        hostel.do(reading_cards.put_into_plan, hostel.jo, hostel.team_id, saved.card_id)
    hostel.do(reading_cards.put_into_plan, hostel.amina, hostel.team_id, saved.card_id)
    assert not seen(hostel, saved.card_id).wants_action
    assert hostel.see(reading_cards.needs_of, hostel.amina, hostel.team_id, TODAY) == ()


def test_words_are_kept_while_no_review_has_begun(hostel: Hostel) -> None:
    saved = save(hostel, card(hostel, decision=Decision.TRY, small_action=SMALL), "amina").result
    assert saved.action_id is None
    assert hostel.see(reading_cards.needs_of, hostel.amina, hostel.team_id, TODAY) == ()
    with pytest.raises(NotNow, match="no plan"):
        hostel.do(reading_cards.put_into_plan, hostel.amina, hostel.team_id, saved.card_id)


def test_undo_takes_card_and_action_back(hostel: Hostel) -> None:
    hostel.start()
    saved = save(hostel, card(hostel, decision=Decision.TRY, small_action=SMALL), "amina")
    hostel.do(saved.undo, hostel.amina)
    assert shelf(hostel).find(saved.result.card_id) is None
    assert hostel.read(lambda tx: actions.actions_of_team(tx, hostel.team_id)) == ()


def test_undo_leaves_what_somebody_wrote_since(hostel: Hostel) -> None:
    saved = save(hostel, card(hostel))
    save(hostel, replace(saved.result, found="Doors stay open."), "sam")
    with pytest.raises(NotNow, match="since"):
        hostel.do(saved.undo, hostel.jo)


def test_two_who_write_at_once_both_see_both_texts(hostel: Hostel) -> None:
    read = save(hostel, card(hostel)).result
    theirs = save(hostel, replace(read, found="Theirs"), "sam").result
    with pytest.raises(EntryChanged) as raised:
        save(hostel, replace(read, found="Mine"))
    assert raised.value.theirs == theirs
    save(hostel, replace(read, found="Mine", version=theirs.version))
    assert seen(hostel, read.card_id).card.found == "Mine"


def test_what_two_changed_apart_is_kept_of_both_and_told(hostel: Hostel) -> None:
    read = save(hostel, card(hostel)).result
    save(hostel, replace(read, found="Theirs"), "sam")
    mine = replace(read, challenges="Mine")
    done = hostel.do(reading_cards.save_card, hostel.jo, mine, read)
    now = seen(hostel, read.card_id).card
    assert (now.found, now.challenges, "found" in done.came_in) == ("Theirs", "Mine", True)


def test_small_action_is_never_dropped_by_somebody_elses_decision(hostel: Hostel) -> None:
    read = save(hostel, replace(card(hostel), decision=Decision.TRY, small_action="Ask one")).result
    theirs = save(hostel, replace(read, small_action="Ask two"), "sam").result
    with pytest.raises(EntryChanged):
        hostel.do(reading_cards.save_card, hostel.jo, replace(read, decision=Decision.PARK), read)
    assert seen(hostel, read.card_id).card == theirs


def test_words_on_a_card_that_came_with_the_program_are_put_together_too(hostel: Hostel) -> None:
    read = shelf(hostel).cards[0].card
    save(hostel, replace(read, challenges="Theirs"), "sam")
    hostel.do(reading_cards.save_card, hostel.jo, replace(read, would_believe="Mine"), read)
    now = seen(hostel, read.card_id).card
    assert (now.challenges, now.would_believe, now.found) == ("Theirs", "Mine", read.found)


def test_shipped_card_can_be_put_away_and_brought_back(hostel: Hostel) -> None:
    first = shelf(hostel).cards[0].card
    done = hostel.do(reading_cards.put_away, hostel.jo, hostel.team_id, first.card_id)
    assert [one.card.card_id for one in shelf(hostel).put_away] == [first.card_id]
    assert len(shelf(hostel).cards) == 7
    hostel.do(done.undo, hostel.jo)
    assert len(shelf(hostel).cards) == 8
    hostel.do(reading_cards.put_away, hostel.jo, hostel.team_id, first.card_id)
    hostel.do(reading_cards.bring_back, hostel.sam, hostel.team_id, first.card_id)
    assert shelf(hostel).cards[0].card.source == first.source


@pytest.mark.parametrize("name", LIMITS)
def test_pasted_text_that_is_longer_than_a_card_gets_a_kind_sentence(hostel: Hostel, name: str) -> None:
    with pytest.raises(NotNow, match="more than a card holds") as raised:
        save(hostel, replace(card(hostel), **{name: "x" * (LIMITS[name] + 1)}))
    assert "own words" in raised.value.todo


def test_card_without_a_source_isn_t_kept(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="where this comes from"):
        save(hostel, replace(card(hostel), source="  "))


def test_card_of_another_team_stays_theirs(hostel: Hostel) -> None:
    mine = save(hostel, card(hostel)).result
    with pytest.raises(NotNow):
        save(hostel, replace(mine, team_id="another team"))


def test_a_long_shelf_begins_with_a_page_of_our_own_cards_and_says_how_many_there_are(hostel: Hostel) -> None:
    for n in range(PAGE + 2):
        save(hostel, replace(card(hostel), source=f"Body, 1999, Doors {n:02}"))
    gone = save(hostel, card(hostel)).result
    hostel.do(reading_cards.put_away, hostel.jo, hostel.team_id, gone.card_id)
    first = shelf(hostel)
    assert len(first.at(Place.WAITING)) == 8 + PAGE
    assert first.counts == {Place.WAITING: 8 + PAGE + 2, Place.AWAY: 1}
    assert first.has_more(Place.WAITING)
    assert not first.has_more(Place.AWAY)
    more = hostel.see(reading_cards.shelf, hostel.jo, hostel.team_id, 2 * PAGE)
    assert len(more.at(Place.WAITING)) == 8 + PAGE + 2


def test_a_card_further_down_is_found_by_its_id_and_by_what_somebody_writes_on_it(hostel: Hostel) -> None:
    kept = [save(hostel, replace(card(hostel), source=f"Body, 1999, Doors {n}")).result for n in range(3)]
    look = partial(hostel.see, reading_cards.shelf, hostel.jo, hostel.team_id, 1)
    assert look().find(kept[2].card_id) is None
    found = look((kept[2].card_id, "nothing")).find(kept[2].card_id)
    assert found is not None
    assert found.card == kept[2]
    hostel.do(
        reading_cards.keep_words, hostel.jo, hostel.team_id, OWN, {CARD: kept[1].card_id, "found": "So"}
    )
    assert look().find(kept[1].card_id) is not None
    hostel.do(reading_cards.put_away, hostel.jo, hostel.team_id, kept[2].card_id)
    assert [one.card.card_id for one in look().at(Place.AWAY)] == [kept[2].card_id]


def test_a_card_of_another_team_is_never_found(hostel: Hostel) -> None:
    other = make.team(name="Fern House")
    theirs = ReadingCard("theirs", other.team_id, "Somebody, 1999, Windows")
    hostel.opened.write(lambda tx: (teams.save_team(tx, other), stored.save_card(tx, theirs)))
    look = hostel.see(reading_cards.shelf, hostel.jo, hostel.team_id, PAGE, ("theirs",))
    assert look.find("theirs") is None
    with pytest.raises(NotNow, match="isn’t here any more"):
        hostel.do(reading_cards.put_away, hostel.jo, hostel.team_id, "theirs")
