"""The form for something that a team began: what it was, what it gave, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.errors import KnownError
from pie_audit.domain.practice import LIMITS, Choice, Practice
from pie_audit.ui.practices.practice_card import choice_words
from pie_audit.ui.widgets import (
    Banner,
    Card,
    DateField,
    EvenLayout,
    Field,
    FlowLayout,
    LinkButton,
    PrimaryButton,
    TextLine,
    Tick,
    announce,
    boxed,
    column,
)
from pie_audit.ui.widgets import Choice as DropDown
from pie_audit.words import _
from pie_audit.workflows.everyday.practices import PracticeBoard

_CHOICES = tuple(Choice)
_HALF_A_YEAR = 182


class PracticeForm(Card):
    """`edited` for what a person changed, `sent` with the practice, `left` to write a new one."""

    edited = Signal()
    sent = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Something we began"), icon="arrows-clockwise", gap=12, parent=parent)
        self._practice: Practice | None = None
        self._today = date.min
        self.is_changing = False
        self.lines = {name: TextLine(most=most) for name, most in LIMITS.items()}
        self.choice = DropDown(*(choice_words(choice) for choice in _CHOICES))
        self.owner = DropDown()
        self._people: tuple[str | None, ...] = (None,)
        self.has_day = Tick(_("Look again on a day"))
        self.day = DateField(QDate.currentDate())
        self.send_button = PrimaryButton(_("Keep it"), "check")
        self.new_button = LinkButton(_("Leave it"))
        self.trouble = Banner("", look="warn")
        self._lay_out()

    def _lay_out(self) -> None:
        self.trouble.hide()
        line = self.lines
        self._reason_field = Field(_("Why we drop it"), line["reason"], _("Others will ask one day."))
        self._day_field = Field(_("Review date"), self.day)
        self.add(
            Field(_("What is it?"), line["what"], _("Like “daily partner call”.")),
            _pair(
                Field(_("When did it begin?"), line["begun"], _("Like “spring 2020”.")),
                Field(_("What does it cost?"), line["cost"]),
            ),
            Field(_("Why did it begin?"), line["why"]),
            _pair(Field(_("What did it give?"), line["gave"]), Field(_("To whom?"), line["to_whom"])),
            Field(_("What becomes of it?"), self.choice),
            self._reason_field,
            Field(_("Who holds it?"), self.owner),
            self.has_day,
            self._day_field,
            self.trouble,
            boxed(FlowLayout(self.send_button, self.new_button, gap=10)),
            None,
        )
        for one in line.values():
            one.textEdited.connect(self._on_edited)
        self.choice.activated.connect(self._on_chosen)
        self.owner.activated.connect(self._on_edited)
        self.has_day.clicked.connect(self._on_chosen)
        self.day.dateChanged.connect(self._on_edited)
        self.send_button.clicked.connect(self._on_send)
        self.new_button.clicked.connect(self._on_leave)
        self.setFocusProxy(line["what"])

    def offer(self, view: PracticeBoard) -> None:
        """Who may hold it; whoever is chosen stays."""
        chosen = self._people[max(0, self.owner.currentIndex())]
        self._people = (None, *(person_id for person_id, _name in view.people))
        self.owner.clear()
        self.owner.addItems([_("Nobody yet"), *(name for _id, name in view.people)])
        self._choose_owner(chosen)

    def show_practice(self, practice: Practice, today: date, *, changing: bool) -> None:
        """Fill it with a blank one, or one to change; tells nobody."""
        self._practice, self.is_changing = practice, changing
        self._today = today
        self.show_now(practice)
        self.tell(None)

    @property
    def is_half_done(self) -> bool:
        """Whether something stands in the fields that isn't kept."""
        return self.practice() != self._practice

    @property
    def known(self) -> Practice | None:
        """As it was when somebody began to change it."""
        return self._practice

    def show_now(self, practice: Practice) -> None:
        """Fill the fields as somebody left them; what it began from stays."""
        for name, line in self.lines.items():
            line.setText(getattr(practice, name))
        self.choice.setCurrentIndex(_CHOICES.index(practice.choice))
        self._choose_owner(practice.owner_id)
        self.has_day.setChecked(practice.review_on is not None)
        day = practice.review_on
        shown = _qdate(day or self._today)
        was = self.day.blockSignals(True)
        self.day.setDate(shown if day else shown.addDays(_HALF_A_YEAR))
        self.day.blockSignals(was)
        self._show_parts()

    def practice(self) -> Practice | None:
        """As it stands in the fields."""
        if self._practice is None:
            return None
        choice = _CHOICES[self.choice.currentIndex()]
        day = self.day.date()
        has_day = self._wants_day()
        return replace(
            self._practice,
            **{name: line.text() for name, line in self.lines.items()},  # type: ignore[arg-type]  # texts alone
            choice=choice,
            owner_id=self._owner(),
            review_on=date(day.year(), day.month(), day.day()) if has_day else None,
        )

    def texts(self) -> dict[str, str]:
        """What was typed, by field: kept as a draft."""
        return {name: line.text() for name, line in self.lines.items()} | {
            "choice": _CHOICES[self.choice.currentIndex()].value
        }

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Fill in what was kept."""
        for name, line in self.lines.items():
            line.setText(texts.get(name, ""))
        self.choice.setCurrentIndex(_CHOICES.index(Choice(texts.get("choice", ""))))
        self._show_parts()

    def tell(self, error: KnownError | None) -> None:
        """What is missing, above the button."""
        if error is not None:
            self.trouble.set(error.what, error.todo)
            announce(self, f"{error.what} {error.todo}")
        self.trouble.setVisible(error is not None)

    def _choose_owner(self, person_id: str | None) -> None:
        self.owner.setCurrentIndex(self._people.index(person_id) if person_id in self._people else 0)

    def _owner(self) -> str | None:
        """Who is chosen; somebody who left stays until somebody else is, or it starts again and needs somebody."""
        chosen = self._people[max(0, self.owner.currentIndex())]
        was = self._practice.owner_id if self._practice is not None else None
        has_left = was not in self._people and _CHOICES[self.choice.currentIndex()] is not Choice.RESTART
        return was if chosen is None and has_left else chosen

    def _wants_day(self) -> bool:
        return self.has_day.isChecked()

    def _show_parts(self) -> None:
        choice = _CHOICES[self.choice.currentIndex()]
        self._reason_field.setVisible(choice is Choice.DROP)
        self._day_field.setVisible(self._wants_day())

    def _on_chosen(self, *_what: object) -> None:
        self._show_parts()
        self._on_edited()

    def _on_edited(self, *_what: object) -> None:
        self.edited.emit()

    def _on_send(self) -> None:
        self.sent.emit(self.practice())

    def _on_leave(self) -> None:
        self.left.emit()


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _pair(one: Field, other: Field) -> QWidget:
    """Side by side where there is room."""
    return boxed(EvenLayout(boxed(column(one, None)), boxed(column(other, None)), least=150, gap=12))
