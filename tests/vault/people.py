"""People with keys, made in a moment: the cheapest Argon2id that libsodium allows."""

from __future__ import annotations

from dataclasses import dataclass

from pie_audit.domain.sealed import UserKey
from pie_audit.vault.kdf import Cost, Kdf
from pie_audit.vault.open_vault import OpenVault
from pie_audit.vault.person import Enrolled, NewPassword, enrol, open_vault
from pie_audit.vault.records import Addressee, PageLabel, new_record_id
from pie_audit.vault.slots import KeySlots, WorkspaceKey, new_workspace_key, open_person

CHEAPEST = Cost(1, 8)
FAST = Kdf(password=CHEAPEST, code=CHEAPEST, floor=CHEAPEST)
PASSWORD = "harbour otter plum yes"


@dataclass(frozen=True, slots=True)
class House:
    """A workspace with one person in it."""

    key: WorkspaceKey
    slots: KeySlots
    user_key: UserKey
    vault: OpenVault


def make_house(name: str = "Ana", person_id: str = "p1", password: str = PASSWORD) -> House:
    key = new_workspace_key()
    made = enrol(key, person_id, NewPassword(name, password), FAST)
    return House(key, KeySlots(key.workspace_id, (made.slot,)), made.user_key, made.vault)


def join(house: House, name: str, person_id: str, password: str = PASSWORD) -> Enrolled:
    return enrol(house.key, person_id, NewPassword(name, password), FAST)


def sign_in(slots: KeySlots, user_key: UserKey, password: str, name: str = "Ana") -> OpenVault:
    return open_vault(user_key, open_person(slots, name, password, FAST))


def label(version: int = 1, kind: str = "reflection") -> PageLabel:
    return PageLabel(new_record_id(), version, kind, "2026-W41")


def addressee(vault: OpenVault) -> Addressee:
    return Addressee(vault.person_id, vault.epoch, vault.xpk)


def flipped(data: bytes, at: int, bit: int = 0) -> bytes:
    return data[:at] + bytes([data[at] ^ (1 << bit)]) + data[at + 1 :]
