"""What we need: asks with what stands behind them, how they print, and what can’t stand there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.ask_evidence import EvidenceSource
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import Action, BarrierLevel
from pie_audit.domain.plan_blocks import AskBox, Bullets
from pie_audit.domain.plan_front import front
from pie_audit.domain.plan_material import Edition
from pie_audit.domain.small_logs import Win, WinReach
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import audits as rounds
from pie_audit.storage import small_logs
from pie_audit.workflows import (
    carrying,
    plans,
    printed,
    team_parts,
)
from pie_audit.workflows.everyday import needs
from pie_audit.workflows.everyday.barriers import relevel
from tests import make
from tests.quarter import Hostel, finished, hostel
from tests.workflows.everyday.test_barriers import TWO_CLINICS, key_of, lost, pin, refused
from tests.workflows.quarters import AUTUMN, SPRING, WINTER, begin, planned, sign, signed_plan

__all__ = ["finished", "hostel"]


@pytest.fixture
def house(hostel: Hostel) -> Hostel:
    """Quayside House, which uses “What we need” and the logs that feed it."""
    hostel.turn_on(TeamPart.NEEDS, TeamPart.FRICTION, TeamPart.REFUSALS, TeamPart.WINS)
    return hostel


def box(hostel: Hostel, round_id: str, what: str) -> AskBox:
    """The box of an ask on page one."""
    return next(b for b in blocks(hostel, round_id) if isinstance(b, AskBox) and b.what == what)


def blocks(hostel: Hostel, round_id: str) -> tuple[object, ...]:
    audit_round = hostel.read(lambda tx: rounds.load_round(tx, round_id))
    material = hostel.read(lambda tx: printed.printable(tx, hostel.amina, audit_round))
    return front(material, Edition.ONE_PAGE)


def evidence(hostel: Hostel, round_id: str, what: str) -> list[str]:
    return [fact.text for fact in box(hostel, round_id, what).facts if fact.label == "Evidence"]


def ask(hostel: Hostel, round_id: str, what: str = "Fund four hours", **fields: object) -> Action:
    """An ask about a topic of which nothing was agreed."""
    action = replace(plans.new_action(hostel.team_id, round_id), what=f"Ask: {what}", ask_what=what, **fields)
    return hostel.do(plans.save_action, hostel.amina, action).result


def test_an_ask_without_evidence_prints_with_these_words_alone(house: Hostel) -> None:
    round_id = begin(house, AUTUMN)
    ask(house, round_id)
    assert evidence(house, round_id, "Fund four hours") == ["none yet"]
    labels = [fact.label for fact in box(house, round_id, "Fund four hours").facts]
    assert "Why now" not in labels


def test_picked_lines_print_with_their_base_in_the_order_they_were_picked(house: Hostel) -> None:
    round_id = begin(house, AUTUMN)
    lost(house, "Housing options", 270, 150, 300, month="2026-10")
    lost(house, "GP registration", 240, 180, 180, month="2026-11")
    made = ask(house, round_id, ask_why_now="Beds fill in winter")
    house.do(needs.pick_evidence, house.amina, made.action_id, EvidenceSource.FRICTION, "friction")
    house.do(needs.write_evidence, house.amina, made.action_id, "  two people slept  in the hall ")
    assert evidence(house, round_id, "Fund four hours") == [
        "Lost time: about 11 hours a month across 6 entries (own estimates)",
        "two people slept in the hall",
    ]
    assert ("Why now", "Beds fill in winter") in [
        (fact.label, fact.text) for fact in box(house, round_id, "Fund four hours").facts
    ]


def test_figures_of_a_survey_can_not_stand_behind_an_ask(house: Hostel) -> None:
    round_id = begin(house, AUTUMN)
    made = ask(house, round_id)
    for source in EvidenceSource:
        for key in ("survey:burnout", "survey", "wellbeing", "olbi/exhaustion"):
            with pytest.raises(NotNow, match="can’t be picked"):
                house.do(needs.pick_evidence, house.amina, made.action_id, source, key)
    for words in (
        "burnout is 3.4 in our survey",
        "in the pulse seven of ten said they are worn out",
        "60 % of the questionnaires say so",
        "The wellbeing score fell by 4",
    ):
        with pytest.raises(NotNow, match="Figures of a survey"):
            house.do(needs.write_evidence, house.amina, made.action_id, words)
        with pytest.raises(NotNow, match="Figures of a survey"):
            house.do(plans.save_action, house.amina, replace(made, ask_why_now=words))
    assert evidence(house, round_id, "Fund four hours") == ["none yet"]


@pytest.mark.parametrize(
    "words",
    ["In two of three weeks nobody answered", "6 people waited over 40 days", "People said so in our survey"],
)
def test_other_numbers_and_words_may(house: Hostel, words: str) -> None:
    round_id = begin(house, AUTUMN)
    made = ask(house, round_id)
    house.do(needs.write_evidence, house.amina, made.action_id, words)
    assert evidence(house, round_id, "Fund four hours") == [words]


def test_three_lines_are_the_most_and_the_same_twice_is_one(house: Hostel) -> None:
    made = ask(house, begin(house, AUTUMN))
    for n in range(3):
        house.do(needs.write_evidence, house.amina, made.action_id, f"line {n}")
    with pytest.raises(NotNow, match="most that anybody reads"):
        house.do(needs.write_evidence, house.amina, made.action_id, "a fourth")
    with pytest.raises(NotNow, match="already"):
        house.do(needs.write_evidence, house.amina, made.action_id, "line 1")


def test_a_line_can_be_taken_away_and_brought_back(house: Hostel) -> None:
    made = ask(house, begin(house, AUTUMN))
    line = house.do(needs.write_evidence, house.amina, made.action_id, "a line").result
    undo = house.do(needs.drop_evidence, house.amina, line.evidence_id)
    assert not house.see(needs.needs, house.amina, house.team_id).asks[0].evidence
    house.opened.write(lambda tx: undo.undo(tx, house.amina))
    assert house.see(needs.needs, house.amina, house.team_id).asks[0].evidence == (line,)


def test_who_may_not_edit_the_plan_reads_it_and_changes_nothing(house: Hostel) -> None:
    made = ask(house, begin(house, AUTUMN))
    view = house.see(needs.needs, house.jo, house.team_id)
    assert (len(view.asks), view.may_edit, view.offers) == (1, False, ())
    with pytest.raises(NotNow):
        house.do(needs.write_evidence, house.jo, made.action_id, "a line")
    with pytest.raises(NotNow):
        house.see(needs.needs, house.lee, house.team_id)


def test_what_is_signed_keeps_its_evidence_whatever_comes_later(house: Hostel) -> None:
    round_id = begin(house, AUTUMN)
    made = ask(house, round_id)
    line = house.do(needs.write_evidence, house.amina, made.action_id, "a line").result
    sign(house, round_id)
    with pytest.raises(NotNow, match="signed off"):
        house.do(needs.drop_evidence, house.amina, line.evidence_id)
    house.do(team_parts.turn, house.amina, house.team_id, TeamPart.NEEDS, False)
    assert evidence(house, round_id, "Fund four hours") == ["a line"]


def test_a_part_that_is_off_prints_no_picked_line_and_forgets_none(house: Hostel) -> None:
    round_id = begin(house, AUTUMN)
    made = ask(house, round_id)
    house.do(needs.write_evidence, house.amina, made.action_id, "a line")
    house.do(team_parts.turn, house.amina, house.team_id, TeamPart.NEEDS, False)
    assert evidence(house, round_id, "Fund four hours") == ["none yet"]
    with pytest.raises(NotNow, match="doesn’t use this part"):
        house.see(needs.needs, house.amina, house.team_id)
    house.do(team_parts.turn, house.amina, house.team_id, TeamPart.NEEDS, True)
    assert evidence(house, round_id, "Fund four hours") == ["a line"]


def test_a_barrier_of_the_system_becomes_an_ask_with_its_own_evidence(house: Hostel) -> None:
    round_id = begin(house, AUTUMN)
    pin(house, round_id, TWO_CLINICS, BarrierLevel.SYSTEM)
    refused(house, 6)
    view = house.see(needs.needs, house.amina, house.team_id)
    assert [b.text for b in view.suggested] == ["A housing provider said no: pets", TWO_CLINICS]
    undo = house.do(needs.make_ask, house.amina, house.team_id, view.suggested[0].key)
    house.do(needs.make_ask, house.amina, house.team_id, view.suggested[1].key)
    now = house.see(needs.needs, house.amina, house.team_id)
    assert not now.suggested
    assert {a.action.ask_what: [line.words for line in a.evidence] for a in now.asks} == {
        TWO_CLINICS: [f"{TWO_CLINICS} (in one review)"],
        "A housing provider said no: pets": [
            "A housing provider said no: pets (at least 5 times since summer 2026)"
        ],
    }
    assert {a.action.barrier_level for a in now.asks} == {BarrierLevel.SYSTEM}
    house.opened.write(lambda tx: undo.undo(tx, house.amina))
    after = house.see(needs.needs, house.amina, house.team_id)
    assert [b.text for b in after.suggested] == ["A housing provider said no: pets"]


def test_lost_hours_stand_behind_their_ask_by_the_month(house: Hostel) -> None:
    begin(house, AUTUMN)
    lost(house, "Housing options", 270, 45, 30)
    key = key_of(house, "Time lost: Housing options")
    house.do(needs.make_ask, house.amina, house.team_id, key)
    (now,) = house.see(needs.needs, house.amina, house.team_id).asks
    assert [line.words for line in now.evidence] == [
        "Housing options: about 5.8 hours a month across 3 entries (own estimates)"
    ]


def test_one_persons_barrier_is_not_asked_for(house: Hostel) -> None:
    round_id = begin(house, AUTUMN)
    pin(house, round_id, "forgets letters", BarrierLevel.INDIVIDUAL)
    key = key_of(house, "forgets letters")
    with pytest.raises(NotNow, match="Nobody has said yet"):
        house.do(needs.make_ask, house.amina, house.team_id, key)
    house.do(relevel, house.amina, house.team_id, key, BarrierLevel.SERVICE)
    house.do(needs.make_ask, house.amina, house.team_id, key)
    with pytest.raises(NotNow, match="already"):
        house.do(needs.make_ask, house.amina, house.team_id, key)
    with pytest.raises(NotNow):
        house.do(needs.make_ask, house.jo, house.team_id, key)


def test_few_refusals_are_offered_nowhere_and_told_without_their_month(house: Hostel) -> None:
    begin(house, AUTUMN)
    refused(house, 4)
    view = house.see(needs.needs, house.amina, house.team_id)
    assert EvidenceSource.REFUSALS not in {o.source for o in view.offers}
    house.do(needs.make_ask, house.amina, house.team_id, view.suggested[0].key)
    (now,) = house.see(needs.needs, house.amina, house.team_id).asks
    assert now.evidence[0].words == "A housing provider said no: pets (fewer than 5 times)"


def test_refusals_are_told_in_fives_so_that_two_plans_differ_by_nothing_small(house: Hostel) -> None:
    begin(house, AUTUMN)
    refused(house, 6)
    first = _refusals_offered(house)
    refused(house, 2)
    assert (
        _refusals_offered(house)
        == first
        == ["A housing provider said no: pets, at least 5 times since summer 2026"]
    )
    refused(house, 2)
    assert "at least 10 times" in _refusals_offered(house)[0]


def _refusals_offered(house: Hostel) -> list[str]:
    view = house.see(needs.needs, house.amina, house.team_id)
    return [offer.words for offer in view.offers if offer.source is EvidenceSource.REFUSALS]


def test_only_wins_that_may_be_printed_are_offered(house: Hostel) -> None:
    begin(house, AUTUMN)
    for words, reach in (("She rang us first.", WinReach.PAPERS), ("He slept well.", WinReach.TEAM)):
        one = Win(make.new_id(), house.team_id, make.WEEK, words, reach=reach)
        house.opened.write(lambda tx, w=one: small_logs.save_win(tx, w))
    view = house.see(needs.needs, house.amina, house.team_id)
    assert [o.words for o in view.offers if o.source is EvidenceSource.WIN] == [
        "A small win: She rang us first."
    ]


def test_unanswered_asks_print_by_themselves_and_stand_in_the_log(house: Hostel) -> None:
    signed_plan(house, SPRING, "Backfill", ask_what="Fund four hours", ask_of="the council")
    round_id = begin(house, AUTUMN)
    (line,) = [b for b in blocks(house, round_id) if isinstance(b, Bullets)][:1]
    assert "Fund four hours – two quarters, no reply." in line.items[0]
    (earlier,) = house.see(needs.needs, house.jo, house.team_id).log
    assert (earlier.quarters, earlier.waits) == (2, True)


def test_evidence_goes_along_where_an_ask_is_carried_on(house: Hostel) -> None:
    round_id = begin(house, AUTUMN)
    made = planned(house, round_id, "Backfill", ask_what="Fund four hours", ask_of="the council")
    house.do(needs.write_evidence, house.amina, made.action_id, "a line")
    sign(house, round_id)
    later = begin(house, WINTER)
    undo = house.do(carrying.keep_action, house.amina, made.action_id, later)
    (now,) = house.see(needs.needs, house.amina, house.team_id).asks
    assert [line.words for line in now.evidence] == ["a line"]
    house.opened.write(lambda tx: undo.undo(tx, house.amina))
    assert not house.see(needs.needs, house.amina, house.team_id).asks


def test_only_the_first_three_asks_print(house: Hostel) -> None:
    round_id = begin(house, AUTUMN)
    for n in range(4):
        ask(house, round_id, f"ask {n}", ask_reply_by=date(2027, 1, 28 - n))
    view = house.see(needs.needs, house.amina, house.team_id)
    assert [(a.action.ask_what, a.is_printed) for a in view.asks] == [
        ("ask 3", True),
        ("ask 2", True),
        ("ask 1", True),
        ("ask 0", False),
    ]
    told = [b.what for b in blocks(house, round_id) if isinstance(b, AskBox)]
    assert told == ["Ask 3", "Ask 2", "Ask 1"]


def test_before_the_first_review_there_is_no_plan_to_write_in(house: Hostel) -> None:
    assert not house.see(needs.needs, house.amina, house.team_id).has_plan
    begin(house, AUTUMN)
    now = house.see(needs.needs, house.amina, house.team_id)
    assert now.has_plan
    assert now.may_edit
