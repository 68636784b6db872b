"""What one person may read, record by record, in plain data; each record has a kind (docs/workspace-format.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.domain.barrier_matrix import key_of_card
from pie_audit.domain.plain_data import to_plain
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import Reply
from pie_audit.domain.session import Session
from pie_audit.domain.table import Table
from pie_audit.storage import (
    agreements,
    ask_evidence,
    barriers,
    daily_notes,
    groups,
    people,
    practices,
    reading_cards,
    said_did,
    sessions,
    small_logs,
    team_words,
    teams,
    trend_marks,
)
from pie_audit.storage import audits as rounds
from pie_audit.storage import plans as actions
from pie_audit.words import _
from pie_audit.workflows import influences, replies, results
from pie_audit.workflows.board import board
from pie_audit.workflows.board_rules import require_opened
from pie_audit.workflows.in_sight import is_out_of_sight
from pie_audit.workflows.meetings import TopicView
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.supervision.group_lines import lines_for
from pie_audit.workflows.supervision.groups import comes_along
from pie_audit.workflows.surveys.for_tables import surveys_table
from pie_audit.workflows.teams import people as people_here

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

Record = dict[str, Any]

_INSIDE = frozenset({"version", "place"})
"""Fields that only the program needs."""

_OF_A_FIGURE = (
    "survey",
    "quarter",
    "questionnaire",
    "questionnaire_version",
    "took_part",
    "group",
    "about",
    "title",
    "mean",
    "mean_before",
    "change",
    "lowest_third",
    "middle_third",
    "highest_third",
    "band",
)
"""The columns of the table of surveys."""


def teams_to_read(tx: Transaction, me: Me) -> tuple[str, ...]:
    """The ids of the teams whose matters this person may read."""
    member = acting(me).member
    return tuple(t.team_id for t in teams.list_teams(tx) if may(member, Act.READ_TEAM, Matter(t.team_id)))


def reviews_to_read(tx: Transaction, me: Me, team_id: str) -> tuple[str, ...]:
    """The ids of a team's reviews that weren't abandoned, the earliest first."""
    require(acting(me).member, Act.READ_TEAM, Matter(team_id))
    return tuple(
        r.round_id for r in rounds.rounds_of_team(tx, team_id) if r.state is not RoundState.ABANDONED
    )


def people_records(tx: Transaction, me: Me) -> Iterator[Record]:
    """Teams and people as the page “People” lists them."""
    here = people_here(tx, me)
    for team in here.teams:
        yield {"kind": "team", "id": team.team_id, "name": team.name, "about": team.about}
    for row in here.rows:
        yield {
            "kind": "person",
            "id": row.person_id,
            "name": row.name,
            "roles": sorted(role.value for role in row.roles),
            "team_ids": [team.team_id for team in row.teams],
            "standing": row.standing.value,
        }


def review_records(tx: Transaction, me: Me, round_id: str) -> Iterator[Record]:
    """One review: how it was planned, what was agreed, what is seen differently, the board, the signatures.

    While the team rates in private nothing that was agreed is among them, and the review says so.
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
    yield from _board(tx, me, one)
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
                **_plain(each.consensus),
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


def _board(tx: Transaction, me: Me, one: AuditRound) -> Iterator[Record]:
    require_opened(one)
    for card in influences.board(tx, me, one.round_id).cards:
        yield {"kind": "card"} | _plain(card)


def plan_records(tx: Transaction, me: Me, team_id: str) -> Iterator[Record]:
    """Every action with its history, everything that signed plans asked, and what came back."""
    mine = acting(me)
    require(mine.member, Act.READ_TEAM, Matter(team_id))
    for action in actions.actions_of_team(tx, team_id):
        history = actions.steps_of_actions(tx, [action.action_id])
        yield {"kind": "action"} | _plain(action) | {"history": [_plain(step) for step in history]}
    for asked in replies.every_ask(tx, team_id, mine.clock.today()):
        yield (
            {"kind": "ask", "team_id": team_id}
            | _plain(asked)
            | {"replies": [_reply(reply) for reply in asked.replies]}
        )


def log_records(tx: Transaction, me: Me, team_id: str) -> Iterator[Record]:
    """Small logs, lines that groups sent back, and marks on trends."""
    for kind, entries in _logs_of(tx, me, team_id).items():
        for entry in entries:
            plain = _plain(entry)
            plain |= {f"{kind}_kind": plain.pop("kind")} if "kind" in plain else {}
            yield {"kind": kind} | plain
    for read in lines_for(tx, me, team_id):
        yield {"kind": "line of a group", "of": read.kind.value} | _plain(read.line)
    for mark in trend_marks.marks_of(tx, team_id):
        plain = _plain(mark)
        yield {"kind": "mark on trends", "mark": plain.pop("kind")} | plain


def _logs_of(tx: Transaction, me: Me, team_id: str) -> dict[str, Sequence[Any]]:
    """Every entry of every log of a team, of the parts that it uses and of those it left. Raises NotNow outside it."""
    require(acting(me).member, Act.READ_TEAM, Matter(team_id))
    return {
        "win": small_logs.wins_of(tx, team_id),
        "friction": small_logs.friction_of(tx, team_id),
        "tellings": small_logs.tellings_of(tx, team_id),
        "refusal": daily_notes.refusals_of(tx, team_id),
        "bent rule": daily_notes.bent_rules_of(tx, team_id),
        "prompts done": daily_notes.prompts_done_of(tx, team_id),
        "door card": daily_notes.door_cards_of(tx, team_id),
    }


def part_records(tx: Transaction, me: Me, team_id: str) -> Iterator[Record]:
    """What a team wrote in its other parts, in use or not: its board, cards, practices, barriers, evidence and words."""
    require(acting(me).member, Act.READ_TEAM, Matter(team_id))
    names = {m.person_id: m.name for m in people.list_members(tx, with_left=True)}
    for line in said_did.lines_of(tx, team_id):
        yield {"kind": "said and done"} | _plain(line)
    for card in reading_cards.cards_of(tx, team_id):
        yield {"kind": "reading card"} | _plain(card)
    for practice in practices.practices_of(tx, team_id):
        plain = _plain(practice)
        owner = {"owner": names.get(plain.pop("owner_id") or "", "")}
        yield {"kind": "practice"} | plain | owner
    yield from _barrier_records(tx, team_id)
    for evidence in ask_evidence.evidence_of(
        tx, [action.action_id for action in actions.actions_of_team(tx, team_id)]
    ):
        yield {"kind": "evidence"} | _plain(evidence)
    for term, (one, many, article) in team_words.words_of(tx, team_id).items():
        yield {
            "kind": "our word",
            "team_id": team_id,
            "term": term,
            "one": one,
            "many": many,
            "article": article,
        }


def _barrier_records(tx: Transaction, team_id: str) -> Iterator[Record]:
    """What was said of barriers; nothing of what earlier reviews noticed while the team rates in private."""
    is_hidden = is_out_of_sight(tx, team_id)
    of_cards = key_of_card("")
    for kind, found in (
        ("barrier", barriers.notes_of(tx, team_id)),
        ("barrier moved", barriers.steps_of(tx, team_id)),
    ):
        for one in found:
            if not (is_hidden and one.barrier_key.startswith(of_cards)):
                yield {"kind": kind} | _plain(one)


def survey_records(tx: Transaction, me: Me, team_id: str) -> Iterator[Record]:
    """Figures that surveys released, as the table of them has them."""
    table = surveys_table(tx, me, team_id)
    for row in table.rows:
        yield {"kind": "released figure", "team_id": team_id, "figures": _figures(table, row)}


def session_records(tx: Transaction, me: Me) -> Iterator[Record]:
    """One's own sessions and those of one's groups, whole; nothing of anybody else's."""
    mine = acting(me)
    own_id = mine.member.person_id
    my_groups = [g.group_id for g in groups.groups_of(tx, own_id) if comes_along(mine, g)]
    names = {m.person_id: m.name for m in people.list_members(tx, with_left=True)}
    for one in sessions.sessions_of(tx, own_id, group_ids=my_groups):
        yield _session(one, own_id, names)


def _session(one: Session, own_id: str, names: Mapping[str, str]) -> Record:
    other_id = one.supervisor_id if one.supervisee_id == own_id else one.supervisee_id
    return {
        "kind": "session",
        "id": one.session_id,
        "of": one.kind.value,
        "team_id": one.team_id,
        "with": names.get(other_id or "", ""),
        "planned_on": one.planned_on.isoformat(),
        "moved_to": one.moved_to.isoformat() if one.moved_to else None,
        "planned_min": one.planned_min,
        "status": one.status.value,
        "held_on": one.held_on.isoformat() if one.held_on else None,
        "held_min": one.held_min,
    }


def board_records(tx: Transaction, me: Me) -> Iterator[Record]:
    """For leaders: what teams shared, and what was replied here."""
    if not may(acting(me).member, Act.KEEP_BOARD):
        return
    shown = board(tx, me)
    for plan in shown.plans:
        yield {"kind": "shared plan", "came_by": plan.came_by.value} | _plain(plan.plan)
    for group in shown.asks:
        for one in group.asks:
            plain = _plain(one.ask)
            printed = plain.pop("kind")
            yield (
                {"kind": "shared ask", "put_together_as": group.title, "team": one.team}
                | plain
                | {
                    "printed_reply": printed,
                    "quarters": one.quarters,
                    "replies": [_reply(reply) for reply in one.given],
                }
            )


def _reply(reply: Reply) -> Record:
    plain = _plain(reply)
    return {"said": plain.pop("kind")} | plain


def _figures(table: Table, row: tuple[str, ...]) -> Record:
    """Under names that stay, numbers as numbers; headings are in whatever language the screen has."""
    found: Record = {}
    for at, (name, cell) in enumerate(zip(_OF_A_FIGURE, row, strict=True)):
        is_number = at in table.numeric and cell.isdecimal()
        found[name] = int(cell) if is_number else cell or None
    return found


def _plain(value: object) -> Record:
    found = _tidy(to_plain(value))
    assert isinstance(found, dict)
    return {name: kept for name, kept in found.items() if name not in _INSIDE}


def _tidy(value: Any) -> Any:
    """Quarters as they are written everywhere else."""
    if isinstance(value, dict):
        if value.keys() == {"year", "number"}:
            return str(Quarter(value["year"], value["number"]))
        return {name: _tidy(kept) for name, kept in value.items()}
    return [_tidy(kept) for kept in value] if isinstance(value, list) else value
