"""How dear it is to derive a key on this computer; numbers only, so that no cipher is loaded to know them."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

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
