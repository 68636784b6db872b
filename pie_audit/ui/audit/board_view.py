"""The board itself: three lanes, two columns, and cards that are carried by hand or by key, in the very same way."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from pie_audit.domain.influence import Influence, Spot, in_spot, move_card, step_over
from pie_audit.ui.audit.board_card import BoardCard
from pie_audit.ui.audit.board_ground import BoardGround
from pie_audit.ui.audit.board_lane import AddHere, Well, place_at
from pie_audit.ui.audit.board_words import spot_words
from pie_audit.ui.widgets import announce, next_turn
from pie_audit.words import _
from pie_audit.workflows.influences import Board

_SCROLL_NEAR, _SCROLL_BY = 48, 28

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.KeypadModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class BoardView(BoardGround):
    """Carries one card at a time: `laid` tells where it was put down. `told` says in words what happened.

    Every other wish is passed on by the id of its card.
    """

    laid = Signal(str, object)
    told = Signal(str)
    new_wanted = Signal(object)
    edit_wanted = Signal(str)
    remove_wanted = Signal(str)
    dot_wanted = Signal(str, int)
    menu_wanted = Signal(str, QPoint)
    typed = Signal(str)
    finished = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: tuple[Influence, ...] = ()
        for add in self.adds.values():
            add.clicked.connect(self._on_add)

    # what lies there

    def show_board(self, board: Board) -> None:
        """Show the cards as they stand; one that is being written or carried stays in hand."""
        self._may_edit = board.may_edit
        if self._draft is not None and any(c.influence_id == self._draft.influence_id for c in board.cards):
            self._draft = None
        if not self._carried or not any(c.influence_id == self._carried for c in board.cards):
            self._let_go()
            self._cards = board.cards
        self._keep_written(board)
        self._sync()
        for card in self._all():
            topic = board.topic(card.topic_id)
            self.cards[card.influence_id].show_card(
                card,
                in_plan=card.influence_id in board.in_plan,
                topic=topic.title if topic else "",
                history=board.history.get(card.influence_id, ()),
            )
        self._lay_out()

    def _keep_written(self, board: Board) -> None:
        """A card under the pen that somebody else took away stays until its words have found a place."""
        there = {c.influence_id for c in board.cards}
        for name, widget in self.cards.items():
            if widget.editor is not None and name not in there and self._draft is None:
                self._draft = widget.card

    def begin_new(self, card: Influence) -> None:
        """Put a blank card at the end of its lane and column, with the caret in it."""
        self._draft = card
        self._sync()
        self.cards[card.influence_id].show_card(card, in_plan=False, topic="")
        self._lay_out()
        self.cards[card.influence_id].begin_editing()

    def drop_draft(self) -> None:
        """Take the card away again that never said anything."""
        draft, self._draft = self._draft, None
        self._sync()
        self._lay_out()
        if draft is not None:
            self.focus_well((draft.level, draft.direction))

    def show_words(self, influence_id: str, words: str) -> None:
        """Show at once what was written, until the file tells."""
        self._cards = tuple(
            replace(c, text=words) if c.influence_id == influence_id else c for c in self._cards
        )
        if self._draft is not None and self._draft.influence_id == influence_id:
            self._draft = replace(self._draft, text=words)
        widget = self.cards.get(influence_id)
        if widget is not None:
            widget.card = replace(widget.card, text=words)
            widget.words.setText(words)

    def _sync(self) -> None:
        wanted = {c.influence_id for c in self._all()}
        for gone in [name for name in self.cards if name not in wanted]:
            widget = self.cards.pop(gone)
            if widget.hasFocus():
                self.focus_near(widget)
            widget.hide()
            widget.deleteLater()
        for card in self._all():
            if card.influence_id not in self.cards:
                self.cards[card.influence_id] = self._made(card)

    def _made(self, card: Influence) -> BoardCard:
        widget = BoardCard(card, self, may_edit=self._may_edit)
        widget.key_pressed.connect(self._on_key)
        widget.dot_wanted.connect(self.dot_wanted)
        widget.menu_wanted.connect(self.menu_wanted)
        widget.edit_wanted.connect(self.edit_wanted)
        widget.typed.connect(self.typed)
        widget.finished.connect(self.finished)
        widget.drag_began.connect(self.pick_up)
        widget.dragged.connect(self._on_dragged)
        widget.dropped.connect(self._on_dropped)
        widget.show()
        return widget

    # carrying

    @property
    def carried(self) -> str:
        """The id of the card in hand, or nothing."""
        return self._carried

    def pick_up(self, influence_id: str) -> None:
        """Take a card in hand: arrows or the mouse carry it from here."""
        if self._draft is not None and self._draft.text:  # written, and on its way into the file
            self._cards, self._draft = self._all(), None
        if not self._may_edit or self._draft is not None or influence_id == self._carried:
            return
        self.put_back()
        self._before, self._carried = self._cards, influence_id
        self.cards[influence_id].set_carried(True)
        self._tell(
            self._in_hand(),
            self._said(_("In hand. Arrows carry it, Enter puts it down, Esc takes it back. {spot}")),
        )

    def carry(self, to: Spot) -> None:
        """Carry the card in hand to another spot; nothing is kept before it is put down."""
        card = self._in_hand()
        if (card.level, card.direction, card.place) == (to.level, to.direction, to.place):
            return
        self._cards = move_card(self._cards, self._carried, to)
        self._lay_out()
        self._tell(card, self._said("{spot}"))

    def put_down(self) -> None:
        """Leave the card where it is now."""
        if not self._carried:
            return
        card, was = self._in_hand(), next(c for c in self._before if c.influence_id == self._carried)
        said = self._said(_("Put down. {spot}"))
        self._let_go()
        self._tell(card, said)
        if (card.level, card.direction, card.place) != (was.level, was.direction, was.place):
            self.laid.emit(card.influence_id, Spot(card.level, card.direction, card.place))

    def put_back(self) -> None:
        """Take the card back to where it was picked up."""
        if not self._carried:
            return
        self._cards = self._before
        card, said = self._in_hand(), self._said(_("Back where it was. {spot}"))
        self._let_go()
        self._tell(card, said)
        self._lay_out()

    def _let_go(self) -> None:
        widget = self.cards.get(self._carried)
        self._carried = ""
        if widget is not None:
            widget.set_carried(False)
        self.update()

    def _said(self, words: str) -> str:
        card = self._in_hand()
        return words.format(spot=spot_words(self._cards, Spot(card.level, card.direction, card.place)))

    def _tell(self, card: Influence, said: str) -> None:
        announce(self.cards[card.influence_id], said)
        self.told.emit(said)

    # mouse

    def _on_dragged(self, influence_id: str, at: QPoint) -> None:
        if self._carried != influence_id:
            return
        point = self.mapFromGlobal(at)
        for ground in self._grounds:
            if ground.box.contains(point):
                card = self._in_hand()
                here = ground.well == (card.level, card.direction)
                place = place_at(ground, point, card.place if here else None)
                self.carry(Spot(*ground.well, place))
                break
        self._scroll_near(at)

    def _on_dropped(self, influence_id: str) -> None:
        if self._carried == influence_id:
            self.put_down()

    def _area(self) -> QScrollArea | None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        return area

    def _bring_into_view(self) -> None:
        """Show where the card in hand lies now."""
        area, card = self._area(), self.cards.get(self._carried)
        if area is not None and card is not None:
            area.ensureWidgetVisible(card, 0, _SCROLL_NEAR)

    def _scroll_near(self, at: QPoint) -> None:
        """Near the upper or lower edge of what shows, show a little more."""
        area = self._area()
        if area is None:
            return
        y, bar = area.viewport().mapFromGlobal(at).y(), area.verticalScrollBar()
        if y < _SCROLL_NEAR:
            bar.setValue(bar.value() - _SCROLL_BY)
        elif y > area.viewport().height() - _SCROLL_NEAR:
            bar.setValue(bar.value() + _SCROLL_BY)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On free ground: a new card there."""
        well = next((g.well for g in self._grounds if g.box.contains(event.position().toPoint())), None)
        if well is not None and self._may_edit:
            self.new_wanted.emit(well)

    # keys

    def _on_key(self, influence_id: str, event: QKeyEvent) -> None:
        if event.modifiers() not in _PLAIN:
            return
        key = Qt.Key(event.key())
        done = self._carry_by(key) if self._carried else self._act(influence_id, key, event.text())
        event.setAccepted(done)

    def _carry_by(self, key: Qt.Key) -> bool:
        if key in _ARROWS:
            self.carry(step_over(self._cards, self._in_hand(), *_ARROWS[key]))
            self.cards[self._carried].setFocus(Qt.FocusReason.OtherFocusReason)
            next_turn(self, self._bring_into_view)  # it has the focus already, so nobody else scrolls to it
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_M):
            self.put_down()
        elif key == Qt.Key.Key_Escape:
            self.put_back()
        else:
            return False
        return True

    def _act(self, influence_id: str, key: Qt.Key, text: str) -> bool:
        if key in _ARROWS:
            self._step_focus(self.cards[influence_id], *_ARROWS[key])
            return True
        if not self._may_edit:
            return False
        card = self.cards[influence_id]
        acts = {
            Qt.Key.Key_A: lambda: self.new_wanted.emit((card.card.level, card.card.direction)),
            Qt.Key.Key_Return: lambda: self.edit_wanted.emit(influence_id),
            Qt.Key.Key_Enter: lambda: self.edit_wanted.emit(influence_id),
            Qt.Key.Key_F2: lambda: self.edit_wanted.emit(influence_id),
            Qt.Key.Key_M: lambda: self.pick_up(influence_id),
            Qt.Key.Key_Delete: lambda: self.remove_wanted.emit(influence_id),
            Qt.Key.Key_Space: card.open_menu,
            Qt.Key.Key_Menu: card.open_menu,
        }
        if text in ("+", "="):
            self.dot_wanted.emit(influence_id, 1)
        elif text in ("-", "−"):
            self.dot_wanted.emit(influence_id, -1)
        elif key in acts:
            acts[key]()
        else:
            return False
        return True

    def _on_add(self) -> None:
        add = self.sender()
        if isinstance(add, AddHere):
            self.new_wanted.emit(add.well)

    # focus

    def focus_first(self) -> None:
        """The first card, or the first place for one."""
        order = self._order()
        if order:
            order[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_well(self, well: Well) -> None:
        """The place for one more in this lane and column, or its last card."""
        here = in_spot(self._cards, *well)
        target = self.adds[well] if self.adds[well].isVisibleTo(self) else self.cards[here[-1].influence_id]
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_card(self, influence_id: str) -> None:
        """That card, if it is there."""
        if influence_id in self.cards:
            self.cards[influence_id].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_near(self, gone: BoardCard) -> None:
        """The card after one that goes, or before it, or the place for one more."""
        order = [w for w in self._order() if w is not gone]
        lane = [c for c in order if isinstance(c, BoardCard) and c.card.level is gone.card.level]
        after = [c for c in lane if c.card.direction is gone.card.direction] or lane or order
        if after:
            after[min(gone.card.place, len(after) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _step_focus(self, here: QWidget, across: int, down: int) -> None:
        """To the nearest in that direction."""
        start = here.geometry().center()

        def far(widget: QWidget) -> int:
            way = widget.geometry().center() - start
            ahead, aside = (way.x() * across, way.y()) if across else (way.y() * down, way.x())
            return ahead + 3 * abs(aside) if ahead > 4 else -1

        reached = [(far(w), n, w) for n, w in enumerate(self._order()) if w is not here and far(w) >= 0]
        if reached:
            min(reached)[2].setFocus(Qt.FocusReason.OtherFocusReason)
