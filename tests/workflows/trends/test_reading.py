"""Who may read a team's past, and what isn't read at all while the team rates in private."""

from __future__ import annotations

from fractions import Fraction

import pytest

from pie_audit.analysis.theme_scores import score_theme
from pie_audit.domain.audit import Outcome, RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.team import Perspective
from pie_audit.storage import agreements
from pie_audit.workflows import meetings, questions
from pie_audit.workflows.trends.reading import read_material
from pie_audit.workflows.trends.views import Window
from tests import make, years
from tests.quarter import THIS_QUARTER, Hostel
from tests.workflows.trends.looking import all_words, trends, unshown

LAST = THIS_QUARTER.plus(-1)


def test_staff_and_managers_of_the_team_read_it_and_nobody_else(hostel: Hostel) -> None:
    years.review(hostel)
    for name in ("amina", "jo"):
        assert hostel.see(read_material, hostel.people[name], hostel.team_id).reviews
    with pytest.raises(NotNow):
        hostel.see(read_material, hostel.lee, hostel.team_id)


def test_a_slip_reads_nothing(hostel: Hostel) -> None:
    round_id = hostel.start()
    (slip,) = hostel.slips(round_id, lived_experience=1)
    with pytest.raises(NotNow):
        hostel.see(read_material, slip, hostel.team_id)


def test_no_level_is_read_while_the_team_rates_in_private(hostel: Hostel) -> None:
    round_id = years.review(hostel, LAST, agreed=4)
    years.opened(hostel, round_id, years.counts_of("team", (0, 0, 0, 0, 7)))
    hostel.start()
    material = hostel.see(read_material, hostel.amina, hostel.team_id)
    (review,) = material.reviews
    assert (review.figures, review.records, review.counts) == ({}, {}, ())
    assert material.beside is None


def test_then_no_level_is_shown_and_the_rest_stays(hostel: Hostel) -> None:
    round_id = years.review(hostel, LAST, agreed=4)
    years.opened(hostel, round_id, years.counts_of("team", (0, 0, 0, 0, 7)))
    years.errand(hostel, "2026-10")
    hostel.start()
    found = trends(hostel, theme_id="A")
    assert "stays hidden while people rate" in found.hidden_why
    for chart_id in ("heatmap", "distance", "perspectives", "support_burnout"):
        assert unshown(hostel, chart_id) == found.hidden_why
    assert not any("4.0" in words or "7 people" in words for words in all_words(found))
    assert found.chart("participation") is not None
    assert found.chart("friction") is not None


def test_levels_come_back_when_the_review_was_opened_together(hostel: Hostel) -> None:
    years.review(hostel, LAST, agreed=4)
    hostel.opened_round()
    assert trends(hostel).hidden_why == ""
    assert trends(hostel).chart("theme_lines/A") is not None


def test_sums_of_the_database_are_those_of_the_rule(hostel: Hostel) -> None:
    outcomes = [
        0,
        1,
        2,
        3,
        4,
        Outcome.NOT_APPLICABLE,
        Outcome.CANT_TELL,
        Outcome.NOT_SETTLED,
        Outcome.NOT_DISCUSSED,
    ]
    asked = [t.id for t in questions.bundled().topics if not questions.bundled().theme(t.theme).optional]
    named = {topic: outcomes[n % len(outcomes)] for n, topic in enumerate(asked) if n % 7}
    round_id = years.review(hostel, agreed=named)
    (review,) = hostel.see(read_material, hostel.amina, hostel.team_id).reviews
    agreed = tuple(hostel.read(lambda tx: agreements.load_consensus(tx, round_id)).values())
    for theme in questions.bundled().themes:
        topics = [t.id for t in review.topics_of(theme.id)]
        if topics:
            assert review.score(theme.id) == score_theme(theme.id, topics, agreed)
    assert review.score("F") is None


def test_a_real_review_reads_as_it_was_talked_through(hostel: Hostel) -> None:
    round_id = hostel.opened_round()
    hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus("A1"))
    hostel.sign(round_id)
    (review,) = hostel.see(read_material, hostel.amina, hostel.team_id).reviews
    score = review.score("A")
    assert score is not None
    assert (score.valued, score.short_form) == (1, True)
    assert review.is_signed
    assert review.took_part[Perspective.TEAM]


def test_nothing_at_all_is_one_empty_quarter(hostel: Hostel) -> None:
    material = hostel.see(read_material, hostel.amina, hostel.team_id)
    assert (material.quarters, material.reviews, material.themes) == ((THIS_QUARTER,), (), ())


def test_a_window_reads_no_more_reviews_than_it_has_quarters(hostel: Hostel) -> None:
    for back in range(6):
        years.review(hostel, THIS_QUARTER.plus(-back), scope=Scope.FULL.value)
    material = hostel.see(read_material, hostel.amina, hostel.team_id, Window.FOUR)
    assert [r.quarter for r in material.reviews] == list(material.quarters)
    assert len(material.quarters) == 4
    assert material.reviews[0].figures["A"].mean == Fraction(2)


def test_an_abandoned_review_hides_nothing_and_has_no_part(hostel: Hostel) -> None:
    years.review(hostel, state=RoundState.ABANDONED)
    material = hostel.see(read_material, hostel.amina, hostel.team_id)
    assert (material.reviews, material.hidden_why) == ((), "")
