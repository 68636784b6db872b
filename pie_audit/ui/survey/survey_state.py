"""Where one survey of the list is, in words, and the one thing to do with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from pie_audit.domain.day import weekday_words
from pie_audit.domain.survey import SurveyState
from pie_audit.words import _
from pie_audit.workflows.surveys.views import Duty, SurveyLine

ENDED = frozenset({SurveyState.TOLD, SurveyState.RETIRED})


@dataclass(frozen=True, slots=True)
class Verb:
    """What a button says and where it leads. `main` where it is waited for."""

    words: str
    area: str
    main: bool = False


def as_of(line: SurveyLine, today: date) -> SurveyLine:
    """A survey whose last day has passed is closed to everybody, also before the first key is turned."""
    is_over = line.state is SurveyState.OPEN and today > line.last_day
    return replace(line, state=SurveyState.CLOSED, asked=False, half_open=False) if is_over else line


def verb_of(line: SurveyLine) -> Verb | None:
    """The one thing that whoever looks may do with a survey now."""
    if line.state is SurveyState.DRAFT:
        return _of_draft(line)
    if line.state is SurveyState.OPEN:
        return _of_open(line)
    if line.state is SurveyState.CLOSED:
        return _of_closed(line)
    if line.state is SurveyState.REPORTED and line.may_plan:
        return Verb(_("Say it back"), "survey-results", main=True)
    if line.state is SurveyState.RETIRED and not line.has_figures:
        return None
    return Verb(_("See what it says"), "survey-results", main=line.state is SurveyState.REPORTED)


def is_waited_for(line: SurveyLine) -> bool:
    """Whether whoever looks is the one it waits for."""
    verb = verb_of(line)
    return verb is not None and verb.main


def _of_draft(line: SurveyLine) -> Verb | None:
    if line.duty is Duty.APPROVE:
        return Verb(_("Look at the plan"), "survey-keys", main=True)
    if line.may_open:
        return Verb(_("Open it"), "plan-survey", main=True)
    if line.agreed:
        return Verb(_("See the plan"), "plan-survey") if line.may_plan else _as_keeper(line)
    return Verb(_("Go on planning"), "plan-survey", main=True) if line.may_plan else None


def _of_open(line: SurveyLine) -> Verb | None:
    if line.lost:
        return _of_lost(line)
    if line.asked:
        words = _("Look at my answers again") if line.sent else _("Answer")
        return Verb(words, "answer", main=not line.sent)
    return Verb(_("See the plan"), "plan-survey") if line.may_plan else _as_keeper(line)


def _of_closed(line: SurveyLine) -> Verb | None:
    if line.lost:
        return _of_lost(line)
    if line.duty in {Duty.TURN_FIRST, Duty.TURN_SECOND}:
        return Verb(_("Turn your key"), "survey-keys", main=True)
    return Verb(_("See the plan"), "plan-survey") if line.may_plan else _as_keeper(line)


def _of_lost(line: SurveyLine) -> Verb | None:
    return Verb(_("Ask again?"), "plan-survey", main=True) if line.may_plan else None


def _as_keeper(line: SurveyLine) -> Verb | None:
    return Verb(_("See the plan"), "survey-keys") if line.duty is not Duty.NOTHING else None


def chip_of(line: SurveyLine) -> tuple[str, str, str]:
    """Words, look and icon of the chip that names the state."""
    until = _("Open until {day}").format(day=weekday_words(line.last_day))
    key = _("One key is turned") if line.half_open else _("Closed")
    return {
        SurveyState.DRAFT: (_("Being planned"), "neutral", "pencil-simple-line"),
        SurveyState.OPEN: (until, "info", "calendar-blank"),
        SurveyState.CLOSED: (key, "neutral", "key" if line.half_open else "lock-simple"),
        SurveyState.REPORTED: (_("The box is open"), "soft", "lock-simple-open"),
        SurveyState.TOLD: (_("Said back"), "good", "check-circle"),
        SurveyState.RETIRED: (_("Put away"), "neutral", "trash"),
    }[line.state]


def sentence_of(line: SurveyLine) -> str:
    """What there is to know about it now, for whoever looks."""
    match line.state:
        case SurveyState.DRAFT if line.duty is Duty.APPROVE:
            return _("You’re asked to keep one of its three keys. Read the plan first.")
        case SurveyState.DRAFT if line.may_open:
            return _("All three agree. Open it when you like.")
        case SurveyState.DRAFT if line.agreed:
            return _("All three agree. Whoever planned it can open it now.")
        case SurveyState.DRAFT:
            return _("Nobody is asked before all three keepers agree to the plan.")
        case SurveyState.OPEN if line.lost:
            return _closed_sentence(line)
        case SurveyState.OPEN if line.asked and line.sent:
            return _("Your answers are in the box. You can change them until it closes.")
        case SurveyState.OPEN if line.asked:
            return _("It’s your choice. You can skip any question, and nobody sees whether you answered.")
        case SurveyState.OPEN:
            return _("Answers go into a locked box. Nobody can look inside before it closes.")
        case SurveyState.CLOSED:
            return _closed_sentence(line)
        case SurveyState.REPORTED:
            return _report_sentence(line)
        case SurveyState.TOLD:
            return _("The team has heard what comes of it.")
        case SurveyState.RETIRED if line.has_figures:
            return _("Its answers and keys no longer exist. What came out stays.")
        case SurveyState.RETIRED:
            return _("Its answers and keys no longer exist.")


def _closed_sentence(line: SurveyLine) -> str:
    if line.lost:
        return _("Two of the three keys are gone. Nobody will ever read these answers.")
    if line.duty is Duty.TURN_SECOND:
        return _("One key is turned. With yours, the box opens.")
    if line.duty is Duty.TURN_FIRST:
        return _("It has closed. Any two of the three keepers turn their keys.")
    if line.half_open:
        return _("One key is turned. Either of the other two keepers can finish.")
    return _("It has closed. Two of the three keepers turn their keys, then everybody sees what it says.")


def _report_sentence(line: SurveyLine) -> str:
    day = weekday_words(line.report_by)
    if line.overdue:
        return _("The team was to hear what comes of it by {day}.").format(day=day)
    return _("The team hears what comes of it by {day}.").format(day=day)
