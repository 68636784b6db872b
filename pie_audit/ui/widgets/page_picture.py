"""The pages of a PDF as they will print, one or two at a time, or as wide as there is room."""

from __future__ import annotations

from enum import IntEnum
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pie_audit.ui.theme import RADIUS_CARD, theme, tokens
from pie_audit.ui.widgets.saving import announce
from pie_audit.words import _

_EDGE = 24
_BETWEEN = 18
_A4 = 297 / 210
_NO_LIMIT = 16777215
_AROUND = 12


class Pixels(Protocol):
    """One page as RGB, three bytes a pixel."""

    @property
    def width(self) -> int:
        """Pixels across."""

    @property
    def height(self) -> int:
        """Pixels down."""

    @property
    def pixels(self) -> bytes:
        """Row by row from the top."""


def image_of(page: Pixels) -> QImage:
    """A picture of its own: the bytes may go when the page does."""
    return QImage(page.pixels, page.width, page.height, 3 * page.width, QImage.Format.Format_RGB888).copy()


class Zoom(IntEnum):
    """How much shows at once."""

    WHOLE = 0
    TWO = 1
    LARGER = 2


class PagePicture(QWidget):
    """Walks pages with the arrow keys, Home and End; `turned` tells when another one shows.

    A page whose picture hasn't come yet is a blank sheet.
    """

    turned = Signal()
    ring_radius = RADIUS_CARD

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: list[QImage | None] = []
        self._at = self._most = 0
        self._zoom = Zoom.WHOLE
        self._scaled: dict[tuple[int, int, int], QImage] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)
        self.setAccessibleDescription(
            _("A picture. The saved PDF has the same words as text, with headings, for a screen reader.")
        )
        theme.changed.connect(self.update)
        self._tell()

    def expect(self, count: int) -> None:
        """So many pages, blank until their pictures come; from the page in hand as far as there is one."""
        self._pages = [None] * count
        self._scaled.clear()
        self._turn_to(min(self._at, max(0, count - 1)))

    def put(self, at: int, page: Pixels) -> None:
        """The picture of one page, counted from 0."""
        if at < len(self._pages):
            self._pages[at] = image_of(page)
            self.update()

    def missing(self) -> tuple[int, ...]:
        """The pages to draw next, counted from 0: those that show, and those a turn away."""
        near = range(max(0, self._at - self._step()), min(len(self._pages), self._at + 2 * self._step()))
        shown = [at for at in near if self._at <= at < self._at + self._step()]
        return tuple(at for at in dict.fromkeys((*shown, *near)) if self._pages[at] is None)

    def set_zoom(self, zoom: Zoom) -> None:
        """One whole page, two, or one as wide as the room."""
        self._zoom = zoom
        self._turn_to(self._at)
        self._fit()

    def stay_within(self, view: QWidget) -> None:
        """From now on a whole page shows in this view at once, however large that becomes."""
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.limit(watched.height() - _AROUND)
        return super().eventFilter(watched, event)

    def limit(self, height: int) -> None:
        """No higher than this, so that a whole page shows; the larger view is as high as it needs."""
        self._most = height
        self._fit()

    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def shown(self) -> tuple[int, int]:
        """First and last page that shows, from 1; (0, 0) while there is none."""
        if not self._pages:
            return 0, 0
        return self._at + 1, min(self._at + self._step(), len(self._pages))

    def words(self) -> str:
        """Which pages show: “Page 1 of 3”, “Pages 1 and 2 of 3”."""
        first, last = self.shown()
        if first == last:
            return _("Page {n} of {of}").format(n=first, of=len(self._pages))
        return _("Pages {first} and {last} of {of}").format(first=first, last=last, of=len(self._pages))

    def turn(self, by: int) -> None:
        """Forward or back by so many views."""
        self._turn_to(self._at + by * self._step())

    def sizeHint(self) -> QSize:
        return QSize(theme.px(420), theme.px(470))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 320)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Home: -len(self._pages),
            Qt.Key.Key_End: len(self._pages),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.turn(step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.ink, 1) if theme.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.sunk)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS_CARD, RADIUS_CARD)
        for at, box in self._boxes():
            page = self._pages[at]
            if page is None:
                painter.fillRect(box, QColor("white"))
            else:
                painter.drawImage(box, self._scaled_page(at, page, box.size()))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.control, 1))
            painter.drawRect(box)
        painter.end()

    def _step(self) -> int:
        return 2 if self._zoom is Zoom.TWO else 1

    def _turn_to(self, at: int) -> None:
        last = max(0, len(self._pages) - 1)
        at = max(0, min(at, last))
        self._at = at - at % self._step()
        self._tell()
        self.update()
        self.turned.emit()

    def _tell(self) -> None:
        words = self.words() if self._pages else _("No page yet")
        changed = words != self.accessibleName()
        self.setAccessibleName(words)
        if changed and self.hasFocus():
            announce(self, words)

    def _fit(self) -> None:
        """The larger view is as high as its width asks for, and the page of the program scrolls."""
        is_larger = self._zoom is Zoom.LARGER
        high = int((self.width() - 2 * _EDGE) * self._ratio()) + 2 * _EDGE if is_larger else 0
        most = max(self._most, self.minimumSizeHint().height()) if self._most and not is_larger else _NO_LIMIT
        if (self.minimumHeight(), self.maximumHeight()) != (high, most):
            self.setMaximumHeight(_NO_LIMIT)
            self.setMinimumHeight(high)
            self.setMaximumHeight(most)
        self.update()

    def _ratio(self) -> float:
        known = [page for page in self._pages if page is not None]
        page = (self._pages[self._at] or next(iter(known), None)) if self._pages else None
        return page.height() / page.width() if page is not None else _A4

    def _boxes(self) -> list[tuple[int, QRect]]:
        """Each page that shows with its place, centred."""
        first, last = self.shown()
        if not first:
            return []
        room = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        abreast = self._step()
        across = (room.width() - _BETWEEN * (abreast - 1)) // abreast
        width = min(across, int(room.height() / self._ratio()))
        size = QSize(width, int(width * self._ratio()))
        shown = last - first + 1
        left = room.x() + (room.width() - size.width() * shown - _BETWEEN * (shown - 1)) // 2
        top = room.y() + max(0, (room.height() - size.height()) // 2)
        return [
            (first - 1 + n, QRect(QPoint(left + n * (size.width() + _BETWEEN), top), size))
            for n in range(shown)
        ]

    def _scaled_page(self, at: int, page: QImage, size: QSize) -> QImage:
        """Scaled once and well; the painter's own scaling would roughen small letters."""
        density = self.devicePixelRatioF()
        wanted = QSize(int(size.width() * density), int(size.height() * density))
        key = (at, wanted.width(), wanted.height())
        if key not in self._scaled:
            if len(self._scaled) > 8:
                self._scaled.clear()
            self._scaled[key] = page.scaled(
                wanted, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        return self._scaled[key]
