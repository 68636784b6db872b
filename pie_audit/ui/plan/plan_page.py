"""The area “Action plan”: the plan, and over it the paper."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.plan_material import Edition
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.plan.files import PlanFiles, SaveDialog
from pie_audit.ui.plan.plan_board import PlanBoard
from pie_audit.ui.plan.plan_commands import plan_commands
from pie_audit.ui.plan.preview_page import PreviewPage
from pie_audit.ui.plan.signoff_dialog import SignOffDialog
from pie_audit.ui.widgets import Button, Command
from pie_audit.words import _
from pie_audit.workflows import shared_plans
from pie_audit.workflows.plans import PlanView
from pie_audit.workflows.shared_plans import Sharing

_FOR_PRIORITY = "priority/"
_PAPER = "paper"


class PlanPage(PlanBoard):
    """One team's plan. `went_to` tells where the person wants to go: area and argument."""

    KINDS = frozenset(
        {
            Kind.ACTIONS,
            Kind.BOARD,
            Kind.ROUND,
            Kind.CONSENSUS,
            Kind.PEOPLE,
            Kind.TEAMS,
            Kind.SHARED_PLANS,
            Kind.SAID_DID,
        }
    )

    def __init__(
        self, jobs: Jobs, team_id: str, files: PlanFiles | None = None, parent: QWidget | None = None
    ) -> None:
        files = files or SaveDialog()
        super().__init__(jobs, files, parent)
        self._team_id, self._files = team_id, files
        self._wanted = ""
        self.paper_asked.connect(self.open_paper)
        self.asked.went_to.connect(self.went_to)
        self.share.paper_wanted.connect(self._open_edition)
        self.share.shown.connect(self._on_share_shown)
        self._share_wanted = False
        self._dropped: Path | None = None
        self._new = QShortcut(QKeySequence("Ctrl+N"), self)
        self._new.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._new.activated.connect(self._on_new)

    @cached_property
    def preview(self) -> PreviewPage:
        """The paper, made when somebody wants to see it: the plan shows sooner without."""
        made = PreviewPage(self._jobs, self._files)
        made.layout().setContentsMargins(0, 0, 0, 0)
        made.hide()
        made.left.connect(self.close_paper)
        made.signed.connect(self.reload)
        self._outer.addWidget(made, 1)
        return made

    @property
    def _is_on_paper(self) -> bool:
        """Whether the paper shows in place of the plan."""
        return "preview" in vars(self) and not self.preview.isHidden()

    def reload(self) -> None:
        """Read the plan again."""
        self._jobs.read(shared_plans.plan_and_sharing, self._team_id, owner=self, then=self._show_read)

    def _show_read(self, read: tuple[PlanView, Sharing | None]) -> None:
        view, now = read
        self.show_plan(view)
        self.share.show_sharing(now)
        self._look_at_dropped()

    def show_plan(self, view: PlanView) -> None:
        """Fill the plan, and the paper where it is open."""
        first = self.view is None
        super().show_plan(view)
        if self._is_on_paper:
            self.preview.show_plan(view.as_printed())
        elif self._wanted:
            self._go_to_wanted()
        elif first and self.isVisible() and not self.isAncestorOf(self.focusWidget() or self):
            self.begin()

    def begin(self) -> None:
        """Put the focus on the main thing of what shows."""
        if not self._is_on_paper:
            super().begin()
        else:
            self.preview.begin()

    @property
    def help_name(self) -> str:
        """The help of what shows: the paper, the action that is open, or the plan."""
        if self._is_on_paper:
            return "preview"
        return "action" if self.editor.action is not None else "plan"

    def commands(self) -> tuple[Command, ...]:
        """What this person may do with the plan now, or with the paper while it shows."""
        if self.view is None:
            return ()
        if self._is_on_paper:
            return self.preview.commands()
        look = tuple(
            Command(words, partial(self.switch_to, at), keywords=(_("view show as"),), icon=icon)
            for at, (words, icon) in enumerate(
                ((_("Show as cards"), "cards"), (_("Show as a table"), "rows"))
            )
            if self.view.groups and at != self.switch.index()
        )
        return (*plan_commands(self.view, self._do), *look)

    def switch_to(self, at: int) -> None:
        """Show the plan as cards (0) or as a table (1)."""
        self.switch.set_chosen(at)
        self.switch.chosen.emit(at)

    def _do(self, name: str) -> None:
        {
            "add": self.add_action,
            "carry": self.carry.open_list,
            "asks": self._show_asked,
            "calendar": self.calendar.save,
            "table": self.table_saver.save,
            "paper": self.open_paper,
            "sign": self.open_paper,
            "share": self.share.open_window,
            "take": self.asked.take_in,
        }[name]()

    def flush(self) -> None:
        """Send everything that is typed on its way."""
        self.editor.flush()

    def unsaved(self) -> bool:
        """Whether something typed hasn't arrived in the file."""
        return self.editor.unsaved()

    def open_at(self, _area: str, argument: object) -> None:
        """Whoever comes here anew sees the plan first, not the paper of last time.

        `argument` leads further: “carry” to what came over, “asks” to the replies, an action's id to that action,
        “priority/” and an id to a new action for that priority, “paper” to the plan that can be printed now, in the
        edition that “paper/one-page” names, “share” to what leaders see of it. A path is a file of replies to look at.
        """
        self.close_paper()
        self._wanted = argument if isinstance(argument, str) else ""
        self._dropped = argument if isinstance(argument, Path) else None
        self._look_at_dropped()
        # A priority may be newer than what is shown here; the plan is being read again.
        if self.view is not None and not self._wanted.startswith(_FOR_PRIORITY):
            self._go_to_wanted()

    def _look_at_dropped(self) -> None:
        """Once the plan was read: whether somebody may take replies in stands there."""
        if self._dropped is not None and self.view is not None:
            path, self._dropped = self._dropped, None
            self.asked.take_dropped(path)

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted == "carry":
            self.carry.open_list()
        elif wanted == "asks":
            QTimer.singleShot(0, self, self._show_asked)
        elif wanted.startswith(_PAPER):
            self._open_paper_of(wanted.removeprefix(_PAPER).removeprefix("/"))
        elif wanted == "share":
            self._share_wanted = True
            self._on_share_shown()
        elif wanted.startswith(_FOR_PRIORITY):
            self.add_action(wanted.removeprefix(_FOR_PRIORITY))
        elif self.model.row_of(wanted) >= 0:
            self.edit(wanted)

    def _show_asked(self) -> None:
        self.body.ensureWidgetVisible(self.asked, 0, 20)
        button = self.asked.list.findChild(Button)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_share_shown(self) -> None:
        if self._share_wanted and self.share.isVisible():
            self._share_wanted = False
            QTimer.singleShot(0, self, self._show_share)

    def _show_share(self) -> None:
        self.body.ensureWidgetVisible(self.share, 0, 20)
        self.share.share_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_paper(self) -> None:
        """Show the pages in place of the plan."""
        if self.view is not None:
            self._show_paper(self.view.as_printed())

    def _open_paper_of(self, edition: str) -> None:
        """In this edition, or in the one chosen last."""
        if edition:
            self.preview.choice.editions[Edition(edition)].setChecked(True)
        self.open_paper()

    def _show_paper(self, view: PlanView) -> None:
        for part in (self.heading, self.body, self.news):
            part.hide()
        self.preview.show()
        self.preview.show_plan(view)
        self.preview.begin()

    def _open_edition(self, edition: Edition) -> None:
        """The paper of the signed plan as leaders would get it."""
        if self.view is not None and self.view.signed_quarter is not None:
            self.preview.choice.editions[edition].setChecked(True)
            self._show_paper(replace(self.view, quarter=self.view.signed_quarter, may_sign=False))

    def close_paper(self) -> None:
        """Back to the plan."""
        if not self._is_on_paper:
            return
        self.preview.hide()
        self.heading.show()
        self.body.show()
        self.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """A window over a page that nobody sees any more would be in the way."""
        super().hideEvent(event)
        for dialog in self.findChildren(SignOffDialog):
            dialog.close()

    def _on_new(self) -> None:
        if not self._is_on_paper:
            self.add_action()
