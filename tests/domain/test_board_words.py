"""The board in words: how many teams, how long, and silence without a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.board_words import (
    age_words,
    answered_words,
    ask_words,
    done_words,
    group_words,
    is_late,
    plan_words,
    reply_words,
    silent_words,
    status_words,
)
from pie_audit.domain.reply import Reply, ReplyKind
from tests import boards


def test_several_teams_are_counted_with_the_oldest() -> None:
    assert (
        group_words(replace(boards.like_asks(), teams=5, of_teams=12, oldest=3))
        == "5 of 12 teams, oldest 3 quarters"
    )
    assert group_words(boards.like_asks(oldest=0)) == "3 of 4 teams, asked this quarter"


def test_one_team_is_said_by_its_name() -> None:
    assert group_words(boards.like_asks(1, oldest=1)) == "Outreach · Asked 1 quarter ago"


@pytest.mark.parametrize(
    ("quarters", "words"),
    [(0, "asked this quarter"), (1, "asked 1 quarter ago"), (4, "asked 4 quarters ago")],
)
def test_age_is_told_in_quarters(quarters: int, words: str) -> None:
    assert age_words(quarters) == words


@pytest.mark.parametrize(
    ("silent", "words"),
    [
        (0, ""),
        (1, "One team hasn’t shared yet"),
        (2, "Some teams haven’t shared yet"),
        (9, "Some teams haven’t shared yet"),
    ],
)
def test_silent_teams_have_no_name_and_from_two_on_no_number(silent: int, words: str) -> None:
    assert silent_words(silent) == words


def test_a_reply_by_day_is_told_while_it_waits_and_is_late_once_it_passed() -> None:
    ask = boards.board_ask()
    assert ask_words(ask) == "Asked of Larkfield in autumn 2026 · reply by 13 November 2026"
    assert is_late(ask, boards.TODAY)
    assert not is_late(ask, date(2026, 11, 13))
    assert not is_late(replace(ask, given=(boards.said_yes(0),)), boards.TODAY)


def test_the_same_answer_to_all_is_said_and_different_ones_are_answered() -> None:
    assert answered_words(boards.answered()) == "You said yes"
    no = replace(boards.said_yes(0), kind=ReplyKind.NO, because="no money")
    two = boards.like_asks(
        0, 1, asks=(boards.board_ask(0, given=(no,)), boards.board_ask(1, given=(boards.said_yes(1),)))
    )
    assert answered_words(two) == "Answered"


def test_a_plan_is_told_without_the_year_where_it_is_this_years() -> None:
    plan = boards.board_plan()
    assert plan_words(plan, boards.TODAY) == "Autumn plan, signed 11 November"
    assert plan_words(plan) == "Autumn 2026 plan, signed 11 November 2026"
    assert plan_words(plan, date(2027, 1, 4)) == "Autumn 2026 plan, signed 11 November 2026"
    unsigned = replace(plan, plan=replace(plan.plan, signed_on=None))
    assert plan_words(unsigned, boards.TODAY) == "Autumn 2026 plan, not signed off yet"


def test_an_edition_without_actions_has_none_to_be_done() -> None:
    plan = boards.board_plan()
    assert done_words(plan) == "1 of 3 actions done"
    assert done_words(replace(plan, plan=replace(plan.plan, actions=()))) == ""


def test_a_reply_says_who_from_the_front_line_was_there() -> None:
    reply = Reply(
        "r", "a", ReplyKind.NO, boards.TODAY, because="The budget is spent.", in_the_room="a night worker"
    )
    assert reply_words(reply) == "No, because the budget is spent. From the front line: a night worker"
    assert reply_words(replace(reply, in_the_room="")) == "No, because the budget is spent."


def test_a_status_that_is_not_known_here_is_said_as_it_came() -> None:
    assert status_words("done") == "Done"
    assert status_words("dreamt of") == "dreamt of"
