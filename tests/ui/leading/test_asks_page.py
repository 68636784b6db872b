"""What teams ask: answered once for all, put together and taken apart, by keyboard and mouse, each with its undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from pie_audit.domain.reply import ReplyKind
from pie_audit.storage import plans, teams
from pie_audit.storage import replies as stored
from pie_audit.storage.transaction import Transaction
from pie_audit.ui.leading.ask_card import DRAGGED
from pie_audit.ui.leading.asks_page import AsksPage, Show
from pie_audit.ui.leading.replies_out import _free, owed_replies
from pie_audit.ui.leading.reply_window import ReplyWindow
from pie_audit.ui.widgets import Button
from pie_audit.workflows import reply_files
from tests import boards
from tests.quarter import TEAM_NAME
from tests.ui.accessibility import nameless
from tests.ui.leading.leaders import COVER, PHONES, Elsewhere, drop, go, tab_to, take_back, window, words_on
from tests.ui.shell.desk import Desk


def asks(desk: Desk) -> AsksPage:
    page = go(desk, "asks")
    assert isinstance(page, AsksPage)
    return page


def asked_ids(tx: Transaction) -> list[str]:
    """The actions of Quayside House."""
    (team,) = (team for team in teams.list_teams(tx) if team.name == TEAM_NAME)
    return [action.action_id for action in plans.actions_of_team(tx, team.team_id)]


def card_of(page: AsksPage, what: str):
    return next(card for card in page.cards.values() if card.group.title == what)


def test_a_reply_is_given_by_keyboard_alone_and_ctrl_z_takes_it_back(at_house: Desk) -> None:
    page = asks(at_house)
    tab_to(at_house, f"Reply: {COVER['ask_what']}")
    at_house.press(Qt.Key.Key_Space)
    dialog = window(at_house)
    assert nameless(dialog) == []
    at_house.press(Qt.Key.Key_Space)
    at_house.press(Qt.Key.Key_Right)
    assert dialog.kind is ReplyKind.PARTLY
    tab_to(at_house, "Because")
    at_house.type("two hours for now")
    tab_to(at_house, "Who from the front line")
    at_house.type("a night worker")
    tab_to(at_house, "Keep this reply")
    at_house.press(Qt.Key.Key_Space)
    at_house.until(lambda: at_house.app.activeModalWidget() is None)
    at_house.rest()
    (given,) = [ask.given for group in page.view.asks for ask in group.asks if ask.given]
    assert given[0].kind is ReplyKind.PARTLY
    assert given[0].in_the_room == "a night worker"
    assert page.view.owed == 1
    take_back(at_house)
    at_house.rest()
    assert page.view.owed == 2


def test_a_reply_stands_in_the_plan_of_the_team_at_once(at_house: Desk) -> None:
    page = asks(at_house)
    page.reply_to(card_of(page, str(PHONES["ask_what"])).group.group_id)
    dialog = window(at_house)
    dialog.options[ReplyKind.YES].click()
    dialog.keep_button.click()
    at_house.rest()
    found = at_house.jobs.opened.read(
        lambda tx: [r.kind for a in asked_ids(tx) for r in stored.replies_to(tx, (a,))]
    )
    page.show_which.set_chosen(Show.ANSWERED)
    page.show_which.chosen.emit(Show.ANSWERED)
    at_house.rest()
    assert "You said yes" in words_on(page)
    assert found == [ReplyKind.YES]


def test_no_wants_its_reason_and_what_was_typed_is_there_again(at_house: Desk) -> None:
    page = asks(at_house)
    keys = next(iter(page.cards.values())).keys()
    page._ask_reply(keys, "Cover")
    dialog = window(at_house)
    dialog.keep_button.click()
    assert "Choose yes, partly or no first." in words_on(dialog)
    dialog.options[ReplyKind.NO].click()
    dialog.texts["would_try"].setText("swap a day shift")
    dialog._on_edited()
    dialog.keep_button.click()
    assert "Say why, so that the team can think with you." in dialog._fields["because"].error()
    dialog.reject()
    at_house.rest()
    page._ask_reply(keys, "Cover")
    again = window(at_house)
    assert again.texts["would_try"].text() == "swap a day shift"
    assert again.options[ReplyKind.NO].isChecked()
    again.reject()
    at_house.rest()


def test_two_asks_are_put_together_by_keyboard_and_taken_apart_again(at_house: Desk) -> None:
    page = asks(at_house)
    assert len(page.cards) == 2
    for what in (COVER["ask_what"], PHONES["ask_what"]):
        page.begin()
        tab_to(at_house, f"Choose: {what}")
        at_house.press(Qt.Key.Key_Space)
    assert "2 chosen" in words_on(page)
    tab_to(at_house, "Put them together")
    at_house.press(Qt.Key.Key_Space)
    dialog = window(at_house)
    assert nameless(dialog) == []
    dialog.line.setText("Safe nights")
    dialog.line.setFocus()
    at_house.press(Qt.Key.Key_Return)
    at_house.rest()
    (group,) = page.view.asks
    assert group.title == "Safe nights"
    assert group.by_hand
    take_back(at_house)
    at_house.rest()
    assert len(page.view.asks) == 2


def test_words_begun_for_asks_together_are_there_again_until_they_are_kept(at_house: Desk) -> None:
    page = asks(at_house)

    def opened():
        page._picked = {group.group_id for group in page.view.asks}
        page.put_together()
        at_house.rest()
        return window(at_house)

    dialog = opened()
    dialog.line.setFocus()
    dialog.line.selectAll()
    at_house.type("Safe nig")
    at_house.press(Qt.Key.Key_Escape)
    at_house.rest()
    again = opened()
    assert again.line.text() == "Safe nig"
    again.keep_button.click()
    at_house.rest()
    assert [group.title for group in page.view.asks] == ["Safe nig"]
    take_back(at_house)
    at_house.rest()
    assert opened().line.text() != "Safe nig"
    window(at_house).reject()
    at_house.rest()


def test_one_card_dropped_on_another_puts_them_together_and_apart_ends_it(at_house: Desk) -> None:
    page = asks(at_house)
    first, second = page.cards.values()
    carried = QMimeData()
    carried.setData(DRAGGED, second.group.group_id.encode())
    button, key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.LinkAction, carried, button, key)
    QApplication.sendEvent(first, over)
    assert over.isAccepted()
    QApplication.sendEvent(first, QDropEvent(QPointF(5, 5), Qt.DropAction.LinkAction, carried, button, key))
    at_house.rest()
    (group,) = page.view.asks
    assert group.teams == 1
    assert len(group.asks) == 2
    page.cards[group.group_id].words.click()
    at_house.rest()
    page.cards[group.group_id].take_apart()
    at_house.rest()
    assert len(page.view.asks) == 2


def test_alike_asks_of_several_teams_say_how_many_and_how_long(at_house: Desk) -> None:
    page = asks(at_house)
    page.show_board(boards.board())
    at_house.rest()
    words = words_on(page)
    assert "3 of 4 teams, oldest 1 quarter" in words
    assert "Reply to all 3: Cover for nights" in words
    assert "Four hours of cover a month for nights" not in words
    next(iter(page.cards.values())).words.click()
    at_house.rest()
    words = words_on(page)
    for at in range(3):
        assert boards.ask(at).what in words
    assert "Quiet corner in the front room" in words


def test_one_reply_to_a_group_names_every_team_that_asks(at_house: Desk) -> None:
    page = asks(at_house)
    page.show_board(boards.board())
    next(iter(page.cards.values())).ask_reply()
    dialog = window(at_house)
    assert isinstance(dialog, ReplyWindow)
    assert "Asked by 3 teams: Mill Lane, Outreach, Quayside House" in words_on(dialog)
    dialog.reject()
    at_house.rest()


def test_replies_go_back_as_a_file_that_the_teams_window_takes_in(alone: Desk, tmp_path: Path) -> None:
    team = Elsewhere(tmp_path / "mill", "Mill Lane")
    drop(alone, team.plan(tmp_path / "mill.pdf"))
    page = asks(alone)
    page.reply_to(next(iter(page.cards)))
    dialog = window(alone)
    dialog.options[ReplyKind.YES].click()
    dialog.texts["because"].setText("from January")
    dialog.keep_button.click()
    alone.rest()
    alone.files.folder = tmp_path / "out"
    alone.files.folder.mkdir()
    (owed,) = owed_replies(page.view)
    assert owed.team == "Mill Lane"
    page.save_replies()
    out = window(alone)
    assert nameless(out) == []
    alone.files.target = alone.files.folder / owed.file_name
    out.savers[owed.sender].button.click()
    alone.rest()
    assert "Saved in the folder “out”." in words_on(out)
    out.reject()
    alone.rest()
    assert owed_replies(page.view)[0].sent
    (file,) = alone.files.folder.iterdir()
    found = reply_files.look(team.hostel.opened, team.hostel.amina, team.hostel.team_id, file)
    assert [one.reply.because for one in found.replies] == ["from January"]
    team.close()


def test_files_for_all_teams_go_into_one_folder_and_replace_nothing(alone: Desk, tmp_path: Path) -> None:
    both = [Elsewhere(tmp_path / name, name) for name in ("Mill Lane", "Outreach")]
    drop(alone, *(team.plan(tmp_path / f"{at}.pdf") for at, team in enumerate(both)))
    page = asks(alone)
    (group,) = page.view.asks
    assert group.teams == 2
    page.reply_to(group.group_id)
    dialog = window(alone)
    dialog.options[ReplyKind.YES].click()
    dialog.keep_button.click()
    alone.rest()
    alone.files.folder = tmp_path / "out"
    alone.files.folder.mkdir()
    page.save_replies()
    out = window(alone)
    for _twice in range(2):
        out.all_button.click()
        alone.rest()
    assert "2 files are in that folder." in out.answer.accessibleName()
    assert len(list(alone.files.folder.iterdir())) == 4
    out.reject()
    for team in both:
        team.close()


def test_the_board_page_shows_what_is_saved(at_house: Desk, tmp_path: Path) -> None:
    page = asks(at_house)
    page.paper.click()
    at_house.rest()
    at_house.rest()
    paper = at_house.win.inside.page()
    at_house.until(lambda: paper.picture.count() > 0)
    assert at_house.win.inside.area() == "board-page"
    assert nameless(paper) == []
    at_house.files.target = tmp_path / "board.pdf"
    paper.saver.button.click()
    at_house.rest()
    assert at_house.files.target.read_bytes().startswith(b"%PDF")
    paper.back.click()
    at_house.rest()
    assert at_house.win.inside.area() == "asks"


def test_ctrl_k_leads_to_the_asks_and_their_verbs(at_house: Desk) -> None:
    page = asks(at_house)
    words = [command.words for command in page.commands()]
    assert "Make a board page" in words
    assert any(word.startswith("Reply: ") for word in words)
    assert "Put them together" not in words
    page._on_picked(next(iter(page.cards)), True)
    page._on_picked(list(page.cards)[1], True)
    assert "Put them together" in [command.words for command in page.commands()]


def test_ctrl_k_finds_the_verbs_of_leaders_from_any_page(at_house: Desk) -> None:
    go(at_house, "reflections")
    at_house.ctrl(Qt.Key.Key_K)
    at_house.rest()
    finder = at_house.win.inside.finder
    words = {command.words for command in finder._offered(None)}
    assert {"Add plans…", "Make a board page", "Asks of us"} <= words
    assert not {"Our review", "Action plan", "Our plan"} & words
    finder.close()


def test_home_leads_straight_to_the_reply(at_house: Desk) -> None:
    home = go(at_house, "home")
    reply = next(b for b in home.findChildren(Button) if b.accessibleName().startswith("Reply: "))
    reply.click()
    dialog = window(at_house)
    assert at_house.win.inside.area() == "asks"
    assert isinstance(dialog, ReplyWindow)
    dialog.reject()
    at_house.rest()


@pytest.mark.parametrize("n", [0, 1, 2])
def test_a_free_name_is_found_beside_what_is_there(n: int, tmp_path: Path) -> None:
    path = tmp_path / "replies.piereply"
    for at in range(n):
        (path if at == 0 else path.with_stem(f"replies-{at + 1}")).touch()
    assert _free(path).name == ("replies.piereply" if n == 0 else f"replies-{n + 1}.piereply")
