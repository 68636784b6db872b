"""Words of one's own: warned about, never held up, never longer than a ballot has room for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QTest

from pie_audit.ui.jobs import Jobs
from pie_audit.ui.survey.comment_box import MOST_BYTES, CommentBox, fitting
from pie_audit.workflows.worker import Worker
from tests.ui.survey import made


@pytest.fixture
def box(qtbot) -> Iterator[CommentBox]:
    worker = Worker()
    comment = CommentBox(Jobs(worker))
    qtbot.addWidget(comment)
    comment.show_comment(made.taking_with_words(), "What one thing?", "")
    comment.resize(700, 500)
    comment.show()
    yield comment
    worker.close()


@pytest.fixture
def look(box: CommentBox, qtbot) -> Callable[[], None]:
    """Let the pause after typing end."""

    def end_pause() -> None:
        was = box.names.isHidden()
        box.pause.timeout.emit()
        qtbot.waitUntil(lambda: box.names.isHidden() is not was)

    return end_pause


@given(st.text(max_size=60), st.integers(0, 90))
def test_what_fits_is_a_beginning_that_fits_and_no_letter_is_cut_in_two(text: str, most: int) -> None:
    kept = fitting(text, most)
    assert text.startswith(kept)
    assert len(kept.encode()) <= most
    following = text[len(kept) : len(kept) + 1]
    assert not following or len((kept + following).encode()) > most


def test_a_long_text_of_smileys_is_told_kindly_that_the_end_is_missing(box: CommentBox) -> None:
    box.area.edit.insertPlainText("☺" * (MOST_BYTES // 3))
    assert box._room.isHidden()
    box.area.edit.insertPlainText("☺")
    assert len(box.text().encode()) == MOST_BYTES
    assert not box._room.isHidden()
    assert "didn’t fit" in box._room.text()


def test_a_colleague_is_noticed_once_typing_pauses_and_the_words_stay(
    box: CommentBox, look: Callable[[], None]
) -> None:
    QTest.keyClicks(box.area.edit, "Tom Whitlock was alone again")
    assert box.pause.isActive()
    assert box.names.isHidden()
    look()
    assert "“Tom Whitlock”" in box.names.accessibleName()
    assert box.text() == "Tom Whitlock was alone again"


def test_the_warning_goes_when_the_name_does(box: CommentBox, look: Callable[[], None]) -> None:
    QTest.keyClicks(box.area.edit, "Ask Tom Whitlock")
    look()
    box.area.edit.selectAll()
    QTest.keyClicks(box.area.edit, "ask somebody")
    look()
    assert box.names.isHidden()


def test_plain_words_are_left_in_peace(box: CommentBox, qtbot) -> None:
    QTest.keyClicks(box.area.edit, "a longer handover at night")
    box.look_for_names()
    box.look_for_names()
    qtbot.waitUntil(lambda: box._jobs._under_way == 0)
    assert box.names.isHidden()


def test_wiping_leaves_no_word_and_no_warning(box: CommentBox, look: Callable[[], None]) -> None:
    QTest.keyClicks(box.area.edit, "Tom Whitlock")
    look()
    box.wipe()
    box.area.edit.undo()
    assert box.text() == ""
    assert box.names.isHidden()
