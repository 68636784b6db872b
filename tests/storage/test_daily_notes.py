"""Refusals, bent rules, prompts, door cards: as written, for that team alone, newest first, and summed by the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pie_audit.domain.bent_rule import Agreed, BentRule, Proposal
from pie_audit.domain.changed import Kind
from pie_audit.domain.door_card import DoorCard
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.prompts_done import PromptsDone
from pie_audit.domain.refusal import AgencyKind, Direction, Next, Reason, Refusal
from pie_audit.domain.small_log_sums import friction_sums, tellings_sums
from pie_audit.storage import daily_notes, note_sums, small_logs, trend_figures
from pie_audit.storage.store import Store
from tests import make
from tests.storage.conftest import OTHER_TEAM, TEAM
from tests.storage.test_small_logs import friction, tellings

pytestmark = pytest.mark.usefixtures("two_teams")


def refusal(**changes: Any) -> Refusal:
    usual = Refusal(
        make.new_id(),
        TEAM,
        "2026-11",
        Direction.BY_OTHERS,
        "Northside Clinic",
        Reason.CRITERIA,
        Next.WAITING,
        BarrierLevel.SYSTEM,
        AgencyKind.HEALTH,
    )
    return replace(usual, **changes)


def bent(**changes: Any) -> BentRule:
    usual = BentRule(
        make.new_id(),
        TEAM,
        make.WEEK,
        "No visitors after ten",
        "Let a sister in",
        "It was his first night",
        "manager",
        Agreed.AFTER,
        "",
        "Two of us were there",
        Proposal.CHANGE_RULE,
    )
    return replace(usual, **changes)


def door(**changes: Any) -> DoorCard:
    return replace(DoorCard(make.new_id(), TEAM, "Clinic", "Walk-ins", "A letter", "The nurse"), **changes)


NOTES: dict[str, tuple[Callable[..., Any], Any, Any, Any, Any, dict[str, Any]]] = {
    "refusal": (
        refusal,
        daily_notes.save_refusal,
        daily_notes.refusals_of,
        daily_notes.load_refusal,
        daily_notes.delete_refusal,
        {"level": None, "agency_kind": None, "reason": Reason.PETS},
    ),
    "bent rule": (
        bent,
        daily_notes.save_bent_rule,
        daily_notes.bent_rules_of,
        daily_notes.load_bent_rule,
        daily_notes.delete_bent_rule,
        {"happened": "<i>He slept</i>", "proposal": Proposal.NONE},
    ),
    "door card": (
        door,
        daily_notes.save_door_card,
        daily_notes.door_cards_of,
        daily_notes.load_door_card,
        daily_notes.delete_door_card,
        {"ask_for": "The duty officer"},
    ),
}


@pytest.mark.parametrize("kind", NOTES)
def test_a_note_is_kept_changed_and_taken_away(store: Store, kind: str) -> None:
    note, save, of_team, load, delete, changes = NOTES[kind]
    first = note()
    note_id = next(getattr(first, n) for n in ("refusal_id", "bent_id", "door_id") if hasattr(first, n))
    assert store.write(lambda tx: save(tx, first)).changed == {Kind.SMALL_LOGS}
    assert store.read(lambda tx: of_team(tx, TEAM)) == (first,)
    assert store.read(lambda tx: of_team(tx, OTHER_TEAM)) == ()
    changed = replace(first, **changes)
    store.write(lambda tx: save(tx, changed))
    assert store.read(lambda tx: load(tx, note_id)) == changed
    store.write(lambda tx: delete(tx, note_id))
    assert store.read(lambda tx: (load(tx, note_id), of_team(tx, TEAM))) == (None, ())


def test_the_newest_come_first_and_no_more_than_wanted(store: Store) -> None:
    for month in ("2026-09", "2026-11", "2026-10"):
        store.write(lambda tx, m=month: daily_notes.save_refusal(tx, refusal(month=m)))
    found = store.read(lambda tx: daily_notes.refusals_of(tx, TEAM, 2))
    assert [one.month for one in found] == ["2026-11", "2026-10"]


def test_prompts_are_counts_of_a_month_and_none_at_all_leave_no_row(store: Store) -> None:
    for month, offered, done in (("2025-10", 3, 3), ("2026-11", 12, 7)):
        value = PromptsDone(TEAM, month, offered, done)
        store.write(lambda tx, v=value: daily_notes.save_prompts_done(tx, v))
    assert store.read(lambda tx: note_sums.prompt_sums(tx, TEAM)) == (15, 10)
    assert store.read(lambda tx: note_sums.prompt_sums(tx, TEAM, "2025-12")) == (12, 7)
    store.write(lambda tx: daily_notes.save_prompts_done(tx, PromptsDone(TEAM, "2026-11", 0, 0)))
    assert [m.month for m in store.read(lambda tx: daily_notes.prompts_done_of(tx, TEAM))] == ["2025-10"]
    assert store.read(lambda tx: note_sums.prompt_sums(tx, OTHER_TEAM)) == (0, 0)


def test_what_happened_is_open_until_it_is_said(store: Store) -> None:
    notes = (bent(week="2026-W40"), bent(week="2026-W45"), bent(week="2026-W41", happened="He slept"))
    for note in notes:
        store.write(lambda tx, n=note: daily_notes.save_bent_rule(tx, n))
    found = store.read(lambda tx: daily_notes.unanswered_bent_rules(tx, TEAM, "2026-W44"))
    assert found == (notes[0],)


def test_rules_are_counted_by_spelling_in_the_weeks_asked_for(store: Store) -> None:
    for week, rule in (
        ("2026-W40", "No pets"),
        ("2026-W41", "no pets"),
        ("2026-W41", "No pets"),
        ("2026-W01", "No pets"),
    ):
        store.write(lambda tx, w=week, r=rule: daily_notes.save_bent_rule(tx, bent(week=w, rule=r)))
    weeks = ("2026-W40", "2026-W53")
    assert store.read(lambda tx: note_sums.bent_counts(tx, TEAM, weeks)) == {"No pets": 2, "no pets": 1}
    called = store.read(lambda tx: daily_notes.bent_rules_called(tx, TEAM, ["No pets"], weeks))
    assert [note.week for note in called] == ["2026-W41", "2026-W40"]


def test_sums_of_the_database_are_those_of_the_entries(store: Store) -> None:
    errands = [
        friction(
            month=f"2026-0{n % 3 + 1}",
            minutes=10 * n,
            process=("GP", "the GPs", "Council")[n % 3],
            level=level,
        )
        for n, level in enumerate((None, *BarrierLevel) * 3, 1)
    ]
    stories = [tellings(label=f"T{n}", times=n + 1, avoidable=1, days_waited=n % 4) for n in range(12)]
    for one in errands:
        store.write(lambda tx, v=one: small_logs.save_friction(tx, v))
    for story in stories:
        store.write(lambda tx, v=story: small_logs.save_tellings(tx, v))
    store.write(lambda tx: small_logs.save_friction(tx, friction(team_id=OTHER_TEAM)))
    assert store.read(lambda tx: note_sums.friction_sums_of(tx, TEAM)) == friction_sums(errands)
    kept = store.read(lambda tx: small_logs.tellings_of(tx, TEAM))
    assert store.read(lambda tx: note_sums.tellings_sums_of(tx, TEAM)) == tellings_sums(kept)


def test_refusals_are_counted_by_direction_reason_agency_and_month(store: Store) -> None:
    given = (
        refusal(),
        refusal(reason=Reason.FULL, agency="northside clinic"),
        refusal(direction=Direction.BY_US, agency="", reason=Reason.FULL, month="2026-10"),
        refusal(month="2025-01"),
        refusal(team_id=OTHER_TEAM),
    )
    for one in given:
        store.write(lambda tx, v=one: daily_notes.save_refusal(tx, v))
    counts = store.read(lambda tx: note_sums.refusal_counts(tx, TEAM, "2025-12"))
    assert counts == {
        (Direction.BY_OTHERS, Reason.CRITERIA): 1,
        (Direction.BY_OTHERS, Reason.FULL): 1,
        (Direction.BY_US, Reason.FULL): 1,
    }
    agencies = store.read(lambda tx: note_sums.refusers(tx, TEAM, "2025-12"))
    assert {(a.of, a.entries) for a in agencies} == {("Northside Clinic", 1), ("northside clinic", 1)}
    by_month = store.read(lambda tx: trend_figures.refusal_counts(tx, TEAM))
    assert [(one.month, one.times) for one in by_month] == [
        ("2025-01", 1),
        ("2026-10", 1),
        ("2026-11", 1),
        ("2026-11", 1),
    ]


def test_every_name_written_anywhere_is_counted_by_spelling(store: Store) -> None:
    store.write(lambda tx: daily_notes.save_refusal(tx, refusal(agency="GP")))
    store.write(lambda tx: daily_notes.save_door_card(tx, door(agency="GP")))
    store.write(lambda tx: small_logs.save_friction(tx, friction(process="gp")))
    assert store.read(lambda tx: note_sums.agency_counts(tx, TEAM)) == {"GP": 2, "gp": 1}
