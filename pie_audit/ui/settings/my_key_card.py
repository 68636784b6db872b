"""My key: whether there is one, making one, and trying it out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.problems import sentence
from pie_audit.ui.settings.files import Files
from pie_audit.ui.settings.sheets import MyKeyChoice
from pie_audit.ui.widgets import (
    BusyLine,
    Card,
    Chip,
    Field,
    FlowLayout,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
    TextLine,
    WrapLabel,
    boxed,
    column,
)
from pie_audit.ui.widgets.on_the_way import Waiting
from pie_audit.words import _
from pie_audit.workflows import founding


class MyKeyCard(Card):
    """Whether there is a My key, making one, and typing it back to see that it opens."""

    def __init__(self, jobs: Jobs, files: Files) -> None:
        super().__init__(_("My key"), icon="user-circle", gap=12)
        self._jobs = jobs
        self._state = Chip("", "neutral")
        self._state.hide()
        self.add_to_title(self._state)
        self.open_button = SecondaryButton(_("Make My key"))
        self.try_button = SecondaryButton(_("Try it out"))
        self.try_button.hide()
        self.choice = MyKeyChoice(jobs, files)
        self.choice.hide()
        self.trial = MyKeyTrial(jobs)
        self.trial.hide()
        self.said = WrapLabel("", "small", "good")
        self.said.hide()
        self.choice.finished.connect(self._on_finished)
        self.trial.opened.connect(self._on_tried)
        self.trial.put_off.connect(self._on_put_off)
        self.trial.new_wanted.connect(self.start)
        self.open_button.clicked.connect(self._on_open)
        self.try_button.clicked.connect(self._on_try)
        self.add(
            WrapLabel(
                _("A sheet that opens your own pages if you ever forget your password. Nobody else can."),
                "small",
                "ink2",
            ),
            self.said,
            boxed(FlowLayout(self.open_button, self.try_button)),
            self.choice,
            self.trial,
        )

    def reload(self) -> None:
        """Made, declined, or not yet."""
        self._jobs.read(founding.my_key_state, owner=self, then=self._show_state)

    def put_away(self) -> None:
        """Fold it up and let go of the code."""
        self.choice.begin_again()
        self.choice.hide()
        self.trial.clear()
        self.trial.hide()
        self.open_button.show()

    def start(self) -> None:
        """Make one."""
        self.trial.hide()
        self.said.hide()
        self.open_button.hide()
        self.choice.begin_again()
        self.choice.show()
        self.choice.setFocus()

    def start_trial(self) -> None:
        """Type it back, as from Home."""
        self.said.hide()
        self.choice.hide()
        self.trial.clear()
        self.trial.show()
        self.trial.setFocus()

    def _show_state(self, state: str) -> None:
        looks = {
            "made": (_("Made"), "good"),
            "declined": (_("Not wanted"), "neutral"),
            "none": (_("Not yet"), "warn"),
        }
        words, look = looks[state]
        self._state.set(words, look)
        self._state.show()
        self.open_button.setText(_("Make another one") if state == "made" else _("Make My key"))
        self.try_button.setVisible(state == "made")

    def _on_open(self, _checked: bool = False) -> None:
        self.start()

    def _on_try(self, _checked: bool = False) -> None:
        self.start_trial()

    def _on_tried(self) -> None:
        if self.trial.isHidden():  # another is being made by now, or this was put away
            return
        self.put_away()
        self._say(_("It opens your pages. Put it back where it was."))

    def _on_put_off(self) -> None:
        self.put_away()
        self._say(_("That’s fine. Home asks again next week."))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
        self.try_button.setFocus()

    def _on_finished(self) -> None:
        self.put_away()
        self.reload()


class MyKeyTrial(QWidget):
    """The whole sheet typed once. `opened` when it opens; `new_wanted` when another is to be made instead."""

    opened = Signal()
    put_off = Signal()
    new_wanted = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self.code = TextLine(most=80)
        self._field = Field(
            _("My key, as it is on the sheet"),
            self.code,
            _("All six groups: nothing of it is kept here to compare with. Capitals don’t matter."),
        )
        self.go = PrimaryButton(_("See whether it opens"))
        self._later = LinkButton(_("Not today"))
        self.another = SecondaryButton(_("Make a new one instead"))
        self.another.hide()
        self._busy, self._waiting = BusyLine(), Waiting(self)
        self.setLayout(
            column(self._field, boxed(FlowLayout(self.go, self.another, self._later)), self._busy, gap=10)
        )
        self.setFocusProxy(self.code)
        self.go.clicked.connect(self._on_go)
        self.code.returnPressed.connect(self._on_go)
        self._later.clicked.connect(self._on_later)
        self.another.clicked.connect(self._on_another)

    def clear(self) -> None:
        """Nothing typed stays behind."""
        self.code.clear()
        self._field.set_error("")
        self.another.hide()

    def _on_go(self) -> None:
        from pie_audit.workflows import my_key

        if not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        self._waiting.begin()
        self._busy.start(_("Trying it…"))
        self._jobs.aside(
            my_key.try_out, self.code.text(), owner=self, then=self._on_told, problem=self._on_problem
        )

    def _on_told(self, opens: bool) -> None:
        self._rest()
        if opens:
            self.clear()
            self.opened.emit()
            return
        self._field.set_error(
            _("This sheet doesn’t open your pages: a newer one was made. Look for that, or make another.")
        )
        self._offer_another()

    def _on_problem(self, error: KnownError) -> None:
        self._rest()
        self._field.set_error(sentence(error))
        self._offer_another()

    def _offer_another(self) -> None:
        self.another.show()
        if self._waiting.is_here():
            self.code.setFocus()

    def _rest(self) -> None:
        self._busy.stop()
        self.go.setEnabled(True)

    def _on_later(self, _checked: bool = False) -> None:
        from pie_audit.workflows import my_key

        self._jobs.write(my_key.leave_for_now, owner=self)
        self.clear()
        self.put_off.emit()

    def _on_another(self, _checked: bool = False) -> None:
        self.clear()
        self.new_wanted.emit()
