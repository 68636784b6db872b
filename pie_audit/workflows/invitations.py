"""One-time codes that a first sign-in replaces with a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pie_audit.domain.sealed import Invitation
from pie_audit.domain.team import Member
from pie_audit.storage import people, trail
from pie_audit.vault import slots
from pie_audit.workflows.unlock import OpenWorkspace

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


def invite(opened: OpenWorkspace, member: Member, action: str, actor_id: str) -> str:
    """A new code for this person, shown once; one that was waiting is void. Noted in the trail as `action`."""
    clock = opened.premises.clock
    slot, code = slots.make_invitation(opened.key, member.name, opened.premises.kdf)
    earlier = opened.read(lambda tx: people.load_invitation(tx, member.person_id))
    void = (earlier.slot_id,) if earlier else ()
    opened.change_slots(lambda now: now.without(*void).adding(slot))

    def write(tx: Transaction) -> None:
        people.save_invitation(tx, Invitation(member.person_id, slot.slot_id, clock.week()))
        trail.append(
            tx,
            clock.minute(),
            actor_id,
            action=action,
            object_type="person",
            object_id=member.person_id,
        )

    opened.write(write)
    return code
