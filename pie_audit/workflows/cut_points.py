"""What this organisation counts as higher or lower: read by everybody who reads trends, set by who looks after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pie_audit.domain.cut_points import CutPoints, checked
from pie_audit.domain.errors import NotNow
from pie_audit.storage import cut_points as kept
from pie_audit.words import _
from pie_audit.workflows.notes import note
from pie_audit.workflows.permissions import Act, may, require
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class OwnCutPoints:
    """The cut points in force, and whether whoever looks may change them."""

    now: CutPoints
    may_change: bool


def own_cut_points(tx: Transaction, me: Me) -> OwnCutPoints:
    """Those of this organisation."""
    return OwnCutPoints(kept.load_cut_points(tx), may(acting(me).member, Act.SETTINGS))


def save_own_cut_points(tx: Transaction, me: Me, wanted: CutPoints) -> Undoable:
    """Set them for every team here, from now on; surveys that are planned already keep theirs.

    Raises NotNow for whoever doesn't look after the workspace, and for a number that can't be meant.
    """
    mine = acting(me)
    require(mine.member, Act.SETTINGS)
    before, after = kept.load_cut_points(tx), checked(wanted)
    kept.save_cut_points(tx, after)
    note(tx, mine, "changed cut points", mine.member.person_id)

    def undo(tx: Transaction, me: Me) -> None:
        require(acting(me).member, Act.SETTINGS)
        if kept.load_cut_points(tx) != after:
            raise NotNow(_("Somebody changed these numbers since."), _("Look at them as they are now."))
        kept.save_cut_points(tx, before)
        note(tx, acting(me), "changed cut points", mine.member.person_id)

    return Undoable(after, _("Changed what counts as higher or lower"), undo)
