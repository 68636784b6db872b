"""A team turns parts of everyday practice on and off, and nothing that was written goes with it."""

from __future__ import annotations

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.part_use import use_words
from pie_audit.domain.team_part import ON_AT_FIRST, TeamPart
from pie_audit.workflows import team_parts
from tests import years
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


def test_turning_a_part_is_named_by_the_part(hostel: Hostel) -> None:
    turned = hostel.do(team_parts.turn, hostel.amina, hostel.team_id, TeamPart.WINS, True)
    assert turned.name == "Turned on “Small wins”"
    turned = hostel.do(team_parts.turn, hostel.amina, hostel.team_id, TeamPart.WINS, False)
    assert turned.name == "Turned off “Small wins”"


def test_whoever_may_choose_sees_at_the_end_of_a_quarter_what_each_part_gave(hostel: Hostel) -> None:
    for _n in range(11):
        years.errand(hostel, "2026-11")
    years.win(hostel, "2026-W25", "In June")
    round_id = hostel.opened_round()
    view = hostel.see(team_parts.parts_to_weigh, hostel.amina, round_id)
    assert view is not None
    gave = {use.part: use_words(use, view.quarter) for use in view.uses}
    assert set(gave) == ON_AT_FIRST | {TeamPart.FRICTION, TeamPart.WINS}
    assert gave[TeamPart.FRICTION] == "11 entries"
    assert gave[TeamPart.WINS] == "nobody has used it since June"


def test_nobody_else_is_asked_what_earns_its_keep(hostel: Hostel) -> None:
    round_id = hostel.opened_round()
    assert hostel.see(team_parts.parts_to_weigh, hostel.jo, round_id) is None


def test_with_everything_off_nobody_is_asked(hostel: Hostel) -> None:
    round_id = hostel.opened_round()
    hostel.turn_off()
    assert hostel.see(team_parts.parts_to_weigh, hostel.amina, round_id) is None


def test_anybody_of_the_team_may_look_at_what_is_in_use_and_nobody_else(hostel: Hostel) -> None:
    view = hostel.see(team_parts.parts_in_use, hostel.jo, hostel.team_id)
    assert view.parts == ON_AT_FIRST
    assert not view.may_choose
    assert {use.part for use in view.uses} == ON_AT_FIRST
    with pytest.raises(NotNow):
        hostel.see(team_parts.parts_in_use, hostel.lee, hostel.team_id)


def test_what_is_off_stays_written_and_comes_back(hostel: Hostel) -> None:
    years.errand(hostel, "2026-11")
    hostel.turn_off(TeamPart.FRICTION)
    hostel.turn_on(TeamPart.FRICTION)
    uses = hostel.see(team_parts.parts_in_use, hostel.jo, hostel.team_id).uses
    assert next(use.entries for use in uses if use.part is TeamPart.FRICTION) == 1
