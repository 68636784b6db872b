"""The poster of “you said, we did”: what people said and what came of it, for a wall where they read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pie_audit.domain.day import month_words
from pie_audit.domain.said_did import Answer, SaidDid
from pie_audit.domain.said_did_words import answer_name
from pie_audit.words import _, mid_sentence

MOST_ANSWERED = 6
MOST_OPEN = 4


@dataclass(frozen=True, slots=True)
class PosterLine:
    """What people said, and what came of it under its short name; `checked` says when it was last right."""

    said: str
    answer: Answer
    label: str
    words: str
    checked: str = ""


@dataclass(frozen=True, slots=True)
class Poster:
    """One page. `waiting` are what people still wait for, each with why; empty unless the team wants it on the wall."""

    title: str
    team: str
    month: str
    lead: str
    said_label: str
    lines: tuple[PosterLine, ...]
    waiting_title: str
    waiting: tuple[str, ...]
    foot: str


def poster(team: str, today: date, answered: Sequence[SaidDid], waiting: Sequence[SaidDid] = ()) -> Poster:
    """The poster of these lines, in their order; no name of anybody who works there, and no figure."""
    return Poster(
        title=_("You said, we did"),
        team=team,
        month=month_words(today),
        lead=_("What people told us, and what came of it."),
        said_label=_("You said"),
        lines=tuple(_poster_line(line) for line in answered[:MOST_ANSWERED]),
        waiting_title=_("Still to answer"),
        waiting=tuple(_waiting(line) for line in waiting[:MOST_OPEN]),
        foot=_("Is this still right? Is something missing? Tell any of us."),
    )


def _poster_line(line: SaidDid) -> PosterLine:
    words = line.words.strip()
    if line.answer is not Answer.CANT:
        words = words[:1].upper() + words[1:]
    if words and words[-1] not in ".!?…":
        words += "."
    checked = ""
    if line.still_right is not None:
        checked = _("Checked with people in {month}").format(month=month_words(line.still_right))
    return PosterLine(line.said, line.answer, answer_name(line.answer), words, checked)


def _waiting(line: SaidDid) -> str:
    said = line.said.rstrip(".")
    if line.answer is Answer.NOT_YET:
        return _("{said}: not yet, because {why}.").format(
            said=said, why=mid_sentence(line.words.strip().rstrip("."))
        )
    return said
