"""Lines of evidence and words about a barrier, while something is on its way: none twice, none lost."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.barriers.test_barrier_pages import sam_says
from tests.ui.held import held
from tests.ui.shell.barrier_screens import BARRIERS
from tests.ui.shell.desk import Desk
from tests.ui.shown import words_on


def test_enter_twice_keeps_one_line_of_evidence(inside: Desk) -> None:
    page = BARRIERS["picking evidence"](inside)
    (card,) = page.cards.values()
    QTest.keyClicks(card.own, "nobody rings back")
    with held(inside.jobs):
        QTest.keyClick(card.own, Qt.Key.Key_Return)
        QTest.keyClick(card.own, Qt.Key.Key_Return)
    inside.rest()
    (card,) = page.cards.values()
    assert [line.words for line in card.ask.evidence] == ["nobody rings back"]
    assert page._trouble.isHidden()


def test_the_next_line_that_is_typed_while_the_last_is_kept_stays(inside: Desk) -> None:
    page = BARRIERS["picking evidence"](inside)
    (card,) = page.cards.values()
    QTest.keyClicks(card.own, "nobody rings back")
    with held(inside.jobs):
        QTest.keyClick(card.own, Qt.Key.Key_Return)
        card.own.selectAll()
        QTest.keyClicks(card.own, "two hours on hold")
    inside.rest()
    (card,) = page.cards.values()
    assert [line.words for line in card.ask.evidence] == ["nobody rings back"]
    assert card.own.text() == "two hours on hold"


def test_words_that_were_not_kept_can_be_read_after_a_change_elsewhere(inside: Desk) -> None:
    page = BARRIERS["one barrier"](inside)
    page.details.who.setFocus()
    QTest.keyClicks(page.details.who, "the clinics")
    sam_says(inside, page, "the council")
    page.details.flush()
    inside.rest()
    page.open_barrier(next(key for key in page.grid.cards if key != page.details.barrier.key))
    inside.rest()
    inside.tell(page.KINDS)
    assert "So this wasn’t kept: “the clinics”" in words_on(page)
    page.open_barrier(next(iter(page.grid.cards)))
    inside.tell(page.KINDS)
    assert "So this wasn’t kept" not in words_on(page)
