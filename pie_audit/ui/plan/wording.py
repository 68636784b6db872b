"""What the plan's states, levels and people are called on these screens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pie_audit.domain.day import full_day_words
from pie_audit.domain.errors import KnownError
from pie_audit.domain.level_words import level_words as lane_words
from pie_audit.domain.plan import Action, ActionStatus, ActionStep, BarrierLevel, Involvement
from pie_audit.domain.questionnaire import Theme
from pie_audit.ui.plan.days import card_words, over_words
from pie_audit.words import _, plural
from pie_audit.workflows.plan_rows import owner_words as owner_words
from pie_audit.workflows.plans import PlanView

_MARKS = "ABCDEF"


@dataclass(frozen=True, slots=True)
class StatusLook:
    """A state in words, with the chip's look and its icon."""

    words: str
    look: str
    icon: str


def status_look(status: ActionStatus) -> StatusLook:
    """Where an action is up to, as its chip says it."""
    return {
        ActionStatus.NOT_STARTED: StatusLook(_("Not started"), "neutral", "circle"),
        ActionStatus.UNDER_WAY: StatusLook(_("Under way"), "info", "circle-half-tilt"),
        ActionStatus.DONE: StatusLook(_("Done"), "good", "check-circle"),
        ActionStatus.STOPPED: StatusLook(_("Stopped"), "neutral", "pause"),
        ActionStatus.CARRIED: StatusLook(_("Carried forward"), "soft", "arrow-bend-up-right"),
    }[status]


def level_words(level: BarrierLevel | None) -> str:
    """Where something gets in the way, in words that a resident would use."""
    return _("Not said yet") if level is None else lane_words(level)


def involvement_words(involvement: Involvement) -> str:
    """The hand that people with lived experience had in it."""
    return {
        Involvement.NO: _("Not yet"),
        Involvement.CONSULTED: _("They were asked"),
        Involvement.CO_PRODUCED: _("We do it together"),
        Involvement.LED: _("They lead it"),
    }[involvement]


def due_words(action: Action, today: date) -> str:
    """By when: a day, how long over, when to look again, or that no day is set."""
    if action.due is None:
        if action.review_on is None:
            return _("No day yet") if action.is_open else ""
        return _("Ongoing; look again {day}").format(day=card_words(action.review_on, today))
    if action.is_overdue(today):
        return over_words(action.due, today)
    return card_words(action.due, today)


def theme_mark(theme: Theme) -> int:
    """Which of the six shapes stands for the theme: by its letter; the star for one without."""
    place = _MARKS.find(theme.id)
    return place if place >= 0 else len(_MARKS) - 1


def plan_title(view: PlanView) -> str:
    """The heading: “Autumn action plan”."""
    return _("{season} action plan").format(season=view.quarter.season.capitalize())


def count_words(view: PlanView) -> str:
    """How much there is: “4 topics · 9 actions”."""
    actions = sum(len(group.actions) for group in view.groups)
    if not actions:
        return _("Nothing planned yet")
    topics = sum(1 for group in view.groups if group.topic is not None)
    parts = [plural("{n} action", "{n} actions", actions).format(n=actions)]
    if n := len(view.priorities):
        parts.insert(0, plural("{n} priority", "{n} priorities", n).format(n=n))
    elif topics:
        parts.insert(0, plural("{n} topic", "{n} topics", topics).format(n=topics))
    return " · ".join(parts)


def context_words(view: PlanView) -> str:
    """The line under the heading: how much there is, and who sees it."""
    if view.round is None:
        return view.quarter.name
    if view.sign_offs:
        state = _("signed off on {day}").format(day=full_day_words(max(sign.day for sign in view.sign_offs)))
    else:
        state = _("draft, seen by the team only")
    return _("{counts} · {state}").format(counts=count_words(view), state=state)


def paper_words(view: PlanView) -> str:
    """What the paper's button says; before this quarter's opening it leads to the plan of the one before."""
    if view.may_sign:
        return _("Preview and sign off")
    if view.printed_quarter in {None, view.quarter}:
        return _("Preview PDF")
    return _("The {season} plan").format(season=view.printed_quarter.season)


def carried_words(times: int) -> str:
    """How often an action came over from an earlier plan; empty for never."""
    if times < 1:
        return ""
    if times == 1:
        return _("carried over once")
    if times == 2:
        return _("carried over twice")
    return _("carried over {n} times").format(n=times)


def history_words(step: ActionStep) -> str:
    """One line of an action's history: “Week 47, manager: done, “Half the night team off sick””."""
    year, week = step.week.split("-W")
    when = _("Week {week} of {year}, {role}").format(week=int(week), year=year, role=_role(step.role))
    if step.before is step.after:
        return _("{when}: {words}").format(when=when, words=step.words)
    now = status_look(step.after).words.casefold()
    if step.words:
        return _("{when}: {now}, “{words}”").format(when=when, now=now, words=step.words)
    return _("{when}: {now}").format(when=when, now=now)


def _role(role: str) -> str:
    return {
        "manager": _("manager"),
        "facilitator": _("whoever ran the review"),
        "staff": _("a colleague"),
    }.get(role, role)


def sentence(error: KnownError) -> str:
    """What happened and what to do, on one line."""
    return _("{what} {todo}").format(what=error.what, todo=error.todo)
