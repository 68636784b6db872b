"""A team turns parts of everyday practice on and off, and nothing that was written goes with it."""

from __future__ import annotations

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.team_part import ON_AT_FIRST, TeamPart
from pie_audit.workflows import team_parts
from tests.quarter import Hostel


def test_three_parts_are_there_from_the_start_and_no_other(hostel: Hostel) -> None:
    assert hostel.see(team_parts.parts, hostel.people["amina"], hostel.team_id) == ON_AT_FIRST


def test_what_a_manager_turned_on_is_on_for_everybody_until_it_is_taken_back(hostel: Hostel) -> None:
    turned = hostel.do(team_parts.turn, hostel.people["amina"], hostel.team_id, TeamPart.WINS, True)
    assert TeamPart.WINS in hostel.see(team_parts.parts, hostel.jo, hostel.team_id)
    hostel.do(turned.undo, hostel.people["amina"])
    assert TeamPart.WINS not in hostel.see(team_parts.parts, hostel.jo, hostel.team_id)


def test_somebody_who_neither_manages_nor_facilitates_chooses_nothing(hostel: Hostel) -> None:
    assert not hostel.see(team_parts.may_choose, hostel.jo, hostel.team_id)
    with pytest.raises(NotNow):
        hostel.do(team_parts.turn, hostel.jo, hostel.team_id, TeamPart.BARRIERS, False)


def test_a_part_that_is_off_lets_nobody_in(hostel: Hostel) -> None:
    with pytest.raises(NotNow):
        hostel.see(team_parts.enter, hostel.jo, hostel.team_id, TeamPart.REFUSALS)
    assert (
        hostel.see(team_parts.enter, hostel.jo, hostel.team_id, TeamPart.SAID_DID).member == hostel.jo.member
    )
