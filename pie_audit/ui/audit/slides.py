"""From the meeting to the projector: only what everybody in the room may see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pie_audit.domain.on_table import Settled, TableItem
from pie_audit.domain.questionnaire import Questionnaire
from pie_audit.ui.audit.meeting_walk import CLOSE_LIST, ON_TABLE, Walk
from pie_audit.ui.audit.naming import theme_mark
from pie_audit.ui.audit.on_table import table_title
from pie_audit.ui.audit.projector_slide import Slide
from pie_audit.ui.audit.spread_words import axis_labels, dot_row, middle_in_words, spread_line, written_line
from pie_audit.words import _
from pie_audit.workflows.meetings import TopicView

if TYPE_CHECKING:
    from pie_audit.ui.audit.spread_panel import SpreadPanel


def topic_slide(
    view: TopicView, questions: Questionnaire, *, said: str, place: str, level: int | None, shown: bool
) -> Slide:
    """One topic: its statement until the dots are open, then dots, spread and question. Never what was typed.

    `said` are the dots row by row, for who hears them.
    """
    rows = tuple(dot_row(each) for each in view.rows) if shown else ()
    opened = f"{spread_line(view)}. {view.topic.ask}"
    talked = view.topic.ask if not view.rows else view.topic.says
    return Slide(
        view.topic.title,
        opened if rows else talked,
        theme_name=view.theme.title,
        theme_index=theme_mark(view.theme),
        place=place,
        rows=rows,
        labels=axis_labels(questions) if rows else (),
        level=level if rows else None,
        said=said if rows else "",
    )


def table_slide(items: Sequence[TableItem]) -> Slide:
    """What else is on the table, for the room: no reason that anybody wrote down."""
    lines = (
        _("{topic}: {words}").format(topic=item.title, words=item.line)
        for item in items
        if item.settled is Settled.NOT_YET
    )
    return Slide(table_title(), _("To talk about now, later or not at all."), topics=tuple(lines))


def meeting_slide(walk: Walk, current: str, spread: SpreadPanel, level: int | None) -> Slide:
    """What the room sees at this place of the meeting."""
    questions = walk.view.questionnaire
    if current == ON_TABLE:
        return table_slide(walk.view.on_table)
    if current == CLOSE_LIST:
        return close_slide(walk.close, questions)
    at = [view.topic.id for view in walk.talk].index(current) + 1
    place = _("{n} of {of}").format(n=at, of=len(walk.talk))
    return topic_slide(
        walk.found(current), questions, said=spread.said(), shown=spread.shown, place=place, level=level
    )


def close_slide(views: Sequence[TopicView], questions: Questionnaire) -> Slide:
    """The list of close ones, to read aloud together."""
    lines = (
        _("{topic}: {words}").format(
            topic=view.topic.title,
            words=written_line(view.consensus) if view.consensus else middle_in_words(view, questions),
        )
        for view in views
    )
    line = _("What nobody minds is agreed in one go. Anything else is worth talking about.")
    return Slide(_("We’re close on these"), line, topics=tuple(lines))
