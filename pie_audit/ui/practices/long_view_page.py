"""What was true two years ago, beside today: priorities, what became of them, and two topics that change slowly."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import (
    Card,
    Divider,
    EmptyState,
    EvenLayout,
    IconMark,
    Page,
    PrivacyBar,
    SecondaryButton,
    TwoColumn,
    WrapLabel,
    boxed,
    clear,
    column,
    row,
)
from pie_audit.words import _, plural
from pie_audit.workflows import long_view
from pie_audit.workflows.long_view import EVERY, LongView, PriorityThen, TopicOverTime


class LongViewPage(Page):
    """For everybody of the team, at the start of every eighth quarter; printed nowhere."""

    KINDS = frozenset({Kind.ROUND, Kind.BOARD, Kind.ACTIONS, Kind.CONSENSUS, Kind.SMALL_LOGS, Kind.TEAMS})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, team_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("The long view"), parent=parent)
        self._jobs, self._team_id = jobs, team_id
        self.view: LongView | None = None
        words = _("Your team and its manager read this. It is printed nowhere.")
        self.add_strip(PrivacyBar(words, shared=True))
        self._held = QVBoxLayout()
        self._held.setSpacing(16)
        self.add(self._held, None)
        self.on_button = SecondaryButton(_("Go to our review"), trailing="arrow-right")
        self.on_button.clicked.connect(self._go_on)
        self.add_to_footer(None, self.on_button)
        self.first_focus = self.on_button

    def reload(self) -> None:
        """Read it again."""
        self._jobs.read(long_view.long_view, self._team_id, owner=self, then=self.show_view)

    def _go_on(self) -> None:
        self.went_to.emit("review", self._team_id)

    def show_view(self, view: LongView) -> None:
        """Fill the page."""
        self.view = view
        clear(self._held)
        if view.then is None:
            self.heading.set(_("The long view"), "")
            self._held.addWidget(EmptyState(_("It isn’t time yet"), _wait_words(view)))
            return
        title = _("What was true two years ago")
        now = view.now.name if view.now else _("today")
        self.heading.set(title, _("{then}, beside {now}").format(then=view.then.name, now=now))
        two = TwoColumn(main_share=6, side_share=4, stack_below=900)
        two.add_main(_then_card(view), None)
        two.add_side(_today_card(view), None)
        self._held.addWidget(two)
        if view.hidden_why:
            self._held.addWidget(WrapLabel(view.hidden_why, "small", "ink2"))
            return
        self._held.addWidget(boxed(EvenLayout(*(_topic_card(t) for t in view.topics), least=320, gap=16)))


def _then_card(view: LongView) -> Card:
    assert view.then is not None
    title = _("What we chose to work on in {quarter}").format(quarter=view.then.name)
    card = Card(title, icon="flag", gap=12)
    if not view.priorities:
        card.add(WrapLabel(_("No priorities were chosen then."), "body", "ink2"))
    for at, priority in enumerate(view.priorities):
        card.add(*([Divider()] if at else []), _priority_part(priority))
    return card.add(None)


def _priority_part(priority: PriorityThen) -> QWidget:
    held = column(WrapLabel(priority.words, "strong"), gap=4)
    for action in priority.actions:
        words = _("{what} ({state})").format(what=action.what, state=action.status)
        held.addLayout(row(IconMark("arrow-right", 16), WrapLabel(words), gap=8))
    if not priority.actions:
        because = priority.no_action_because.strip()
        words = _("No action: {because}").format(because=because) if because else _("No action came of it.")
        held.addWidget(WrapLabel(words, "small", "ink2"))
    for win in priority.wins:
        words = _("A small win: “{words}”").format(words=win.words)
        held.addLayout(row(IconMark("sun", 16, "accent"), WrapLabel(words), gap=8))
    return boxed(held)


def _today_card(view: LongView) -> Card:
    card = Card(_("What we work on today"), icon="compass", gap=8)
    if not view.today:
        card.add(WrapLabel(_("Nothing has been chosen yet."), "body", "ink2"))
    for words in view.today:
        card.add(WrapLabel(words, "strong"))
    return card.add(None)


def _topic_card(topic: TopicOverTime) -> Card:
    card = Card(topic.title, look="sunk", gap=6)
    if not topic.now:
        return card.add(WrapLabel(_("Not settled in these two years."), "body", "ink2"), None)
    for when, words in ((topic.then_in, topic.then), (topic.now_in, topic.now)):
        card.add(WrapLabel(when, "small_strong", "ink2"), WrapLabel(words))
    return card.add(None)


def _wait_words(view: LongView) -> str:
    n = view.signed
    said = plural("{n} of {of} reviews is signed.", "{n} of {of} reviews are signed.", n).format(
        n=n, of=EVERY
    )
    return _("{said} This page comes back at the start of every eighth quarter.").format(said=said)
