"""Support beside strain: theme B as it was agreed, protected time as it was kept, and what surveys released."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from pie_audit.analysis.ranks import rank_correlation
from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.domain.ledger import Period, Tally, judge, tally
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Direction, Instrument, Mode, Scale
from pie_audit.domain.rounding import one_decimal
from pie_audit.domain.support_beside import (
    FEWEST_FOR_RANKS,
    QUARTERS,
    QuarterBeside,
    SupportBeside,
    from_first,
    rank_words,
)
from pie_audit.domain.team import Perspective
from pie_audit.domain.theme_score import ThemeScore
from pie_audit.storage import agreements, releases, sessions, surveys, teams
from pie_audit.storage import audits as rounds
from pie_audit.workflows import questions
from pie_audit.workflows.in_sight import require_in_sight
from pie_audit.workflows.permissions import Act, Matter, may
from pie_audit.workflows.plan_material import theme_positions
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.surveys import plan_text
from pie_audit.workflows.surveys.released_series import Mean, groups_of_exactly, released_mean
from pie_audit.workflows.surveys.starting import instrument_of

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

THEME = "B"
"""Staff training and support."""
_AGREED = frozenset({RoundState.SIGNED, RoundState.CARRIED})
"""Levels that nobody changes any more."""


def support_beside_strain(tx: Transaction, me: Me, survey_id: str) -> tuple[SupportBeside, ...]:
    """For each team of this survey that I belong to or manage: the last eight quarters, each team by itself.

    Only released figures of surveys, and only levels of signed reviews; nothing before the box was opened. Raises
    NotNow while such a team rates in private: what was agreed last time stays out of sight meanwhile.
    """
    plan = plan_text.from_text(surveys.load_survey(tx, survey_id).plan)
    if not releases.releases_of(tx, survey_id):
        return ()
    member = acting(me).member
    instrument = instrument_of(tx, plan)
    scale = _strain_scale(instrument)
    if scale is None:
        return ()
    mine = [team_id for team_id in plan.team_ids if may(member, Act.READ_TEAM, Matter(team_id))]
    found = (_of_team(tx, team_id, instrument, scale, acting(me).clock.today()) for team_id in mine)
    return tuple(view for view in found if view.says_anything)


def support_beside_of(tx: Transaction, team_id: str, today: date) -> SupportBeside | None:
    """The same picture of one team, by the instrument of its latest survey that was opened; None without one.

    Who may see it is asked by the caller. Raises NotNow while the team rates in private.
    """
    for row in surveys.surveys_of_team(tx, team_id):
        if releases.releases_of(tx, row.survey_id):
            instrument = instrument_of(tx, plan_text.from_text(row.plan))
            scale = _strain_scale(instrument)
            return _of_team(tx, team_id, instrument, scale, today) if scale else None
    return None


def _strain_scale(instrument: Instrument) -> Scale | None:
    """The scale on which higher is harder; an instrument without one has nothing to set beside support."""
    scales = (s for s in instrument.scales_for(Mode.TEAM) if len(s.items) > 1)
    return next((scale for scale in scales if scale.direction is Direction.HARDER), None)


def _of_team(
    tx: Transaction, team_id: str, instrument: Instrument, scale: Scale, today: date
) -> SupportBeside:
    now = Quarter.of(today)
    wanted = [now.plus(-back) for back in reversed(range(QUARTERS))]
    support = _support(tx, team_id, wanted)
    strain = _strain(tx, team_id, instrument.id, f"scale/{scale.id}")
    quarters = from_first(
        [
            _one(quarter, support.get(quarter), _kept(tx, team_id, quarter, today), strain.get(quarter))
            for quarter in wanted
        ]
    )
    view = SupportBeside(
        teams.load_team(tx, team_id).name,
        questions.bundled().theme(THEME).short_title,
        scale.title or scale.id,
        quarters,
    )
    return SupportBeside(view.team_name, view.theme, view.scale, quarters, _ranks(view.dots))


def _one(
    quarter: Quarter, support: ThemeScore | None, kept: Tally | None, strain: Mean | None
) -> QuarterBeside:
    if strain is None:
        return QuarterBeside(quarter, support, kept)
    mean, follows = strain
    return QuarterBeside(quarter, support, kept, mean, mean is None, follows)


def _support(tx: Transaction, team_id: str, wanted: Sequence[Quarter]) -> dict[Quarter, ThemeScore]:
    """Where the theme stood in each signed review of these quarters that asked it in full."""
    found = {}
    for audit_round in rounds.rounds_of_team(tx, team_id):
        if audit_round.state in _AGREED and audit_round.quarter in wanted:
            require_in_sight(tx, audit_round)
            if (score := _theme(tx, audit_round)) is not None:
                found[audit_round.quarter] = score
    return found


def _theme(tx: Transaction, audit_round: AuditRound) -> ThemeScore | None:
    review = questions.of_round(tx, audit_round)
    asked = questions.asked(review, audit_round, Perspective.TEAM)
    agreed = tuple(agreements.load_consensus(tx, audit_round.round_id).values())
    scores = theme_positions(review, audit_round, asked, agreed)
    return next((one for one in scores if one.theme_id == THEME and not one.short_form), None)


def _kept(tx: Transaction, team_id: str, quarter: Quarter, today: date) -> Tally | None:
    """What became of the sessions planned in a quarter, up to today."""
    period = Period(quarter.first_day, min(quarter.last_day, today))
    lines = sessions.sessions_of_team(
        tx, team_id, first=quarter.plus(-1).first_day, last=quarter.plus(2).last_day
    )
    found = tally(judge(lines, period))
    return found if found.planned else None


def _strain(tx: Transaction, team_id: str, instrument_id: str, what: str) -> dict[Quarter, Mean]:
    """What each survey released of this team as a whole; the last of a quarter stands for it."""
    found = {}
    for row in reversed(surveys.surveys_of_team(tx, team_id)):
        plan = plan_text.from_text(row.plan)
        ledger = releases.releases_of(tx, row.survey_id)
        if ledger and plan.instrument_id == instrument_id:
            found[Quarter.of(plan.closes_on)] = released_mean(ledger, groups_of_exactly(plan, team_id), what)
    return found


def _ranks(dots: Sequence[QuarterBeside]) -> str:
    if len(dots) < FEWEST_FOR_RANKS:
        return ""
    support = [one.support.mean for one in dots if one.support is not None and one.support.mean is not None]
    rho = rank_correlation(support, [Fraction(one.strain or 0) for one in dots])
    return rank_words(one_decimal(Fraction(rho)).replace("-", "−"), len(dots)) if rho is not None else ""
