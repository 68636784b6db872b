"""A short PIN that reopens for half an hour after a lock: the keys stay in memory so long, then they are forgotten."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pie_audit.vault import short_pin as digits
from pie_audit.workflows import self_record
from pie_audit.workflows.unlock import Me, SignedIn, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

HELD_SECONDS = 30 * 60.0
TRIES = 5


class Held:
    """Somebody who locked a moment ago. Their pages are gone from memory already; their keys go with `forget`."""

    def __init__(self, me: SignedIn, digest: bytes, clock: Callable[[], float]) -> None:
        self._me: SignedIn | None = me
        self._digest, self._clock = digest, clock
        self._until = clock() + HELD_SECONDS
        self.tries_left = TRIES
        self.name = me.member.name

    @property
    def is_held(self) -> bool:
        """Whether a PIN may still be tried; forgets the keys once the time is over."""
        if self._me is not None and self._clock() >= self._until:
            self.forget()
        return self._me is not None

    @property
    def minutes_left(self) -> int:
        """Whole minutes until the keys are forgotten, rounded up."""
        return max(0, -int(-(self._until - self._clock()) // 60)) if self.is_held else 0

    def reopen(self, pin: str) -> SignedIn | None:
        """Whoever locked, with all their keys, for the right PIN; the fifth wrong one forgets them."""
        me = self._me if self.is_held else None
        if me is None:
            return None
        if digits.is_pin(me.vault, self._digest, pin):
            self._me = None
            return me
        self.tries_left -= 1
        if not self.tries_left:
            self.forget()
        return None

    def forget(self) -> None:
        """Let go of the keys; only the password opens from now on."""
        me, self._me = self._me, None
        if me is not None:
            me.forget()


def set_pin(tx: Transaction, me: Me, pin: str) -> None:
    """Let this PIN reopen after a lock. Raises NotNow for one that anybody would try."""
    digits.check_pin(pin)
    self_record.change(tx, me, pin_digest=digits.pin_digest(acting(me).vault, pin).hex())


def switch_off(tx: Transaction, me: Me) -> None:
    """After a lock only the password opens."""
    self_record.change(tx, me, pin_digest="")


def has_pin(tx: Transaction, me: Me) -> bool:
    """Whether a PIN was set."""
    return bool(self_record.load(tx, me).pin_digest)


def digest_at_lock(tx: Transaction, me: Me) -> bytes:
    """What tells the right PIN, read as the window locks; empty where none was set, for a slip, and without keys."""
    if not isinstance(me, SignedIn) or not me.vault.epochs:
        return b""
    return bytes.fromhex(self_record.load(tx, me).pin_digest)
