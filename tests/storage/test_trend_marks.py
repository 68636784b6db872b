"""Marks and settings of a team's trends, on both databases."""

from __future__ import annotations

from datetime import date

import pytest

from pie_audit.domain.changed import Kind
from pie_audit.domain.trend_mark import MarkKind, TrendMark, TrendSettings
from pie_audit.storage import teams, trend_marks
from pie_audit.storage.store import Store
from tests import make


@pytest.fixture
def team_id(store: Store) -> str:
    team = make.team()
    store.write(lambda tx: teams.save_team(tx, team))
    return team.team_id


def mark(team_id: str, day: date, words: str = "Two posts empty") -> TrendMark:
    return TrendMark(make.new_id(), team_id, "friction", day, MarkKind.CHANGE_POINT, words)


def test_marks_come_back_as_they_were_earliest_first(store: Store, team_id: str) -> None:
    late, early = mark(team_id, date(2026, 11, 3)), mark(team_id, date(2026, 2, 1), "ضوء الربيع")
    for one in (late, early):
        store.write(lambda tx, one=one: trend_marks.save_mark(tx, one))
    assert store.read(lambda tx: trend_marks.marks_of(tx, team_id)) == (early, late)
    assert store.read(lambda tx: trend_marks.load_mark(tx, late.mark_id)) == late
    assert store.read(lambda tx: trend_marks.marks_of(tx, "another")) == ()


def test_a_mark_that_was_taken_away_is_gone(store: Store, team_id: str) -> None:
    one = mark(team_id, date(2026, 11, 3))
    store.write(lambda tx: trend_marks.save_mark(tx, one))
    store.write(lambda tx: trend_marks.delete_mark(tx, one.mark_id))
    assert store.read(lambda tx: trend_marks.load_mark(tx, one.mark_id)) is None


@pytest.mark.parametrize(
    "settings",
    [
        TrendSettings(),
        TrendSettings(
            simple_rules=True, screened=True, good=(("friction", "lower"), ("turned_away", "lower"))
        ),
    ],
)
def test_settings_replace_those_before(store: Store, team_id: str, settings: TrendSettings) -> None:
    store.write(
        lambda tx: trend_marks.save_settings(tx, team_id, TrendSettings(True, good=(("x", "higher"),)))
    )
    store.write(lambda tx: trend_marks.save_settings(tx, team_id, settings))
    assert store.read(lambda tx: trend_marks.load_settings(tx, team_id)) == settings


def test_a_team_that_never_said_has_the_usual_settings(store: Store, team_id: str) -> None:
    assert store.read(lambda tx: trend_marks.load_settings(tx, team_id)) == TrendSettings()


def test_every_write_tells_that_trends_changed(store: Store, team_id: str) -> None:
    one = mark(team_id, date(2026, 11, 3))
    assert store.write(lambda tx: trend_marks.save_mark(tx, one)).changed == {Kind.TRENDS}
    assert store.write(lambda tx: trend_marks.delete_mark(tx, one.mark_id)).changed == {Kind.TRENDS}
    settings = TrendSettings(simple_rules=True)
    assert store.write(lambda tx: trend_marks.save_settings(tx, team_id, settings)).changed == {Kind.TRENDS}
