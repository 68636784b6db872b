"""What is begun in a quick box as one flat draft: the note in hand, then those that were put aside for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def pack(notes: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Each note's fields under its number; empty where no note says anything."""
    begun = [note for note in notes if note]
    return {f"{at}/{name}": text for at, note in enumerate(begun) for name, text in note.items()}


def unpack(draft: Mapping[str, str]) -> list[dict[str, str]]:
    """The notes that `pack` put into a draft, in order; what isn't one of theirs is left out."""
    found: dict[int, dict[str, str]] = {}
    for key, text in draft.items():
        number, mark, name = key.partition("/")
        if mark and number.isdecimal():
            found.setdefault(int(number), {})[name] = text
    return [found[at] for at in sorted(found)]
