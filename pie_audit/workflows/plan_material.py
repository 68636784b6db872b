"""What a plan on paper is written from: gathered from everything that the team wrote down in one round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pie_audit.analysis.theme_scores import score_theme
from pie_audit.domain.audit import AuditRound, Consensus
from pie_audit.domain.plan import Action, ActionStep
from pie_audit.domain.plan_material import PlanAction, PlanMaterial, PlanTopic
from pie_audit.domain.quarter import iso_week
from pie_audit.domain.questionnaire import Questionnaire, Scope, Topic
from pie_audit.domain.small_logs import WinReach
from pie_audit.domain.team import Member, Perspective, Role, WorkspaceKind
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.theme_score import ThemeScore
from pie_audit.storage import (
    agreements,
    ask_evidence,
    influences,
    people,
    reveals,
    team_parts,
    teams,
    trend_logs,
)
from pie_audit.storage import plans as actions
from pie_audit.words import _
from pie_audit.workflows import questions, replies
from pie_audit.workflows.carrying import here_now, with_owner_here
from pie_audit.workflows.own_words import words_for

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.unlock import SignedIn

MOST_WINS = 3


def material_of(tx: Transaction, me: SignedIn, audit_round: AuditRound) -> PlanMaterial:
    """The round as it stands now; what was signed is kept elsewhere, and read there."""
    review, round_id = questions.of_round(tx, audit_round), audit_round.round_id
    asked = questions.asked(review, audit_round, Perspective.TEAM)
    agreed = tuple(agreements.load_consensus(tx, round_id).values())
    opened = reveals.load_reveal(tx, round_id)
    signed = agreements.load_sign_offs(tx, round_id)
    return PlanMaterial(
        team=teams.load_team(tx, audit_round.team_id),
        quarter=audit_round.quarter,
        question_set=review.title,
        question_set_version=review.version,
        scope_label=scope_words(review, audit_round),
        levels=review.levels,
        themes=review.themes,
        topics=tuple(_topic(review, audit_round, topic) for topic in asked),
        consensus=agreed,
        dissents=agreements.load_dissents(tx, round_id),
        counts=opened.counts if opened else (),
        actions=_actions(tx, audit_round),
        sign_offs=signed,
        took_part=opened.took_part if opened else {},
        positions=theme_positions(review, audit_round, asked, agreed),
        previous_asks=replies.prior_asks(tx, audit_round),
        agreed_on=max((s.day for s in signed), default=None),
        is_demo=me.workspace_kind is WorkspaceKind.DEMO,
        together_only=audit_round.together_only,
        influences=influences.influences_of_round(tx, round_id),
        priorities=influences.priorities_of_round(tx, round_id),
        themes_off=teams.themes_off(tx, audit_round.team_id),
        minimum=audit_round.minimum,
        one_person=me.workspace_kind is WorkspaceKind.SOLO,
        language=review.language,
        wins=_wins(tx, audit_round),
        vocabulary=words_for(tx, audit_round.team_id),
    )


def _wins(tx: Transaction, audit_round: AuditRound) -> tuple[str, ...]:
    """The latest lines on the wall, of this quarter, that the team lets be printed; nobody's name is on them."""
    if TeamPart.WINS not in team_parts.parts_of(tx, audit_round.team_id):
        return ()
    weeks = iso_week(audit_round.quarter.first_day), iso_week(audit_round.quarter.last_day)
    kept = trend_logs.newest_wins(tx, audit_round.team_id, weeks, WinReach.PAPERS, MOST_WINS)
    return tuple(win.words for win in kept)


def _topic(review: Questionnaire, audit_round: AuditRound, topic: Topic) -> PlanTopic:
    asked = frozenset(
        i.perspective
        for i in audit_round.invited
        if topic in questions.asked(review, audit_round, i.perspective)
    )
    return PlanTopic(topic.id, topic.title, topic.theme, asked, topic.says)


def theme_positions(
    review: Questionnaire,
    audit_round: AuditRound,
    asked: tuple[Topic, ...],
    agreed: tuple[Consensus, ...],
) -> tuple[ThemeScore, ...]:
    """Where each theme of which something was asked stands, by what was agreed."""
    return tuple(
        score_theme(
            theme.id,
            [t.id for t in asked if t.theme == theme.id],
            agreed,
            short_form=not questions.is_in_full(audit_round, theme),
        )
        for theme in review.themes
        if any(t.theme == theme.id for t in asked)
    )


def _actions(tx: Transaction, audit_round: AuditRound) -> tuple[PlanAction, ...]:
    """The round's actions; an open one whose owner has left needs an owner."""
    here = here_now(tx, audit_round.team_id)
    found = [
        with_owner_here(action, here) if action.is_open else action
        for action in actions.actions_of_round(tx, audit_round.round_id)
    ]
    members = {m.person_id: m for m in people.list_members(tx, with_left=True)}
    steps: defaultdict[str, list[ActionStep]] = defaultdict(list)
    for step in actions.steps_of_actions(tx, [a.action_id for a in found]):
        steps[step.action_id].append(step)
    lines = _evidence(tx, audit_round, found)
    owned = (_owned(action, members, tuple(steps[action.action_id])) for action in found)
    return tuple(replace(one, evidence=tuple(lines[one.action.action_id])) for one in owned)


def _evidence(
    tx: Transaction, audit_round: AuditRound, found: Sequence[Action]
) -> defaultdict[str, list[str]]:
    """The lines behind each ask; none where the team doesn't use “What we need”."""
    lines: defaultdict[str, list[str]] = defaultdict(list)
    if TeamPart.NEEDS in team_parts.parts_of(tx, audit_round.team_id):
        for one in ask_evidence.evidence_of(tx, [a.action_id for a in found]):
            lines[one.action_id].append(one.words)
    return lines


def _owned(action: Action, members: dict[str, Member], steps: tuple[ActionStep, ...]) -> PlanAction:
    owner = members.get(action.owner_id or "")
    if owner is None:
        return PlanAction(action, steps=steps)
    return PlanAction(action, owner.name, role_words(owner), steps)


def role_words(member: Member) -> str:
    """The role that stands for a name outside the team."""
    if Role.MANAGER in member.roles:
        return _("the team’s manager")
    return _("a member of the team")


def scope_words(review: Questionnaire, audit_round: AuditRound) -> str:
    """Which topics were asked, in words."""
    match Scope(audit_round.scope):
        case Scope.SHORT:
            return _("short form")
        case Scope.SHORT_AND_THEME:
            theme = review.theme(audit_round.theme_id or "")
            return _("short form and {theme} in full").format(theme=theme.title)
        case Scope.FULL:
            return _("all topics")
