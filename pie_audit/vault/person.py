"""A person's own keys: made at the first sign-in, opened by one password, renewed without losing a page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from nacl.utils import random

from pie_audit.domain.sealed import UserKey
from pie_audit.vault import sealing
from pie_audit.vault.codes import CodeKind, new_code, read_code
from pie_audit.vault.kdf import Cost, Kdf, derive, new_salt
from pie_audit.vault.open_vault import OpenVault, check_self_signature, sign_self
from pie_audit.vault.refusals import Damaged, WrongSecret
from pie_audit.vault.slots import Opened, Slot, Way, WorkspaceKey, make_person_slot
from pie_audit.words import _

_ROOT_BYTES = sealing.KEY_BYTES
_ROOT_ENTRY = 4 + _ROOT_BYTES


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What a new or changed password leaves: a slot for the file, a row for the database, and the open keys."""

    slot: Slot
    user_key: UserKey
    vault: OpenVault = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewPassword:
    """The name and password that somebody will sign in with from now on."""

    name: str
    password: str = field(repr=False)


def enrol(key: WorkspaceKey, person_id: str, chosen: NewPassword, kdf: Kdf, *, epoch: int = 1) -> Enrolled:
    """The first keys of somebody new. Write both: the slot to the file, the row to the database.

    `epoch` is higher for somebody whose keys of earlier epochs were destroyed.
    """
    return _first_of_line(key, OpenVault(person_id, {epoch: random(_ROOT_BYTES)}), chosen, kdf)


def open_vault(user_key: UserKey, opened: Opened) -> OpenVault:
    """Sign in: the keys of the person whose password opened the workspace.

    Raises WrongSecret when no slot that opened belongs to this root key, Damaged when the public keys beside it
    aren't the person's own.
    """
    ways = sorted(opened.ways, key=lambda way: way.slot_id != user_key.slot_id)
    for way in ways:
        root = (
            sealing.unlock(way.kek, user_key.nonce, user_key.wrapped, _bound(user_key)) if way.kek else None
        )
        if root is not None:
            return _unfold(user_key, root)
    raise WrongSecret


def change_password(
    vault: OpenVault, user_key: UserKey, key: WorkspaceKey, chosen: NewPassword, kdf: Kdf
) -> Enrolled:
    """The same keys under a new password: a slot to write beside the old one, and the row rewrapped.

    Order: write the slot, then the row, then drop the old slot; old or new opens at every moment.
    """
    slot, way = make_person_slot(key, chosen.name, chosen.password, kdf)
    return Enrolled(slot, _wrap_root(replace(user_key, slot_id=slot.slot_id), vault, way), vault)


def renew(vault: OpenVault, key: WorkspaceKey, chosen: NewPassword, kdf: Kdf) -> Enrolled:
    """New keys, because somebody may know the old ones; the old ones stay reachable, so old boxes still open.

    My key is void afterwards and has to be printed again; rewrap the record keys (`records.rewrap`) in the same
    transaction.
    """
    roots = {**vault.roots(), vault.epoch + 1: random(_ROOT_BYTES)}
    return _first_of_line(key, OpenVault(vault.person_id, roots), chosen, kdf)


def reset(key: WorkspaceKey, lost: UserKey, chosen: NewPassword, kdf: Kdf) -> Enrolled:
    """New keys for somebody who lost both password and My key. What was sealed before stays unreadable."""
    return _first_of_line(key, OpenVault(lost.person_id, {lost.epoch + 1: random(_ROOT_BYTES)}), chosen, kdf)


def make_my_key(vault: OpenVault, user_key: UserKey, kdf: Kdf) -> tuple[UserKey, str]:
    """A new My key: the row that knows it, and its code, shown once. An older My key is void from then on."""
    code, salt = new_code(CodeKind.MINE), new_salt()
    kek = derive(read_code(code, CodeKind.MINE), salt, cost=kdf.code, floor=kdf.floor)
    nonce, wrapped = sealing.lock(kek, vault.roots()[user_key.epoch], _bound(user_key, "my-key"))
    row = replace(
        user_key,
        r_salt=salt,
        r_ops=kdf.code.ops,
        r_mem_kib=kdf.code.mem_kib,
        r_nonce=nonce,
        r_wrapped=wrapped,
    )
    return row, code


def recover_with_my_key(user_key: UserKey, code: str, kdf: Kdf) -> OpenVault:
    """The keys of somebody who forgot their password; `change_password` and a new My key must follow.

    Raises Mistyped, or WrongSecret for another code and where no My key was made.
    """
    secret = read_code(code, CodeKind.MINE)
    if not user_key.r_wrapped:
        raise WrongSecret
    kek = derive(secret, user_key.r_salt, cost=Cost(user_key.r_ops, user_key.r_mem_kib), floor=kdf.floor)
    root = sealing.unlock(kek, user_key.r_nonce, user_key.r_wrapped, _bound(user_key, "my-key"))
    if root is None:
        raise WrongSecret
    return _unfold(user_key, root)


def _first_of_line(key: WorkspaceKey, vault: OpenVault, chosen: NewPassword, kdf: Kdf) -> Enrolled:
    slot, way = make_person_slot(key, chosen.name, chosen.password, kdf)
    blank = UserKey(
        person_id=vault.person_id,
        epoch=vault.epoch,
        slot_id=slot.slot_id,
        nonce=b"",
        wrapped=b"",
        r_salt=b"",
        r_ops=0,
        r_mem_kib=0,
        r_nonce=b"",
        r_wrapped=b"",
        xpk=vault.xpk,
        epk=vault.epk,
        selfsig=sign_self(vault),
        previous=_wrap_earlier(vault),
    )
    return Enrolled(slot, _wrap_root(blank, vault, way), vault)


def _wrap_root(user_key: UserKey, vault: OpenVault, way: Way) -> UserKey:
    nonce, wrapped = sealing.lock(way.kek, vault.roots()[user_key.epoch], _bound(user_key))
    return replace(user_key, nonce=nonce, wrapped=wrapped)


def _wrap_earlier(vault: OpenVault) -> bytes:
    """Every earlier root key under the newest vault key, each after its epoch (4 bytes); empty when there is none."""
    earlier = sorted((epoch, root) for epoch, root in vault.roots().items() if epoch != vault.epoch)
    if not earlier:
        return b""
    plain = b"".join(epoch.to_bytes(4, "big") + root for epoch, root in earlier)
    nonce, wrapped = sealing.lock(
        vault.keys(vault.epoch).vk, plain, _bound_earlier(vault.person_id, vault.epoch)
    )
    return nonce + wrapped


def _unfold(user_key: UserKey, root: bytes) -> OpenVault:
    newest = OpenVault(user_key.person_id, {user_key.epoch: root})
    check_self_signature(user_key, newest)
    return OpenVault(user_key.person_id, {**_earlier(user_key, newest), user_key.epoch: root})


def _earlier(user_key: UserKey, newest: OpenVault) -> dict[int, bytes]:
    if not user_key.previous:
        return {}
    nonce, wrapped = user_key.previous[: sealing.NONCE_BYTES], user_key.previous[sealing.NONCE_BYTES :]
    bound = _bound_earlier(user_key.person_id, user_key.epoch)
    plain = sealing.unlock(newest.keys(newest.epoch).vk, nonce, wrapped, bound)
    if plain is None:
        raise Damaged(
            _("The record of your earlier keys is damaged."),
            _("Open a sealed copy; nothing here was changed."),
        )
    entries = (plain[i : i + _ROOT_ENTRY] for i in range(0, len(plain), _ROOT_ENTRY))
    return {int.from_bytes(entry[:4], "big"): entry[4:] for entry in entries}


def _bound(user_key: UserKey, way: str = "password") -> bytes:
    return sealing.bind(
        "user_key", record=user_key.person_id, version=way, owner=user_key.person_id, epoch=user_key.epoch
    )


def _bound_earlier(person_id: str, epoch: int) -> bytes:
    return sealing.bind("user_key", record=person_id, version="previous", owner=person_id, epoch=epoch)
