"""The share dialog: exactly what is previewed is shared, names are asked about first, and nothing goes by accident."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from pie_audit.domain.entry import Entry
from pie_audit.domain.shared_copy import SharedCopy, copy_of, parts_of
from pie_audit.ui.reflection.share_dialog import ShareDialog
from pie_audit.ui.reflection.share_end import EndShareDialog
from pie_audit.ui.six_words import SixWords
from pie_audit.ui.theme import apply
from pie_audit.workflows import pins, reflections, sharing, teams, unlock, writing_aids
from tests.quarter import TODAY, Hostel, finished, hostel, password_of
from tests.ui.accessibility import nameless
from tests.ui.conftest import settle
from tests.ui.reflection.share_desk import PAGE, ShareDesk, desk, found, labels, press

__all__ = ["desk", "finished", "hostel"]

WHOLE = copy_of(PAGE, parts_of(PAGE), TODAY)


def page_now(desk: ShareDesk) -> Entry:
    return desk.hostel.see(reflections.open_entry, desk.hostel.jo, PAGE.entry_id).entry


def excerpt(dialog: ShareDialog, desk: ShareDesk) -> None:
    press(dialog, "An excerpt")
    desk.rest()


def test_nothing_is_shared_until_somebody_was_chosen_and_the_button_pressed(desk: ShareDesk) -> None:
    dialog = desk.dialog()
    assert not dialog.send.isEnabled()
    desk.choose(dialog, "Sam")
    assert dialog.send.isEnabled()
    dialog.reject()
    assert desk.received("sam") == []
    assert page_now(desk).shares == ()


def test_reader_gets_what_the_preview_shows(desk: ShareDesk) -> None:
    dialog = desk.dialog("Sam")
    shown = dialog.preview.words()
    told: list[sharing.NowShared] = []
    dialog.shared.connect(told.append)
    dialog.send.click()
    desk.rest()
    (copy,) = desk.received("sam")
    assert copy == WHOLE
    assert copy is not None
    texts = (copy.title, copy.take_away, *(part for s in copy.steps for part in (s.heading, s.text)))
    assert all(text in shown for text in texts)
    assert "endings" not in shown
    assert told[0].entry.open_shares


def test_enter_does_not_share_by_accident(desk: ShareDesk) -> None:
    dialog = desk.dialog("Sam")
    desk.qtbot.keyClick(dialog.whom, Qt.Key.Key_Return)
    desk.rest()
    assert desk.received("sam") == []
    assert dialog.isVisible()
    dialog.reject()


def test_part_that_is_not_ticked_is_neither_previewed_nor_shared(desk: ShareDesk) -> None:
    dialog = desk.dialog("Dee")
    excerpt(dialog, desk)
    press(dialog, "What happened")
    desk.rest()
    assert "I told Sam" not in dialog.preview.words()
    dialog.send.click()
    desk.rest()
    (copy,) = desk.received("dee")
    assert copy is not None
    assert copy.excerpt
    assert [step.heading for step in copy.steps] == ["So what"]


def test_only_marked_words_are_taken(desk: ShareDesk) -> None:
    dialog = desk.dialog("Dee")
    excerpt(dialog, desk)
    part = dialog.parts.rows[2]
    part.some.click()
    cursor = part._text.edit.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(len("He cried. ") + 2, QTextCursor.MoveMode.KeepAnchor)
    part._text.edit.setTextCursor(cursor)
    part.take.click()
    desk.rest()
    copy = dialog.copy()
    assert copy.steps[1].text == "He cried. 📞"
    assert copy.excerpt
    part.all.click()
    assert dialog.copy() == WHOLE
    dialog.reject()


def test_taking_words_with_none_marked_says_so(desk: ShareDesk) -> None:
    dialog = desk.dialog("Dee")
    excerpt(dialog, desk)
    part = dialog.parts.rows[1]
    part.some.click()
    part.take.click()
    assert "Nothing is marked yet." in labels(dialog)
    assert dialog.copy() == WHOLE
    dialog.reject()


def test_excerpt_of_nothing_cannot_be_shared(desk: ShareDesk) -> None:
    dialog = desk.dialog("Sam")
    excerpt(dialog, desk)
    for part in dialog.parts.rows:
        part.tick.click()
    desk.rest()
    assert not dialog.send.isEnabled()
    assert "nothing in this copy" in dialog.preview.words()
    dialog.reject()


def test_role_takes_a_names_place_in_the_copy_alone(desk: ShareDesk) -> None:
    dialog = desk.dialog("Dee")
    assert "“Sam”" in labels(dialog.names)
    press(dialog.names, "Put “another worker” in place of “Sam”")
    desk.rest()
    assert "“Sam”" not in labels(dialog.names)
    dialog.send.click()
    desk.rest()
    (copy,) = desk.received("dee")
    assert copy is not None
    assert copy.steps[0].text == "I told another worker at once."
    assert not copy.excerpt
    assert page_now(desk).steps == PAGE.steps


def test_leaving_a_name_lets_it_pass_this_once(desk: ShareDesk) -> None:
    dialog = desk.dialog("Dee")
    press(dialog.names, "Leave it")
    desk.rest()
    assert "“Sam”" not in labels(dialog.names)
    assert dialog.copy() == WHOLE
    dialog.reject()
    settle()
    assert "“Sam”" in labels(desk.dialog("Dee").names)


def test_leaving_it_always_is_remembered(desk: ShareDesk) -> None:
    dialog = desk.dialog("Dee")
    press(dialog.names, "Always leave it")
    desk.rest()
    dialog.reject()
    assert desk.hostel.see(writing_aids.writing_aids, desk.hostel.jo).allowed == ("Sam",)


def test_consent_names_the_reader_and_what_cannot_be_undone(desk: ShareDesk) -> None:
    dialog = desk.dialog()
    assert "You’re about to share" not in labels(dialog)
    desk.choose(dialog, "Amina Yusuf")
    told = labels(dialog)
    assert "share a copy of this page with Amina Yusuf" in told
    assert "can’t pass it on inside the program" in told
    assert "not what they remember" in told
    assert "Amina Yusuf also manages your team." in told
    dialog.reject()


def test_limits_of_confidentiality_are_said_before_the_first_share_alone(desk: ShareDesk) -> None:
    first = desk.dialog("Sam")
    assert "serious harm" in labels(first)
    first.send.click()
    desk.rest()
    again = desk.dialog("Sam")
    assert "serious harm" not in labels(again)
    again.reject()


def reset(hostel: Hostel, name: str) -> None:
    """An administrator gives somebody new access."""
    person_id = hostel.people[name.lower()].member.person_id
    code = teams.invite_again(hostel.opened, hostel.amina, person_id)
    hostel.people[name.lower()] = unlock.accept_invitation(
        hostel.opened, name, code, f"{password_of(name)} anew"
    )


def test_changed_key_waits_for_six_words(desk: ShareDesk) -> None:
    reset(desk.hostel, "Sam")
    dialog = desk.dialog("Sam")
    assert not dialog.send.isEnabled()
    assert "Sam’s key has changed." in labels(dialog)
    press(dialog, "Compare six words…")
    desk.rest()
    words = found(dialog, SixWords)
    words.same.click()
    desk.rest()
    assert dialog.send.isEnabled()
    dialog.send.click()
    desk.rest()
    assert desk.received("sam") == [WHOLE]


def test_key_that_changes_while_the_dialog_is_open_leads_to_the_six_words(desk: ShareDesk) -> None:
    dialog = desk.dialog("Sam")
    reset(desk.hostel, "Sam")
    dialog.send.click()
    desk.rest()
    assert desk.received("sam") == []
    assert "key has changed" in labels(dialog)
    found(dialog, SixWords).reject()
    dialog.reject()


def test_different_words_leave_the_key_untrusted(desk: ShareDesk) -> None:
    reset(desk.hostel, "Sam")
    dialog = desk.dialog("Sam")
    press(dialog, "Compare six words…")
    desk.rest()
    words = found(dialog, SixWords)
    words.differ.click()
    desk.rest()
    assert not words.same.isEnabled()
    assert "Share nothing with Sam here." in labels(words)
    words.reject()
    assert not dialog.send.isEnabled()
    sam = desk.hostel.sam.member.person_id
    assert desk.hostel.see(pins.comparison, desk.hostel.jo, sam).changed
    dialog.reject()


def test_six_words_are_the_same_for_both_and_enter_confirms_nothing(desk: ShareDesk) -> None:
    sam, jo = (desk.hostel.people[n].member.person_id for n in ("sam", "jo"))
    shown = []
    for who, other in (("jo", sam), ("sam", jo)):
        desk.sit(who)
        window = SixWords(desk.jobs, other, desk.ground)
        window.open()
        desk.rest()
        shown.append(window._words.accessibleName())
        focus = QApplication.focusWidget()
        assert focus is not window.same
        assert nameless(window) == []
        window.reject()
    assert shown[0] == shown[1]


def test_withdrawing_says_what_it_cannot_undo_and_erases_the_copy(desk: ShareDesk) -> None:
    desk.give("sam")
    page = page_now(desk)
    dialog = EndShareDialog(
        desk.jobs, desk.ground, [s.share_id for s in page.open_shares], entry_id=page.entry_id
    )
    told: list[sharing.NowShared] = []
    dialog.ended.connect(told.append)
    dialog.open()
    desk.rest()
    assert "can’t undo what was read" in labels(dialog)
    assert nameless(dialog) == []
    dialog.end.click()
    desk.rest()
    assert desk.received("sam") == [None]
    assert told[0].entry.open_shares == ()


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_it_fits_and_everything_says_what_it_is(
    desk: ShareDesk, qapp: QApplication, mode: str, percent: int
) -> None:
    apply(qapp, mode, percent)
    desk.ground.resize(1024, 768)
    dialog = desk.dialog("Sam")
    excerpt(dialog, desk)
    dialog.parts.rows[1].some.click()
    settle()
    assert nameless(dialog) == []
    assert dialog.width() <= 1024 - 32
    assert dialog.body.content.minimumSizeHint().width() <= dialog.body.viewport().width()
    dialog.reject()


def test_copy_in_right_to_left_words_and_emoji_arrives_as_it_was(desk: ShareDesk) -> None:
    words = SharedCopy("שלום 📞", TODAY, PAGE.steps, True, TODAY, "مرحبا")
    desk.give("sam", copy=words)
    assert desk.received("sam") == [words]
