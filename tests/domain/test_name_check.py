"""The name check by worked example and by property: what it sees, what it lets be, and what is put instead."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.name_check import MOST, check, replace, utf16_span
from pie_audit.domain.name_finding import Finding, FindingKind, plain
from pie_audit.domain.name_patterns import valid_nhs_number

NASTY = st.text(alphabet=st.sampled_from("aA.J' ’\n“@0149-/+🌱أ́ß"), max_size=300) | st.lists(
    st.sampled_from(
        ["with ", "J. ", "Dawn ", "12 ", "Mill Road", "Mr ", "born in ", "943 476 5919", "🌱", "أمينة ", ". "]
    ),
    max_size=40,
).map("".join)


def look(text: str, **known: tuple[str, ...]) -> list[tuple[FindingKind, str]]:
    """Kinds and words of everything found."""
    found = check(
        text,
        colleagues=known.get("colleagues", ()),
        allowed=known.get("allowed", ()),
        ordinary=known.get("ordinary", ()),
    )
    return [(f.kind, f.words) for f in found]


def kinds(text: str, **known: tuple[str, ...]) -> list[FindingKind]:
    return [kind for kind, _words in look(text, **known)]


def test_an_initial_an_address_and_an_nhs_number_are_three_warnings() -> None:
    assert look("Met with J. at 12 Mill Road, NHS no. 943 476 5919") == [
        (FindingKind.INITIAL, "J."),
        (FindingKind.ADDRESS, "12 Mill Road"),
        (FindingKind.NHS, "943 476 5919"),
    ]


def test_days_months_and_agencies_are_nobody() -> None:
    assert look("On Monday the Council said May was too late") == []


@pytest.mark.parametrize(
    "text",
    [
        "We talked at length. Nothing was decided, and that’s all right.",
        "I’ve been to the GP. Then the DWP rang.\n- Bring the forms\n- Ask about Housing Benefit",
        "She said, “Thank you for staying”. 24/7 is too long for 3 people in the street.",
        "In March the Police and Probation met at Christmas.",
        "e.g. on Tuesday, at 3.30, for 45 minutes; 7 of 10",
        "Using Gibbs helped. I need 10 minutes close to the road.",
        "T3 told the story 4 times.",
        "🌱 لنجلس معًا",
        "",
    ],
)
def test_ordinary_writing_raises_nothing(text: str) -> None:
    assert look(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Then Dawn came in.", FindingKind.NAME, "Dawn"),
        ("I saw Dawn Smith’s brother.", FindingKind.NAME, "Dawn Smith"),
        ("Present: Łukasz", FindingKind.NAME, "Łukasz"),
        ("then O’Neill rang", FindingKind.NAME, "O’Neill"),
        ("I spoke to Mr Jones.", FindingKind.TITLE, "Mr Jones"),
        ("Cllr. Amy Reed came.", FindingKind.TITLE, "Cllr. Amy Reed"),
        ("A letter from J.B. came", FindingKind.INITIAL, "J.B."),
        ("on 12/03/1985 and", FindingKind.BIRTH, "12/03/1985"),
        ("DOB: 12.03.85", FindingKind.BIRTH, "DOB: 12.03.85"),
        ("on 12/03/85 and", FindingKind.BIRTH, "12/03/85"),
        ("dob 3/11/05", FindingKind.BIRTH, "dob 3/11/05"),
        ("born in 1985", FindingKind.BIRTH, "born in 1985"),
        ("on 3rd of March 1985", FindingKind.BIRTH, "3rd of March 1985"),
        ("turned 34 on 3 May", FindingKind.BIRTH, "turned 34 on 3 May"),
        ("a flat near sw1a 1aa", FindingKind.POSTCODE, "sw1a 1aa"),
        ("number 9434765919", FindingKind.NHS, "9434765919"),
        ("NI AB 12 34 56 C", FindingKind.NATIONAL_INSURANCE, "AB 12 34 56 C"),
        ("on 07700 900123", FindingKind.PHONE, "07700 900123"),
        ("on +44 20 7946 0958", FindingKind.PHONE, "+44 20 7946 0958"),
        ("to a.b@example.org", FindingKind.EMAIL, "a.b@example.org"),
        ("lives at 12a Great Mill Lane", FindingKind.ADDRESS, "12a Great Mill Lane"),
        ("at 12 mill road", FindingKind.ADDRESS, "12 mill road"),
        ("Flat 3, 12 Mill Road", FindingKind.ADDRESS, "Flat 3, 12 Mill Road"),
        ("went up to room 4b", FindingKind.ADDRESS, "room 4b"),
    ],
)
def test_each_kind_of_detail_is_seen(text: str, kind: FindingKind, words: str) -> None:
    assert look(text) == [(kind, words)]


@pytest.mark.parametrize(
    "words", ["943 476 5918", "123 456 7890", "31/02/1999", "12/13/1985", "3/11/26", "192.168.10.10"]
)
def test_numbers_that_only_look_alike_are_left(words: str) -> None:
    assert look(f"it was {words} on the list") == []


def test_a_colleague_is_seen_in_any_case_and_by_one_part_of_the_name() -> None:
    team = ("Amina Yusuf", "Bo")
    assert look("i asked amina, then AMINA YUSUF’s friend, bo and boat", colleagues=team) == [
        (FindingKind.COLLEAGUE, "amina"),
        (FindingKind.COLLEAGUE, "AMINA YUSUF"),
        (FindingKind.COLLEAGUE, "bo"),
    ]
    assert check("amina", colleagues=team)[0].says == "This mentions a colleague by name."


def test_a_colleague_whose_name_is_a_word_is_seen_only_with_a_capital_inside_a_sentence() -> None:
    assert look("I will ask. Will you? It may rain", colleagues=("Will", "May")) == []
    assert look("I asked Will in May", colleagues=("Will",)) == [(FindingKind.COLLEAGUE, "Will")]


def test_names_in_other_scripts_are_found_where_they_stand() -> None:
    text = "🌱 تحدثت مع أمينة اليوم"
    (found,) = check(text, colleagues=("أمينة",))
    assert text[found.start : found.end] == "أمينة"
    assert look("Jose\u0301 rang", colleagues=("José",)) == [(FindingKind.COLLEAGUE, "Jose\u0301")]


def test_a_name_seen_once_inside_a_sentence_is_seen_at_the_start_of_another() -> None:
    assert [f.start for f in check("Dawn left. I rang Dawn.", colleagues=())] == [0, 18]
    assert look("Dawn left.") == []


def test_an_initial_or_a_title_doesn_t_end_a_sentence() -> None:
    assert look("I wrote to J. Smith’s aunt") == [(FindingKind.INITIAL, "J. Smith")]
    assert look("We met at St. Anne") == [(FindingKind.NAME, "Anne")]


def test_the_person_s_own_list_and_the_map_of_agencies_let_words_pass() -> None:
    text = "We met at Mill House with Dawn on 07700 900123"
    assert look(text, allowed=("dawn", "07700 900123"), ordinary=("Mill House",)) == []
    assert look("then Amina came", colleagues=("Amina",), allowed=("Amina",)) == []


def test_more_than_three_rare_details_together_are_one_warning() -> None:
    (found,) = check("A 34-year-old Polish man with epilepsy, from Leeds", colleagues=())
    assert (found.kind, found.words) == (FindingKind.RARE, "34-year-old, Polish, epilepsy, Leeds")
    assert found.says == "Together these details could identify someone."
    assert replace("A 34-year-old Polish man", found, "a resident") == "A 34-year-old Polish man"


def test_three_rare_details_are_not_yet_too_many() -> None:
    assert look("A 34-year-old Polish man with epilepsy") == []


def test_a_place_that_may_pass_still_counts_towards_a_rare_combination() -> None:
    text = "A Polish man with epilepsy in Hebden after an arson"
    assert kinds(text, allowed=("Hebden",)) == [FindingKind.RARE]


def test_a_role_takes_the_place_of_a_name() -> None:
    text = "I saw Dawn’s brother."
    (found,) = check(text, colleagues=())
    assert "a resident" in found.offers
    assert replace(text, found, "a resident") == "I saw a resident’s brother."


def test_a_role_that_begins_a_sentence_gets_a_capital() -> None:
    text = "amina rang."
    (found,) = check(text, colleagues=("Amina",))
    assert found.offers[0] == "another worker"
    assert replace(text, found, found.offers[0]) == "Another worker rang."


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Met with J. at noon", "Met with a resident at noon"),
        ("Met with J.", "Met with a resident."),
        ("I spoke to J. The rest was calm", "I spoke to a resident. The rest was calm"),
    ],
)
def test_an_initial_leaves_the_full_stop_of_its_sentence(text: str, after: str) -> None:
    (found,) = check(text, colleagues=())
    assert replace(text, found, "a resident") == after


def test_words_that_have_moved_on_are_not_replaced() -> None:
    (found,) = check("I saw Dawn.", colleagues=())
    assert replace("I have seen Dawn.", found, "a resident") == "I have seen Dawn."


def test_places_are_also_told_as_text_fields_count_them() -> None:
    text = "🌱🌱 then Dawn🌱"
    (found,) = check(text, colleagues=())
    span = utf16_span(text, found)
    assert text.encode("utf-16-le")[span.start * 2 : span.end * 2].decode("utf-16-le") == "Dawn"


@given(NASTY)
def test_findings_lie_in_order_apart_and_say_what_stands_there(text: str) -> None:
    found = [f for f in check(text, colleagues=("Amina", "أمينة")) if f.kind is not FindingKind.RARE]
    assert all(text[f.start : f.end] == f.words and f.words and f.says and f.offers for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(NASTY)
def test_what_is_let_pass_is_never_mentioned_again(text: str) -> None:
    first = check(text, colleagues=("Amina",))
    again = check(text, colleagues=("Amina",), allowed=tuple(f.words for f in first))
    assert not {plain(f.words) for f in first} & {plain(f.words) for f in again}


@given(NASTY, st.sampled_from(["a resident", "another worker"]))
def test_replacing_touches_nothing_else(text: str, role: str) -> None:
    for found in check(text, colleagues=()):
        after = replace(text, found, role)
        assert after.startswith(text[: found.start])
        assert after.endswith(text[found.end :])


@given(st.integers(0, 10**9 - 1))
def test_of_ten_last_digits_at_most_one_makes_an_nhs_number(nine: int) -> None:
    valid = [d for d in range(10) if valid_nhs_number(f"{nine:09d}{d}")]
    assert len(valid) <= 1


@pytest.mark.parametrize(
    "piece",
    [
        "Dawn\n",
        "1 Ab Ab ",
        "a@",
        "A.",
        "+44 ",
        "“",
        " ",
        "born in ",
        "943 476 59 ",
        "Mr Aa ",
        "O'",
        "- ",
        "أ",
        "🌱",
    ],
)
def test_a_huge_paste_of_one_thing_comes_to_an_end(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    found = check(text, colleagues=("Amina Yusuf",))
    assert len(found) <= MOST + 1
    assert all(isinstance(f, Finding) for f in found)


def test_what_lies_across_the_edge_of_a_window_is_found() -> None:
    for shift in range(4080, 4100):
        text = "x" * (shift - 1) + " 943 476 5919 then Dawn"
        assert look(text) == [(FindingKind.NHS, "943 476 5919"), (FindingKind.NAME, "Dawn")]
