"""Tables for leaders: what teams shared with them, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from pie_audit.domain.board import Board, BoardAsk, BoardPlan
from pie_audit.domain.board_words import status_words
from pie_audit.domain.table import Column, Table, TableName
from pie_audit.words import _
from pie_audit.workflows.tables.from_plans import barrier_words, kind_words, yes_no


def shared_actions_table(board: Board) -> Table:
    """What teams do themselves, as their latest shared plans print it."""
    columns = (
        Column(_("Team"), _("Whose plan it is.")),
        Column(_("Quarter"), _("The quarter of the plan, 2026Q4.")),
        Column(_("What they will do"), _("The action, in the team’s words.")),
        Column(_("State"), _("Not started, under way, done, stopped or carried forward.")),
        Column(_("Carried"), _("How many plans it came through before this one."), True),
    )
    rows = tuple(row for one in board.plans for row in _action_rows(one))
    why = "" if rows else _("No team has shared an action yet.")
    return Table(TableName.ACTIONS, _("Actions of shared plans"), columns, rows, _chosen(), why)


def _action_rows(one: BoardPlan) -> Iterator[tuple[str, ...]]:
    for action in one.plan.actions:
        yield (
            one.plan.team,
            str(one.plan.quarter),
            action.what,
            status_words(action.status),
            str(action.carried),
        )


def shared_asks_table(board: Board) -> Table:
    """What teams ask for, with what was replied; asks that are alike stand under one heading."""
    columns = (
        Column(_("Put together as"), _("What like asks of several teams are called on the board.")),
        Column(_("Team"), _("Who asks.")),
        Column(_("Code"), _("What replies call the ask by.")),
        Column(_("Of whom"), _("Of whom it is asked.")),
        Column(_("What they ask for"), _("The ask, in the team’s words.")),
        Column(_("Where it gets in the way"), _("For one person, in this {service} or in the wider system.")),
        Column(_("Roughly a year"), _("What it costs, as the team wrote it.")),
        Column(_("If not"), _("What stays as it is without it.")),
        Column(_("Asked in"), _("The quarter of the plan that asked first, 2026Q4.")),
        Column(_("Quarters"), _("How many quarters it has waited."), True),
        Column(_("Waits"), _("Yes or no: whether nobody has answered.")),
        Column(_("Reply"), _("Yes, partly or no: the latest.")),
        Column(_("Because"), _("The reason that was given.")),
    )
    rows = tuple(_ask_row(group.title, one) for group in board.asks for one in group.asks)
    why = "" if rows else _("No team has shared an ask yet.")
    return Table(TableName.ASKS, _("What teams ask for"), columns, rows, _chosen(), why)


def _ask_row(title: str, one: BoardAsk) -> tuple[str, ...]:
    ask, given = one.ask, one.given[-1] if one.given else None
    return (
        title,
        one.team,
        ask.code,
        ask.of,
        ask.what,
        barrier_words(ask.level),
        ask.cost,
        ask.if_no,
        str(ask.asked_in),
        str(one.quarters),
        yes_no(one.waits),
        kind_words(given.kind if given else ask.kind),
        given.because if given else ask.answer,
    )


def _chosen() -> tuple[str, ...]:
    return (_("Plans: the latest of each team that shared one"),)
