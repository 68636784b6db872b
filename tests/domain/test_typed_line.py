"""One line that shows everything it holds, whatever was typed or pasted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.typed_line import typed_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ring\tthe \n clinic ", "Ring the clinic"),
        ("\u200b\u200d\u2060", ""),
        ("\ufeffRing", "Ring"),
        ("Ring \u202ecinilc\u202c", "Ring cinilc"),
        ("A 👩\u200d👧 came", "A 👩\u200d👧 came"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("half\ud800", "half"),
        ("", ""),
    ],
)
def test_line_holds_what_can_be_seen(typed: str, kept: str) -> None:
    assert typed_line(typed) == kept


@given(st.text(st.characters(codec=None)))
def test_line_is_one_line_that_stays_as_it_is_and_can_be_kept(typed: str) -> None:
    line = typed_line(typed)
    assert typed_line(line) == line
    assert len(line.splitlines()) <= 1
    assert line.strip() == line
    line.encode()
