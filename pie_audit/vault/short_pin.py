"""The short PIN that may reopen for half an hour after a lock: how it is kept, and which ones are too easy.

It never opens anything by itself: the keys are in memory meanwhile, and five tries are all there are.
"""

from __future__ import annotations

from itertools import pairwise

from pie_audit.domain.errors import NotNow
from pie_audit.vault import sealing
from pie_audit.vault.open_vault import OpenVault
from pie_audit.words import _

LEAST, MOST = 4, 8


def check_pin(pin: str) -> None:
    """Raises NotNow unless it is 4 to 8 digits that aren't the first anybody would try."""
    if not (pin.isascii() and pin.isdigit() and LEAST <= len(pin) <= MOST):
        raise NotNow(_("A PIN has 4 to 8 digits."), _("Choose some that only you would think of."))
    if _is_easy(pin):
        raise NotNow(
            _("Anybody would try this PIN first."),
            _("Leave out runs, repeats and years, such as 1234 or 1111."),
        )


def pin_digest(vault: OpenVault, pin: str) -> bytes:
    """32 bytes that tell this PIN of this person again; without their vault key they tell nothing."""
    key = sealing.subkey(vault.own_keys()[0], "pie-pin-v1")
    return sealing.digest(pin.encode(), key=key)


def is_pin(vault: OpenVault, digest: bytes, pin: str) -> bool:
    """Whether `digest` was made from this PIN by this person."""
    return bool(digest) and sealing.same(digest, pin_digest(vault, pin))


def _is_easy(pin: str) -> bool:
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    runs = len(steps) == 1  # all the same, or counting up or down
    halves = len(pin) % 2 == 0 and pin[: len(pin) // 2] == pin[len(pin) // 2 :]
    years = len(pin) == 4 and pin[:2] in {"19", "20"}
    return runs or halves or years or len(set(pin)) < 2
