"""Tables of a plan: what will be done, what was asked, and what came back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pie_audit.domain.board_words import status_words
from pie_audit.domain.plan import BarrierLevel, Involvement
from pie_audit.domain.reply import Asked, Reply, ReplyKind
from pie_audit.domain.table import Column, Table, TableName
from pie_audit.words import _
from pie_audit.workflows.plan_rows import PlanRow, owner_words, plan_rows
from pie_audit.workflows.plans import PlanView


def actions_table(view: PlanView) -> Table:
    """The action plan: the rows of the page “Action plan” in their order, with all their columns."""
    columns = (
        Column(_("What will we do?"), _("The action.")),
        Column(_("Why"), _("The priority or topic it belongs to, as the page groups them.")),
        Column(_("Who holds it"), _("A name, or “Needs owner”.")),
        Column(_("By when"), _("The day it is due; empty for what goes on.")),
        Column(_("Look again"), _("The day to look at it again.")),
        Column(_("State"), _("Not started, under way, done, stopped or carried forward.")),
        Column(_("Why so"), _("The reason for its state, where one was given.")),
        Column(_("First small step"), _("What happens first.")),
        Column(_("How we will know"), _("What people would notice.")),
        Column(_("What we need"), _("What is asked of others for it.")),
        Column(_("Why now"), _("Why it can’t wait.")),
        Column(_("From whom"), _("Of whom it is asked.")),
        Column(_("Reply by"), _("By which day a reply is needed.")),
        Column(_("Roughly a year"), _("What it costs, as the team wrote it.")),
        Column(_("If not"), _("What stays as it is without it.")),
        Column(_("Where it gets in the way"), _("For one person, in this {service} or in the wider system.")),
        Column(_("Hand of {residents}"), _("No, consulted, co-produced or led.")),
        Column(_("Carried"), _("How many plans it came through before this one."), True),
        Column(_("Plan"), _("The quarter of the plan that lists it, 2026Q4.")),
    )
    rows = tuple(_action_row(row, view) for row in plan_rows(view))
    chosen = _("Plan: {quarter}, with what earlier plans left open").format(quarter=view.quarter.name)
    why = "" if rows else _("Nothing is planned yet.")
    return Table(TableName.ACTIONS, _("Action plan"), columns, rows, (chosen,), why)


def _action_row(row: PlanRow, view: PlanView) -> tuple[str, ...]:
    action = row.action
    return (
        action.what,
        row.group.title,
        owner_words(action, view),
        _day(action.due),
        _day(action.review_on),
        status_words(action.status.value),
        action.status_reason,
        action.first_small_step,
        action.success_sign,
        action.ask_what,
        action.ask_why_now,
        action.ask_of,
        _day(action.ask_reply_by),
        action.ask_cost,
        action.ask_if_no,
        barrier_words(action.barrier_level),
        involvement_words(action.involvement),
        str(action.carried_count),
        str(view.quarter),
    )


def asks_table(asked: tuple[Asked, ...]) -> Table:
    """Everything that signed plans asked of others, a row for each reply and one for each silence."""
    columns = (
        Column(_("Of whom"), _("Of whom it was asked.")),
        Column(_("What we ask for"), _("The ask, in the words of the plan.")),
        Column(_("Asked in"), _("The quarter of the plan that asked first, 2026Q4.")),
        Column(_("Asked on"), _("The day that plan was signed off.")),
        Column(_("Reply by"), _("By which day a reply was asked for.")),
        Column(_("Quarters"), _("How many quarters ago it was asked first."), True),
        Column(_("Waits"), _("Yes or no: whether nobody has answered and an answer would still help.")),
        Column(_("Reply"), _("Yes, partly or no.")),
        Column(_("Replied on"), _("The day of the reply.")),
        Column(_("Who replied"), _("By role.")),
        Column(_("Because"), _("The reason that was given.")),
        Column(_("They would try"), _("What they would try instead.")),
        Column(_("In the room"), _("Who from the front line was there when it was decided, by role.")),
    )
    rows = tuple(row for one in asked for row in _ask_rows(one))
    why = "" if rows else _("No signed plan has asked anything of others yet.")
    return Table(
        TableName.ASKS, _("What we asked"), columns, rows, (_("Asks: of every plan signed so far"),), why
    )


def _ask_rows(one: Asked) -> Iterator[tuple[str, ...]]:
    ask = (
        one.of,
        one.what,
        str(one.asked_in),
        one.asked_on.isoformat(),
        _day(one.reply_by),
        str(one.quarters),
        yes_no(one.waits),
    )
    for reply in one.replies:
        yield (*ask, *_reply_cells(reply))
    if not one.replies:
        yield (*ask, "", "", "", "", "", "")


def _reply_cells(reply: Reply) -> tuple[str, ...]:
    return (
        kind_words(reply.kind),
        reply.replied_on.isoformat(),
        reply.from_whom,
        reply.because,
        reply.would_try,
        reply.in_the_room,
    )


def kind_words(kind: ReplyKind | None) -> str:
    """The answer in one word; empty for none."""
    if kind is None:
        return ""
    return {ReplyKind.YES: _("yes"), ReplyKind.PARTLY: _("partly"), ReplyKind.NO: _("no")}[kind]


def barrier_words(level: BarrierLevel | None) -> str:
    """Where something gets in the way; empty where nobody said."""
    if level is None:
        return ""
    return {
        BarrierLevel.INDIVIDUAL: _("for one person"),
        BarrierLevel.SERVICE: _("in this {service}"),
        BarrierLevel.SYSTEM: _("in the wider system"),
    }[level]


def involvement_words(involvement: Involvement) -> str:
    """The hand that people with lived experience had in it."""
    return {
        Involvement.NO: _("no"),
        Involvement.CONSULTED: _("consulted"),
        Involvement.CO_PRODUCED: _("co-produced"),
        Involvement.LED: _("led"),
    }[involvement]


def yes_no(value: bool) -> str:
    """Yes or no."""
    return _("yes") if value else _("no")


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
