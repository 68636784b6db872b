"""Slips: four words, good for one round, that open one sheet and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field

from pie_audit.domain.errors import NotNow
from pie_audit.vault import sealing
from pie_audit.vault.kdf import Kdf, derive
from pie_audit.vault.passwords import normal_form
from pie_audit.vault.word_list import known_words, suggest_words
from pie_audit.words import _

WORDS = 4


@dataclass(frozen=True, slots=True)
class SlipKeys:
    """What a slip's words give: `find` tells its row, the key pair opens its sheet, `own` its drafts."""

    find: bytes
    xpk: bytes
    xsk: bytes = field(repr=False)
    own: bytes = field(repr=False)

    def unseal(self, sealed: bytes) -> bytes | None:
        """What lies in a box sealed to this slip, or None."""
        return sealing.unseal(self.xsk, sealed)

    def holds(self, xpk: bytes) -> bool:
        """Whether this is the slip's public key."""
        return xpk == self.xpk

    def own_keys(self) -> tuple[bytes, ...]:
        """The key for drafts, as a person has it too."""
        return (self.own,)


def new_slip(salt: bytes, kdf: Kdf) -> tuple[str, SlipKeys]:
    """The words of a fresh slip, to be printed once and kept nowhere, and its keys."""
    words = suggest_words(WORDS)
    return words, slip_keys(words, salt, kdf)


def slip_keys(words: str, salt: bytes, kdf: Kdf) -> SlipKeys:
    """The keys of a slip as its holder typed it; `salt` is the round's. Capitals and spacing don't matter.

    Raises NotNow where these can't be the words of any slip.
    """
    _check_words(words)
    stretched = derive(normal_form(words).encode(), salt, cost=kdf.code, floor=kdf.floor)
    # BLAKE2b takes labels of 16 bytes at most, hence the short name of the curve.
    xsk = sealing.subkey(stretched, "pie-slip-x255-v1")
    find, own = (sealing.subkey(stretched, label) for label in ("pie-slip-find-v1", "pie-slip-own-v1"))
    return SlipKeys(find, sealing.public_of(xsk), xsk, own)


def _check_words(typed: str) -> None:
    words = normal_form(typed).casefold().split()
    if len(words) != WORDS:
        raise NotNow(
            _("A slip has four words; {n} were typed.").format(n=len(words)),
            _("Copy all four from the slip."),
        )
    if not known_words(words):
        raise NotNow(
            _("One of these isn't a word of any slip."), _("Look at the slip again, letter by letter.")
        )
