"""Reads a team's past once, in one short transaction; everything after that is asked of plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Questionnaire, Theme
from pie_audit.domain.team import Perspective, Standing
from pie_audit.storage import audits as rounds
from pie_audit.storage import groups, people, sessions, small_logs, teams, trend_figures, trend_marks
from pie_audit.storage import plans as actions
from pie_audit.words import _
from pie_audit.workflows import questions
from pie_audit.workflows.in_sight import is_out_of_sight
from pie_audit.workflows.permissions import Act, Matter, require
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.surveys.released_series import opened_surveys, released_series, who_took_part
from pie_audit.workflows.surveys.support_beside_strain import support_beside_of
from pie_audit.workflows.trends.marking import may_decide
from pie_audit.workflows.trends.material import Forebear, Review, TrendMaterial
from pie_audit.workflows.trends.views import Window

if TYPE_CHECKING:
    from pie_audit.domain.plan import Action
    from pie_audit.storage.transaction import Transaction

_NOT_OPENED = frozenset({RoundState.DRAFT, RoundState.OPEN, RoundState.CLOSED, RoundState.ABANDONED})
_LENGTH = {Window.FOUR: 4, Window.EIGHT: 8}


def read_material(tx: Transaction, me: Me, team_id: str, window: Window = Window.EIGHT) -> TrendMaterial:
    """A team's past. Raises NotNow for whoever neither belongs to the team nor manages it.

    While the team rates in private, levels and private ratings of earlier reviews aren't read at all.
    """
    mine = acting(me)
    require(mine.member, Act.READ_TEAM, Matter(team_id))
    today, is_hidden = mine.clock.today(), is_out_of_sight(tx, team_id)
    opened = [r for r in rounds.rounds_of_team(tx, team_id) if r.state not in _NOT_OPENED]
    surveys = opened_surveys(tx, team_id)
    whole = TrendMaterial(
        team=teams.load_team(tx, team_id),
        today=today,
        quarters=(),
        reviews=_reviews(tx, opened, window, today, is_hidden=is_hidden),
        themes=(),
        people=sum(m.standing is Standing.ACTIVE for m in people.members_of(tx, team_id)),
        hidden_why=_hidden_words() if is_hidden else "",
        themes_off=teams.themes_off(tx, team_id),
        forebears=_forebears(tx, team_id),
        came_of_it=tuple(team.name for team in teams.successors(tx, team_id)),
        actions=_actions(tx, team_id),
        sessions=sessions.sessions_of_team(tx, team_id, first=date.min, last=date.max),
        lines=groups.theme_lines_of(tx, team_id),
        friction=small_logs.friction_of(tx, team_id),
        tellings=small_logs.tellings_of(tx, team_id),
        wins=small_logs.wins_of(tx, team_id),
        scales=released_series(tx, team_id, surveys),
        survey_parts=who_took_part(surveys),
        beside=None if is_hidden else support_beside_of(tx, team_id, today),
        marks=trend_marks.marks_of(tx, team_id),
        settings=trend_marks.load_settings(tx, team_id),
        may_mark=True,
        may_decide=may_decide(tx, me, team_id),
    )
    return in_window(whole, window)


def in_window(material: TrendMaterial, window: Window) -> TrendMaterial:
    """The same with its quarters: as many as were asked for up to now, from the first that has anything in it."""
    last = max((Quarter.of(material.today), *(r.quarter for r in material.reviews)))
    first = min((q for q in _known(material) if q <= last), default=last)
    if window in _LENGTH:
        first = max(first, last.plus(1 - _LENGTH[window]))
    quarters = tuple(first.plus(n) for n in range(first.until(last) + 1))
    reviews = tuple(r for r in material.reviews if r.quarter in quarters)
    return replace(material, quarters=quarters, reviews=reviews, themes=_themes(reviews))


def _known(material: TrendMaterial) -> Iterable[Quarter]:
    """Every quarter of which there is something to show."""
    yield from (review.quarter for review in material.reviews)
    yield from (Quarter.of(session.planned_on) for session in material.sessions)
    yield from (Quarter.of(line.day) for line in material.lines)
    months = {errand.month for errand in material.friction} | {one.month for one in material.tellings}
    yield from (quarter_of_month(month) for month in months)
    yield from (point.quarter for series in material.scales for point in series.points)


def quarter_of_month(month: str) -> Quarter:
    """The quarter of a month as logs keep it: ``2026-11``."""
    return Quarter.of(date(int(month[:4]), int(month[5:]), 1))


def _reviews(
    tx: Transaction, opened: Sequence[AuditRound], window: Window, today: date, *, is_hidden: bool
) -> tuple[Review, ...]:
    """The reviews of the window with their figures: three questions to the database, however many they are."""
    last = max((Quarter.of(today), *(r.quarter for r in opened)))
    wanted = [r for r in opened if window not in _LENGTH or r.quarter.until(last) < _LENGTH[window]]
    ids = [r.round_id for r in wanted]
    took_part = trend_figures.bands_of_part(tx, ids)
    counts = {} if is_hidden else trend_figures.permitted_counts(tx, ids)
    records = {} if is_hidden else trend_figures.topic_records(tx, ids)
    sets = _question_sets(tx, wanted)
    figures = {} if is_hidden else _figures(tx, wanted, sets)
    return tuple(
        Review(
            round=r,
            questions=sets[_set_of(r)],
            asked=questions.asked(sets[_set_of(r)], r, Perspective.TEAM),
            figures=figures.get(r.round_id, {}),
            records=records.get(r.round_id, {}),
            counts=counts.get(r.round_id, ()),
            took_part=took_part.get(r.round_id, {}),
        )
        for r in wanted
    )


_SetId = tuple[str, int]


def _set_of(audit_round: AuditRound) -> _SetId:
    return audit_round.questionnaire_id, audit_round.questionnaire_version


def _question_sets(tx: Transaction, wanted: Sequence[AuditRound]) -> dict[_SetId, Questionnaire]:
    """Each frozen question set once."""
    firsts = {_set_of(r): r for r in reversed(wanted)}
    return {key: questions.of_round(tx, r) for key, r in firsts.items()}


def _figures(
    tx: Transaction, wanted: Sequence[AuditRound], sets: dict[_SetId, Questionnaire]
) -> dict[str, dict[str, trend_figures.ThemeFigures]]:
    """Sums by round and theme; rounds of one question set are added up together."""
    found: dict[str, dict[str, trend_figures.ThemeFigures]] = {}
    for key, review in sets.items():
        ids = [r.round_id for r in wanted if _set_of(r) == key]
        topics = {theme.id: [t.id for t in review.topics if t.theme == theme.id] for theme in review.themes}
        for (round_id, theme_id), made in trend_figures.theme_figures(tx, ids, topics).items():
            found.setdefault(round_id, {})[theme_id] = made
    return found


def _themes(reviews: Sequence[Review]) -> tuple[Theme, ...]:
    """The themes that any review of the window asked something about, those of the latest question set first."""
    found: dict[str, Theme] = {}
    for review in reversed(reviews):
        asked = {topic.theme for topic in review.asked}
        for theme in review.questions.themes:
            if theme.id in asked:
                found.setdefault(theme.id, theme)
    order = [theme.id for theme in reviews[-1].questions.themes] if reviews else []
    return tuple(sorted(found.values(), key=lambda t: order.index(t.id) if t.id in order else len(order)))


def _actions(tx: Transaction, team_id: str) -> tuple[tuple[Quarter, Action], ...]:
    """A team's actions with the quarter of the plan they stand in; those of no plan are left out."""
    quarters = {
        r.round_id: r.quarter
        for r in rounds.rounds_of_team(tx, team_id)
        if r.state is not RoundState.ABANDONED
    }
    them = actions.actions_of_team(tx, team_id)
    return tuple((quarters[a.round_id], a) for a in them if a.round_id in quarters)


def _forebears(tx: Transaction, team_id: str) -> tuple[Forebear, ...]:
    return tuple(
        Forebear(team.name, _last_review(tx, team.team_id)) for team in teams.predecessors(tx, team_id)
    )


def _last_review(tx: Transaction, team_id: str) -> Quarter | None:
    ended = (r.quarter for r in rounds.rounds_of_team(tx, team_id) if r.state not in _NOT_OPENED)
    return max(ended, default=None)


def _hidden_words() -> str:
    return _(
        "What was agreed stays hidden while people rate. You can look at it again once this quarter’s review is "
        "opened together."
    )
