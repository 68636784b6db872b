"""A plan that is put to its keepers, or fixed because people answer: to read, not to change."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pie_audit.domain.survey import SurveyPlan
from pie_audit.ui.survey.plan_card import PlanNames, names_card, plan_card
from pie_audit.ui.survey.told_cards import ApprovalsCard, ForetellCard
from pie_audit.ui.widgets import TwoColumn, clear, column
from pie_audit.words import _
from pie_audit.workflows.surveys.views import Planning


class SettledPlan(TwoColumn):
    """Filled whole each time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(main_share=13, side_share=8, stack_below=900, parent=parent)
        self._main = column(gap=16)
        self.approvals = ApprovalsCard()
        self.foretell = ForetellCard()
        self.add_main(self._main, None)
        self.add_side(self.approvals, self.foretell, None)

    def show_plan(self, view: Planning, plan: SurveyPlan, *, is_draft: bool) -> None:
        """The plan, who is asked, and which keepers agree."""
        clear(self._main)
        names = view.named
        keepers = [(names.get(person_id, ""), person_id in view.approved) for person_id in plan.keepers]
        self._main.addWidget(plan_card(plan, names_of(view, plan)))
        blocks = [(b.label, [names.get(person_id, "") for person_id in b.people]) for b in plan.blocks]
        slips = {block.label: block.slips for block in plan.blocks}
        self._main.addWidget(names_card(blocks, slips, title=_("Who is asked")))
        self.approvals.setVisible(is_draft)
        self.approvals.show_approvals(keepers)
        self.foretell.tell([block.invited for block in plan.blocks], plan.minimum)


def names_of(view: Planning, plan: SurveyPlan) -> PlanNames:
    """What the plan calls by id, from what can be chosen."""
    teams = {team.team_id: team.name for team in view.teams}
    return PlanNames(
        view.asks,
        [teams.get(team_id, "") for team_id in plan.team_ids],
        [view.named.get(person_id, "") for person_id in plan.keepers],
    )
