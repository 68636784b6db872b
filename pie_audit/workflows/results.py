"""What we agreed: one round after its opening, laid out in three ways, with what it rests on and how far it came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.analysis.theme_scores import find_gap
from pie_audit.domain.audit import AuditRound, Outcome, RoundState
from pie_audit.domain.disclosure import Reveal
from pie_audit.domain.errors import NotNow
from pie_audit.domain.lenses import heading_words, regroup_for_pie_one, relationship_topics
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Questionnaire, Theme
from pie_audit.domain.team import Perspective, Team, WorkspaceKind
from pie_audit.domain.theme_score import GroupGap, ThemeScore
from pie_audit.storage import audits as rounds
from pie_audit.storage import reveals
from pie_audit.words import _
from pie_audit.workflows import meetings, questions
from pie_audit.workflows.in_sight import require_in_sight
from pie_audit.workflows.meetings import Meeting, TopicView
from pie_audit.workflows.permissions import Act, Matter, require
from pie_audit.workflows.plan_material import scope_words, theme_positions
from pie_audit.workflows.since_last_time import SinceLastTime, since_last_time
from pie_audit.workflows.unlock import Me, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

_STILL_BLIND = frozenset({RoundState.DRAFT, RoundState.OPEN, RoundState.CLOSED})


@dataclass(frozen=True, slots=True)
class ThemeResult:
    """A theme with its topics, where it stands by what was agreed, and the private ratings of two groups beside it.

    `gap` is None where people who use the service weren't asked about the theme. `reasons` stand in place of a
    position where nothing of the theme applies: a topic and its reason each.
    """

    theme: Theme
    topics: tuple[TopicView, ...]
    score: ThemeScore
    gap: GroupGap | None
    reasons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LensGroup:
    """The same topics under another heading; it has no position of its own."""

    title: str
    topics: tuple[TopicView, ...]


@dataclass(frozen=True, slots=True)
class OtherReview:
    """A review of this team that can be looked at, this one among them; the latest comes first."""

    round_id: str
    quarter: Quarter


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that “What we agreed” shows. Nothing on it can be changed there.

    `few_raters`: different views are told without how many and without their levels. `since` is None where no signed
    review came before. `may_talk`: this person may still write down what is agreed.
    """

    round: AuditRound
    team: Team
    questionnaire: Questionnaire
    scope: str
    themes: tuple[ThemeResult, ...]
    relationships: tuple[LensGroup, ...]
    pie_one: tuple[LensGroup, ...]
    since: SinceLastTime | None
    reviews: tuple[OtherReview, ...]
    few_raters: bool
    one_person: bool
    may_talk: bool
    signed_on: date | None

    @property
    def topics(self) -> tuple[TopicView, ...]:
        """All topics in the order of the questions."""
        return tuple(view for theme in self.themes for view in theme.topics)

    @property
    def is_signed(self) -> bool:
        """Whether nothing in it changes any more."""
        return self.round.has_ended


def results(tx: Transaction, me: Me, round_id: str) -> Results:
    """What the team agreed in this round.

    Raises NotNow for whoever isn't of the team, before the opening, for an abandoned review, and for an earlier review
    while the team rates in private again: what was agreed last time stays hidden until then.
    """
    audit_round = rounds.load_round(tx, round_id)
    require(acting(me).member, Act.READ_TEAM, Matter.of(audit_round))
    reviews = rounds.rounds_of_team(tx, audit_round.team_id)
    _require_kept(audit_round)
    require_in_sight(tx, audit_round)
    talked = meetings.meeting(tx, me, round_id)
    views = _in_order(talked)
    return Results(
        round=audit_round,
        team=talked.team,
        questionnaire=talked.questionnaire,
        scope=scope_words(talked.questionnaire, audit_round),
        themes=_themes(talked, views, reveals.load_reveal(tx, round_id)),
        relationships=_relationships(views),
        pie_one=_pie_one(views),
        since=since_last_time(tx, me, round_id),
        reviews=tuple(OtherReview(r.round_id, r.quarter) for r in reversed(reviews) if can_be_seen(r)),
        few_raters=talked.few_raters,
        one_person=acting(me).workspace_kind is WorkspaceKind.SOLO,
        may_talk=talked.may_edit,
        signed_on=max((s.day for s in talked.signed), default=None),
    )


def can_be_seen(audit_round: AuditRound) -> bool:
    """Whether there is anything agreed to look at: opened, and not abandoned."""
    return audit_round.state not in _STILL_BLIND | {RoundState.ABANDONED}


def _require_kept(audit_round: AuditRound) -> None:
    if audit_round.state is RoundState.ABANDONED:
        raise NotNow(
            _("This review was abandoned, so nothing was agreed in it."),
            _("Go back to Our review; the quarter may have another one."),
        )


def _in_order(talked: Meeting) -> tuple[TopicView, ...]:
    """The topics in the order of the questions: the meeting has the widest views first."""
    place = {topic.id: at for at, topic in enumerate(talked.questionnaire.topics)}
    return tuple(sorted(talked.topics, key=lambda view: place[view.topic.id]))


def _themes(talked: Meeting, views: Sequence[TopicView], opened: Reveal | None) -> tuple[ThemeResult, ...]:
    review, audit_round = talked.questionnaire, talked.round
    agreed = tuple(view.consensus for view in views if view.consensus is not None)
    scores = theme_positions(review, audit_round, tuple(view.topic for view in views), agreed)
    found = []
    for score in scores:
        topics = tuple(view for view in views if view.topic.theme == score.theme_id)
        gap = _gap(talked, score.theme_id, opened)
        theme = review.theme(score.theme_id)
        found.append(ThemeResult(theme, topics, score, gap, _reasons(topics, score)))
    return tuple(found)


def _gap(talked: Meeting, theme_id: str, opened: Reveal | None) -> GroupGap | None:
    """The team beside people who use the service, from permitted counts alone."""
    both = (Perspective.TEAM, Perspective.LIVED_EXPERIENCE)
    invited = {i.perspective for i in talked.round.invited}
    if opened is None or not invited.issuperset(both):
        return None
    asked = {
        p: [t.id for t in questions.asked(talked.questionnaire, talked.round, p) if t.theme == theme_id]
        for p in both
    }
    if not all(asked.values()):
        return None
    return find_gap(theme_id, asked=asked, counts=opened.counts)


def _reasons(topics: Sequence[TopicView], score: ThemeScore) -> tuple[tuple[str, str], ...]:
    if score.applicable:
        return ()
    told = [(view.topic.title, view.consensus) for view in topics]
    return tuple(
        (title, record.because)
        for title, record in told
        if record is not None and record.outcome is Outcome.NOT_APPLICABLE
    )


def _relationships(views: Sequence[TopicView]) -> tuple[LensGroup, ...]:
    """The topics about relationships, theme by theme."""
    gathered = {topic.id for topic in relationship_topics([view.topic for view in views])}
    groups: dict[str, list[TopicView]] = {}
    for view in views:
        if view.topic.id in gathered:
            groups.setdefault(view.theme.title, []).append(view)
    return tuple(LensGroup(title, tuple(found)) for title, found in groups.items())


def _pie_one(views: Sequence[TopicView]) -> tuple[LensGroup, ...]:
    by_id = {view.topic.id: view for view in views}
    return tuple(
        LensGroup(heading_words(group.heading), tuple(by_id[topic.id] for topic in group.topics))
        for group in regroup_for_pie_one([view.topic for view in views])
    )
