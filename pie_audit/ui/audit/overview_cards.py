"""The cards of Our review: my own ratings, who is asked, who opens it, what came from last time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QSizePolicy, QWidget

from pie_audit.domain.audit import Invited
from pie_audit.domain.reply import Asked
from pie_audit.ui.audit.naming import PERSPECTIVE_ICONS, names_words, theme_mark
from pie_audit.ui.widgets import (
    AskedList,
    Card,
    Chip,
    Divider,
    IconMark,
    SecondaryButton,
    SegmentedProgress,
    ThemeShape,
    WrapLabel,
    boxed,
    column,
    row,
)
from pie_audit.words import _, plural
from pie_audit.workflows.audits import LastTime, Overview
from pie_audit.workflows.progress import ThemeProgress
from pie_audit.workflows.questions import perspective_name


def own_ratings(view: Overview, open_theme: Callable[[str], object]) -> Card:
    """My own progress, theme by theme, each with a button that opens it."""
    card = Card(_("Your own ratings"), gap=8)
    if view.finished_mine:
        card.add_to_title(Chip(_("You said you’re done"), "good"))
    else:
        card.add_to_title(WrapLabel(_("Nobody sees these, or how many"), "small", "ink2"))
    for at, progress in enumerate(view.progress):
        if at:
            card.add(Divider())
        card.add(_theme_row(progress, open_theme))
    return card.add(None)


def _theme_row(progress: ThemeProgress, open_theme: Callable[[str], object]) -> QWidget:
    mark = theme_mark(progress.theme)
    pills = SegmentedProgress(progress.answered, progress.of, mark)
    pills.setMaximumWidth(232)
    button = SecondaryButton(_("Open"), in_row=True)
    button.setAccessibleName(_("Open {theme}").format(theme=progress.theme.title))
    button.clicked.connect(lambda _checked=False, theme_id=progress.theme.id: open_theme(theme_id))
    words = column(
        WrapLabel(progress.theme.title, "strong"), WrapLabel(_how_far(progress), "small", "ink2"), gap=1
    )
    line = row(ThemeShape(mark, 20), gap=14)
    line.addLayout(words, 5)
    line.addWidget(pills, 4)
    count = _("{n} of {of}").format(n=progress.answered, of=progress.of)
    line.addWidget(WrapLabel(count, "strong", wrap=False))
    line.addWidget(button)
    line.setContentsMargins(0, 2, 0, 2)
    return boxed(line)


def _how_far(progress: ThemeProgress) -> str:
    left = progress.of - progress.answered
    if left == 0:
        return _("You have been through all of these")
    if progress.answered == 0:
        return _("Not opened yet")
    return plural("{n} left for another day", "{n} left for another day", left).format(n=left)


def who_we_ask(view: Overview) -> Card:
    """How many are asked from each perspective and by which route. Never who, and one figure for being done."""
    card = Card(_("Who we are asking"), gap=12)
    for invited in view.asked:
        card.add(_asked_row(invited))
    if view.done is not None and view.asked:
        card.add(Divider(), row(Chip(done_words(view), "good"), None))
        card.add(
            WrapLabel(_("One figure for everybody. Who has answered is nobody’s business."), "small", "ink2")
        )
    return card


def done_words(view: Overview) -> str:
    """How many say they are done; empty for whoever isn’t told."""
    if view.done is None:
        return ""
    return plural("{n} of {of} says they are done", "{n} of {of} say they are done", view.done).format(
        n=view.done, of=view.asked_in_all
    )


def _asked_row(invited: Invited) -> QWidget:
    words = column(
        WrapLabel(perspective_name(invited.perspective), "strong"),
        WrapLabel(_route(invited), "small", "ink2"),
        gap=1,
    )
    line = row(IconMark(PERSPECTIVE_ICONS[invited.perspective], 22, "accent"), gap=12)
    line.addLayout(words, 1)
    line.addWidget(WrapLabel(_("{n} asked").format(n=invited.asked), "strong", wrap=False))
    return boxed(line)


def _route(invited: Invited) -> str:
    if not invited.slips:
        return _("With their own sign-in")
    if not invited.accounts:
        return _("With a slip or on paper")
    return _("{accounts} sign in, {slips} by slip or on paper").format(
        accounts=invited.accounts, slips=invited.slips
    )


def who_opens(view: Overview) -> Card:
    """The openers by name: everybody may know who can open it, and that nobody can alone."""
    rule = (
        _("Any two of them open it together. Nobody can alone.")
        if len(view.openers) > 2
        else _("Both of them open it together. Neither can alone.")
    )
    return Card(_("Who opens it"), gap=6).add(
        WrapLabel(names_words(view.openers), "strong"), WrapLabel(rule, "small", "ink2")
    )


def from_last_time(last: LastTime, read_again: Callable[[], object] | None) -> Card:
    """What the round before this one came to: counts, never levels; and its paper, while that can be shown."""
    words = [
        plural("Agreed on {n} topic", "Agreed on {n} topics", last.agreed).format(n=last.agreed),
        _different_views(last),
        _("{n} of {of} actions finished").format(n=last.actions_done, of=last.actions),
    ]
    card = Card(
        _("From {season}").format(season=last.quarter.season), icon="clock-counter-clockwise", look="soft"
    )
    card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return card.add(WrapLabel(", ".join(filter(None, words)) + ".", "body", "soft_ink"))


def _different_views(last: LastTime) -> str:
    if last.few_raters:
        return _("someone disagreed") if last.dissents else ""
    return plural("{n} different view kept", "{n} different views kept", last.dissents).format(
        n=last.dissents
    )


def asked_before(asks: Sequence[Asked], today: date) -> Card:
    """What was asked last time and what was done; silence with its age."""
    card = Card(_("What we asked, and what was done"), icon="chat-circle")
    card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    listed = AskedList()
    listed.show_asks(asks, today)
    return card.add(listed)
