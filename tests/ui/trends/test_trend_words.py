"""What stands around the charts: parts that are remembered, the chart of months that tells most, words and commands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pie_audit.domain.chart import Unshown
from pie_audit.domain.trend_mark import MarkKind
from pie_audit.ui.trends import standing
from pie_audit.ui.trends.in_words import sentences, telling
from pie_audit.ui.trends.mark_window import charts_to_mark, day_of
from pie_audit.ui.trends.marks_card import MarksCard
from pie_audit.ui.trends.naming import BESIDE_THE_THEMES, part_title, parts_from, parts_kept, window_words
from pie_audit.ui.trends.trend_commands import part_commands, theme_commands
from pie_audit.workflows.trends.views import Part, Section, Trends, Window
from tests.ui.trends import made
from tests.ui.trends.conftest import words


def without(view: Trends, *parts: Part) -> Trends:
    return replace(view, sections=tuple(s for s in view.sections if s.part not in parts))


@given(some.frozensets(some.sampled_from(BESIDE_THE_THEMES)))
def test_parts_come_back_as_they_were_kept(parts: frozenset[Part]) -> None:
    assert parts_from(parts_kept(parts)) == parts


@given(some.text(max_size=60))
def test_whatever_stands_in_the_settings_only_known_parts_come_of_it(kept: str) -> None:
    assert parts_from(kept) <= frozenset(BESIDE_THE_THEMES)


def test_every_part_and_window_has_a_name_of_its_own() -> None:
    assert len({part_title(part) for part in Part}) == len(Part)
    assert len({window_words(window) for window in Window}) == len(Window)


class TestTheChartBeside:
    def test_it_is_the_one_with_something_worth_asking_about(self) -> None:
        view = made.trends()
        quiet = replace(
            made.months(), id="turned_away", series=(replace(made.months().series[0], points=()),)
        )
        logs = Section(Part.SMALL_LOGS, "Small logs", (quiet, made.months()))
        found = telling(replace(view, sections=(*without(view, Part.SMALL_LOGS).sections, logs)))
        assert found is not None
        assert found.id == "friction"

    def test_without_months_there_is_none(self) -> None:
        assert telling(without(made.trends(), Part.SMALL_LOGS)) is None

    def test_its_sentence_is_said_only_with_a_signal(self) -> None:
        months = made.months()
        calm = replace(
            months,
            series=(
                replace(
                    months.series[0], points=tuple(replace(p, signs=()) for p in months.series[0].points)
                ),
            ),
        )
        assert months.sentence in sentences(made.trends(), months)
        assert months.sentence not in sentences(made.trends(), calm)


class TestWhatStandsAtTheTop:
    def test_one_quarter_is_a_starting_point_and_two_are_not(self) -> None:
        assert standing.start(made.trends(of=1))[0] == "One quarter is a starting point."
        assert standing.start(made.trends(of=2)) == ("", "")

    def test_without_any_chart_there_is_only_where_it_begins(self) -> None:
        nothing = replace(made.trends(), sections=(Section(Part.THEMES, "", (Unshown("a", "b", "c"),)),))
        assert standing.has_nothing(nothing)
        assert standing.start(nothing) == ("", "")

    def test_while_levels_are_hidden_nothing_is_said_of_how_many_quarters_there_are(self) -> None:
        view = made.trends(of=1, hidden_why="You rate.")
        assert standing.hidden(view)[0] == "You rate."
        assert standing.start(view) == ("", "")


class TestNotes:
    def test_the_newest_comes_first_and_says_day_and_chart(self, qtbot) -> None:  # type: ignore[no-untyped-def]
        card = MarksCard()
        qtbot.addWidget(card)
        later = made.mark(mark_id="cd" * 16, day=date(2026, 9, 1), words="A van.", chart="friction")
        change = replace(later, kind=MarkKind.CHANGE_POINT)
        card.show_trends(made.trends(marks=(made.mark(), change)))
        said = words(card)
        assert said.index("A van.") < said.index("Two posts empty.")
        assert "Hours lost to chasing other services · new limits from here" in said
        assert "1 April · Staff support" in said

    def test_whoever_may_not_set_limits_cant_take_them_away_either(self, qtbot) -> None:  # type: ignore[no-untyped-def]
        card = MarksCard()
        qtbot.addWidget(card)
        change = made.mark(kind=MarkKind.CHANGE_POINT, chart="friction")
        card.show_trends(made.trends(marks=(change,), may_set=False))
        assert card.buttons == {}
        card.show_trends(made.trends(marks=(change,)))
        assert list(card.buttons) == [change.mark_id]

    def test_a_note_belongs_to_a_step_of_time(self) -> None:
        assert day_of(made.line(0), 2) == date(2025, 7, 1)
        assert day_of(made.line(0), 40) is None
        assert day_of(made.distance(), 0) is None
        assert "distance" not in [chart.id for chart in charts_to_mark(made.trends())]


@pytest.mark.parametrize("found", [theme_commands(made.trends().themes, print), part_commands(print)])
def test_each_command_is_named_apart_from_the_others(found: list) -> None:  # type: ignore[type-arg]
    assert len({command.name for command in found}) == len({command.words for command in found}) == len(found)
    assert all(command.words.startswith("Trends: ") for command in found)
