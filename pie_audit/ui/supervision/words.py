"""How sessions, agreements and summaries are said."""

from __future__ import annotations

from datetime import date

from pie_audit.domain.day import full_day_words, weekday_words
from pie_audit.domain.errors import KnownError
from pie_audit.domain.session import CancelledBy, Contract, Session, SessionStatus, WhyLost
from pie_audit.domain.supervision import Function
from pie_audit.domain.supervision_rules import SummaryState
from pie_audit.words import _, plural
from pie_audit.workflows.supervision.supervision_agreements import AgreementView

Tone = tuple[str, str]
"""The look of a chip and its icon."""


def sentence(error: KnownError) -> str:
    """What happened and what to do, in one line."""
    return f"{error.what} {error.todo}"


def first_name(name: str) -> str:
    """How somebody is called in a sentence."""
    return name.split()[0] if name.split() else name


def day_line(day: date, today: date) -> str:
    """A day with its weekday; with the year where it isn't this one."""
    if day == today:
        return _("Today, {day}").format(day=weekday_words(day))
    words = weekday_words(day)
    return words if day.year == today.year else f"{words} {day.year}"


def minutes_words(minutes: int) -> str:
    """How long: ``60 minutes``."""
    return plural("{n} minute", "{n} minutes", minutes).format(n=minutes)


def when_where(starts: str, place: str, minutes: int) -> str:
    """Time, length and place, as far as they are known."""
    return " · ".join(part for part in (starts, minutes_words(minutes), place) if part)


def function_name(function: Function) -> str:
    """Proctor's functions in plain words."""
    return {
        Function.SUPPORT: _("Support"),
        Function.LEARNING: _("Learning"),
        Function.STANDARDS: _("Standards"),
    }[function]


FUNCTION_ICONS = {
    Function.SUPPORT: "heart",
    Function.LEARNING: "lightbulb",
    Function.STANDARDS: "shield-check",
}


def status_words(session: Session) -> str:
    """What became of a session, in a line."""
    match session.status:
        case SessionStatus.HELD:
            return _("Held, {minutes}").format(minutes=minutes_words(session.held_min))
        case SessionStatus.CUT_SHORT:
            return _("Cut short: {n} of {planned} minutes").format(
                n=session.held_min, planned=session.planned_min
            )
        case SessionStatus.CANCELLED:
            return _("Called off: {reason}").format(
                reason=reason_words(session.reason or WhyLost.OTHER).lower()
            )
        case SessionStatus.MOVED:
            return _("Moved from {day}").format(day=full_day_words(session.planned_on))
    return _("Planned")


def summary_tone(state: SummaryState) -> Tone:
    """Look and icon of the chip that says where a summary stands."""
    return {
        SummaryState.NONE: ("neutral", "note"),
        SummaryState.WRITING: ("neutral", "pencil-simple-line"),
        SummaryState.WAITING: ("info", "hourglass"),
        SummaryState.AGREED: ("good", "check-circle"),
        SummaryState.DIFFERS: ("info", "swap"),
        SummaryState.NOTE: ("neutral", "note"),
    }[state]


def summary_words(state: SummaryState, *, waits_for_me: bool, other: str, writer: str = "") -> str:
    """Where a summary stands, in a few words."""
    if waits_for_me:
        return _("Waits for you to agree")
    return {
        SummaryState.NONE: _("No notes"),
        SummaryState.WRITING: _("Being written"),
        SummaryState.WAITING: _("Waits for {name}").format(name=first_name(other)),
        SummaryState.AGREED: _("Agreed by both"),
        SummaryState.DIFFERS: _("You see it differently"),
        SummaryState.NOTE: _("One person’s note"),
    }[state]


def agreement_tone(view: AgreementView) -> Tone:
    """Look and icon of the chip that says where an agreement stands."""
    if view.agreement.ended_week is not None:
        return ("neutral", "x")
    return ("good", "check-circle") if view.is_current else ("warn", "clock")


def agreement_words(view: AgreementView) -> str:
    """Where an agreement stands, in a few words."""
    signed, both = view.agreement.signed_by, {view.me_id, view.other_id}
    if view.agreement.ended_week is not None:
        return _("Ended")
    if view.is_current:
        return _("Agreed")
    if both <= signed:
        return _("Time to look at it again")
    if view.me_id in signed:
        return _("Waits for {name} to sign").format(name=first_name(view.names[view.other_id]))
    return _("Waits for you to sign") if view.other_id in signed else _("Not signed yet")


def reason_words(reason: WhyLost) -> str:
    """Why a session was lost."""
    return {
        WhyLost.STAFFING: _("Not enough staff"),
        WhyLost.CRISIS: _("A crisis"),
        WhyLost.SICKNESS: _("Sickness"),
        WhyLost.LEAVE: _("Leave"),
        WhyLost.FORGOT: _("It was forgotten"),
        WhyLost.OTHER: _("Something else"),
    }[reason]


def side_words(by: CancelledBy) -> str:
    """From whose side a session was called off."""
    return {
        CancelledBy.SUPERVISEE: _("The person supervised"),
        CancelledBy.SUPERVISOR: _("The supervisor"),
        CancelledBy.SERVICE: _("The {service}"),
        CancelledBy.OTHER: _("Something outside"),
    }[by]


def contract_words(contract: Contract) -> str:
    """Kinds of contract."""
    return {
        Contract.PERMANENT: _("Permanent"),
        Contract.FIXED_TERM: _("Fixed term"),
        Contract.RELIEF: _("Relief"),
        Contract.AGENCY: _("Agency"),
        Contract.VOLUNTEER: _("Volunteer"),
        Contract.PEER: _("Peer worker"),
    }[contract]


def lost_words(times: int) -> str:
    """``three times`` for small numbers, ``7 times`` for others."""
    names = {3: _("three times"), 4: _("four times"), 5: _("five times"), 6: _("six times")}
    return names.get(times, _("{n} times").format(n=times))
