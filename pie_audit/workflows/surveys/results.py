"""What a survey says: released figures only, read from the ledger and from nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.questionnaire import Direction, Instrument, Mode
from pie_audit.domain.survey import (
    WHOLE,
    Participation,
    Released,
    ReportGroup,
    Statistic,
    SurveyPlan,
    SurveyState,
)
from pie_audit.storage import releases, surveys
from pie_audit.words import _
from pie_audit.workflows import instruments
from pie_audit.workflows.permissions import Act, Matter, may
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.surveys import plan_text
from pie_audit.workflows.surveys.ledger import earlier_surveys
from pie_audit.workflows.surveys.overview import is_overdue
from pie_audit.workflows.surveys.planning import may_plan
from pie_audit.workflows.surveys.result_words import kinds_in, sentence_for, uncertainty_for
from pie_audit.workflows.surveys.starting import instrument_of
from pie_audit.workflows.surveys.survey_words import causes
from pie_audit.workflows.surveys.views import (
    ChangeWord,
    Figure,
    GroupRows,
    Row,
    SaidBack,
    Shares,
    SurveyResults,
)

if TYPE_CHECKING:
    from pie_audit.analysis.survey_figures import Earlier
    from pie_audit.storage.transaction import Transaction

_OPENED = frozenset({SurveyState.REPORTED, SurveyState.TOLD})


def results(tx: Transaction, me: Me, survey_id: str) -> SurveyResults:
    """Everything the page shows, the same for the team as for its manager.

    Raises NotNow before two keepers have opened the box, and for people of other teams.
    """
    row = surveys.load_survey(tx, survey_id)
    plan = plan_text.from_text(row.plan)
    _require_reader(me, plan)
    ledger = releases.releases_of(tx, survey_id)
    if not ledger:
        raise NotNow(
            _("Nothing is shown before two keepers have opened the box."),
            _("Then everybody sees it at the same time."),
        )
    instrument = instrument_of(tx, plan)
    before = _before(earlier_surveys(tx, plan), plan)
    items = _items(ledger, instrument, before)
    whole = _rows_of(WHOLE, _("Everybody"), ledger, instrument, before)
    whole = replace(whole, hidden=whole.hidden and not items)
    groups = tuple(_rows_of(g.group_id, g.label, ledger, instrument, before) for g in _groups_for(me, plan))
    scales = [row for group in (whole, *groups) for row in group.rows]
    shown = kinds_in(scales, Figure.SCALE) | kinds_in(items, Figure.ITEM)
    return SurveyResults(
        plan=plan,
        state=row.state,
        status_line=instrument.status,
        participation=_participation(ledger),
        whole=whole,
        items=items,
        groups=groups,
        voice=plan.voice,
        voices=tuple(one.words for one in ledger if one.statistic is Statistic.TEXT),
        causes=_causes(ledger),
        sentence=sentence_for(whole),
        uncertainty=uncertainty_for(plan, instrument, shown),
        before_title=before.plan.title if before else "",
        said_back=tuple(SaidBack(*line) for line in surveys.load_said_back(tx, survey_id)),
        may_say_back=row.state in _OPENED and may_plan(me, plan),
        overdue=is_overdue(row, plan, acting(me).clock.today()),
        required_line=instruments.required_line(tx, plan.instrument_id),
        ends=_ends(instrument),
    )


def _require_reader(me: Me, plan: SurveyPlan) -> None:
    member = acting(me).member
    asked = plan.block_of(member.person_id) is not None or member.person_id in plan.keepers
    if not asked and not any(may(member, Act.READ_TEAM, Matter(team_id)) for team_id in plan.team_ids):
        raise NotNow(
            _("What this survey says is for the teams that were asked."), _("Ask them what they make of it.")
        )


def _groups_for(me: Me, plan: SurveyPlan) -> Iterable[ReportGroup]:
    """One's own teams and their parts, so that it never becomes a table of teams side by side for those outside."""
    member = acting(me).member
    own = {b.block_id for b in plan.blocks if b.team_id in member.teams | member.manages}
    mine = (group for group in plan.groups if group.blocks <= own)
    return sorted(mine, key=lambda group: group.label.casefold())


def _before(earlier: Sequence[Earlier], plan: SurveyPlan) -> Earlier | None:
    teams = set(plan.team_ids)
    same = [
        one
        for one in earlier
        if one.plan.instrument_id == plan.instrument_id and teams & set(one.plan.team_ids)
    ]
    return next((one for one in reversed(same) if one.plan.closes_on <= plan.closes_on), None)


def _ends(instrument: Instrument) -> tuple[str, ...]:
    """What the lowest answer is called, the one in the middle and the highest; nothing where items differ in it."""
    sets = {item.answer_set for item in instrument.items_for(Mode.TEAM)}
    if len(sets) != 1:
        return ()
    labels = next(one.labels for one in instrument.answer_sets if one.id in sets)
    return labels[0], labels[len(labels) // 2] if len(labels) % 2 else "", labels[-1]


def _participation(ledger: Sequence[Released]) -> Participation | None:
    found = (one.words for one in ledger if one.statistic is Statistic.PARTICIPATION)
    return next((Participation(words) for words in found), None)


def _rows_of(
    group_id: str,
    label: str,
    ledger: Sequence[Released],
    instrument: Instrument,
    before: Earlier | None,
) -> GroupRows:
    rows = []
    for scale in instrument.scales_for(Mode.TEAM):
        mine = _figures(ledger, group_id, f"scale/{scale.id}")
        if mine:
            better = _is_better(scale.direction)
            rows.append(_row(f"scale/{scale.id}", scale.title or scale.id, mine, better, _then(before, mine)))
    return GroupRows(group_id, label, not rows, tuple(rows))


def _items(ledger: Sequence[Released], instrument: Instrument, before: Earlier | None) -> tuple[Row, ...]:
    rows = []
    for item in instrument.items:
        mine = _figures(ledger, WHOLE, f"item/{item.no}")
        if mine:
            title = item.facet or item.text
            row = _row(f"item/{item.no}", title, mine, _is_better(item.direction), _then(before, mine))
            rows.append(replace(row, says=item.text))
    return tuple(rows)


def _figures(ledger: Sequence[Released], group_id: str, what: str) -> dict[Statistic, Released]:
    return {one.statistic: one for one in ledger if (one.group_id, one.what) == (group_id, what)}


def _row(
    what: str, title: str, mine: dict[Statistic, Released], better: bool | None, then: int | None
) -> Row:
    value = {statistic: one.value for statistic, one in mine.items()}
    thirds = [value.get(s) for s in (Statistic.LOW, Statistic.MIDDLE, Statistic.HIGH)]
    whole = [share for share in thirds if share is not None]
    change = mine.get(Statistic.CHANGE)
    return Row(
        what=what,
        title=title,
        mean=value.get(Statistic.MEAN),
        before=then,
        change=ChangeWord(change.words) if change else ChangeWord.NONE,
        shares=Shares(*whole) if len(whole) == 3 else None,
        band=mine[Statistic.BAND].words if Statistic.BAND in mine else "",
        better=better,
    )


def _then(before: Earlier | None, mine: dict[Statistic, Released]) -> int | None:
    """The earlier mean of the same group and subject, shown only beside a change that may be told."""
    change = mine.get(Statistic.CHANGE)
    if before is None or change is None:
        return None
    for one in before.released:
        if (one.group_id, one.what, one.statistic) == (change.group_id, change.what, Statistic.MEAN):
            return one.value
    return None


def _is_better(direction: Direction | None) -> bool | None:
    return None if direction is None else direction is Direction.BETTER


def _causes(ledger: Sequence[Released]) -> tuple[tuple[str, str], ...]:
    said = {one.what.removeprefix("cause/"): one.words for one in ledger if one.what.startswith("cause/")}
    return tuple((label, said[cause]) for cause, label in causes() if cause in said)
