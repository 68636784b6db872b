"""From the page one writes on to somebody's eyes and back: the strip above the page always says who can read it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pie_audit.ui.reflection.share_dialog import ShareDialog
from pie_audit.ui.reflection.share_end import EndShareDialog
from pie_audit.workflows import shared_pages, unlock
from tests.ui.reflection.share_desk import labels
from tests.ui.reflection.writing import editor, in_file, saved, types
from tests.ui.shell.desk import PASSWORD, Desk

READER = "Tom Whitlock"


def window(desk: Desk, kind: type[QWidget]) -> QWidget:
    desk.until(lambda: isinstance(desk.app.activeModalWidget(), kind))
    desk.rest()
    found = desk.app.activeModalWidget()
    assert found is not None
    return found


def share(desk: Desk, page: QWidget) -> None:
    """Give Tom a copy of the page in hand."""
    page.beside.share()  # type: ignore[attr-defined]
    dialog = window(desk, ShareDialog)
    assert isinstance(dialog, ShareDialog)
    at = dialog.whom.findText(READER)
    dialog.whom.setCurrentIndex(at)
    dialog.whom.activated.emit(at)
    desk.until(dialog.send.isEnabled)
    dialog.send.click()
    desk.rest()


def texts_of_reader(desk: Desk) -> list[str | None]:
    tom = unlock.sign_in(desk.jobs.opened, READER, PASSWORD)
    pages = desk.jobs.opened.read(lambda tx: shared_pages.shared_with_me(tx, tom))
    return [page.copy.steps[0].text if page.copy else None for page in pages]


def test_strip_says_who_has_a_copy_until_it_is_withdrawn(inside: Desk) -> None:
    sitting = saved(inside)
    page = editor(inside, sitting.entry.entry_id)
    assert "Only me" in labels(page.privacy)
    share(inside, page)
    assert "Shared with Tom" in labels(page.privacy)
    page.beside.withdraw()
    dialog = window(inside, EndShareDialog)
    assert isinstance(dialog, EndShareDialog)
    inside.until(dialog.end.isEnabled)
    dialog.end.click()
    inside.rest()
    assert "Only me" in labels(page.privacy)
    assert texts_of_reader(inside) == [None]


def test_words_that_were_still_on_their_way_are_in_the_copy(inside: Desk) -> None:
    sitting = saved(inside, "It was quiet")
    page = editor(inside, sitting.entry.entry_id)
    types(inside, page, " by now")
    share(inside, page)
    (text,) = texts_of_reader(inside)
    assert text is not None
    assert "quiet by now" in text


def test_what_is_written_after_sharing_stays_here_and_the_mark_stays_too(inside: Desk) -> None:
    sitting = saved(inside, "It was quiet")
    page = editor(inside, sitting.entry.entry_id)
    share(inside, page)
    types(inside, page, "Later: ")
    page.flush()
    inside.win.inside.go("reflections")
    inside.rest()
    now = in_file(inside, sitting.entry.entry_id).entry
    assert "Later: " in now.text
    assert len(now.open_shares) == 1
    assert texts_of_reader(inside) == ["It was quiet"]
