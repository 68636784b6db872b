"""What a page is about: themes of the review and words of one's own, as chips that come off again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QMenu, QWidget

from pie_audit.domain.questionnaire import Theme
from pie_audit.ui.icons import paint_icon
from pie_audit.ui.widgets import FlowLayout, SecondaryButton, TextLine, WrapLabel
from pie_audit.ui.widgets.marks import paint_theme_shape
from pie_audit.words import _

MOST_TAGS = 12
_TAG = 40
_SUGGESTED = 8


class AboutChip(SecondaryButton):
    """A theme with its shape, or a word of one's own; pressing takes it away."""

    def __init__(self, words: str, theme_index: int = -1, parent: QWidget | None = None) -> None:
        super().__init__(
            words, "circle" if theme_index >= 0 else "hash", trailing="x", in_row=True, parent=parent
        )
        self._theme_index = theme_index
        self.setAccessibleName(_("Take away: {words}").format(words=words))

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        mark, high = self._mark(), self.height()
        at = QRectF(13, (high - mark) / 2, mark, mark)
        if self._theme_index >= 0:
            paint_theme_shape(painter, self._theme_index, at)
        else:
            paint_icon(painter, "hash", at, ink)
        painter.setPen(ink)
        painter.setFont(self.font())
        words = self.rect().adjusted(13 + mark + self._gap(), 0, -13 - mark, 0)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        cross = QRectF(self.width() - 11 - mark, (high - mark) / 2 + 1, mark - 2, mark - 2)
        paint_icon(painter, "x", cross, ink)


class AboutRow(QWidget):
    """`edited` when a theme or a word came or went."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes: tuple[Theme, ...] = ()
        self._past: tuple[str, ...] = ()
        self.theme_ids: tuple[str, ...] = ()
        self.tags: tuple[str, ...] = ()
        self._label = WrapLabel(_("About"), "strong", wrap=False)
        self.add_button = SecondaryButton(_("Add"), "plus", in_row=True)
        self.add_button.setAccessibleName(_("Say what this page is about"))
        self.add_button.clicked.connect(self._on_add)
        self.word = TextLine(placeholder=_("A word of your own"), most=_TAG)
        self.word.setAccessibleName(_("A word of your own"))
        self.word.returnPressed.connect(self._on_word)
        self.word.setMaximumWidth(240)
        self.word.hide()
        self._chips: list[AboutChip] = []
        self._flow = FlowLayout(self._label, self.add_button, self.word, gap=8)
        self.setLayout(self._flow)

    def offer(self, themes: tuple[Theme, ...], past: tuple[str, ...]) -> None:
        """The review's themes, and words that this person used before: nobody else's."""
        self._themes, self._past = themes, past
        self._fill()

    def show_about(self, theme_ids: tuple[str, ...], tags: tuple[str, ...]) -> None:
        """Show these; tells nobody."""
        self.theme_ids, self.tags = theme_ids, tags
        self.word.hide()
        self._fill()

    def menu(self) -> QMenu:
        """What can be added."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for theme in self._themes:
            if theme.id not in self.theme_ids:
                menu.addAction(theme.title).triggered.connect(partial(self._add_theme, theme.id))
        menu.addSeparator()
        for tag in [tag for tag in self._past if tag not in self.tags][:_SUGGESTED]:
            menu.addAction(tag).triggered.connect(partial(self._add_tag, tag))
        menu.addAction(_("A word of your own…")).triggered.connect(self._begin_word)
        return menu

    def _on_add(self, _checked: bool = False) -> None:
        self.menu().popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))

    def _begin_word(self, _checked: bool = False) -> None:
        self.word.clear()
        self.word.show()
        self.word.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_word(self) -> None:
        tag = " ".join(self.word.text().split()).lstrip("#")
        self.word.clear()
        self.word.hide()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        if tag:
            self._add_tag(tag)

    def _add_theme(self, theme_id: str, _checked: bool = False) -> None:
        self.theme_ids = (*self.theme_ids, theme_id)
        self._changed()

    def _add_tag(self, tag: str, _checked: bool = False) -> None:
        if tag not in self.tags:
            self.tags = (*self.tags, tag)[:MOST_TAGS]
            self._changed()

    def _take(self, theme_id: str, tag: str, _checked: bool = False) -> None:
        self.theme_ids = tuple(one for one in self.theme_ids if one != theme_id)
        self.tags = tuple(one for one in self.tags if one != tag)
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._changed()

    def _changed(self) -> None:
        self._fill()
        self.edited.emit()

    def _fill(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        places = {theme.id: (at, theme) for at, theme in enumerate(self._themes)}
        self._chips = []
        for theme_id in self.theme_ids:
            if theme_id in places:
                at, theme = places[theme_id]
                self._add_chip(AboutChip(theme.short_title, at), theme_id, "")
        for tag in self.tags:
            self._add_chip(AboutChip(tag), "", tag)
        for last in (self.add_button, self.word):
            self._flow.removeWidget(last)
            self._flow.addWidget(last)

    def _add_chip(self, chip: AboutChip, theme_id: str, tag: str) -> None:
        chip.clicked.connect(partial(self._take, theme_id, tag))
        self._chips.append(chip)
        self._flow.addWidget(chip)
        chip.show()
