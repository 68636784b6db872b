"""A round's key, and how any two of three openers open it while nobody can alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from nacl.utils import random

from pie_audit.domain.errors import NotNow
from pie_audit.domain.sealed import KeyShare
from pie_audit.vault import sealing
from pie_audit.vault.open_vault import BoxReader, OpenVault
from pie_audit.vault.refusals import Damaged
from pie_audit.words import _


@dataclass(frozen=True, slots=True)
class Opener:
    """One of those named at the start; `xpk` is their public key, so they have signed in once."""

    person_id: str
    xpk: bytes


@dataclass(frozen=True, slots=True)
class RoundKey:
    """The round's key pair; the private half lives for one opening only."""

    xpk: bytes
    xsk: bytes = field(repr=False)

    def unseal(self, sealed: bytes) -> bytes | None:
        """What lies in a box sealed to the round, or None."""
        return sealing.unseal(self.xsk, sealed)


def make_round(round_id: str, openers: Sequence[Opener]) -> tuple[bytes, tuple[KeyShare, ...]]:
    """The round's public key, and its private half in two nested boxes for every pair of openers.

    Raises NotNow for fewer than two or more than three different openers. The private half is kept nowhere else.
    """
    if not 2 <= len(openers) <= 3 or len({opener.person_id for opener in openers}) != len(openers):
        raise NotNow(
            _("A round needs two or three different people to open it."),
            _("Name three, or two where there are only two."),
        )
    xsk = random(sealing.KEY_BYTES)
    shares = tuple(_share(round_id, xsk, outer, inner) for outer, inner in combinations(openers, 2))
    return sealing.public_of(xsk), shares


def open_round(round_id: str, shares: Sequence[KeyShare], one: OpenVault, other: OpenVault) -> RoundKey:
    """The round's key, with two of its openers there, in either order.

    Raises NotNow when the two aren't two of its openers, Damaged when their boxes don't open.
    """
    pair = {one.person_id: one, other.person_id: other}
    share = next((s for s in shares if {s.outer_id, s.inner_id} == pair.keys()), None)
    if share is None or len(pair) != 2:
        raise NotNow(
            _("These two can't open this round together."),
            _("It takes two of the people named at its start."),
        )
    xsk = _open_share(round_id, share, pair[share.outer_id], pair[share.inner_id])
    return RoundKey(sealing.public_of(xsk), xsk)


def _share(round_id: str, xsk: bytes, outer: Opener, inner: Opener) -> KeyShare:
    bound = _bound(round_id, outer.person_id, inner.person_id)
    box = sealing.seal(outer.xpk, sealing.seal(inner.xpk, bound + xsk))
    return KeyShare(round_id, outer.person_id, inner.person_id, box)


def _open_share(round_id: str, share: KeyShare, outer: BoxReader, inner: BoxReader) -> bytes:
    middle = outer.unseal(share.box)
    plain = inner.unseal(middle) if middle is not None else None
    bound = _bound(round_id, share.outer_id, share.inner_id)
    if plain is None or not plain.startswith(bound) or len(plain) != len(bound) + sealing.KEY_BYTES:
        raise Damaged(
            _("The key of this round doesn't open."), _("Try with the third opener, or open a sealed copy.")
        )
    return plain[len(bound) :]


def _bound(round_id: str, outer_id: str, inner_id: str) -> bytes:
    return sealing.digest(
        sealing.bind("key_share", record=round_id, version=inner_id, owner=outer_id, epoch=0)
    )
