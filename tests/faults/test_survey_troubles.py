"""Clocks that jump, disks that take nothing, words guessed, teams that shrink: a survey stays whole and says so kindly."""

from __future__ import annotations

import random
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from pie_audit import log
from pie_audit.domain.errors import CannotSave, NotNow
from pie_audit.domain.survey import SurveyState
from pie_audit.storage import integrity
from pie_audit.storage import surveys as kept
from pie_audit.storage.engine import PAGE
from pie_audit.storage.transaction import read_head
from pie_audit.vault.word_list import all_words
from pie_audit.workflows import home, teams, unlock
from pie_audit.workflows.surveys import keeping, overview, planning, results, taking, telling
from pie_audit.workflows.surveys.views import ChangeWord, SaidBack
from pie_audit.workflows.unlock import OpenWorkspace
from pie_audit.workflows.worker import Work
from tests import surveys
from tests.faults.boxes import Boxes, assert_whole, casts_by, content_of, number_of, numbered, row_of
from tests.quarter import TODAY, Hostel
from tests.surveys import AFTER, MIDDLING

T = TypeVar("T")
HEADER, FRAME = 32, 24 + PAGE
"""Bytes of a journal before its first page, and of each page in it."""
GUESSES = 1000
TEN_YEARS = timedelta(days=3653)


def told(hostel: Hostel, survey_id: str) -> int:
    """What the one ballot of a box says."""
    (cast,) = casts_by(hostel, survey_id, "jo", "dee")
    return number_of(cast.answers)


# clocks


@pytest.mark.parametrize("jump", [TEN_YEARS, -TEN_YEARS], ids=["forward", "back"])
def test_a_clock_that_jumps_ten_years_closes_nothing_and_loses_nothing(boxes: Boxes, jump: timedelta) -> None:
    survey_id = boxes.shelf.asking
    with boxes.open() as hostel:
        surveys.answer(hostel, hostel.jo, survey_id, numbered(1).values)
        hostel.do(taking.keep_begun, hostel.tom, survey_id, numbered(2))
        hostel.at(TODAY + jump)
        hostel.see(overview.wellbeing, hostel.tom, hostel.team_id)
        hostel.see(planning.planning, hostel.amina, hostel.team_id, None)
        hostel.see(home.home, hostel.tom)
        hostel.see(results.results, hostel.tom, boxes.shelf.told_of)
        if jump > timedelta():
            with pytest.raises(NotNow, match="closed"):
                surveys.answer(hostel, hostel.jo, survey_id, numbered(3).values)
        else:
            surveys.answer(hostel, hostel.jo, survey_id, numbered(1).values)
            with pytest.raises(NotNow, match="still answer"):
                keeping.turn_first(hostel.opened, hostel.sam, survey_id)
    with boxes.checked() as hostel:
        assert row_of(hostel, survey_id).state is SurveyState.OPEN
        assert told(hostel, survey_id) == 1
        assert hostel.see(taking.taking, hostel.tom, survey_id).begun == numbered(2)
        surveys.answer(hostel, hostel.jo, survey_id, numbered(4).values)
        assert told(hostel, survey_id) == 4


@pytest.mark.parametrize("jump", [TEN_YEARS, -TEN_YEARS], ids=["forward", "back"])
def test_a_half_open_box_is_opened_on_any_day_that_a_clock_tells(boxes: Boxes, jump: timedelta) -> None:
    survey_id = boxes.shelf.half[0]
    with boxes.checked() as hostel:
        hostel.at(AFTER + jump)
        inside = keeping.look_inside(hostel.opened, hostel.dee, survey_id)
        keeping.release(hostel.opened, hostel.dee, inside, ())
        assert hostel.see(results.results, hostel.tom, survey_id).items


# disks


@contextmanager
def room_for(hostel: Hostel, pages: int) -> Iterator[None]:
    """No file grows beyond so many pages of the journal: after them, the disk takes nothing more."""
    hostel.worker.with_store(lambda store: store.checkpoint()).result()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (HEADER + pages * FRAME, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def reads_only(hostel: Hostel) -> Iterator[None]:
    """The disk takes nothing at all."""
    hostel.worker.with_store(lambda store: store.raw.execute("PRAGMA query_only=ON")).result()
    try:
        yield
    finally:
        hostel.worker.with_store(lambda store: store.raw.execute("PRAGMA query_only=OFF")).result()


def holds_together(hostel: Hostel) -> None:
    """Every survey is at one step, and what is deleted is overwritten as before."""
    assert hostel.worker.with_store(integrity.findings).result() == ()
    assert (
        hostel.worker.with_store(lambda s: s.raw.execute("PRAGMA secure_delete").fetchone()[0]).result() == 1
    )
    for row in hostel.read(kept.all_surveys):
        assert_whole(hostel, row)


def fails_at_every_page(hostel: Hostel, step: Callable[[], object], every: int = 1) -> None:
    """Try `step` with room for no page, then for a few more, and so on until it works; each time all holds together."""
    failed = 0
    while True:
        with suppress(CannotSave), room_for(hostel, failed * every):
            step()
            break
        failed += 1
        holds_together(hostel)
    assert failed > 1, "nothing was tried"


def send(hostel: Hostel, survey_id: str) -> None:
    taking.cast(hostel.opened, hostel.tom, survey_id, numbered(5))


def release(hostel: Hostel, survey_id: str) -> None:
    inside = keeping.look_inside(hostel.opened, hostel.dee, survey_id)
    keeping.release(hostel.opened, hostel.dee, inside, ())


def test_a_disk_that_fills_up_while_answers_go_in(boxes: Boxes) -> None:
    survey_id = boxes.shelf.asking
    with boxes.open() as hostel:
        hostel.do(taking.keep_begun, hostel.tom, survey_id, numbered(5))
        fails_at_every_page(hostel, lambda: send(hostel, survey_id))
        assert told(hostel, survey_id) == 5
        assert hostel.see(taking.taking, hostel.tom, survey_id).begun is None


def test_a_disk_that_fills_up_while_the_first_key_is_turned(boxes: Boxes) -> None:
    survey_id = boxes.shelf.answered[0]
    with boxes.open(later=True) as hostel:
        fails_at_every_page(hostel, lambda: keeping.turn_first(hostel.opened, hostel.jo, survey_id), every=8)
        assert len(keeping.look_inside(hostel.opened, hostel.sam, survey_id).casts) == len(boxes.names)


def test_a_disk_that_fills_up_while_figures_are_let_out(boxes: Boxes) -> None:
    """The pages that there was no room to write anew are written anew when it opens next."""
    survey_id = boxes.shelf.half[0]
    with boxes.open(later=True) as hostel:
        fails_at_every_page(hostel, lambda: release(hostel, survey_id), every=3)
        assert content_of(hostel, survey_id).is_empty
        assert _pages_to_write_anew(hostel)
    with boxes.checked() as hostel:
        assert not _pages_to_write_anew(hostel)
        assert hostel.see(results.results, hostel.tom, survey_id).items


def _pages_to_write_anew(hostel: Hostel) -> bool:
    return bool(
        hostel.worker.with_store(lambda s: s.raw.execute("PRAGMA user_version").fetchone()[0]).result()
    )


def test_a_disk_that_takes_nothing_leaves_every_step_as_it_was(boxes: Boxes) -> None:
    shelf = boxes.shelf
    with boxes.open() as hostel:
        hostel.do(taking.keep_begun, hostel.tom, shelf.asking, numbered(5))
        before = {row.survey_id: content_of(hostel, row.survey_id) for row in hostel.read(kept.all_surveys)}
        tries: dict[str, Callable[[], object]] = {
            "send": lambda: send(hostel, shelf.asking),
            "keep": lambda: hostel.do(taking.keep_begun, hostel.tom, shelf.asking, numbered(6)),
            "approve": lambda: hostel.do(keeping.approve, hostel.jo, shelf.planned[0]),
            "retire": lambda: hostel.do(telling.retire, hostel.amina, shelf.answered[0]),
            "tell": lambda: hostel.do(telling.say_back, hostel.amina, shelf.told_of, [SaidBack("a", "b")]),
        }
        later: dict[str, Callable[[], object]] = {
            "turn": lambda: keeping.turn_first(hostel.opened, hostel.jo, shelf.answered[0]),
            "let out": lambda: release(hostel, shelf.half[0]),
        }
        with reads_only(hostel):
            for each in tries.values():
                with pytest.raises(CannotSave, match="read but not changed"):
                    each()
            hostel.at(AFTER)
            for each in later.values():
                with pytest.raises(CannotSave, match="read but not changed"):
                    each()
        hostel.at(TODAY)
        assert {i: content_of(hostel, i) for i in before} == before
        holds_together(hostel)
        assert hostel.see(taking.taking, hostel.tom, shelf.asking).begun == numbered(5)
        send(hostel, shelf.asking)
        assert told(hostel, shelf.asking) == 5


# keys


@dataclass(frozen=True)
class Late:
    """A workspace in which somebody else is quicker, before the first look at it."""

    opened: OpenWorkspace
    quicker: Callable[[], object]

    def write(self, work: Work[T]) -> T:
        return self.opened.write(work)

    def read(self, work: Work[T]) -> T:
        self.quicker()
        return self.opened.read(work)


def test_a_keeper_who_comes_a_moment_after_another_hears_that_it_is_done(boxes: Boxes) -> None:
    """Not that the box was altered: the ballots that the other keeper took along are no sign of that."""
    survey_id = boxes.shelf.answered[0]
    with boxes.open(later=True) as hostel:
        late = Late(hostel.opened, lambda: keeping.turn_first(hostel.opened, hostel.sam, survey_id))
        with pytest.raises(NotNow, match="turned already"):
            keeping.turn_first(late, hostel.jo, survey_id)  # type: ignore[arg-type]
        assert len(keeping.look_inside(hostel.opened, hostel.jo, survey_id).casts) == len(boxes.names)


@pytest.mark.parametrize("who", ["jo", "sam"])
def test_a_keeper_at_an_old_page_hears_that_the_box_was_opened(boxes: Boxes, who: str) -> None:
    with boxes.open(later=True) as hostel, pytest.raises(NotNow, match="opened already"):
        keeping.turn_first(hostel.opened, hostel.people[who], boxes.shelf.told_of)


# words of slips


def test_words_guessed_a_thousand_times_open_nothing_and_leave_no_trace(boxes: Boxes, tmp_path: Path) -> None:
    chosen = random.Random(20261122)
    log.begin(tmp_path / "log")
    try:
        with boxes.open() as hostel:
            for survey_id in (*boxes.shelf.answered, *boxes.shelf.half):
                hostel.do(telling.retire, hostel.amina, survey_id)
            before = hostel.read(lambda tx: read_head(tx.connection))
            said = {_said(hostel, " ".join(chosen.sample(all_words(), 4))) for _guess in range(GUESSES)}
            assert len(said) == 1
            assert hostel.read(lambda tx: read_head(tx.connection)) == before
            found = unlock.sign_in_with_slip(hostel.opened, boxes.words)
            assert hostel.see(taking.taking, found, boxes.shelf.asking).begun is None
    finally:
        log._logger.removeHandler(log._logger.handlers[-1])
    assert not list((tmp_path / "log").iterdir())


def _said(hostel: Hostel, words: str) -> str:
    with pytest.raises(unlock.WrongSecret) as refused:
        unlock.sign_in_with_slip(hostel.opened, words)
    return str(refused.value)


# teams that shrink


def test_a_team_that_lost_one_of_six_is_shown_nothing_and_told_so_kindly(boxes: Boxes) -> None:
    """Six were shown last time, so the five who are left would be told apart from the one who left."""
    with boxes.open() as hostel:
        five = boxes.names[:5]
        survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, five)])
        for place, name in enumerate(five):
            surveys.answer(hostel, hostel.people[name], survey_id, surveys.varied(place))
        surveys.opened(hostel, survey_id)
        before = hostel.see(results.results, hostel.tom, boxes.shelf.told_of)
        seen = hostel.see(results.results, hostel.tom, survey_id)
        assert before.whole.rows
        assert (seen.whole.hidden, seen.whole.rows, seen.items, seen.causes) == (True, (), (), ())
        assert "to keep everybody safe" in seen.sentence
        assert hostel.see(results.results, hostel.tom, boxes.shelf.told_of) == before


def test_whoever_joins_or_leaves_no_change_is_told(boxes: Boxes) -> None:
    with boxes.open() as hostel:
        names = (*surveys.grow(hostel, 7)[:5], surveys.grow(hostel, 7)[6])
        survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, names)])
        for place, name in enumerate(names):
            surveys.answer(hostel, hostel.people[name], survey_id, surveys.varied(place + 3))
        surveys.opened(hostel, survey_id)
        seen = hostel.see(results.results, hostel.tom, survey_id)
        rows = (*seen.whole.rows, *seen.items, *(row for group in seen.groups for row in group.rows))
        assert all(row.change is ChangeWord.NONE and row.before is None for row in rows)


def test_a_team_below_the_minimum_is_not_asked_and_finds_prompts_instead(boxes: Boxes) -> None:
    with boxes.open() as hostel:
        four = boxes.names[:4]
        plan = surveys.wish(hostel, [surveys.block(hostel, four)])
        survey_id = hostel.do(planning.save_plan, hostel.amina, plan)
        with pytest.raises(NotNow, match="Fewer than five people"):
            hostel.do(keeping.approve, hostel.jo, survey_id)
        seen = hostel.see(overview.wellbeing, hostel.amina, hostel.team_id)
        assert seen.prompts
        assert hostel.see(results.results, hostel.tom, boxes.shelf.told_of).whole.rows


def test_answers_of_a_team_that_shrinks_while_it_is_asked_still_count(boxes: Boxes) -> None:
    """Who is asked was fixed at the opening, so nobody is found out by leaving."""
    survey_id = boxes.shelf.answered[0]
    with boxes.open() as hostel:
        leaver = hostel.people[boxes.names[-1]].member.person_id
        hostel.do(teams.retire_person, hostel.amina, leaver)
        surveys.opened(hostel, survey_id)
        assert hostel.see(results.results, hostel.tom, survey_id).items
        surveys.answer(hostel, hostel.tom, boxes.shelf.asking, MIDDLING)
