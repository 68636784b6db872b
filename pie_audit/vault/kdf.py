"""Argon2id: how a password, a code or a slip becomes a key, and how dear that is for somebody who guesses."""

from __future__ import annotations

from nacl import bindings
from nacl.exceptions import RuntimeError as OutOfMemory
from nacl.utils import random

from pie_audit.domain.errors import CannotOpen
from pie_audit.vault.cost import CEILING as CEILING
from pie_audit.vault.cost import DEMO as DEMO
from pie_audit.vault.cost import STANDARD as STANDARD
from pie_audit.vault.cost import Cost as Cost
from pie_audit.vault.cost import Kdf as Kdf
from pie_audit.vault.cost import for_this_machine as for_this_machine
from pie_audit.vault.refusals import Damaged
from pie_audit.words import _

SALT_BYTES = bindings.crypto_pwhash_SALTBYTES


def new_salt() -> bytes:
    """16 random bytes."""
    return random(SALT_BYTES)


def derive(secret: bytes, salt: bytes, *, cost: Cost, floor: Cost) -> bytes:
    """32 bytes from a secret, by Argon2id.

    Raises Damaged when `cost`, which may come from a file, lies below `floor` or beyond all sense, and
    CannotOpen when the machine hasn't the memory. Takes up to half a second: never inside a transaction.
    """
    _check_cost(cost, floor)
    try:
        return bindings.crypto_pwhash_alg(
            32, secret, salt, cost.ops, cost.mem_kib * 1024, bindings.crypto_pwhash_ALG_ARGON2ID13
        )
    except (OutOfMemory, MemoryError) as problem:
        raise CannotOpen(
            _("There isn't enough free memory on this computer to check a password safely."),
            _("Close some other programs and try again."),
        ) from problem


def _check_cost(cost: Cost, floor: Cost) -> None:
    if cost.ops < floor.ops or cost.mem_kib < floor.mem_kib:
        raise Damaged(
            _("The key file asks for weaker protection than this program allows."),
            _("Somebody may have changed it. Use a sealed copy instead."),
        )
    if cost.ops > CEILING.ops or cost.mem_kib > CEILING.mem_kib:
        raise Damaged(
            _("The key file asks for far more work than any real one does."),
            _("It was changed or damaged. Use a sealed copy instead."),
        )
