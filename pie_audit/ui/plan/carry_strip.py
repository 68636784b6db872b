"""What came over from the last signed plan: keep, change or let go, one by one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.plan import TEXT_LIMIT, Action
from pie_audit.ui.plan.wording import carried_words, due_words, owner_words
from pie_audit.ui.widgets import (
    Button,
    Card,
    EvenLayout,
    Field,
    FlowLayout,
    IconMark,
    LinkButton,
    SecondaryButton,
    TextLine,
    WrapLabel,
    announce,
    boxed,
    column,
    row,
)
from pie_audit.words import _, plural
from pie_audit.workflows.plans import PlanView

KEEP, CHANGE, LET_GO, HELP = "keep", "change", "let go", "help"


class CarryStrip(Card):
    """Says how many wait; “Decide together” lists them. `decided` with the act, the action's id and a reason."""

    decided = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(look="warn", gap=10, parent=parent)
        self._rows: dict[str, CarryRow] = {}
        self._words = WrapLabel("", "strong", "warn")
        self.button = SecondaryButton(_("Decide together"), in_row=True)
        self.button.setCheckable(True)
        self.button.toggled.connect(self._on_toggled)
        self._keys = WrapLabel(_("Keys: K keeps, C changes, L lets go."), "small", "warn")
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self._open = boxed(self._list)
        self._open.hide()
        self._keys.hide()
        top = row(IconMark("arrow-bend-up-right", 20, "warn"), gap=12)
        top.addWidget(self._words, 1)
        top.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.add(top, self._keys, self._open)
        self.hide()

    def show_plan(self, view: PlanView) -> None:
        """Fill; rows that stay keep a reason that is being written."""
        waiting = view.to_carry.actions if view.to_carry else ()
        self.setVisible(bool(waiting))
        if view.to_carry is None:
            self.button.setChecked(False)
            self._keep_only(())
            return
        n = len(waiting)
        words = plural(
            "{n} action came over from {season}. Keep, change or let go?",
            "{n} actions came over from {season}. Keep, change or let go?",
            n,
        )
        self._words.setText(words.format(n=n, season=view.to_carry.quarter.season))
        self._keep_only(waiting)
        for at, action in enumerate(waiting):
            self._row(action).show_action(action, view)
            self._list.insertWidget(at, self._rows[action.action_id])

    def open_list(self) -> None:
        """List them, and go to the first."""
        self.button.setChecked(True)
        self.focus_first()

    def focus_first(self) -> None:
        """Put the focus on the first row's first button."""
        first = self._list.itemAt(0)
        if first is not None and not self.isHidden():
            first.widget().setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_only(self, waiting: tuple[Action, ...]) -> None:
        ids = {action.action_id for action in waiting}
        had_focus = False
        for action_id in [i for i in self._rows if i not in ids]:
            gone = self._rows.pop(action_id)
            had_focus = had_focus or gone.isAncestorOf(self.focusWidget() or self)
            gone.hide()
            gone.setParent(None)
            gone.deleteLater()
        if had_focus:
            self.focus_first()

    def _row(self, action: Action) -> CarryRow:
        if action.action_id not in self._rows:
            made = CarryRow()
            made.decided.connect(self.decided)
            self._rows[action.action_id] = made
        return self._rows[action.action_id]

    def _on_toggled(self, shown: bool) -> None:
        self._open.setVisible(shown)
        self._keys.setVisible(shown)
        self.button.setText(_("Later") if shown else _("Decide together"))
        if shown:
            self.focus_first()


class CarryRow(Card):
    """One action with its three ways on; one that came over three times has three others."""

    decided = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=6, parent=parent)
        self._id = ""
        self._what, self._facts = WrapLabel("", "strong"), WrapLabel("", "small", "ink2")
        self._flag = WrapLabel("", "small_strong", "warn")
        self.keep = SecondaryButton(_("Keep"), in_row=True)
        self.change = SecondaryButton(_("Change"), in_row=True)
        self.let_go = SecondaryButton(_("Let go"), in_row=True)
        self.help = SecondaryButton(_("Ask for help"), in_row=True)
        self.line = TextLine(most=TEXT_LIMIT)
        self._why = Field(_("Why do we let it go?"), self.line)
        self.sure = SecondaryButton(_("Let it go"), in_row=True)
        self._back = LinkButton(_("Not yet"), in_row=True)
        self._ask = boxed(FlowLayout(self.sure, self._back))
        words = boxed(column(self._what, self._facts, self._flag, None, gap=4))
        self._ways = boxed(FlowLayout(self.keep, self.change, self.let_go, self.help))
        self.add(boxed(EvenLayout(words, self._ways, least=235, gap=12)), self._why, self._ask)
        self._listen()
        self._show_reason(False)
        self.setFocusProxy(self.keep)

    def show_action(self, action: Action, view: PlanView) -> None:
        """Fill the row."""
        self._id = action.action_id
        self._what.setText(action.what)
        due = due_words(action, view.today)
        facts = (owner_words(action, view), due, carried_words(action.carried_count))
        self._facts.setText(" · ".join(part for part in facts if part))
        stuck = action.is_stuck
        self._flag.setText(_("Shrink it, drop it or ask for help.") if stuck else "")
        self._flag.setVisible(stuck)
        self.keep.setVisible(not stuck)
        self.help.setVisible(stuck)
        self.change.setText(_("Shrink it") if stuck else _("Change"))
        self.let_go.setText(_("Drop it") if stuck else _("Let go"))
        self.setFocusProxy(self.change if stuck else self.keep)
        for button in (self.keep, self.change, self.let_go, self.help):
            _name(button, action)
        self.line.setAccessibleDescription(action.what)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """K, C and L decide, with the focus on one of the buttons; Escape leaves the reason."""
        typing = self.line.hasFocus()
        if event.key() == Qt.Key.Key_Escape and not self._why.isHidden():
            self._on_back()
        elif typing or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_K and not self.keep.isHidden():
            self.keep.click()
        elif event.key() in (Qt.Key.Key_C, Qt.Key.Key_S):
            self.change.click()
        elif event.key() in (Qt.Key.Key_L, Qt.Key.Key_D):
            self.let_go.click()
        else:
            super().keyPressEvent(event)

    def _listen(self) -> None:
        self.keep.clicked.connect(self._on_keep)
        self.change.clicked.connect(self._on_change)
        self.help.clicked.connect(self._on_help)
        self.let_go.clicked.connect(self._on_let_go)
        self.sure.clicked.connect(self._on_sure)
        self.line.returnPressed.connect(self._on_sure)
        self._back.clicked.connect(self._on_back)

    def _on_keep(self) -> None:
        self.decided.emit(KEEP, self._id, "")

    def _on_change(self) -> None:
        self.decided.emit(CHANGE, self._id, "")

    def _on_help(self) -> None:
        self.decided.emit(HELP, self._id, "")

    def _on_let_go(self) -> None:
        self._show_reason(True)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_sure(self) -> None:
        if not self.line.text().strip():
            self._why.set_error(_("A few words are plenty."))
            announce(self, self._why.error())
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.decided.emit(LET_GO, self._id, self.line.text().strip())

    def _on_back(self) -> None:
        self._show_reason(False)
        self.let_go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_reason(self, shown: bool) -> None:
        self._why.set_error("")
        self._why.setVisible(shown)
        self._ask.setVisible(shown)
        self._ways.setVisible(not shown)


def _name(button: Button, action: Action) -> None:
    button.setAccessibleName(
        _("{verb}: {what}").format(verb=button.text().replace("&&", "&"), what=action.what)
    )
