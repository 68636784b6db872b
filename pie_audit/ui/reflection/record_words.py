"""What a record needs that no page has: statements, reasons for free time, hours of practice, and what only I know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.day import full_day_words
from pie_audit.domain.registration import (
    Material,
    RecordDraft,
    TimeLine,
    count_words,
    session_words,
)
from pie_audit.domain.registration_checks import gap_words, statement_names
from pie_audit.domain.regulator import Form, NeedKind, Period, Regulator, Statement
from pie_audit.ui.widgets import Field, TextArea, TextLine, Tick, WrapLabel, clear, column
from pie_audit.words import _

_LONGEST_STATEMENT = 14_000
_LONGEST_REASON = 2_000


class RecordWords(QWidget):
    """Shows only what this regulator asks for. `edited` with the draft as it is now."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: RecordDraft | None = None
        self._rules: Regulator | None = None
        self._sessions: tuple[TimeLine, ...] | None = None
        self._gaps: tuple[Period, ...] | None = None
        self.statements: dict[Statement, TextArea] = {}
        self._fields: dict[Statement, Field] = {}
        self.gaps: dict[str, TextArea] = {}
        self.ticks: dict[str, Tick] = {}
        self.session_ticks: dict[str, Tick] = {}
        self.hours: TextLine | None = None
        self.role: TextLine | None = None
        self._top, self._gap_list, self._column = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        whole = column(self._top, self._gap_list, self._column, gap=12)
        for part in (self._top, self._gap_list, self._column):
            part.setSpacing(12)
        self.setLayout(whole)

    def show_words(self, material: Material, sessions: tuple[TimeLine, ...]) -> None:
        """Fill in; fields that are there already keep the focus and what is being typed."""
        self._draft = material.draft
        rules, period = material.rules, material.draft.period
        in_period = tuple(line for line in sessions if period.holds(line.day))
        if (rules, in_period) != (self._rules, self._sessions):
            self._rules, self._sessions = rules, in_period
            self._fill(rules, in_period, material.draft)
        if material.gaps != self._gaps:
            self._gaps = material.gaps
            self._fill_gaps(material.gaps, material.draft)

    def has_words(self) -> bool:
        """Whether this regulator asks for anything beside pages."""
        return bool(self._top.count() or self.gaps or self._column.count())

    def _fill(self, rules: Regulator, sessions: tuple[TimeLine, ...], draft: RecordDraft) -> None:
        clear(self._top)
        clear(self._column)
        self._forget()
        self._add_statements(rules, draft)
        self._add_practice(rules, draft)
        self._add_sessions(rules, sessions, draft)
        self._add_ticks(rules, draft)

    def _forget(self) -> None:
        for kept in (self.statements, self._fields, self.ticks, self.session_ticks):
            kept.clear()
        self.hours = self.role = None

    def _add_statements(self, rules: Regulator, draft: RecordDraft) -> None:
        names = statement_names()
        for limit in rules.limits:
            which = limit.statement
            area = TextArea(draft.statement(which), most=_LONGEST_STATEMENT, lines=5)
            area.edited.connect(partial(self._on_statement, which))
            self.statements[which] = area
            self._fields[which] = Field(names[which], area)
            self._top.addWidget(self._fields[which])
            self._count(which, area.text(), limit.words)

    def _count(self, which: Statement, text: str, most: int) -> None:
        words = _("{n} of at most {most} words").format(n=count_words(text), most=most)
        self._fields[which].set_help(words)

    def _fill_gaps(self, gaps: tuple[Period, ...], draft: RecordDraft) -> None:
        clear(self._gap_list)
        self.gaps.clear()
        for gap in gaps:
            first = gap.first.isoformat()
            area = TextArea(draft.gaps.get(first, ""), most=_LONGEST_REASON, lines=2)
            area.edited.connect(partial(self._on_gap, first))
            self.gaps[first] = area
            self._gap_list.addWidget(Field(gap_words(gap), area))

    def _add_practice(self, rules: Regulator, draft: RecordDraft) -> None:
        asked = {need.kind for need in rules.needs}
        if NeedKind.PRACTICE_HOURS in asked or rules.form is Form.LOG:
            self.hours = TextLine(str(draft.practice_hours or ""), most=6)
            self.hours.textEdited.connect(self._on_hours)
            self._hours_field = Field(_("Hours of practice in this time"), self.hours)
            self._column.addWidget(self._hours_field)

    def _add_sessions(self, rules: Regulator, sessions: tuple[TimeLine, ...], draft: RecordDraft) -> None:
        if rules.form not in {Form.LOG, Form.HCPC}:
            return
        if sessions or rules.form is Form.LOG:
            self.role = TextLine(draft.supervisor_role, most=80)
            self.role.textEdited.connect(self._on_role)
            help_words = _("A role, never a name: clinical psychologist, team manager.")
            self._column.addWidget(Field(_("Role of whoever supervises me"), self.role, help_words))
            title = _("Sessions that took place") if sessions else _("No session took place in this time.")
            self._column.addWidget(WrapLabel(title, "small_strong"))
        if any(not line.one_to_one for line in sessions):
            self._column.addWidget(WrapLabel(_("Untick group sessions that you missed."), "small", "ink2"))
        for line in sessions:
            words = _("{day}: {kind}, {n} minutes").format(
                day=full_day_words(line.day), kind=session_words(line.kind), n=line.minutes
            )
            tick = self._tick(words, line.session_id not in draft.left_out, self._on_session)
            self.session_ticks[line.session_id] = tick

    def _add_ticks(self, rules: Regulator, draft: RecordDraft) -> None:
        if rules.by_hand:
            self._column.addWidget(WrapLabel(_("Only you can tick these"), "small_strong"))
        for item in rules.by_hand:
            self.ticks[item.item_id] = self._tick(item.says, item.item_id in draft.ticked, self._on_tick)

    def _tick(self, words: str, on: bool, then: Callable[..., None]) -> Tick:
        tick = Tick(words)
        tick.setChecked(on)
        tick.clicked.connect(then)
        self._column.addWidget(tick)
        return tick

    def _on_statement(self, which: Statement) -> None:
        if self._draft is None or self._rules is None:
            return
        text = self.statements[which].text()
        self._count(which, text, self._rules.limit(which) or 0)
        self._send(replace(self._draft, statements={**self._draft.statements, which.value: text}))

    def _on_gap(self, first: str) -> None:
        if self._draft is not None:
            gaps = {**self._draft.gaps, first: self.gaps[first].text()}
            self._send(replace(self._draft, gaps=gaps))

    def _on_hours(self, text: str) -> None:
        wrong = bool(text.strip()) and not text.strip().isdecimal()
        self._hours_field.set_error(_("Write whole hours, such as 450.") if wrong else "")
        if not wrong and self._draft is not None:
            self._send(replace(self._draft, practice_hours=int(text.strip() or 0)))

    def _on_role(self, text: str) -> None:
        if self._draft is not None:
            self._send(replace(self._draft, supervisor_role=text))

    def _on_session(self, _checked: bool = False) -> None:
        if self._draft is not None:
            gone = tuple(s for s, tick in self.session_ticks.items() if not tick.isChecked())
            elsewhere = tuple(s for s in self._draft.left_out if s not in self.session_ticks)
            self._send(replace(self._draft, left_out=(*elsewhere, *gone)))

    def _on_tick(self, _checked: bool = False) -> None:
        if self._draft is not None:
            ticked = tuple(item for item, tick in self.ticks.items() if tick.isChecked())
            self._send(replace(self._draft, ticked=ticked))

    def _send(self, draft: RecordDraft) -> None:
        self._draft = draft
        self.edited.emit(draft)
