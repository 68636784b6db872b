"""The tables of a question file for an instrument: answer sets, items, scales and bands."""

from __future__ import annotations

from pie_audit.catalogue.fields import Fields, is_number
from pie_audit.catalogue.heading import NAME, note_twins, read_heading
from pie_audit.domain.questionnaire import (
    Aggregate,
    AnswerSet,
    Band,
    Instrument,
    Item,
    Kind,
    Mode,
    Scale,
)
from pie_audit.words import _

_MOST_ITEMS = 500


def read_instrument(top: Fields) -> Instrument:
    """The instrument of a file of kind “instrument”; fit for use only if nothing was noted."""
    answer_sets = _read_answer_sets(top)
    items = _read_items(top, {one.id for one in answer_sets})
    scales = _read_scales(top, {item.no for item in items})
    return Instrument(
        **read_heading(top),
        kind=Kind.INSTRUMENT,
        modes=_read_modes(top),
        numbering_warning=top.optional_text("numbering_warning") or "",
        answer_sets=answer_sets,
        items=items,
        scales=scales,
        bands=_read_bands(top, {scale.id for scale in scales}),
    )


def _read_modes(top: Fields) -> tuple[Mode, ...]:
    modes = top.choices("modes", Mode)
    if len(set(modes)) < len(modes):
        top.note(_("The same one stands here twice."), "modes")
    return modes


def _read_answer_sets(top: Fields) -> tuple[AnswerSet, ...]:
    tables = top.tables("answer_set")
    answer_sets = tuple(_read_answer_set(table) for table in tables)
    note_twins(tables, (one.id for one in answer_sets), "id")
    return answer_sets


def _read_answer_set(table: Fields) -> AnswerSet:
    one = AnswerSet(table.code("id", NAME, "agreement"), table.wholes("values"), table.texts("labels"))
    if table.is_sound("values") and list(one.values) != sorted(set(one.values)):
        table.note(_("Write the values from the lowest to the highest, each once."), "values")
    if table.is_sound("values", "labels") and len(one.values) != len(one.labels):
        table.note(_("There should be as many labels as values."), "labels")
    table.finish()
    return one


def _read_items(top: Fields, answer_sets: set[str]) -> tuple[Item, ...]:
    tables = top.tables("item")
    items = tuple(_read_item(table) for table in tables)
    note_twins(tables, (item.no for item in items), "no")
    for table, item in zip(tables, items, strict=True):
        if table.is_sound("answer_set") and item.answer_set not in answer_sets and "" not in answer_sets:
            table.note(_("There's no answer set with this id."), "answer_set")
    return items


def _read_item(table: Fields) -> Item:
    item = Item(
        no=table.whole("no", low=1, high=_MOST_ITEMS),
        text=table.text("text", may_be_empty=True),
        answer_set=table.code("answer_set", NAME, "agreement"),
        reverse=table.flag("reverse", default=False),
    )
    table.finish()
    return item


def _read_scales(top: Fields, items: set[int]) -> tuple[Scale, ...]:
    tables = top.tables("scale")
    scales = tuple(_read_scale(table, items) for table in tables)
    note_twins(tables, (scale.id for scale in scales), "id")
    return scales


def _read_scale(table: Fields, items: set[int]) -> Scale:
    scale = Scale(
        id=table.code("id", NAME, "total"),
        items=table.wholes("items"),
        aggregate=table.choice("aggregate", Aggregate),
        min_answered=table.whole("min_answered", low=1, high=_MOST_ITEMS),
        table=_read_lookup(table),
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


def _read_bands(top: Fields, scales: set[str]) -> tuple[Band, ...]:
    return tuple(_read_band(table, scales) for table in top.tables("band", required=False))


def _read_band(table: Fields, scales: set[str]) -> Band:
    band = Band(
        scale=table.code("scale", NAME, "total"),
        low=table.number("low"),
        high=table.number("high"),
        label=table.text("label"),
        source=table.text("source"),
        checked_on=table.day("checked_on"),
        enabled=table.flag("enabled", default=False),
    )
    table.finish()
    if table.is_sound("scale") and band.scale not in scales and "" not in scales:
        table.note(_("There's no scale with this id."), "scale")
    if table.is_sound("low", "high") and band.low > band.high:
        table.note(_("A band's low end can't be above its high end."), "low")
    return band
