"""A table of answers from anybody becomes answers by item number, or one problem with its line and column."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pie_audit.catalogue.answers_file import PersonAnswers, read_answers
from pie_audit.domain.errors import CannotRead
from pie_audit.domain.questionnaire import Instrument
from tests.analysis.keys import SHIPPED

SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
WHO, QUICK, TEN, CBI, BAT = (SHIPPED[name] for name in ("who-5", "pulse5-1", "pulse10-1", "cbi", "bat-23"))
NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(str.strip)
ANSWERS = st.lists(st.one_of(st.none(), st.integers(0, 5)), min_size=5, max_size=5)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "answers.csv"


@SAME_FOLDER
@given(
    people=st.dictionaries(NAMES.filter(bool), ANSWERS, min_size=1, max_size=6),
    order=st.permutations(range(1, 6)),
)
def test_what_a_program_writes_is_read_back_in_any_order_of_columns(
    file: Path, people: dict[str, list[int | None]], order: list[int]
) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = [
            [name, *("" if values[no - 1] is None else values[no - 1] for no in order)]
            for name, values in people.items()
        ]
        csv.writer(out).writerows([["respondent", *order], *rows])
    assert read_answers(file, WHO) == tuple(
        PersonAnswers(name, {no: value for no, value in enumerate(values, start=1) if value is not None})
        for name, values in people.items()
    )


@SAME_FOLDER
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(str.encode),
        st.text('respondent,P"\n12345;').map(str.encode),
        st.text('3,"\n\t -x9').map(lambda rest: f"1,2,3,4,5\n{rest}".encode()),
    )
)
def test_whatever_stands_in_a_file_it_is_read_or_told(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    told: tuple[object, ...] = ()
    try:
        told = read_answers(file, WHO)
    except CannotRead as problem:
        told = (problem.what, problem.todo)
    assert told
    assert all(told)


@pytest.mark.parametrize(
    "heading",
    [
        "respondent,1,2,3,4,5,6,7,8,9,10",
        "Respondent, P1 ,p2,3,P4,P5,P6,P7,P8,P9,P10",
        "respondent,01,02,03,04,05,06,07,08,09,10",
    ],
)
def test_columns_go_by_item_number_or_p_number(file: Path, heading: str) -> None:
    file.write_text(f"{heading}\nAnn,0,1,2,3,4,0,1,2,3,4\n")
    (ann,) = read_answers(file, TEN)
    assert ann == PersonAnswers("Ann", dict(zip(range(1, 11), (0, 1, 2, 3, 4) * 2, strict=True)))


@pytest.mark.parametrize("heading", ["1,3,4,5,9", "P1,P3,P4,P5,P9", "1,2,3,4,5"])
def test_the_quick_pulse_goes_by_its_numbers_or_by_place(file: Path, heading: str) -> None:
    file.write_text(f"{heading}\n0,1,2,3,4\n")
    assert read_answers(file, QUICK) == (PersonAnswers(None, {1: 0, 3: 1, 4: 2, 5: 3, 9: 4}),)


def test_places_in_another_order_stay_places(file: Path) -> None:
    file.write_text("5,4,3,2,1\n0,1,2,3,4\n")
    assert read_answers(file, QUICK)[0].values == {9: 0, 5: 1, 4: 2, 3: 3, 1: 4}


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf1,2,3,4,5\n0,1,,3,4\n",
        b"1,2,3,4,5\r\n0,1,,3,4\r\n",
        b'"1","2","3","4","5"\n"0","1","","3","4"',
        b"1,2,3,4,5\n 0 ,+1, ,3.0,04\n\n,,,,\n",
        b"\n1,2,3,4,5\n,,,,\n0,1,,3,4\n",
    ],
)
def test_what_spreadsheets_write_is_read(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert read_answers(file, WHO) == (PersonAnswers(None, {1: 0, 2: 1, 4: 3, 5: 4}),)


def test_somebody_without_a_name_or_an_answer_keeps_their_row(file: Path) -> None:
    file.write_text("respondent,1,2,3,4,5\nAnn,,,,,\n,1,,,,\n,2,,,,\n")
    assert read_answers(file, WHO) == (
        PersonAnswers("Ann", {}),
        PersonAnswers(None, {1: 1}),
        PersonAnswers(None, {1: 2}),
    )


@pytest.mark.parametrize(
    ("content", "place", "says"),
    [
        ("1;2;3;4;5\n1;1;1;1;1\n", "Line 1: ", "commas"),
        ("1\t2\t3\t4\t5\n1\t1\t1\t1\t1\n", "Line 1: ", "commas"),
        ("1,2,3,4\n1,1,1,1\n", "Line 1: ", "no column for item 5"),
        ("1,2,3,4,5,6\n1,1,1,1,1,1\n", "Line 1, column 6: ", "5 items"),
        ("0,1,2,3,4\n1,1,1,1,1\n", "Line 1, column 1: ", "no item with this number"),
        ("1,2,3,4,4\n1,1,1,1,1\n", "Line 1, column 5: ", "already"),
        ("1,2,3,4,age\n1,1,1,1,1\n", "Line 1, column 5: ", "number of an item"),
        ("1,2,3,4,P5\n1,1,1,1,1\n", "Line 1, column 5: ", "number of an item"),
        ("1,2,3,4,\n1,1,1,1,1\n", "Line 1, column 5: ", "number of an item"),
        ("1,2,3,4,5,respondent\n1,1,1,1,1,Ann\n", "Line 1, column 6: ", "first"),
        ("respondent\nAnn\n", "Line 1: ", "no column for item 1"),
        ("respondent,1,2,3,4,5\nAnn,6,1,1,1,1\n", "Line 2, column 2: ", "item 1, which are 0, 1, 2, 3, 4, 5"),
        ("5,4,3,2,1\n1,-1,1,1,1\n", "Line 2, column 2: ", "item 4"),
        ("1,2,3,4,5\n1,1,1,1,1\n1,1,1,yes,1\n", "Line 3, column 4: ", "empty is no answer"),
        ("1,2,3,4,5\n1,1.5,1,1,1\n", "Line 2, column 2: ", "item 2"),
        ('1,2,3,4,5\n1,"1,0",1,1,1\n', "Line 2, column 2: ", "item 2"),
        ("1,2,3,4,5\n1,²,1,1,1\n", "Line 2, column 2: ", "item 2"),
        ("1,2,3,4,5\n1,1,1,1\n", "Line 2: ", "as long as the heading"),
        ("respondent,1,2,3,4,5\nA,1,1,1,1,1\nA,2,2,2,2,2\n", "Line 3, column 1: ", "twice"),
        ("1,2,3,4,5\n", "Line 1: ", "no row below"),
    ],
)
def test_a_problem_is_told_by_line_and_column_and_never_by_what_stands_there(
    file: Path, content: str, place: str, says: str
) -> None:
    file.write_text(content)
    with pytest.raises(CannotRead) as told:
        read_answers(file, WHO)
    assert told.value.what.startswith(place)
    assert says in told.value.what
    assert not {"yes", "age", "Ann", "²"} & set(told.value.what.replace(",", " ").replace(".", " ").split())


@pytest.mark.parametrize(
    ("instrument", "items", "lost"),
    [
        (CBI, range(1, 7), None),
        (CBI, range(7, 20), None),
        (CBI, range(1, 6), 6),
        (CBI, range(1, 9), 9),
        (TEN, range(1, 10), None),
        (TEN, range(2, 11), 1),
        (BAT, range(1, 9), None),
        (BAT, range(1, 13), 13),
    ],
)
def test_a_scale_may_be_left_out_whole_and_never_in_part(
    file: Path, instrument: Instrument, items: range, lost: int | None
) -> None:
    lowest = instrument.answers_to(1).values[0]
    file.write_text(",".join(map(str, items)) + "\n" + ",".join([str(lowest)] * len(items)) + "\n")
    if lost is None:
        assert list(read_answers(file, instrument)[0].values) == list(items)
    else:
        with pytest.raises(CannotRead, match=f"no column for item {lost}"):
            read_answers(file, instrument)


def test_p_numbers_are_never_places(file: Path) -> None:
    file.write_text("P1,P2,P3,P4,P5\n0,1,2,3,4\n")
    with pytest.raises(CannotRead, match="Line 1, column 2"):
        read_answers(file, QUICK)


def test_a_value_between_two_answers_is_none_of_them(file: Path) -> None:
    file.write_text(",".join(map(str, range(1, 20))) + "\n" + ",".join(["50"] * 18 + ["60"]) + "\n")
    with pytest.raises(CannotRead, match=r"Line 2, column 19.*0, 25, 50, 75, 100"):
        read_answers(file, CBI)
