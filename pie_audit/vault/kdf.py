"""Argon2id: how a password, a code or a slip becomes a key, and how dear that is for somebody who guesses."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

from nacl import bindings
from nacl.exceptions import RuntimeError as OutOfMemory
from nacl.utils import random

from pie_audit.domain.errors import CannotOpen
from pie_audit.vault.refusals import Damaged
from pie_audit.words import _

SALT_BYTES = bindings.crypto_pwhash_SALTBYTES
_GIB = 1024 * 1024  # in KiB
_MIB = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """Passes over memory, and how much memory in KiB."""

    ops: int
    mem_kib: int


# What no honest file asks for; more would freeze the machine that opens it.
CEILING = Cost(10, 1 * _GIB)


@dataclass(frozen=True, slots=True)
class Kdf:
    """What deriving costs here: for passwords, for codes and slips, and the least that is accepted from a file."""

    password: Cost
    code: Cost
    floor: Cost


STANDARD = Kdf(password=Cost(3, 256 * _MIB), code=Cost(3, 64 * _MIB), floor=Cost(3, 64 * _MIB))
DEMO = Kdf(password=Cost(3, 64 * _MIB), code=Cost(3, 64 * _MIB), floor=Cost(3, 64 * _MIB))


def for_this_machine(memory: int | None = None) -> Kdf:
    """The cost for a computer with `memory` bytes (asked of the system when None): gentler under 4 GB."""
    found = memory if memory is not None else _memory()
    small = found is not None and found < 4_000_000_000
    return DEMO if small else STANDARD


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


def _memory() -> int | None:
    if sys.platform == "win32":
        return _windows_memory()
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return None


if sys.platform == "win32":
    import ctypes

    class _MemoryStatus(ctypes.Structure):
        _fields_ = [
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            ("total", ctypes.c_ulonglong),
            ("rest", ctypes.c_ulonglong * 6),
        ]

    def _windows_memory() -> int | None:
        status = _MemoryStatus(length=ctypes.sizeof(_MemoryStatus))
        found = ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
        return int(status.total) if found else None
