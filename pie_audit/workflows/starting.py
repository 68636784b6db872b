"""Starting a quarter: what can be chosen, and the round that comes of it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pie_audit.domain.audit import MINIMUM_GROUP, AuditRound, Invited, RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Questionnaire, Scope, Theme, Topic
from pie_audit.domain.reply import Asked
from pie_audit.domain.team import Member, Perspective, Team, ThemeOff, WorkspaceKind
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import audits as rounds
from pie_audit.storage import people, team_parts, teams
from pie_audit.storage import sheets as sealed_sheets
from pie_audit.vault.rounds import Opener, make_round
from pie_audit.words import _
from pie_audit.workflows import leaving_out, questions, replies, seats
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.steps import move_round
from pie_audit.workflows.unlock import Me, SignedIn, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

RATING_DAYS = 14
_FRIDAY = 4


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
    review: Questionnaire
    themes_off: tuple[ThemeOff, ...] = ()
    empty_themes: tuple[Theme, ...] = ()
    unanswered: tuple[Asked, ...] = ()
    looks_back: bool = False

    def residents_topics(self, scope: Scope, theme_id: str | None) -> tuple[Topic, ...]:
        """The statements that residents would be asked, from which their group may leave some out."""
        off = {theme.theme_id for theme in self.themes_off}
        asked = self.review.topics_for(scope, theme_id=theme_id, perspective=Perspective.LIVED_EXPERIENCE)
        return tuple(topic for topic in asked if topic.theme not in off)


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """What was chosen on that page. `raters` are accounts with the perspective each rates from.

    `facilitator_id` is who runs the round; empty for whoever starts it. `residents_skip` are topics that a local
    group of residents doesn't want to be asked.
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
    residents_skip: frozenset[str] = frozenset()


def looks_back(tx: Transaction, team_id: str) -> bool:
    """Whether this quarter begins with a look at two years ago; a team that doesn’t look back loads nothing of it."""
    if TeamPart.LONG_VIEW not in team_parts.parts_of(tx, team_id):
        return False
    from pie_audit.workflows import long_view

    return long_view.is_offered(tx, team_id)


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
    off = teams.themes_off(tx, team_id)
    themes = _themes_left(review, off)
    free = tuple(q for q in (this_quarter, this_quarter.plus(1), this_quarter.plus(-1)) if q not in taken)
    return StartChoices(
        team=teams.load_team(tx, team_id),
        quarters=free,
        questionnaire_title=review.title,
        themes=themes,
        optional_themes=tuple(t for t in review.themes if t.optional),
        suggested_theme=_theme_in_turn(review, len(before), themes),
        topics_asked=_topics_asked(review, off),
        candidates=tuple(_candidates(tx, team_id)),
        opens_on=today,
        closes_on=today + timedelta(days=RATING_DAYS),
        talk_on=_working_day(today + timedelta(days=RATING_DAYS + 3)),
        minimum=MINIMUM_GROUP,
        solo=acting_me.workspace_kind is WorkspaceKind.SOLO,
        review=review,
        themes_off=off,
        empty_themes=leaving_out.empty_themes(tx, team_id),
        unanswered=replies.unanswered(tx, me, team_id),
        looks_back=looks_back(tx, team_id),
    )


def _themes_left(review: Questionnaire, off: Sequence[ThemeOff]) -> tuple[Theme, ...]:
    out = {theme.theme_id for theme in off}
    return tuple(t for t in review.themes if not t.optional and t.id not in out)


def _theme_in_turn(review: Questionnaire, rounds_before: int, themes: Sequence[Theme]) -> Theme:
    """The theme whose turn it is, or the next one after it that is asked here."""
    turns = (review.theme_for_round(rounds_before + step) for step in range(len(review.themes)))
    return next(theme for theme in turns if theme in themes)


def _working_day(day: date) -> date:
    """That day, or the Monday after its weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > _FRIDAY else day


def _topics_asked(review: Questionnaire, off: Sequence[ThemeOff]) -> dict[tuple[Scope, str], int]:
    """How many topics the team is asked, for each scope and theme in full."""
    out = {theme.theme_id for theme in off}

    def count(scope: Scope, theme_id: str) -> int:
        topics = review.topics_for(scope, theme_id=theme_id, perspective=Perspective.TEAM)
        return sum(1 for topic in topics if topic.theme not in out)

    return {(scope, theme.id): count(scope, theme.id) for scope in Scope for theme in review.themes}


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
    _require_team(tx, plan)
    round_id = secrets.token_hex(16)
    public_key, shares = (b"", ()) if plan.together_only else make_round(round_id, _openers(tx, plan))
    audit_round = _round_from(acting_me, plan, round_id, public_key)
    off = teams.themes_off(tx, plan.team_id)
    left_out = leaving_out.switched_off(questions.bundled(), off, plan.residents_skip)
    audit_round = replace(audit_round, switched_off=left_out)
    _require_questions(audit_round)
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


def _require_team(tx: Transaction, plan: RoundPlan) -> None:
    """Whoever runs, opens or rates by account belongs to the team."""
    here = {member.person_id for member in people.members_of(tx, plan.team_id)}
    raters = {person_id for person_id, _perspective in plan.raters}
    named = raters | set(plan.openers) | ({plan.facilitator_id} if plan.facilitator_id else set())
    if not named <= here:
        raise NotNow(
            _("Somebody who was chosen doesn’t belong to this team."),
            _("Choose people of the team; others can have a slip."),
        )
    if plan.openers and raters and not raters & set(plan.openers):
        raise NotNow(
            _("None of those who open it also rates."), _("Name at least one opener who rates as well.")
        )


def _require_questions(audit_round: AuditRound) -> None:
    """Something is asked of everybody who is asked. Raises NotNow where all of it was left out."""
    review = questions.bundled()
    for perspective in (Perspective.TEAM, Perspective.LIVED_EXPERIENCE):
        if not questions.asked(review, audit_round, perspective):
            raise NotNow(
                _("Nothing is left to ask of {who}.").format(who=questions.perspective_name(perspective)),
                _("Take at least one statement in again, or choose another theme."),
            )


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


def _require_start(me: SignedIn, team_id: str) -> None:
    if not may_start(me.member, team_id):
        require(me.member, Act.RUN_ROUND, Matter(team_id))
