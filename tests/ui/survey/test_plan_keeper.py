"""A plan is kept by itself: whatever the disk does, in order, and never into another plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pie_audit.domain.errors import CannotSave
from pie_audit.storage import surveys as kept
from pie_audit.ui.survey.plan_survey_page import PlanSurveyPage
from pie_audit.workflows.surveys import planning
from tests.quarter import finished, hostel
from tests.ui.supervision.room import Room, room
from tests.ui.survey.test_plan_survey_page import choose_keepers, plan_of, sit

__all__ = ["finished", "hostel", "room"]


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """A disk that takes nothing until it is told to."""
    real, refusing = planning.save_plan, [True]

    def save(*args: Any) -> str:
        if refusing:
            raise CannotSave("The disk is full.", "Make room.")
        return real(*args)

    monkeypatch.setattr(planning, "save_plan", save)
    return refusing.clear


def type_title(room: Room, page: PlanSurveyPage, words: str) -> None:
    room.type_into(page.form.why.title_line, words)
    page.flush()
    room.calm()


def test_a_full_disk_is_told_and_trying_goes_on(room: Room, full_disk: Callable[[], None]) -> None:
    page = sit(room)
    type_title(room, page, "Autumn")
    assert page.not_saved.isVisible()
    assert page.unsaved()
    full_disk()
    page.keeper.soon.again.timeout.emit()
    room.calm()
    assert not page.unsaved()
    assert not page.not_saved.isVisible()
    assert plan_of(room.hostel, page.keeper.survey_id).title == "Autumn"


def test_nobody_turns_to_another_plan_while_words_would_be_lost(
    room: Room, full_disk: Callable[[], None]
) -> None:
    page = sit(room)
    choose_keepers(room, page, "jo")
    type_title(room, page, "Autumn")
    page.open_at("plan-survey", "some other")
    room.calm()
    assert page.form.why.title_line.text() == "Autumn"
    assert page.unsaved()
    full_disk()
    page.keeper.flush()
    room.calm()
    assert not page.unsaved()


def test_words_on_a_full_disk_can_be_copied(room: Room, full_disk: Callable[[], None], qapp: Any) -> None:
    page = sit(room)
    type_title(room, page, "Autumn")
    room.press("Copy", page)
    assert qapp.clipboard().text() == "Autumn"
    full_disk()
    page.keeper.flush()
    room.calm()


def test_what_is_typed_while_a_save_is_under_way_follows_it(room: Room) -> None:
    page = sit(room)
    room.type_into(page.form.why.title_line, "Autumn")
    page.flush()
    room.type_into(page.form.why.title_line, " pulse")
    page.flush()
    room.calm()
    assert plan_of(room.hostel, page.keeper.survey_id).title == "Autumn pulse"
    assert len(room.hostel.read(kept.all_surveys)) == 1


def test_asking_the_keepers_waits_for_the_disk(room: Room, full_disk: Callable[[], None]) -> None:
    page = sit(room)
    room.type_into(page.form.why.purpose, "To change the rota.")
    choose_keepers(room, page, "jo", "sam", "dee")
    page.ask.click()
    room.calm()
    assert not page.settled.isVisible()
    full_disk()
    page.ask.click()
    room.calm()
    assert page.settled.isVisible()
