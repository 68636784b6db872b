"""What a team's small logs show: the wall of wins, hours lost by month and process, and how often stories were told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pie_audit.domain.level_words import level_words
from pie_audit.domain.small_log_sums import (
    FrictionSums,
    TellingsSums,
    a_month_words,
    days_words,
    lost_words,
    middle_words,
    newest_words,
)
from pie_audit.domain.small_logs import Friction, FrictionEnd, Tellings, Win, WinKind, WinReach
from pie_audit.ui.home.small_log_words import end_words, month_words, week_words
from pie_audit.ui.theme import theme, tokens
from pie_audit.ui.widgets import Card, Chip, Divider, FlowLayout, LinkButton, WrapLabel, boxed, column, row
from pie_audit.words import _, plural

Acting = Callable[[Any], object]


def wins_wall(wins: Sequence[Win], change: Acting, take_off: Acting) -> Card:
    """The wall, newest week first."""
    card = Card(_("On the wall"), gap=12)
    if not wins:
        card.add(WrapLabel(_("Nothing yet. One line is plenty."), "body", "ink2"))
    for at, win in enumerate(wins):
        card.add(*([Divider()] if at else []), _win_row(win, change, take_off))
    return card.add(None)


def _win_row(win: Win, change: Acting, take_off: Acting) -> QWidget:
    parts = [
        _("Thanks to {whom}").format(whom=win.made_possible_by) if win.made_possible_by else "",
        win.agencies,
        week_words(win.week),
    ]
    words: list[QWidget] = [
        WrapLabel(_("“{words}”").format(words=win.words), "lead"),
        WrapLabel(" · ".join(part for part in parts if part), "small", "ink2"),
    ]
    chips = [Chip(_("Belonging"), "soft", "heart")] if win.kind is WinKind.BELONGING else []
    if win.reach is WinReach.PAPERS:
        chips.append(Chip(_("May be printed"), "info", "printer"))
    if chips:
        words.append(boxed(row(*chips, None)))
    return with_buttons(words, win.words, change=(change, win), away=(take_off, win, _("Take off")))


def friction_card(sums: FrictionSums) -> Card:
    """Hours by month and by process, levels, and how often somebody was turned away."""
    card = Card(_("What it adds up to"), look="sunk", gap=8)
    if not sums.entries:
        return card.add(WrapLabel(_("Nothing noted yet."), "body"), None)
    if told := a_month_words(sums):
        card.add(WrapLabel(told, "strong"))
    card.add(WrapLabel(_("By month"), "small_strong"))
    for lost in sums.months[:6]:
        card.add(sum_row(month_words(lost.of), lost_words(lost)))
    card.add(4, WrapLabel(_("What costs most time"), "small_strong"))
    for lost in sums.processes:
        card.add(sum_row(lost.of, lost_words(lost)))
    card.add(4, WrapLabel(_("Whose it is to solve"), "small_strong"))
    for level, count in sums.levels:
        entries = plural("{n} entry", "{n} entries", count).format(n=count)
        card.add(sum_row(level_words(level), entries))
    turned = plural("Turned away {n} time.", "Turned away {n} times.", sums.turned_away)
    bend = plural(
        "Bending a rule would have helped {n} time.",
        "Bending a rule would have helped {n} times.",
        sums.bend_would_help,
    )
    # Nobody may have been asked about either, so none of them is no news.
    counted = ((turned, sums.turned_away), (bend, sums.bend_would_help))
    both = " ".join(words.format(n=n) for words, n in counted if n)
    return card.add(4, WrapLabel(both, "small"), None) if both else card.add(None)


def friction_list(entries: Sequence[Friction], change: Acting, take_out: Acting) -> Card:
    """The entries, newest month first."""
    card = Card(_("Entries"), gap=10)
    if not entries:
        card.add(WrapLabel(_("Nothing noted yet."), "body", "ink2"))
    for at, one in enumerate(entries):
        minutes = plural("{n} minute", "{n} minutes", one.minutes).format(n=one.minutes)
        ended = () if one.end is FrictionEnd.NOT_SAID else (end_words(one.end),)
        line = " · ".join((one.process, minutes, *ended, level_words(one.level), month_words(one.month)))
        words: list[QWidget] = [WrapLabel(one.trying, "strong"), WrapLabel(line, "small", "ink2")]
        buttons = with_buttons(words, one.trying, change=(change, one), away=(take_out, one, _("Take out")))
        card.add(*([Divider()] if at else []), buttons)
    return card.add(None)


def tellings_card(sums: TellingsSums, link: QWidget | None = None) -> Card:
    """A dot for each episode, and what lies in the middle."""
    card = Card(_("How often stories were told"), look="sunk", gap=8)
    if not sums.episodes:
        return card.add(WrapLabel(_("Nothing noted yet."), "body"), None)
    card.add(WrapLabel(middle_words(sums), "strong"), EpisodeDots(sums.episodes))
    if drawn := newest_words(len(sums.episodes), sums.count):
        card.add(WrapLabel(drawn, "small", "ink2"))
    if told := days_words(sums):
        card.add(4, WrapLabel(told, "small"))
    return card.add(*([link] if link is not None else []), None)


def tellings_list(entries: Sequence[Tellings], change: Acting, take_out: Acting) -> Card:
    """One count an episode, under its throwaway label."""
    card = Card(_("Episodes"), gap=10)
    if not entries:
        card.add(WrapLabel(_("Nothing noted yet."), "body", "ink2"))
    for at, one in enumerate(entries):
        times = plural("told {n} time", "told {n} times", one.times).format(n=one.times)
        agencies = plural("to {n} agency", "to {n} agencies", one.agencies).format(n=one.agencies)
        parts = [_("{n} could be avoided").format(n=one.avoidable)]
        if one.days_waited:
            parts.append(
                plural("waited {n} day", "waited {n} days", one.days_waited).format(n=one.days_waited)
            )
        words: list[QWidget] = [
            WrapLabel(f"{one.label}: {times} {agencies}", "strong"),
            WrapLabel(" · ".join((*parts, month_words(one.month))), "small", "ink2"),
        ]
        name = _("{label}, {month}").format(label=one.label, month=month_words(one.month))
        buttons = with_buttons(words, name, change=(change, one), away=(take_out, one, _("Take out")))
        card.add(*([Divider()] if at else []), buttons)
    return card.add(None)


def with_buttons(
    words: Sequence[QWidget], of: str, *, change: tuple[Acting, object], away: tuple[Acting, object, str]
) -> QWidget:
    """What an entry says, with the ways to change it and to take it away."""
    edit, gone = LinkButton(_("Change"), in_row=True), LinkButton(away[2], in_row=True)
    edit.setAccessibleName(_("Change: {what}").format(what=of))
    gone.setAccessibleName(_("{verb}: {what}").format(verb=away[2], what=of))
    edit.clicked.connect(lambda _checked=False: change[0](change[1]))
    gone.clicked.connect(lambda _checked=False: away[0](away[1]))
    line = row(gap=12)
    line.addLayout(column(*words, gap=3), 1)
    line.addWidget(boxed(FlowLayout(edit, gone, gap=4)))
    return boxed(line)


def sum_row(what: str, told: str) -> QWidget:
    """Something and what it adds up to."""
    line = row(gap=12)
    line.addWidget(WrapLabel(what, "small"), 1)
    line.addWidget(WrapLabel(told, "small_strong"))
    return boxed(line)


class EpisodeDots(QWidget):
    """One column of dots an episode, as many as its story was told; the sentence beside it says the same."""

    def __init__(self, episodes: Sequence[int]) -> None:
        super().__init__()
        self._episodes = tuple(reversed(episodes))
        told = ", ".join(str(times) for times in self._episodes)
        self.setAccessibleName(_("Tellings by episode: {numbers}").format(numbers=told))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme)

    def _on_theme(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._step() * 4, self._step() * min(12, max(self._episodes)) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._step() * 4, self.sizeHint().height())

    def _step(self) -> int:
        return theme.px(11)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.accent)
        across = min(self._step() * 1.6, self.width() / max(1, len(self._episodes)))
        size = min(self._step() - 3, across - 1)
        for at, times in enumerate(self._episodes):
            for high in range(min(12, times)):
                top = self.height() - (high + 1) * self._step()
                painter.drawEllipse(QRectF(at * across, top, size, size))
        painter.end()
