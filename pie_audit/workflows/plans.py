"""The action plan: what the team will do and ask for, and the paper that carries it out of the building."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound, RoundState, SignOff
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import Action, ActionStatus
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Questionnaire, Theme, Topic
from pie_audit.domain.team import Perspective, Team
from pie_audit.storage import agreements, people, teams
from pie_audit.storage import audits as rounds
from pie_audit.storage import plans as actions
from pie_audit.storage.plans import ActionChanged as ActionChanged
from pie_audit.words import _
from pie_audit.workflows import papers, questions
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.unlock import Me, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


_ENDED = frozenset({ActionStatus.DONE, ActionStatus.STOPPED})


@dataclass(frozen=True, slots=True)
class ActionGroup:
    """Actions that belong to one topic, or to none."""

    title: str
    topic: Topic | None
    theme: Theme | None
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """Everything that the page “Action plan” shows. `starts` is the earliest day an action may carry."""

    team: Team
    quarter: Quarter
    round: AuditRound | None
    groups: tuple[ActionGroup, ...]
    people: tuple[tuple[str, str], ...]
    topics: tuple[Topic, ...]
    theme_of: dict[str, Theme]
    binned: tuple[Action, ...]
    starts: date
    today: date
    may_edit: bool
    may_sign: bool
    sign_offs: tuple[SignOff, ...]
    printed_quarter: Quarter | None
    printed_sign_offs: tuple[SignOff, ...]

    @property
    def may_add(self) -> bool:
        """Whether something new can go into this plan: by whoever may edit it, until it is signed."""
        return self.may_edit and self.round is not None and not self.round.has_ended

    def is_fixed(self, action: Action) -> bool:
        """Whether the action was signed off: what was agreed stays, only how it goes on can change."""
        return self.round is None or action.round_id != self.round.round_id or self.round.has_ended

    def as_printed(self) -> PlanView:
        """This view of the quarter that can be printed now: the one in hand once it was opened, else the one before."""
        if self.printed_quarter in {None, self.quarter}:
            return self
        return replace(
            self,
            quarter=self.printed_quarter or self.quarter,
            sign_offs=self.printed_sign_offs,
            may_sign=False,
        )

    @property
    def state(self) -> RoundState | None:
        """Where the round is that the plan belongs to."""
        return self.round.state if self.round else None


def plan_page(tx: Transaction, me: Me, team_id: str) -> PlanView:
    """The team's plan: the round in hand, else the last one, and all actions that belong to the team."""
    mine = acting(me)
    require(mine.member, Act.READ_TEAM, Matter(team_id))
    audit_round = latest_round(tx, team_id)
    today = mine.clock.today()
    review = questions.of_round(tx, audit_round) if audit_round else questions.bundled()
    asked = questions.asked(review, audit_round, Perspective.TEAM) if audit_round else ()
    may_run = may(mine.member, Act.RUN_ROUND, Matter(team_id, audit_round))
    printed = max(papers.rounds_with_plan(tx, team_id), key=lambda r: r.quarter, default=None)
    return PlanView(
        team=teams.load_team(tx, team_id),
        quarter=audit_round.quarter if audit_round else Quarter.of(today),
        round=audit_round,
        groups=tuple(_groups(review, _in_hand(tx, team_id, audit_round, printed))),
        people=tuple((m.person_id, m.name) for m in people.members_of(tx, team_id)),
        topics=asked,
        theme_of={topic.id: review.theme(topic.theme) for topic in asked},
        binned=actions.binned_actions(tx, team_id),
        starts=audit_round.opens_on if audit_round else today,
        today=today,
        may_edit=may_run and audit_round is not None,
        may_sign=audit_round is not None
        and audit_round.state is RoundState.AGREEING
        and may(mine.member, Act.RUN_ROUND, Matter(team_id)),
        sign_offs=agreements.load_sign_offs(tx, audit_round.round_id) if audit_round else (),
        printed_quarter=printed.quarter if printed else None,
        printed_sign_offs=agreements.load_sign_offs(tx, printed.round_id) if printed else (),
    )


def _in_hand(tx: Transaction, team_id: str, *these: AuditRound | None) -> list[Action]:
    """Actions of these rounds, and of earlier ones whatever hasn't ended."""
    ids = {audit_round.round_id for audit_round in these if audit_round}
    return [a for a in actions.actions_of_team(tx, team_id) if a.round_id in ids or a.status not in _ENDED]


def latest_round(tx: Transaction, team_id: str) -> AuditRound | None:
    """The round in hand, else the latest that wasn't abandoned."""
    kept = [r for r in rounds.rounds_of_team(tx, team_id) if r.state is not RoundState.ABANDONED]
    return rounds.current_round(tx, team_id) or (kept[-1] if kept else None)


def _groups(review: Questionnaire, found: Sequence[Action]) -> Iterable[ActionGroup]:
    known = {topic.id: topic for topic in review.topics}
    for topic_id in dict.fromkeys(a.topic_id for a in found):
        topic = known.get(topic_id or "")
        theme = review.theme(topic.theme) if topic else None
        title = topic.title if topic else _("Not tied to one topic")
        yield ActionGroup(title, topic, theme, tuple(a for a in found if a.topic_id == topic_id))


def new_action(team_id: str, round_id: str | None, topic_id: str | None = None) -> Action:
    """A blank action; it is saved once it says what will be done."""
    return Action(secrets.token_hex(16), team_id, round_id, "", topic_id)


def save_action(tx: Transaction, me: Me, action: Action) -> Undoable:
    """Keep an action. Raises NotNow where it can't stand, or ActionChanged with the other text."""
    audit_round = _round_to_plan(tx, me, action)
    before = actions.load_action(tx, action.action_id)
    if before is not None:
        _round_to_plan(tx, me, before)
    if audit_round.has_ended:
        _refuse_what_was_signed(before, action)
    saved = actions.save_action(tx, action.checked(audit_round.opens_on))

    def undo(tx: Transaction, me: Me) -> None:
        _round_to_plan(tx, me, action)
        if before is None:
            actions.bin_action(tx, action.action_id, day=acting(me).clock.today())
        else:
            now = actions.load_action(tx, action.action_id)
            actions.save_action(tx, replace(before, version=now.version if now else before.version))

    name = _("Changed an action") if before else _("Added an action")
    return Undoable(saved, name, undo, quiet=True)


def _refuse_what_was_signed(before: Action | None, action: Action) -> None:
    """After sign-off only how an action goes on may change: where it is up to and why, who holds it, by when."""
    if before is None or action != replace(
        before,
        status=action.status,
        status_reason=action.status_reason,
        owner_id=action.owner_id,
        due=action.due,
        version=action.version,
    ):
        raise NotNow(
            _("This plan is signed off, so what was agreed stays as it is."),
            _(
                "Say where an action is up to, who holds it and by when; anything new belongs to the next review."
            ),
        )


def bin_action(tx: Transaction, me: Me, action_id: str) -> Undoable:
    """Put an action into the bin, where it stays for 30 days."""
    action = actions.load_action(tx, action_id)
    if action is None:
        raise NotNow(_("That action is gone already."), _("Nothing is left to do."))
    if _round_to_plan(tx, me, action).has_ended:
        _refuse_what_was_signed(None, action)
    actions.bin_action(tx, action_id, day=acting(me).clock.today())
    return Undoable(action, _("Put an action into the bin"), lambda tx, me: restore_action(tx, me, action_id))


def restore_action(tx: Transaction, me: Me, action_id: str) -> None:
    """Take an action out of the bin again."""
    action = actions.load_action(tx, action_id)
    if action is not None:
        _round_to_plan(tx, me, action)
        actions.restore_action(tx, action_id)


def _round_to_plan(tx: Transaction, me: Me, action: Action) -> AuditRound:
    audit_round = rounds.load_round(tx, action.round_id) if action.round_id else None
    if audit_round is None:
        raise NotNow(_("An action needs a review to belong to."), _("Start this quarter’s review first."))
    require(acting(me).member, Act.RUN_ROUND, Matter.of(audit_round))
    if action.team_id != audit_round.team_id:
        raise NotNow(_("This action belongs to another team’s review."), _("Add it to that team’s plan."))
    return audit_round
