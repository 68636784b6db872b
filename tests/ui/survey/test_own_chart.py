"""One's own line as it is drawn: every label has room of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from pie_audit.domain.measure import KeptScore
from pie_audit.domain.own_line import Point, ScaleLine, score_words
from pie_audit.ui.survey.own_chart import OwnChart
from pie_audit.ui.theme import theme

FIRST = date(2026, 1, 5)


def chart_of(scores: Sequence[float]) -> OwnChart:
    kept = [KeptScore("load", "Load", score, 0, 100) for score in scores]
    points = (Point(f"{at:02}", FIRST + timedelta(days=40 * at), one) for at, one in enumerate(kept))
    chart = OwnChart(ScaleLine(tuple(points)))
    chart.resize(150, chart.sizeHint().height())
    return chart


@given(st.lists(st.integers(0, 400).map(lambda n: n / 4), min_size=1, max_size=9))
def test_labels_never_lie_on_each_other_and_the_latest_always_stands(
    qapp: QApplication, scores: list[float]
) -> None:
    chart = chart_of(scores)
    labels = chart.labels(chart._frame(), QFontMetricsF(theme.font("axis")))
    assert labels[0][0] == score_words(chart.line.now.kept)
    assert not any(one.intersects(other) for (_a, one), (_b, other) in combinations(labels, 2))
    assert all(room.left() >= 0 and room.right() <= chart.width() + 0.01 for _words, room in labels)
    chart.deleteLater()


@pytest.mark.parametrize(
    ("scores", "is_under"), [((75.0, 50.0), True), ((50.0, 75.0), False), ((50.0, 0.0), False)]
)
def test_a_label_stands_where_the_line_does_not_come_from(
    qapp: QApplication, scores: tuple[float, ...], is_under: bool
) -> None:
    chart = chart_of(scores)
    frame = chart._frame()
    (_words, room), *_more = chart.labels(frame, QFontMetricsF(theme.font("axis")))
    assert (room.top() > chart.place(chart.line.now, frame).y()) is is_under
    chart.deleteLater()
