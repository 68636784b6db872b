"""Beside the asks: how many belong to which level, and what teams have carried from plan to plan."""

from __future__ import annotations

from collections import Counter

from pie_audit.domain.board import Board
from pie_audit.domain.board_words import level_words
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.plan_parts import capital
from pie_audit.ui.widgets import Card, CountBar, Divider, WrapLabel, boxed, column, row
from pie_audit.words import _, plural


def levels_card(board: Board) -> Card:
    """How many asks belong to which level; those that name none are counted too."""
    counts = Counter(ask.ask.level for group in board.asks for ask in group.asks)
    card = Card(_("Where they belong"), gap=8)
    most = max(counts.values(), default=0)
    for level in (*BarrierLevel, None):
        if level is None and not counts[None]:
            continue
        name = level_words(level)
        bar = CountBar(counts[level], most)
        bar.setAccessibleName(_("{level}: {n}").format(level=name, n=counts[level]))
        top = row(gap=10)
        top.addWidget(WrapLabel(name, "small"), 1)
        top.addWidget(WrapLabel(str(counts[level]), "small_strong", wrap=False))
        card.add(boxed(column(top, bar, gap=3)))
    words = _("So that no team is left with what only the {service} or the wider system can change.")
    return card.add(WrapLabel(words, "small", "ink2"), None)


def stuck_card(board: Board) -> Card:
    """What came through three plans or more, in the order of teams' names."""
    card = Card(_("Carried again and again"), icon="clock-counter-clockwise", gap=8)
    for at, stuck in enumerate(board.stuck):
        if at:
            card.add(Divider())
        times = plural("carried {n} time", "carried {n} times", stuck.carried).format(n=stuck.carried)
        words = _("{team} · {times}").format(team=stuck.team, times=times)
        card.add(
            boxed(column(WrapLabel(capital(stuck.what), "strong"), WrapLabel(words, "small", "ink2"), gap=2))
        )
    return card.add(None)
