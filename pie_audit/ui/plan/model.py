"""The plan as rows: the one model behind the cards and the table."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from pie_audit.domain.plan import Action
from pie_audit.ui.icons import icon
from pie_audit.ui.plan.wording import due_words, status_look, theme_mark
from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets.marks import paint_theme_shape
from pie_audit.words import _
from pie_audit.workflows.plan_rows import groups_in_order, owner_words
from pie_audit.workflows.plans import ActionGroup, PlanView

WHAT, TOPIC, OWNER, DUE, STATUS = range(5)
COLUMNS = 5
_Index = QModelIndex | QPersistentModelIndex
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_INKS = {"neutral": "ink2", "soft": "soft_ink"}


class PlanModel(QAbstractTableModel):
    """One row for each action, in the order of the page. `view` is None until the plan was read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view: PlanView = None  # type: ignore[assignment]  # until the plan was read
        self._groups: tuple[ActionGroup, ...] = ()
        self._rows: list[tuple[ActionGroup, Action]] = []
        theme.changed.connect(self._on_theme_changed)

    def set_view(self, view: PlanView) -> None:
        """Show this plan; rows that stay keep their place, so that a selection lasts."""
        before, self._groups = self._groups, groups_in_order(view)
        rows = [(group, action) for group in self._groups for action in group.actions]
        same = [a.action_id for _g, a in rows] == [a.action_id for _g, a in self._rows] and _heads(
            before
        ) == _heads(self._groups)
        self.view = view
        if same:
            self._rows = rows
            self._tell_all()
        else:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def groups(self) -> tuple[ActionGroup, ...]:
        """The groups as the cards show them."""
        return self._groups

    def action(self, row: int) -> Action:
        """The action of a row."""
        return self._rows[row][1]

    def row_of(self, action_id: str) -> int:
        """The row of an action; -1 where it isn't shown."""
        return next((at for at, (_g, a) in enumerate(self._rows) if a.action_id == action_id), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (
                _("What will we do?"),
                _("Why"),
                _("Who holds it"),
                _("By when"),
                _("State"),
            )[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT | int(Qt.TextFlag.TextWordWrap)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        group, action = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(group, action, index.column())
        if role == Qt.ItemDataRole.FontRole:
            return theme.font("strong" if index.column() == WHAT else "body")
        if role == Qt.ItemDataRole.ForegroundRole:
            return tokens.colour(self._ink(action, index.column()))
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icon(group, action, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT
        return None

    def _text(self, group: ActionGroup, action: Action, column: int) -> str:
        match column:
            case 0:
                return action.what
            case 1:
                return group.title
            case 2:
                return owner_words(action, self.view)
            case 3:
                return due_words(action, self.view.today)
            case _:
                return status_look(action.status).words

    def _ink(self, action: Action, column: int) -> str:
        if column == DUE and action.is_overdue(self.view.today):
            return "warn"
        if column == STATUS:
            look = status_look(action.status).look
            return _INKS.get(look, look)
        return "ink2" if column == TOPIC else "ink"

    def _icon(self, group: ActionGroup, action: Action, column: int) -> object:
        size = theme.px(17)
        if column == TOPIC and group.theme is not None:
            return _shape(theme_mark(group.theme), size)
        if column == DUE and action.is_overdue(self.view.today):
            return icon("clock", tokens.warn, size)
        if column == STATUS:
            return icon(status_look(action.status).icon, tokens.colour(self._ink(action, column)), size)
        return None

    def _tell_all(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, COLUMNS - 1))

    def _on_theme_changed(self) -> None:
        self._tell_all()


def _heads(groups: tuple[ActionGroup, ...]) -> list[tuple[str, object]]:
    """What stands above the actions, and under a priority that has none."""
    return [(group.title, group.priority) for group in groups]


def _shape(mark: int, size: int) -> QPixmap:
    """A theme's shape as a picture, sharp on dense screens."""
    density = 3
    picture = QPixmap(size * density, size * density)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_theme_shape(painter, mark, QRectF(picture.rect()).adjusted(4, 4, -4, -4))
    painter.end()
    picture.setDevicePixelRatio(density)
    return picture
