"""Private ratings side by side: permitted counts alone, groups never put together."""

from __future__ import annotations

from pie_audit.domain.chart import SpanChart, SpotChart
from pie_audit.domain.disclosure import POOLED, Band, TopicCounts
from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.team import Perspective
from tests import years
from tests.quarter import THIS_QUARTER, Hostel
from tests.workflows.trends.looking import chart, chart_words, unshown

TEAM, LIVED, MANAGER = Perspective.TEAM, Perspective.LIVED_EXPERIENCE, Perspective.MANAGER
BANDS = {TEAM: Band.SOME, LIVED: Band.SOME, MANAGER: Band.FEW}


def rated(hostel: Hostel, *counts: TopicCounts, **changes: object) -> str:
    """A review whose opening permitted these counts."""
    round_id = years.review(hostel, agreed=3, **changes)  # type: ignore[arg-type]  # fields of a round
    years.opened(hostel, round_id, counts, BANDS)
    return round_id


def test_each_group_has_its_own_dot_with_n_and_a_hidden_one_only_the_word(hostel: Hostel) -> None:
    rated(
        hostel,
        *years.counts_of("team", (0, 0, 3, 3, 0)),
        *years.counts_of("lived-experience", (0, 5, 0, 0, 0)),
    )
    found = chart(hostel, "perspectives", SpotChart)
    assert found.groups == ("Team", "Managers", "Residents")
    team, manager, lived = found.rows[0].spots
    assert (team.value, team.label) == (2.5, "2.5")
    assert "(9 of 9 topics, 54 ratings)" in team.words
    assert (manager.value, manager.words) == (None, "Managers: not shown")
    assert lived.value == 1
    assert "the team 1.5 higher (team 2.5, n 54; lived experience 1.0" in found.sentence


def test_the_short_form_lays_topics_side_by_side_and_no_theme(hostel: Hostel) -> None:
    rated(hostel, *years.counts_of("team", (0, 0, 6, 0, 0)), scope=Scope.SHORT.value)
    names = [row.name for row in chart(hostel, "perspectives", SpotChart).rows]
    assert "Awareness" not in names
    assert len(names) == 12


def test_spreads_are_dots_without_names_the_widest_first(hostel: Hostel) -> None:
    rated(
        hostel,
        TopicCounts("A1", "team", (0, 0, 6, 0, 0)),
        TopicCounts("A2", "team", (3, 0, 0, 0, 3)),
        TopicCounts("A3", "team", (0, 3, 0, 3, 0)),
    )
    found = chart(hostel, "spread", SpotChart)
    titles = [row[0] for row in found.table.rows]
    assert [row.name for row in found.rows] == titles
    assert len(found.rows[0].spots) == 6
    assert sorted({spot.value for spot in found.rows[0].spots}) == [0, 4]
    assert found.rows[0].note == "two camps, 6 people"
    assert found.rows[-1].note == "close together, 6 people"


def test_a_dozen_topics_are_drawn_and_the_table_has_all(hostel: Hostel) -> None:
    shown = years.counts_of("team", (2, 2, 2, 0, 0))
    rated(hostel, *shown)
    for chart_id, kind in (("spread", SpotChart), ("blind_shift", SpanChart)):
        found = chart(hostel, chart_id, kind)
        assert len(found.rows) == 12
        assert len(found.table.rows) == len(shown)
        assert found.note.endswith(f"; 12 of {len(shown)}, all in the table")


def test_groups_are_never_pooled_where_they_can_stand_by_themselves(hostel: Hostel) -> None:
    rated(
        hostel,
        TopicCounts("A1", "team", (0, 0, 6, 0, 0)),
        TopicCounts("A1", "lived-experience", (5, 0, 0, 0, 0)),
        TopicCounts("A1", POOLED, (5, 0, 6, 0, 0)),
    )
    assert chart(hostel, "spread", SpotChart).groups == ("Team", "Residents")


def test_everybody_together_is_drawn_where_that_is_all_that_was_permitted(hostel: Hostel) -> None:
    rated(hostel, TopicCounts("A1", POOLED, (0, 4, 4, 2, 0)))
    assert chart(hostel, "spread", SpotChart).groups == ("Everybody",)


def test_charts_wholly_hidden_say_so_with_no_reason_by_size(hostel: Hostel) -> None:
    rated(hostel)
    for chart_id in ("perspectives", "spread"):
        assert unshown(hostel, chart_id) == "Autumn 2026: not shown, to keep small groups safe."


def test_talking_changed_our_mind_from_the_middle_to_what_was_agreed(hostel: Hostel) -> None:
    rated(
        hostel,
        TopicCounts("A1", "team", (0, 6, 0, 0, 0)),
        TopicCounts("A2", "team", (0, 0, 0, 6, 0)),
        TopicCounts("A3", "team", (0, 0, 3, 3, 0)),
    )
    found = chart(hostel, "blind_shift", SpanChart)
    assert [(row.then, row.now, row.label) for row in found.rows] == [(1, 3, "1 → 3"), (2.5, 3, "2.5 → 3")]
    assert found.sentence.startswith("Autumn 2026: talking changed our mind on 2 of 3 topics. ")


def test_four_people_have_no_middle_beside_what_was_agreed(hostel: Hostel) -> None:
    rated(hostel, TopicCounts("A1", "team", (0, 4, 0, 0, 0)))
    assert "it takes 5 people" in unshown(hostel, "blind_shift")


def test_a_review_that_was_talked_through_together_has_no_private_ratings(hostel: Hostel) -> None:
    years.review(hostel, together_only=True)
    for chart_id in ("perspectives", "spread", "blind_shift"):
        assert unshown(hostel, chart_id).startswith("There are no private ratings yet")


def test_the_latest_opening_is_shown(hostel: Hostel) -> None:
    before = years.review(hostel, THIS_QUARTER.plus(-1))
    years.opened(hostel, before, years.counts_of("team", (6, 0, 0, 0, 0)))
    rated(hostel, *years.counts_of("team", (0, 0, 0, 0, 6)))
    found = chart(hostel, "perspectives", SpotChart)
    assert {row.spots[0].value for row in found.rows} == {4}


def test_no_count_of_a_hidden_group_is_anywhere(hostel: Hostel) -> None:
    rated(hostel, *years.counts_of("team", (0, 0, 7, 0, 0)))
    words = chart_words(chart(hostel, "perspectives", SpotChart))
    assert not any("Managers" in text and any(c.isdigit() for c in text) for text in words)
