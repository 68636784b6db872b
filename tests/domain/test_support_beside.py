"""Support beside strain says what each figure rests on, and draws nothing beside a hidden one."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from pie_audit.domain.ledger import Tally
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.support_beside import (
    QuarterBeside,
    SupportBeside,
    caveats,
    from_first,
    quarter_sentence,
    rank_words,
)
from pie_audit.domain.theme_score import ThemeScore

AUTUMN = Quarter(2026, 4)
SCORE = ThemeScore("B", Fraction(13, 6), 6, 8, low=1, high=3)
FULL = QuarterBeside(AUTUMN, SCORE, Tally(12, 9), 58)


def view(*quarters: QuarterBeside) -> SupportBeside:
    """These quarters of one team."""
    return SupportBeside("Fern House", "Staff training and support", "Load", quarters)


def test_a_quarter_in_words_says_what_each_figure_rests_on() -> None:
    assert quarter_sentence(FULL, view(FULL)) == (
        "Autumn 2026: Staff training and support 2.2 (6 of 8 topics; range 1–3); protected time 9 of 12, 75%; "
        "Load 58 of 100."
    )


def test_what_is_missing_is_said_each_in_its_own_way() -> None:
    nothing = QuarterBeside(AUTUMN)
    said = quarter_sentence(nothing, view(nothing))
    assert "not asked in full" in said
    assert "none planned" in said
    assert "no survey" in said
    hidden = QuarterBeside(AUTUMN, is_hidden=True)
    assert "Load not shown, to keep small groups safe." in quarter_sentence(hidden, view(hidden))


def test_quarters_before_there_was_anything_are_left_out() -> None:
    empty = QuarterBeside(AUTUMN)
    assert from_first([empty, empty, FULL, empty]) == (FULL, empty)
    assert from_first([empty]) == ()


def test_dots_need_both_figures_and_three_quarters() -> None:
    without = replace(FULL, strain=None)
    assert view(FULL, FULL, without).dots == ()
    assert view(FULL, without, FULL, FULL).dots == (FULL, FULL, FULL)


def test_one_hidden_figure_hides_the_whole_picture_of_dots() -> None:
    hidden = replace(FULL, strain=None, is_hidden=True)
    assert view(FULL, FULL, FULL, hidden).dots == ()


def test_strain_alone_sets_nothing_beside_anything() -> None:
    alone = QuarterBeside(AUTUMN, strain=58)
    assert not view(alone).says_anything
    assert not view(replace(FULL, strain=None)).says_anything
    assert view(alone, replace(FULL, strain=None)).says_anything


def test_nothing_printed_with_it_claims_a_cause() -> None:
    said = " ".join(caveats())
    assert "cannot show cause" in said
    assert "cannot be joined" in said
    assert "either way" in said
    assert "easily chance" in rank_words("−0.6", 8)
