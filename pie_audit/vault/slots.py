"""Key slots: the ways into a workspace, each of which wraps the database key with a secret of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import IntEnum

from nacl.utils import random

from pie_audit.domain.team import fold_name
from pie_audit.vault import sealing
from pie_audit.vault.codes import CodeKind, new_code, read_code
from pie_audit.vault.kdf import Cost, Kdf, derive, new_salt
from pie_audit.vault.passwords import normal_form
from pie_audit.vault.refusals import WrongSecret

ID_BYTES = 16
NOBODY = bytes(32)
NO_SALT = bytes(16)
NO_COST = Cost(0, 0)


class SlotKind(IntEnum):
    """Whose secret a slot answers to."""

    PERSON = 1
    INVITATION = 2
    HOUSE = 3
    KEYRING = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in. `find` is a keyed hash of the sign-in name (zeros where no name is asked), `wrapped` 48 bytes."""

    slot_id: bytes
    kind: SlotKind
    find: bytes
    salt: bytes
    cost: Cost
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class KeySlots:
    """All ways into one workspace, whose id (16 random bytes) heads the file."""

    workspace_id: bytes
    slots: tuple[Slot, ...] = ()

    def adding(self, slot: Slot) -> KeySlots:
        """These slots and one more."""
        return replace(self, slots=(*self.slots, slot))

    def without(self, *slot_ids: bytes) -> KeySlots:
        """These slots but for the named ones."""
        return replace(self, slots=tuple(slot for slot in self.slots if slot.slot_id not in slot_ids))

    def of_kind(self, kind: SlotKind) -> tuple[Slot, ...]:
        """The slots of one kind."""
        return tuple(slot for slot in self.slots if slot.kind is kind)


@dataclass(frozen=True, slots=True)
class WorkspaceKey:
    """What opens the database: 32 bytes, for the workspace they belong to."""

    workspace_id: bytes
    dbk: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Way:
    """A slot that opened. `kek` opens its owner's root key; it is empty for slots that know no person's password."""

    slot_id: bytes
    kek: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """An open workspace and every slot that its secret opened: two while a password change was cut short."""

    key: WorkspaceKey
    ways: tuple[Way, ...]


def new_workspace_key() -> WorkspaceKey:
    """A new workspace's id and database key, both random."""
    return WorkspaceKey(random(ID_BYTES), random(sealing.KEY_BYTES))


def find_name(name: str, workspace_id: bytes) -> bytes:
    """Where somebody's slots are found, so that no list of staff lies outside the database."""
    return sealing.digest(fold_name(name).encode(), key=workspace_id, label="pie-find-v1")


def make_person_slot(key: WorkspaceKey, name: str, password: str, kdf: Kdf) -> tuple[Slot, Way]:
    """A person's slot, and the way that also wraps their root key: one Argon2id run gives both keys."""
    salt = new_salt()
    stretched = derive(normal_form(password).encode(), salt, cost=kdf.password, floor=kdf.floor)
    find = find_name(name, key.workspace_id)
    slot = _wrap(key, _blank(SlotKind.PERSON, find=find, salt=salt, cost=kdf.password), _slot_key(stretched))
    return slot, Way(slot.slot_id, _root_key(stretched))


def open_person(slots: KeySlots, name: str, password: str, kdf: Kdf) -> Opened:
    """Open with a person's password, trying every slot of that name.

    Raises WrongSecret, the same for a name that isn't here and after the same work.
    """
    secret = normal_form(password).encode()
    mine = _slots_of(slots, SlotKind.PERSON, name)
    if not mine:
        derive(secret, new_salt(), cost=kdf.password, floor=kdf.floor)
    stretched = ((slot, derive(secret, slot.salt, cost=slot.cost, floor=kdf.floor)) for slot in mine)
    return _open(slots, ((slot, _slot_key(p), _root_key(p)) for slot, p in stretched))


def spare_slots(slots: KeySlots, name: str, kept: bytes) -> tuple[bytes, ...]:
    """The ids of this person's other slots, left by a change that was cut short; drop them after a full sign-in."""
    return tuple(s.slot_id for s in _slots_of(slots, SlotKind.PERSON, name) if s.slot_id != kept)


def make_invitation(key: WorkspaceKey, name: str, kdf: Kdf) -> tuple[Slot, str]:
    """A slot for somebody new, and the one-time code that opens it."""
    return _make_with_code(key, CodeKind.INVITATION, kdf, find_name(name, key.workspace_id))


def open_invitation(slots: KeySlots, name: str, code: str, kdf: Kdf) -> Opened:
    """Open with a one-time code. Raises Mistyped or WrongSecret."""
    return _open_with_code(slots, _slots_of(slots, SlotKind.INVITATION, name), code, CodeKind.INVITATION, kdf)


def make_house(key: WorkspaceKey, kdf: Kdf) -> tuple[Slot, str]:
    """A slot for the House key, and its code. The old one goes when two groups of this one were typed back."""
    return _make_with_code(key, CodeKind.HOUSE, kdf, NOBODY)


def open_house(slots: KeySlots, code: str, kdf: Kdf) -> Opened:
    """Open with the House key, which opens no private page. Raises Mistyped or WrongSecret."""
    return _open_with_code(slots, slots.of_kind(SlotKind.HOUSE), code, CodeKind.HOUSE, kdf)


def make_keyring_slot(key: WorkspaceKey) -> tuple[Slot, bytes]:
    """A slot for this computer, and the 32 random bytes to keep in its keyring."""
    secret = random(sealing.KEY_BYTES)
    return _wrap(key, _blank(SlotKind.KEYRING), _slot_key(secret)), secret


def open_keyring(slots: KeySlots, secret: bytes) -> Opened:
    """Open with what this computer's keyring kept. Raises WrongSecret."""
    return _open(slots, ((slot, _slot_key(secret), b"") for slot in slots.of_kind(SlotKind.KEYRING)))


def _make_with_code(key: WorkspaceKey, kind: CodeKind, kdf: Kdf, find: bytes) -> tuple[Slot, str]:
    code, salt = new_code(kind), new_salt()
    stretched = derive(read_code(code, kind), salt, cost=kdf.code, floor=kdf.floor)
    blank = _blank(_SLOT_KIND[kind], find=find, salt=salt, cost=kdf.code)
    return _wrap(key, blank, _slot_key(stretched)), code


def _open_with_code(slots: KeySlots, some: tuple[Slot, ...], code: str, kind: CodeKind, kdf: Kdf) -> Opened:
    secret = read_code(code, kind)
    if not some:
        derive(secret, new_salt(), cost=kdf.code, floor=kdf.floor)
    tried = ((s, _slot_key(derive(secret, s.salt, cost=s.cost, floor=kdf.floor)), b"") for s in some)
    return _open(slots, tried)


_SLOT_KIND = {CodeKind.INVITATION: SlotKind.INVITATION, CodeKind.HOUSE: SlotKind.HOUSE}


def _slots_of(slots: KeySlots, kind: SlotKind, name: str) -> tuple[Slot, ...]:
    find = find_name(name, slots.workspace_id)
    return tuple(slot for slot in slots.of_kind(kind) if slot.find == find)


def _blank(kind: SlotKind, *, find: bytes = NOBODY, salt: bytes = NO_SALT, cost: Cost = NO_COST) -> Slot:
    return Slot(random(ID_BYTES), kind, find, salt, cost, nonce=b"", wrapped=b"")


def _wrap(key: WorkspaceKey, slot: Slot, wrapping: bytes) -> Slot:
    nonce, wrapped = sealing.lock(wrapping, key.dbk, _bound(slot, key.workspace_id))
    return replace(slot, nonce=nonce, wrapped=wrapped)


def _open(slots: KeySlots, tried: Iterator[tuple[Slot, bytes, bytes]]) -> Opened:
    ways: list[Way] = []
    dbk = b""
    for slot, wrapping, kek in tried:
        plain = sealing.unlock(wrapping, slot.nonce, slot.wrapped, _bound(slot, slots.workspace_id))
        if plain is not None:
            dbk = plain
            ways.append(Way(slot.slot_id, kek))
    if not ways:
        raise WrongSecret
    return Opened(WorkspaceKey(slots.workspace_id, dbk), tuple(ways))


def _bound(slot: Slot, workspace_id: bytes) -> bytes:
    return sealing.bind(
        "key_slot", record=slot.slot_id.hex(), version=slot.kind.name, owner=workspace_id.hex(), epoch=0
    )


def _slot_key(stretched: bytes) -> bytes:
    return sealing.subkey(stretched, "pie-slot-v1")


def _root_key(stretched: bytes) -> bytes:
    return sealing.subkey(stretched, "pie-urk-v1")
