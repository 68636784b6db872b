"""Home's other cards: what needs me, and the actions due soon."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from pie_audit.domain.day import day_words
from pie_audit.domain.plan import CARRIED_TOO_OFTEN, ActionStatus
from pie_audit.ui.widgets import (
    AskedList,
    Card,
    Chip,
    Divider,
    FlowLayout,
    IconMark,
    LinkButton,
    SecondaryButton,
    ThemeShape,
    WrapLabel,
    boxed,
    column,
    row,
)
from pie_audit.words import _, plural
from pie_audit.workflows.home import DueAction, Home, Need

Going = Callable[[str, object], object]
_MARKS = "ABCDEF"
MOST_ASKED = 3


def needs_card(needs: Sequence[Need], go: Going) -> Card:
    """At most three things, each with a verb."""
    card = Card(_("Needs you"))
    if needs:
        things = plural("{n} thing", "{n} things", len(needs)).format(n=len(needs))
        card.add_to_title(WrapLabel(things, "small", "ink2", wrap=False))
    else:
        card.add(WrapLabel(_("Nothing due."), "body", "ink2"))
    for at, need in enumerate(needs):
        if at:
            card.add(Divider())
        card.add(_need_row(need, go))
    return card.add(None)


def _need_row(need: Need, go: Going) -> QWidget:
    button = SecondaryButton(need.verb, in_row=True)
    button.setAccessibleName(_("{verb}: {title}").format(verb=need.verb, title=need.title))
    button.clicked.connect(lambda _checked=False: go(need.area, need.argument or None))
    line = row(IconMark(need.icon, 22, "accent"), gap=14)
    line.addLayout(column(WrapLabel(need.title, "strong"), WrapLabel(need.line, "small", "ink2"), gap=2), 1)
    line.addWidget(button)
    line.setContentsMargins(0, 3, 0, 3)
    return boxed(line)


def due_card(home: Home, go: Going, *, only_mine: bool = False) -> Card:
    """The next actions by their day, and how many of all are done; or only those that I hold."""
    card = Card(_("Actions due soon"))
    if home.actions_all:
        every = LinkButton(_("All {n}").format(n=home.actions_all), in_row=True)
        every.setAccessibleName(_("All {n} actions").format(n=home.actions_all))
        every.clicked.connect(lambda _checked=False: go("plan", None))
        card.add_to_title(every)
    shown = [due for due in home.due if due.is_mine or not only_mine]
    if not shown:
        card.add(WrapLabel(_("Nothing due."), "body", "ink2"))
    for at, due in enumerate(shown):
        if at:
            card.add(Divider())
        card.add(_due_row(due))
    if home.actions_all and not only_mine:
        card.add(4, Divider(), boxed(FlowLayout(*_counts(home), gap=14)))
    return card.add(None)


def _counts(home: Home) -> list[QWidget]:
    """How many are done, how many came over, and how many of those three times."""
    done = _("{n} of {of} done").format(n=home.actions_done, of=home.actions_all)
    found: list[QWidget] = [WrapLabel(done, "small_strong", wrap=False)]
    if home.carried:
        words = plural("{n} carried over", "{n} carried over", home.carried).format(n=home.carried)
        found.append(WrapLabel(words, "small", "ink2", wrap=False))
    if home.stuck:
        words = _("{n} of them {times} times or more")
        told = words.format(n=len(home.stuck), times=CARRIED_TOO_OFTEN)
        found.append(
            boxed(row(IconMark("clock", 16, "warn"), WrapLabel(told, "small_strong", "warn"), gap=6))
        )
    return found


def asked_card(home: Home, go: Going) -> Card:
    """What was asked and what was done: replies, and silence with its age. Staff are told what came of it."""
    is_staff = home.layout == "staff"
    title = _("You said, we did") if is_staff else _("What we asked, and what was done")
    card = Card(title, look="soft" if is_staff else "plain", icon="ear" if is_staff else "")
    asked = [a for a in home.asked if a.replies or not is_staff]
    listed = AskedList()
    listed.show_asks(asked[: 1 if is_staff else MOST_ASKED], home.today)
    card.add(listed)
    every = LinkButton(_("All replies"), in_row=True)
    every.clicked.connect(lambda _checked=False: go("plan", "asks"))
    card.add_to_title(every)
    return card.add(None)


def _due_row(due: DueAction) -> QWidget:
    mark = _MARKS.find((due.action.topic_id or "?")[:1])
    line = row(ThemeShape(mark, 16) if mark >= 0 else IconMark("flag", 18, "ink2"), gap=14)
    mine = [Chip(_("Mine"), "soft", "user")] if due.is_mine else []
    words = column(
        WrapLabel(due.action.what, "strong"),
        WrapLabel(_who_and_when(due), "small", "ink2"),
        boxed(FlowLayout(*mine, _state(due), gap=6)),
        gap=3,
    )
    line.addLayout(words, 1)
    line.setContentsMargins(0, 3, 0, 3)
    return boxed(line)


def _who_and_when(due: DueAction) -> str:
    if due.action.due is None and due.action.review_on is not None:
        again = _("{who} · look at it again {day}")
        return again.format(who=due.owner, day=day_words(due.action.review_on))
    if due.action.due is None:
        return due.owner
    words = _("{who} · was due {day}") if due.overdue else _("{who} · due {day}")
    return words.format(who=due.owner, day=day_words(due.action.due))


def _state(due: DueAction) -> Chip:
    if due.overdue:
        return Chip(due.overdue[:1].upper() + due.overdue[1:], "warn")
    if due.action.status is ActionStatus.UNDER_WAY:
        return Chip(_("Under way"), "soft", "circle-half-tilt")
    return Chip(_("Not started"), "neutral", "circle")
