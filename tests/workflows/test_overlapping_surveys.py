"""The same people asked under other names: cut into parts, put together again, or as another team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from pie_audit.storage import people, releases
from pie_audit.storage.transaction import Transaction
from pie_audit.workflows import teams
from pie_audit.workflows.surveys import keeping
from pie_audit.workflows.surveys.planning import BlockWish
from tests import surveys
from tests.quarter import Hostel
from tests.surveys import AFTER, CLOSES, REPORT_BY

WEEK = timedelta(days=7)


def _told(hostel: Hostel, blocks: Sequence[BlockWish], names: Sequence[str], *, weeks: int = 0) -> set[str]:
    """Ask and open it; the groups of which a scale was told, by the last word of their id."""
    later = WEEK * weeks
    survey_id, _slips = surveys.started(hostel, blocks, closes_on=CLOSES + later, report_by=REPORT_BY + later)
    for place, name in enumerate(names):
        surveys.answer(hostel, hostel.people[name], survey_id, surveys.varied(place))
    hostel.at(AFTER + later)
    assert keeping.turn_first(hostel.opened, hostel.people["jo"], survey_id)
    inside = keeping.look_inside(hostel.opened, hostel.people["dee"], survey_id)
    keeping.release(hostel.opened, hostel.people["dee"], inside, ())
    found = hostel.read(lambda tx: releases.releases_of(tx, survey_id))
    return {one.group_id.rpartition("/")[2] for one in found if one.what.startswith("scale/")}


@pytest.mark.parametrize("sizes", [(13, 1), (7, 6, 1)])
def test_a_team_told_whole_is_not_told_again_less_one(hostel: Hostel, sizes: Sequence[int]) -> None:
    names = surveys.grow(hostel, 14)
    assert _told(hostel, [surveys.block(hostel, names)], names) == {"whole"}
    cuts = [sum(sizes[:at]) for at in range(len(sizes) + 1)]
    parts = [
        surveys.block(hostel, names[cuts[at] : cuts[at + 1]], label)
        for at, label in enumerate(("Days", "Nights", "Weekends")[: len(sizes)])
    ]
    told = _told(hostel, parts, names, weeks=1)
    assert "whole" in told
    assert not {"days", "nights"} <= told
    assert "days" not in told or sizes != (13, 1)


def test_another_team_of_nearly_the_same_people_is_not_told(hostel: Hostel) -> None:
    names = surveys.grow(hostel, 14)
    north = str(hostel.do(teams.add_team, hostel.amina, "North", "").result.team_id)

    def join(tx: Transaction) -> None:
        for name in names:
            member = people.load_member(tx, hostel.people[name].member.person_id)
            manages = member.manages | ({north} if name == "amina" else set())
            people.save_member(tx, replace(member, teams=member.teams | {north}, manages=manages))

    hostel.opened.write(join)
    for name in names:
        hostel.sign_in(hostel.people[name].member.name)
    assert _told(hostel, [surveys.block(hostel, names)], names) == {"whole"}
    less_one = names[:13]
    ids = tuple(hostel.people[name].member.person_id for name in less_one)
    assert _told(hostel, [BlockWish(north, "", ids)], less_one, weeks=1) == set()
