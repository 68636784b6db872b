"""What stands at the top of our review: its days, where it is up to, and what that means."""

from __future__ import annotations

from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.domain.day import day_words
from pie_audit.ui.audit.naming import names_words
from pie_audit.words import _
from pie_audit.workflows import review_steps
from pie_audit.workflows.audits import Overview
from pie_audit.workflows.review_steps import ReviewStep, StepStanding


def dates_words(audit_round: AuditRound) -> str:
    """The days of a review on one line."""
    words = [
        _("Opened {day}").format(day=day_words(audit_round.opens_on)),
        _("rating until {day}").format(day=day_words(audit_round.closes_on)),
    ]
    if audit_round.together_only:
        words = [_("Talked about together, without private ratings")]
    if audit_round.talk_on:
        words.append(_("talk on {day}").format(day=day_words(audit_round.talk_on)))
    return " · ".join(words)


def part_done(view: Overview, step: ReviewStep) -> float:
    """How much of the step under way is done: of rating, the one figure that everybody may know."""
    if view.round is None or view.round.state is not RoundState.OPEN:
        return step.part
    if view.done is None or not view.asked_in_all:
        return 0.5
    return view.done / view.asked_in_all


def empty_words(view: Overview) -> tuple[str, str]:
    """What stands there before a quarter was started."""
    if view.solo:
        return (
            _("Nothing started yet."),
            _("This is one person’s view: no blind rounds. You write down how you see it, straight away."),
        )
    if view.may_start:
        return _("Nothing started yet."), _("Start with the short form: 12 topics, and one theme in full.")
    return _("Nothing started yet."), _("Your manager starts the quarter. You’ll see it here and on Home.")


def state_words(view: Overview, audit_round: AuditRound) -> tuple[str, str]:
    """Where the review is up to, and what that means."""
    openers = names_words(view.openers)
    match audit_round.state:
        case RoundState.OPEN:
            return (
                _("Rating is under way"),
                _("You aren’t asked to rate this time. Nothing shows until two openers open it together."),
            )
        case RoundState.CLOSED:
            return (
                _("Rating is closed"),
                _(
                    "Nothing shows until two of {openers} open it together. Then the team sees it all at once."
                ).format(openers=openers)
                if len(view.openers) > 2
                else _(
                    "Nothing shows until {openers} open it together. Then the team sees it all at once."
                ).format(openers=openers),
            )
        case RoundState.REVEALED:
            return (
                _("It’s open"),
                _("Confirm together what you’re close on. Then talk about where you see it differently."),
            )
        case RoundState.AGREEING:
            return _agreeing_words(view, audit_round)
        case RoundState.ABANDONED:
            return _("This review was abandoned"), _("It has no plan. The quarter is free for another one.")
        case _:
            return _("Signed off"), _("What was agreed is fixed now. The plan is where it goes on.")


def _agreeing_words(view: Overview, audit_round: AuditRound) -> tuple[str, str]:
    """What the step in hand is about."""
    if view.steps[review_steps.BOARD].state is StepStanding.NOW:
        return _("What helps, and what gets in the way?"), _(
            "Put it on cards, one sentence each. You can also leave that out and go to the plan."
        )
    if view.steps[review_steps.PLAN].state is StepStanding.NOW:
        return _("The plan is next"), _(
            "Each priority leads to an action, or says why there is none. Then you can sign off."
        )
    if audit_round.together_only:
        return _("Talk it through"), _("Topic by topic: what you agree on, and who sees it differently.")
    return _("You’ve begun to talk it through"), _(
        "Carry on where you stopped. What helps and hinders comes next."
    )
