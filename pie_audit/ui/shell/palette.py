"""Ctrl+K: find or do. What one types narrows a list of what may be done now and where one may go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from pie_audit.ui.shell.command_list import CommandList, spoken_words
from pie_audit.ui.theme import RADIUS_CARD, theme, tokens
from pie_audit.ui.widgets import (
    Command,
    Divider,
    IconMark,
    SecondaryButton,
    TextLine,
    WrapLabel,
    announce,
    matching,
    row,
)
from pie_audit.words import _, plural

_WIDTH, _FROM_TOP, _EDGE = 680, 92, 18
_MOST = 440
"""As high as the list gets; the rest scrolls."""
_SAID_AFTER_MS = 400
_ENTER = 0
"""Among steps of the arrows that wait, the key that takes what is in hand."""
_LONGEST = 300
"""Letters in the field: as many as a small note may have."""
_SHADE = QColor(0, 0, 0, 110)


class Palette(QWidget):
    """Covers its parent, so that nothing underneath is touched meanwhile. `closed` when it goes.

    `noting` gives what can be noted with the words that are typed: last in the list, and all of it where nothing else
    goes by them.

    It opens at once with what is at hand, and is whole when the rest was read (`complete`). Arrows and Enter pressed
    before that wait for it: the same keys do the same, however slow the computer.
    """

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Find or do anything"))
        self._offered: tuple[Command, ...] = ()
        self._more: tuple[Command, ...] = ()
        self.is_whole = self._has_moved = False
        self._pressed: list[int] = []
        self.noting: Callable[[str], tuple[Command, ...]] = _nothing_to_note
        self.query = _Query()
        self.list = CommandList()
        self.leave = SecondaryButton(_("Esc"), in_row=True)
        self.leave.setAccessibleName(_("Close"))
        self._nothing = WrapLabel(
            _("Nothing goes by these words. Try fewer, or another word."), "body", "ink2"
        )
        self.box = self._make_box()
        self._said = QTimer(self)
        self._said.setSingleShot(True)
        self._said.setInterval(_SAID_AFTER_MS)
        self._connect()
        parent.installEventFilter(self)
        self.hide()

    def _make_box(self) -> QWidget:
        box = _Box(self)
        top = row(IconMark("magnifying-glass", 22, "ink2"), gap=12)
        top.addWidget(self.query, 1)
        top.addWidget(self.leave)
        foot = row(gap=16)
        foot.addWidget(WrapLabel(_("Ratings, notes and answers are never searched."), "small", "ink2"), 3)
        keys = WrapLabel(
            _("Arrows to move, Enter to open"), "small", "ink2", align=Qt.AlignmentFlag.AlignRight
        )
        foot.addWidget(keys, 2)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(_EDGE, 14, _EDGE, 10)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._nothing)
        layout.addWidget(self.list, 1)
        layout.addWidget(Divider())
        layout.addLayout(foot)
        return box

    def _connect(self) -> None:
        self.query.textEdited.connect(self._on_edited)
        self.query.stepped.connect(self._on_stepped)
        self.query.taken.connect(self._on_enter)
        self.list.typed.connect(self._on_typed)
        self.list.moved.connect(self._on_moved)
        self.list.taken.connect(self._take)
        self.leave.clicked.connect(self.close_panel)
        self._said.timeout.connect(self._tell_found)
        theme.changed.connect(self._place)

    # opening and closing

    def open_with(self, offered: Sequence[Command]) -> None:
        """Show what can be done, with nothing typed yet."""
        self.query.clear()
        self.is_whole = self._has_moved = False
        self._pressed.clear()
        self.show()
        self.raise_()
        QApplication.instance().focusChanged.connect(self._keep_keys)
        self._show_found(offered)
        self.query.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def complete(self, offered: Sequence[Command], more: Sequence[Command] = ()) -> None:
        """All has been read that can be found: the best of it is in hand, and keys that waited have their turn."""
        if self.is_whole:  # it was opened twice while things were read once more
            self.offer(offered, more)
            return
        self.is_whole = True
        self._show_found(offered, more)
        pressed = self._pressed.copy()
        self._pressed.clear()
        for step in pressed:
            if step == _ENTER:
                self.list.take()
                return
            self.list.step(step)

    def offer(self, offered: Sequence[Command], more: Sequence[Command] = ()) -> None:
        """Something else can be found by now, `more` only once something is typed; what is in hand stays in hand."""
        if _names((*offered, *more)) == _names((*self._offered, *self._more)):
            return
        kept = self.list.current() if self.query.text() or self._has_moved else None
        self._show_found(offered, more)
        for _at in range(self.list.place()[1] if kept is not None else 0):
            if kept is not None and _name(self.list.current()) == _name(kept):
                return
            self.list.step(1, quietly=True)

    def close_panel(self) -> None:
        """Go away; what was typed is forgotten."""
        self._said.stop()
        if not self.isHidden():
            self.query.clear()
            QApplication.instance().focusChanged.disconnect(self._keep_keys)
            self.closed.emit()  # while it still shows: Qt would look for a next stop among what is hidden
            self.hide()

    def _keep_keys(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A page underneath that is filled only now may ask for the focus; what is typed goes on here."""
        if now is None or now is self or self.isAncestorOf(now):
            return
        if self.parentWidget().isAncestorOf(now):
            self.query.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, command: Command) -> None:
        self.close_panel()
        command.run()

    # finding

    def _on_stepped(self, by: int) -> None:
        if self.is_whole:
            self.list.step(by)
        else:
            self._pressed.append(by)

    def _on_enter(self) -> None:
        if self.is_whole:
            self.list.take()
        else:
            self._pressed.append(_ENTER)

    def _on_moved(self) -> None:
        self._has_moved = True
        self._tell_current()

    def _on_edited(self, _text: str) -> None:
        self._has_moved = False
        self._pressed.clear()
        self._show_found(self._offered, self._more)
        self._said.start()

    def _show_found(self, offered: Sequence[Command], more: Sequence[Command] = ()) -> None:
        self._offered, self._more = tuple(offered), tuple(more)
        typed = self.query.text().strip()
        found = matching((*self._offered, *self._more) if typed else self._offered, typed)
        noted = self.noting(typed)
        self.list.show_commands(found, noted)
        self.list.setVisible(bool(found or noted))
        self._nothing.setVisible(not (found or noted))
        self._place()

    def _tell_found(self) -> None:
        found = self.list.place()[1]
        if not found:
            announce(self.query, self._nothing.text())
            return
        count = plural("{n} found.", "{n} found.", found).format(n=found)
        announce(self.query, f"{count} {self._current_words()}")

    def _tell_current(self) -> None:
        at, of = self.list.place()
        place = _("{n} of {of}").format(n=at, of=of)
        announce(self.query, f"{self._current_words()}, {place}")

    def _current_words(self) -> str:
        command = self.list.current()
        return spoken_words(command) if command is not None else ""

    # keys and mouse

    def _on_typed(self, event: QKeyEvent) -> None:
        """Typing in the list goes on in the field."""
        self.query.setFocus(Qt.FocusReason.OtherFocusReason)
        self.query.insert(event.text())
        self._on_edited("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside: field, list, close."""
        stops = [stop for stop in (self.query, self.leave, self.list) if stop.isVisible()]
        if not stops:
            return False
        here = next((at for at, stop in enumerate(stops) if stop.hasFocus()), 0)
        stops[(here + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the box closes it."""
        if not self.box.geometry().contains(event.position().toPoint()):
            self.close_panel()

    # size

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), _SHADE)
        painter.end()

    def _place(self) -> None:
        """As wide as reads well, as high as what was found needs, never beyond the window."""
        if self.isHidden():
            return
        self.setGeometry(self.parentWidget().rect())
        width = min(theme.px(_WIDTH), self.width() - 32)
        top = min(_FROM_TOP, self.height() // 9)
        self.box.setGeometry((self.width() - width) // 2, top, width, self.height() - top - 16)
        self.box.layout().activate()
        spare = self.list.height() if not self.list.isHidden() else 0
        wanted = min(self.list.height_of_all(), theme.px(_MOST)) if not self.list.isHidden() else 0
        least = self.box.layout().totalHeightForWidth(width) - spare
        around = self.box.height() - spare if spare else least
        self.box.resize(width, min(self.height() - top - 16, around + wanted))


def _names(commands: Iterable[Command]) -> list[object]:
    return [_name(command) for command in commands]


def _name(command: Command | None) -> object:
    return None if command is None else (command.words, command.is_place)


def _nothing_to_note(_typed: str) -> tuple[Command, ...]:
    return ()


class _Query(TextLine):
    """Up and Down walk the list while the cursor stays; Enter takes what is in hand."""

    stepped = Signal(int)
    taken = Signal()

    def __init__(self) -> None:
        super().__init__(placeholder=_("What would you like to do, or where to go?"), most=_LONGEST)
        self.setAccessibleName(_("Find or do anything"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.stepped.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class _Box(QWidget):
    """The white sheet that everything lies on."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.ink if theme.high_contrast else tokens.control, 1))
        painter.setBrush(tokens.surface)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS_CARD, RADIUS_CARD)
        painter.end()
