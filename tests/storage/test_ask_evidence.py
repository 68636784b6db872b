"""Lines behind asks: in the order they were picked, and gone with their action."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pie_audit.domain.ask_evidence import AskEvidence, EvidenceSource
from pie_audit.domain.changed import Kind
from pie_audit.domain.small_logs import Win, WinReach
from pie_audit.storage import ask_evidence, plans, small_logs, teams
from pie_audit.storage.store import Store
from tests import make

TEAM = "team"


@pytest.fixture
def action_id(store: Store) -> str:
    store.write(lambda tx: teams.save_team(tx, make.team(team_id=TEAM)))
    action = make.action(team_id=TEAM, round_id=None)
    store.write(lambda tx: plans.save_action(tx, action))
    return action.action_id


def line(action_id: str, words: str, place: int) -> AskEvidence:
    return AskEvidence(make.new_id(), action_id, EvidenceSource.WORDS, "k", words, make.WEEK, place)


def test_lines_come_back_in_the_order_they_were_picked(store: Store, action_id: str) -> None:
    every = [line(action_id, words, n) for n, words in enumerate(("b", "c", "a"))]
    for one in reversed(every):
        written = store.write(lambda tx, e=one: ask_evidence.save_evidence(tx, e))
        assert Kind.ACTIONS in written.changed
    assert store.read(lambda tx: ask_evidence.evidence_of(tx, [action_id])) == tuple(every)
    assert store.read(lambda tx: ask_evidence.evidence_of(tx, ["another"])) == ()
    store.write(lambda tx: ask_evidence.delete_evidence(tx, every[0].evidence_id))
    assert store.read(lambda tx: ask_evidence.load_evidence(tx, every[0].evidence_id)) is None
    assert store.read(lambda tx: ask_evidence.load_evidence(tx, every[1].evidence_id)) == every[1]


def test_lines_go_with_their_action_when_its_bin_is_emptied(store: Store, action_id: str) -> None:
    store.write(lambda tx: ask_evidence.save_evidence(tx, line(action_id, "a", 0)))
    store.write(lambda tx: plans.bin_action(tx, action_id, day=make.DAY))
    later = make.DAY + timedelta(days=plans.BIN_DAYS + 1)
    assert store.write(lambda tx: plans.erase_binned(tx, today=later)).result == 1
    assert store.read(lambda tx: ask_evidence.evidence_of(tx, [action_id])) == ()


def test_lines_go_with_an_action_that_came_by_mistake(store: Store, action_id: str) -> None:
    store.write(lambda tx: ask_evidence.save_evidence(tx, line(action_id, "a", 0)))
    store.write(lambda tx: plans.erase_action(tx, action_id))
    assert store.read(lambda tx: ask_evidence.evidence_of(tx, [action_id])) == ()


def test_only_the_newest_wins_that_may_be_printed_are_read(store: Store, action_id: str) -> None:
    for week, reach in (
        ("2026-W40", WinReach.PAPERS),
        ("2026-W41", WinReach.TEAM),
        ("2026-W42", WinReach.PAPERS),
    ):
        one = Win(make.new_id(), TEAM, week, f"in {week}", reach=reach)
        store.write(lambda tx, w=one: small_logs.save_win(tx, w))
    found = store.read(lambda tx: ask_evidence.wins_to_print(tx, TEAM, 2))
    assert [words for _id, words in found] == ["in 2026-W42", "in 2026-W40"]
    assert len(store.read(lambda tx: ask_evidence.wins_to_print(tx, TEAM, 1))) == 1
