"""Names in a text: colleagues from the team list, titles, initials, and capitals where a sentence doesn't begin."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from pie_audit.domain.name_finding import Finding, FindingKind, Span, plain
from pie_audit.domain.name_patterns import matches
from pie_audit.domain.name_words import ALSO_WORDS, ORDINARY
from pie_audit.words import _

_UPPER = "".join(c for c in map(chr, range(0x2000)) if c.isupper() or c.istitle())
_REST = r"[\w\u0300-\u036f]"
"""A letter, or an accent that was typed after its letter."""

_CAPITAL = re.compile(rf"(?<![\w\u0300-\u036f])[{_UPPER}]{_REST}{{0,40}}+(?:[’'\-]{_REST}{{1,40}}+){{0,3}}+")
_NAMED = rf"[{_UPPER}]{_REST}{{1,40}}+(?:[’'\-]{_REST}{{2,40}}+){{0,3}}"
_TITLE = re.compile(
    rf"(?<!\w)(?:(?:[Mm]rs?|MRS?|[Mm]s|MS|Miss|MISS|[Mm]x|[Dd]r|DR|[Cc]llr|CLLR|[Pp]rof|Sgt)\.?[^\S\n]{{1,3}}{_NAMED})"
    rf"(?:[^\S\n]{{1,2}}{_NAMED}){{0,2}}"
)
_INITIAL = re.compile(rf"([A-Z]\.(?:\s?[A-Z]\.){{0,2}})(?!\w)(?:[^\S\n]({_NAMED}))?")
_BEFORE_INITIAL = re.compile(
    r"(?:^|[^\w])(?<!\bA )(?:with|to|from|for|by|about|of|and|saw|met|told|asked|called|visited|helped|phoned)"
    r"[^\S\n]{1,3}$",
    re.IGNORECASE,
)
_ENDS = frozenset(".!?…؟。")
_OPENS = frozenset("\"'“‘«([{*_")
_CLOSES = frozenset("\"'”’»)]}*_")
_BULLETS = frozenset("-–—•*·>")
_SHORT_FORMS = frozenset(
    {"mr", "mrs", "ms", "dr", "st", "vs", "eg", "ie", "cllr", "prof", "no", "approx", "rev"}
)
_LONGEST_NAME = 4
"""Words."""
_STARTS_KEPT = 20_000
"""Sentence starts that are looked at again; a text with more of them is not writing."""


def colleagues_in(text: str, names: Collection[str]) -> Iterator[Finding]:
    """Colleagues from the team list, as whole words in any case: the whole name, or one part of it.

    A part, or a name of one word, that is a word as well ("Will", "May") counts only with its capital where no sentence
    begins.
    """
    known = _by_first_word(names)
    if not known:
        return
    firsts = {c for first in known for c in (first[0], first[0].upper(), first[0].title()) if len(c) == 1}
    starts = "".join(re.escape(c) for c in sorted(firsts))
    word = re.compile(rf"(?<![\w\u0300-\u036f])[{starts}]{_REST}{{0,60}}+(?:[’'\-]{_REST}{{1,60}}+){{0,3}}+")
    begins: dict[str, bool] = {}
    for match in matches(word, text):
        spelled = match.group()
        if spelled not in begins:
            begins[spelled] = plain(_bare(spelled)) in known or plain(spelled) in known
        if not begins[spelled]:
            continue
        found = _colleague_at(text, match.start(), match.group(), known)
        if found is not None:
            yield found


def titles_in(text: str) -> Iterator[Finding]:
    """A title with a capitalised word behind it."""
    says = _("This looks like somebody’s name.")
    for match in matches(_TITLE, text):
        span = _without_possessive(match.start(), match.group())
        yield _finding(FindingKind.TITLE, text, span, says)


def initials_in(text: str) -> Iterator[Finding]:
    """A capital with a full stop behind a word such as "with", and the surname that follows it."""
    says = _("An initial can still point to one person.")
    for match in matches(_INITIAL, text):
        if _BEFORE_INITIAL.search(text[max(0, match.start() - 16) : match.start()]):
            surname = match.group(2) is not None and likely_name(_bare(match.group(2)), ())
            end = match.start(2) + len(_bare(match.group(2))) if surname else match.end(1)
            yield _finding(FindingKind.INITIAL, text, Span(match.start(), end), says)


def capitals_in(text: str, ordinary: Collection[str]) -> Iterator[Finding]:
    """Likely names. One seen in the middle of a sentence is a likely name at the start of another as well."""
    passed = frozenset(plain(words) for words in ordinary)
    seen: set[str] = set()
    starting: list[Span] = []
    for span in _inside_sentences(text, passed, starting):
        words = text[span.start : span.end]
        seen.update(words.split())
        if plain(words) not in passed:
            yield _likely(text, span)
    for span in starting:
        if text[span.start : span.end] in seen:
            yield _likely(text, span)


def starts_sentence(text: str, at: int) -> bool:
    """Whether a sentence, a line, a list item or something quoted begins at `at`."""
    i = at - 1
    while i >= 0 and text[i] in _OPENS:
        i -= 1
    quoted = i < at - 1
    while i >= 0 and text[i] != "\n" and (text[i].isspace() or text[i] in _BULLETS) and _leads(text, i):
        i -= 1
    if i < 0 or text[i] in "\n\u2029":
        return True
    if quoted and text[i] in ",:":
        return True
    while i >= 0 and text[i] in _CLOSES and at - i < 8:
        i -= 1
    return i >= 0 and text[i] in _ENDS and not _shortened(text, i)


def likely_name(word: str, ordinary: Collection[str]) -> bool:
    """Whether one capitalised word could be a name: not an abbreviation, not an ordinary one, no digits."""
    bare = word.removesuffix("s")
    if len(word) < 2 or bare.isupper() or any(c.isdigit() or c == "_" for c in word):
        return False
    known = plain(word)
    return known not in ORDINARY and known not in ordinary


def _by_first_word(names: Collection[str]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Whole names and their parts, longest first, under the first word of each."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        words = tuple(plain(name).split())
        parts = [(w,) for w in words if len(w) > 2 or len(words) == 1]
        for known in [words, *parts] if words else []:
            found.setdefault(known[0], set()).add(known)
    return {first: tuple(sorted(known, key=lambda k: (-len(k), k))) for first, known in found.items()}


def _colleague_at(
    text: str, start: int, word: str, known: Mapping[str, tuple[tuple[str, ...], ...]]
) -> Finding | None:
    span = _without_possessive(start, word)
    for name in known.get(plain(text[span.start : span.end]), ()) or known.get(plain(word), ()):
        end = _end_of(text, span, name[1:])
        if end is None or (len(name) == 1 and _means_the_word(text, span)):
            continue
        return _finding(
            FindingKind.COLLEAGUE, text, Span(start, end), _("This mentions a colleague by name.")
        )
    return None


def _end_of(text: str, first: Span, rest: tuple[str, ...]) -> int | None:
    """Where a name of several words ends, when all of them follow; else None."""
    at = first.end
    for wanted in rest:
        match = _NEXT_WORD.match(text, at)
        if match is None:
            return None
        span = _without_possessive(match.start(1), match.group(1))
        if plain(text[span.start : span.end]) != wanted:
            return None
        at = span.end
    return at


_NEXT_WORD = re.compile(rf"\s{{1,3}}({_REST}{{1,60}}+(?:[’'\-.]{_REST}{{1,60}}+){{0,3}}+)")


def _means_the_word(text: str, span: Span) -> bool:
    word = text[span.start : span.end]
    if plain(word) not in ALSO_WORDS:
        return False
    return not word[0].isupper() or starts_sentence(text, span.start)


def _inside_sentences(text: str, passed: frozenset[str], starting: list[Span]) -> Iterator[Span]:
    """Capitalised words, those side by side as one; the ones that begin a sentence go to `starting` instead."""
    run: list[Span] = []
    for span in _capitalised(text, passed):
        if run and len(run) < _LONGEST_NAME and text[run[-1].end : span.start] in {" ", "\u00a0"}:
            run.append(span)
            continue
        if run:
            yield Span(run[0].start, run[-1].end)
        run = []
        if not starts_sentence(text, span.start):
            run = [span]
        elif len(starting) < _STARTS_KEPT:
            starting.append(span)
    if run:
        yield Span(run[0].start, run[-1].end)


def _capitalised(text: str, passed: frozenset[str]) -> Iterator[Span]:
    known: dict[str, bool] = {}
    for match in matches(_CAPITAL, text):
        word = match.group()
        if word not in known:
            known[word] = likely_name(_bare(word), passed)
        if known[word]:
            yield _without_possessive(match.start(), word)


def _likely(text: str, span: Span) -> Finding:
    says = _("Is “{name}” a person?").format(name=text[span.start : span.end])
    return _finding(FindingKind.NAME, text, span, says)


def _bare(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s", "'S", "’S")) else word


def _without_possessive(start: int, word: str) -> Span:
    return Span(start, start + len(_bare(word)))


def _leads(text: str, i: int) -> bool:
    """Whether what stands at `i` may be skipped: a space, or a bullet at the start of its line."""
    if text[i].isspace():
        return True
    back = i - 1
    while back >= 0 and text[back] in " \t" and i - back < 8:
        back -= 1
    return back < 0 or text[back] == "\n"


def _shortened(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` belongs to a short form or an initial, not to the end of a sentence."""
    if text[stop] != ".":
        return False
    start = stop
    while start > 0 and text[start - 1].isalpha() and stop - start < 8:
        start -= 1
    before = text[start:stop]
    return (len(before) == 1 and before != "I") or before.lower() in _SHORT_FORMS


def _finding(kind: FindingKind, text: str, span: Span, says: str) -> Finding:
    return Finding(kind, span.start, span.end, text[span.start : span.end], says, roles(kind))


def roles(kind: FindingKind) -> tuple[str, ...]:
    """Who could stand there instead of a name; the likeliest first."""
    others = (_("a relative"), _("someone from another agency"), _("a neighbour"))
    if kind is FindingKind.COLLEAGUE:
        return (_("another worker"), _("my supervisor"), _("a manager"))
    return (_("{a_resident}"), _("another worker"), *others)
