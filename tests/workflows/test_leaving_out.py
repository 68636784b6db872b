"""Themes that never apply here, and statements that residents leave out: chosen before a round, with a reason."""

from __future__ import annotations

from datetime import date

import pytest

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Consensus, Outcome
from pie_audit.domain.errors import NotNow
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.team import Perspective, ThemeOff
from pie_audit.storage import audits as rounds
from pie_audit.storage import teams
from pie_audit.workflows import leaving_out, meetings, questions, starting
from tests.quarter import Hostel

REASON = "We have no building of our own."


def quarter_without_spaces(hostel: Hostel, quarter: Quarter, *, one_applies: bool = False) -> None:
    """A quarter talked through together, in which nothing of theme D applied (or all but one thing)."""
    hostel.at(date(quarter.year, quarter.number * 3, 1))
    round_id = hostel.start(
        quarter=quarter,
        together_only=True,
        openers=(),
        raters=(),
        opens_on=date(quarter.year, quarter.number * 3, 1),
        closes_on=date(quarter.year, quarter.number * 3, 1),
        talk_on=None,
    )
    review = questions.bundled()
    for topic in review.topics_for(Scope.SHORT, theme_id=None, perspective=Perspective.TEAM):
        applies = topic.theme != "D" or (one_applies and topic.id == "D1")
        record = (
            Consensus(topic.id, Outcome.AGREED, Level(2))
            if applies
            else Consensus(topic.id, Outcome.NOT_APPLICABLE, because="outreach only")
        )
        hostel.do(meetings.record_consensus, hostel.amina, round_id, record)
    hostel.sign(round_id)


def empty(hostel: Hostel) -> list[str]:
    return [theme.id for theme in hostel.read(lambda tx: leaving_out.empty_themes(tx, hostel.team_id))]


def test_a_theme_that_applied_nowhere_three_quarters_running_may_be_left_out(hostel: Hostel) -> None:
    for n in (1, 2, 3):
        assert empty(hostel) == []
        quarter_without_spaces(hostel, Quarter(2026, n))
    assert empty(hostel) == ["D"]


def test_one_topic_that_applied_keeps_its_theme(hostel: Hostel) -> None:
    for n in (1, 2, 3):
        quarter_without_spaces(hostel, Quarter(2026, n), one_applies=n == 2)
    assert empty(hostel) == []


def test_a_quarter_that_was_skipped_breaks_the_row(hostel: Hostel) -> None:
    for quarter in (Quarter(2025, 4), Quarter(2026, 2), Quarter(2026, 3)):
        quarter_without_spaces(hostel, quarter)
    assert empty(hostel) == []


def test_leaving_a_theme_out_keeps_its_reason_and_since_when(hostel: Hostel) -> None:
    hostel.do(leaving_out.leave_theme_out, hostel.amina, hostel.team_id, "D", f"  {REASON} ")
    kept = hostel.read(lambda tx: teams.themes_off(tx, hostel.team_id))
    assert kept == (ThemeOff("D", REASON, "2026Q4"),)


def test_leaving_a_theme_out_can_be_undone_and_taken_back_later(hostel: Hostel) -> None:
    done = hostel.do(leaving_out.leave_theme_out, hostel.amina, hostel.team_id, "D", REASON)
    hostel.do(done.undo, hostel.amina)
    assert hostel.read(lambda tx: teams.themes_off(tx, hostel.team_id)) == ()
    hostel.do(leaving_out.leave_theme_out, hostel.amina, hostel.team_id, "D", REASON)
    back = hostel.do(leaving_out.take_theme_in, hostel.amina, hostel.team_id, "D")
    hostel.do(back.undo, hostel.amina)
    assert [off.reason for off in hostel.read(lambda tx: teams.themes_off(tx, hostel.team_id))] == [REASON]


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_a_theme_isnt_left_out_without_a_reason_that_fits(hostel: Hostel, reason: str) -> None:
    with pytest.raises(NotNow, match="needs a reason"):
        hostel.do(leaving_out.leave_theme_out, hostel.amina, hostel.team_id, "D", reason)


def test_the_last_theme_stays(hostel: Hostel) -> None:
    for theme in "ABCD":
        hostel.do(leaving_out.leave_theme_out, hostel.amina, hostel.team_id, theme, REASON)
    with pytest.raises(NotNow, match="last theme"):
        hostel.do(leaving_out.leave_theme_out, hostel.amina, hostel.team_id, "E", REASON)


def test_only_who_runs_reviews_leaves_a_theme_out(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="isn’t yours"):
        hostel.do(leaving_out.leave_theme_out, hostel.jo, hostel.team_id, "D", REASON)


def test_a_theme_left_out_is_asked_of_nobody_from_the_next_round_on(hostel: Hostel) -> None:
    hostel.do(leaving_out.leave_theme_out, hostel.amina, hostel.team_id, "D", REASON)
    round_id = hostel.start()
    audit_round = hostel.read(lambda tx: rounds.load_round(tx, round_id))
    review = questions.bundled()
    for perspective in Perspective:
        assert "D" not in {t.theme for t in questions.asked(review, audit_round, perspective)}


def test_a_round_that_began_before_goes_on_asking_it(hostel: Hostel) -> None:
    round_id = hostel.start()
    hostel.do(leaving_out.leave_theme_out, hostel.amina, hostel.team_id, "D", REASON)
    audit_round = hostel.read(lambda tx: rounds.load_round(tx, round_id))
    assert "D" in {t.theme for t in questions.asked(questions.bundled(), audit_round, Perspective.TEAM)}


def test_a_theme_left_out_has_no_turn_in_full(hostel: Hostel) -> None:
    hostel.do(leaving_out.leave_theme_out, hostel.amina, hostel.team_id, "A", REASON)
    choices = hostel.see(starting.start_choices, hostel.amina, hostel.team_id)
    assert [theme.id for theme in choices.themes] == ["B", "C", "D", "E"]
    assert choices.suggested_theme.id == "B"
    assert choices.topics_asked[Scope.FULL, "B"] == 46 - 9


def test_residents_leave_a_statement_out_and_the_round_records_which(hostel: Hostel) -> None:
    round_id = hostel.start(residents_skip=frozenset({"A1", "E6"}))
    audit_round = hostel.read(lambda tx: rounds.load_round(tx, round_id))
    review = questions.bundled()
    asked = {t.id for t in questions.asked(review, audit_round, Perspective.LIVED_EXPERIENCE)}
    assert len(asked) == 10
    assert not asked & {"A1", "E6"}
    assert len(questions.asked(review, audit_round, Perspective.TEAM)) == 12


def test_residents_are_left_at_least_one_statement(hostel: Hostel) -> None:
    choices = hostel.see(starting.start_choices, hostel.amina, hostel.team_id)
    everything = frozenset(t.id for t in choices.residents_topics(Scope.SHORT, None))
    with pytest.raises(NotNow, match="Nothing is left to ask of Residents"):
        hostel.start(residents_skip=everything)
