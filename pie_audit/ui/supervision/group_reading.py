"""The record of a session to read: for those who were there and don't take the notes, and where two texts stand apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.day import weekday_words
from pie_audit.domain.group_minutes import Minutes, SmallChange
from pie_audit.domain.group_words import debrief_stage_name
from pie_audit.domain.plan import BarrierLevel
from pie_audit.ui.supervision.group_attendance import FACILITATOR, OUTSIDE, PRESENTER
from pie_audit.ui.supervision.group_counts import counted_words
from pie_audit.ui.widgets import (
    Banner,
    Card,
    EvenLayout,
    FlowLayout,
    PrimaryButton,
    SecondaryButton,
    WrapLabel,
    announce,
    boxed,
    clear,
    column,
)
from pie_audit.words import _, plural
from pie_audit.workflows.supervision.group_sittings import SittingView

Told = Iterator[tuple[str, str]]


def told(minutes: Minutes, names: Mapping[str, str]) -> Told:
    """Headings and words, in the order in which they are written; nothing for what is empty."""
    found = (*_who(minutes, names), *_steps(minutes), *_lists(minutes), *_rest(minutes))
    yield from ((title, words) for title, words in found if words.strip())


def _who(minutes: Minutes, names: Mapping[str, str]) -> Told:
    known = {**names, OUTSIDE: _("Somebody from outside")}
    yield _("Who was there"), ", ".join(names[p] for p in minutes.present_ids if p in names)
    yield _("Presented"), known.get(minutes.who(PRESENTER), "")
    yield _("Facilitated"), known.get(minutes.who(FACILITATOR), "")
    yield _("How many came"), counted_words(minutes.numbers)
    yield _("Who hosted it"), minutes.host
    yield _("Kinds of agency"), ", ".join(minutes.agencies)


def _steps(minutes: Minutes) -> Told:
    if minutes.incident_on is not None:
        yield _("What it is about"), weekday_words(minutes.incident_on)
    if minutes.stage is not None:
        yield _("What kind of talk"), debrief_stage_name(minutes.stage)
    if minutes.offered:
        words = _("{taken} of {offered} took it up").format(taken=minutes.taken_up, offered=minutes.offered)
        yield _("Offered"), words
    if minutes.residents_included:
        yield _("Included"), _("{People}")
    yield _("What it was about"), minutes.theme
    for step in minutes.steps:
        yield step.heading or _("Notes"), step.text
    yield _("What we take with us"), minutes.learning


def _lists(minutes: Minutes) -> Told:
    yield _("Small changes we agreed"), "\n".join(change_words(c) for c in minutes.small_changes)
    yield _("Little miracles"), "\n".join(m.words for m in minutes.miracles)
    levels = {
        BarrierLevel.INDIVIDUAL: _("for one person"),
        BarrierLevel.SERVICE: _("in the {service}"),
        BarrierLevel.SYSTEM: _("in the wider system"),
    }
    yield (
        _("What stays stuck"),
        "\n".join(
            _("{what}: {level}").format(what=s.words, level=levels[s.level]) for s in minutes.still_stuck
        ),
    )


def _rest(minutes: Minutes) -> Told:
    hands = ", ".join(
        plural("{hands} × {n} finger", "{hands} × {n} fingers", n).format(hands=hands, n=n)
        for n, hands in enumerate(minutes.how_it_was, start=1)
        if hands
    )
    yield _("How it was"), hands
    yield _("How many gave feedback"), str(minutes.feedback or "")
    yield _("How we worked together"), minutes.process
    yield _("Reading card"), minutes.reading_card
    yield _("For the team, not sent yet"), minutes.back_to_team


def change_words(change: SmallChange) -> str:
    """A small change in one line: what, who, where, by when."""
    by = _("by {day}").format(day=weekday_words(change.by)) if change.by else ""
    more = ", ".join(part for part in (change.who.strip(), change.where.strip(), by) if part)
    return f"{change.what} ({more})" if more else change.what


class MinutesReading(Card):
    """The whole record as words. `promoted` and `on_wall` carry the id of what others shall read."""

    promoted = Signal(str)
    on_wall = Signal(str)

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title or _("What was written down"), icon="note", gap=12, parent=parent)
        self._held = column(gap=14)
        self.add(self._held)

    def show_minutes(self, minutes: Minutes, names: Mapping[str, str]) -> None:
        """Fill."""
        clear(self._held)
        parts = list(told(minutes, names))
        for title, words in parts:
            self._held.addWidget(
                boxed(column(WrapLabel(title, "small_strong", "ink2"), WrapLabel(words), gap=2))
            )
        if not parts:
            self._held.addWidget(WrapLabel(_("Nothing is written down yet."), "body", "ink2"))

    def offer(self, view: SittingView) -> None:
        """What whoever reads this may send on, each with a button; and what the team reads by now."""
        minutes = view.minutes
        if minutes is None:
            return
        if view.line is not None:
            words = _("The team and its manager read: “{words}”").format(words=view.line.words)
            self._held.addWidget(Banner(words, look="info", icon="users"))
        if view.may_promote:
            for change in minutes.small_changes:
                if change.change_id not in view.in_plan:
                    words = _("Into the plan: {what}").format(what=change.what)
                    self._offer(words, "flag", partial(self.promoted.emit, change.change_id))
        if view.has_wall and view.i_was_there:
            for miracle in minutes.miracles:
                if miracle.win_id not in view.on_wall:
                    words = _("Onto the team’s wall: {what}").format(what=miracle.words)
                    self._offer(words, "heart", partial(self.on_wall.emit, miracle.win_id))

    def _offer(self, words: str, icon: str, then: Callable[[], object]) -> None:
        button = SecondaryButton(words, icon, in_row=True)
        button.clicked.connect(partial(_press, then))
        self._held.addWidget(boxed(FlowLayout(button)))


def _press(then: Callable[[], object], _checked: bool = False) -> None:
    then()


class MinutesClash(QWidget):
    """Two people wrote at once: both texts side by side. `settled` with True to keep one's own, else the other's."""

    settled = Signal(bool)

    def __init__(
        self, mine: Minutes, theirs: Minutes, names: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.mine, self.theirs = MinutesReading(_("Yours")), MinutesReading(_("Theirs"))
        self.mine.show_minutes(mine, names)
        self.theirs.show_minutes(theirs, names)
        title = _("Somebody else wrote here while you were writing.")
        self.keep_mine = PrimaryButton(_("Go on with yours"))
        self.keep_theirs = SecondaryButton(_("Go on with theirs"))
        self.keep_mine.clicked.connect(self._on_mine)
        self.keep_theirs.clicked.connect(self._on_theirs)
        hint = _("Nothing is lost. Copy from one into the other before you choose, if you want both.")
        self.setLayout(
            column(
                Banner(title, hint, look="warn"),
                boxed(EvenLayout(self.mine, self.theirs, least=320, gap=12)),
                boxed(FlowLayout(self.keep_mine, self.keep_theirs)),
                gap=12,
            )
        )
        self.setFocusProxy(self.keep_mine)
        announce(self, title)

    def _on_mine(self) -> None:
        self.settled.emit(True)

    def _on_theirs(self) -> None:
        self.settled.emit(False)
