"""An ask made of what was lost: counts and reasons, nobody's name, in the plan in hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.ledger import Period
from pie_audit.domain.session import Session, SessionKind, SessionStatus, WhyLost
from pie_audit.domain.team import Standing
from pie_audit.storage import people, sessions
from pie_audit.workflows import ledger_ask, plans
from tests.quarter import Hostel

YEAR = Period.twelve_months_to(date(2026, 11, 18))


def lose(hostel: Hostel, held: int = 1) -> None:
    """One group session that was lost for want of staff, and some that were held."""
    lost = Session("lost", SessionKind.GROUP, hostel.team_id, date(2026, 11, 2), 60, reason=WhyLost.STAFFING)
    kept = [
        replace(lost, session_id=f"kept {n}", status=SessionStatus.HELD, held_min=60, reason=None)
        for n in range(held)
    ]
    them = [replace(lost, status=SessionStatus.CANCELLED), *kept]
    hostel.opened.write(lambda tx: sessions.add_sessions(tx, them))


def test_an_ask_stands_in_the_plan_with_counts_and_reasons(hostel: Hostel) -> None:
    lose(hostel, held=3)
    hostel.start()
    made = hostel.do(ledger_ask.add_ask, hostel.amina, hostel.team_id, YEAR)
    view = hostel.see(plans.plan_page, hostel.amina, hostel.team_id)
    (action,) = [a for group in view.groups for a in group.actions]
    assert action.action_id == made.result.action_id
    assert action.ask_what == (
        "Cover for the floor, so that sessions take place. 3 of 4 were held, 75%. Not held: 1 × not enough staff."
    )
    assert not any(me.member.name in repr(action) for me in hostel.people.values())
    assert action.owner_id is None


def test_an_ask_of_a_small_team_tells_no_reasons(hostel: Hostel) -> None:
    lose(hostel)
    hostel.start()
    for name in ("dee", "tom"):
        gone = hostel.people[name].member.person_id
        hostel.opened.write(
            lambda tx, gone=gone: people.set_standing(tx, gone, Standing.LEFT, week="2026-W47")
        )
    made = hostel.do(ledger_ask.add_ask, hostel.amina, hostel.team_id, YEAR)
    assert made.result.ask_what.endswith("1 of 2 were held, 50%.")


def test_an_ask_can_be_taken_back(hostel: Hostel) -> None:
    lose(hostel)
    hostel.start()
    made = hostel.do(ledger_ask.add_ask, hostel.amina, hostel.team_id, YEAR)
    hostel.opened.write(lambda tx: made.undo(tx, hostel.amina))
    view = hostel.see(plans.plan_page, hostel.amina, hostel.team_id)
    assert [a for group in view.groups for a in group.actions] == []


def test_without_a_review_in_hand_there_is_no_plan_to_put_it_into(hostel: Hostel) -> None:
    lose(hostel)
    with pytest.raises(NotNow):
        hostel.do(ledger_ask.add_ask, hostel.amina, hostel.team_id, YEAR)


def test_where_nothing_was_lost_there_is_nothing_to_ask_for(hostel: Hostel) -> None:
    hostel.start()
    with pytest.raises(NotNow):
        hostel.do(ledger_ask.add_ask, hostel.amina, hostel.team_id, YEAR)


def test_only_whoever_edits_the_plan_adds_an_ask(hostel: Hostel) -> None:
    lose(hostel)
    hostel.start()
    for me in (hostel.jo, hostel.lee):
        with pytest.raises(NotNow):
            hostel.do(ledger_ask.add_ask, me, hostel.team_id, YEAR)
