"""The cards of one survey's results: everybody, groups, questions, causes and words, each as chart, table or words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QWidget

from pie_audit.domain.survey import Voice
from pie_audit.ui.survey.figure_cell import FigureCell
from pie_audit.ui.survey.figure_rows import FigureRows
from pie_audit.ui.survey.hidden_block import HiddenBlock
from pie_audit.ui.survey.legend import DotKey
from pie_audit.ui.survey.look import Look
from pie_audit.ui.survey.results_table import table_of_groups, table_of_rows
from pie_audit.ui.survey.results_words import (
    group_sentences,
    many_words,
    participation_words,
    row_sentence,
    why_hidden,
)
from pie_audit.ui.widgets import (
    Card,
    Chip,
    Divider,
    EvenLayout,
    FlowLayout,
    IconMark,
    LinkButton,
    TwoColumn,
    WrapLabel,
    announce,
    boxed,
    column,
    row,
)
from pie_audit.words import _
from pie_audit.workflows.surveys.views import GroupRows, Row, SurveyResults

_STACK_GROUPS_BELOW = 560


def whole_card(view: SurveyResults, look: Look) -> Card:
    """Everybody together: the sentence first, then the figures."""
    card = Card(_("Whole team") if len(view.plan.team_ids) == 1 else _("Everybody asked"), gap=8)
    if look is Look.CHART and any(one.before is not None for one in view.whole.rows):
        card.add_to_title(DotKey(view.before_title))
    card.add(WrapLabel(view.sentence, "lead"))
    if words := participation_words(view.participation):
        card.add(WrapLabel(words, "small", "ink2"))
    if view.whole.hidden:
        return card.add(HiddenBlock(_("Everybody")), None)
    if view.whole.rows:
        name = _("Everybody, from 0 to 100")
        card.add(*_bar_note(view.whole.rows, look), 4, _figures(view.whole.rows, look, name))
    return _with_small_print(card, view)


def items_card(view: SurveyResults, look: Look) -> Card:
    """Each question, of the whole survey alone."""
    card = Card(_("Question by question"), gap=8)
    words = _("Of everybody together, never of a group.")
    if any(one.band for one in view.items):
        words = _("Of everybody together, and in three steps only, because there are few of you.")
    card.add(WrapLabel(words, "small", "ink2"), *_bar_note(view.items, look), 4)
    card.add(_figures(view.items, look, _("Each question, of everybody together"), view.ends))
    return _with_small_print(card, view)


def _bar_note(rows: Sequence[Row], look: Look) -> list[QWidget]:
    """What the bar beneath the dots stands for, where there is one."""
    if look is not Look.CHART or not any(one.shares for one in rows):
        return []
    words = _("The dot is the mean. The bar shows how many people came out low, in the middle and high.")
    return [WrapLabel(words, "small", "ink2")]


def _figures(rows: Sequence[Row], look: Look, name: str, ends: Sequence[str] = ()) -> QWidget:
    if look is Look.TABLE:
        return table_of_rows(rows, name)
    if look is Look.WORDS:
        return _sentences(row_sentence(one) for one in rows)
    chart = FigureRows()
    chart.show_rows(rows, name, ends)
    return chart


def _sentences(lines: Iterable[str]) -> QWidget:
    return boxed(column(*(WrapLabel(words) for words in lines), gap=8))


def _with_small_print(card: Card, view: SurveyResults) -> Card:
    """What an instrument is worth stands under every chart of it, and so does the line its licence asks for."""
    for words in (view.status_line, view.required_line):
        if words:
            card.add(4, WrapLabel(words, "small", "ink2"))
    return card.add(None)


class GroupsCard(Card):
    """Groups in the order of the plan, never by their figures. What is hidden looks alike, and is explained once."""

    def __init__(self, view: SurveyResults, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(_("By group"), gap=10, parent=parent)
        groups, self._reasons = view.groups, why_hidden(view.plan.minimum)
        self.why = LinkButton(_("Why are some hidden?"), "question", in_row=True)
        self.why.clicked.connect(self._turn)
        self.reasons = _sentences(self._reasons)
        self.add_to_title(self.why)
        self.add(self.reasons)
        self.reasons.hide()
        if look is Look.TABLE:
            self.add(table_of_groups(groups, _("Groups as a table")))
        elif look is Look.WORDS:
            self.add(_sentences(words for group in groups for words in group_sentences(group)))
        else:
            for at, group in enumerate(groups):
                self.add(*([Divider()] if at else []), _group_row(group))
        self.add(None)

    def _turn(self) -> None:
        shown = self.reasons.isHidden()
        self.reasons.setVisible(shown)
        self.why.setText(_("Fold it away") if shown else _("Why are some hidden?"))
        if shown:
            announce(self, " ".join(self._reasons))


def _group_row(group: GroupRows) -> QWidget:
    sides = TwoColumn(main_share=3, side_share=7, stack_below=_STACK_GROUPS_BELOW)
    sides.add_main(None, WrapLabel(group.label, "strong"), None)
    if group.hidden:
        sides.add_side(HiddenBlock(group.label))
    else:
        cells = [FigureCell(one, group.label) for one in group.rows]
        sides.add_side(boxed(EvenLayout(*cells, least=150, gap=8)))
    return sides


def voices_card(view: SurveyResults) -> Card:
    """What people wrote, in no order and away from the figures; or the themes that were made of it."""
    themes = view.voice is Voice.THEMES
    card = Card(_("What people wrote about") if themes else _("What people wrote"), gap=8)
    note = _("Themes, written by a keeper from outside the team. The words themselves weren’t kept.")
    if not themes:
        note = _("Mixed up, and away from the answers. Please don’t guess who wrote what.")
    card.add(WrapLabel(note, "small", "ink2"))
    for words in view.voices:
        line = row(IconMark("chat-circle", 18, "accent"), gap=10)
        line.addWidget(WrapLabel(words if themes else f"“{words}”"), 1)
        card.add(boxed(line))
    return card.add(None)


def causes_card(view: SurveyResults) -> Card:
    """What makes work harder, as people ticked it, in the order of the list."""
    card = Card(_("What makes work harder"), gap=8)
    card.add(WrapLabel(_("As people ticked it. For words, use the meeting."), "small", "ink2"))
    for label, many in view.causes:
        card.add(boxed(FlowLayout(WrapLabel(label), Chip(many_words(many), "neutral"), gap=12)))
    return card.add(None)
