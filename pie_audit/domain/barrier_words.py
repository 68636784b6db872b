"""What is said of barriers: their levels and stages, what they rest on, how long they have stood."""

from __future__ import annotations

from fractions import Fraction

from pie_audit.domain.barrier import BarrierSource, BarrierStatus, BarrierStep, Stage
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.plan_parts import role_words
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.refusal import AgencyKind, Direction, Reason
from pie_audit.domain.rounding import one_decimal
from pie_audit.words import _, plural

FEWEST_REFUSALS = 5
"""Fewer refusals than this stand on no paper as a number (trends.md, section 5)."""

FEWEST_SUMMED = 3
"""Fewer entries than this have no hours (practice.md, section 10)."""


def level_words(level: BarrierLevel | None) -> str:
    """The head of a column."""
    if level is None:
        return _("Not sure")
    return {
        BarrierLevel.INDIVIDUAL: _("Individual"),
        BarrierLevel.SERVICE: _("{Service}"),
        BarrierLevel.SYSTEM: _("System"),
    }[level]


def level_meaning(level: BarrierLevel | None) -> str:
    """What belongs into a column."""
    if level is None:
        return _("Nobody has said yet where it lies.")
    return {
        BarrierLevel.INDIVIDUAL: _("Not knowing, not following the words used, forgetting."),
        BarrierLevel.SERVICE: _("Our hours, our room, our rules."),
        BarrierLevel.SYSTEM: _("Agencies that don’t join up, contracts, mixed advice."),
    }[level]


def stage_words(stage: Stage | None) -> str:
    """A stage on somebody’s way through the service."""
    if stage is None:
        return _("Not said yet")
    return {
        Stage.FIRST_CONTACT: _("First contact"),
        Stage.GETTING_IN: _("Getting in"),
        Stage.STAYING: _("Staying"),
        Stage.MOVING_ON: _("Moving on"),
        Stage.AFTERWARDS: _("Afterwards"),
    }[stage]


def status_words(status: BarrierStatus) -> str:
    """What became of a barrier."""
    return {
        BarrierStatus.OPEN: _("Open"),
        BarrierStatus.WORKED_ON: _("Being worked on"),
        BarrierStatus.MOVED: _("Moved"),
        BarrierStatus.GONE: _("Gone"),
    }[status]


def source_words(source: BarrierSource) -> str:
    """Where a barrier was noticed."""
    return {
        BarrierSource.REVIEW: _("Our review"),
        BarrierSource.FRICTION: _("Friction log"),
        BarrierSource.REFUSAL: _("Refusals"),
        BarrierSource.LIVED_EXPERIENCE: _("Lived experience"),
        BarrierSource.TRAINING: _("Training follow-up"),
    }[source]


def friction_text(process: str) -> str:
    """A process that takes too long, as a barrier."""
    return _("Time lost: {process}").format(process=" ".join(process.split()))


def refusal_text(direction: Direction, reason: Reason, kind: AgencyKind | None) -> str:
    """Refusals of one kind, as a barrier."""
    why = reason_words(reason)
    if direction is Direction.BY_US:
        return _("We said no: {why}").format(why=why)
    if kind is None or kind is AgencyKind.OTHER:
        return _("Others said no: {why}").format(why=why)
    return _("{who} said no: {why}").format(who=_kind_words(kind), why=why)


def reason_words(reason: Reason) -> str:
    """Why somebody was turned away."""
    return {
        Reason.FULL: _("full"),
        Reason.CRITERIA: _("entry rules"),
        Reason.AREA: _("wrong area"),
        Reason.NEEDS_TOO_HIGH: _("needs too high"),
        Reason.MUST_STOP_USING: _("must stop using first"),
        Reason.NO_ID: _("no ID"),
        Reason.BAN: _("a ban for behaviour"),
        Reason.LANGUAGE: _("language"),
        Reason.PETS: _("pets"),
        Reason.OTHER: _("another reason"),
    }[reason]


def _kind_words(kind: AgencyKind) -> str:
    return {
        AgencyKind.COUNCIL: _("A council"),
        AgencyKind.HEALTH: _("A health service"),
        AgencyKind.SUBSTANCE_USE: _("A substance use service"),
        AgencyKind.HOUSING: _("A housing provider"),
        AgencyKind.JUSTICE: _("Police or justice"),
        AgencyKind.CHARITY: _("A charity"),
    }.get(kind, _("Others"))


def entries_words(entries: int, minutes: int | None) -> str:
    """“3 entries, 5.8 hours”; without hours where there are too few to sum."""
    counted = plural("{n} entry", "{n} entries", entries).format(n=entries)
    if minutes is None or entries < FEWEST_SUMMED:
        return counted
    hours = one_decimal(Fraction(minutes, 60))
    return _("{entries}, {hours} hours").format(entries=counted, hours=hours)


def monthly_words(entries: int, minutes: int, months: int) -> str:
    """“about 11 hours a month across 6 entries (own estimates)”; only the entries where there are too few to sum."""
    if entries < FEWEST_SUMMED:
        return plural("{n} entry", "{n} entries", entries).format(n=entries)
    hours = Fraction(minutes, 60 * max(1, months))
    told = one_decimal(hours) if hours < 10 else str(int(hours + Fraction(1, 2)))
    words = _("about {hours} hours a month across {n} entries (own estimates)")
    return words.format(hours=told, n=entries)


def times_words(times: int, first_month: str, now: Quarter) -> str:
    """“6 times since July”, with the year where it is another one; `first_month` is written 2026-07."""
    since = month_words(first_month, now)
    if times == 1:
        return _("once, in {month}").format(month=since)
    if times == 2:
        return _("twice since {month}").format(month=since)
    return _("{n} times since {month}").format(n=times, month=since)


def times_on_paper_words(times: int, first: Quarter) -> str:
    """“at least 10 times since summer 2026”: how often people were turned away, for those who don’t belong to the team.

    In fives, and no month: of two plans with exact counts, the difference would tell what happened in between.
    """
    if times < FEWEST_REFUSALS:
        return _("fewer than {n} times").format(n=FEWEST_REFUSALS)
    words = _("at least {n} times since {season} {year}")
    return words.format(n=times - times % FEWEST_REFUSALS, season=first.season, year=first.year)


def month_words(month: str, now: Quarter) -> str:
    """The name of a month, with its year unless it is this one."""
    year, number = int(month[:4]), int(month[5:7])
    name = _months()[number - 1]
    return name if year == now.year else _("{month} {year}").format(month=name, year=year)


def reviews_words(reviews: int) -> str:
    """In how many reviews a barrier was noticed."""
    return plural("in one review", "in {n} reviews", reviews).format(n=reviews)


def age_words(first_seen: Quarter, now: Quarter) -> str:
    """How long a barrier has stood, in quarters."""
    quarters = max(0, first_seen.until(now))
    if quarters == 0:
        return _("new this quarter")
    words = plural("one quarter old", "{n} quarters old", quarters)
    return words.format(n=_number(quarters))


def relevel_words(individual: int) -> str:
    """The question that three barriers of one person ask; `individual` counts them."""
    words = _("{n} notes are marked individual. Could any be the {service}’s or the system’s to solve?")
    number = _number(individual)
    return words.format(n=number[:1].upper() + number[1:])


def step_words(step: BarrierStep) -> str:
    """One line of history: “week 47 of 2026: from individual to service (manager)”."""
    year, _sep, week = step.week.partition("-W")
    return _("week {week} of {year}: from {before} to {after} ({role})").format(
        week=int(week),
        year=year,
        before=level_words(step.before).lower(),
        after=level_words(step.after).lower(),
        role=role_words(step.role).lower(),
    )


def _number(n: int) -> str:
    words = (
        *(_("one"), _("two"), _("three"), _("four"), _("five"), _("six")),
        *(_("seven"), _("eight"), _("nine"), _("ten"), _("eleven"), _("twelve")),
    )
    return words[n - 1] if 1 <= n <= len(words) else str(n)


def _months() -> tuple[str, ...]:
    return (
        *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June")),
        *(_("July"), _("August"), _("September"), _("October"), _("November"), _("December")),
    )
