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
from pie_audit.ui.widgets.two_texts import Line, Lines
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
        Line("words", _("What got a little better?"), win.words),
        Line("made_possible_by", _("Who made it possible?"), win.made_possible_by),
        Line("agencies", _("Which agencies had a part in it?"), win.agencies),
        Line("topic_id", _("Topic of our review"), topics.get(win.topic_id or "", _("None in particular"))),
        Line("kind", _("It’s about belonging"), _yes(win.kind is WinKind.BELONGING)),
        Line("reach", _("May also be printed in our plan"), _yes(win.reach is WinReach.PAPERS)),
    )


def _friction(friction: Friction) -> Lines:
    return (
        Line("trying", _("What were you trying to do?"), friction.trying),
        Line("process", _("With which office or process?"), friction.process),
        Line("minutes", _("Minutes lost"), str(friction.minutes)),
        Line("month", _("In which month"), month_words(friction.month)),
        Line("end", _("How it ended"), end_words(friction.end)),
        Line("level", _("Whose is it to solve?"), level_words(friction.level)),
        Line("tellings", _("How often was the story told?"), str(friction.tellings)),
        Line("bend_would_help", _("Bending a rule would have helped"), _yes(friction.bend_would_help)),
    )


def _tellings(tellings: Tellings) -> Lines:
    return (
        Line("label", _("Throwaway label"), tellings.label),
        Line("month", _("In which month"), month_words(tellings.month)),
        Line("times", _("How often was the story told?"), str(tellings.times)),
        Line("agencies", _("To how many agencies?"), str(tellings.agencies)),
        Line("avoidable", _("How many tellings could be avoided?"), str(tellings.avoidable)),
        Line("days_waited", _("How many days did they wait?"), str(tellings.days_waited or "")),
    )


def _refusal(refusal: Refusal) -> Lines:
    return (
        Line("direction", _("Who turned them away?"), direction_words(refusal.direction)),
        Line("agency", _("Which agency?"), refusal.agency),
        Line("agency_kind", _("What kind of agency?"), kind_words(refusal.agency_kind)),
        Line("reason", _("Why, as they put it"), reason_words(refusal.reason)),
        Line("then", _("What happened next?"), next_words(refusal.then)),
        Line("level", _("Whose is it to solve?"), level_words(refusal.level)),
        Line("month", _("In which month"), month_words(refusal.month)),
    )


def _bent_rule(bent: BentRule) -> Lines:
    return (
        Line("rule", _("Which rule?"), bent.rule),
        Line("why", _("Why?"), bent.why),
        Line("instead", _("What did you do instead?"), bent.instead),
        Line("agreed_by", _("Who agreed?"), bent.agreed_by),
        Line("agreed", _("When?"), agreed_words(bent.agreed)),
        Line("safety", _("What made it safe?"), bent.safety),
        Line("happened", _("What happened?"), bent.happened),
        Line("proposal", _("What should become of the rule?"), proposal_words(bent.proposal)),
    )


def _door(card: DoorCard) -> Lines:
    return (
        Line("agency", _("Which agency?"), card.agency),
        Line("refused", _("What did they refuse?"), card.refused),
        Line("got_us_in", _("What got us in?"), card.got_us_in),
        Line("ask_for", _("Which role to ask for?"), card.ask_for),
    )


def _yes(ticked: bool) -> str:
    return _("Yes") if ticked else _("No")
