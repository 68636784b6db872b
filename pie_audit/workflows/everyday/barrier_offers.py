"""What small logs noticed since the last review, offered to the board of this one: one click, or “not now”."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound
from pie_audit.domain.barrier import Barrier, BarrierNote, BarrierStatus
from pie_audit.domain.barrier_matrix import barriers_from, fold_words
from pie_audit.domain.errors import NotNow
from pie_audit.domain.influence import Direction
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import audits as rounds
from pie_audit.storage import barriers as stored
from pie_audit.storage import influences as cards
from pie_audit.storage import team_parts
from pie_audit.words import _
from pie_audit.workflows import influences
from pie_audit.workflows.board_rules import may_edit, shortened, to_write
from pie_audit.workflows.everyday.barrier_sources import of_logs, of_training, since_last_review
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.unlock import Me

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

MOST_OFFERED = 5

USUAL_LEVEL = BarrierLevel.SERVICE
"""Where a card goes that nobody is sure about: the board has no place for that."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that the small logs or training noticed; `base` says what it rests on."""

    key: str
    text: str
    base: str
    level: BarrierLevel | None


def offered(tx: Transaction, me: Me, round_id: str) -> tuple[Offer, ...]:
    """At most five for whoever may write on this board; what lies there or was put off this quarter isn't offered."""
    audit_round = rounds.load_round(tx, round_id)
    if not may_edit(me, audit_round):
        return ()
    return tuple(Offer(b.key, b.text, b.base, b.level) for b in _offered(tx, audit_round)[:MOST_OFFERED])


def put_on_board(tx: Transaction, me: Me, round_id: str, key: str) -> Undoable:
    """Write a card with these words at their level. Raises NotNow where it isn't offered any more."""
    audit_round = to_write(tx, me, round_id)
    barrier = _find(tx, audit_round, key)
    card = influences.new_card(round_id, barrier.level or USUAL_LEVEL, Direction.HINDERS)
    blank = replace(card, text="")
    made = influences.write_card(tx, me, (blank,), replace(card, text=barrier.text, topic_id=None))
    name = _("Put “{barrier}” on the board").format(barrier=shortened(barrier.text))
    return replace(made, name=name, quiet=False)


def put_off(tx: Transaction, me: Me, round_id: str, key: str) -> Undoable:
    """Don't offer it again this quarter."""
    audit_round = to_write(tx, me, round_id)
    team_id = audit_round.team_id
    barrier = _find(tx, audit_round, key)
    before = stored.load_note(tx, team_id, key)
    note = before or BarrierNote(team_id, key, version=0)
    stored.save_note(tx, replace(note, settled_in=str(audit_round.quarter), version=note.version + 1))

    def undo(tx: Transaction, me: Me) -> None:
        to_write(tx, me, round_id)
        now = stored.load_note(tx, team_id, key)
        if now is None or before is None:
            stored.delete_note(tx, team_id, key)
        else:
            stored.save_note(tx, replace(now, settled_in=before.settled_in, version=now.version + 1))

    name = _("Left “{barrier}” for another time").format(barrier=shortened(barrier.text))
    return Undoable(key, name, undo)


def _offered(tx: Transaction, audit_round: AuditRound) -> list[Barrier]:
    """Most often noticed first."""
    team_id = audit_round.team_id
    if TeamPart.BARRIERS not in team_parts.parts_of(tx, team_id):
        return []
    since = since_last_review(tx, audit_round)
    noticed = (*of_logs(tx, team_id, since), *of_training(tx, team_id, since))
    notes = stored.notes_of(tx, team_id)
    settled = {n.barrier_key for n in notes if n.settled_in == str(audit_round.quarter)}
    there = {fold_words(c.text) for c in cards.influences_of_round(tx, audit_round.round_id)}
    found = [
        b
        for b in barriers_from(noticed, notes, (), audit_round.quarter)
        if b.key not in settled and fold_words(b.text) not in there and b.status is not BarrierStatus.GONE
    ]
    return sorted(found, key=lambda b: (-b.times_seen, b.key))


def _find(tx: Transaction, audit_round: AuditRound, key: str) -> Barrier:
    found = next((b for b in _offered(tx, audit_round) if b.key == key), None)
    if found is None:
        raise NotNow(_("That isn’t offered any more."), _("Look at the board: it may lie there already."))
    return found
