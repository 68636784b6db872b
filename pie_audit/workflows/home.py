"""Home: where we are and what needs me, in ten seconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.domain.day import day_words
from pie_audit.domain.plan import Action, ActionStatus
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import Asked
from pie_audit.domain.team import Role, Team, WorkspaceKind
from pie_audit.storage import people
from pie_audit.storage import plans as actions
from pie_audit.storage import teams as groups
from pie_audit.words import _, plural
from pie_audit.workflows import audits, replies
from pie_audit.workflows.carrying import here_now, to_carry, with_owner_here
from pie_audit.workflows.permissions import Act, Matter, may
from pie_audit.workflows.unlock import Me, SignedIn, acting, house_key_was_confirmed

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

WEEKS = 13
"""In a quarter; the odd day or two at its end belong to the last one."""

MOST_NEEDS = 3
MOST_DUE = 4


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits for me, with a verb; `area` and `argument` say where it is done."""

    icon: str
    title: str
    line: str
    verb: str
    area: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class DueAction:
    """An action whose day is near or past. `overdue` is empty, or says how long in words; `is_mine` if I hold it."""

    action: Action
    owner: str
    overdue: str
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class Home:
    """Everything that Home shows. `layout` is manager, staff or leader.

    `needs` are the most pressing first; the page shows `MOST_NEEDS`. `carried` counts open actions that came from
    an earlier plan, `stuck` are those that came three times. `asked` is what was asked and what came back.
    """

    name: str
    layout: str
    teams: tuple[Team, ...]
    team: Team | None
    quarter: Quarter
    today: date
    week_of_quarter: int
    weeks_in_quarter: int
    overview: audits.Overview | None
    needs: tuple[Need, ...]
    due: tuple[DueAction, ...]
    actions_done: int
    actions_all: int
    carried: int
    stuck: tuple[Action, ...]
    asked: tuple[Asked, ...]
    demo: bool


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The teams that somebody may look at, and the one in hand."""

    teams: tuple[Team, ...]
    team: Team | None


def whereabouts(tx: Transaction, me: Me, team_id: str | None = None) -> Whereabouts:
    """What the sidebar needs to know: `team_id` if it may be read, else the first team, else none."""
    teams = _my_teams(tx, acting(me))
    return Whereabouts(teams, next((t for t in teams if t.team_id == team_id), teams[0] if teams else None))


def home(tx: Transaction, me: Me, team_id: str | None = None) -> Home:
    """Home of whoever is signed in, for one of their teams."""
    mine = acting(me)
    today = mine.clock.today()
    quarter = Quarter.of(today)
    here = whereabouts(tx, me, team_id)
    team = here.team
    view = audits.overview(tx, me, team.team_id) if team else None
    found = _in_plan(tx, team)
    asked = replies.asked_by_now(tx, team.team_id, today) if team else ()
    return Home(
        name=mine.member.name,
        layout=_layout(mine),
        teams=here.teams,
        team=team,
        quarter=quarter,
        today=today,
        week_of_quarter=min(WEEKS, (today - quarter.first_day).days // 7 + 1),
        weeks_in_quarter=WEEKS,
        overview=view,
        needs=_needs(tx, mine, view, found, asked),
        due=_due(tx, found, mine),
        actions_done=sum(1 for a in found if a.status is ActionStatus.DONE),
        actions_all=len(found),
        carried=sum(1 for a in found if a.is_open and a.carried_count),
        stuck=tuple(a for a in found if a.is_stuck),
        asked=asked,
        demo=mine.workspace_kind is WorkspaceKind.DEMO,
    )


def _in_plan(tx: Transaction, team: Team | None) -> tuple[Action, ...]:
    """The team's actions; one that was carried forward counts once, in its latest plan."""
    if team is None:
        return ()
    here = here_now(tx, team.team_id)
    found = actions.actions_of_team(tx, team.team_id)
    return tuple(with_owner_here(a, here) for a in found if a.status is not ActionStatus.CARRIED)


def _my_teams(tx: Transaction, me: SignedIn) -> tuple[Team, ...]:
    return tuple(
        team for team in groups.list_teams(tx) if may(me.member, Act.READ_TEAM, Matter(team.team_id))
    )


def _layout(me: SignedIn) -> str:
    if Role.MANAGER in me.member.roles:
        return Role.MANAGER.value
    return Role.STAFF.value if Role.STAFF in me.member.roles else Role.LEADER.value


def _needs(
    tx: Transaction,
    me: SignedIn,
    view: audits.Overview | None,
    planned: Sequence[Action],
    asked: Sequence[Asked],
) -> tuple[Need, ...]:
    found: list[Need] = []
    if _is_alone(tx, me, view):
        found.append(_people_need())
    if view is not None and view.round is not None:
        found += _needs_of_round(view, view.round)
    elif view is not None and view.may_start and not view.solo:
        found.append(_start_need())
    if may(me.member, Act.BACK_UP) and not house_key_was_confirmed(tx):
        found.append(_house_key_need())
    if view is not None and may(me.member, Act.RUN_ROUND, Matter(view.team.team_id, view.round)):
        found += _needs_of_plan(tx, me, view, planned, asked)
    return tuple(found)


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
    planned: Sequence[Action],
    asked: Sequence[Asked],
) -> list[Need]:
    """What the plan waits for, from whoever keeps it."""
    today, found = me.clock.today(), list[Need]()
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


def _due(tx: Transaction, found: Sequence[Action], me: SignedIn) -> tuple[DueAction, ...]:
    """The soonest that are due or to be looked at again; those that I hold come first."""
    today = me.clock.today()
    waiting = [a for a in found if a.is_open and day_of(a) is not None]
    names = {m.person_id: m.name for m in people.list_members(tx)} if waiting else {}
    due = [
        DueAction(
            a,
            names.get(a.owner_id or "", _("needs owner")),
            overdue_words(a, today),
            a.owner_id == me.member.person_id,
        )
        for a in waiting
    ]
    return tuple(sorted(due, key=lambda d: (not d.is_mine, day_of(d.action) or today))[:MOST_DUE])


def day_of(action: Action) -> date | None:
    """When an action wants to be looked at: by its day, or on the day to look again."""
    return action.due or action.review_on


def overdue_words(action: Action, today: date) -> str:
    """How long past its day an action is; empty while it isn't."""
    if action.due is None or not action.is_overdue(today):
        return ""
    weeks, days = divmod((today - action.due).days, 7)
    if weeks:
        return plural("A week over", "{n} weeks over", weeks).format(n=weeks)
    return plural("A day over", "{n} days over", days).format(n=days)
