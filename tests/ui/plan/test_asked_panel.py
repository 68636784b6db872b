"""What we asked and what came back: replies are noted, changed and struck out in place; silence tells its age."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pie_audit.domain.reply import ReplyKind
from pie_audit.storage import replies as stored
from pie_audit.ui.plan.reply_dialog import ReplyDialog
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import Button, WrapLabel
from pie_audit.workflows import replies
from tests.quarter import Hostel
from tests.ui.accessibility import nameless
from tests.ui.plan.desk import Desk
from tests.workflows.quarters import SPRING, WINTER, begin, signed_plan

ASK = {"ask_what": "Four hours of backfill", "ask_of": "the council", "ask_reply_by": date(2026, 5, 1)}


@pytest.fixture
def asking(hostel: Hostel, desk_of: Callable[[str], Desk]) -> Desk:
    """An ask of spring that nobody answered until winter."""
    signed_plan(hostel, SPRING, "Backfill", **ASK)
    return desk_of(begin(hostel, WINTER))


def words(desk: Desk) -> list[str]:
    return [label.text() for label in desk.page.asked.findChildren(WrapLabel) if label.isVisible()]


def note_reply(desk: Desk) -> ReplyDialog:
    return opened_by(desk, "Note a reply: Four hours of backfill")


def opened_by(desk: Desk, words: str) -> ReplyDialog:
    desk.press(words)
    desk.until(lambda: desk.page.asked.findChild(ReplyDialog) is not None)
    dialog = desk.page.asked.findChild(ReplyDialog)
    desk.until(dialog.isVisible)
    return dialog


def kept(desk: Desk) -> list[ReplyKind]:
    (asked,) = desk.page.view.asked
    return [r.kind for r in desk.hostel.read(lambda tx: stored.replies_to(tx, (asked.action_id,)))]


def test_silence_tells_its_age(asking: Desk) -> None:
    asking.sit()
    told = words(asking)
    assert "Three quarters, no reply" in told
    assert "Asked of the council, 10 April 2026 · reply was due 1 May 2026" in told


def test_a_reply_is_noted_and_its_undo_takes_it_away(asking: Desk) -> None:
    page = asking.sit()
    dialog = note_reply(asking)
    assert nameless(dialog) == []
    dialog.options[ReplyKind.PARTLY].click()
    dialog.texts["because"].setText("two hours for now")
    dialog.texts["in_the_room"].setText("a night worker")
    dialog.keep_button.click()
    asking.calm()
    assert kept(asking) == [ReplyKind.PARTLY]
    assert "Partly, because two hours for now" in words(asking)
    assert "From the front line: a night worker" in words(asking)
    asking.jobs.write(asking.said[-1].undo, owner=page)
    asking.calm()
    assert "Three quarters, no reply" in words(asking)


def test_no_needs_its_reason_beside_the_field(asking: Desk) -> None:
    asking.sit()
    dialog = note_reply(asking)
    dialog.options[ReplyKind.NO].click()
    dialog.keep_button.click()
    assert dialog._fields["because"].error() == "Write what they said; “no reason given” is an answer too."
    assert dialog.texts["because"].edit.hasFocus()
    assert kept(asking) == []
    dialog.reject()


def test_a_day_before_the_ask_is_told_in_the_dialog_and_nothing_is_lost(asking: Desk) -> None:
    asking.sit()
    dialog = note_reply(asking)
    dialog.texts["because"].setText("from April")
    dialog.day.line.setText("1 Jan 2026")
    dialog.keep_button.click()
    asking.calm()
    assert dialog.isVisible()
    assert "1 January 2026" in dialog._trouble.accessibleName() + " ".join(
        label.text() for label in dialog._trouble.findChildren(WrapLabel)
    )
    assert dialog.texts["because"].text() == "from April"
    dialog.reject()


def test_escape_goes_back_and_what_was_typed_is_there_again(asking: Desk) -> None:
    asking.sit()
    dialog = note_reply(asking)
    dialog.options[ReplyKind.NO].click()
    dialog.texts["because"].setText("no money")
    asking.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    asking.until(lambda: asking.page.asked.findChild(ReplyDialog) is None)
    again = note_reply(asking)
    assert again.options[ReplyKind.NO].isChecked()
    assert again.texts["because"].text() == "no money"
    again.reject()


def test_typing_is_kept_soon_and_is_no_reply_yet(asking: Desk) -> None:
    page = asking.sit()
    dialog = note_reply(asking)
    asking.qtbot.keyClicks(dialog.texts["because"].edit, "from April")
    assert dialog._soon.isActive()
    assert dialog._soon.interval() <= 1500
    dialog.keep_words()
    asking.calm()
    (asked,) = page.view.asked
    blank = replies.new_reply(asked, page.view.today)
    begun = asking.hostel.see(replies.begun_reply, asking.hostel.amina, blank)
    assert begun.because == "from April"
    assert kept(asking) == []
    dialog.keep_button.click()
    asking.calm()
    assert asking.hostel.see(replies.begun_reply, asking.hostel.amina, blank) == blank


def test_the_dialog_goes_with_its_page_and_keeps_its_words(asking: Desk) -> None:
    page = asking.sit()
    note_reply(asking).texts["because"].setText("from April")
    page.hide()
    asking.until(lambda: page.asked.findChild(ReplyDialog) is None)
    asking.calm()
    page.show()
    again = note_reply(asking)
    assert again.texts["because"].text() == "from April"
    again.reject()


def test_a_reply_is_changed_and_struck_out(asking: Desk) -> None:
    page = asking.sit()
    note_reply(asking).keep_button.click()
    asking.calm()
    asking.until(lambda: page.asked.findChild(ReplyDialog) is None)
    dialog = opened_by(asking, "Change this reply: Four hours of backfill")
    dialog.options[ReplyKind.NO].click()
    dialog.texts["because"].setText("no money after all")
    dialog.keep_button.click()
    asking.calm()
    assert kept(asking) == [ReplyKind.NO]
    asking.press("Take this reply away: Four hours of backfill")
    asking.calm()
    assert kept(asking) == []


def test_who_only_reads_has_no_buttons(asking: Desk) -> None:
    page = asking.sit("jo")
    assert "Three quarters, no reply" in words(asking)
    assert [b for b in page.asked.findChildren(Button) if b.isVisible()] == []


def test_home_leads_to_the_replies(asking: Desk) -> None:
    page = asking.sit()
    page.open_at("plan", "asks")
    asking.until(lambda: page.asked.isAncestorOf(QApplication.focusWidget()))


@pytest.mark.parametrize(("percent", "width"), [(100, 958), (200, 1300)])
def test_panel_and_dialog_are_never_too_wide(asking: Desk, percent: int, width: int) -> None:
    apply(QApplication.instance(), "light", percent)
    page = asking.sit(width=width)
    dialog = note_reply(asking)
    assert (page.body.overflow(), dialog.body.overflow()) == (0, 0)
    dialog.reject()
