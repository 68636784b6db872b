"""The list in the palette: what to do, then where to go, each with a line under it and its own key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from pie_audit.ui.icons import paint_icon
from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets import Command
from pie_audit.words import _

_COMMAND = Qt.ItemDataRole.UserRole
_PADDING, _ICON, _GAP, _RADIUS = 12, 20, 14, 10
_WRAP = Qt.TextFlag.TextWordWrap
_Index = QModelIndex | QPersistentModelIndex


class CommandList(QListView):
    """Headings with commands under them; headings can't be chosen. `taken` brings the command."""

    taken = Signal(object)
    typed = Signal(QKeyEvent)
    moved = Signal()
    ring_radius = 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("What was found"))
        self.setModel(QStandardItemModel(self))
        self.setItemDelegate(_Drawn(self))
        self.setObjectName("bare")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._on_clicked)
        self.entered.connect(self._on_entered)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_commands(self, found: Sequence[Command], noted: Sequence[Command] = ()) -> None:
        """Fill it, with what can be noted at its end; the first command is the one in hand.

        What to do stands before where to go, unless a place is what was asked for.
        """
        model = self._items()
        model.clear()
        does = [command for command in found if not command.is_place]
        goes = [command for command in found if command.is_place]
        first, then = ((_("Do"), does), (_("Go to"), goes))
        if found and found[0].is_place:
            first, then = then, first
        for heading, part in (first, then, (_("Note it"), noted)):
            if part:
                model.appendRow(_heading(heading))
            for command in part:
                model.appendRow(_item(command))
        self.step(1, quietly=True)
        self.scrollToTop()

    def current(self) -> Command | None:
        """The command in hand."""
        found = self.currentIndex().data(_COMMAND)
        return found if isinstance(found, Command) else None

    def step(self, by: int, *, quietly: bool = False) -> None:
        """To the next command, or the one before; past the end it begins anew."""
        places = [at for at in range(self.model().rowCount()) if self._command_at(at) is not None]
        if not places:
            return
        here = self.currentIndex().row()
        at = places.index(here) + by if here in places else (0 if by > 0 else -1)
        self.setCurrentIndex(self.model().index(places[at % len(places)], 0))
        if not quietly:
            self.moved.emit()

    def place(self) -> tuple[int, int]:
        """Which command of how many is in hand, counted from 1."""
        places = [at for at in range(self.model().rowCount()) if self._command_at(at) is not None]
        here = self.currentIndex().row()
        return (places.index(here) + 1 if here in places else 0), len(places)

    def height_of_all(self) -> int:
        """How high it would like to be."""
        option = QStyleOptionViewItem()
        model = self.model()
        rows = (model.index(at, 0) for at in range(model.rowCount()))
        return sum(self.itemDelegate().sizeHint(option, row).height() for row in rows) + 4

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.text().strip() and event.key() != Qt.Key.Key_Escape:
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def take(self) -> None:
        """Do what is in hand."""
        command = self.current()
        if command is not None:
            self.taken.emit(command)

    def _command_at(self, at: int) -> Command | None:
        found = self.model().index(at, 0).data(_COMMAND)
        return found if isinstance(found, Command) else None

    def _items(self) -> QStandardItemModel:
        model: QAbstractItemModel = self.model()
        assert isinstance(model, QStandardItemModel)
        return model

    def _on_clicked(self, index: QModelIndex) -> None:
        self.setCurrentIndex(index)
        self.take()

    def _on_entered(self, index: QModelIndex) -> None:
        if isinstance(index.data(_COMMAND), Command):
            self.setCurrentIndex(index)


class _Drawn(QStyledItemDelegate):
    """Paints a heading, or a command with its icon, its note and its key."""

    def __init__(self, view: CommandList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._view.viewport().width()
        command = index.data(_COMMAND)
        if not isinstance(command, Command):
            return QSize(width, QFontMetrics(theme.font("small_strong")).height() + 14)
        room = self._room(width, command)
        high = _height(command.words, "strong", room)
        if command.note:
            high += 2 + _height(command.note, "small", room)
        return QSize(width, max(theme.px(44), high + 2 * 9))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        command, box = index.data(_COMMAND), option.rect
        if isinstance(command, Command):
            self._paint_command(painter, box, command, chosen=index.row() == self._view.currentIndex().row())
        else:
            painter.setFont(theme.font("small_strong"))
            painter.setPen(tokens.ink2)
            words = str(index.data(Qt.ItemDataRole.DisplayRole))
            painter.drawText(box.adjusted(2, 6, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()

    def _paint_command(self, painter: QPainter, box: QRect, command: Command, *, chosen: bool) -> None:
        if chosen:
            edge = tokens.accent
            painter.setPen(QPen(edge, 2 if theme.high_contrast else 1))
            painter.setBrush(tokens.soft)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        ink = tokens.soft_ink if chosen else tokens.ink
        side = min(theme.px(_ICON), 30)
        middle = box.y() + (box.height() - side) / 2
        icon = command.icon or ("arrow-right" if command.is_place else "circle")
        paint_icon(painter, icon, QRectF(box.x() + _PADDING + 4, middle, side, side), ink)
        self._paint_words(painter, box, command, chosen=chosen)

    def _paint_words(self, painter: QPainter, box: QRect, command: Command, *, chosen: bool) -> None:
        room = self._room(box.width(), command)
        left = box.x() + _PADDING + min(theme.px(_ICON), 30) + _GAP + 8
        title, note = _height(command.words, "strong", room), _height(command.note, "small", room)
        top = box.y() + (box.height() - title - (note + 2 if command.note else 0)) // 2
        painter.setPen(tokens.soft_ink if chosen else tokens.ink)
        painter.setFont(theme.font("strong"))
        painter.drawText(QRect(left, top, room, title), int(_WRAP), command.words)
        painter.setPen(tokens.soft_ink if chosen else tokens.ink2)
        painter.setFont(theme.font("small"))
        painter.drawText(QRect(left, top + title + 2, room, note), int(_WRAP), command.note)
        painter.setFont(theme.font("small_strong"))
        key = command.shortcut or (_("Enter") if chosen else "")
        right = box.adjusted(0, 0, -_PADDING - 2, 0)
        painter.drawText(right, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), key)

    def _room(self, width: int, command: Command) -> int:
        key = command.shortcut or _("Enter")
        taken = _PADDING + min(theme.px(_ICON), 30) + _GAP + 8 + 2 * _PADDING
        return max(80, width - taken - QFontMetrics(theme.font("small_strong")).horizontalAdvance(key))


def _height(words: str, role: str, room: int) -> int:
    bounds = QFontMetrics(theme.font(role)).boundingRect(QRect(0, 0, room, 10_000), int(_WRAP), words)
    return bounds.height() if words else 0


def _heading(words: str) -> QStandardItem:
    item = QStandardItem(words)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def _item(command: Command) -> QStandardItem:
    item = QStandardItem(command.words)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    item.setData(command, _COMMAND)
    item.setData(spoken_words(command), Qt.ItemDataRole.AccessibleTextRole)
    return item


def spoken_words(command: Command) -> str:
    """A command as it is read aloud: its words, the line under it, its key."""
    return ", ".join(part for part in (command.words, command.note, command.shortcut) if part)
