"""A plan that an earlier version wrote down: the same plan, and what its keepers signed holds to the letter."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.cut_points import CutPoints
from pie_audit.domain.errors import CannotRead
from pie_audit.domain.survey import Block, SurveyPlan
from pie_audit.storage import surveys as kept
from pie_audit.vault.ballots import digest_plan
from pie_audit.workflows import cut_points
from pie_audit.workflows.surveys import keeping, plan_text, planning, results
from tests import surveys
from tests.quarter import Hostel

NUMBERS = ("scale_points", "item_points")
PLAN = SurveyPlan(
    "s1",
    "Winter pulse",
    "To find out",
    "amina",
    "pulse10-1",
    1,
    "00",
    (Block("b", "t", "Quayside House", ("jo",)),),
    (),
    ("dee", "jo", "sam"),
    date(2026, 12, 6),
    date(2026, 12, 20),
)


def as_before(text: str) -> str:
    """The text of a plan as it was written before plans named what counts as higher or lower."""
    said = json.loads(text)
    for name in NUMBERS:
        del said[name]
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_a_text_without_the_numbers_means_those_that_were_in_force_then() -> None:
    read = plan_text.from_text(as_before(plan_text.to_text(replace(PLAN, scale_points=40, item_points=35))))
    assert (read.scale_points, read.item_points) == (10, 13)
    assert read == replace(PLAN, scale_points=10, item_points=13)


def test_a_text_with_numbers_means_its_own() -> None:
    wide = replace(PLAN, scale_points=40, item_points=35)
    assert plan_text.from_text(plan_text.to_text(wide)) == wide


@pytest.mark.parametrize("text", ["", "[]", "3", "{}", "null"])
def test_anything_else_is_no_plan(text: str) -> None:
    with pytest.raises(CannotRead):
        plan_text.from_text(text)


class TestResavedAfterAnUpgrade:
    @pytest.fixture
    def survey_id(self, hostel: Hostel) -> str:
        """A draft that the version before wrote down, and all three keepers signed."""
        survey_id = str(hostel.do(planning.save_plan, hostel.amina, self.wish(hostel)))
        text = as_before(self.row(hostel, survey_id).plan)
        changed = {"plan": text, "digest": digest_plan(text)}
        hostel.opened.write(lambda tx: kept.change_survey(tx, survey_id, **changed))
        for name in ("jo", "sam", "dee"):
            hostel.do(keeping.approve, hostel.people[name], survey_id)
        return survey_id

    def wish(self, hostel: Hostel, **changes: object) -> planning.PlanWish:
        return surveys.wish(hostel, [surveys.block(hostel, surveys.grow(hostel, 6))], **changes)

    def row(self, hostel: Hostel, survey_id: str) -> kept.SurveyRow:
        return hostel.read(lambda tx: kept.load_survey(tx, survey_id))

    def resave(self, hostel: Hostel, survey_id: str, **changes: object) -> int:
        """How many keepers agree to what is kept then."""
        hostel.do(planning.save_plan, hostel.amina, self.wish(hostel, **changes), survey_id)
        return len(hostel.see(planning.planning, hostel.amina, hostel.team_id, survey_id).approved)

    def test_nothing_changed_asks_nobody_again_and_the_signed_text_stays(
        self, hostel: Hostel, survey_id: str
    ) -> None:
        before = self.row(hostel, survey_id)
        assert self.resave(hostel, survey_id) == 3
        assert self.row(hostel, survey_id) == before

    def test_a_space_more_is_no_change_either(self, hostel: Hostel, survey_id: str) -> None:
        assert self.resave(hostel, survey_id, purpose=f"{surveys.PURPOSE} ") == 3

    def test_such_a_survey_is_opened_answered_and_told_by_what_was_signed(
        self, hostel: Hostel, survey_id: str
    ) -> None:
        hostel.do(cut_points.save_own_cut_points, hostel.amina, CutPoints(scale_points=40, item_points=35))
        assert self.resave(hostel, survey_id) == 3
        surveys.begun(hostel, survey_id)
        for place, name in enumerate(surveys.grow(hostel, 6)):
            surveys.answer(hostel, hostel.people[name], survey_id, surveys.varied(place))
        surveys.opened(hostel, survey_id)
        told = hostel.see(results.results, hostel.tom, survey_id)
        assert (told.plan.scale_points, told.plan.item_points) == (10, 13)
        assert all(row.mean is not None for row in told.whole.rows)

    def test_a_change_asks_them_again(self, hostel: Hostel, survey_id: str) -> None:
        assert self.resave(hostel, survey_id, purpose="Another one") == 0
        assert all(name in json.loads(self.row(hostel, survey_id).plan) for name in NUMBERS)

    def test_a_text_that_was_altered_is_written_anew(self, hostel: Hostel, survey_id: str) -> None:
        spaced = self.row(hostel, survey_id).plan.replace(":", ": ", 1)
        hostel.opened.write(lambda tx: kept.change_survey(tx, survey_id, plan=spaced))
        assert self.resave(hostel, survey_id) == 0
        row = self.row(hostel, survey_id)
        assert digest_plan(row.plan) == row.digest
