"""The ways back in: another password, My key, the House key, and this computer's keyring."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pie_audit.domain.errors import CannotOpen, NotNow
from pie_audit.domain.team import Role
from pie_audit.storage import trail
from pie_audit.vault.codes import Mistyped
from pie_audit.vault.refusals import WrongSecret
from pie_audit.vault.slots import SlotKind
from pie_audit.workflows import (
    drafts,
    founding,
    home,
    passwords,
    seats,
    teams,
    unlock,
)
from pie_audit.workflows.everyday import door_names
from pie_audit.workflows.unlock import OpenWorkspace, SignedIn
from pie_audit.workflows.worker import Worker
from tests.quarter import MANAGER, Hostel, password_of, premises_at

NEW = "thirteen copper lanterns drifting"
PRIVATE = {"because": "only for me"}


class Cut(Exception):
    """The power went."""


def cut_after(opened: OpenWorkspace, steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let so many writes of slots or rows through, then none."""
    left = [steps]

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any) -> Any:
            if left[0] == 0:
                raise Cut
            left[0] -= 1
            return real(*args)

        return step

    monkeypatch.setattr(opened, "change_slots", counted(opened.change_slots))
    monkeypatch.setattr(opened, "write", counted(opened.write))


def opens(hostel: Hostel, place: Path, name: str, password: str) -> dict[str, str] | None:
    """What the person reads of their own on a copy of the folder, opened afresh; None if they stay outside."""
    copied = Path(shutil.copytree(hostel.folder.parent, place))
    worker = Worker()
    try:
        opened, me = unlock.open_workspace(premises_at(copied), worker, copied / "workspace", name, password)
        found = opened.read(lambda tx: drafts.words(tx, me, "mine"))
        opened.close()
        return found
    except WrongSecret:
        return None
    finally:
        worker.close()


class TestPassword:
    def test_the_new_one_opens_and_the_old_one_does_not(self, hostel: Hostel) -> None:
        founding.change_password(hostel.opened, hostel.jo, password_of("Jo"), NEW)
        assert unlock.sign_in(hostel.opened, "Jo", NEW).member.name == "Jo"
        with pytest.raises(WrongSecret):
            unlock.sign_in(hostel.opened, "Jo", password_of("Jo"))

    def test_what_was_written_before_stays_readable(self, hostel: Hostel) -> None:
        hostel.do(drafts.save_words, hostel.jo, "mine", PRIVATE)
        founding.change_password(hostel.opened, hostel.jo, password_of("Jo"), NEW)
        again = unlock.sign_in(hostel.opened, "Jo", NEW)
        assert hostel.see(drafts.words, again, "mine") == PRIVATE

    @pytest.mark.parametrize("new", ["", "short", "password123456", "Jo Jo Jo Jo Jo"])
    def test_a_weak_one_changes_nothing(self, hostel: Hostel, new: str) -> None:
        with pytest.raises(NotNow):
            founding.change_password(hostel.opened, hostel.jo, password_of("Jo"), new)
        assert unlock.sign_in(hostel.opened, "Jo", password_of("Jo"))

    def test_the_old_one_has_to_be_known(self, hostel: Hostel) -> None:
        before = hostel.opened.slots
        with pytest.raises(WrongSecret):
            founding.change_password(hostel.opened, hostel.jo, "somebody else is guessing", NEW)
        assert hostel.opened.slots == before

    @pytest.mark.parametrize("steps", range(5))
    def test_old_or_new_opens_at_every_moment(
        self, hostel: Hostel, steps: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A change is four writes: slot beside slot, row, slot dropped, line in the trail. It may end before any."""
        hostel.do(drafts.save_words, hostel.jo, "mine", PRIVATE)
        cut_after(hostel.opened, steps, monkeypatch)
        if steps < 4:
            with pytest.raises(Cut):
                founding.change_password(hostel.opened, hostel.jo, password_of("Jo"), NEW)
        else:
            founding.change_password(hostel.opened, hostel.jo, password_of("Jo"), NEW)
        monkeypatch.undo()
        hostel.close()
        with_old = opens(hostel, tmp_path.with_name(tmp_path.name + "-old"), "Jo", password_of("Jo"))
        with_new = opens(hostel, tmp_path.with_name(tmp_path.name + "-new"), "Jo", NEW)
        assert PRIVATE in (with_old, with_new)
        assert (with_old, with_new).count(None) == 1

    def test_a_slot_left_by_a_change_cut_short_goes_at_the_next_sign_in(
        self, hostel: Hostel, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = len(hostel.opened.slots.slots)
        cut_after(hostel.opened, 1, monkeypatch)
        with pytest.raises(Cut):
            founding.change_password(hostel.opened, hostel.jo, password_of("Jo"), NEW)
        monkeypatch.undo()
        assert len(hostel.opened.slots.slots) == before + 1
        with pytest.raises(WrongSecret):
            unlock.sign_in(hostel.opened, "Jo", NEW)
        assert len(hostel.opened.slots.slots) == before + 1
        unlock.sign_in(hostel.opened, "Jo", password_of("Jo"))
        assert len(hostel.opened.slots.slots) == before


class TestMyKey:
    def test_it_gives_back_the_pages_a_new_password_and_a_new_key(self, hostel: Hostel) -> None:
        hostel.do(drafts.save_words, hostel.jo, "mine", PRIVATE)
        code = founding.make_my_key(hostel.opened, hostel.jo)
        me, fresh = founding.recover(hostel.opened, "jo", code, NEW)
        assert hostel.see(drafts.words, me, "mine") == PRIVATE
        assert unlock.sign_in(hostel.opened, "Jo", NEW)
        assert fresh != code
        with pytest.raises(WrongSecret):
            founding.recover(hostel.opened, "Jo", code, password_of("Jo"))

    def test_two_halves_make_the_whole(self, hostel: Hostel) -> None:
        code = founding.make_my_key(hostel.opened, hostel.jo)
        assert founding.recover(hostel.opened, "Jo", " ".join(passwords.halves(code)), NEW)

    def test_of_somebody_else_opens_nothing(self, hostel: Hostel) -> None:
        founding.make_my_key(hostel.opened, hostel.jo)
        code = founding.make_my_key(hostel.opened, hostel.sam)
        with pytest.raises(WrongSecret):
            founding.recover(hostel.opened, "Jo", code, NEW)

    @pytest.mark.parametrize("name", ["Nobody", "", "Dee"])
    def test_a_stranger_and_somebody_without_one_are_told_the_same(self, hostel: Hostel, name: str) -> None:
        code = founding.make_my_key(hostel.opened, hostel.jo)
        with pytest.raises(WrongSecret):
            founding.recover(hostel.opened, name, code, NEW)

    def test_a_slip_of_the_fingers_is_told_whoever_types(self, hostel: Hostel) -> None:
        founding.make_my_key(hostel.opened, hostel.jo)
        for name in ("Jo", "Nobody"):
            with pytest.raises(Mistyped):
                founding.recover(hostel.opened, name, "ABCDE-FGHJK", NEW)

    def test_it_can_be_declined(self, hostel: Hostel) -> None:
        assert hostel.see(founding.my_key_state, hostel.jo) == "none"
        hostel.do(founding.decline_my_key, hostel.jo)
        assert hostel.see(founding.my_key_state, hostel.jo) == "declined"
        assert hostel.see(founding.my_key_state, hostel.sam) == "none"
        founding.make_my_key(hostel.opened, hostel.jo)
        assert hostel.see(founding.my_key_state, hostel.jo) == "made"

    def test_it_stays_good_after_a_password_change(self, hostel: Hostel) -> None:
        code = founding.make_my_key(hostel.opened, hostel.jo)
        founding.change_password(hostel.opened, hostel.jo, password_of("Jo"), NEW)
        assert founding.recover(hostel.opened, "Jo", code, password_of("Jo"))


class TestHouseKey:
    def test_it_opens_the_file_and_signs_in_nobody(self, hostel: Hostel) -> None:
        hostel.opened.close()
        opened = unlock.open_with_house_key(hostel.premises, hostel.worker, hostel.folder, hostel.house_code)
        assert opened.read(door_names.names_on_door)
        with pytest.raises(WrongSecret):
            unlock.sign_in(opened, MANAGER, hostel.house_code)
        opened.close()

    def test_without_the_house_key_nobody_makes_that_code(self, hostel: Hostel) -> None:
        with pytest.raises(NotNow, match="Only the House key"):
            founding.house_key_for_administrator(hostel.opened, hostel.amina.member.person_id)

    def test_its_one_act_is_a_code_for_an_administrator(self, hostel: Hostel) -> None:
        hostel.opened.by_house_key = True
        code = founding.house_key_for_administrator(hostel.opened, hostel.amina.member.person_id)
        me = unlock.accept_invitation(hostel.opened, MANAGER, code, NEW)
        hostel.opened.by_house_key = True
        assert Role.ADMINISTRATOR in me.member.roles
        assert "House key used" in {line.action for line in hostel.read(trail.lines)}
        for person in (hostel.jo, hostel.lee):
            with pytest.raises(NotNow, match="isn’t an administrator"):
                founding.house_key_for_administrator(hostel.opened, person.member.person_id)

    def test_a_code_from_the_house_key_opens_no_earlier_private_page(self, hostel: Hostel) -> None:
        hostel.do(drafts.save_words, hostel.amina, "mine", PRIVATE)
        hostel.opened.by_house_key = True
        code = founding.house_key_for_administrator(hostel.opened, hostel.amina.member.person_id)
        me = unlock.accept_invitation(hostel.opened, MANAGER, code, NEW)
        assert hostel.see(drafts.words, me, "mine") is None

    def test_a_new_one_stands_beside_the_old_until_it_is_typed_back(self, hostel: Hostel) -> None:
        fresh = founding.make_house_key(hostel.opened, hostel.amina)
        assert len(hostel.opened.slots.of_kind(SlotKind.HOUSE)) == 2
        founding.confirm_house_key(hostel.opened, hostel.amina, fresh)
        assert len(hostel.opened.slots.of_kind(SlotKind.HOUSE)) == 1
        hostel.opened.close()
        with pytest.raises(WrongSecret):
            unlock.open_with_house_key(hostel.premises, hostel.worker, hostel.folder, hostel.house_code)
        unlock.open_with_house_key(hostel.premises, hostel.worker, hostel.folder, fresh).close()

    def test_home_asks_for_it_until_it_was_confirmed(self, hostel: Hostel) -> None:
        def asked() -> bool:
            return any(need.argument == "house-key" for need in hostel.see(home.home, hostel.amina).needs)

        assert asked()
        founding.confirm_house_key(hostel.opened, hostel.amina, hostel.house_code)
        assert not asked()

    def test_a_mistyped_one_drops_nothing(self, hostel: Hostel) -> None:
        before = hostel.opened.slots
        with pytest.raises(CannotOpen):
            founding.confirm_house_key(hostel.opened, hostel.amina, hostel.house_code[:-1] + "?")
        my_key = founding.make_my_key(hostel.opened, hostel.amina)
        with pytest.raises(Mistyped, match="another sheet"):
            founding.confirm_house_key(hostel.opened, hostel.amina, my_key)
        assert hostel.opened.slots == before

    def test_only_an_administrator_makes_one(self, hostel: Hostel) -> None:
        for person in (hostel.jo, hostel.lee):
            with pytest.raises(NotNow):
                founding.make_house_key(hostel.opened, person)


class InMemoryKeyring:
    """A keyring that works, or one that won't keep anything."""

    def __init__(self, *, works: bool = True) -> None:
        self.kept: dict[bytes, bytes] = {}
        self._works = works

    def remember(self, workspace_id: bytes, secret: bytes) -> bool:
        if self._works:
            self.kept[workspace_id] = secret
        return self._works

    def fetch(self, workspace_id: bytes) -> bytes | None:
        return self.kept.get(workspace_id)

    def forget(self, workspace_id: bytes) -> bool:
        return self.kept.pop(workspace_id, None) is not None


def with_keyring(hostel: Hostel, keyring: InMemoryKeyring) -> None:
    from dataclasses import replace

    hostel.premises = hostel.opened.premises = replace(hostel.premises, keyring=keyring)  # type: ignore[arg-type]


class TestKeyring:
    def test_it_opens_the_workspace_and_signs_in_nobody(self, hostel: Hostel) -> None:
        with_keyring(hostel, InMemoryKeyring())
        assert founding.remember_on_this_computer(hostel.opened, hostel.jo)
        hostel.opened.close()
        opened = unlock.open_remembered(hostel.premises, hostel.worker, hostel.folder)
        assert opened is not None
        assert opened.read(door_names.names_on_door)
        opened.close()

    def test_remembering_twice_leaves_one_slot(self, hostel: Hostel) -> None:
        with_keyring(hostel, InMemoryKeyring())
        founding.remember_on_this_computer(hostel.opened, hostel.jo)
        founding.remember_on_this_computer(hostel.opened, hostel.jo)
        assert len(hostel.opened.slots.of_kind(SlotKind.KEYRING)) == 1

    def test_a_keyring_that_keeps_nothing_leaves_no_slot(self, hostel: Hostel) -> None:
        with_keyring(hostel, InMemoryKeyring(works=False))
        assert not founding.remember_on_this_computer(hostel.opened, hostel.jo)
        assert not founding.is_remembered(hostel.opened)

    def test_without_a_keyring_nothing_is_remembered(self, hostel: Hostel) -> None:
        assert not founding.remember_on_this_computer(hostel.opened, hostel.jo)
        hostel.opened.close()
        assert unlock.open_remembered(hostel.premises, hostel.worker, hostel.folder) is None

    @pytest.mark.parametrize("lost", ["entry", "slot", "other"])
    def test_a_keyring_that_lost_it_leads_to_the_password(self, hostel: Hostel, lost: str) -> None:
        keyring = InMemoryKeyring()
        with_keyring(hostel, keyring)
        founding.remember_on_this_computer(hostel.opened, hostel.jo)
        if lost == "entry":
            keyring.kept.clear()
        elif lost == "other":
            keyring.kept = dict.fromkeys(keyring.kept, bytes(32))
        else:
            gone = [s.slot_id for s in hostel.opened.slots.of_kind(SlotKind.KEYRING)]
            hostel.opened.change_slots(lambda now: now.without(*gone))
        hostel.opened.close()
        before = (hostel.folder / "pie.keyslots").read_bytes()
        assert unlock.open_remembered(hostel.premises, hostel.worker, hostel.folder) is None
        assert (hostel.folder / "pie.keyslots").read_bytes() == before
        opened, _me = unlock.open_workspace(
            hostel.premises, hostel.worker, hostel.folder, "Jo", password_of("Jo")
        )
        opened.close()

    def test_forgetting_drops_both_halves(self, hostel: Hostel) -> None:
        keyring = InMemoryKeyring()
        with_keyring(hostel, keyring)
        founding.remember_on_this_computer(hostel.opened, hostel.jo)
        founding.forget_on_this_computer(hostel.opened, hostel.jo)
        assert not keyring.kept
        assert not founding.is_remembered(hostel.opened)


def test_ways_in_made_at_the_same_time_all_stay(hostel: Hostel) -> None:
    """Two threads change the key slots at once: each change rests on the one before, none is lost."""
    from concurrent.futures import ThreadPoolExecutor

    names = [f"Rota {n}" for n in range(6)]
    for name in names:
        teams.add_person(hostel.opened, hostel.amina, teams.NewPerson(name, frozenset(), hostel.team_id))
    ids = {m.name: m.person_id for m in hostel.see(teams.people, hostel.amina).rows}
    with ThreadPoolExecutor(6) as pool:
        codes = list(pool.map(lambda name: teams.invite_again(hostel.opened, hostel.amina, ids[name]), names))
    for name, code in zip(names, codes, strict=True):
        assert unlock.accept_invitation(hostel.opened, name, code, password_of(name) + " and more")


def test_a_sheet_to_print_is_made_in_memory(hostel: Hostel) -> None:
    my_key = founding.make_my_key(hostel.opened, hostel.jo)
    for kind, code in (("house", hostel.house_code), ("my-key", my_key), ("my-key-halves", my_key)):
        assert founding.sheet_pdf(kind, code, "Quayside House").startswith(b"%PDF")


def test_my_sheet_of_an_open_round_survives_a_password_change(hostel: Hostel) -> None:
    round_id = hostel.start()
    hostel.rate(hostel.jo, round_id, 3)
    founding.change_password(hostel.opened, hostel.jo, password_of("Jo"), NEW)
    me: SignedIn = unlock.sign_in(hostel.opened, "Jo", NEW)
    assert hostel.see(seats.rating_sheet, me, round_id).sheet.answered == 12
