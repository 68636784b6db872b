"""The keys of somebody who is signed in, in memory only and only until they lock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from nacl import bindings
from nacl.exceptions import CryptoError

from pie_audit.domain.errors import NotNow
from pie_audit.domain.sealed import UserKey
from pie_audit.vault import sealing
from pie_audit.vault.refusals import Damaged
from pie_audit.words import _


class BoxReader(Protocol):
    """Whoever can open boxes sealed to them: a person or the holder of a slip."""

    @property
    def xpk(self) -> bytes:
        """The public key that boxes for them are sealed to."""

    def unseal(self, sealed: bytes) -> bytes | None:
        """What lies in a box, or None where it isn't theirs or was changed."""

    def holds(self, xpk: bytes) -> bool:
        """Whether boxes sealed to this public key are theirs to open."""


@dataclass(frozen=True, slots=True, repr=False)
class EpochKeys:
    """What follows from one root key: `vk` wraps records, `xsk` opens boxes, `esk` signs."""

    vk: bytes
    xsk: bytes
    xpk: bytes
    esk: bytes
    epk: bytes


def keys_from_root(root: bytes) -> EpochKeys:
    """The keys of one epoch (security.md, section 2)."""
    xsk = sealing.subkey(root, "pie-x25519-v1")
    epk, esk = bindings.crypto_sign_seed_keypair(sealing.subkey(root, "pie-ed25519-v1"))
    return EpochKeys(sealing.subkey(root, "pie-vault-v1"), xsk, sealing.public_of(xsk), esk, epk)


class OpenVault:
    """Somebody's keys of every epoch that they can still reach; shows none of them when printed."""

    __slots__ = ("_keys", "_roots", "person_id")

    def __init__(self, person_id: str, roots: Mapping[int, bytes]) -> None:
        self.person_id = person_id
        self._roots = dict(roots)
        self._keys = {epoch: keys_from_root(root) for epoch, root in roots.items()}

    def __repr__(self) -> str:
        return f"OpenVault({self.person_id!r})"

    @property
    def epochs(self) -> tuple[int, ...]:
        """The epochs whose pages can be read, newest first."""
        return tuple(sorted(self._keys, reverse=True))

    @property
    def epoch(self) -> int:
        """The epoch that new pages are sealed under."""
        self._check_open()
        return max(self._keys)

    @property
    def first_epoch(self) -> int:
        """The earliest epoch whose keys are here; it stays the same until a reset. Raises NotNow once locked."""
        self._check_open()
        return min(self._keys)

    @property
    def xpk(self) -> bytes:
        """The public key that boxes for this person are sealed to."""
        return self.keys(self.epoch).xpk

    @property
    def epk(self) -> bytes:
        """The public key that proves this person's signatures."""
        return self.keys(self.epoch).epk

    def keys(self, epoch: int) -> EpochKeys:
        """The keys of one of `epochs`."""
        self._check_open()
        return self._keys[epoch]

    def roots(self) -> dict[int, bytes]:
        """The root keys by epoch, for wrapping them anew."""
        self._check_open()
        return dict(self._roots)

    def unseal(self, sealed: bytes) -> bytes | None:
        """What lies in a box sealed to this person in any epoch, or None."""
        self._check_open()
        opened = (sealing.unseal(self._keys[epoch].xsk, sealed) for epoch in self.epochs)
        return next((plain for plain in opened if plain is not None), None)

    def holds(self, xpk: bytes) -> bool:
        """Whether this is their public key of any epoch; not that of one lost in a reset."""
        self._check_open()
        return any(keys.xpk == xpk for keys in self._keys.values())

    def own_keys(self) -> tuple[bytes, ...]:
        """The keys that wrap what is only this person's, the newest first."""
        self._check_open()
        return tuple(self._keys[epoch].vk for epoch in self.epochs)

    def sign(self, message: bytes) -> bytes:
        """64 bytes that prove who wrote `message`."""
        return bindings.crypto_sign(message, self.keys(self.epoch).esk)[: bindings.crypto_sign_BYTES]

    def sign_as(self, epoch: int, message: bytes) -> bytes:
        """As `sign`, with the keys of one of `epochs`."""
        return bindings.crypto_sign(message, self.keys(epoch).esk)[: bindings.crypto_sign_BYTES]

    def take_on(self, renewed: OpenVault) -> None:
        """Go on with the keys of the same person that `renewed` holds beside these, once they are written down."""
        self._check_open()
        self._roots |= renewed._roots
        self._keys |= renewed._keys

    def forget(self) -> None:
        """Let go of every key. Best effort: the interpreter may keep copies until their memory is used again."""
        self._roots.clear()
        self._keys.clear()

    def _check_open(self) -> None:
        if not self._keys:
            raise NotNow(_("This is locked."), _("Sign in to go on."))


def verify(epk: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` over `message` was made by the holder of `epk`."""
    try:
        return bindings.crypto_sign_open(signature + message, epk) == message
    except CryptoError:
        return False


def sign_self(vault: OpenVault) -> bytes:
    """The signature that binds somebody's public keys to them."""
    return vault.sign(_self_statement(vault.person_id, vault.epoch, vault.xpk, vault.epk))


def holds_self_signature(person_id: str, epoch: int, xpk: bytes, epk: bytes, selfsig: bytes) -> bool:
    """Whether whoever holds `epk` said that both public keys are this person's for this epoch."""
    return verify(epk, _self_statement(person_id, epoch, xpk, epk), selfsig)


def check_self_signature(user_key: UserKey, vault: OpenVault) -> None:
    """Raises Damaged unless the person's own key signed the public keys that the row shows to others."""
    statement = _self_statement(user_key.person_id, user_key.epoch, user_key.xpk, user_key.epk)
    if not verify(vault.epk, statement, user_key.selfsig):
        raise Damaged(
            _("The public keys kept for you here aren't yours."),
            _("Write nothing private yet. Ask whoever looks after the program, and open a sealed copy."),
        )


def _self_statement(person_id: str, epoch: int, xpk: bytes, epk: bytes) -> bytes:
    return sealing.bind("user_key", record=xpk.hex(), version=epk.hex(), owner=person_id, epoch=epoch)
