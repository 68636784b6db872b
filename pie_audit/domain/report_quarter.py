"""The quarterly report: page one to act on, then asks and replies, what changed, who took part, time and actions."""

from __future__ import annotations

from pie_audit.domain.day import full_day_words
from pie_audit.domain.plan_blocks import Block, Bullets, Heading, Paragraph, Table
from pie_audit.domain.plan_material import Edition, PlanAction, PlanMaterial
from pie_audit.domain.plan_parts import (
    BEYOND_ONE_PERSON,
    capital,
    due,
    owner,
    proud,
    status_words,
    stopped,
    who_took_part,
)
from pie_audit.domain.plan_priorities import board_table, board_words
from pie_audit.domain.report import Report, ReportKind
from pie_audit.domain.report_material import ChartPart, ReportMaterial
from pie_audit.domain.report_parts import (
    about_blocks,
    ask_blocks,
    asked_list,
    asked_table,
    came_back,
    changed_front,
    chart_blocks,
    framed,
    more_asks,
    ours,
    over_time,
    people,
    since_blocks,
    table_blocks,
    time_blocks,
    time_front,
    title_blocks,
)
from pie_audit.domain.report_words import count_words, quarter_words
from pie_audit.words import _

_ACTION_SHARES = (0.36, 0.17, 0.2, 0.27)


def quarter_report(material: ReportMaterial, *, words_only: bool) -> Report:
    """The report of one quarter. Page one has no score in either form; with `words_only` the rest has none either."""
    left_out = _left_out(material, words_only=words_only)
    return framed(
        material,
        ReportKind.QUARTER,
        _front(material),
        _inside(material, left_out, words_only=words_only),
        left_out=left_out,
        words_only=words_only,
    )


def _left_out(material: ReportMaterial, *, words_only: bool) -> tuple[str, ...]:
    """What isn't in the report and why, one sentence each."""
    said = []
    if material.hidden_why:
        said.append(material.hidden_why)
    if words_only:
        said.append(_("Figures and charts are left out: this form is for anybody who would rather read."))
    said.append(_("How differently people rated is left out: the team has it in its own copy of the plan."))
    said.append(_("Answers to surveys are left out: they have a report of their own."))
    if any(card.level not in BEYOND_ONE_PERSON for card in material.plan.influences):
        said.append(_("What helps or hinders one person stays with the team."))
    said.append(_("Roles stand in place of names."))
    return (*said, _("Private notes and single ratings are never printed."))


def _front(material: ReportMaterial) -> tuple[Block, ...]:
    return (
        *title_blocks(material, _("what we ask, what changed, and what we do")),
        *ask_blocks(material),
        *came_back(material),
        *changed_front(material, material.since),
        *ours(material),
        *time_front(material),
        *people(material.plan),
    )


def _inside(material: ReportMaterial, left_out: tuple[str, ...], *, words_only: bool) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Heading(_("Asks and replies"), 2),
        *(asked_list(material) if words_only else asked_table(material)),
        *more_asks(material),
        Heading(_since_title(material), 2),
        *since_blocks(material, material.since, words_only=words_only),
    ]
    if not words_only and not material.hidden_why:
        blocks += [*chart_blocks(material, ChartPart.DISTANCE), *_over_time(material)]
    blocks += [
        *_actions(material, words_only=words_only),
        *_time(material, words_only=words_only),
        *_people(material, words_only=words_only),
        *_board(material.plan, words_only=words_only),
        *proud(material.plan),
        *about_blocks(material, left_out, words_only=words_only),
    ]
    return (*blocks, *table_blocks(material, blocks))


def _since_title(material: ReportMaterial) -> str:
    if material.since is None:
        return _("What changed")
    return _("What changed since {quarter}").format(quarter=quarter_words(material.since.earlier))


def _over_time(material: ReportMaterial) -> list[Block]:
    """The lines of the themes and the squares of theme by quarter, with where questions changed."""
    charts = over_time(material)
    if not charts:
        return []
    breaks: list[Block] = [Bullets(material.version_words)] if material.version_words else []
    return [*charts, *breaks]


def _actions(material: ReportMaterial, *, words_only: bool) -> list[Block]:
    """Every action of the plan with who holds it by role, by when, and where it is up to."""
    plan = material.plan
    blocks: list[Block] = [Heading(_("What we did, and what goes on"), 2)]
    if not plan.actions:
        return [*blocks, Paragraph(_("No actions are written down yet."))]
    if words_only:
        return [*blocks, Bullets(tuple(_action_line(a) for a in plan.actions))]
    rows = tuple(
        (capital(a.action.what), capital(owner(a, Edition.WORDS)), due(a.action) or "–", _up_to(a))
        for a in plan.actions
    )
    table = Table((_("What"), _("Who"), _("By"), _("Up to")), rows, _ACTION_SHARES)
    return [*blocks, table, *chart_blocks(material, ChartPart.ACTIONS, "actions")]


def _action_line(planned: PlanAction) -> str:
    told = _("{what} ({who}): {up_to}.").format(
        what=capital(planned.action.what).rstrip("."),
        who=owner(planned, Edition.WORDS),
        up_to=_up_to(planned),
    )
    by = planned.action.due
    return (
        f"{told} {_('By {day}.').format(day=full_day_words(by))}" if by and planned.action.is_open else told
    )


def _up_to(planned: PlanAction) -> str:
    """Where an action is up to, with how often it was carried forward and why it was stopped."""
    action = planned.action
    told = status_words(action.status)
    if action.carried_count:
        told = _("{status}, carried forward {times}").format(status=told, times=_times(action.carried_count))
    if action.status_reason.strip():
        told = _("{status}: {why}").format(status=told, why=action.status_reason.strip().rstrip("."))
    if action.is_stuck:
        told = _("{status}: shrink it, drop it or ask for help").format(status=told)
    return told


def _times(n: int) -> str:
    first = (_("once"), _("twice"))
    return first[n - 1] if n <= len(first) else _("{n} times").format(n=count_words(n))


def _time(material: ReportMaterial, *, words_only: bool) -> list[Block]:
    kept = next((t for t in material.time if t.quarter == material.plan.quarter), None)
    charts = [] if words_only else chart_blocks(material, ChartPart.TIME, "time_ledger")
    return [Heading(_("Protected time"), 2), *time_blocks(material, kept, words_only=words_only), *charts]


def _people(material: ReportMaterial, *, words_only: bool) -> list[Block]:
    charts = [] if words_only else chart_blocks(material, ChartPart.PEOPLE, "participation")
    said = Paragraph(stopped(who_took_part(material.plan)))
    return [Heading(_("Who took part"), 2), said, *charts]


def _board(plan: PlanMaterial, *, words_only: bool) -> list[Block]:
    """What helps and hinders beyond one person, by where it lies."""
    shown = tuple(card for card in plan.influences if card.level in BEYOND_ONE_PERSON)
    if not shown:
        return []
    if words_only:
        return board_words(plan)
    return [Heading(_("What helps and what hinders"), 2), board_table(plan, shown)]
