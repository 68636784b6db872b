"""What can be found by words is what this person may open now, and holds nothing that anybody answered."""

from __future__ import annotations

from dataclasses import replace

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Rating
from pie_audit.workflows import finding, plans, seats, steps
from tests.quarter import Hostel


def areas(hostel: Hostel, name: str) -> set[str]:
    found = hostel.see(finding.findable, hostel.people[name], hostel.team_id)
    return {topic.area for topic in found.topics}


def test_topics_lead_to_the_sheet_while_rating_and_to_the_meeting_afterwards(hostel: Hostel) -> None:
    assert areas(hostel, "jo") == set()
    round_id = hostel.start()
    assert areas(hostel, "jo") == {"rate"}
    for name in ("amina", "jo", "sam", "dee", "tom"):
        hostel.rate(hostel.people[name], round_id)
    hostel.do(steps.close_round, hostel.amina, round_id)
    assert areas(hostel, "jo") == set()
    hostel.open(round_id)
    assert areas(hostel, "jo") == {"meeting"}


def test_whoever_is_not_asked_finds_no_topic_to_rate(hostel: Hostel) -> None:
    jo = hostel.jo.member.person_id
    hostel.start(raters=tuple(pair for pair in hostel.plan().raters if pair[0] != jo))
    assert areas(hostel, "jo") == set()
    assert areas(hostel, "sam") == {"rate"}


def test_a_leader_and_somebody_without_a_team_find_nothing_of_it(hostel: Hostel) -> None:
    assert hostel.see(finding.findable, hostel.lee, hostel.team_id) is None
    assert hostel.see(finding.findable, hostel.amina, None) is None
    assert hostel.see(finding.findable, hostel.amina, "of nobody") is None


def test_no_note_and_no_level_can_be_found(hostel: Hostel) -> None:
    round_id = hostel.start()
    topic = hostel.topics(hostel.jo, round_id)[0]
    hostel.do(seats.fill_sheet, hostel.jo, round_id, [Rating(topic, Level(3), note="zebra crossing")])
    found = hostel.see(finding.findable, hostel.jo, hostel.team_id)
    assert "zebra" not in repr(found)
    assert "Level(" not in repr(found.topics)


def test_the_plan_found_offers_only_what_each_may_do(hostel: Hostel) -> None:
    round_id = hostel.opened_round()
    action = replace(plans.new_action(hostel.team_id, round_id), what="Put a lamp in the hall")
    hostel.do(plans.save_action, hostel.amina, action)
    manager, staff = (
        hostel.see(finding.findable, hostel.people[name], hostel.team_id) for name in ("amina", "jo")
    )
    assert manager.plan.may_add
    assert not staff.plan.may_add
    assert staff.plan.groups[0].actions[0].what == "Put a lamp in the hall"
