"""Shapes of a chart on the screen: colours by name in every look, and each kind of shape where it belongs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from pie_audit.charts.shapes import Label, Mark, Plate, Rule, Shape, Trace
from pie_audit.ui.theme import Mode, tokens_of
from pie_audit.ui.widgets.chart_painting import ScreenLetters, colour_of, paint_shapes
from pie_audit.ui.widgets.chart_view import ChartView
from pie_audit.ui.widgets.marks import shape_path
from tests.ui.widgets.chart_values import HIDDEN

LIGHT = tokens_of(Mode.LIGHT)
WHITE = QColor("white").rgb()


def painted(*shapes: Shape) -> QImage:
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_shapes(painter, shapes, LIGHT, ScreenLetters())
    painter.end()
    return image


def marked(image: QImage) -> set[tuple[int, int]]:
    """Where something was painted."""
    return {(x, y) for x in range(100) for y in range(100) if image.pixel(x, y) != WHITE}


@pytest.mark.parametrize("mode", [mode for mode in Mode if mode is not Mode.SYSTEM])
def test_every_name_that_a_drawing_may_use_has_a_colour_in_every_look(mode: Mode) -> None:
    colours = tokens_of(mode)
    names = [f"{kind}-{at}" for kind in ("theme", "theme-soft") for at in range(6)]
    names += [f"{kind}-{at}" for kind in ("level", "level-ink") for at in range(5)]
    for name in (*names, "ink", "line", "accent", "on_accent", "soft_ink", "#123456"):
        assert colour_of(name, colours).isValid(), name


def test_themes_levels_and_the_sixth_theme_have_their_own_colours() -> None:
    assert colour_of("theme-3", LIGHT) == LIGHT.th[3]
    assert colour_of("theme-soft-0", LIGHT) == LIGHT.th_soft[0]
    assert colour_of("theme-5", LIGHT) == LIGHT.ink
    assert colour_of("level-4", LIGHT) == LIGHT.lv[4]
    assert colour_of("level-ink-4", LIGHT) == LIGHT.lv_ink[4]


@pytest.mark.parametrize(
    "shape", ["circle", "square", "triangle", "diamond", "hexagon", "star", "pin", "unheard of"]
)
def test_every_mark_stays_about_its_place_and_covers_its_middle(shape: str) -> None:
    found = marked(painted(Mark(shape, 50, 50, 20, "ink")))
    assert (50, 50) in found
    assert all(38 <= x <= 62 and 38 <= y <= 62 for x, y in found)
    assert shape_path(shape, QRectF(0, 0, 10, 10)).elementCount() > 2


def test_an_open_mark_is_empty_in_the_middle() -> None:
    found = marked(painted(Mark("diamond", 50, 50, 30, None, "warn", 2)))
    assert found
    assert (50, 50) not in found


def test_hatching_stays_inside_its_block_and_leaves_white_between_its_lines() -> None:
    found = marked(painted(Plate(20, 20, 50, 40, line="control", dash=3, hatched=True)))
    assert all(19 <= x <= 70 and 19 <= y <= 60 for x, y in found)
    inside = {(x, y) for x, y in found if 25 <= x <= 65 and 25 <= y <= 55}
    assert 0.1 < len(inside) / (41 * 31) < 0.9


def test_a_broken_line_has_gaps_and_a_whole_one_has_none() -> None:
    whole = marked(painted(Rule(10, 50.5, 90, 50.5, "ink", 1)))
    broken = marked(painted(Rule(10, 50.5, 90, 50.5, "ink", 1, dash=4)))
    assert {x for x, _y in whole} >= set(range(10, 90))
    assert 30 <= len({x for x, _y in broken}) <= 60


def test_a_trace_goes_through_all_its_points_without_a_gap() -> None:
    found = marked(painted(Trace(((10, 10), (50, 80), (90, 20)), "accent", 2)))
    assert {x for x, _y in found} >= set(range(10, 90))


@pytest.mark.parametrize(
    ("anchor", "first", "last"), [("start", 49, 100), ("end", 0, 51), ("middle", 25, 75)]
)
def test_words_stand_at_their_anchor(anchor: str, first: int, last: int) -> None:
    across = {x for x, _y in marked(painted(Label(50, 50, "spring", 13, anchor=anchor)))}
    assert across
    assert min(across) >= first
    assert max(across) <= last


def test_words_wider_than_their_room_end_in_dots_within_it() -> None:
    across = {x for x, _y in marked(painted(Label(0, 50, "much too long for this", 13, width=60)))}
    assert max(across) <= 60


def test_words_are_measured_as_they_are_painted() -> None:
    letters = ScreenLetters()
    across = {x for x, _y in marked(painted(Label(0, 50, "autumn 26", 13, weight="bold")))}
    assert abs(max(across) + 1 - letters.width("autumn 26", 13, "bold")) < 3
    assert letters.width("autumn", 26) > 1.8 * letters.width("autumn", 13)


def test_a_chart_that_is_not_shown_has_no_drawing_and_no_place(qtbot: object) -> None:
    view = ChartView(HIDDEN)
    qtbot.addWidget(view)  # type: ignore[attr-defined]
    view.resize(300, view.heightForWidth(300))
    view.show()
    view.setFocus()
    assert view.here() is None
    assert view.heightForWidth(300) <= 4
