"""Sums that the database makes, on both databases, against counting by hand."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Consensus, Outcome
from pie_audit.domain.disclosure import Band
from pie_audit.domain.team import Perspective
from pie_audit.storage import agreements, audits, reveals, teams, trend_figures
from pie_audit.storage.store import Store
from pie_audit.storage.transaction import Transaction
from tests import make

THEMES = {"A": ("A1", "A2", "A3"), "B": ("B1", "B2")}


@pytest.fixture
def round_ids(store: Store) -> tuple[str, str]:
    team = make.team()
    first = make.audit_round(team.team_id, quarter=make.QUARTER)
    second = make.audit_round(team.team_id, quarter=make.QUARTER.plus(1))

    def write(tx: Transaction) -> None:
        teams.save_team(tx, team)
        audits.save_round(tx, first)
        audits.save_round(tx, second)

    store.write(write)
    return first.round_id, second.round_id


def agree(store: Store, round_id: str, **what: int | Outcome) -> None:
    """What a round wrote down, by topic."""

    def write(tx: Transaction) -> None:
        for topic, one in what.items():
            record = (
                Consensus(topic, one) if isinstance(one, Outcome) else make.consensus(topic, level=Level(one))
            )
            agreements.save_consensus(tx, round_id, record)

    store.write(write)


def test_each_round_and_theme_has_its_own_sums(store: Store, round_ids: tuple[str, str]) -> None:
    first, second = round_ids
    agree(store, first, A1=0, A2=3, A3=Outcome.CANT_TELL, B1=Outcome.NOT_APPLICABLE, B2=Outcome.NOT_SETTLED)
    agree(store, second, A1=4)
    found = store.read(lambda tx: trend_figures.theme_figures(tx, round_ids, THEMES))
    assert found == {
        (first, "A"): trend_figures.ThemeFigures(2, 3, 0, 3, 0, 1, 0),
        (first, "B"): trend_figures.ThemeFigures(0, 0, None, None, 1, 0, 1),
        (second, "A"): trend_figures.ThemeFigures(1, 4, 4, 4, 0, 0, 0),
    }
    assert found[first, "A"].mean == Fraction(3, 2)
    assert found[first, "B"].mean is None


def test_topics_of_no_theme_and_other_rounds_are_in_no_sum(store: Store, round_ids: tuple[str, str]) -> None:
    first, second = round_ids
    agree(store, first, A1=2, Z9=4)
    agree(store, second, A1=4)
    found = store.read(lambda tx: trend_figures.theme_figures(tx, [first], THEMES))
    assert found == {(first, "A"): trend_figures.ThemeFigures(1, 2, 2, 2, 0, 0, 0)}


def test_nothing_is_asked_of_the_database_for_nothing(store: Store) -> None:
    assert store.read(lambda tx: trend_figures.theme_figures(tx, [], THEMES)) == {}
    assert store.read(lambda tx: trend_figures.theme_figures(tx, ["x"], {})) == {}


def test_sums_are_those_of_counting_by_hand(store: Store, round_ids: tuple[str, str]) -> None:
    draw = Random(7)
    choices = [*Outcome, 0, 1, 2, 3, 4]
    choices.remove(Outcome.AGREED)
    what = {t: draw.choice(choices) for topics in THEMES.values() for t in topics}
    agree(store, round_ids[0], **what)
    records = store.read(lambda tx: trend_figures.topic_records(tx, round_ids))
    assert set(records) == {round_ids[0]}
    for theme_id, topics in THEMES.items():
        levels = [int(r.level) for t in topics if (r := records[round_ids[0]][t]).level is not None]
        made = store.read(lambda tx: trend_figures.theme_figures(tx, round_ids, THEMES))[
            round_ids[0], theme_id
        ]
        assert (made.valued, made.total) == (len(levels), sum(levels))
        outcomes = [records[round_ids[0]][t].outcome for t in topics]
        assert made.cant_tell == outcomes.count(Outcome.CANT_TELL)
        assert made.not_applicable == outcomes.count(Outcome.NOT_APPLICABLE)
        assert made.no_agreement == outcomes.count(Outcome.NOT_SETTLED)


def test_topics_come_back_without_their_words(store: Store, round_ids: tuple[str, str]) -> None:
    agree(store, round_ids[0], A1=3, A2=Outcome.NOT_DISCUSSED)
    found = store.read(lambda tx: trend_figures.topic_records(tx, round_ids))
    assert found[round_ids[0]] == {
        "A1": trend_figures.TopicRecord(Outcome.AGREED, Level(3)),
        "A2": trend_figures.TopicRecord(Outcome.NOT_DISCUSSED, None),
    }


def test_permitted_counts_and_bands_are_those_of_each_opening(
    store: Store, round_ids: tuple[str, str]
) -> None:
    first, second = round_ids
    shown = make.reveal(make.counts("A1"), make.counts("A1", "pooled", cant_tell=1), make.counts("A2"))
    store.write(lambda tx: reveals.store_reveal(tx, first, shown))
    counts = store.read(lambda tx: trend_figures.permitted_counts(tx, round_ids))
    bands = store.read(lambda tx: trend_figures.bands_of_part(tx, round_ids))
    whole = store.read(lambda tx: reveals.load_reveal(tx, first))
    assert whole is not None
    assert counts == {first: whole.counts}
    assert bands == {first: whole.took_part}
    assert bands[first][Perspective.TEAM] is Band.SOME
    assert second not in bands
