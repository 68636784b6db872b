"""Groups: who may make one, who belongs, and what somebody can't tell who doesn't."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.group import GroupFrame, GroupRole
from pie_audit.domain.session import SessionKind
from pie_audit.domain.team import Role, Standing
from pie_audit.storage import groups as stored
from pie_audit.storage import people, records
from pie_audit.workflows.presence import SignedIn
from pie_audit.workflows.sealed_pages import Clash
from pie_audit.workflows.supervision import (
    group_lines,
    group_sessions,
    groups,
)
from pie_audit.workflows.undo import Undoable
from tests.meeting import make_group, person, plan, write
from tests.quarter import TODAY, Hostel


def _view(hostel: Hostel, name: str) -> group_sessions.GroupsView:
    return hostel.see(group_sessions.groups_view, hostel.people[name], hostel.team_id)


def _leader(hostel: Hostel, name: str = "Noor Haddad") -> SignedIn:
    return hostel.add(name, Role.LEADER)


def test_whoever_makes_a_group_convenes_it(hostel: Hostel) -> None:
    group = make_group(hostel, "sam", "dee")
    assert group.role_of(person(hostel, "jo")) is GroupRole.CONVENOR
    assert [card.group for card in _view(hostel, "sam").mine] == [group]
    assert _view(hostel, "tom").mine == ()


@pytest.mark.parametrize("kind", [SessionKind.SUPERVISION, SessionKind.TRAINING, SessionKind.LEADERS])
def test_staff_make_no_such_group(hostel: Hostel, kind: SessionKind) -> None:
    with pytest.raises(NotNow, match="isn’t yours to make"):
        make_group(hostel, kind=kind)
    assert kind not in hostel.see(groups.kinds_to_make, hostel.jo, hostel.team_id)


def test_a_leader_makes_a_leaders_session_and_no_other(hostel: Hostel) -> None:
    assert hostel.see(groups.kinds_to_make, hostel.lee, hostel.team_id) == (SessionKind.LEADERS,)
    with pytest.raises(NotNow):
        make_group(hostel, by="lee")
    with pytest.raises(NotNow):
        make_group(hostel, by="lee", kind=SessionKind.LEADERS, team_id=hostel.team_id)


def test_only_leaders_join_the_leaders(hostel: Hostel) -> None:
    _leader(hostel)
    group = make_group(hostel, "noor", by="lee", kind=SessionKind.LEADERS)
    assert group.team_id is None
    with pytest.raises(NotNow, match="can’t belong"):
        make_group(hostel, "jo", by="lee", kind=SessionKind.LEADERS)
    offered = hostel.see(groups.making, hostel.lee, hostel.team_id)
    assert {name for _id, name in offered.members[SessionKind.LEADERS]} == {"Lee Park", "Noor Haddad"}
    assert offered.outside[SessionKind.LEADERS] == ()


def test_nobody_else_can_tell_that_the_leaders_meet(hostel: Hostel) -> None:
    group = make_group(hostel, by="lee", kind=SessionKind.LEADERS)
    session = plan(hostel, group, by="lee")
    for name in ("jo", "amina"):
        view = _view(hostel, name)
        assert (view.mine, view.open_to_me, view.gatherings) == ((), (), ())
        with pytest.raises(NotNow) as missing:
            hostel.see(group_sessions.session_of_mine, hostel.people[name], "no such session")
        with pytest.raises(NotNow) as theirs:
            hostel.see(group_sessions.session_of_mine, hostel.people[name], session.session_id)
        assert str(missing.value) == str(theirs.value)


def test_somebody_who_stops_being_a_leader_is_out(hostel: Hostel) -> None:
    noor = _leader(hostel)
    group = make_group(hostel, "noor", by="lee", kind=SessionKind.LEADERS)
    hostel.opened.write(lambda tx: people.set_roles(tx, noor.member.person_id, frozenset({Role.STAFF})))
    with pytest.raises(NotNow, match="no such group"):
        hostel.see(groups.group_of_mine, hostel.sign_in("Noor Haddad"), group.group_id)


def test_leaders_see_no_group_of_staff(hostel: Hostel) -> None:
    make_group(hostel, "sam", is_open=True)
    view = _view(hostel, "lee")
    assert (view.mine, view.open_to_me) == ((), ())


def test_an_open_group_can_be_seen_by_the_team_and_a_closed_one_cant(hostel: Hostel) -> None:
    make_group(hostel, "sam", name="Closed")
    opened = make_group(hostel, "sam", name="Open", is_open=True)
    assert [card.group for card in _view(hostel, "tom").open_to_me] == [opened]
    assert not _view(hostel, "tom").open_to_me[0].may_plan


def test_a_facilitator_may_come_from_outside_and_a_member_may_not(hostel: Hostel) -> None:
    lee = person(hostel, "lee")
    with pytest.raises(NotNow, match="can’t belong"):
        make_group(hostel, members=((lee, GroupRole.MEMBER),))
    assert make_group(hostel, members=((lee, GroupRole.OUTSIDE),)).role_of(lee) is GroupRole.OUTSIDE


def test_a_form_offers_the_team_and_facilitators_from_elsewhere(hostel: Hostel) -> None:
    offered = hostel.see(groups.making, hostel.jo, hostel.team_id)
    assert SessionKind.LEADERS not in offered.kinds
    assert {name for _id, name in offered.members[SessionKind.GROUP]} == {
        "Amina Yusuf",
        "Jo",
        "Sam",
        "Dee",
        "Tom",
    }
    assert {name for _id, name in offered.outside[SessionKind.GROUP]} == {"Lee Park"}


def test_a_community_takes_people_from_other_teams(hostel: Hostel) -> None:
    group = make_group(hostel, "lee", kind=SessionKind.COMMUNITY)
    assert person(hostel, "lee") in group.member_ids


@pytest.mark.parametrize(("others", "fits"), [((), False), (("sam",), True), (("sam", "dee"), True)])
def test_peers_are_two_or_three(hostel: Hostel, others: tuple[str, ...], fits: bool) -> None:
    if fits:
        assert len(make_group(hostel, *others, kind=SessionKind.PEER).members) == len(others) + 1
    else:
        with pytest.raises(NotNow, match="two or three"):
            make_group(hostel, *others, kind=SessionKind.PEER)


def test_four_peers_are_too_many(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="two or three"):
        make_group(hostel, "sam", "dee", "tom", kind=SessionKind.PEER)


def test_members_plan_and_whoever_convenes_changes(hostel: Hostel) -> None:
    group = make_group(hostel, "sam")
    plan(hostel, group, by="sam")
    with pytest.raises(NotNow, match="convenes or facilitates"):
        hostel.do(groups.change_group, hostel.sam, replace(group, name="Mine now"))
    with pytest.raises(NotNow, match="no such group"):
        hostel.do(groups.change_group, hostel.tom, replace(group, name="Mine now"))
    done = hostel.do(groups.change_group, hostel.jo, replace(group, name="  Thursday   group "))
    assert done.result.name == "Thursday group"
    hostel.do(lambda tx, me: done.undo(tx, me), hostel.jo)
    assert hostel.read(lambda tx: stored.load_group(tx, group.group_id)).name == "Tuesday group"


def test_where_the_convenor_has_gone_any_member_may_change_it(hostel: Hostel) -> None:
    group = make_group(hostel, "sam", members=((person(hostel, "sam"), GroupRole.MEMBER),))
    jo = person(hostel, "jo")
    hostel.opened.write(lambda tx: people.set_standing(tx, jo, Standing.LEFT, week="2026-W47"))
    assert hostel.do(groups.change_group, hostel.sam, replace(group, name="Ours")).result.name == "Ours"


def test_a_group_keeps_its_kind_and_team(hostel: Hostel) -> None:
    group = make_group(hostel)
    with pytest.raises(NotNow, match="stays what it was made for"):
        hostel.do(groups.change_group, hostel.jo, replace(group, kind=SessionKind.COMMUNITY))


def test_two_who_change_it_at_once_are_told(hostel: Hostel) -> None:
    group = make_group(hostel)
    hostel.do(groups.change_group, hostel.jo, replace(group, name="One"))
    with pytest.raises(NotNow, match="a moment ago"):
        hostel.do(groups.change_group, hostel.jo, replace(group, name="Two"))


def test_making_one_can_be_undone(hostel: Hostel) -> None:
    group_id = ""

    def make(tx: object, me: SignedIn) -> Undoable:
        new = groups.NewGroup(SessionKind.GROUP, "By mistake", hostel.team_id, ())
        return groups.make_group(tx, me, new)  # type: ignore[arg-type]

    done = hostel.do(make, hostel.jo)
    group_id = done.result.group_id
    hostel.do(lambda tx, me: done.undo(tx, me), hostel.jo)
    with pytest.raises(KeyError):
        hostel.read(lambda tx: stored.load_group(tx, group_id))


def test_an_ended_group_keeps_what_took_place_and_plans_nothing(hostel: Hostel) -> None:
    group = make_group(hostel, "sam")
    past = plan(hostel, group, TODAY - timedelta(days=7))
    hostel.do(group_sessions.hold, hostel.jo, past.session_id, 60)
    plan(hostel, group, TODAY + timedelta(days=7), count=3)
    done = hostel.do(groups.end_group, hostel.jo, group.group_id)
    card = _view(hostel, "sam").mine[0]
    assert [s.session_id for s in card.behind] == [past.session_id]
    assert card.to_come == ()
    with pytest.raises(NotNow, match="ended"):
        plan(hostel, group)
    hostel.do(lambda tx, me: done.undo(tx, me), hostel.jo)
    assert len(_view(hostel, "sam").mine[0].to_come) == 3


def test_ending_a_group_leaves_what_was_written_and_sent(hostel: Hostel) -> None:
    group = make_group(hostel, "sam")
    session = plan(hostel, group)
    write(hostel, session, "jo")
    hostel.do(group_lines.send_line, hostel.jo, session.session_id, "A line", ())
    hostel.do(groups.end_group, hostel.jo, group.group_id)
    assert hostel.see(group_lines.lines_for, hostel.sam, hostel.team_id)[0].line.words == "A line"


FRAME = GroupFrame(purpose="To think before we act", back_to_team="One line, agreed aloud")


def _frame(hostel: Hostel, name: str, group_id: str) -> GroupFrame | None:
    me = hostel.people[name]
    return hostel.read(lambda tx: groups.frame_of(tx, me, stored.load_group(tx, group_id)))


def test_the_frame_is_read_by_members_alone(hostel: Hostel) -> None:
    group = make_group(hostel, "sam", is_open=True)
    hostel.do(groups.save_frame, hostel.jo, group.group_id, FRAME)
    found = _frame(hostel, "sam", group.group_id)
    assert found is not None
    assert found.purpose == FRAME.purpose
    assert _frame(hostel, "tom", group.group_id) is None
    assert _frame(hostel, "amina", group.group_id) is None


def test_who_joins_reads_the_frame_and_who_goes_doesnt(hostel: Hostel) -> None:
    group = make_group(hostel, "sam")
    hostel.do(groups.save_frame, hostel.jo, group.group_id, FRAME)
    tom, sam = person(hostel, "tom"), person(hostel, "sam")
    members = tuple((p, r) for p, r in group.members if p != sam)
    hostel.do(groups.change_group, hostel.jo, replace(group, members=(*members, (tom, GroupRole.MEMBER))))
    found = _frame(hostel, "tom", group.group_id)
    assert found is not None
    assert found.purpose == FRAME.purpose
    assert _frame(hostel, "sam", group.group_id) is None


def test_two_windows_get_both_frames(hostel: Hostel) -> None:
    group = make_group(hostel, "sam")
    hostel.do(groups.save_frame, hostel.jo, group.group_id, FRAME)
    with pytest.raises(Clash):
        hostel.do(groups.save_frame, hostel.sam, group.group_id, GroupFrame(purpose="Another"))


def test_nobody_outside_writes_a_frame(hostel: Hostel) -> None:
    group = make_group(hostel, "sam", is_open=True)
    for name in ("tom", "amina", "lee"):
        with pytest.raises(NotNow, match="no such group"):
            hostel.do(groups.save_frame, hostel.people[name], group.group_id, FRAME)


def test_no_word_of_a_frame_lies_in_the_clear(hostel: Hostel) -> None:
    group = make_group(hostel, "sam")
    hostel.do(groups.save_frame, hostel.jo, group.group_id, FRAME)
    kept = hostel.read(lambda tx: records.list_records(tx, person(hostel, "jo"), kind="session"))
    assert kept
    assert all(b"think" not in record.body for record in kept)
    assert date(2026, 11, 18) == TODAY
