"""A table of counts becomes the figures that may be shown: one column, nested ones, crossed ones, with means."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.catalogue.counts_file import Counted, CountsTable
from pie_audit.domain.errors import NotNow
from pie_audit.workflows.disclosing import Disclosure, Figure, disclose, disclose_file, why_hidden
from tests.domain import release_oracle as oracle


def decide(columns: str, *rows: tuple[object, ...], minimum: int = 5) -> Disclosure:
    """Each row: its groups, n, and a mean where there is one more."""
    names = tuple(columns.split(","))
    blocks = [
        Counted(tuple(map(str, row[: len(names)])), int(str(row[len(names)])), _mean(row[len(names) + 1 :]))
        for row in rows
    ]
    return disclose(CountsTable(names, tuple(blocks)), minimum=minimum)


def _mean(rest: Sequence[object]) -> Fraction | None:
    return Fraction(str(rest[0])) if rest else None


def numbers(figures: Sequence[Figure]) -> dict[str, int | None]:
    return {" ".join(figure.group.values()): figure.n for figure in figures}


TABLE = {
    (12, 6, 3): ([12, None, None], 21),
    (12, 3): ([12, None], None),
    (10, 8, 4, 4): ([10, 8, None, None], 26),
    (7, 6, 5, 4): ([7, 6, None, None], 22),
    (12, 3, 1): ([12, None, None], None),
    (4,): ([None], None),
    (4, 4, 4): ([None, None, None], 12),
    (12, 0): ([12, None], None),
    (12,): ([12], 12),
}


@pytest.mark.parametrize("counts", TABLE)
def test_table_of_one_characteristic(counts: tuple[int, ...]) -> None:
    found = decide("team", *((f"t{at}", n) for at, n in enumerate(counts)))
    cells, total = TABLE[counts]
    assert [figure.n for figure in found.cells] == cells
    assert numbers(found.totals) == {"": total}


def test_teams_within_services_are_shown_as_blocks_and_as_values() -> None:
    found = decide("service,team", ("N", "a", 12), ("N", "b", 6), ("N", "c", 3), ("S", "d", 9))
    assert numbers(found.cells) == {"N a": 12, "N b": None, "N c": None, "S d": 9}
    assert numbers(found.totals) == {"N": 21, "S": 9, "a": 12, "b": None, "c": None, "d": 9, "": 30}


def test_total_of_a_service_that_would_uncover_its_small_team_is_hidden() -> None:
    found = decide("service,team", ("N", "a", 12), ("N", "b", 3), ("S", "d", 9), ("S", "e", 8))
    assert numbers(found.totals) | {"": 0} == {"N": 15, "S": 17, "a": None, "b": None, "d": 9, "e": 8, "": 0}


def test_two_characteristics_are_never_told_at_once() -> None:
    """Every cell is large, and still only teams and shifts are offered."""
    rows = [(team, shift, 20) for team in "ab" for shift in ("day", "night")]
    found = decide("team,shift", *rows)
    assert {figure.n for figure in found.cells} == {None}
    assert numbers(found.totals) == {"a": 40, "b": 40, "day": 40, "night": 40, "": 80}


def test_crossed_totals_count_the_cells_that_they_tell_apart() -> None:
    found = decide("team,shift", ("a", "day", 20), ("a", "night", 3), ("b", "day", 20), ("b", "night", 20))
    assert numbers(found.totals) == {"a": 23, "b": 40, "day": None, "night": None, "": 63}


def test_mean_near_an_end_hides_like_a_small_number() -> None:
    high = decide("team", ("a", 12, 50), ("b", 6, 50), ("c", 8, 99))
    small = decide("team", ("a", 12, 50), ("b", 6, 50), ("c", 3, 50))
    assert [figure.why for figure in high.cells] == [figure.why for figure in small.cells]
    assert numbers(high.cells) == {"a": 12, "b": None, "c": None}


@pytest.mark.parametrize(("mean", "n"), [("30", 5), ("29.99", None), ("70", 5), ("70.01", None)])
def test_mean_alone_is_taken_at_its_most_uneven(mean: str, n: int | None) -> None:
    """150 of 500 points: somebody who said 100 leaves 50 for four others."""
    assert numbers(decide("team", ("a", 5, mean)).cells) == {"a": n}


def test_all_that_is_hidden_looks_alike() -> None:
    found = decide("team", ("a", 12, 50), ("b", 3, 50), ("c", 0), ("d", 9, 100))
    hidden = [figure.as_numbers() for figure in found.cells if figure.n is None]
    assert len(hidden) == 3
    assert [{**one, "group": None} for one in hidden] == [
        {"group": None, "n": None, "shown": False, "why": why_hidden()}
    ] * 3
    rows = [row[1:] for row in found.rows() if row[1] == "–"]
    assert len(set(rows)) == 1


@given(st.lists(st.integers(0, 14), min_size=1, max_size=7), st.integers(5, 9))
def test_no_sum_of_shown_counts_speaks_of_fewer_than_the_minimum(counts: list[int], minimum: int) -> None:
    found = decide("team", *((f"t{at}", n) for at, n in enumerate(counts)), minimum=minimum)
    names = [figure.group["team"] for figure in found.cells]
    shown = [frozenset([figure.group["team"]]) for figure in found.cells if figure.n is not None]
    if found.totals[0].n is not None:
        shown.append(frozenset(names))
    sizes = {name: max(n, 1) for name, n in zip(names, counts, strict=True)}
    assert oracle.spans(shown, sizes, minimum) == []


def test_minimum_goes_only_up(tmp_path: Path) -> None:
    assert numbers(decide("team", ("a", 12), ("b", 7), minimum=8).cells) == {"a": 12, "b": None}
    with pytest.raises(NotNow, match="At least 5 people"):
        disclose_file(tmp_path / "counts.csv", minimum=4)


def test_many_teams_are_decided() -> None:
    found = decide("service,team", *((f"s{at % 30}", f"t{at}", 3 + at % 9) for at in range(3000)))
    assert found.totals[-1].n == sum(3 + at % 9 for at in range(3000))
