"""Replies that came as a file: shown beside each ask before anything is kept, chosen, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pie_audit.domain.plan_document import Edition
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.ui.plan.take_replies import TakeReplies
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import WrapLabel
from pie_audit.workflows import board, papers
from pie_audit.workflows.papers import PaperFile
from tests.quarter import Finished, Hostel
from tests.ui.accessibility import nameless
from tests.ui.plan.desk import Desk
from tests.workflows.quarters import SPRING, SUMMER, begin, planned, sign

ASKS = ("Four hours of backfill", "One shared referral form")


@pytest.fixture
def leaders(finished: Finished, tmp_path: Path) -> Iterator[Hostel]:
    """A workspace of leaders on another computer."""
    opened = finished.open(tmp_path / "leaders")
    yield opened
    opened.close()


@pytest.fixture
def asking(hostel: Hostel, desk_of: Callable[[str], Desk]) -> Desk:
    """Two asks of spring, signed, and a round of summer."""
    round_id = begin(hostel, SPRING)
    for ask in ASKS:
        planned(hostel, round_id, "Something", ask_what=ask, ask_of="the council")
    sign(hostel, round_id)
    return desk_of(begin(hostel, SUMMER))


@pytest.fixture
def file(asking: Desk, leaders: Hostel, tmp_path: Path) -> Path:
    """What leaders sent back: partly to both."""
    hostel, pdf = asking.hostel, tmp_path / "plan.pdf"
    papers.save_paper(hostel.opened, hostel.amina, PaperFile(hostel.team_id, SPRING, Edition.WORDS, pdf))
    leaders.at(hostel.amina.clock.today())
    (came,) = board.take_in(leaders.opened, leaders.lee, [pdf]).files
    keys = [ask.key for group in leaders.see(board.board, leaders.lee).asks for ask in group.asks]
    said = Reply(
        "",
        "",
        ReplyKind.PARTLY,
        leaders.lee.clock.today(),
        "Director",
        "half of it fits",
        "",
        "a night worker",
    )
    leaders.do(board.give_reply, leaders.lee, keys, said)
    path = tmp_path / "back.piereply"
    board.save_replies(leaders.opened, leaders.lee, came.plan.sender, path, False)
    return path


def opened(desk: Desk, file: Path) -> TakeReplies:
    desk.files.path = file
    desk.press("Take in replies…")
    desk.until(lambda: desk.page.asked.findChild(TakeReplies) is not None)
    window = desk.page.asked.findChild(TakeReplies)
    desk.until(window.isVisible)
    return window


def words(window: TakeReplies) -> str:
    return "\n".join(w.text() for w in window.findChildren(WrapLabel))


def replied(desk: Desk) -> dict[str, int]:
    return {asked.what: len(asked.replies) for asked in desk.page.view.asked}


def test_each_reply_stands_beside_its_ask_and_nothing_is_kept_yet(asking: Desk, file: Path) -> None:
    asking.sit()
    window = opened(asking, file)
    assert nameless(window) == []
    told = words(window)
    for ask in ASKS:
        assert ask in told
    assert "Partly, because half of it fits" in told
    assert "From the front line: a night worker" in told
    assert "This is the first file from whoever signed it." in told
    assert replied(asking) == dict.fromkeys(ASKS, 0)
    window.reject()
    asking.calm()
    assert replied(asking) == dict.fromkeys(ASKS, 0)


def test_only_what_was_chosen_is_kept_and_the_undo_takes_it_back(asking: Desk, file: Path) -> None:
    page = asking.sit()
    window = opened(asking, file)
    first, second = window.ticks.values()
    second.click()
    assert window.keep_button.text() == "Keep 1 reply"
    window.keep_button.click()
    asking.calm()
    assert sorted(replied(asking).values()) == [0, 1]
    again = opened(asking, file)
    assert "Taken in before." in words(again)
    assert len(again.ticks) == 1
    again.reject()
    asking.jobs.write(asking.said[-1].undo, owner=page)
    asking.calm()
    assert set(replied(asking).values()) == {0}
    assert first is not second


def test_nothing_chosen_keeps_nothing(asking: Desk, file: Path) -> None:
    asking.sit()
    window = opened(asking, file)
    for tick in window.ticks.values():
        tick.setFocus()
        asking.qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert not window.keep_button.isEnabled()
    window.reject()
    asking.calm()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"{}"])
def test_a_file_of_something_else_is_refused_in_one_line(
    content: bytes, asking: Desk, tmp_path: Path
) -> None:
    page = asking.sit()
    asking.files.path = tmp_path / "strange.piereply"
    asking.files.path.write_bytes(content)
    asking.press("Take in replies…")
    asking.until(lambda: page.asked._trouble.isVisible())
    assert page.asked.findChild(TakeReplies) is None


def test_a_second_thought_does_nothing(asking: Desk) -> None:
    page = asking.sit()
    asking.files.path = None
    asking.press("Take in replies…")
    asking.calm()
    assert page.asked.findChild(TakeReplies) is None
    assert not page.asked._trouble.isVisible()


@pytest.mark.parametrize(("percent", "width"), [(100, 958), (200, 1300)])
def test_the_window_is_never_too_wide(percent: int, width: int, asking: Desk, file: Path) -> None:
    asking.sit(width=width)
    window = opened(asking, file)
    apply(QApplication.instance(), "light", percent)
    asking.calm()
    assert window.body.overflow() == 0
    window.reject()
    apply(QApplication.instance(), "light", 100)
