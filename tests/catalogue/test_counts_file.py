"""A table of counts from anybody becomes blocks with their groups, or one problem with its line."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pie_audit.catalogue.counts_file import Counted, CountsTable, read_counts
from pie_audit.domain.errors import CannotRead

SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
NAMES = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
    .map(str.strip)
    .filter(bool)
)


@SAME_FOLDER
@given(st.dictionaries(st.tuples(NAMES, NAMES), st.integers(0, 10**9 - 1), min_size=1, max_size=8))
def test_what_a_program_writes_is_read_back(tmp_path: Path, counts: dict[tuple[str, str], int]) -> None:
    file = tmp_path / "counts.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([["service", "team", "n"], *([*key, n] for key, n in counts.items())])
    blocks = tuple(Counted(key, n, None) for key, n in counts.items())
    assert read_counts(file) == CountsTable(("service", "team"), blocks)


@SAME_FOLDER
@given(st.one_of(st.binary(max_size=200), st.text('team,nvalue"\n120.', max_size=200).map(str.encode)))
def test_whatever_stands_in_a_file_it_is_read_or_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "counts.csv"
    file.write_bytes(content)
    told: tuple[object, ...] = ()
    try:
        told = (read_counts(file),)
    except CannotRead as problem:
        told = (problem.what, problem.todo)
    assert all(told)
    assert told


def test_means_are_exact_and_missing_only_where_nobody_answered(tmp_path: Path) -> None:
    file = tmp_path / "counts.csv"
    file.write_text("Team, N ,Value\nA,12.0,58.33\nB,0,\nC,0,50\n")
    assert read_counts(file).blocks == (
        Counted(("A",), 12, Fraction("58.33")),
        Counted(("B",), 0, None),
        Counted(("C",), 0, Fraction(50)),
    )
