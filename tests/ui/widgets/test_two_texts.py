"""Two texts side by side: what differs, and which stays."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pie_audit.ui.widgets import WrapLabel
from pie_audit.ui.widgets.two_texts import Lines, TwoTexts, differing

MINE: Lines = (("Why", "Because"), ("What", "A call"), ("Cost", ""))
THEIRS: Lines = (("Why", "Because"), ("What", "Two calls"), ("Cost", "An hour"))


def told(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(WrapLabel)]


def test_only_what_differs_is_shown() -> None:
    mine, theirs = differing(MINE, THEIRS)
    assert mine == (("What", "A call"), ("Cost", ""))
    assert theirs == (("What", "Two calls"), ("Cost", "An hour"))


def test_empty_line_stays_away_on_its_side(qtbot: QtBot) -> None:
    both = TwoTexts("Somebody was faster.", MINE, THEIRS)
    qtbot.addWidget(both)
    said = told(both)
    assert said.count("Cost") == 1
    assert {"Yours", "Theirs", "A call", "Two calls", "An hour"} <= set(said)


@pytest.mark.parametrize("mine", [True, False])
def test_button_says_which_stays(qtbot: QtBot, mine: bool) -> None:
    both = TwoTexts("Somebody was faster.", MINE, THEIRS)
    qtbot.addWidget(both)
    with qtbot.waitSignal(both.settled) as settled:
        (both.keep_mine if mine else both.keep_theirs).click()
    assert settled.args == [mine]


def test_what_was_taken_away_has_no_other_side(qtbot: QtBot) -> None:
    both = TwoTexts("Somebody took it away.", MINE, ())
    qtbot.addWidget(both)
    assert "Theirs" not in told(both)
    assert both.keep_theirs.text() == "Let it go"
