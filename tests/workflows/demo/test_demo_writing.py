"""The demo's people write, share and meet: private words stay sealed, sessions are held or lost, small things noted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.entry import EntryKind
from pie_audit.domain.ledger import Period, judge, tally
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.session import SessionKind, SessionStatus
from pie_audit.domain.small_logs import WinReach
from pie_audit.domain.team import Role
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import groups, integrity, sessions, shares
from pie_audit.storage import small_logs as walls
from pie_audit.workflows import (
    home,
    home_writing,
    shared_pages,
    unlock,
)
from pie_audit.workflows.demo.demo import Demo, Invented
from pie_audit.workflows.everyday import (
    small_log_views,
    small_logs,
)
from pie_audit.workflows.presence import SignedIn
from pie_audit.workflows.shelf import shelf_of
from pie_audit.workflows.supervision import (
    group_lines,
    supervision,
    supervision_agreements,
)
from pie_audit.workflows.unlock import Clock
from tests.demos import ONE_TEAM, TODAY, TWO_TEAMS, Demos, Made
from tests.quarter import CLOCK


@pytest.fixture
def made(demos: Demos) -> Made:
    """One team over eight quarters."""
    return demos(ONE_TEAM)


def come_in(demo: Demo, person: Invented) -> SignedIn:
    me = unlock.sign_in(demo.made.opened, person.name, person.password)
    return replace(me, clock=Clock(now=CLOCK.now, today=lambda: TODAY))


def of_role(demo: Demo, role: Role) -> Invented:
    return next(p for p in demo.people if p.role is role)


def team_of(demo: Demo) -> str:
    return next(iter(demo.made.me.member.teams))


def pages_of(demo: Demo, person: Invented) -> list[tuple[date, str, str]]:
    me = come_in(demo, person)
    home_writing.everything(demo.made.opened, me)
    return sorted((p.entry.day, p.entry.title, p.entry.text) for p in shelf_of(me).pages())


def test_everybody_who_works_there_wrote_in_most_quarters(made: Made) -> None:
    demo = made[0]
    for person in [p for p in demo.people if p.role is not Role.LEADER]:
        found = pages_of(demo, person)
        assert len({str(Quarter.of(day)) for day, _title, _text in found}) >= 5
        assert max(day for day, _title, _text in found) > date(2026, 11, 13)


def test_the_same_seed_and_day_write_the_same(demos: Demos) -> None:
    (one, _), (same, _) = demos(TWO_TEAMS), demos(TWO_TEAMS, again=True)
    for person, again in zip(one.people, same.people, strict=True):
        assert pages_of(one, person) == pages_of(same, again)

    def told(demo: Demo) -> list[object]:
        tx_read = demo.made.opened.read
        team_id = team_of(demo)
        lines = tx_read(lambda tx: sessions.sessions_of_team(tx, team_id, first=date.min, last=date.max))
        wins = tx_read(lambda tx: walls.wins_of(tx, team_id))
        errands = tx_read(lambda tx: walls.friction_of(tx, team_id))
        return [
            sorted((s.planned_on, s.kind, s.status, s.held_min) for s in lines),
            sorted((w.week, w.words) for w in wins),
            sorted((f.month, f.trying, f.minutes) for f in errands),
        ]

    assert told(one) == told(same)


def test_nothing_is_damaged_and_agreements_stand(made: Made) -> None:
    demo, worker = made
    assert worker.with_store(integrity.findings).result() == ()
    me = come_in(demo, of_role(demo, Role.MANAGER))
    views = demo.made.opened.read(lambda tx: supervision_agreements.own_agreements(tx, me))
    assert len(views) == 3
    assert all(view.is_current for view in views)


def test_shared_pages_reach_the_manager_and_nobody_else(made: Made) -> None:
    demo = made[0]
    manager = come_in(demo, of_role(demo, Role.MANAGER))
    reader = manager.member.person_id
    assert len(demo.made.opened.read(lambda tx: shares.notes_for(tx, reader))) == 2
    found = demo.made.opened.read(lambda tx: shared_pages.shared_with_me(tx, manager))
    assert "The phone call I put off" in repr(found)
    worker = come_in(demo, [p for p in demo.people if p.role is Role.STAFF][3])
    assert demo.made.opened.read(lambda tx: shares.notes_for(tx, worker.member.person_id)) == ()


def test_time_was_held_and_lost_and_one_pair_is_to_be_protected(made: Made) -> None:
    demo = made[0]
    team_id = team_of(demo)
    lines = demo.made.opened.read(
        lambda tx: sessions.sessions_of_team(tx, team_id, first=date.min, last=date.max)
    )
    assert {s.kind for s in lines} == {SessionKind.SUPERVISION, SessionKind.GROUP}
    assert {s.status for s in lines} >= {SessionStatus.HELD, SessionStatus.CANCELLED, SessionStatus.NOT_YET}
    counted = tally(judge(lines, Period(date(2025, 1, 1), TODAY)))
    assert 50 <= (counted.rate or 0) <= 95
    manager = come_in(demo, of_role(demo, Role.MANAGER))
    told = demo.made.opened.read(lambda tx: supervision.home_lines(tx, manager))
    assert [lost.times >= 3 for lost in told.to_protect] == [True]


def test_a_supervisee_has_a_next_session_things_to_bring_and_a_summary_to_agree_to(made: Made) -> None:
    demo = made[0]
    staff = [come_in(demo, p) for p in demo.people if p.role is Role.STAFF][:3]
    told = [demo.made.opened.read(lambda tx, me=me: supervision.home_lines(tx, me)) for me in staff]
    assert all(lines.next is not None and lines.next.to_bring >= 2 for lines in told)
    assert sum(line.lost is not None for line in told) == 1
    assert any(line.promised for line in told)


def test_the_group_sent_a_line_to_its_team_and_leaders_meet_unseen(made: Made) -> None:
    demo = made[0]
    worker = come_in(demo, of_role(demo, Role.STAFF))
    leader = come_in(demo, of_role(demo, Role.LEADER))
    sent = demo.made.opened.read(lambda tx: group_lines.lines_for(tx, worker, team_of(demo)))
    assert sent
    shown = demo.made.opened.read(lambda tx: home.home(tx, leader))
    assert [s.kind for s in shown.mine.time.groups][:1] == [SessionKind.LEADERS]
    mine = demo.made.opened.read(lambda tx: groups.groups_of(tx, worker.member.person_id))
    assert all(group.kind is not SessionKind.LEADERS for group in mine)


def test_small_logs_add_up(made: Made) -> None:
    demo = made[0]
    me = come_in(demo, of_role(demo, Role.STAFF))
    wins, friction, tellings = (
        demo.made.opened.read(lambda tx, part=part: small_log_views.look(tx, me, team_of(demo), part))
        for part in (TeamPart.WINS, TeamPart.FRICTION, TeamPart.TELLINGS)
    )
    assert {win.reach for win in wins.wins} == {WinReach.TEAM, WinReach.PAPERS}
    assert any(month.minutes for month in friction.friction_sums.months)
    assert tellings.tellings_sums.avoidable is not None
    assert all(small_logs.checked_tellings(one) == one for one in tellings.tellings)
    assert all(small_logs.checked_friction(one) == one for one in friction.friction)


def test_no_invented_line_names_anybody(made: Made) -> None:
    demo = made[0]
    me = come_in(demo, of_role(demo, Role.STAFF))
    view = demo.made.opened.read(lambda tx: small_log_views.look(tx, me, team_of(demo), TeamPart.WINS))
    assert [
        small_log_views.names_in(view, win.words)
        for win in view.wins
        if small_log_views.names_in(view, win.words)
    ] == []


def test_pages_are_of_all_kinds_with_what_somebody_asked_themselves(made: Made) -> None:
    demo = made[0]
    me = come_in(demo, of_role(demo, Role.STAFF))
    home_writing.everything(demo.made.opened, me)
    assert {p.entry.kind for p in shelf_of(me).pages()} == {
        EntryKind.REFLECTION,
        EntryKind.LINE,
        EntryKind.MEASURE,
    }
