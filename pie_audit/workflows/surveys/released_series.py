"""What surveys released of one team as a whole, quarter by quarter; read from the ledger and from nowhere else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Direction, Instrument, Item, Mode, Scale
from pie_audit.domain.survey import WHOLE, Participation, Released, Statistic, SurveyPlan
from pie_audit.storage import releases, surveys
from pie_audit.words import _
from pie_audit.workflows.surveys import plan_text
from pie_audit.workflows.surveys.result_words import uncertainty_for
from pie_audit.workflows.surveys.starting import instrument_of
from pie_audit.workflows.surveys.views import Figure

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

Mean = tuple[int | None, bool]
"""A released mean, or None where it is hidden; and whether a change since the survey before was told."""


@dataclass(frozen=True, slots=True)
class ReleasedPoint:
    """What one survey released of a scale. `mean` None: not shown. `change` is the word that was released, if any.

    `version` is that of the instrument: figures of two versions aren't joined.
    """

    quarter: Quarter
    mean: int | None
    change: str
    version: int


@dataclass(frozen=True, slots=True)
class ReleasedSeries:
    """One scale of one instrument over time. `uncertainty` is the sentence of the latest survey."""

    instrument_id: str
    instrument: str
    scale_id: str
    title: str
    direction: Direction | None
    points: tuple[ReleasedPoint, ...]
    uncertainty: str


@dataclass(frozen=True, slots=True)
class ReleasedItem:
    """What one survey of this team alone released of one question: a mean, or a third of its range in words, or neither."""

    quarter: Quarter
    mean: int | None
    band: str
    change: str
    version: int

    @property
    def is_told(self) -> bool:
        """Whether anything of it was released."""
        return self.mean is not None or bool(self.band)


@dataclass(frozen=True, slots=True)
class ItemSeries:
    """One question over time. `title` is its label, never its text: the words of what was brought don't leave."""

    title: str
    points: tuple[ReleasedItem, ...]


@dataclass(frozen=True, slots=True)
class ReleasedItems:
    """The single questions of one instrument, in its order. `plan` is that of the latest survey."""

    instrument: Instrument
    items: tuple[ItemSeries, ...]
    plan: SurveyPlan

    def uncertainty(self, quarters: Collection[Quarter]) -> str:
        """How little a change may mean of what is shown in these quarters: of means in points, of thirds in words."""
        shown = {
            Figure.THIRD if point.mean is None else Figure.ITEM
            for item in self.items
            for point in item.points
            if point.quarter in quarters and point.is_told
        }
        return uncertainty_for(self.plan, self.instrument, shown)


@dataclass(frozen=True, slots=True)
class SurveyPart:
    """Who took part in one survey, as the ledger has it: a band, and nothing finer. None where none was released."""

    quarter: Quarter
    title: str
    took_part: Participation | None


@dataclass(frozen=True, slots=True)
class Opened:
    """One survey whose box was opened."""

    plan: SurveyPlan
    ledger: tuple[Released, ...]

    @property
    def quarter(self) -> Quarter:
        """The quarter that it closed in."""
        return Quarter.of(self.plan.closes_on)


def opened_surveys(tx: Transaction, team_id: str) -> tuple[Opened, ...]:
    """The surveys of a team whose boxes were opened, earliest first. Who may see them is asked by the caller."""
    rows = reversed(surveys.surveys_of_team(tx, team_id))
    found = (Opened(plan_text.from_text(row.plan), releases.releases_of(tx, row.survey_id)) for row in rows)
    return tuple(one for one in found if one.ledger)


def released_series(tx: Transaction, team_id: str, opened: Sequence[Opened]) -> tuple[ReleasedSeries, ...]:
    """Each scale of more than one item, by instrument and in its order; the last survey of a quarter stands for it."""
    by_instrument: dict[str, list[Opened]] = {}
    for one in opened:
        by_instrument.setdefault(one.plan.instrument_id, []).append(one)
    return tuple(
        series
        for found in by_instrument.values()
        for series in _of_instrument(team_id, instrument_of(tx, found[-1].plan), found)
    )


def released_items(tx: Transaction, team_id: str, opened: Sequence[Opened]) -> tuple[ReleasedItems, ...]:
    """Single questions by instrument, as released of the whole; of a survey that asked other teams too there is nothing."""
    by_instrument: dict[str, list[Opened]] = {}
    for one in opened:
        if WHOLE in groups_of_exactly(one.plan, team_id):
            by_instrument.setdefault(one.plan.instrument_id, []).append(one)
    found = (_items_of(instrument_of(tx, those[-1].plan), those) for those in by_instrument.values())
    return tuple(one for one in found if one.items)


def _items_of(instrument: Instrument, found: Sequence[Opened]) -> ReleasedItems:
    by_quarter = {one.quarter: one for one in found}
    told = [by_quarter[quarter] for quarter in sorted(by_quarter)]
    asked = () if instrument.team_means_only else instrument.items_for(Mode.TEAM)
    items = (
        ItemSeries(item.facet or _("question {n}").format(n=item.no), _item_points(item, told))
        for item in asked
    )
    return ReleasedItems(instrument, tuple(items), found[-1].plan)


def _item_points(item: Item, told: Sequence[Opened]) -> tuple[ReleasedItem, ...]:
    points = []
    for one in told:
        mine = _mine(one.ledger, frozenset({WHOLE}), f"item/{item.no}")
        words = {each.statistic: each.words for each in mine}
        mean = next((each.value for each in mine if each.statistic is Statistic.MEAN), None)
        band, change = words.get(Statistic.BAND, ""), words.get(Statistic.CHANGE, "")
        points.append(ReleasedItem(one.quarter, mean, band, change, one.plan.instrument_version))
    return tuple(points)


def who_took_part(opened: Iterable[Opened]) -> tuple[SurveyPart, ...]:
    """The band of each survey that asked one team alone: of several it tells about all of them together."""
    return tuple(SurveyPart(one.quarter, one.plan.title, _part(one)) for one in opened)


def _part(one: Opened) -> Participation | None:
    return _band(one.ledger) if len(set(one.plan.team_ids)) == 1 else None


def _of_instrument(team_id: str, instrument: Instrument, found: Sequence[Opened]) -> Iterable[ReleasedSeries]:
    uncertainty = uncertainty_for(found[-1].plan, instrument, {Figure.SCALE})
    for scale in instrument.scales_for(Mode.TEAM):
        if len(scale.items) > 1:
            yield ReleasedSeries(
                instrument.id,
                instrument.title,
                scale.id,
                scale.title or scale.id,
                scale.direction,
                _points(team_id, scale, found),
                uncertainty,
            )


def _points(team_id: str, scale: Scale, found: Sequence[Opened]) -> tuple[ReleasedPoint, ...]:
    by_quarter = {one.quarter: _point(team_id, scale, one) for one in found}
    return tuple(by_quarter[quarter] for quarter in sorted(by_quarter))


def _point(team_id: str, scale: Scale, one: Opened) -> ReleasedPoint:
    groups, what = groups_of_exactly(one.plan, team_id), f"scale/{scale.id}"
    mean, _follows = released_mean(one.ledger, groups, what)
    change = next((r.words for r in _mine(one.ledger, groups, what) if r.statistic is Statistic.CHANGE), "")
    return ReleasedPoint(one.quarter, mean, change, one.plan.instrument_version)


def groups_of_exactly(plan: SurveyPlan, team_id: str) -> frozenset[str]:
    """The ids of the groups that hold exactly this team."""
    blocks = frozenset(block.block_id for block in plan.blocks if block.team_id == team_id)
    return frozenset(group.group_id for group in (*plan.groups, plan.whole) if group.blocks == blocks)


def released_mean(ledger: Sequence[Released], group_ids: frozenset[str], what: str) -> Mean:
    """What was released of this subject for these groups."""
    mine = _mine(ledger, group_ids, what)
    mean = next((one.value for one in mine if one.statistic is Statistic.MEAN), None)
    return mean, any(one.statistic is Statistic.CHANGE for one in mine)


def _mine(ledger: Sequence[Released], group_ids: frozenset[str], what: str) -> tuple[Released, ...]:
    return tuple(one for one in ledger if one.group_id in group_ids and one.what == what)


def _band(ledger: Sequence[Released]) -> Participation | None:
    found = (one.words for one in ledger if one.statistic is Statistic.PARTICIPATION)
    return next((Participation(words) for words in found), None)
