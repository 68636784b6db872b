"""Our review from set-up to closing: what a team sees of its round, and the steps that move it on."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pie_audit.domain.audit import (
    MINIMUM_GROUP,
    AuditRound,
    Invited,
    Outcome,
    RoundState,
)
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import ActionStatus
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Questionnaire, Scope, Theme
from pie_audit.domain.team import Member, Perspective, Role, Team, WorkspaceKind
from pie_audit.storage import agreements, people, teams
from pie_audit.storage import audits as rounds
from pie_audit.storage import plans as actions
from pie_audit.storage import sheets as sealed_sheets
from pie_audit.vault.rounds import Opener, make_round
from pie_audit.words import _, day_words, weekday_words
from pie_audit.workflows import questions, seats
from pie_audit.workflows.notes import note
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.progress import ThemeProgress, theme_progress
from pie_audit.workflows.unlock import Me, SignedIn, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

RATING_DAYS = 14


@dataclass(frozen=True, slots=True)
class Step:
    """One of the six steps of a round; `state` is done, now or next."""

    title: str
    line: str
    state: str


@dataclass(frozen=True, slots=True)
class LastTime:
    """What came of the round before this one."""

    quarter: Quarter
    agreed: int
    dissents: int
    actions_done: int
    actions: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that the page “Our review” shows. `done` is how many say so, never who."""

    team: Team
    quarter: Quarter
    round: AuditRound | None
    steps: tuple[Step, ...]
    progress: tuple[ThemeProgress, ...]
    finished_mine: bool
    i_rate: bool
    asked: tuple[Invited, ...]
    done: int | None
    openers: tuple[str, ...]
    last: LastTime | None
    may_start: bool
    may_run: bool
    may_hand_out_slips: bool
    may_open: bool
    solo: bool

    @property
    def asked_in_all(self) -> int:
        """Everybody who holds a sheet."""
        return sum(invited.asked for invited in self.asked)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could rate or open. `ready` once they have signed in; before that they have no key."""

    person_id: str
    name: str
    manages: bool
    ready: bool


@dataclass(frozen=True, slots=True)
class StartChoices:
    """What the page that starts a quarter offers, with the usual choice of each."""

    team: Team
    quarters: tuple[Quarter, ...]
    questionnaire_title: str
    themes: tuple[Theme, ...]
    optional_themes: tuple[Theme, ...]
    suggested_theme: Theme
    topics_asked: Mapping[tuple[Scope, str], int]
    candidates: tuple[Candidate, ...]
    opens_on: date
    closes_on: date
    talk_on: date
    minimum: int
    solo: bool


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """What was chosen on that page. `raters` are accounts with the perspective each rates from.

    `facilitator_id` is who runs the round; empty for whoever starts it.
    """

    team_id: str
    quarter: Quarter
    scope: Scope
    theme_id: str | None
    openers: tuple[str, ...]
    raters: tuple[tuple[str, Perspective], ...]
    opens_on: date
    closes_on: date
    talk_on: date | None = None
    optional_themes: frozenset[str] = frozenset()
    minimum: int = MINIMUM_GROUP
    together_only: bool = False
    facilitator_id: str = ""


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
        may_start=may_start(me.member, team.team_id),
        may_run=False,
        may_hand_out_slips=False,
        may_open=False,
        solo=me.workspace_kind is WorkspaceKind.SOLO,
    )


def _overview_of(tx: Transaction, me: SignedIn, team: Team, audit_round: AuditRound) -> Overview:
    matter = Matter.of(audit_round)
    sheet = seats.my_sheet(tx, me, audit_round) if audit_round.state is RoundState.OPEN else None
    is_open = audit_round.state in {RoundState.OPEN, RoundState.CLOSED}
    return Overview(
        team=team,
        quarter=audit_round.quarter,
        round=audit_round,
        steps=steps_of(audit_round),
        progress=_my_progress(tx, audit_round, sheet) if sheet else (),
        finished_mine=bool(sheet and sheet.done),
        i_rate=sheet is not None,
        asked=audit_round.invited,
        done=sealed_sheets.count_done(tx, audit_round.round_id) if is_open else None,
        openers=tuple(people.load_member(tx, person).name for person in audit_round.openers),
        last=_last_time(tx, team.team_id, audit_round),
        may_start=audit_round.has_ended and may_start(me.member, team.team_id),
        may_run=may(me.member, Act.RUN_ROUND, matter),
        may_hand_out_slips=may(me.member, Act.HAND_OUT_SLIPS, matter),
        may_open=may(me.member, Act.OPEN_ROUND, matter),
        solo=me.workspace_kind is WorkspaceKind.SOLO,
    )


def _my_progress(tx: Transaction, audit_round: AuditRound, mine: seats.MySheet) -> tuple[ThemeProgress, ...]:
    asked_all = questions.of_round(tx, audit_round)
    asked = questions.asked(asked_all, audit_round, mine.sheet.perspective)
    return theme_progress(asked_all, asked, mine.sheet)


def may_start(member: Member, team_id: str) -> bool:
    """A manager of the team starts its round, and may name anybody of the team to facilitate it from then on."""
    return may(member, Act.RUN_ROUND, Matter(team_id))


def start_choices(tx: Transaction, me: Me, team_id: str) -> StartChoices:
    """What can be chosen for a new round, and what is usual."""
    acting_me = acting(me)
    _require_start(acting_me, team_id)
    today = acting_me.clock.today()
    review = questions.bundled()
    before = [r for r in rounds.rounds_of_team(tx, team_id) if r.state is not RoundState.ABANDONED]
    this_quarter = Quarter.of(today)
    taken = {r.quarter for r in before}
    free = tuple(q for q in (this_quarter, this_quarter.plus(1), this_quarter.plus(-1)) if q not in taken)
    return StartChoices(
        team=teams.load_team(tx, team_id),
        quarters=free,
        questionnaire_title=review.title,
        themes=tuple(t for t in review.themes if not t.optional),
        optional_themes=tuple(t for t in review.themes if t.optional),
        suggested_theme=review.theme_for_round(len(before)),
        topics_asked=_topics_asked(review),
        candidates=tuple(_candidates(tx, team_id)),
        opens_on=today,
        closes_on=today + timedelta(days=RATING_DAYS),
        talk_on=today + timedelta(days=RATING_DAYS + 3),
        minimum=MINIMUM_GROUP,
        solo=acting_me.workspace_kind is WorkspaceKind.SOLO,
    )


def _topics_asked(review: Questionnaire) -> dict[tuple[Scope, str], int]:
    """How many topics the team is asked, for each scope and theme in full."""
    return {
        (scope, theme.id): len(review.topics_for(scope, theme_id=theme.id, perspective=Perspective.TEAM))
        for scope in Scope
        for theme in review.themes
    }


def _candidates(tx: Transaction, team_id: str) -> Iterable[Candidate]:
    for member in people.members_of(tx, team_id):
        ready = people.load_user_key(tx, member.person_id) is not None
        yield Candidate(member.person_id, member.name, team_id in member.manages, ready)


def start_round(tx: Transaction, me: Me, plan: RoundPlan) -> str:
    """Open a round: freeze the questions, seal a blank sheet for each account, share the round's key out.

    Returns the round's id. Raises NotNow when the quarter is taken, nobody is asked, an opener or rater hasn't
    signed in yet, or the openers are too few: two of three open together (two of two with two accounts).
    """
    acting_me = acting(me)
    _require_start(acting_me, plan.team_id)
    round_id = secrets.token_hex(16)
    public_key, shares = (b"", ()) if plan.together_only else make_round(round_id, _openers(tx, plan))
    audit_round = _round_from(acting_me, plan, round_id, public_key)
    rounds.save_round(tx, audit_round)
    sealed_sheets.save_key_shares(tx, shares)
    questions.freeze(tx, audit_round)
    if not plan.together_only:
        _require_raters(plan)
        seats.seat_accounts(tx, audit_round, plan.raters)
    first = RoundState.AGREEING if plan.together_only else RoundState.OPEN
    move_round(tx, acting_me, audit_round, first, "")
    return round_id


def _openers(tx: Transaction, plan: RoundPlan) -> list[Opener]:
    found = []
    for person_id in plan.openers:
        user_key = people.load_user_key(tx, person_id)
        if user_key is None:
            raise NotNow(
                _("{name} can’t be an opener yet: they haven’t signed in.").format(
                    name=people.load_member(tx, person_id).name
                ),
                _("Wait until they have, or name somebody else."),
            )
        found.append(Opener(person_id, user_key.xpk))
    return found


def _require_raters(plan: RoundPlan) -> None:
    if len({person for person, _perspective in plan.raters}) != len(plan.raters):
        raise NotNow(_("Somebody is asked twice."), _("Choose one perspective for each person."))
    if not plan.raters:
        raise NotNow(
            _("Nobody is asked yet."), _("Choose at least one person; slips can be added after the start.")
        )


def _round_from(me: SignedIn, plan: RoundPlan, round_id: str, public_key: bytes) -> AuditRound:
    review = questions.bundled()
    counted = [Invited(p, sum(1 for _person, seen in plan.raters if seen is p), 0) for p in Perspective]
    return AuditRound(
        round_id=round_id,
        team_id=plan.team_id,
        quarter=plan.quarter,
        state=RoundState.DRAFT,
        questionnaire_id=review.id,
        questionnaire_version=review.version,
        scope=plan.scope.value,
        theme_id=plan.theme_id if plan.scope is Scope.SHORT_AND_THEME else None,
        optional_themes=plan.optional_themes,
        facilitator_id=plan.facilitator_id or me.member.person_id,
        openers=plan.openers,
        opens_on=plan.opens_on,
        closes_on=plan.closes_on,
        talk_on=plan.talk_on,
        minimum=plan.minimum,
        together_only=plan.together_only,
        public_key=public_key,
        slip_salt=secrets.token_bytes(16),
        invited=tuple(i for i in counted if i.asked),
    )


def close_round(tx: Transaction, me: Me, round_id: str) -> None:
    """Nobody can rate any more; slips are void. It can be reopened until it is opened together."""
    _move(tx, me, round_id, RoundState.CLOSED, "")


def reopen_round(tx: Transaction, me: Me, round_id: str, why: str, closes_on: date) -> None:
    """Let people rate again, before the opening only, with a note that all raters see and a new last day."""
    if not why.strip():
        raise NotNow(_("Opening the rating again needs a note to everybody."), _("Write a line on why."))
    moved = _move(tx, me, round_id, RoundState.OPEN, why)
    rounds.save_round(tx, replace(moved, closes_on=max(closes_on, moved.opens_on)))


def abandon_round(tx: Transaction, me: Me, round_id: str, why: str) -> None:
    """End a round without a plan, with a reason: sealed sheets are destroyed, and the quarter is free again."""
    if not why.strip():
        raise NotNow(_("Abandoning a review needs a reason."), _("Write a line on why."))
    _move(tx, me, round_id, RoundState.ABANDONED, why)


def _move(tx: Transaction, me: Me, round_id: str, to: RoundState, why: str) -> AuditRound:
    acting_me = acting(me)
    audit_round = rounds.load_round(tx, round_id)
    require(acting_me.member, Act.RUN_ROUND, Matter.of(audit_round))
    return move_round(tx, acting_me, audit_round, to, why)


def move_round(
    tx: Transaction, me: SignedIn, audit_round: AuditRound, to: RoundState, why: str
) -> AuditRound:
    """Take a step that is allowed, and keep who (role), which week and why."""
    role = role_in(me, audit_round)
    moved = rounds.set_state(tx, audit_round.round_id, to, role=role, week=me.week, why=why)
    note(tx, me, f"round {to.value}", audit_round.round_id, "round")
    return moved


def role_in(me: SignedIn, audit_round: AuditRound) -> str:
    """In what capacity this person acts: never their name."""
    if audit_round.team_id in me.member.manages:
        return Role.MANAGER.value
    return "facilitator" if audit_round.facilitator_id == me.member.person_id else Role.STAFF.value


_STEP_OF_STATE = {
    RoundState.DRAFT: 0,
    RoundState.OPEN: 1,
    RoundState.CLOSED: 1,
    RoundState.REVEALED: 2,
    RoundState.AGREEING: 2,
    RoundState.SIGNED: 5,
    RoundState.CARRIED: 5,
    RoundState.ABANDONED: 5,
}


def steps_of(audit_round: AuditRound | None) -> tuple[Step, ...]:
    """The line of steps at the top of Our review. Steps that are over can be revisited; none can be skipped."""
    titles = (
        _("Set up"),
        _("Rate in private"),
        _("Talk it through"),
        _("Plan"),
        _("Sign off"),
    )
    now = _STEP_OF_STATE[audit_round.state] if audit_round else 0
    lines = _step_lines(audit_round)
    return tuple(
        Step(title, line, "done" if i < now else "now" if i == now else "next")
        for i, (title, line) in enumerate(zip(titles, lines, strict=True))
    )


def _step_lines(audit_round: AuditRound | None) -> tuple[str, ...]:
    if audit_round is None:
        return (_("Perspectives and dates"), "", "", "", "")
    rating = _("until {day}").format(day=day_words(audit_round.closes_on))
    if audit_round.state is RoundState.CLOSED:
        rating = _("closed")
    talk = weekday_words(audit_round.talk_on) if audit_round.talk_on else ""
    return (_("Perspectives and dates"), rating, talk, "", "")


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
        last.quarter,
        sum(1 for c in records if c.outcome is Outcome.AGREED),
        len(agreements.load_dissents(tx, last.round_id)),
        sum(1 for a in done if a.status is ActionStatus.DONE),
        len(done),
    )


def _require_start(me: SignedIn, team_id: str) -> None:
    if not may_start(me.member, team_id):
        require(me.member, Act.RUN_ROUND, Matter(team_id))
