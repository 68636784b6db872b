"""Words about support: never a diagnosis, never an alarm, and the numbers are always there."""

from __future__ import annotations

from datetime import date

from pie_audit.domain.support import HelpLine, after_heavy_answers, where_to_turn

LINES = tuple(
    HelpLine(name, number, says, "a page", date(2026, 11, 22))
    for name, number, says in (
        ("a", "111", "Line A 111"),
        ("b", "116 123", "Line B 116 123"),
        ("c", "999", "999 in an emergency"),
    )
)


def test_all_numbers_stand_in_one_sentence() -> None:
    assert "help is there now: Line A 111, Line B 116 123, or 999 in an emergency." in where_to_turn(LINES)
    assert where_to_turn(LINES[:1]).endswith("help is there now: Line A 111.")


def test_words_for_everybody_say_nothing_of_their_answers() -> None:
    said = where_to_turn(LINES)
    assert "answers" not in said
    assert "Nobody else" not in said


def test_words_beside_heavy_answers_are_no_diagnosis_and_say_who_can_see_them() -> None:
    said = after_heavy_answers(LINES)
    assert said.startswith("These answers suggest things may be heavy at the moment.")
    assert "this is not a diagnosis" in said
    assert said.endswith("Nobody else can see this page.")


def test_local_lines_stand_with_the_employee_assistance_line() -> None:
    local = "Wellbeing line 01632 960 000,\n any day."
    assert "assistance line: Wellbeing line 01632 960 000, any day.\n" in where_to_turn(LINES, local)
    assert "assistance line: Wellbeing line 01632 960 000, any day.\n" in after_heavy_answers(LINES, local)


def test_without_local_lines_no_gap_is_left() -> None:
    assert "your employee assistance line.\n" in where_to_turn(LINES, "  \n")


def test_without_any_number_no_help_is_promised() -> None:
    assert "help is there now" not in where_to_turn(())
