"""The full record: the team's copy, how the round went, and what was asked."""

from __future__ import annotations

from pie_audit.domain.audit import RoundState
from pie_audit.domain.plan_blocks import Heading, Table
from pie_audit.domain.plan_document import Edition, plan_document
from pie_audit.domain.plan_record import CourseStep, record_document
from tests.make_plan import TOPICS, make_whole

COURSE = (
    CourseStep(RoundState.OPEN, "manager", "2026-W45"),
    CourseStep(RoundState.OPEN, "facilitator", "2026-W48", "Two were away"),
)


def test_the_record_holds_the_whole_team_copy() -> None:
    whole, record = plan_document(make_whole(), Edition.FULL), record_document(make_whole(), COURSE)
    assert record.inside[: len(whole.inside)] == whole.inside
    assert record.front == whole.front
    assert (record.title, record.edition_name) == ("Record of our review", "Full record")


def test_it_tells_each_step_with_its_week_role_and_reason() -> None:
    tables = [b for b in record_document(make_whole(), COURSE).inside if isinstance(b, Table)]
    assert tables[-2].rows[1] == ("week 48 of 2026", "open for rating", "Facilitator", "Two were away")


def test_it_tells_every_statement_and_who_was_asked() -> None:
    table = [b for b in record_document(make_whole(), COURSE).inside if isinstance(b, Table)][-1]
    assert len(table.rows) == len(TOPICS)
    asked = {row[0]: row[2] for row in table.rows}
    assert asked["Training that changes something"] == "Team, Managers, Residents"


def test_a_round_without_steps_has_no_such_heading() -> None:
    titles = [b.text for b in record_document(make_whole(), ()).inside if isinstance(b, Heading)]
    assert "How this review went" not in titles
