"""One priority in the list: its rank, its words, what it is linked to, and the action or the reason for none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from pie_audit.domain.priority import WORDS_LIMIT, Priority
from pie_audit.ui.audit.dot_row import item_note
from pie_audit.ui.widgets import (
    Card,
    Chip,
    FlowLayout,
    GrowingText,
    IconButton,
    IconMark,
    LinkButton,
    SecondaryButton,
    TextLine,
    WrapLabel,
    boxed,
    clear,
    column,
    row,
)
from pie_audit.words import _, plural
from pie_audit.workflows.priorities import Ranked


class Handle(IconMark):
    """Where the mouse takes hold of a row."""

    held = Signal()
    dragged = Signal(QPoint)
    let_go = Signal()

    def __init__(self) -> None:
        super().__init__("dots-six-vertical", 22, "ink2")
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.held.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.let_go.emit()


class PriorityRow(Card):
    """Alt with up or down moves it, from anywhere inside. `step_wanted` tells by how much, `edited` that words did."""

    step_wanted = Signal(str, int)
    remove_wanted = Signal(str)
    action_wanted = Signal(str)
    edited = Signal(str)
    left = Signal(str)

    def __init__(self, ranked: Ranked, *, may_edit: bool, parent: QWidget | None = None) -> None:
        super().__init__(gap=6, parent=parent)
        self.ranked, self._may_edit = ranked, may_edit
        self.handle = Handle()
        self._number = WrapLabel("", "h2", "accent", wrap=False)
        self.words = GrowingText(most=WORDS_LIMIT, role="strong")
        self.reading = WrapLabel("", "strong")
        self._link = WrapLabel("", "small", "ink2")
        self.up = IconButton("caret-up", "", in_row=True)
        self.down = IconButton("caret-down", "", in_row=True)
        self.gone = IconButton("x", "", in_row=True)
        self.reason = TextLine(most=WORDS_LIMIT, placeholder=_("a few words"))
        self._too_long = WrapLabel("", "small", "ink2")
        self.write = SecondaryButton(_("Write an action"), "flag", in_row=True)
        self.no_action = LinkButton(_("No action, because …"), in_row=True)
        self._state = FlowLayout(gap=8)
        self._asked = False
        self._build()
        self._connect()

    def _build(self) -> None:
        buttons = row(self.up, self.down, self.gone, gap=2)
        line = row(self.handle, self._number, gap=10)
        line.addLayout(column(self.words, self.reading, self._link, gap=2), 1)
        line.addLayout(buttons)
        self._reason_box = boxed(row(WrapLabel(_("No action, because"), "small_strong", wrap=False), gap=10))
        self._reason_box.layout().addWidget(self.reason)
        self.add(line, boxed(self._state), self._reason_box, self._too_long)
        self._too_long.hide()
        self.column().setContentsMargins(14, 10, 10, 12)
        for widget in (self.handle, self.up, self.down, self.gone, self.words):
            widget.setVisible(self._may_edit)
        self.reading.setVisible(not self._may_edit)
        self.reason.setReadOnly(not self._may_edit)
        for field in (self.words.edit, self.reason):
            field.installEventFilter(self)

    def _connect(self) -> None:
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)
        self.gone.clicked.connect(self._on_gone)
        self.write.clicked.connect(self._on_write)
        self.no_action.clicked.connect(self._on_no_action)
        self.words.edited.connect(self._on_edited)
        self.words.left.connect(self._on_left)
        self.reason.textEdited.connect(self._on_edited)
        self.reason.editingFinished.connect(self._on_left)
        self.reason.overran.connect(self._tell_overrun)

    def _tell_overrun(self, words: str) -> None:
        self._too_long.setText(words)
        self._too_long.setVisible(bool(words))

    def show_ranked(self, ranked: Ranked, of: int, *, keep_words: bool) -> None:
        """Show how it stands; words being written stay."""
        self.ranked = ranked
        priority = ranked.priority
        self._number.setText(str(priority.rank))
        if not keep_words:
            self.words.setText(priority.words)
            self.reason.setText(priority.no_action_because)
        self.reading.setText(priority.words)
        self._link.setText(item_note(ranked.item) if ranked.item else _("In our own words"))
        self.words.setAccessibleName(_("Priority {n} of {of}").format(n=priority.rank, of=of))
        self.reason.setAccessibleName(_("Why no action follows from “{words}”").format(words=priority.words))
        self._name_buttons(priority)
        self.up.setEnabled(priority.rank > 1)
        self.down.setEnabled(priority.rank < of)
        self._show_state()

    def _name_buttons(self, priority: Priority) -> None:
        self.up.set_name(_("Move “{words}” up").format(words=priority.words))
        self.down.set_name(_("Move “{words}” down").format(words=priority.words))
        self.gone.set_name(_("Take “{words}” off the list").format(words=priority.words))
        self.write.setAccessibleName(_("Write an action for “{words}”").format(words=priority.words))
        self.no_action.setAccessibleName(_("No action for “{words}”, because …").format(words=priority.words))

    def _show_state(self) -> None:
        n, reason = len(self.ranked.actions), self.reason.text().strip()
        for widget in (self.write, self.no_action):
            self._state.removeWidget(widget)
            widget.setParent(self)
            widget.hide()
        clear(self._state)
        if n:
            words = plural("{n} action in the plan", "{n} actions in the plan", n).format(n=n)
            self._state.addWidget(Chip(words, "good", "flag"))
        elif reason:
            self._state.addWidget(Chip(_("A reason for no action"), "neutral", "note"))
        else:
            self._state.addWidget(Chip(_("Needs an action, or a reason for none"), "warn"))
        if self._may_edit:
            self._offer(self.write)
            if not n and not reason and not self._asked:
                self._offer(self.no_action)
        self._reason_box.setVisible(bool(reason) or (self._asked and not n))

    def _offer(self, button: QWidget) -> None:
        self._state.addWidget(button)
        button.show()

    def now(self) -> Priority:
        """The priority with what stands in its fields."""
        return replace(self.ranked.priority, words=self.words.text(), no_action_because=self.reason.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt and an arrow move the row; Enter in its words ends the writing."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if self._moved_by(event):
                return True
            if watched is self.words.edit and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_left()
                self.focusNextChild()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._moved_by(event):
            super().keyPressEvent(event)

    def _moved_by(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if not step or not event.modifiers() & Qt.KeyboardModifier.AltModifier or not self._may_edit:
            return False
        self.step_wanted.emit(self.ranked.priority.priority_id, step)
        return True

    def _tell(self, signal: Callable[[str], object]) -> None:
        signal(self.ranked.priority.priority_id)

    def _on_up(self) -> None:
        self.step_wanted.emit(self.ranked.priority.priority_id, -1)

    def _on_down(self) -> None:
        self.step_wanted.emit(self.ranked.priority.priority_id, 1)

    def _on_gone(self) -> None:
        self._tell(self.remove_wanted.emit)

    def _on_write(self) -> None:
        self._tell(self.action_wanted.emit)

    def _on_no_action(self) -> None:
        self._asked = True
        self._reason_box.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.no_action.hide()

    def _on_edited(self, *_text: object) -> None:
        self._tell(self.edited.emit)

    def _on_left(self) -> None:
        self._tell(self.left.emit)
