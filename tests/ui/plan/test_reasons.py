"""Why an action is done: a priority, a card, a topic or something that was said; priorities head the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.influence import Direction, Influence
from pie_audit.domain.plan import TEXT_LIMIT, ActionStatus, BarrierLevel
from pie_audit.domain.priority import Priority
from pie_audit.storage import influences
from pie_audit.ui.plan.conflict_panel import differences, join
from pie_audit.ui.plan.reasons import reason_words
from pie_audit.ui.widgets import WrapLabel
from pie_audit.workflows import teams
from tests.ui.accessibility import nameless, spoken
from tests.ui.plan.desk import Desk

FIRST, SECOND = "Thinking time that happens on nights too", "Rules we can explain"


@pytest.fixture
def board(desk: Desk) -> Desk:
    """Two priorities, the first from a card of the board."""
    card = Influence("i1", desk.round_id, "Nights have no cover", Direction.HINDERS, BarrierLevel.SERVICE)
    chosen = (
        Priority("p1", desk.round_id, 1, FIRST, "C1", "i1"),
        Priority("p2", desk.round_id, 2, SECOND, None, None, "We wait for the new landlord"),
    )

    def write(tx: object) -> None:
        influences.save_influence(tx, card)  # type: ignore[arg-type]
        influences.save_priorities(tx, desk.round_id, chosen)  # type: ignore[arg-type]

    desk.hostel.opened.write(write)
    return desk


def summary(desk: Desk) -> str:
    return " ".join(label.text() for label in desk.page.summary.findChildren(WrapLabel))


def test_priorities_head_the_plan_in_their_order_and_one_without_an_action_says_why(board: Desk) -> None:
    board.add("Paint the hall", topic_id="A1")
    board.add(priority_id="p1", influence_id="i1")
    page = board.sit()
    assert [g.title for g in page.model.groups()] == [FIRST, SECOND, "Behaviour has a history"]
    shown = [label.text() for label in page.cards.findChildren(WrapLabel)]
    assert "No action, because we wait for the new landlord" in shown
    assert page.heading.context.text().startswith("2 priorities · 2 actions")
    assert nameless(page) == []


def test_a_priority_without_an_action_offers_to_add_one(board: Desk) -> None:
    page = board.sit()
    board.press(f"Add an action: {FIRST}")
    made = page.editor.action
    assert (made.priority_id, made.influence_id, made.topic_id) == ("p1", "i1", "C1")
    board.type_into("what", "Ask nights")
    page.flush()
    board.calm()
    assert [a.what for g in page.model.groups() if g.title == FIRST for a in g.actions] == ["Ask nights"]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (f"1. {FIRST}", ("p1", "i1", "C1")),
        ("Hinders: Nights have no cover", (None, "i1", None)),
        ("Topic: Behaviour has a history", (None, None, "A1")),
        ("Not tied to one topic", (None, None, None)),
    ],
)
def test_a_reason_is_chosen_and_comes_back(board: Desk, words: str, ids: tuple[str | None, ...]) -> None:
    action = board.add()
    page = board.sit()
    board.edit(action)
    board.choose("why", words)
    board.calm()
    now = board.stored(action.action_id)
    assert (now.priority_id, now.influence_id, now.topic_id) == ids
    page.editor.leave()
    board.edit(now)
    assert page.editor.form._why.currentText() == words
    assert not page.unsaved()


def test_what_somebody_said_is_a_reason_in_its_own_words(board: Desk) -> None:
    action = board.add(topic_id=None)
    page = board.sit()
    board.edit(action)
    board.choose("why", "Something that was said")
    assert page.editor.form._texts["feedback"].edit.hasFocus()
    board.type_into("feedback", "I never know who is on")
    page.flush()
    board.calm()
    now = board.stored(action.action_id)
    assert now.feedback == "I never know who is on"
    assert reason_words(now, page.view) == "“I never know who is on”"


def test_a_reason_of_an_earlier_plan_stays_until_another_is_chosen(board: Desk) -> None:
    action = board.add(priority_id="gone", influence_id="gone too", topic_id=None)
    page = board.sit()
    board.edit(action)
    assert page.editor.form._why.currentText() == "From an earlier plan"
    page.editor.leave()
    board.calm()
    assert board.stored(action.action_id) == action


@pytest.mark.parametrize(("count", "warned"), [(5, False), (6, True)])
def test_more_than_five_priorities_get_a_quiet_warning(desk: Desk, count: int, warned: bool) -> None:
    chosen = tuple(Priority(f"p{n}", desk.round_id, n, f"Thing {n}") for n in range(1, count + 1))
    desk.hostel.opened.write(lambda tx: influences.save_priorities(tx, desk.round_id, chosen))
    desk.add()
    desk.sit()
    assert (f"{count} things to work on is a lot." in summary(desk)) is warned


def test_a_day_to_look_again_shows_on_the_card_of_what_goes_on(desk: Desk) -> None:
    action = desk.add(due=None)
    page = desk.sit()
    assert "No day yet" in spoken(page.cards.card(action.action_id))
    desk.edit(action)
    desk.type_into("review_on", "8 Dec 2026")
    page.flush()
    desk.calm()
    assert desk.stored(action.action_id).review_on == date(2026, 12, 8)
    assert "Ongoing; look again Tue 8 Dec" in spoken(page.cards.card(action.action_id))


def test_history_stands_under_the_editor_newest_last(desk: Desk) -> None:
    action = desk.add()
    begun = desk.change(action.action_id, status=ActionStatus.UNDER_WAY)
    desk.change(begun.action_id, status=ActionStatus.STOPPED, status_reason="No money")
    page = desk.sit()
    desk.edit(action)
    lines = [label.text() for label in page.editor.history.findChildren(WrapLabel)]
    assert lines == ["Week 47 of 2026, manager: under way", "Week 47 of 2026, manager: stopped, “No money”"]


def test_five_thousand_characters_with_emoji_and_right_to_left_text_are_kept_whole(desk: Desk) -> None:
    words = ("شكرًا على السؤال 🌱\nThank you. " * 400)[: TEXT_LIMIT - 1].strip()
    action = desk.add()
    page = desk.sit()
    desk.edit(action)
    page.editor.form._texts["success_sign"].edit.setPlainText(words)
    page.flush()
    desk.calm()
    assert desk.stored(action.action_id).success_sign == words
    assert page.body.overflow() == 0


def test_an_owner_who_left_is_nobody_on_the_card_and_saving_keeps_it_so(desk: Desk) -> None:
    tom = desk.hostel.tom.member.person_id
    action = desk.add(owner_id=tom)
    desk.hostel.do(teams.retire_person, desk.hostel.amina, tom)
    page = desk.sit()
    assert "Needs owner" in spoken(page.cards.card(action.action_id))
    desk.edit(action)
    assert not page.unsaved()
    desk.type_into("first_small_step", "Ask who wants it")
    page.flush()
    desk.calm()
    assert desk.stored(action.action_id).owner_id is None


def test_two_who_changed_why_and_what_it_costs_both_see_both_texts(board: Desk) -> None:
    action = board.add(ask_cost="£1,200")
    page = board.sit()
    mine = replace(action, ask_cost="£1,500", priority_id="p1", influence_id="i1")
    theirs = replace(action, version=2, ask_cost="£900", feedback="Nobody asked us", topic_id=None)
    told = {label: (ours, others) for label, ours, others in differences(mine, theirs, page.view)}
    assert told["Rough yearly cost"] == ("£1,500", "£900")
    assert told["Why"] == (f"1. {FIRST}", "“Nobody asked us”")
    both = join(mine, theirs)
    assert both is not None
    assert (both.ask_cost, both.feedback, both.version) == ("£900 / £1,500", "Nobody asked us", 2)
    longest = "🌱" * TEXT_LIMIT
    assert join(replace(mine, success_sign=longest), replace(theirs, success_sign="x")) is None
