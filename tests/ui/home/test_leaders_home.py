"""Leaders' Home: each team by its own sentence, asks with their age, plans, what gets in the way; never a ranking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pie_audit.domain.board import Board
from pie_audit.domain.shown_line import shown_line
from pie_audit.ui.home import leader_cards
from pie_audit.ui.widgets import Button, Card, Chip, CountBar, SmallLine, WrapLabel
from tests import boards
from tests.ui.accessibility import nameless, spoken

Went = list[tuple[str, object]]


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[..., tuple[Card, Went]]:
    """A card of this board, on the screen."""

    def show(make: Callable[..., Card], board: Board) -> tuple[Card, Went]:
        went: Went = []
        card = make(board, lambda area, argument: went.append((area, argument)))
        qtbot.addWidget(card)
        card.resize(560, 600)
        card.show()
        QApplication.processEvents()
        assert nameless(card) == []
        return card, went

    return show


def words(card: Card) -> list[str]:
    labels = [w.text() for w in card.findChildren(WrapLabel) if w.isVisible()]
    return [*labels, *(chip.text() for chip in card.findChildren(Chip))]


def press(card: Card, name: str) -> None:
    next(b for b in card.findChildren(Button) if b.accessibleName() == name).click()


def test_each_team_has_its_theme_and_its_own_sentence_by_name(
    shown: Callable[..., tuple[Card, Went]],
) -> None:
    card, _went = shown(leader_cards.teams_card, boards.board())
    told = words(card)
    names = [word for word in told if word in boards.TEAMS]
    assert names == sorted(boards.TEAMS)
    assert "“We stopped meeting in summer. Two posts were empty.”" in told
    assert "Each team picks the theme it wants you to see. No ranking, no total score." in told
    assert "One team hasn’t shared yet" in told


def test_only_an_edition_with_numbers_has_a_line_and_it_is_read_with_its_values(
    shown: Callable[..., tuple[Card, Went]],
) -> None:
    card, _went = shown(leader_cards.teams_card, boards.board())
    lines = card.findChildren(SmallLine)
    assert len(lines) == 3
    assert spoken(lines[0]) == "Spaces of opportunity. Autumn 2026: 2.4. Summer 2026: 2.3."


def test_many_teams_are_cut_short_with_a_way_to_all(shown: Callable[..., tuple[Card, Went]]) -> None:
    many = tuple(boards.board_plan(at % 4, plan_id=f"plan {at}") for at in range(9))
    card, went = shown(leader_cards.teams_card, boards.board(plans=many))
    assert len([word for word in words(card) if word in boards.TEAMS]) == leader_cards.MOST_TEAMS
    press(card, "All chosen themes")
    assert went == [("shown-themes", None)]


def test_asks_carry_their_age_and_a_reply_button(shown: Callable[..., tuple[Card, Went]]) -> None:
    card, went = shown(leader_cards.asks_card, boards.board())
    told = words(card)
    assert "3 of 4 teams, oldest 1 quarter" in told
    assert "3 waiting for a reply" in told
    assert "Women’s service · Asked 1 quarter ago · you said yes" in told
    press(card, "Reply: Cover for nights")
    assert went == [("asks", "reply/group 0")]


def test_where_nothing_is_asked_it_says_so(shown: Callable[..., tuple[Card, Went]]) -> None:
    card, _went = shown(leader_cards.asks_card, boards.board(asks=()))
    assert "Nothing is asked of you." in words(card)


def test_new_plans_come_first_with_how_many_actions_are_done(shown: Callable[..., tuple[Card, Went]]) -> None:
    card, went = shown(leader_cards.plans_card, boards.board())
    told = words(card)
    assert next(word for word in told if word in boards.TEAMS) == boards.TEAMS[3]
    assert "Autumn plan, signed 11 November" in told
    assert "1 of 3 actions done" in told
    assert "New" in told
    press(card, "Open: Women’s service, Autumn plan, signed 11 November")
    assert went == [("shared-plans", "plan 3")]


def test_what_gets_in_the_way_has_its_counts_and_what_is_named_most(
    shown: Callable[..., tuple[Card, Went]],
) -> None:
    card, went = shown(leader_cards.barriers_card, boards.board())
    assert [spoken(bar) for bar in card.findChildren(CountBar)] == [
        "For one person: 0",
        "In the service: 4",
        "In the wider system: 4",
    ]
    assert "Named most often: The wait for mental health support" in words(card)
    press(card, "See what gets in the way")
    assert went == [("shared-plans", "barriers")]


def test_plans_that_name_nothing_have_no_bars_to_compare(shown: Callable[..., tuple[Card, Went]]) -> None:
    none = tuple(replace(found, count=0, most="") for found in boards.board().barriers)
    card, _went = shown(leader_cards.barriers_card, boards.board(barriers=none))
    assert "No plan names any yet." in words(card)


def test_before_the_first_plan_it_says_why_and_where_files_go(
    shown: Callable[..., tuple[Card, Went]],
) -> None:
    card, went = shown(leader_cards.nothing_shared_card, boards.board(plans=(), asks=()))
    assert "No team has shared a plan yet. You can’t see drafts, and that is on purpose." in words(card)
    press(card, "Add plans…")
    assert went == [("shared-plans", "add")]


@pytest.mark.parametrize(
    ("owed", "told"), [(True, "3 waiting for a reply"), (False, "Nothing waits for a reply.")]
)
def test_who_has_a_team_as_well_gets_one_card(
    owed: bool, told: str, shown: Callable[..., tuple[Card, Went]]
) -> None:
    board = boards.board() if owed else boards.board(asks=(boards.answered(),))
    card, went = shown(leader_cards.also_asked_card, board)
    assert told in words(card)
    press(card, "Look at what teams ask of you")
    assert went == [("asks", None)]


@pytest.mark.parametrize("silent", [2, 7])
def test_several_silent_teams_are_some(silent: int, shown: Callable[..., tuple[Card, Went]]) -> None:
    card, _went = shown(leader_cards.teams_card, boards.board(silent=silent))
    assert "Some teams haven’t shared yet" in words(card)
    assert not any(str(silent) in word for word in words(card))


def test_a_line_of_one_value_and_one_with_a_gap_are_drawn(qtbot: QtBot) -> None:
    whole = boards.theme()
    for points in (whole.points[:1], (whole.points[0], whole.points[2], whole.points[5])):
        chart = shown_line(replace(whole, points=points), plain=True)
        assert chart is not None
        line = SmallLine(chart)
        qtbot.addWidget(line)
        line.resize(line.sizeHint())
        line.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        picture = line.grab().toImage()
        right = [picture.pixelColor(picture.width() - 5, y) for y in range(picture.height())]
        assert any(colour.alpha() and colour != picture.pixelColor(0, 0) for colour in right)
