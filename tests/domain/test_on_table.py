"""What else is on the table: what was talked about stays so, what was put off comes back another day."""

from __future__ import annotations

from datetime import date, timedelta

from pie_audit.domain.on_table import Settled, TableItem, TableMark, laid_out, still_on_table

TODAY = date(2026, 11, 18)
RULE, CARD = TableItem("rule/keys", "note", "Keys", "Bent"), TableItem("card/1", "note", "A card", "Put by")


def test_what_nobody_marked_is_on_the_table() -> None:
    items = laid_out((RULE, CARD), (), TODAY)
    assert items == (RULE, CARD)
    assert still_on_table(items) == 2


def test_what_was_talked_about_stays_so_on_every_later_day() -> None:
    marks = (TableMark("rule/keys", Settled.TALKED, TODAY - timedelta(days=9)),)
    rule, card = laid_out((RULE, CARD), marks, TODAY)
    assert (rule.settled, card.settled) == (Settled.TALKED, Settled.NOT_YET)
    assert still_on_table((rule, card)) == 1


def test_not_today_holds_for_that_day_alone() -> None:
    marks = (TableMark("card/1", Settled.LATER, TODAY),)
    assert laid_out((CARD,), marks, TODAY)[0].settled is Settled.LATER
    assert laid_out((CARD,), marks, TODAY + timedelta(days=1))[0].settled is Settled.NOT_YET


def test_a_mark_of_something_that_has_gone_is_nothing() -> None:
    assert laid_out((), (TableMark("card/1", Settled.TALKED, TODAY),), TODAY) == ()
