"""Home's cards that are mine alone: supervision, what I wrote, what I promised, what others shared with me."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton

from pie_audit.domain.day import recent_day_words, weekday_words
from pie_audit.domain.entry import EntryKind
from pie_audit.ui.theme import TARGET_IN_ROW
from pie_audit.ui.widgets import (
    Card,
    Chip,
    Divider,
    FlowLayout,
    LinkButton,
    SecondaryButton,
    WrapLabel,
    boxed,
    column,
)
from pie_audit.words import _, plural
from pie_audit.workflows.home import Home
from pie_audit.workflows.home_sessions import NextSession
from pie_audit.workflows.home_writing import MyWriting, Promised, RecentPage
from pie_audit.workflows.supervision.supervision import HomeLines, Lost, SessionLine

Going = Callable[[str, object], object]
Declining = Callable[[str], object]


def supervision_card(home: Home, lines: HomeLines | None, go: Going) -> Card:
    """The next one with its place and time, once these are opened; and honestly, how often it was lost."""
    card = Card(_("My next {supervision}"), icon="users-three", gap=6)
    card.title_row.addStrut(TARGET_IN_ROW)
    line = lines.next if lines is not None else None
    if line is not None:
        _tell_line(card, line)
    elif home.mine.time.supervision:
        _tell_day(card, home.mine.time.supervision[0])
    else:
        card.add(WrapLabel(_("Nothing planned yet."), "body", "ink2"))
    if lines is not None and lines.lost is not None:
        card.add(WrapLabel(lost_words(lines.lost), "body", "warn"))
    card.add(6, boxed(FlowLayout(*_supervision_buttons(line, go), gap=10)))
    return card.add(None)


def _tell_line(card: Card, line: SessionLine) -> None:
    when = weekday_words(line.session.due_on)
    if line.starts:
        when = _("{day}, {time}").format(day=when, time=line.starts)
    parts = [
        _("With {who}").format(who=line.other_name) if line.other_name else "",
        minutes_words(line.session.planned_min),
        line.place,
    ]
    card.add(WrapLabel(when, "strong"), WrapLabel(" · ".join(p for p in parts if p), "small", "ink2"))


def _tell_day(card: Card, coming: NextSession) -> None:
    card.add(
        WrapLabel(weekday_words(coming.day), "strong"),
        WrapLabel(minutes_words(coming.minutes), "small", "ink2"),
    )


def _supervision_buttons(line: SessionLine | None, go: Going) -> list[QPushButton]:
    if line is None:
        return [_button(_("Open my {supervision}"), go, "supervision", None)]
    bring = _("Things to bring ({n})").format(n=line.to_bring) if line.to_bring else _("Things to bring")
    return [
        _button(bring, go, "session", line.session.session_id),
        _link(_("Ask to move"), go, "session", line.session.session_id),
    ]


def lost_words(lost: Lost) -> str:
    """That it was us, how often, and who is asked to see to the next one."""
    times = {3: _("three times"), 4: _("four times"), 5: _("five times")}
    often = times.get(lost.times) or _("{n} times").format(n=lost.times)
    words = _("We cancelled your {supervision} {often}. {who} has been asked to protect it.")
    return words.format(often=often, who=lost.supervisor_name.split(" ")[0])


def minutes_words(minutes: int) -> str:
    """How long a session is meant to be."""
    return plural("{n} minute", "{n} minutes", minutes).format(n=minutes)


class RecentCard(Card):
    """What I wrote lately. Titles stay hidden until somebody asks for them: the screen may be seen by others."""

    def __init__(self, writing: MyWriting | None, today: date, go: Going, *, shown: bool = False) -> None:
        super().__init__(_("Recently written"))
        self._writing, self._today, self._go, self.shown = writing, today, go, shown
        self._words: list[tuple[LinkButton, RecentPage]] = []
        self.toggle = LinkButton("", in_row=True)
        self.toggle.clicked.connect(self._turn)
        pages = writing.recent if writing is not None else ()
        if pages:
            self.add_to_title(self.toggle)
        self.add_to_title(_link(_("All mine"), go, "reflections", None))
        if writing is not None and not pages:
            self.add(WrapLabel(_("Nothing here yet. One line is plenty."), "body", "ink2"))
        lines = QGridLayout()
        lines.setColumnStretch(1, 1)
        for at, page in enumerate(pages):
            self._put_line(lines, 2 * at, page)
        self.add(lines, None)
        self._tell()

    def _put_line(self, lines: QGridLayout, at: int, page: RecentPage) -> None:
        if at:
            lines.addWidget(Divider(), at - 1, 0, 1, 3)
        day = recent_day_words(page.day, self._today)
        words = LinkButton("", in_row=True)
        words.clicked.connect(lambda _checked=False: self._go("write", page.entry_id))
        self._words.append((words, page))
        lines.addWidget(WrapLabel(day[:1].upper() + day[1:], "small", "ink2"), at, 0)
        lines.addWidget(words, at, 1, Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(_readers(page), at, 2)

    def _turn(self) -> None:
        self.shown = not self.shown
        self._tell()

    def _tell(self) -> None:
        self.toggle.setText(_("Hide the titles") if self.shown else _("Show the titles"))
        for button, page in self._words:
            button.setText(page.title if self.shown else kind_words(page.kind))
            day = recent_day_words(page.day, self._today)
            button.setAccessibleName(_("Open: {title}, {day}").format(title=button.text(), day=day))


def _readers(page: RecentPage) -> Chip:
    if page.with_group:
        return Chip(_("Shared with a group"), "info", "users")
    if len(page.shared_with) == 1:
        first = page.shared_with[0].split(" ")[0]
        return Chip(_("Shared with {who}").format(who=first), "info", "users")
    if page.shared_with:
        return Chip(_("Shared with {n}").format(n=len(page.shared_with)), "info", "users")
    return Chip(_("Only me"), "private")


def kind_words(kind: EntryKind) -> str:
    """What a page is of, without any of its words."""
    return {
        EntryKind.REFLECTION: _("A reflection"),
        EntryKind.LINE: _("One line"),
        EntryKind.SUPERVISION_NOTES: _("Notes on {supervision}"),
        EntryKind.GROUP_NOTES: _("Notes on a group"),
        EntryKind.PEER: _("A talk with a peer"),
        EntryKind.WIN: _("A small win"),
        EntryKind.FEEDBACK: _("Feedback"),
        EntryKind.MEASURE: _("A page of my own line"),
    }[kind]


class PromisedCard(Card):
    """How many things I wanted to come back to; what they are is behind a click."""

    def __init__(self, promised: tuple[Promised, ...], in_supervision: tuple[str, ...], go: Going) -> None:
        super().__init__(_("What I promised"), icon="flag", gap=8)
        self.title_row.addStrut(TARGET_IN_ROW)
        self._promised, self._spoken, self._go = promised, in_supervision, go
        n = len(promised) + len(in_supervision)
        count = plural("You have {n} follow-up.", "You have {n} follow-ups.", n).format(n=n)
        self.button = SecondaryButton(_("Show them"), in_row=True)
        self.button.clicked.connect(self._show)
        self._list = column(gap=6)
        self.add(WrapLabel(count, "body", "ink2"), boxed(FlowLayout(self.button)), self._list, None)

    def _show(self) -> None:
        self.button.hide()
        for promise in self._promised:
            words = promise.what
            if promise.by is not None:
                words = _("{what} · by {day}").format(what=promise.what, day=weekday_words(promise.by))
            link = _link(words, self._go, "write", promise.entry_id)
            self._list.addWidget(link)
        for what in self._spoken:
            self._list.addWidget(_link(what, self._go, "supervision", None))
        first = self._list.itemAt(0).widget()
        if first is not None:
            first.show()
            first.setFocus()


def shared_card(home: Home, go: Going) -> Card:
    """Who gave me a page to read; its words are behind a click."""
    card = Card(_("Shared with you"), look="info", icon="users", gap=6)
    card.title_row.addStrut(TARGET_IN_ROW)
    for by in dict.fromkeys(shared.by for shared in home.mine.shared):
        card.add(WrapLabel(_("{who} shared a page with you.").format(who=by), "body", "info"))
    card.add(4, boxed(FlowLayout(_button(_("Read"), go, "shared-with-me", None))))
    return card.add(None)


def not_today(card: str, decline: Declining, title: str) -> LinkButton:
    """“Not today”: the card stays away for the week."""
    button = LinkButton(_("Not today"), in_row=True)
    button.setAccessibleName(_("Not today: {title}").format(title=title))
    button.clicked.connect(lambda _checked=False: decline(card))
    return button


def _button(words: str, go: Going, area: str, argument: object) -> SecondaryButton:
    button = SecondaryButton(words)
    button.clicked.connect(lambda _checked=False: go(area, argument))
    return button


def _link(words: str, go: Going, area: str, argument: object) -> LinkButton:
    button = LinkButton(words, in_row=True)
    button.clicked.connect(lambda _checked=False: go(area, argument))
    return button
