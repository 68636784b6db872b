"""Slips and key sheets: every word of them, large, and nothing kept."""

from __future__ import annotations

from datetime import date

import pytest

from pie_audit.reports.key_sheets import draw_house_key, draw_my_key, draw_my_key_halves
from pie_audit.reports.preview import count_pages
from pie_audit.reports.slips_pdf import GoodFor, draw_slips
from tests.reports.read_pdf import opened, page_texts, structure, untagged_text, whole_text

CODE = "7QK2M-8XN4P-3RTVW-9BCDE-1FGHJ-K5MNP"


def _slips(team: int, residents: int) -> bytes:
    return draw_slips(
        team_name="Quayside House",
        occasion="Autumn 2026",
        until=date(2026, 12, 5),
        words={
            "Team": tuple(f"harbour lantern teapot team{n}" for n in range(team)),
            "Residents": tuple(f"quilt orchard pebble res{n}" for n in range(residents)),
        },
    )


def test_each_slip_has_its_words_team_group_and_what_it_is_good_for() -> None:
    text = whole_text(_slips(3, 2))
    for words in ("teapot team0", "teapot team2", "pebble res1"):
        assert words in text
    assert text.count("Good for this one review, until 5 December 2026.") == 5
    assert text.count("Quayside House · Autumn 2026") == 5


def test_a_slip_of_a_survey_says_that_it_is_good_for_one_survey() -> None:
    text = whole_text(
        draw_slips(
            team_name="Quayside House",
            occasion="Team pulse, autumn",
            until=date(2026, 11, 29),
            words={"Nights": ("harbour lantern teapot quilt",)},
            good_for=GoodFor.SURVEY,
        )
    )
    assert "Quayside House · Team pulse, autumn" in text
    assert "Good for this one survey, until 29 November 2026." in text
    assert "review" not in text


@pytest.mark.parametrize(("team", "pages"), [(1, 1), (10, 1), (11, 2), (20, 2), (21, 3)])
def test_ten_slips_fit_a_page(team: int, pages: int) -> None:
    assert count_pages(_slips(team, 0)) == pages


def test_each_group_begins_a_page_of_its_own() -> None:
    first, second = page_texts(_slips(3, 3))
    assert "Residents" not in first
    assert "Team" not in second


def test_the_longest_team_name_leaves_ten_slips_on_a_page() -> None:
    pdf = draw_slips(
        team_name="W" * 300,
        occasion="Autumn 2026",
        until=date(2026, 12, 5),
        words={"G" * 200: ("blackbird breakfast butterfly buttermilk",) * 10},
    )
    assert count_pages(pdf) == 1
    assert whole_text(pdf).count("breakfast") == 10


@pytest.mark.parametrize("sheet", [draw_house_key(CODE, "Quayside House"), draw_my_key(CODE)])
def test_a_key_sheet_shows_every_group_of_its_code(sheet: bytes) -> None:
    text = whole_text(sheet)
    for group in CODE.split("-"):
        assert group in text
    assert count_pages(sheet) == 1


def test_each_key_sheet_has_its_own_advice() -> None:
    house, mine = whole_text(draw_house_key(CODE, "Quayside House")), whole_text(draw_my_key(CODE))
    assert "For somebody above the manager to keep" in house
    assert "It never opens anybody’s private pages." in house
    assert "Take it home, not to the office safe." in mine
    assert "Quayside House" not in mine


def test_each_half_has_a_page_and_only_its_own_groups() -> None:
    first, second = page_texts(draw_my_key_halves("7QK2M-8XN4P-3RTVW", "9BCDE-1FGHJ-K5MNP"))
    assert "half 1 of 2" in first
    assert "7QK2M" in first
    assert "9BCDE" not in first
    assert "half 2 of 2" in second
    assert "K5MNP" in second
    assert "7QK2M" not in second


@pytest.mark.parametrize("pdf", [_slips(2, 1), draw_house_key(CODE, "Quayside House"), draw_my_key(CODE)])
def test_slips_and_sheets_are_tagged_and_say_nothing_of_people(pdf: bytes) -> None:
    file = opened(pdf)
    assert untagged_text(file) == 0
    assert structure(file)[0].kind == "Document"
    assert set(file.docinfo.keys()) == {"/Title", "/Subject"}
    assert "Quayside" not in str(file.docinfo)
    assert CODE not in str(file.docinfo)
