"""Actions by the quarter of their plan, and themes of talks that groups agreed to send back: counts alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pie_audit.domain.chart import GridChart, StackChart
from pie_audit.domain.group import ThemeLine
from pie_audit.domain.plan import ActionStatus, ActionStep
from pie_audit.domain.team import Standing
from pie_audit.storage import groups, people, plans
from tests import make, years
from tests.quarter import THIS_QUARTER, Hostel
from tests.workflows.trends.looking import all_words, chart, trends, unshown

LAST = THIS_QUARTER.plus(-1)


def action(hostel: Hostel, round_id: str, status: ActionStatus, **fields: object) -> str:
    """An action of a plan; its id."""
    made = make.action(hostel.team_id, round_id=round_id, status=status, **fields)
    hostel.opened.write(lambda tx: plans.save_action(tx, made))
    return made.action_id


def line(hostel: Hostel, day: date, *theme_ids: str, aloud: bool = True) -> None:
    """A line that a group sent back to the team."""
    years.hour(hostel, day, session_id=f"session of {day}")
    sent = ThemeLine(f"session of {day}", hostel.team_id, day, "Nights are long.", aloud, theme_ids, 1)
    hostel.opened.write(lambda tx: groups.save_theme_line(tx, sent))


def test_actions_stand_in_the_quarter_of_their_plan(hostel: Hostel) -> None:
    before, now = years.review(hostel, LAST), years.review(hostel)
    for status in (ActionStatus.DONE, ActionStatus.DONE, ActionStatus.CARRIED):
        action(hostel, before, status)
    action(hostel, now, ActionStatus.UNDER_WAY)
    found = chart(hostel, "actions", StackChart)
    assert [column.words for column in found.columns] == [
        "Summer 2026: 2 done, 1 carried forward",
        "Autumn 2026: 1 under way",
    ]
    assert found.sentence == "1 action in the plan of Autumn 2026: 1 under way."


def test_what_was_carried_three_times_is_listed(hostel: Hostel) -> None:
    action(hostel, years.review(hostel), ActionStatus.NOT_STARTED, what="Mend the door.", carried_count=3)
    section = next(s for s in trends(hostel).sections if s.part.value == "actions")
    assert "1 has been carried forward 3 times or more." in section.charts[0].sentence
    words = "Carried forward 3 times: “Mend the door”. Shrink it, drop it or ask for help."
    assert words in section.in_words


def test_at_an_earlier_quarter_actions_stand_as_they_stood_then(hostel: Hostel) -> None:
    done = action(hostel, years.review(hostel, LAST), ActionStatus.DONE)
    years.review(hostel)
    step = ActionStep("s", done, ActionStatus.UNDER_WAY, ActionStatus.DONE, "2026-W45", "manager")
    hostel.opened.write(lambda tx: plans.save_step(tx, step))
    then = chart(hostel, "actions", StackChart, until=LAST)
    assert [column.words for column in then.columns] == ["Summer 2026: 1 under way"]
    assert chart(hostel, "actions", StackChart).columns[0].words == "Summer 2026: 1 done"


def test_lines_that_were_agreed_aloud_count_for_their_themes(hostel: Hostel) -> None:
    line(hostel, date(2026, 10, 6), "A", "C")
    line(hostel, date(2026, 10, 20), "A")
    line(hostel, date(2026, 11, 3), "B", aloud=False)
    found = chart(hostel, "themes_time", GridChart)
    assert [(row.name, row.cells[0].text) for row in found.rows][:3] == [
        ("Awareness", "2"),
        ("Staff support", ""),
        ("Learning", "1"),
    ]
    assert found.sentence == "Lines from groups over the time shown: Awareness 2, Learning 1."
    assert not any("Nights are long" in words for words in all_words(trends(hostel)))


def test_a_team_of_four_has_no_themes_counted(hostel: Hostel) -> None:
    line(hostel, date(2026, 10, 6), "A")
    for gone in (hostel.tom, hostel.dee):
        person = replace(gone.member, standing=Standing.LEFT)
        hostel.opened.write(lambda tx, p=person: people.save_member(tx, p))
    assert "from 5 people in a team on" in unshown(hostel, "themes_time")


def test_without_lines_it_says_that_private_pages_never_count(hostel: Hostel) -> None:
    assert unshown(hostel, "themes_time").endswith("Private pages are never counted.")
