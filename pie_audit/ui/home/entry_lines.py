"""What an entry of a small log says, line by line, to be read beside what somebody else wrote meanwhile."""

from __future__ import annotations

from typing import Any

from pie_audit.domain.bent_rule import BentRule
from pie_audit.domain.door_card import DoorCard
from pie_audit.domain.level_words import level_words
from pie_audit.domain.refusal import Refusal
from pie_audit.domain.refusal_words import (
    agreed_words,
    direction_words,
    kind_words,
    next_words,
    proposal_words,
    reason_words,
)
from pie_audit.domain.small_logs import Friction, Tellings, Win, WinKind, WinReach
from pie_audit.ui.home.small_log_words import end_words, month_words
from pie_audit.ui.widgets.two_texts import Lines
from pie_audit.words import _
from pie_audit.workflows.everyday.small_log_views import SmallLogs


def lines_of(entry: Any, logs: SmallLogs) -> Lines:
    """Each field under its name on the form; `logs` knows the titles of topics."""
    match entry:
        case Win():
            return _win(entry, dict(logs.topics))
        case Friction():
            return _friction(entry)
        case Tellings():
            return _tellings(entry)
        case Refusal():
            return _refusal(entry)
        case BentRule():
            return _bent_rule(entry)
        case _:
            return _door(entry)


def _win(win: Win, topics: dict[str, str]) -> Lines:
    return (
        (_("What got a little better?"), win.words),
        (_("Who made it possible?"), win.made_possible_by),
        (_("Which agencies had a part in it?"), win.agencies),
        (_("Topic of our review"), topics.get(win.topic_id or "", _("None in particular"))),
        (_("It’s about belonging"), _yes(win.kind is WinKind.BELONGING)),
        (_("May also be printed in our plan"), _yes(win.reach is WinReach.PAPERS)),
    )


def _friction(friction: Friction) -> Lines:
    return (
        (_("What were you trying to do?"), friction.trying),
        (_("With which office or process?"), friction.process),
        (_("Minutes lost"), str(friction.minutes)),
        (_("In which month"), month_words(friction.month)),
        (_("How it ended"), end_words(friction.end)),
        (_("Whose is it to solve?"), level_words(friction.level)),
        (_("How often was the story told?"), str(friction.tellings)),
        (_("Bending a rule would have helped"), _yes(friction.bend_would_help)),
    )


def _tellings(tellings: Tellings) -> Lines:
    return (
        (_("Throwaway label"), tellings.label),
        (_("In which month"), month_words(tellings.month)),
        (_("How often was the story told?"), str(tellings.times)),
        (_("To how many agencies?"), str(tellings.agencies)),
        (_("How many tellings could be avoided?"), str(tellings.avoidable)),
        (_("How many days did they wait?"), str(tellings.days_waited or "")),
    )


def _refusal(refusal: Refusal) -> Lines:
    return (
        (_("Who turned them away?"), direction_words(refusal.direction)),
        (_("Which agency?"), refusal.agency),
        (_("What kind of agency?"), kind_words(refusal.agency_kind)),
        (_("Why, as they put it"), reason_words(refusal.reason)),
        (_("What happened next?"), next_words(refusal.then)),
        (_("Whose is it to solve?"), level_words(refusal.level)),
        (_("In which month"), month_words(refusal.month)),
    )


def _bent_rule(bent: BentRule) -> Lines:
    return (
        (_("Which rule?"), bent.rule),
        (_("Why?"), bent.why),
        (_("What did you do instead?"), bent.instead),
        (_("Who agreed?"), bent.agreed_by),
        (_("When?"), agreed_words(bent.agreed)),
        (_("What made it safe?"), bent.safety),
        (_("What happened?"), bent.happened),
        (_("What should become of the rule?"), proposal_words(bent.proposal)),
    )


def _door(card: DoorCard) -> Lines:
    return (
        (_("Which agency?"), card.agency),
        (_("What did they refuse?"), card.refused),
        (_("What got us in?"), card.got_us_in),
        (_("Which role to ask for?"), card.ask_for),
    )


def _yes(ticked: bool) -> str:
    return _("Yes") if ticked else _("No")
