"""People with their roles, teams, keys and invitations."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pie_audit.domain.errors import NotNow
from pie_audit.domain.team import Member, Role, Standing, fold_name
from pie_audit.storage import people, teams
from pie_audit.storage.store import Store
from pie_audit.storage.transaction import Transaction
from tests import make


def _save(store: Store, *members: Member) -> None:
    def work(tx: Transaction) -> None:
        for member in members:
            people.save_member(tx, member)

    store.write(work)


def _two_teams(store: Store) -> tuple[str, str]:
    one, other = make.team(name="Ash"), make.team(name="Elm")
    store.write(lambda tx: [teams.save_team(tx, t) for t in (one, other)])
    return one.team_id, other.team_id


def test_a_person_comes_back_as_saved(store: Store) -> None:
    ash, elm = _two_teams(store)
    person = make.member(
        roles=frozenset({Role.STAFF, Role.MANAGER}), teams=frozenset({ash}), manages=frozenset({ash, elm})
    )
    _save(store, person)
    assert store.read(lambda tx: people.load_member(tx, person.person_id)) == person


def test_saving_again_replaces_roles_and_teams(store: Store) -> None:
    ash, elm = _two_teams(store)
    person = make.member(teams=frozenset({ash}))
    moved = replace(person, roles=frozenset({Role.LEADER}), teams=frozenset({elm}))
    _save(store, person)
    _save(store, moved)
    assert store.read(lambda tx: people.list_members(tx)) == (moved,)


def test_a_team_has_those_who_belong_and_those_who_manage(store: Store) -> None:
    ash, elm = _two_teams(store)
    belongs = make.member("Bo", teams=frozenset({ash}))
    manages = make.member("Amy", manages=frozenset({ash}))
    elsewhere = make.member("Cy", teams=frozenset({elm}))
    _save(store, belongs, manages, elsewhere)
    assert store.read(lambda tx: people.members_of(tx, ash)) == (manages, belongs)


def test_a_name_is_found_however_it_is_typed(store: Store) -> None:
    person = make.member("Siân Ó Briain")
    _save(store, person)
    assert store.read(lambda tx: people.find_by_folded_name(tx, fold_name("siân  ó BRIAIN"))) == person
    assert store.read(lambda tx: people.find_by_folded_name(tx, fold_name("Sian"))) is None


def test_a_taken_name_is_refused_and_nothing_is_kept(store: Store) -> None:
    _save(store, make.member("Rowan"))
    with pytest.raises(NotNow):
        _save(store, make.member("Zoe"), make.member("ROWAN"))
    assert [m.name for m in store.read(people.list_members)] == ["Rowan"]


def test_a_person_keeps_their_own_name(store: Store) -> None:
    person = make.member("Rowan")
    _save(store, person, replace(person, name="rowan"))
    assert store.read(lambda tx: people.load_member(tx, person.person_id)).name == "rowan"


def test_who_left_is_out_of_the_lists_but_not_gone(store: Store) -> None:
    person = make.member()
    _save(store, person)
    store.write(lambda tx: people.set_standing(tx, person.person_id, Standing.LEFT, week=make.WEEK))
    assert store.read(people.list_members) == ()
    left = replace(person, standing=Standing.LEFT)
    assert store.read(lambda tx: people.list_members(tx, with_left=True)) == (left,)


def test_roles_can_be_changed_alone(store: Store) -> None:
    person = make.member()
    _save(store, person)
    store.write(lambda tx: people.set_roles(tx, person.person_id, {Role.ADMINISTRATOR}))
    assert store.read(lambda tx: people.load_member(tx, person.person_id)).roles == {Role.ADMINISTRATOR}


def test_a_person_in_an_unknown_team_is_refused_by_the_database(store: Store) -> None:
    from pie_audit.storage.engine import DatabaseBug

    with pytest.raises(DatabaseBug):
        _save(store, make.member(teams=frozenset({"no such team"})))


def test_keys_are_replaced_whole_and_can_be_destroyed(store: Store) -> None:
    person = make.member()
    _save(store, person)
    first, second = (
        make.user_key(person.person_id),
        make.user_key(person.person_id, epoch=2, previous=b"x" * 72),
    )
    store.write(lambda tx: people.save_user_key(tx, first))
    store.write(lambda tx: people.save_user_key(tx, second))
    assert store.read(lambda tx: people.load_user_key(tx, person.person_id)) == second
    assert store.read(people.people_with_keys) == {person.person_id}
    store.write(lambda tx: people.delete_user_key(tx, person.person_id))
    assert store.read(lambda tx: people.load_user_key(tx, person.person_id)) is None


def test_an_invitation_waits_until_it_is_taken(store: Store) -> None:
    person = make.member(standing=Standing.INVITED)
    waiting = make.invitation(person.person_id)
    _save(store, person)
    store.write(lambda tx: people.save_invitation(tx, waiting))
    assert store.read(people.list_invitations) == (waiting,)
    assert store.read(lambda tx: people.load_invitation(tx, person.person_id)) == waiting
    store.write(lambda tx: people.delete_invitation(tx, person.person_id))
    assert store.read(people.list_invitations) == ()


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(min_size=1, max_size=60).filter(lambda t: t.strip() and "\x00" not in t and t.isprintable())
)
def test_any_printable_name_comes_back(store: Store, name: str) -> None:
    person = make.member(name)

    def there_and_back(tx: Transaction) -> Member:
        people.save_member(tx, person)
        return people.load_member(tx, person.person_id)

    assert store.read(there_and_back) == person
