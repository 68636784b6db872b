"""The pages of one shared plan, as the team printed them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from pie_audit.domain.changed import Kind
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.leading.paper_frame import PaperFrame
from pie_audit.ui.widgets import Card, Command, WrapLabel
from pie_audit.words import _
from pie_audit.workflows import board as boards

if TYPE_CHECKING:
    from pie_audit.workflows.paper_kinds import LaidOut


class PlanPagesPage(PaperFrame):
    """Made for one plan. `went_to` leads back to it."""

    KINDS = frozenset({Kind.SHARED_PLANS})

    def __init__(self, jobs: Jobs, plan_id: str, parent: QWidget | None = None) -> None:
        self.plan_id = plan_id
        said = _(
            "These are the team’s own pages, as they were when the plan was shared or sent. What you reply stands beside "
            "the plan, not on them."
        )
        side = Card(_("The pages of this plan"), WrapLabel(said, "body", "ink2"), None, gap=12)
        super().__init__(jobs, _("Pages of a plan"), _("Back to the plan"), side, parent)
        self.first_focus = self.back

    def commands(self) -> tuple[Command, ...]:
        """The way back."""
        return (Command(_("Back to the plan"), self.leave, "", (_("close leave"),), icon="arrow-left"),)

    def wanted(self) -> tuple[Callable[..., LaidOut], tuple[object, ...]]:
        """See `PaperFrame`."""
        return boards.lay_out_pages, (self.plan_id,)

    def leave(self) -> None:
        """See `PaperFrame`."""
        self.went_to.emit("shared-plans", self.plan_id)
