"""The matrix and the asks in little room and large text, and what filling and saving do to them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.barrier import Stage
from pie_audit.storage import barriers as stored
from pie_audit.ui.theme import apply
from tests.ui.accessibility import spoken
from tests.ui.shell.barrier_screens import BARRIERS
from tests.ui.shell.desk import Desk


def test_the_matrix_is_lists_by_level_in_large_text_and_never_scrolls_sideways(
    inside: Desk, qapp: QApplication
) -> None:
    page = BARRIERS["one barrier"](inside)
    inside.win.resize(1366, 768)
    inside.rest()
    assert not page.grid.stacked
    apply(qapp, "light", 200)
    inside.win.resize(1024, 700)
    inside.until(lambda: page.grid.stacked)
    inside.rest()
    assert page.body.overflow() == 0
    assert len(page.grid.cards) == 4


def test_a_card_says_its_column_its_row_and_its_base(inside: Desk) -> None:
    page = BARRIERS["what gets in our way"](inside)
    told = {spoken(card) for card in page.grid.cards.values()}
    assert (
        "Time lost: Housing options. Not sure, Not said yet | Friction log, 3 entries, 5.8 hours · new this quarter"
        in told
    )


def test_filling_keeps_nothing_and_a_choice_keeps_one_note(inside: Desk) -> None:
    page = BARRIERS["one barrier"](inside)
    team_id = next(iter(inside.jobs.me.member.teams))
    assert inside.jobs.opened.read(lambda tx: stored.notes_of(tx, team_id)) == ()
    page.details.stage.setCurrentIndex(2)
    page.details.stage.activated.emit(2)
    inside.rest()
    (note,) = inside.jobs.opened.read(lambda tx: stored.notes_of(tx, team_id))
    assert note.stage is Stage.GETTING_IN


def test_words_that_are_typed_are_kept_when_the_field_is_left(inside: Desk) -> None:
    page = BARRIERS["one barrier"](inside)
    team_id = next(iter(inside.jobs.me.member.teams))
    page.details.who.setFocus()
    QTest.keyClicks(page.details.who, "the clinics")
    assert page.unsaved()
    QTest.keyClick(page.details.who, Qt.Key.Key_Tab)
    inside.rest()
    assert not page.unsaved()
    (note,) = inside.jobs.opened.read(lambda tx: stored.notes_of(tx, team_id))
    assert note.who_could_change_it == "the clinics"


def test_picking_stays_open_for_the_next_line(inside: Desk) -> None:
    page = BARRIERS["picking evidence"](inside)
    (card,) = page.cards.values()
    assert card.picker is not None
    card.own.setText("")
    QTest.keyClicks(card.own, "nobody rings back")
    card.own.returnPressed.emit()
    inside.rest()
    (card,) = page.cards.values()
    assert [line.words for line in card.ask.evidence] == ["nobody rings back"]
    assert card.picker is not None
    assert card.own.text() == ""
