"""Pasted text becomes the items of an instrument: one a line, without the numbers they had."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from pie_audit.words import _, plural

LONGEST_ITEM = 400
"""Characters; the longest published items have about half of that."""

_JOINERS = "\u200c\u200d"
_UNUSUAL = re.compile(r"[^ -~]")
_MARKED = re.compile(
    r"(?:(?:item|question|no|q)\.?\s?)?[(\[]?(\d{1,3})(?:[.:)\]]+(?!\d)|\s?[-–—](?=\s)|\t|$)\s*",
    re.IGNORECASE,
)
_BARE = re.compile(r"(\d{1,3})\s+(?=\D)")
_BULLET = re.compile(r"[•◦▪●○■□*·‣\-–—]\s+")


@dataclass(frozen=True, slots=True)
class PastedItems:
    """The sentences that were found, and in one sentence what is wrong with them; nothing where all is well."""

    lines: tuple[str, ...]
    problem: str = ""


def read_items(text: str, wanted: int) -> PastedItems:
    """The items of a pasted text of which `wanted` are needed.

    Blank lines don't count. Where every item has a number, a line without one goes on with the item before it.
    """
    found = [line.strip() for line in _without_hidden_signs(text, keep="\t").split("\n")]
    lines, numbers = _without_numbers(_joined([line for line in found if line], wanted))
    shown = tuple(tidy_words(line) for line in lines)
    problem = wrong_with(shown, wanted)
    if not problem and not _counts_up(numbers):
        problem = _("The numbers at the start of the lines leave some out or change places.")
    return PastedItems(shown, problem)


def tidy_words(text: str) -> str:
    """What somebody typed into one line, without signs that nobody sees and with single spaces."""
    return " ".join(_without_hidden_signs(text, keep="").split())


def _without_hidden_signs(text: str, *, keep: str) -> str:
    """Text without controls: those that turn its direction could show another order than the one that is scored."""
    return _UNUSUAL.sub(lambda found: _visible(found[0], keep), text)


def _visible(sign: str, keep: str) -> str:
    if sign in _JOINERS or sign in keep:
        return sign
    kind = unicodedata.category(sign)
    if kind in {"Zl", "Zp"} or sign in "\r\n\v\f\x85":
        return "\n"
    if kind == "Cc":
        return " "
    return "" if kind in {"Cf", "Cs"} else sign


def _joined(lines: Sequence[str], wanted: int) -> list[str]:
    """Lines as items, where a copy broke long ones and their numbers tell which begin one."""
    begins = [_MARKED.match(line) is not None for line in lines]
    if sum(begins) != wanted or len(lines) == wanted or not begins[0]:
        return list(lines)
    whole: list[str] = []
    for line, is_new in zip(lines, begins, strict=True):
        if is_new:
            whole.append(line)
        else:
            whole[-1] += f" {line}"
    return whole


def _without_numbers(lines: Sequence[str]) -> tuple[list[str], list[int]]:
    """Lines without the number or the dot each began with, and the numbers, empty where not every line had one."""
    bare = [_BULLET.sub("", line, count=1) if _BULLET.match(line) else line for line in lines]
    marked = [_MARKED.match(line) for line in bare]
    numbers = [int(found[1]) for found in marked if found]
    if numbers:
        left = [line[found.end() :] if found else line for line, found in zip(bare, marked, strict=True)]
        return left, numbers if len(numbers) == len(bare) else []
    counted = [found for found in map(_BARE.match, bare) if found]
    numbers = [int(found[1]) for found in counted]
    if len(numbers) == len(bare) > 1 and _counts_up(numbers):
        return [line[found.end() :] for line, found in zip(bare, counted, strict=True)], numbers
    return bare, []


def _counts_up(numbers: Sequence[int]) -> bool:
    """Whether numbers run on by one, or begin anew at one as some printings do at each part."""
    return all(n in {before + 1, 1} for before, n in zip([0, *numbers], numbers, strict=False))


def wrong_with(lines: Sequence[str], wanted: int) -> str:
    """What keeps these lines from being the items, in one sentence; nothing where nothing does."""
    if len(lines) != wanted:
        return _wrong_count(lines, wanted)
    for no, line in enumerate(lines, start=1):
        if not any(sign.isalpha() for sign in line):
            return _("Line {n} has no words.").format(n=no)
        if len(line) > LONGEST_ITEM:
            return _("Line {n} is far longer than a question. Is it several?").format(n=no)
        if line in lines[: no - 1]:
            return _("Lines {one} and {two} are the same.").format(one=lines.index(line) + 1, two=no)
    return ""


def _wrong_count(lines: Sequence[str], wanted: int) -> str:
    half = len(lines) // 2
    if len(lines) == 2 * wanted and lines[:half] == lines[half:]:
        return _("Everything is here twice. Take one of the two out.")
    needed = plural("{n} line is needed", "{n} lines are needed", wanted).format(n=wanted)
    here = plural("{n} is here", "{n} are here", len(lines)).format(n=len(lines))
    return _("{needed}; {here}.").format(needed=needed, here=here)
