"""Pages never scroll sideways, columns stack when they must, and what is focused can be seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import (
    Card,
    EvenLayout,
    FlowLayout,
    LinkButton,
    Page,
    PrimaryButton,
    SecondaryButton,
    TextLine,
    TwoColumn,
    WrapLabel,
    boxed,
    next_turn,
)
from pie_audit.ui.widgets.focus_ring import FocusRing
from tests.ui.accessibility import nameless
from tests.ui.conftest import settle
from tests.ui.gallery import PAGES

RAIL, SIDEBAR = 66, 222


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"first_run"}))
@pytest.mark.parametrize(
    ("percent", "width"), [(100, 1366 - SIDEBAR), (100, 1024 - RAIL), (200, 1024 - RAIL), (200, 1366 - RAIL)]
)
def test_a_page_is_never_wider_than_its_window(qapp, qtbot, name: str, percent: int, width: int) -> None:
    apply(qapp, "light", percent)
    page = PAGES[name]()
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.show()
    settle()
    assert isinstance(page, Page)
    assert page.body.overflow() == 0
    assert page.minimumSizeHint().width() <= width
    assert page.width() == width


@pytest.mark.parametrize("name", sorted(PAGES))
def test_everything_that_takes_the_focus_has_a_name(qtbot, name: str) -> None:
    page = PAGES[name]()
    qtbot.addWidget(page)
    page.resize(1144, 768)
    page.show()
    settle()
    assert nameless(page) == []


def test_the_check_for_names_finds_a_nameless_field(qtbot) -> None:
    page = Page("Action plan").add(TextLine())
    qtbot.addWidget(page)
    page.show()
    settle()
    assert nameless(page) == ["TextLine"]


@pytest.fixture
def columns(qtbot) -> TwoColumn:
    made = TwoColumn(stack_below=900)
    made.add_main(Card("Main", WrapLabel("one")), None).add_side(Card("Side", WrapLabel("two")), None)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    settle()
    return made


def test_columns_stack_below_their_width_and_stand_up_again(columns: TwoColumn) -> None:
    assert not columns.stacked
    columns.resize(899, 600)
    settle()
    assert columns.stacked
    columns.resize(900, 600)
    settle()
    assert not columns.stacked


@pytest.mark.parametrize(("percent", "stacked"), [(125, False), (150, True), (200, True)])
def test_columns_stack_at_large_text(qapp, columns: TwoColumn, percent: int, stacked: bool) -> None:
    apply(qapp, "light", percent)
    settle()
    assert columns.stacked == stacked


def test_only_the_body_scrolls_so_heading_and_footer_stay(qtbot) -> None:
    page = Page("Our plan").add(*(Card(f"Priority {n}", WrapLabel("words " * 40)) for n in range(20)), None)
    following = PrimaryButton("Next")
    page.add_to_footer(None, following)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    settle()
    assert page.body.verticalScrollBar().maximum() > 0
    before = following.mapTo(page, QPoint(0, 0))
    page.body.verticalScrollBar().setValue(page.body.verticalScrollBar().maximum())
    settle()
    assert following.mapTo(page, QPoint(0, 0)) == before
    assert before.y() + following.height() <= 600
    assert page.body.horizontalScrollBar().maximum() == 0


def test_in_a_narrow_footer_notes_give_way_to_buttons(qapp, qtbot) -> None:
    page = Page("My view")
    note = WrapLabel("About 9 minutes left. You can stop at any point.", "small")
    page.add_to_footer(
        SecondaryButton("Previous"), LinkButton("Come back to it"), None, note, PrimaryButton("Next topic")
    )
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    settle()
    assert note.isVisible()
    page.resize(520, 600)
    settle()
    assert not note.isVisible()
    assert all(b.height() == b.heightForWidth(b.width()) for b in page.findChildren(PrimaryButton))
    page.resize(1000, 600)
    settle()
    assert note.isVisible()


def test_what_tab_reaches_below_the_fold_is_brought_into_view(qtbot) -> None:
    page = Page("Our plan").add(*(SecondaryButton(f"Action {n}") for n in range(40)), None)
    qtbot.addWidget(page)
    page.resize(700, 500)
    page.show()
    page.activateWindow()
    buttons = page.findChildren(SecondaryButton)
    buttons[0].setFocus()
    settle()
    for _step in range(30):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    settle()
    assert buttons[30].hasFocus()
    top = buttons[30].mapTo(page.body, QPoint(0, 0)).y()
    assert top >= 0
    assert top + buttons[30].height() <= page.body.height()


def test_the_ring_lies_five_pixels_outside_and_follows(qtbot) -> None:
    button = SecondaryButton("Previous")
    page = Page("My view").add(Card("", button, None), None)
    qtbot.addWidget(page)
    page.resize(700, 500)
    page.show()
    page.activateWindow()
    button.setFocus()
    settle()
    ring = page.findChild(FocusRing)
    assert ring is not None
    assert ring.isVisible()
    assert ring.size().toTuple() == (button.width() + 10, button.height() + 10)
    page.body.column.insertSpacing(0, 40)
    settle()
    where = button.mapTo(ring.parentWidget(), QPoint(-5, -5))
    assert ring.pos() == where


def test_a_ring_survives_the_window_that_held_it(qapp, qtbot) -> None:
    for _n in range(3):
        page = Page("My view").add(SecondaryButton("Previous"), None)
        page.show()
        page.activateWindow()
        page.findChild(SecondaryButton).setFocus()
        settle()
        assert page.findChild(FocusRing) is not None
        page.close()
        page.deleteLater()
        del page
        settle()


def test_a_field_draws_its_own_focus(qtbot) -> None:
    line = TextLine()
    page = Page("My view").add(line, SecondaryButton("Previous"), None)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    page.findChild(SecondaryButton).setFocus()
    settle()
    assert page.findChild(FocusRing).isVisible()
    line.setFocus()
    settle()
    assert page.findChild(FocusRing) is None


@pytest.mark.parametrize("wanted", [True, False])
def test_page_keys_reach_a_page_that_wants_them(qtbot, wanted: bool) -> None:
    page = Page("My view").add(*(SecondaryButton(f"Action {n}") for n in range(40)), None)
    page.body.page_keys = wanted
    heard: list[int] = []
    page.keyPressEvent = lambda event: heard.append(event.key())
    qtbot.addWidget(page)
    page.resize(700, 500)
    page.show()
    settle()
    QTest.keyClick(page.findChildren(SecondaryButton)[0], Qt.Key.Key_PageDown)
    assert heard == ([Qt.Key.Key_PageDown] if wanted else [])
    assert (page.body.verticalScrollBar().value() == 0) == wanted


def _in_a_box(layout: Callable[..., QLayout], width: int, qtbot) -> list[QWidget]:
    items = [SecondaryButton(f"Button {n}") for n in range(5)]
    box = boxed(layout(*items))
    qtbot.addWidget(box)
    box.resize(width, 300)
    box.show()
    settle()
    return [*items, box]


def test_flow_breaks_lines_and_keeps_every_button_whole(qtbot) -> None:
    *items, _box = _in_a_box(FlowLayout, 260, qtbot)
    assert len({item.y() for item in items}) == 3
    assert all(item.x() + item.width() <= 260 for item in items)


@pytest.mark.parametrize(("width", "lines"), [(1100, 1), (700, 2), (200, 5)])
def test_even_columns_share_one_width(qtbot, width: int, lines: int) -> None:
    *items, _box = _in_a_box(EvenLayout, width, qtbot)
    assert len({item.y() for item in items}) == lines
    assert len({item.x() for item in items}) == -(-5 // lines)


@pytest.mark.parametrize(
    "text", ["<b>bold</b>", "a & b", "&File", "<img src='file:///etc/passwd'>", "x" * 300]
)
def test_words_are_shown_as_they_are(qtbot, text: str) -> None:
    label, button = WrapLabel(text), SecondaryButton(text)
    card = Card("", label, button)
    qtbot.addWidget(card)
    card.resize(300, 300)
    card.show()
    settle()
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text().replace("\u200b", "") == text
    assert button.accessibleName() == text
    assert button.shortcut().isEmpty()
    assert label.minimumSizeHint().width() <= 300 - 40


def test_a_label_takes_exactly_the_height_of_its_words(qtbot) -> None:
    label = WrapLabel("We meet regularly to think about the work, not the rota. " * 3)
    card = Card("", label, None)
    qtbot.addWidget(card)
    card.show()
    for width in (700, 300, 240, 500, 900):
        card.resize(width, 500)
        settle()
        assert label.height() == label.heightForWidth(label.width()), width


class Steps(QObject):
    """Takes down in which order things came."""

    def __init__(self, tick: QTimer) -> None:
        super().__init__()
        self.came: list[str] = []
        tick.timeout.connect(self.on_tick)

    def first(self) -> None:
        self.came.append("first")
        next_turn(self, self.second)

    def second(self) -> None:
        self.came.append("second")

    def on_tick(self) -> None:
        self.came.append("tick")


def test_the_next_turn_comes_after_what_is_due_already(qtbot) -> None:
    tick = QTimer()
    tick.setInterval(0)
    steps = Steps(tick)
    next_turn(steps, steps.first)
    tick.start()
    qtbot.waitUntil(lambda: "second" in steps.came)
    between = steps.came[steps.came.index("first") : steps.came.index("second")]
    assert "tick" in between


def test_the_next_turn_of_what_is_gone_never_comes(qtbot) -> None:
    tick = QTimer()
    steps = Steps(tick)
    next_turn(steps, steps.first)
    came = steps.came
    shiboken6.delete(steps)
    settle()
    assert came == []
