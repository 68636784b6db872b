"""The steps of a meeting by words and by single keys; no command says a level or what was said."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from pie_audit.ui.audit.meeting_columns import KEYS_FOR_LEVELS
from pie_audit.ui.widgets import Command
from pie_audit.words import _

if TYPE_CHECKING:
    from pie_audit.ui.audit.record_panel import RecordPanel
    from pie_audit.ui.audit.spread_panel import SpreadPanel
    from pie_audit.workflows.meetings import Meeting


class MeetingSteps(Protocol):
    """What the meeting page can be told to do."""

    view: Meeting
    spread: SpreadPanel
    record: RecordPanel

    def go_on(self) -> None: ...
    def go_back(self) -> None: ...
    def go_plan(self) -> None: ...
    def pause_here(self) -> None: ...
    def leave_the_rest(self) -> None: ...
    def toggle_projector(self) -> None: ...


def meeting_commands(page: MeetingSteps, *, at_topic: bool) -> tuple[Command, ...]:
    """What can be done on this page now; writing only for who may."""
    may_edit = page.view.may_edit
    offered = (
        (at_topic, _dots(page)),
        (at_topic and may_edit, _because(page)),
        (at_topic, _differently(page)),
        (True, Command(_("Next topic"), page.go_on, _("Right"), (_("on forward"),), icon="arrow-right")),
        (True, Command(_("Previous topic"), page.go_back, _("Left"), (_("back"),), icon="arrow-left")),
        (True, Command(_("See the plan"), page.go_plan, keywords=(_("action"),), icon="flag")),
        (True, _projector(page)),
        (
            may_edit,
            Command(_("Pause here"), page.pause_here, keywords=(_("stop break later"),), icon="pause"),
        ),
        (may_edit and bool(page.view.left), _rest(page)),
    )
    return tuple(command for allowed, command in offered if allowed)


def _dots(page: MeetingSteps) -> Command:
    words = (_("spread ratings"),)
    return Command(_("Show or hide the dots"), page.spread.turn_over, _("Space"), words, icon="eye")


def _because(page: MeetingSteps) -> Command:
    write = page.record.because.setFocus
    return Command(_("Write down because"), write, _("N"), (_("note reason"),), icon="note")


def _differently(page: MeetingSteps) -> Command:
    write = page.record.dissent.setFocus
    return Command(_("Keep a different view"), write, _("D"), (_("dissent disagree"),), icon="chat-circle")


def _projector(page: MeetingSteps) -> Command:
    words = (_("second screen beamer room"),)
    return Command(_("Projector view"), page.toggle_projector, "F5", words, icon="presentation")


def _rest(page: MeetingSteps) -> Command:
    words = (_("not discussed this time skip"),)
    return Command(
        _("Leave the rest for another time"), page.leave_the_rest, keywords=words, icon="list-checks"
    )


def act_of_key(page: MeetingSteps, event: QKeyEvent, *, at_topic: bool) -> Callable[[], object] | None:
    """What a single key does in the meeting; None for a key that is somebody else's."""
    if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
        return None
    key = Qt.Key(event.key())
    found: Callable[[], object] | None = {
        Qt.Key.Key_Left: page.go_back,
        Qt.Key.Key_Right: page.go_on,
        Qt.Key.Key_F5: page.toggle_projector,
    }.get(key)
    if found is not None or not at_topic:
        return found
    if key in KEYS_FOR_LEVELS:
        return partial(page.record.choose_level, KEYS_FOR_LEVELS[key])
    return {
        Qt.Key.Key_Space: page.spread.turn_over,
        Qt.Key.Key_D: page.record.dissent.setFocus,
        Qt.Key.Key_N: page.record.because.setFocus,
    }.get(key)
