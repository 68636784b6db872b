"""The area “What gets in the way”: every barrier with its level, and what is said of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from pie_audit.domain.barrier import BarrierNote
from pie_audit.domain.barrier_matrix import Rows
from pie_audit.domain.barrier_words import level_words, relevel_words
from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError, NotNow
from pie_audit.domain.level_words import LEVELS
from pie_audit.domain.plan import BarrierLevel
from pie_audit.ui.barriers.barrier_details import BarrierDetails
from pie_audit.ui.barriers.matrix_grid import MatrixGrid
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Command,
    EmptyState,
    Page,
    PrivacyBar,
    Segmented,
    StateLabel,
    TwoColumn,
    announce,
    next_turn,
)
from pie_audit.words import _
from pie_audit.workflows.everyday import barriers
from pie_audit.workflows.everyday.barriers import BarriersPage
from pie_audit.workflows.everyday.entry_books import EntryChanged
from pie_audit.workflows.undo import Undoable

_ROWS = (Rows.THEMES, Rows.STAGES)


class MatrixPage(Page):
    """Arrows go from barrier to barrier, 1, 2, 3 and 0 say whose it is, Enter shows all of it, M the menu.

    `went_to` leads to “What we need” with “ask/” and the key of a barrier.
    """

    KINDS = frozenset(
        {Kind.BARRIERS, Kind.BOARD, Kind.SMALL_LOGS, Kind.LEARNING, Kind.ROUND, Kind.CONSENSUS, Kind.TEAMS}
    )
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, team_id: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("What gets in the way"), _("Look at the systems before the person."), parent=parent
        )
        self._jobs, self._team_id, self._me = jobs, team_id, jobs.me
        self.view: BarriersPage | None = None
        self._open, self._place, self._tells_lost = "", 0, False
        self.state_label = StateLabel()
        self.rows = Segmented(_("Rows"), [(_("By theme"), "rows"), (_("By stage"), "arrow-right")])
        self.heading.add_state(self.state_label, self.rows)
        self.add_strip(
            PrivacyBar(_("Your team and its manager read this. Nobody’s name is on any of it."), shared=True)
        )
        self._trouble, self._busy = Banner("", look="warn"), BusyLine()
        self.prompt = Banner("", look="info", icon="lightbulb")
        self.hidden = Banner("", look="sunk", icon="eye-slash")
        self.grid, self.details = MatrixGrid(), BarrierDetails()
        self.empty = EmptyState(
            _("Nothing is noted yet."),
            _(
                "What hinders on the board of our review stands here, with lost time and refusals "
                "where your team counts them."
            ),
        )
        self.columns = TwoColumn(main_share=7, side_share=3)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        for part in (self._trouble, self.prompt, self.hidden, self.empty):
            part.hide()
        self.columns.add_main(self.grid, None)
        self.columns.add_side(self.details, None)
        self._side = self.details.parentWidget()
        self._show_side(False)
        self.add(self._trouble, self._busy, self.hidden, self.prompt, self.empty, self.columns, None)

    def _listen(self) -> None:
        self.rows.chosen.connect(self._on_rows)
        self.grid.opened.connect(self.open_barrier)
        self.grid.levelled.connect(self.relevel)
        self.grid.menu_wanted.connect(self._show_menu)
        self.details.levelled.connect(self._relevel_seen)
        self.details.said.connect(self._say)
        self.details.ask_wanted.connect(self._ask)
        self.details.closed.connect(self.close_barrier)

    # filling

    def reload(self) -> None:
        """Read the matrix again; what is being typed stays."""
        if self.view is None:
            self._busy.start(_("Gathering what gets in the way…"))
        rows = _ROWS[self.rows.index()]
        self._jobs.read(
            barriers.barriers_page, self._team_id, rows, owner=self, then=self.show_page, problem=self._tell
        )

    def show_page(self, view: BarriersPage) -> None:
        """Fill."""
        is_first, self.view = self.view is None, view
        self._busy.stop()
        if not self._tells_lost:
            self._trouble.hide()
        self.hidden.set(view.hidden_why)
        self.hidden.setVisible(bool(view.hidden_why))
        asks = view.matrix.asks_relevel
        self.prompt.set(relevel_words(view.matrix.individual) if asks else "")
        self.prompt.setVisible(asks)
        self.empty.setVisible(not view.matrix.barriers)
        self.columns.setVisible(bool(view.matrix.barriers))
        self._place = self.body.verticalScrollBar().value()
        self.grid.show_view(view)
        self._show_details()
        next_turn(self, self._go_back_to_place)
        if is_first and self.isVisible():
            self.begin()

    def _go_back_to_place(self) -> None:
        """Cards that were made again leave the page where it was."""
        self.body.verticalScrollBar().setValue(self._place)

    def _show_details(self) -> None:
        barrier = self.view.matrix.barrier(self._open) if self.view else None
        if barrier is not None and self.view is not None:
            self.details.show_barrier(barrier, self.view)
        elif self._open:
            self._open = ""
            self._tell_lost(self.details.let_go())
        self._show_side(bool(self._open))
        self.grid.choose(self._open)

    def _show_side(self, shown: bool) -> None:
        self.details.setVisible(shown)
        if self._side is not None:
            self._side.setVisible(shown)

    def begin(self) -> None:
        """The first barrier, or how the rows are chosen."""
        first = next(iter(self.grid.cards), "")
        if first:
            self.grid.focus_card(first)
        else:
            self.rows.setFocus()

    def open_at(self, _area: str, argument: object) -> None:
        """“themes” or “stages” choose the rows."""
        if argument in {r.value for r in _ROWS}:
            self.rows.set_chosen(_ROWS.index(Rows(str(argument))))
            self.reload()

    def commands(self) -> tuple[Command, ...]:
        """The two ways to lay it out."""
        note = _("What gets in the way")
        return tuple(
            Command(words, partial(self.lay_out_by, at), keywords=(_("matrix barriers rows"),), note=note)
            for at, words in enumerate((_("Barriers by theme"), _("Barriers by stage")))
            if at != self.rows.index()
        )

    def lay_out_by(self, at: int) -> None:
        """By theme (0) or by stage (1)."""
        self.rows.set_chosen(at)
        self._on_rows(at)

    def _on_rows(self, _at: int) -> None:
        self.details.flush()
        self.reload()

    # acting

    def open_barrier(self, key: str) -> None:
        """Show all of one barrier beside the matrix."""
        self._tells_lost = False
        self._leave_unsettled(key)
        self._open = key
        self._show_details()
        if self._open:
            self.details.level.setFocus(Qt.FocusReason.OtherFocusReason)
            next_turn(self, self._bring_details)

    def _leave_unsettled(self, key: str) -> None:
        """Who goes on to another barrier before they chose between two texts can still read and copy theirs."""
        if self.details.barrier is not None and self.details.barrier.key != key and self.details.is_unsettled:
            self._tell_lost(self.details.let_go(), _("Somebody else’s words about that barrier stay."))

    def _bring_details(self) -> None:
        self.body.ensureWidgetVisible(self.details.level, 0, 80)

    def close_barrier(self) -> None:
        """Back to the matrix."""
        self._leave_unsettled("")
        key, self._open = self._open, ""
        self._show_details()
        self.grid.focus_card(key)

    def relevel(self, key: str, level: BarrierLevel | None) -> None:
        """Say at which level a barrier lies."""
        self.details.flush()
        barrier = self.view.matrix.barrier(key) if self.view else None
        self._relevel_seen(key, level, barrier.level if barrier else level)

    def _relevel_seen(self, key: str, level: BarrierLevel | None, seen: BarrierLevel | None) -> None:
        self._jobs.write(
            barriers.relevel_seen,
            self._team_id,
            key,
            level,
            seen,
            owner=self,
            then=self._on_done,
            problem=self._tell,
        )

    def _say(self, note: BarrierNote, known: BarrierNote, came: tuple[str, ...]) -> None:
        self.state_label.saving()
        self._jobs.write_as(
            self._me,
            barriers.say_of_barrier,
            note,
            known,
            owner=self,
            then=partial(self._on_said, came),
            problem=partial(self._on_not_said, note, known),
        )

    def _on_not_said(self, note: BarrierNote, known: BarrierNote, error: KnownError) -> None:
        is_gone = self.view is not None and self.view.matrix.barrier(note.barrier_key) is None
        if is_gone and note.who_could_change_it != known.who_could_change_it:
            self._tell_lost(note.who_could_change_it)
            return
        if isinstance(error, EntryChanged):
            self.state_label.rest()
            self.details.show_both(error, note, known)
            return
        self.details.take_back(known)
        self._tell(error)

    def _tell_lost(self, words: str, why: str = "") -> None:
        """What was typed about a barrier that went out of sight can't be kept with it; it can be read and copied.

        It stays until somebody opens another or leaves: it is the only place where these words still are.
        """
        if words:
            self._tells_lost = True
            todo = _("So this wasn’t kept: “{words}”").format(words=words)
            self._tell(NotNow(why or _("That barrier isn’t in sight any more."), todo))

    def _on_said(self, came: tuple[str, ...], done: Undoable) -> None:
        self.state_label.saved()
        barrier = self.details.barrier
        if barrier is not None and barrier.key == done.result.barrier_key:
            self.details.two.tell_kept(done.result, (*came, *done.came_in))

    def _on_done(self, _undoable: object) -> None:
        self.state_label.saved()

    def _ask(self, key: str) -> None:
        self.went_to.emit("needs", f"ask/{key}")

    def _show_menu(self, key: str, at: QPoint) -> None:
        barrier = self.view.matrix.barrier(key) if self.view else None
        if barrier is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Show all of it (Enter)"), partial(self.open_barrier, key))
        menu.addSeparator()
        for level, number in zip(LEVELS, "1230", strict=True):
            words = _("Whose: {level} ({key})").format(level=level_words(level).lower(), key=number)
            action = menu.addAction(words, partial(self.relevel, key, level))
            action.setEnabled(level is not barrier.level)
        menu.popup(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._open:
            self.close_barrier()
        else:
            super().keyPressEvent(event)

    # leaving

    def unsaved(self) -> bool:
        """Whether something typed hasn't been sent."""
        return self.details.unsaved

    def flush(self) -> None:
        """Send everything now."""
        self.details.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tells_lost = False
        if self._jobs.me is not None:
            self.flush()

    def _tell(self, error: KnownError) -> None:
        self._busy.stop()
        self.state_label.rest()
        self._trouble.set(error.what, error.todo)
        self._trouble.show()
        announce(self, f"{error.what} {error.todo}")
