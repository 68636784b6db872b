"""Two texts of one page: nobody's words are lost by putting them together, or by splitting a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.entry import Entry, EntryKind, Shared, Step
from pie_audit.domain.entry_versions import (
    one_under_the_other,
    put_together,
    same_words,
    says_nothing,
    split_page,
    split_text,
    weight,
)

BASE = Entry("aa", EntryKind.REFLECTION, date(2026, 11, 20), "A call", steps=(Step("what", "What?", "One"),))
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=300)


def ids() -> Iterator[str]:
    return (f"new{n}" for n in count())


def test_when_it_was_saved_is_no_word() -> None:
    assert same_words(BASE, replace(BASE, saved="2026-11-20T16:40", begun="2026-11-20T16:00"))
    assert not same_words(BASE, replace(BASE, title="Another"))


def test_headings_of_a_model_say_nothing_by_themselves() -> None:
    assert says_nothing(replace(BASE, title=" ", model_id="driscoll", steps=(Step("what", "What?", "\n"),)))


def test_anything_chosen_or_written_says_something() -> None:
    blank = replace(BASE, title="", steps=())
    for changed in (
        replace(blank, title="x"),
        replace(blank, feelings_after=("tired",)),
        replace(blank, take_away="x"),
        replace(blank, tellings=2),
        replace(blank, pressed_on="x"),
        replace(blank, theme_ids=("A",)),
    ):
        assert not says_nothing(changed)


def test_changes_to_different_parts_go_together() -> None:
    mine, theirs = replace(BASE, title="Mine"), replace(BASE, tags=("theirs",))
    assert put_together(BASE, mine, theirs) == replace(BASE, title="Mine", tags=("theirs",))


def test_two_changes_to_one_part_are_for_the_writer_to_settle() -> None:
    assert put_together(BASE, replace(BASE, title="Mine"), replace(BASE, title="Theirs")) is None


def test_same_change_twice_is_one() -> None:
    both = replace(BASE, title="Same")
    assert put_together(BASE, both, both) == both


def test_copies_given_away_on_either_side_stay_known_and_an_end_is_an_end() -> None:
    open_, other = (Shared(f"{n:032x}", ("sam",), None, date(2026, 11, 1), excerpt=False) for n in (1, 2))
    ended = replace(open_, ended_on=date(2026, 11, 2))
    found = put_together(BASE, replace(BASE, shares=(open_, other)), replace(BASE, shares=(ended,)))
    assert found is not None
    assert set(found.shares) == {ended, other}


def test_both_texts_on_one_page_leave_nothing_out() -> None:
    other = replace(BASE, title="Theirs", steps=(Step("what", "What?", "Two"), Step("", "", "")), tags=("t",))
    found = one_under_the_other(BASE, other, "From the other window")
    assert [step.text for step in found.steps] == ["One", "", "Two"]
    assert found.steps[1].heading == "From the other window"
    assert (found.title, found.tags) == ("A call", ("t",))


@given(TEXTS, st.integers(12, 60))
def test_pieces_are_small_enough_and_lose_only_line_ends_between_them(text: str, most: int) -> None:
    pieces = split_text(text, most)
    assert all(weight(piece) <= most for piece in pieces)
    assert "".join(pieces).replace("\n", "") == text.replace("\n", "")


def test_a_cut_comes_between_paragraphs_where_it_can() -> None:
    assert split_text("First part.\n\nSecond part.", 20) == ("First part.", "Second part.")
    assert split_text("one two three four", 12) == ("one two ", "three four")


@given(st.lists(TEXTS, min_size=1, max_size=4), st.integers(40, 200))
def test_split_page_keeps_every_word_and_begins_each_step_once(texts: list[str], most: int) -> None:
    entry = replace(BASE, steps=tuple(Step(f"s{n}", f"Step {n}", text) for n, text in enumerate(texts)))
    names = ids()
    pages = split_page(entry, lambda: next(names), most)
    steps = [step for page in pages for step in page.steps]
    assert "".join(step.text for step in steps).replace("\n", "") == "".join(texts).replace("\n", "")
    assert [step.step_id for step in steps if step.step_id] == [f"s{n}" for n in range(len(texts))]
    assert pages[0].entry_id == "aa"
    assert len({page.entry_id for page in pages}) == len(pages)


def test_a_page_that_fits_stays_one() -> None:
    assert split_page(BASE, lambda: "new") == (BASE,)
