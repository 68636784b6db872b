"""The matrix and the asks in little room and large text, and what filling and saving do to them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.barrier import BarrierStatus, Stage
from pie_audit.domain.level_words import LEVELS
from pie_audit.domain.plan import BarrierLevel
from pie_audit.storage import barriers as stored
from pie_audit.ui.barriers.matrix_page import MatrixPage
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import Button
from pie_audit.ui.widgets.two_texts import TwoTexts
from pie_audit.workflows.everyday import barriers
from tests.ui.accessibility import spoken
from tests.ui.shell.barrier_screens import BARRIERS
from tests.ui.shell.desk import Desk
from tests.ui.shown import words_on


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


def sam_says(inside: Desk, page: MatrixPage, who: str) -> None:
    """A colleague says who could change the barrier that stands open here."""
    known = barriers.note_of(page.details.barrier, page.view.team.team_id)
    inside.do(barriers.say_of_barrier, replace(known, who_could_change_it=who), known)
    inside.rest()


@pytest.mark.parametrize(("keep", "stays"), [("Keep yours", "the clinics"), ("Keep theirs", "the council")])
def test_two_who_say_who_could_change_it_see_both_and_one_is_chosen(
    inside: Desk, keep: str, stays: str
) -> None:
    page = BARRIERS["one barrier"](inside)
    page.details.who.setFocus()
    QTest.keyClicks(page.details.who, "the clinics")
    sam_says(inside, page, "the council")
    assert page.details.who.text() == "the clinics"
    QTest.keyClick(page.details.who, Qt.Key.Key_Tab)
    inside.rest()
    (both,) = page.findChildren(TwoTexts)
    assert "Somebody else changed this while you were writing." in words_on(both)
    assert "the council" in words_on(both)
    assert page.unsaved()
    next(b for b in both.findChildren(Button) if b.text() == keep).click()
    inside.rest()
    (note,) = inside.jobs.opened.read(lambda tx: stored.notes_of(tx, page.view.team.team_id))
    assert (note.who_could_change_it, page.details.who.text()) == (stays, stays)
    assert (page.unsaved(), page.findChildren(TwoTexts)) == (False, [])


def test_only_what_both_said_is_asked_about_and_the_rest_of_both_stays(inside: Desk) -> None:
    page = BARRIERS["one barrier"](inside)
    details, team_id = page.details, page.view.team.team_id
    known = barriers.note_of(details.barrier, team_id)
    theirs = replace(known, who_could_change_it="the council", status=BarrierStatus.WORKED_ON)
    inside.jobs.opened.write(lambda tx: barriers.say_of_barrier(tx, inside.jobs.me, theirs, known))
    details.stage.setCurrentIndex(2)
    details.who.setText("the clinics")
    details.flush()
    inside.rest()
    (both,) = page.findChildren(TwoTexts)
    said = words_on(both)
    assert ("Who could change it" in said, "Where on the way" in said, "Open" in said) == (True, False, False)
    assert details.stage.currentIndex() == 2
    both.keep_theirs.click()
    inside.rest()
    (note,) = inside.jobs.opened.read(lambda tx: stored.notes_of(tx, team_id))
    assert (note.who_could_change_it, note.stage, note.status) == (
        "the council",
        Stage.GETTING_IN,
        BarrierStatus.WORKED_ON,
    )
    assert "Also kept, as somebody else changed it meanwhile: “What became of it”" in words_on(page)
    assert details.who.text() == "the council"
    assert not page.unsaved()


def test_level_that_somebody_moved_while_one_chose_is_told_with_both(inside: Desk) -> None:
    page = BARRIERS["one barrier"](inside)
    details, team_id = page.details, page.view.team.team_id
    key = details.barrier.key
    details._pause.setInterval(10**6)
    choose_level(page, BarrierLevel.SYSTEM)
    inside.do(barriers.relevel, team_id, key, BarrierLevel.SERVICE)
    inside.rest()
    assert details.level.currentIndex() == LEVELS.index(BarrierLevel.SYSTEM)
    details.flush()
    inside.rest()
    assert "to “System”; somebody had moved it to “Service” meanwhile" in words_on(inside.win)
    inside.ctrl(Qt.Key.Key_Z)
    inside.rest()
    assert page.view.matrix.barrier(key).level is BarrierLevel.SERVICE


def test_level_that_nobody_here_moved_in_the_end_stays_where_somebody_else_moved_it(inside: Desk) -> None:
    page = BARRIERS["one barrier"](inside)
    details, team_id = page.details, page.view.team.team_id
    key, was = details.barrier.key, details.barrier.level
    details._pause.setInterval(10**6)
    choose_level(page, BarrierLevel.SYSTEM)
    choose_level(page, was)
    inside.do(barriers.relevel, team_id, key, BarrierLevel.SERVICE)
    inside.rest()
    details.flush()
    inside.rest()
    assert page.view.matrix.barrier(key).level is BarrierLevel.SERVICE
    assert details.level.currentIndex() == LEVELS.index(BarrierLevel.SERVICE)


def choose_level(page: MatrixPage, level: BarrierLevel | None) -> None:
    at = LEVELS.index(level)
    page.details.level.setCurrentIndex(at)
    page.details.level.activated.emit(at)


def test_words_nobody_chose_can_still_be_read_after_going_on(inside: Desk) -> None:
    page = BARRIERS["one barrier"](inside)
    page.details.who.setFocus()
    QTest.keyClicks(page.details.who, "the clinics")
    sam_says(inside, page, "the council")
    page.details.flush()
    inside.rest()
    page.open_barrier(next(key for key in page.grid.cards if key != page.details.barrier.key))
    inside.rest()
    assert "So this wasn’t kept: “the clinics”" in words_on(page)
    assert not page.unsaved()


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
