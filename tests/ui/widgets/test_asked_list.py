"""Asks and what came back, on any page: the words, the age of silence, and buttons only for who may write."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import Asked, Reply, ReplyKind
from pie_audit.ui.widgets import AskedList, Button, WrapLabel
from tests.ui.accessibility import nameless

TODAY = date(2026, 11, 20)
YES = Reply("r", "a", ReplyKind.YES, date(2026, 11, 1), "the lead", "from April")


def asked(*replies: Reply, quarters: int = 0, reply_by: date | None = None) -> Asked:
    sent = date(2026, 7, 24)
    return Asked("a", None, "the council", "Four hours", reply_by, Quarter(2026, 3), sent, quarters, replies)


@pytest.fixture
def listed(qtbot: QtBot) -> AskedList:
    shown = AskedList()
    qtbot.addWidget(shown)
    shown.resize(500, 600)
    shown.show()
    return shown


def words(listed: AskedList) -> list[str]:
    return [label.text() for label in listed.findChildren(WrapLabel) if not label.isHidden()]


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (asked(), "No reply yet"),
        (asked(quarters=2), "Two quarters, no reply"),
        (asked(YES), "Yes: from April"),
    ],
)
def test_each_ask_says_what_came_back_or_for_how_long_nothing_has(
    listed: AskedList, one: Asked, said: str
) -> None:
    listed.show_asks([one], TODAY)
    assert words(listed) == ["Four hours", "Asked of the council, 24 July 2026", said]
    assert listed.findChildren(Button) == []


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2026, 12, 1), "reply due 1 December 2026"), (date(2026, 11, 1), "reply was due 1 November 2026")],
)
def test_a_day_for_the_reply_is_told_while_it_waits(listed: AskedList, day: date, said: str) -> None:
    listed.show_asks([asked(reply_by=day)], TODAY)
    assert words(listed)[1].endswith(said)
    listed.show_asks([asked(YES, reply_by=day)], TODAY)
    assert said not in " ".join(words(listed))


def test_buttons_carry_the_ask_and_its_reply(listed: AskedList, qtbot: QtBot) -> None:
    one = asked(YES)
    listed.show_asks([one], TODAY, may_reply=True)
    assert nameless(listed) == []
    heard: list[object] = []
    listed.note_wanted.connect(lambda ask: heard.append(("note", ask)))
    listed.change_wanted.connect(lambda ask, reply: heard.append(("change", ask, reply)))
    listed.strike_wanted.connect(lambda ask, reply: heard.append(("strike", ask, reply)))
    for button in listed.findChildren(Button):
        button.click()
    assert heard == [("change", one, YES), ("strike", one, YES), ("note", one)]


def test_filling_again_leaves_nothing_of_before(listed: AskedList) -> None:
    listed.show_asks([asked(), asked(quarters=3)], TODAY)
    listed.show_asks([], TODAY)
    assert words(listed) == []
