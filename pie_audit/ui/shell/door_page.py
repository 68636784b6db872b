"""The frame of every page before sign-in: a card in the middle, what went wrong told whole, and a line while it works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.problems import is_of_damaged_keys, was_wrong_secret
from pie_audit.ui.settings.files import Files
from pie_audit.ui.shell.opening import Opening
from pie_audit.ui.shell.patience import Patience
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import (
    AppMark,
    BusyLine,
    Button,
    Card,
    Field,
    FlowLayout,
    Item,
    LinkButton,
    ScrollBody,
    SecondaryButton,
    WrapLabel,
    announce,
    boxed,
    row,
)
from pie_audit.words import _, plural

if TYPE_CHECKING:
    from pie_audit.workflows.presence import Premises

CARD_WIDTH = 540
CENTRE = Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True, slots=True)
class Threshold:
    """What every page of the door is given: the road to work, this computer, dialogs, patience, the workspace.

    `folder` is the workspace that is meant while it is still closed.
    """

    jobs: Jobs
    premises: Premises
    files: Files
    patience: Patience
    opening: Opening
    folder: Path | None = None


class DoorPage(QWidget):
    """One page of the door. `went_to` names another one, with what it needs; `came_in` brings who is here."""

    went_to = Signal(str, object)
    came_in = Signal(object)

    def __init__(self, at: Threshold, title: str, lead: str = "") -> None:
        super().__init__()
        self.at = at
        self.first_focus: QWidget | None = None
        self._go: Button | None = None
        self._secret: Field | None = None
        self._again: Callable[[], object] = self._nothing
        self.body = ScrollBody()
        self.card = Card(gap=14)
        self.card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.card.column().setContentsMargins(44, 34, 44, 30)
        self.title = WrapLabel(title, "h1", align=CENTRE)
        self.lead = WrapLabel(lead, "body", "ink2", align=CENTRE)
        self.card.column().addWidget(AppMark(60), 0, CENTRE)
        self.card.add(self.title, self.lead)
        self.lead.setVisible(bool(lead))
        self.trouble = _Trouble()
        self.trouble.action_chosen.connect(self._on_trouble_action)
        self.busy = BusyLine()
        self._holder = QVBoxLayout()
        self._holder.addStretch(1)
        # Between stretches, not aligned: an aligned card is as high as it would be across the whole window.
        self._holder.addLayout(row(None, self.card, None, gap=0))
        self._holder.addStretch(2)
        self.body.column.addLayout(self._holder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 12, 12, 12)
        outer.addWidget(self.body)
        self.body.viewport().installEventFilter(self)
        theme.changed.connect(self._fit)

    def add(self, *items: Item) -> None:
        """Put things into the card."""
        self.card.add(*items)

    def end(self, *links: QWidget) -> None:
        """What went wrong, what takes its time, and the other ways in; call when the rest was added."""
        self.card.add(self.trouble, self.busy)
        if links:
            self.card.column().addWidget(boxed(FlowLayout(*links, gap=6)), 0, CENTRE)
        self._fit()

    def link(self, words: str, page: str, argument: object = None) -> LinkButton:
        """A link to another page of the door."""
        button = LinkButton(words)
        button.clicked.connect(lambda _checked=False: self.went_to.emit(page, argument))
        return button

    def guard(self, go: Button, secret: Field) -> None:
        """`go` waits longer after each wrong `secret`."""
        self._go, self._secret = go, secret
        self.at.patience.waiting.connect(self._on_waiting)
        if self.at.patience.left:
            self._on_waiting(self.at.patience.left)

    def begin(self) -> None:
        """Put the focus on the main thing."""
        if self.first_focus is not None:
            self.first_focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self, task: Callable[[], Any], then: Callable[[Any], object], words: str) -> None:
        """Run `task` with a line that says what takes its time; one try at a time, and only once patience is over."""
        if self.at.patience.left or (self._go is not None and not self._go.isEnabled()):
            return
        self._again = lambda: self.ask(task, then, words)
        self._wait(words)
        self.at.jobs.alone(
            task, owner=self, then=lambda found: self._arrive(then, found), problem=self.refuse
        )

    @property
    def is_busy(self) -> bool:
        """Whether a try is under way."""
        return self._go is not None and not self._go.isEnabled() and not self.at.patience.left

    def refuse(self, error: KnownError) -> None:
        """A wrong secret stands beside its field; everything else is told whole."""
        self._stop_waiting()
        if was_wrong_secret(error) and self._secret is not None:
            self._secret.set_error(_("That was not it. Try once more."))
            self.at.patience.wrong()
            self._select_secret()
            if is_of_damaged_keys(error):
                self.trouble.tell(error)
        else:
            self.trouble.tell(error)

    def _wait(self, words: str) -> None:
        self.trouble.hide()
        if self._secret is not None:
            self._secret.set_error("")
        if self._go is not None:
            self._go.setEnabled(False)
        self.busy.start(words)

    def _stop_waiting(self) -> None:
        self.busy.stop()
        if self._go is not None:
            self._go.setEnabled(True)

    def _arrive(self, then: Callable[[Any], object], found: Any) -> None:
        self._stop_waiting()
        self.at.patience.right()
        then(found)

    def _select_secret(self) -> None:
        if self._secret is not None:
            self._secret.setFocus()
            line = getattr(self._secret.control, "line", self._secret.control)
            line.selectAll()

    def _on_waiting(self, seconds: int) -> None:
        if self._go is None or self._secret is None:
            return
        self._go.setEnabled(seconds == 0)
        if seconds:
            left = plural("{n} second", "{n} seconds", seconds).format(n=seconds)
            self._secret.set_error(_("That was not it. You can try again in {left}.").format(left=left))
        elif self._secret.error():
            self._secret.set_error(_("That was not it. Try once more."))

    def _on_trouble_action(self, index: int) -> None:
        if index == 0:
            self._again()
        else:
            self.went_to.emit("restore", None)

    def _nothing(self) -> None:
        """No try was made yet."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The room changes with the window and with the scroll bar."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        room = self.body.viewport().width() - 2 * 6
        width = max(min(room, theme.px(CARD_WIDTH)), 260)
        tight = width < theme.px(CARD_WIDTH)
        self.card.column().setContentsMargins(*((22, 22, 22, 20) if tight else (44, 34, 44, 30)))
        self.card.setFixedWidth(width)


class _Trouble(Card):
    """What keeps the workspace shut, told whole, with the two things that may help."""

    action_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(look="warn", gap=8)
        self._what, self._todo = WrapLabel("", "strong", "warn"), WrapLabel("", "small", "warn")
        again = SecondaryButton(_("Try again"), in_row=True)
        copy = SecondaryButton(_("Choose a copy…"), in_row=True)
        again.clicked.connect(lambda _checked=False: self.action_chosen.emit(0))
        copy.clicked.connect(lambda _checked=False: self.action_chosen.emit(1))
        self.add(self._what, self._todo, boxed(FlowLayout(again, copy, gap=8)))
        self.hide()

    def tell(self, error: KnownError) -> None:
        """What happened and what to do."""
        self._what.setText(error.what)
        self._todo.setText(error.todo)
        self.setAccessibleName(f"{error.what} {error.todo}")
        self.show()
        announce(self, f"{error.what} {error.todo}")

    def text(self) -> str:
        """Both sentences."""
        return f"{self._what.text()} {self._todo.text()}"
