"""What each part of everyday practice is called, what it is for, what it asks, and who reads it."""

from __future__ import annotations

from dataclasses import dataclass

from pie_audit.domain.team_part import ON_AT_FIRST, TeamPart
from pie_audit.words import _


@dataclass(frozen=True, slots=True)
class PartWords:
    """One part in words: its name, one sentence what it is for, the time it asks, and who reads it."""

    name: str
    purpose: str
    asks: str
    readers: str


def in_order() -> tuple[TeamPart, ...]:
    """Every part; those that are there from the start come first."""
    return tuple(sorted(TeamPart, key=lambda part: part not in ON_AT_FIRST))


def name_of(part: TeamPart) -> str:
    """What a part is called."""
    return words_of(part).name


def words_of(part: TeamPart) -> PartWords:
    """A part in words."""
    return {**_noted(), **_noted_of_others(), **_looked_at(), **_learned()}[part]


def _noted() -> dict[TeamPart, PartWords]:
    """Parts of a line or a few, written when something happens."""
    return {
        TeamPart.WINS: PartWords(
            _("Small wins"),
            _("What got a little better, and which role made it possible."),
            _("20 seconds a line"),
            _team(),
        ),
        TeamPart.FRICTION: PartWords(
            _("What took too long"),
            _("Hours lost to forms, phones and queues, added up by month and office."),
            _("30 seconds a line"),
            _team(),
        ),
        TeamPart.TELLINGS: PartWords(
            _("Telling it again"),
            _("How often somebody had to tell their story from the start."),
            _("30 seconds a count"),
            _team(),
        ),
    }


def _noted_of_others() -> dict[TeamPart, PartWords]:
    """Parts of a line or a few, about agencies and what was done with somebody."""
    return {
        TeamPart.REFUSALS: PartWords(
            _("Turned away"),
            _("Every time people were turned away, by us or by others, and for what reason."),
            _("20 seconds a line"),
            _team(),
        ),
        TeamPart.BENT_RULES: PartWords(
            _("Rules we bent"),
            _(
                "A rule that was bent for a good reason, so that the rule gets looked at and nobody is blamed."
            ),
            _("A minute a note"),
            _team(),
        ),
        TeamPart.PROMPTS: PartWords(
            _("Two questions"),
            _(
                "How often you asked together what can unsettle somebody and what helps. Never what they said."
            ),
            _("One click"),
            _team(),
        ),
        TeamPart.DOORS: PartWords(
            _("Door cards"),
            _("What got you in at an agency last time, there for whoever knocks next."),
            _("A minute a card"),
            _team(),
        ),
    }


def _looked_at() -> dict[TeamPart, PartWords]:
    """Parts that are looked at together."""
    both = _("Your team. What you put on page one of the plan, leaders read too.")
    return {
        TeamPart.BARRIERS: PartWords(
            _("What gets in the way"),
            _("All that hinders on one page, by who could change it: a person, the {service} or the system."),
            _("5 minutes before a talk"),
            _team(),
        ),
        TeamPart.NEEDS: PartWords(
            _("What we need"),
            _("What you ask of those who decide, with what stands behind it and what they answered."),
            _("10 minutes a quarter"),
            both,
        ),
        TeamPart.SAID_DID: PartWords(
            _("You said, we did"),
            _("What people told you and what came of it, with a poster for the wall."),
            _("2 minutes a line"),
            _("Your team, and everybody who passes the poster."),
        ),
    }


def _learned() -> dict[TeamPart, PartWords]:
    """Parts that a team learns from, and the words it speaks in."""
    return {
        TeamPart.TRAINING: PartWords(
            _("Training and after"),
            _("Six and twelve weeks after a course it asks what is different now."),
            _("A minute a course, 30 seconds each time it asks"),
            _team(),
        ),
        TeamPart.CARDS: PartWords(
            _("Reading cards"),
            _("One finding on one page, to talk about in a meeting and perhaps to try."),
            _("10 minutes in a meeting"),
            _team(),
        ),
        TeamPart.PRACTICES: PartWords(
            _("Keep, drop, restart"),
            _("What began in a crisis or a project, looked at twice a year."),
            _("20 minutes twice a year"),
            _team(),
        ),
        TeamPart.LONG_VIEW: PartWords(
            _("The long view"),
            _("Where you were two years ago, when every eighth review begins."),
            _("5 minutes every two years"),
            _team(),
        ),
        TeamPart.VOCABULARY: PartWords(
            _("Our words"),
            _("Your own words for people, {keyworkers} and more, on every page."),
            _("5 minutes, once"),
            _("Everybody who reads a page or a paper of your team."),
        ),
    }


def _team() -> str:
    return _("Your team and its manager.")
