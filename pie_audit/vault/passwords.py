"""Passwords: what is done to one before it becomes a key, and whether it is hard enough to guess."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from pie_audit.domain.errors import NotNow
from pie_audit.vault.word_list import known_words
from pie_audit.words import _

LEAST_LENGTH = 12
LEAST_SCORE = 3
_LEAST_WORDS = 4
# zxcvbn refuses longer ones; what comes after can only make them stronger.
_LONGEST_JUDGED = 72


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a password is to guess, 0 to 4, and the same in words."""

    score: int
    words: str


def normal_form(password: str) -> str:
    """The password as it is used: NFKC, and four or more words of our list in lower case with single spaces.

    So generated words may be typed with capitals, hyphens or too many spaces; any other password counts exactly.
    """
    folded = unicodedata.normalize("NFKC", password)
    words = folded.casefold().replace("-", " ").split()
    return " ".join(words) if len(words) >= _LEAST_WORDS and known_words(words) else folded


def strength(password: str, also: Sequence[str] = ()) -> Strength:
    """How the password would fare; `also` are words near at hand, such as the person's and the team's name."""
    score = _score(normal_form(password), also)
    return Strength(score, _in_words(score))


def check_password(password: str, also: Sequence[str] = ()) -> None:
    """Raises NotNow, with what to do, for a password that is too short, widely used or easy to guess."""
    used = normal_form(password)
    if len(used) < LEAST_LENGTH:
        raise NotNow(
            _("This password has {n} characters; it needs {least} or more.").format(
                n=len(used), least=LEAST_LENGTH
            ),
            _("Four short words are easy to remember. Suggest words offers some."),
        )
    if _is_common(used):
        raise NotNow(
            _("Many people use this password, so it's among the first to be tried."),
            _("Choose another, or let Suggest words offer some."),
        )
    if _score(used, also) < LEAST_SCORE:
        raise NotNow(
            _("This password would be guessed too soon."),
            _("Add a word or two that have nothing to do with you, or let Suggest words offer some."),
        )


def _score(used: str, also: Sequence[str]) -> int:
    if not used:
        return 0
    # Heavy (0.1 s): wanted only where a password is chosen, never at sign-in.
    from zxcvbn import zxcvbn

    judged = zxcvbn(used[:_LONGEST_JUDGED], user_inputs=[part for name in also for part in name.split()])
    return min(int(judged["score"]), 4 if len(used) >= LEAST_LENGTH else LEAST_SCORE - 1)


def _is_common(used: str) -> bool:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    plain = "".join(used.casefold().split())
    return plain in FREQUENCY_LISTS["passwords"] or len(set(plain)) < 4


def _in_words(score: int) -> str:
    return (
        _("Very easy to guess"),
        _("Easy to guess"),
        _("Still rather easy to guess"),
        _("Hard to guess"),
        _("Very hard to guess"),
    )[score]
