"""Who sees what of protected time: counts for the team, a line for the two, dates for cover, and nothing for others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.ledger import Outcome, Period
from pie_audit.domain.ledger_reasons import lost_words
from pie_audit.domain.session import CancelledBy, Session, SessionKind, SessionStatus, WhyLost
from pie_audit.domain.supervision import Agreement
from pie_audit.domain.team import Role, Standing
from pie_audit.storage import people, sessions
from pie_audit.workflows import ledger, teams
from tests.quarter import Hostel

YEAR = Period.twelve_months_to(date(2026, 11, 18))
HELD, LOST = SessionStatus.HELD, SessionStatus.CANCELLED


def plan(hostel: Hostel, *values: Session) -> None:
    hostel.opened.write(lambda tx: sessions.add_sessions(tx, values))


def line(hostel: Hostel, day: date, status: SessionStatus = HELD, **changes: Any) -> Session:
    """An hour of Jo's supervision with Amina."""
    held = {"held_on": day, "held_min": 60} if status is HELD else {}
    usual = {
        "session_id": f"{day}-{changes.get('kind', 'one')}-{changes.get('supervisee_id', '')}",
        "kind": SessionKind.SUPERVISION,
        "team_id": hostel.team_id,
        "planned_on": day,
        "planned_min": 60,
        "status": status,
        "supervisor_id": hostel.amina.member.person_id,
        "supervisee_id": hostel.jo.member.person_id,
        "agreement_id": None,
    }
    return Session(**{**usual, **held, **changes})


def agree(hostel: Hostel, **changes: Any) -> Agreement:
    """Amina and Jo agree to meet every four weeks."""
    pair = (hostel.amina.member.person_id, hostel.jo.member.person_id)
    value = Agreement("agreed", hostel.team_id, *pair, 4, 60, date(2027, 3, 1), frozenset(pair))
    value = replace(value, **changes)
    hostel.opened.write(lambda tx: sessions.save_agreement(tx, value))
    return value


def group(hostel: Hostel, day: date, status: SessionStatus = HELD, **changes: Any) -> Session:
    nobody = {"supervisor_id": None, "supervisee_id": None}
    return line(hostel, day, status, **{"kind": SessionKind.GROUP, **nobody, **changes})


def twelve(hostel: Hostel) -> None:
    """Twelve of Jo's, nine of them held."""
    days = [date(2026, month, 2) for month in range(2, 11)]
    lost = [(WhyLost.STAFFING, 3), (WhyLost.STAFFING, 4), (WhyLost.SICKNESS, 5)]
    off = [
        line(hostel, date(2026, 11, n), LOST, reason=why, cancelled_by=CancelledBy.SERVICE) for why, n in lost
    ]
    plan(hostel, *(line(hostel, day) for day in days), *off)


def test_twelve_planned_and_nine_held_says_75_per_cent_and_why_not_the_others(hostel: Hostel) -> None:
    twelve(hostel)
    for me in (hostel.amina, hostel.sam):
        seen = hostel.see(ledger.team_ledger, me, hostel.team_id, YEAR)
        assert seen.total.says() == "9 of 12, 75%"
        assert seen.lost is not None
        assert lost_words(seen.lost) == "2 × not enough staff, 1 × sickness"
        assert [row.kind for row in seen.rows] == [SessionKind.SUPERVISION]
        assert seen.without == ()  # a row of lost one-to-one sessions would speak of one pair


def test_a_team_of_four_sees_its_kept_rate_and_no_reasons(hostel: Hostel) -> None:
    twelve(hostel)
    for name in ("dee", "tom"):
        gone = hostel.people[name].member.person_id
        hostel.opened.write(
            lambda tx, gone=gone: people.set_standing(tx, gone, Standing.LEFT, week="2026-W47")
        )
    seen = hostel.see(ledger.team_ledger, hostel.amina, hostel.team_id, YEAR)
    assert (seen.people, seen.total.says(), seen.lost, seen.paid) == (4, "9 of 12, 75%", None, None)


def test_counts_hold_nobody_s_name(hostel: Hostel) -> None:
    twelve(hostel)
    agree(hostel)
    told = repr(hostel.see(ledger.team_ledger, hostel.amina, hostel.team_id, YEAR))
    for me in hostel.people.values():
        assert me.member.person_id not in told
        assert me.member.name not in told


def test_another_team_s_sessions_are_not_counted(hostel: Hostel) -> None:
    other = hostel.do(teams.add_team, hostel.amina, "Mill Lane", "").result
    plan(hostel, group(hostel, date(2026, 11, 2)), group(hostel, date(2026, 11, 3), team_id=_team_id(other)))
    assert hostel.see(ledger.team_ledger, hostel.amina, hostel.team_id, YEAR).total.planned == 1


def _team_id(value: Any) -> str:
    return value if isinstance(value, str) else value.team_id


def test_groups_that_go_without_are_named_by_their_kind(hostel: Hostel) -> None:
    plan(
        hostel,
        group(hostel, date(2026, 9, 2)),
        *(group(hostel, date(2026, month, 2), LOST) for month in (10, 11)),
        group(hostel, date(2026, 11, 10), LOST, kind=SessionKind.COMMUNITY),
    )
    seen = hostel.see(ledger.team_ledger, hostel.sam, hostel.team_id, YEAR)
    assert seen.without == ((SessionKind.GROUP, 2),)


def test_pairs_that_waited_too_long_are_a_count_a_week_after_the_two_know(hostel: Hostel) -> None:
    agree(hostel)
    plan(hostel, line(hostel, date(2026, 10, 19), agreement_id="agreed"))
    hostel.at(date(2026, 11, 17))
    assert [x.is_overdue for x in hostel.see(ledger.own_lines, hostel.jo, YEAR)] == [True]
    assert hostel.see(ledger.team_ledger, hostel.amina, hostel.team_id, YEAR).overdue == 0
    hostel.at(date(2026, 11, 24))
    assert hostel.see(ledger.team_ledger, hostel.amina, hostel.team_id, YEAR).overdue == 1


def test_past_sessions_that_nobody_wrote_up_are_counted_apart(hostel: Hostel) -> None:
    not_yet = SessionStatus.NOT_YET
    plan(hostel, line(hostel, date(2026, 11, 16), not_yet), line(hostel, date(2026, 11, 18), not_yet))
    seen = hostel.see(ledger.team_ledger, hostel.amina, hostel.team_id, YEAR)
    assert (seen.unnoted, seen.total.planned) == (1, 0)


def test_of_leaders_sessions_everybody_sees_the_hours_and_nothing_else(hostel: Hostel) -> None:
    leaders = {"kind": SessionKind.LEADERS, "team_id": None, "supervisor_id": None, "supervisee_id": None}
    plan(hostel, *(line(hostel, date(2026, 11, n), **leaders) for n in (2, 9)))
    for me in (hostel.sam, hostel.amina, hostel.lee):
        assert hostel.see(ledger.leaders_minutes, me, YEAR) == 120
    seen = hostel.see(ledger.team_ledger, hostel.sam, hostel.team_id, YEAR)
    assert (seen.leaders_min, seen.rows, seen.total.planned) == (120, (), 0)


def test_a_line_is_seen_by_the_two_and_by_nobody_else(hostel: Hostel) -> None:
    agree(hostel)
    twelve(hostel)
    (own,) = hostel.see(ledger.own_lines, hostel.jo, YEAR)
    assert (own.other, own.i_supervise, own.total.says()) == ("Amina Yusuf", False, "9 of 12, 75%")
    assert [d.outcome for d in own.days][-3:] == [Outcome.LOST] * 3
    assert not any(d.lacks_agreement for d in own.days)
    (same,) = hostel.see(ledger.own_lines, hostel.amina, YEAR)
    assert (same.other, same.i_supervise, same.every_weeks) == ("Jo", True, 4)
    for me in (hostel.sam, hostel.dee, hostel.tom, hostel.lee):
        assert hostel.see(ledger.own_lines, me, YEAR) == ()


def test_supervision_without_an_agreement_is_told_to_the_two(hostel: Hostel) -> None:
    twelve(hostel)
    (own,) = hostel.see(ledger.own_lines, hostel.jo, YEAR)
    assert all(d.lacks_agreement for d in own.days)


def test_a_pair_that_has_only_agreed_has_a_line_without_sessions(hostel: Hostel) -> None:
    agree(hostel)
    (own,) = hostel.see(ledger.own_lines, hostel.jo, YEAR)
    assert (own.days, own.total.says(), own.is_overdue) == ((), "none planned", False)


def test_a_session_still_to_come_stands_in_the_line(hostel: Hostel) -> None:
    agree(hostel)
    plan(hostel, line(hostel, date(2026, 12, 14), SessionStatus.NOT_YET, agreement_id="agreed"))
    (day,) = hostel.see(ledger.own_lines, hostel.jo, YEAR)[0].days
    assert (day.due_on, day.outcome, day.lacks_agreement) == (date(2026, 12, 14), None, False)


def test_whoever_arranges_cover_sees_date_length_and_status_alone(hostel: Hostel) -> None:
    twelve(hostel)
    jo = hostel.jo.member.person_id
    assert hostel.see(ledger.cover_people, hostel.amina, hostel.team_id) == ((jo, "Jo"),)
    days = hostel.see(ledger.cover_lines, hostel.amina, hostel.team_id, jo, YEAR)
    assert len(days) == 12
    assert {f.name for f in fields(days[0])} == {"day", "minutes", "status"}


def test_cover_shows_the_day_that_stands_now(hostel: Hostel) -> None:
    moved = line(hostel, date(2026, 11, 16), SessionStatus.MOVED, moved_to=date(2026, 11, 30))
    plan(hostel, moved)
    (day,) = hostel.see(ledger.cover_lines, hostel.amina, hostel.team_id, hostel.jo.member.person_id, YEAR)
    assert (day.day, day.minutes, day.status) == (date(2026, 11, 30), 60, SessionStatus.MOVED)


LOOKS: tuple[tuple[Callable[..., Any], str], ...] = (
    (lambda tx, me, team: ledger.team_ledger(tx, me, team, YEAR), "team"),
    (lambda tx, me, team: ledger.cover_people(tx, me, team), "cover"),
    (lambda tx, me, team: ledger.cover_lines(tx, me, team, "anybody", YEAR), "cover"),
    (lambda tx, me, team: ledger.own_lines(tx, me, YEAR), "own"),
    (lambda tx, me, team: ledger.leaders_minutes(tx, me, YEAR), "own"),
)


@pytest.mark.parametrize(("look", "what"), LOOKS)
def test_each_part_opens_to_exactly_those_who_may(
    hostel: Hostel, look: Callable[..., Any], what: str
) -> None:
    amina, nobody = hostel.amina, frozenset[str]()
    manager_alone = replace(amina.member, roles=frozenset({Role.MANAGER}))
    may = {
        "staff": (replace(hostel.sam.member), {"team", "own"}),
        "manager": (manager_alone, {"team", "cover", "own"}),
        "manager of another team": (replace(manager_alone, teams=nobody, manages=frozenset({"x"})), {"own"}),
        "staff of another team": (replace(hostel.sam.member, teams=frozenset({"x"})), {"own"}),
        "leader": (hostel.lee.member, {"own"}),
        "administrator": (
            replace(amina.member, roles=frozenset({Role.ADMINISTRATOR}), manages=nobody),
            {"own"},
        ),
        "somebody who left": (replace(manager_alone, standing=Standing.LEFT), set()),
    }
    for who, (member, opens) in may.items():
        assert _opens(hostel, look, replace(amina, member=member)) is (what in opens), who


def _opens(hostel: Hostel, look: Callable[..., Any], me: Any) -> bool:
    try:
        hostel.see(look, me, hostel.team_id)
    except NotNow:
        return False
    return True


@pytest.mark.parametrize(("look", "what"), LOOKS)
def test_a_slip_opens_no_part_of_it(hostel: Hostel, look: Callable[..., Any], what: str) -> None:
    assert what in {"team", "cover", "own"}
    (slip,) = hostel.slips(hostel.start(), lived_experience=1)
    with pytest.raises(NotNow):
        hostel.see(look, slip, hostel.team_id)
