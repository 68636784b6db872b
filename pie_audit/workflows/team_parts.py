"""Which parts of everyday practice a team uses; what it doesn't use is nowhere in sight, and nothing of it is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import audits
from pie_audit.storage import team_parts as stored
from pie_audit.words import _
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.presence import Me, SignedIn, acting
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.domain.part_use import PartUse
    from pie_audit.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class PartsView:
    """What a team uses, and whether whoever looks may choose. `uses` are the parts in use with what they gave."""

    parts: frozenset[TeamPart]
    may_choose: bool
    quarter: Quarter
    uses: tuple[PartUse, ...] = ()


def parts_view(tx: Transaction, me: Me, team_id: str) -> PartsView:
    """What a team uses, for the page where it is chosen."""
    found, today = parts(tx, me, team_id), acting(me).clock.today()
    return PartsView(found, may_choose(tx, me, team_id), Quarter.of(today))


def parts_in_use(tx: Transaction, me: Me, team_id: str) -> PartsView:
    """The parts that a team uses with what each gave this quarter, in their order."""
    view, today = parts_view(tx, me, team_id), acting(me).clock.today()
    return PartsView(view.parts, view.may_choose, view.quarter, _uses(tx, team_id, view, view.quarter, today))


def parts_to_weigh(tx: Transaction, me: Me, round_id: str) -> PartsView | None:
    """“Does this earn its keep?”: what each part gave in the quarter of a review; None for who may not choose."""
    audit_round, today = audits.load_round(tx, round_id), acting(me).clock.today()
    view = parts_view(tx, me, audit_round.team_id)
    if not view.may_choose or not view.parts:
        return None
    quarter = audit_round.quarter
    return PartsView(view.parts, True, quarter, _uses(tx, audit_round.team_id, view, quarter, today))


def _uses(
    tx: Transaction, team_id: str, view: PartsView, quarter: Quarter, today: date
) -> tuple[PartUse, ...]:
    from pie_audit.storage import part_uses

    return tuple(
        part_uses.use_of(tx, team_id, part, quarter, today) for part in TeamPart if part in view.parts
    )


def parts(tx: Transaction, me: Me, team_id: str) -> frozenset[TeamPart]:
    """What this team uses. Raises NotNow for anybody outside it."""
    require(acting(me).member, Act.READ_TEAM, Matter(team_id))
    return stored.parts_of(tx, team_id)


def enter(tx: Transaction, me: Me, team_id: str, part: TeamPart) -> SignedIn:
    """Whoever is signed in, where they belong to the team and it uses this part; raises NotNow otherwise."""
    mine = acting(me)
    require(mine.member, Act.READ_TEAM, Matter(team_id))
    if part not in stored.parts_of(tx, team_id):
        raise NotNow(
            _("Your team doesn’t use this part."),
            _("A manager can turn it on under “What our team uses”; nothing written in it is lost."),
        )
    return mine


def may_choose(tx: Transaction, me: Me, team_id: str) -> bool:
    """Whether this person may turn parts on and off: the team's manager, or who facilitates its latest review."""
    member = acting(me).member
    latest = max(audits.rounds_of_team(tx, team_id), key=lambda r: r.quarter, default=None)
    matter = Matter(team_id) if latest is None else Matter.of(latest)
    return may(member, Act.CHOOSE_PARTS, matter)


def turn(tx: Transaction, me: Me, team_id: str, part: TeamPart, on: bool) -> Undoable:
    """Turn a part on or off. Raises NotNow for anybody who may not choose for this team."""
    from pie_audit.domain.part_words import name_of

    _require_choice(tx, me, team_id)
    before = part in stored.parts_of(tx, team_id)
    stored.turn_part(tx, team_id, part, on=on)
    name = _("Turned on “{part}”") if on else _("Turned off “{part}”")
    return Undoable(
        part, name.format(part=name_of(part)), lambda tx, me: _turn_back(tx, me, team_id, part, before)
    )


def _turn_back(tx: Transaction, me: Me, team_id: str, part: TeamPart, before: bool) -> None:
    _require_choice(tx, me, team_id)
    stored.turn_part(tx, team_id, part, on=before)


def _require_choice(tx: Transaction, me: Me, team_id: str) -> None:
    if not may_choose(tx, me, team_id):
        raise NotNow(
            _("That isn’t yours to do in this workspace."),
            _("Ask the team’s manager or whoever runs the review."),
        )
