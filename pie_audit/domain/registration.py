"""A record for a regulator: which of one's own pages it is made of, and what each says for the form."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pie_audit.domain.entry import Entry, EntryKind, FollowUp
from pie_audit.domain.reflection_model import ReflectionModel
from pie_audit.domain.regulator import Period, Regulator, Statement, free_stretches
from pie_audit.domain.session import SessionKind
from pie_audit.words import _

PEER_STEP = "differently"
"""The step of our own peer page that says what its writer sees differently."""

ModelOf = Callable[[str, int], ReflectionModel | None]
"""Finds the model of a page by id and version."""


@dataclass(frozen=True, slots=True)
class TimeLine:
    """A session that took place, as a log names it: its day and minutes, and the role of whoever held it, no name."""

    session_id: str
    day: date
    kind: SessionKind
    minutes: int
    one_to_one: bool = False
    role: str = ""


@dataclass(frozen=True, slots=True)
class RecordDraft:
    """What somebody wrote for one record itself. `gaps` explains free stretches by their first day (``2026-02-01``).

    `left_out` are sessions that aren't to stand in it, `ticked` the things that only the person knows.
    `supervisor_role` stands for whoever held the sessions: a role, never a name.
    """

    regulator_id: str
    first: date
    last: date
    ticked: tuple[str, ...] = ()
    statements: Mapping[str, str] = field(default_factory=dict)
    gaps: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    practice_hours: int = 0
    supervisor_role: str = ""

    @property
    def period(self) -> Period:
        """The time it is about."""
        return Period(self.first, self.last)

    def statement(self, which: Statement) -> str:
        """What was written here so far."""
        return self.statements.get(which.value, "")


@dataclass(frozen=True, slots=True)
class Piece:
    """One page with its words where a form asks for them; each may be empty."""

    entry: Entry
    described: str
    learned: str
    changed: str
    from_peer: str

    @property
    def title(self) -> str:
        """How a list names it: its title, or its first line cut short."""
        return title_of(self.entry)

    @property
    def is_feedback(self) -> bool:
        """Whether it is something that was said about the writer's work."""
        return self.entry.kind is EntryKind.FEEDBACK or self.entry.model_id == "feedback"

    @property
    def is_complete(self) -> bool:
        """Whether it answers what, learned and changed."""
        return bool(self.described and self.learned and self.changed)


@dataclass(frozen=True, slots=True)
class Material:
    """Everything one record is made from, oldest first. `today` keeps the time to come from being a gap."""

    rules: Regulator
    draft: RecordDraft
    pieces: tuple[Piece, ...]
    sessions: tuple[TimeLine, ...]
    today: date

    @property
    def gaps(self) -> tuple[Period, ...]:
        """Stretches in which nothing is on record, of the length that this regulator wants explained."""
        last = min(self.draft.last, self.today)
        if not self.rules.gap_months or last < self.draft.first:
            return ()
        days = [piece.entry.day for piece in self.pieces] + [line.day for line in self.sessions]
        return free_stretches(days, Period(self.draft.first, last), self.rules.gap_months)


def gather(
    rules: Regulator,
    draft: RecordDraft,
    entries: Collection[Entry],
    *,
    sessions: Collection[TimeLine] = (),
    model_of: ModelOf,
    today: date,
) -> Material:
    """The record of those pages that count and lie in the period, and of the sessions that weren't left out."""
    chosen = sorted(
        (e for e in entries if e.practice.counts and draft.period.holds(e.day)),
        key=lambda e: (e.day, e.entry_id),
    )
    held = sorted(
        (s for s in sessions if draft.period.holds(s.day) and s.session_id not in draft.left_out),
        key=lambda s: (s.day, s.session_id),
    )
    return Material(rules, draft, tuple(piece_of(e, model_of) for e in chosen), tuple(held), today)


def piece_of(entry: Entry, model_of: ModelOf) -> Piece:
    """The words of a page where a form asks for them: from the steps that its model names for it."""
    model = model_of(entry.model_id, entry.model_version)
    learns, acts = (model.learns, model.acts) if model else ("", "")
    return Piece(
        entry,
        described=_described(entry, model.describes if model else "", {learns, acts, PEER_STEP}),
        learned=_joined([_text_of(entry, learns), entry.take_away.strip()]),
        changed=_joined([_text_of(entry, acts), *_follow_up_lines(entry.follow_ups)]),
        from_peer=_text_of(entry, PEER_STEP),
    )


def _described(entry: Entry, step_id: str, elsewhere: set[str]) -> str:
    """What the describing step says; else the first other words, or all where the page has one stretch only."""
    named = _text_of(entry, step_id)
    if named:
        return named
    others = (s.text.strip() for s in entry.steps if not s.step_id or s.step_id not in elsewhere)
    return next((text for text in others if text), "")


def _text_of(entry: Entry, step_id: str) -> str:
    return _joined([s.text.strip() for s in entry.steps if step_id and s.step_id == step_id])


def _follow_up_lines(follow_ups: Sequence[FollowUp]) -> list[str]:
    """What was done, and what is still to come; what was dropped isn't told."""
    done = [_("Done: {what}").format(what=f.what) for f in follow_ups if f.done and f.what.strip()]
    ahead = [
        _("To come: {what}").format(what=f.what) for f in follow_ups if f.done is None and f.what.strip()
    ]
    return done + ahead


def _joined(parts: Sequence[str]) -> str:
    return "\n".join(part for part in parts if part)


def title_of(entry: Entry, longest: int = 70) -> str:
    """The title of a page, or its first line cut at a word."""
    words = " ".join((entry.title.strip() or entry.first_line).split())
    if len(words) <= longest:
        return words or _("Without a title")
    return words[: longest + 1].rsplit(" ", 1)[0][:longest].rstrip() + "…"


def activity_words(entry: Entry) -> str:
    """The kind of activity that a page was."""
    if entry.model_id == "feedback":
        return _("Feedback on practice")
    return {
        EntryKind.REFLECTION: _("Reflection on practice"),
        EntryKind.LINE: _("Reflection on practice"),
        EntryKind.SUPERVISION_NOTES: _("Supervision"),
        EntryKind.GROUP_NOTES: _("Group reflection"),
        EntryKind.PEER: _("Peer reflection"),
        EntryKind.WIN: _("Learning from what went well"),
        EntryKind.FEEDBACK: _("Feedback on practice"),
        EntryKind.MEASURE: _("Looking after oneself"),
    }[entry.kind]


def session_words(kind: SessionKind) -> str:
    """The kind of activity that a session was."""
    return {
        SessionKind.SUPERVISION: _("Supervision"),
        SessionKind.GROUP: _("Group reflection"),
        SessionKind.COMMUNITY: _("Community of practice"),
        SessionKind.LEARNING_SET: _("Action learning set"),
        SessionKind.DEBRIEF: _("Debrief after an incident"),
        SessionKind.INTERVISION: _("Intervision"),
        SessionKind.LEADERS: _("Leaders’ session"),
        SessionKind.LEARNING_REVIEW: _("Learning review of an event"),
        SessionKind.PEER: _("Peer reflection"),
        SessionKind.TRAINING: _("Training follow-up"),
    }[kind]


def hours_words(minutes: int) -> str:
    """Hours to one decimal, never more than there were: 119 minutes are ``1.9``, 120 are ``2``."""
    tenths = minutes * 10 // 60
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"


def count_words(text: str) -> int:
    """How many words a text has, as a word limit counts them."""
    return len(re.findall(r"\S+", text))


def parse_hours(text: str) -> int | None:
    """Hours as somebody types them, in minutes: ``1.5`` or ``1,5`` are 90. None for what is no such number."""
    found = re.fullmatch(r"(\d{1,4})(?:[.,](\d{1,2}))?", text.strip())
    if not text.strip():
        return 0
    if found is None:
        return None
    return int(found[1]) * 60 + round(int((found[2] or "").ljust(2, "0")) * 60 / 100)
