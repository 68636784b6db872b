"""kill -9 while people rate, write, plan, sign in and open: what the screen called saved is there, and whole."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Rating, RoundState
from pie_audit.domain.team import Role
from pie_audit.storage import audits as rounds
from pie_audit.storage import integrity, reveals
from pie_audit.storage import plans as actions
from pie_audit.storage import sheets as sealed_sheets
from pie_audit.vault.refusals import WrongSecret
from pie_audit.workflows import drafts, founding, meetings, plans, seats, teams, unlock
from pie_audit.workflows.unlock import Me, SignedIn
from pie_audit.workflows.worker import Worker
from tests import make
from tests.children import Acknowledge, Killed, kill_often
from tests.faults.closed import Closed
from tests.quarter import (
    MANAGER,
    THIS_QUARTER,
    Finished,
    Hostel,
    first_run,
    password_of,
    premises_at,
)


def working(closed: Closed, begin: Callable[[Hostel], None]) -> None:
    """Do something first, and close."""
    with closed.open() as hostel:
        begin(hostel)


@pytest.mark.parametrize("who", ["account", "slip"])
def test_rating(closed: Closed, kills: int, who: str) -> None:
    """Each answer carries a number in its note; the sheet holds, for each topic, the last that was saved or a later."""
    me: list[Me] = [closed.hostel.jo]
    topics: tuple[str, ...] = ()
    with closed.open() as hostel:
        round_id = hostel.start()
        if who == "slip":
            me = list(hostel.slips(round_id, team=1))
        topics = hostel.topics(me[0], round_id)

    def rating(number: int) -> Rating:
        return Rating(topics[number % len(topics)], Level(number % 5), str(number))

    def loop(done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            for number in count(done):
                hostel.do(seats.rate_topic, me[0], round_id, rating(number))
                acknowledge(str(number))

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            sheet = hostel.see(seats.rating_sheet, me[0], round_id).sheet
        for number in map(int, killed.acknowledged[-len(topics) :]):
            kept = sheet.rating(topics[number % len(topics)])
            assert int(kept.note) >= number
            assert kept == rating(int(kept.note))

    kill_often(kills, f"rate by {who}", loop, compare)


def test_writing_down_what_was_agreed(closed: Closed, kills: int) -> None:
    with closed.open() as hostel:
        round_id = hostel.opened_round()

    def loop(done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            for number in count(done):
                words = dict.fromkeys(("because", "evidence", "changed"), str(number))
                agreed = make.consensus(level=Level(number % 5), **words)
                hostel.do(meetings.record_consensus, hostel.amina, round_id, agreed)
                acknowledge(str(number))

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            view = hostel.see(meetings.meeting, hostel.amina, round_id)
        kept = next(v.consensus for v in view.topics if v.topic.id == "A1")
        if kept is not None:
            assert (kept.evidence, kept.level) == (kept.because, int(kept.because) % 5)
            assert view.round.state is RoundState.AGREEING
        assert killed.last <= (int(kept.because) if kept else -1)

    kill_often(kills, "consensus", loop, compare)


def test_planning(closed: Closed, kills: int) -> None:
    with closed.open() as hostel:
        round_id = hostel.start()

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            while True:
                action = replace(plans.new_action(hostel.team_id, round_id, "A1"), what="Ask the night staff")
                hostel.do(plans.save_action, hostel.amina, action)
                acknowledge(action.action_id)

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            kept = hostel.read(lambda tx: actions.actions_of_round(tx, round_id))
        assert set(killed.acknowledged) <= {action.action_id for action in kept}
        assert {action.what for action in kept} <= {"Ask the night staff"}

    kill_often(kills, "plan", loop, compare)


def test_typing(closed: Closed, kills: int) -> None:
    def loop(done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            for number in count(done):
                hostel.do(
                    drafts.save_words, hostel.jo, "place", {"one": str(number), "two": str(number) * 100}
                )
                acknowledge(str(number))

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            kept = hostel.see(drafts.words, hostel.jo, "place")
        number = int(kept["one"]) if kept else -1
        assert number >= killed.last
        assert kept is None or kept["two"] == kept["one"] * 100

    kill_often(kills, "draft", loop, compare)


def test_changing_a_password(closed: Closed, kills: int) -> None:
    """After each kill exactly one of the two passwords signs in, and what was written before stays readable."""
    written = {"because": "mine"}
    working(closed, lambda hostel: hostel.do(drafts.save_words, hostel.jo, "mine", written))
    now = [0]

    def password(number: int) -> str:
        return f"thirteen copper lanterns {number:06d}" if number else password_of("Jo")

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            for number in count(now[0]):
                founding.change_password(hostel.opened, hostel.jo, password(number), password(number + 1))
                acknowledge(str(number + 1))

    def compare(killed: Killed) -> None:
        before = max(now[0], killed.last)
        opens = [n for n in (before - 1, before, before + 1) if n >= 0 and signs_in(n)]
        assert opens in ([before], [before + 1])
        now[0] = opens[0]

    def signs_in(number: int) -> bool:
        with closed.checked() as hostel:
            try:
                me = unlock.sign_in(hostel.opened, "Jo", password(number))
            except WrongSecret:
                return False
            assert hostel.see(drafts.words, me, "mine") == written
            return True

    kill_often(kills, "password", loop, compare, longest=0.8)


def test_letting_somebody_in(closed: Closed, kills: int) -> None:
    """A code, a person, their keys and their password: three files' worth of steps for each arrival."""

    def loop(done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            here = len(hostel.see(teams.people, hostel.amina).rows)
            for number in count(here):
                name = f"Kit {number}"
                new = teams.NewPerson(name, frozenset({Role.STAFF}), hostel.team_id)
                code = teams.add_person(hostel.opened, hostel.amina, new)
                unlock.accept_invitation(hostel.opened, name, code, password_of(name))
                acknowledge(name)

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            for name in killed.acknowledged:
                me = unlock.sign_in(hostel.opened, name, password_of(name))
                assert me.member.teams == {hostel.team_id}
            for row in hostel.see(teams.people, hostel.amina).rows:
                if not row.signed_in_once:
                    code = teams.invite_again(hostel.opened, hostel.amina, row.person_id)
                    assert unlock.accept_invitation(hostel.opened, row.name, code, password_of(row.name))

    kill_often(kills, "people", loop, compare, longest=0.8)


def test_opening_rounds_together(closed: Closed, kills: int) -> None:
    """A round is rated and opened, or all its sheets are still sealed; nothing between."""

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            begun = len(hostel.read(lambda tx: rounds.rounds_of_team(tx, hostel.team_id)))
            for number in count(begun):
                round_id = hostel.start(quarter=THIS_QUARTER.plus(-number))
                for name in ("amina", "jo"):
                    answers = [Rating(topic, Level(2)) for topic in ("A1", "A4")]
                    hostel.do(seats.fill_sheet, hostel.people[name], round_id, answers)
                hostel.open(round_id)
                acknowledge(round_id)

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            found = hostel.read(lambda tx: rounds.rounds_of_team(tx, hostel.team_id))
            for round_ in found:
                assert parts_of(hostel, round_.round_id) in (
                    (RoundState.OPEN, 5, 3, False, True),
                    (RoundState.REVEALED, 0, 0, True, False),
                )
            opened = {r.round_id for r in found if r.state is RoundState.REVEALED}
        assert set(killed.acknowledged) <= opened

    def parts_of(hostel: Hostel, round_id: str) -> tuple[object, ...]:
        round_ = hostel.read(lambda tx: rounds.load_round(tx, round_id))
        return (
            round_.state,
            hostel.read(lambda tx: sealed_sheets.count_seats(tx, round_id)),
            len(hostel.read(lambda tx: sealed_sheets.load_key_shares(tx, round_id))),
            hostel.read(lambda tx: reveals.load_reveal(tx, round_id)) is not None,
            bool(round_.public_key),
        )

    kill_often(kills, "open together", loop, compare, longest=0.8)


def test_founding(kills: int, quayside: Finished, tmp_path: Path) -> None:
    """A workspace under its name is whole; a founding that was cut short left none."""
    del quayside  # it has loaded what judges passwords
    place = tmp_path / "computer"

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        while True:
            worker = Worker()
            made = founding.create_workspace(premises_at(place), worker, first_run())
            acknowledge(made.opened.folder.name)
            made.opened.close()
            worker.close()

    def compare(killed: Killed) -> None:
        folder = place / "workspaces"
        whole = [f for f in folder.iterdir() if not f.name.startswith(".")] if folder.exists() else []
        assert set(killed.acknowledged) <= {f.name for f in whole}
        for workspace in whole:
            worker = Worker()
            opened, me = unlock.open_workspace(
                premises_at(place), worker, workspace, MANAGER, password_of(MANAGER)
            )
            assert isinstance(me, SignedIn)
            assert worker.with_store(integrity.findings).result() == ()
            opened.close()
            worker.close()
        shutil.rmtree(place, ignore_errors=True)

    kill_often(kills, "founding", loop, compare, longest=1.2)


def test_a_run_that_injected_nothing_fails() -> None:
    def idle(_done: int, _acknowledge: Acknowledge) -> None:
        signal.pause()

    with pytest.raises(AssertionError, match="nothing was acknowledged"):
        kill_often(1, "idle", idle, lambda _killed: None)


def test_a_child_that_ended_by_itself_fails_the_run() -> None:
    def breaks(_done: int, acknowledge: Acknowledge) -> None:
        acknowledge("0")
        raise ZeroDivisionError

    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        kill_often(1, "breaks", breaks, lambda _killed: None)
