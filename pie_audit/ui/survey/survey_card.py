"""One survey in the list: its name, where it is, and the one thing to do with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from pie_audit.ui.survey.survey_state import Verb, chip_of, sentence_of, verb_of
from pie_audit.ui.widgets import (
    Button,
    Card,
    Chip,
    Divider,
    FlowLayout,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
    WrapLabel,
    boxed,
    column,
    row,
)
from pie_audit.words import _
from pie_audit.workflows.surveys.views import SurveyLine

Going = Callable[[str, object], object]


def survey_card(line: SurveyLine, go: Going, *, main: bool) -> Card:
    """A survey that isn't over yet. `main` where its verb is the first thing on the page."""
    words, look, icon = chip_of(line)
    card = Card(line.title, gap=8).add_to_title(Chip(words, look, icon))
    card.add(WrapLabel(sentence_of(line), "body", "warn" if line.overdue or line.lost else "ink2"))
    verb = verb_of(line)
    if verb is not None:
        card.add(4, boxed(FlowLayout(_button(verb, line, go, main=main), gap=12)))
    return card.add(None)


def _button(verb: Verb, line: SurveyLine, go: Going, *, main: bool) -> Button:
    button = PrimaryButton(verb.words, trailing="arrow-right") if main else SecondaryButton(verb.words)
    button.setAccessibleName(_("{verb}: {title}").format(verb=verb.words, title=line.title))
    button.clicked.connect(partial(_on_clicked, go, verb.area, line.survey_id))
    return button


def _on_clicked(go: Going, area: str, argument: str, _checked: bool = False) -> None:
    go(area, argument)


def earlier_card(lines: tuple[SurveyLine, ...], go: Going) -> Card:
    """Surveys that are over, one row each."""
    card = Card(_("Earlier"), gap=8)
    for at, line in enumerate(lines):
        if at:
            card.add(Divider())
        card.add(_earlier_row(line, go))
    return card.add(None)


def _earlier_row(line: SurveyLine, go: Going) -> QWidget:
    verb = verb_of(line)
    words = row(gap=12)
    words.addLayout(
        column(WrapLabel(line.title, "strong"), WrapLabel(sentence_of(line), "small", "ink2"), gap=2), 1
    )
    if verb is not None:
        button = LinkButton(verb.words, in_row=True)
        button.setAccessibleName(_("{verb}: {title}").format(verb=verb.words, title=line.title))
        button.clicked.connect(partial(_on_clicked, go, verb.area, line.survey_id))
        words.addWidget(button)
    return boxed(words)
