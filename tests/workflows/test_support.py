"""Where to find support: the organisation's own lines stand in both texts, and whoever looks after things keeps them."""

from __future__ import annotations

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.workflows import support
from tests.quarter import Hostel

LINES = "Wellbeing line 01632 960 000"


def test_numbers_are_there_before_anybody_wrote_a_line(hostel: Hostel) -> None:
    for text in (hostel.read(support.signposting), hostel.read(support.signposting_of_answers)):
        assert "NHS 111" in text
        assert "Samaritans 116 123" in text
        assert "999 in an emergency" in text


def test_own_lines_stand_in_both_texts_and_can_be_taken_back(hostel: Hostel) -> None:
    done = hostel.do(support.save_own_lines, hostel.amina, f"{LINES},\n any day {{night}}")
    for text in (hostel.read(support.signposting), hostel.read(support.signposting_of_answers)):
        assert f"assistance line: {LINES}, any day {{night}}." in text
    hostel.do(done.undo, hostel.amina)
    assert LINES not in hostel.read(support.signposting)


def test_everybody_reads_the_lines_and_few_may_change_them(hostel: Hostel) -> None:
    hostel.do(support.save_own_lines, hostel.amina, LINES)
    assert hostel.see(support.own_lines, hostel.jo) == support.OwnLines(LINES, may_change=False)
    with pytest.raises(NotNow):
        hostel.do(support.save_own_lines, hostel.jo, "Nobody")
