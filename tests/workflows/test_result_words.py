"""How little a change may mean: said of the kinds of figures that are shown, and of no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pie_audit import paths
from pie_audit.catalogue.reader import read_questionnaire
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Instrument
from pie_audit.domain.survey import WHOLE, Block, ReportGroup, SurveyPlan
from pie_audit.workflows.surveys import results
from pie_audit.workflows.surveys.released_series import ItemSeries, ReleasedItem, ReleasedItems
from pie_audit.workflows.surveys.result_words import kinds_in, uncertainty_for
from pie_audit.workflows.surveys.views import ChangeWord, Figure, Row
from tests import surveys
from tests.quarter import Hostel

NOW = Quarter(2026, 4)
BEFORE = NOW.plus(-1)
ROW = Row("item/1", "strain", None, None, ChangeWord.NONE, None, "", None)


def instrument(name: str = "pulse10-1") -> Instrument:
    found = read_questionnaire(paths.questionnaires() / f"{name}.toml")
    assert isinstance(found, Instrument)
    return found


def plan(asked: int) -> SurveyPlan:
    """A survey of so many people, in which 10 points of a scale count, and 13 of a question."""
    return SurveyPlan(
        survey_id="survey",
        title="Team pulse, autumn",
        purpose="To find out what would make the winter easier.",
        organiser_id="amina",
        instrument_id="pulse10-1",
        instrument_version=1,
        instrument_digest="00" * 32,
        blocks=(Block("block", "team", "", (), asked),),
        groups=(ReportGroup(WHOLE, "", frozenset({"block"})),),
        keepers=("jo", "sam", "dee"),
        closes_on=date(2026, 12, 6),
        report_by=date(2026, 12, 18),
    )


FEW, MANY = plan(8), plan(40)


def words(plan: SurveyPlan, *shown: Figure) -> str:
    return uncertainty_for(plan, instrument(), frozenset(shown))


def test_where_only_thirds_are_shown_nothing_is_said_in_points() -> None:
    said = words(FEW, Figure.THIRD)
    assert "point" not in said
    assert not any(letter.isdigit() for letter in said)
    assert "A third is a wide step" in said


def test_scales_alone_are_told_in_their_own_points() -> None:
    said = words(FEW, Figure.SCALE)
    assert "A change under about 10 points may be nothing at all." in said
    assert "13" not in said
    assert "third" not in said


def test_single_questions_alone_are_told_in_theirs() -> None:
    said = words(MANY, Figure.ITEM)
    assert "A change under about 13 points of a single question may be nothing at all." in said
    assert "10" not in said


def test_scales_beside_thirds_have_both_sentences() -> None:
    said = words(FEW, Figure.SCALE, Figure.THIRD)
    assert "under about 10 points" in said
    assert "A third is a wide step" in said
    assert "single" not in said


def test_what_a_plan_counts_as_a_change_is_what_is_said() -> None:
    said = words(replace(MANY, scale_points=20, item_points=30), Figure.SCALE, Figure.ITEM)
    assert "20 points of a group of questions, or 30 of a single one" in said


@given(st.frozensets(st.sampled_from(Figure)))
def test_each_kind_is_spoken_of_exactly_where_it_is_shown(shown: frozenset[Figure]) -> None:
    for asked in (FEW, MANY):
        said = words(asked, *shown)
        assert (said != "") is bool(shown)
        assert ("third" in said) == (Figure.THIRD in shown)
        assert ("10" in said) == (Figure.SCALE in shown)
        assert ("13" in said) == (Figure.ITEM in shown)


def test_what_the_owners_of_a_questionnaire_advise_is_said_with_any_figure() -> None:
    key = instrument("swemwbs")
    assert uncertainty_for(MANY, key, {Figure.SCALE}).endswith(key.chart_note)
    assert uncertainty_for(MANY, key, frozenset()) == ""


def test_rows_without_a_figure_are_of_no_kind() -> None:
    third, mean = replace(ROW, band="low"), replace(ROW, mean=40)
    assert kinds_in((ROW,), Figure.ITEM) == frozenset()
    assert kinds_in((ROW, third), Figure.ITEM) == {Figure.THIRD}
    assert kinds_in((third, mean), Figure.ITEM) == {Figure.THIRD, Figure.ITEM}
    assert kinds_in((mean,), Figure.SCALE) == {Figure.SCALE}


def test_a_chart_speaks_of_the_figures_in_its_window_alone() -> None:
    points = (ReleasedItem(BEFORE, 40, "", "", 1), ReleasedItem(NOW, None, "low", "", 1))
    items = ReleasedItems(instrument(), (ItemSeries("strain", points),), MANY)
    both, now, none = (items.uncertainty(q) for q in ((BEFORE, NOW), (NOW,), (NOW.plus(1),)))
    assert "13 points" in both
    assert "third" in both
    assert "third" in now
    assert "points" not in now
    assert none == ""


def test_the_results_of_a_small_survey_speak_of_points_of_scales_and_of_thirds(hostel: Hostel) -> None:
    names = surveys.grow(hostel, 6)
    survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, names)])
    for place, name in enumerate(names):
        surveys.answer(hostel, hostel.people[name], survey_id, surveys.varied(place))
    surveys.opened(hostel, survey_id)
    view = hostel.see(results.results, hostel.amina, survey_id)
    assert {row.band for row in view.items} <= {"low", "middle", "high", ""}
    assert "under about 10 points may be nothing at all" in view.uncertainty
    assert "A third is a wide step" in view.uncertainty
    assert "of a single one" not in view.uncertainty


def test_the_results_of_a_survey_that_shows_nothing_say_nothing_of_a_change(hostel: Hostel) -> None:
    names = surveys.grow(hostel, 6)
    survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, names)])
    for place, name in enumerate(names[:3]):
        surveys.answer(hostel, hostel.people[name], survey_id, surveys.varied(place))
    surveys.opened(hostel, survey_id)
    assert hostel.see(results.results, hostel.amina, survey_id).uncertainty == ""
