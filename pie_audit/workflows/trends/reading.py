"""Reads a team's past once, in one short transaction; everything after that is asked of plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.domain.quarter import Quarter, iso_week
from pie_audit.domain.questionnaire import Questionnaire
from pie_audit.domain.small_logs import Win, WinReach
from pie_audit.domain.team import Perspective, Standing
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import audits as rounds
from pie_audit.storage import (
    cut_points,
    groups,
    people,
    sessions,
    team_parts,
    teams,
    trend_figures,
    trend_logs,
    trend_marks,
)
from pie_audit.storage import plans as actions
from pie_audit.words import _
from pie_audit.workflows import questions
from pie_audit.workflows.in_sight import is_out_of_sight
from pie_audit.workflows.permissions import Act, Matter, require
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.surveys.released_series import (
    opened_surveys,
    released_items,
    released_series,
    who_took_part,
)
from pie_audit.workflows.surveys.support_beside_strain import support_beside_of
from pie_audit.workflows.trends.marking import may_decide
from pie_audit.workflows.trends.material import MOST_DOTS, MOST_WINS, Forebear, Heir, Review, TrendMaterial
from pie_audit.workflows.trends.views import Window
from pie_audit.workflows.trends.windows import LENGTH, in_window, last_quarter

if TYPE_CHECKING:
    from pie_audit.domain.plan import Action, ActionStep
    from pie_audit.storage.transaction import Transaction

_NOT_OPENED = frozenset({RoundState.DRAFT, RoundState.OPEN, RoundState.CLOSED, RoundState.ABANDONED})


def read_material(tx: Transaction, me: Me, team_id: str, window: Window = Window.EIGHT) -> TrendMaterial:
    """A team's past. Raises NotNow for whoever neither belongs to the team nor manages it.

    While the team rates in private, levels and private ratings of earlier reviews aren't read at all.
    """
    mine = acting(me)
    require(mine.member, Act.READ_TEAM, Matter(team_id))
    today, is_hidden = mine.clock.today(), is_out_of_sight(tx, team_id)
    opened = [r for r in rounds.rounds_of_team(tx, team_id) if r.state not in _NOT_OPENED]
    surveys, plans = opened_surveys(tx, team_id), _actions(tx, team_id)
    parts = team_parts.parts_of(tx, team_id)
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
        came_of_it=_heirs(tx, team_id),
        begun=min((r.quarter for r in opened), default=None),
        last_of_all=max((r.quarter for r in opened), default=None),
        ended=_end_of(tx, team_id),
        actions=plans,
        steps=_steps(tx, plans),
        sessions=sessions.sessions_of_team(tx, team_id, first=date.min, last=date.max),
        lines=groups.theme_lines_of(tx, team_id),
        friction=trend_logs.friction_by_month(tx, team_id) if TeamPart.FRICTION in parts else (),
        episodes=trend_logs.episodes_by_month(tx, team_id) if TeamPart.TELLINGS in parts else (),
        refusals=trend_figures.refusal_counts(tx, team_id) if TeamPart.REFUSALS in parts else (),
        scales=released_series(tx, team_id, surveys),
        items=released_items(tx, team_id, surveys),
        survey_parts=who_took_part(surveys),
        beside=None if is_hidden else support_beside_of(tx, team_id, today),
        marks=trend_marks.marks_of(tx, team_id),
        settings=trend_marks.load_settings(tx, team_id),
        may_mark=True,
        may_decide=may_decide(tx, me, team_id),
        parts=parts,
        cut=cut_points.load_cut_points(tx),
    )
    return _with_entries(tx, in_window(whole, window))


def _with_entries(tx: Transaction, material: TrendMaterial) -> TrendMaterial:
    """With what is drawn or told one by one: the newest of each quarter shown, however many there are."""
    team_id, since = material.team.team_id, material.quarters[0].first_day.isoformat()[:7]
    counts_tellings, keeps_wins = TeamPart.TELLINGS in material.parts, TeamPart.WINS in material.parts
    return replace(
        material,
        tellings=trend_logs.newest_tellings(tx, team_id, since, MOST_DOTS) if counts_tellings else (),
        wins=_wins(tx, team_id, _with_wins(tx, material)) if keeps_wins else (),
    )


def _with_wins(tx: Transaction, material: TrendMaterial) -> tuple[Quarter, ...]:
    """The quarters of the window in which there can be wins; those alone are no reason to show an earlier quarter."""
    week = trend_logs.first_win_week(tx, material.team.team_id)
    if week is None:
        return ()
    last = material.quarters[-1]
    first = Quarter.of(date.fromisocalendar(int(week[:4]), int(week[-2:]), 1))
    if material.window in LENGTH:
        first = max(first, last.plus(1 - LENGTH[material.window]))
    return tuple(first.plus(n) for n in range(first.until(last) + 1))


def _wins(tx: Transaction, team_id: str, quarters: Sequence[Quarter]) -> tuple[Win, ...]:
    """The newest wins of each quarter for the team and for papers, newest first; a week may belong to two quarters."""
    found = {
        win.win_id: win
        for quarter in quarters
        for reach in (WinReach.TEAM, WinReach.PAPERS)
        for win in trend_logs.newest_wins(
            tx, team_id, (iso_week(quarter.first_day), iso_week(quarter.last_day)), reach, MOST_WINS
        )
    }
    by_id = sorted(found.values(), key=lambda win: win.win_id)
    return tuple(sorted(by_id, key=lambda win: win.week, reverse=True))


def _reviews(
    tx: Transaction, opened: Sequence[AuditRound], window: Window, today: date, *, is_hidden: bool
) -> tuple[Review, ...]:
    """The reviews of the window with their figures: three questions to the database, however many they are."""
    last = last_quarter(today, (r.quarter for r in opened))
    wanted = [r for r in opened if window not in LENGTH or r.quarter.until(last) < LENGTH[window]]
    ids = [r.round_id for r in wanted]
    took_part = trend_figures.bands_of_part(tx, ids)
    counts = {} if is_hidden else trend_figures.permitted_counts(tx, ids)
    records = {} if is_hidden else trend_figures.topic_records(tx, ids)
    sets = _question_sets(tx, wanted)
    figures = {} if is_hidden else _figures(tx, wanted, sets)
    found = []
    for r in wanted:
        review = sets[_set_of(r)]
        asked = questions.asked(review, r, Perspective.TEAM)
        found.append(
            Review(
                round=r,
                questions=review,
                asked=asked,
                by_theme={
                    theme.id: tuple(t for t in asked if t.theme == theme.id) for theme in review.themes
                },
                figures=figures.get(r.round_id, {}),
                records=records.get(r.round_id, {}),
                counts=counts.get(r.round_id, ()),
                took_part=took_part.get(r.round_id, {}),
            )
        )
    return tuple(found)


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


def _actions(tx: Transaction, team_id: str) -> tuple[tuple[Quarter, Action], ...]:
    """A team's actions with the quarter of the plan they stand in; those of no plan are left out."""
    quarters = {
        r.round_id: r.quarter
        for r in rounds.rounds_of_team(tx, team_id)
        if r.state is not RoundState.ABANDONED
    }
    them = actions.actions_of_team(tx, team_id)
    return tuple((quarters[a.round_id], a) for a in them if a.round_id in quarters)


def _steps(tx: Transaction, plans: Sequence[tuple[Quarter, Action]]) -> dict[str, tuple[ActionStep, ...]]:
    """The history of each action, in its order."""
    found: dict[str, list[ActionStep]] = {}
    for step in actions.steps_of_actions(tx, [action.action_id for _quarter, action in plans]):
        found.setdefault(step.action_id, []).append(step)
    return {action_id: tuple(steps) for action_id, steps in found.items()}


def _forebears(tx: Transaction, team_id: str) -> tuple[Forebear, ...]:
    return tuple(
        Forebear(team.name, max(_reviewed(tx, team.team_id), default=None), _end_of(tx, team.team_id))
        for team in teams.predecessors(tx, team_id)
    )


def _heirs(tx: Transaction, team_id: str) -> tuple[Heir, ...]:
    heirs = teams.successors(tx, team_id)
    return tuple(Heir(team.name, min(_reviewed(tx, team.team_id), default=None)) for team in heirs)


def _reviewed(tx: Transaction, team_id: str) -> tuple[Quarter, ...]:
    """The quarters of the reviews that a team opened."""
    return tuple(r.quarter for r in rounds.rounds_of_team(tx, team_id) if r.state not in _NOT_OPENED)


def _end_of(tx: Transaction, team_id: str) -> Quarter | None:
    """The quarter in which a team ended, None while it goes on; a week belongs where its Thursday does, as by ISO."""
    week = teams.retired_week(tx, team_id)
    return None if week is None else Quarter.of(date.fromisocalendar(int(week[:4]), int(week[-2:]), 4))


def _hidden_words() -> str:
    return _(
        "What was agreed stays hidden while people rate. You can look at it again once this quarter’s review is "
        "opened together."
    )
