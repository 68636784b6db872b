"""Home's card about surveys that are open: the same words for everybody who is asked, whether they answered or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from pie_audit.domain.day import weekday_words
from pie_audit.ui.theme import TARGET_IN_ROW
from pie_audit.ui.widgets import Card, FlowLayout, SecondaryButton, WrapLabel, boxed
from pie_audit.words import _, plural
from pie_audit.workflows.surveys.views import SurveyLine

Going = Callable[[str, object], object]


def survey_card(lines: Sequence[SurveyLine], go: Going) -> Card:
    """`lines` are open and ask this person."""
    title = plural("A survey is open", "Surveys are open", len(lines))
    card = Card(title, icon="heart", gap=6)
    card.title_row.addStrut(TARGET_IN_ROW)
    for line in lines:
        until = weekday_words(line.last_day)
        words = WrapLabel(_("{title}, until {day}.").format(title=line.title, day=until), "strong")
        button = SecondaryButton(_("Have a look"))
        button.setAccessibleName(_("Have a look: {title}").format(title=line.title))
        button.clicked.connect(partial(_on_clicked, go, line.survey_id))
        card.add(words, boxed(FlowLayout(button)), 2)
    told = _("It’s your choice. Everybody asked is reminded, whether they have answered or not.")
    return card.add(WrapLabel(told, "small", "ink2"), None)


def _on_clicked(go: Going, survey_id: str, _checked: bool = False) -> None:
    go("answer", survey_id)
