"""What somebody does on the page of trends, by keys and words, and what they read there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFileDialog

from tests.journeys.visitor import Visitor

CTRL = Qt.KeyboardModifier.ControlModifier


def is_whole(visitor: Visitor) -> None:
    """Wait until everything below the first screen has come."""
    visitor.waits_for("No review was opened together yet.")


def walks(visitor: Visitor, chart: str, steps: int) -> list[str]:
    """Tab to a chart and go from its first point to its last; what the label beside each point says."""
    visitor.tabs_to(chart)
    visitor.presses(Qt.Key.Key_Home)
    said = []
    for _step in range(steps):
        said.append(visitor.window.focusWidget().words())
        assert said[-1] in visitor.reads(), "it stands in the window too"
        visitor.presses(Qt.Key.Key_Right)
    return said


def table_of(visitor: Visitor, chart: str) -> list[list[str]]:
    """The table of a chart, line by line, once it is on the page."""
    name = f"{chart} as a table"
    visitor.waits_until(lambda: visitor.named(name), f"“{name}” never came")
    (view,) = visitor.named(name)
    assert isinstance(view, QAbstractItemView)
    model = view.model()
    return [
        [str(model.index(row, at).data() or "") for at in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def shows_as(visitor: Visitor, way: str) -> None:
    """Look at the same figures another way."""
    visitor.clicks(way)


def pins(visitor: Visitor, words: str) -> None:
    """P, where the focus is; then the words, and the button."""
    visitor.presses(Qt.Key.Key_P)
    visitor.waits_for("What happened?")
    visitor.types(words)
    visitor.clicks("Pin it")
    visitor.waits_for(words)


def saves(visitor: Visitor, what: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Everything on the page by “Copy or save”."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_options: (str(path), ""))
    visitor.chooses_from_menu("Copy or save", what)
    visitor.waits_for(f"Saved as “{path.name}”.")
    return path


def finds(visitor: Visitor, *lost: str, known: str) -> list[str]:
    """Ctrl+K, and once what is `known` can be found, which of the others can be as well."""
    visitor.presses(Qt.Key.Key_K, CTRL)
    visitor.waits_until(lambda: visitor.focused() == "Find or do anything", "the palette never came")
    visitor.types(known)
    visitor.waits_until(lambda: visitor.lists("What was found", known), f"“{known}” was never found")
    found = []
    for words in lost:
        visitor.presses(Qt.Key.Key_A, CTRL)
        visitor.types(words)
        lines = visitor.lines_of("What was found")
        # What is typed can always be noted as something small, which repeats it and finds nothing.
        found += [words] if any(words in line and f"“{words}”" not in line for line in lines) else []
    visitor.presses(Qt.Key.Key_Escape)
    return found
