"""What else is on the table, as a list: a thing that is settled keeps the keyboard, and an empty list needs none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from pie_audit.domain.on_table import Settled, TableItem
from pie_audit.ui.audit.on_table import TableList
from pie_audit.ui.widgets import Button
from tests.ui.conftest import settle

CARD = TableItem("card/1", "note", "A study", "A reading card that we put by.", ("Because: no time",))
RULE = TableItem("rule/visitors", "arrow-bend-up-right", "No {visitors} after ten", "Bent 3 times.")


@pytest.fixture
def listed(qapp: QApplication) -> Iterator[TableList]:
    """Two things on the screen, the second in hand."""
    made = TableList()
    made.show_items((CARD, RULE), may_edit=True)
    made.show()
    made.activateWindow()
    settle()
    _named(made, "Not today: No {visitors} after ten").setFocus()
    yield made
    made.close()
    made.deleteLater()
    settle()


def _named(made: TableList, name: str) -> Button:
    return next(b for b in made.findChildren(Button) if b.accessibleName() == name)


def test_the_keyboard_stays_with_what_was_settled(listed: TableList) -> None:
    listed.show_items((CARD, replace(RULE, settled=Settled.LATER)), may_edit=True)
    assert listed.focusWidget() is _named(listed, "Take up again: No {visitors} after ten")


def test_all_of_it_may_go_while_the_keyboard_is_in_it(listed: TableList) -> None:
    listed.show_items((), may_edit=True)
    assert listed.findChildren(Button) == []
    assert listed.first_button() is listed
