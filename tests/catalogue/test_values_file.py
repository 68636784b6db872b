"""A table of values from anybody becomes rows in time order, or one problem with its line."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pie_audit.catalogue.values_file import Form, Timed, read_values
from pie_audit.domain.errors import CannotRead

SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
numbers = st.floats(-1e15, 1e15).filter(lambda value: value == 0 or abs(value) > 1e-300)


@SAME_FOLDER
@given(st.lists(st.one_of(st.none(), numbers), min_size=1, max_size=30).filter(lambda v: set(v) != {None}))
def test_what_a_program_writes_is_read_back(tmp_path: Path, values: list[float | None]) -> None:
    file = tmp_path / "values.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([["when", "value"], *enumerate(values, start=1)])
    table = read_values(file)
    assert table.form is Form.NUMBER
    assert table.rows == tuple(Timed(str(n), value, n) for n, value in enumerate(values, start=1))


@SAME_FOLDER
@given(st.one_of(st.binary(max_size=200), st.text('when,value\n"20Q14-.e', max_size=200).map(str.encode)))
def test_whatever_stands_in_a_file_it_is_read_or_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "values.csv"
    file.write_bytes(content)
    told: tuple[object, ...] = ()
    try:
        told = (read_values(file),)
    except CannotRead as problem:
        told = (problem.what, problem.todo)
    assert told
    assert all(told)


@pytest.mark.parametrize(
    ("whens", "form", "apart"),
    [
        (("2024Q4", "2025Q1", "2026Q1"), Form.QUARTER, [1, 4]),
        (("2024-12", "2025-01", "2026-01"), Form.MONTH, [1, 12]),
        (("2024-02-28", "2024-02-29", "2024-03-01"), Form.DAY, [1, 1]),
        (("1", "2", "10"), Form.NUMBER, [1, 8]),
        (("spring", "autumn", "2024"), Form.WORDS, [0, 0]),
    ],
)
def test_times_lie_as_far_apart_as_they_are(
    tmp_path: Path, whens: tuple[str, ...], form: Form, apart: list[int]
) -> None:
    file = tmp_path / "values.csv"
    file.write_text("\n".join(["when,value", *(f"{when},1" for when in whens)]), encoding="utf-8")
    table = read_values(file)
    assert table.form is form
    places = [row.at for row in table.rows]
    assert [later - place for place, later in pairwise(places)] == apart


def test_values_are_read_as_they_are_written(tmp_path: Path) -> None:
    file = tmp_path / "values.csv"
    file.write_text("When, VALUE \na, 7.50\nb,-.5\nc,+3.\nd,\ne,1.2e3\nf,1e15\n", encoding="utf-8")
    assert [row.value for row in read_values(file).rows] == [7.5, -0.5, 3, None, 1200, 1e15]
