"""What can be done with a plan by words, from any page: offered only to whom and when it is allowed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from pie_audit.ui.widgets import Command
from pie_audit.words import _

if TYPE_CHECKING:
    from pie_audit.workflows.plans import PlanView


def plan_commands(view: PlanView, do: Callable[[str], object]) -> tuple[Command, ...]:
    """The verbs of the plan for whoever this view was read for; `do` is given a verb's name."""
    note = _("Action plan")
    found: list[Command] = []
    if view.may_add:
        keywords = (_("new write put down"),)
        found.append(
            Command(
                _("Add an action"), partial(do, "add"), _("Ctrl+N"), keywords, note, icon="plus", name="add"
            )
        )
    found += _loop_commands(view, do)
    if view.printed_quarter is not None:
        keywords = (_("export save print preview paper pdf edition share"),)
        found.append(
            Command(
                _("Export the plan as a PDF"),
                partial(do, "paper"),
                "",
                keywords,
                note,
                icon="file-pdf",
                name="paper",
            )
        )
    if view.may_sign:
        keywords = (_("finish end agree preview"),)
        words = _("Sign off the plan")
        found.append(Command(words, partial(do, "sign"), "", keywords, note, icon="check", name="sign"))
    return tuple(found)


def _loop_commands(view: PlanView, do: Callable[[str], object]) -> list[Command]:
    """What came over, what came back, and what others get of the plan."""
    has_asked = view.may_reply and bool(view.asked)
    has_actions = any(group.actions for group in view.groups)
    offered = (
        (view.to_carry is not None, "carry", "arrow-bend-up-right", _("Decide what came over")),
        (has_asked, "asks", "chat-circle", _("Note what came back")),
        (view.may_share, "share", "users", _("Share the plan with leaders")),
        (has_asked, "take", "folder-open", _("Take in replies from a file")),
        (has_actions, "calendar", "calendar-blank", _("Put the days into a calendar file")),
        (has_actions, "table", "table", _("Save the plan as a table")),
    )
    also_found = {
        "carry": _("carry forward keep change let go earlier"),
        "asks": _("reply answer ask yes no partly"),
        "share": _("leaders managers send show theme"),
        "take": _("leaders answer import file came back"),
        "calendar": _("ics outlook export dates"),
        "table": _("csv xlsx excel spreadsheet export"),
    }
    return [
        Command(words, partial(do, name), "", (also_found[name],), _("Action plan"), icon=icon, name=name)
        for is_there, name, icon, words in offered
        if is_there
    ]
