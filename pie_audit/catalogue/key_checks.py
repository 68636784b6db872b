"""Whether the parts of a scoring key agree: items and scales, tables and possible sums, bands and possible scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pie_audit.catalogue.fields import Fields
from pie_audit.domain.possible_scores import (
    answer_sets_of,
    first_hole,
    has_score_between,
    is_possible,
    possible_range,
)
from pie_audit.domain.questionnaire import Aggregate, Band, Instrument, Scale
from pie_audit.words import _


@dataclass(frozen=True, slots=True)
class KeyTables:
    """The tables that an instrument was read from, in its order, to note problems where they stand."""

    answer_sets: list[Fields]
    items: list[Fields]
    scales: list[Fields]
    bands: list[Fields]


def note_what_disagrees(found: Instrument, tables: KeyTables) -> None:
    """Note each part that doesn't agree with the others. What rests on a part with a problem is left alone."""
    _note_idle_reverses(found, tables)
    for scale, table in _sound_scales(found, tables):
        if _note_holes(found, scale, table):
            _note_bands(found, scale, tables.bands)
    _note_shared_items(found, tables)


def _sound_scales(found: Instrument, tables: KeyTables) -> Iterator[tuple[Scale, Fields]]:
    """The scales that can be reckoned with: whole themselves, made of whole items."""
    told = list(zip(found.answer_sets, tables.answer_sets, strict=True))
    sets = {one.id for one, _table in told} - {
        one.id for one, table in told if not table.is_sound("id", "values")
    }
    doubtful = not all(table.is_sound("no") for table in tables.items)  # any number might be the lost one
    items = {
        item.no
        for item, table in zip(found.items, tables.items, strict=True)
        if table.is_sound("answer_set") and item.answer_set in sets and not doubtful
    }
    for scale, table in zip(found.scales, tables.scales, strict=True):
        whole = table.is_sound("id", "items", "aggregate", "min_answered", "table", "times")
        if whole and set(scale.items) <= items:
            yield scale, table


def _note_shared_items(found: Instrument, tables: KeyTables) -> None:
    """An item counts once, but for totals: scales that hold all items of another."""
    sets = [frozenset(scale.items) for scale in found.scales]
    for at, table in enumerate(tables.scales):
        if table.is_sound("items") and any(_tangled(sets[at], other) for other in sets[:at]):
            what = _("An item is in another scale too. Only a total, with all items of the other, may share.")
            table.note(what, "items")


def _tangled(one: frozenset[int], other: frozenset[int]) -> bool:
    return not one.isdisjoint(other) and not (one <= other or other <= one)


def _note_idle_reverses(found: Instrument, tables: KeyTables) -> None:
    scored = {no for scale in found.scales for no in scale.items}
    doubtful = any(not table.is_sound("items") for table in tables.scales)
    for item, table in zip(found.items, tables.items, strict=True):
        if item.reverse and item.no not in scored and not doubtful and table.is_sound("no"):
            table.note(_("This item is turned round and belongs to no scale."), "reverse")


def _note_holes(found: Instrument, scale: Scale, table: Fields) -> bool:
    """Note what its lookup table lacks; whether the scale's bands can be judged."""
    if scale.aggregate is not Aggregate.LOOKUP:
        return True
    if scale.min_answered < len(scale.items):
        table.note(_("A table knows sums of all items, so all of them must be answered."), "min_answered")
        return False
    told = {total for total, _score in scale.table}
    hole = first_hole(answer_sets_of(found, scale), told)
    if hole is not None:
        what = _("The table has a hole: there’s no score for the sum {sum}, which answers can add up to.")
        table.note(what.format(sum=hole), "table")
    return hole is None


def _note_bands(found: Instrument, scale: Scale, tables: list[Fields]) -> None:
    """Note bands of one scale that leave its range, overlap, or leave a possible score between them."""
    mine = [
        (band, table)
        for band, table in zip(found.bands, tables, strict=True)
        if band.scale == scale.id and table.is_sound("scale", "low", "high")
    ]
    low, high = possible_range(found, scale)
    for band, table in mine:
        if band.low < low or band.high > high:
            what = _("The scale’s scores lie between {low:g} and {high:g}; this band goes farther.")
            table.note(what.format(low=low, high=high), "low" if band.low < low else "high")
    mine.sort(key=lambda pair: (pair[0].low, pair[0].high))
    for (lower, _its), (upper, table) in pairwise(mine):
        if _overlaps(found, scale, lower, upper):
            table.note(_("This band overlaps with another one of its scale."), "low")
        elif has_score_between(found, scale, lower.high, upper.low):
            table.note(_("There’s a gap below this band: a possible score lies in no band."), "low")


def _overlaps(found: Instrument, scale: Scale, lower: Band, upper: Band) -> bool:
    """Bands of means may touch, and a score on the shared end belongs to the lower one."""
    if upper.low != lower.high:
        return upper.low < lower.high
    return scale.aggregate is not Aggregate.MEAN and is_possible(found, scale, upper.low)
