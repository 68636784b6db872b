"""A sealed copy in a second place: whole or not there, and opened on another computer with a secret somebody has."""

from __future__ import annotations

from pathlib import Path

import pytest

from pie_audit.domain.errors import CannotOpen, CannotSave, NotNow
from pie_audit.storage import backup, people, trail
from pie_audit.vault import slot_file
from pie_audit.vault.codes import Mistyped
from pie_audit.vault.refusals import WrongSecret
from pie_audit.vault.slots import SlotKind
from pie_audit.workflows import backups, drafts, founding, unlock
from pie_audit.workflows.backups import Secret
from pie_audit.workflows.worker import Worker
from tests.quarter import MANAGER, Hostel, password_of, premises_at


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


def test_a_copy_opens_in_another_folder_with_everything_in_it(hostel: Hostel, stick: Path) -> None:
    round_id = hostel.start()
    hostel.rate(hostel.jo, round_id, 3)
    hostel.do(drafts.save_words, hostel.jo, "mine", {"a": "b"})
    made = backups.copy_now(hostel.opened, hostel.amina, stick)
    assert made.file.name == backups.copy_name(hostel.opened)
    elsewhere = premises_at(stick / "other computer")
    folder = backups.restore_copy(elsewhere, made.file, Secret("jo", password_of("Jo")))
    worker = Worker()
    opened, me = unlock.open_workspace(elsewhere, worker, folder, "Jo", password_of("Jo"))
    assert opened.read(lambda tx: drafts.words(tx, me, "mine")) == {"a": "b"}
    assert len(opened.read(people.list_members)) == 6
    opened.close()
    worker.close()


def test_the_house_key_restores_a_copy(hostel: Hostel, stick: Path) -> None:
    made = backups.copy_now(hostel.opened, hostel.amina, stick / "copy.piebak")
    folder = backups.restore_copy(
        premises_at(stick), made.file, Secret(house_code=hostel.house_code), stick / "here"
    )
    assert sorted(f.name for f in folder.iterdir()) == ["pie.db", "pie.keyslots"]


@pytest.mark.parametrize(
    ("secret", "problem"),
    [
        (Secret("Jo", "not the password at all"), WrongSecret),
        (Secret("Nobody", password_of("Jo")), WrongSecret),
        (Secret(house_code="00000-00000"), Mistyped),
    ],
)
def test_a_wrong_secret_restores_nothing(
    hostel: Hostel, stick: Path, secret: Secret, problem: type[CannotOpen]
) -> None:
    made = backups.copy_now(hostel.opened, hostel.amina, stick)
    with pytest.raises(problem):
        backups.restore_copy(premises_at(stick), made.file, secret, stick / "here")
    assert list(stick.iterdir()) == [made.file]


@pytest.mark.parametrize("at", [0, 30, 200, 5000, -60, -1])
def test_one_flipped_byte_is_told_and_nothing_is_restored(hostel: Hostel, stick: Path, at: int) -> None:
    made = backups.copy_now(hostel.opened, hostel.amina, stick)
    content = bytearray(made.file.read_bytes())
    content[at] ^= 1
    made.file.write_bytes(content)
    for act in (
        lambda: backups.look_at(made.file),
        lambda: backups.check_copy(hostel.opened, hostel.amina, made.file),
        lambda: backups.restore_copy(
            premises_at(stick), made.file, Secret("Jo", password_of("Jo")), stick / "here"
        ),
    ):
        with pytest.raises(CannotOpen, match="damaged"):
            act()
    assert list(stick.iterdir()) == [made.file]


def test_a_whole_copy_passes_its_check(hostel: Hostel, stick: Path) -> None:
    made = backups.copy_now(hostel.opened, hostel.amina, stick)
    assert backups.check_copy(hostel.opened, hostel.amina, made.file) == made.header
    assert list(stick.iterdir()) == [made.file]


def test_this_computers_keyring_does_not_travel(hostel: Hostel, stick: Path) -> None:
    from pie_audit.vault.slots import make_keyring_slot

    slot, _secret = make_keyring_slot(hostel.opened.key)
    hostel.opened.change_slots(lambda now: now.adding(slot))
    made = backups.copy_now(hostel.opened, hostel.amina, stick)
    travelled = slot_file.from_bytes(backup.read_slots(made.file))
    assert not travelled.of_kind(SlotKind.KEYRING)
    assert travelled.of_kind(SlotKind.HOUSE)


def test_nothing_is_written_over_without_a_word(hostel: Hostel, stick: Path) -> None:
    target = stick / "copy.piebak"
    target.write_text("an earlier copy")
    with pytest.raises(CannotSave):
        backups.copy_now(hostel.opened, hostel.amina, target)
    assert target.read_text() == "an earlier copy"
    backups.copy_now(hostel.opened, hostel.amina, target, overwrite=True)
    assert list(stick.iterdir()) == [target]


@pytest.mark.parametrize("target", ["gone/copy.piebak", "/proc/copy.piebak", "link"])
def test_a_place_that_cannot_take_a_copy_is_told(hostel: Hostel, stick: Path, target: str) -> None:
    (stick / "link").symlink_to(stick / "elsewhere")
    with pytest.raises(CannotSave):
        backups.copy_now(hostel.opened, hostel.amina, stick / target, overwrite=True)
    assert [f.name for f in stick.iterdir()] == ["link"]


def test_only_an_administrator_copies_by_hand_and_it_is_in_the_trail(hostel: Hostel, stick: Path) -> None:
    for name in ("jo", "lee"):
        with pytest.raises(NotNow):
            backups.copy_now(hostel.opened, hostel.people[name], stick)
    backups.copy_now(hostel.opened, hostel.amina, stick)
    assert hostel.read(trail.lines)[0].action == "copied"


class TestOnClosing:
    def test_it_needs_nobodys_permission(self, hostel: Hostel, stick: Path) -> None:
        made = backups.copy_on_closing(hostel.opened, hostel.jo, stick)
        assert made is not None
        assert backups.last_copy(stick, hostel.opened.slots.workspace_id.hex()).file == made.file  # type: ignore[union-attr]

    def test_it_is_made_again_only_when_something_was_written(self, hostel: Hostel, stick: Path) -> None:
        def fold() -> None:
            hostel.worker.with_store(lambda store: store.checkpoint()).result()

        fold()
        assert backups.copy_on_closing(hostel.opened, None, stick) is not None
        assert backups.copy_on_closing(hostel.opened, None, stick) is None
        hostel.do(drafts.save_words, hostel.jo, "mine", {"a": "b"})
        assert backups.copy_on_closing(hostel.opened, None, stick) is not None

    def test_a_stick_that_is_not_there_is_told(self, hostel: Hostel, stick: Path) -> None:
        with pytest.raises(CannotSave, match="second place"):
            backups.copy_on_closing(hostel.opened, None, stick / "gone")


def test_the_newest_copy_is_found_by_its_name(hostel: Hostel, stick: Path) -> None:
    own = hostel.opened.slots.workspace_id.hex()
    assert backups.last_copy(stick, own) is None
    for name in (f"pie-audit-{own[:8]}-2026-01-02.piebak", f"pie-audit-{own[:8]}-nonsense.piebak"):
        (stick / name).write_bytes(b"x")
    (stick / "pie-audit-00000000-2026-12-31.piebak").write_bytes(b"x")
    found = backups.last_copy(stick, own)
    assert found is not None
    assert found.day.isoformat() == "2026-01-02"


def test_a_workspace_that_lies_here_already_is_not_touched_by_a_restore(hostel: Hostel, stick: Path) -> None:
    made = backups.copy_now(hostel.opened, hostel.amina, stick)
    secret = Secret(MANAGER, password_of(MANAGER))
    first = backups.restore_copy(hostel.premises, made.file, secret)
    second = backups.restore_copy(hostel.premises, made.file, secret)
    assert first != second
    assert first.parent == second.parent == hostel.premises.workspaces
    with pytest.raises(CannotSave):
        backups.restore_copy(hostel.premises, made.file, secret, first)


def test_a_password_from_the_time_of_the_copy_opens_it(hostel: Hostel, stick: Path) -> None:
    made = backups.copy_now(hostel.opened, hostel.amina, stick)
    founding.change_password(hostel.opened, hostel.jo, password_of("Jo"), "thirteen copper lanterns drifting")
    assert backups.restore_copy(premises_at(stick), made.file, Secret("Jo", password_of("Jo")))


def test_what_is_written_while_a_copy_is_made_is_in_it(
    hostel: Hostel, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "SLICE", 5)
    serve_waiting, written = hostel.worker.serve_waiting, []

    def somebody_types() -> None:
        if not written:
            save = hostel.worker.write(lambda tx: drafts.save_words(tx, hostel.jo, "mine", {"a": "b"}))
            written.append(save)
        serve_waiting()

    monkeypatch.setattr(hostel.worker, "serve_waiting", somebody_types)
    made = backups.copy_now(hostel.opened, hostel.amina, stick)
    assert [save.done() for save in written] == [True]
    elsewhere, worker = premises_at(stick / "other computer"), Worker()
    folder = backups.restore_copy(elsewhere, made.file, Secret("Jo", password_of("Jo")))
    opened, me = unlock.open_workspace(elsewhere, worker, folder, "Jo", password_of("Jo"))
    assert opened.read(lambda tx: drafts.words(tx, me, "mine")) == {"a": "b"}
    opened.close()
    worker.close()
