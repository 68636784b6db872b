"""What both page one and the pages inside need to know of a plan's material."""

from __future__ import annotations

from datetime import date

from pie_audit.domain.audit import Consensus, Dissent, Outcome
from pie_audit.domain.day import full_day_words
from pie_audit.domain.disclosure import Band
from pie_audit.domain.influence import Direction, FeltBy, Influence
from pie_audit.domain.level_words import level_words
from pie_audit.domain.plan import Action, ActionStatus, ActionStep, BarrierLevel, Involvement
from pie_audit.domain.plan_blocks import Block, Bullets, Heading
from pie_audit.domain.plan_material import Edition, PlanAction, PlanMaterial, PlanTopic
from pie_audit.domain.team import Perspective
from pie_audit.words import _, plural


def agreed_about(material: PlanMaterial, topic_id: str | None) -> Consensus | None:
    """What was written down about a topic; None where nothing was."""
    return next((c for c in material.consensus if c.topic_id == topic_id), None)


def dissents_about(material: PlanMaterial, topic_id: str | None) -> tuple[Dissent, ...]:
    """The different views on a topic."""
    return tuple(d for d in material.dissents if d.topic_id == topic_id)


def topics_agreed_from(material: PlanMaterial, low: int, high: int) -> list[tuple[PlanTopic, Consensus]]:
    """Topics whose agreed level lies from `low` to `high`, in the order of the question set."""
    found = [(topic, agreed_about(material, topic.topic_id)) for topic in material.topics]
    return [(t, c) for t, c in found if c is not None and c.level is not None and low <= c.level <= high]


def topics_with(material: PlanMaterial, outcome: Outcome) -> list[tuple[PlanTopic, Consensus]]:
    """Topics that ended this way, in the order of the question set."""
    found = [(topic, agreed_about(material, topic.topic_id)) for topic in material.topics]
    return [(t, c) for t, c in found if c is not None and c.outcome is outcome]


def asks(material: PlanMaterial) -> list[PlanAction]:
    """Actions that need something of others and are still alive, the soonest reply first."""
    return [a for a in sorted(material.actions, key=lambda a: reply_order(a.action)) if is_ask(a.action)]


def is_ask(action: Action) -> bool:
    """Whether it needs something of others and is still alive."""
    return bool(action.ask_what.strip()) and _is_alive(action)


def reply_order(action: Action) -> date:
    """What asks are ordered by on paper: the soonest reply first."""
    return action.ask_reply_by or date.max


def alive(material: PlanMaterial) -> list[PlanAction]:
    """Actions that are neither done nor stopped."""
    return [a for a in material.actions if _is_alive(a.action)]


def finished(material: PlanMaterial) -> list[PlanAction]:
    """Actions that got done."""
    return [a for a in material.actions if a.action.status is ActionStatus.DONE]


def _is_alive(action: Action) -> bool:
    return action.status not in {ActionStatus.DONE, ActionStatus.STOPPED}


def owner(planned: PlanAction, edition: Edition) -> str:
    """Who holds it: by name in the team's own copy, by role in what leaves the team."""
    if not planned.owner_name and not planned.owner_role:
        return _("needs owner")
    if edition is Edition.FULL:
        return planned.owner_name or planned.owner_role
    return planned.owner_role or _("one of the team")


def due(action: Action) -> str:
    """By when, or that it goes on; empty for what has ended without a day."""
    if action.due:
        return full_day_words(action.due)
    if action.review_on and _is_alive(action):
        return _("ongoing; we look at it again on {day}").format(day=full_day_words(action.review_on))
    return _("ongoing") if _is_alive(action) else ""


def perspective_words(material: PlanMaterial, perspective: Perspective) -> str:
    """A group as it is called on paper, in the team's own vocabulary."""
    return {
        Perspective.TEAM: _("Team"),
        Perspective.MANAGER: _("Managers"),
        Perspective.LIVED_EXPERIENCE: _("{Residents}"),
        Perspective.PARTNER: _("Partners"),
    }[perspective]


def band_words(band: Band) -> str:
    """How many took part, without a digit."""
    return {
        Band.NONE: _("nobody"),
        Band.FEW: _("fewer than five"),
        Band.SOME: _("five to nine"),
        Band.MANY: _("ten to nineteen"),
        Band.VERY_MANY: _("twenty or more"),
    }[band]


def who_took_part(material: PlanMaterial) -> str:
    """Every perspective with its band, in one sentence."""
    told = [
        _("{group}: {band}").format(
            group=perspective_words(material, p), band=band_words(material.took_part[p])
        )
        for p in Perspective
        if material.took_part.get(p, Band.NONE) is not Band.NONE
    ]
    if material.one_person:
        return _("This is one person’s view; nobody else rated or agreed anything.")
    if material.together_only or not told:
        return _("We talked this through together, without private ratings first.")
    return _("{groups}.").format(groups="; ".join(told))


def status_words(status: ActionStatus) -> str:
    """Where an action is up to, as people read it."""
    return {
        ActionStatus.NOT_STARTED: _("not started"),
        ActionStatus.UNDER_WAY: _("under way"),
        ActionStatus.DONE: _("done"),
        ActionStatus.STOPPED: _("stopped"),
        ActionStatus.CARRIED: _("carried forward"),
    }[status]


def title_and_words(topic: PlanTopic, record: Consensus) -> str:
    """A topic's title with what the team said of it, if it said anything."""
    if not record.because.strip():
        return sentence(topic.title)
    return _("{title}: {words}").format(title=topic.title, words=stopped(record.because))


def capital(text: str) -> str:
    """The words with a capital at the start."""
    tidy = text.strip()
    return tidy[:1].upper() + tidy[1:]


def proud(material: PlanMaterial) -> list[Block]:
    """Up to three small wins that the team lets be printed; nothing where there is none."""
    if not material.wins:
        return []
    return [
        Heading(_("Small wins to be proud of"), 2),
        Bullets(tuple(sentence(win) for win in material.wins)),
    ]


def sentence(text: str) -> str:
    """The words with a capital at the start and a full stop, unless they end in a mark of their own."""
    return stopped(capital(text))


def stopped(text: str) -> str:
    """The words with a full stop, unless they end in a mark of their own; for what follows a colon."""
    tidy = text.strip()
    return tidy if not tidy or tidy[-1] in ".!?…:;”" else tidy + "."


def role_words(role: str) -> str:
    """A role as it is printed beside a signature."""
    return {
        "staff": _("Team"),
        "facilitator": _("Facilitator"),
        "team": _("Team"),
        "manager": _("Manager"),
        "leader": _("Senior leader"),
        "administrator": _("Administrator"),
        "lived-experience": _("Lived experience"),
        "partner": _("Partner"),
    }.get(role, role)


def barrier_words(level: BarrierLevel) -> str:
    """Where something lies, as the lanes of the board say it."""
    if level is BarrierLevel.INDIVIDUAL:
        return _("For one person (living here or working here)")
    return level_words(level)


BEYOND_ONE_PERSON = (BarrierLevel.SERVICE, BarrierLevel.SYSTEM)
"""What leaves the team: a card about one person stays with it."""


def cards(material: PlanMaterial, direction: Direction, *levels: BarrierLevel) -> list[Influence]:
    """The cards of the board that point this way, in their order; all levels if none is named."""
    wanted = levels or tuple(BarrierLevel)
    return [
        c for level in wanted for c in material.influences if c.level is level and c.direction is direction
    ]


def card_words(material: PlanMaterial, card: Influence) -> str:
    """A card with who feels it, and that others should carry it."""
    told = card.text.strip()
    if card.felt_by is not None:
        told = _("{card} (felt by {whom})").format(card=told, whom=_felt_by_words(material, card.felt_by))
    if card.ask_upwards:
        told = _("{card} – to take upwards").format(card=told)
    return told


def _felt_by_words(material: PlanMaterial, felt_by: FeltBy) -> str:
    words = {
        FeltBy.RESIDENTS: _("{residents}"),
        FeltBy.STAFF: _("staff"),
        FeltBy.BOTH: _("{residents} and staff"),
        FeltBy.PARTNERS: _("partners"),
    }[felt_by]
    return words


def involvement_words(material: PlanMaterial, involvement: Involvement) -> str:
    """What hand people with lived experience had in an action, honestly none included."""
    words = {
        Involvement.NO: _("{Residents} had no hand in this yet"),
        Involvement.CONSULTED: _("{Residents} were asked about it"),
        Involvement.CO_PRODUCED: _("{Residents} and staff made it together"),
        Involvement.LED: _("{Residents} lead it"),
    }[involvement]
    return words


def carried_words(action: Action) -> str:
    """How often an action was carried forward, and what to do from the third time on; empty if never."""
    if not action.carried_count:
        return ""
    times = (_("once"), _("twice"), _("three times"))
    n = action.carried_count
    often = times[n - 1] if n <= len(times) else plural("{n} time", "{n} times", n).format(n=n)
    told = _("carried forward {often}").format(often=often)
    if n < CARRIED_TOO_OFTEN:
        return told
    return _("{told}: shrink it, drop it or ask for help").format(told=told)


CARRIED_TOO_OFTEN = 3
"""From so many times on an action is flagged (audit.md, “Action fields”)."""


def step_words(step: ActionStep) -> str:
    """One line of an action's history."""
    year, _sep, week = step.week.partition("-W")
    told = _("week {week} of {year}: {status} ({role})").format(
        week=int(week), year=year, status=status_words(step.after), role=role_words(step.role).lower()
    )
    return _("{told}, “{words}”").format(told=told, words=step.words.strip()) if step.words.strip() else told
