"""Asks go out with the plan; what comes back is kept, and silence tells its age."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import Action, ActionStatus
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.storage import audits as rounds
from pie_audit.workflows import carrying, plans, replies
from tests.quarter import Hostel
from tests.workflows.quarters import AUTUMN, SPRING, SUMMER, WINTER, begin, planned, sign, signed_plan

ASK = {"ask_what": "Fund four hours of backfill a month", "ask_of": "the council"}


def prior(hostel: Hostel, round_id: str) -> list[tuple[str, str, int]]:
    found = hostel.read(lambda tx: replies.prior_asks(tx, rounds.load_round(tx, round_id)))
    return [(ask.asked_of, ask.reply, ask.quarters) for ask in found]


def answer(hostel: Hostel, action: Action, kind: ReplyKind, day: date, **words: str) -> Reply:
    hostel.at(day)
    reply = Reply(f"{action.action_id}-{day}-{kind}", action.action_id, kind, day, **words)
    return hostel.do(replies.record_reply, hostel.amina, reply).result


def test_an_ask_is_sent_on_the_day_of_the_sign_off(hostel: Hostel) -> None:
    round_id = begin(hostel, SUMMER)
    planned(hostel, round_id, "Backfill", **ASK)
    assert hostel.see(plans.plan_page, hostel.amina, hostel.team_id).asked == ()
    sign(hostel, round_id, date(2026, 7, 24))
    (asked,) = hostel.see(plans.plan_page, hostel.amina, hostel.team_id).asked
    assert (asked.asked_on, asked.quarters, asked.waits) == (date(2026, 7, 24), 0, True)


@pytest.mark.parametrize(("quarter", "age"), [(SUMMER, 1), (AUTUMN, 2), (WINTER, 3)])
def test_an_unanswered_ask_prints_itself_next_time_with_its_age_in_quarters(
    hostel: Hostel, quarter: object, age: int
) -> None:
    signed_plan(hostel, SPRING, "Backfill", **ASK)
    round_id = begin(hostel, quarter)  # type: ignore[arg-type]
    assert prior(hostel, round_id) == [("the council", "", age)]


def test_a_reply_prints_with_its_reason_and_what_they_would_try(hostel: Hostel) -> None:
    (action,) = signed_plan(hostel, SUMMER, "Backfill", **ASK)
    answer(
        hostel,
        action,
        ReplyKind.NO,
        date(2026, 8, 3),
        because="Because the budget is set in March.",
        would_try="two hours from the training fund",
        in_the_room="one night worker",
    )
    round_id = begin(hostel, AUTUMN)
    words = "No, because the budget is set in March; they would try: two hours from the training fund"
    assert prior(hostel, round_id) == [("the council", words, 1)]


def test_several_replies_to_one_ask_are_kept_in_the_order_of_their_days(hostel: Hostel) -> None:
    (action,) = signed_plan(hostel, SUMMER, "Backfill", **ASK)
    answer(hostel, action, ReplyKind.YES, date(2026, 9, 1))
    answer(hostel, action, ReplyKind.PARTLY, date(2026, 8, 1), because="two hours for now")
    (asked,) = hostel.see(plans.plan_page, hostel.jo, hostel.team_id).asked
    assert [r.kind for r in asked.replies] == [ReplyKind.PARTLY, ReplyKind.YES]
    assert prior(hostel, begin(hostel, AUTUMN)) == [("the council", "Yes (before that: partly)", 1)]


def test_a_reply_can_be_taken_back_changed_and_struck_out(hostel: Hostel) -> None:
    (action,) = signed_plan(hostel, SUMMER, "Backfill", **ASK)
    first = answer(hostel, action, ReplyKind.YES, date(2026, 8, 1))
    changed = hostel.do(
        replies.record_reply, hostel.amina, replace(first, kind=ReplyKind.NO, because="no money")
    )

    def kinds() -> list[ReplyKind]:
        (asked,) = hostel.see(plans.plan_page, hostel.amina, hostel.team_id).asked
        return [r.kind for r in asked.replies]

    assert kinds() == [ReplyKind.NO]
    hostel.do(changed.undo, hostel.amina)
    assert kinds() == [ReplyKind.YES]
    struck = hostel.do(replies.take_back_reply, hostel.amina, action.action_id, first.reply_id)
    assert kinds() == []
    with pytest.raises(NotNow, match="gone already"):
        hostel.do(replies.take_back_reply, hostel.amina, action.action_id, first.reply_id)
    hostel.do(struck.undo, hostel.amina)
    assert kinds() == [ReplyKind.YES]


@pytest.mark.parametrize("day", [date(2026, 7, 9), date(2026, 8, 2)])
def test_a_reply_comes_neither_before_the_ask_nor_tomorrow(hostel: Hostel, day: date) -> None:
    (action,) = signed_plan(hostel, SUMMER, "Backfill", **ASK)
    hostel.at(date(2026, 8, 1))
    with pytest.raises(NotNow, match="We asked on 10 July 2026") as refused:
        hostel.do(replies.record_reply, hostel.amina, Reply("r", action.action_id, ReplyKind.YES, day))
    assert "can’t come on" in refused.value.what


@pytest.mark.parametrize("kind", [ReplyKind.NO, ReplyKind.PARTLY])
def test_a_no_or_partly_needs_its_reason(hostel: Hostel, kind: ReplyKind) -> None:
    (action,) = signed_plan(hostel, SUMMER, "Backfill", **ASK)
    with pytest.raises(NotNow, match="needs its reason"):
        answer(hostel, action, kind, date(2026, 8, 1))


def test_what_was_not_sent_has_no_reply(hostel: Hostel) -> None:
    action = planned(hostel, begin(hostel, AUTUMN), "Backfill", **ASK)
    with pytest.raises(NotNow, match="hasn’t been sent"):
        answer(hostel, action, ReplyKind.YES, date(2026, 10, 11))
    with pytest.raises(NotNow, match="is gone"):
        hostel.do(
            replies.record_reply, hostel.amina, Reply("r", "nothing", ReplyKind.YES, date(2026, 10, 11))
        )


def test_an_ask_that_is_carried_on_in_the_same_words_stays_one_ask_and_grows_older(hostel: Hostel) -> None:
    (action,) = signed_plan(hostel, SPRING, "Backfill", **ASK)
    round_id = begin(hostel, SUMMER)
    kept = hostel.do(carrying.keep_action, hostel.amina, action.action_id, round_id).result
    sign(hostel, round_id)
    round_id = begin(hostel, AUTUMN)
    assert prior(hostel, round_id) == [("the council", "", 2)]
    answer(hostel, kept, ReplyKind.YES, date(2026, 10, 12))
    assert prior(hostel, round_id) == [("the council", "Yes", 2)]


def test_an_ask_in_other_words_is_another_ask(hostel: Hostel) -> None:
    (action,) = signed_plan(hostel, SPRING, "Backfill", **ASK)
    round_id = begin(hostel, SUMMER)
    kept = hostel.do(carrying.keep_action, hostel.amina, action.action_id, round_id).result
    hostel.do(plans.save_action, hostel.amina, replace(kept, ask_what="Name one person we can ring"))
    sign(hostel, round_id)
    assert sorted(age for _of, _reply, age in prior(hostel, begin(hostel, AUTUMN))) == [1, 2]


def test_those_that_wait_longest_come_first_and_old_news_is_left_out(hostel: Hostel) -> None:
    answered, _silent = signed_plan(hostel, SPRING, "Backfill", "Repairs", **ASK)
    answer(hostel, answered, ReplyKind.YES, date(2026, 5, 1))
    signed_plan(hostel, SUMMER, "A bench", ask_what="A bench by the door", ask_of="the landlord")
    assert prior(hostel, begin(hostel, AUTUMN)) == [("the council", "", 2), ("the landlord", "", 1)]


def test_nobody_waits_for_a_reply_to_what_was_let_go(hostel: Hostel) -> None:
    (action,) = signed_plan(hostel, SPRING, "Backfill", **ASK)
    round_id = begin(hostel, SUMMER)
    hostel.do(carrying.let_go, hostel.amina, action.action_id, round_id, "We found another way")
    assert hostel.see(replies.unanswered, hostel.amina, hostel.team_id) == ()
    sign(hostel, round_id)
    assert prior(hostel, begin(hostel, AUTUMN)) == []


def test_the_next_round_is_warned_of_silence_and_starts_all_the_same(hostel: Hostel) -> None:
    signed_plan(hostel, SUMMER, "Backfill", **ASK)
    assert [a.of for a in hostel.see(replies.unanswered, hostel.jo, hostel.team_id)] == ["the council"]
    assert begin(hostel, AUTUMN)


def test_who_runs_the_round_notes_replies_and_everybody_in_the_team_reads_them(hostel: Hostel) -> None:
    (action,) = signed_plan(hostel, SUMMER, "Backfill", status=ActionStatus.UNDER_WAY, **ASK)
    reply = Reply("r", action.action_id, ReplyKind.YES, date(2026, 7, 10))
    for name in ("jo", "lee"):
        with pytest.raises(NotNow):
            hostel.do(replies.record_reply, hostel.people[name], reply)
    with pytest.raises(NotNow):
        hostel.see(replies.unanswered, hostel.lee, hostel.team_id)
    page = hostel.see(plans.plan_page, hostel.jo, hostel.team_id)
    assert (len(page.asked), page.may_reply) == (1, False)
    assert hostel.see(plans.plan_page, hostel.amina, hostel.team_id).may_reply
