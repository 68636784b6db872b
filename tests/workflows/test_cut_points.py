"""An organisation's own rules of thumb: whoever looks after it sets them, everybody's trends say so, surveys keep theirs."""

from __future__ import annotations

import pytest

from pie_audit.domain.chart import LineChart, SpanChart
from pie_audit.domain.cut_points import OURS, CutPoints
from pie_audit.domain.errors import NotNow
from pie_audit.workflows import cut_points
from pie_audit.workflows.surveys import planning
from tests import surveys, years
from tests.quarter import THIS_QUARTER, Hostel
from tests.workflows.trends.looking import chart, trends

WIDE = CutPoints(theme_tenths=12, scale_points=21, item_points=33)


def sets(hostel: Hostel, wanted: CutPoints = WIDE):
    return hostel.do(cut_points.save_own_cut_points, hostel.amina, wanted)


def plan_of(hostel: Hostel, survey_id: str):
    return hostel.see(planning.planning, hostel.amina, hostel.team_id, survey_id).plan


def test_everybody_reads_them_and_few_may_change_them(hostel: Hostel) -> None:
    sets(hostel)
    assert hostel.see(cut_points.own_cut_points, hostel.jo) == cut_points.OwnCutPoints(WIDE, may_change=False)
    with pytest.raises(NotNow):
        hostel.do(cut_points.save_own_cut_points, hostel.jo, OURS)


def test_they_can_be_taken_back_unless_somebody_changed_them_since(hostel: Hostel) -> None:
    done = sets(hostel)
    hostel.do(done.undo, hostel.amina)
    assert hostel.see(cut_points.own_cut_points, hostel.amina).now == OURS
    done = sets(hostel)
    sets(hostel, CutPoints(theme_topics=3))
    with pytest.raises(NotNow):
        hostel.do(done.undo, hostel.amina)


def test_a_number_that_cannot_be_meant_is_refused(hostel: Hostel) -> None:
    with pytest.raises(NotNow):
        sets(hostel, CutPoints(theme_tenths=0))


def test_trends_say_higher_by_them_and_print_them(hostel: Hostel) -> None:
    years.review(hostel, THIS_QUARTER.plus(-1), 2)
    years.review(hostel, THIS_QUARTER, 3)
    assert "higher than last time" in chart(hostel, "theme_lines/A", LineChart).sentence
    assert "Higher than" in chart(hostel, "distance", SpanChart).sentence
    sets(hostel)
    assert "much the same" in chart(hostel, "theme_lines/A", LineChart).sentence
    assert "Much the same" in chart(hostel, "distance", SpanChart).sentence
    assert any("1.2 or more" in note and "33" in note for note in trends(hostel).notes)


def test_a_survey_keeps_those_of_the_day_it_was_planned(hostel: Hostel) -> None:
    names = surveys.grow(hostel, 6)
    first = surveys.planned(hostel, [surveys.block(hostel, names)])
    sets(hostel)
    second = surveys.planned(hostel, [surveys.block(hostel, names)], title="The next one")
    assert (plan_of(hostel, first).scale_points, plan_of(hostel, first).item_points) == (10, 13)
    assert (plan_of(hostel, second).scale_points, plan_of(hostel, second).item_points) == (21, 33)
