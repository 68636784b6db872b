"""kill -9 at every step of a survey: no answer that was called sent is lost, no step is half done, each can be repeated."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from itertools import count

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.survey import SurveyState
from pie_audit.storage import surveys as kept
from pie_audit.workflows.surveys import keeping, planning, results, starting, taking, telling
from pie_audit.workflows.surveys.views import SaidBack
from tests import surveys
from tests.children import Acknowledge, Killed, fork, kill_often
from tests.faults.boxes import Boxes, casts_by, content_of, number_of, numbered, row_of
from tests.quarter import Hostel

KEEPERS = ("jo", "sam", "dee")
PAIRS = (("jo", "sam"), ("sam", "dee"), ("dee", "jo"))


def sent(hostel: Hostel, survey_id: str) -> int:
    """The number that the one ballot in a box tells, to whichever two keepers open it; -1 for an empty box."""
    read = {tuple(number_of(cast.answers) for cast in casts_by(hostel, survey_id, *two)) for two in PAIRS}
    (numbers,) = read
    return numbers[0] if numbers else -1


@pytest.mark.parametrize("who", ["account", "slip"])
def test_handing_in_answers(boxes: Boxes, kills: int, who: str) -> None:
    """Each answer carries a number; the box holds the last that was called sent or the next, whole in all its parts."""
    survey_id = boxes.shelf.asking

    def loop(done: int, acknowledge: Acknowledge) -> None:
        with boxes.open() as hostel:
            me = hostel.tom if who == "account" else boxes.slip
            for number in count(done):
                taking.cast(hostel.opened, me, survey_id, numbered(number))
                acknowledge(str(number))

    total = [0]

    def compare(killed: Killed) -> None:
        total[0] += len(killed.acknowledged)
        with boxes.checked() as hostel:
            assert sent(hostel, survey_id) in {total[0] - 1, total[0]}
            me = hostel.tom if who == "account" else boxes.slip
            surveys.answer(hostel, me, survey_id, numbered(7).values)
            assert sent(hostel, survey_id) == 7
            again = numbered(max(0, total[0] - 1))
            surveys.answer(hostel, me, survey_id, again.values)

    kill_often(kills, f"vote by {who}", loop, compare)


def test_keeping_what_was_begun(boxes: Boxes, kills: int) -> None:
    """What somebody began is kept or sent, never lost between the two; what was sent leaves no draft behind."""
    survey_id = boxes.shelf.asking

    def loop(done: int, acknowledge: Acknowledge) -> None:
        with boxes.open() as hostel:
            for number in count(done // 2):
                hostel.do(taking.keep_begun, boxes.slip, survey_id, numbered(number))
                acknowledge(f"begun {number}")
                taking.cast(hostel.opened, boxes.slip, survey_id, numbered(number))
                acknowledge(f"sent {number}")

    def compare(killed: Killed) -> None:
        with boxes.checked() as hostel:
            begun = hostel.see(taking.taking, boxes.slip, survey_id).begun
            found = sent(hostel, survey_id)
        for told in killed.acknowledged[-1:]:
            what, number = told.split()[0], int(told.split()[1])
            there = -1 if begun is None else number_of(begun)
            if what == "begun":
                assert there == number or (begun is None and found == number)
            else:
                assert found >= number
                assert begun is None or there > number

    kill_often(kills, "begun", loop, compare)


def open_it(hostel: Hostel, survey_id: str) -> None:
    """Approve what isn't approved yet, and open it."""
    for keeper in KEEPERS:
        hostel.do(keeping.approve, hostel.people[keeper], survey_id)
    starting.begin(hostel.opened, hostel.amina, starting.prepare(hostel.opened, hostel.amina, survey_id))


def test_planning_approving_and_opening(boxes: Boxes, kills: int) -> None:
    """A plan, each approval and the opening are there whole or not at all, and whoever comes back goes on from there."""
    team = [surveys.block(boxes.closed.hostel, boxes.names)]

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with boxes.open() as hostel:
            while True:
                wish = surveys.wish(hostel, team)
                survey_id = hostel.do(planning.save_plan, hostel.amina, wish)
                acknowledge(f"{survey_id} planned")
                for keeper in KEEPERS:
                    hostel.do(keeping.approve, hostel.people[keeper], survey_id)
                    acknowledge(f"{survey_id} {hostel.people[keeper].member.person_id}")
                open_it(hostel, survey_id)
                acknowledge(f"{survey_id} open")

    def compare(killed: Killed) -> None:
        with boxes.checked() as hostel:
            for line in killed.acknowledged:
                survey_id, what = line.split()
                row = row_of(hostel, survey_id)
                keys = {key.person_id for key in hostel.read(lambda tx, i=survey_id: kept.keepers_of(tx, i))}
                assert what in {"planned", *keys} or row.state is SurveyState.OPEN
            for row in hostel.read(kept.all_surveys):
                if row.state is SurveyState.DRAFT and row.survey_id not in boxes.shelf.planned:
                    open_it(hostel, row.survey_id)
                    surveys.answer(hostel, hostel.tom, row.survey_id, surveys.MIDDLING)
        boxes.afresh()

    kill_often(kills, "open a survey", loop, compare)


def test_opening_what_was_approved(boxes: Boxes, kills: int) -> None:
    """One of several plans after the other is opened, and answered at once."""

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with boxes.open() as hostel:
            for survey_id in boxes.shelf.planned:
                ready = starting.prepare(hostel.opened, hostel.amina, survey_id)
                starting.begin(hostel.opened, hostel.amina, ready)
                acknowledge(survey_id)
            signal.pause()

    def compare(killed: Killed) -> None:
        with boxes.checked() as hostel:
            there = {s for s in boxes.shelf.planned if row_of(hostel, s).state is SurveyState.OPEN}
            assert set(killed.acknowledged) <= there
            waiting = [s for s in boxes.shelf.planned if s not in there]
            for survey_id in waiting[:1]:
                open_it(hostel, survey_id)
            for survey_id in [*waiting[:1], *sorted(there)[:1]]:
                surveys.answer(hostel, hostel.tom, survey_id, surveys.MIDDLING)
        boxes.afresh()

    kill_often(kills, "begin", loop, compare, longest=0.2)


def test_changing_a_plan(boxes: Boxes, kills: int) -> None:
    """The plan is the last that was saved or the next, and who stands under it agreed to that very one."""
    survey_id, team = boxes.shelf.planned[0], [surveys.block(boxes.closed.hostel, boxes.names)]

    def loop(done: int, acknowledge: Acknowledge) -> None:
        with boxes.open() as hostel:
            for number in count(done):
                wish = surveys.wish(hostel, team, title=str(number))
                hostel.do(planning.save_plan, hostel.amina, wish, survey_id)
                acknowledge(str(number))
                hostel.do(keeping.approve, hostel.jo, survey_id)

    def compare(killed: Killed) -> None:
        with boxes.checked() as hostel:
            seen = hostel.see(planning.planning, hostel.amina, hostel.team_id, survey_id)
            keys = hostel.read(lambda tx: kept.keepers_of(tx, survey_id))
        assert seen.plan is not None
        title = seen.plan.title
        assert killed.last <= (int(title) if title.isdecimal() else -1)
        assert seen.approved == {key.person_id for key in keys}
        assert len(keys) in ({0, 1} if title.isdecimal() else {3})

    kill_often(kills, "change a plan", loop, compare)


def goes_on(hostel: Hostel, survey_id: str, place: int = 0) -> None:
    """Whatever was done of it, two keepers open this box, and all six answers are in it."""
    first, second, _third = KEEPERS[place % 3 :] + KEEPERS[: place % 3]
    row = row_of(hostel, survey_id)
    if row.turned_by is None:
        assert keeping.turn_first(hostel.opened, hostel.people[first], survey_id)
    elif row.turned_by == hostel.people[second].member.person_id:
        second = first
    inside = keeping.look_inside(hostel.opened, hostel.people[second], survey_id)
    assert len(inside.casts) == len(boxes_people(hostel))
    keeping.release(hostel.opened, hostel.people[second], inside, ())
    assert hostel.see(results.results, hostel.tom, survey_id).items
    assert content_of(hostel, survey_id).is_empty


def boxes_people(hostel: Hostel) -> list[str]:
    """Who answered."""
    return [name for name, me in hostel.people.items() if hostel.team_id in me.member.teams]


def test_turning_the_first_key(boxes: Boxes, kills: int) -> None:
    """A box is whole or half open; where the program ended in between, the same keeper or another turns a key again."""

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with boxes.open(later=True) as hostel:
            for survey_id in boxes.shelf.answered:
                assert keeping.turn_first(hostel.opened, hostel.jo, survey_id)
                acknowledge(survey_id)
            signal.pause()

    def compare(killed: Killed) -> None:
        with boxes.checked(later=True) as hostel:
            turned = {s for s in boxes.shelf.answered if row_of(hostel, s).turned_by}
            assert set(killed.acknowledged) <= turned
            waiting = [s for s in boxes.shelf.answered if s not in turned]
            for place, survey_id in enumerate([*waiting[:1], *sorted(turned)[:1]]):
                goes_on(hostel, survey_id, place)
        boxes.afresh()

    kill_often(kills, "first key", loop, compare, longest=0.25)


def test_looking_inside_and_letting_out(boxes: Boxes, kills: int) -> None:
    """Figures are out and the box is gone, or the box waits as it was; then another keeper lets them out."""

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with boxes.open(later=True) as hostel:
            for survey_id in boxes.shelf.half:
                inside = keeping.look_inside(hostel.opened, hostel.dee, survey_id)
                keeping.release(hostel.opened, hostel.dee, inside, ())
                acknowledge(survey_id)
            signal.pause()

    def compare(killed: Killed) -> None:
        with boxes.checked(later=True) as hostel:
            assert owes_nothing(hostel)
            out = {s for s in boxes.shelf.half if row_of(hostel, s).state is SurveyState.REPORTED}
            assert set(killed.acknowledged) <= out
            waiting = [s for s in boxes.shelf.half if s not in out]
            for survey_id in waiting[:1]:
                goes_on(hostel, survey_id, 1)
            for survey_id in out:
                with pytest.raises(NotNow, match="opened already"):
                    keeping.look_inside(hostel.opened, hostel.sam, survey_id)
        boxes.afresh()

    kill_often(kills, "let out", loop, compare)


def owes_nothing(hostel: Hostel) -> bool:
    """Whether the file holds no page with what was deleted."""
    noted = hostel.worker.with_store(lambda store: store.raw.execute("PRAGMA user_version").fetchone())
    return bool(noted.result()[0] == 0)


def test_retiring(boxes: Boxes, kills: int) -> None:
    """A survey is retired with nothing left of its box, or it is as it was; then it is retired again."""
    every = (*boxes.shelf.answered, *boxes.shelf.half, *boxes.shelf.planned, boxes.shelf.told_of)

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with boxes.open() as hostel:
            for survey_id in every:
                hostel.do(telling.retire, hostel.amina, survey_id)
                acknowledge(survey_id)
            signal.pause()

    def compare(killed: Killed) -> None:
        with boxes.checked() as hostel:
            gone = {s for s in every if row_of(hostel, s).state is SurveyState.RETIRED}
            assert set(killed.acknowledged) <= gone
            for survey_id in every:
                hostel.do(telling.retire, hostel.amina, survey_id)
                assert content_of(hostel, survey_id).is_empty
            assert hostel.see(results.results, hostel.tom, boxes.shelf.told_of).items
        boxes.afresh()

    kill_often(kills, "retire", loop, compare, longest=0.15)


def test_saying_it_back(boxes: Boxes, kills: int) -> None:
    """Both lines are of one number, the last that was called said or the next; once told, it stays told."""
    survey_id = boxes.shelf.told_of

    def loop(done: int, acknowledge: Acknowledge) -> None:
        with boxes.open(later=True) as hostel:
            for number in count(done):
                lines = [SaidBack(str(number), str(number)), SaidBack(str(number), "", str(number))]
                hostel.do(telling.say_back, hostel.amina, survey_id, lines)
                acknowledge(str(number))

    def compare(killed: Killed) -> None:
        with boxes.checked() as hostel:
            row = row_of(hostel, survey_id)
            said = hostel.see(results.results, hostel.tom, survey_id).said_back
        number = int(said[0].said) if said else -1
        assert number >= killed.last
        wanted = (SaidBack(str(number), str(number)), SaidBack(str(number), "", str(number)))
        assert said == (wanted if said else ())
        told = row.state is SurveyState.TOLD
        assert told == bool(said) == (row.told_week is not None)

    kill_often(kills, "say back", loop, compare)


# at one moment, for certain


def ends_at(boxes: Boxes, break_off: Callable[[], None], step: Callable[[Hostel], object]) -> None:
    """A child breaks off its step in the middle, where `break_off` says, as if it was killed there."""
    child = fork()
    if child == 0:
        break_off()
        with boxes.open(later=True) as hostel:
            step(hostel)
        os._exit(1)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it went on to its end"


def end(*_args: object, **_more: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("by", KEEPERS)
def test_a_first_key_that_was_turned_half_is_turned_by_whoever_comes_next(boxes: Boxes, by: str) -> None:
    survey_id = boxes.shelf.answered[0]
    patch = pytest.MonkeyPatch()
    ends_at(
        boxes,
        lambda: patch.setattr(keeping.box, "take_off_outer", end),
        lambda hostel: keeping.turn_first(hostel.opened, hostel.jo, survey_id),
    )
    with boxes.checked(later=True) as hostel:
        row = row_of(hostel, survey_id)
        assert (row.state, row.turned_by) == (SurveyState.CLOSED, None)
        with pytest.raises(NotNow, match="closed"):
            surveys.answer(hostel, hostel.tom, survey_id, surveys.MIDDLING)
        goes_on(hostel, survey_id, KEEPERS.index(by))


def test_pages_that_were_not_written_anew_are_when_it_opens_next(boxes: Boxes) -> None:
    survey_id = boxes.shelf.half[0]

    def release(hostel: Hostel) -> None:
        inside = keeping.look_inside(hostel.opened, hostel.dee, survey_id)
        keeping.release(hostel.opened, hostel.dee, inside, ())

    patch = pytest.MonkeyPatch()
    ends_at(boxes, lambda: patch.setattr("pie_audit.storage.store.Store.vacuum", end), release)
    with boxes.checked(later=True) as hostel:
        assert owes_nothing(hostel)
        assert row_of(hostel, survey_id).state is SurveyState.REPORTED
        assert hostel.see(results.results, hostel.tom, survey_id).items


def test_answers_that_went_in_unheard_of_are_sent_again_and_count_once(boxes: Boxes) -> None:
    survey_id = boxes.shelf.asking
    patch = pytest.MonkeyPatch()

    def send(hostel: Hostel) -> None:
        hostel.at(surveys.CLOSES)
        hostel.do(taking.keep_begun, hostel.tom, survey_id, numbered(3))
        taking.cast(hostel.opened, hostel.tom, survey_id, numbered(3))

    ends_at(boxes, lambda: patch.setattr(taking, "throw_away", end), send)
    with boxes.checked() as hostel:
        seen = hostel.see(taking.taking, hostel.tom, survey_id)
        assert (seen.begun, seen.sent) == (numbered(3), False)
        assert sent(hostel, survey_id) == 3
        surveys.answer(hostel, hostel.tom, survey_id, numbered(4).values)
        assert sent(hostel, survey_id) == 4
        assert hostel.see(taking.taking, hostel.tom, survey_id).begun is None
