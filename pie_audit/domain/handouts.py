"""What is handed out and hung up: “what we agreed today” for everybody, and first steps for the wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pie_audit.domain.day import day_words, full_day_words
from pie_audit.domain.plan import Action
from pie_audit.domain.plan_material import Edition, PlanAction, PlanMaterial, in_its_words
from pie_audit.domain.plan_parts import (
    alive,
    asks,
    capital,
    due,
    owner,
    sentence,
    stopped,
    title_and_words,
    topics_agreed_from,
)
from pie_audit.words import _

_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class SlipPart:
    """A few lines under a small heading."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip to take home: no level, no name of anybody."""

    title: str
    below: str
    parts: tuple[SlipPart, ...]
    foot: str


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One line of the wall sheet."""

    step: str
    who: str
    by: str


@dataclass(frozen=True, slots=True)
class WallSheet:
    """The first steps of a plan, to be read from across the room."""

    title: str
    below: str
    rows: tuple[FirstStep, ...]
    foot: str


def _by(action: Action) -> str:
    return day_words(action.due) if action.due else capital(due(action))


@in_its_words
def agreed_slip(material: PlanMaterial, today: date) -> Slip:
    """What we agreed, for everybody who was in the room or wasn't."""
    is_today = material.agreed_on in {None, today}
    ours = [stopped(_step_line(planned)) for planned in alive(material)]
    chosen = tuple(sentence(p.words) for p in material.priorities)
    parts = (
        SlipPart(_("We chose to work on"), chosen) if chosen else SlipPart(_("We agreed"), _agreed(material)),
        SlipPart(_("First steps"), tuple(ours)),
        SlipPart(_("We ask"), tuple(_ask_line(planned) for planned in asks(material))),
    )
    return Slip(
        _("What we agreed today") if is_today else _("What we agreed"),
        _below(material, material.agreed_on or today),
        _kept(parts) or (SlipPart(_("So far"), (_("Nothing is written down yet."),)),),
        _("The whole plan hangs in the office. What did we miss? Tell us."),
    )


def _agreed(material: PlanMaterial) -> tuple[str, ...]:
    """What was said about topics, in words alone."""
    found = topics_agreed_from(material, 0, 4)
    return tuple(title_and_words(topic, record) for topic, record in found if record.because.strip())


@in_its_words
def plain_slip(material: PlanMaterial, today: date) -> Slip:
    """The same for people who use the service: what they may notice, in few words."""
    noticed = tuple(
        sentence(planned.action.success_sign)
        for planned in alive(material)
        if planned.action.success_sign.strip()
    )
    doing = tuple(sentence(planned.action.what) for planned in alive(material))
    parts = (SlipPart(_("We will"), doing), SlipPart(_("What you may notice"), noticed))
    title = _("What staff will do")
    foot = _("Do you see it happen? Is something missing? Tell any of us, or put a note in the box.")
    kept = _kept(parts) or (SlipPart(_("So far"), (_("Nothing is written down yet."),)),)
    return Slip(title, _below(material, material.agreed_on or today), kept, foot)


def _kept(parts: tuple[SlipPart, ...]) -> tuple[SlipPart, ...]:
    return tuple(SlipPart(part.heading, part.lines[:_MOST_LINES]) for part in parts if part.lines)


def _below(material: PlanMaterial, day: date) -> str:
    return _("{team} · {day}").format(team=material.team.name, day=full_day_words(day))


def _step_line(planned: PlanAction) -> str:
    action = planned.action
    step = capital(action.first_small_step.strip() or action.what).rstrip(".")
    told = _("{step} ({who})").format(step=step, who=owner(planned, Edition.WORDS))
    return _("{step}, by {day}").format(step=told, day=day_words(action.due)) if action.due else told


def _ask_line(planned: PlanAction) -> str:
    who = planned.action.ask_of.strip() or _("whoever can decide this")
    return _("{who}: {what}").format(who=capital(who), what=stopped(planned.action.ask_what))


@in_its_words
def wall_sheet(material: PlanMaterial, *, with_names: bool) -> WallSheet:
    """First steps with who and by when; names only where the team wants its own on the wall."""
    edition = Edition.FULL if with_names else Edition.WORDS
    rows = tuple(
        FirstStep(
            capital(planned.action.first_small_step.strip() or planned.action.what),
            capital(owner(planned, edition)),
            _by(planned.action),
        )
        for planned in alive(material)
    )
    return WallSheet(
        _("Our first steps"),
        _("{team} · {quarter}").format(team=material.team.name, quarter=material.quarter.name),
        rows,
        _("Small enough to be done within two weeks. Tick one off and tell everybody."),
    )
