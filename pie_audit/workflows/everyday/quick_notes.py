"""The quick box: one small thing of any kind that the team uses, noted in seconds and taken back by name."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.lost_minutes import read_minutes
from pie_audit.domain.name_check import check
from pie_audit.domain.quick_note import QuickNote
from pie_audit.domain.refusal import Direction, usual_level
from pie_audit.domain.small_log_sums import next_label
from pie_audit.domain.small_logs import Tellings
from pie_audit.domain.team_part import QUICK, TeamPart
from pie_audit.storage import latest_logs, people, team_parts
from pie_audit.words import _
from pie_audit.workflows import (
    drafts,
    first_lines,
    self_record,
)
from pie_audit.workflows.everyday import (
    daily_notes,
    small_logs,
)
from pie_audit.workflows.everyday.entry_books import EntryChanged
from pie_audit.workflows.permissions import Act, Matter, require
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.team_parts import enter
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.domain.name_finding import Finding
    from pie_audit.storage.transaction import Transaction

KIND = "quick kind"
"""The small choice that remembers, sealed, which kind somebody noted last."""

PLACES = HOME, WINDOW = ("home", "window")
"""Where a box stands; each keeps what is begun in it."""


@dataclass(frozen=True, slots=True)
class QuickBox:
    """What a box needs to know. `kinds` are those the team uses, in order; `last` is the one noted last.

    `begun` is what this person left in it.
    """

    team_id: str
    kinds: tuple[TeamPart, ...]
    last: TeamPart
    has_doors: bool
    colleagues: tuple[str, ...]
    allowed: tuple[str, ...]
    begun: Mapping[str, str]


def quick_box(tx: Transaction, me: Me, team_id: str, place: str) -> QuickBox | None:
    """The box of a team; None while it uses nothing that a box could take. Raises NotNow for anybody outside it."""
    require(acting(me).member, Act.READ_TEAM, Matter(team_id))
    used = team_parts.parts_of(tx, team_id)
    kinds = tuple(part for part in QUICK if part in used)
    if not kinds:
        return None
    remembered = self_record.load(tx, me)
    return QuickBox(
        team_id=team_id,
        kinds=kinds,
        last=next((part for part in kinds if part.value == remembered.ways.get(KIND)), kinds[0]),
        has_doors=TeamPart.DOORS in used,
        colleagues=tuple(member.name for member in people.list_members(tx)),
        allowed=remembered.allowed_words,
        begun=drafts.words(tx, me, _draft(team_id, place)) or {},
    )


def agencies(tx: Transaction, me: Me, team_id: str) -> tuple[str, ...]:
    """Names of agencies and processes used before, to complete from; read only once a line asks for one."""
    require(acting(me).member, Act.READ_TEAM, Matter(team_id))
    return daily_notes.agencies_of(tx, team_id)


def new_note(team_id: str, part: TeamPart) -> QuickNote:
    """A blank note, known by an id of its own from now on."""
    return QuickNote(secrets.token_hex(16), team_id, part)


def names_in(box: QuickBox, note: QuickNote) -> tuple[Finding, ...]:
    """What the name check warns of in a line for the wall; it never blocks."""
    if note.part is not TeamPart.WINS:
        return ()
    return tuple(check(note.words, colleagues=box.colleagues, allowed=box.allowed))


def save(tx: Transaction, me: Me, note: QuickNote, place: str, kept: Mapping[str, str]) -> Undoable:
    """Note it under its id, once however often it is sent; `kept` is what stays begun in the box.

    Raises NotNow in a sentence where a line or a figure is missing or absurd, and for a part that is off.
    """
    enter(tx, me, note.team_id, note.part)
    try:
        saved = _SAVERS[note.part](tx, me, note)
    except EntryChanged:  # it arrived before, and was changed there or here since: neither text goes under
        saved = _SAVERS[note.part](tx, me, replace(note, note_id=secrets.token_hex(16)))
    ways = self_record.load(
        tx, me
    ).ways  # the week outside stays, or it would tell who noted something lately
    self_record.change(tx, me, same_week=True, ways={**ways, KIND: note.part.value})
    keep_words(tx, me, note.team_id, place, kept)
    return _with_its_line(tx, me, saved, note.line_id) if note.line_id else saved


def _with_its_line(tx: Transaction, me: Me, saved: Undoable, line_id: str) -> Undoable:
    """The line that the note came from isn't asked about again, until the note is taken back."""
    before = self_record.load(tx, me).noted
    first_lines.settle(tx, me, line_id)

    def undo(tx: Transaction, me: Me) -> None:
        saved.undo(tx, me)
        first_lines.put_back(tx, me, before=before)

    return replace(saved, undo=undo)


def keep_words(tx: Transaction, me: Me, team_id: str, place: str, words: Mapping[str, str]) -> None:
    """Keep what somebody is typing into the box, sealed to them; it is no note yet."""
    require(acting(me).member, Act.READ_TEAM, Matter(team_id))
    if words:
        drafts.save_words(tx, me, _draft(team_id, place), words)
    else:
        drafts.drop(tx, me, _draft(team_id, place))


def _draft(team_id: str, place: str) -> str:
    return f"quick box/{team_id}/{place}"


def _save_win(tx: Transaction, me: Me, note: QuickNote) -> Undoable:
    win = replace(small_logs.new_win(me, note.team_id, note.words), win_id=note.note_id)
    return small_logs.save_win(tx, me, win)


def _save_friction(tx: Transaction, me: Me, note: QuickNote) -> Undoable:
    blank = small_logs.new_friction(me, note.team_id)
    return small_logs.save_friction(
        tx,
        me,
        replace(
            blank,
            friction_id=note.note_id,
            trying=note.words,
            process=note.other,
            minutes=read_minutes(note.minutes),
            level=None,
        ),
    )


def _save_refusal(tx: Transaction, me: Me, note: QuickNote) -> Undoable:
    if note.reason is None:
        raise NotNow(_("The reason isn’t there yet."), _("Choose what comes closest to what they said."))
    direction = Direction.BY_OTHERS if note.other.strip() else Direction.BY_US
    blank = daily_notes.new_refusal(me, note.team_id)
    return daily_notes.save_refusal(
        tx,
        me,
        replace(
            blank,
            refusal_id=note.note_id,
            direction=direction,
            agency=note.other,
            reason=note.reason,
            level=usual_level(direction),
        ),
    )


def _save_bent_rule(tx: Transaction, me: Me, note: QuickNote) -> Undoable:
    blank = daily_notes.new_bent_rule(me, note.team_id)
    bent = replace(blank, bent_id=note.note_id, rule=note.words, why=note.why)
    return daily_notes.save_bent_rule(tx, me, bent)


def _save_tellings(tx: Transaction, me: Me, note: QuickNote) -> Undoable:
    month = small_logs.month_of(acting(me))
    there = latest_logs.load_tellings(tx, note.note_id)
    label = (
        there.label if there else next_label(latest_logs.tellings_in_month(tx, note.team_id, month), month)
    )
    counted = Tellings(
        note.note_id, note.team_id, month, label, _number(note.times), _number(note.agencies), 0
    )
    return small_logs.save_tellings(tx, me, counted)


def _note_prompt(tx: Transaction, me: Me, note: QuickNote) -> Undoable:
    if note.done is None:
        raise NotNow(_("Which of the two isn’t there yet."), _("Choose “Done together” or “Offered”."))
    return daily_notes.note_prompt(tx, me, note.team_id, note.done)


def _number(typed: str) -> int:
    """0 while nothing stands there, and -1 for what is no number: that is refused in a sentence of its own."""
    text = typed.strip()
    return 0 if not text else int(text) if text.isdecimal() and len(text) < _MOST_DIGITS else -1


_MOST_DIGITS = 5
_SAVERS: Mapping[TeamPart, Callable[[Transaction, Me, QuickNote], Undoable]] = {
    TeamPart.WINS: _save_win,
    TeamPart.FRICTION: _save_friction,
    TeamPart.REFUSALS: _save_refusal,
    TeamPart.BENT_RULES: _save_bent_rule,
    TeamPart.TELLINGS: _save_tellings,
    TeamPart.PROMPTS: _note_prompt,
}
