"""A card of the board: one sentence, its dots, what it is marked with, and everything that can be done to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from pie_audit.domain.influence import TEXT_LIMIT, Influence, InfluenceStep
from pie_audit.domain.level_words import level_words
from pie_audit.ui.audit.board_words import column_title, dots_words, felt_by_words
from pie_audit.ui.theme import RADIUS_CARD, theme, tokens
from pie_audit.ui.widgets import (
    Chip,
    FlowLayout,
    GrowingText,
    IconButton,
    WrapLabel,
    boxed,
    clear,
    column,
    row,
)
from pie_audit.words import _

_MOST_DOTS_DRAWN = 8


class MeTooDots(QWidget):
    """A dot for each “me too”, the first few of them; the words beside it tell how many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._n = 0
        theme.changed.connect(self.updateGeometry)

    def set(self, n: int) -> None:
        """So many."""
        self._n = min(n, _MOST_DOTS_DRAWN)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._n * theme.px(12), theme.px(10))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.accent)
        side, step = theme.px(8), theme.px(12)
        for at in range(self._n):
            painter.drawEllipse(QRectF(at * step, (self.height() - side) / 2, side, side))
        painter.end()


class BoardCard(QWidget):
    """Takes the focus as one thing; its buttons are for the mouse, its keys do the same.

    Enter edits, M carries, + and − change the dots, Delete takes it away, Space or the menu key shows all of it.
    """

    ring_radius = RADIUS_CARD
    key_pressed = Signal(str, object)
    dot_wanted = Signal(str, int)
    menu_wanted = Signal(str, QPoint)
    edit_wanted = Signal(str)
    typed = Signal(str)
    finished = Signal(str)
    drag_began = Signal(str)
    dragged = Signal(str, QPoint)
    dropped = Signal(str)

    def __init__(self, card: Influence, parent: QWidget, *, may_edit: bool) -> None:
        super().__init__(parent)
        self.card, self._may_edit = card, may_edit
        self._pressed_at: QPoint | None = None
        self._dragging = self._carried = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.words = WrapLabel("", "strong")
        self.editor: GrowingText | None = None
        self._dots, self._count = MeTooDots(), WrapLabel("", "small", "ink2")
        self._more = IconButton("dots-three", "", in_row=True)
        self._plus = IconButton("plus", "", in_row=True)
        self._topic = WrapLabel("", "small", "ink2")
        self._chips = FlowLayout(gap=6)
        self._chip_box = boxed(self._chips)
        self._build()
        theme.changed.connect(self.update)

    def _build(self) -> None:
        for button in (self._more, self._plus):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Space, + and − do the same from the card
        self._more.clicked.connect(self._on_more)
        self._plus.clicked.connect(self._on_plus)
        self._top = row(gap=4)
        self._top.addWidget(self.words, 1, Qt.AlignmentFlag.AlignTop)
        self._top.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        feet = row(self._dots, gap=8)
        feet.addWidget(self._count, 1)
        feet.addWidget(self._plus)
        layout = column(self._top, self._topic, None, feet, self._chip_box, gap=6)
        layout.setContentsMargins(14, 10, 8, 10)
        self.setLayout(layout)
        for button in (self._more, self._plus):
            button.setVisible(self._may_edit)
        for mark in (self.words, self._topic, self._dots, self._count, self._chip_box):
            mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if self._may_edit:
            self.setCursor(Qt.CursorShape.OpenHandCursor)

    def show_card(
        self, card: Influence, *, in_plan: bool, topic: str, history: Sequence[InfluenceStep] = ()
    ) -> None:
        """Show how it stands; words being written stay."""
        self.card = card
        self.words.setText(card.text)
        self._dots.set(card.me_too)
        self._count.setText(dots_words(card.me_too))
        self._show_chips(in_plan=in_plan, topic=topic)
        self._plus.set_name(_("Me too: one more dot on “{card}”").format(card=card.text))
        self._more.set_name(_("More for “{card}”").format(card=card.text))
        self._say()
        self.updateGeometry()

    def _show_chips(self, *, in_plan: bool, topic: str) -> None:
        clear(self._chips)
        chips = []
        if in_plan:
            chips.append(Chip(_("In the plan"), "soft", "flag"))
        if self.card.ask_upwards:
            chips.append(Chip(_("Ask upwards"), "info", "megaphone-simple"))
        if self.card.felt_by is not None:
            chips.append(Chip(felt_by_words(self.card.felt_by), "neutral", "user"))
        for chip in chips:
            self._chips.addWidget(chip)
        self._chip_box.setVisible(bool(chips))
        self._topic.setText(topic)
        self._topic.setVisible(bool(topic))
        self._said_chips = [*(chip.text() for chip in chips), *([topic] if topic else [])]

    def _say(self) -> None:
        card = self.card
        where = f"{column_title(card.direction)}, {level_words(card.level).lower()}"
        self.setAccessibleName(f"{card.text or _('New card')}. {where}")
        facts = [dots_words(card.me_too), *self._said_chips]
        self.setAccessibleDescription(", ".join(fact for fact in facts if fact))

    # editing in place

    def begin_editing(self) -> None:
        """Turn the sentence into a field."""
        if self.editor is not None:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.editor = GrowingText(most=TEXT_LIMIT, least=2, placeholder=_("One sentence"))
        self.editor.setText(self.card.text)
        self.editor.setAccessibleName(
            _("Card: {column}, {lane}").format(
                column=column_title(self.card.direction), lane=level_words(self.card.level)
            )
        )
        self.editor.edit.installEventFilter(self)
        self.editor.edited.connect(self._on_typed)
        self.editor.left.connect(self._on_left)
        self.words.hide()
        self._more.hide()
        self._top.insertWidget(0, self.editor, 1)
        self.editor.show()
        self.editor.edit.selectAll()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()

    def end_editing(self) -> None:
        """Turn the field into a sentence again."""
        editor, self.editor = self.editor, None
        if editor is None:
            return
        editor.edit.removeEventFilter(self)
        self._top.removeWidget(editor)
        editor.hide()
        editor.deleteLater()
        self.words.show()
        self._more.setVisible(self._may_edit)
        self.updateGeometry()

    def text(self) -> str:
        """What stands there, or is being written."""
        return self.editor.text() if self.editor is not None else self.card.text

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Esc both end the writing; nothing that was written is thrown away."""
        if isinstance(event, QKeyEvent) and event.type() in (
            QEvent.Type.KeyPress,
            QEvent.Type.ShortcutOverride,
        ):
            ends = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
            if ends and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if ends:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _on_typed(self) -> None:
        self.typed.emit(self.card.influence_id)

    def _on_left(self) -> None:
        if QApplication.activePopupWidget() is None:
            self.finished.emit(self.card.influence_id)

    # keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if isinstance(QApplication.focusWidget(), QAbstractButton) or self.editor is not None:
            super().keyPressEvent(event)
            return
        event.ignore()
        self.key_pressed.emit(self.card.influence_id, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._may_edit and self.editor is None:
            self.menu_wanted.emit(self.card.influence_id, event.globalPos())

    def open_menu(self) -> None:
        """Show all that can be done, below the card's own button."""
        self.menu_wanted.emit(self.card.influence_id, self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._may_edit and self.editor is None:
            self._pressed_at = event.position().toPoint()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        far = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if not self._dragging and far >= QApplication.startDragDistance():
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.drag_began.emit(self.card.influence_id)
        if self._dragging:
            self.dragged.emit(self.card.influence_id, event.globalPosition().toPoint())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._pressed_at = None
        if self._dragging:
            self._dragging = False
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.dropped.emit(self.card.influence_id)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        if self._may_edit:
            self.edit_wanted.emit(self.card.influence_id)

    def _on_more(self) -> None:
        self.open_menu()

    def _on_plus(self) -> None:
        self.dot_wanted.emit(self.card.influence_id, 1)

    # how it looks

    def set_carried(self, carried: bool) -> None:
        """Lifted from the board, until it is put down."""
        self._carried = carried
        self.update()

    def sizeHint(self) -> QSize:
        return self.layout().totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.layout().totalMinimumSize()

    def height_at(self, width: int) -> int:
        """How tall it is in that width."""
        layout = self.layout()
        return max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = tokens.accent if self._carried else tokens.ink if theme.high_contrast else tokens.line
        painter.setPen(
            QPen(
                edge,
                2 if self._carried else 1,
                Qt.PenStyle.DashLine if self._carried else Qt.PenStyle.SolidLine,
            )
        )
        painter.setBrush(tokens.soft if self._carried else tokens.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_CARD, RADIUS_CARD)
        painter.end()
