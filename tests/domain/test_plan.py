"""Actions: which may stand, and when one is overdue."""

from __future__ import annotations

from datetime import date

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import TEXT_LIMIT, WHAT_LIMIT, ActionStatus
from tests.make_plan import make_action

STARTS = date(2026, 10, 1)


@pytest.mark.parametrize("what", ["", "   "])
def test_an_action_says_what_will_be_done(what: str) -> None:
    with pytest.raises(NotNow, match="doesn’t say what we will do"):
        make_action(what, action_id="a").checked(STARTS)


def test_what_fits_in_its_limit_and_no_further() -> None:
    assert make_action("x" * WHAT_LIMIT).checked(STARTS)
    with pytest.raises(NotNow, match="longer than 500"):
        make_action("x" * (WHAT_LIMIT + 1)).checked(STARTS)


@pytest.mark.parametrize("field", ["due", "review_on", "ask_reply_by"])
@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 9, 30), "That day is before our review began on 1 October 2026."),
        (date(2101, 1, 1), "The year 2101 can’t be meant."),
    ],
)
def test_a_day_before_the_start_or_very_far_off_is_refused_in_one_sentence(
    field: str, day: date, said: str
) -> None:
    with pytest.raises(NotNow) as refused:
        make_action(**{field: day}).checked(STARTS)
    assert refused.value.what == said


@pytest.mark.parametrize("field", ["first_small_step", "success_sign", "feedback", "ask_what", "ask_if_no"])
def test_five_thousand_characters_with_emoji_and_right_to_left_text_stand_and_no_more(field: str) -> None:
    words = ("شكرًا 🌱\n" * 1000)[:TEXT_LIMIT]
    assert make_action(**{field: words}).checked(STARTS)
    with pytest.raises(NotNow, match="longer than 5000"):
        make_action(**{field: words + "x"}).checked(STARTS)


@pytest.mark.parametrize(("times", "stuck"), [(2, False), (3, True), (7, True)])
def test_an_action_carried_three_times_is_stuck_while_it_is_open(times: int, stuck: bool) -> None:
    assert make_action(carried_count=times).is_stuck is stuck
    assert not make_action(carried_count=times, status=ActionStatus.DONE).is_stuck


@pytest.mark.parametrize("day", [STARTS, date(2100, 12, 31)])
def test_the_first_and_the_last_possible_day_stand(day: date) -> None:
    action = make_action(due=day)
    assert action.checked(STARTS) is action


def test_stopping_needs_a_reason() -> None:
    with pytest.raises(NotNow, match="needs a reason"):
        make_action(status=ActionStatus.STOPPED).checked(STARTS)
    assert make_action(status=ActionStatus.STOPPED, status_reason="no money").checked(STARTS)


@pytest.mark.parametrize(
    ("due", "status", "overdue"),
    [
        (date(2026, 11, 1), ActionStatus.UNDER_WAY, True),
        (date(2026, 11, 2), ActionStatus.UNDER_WAY, False),
        (date(2026, 11, 1), ActionStatus.DONE, False),
        (date(2026, 11, 1), ActionStatus.STOPPED, False),
        (date(2026, 11, 1), ActionStatus.CARRIED, False),
        (None, ActionStatus.NOT_STARTED, False),
    ],
)
def test_overdue_is_a_day_that_passed_on_something_still_to_do(
    due: date | None, status: ActionStatus, overdue: bool
) -> None:
    assert make_action(due=due, status=status).is_overdue(date(2026, 11, 2)) is overdue
