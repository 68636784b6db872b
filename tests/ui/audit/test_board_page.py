"""The board: the mouse and the keyboard can do the very same things, and nothing that was written is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from pie_audit.domain.errors import CannotSave
from pie_audit.domain.influence import FeltBy
from pie_audit.storage import influences as stored
from pie_audit.storage import plans as actions
from pie_audit.ui.audit import board_view
from pie_audit.ui.audit.board_lane import WELLS
from pie_audit.ui.audit.board_menu import card_menu
from pie_audit.ui.audit.board_page import DOTS, LIST, BoardPage
from pie_audit.ui.audit.board_words import history_words
from pie_audit.ui.shell.undo_stack import UndoStack
from pie_audit.ui.theme import apply
from pie_audit.ui.widgets.reading_order import put_in_reading_order
from pie_audit.workflows import influences, priorities
from tests.ui.accessibility import nameless, spoken
from tests.ui.audit.board import (
    HELPS,
    HINDERS,
    ONE,
    SERVICE,
    SYSTEM,
    drag,
    kept,
    key,
    keys,
    open_board,
    put,
    sign,
    texts,
    write,
)
from tests.ui.audit.house import House
from tests.ui.audit.test_overview_page import buttons, press, words

K = Qt.Key


def four_cards(house: House) -> None:
    open_board(house)
    put(house, "Tom runs a good debrief", ONE, HELPS, 1)
    put(house, "Single cover at night", SERVICE, HINDERS, 2)
    put(house, "No budget line for backfill", SERVICE, HINDERS)
    put(house, "Only hours with a resident are paid for", SYSTEM, HINDERS, 3)


@pytest.fixture
def before() -> Callable[[House], None]:
    return four_cards


@pytest.fixture
def cards(house: House) -> dict[str, str]:
    """Ids by a word of their text."""
    by_text = {card.text: card.influence_id for card in kept(house)}
    known = ("tom", "cover", "budget", "hours")
    return {name: next(by_text[text] for text in by_text if name in text.lower()) for name in known}


@pytest.fixture
def page(house: House, cards: dict[str, str], show) -> BoardPage:
    made = show(BoardPage, house.round_id)
    house.jobs.changed.connect(lambda kinds: made.reload() if kinds & made.KINDS else None)
    return made


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told of the board."""
    said: list[str] = []
    monkeypatch.setattr(board_view, "announce", lambda _about, told: said.append(told))
    return said


def choose(page: BoardPage, name: str, *path: str) -> None:
    """Pick an entry of a card's menu by its words, through its sub-menus."""
    page.board.focus_card(name)
    menu = top = card_menu(page.view, page.board.cards[name].card, page, page)
    for step in path[:-1]:
        menu = next(a.menu() for a in menu.actions() if a.text() == step)
    found = next(a for a in menu.actions() if a.text() == path[-1])
    assert found.isEnabled()
    found.trigger()
    top.deleteLater()


def in_focus() -> str:
    return spoken(QApplication.focusWidget())


class TestReading:
    def test_lanes_and_columns_are_called_what_they_are(self, page: BoardPage) -> None:
        said = words(page)
        for name in (
            "For one person",
            "living here or working here",
            "In this service",
            "In the wider system",
        ):
            assert name in said
        assert "Helps" in said
        assert "Gets in the way" in said

    def test_a_card_says_its_sentence_its_place_and_its_dots(
        self, page: BoardPage, cards: dict[str, str]
    ) -> None:
        card = page.board.cards[cards["cover"]]
        assert spoken(card) == "Single cover at night. Gets in the way, in this service | 2 people"

    def test_a_lane_with_little_in_it_asks_for_more(self, page: BoardPage) -> None:
        shown = {well for well in WELLS if page.board.adds[well].isVisible()}
        assert shown == set(WELLS) - {(SERVICE, HINDERS)}
        assert "What else helps here?" in words(page)

    def test_what_led_to_an_action_or_a_priority_says_so(
        self, house: House, page: BoardPage, cards: dict[str, str], idle
    ) -> None:
        item = next(i for i in page.choosing.free_items if i.words == "Single cover at night")
        house.write(priorities.add_priority, house.round_id, "Cover", item)
        house.write(influences.make_asks, (cards["hours"],))
        page.reload()
        idle()
        assert "In the plan" in spoken(page.board.cards[cards["cover"]])
        assert spoken(page.board.cards[cards["hours"]]).endswith("3 people, In the plan, Ask upwards")

    def test_nothing_is_nameless_in_any_part(self, page: BoardPage, idle) -> None:
        for part in range(3):
            page.show_part(part)
            idle()
            assert nameless(page) == []

    @pytest.mark.parametrize(("percent", "width"), [(100, 1144), (100, 958), (200, 958), (200, 1300)])
    def test_it_stacks_and_never_scrolls_sideways(
        self, house: House, cards: dict[str, str], show, idle, percent: int, width: int
    ) -> None:
        put(house, "Unsupportedaccommodationcommissioningframeworkagreementwithoutspaces", SYSTEM)
        apply(QApplication.instance(), "light", percent)
        page = show(BoardPage, house.round_id, width=width, height=700)
        for part in range(3):
            page.show_part(part)
            idle()
            assert page.body.overflow() == 0
            assert page.minimumSizeHint().width() <= width
        wide = percent == 100
        heads = [head for head in page.board._heads.values() if not head.isHidden()]
        assert len(heads) == (2 if wide else 6)


class TestByKeyboardAlone:
    def test_a_board_is_filled_changed_and_emptied(self, house: House, page: BoardPage, idle) -> None:
        assert in_focus().startswith("Tom runs a good debrief")
        key(K.Key_A)
        write("New starters expect it")
        key(K.Key_Return)
        idle()
        assert texts(house, ONE, HELPS) == ["Tom runs a good debrief", "New starters expect it"]
        assert in_focus().startswith("New starters expect it")
        key(K.Key_Return)
        write("New people expect it")
        key(K.Key_Escape)
        idle()
        assert texts(house, ONE, HELPS)[1] == "New people expect it"
        key(K.Key_Plus)
        idle()
        key(K.Key_Plus)
        idle()
        key(K.Key_Minus)
        idle()
        assert in_focus().endswith("1 person")
        key(K.Key_Delete)
        idle()
        assert texts(house, ONE, HELPS) == ["Tom runs a good debrief"]
        assert in_focus().startswith("Tom runs a good debrief")

    def test_a_new_card_that_says_nothing_is_gone_again(self, house: House, page: BoardPage, idle) -> None:
        before = kept(house)
        key(K.Key_A)
        assert QApplication.focusWidget().accessibleName() == "Card: Helps, For one person"
        key(K.Key_Return)
        idle()
        assert kept(house) == before
        assert len(page.board.cards) == 4
        assert in_focus().startswith("What else helps here?")

    def test_a_place_for_one_more_takes_the_key_too(self, house: House, page: BoardPage, idle) -> None:
        page.board.adds[(SYSTEM, HELPS)].setFocus()
        key(K.Key_A)
        write("The contract names it")
        key(K.Key_Return)
        idle()
        assert texts(house, SYSTEM, HELPS) == ["The contract names it"]

    def test_tab_reads_lane_by_lane_and_one_column_before_the_other(
        self, house: House, page: BoardPage, idle
    ) -> None:
        for text in ("New starters expect it", "The night chair is warm", "Somebody always asks"):
            put(house, text, ONE, HELPS)
        page.reload()
        idle()
        put_in_reading_order(page)
        found = [in_focus().split(".")[0]]
        for _step in range(4):
            key(K.Key_Tab)
            found.append(in_focus().split(".")[0])
        assert found[:4] == texts(house, ONE, HELPS)
        assert found[4].startswith("What else gets in the way here?")

    def test_arrows_walk_from_card_to_card(self, page: BoardPage) -> None:
        keys([K.Key_Right])
        assert in_focus().startswith("What else helps here?")
        page.board.focus_card(next(iter(page.board.cards)))
        keys([K.Key_Down])
        assert "this service" in in_focus().lower()


class TestCarrying:
    def test_keys_carry_a_card_over_lanes_columns_and_places_and_say_so(
        self, house: House, page: BoardPage, cards: dict[str, str], heard: list[str], idle
    ) -> None:
        page.board.focus_card(cards["hours"])
        keys([K.Key_M, K.Key_Up, K.Key_Right, K.Key_Left, K.Key_Left, K.Key_Down])
        assert len(kept(house)) == 4, "nothing is kept before it is put down"
        assert texts(house, SYSTEM) == ["Only hours with a resident are paid for"]
        key(K.Key_Return)
        idle()
        assert texts(house, SYSTEM, HELPS) == ["Only hours with a resident are paid for"]
        assert heard == [
            "In hand. Arrows carry it, Enter puts it down, Esc takes it back. "
            "In the wider system, gets in the way, place 1 of 1.",
            "In this service, gets in the way, place 1 of 3.",
            "In this service, gets in the way, place 2 of 3.",
            "In this service, gets in the way, place 1 of 3.",
            "In this service, helps, place 1 of 1.",
            "In the wider system, helps, place 1 of 1.",
            "Put down. In the wider system, helps, place 1 of 1.",
        ]
        assert in_focus().startswith("Only hours with a resident")

    def test_a_card_carried_by_keys_stays_in_sight(
        self, page: BoardPage, cards: dict[str, str], qtbot, idle
    ) -> None:
        page.resize(1144, 320)
        page.board.focus_card(cards["tom"])
        keys([K.Key_M, K.Key_Down, K.Key_Down])
        idle()
        area, card = page.body.viewport(), page.board.cards[cards["tom"]]
        qtbot.waitUntil(lambda: area.rect().contains(card.mapTo(area, card.rect().center())))

    def test_what_is_said_aloud_can_be_read_too(self, page: BoardPage, cards: dict[str, str]) -> None:
        page.board.focus_card(cards["cover"])
        key(K.Key_M)
        assert "Arrows carry it" in words(page.prompts)
        key(K.Key_Right)
        assert "In this service, gets in the way, place 2 of 2." in words(page.prompts)

    def test_escape_takes_it_back(
        self, house: House, page: BoardPage, cards: dict[str, str], heard: list[str]
    ) -> None:
        before = kept(house)
        page.board.focus_card(cards["cover"])
        keys([K.Key_M, K.Key_Down, K.Key_Left, K.Key_Escape])
        assert heard[-1] == "Back where it was. In this service, gets in the way, place 1 of 2."
        assert page.board.carried == ""
        assert kept(house) == before
        assert page.board._cards == before

    @pytest.mark.parametrize(
        ("name", "to"), [("cover", (SYSTEM, HINDERS)), ("hours", (SERVICE, HELPS)), ("tom", (ONE, HINDERS))]
    )
    def test_the_mouse_carries_a_card_to_another_lane_or_column(
        self, house: House, page: BoardPage, cards: dict[str, str], idle, name: str, to
    ) -> None:
        ground = next(g for g in page.board._grounds if g.well == to)
        text = page.board.cards[cards[name]].card.text
        drag(page.board.cards[cards[name]], page.board, ground.box.center(), QPoint(20, 20))
        idle()
        assert text in texts(house, *to)
        assert len(kept(house)) == 4

    def test_the_mouse_changes_the_order(
        self, house: House, page: BoardPage, cards: dict[str, str], idle
    ) -> None:
        assert texts(house, SERVICE) == ["Single cover at night", "No budget line for backfill"]
        second = page.board.cards[cards["budget"]]
        drag(page.board.cards[cards["cover"]], second, QPoint(second.width() - 6, 30), QPoint(20, 20))
        idle()
        assert texts(house, SERVICE) == ["No budget line for backfill", "Single cover at night"]

    def test_mouse_and_keys_end_in_the_same_board(
        self, house: House, page: BoardPage, cards: dict[str, str], idle
    ) -> None:
        ground = next(g for g in page.board._grounds if g.well == (SYSTEM, HINDERS))
        drag(
            page.board.cards[cards["cover"]], page.board, ground.box.center() + QPoint(120, 0), QPoint(20, 20)
        )
        idle()
        by_mouse = [(c.text, c.level, c.direction, c.place) for c in kept(house)]
        house.write(influences.lay_card, cards["cover"], board_view.Spot(SERVICE, HINDERS, 0))
        page.reload()
        idle()
        page.board.focus_card(cards["cover"])
        keys([K.Key_M, K.Key_Down, K.Key_Right, K.Key_Return])
        idle()
        assert [(c.text, c.level, c.direction, c.place) for c in kept(house)] == by_mouse

    def test_escape_under_the_mouse_takes_it_back(
        self, house: House, page: BoardPage, cards: dict[str, str], idle
    ) -> None:
        before = kept(house)
        card = page.board.cards[cards["cover"]]
        QTest.mousePress(card, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
        QTest.mouseMove(card, QPoint(20, 300))
        assert page.board.carried == cards["cover"]
        QTest.keyClick(card, K.Key_Escape)
        QTest.mouseRelease(card, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
        idle()
        assert kept(house) == before

    def test_a_small_tremble_of_the_mouse_moves_nothing(self, page: BoardPage, cards: dict[str, str]) -> None:
        card = page.board.cards[cards["cover"]]
        QTest.mousePress(card, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
        QTest.mouseMove(card, QPoint(22, 21))
        assert page.board.carried == ""
        QTest.mouseRelease(card, Qt.MouseButton.LeftButton, pos=QPoint(22, 21))

    def test_moving_can_be_undone_by_name(
        self, house: House, page: BoardPage, cards: dict[str, str], idle
    ) -> None:
        stack = UndoStack(house.jobs, page)
        before = kept(house)
        page.board.focus_card(cards["cover"])
        keys([K.Key_M, K.Key_Down, K.Key_Return])
        idle()
        assert "Moved a card" in words(stack.bar)
        stack.undo()
        idle()
        assert kept(house) == before


class TestMenu:
    def test_a_key_and_a_button_open_it_at_the_card(self, page: BoardPage, cards: dict[str, str]) -> None:
        wanted: list[str] = []
        page.board.menu_wanted.disconnect(page._show_menu)
        page.board.menu_wanted.connect(lambda name, _at: wanted.append(name))
        page.board.focus_card(cards["cover"])
        key(K.Key_Space)
        more = page.board.cards[cards["budget"]]._more
        assert more.accessibleName() == "More for “No budget line for backfill”"
        QTest.mouseClick(more, Qt.MouseButton.LeftButton)
        assert wanted == [cards["cover"], cards["budget"]]

    def test_it_does_all_that_the_keys_do(
        self, house: House, page: BoardPage, cards: dict[str, str], idle
    ) -> None:
        name = cards["cover"]
        choose(page, name, "Me too, one more dot (+)")
        idle()
        choose(page, name, "Take a dot away (−)")
        idle()
        choose(page, name, "Move to", "In the wider system: gets in the way")
        idle()
        choose(page, name, "Move to", "One place forward")
        idle()
        choose(page, name, "Who experiences it", "Staff")
        idle()
        choose(page, name, "Belongs to topic", "Supervision that happens")
        idle()
        choose(page, name, "Ask upwards")
        idle()
        card = next(c for c in kept(house) if c.influence_id == name)
        assert (card.level, card.place, card.me_too) == (SYSTEM, 0, 2)
        assert (card.felt_by, card.topic_id, card.ask_upwards) == (FeltBy.STAFF, "B5", True)
        (line,) = page.view.history[name]
        assert history_words(line) == "Week 47: from “In this service” to “In the wider system”"
        choose(page, name, "Take it away (Delete)")
        idle()
        assert name not in {c.influence_id for c in kept(house)}

    def test_it_edits_carries_asks_and_chooses(
        self, house: House, page: BoardPage, cards: dict[str, str], idle
    ) -> None:
        name = cards["cover"]
        choose(page, name, "Edit (Enter)")
        write("One person at night")
        key(K.Key_Return)
        idle()
        choose(page, name, "Carry it with the arrows (M)")
        assert page.board.carried == name
        keys([K.Key_Right, K.Key_Return])
        idle()
        assert texts(house, SERVICE) == ["No budget line for backfill", "One person at night"]
        choose(page, name, "Turn it into an ask in the plan")
        idle()
        choose(page, name, "Make it a priority")
        idle()
        (action,) = house.opened.read(lambda tx: actions.actions_of_round(tx, house.round_id))
        assert (action.ask_what, action.influence_id) == ("One person at night", name)
        assert [r.priority.influence_id for r in page.choosing.ranked] == [name]

    def test_the_plus_on_a_card_is_a_dot(
        self, house: House, page: BoardPage, cards: dict[str, str], idle
    ) -> None:
        plus = page.board.cards[cards["tom"]]._plus
        assert plus.accessibleName() == "Me too: one more dot on “Tom runs a good debrief”"
        QTest.mouseClick(plus, Qt.MouseButton.LeftButton)
        idle()
        assert kept(house)[0].me_too == 2


class TestWriting:
    def test_filling_never_saves(self, house: House, page: BoardPage, idle) -> None:
        before = kept(house)
        page.reload()
        idle()
        page.edit(before[0].influence_id)
        page.writer.finish(before[0].influence_id)
        idle()
        assert kept(house) == before

    def test_words_are_kept_soon_after_the_first_key(self, house: House, page: BoardPage, idle) -> None:
        key(K.Key_A)
        write("A window that opens")
        assert page.unsaved
        assert page.writer.timer.isActive()
        page.writer.timer.timeout.emit()
        idle()
        assert "A window that opens" in texts(house, ONE, HELPS)
        write(" at night")
        assert QApplication.focusWidget().toPlainText() == "A window that opens at night"
        key(K.Key_Return)
        idle()
        assert texts(house, ONE, HELPS)[-1] == "A window that opens at night"
        assert len(kept(house)) == 5

    def test_leaving_the_page_keeps_them(self, house: House, page: BoardPage, idle) -> None:
        key(K.Key_A)
        write("A window that opens")
        page.hide()
        idle()
        assert "A window that opens" in texts(house, ONE, HELPS)

    def test_two_who_change_one_card_choose_between_both_texts(
        self, house: House, page: BoardPage, cards: dict[str, str], idle
    ) -> None:
        for choice, left in (
            ("Keep theirs", ["Theirs", "No budget line for backfill"]),
            ("Keep yours", ["Mine", "No budget line for backfill"]),
            ("Keep both as two cards", ["Theirs", "No budget line for backfill", "Mine"]),
        ):
            clash(house, page, cards["cover"], idle)
            assert {"Mine", "Theirs"} <= set(words(page.clashes).split("\n"))
            assert page.unsaved
            press(page.clashes, choice)
            idle()
            assert texts(house, SERVICE) == left
            assert not page.unsaved

    def test_a_card_taken_away_under_the_pen_can_come_back(
        self, house: House, page: BoardPage, cards: dict[str, str], idle
    ) -> None:
        page.edit(cards["cover"])
        house.write(influences.remove_card, cards["cover"])
        page.reload()
        idle()
        write("Mine")
        key(K.Key_Return)
        idle()
        assert "took this card away" in words(page.clashes)
        press(page.clashes, "Keep yours")
        idle()
        assert texts(house, SERVICE) == ["No budget line for backfill", "Mine"]

    def test_what_cannot_be_saved_stays_on_the_screen_and_can_be_copied(
        self, house: House, page: BoardPage, idle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_args: object) -> None:
            raise CannotSave("The disk is full.", "Make room, then carry on.")

        key(K.Key_A)
        with monkeypatch.context() as broken:
            broken.setattr(stored, "save_influence", full)
            write("A window that opens")
            key(K.Key_Return)
            idle()
            assert "Not saved yet, still trying" in words(page)
            assert page.unsaved
            page.not_saved.copy_wanted.emit()
            assert "A window that opens" in QGuiApplication.clipboard().text()
        assert not page.unsaved


def clash(house: House, page: BoardPage, name: str, idle: Callable[[], None]) -> None:
    """Somebody else writes “Theirs” while “Mine” is being written."""
    fresh = next(c for c in kept(house) if c.influence_id == name)
    house.write(influences.write_card, (fresh,), replace(fresh, text="Start"))
    page.reload()
    idle()
    page.edit(name)
    start = next(c for c in kept(house) if c.influence_id == name)
    house.write(influences.write_card, (start,), replace(start, text="Theirs"))
    write("Mine")
    key(K.Key_Return)
    idle()


class TestPrompts:
    def test_what_weighs_above_the_team_is_turned_into_an_ask(
        self, house: House, page: BoardPage, idle
    ) -> None:
        assert "One of the heaviest cards sits above this team." in words(page.prompts)
        press(page.prompts, "Turn it into an ask")
        idle()
        (action,) = house.opened.read(lambda tx: actions.actions_of_round(tx, house.round_id))
        assert action.ask_what == "Only hours with a resident are paid for"
        assert "heaviest" not in words(page.prompts)

    def test_three_barriers_of_one_person_ask_to_look_again(
        self, house: House, page: BoardPage, idle
    ) -> None:
        press(page.prompts, "Turn it into an ask")
        for text in ("Forgets letters", "Comes late", "Says little"):
            put(house, text, ONE)
        page.reload()
        idle()
        assert "3 cards are laid on one person. Could any be the service’s" in words(page.prompts)

    def test_with_large_text_the_prompt_scrolls_with_the_board(self, house: House, cards, show) -> None:
        apply(QApplication.instance(), "light", 200)
        page = show(BoardPage, house.round_id, width=958, height=700)
        assert page.prompts.hint.isVisible()
        assert not page.prompts.words.isVisible()


class TestWhoMay:
    def test_the_team_reads_and_is_offered_nothing_to_change(self, house: House, cards, show, idle) -> None:
        before = kept(house)
        house.be("Marek Nowak")
        page = show(BoardPage, house.round_id)
        assert "for reading" in words(page)
        assert not buttons(page) & {"Add a card", "Turn it into an ask"}
        assert not [add for add in page.board.adds.values() if add.isVisible()]
        for pressed in (K.Key_A, K.Key_Return, K.Key_M, K.Key_Plus, K.Key_Delete, K.Key_Space):
            key(pressed)
        idle()
        assert kept(house) == before
        assert not page.findChildren(QMenu)
        assert page.board.carried == ""

    def test_after_sign_off_it_is_fixed(self, house: House, cards, show) -> None:
        sign(house)
        page = show(BoardPage, house.round_id)
        assert "signed off, so nothing changes here" in words(page)
        assert "Add a card" not in buttons(page)

    def test_a_refusal_is_told_and_the_board_stays_as_it_is(
        self, house: House, page: BoardPage, idle
    ) -> None:
        before = kept(house)
        sign(house)
        key(K.Key_Plus)
        idle()
        # Either the key was first and was refused, or the signature had reached the page before it.
        assert {"after sign-off it is fixed", "signed off, so nothing changes here"} & _told(page)
        assert kept(house) == before


def _told(page: BoardPage) -> set[str]:
    sentences = ("after sign-off it is fixed", "signed off, so nothing changes here")
    return {sentence for sentence in sentences if sentence in words(page)}


class TestWays:
    def test_the_way_leads_from_the_board_to_the_dots_and_on(self, page: BoardPage, idle) -> None:
        press(page.prompts, "On to the dots")
        assert (page._part, page.votes.isVisible()) == (DOTS, True)
        page.open_part(LIST)
        gone: list[tuple[str, object]] = []
        page.went_to.connect(lambda area, argument: gone.append((area, argument)))
        press(page, "On to the plan")
        assert gone == [("plan", None)]

    def test_it_opens_at_the_part_that_was_asked_for(
        self, house: House, page: BoardPage, qtbot, idle
    ) -> None:
        page.open_at("board", f"{house.round_id}/priorities")
        assert page._part == LIST
        page.open_at("board", f"{house.round_id}/dots")
        assert page._part == DOTS
        fresh = BoardPage(house.jobs, house.round_id)
        qtbot.addWidget(fresh)
        fresh.show()
        fresh.reload()
        fresh.open_at("board", f"{house.round_id}/priorities")
        idle()
        assert fresh.list.isVisible()
        assert not fresh.board.isVisible()

    def test_its_verbs_can_be_found_by_words(self, house: House, page: BoardPage, cards, show) -> None:
        assert [c.name for c in page.commands()] == ["card", "board", "dots", "priorities", "plan"]
        next(c for c in page.commands() if c.name == "card").run()
        assert QApplication.focusWidget().accessibleName().startswith("Card:")
        house.be("Marek Nowak")
        assert "card" not in [c.name for c in show(BoardPage, house.round_id).commands()]
