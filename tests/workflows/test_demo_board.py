"""The demo's boards: filled, voted on and answered in every signed quarter, the same for the same seed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pie_audit.domain.audit import RoundState
from pie_audit.domain.influence import TEXT_LIMIT
from pie_audit.storage import audits, influences
from pie_audit.storage.transaction import Transaction
from pie_audit.workflows import priorities
from pie_audit.workflows.demo import DemoPlan, make_demo
from pie_audit.workflows.demo_board import CARDS
from pie_audit.workflows.worker import Worker
from tests.quarter import premises_at

PLAN = DemoPlan(teams=1, quarters=3, people=5, seed=7, as_of=date(2026, 11, 18))


def boards(plan: DemoPlan, top: Path) -> list[tuple[object, ...]]:
    """What every signed round of the demo has on its board, without anything random; checks the gate on the way."""
    worker = Worker()
    demo = make_demo(premises_at(top), worker, top / "demo", plan)

    def look(tx: Transaction) -> list[tuple[object, ...]]:
        found: list[tuple[object, ...]] = []
        team_id = next(iter(demo.made.me.member.teams))
        for round_ in audits.rounds_of_team(tx, team_id):
            if round_.state in {RoundState.SIGNED, RoundState.CARRIED}:
                assert priorities.unanswered(tx, round_.round_id) == ()
                cards = influences.influences_of_round(tx, round_.round_id)
                voting = influences.load_voting(tx, round_.round_id)
                chosen = influences.priorities_of_round(tx, round_.round_id)
                laid = tuple((c.text, c.level, c.direction, c.place, c.me_too) for c in cards)
                words = tuple((p.rank, p.words, p.no_action_because) for p in chosen)
                found.append((laid, voting.present, voting.turns, sorted(voting.dots.values()), words))
        return found

    try:
        return demo.made.opened.read(look)
    finally:
        demo.made.opened.close()
        worker.close()


@pytest.fixture
def told(tmp_path: Path) -> list[tuple[object, ...]]:
    return boards(PLAN, tmp_path / "first")


def test_every_signed_quarter_has_a_board_a_vote_and_priorities(told: list[tuple[object, ...]]) -> None:
    assert len(told) == 2
    for laid, present, turns, dots, words in told:
        assert len(laid) >= 7
        assert present == turns > 0
        assert sum(dots) == 3 * turns
        assert 1 <= len(words) <= 5


def test_the_same_seed_gives_the_same_boards_and_another_seed_others(
    told: list[tuple[object, ...]], tmp_path: Path
) -> None:
    assert boards(PLAN, tmp_path / "again") == told
    assert boards(replace(PLAN, seed=8), tmp_path / "other") != told


def test_its_sentences_fit_on_a_card_and_none_stands_twice() -> None:
    texts = [text for text, *_more in CARDS]
    assert len(set(texts)) == len(texts)
    assert max(map(len, texts)) < TEXT_LIMIT // 3
