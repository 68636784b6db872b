"""How a reading card is called on the screen: its title, whom it is by, what the team decided, what came of it."""

from __future__ import annotations

import re

from pie_audit.domain.day import full_day_words
from pie_audit.domain.plan import ActionStatus
from pie_audit.domain.reading_card import Decision, Place, ReadingCard
from pie_audit.ui.widgets.two_texts import Line, Lines
from pie_audit.words import _
from pie_audit.workflows.everyday.reading_cards import ShelfCard
from pie_audit.workflows.everyday.small_actions import status_words

_SOURCE = re.compile(r"(?P<by>.+?), (?P<year>\d{4}), (?P<title>.+)")


def title_of(card: ReadingCard) -> str:
    """What was read; the whole line where author and year can't be told from it."""
    found = _SOURCE.fullmatch(card.source)
    return found["title"] if found else card.source


def by_words(card: ReadingCard) -> str:
    """Who wrote it and when, where the line says so."""
    found = _SOURCE.fullmatch(card.source)
    return _("{who}, {year}").format(who=found["by"], year=found["year"]) if found else ""


def place_words(place: Place) -> str:
    """What stands over a part of the shelf."""
    return {
        Place.WAITING: _("Waiting"),
        Place.TALKED: _("Talked about"),
        Place.LED: _("Led to something"),
        Place.AWAY: _("Put away"),
    }[place]


def decision_words(decision: Decision) -> str:
    """What can be chosen, and what was."""
    return {
        Decision.OPEN: _("Not yet"),
        Decision.TRY: _("Try"),
        Decision.ADAPT: _("Adapt"),
        Decision.PARK: _("Park"),
        Decision.DISAGREE: _("Disagree"),
    }[decision]


def came_words(shown: ShelfCard) -> str:
    """What came of it so far, in one line; nothing while it waits."""
    action = shown.action
    if action is not None and action.status is ActionStatus.DONE:
        return _("Led to: {what}").format(what=action.what)
    if action is not None:
        return _("Trying: {what} ({state})").format(what=action.what, state=status_words(action))
    if shown.wants_action:
        return _("Small action, not in the plan yet: {what}").format(what=shown.card.small_action)
    return decision_words(shown.card.decision) if shown.card.is_talked_about else ""


def talked_words(card: ReadingCard) -> str:
    """When the team talked about it."""
    if card.discussed_on is None:
        return ""
    return _("Talked about on {day}").format(day=full_day_words(card.discussed_on))


def told(card: ReadingCard) -> tuple[tuple[str, str], ...]:
    """The words of a card in the order in which they are read, each with its heading."""
    return (
        (_("What they did"), card.what_they_did),
        (_("What they found"), card.found),
        (_("How sure"), card.how_sure),
        (_("Who was left out"), card.left_out),
        (_("What it could challenge here"), card.challenges),
        (_("We would have to believe …"), card.would_believe),
    )


_TOLD = ("what_they_did", "found", "how_sure", "left_out", "challenges", "would_believe")


def lines_of(card: ReadingCard) -> Lines:
    """Everything that somebody may write on a card, each field under its name."""
    day = full_day_words(card.discussed_on) if card.discussed_on is not None else ""
    return (
        Line("source", _("Author, year, title"), card.source),
        *(Line(field, name, words) for field, (name, words) in zip(_TOLD, told(card), strict=True)),
        Line("discussed_on", _("Talked about on"), day),
        Line("decision", _("What we decided"), decision_words(card.decision)),
        Line("why", _("And why"), card.why),
        Line("small_action", _("One small action"), card.small_action),
    )
