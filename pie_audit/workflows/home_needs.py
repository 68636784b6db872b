"""What waits for somebody on Home, each with a verb; the most pressing first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.domain.day import day_words
from pie_audit.domain.plan import Action
from pie_audit.domain.reply import Asked
from pie_audit.domain.survey import SurveyState
from pie_audit.storage import people
from pie_audit.words import _, plural
from pie_audit.workflows import audits, my_key
from pie_audit.workflows.carrying import to_carry
from pie_audit.workflows.permissions import Act, Matter, may
from pie_audit.workflows.surveys.views import Duty, SurveyLine
from pie_audit.workflows.unlock import SignedIn, house_key_was_confirmed
from pie_audit.workflows.what_waits import Need

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.supervision.supervision import HomeLines

MOST_NEEDS = 3


@dataclass(frozen=True, slots=True)
class Grounds:
    """What needs are found in: the review, the plan, and what was asked."""

    view: audits.Overview | None
    planned: Sequence[Action]
    asked: Sequence[Asked]


def needs(tx: Transaction, me: SignedIn, grounds: Grounds) -> tuple[Need, ...]:
    """All that waits for this person; the page shows the first few."""
    view, found = grounds.view, list[Need]()
    if _is_alone(tx, me, view):
        found.append(_people_need())
    if view is not None and view.round is not None:
        found += _needs_of_round(view, view.round)
    elif view is not None and view.may_start and not view.solo:
        found.append(_start_need())
    if may(me.member, Act.BACK_UP) and not house_key_was_confirmed(tx):
        found.append(_house_key_need())
    if my_key.is_to_be_tried(tx, me):
        found.append(_my_key_need())
    if view is not None and may(me.member, Act.RUN_ROUND, Matter(view.team.team_id, view.round)):
        found += _needs_of_plan(tx, me, view, grounds)
    return tuple(found)


def supervision_needs(lines: HomeLines) -> tuple[Need, ...]:
    """Summaries that wait for me, and supervision that was lost again and again: this is the asking to protect it."""
    found = []
    if n := len(lines.waiting):
        title = plural("A summary waits for you", "{n} summaries wait for you", n).format(n=n)
        words = _("Read what was written down together, and agree or say how you see it.")
        found.append(Need("users", title, words, _("Read"), "supervision"))
    for lost in lines.to_protect:
        title = _("{who} has lost {supervision} {n} times in a row")
        found.append(
            Need(
                "calendar-blank",
                title.format(who=lost.supervisee_name, n=lost.times),
                _("You are asked to protect the next one."),
                _("Protect it"),
                "supervision",
            )
        )
    return tuple(found)


def survey_needs(lines: Sequence[SurveyLine]) -> tuple[Need, ...]:
    """What surveys wait for from this person: as a keeper, or because the team was to hear by now.

    That somebody may answer is no need: a card tells everybody who is asked, in the same words.
    """
    found = (_need_of_survey(line) for line in lines)
    return tuple(need for need in found if need is not None)


def _need_of_survey(line: SurveyLine) -> Need | None:
    if line.duty is Duty.APPROVE:
        words = _("{title}: read the plan and the names. It takes a minute.").format(title=line.title)
        return Need("key", _("You’re asked to keep a key"), words, _("Look"), "survey-keys", line.survey_id)
    if line.may_open:
        words = _("{title}: all three keepers agree to the plan.").format(title=line.title)
        return Need(
            "lock-simple-open", _("Your survey can open"), words, _("Look"), "plan-survey", line.survey_id
        )
    if line.duty in {Duty.TURN_FIRST, Duty.TURN_SECOND}:
        words = _("{title} has closed. Any two of you three open the box.").format(title=line.title)
        return Need("key", _("Turn your key"), words, _("Turn it"), "survey-keys", line.survey_id)
    if not (line.overdue and line.may_plan):
        return None
    day = day_words(line.report_by)
    words = _("{title}: the team was to hear by {day}.").format(title=line.title, day=day)
    if line.state is SurveyState.REPORTED:
        title = _("Say back what the survey told you")
        return Need("megaphone-simple", title, words, _("Say it back"), "survey-results", line.survey_id)
    return Need("megaphone-simple", _("The team is waiting to hear"), words, _("Look"), "wellbeing")


def _my_key_need() -> Need:
    return Need(
        "key",
        _("Try out your My key"),
        _("Type the sheet back once, while another one can still be made."),
        _("Try it"),
        "settings",
        "my-key",
    )


def _people_need() -> Need:
    return Need(
        "user-plus",
        _("Add the people of your team"),
        _("Each gets a one-time code. Who only rates needs none: slips come with the review."),
        _("Add"),
        "people",
    )


def _start_need() -> Need:
    return Need(
        "clipboard-text",
        _("Start this quarter’s review"),
        _("The short form is 12 topics, and one theme in full."),
        _("Start"),
        "start-review",
    )


def _house_key_need() -> Need:
    return Need(
        "key",
        _("Print the House key"),
        _("It opens this workspace on a new computer if all passwords are lost."),
        _("Print it"),
        "settings",
        "house-key",
    )


def _needs_of_plan(
    tx: Transaction,
    me: SignedIn,
    view: audits.Overview,
    grounds: Grounds,
) -> list[Need]:
    """What the plan waits for, from whoever keeps it."""
    today, found = me.clock.today(), list[Need]()
    planned, asked = grounds.planned, grounds.asked
    if (waiting := to_carry(tx, view.round)) is not None:
        n = len(waiting.actions)
        words = plural("{n} action came over from {season}", "{n} actions came over from {season}", n)
        title = words.format(n=n, season=waiting.quarter.season)
        line = _("Keep, change or let go, one by one.")
        found.append(Need("arrow-bend-up-right", title, line, _("Decide"), "plan", "carry"))
    for action in [a for a in planned if a.is_stuck][:1]:
        line = _("Carried three times: shrink it, drop it or ask for help.")
        found.append(Need("clock-counter-clockwise", action.what, line, _("Look"), "plan", action.action_id))
    if nobodys := [a for a in planned if a.is_open and a.owner_id is None]:
        n = len(nobodys)
        title = plural("{n} action needs an owner", "{n} actions need an owner", n).format(n=n)
        found.append(Need("user", title, nobodys[0].what, _("Choose"), "plan", nobodys[0].action_id))
    for late in [a for a in asked if a.is_late(today)][:1]:
        title = _("No reply yet from {who}").format(who=late.of.strip() or _("those we asked"))
        found.append(Need("chat-circle", title, late.what, _("Note a reply"), "plan", "asks"))
    return found


def _is_alone(tx: Transaction, me: SignedIn, view: audits.Overview | None) -> bool:
    """Whether a team has nobody in it yet but the one who made it and may let others in."""
    if view is None or view.solo or not may(me.member, Act.ADD_PEOPLE, Matter(view.team.team_id)):
        return False
    return len(people.members_of(tx, view.team.team_id)) < 2


def _needs_of_round(view: audits.Overview, audit_round: AuditRound) -> list[Need]:
    until = day_words(audit_round.closes_on)
    match audit_round.state:
        case RoundState.OPEN if view.i_rate and not view.finished_mine:
            return [
                Need(
                    "clipboard-text",
                    _("Rate your part in private"),
                    _("Open until {day}. You can stop at any point.").format(day=until),
                    _("Rate"),
                    "rate",
                    audit_round.round_id,
                )
            ]
        case RoundState.CLOSED if view.may_open:
            return [
                Need(
                    "lock-simple-open",
                    _("Open the ratings together"),
                    _("Two of the openers, with the team in the room."),
                    _("Open"),
                    "review",
                )
            ]
        case RoundState.REVEALED | RoundState.AGREEING if view.may_run:
            return [
                Need(
                    "chat-circle-text",
                    _("Talk it through"),
                    _("The ratings are open. Widest views come first."),
                    _("Go on"),
                    "meeting",
                    audit_round.round_id,
                )
            ]
        case _:
            return []
