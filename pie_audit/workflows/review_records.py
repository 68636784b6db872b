"""One review in the open file: what was agreed, the board, what the team chose, and what came after the signature."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.storage import agreements, signed
from pie_audit.storage import audits as rounds
from pie_audit.storage import influences as stored
from pie_audit.words import _
from pie_audit.workflows import influences, results
from pie_audit.workflows.board_rules import require_opened
from pie_audit.workflows.everyday import on_table
from pie_audit.workflows.in_sight import is_out_of_sight
from pie_audit.workflows.meetings import TopicView
from pie_audit.workflows.permissions import Act, Matter, require
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.record_values import Record, plain_record

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


def reviews_to_read(tx: Transaction, me: Me, team_id: str) -> tuple[str, ...]:
    """The ids of a team's reviews that weren't abandoned, the earliest first."""
    require(acting(me).member, Act.READ_TEAM, Matter(team_id))
    return tuple(
        r.round_id for r in rounds.rounds_of_team(tx, team_id) if r.state is not RoundState.ABANDONED
    )


def review_records(tx: Transaction, me: Me, round_id: str) -> Iterator[Record]:
    """One review: how it was planned, what was agreed, the board, what the team chose, the signatures and what came later.

    While the team rates in private nothing that was agreed or talked about is among them, and the review says so.
    """
    one = rounds.load_round(tx, round_id)
    require(acting(me).member, Act.READ_TEAM, Matter.of(one))
    opened = results.can_be_seen(one)
    hidden = is_out_of_sight(tx, one.team_id)
    yield _review(one, hidden=opened and hidden)
    if not opened:
        return
    if not hidden:
        yield from _agreed(tx, me, round_id)
        yield from _talked_about(tx, one)
        yield from _additions(tx, round_id)
    yield from _board(tx, me, one)
    for priority in stored.priorities_of_round(tx, round_id):
        yield {"kind": "priority"} | plain_record(priority)
    for sign in agreements.load_sign_offs(tx, round_id):
        yield {"kind": "signature", "review_id": round_id, "role": sign.role, "day": sign.day.isoformat()} | {
            "reservation": sign.reservation
        }


def _review(one: AuditRound, *, hidden: bool) -> Record:
    return {
        "kind": "review",
        "id": one.round_id,
        "team_id": one.team_id,
        "quarter": str(one.quarter),
        "state": one.state.value,
        "question_set": one.questionnaire_id,
        "question_set_version": one.questionnaire_version,
        "scope": one.scope,
        "theme_id": one.theme_id,
        "opens_on": one.opens_on.isoformat(),
        "closes_on": one.closes_on.isoformat(),
        "talk_on": one.talk_on.isoformat() if one.talk_on else None,
        "levels_hidden": hidden,
    }


def _agreed(tx: Transaction, me: Me, round_id: str) -> Iterator[Record]:
    view = results.results(tx, me, round_id)
    for each in view.topics:
        if each.consensus is not None:
            yield {"kind": "agreed", "review_id": round_id, "theme_id": each.theme.id} | {
                "topic": each.topic.title,
                **plain_record(each.consensus),
            }
        yield from _different_views(each, round_id, few_raters=view.few_raters)


def _different_views(view: TopicView, round_id: str, *, few_raters: bool) -> Iterator[Record]:
    """As the page tells them: where few rated, only what somebody signed, and that there is more."""
    about = {"kind": "different view", "review_id": round_id, "topic_id": view.topic.id}
    told = [d for d in view.dissents if d.signed_as or not few_raters]
    for one in told:
        level = None if one.level is None else int(one.level)
        yield about | {"words": one.words, "level": level, "signed_as": one.signed_as}
    if len(told) < len(view.dissents):
        yield about | {"words": _("Somebody sees it differently."), "level": None, "signed_as": ""}


def _talked_about(tx: Transaction, one: AuditRound) -> Iterator[Record]:
    """What the meeting marked of what else lay on its table."""
    for mark in agreements.table_marks_of(tx, one.round_id):
        about = on_table.title_of(tx, one.team_id, mark.item_key)
        yield {"kind": "table mark", "review_id": one.round_id, "about": about} | plain_record(mark)


def _additions(tx: Transaction, round_id: str) -> Iterator[Record]:
    """What was added to the review after its signature."""
    for addendum in signed.addenda_of_round(tx, round_id):
        yield {"kind": "addition", "review_id": round_id} | plain_record(addendum)


def _board(tx: Transaction, me: Me, one: AuditRound) -> Iterator[Record]:
    require_opened(one)
    for card in influences.board(tx, me, one.round_id).cards:
        yield {"kind": "card"} | plain_record(card)
