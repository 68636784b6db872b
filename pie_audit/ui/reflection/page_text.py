"""The page itself: one text with headings in it, which can be typed over, moved and deleted like any words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from pie_audit.domain.entry import Step
from pie_audit.domain.entry_versions import PAGE_BYTES, weight
from pie_audit.domain.reflection_model import ReflectionModel
from pie_audit.ui.theme import theme, tokens
from pie_audit.words import _

_STEP = int(QTextFormat.Property.UserProperty) + 1
_LINE_HEIGHT = 132.0
"""In per cent of a generous font: it looks like one and a half."""
_COLUMN = "A line of words as people write them is about seventy-five letters or so long"
_AT_ONCE = 60_000
_ENDS = re.compile(r"(?<=[.!?…])\s+")
"""Where one sentence ends and the next begins."""


class PageText(QTextEdit):
    """`edited` after what a person changed, never after `set_steps`; `too_long` carries a paste that doesn't fit.

    While it is a `one_line`, Enter ends it: `ended`.
    """

    edited = Signal()
    moved = Signal()
    left = Signal()
    ended = Signal()
    too_long = Signal(str)
    ring_radius = 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seen = ""
        self.one_line = False
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QTextEdit { background: transparent; border: none; padding: 0px; }")
        self.document().setDocumentMargin(2)
        self.setPlaceholderText(_("Write, draw out a list, or just one line."))
        self.setAccessibleName(_("Your page"))
        self._look = _Look(self.document())
        self.textChanged.connect(self._on_changed)
        self.cursorPositionChanged.connect(self.moved)
        theme.changed.connect(self._restyle)
        self._restyle()

    # what it holds

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Fill without telling anybody; what was there can't be undone into."""
        was = self.blockSignals(True)
        self.document().setUndoRedoEnabled(False)
        self._put(steps)
        self.document().setUndoRedoEnabled(True)
        self._seen = self.toPlainText()
        self.moveCursor(QTextCursor.MoveOperation.End)  # where one goes on
        self.blockSignals(was)

    def steps(self) -> tuple[Step, ...]:
        """What stands there, part by part; words before the first heading are a part without one."""
        found: list[Step] = []
        step_id, heading, lines = "", "", list[str]()

        def close() -> None:
            text = "\n".join(lines)
            if heading or text:
                found.append(Step(step_id, heading, text))

        for block in self._blocks():
            text = _clean(block.text())
            if is_heading(block) and text.strip():
                close()
                step_id, heading, lines = step_of(block), text.strip(), []
            else:
                lines.append(text)
        close()
        return tuple(found)

    def current_step(self) -> str:
        """The step in which the caret stands, or nothing."""
        block = self.textCursor().block()
        while block.isValid():
            if is_heading(block):
                return step_of(block)
            block = block.previous()
        return ""

    def lines(self) -> tuple[str, ...]:
        """Every sentence that stands there, for picking one; headings aren't among them."""
        texts = (_clean(block.text()).strip() for block in self._blocks() if not is_heading(block))
        return tuple(sentence for text in texts for sentence in _ENDS.split(text) if sentence)

    def put_instead(self, words: str, role: str) -> None:
        """Write `role` wherever these words stand; one change for Ctrl+Z."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        exactly = QTextDocument.FindFlag.FindCaseSensitively
        found = self.document().find(words, 0, exactly)
        while not found.isNull():
            found.insertText(role)
            found = self.document().find(words, found.position(), exactly)
        cursor.endEditBlock()

    def mark(self, words: Collection[str]) -> None:
        """Underline these with dots: the name check found them."""
        self._look.mark(frozenset(words))

    # headings

    def go_to(self, model: ReflectionModel, step_id: str) -> None:
        """Stand under a heading of this model; where it isn't on the page yet it is put in its place."""
        order = [step.step_id for step in model.steps if step.kept]
        block = self._heading(step_id)
        if block is None:
            before = order[: order.index(step_id)]
            placed = [found for found in map(self._heading, before) if found is not None]
            step = model.step(step_id)
            block = self._insert(step_id, step.name if step else "", placed[-1] if placed else None)
        cursor = QTextCursor(self._last_of(block))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureCursorVisible()

    def take_model(self, model: ReflectionModel) -> None:
        """Put the model's headings on the page; headings of another one go where nothing was written under them.

        One change for Ctrl+Z.
        """
        wanted = {step.step_id for step in model.steps if step.step_id}
        kept = [s for s in self.steps() if s.text.strip() or not s.step_id or s.step_id in wanted]
        has = {step.step_id for step in kept}
        fresh = [step for step in model.empty_steps() if step.heading and step.step_id not in has]
        self._replace((*(s for s in kept if s.heading or s.text.strip()), *fresh))
        first = next((step.step_id for step in self.steps() if not step.text.strip()), "")
        if first:
            self.go_to(model, first)

    def move_part(self, by: int) -> None:
        """Carry the part in which the caret stands up (-1) or down (1), with its heading."""
        steps = list(self.steps())
        ids = [step.step_id for step in steps]
        here = ids.index(self.current_step()) if self.current_step() in ids else -1
        there = here + by
        if here < 0 or not 0 <= there < len(steps) or not steps[there].heading:
            return
        steps[here], steps[there] = steps[there], steps[here]
        step_id = steps[there].step_id
        self._replace(steps)
        block = self._heading(step_id)
        if block is not None:
            self.setTextCursor(QTextCursor(block))

    # keys and paste

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Headings stay headings and words stay words, whatever is deleted between them."""
        cursor = self.textCursor()
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_part(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif self._stays_apart(event, cursor):
            return
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.one_line:
            self.ended.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_heading(cursor.block()):
            self._leave_heading(cursor)
        else:
            self._edit(event, cursor)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Text only. What would make the page too long is offered to be split instead; nothing of it is lost."""
        text = source.text()
        if weight(text) + weight(self.toPlainText()) > PAGE_BYTES:
            self.too_long.emit(text)
        else:
            self.insertPlainText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_column()
        super().resizeEvent(event)

    def _edit(self, event: QKeyEvent, cursor: QTextCursor) -> None:
        over = QTextCursor(cursor)
        over.setPosition(cursor.selectionStart())
        whole_heading = cursor.hasSelection() and over.atBlockStart() and is_heading(over.block())
        end = self.document().findBlock(cursor.selectionEnd())
        ends_in_words = whole_heading and end != over.block() and not is_heading(end)
        if not (is_heading(cursor.block()) or whole_heading):
            super().keyPressEvent(event)
            return
        over.beginEditBlock()
        super().keyPressEvent(event)
        block = self.textCursor().block()
        if ends_in_words or (is_heading(block) and not block.text()):
            QTextCursor(block).setBlockFormat(_body())
        over.endEditBlock()

    def _stays_apart(self, event: QKeyEvent, cursor: QTextCursor) -> bool:
        """Backspace and Delete between a heading and the words under it go to the other side and join nothing."""
        if cursor.hasSelection() or event.modifiers():
            return False
        block, before = cursor.block(), cursor.block().previous()
        under = is_heading(before) and before.text() and block.text() and not is_heading(block)
        if event.key() == Qt.Key.Key_Backspace and cursor.atBlockStart() and under:
            cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
            self.setTextCursor(cursor)
            return True
        return bool(
            event.key() == Qt.Key.Key_Delete
            and cursor.atBlockEnd()
            and is_heading(block)
            and block.next().text()
        )

    def _leave_heading(self, cursor: QTextCursor) -> None:
        if cursor.atBlockStart() and cursor.block().text():
            heading = cursor.blockFormat()
            cursor.beginEditBlock()
            cursor.insertBlock(heading)
            before = QTextCursor(cursor.block().previous())
            before.setBlockFormat(_body())
            cursor.endEditBlock()
        else:
            cursor.insertBlock(_body())
        self.setTextCursor(cursor)

    # inside

    def _on_changed(self) -> None:
        """Colouring tells of a change too; only what alters the words counts."""
        text = self.toPlainText()
        if text != self._seen:
            self._seen = text
            self.edited.emit()

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _heading(self, step_id: str) -> QTextBlock | None:
        return next((b for b in self._blocks() if is_heading(b) and step_of(b) == step_id), None)

    def _last_of(self, heading: QTextBlock) -> QTextBlock:
        block = heading
        while block.next().isValid() and not is_heading(block.next()):
            block = block.next()
        if block == heading:
            cursor = QTextCursor(heading)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            cursor.insertBlock(_body())
            block = cursor.block()
        return block

    def _insert(self, step_id: str, name: str, after: QTextBlock | None) -> QTextBlock:
        cursor = QTextCursor(self.document())
        if after is None:
            cursor.movePosition(QTextCursor.MoveOperation.End)
        else:
            cursor = QTextCursor(self._last_of(after))
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.beginEditBlock()
        if cursor.block().text() or self.document().blockCount() > 1:
            cursor.insertBlock(_heading(step_id))
        else:
            cursor.setBlockFormat(_heading(step_id))
        cursor.insertText(name)
        heading = cursor.block()
        cursor.insertBlock(_body())
        cursor.endEditBlock()
        return heading

    def _put(self, steps: Sequence[Step]) -> None:
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        cursor.setBlockFormat(_body())
        first = True
        for step in steps:
            if step.heading:
                _next_block(cursor, _heading(step.step_id), first=first)
                cursor.insertText(step.heading)
                first = False
            _next_block(cursor, _body(), first=first)
            cursor.insertText(step.text)
            first = False
        cursor.endEditBlock()

    def _replace(self, steps: Sequence[Step]) -> None:
        self._put(steps)
        self._on_changed()

    def _restyle(self) -> None:
        was = self.blockSignals(True)
        self.setFont(theme.font("page"))
        self.viewport().setFont(self.font())
        self.setMinimumHeight(theme.px(160))
        palette = self.palette()
        palette.setColor(palette.ColorRole.Text, tokens.ink)
        palette.setColor(palette.ColorRole.PlaceholderText, tokens.ink2)
        palette.setColor(palette.ColorRole.Base, tokens.surface)
        self.setPalette(palette)
        self._look.rehighlight()
        self._fit_column()
        self._seen = self.toPlainText()
        self.blockSignals(was)

    def _fit_column(self) -> None:
        """At most about seventy-five letters across, however wide the window is."""
        width = min(self.viewport().width(), self.fontMetrics().horizontalAdvance(_COLUMN))
        if width > 0 and self.lineWrapColumnOrWidth() != width:
            self.setLineWrapColumnOrWidth(width)


class _Look(QSyntaxHighlighter):
    """Draws headings as headings and puts dots under what the name check found; the text itself stays plain."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._words: frozenset[str] = frozenset()

    def mark(self, words: frozenset[str]) -> None:
        if words != self._words:
            self._words = words
            if self.document().characterCount() < _AT_ONCE:
                self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        if is_heading(self.currentBlock()):
            self.setFormat(0, len(text) * 2, _heading_look())
            return
        for word in self._words:
            at = text.find(word)
            while at >= 0:
                self.setFormat(at, len(word), _found_look())
                at = text.find(word, at + len(word))


def is_heading(block: QTextBlock) -> bool:
    """Whether a block is a heading that came with a prompt."""
    return block.isValid() and block.blockFormat().hasProperty(_STEP)


def step_of(heading: QTextBlock) -> str:
    """The step that a heading stands for; empty for one that isn't a model's."""
    return str(heading.blockFormat().property(_STEP))[1:]


def _heading(step_id: str) -> QTextBlockFormat:
    made = _body()
    made.setTopMargin(theme.px(14))
    made.setBottomMargin(theme.px(2))
    made.setProperty(_STEP, f"#{step_id}")  # an empty word wouldn’t come back as one
    return made


def _body() -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    made.setBottomMargin(theme.px(6))
    return made


def _heading_look() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(tokens.accent)
    made.setFontWeight(QFont.Weight.Bold)
    made.setProperty(QTextFormat.Property.FontPixelSize, max(12, theme.px(15.5)))
    return made


def _found_look() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    made.setUnderlineColor(tokens.warn)
    return made


def _next_block(cursor: QTextCursor, look: QTextBlockFormat, *, first: bool) -> None:
    if first:
        cursor.setBlockFormat(look)
    else:
        cursor.insertBlock(look)


def _clean(text: str) -> str:
    """A line as it can be kept: no half letters, no soft line ends."""
    text = text.replace("\u2028", "\n")
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
