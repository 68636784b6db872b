"""One's own pages on paper: everything that was written, tagged, and shut behind a password where wanted."""

from __future__ import annotations

import io

import pikepdf
import pytest

from pie_audit.domain.own_pages import OwnPage
from pie_audit.reports.own_pages_pdf import ATTACHED, draw_own_pages, lock
from pie_audit.reports.proof import is_tagged
from tests.reports.read_pdf import opened, structure, untagged_text, whole_text

PAGES = (
    OwnPage(
        "1",
        "20 November",
        "Night shift",
        (("What happened", "The kettle.\n\nAnd the rain."), ("", "Under no heading")),
        "Ask before I fix",
        "nights",
    ),
    OwnPage("2", "19 November", "שלום 🌱", (("", "עברית and English"),)),
)
PASSWORD = "seven boats under a paper moon"


def test_every_word_is_there() -> None:
    text = whole_text(draw_own_pages(PAGES, "22 November 2026"))
    for words in ("Night shift", "The kettle.", "And the rain.", "Under no heading", "What I take away:"):
        assert words in text
    assert "2 pages" in text
    assert "20 November · nights" in text


def test_it_is_tagged_with_a_heading_for_each_page() -> None:
    pdf = draw_own_pages(PAGES, "22 November 2026")
    assert is_tagged(pdf)
    assert untagged_text(opened(pdf)) == 0
    kinds = [node.kind for node in structure(opened(pdf))]
    assert (kinds.count("H1"), kinds.count("H2")) == (1, 2)


@pytest.mark.parametrize("pages", [(), PAGES * 40])
def test_none_and_very_many_pages_are_drawn(pages: tuple[OwnPage, ...]) -> None:
    assert draw_own_pages(pages, "22 November 2026").startswith(b"%PDF")


def test_a_page_of_256_kib_is_drawn() -> None:
    long = OwnPage("3", "20 November", "Long", (("", "word " * 50_000),))
    assert len(opened(draw_own_pages((long,), "today")).pages) > 20


def test_locked_it_opens_only_with_the_password() -> None:
    shut = lock(draw_own_pages(PAGES, "today"), b'{"records": []}', PASSWORD)
    for wrong in ("", "another one"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(shut), password=wrong)
    with pikepdf.open(io.BytesIO(shut), password=PASSWORD) as found:
        assert (found.encryption.R, found.encryption.stream_method) == (
            6,
            pikepdf.models.EncryptionMethod.aesv3,
        )
        assert found.attachments[ATTACHED].get_file().read_bytes() == b'{"records": []}'


def test_locked_nothing_lies_in_it_in_the_clear() -> None:
    shut = lock(draw_own_pages(PAGES, "today"), b'{"marker": "heron"}', PASSWORD)
    assert b"heron" not in shut
    assert b"Night shift" not in shut
    assert b"My own pages" not in shut, "its title is in its metadata"
