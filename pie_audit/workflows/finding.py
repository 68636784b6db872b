"""What one person can find and do by words: as much as they may, and no rating, note or answer among it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.domain.questionnaire import Topic
from pie_audit.domain.team import Perspective
from pie_audit.storage import teams
from pie_audit.workflows import audits, plans, questions, seats
from pie_audit.workflows.permissions import Act, Matter, may
from pie_audit.workflows.unlock import Me, SignedIn, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

_IN_THE_MEETING = frozenset({RoundState.REVEALED, RoundState.AGREEING, RoundState.SIGNED, RoundState.CARRIED})


@dataclass(frozen=True, slots=True)
class TopicToFind:
    """A topic of the review in hand, by its title; `area` says where it may be opened now: rate or meeting."""

    topic_id: str
    title: str
    theme: str
    area: str
    round_id: str


@dataclass(frozen=True, slots=True)
class Findable:
    """The review and the plan of one team as this person may see them, and the topics that lead somewhere.

    `themes` are those whose course over time can be looked at: id and short title.
    """

    overview: audits.Overview
    plan: plans.PlanView
    topics: tuple[TopicToFind, ...]
    themes: tuple[tuple[str, str], ...] = ()


def findable(tx: Transaction, me: Me, team_id: str | None) -> Findable | None:
    """All that can be found in a team; None for somebody who may not read it, or without a team."""
    mine = acting(me)
    if team_id is None or all(team.team_id != team_id for team in teams.list_teams(tx)):
        return None
    if not may(mine.member, Act.READ_TEAM, Matter(team_id)):
        return None
    view = audits.overview(tx, me, team_id)
    topics = _topics(tx, mine, view.round) if view.round is not None else ()
    review = questions.of_round(tx, view.round) if view.round is not None else questions.bundled()
    themes = tuple((theme.id, theme.short_title) for theme in review.themes if not theme.optional)
    return Findable(view, plans.plan_page(tx, me, team_id), topics, themes)


def _topics(tx: Transaction, me: SignedIn, audit_round: AuditRound) -> tuple[TopicToFind, ...]:
    review = questions.of_round(tx, audit_round)
    area, asked = "", tuple[Topic, ...]()
    if audit_round.state in _IN_THE_MEETING:
        area, asked = "meeting", questions.asked(review, audit_round, Perspective.TEAM)
    elif audit_round.is_rated_on(me.clock.today()):
        area, asked = "rate", _asked_of_me(tx, me, audit_round)
    return tuple(
        TopicToFind(t.id, t.title, review.theme(t.theme).title, area, audit_round.round_id) for t in asked
    )


def _asked_of_me(tx: Transaction, me: SignedIn, audit_round: AuditRound) -> tuple[Topic, ...]:
    mine = seats.my_sheet(tx, me, audit_round)
    if mine is None:
        return ()
    return questions.asked(questions.of_round(tx, audit_round), audit_round, mine.sheet.perspective)
