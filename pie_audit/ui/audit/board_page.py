"""Helps and hinders: the board, the dots, and the priorities that a talk makes of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.domain.influence import Direction, Influence, Spot
from pie_audit.domain.plan import BarrierLevel
from pie_audit.ui.audit.board_card import BoardCard
from pie_audit.ui.audit.board_lane import AddHere, Well
from pie_audit.ui.audit.board_menu import card_menu
from pie_audit.ui.audit.board_prompts import PromptBar
from pie_audit.ui.audit.board_view import BoardView
from pie_audit.ui.audit.card_clashes import CardClashes
from pie_audit.ui.audit.card_writer import CardWriter
from pie_audit.ui.audit.dot_vote import DotVote
from pie_audit.ui.audit.naming import review_title
from pie_audit.ui.audit.noticed_strip import NoticedStrip
from pie_audit.ui.audit.priorities_panel import PrioritiesPanel
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.not_saved import NotSaved
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Command,
    Page,
    PrimaryButton,
    Segmented,
    StateLabel,
)
from pie_audit.words import _
from pie_audit.workflows import (
    influences,
    priorities,
)
from pie_audit.workflows.everyday import barrier_offers
from pie_audit.workflows.everyday.barrier_offers import Offer
from pie_audit.workflows.influences import Board
from pie_audit.workflows.priorities import Choosing

BOARD, DOTS, LIST = range(3)
USUAL_WELL: Well = (BarrierLevel.SERVICE, Direction.HINDERS)


class BoardPage(Page):
    """One round's board, dots and priorities. A adds a card, Enter edits, M and the arrows carry, + and − are dots.

    `went_to` leads to the plan, with “priority/” and an id where an action is to be written for a priority.
    """

    KINDS = frozenset(
        {Kind.BOARD, Kind.ROUND, Kind.ACTIONS, Kind.CONSENSUS}
        | {Kind.BARRIERS, Kind.SMALL_LOGS, Kind.LEARNING, Kind.TEAMS}
    )
    went_to = Signal(str, object)
    view: Board
    choosing: Choosing

    def __init__(self, jobs: Jobs, round_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("What helps, what gets in the way"), parent=parent)
        self._jobs, self._round_id = jobs, round_id
        self.filled = False
        self._part = BOARD
        self._last_well = USUAL_WELL
        self._build()
        self.writer = CardWriter(jobs, self.board, self)
        self.clashes = CardClashes(self.writer)
        self.body.column.insertWidget(0, self.clashes)
        self._connect()

    def _build(self) -> None:
        self.state_label = StateLabel()
        parts = [(_("Board"), "cards"), (_("Dots"), "circle-half-tilt"), (_("Priorities"), "list-numbers")]
        self.parts = Segmented(_("Part of this page"), parts)
        self.add_card = PrimaryButton(_("Add a card"), "plus")
        self.heading.add_state(self.state_label, self.parts, self.add_card)
        self._trouble = Banner("", look="warn")
        self._trouble.hide()
        self.not_saved = NotSaved()
        self.add_strip(self._trouble)
        self.add_strip(self.not_saved)
        self.board, self.votes = BoardView(), DotVote(self._jobs, self._round_id)
        self.list = PrioritiesPanel(self._jobs, self._round_id)
        self.prompts, self._loading = PromptBar(), BusyLine()
        self.noticed = NoticedStrip()
        self.add(self._loading, self.prompts.hint, self.noticed, self.board, self.votes, self.list, None)
        for part in (self.board, self.votes, self.list, self.add_card, self.parts):
            part.hide()
        self.add_to_footer(self.prompts, self.votes.foot)
        self.prompts.hide()

    def _connect(self) -> None:
        self.parts.chosen.connect(self.show_part)
        self.add_card.clicked.connect(self._on_add)
        self.board.new_wanted.connect(self.add_to)
        self.board.edit_wanted.connect(self.edit)
        self.board.dot_wanted.connect(self.dot)
        self.board.remove_wanted.connect(self.remove)
        self.board.menu_wanted.connect(self._show_menu)
        self.board.laid.connect(self.lay)
        self.board.told.connect(self._tell)
        for keeper in (self.writer.keeper, self.list.keeper):
            keeper.saving.connect(self.state_label.saving)
            keeper.saved.connect(self._on_saved)
            keeper.trouble.connect(self._on_not_saved)
        self.writer.clashed.connect(self.clashes.add)
        self.clashes.begun.connect(self._on_clash)
        self.clashes.settled.connect(self._on_settled)
        self.writer.refused.connect(self._on_problem)
        self.not_saved.copy_wanted.connect(self._copy)
        self.noticed.put_wanted.connect(self._put_noticed)
        self.noticed.off_wanted.connect(self._put_off)
        self.prompts.asks_wanted.connect(self._ask_all)
        self.prompts.went_on.connect(self._go_on)
        for part in (self.votes, self.list):
            part.troubled.connect(self._on_problem)
        self.votes.went_on.connect(self._go_on)
        self.votes.chosen.connect(self._choose_item)
        self.list.action_wanted.connect(self._write_action)
        self.list.went_on.connect(self._go_plan)

    # filling

    def reload(self) -> None:
        """Read board, dots and priorities again; words being written stay where they are."""
        if not self.filled:
            self._loading.start(_("Opening the board…"))
        self._jobs.read(
            influences.board, self._round_id, owner=self, then=self.show_board, problem=self._on_problem
        )
        self._jobs.read(
            priorities.choosing,
            self._round_id,
            owner=self,
            then=self._show_choosing,
            problem=self._on_problem,
        )
        self._jobs.read(barrier_offers.offered, self._round_id, owner=self, then=self._show_noticed)

    def _show_noticed(self, offers: tuple[Offer, ...]) -> None:
        self.noticed.show_offers(offers, shown=self._part == BOARD)

    def show_board(self, view: Board) -> None:
        """Fill the board."""
        is_first, self.view, self.filled = not self.filled, view, True
        self._loading.stop()
        self._trouble.hide()
        self.heading.set(_("What helps, what gets in the way"), self._context(view))
        self.board.show_board(view)
        self.prompts.show_board(view)
        self.parts.show()
        if is_first:
            self.show_part(self._part)
            if self.isVisible():
                self.begin()

    def _context(self, view: Board) -> str:
        words = review_title(view.round.quarter)
        if view.round.has_ended:
            return _("{review} · signed off, so nothing changes here").format(review=words)
        if not view.may_edit:
            return _("{review} · for reading: whoever facilitates writes").format(review=words)
        return _("{review} · cards carry no names").format(review=words)

    def _show_choosing(self, choosing: Choosing) -> None:
        self.choosing = choosing
        self.votes.show_ballot(choosing)
        self.votes.foot.setVisible(self._part == DOTS and self.votes.is_turn)
        self.list.show_list(choosing)
        self._show_way_on()

    def show_part(self, part: int) -> None:
        """Board, dots or priorities."""
        self.writer.flush()
        self.board.put_back()
        self._part = part
        self.parts.set_chosen(part)
        for n, widget in enumerate((self.board, self.votes, self.list)):
            widget.setVisible(n == part)
        self.add_card.setVisible(part == BOARD and self.filled and self.view.may_edit)
        self.prompts.setVisible(part == BOARD)
        self.noticed.set_shown(part == BOARD)
        self.votes.foot.setVisible(part == DOTS and self.votes.is_turn)
        self.body.verticalScrollBar().setValue(0)
        self._show_way_on()

    def _show_way_on(self) -> None:
        without = hasattr(self, "choosing") and self.choosing.ballot.is_off
        self.prompts.go_on.setText(_("Choose priorities") if without else _("On to the dots"))

    def begin(self) -> None:
        """Where this part begins; nowhere before there is something to see."""
        if not self.filled:
            return
        if self._part == BOARD:
            self.board.focus_first()
        elif self._part == DOTS:
            self.votes.begin()
        else:
            self.list.begin()

    def open_part(self, part: int) -> None:
        """Show a part and put the focus where it begins."""
        self.show_part(part)
        self.begin()

    def _go_on(self) -> None:
        without = hasattr(self, "choosing") and self.choosing.ballot.is_off
        self.open_part(DOTS if self._part == BOARD and not without else LIST)

    # what is done to cards

    def _on_add(self) -> None:
        self.add_to(self._well_at_hand())

    def _well_at_hand(self) -> Well:
        focused = self.window().focusWidget()
        if isinstance(focused, BoardCard):
            self._last_well = (focused.card.level, focused.card.direction)
        elif isinstance(focused, AddHere):
            self._last_well = focused.well
        return self._last_well

    def add_to(self, well: Well) -> None:
        """A new card at the end of this lane and column."""
        if not (self.filled and self.view.may_edit):
            return
        self.board.put_back()
        self._last_well = well
        card = influences.new_card(self._round_id, *well)
        self.writer.begin(card)
        self.board.begin_new(card)

    def edit(self, influence_id: str) -> None:
        """Write on a card, where it lies."""
        if not self.view.may_edit:
            return
        widget = self.board.cards[influence_id]
        self.writer.begin(widget.card)
        widget.begin_editing()

    def carry(self, influence_id: str) -> None:
        """Take a card in hand."""
        self.board.focus_card(influence_id)
        self.board.pick_up(influence_id)

    def lay(self, influence_id: str, to: Spot) -> None:
        """Move a card to another spot."""
        self._do(influences.lay_card, influence_id, to)

    def dot(self, influence_id: str, by: int) -> None:
        """One dot more or fewer."""
        if self.view.may_edit and (by > 0 or self.board.cards[influence_id].card.me_too):
            self._do(influences.add_dot, influence_id, by)

    def change(self, card: Influence) -> None:
        """Keep other marks of a card."""
        self.writer.change(self.board.cards[card.influence_id].card, card)

    def ask(self, influence_id: str) -> None:
        """Turn one card into an ask."""
        self._do(influences.make_asks, (influence_id,))

    def _ask_all(self) -> None:
        self._do(influences.make_asks, tuple(c.influence_id for c in self.view.to_ask))

    def choose(self, influence_id: str) -> None:
        """Make a card a priority."""
        self._choose_item(f"influence:{influence_id}")

    def _put_noticed(self, key: str) -> None:
        self._do(barrier_offers.put_on_board, self._round_id, key)

    def _put_off(self, key: str) -> None:
        self._do(barrier_offers.put_off, self._round_id, key)

    def _choose_item(self, key: str) -> None:
        item = next((i for i in self.choosing.free_items if i.key == key), None)
        if item is None:
            self.open_part(LIST)
            return
        self._do(priorities.add_priority, self._round_id, item.words, item)

    def remove(self, influence_id: str) -> None:
        """Take a card away; the bar offers it back."""
        self._do(influences.remove_card, influence_id)

    def _do(self, work: Callable[..., object], *args: object) -> None:
        self.writer.flush()
        self._jobs.write(work, *args, owner=self, then=self._on_done, problem=self._on_problem)

    def _on_done(self, _undoable: object) -> None:
        self.state_label.saved()

    def _show_menu(self, influence_id: str, at: QPoint) -> None:
        if not self.view.may_edit:
            return
        card = self.board.cards[influence_id].card
        card_menu(self.view, card, self, self).popup(at)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() == Qt.Key.Key_A and plain and self._part == BOARD and self.filled:
            self._on_add()
        else:
            super().keyPressEvent(event)

    def commands(self) -> tuple[Command, ...]:
        """The parts of this page, and a new card."""
        if not self.filled:
            return ()
        places = (
            Command(
                _("See the board"), self._go_board, keywords=(_("helps hinders"),), icon="cards", name="board"
            ),
            Command(
                _("Place dots"), self._go_dots, keywords=(_("vote"),), icon="circle-half-tilt", name="dots"
            ),
            Command(_("Choose priorities"), self._go_list, icon="list-numbers", name="priorities"),
            Command(_("See the plan"), self._go_plan, keywords=(_("action"),), icon="flag", name="plan"),
        )
        if not self.view.may_edit:
            return places
        add = Command(
            _("Add a card"), self._new_card, _("A"), (_("helps hinders barrier"),), icon="plus", name="card"
        )
        return (add, *places)

    def _new_card(self) -> None:
        self.show_part(BOARD)
        self._on_add()

    def _go_board(self) -> None:
        self.open_part(BOARD)

    def _go_dots(self) -> None:
        self.open_part(DOTS)

    def _go_list(self) -> None:
        self.open_part(LIST)

    # going on

    def _write_action(self, priority_id: str) -> None:
        self.flush()
        self.went_to.emit("plan", f"priority/{priority_id}")

    def _go_plan(self) -> None:
        self.flush()
        self.went_to.emit("plan", None)

    def open_at(self, _area: str, argument: object) -> None:
        """“round/dots” and “round/priorities” open that part."""
        part = str(argument).partition("/")[2]
        wanted = {"dots": DOTS, "priorities": LIST}.get(part)
        if wanted is None:
            return
        self._part = wanted
        if self.filled:
            self.show_part(wanted)

    # trouble

    def _tell(self, words: str) -> None:
        self.prompts.say(words, for_now=not self.board.carried)

    def _on_problem(self, error: KnownError) -> None:
        self._loading.stop()
        self.state_label.rest()
        self._trouble.set(error.what, error.todo)
        self._trouble.show()
        if self.filled:
            self.board.show_board(self.view)

    def _on_saved(self) -> None:
        self.not_saved.hide()
        if not self.writer.unsaved and not self.list.unsaved:
            self.state_label.saved()

    def _on_not_saved(self, error: KnownError | None) -> None:
        self.state_label.trouble()
        self.not_saved.tell(error)

    def _on_clash(self) -> None:
        self.state_label.rest()
        self.body.verticalScrollBar().setValue(0)

    def _on_settled(self, influence_id: str) -> None:
        if not self.clashes.waiting():
            self.board.focus_card(influence_id)
        self.reload()

    def _copy(self) -> None:
        """Put everything that has not arrived on the clipboard, and let the window close."""
        self.writer.keep()
        self.not_saved.copy([*self.writer.pending(), *self.list.pending(), *self.clashes.waiting()])
        self.writer.keeper.forget()
        self.list.keeper.forget()

    # leaving

    @property
    def unsaved(self) -> bool:
        """Whether anything on this screen has not arrived in the file yet."""
        return self.writer.unsaved or self.list.unsaved or bool(self.clashes.waiting())

    def flush(self) -> None:
        """Send everything now: on page change, lock and closing."""
        self.writer.flush()
        self.list.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.board.put_back()
        if self._jobs.me is not None:
            self.flush()
