"""The file of reading cards: what a card has to say, and what is wrong with one that can't be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from pie_audit import paths
from pie_audit.catalogue.cards_file import parse_cards, read_cards
from pie_audit.domain.errors import CannotRead
from pie_audit.domain.reading_card import LIMITS, ReadingCard, too_long

CARD = """
[[card]]
id = "doors-1999"
author = "Some Body"
year = 1999
title = "Doors"
where = "Journal of Doors 1, pages 1–2"
checked_on = 2026-11-22
what_they_did = "They watched a door."
found = ["It opened.", "People came in.", "They stayed."]
how_sure = "One door."
left_out = "Windows."
challenges = "Our door."
would_believe = "that doors can open."
"""


def problem_of(text: str) -> str:
    with pytest.raises(CannotRead) as raised:
        parse_cards(text)
    return raised.value.what


def test_card_has_all_its_words() -> None:
    (card,) = parse_cards(CARD)
    assert card.source == "Some Body, 1999, Doors"
    assert card.found.splitlines() == ["It opened.", "People came in.", "They stayed."]
    assert (card.where, card.checked_on.year) == ("Journal of Doors 1, pages 1–2", 2026)


def test_card_on_a_shelf_keeps_our_words_and_what_the_team_wrote_beside_them() -> None:
    (card,) = parse_cards(CARD)
    blank = card.on_shelf("team")
    assert (blank.card_id, blank.shipped, blank.challenges) == ("doors-1999.team", "doors-1999", "Our door.")
    ours = card.on_shelf(
        "team", ReadingCard("doors-1999.team", "team", "old", challenges="Our gate.", why="So.")
    )
    assert (ours.source, ours.challenges, ours.why) == ("Some Body, 1999, Doors", "Our gate.", "So.")
    assert ours.would_believe == "that doors can open."


@pytest.mark.parametrize("name", ["author", "title", "where", "how_sure", "left_out", "challenges"])
def test_nothing_may_be_left_out(name: str) -> None:
    without = "\n".join(line for line in CARD.splitlines() if not line.startswith(f"{name} "))
    assert name in problem_of(without)


def test_too_many_words_don_t_fit() -> None:
    long = CARD.replace("One door.", "x" * (LIMITS["how_sure"] + 1))
    assert "Longer than a card holds" in problem_of(long)


def test_two_cards_of_one_name_are_refused() -> None:
    assert problem_of(CARD + CARD)


def test_card_that_ships_reads_and_fits_each() -> None:
    cards = read_cards(paths.reading_cards_file())
    assert len(cards) == 8
    assert len({card.author for card in cards}) == 8
    for card in cards:
        assert not too_long(card.on_shelf("team")), card.card_id
        assert 2 <= len(card.found.splitlines()) <= 3, card.card_id
        assert str(card.year) in card.source


def test_file_that_isn_t_one_is_told_and_leaves_a_team_s_own_cards_alone(tmp_path: Path) -> None:
    torn = tmp_path / "cards.toml"
    torn.write_text("[[card]")
    with pytest.raises(CannotRead) as raised:
        read_cards(torn)
    assert "your own cards aren’t touched" in raised.value.todo
