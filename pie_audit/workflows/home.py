"""Home: where we are and what needs me, in ten seconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from pie_audit.domain.board import Board
from pie_audit.domain.plan import Action, ActionStatus
from pie_audit.domain.quarter import Quarter, iso_week
from pie_audit.domain.reply import Asked
from pie_audit.domain.small_logs import Win
from pie_audit.domain.team import Role, Team, WorkspaceKind
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import people, shares, small_logs, team_parts
from pie_audit.storage import plans as actions
from pie_audit.storage import teams as groups
from pie_audit.words import DEFAULT_WORDS, _, plural
from pie_audit.workflows import audits, first_lines, replies, self_record
from pie_audit.workflows import board as boards
from pie_audit.workflows.carrying import here_now, with_owner_here
from pie_audit.workflows.first_lines import LineBefore
from pie_audit.workflows.home_needs import MOST_NEEDS, Grounds, needs, survey_needs
from pie_audit.workflows.home_parts import part_needs
from pie_audit.workflows.home_sessions import (
    MyTime,
    NextSession,
    TimeHeld,
    my_time,
    next_of_team,
    time_held,
)
from pie_audit.workflows.own_words import words_for
from pie_audit.workflows.permissions import Act, Matter, may
from pie_audit.workflows.surveys.overview import asked_of
from pie_audit.workflows.surveys.views import SurveyLine
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.unlock import Me, SignedIn, acting
from pie_audit.workflows.what_waits import Need

__all__ = ["MOST_NEEDS", "DueAction", "Home", "Need", "home", "whereabouts"]

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

WEEKS = 13
"""In a quarter; the odd day or two at its end belong to the last one."""

MOST_DUE = 4
MOST_WINS = 2
MOST_SHARED = 3
_LATELY = timedelta(days=35)


@dataclass(frozen=True, slots=True)
class DueAction:
    """An action whose day is near or past. `overdue` is empty, or says how long in words; `is_mine` if I hold it."""

    action: Action
    owner: str
    overdue: str
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class SharedLately:
    """A copy that somebody gave me; what it says is behind a click."""

    by: str
    week: str


@dataclass(frozen=True, slots=True)
class Mine:
    """What is mine alone: my sessions, who shared a page with me, and what I said “Not today” to this week."""

    time: MyTime
    shared: tuple[SharedLately, ...]
    declined: frozenset[str]


@dataclass(frozen=True, slots=True)
class Home:
    """Everything that Home shows but one's own pages. `layout` is manager, staff or leader; `solo` is just me.

    `needs` are the most pressing first; the page shows `MOST_NEEDS`. `carried` counts open actions that came from
    an earlier plan, `stuck` are those that came three times. `asked` is what was asked and what came back. Nothing
    reminds anybody while it is `quiet_until` a day. `next_sessions` and `held` are the team's, by kind; for managers.
    `surveys` are open and ask this person to answer, whether they have or not. `board` is what teams shared, for leaders.
    `noted` are lines from before signing in that wait to be noted or kept.
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
    solo: bool
    mine: Mine
    wins: tuple[Win, ...]
    next_sessions: tuple[NextSession, ...]
    held: TimeHeld | None
    quiet_until: date | None
    surveys: tuple[SurveyLine, ...] = ()
    board: Board | None = None
    parts: frozenset[TeamPart] = frozenset()
    noted: tuple[LineBefore, ...] = ()


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The teams that somebody may look at, the one in hand, what that one uses of everyday practice, and its words.

    Whoever leads several teams reads the default words: they would change under them from team to team.
    """

    teams: tuple[Team, ...]
    team: Team | None
    parts: frozenset[TeamPart] = frozenset()
    words: Mapping[str, str] = field(default_factory=lambda: DEFAULT_WORDS)


def whereabouts(tx: Transaction, me: Me, team_id: str | None = None) -> Whereabouts:
    """What the sidebar needs to know: `team_id` if it may be read, else the first team, else none."""
    teams = _my_teams(tx, acting(me))
    team = next((t for t in teams if t.team_id == team_id), teams[0] if teams else None)
    if team is None:
        return Whereabouts(teams, team)
    over_several = len(teams) > 1 and may(acting(me).member, Act.KEEP_BOARD)
    words = DEFAULT_WORDS if over_several else words_for(tx, team.team_id)
    return Whereabouts(teams, team, team_parts.parts_of(tx, team.team_id), words)


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
    own, layout = _mine(tx, mine), _layout(mine, has_team=team is not None)
    quiet_until = _quiet_until(tx, team, today)
    grounds = Grounds(view, found, asked)
    surveys = asked_of(tx, me)
    runs = team is not None and layout == Role.MANAGER.value
    of_parts = part_needs(tx, mine, team.team_id, here.parts) if team and not quiet_until else ()
    return Home(
        name=mine.member.name,
        layout=layout,
        teams=here.teams,
        team=team,
        quarter=quarter,
        today=today,
        week_of_quarter=min(WEEKS, (today - quarter.first_day).days // 7 + 1),
        weeks_in_quarter=WEEKS,
        overview=view,
        needs=() if quiet_until else (*survey_needs(surveys), *needs(tx, mine, grounds), *of_parts),
        due=_due(tx, found, mine),
        actions_done=sum(1 for a in found if a.status is ActionStatus.DONE),
        actions_all=len(found),
        carried=sum(1 for a in found if a.is_open and a.carried_count),
        stuck=tuple(a for a in found if a.is_stuck),
        asked=asked,
        demo=mine.workspace_kind is WorkspaceKind.DEMO,
        solo=mine.workspace_kind is WorkspaceKind.SOLO,
        mine=own,
        wins=_wins_lately(tx, team, today) if TeamPart.WINS in here.parts else (),
        next_sessions=next_of_team(tx, team.team_id, today) if team and runs else (),
        held=time_held(tx, team.team_id, today) if team and runs else None,
        quiet_until=quiet_until,
        surveys=() if quiet_until else tuple(line for line in surveys if line.asked),
        board=boards.board(tx, me) if may(mine.member, Act.KEEP_BOARD) else None,
        parts=here.parts,
        noted=first_lines.noted_before(tx, me, here.parts) if team else (),
    )


def decline(tx: Transaction, me: Me, card: str) -> Undoable:
    """“Not today”: a card of Home stays away for the week."""
    before = self_record.load(tx, me).quiet
    self_record.quieten(tx, me, card)
    return Undoable(card, _("Left it for this week"), partial(_offer_again, quiet=dict(before)))


def _offer_again(tx: Transaction, me: Me, *, quiet: dict[str, str]) -> None:
    self_record.change(tx, me, quiet=quiet)


def _mine(tx: Transaction, mine: SignedIn) -> Mine:
    remembered = self_record.load(tx, mine)
    notes = [n for n in shares.notes_for(tx, mine.member.person_id) if n.ended_week is None][:MOST_SHARED]
    names = {m.person_id: m.name for m in people.list_members(tx, with_left=True)}
    return Mine(
        time=my_time(tx, mine),
        shared=tuple(SharedLately(names[n.author_id], n.shared_week) for n in notes),
        declined=frozenset(
            what for what in remembered.quiet if self_record.is_quiet(remembered, what, mine.week)
        ),
    )


def _wins_lately(tx: Transaction, team: Team | None, today: date) -> tuple[Win, ...]:
    if team is None:
        return ()
    from pie_audit.storage import latest_logs

    since = iso_week(today - _LATELY)
    return latest_logs.wins_since(tx, team.team_id, since, MOST_WINS)


def _quiet_until(tx: Transaction, team: Team | None, today: date) -> date | None:
    """After something happened, no reminder of the team comes up to and including this day."""
    found = small_logs.hard_times_of(tx, team.team_id) if team else ()
    return max((h.quiet_until for h in found if h.day <= today <= h.quiet_until), default=None)


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


def _layout(me: SignedIn, *, has_team: bool) -> str:
    """Whoever leads and has a team of their own as well keeps that team's Home."""
    roles = me.member.roles
    if Role.MANAGER in roles and (has_team or Role.LEADER not in roles):
        return Role.MANAGER.value
    if Role.LEADER in roles and not has_team:
        return Role.LEADER.value
    return Role.STAFF.value if Role.STAFF in roles else Role.LEADER.value


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
