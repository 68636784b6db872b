"""Finding a command by what somebody types."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pie_audit.ui.widgets import Command, matching


def nothing() -> None:
    """What these commands do."""


CLOSE = Command("Close rating", nothing, keywords=("end", "stop"))
EXPORT = Command("Save the plan as a PDF", nothing, keywords=("export", "print", "paper"))
LARGER = Command("Larger text", nothing, "Ctrl++", keywords=("bigger", "zoom", "size"))
CAFE = Command("Café corner is kept", nothing, note="Topic · Spaces")
PLAN = Command("Action plan", nothing, is_place=True)
ALL = (PLAN, CLOSE, EXPORT, LARGER, CAFE)


def words(typed: str) -> list[str]:
    return [command.words for command in matching(ALL, typed)]


def test_the_words_of_the_button_find_it() -> None:
    assert words("close rating") == ["Close rating"]


def test_the_beginnings_of_words_in_any_order_find_it() -> None:
    assert words("rat clo") == ["Close rating"]


def test_other_words_for_it_find_it() -> None:
    assert words("text bigger") == ["Larger text"]
    assert words("export plan") == ["Save the plan as a PDF"]


def test_accents_capitals_and_apostrophes_make_no_difference() -> None:
    assert words("CAFE") == words("café") == ["Café corner is kept"]


def test_small_words_may_be_typed_for_nothing() -> None:
    assert words("go to the action plan") == ["Action plan"]


def test_verbs_come_before_places_and_own_words_before_others() -> None:
    assert words("plan") == ["Save the plan as a PDF", "Action plan"]
    assert words("p")[-1] == "Action plan"


def test_a_place_asked_for_by_its_whole_name_comes_before_verbs_that_hold_it() -> None:
    """Otherwise Enter leads elsewhere, depending on what had been read by then."""
    assert words("Action plan") == ["Action plan"]
    both = [Command("Trends: Small logs", nothing), Command("Small logs", nothing, is_place=True)]
    assert [command.words for command in matching(both, "small logs")] == ["Small logs", "Trends: Small logs"]


def test_a_piece_inside_a_word_counts_from_three_letters() -> None:
    assert words("ating") == ["Close rating"]
    assert words("ng") == []


def test_nothing_typed_shows_everything_and_nonsense_nothing() -> None:
    assert len(words("  ")) == len(ALL)
    assert words("xyzzy") == []


@given(st.text(max_size=40))
def test_whatever_is_typed_only_what_is_offered_is_found(typed: str) -> None:
    found = matching(ALL, typed)
    assert set(found) <= set(ALL)
    assert len(found) == len(set(found))


@given(st.permutations(["save", "the", "plan", "pdf"]))
def test_the_order_of_the_words_makes_no_difference(typed: list[str]) -> None:
    assert matching(ALL, " ".join(typed)) == [EXPORT]
