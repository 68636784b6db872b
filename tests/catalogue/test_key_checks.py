"""Keys whose parts disagree: items shared, turned round for nothing, tables with holes, bands that don't fit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pie_audit.catalogue.problems import Problem
from pie_audit.catalogue.reader import check_text

_HEAD = """id = "small-key"
version = 1
title = "Small"
kind = "instrument"
language = "en-GB"
licence = "CC-BY-4.0"
citation = "Ours"
modes = ["team"]
"""
FIVE = ("five", [1, 2, 3, 4, 5])


def item(no: int, answer_set: str = "five", *, reverse: bool = False) -> str:
    turned = "reverse = true\n" if reverse else ""
    return f'\n[[item]]\nno = {no}\ntext = ""\nanswer_set = "{answer_set}"\n{turned}'


def scale(name: str, items: list[int], aggregate: str, least: int, more: str = "") -> str:
    return f'\n[[scale]]\nid = "{name}"\nitems = {items}\naggregate = "{aggregate}"\nmin_answered = {least}\n{more}'


def band(low: float, high: float, name: str = "a") -> str:
    return (
        f'\n[[band]]\nscale = "{name}"\nlow = {low}\nhigh = {high}\nlabel = "{low} to {high}"\n'
        'source = "made up"\nchecked_on = 2026-11-22\n'
    )


def file(*parts: str, sets: tuple[tuple[str, list[int]], ...] = (FIVE,)) -> str:
    tables = (
        f'\n[[answer_set]]\nid = "{name}"\nvalues = {values}\nlabels = {[f"v{v}" for v in values]}\n'
        for name, values in sets
    )
    return "".join((_HEAD, *tables, *parts))


def problems(*parts: str, sets: tuple[tuple[str, list[int]], ...] = (FIVE,)) -> list[Problem]:
    return list(check_text(file(*parts, sets=sets)))


def places(found: list[Problem]) -> list[tuple[str | None, str | None]]:
    return [(problem.table, problem.key) for problem in found]


THREE = (item(1), item(2), item(3))


# --- items in two scales ------------------------------------------------------------------------------------------


def test_an_item_in_two_scales_is_told_where_it_is_shared() -> None:
    text = file(*THREE, scale("a", [1, 2], "sum", 2), scale("b", [2, 3], "sum", 2))
    (problem,) = check_text(text)
    assert (problem.table, problem.key) == ("scale", "items")
    assert text.splitlines()[problem.line - 1 if problem.line else 0] == "items = [2, 3]"
    assert "in another scale too" in problem.what


@pytest.mark.parametrize("total", [[1, 2, 3], [1, 2]])
def test_a_total_may_share_all_items_of_its_parts(total: list[int]) -> None:
    parts = (scale("a", [1], "sum", 1), scale("b", [2], "sum", 1), scale("total", total, "mean", 1))
    assert problems(*THREE, *parts) == []
    assert problems(*THREE, parts[2], parts[0], parts[1]) == []


@given(st.lists(st.sets(st.integers(1, 6), min_size=1), min_size=2, max_size=5))
@settings(deadline=None)
def test_scales_tangle_unless_they_are_apart_or_one_holds_the_other(sets: list[set[int]]) -> None:
    parts = [scale(f"s{n}", sorted(items), "sum", 1) for n, items in enumerate(sets)]
    tangled = [
        at
        for at, one in enumerate(sets)
        if any(one & other and not one <= other and not other <= one for other in sets[:at])
    ]
    found = problems(*(item(no) for no in range(1, 7)), *parts)
    assert places(found) == [("scale", "items")] * len(tangled)


# --- turned round -------------------------------------------------------------------------------------------------


def test_a_turned_round_item_in_no_scale_is_told() -> None:
    found = problems(item(1), item(2, reverse=True), scale("a", [1], "sum", 1))
    assert places(found) == [("item", "reverse")]


def test_an_item_in_no_scale_may_stand_alone() -> None:
    assert problems(item(1), item(2), scale("a", [1], "sum", 1)) == []


def test_a_scale_that_names_an_item_there_is_not_is_told_once() -> None:
    found = problems(item(1), item(2, reverse=True), scale("a", [1, 9], "sum", 1))
    assert places(found) == [("scale", "items")], "whether item 2 was meant isn't known yet"


# --- tables -------------------------------------------------------------------------------------------------------


def table(sums: range | list[int]) -> str:
    return "table = [" + ", ".join(f"[{total}, {total}.5]" for total in sums) + "]\n"


def lookup(sums: range | list[int], least: int = 3) -> str:
    return scale("a", [1, 2, 3], "lookup", least, table(sums))


def test_a_table_that_knows_every_sum_is_fit() -> None:
    assert problems(*THREE, lookup(range(3, 16))) == []
    assert problems(*THREE, lookup(range(0, 99))) == [], "rows that never come are harmless"


@pytest.mark.parametrize("missing", range(3, 16))
def test_a_hole_is_told_with_its_sum(missing: int) -> None:
    (problem,) = problems(*THREE, lookup([n for n in range(3, 16) if n != missing]))
    assert (problem.table, problem.key) == ("scale", "table")
    assert f"the sum {missing}," in problem.what
    assert problem.line


def test_a_sum_that_answers_never_add_up_to_is_no_hole() -> None:
    even = (("five", [0, 2, 4]),)
    assert problems(*THREE, lookup(range(0, 13, 2)), sets=even) == []
    assert places(problems(*THREE, lookup([0, 2, 4, 6, 8, 12]), sets=even)) == [("scale", "table")]


def test_a_table_needs_every_answer() -> None:
    assert places(problems(*THREE, lookup(range(3, 16), least=2))) == [("scale", "min_answered")]


# --- bands --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("aggregate", "bands", "told"),
    [
        ("sum", [(3, 7), (8, 15)], []),
        ("sum", [(8, 15), (3, 7)], []),
        ("sum", [(3, 7)], []),
        ("sum", [(3, 7), (9, 15)], ["low"]),
        ("sum", [(3, 7), (7, 15)], ["low"]),
        ("sum", [(3, 7.5), (7.5, 15)], []),
        ("sum", [(3, 9), (8, 15)], ["low"]),
        ("sum", [(2, 7), (8, 15)], ["low"]),
        ("sum", [(3, 7), (8, 16)], ["high"]),
        ("mean", [(1, 2.5), (2.5, 5)], []),
        ("mean", [(1, 2.32), (2.34, 5)], ["low"]),
        ("mean", [(1, 2.34), (2.49, 5)], []),
        ("mean", [(1, 2.6), (2.5, 5)], ["low"]),
        ("mean", [(0, 2.5), (2.5, 5)], ["low"]),
        ("mean", [(1, 2), (2, 3), (3.5, 5)], ["low"]),
        ("sum_x4", [(12, 28), (29, 60)], []),
        ("sum_x4", [(12, 28), (33, 60)], ["low"]),
        ("sum_x4", [(12, 61)], ["high"]),
    ],
)
def test_bands_leave_no_score_out_and_share_none(
    aggregate: str, bands: list[tuple[float, float]], told: list[str]
) -> None:
    found = problems(*THREE, scale("a", [1, 2, 3], aggregate, 3), *(band(*ends) for ends in bands))
    assert places(found) == [("band", key) for key in told]
    assert all(problem.line for problem in found)


def test_a_gap_is_told_at_the_band_above_it() -> None:
    text = file(*THREE, scale("a", [1, 2, 3], "sum", 3), band(9, 15), band(3, 7))
    (problem,) = check_text(text)
    assert text.splitlines()[problem.line - 1 if problem.line else 0] == "low = 9"


def test_answers_that_may_miss_make_a_mean_finer() -> None:
    bands = (band(1, 2.34), band(2.49, 5))
    assert problems(*THREE, scale("a", [1, 2, 3], "mean", 3), *bands) == []
    assert problems(*THREE, scale("a", [1, 2, 3], "mean", 2), *bands) == [], "halves end on 2 and 2.5"
    assert places(problems(*THREE, scale("a", [1, 2, 3], "mean", 2), band(1, 2.34), band(2.51, 5))) == [
        ("band", "low")
    ]


def test_bands_of_other_scales_are_left_alone() -> None:
    scales = (scale("a", [1], "sum", 1), scale("b", [2], "sum", 1))
    assert problems(*THREE, *scales, band(1, 3), band(2, 5, "b")) == []


def test_a_table_has_bands_by_its_scores() -> None:
    found = problems(*THREE, lookup(range(3, 16)), band(3.5, 8), band(9, 15.5))
    assert places(found) == [("band", "low")], "8.5 lies in neither"


# --- values and what is said beside -------------------------------------------------------------------------------


@pytest.mark.parametrize(("values", "told"), [([-1000, 1000], 0), ([-1001, 0], 1), ([0, 10**30], 1)])
def test_values_lie_within_bounds(values: list[int], told: int) -> None:
    found = problems(item(1), scale("a", [1], "mean", 1), sets=(("five", values),))
    assert places(found) == [("answer_set", "values")] * told


@pytest.mark.parametrize(
    ("aggregate", "more", "told"),
    [
        ("mean", "times = 25\n", []),
        ("sum", "times = 2\n", []),
        ("sum_x4", "times = 2\n", ["times"]),
        ("mean", "times = 0\n", ["times"]),
        ("mean", "times = 2.5\n", ["times"]),
        ("mean", 'direction = "worse"\n', ["direction"]),
        ("mean", 'direction = "harder"\ntitle = "Load"\nmean_beside = true\nmodes = ["team"]\n', []),
        ("mean", 'modes = ["public"]\n', ["modes"]),
        ("mean", "modes = []\n", ["modes"]),
    ],
)
def test_what_a_scale_may_say_beside(aggregate: str, more: str, told: list[str]) -> None:
    found = problems(*THREE, scale("a", [1, 2, 3], aggregate, 2, more))
    assert places(found) == [("scale", key) for key in told]


def change(*lines: str, name: str = "a") -> str:
    return f'\n[[change]]\nscale = "{name}"\nsource = "made up"\nchecked_on = 2026-11-22\n' + "".join(
        f"{line}\n" for line in lines
    )


@pytest.mark.parametrize(
    ("lines", "sound"),
    [
        (("points = 10",), True),
        (("sd = 16.5", "alpha = 0.87"), True),
        ((), False),
        (("sd = 16.5",), False),
        (("points = 10", "sd = 3", "alpha = 0.8"), False),
        (("points = -1",), False),
        (("sd = 16.5", "alpha = 1.1"), False),
        (("points = true",), False),
    ],
)
def test_a_change_is_told_in_points_or_by_spread_and_alpha(lines: tuple[str, ...], sound: bool) -> None:
    found = problems(*THREE, scale("a", [1, 2, 3], "sum", 3), change(*lines))
    assert (found == []) is sound
    assert {problem.table for problem in found} <= {"change"}


def test_a_change_of_a_scale_there_is_not_is_told() -> None:
    found = problems(*THREE, scale("a", [1, 2, 3], "sum", 3), change("points = 1", name="b"))
    assert places(found) == [("change", "scale")]


# --- whatever stands there ----------------------------------------------------------------------------------------

_LINES = file(
    item(1, reverse=True), item(2), scale("a", [1, 2], "lookup", 2, table(range(2, 11))), band(2.5, 10.5)
).splitlines()


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_a_key_with_lines_lost_doubled_or_altered_is_read_or_told(data: st.DataObject) -> None:
    lines = list(_LINES)
    for _mutant in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        what = data.draw(st.sampled_from(["lose", "double", "number"]))
        if what == "lose":
            del lines[at]
        elif what == "double":
            lines.insert(at, lines[at])
        else:
            number = data.draw(st.integers(-(10**12), 10**12) | st.integers(-3, 12))
            lines[at] = "".join(str(number) if c == "2" else c for c in lines[at])
    for problem in check_text("\n".join(lines)):
        assert problem.what


@pytest.mark.parametrize(
    "sets", [(FIVE, FIVE), (FIVE, ("five", [])), (("five", []), FIVE), (FIVE, ("Five", [1]))]
)
def test_a_doubled_answer_set_is_told_and_nothing_that_rests_on_it(
    sets: tuple[tuple[str, list[int]], ...],
) -> None:
    found = problems(*THREE, lookup([3]), band(0, 99), sets=sets)
    assert found
    assert {problem.table for problem in found} - {"scale"} == {"answer_set"}


def test_an_item_without_answers_spoils_only_its_own_scales() -> None:
    found = problems(
        item(1), item(2, "six"), scale("a", [1], "sum", 1), scale("b", [2], "sum", 1), band(0, 3)
    )
    assert places(found) == [("item", "answer_set"), ("band", "low")]


def test_all_problems_are_told_at_once() -> None:
    found = problems(
        *(item(1), item(2), item(3), item(4, reverse=True)),
        *(scale("a", [1, 2], "sum", 2), scale("b", [2, 3], "sum", 2)),
        *(band(2, 4), band(6, 10), band(6, 11, "b")),
    )
    assert sorted(places(found), key=str) == [
        ("band", "high"),
        ("band", "low"),
        ("item", "reverse"),
        ("scale", "items"),
    ]
