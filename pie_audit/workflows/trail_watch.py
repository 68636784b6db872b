"""Whether the security record still goes on from where it stood when somebody was here last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pie_audit.storage import trail
from pie_audit.vault.marks import check_anchor, sign_anchor
from pie_audit.workflows import self_record
from pie_audit.workflows.unlock import Me, SignedIn, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.self_record import SelfRecord

ANCHOR = "trail-anchor"
"""What a person's own memory keeps of the weekly anchor: week, number, hash and signature, with bars between."""


def goes_on(tx: Transaction, me: Me) -> bool:
    """Whether today's record extends the head that this person remembers, and their last anchor. True at first."""
    remembered = self_record.load(tx, me)
    head = trail.hash_at(tx, remembered.trail_seq)
    is_same = not remembered.trail_hash or (head is not None and head.hex() == remembered.trail_hash)
    return is_same and _anchor_holds(tx, acting(me), remembered)


def remember(tx: Transaction, me: Me) -> None:
    """Remember today's head, and sign it once a week. Nothing is written where nothing was added."""
    mine = acting(me)
    head = trail.head(tx)
    remembered = self_record.load(tx, me)
    ways = dict(remembered.ways)
    if remembered.anchored_week != mine.week:
        signature = sign_anchor(mine.vault, head.hash32, seq=head.seq, week=mine.week)
        ways[ANCHOR] = "|".join((mine.week, str(head.seq), head.hash32.hex(), signature.hex()))
    self_record.change(
        tx,
        me,
        trail_seq=head.seq,
        trail_hash=head.hash32.hex(),
        anchored_week=mine.week,
        ways=ways,
    )


def _anchor_holds(tx: Transaction, mine: SignedIn, remembered: SelfRecord) -> bool:
    """Whether what was signed is signed by this person's keys of any epoch, and still stands in the record."""
    kept = remembered.ways.get(ANCHOR, "")
    if not kept:
        return True
    week, number, head, signature = kept.split("|")
    now = trail.hash_at(tx, int(number))
    if now is None or now.hex() != head:
        return False
    return any(
        check_anchor(
            bytes.fromhex(signature),
            person_id=mine.member.person_id,
            epk=mine.vault.keys(epoch).epk,
            head=bytes.fromhex(head),
            seq=int(number),
            week=week,
        )
        for epoch in mine.vault.epochs
    )
