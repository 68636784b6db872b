"""The few primitives that everything else in the vault is made of, from libsodium through PyNaCl, but for digests.

Opening returns None for a wrong key, changed bytes or a moved ciphertext: these can't be told apart,
and only the caller knows what to say about it.
"""

from __future__ import annotations

from hashlib import blake2b

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.utils import random

APP = "pie-audit"
FORMAT = 1
KEY_BYTES = 32
NONCE_BYTES = 24
SEAL_BYTES = bindings.crypto_box_SEALBYTES


def bind(table: str, *, record: str, version: str | int, owner: str, epoch: int) -> bytes:
    """What a ciphertext is bound to: app, format, table, record, version, owner and epoch (security.md, section 2).

    Raises ValueError for a part with a bar, which would let two bindings read alike.
    """
    parts = (APP, str(FORMAT), table, record, str(version), owner, str(epoch))
    if any("|" in part for part in parts):
        raise ValueError("a bar would make the binding ambiguous")
    return "|".join(parts).encode()


def subkey(key: bytes, label: str) -> bytes:
    """A 32-byte key for one purpose: BLAKE2b-256 with `key` and `label` (at most 16 bytes) as its personal part."""
    return bindings.crypto_generichash_blake2b_salt_personal(
        b"", digest_size=KEY_BYTES, key=key, person=label.encode()
    )


def digest(data: bytes, *, key: bytes = b"", label: str = "") -> bytes:
    """BLAKE2b-256 of `data`, keyed where `key` is given."""
    # Python's own, the very same function: through PyNaCl each of a box's thousands of digests costs twice as much.
    return blake2b(data, digest_size=32, key=key, person=label.encode()).digest()


def same(one: bytes, other: bytes) -> bool:
    """Whether two digests are equal, in a time that doesn't tell where they differ."""
    return len(one) == len(other) and bindings.sodium_memcmp(one, other)


def lock(key: bytes, plain: bytes, bound: bytes) -> tuple[bytes, bytes]:
    """A fresh nonce (24 bytes) and the ciphertext (16 bytes longer): XChaCha20-Poly1305 bound to `bound`."""
    nonce = random(NONCE_BYTES)
    return nonce, bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, bound, nonce, key)


def unlock(key: bytes, nonce: bytes, locked: bytes, bound: bytes) -> bytes | None:
    """What `lock` took, or None."""
    if len(locked) < bindings.crypto_aead_xchacha20poly1305_ietf_ABYTES:
        return None  # PyNaCl would take the missing bytes for a bug of ours
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(locked, bound, nonce, key)
    except CryptoError:
        return None


def public_of(xsk: bytes) -> bytes:
    """The public half of an X25519 key."""
    return bindings.crypto_scalarmult_base(xsk)


def seal(xpk: bytes, plain: bytes) -> bytes:
    """A sealed box (48 bytes longer) that only the holder of the private half of `xpk` opens."""
    return bindings.crypto_box_seal(plain, xpk)


def unseal(xsk: bytes, sealed: bytes) -> bytes | None:
    """What lies in a sealed box, or None."""
    return unseal_with(public_of(xsk), xsk, sealed)


def unseal_with(xpk: bytes, xsk: bytes, sealed: bytes) -> bytes | None:
    """As `unseal`, for many boxes of one key: its public half is worked out once, by the caller."""
    try:
        return bindings.crypto_box_seal_open(sealed, xpk, xsk)
    except CryptoError:
        return None


def pad(plain: bytes, size: int) -> bytes:
    """`plain` filled up to exactly `size` bytes; raises ValueError when it has no room for one byte of filling."""
    if len(plain) >= size:
        raise ValueError("no room to pad")
    return bindings.sodium_pad(plain, size)


def unpad(padded: bytes) -> bytes | None:
    """What `pad` took, or None."""
    try:
        return bindings.sodium_unpad(padded, len(padded))
    except CryptoError:
        return None
