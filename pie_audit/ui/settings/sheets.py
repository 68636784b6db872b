"""The two printed sheets: House key and My key, shown, printed or saved, and typed back in part."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.problems import sentence
from pie_audit.ui.settings.files import Files, Sheet, write_private
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Field,
    FlowLayout,
    LinkButton,
    OptionCard,
    PrimaryButton,
    SecondaryButton,
    TextLine,
    WrapLabel,
    boxed,
    column,
)
from pie_audit.words import _
from pie_audit.workflows import founding, passwords

HOUSE, MINE, HALVES = "house", "my-key", "my-key-halves"


class CodeSheet(QWidget):
    """A code to put on paper, then two of its groups to type back. `kept` comes when they were right."""

    kept = Signal()
    postponed = Signal()

    def __init__(self, jobs: Jobs, files: Files, kind: str, *, later: str = "") -> None:
        super().__init__()
        self._jobs, self._files, self._kind = jobs, files, kind
        self._code, self._places = "", (0, 1)
        self.team_name = ""
        self.show_button = SecondaryButton(_("Show it"), "eye")
        self.print_button = PrimaryButton(_("Print"), "printer")
        self.save_button = SecondaryButton(_("Save as PDF"), "file-pdf")
        self._large = WrapLabel("", "h2")
        self._paper = Card("", self._large, look="soft")
        self._paper.hide()
        self._note = Banner("", look="info")
        self._note.hide()
        self.first, self.second = TextLine(most=12), TextLine(most=12)
        self._groups = [Field("", self.first), Field("", self.second)]
        self._check = SecondaryButton(_("That’s what it says"), "check")
        self._later = LinkButton(later or _("Later"))
        self._back = self._make_check()
        self._later.setVisible(bool(later))
        self.setLayout(
            column(
                boxed(FlowLayout(self.print_button, self.save_button, self.show_button)),
                self._paper,
                self._note,
                self._back,
                gap=14,
            )
        )
        self.setFocusProxy(self.print_button)
        self._connect()

    def _make_check(self) -> QWidget:
        groups = FlowLayout(*self._groups, gap=14)
        for field in self._groups:
            field.setMinimumWidth(150)
        return boxed(
            column(
                WrapLabel(_("When you have it on paper, type two groups back"), "strong"),
                WrapLabel(_("Then we both know that it came out right."), "small", "ink2"),
                boxed(groups),
                boxed(FlowLayout(self._check, self._later)),
                gap=8,
            )
        )

    def _connect(self) -> None:
        self.print_button.clicked.connect(self._on_print)
        self.save_button.clicked.connect(self._on_save)
        self.show_button.clicked.connect(self._on_show)
        self._check.clicked.connect(self._on_check)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self._on_check)
        self._later.clicked.connect(self.postponed)

    def set_code(self, code: str, kind: str = "") -> None:
        """Another code, of which nothing has been shown yet."""
        self._code, self._kind = code, kind or self._kind
        one, other = sorted(passwords.pick_groups(code))
        self._places = (one, other)
        for field, line, place in zip(self._groups, (self.first, self.second), self._places, strict=True):
            field.label.setText(_("Group {n}").format(n=place + 1))
            line.setAccessibleName(_("Group {n}").format(n=place + 1))
            field.set_error("")
            line.clear()
        self._show_code(False)
        self._note.hide()

    def forget(self) -> None:
        """Let go of the code and of what was shown."""
        self._code = ""
        self._show_code(False)
        for line in (self.first, self.second):
            line.clear()

    def _on_show(self) -> None:
        """On the screen too, for whoever writes it down by hand."""
        self._show_code(self._paper.isHidden())

    def _show_code(self, shown: bool) -> None:
        self._large.setText("   ".join(self._code.split("-")) if shown else "")
        self._paper.setVisible(shown)
        self.show_button.setText(_("Hide it") if shown else _("Show it"))
        self.show_button.set_icon("eye-slash" if shown else "eye")

    def _on_print(self) -> None:
        if said := self._files.print_sheets(self, sheets_of(self._kind, self._code)):
            self._tell(said, _("Look at the paper, then type two groups from it."), "info")

    def _on_save(self) -> None:
        target = self._files.choose_target(self, _("Save the sheet"), suggested_name(self._kind))
        if target is None:
            return
        kind, code, team = self._kind, self._code, self.team_name
        self._jobs.alone(
            lambda: write_private(target, founding.sheet_pdf(kind, code, team)),
            owner=self,
            then=self._on_saved,
            problem=lambda error: self._tell(error.what, error.todo, "warn"),
        )

    def _on_saved(self, _nothing: object) -> None:
        self._tell(
            _("Saved"), _("Print the file, then delete it: whoever finds it can use the code."), "warn"
        )

    def _on_check(self) -> None:
        typed = (self.first.text(), self.second.text())
        if not passwords.groups_match(self._code, self._places, typed):
            self._groups[0].set_error(_("These aren’t quite what it says. Compare them letter by letter."))
            self.first.setFocus()
            return
        self._groups[0].set_error("")
        if self._kind == HOUSE:
            self._jobs.aside(
                founding.confirm_house_key,
                self._code,
                owner=self,
                then=self._on_confirmed,
                problem=lambda error: self._groups[0].set_error(sentence(error)),
            )
        else:
            self._on_confirmed(None)

    def _on_confirmed(self, _nothing: object) -> None:
        self.forget()
        self.kept.emit()

    def _tell(self, title: str, text: str, look: str) -> None:
        self._note.set(title, text)
        self._note.set_look(look)
        self._note.show()


class MyKeyChoice(QWidget):
    """One sheet, two halves, or none; then the sheet itself. `finished` when nothing is left to do."""

    finished = Signal()

    def __init__(self, jobs: Jobs, files: Files) -> None:
        super().__init__()
        self._jobs, self._is_wanted = jobs, False
        self.one = OptionCard(_("One sheet"), _("Take it home, not to the office safe."))
        self.halves = OptionCard(
            _("Two halves"), _("With two people you trust. Only both halves together open anything.")
        )
        self.none = OptionCard(
            _("None"), _("I don’t need to keep my own pages if I ever forget my password.")
        )
        self.one.setChecked(True)
        self._go = PrimaryButton(_("Continue"), trailing="arrow-right")
        self._go.clicked.connect(self._on_go)
        self._problem = WrapLabel("", "small", "danger")
        self._problem.hide()
        self._options = boxed(
            column(self.one, self.halves, self.none, self._problem, boxed(FlowLayout(self._go)), gap=10)
        )
        self.sheet = CodeSheet(jobs, files, MINE)
        self.sheet.kept.connect(self.finished)
        self.sheet.hide()
        self.setLayout(column(self._options, self.sheet, gap=14))
        self.setFocusProxy(self.one)

    def _on_go(self) -> None:
        if self.none.isChecked():
            self._jobs.write(
                founding.decline_my_key, owner=self, then=self._on_declined, problem=self._on_problem
            )
        else:
            kind = HALVES if self.halves.isChecked() else MINE
            self._go.setEnabled(False)
            self._is_wanted = True
            self._jobs.aside(
                founding.make_my_key, owner=self, then=partial(self._on_made, kind), problem=self._on_problem
            )

    def _on_made(self, kind: str, code: str) -> None:
        """A code that comes after this was put away is let go of like one that stood there."""
        self._go.setEnabled(True)
        if self._is_wanted:
            self.show_code(kind, code)

    def show_code(self, kind: str, code: str) -> None:
        """Go straight to the sheet, as after a new My key came with a new password."""
        self._go.setEnabled(True)
        self._options.hide()
        self.sheet.set_code(code, kind)
        self.sheet.show()
        self.sheet.setFocus()

    def begin_again(self) -> None:
        """Back to the three choices."""
        self._is_wanted = False
        self._options.show()
        self.sheet.forget()
        self.sheet.hide()

    def _on_declined(self, _nothing: object) -> None:
        self.finished.emit()

    def _on_problem(self, error: KnownError) -> None:
        self._go.setEnabled(True)
        self._problem.setText(sentence(error))
        self._problem.show()


def sheets_of(kind: str, code: str) -> tuple[Sheet, ...]:
    """What is printed for a code of this kind: one page, or two for halves."""
    groups = code.split("-")
    middle = len(groups) // 2
    if kind == HOUSE:
        return (Sheet(_("House key"), house_advice(), (" ".join(groups),)),)
    if kind == MINE:
        return (Sheet(_("My key"), _my_advice(), (" ".join(groups),)),)
    halves = (groups[:middle], groups[middle:])
    return tuple(
        Sheet(
            _("My key, half {n} of 2").format(n=n),
            (
                _("Only both halves together open anything. Keep this one with somebody you trust."),
                _("Typed one after the other, first half first."),
            ),
            (" ".join(half),),
        )
        for n, half in enumerate(halves, 1)
    )


def house_advice() -> tuple[str, ...]:
    """What the House key does and who keeps it."""
    return (
        _("It opens this workspace on a new computer, or when nobody’s password works any more."),
        _("It never opens anybody’s private pages."),
        _("For somebody above the manager to keep, somewhere locked."),
    )


def _my_advice() -> tuple[str, ...]:
    return (
        _("It opens your own pages if you forget your password. Nobody else’s."),
        _("Take it home, not to the office safe."),
        _("Without your password and without this sheet, nobody can read your pages again."),
    )


def suggested_name(kind: str) -> str:
    """A file name that says which sheet it is and nothing about whose."""
    return "house-key.pdf" if kind == HOUSE else "my-key.pdf"
