"""How much there is of each part, added up by the database for one team, and never a word of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.ask_evidence import AskEvidence, EvidenceSource
from pie_audit.domain.changed import Kind
from pie_audit.domain.door_card import DoorCard
from pie_audit.domain.part_use import PartUse
from pie_audit.domain.plan import Action, BarrierLevel
from pie_audit.domain.practice import Practice
from pie_audit.domain.prompts_done import PromptsDone
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.said_did import HeardFrom, SaidDid
from pie_audit.domain.small_logs import Friction, FrictionEnd, Win
from pie_audit.domain.team_part import ON_AT_FIRST, TeamPart
from pie_audit.storage import (
    ask_evidence,
    daily_notes,
    part_uses,
    plans,
    practices,
    said_did,
    small_logs,
    team_parts,
    team_words,
)
from pie_audit.storage.store import Store
from tests import make
from tests.storage.conftest import OTHER_TEAM, TEAM

pytestmark = pytest.mark.usefixtures("two_teams")
AUTUMN, TODAY = Quarter(2026, 4), date(2026, 11, 20)


def use(store: Store, part: TeamPart, team_id: str = TEAM) -> PartUse:
    return store.read(lambda tx: part_uses.use_of(tx, team_id, part, AUTUMN, TODAY))


def errand(store: Store, month: str, team_id: str = TEAM) -> None:
    entry = Friction(
        make.new_id(), team_id, month, "a room", "housing", 30, FrictionEnd.PARTLY, BarrierLevel.SYSTEM
    )
    store.write(lambda tx: small_logs.save_friction(tx, entry))


def test_entries_of_the_quarter_are_counted_for_their_team_alone(store: Store) -> None:
    for month in ("2026-09", "2026-10", "2026-11", "2026-11"):
        errand(store, month)
    errand(store, "2026-11", OTHER_TEAM)
    assert use(store, TeamPart.FRICTION) == PartUse(TeamPart.FRICTION, 3, latest=date(2026, 11, 1))
    assert use(store, TeamPart.FRICTION, OTHER_TEAM).entries == 1


def test_a_log_that_rests_says_since_when(store: Store) -> None:
    errand(store, "2026-06")
    assert use(store, TeamPart.FRICTION) == PartUse(TeamPart.FRICTION, latest=date(2026, 6, 1))


def test_weeks_at_the_edges_of_a_quarter_count_in_it(store: Store) -> None:
    for week in ("2026-W39", "2026-W40", "2026-W47", "2026-W52"):
        win = Win(make.new_id(), TEAM, week, "A line")
        store.write(lambda tx, win=win: small_logs.save_win(tx, win))
    found = use(store, TeamPart.WINS)
    assert found.entries == 2
    assert found.latest == date(2026, 11, 16)


@pytest.mark.parametrize("part", TeamPart)
def test_a_team_without_anything_used_nothing(store: Store, part: TeamPart) -> None:
    assert use(store, part) == PartUse(part)


def test_prompts_count_how_often_they_were_offered(store: Store) -> None:
    for month, offered in (("2026-10", 5), ("2026-11", 7), ("2026-08", 9)):
        value = PromptsDone(TEAM, month, offered, 2)
        store.write(lambda tx, value=value: daily_notes.save_prompts_done(tx, value))
    assert use(store, TeamPart.PROMPTS).entries == 12


def test_cards_and_words_count_as_they_lie_there(store: Store) -> None:
    card = DoorCard(make.new_id(), TEAM, "Housing", "no letter", "a named person", "the duty officer")
    store.write(lambda tx: daily_notes.save_door_card(tx, card))
    store.write(lambda tx: team_words.save_word(tx, TEAM, "people", ("guest", "guests", "a")))
    assert use(store, TeamPart.DOORS) == PartUse(TeamPart.DOORS, 1)
    assert use(store, TeamPart.VOCABULARY) == PartUse(TeamPart.VOCABULARY, 1)


def test_what_led_to_a_step_of_the_plan_is_told(store: Store) -> None:
    line = SaidDid(make.new_id(), TEAM, "The hall is dark", HeardFrom.CONVERSATION, date(2026, 10, 5))
    for value in (line, replace(line, said_id=make.new_id(), action_id="a lamp")):
        store.write(lambda tx, value=value: said_did.save_line(tx, value))
    found = use(store, TeamPart.SAID_DID)
    assert (found.entries, found.actions, found.latest) == (2, 1, date(2026, 10, 5))


def test_a_practice_that_nobody_looked_at_this_quarter_doesnt_count(store: Store) -> None:
    practice = Practice(make.new_id(), TEAM, "daily partner call")
    store.write(lambda tx: practices.save_practice(tx, practice))
    assert use(store, TeamPart.PRACTICES) == PartUse(TeamPart.PRACTICES)


def test_an_ask_counts_once_however_many_lines_stand_behind_it(store: Store) -> None:
    action = Action(action_id=make.new_id(), team_id=TEAM, round_id=None, what="Ask for a named person")
    store.write(lambda tx: plans.save_action(tx, action))
    for source in (EvidenceSource.FRICTION, EvidenceSource.FRICTION, EvidenceSource.WORDS):
        line = AskEvidence(make.new_id(), action.action_id, source, "", "11 hours a month", "2026-W47")
        store.write(lambda tx, line=line: ask_evidence.save_evidence(tx, line))
    assert use(store, TeamPart.FRICTION).asks == 1
    assert use(store, TeamPart.REFUSALS).asks == 0
    assert use(store, TeamPart.NEEDS).entries == 3


def test_a_part_stays_as_it_was_turned_for_its_team_alone(store: Store) -> None:
    outcome = store.write(lambda tx: team_parts.turn_part(tx, TEAM, TeamPart.WINS, on=True))
    assert Kind.TEAMS in outcome.changed
    store.write(lambda tx: team_parts.turn_part(tx, TEAM, TeamPart.BARRIERS, on=False))
    found = store.read(lambda tx: team_parts.parts_of(tx, TEAM))
    assert found == (ON_AT_FIRST | {TeamPart.WINS}) - {TeamPart.BARRIERS}
    assert store.read(lambda tx: team_parts.parts_of(tx, OTHER_TEAM)) == ON_AT_FIRST
