"""The action plan: what the team will do and ask for, and the paper that carries it out of the building."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound, RoundState, SignOff
from pie_audit.domain.errors import NotNow
from pie_audit.domain.influence import Influence
from pie_audit.domain.plan import Action, ActionStatus, ActionStep
from pie_audit.domain.priority import Priority
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Questionnaire, Theme, Topic
from pie_audit.domain.reply import Asked
from pie_audit.domain.team import Perspective, Team
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import agreements, influences, people, team_parts, teams
from pie_audit.storage import audits as rounds
from pie_audit.storage import plans as actions
from pie_audit.storage.plans import ActionChanged as ActionChanged
from pie_audit.words import _
from pie_audit.workflows import action_history, printed, questions, replies
from pie_audit.workflows.carrying import ToCarry, here_now, to_carry, with_owner_here
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.unlock import Me, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


_SIGNED = frozenset({RoundState.SIGNED, RoundState.CARRIED})


@dataclass(frozen=True, slots=True)
class ActionGroup:
    """Actions that belong to one priority, else to one topic, else to neither.

    A priority stands here even without an action, so that nobody forgets it. `is_earlier`: what earlier plans left
    open and this round hasn't decided yet.
    """

    title: str
    topic: Topic | None
    theme: Theme | None
    actions: tuple[Action, ...]
    priority: Priority | None = None
    is_earlier: bool = False


@dataclass(frozen=True, slots=True)
class PlanView:
    """Everything that the page “Action plan” shows. `starts` is the earliest day an action may carry.

    `history` is by action, `to_carry` what earlier plans left to decide, `asked` what was sent and what came back.
    `signed_quarter` is that of the latest signed plan, which `may_share` lets leaders see. `to_board` are the asks whose
    reply people may be told of on the board, by action.
    """

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
    priorities: tuple[Priority, ...]
    influences: tuple[Influence, ...]
    history: Mapping[str, tuple[ActionStep, ...]]
    to_carry: ToCarry | None
    asked: tuple[Asked, ...]
    may_reply: bool
    may_share: bool = False
    signed_quarter: Quarter | None = None
    to_board: frozenset[str] = frozenset()

    @property
    def work_on(self) -> int:
        """How many things this plan works on: its priorities, or its topics where none were chosen."""
        if self.priorities:
            return len(self.priorities)
        return sum(1 for group in self.groups if group.topic is not None and not group.is_earlier)

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
    with_plan = printed.rounds_with_plan(tx, team_id)
    latest = max(with_plan, key=lambda r: r.quarter, default=None)
    signed = max((r.quarter for r in with_plan if r.state in _SIGNED), default=None)
    found = _in_hand(tx, team_id, audit_round, latest)
    sent = replies.asked_by_now(tx, team_id, today)
    chosen = influences.priorities_of_round(tx, audit_round.round_id) if audit_round else ()
    return PlanView(
        team=teams.load_team(tx, team_id),
        quarter=audit_round.quarter if audit_round else Quarter.of(today),
        round=audit_round,
        groups=tuple(_groups(review, found, chosen, audit_round)),
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
        printed_quarter=latest.quarter if latest else None,
        printed_sign_offs=agreements.load_sign_offs(tx, latest.round_id) if latest else (),
        priorities=chosen,
        influences=influences.influences_of_round(tx, audit_round.round_id) if audit_round else (),
        history=_history(tx, found),
        to_carry=to_carry(tx, audit_round) if may_run else None,
        asked=sent,
        may_reply=replies.may_note_reply(tx, me, team_id),
        may_share=signed is not None and may(mine.member, Act.SHARE_PLAN, Matter(team_id)),
        signed_quarter=signed,
        to_board=_to_board(tx, team_id, sent),
    )


def _to_board(tx: Transaction, team_id: str, sent: Sequence[Asked]) -> frozenset[str]:
    """Asks whose replies may still go on the board, by action; a team without a board loads nothing of it."""
    if TeamPart.SAID_DID not in team_parts.parts_of(tx, team_id):
        return frozenset()
    from pie_audit.workflows import said_did_links

    return said_did_links.may_be_told(tx, team_id, sent)


def _in_hand(tx: Transaction, team_id: str, *these: AuditRound | None) -> list[Action]:
    """Actions of these rounds, and of earlier ones whatever is still open; what was carried on shows once."""
    ids = [audit_round.round_id for audit_round in these if audit_round]
    here = here_now(tx, team_id)
    return [
        with_owner_here(a, here) if a.is_open else a
        for a in actions.actions_of_team(tx, team_id)
        if a.is_open or (a.round_id in ids and (a.status is not ActionStatus.CARRIED or a.round_id == ids[0]))
    ]


def _history(tx: Transaction, found: Sequence[Action]) -> Mapping[str, tuple[ActionStep, ...]]:
    """The lines of each action, after those of the actions that it goes on with."""
    chains = {action.action_id: _chain(tx, action) for action in found}
    by_action: dict[str, list[ActionStep]] = {}
    for step in actions.steps_of_actions(tx, {one for chain in chains.values() for one in chain}):
        by_action.setdefault(step.action_id, []).append(step)
    told = {
        action_id: tuple(step for one in chain for step in by_action.get(one, ()))
        for action_id, chain in chains.items()
    }
    return {action_id: lines for action_id, lines in told.items() if lines}


def _chain(tx: Transaction, action: Action) -> list[str]:
    """The ids of an action and of those it goes on with, earliest first."""
    chain, at = [action.action_id], action.carried_from
    while at is not None and at not in chain:
        before = actions.load_action(tx, at)
        chain.insert(0, at)
        at = before.carried_from if before else None
    return chain


def latest_round(tx: Transaction, team_id: str) -> AuditRound | None:
    """The round in hand, else the latest that wasn't abandoned."""
    kept = [r for r in rounds.rounds_of_team(tx, team_id) if r.state is not RoundState.ABANDONED]
    return rounds.current_round(tx, team_id) or (kept[-1] if kept else None)


def _groups(
    review: Questionnaire,
    found: Sequence[Action],
    priorities: Sequence[Priority],
    audit_round: AuditRound | None,
) -> Iterable[ActionGroup]:
    """Priorities in their order, then topics, then what earlier plans left open once this one has begun."""
    is_planned = audit_round is not None and printed.has_plan(audit_round)
    earlier = [a for a in found if is_planned and audit_round and a.round_id != audit_round.round_id]
    ours = [a for a in found if a not in earlier]
    known = {topic.id: topic for topic in review.topics}
    for priority in priorities:
        topic = known.get(priority.topic_id or "")
        those = tuple(a for a in ours if a.priority_id == priority.priority_id)
        yield ActionGroup(priority.words, topic, _theme(review, topic), those, priority)
    taken = {priority.priority_id for priority in priorities}
    rest = [a for a in ours if a.priority_id not in taken]
    for topic_id in dict.fromkeys(a.topic_id for a in rest):
        topic = known.get(topic_id or "")
        title = topic.title if topic else _("Not tied to one topic")
        those = tuple(a for a in rest if a.topic_id == topic_id)
        yield ActionGroup(title, topic, _theme(review, topic), those)
    if earlier:
        yield ActionGroup(_("Still open from earlier plans"), None, None, tuple(earlier), is_earlier=True)


def _theme(review: Questionnaire, topic: Topic | None) -> Theme | None:
    return review.theme(topic.theme) if topic else None


def new_action(team_id: str, round_id: str | None, topic_id: str | None = None) -> Action:
    """A blank action; it is saved once it says what will be done."""
    return Action(secrets.token_hex(16), team_id, round_id, "", topic_id)


def save_action(tx: Transaction, me: Me, action: Action) -> Undoable:
    """Keep an action. Raises NotNow where it can't stand, or ActionChanged with the other text."""
    audit_round = _round_to_plan(tx, me, action)
    before = actions.load_action(tx, action.action_id)
    if before is not None:
        _round_to_plan(tx, me, before)
    _refuse_other_plan(before, action)
    _refuse_stranger(tx, before, action)
    if audit_round.has_ended:
        _refuse_what_was_signed(before, action)
    _refuse_what_was_carried(before, action)
    saved = actions.save_action(tx, action.checked(audit_round.opens_on))
    forget_line = action_history.keep_line(tx, acting(me), audit_round, before, saved)

    def undo(tx: Transaction, me: Me) -> None:
        now = actions.load_action(tx, action.action_id)
        if _round_to_plan(tx, me, action).has_ended:
            _refuse_what_was_signed(now if before else None, before or saved)
        _refuse_what_was_carried(now, before or saved)
        forget_line(tx)
        if before is None:
            actions.bin_action(tx, action.action_id, day=acting(me).clock.today())
        else:
            actions.save_action(tx, replace(before, version=now.version if now else before.version))

    name = _("Changed an action") if before else _("Added an action")
    return Undoable(saved, name, undo, quiet=True)


def _refuse_stranger(tx: Transaction, before: Action | None, action: Action) -> None:
    """Who takes an action on is of the team; who has held it may leave it standing."""
    if action.owner_id is None or (before is not None and before.owner_id == action.owner_id):
        return
    if action.owner_id not in {member.person_id for member in people.members_of(tx, action.team_id)}:
        raise NotNow(
            _("Whoever was chosen doesn’t belong to this team."), _("Choose somebody here, or “needs owner”.")
        )


def _refuse_what_was_signed(before: Action | None, action: Action) -> None:
    """After sign-off only how an action goes on may change: where it is up to and why, who holds it, by when."""
    if before is None or action != replace(
        before,
        status=action.status,
        status_reason=action.status_reason,
        owner_id=action.owner_id,
        due=action.due,
        review_on=action.review_on,
        version=action.version,
    ):
        raise NotNow(
            _("This plan is signed off, so what was agreed stays as it is."),
            _(
                "Say where an action is up to, who holds it and by when; anything new belongs to the next review."
            ),
        )


def _refuse_other_plan(before: Action | None, action: Action) -> None:
    """An action stays in its plan; only `carrying` makes one that goes on with another."""
    was = before or replace(action, carried_from=None)
    if (was.round_id, was.carried_from) != (action.round_id, action.carried_from):
        raise NotNow(
            _("An action stays in the plan it was written for."), _("Carry it forward from there instead.")
        )


def _refuse_what_was_carried(before: Action | None, action: Action) -> None:
    """What goes on in a later plan is changed there; taking something forward has its own act."""
    was = before.status if before else ActionStatus.NOT_STARTED
    if was is not action.status and ActionStatus.CARRIED in {was, action.status}:
        raise NotNow(
            _("This action goes on in a later plan."), _("Say there where it is up to, or undo carrying it.")
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
        if _round_to_plan(tx, me, action).has_ended:
            _refuse_what_was_signed(None, action)
        actions.restore_action(tx, action_id)


def _round_to_plan(tx: Transaction, me: Me, action: Action) -> AuditRound:
    audit_round = rounds.load_round(tx, action.round_id) if action.round_id else None
    if audit_round is None:
        raise NotNow(_("An action needs a review to belong to."), _("Start this quarter’s review first."))
    require(acting(me).member, Act.RUN_ROUND, Matter.of(audit_round))
    if action.team_id != audit_round.team_id:
        raise NotNow(_("This action belongs to another team’s review."), _("Add it to that team’s plan."))
    return audit_round
