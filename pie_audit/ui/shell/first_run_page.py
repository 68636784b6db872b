"""First run: your name and password; just me, my team, or what teams send me; then two sheets. Or the demo, or a copy."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.domain.team import WorkspaceKind
from pie_audit.ui.settings.new_password import NewPassword
from pie_audit.ui.shell.door_page import Threshold
from pie_audit.ui.shell.step_marks import StepMarks
from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets import (
    AppMark,
    Banner,
    BusyLine,
    Field,
    Hills,
    LinkButton,
    OptionCard,
    PrimaryButton,
    ScrollBody,
    SecondaryButton,
    TextLine,
    WrapLabel,
    boxed,
    column,
    row,
)
from pie_audit.words import _

if TYPE_CHECKING:
    from pie_audit.ui.settings.sheets import CodeSheet, MyKeyChoice
    from pie_audit.workflows.founding import FirstRun, Made
    from pie_audit.workflows.presence import SignedIn

_FOOT_FROM = 740
_PICTURE_FROM = 960
"""A window narrower than this shows no picture beside the form."""


class FirstRunPage(QWidget):
    """Two steps and two sheets. `came_in` brings the person once nothing is left to ask."""

    went_to = Signal(str, object)
    came_in = Signal(object)

    def __init__(self, at: Threshold, *, can_go_back: bool = False) -> None:
        super().__init__()
        self.at = at
        self._me: SignedIn | None = None
        self._can_go_back = can_go_back
        self.marks = StepMarks((_("Your password"), _("Just me / my team"), _("Two sheets")))
        self.you, self.team = YouStep(at), TeamStep()
        self.house: HouseStep | None = None
        self.mine: MyKeyStep | None = None
        self.steps: list[QWidget] = []
        self.body = ScrollBody()
        self._add_steps(self.you, self.team)
        self.trouble = Banner("", "", look="warn")
        self.busy = BusyLine()
        self.back = SecondaryButton(_("Back"), "arrow-left")
        self.go = PrimaryButton(_("Continue"), trailing="arrow-right")
        self.demo = _Demo()
        self.copy = LinkButton(_("I have a copy from another computer"), "hard-drives", in_row=True)
        self._build()
        self._connect()
        self.show_step(0)

    def _build(self) -> None:
        self.trouble.hide()
        buttons = row(self.back, gap=12)
        buttons.addStretch(1)
        buttons.addWidget(self.go)
        buttons.setContentsMargins(6, 0, 6, 0)
        side = QVBoxLayout()
        side.setSpacing(14)
        side.addWidget(self.marks)
        self.marks.layout().setContentsMargins(6, 0, 6, 0)
        side.addWidget(self.body, 1)
        for item in (self.trouble, self.busy):
            side.addWidget(item)
        side.addLayout(buttons)
        self._foot = boxed(column(self.demo, self.copy, gap=12))
        side.addWidget(self._foot)
        self._foot_below = True
        self._side = boxed(side)
        side.setContentsMargins(44, 26, 44, 16)
        self.picture = _picture()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.picture, 37)
        layout.addWidget(self._side, 63)
        theme.changed.connect(self._fit)

    def _connect(self) -> None:
        self.go.clicked.connect(self._on_go)
        self.back.clicked.connect(self._on_back)
        self.you.done.connect(self._on_go)
        self.team.done.connect(self._on_go)
        self.demo.button.clicked.connect(lambda _checked=False: self.went_to.emit("demo", None))
        self.copy.clicked.connect(lambda _checked=False: self.went_to.emit("restore", None))

    def _add_steps(self, *steps: QWidget) -> None:
        for step in steps:
            step.hide()
            self.body.column.insertWidget(len(self.steps), step)
            self.steps.append(step)

    def _add_sheets(self, code: str) -> None:
        """The two sheets are put together once there is something to print."""
        self.house, self.mine = HouseStep(self.at), MyKeyStep(self.at)
        self._add_steps(self.house, self.mine)
        self.house.sheet.kept.connect(partial(self.show_step, 3))
        self.house.sheet.postponed.connect(partial(self.show_step, 3))
        self.mine.choice.finished.connect(self._on_finished)
        self.mine.later.clicked.connect(self._on_finished)
        self.house.sheet.team_name = self.team.name()
        self.house.sheet.set_code(code)

    @property
    def step(self) -> int:
        """0 and 1 are asked before anything is made, 2 and 3 are the sheets."""
        return next(at for at, step in enumerate(self.steps) if not step.isHidden())

    def show_step(self, index: int) -> None:
        """Show one step with its buttons and put the focus on its first field."""
        for at, step in enumerate(self.steps):
            step.setVisible(at == index)
        self.marks.show_step(min(index, 2))
        asking = index < 2
        self.back.setVisible(index == 1 or (index == 0 and self._can_go_back))
        self.go.setVisible(asking)
        self.go.setText(_("Continue") if index == 0 else _("Make my workspace"))
        self.demo.setVisible(asking)
        self.copy.setVisible(index == 0)
        self.trouble.hide()
        self.body.verticalScrollBar().setValue(0)
        self.begin()

    def begin(self) -> None:
        """Put the focus on the main thing."""
        self.steps[self.step].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_back(self) -> None:
        if self.step == 1:
            self.show_step(0)
        else:
            self.went_to.emit("sign-in", None)

    def _on_go(self) -> None:
        if self.step == 0 and self.you.ready():
            self.show_step(1)
        elif self.step == 1 and self.go.isEnabled() and self.team.ready():
            self._make()

    def _make(self) -> None:
        from pie_audit.workflows import founding

        at, wanted = self.at, self._wanted()
        if wanted is None:
            self.show_step(0)
            return
        self.go.setEnabled(False)
        self.trouble.hide()
        self.busy.start(_("Making your workspace…"))
        at.jobs.alone(
            partial(founding.create_workspace, at.premises, at.jobs.worker, wanted),
            owner=self,
            then=self._on_made,
            problem=self._on_problem,
        )

    def _wanted(self) -> FirstRun | None:
        from pie_audit.workflows import founding

        password = self.you.new.chosen()
        if password is None:
            return None
        if self.team.solo.isChecked():
            return founding.FirstRun(self.you.name(), password, WorkspaceKind.SOLO)
        if self.team.leads.isChecked():
            return founding.FirstRun(self.you.name(), password, WorkspaceKind.TEAM, leads=True)
        return founding.FirstRun(
            self.you.name(), password, WorkspaceKind.TEAM, self.team.name(), self.team.about.text().strip()
        )

    def _on_made(self, made: Made) -> None:
        self.busy.stop()
        self.go.setEnabled(True)
        self.you.clear()
        self._me = made.me
        self.at.jobs.begin(made.opened)
        self.at.jobs.me = made.me
        self._add_sheets(made.house_code)
        self.show_step(2)

    def _on_problem(self, error: KnownError) -> None:
        self.busy.stop()
        self.go.setEnabled(True)
        self.trouble.set(error.what, error.todo)
        self.trouble.show()

    def _on_finished(self) -> None:
        if self.house is not None and self.mine is not None:
            self.house.sheet.forget()
            self.mine.choice.sheet.forget()
        if self._me is not None:
            self.came_in.emit(self._me)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < _PICTURE_FROM
        self.picture.setVisible(not theme.large_text and not narrow)
        side = 20 if theme.large_text or narrow else 60
        self._side.layout().setContentsMargins(side, 26, side, 16)
        self._place_foot(below=not theme.large_text and self.height() >= _FOOT_FROM)

    def _place_foot(self, *, below: bool) -> None:
        """Where there is little room, the demo and the copy scroll with the form."""
        if below is not self._foot_below:
            self._foot_below = below
            (self._side.layout() if below else self.body.column).addWidget(self._foot)


class YouStep(QWidget):
    """What we call you, and a password that nobody else knows."""

    done = Signal()

    def __init__(self, at: Threshold) -> None:
        super().__init__()
        self._name = TextLine()
        self._name_field = Field(_("What we call you"), self._name)
        self.new = NewPassword(at.jobs, lambda: (self._name.text(),))
        self.new.submitted.connect(self.done)
        self._name.returnPressed.connect(self.new.setFocus)
        note = Banner(
            _("Nobody can reset this for you"),
            _("That is what keeps it private. The sheets on the third page are for the day you forget it."),
            look="warn",
            icon="key",
        )
        self.setLayout(
            column(
                WrapLabel(_("Choose a password"), "display"),
                WrapLabel(_("Your name is how colleagues see you here."), "lead", "ink2"),
                self._name_field,
                self.new,
                note,
                None,
                gap=12,
            )
        )
        self.setFocusProxy(self._name)

    def name(self) -> str:
        """The name as typed."""
        return self._name.text().strip()

    def ready(self) -> bool:
        """Whether the next step may come; says under the field what is missing."""
        self._name_field.set_error("" if self.name() else _("Write the name you are called by."))
        if not self.name():
            self._name.setFocus()
            return False
        return self.new.chosen() is not None

    def clear(self) -> None:
        """Let go of the password."""
        self.new.clear()


class TeamStep(QWidget):
    """Just me, my team with its name and a short line, or what teams send me."""

    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mine = OptionCard(
            _("My team"), _("Everybody rates in private, and you open the ratings together.")
        )
        self.solo = OptionCard(
            _("Just me"), _("One person’s view. It can become a team later, and nothing is lost.")
        )
        self.leads = OptionCard(
            _("I read what teams send me"),
            _("For leaders without a team of their own: plans, what teams ask, and your replies."),
        )
        self._name, self.about = (
            TextLine(placeholder=_("Quayside House")),
            TextLine(placeholder=_("24-bed hostel")),
        )
        self._name_field = Field(_("What your team is called"), self._name)
        self._about_field = Field(_("In a few words"), self.about, note=_("Optional"))
        self._words = boxed(column(self._name_field, self._about_field, gap=12))
        self.mine.toggled.connect(self._words.setVisible)
        self._name.returnPressed.connect(self.about.setFocus)
        self.about.returnPressed.connect(self.done)
        self.setLayout(
            column(
                WrapLabel(_("Who is it for?"), "display"),
                WrapLabel(_("You can add people once you are in."), "lead", "ink2"),
                self.mine,
                self.solo,
                self.leads,
                4,
                self._words,
                None,
                gap=12,
            )
        )
        self.mine.setChecked(True)
        self.setFocusProxy(self.mine)

    def name(self) -> str:
        """The team's name, or nothing for one person's view."""
        return self._name.text().strip() if self.mine.isChecked() else ""

    def ready(self) -> bool:
        """Whether the workspace may be made."""
        missing = self.mine.isChecked() and not self.name()
        self._name_field.set_error(_("Your team needs a name.") if missing else "")
        if missing:
            self._name.setFocus()
        return not missing


class HouseStep(QWidget):
    """The House key: made already; printing may wait."""

    def __init__(self, at: Threshold) -> None:
        from pie_audit.ui.settings.sheets import HOUSE, CodeSheet, house_advice

        super().__init__()
        self.sheet: CodeSheet = CodeSheet(at.jobs, at.files, HOUSE, later=_("Later. Home will ask again"))
        lines = [WrapLabel(words) for words in house_advice()]
        self.setLayout(
            column(
                WrapLabel(_("The House key"), "display"),
                WrapLabel(_("Your workspace is made. Two sheets of paper keep it safe."), "lead", "ink2"),
                4,
                *lines,
                4,
                self.sheet,
                None,
                gap=10,
            )
        )
        self.setFocusProxy(self.sheet)


class MyKeyStep(QWidget):
    """My key: three choices, and later is one too."""

    def __init__(self, at: Threshold) -> None:
        from pie_audit.ui.settings.sheets import MyKeyChoice

        super().__init__()
        self.choice: MyKeyChoice = MyKeyChoice(at.jobs, at.files)
        self.later = LinkButton(_("Decide later"), "arrow-right", in_row=True)
        self.setLayout(
            column(
                WrapLabel(_("My key"), "display"),
                WrapLabel(
                    _(
                        "It opens your own pages if you ever forget your password. Nobody else can do that for you."
                    ),
                    "lead",
                    "ink2",
                ),
                4,
                self.choice,
                self.later,
                None,
                gap=12,
            )
        )
        self.setFocusProxy(self.choice)


class _Demo(Banner):
    """The way in for somebody who only wants to look."""

    def __init__(self) -> None:
        super().__init__(
            _("Just looking?"),
            _("Open three made-up services with a year of example reviews."),
            look="sunk",
            icon="compass",
            actions=(_("Try the demo"),),
        )
        self.button = self._buttons[0]


def _picture() -> Hills:
    hills = Hills()
    hills.setMinimumWidth(300)
    name = _Pale("pie-audit", "h2", wrap=False)
    hills.overlay.addLayout(row(AppMark(44, pale=True), name, None, gap=12))
    hills.overlay.addSpacing(26)
    hills.overlay.addWidget(_Pale(_("A place for your team to think."), "display"))
    hills.overlay.addSpacing(8)
    hills.overlay.addWidget(
        _Pale(
            _(
                "No account. No internet. Everything you write stays on this computer, locked with words that "
                "only you know."
            ),
            "lead",
        )
    )
    hills.overlay.addStretch(1)
    return hills


class _Pale(WrapLabel):
    """Words on the picture, which is dusk in every theme."""

    def _restyle(self) -> None:
        super()._restyle()
        palette = self.palette()
        palette.setColor(self.foregroundRole(), tokens.colour("surface").fromRgb(255, 255, 255))
        self.setPalette(palette)
