"""What people and states of a survey are called on these screens."""

from __future__ import annotations

from collections.abc import Sequence

from pie_audit.domain.survey import Voice
from pie_audit.words import _


def names_words(names: Sequence[str]) -> str:
    """Names as a sentence lists them: “Amina, Jo and Sam”."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def voice_words(voice: Voice) -> str:
    """How people may say more than the questions ask, and what becomes of it."""
    return {
        Voice.CAUSES: _("A list of causes to tick, such as cover or handover. For words, use the meeting."),
        Voice.THEMES: _(
            "A box for words. A keeper from outside the team writes themes; the words themselves aren’t kept."
        ),
        Voice.QUOTES: _(
            "A box for words. They come out shuffled, away from the answers, as they were written."
        ),
    }[voice]


def voice_title(voice: Voice) -> str:
    """The same in two or three words."""
    return {
        Voice.CAUSES: _("Causes to tick"),
        Voice.THEMES: _("Words, told as themes"),
        Voice.QUOTES: _("Words, as they were written"),
    }[voice]
