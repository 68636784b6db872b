"""The name check: warns of identifiable detail, never blocks and keeps nothing (reflection.md, section 10)."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice

from pie_audit.domain.likely_names import capitals_in, colleagues_in, initials_in, starts_sentence, titles_in
from pie_audit.domain.name_finding import Finding, FindingKind, Span, plain
from pie_audit.domain.name_patterns import numbers_and_addresses
from pie_audit.domain.rare_details import rare_combination

MOST = 500
"""So many findings are shown at once; nobody reads more, and the rest comes when these are dealt with."""


def check(
    text: str, *, colleagues: Collection[str], allowed: Collection[str] = (), ordinary: Collection[str] = ()
) -> tuple[Finding, ...]:
    """What could point to a person, in the order of the text; at most `MOST`.

    `colleagues` are the names in the team list. `allowed` is what this person lets pass for good, of whatever kind.
    `ordinary` are more capitalised words that are nobody's name, such as agencies on the team's map.
    """
    lets_pass = frozenset(plain(words) for words in allowed)
    usual = (*ordinary, *allowed)
    found = chain(
        numbers_and_addresses(text),
        colleagues_in(text, colleagues),
        titles_in(text),
        initials_in(text),
        capitals_in(text, usual),
    )
    kept = list(islice(_apart(found, lets_pass), MOST))
    rare = (f for f in rare_combination(text, usual) if plain(f.words) not in lets_pass)
    return tuple(sorted((*kept, *rare), key=lambda f: (f.start, f.end)))


def replace(text: str, finding: Finding, role: str) -> str:
    """The text with `role` in place of the finding; unchanged where the words have moved on since, or for a combination.

    A role that begins a sentence gets a capital, and an initial that ended one leaves its full stop behind.
    """
    if finding.kind is FindingKind.RARE or text[finding.start : finding.end] != finding.words:
        return text
    if starts_sentence(text, finding.start):
        role = role[:1].upper() + role[1:]
    rest = text[finding.end :]
    if finding.words.endswith(".") and finding.kind is FindingKind.INITIAL and _ends_there(rest):
        role += "."
    return text[: finding.start] + role + rest


def utf16_span(text: str, finding: Finding) -> Span:
    """Where a finding lies in UTF-16 units, as text fields of Qt count; an emoji is two of them."""
    start = finding.start + _beyond(text, 0, finding.start)
    return Span(start, start + finding.end - finding.start + _beyond(text, finding.start, finding.end))


def _apart(findings: Iterable[Finding], lets_pass: frozenset[str]) -> Iterator[Finding]:
    """Findings that share no character with an earlier one, without those that may pass."""
    taken: list[tuple[int, int]] = []
    for finding in findings:
        at = bisect_left(taken, (finding.start, finding.end))
        before = at > 0 and taken[at - 1][1] > finding.start
        after = at < len(taken) and taken[at][0] < finding.end
        if before or after or plain(finding.words) in lets_pass:
            continue
        insort(taken, (finding.start, finding.end))
        yield finding


def _ends_there(rest: str) -> bool:
    following = rest.lstrip()
    return not following or rest.startswith("\n") or (following[0].isupper() and following != rest)


def _beyond(text: str, start: int, end: int) -> int:
    return sum(c > "\uffff" for c in text[start:end])
