"""The priorities: a short ranked list, each with words of its own, and an action or a reason for none."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.domain.priority import USUAL_MOST, WORDS_LIMIT, Priority
from pie_audit.ui.audit.card_writer import WORDS_WAIT_MS
from pie_audit.ui.audit.priority_row import PriorityRow
from pie_audit.ui.audit.sheet_keeper import SheetKeeper
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Choice,
    Field,
    PrimaryButton,
    SecondaryButton,
    TextLine,
    TwoColumn,
    WrapLabel,
    announce,
    row,
)
from pie_audit.words import _
from pie_audit.workflows import priorities
from pie_audit.workflows.priorities import Choosing, Item, Ranked


class PrioritiesPanel(QWidget):
    """`action_wanted` names the priority that an action is to be written for; `went_on` leads to the plan."""

    troubled = Signal(object)
    action_wanted = Signal(str)
    went_on = Signal()

    def __init__(self, jobs: Jobs, round_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._round_id = jobs, round_id
        self.rows: dict[str, PriorityRow] = {}
        self._order: list[str] = []
        self._known: dict[str, list[Priority]] = {}
        self._dirty: set[str] = set()
        self._held = ""
        self.view: Choosing | None = None
        self.keeper = SheetKeeper(jobs, self, lets_go=True)
        self.keeper.refused.connect(self._on_refused)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(WORDS_WAIT_MS)
        self.timer.timeout.connect(self.keep)
        self._build()

    def _build(self) -> None:
        self._intro = WrapLabel("", "body", "ink2")
        self._many = Banner(
            _("That’s more than {n}. Most teams finish fewer, and finish them well.").format(n=USUAL_MOST),
            look="sunk",
        )
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self._pick, self._own = Choice(), TextLine(most=WORDS_LIMIT)
        self._own.returnPressed.connect(self._add)
        self._pick.currentIndexChanged.connect(self._on_picked)
        self._own_field = Field(_("In our words"), self._own)
        self.add_button = SecondaryButton(_("Add to the list"), "plus")
        self.add_button.clicked.connect(self._add)
        self._adding = Card(_("Add one"), gap=12).add(
            Field(_("Where it comes from"), self._pick), self._own_field, row(self.add_button, None)
        )
        self.plan = PrimaryButton(_("On to the plan"), trailing="arrow-right")
        self.plan.clicked.connect(self._on_plan)
        two = TwoColumn(main_share=13, side_share=7)
        two.add_main(self._intro, self._many, self._rows, row(self.plan, None), None)
        two.add_side(self._adding, None)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(two)

    # filling

    def show_list(self, view: Choosing) -> None:
        """Show the list as it stands; words being written stay where they are."""
        self.view = view
        if self._held:
            return
        self._intro.setText(
            _("What we work on, the most important first. Each leads to an action, or says why not.")
            if view.ranked
            else _("Nothing chosen yet. One to five is what most teams can carry through a quarter.")
        )
        self._many.setVisible(view.is_many)
        self._adding.setVisible(view.may_edit)
        self._sync(view)
        self._show_picks(view)

    def _sync(self, view: Choosing) -> None:
        wanted = {r.priority.priority_id: r for r in view.ranked}
        for name in [n for n in self.rows if n not in wanted]:
            gone = self.rows.pop(name)
            self._dirty.discard(name)
            self._rows.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for name, ranked in wanted.items():
            if name not in self.rows:
                self.rows[name] = self._made(ranked)
            self.rows[name].show_ranked(ranked, len(wanted), keep_words=name in self._dirty)
            if name not in self._dirty and f"priority/{name}" not in self.keeper.pending():
                self._known[name] = [ranked.priority]
        self._arrange(list(wanted))

    def _made(self, ranked: Ranked) -> PriorityRow:
        made = PriorityRow(ranked, may_edit=self.view is not None and self.view.may_edit, parent=self)
        made.step_wanted.connect(self._step)
        made.remove_wanted.connect(self._remove)
        made.action_wanted.connect(self._want_action)
        made.edited.connect(self._on_edited)
        made.left.connect(self._on_left)
        made.handle.held.connect(self._on_held)
        made.handle.dragged.connect(self._on_dragged)
        made.handle.let_go.connect(self._on_let_go)
        return made

    def _arrange(self, order: list[str]) -> None:
        if order != self._order or self._rows.count() != len(order):
            for at, name in enumerate(order):
                self._rows.removeWidget(self.rows[name])
                self._rows.insertWidget(at, self.rows[name])
                self.rows[name].show()
        self._order = order

    def _show_picks(self, view: Choosing) -> None:
        chosen = self._chosen_item()
        self._items: list[Item | None] = [None, *view.free_items]
        was = self._pick.blockSignals(True)
        self._pick.clear()
        for item in self._items:
            self._pick.addItem(item.words if item else _("Our own words"))
        self._pick.setCurrentIndex(self._items.index(chosen) if chosen in self._items else 0)
        self._pick.blockSignals(was)

    def _chosen_item(self) -> Item | None:
        at = self._pick.currentIndex()
        return self._items[at] if hasattr(self, "_items") and 0 <= at < len(self._items) else None

    def begin(self) -> None:
        """The first priority, else the place for one."""
        first = self.rows[self._order[0]].words if self._order else self._own
        target = first if self.view is not None and self.view.may_edit else self.plan
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # adding and taking away

    def _on_picked(self, _index: int) -> None:
        item = self._chosen_item()
        self._own.setText(item.words if item else "")
        self._own_field.set_error("")

    def _add(self) -> None:
        words = self._own.text().strip()
        if not words:
            self._own_field.set_error(_("Write what we want to work on, or choose something above."))
            self._own.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._own_field.set_error("")
        item = self._chosen_item()
        self._own.clear()
        self._pick.setCurrentIndex(0)
        self._jobs.write(
            priorities.add_priority, self._round_id, words, item, owner=self, problem=self.troubled.emit
        )

    def _remove(self, name: str) -> None:
        self.flush()
        self._jobs.write(
            priorities.remove_priority, self._round_id, name, owner=self, problem=self.troubled.emit
        )
        self._own.setFocus(Qt.FocusReason.OtherFocusReason)

    # order

    def _step(self, name: str, by: int) -> None:
        at = self._order.index(name) + by
        if 0 <= at < len(self._order):
            self._rank(name, at)

    def _rank(self, name: str, at: int) -> None:
        self.flush()
        order = [n for n in self._order if n != name]
        order.insert(at, name)
        self._arrange(order)
        self._jobs.write(
            priorities.rank_priority, self._round_id, name, at + 1, owner=self, problem=self.troubled.emit
        )
        words = self.rows[name].ranked.priority.words
        announce(
            self.rows[name],
            _("{words}: now {n} of {of}").format(words=words, n=at + 1, of=len(order)),
        )

    def _on_held(self) -> None:
        handle = self.sender()
        self._held = next((n for n, r in self.rows.items() if r.handle is handle), "")
        self._began = list(self._order)
        if self._held:
            self.rows[self._held].set_look("chosen")

    def _on_dragged(self, at: QPoint) -> None:
        if not self._held:
            return
        y = self.mapFromGlobal(at).y()
        others = [n for n in self._order if n != self._held]
        middles = [self.rows[n].mapTo(self, self.rows[n].rect().center()).y() for n in others]
        others.insert(sum(1 for middle in middles if middle < y), self._held)
        self._arrange(others)

    def _on_let_go(self) -> None:
        held, self._held = self._held, ""
        if not held:
            return
        self.rows[held].set_look("plain")
        if self._order != self._began:
            self._rank(held, self._order.index(held))

    # words

    def _on_edited(self, name: str) -> None:
        self._dirty.add(name)
        self.keeper.saving.emit()
        if not self.timer.isActive():
            self.timer.start()

    def _on_left(self, _name: str) -> None:
        self.keep()

    def keep(self) -> None:
        """Send what was written, if it says something."""
        self.timer.stop()
        for name in list(self._dirty):
            self._dirty.discard(name)
            now, known = self.rows[name].now(), self._known[name]
            if now.words.strip() and now != known[-1]:
                self.keeper.keep(f"priority/{name}", priorities.change_priority, tuple(known), now)
                known.append(now)
            elif not now.words.strip():
                self.rows[name].words.setText(known[-1].words)

    def _on_refused(self, error: KnownError, _what: object) -> None:
        self.troubled.emit(error)

    @property
    def unsaved(self) -> bool:
        """Whether anything has not arrived yet."""
        return bool(self._dirty) or self.keeper.unsaved

    def pending(self) -> list[str]:
        """Texts that have not arrived."""
        return [p.words for p in self.keeper.pending().values() if isinstance(p, Priority)]

    def flush(self) -> None:
        """Send everything now."""
        self.keep()
        self.keeper.flush()

    # going on

    def _want_action(self, name: str) -> None:
        self.flush()
        self.action_wanted.emit(name)

    def _on_plan(self) -> None:
        self.went_on.emit()
