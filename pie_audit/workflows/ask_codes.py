"""The codes that a team's asks go by in replies, and what the team itself is called where its plans travel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from pie_audit.domain import ask_codes
from pie_audit.domain.plan_material import PlanAction, PlanMaterial
from pie_audit.domain.quarter import Quarter
from pie_audit.storage import audits as rounds
from pie_audit.storage import plans as actions
from pie_audit.storage import teams

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


def codes_of_team(tx: Transaction, team_id: str) -> Mapping[str, str]:
    """By action id, the code of its ask: that of the action that asked first in the same words."""
    first = ask_codes.first_asked(actions.actions_of_team(tx, team_id))
    return {action_id: ask_codes.ask_code(action.action_id) for action_id, action in first.items()}


def sender_of(tx: Transaction, team_id: str) -> str:
    """What a team of this workspace is called in files that travel."""
    return ask_codes.sender_of(teams.load_workspace(tx).workspace_id, team_id)


def with_codes(tx: Transaction, material: PlanMaterial) -> PlanMaterial:
    """The material with the code of each ask, and the quarter in which it was asked first."""
    team_id = material.team.team_id
    first = ask_codes.first_asked(actions.actions_of_team(tx, team_id))
    quarters = {r.round_id: r.quarter for r in rounds.rounds_of_team(tx, team_id)}

    def coded(planned: PlanAction) -> PlanAction:
        action = planned.action
        if not action.ask_what.strip():
            return planned
        began = first.get(action.action_id, action)
        asked_in: Quarter | None = quarters.get(began.round_id or "")
        return replace(planned, ask_code=ask_codes.ask_code(began.action_id), asked_in=asked_in)

    return replace(material, actions=tuple(coded(planned) for planned in material.actions))
