"""Rules of supervision between two: months, sessions in a row, where a summary stands, two texts put together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.entry import FollowUp
from pie_audit.domain.session import CancelledBy, Session, SessionKind, SessionStatus
from pie_audit.domain.supervision import Agenda, Brought, Function, Summary
from pie_audit.domain.supervision_rules import (
    PARTS,
    SummaryState,
    add_months,
    balance,
    is_blank,
    lost_in_a_row,
    open_actions,
    put_together,
    state_of,
    usual_review,
    with_both,
    with_theirs,
)

TODAY = date(2026, 11, 18)

WORDS = st.text("abc é🚑\n", max_size=6)
FUNCTIONS = st.lists(st.sampled_from(Function), unique=True).map(tuple)
ACTIONS = st.lists(
    st.builds(FollowUp, st.sampled_from("123"), st.sampled_from(("call", "write", "ask"))),
    unique_by=lambda a: a.follow_up_id,
).map(tuple)
SUMMARIES = st.builds(
    Summary,
    text=WORDS,
    learning=WORDS,
    decisions=WORDS,
    wider_system=WORDS,
    differs=WORDS,
    functions=FUNCTIONS,
    actions=ACTIONS,
)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 11, 18), 6, date(2027, 5, 18)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 31), -1, date(2025, 12, 31)),
    ],
)
def test_months_end_where_the_calendar_does(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-36, 36))
def test_months_keep_the_day_or_shorten_it(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_review_comes_after_half_a_year() -> None:
    assert usual_review(TODAY) == date(2027, 5, 18)


def sessions(*what: str) -> list[Session]:
    """A session a week up to last week: “held”, “short”, “ours” and “theirs” called off, or “open”."""
    made = []
    for at, each in enumerate(reversed(what), start=1):
        day = TODAY - timedelta(weeks=at)
        line = Session(f"{at}", SessionKind.SUPERVISION, "t", day, 60)
        status = {"held": SessionStatus.HELD, "short": SessionStatus.CUT_SHORT, "open": SessionStatus.NOT_YET}
        by = CancelledBy.SUPERVISEE if each == "theirs" else CancelledBy.SERVICE
        made.append(
            replace(
                line, status=status.get(each, SessionStatus.CANCELLED), cancelled_by=by, session_id=f"s{at}"
            )
        )
    return made


@pytest.mark.parametrize(
    ("what", "lost"),
    [
        ((), 0),
        (("ours", "ours", "ours"), 3),
        (("ours", "held", "ours"), 1),
        (("ours", "ours", "short"), 0),
        (("ours", "theirs", "ours"), 2),
        (("theirs", "theirs"), 0),
        (("held", "ours", "open"), 1),
    ],
)
def test_lost_in_a_row(what: tuple[str, ...], lost: int) -> None:
    assert lost_in_a_row(sessions(*what), TODAY) == lost


SIGNED = Summary(writer_id="jo", text="words", signed_on=TODAY)


@pytest.mark.parametrize(
    ("summary", "stands", "differs", "days", "state"),
    [
        (None, set(), False, 0, SummaryState.NONE),
        (Summary(), set(), False, 0, SummaryState.NONE),
        (Summary(text="words"), set(), False, 0, SummaryState.WRITING),
        (SIGNED, set(), False, 0, SummaryState.WRITING),
        (SIGNED, {"amina"}, False, 0, SummaryState.WRITING),
        (SIGNED, {"jo"}, False, 14, SummaryState.WAITING),
        (SIGNED, {"jo"}, False, 15, SummaryState.NOTE),
        (SIGNED, {"jo"}, True, 15, SummaryState.DIFFERS),
        (SIGNED, {"jo", "amina"}, False, 99, SummaryState.AGREED),
    ],
)
def test_where_a_summary_stands(
    summary: Summary | None, stands: set[str], differs: bool, days: int, state: SummaryState
) -> None:
    assert state_of(summary, stands, differs=differs, today=TODAY + timedelta(days=days)) is state


def test_functions_are_counted_in_sessions_never_weighed() -> None:
    touched = [(Function.SUPPORT,), (Function.SUPPORT, Function.LEARNING)]
    assert balance(touched) == {Function.SUPPORT: 2, Function.LEARNING: 1, Function.STANDARDS: 0}


def test_action_stays_open_until_an_agenda_settles_it() -> None:
    first = Summary(actions=(FollowUp("a", "Ask Dr Lowe"), FollowUp("b", "Read"), FollowUp("c", "  ")))
    settled = Agenda((Brought("a", "Ask Dr Lowe", "jo", carried=True, done=False),))
    assert [a.follow_up_id for a in open_actions([(first, Agenda()), (None, settled)])] == ["b"]


@given(SUMMARIES, SUMMARIES)
def test_what_only_one_changed_is_taken_whole(base: Summary, mine: Summary) -> None:
    mine_alone = put_together(base, mine, base)
    assert mine_alone.clashing == ()
    assert {p: getattr(mine_alone.summary, p) for p in PARTS} == {p: getattr(mine, p) for p in PARTS}
    assert set(mine_alone.summary.functions) == set(mine.functions)
    assert set(mine_alone.summary.actions) == set(mine.actions)
    theirs_alone = put_together(base, base, mine)
    assert theirs_alone.clashing == ()
    assert {p: getattr(theirs_alone.summary, p) for p in PARTS} == {p: getattr(mine, p) for p in PARTS}


@given(SUMMARIES, SUMMARIES, SUMMARIES)
def test_no_words_are_lost_when_both_stay(base: Summary, mine: Summary, theirs: Summary) -> None:
    together = put_together(base, mine, theirs)
    both = with_both(together, theirs)
    for part in PARTS:
        for each in (mine, theirs):
            said = getattr(each, part)
            assert said == getattr(base, part) or said.strip() in getattr(both, part)
    new = {f for each in (mine, theirs) for f in each.functions} - set(base.functions)
    assert new <= set(both.functions)
    for each in (mine, theirs):
        written = {a.what for a in each.actions if a not in base.actions}
        assert written <= {a.what for a in both.actions}


@given(SUMMARIES, SUMMARIES, SUMMARIES)
def test_theirs_may_be_kept_where_both_wrote(base: Summary, mine: Summary, theirs: Summary) -> None:
    together = put_together(base, mine, theirs)
    kept = with_theirs(together, theirs)
    for part in together.clashing:
        assert getattr(kept, part) == getattr(theirs, part)
        assert getattr(together.summary, part) == getattr(mine, part)


def test_spaces_alone_are_nothing_written() -> None:
    assert is_blank(Summary(text=" \n", steps=(("a", " "),)))
    assert not is_blank(Summary(functions=(Function.SUPPORT,)))
