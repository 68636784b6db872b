"""Who took part: counts that openings permitted, small groups as a band, surveys never finer than a band."""

from __future__ import annotations

from pie_audit.domain.chart import StackChart
from pie_audit.domain.disclosure import Band
from pie_audit.domain.team import Perspective
from tests import surveys, years
from tests.quarter import THIS_QUARTER, TODAY, Hostel
from tests.workflows.trends.looking import chart, chart_words, unshown

TEAM, LIVED, MANAGER = Perspective.TEAM, Perspective.LIVED_EXPERIENCE, Perspective.MANAGER


def test_a_group_counts_all_who_were_there_and_a_small_one_is_hatched(hostel: Hostel) -> None:
    round_id = years.review(hostel)
    shown = years.counts_of("team", (0, 0, 5, 0, 0), cant_tell=1, blank=1)
    years.opened(hostel, round_id, shown, {TEAM: Band.SOME, MANAGER: Band.FEW})
    found = chart(hostel, "participation", StackChart)
    team, manager = found.columns[0].parts
    assert (team.amount, team.text, team.fill) == (7, "7", 0)
    assert (manager.amount, manager.text, manager.fill) == (None, "<5", 1)
    assert (found.fills, found.hatched) == (("Team", "Managers"), "fewer than 5")
    assert found.table.rows == (("Autumn 2026", "7", "fewer than 5"),)


def test_a_consenting_group_of_three_is_still_told_as_a_band(hostel: Hostel) -> None:
    round_id = years.review(hostel)
    years.opened(hostel, round_id, years.counts_of("lived-experience", (0, 0, 3, 0, 0)), {LIVED: Band.FEW})
    found = chart(hostel, "participation", StackChart)
    assert found.columns[0].parts[0].amount is None
    assert not any("3" in words for words in chart_words(found))


def test_a_band_without_any_permitted_count_stays_a_band(hostel: Hostel) -> None:
    round_id = years.review(hostel)
    years.opened(hostel, round_id, (), {TEAM: Band.MANY})
    (part,) = chart(hostel, "participation", StackChart).columns[0].parts
    assert (part.amount, part.text) == (10, "10 to 19")


def test_a_quarter_without_private_ratings_says_together_and_one_without_a_review_so(hostel: Hostel) -> None:
    before = years.review(hostel, THIS_QUARTER.plus(-2))
    years.opened(hostel, before, years.counts_of("team", (0, 0, 5, 0, 0)))
    years.review(hostel, together_only=True)
    notes = [column.note for column in chart(hostel, "participation", StackChart).columns]
    assert notes == ["", "no review", "together"]


def test_nobody_has_rated_in_private_yet(hostel: Hostel) -> None:
    years.review(hostel, together_only=True)
    assert unshown(hostel, "participation") == "No review was opened together yet."


def test_a_survey_is_told_as_a_band_and_nothing_finer(hostel: Hostel) -> None:
    names = surveys.grow(hostel, 6)
    survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, names)])
    for place, name in enumerate(names):
        surveys.answer(hostel, hostel.people[name], survey_id, surveys.varied(place))
    surveys.opened(hostel, survey_id)
    hostel.at(TODAY)
    found = chart(hostel, "participation", StackChart)
    assert "most of those asked answered “Winter pulse”." in found.sentence
    assert found.table.head == ("Quarter", "Survey")
    assert found.table.rows == (("Autumn 2026", "most"),)
    assert not any("6" in words for words in chart_words(found) if "2026" not in words)
