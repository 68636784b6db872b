"""Trends of awkward teams: none, one or forty quarters, a year without, long and foreign names."""

from __future__ import annotations

import re

import pytest

from pie_audit.domain.audit import Outcome, RoundState
from pie_audit.domain.chart import GridChart, LineChart, Unshown, is_drawn
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.trend_mark import MarkKind, TrendMark, TrendSettings
from pie_audit.storage import trend_marks
from pie_audit.workflows import questions
from pie_audit.workflows.trends.charting import charted
from pie_audit.workflows.trends.marking import change_settings
from pie_audit.workflows.trends.reading import read_material
from pie_audit.workflows.trends.views import Part, Trends, TrendWish, Window
from tests import make, years
from tests.quarter import THIS_QUARTER, Hostel
from tests.workflows.trends.looking import all_words, chart, trends

ADJECTIVES = re.compile(
    r"\b(good|bad|poor|excellent|strong|weak|worrying|great|concerning|improv\w*|dip\w*|best|worst|target)\b",
    re.I,
)


def everything_is_said(found: Trends) -> None:
    """Each chart has its words and its table, whatever could be drawn."""
    for section in found.sections:
        for one in section.charts:
            assert one.title.strip()
            assert one.sentence.strip()
            if not isinstance(one, Unshown):
                assert all(len(row) == len(one.table.head) for row in one.table.rows)
            if isinstance(one, LineChart):
                assert all(len(series.points) == len(one.steps) for series in one.series)
                assert all(0 <= pin.at < len(one.steps) for pin in one.pins)
            if isinstance(one, GridChart):
                assert all(len(row.cells) == len(one.steps) for row in one.rows)


def test_a_team_without_anything_has_a_sentence_for_every_part(hostel: Hostel) -> None:
    found = trends(hostel)
    everything_is_said(found)
    assert not any(is_drawn(c) for section in found.sections for c in section.charts)
    assert found.section(Part.TOPICS) is None


def test_one_quarter_is_drawn_and_compared_with_nothing(hostel: Hostel) -> None:
    years.review(hostel)
    found = trends(hostel)
    everything_is_said(found)
    assert not any(
        re.search(r"higher than|lower than|much the same", words) for words in all_words(found)[:40]
    )


def test_a_year_without_a_review_is_four_gaps(hostel: Hostel) -> None:
    years.review(hostel, THIS_QUARTER.plus(-5))
    years.review(hostel)
    found = trends(hostel)
    everything_is_said(found)
    line = chart(hostel, "theme_lines/A", LineChart)
    assert [p.value is None for p in line.series[0].points] == [False, True, True, True, True, False]


def test_everything_that_doesnt_apply_is_drawn_nowhere(hostel: Hostel) -> None:
    topics = (t.id for t in questions.bundled().topics)
    years.review(hostel, agreed=dict.fromkeys(topics, Outcome.NOT_APPLICABLE))
    found = trends(hostel)
    everything_is_said(found)
    assert all(not is_drawn(c) for c in found.sections[0].charts)


def test_forty_quarters_are_all_there(hostel: Hostel) -> None:
    for back in range(40):
        years.review(hostel, THIS_QUARTER.plus(-back), agreed=back % 5)
    found = trends(hostel, window=Window.ALL, theme_id="A")
    everything_is_said(found)
    assert len(found.quarters) == 40
    assert len(chart(hostel, "topic_lines/A1", LineChart, window=Window.ALL, theme_id="A").steps) == 40


@pytest.mark.parametrize(
    "name", ["Ш" * 300, "Tŷ’r Môr", "Dom Zdrowia „Łąka”", "بيت الربيع", "<b>{n}</b> %s {0}"]
)
def test_names_and_notes_in_any_script_stand_as_they_were_written(hostel: Hostel, name: str) -> None:
    years.review(hostel, THIS_QUARTER.plus(-1))
    years.review(hostel)
    for _n in range(3):
        years.errand(hostel, "2026-10", process=name)
    years.win(hostel, "2026-W45", name)
    mark = TrendMark(make.new_id(), hostel.team_id, "", THIS_QUARTER.first_day, MarkKind.NOTE, name)
    hostel.opened.write(lambda tx: trend_marks.save_mark(tx, mark))
    found = trends(hostel)
    everything_is_said(found)
    said = all_words(found)
    assert f"Small win: {name}" in said
    assert f"Your note, October 2026: {name}." in said
    assert any(words.startswith(f"Most hours: {name},") for words in said)


def test_no_sentence_has_an_adjective_of_ours(hostel: Hostel) -> None:
    for back in range(6):
        years.review(hostel, THIS_QUARTER.plus(-back), agreed=(back * 3) % 5)
    for month in years.months(THIS_QUARTER.plus(-5), 16):
        for _n in range(3):
            years.errand(hostel, month, 30 + len(month))
    sentences = [c.sentence for s in trends(hostel).sections for c in s.charts]
    assert not [words for words in sentences if ADJECTIVES.search(words)]


def test_nothing_after_the_quarter_that_was_asked_for_is_anywhere(hostel: Hostel) -> None:
    last = THIS_QUARTER.plus(-1)
    years.review(hostel, last, agreed=1)
    years.review(hostel, agreed=4)
    years.errand(hostel, "2026-11")
    years.win(hostel, "2026-W46", "After that.")
    found = trends(hostel, until=last)
    everything_is_said(found)
    assert found.quarters[-1] == last
    assert not any(
        "Autumn 2026" in words or "4.0" in words or "After that" in words for words in all_words(found)
    )


@pytest.mark.parametrize("window", list(Window))
def test_one_material_answers_narrower_windows_the_same(hostel: Hostel, window: Window) -> None:
    for back in range(10):
        years.review(hostel, THIS_QUARTER.plus(-back), agreed=back % 5)
    whole = hostel.see(read_material, hostel.amina, hostel.team_id, Window.ALL)
    mine = hostel.see(read_material, hostel.amina, hostel.team_id, window)
    assert charted(whole, TrendWish(window)).sections == charted(mine, TrendWish(window)).sections


def test_charting_twice_gives_the_same(hostel: Hostel) -> None:
    years.review(hostel)
    material = hostel.see(read_material, hostel.amina, hostel.team_id)
    assert charted(material, TrendWish()) == charted(material, TrendWish())


def test_a_theme_or_quarter_nobody_knows_changes_nothing_else(hostel: Hostel) -> None:
    years.review(hostel)
    odd = trends(hostel, theme_id="nothing", then=Quarter(1990, 1), now=Quarter(2090, 1))
    everything_is_said(odd)
    assert odd.section(Part.TOPICS) is None
    assert odd.sections[0] == trends(hostel).sections[0]


def test_an_unsigned_round_alone_is_said_to_be_unsigned(hostel: Hostel) -> None:
    years.review(hostel, state=RoundState.REVEALED)
    assert "no review has been signed off yet" in trends(hostel).sections[0].charts[0].sentence


def test_the_notes_say_which_rules_are_in_use(hostel: Hostel) -> None:
    usual = trends(hostel).notes
    hostel.do(change_settings, hostel.amina, hostel.team_id, TrendSettings(simple_rules=True, screened=True))
    chosen = trends(hostel).notes
    assert any("unusually few crossings" in note for note in usual)
    assert any("six in a row" in note for note in chosen)
    assert any("widest steps" in note for note in set(chosen) - set(usual))
