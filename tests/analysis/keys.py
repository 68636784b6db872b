"""Scoring keys for tests: those that ship, small invented ones, and a slow plain way to score any of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from hypothesis import strategies as st

from pie_audit import paths
from pie_audit.catalogue.reader import list_bundled, read_questionnaire
from pie_audit.domain.questionnaire import (
    Aggregate,
    AnswerSet,
    Band,
    Instrument,
    Item,
    Kind,
    Mode,
    NoticeableChange,
    Scale,
)

SHIPPED = {
    found.id: found
    for found in map(read_questionnaire, list_bundled(paths.questionnaires()))
    if isinstance(found, Instrument)
}


def key(
    answer_sets: Sequence[AnswerSet],
    items: Sequence[Item],
    scales: Sequence[Scale],
    bands: Sequence[Band] = (),
    changes: Sequence[NoticeableChange] = (),
) -> Instrument:
    """An invented instrument."""
    return Instrument(
        id="invented",
        version=1,
        title="Invented",
        kind=Kind.INSTRUMENT,
        language="en-GB",
        licence="CC-BY-4.0",
        citation="Ours",
        replaces=None,
        modes=(Mode.TEAM,),
        numbering_warning="",
        answer_sets=tuple(answer_sets),
        items=tuple(items),
        scales=tuple(scales),
        bands=tuple(bands),
        changes=tuple(changes),
    )


def by_hand(instrument: Instrument, scale: Scale, values: Mapping[int, int]) -> Fraction | None:
    """The score as a person with a pencil would find it: one item after the other, in exact fractions."""
    turned = []
    for no in scale.items:
        if no in values:
            ends = instrument.answers_to(no).values
            turned.append(ends[0] + ends[-1] - values[no] if instrument.item(no).reverse else values[no])
    if len(turned) < scale.min_answered:
        return None
    mean = Fraction(sum(turned), len(turned))
    match scale.aggregate:
        case Aggregate.MEAN:
            return mean * scale.times
        case Aggregate.SUM:
            return mean * len(scale.items) * scale.times
        case Aggregate.SUM_X4:
            return mean * len(scale.items) * 4
        case Aggregate.LOOKUP:
            return Fraction(dict(scale.table)[sum(turned)])


@st.composite
def invented_keys(draw: st.DrawFn) -> Instrument:
    """Any small key: values with gaps, items turned round, all four ways to a score, some answers allowed to miss."""
    values = st.lists(st.integers(-9, 40), min_size=1, max_size=6, unique=True).map(sorted)
    sets = [
        AnswerSet(f"set-{n}", tuple(one), tuple(f"value {v}" for v in one))
        for n, one in enumerate(draw(st.lists(values, min_size=1, max_size=3)))
    ]
    numbers = draw(st.lists(st.integers(1, 99), min_size=1, max_size=7, unique=True))
    items = [Item(no, "", draw(st.sampled_from(sets)).id, reverse=draw(st.booleans())) for no in numbers]
    scales = [draw(_scales(sets, items, at)) for at in range(draw(st.integers(1, 3)))]
    return key(sets, items, scales)


@st.composite
def _scales(draw: st.DrawFn, sets: Sequence[AnswerSet], items: Sequence[Item], at: int) -> Scale:
    mine = draw(st.lists(st.sampled_from(items), min_size=1, unique_by=lambda item: item.no))
    aggregate = draw(st.sampled_from(Aggregate))
    fewest = len(mine) if aggregate is Aggregate.LOOKUP else draw(st.integers(1, len(mine)))
    table: tuple[tuple[int, float], ...] = ()
    if aggregate is Aggregate.LOOKUP:
        ends = [next(one.values for one in sets if one.id == item.answer_set) for item in mine]
        sums = range(sum(v[0] for v in ends), sum(v[-1] for v in ends) + 1)
        table = tuple((total, draw(st.integers(0, 999)) / 4) for total in sums)
    times = 1 if aggregate in {Aggregate.LOOKUP, Aggregate.SUM_X4} else draw(st.sampled_from([1, 3, 25]))
    return Scale(f"scale-{at}", tuple(item.no for item in mine), aggregate, fewest, table, times)


@st.composite
def answers_to(draw: st.DrawFn, instrument: Instrument) -> dict[int, int]:
    """What somebody might answer, items skipped or not."""
    return {
        item.no: draw(st.sampled_from(instrument.answers_to(item.no).values))
        for item in instrument.items
        if draw(st.integers(0, 3))
    }
