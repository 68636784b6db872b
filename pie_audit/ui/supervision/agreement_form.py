"""The fields of an agreement, each with a line about what it is for; every one may stay empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.supervision import AgreementWords, Function
from pie_audit.ui.supervision.day_choice import DayChoice
from pie_audit.ui.supervision.function_chips import FunctionChips
from pie_audit.ui.supervision.words import function_name
from pie_audit.ui.widgets import (
    Card,
    EvenLayout,
    Field,
    GrowingText,
    TextLine,
    WrapLabel,
    boxed,
    clear,
    column,
)
from pie_audit.words import _
from pie_audit.workflows.supervision.supervision_agreements import AgreementView

MOST = 2000
_LINES = ("starts", "place")


class AgreementForm(QWidget):
    """`edited` for what a person typed or chose, never for `fill`; `left` when they are through with a field."""

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.every, self.minutes, self.rebook = (TextLine(most=3) for _n in range(3))
        self.review = DayChoice(date.today())
        self.functions = FunctionChips()
        self.texts: dict[str, GrowingText | TextLine] = {
            name: TextLine(most=200) if name in _LINES else GrowingText(most=MOST, least=2)
            for name, _title, _help in _questions()
        }
        self._wire()
        self.setLayout(self._lay_out())
        self.setFocusProxy(self.texts["purpose"])

    def fill(self, view: AgreementView) -> None:
        """Show what it says, silently."""
        words, row = view.words, view.agreement
        self.functions.set_chosen(words.functions)
        for field, number in (
            (self.every, row.every_weeks),
            (self.minutes, row.minutes),
            (self.rebook, words.rebook_days),
        ):
            if field.text() != str(number):
                field.setText(str(number))
        self.review.set_day(row.review_on)
        for name, control in self.texts.items():
            if control.text() != getattr(words, name):
                control.setText(getattr(words, name))

    def read(self, base: AgreementView) -> AgreementView:
        """What stands there now, over what was read."""
        texts = {name: control.text() for name, control in self.texts.items()}
        words = replace(
            base.words,
            functions=self.functions.chosen(),
            rebook_days=_number(self.rebook, base.words.rebook_days),
            **texts,
        )
        row = replace(
            base.agreement,
            every_weeks=_number(self.every, base.agreement.every_weeks),
            minutes=_number(self.minutes, base.agreement.minutes),
            review_on=self.review.day(),
        )
        return replace(base, words=words, agreement=row)

    def words_to_copy(self) -> list[str]:
        """Everything that was typed."""
        return [control.text() for control in self.texts.values() if control.text().strip()]

    def _wire(self) -> None:
        for control in self.texts.values():
            if isinstance(control, TextLine):
                control.textEdited.connect(self._on_edited)
                control.editingFinished.connect(self.left)
            else:
                control.edited.connect(self.edited)
                control.left.connect(self.left)
        for line in (self.every, self.minutes, self.rebook):
            line.textEdited.connect(self._on_edited)
            line.editingFinished.connect(self.left)
        self.review.dateChanged.connect(self._on_edited)
        self.functions.edited.connect(self.edited)

    def _on_edited(self, _value: object) -> None:
        self.edited.emit()

    def _lay_out(self) -> QVBoxLayout:
        rhythm = EvenLayout(
            Field(_("Every … weeks"), self.every),
            Field(_("Minutes each time"), self.minutes),
            Field(_("Look at it again on"), self.review),
            least=150,
            gap=12,
        )
        fields = {
            name: Field(title, self.texts[name], help_words) for name, title, help_words in _questions()
        }
        where = EvenLayout(fields["starts"], fields["place"], least=200, gap=12)
        return column(
            Card(
                _("What it is for"),
                fields["purpose"],
                WrapLabel(_("It should give us"), "strong"),
                self.functions,
                gap=12,
            ),
            Card(_("When and where"), boxed(rhythm), boxed(where), gap=12),
            Card(
                _("How we work"),
                fields["agenda"],
                fields["difference"],
                fields["disagreements"],
                gap=12,
            ),
            Card(
                _("What is written down"),
                fields["recorded"],
                fields["limits"],
                fields["appraisal"],
                gap=12,
            ),
            Card(
                _("When it can’t take place"),
                fields["cancelling"],
                Field(_("Rebook within … days"), self.rebook),
                fields["elsewhere"],
                gap=12,
            ),
            gap=16,
        )


class AgreementText(Card):
    """An agreement to read: only what somebody wrote."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=10, parent=parent)

    def show_words(self, words: AgreementWords) -> None:
        """Fill."""
        clear(self.column())
        if words.functions:
            self._line(_("It should give us"), ", ".join(_functions(words.functions)))
        for name, title, _help in _questions():
            if said := getattr(words, name).strip():
                self._line(title, said)
        self._line(_("Rebook"), _("Within {n} days").format(n=words.rebook_days))

    def _line(self, title: str, said: str) -> None:
        self.add(WrapLabel(title, "small_strong", "ink2"), WrapLabel(said))


def _functions(functions: tuple[Function, ...]) -> list[str]:
    return [function_name(each) for each in functions]


def _number(field: TextLine, otherwise: int) -> int:
    typed = field.text().strip()
    return int(typed) if typed.isdecimal() else otherwise


def _questions() -> tuple[tuple[str, str, str], ...]:
    return (
        ("purpose", _("In our own words"), _("What should be different because we meet?")),
        ("starts", _("Usual time"), ""),
        ("place", _("Place, and how it stays private"), ""),
        ("agenda", _("Who sets what we talk about"), _("Both of us can bring things beforehand.")),
        (
            "difference",
            _("How we talk about difference and power"),
            _("Race, class, gender, age, faith, who can hire and fire: when and how do we name it?"),
        ),
        (
            "disagreements",
            _("When we disagree"),
            _("With whom can each of us take it further?"),
        ),
        ("recorded", _("What we write down, and who sees it"), ""),
        (
            "limits",
            _("What can’t stay between us"),
            _("Usually: a risk of serious harm, a crime, a professional duty to report."),
        ),
        ("appraisal", _("{Supervision} and appraisal"), _("Kept apart, or joined? Say which.")),
        ("cancelling", _("Who may call a session off, and for what"), ""),
        ("elsewhere", _("Clinical or practice {supervision} elsewhere"), ""),
    )
