"""Notes are for whoever reads the team; change points and rules for who runs its reviews; all can be undone."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.chart import LineChart
from pie_audit.domain.errors import NotNow
from pie_audit.domain.trend_mark import MOST_CHARACTERS, MarkKind, TrendMark, TrendSettings
from pie_audit.storage import teams, trend_marks
from pie_audit.workflows.trends import marking
from pie_audit.workflows.trends.marking import (
    add_mark,
    change_settings,
    may_decide,
    take_mark_away,
)
from pie_audit.workflows.undo import Undoable
from tests import make, years
from tests.quarter import THIS_QUARTER, TODAY, Hostel
from tests.workflows.trends.looking import chart, trends


def note(hostel: Hostel, words: str = "Two posts empty", **fields: object) -> TrendMark:
    """A note of today on every chart."""
    mark = TrendMark(secrets.token_hex(16), hostel.team_id, "", TODAY, MarkKind.NOTE, words)
    return replace(mark, **fields)  # type: ignore[arg-type]  # its fields


def kept(hostel: Hostel) -> tuple[TrendMark, ...]:
    """The marks that stand now."""
    return hostel.read(lambda tx: trend_marks.marks_of(tx, hostel.team_id))


def undone(hostel: Hostel, name: str, done: Undoable) -> None:
    """Take it back."""
    me = hostel.people[name]
    hostel.opened.write(lambda tx: done.undo(tx, me))


def test_anybody_of_the_team_may_pin_a_note_and_take_it_away_again(hostel: Hostel) -> None:
    done = hostel.do(add_mark, hostel.jo, note(hostel, "  Two posts\n empty "))
    assert [mark.words for mark in kept(hostel)] == ["Two posts empty"]
    gone = hostel.do(take_mark_away, hostel.sam, done.result.mark_id)
    assert kept(hostel) == ()
    undone(hostel, "sam", gone)
    assert kept(hostel) == (done.result,)
    undone(hostel, "jo", done)
    assert kept(hostel) == ()


def test_a_note_stands_on_the_chart_and_in_words(hostel: Hostel) -> None:
    years.review(hostel)
    hostel.do(add_mark, hostel.jo, note(hostel))
    line = chart(hostel, "theme_lines/A", LineChart)
    assert [(pin.at, pin.words) for pin in line.pins] == [(0, "Two posts empty")]
    assert "Your note, November 2026: Two posts empty." in trends(hostel).sections[0].in_words


def test_a_note_on_one_chart_stands_on_no_other(hostel: Hostel) -> None:
    years.review(hostel)
    hostel.do(add_mark, hostel.jo, note(hostel, chart="theme_lines/B"))
    assert chart(hostel, "theme_lines/A", LineChart).pins == ()
    assert chart(hostel, "theme_lines/B", LineChart).pins != ()


def test_a_leader_and_another_team_may_not(hostel: Hostel) -> None:
    with pytest.raises(NotNow):
        hostel.do(add_mark, hostel.lee, note(hostel))
    mark = hostel.do(add_mark, hostel.jo, note(hostel)).result
    with pytest.raises(NotNow):
        hostel.do(take_mark_away, hostel.lee, mark.mark_id)
    with pytest.raises(NotNow):
        hostel.do(add_mark, hostel.jo, replace(mark, team_id="another team"))


def test_charts_hold_so_many_notes_and_one_of_them_can_still_be_reworded(
    hostel: Hostel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marking, "MOST_MARKS", 2)
    first = hostel.do(add_mark, hostel.jo, note(hostel)).result
    hostel.do(add_mark, hostel.jo, note(hostel))
    with pytest.raises(NotNow, match="2 notes"):
        hostel.do(add_mark, hostel.jo, note(hostel))
    hostel.do(add_mark, hostel.jo, replace(first, words="One post empty"))
    assert sorted(mark.words for mark in kept(hostel)) == ["One post empty", "Two posts empty"]


def test_a_note_of_another_team_is_never_written_over(hostel: Hostel) -> None:
    other = make.team(name="Mill Lane")
    theirs = replace(note(hostel), team_id=other.team_id)
    hostel.opened.write(lambda tx: (teams.save_team(tx, other), trend_marks.save_mark(tx, theirs)))
    with pytest.raises(NotNow, match="another team"):
        hostel.do(add_mark, hostel.jo, replace(theirs, team_id=hostel.team_id))
    assert hostel.read(lambda tx: trend_marks.load_mark(tx, theirs.mark_id)) == theirs


def test_a_change_point_and_settings_are_the_managers(hostel: Hostel) -> None:
    change = note(hostel, kind=MarkKind.CHANGE_POINT, chart="friction")
    for act, what in ((add_mark, (change,)), (change_settings, (hostel.team_id, TrendSettings(True)))):
        with pytest.raises(NotNow):
            hostel.do(act, hostel.jo, *what)
        assert hostel.do(act, hostel.amina, *what)
    assert trends(hostel).may_set
    assert not trends(hostel, "jo").may_set
    assert trends(hostel, "jo").may_mark
    with pytest.raises(NotNow):
        hostel.do(take_mark_away, hostel.jo, change.mark_id)


def test_a_note_cant_be_turned_into_a_change_point_by_who_may_only_note(hostel: Hostel) -> None:
    mark = hostel.do(
        add_mark, hostel.amina, note(hostel, kind=MarkKind.CHANGE_POINT, chart="friction")
    ).result
    with pytest.raises(NotNow):
        hostel.do(add_mark, hostel.jo, replace(mark, kind=MarkKind.NOTE, words="Gone"))


def test_who_leads_the_latest_review_decides_and_of_an_earlier_one_no_longer(hostel: Hostel) -> None:
    jo = hostel.jo.member.person_id
    years.review(hostel, THIS_QUARTER.plus(-1), facilitator_id=jo)
    assert hostel.see(may_decide, hostel.jo, hostel.team_id)
    years.review(hostel)
    assert not hostel.see(may_decide, hostel.jo, hostel.team_id)


def test_settings_come_back_when_undone(hostel: Hostel) -> None:
    first = TrendSettings(simple_rules=True, good=(("friction", "lower"),))
    hostel.do(change_settings, hostel.amina, hostel.team_id, first)
    done = hostel.do(change_settings, hostel.amina, hostel.team_id, TrendSettings(screened=True))
    assert trends(hostel).settings == TrendSettings(screened=True)
    undone(hostel, "amina", done)
    assert trends(hostel).settings == first


@pytest.mark.parametrize(
    "fields",
    [
        {"words": "  "},
        {"words": "x" * (MOST_CHARACTERS + 1)},
        {"day": date(1979, 12, 31)},
        {"day": TODAY.replace(year=2028)},
        {"kind": MarkKind.CHANGE_POINT, "chart": "theme_lines/A"},
    ],
)
def test_a_mark_that_cant_be_meant_is_refused(hostel: Hostel, fields: dict[str, object]) -> None:
    with pytest.raises(NotNow):
        hostel.do(add_mark, hostel.amina, note(hostel, **fields))
    assert kept(hostel) == ()


def test_a_way_that_is_none_is_refused(hostel: Hostel) -> None:
    with pytest.raises(NotNow):
        hostel.do(
            change_settings, hostel.amina, hostel.team_id, TrendSettings(good=(("friction", "sideways"),))
        )


def test_an_undo_leaves_what_somebody_changed_since(hostel: Hostel) -> None:
    done = hostel.do(add_mark, hostel.jo, note(hostel))
    hostel.do(add_mark, hostel.sam, replace(done.result, words="Three posts empty"))
    with pytest.raises(NotNow):
        undone(hostel, "jo", done)
    assert [mark.words for mark in kept(hostel)] == ["Three posts empty"]


def test_a_mark_that_is_gone_cant_be_taken_away(hostel: Hostel) -> None:
    with pytest.raises(NotNow):
        hostel.do(take_mark_away, hostel.jo, "nothing")
