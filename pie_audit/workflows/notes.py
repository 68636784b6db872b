"""Lines in the security record: who did what, in ids only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pie_audit.storage import trail

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.unlock import SignedIn


def note(tx: Transaction, me: SignedIn, action: str, object_id: str, object_type: str = "person") -> None:
    """Add a line. Never for ratings, drafts or private pages."""
    trail.append(
        tx,
        me.clock.minute(),
        me.member.person_id,
        action=action,
        object_type=object_type,
        object_id=object_id,
    )
