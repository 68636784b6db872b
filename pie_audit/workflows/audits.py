"""Our review from set-up to closing: what a team sees of its round, and the steps that move it on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.audit import (
    AuditRound,
    Invited,
    Outcome,
    RoundState,
)
from pie_audit.domain.plan import ActionStatus
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import Asked
from pie_audit.domain.team import Team, WorkspaceKind
from pie_audit.storage import agreements, people, reveals, teams
from pie_audit.storage import audits as rounds
from pie_audit.storage import plans as actions
from pie_audit.storage import sheets as sealed_sheets
from pie_audit.workflows import own_sheets, questions, replies, seats
from pie_audit.workflows.meetings import has_few_raters
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.progress import ThemeProgress, theme_progress
from pie_audit.workflows.review_steps import ReviewStep, how_far, steps_of
from pie_audit.workflows.starting import looks_back, may_start
from pie_audit.workflows.unlock import Me, SignedIn, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class LastTime:
    """What came of the round before this one. Of fewer than five raters `dissents` is no number to tell."""

    round_id: str
    quarter: Quarter
    agreed: int
    dissents: int
    few_raters: bool
    actions_done: int
    actions: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that the page “Our review” shows. `done` is how many say so, never who.

    `asked` are the perspectives; `asked_before` is what the last plans asked of others, and what came back.
    `looks_back`: two years lie behind, and the long view belongs to this quarter.
    """

    team: Team
    quarter: Quarter
    round: AuditRound | None
    steps: tuple[ReviewStep, ...]
    progress: tuple[ThemeProgress, ...]
    finished_mine: bool
    i_rate: bool
    asked: tuple[Invited, ...]
    done: int | None
    openers: tuple[str, ...]
    last: LastTime | None
    asked_before: tuple[Asked, ...]
    today: date
    may_start: bool
    may_run: bool
    may_hand_out_slips: bool
    may_open: bool
    solo: bool
    own_sheet_kept: bool = False
    looks_back: bool = False

    @property
    def everybody_is_done(self) -> bool:
        """Whether everybody who holds a sheet says so, as far as this person is told."""
        return self.done is not None and 0 < self.asked_in_all <= self.done

    @property
    def asked_in_all(self) -> int:
        """Everybody who holds a sheet."""
        return sum(invited.asked for invited in self.asked)


def overview(tx: Transaction, me: Me, team_id: str) -> Overview:
    """The team's review this quarter, as far as this person may see it."""
    member = acting(me).member
    require(member, Act.READ_TEAM, Matter(team_id))
    quarter = Quarter.of(acting(me).clock.today())
    audit_round = _round_in_hand(tx, team_id, quarter)
    team = teams.load_team(tx, team_id)
    if audit_round is None:
        return _no_round(tx, acting(me), team, quarter)
    return _overview_of(tx, acting(me), team, audit_round)


def _round_in_hand(tx: Transaction, team_id: str, quarter: Quarter) -> AuditRound | None:
    """The round that hasn't ended; else this quarter's, signed off already."""
    running = rounds.current_round(tx, team_id)
    if running is not None:
        return running
    kept = [r for r in rounds.rounds_of_team(tx, team_id) if r.state is not RoundState.ABANDONED]
    return next((r for r in kept if r.quarter == quarter), None)


def _no_round(tx: Transaction, me: SignedIn, team: Team, quarter: Quarter) -> Overview:
    return Overview(
        team=team,
        quarter=quarter,
        round=None,
        steps=steps_of(None),
        progress=(),
        finished_mine=False,
        i_rate=False,
        asked=(),
        done=None,
        openers=(),
        last=_last_time(tx, team.team_id, None),
        asked_before=replies.asked_by_now(tx, team.team_id, me.clock.today()),
        today=me.clock.today(),
        may_start=may_start(me.member, team.team_id),
        may_run=False,
        may_hand_out_slips=False,
        may_open=False,
        solo=me.workspace_kind is WorkspaceKind.SOLO,
        looks_back=looks_back(tx, team.team_id),
    )


def _overview_of(tx: Transaction, me: SignedIn, team: Team, audit_round: AuditRound) -> Overview:
    matter = Matter.of(audit_round)
    is_rated = audit_round.is_rated_on(me.clock.today())
    sheet = seats.my_sheet(tx, me, audit_round) if is_rated else None
    may_run = may(me.member, Act.RUN_ROUND, matter)
    is_open = audit_round.state in {RoundState.OPEN, RoundState.CLOSED}
    names = {m.person_id: m.name for m in people.list_members(tx, with_left=True)}
    return Overview(
        team=team,
        quarter=audit_round.quarter,
        round=audit_round,
        steps=steps_of(audit_round, how_far(tx, audit_round)),
        progress=_my_progress(tx, audit_round, sheet) if sheet else (),
        finished_mine=bool(sheet and sheet.done),
        i_rate=sheet is not None,
        asked=audit_round.invited,
        done=sealed_sheets.count_done(tx, audit_round.round_id) if is_open and may_run else None,
        openers=tuple(names[person_id] for person_id in audit_round.openers),
        last=_last_time(tx, team.team_id, audit_round),
        asked_before=replies.asked_before(tx, audit_round),
        today=me.clock.today(),
        may_start=audit_round.has_ended and may_start(me.member, team.team_id),
        may_run=may_run,
        may_hand_out_slips=may(me.member, Act.HAND_OUT_SLIPS, matter),
        may_open=may(me.member, Act.OPEN_ROUND, matter),
        own_sheet_kept=own_sheets.holds_own_sheet(tx, me, audit_round.round_id),
        solo=me.workspace_kind is WorkspaceKind.SOLO,
        looks_back=looks_back(tx, team.team_id),
    )


def _my_progress(tx: Transaction, audit_round: AuditRound, mine: seats.MySheet) -> tuple[ThemeProgress, ...]:
    asked_all = questions.of_round(tx, audit_round)
    asked = questions.asked(asked_all, audit_round, mine.sheet.perspective)
    return theme_progress(asked_all, asked, mine.sheet)


def _last_time(tx: Transaction, team_id: str, current: AuditRound | None) -> LastTime | None:
    """The last signed round: its numbers of agreements and actions, never its levels."""
    signed = [
        r
        for r in rounds.rounds_of_team(tx, team_id)
        if r.state in {RoundState.SIGNED, RoundState.CARRIED}
        and (current is None or r.round_id != current.round_id)
    ]
    if not signed:
        return None
    last = max(signed, key=lambda r: r.quarter)
    records = agreements.load_consensus(tx, last.round_id).values()
    done = actions.actions_of_round(tx, last.round_id)
    return LastTime(
        last.round_id,
        last.quarter,
        sum(1 for c in records if c.outcome is Outcome.AGREED),
        len(agreements.load_dissents(tx, last.round_id)),
        has_few_raters(reveals.load_reveal(tx, last.round_id)),
        sum(1 for a in done if a.status is ActionStatus.DONE),
        len(done),
    )
