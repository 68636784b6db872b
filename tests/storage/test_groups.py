"""Groups that meet: members as given, nobody's change lost, and lines that go back to one team."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.group import Group, GroupRole, ThemeLine
from pie_audit.domain.session import Session, SessionKind
from pie_audit.storage import groups, people, sessions, teams
from pie_audit.storage.store import Store
from tests import make

TEAM, OTHER_TEAM = "team", "other team"
JO, SAM, DEE = "jo", "sam", "dee"


@pytest.fixture
def store(store: Store) -> Store:
    """With two teams and three people in it."""
    for team_id in (TEAM, OTHER_TEAM):
        store.write(lambda tx, t=team_id: teams.save_team(tx, make.team(team_id=t, name=t)))
    for person_id in (JO, SAM, DEE):
        store.write(lambda tx, p=person_id: people.save_member(tx, make.member(p, person_id=p)))
    return store


def group(*members: str, **changes: object) -> Group:
    roles = tuple((m, GroupRole.CONVENOR if m == JO else GroupRole.MEMBER) for m in sorted(members))
    return replace(Group(make.new_id(), SessionKind.GROUP, "Thursday", TEAM, roles), **changes)  # type: ignore[arg-type]


def save(store: Store, value: Group) -> Group:
    return store.write(lambda tx: groups.save_group(tx, value)).result


def load(store: Store, group_id: str) -> Group:
    return store.read(lambda tx: groups.load_group(tx, group_id))


def test_group_comes_back_with_its_members_and_what_they_do(store: Store) -> None:
    value = group(JO, SAM, every_weeks=3, minutes=90, is_open=True)
    save(store, value)
    assert load(store, value.group_id) == value
    assert value.role_of(JO) is GroupRole.CONVENOR


def test_who_was_left_out_belongs_no_more(store: Store) -> None:
    value = save(store, group(JO, SAM))
    save(store, replace(value, members=((JO, GroupRole.MEMBER), (DEE, GroupRole.FACILITATOR))))
    assert load(store, value.group_id).member_ids == {JO, DEE}
    assert store.read(lambda tx: groups.groups_of(tx, SAM)) == ()


def test_each_person_finds_their_groups_by_name_ended_ones_too(store: Store) -> None:
    tea, ants = group(JO, SAM, name="Tea"), group(JO, name="ants", ended_week=make.WEEK)
    save(store, tea)
    save(store, ants)
    assert store.read(lambda tx: groups.groups_of(tx, JO)) == (ants, tea)
    assert store.read(lambda tx: groups.groups_of(tx, SAM)) == (tea,)


def test_leaders_group_is_found_by_no_team(store: Store) -> None:
    leaders = group(JO, kind=SessionKind.LEADERS, team_id=None)
    ours = group(SAM)
    save(store, leaders)
    save(store, ours)
    assert store.read(lambda tx: groups.groups_of_team(tx, TEAM)) == (ours,)
    assert store.read(lambda tx: groups.groups_of_team(tx, OTHER_TEAM)) == ()
    assert load(store, leaders.group_id).team_id is None


def test_change_over_a_newer_one_is_refused_and_keeps_the_newer(store: Store) -> None:
    first = save(store, group(JO, SAM))
    save(store, replace(first, name="Friday"))
    with pytest.raises(NotNow, match="changed this a moment ago"):
        save(store, replace(first, name="Monday", members=()))
    assert (load(store, first.group_id).name, load(store, first.group_id).member_ids) == ("Friday", {JO, SAM})


def test_version_rises_with_each_change(store: Store) -> None:
    first = save(store, group(JO))
    second = save(store, replace(first, minutes=45))
    assert (first.version, second.version, load(store, first.group_id).version) == (1, 2, 2)


def test_group_that_is_not_there_is_a_key_error(store: Store) -> None:
    with pytest.raises(KeyError):
        load(store, "nowhere")


# --- lines that go back to a team -------------------------------------------------------------------------------------


def line(store: Store, words: str = "Nights need a handover too.", **changes: object) -> ThemeLine:
    held = Session(make.new_id(), SessionKind.GROUP, TEAM, make.DAY, 60)
    store.write(lambda tx: sessions.save_session(tx, held))
    value = ThemeLine(held.session_id, TEAM, make.DAY, words, True)
    return store.write(lambda tx: groups.save_theme_line(tx, replace(value, **changes))).result  # type: ignore[arg-type]


def test_line_comes_back_for_its_team_alone(store: Store) -> None:
    kept = line(store)
    assert store.read(lambda tx: groups.theme_lines_of(tx, TEAM)) == (kept,)
    assert store.read(lambda tx: groups.theme_lines_of(tx, OTHER_TEAM)) == ()
    assert store.read(lambda tx: groups.load_theme_line(tx, kept.session_id)) == kept


def test_latest_line_stands_first(store: Store) -> None:
    late, early = line(store, day=make.DAY.replace(day=25)), line(store)
    assert store.read(lambda tx: groups.theme_lines_of(tx, TEAM)) == (late, early)


def test_line_over_a_newer_one_is_refused(store: Store) -> None:
    first = line(store)
    store.write(lambda tx: groups.save_theme_line(tx, replace(first, words="Newer")))
    with pytest.raises(NotNow, match="changed this a moment ago"):
        store.write(lambda tx: groups.save_theme_line(tx, replace(first, words="Older")))
    found = store.read(lambda tx: groups.load_theme_line(tx, first.session_id))
    assert found is not None
    assert found.words == "Newer"


def test_line_can_be_taken_back(store: Store) -> None:
    kept = line(store)
    store.write(lambda tx: groups.delete_theme_line(tx, kept.session_id))
    assert store.read(lambda tx: groups.load_theme_line(tx, kept.session_id)) is None
