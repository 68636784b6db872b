"""Reports beside the plan: everything they need read at once, then written without the workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound
from pie_audit.domain.ledger import Period, by_kind_and_month, judge, tally
from pie_audit.domain.ledger_reasons import why_lost
from pie_audit.domain.plan_material import PlanMaterial
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import Asked
from pie_audit.domain.report import Report, ReportKind
from pie_audit.domain.report_evidence import evidence_report
from pie_audit.domain.report_material import (
    ChartGroup,
    ChartPart,
    ReportMaterial,
    Since,
    ThemeMove,
    TimeKept,
    TopicMove,
)
from pie_audit.domain.report_quarter import quarter_report
from pie_audit.domain.report_wellbeing import wellbeing_report
from pie_audit.domain.report_year import year_report
from pie_audit.domain.session import Session
from pie_audit.domain.support_beside import caveats
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import agreements
from pie_audit.words import _
from pie_audit.workflows import replies, support
from pie_audit.workflows.carrying import signed_rounds
from pie_audit.workflows.in_sight import is_out_of_sight
from pie_audit.workflows.printed import printable
from pie_audit.workflows.since_last_time import SinceLastTime, compare_rounds
from pie_audit.workflows.surveys.for_reports import surveys_told
from pie_audit.workflows.trends.charting import charted
from pie_audit.workflows.trends.material import TrendMaterial
from pie_audit.workflows.trends.reading import read_material
from pie_audit.workflows.trends.views import Trends, TrendWish, Window
from pie_audit.workflows.trends.windows import up_to
from pie_audit.workflows.unlock import Me, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

YEAR = 4
"""Quarters in a year in review, the report's own counted in."""


@dataclass(frozen=True, slots=True)
class ReportSource:
    """What a report is written from: its material but for time and charts, and the trends that these are laid out from.

    `sessions` are all that the team ever planned, so that one that was moved to a later quarter is judged as it went.
    """

    material: ReportMaterial
    trends: TrendMaterial
    wish: TrendWish
    sessions: tuple[Session, ...]


def read_source(tx: Transaction, me: Me, audit_round: AuditRound, kind: ReportKind) -> ReportSource:
    """Everything that this report of the round's quarter needs, for who may read the team.

    While the team rates in private, nothing with agreed levels is read, and the report says so.
    """
    mine, team_id, quarter = acting(me), audit_round.team_id, audit_round.quarter
    plan = printable(tx, mine, audit_round)
    today = mine.clock.today()
    hidden = is_out_of_sight(tx, team_id)
    before = _before(tx, audit_round)
    year = [r for r in before if r.quarter.until(quarter) < YEAR]
    is_about_us = kind is ReportKind.WELLBEING
    is_long = kind in {ReportKind.YEAR, ReportKind.EVIDENCE}
    window = Window.FOUR if kind is ReportKind.YEAR else Window.EIGHT
    material = ReportMaterial(
        plan=plan,
        today=today,
        earlier=tuple(printable(tx, mine, r) for r in year) if is_long else (),
        asked=_asked(tx, team_id, quarter, today, of=YEAR if kind is ReportKind.YEAR else 2 * YEAR),
        since=None if hidden else _since(tx, plan, before[-1:], audit_round),
        over_a_year=None
        if hidden or kind is not ReportKind.YEAR
        else _since(tx, plan, year[:1], audit_round),
        surveys=surveys_told(tx, me, team_id, quarter.plus(1 - YEAR), quarter) if is_about_us else (),
        caveats=caveats(),
        support=support.signposting(tx) if is_about_us else "",
        hidden_why=_hidden_words() if hidden else "",
        language=plan.language,
    )
    then = year[0].quarter if kind is ReportKind.YEAR and year else None
    wish = TrendWish(
        window,
        then=then,
        now=quarter if then else None,
        with_unsigned=plan.agreed_on is None,
        until=quarter,
        to_leave=True,
    )
    now = Quarter.of(today)
    trends = read_material(tx, me, team_id, window if quarter >= now else Window.ALL)
    shown = trends if quarter >= now else up_to(trends, quarter, window)
    if TeamPart.WINS not in trends.parts:
        material = _without_wins(material)
    return ReportSource(material, _in_bands(shown), wish, trends.sessions)


def _without_wins(material: ReportMaterial) -> ReportMaterial:
    """A team that doesn't use small wins any more finds none in a new report; its signed plans keep theirs."""
    plans = (replace(plan, wins=()) for plan in material.earlier)
    return replace(material, plan=replace(material.plan, wins=()), earlier=tuple(plans))


def report_of(source: ReportSource, kind: ReportKind, *, words_only: bool) -> Report:
    """The report, from what was read; nothing here asks the workspace."""
    material = replace(source.material, time=_time(source))
    if not words_only:
        drawn = charted(source.trends, source.wish)
        material = replace(
            material, charts=_groups(drawn), version_words=drawn.version_words, notes=_notes(drawn)
        )
    write = {
        ReportKind.QUARTER: quarter_report,
        ReportKind.WELLBEING: wellbeing_report,
        ReportKind.YEAR: year_report,
        ReportKind.EVIDENCE: evidence_report,
    }[kind]
    return write(material, words_only=words_only)


def _notes(drawn: Trends) -> tuple[str, ...]:
    """The rules of thumb that stand under the trends, with the set of run-chart rules that was in use."""
    if drawn.settings.simple_rules:
        runs = _(
            "Run charts follow the simple rules: six or more in a row on one side of the median, or five or more in a row "
            "that rise or fall."
        )
    else:
        runs = _(
            "Run charts follow Anhøj’s rules: an unusually long run on one side of the median, or unusually few crossings "
            "of it. There is no rule about trends."
        )
    screened = _("Limits were worked out once more without the widest ranges.")
    return (*drawn.notes, runs, screened) if drawn.settings.screened else (*drawn.notes, runs)


def _groups(drawn: Trends) -> tuple[ChartGroup, ...]:
    return tuple(ChartGroup(ChartPart(s.part.value), s.charts, s.in_words) for s in drawn.sections)


def _in_bands(trends: TrendMaterial) -> TrendMaterial:
    """Without the counts that the openings permitted: who took part is told in bands on paper, and no spread at all."""
    return replace(trends, reviews=tuple(replace(review, counts=()) for review in trends.reviews))


def _before(tx: Transaction, audit_round: AuditRound) -> list[AuditRound]:
    """The signed reviews before this one, earliest first."""
    return signed_rounds(tx, audit_round.team_id, before=audit_round.quarter)


def _asked(tx: Transaction, team_id: str, quarter: Quarter, today: date, *, of: int) -> tuple[Asked, ...]:
    """What plans of so many quarters up to this one asked, and whatever still waits; the longest wait first."""
    asked = (a for a in replies.every_ask(tx, team_id, today) if a.asked_in <= quarter)
    found = (a for a in asked if a.waits or a.asked_in.until(quarter) < of)
    return tuple(sorted(found, key=lambda a: (not a.waits, -a.quarters, a.asked_on, a.what)))


def _since(
    tx: Transaction, plan: PlanMaterial, earlier: Sequence[AuditRound], audit_round: AuditRound
) -> Since | None:
    """How far the round came since an earlier one; None without one."""
    if not earlier:
        return None
    compared = compare_rounds(tx, earlier[0], audit_round)
    because = {c.topic_id: c.because for c in agreements.load_consensus(tx, audit_round.round_id).values()}
    return Since(
        compared.earlier,
        compared.asked.words(),
        tuple(
            ThemeMove(t.theme.id, t.theme.title, t.distance.move)
            for t in compared.themes
            if t.distance.may_be_drawn
        ),
        _moves(compared, because),
    )


def _moves(compared: SinceLastTime, because: dict[str, str]) -> tuple[TopicMove, ...]:
    return tuple(
        TopicMove(t.topic.id, t.topic.theme, t.topic.title, t.step.move, t.words, because.get(t.topic.id, ""))
        for t in compared.topics
        if t.step is not None
    )


def _time(source: ReportSource) -> tuple[TimeKept, ...]:
    """The protected time of the year's quarters, those without a planned session left out."""
    plan, today = source.material.plan, source.material.today
    found = (
        _kept(source, one, today)
        for back in reversed(range(YEAR))
        if (one := plan.quarter.plus(-back)).first_day <= today
    )
    return tuple(kept for kept in found if kept.total.planned)


def _kept(source: ReportSource, quarter: Quarter, today: date) -> TimeKept:
    """One quarter up to today, told as the ledger tells it."""
    period = Period(quarter.first_day, min(quarter.last_day, today))
    judged = judge(source.sessions, period)
    kinds = tuple((row.kind, row.total) for row in by_kind_and_month(judged, period))
    return TimeKept(quarter, tally(judged), kinds, why_lost(judged, source.trends.people))


def _hidden_words() -> str:
    return _("What was agreed, and how it changed, is left out while the team rates in private again.")
