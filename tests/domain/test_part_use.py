"""Does this earn its keep: what a part gave, in words and never by person."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.part_use import WITHOUT_DAYS, PartUse, here_words, use_words
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.team_part import TeamPart

AUTUMN = Quarter(2026, 4)


@pytest.mark.parametrize(
    ("use", "words"),
    [
        (PartUse(TeamPart.FRICTION, 11, asks=1), "11 entries, one became an ask"),
        (PartUse(TeamPart.FRICTION, 11, asks=2), "11 entries, 2 became asks"),
        (PartUse(TeamPart.WINS, 1), "1 entry"),
        (PartUse(TeamPart.SAID_DID, 4, actions=1), "4 entries, one led to a step"),
        (PartUse(TeamPart.PRACTICES, 4, actions=3), "4 entries, 3 led to steps"),
        (PartUse(TeamPart.WINS, latest=date(2026, 6, 22)), "nobody has used it since June"),
        (PartUse(TeamPart.WINS, latest=date(2025, 6, 1)), "nobody has used it since June 2025"),
        (PartUse(TeamPart.TELLINGS), "nobody has used it yet"),
        (PartUse(TeamPart.DOORS, 1), "1 card is there"),
        (PartUse(TeamPart.DOORS), "there is no card yet"),
        (PartUse(TeamPart.VOCABULARY, 3), "3 words of your own"),
        (PartUse(TeamPart.VOCABULARY), "you use the words that come with it"),
        (PartUse(TeamPart.LONG_VIEW), "it shows itself when an eighth review begins"),
    ],
)
def test_it_says_in_words_what_a_part_gave(use: PartUse, words: str) -> None:
    assert use_words(use, AUTUMN) == words


@pytest.mark.parametrize(
    ("use", "words"),
    [
        (PartUse(TeamPart.BARRIERS, 3), "3 barriers named in this quarter’s review."),
        (PartUse(TeamPart.BARRIERS, 1), "1 barrier named in this quarter’s review."),
        (PartUse(TeamPart.FRICTION, 11, asks=1), "11 new this quarter."),
        (PartUse(TeamPart.WINS), "Nobody has used it yet."),
        (PartUse(TeamPart.DOORS, 2), "2 cards are there."),
    ],
)
def test_the_hub_says_quietly_what_is_there(use: PartUse, words: str) -> None:
    assert here_words(use, AUTUMN) == words


_USES = st.builds(
    PartUse,
    st.sampled_from(TeamPart),
    st.integers(0, 100_000),
    st.integers(0, 99),
    st.integers(0, 99),
    st.none() | st.dates(date(2020, 1, 1), date(2026, 12, 31)),
)


@given(_USES)
def test_every_use_of_every_part_can_be_said(use: PartUse) -> None:
    words = use_words(use, AUTUMN)
    assert words
    assert "{" not in words
    assert here_words(use, AUTUMN).endswith(".")


@given(_USES)
def test_what_nobody_wrote_this_quarter_never_counts_as_entries(use: PartUse) -> None:
    says_entries = "entr" in use_words(use, AUTUMN)
    is_counted = use.entries > 0 and use.part not in WITHOUT_DAYS | {TeamPart.LONG_VIEW}
    assert says_entries is is_counted


def test_nothing_in_it_could_name_a_person() -> None:
    assert [field.name for field in fields(PartUse)] == ["part", "entries", "asks", "actions", "latest"]
