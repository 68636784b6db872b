"""The lines and chips of the quick box: all kinds share them, so that a change of kind loses nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget

from pie_audit.domain.errors import NotNow
from pie_audit.domain.lost_minutes import CHOICES, read_minutes
from pie_audit.domain.refusal import Reason
from pie_audit.domain.refusal_words import reason_words
from pie_audit.domain.team_part import TeamPart
from pie_audit.ui.home.choice_chips import ChoiceChips
from pie_audit.ui.home.quick_words import asked_for, minutes_words
from pie_audit.ui.widgets import EvenLayout, Field, TextLine, WrapLabel, boxed, column
from pie_audit.words import _
from pie_audit.workflows.everyday.entry_books import MOST_WORDS

LINES = ("words", "other", "why", "minutes", "times", "agencies")
_SHORT = {"minutes": 20, "times": 4, "agencies": 4}
_TYPED = ("words", "other", "why", "times", "agencies")
_DONE = ("done", "offered")


class QuickFields(QWidget):
    """`edited` with the field that a person changed, `entered` for Enter in any of them."""

    edited = Signal(str)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = TeamPart.WINS
        self.lines = {name: _Line(name, _SHORT.get(name, MOST_WORDS)) for name in LINES}
        self.fields = {name: Field("", line) for name, line in self.lines.items()}
        self.minutes = ChoiceChips(_("Time lost"), minutes_words())
        self.reason = ChoiceChips(_("Why, as they put it"), [reason_words(reason) for reason in Reason])
        self.done = ChoiceChips(_("The two questions"), (_("Done together"), _("Offered, not now")))
        self._names, self._known = QStringListModel(self), list[str]()
        self._lay_out()
        self._connect()
        self.set_part(self.part)

    def _lay_out(self) -> None:
        self._places = {name: boxed(column(self.fields[name], None)) for name in _TYPED}
        self._reasons = boxed(column(WrapLabel(_("Why, as they put it"), "small_strong"), self.reason, gap=6))
        questions = _(
            "What can unsettle you here, and what helps? Only that you asked is counted, never a word."
        )
        self._questions = boxed(column(WrapLabel(questions, "small", "ink2"), self.done, gap=6))
        self._time = boxed(
            EvenLayout(
                boxed(column(WrapLabel(_("Time lost"), "small_strong"), self.minutes, None, gap=6)),
                boxed(column(self.fields["minutes"], None)),
                least=250,
                gap=12,
            )
        )
        self.fields["minutes"].label.setText(_("Or type it"))
        self.lines["minutes"].setAccessibleName(_("Time lost, typed"))
        self.fields["minutes"].set_help(_("Your own guess: 45, 1.5 h or 1:30."))
        stack = column(boxed(EvenLayout(*self._places.values(), least=210, gap=12)), self._time, gap=12)
        for part in (self._reasons, self._questions):
            stack.addWidget(part)
        stack.setContentsMargins(0, 0, 0, 0)
        self.setLayout(stack)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.lines["other"].setCompleter(completer)

    def _connect(self) -> None:
        for name, line in self.lines.items():
            line.typed.connect(self._on_typed)
            line.entered.connect(self.entered)
            self.fields[name].set_error("")
        for chips, name in ((self.minutes, "minutes"), (self.reason, "reason"), (self.done, "done")):
            chips.entered.connect(self.entered)
            chips.setObjectName(name)
            chips.chosen.connect(self._on_chosen)

    # what is asked

    def set_part(self, part: TeamPart) -> None:
        """Ask for what this kind needs; what was typed stays."""
        self.part = part
        asked = {one.field: one for one in asked_for(part)}
        for name in _TYPED:
            self._places[name].setVisible(name in asked)
            if name in asked:
                self.fields[name].label.setText(asked[name].label)
                self.lines[name].setAccessibleName(asked[name].label)
                self.fields[name].set_help(asked[name].help)
        names_agency = part in {TeamPart.FRICTION, TeamPart.REFUSALS}
        self._names.setStringList(self._known if names_agency else [])
        self._time.setVisible(part is TeamPart.FRICTION)
        self._reasons.setVisible(part is TeamPart.REFUSALS)
        self._questions.setVisible(part is TeamPart.PROMPTS)

    def used(self) -> frozenset[str]:
        """The fields of the kind in hand."""
        more = {
            TeamPart.FRICTION: {"minutes"},
            TeamPart.REFUSALS: {"reason"},
            TeamPart.PROMPTS: {"done"},
        }.get(self.part, set())
        return frozenset({one.field for one in asked_for(self.part)} | more)

    def first(self) -> QWidget:
        """Where one begins."""
        asked = asked_for(self.part)
        return self.lines[asked[0].field] if asked else self.done

    def offer_names(self, names: Iterable[str]) -> None:
        """Names of agencies and processes to complete from."""
        self._known = list(names)
        self.set_part(self.part)

    def agency(self) -> str:
        """The agency or process that stands there, for kinds that name one."""
        names_agency = self.part in {TeamPart.FRICTION, TeamPart.REFUSALS}
        return self.lines["other"].text().strip() if names_agency else ""

    # what stands there

    def texts(self) -> dict[str, str]:
        """All that was typed and chosen, of every kind, without what is empty."""
        found = {name: line.text() for name, line in self.lines.items()}
        reason, done = self.reason.index(), self.done.index()
        found["reason"] = list(Reason)[reason].value if reason >= 0 else ""
        found["done"] = _DONE[done] if done >= 0 else ""
        return {name: text for name, text in found.items() if text.strip()}

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Fill all fields; tells nobody."""
        for name, line in self.lines.items():
            line.setText(texts.get(name, ""))
        reasons = [reason.value for reason in Reason]
        self.reason.set_chosen(_place(reasons, texts.get("reason", "")))
        self.done.set_chosen(_place(_DONE, texts.get("done", "")))
        self._show_minutes()

    def clear_used(self) -> None:
        """Empty the fields of the kind in hand; words under other kinds stay."""
        used = self.used()
        self.set_texts({name: text for name, text in self.texts().items() if name not in used})

    def _on_typed(self, name: str) -> None:
        if name == "minutes":
            self._show_minutes()
        self.edited.emit(name)

    def _on_chosen(self, at: int) -> None:
        name = self.sender().objectName()
        if name == "minutes":
            self.lines["minutes"].setText(minutes_words()[at])
        self.edited.emit(name)

    def _show_minutes(self) -> None:
        """The chip that says what was typed, where one does."""
        try:
            minutes = read_minutes(self.lines["minutes"].text())
        except NotNow:
            minutes = 0
        self.minutes.set_chosen(CHOICES.index(minutes) if minutes in CHOICES else -1)


class _Line(TextLine):
    """A line that Enter sends; a key held down sends once. `typed` brings its name."""

    typed = Signal(str)
    entered = Signal()

    def __init__(self, name: str, most: int) -> None:
        super().__init__(most=most)
        self._name = name
        self.textEdited.connect(self._on_edited)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            if self.completer() is not None:
                self.setCursorPosition(len(self.text()))  # takes what is completed
            self.entered.emit()

    def _on_edited(self, _text: str) -> None:
        self.typed.emit(self._name)


def _place(among: Iterable[str], wanted: str) -> int:
    return next((at for at, one in enumerate(among) if one == wanted), -1)
