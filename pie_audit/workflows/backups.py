"""Sealed copies: made, looked at, checked and opened on another computer."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pie_audit import version
from pie_audit.domain.errors import CannotOpen, CannotSave
from pie_audit.vault import marks, slot_file, slots
from pie_audit.vault.slots import KeySlots, SlotKind
from pie_audit.words import _
from pie_audit.workflows.unlock import Me, OpenWorkspace, Premises, acting

if TYPE_CHECKING:
    from pie_audit.storage.backup import SealedCopy
    from pie_audit.storage.integrity import Finding
    from pie_audit.storage.piebak import Header
    from pie_audit.storage.store import Store

ENDING = ".piebak"


@dataclass(frozen=True, slots=True)
class CopySeen:
    """A sealed copy in a folder, as its name and date tell; only a check tells whether it is whole."""

    file: Path
    day: date
    size: int


@dataclass(frozen=True, slots=True)
class Secret:
    """What opens a copy: a name with its password, or the House key."""

    name: str = ""
    password: str = field(default="", repr=False)
    house_code: str = field(default="", repr=False)


def copy_now(opened: OpenWorkspace, me: Me, target: Path, *, overwrite: bool = False) -> SealedCopy:
    """A whole, verified, sealed copy at `target`, a file or a folder. Work goes on while it is made.

    Raises CannotSave where it can't be written; what was there before still is.
    """
    from pie_audit.workflows.notes import note
    from pie_audit.workflows.permissions import Act, require

    mine = acting(me)
    require(mine.member, Act.BACK_UP)
    made = _copy(opened, target / copy_name(opened) if os.path.isdir(target) else target, overwrite=overwrite)
    if not opened.reads_only:
        opened.write(lambda tx: note(tx, mine, "copied", opened.slots.workspace_id.hex(), "copy"))
    return made


def copy_with_house_key(opened: OpenWorkspace, target: Path, *, overwrite: bool = False) -> SealedCopy:
    """A sealed copy by somebody who holds the House key and nobody's password."""
    return _copy(opened, target, overwrite=overwrite)


def copy_on_closing(opened: OpenWorkspace, _me: object, folder: Path) -> SealedCopy | None:
    """The copy that goes to the second place by itself; it needs nobody's permission.

    None when today's copy is there and nothing was written since. Raises CannotSave when the place is gone.
    """
    if not os.path.isdir(folder):
        raise CannotSave(
            _("The second place for copies isn’t there just now."),
            _("Plug the stick in or choose another place; your work is saved on this computer."),
        )
    target = folder / copy_name(opened)
    if target.exists() and target.stat().st_mtime >= opened.place.database.stat().st_mtime:
        wal = opened.place.database.with_name("pie.db-wal")
        if not wal.exists() or wal.stat().st_size == 0:
            return None
    return _copy(opened, target, overwrite=True)


def copy_name(opened: OpenWorkspace) -> str:
    """A file name made by us: the workspace's first digits and the day; no names in it."""
    day = opened.premises.clock.today()
    return f"pie-audit-{opened.slots.workspace_id.hex()[:8]}-{day.isoformat()}{ENDING}"


def _copy(opened: OpenWorkspace, target: Path, *, overwrite: bool) -> SealedCopy:
    from pie_audit.storage import backup

    if opened.slots_damaged:
        raise CannotSave(
            _("The file with this workspace’s keys is damaged, so a copy of it would be too."),
            _("Earlier copies stay as they are. Open the newest of them."),
        )
    kept = _without_keyring(opened.slots)

    def run(store: Store) -> SealedCopy:
        return backup.back_up(
            store,
            slot_file.to_bytes(kept),
            target,
            week=opened.premises.clock.week(),
            app_version=version(),
            between=lambda _left, _all: opened.worker.serve_waiting(),
            overwrite=overwrite,
        )

    return opened.worker.with_store(run).result()


def _without_keyring(found: KeySlots) -> KeySlots:
    return found.without(*(s.slot_id for s in found.of_kind(SlotKind.KEYRING)))


def last_copy(folder: Path, workspace_id: str) -> CopySeen | None:
    """The newest copy of this workspace in a folder, by the day in its name."""
    found = sorted(folder.glob(f"pie-audit-{workspace_id[:8]}-*{ENDING}")) if folder.is_dir() else []
    for file in reversed(found):
        try:
            day = date.fromisoformat(file.name.removesuffix(ENDING)[-10:])
            return CopySeen(file, day, file.stat().st_size)
        except (ValueError, OSError):
            continue
    return None


def look_at(file: Path) -> Header:
    """What a copy says of itself; every byte is checked, no key is needed. Raises CannotOpen when damaged."""
    from pie_audit.storage import backup

    return backup.read_header(file)


def check_copy(opened: OpenWorkspace, me: Me, file: Path) -> Header:
    """Really open a copy of this workspace and check all of it. Raises CannotOpen with what is wrong."""
    from pie_audit.storage import backup

    acting(me)
    return opened.worker.aside(lambda: backup.verify(file, opened.key.dbk)).result()


def restore_copy(premises: Premises, file: Path, secret: Secret, folder: Path | None = None) -> Path:
    """Open a sealed copy into a new folder of this computer, with a password or the House key.

    Raises WrongSecret, CannotOpen for a damaged copy, CannotSave where nothing can be written. The copy stays.
    """
    from pie_audit.storage import backup
    from pie_audit.storage.marks import Marks

    found = slot_file.from_bytes(backup.read_slots(file))
    if secret.house_code:
        key = slots.open_house(found, secret.house_code, premises.kdf).key
    else:
        key = slots.open_person(found, secret.name, secret.password, premises.kdf).key
    target = folder or _free_folder(premises, key.workspace_id.hex())
    kept = Marks(premises.marks, marks.mark_key(key))
    return backup.restore(file, key.dbk, target, kept).folder


def _free_folder(premises: Premises, workspace_id: str) -> Path:
    """The usual place, or beside it where the same workspace already lives on this computer."""
    first = premises.workspaces / workspace_id
    if not first.exists():
        return first
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    return premises.workspaces / f"{workspace_id}-{stamp}"


def findings(opened: OpenWorkspace) -> tuple[Finding, ...]:
    """Everything that is wrong with an open workspace, in the words of the check."""
    from pie_audit.storage import integrity

    return opened.worker.with_store(integrity.findings).result()


def refuse_no_copy(file: Path) -> None:
    """Raises CannotOpen for a file that isn't there."""
    if not os.path.isfile(file):
        raise CannotOpen(_("There is no such copy."), _("Choose a file that ends in .piebak."))
