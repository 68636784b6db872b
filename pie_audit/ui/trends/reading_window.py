"""How the charts are read: the rules in use, in words, and what the team's manager may choose about them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.trend_mark import TrendSettings
from pie_audit.ui.widgets import Choice, Divider, Field, Tick, WrapLabel, row
from pie_audit.ui.widgets.small_window import SmallWindow
from pie_audit.words import _
from pie_audit.workflows.trends.views import Trends

_MEASURES = frozenset({"turned_away", "refusals", "friction", "tellings", "time_ledger/hours"})
"""Of these a flag may say better or worse, once somebody said which way that is."""

_WAYS = ("", "higher", "lower")


class ReadingWindow(SmallWindow):
    """Each choice takes hold at once and has its undo. `changed` carries the settings."""

    changed = Signal(object)

    def __init__(self, trends: Trends, over: QWidget) -> None:
        super().__init__(_("How the charts are read"), over)
        self._settings = trends.settings
        self.ways: dict[str, Choice] = {}
        self.simple = self._tick(
            _("Simple rules for runs"),
            _(
                "Six months in a row on one side of the middle, or five that rise or fall. Without it, "
                "the rules ask how likely a run is by chance alone, and say less."
            ),
            on=trends.settings.simple_rules,
        )
        self.screened = self._tick(
            _("Leave the widest jumps out of the limits"),
            _("One odd month then doesn’t make the limits too wide to notice anything. Its point stays."),
            on=trends.settings.screened,
        )
        self._add_ways(trends)
        if not trends.may_set:
            self._close_off()
        self._add_notes(trends)
        self.add(None)
        self.first_focus = self.simple if trends.may_set else self.back

    def _tick(self, words: str, why: str, *, on: bool) -> Tick:
        tick = Tick(words)
        tick.setChecked(on)
        tick.setAccessibleDescription(why)
        tick.clicked.connect(self._on_changed)
        note = row(34, gap=0)
        note.addWidget(WrapLabel(why, "small", "ink2"), 1)
        self.add(tick, note)
        return tick

    def _add_ways(self, trends: Trends) -> None:
        """Which way is better is asked only of measures of months that there are."""
        good = dict(trends.settings.good)
        for section in trends.sections:
            for chart in section.charts:
                if chart.id not in _MEASURES:
                    continue
                choice = Choice(_("Not said"), _("Higher is better"), _("Lower is better"))
                choice.setCurrentIndex(_WAYS.index(good.get(chart.id, "")))
                choice.activated.connect(partial(self._on_way, chart.id))
                self.ways[chart.id] = choice
                self.add(Field(_("{chart}: which way is better?").format(chart=chart.title), choice))

    def _close_off(self) -> None:
        for control in (self.simple, self.screened, *self.ways.values()):
            control.setEnabled(False)
        self.add(WrapLabel(_("Your manager chooses this for the team."), "small", "ink2"))

    def _add_notes(self, trends: Trends) -> None:
        notes = (*trends.version_words, *trends.notes)
        if notes:
            who = _(
                "Whoever looks after pie-audit sets what counts as higher or lower, in People & settings."
            )
            self.add(Divider(), *(WrapLabel(note, "small", "ink2") for note in (*notes, who)))

    def _on_changed(self, _checked: bool = False) -> None:
        self._say(
            replace(self._settings, simple_rules=self.simple.isChecked(), screened=self.screened.isChecked())
        )

    def _on_way(self, chart_id: str, at: int) -> None:
        good = dict(self._settings.good)
        good.pop(chart_id, None)
        if _WAYS[at]:
            good[chart_id] = _WAYS[at]
        self._say(replace(self._settings, good=tuple(sorted(good.items()))))

    def _say(self, settings: TrendSettings) -> None:
        if settings != self._settings:
            self._settings = settings
            self.changed.emit(settings)
