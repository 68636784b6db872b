"""Looking at the trends of Quayside House, and at one chart of them."""

from __future__ import annotations

from typing import Any, TypeVar

from pie_audit.domain.chart import Chart, LineChart, Unshown
from pie_audit.workflows import questions
from pie_audit.workflows.trends.charting import charted
from pie_audit.workflows.trends.reading import read_material
from pie_audit.workflows.trends.views import Trends, TrendWish, Window
from tests.quarter import Hostel

C = TypeVar("C")


def trends(hostel: Hostel, name: str = "amina", **wish: Any) -> Trends:
    """What somebody sees; `wish` says what they want to see."""
    window = wish.pop("window", Window.EIGHT)
    material = hostel.see(read_material, hostel.people[name], hostel.team_id, window)
    return charted(material, TrendWish(window, **wish))


def chart(hostel: Hostel, chart_id: str, kind: type[C], name: str = "amina", **wish: Any) -> C:
    """One chart, drawn as this kind."""
    found = trends(hostel, name, **wish).chart(chart_id)
    assert isinstance(found, kind), found
    return found


def unshown(hostel: Hostel, chart_id: str, **wish: Any) -> str:
    """Why a chart can't be drawn."""
    return chart(hostel, chart_id, Unshown, **wish).sentence


def values(line: LineChart) -> list[float | None]:
    """The values of a line, None for a gap."""
    return [None if p.value is None else round(p.value, 3) for p in line.series[0].points]


def labels(line: LineChart) -> list[str]:
    """What stands at each point."""
    return [point.label for point in line.series[0].points]


def topics_of(theme_id: str) -> list[str]:
    """The ids of the topics of a theme, in their order."""
    return [topic.id for topic in questions.bundled().topics if topic.theme == theme_id]


def all_words(found: Trends) -> list[str]:
    """Everything that is said or can be read anywhere in it."""
    words = [found.hidden_why, *found.version_words, *found.notes]
    for section in found.sections:
        words += [section.title, *section.in_words]
        for one in section.charts:
            words += chart_words(one)
    return words


def chart_words(one: Chart) -> list[str]:
    """Everything that is said or can be read in a chart."""
    found = [one.title, one.sentence]
    if isinstance(one, Unshown):
        return found
    found += [one.note, *one.table.head, *(cell for row in one.table.rows for cell in row)]
    found += [step.name for step in getattr(one, "steps", ())]
    for series in getattr(one, "series", ()):
        found += [text for p in series.points for text in (p.label, p.words, p.break_words)]
    for row in getattr(one, "rows", ()):
        found += [row.name]
        found += [text for c in getattr(row, "cells", ()) for text in (c.text, c.words)]
        found += [text for s in getattr(row, "spots", ()) for text in (s.label, s.words)]
        found += [text for text in (getattr(row, "label", ""), getattr(row, "words", "")) if text]
    for column in getattr(one, "columns", ()):
        found += [column.words, column.note, *(text for p in column.parts for text in (p.text, p.words))]
    return found
