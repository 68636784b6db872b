"""Two of three open a round together: what they see, what is destroyed, and what nobody gets alone."""

from __future__ import annotations

from itertools import permutations

import pytest

from pie_audit.domain.answer import CantTell, Level
from pie_audit.domain.audit import Rating, RoundState
from pie_audit.domain.disclosure import Band
from pie_audit.domain.errors import KnownError, NotNow
from pie_audit.domain.team import Perspective
from pie_audit.storage import audits as rounds
from pie_audit.storage import reveals
from pie_audit.storage import sheets as sealed_sheets
from pie_audit.vault.refusals import WrongSecret
from pie_audit.workflows import meetings, steps, teams
from pie_audit.workflows.meetings import RowState
from tests.quarter import Hostel, password_of

FULL_NAME = {"amina": "Amina Yusuf", "jo": "Jo", "sam": "Sam"}


@pytest.mark.parametrize(("first", "second"), list(permutations(FULL_NAME, 2)))
def test_any_two_of_three_open_in_either_order(hostel: Hostel, first: str, second: str) -> None:
    round_id = hostel.start()
    hostel.rate(hostel.dee, round_id)
    hostel.do(steps.close_round, hostel.amina, round_id)
    hostel.open(round_id, first, FULL_NAME[second])
    assert hostel.state(round_id) is RoundState.REVEALED


@pytest.mark.parametrize(
    ("first", "second", "password", "problem"),
    [
        ("amina", "Amina Yusuf", password_of("Amina"), NotNow),
        ("amina", "Dee", password_of("Dee"), NotNow),
        ("dee", "Tom", password_of("Tom"), NotNow),
        ("dee", "Jo", password_of("Jo"), NotNow),
        ("lee", "Jo", password_of("Jo"), NotNow),
        ("amina", "Jo", password_of("Sam"), WrongSecret),
        ("amina", "Nobody", password_of("Jo"), WrongSecret),
        ("amina", "", "", WrongSecret),
    ],
)
def test_nobody_opens_alone_nor_with_the_wrong_person_nor_a_wrong_password(
    hostel: Hostel, first: str, second: str, password: str, problem: type[KnownError]
) -> None:
    round_id = hostel.start()
    hostel.rate(hostel.dee, round_id)
    with pytest.raises(problem):
        meetings.open_round(hostel.opened, hostel.people[first], round_id, second, password)
    assert hostel.state(round_id) is RoundState.OPEN
    assert hostel.read(lambda tx: sealed_sheets.count_seats(tx, round_id)) == 5


def test_an_opener_who_has_left_opens_nothing(hostel: Hostel) -> None:
    round_id = hostel.start()
    hostel.rate(hostel.dee, round_id)
    hostel.do(teams.retire_person, hostel.amina, hostel.jo.member.person_id)
    with pytest.raises(WrongSecret):
        hostel.open(round_id)
    hostel.open(round_id, second="Sam")


def test_a_round_without_a_level_is_not_opened_and_stays_open_for_rating(hostel: Hostel) -> None:
    round_id = hostel.start()
    from pie_audit.workflows import seats

    hostel.do(seats.rate_topic, hostel.jo, round_id, Rating("A1", CantTell()))
    with pytest.raises(NotNow, match="Nobody has given a level"):
        hostel.open(round_id)
    assert hostel.state(round_id) is RoundState.OPEN


def test_a_round_is_opened_once(hostel: Hostel) -> None:
    round_id = hostel.opened_round()
    with pytest.raises(NotNow, match="opened together"):
        hostel.open(round_id)


def test_sheets_seats_and_the_rounds_key_are_gone_in_the_same_moment(hostel: Hostel) -> None:
    round_id = hostel.start()
    hostel.rate(hostel.slips(round_id, team=1)[0], round_id)
    hostel.open(round_id)
    assert hostel.read(lambda tx: sealed_sheets.seats_of_round(tx, round_id)) == ()
    assert hostel.read(lambda tx: sealed_sheets.load_key_shares(tx, round_id)) == ()
    found = hostel.read(lambda tx: rounds.load_round(tx, round_id))
    assert (found.public_key, found.slip_salt) == (b"", b"")


def test_the_journal_is_empty_after_an_opening(hostel: Hostel) -> None:
    hostel.opened_round()
    wal = hostel.folder / "pie.db-wal"
    assert not wal.exists() or wal.stat().st_size == 0


def test_an_account_keeps_its_own_copy_and_a_slip_does_not(hostel: Hostel) -> None:
    round_id = hostel.start()
    hostel.rate(hostel.jo, round_id)
    hostel.rate(hostel.slips(round_id, team=1)[0], round_id)
    hostel.open(round_id)
    jo = hostel.jo.member.person_id
    assert hostel.read(lambda tx: sealed_sheets.load_own_sheet(tx, round_id, jo)) is not None
    assert hostel.read(lambda tx: sealed_sheets.rounds_with_own_sheet(tx, jo)) == {round_id}


class TestSmallGroups:
    """The worked example of audit.md: six of the team, a manager, three people who live there; minimum 5."""

    def opened(self, hostel: Hostel, *, manager_ticks: bool) -> dict[str, RowState]:
        round_id = hostel.start()
        slips = hostel.slips(round_id, team=2, lived_experience=3)
        team = [hostel.jo, hostel.sam, hostel.dee, hostel.tom]
        for rater in (*team, *(s for s in slips if s.perspective is Perspective.TEAM)):
            hostel.rate(rater, round_id, 2)
        for resident in (s for s in slips if s.perspective is Perspective.LIVED_EXPERIENCE):
            hostel.rate(resident, round_id, 1, consent=True)
        hostel.rate(hostel.amina, round_id, 4, consent=manager_ticks)
        hostel.open(round_id)
        view = hostel.see(meetings.meeting, hostel.jo, round_id)
        shared = next(t for t in view.topics if t.topic.lived_experience)
        self.round_id, self.topic = round_id, shared
        return {row.group: row.state for row in shared.rows}

    def test_without_the_managers_tick_manager_and_everybody_are_hidden(self, hostel: Hostel) -> None:
        assert self.opened(hostel, manager_ticks=False) == {
            "team": RowState.SHOWN,
            "lived-experience": RowState.SHOWN,
            "manager": RowState.HIDDEN,
            "pooled": RowState.HIDDEN,
        }
        kept = hostel.read(lambda tx: reveals.load_reveal(tx, self.round_id))
        assert kept is not None
        assert {c.group for c in kept.counts} == {"team", "lived-experience"}
        assert all(c.levels[4] == 0 for c in kept.counts), "the manager's own level is in no number"

    def test_with_the_managers_tick_all_four_are_drawn(self, hostel: Hostel) -> None:
        assert set(self.opened(hostel, manager_ticks=True).values()) == {RowState.SHOWN}
        pooled = next(row.counts for row in self.topic.rows if row.group == "pooled")
        assert pooled is not None
        assert pooled.levels == (0, 3, 6, 0, 1)

    def test_who_took_part_is_told_in_bands_only(self, hostel: Hostel) -> None:
        self.opened(hostel, manager_ticks=True)
        kept = hostel.read(lambda tx: reveals.load_reveal(tx, self.round_id))
        assert kept is not None
        assert kept.took_part == {
            Perspective.TEAM: Band.SOME,
            Perspective.MANAGER: Band.FEW,
            Perspective.LIVED_EXPERIENCE: Band.FEW,
            Perspective.PARTNER: Band.NONE,
        }


def test_one_missing_tick_hides_a_small_group_without_showing_whose(hostel: Hostel) -> None:
    round_id = hostel.start()
    for name in ("jo", "sam", "dee", "tom"):
        hostel.rate(hostel.people[name], round_id, consent=name != "dee")
    hostel.open(round_id)
    view = hostel.see(meetings.meeting, hostel.jo, round_id)
    assert {row.state for t in view.topics for row in t.rows} == {RowState.HIDDEN}
    assert "dee" not in repr(view.topics).casefold()


def test_a_blank_sheet_takes_no_part_and_its_missing_tick_hides_nobody(hostel: Hostel) -> None:
    round_id = hostel.start()
    for name in ("jo", "sam", "dee"):
        hostel.rate(hostel.people[name], round_id, consent=True)
    hostel.open(round_id)
    view = hostel.see(meetings.meeting, hostel.jo, round_id)
    assert {row.state for t in view.topics for row in t.rows if row.group == "team"} == {RowState.SHOWN}


def test_close_topics_are_one_list_and_the_widest_come_first(hostel: Hostel) -> None:
    round_id = hostel.start()
    far, some = hostel.topics(hostel.jo, round_id)[:2]
    usual = dict.fromkeys(hostel.topics(hostel.jo, round_id), 2)
    spread = {"jo": (0, 1), "sam": (4, 3), "dee": (0, 1), "tom": (4, 3), "amina": (2, 2)}
    for name, (one, two) in spread.items():
        hostel.rate(hostel.people[name], round_id, usual | {far: one, some: two}, consent=True)
    hostel.open(round_id)
    view = hostel.see(meetings.meeting, hostel.jo, round_id)
    assert [t.topic.id for t in view.wide][:2] == [far, some]
    assert len(view.close) == 10
    assert {t.suggestion.low for t in view.close} == {Level(2)}
