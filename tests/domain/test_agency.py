"""One agency typed in several spellings is one; two agencies stay two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.agency import alike, close_to, fold_agency, grouped, one_each

NAMES = st.text(max_size=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Housing Office", "housing office"),
        ("Housing Office", "The Housing  Office."),
        ("Housing Office", "Housing Offices"),
        ("Health & Care Team", "health and care team"),
        ("Jobcentre Plus", "Job Centre Plus"),
        ("D.W.P.", "DWP"),
        ("St Mary’s", "St. Mary's"),
        ("Café Étoile", "cafe etoile"),
        ("Housing-office", "housing/office"),
    ],
)
def test_spellings_of_one_agency_are_one(one: str, other: str) -> None:
    assert fold_agency(one) == fold_agency(other)
    assert alike(other, ["Somewhere else", one]) == one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Housing Office", "Housing Officer"),
        ("Northside Clinic", "Southside Clinic"),
        ("Bus station", "Bu station"),
        ("GP 1", "GP 2"),
        ("???", "!!!"),
    ],
)
def test_different_agencies_stay_apart(one: str, other: str) -> None:
    assert fold_agency(one) != fold_agency(other)
    assert alike(one, [other]) is None


def test_a_close_name_is_offered_and_never_taken() -> None:
    known = ["Northside Clinic", "Housing Office", "Council"]
    assert alike("Northsde Clinic", known) is None
    assert close_to("Northsde Clinic", known) == ("Northside Clinic",)
    assert close_to("the housing offices", known) == ()
    assert close_to("", known) == ()


def test_a_name_is_shown_as_it_was_written_most_often() -> None:
    counts = {"housing office": 1, "Housing Office": 3, "The Housing Office": 2, "Clinic": 1}
    assert one_each(counts) == ("Clinic", "Housing Office")
    assert grouped(counts)[0] == ("housing office", "Housing Office", "The Housing Office")


def test_nothing_but_spaces_is_no_name() -> None:
    assert fold_agency(" \n ") == ""
    assert alike("", ["", " "]) is None
    assert grouped(["", "  "]) == ()


@given(NAMES)
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert fold_agency(fold_agency(name)) == fold_agency(name)


@given(NAMES)
def test_only_a_name_of_nothing_visible_folds_to_nothing(name: str) -> None:
    assert bool(fold_agency(name)) == bool(name.split())


@given(st.from_regex(r"[a-z]{3,12}( [a-z]{3,12}){0,3}", fullmatch=True))
def test_case_spaces_and_the_make_no_difference(name: str) -> None:
    folded = fold_agency(name)
    assert fold_agency(name.upper()) == folded
    assert fold_agency(f"  {name.title()}! ") == folded
    assert fold_agency(f"The {name}") == folded


@given(st.lists(NAMES, max_size=8))
def test_groups_hold_each_name_once_and_never_two_that_differ(names: list[str]) -> None:
    groups = grouped(names)
    assert sorted(n for group in groups for n in group) == sorted(n for n in names if n.split())
    assert all(len({fold_agency(n) for n in group}) == 1 for group in groups)


@given(NAMES, st.lists(NAMES, max_size=6))
def test_what_is_alike_is_one_of_those_known_and_folds_the_same(name: str, known: list[str]) -> None:
    found = alike(name, known)
    assert found is None or (found in known and fold_agency(found) == fold_agency(name))
    assert not set(close_to(name, known)) & {n for n in known if fold_agency(n) == fold_agency(name)}
