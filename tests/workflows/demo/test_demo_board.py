"""The demo's boards: filled, voted on and answered in every signed quarter, the same for the same seed."""

from __future__ import annotations

from dataclasses import replace

from pie_audit.domain.audit import RoundState
from pie_audit.domain.influence import TEXT_LIMIT
from pie_audit.storage import audits, influences
from pie_audit.storage.transaction import Transaction
from pie_audit.workflows import priorities
from pie_audit.workflows.demo.demo import Demo
from pie_audit.workflows.demo.demo_board import CARDS
from tests.demos import SMALL, TWO_TEAMS, Demos

Told = list[tuple[object, ...]]


def boards(demo: Demo) -> Told:
    """What every signed round of the first team has on its board, without anything random; checks the gate on the way."""

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

    return demo.made.opened.read(look)


def test_every_signed_quarter_has_a_board_a_vote_and_priorities(demos: Demos) -> None:
    told = boards(demos(TWO_TEAMS)[0])
    assert len(told) == 3
    for laid, present, turns, dots, words in told:
        assert len(laid) >= 7
        assert present == turns > 0
        assert sum(dots) == 3 * turns
        assert 1 <= len(words) <= 5


def test_the_same_seed_gives_the_same_boards_and_another_seed_others(demos: Demos) -> None:
    assert boards(demos(TWO_TEAMS, again=True)[0]) == boards(demos(TWO_TEAMS)[0])
    assert boards(demos(replace(SMALL, seed=8))[0]) != boards(demos(SMALL)[0])


def test_its_sentences_fit_on_a_card_and_none_stands_twice() -> None:
    texts = [text for text, *_more in CARDS]
    assert len(set(texts)) == len(texts)
    assert max(map(len, texts)) < TEXT_LIMIT // 3
