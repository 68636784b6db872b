"""The sidebar: where one can go, the lock, who is here; text and icon, or a rail of icons."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from pie_audit.domain.team import Team
from pie_audit.ui.icons import paint_icon
from pie_audit.ui.shell.areas import Area
from pie_audit.ui.shell.place_keys import key_of_place
from pie_audit.ui.theme import RADIUS_CONTROL, theme, tokens
from pie_audit.ui.widgets import (
    AppMark,
    Divider,
    IconMark,
    Initials,
    Pressable,
    WrapLabel,
    boxed,
    clear,
    column,
    row,
)
from pie_audit.ui.widgets.tips import plain_tip
from pie_audit.words import _

WIDTH, RAIL_WIDTH = 222, 66
_RAIL_MARK, _RAIL_HEIGHT, _ANY = 44, 42, 16_777_215


class NavButton(QPushButton):
    """One place to go. The place one is at has a ground, an edge and heavier words."""

    ring_radius = RADIUS_CONTROL

    def __init__(self, words: str, icon: str, key: str = "") -> None:
        super().__init__()
        self._words, self._icon, self._rail = words, icon, False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tip = _("{words} ({key})").format(words=words, key=key) if key else words
        self.setAccessibleName(words)
        self.setAccessibleDescription(key)
        self._restyle()
        theme.changed.connect(self._restyle)

    def set_rail(self, rail: bool) -> None:
        """Only the icon, with the words as tooltip."""
        self._rail = rail
        self.setToolTip(plain_tip(self._tip) if rail else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self._rail:  # an icon needs no more room in large text, and a low window has none to give
            return QSize(48, _RAIL_HEIGHT)
        words = self.fontMetrics().horizontalAdvance(self._words) + 12
        return QSize(48 + words, max(42, self.fontMetrics().height() + 20))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self.isChecked()
        if here or self.underMouse() or self.isDown():
            edge = tokens.accent if here and theme.high_contrast else tokens.line
            painter.setPen(QPen(edge, 2 if theme.high_contrast else 1))
            painter.setBrush(tokens.surface if here else tokens.soft)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        ink = tokens.accent if here else tokens.ink
        side = min(theme.px(20), 30)
        x = (self.width() - side) / 2 if self._rail else 13.0
        paint_icon(painter, self._icon, QRectF(x, (self.height() - side) / 2, side, side), ink)
        if not self._rail:
            painter.setFont(theme.font("strong" if here else "body"))
            painter.setPen(ink)
            room = self.rect().adjusted(int(x) + side + 14, 0, -6, 0)
            words = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()

    def _restyle(self) -> None:
        self.setFont(theme.font("strong"))
        self.updateGeometry()
        self.update()


class _TeamButton(Pressable, QPushButton):
    """The team in hand; a click chooses another where there are several."""

    _edge = _ground = ""
    team_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._mark = AppMark(36)
        self._name, self._about = WrapLabel("", "strong"), WrapLabel("", "small", "ink2")
        self._caret = IconMark("caret-down", 16)
        self._words = boxed(column(self._name, self._about, gap=0))
        layout = row(self._mark, gap=10)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._caret)
        layout.setContentsMargins(5, 4, 4, 4)
        self.setLayout(layout)
        self.prepare()
        self._teams: tuple[Team, ...] = ()
        self.clicked.connect(self._choose)
        self.set_teams((), None)

    def set_teams(self, teams: Sequence[Team], here: Team | None) -> None:
        """The teams there are, and the one in hand."""
        self._teams = tuple(teams)
        self._name.setText(here.name if here else "pie-audit")
        self._about.setText(here.about if here else "")
        self._about.setVisible(bool(here and here.about))
        several = len(self._teams) > 1
        self._caret.setVisible(several and not self._words.isHidden())
        self.setEnabled(several)
        self.setAccessibleName(_("Team: {name}").format(name=self._name.text()))
        self.setToolTip(plain_tip(self._name.text()))
        self.setAccessibleDescription(self._about.text() or self._name.text())
        self.updateGeometry()

    def set_rail(self, rail: bool) -> None:
        """Only the mark."""
        self._words.setVisible(not rail)
        self._mark.setMaximumSize(*((_RAIL_MARK - 6, _RAIL_MARK - 6) if rail else (_ANY, _ANY)))
        self._caret.setVisible(not rail and len(self._teams) > 1)
        self.updateGeometry()

    def _choose(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for team in self._teams:
            menu.addAction(team.name.replace("&", "&&"), partial(self.team_chosen.emit, team.team_id))
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


class Sidebar(QWidget):
    """`went_to` names an area; `locked` asks for the lock; `team_chosen` brings a team's id."""

    went_to = Signal(str)
    locked = Signal()
    team_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rail = False
        self._buttons: dict[str, NavButton] = {}
        self.team = _TeamButton()
        self.team.team_chosen.connect(self.team_chosen)
        self._areas = QVBoxLayout()
        self._areas.setSpacing(6)
        self.people = NavButton(_("People & settings"), "gear")
        self.people.clicked.connect(lambda _checked=False: self._go("people"))
        self.lock = NavButton(_("Lock now"), "lock-simple", "Ctrl+L")
        self.lock.setCheckable(False)
        self.lock.clicked.connect(lambda _checked=False: self.locked.emit())
        self._initials = Initials("", 36)
        self._name, self._role = WrapLabel("", "strong"), WrapLabel("", "small", "ink2")
        self._who = boxed(column(self._name, self._role, gap=0))
        self._copy_icon = IconMark("hard-drives", 17, "good")
        self._copy = WrapLabel("", "small", "ink2")
        self._build()
        theme.changed.connect(self._fit)
        self._fit()

    def _build(self) -> None:
        person = row(self._initials, gap=10)
        person.addWidget(self._who, 1)
        person.setContentsMargins(4, 6, 4, 0)
        copies = row(self._copy_icon, gap=8)
        copies.addWidget(self._copy, 1)
        copies.setContentsMargins(8, 2, 4, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 16, 12, 14)
        layout.setSpacing(6)
        layout.addWidget(self.team)
        layout.addSpacing(10)
        layout.addLayout(self._areas)
        layout.addStretch(1)
        layout.addWidget(self.people)
        layout.addWidget(self.lock)
        layout.addSpacing(4)
        layout.addWidget(Divider())
        layout.addLayout(person)
        layout.addLayout(copies)

    def set_areas(self, areas: Sequence[Area]) -> None:
        """Offer these, in this order; the place one is at stays marked."""
        here = next((name for name, button in self._buttons.items() if button.isChecked()), "")
        clear(self._areas)
        self._buttons = {}
        before: QWidget = self.team
        for at, area in enumerate(areas, 1):
            button = NavButton(area.title, area.icon, key_of_place(at))
            button.set_rail(self._rail)
            button.clicked.connect(partial(self._on_clicked, area.name))
            self._areas.addWidget(button)
            QWidget.setTabOrder(before, button)
            before = button
            self._buttons[area.name] = button
        QWidget.setTabOrder(before, self.people)
        QWidget.setTabOrder(self.people, self.lock)
        self.mark(here)

    def set_person(self, name: str, role: str) -> None:
        """Who is here."""
        self._name.setText(name)
        self._role.setText(role)
        self._initials.set_letters("".join(part[:1] for part in name.split()[:2]).upper())
        self._initials.setToolTip(plain_tip(name))
        self._initials.setAccessibleDescription(name)

    def set_copy(self, words: str, *, good: bool) -> None:
        """When the last copy was made."""
        self._copy.setText(words)
        self._copy_icon.set_icon("hard-drives" if good else "warning-circle", "good" if good else "warn")
        self._copy_icon.setAccessibleName(words if self._rail else "")
        self._copy_icon.setToolTip(plain_tip(words))
        self._copy_icon.setAccessibleDescription(words)

    def mark(self, area: str, own: str = "") -> None:
        """Show where one is: the entry that is its `own`, or else the one it belongs under."""
        area = own if own in self._buttons else area
        for name, button in self._buttons.items():
            button.setChecked(name == area)
        self.people.setChecked(area == "people")

    def set_rail(self, rail: bool) -> None:
        """Fold to icons, or unfold."""
        self._rail = rail
        for button in (*self._buttons.values(), self.people, self.lock):
            button.set_rail(rail)
        self.team.set_rail(rail)
        self._who.setVisible(not rail)
        self._copy.setVisible(not rail)
        self._initials.setMaximumSize(*((_RAIL_MARK, _RAIL_MARK) if rail else (_ANY, _ANY)))
        self._fit()

    @property
    def is_rail(self) -> bool:
        """Whether only icons show."""
        return self._rail

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.sidebar)
        painter.setPen(tokens.ink if theme.high_contrast else tokens.line)
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        painter.end()

    def _fit(self) -> None:
        self.setFixedWidth(RAIL_WIDTH if self._rail else theme.px(WIDTH))
        side = 9 if self._rail else 12
        self.layout().setContentsMargins(side, 16, side, 14)

    def _on_clicked(self, area: str, _checked: bool = False) -> None:
        self._go(area)

    def _go(self, area: str) -> None:
        self.mark(area)
        self.went_to.emit(area)
