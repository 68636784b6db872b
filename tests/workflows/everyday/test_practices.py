"""Keep, drop, restart: what was chosen, who holds it, and a look twice a year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.practice import LIMITS, Choice, Practice
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import plans as actions
from pie_audit.workflows import teams
from pie_audit.workflows.everyday import practices
from pie_audit.workflows.everyday.entry_books import EntryChanged, as_begun
from pie_audit.workflows.everyday.practices import (
    CHANGES,
    HALF_A_YEAR,
    PAGE,
    PracticeBoard,
    PracticeLine,
)
from tests.quarter import TODAY, Hostel

CALL = "daily partner call"
REVIEW = date(2027, 3, 1)


@pytest.fixture
def hostel(hostel: Hostel) -> Hostel:
    """With the part turned on."""
    hostel.turn_on(TeamPart.PRACTICES)
    return hostel


def board(hostel: Hostel, who: str = "jo") -> PracticeBoard:
    return hostel.see(practices.board, hostel.people[who], hostel.team_id)


def call(hostel: Hostel, **changes: Any) -> Practice:
    blank = practices.new_practice(hostel.team_id)
    return replace(blank, what=CALL, begun="spring 2020", **changes)


def save(hostel: Hostel, value: Practice, who: str = "jo") -> Any:
    return hostel.do(practices.save_practice, hostel.people[who], value)


def person(hostel: Hostel, who: str) -> str:
    return hostel.people[who].member.person_id


def only(hostel: Hostel) -> PracticeLine:
    (line,) = board(hostel).lines
    return line


def planned(hostel: Hostel) -> tuple[Any, ...]:
    return hostel.read(lambda tx: actions.actions_of_team(tx, hostel.team_id))


@pytest.mark.parametrize("missing", ["owner", "date"])
def test_restart_requires_an_owner_and_a_date(hostel: Hostel, missing: str) -> None:
    owner = None if missing == "owner" else person(hostel, "jo")
    review = None if missing == "date" else REVIEW
    with pytest.raises(NotNow, match="takes it on, and a day"):
        save(hostel, call(hostel, choice=Choice.RESTART, owner_id=owner, review_on=review))


def test_restart_makes_an_action_with_its_owner_and_date(hostel: Hostel) -> None:
    hostel.start()
    restart = call(hostel, choice=Choice.RESTART, owner_id=person(hostel, "jo"), review_on=REVIEW)
    saved = save(hostel, restart, "amina").result
    (action,) = planned(hostel)
    assert (action.what, action.due) == ("Start again: daily partner call", REVIEW)
    assert (action.owner_id, action.action_id) == (person(hostel, "jo"), saved.action_id)
    save(hostel, replace(saved, cost="20 minutes a day"), "amina")
    assert len(planned(hostel)) == 1


def test_restart_by_somebody_else_waits_for_whoever_keeps_the_plan(hostel: Hostel) -> None:
    hostel.start()
    restart = call(hostel, choice=Choice.RESTART, owner_id=person(hostel, "jo"), review_on=REVIEW)
    saved = save(hostel, restart).result
    assert only(hostel).wants_action
    assert planned(hostel) == ()
    assert board(hostel).who_may == ("Amina Yusuf",)
    with pytest.raises(NotNow):
        hostel.do(practices.put_into_plan, hostel.jo, hostel.team_id, saved.practice_id)
    done = hostel.do(practices.put_into_plan, hostel.amina, hostel.team_id, saved.practice_id)
    assert not only(hostel).wants_action
    assert len(planned(hostel)) == 1
    with pytest.raises(NotNow):
        hostel.do(practices.put_into_plan, hostel.amina, hostel.team_id, saved.practice_id)
    hostel.do(done.undo, hostel.amina)
    assert only(hostel).wants_action
    assert planned(hostel) == ()


def test_date_before_the_review_began_leaves_the_action_without_one(hostel: Hostel) -> None:
    hostel.start()
    early = TODAY - timedelta(days=3)
    save(hostel, call(hostel, choice=Choice.RESTART, owner_id=person(hostel, "jo"), review_on=early), "amina")
    assert planned(hostel)[0].due is None


def test_what_was_dropped_keeps_its_reason(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="needs a reason"):
        save(hostel, call(hostel, choice=Choice.DROP))
    save(hostel, call(hostel, choice=Choice.DROP, reason="Nobody rang any more."))
    (dropped,) = board(hostel).under(Choice.DROP)
    assert dropped.practice.reason == "Nobody rang any more."


@pytest.mark.parametrize(
    ("choice", "told"), [(Choice.KEEP, True), (Choice.ADAPT, True), (Choice.DROP, False)]
)
def test_kept_without_an_owner_is_told(hostel: Hostel, choice: Choice, told: bool) -> None:
    save(hostel, call(hostel, choice=choice, reason="So."))
    assert only(hostel).lacks_owner is told


def test_owner_who_left_is_told_as_none(hostel: Hostel) -> None:
    saved = save(hostel, call(hostel, choice=Choice.KEEP, owner_id=person(hostel, "tom"))).result
    assert only(hostel).owner == "Tom"
    assert not only(hostel).lacks_owner
    hostel.do(teams.retire_person, hostel.amina, person(hostel, "tom"))
    assert only(hostel).lacks_owner
    save(hostel, replace(saved, cost="An hour a week."))


def test_nobody_from_outside_takes_anything_on(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="doesn’t belong"):
        save(hostel, call(hostel, choice=Choice.KEEP, owner_id="somebody else"))


def test_half_a_year_after_the_last_look_everybody_is_asked_once(hostel: Hostel) -> None:
    save(hostel, call(hostel))
    assert not board(hostel).is_due
    assert board(hostel).last_look is None
    save(hostel, replace(only(hostel).practice, choice=Choice.KEEP))
    assert board(hostel).last_look == TODAY
    for days, asked in ((HALF_A_YEAR.days - 1, 0), (HALF_A_YEAR.days, 1)):
        day = TODAY + timedelta(days=days)
        assert len(hostel.see(practices.needs_of, hostel.sam, hostel.team_id, day)) == asked
    hostel.at(TODAY + HALF_A_YEAR)
    assert board(hostel).is_due
    done = hostel.do(practices.looked_through, hostel.sam, hostel.team_id)
    assert not board(hostel).is_due
    hostel.do(done.undo, hostel.sam)
    assert board(hostel).is_due


def test_need_says_how_long_it_is(hostel: Hostel) -> None:
    save(hostel, call(hostel, choice=Choice.KEEP))
    (need,) = hostel.see(practices.needs_of, hostel.jo, hostel.team_id, TODAY + HALF_A_YEAR)
    assert need.title == "Half a year since we looked at what to keep"
    assert (need.area, need.line) == ("practices", "1 thing we began: keep, drop or start again?")


def test_changing_other_words_is_no_new_look(hostel: Hostel) -> None:
    saved = save(hostel, call(hostel, choice=Choice.KEEP)).result
    hostel.at(TODAY + HALF_A_YEAR)
    save(hostel, replace(saved, gave="A bed within a day."))
    assert board(hostel).last_look == TODAY


def test_two_who_write_at_once_both_see_both_texts(hostel: Hostel) -> None:
    read = save(hostel, call(hostel)).result
    theirs = save(hostel, replace(read, gave="Theirs"), "sam").result
    with pytest.raises(EntryChanged) as raised:
        save(hostel, replace(read, gave="Mine"))
    assert raised.value.theirs == theirs


def test_what_two_changed_apart_is_kept_of_both_and_told(hostel: Hostel) -> None:
    read = save(hostel, call(hostel)).result
    theirs = save(hostel, replace(read, cost="An hour a week"), "sam").result
    mine = replace(read, gave="A bed within a day")
    done = hostel.do(practices.save_practice, hostel.jo, mine, read)
    now = only(hostel).practice
    assert (now.cost, now.gave) == ("An hour a week", "A bed within a day")
    assert "cost" in done.came_in
    assert "gave" not in done.came_in
    hostel.do(done.undo, hostel.jo)
    assert replace(only(hostel).practice, version=theirs.version) == theirs


def test_reason_is_never_put_under_somebody_elses_choice(hostel: Hostel) -> None:
    read = save(hostel, call(hostel, choice=Choice.DROP, reason="Too long")).result
    theirs = save(hostel, replace(read, choice=Choice.KEEP), "sam").result
    with pytest.raises(EntryChanged):
        hostel.do(practices.save_practice, hostel.jo, replace(read, reason="Nobody came"), read)
    assert only(hostel).practice == theirs


def test_line_that_somebody_changed_meanwhile_is_not_taken_away_unread(hostel: Hostel) -> None:
    read = save(hostel, call(hostel)).result
    theirs = save(hostel, replace(read, gave="Theirs"), "sam").result
    with pytest.raises(NotNow, match="changed this since"):
        hostel.do(practices.take_away, hostel.jo, read)
    assert only(hostel).practice == theirs


def test_line_that_was_taken_away_comes_back_by_undo(hostel: Hostel) -> None:
    saved = save(hostel, call(hostel)).result
    done = hostel.do(practices.take_away, hostel.jo, saved)
    assert board(hostel).lines == ()
    with pytest.raises(EntryChanged):
        save(hostel, replace(saved, version=saved.version + 1))
    hostel.do(done.undo, hostel.jo)
    assert only(hostel).practice == saved


def test_undo_takes_restart_and_action_back(hostel: Hostel) -> None:
    hostel.start()
    read = save(hostel, call(hostel)).result
    restart = replace(read, choice=Choice.RESTART, owner_id=person(hostel, "jo"), review_on=REVIEW)
    done = save(hostel, restart, "amina")
    hostel.do(done.undo, hostel.amina)
    assert planned(hostel) == ()
    assert only(hostel).practice.choice is Choice.OPEN


@pytest.mark.parametrize("name", LIMITS)
def test_no_text_is_longer_than_its_room(hostel: Hostel, name: str) -> None:
    with pytest.raises(NotNow, match="longer"):
        save(hostel, replace(call(hostel), **{name: "x" * (LIMITS[name] + 1)}))


def test_line_that_says_nothing_isn_t_kept(hostel: Hostel) -> None:
    with pytest.raises(NotNow):
        save(hostel, replace(call(hostel), what=" "))


def test_page_is_shut_while_the_part_is_off_and_nothing_is_lost(hostel: Hostel) -> None:
    save(hostel, call(hostel))
    hostel.turn_off(TeamPart.PRACTICES)
    with pytest.raises(NotNow):
        board(hostel)
    hostel.turn_on(TeamPart.PRACTICES)
    assert only(hostel).practice.what == CALL


def test_long_columns_begin_with_a_page_and_say_how_many_there_are(hostel: Hostel) -> None:
    for n in range(PAGE + 2):
        save(hostel, replace(call(hostel), what=f"Call {n:02}", choice=Choice.KEEP))
    save(hostel, call(hostel, choice=Choice.DROP, reason="So."))
    first = board(hostel)
    assert [line.practice.what for line in first.under(Choice.KEEP)] == [f"Call {n:02}" for n in range(PAGE)]
    assert all(line.lacks_owner for line in first.under(Choice.KEEP))
    assert first.counts == {Choice.KEEP: PAGE + 2, Choice.DROP: 1}
    assert first.has_more(Choice.KEEP)
    assert not first.has_more(Choice.DROP)
    more = hostel.see(practices.board, hostel.jo, hostel.team_id, 2 * PAGE)
    assert len(more.under(Choice.KEEP)) == PAGE + 2
    assert not more.has_more(Choice.KEEP)


def test_the_line_that_somebody_was_changing_is_there_however_far_down_it_stands(hostel: Hostel) -> None:
    for n in range(3):
        save(hostel, replace(call(hostel), what=f"Call {n}"))
    last = board(hostel).lines[-1].practice
    words = {"what": "Another name", CHANGES: as_begun(last)}
    hostel.do(practices.keep_words, hostel.jo, hostel.team_id, words)
    short = hostel.see(practices.board, hostel.jo, hostel.team_id, 1)
    assert [line.practice.what for line in short.lines] == ["Call 0"]
    assert short.changing == last
    assert hostel.see(practices.board, hostel.sam, hostel.team_id, 1).changing is None
