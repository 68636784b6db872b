"""The notes that the team pinned, newest first, each with a way to take it away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pie_audit.domain.day import day_words
from pie_audit.domain.trend_mark import MarkKind, TrendMark
from pie_audit.ui.trends.mark_window import mark_place
from pie_audit.ui.widgets import Card, Divider, LinkButton, WrapLabel, clear, column, row
from pie_audit.words import _
from pie_audit.workflows.trends.views import Trends


class MarksCard(Card):
    """Hidden while there are none. `taken_away` carries the id of a mark."""

    taken_away = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Notes we pinned"), gap=8, parent=parent)
        self._shown: tuple[object, ...] = ()
        self.buttons: dict[str, LinkButton] = {}
        self._rows = column(gap=8)
        self.add(self._rows)
        self.hide()

    def show_trends(self, trends: Trends) -> None:
        """Fill; nothing is made anew where the notes are as before."""
        marks = tuple(sorted(trends.marks, key=lambda mark: (mark.day, mark.mark_id), reverse=True))
        names = {chart.id: mark_place(chart) for part in trends.sections for chart in part.charts}
        lines = tuple((mark, names.get(mark.chart, ""), _may_take(trends, mark)) for mark in marks)
        if lines == self._shown:
            return
        self._shown = lines
        clear(self._rows)
        self.buttons = {}
        for at, (mark, name, may_take) in enumerate(lines):
            if at:
                self._rows.addWidget(Divider())
            self._rows.addLayout(self._line(mark, name, may_take=may_take))
        self.setVisible(bool(lines))

    def forget(self) -> None:
        """Keep nothing, not even while nobody looks."""
        self._shown, self.buttons = (), {}
        clear(self._rows)
        self.hide()

    def _line(self, mark: TrendMark, name: str, *, may_take: bool) -> QHBoxLayout:
        where = name or (_("every chart") if not mark.chart else _("another chart"))
        head = _("{day} · {chart}").format(day=day_words(mark.day), chart=where)
        if mark.kind is MarkKind.CHANGE_POINT:
            head = _("{head} · new limits from here").format(head=head)
        words = column(WrapLabel(mark.words), WrapLabel(head, "small", "ink2"), gap=2)
        line = row(gap=12)
        line.addLayout(words, 1)
        if may_take:
            button = LinkButton(_("Take it away"), in_row=True)
            button.setAccessibleDescription(mark.words)
            button.clicked.connect(partial(self._on_away, mark.mark_id))
            self.buttons[mark.mark_id] = button
            line.addWidget(button)
        return line

    def _on_away(self, mark_id: str, _checked: bool = False) -> None:
        self.taken_away.emit(mark_id)


def _may_take(trends: Trends, mark: TrendMark) -> bool:
    """A note anybody of the team may take away; where limits begin anew is the manager's."""
    return trends.may_set if mark.kind is MarkKind.CHANGE_POINT else trends.may_mark
