"""The numbers where people find help: what the file may say, and that the one we ship says it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pie_audit import paths
from pie_audit.catalogue.support_file import parse_support, read_support
from pie_audit.domain.errors import CannotRead
from pie_audit.domain.support import HelpLine

ONE = """
[[line]]
id = "night"
number = "0800 111"
says = "Night line 0800 111"
source = "Its page"
checked_on = 2026-11-22
"""


def test_line_is_read_with_its_source_and_day() -> None:
    assert parse_support(ONE) == (
        HelpLine("night", "0800 111", "Night line 0800 111", "Its page", date(2026, 11, 22)),
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('says = "Night line 0800 111"', 'says = "Night line"', "The number isn’t in these words."),
        ('number = "0800 111"', 'number = "ring us"', "116 123"),
        ("checked_on = 2026-11-22", "", "This is missing."),
        ('source = "Its page"', 'source = ""', "There are no words here."),
        ('id = "night"', 'id = "night"\ncolour = "red"', "This key isn't known here."),
    ],
)
def test_strange_line_is_told(old: str, new: str, told: str) -> None:
    with pytest.raises(CannotRead) as raised:
        parse_support(ONE.replace(old, new))
    assert told in raised.value.what


def test_same_id_twice_is_told() -> None:
    with pytest.raises(CannotRead, match="support can’t be used"):
        parse_support(ONE + ONE)


def test_file_that_is_not_toml_is_told(tmp_path: Path) -> None:
    file = tmp_path / "support.toml"
    file.write_text("[[line", encoding="utf-8")
    with pytest.raises(CannotRead, match="support can’t be used"):
        read_support(file)


def test_shipped_numbers_are_the_three_of_the_signposting_text() -> None:
    found = {line.line_id: line.number for line in read_support(paths.support_file())}
    assert found == {"nhs-111": "111", "samaritans": "116 123", "emergency": "999"}
