"""Copies: what of a page can go into one, and that nothing else ever does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.entry import Entry, EntryKind, FollowUp, Practice, Shared, Step
from pie_audit.domain.plain_data import from_plain, to_plain
from pie_audit.domain.shared_copy import TAKE_AWAY, TITLE, SharedCopy, copy_of, parts_of, says_nothing

DAY, TODAY = date(2026, 11, 16), date(2026, 11, 18)
WORDS = st.text(max_size=30)
STEPS = st.lists(st.builds(Step, st.text(max_size=5), WORDS, WORDS), max_size=5).map(tuple)
PAGES = st.builds(
    Entry, st.just("e1"), st.just(EntryKind.REFLECTION), st.just(DAY), WORDS, steps=STEPS, take_away=WORDS
)
SECRET = "\ue000only mine\ue000"
"""Words that no strategy makes up."""


def kept_back(page: Entry) -> Entry:
    """The page with something in every place that never leaves it."""
    return replace(
        page,
        tags=(SECRET,),
        feelings_before=(SECRET,),
        feelings_after=(SECRET,),
        pressed_on=SECRET,
        follow_ups=(FollowUp("f", SECRET, who=SECRET),),
        practice=Practice(why_relevant=SECRET, who_is_better_off=SECRET),
        shares=(Shared(SECRET, (SECRET,), SECRET, DAY, False),),
        with_whom=SECRET,
        session_id=SECRET,
    )


def test_title_parts_with_words_and_what_is_taken_away_are_offered_in_this_order() -> None:
    page = Entry(
        "e",
        EntryKind.REFLECTION,
        DAY,
        " A title ",
        steps=(Step("a", "A", "one"), Step("b", "B", " "), Step("c", "", "two")),
    )
    assert [(p.key, p.text) for p in parts_of(page)] == [(TITLE, "A title"), ("0", "one"), ("2", "two")]
    assert [p.key for p in parts_of(replace(page, take_away="three"))][-1] == TAKE_AWAY


@given(PAGES)
def test_all_parts_make_the_whole_page(page: Entry) -> None:
    copy = copy_of(page, parts_of(page), TODAY)
    assert not copy.excerpt
    assert (copy.title, copy.take_away) == (page.title.strip(), page.take_away.strip())
    assert [s.text for s in copy.steps] == [s.text.strip() for s in page.steps if s.text.strip()]
    assert (copy.day, copy.shared_on) == (DAY, TODAY)


@given(PAGES, st.data())
def test_what_was_left_out_is_not_in_the_copy(page: Entry, data: st.DataObject) -> None:
    parts = parts_of(page)
    taken = [part for part in parts if data.draw(st.booleans())]
    copy = copy_of(page, taken, TODAY)
    assert copy.excerpt == (len(taken) < len(parts))
    texts = [copy.title, *(step.text for step in copy.steps), copy.take_away]
    assert [text for text in texts if text] == [part.text for part in taken]


@given(PAGES)
def test_nothing_that_belongs_to_the_writer_alone_is_ever_in_it(page: Entry) -> None:
    page = kept_back(page)
    assert SECRET not in str(to_plain(copy_of(page, parts_of(page), TODAY)))


@given(PAGES, WORDS)
def test_other_words_change_the_copy_and_not_whether_it_is_whole(page: Entry, words: str) -> None:
    parts = [part.with_text(words) for part in parts_of(page)]
    copy = copy_of(page, parts, TODAY)
    assert not copy.excerpt
    assert {s.text for s in copy.steps} <= {words}


@given(PAGES)
def test_copy_survives_being_sealed_and_opened(page: Entry) -> None:
    copy = copy_of(page, parts_of(page), TODAY)
    assert from_plain(to_plain(copy), SharedCopy) == copy


def test_copy_of_nothing_says_nothing() -> None:
    page = Entry("e", EntryKind.REFLECTION, DAY, "A title", steps=(Step("a", "A", "one"),))
    assert says_nothing(copy_of(page, (), TODAY))
    assert not says_nothing(copy_of(page, parts_of(page)[:1], TODAY))
