"""A demo is invented, the same for the same seed and day, and sealed with keys of its own."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pie_audit.domain.audit import RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.domain.team import Role, WorkspaceKind
from pie_audit.storage import agreements, audits, integrity, people, plans, reveals, sheets, teams
from pie_audit.workflows import home, unlock
from pie_audit.workflows.demo.demo import MOST_QUARTERS, Demo, DemoPlan, make_demo
from pie_audit.workflows.worker import Worker
from tests.demos import SMALL, TWO_TEAMS, Demos
from tests.quarter import premises_at


def digest(demo: Demo) -> str:
    """What a demo says, without anything random: names in place of ids, no keys, no ciphertext."""

    def content(tx: Any) -> list[object]:
        names = {m.person_id: m.name for m in people.list_members(tx)}
        found: list[object] = sorted((n, sorted(m.roles)) for m in people.list_members(tx) for n in [m.name])
        for team in teams.list_teams(tx):
            found.append((team.name, team.about))
            for r in audits.rounds_of_team(tx, team.team_id):
                reveal = reveals.load_reveal(tx, r.round_id)
                found.append(
                    (str(r.quarter), r.state, r.scope, r.theme_id, r.opens_on, r.closes_on, r.invited)
                )
                found.append([names[o] for o in r.openers])
                found.append(reveal.counts if reveal else sheets.count_done(tx, r.round_id))
                found.append(sorted(agreements.load_consensus(tx, r.round_id).items()))
                found.append(
                    sorted((d.topic_id, d.words, d.level) for d in agreements.load_dissents(tx, r.round_id))
                )
                found.append(
                    sorted(
                        (
                            a.what,
                            a.due,
                            a.status,
                            a.topic_id,
                            names.get(a.owner_id or "", ""),
                            a.success_sign,
                            a.ask_what,
                        )
                        for a in plans.actions_of_round(tx, r.round_id)
                    )
                )
        return found

    return hashlib.sha256(repr(demo.made.opened.read(content)).encode()).hexdigest()


def test_the_same_seed_and_day_give_the_same_content(demos: Demos) -> None:
    (one, _), (same, _) = demos(TWO_TEAMS), demos(TWO_TEAMS, again=True)
    assert digest(one) == digest(same)
    assert one.people == same.people


def test_another_seed_gives_another_demo(demos: Demos) -> None:
    (one, _), (other, _) = demos(SMALL), demos(replace(SMALL, seed=8))
    assert digest(one) != digest(other)


def test_keys_and_ciphertext_differ(demos: Demos) -> None:
    (one, _), (same, _) = demos(TWO_TEAMS), demos(TWO_TEAMS, again=True)
    assert one.made.opened.key.dbk != same.made.opened.key.dbk
    assert one.made.opened.slots.workspace_id != same.made.opened.slots.workspace_id
    assert (one.folder / "pie.db").read_bytes()[:4096] != (same.folder / "pie.db").read_bytes()[:4096]


def test_everything_in_it_holds_together(demos: Demos) -> None:
    for demo, worker in (demos(TWO_TEAMS), demos(TWO_TEAMS, again=True), demos(SMALL)):
        assert worker.with_store(integrity.findings).result() == ()
        assert demo.made.opened.read(teams.load_workspace).kind is WorkspaceKind.DEMO


def test_everybody_signs_in_with_the_password_that_is_told(demos: Demos) -> None:
    demo, _worker = demos(TWO_TEAMS)
    assert len(demo.people) == 13
    for person in demo.people:
        me = unlock.sign_in(demo.made.opened, person.name, person.password)
        assert demo.made.opened.read(lambda tx, me=me: home.home(tx, me)).demo
    assert {p.role for p in demo.people} == {Role.MANAGER, Role.STAFF, Role.LEADER}


def test_quarters_end_at_todays_which_one_team_rates_and_one_talks_through(demos: Demos) -> None:
    (demo, _worker), found = demos(TWO_TEAMS), {}
    for team in demo.made.opened.read(teams.list_teams):
        of_team = demo.made.opened.read(lambda tx, t=team: audits.rounds_of_team(tx, t.team_id))
        found[team.name] = [(str(r.quarter), r.state) for r in of_team]
    carried, signed = RoundState.CARRIED, RoundState.SIGNED
    before = [("2026Q1", carried), ("2026Q2", carried), ("2026Q3", signed)]
    assert found == {
        "Quayside House": [*before, ("2026Q4", RoundState.OPEN)],
        "Lantern Street": [*before, ("2026Q4", RoundState.AGREEING)],
    }


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2028, 2, 29), date(2026, 12, 31), date(2026, 10, 3)])
def test_it_can_be_made_as_of_any_day(day: date, tmp_path: Path) -> None:
    worker = Worker()
    plan = DemoPlan(teams=3, quarters=1, people=3, as_of=day)
    demo = make_demo(premises_at(tmp_path), worker, tmp_path / "demo", plan)
    assert worker.with_store(integrity.findings).result() == ()
    demo.made.opened.close()
    worker.close()


@pytest.mark.parametrize(
    "changes",
    [
        {"teams": 0},
        {"teams": 999},
        {"quarters": 0},
        {"quarters": MOST_QUARTERS + 1},
        {"people": 2},
        {"people": 13},
        {"people": -1},
        {"as_of": date(1, 1, 1)},
        {"as_of": date(9999, 12, 31)},
    ],
)
def test_what_is_out_of_bounds_is_refused_before_anything_is_written(
    changes: dict[str, Any], tmp_path: Path
) -> None:
    worker = Worker()
    with pytest.raises(NotNow, match="Choose"):
        make_demo(premises_at(tmp_path), worker, tmp_path / "demo", replace(SMALL, **changes))
    assert not list(tmp_path.iterdir())
    worker.close()
