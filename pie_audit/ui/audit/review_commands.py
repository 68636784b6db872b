"""What can be done with a review by words, from any page: offered only to whom and when it is allowed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.ui.widgets import Command
from pie_audit.words import _
from pie_audit.workflows import review_steps

if TYPE_CHECKING:
    from pie_audit.workflows.audits import Overview

_TALKED = frozenset({RoundState.REVEALED, RoundState.AGREEING})
_Verb = tuple[str, str, str, str]
"""Name, words, icon and other words."""

RESULTS_IN = _TALKED | {RoundState.SIGNED, RoundState.CARRIED}


def review_commands(view: Overview, do: Callable[[str], object]) -> tuple[Command, ...]:
    """The verbs of “Our review” for whoever this overview was read for; `do` is given a verb's name."""
    found = [*_round_verbs(view, view.round)] if view.round is not None else []
    if view.may_start:
        found.append(("start", _("Start the quarter"), "clipboard-text", _("new begin review round")))
    return tuple(
        Command(
            words,
            partial(do, name),
            shortcut=_("Ctrl+N") if name == "start" else "",
            keywords=(keywords,),
            note=_("Our review"),
            icon=icon,
            name=name,
        )
        for name, words, icon, keywords in found
    )


def _round_verbs(view: Overview, audit_round: AuditRound) -> list[_Verb]:
    offered = (*_for_raters(view, audit_round.state), *_for_runners(view, audit_round.state))
    return [verb for allowed, verb in offered if allowed]


def _for_raters(view: Overview, state: RoundState) -> tuple[tuple[bool, _Verb], ...]:
    """Each verb and whether it may be done now: what a whole team does."""
    return (
        (state is RoundState.OPEN and view.i_rate, _rate(view)),
        (
            _board_is_open(view),
            ("board", _("Helps and hinders"), "cards", _("board barrier cards dots vote priorities")),
        ),
        (state in _TALKED, ("meeting", _("Talk it through"), "chat-circle-text", _("meeting agree topics"))),
        (
            state in RESULTS_IN,
            ("results", _("What we agreed"), "list-checks", _("results themes relationships pie since last")),
        ),
    )


def _for_runners(view: Overview, state: RoundState) -> tuple[tuple[bool, _Verb], ...]:
    """What few may do: those who open, run the review or hand something out."""
    return (
        (
            view.may_open and state in {RoundState.OPEN, RoundState.CLOSED},
            ("open", _("Open it together"), "lock-simple-open", _("reveal unseal ratings")),
        ),
        (
            view.may_run and state is RoundState.OPEN,
            ("close", _("Close rating"), "lock-simple", _("end stop")),
        ),
        (
            view.may_run and state is RoundState.CLOSED,
            ("reopen", _("Let people rate again"), "arrow-counter-clockwise", _("reopen")),
        ),
        (
            view.may_hand_out_slips and state is RoundState.OPEN,
            (
                "slips",
                _("Ask somebody else"),
                "ticket",
                _("slips print hand out residents {residents} partners invite"),
            ),
        ),
        (
            view.may_hand_out_slips and state is RoundState.OPEN,
            (
                "papers",
                _("Sheets of paper"),
                "clipboard-text",
                _("paper envelope key in residents {residents} batch"),
            ),
        ),
        (
            view.may_run and state in {RoundState.OPEN, RoundState.CLOSED, RoundState.AGREEING},
            ("abandon", _("Abandon this review"), "x", _("cancel give up delete")),
        ),
    )


def _board_is_open(view: Overview) -> bool:
    return view.steps[review_steps.BOARD].state is not review_steps.StepStanding.NEXT


def _rate(view: Overview) -> tuple[str, str, str, str]:
    words = _("Look at my part again") if view.finished_mine else _("Rate my part")
    return "rate", words, "clipboard-text", _("rating answer private sheet")
