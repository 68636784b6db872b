"""A table of ratings from anybody becomes ratings by topic, or one problem with its line."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pie_audit.catalogue.csv_rows import MOST_BYTES, MOST_COLUMNS, Row, read_csv
from pie_audit.catalogue.ratings_file import TopicRatings, read_ratings
from pie_audit.domain.errors import CannotRead

SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).map(str.strip)
RATINGS = st.lists(st.one_of(st.none(), st.integers(-3, 3)), min_size=4, max_size=4)


@SAME_FOLDER
@given(st.dictionaries(NAMES.filter(bool), RATINGS, min_size=1, max_size=8))
def test_what_a_program_writes_is_read_back(tmp_path: Path, ratings: dict[str, list[int | None]]) -> None:
    file = tmp_path / "ratings.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = [[topic, *("" if r is None else r for r in row)] for topic, row in ratings.items()]
        csv.writer(out).writerows([["topic", *"abcd"], *rows])
    assert read_ratings(file, low=-3, high=3) == tuple(
        TopicRatings(topic, tuple(r for r in row if r is not None)) for topic, row in ratings.items()
    )


@SAME_FOLDER
@given(
    st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(str.encode), st.text('topic,"\n12').map(str.encode)
    )
)
def test_whatever_stands_in_a_file_it_is_read_or_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "ratings.csv"
    file.write_bytes(content)
    told: tuple[object, ...] = ()
    try:
        told = read_ratings(file, low=0, high=4)
    except CannotRead as problem:
        told = (problem.what, problem.todo)
    assert told
    assert all(told)


def test_a_row_knows_the_line_it_begins_on(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text('topic,a\n\n"two\nlines",1\nA2, 2 \n')
    assert read_csv(file) == (
        Row(1, ("topic", "a")),
        (Row(3, ("two\nlines", "1")), Row(5, ("A2", "2"))),
    )


def test_limits_include_their_last_value(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    wide = ",".join(["topic", *("a" for _column in range(MOST_COLUMNS - 1))])
    file.write_text(f"{wide}\n{'A' * 10_000}{',1' * (MOST_COLUMNS - 1)}\n")
    assert len(read_ratings(file, low=0, high=4)[0].ratings) == MOST_COLUMNS - 1
    blank = b" " * 100_000 + b"\n"  # few long lines: many short ones would take the reader ten seconds
    rest = MOST_BYTES - 13
    file.write_bytes(b"topic,a\nA1,1\n" + blank * (rest // len(blank)) + b" " * (rest % len(blank)))
    assert len(read_ratings(file, low=0, high=4)) == 1


@pytest.mark.parametrize("cell", ["+2", "2.0", " 2", "02"])
def test_a_whole_number_may_be_written_in_several_ways(tmp_path: Path, cell: str) -> None:
    file = tmp_path / "t.csv"
    file.write_text(f"topic,a\nA1,{cell}\n")
    assert read_ratings(file, low=0, high=4) == (TopicRatings("A1", (2,)),)
