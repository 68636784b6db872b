"""The whole table of who may do what, against an expectation written down from the design and not from the code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pie_audit.domain.team import Member, Role, Standing
from pie_audit.workflows.permissions import TABLE, Act, Matter, may
from tests import make

OWN, OTHER = "own team", "another team"

# One line an act, one column a role. Words: yes, no, and the condition under which it is yes:
# "own" the matter's team is theirs, "manages" they manage it, "facilitates" and "opens" that very round.
# Slips: the facilitator of a round may add seats while it is open (security.md, “Who can hold a seat or open”).
WRITTEN = """
act             staff        manager   leader  administrator
RATE            yes          yes       yes     yes
RUN_ROUND       facilitates  manages   no      no
CHOOSE_PARTS    facilitates  manages   no      no
OPEN_ROUND      opens        opens     opens   opens
READ_TEAM       own          manages   no      no
SHARE_PLAN      no           manages   no      no
KEEP_BOARD      no           no        yes     no
ARRANGE_COVER   no           manages   no      no
ADD_PEOPLE      no           manages   no      yes
HAND_OUT_SLIPS  facilitates  manages   no      yes
BRING_WORDS     no           yes       no      yes
RESET_ACCESS    no           no        no      yes
BACK_UP         no           no        no      yes
SETTINGS        no           no        no      yes
"""


def _written() -> dict[tuple[Act, Role], str]:
    head, *lines = [line.split() for line in WRITTEN.strip().splitlines()]
    return {
        (Act[act], Role(role)): word
        for act, *words in lines
        for role, word in zip(head[1:], words, strict=True)
    }


EXPECTED = _written()
SITUATIONS = [
    (team, facilitates, opens, with_round)
    for team in (OWN, OTHER, None)
    for facilitates in (False, True)
    for opens in (False, True)
    for with_round in (False, True)
    if with_round or not (facilitates or opens)
]


def _person(role: Role) -> Member:
    manages = frozenset({OWN}) if role is Role.MANAGER else frozenset()
    own = frozenset({OWN})
    return make.member(person_id="me", roles=frozenset({role}), teams=own, manages=manages)


def _matter(team: str | None, facilitates: bool, opens: bool, with_round: bool) -> Matter:
    if not with_round:
        return Matter(team)
    openers = ("me", "zoe", "adil") if opens else ("eve", "zoe", "adil")
    facilitator = "me" if facilitates else "eve"
    return Matter(team, make.audit_round(team or "none", facilitator_id=facilitator, openers=openers))


def _allowed(word: str, team: str | None, facilitates: bool, opens: bool) -> bool:
    return {
        "yes": True,
        "no": False,
        "own": team == OWN,
        "manages": team == OWN,
        "facilitates": facilitates,
        "opens": opens,
    }[word]


def test_the_expectation_names_every_act_and_every_role() -> None:
    assert set(EXPECTED) == {(act, role) for act in Act for role in Role}
    assert set(TABLE) == set(Act)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("act", Act)
def test_every_role_may_do_exactly_what_is_written(act: Act, role: Role) -> None:
    for team, facilitates, opens, with_round in SITUATIONS:
        matter = _matter(team, facilitates, opens, with_round)
        expected = _allowed(EXPECTED[act, role], team, facilitates, opens)
        assert may(_person(role), act, matter) is expected, (team, facilitates, opens, with_round)


def test_several_roles_may_do_what_any_of_them_may() -> None:
    both = replace(_person(Role.MANAGER), roles=frozenset({Role.LEADER, Role.ADMINISTRATOR, Role.STAFF}))
    assert may(both, Act.SETTINGS)
    assert may(both, Act.READ_TEAM, Matter(OWN))
    assert not may(replace(both, roles=frozenset()), Act.RATE)


@pytest.mark.parametrize("standing", [Standing.INVITED, Standing.LEFT])
def test_who_has_not_arrived_or_has_left_may_do_nothing(standing: Standing) -> None:
    for role in Role:
        gone = replace(_person(role), standing=standing)
        assert not [act for act in Act if may(gone, act, _matter(OWN, True, True, True))]


def test_to_belong_to_a_team_is_not_to_manage_it() -> None:
    elsewhere = replace(_person(Role.MANAGER), manages=frozenset({OTHER}))
    assert not may(elsewhere, Act.RUN_ROUND, Matter(OWN))
    assert may(elsewhere, Act.RUN_ROUND, Matter(OTHER))
