"""The frame of every page: fixed heading, body that scrolls up and down only, fixed footer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMargins, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from pie_audit.ui.theme import GAP, PAGE_MARGIN, theme
from pie_audit.ui.widgets.arrange import FlowLayout, Item, boxed, put
from pie_audit.ui.widgets.fitting import FitsHeight
from pie_audit.ui.widgets.text import WrapLabel

RING_ROOM = 6
"""Kept free around what scrolls, so that a focus ring at the edge isn't cut."""
LOW_BELOW = 800
STACK_BELOW = 960
"""A body narrower than this puts the side column under the main one."""


def next_turn(owner: QObject, then: Callable[[], object]) -> None:
    """Call `then` once keys and painting have had their turn, unless `owner` is gone by then.

    `QTimer.singleShot` with 0 posts an event instead, which Qt handles together with what asked for it.
    """
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.timeout.connect(then)
    timer.timeout.connect(timer.deleteLater)
    timer.start(0)


class PageHeading(FitsHeight, QWidget):
    """Title, one line of context, a slot for states, and at most one main button."""

    def __init__(self, title: str, context: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = WrapLabel(title, "h1")
        self.context = WrapLabel(context, "small", "ink2")
        self._roomy = True
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.context)
        self._state = FlowLayout(gap=12)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP)
        self._layout.addLayout(words, 1)
        self._layout.addWidget(boxed(self._state), 0, Qt.AlignmentFlag.AlignVCenter)
        self.fit_height(QSizePolicy.Policy.Preferred)
        # Only now that both have a parent: shown without one, a line would flash up as a window of its own.
        self.set(title, context)
        theme.changed.connect(self._arrange)

    def set(self, title: str, context: str = "") -> None:
        """Change the words."""
        self.title.setText(title)
        self.context.setText(context)
        self.title.setAccessibleDescription(context)
        self.show_context(self._roomy)

    def show_context(self, roomy: bool) -> None:
        """Show the second line, or leave it to the title's description."""
        self._roomy = roomy
        self.context.setVisible(roomy and bool(self.context.text()))

    def add_state(self, *widgets: QWidget) -> None:
        """Chips and saving states, left of the buttons; then buttons, the main one last."""
        for widget in widgets:
            self._state.addWidget(widget)
        self._arrange()

    def put_first(self, widget: QWidget) -> None:
        """Before the states and buttons."""
        self._state.put_first(widget)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Narrow enough that what doesn't fit beside the title goes under it."""
        across = max(self.title.minimumSizeHint().width(), self._state.minimumSize().width())
        return QSize(across, super().minimumSizeHint().height())

    def natural_size(self) -> QSize:
        return self._layout.totalSizeHint()

    def heightForWidth(self, width: int) -> int:
        return self._layout.totalHeightForWidth(width)

    def _arrange(self) -> None:
        """What doesn't fit beside the title goes under it."""
        needed = self._state.sizeHint().width() + GAP + min(self.title.sizeHint().width(), theme.px(360))
        under = needed > self.width() > 0
        way = QBoxLayout.Direction.TopToBottom if under else QBoxLayout.Direction.LeftToRight
        if self._layout.direction() != way:
            self._layout.setDirection(way)
            self._layout.setSpacing(6 if under else GAP)


class ScrollBody(QScrollArea):
    """Scrolls up and down, never sideways; its column keeps room for focus rings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page_keys = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.content = QWidget()
        self.content.setAutoFillBackground(False)
        self.column = QVBoxLayout(self.content)
        self.column.setContentsMargins(RING_ROOM, RING_ROOM, RING_ROOM, RING_ROOM)
        self.column.setSpacing(GAP)
        self.setWidget(self.content)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down scroll, unless the page wants them (`page_keys`) to go from topic to topic."""
        if self.page_keys and event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keep_clear(self, height: int) -> None:
        """Let the content scroll this far over what lies on its lower edge; nothing moves until somebody scrolls."""
        wanted = QMargins(RING_ROOM, RING_ROOM, RING_ROOM, RING_ROOM + height)
        if self.column.contentsMargins() != wanted:
            self.column.setContentsMargins(wanted)

    def overflow(self) -> int:
        """By how many pixels the content is wider than what shows; a page must keep this at 0."""
        return max(0, self.content.minimumSizeHint().width() - self.viewport().width())


class Page(QWidget):
    """One page. Fill it with `add`, put buttons in the footer, and say in `first_focus` where it begins."""

    def __init__(self, title: str, context: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = PageHeading(title, context)
        self.body = ScrollBody()
        self.first_focus: QWidget | None = None
        side, top = PAGE_MARGIN
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(side - RING_ROOM, top, side - RING_ROOM, top - RING_ROOM)
        self._outer.setSpacing(12 - RING_ROOM)
        self._strips = QVBoxLayout()
        self._strips.setContentsMargins(RING_ROOM, 0, RING_ROOM, 0)
        self._footer = QHBoxLayout()
        self._footer.setContentsMargins(RING_ROOM, RING_ROOM, RING_ROOM, RING_ROOM)
        self._footer.setSpacing(12)
        top_row = QVBoxLayout()
        top_row.setContentsMargins(RING_ROOM, 0, RING_ROOM, 0)
        top_row.addWidget(self.heading)
        self._outer.addLayout(top_row)
        self._outer.addLayout(self._strips)
        self._outer.addWidget(self.body, 1)
        self._outer.addLayout(self._footer)

    def add(self, *items: Item) -> Page:
        """Put widgets, layouts, gaps (pixels) or stretch (None) into the scrolling body; returns itself."""
        put(self.body.column, *items)
        return self

    def add_strip(self, widget: QWidget) -> None:
        """A banner or privacy bar between heading and body; it doesn't scroll away."""
        self._strips.addWidget(widget)

    def add_to_footer(self, *items: Item) -> Page:
        """Fixed buttons under the body, left to right; None is stretch. Returns itself."""
        put(self._footer, *items)
        self._fit_footer()
        return self

    def in_footer(self) -> list[QWidget]:
        """What can be clicked in the footer now."""
        items = [w for i in range(self._footer.count()) if (w := self._footer.itemAt(i).widget()) is not None]
        inside = (w for item in items for w in (item, *item.findChildren(QWidget)))
        return [w for w in inside if w.isVisible() and w.focusPolicy() != Qt.FocusPolicy.NoFocus]

    def begin(self) -> None:
        """Put the focus on the page's main thing; not where somebody has gone on to another page meanwhile."""
        is_left = self.window().isVisible() and not self.isVisible()
        if self.first_focus is not None and not is_left:
            self.first_focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_footer()
        self._fit_heading()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_footer()
            self._fit_heading()
        return super().event(event)

    def _fit_heading(self) -> None:
        """Large text in a low window: the line of context gives its room to the page."""
        self.heading.show_context(not (theme.large_text and self.height() < LOW_BELOW))

    def _fit_footer(self) -> None:
        """Buttons come first: where they and the notes don't fit side by side, the notes give way."""
        items = [w for i in range(self._footer.count()) if (w := self._footer.itemAt(i).widget()) is not None]
        shown = [w for w in items if isinstance(w, WrapLabel) or not w.isHidden()]
        needed = sum(w.sizeHint().width() + self._footer.spacing() for w in shown)
        room = self.width() - 2 * PAGE_MARGIN[0]
        for note in items:
            if isinstance(note, WrapLabel):
                note.setVisible(needed <= room and bool(note.text()))


class TwoColumn(QWidget):
    """A main and a side column; the side drops under the main one when the room or the text asks for it."""

    def __init__(
        self,
        *,
        main_share: int = 7,
        side_share: int = 3,
        stack_below: int = STACK_BELOW,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stack_below = stack_below
        self.main, self.side = QVBoxLayout(), QVBoxLayout()
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP + 2)
        for column, share in ((self.main, main_share), (self.side, side_share)):
            column.setSpacing(GAP)
            holder = _Column(column)
            self._layout.addWidget(holder, share)
        theme.changed.connect(self._arrange)

    def add_main(self, *items: Item) -> TwoColumn:
        """Fill the main column; returns itself."""
        return self._fill(self.main, items)

    def add_side(self, *items: Item) -> TwoColumn:
        """Fill the side column; returns itself."""
        return self._fill(self.side, items)

    @property
    def stacked(self) -> bool:
        """Whether the side column lies under the main one now."""
        return self._layout.direction() == QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """What the wider column needs alone, because the two can always be stacked."""
        hint = super().minimumSizeHint()
        widest = max(column.minimumSize().width() for column in (self.main, self.side))
        return QSize(widest, hint.height())

    def _arrange(self) -> None:
        stack = theme.large_text or 0 < self.width() < self._stack_below
        way = QBoxLayout.Direction.TopToBottom if stack else QBoxLayout.Direction.LeftToRight
        if self._layout.direction() != way:
            self._layout.setDirection(way)
            self.updateGeometry()

    def _fill(self, column: QVBoxLayout, items: tuple[Item, ...]) -> TwoColumn:
        put(column, *items)
        return self


class _Column(QWidget):
    """Holds one column; takes its share of the width whatever its contents would like."""

    def __init__(self, layout: QVBoxLayout) -> None:
        super().__init__()
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
