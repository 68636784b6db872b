"""No visible sentence says “the service”, “residents” or another recurring term by itself: a team may have its own word."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from pie_audit.words import DEFAULT_WORDS

TOP = Path(__file__).parents[1] / "pie_audit"
TERMS = re.compile(
    r"\b(?:(?:the|your|our|this|own|a) services?\b(?! users?\b)|residents?\b|clients?\b|key ?workers?\b|supervision\b"
    r"|(?:the|an|every) incidents?\b|psychologically informed)",
    re.IGNORECASE,
)
GAP = re.compile(r"\{([A-Za-z_]+)\}")
MEANT = {
    "vocabulary client resident what we say",
    "reflect supervision today",
    "slips print hand out residents {residents} partners invite",
    "paper envelope key in residents {residents} batch",
}
"""What somebody may type into the finder, in whichever words."""

ELSEWHERE = ("demo", "registration", "vocabulary.py", "our_words")
"""Invented people’s words, regulators’ forms, and the pages that tell which terms there are."""


def said() -> Iterator[tuple[str, str]]:
    """Every message of the program with its file."""
    for file in sorted(TOP.rglob("*.py")):
        if any(part in str(file.relative_to(TOP)) for part in ELSEWHERE):
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "plural"}:
                words = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                yield from ((str(file.relative_to(TOP)), word) for word in words if isinstance(word, str))


def test_every_recurring_term_is_a_gap() -> None:
    found = [
        (file, words) for file, words in said() if TERMS.search(GAP.sub("…", words)) and words not in MEANT
    ]
    assert found == []


def test_every_gap_that_looks_like_a_term_is_one() -> None:
    gaps = {gap.lower() for _file, words in said() for gap in GAP.findall(words)}
    assert {"service", "residents", "supervision"} <= gaps
    assert not {gap for gap in gaps if gap.rstrip("s") in DEFAULT_WORDS and gap not in DEFAULT_WORDS}
