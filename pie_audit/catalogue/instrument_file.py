"""The tables of a question file for an instrument: answer sets, items, scales and bands."""

from __future__ import annotations

import re

from pie_audit.catalogue.fields import Fields, is_number
from pie_audit.catalogue.heading import NAME, note_twins, read_heading
from pie_audit.catalogue.key_checks import KeyTables, note_what_disagrees
from pie_audit.domain.questionnaire import (
    Aggregate,
    AnswerSet,
    Band,
    Direction,
    Instrument,
    Item,
    Kind,
    Mode,
    NoticeableChange,
    Scale,
)
from pie_audit.words import _

_MOST_ITEMS = 500
_FARTHEST_VALUE = 1_000
_MOST_TIMES = 1_000
_PREFIX = re.compile(r"[A-Za-z]{1,4}")


def read_instrument(top: Fields) -> Instrument:
    """The instrument of a file of kind “instrument”; fit for use only if nothing was noted."""
    sets, answer_sets = _read_answer_sets(top)
    items, read_items = _read_items(top, {one.id for one in answer_sets})
    scales, read_scales = _read_scales(top, {item.no for item in read_items})
    known = {scale.id for scale in read_scales}
    bands = top.tables("band", required=False)
    found = Instrument(
        **read_heading(top),
        kind=Kind.INSTRUMENT,
        modes=_read_modes(top, "modes"),
        numbering_warning=_text_or_empty(top, "numbering_warning"),
        answer_sets=answer_sets,
        items=read_items,
        scales=read_scales,
        bands=tuple(_read_band(table, known) for table in bands),
        changes=tuple(_read_change(table, known) for table in top.tables("change", required=False)),
        on_request=_read_modes(top, "on_request") if top.has("on_request") else (),
        team_means_only=top.flag("team_means_only", default=False),
        bands_only_signpost=top.flag("bands_only_signpost", default=False),
        prefix=top.optional_code("prefix", _PREFIX, "P") or "",
        licence_notes=top.texts("licence_notes", required=False),
        key_notes=top.texts("key_notes", required=False),
        **{
            key: _text_or_empty(top, key)
            for key in ("about", "lookback", "status", "chart_note", "last_question")
        },
    )
    note_what_disagrees(found, KeyTables(sets, items, scales, bands))
    return found


def _text_or_empty(table: Fields, key: str) -> str:
    return table.optional_text(key) or ""


def _read_modes(table: Fields, key: str) -> tuple[Mode, ...]:
    modes = table.choices(key, Mode)
    if len(set(modes)) < len(modes):
        table.note(_("The same one stands here twice."), key)
    return modes


def _read_answer_sets(top: Fields) -> tuple[list[Fields], tuple[AnswerSet, ...]]:
    tables = top.tables("answer_set")
    answer_sets = tuple(_read_answer_set(table) for table in tables)
    note_twins(tables, (one.id for one in answer_sets), "id")
    return tables, answer_sets


def _read_answer_set(table: Fields) -> AnswerSet:
    one = AnswerSet(table.code("id", NAME, "agreement"), table.wholes("values"), table.texts("labels"))
    if table.is_sound("values") and list(one.values) != sorted(set(one.values)):
        table.note(_("Write the values from the lowest to the highest, each once."), "values")
    if any(abs(value) > _FARTHEST_VALUE for value in one.values):
        table.note(_("A value should lie between −{most} and {most}.").format(most=_FARTHEST_VALUE), "values")
    if table.is_sound("values", "labels") and len(one.values) != len(one.labels):
        table.note(_("There should be as many labels as values."), "labels")
    table.finish()
    return one


def _read_items(top: Fields, answer_sets: set[str]) -> tuple[list[Fields], tuple[Item, ...]]:
    tables = top.tables("item")
    items = tuple(_read_item(table) for table in tables)
    note_twins(tables, (item.no for item in items), "no")
    for table, item in zip(tables, items, strict=True):
        if table.is_sound("answer_set") and item.answer_set not in answer_sets and "" not in answer_sets:
            table.note(_("There's no answer set with this id."), "answer_set")
    return tables, items


def _read_item(table: Fields) -> Item:
    item = Item(
        no=table.whole("no", low=1, high=_MOST_ITEMS),
        text=table.text("text", may_be_empty=True),
        answer_set=table.code("answer_set", NAME, "agreement"),
        reverse=table.flag("reverse", default=False),
        facet=_text_or_empty(table, "facet"),
        direction=_read_direction(table),
    )
    table.finish()
    return item


def _read_direction(table: Fields) -> Direction | None:
    return table.choice("direction", Direction) if table.has("direction") else None


def _read_scales(top: Fields, items: set[int]) -> tuple[list[Fields], tuple[Scale, ...]]:
    tables = top.tables("scale")
    scales = tuple(_read_scale(table, items) for table in tables)
    note_twins(tables, (scale.id for scale in scales), "id")
    return tables, scales


def _read_scale(table: Fields, items: set[int]) -> Scale:
    scale = Scale(
        id=table.code("id", NAME, "total"),
        items=table.wholes("items"),
        aggregate=table.choice("aggregate", Aggregate),
        min_answered=table.whole("min_answered", low=1, high=_MOST_ITEMS),
        table=_read_lookup(table),
        times=table.whole("times", low=1, high=_MOST_TIMES) if table.has("times") else 1,
        title=_text_or_empty(table, "title"),
        direction=_read_direction(table),
        mean_beside=table.flag("mean_beside", default=False),
        modes=_read_modes(table, "modes") if table.has("modes") else (),
    )
    table.finish()
    _compare(table, scale, items)
    return scale


def _compare(table: Fields, scale: Scale, items: set[int]) -> None:
    """Note where a scale doesn't agree with itself or with the items."""
    if not set(scale.items) <= items:
        table.note(_("There's no item with one of these numbers."), "items")
    if len(set(scale.items)) < len(scale.items):
        table.note(_("The same one stands here twice."), "items")
    if table.is_sound("items", "min_answered") and scale.min_answered > len(scale.items):
        table.note(_("This is more than the scale has items."), "min_answered")
    if scale.times > 1 and scale.aggregate not in {Aggregate.SUM, Aggregate.MEAN}:
        table.note(_("Only a sum or a mean can be multiplied."), "times")
    if table.is_sound("aggregate", "table") and (scale.aggregate is Aggregate.LOOKUP) != bool(scale.table):
        table.note(_("A table is for aggregate = “lookup”, which needs one."), "table")


def _read_lookup(table: Fields) -> tuple[tuple[int, float], ...]:
    """Pairs of a sum and its score, as in ``[[7, 7.0], [8, 9.51]]``."""
    pairs: list[tuple[int, float]] = []
    rows = table.values("table", required=False)
    for row in rows:
        if isinstance(row, list) and len(row) == 2 and type(row[0]) is int and is_number(row[1]):
            pairs.append((row[0], float(row[1])))
    if len(pairs) < len(rows) or len(dict(pairs)) < len(pairs):
        table.note(_("Each row should be a sum, told once, and its score: [7, 7.0]."), "table")
    return tuple(pairs)


def _read_band(table: Fields, scales: set[str]) -> Band:
    band = Band(
        scale=table.code("scale", NAME, "total"),
        low=table.number("low"),
        high=table.number("high"),
        label=table.text("label"),
        source=table.text("source"),
        checked_on=table.day("checked_on"),
        enabled=table.flag("enabled", default=False),
        signpost=table.flag("signpost", default=False),
    )
    table.finish()
    _require_scale(table, band.scale, scales)
    if table.is_sound("low", "high") and band.low > band.high:
        table.note(_("A band's low end can't be above its high end."), "low")
    return band


def _read_change(table: Fields, scales: set[str]) -> NoticeableChange:
    change = NoticeableChange(
        scale=table.code("scale", NAME, "total"),
        source=table.text("source"),
        checked_on=table.day("checked_on"),
        **{key: table.number(key) for key in ("points", "sd", "alpha") if table.has(key)},
    )
    table.finish()
    _require_scale(table, change.scale, scales)
    told = {key for key in ("points", "sd", "alpha") if table.has(key)}
    if told not in ({"points"}, {"sd", "alpha"}):
        table.note(_("Tell either points, or both sd and alpha."), None)
    if min(change.points or 0, change.sd or 0, change.alpha or 0) < 0 or (change.alpha or 0) > 1:
        table.note(_("Points and sd are above 0, and alpha lies between 0 and 1."), None)
    return change


def _require_scale(table: Fields, scale: str, scales: set[str]) -> None:
    if table.is_sound("scale") and scale not in scales and "" not in scales:
        table.note(_("There's no scale with this id."), "scale")
