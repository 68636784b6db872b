"""Right-to-left text on a page that is drawn left to right: joined letters and the order of one line.

Letters take their joined form from Unicode's own table of presentation forms; the order follows the Unicode
Bidirectional Algorithm (UAX 9) without its explicit marks, which are stripped from text before it comes here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

_RIGHTWARD = frozenset({"R", "AL", "AN"})
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_ALEFS = "\u0622\u0623\u0625\u0627"
_LAM = "\u0644"


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Each letter's drawn form by name: isolated, final, initial, medial; also of lam followed by an alef."""
    found: dict[str, dict[str, str]] = {}
    for point in (*range(0xFB50, 0xFBFF), *range(0xFE70, 0xFEFD)):
        kind, _space, letters = unicodedata.decomposition(chr(point)).partition("> ")
        text = "".join(chr(int(code, 16)) for code in letters.split())
        if len(text) == 1 or (len(text) == 2 and text[0] == _LAM and text[1] in _ALEFS):
            found.setdefault(text, {})[kind.lstrip("<")] = chr(point)
    return found


def is_rightward(text: str) -> bool:
    """Whether any character of `text` is read from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(c) in _RIGHTWARD for c in text)


def begins_rightward(text: str) -> bool:
    """Whether the first letter with a direction is read from right to left."""
    strong = (unicodedata.bidirectional(c) for c in text)
    return next((d for d in strong if d in {"L", "R", "AL"}), "L") != "L"


def join_letters(word: str) -> str:
    """The word with each letter in the form that it takes beside its neighbours; other scripts stay as they are."""
    if not is_rightward(word):
        return word
    units = _units(word)
    drawn = []
    for i, unit in enumerate(units):
        forms = _forms().get(unit)
        if forms is None:
            drawn.append(unit)
            continue
        before = "initial" in _forms().get(_neighbour(units, i, -1), {})
        after = "initial" in forms and "final" in _forms().get(_neighbour(units, i, 1), {})
        name = ("isolated", "initial", "final", "medial")[after + 2 * before]
        drawn.append(forms.get(name) or forms.get("isolated") or unit)
    return "".join(drawn)


def _units(word: str) -> list[str]:
    units: list[str] = []
    for c in word:
        if units and units[-1] == _LAM and c in _ALEFS:
            units[-1] += c
        else:
            units.append(c)
    return units


def _neighbour(units: Sequence[str], i: int, step: int) -> str:
    """The next unit that way which isn't a mark on a letter."""
    i += step
    while 0 <= i < len(units) and unicodedata.category(units[i][0]) == "Mn":
        i += step
    return units[i] if 0 <= i < len(units) else ""


def visual_order(text: str, *, rightward: bool) -> list[tuple[int, bool]]:
    """The characters of one line from left to right on the page: place in `text`, and whether it runs leftwards.

    `rightward` is the direction of the paragraph.
    """
    base = int(rightward)
    levels = _levels(_resolve([unicodedata.bidirectional(c) for c in text], base), base)
    order = list(range(len(text)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return [(place, levels[place] % 2 == 1) for place in _marks_after_letters(order, text, levels)]


def mirrored(char: str) -> str:
    """The bracket that faces the other way; any other character as it is."""
    return char.translate(_MIRRORED)


def _resolve(types: list[str], base: int) -> list[str]:
    """Rules W1 to W7, N1 and N2 for one run without explicit marks."""
    start = "R" if base else "L"
    strong, before = start, start
    for i, kind in enumerate(types):
        if kind == "NSM":
            types[i] = before
        elif kind == "EN" and strong == "AL":
            types[i] = "AN"
        before = types[i]
        if types[i] in {"L", "R", "AL"}:
            strong = types[i]
    types = ["R" if kind == "AL" else kind for kind in types]
    _join_numbers(types)
    strong = start
    for i, kind in enumerate(types):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            types[i] = "L"
    return _settle_neutrals(types, start)


def _join_numbers(types: list[str]) -> None:
    """W4 and W5: one separator between digits, and signs beside them, belong to the number."""
    for i in range(1, len(types) - 1):
        if types[i] in {"CS", "ES"} and types[i - 1] == types[i + 1] == "EN":
            types[i] = "EN"
        elif types[i] == "CS" and types[i - 1] == types[i + 1] == "AN":
            types[i] = "AN"
    for places in (range(1, len(types)), range(len(types) - 2, -1, -1)):
        step = 1 if places.step == 1 else -1
        for i in places:
            if types[i] == "ET" and types[i - step] == "EN":
                types[i] = "EN"


def _settle_neutrals(types: list[str], start: str) -> list[str]:
    settled, i = list(types), 0
    while i < len(types):
        if types[i] in {"L", "R", "EN", "AN"}:
            i += 1
            continue
        end = i
        while end < len(types) and types[end] not in {"L", "R", "EN", "AN"}:
            end += 1
        left = start if i == 0 else _side(types[i - 1])
        right = start if end == len(types) else _side(types[end])
        settled[i:end] = [left if left == right else start] * (end - i)
        i = end
    return settled


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"


def _levels(types: Sequence[str], base: int) -> list[int]:
    rises = {"L": (0, 1), "R": (1, 0), "AN": (2, 1), "EN": (2, 1)}
    return [base + rises[kind][base] for kind in types]


def _marks_after_letters(order: list[int], text: str, levels: Sequence[int]) -> list[int]:
    """L3: in reversed text a mark is still drawn after its letter."""
    fixed: list[int] = []
    waiting: list[int] = []
    for place in order:
        if levels[place] % 2 and unicodedata.category(text[place]) == "Mn":
            waiting.insert(0, place)
            continue
        fixed.append(place)
        fixed += waiting
        waiting = []
    return fixed + waiting
