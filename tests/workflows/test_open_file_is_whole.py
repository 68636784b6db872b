"""The open file, table by table: each is in it, or stands here among those that aren't, by the reason that the docs give.

A new table or column fails here until somebody has decided where it goes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from pie_audit.domain.audit import Addendum, RoundState
from pie_audit.domain.cut_points import CutPoints
from pie_audit.domain.on_table import Settled, TableMark
from pie_audit.domain.plan_received import plan_from_text, plan_to_text
from pie_audit.domain.team import Role, ThemeOff
from pie_audit.storage import agreements, audits, cut_points, schema, signed, support, team_words, teams
from pie_audit.storage import board as kept_board
from pie_audit.storage.board import KeptPlan, KeptTogether
from pie_audit.storage.shared_plans import every_share
from pie_audit.storage.transaction import Transaction, metadata
from pie_audit.workflows import board, unlock, workspace_export
from pie_audit.workflows.demo.demo import Demo, DemoPlan, make_demo
from pie_audit.workflows.worker import Worker
from pie_audit.workflows.workspace_export import WorkspaceFile
from tests.quarter import premises_at

DOCS = Path(__file__).parents[2] / "docs" / "workspace-format.md"
DAY = date(2026, 11, 20)
Records = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Holds:
    """The kind of record that a table is in, and the column whose values are looked for there.

    `told` is how such a value is written in the file. `under` are columns that have another name there; `without` those
    that aren't there, and why.
    """

    kind: str
    by: str
    under: Mapping[str, str] = field(default_factory=dict)
    without: Mapping[str, str] = field(default_factory=dict)
    told: Callable[[Any], str] = str


OURS = "only the program needs it"
IN_ORDER = "the records stand in this order"
IN_WORDS = "the record says it in words or by name"
NO_ID = "nothing else names it by this"

IN_FILE: Mapping[str, Holds] = {
    # people and what holds for everybody
    "person": Holds(
        "person",
        "name",
        {"person_id": "id"},
        {"folded_name": OURS, "left_week": "`standing` says that it is so"},
    ),
    "person_role": Holds("person", "role", {"person_id": "id", "role": "roles"}),
    "membership": Holds(
        "person",
        "team_id",
        {"person_id": "id", "team_id": "team_ids"},
        {"belongs": IN_WORDS, "manages": "`roles` say who manages"},
    ),
    "team": Holds(
        "team", "about", {"team_id": "id"}, {"retired_week": "teams that are no more aren't listed"}
    ),
    "cut_point": Holds("cut points", "n", {"n": "theme_tenths"}, {"name": "each is a field of this name"}),
    "support_words": Holds("where support is", "words", without={"one": OURS}),
    "word_set": Holds("set of words", "name", {"set_id": "id"}),
    # one review
    "audit_round": Holds(
        "review",
        "round_id",
        {
            "round_id": "id",
            "questionnaire_id": "question_set",
            "questionnaire_version": "question_set_version",
        },
        {
            "facilitator_id": "how a review was run",
            "minimum": "how a review was run",
            "together_only": "how a review was run",
            "public_key": "a key",
            "slip_salt": "a key",
        },
    ),
    "consensus": Holds("agreed", "because", {"round_id": "review_id"}),
    "dissent": Holds("different view", "words", {"round_id": "review_id"}, {"dissent_id": NO_ID}),
    "influence": Holds("card", "text", without={"place": IN_ORDER, "version": OURS}),
    "priority": Holds("priority", "words", {"place": "rank"}),
    "table_mark": Holds("table mark", "item_key", {"round_id": "review_id"}),
    "sign_off": Holds(
        "signature", "day", {"round_id": "review_id"}, {"person_id": "a signature says the role"}
    ),
    "addendum": Holds("addition", "words", {"round_id": "review_id"}),
    "team_theme_off": Holds("theme left out", "reason"),
    # the plan, asks and leaders
    "action": Holds(
        "action", "what", without={"version": OURS, "binned_on": "what was thrown away isn't here"}
    ),
    "action_step": Holds("action", "step_id", without={"place": IN_ORDER}),
    "ask_reply": Holds("ask", "because", {"kind": "said"}),
    "ask_evidence": Holds("evidence", "words", without={"place": IN_ORDER}),
    "shared_plan": Holds(
        "shared plan", "round_id", {"round_id": "plan_id", "shared_on": "came_on"}, {"body": "all its fields"}
    ),
    "shown_theme": Holds(
        "shared plan", "words", {"team_id": "sender"}, {"since": "from which quarter on a plan has it"}
    ),
    "received_plan": Holds(
        "shared plan",
        "plan_id",
        {"received_on": "came_on"},
        {"body": "all its fields", "format": OURS, "signer": "a key"},
    ),
    "plan_pages": Holds("shared plan", "plan_id", {"pdf": "pages"}),
    "board_reply": Holds(
        "shared ask", "from_whom", {"kind": "said", "ask_key": "code"}, {"sent_on": "whether it went back"}
    ),
    "ask_together": Holds(
        "shared ask", "title", {"title": "put_together_as", "ask_key": "code"}, {"group_id": OURS}
    ),
    # small logs and other parts of everyday practice
    "win": Holds("win", "words", {"kind": "win_kind"}),
    "friction": Holds("friction", "trying"),
    "tellings": Holds("tellings", "label"),
    "refusal": Holds("refusal", "reason"),
    "bent_rule": Holds("bent rule", "why"),
    "prompts_done": Holds("prompts done", "month"),
    "door_card": Holds("door card", "refused"),
    "training": Holds("training", "title", without={"version": OURS}),
    "training_place": Holds("training", "training_id", {"person_id": "there"}),
    "training_answer": Holds(
        "answer about a training", "words", without={"answer_id": "it could be told whose it is"}
    ),
    "said_did": Holds("said and done", "said", without={"version": OURS}),
    "reading_card": Holds("reading card", "what_they_did", without={"version": OURS}),
    "practice": Holds("practice", "why", {"owner_id": "owner"}, {"version": OURS}),
    "barrier_note": Holds("barrier", "barrier_key", without={"version": OURS}),
    "barrier_step": Holds("barrier moved", "step_id", without={"place": IN_ORDER}),
    "team_word": Holds("our word", "many"),
    "trend_mark": Holds("mark on trends", "words", {"kind": "mark"}),
    # surveys
    "release": Holds(
        "released figure",
        "what",
        {"survey_id": "survey", "group_id": "group", "what": "about", "statistic": "title", "value": "mean"},
        {"words": "words that a box let out stand with its results"},
        lambda what: what.partition("/")[2],
    ),
    "said_back": Holds("said back", "will", {"survey_id": "survey"}, {"place": IN_ORDER}),
    # protected time and one's own pages
    "planned_session": Holds(
        "session",
        "session_id",
        {"session_id": "id", "kind": "of", "supervisor_id": "with", "supervisee_id": "with"},
        {
            "contract": "what only sums are made of",
            "paid": "what only sums are made of",
            "cancelled_by": "what only sums are made of",
            "reason": "what only sums are made of",
            "rebooked_id": OURS,
            "version": OURS,
        },
    ),
    "supervision_agreement": Holds(
        "supervision agreement",
        "agreement_id",
        {"agreement_id": "id", "supervisor_id": "with", "supervisee_id": "with"},
        {"version": OURS},
    ),
    "supervision_agreement_signer": Holds(
        "supervision agreement", "agreement_id", {"agreement_id": "id", "person_id": "agreed_by"}
    ),
    "practice_group": Holds("group", "name", {"group_id": "id", "kind": "of"}, {"version": OURS}),
    "practice_group_member": Holds("group", "role", {"group_id": "id", "person_id": "name", "role": "part"}),
    "theme_line": Holds("line of a group", "words", without={"version": OURS}),
    "sealed_record": Holds(
        "own writing",
        "record_id",
        {"record_id": "id", "owner_id": "mine", "body": "page"},
        {"version": OURS, "epoch": "a key", "nonce": "a key"},
        bytes.hex,
    ),
}

KEYS = "Keys, passwords and invitations"
BALLOTS = "Ballots, and the plans of surveys: who is asked, and who keeps the keys"
RATINGS = "Rating sheets, who gave which rating, and private ratings and votes, also as counts"
RUN = "How a review was run: who was invited, who opened it, how it went from step to step, where a meeting stopped"
QUESTIONS = "The words of questions"
SCREENS = "What a team turned on, and how it set its charts"
PROGRAM = "What the program keeps so that it works"

NOT_IN_FILE: Mapping[str, str] = {
    **dict.fromkeys(("user_key", "public_key", "lost_key", "sealed_key", "survey_keeper"), KEYS),
    **dict.fromkeys(("page_signature", "known_signer", "invitation"), KEYS),
    **dict.fromkeys(
        ("ballot", "ballot_mid", "ballot_right", "ballot_token", "survey", "survey_team"), BALLOTS
    ),
    **dict.fromkeys(("seat", "sheet", "own_sheet", "round_key_share", "topic_count"), RATINGS),
    **dict.fromkeys(("topic_nobody_could_tell", "participation", "paper_count"), RATINGS),
    **dict.fromkeys(("vote_sum", "voting"), RATINGS),
    **dict.fromkeys(("round_invited", "round_opener", "round_step", "round_theme"), RUN),
    **dict.fromkeys(("round_topic_off", "meeting"), RUN),
    **dict.fromkeys(("questionnaire_copy", "brought_instrument"), QUESTIONS),
    **dict.fromkeys(("team_part", "trend_setting"), SCREENS),
    **dict.fromkeys(("alembic_version", "head", "workspace", "taken_reply", "leaving"), PROGRAM),
    "draft": "Drafts",
    "trail": "The security record",
    "snapshot": "The plan as it was signed, which is the paper",
    "influence_step": "On which level a card lay before",
    "share": "With whom a page was shared",
    "hard_time": "When reminders rested because something had happened",
    "team_before": "From which teams a team came",
}


def marks_of_a_meeting(tx: Transaction) -> None:
    """What the demo has nothing of, in a review that is over and seen by everybody of the team."""
    over = [r for t in teams.list_teams(tx) for r in audits.rounds_of_team(tx, t.team_id)]
    for one in over:
        if one.state in {RoundState.SIGNED, RoundState.CARRIED}:
            agreements.save_table_mark(tx, one.round_id, TableMark("practices", Settled.TALKED, DAY))
            added = Addendum(f"{one.round_id}+", DAY, "manager", "We heard", f"More of {one.round_id}")
            signed.save_addendum(tx, one.round_id, added)
    for team in teams.list_teams(tx):
        teams.switch_theme_off(tx, team.team_id, ThemeOff("D", f"Not at {team.name}", "2026Q4"))


def what_an_organisation_sets(tx: Transaction) -> None:
    cut_points.save_cut_points(tx, CutPoints(theme_tenths=17))
    support.save_lines(tx, "Ring Lee on the second floor")
    team_words.save_set(tx, "s1", "For the shelter", json.dumps({"resident": ["guest", "guests", "a"]}))


def a_plan_that_came_as_a_file(tx: Transaction) -> None:
    (share,) = every_share(tx)
    plan = replace(plan_from_text(share.body), sender="f" * 32, team="The Annexe")
    came = KeptPlan(
        "came", plan.sender, plan.team, plan.quarter, plan.edition, 0, 1, b"k" * 32, plan_to_text(plan), DAY
    )
    kept_board.save_plan(tx, came)


@dataclass(frozen=True)
class Lived:
    """A workspace where every table that goes into the file has rows, and what four people's files say together."""

    demo: Demo
    records: Records

    def rows(self, table: sa.Table) -> list[Any]:
        return self.demo.made.opened.read(lambda tx: tx.connection.execute(sa.select(table)).all())


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    top, worker = tmp_path_factory.mktemp("whole"), Worker()
    demo = make_demo(premises_at(top), worker, top / "demo", DemoPlan(2, 3, 6, seed=3, as_of=DAY))
    opened = demo.made.opened
    for fill in (marks_of_a_meeting, what_an_organisation_sets, a_plan_that_came_as_a_file):
        opened.write(fill)
    leader = next(one for one in demo.people if one.role is Role.LEADER)
    lee = unlock.sign_in(opened, leader.name, leader.password)
    key = opened.read(lambda tx: board.board(tx, lee)).asks[0].asks[0].key
    opened.write(lambda tx: kept_board.save_together(tx, KeptTogether(key, "g1", "A room of one’s own")))
    records: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for at, who in enumerate((demo.people[0], demo.people[1], demo.people[6], leader)):
        path = top / f"{at}.json"
        me = unlock.sign_in(opened, who.name, who.password)
        workspace_export.save_workspace(opened, me, WorkspaceFile(path, with_own_writing=True))
        for record in json.loads(path.read_bytes())["records"]:
            records[record["kind"]].append(record)
    yield Lived(demo, records)
    opened.close()
    worker.close()


def inside(value: Any) -> Iterator[tuple[str, str]]:
    """Every field and its value, however deep; lists have the name of their field."""
    if isinstance(value, dict):
        for name, held in value.items():
            yield name, ""
            held_in = held if isinstance(held, list) else [held]
            for one in held_in:
                yield from inside(one) if isinstance(one, dict | list) else ((name, str(one)),)
    elif isinstance(value, list):
        for one in value:
            yield from inside(one)


def test_every_table_is_in_the_file_or_among_those_that_are_not() -> None:
    assert schema.TABLE_FILES
    assert IN_FILE.keys() | NOT_IN_FILE.keys() == metadata.tables.keys()
    assert not IN_FILE.keys() & NOT_IN_FILE.keys()


@pytest.mark.parametrize("name", IN_FILE)
def test_what_lies_in_a_table_is_told_field_by_field(lived: Lived, name: str) -> None:
    table, holds = metadata.tables[name], IN_FILE[name]
    found = [pair for record in lived.records[holds.kind] for pair in inside(record)]
    fields = {field_name for field_name, _value in found}
    columns = {column.name for column in table.columns}
    assert holds.under.keys() | holds.without.keys() <= columns, "a column that is no more"
    assert not holds.under.keys() & holds.without.keys()
    lost = {
        column for column in columns - holds.without.keys() if holds.under.get(column, column) not in fields
    }
    assert lost == set(), "a column that is neither told nor left out for a reason"
    kept = {holds.told(value) for row in lived.rows(table) if (value := row._mapping[holds.by])}
    told = {value for as_field, value in found if as_field == holds.under.get(holds.by, holds.by)}
    assert kept & told, "none of its rows is in the file"


def test_the_docs_name_every_kind_and_field_and_each_reason_why_not(lived: Lived) -> None:
    page = DOCS.read_text("utf-8")
    for kind, records in lived.records.items():
        row = page[page.index(f"| `{kind}` |") :].partition("\n")[0]
        assert {
            name for record in records for name in record if name != "kind" and f"`{name}`" not in row
        } == set()
    left_out = page[page.index("## Not in the file") :]
    assert [why for why in set(NOT_IN_FILE.values()) if f"- {why}" not in left_out] == []


def test_pages_of_plans_are_counted_and_stay_where_they_are(lived: Lived) -> None:
    shared = {one["came_by"]: one["pages"] for one in lived.records["shared plan"]}
    assert shared["shared in this workspace"] >= 2
    assert shared["a file"] is None
    (pdf,) = (row.pdf for row in lived.rows(metadata.tables["plan_pages"]))
    assert pdf.startswith(b"%PDF")
    assert not [one for one in lived.records["shared plan"] if "%PDF" in json.dumps(one) or "pdf" in one]
