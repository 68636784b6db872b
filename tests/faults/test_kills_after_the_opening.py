"""kill -9 while a team writes on the board, chooses, plans, signs and adds: all of a write is there, or none of it."""

from __future__ import annotations

import signal
from dataclasses import replace
from itertools import count

import pytest

from pie_audit.domain.audit import RoundState
from pie_audit.domain.influence import Direction, Influence, Spot, close_gaps
from pie_audit.domain.plan import Action, ActionStatus, BarrierLevel
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.storage import agreements, signed
from pie_audit.storage import audits as rounds
from pie_audit.storage import influences as board
from pie_audit.storage import plans as actions
from pie_audit.storage import replies as stored_replies
from pie_audit.workflows import carrying, influences, priorities, replies, signing
from tests.children import Acknowledge, Killed, kill_often
from tests.faults.closed import Closed
from tests.quarter import Hostel
from tests.workflows.quarters import SPRING, SUMMER, begin, signed_plan
from tests.workflows.quarters import sign as sign_round

LEVELS = tuple(BarrierLevel)
ASK = {"ask_what": "Fund four hours of backfill a month", "ask_of": "the council"}


@pytest.fixture
def opened_round(closed: Closed) -> str:
    """A round that is opened; its id."""
    with closed.open() as hostel:
        return hostel.opened_round()


def write(hostel: Hostel, round_id: str, text: str, n: int = 0) -> Influence:
    blank = influences.new_card(round_id, LEVELS[n % 3], Direction.HINDERS)
    return hostel.do(influences.write_card, hostel.amina, (blank,), replace(blank, text=text)).result


def cards_of(hostel: Hostel, round_id: str) -> tuple[Influence, ...]:
    """All cards; in every lane and column they lie without a gap."""
    found = hostel.read(lambda tx: board.influences_of_round(tx, round_id))
    assert set(close_gaps(found)) == set(found)
    return found


def test_writing_a_card(closed: Closed, kills: int, opened_round: str) -> None:
    """The newest twenty cards stay; what was acknowledged last is always among them."""

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            there = sorted(cards_of(hostel, opened_round), key=lambda c: int(c.text))
            for number in count(int(there[-1].text) + 1 if there else 0):
                there.append(write(hostel, opened_round, str(number), number))
                acknowledge(str(number))
                if len(there) > 20:
                    hostel.do(influences.remove_card, hostel.amina, there.pop(0).influence_id)

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            kept = sorted(int(card.text) for card in cards_of(hostel, opened_round))
        assert kept == list(range(kept[0], kept[-1] + 1)) if kept else not killed.acknowledged
        assert killed.last <= (kept[-1] if kept else -1)

    kill_often(kills, "write a card", loop, compare)


def test_moving_a_card(closed: Closed, kills: int, opened_round: str) -> None:
    """A card lies where it was laid, and its history has one line for each change of level."""
    with closed.open() as hostel:
        ids = [write(hostel, opened_round, str(n)).influence_id for n in range(6)]

    def level_of(number: int) -> BarrierLevel:
        return LEVELS[(number // 6 + 1) % 3]

    def loop(done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            for number in count(done):
                spot = Spot(level_of(number), Direction.HINDERS, number % 4)
                hostel.do(influences.lay_card, hostel.amina, ids[number % 6], spot)
                acknowledge(str(number))

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            now = {card.influence_id: card for card in cards_of(hostel, opened_round)}
            lines = hostel.read(lambda tx: board.level_steps_of_round(tx, opened_round))
        assert [now[i].text for i in ids] == [str(n) for n in range(6)]
        for number in map(int, killed.acknowledged[-5:]):  # the sixth may have moved on, unacknowledged
            assert now[ids[number % 6]].level is level_of(number)
        for card in now.values():
            moved = [line for line in lines if line.influence_id == card.influence_id]
            assert card.level is LEVELS[len(moved) % 3]

    kill_often(kills, "move a card", loop, compare)


def test_placing_dots(closed: Closed, kills: int, opened_round: str) -> None:
    """A person's turn and their three dots are one thing."""
    with closed.open() as hostel:
        hostel.do(priorities.set_present, hostel.amina, opened_round, 40)
        two, one = (f"influence:{write(hostel, opened_round, str(n)).influence_id}" for n in range(2))

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            while True:
                voting = hostel.read(lambda tx: board.load_voting(tx, opened_round))
                if voting.turns == voting.present:
                    hostel.do(priorities.start_again, hostel.amina, opened_round)
                    continue
                hostel.do(priorities.place_dots, hostel.amina, opened_round, {two: 2, one: 1})
                acknowledge(str(voting.turns + 1))

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            voting = hostel.read(lambda tx: board.load_voting(tx, opened_round))
        assert voting.present == 40
        assert {k: n for k, n in voting.dots.items() if n} == (
            {two: 2 * voting.turns, one: voting.turns} if voting.turns else {}
        )
        if killed.acknowledged:
            # After the fortieth they start again, and the first turn after that may be in and not yet told.
            assert voting.turns in {killed.last, *((killed.last + 1,) if killed.last < 40 else (0, 1))}

    kill_often(kills, "place dots", loop, compare)


def test_ranking_priorities(closed: Closed, kills: int, opened_round: str) -> None:
    """Ranks count from one without a gap, in the order that was acknowledged last, or in the next one."""
    with closed.open() as hostel:
        order = [
            hostel.do(priorities.add_priority, hostel.amina, opened_round, str(n)).result.priority_id
            for n in range(5)
        ]
    ids, state = tuple(order), [tuple(order)]

    def ranked(before: tuple[str, ...], number: int) -> tuple[str, ...]:
        others = [i for i in before if i != ids[number % 5]]
        others.insert(number * 2 % 5, ids[number % 5])
        return tuple(others)

    def loop(done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            for number in count(done):
                args = (opened_round, ids[number % 5], number * 2 % 5 + 1)
                hostel.do(priorities.rank_priority, hostel.amina, *args)
                acknowledge(str(number))

    total = [0]

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            kept = hostel.read(lambda tx: board.priorities_of_round(tx, opened_round))
        assert [p.rank for p in kept] == [1, 2, 3, 4, 5]
        expected = state[0]
        for number in map(int, killed.acknowledged):
            expected = ranked(expected, number)
        total[0] += len(killed.acknowledged)
        now = tuple(p.priority_id for p in kept)
        assert now in {expected, ranked(expected, total[0])}
        state[0] = now

    kill_often(kills, "rank", loop, compare)


def test_keeping_and_letting_go_of_what_was_carried(closed: Closed, kills: int) -> None:
    """An action is open in the old plan, or ended there with a line of history and, if kept, once in the new one."""
    whats = [f"{n:04}" for n in range(20 + 6 * kills)]
    with closed.open() as hostel:
        old = {a.action_id: a for a in signed_plan(hostel, SUMMER, *whats)}
        last_round = next(iter(old.values())).round_id or ""
        round_id = begin(hostel, SUMMER.plus(1))
        day = hostel.amina.clock.today()

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            hostel.at(day)
            there = hostel.read(lambda tx: actions.actions_of_round(tx, last_round))
            for action in (a for a in there if a.is_open):
                if int(action.what) % 2:
                    hostel.do(carrying.let_go, hostel.amina, action.action_id, round_id, "No room")
                else:
                    hostel.do(carrying.keep_action, hostel.amina, action.action_id, round_id)
                acknowledge(action.action_id)
            signal.pause()

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            kept = [a.carried_from for a in hostel.read(lambda tx: actions.actions_of_round(tx, round_id))]
            lines = [s.action_id for s in hostel.read(lambda tx: actions.steps_of_actions(tx, tuple(old)))]
            now = hostel.read(lambda tx: [actions.load_action(tx, i) for i in old])
        for action in filter(None, now):
            assert whole(action, kept.count(action.action_id), lines.count(action.action_id))
        assert set(killed.acknowledged) <= {a.action_id for a in now if a and not a.is_open}

    def whole(action: Action, kept: int, lines: int) -> bool:
        ends = (ActionStatus.STOPPED, 0, 1) if int(action.what) % 2 else (ActionStatus.CARRIED, 1, 1)
        return (action.status, kept, lines) in {(ActionStatus.NOT_STARTED, 0, 0), ends}

    kill_often(kills, "carry", loop, compare, longest=0.8)


def test_recording_a_reply(closed: Closed, kills: int) -> None:
    """What somebody had begun to type is a draft or a reply, never lost between the two."""
    with closed.open() as hostel:
        (action,) = signed_plan(hostel, SUMMER, "Backfill", **ASK)
        day = hostel.amina.clock.today()

    def reply(number: int) -> Reply:
        words = str(number)
        key = f"reply {number % 5}"
        return Reply(key, action.action_id, ReplyKind.NO, day, "the council", words, words * 50, words)

    def loop(done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            hostel.at(day)
            for number in count(done):
                hostel.do(replies.begin_reply, hostel.amina, reply(number))
                acknowledge(f"begun {number}")
                hostel.do(replies.record_reply, hostel.amina, reply(number))
                acknowledge(f"kept {number}")

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            hostel.at(day)
            kept = hostel.read(lambda tx: stored_replies.replies_to(tx, (action.action_id,)))
            for told in killed.acknowledged[-8:]:
                what, number = told.split()
                begun = hostel.see(replies.begun_reply, hostel.amina, reply(int(number)))
                newest = max((int(r.because) for r in kept if r.reply_id == begun.reply_id), default=-1)
                assert newest >= int(number) or (what == "begun" and int(begun.because) >= int(number))
        assert all(r == reply(int(r.because)) for r in kept)

    kill_often(kills, "reply", loop, compare)


def test_signing_off(closed: Closed, kills: int) -> None:
    """State, signatures, what was signed and the rounds before it: all of them, or none."""

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            while True:
                there = found_rounds(hostel)
                unsigned = [r for r in there if r.state is RoundState.AGREEING]
                quarter = unsigned[0].quarter if unsigned else SPRING.plus(len(there))
                hostel.at(quarter.first_day.replace(day=10))
                round_id = unsigned[0].round_id if unsigned else begin(hostel, quarter)
                sign_round(hostel, round_id)
                acknowledge(round_id)

    def found_rounds(hostel: Hostel) -> list[rounds.AuditRound]:
        return list(hostel.read(lambda tx: rounds.rounds_of_team(tx, hostel.team_id)))

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            found = sorted(found_rounds(hostel), key=lambda r: r.quarter)
            for each in found:
                parts = (
                    len(hostel.read(lambda tx, i=each.round_id: agreements.load_sign_offs(tx, i))),
                    hostel.read(lambda tx, i=each.round_id: signed.load_snapshot(tx, i)) is not None,
                )
                is_signed = each.state in {RoundState.SIGNED, RoundState.CARRIED}
                assert parts == ((2, True) if is_signed else (0, False))
        ended = [r for r in found if r.state in {RoundState.SIGNED, RoundState.CARRIED}]
        assert [r.state for r in ended[:-1]] == [RoundState.CARRIED] * (len(ended) - 1 if ended else 0)
        assert not ended or ended[-1].state is RoundState.SIGNED
        assert set(killed.acknowledged) <= {r.round_id for r in ended}

    kill_often(kills, "sign off", loop, compare, longest=0.8)


def test_adding_to_what_was_signed(closed: Closed, kills: int) -> None:
    with closed.open() as hostel:
        round_id = begin(hostel, SUMMER)
        sign_round(hostel, round_id)
        body = hostel.read(lambda tx: signed.load_snapshot(tx, round_id))

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            while True:
                added = hostel.do(signing.add_addendum, hostel.amina, round_id, "Heard later", "Nights too")
                acknowledge(added.addendum_id)

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            lines = hostel.read(lambda tx: signed.addenda_of_round(tx, round_id))
            assert hostel.read(lambda tx: signed.load_snapshot(tx, round_id)) == body
        assert set(killed.acknowledged) <= {line.addendum_id for line in lines}
        assert {(line.reason, line.words) for line in lines} <= {("Heard later", "Nights too")}

    kill_often(kills, "addendum", loop, compare)
