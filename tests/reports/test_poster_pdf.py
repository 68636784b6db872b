"""The poster is one page, read by a screen reader, whatever stands on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pie_audit.domain.said_did import Answer, HeardFrom, SaidDid
from pie_audit.domain.said_did_poster import MOST_ANSWERED, Poster, poster
from pie_audit.reports.poster_pdf import draw_poster
from tests.reports.read_pdf import opened, page_texts, structure, untagged_text

DAY = date(2026, 11, 18)
LINE = SaidDid("s", "t", "The hall is dark", HeardFrom.REVIEW, DAY, Answer.DID, "A lamp hangs there")
EVERY = tuple(
    replace(LINE, said=f"Said {n}", answer=answer, words=f"words {n}")
    for n, answer in enumerate((Answer.DID, Answer.DOING, Answer.CANT, Answer.ASKED_OTHERS))
)
WORDS = [
    "W",
    "WWWWWWWWWWWW ",
    "مرحبا بكم ",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch ",
    "Tea 🫖 and joy ",
]


def made(*answered: SaidDid, waiting: tuple[SaidDid, ...] = ()) -> Poster:
    return poster("Quayside House", DAY, answered, waiting)


def largest(pdf: bytes) -> float:
    file = opened(pdf)
    shown = pikepdf.parse_content_stream(file.pages[0])
    return max(float(operands[1]) for operands, operator in shown if str(operator) == "Tf")


def test_every_answer_stands_beside_what_was_said_in_the_order_it_is_read() -> None:
    pdf, without = draw_poster(made(*EVERY), day=DAY)
    (text,) = page_texts(pdf)
    said = [
        "You said, we did",
        "Said 0",
        "We did",
        "Words 0.",
        "Said 1",
        "We’re doing it",
        "Said 2",
        "We can’t, because",
        "words 2.",
        "Said 3",
        "We asked others",
    ]
    places = [text.index(words) for words in said]
    assert places == sorted(places)
    assert without == 0


def test_it_is_tagged_and_says_its_title_and_language() -> None:
    pdf = opened(draw_poster(made(*EVERY, waiting=(replace(LINE, answer=Answer.OPEN),)), day=DAY)[0])
    kinds = [node.kind for node in structure(pdf)]
    assert (kinds.count("H1"), kinds.count("H2"), kinds.count("LI")) == (1, 5, 1)
    assert str(pdf.Root.Lang) == "en-GB"
    with pdf.open_metadata() as facts:
        assert facts["dc:title"] == "You said, we did"
    assert untagged_text(pdf) == 0
    box = pdf.pages[0].mediabox
    assert (round(float(box[2])), round(float(box[3]))) == (595, 842)


def test_few_lines_are_set_larger_than_many() -> None:
    assert largest(draw_poster(made(LINE), day=DAY)[0]) > largest(draw_poster(made(*EVERY), day=DAY)[0])


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("count", [1, MOST_ANSWERED])
def test_one_page_holds_the_strangest_words_or_says_what_it_left_out(words: str, count: int) -> None:
    long = replace(LINE, said=(words * 200)[:200], words=(words * 500)[:500])
    pdf, without = draw_poster(
        made(*[long] * count, waiting=(replace(long, answer=Answer.NOT_YET),) * 4), day=DAY
    )
    assert len(page_texts(pdf)) == 1
    assert untagged_text(opened(pdf)) == 0
    assert 0 <= without < count


def test_equal_posters_are_equal_files() -> None:
    assert draw_poster(made(*EVERY), day=DAY) == draw_poster(made(*EVERY), day=DAY)


@given(st.text(max_size=200), st.text(max_size=500))
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_no_text_breaks_it(said: str, words: str) -> None:
    pdf, _without = draw_poster(made(replace(LINE, said=said or "x", words=words)), day=DAY)
    assert len(page_texts(pdf)) == 1
