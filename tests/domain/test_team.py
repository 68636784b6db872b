"""Names as they are kept and compared."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.errors import NotNow
from pie_audit.domain.team import fold_name, tidy_name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Amina   Yusuf ", "Amina Yusuf"),
        ("Amina\u202eYusuf", "AminaYusuf"),
        ("Am\u200bina", "Amina"),
        ("Amina\nYusuf", "AminaYusuf"),
        ("Łukasz Ŵyn", "Łukasz Ŵyn"),
        ("e\u0301", "é"),
        ("أمينة", "أمينة"),
        ("Jo\ud800", "Jo"),
        ("x" * 400, "x" * 300),
        ("x" * 299 + " y", "x" * 299),
    ],
)
def test_a_name_is_kept_on_one_line_without_hidden_characters(typed: str, kept: str) -> None:
    assert tidy_name(typed) == kept


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u202e", "\n\t"])
def test_nothing_left_is_no_name(typed: str) -> None:
    with pytest.raises(NotNow, match="no name yet"):
        tidy_name(typed)


def test_case_width_and_spacing_do_not_make_another_name() -> None:
    assert fold_name("AMINA  Yusuf") == fold_name("amina yusuf") == fold_name("Ａｍｉｎａ Yusuf")
    assert fold_name("Straße") == fold_name("STRASSE")
    assert fold_name("Amina") != fold_name("Aminah")


@given(st.text(max_size=350))
def test_a_tidy_name_stays_as_it_is(typed: str) -> None:
    try:
        once = tidy_name(typed)
    except NotNow:
        return
    assert tidy_name(once) == once
    assert len(once) <= 300
    assert not {unicodedata.category(c) for c in once} & {"Cc", "Cf", "Cs"}
    once.encode("utf-8")
