"""Pinning a dated note on a chart; for managers also a day from which a monthly measure is looked at anew."""

from __future__ import annotations

import secrets
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QWidget

from pie_audit.domain.chart import Chart, Unshown
from pie_audit.domain.errors import KnownError
from pie_audit.domain.trend_mark import MOST_CHARACTERS, MarkKind, TrendMark
from pie_audit.ui.draft_keeper import DraftKeeper
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import Choice, DateField, Field, GrowingText, PrimaryButton, Tick, WrapLabel
from pie_audit.ui.widgets.asking import AskingDialog
from pie_audit.words import _
from pie_audit.workflows import drafts
from pie_audit.workflows.trends import marking
from pie_audit.workflows.trends.views import Trends

MONTHLY = frozenset({"turned_away", "refusals", "friction", "time_ledger/hours"})
"""Charts of months, whose limits somebody may begin anew."""


class MarkWindow(AskingDialog):
    """Pins a note on every chart, or on the one that the focus was on; until then it is kept as a draft."""

    _width = 600

    def __init__(self, jobs: Jobs, trends: Trends, chart_id: str, day: date, over: QWidget) -> None:
        super().__init__(_("Pin a note"), over)
        self._jobs, self._team_id, self._may_set = jobs, trends.team.team_id, trends.may_set
        charts = charts_to_mark(trends)
        self._ids = ["", *(chart.id for chart in charts)]
        self.chart = Choice(_("Every chart"), *(mark_place(chart) for chart in charts))
        self.chart.setMinimumContentsLength(20)
        self.chart.setCurrentIndex(self._ids.index(chart_id) if chart_id in self._ids else 0)
        self.day = DateField(QDate(day.year, day.month, day.day))
        self.words = GrowingText(most=MOST_CHARACTERS, least=2)
        self._field = Field(
            _("What happened?"),
            self.words,
            _("Everybody in the team can read it. Leave out names. “Moved building” is enough."),
        )
        self.afresh = Tick(_("From this day on, work out new limits. Your words are the reason."))
        self._afresh_words = WrapLabel(
            _("For a change that is here to stay. It takes 12 months on each side before limits are drawn."),
            "small",
            "ink2",
        )
        self._begun = WrapLabel(_("You began this note before. It is here again."), "small", "ink2")
        self._begun.hide()
        self._lay_out()
        self._keeper = DraftKeeper(jobs, drafts.save_words, self._draft_key(), parent=self)
        self._listen()
        self._on_chart(self.chart.currentIndex())
        jobs.read(drafts.words, self._draft_key(), owner=self, then=self._go_on)

    def _lay_out(self) -> None:
        self.add(
            self._begun,
            Field(_("On which chart?"), self.chart),
            Field(_("Which day?"), self.day),
            self._field,
        )
        self.add(self.afresh, self._afresh_words, None)
        self.pin = PrimaryButton(_("Pin it"), "note")
        self.pin.clicked.connect(self._on_pin)
        self.add_buttons(self.pin)
        self.first_focus = self.words.edit

    def _listen(self) -> None:
        self.chart.currentIndexChanged.connect(self._on_chart)
        self.chart.activated.connect(self._on_edited)
        self.day.userDateChanged.connect(self._on_edited)
        self.afresh.clicked.connect(self._on_edited)
        self.words.edited.connect(self._on_edited)
        self._keeper.trouble.connect(self.show_trouble)

    def mark(self) -> TrendMark:
        """What stands there now."""
        chosen = self.day.date()
        kind = MarkKind.CHANGE_POINT if self._is_afresh() else MarkKind.NOTE
        return TrendMark(
            secrets.token_hex(16),
            self._team_id,
            self._ids[self.chart.currentIndex()],
            date(chosen.year(), chosen.month(), chosen.day()),
            kind,
            self.words.text().strip(),
        )

    def done(self, result: int) -> None:
        """Go back; what was typed isn't thrown away."""
        self._keeper.outlive(self.parentWidget())
        super().done(result)

    def _is_afresh(self) -> bool:
        return not self.afresh.isHidden() and self.afresh.isChecked()

    def _on_chart(self, at: int) -> None:
        offered = self._may_set and self._ids[at] in MONTHLY
        for part in (self.afresh, self._afresh_words):
            part.setVisible(offered)
        self._fit_soon()

    def _on_pin(self, _checked: bool = False) -> None:
        if not self.words.text().strip():
            self._field.set_error(_("Write a few words first."))
            self.words.edit.setFocus()
            return
        self.set_busy(_("Pinning the note…"))
        self._keeper.forget()
        self._jobs.write(marking.pin, self.mark(), owner=self, then=self._on_pinned, problem=self._on_problem)

    def _on_pinned(self, _done: object) -> None:
        self._keeper.forget()
        self.accept()

    def _on_problem(self, error: KnownError) -> None:
        """It isn't pinned, so it stays a draft."""
        self._on_edited()
        self.show_trouble(error)

    def _on_edited(self, *_what: object) -> None:
        mark = self.mark()
        limits = "yes" if self._is_afresh() else ""
        self._keeper.keep(
            {"words": self.words.text(), "chart": mark.chart, "day": mark.day.isoformat(), "limits": limits}
        )

    def _go_on(self, kept: dict[str, str] | None) -> None:
        """With the note that was begun and not pinned, where it was to stand."""
        if not kept or not kept["words"].strip() or self.words.text():
            return
        self.words.setText(kept["words"])  # first: the day tells of its own change
        if kept["chart"] in self._ids:
            self.chart.setCurrentIndex(self._ids.index(kept["chart"]))
        self.day.setDate(QDate.fromString(kept["day"], Qt.DateFormat.ISODate))
        self.afresh.setChecked(bool(kept["limits"]))
        self._begun.show()
        self._fit_soon()

    def _draft_key(self) -> str:
        return marking.begun_note(self._team_id)


def charts_to_mark(trends: Trends) -> tuple[Chart, ...]:
    """Every chart with steps of time, in their order on the page."""
    return tuple(
        chart
        for section in trends.sections
        for chart in section.charts
        if not isinstance(chart, Unshown) and _days_of(chart)
    )


def day_of(chart: Chart, at: int) -> date | None:
    """The first day of a step of time, None where a chart has none."""
    days = _days_of(chart)
    return days[at] if 0 <= at < len(days) else None


def mark_place(chart: Chart) -> str:
    """What a chart is called where charts are listed."""
    return chart.title


def _days_of(chart: Chart) -> tuple[date, ...]:
    steps = getattr(chart, "steps", ())
    days = tuple(step.day for step in steps if step.day is not None)
    return days if len(days) == len(steps) else ()
