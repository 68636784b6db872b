"""What changed over two years, as a manager, the team, other people and a leader find it in the real window."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from tests.journeys import at_board, at_trends
from tests.journeys.at_quayside import comes_in, takes_over
from tests.journeys.conftest import Desk
from tests.journeys.quarters import text_of
from tests.journeys.team import HOME
from tests.journeys.visitor import Visitor
from tests.journeys.years_at_quayside import (
    ACTION,
    ASK,
    DRAFT,
    LATEST,
    OTHER_PERSON,
    OTHER_TEAM,
    OUR_NOTE,
    PHONES,
    QUARTERS,
    THEMES,
    level,
    mean,
    moves_in,
    two_years,
)
from tests.quarter import LEADER, MANAGER, STAFF, THIS_QUARTER, Finished

__all__ = ["two_years"]

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
NAMES = {"A": "Awareness", "B": "Staff support", "C": "Learning", "D": "Spaces", "E": "Three Rs"}
TITLES = {"A": "Psychological awareness", "B": "Staff training and support", "C": "Learning and enquiry"}
IN_WINDOW = [*QUARTERS[1:], THIS_QUARTER]
SENTENCE = "We ask what happened before we ask what rule was broken."


@pytest.fixture
def desk(desk_in: Callable[[Path, Path | None], Desk], two_years: Finished, tmp_path: Path) -> Desk:
    """A computer with Quayside House on it."""
    place = tmp_path / "house"
    return desk_in(place, moves_in(two_years, place))


def test_manager_reads_what_was_agreed_in_charts_tables_and_words(desk: Desk) -> None:
    visitor = comes_in(desk)
    visitor.clicks("Trends")
    at_trends.is_whole(visitor)
    for theme_id in ("A", "D"):
        said = at_trends.walks(visitor, NAMES[theme_id], len(IN_WINDOW))
        count = THEMES[theme_id]
        for quarter, words in zip(QUARTERS[1:], said, strict=False):
            start = f"{quarter.name}: {mean(quarter, theme_id)} ({count} of {count} topics"
            assert words.startswith(start), (start, words)
        assert said[-1] == f"{THIS_QUARTER.name}: no review"
    at_trends.shows_as(visitor, "Tables")
    for theme_id, name in NAMES.items():
        rows = at_trends.table_of(visitor, name)
        assert [row[:2] for row in rows[:-1]] == [[q.name, mean(q, theme_id)] for q in QUARTERS[1:]]
    visitor.presses(K.Key_4)
    visitor.waits_until(lambda: len(at_trends.table_of(visitor, "Awareness")) == 4, "it looks as far back")
    visitor.clicks("All")
    visitor.waits_until(
        lambda: at_trends.table_of(visitor, "Awareness")[0][:2] == [QUARTERS[0].name, mean(QUARTERS[0], "A")],
        "it doesn’t reach back to the first review",
    )
    at_trends.shows_as(visitor, "In words")
    now, before = (mean(q, "D") for q in (LATEST, QUARTERS[-2]))
    visitor.waits_for(f"Spaces of opportunity: {now} in summer 2026 (9 of 9 topics), {before} in spring 2026")
    visitor.waits_until(lambda: not visitor.named("Awareness as a table"), "the tables stayed")


def test_manager_goes_into_a_theme_and_back_and_takes_a_note_back(desk: Desk) -> None:
    visitor = comes_in(desk)
    visitor.clicks("Trends")
    at_trends.is_whole(visitor)
    visitor.tabs_to("Awareness")
    visitor.presses(K.Key_Return)
    visitor.waits_for("Back to all themes")
    visitor.waits_for("Behaviour has a history")
    assert "Staff support" not in visitor.reads()
    visitor.presses(K.Key_Escape)
    visitor.waits_until(lambda: visitor.focused() == "Awareness", "nobody came back to the theme")
    assert "Back to all themes" not in visitor.reads()
    at_trends.pins(visitor, "Two new night workers")
    visitor.presses(K.Key_Z, CTRL)
    visitor.waits_until(lambda: "Two new night workers" not in visitor.reads(), "the note stayed")
    assert OUR_NOTE in visitor.reads()


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")  # offscreen menus
def test_what_manager_saves_says_the_same_figures(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = comes_in(desk)
    visitor.clicks("Trends")
    at_trends.is_whole(visitor)
    picture = at_trends.saves(visitor, "Save as a picture…", tmp_path / "page.png", monkeypatch)
    assert QImage(str(picture)).width() == 1400
    table = at_trends.saves(visitor, "Save the figures as a table…", tmp_path / "page.csv", monkeypatch)
    figures = pandas.read_csv(table, dtype=str, keep_default_na=False)
    means = figures[figures["Column"] == "Mean"]
    for theme_id, name in NAMES.items():
        theirs = means[means["Chart"] == name]
        assert list(theirs["Row"])[:-1] == [quarter.name for quarter in QUARTERS[1:]]
        assert list(theirs["Figure"])[:-1] == [mean(quarter, theme_id) for quarter in QUARTERS[1:]]
    whole = at_trends.saves(visitor, "Save everything as a spreadsheet…", tmp_path / "all.xlsx", monkeypatch)
    book = openpyxl.load_workbook(whole, read_only=True)
    themes = {tuple(row[1:4]) for row in book["themes"].iter_rows(min_row=2, values_only=True)}
    wanted = {(id, str(quarter), float(mean(quarter, id))) for id in NAMES for quarter in QUARTERS[1:]}
    assert {row for row in themes if row[2] != ""} >= wanted
    topics = {(row[1], row[3], row[4]) for row in book["topics"].iter_rows(min_row=2, values_only=True)}
    assert {("A1", str(q), level(q, "A1")) for q in QUARTERS[1:]} <= topics


def test_manager_previews_and_saves_the_quarterly_report(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = comes_in(desk)
    visitor.clicks("Action plan")
    visitor.clicks("Preview PDF")
    visitor.waits_for("Page 1 of 4")
    visitor.chooses("Another paper", "uarter")
    paper = tmp_path / "report.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_options: (str(paper), ""))
    visitor.clicks("With figures")
    visitor.waits_for("Figures and charts. For the team, and for whom it chooses.")
    visitor.clicks("Save this PDF")
    visitor.waits_for("Saved in the folder")
    said = text_of(paper)
    for words in ("Quarterly report, summer 2026", ASK, PHONES, ACTION):
        assert words in said, words
    for theme_id, title in TITLES.items():
        assert f"{title}: {mean(LATEST, theme_id)} this quarter" in said, title
    assert not any(re.search(rf"\b{name}\b", said) for name in STAFF), "roles stand in place of names"
    visitor.clicks("Print…")
    visitor.waits_for("There is no printer on this computer.")


def test_staff_see_their_teams_trends_and_nothing_of_leaders(desk: Desk, tmp_path: Path) -> None:
    visitor = comes_in(desk, "Jo")
    assert not visitor.named("Trends")
    visitor.clicks("Our review")
    visitor.clicks("Over time")
    at_trends.is_whole(visitor)
    at_trends.shows_as(visitor, "Tables")
    rows = at_trends.table_of(visitor, "Spaces")
    assert [row[:2] for row in rows[:-1]] == [[q.name, mean(q, "D")] for q in QUARTERS[1:]]
    visitor.clicks("How it’s read")
    visitor.waits_for("Your manager chooses this for the team.")
    visitor.presses(K.Key_Escape)
    offers_new_limits(visitor, False)
    others = ("Asks of us", "Make a board page", "Themes that teams chose to show", "Add plans")
    assert at_trends.finds(visitor, *others, DRAFT, known=ACTION) == []
    for area in ("asks", "shared-plans", "shown-themes", "board-page"):
        visitor.window.inside.go(area)
        visitor.waits_for(HOME)
    (paper := tmp_path / "plan.pdf").write_bytes(b"%PDF")
    assert not at_board.drops(visitor, [paper]), "only leaders take plans in"
    visitor.clicks("Our plan")
    visitor.waits_for(ACTION)
    assert "Share with leaders" not in visitor.reads()


def test_manager_may_have_limits_worked_out_anew(desk: Desk) -> None:
    visitor = comes_in(desk)
    visitor.clicks("Trends")
    at_trends.is_whole(visitor)
    offers_new_limits(visitor, True)


def offers_new_limits(visitor: Visitor, offered: bool) -> None:
    """Of a measure of months, when a note is pinned to it."""
    visitor.clicks("Pin a note")
    visitor.waits_for("What happened?")
    visitor.chooses("On which chart?", "Hours lost")
    assert ("work out new limits" in visitor.reads()) is offered
    visitor.presses(K.Key_Escape)


def test_somebody_of_another_team_finds_nothing_of_this_one(desk: Desk) -> None:
    visitor = comes_in(desk, OTHER_PERSON)
    seen = [visitor.reads()]
    visitor.clicks("Our plan")
    visitor.waits_for(DRAFT)
    seen.append(visitor.reads())
    visitor.window.inside.go("trends", "A")
    visitor.waits_for(f"{OTHER_TEAM} compared only with itself")
    seen.append(visitor.reads())
    visitor.window.inside.go("trends", "")
    visitor.waits_for("No review in this time yet.")
    seen.append(visitor.reads())
    for area in ("asks", "shared-plans", "shown-themes", "board-page"):
        visitor.window.inside.go(area)
        visitor.waits_for(HOME)
        seen.append(visitor.reads())
    assert at_trends.finds(visitor, ACTION, ASK, PHONES, "Nights meet as well", known=DRAFT) == []
    said = "\n".join(seen)
    for words in ("Quayside House", ACTION, ASK, OUR_NOTE, mean(LATEST, "A"), *STAFF, MANAGER):
        assert not re.search(rf"\b{re.escape(words)}\b", said), words


def test_leader_sees_exactly_what_was_shared_and_manager_reads_the_reply(desk: Desk) -> None:
    visitor = comes_in(desk)
    visitor.clicks("Action plan")
    visitor.clicks("Share with leaders…")
    visitor.waits_for("see exactly what the edition prints, and not a word more.")
    visitor.clicks("Go back")
    visitor.waits_until(lambda: not visitor.named("Share this"), "it was asked once more")
    assert "Leaders see nothing of this plan yet." in visitor.reads()
    visitor.clicks("Share with leaders…")
    visitor.chooses("The one theme you want them to see", "awareness")
    visitor.fills("What you’d like them to see in it, in your own words", SENTENCE)
    visitor.clicks("Share this")
    visitor.waits_for("Leaders see “Words only” of the summer plan")
    visitor.clicks("Lock now")
    takes_over(visitor, LEADER)
    the_leader_looks_round(visitor)
    at_board.answers(visitor, f"Reply: {ASK}", "Yes", because="from April", who="Director")
    visitor.waits_for("1 waiting for a reply")
    visitor.clicks("Lock now")
    takes_over(visitor, MANAGER)
    visitor.clicks("Action plan")
    visitor.waits_for("Yes: from April")
    assert "18 November 2026, Director" in visitor.reads()


def the_leader_looks_round(visitor: Visitor) -> None:
    """Home, plans, themes, asks: all that was shared, and no level, draft, note, name or silent team."""
    visitor.waits_for(SENTENCE)
    seen = [visitor.reads()]
    for area, waits in (("Plans", ACTION), ("Trends", SENTENCE), ("Asks of us", PHONES)):
        visitor.clicks(area)
        visitor.waits_for(waits)
        seen.append(visitor.reads())
    said = "\n".join(seen)
    for words in ("Quayside House", ASK, PHONES, ACTION, SENTENCE, "One team hasn’t shared yet"):
        assert words in said, words
    for words in (OTHER_TEAM, DRAFT, OUR_NOTE, "topics", OTHER_PERSON, *STAFF, MANAGER):
        assert not re.search(rf"\b{re.escape(words)}\b", said), words
    assert not re.search(r"\b[0-4]\.\d\b|\b[Ll]evel [0-4]", said), "no level, no mean"
    lost = (DRAFT, OTHER_TEAM, "Rules with reasons", "Spaces of opportunity")
    assert at_trends.finds(visitor, *lost, known="Make a board page") == []
    for area in ("trends", "plan", "review"):
        visitor.window.inside.go(area)
        visitor.waits_for(HOME)
    visitor.clicks("Asks of us")
    visitor.waits_for(PHONES)
