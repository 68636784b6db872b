"""The wellbeing report, for a team and its manager: what was heard, what comes of it, time, figures that were released."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pie_audit.domain.day import full_day_words
from pie_audit.domain.ledger import Tally
from pie_audit.domain.plan_blocks import Block, Bullets, Heading, Paragraph, Table, Tone
from pie_audit.domain.plan_parts import sentence
from pie_audit.domain.report import Report, ReportKind
from pie_audit.domain.report_material import ChartPart, FigureRow, ReportMaterial, SurveyTold
from pie_audit.domain.report_parts import (
    about_blocks,
    ask_line,
    chart_blocks,
    framed,
    ours,
    table_blocks,
    time_blocks,
    time_front,
    title_blocks,
    waiting,
)
from pie_audit.domain.report_words import kept_share, quarter_words
from pie_audit.words import _

_ROW_SHARES = (0.46, 0.16, 0.19, 0.19)


def wellbeing_report(material: ReportMaterial, *, words_only: bool) -> Report:
    """What surveys released and what was said back, beside protected time. Never how many answered, nor who."""
    left_out = _left_out(material, words_only=words_only)
    report = framed(
        material,
        ReportKind.WELLBEING,
        _front(material),
        _inside(material, left_out, words_only=words_only),
        left_out=left_out,
        words_only=words_only,
    )
    return replace(
        report,
        foot=_("For the team and its manager. Nobody’s answers are in it."),
        day=material.today,
    )


def _left_out(material: ReportMaterial, *, words_only: bool) -> tuple[str, ...]:
    """What isn't in the report and why, one sentence each."""
    said = []
    if words_only:
        said.append(_("Figures and charts are left out: this form is for anybody who would rather read."))
    if material.hidden_why:
        said.append(material.hidden_why)
    if any(survey.hidden for survey in material.surveys):
        said.append(_("Some figures aren’t shown, to keep small groups safe."))
    return (
        *said,
        _("How many answered, and who, is nowhere in it: nobody knows."),
        _("What people wrote, and their own pages, are left out."),
    )


def _front(material: ReportMaterial) -> tuple[Block, ...]:
    return (
        *title_blocks(material, _("how we are, and what comes of it")),
        Paragraph(_lead(material), tone=Tone.LEAD, most_lines=3),
        *_heard(material),
        *_asked(material),
        *ours(material),
        *time_front(material),
        Heading(_("Where support is"), 2),
        *_support(material, most_lines=4),
    )


def _lead(material: ReportMaterial) -> str:
    """What is to be done next, from the latest survey."""
    if not material.surveys:
        return _("No survey has been opened yet. This is what we know from protected time and our review.")
    latest = material.surveys[0]
    if not latest.heard:
        return _("“{title}” is in. The team waits to hear what comes of it, by {day}.").format(
            title=latest.title, day=full_day_words(latest.report_by)
        )
    if any(line.cannot.strip() for line in latest.heard):
        return _("This is what we heard, what comes of it, and what isn’t possible yet.")
    return _("This is what we heard, and what comes of it.")


def _heard(material: ReportMaterial) -> list[Block]:
    """What was said back after the latest survey, on page one."""
    if not material.surveys or not material.surveys[0].heard:
        return []
    return [Heading(_("You said, we do"), 2), *_heard_lines(material.surveys[0], most_lines=3)]


def _heard_lines(survey: SurveyTold, *, most_lines: int | None = None) -> list[Block]:
    blocks: list[Block] = []
    for line in survey.heard:
        told = [sentence(line.will)] if line.will.strip() else []
        if line.cannot.strip():
            told.append(_("Not possible yet: {words}").format(words=sentence(line.cannot)))
        blocks.append(Paragraph(" ".join(told), lead=sentence(line.said), most_lines=most_lines))
    return blocks


def _asked(material: ReportMaterial) -> list[Block]:
    """What the plan asks of others, a line each: the boxes to answer in are in the plan."""
    lines = tuple(ask_line(asking) for asking in waiting(material)[:3])
    if not lines:
        return []
    return [
        Heading(_("What we ask of others"), 2),
        Bullets(lines, most_lines=2),
    ]


def _support(material: ReportMaterial, *, most_lines: int | None = None) -> list[Block]:
    told = [part for part in material.support.split("\n\n") if part.strip()]
    if not told:
        return [Paragraph(_("Talk to someone you trust, or to your supervisor if that feels right."))]
    return [Paragraph(part, most_lines=most_lines) for part in told]


def _inside(material: ReportMaterial, left_out: tuple[str, ...], *, words_only: bool) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for survey in material.surveys[:1]:
        blocks += _survey(survey, words_only=words_only)
    if not words_only:
        pulses = chart_blocks(material, ChartPart.WELLBEING, "pulse/")
        if pulses:
            blocks += [Heading(_("Over time"), 2), *pulses]
    blocks += _earlier(material.surveys[1:])
    blocks += [*_time(material, words_only=words_only), *_beside(material, words_only=words_only)]
    blocks += [Heading(_("Where support is"), 2), *_support(material)]
    blocks += about_blocks(material, left_out, words_only=words_only, has_review=False)
    return (*blocks, *table_blocks(material, blocks))


def _survey(survey: SurveyTold, *, words_only: bool) -> list[Block]:
    """One survey: figures as they were released, how little a change may mean, and what was said back."""
    title = _("{title}, {quarter}").format(title=survey.title, quarter=quarter_words(survey.quarter))
    blocks: list[Block] = [Heading(title, 2)]
    if survey.took_part:
        blocks.append(Paragraph(survey.took_part))
    blocks += _figures(survey, words_only=words_only)
    if survey.uncertainty and not words_only:
        blocks.append(Paragraph(survey.uncertainty, lead=_("How sure one can be:")))
    if survey.heard:
        blocks += [Heading(_("What was said back"), 3), *_heard_lines(survey)]
    small = " ".join(part for part in (survey.status_line, survey.required_line) if part and not words_only)
    return [*blocks, Paragraph(small, tone=Tone.QUIET)] if small else blocks


def _earlier(surveys: Sequence[SurveyTold]) -> list[Block]:
    """What was said back after the surveys before; their figures stand in the charts over time alone."""
    blocks: list[Block] = []
    for survey in surveys:
        title = _("{title}, {quarter}").format(title=survey.title, quarter=quarter_words(survey.quarter))
        told = _heard_lines(survey) or [Paragraph(_("Nothing was said back."))]
        blocks += [Heading(title, 3), *told]
    return [Heading(_("Surveys before that"), 2), *blocks] if blocks else []


def _figures(survey: SurveyTold, *, words_only: bool) -> list[Block]:
    if survey.hidden or not (survey.rows or survey.items):
        return [
            Paragraph(
                _("Nothing is shown this time, to keep everybody safe. That says nothing about how you are.")
            )
        ]
    if words_only:
        lines = tuple(line for row in (*survey.rows, *survey.items) if (line := _row_words(row)))
        return [Bullets(lines)] if lines else []
    head = (_("Out of 100, or in three bands"), _("Now"), _("Since last time"), _("Which way"))
    rows = tuple(_row(row) for row in (*survey.rows, *survey.items))
    return [Table(head, rows, _ROW_SHARES)]


def _row(row: FigureRow) -> tuple[str, ...]:
    now = str(row.mean) if row.mean is not None else row.band or _("not shown")
    return (row.title, now, row.move or "–", row.direction or "–")


def _row_words(row: FigureRow) -> str:
    """A row without its number: its band, and which way it went; empty where neither may be said."""
    told = [
        part
        for part in (row.band, _("{move} since last time").format(move=row.move) if row.move else "")
        if part
    ]
    return _("{title}: {words}.").format(title=row.title, words=", ".join(told)) if told else ""


def _time(material: ReportMaterial, *, words_only: bool) -> list[Block]:
    blocks: list[Block] = [Heading(_("Protected time"), 2)]
    mine = next((t for t in material.time if t.quarter == material.plan.quarter), None)
    blocks += time_blocks(material, mine, words_only=words_only)
    if words_only:
        before = [t for t in material.time if t.quarter != material.plan.quarter]
        lines = tuple(_before(t.quarter.name, t.total) for t in before)
        return [*blocks, Heading(_("Quarters before"), 3), Bullets(lines)] if lines else blocks
    return [*blocks, *chart_blocks(material, ChartPart.TIME, "time_ledger")]


def _before(name: str, tally: Tally) -> str:
    return _("{quarter}: {share}.").format(quarter=name, share=kept_share(tally))


def _beside(material: ReportMaterial, *, words_only: bool) -> list[Block]:
    """Support beside strain, with its caveats in the open."""
    charts = [] if words_only else chart_blocks(material, ChartPart.WELLBEING, "support_burnout")
    if not charts:
        return []
    return [Heading(_("Support beside strain"), 2), *charts]
