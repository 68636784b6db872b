"""What leaves a session by choice: a line agreed aloud, an action, a little win, a page of one's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pie_audit.domain.entry import EntryKind
from pie_audit.domain.errors import NotNow
from pie_audit.domain.group_minutes import Miracle, OwnPart, SmallChange
from pie_audit.domain.session import CancelledBy, Session, SessionKind, WhyLost
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import plans as actions
from pie_audit.storage import small_logs as stored_logs
from pie_audit.workflows.everyday import small_logs
from pie_audit.workflows.shelf import shelf_of
from pie_audit.workflows.supervision import (
    group_lines,
    group_minutes,
    group_sessions,
    group_sittings,
)
from tests.meeting import make_group, plan, write
from tests.quarter import TODAY, Hostel

LINE = "We want the door answered by somebody who has slept."


def _held(hostel: Hostel, *there: str, kind: SessionKind = SessionKind.GROUP, **fields: object) -> Session:
    session = plan(hostel, make_group(hostel, "sam", "dee", kind=kind))
    write(hostel, session, "jo", "sam", *there, **fields)
    return session


def _lines(hostel: Hostel, name: str) -> list[str]:
    found = hostel.see(group_lines.lines_for, hostel.people[name], hostel.team_id)
    return [read.line.words for read in found]


def _send(hostel: Hostel, session: Session, words: str = LINE, *themes: str, by: str = "jo") -> object:
    return hostel.do(group_lines.send_line, hostel.people[by], session.session_id, words, themes)


def test_the_team_reads_what_was_agreed_aloud(hostel: Hostel) -> None:
    session = _held(hostel)
    _send(hostel, session)
    assert _lines(hostel, "tom") == [LINE]
    with pytest.raises(NotNow):
        _lines(hostel, "lee")


def test_a_line_carries_no_name(hostel: Hostel) -> None:
    session = _held(hostel)
    _send(hostel, session)
    found = hostel.see(group_lines.lines_for, hostel.tom, hostel.team_id)[0]
    assert all(me.member.person_id not in repr(found) for me in hostel.people.values())


def test_who_wasnt_there_sends_nothing(hostel: Hostel) -> None:
    session = _held(hostel)
    with pytest.raises(NotNow, match="those who were there"):
        _send(hostel, session, by="dee")
    with pytest.raises(NotNow, match="no such group"):
        _send(hostel, session, by="tom")


def test_the_group_may_change_it_until_it_meets_again(hostel: Hostel) -> None:
    session = _held(hostel)
    _send(hostel, session)
    group = hostel.see(group_sessions.session_of_mine, hostel.jo, session.session_id)[1]
    later = plan(hostel, group, TODAY + timedelta(days=14))
    _send(hostel, session, "In other words", by="sam")
    assert _lines(hostel, "tom") == ["In other words"]
    hostel.at(TODAY + timedelta(days=14))
    with pytest.raises(NotNow, match="met again"):
        _send(hostel, session, "Too late")
    with pytest.raises(NotNow, match="met again"):
        hostel.do(group_lines.take_line_back, hostel.jo, session.session_id)
    hostel.do(group_sessions.call_off, hostel.jo, later.session_id, CancelledBy.SERVICE, WhyLost.STAFFING)
    _send(hostel, session, "They didn’t meet, so it can change")


def test_taking_it_back_and_undoing_that(hostel: Hostel) -> None:
    session = _held(hostel)
    _send(hostel, session)
    done = hostel.do(group_lines.take_line_back, hostel.jo, session.session_id)
    assert _lines(hostel, "tom") == []
    hostel.do(lambda tx, me: done.undo(tx, me), hostel.jo)
    assert _lines(hostel, "tom") == [LINE]


def test_undoing_a_changed_line_brings_the_first_one_back(hostel: Hostel) -> None:
    session = _held(hostel)
    _send(hostel, session)
    done = _send(hostel, session, "Second")
    hostel.do(lambda tx, me: done.undo(tx, me), hostel.jo)
    assert _lines(hostel, "tom") == [LINE]
    _send(hostel, session, "Third")


@pytest.mark.parametrize("words", ["", "   ", "x" * 501])
def test_a_line_says_something_and_stays_short(hostel: Hostel, words: str) -> None:
    with pytest.raises(NotNow, match="letters and spaces"):
        _send(hostel, _held(hostel), words)


def test_before_the_session_there_is_nothing_to_send(hostel: Hostel) -> None:
    session = plan(hostel, make_group(hostel, "sam"), TODAY + timedelta(days=3))
    write(hostel, session, "jo")
    with pytest.raises(NotNow, match="when the group has met"):
        _send(hostel, session)


def test_from_a_story_round_nothing_goes_back(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="Nothing goes back"):
        _send(hostel, _held(hostel, model_id="schwartz"))


def test_from_the_leaders_nothing_goes_back(hostel: Hostel) -> None:
    session = plan(hostel, make_group(hostel, by="lee", kind=SessionKind.LEADERS), by="lee")
    write(hostel, session, "lee", by="lee")
    with pytest.raises(NotNow, match="Nothing goes back"):
        _send(hostel, session, by="lee")


def test_what_was_never_sent_is_never_read(hostel: Hostel) -> None:
    themes = hostel.read(lambda tx: group_lines.themes_of(tx, hostel.team_id))
    _held(hostel, theme_ids=(themes[0][0],), back_to_team="A draft")
    assert _lines(hostel, "tom") == []


CHANGE = SmallChange("c1", "Meet at the door", where="the hall")


def _with_manager(hostel: Hostel) -> Session:
    session = plan(hostel, make_group(hostel, "sam", "amina"))
    write(hostel, session, "jo", "sam", "amina", small_changes=(CHANGE,))
    return session


def test_a_small_change_goes_into_the_plan_in_one_click(hostel: Hostel) -> None:
    hostel.opened_round()
    session = _with_manager(hostel)
    assert hostel.see(group_sittings.sitting, hostel.amina, session.session_id).may_promote
    assert not hostel.see(group_sittings.sitting, hostel.sam, session.session_id).may_promote
    done = hostel.do(group_lines.put_into_plan, hostel.amina, session.session_id, "c1")
    action = hostel.read(lambda tx: actions.load_action(tx, done.result))
    assert action is not None
    assert (action.what, action.owner_id) == ("Meet at the door (the hall)", None)
    assert hostel.see(group_sittings.sitting, hostel.jo, session.session_id).in_plan == {"c1"}
    with pytest.raises(NotNow, match="already"):
        hostel.do(group_lines.put_into_plan, hostel.amina, session.session_id, "c1")
    hostel.do(lambda tx, me: done.undo(tx, me), hostel.amina)
    assert hostel.see(group_sittings.sitting, hostel.jo, session.session_id).in_plan == frozenset()
    again = hostel.do(group_lines.put_into_plan, hostel.amina, session.session_id, "c1", "In better words")
    assert hostel.read(lambda tx: actions.load_action(tx, again.result)).what == "In better words"


def test_who_doesnt_run_the_review_puts_nothing_into_the_plan(hostel: Hostel) -> None:
    hostel.opened_round()
    session = _with_manager(hostel)
    with pytest.raises(NotNow, match="isn’t yours to do"):
        hostel.do(group_lines.put_into_plan, hostel.sam, session.session_id, "c1")
    with pytest.raises(NotNow, match="isn’t here any more"):
        hostel.do(group_lines.put_into_plan, hostel.amina, session.session_id, "c2")


def test_without_a_review_there_is_no_plan_to_put_it_into(hostel: Hostel) -> None:
    session = _with_manager(hostel)
    assert not hostel.see(group_sittings.sitting, hostel.amina, session.session_id).may_promote


def test_a_little_miracle_reaches_the_wall_and_nothing_else_does(hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.WINS)
    miracle = Miracle("w1", "The council rang back within the hour")
    session = _held(hostel, kind=SessionKind.COMMUNITY, miracles=(miracle,), learning="Not for the wall")
    done = hostel.do(group_lines.put_on_wall, hostel.sam, session.session_id, "w1")
    wall = hostel.read(lambda tx: stored_logs.wins_of(tx, hostel.team_id))
    assert [win.words for win in wall] == [miracle.words]
    assert hostel.see(group_sittings.sitting, hostel.jo, session.session_id).on_wall == {"w1"}
    hostel.do(lambda tx, me: done.undo(tx, me), hostel.sam)
    assert hostel.read(lambda tx: stored_logs.wins_of(tx, hostel.team_id)) == ()
    with pytest.raises(NotNow):
        hostel.do(group_lines.put_on_wall, hostel.dee, session.session_id, "w1")


def test_a_little_miracle_that_somebody_wrote_on_at_the_wall_stays_as_it_is_there(hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.WINS)
    miracle = Miracle("w1", "The council rang back within the hour")
    session = _held(hostel, kind=SessionKind.COMMUNITY, miracles=(miracle,), learning="Not for the wall")
    win = hostel.do(group_lines.put_on_wall, hostel.sam, session.session_id, "w1").result
    theirs = replace(win, words="The council rang back, twice")
    hostel.do(small_logs.save_win, hostel.jo, theirs, win)
    with pytest.raises(NotNow, match="on the wall already"):
        hostel.do(group_lines.put_on_wall, hostel.sam, session.session_id, "w1")
    assert hostel.read(lambda tx: stored_logs.wins_of(tx, hostel.team_id)) == (theirs,)


def _peers(hostel: Hostel) -> Session:
    session = plan(hostel, make_group(hostel, "sam", kind=SessionKind.PEER))
    write(hostel, session, "jo", "sam", theme="A move that went wrong", model_id="peer-session")
    return session


def test_a_peer_session_becomes_a_page_of_ones_own_by_choice(hostel: Hostel) -> None:
    session = _peers(hostel)
    with pytest.raises(NotNow, match="no part of yours"):
        hostel.do(group_lines.keep_in_my_log, hostel.sam, session.session_id)
    part = OwnPart(noticed="I rush", differently="Waiting is work, too")
    hostel.do(group_minutes.save_part, hostel.sam, session.session_id, part)
    done = hostel.do(group_lines.keep_in_my_log, hostel.sam, session.session_id)
    pages = [page.entry for page in shelf_of(hostel.sam).pages()]
    assert [(e.kind, e.model_id, e.session_id) for e in pages] == [
        (EntryKind.PEER, "peer", session.session_id)
    ]
    texts = {step.step_id: step.text for step in pages[0].steps}
    assert texts["differently"] == "Waiting is work, too"
    assert texts["topic"] == "A move that went wrong"
    assert pages[0].practice.participatory
    assert pages[0].practice.minutes == 60
    assert shelf_of(hostel.jo).pages() == ()
    with pytest.raises(NotNow, match="already"):
        hostel.do(group_lines.keep_in_my_log, hostel.sam, session.session_id)
    hostel.do(lambda tx, me: done.undo(tx, me), hostel.sam)
    assert shelf_of(hostel.sam).pages() == ()


def test_other_sessions_make_no_such_page(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="no part of yours"):
        hostel.do(group_lines.keep_in_my_log, hostel.jo, _held(hostel).session_id)
