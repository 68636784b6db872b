"""Protected time in words: what stands in a cell, what is read aloud of it, and the sentence for the whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from pie_audit.domain.day import month_words
from pie_audit.domain.ledger import KindRow, Outcome, Tally
from pie_audit.domain.session import SessionKind, SessionStatus
from pie_audit.words import _


class CellLook(StrEnum):
    """What a cell of several sessions comes to; `SOME` were held and some not."""

    NONE = "none"
    HELD = "held"
    SHORT = "short"
    SOME = "some"
    MOVED = "moved"
    LOST = "lost"


def kind_words(kind: SessionKind) -> str:
    """A kind of session, as the name of a row."""
    return {
        SessionKind.SUPERVISION: _("{Supervision}"),
        SessionKind.GROUP: _("Reflective group"),
        SessionKind.COMMUNITY: _("Community of practice"),
        SessionKind.LEARNING_SET: _("Action learning set"),
        SessionKind.DEBRIEF: _("Debrief"),
        SessionKind.INTERVISION: _("Intervision"),
        SessionKind.LEADERS: _("Leaders’ session"),
        SessionKind.LEARNING_REVIEW: _("Learning review"),
        SessionKind.PEER: _("Peer reflection"),
        SessionKind.TRAINING: _("Training follow-up"),
    }[kind]


def look_of(tally: Tally) -> CellLook:
    """What the sessions of one cell come to."""
    if not tally.planned:
        return CellLook.NONE
    if tally.held == tally.planned:
        return CellLook.SHORT if tally.short else CellLook.HELD
    if tally.held:
        return CellLook.SOME
    return CellLook.LOST if tally.lost else CellLook.MOVED


def look_words(look: CellLook) -> str:
    """The word that stands in a cell."""
    return {
        CellLook.NONE: "–",
        CellLook.HELD: _("held"),
        CellLook.SHORT: _("short"),
        CellLook.SOME: _("some"),
        CellLook.MOVED: _("moved"),
        CellLook.LOST: _("lost"),
    }[look]


def outcome_words(outcome: Outcome | None, status: SessionStatus) -> str:
    """What became of one session."""
    if outcome is None:
        return _("to come") if status is not SessionStatus.CANCELLED else _("called off")
    return {
        Outcome.HELD: _("held"),
        Outcome.SHORT: _("cut short"),
        Outcome.MOVED: _("moved"),
        Outcome.LOST: _("not held"),
    }[outcome]


def status_words(status: SessionStatus) -> str:
    """Whether a session stands, for whoever arranges cover."""
    return {
        SessionStatus.NOT_YET: _("planned"),
        SessionStatus.HELD: _("held"),
        SessionStatus.CUT_SHORT: _("cut short"),
        SessionStatus.MOVED: _("moved to this day"),
        SessionStatus.CANCELLED: _("called off"),
    }[status]


def hours_words(minutes: int) -> str:
    """Minutes as people say them: ``45 min``, ``1 h 30 min``, and whole hours from ten hours on."""
    hours, rest = divmod(minutes, 60)
    if hours >= 10:
        return _("{n} h").format(n=(minutes + 30) // 60)
    if not hours:
        return _("{n} min").format(n=rest)
    return _("{n} h {rest} min").format(n=hours, rest=rest) if rest else _("{n} h").format(n=hours)


def cell_says(kind: SessionKind, month: date, tally: Tally) -> str:
    """One cell read aloud: kind, month, both counts, and what became of the others."""
    where = _("{kind}, {month}").format(kind=kind_words(kind), month=month_words(month))
    return _("{where}: {counts}").format(where=where, counts=counts_say(tally))


def counts_say(tally: Tally) -> str:
    """Counts in full: ``3 of 4 held, 75%; 1 cut short, 1 lost``."""
    if tally.rate is None:
        return _("none planned")
    said = _("{held} of {planned} held, {rate}%").format(
        held=tally.held, planned=tally.planned, rate=tally.rate
    )
    others = (
        (tally.short, _("{n} cut short")),
        (tally.moved, _("{n} moved and still to come")),
        (tally.lost, _("{n} lost")),
    )
    rest = ", ".join(words.format(n=n) for n, words in others if n)
    return _("{said}; {rest}").format(said=said, rest=rest) if rest else said


def ledger_says(rows: Sequence[KindRow], total: Tally) -> str:
    """The whole in one sentence, kinds in the order of the rows."""
    if total.rate is None:
        return _("Nothing was planned in this time.")
    whole = _("{held} of {planned} planned sessions were held, {rate}%.").format(
        held=total.held, planned=total.planned, rate=total.rate
    )
    kinds = "; ".join(
        _("{kind}: {says}").format(kind=kind_words(row.kind), says=row.total.says()) for row in rows
    )
    return _("{whole} {kinds}.").format(whole=whole, kinds=kinds) if len(rows) > 1 else whole
