"""The projector view: follows the meeting, shows what everybody may see, and nothing that anybody wrote."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pie_audit.ui.audit.meeting_page import MeetingPage
from pie_audit.ui.audit.projector import Projector
from pie_audit.ui.audit.projector_slide import Slide, SlidePainter, dark
from pie_audit.ui.theme import Mode, apply, theme, tokens, tokens_of
from pie_audit.ui.widgets import DotRow, RowKind
from pie_audit.ui.widgets.second_screen import other_screen
from tests.ui.audit.house import House
from tests.ui.audit.talking import key

LABELS = ("Not begun", "Talked about", "Patchy", "Usual practice", "Checked and changed")
ROWS = (
    DotRow("Team", "12 people", (4, 6, 2, 0, 0)),
    DotRow("Managers", kind=RowKind.HIDDEN),
    DotRow("Residents", "6 people", (1, 3, 2, 0, 0)),
    DotRow("Partners", kind=RowKind.NOT_ASKED),
)
OPEN = Slide(
    "Protected thinking time", "Far apart. What pushed it off?", "Learning", 2, "3 of 8", ROWS, LABELS, 1
)


@pytest.fixture
def room(talk: MeetingPage) -> Iterator[Projector]:
    """The projector, opened from the meeting at its first wide topic."""
    talk.project.click()
    assert talk.room.projector is not None
    yield talk.room.projector
    talk.room.close()


def test_f5_opens_it_and_f5_closes_it(talk: MeetingPage) -> None:
    key(Qt.Key.Key_F5)
    assert talk.room.projector is not None
    assert talk.room.projector.isVisible()
    QTest.keyClick(talk.room.projector, Qt.Key.Key_F5)
    assert talk.room.projector is None


def test_it_opens_from_a_field_where_somebody_types(talk: MeetingPage) -> None:
    talk.record.because.setFocus()
    key(Qt.Key.Key_F5)
    assert talk.room.projector is not None
    talk.room.close()


def test_before_the_opening_there_is_only_the_statement(talk: MeetingPage, room: Projector) -> None:
    topic = talk.spread.view.topic
    assert (room.slide.title, room.slide.line) == (topic.title, topic.says)
    assert (room.slide.rows, room.slide.labels, room.slide.level) == ((), (), None)
    assert "camps" not in room.accessibleName()


def test_space_opens_the_dots_there_too_and_hides_them_again(talk: MeetingPage, room: Projector) -> None:
    key(Qt.Key.Key_Space)
    assert [r.label for r in room.slide.rows] == ["Team", "Managers", "Residents", "Everybody"]
    assert room.slide.line == f"Two camps. {talk.spread.view.topic.ask}"
    assert "Managers: not shown, small group." in room.accessibleDescription()
    key(Qt.Key.Key_Space)
    assert room.slide.rows == ()
    assert room.accessibleDescription() == ""


def test_it_shows_only_what_passes_the_small_group_rule(talk: MeetingPage, room: Projector) -> None:
    key(Qt.Key.Key_Space)
    hidden = [r for r in room.slide.rows if r.kind is RowKind.HIDDEN]
    assert [r.label for r in hidden] == ["Managers", "Residents", "Everybody"]
    assert all(r.note == "" and r.counts == (0, 0, 0, 0, 0) for r in hidden)


def test_it_follows_the_topic_and_the_level_in_talk(talk: MeetingPage, room: Projector, idle) -> None:
    key(Qt.Key.Key_Space)
    key(Qt.Key.Key_3)
    assert room.slide.level == 3
    key(Qt.Key.Key_Right)
    idle()
    assert room.slide.title == talk.walk.talk[1].topic.title
    assert room.slide.place == f"2 of {len(talk.walk.talk)}"
    assert room.slide.rows == ()


def test_keys_pressed_on_it_drive_the_meeting(talk: MeetingPage, room: Projector, idle) -> None:
    QTest.keyClick(room, Qt.Key.Key_Space)
    assert talk.spread.shown
    QTest.keyClick(room, Qt.Key.Key_Right)
    idle()
    assert talk._current == talk.walk.talk[1].topic.id
    QTest.keyClick(room, Qt.Key.Key_2)
    assert talk.record.picker.level() == 2
    talk.flush()
    idle()


def test_nothing_that_is_typed_and_no_name_ever_reaches_it(
    opened: House, talk: MeetingPage, room: Projector, idle
) -> None:
    QTest.keyClicks(talk.record.because.edit, "Marker because")
    QTest.keyClicks(talk.record.dissent.edit, "Marker differently")
    QTest.keyClicks(talk.record.evidence, "Marker evidence")
    talk.spread.turn_over()
    said = f"{room.slide} {room.accessibleName()} {room.windowTitle()}"
    assert "Marker" not in said
    for name in opened.people:
        assert name not in said
    talk.flush()
    idle()


def test_the_close_ones_are_shown_as_their_list(page: MeetingPage) -> None:
    page.project.click()
    slide = page.room.projector.slide
    assert slide.title == "We’re close on these"
    assert len(slide.topics) == len(page.view.close)
    assert slide.rows == ()
    page.room.close()


def test_escape_closes_it_and_the_meeting_goes_on(talk: MeetingPage, room: Projector) -> None:
    QTest.keyClick(room, Qt.Key.Key_Escape)
    assert talk.room.projector is None
    assert talk.isVisible()


def test_it_goes_when_the_page_goes_as_at_a_lock(talk: MeetingPage, room: Projector) -> None:
    talk.hide()
    assert talk.room.projector is None
    assert not room.isVisible()
    assert room.slide == Slide("")
    assert room.accessibleName() == ""


def test_a_lock_closes_every_window_over_the_page(talk: MeetingPage, room: Projector) -> None:
    assert room.isWindow()
    assert room.parentWidget() is talk  # the shell closes at a lock whatever window has a parent


def test_it_is_dark_on_every_desk(qapp: QApplication) -> None:
    apply(qapp, "light", 100)
    assert dark().canvas == tokens_of(Mode.DARK).canvas
    assert dark().canvas.lightness() < 50 < tokens.canvas.lightness()
    apply(qapp, "high_contrast_light", 100)
    assert dark().canvas == tokens_of(Mode.HIGH_CONTRAST_DARK).canvas


def test_with_one_screen_it_is_a_window_that_can_be_moved(qtbot, qapp: QApplication) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    room = Projector(page)
    room.open(qapp.primaryScreen(), [qapp.primaryScreen()])
    assert not room.isFullScreen()
    assert room.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    room.close()


def test_with_two_it_takes_the_one_where_the_operator_is_not() -> None:
    here, there = object(), object()
    assert other_screen(here, [here, there]) is there  # type: ignore[arg-type, list-item]
    assert other_screen(there, [here, there]) is here  # type: ignore[arg-type, list-item]
    assert other_screen(here, [here]) is None  # type: ignore[arg-type, list-item]


def picture(slide: Slide, width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    SlidePainter(slide, QRectF(0, 0, width, height)).paint(painter)
    painter.end()
    return image


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (1024, 768), (480, 270)])
def test_dots_are_drawn_at_every_size_and_fit_above_the_foot(
    qapp: QApplication, size: tuple[int, int]
) -> None:
    image = picture(OPEN, *size)
    accent = dark().accent.rgb()
    rows = [
        y for y in range(image.height()) if any(image.pixel(x, y) == accent for x in range(0, size[0], 3))
    ]
    assert rows
    assert rows[0] > size[1] * 0.15
    assert rows[-1] < size[1] * 0.9


def test_dots_are_thirty_pixels_and_text_is_nineteen_to_forty_six(qapp: QApplication) -> None:
    apply(qapp, "light", 100)
    painter = SlidePainter(OPEN, QRectF(0, 0, 1366, 768))
    assert painter._px(30) == 30
    assert painter._font((46, theme.font("h1").weight())).pixelSize() == 46
    assert painter._font((19, theme.font("body").weight())).pixelSize() == 19


def test_a_hidden_row_looks_the_same_however_many_it_hides(qapp: QApplication) -> None:
    few = Slide("A", rows=(DotRow("Managers", kind=RowKind.HIDDEN),), labels=LABELS)
    assert picture(few, 800, 450) == picture(few, 800, 450)
    assert few.rows[0].counts == (0, 0, 0, 0, 0)


def test_more_close_topics_than_fit_are_counted(qapp: QApplication) -> None:
    from pie_audit.ui.audit.projector_slide import _fitting

    topics = tuple(str(n) for n in range(38))
    assert _fitting(topics, 20) == [*topics[:19], "and 19 more"]
    assert _fitting(topics[:5], 20) == list(topics[:5])
