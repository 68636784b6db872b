"""Each part of everyday practice in plain words."""

from __future__ import annotations

import pytest
import textstat

from pie_audit.domain.part_words import in_order, name_of, words_of
from pie_audit.domain.team_part import ON_AT_FIRST, TeamPart


@pytest.mark.parametrize("part", TeamPart)
def test_every_part_says_what_for_how_long_and_who_reads_it(part: TeamPart) -> None:
    words = words_of(part)
    assert all((words.name, words.purpose, words.asks, words.readers))
    assert words.purpose.endswith(".")
    assert words.readers.endswith(".")


@pytest.mark.parametrize("part", TeamPart)
def test_what_it_is_for_is_short_and_plain(part: TeamPart) -> None:
    purpose = words_of(part).purpose
    assert len(purpose.split()) <= 22
    assert textstat.flesch_kincaid_grade(purpose) <= 8.0


def test_no_two_parts_share_a_name() -> None:
    assert len({name_of(part) for part in TeamPart}) == len(TeamPart)


def test_those_that_are_there_from_the_start_come_first() -> None:
    order = in_order()
    assert set(order[: len(ON_AT_FIRST)]) == ON_AT_FIRST
    assert sorted(order) == sorted(TeamPart)
