"""Other people's public keys: whether they are theirs, whether new ones follow from old, and six words to compare."""

from __future__ import annotations

from pie_audit.domain.sealed import PublicKey
from pie_audit.vault import sealing
from pie_audit.vault.open_vault import OpenVault, holds_self_signature, verify
from pie_audit.vault.word_list import all_words

CHECK_WORDS = 6
_BITS_A_WORD = 11


def is_whole(key: PublicKey) -> bool:
    """Whether both public keys of this row were made by one and the same person for themselves."""
    return holds_self_signature(key.person_id, key.epoch, key.xpk, key.epk, key.selfsig)


def vouch(vault: OpenVault, epoch: int, xpk: bytes, epk: bytes) -> bytes:
    """The signature with which the keys of the epoch before stand up for new ones; 64 bytes.

    `vault` holds both epochs. After a reset there is no earlier key, so nothing can be vouched for.
    """
    earlier = max(e for e in vault.epochs if e < epoch)
    return vault.sign_as(earlier, _statement(vault.person_id, epoch, xpk, epk))


def follows(key: PublicKey, earlier: PublicKey) -> bool:
    """Whether the keys of `earlier` vouched for `key`."""
    if key.person_id != earlier.person_id or not key.vouched:
        return False
    return verify(earlier.epk, _statement(key.person_id, key.epoch, key.xpk, key.epk), key.vouched)


def fingerprint(xpk: bytes, epk: bytes) -> bytes:
    """32 bytes that stand for both public keys of one epoch.

    The keys are remembered and compared together: with a signing key of their own beside somebody's real sealing
    key, whoever holds the file could sign in their name and vouch for keys that aren't theirs.
    """
    return sealing.digest(xpk + epk, label="pie-pin-v1")


def check_words(mine: bytes, theirs: bytes) -> str:
    """Six words that two people compare aloud: the same on both screens only if no key of either was swapped.

    66 bits of BLAKE2b-256 over the `fingerprint` of both, in the order of their bytes.
    """
    return words_of(sealing.digest(b"".join(sorted((mine, theirs))), label="pie-check-v1"))


def words_of(digest: bytes) -> str:
    """Six words for 66 bits of a digest."""
    number = int.from_bytes(digest, "big")
    words = all_words()
    picked = (number >> (_BITS_A_WORD * place) & (2**_BITS_A_WORD - 1) for place in range(CHECK_WORDS))
    return " ".join(words[index] for index in picked)


def _statement(person_id: str, epoch: int, xpk: bytes, epk: bytes) -> bytes:
    return sealing.bind("vouched", record=xpk.hex(), version=epk.hex(), owner=person_id, epoch=epoch)
