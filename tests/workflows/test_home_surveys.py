"""What surveys wait for, on Home: keepers and overdue reports as needs, an open survey for all who are asked alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from pie_audit.workflows import hard_times, home
from pie_audit.workflows.hard_times import WhatHappened
from pie_audit.workflows.home import Home
from pie_audit.workflows.surveys import keeping, planning
from tests import surveys
from tests.quarter import TODAY, Hostel


def see(hostel: Hostel, name: str) -> Home:
    return hostel.see(home.home, hostel.people[name])


def titles(hostel: Hostel, name: str) -> list[str]:
    return [need.title for need in see(hostel, name).needs]


def drafted(hostel: Hostel) -> str:
    names = surveys.grow(hostel, 6)
    wish = surveys.wish(hostel, [surveys.block(hostel, names)])
    return str(hostel.do(planning.save_plan, hostel.amina, wish))


def asked(hostel: Hostel, n: int = 6) -> str:
    survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, surveys.grow(hostel, n))])
    return survey_id


def test_a_keeper_is_asked_until_they_agree(hostel: Hostel) -> None:
    survey_id = drafted(hostel)
    first = see(hostel, "jo").needs[0]
    assert (first.title, first.area, first.argument) == (
        "You’re asked to keep a key",
        "survey-keys",
        survey_id,
    )
    assert "You’re asked to keep a key" not in titles(hostel, "tom")
    hostel.do(keeping.approve, hostel.jo, survey_id)
    assert "You’re asked to keep a key" not in titles(hostel, "jo")


def test_two_keepers_are_asked_to_turn_their_keys_after_it_has_closed(hostel: Hostel) -> None:
    survey_id = asked(hostel)
    for name in ("amina", "jo", "sam", "dee"):
        surveys.answer(hostel, hostel.people[name], survey_id, surveys.MIDDLING)
    assert "Turn your key" not in titles(hostel, "jo")
    hostel.at(surveys.AFTER)
    assert titles(hostel, "jo")[0] == titles(hostel, "dee")[0] == "Turn your key"
    keeping.turn_first(hostel.opened, hostel.jo, survey_id)
    assert "Turn your key" not in titles(hostel, "jo")
    assert titles(hostel, "dee")[0] == "Turn your key"
    assert "Turn your key" not in titles(hostel, "tom")


def test_a_report_that_is_overdue_waits_on_the_managers_home_alone(hostel: Hostel) -> None:
    survey_id = asked(hostel)
    for name in ("amina", "jo", "sam", "dee"):
        surveys.answer(hostel, hostel.people[name], survey_id, surveys.MIDDLING)
    surveys.opened(hostel, survey_id)
    hostel.at(surveys.REPORT_BY)
    assert "Say back what the survey told you" not in titles(hostel, "amina")
    hostel.at(surveys.REPORT_BY + timedelta(days=1))
    need = see(hostel, "amina").needs[0]
    assert (need.title, need.area) == ("Say back what the survey told you", "survey-results")
    assert titles(hostel, "tom") == []


def test_a_box_that_nobody_opened_in_time_is_overdue_too(hostel: Hostel) -> None:
    asked(hostel)
    hostel.at(surveys.REPORT_BY + timedelta(days=1))
    need = see(hostel, "amina").needs[0]
    assert (need.title, need.area) == ("The team is waiting to hear", "wellbeing")


def test_who_has_answered_is_reminded_like_everybody_else(hostel: Hostel) -> None:
    survey_id = asked(hostel)
    surveys.answer(hostel, hostel.tom, survey_id, surveys.MIDDLING)
    answered, silent = see(hostel, "tom").surveys, see(hostel, "sam").surveys
    assert [line.survey_id for line in answered] == [survey_id]
    assert [replace(line, sent=False, duty=silent[0].duty) for line in answered] == list(silent)


def test_nobody_is_reminded_who_isnt_asked_or_after_it_closed(hostel: Hostel) -> None:
    asked(hostel, n=5)
    left_out = [n for n in hostel.people if not see(hostel, n).surveys]
    assert len(left_out) == len(hostel.people) - 5
    hostel.at(surveys.AFTER)
    assert not see(hostel, "tom").surveys


def test_after_something_happened_no_survey_reminds_anybody(hostel: Hostel) -> None:
    asked(hostel)
    drafted(hostel)
    hostel.do(hard_times.note_hard_time, hostel.amina, WhatHappened(hostel.team_id, TODAY, plan_talks=False))
    seen = see(hostel, "jo")
    assert (seen.surveys, seen.needs) == ((), ())


def test_not_today_holds_for_a_week(hostel: Hostel) -> None:
    asked(hostel)
    hostel.do(home.decline, hostel.tom, "home survey")
    assert "home survey" in see(hostel, "tom").mine.declined
    hostel.at(TODAY + timedelta(days=7))
    assert "home survey" not in see(hostel, "tom").mine.declined
