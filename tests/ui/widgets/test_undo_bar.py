"""The bar that offers Undo lies over nothing that somebody wants to click, at any size of text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import Page, PrimaryButton, SecondaryButton, UndoBar
from tests.ui.conftest import settle

LONG = "Talked about “Nobody comes in after ten”"
Shows = Callable[[int], tuple[Page, UndoBar]]


@pytest.fixture
def shows(qtbot, qapp: QApplication) -> Shows:
    """A page of thirty buttons with two in its footer, in a window of the smallest size, and a bar over it."""
    kept: list[QWidget] = []

    def show(percent: int) -> tuple[Page, UndoBar]:
        apply(qapp, "light", percent)
        over = QWidget()
        qtbot.addWidget(over)
        kept.append(over)
        page = Page("Talking it through")
        page.add(*(SecondaryButton(f"Topic {n}").stretch() for n in range(30)), None)
        page.add_to_footer(SecondaryButton("Previous topic"), None, PrimaryButton("On to the dots"))
        layout = QVBoxLayout(over)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        bar = UndoBar(over)
        over.resize(1300, 768)
        over.show()
        over.activateWindow()
        settle()
        return page, bar

    return show


def box(widget: QWidget, page: Page) -> QRect:
    return QRect(widget.mapTo(page.parentWidget(), QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("percent", [100, 200])
def test_no_button_of_the_footer_lies_under_it(shows: Shows, percent: int) -> None:
    page, bar = shows(percent)
    bar.offer(LONG)
    settle()
    assert len(page.in_footer()) == 2
    assert not any(bar.geometry().intersects(box(button, page)) for button in page.in_footer())


@pytest.mark.parametrize("percent", [100, 200])
def test_the_end_of_the_page_can_be_scrolled_out_from_under_it(shows: Shows, percent: int) -> None:
    page, bar = shows(percent)
    before = page.body.verticalScrollBar().maximum()
    bar.offer(LONG)
    settle()
    scroll = page.body.verticalScrollBar()
    scroll.setValue(scroll.maximum())
    last = page.findChildren(SecondaryButton)[29]
    assert last.text() == "Topic 29"
    assert box(last, page).bottom() < bar.y()
    bar.close_bar()
    settle()
    assert scroll.maximum() == before


def test_what_takes_the_focus_comes_out_from_under_it(shows: Shows) -> None:
    page, bar = shows(200)
    bar.offer(LONG)
    settle()
    buttons = [b for b in page.findChildren(SecondaryButton) if b.text().startswith("Topic")]
    under = next(b for b in buttons if box(b, page).intersects(bar.geometry()))
    under.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    assert not box(under, page).intersects(bar.geometry())


def test_another_page_gets_the_room_and_the_first_its_own_back(shows: Shows, qtbot) -> None:
    page, bar = shows(200)
    bar.offer(LONG)
    settle()
    assert page.body.column.contentsMargins().bottom() > bar.height()
    other = Page("Elsewhere")
    go = PrimaryButton("Go on")
    other.add(go, None)
    page.hide()
    page.parentWidget().layout().addWidget(other)
    settle()
    go.setFocus()
    settle()
    assert other.body.column.contentsMargins().bottom() > 6
    assert page.body.column.contentsMargins().bottom() == 6
