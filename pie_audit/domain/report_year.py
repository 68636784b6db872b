"""The year in review: what was asked and what came back, what was done, what changed, and who took part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pie_audit.domain.plan_blocks import Block, Bullets, Heading, Paragraph, Table
from pie_audit.domain.plan_material import Edition, PlanAction, PlanMaterial
from pie_audit.domain.plan_parts import capital, finished, owner, sentence, who_took_part
from pie_audit.domain.report import Report, ReportKind
from pie_audit.domain.report_material import ChartPart, ReportMaterial, TimeKept
from pie_audit.domain.report_parts import (
    about_blocks,
    ask_lines,
    asked_list,
    asked_table,
    came_back,
    chart_blocks,
    framed,
    move_line,
    moved,
    ours,
    over_time,
    people,
    since_blocks,
    table_blocks,
    title_blocks,
    voice,
)
from pie_audit.domain.report_words import kept_counts, kept_share, quarter_words, report_name
from pie_audit.words import _

_MOST_ON_FRONT = 4
_DONE_SHARES = (0.56, 0.24, 0.2)
_TIME_SHARES = (0.34, 0.24, 0.14, 0.14, 0.14)


def year_report(material: ReportMaterial, *, words_only: bool) -> Report:
    """Up to four quarters of one team, the last one that of `material.plan`."""
    left_out = _left_out(material, words_only=words_only)
    report = framed(
        material,
        ReportKind.YEAR,
        _front(material),
        _inside(material, left_out, words_only=words_only),
        left_out=left_out,
        words_only=words_only,
    )
    return replace(
        report,
        subject=_("{name}, up to {quarter}").format(
            name=report_name(ReportKind.YEAR), quarter=quarter_words(material.plan.quarter)
        ),
    )


def _left_out(material: ReportMaterial, *, words_only: bool) -> tuple[str, ...]:
    """What isn't in the report and why, one sentence each."""
    said = [material.hidden_why] if material.hidden_why else []
    if words_only:
        said.append(_("Figures and charts are left out: this form is for anybody who would rather read."))
    gaps = _gaps(material)
    if gaps:
        said.append(_("There was no review in {quarters}.").format(quarters=", ".join(gaps)))
    return (
        *said,
        _("Small wins are here only where the team lets them be printed."),
        _("Answers to surveys are left out: they have a report of their own."),
        _("Roles stand in place of names."),
        _("Private notes and single ratings are never printed."),
    )


def _gaps(material: ReportMaterial) -> list[str]:
    """Quarters of the year without a review."""
    there = {plan.quarter for plan in material.plans}
    year = [material.plan.quarter.plus(-back) for back in reversed(range(4))]
    return [quarter_words(quarter) for quarter in year if quarter not in there and quarter > min(there)]


def _front(material: ReportMaterial) -> tuple[Block, ...]:
    return (
        *title_blocks(material, _("four quarters: what we asked, what we did, what changed")),
        *ask_lines(material),
        *came_back(material),
        *_done_front(material),
        *_changed_front(material),
        *ours(material),
        Paragraph(sentence(_time_front(material.time)), lead=_("Protected time:"), most_lines=2),
        *voice(material.plan),
        *people(material.plan),
    )


def _done(material: ReportMaterial) -> list[tuple[PlanMaterial, PlanAction]]:
    """What got finished in each quarter; what a later plan took over is finished there."""
    return [(plan, action) for plan in material.plans for action in finished(plan)]


def _done_front(material: ReportMaterial) -> list[Block]:
    done = list(dict.fromkeys(sentence(action.action.what) for _plan, action in reversed(_done(material))))
    if not done:
        return [Heading(_("What we did"), 2), Paragraph(_("Nothing is written down as done yet."))]
    return [Heading(_("What we did"), 2), Bullets(tuple(done[:_MOST_ON_FRONT]), most_lines=1)]


def _changed_front(material: ReportMaterial) -> list[Block]:
    since = material.over_a_year
    if since is None or not (
        lines := tuple(move_line(m, since.earlier) for m in moved(since)[:_MOST_ON_FRONT])
    ):
        return []
    title = _("What changed since {quarter}").format(quarter=quarter_words(since.earlier))
    return [Heading(title, 2), Bullets(lines, most_lines=2)]


def _time_front(time: Sequence[TimeKept]) -> str:
    told = [
        _("{quarter}, {share}").format(quarter=quarter_words(t.quarter), share=kept_share(t.total))
        for t in time
    ]
    return "; ".join(told) if told else _("no session was planned")


def _inside(material: ReportMaterial, left_out: tuple[str, ...], *, words_only: bool) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Heading(_("What we asked, and what came back"), 2),
        *(asked_list(material) if words_only else asked_table(material)),
        *_what_we_did(material, words_only=words_only),
        Heading(_("What changed over the year"), 2),
        *since_blocks(material, material.over_a_year, words_only=words_only),
    ]
    if not words_only and not material.hidden_why:
        blocks += chart_blocks(material, ChartPart.DISTANCE)
        blocks += over_time(material)
    blocks += [
        *_wins(material),
        *_time(material, words_only=words_only),
        *_people(material, words_only=words_only),
        *about_blocks(material, left_out, words_only=words_only),
    ]
    return (*blocks, *table_blocks(material, blocks))


def _what_we_did(material: ReportMaterial, *, words_only: bool) -> list[Block]:
    done = _done(material)
    blocks: list[Block] = [Heading(_("What we did"), 2)]
    if not done:
        return [*blocks, Paragraph(_("Nothing is written down as done yet."))]
    if words_only:
        lines = (
            _("{quarter}: {what}").format(quarter=p.quarter.name, what=sentence(a.action.what))
            for p, a in done
        )
        return [*blocks, Bullets(tuple(lines))]
    rows = tuple((capital(a.action.what), capital(owner(a, Edition.WORDS)), p.quarter.name) for p, a in done)
    table = Table((_("What got done"), _("Who"), _("In")), rows, _DONE_SHARES)
    return [*blocks, table, *chart_blocks(material, ChartPart.ACTIONS, "actions")]


def _wins(material: ReportMaterial) -> list[Block]:
    """Wins that may be printed, quarter by quarter, as sentences; they are never counted."""
    blocks: list[Block] = []
    for plan in material.plans:
        if plan.wins:
            blocks += [Heading(plan.quarter.name, 3), Bullets(tuple(sentence(win) for win in plan.wins))]
    return [Heading(_("Small wins to be proud of"), 2), *blocks] if blocks else []


def _time(material: ReportMaterial, *, words_only: bool) -> list[Block]:
    blocks: list[Block] = [Heading(_("Protected time"), 2)]
    if not material.time:
        return [*blocks, Paragraph(_("No session was planned this year."))]
    if words_only:
        lines = (
            _("{quarter}: {share}.").format(quarter=t.quarter.name, share=kept_share(t.total))
            for t in material.time
        )
        return [*blocks, Bullets(tuple(lines))]
    rows = tuple(
        (t.quarter.name, kept_counts(t.total), str(t.total.short), str(t.total.moved), str(t.total.lost))
        for t in material.time
    )
    head = (_("Quarter"), _("Held of planned"), _("Cut short"), _("To come"), _("Lost"))
    return [*blocks, Table(head, rows, _TIME_SHARES), *chart_blocks(material, ChartPart.TIME, "time_ledger")]


def _people(material: ReportMaterial, *, words_only: bool) -> list[Block]:
    lines = tuple(
        _("{quarter}. {who}").format(quarter=plan.quarter.name, who=who_took_part(plan))
        for plan in material.plans
    )
    charts = [] if words_only else chart_blocks(material, ChartPart.PEOPLE, "participation")
    return [Heading(_("Who took part"), 2), Bullets(lines), *charts]
