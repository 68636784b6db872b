"""How hard a text is to read, as a school year, by a formula that needs no word list from elsewhere."""

from __future__ import annotations

import re

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(
    r"(?<![aeiouy])(?<![^aeiouy]l)e$|[^aeiouyszcxgh](?<![^aeiouy]l)es$|[^aeioutd]ed$"
    r"|(?<![aeiouy])e(?=ly|ful|ment|times?$|body$)"
)
_APART = re.compile(
    r"(?<![tscgx])i[aou]|(?<![qg])u[ao]|[^aeiou]ying|[eo]ing$|rea[lt]|area|idea|(?<![tc])ie(?=t|n[ct])"
)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text (Kincaid, Fishburne, Rogers and Chissom, 1975); 6 is about age eleven.

    Syllables are counted by spelling, so a single short sentence may be a year out. Raises ValueError for a text
    without a word.
    """
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+", text)
    if not words:
        raise ValueError("no words to read")
    sentences = max(1, len(re.findall(r"[.!?…]+(?=\W|$)", text)))
    syllables = sum(count_syllables(word) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def count_syllables(word: str) -> int:
    """Groups of vowels, less an ending that isn't spoken, plus vowels that are spoken apart; at least one."""
    spelt = word.lower()
    spoken_apart = len(_APART.findall(spelt))
    return max(1, len(_VOWELS.findall(spelt)) + spoken_apart - len(_SILENT.findall(spelt)))
