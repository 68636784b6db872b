"""Opening a workspace, signing in, and the slip that opens one sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Rating
from pie_audit.domain.errors import CannotOpen, CannotSave, KnownError, NotNow
from pie_audit.domain.plan import Action
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.team import Perspective, Standing
from pie_audit.storage import people
from pie_audit.storage import sheets as sealed_sheets
from pie_audit.storage import teams as groups
from pie_audit.vault.refusals import WrongSecret
from pie_audit.workflows import (
    audits,
    drafts,
    home,
    meetings,
    passwords,
    plans,
    seats,
    signing,
    starting,
    steps,
    teams,
    unlock,
)
from pie_audit.workflows.everyday import door_names
from pie_audit.workflows.permissions import Act, Matter, may
from tests.quarter import LEADER, MANAGER, TODAY, Hostel, password_of


def told(problem: KnownError) -> tuple[type, str, str]:
    return type(problem), problem.what, problem.todo


@pytest.mark.parametrize("name", ["Nobody Here", "", "\u200b", "Jo\x00", "JO\n", "x" * 5000])
def test_an_unknown_name_is_told_just_like_a_wrong_password(hostel: Hostel, name: str) -> None:
    with pytest.raises(KnownError) as wrong_password:
        unlock.sign_in(hostel.opened, "Jo", "not the password at all")
    with pytest.raises(KnownError) as unknown:
        unlock.sign_in(hostel.opened, name, "not the password at all")
    assert told(unknown.value) == told(wrong_password.value)


def test_case_width_and_spacing_of_a_name_do_not_matter(hostel: Hostel) -> None:
    assert unlock.sign_in(hostel.opened, "  amina   YUSUF ", password_of(MANAGER)).member.name == MANAGER


def test_the_password_of_one_person_does_not_sign_in_another(hostel: Hostel) -> None:
    with pytest.raises(WrongSecret):
        unlock.sign_in(hostel.opened, "Jo", password_of("Sam"))


def test_who_has_left_gets_in_for_their_own_pages_and_may_do_nothing_else(hostel: Hostel) -> None:
    hostel.do(teams.retire_person, hostel.amina, hostel.tom.member.person_id)
    tom = unlock.sign_in(hostel.opened, "Tom", password_of("Tom"))
    assert tom.member.standing is Standing.LEFT
    assert not any(may(tom.member, act, Matter(hostel.team_id)) for act in Act)


def test_who_has_left_opens_no_round_beside_somebody(hostel: Hostel) -> None:
    hostel.do(teams.retire_person, hostel.amina, hostel.tom.member.person_id)
    with pytest.raises(WrongSecret):
        unlock.vault_of(hostel.opened, "Tom", password_of("Tom"))


def test_the_door_shows_the_names_of_those_who_are_here(hostel: Hostel) -> None:
    new = teams.NewPerson("Kit", frozenset(), hostel.team_id)
    teams.add_person(hostel.opened, hostel.amina, new)
    shown = {door.name: door.ready for door in hostel.read(door_names.names_on_door)}
    assert shown == {
        MANAGER: True,
        "Jo": True,
        "Sam": True,
        "Dee": True,
        "Tom": True,
        LEADER: True,
        "Kit": False,
    }


def test_locking_lets_go_of_the_keys(hostel: Hostel) -> None:
    round_id = hostel.start()
    hostel.jo.forget()
    with pytest.raises(NotNow, match="locked"):
        hostel.see(seats.rating_sheet, hostel.jo, round_id)


def flip_slot_of(hostel: Hostel, name: str) -> bytes:
    """One byte of this person's way in is changed, while the workspace is closed; the file as it is then."""
    from pie_audit.vault.slots import find_name

    find = find_name(name, hostel.opened.slots.workspace_id)
    hostel.opened.close()
    slots = hostel.folder / "pie.keyslots"
    content = bytearray(slots.read_bytes())
    content[content.index(find) + 32 + 16 + 8 + 24 + 5] ^= 1  # in what is wrapped
    slots.write_bytes(content)
    return bytes(content)


def test_a_damaged_slot_is_told_to_its_owner_as_such(hostel: Hostel) -> None:
    flip_slot_of(hostel, "Jo")
    with pytest.raises(CannotOpen, match="keys is damaged") as problem:
        unlock.open_workspace(hostel.premises, hostel.worker, hostel.folder, "Jo", password_of("Jo"))
    assert "That was not it" not in str(problem.value)


def test_with_one_damaged_slot_all_other_ways_in_still_open(hostel: Hostel) -> None:
    content = flip_slot_of(hostel, "Jo")
    opened, sam = unlock.open_workspace(
        hostel.premises, hostel.worker, hostel.folder, "Sam", password_of("Sam")
    )
    assert opened.slots_damaged
    assert sam.member.name == "Sam"
    opened.close()
    assert (hostel.folder / "pie.keyslots").read_bytes() == content, "it was written over by itself"
    opened = unlock.open_with_house_key(hostel.premises, hostel.worker, hostel.folder, hostel.house_code)
    opened.close()


def test_my_key_lets_the_owner_of_a_damaged_slot_in_again(hostel: Hostel) -> None:
    from pie_audit.workflows import founding

    code = founding.make_my_key(hostel.opened, hostel.jo)
    flip_slot_of(hostel, "Jo")
    opened, _sam = unlock.open_workspace(
        hostel.premises, hostel.worker, hostel.folder, "Sam", password_of("Sam")
    )
    founding.recover(opened, "Jo", code, "thirteen copper lanterns drifting")
    assert unlock.sign_in(opened, "Jo", "thirteen copper lanterns drifting")
    opened.close()


def test_a_look_at_a_workspace_finds_the_damaged_slot(hostel: Hostel) -> None:
    flip_slot_of(hostel, "Jo")
    opened = unlock.reach(hostel.premises, hostel.worker, hostel.folder)
    with pytest.raises(CannotOpen, match="keys is damaged"):
        unlock.unlock_and_sign_in(opened, "Sam", password_of("Sam"), look=True)
    opened.close()


def test_no_copy_is_made_of_damaged_keys(hostel: Hostel, tmp_path: Path) -> None:
    from pie_audit.workflows import backups

    flip_slot_of(hostel, "Jo")
    opened, amina = unlock.open_workspace(
        hostel.premises, hostel.worker, hostel.folder, "Amina Yusuf", password_of("Amina")
    )
    with pytest.raises(CannotSave, match="would be too"):
        backups.copy_now(opened, amina, tmp_path / "copies")
    opened.close()


def test_somebody_gets_in_although_spare_slots_cannot_be_dropped(
    hostel: Hostel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A password change was cut short, and now the disk takes nothing: that is no reason to stay outside."""

    def full(_change: object) -> None:
        raise CannotSave("The disk is full.", "Free some space.")

    from pie_audit.vault import slots

    spare, _way = slots.make_person_slot(
        hostel.opened.key, "Jo", "some other words here", hostel.premises.kdf
    )
    hostel.opened.change_slots(lambda now: now.adding(spare))
    monkeypatch.setattr(hostel.opened, "change_slots", full)
    assert unlock.sign_in(hostel.opened, "Jo", password_of("Jo")).member.name == "Jo"


class TestSlips:
    def test_four_words_open_a_blank_sheet_of_their_perspective(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        (holder,) = hostel.slips(round_id, lived_experience=1)
        view = hostel.see(seats.rating_sheet, holder, round_id)
        assert view.sheet.perspective.value == "lived-experience"
        assert view.sheet.answered == 0
        assert all(topic.lived_experience for topic in view.topics)

    def test_its_holder_comes_back_and_changes_the_sheet(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        (words,) = hostel.slip_words(round_id, team=1)
        topic = hostel.topics(hostel.jo, round_id)[0]
        first = unlock.sign_in_with_slip(hostel.opened, words)
        hostel.do(seats.rate_topic, first, round_id, Rating(topic, Level(1), "only mine"))
        again = unlock.sign_in_with_slip(hostel.opened, words.upper().replace(" ", "  "))
        assert hostel.see(seats.rating_sheet, again, round_id).sheet.rating(topic).note == "only mine"
        hostel.do(seats.rate_topic, again, round_id, Rating(topic, Level(3)))
        assert hostel.see(seats.rating_sheet, again, round_id).sheet.rating(topic) == Rating(topic, Level(3))

    def test_other_words_open_nothing(self, hostel: Hostel) -> None:
        hostel.start()
        with pytest.raises(WrongSecret):
            unlock.sign_in_with_slip(hostel.opened, passwords.suggest())

    @pytest.mark.parametrize(
        "typed", ["", "one", "window garden paper", "window garden paper zzzyx", "a b c d e"]
    )
    def test_what_cannot_be_a_slip_is_told_so(self, hostel: Hostel, typed: str) -> None:
        hostel.start()
        with pytest.raises(NotNow):
            unlock.sign_in_with_slip(hostel.opened, typed)

    def test_without_a_round_no_slip_is_tried(self, hostel: Hostel) -> None:
        with pytest.raises(NotNow, match="No review or survey is open"):
            unlock.sign_in_with_slip(hostel.opened, "window garden paper kettle")

    def test_slips_are_void_once_rating_has_closed(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        (words,) = hostel.slip_words(round_id, team=1)
        holder = unlock.sign_in_with_slip(hostel.opened, words)
        hostel.do(steps.close_round, hostel.amina, round_id)
        with pytest.raises(NotNow):
            unlock.sign_in_with_slip(hostel.opened, words)
        with pytest.raises(NotNow, match="closed"):
            hostel.see(seats.rating_sheet, holder, round_id)

    def test_slips_are_good_again_when_rating_is_reopened(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        (words,) = hostel.slip_words(round_id, team=1)
        hostel.do(steps.close_round, hostel.amina, round_id)
        hostel.do(steps.reopen_round, hostel.amina, round_id, "Two of us were away.", TODAY)
        assert unlock.sign_in_with_slip(hostel.opened, words).round_id == round_id

    def test_slips_are_void_for_good_after_the_opening(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        (words,) = hostel.slip_words(round_id, team=1)
        holder = unlock.sign_in_with_slip(hostel.opened, words)
        hostel.rate(holder, round_id)
        hostel.open(round_id)
        with pytest.raises(NotNow):
            unlock.sign_in_with_slip(hostel.opened, words)
        assert hostel.read(lambda tx: sealed_sheets.load_seat(tx, holder.seat_id)) is None

    def test_a_slip_of_one_round_opens_no_sheet_of_another(self, hostel: Hostel) -> None:
        first = hostel.start(quarter=Quarter(2026, 3))
        second = hostel.start()
        (holder,) = hostel.slips(first, team=1)
        assert holder.round_id == first
        with pytest.raises(NotNow, match="no sheet for you"):
            hostel.see(seats.rating_sheet, holder, second)

    def test_a_slip_that_did_not_come_out_of_the_printer_counts_for_nothing(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        prepared = seats.prepare_slips(hostel.opened, hostel.amina, round_id, {Perspective.TEAM: 2})
        assert prepared.pdf.startswith(b"%PDF")
        with pytest.raises(WrongSecret):
            unlock.sign_in_with_slip(hostel.opened, prepared.words[Perspective.TEAM][0])
        assert hostel.see(audits.overview, hostel.amina, hostel.team_id).asked_in_all == 5

    def test_saying_twice_that_they_came_out_right_counts_them_once(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        prepared = seats.prepare_slips(hostel.opened, hostel.amina, round_id, {Perspective.TEAM: 2})
        for _twice in range(2):
            hostel.do(seats.hand_out_slips, hostel.amina, prepared)
        assert hostel.see(audits.overview, hostel.amina, hostel.team_id).asked_in_all == 7

    @pytest.mark.parametrize("n", [0, -1, 61])
    def test_slips_are_made_between_1_and_60_at_a_time(self, hostel: Hostel, n: int) -> None:
        round_id = hostel.start()
        with pytest.raises(NotNow, match="between 1 and 60"):
            seats.prepare_slips(hostel.opened, hostel.amina, round_id, {Perspective.TEAM: n})

    def test_slips_are_counted_by_perspective(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        hostel.slips(round_id, team=1, lived_experience=2)
        hostel.slips(round_id, lived_experience=1)
        asked = {
            i.perspective.value: (i.accounts, i.slips)
            for i in hostel.see(audits.overview, hostel.amina, hostel.team_id).asked
        }
        assert asked == {"team": (4, 1), "manager": (1, 0), "lived-experience": (0, 3)}

    def test_a_slip_may_do_one_thing(self, hostel: Hostel) -> None:
        """Every other workflow, named here one by one, refuses whoever holds a slip."""
        round_id = hostel.start()
        (slip,) = hostel.slips(round_id, team=1)
        person = hostel.jo.member.person_id
        refused = [
            lambda: hostel.see(audits.overview, slip, hostel.team_id),
            lambda: hostel.see(starting.start_choices, slip, hostel.team_id),
            lambda: hostel.do(starting.start_round, slip, hostel.plan()),
            lambda: hostel.do(steps.close_round, slip, round_id),
            lambda: hostel.do(steps.abandon_round, slip, round_id, "why"),
            lambda: hostel.do(steps.reopen_round, slip, round_id, "why", TODAY),
            lambda: seats.prepare_slips(hostel.opened, slip, round_id, {}),
            lambda: hostel.see(meetings.meeting, slip, round_id),
            lambda: meetings.open_round(hostel.opened, slip, round_id, "Jo", password_of("Jo")),
            lambda: hostel.do(signing.sign_off, slip, round_id, ""),
            lambda: hostel.see(plans.plan_page, slip, hostel.team_id),
            lambda: hostel.do(plans.save_action, slip, Action("a", hostel.team_id, round_id, "x")),
            lambda: hostel.see(teams.people, slip),
            lambda: hostel.do(teams.retire_person, slip, person),
            lambda: teams.invite_again(hostel.opened, slip, person),
            lambda: hostel.do(teams.add_team, slip, "x", ""),
            lambda: hostel.see(home.home, slip),
            lambda: hostel.do(drafts.save_words, slip, "key", {"a": "b"}),
        ]
        for act in refused:
            with pytest.raises(NotNow):
                act()
        assert len(hostel.read(people.list_members)) == 6
        assert len(hostel.read(groups.list_teams)) == 1
