"""What surveys released of one team over time: from the ledger alone, with a word of change only where it stands there."""

from __future__ import annotations

from datetime import date

from pie_audit.domain.quarter import Quarter
from pie_audit.domain.survey import Participation
from pie_audit.workflows.surveys.released_series import (
    ReleasedSeries,
    opened_surveys,
    released_series,
    who_took_part,
)
from tests import surveys
from tests.quarter import THIS_QUARTER, Hostel


def asked(hostel: Hostel, n: int = 6, answered: int = 6) -> str:
    """A survey whose box was opened."""
    names = surveys.grow(hostel, n)
    survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, names)])
    for place, name in enumerate(names[:answered]):
        surveys.answer(hostel, hostel.people[name], survey_id, surveys.varied(place))
    surveys.opened(hostel, survey_id)
    return survey_id


def series(hostel: Hostel, team_id: str = "") -> tuple[ReleasedSeries, ...]:
    """Each scale of the team."""
    of = team_id or hostel.team_id
    return hostel.read(lambda tx: released_series(tx, of, opened_surveys(tx, of)))


def test_each_scale_has_a_point_in_the_quarter_that_it_closed_in(hostel: Hostel) -> None:
    asked(hostel)
    found = series(hostel)
    assert [one.title for one in found] == ["Load", "Ground"]
    assert all([p.quarter for p in one.points] == [THIS_QUARTER] for one in found)
    assert all(p.mean is not None and p.change == "" for one in found for p in one.points)
    assert all("may be nothing at all" in one.uncertainty for one in found)


def test_a_box_that_wasnt_opened_has_nothing(hostel: Hostel) -> None:
    names = surveys.grow(hostel, 6)
    surveys.started(hostel, [surveys.block(hostel, names)])
    assert series(hostel) == ()
    assert hostel.read(lambda tx: opened_surveys(tx, hostel.team_id)) == ()


def test_a_hidden_scale_is_a_point_without_a_mean(hostel: Hostel) -> None:
    asked(hostel, answered=4)
    assert {p.mean for one in series(hostel) for p in one.points} == {None}


def test_who_took_part_is_a_band(hostel: Hostel) -> None:
    asked(hostel)
    (part,) = hostel.read(lambda tx: who_took_part(opened_surveys(tx, hostel.team_id)))
    assert (part.quarter, part.took_part) == (Quarter.of(date(2026, 12, 6)), Participation.MOST)


def test_another_team_has_no_part_in_it(hostel: Hostel) -> None:
    asked(hostel)
    assert series(hostel, "another team") == ()
