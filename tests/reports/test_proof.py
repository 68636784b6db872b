"""A paper is looked at before anybody relies on it."""

from __future__ import annotations

import io

import pikepdf
import pytest

from pie_audit.reports import proof
from pie_audit.reports.key_sheets import draw_my_key


def _without(name: str) -> bytes:
    """My key on paper, with one entry of its catalogue taken out."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(draw_my_key("AAAA-BBBB"))) as pdf:
        del pdf.Root[name]
        pdf.save(out)
    return out.getvalue()


def test_our_own_paper_is_tagged_and_drawn() -> None:
    paper = draw_my_key("AAAA-BBBB")
    assert proof.is_tagged(paper)
    assert proof.is_drawn(paper)


@pytest.mark.parametrize("name", ["/MarkInfo", "/StructTreeRoot", "/Lang"])
def test_a_paper_that_lacks_one_of_them_is_not_tagged(name: str) -> None:
    assert not proof.is_tagged(_without(name))


def test_names_are_written_with_the_letters_that_come_along() -> None:
    assert proof.has_letters()


def test_a_letter_that_no_font_has_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "LETTERS", "a\U000f0000")
    assert not proof.has_letters()
