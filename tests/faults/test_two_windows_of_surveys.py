"""Two windows on one server: keepers who turn at once, answers in the last moment, a plan that changes under an opening."""

from __future__ import annotations

import copy
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace

import psycopg
import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.survey import SurveyState
from pie_audit.storage import ballots, people, teams
from pie_audit.storage import surveys as kept
from pie_audit.storage.store import Store
from pie_audit.storage.transaction import Transaction
from pie_audit.workflows.surveys import keeping, planning, starting, taking
from pie_audit.workflows.worker import Worker
from tests import surveys
from tests.faults.boxes import assert_whole, numbered, row_of
from tests.patience import PATIENCE
from tests.quarter import Finished, Hostel
from tests.storage.conftest import databases, new_database, server
from tests.surveys import AFTER

__all__ = ["databases", "new_database", "server"]


@dataclass
class Windows:
    """Quayside House on a server, open in two windows."""

    url: str
    one: Hostel
    two: Hostel

    def waits_for_the_other(self) -> None:
        """Until one of them waits for what the other holds."""
        end = time.monotonic() + PATIENCE
        query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        with psycopg.connect(self.url, autocommit=True) as connection:
            while True:
                row = connection.execute(query).fetchone()
                if row is not None and row[0]:
                    return
                assert time.monotonic() < end, "nobody waited"


@pytest.fixture
def windows(quayside: Finished, tmp_path, new_database: Callable[[], str]) -> Iterator[Windows]:  # type: ignore[no-untyped-def]
    """Both windows; the server keeps no notes that tell."""
    url = new_database()
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute("SELECT current_database()").fetchone()
        assert row is not None
        connection.execute(f"ALTER DATABASE {row[0]} SET log_parameter_max_length = 0".encode())
    hostel = quayside.open(tmp_path)
    with ExitStack() as ends:
        ends.callback(hostel.close)
        facts, all_teams = hostel.read(teams.load_workspace), hostel.read(teams.list_teams)
        members = hostel.read(people.list_members)
        keys = [hostel.read(lambda tx, m=m: people.load_user_key(tx, m.person_id)) for m in members]

        def window() -> Hostel:
            worker = Worker()
            worker.open(lambda: Store.open_postgres(url, facts)).result()
            ends.callback(worker.close)
            opened = copy.copy(hostel.opened)
            opened.worker = worker
            return replace(hostel, worker=worker, opened=opened)

        one = window()

        def move(tx: Transaction) -> None:
            for team in all_teams:
                teams.save_team(tx, team)
            for member, key in zip(members, keys, strict=True):
                people.save_member(tx, member)
                if key is not None:
                    people.save_user_key(tx, key)

        one.opened.write(move)
        yield Windows(url, one, window())


def asked(windows: Windows) -> tuple[str, tuple[str, ...]]:
    """A survey that the five of them were asked; four have answered."""
    names = surveys.grow(windows.one, 5)
    survey_id, _slips = surveys.started(windows.one, [surveys.block(windows.one, names)])
    for place, name in enumerate(names[:4]):
        surveys.answer(windows.one, windows.one.people[name], survey_id, surveys.varied(place))
    return survey_id, names


def test_of_two_keepers_who_turn_at_once_one_turns(windows: Windows, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have closed it and taken every layer off before either writes; no answer is lost or there twice."""
    survey_id, _names = asked(windows)
    together = threading.Barrier(2)
    take_off = keeping.box.take_off_outer

    def at_once(*args: object) -> object:
        together.wait(PATIENCE)
        return take_off(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(keeping.box, "take_off_outer", at_once)
    windows.one.at(AFTER)
    windows.two.at(AFTER)
    with ThreadPoolExecutor(2) as pool:
        turning = [
            pool.submit(keeping.turn_first, windows.one.opened, windows.one.jo, survey_id),
            pool.submit(keeping.turn_first, windows.two.opened, windows.two.sam, survey_id),
        ]
    refused = [str(future.exception()) for future in turning if future.exception()]
    assert ["turned already" in text for text in refused] == [True]
    assert len(windows.one.read(lambda tx: ballots.mids_of(tx, survey_id))) == 2 * 4
    assert len(keeping.look_inside(windows.two.opened, windows.two.dee, survey_id).casts) == 4


def test_of_two_keepers_who_let_it_out_at_once_one_does(windows: Windows) -> None:
    survey_id, _names = asked(windows)
    windows.one.at(AFTER)
    windows.two.at(AFTER)
    assert keeping.turn_first(windows.one.opened, windows.one.jo, survey_id)
    seen = [
        (window, me, keeping.look_inside(window.opened, me, survey_id))
        for window, me in ((windows.one, windows.one.sam), (windows.two, windows.two.dee))
    ]
    with ThreadPoolExecutor(2) as pool:
        out = [pool.submit(keeping.release, w.opened, me, inside, ()) for w, me, inside in seen]
    refused = [str(future.exception()) for future in out if future.exception()]
    assert ["opened already" in text for text in refused] == [True]
    assert_whole(windows.one, row_of(windows.one, survey_id))


def test_answers_that_go_in_while_a_keeper_closes_are_in_the_box(windows: Windows) -> None:
    survey_id, names = asked(windows)
    last = windows.one.people[names[4]]
    right, parts = windows.one.read(lambda tx: taking._ballot(tx, last, survey_id, numbered(9)))
    windows.two.at(AFTER)
    with psycopg.connect(windows.url) as slot, ThreadPoolExecutor(1) as pool:
        slot.execute("SELECT cast_ballot(%s, %s, %s)", (survey_id, right, list(parts)))
        turning: Future[bool] = pool.submit(
            keeping.turn_first, windows.two.opened, windows.two.sam, survey_id
        )
        windows.waits_for_the_other()
        slot.commit()
        assert turning.result(PATIENCE)
    inside = keeping.look_inside(windows.two.opened, windows.two.dee, survey_id)
    assert len(inside.casts) == 5


def test_answers_that_come_after_a_keeper_closed_are_refused_and_stay_in_the_draft(windows: Windows) -> None:
    survey_id, names = asked(windows)
    last = windows.one.people[names[4]]
    windows.one.do(taking.keep_begun, last, survey_id, numbered(9))
    windows.two.at(AFTER)
    assert keeping.turn_first(windows.two.opened, windows.two.sam, survey_id)
    with pytest.raises(NotNow, match="closed"):
        surveys.answer(windows.one, last, survey_id, numbered(9).values)
    assert windows.one.read(lambda tx: taking._begun(tx, last, survey_id)) == numbered(9)


def test_a_plan_that_changes_between_slips_and_opening_isnt_opened(windows: Windows) -> None:
    names = surveys.grow(windows.one, 5)
    team = [surveys.block(windows.one, names)]
    survey_id = surveys.planned(windows.one, team)
    prepared = starting.prepare(windows.one.opened, windows.one.amina, survey_id)
    windows.two.do(
        planning.save_plan, windows.two.amina, surveys.wish(windows.two, team, title="Other"), survey_id
    )
    with pytest.raises(NotNow, match="Not all three keepers"):
        starting.begin(windows.one.opened, windows.one.amina, prepared)
    for keeper in ("jo", "sam", "dee"):
        windows.two.do(keeping.approve, windows.two.people[keeper], survey_id)
    with pytest.raises(NotNow, match="changed meanwhile"):
        starting.begin(windows.one.opened, windows.one.amina, prepared)
    assert_whole(windows.one, row_of(windows.one, survey_id))


def test_a_plan_saved_while_it_is_opened_in_the_other_window_stays_as_it_was_opened(
    windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = surveys.grow(windows.one, 5)
    team = [surveys.block(windows.one, names)]
    survey_id = surveys.planned(windows.one, team)
    prepared = starting.prepare(windows.one.opened, windows.one.amina, survey_id)
    reached, on = threading.Event(), threading.Event()
    open_box = ballots.open_box

    def slowly(*args: object) -> None:
        open_box(*args)  # type: ignore[arg-type]
        reached.set()
        on.wait(PATIENCE)

    monkeypatch.setattr(starting.ballots, "open_box", slowly)
    other = surveys.wish(windows.two, team, title="Other")
    with ThreadPoolExecutor(2) as pool:
        opening = pool.submit(starting.begin, windows.one.opened, windows.one.amina, prepared)
        assert reached.wait(PATIENCE)
        saving = pool.submit(windows.two.do, planning.save_plan, windows.two.amina, other, survey_id)
        windows.waits_for_the_other()
        on.set()
        opening.result(PATIENCE)
        with pytest.raises(NotNow, match="plan is fixed"):
            saving.result(PATIENCE)
    row = windows.two.read(lambda tx: kept.load_survey(tx, survey_id))
    assert row.state is SurveyState.OPEN
    assert_whole(windows.two, row)
    surveys.answer(windows.two, windows.two.tom, survey_id, numbered(1).values)


def test_who_reads_in_one_window_sees_one_moment_while_the_other_writes(windows: Windows) -> None:
    survey_id, _names = asked(windows)

    def look(tx: Transaction) -> tuple[int, int]:
        before = len(ballots.rights_of(tx, survey_id))
        windows.two.opened.write(lambda other: ballots.destroy_box(other, survey_id))
        return before, len(ballots.rights_of(tx, survey_id))

    assert windows.one.read(look) == (5, 5)
