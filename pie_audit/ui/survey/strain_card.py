"""Support beside strain: the card with strips, dots, table or words, and what none of them can say."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pie_audit.domain.support_beside import (
    SupportBeside,
    cannot_say,
    caveats,
    kept_words,
    quarter_sentence,
    strain_words,
    support_words,
)
from pie_audit.ui.survey.look import Look
from pie_audit.ui.survey.results_table import FigureTable
from pie_audit.ui.survey.strain_scatter import StrainScatter
from pie_audit.ui.survey.strain_strips import StrainStrips
from pie_audit.ui.widgets import Card, WrapLabel, boxed, column
from pie_audit.words import _


def strain_card(view: SupportBeside, look: Look, *, of_many: bool) -> Card:
    """One team's quarters. `of_many` where the survey asked several teams, so that it's clear which one this is."""
    title = _("Support beside strain")
    if of_many:
        title = _("Support beside strain: {team}").format(team=view.team_name)
    card = Card(title, gap=10).add(WrapLabel(cannot_say(), "small", "ink2"))
    if look is Look.TABLE:
        card.add(_table(view))
    elif look is Look.WORDS:
        card.add(boxed(column(*(WrapLabel(quarter_sentence(one, view)) for one in view.quarters), gap=8)))
    else:
        card.add(StrainStrips(view))
        if view.dots:
            card.add(8, StrainScatter(view))
    if look is not Look.CHART or not view.dots:
        card.add(_caveats())
    if view.ranks:
        card.add(WrapLabel(view.ranks, "small", "ink2"))
    return card.add(None)


def _caveats() -> QWidget:
    return boxed(column(*(WrapLabel(words, "small") for words in caveats()), gap=4))


def _table(view: SupportBeside) -> FigureTable:
    table = FigureTable(_("Support beside strain as a table"))
    heads = [_("Quarter"), view.theme, _("Protected time"), view.scale]
    lines = [
        [one.quarter.name, support_words(one), kept_words(one), strain_words(one)] for one in view.quarters
    ]
    table.set_lines(heads, lines)
    return table
