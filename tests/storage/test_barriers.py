"""What a team says of its barriers, how their level changed, and what logs add up to: for that team alone."""

from __future__ import annotations

import pytest

from pie_audit.domain.barrier import BarrierNote, BarrierStatus, BarrierStep, Stage
from pie_audit.domain.changed import Kind
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.refusal import AgencyKind, Direction, Next, Reason, Refusal
from pie_audit.domain.small_logs import Friction, FrictionEnd
from pie_audit.storage import barrier_sums, barriers, daily_notes, small_logs, teams
from pie_audit.storage.store import Store
from tests import make

TEAM, OTHER_TEAM = "team", "other team"
ONE, SERVICE, SYSTEM = BarrierLevel
NOTE = BarrierNote(
    TEAM, "review:x", SERVICE, False, Stage.STAYING, "A1", "the landlord", BarrierStatus.MOVED, "2026Q4", 2
)


@pytest.fixture(autouse=True)
def two_teams(store: Store) -> None:
    for team_id in (TEAM, OTHER_TEAM):
        store.write(lambda tx, t=team_id: teams.save_team(tx, make.team(team_id=t)))


def test_a_note_is_read_as_it_was_written_and_by_its_team_alone(store: Store) -> None:
    unsure = BarrierNote(TEAM, "friction:y", None, is_unsure=True)
    written = store.write(lambda tx: (barriers.save_note(tx, NOTE), barriers.save_note(tx, unsure)))
    assert Kind.BARRIERS in written.changed
    assert set(store.read(lambda tx: barriers.notes_of(tx, TEAM))) == {NOTE, unsure}
    assert store.read(lambda tx: barriers.load_note(tx, TEAM, "review:x")) == NOTE
    assert store.read(lambda tx: barriers.load_note(tx, OTHER_TEAM, "review:x")) is None
    store.write(lambda tx: barriers.delete_note(tx, TEAM, "review:x"))
    assert store.read(lambda tx: barriers.notes_of(tx, TEAM)) == (unsure,)


def step(barrier_key: str, before: BarrierLevel | None, after: BarrierLevel | None) -> BarrierStep:
    return BarrierStep(make.new_id(), TEAM, barrier_key, before, after, make.WEEK, "manager")


def test_steps_of_one_week_keep_their_order(store: Store) -> None:
    ways = [(ONE, SERVICE), (SERVICE, None), (None, SYSTEM), (SYSTEM, ONE)]
    for before, after in ways:
        store.write(lambda tx, b=before, a=after: barriers.add_step(tx, step("k", b, a)))
    store.write(lambda tx: barriers.add_step(tx, step("other", ONE, SYSTEM)))
    found = [s for s in store.read(lambda tx: barriers.steps_of(tx, TEAM)) if s.barrier_key == "k"]
    assert [(s.before, s.after) for s in found] == ways
    store.write(lambda tx: barriers.delete_step(tx, found[1].step_id))
    assert len(store.read(lambda tx: barriers.steps_of(tx, TEAM))) == 4
    assert store.read(lambda tx: barriers.steps_of(tx, OTHER_TEAM)) == ()


def friction(process: str, minutes: int, month: str = "2026-11", team_id: str = TEAM) -> Friction:
    return Friction(make.new_id(), team_id, month, "a room", process, minutes, FrictionEnd.PARTLY, SYSTEM)


def test_friction_adds_up_by_spelling_and_level_from_a_month_on(store: Store) -> None:
    every = (
        friction("Housing", 30, "2026-10"),
        friction("Housing", 60),
        friction("housing", 5),
        friction("Housing", 500, "2024-12"),
        friction("Housing", 7, team_id=OTHER_TEAM),
        friction("", 9),
    )
    for one in every:
        store.write(lambda tx, e=one: small_logs.save_friction(tx, e))
    found = store.read(lambda tx: barrier_sums.friction_groups(tx, TEAM, "2025-01"))
    assert [(g.process, g.level, g.entries, g.minutes, g.first, g.last) for g in found] == [
        ("Housing", SYSTEM, 2, 90, "2026-10", "2026-11"),
        ("housing", SYSTEM, 1, 5, "2026-11", "2026-11"),
    ]


def test_refusals_add_up_by_kind(store: Store) -> None:
    def refuse(month: str, kind: AgencyKind | None, level: BarrierLevel | None = None) -> None:
        one = Refusal(
            make.new_id(), TEAM, month, Direction.BY_OTHERS, "x", Reason.PETS, Next.WAITING, level, kind
        )
        store.write(lambda tx: daily_notes.save_refusal(tx, one))

    refuse("2026-07", AgencyKind.HOUSING)
    refuse("2026-09", AgencyKind.HOUSING)
    refuse("2026-09", None, SERVICE)
    found = store.read(lambda tx: barrier_sums.refusal_groups(tx, TEAM, "2026-01"))
    assert [(g.agency_kind, g.level, g.times, g.first) for g in found] == [
        (AgencyKind.HOUSING, None, 2, "2026-07"),
        (None, SERVICE, 1, "2026-09"),
    ]
