"""The counting rules of protected time, by worked example and by property."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.group import Group
from pie_audit.domain.ledger import (
    Outcome,
    Period,
    Tally,
    by_kind_and_month,
    judge,
    tally,
    usual_wait,
    whole_percent,
)
from pie_audit.domain.ledger_reasons import (
    PaidTime,
    is_overdue,
    lacks_agreement,
    lost_words,
    overdue_groups,
    overdue_pairs,
    paid_time,
    why_lost,
)
from pie_audit.domain.session import CancelledBy, Contract, Session, SessionKind, SessionStatus, WhyLost
from pie_audit.domain.supervision import Agreement

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
AUTUMN = Period(date(2026, 10, 1), date(2026, 12, 31))
_numbers = count()


def planned(
    day: date = date(2026, 10, 5), status: SessionStatus = SessionStatus.HELD, **changes: object
) -> Session:
    """One hour of supervision on a day; held whole unless told otherwise."""
    held = {"held_on": day, "held_min": 60} if status is SessionStatus.HELD else {}
    given = {"kind": SessionKind.SUPERVISION, "team_id": "team", "planned_on": day, "planned_min": 60}
    name = f"s{next(_numbers):04d}"
    return Session(**{"session_id": name, "status": status, **given, **held, **changes})  # type: ignore[arg-type]


def lost(reason: WhyLost | None = None, side: CancelledBy | None = None, **changes: object) -> Session:
    return planned(status=SessionStatus.CANCELLED, reason=reason, cancelled_by=side, **changes)


def outcome(*sessions: Session, period: Period = AUTUMN) -> list[Outcome]:
    return [j.outcome for j in judge(sessions, period)]


def test_twelve_planned_and_nine_held_says_75_per_cent_and_why_the_other_three_were_not() -> None:
    sessions = [planned() for _ in range(9)]
    sessions += [lost(WhyLost.STAFFING), lost(WhyLost.SICKNESS), lost(WhyLost.STAFFING)]
    judged = judge(sessions, AUTUMN)
    assert tally(judged).says() == "9 of 12, 75%"
    told = why_lost(judged, people=9)
    assert told is not None
    assert lost_words(told) == "2 × not enough staff, 1 × sickness"


def test_nothing_planned_is_neither_none_nor_all() -> None:
    assert tally(judge([], AUTUMN)).says() == "none planned"
    assert Tally().rate is None


def test_a_session_still_to_come_is_not_counted() -> None:
    assert judge([planned(status=SessionStatus.NOT_YET)], AUTUMN) == ()


def test_a_session_outside_the_period_is_not_counted() -> None:
    assert judge([planned(date(2026, 9, 30)), planned(date(2027, 1, 1))], AUTUMN) == ()


@pytest.mark.parametrize(
    ("planned_on", "held_on", "counts"),
    [
        (date(2026, 10, 5), date(2026, 12, 31), Outcome.HELD),  # late, and within the period
        (date(2026, 12, 20), date(2027, 1, 3), Outcome.HELD),  # beyond the period, 14 days after
        (date(2026, 12, 20), date(2027, 1, 4), Outcome.LOST),  # a day too late
        (date(2026, 12, 20), date(2026, 12, 1), Outcome.HELD),  # moved to an earlier day
    ],
)
def test_a_moved_session_counts_where_it_was_planned(
    planned_on: date, held_on: date, counts: Outcome
) -> None:
    moved = planned(planned_on, SessionStatus.MOVED, held_on=held_on, held_min=60)
    assert outcome(moved) == [counts]


def test_a_session_put_off_counts_as_planned_and_waits_while_it_can_still_be_in_time() -> None:
    waits = planned(date(2026, 12, 20), SessionStatus.MOVED, moved_to=date(2027, 1, 3))
    too_late = planned(date(2026, 12, 20), SessionStatus.MOVED, moved_to=date(2027, 1, 4))
    assert outcome(waits, too_late) == [Outcome.MOVED, Outcome.LOST]
    counts = tally(judge([waits, too_late], AUTUMN))
    assert (counts.planned, counts.held, counts.moved, counts.lost) == (2, 0, 1, 1)


def test_a_session_that_was_put_off_and_forgotten_is_lost_in_the_end() -> None:
    put_off = planned(date(2026, 2, 2), SessionStatus.MOVED, moved_to=date(2026, 2, 9))
    assert outcome(put_off, period=Period(date(2026, 1, 1), date(2026, 3, 31))) == [Outcome.MOVED]
    assert outcome(put_off, period=Period(date(2026, 1, 1), date(2026, 4, 1))) == [Outcome.LOST]


def test_a_moved_session_that_was_held_is_judged_by_the_day_it_was_held() -> None:
    held = planned(date(2026, 12, 20), moved_to=date(2027, 1, 3), held_on=date(2027, 1, 3))
    assert outcome(held) == [Outcome.HELD]
    assert outcome(replace(held, held_on=date(2027, 1, 4))) == [Outcome.LOST]


def test_a_year_judges_each_session_by_its_own_quarter() -> None:
    late = planned(date(2026, 2, 2), held_on=date(2026, 4, 1))
    assert outcome(late, period=YEAR) == outcome(late, period=Period(date(2026, 1, 1), date(2026, 3, 31)))
    assert outcome(late, period=YEAR) == [Outcome.LOST]


def test_a_session_moved_to_a_line_of_its_own_counts_once() -> None:
    later = planned(date(2026, 10, 12))
    moved = planned(date(2026, 10, 5), SessionStatus.MOVED, rebooked_id=later.session_id)
    assert tally(judge([moved, later], AUTUMN)) == Tally(1, 1, planned_min=60, held_min=60)
    assert outcome(moved, replace(later, status=SessionStatus.NOT_YET, held_on=None, held_min=0)) == [
        Outcome.MOVED
    ]


def test_a_session_moved_into_the_next_period_is_counted_in_the_first_alone() -> None:
    later = planned(date(2027, 1, 2))
    moved = planned(date(2026, 12, 28), SessionStatus.MOVED, rebooked_id=later.session_id)
    assert tally(judge([moved, later], AUTUMN)).says() == "1 of 1, 100%"
    assert judge([moved, later], Period(date(2027, 1, 1), date(2027, 3, 31))) == ()


def test_lines_that_were_moved_in_a_circle_come_to_an_end() -> None:
    a = planned(status=SessionStatus.MOVED, session_id="a", rebooked_id="b")
    b = planned(status=SessionStatus.MOVED, session_id="b", rebooked_id="a")
    c = planned(status=SessionStatus.MOVED, session_id="c", rebooked_id="c")
    d = planned(status=SessionStatus.MOVED, session_id="d", rebooked_id="a")
    assert outcome(a, b, c, d) == [Outcome.MOVED]


def test_a_cancelled_session_and_the_one_rebooked_for_it_are_two_lines() -> None:
    again = planned(date(2026, 10, 14))
    assert tally(judge([lost(rebooked_id=again.session_id), again], AUTUMN)).says() == "1 of 2, 50%"


@pytest.mark.parametrize(
    ("minutes", "counts"), [(29, Outcome.LOST), (30, Outcome.SHORT), (59, Outcome.SHORT)]
)
def test_a_session_cut_short_counts_with_at_least_half_of_its_minutes(minutes: int, counts: Outcome) -> None:
    short = planned(status=SessionStatus.CUT_SHORT, held_on=date(2026, 10, 5), held_min=minutes)
    judged = judge([short], AUTUMN)
    assert [j.outcome for j in judged] == [counts]
    assert tally(judged).held_min == minutes


def test_minutes_are_counted_as_they_were() -> None:
    sessions = [planned(), planned(held_min=90), lost()]
    assert tally(judge(sessions, AUTUMN)).minutes_rate == 83


@pytest.mark.parametrize(
    ("part", "of", "percent"), [(1, 8, 13), (1, 200, 1), (1, 3, 33), (2, 3, 67), (0, 5, 0), (0, 0, None)]
)
def test_halves_of_a_per_cent_go_up(part: int, of: int, percent: int | None) -> None:
    assert whole_percent(part, of) == percent


def test_reasons_stay_untold_in_a_team_of_four() -> None:
    judged = judge([lost(WhyLost.CRISIS)], AUTUMN)
    assert why_lost(judged, people=4) is None
    assert paid_time(judged, people=4) is None
    assert why_lost(judged, people=5) is not None


def test_who_called_off_is_counted_by_side_and_what_nobody_said_comes_last() -> None:
    sessions = [lost(side=CancelledBy.SERVICE), lost(), lost(side=CancelledBy.SUPERVISEE)]
    told = why_lost(judge(sessions, AUTUMN), people=5)
    assert told is not None
    assert told.sides == ((CancelledBy.SUPERVISEE, 1), (CancelledBy.SERVICE, 1), (None, 1))
    assert told.reasons == ((None, 3),)


def test_paid_and_own_time_are_told_by_kind_of_contract() -> None:
    sessions = [
        planned(),
        planned(paid=False),
        planned(contract=Contract.AGENCY, paid=False),
        lost(contract=Contract.PEER),
    ]
    assert paid_time(judge(sessions, AUTUMN), people=5) == (
        PaidTime(Contract.PERMANENT, 60, 60),
        PaidTime(Contract.AGENCY, 0, 60),
    )


def test_rows_stand_by_kind_and_cells_by_month() -> None:
    group = planned(date(2026, 11, 2), kind=SessionKind.GROUP)
    rows = by_kind_and_month(judge([planned(), lost(planned_on=date(2026, 12, 1)), group], AUTUMN), AUTUMN)
    assert [r.kind for r in rows] == [SessionKind.SUPERVISION, SessionKind.GROUP]
    assert [(c.held, c.planned) for c in rows[0].cells] == [(1, 1), (0, 0), (0, 1)]
    assert (rows[0].total.says(), rows[0].lost_in_a_row) == ("1 of 2, 50%", 1)


def test_two_sessions_on_one_day_are_two() -> None:
    assert tally(judge([planned(), planned()], AUTUMN)).planned == 2


def test_the_usual_wait_is_the_middle_one() -> None:
    first, second, third = (planned(date(2026, 10, n)) for n in (10, 14, 30))
    sessions = [lost(rebooked_id=s.session_id) for s in (first, second, third)]
    assert usual_wait([*sessions, first, second, third]) == 9
    assert usual_wait([*sessions[:2], first, second]) == 7
    assert usual_wait([lost(), first]) is None
    assert usual_wait([*sessions, first, second, third], Period(date(2027, 1, 1), date(2027, 3, 31))) is None
    assert usual_wait([planned(status=SessionStatus.MOVED, held_on=date(2026, 10, 8), held_min=60)]) == 3


def test_overdue_is_counted_from_the_last_one_held() -> None:
    lines = [planned(date(2026, 9, 1)), lost(planned_on=date(2026, 10, 1))]
    assert not is_overdue(4, lines, date(2026, 9, 29))
    assert is_overdue(4, lines, date(2026, 9, 30))
    assert not is_overdue(4, lines, date(2026, 9, 30), grace_days=7)
    assert not is_overdue(4, [], date(2026, 9, 30))
    assert is_overdue(4, lines[1:], date(2026, 10, 30))


def agreement(**changes: object) -> Agreement:
    both = frozenset({"ruth", "marek"})
    given = {"every_weeks": 4, "minutes": 60, "review_on": date(2027, 1, 1), "signed_by": both}
    return Agreement("a", "team", "ruth", "marek", **{**given, **changes})  # type: ignore[arg-type]


def test_the_two_hear_of_an_overdue_session_before_the_manager_s_count() -> None:
    lines = [planned(date(2026, 9, 1), agreement_id="a")]
    assert overdue_pairs([agreement()], lines, date(2026, 10, 6)) == 0
    assert overdue_pairs([agreement()], lines, date(2026, 10, 6), grace_days=0) == 1
    assert overdue_pairs([agreement()], lines, date(2026, 10, 7)) == 1
    assert overdue_pairs([agreement(ended_week="2026-W38")], lines, date(2026, 10, 7)) == 0


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({}, False),
        ({"signed_by": frozenset({"ruth"})}, True),
        ({"review_on": date(2026, 10, 4)}, True),
        ({"ended_week": "2026-W40"}, True),
        ({"ended_week": "2026-W41"}, False),
    ],
)
def test_supervision_needs_an_agreement_that_was_current_on_its_day(
    changes: dict[str, object], lacks: bool
) -> None:
    session = planned(agreement_id="a")
    assert lacks_agreement(session, {"a": agreement(**changes)}) is lacks


def test_supervision_that_was_booked_before_the_two_agreed_rests_on_what_they_have_now() -> None:
    early = planned(supervisor_id="ruth", supervisee_id="marek")
    assert not lacks_agreement(early, {"a": agreement()})
    assert lacks_agreement(replace(early, supervisee_id="tom"), {"a": agreement()})


def test_a_group_is_overdue_by_its_own_rhythm() -> None:
    group = Group("g", SessionKind.GROUP, "Thursdays", "team", (), every_weeks=2)
    met = [planned(date(2026, 11, 5), kind=SessionKind.GROUP, group_id="g")]
    assert overdue_groups([group], met, date(2026, 11, 26)) == 0
    assert overdue_groups([group], met, date(2026, 11, 27)) == 1
    assert overdue_groups([replace(group, ended_week="2026-W46")], met, date(2026, 11, 27)) == 0


def test_supervision_without_any_agreement_is_told_and_a_group_needs_none() -> None:
    assert lacks_agreement(planned(), {})
    assert not lacks_agreement(planned(kind=SessionKind.GROUP), {})


@st.composite
def lines(draw: st.DrawFn) -> Session:
    day = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 400)))
    late = st.none() | st.integers(-30, 60).map(lambda n: day + timedelta(days=n))
    return planned(
        day,
        draw(st.sampled_from(SessionStatus)),
        session_id=f"s{draw(st.integers(0, 30)):02d}",
        kind=draw(st.sampled_from(SessionKind)),
        planned_min=draw(st.integers(1, 120)),
        held_on=draw(late),
        moved_to=draw(late),
        held_min=draw(st.integers(0, 120)),
        reason=draw(st.none() | st.sampled_from(WhyLost)),
        rebooked_id=draw(st.none() | st.integers(0, 30).map(lambda n: f"s{n:02d}")),
    )


@given(st.lists(lines(), max_size=30, unique_by=lambda s: s.session_id))
def test_counts_always_add_up(sessions: list[Session]) -> None:
    judged = judge(sessions, YEAR)
    whole = tally(judged)
    rows = by_kind_and_month(judged, YEAR)
    assert 0 <= whole.short <= whole.held <= whole.planned - whole.moved <= whole.planned <= len(sessions)
    assert (
        sum(r.total.planned for r in rows) == sum(c.planned for r in rows for c in r.cells) == whole.planned
    )
    assert sum(r.total.held for r in rows) == sum(c.held for r in rows for c in r.cells) == whole.held
    told = why_lost(judged, people=5)
    assert told is not None
    assert sum(n for _reason, n in told.reasons) == sum(n for _side, n in told.sides) == whole.lost
    assert whole.rate is None or 0 <= whole.rate <= 100


@given(st.lists(lines(), max_size=20, unique_by=lambda s: s.session_id), st.randoms())
def test_the_order_of_the_lines_doesn_t_matter(sessions: list[Session], chance: object) -> None:
    shuffled = list(sessions)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert judge(sessions, YEAR) == judge(shuffled, YEAR)
    assert usual_wait(sessions) == usual_wait(shuffled)


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_rate_is_whole_only_when_all_was_held_or_rounds_up_to_it(held: int, of: int) -> None:
    rate = whole_percent(min(held, of), of)
    assert rate is None or abs(rate * of - 100 * min(held, of)) * 2 <= of


def test_a_period_names_its_months() -> None:
    assert AUTUMN.months == (date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1))
    assert Period(date(2026, 12, 5), date(2027, 1, 2)).months == (date(2026, 12, 1), date(2027, 1, 1))


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)))
def test_twelve_months_end_today(today: date) -> None:
    period = Period.twelve_months_to(today)
    assert len(period.months) == 12
    assert (period.months[-1], period.last) == (today.replace(day=1), today)
    assert today in Period.quarter_to(today)
    assert len(Period.quarter_to(today).months) <= 3
