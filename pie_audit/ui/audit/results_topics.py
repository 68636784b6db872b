"""Topics as “What we agreed” lays them out: what was asked on one side, what was agreed and why on the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from pie_audit.ui.audit.naming import theme_mark
from pie_audit.ui.audit.results_words import (
    agreed_line,
    beside_the_level,
    different_views,
    gap_line,
    is_open_question,
    level_of,
    spread_words_of,
    topics_words,
)
from pie_audit.ui.widgets import (
    Card,
    Divider,
    IconMark,
    LevelBall,
    ThemeShape,
    TwoColumn,
    WrapLabel,
    boxed,
    column,
    row,
)
from pie_audit.words import _
from pie_audit.workflows.meetings import TopicView
from pie_audit.workflows.results import LensGroup, Results, ThemeResult

_STACK_BELOW = 700


def theme_tile(theme: ThemeResult) -> Card:
    """Where a theme stands, with its base; reasons where nothing of it applies."""
    head = row(ThemeShape(theme_mark(theme.theme), 18), gap=8)
    head.addWidget(WrapLabel(theme.theme.short_title, "h3"), 1)
    card = Card(gap=6).add(head, WrapLabel(theme.score.words(), "strong"))
    for title, reason in theme.reasons:
        card.add(WrapLabel(_("{topic}: {reason}").format(topic=title, reason=reason), "small"))
    if words := gap_line(theme):
        card.add(WrapLabel(words, "small", "ink2"))
    return card.add(None)


def theme_card(theme: ThemeResult, view: Results) -> Card:
    """A theme with its topics."""
    card = Card(theme.theme.title, gap=12)
    card.title_row.insertWidget(0, ThemeShape(theme_mark(theme.theme), 20))
    return _fill(card, theme.topics, view, with_theme=False)


def lens_card(group: LensGroup, view: Results, *, with_theme: bool) -> Card:
    """The topics of one heading of another way of looking; each with its theme where these are mixed."""
    card = Card(group.title, gap=12)
    if not with_theme:
        card.title_row.insertWidget(0, ThemeShape(theme_mark(group.topics[0].theme), 20))
    return _fill(card, group.topics, view, with_theme=with_theme)


def _fill(card: Card, topics: Sequence[TopicView], view: Results, *, with_theme: bool) -> Card:
    card.add_to_title(WrapLabel(topics_words(len(topics)), "small", "ink2", wrap=False))
    for each in topics:
        card.add(Divider(), _topic_row(each, view, with_theme=with_theme))
    return card


def _topic_row(each: TopicView, view: Results, *, with_theme: bool) -> QWidget:
    sides = TwoColumn(main_share=5, side_share=6, stack_below=_STACK_BELOW)
    sides.main.setSpacing(3)
    sides.side.setSpacing(6)
    sides.add_main(_title(each, with_theme=with_theme))
    if not is_open_question(each):
        sides.add_main(WrapLabel(each.topic.says, "small", "ink2"))
    sides.add_main(None)
    sides.add_side(_answer(each, view))
    for what, words in beside_the_level(each.consensus):
        sides.add_side(WrapLabel(_("{what}: {words}").format(what=what, words=words)))
    for words in different_views(each, few_raters=view.few_raters):
        mark = row(IconMark("chat-circle", 18, "accent"), gap=8)
        mark.addWidget(WrapLabel(words), 1)
        sides.add_side(boxed(mark))
    if spread := spread_words_of(each):
        sides.add_side(WrapLabel(spread, "small", "ink2"))
    sides.add_side(None)
    return sides


def _title(each: TopicView, *, with_theme: bool) -> QWidget:
    title = WrapLabel(each.topic.title, "strong")
    if not with_theme:
        return title
    line = row(ThemeShape(theme_mark(each.theme), 16, each.theme.title), gap=8)
    line.addWidget(title, 1)
    return boxed(line)


def _answer(each: TopicView, view: Results) -> QWidget:
    words = agreed_line(each.consensus, view.questionnaire, one_person=view.one_person)
    level = level_of(each)
    if level is None:
        return WrapLabel(words, "strong", "ink2")
    line = row(LevelBall(int(level), 22), gap=10)
    line.addWidget(WrapLabel(words, "strong"), 1)
    return boxed(column(line))
