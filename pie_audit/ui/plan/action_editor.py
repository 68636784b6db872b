"""The editor of one action: saves by itself, keeps what can't stand beside its field, and loses no word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pie_audit.domain.entry_merge import choose, merge
from pie_audit.domain.errors import CannotSave, KnownError
from pie_audit.domain.plan import Action
from pie_audit.ui.jobs import Jobs, same_person
from pie_audit.ui.keep_soon import KeepSoon
from pie_audit.ui.not_saved import NotSaved
from pie_audit.ui.plan.action_form import ActionForm
from pie_audit.ui.plan.conflict_panel import ConflictPanel, differences
from pie_audit.ui.plan.history import HistoryLines
from pie_audit.ui.plan.stuck_strip import StuckStrip
from pie_audit.ui.plan.wording import sentence
from pie_audit.ui.widgets import Banner, Card, IconButton, StateLabel, announce
from pie_audit.ui.widgets.two_texts import came_words
from pie_audit.words import _
from pie_audit.workflows import plans
from pie_audit.workflows.plans import PlanView
from pie_audit.workflows.undo import Undoable


class ActionEditor(Card):
    """Shows the action it was opened with. `closed` when it is empty again, `binned` when its action was put away."""

    closed = Signal()
    binned = Signal(str)
    stored = Signal(str)

    def __init__(self, jobs: Jobs, state: StateLabel, parent: QWidget | None = None) -> None:
        super().__init__(_("Action"), gap=12, parent=parent)
        self._jobs, self._state = jobs, state
        self._view: PlanView = None  # type: ignore[assignment]  # until the plan was read
        self._base: Action = None  # type: ignore[assignment]  # while nothing is open
        self._new = self._in_flight = self._again = self._typed = False
        self._after: Callable[[], object] | None = None
        self._conflict: ConflictPanel | None = None
        self._copied: Action | None = None
        self._me = jobs.me
        self._trouble = NotSaved()
        self._trouble.copy_wanted.connect(self._copy)
        self.bin_button = IconButton("trash", _("Put this action into the bin"), in_row=True)
        self.bin_button.clicked.connect(self._on_bin)
        self.close_button = IconButton("x", _("Close the editor"), in_row=True)
        self.close_button.clicked.connect(self.leave)
        self.add_to_title(self.bin_button).add_to_title(self.close_button)
        self.stuck, self.history = StuckStrip(), HistoryLines()
        self.stuck.shrink.connect(self._on_shrink)
        self.stuck.drop.connect(self._on_drop)
        self.stuck.help_wanted.connect(self._on_help_wanted)
        self.came_in = Banner("", look="sunk", icon="users")
        self.came_in.hide()
        self.add(self._trouble, self.came_in, self.stuck, self.history, None)
        self._soon = KeepSoon(self, self._save)

    @cached_property
    def form(self) -> ActionForm:
        """The fields, made when an action is opened: whoever only looks at the plan need not wait for them."""
        made = ActionForm()
        self.column().insertWidget(self.column().indexOf(self.history), made)
        made.edited.connect(self._on_edited)
        made.left.connect(self._on_left)
        return made

    # what is open

    @property
    def action(self) -> Action | None:
        """The action as it was stored last; None while nothing is open."""
        return self._base

    @property
    def is_new(self) -> bool:
        """Whether it has never been saved."""
        return self._new

    def open(self, action: Action, view: PlanView, *, new: bool = False) -> None:
        """Show `action`, once everything typed before is safe."""
        self._when_safe(lambda: self._show(action, view, new=new))

    def leave(self) -> None:
        """Close, once everything typed is safe; what can't be kept holds the editor open and says why."""
        self._when_safe(self._close)

    def refresh(self, view: PlanView) -> None:
        """The plan was read again: take over another's change, unless something here is unsaved."""
        self._view = view
        if self._base is None or self._new or self.unsaved():
            return
        shown = {a.action_id: a for group in view.groups for a in group.actions}
        now = shown.get(self._base.action_id)
        if now is None:
            self._close()
            return
        if now != self._base:
            self._base = now
            self.form.fill(now, view)
        self._show_around(now)

    def flush(self) -> None:
        """Send what is typed on its way now."""
        self._save()

    def unsaved(self) -> bool:
        """Whether something typed isn't in the file yet."""
        if self._base is None:
            return False
        if self._in_flight or self._conflict is not None:
            return True
        reading = self.form.read(self._base)
        if reading.action == self._copied:
            return False
        if self._new:
            return reading.action != self._base
        return reading.action != self._base or bool(reading.errors)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter and Escape close; nothing is thrown away by either."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (
            enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.leave()
        else:
            super().keyPressEvent(event)

    # saving

    def _on_edited(self) -> None:
        if self._base is None:
            return
        self._typed = True
        self.form.drop_mended(self._reading_errors())
        self._state.saving()
        self._soon.touch()

    def _on_left(self) -> None:
        if self._base is None or self._conflict is not None:
            return
        errors = self._reading_errors()
        if self._new and not self.unsaved():
            errors = {}
        if errors != self.form.errors():
            self.form.show_errors(errors)
            announce(self, " ".join(errors.values()))
        if self._soon.first.isActive():
            self._save()

    def _reading_errors(self) -> dict[str, str]:
        return dict(self.form.read(self._base).errors)

    def _save(self) -> None:
        self._soon.stop()
        if self._base is None or self._conflict is not None:
            return
        if self._in_flight:
            self._again = True
            return
        reading = self.form.read(self._base)
        if reading.action == self._base or (self._new and "what" in reading.errors):
            self._nothing_to_send()
        else:
            self._send(reading.action)

    def _nothing_to_send(self) -> None:
        """What was typed was taken back again, or can't stand yet and is told beside its field."""
        if self._typed:
            self._typed = False
            self._state.rest()
        self._go_on()

    def _send(self, action: Action) -> None:
        self._in_flight, self._typed = True, False
        self._state.saving()
        self._me = same_person(self._me, self._jobs.me)
        self._jobs.write_as(
            self._me,
            plans.save_action,
            action,
            owner=self,
            then=self._on_saved,
            problem=partial(self._on_problem, action),
        )

    def _on_saved(self, done: Undoable) -> None:
        self._in_flight = False
        self._trouble.hide()
        self._base = done.result
        self._set_new(False)
        if not self._typed:
            self._state.saved()
        self.stored.emit(self._base.action_id)
        if self._again:
            self._again = False
            self._save()
        else:
            self._go_on()

    def _on_problem(self, sent: Action, error: KnownError) -> None:
        self._in_flight = self._again = False
        after, self._after = self._after, None
        if hasattr(error, "theirs"):
            self._state.rest()
            self._show_conflict(sent, error.theirs)
            self._go_on_unasked(after)
            return
        if isinstance(error, CannotSave):
            if self.form.read(sent).action != self._copied:
                self._trouble.tell(error)
            self._state.trouble()
            self._soon.try_again()
        else:
            self._tell(error)
            self._state.rest()

    def _tell(self, error: KnownError) -> None:
        self._trouble.tell_refused(error)
        announce(self, sentence(error))

    def _copy(self) -> None:
        """Put the words of this action on the clipboard, and let the window close; trying goes on meanwhile."""
        self._copied = self.form.read(self._base).action
        self._trouble.copy(self.form.texts())

    # both texts

    def _show_conflict(self, mine: Action, theirs: Action | None) -> None:
        """Ask about what both changed; what only one of both did stays."""
        mine, stays = self.form.read(mine).action, theirs
        if theirs is not None and not self._new:
            merged = merge(self._base, mine, theirs)
            self._tell_came([label for label, *_both in differences(mine, merged.entry, self._view)])
            mine, stays = merged.entry, choose(merged, theirs, ())
            if not merged.clashes:
                self._take_in(mine, theirs)
                return
        self._conflict = ConflictPanel(mine, stays, self._view)
        self._conflict.settled.connect(partial(self._on_settled, theirs, stays))
        self.form.hide()
        self.column().insertWidget(self.column().indexOf(self.form), self._conflict)
        self._conflict.setFocus()

    def _go_on_unasked(self, after: Callable[[], object] | None) -> None:
        """Where both changes were put together, whoever wanted to leave still does."""
        if after is not None and self._conflict is None:
            self._when_safe(after)

    def _tell_came(self, labels: list[str]) -> None:
        self.came_in.setVisible(bool(labels))
        if labels:
            self.came_in.set(came_words(labels))
            announce(self, came_words(labels))

    def _on_settled(self, theirs: Action | None, stays: Action | None, chosen: Action | None) -> None:
        self._drop_conflict()
        shown = chosen or stays
        if shown is None:
            self._close()
            return
        self._take_in(shown, theirs)
        self.form.setFocus()

    def _take_in(self, shown: Action, theirs: Action | None) -> None:
        """Go on from `theirs` with what stays of both, and send that."""
        self._base, self._new = theirs or replace(shown, what=""), theirs is None
        self.form.fill(shown, self._view)
        if shown != theirs:
            self._send(shown)

    def _drop_conflict(self) -> None:
        if self._conflict is not None:
            self._conflict.hide()
            self._conflict.deleteLater()
            self._conflict = None
            self.form.show()

    # leaving

    def _when_safe(self, then: Callable[[], object]) -> None:
        """Run `then` when everything is saved; what holds it back is shown and gets the focus."""
        if self._conflict is not None:
            self._conflict.setFocus()
            return
        if self._base is None or not self.unsaved():
            then()
            return
        errors = self._reading_errors()
        if errors:
            self.form.show_errors(errors)
            self.form.go_to(next(iter(errors)))
            announce(self, " ".join(errors.values()))
            self._save()
            return
        self._after = then
        self._save()

    def _go_on(self) -> None:
        then, self._after = self._after, None
        if then is not None:
            then()

    def _on_bin(self) -> None:
        if self._new:
            self._close()
            return
        self._save()
        self._jobs.write(
            plans.bin_action, self._base.action_id, owner=self, then=self._on_binned, problem=self._tell
        )

    def _on_binned(self, done: Undoable) -> None:
        action_id = done.result.action_id
        if self._base is not None and self._base.action_id == action_id:
            self._close()
        self.binned.emit(action_id)

    def _show(self, action: Action, view: PlanView, *, new: bool) -> None:
        self._drop_conflict()
        self._trouble.hide()
        self.came_in.hide()
        self._soon.first.stop()
        self._view, self._base = view, action
        self._set_new(new)
        self.bin_button.setVisible(new or not view.is_fixed(action))
        self.form.fill(action, view)
        self._show_around(action)
        self._state.rest()

    def _show_around(self, action: Action) -> None:
        """What isn't typed: its history, and the flag of one that came over too often."""
        self.stuck.show_action(action, fixed=self._view.is_fixed(action))
        self.history.show_action(action, self._view)

    def _on_shrink(self) -> None:
        self.form.go_to("what")

    def _on_drop(self) -> None:
        self.form.stop()

    def _on_help_wanted(self) -> None:
        self.form.open_asks()

    def _set_new(self, new: bool) -> None:
        self._new = new
        self.title.setText(_("New action") if new else _("Action"))
        self.bin_button.set_name(_("Throw this one away") if new else _("Put this action into the bin"))

    def _close(self) -> None:
        self._soon.stop()
        self._drop_conflict()
        self._base, self._new = None, False  # type: ignore[assignment]  # nothing is open
        self.closed.emit()
