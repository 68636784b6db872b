"""What “What we agreed” says of one topic and of one theme, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Consensus, Outcome
from pie_audit.domain.day import full_day_words
from pie_audit.domain.distance import Distance, Move, move_words
from pie_audit.domain.questionnaire import Questionnaire
from pie_audit.domain.team import Perspective
from pie_audit.ui.audit.spread_words import dissent_line, spread_line, written_line
from pie_audit.words import _, plural
from pie_audit.workflows.meetings import TopicView
from pie_audit.workflows.questions import perspective_name
from pie_audit.workflows.results import Results, ThemeResult

_N = re.compile(r"\bn (?=\d)")


def context_line(view: Results) -> str:
    """Under the heading: which quarter, how much was asked, and since when it is fixed."""
    words = [view.team.name, view.round.quarter.name, view.scope]
    if view.signed_on is not None:
        words.append(_("signed off {day}").format(day=full_day_words(view.signed_on)))
    return " · ".join(words)


def agreed_line(record: Consensus | None, questions: Questionnaire, *, one_person: bool) -> str:
    """The agreed level with its label, or why there is none."""
    if record is None:
        return _("Nothing written down yet")
    if record.level is None:
        return written_line(record)
    words = _("One person’s view: {level} – {label}") if one_person else _("Agreed: {level} – {label}")
    return words.format(level=int(record.level), label=questions.anchor(record.level).label)


def beside_the_level(record: Consensus | None) -> Iterator[tuple[str, str]]:
    """What was written beside it, each with what it is: because, what changed, evidence or none yet."""
    if record is None:
        return
    if record.because.strip():
        yield _("Because"), record.because.strip()
    if record.level is None:
        return
    if record.changed.strip():
        yield _("What changed"), record.changed.strip()
    yield _("Evidence"), record.evidence.strip() or _("none yet")


def spread_words_of(view: TopicView) -> str:
    """How far apart the private ratings were; empty where there were none."""
    if view.nobody_could_tell:
        return _("In private, nobody could tell.")
    spread = spread_line(view)
    return _("In private: {spread}.").format(spread=spread[:1].lower() + spread[1:]) if spread else ""


def different_views(view: TopicView, *, few_raters: bool) -> tuple[str, ...]:
    """What is seen differently. Of a small team neither how many nor which level: both could point at somebody."""
    signed = [d for d in view.dissents if d.signed_as.strip()]
    others = [d for d in view.dissents if not d.signed_as.strip()]
    lines = [dissent_line(d, few_raters=False) for d in (signed if few_raters else [*others, *signed])]
    if few_raters and others:
        words = " ".join(f"“{d.words.strip()}”" for d in others)
        lines.insert(0, _("Someone disagreed: {words}").format(words=words))
    return tuple(lines)


def gap_line(theme: ThemeResult) -> str:
    """The team beside people who use the service, each with its n; empty where these weren't asked."""
    if theme.gap is None:
        return ""
    residents = perspective_name(Perspective.LIVED_EXPERIENCE)
    words = _N.sub("n\u00a0", theme.gap.words()) or _("not enough that may be shown")
    return _("Beside {group}: {words}").format(group=residents.lower(), words=words)


def distance_line(distance: Distance) -> str:
    """How far a theme came, on what it rests, and what was left out of it."""
    words = distance.words()
    if distance.may_be_drawn:
        move = move_words(distance.move)
        words = _("{move}: {words}").format(move=move[:1].upper() + move[1:], words=words)
    left = left_out_words(distance)
    return _("{words}. Left out: {left}.").format(words=words, left=left) if left else f"{words}."


def left_out_words(distance: Distance) -> str:
    """Topics of the theme that can't be compared, counted by reason."""
    reasons = (
        (_("{n} with a level only now"), distance.newly_rated),
        (_("{n} with a level only then"), distance.no_longer_rated),
        (_("{n} in other words"), distance.reworded),
        (_("{n} new"), distance.new),
        (_("{n} no longer in the questions"), distance.retired),
    )
    return ", ".join(words.format(n=len(topics)) for words, topics in reasons if topics)


def is_lower(distance: Distance) -> bool:
    """Whether the theme is told as lower."""
    return distance.may_be_drawn and distance.move is Move.LOWER


def telling_more_line() -> str:
    """What is said in place of a red arrow (audit.md, “Safeguards against gaming”)."""
    return _("After an honest quarter a lower level often means that people are telling more.")


def own_words(record: Consensus | None) -> str:
    """What the team wrote beside a level that fell."""
    said = record.because.strip() if record is not None else ""
    return f"“{said}”" if said else _("No words were written down beside it.")


def level_of(view: TopicView) -> Level | None:
    """The agreed level, if there is one."""
    return view.consensus.level if view.consensus is not None else None


def is_open_question(view: TopicView) -> bool:
    """Whether the topic was left for another time, or has nothing written down yet."""
    return view.consensus is None or view.consensus.outcome is Outcome.NOT_DISCUSSED


def topics_words(n: int) -> str:
    """How many topics stand under a heading."""
    return plural("{n} topic", "{n} topics", n).format(n=n)
