"""Everything that can be done to a card, as a menu: the mouse's way to each of its keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from pie_audit.domain.influence import FeltBy, Influence, Spot, in_spot
from pie_audit.domain.level_words import level_words
from pie_audit.ui.audit.board_lane import WELLS
from pie_audit.ui.audit.board_words import column_title, felt_by_words, history_words
from pie_audit.words import _
from pie_audit.workflows.influences import Board


class CardActs(Protocol):
    """What a page does to its cards."""

    def edit(self, influence_id: str) -> None:
        """Begin to write."""

    def carry(self, influence_id: str) -> None:
        """Take in hand."""

    def lay(self, influence_id: str, to: Spot) -> None:
        """Move to another spot."""

    def dot(self, influence_id: str, by: int) -> None:
        """One dot more or fewer."""

    def change(self, card: Influence) -> None:
        """Keep other marks."""

    def ask(self, influence_id: str) -> None:
        """Turn into an ask."""

    def choose(self, influence_id: str) -> None:
        """Make it a priority."""

    def remove(self, influence_id: str) -> None:
        """Take it away."""


def card_menu(board: Board, card: Influence, acts: CardActs, parent: QWidget) -> QMenu:
    """The menu of one card, to be shown with `popup`."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    name = card.influence_id
    _add(menu, _("Edit (Enter)"), partial(acts.edit, name))
    _add(menu, _("Me too, one more dot (+)"), partial(acts.dot, name, 1))
    _add(menu, _("Take a dot away (−)"), partial(acts.dot, name, -1)).setEnabled(card.me_too > 0)
    menu.addSeparator()
    _add(menu, _("Carry it with the arrows (M)"), partial(acts.carry, name))
    _add_spots(menu.addMenu(_("Move to")), board, card, acts)
    menu.addSeparator()
    _add_people(menu.addMenu(_("Who experiences it")), card, acts)
    _add_topics(menu.addMenu(_("Belongs to topic")), board, card, acts)
    upwards = _add(
        menu, _("Ask upwards"), partial(acts.change, _with(card, ask_upwards=not card.ask_upwards))
    )
    _tick(upwards, card.ask_upwards)
    menu.addSeparator()
    ask = _add(menu, _("Turn it into an ask in the plan"), partial(acts.ask, name))
    ask.setEnabled(name not in board.asked)
    _add(menu, _("Make it a priority"), partial(acts.choose, name))
    menu.addSeparator()
    _add_history(menu, board, card)
    _add(menu, _("Take it away (Delete)"), partial(acts.remove, name))
    return menu


def _add(menu: QMenu, words: str, then: Callable[[], object]) -> QAction:
    return menu.addAction(words.replace("&", "&&"), then)


def _tick(action: QAction, on: bool) -> None:
    action.setCheckable(True)
    action.setChecked(on)


def _with(card: Influence, **changes: object) -> Influence:
    kept: dict[str, Any] = changes
    return replace(card, **kept)


def _add_spots(menu: QMenu, board: Board, card: Influence, acts: CardActs) -> None:
    here = len(in_spot(board.cards, card.level, card.direction))
    for words, place in ((_("One place forward"), card.place - 1), (_("One place back"), card.place + 1)):
        spot = Spot(card.level, card.direction, place)
        _add(menu, words, partial(acts.lay, card.influence_id, spot)).setEnabled(0 <= place < here)
    menu.addSeparator()
    for level, direction in WELLS:
        if (level, direction) == (card.level, card.direction):
            continue
        spot = Spot(level, direction, len(in_spot(board.cards, level, direction)))
        words = f"{level_words(level)}: {column_title(direction).lower()}"
        _add(menu, words, partial(acts.lay, card.influence_id, spot))


def _add_people(menu: QMenu, card: Influence, acts: CardActs) -> None:
    for felt_by in (None, *FeltBy):
        words = felt_by_words(felt_by) if felt_by else _("Not said")
        _tick(_add(menu, words, partial(acts.change, _with(card, felt_by=felt_by))), card.felt_by is felt_by)


def _add_topics(menu: QMenu, board: Board, card: Influence, acts: CardActs) -> None:
    _tick(_add(menu, _("No topic"), partial(acts.change, _with(card, topic_id=None))), card.topic_id is None)
    for topic in board.topics:
        then = partial(acts.change, _with(card, topic_id=topic.id))
        _tick(_add(menu, topic.title, then), card.topic_id == topic.id)


def _add_history(menu: QMenu, board: Board, card: Influence) -> None:
    steps = board.history.get(card.influence_id, ())
    if steps:
        lines = menu.addMenu(_("Where it was before"))
        for step in steps:
            lines.addAction(history_words(step).replace("&", "&&")).setEnabled(False)
