"""Training of a team: anybody writes it down, those who were there are asked what came of it, and nobody is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.team import Role, Standing
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.training import Change, Training
from pie_audit.storage import teams
from pie_audit.storage import training as stored
from pie_audit.workflows import (
    home,
    self_record,
)
from pie_audit.workflows.everyday import (
    training,
    training_answers,
)
from pie_audit.workflows.everyday.entry_books import EntryChanged
from pie_audit.workflows.everyday.training import SuggestedHinder, TrainingLine, Trainings
from pie_audit.workflows.everyday.training_answers import Given
from pie_audit.workflows.teams import retire_person
from tests import make
from tests.quarter import Hostel

COURSE_DAY, AFTER_SIX, AFTER_TWELVE = date(2027, 3, 1), date(2027, 4, 12), date(2027, 5, 24)
SIX_PEOPLE = ("amina", "jo", "sam", "dee", "tom", "kit")


@pytest.fixture
def hostel(hostel: Hostel) -> Hostel:
    hostel.turn_on(TeamPart.TRAINING)
    hostel.at(COURSE_DAY)
    return hostel


def view(hostel: Hostel, name: str = "jo", *more: Any) -> Trainings:
    return hostel.see(training.trainings, hostel.people[name], hostel.team_id, *more)


def the_line(hostel: Hostel, name: str = "jo") -> TrainingLine:
    (line,) = view(hostel, name).lines
    return line


def blank(hostel: Hostel, **changes: Any) -> Training:
    new = training.new_training(hostel.jo, hostel.team_id)
    return replace(new, **({"title": "Working with trauma in mind"} | changes))


def ids(hostel: Hostel, *names: str) -> frozenset[str]:
    return frozenset(hostel.people[n].member.person_id for n in names)


def course(hostel: Hostel, *names: str, **changes: Any) -> str:
    """A course of 1 March at which these were; its id."""
    there = ids(hostel, *(names or ("amina", "jo", "sam", "dee", "tom")))
    saved = hostel.do(training.save_training, hostel.jo, blank(hostel, **changes), there)
    return saved.result.training_id


def say(hostel: Hostel, name: str, training_id: str, change: Change, *more: Any, weeks: int = 6) -> Any:
    given = Given(training_id, weeks, change, *more)
    return hostel.do(training_answers.answer, hostel.people[name], given)


def asked(hostel: Hostel, name: str = "jo") -> list[tuple[str, int]]:
    me = hostel.people[name]
    return [(a.title, a.weeks) for a in hostel.see(training_answers.asked_of_me, me, hostel.team_id)]


def six_weeks_later(hostel: Hostel) -> str:
    """The example of the specification: of six due, two did it, one tried, two were blocked, one hasn't answered."""
    hostel.at(date(2026, 11, 18))
    hostel.add("Kit Moss")
    hostel.at(COURSE_DAY)
    of_id = course(hostel, *SIX_PEOPLE)
    hostel.at(AFTER_SIX)
    say(hostel, "amina", of_id, Change.DONE)
    say(hostel, "jo", of_id, Change.DONE)
    say(hostel, "sam", of_id, Change.TRIED)
    say(hostel, "dee", of_id, Change.BLOCKED, "No quiet room", BarrierLevel.SERVICE)
    say(hostel, "tom", of_id, Change.BLOCKED, "The story is told at the counter", BarrierLevel.SYSTEM)
    return of_id


def test_example_of_the_specification_holds_to_the_number(hostel: Hostel) -> None:
    six_weeks_later(hostel)
    (came,) = the_line(hostel).came_of
    assert (came.day, came.due, came.unanswered, came.changed) == (AFTER_SIX, 6, 1, 2)
    assert came.counts == ((Change.DONE, 2), (Change.TRIED, 1), (Change.BLOCKED, 2))
    assert came.blocked == ((BarrierLevel.SERVICE, 1), (BarrierLevel.SYSTEM, 1))


def test_two_hinders_are_suggested(hostel: Hostel) -> None:
    six_weeks_later(hostel)
    found = hostel.read(lambda tx: training.suggested_hinders(tx, hostel.team_id))
    title = "Working with trauma in mind"
    assert set(found) == {
        SuggestedHinder("No quiet room", BarrierLevel.SERVICE, title, AFTER_SIX),
        SuggestedHinder("The story is told at the counter", BarrierLevel.SYSTEM, title, AFTER_SIX),
    }
    assert view(hostel).met == found


def test_whoever_was_there_is_asked_on_the_day_and_once(hostel: Hostel) -> None:
    of_id = course(hostel, "jo")
    hostel.at(AFTER_SIX - timedelta(days=1))
    assert asked(hostel) == []
    hostel.at(AFTER_SIX)
    assert asked(hostel) == [("Working with trauma in mind", 6)]
    assert asked(hostel, "sam") == []
    say(hostel, "jo", of_id, Change.DONE)
    assert asked(hostel) == []
    hostel.at(AFTER_TWELVE)
    assert asked(hostel) == [("Working with trauma in mind", 12)]


def test_of_one_training_one_thing_is_asked_at_a_time(hostel: Hostel) -> None:
    of_id = course(hostel, "jo")
    hostel.at(AFTER_TWELVE)
    assert [weeks for _title, weeks in asked(hostel)] == [6]
    say(hostel, "jo", of_id, Change.DONE)
    assert [weeks for _title, weeks in asked(hostel)] == [12]
    say(hostel, "jo", of_id, Change.SPREAD, weeks=12)
    assert asked(hostel) == []


def test_second_answer_is_refused(hostel: Hostel) -> None:
    of_id = course(hostel, "jo")
    hostel.at(AFTER_SIX)
    say(hostel, "jo", of_id, Change.DONE)
    with pytest.raises(NotNow, match="answered this one already"):
        say(hostel, "jo", of_id, Change.TRIED)
    assert the_line(hostel).came_of[0].answered == 1


def test_answer_can_be_taken_back_and_given_anew(hostel: Hostel) -> None:
    of_id = course(hostel, "jo")
    hostel.at(AFTER_SIX)
    done = say(hostel, "jo", of_id, Change.FORGOT)
    assert done.brief
    hostel.opened.write(lambda tx: done.undo(tx, hostel.jo))
    assert asked(hostel) == [("Working with trauma in mind", 6)]
    say(hostel, "jo", of_id, Change.DONE)
    assert the_line(hostel).came_of[0].counts == ((Change.DONE, 1),)


def test_nobody_answers_who_wasnt_there(hostel: Hostel) -> None:
    of_id = course(hostel, "jo")
    hostel.at(AFTER_SIX)
    with pytest.raises(NotNow, match="those who were there"):
        say(hostel, "sam", of_id, Change.DONE)


def test_nobody_answers_before_the_day(hostel: Hostel) -> None:
    of_id = course(hostel, "jo")
    with pytest.raises(NotNow, match="too early"):
        say(hostel, "jo", of_id, Change.DONE)
    assert stored_answers(hostel, of_id) == 0
    hostel.at(AFTER_SIX)
    assert asked(hostel) == [("Working with trauma in mind", 6)]


def stored_answers(hostel: Hostel, of_id: str) -> int:
    return len(hostel.read(lambda tx: stored.answers_of(tx, [of_id])))


def test_somebody_who_left_is_neither_asked_nor_due(hostel: Hostel) -> None:
    course(hostel, "jo", "sam")
    hostel.at(date(2027, 4, 1))
    hostel.do(retire_person, hostel.amina, hostel.sam.member.person_id)
    hostel.at(AFTER_SIX)
    assert the_line(hostel).came_of[0].due == 1
    assert len(the_line(hostel).there) == 2
    gone = replace(hostel.sam, member=replace(hostel.sam.member, standing=Standing.LEFT))
    with pytest.raises(NotNow):
        hostel.do(training_answers.answer, gone, Given(the_line(hostel).training.training_id, 6, Change.DONE))


def test_somebody_who_left_after_answering_still_counts(hostel: Hostel) -> None:
    of_id = course(hostel, "jo", "sam")
    hostel.at(AFTER_SIX)
    say(hostel, "sam", of_id, Change.DONE)
    hostel.do(retire_person, hostel.amina, hostel.sam.member.person_id)
    (came,) = the_line(hostel).came_of
    assert (came.due, came.answered, came.unanswered) == (1, 1, 0)


def test_others_answer_on_paper_and_no_more_than_were_there(hostel: Hostel) -> None:
    of_id = course(hostel, "jo", others=1)
    hostel.at(AFTER_SIX)
    given = Given(of_id, 6, Change.TRIED)
    done = hostel.do(training_answers.answer_on_paper, hostel.sam, given)
    came = the_line(hostel).came_of[0]
    assert (came.due, came.answered) == (2, 1)
    assert asked(hostel) == [("Working with trauma in mind", 6)]
    with pytest.raises(NotNow, match="without an account has answered"):
        hostel.do(training_answers.answer_on_paper, hostel.sam, given)
    hostel.opened.write(lambda tx: done.undo(tx, hostel.sam))
    assert the_line(hostel).came_of[0].due == 1


def test_intention_is_read_by_its_writer_alone_and_comes_back(hostel: Hostel) -> None:
    of_id = course(hostel, "jo", "sam")
    done = hostel.do(training_answers.intend, hostel.jo, of_id, " ask first \n" + "x" * 400)
    assert the_line(hostel, "jo").intention.startswith("ask first x")
    assert len(the_line(hostel, "jo").intention) == 300
    assert [the_line(hostel, name).intention for name in ("sam", "amina")] == ["", ""]
    hostel.opened.write(lambda tx: done.undo(tx, hostel.jo))
    assert the_line(hostel, "jo").intention == ""


def test_home_asks_one_person_one_thing(hostel: Hostel) -> None:
    of_id = course(hostel, "jo")
    course(hostel, "jo", title="Another")
    hostel.do(training_answers.intend, hostel.jo, of_id, "ask first")
    hostel.at(AFTER_SIX)
    found = [n for n in hostel.see(home.home, hostel.jo).needs if n.area == "training"]
    assert [n.title for n in found] == ["Six weeks since “Another”: what is different?"]
    assert not [n for n in hostel.see(home.home, hostel.sam).needs if n.area == "training"]
    say(hostel, "jo", found[0].argument, Change.DONE)
    (left,) = [n for n in hostel.see(home.home, hostel.jo).needs if n.area == "training"]
    assert (left.argument, left.line) == (of_id, "You meant to: ask first")


def test_part_that_is_off_lets_nobody_in_and_loses_nothing(hostel: Hostel) -> None:
    of_id = six_weeks_later(hostel)
    written = the_line(hostel).training
    hostel.turn_off(TeamPart.TRAINING)
    doings: tuple[tuple[Callable[..., Any], tuple[Any, ...]], ...] = (
        (training.trainings, (hostel.team_id,)),
        (training.save_training, (blank(hostel),)),
        (training.take_training_away, (written,)),
        (training.i_was_there, (of_id,)),
        (training_answers.intend, (of_id, "later")),
        (training_answers.answer, (Given(of_id, 6, Change.DONE),)),
        (training_answers.answer_on_paper, (Given(of_id, 6, Change.DONE),)),
        (training_answers.keep_words, (hostel.team_id, "form", {})),
    )
    for act, args in doings:
        with pytest.raises(NotNow, match="doesn’t use this part"):
            hostel.do(act, hostel.jo, *args)
    assert hostel.read(lambda tx: training.suggested_hinders(tx, hostel.team_id)) == ()
    assert not [n for n in hostel.see(home.home, hostel.people["kit"]).needs if n.area == "training"]
    hostel.turn_on(TeamPart.TRAINING)
    assert the_line(hostel).came_of[0].answered == 5


@pytest.mark.parametrize("role", [Role.LEADER, Role.ADMINISTRATOR])
def test_nobody_outside_the_team_gets_in(hostel: Hostel, role: Role) -> None:
    of_id = course(hostel)
    outsider = replace(
        hostel.lee, member=replace(hostel.lee.member, roles=frozenset({role}), teams=frozenset())
    )
    for act, args in ((training.trainings, (hostel.team_id,)), (training.i_was_there, (of_id,))):
        with pytest.raises(NotNow):
            hostel.do(act, outsider, *args)


def test_two_who_change_one_training_meet(hostel: Hostel) -> None:
    course(hostel)
    seen = the_line(hostel).training
    hostel.do(training.save_training, hostel.sam, replace(seen, title="Sam’s words"))
    with pytest.raises(EntryChanged) as met:
        hostel.do(training.save_training, hostel.jo, replace(seen, title="Jo’s words"))
    assert met.value.theirs is not None
    again = replace(seen, title="Jo’s words", version=met.value.theirs.version)
    hostel.do(training.save_training, hostel.jo, again)
    assert the_line(hostel).training.title == "Jo’s words"


def test_what_two_changed_apart_is_kept_of_both_and_told(hostel: Hostel) -> None:
    course(hostel)
    seen = the_line(hostel).training
    theirs = hostel.do(training.save_training, hostel.sam, replace(seen, provider="The college")).result
    mine = replace(seen, title="Jo’s words")
    done = hostel.do(training.save_training, hostel.jo, mine, None, None, seen)
    now = the_line(hostel).training
    assert (now.title, now.provider) == ("Jo’s words", "The college")
    assert "provider" in done.came_in
    hostel.do(done.undo, hostel.jo)
    assert replace(the_line(hostel).training, version=theirs.version) == theirs


def test_training_that_was_changed_or_taken_away_meanwhile_is_told(hostel: Hostel) -> None:
    course(hostel)
    seen = the_line(hostel).training
    theirs = hostel.do(training.save_training, hostel.sam, replace(seen, title="Sam’s words")).result
    with pytest.raises(NotNow, match="changed this since"):
        hostel.do(training.take_training_away, hostel.jo, seen)
    assert the_line(hostel).training == theirs
    hostel.do(training.take_training_away, hostel.jo, theirs)
    with pytest.raises(EntryChanged) as met:
        hostel.do(training.save_training, hostel.sam, replace(theirs, title="More of Sam’s words"))
    assert met.value.theirs is None
    assert view(hostel).lines == ()


def test_first_words_of_a_training_know_that_they_were_taken_away(hostel: Hostel) -> None:
    written = hostel.do(training.save_training, hostel.jo, blank(hostel)).result
    hostel.do(training.take_training_away, hostel.sam, written)
    with pytest.raises(EntryChanged):
        hostel.do(training.save_training, hostel.jo, replace(written, title="Jo’s words"))


def test_who_said_meanwhile_that_they_were_there_stays_there(hostel: Hostel) -> None:
    of_id = course(hostel, "jo", "sam")
    line = the_line(hostel)
    hostel.do(training.i_was_there, hostel.dee, of_id)
    hostel.do(training.i_was_not, hostel.sam, of_id)
    change = replace(line.training, title="Other")
    ticked = frozenset(line.there) | ids(hostel, "tom")
    done = hostel.do(training.save_training, hostel.jo, change, ticked, frozenset(line.there))
    assert set(the_line(hostel).there) == ids(hostel, "jo", "dee", "tom")
    hostel.do(training.i_was_there, hostel.amina, of_id)
    hostel.do(done.undo, hostel.jo)
    assert set(the_line(hostel).there) == ids(hostel, "jo", "dee", "amina")


def test_change_is_undone_with_who_was_there(hostel: Hostel) -> None:
    course(hostel, "jo", "sam")
    seen = the_line(hostel).training
    done = hostel.do(training.save_training, hostel.jo, replace(seen, title="Other"), ids(hostel, "dee"))
    assert the_line(hostel).there == tuple(ids(hostel, "dee"))
    hostel.opened.write(lambda tx: done.undo(tx, hostel.jo))
    assert the_line(hostel).training.title == seen.title
    assert set(the_line(hostel).there) == ids(hostel, "jo", "sam")


def test_undo_leaves_what_somebody_changed_since(hostel: Hostel) -> None:
    done = hostel.do(training.save_training, hostel.jo, blank(hostel))
    hostel.do(training.save_training, hostel.sam, replace(done.result, title="Sam’s words"))
    with pytest.raises(NotNow, match="changed this training since"):
        hostel.opened.write(lambda tx: done.undo(tx, hostel.jo))
    assert the_line(hostel).training.title == "Sam’s words"


def test_new_training_is_undone_whole(hostel: Hostel) -> None:
    done = hostel.do(training.save_training, hostel.jo, blank(hostel), ids(hostel, "jo"))
    hostel.opened.write(lambda tx: done.undo(tx, hostel.jo))
    assert view(hostel).lines == ()


def test_training_taken_away_comes_back_with_all_that_came_of_it(hostel: Hostel) -> None:
    six_weeks_later(hostel)
    before = the_line(hostel)
    done = hostel.do(training.take_training_away, hostel.jo, before.training)
    assert (view(hostel).lines, view(hostel).met) == ((), ())
    with pytest.raises(NotNow, match="gone already"):
        hostel.do(training.take_training_away, hostel.jo, before.training)
    hostel.opened.write(lambda tx: done.undo(tx, hostel.jo))
    assert the_line(hostel) == before


def test_i_say_that_i_was_there_and_that_i_wasnt(hostel: Hostel) -> None:
    of_id = course(hostel, "sam")
    done = hostel.do(training.i_was_there, hostel.jo, of_id)
    assert the_line(hostel).i_was_there
    hostel.opened.write(lambda tx: done.undo(tx, hostel.jo))
    assert not the_line(hostel).i_was_there
    hostel.do(training.i_was_not, hostel.sam, of_id)
    assert the_line(hostel).there == ()


def test_nobody_from_outside_is_ticked_as_there(hostel: Hostel) -> None:
    of_id = course(hostel, "jo")
    with pytest.raises(NotNow, match="isn’t in the team"):
        hostel.do(training.was_there, hostel.amina, of_id, "nobody", True)
    both = frozenset({"nobody", *ids(hostel, "jo")})
    hostel.do(training.save_training, hostel.jo, the_line(hostel).training, both)
    assert set(the_line(hostel).there) == ids(hostel, "jo")


def test_roles_of_who_was_there_are_counted(hostel: Hostel) -> None:
    course(hostel)
    assert the_line(hostel).roles == ((Role.MANAGER, 1), (Role.STAFF, 4))


def test_only_the_latest_are_read_and_the_rest_at_wish(hostel: Hostel) -> None:
    for n in range(4):
        course(hostel, title=f"Course {n}", day=COURSE_DAY - timedelta(days=n))
    found = view(hostel, "jo", 2)
    assert ([line.training.title for line in found.lines], found.all) == (["Course 0", "Course 1"], 4)


def test_words_begun_are_kept_and_dropped_when_sent(hostel: Hostel) -> None:
    of_id = course(hostel, "jo")
    key = training_answers.begun_key(of_id, 6)
    hostel.do(training_answers.keep_words, hostel.jo, hostel.team_id, "answers", {key: "No room"})
    hostel.do(training_answers.keep_words, hostel.jo, hostel.team_id, "form", {"name": "A vis"})
    assert view(hostel).begun == {"form": {"name": "A vis"}, "answers": {key: "No room"}}
    assert view(hostel, "sam").begun == {"form": {}, "answers": {}}
    hostel.at(AFTER_SIX)
    say(hostel, "jo", of_id, Change.TRIED, "No room")
    hostel.do(training.save_training, hostel.jo, blank(hostel, title="A visit"))
    assert view(hostel).begun == {"form": {}, "answers": {}}


def test_own_memory_stays_small(hostel: Hostel) -> None:
    for n in range(training_answers.MOST_REMEMBERED + 2):
        of_id = course(hostel, "jo", title=f"Course {n}")
        hostel.do(training_answers.intend, hostel.jo, of_id, f"Do {n}")
    kept = hostel.see(self_record.load, hostel.jo).trainings
    assert len(kept) == training_answers.MOST_REMEMBERED
    assert kept[-1].intention == f"Do {training_answers.MOST_REMEMBERED + 1}"


def test_training_of_another_team_isnt_overwritten(hostel: Hostel) -> None:
    theirs = replace(blank(hostel), team_id="harbour", title="Theirs")
    hostel.opened.write(lambda tx: teams.save_team(tx, make.team(team_id="harbour", name="Harbour")))
    hostel.opened.write(lambda tx: stored.save_training(tx, theirs))
    with pytest.raises(NotNow, match="another team"):
        hostel.do(training.save_training, hostel.jo, replace(theirs, team_id=hostel.team_id))
    with pytest.raises(NotNow):
        hostel.do(training.take_training_away, hostel.jo, theirs)
    assert hostel.read(lambda tx: stored.load_training(tx, theirs.training_id)) == theirs
