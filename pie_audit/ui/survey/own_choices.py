"""What can be taken for oneself, and what this page is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.day import full_day_words, recent_day_words
from pie_audit.domain.questionnaire import Mode
from pie_audit.ui.widgets import (
    Card,
    Divider,
    FlowLayout,
    LinkButton,
    SecondaryButton,
    WrapLabel,
    boxed,
    clear,
    column,
    row,
)
from pie_audit.words import _, plural
from pie_audit.workflows.own_measures import Choice


class OwnChoices(Card):
    """A row for each instrument. `chosen` carries its id, `dropped` that of one whose begun answers are to go."""

    chosen = Signal(str)
    dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Take one for yourself"), icon="list-checks", parent=parent)
        self.buttons: dict[str, SecondaryButton] = {}
        self._rows = column(gap=12)
        self.add(
            WrapLabel(
                _("Leave out what you like. Nothing of it reaches a survey, your team or a manager."),
                "small",
                "ink2",
            ),
            self._rows,
        )

    def show_choices(self, choices: Sequence[Choice], last: Mapping[str, date], today: date) -> None:
        """Fill; `last` are days of the latest sitting by instrument."""
        clear(self._rows)
        self.buttons.clear()
        for at, choice in enumerate(choices):
            if at:
                self._rows.addWidget(Divider())
            self._rows.addWidget(self._row(choice, last.get(choice.instrument.id), today))

    def _row(self, choice: Choice, last: date | None, today: date) -> QWidget:
        one = choice.instrument
        words = column(
            WrapLabel(one.title, "strong"), WrapLabel(_about(choice, last, today), "small", "ink2")
        )
        if one.status or choice.line:
            words.addWidget(WrapLabel(" ".join(filter(None, (one.status, choice.line))), "small", "ink2"))
        words.setSpacing(2)
        begin = SecondaryButton(_("Go on") if choice.begun else _("Begin"), in_row=True)
        begin.setAccessibleName(f"{begin.text()}: {one.title}")
        begin.clicked.connect(partial(self._on_chosen, one.id))
        self.buttons[one.id] = begin
        buttons: list[QWidget] = [begin]
        if choice.begun:
            buttons.append(self._drop(choice))
        line = row(gap=14)
        line.addLayout(words, 1)
        line.addWidget(boxed(FlowLayout(*buttons, gap=8)))
        return boxed(line)

    def _drop(self, choice: Choice) -> LinkButton:
        drop = LinkButton(_("Throw away"), in_row=True)
        drop.setAccessibleName(_("Throw away what you began: {title}").format(title=choice.instrument.title))
        drop.clicked.connect(partial(self._on_dropped, choice.instrument.id))
        return drop

    def _on_chosen(self, instrument_id: str, _checked: bool = False) -> None:
        self.chosen.emit(instrument_id)

    def _on_dropped(self, instrument_id: str, _checked: bool = False) -> None:
        self.dropped.emit(instrument_id)


def _about(choice: Choice, last: date | None, today: date) -> str:
    count = len(choice.instrument.items_for(Mode.PRIVATE))
    found = [plural("{n} question", "{n} questions", count).format(n=count)]
    if choice.begun is not None:
        found.append(_("you began it {day}").format(day=_when(choice.begun.on, today)))
    elif last is not None:
        found.append(_("last taken {day}").format(day=full_day_words(last)))
    return " · ".join(found)


def _when(day: date, today: date) -> str:
    return _("today") if day == today else _("on {day}").format(day=recent_day_words(day, today))


def about_card() -> Card:
    """Said at the start, and whenever somebody comes by."""
    card = Card(_("Yours alone"), look="private", icon="lock-simple", gap=8)
    for words in (
        _("What you keep here is sealed to you. Others could see that you wrote a page, never of what kind."),
        _("Nobody else can bring it back. Without your password and your My key sheet it’s gone for good."),
        _("No survey ever fills this page, and nothing of it ever goes into a survey."),
    ):
        card.add(WrapLabel(words, "body", "private"))
    return card.add(None)
