"""Papers: the plan of a quarter as it leaves the building, in its editions, and what is printed beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pie_audit.analysis.theme_scores import score_theme
from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import Action
from pie_audit.domain.plan_document import (
    Edition,
    PlanAction,
    PlanDocument,
    PlanMaterial,
    PlanTopic,
    plan_document,
)
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Questionnaire, Scope, Topic
from pie_audit.domain.team import Member, Perspective, Role, WorkspaceKind
from pie_audit.storage import agreements, people, reveals, teams
from pie_audit.storage import audits as rounds
from pie_audit.storage import plans as actions
from pie_audit.storage.plans import ActionChanged as ActionChanged
from pie_audit.words import _
from pie_audit.workflows import questions
from pie_audit.workflows.notes import note
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.unlock import Me, OpenWorkspace, SignedIn, acting

if TYPE_CHECKING:
    from pie_audit.reports.preview import PageImage
    from pie_audit.storage.transaction import Transaction


_NO_PLAN = frozenset({RoundState.DRAFT, RoundState.OPEN, RoundState.CLOSED, RoundState.ABANDONED})

PREVIEW_WIDTH = 900
"""Pixels across a page in the preview."""


def has_plan(audit_round: AuditRound) -> bool:
    """Whether the round was opened, so that there is something to print."""
    return audit_round.state not in _NO_PLAN


def rounds_with_plan(tx: Transaction, team_id: str) -> list[AuditRound]:
    """The team's rounds that were opened."""
    return [r for r in rounds.rounds_of_team(tx, team_id) if has_plan(r)]


def preview_plan(
    opened: OpenWorkspace, me: Me, team_id: str, quarter: Quarter, edition: Edition
) -> tuple[PageImage, ...]:
    """The very pages that an export would write, as pictures."""
    document = opened.read(lambda tx: document_of(tx, me, team_id, quarter, edition))
    return opened.worker.compute(lambda: _pages(document)).result()


def _pages(document: PlanDocument) -> tuple[PageImage, ...]:
    from pie_audit.reports import plan_pdf, preview

    pdf, count = plan_pdf.make_plan(document)
    return tuple(preview.render_page(pdf, n, width=PREVIEW_WIDTH) for n in range(1, count + 1))


def export_plan(opened: OpenWorkspace, me: Me, wanted: PlanFile) -> int:
    """Write the plan as a PDF; the number of its pages. The file appears under its name when it is whole.

    Raises CannotSave where it can't be written, or stands already and may not be replaced.
    """
    from pie_audit.reports import plan_pdf

    document = opened.read(lambda tx: document_of(tx, me, wanted.team_id, wanted.quarter, wanted.edition))
    pages = opened.worker.compute(
        lambda: plan_pdf.write_plan(document, wanted.path, overwrite=wanted.overwrite)
    ).result()
    if not opened.reads_only:
        line = f"exported {wanted.edition.value}"
        opened.write(lambda tx: note(tx, acting(me), line, wanted.team_id, "plan"))
    return pages


@dataclass(frozen=True, slots=True)
class PlanFile:
    """Which plan goes where."""

    team_id: str
    quarter: Quarter
    edition: Edition
    path: Path
    overwrite: bool = False


def suggested_name(team_name: str, quarter: Quarter, edition: Edition) -> str:
    """A file name made by us: letters, digits, dots and dashes, at most 80."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", team_name).strip("-").lower()[:40] or "team"
    return f"plan-{plain}-{quarter}-{edition.value}.pdf"


def team_to_export(tx: Transaction, me: Me, name: str) -> tuple[str, Quarter | None]:
    """The id of the team called so and the latest quarter with a plan. Raises NotNow for an unknown name."""
    team = teams.find_team(tx, name)
    if team is None or not may(acting(me).member, Act.READ_TEAM, Matter(team.team_id)):
        raise NotNow(
            _("No team of yours is called “{name}”.").format(name=name[:80]),
            _("Write its name as it stands in the window."),
        )
    return team.team_id, max((r.quarter for r in rounds_with_plan(tx, team.team_id)), default=None)


def document_of(tx: Transaction, me: Me, team_id: str, quarter: Quarter, edition: Edition) -> PlanDocument:
    """What the paper of this quarter says. Raises NotNow where there is no opened review to write about."""
    mine = acting(me)
    require(mine.member, Act.READ_TEAM, Matter(team_id))
    found = [
        r
        for r in rounds.rounds_of_team(tx, team_id)
        if r.quarter == quarter and r.state is not RoundState.ABANDONED
    ]
    if not found or found[0].state in _NO_PLAN:
        raise NotNow(
            _("There is no plan for {quarter} yet.").format(quarter=quarter.name),
            _("It begins once two people have opened the review together."),
        )
    return plan_document(_material(tx, mine, found[0]), edition)


def _material(tx: Transaction, me: SignedIn, audit_round: AuditRound) -> PlanMaterial:
    review = questions.of_round(tx, audit_round)
    asked = questions.asked(review, audit_round, Perspective.TEAM)
    agreed = tuple(agreements.load_consensus(tx, audit_round.round_id).values())
    opened = reveals.load_reveal(tx, audit_round.round_id)
    signed = agreements.load_sign_offs(tx, audit_round.round_id)
    members = {m.person_id: m for m in people.list_members(tx, with_left=True)}
    return PlanMaterial(
        team=teams.load_team(tx, audit_round.team_id),
        quarter=audit_round.quarter,
        question_set=review.title,
        question_set_version=review.version,
        scope_label=scope_words(review, audit_round),
        levels=review.levels,
        themes=review.themes,
        topics=tuple(PlanTopic(t.id, t.title, t.theme, _asked_of(review, audit_round, t)) for t in asked),
        consensus=agreed,
        dissents=agreements.load_dissents(tx, audit_round.round_id),
        counts=opened.counts if opened else (),
        actions=tuple(_owned(a, members) for a in actions.actions_of_round(tx, audit_round.round_id)),
        sign_offs=signed,
        took_part=opened.took_part if opened else {},
        positions=tuple(
            score_theme(
                theme.id,
                [t.id for t in asked if t.theme == theme.id],
                agreed,
                short_form=audit_round.scope != Scope.FULL and theme.id != audit_round.theme_id,
            )
            for theme in review.themes
            if any(t.theme == theme.id for t in asked)
        ),
        agreed_on=max((s.day for s in signed), default=None),
        is_demo=me.workspace_kind is WorkspaceKind.DEMO,
        together_only=audit_round.together_only,
    )


def _asked_of(review: Questionnaire, audit_round: AuditRound, topic: Topic) -> frozenset[Perspective]:
    return frozenset(
        i.perspective
        for i in audit_round.invited
        if topic in questions.asked(review, audit_round, i.perspective)
    )


def _owned(action: Action, members: dict[str, Member]) -> PlanAction:
    owner = members.get(action.owner_id or "")
    if owner is None:
        return PlanAction(action)
    return PlanAction(action, owner.name, role_words(owner))


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
