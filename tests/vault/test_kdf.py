"""What deriving a key costs, and what it refuses."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pie_audit.vault.kdf import CEILING, DEMO, STANDARD, Cost, Kdf, derive, for_this_machine, new_salt
from pie_audit.vault.refusals import Damaged
from tests.vault.people import CHEAPEST

SALT = bytes(range(16))


def test_same_secret_salt_and_cost_give_the_same_key() -> None:
    assert derive(b"a", SALT, cost=CHEAPEST, floor=CHEAPEST) == derive(
        b"a", SALT, cost=CHEAPEST, floor=CHEAPEST
    )


def test_key_agrees_with_argon2id_of_another_implementation() -> None:
    # OpenSSL's Argon2id: 3 passes, 64 KiB, one lane, the same salt.
    other = bytes.fromhex("2b71db69b3114e2b7c0585ec3de7a8f0e28b0e7ac096d03ff6aedd132cd6db4e")
    assert derive(b"words", SALT, cost=Cost(3, 64), floor=CHEAPEST) == other


@pytest.mark.parametrize(
    ("secret", "salt", "cost"),
    [
        (b"b", SALT, CHEAPEST),
        (b"a", new_salt(), CHEAPEST),
        (b"a", SALT, Cost(2, 8)),
        (b"a", SALT, Cost(1, 16)),
    ],
)
def test_any_other_secret_salt_or_cost_gives_another_key(secret: bytes, salt: bytes, cost: Cost) -> None:
    one = derive(b"a", SALT, cost=CHEAPEST, floor=CHEAPEST)
    assert derive(secret, salt, cost=cost, floor=CHEAPEST) != one


@pytest.mark.parametrize("asked", [Cost(2, 64), Cost(3, 63), Cost(1, 8)])
def test_cost_below_the_floor_is_refused(asked: Cost) -> None:
    with pytest.raises(Damaged, match="weaker protection"):
        derive(b"a", SALT, cost=asked, floor=Cost(3, 64))


@pytest.mark.parametrize(
    "asked", [Cost(CEILING.ops + 1, 8), Cost(1, CEILING.mem_kib + 1), Cost(2**32 - 1, 2**32 - 1)]
)
def test_absurd_cost_is_refused_before_it_freezes_the_machine(asked: Cost) -> None:
    with pytest.raises(Damaged, match="far more work"):
        derive(b"a", SALT, cost=asked, floor=CHEAPEST)


@pytest.mark.parametrize(("memory", "expected"), [(2_000_000_000, DEMO), (8_000_000_000, STANDARD)])
def test_small_machines_get_the_gentler_cost(memory: int, expected: object) -> None:
    assert for_this_machine(memory) == expected


@pytest.mark.parametrize("kdf", [STANDARD, DEMO, for_this_machine()])
def test_no_real_cost_lies_below_its_own_floor(kdf: Kdf) -> None:
    assert kdf.floor == Cost(3, 64 * 1024)
    for cost in (kdf.password, kdf.code):
        assert cost.ops >= kdf.floor.ops
        assert cost.mem_kib >= kdf.floor.mem_kib


@pytest.mark.skipif(sys.platform != "linux", reason="limits memory as Linux does")
def test_too_little_memory_is_told_in_words() -> None:
    script = """
import resource
from pie_audit.domain.errors import CannotOpen
from pie_audit.vault.kdf import Cost, derive
cost = Cost(1, 1024 * 1024)
resource.setrlimit(resource.RLIMIT_AS, (600_000_000, 600_000_000))
try:
    derive(b"a", bytes(16), cost=cost, floor=cost)
except CannotOpen as problem:
    print(problem)
"""
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "enough free memory" in told.stdout
