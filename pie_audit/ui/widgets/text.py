"""Plain-text labels that wrap without clipping and follow the theme."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from pie_audit.ui.theme import theme, tokens

_LONG_WORD = re.compile(r"\S{25,}")
_ZERO_WIDTH_SPACE = "\u200b"
_LONGEST_LINE = 34  # ems asked for before wrapping, about 75 characters


class WrapLabel(QLabel):
    """Words in one of the type roles. Takes exactly the height that its width asks for.

    Qt's own wrapped label clips or floats in nested layouts; this one fixes its height whenever its width changes.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        colour: str = "ink",
        *,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._heights: dict[int, int] = {}  # by width: layouts ask for the same few again and again
        self._widths: dict[str, int] = {}  # of the longest line and of the longest word, as often
        self._role, self._colour = role, colour
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # inside a button it would be the button's
        self.setWordWrap(wrap)
        across = QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Maximum
        policy = QSizePolicy(across, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self._restyle()
        self.setText(text)
        theme.changed.connect(self._restyle)

    def setText(self, text: str) -> None:
        """Show `text` as it is: never as markup, never with a mnemonic."""
        shown = _LONG_WORD.sub(_breakable, text)
        self.setAccessibleName(text if shown != text else "")
        super().setText(shown)
        self._measure_anew()

    def set_look(self, *, role: str | None = None, colour: str | None = None) -> None:
        """Change the type role or the colour token."""
        self._role, self._colour = role or self._role, colour or self._colour
        self._restyle()

    def sizeHint(self) -> QSize:
        """One line, or as many as fit a comfortable measure."""
        if not self.wordWrap():
            return super().sizeHint()
        width = min(self._natural_width(), _LONGEST_LINE * self.fontMetrics().height())
        now = self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else width
        return QSize(width, self.heightForWidth(max(now, self.minimumSizeHint().width())))

    def minimumSizeHint(self) -> QSize:
        """The longest word, so that nothing scrolls sideways."""
        if not self.wordWrap():
            return super().minimumSizeHint()
        if "word" not in self._widths:
            self._widths["word"] = self._widest(self.text().replace(_ZERO_WIDTH_SPACE, " ").split())
        return QSize(self._widths["word"], self.fontMetrics().height())

    def heightForWidth(self, width: int) -> int:
        """The height of the words in that width (Qt's own never goes below the minimum set last)."""
        if not self.wordWrap():
            return super().heightForWidth(width)
        if width not in self._heights:
            metrics = self.fontMetrics()
            flags = int(self.alignment()) | int(Qt.TextFlag.TextWordWrap)
            room = QRect(0, 0, max(1, width), 100_000)
            needed = metrics.boundingRect(room, flags, self.text()).height()
            self._heights[width] = max(metrics.height(), needed)
        return self._heights[width]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure_anew()

    def _natural_width(self) -> int:
        if "line" not in self._widths:
            self._widths["line"] = self._widest(self.text().split("\n"))
        return self._widths["line"]

    def _widest(self, pieces: list[str]) -> int:
        metrics = self.fontMetrics()
        return max((metrics.horizontalAdvance(piece) for piece in pieces), default=0) + 2

    def _measure_anew(self) -> None:
        self._heights.clear()
        self._widths.clear()
        self._fit()

    def _fit(self) -> None:
        if self.wordWrap() and self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self.setMinimumHeight(self.heightForWidth(self.width()))
        self.updateGeometry()

    def _restyle(self) -> None:
        self.setFont(theme.font(self._role))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, tokens.colour(self._colour))
        self.setPalette(palette)
        self._fit()


def _breakable(found: re.Match[str]) -> str:
    word = found[0]
    return _ZERO_WIDTH_SPACE.join(word[at : at + 20] for at in range(0, len(word), 20))
