"""Small actions that come from a talk: put into the plan by whoever keeps it, kept in words until then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import Action, ActionStatus
from pie_audit.domain.team import Member
from pie_audit.storage import people
from pie_audit.storage import plans as actions
from pie_audit.words import _
from pie_audit.workflows import plans
from pie_audit.workflows.permissions import Act, Matter, may
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


def may_put_in_plan(tx: Transaction, member: Member, team_id: str) -> bool:
    """Whether there is a plan that something new can go into, and this person keeps it."""
    audit_round = plans.latest_round(tx, team_id)
    return (
        audit_round is not None
        and not audit_round.has_ended
        and may(member, Act.RUN_ROUND, Matter.of(audit_round))
    )


def who_keeps_plan(tx: Transaction, team_id: str) -> tuple[str, ...]:
    """The names of those who could put something into the team's plan now; nobody while there is none in hand."""
    audit_round = plans.latest_round(tx, team_id)
    if audit_round is None or audit_round.has_ended:
        return ()
    matter = Matter.of(audit_round)
    return tuple(m.name for m in people.members_of(tx, team_id) if may(m, Act.RUN_ROUND, matter))


def put_in_plan(
    tx: Transaction, me: Me, team_id: str, what: str, *, owner_id: str | None = None, due: date | None = None
) -> Undoable:
    """A new action of the plan in hand; its result is the action. Raises NotNow where there is none, or not for them."""
    audit_round = plans.latest_round(tx, team_id)
    if audit_round is None or audit_round.has_ended:
        raise NotNow(
            _("There’s no plan to put this into at the moment."),
            _("It is kept here until this quarter’s review has started."),
        )
    if due is not None and due < audit_round.opens_on:
        due = None
    blank = plans.new_action(team_id, audit_round.round_id)
    return plans.save_action(tx, me, replace(blank, what=what, owner_id=owner_id, due=due))


def as_it_goes_on(tx: Transaction, team_id: str, action_id: str | None) -> Action | None:
    """An action where it is now: the one that goes on with it, however often it was carried; None once it is binned."""
    return as_they_go_on(tx, team_id, (action_id,)).get(action_id or "")


def as_they_go_on(tx: Transaction, team_id: str, action_ids: Iterable[str | None]) -> dict[str, Action]:
    """The same of many at once, by the id that was asked for; the plan is read once, and not at all for none."""
    wanted = {action_id for action_id in action_ids if action_id}
    if not wanted:
        return {}
    planned = actions.actions_of_team(tx, team_id)
    later = {a.carried_from: a for a in reversed(planned) if a.carried_from}
    found = {a.action_id: a for a in planned if a.action_id in wanted}
    return {action_id: _followed(at, later, len(planned)) for action_id, at in found.items()}


def _followed(at: Action, later: Mapping[str, Action], most: int) -> Action:
    for _step in range(most):
        if at.status is not ActionStatus.CARRIED:
            break
        at = later.get(at.action_id, at)
    return at


def status_words(action: Action) -> str:
    """Where an action is up to, in words; why, where it was stopped."""
    words = {
        ActionStatus.NOT_STARTED: _("not started yet"),
        ActionStatus.UNDER_WAY: _("under way"),
        ActionStatus.DONE: _("done"),
        ActionStatus.STOPPED: _("stopped"),
        ActionStatus.CARRIED: _("carried forward"),
    }[action.status]
    if action.status is ActionStatus.STOPPED and action.status_reason.strip():
        return _("{state}: {reason}").format(state=words, reason=action.status_reason.strip())
    return words


def is_in_team(tx: Transaction, team_id: str, person_id: str) -> bool:
    """Whether this person is here and belongs to the team."""
    return person_id in {member.person_id for member in people.members_of(tx, team_id)}


def keeps_plan(tx: Transaction, me: Me, team_id: str) -> bool:
    """As `may_put_in_plan`, for whoever is signed in."""
    return may_put_in_plan(tx, acting(me).member, team_id)
