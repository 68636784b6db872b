"""What one person may read, record by record, in plain data; each record has a kind (docs/workspace-format.md)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pie_audit.domain.barrier_matrix import key_of_card
from pie_audit.domain.cut_points import OURS
from pie_audit.domain.reply import Reply
from pie_audit.domain.table import Table
from pie_audit.storage import (
    ask_evidence,
    barriers,
    daily_notes,
    people,
    practices,
    reading_cards,
    said_did,
    small_logs,
    team_words,
    teams,
    trend_marks,
)
from pie_audit.storage import plans as actions
from pie_audit.workflows import cut_points, our_words, replies, support
from pie_audit.workflows.board import board
from pie_audit.workflows.in_sight import is_out_of_sight
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.record_values import Record, plain_record
from pie_audit.workflows.supervision.group_lines import lines_for
from pie_audit.workflows.surveys.for_tables import said_back_lines, surveys_table
from pie_audit.workflows.teams import people as people_here

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

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


def organisation_records(tx: Transaction, me: Me) -> Iterator[Record]:
    """What holds for everybody here: what counts as higher or lower, where support is, and saved sets of words."""
    cut = cut_points.own_cut_points(tx, me).now
    yield {"kind": "cut points", "is_own": cut != OURS} | plain_record(cut)
    lines = support.own_lines(tx, me).words
    if lines:
        yield {"kind": "where support is", "words": lines}
    if teams_to_read(tx, me):
        yield from (_word_set(one) for one in our_words.word_sets(tx) if not one.shipped)


def _word_set(one: our_words.WordSet) -> Record:
    words = {term.value: plain_record(word) for term, word in one.words.items()}
    return {"kind": "set of words", "id": one.set_id, "name": one.name, "words": words}


def plan_records(tx: Transaction, me: Me, team_id: str) -> Iterator[Record]:
    """Every action with its history, everything that signed plans asked, and what came back."""
    mine = acting(me)
    require(mine.member, Act.READ_TEAM, Matter(team_id))
    for action in actions.actions_of_team(tx, team_id):
        history = actions.steps_of_actions(tx, [action.action_id])
        yield (
            {"kind": "action"} | plain_record(action) | {"history": [plain_record(step) for step in history]}
        )
    for asked in replies.every_ask(tx, team_id, mine.clock.today()):
        yield (
            {"kind": "ask", "team_id": team_id}
            | plain_record(asked)
            | {"replies": [_reply(reply) for reply in asked.replies]}
        )


def log_records(tx: Transaction, me: Me, team_id: str) -> Iterator[Record]:
    """Small logs, lines that groups sent back, and marks on trends."""
    for kind, entries in _logs_of(tx, me, team_id).items():
        for entry in entries:
            plain = plain_record(entry)
            plain |= {f"{kind}_kind": plain.pop("kind")} if "kind" in plain else {}
            yield {"kind": kind} | plain
    for read in lines_for(tx, me, team_id):
        yield {"kind": "line of a group", "of": read.kind.value} | plain_record(read.line)
    for mark in trend_marks.marks_of(tx, team_id):
        plain = plain_record(mark)
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
    """What a team wrote in its other parts, in use or not: its board, cards, practices, barriers, evidence and words.

    And what it leaves out of its reviews.
    """
    require(acting(me).member, Act.READ_TEAM, Matter(team_id))
    for off in teams.themes_off(tx, team_id):
        yield {"kind": "theme left out", "team_id": team_id} | plain_record(off)
    names = {m.person_id: m.name for m in people.list_members(tx, with_left=True)}
    for line in said_did.lines_of(tx, team_id):
        yield {"kind": "said and done"} | plain_record(line)
    for card in reading_cards.cards_of(tx, team_id):
        yield {"kind": "reading card"} | plain_record(card)
    for practice in practices.practices_of(tx, team_id):
        plain = plain_record(practice)
        owner = {"owner": names.get(plain.pop("owner_id") or "", "")}
        yield {"kind": "practice"} | plain | owner
    yield from _barrier_records(tx, team_id)
    for evidence in ask_evidence.evidence_of(
        tx, [action.action_id for action in actions.actions_of_team(tx, team_id)]
    ):
        yield {"kind": "evidence"} | plain_record(evidence)
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
                yield {"kind": kind} | plain_record(one)


def survey_records(tx: Transaction, me: Me, team_id: str) -> Iterator[Record]:
    """Figures that surveys released, as the table of them has them, and what was said back to the team."""
    table = surveys_table(tx, me, team_id)
    for row in table.rows:
        yield {"kind": "released figure", "team_id": team_id, "figures": _figures(table, row)}
    for title, line in said_back_lines(tx, me, team_id):
        yield {"kind": "said back", "team_id": team_id, "survey": title} | plain_record(line)


def board_records(tx: Transaction, me: Me) -> Iterator[Record]:
    """For leaders: what teams shared, and what was replied here. How many pages a plan has is counted apart."""
    if not may(acting(me).member, Act.KEEP_BOARD):
        return
    shown = board(tx, me)
    for plan in shown.plans:
        came = {"came_by": plan.came_by.value, "came_on": plan.since.isoformat()}
        yield {"kind": "shared plan", "plan_id": plan.plan_id} | came | plain_record(plan.plan)
    for group in shown.asks:
        for one in group.asks:
            plain = plain_record(one.ask)
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
    plain = plain_record(reply)
    return {"said": plain.pop("kind")} | plain


def _figures(table: Table, row: tuple[str, ...]) -> Record:
    """Under names that stay, numbers as numbers; headings are in whatever language the screen has."""
    found: Record = {}
    for at, (name, cell) in enumerate(zip(_OF_A_FIGURE, row, strict=True)):
        is_number = at in table.numeric and cell.isdecimal()
        found[name] = int(cell) if is_number else cell or None
    return found
