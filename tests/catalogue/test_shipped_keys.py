"""The instruments that ship: our pulses with their words, published ones as keys without a single one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pie_audit.catalogue.checks import find_faults
from pie_audit.domain.questionnaire import Aggregate, Direction, Instrument, Mode
from tests.analysis.keys import SHIPPED

KEYS = sorted(set(SHIPPED) - {"pulse10-1", "pulse5-1"})
PULSES = ("pulse10-1", "pulse5-1")


def numbers(text: str) -> tuple[int, ...]:
    """“1-3, 7” is 1, 2, 3 and 7."""
    parts = (part.partition("-") for part in text.replace(" ", "").split(",") if part)
    return tuple(no for low, _dash, high in parts for no in range(int(low), int(high or low) + 1))


# Items, values, turned-round items; then each scale with its items, way to a score and fewest answers.
EXPECTED: dict[str, tuple[int, tuple[int, ...], str, dict[str, tuple[str, str, int]]]] = {
    "pulse10-1": (
        10,
        (0, 1, 2, 3, 4),
        "2, 3",
        {"load": ("1, 2, 3, 9", "mean", 3), "ground": ("4-8", "mean", 4), "p10": ("10", "mean", 1)},
    ),
    "pulse5-1": (5, (0, 1, 2, 3, 4), "", {f"p{n}": (str(n), "mean", 1) for n in (1, 3, 4, 5, 9)}),
    "cbi": (
        19,
        (0, 25, 50, 75, 100),
        "13",
        {"personal": ("1-6", "mean", 3), "work": ("7-13", "mean", 4), "client": ("14-19", "mean", 3)},
    ),
    "proqol-5": (
        30,
        (1, 2, 3, 4, 5),
        "1, 4, 15, 17, 29",
        {
            "compassion-satisfaction": ("3, 6, 12, 16, 18, 20, 22, 24, 27, 30", "sum", 10),
            "burnout": ("1, 4, 8, 10, 15, 17, 19, 21, 26, 29", "sum", 10),
            "secondary-traumatic-stress": ("2, 5, 7, 9, 11, 13, 14, 23, 25, 28", "sum", 10),
        },
    ),
    "olbi": (
        16,
        (1, 2, 3, 4),
        "2, 3, 4, 6, 8, 9, 11, 12",
        {
            "exhaustion": ("2, 4, 5, 8, 10, 12, 14, 16", "sum", 8),
            "disengagement": ("1, 3, 6, 7, 9, 11, 13, 15", "sum", 8),
        },
    ),
    "bat-23": (
        23,
        (1, 2, 3, 4, 5),
        "",
        {
            "exhaustion": ("1-8", "mean", 8),
            "mental-distance": ("9-13", "mean", 5),
            "cognitive-impairment": ("14-18", "mean", 5),
            "emotional-impairment": ("19-23", "mean", 5),
            "total": ("1-23", "mean", 23),
        },
    ),
    "who-5": (5, (0, 1, 2, 3, 4, 5), "", {"total": ("1-5", "sum_x4", 5)}),
    "swemwbs": (7, (1, 2, 3, 4, 5), "", {"total": ("1-7", "lookup", 7)}),
    "wemwbs": (14, (1, 2, 3, 4, 5), "", {"total": ("1-14", "sum", 14)}),
    "hse-35": (
        35,
        (1, 2, 3, 4, 5),
        "3, 5, 6, 9, 12, 14, 16, 18, 20, 21, 22, 34",
        {
            "demands": ("3, 6, 9, 12, 16, 18, 20, 22", "mean", 4),
            "control": ("2, 10, 15, 19, 25, 30", "mean", 3),
            "managers-support": ("8, 23, 29, 33, 35", "mean", 3),
            "peer-support": ("7, 24, 27, 31", "mean", 2),
            "relationships": ("5, 14, 21, 34", "mean", 2),
            "role": ("1, 4, 11, 13, 17", "mean", 3),
            "change": ("26, 28, 32", "mean", 2),
        },
    ),
    "pss-10": (10, (0, 1, 2, 3, 4), "4, 5, 7, 8", {"total": ("1-10", "sum", 10)}),
    "uwes-9": (
        9,
        (0, 1, 2, 3, 4, 5, 6),
        "",
        {
            "vigour": ("1, 2, 5", "mean", 3),
            "dedication": ("3, 4, 7", "mean", 3),
            "absorption": ("6, 8, 9", "mean", 3),
            "total": ("1-9", "mean", 9),
        },
    ),
    "edmondson-7": (7, (1, 2, 3, 4, 5, 6, 7), "1, 3, 5", {"total": ("1-7", "mean", 6)}),
    "stss": (
        17,
        (1, 2, 3, 4, 5),
        "",
        {
            "intrusion": ("2, 3, 6, 10, 13", "sum", 5),
            "avoidance": ("1, 5, 7, 9, 12, 14, 17", "sum", 7),
            "arousal": ("4, 8, 11, 15, 16", "sum", 5),
            "total": ("1-17", "sum", 17),
        },
    ),
}
TABLE = (
    "7.00 9.51 11.25 12.40 13.33 14.08 14.75 15.32 15.84 16.36 16.88 17.43 17.98 18.59 19.25 19.98 20.73 21.54 "
    "22.35 23.21 24.11 25.03 26.02 27.03 28.13 29.31 30.70 32.55 35.00"
)


def test_all_that_should_ship_do_and_no_other() -> None:
    assert set(SHIPPED) == set(EXPECTED)
    assert not [name for name in SHIPPED if "mbi" in name or "health" in name]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_key_is_the_published_one(name: str) -> None:
    instrument = SHIPPED[name]
    count, values, reverse, scales = EXPECTED[name]
    assert len(instrument.items) == count
    assert {one.values for one in instrument.answer_sets} == {values}
    assert tuple(item.no for item in instrument.items if item.reverse) == numbers(reverse)
    found = {s.id: (s.items, s.aggregate, s.min_answered) for s in instrument.scales}
    wanted = {scale: (numbers(items), Aggregate(how), least) for scale, (items, how, least) in scales.items()}
    assert found == wanted


def test_numbers_run_from_one_but_in_the_quick_pulse() -> None:
    for name, instrument in SHIPPED.items():
        wanted = [1, 3, 4, 5, 9] if name == "pulse5-1" else list(range(1, len(instrument.items) + 1))
        assert [item.no for item in instrument.items] == wanted


def test_the_wellbeing_table_is_the_published_one() -> None:
    table = SHIPPED["swemwbs"].scale("total").table
    assert table == tuple(zip(range(7, 36), map(float, TABLE.split()), strict=True))


@pytest.mark.parametrize("name", KEYS)
def test_a_published_key_holds_no_word_of_the_questionnaire(name: str) -> None:
    instrument = SHIPPED[name]
    assert not any(item.text or item.facet for item in instrument.items)
    for one in instrument.answer_sets:
        labels = zip(one.values, one.labels, strict=True)
        assert all(label.split(",")[0] == f"value {value}" for value, label in labels)
    assert instrument.licence.startswith("Bring your own text")
    assert all((instrument.citation, instrument.licence_notes, instrument.key_notes))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_scale_says_what_it_is_and_which_way_is_harder(name: str) -> None:
    assert all(scale.title and scale.direction for scale in SHIPPED[name].scales)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_no_band_is_on_and_each_says_where_it_is_from(name: str) -> None:
    for band in SHIPPED[name].bands:
        assert not band.enabled
        assert band.source
        assert band.checked_on > date(2026, 1, 1)


@pytest.mark.parametrize(
    ("name", "modes", "on_request"),
    [
        ("pulse10-1", "team private", ""),
        ("cbi", "team private", ""),
        ("proqol-5", "private", "team"),
        ("bat-23", "private", "team"),
        ("who-5", "private", "team"),
        ("pss-10", "private", "team"),
        ("hse-35", "team", ""),
        ("edmondson-7", "team", ""),
        ("stss", "private", ""),
    ],
)
def test_what_reads_like_symptoms_is_for_oneself(name: str, modes: str, on_request: str) -> None:
    instrument = SHIPPED[name]
    assert instrument.modes == tuple(map(Mode, modes.split()))
    assert instrument.on_request == tuple(map(Mode, on_request.split()))


def test_two_give_a_team_their_mean_alone() -> None:
    assert {name for name, one in SHIPPED.items() if one.team_means_only} == {"who-5", "pss-10"}


def test_the_personal_part_of_the_cbi_is_for_oneself() -> None:
    cbi = SHIPPED["cbi"]
    assert [scale.id for scale in cbi.scales_for(Mode.TEAM)] == ["work", "client"]
    assert [item.no for item in cbi.items_for(Mode.TEAM)] == list(range(7, 20))
    assert len(cbi.items_for(Mode.PRIVATE)) == 19


def test_degree_and_frequency_of_the_cbi() -> None:
    degree = [item.no for item in SHIPPED["cbi"].items if item.answer_set == "degree"]
    assert degree == [7, 8, 9, 14, 15, 16, 17]


def test_where_numbers_differ_between_printings_the_file_warns() -> None:
    warned = {name for name, one in SHIPPED.items() if one.numbering_warning}
    assert {"cbi", "olbi", "bat-23", "uwes-9", "swemwbs", "edmondson-7"} <= warned


# --- our pulses ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PULSES)
def test_a_pulse_says_what_it_is_before_anything_else(name: str) -> None:
    pulse = SHIPPED[name]
    assert pulse.has_words
    assert pulse.status == (
        "A conversation starter written for this program. It has not been validated, it cannot diagnose anything, "
        "and its numbers should not be compared with other organisations."
    )
    assert pulse.lookback
    assert "Rather not say" not in pulse.answer_sets[0].labels
    assert all(item.facet and item.direction for item in pulse.items)


def test_the_quick_pulse_asks_what_the_team_pulse_asks() -> None:
    ten, five = SHIPPED["pulse10-1"], SHIPPED["pulse5-1"]
    for item in five.items:
        assert item == replace(ten.item(item.no), reverse=False)
    assert five.answer_sets == ten.answer_sets


def test_strain_other_peoples_stories_and_leaving_are_the_hard_ones() -> None:
    hard = [item.no for item in SHIPPED["pulse10-1"].items if item.direction is Direction.HARDER]
    assert hard == [1, 9, 10]


# --- what may be shipped at all -----------------------------------------------------------------------------------


@pytest.fixture
def cbi() -> Instrument:
    return SHIPPED["cbi"]


def test_words_of_answers_in_a_key_are_a_fault(cbi: Instrument) -> None:
    worded = replace(cbi.answer_sets[0], labels=("never", "value 25", "value 50", "value 75", "value 100"))
    assert find_faults(replace(cbi, answer_sets=(worded, cbi.answer_sets[1]))) == (
        "The key brings words of its answers along.",
    )


def test_an_item_that_no_scale_counts_is_a_fault(cbi: Instrument) -> None:
    assert find_faults(replace(cbi, scales=cbi.scales[1:])) == (
        "Items that belong to no scale: 1, 2, 3, 4, 5, 6.",
    )
