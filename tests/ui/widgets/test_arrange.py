"""Layouts that break into lines hold on to what lies in them, and let go of what is deleted."""

from __future__ import annotations

import gc

import pytest
import shiboken6
from PySide6.QtWidgets import QLabel, QWidget

from pie_audit.ui.widgets import EvenLayout, FlowLayout, boxed


@pytest.mark.parametrize("kind", [FlowLayout, EvenLayout])
def test_what_lies_in_it_stays_there_whatever_is_let_go_elsewhere(qtbot, kind: type[FlowLayout]) -> None:
    labels = [QLabel(str(n)) for n in range(5)]
    box = boxed(kind(*labels))
    qtbot.addWidget(box)
    box.resize(300, 100)
    box.show()
    shiboken6.delete(labels.pop(1))
    gc.collect()
    layout = box.layout()
    assert [layout.itemAt(at).widget() for at in range(layout.count())] == labels
    assert all(label.isVisible() for label in labels)


def test_what_is_put_first_comes_first(qtbot) -> None:
    first, second = QLabel("a"), QLabel("b")
    layout = FlowLayout(second)
    box: QWidget = boxed(layout)
    qtbot.addWidget(box)
    layout.put_first(first)
    box.resize(300, 40)
    box.show()
    assert first.x() < second.x()
