"""What a record already has of what a regulator asks for, and what is still missing: counts and plain words, no grade."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pie_audit.domain.day import full_day_words
from pie_audit.domain.registration import (
    Material,
    Piece,
    activity_words,
    count_words,
    hours_words,
    session_words,
)
from pie_audit.domain.regulator import Form, Need, NeedKind, Period, Statement
from pie_audit.domain.session import SessionKind
from pie_audit.words import _, plural


@dataclass(frozen=True, slots=True)
class Meter:
    """How far one need has got: `have` of `want`, in minutes where it is time."""

    kind: NeedKind
    have: int
    want: int

    @property
    def is_met(self) -> bool:
        """Whether it is enough."""
        return self.have >= self.want

    @property
    def words(self) -> str:
        """“1 of 2 pieces”; “3 pieces (2 asked for)” where there are more."""
        have, want = (hours_words(n) if self.kind.is_time else str(n) for n in (self.have, self.want))
        if self.have > self.want:
            what = _what(self.kind, self.have)
            return _("{have} {what} ({want} asked for)").format(have=have, what=what, want=want)
        what = _what(self.kind, self.want)
        return _("{have} of {want} {what}").format(have=have, want=want, what=what)


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist. `entry_id` is the page where something is to be filled in.

    `is_by_hand` marks what only the person can tick, `item_id` what is ticked.
    """

    item_id: str
    says: str
    is_done: bool
    entry_id: str = ""
    is_by_hand: bool = False


def meters(material: Material) -> tuple[Meter, ...]:
    """Every need of the regulator with what the record has of it."""
    return tuple(_meter(material, need) for need in material.rules.needs)


def meters_words(material: Material) -> str:
    """All of them in one line: “1 of 2 pieces, 0 of 1 with peer reflection”."""
    return ", ".join(meter.words for meter in meters(material))


def checklist(material: Material) -> tuple[Check, ...]:
    """Everything that is asked for, done or not: numbers, pages, statements, gaps, and what is ticked by hand."""
    return (
        *(Check(f"need.{meter.kind}", meter.words, meter.is_met) for meter in meters(material)),
        *_page_checks(material),
        *_statement_checks(material),
        *_gap_checks(material),
        *(
            Check(f"hand.{item.item_id}", item.says, item.item_id in material.draft.ticked, "", True)
            for item in material.rules.by_hand
        ),
    )


def missing(material: Material) -> tuple[Check, ...]:
    """What is still to do."""
    return tuple(check for check in checklist(material) if not check.is_done)


def gaps_of(piece: Piece, form: Form, *, has_code: bool = False) -> tuple[str, ...]:
    """What one page leaves open of this form, each as what to write."""
    return tuple(says for says, answer in _questions(piece, form, has_code) if not answer)


def is_account(piece: Piece) -> bool:
    """Whether a page stands as a reflective account: it answers all three questions, or counts no hours."""
    return not piece.is_feedback and (piece.is_complete or not piece.entry.practice.minutes)


def _questions(piece: Piece, form: Form, has_code: bool) -> Iterator[tuple[str, object]]:
    practice = piece.entry.practice
    if form is Form.LOG:
        return
    yield _("what it was"), piece.described
    if form is Form.SWE:
        yield _("why it matters to your role"), practice.why_relevant.strip()
        yield _("what you learned"), piece.learned
        yield _("what it changed, or will change"), piece.changed or practice.who_is_better_off.strip()
    elif form is Form.NMC and piece.is_feedback:
        yield _("what you did with it"), piece.changed
    elif form is Form.NMC:
        if is_account(piece):
            yield _("what you learned"), piece.learned
            yield _("what it changed, or will change"), piece.changed
        if has_code:
            yield _("which part of the Code it speaks to"), practice.parts


def _page_checks(material: Material) -> Iterator[Check]:
    for piece in material.pieces:
        open_questions = gaps_of(piece, material.rules.form, has_code=bool(material.rules.parts))
        if open_questions:
            says = _("“{title}”, {day}: say {what}").format(
                title=piece.title, day=full_day_words(piece.entry.day), what=listed(open_questions)
            )
            yield Check(f"page.{piece.entry.entry_id}", says, False, piece.entry.entry_id)


def listed(parts: tuple[str, ...]) -> str:
    """A few things in one line: “a, b and c”."""
    if len(parts) == 1:
        return parts[0]
    return _("{first} and {last}").format(first=", ".join(parts[:-1]), last=parts[-1])


def statement_names() -> dict[Statement, str]:
    """What each statement is called."""
    return {
        Statement.SUMMARY: _("Summary of your practice"),
        Statement.STATEMENT: _("How you meet the standards"),
    }


def _statement_checks(material: Material) -> Iterator[Check]:
    for limit in material.rules.limits:
        words, name = (
            count_words(material.draft.statement(limit.statement)),
            statement_names()[limit.statement],
        )
        says = name
        if words > limit.words:
            says = _("{name}: {n} words, at most {most}").format(name=name, n=words, most=limit.words)
        yield Check(f"statement.{limit.statement}", says, 0 < words <= limit.words)


def _gap_checks(material: Material) -> Iterator[Check]:
    for gap in material.gaps:
        why = material.draft.gaps.get(gap.first.isoformat(), "").strip()
        yield Check(f"gap.{gap.first.isoformat()}", gap_words(gap), bool(why))


def gap_words(gap: Period) -> str:
    """A free stretch and what is wanted for it."""
    return _("Nothing on record from {first} to {last}: say why").format(
        first=full_day_words(gap.first), last=full_day_words(gap.last)
    )


def _meter(material: Material, need: Need) -> Meter:
    scale = 60 if need.kind.is_time else 1
    return Meter(need.kind, _have(material, need.kind), need.at_least * scale)


def _have(material: Material, kind: NeedKind) -> int:
    pieces = material.pieces
    if kind in {NeedKind.KINDS, NeedKind.SESSIONS, NeedKind.SUPERVISION_HOURS, NeedKind.PRACTICE_HOURS}:
        return _have_time(material, kind)
    if kind in {NeedKind.HOURS, NeedKind.HOURS_WITH_OTHERS}:
        counted = (p for p in pieces if kind is NeedKind.HOURS or p.entry.practice.participatory)
        return sum(piece.entry.practice.minutes for piece in counted)
    return sum(_is_one(piece, kind, has_code=bool(material.rules.parts)) for piece in pieces)


def _have_time(material: Material, kind: NeedKind) -> int:
    if kind is NeedKind.PRACTICE_HOURS:
        return material.draft.practice_hours * 60
    if kind is NeedKind.SESSIONS:
        return len(material.sessions)
    if kind is NeedKind.SUPERVISION_HOURS:
        return sum(line.minutes for line in material.sessions if line.kind is SessionKind.SUPERVISION)
    words = {activity_words(piece.entry) for piece in material.pieces}
    return len(words | {session_words(line.kind) for line in material.sessions})


def _is_one(piece: Piece, kind: NeedKind, *, has_code: bool) -> bool:
    match kind:
        case NeedKind.WITH_PEER:
            return bool(piece.from_peer)
        case NeedKind.ACCOUNTS:
            coded = bool(piece.entry.practice.parts) or not has_code
            return is_account(piece) and piece.is_complete and coded
        case NeedKind.FEEDBACK:
            return piece.is_feedback and bool(piece.described)
        case NeedKind.QUALITY:
            return bool(piece.changed)
        case NeedKind.BENEFIT:
            return bool(piece.entry.practice.who_is_better_off.strip())
        case _:
            return not piece.entry.is_empty


def _what(kind: NeedKind, count: int) -> str:
    """What is counted, in the number that goes with `count`."""
    words = {
        NeedKind.PIECES: plural("piece", "pieces", count),
        NeedKind.WITH_PEER: _("with peer reflection"),
        NeedKind.HOURS: _("hours of learning"),
        NeedKind.HOURS_WITH_OTHERS: _("hours of learning together with others"),
        NeedKind.ACCOUNTS: plural("reflective account", "reflective accounts", count),
        NeedKind.FEEDBACK: plural("piece of feedback", "pieces of feedback", count),
        NeedKind.KINDS: plural("kind of activity", "kinds of activity", count),
        NeedKind.QUALITY: plural(
            "activity that changed how you work", "activities that changed how you work", count
        ),
        NeedKind.BENEFIT: plural(
            "activity that says who is better off", "activities that say who is better off", count
        ),
        NeedKind.PRACTICE_HOURS: _("hours of practice"),
        NeedKind.SESSIONS: plural("session", "sessions", count),
        NeedKind.SUPERVISION_HOURS: _("hours of supervision"),
    }
    return words[kind]
