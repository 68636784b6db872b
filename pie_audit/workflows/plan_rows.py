"""The plan in rows, in one order for the screen and for every file."""

from __future__ import annotations

from dataclasses import dataclass

from pie_audit.domain.plan import Action
from pie_audit.words import _
from pie_audit.workflows.plans import ActionGroup, PlanView


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One action, and what it belongs to."""

    group: ActionGroup
    action: Action


def plan_rows(view: PlanView) -> tuple[PlanRow, ...]:
    """Every action of the plan, as the page shows them."""
    return tuple(PlanRow(group, action) for group in groups_in_order(view) for action in group.actions)


def groups_in_order(view: PlanView) -> tuple[ActionGroup, ...]:
    """Priorities as they are ranked, then as the review asks them, so that a new date never moves a whole topic.

    What is tied to nothing comes after, and what earlier plans left open at the end.
    """
    places = {topic.id: at for at, topic in enumerate(view.topics)}
    known = len(places)

    def place(group: ActionGroup) -> tuple[int, int]:
        if group.is_earlier:
            return 2, 0
        if group.priority is not None:
            return 0, group.priority.rank
        return 1, known + 1 if group.topic is None else places.get(group.topic.id, known)

    return tuple(sorted(view.groups, key=place))


def owner_words(action: Action, view: PlanView) -> str:
    """Who holds it; “Needs owner” where nobody does, “Somebody who left” where what ended was theirs."""
    if action.owner_id is None:
        return _("Needs owner")
    return dict(view.people).get(action.owner_id, _("Somebody who left"))
