"""What stands on cards of the board in words: where and when it was heard, how long people wait, who was told."""

from __future__ import annotations

from datetime import date

from pie_audit.domain.day import day_words, full_day_words
from pie_audit.domain.said_did import Answer, SaidDid
from pie_audit.domain.said_did_words import age_words, source_name
from pie_audit.words import _
from pie_audit.workflows.everyday.said_did import BoardLine

CHIPS = {
    Answer.OPEN: ("neutral", "hourglass"),
    Answer.NOT_YET: ("neutral", "hourglass"),
    Answer.DID: ("good", "check-circle"),
    Answer.DOING: ("info", "circle-half-tilt"),
    Answer.CANT: ("neutral", "minus"),
    Answer.ASKED_OTHERS: ("info", "megaphone-simple"),
}
"""By answer, the look of its chip and the icon in it; the chip's words say the same."""


def heard_words(one: BoardLine) -> str:
    """“Heard in a conversation, 3 November 2026”."""
    where = _("“{survey}”").format(survey=one.source) if one.source else source_name(one.line.heard_from)
    return _("Heard in {where}, {day}").format(where=where, day=full_day_words(one.line.heard_on))


def waiting_words(line: SaidDid, today: date) -> str:
    """How long people have been waiting: “Waiting for 4 months”."""
    age = age_words(line.heard_on, today)
    return _("Heard today") if line.heard_on >= today else _("Waiting for {age}").format(age=age)


def told_words(line: SaidDid) -> str:
    """When and how people heard of it; that they haven't, where they haven't."""
    if line.told_on is None:
        return _("Nobody has been told yet.")
    day = day_words(line.told_on)
    if line.told_how:
        return _("Told on {day}, {how}.").format(day=day, how=line.told_how.rstrip("."))
    return _("Told on {day}.").format(day=day)


def checked_words(line: SaidDid) -> str:
    """When it was last checked with people; empty where it never was."""
    if line.still_right is None:
        return ""
    return _("Checked with people on {day}.").format(day=full_day_words(line.still_right))
