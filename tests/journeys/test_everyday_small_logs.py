"""Friction, tellings, refusals, bent rules, prompts and door cards in the real window, with the numbers of practice.md."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QRadioButton, QTextEdit

from pie_audit.domain.refusal import Reason
from pie_audit.domain.team_part import TeamPart
from pie_audit.workflows.everyday import daily_notes
from pie_audit.workflows.presence import Clock
from tests.journeys.at_quayside import comes_in
from tests.journeys.conftest import Desk
from tests.journeys.visitor import Visitor
from tests.quarter import MANAGER, TODAY, Finished, Hostel, finished

__all__ = ["finished"]

CTRL = Qt.KeyboardModifier.ControlModifier
LOGS = (
    TeamPart.FRICTION,
    TeamPart.TELLINGS,
    TeamPart.REFUSALS,
    TeamPart.BENT_RULES,
    TeamPart.PROMPTS,
    TeamPart.DOORS,
)
Sits = Callable[..., Visitor]


@pytest.fixture
def sits(finished: Finished, desk_in: Callable[[Path, Path | None], Desk], tmp_path: Path) -> Sits:
    """Somebody whose team uses the small logs; `before` is what was written earlier, `day` what day it is."""

    def sit(
        before: Callable[[Hostel], object] | None = None, *, day: date = TODAY, name: str = MANAGER
    ) -> Visitor:
        hostel = finished.open(tmp_path)
        hostel.turn_on(*LOGS)
        if before is not None:
            before(hostel)
        hostel.close()
        desk = desk_in(tmp_path, tmp_path / "workspace")
        clock = Clock(now=lambda: datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC), today=lambda: day)
        desk.premises = replace(desk.premises, clock=clock)
        return comes_in(desk, name)

    return sit


def goes_to(visitor: Visitor, view: str) -> None:
    """To the small logs by what the finder calls them, and to a view by its name."""
    visitor.presses(Qt.Key.Key_K, CTRL)
    visitor.types("Small logs")
    visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for("What to look at")
    turns_to(visitor, view)


def turns_to(visitor: Visitor, view: str) -> None:
    """Another view of the same page; a form may have an answer of the same name."""
    chooser = visitor.window.inside.page().views
    (part,) = (w for w in visitor.named(view) if chooser.isAncestorOf(w) and isinstance(w, QRadioButton))
    part.click()
    visitor.waits_until(
        lambda: visitor.window.inside.page().view_of(visitor.window.inside.page().part).isEnabled(),
        f"“{view}” was never filled",
    )


def notes(visitor: Visitor, typed: dict[str, str], *, chosen: dict[str, str] | None = None) -> None:
    """Fill a form and send it; wait until it is blank for the next."""
    for name, text in typed.items():
        visitor.fills(name, text)
    for name, words in (chosen or {}).items():
        visitor.chooses(name, words)
    visitor.clicks("Note it")
    first = next(iter(typed))
    visitor.waits_until(lambda: not _typed(visitor, first), f"“{first}” was never blank again")


def _typed(visitor: Visitor, name: str) -> str:
    field: Any = visitor._field(name)
    return str(field.toPlainText() if isinstance(field, QTextEdit | QPlainTextEdit) else field.text())


def errand(minutes: int, office: str = "Housing office") -> dict[str, str]:
    return {
        "What were you trying to do?": "A room for tonight",
        "With which office or process?": office,
        "Minutes lost": str(minutes),
    }


def test_three_errands_in_three_spellings_are_5_8_hours_and_two_are_not_summed(sits: Sits) -> None:
    visitor = sits()
    goes_to(visitor, "What took too long")
    notes(visitor, errand(270))
    notes(visitor, errand(45, "The Housing Offices"))
    visitor.waits_for("fewer than 3 entries: not summed")
    assert "hours" not in visitor.reads()
    notes(visitor, errand(30, "HOUSING OFFICE"), chosen={"Whose is it to solve?": "Not sure"})
    visitor.waits_for("5.8 hours, 3 entries")
    said = visitor.reads()
    assert said.count("5.8 hours, 3 entries") == 2  # the month, and one process however it was typed
    assert "About 5.8 hours a month across 3 entries (own estimates)." in said
    assert "Not sure" in said


@pytest.mark.parametrize("minutes", ["-30", "9999", "0"])
def test_absurd_minutes_are_refused_in_a_sentence_and_nothing_typed_is_lost(sits: Sits, minutes: str) -> None:
    visitor = sits()
    goes_to(visitor, "What took too long")
    for name, text in (errand(1) | {"Minutes lost": minutes}).items():
        visitor.fills(name, text)
    visitor.clicks("Note it")
    visitor.waits_for("between 1 minute and 40 hours")
    assert _typed(visitor, "What were you trying to do?") == "A room for tonight"


def test_five_episodes_have_a_median_of_five_and_five_dots_and_days_waited_one_of_their_own(
    sits: Sits,
) -> None:
    visitor = sits()
    goes_to(visitor, "Telling it again")
    for times, days in ((6, "3"), (4, ""), (9, "14"), (3, "4"), (5, "")):
        told = {"How often was the story told?": str(times), "How many days did they wait?": days}
        notes(visitor, told)
    visitor.waits_for("T5: told 5 times")
    assert "Half of these stories were told 5 times or more." in visitor.reads()
    visitor.waits_for("Days waited, half of the time: 4 or more (3 episodes).")
    assert [label for label in ("T1", "T2", "T3", "T4") if visitor.reads().count(f"{label}: told") != 1] == []
    (dots,) = visitor.begins_with("Tellings by episode: ")
    assert sorted(dots.accessibleName().removeprefix("Tellings by episode: ").split(", ")) == list("34569")
    assert "could have been avoided" not in visitor.reads()
    assert "Topic D7 of our review: One story, told once" in visitor.reads()


def test_absurd_days_are_refused(sits: Sits) -> None:
    visitor = sits()
    goes_to(visitor, "Telling it again")
    visitor.fills("How often was the story told?", "3")
    visitor.fills("How many days did they wait?", "1001")
    visitor.clicks("Note it")
    visitor.waits_for("The days waited aren’t a number that can be.")


def test_a_refusal_needs_agency_and_reason_and_shows_must_stop_using_first_by_itself(sits: Sits) -> None:
    visitor = sits()
    goes_to(visitor, "Turned away")
    visitor.clicks("Note it")
    visitor.waits_for("The reason isn’t there yet.")
    visitor.chooses("Why, as they put it", "Must stop using first")
    visitor.clicks("Note it")
    visitor.waits_for("Who turned them away isn’t there yet.")
    visitor.fills("Which agency?", "<b>Northside</b> Clinic")
    visitor.chooses("What kind of agency?", "Substance use service")
    visitor.clicks("Note it")
    visitor.waits_for("Turned away 1 time: 0 by us, 1 by others.")
    visitor.waits_for("Told to stop using first: 1 time.")
    assert "<b>Northside</b> Clinic: Must stop using first" in visitor.reads()
    assert "then: " not in visitor.reads(), "nobody said what happened next"
    visitor.clicks("We did")
    visitor.chooses("Why, as they put it", "Pets")
    visitor.chooses("What happened next?", "Is waiting")
    assert "In this service" in visitor.reads()
    visitor.clicks("Note it")
    visitor.waits_for("Turned away 2 times: 1 by us, 1 by others.")
    visitor.waits_for("then: Is waiting")
    visitor.clicks("Undo")
    visitor.waits_for("Turned away 1 time: 0 by us, 1 by others.")


def refused(months: Sequence[tuple[str, int]]) -> Callable[[Hostel], None]:
    """So many refusals in each of these months."""

    def write(hostel: Hostel) -> None:
        for month, times in months:
            for _one in range(times):
                new = daily_notes.new_refusal(hostel.jo, hostel.team_id)
                note = replace(new, agency="Clinic", month=month, reason=Reason.FULL)
                hostel.do(daily_notes.save_refusal, hostel.jo, note)

    return write


WORKED = tuple(
    zip((f"2026-{n:02d}" for n in range(1, 13)), (9, 7, 8, 10, 9, 8, 5, 4, 6, 5, 4, 5), strict=True)
)


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (
            12,
            "Fewer refusals in the second half than chance alone would usually give. What changed around July 2026?",
        ),
        (9, "Too few months to tell pattern from chance."),
    ],
)
def test_a_year_of_refusals_asks_what_changed_and_nine_months_do_not(
    sits: Sits, months: int, said: str
) -> None:
    visitor = sits(refused(WORKED[:months]), day=date(2027, 1, 4))
    visitor.clicks("Trends")
    visitor.waits_for("Refusals noted")
    visitor.waits_for(said)


def test_a_rule_bent_three_times_comes_up_with_three_reasons_and_nobodys_name(sits: Sits) -> None:
    visitor = sits(name="Jo")
    goes_to(visitor, "Rules we bent")
    whys = ("It was the first night", "The bus was late", "They had nowhere to go")
    for rule, why in zip(
        ("No visitors after ten", "no visitor after ten", "The no-visitors after ten."), whys, strict=True
    ):
        notes(visitor, {"Which rule?": rule, "Why?": why})
    visitor.waits_for("Bent 3 times this quarter. Time to review this rule?")
    said = visitor.reads()
    assert all(f"Because: {why}" in said for why in whys)
    visitor.clicks("Our review")
    visitor.waits_for("For the next meeting")
    said = visitor.reads()
    assert all(f"Because: {why}" in said for why in whys)
    assert "Jo" not in said.partition("For the next meeting")[2]


def bent_once(hostel: Hostel) -> None:
    new = daily_notes.new_bent_rule(hostel.jo, hostel.team_id)
    note = replace(new, rule="No visitors after ten", instead="Let a sister in", why="It was the first night")
    hostel.do(daily_notes.save_bent_rule, hostel.jo, note)


def test_two_weeks_later_home_and_the_page_ask_what_happened(sits: Sits) -> None:
    visitor = sits(bent_once, day=TODAY + timedelta(days=18), name="Jo")
    visitor.waits_for("A rule was bent: what happened?")
    goes_to(visitor, "Rules we bent")
    visitor.waits_for("Two weeks ago or more: what happened?")
    visitor.clicks("Say what happened: No visitors after ten")
    visitor.fills("What happened?", "He slept, and stayed")
    visitor.chooses("What should become of the rule?", "Change the rule")
    visitor.clicks("Keep the change")
    visitor.waits_for("What happened: He slept, and stayed")
    visitor.waits_until(lambda: "Two weeks ago or more" not in visitor.reads(), "it went on asking")
    assert "Change the rule" in visitor.reads()


def test_seven_of_twelve_done_together_and_nowhere_to_write(sits: Sits) -> None:
    visitor = sits()
    goes_to(visitor, "Two questions")
    for press in range(9):
        visitor.clicks("Done together" if press < 7 else "Offered")
        people = "person" if press == 0 else "people"
        visitor.waits_for(f"Offered to {press + 1} {people} so far.")
    assert "done together" not in visitor.reads().replace("Done together", "")
    for offered in (10, 11, 12):
        visitor.clicks("Offered")
        visitor.waits_for(f"7 of {offered} done together")
    page = visitor.window.inside.page()
    for kind in (QLineEdit, QTextEdit, QPlainTextEdit):
        assert [field for field in page.findChildren(kind) if field.isVisible()] == []
    assert "Topic A2 of our review: What life before may have done" in visitor.reads()
    visitor.clicks("Undo")
    visitor.waits_for("7 of 11 done together")


def test_a_door_card_comes_up_when_that_agency_is_typed_in_any_spelling(sits: Sits) -> None:
    visitor = sits()
    goes_to(visitor, "Door cards")
    visitor.fills("Which agency?", "Northside Clinic")
    visitor.fills("What got us in?", "A letter from the surgery")
    visitor.fills("Which role to ask for?", "the duty nurse, ask for Dr Patel")
    visitor.clicks("Keep the card")
    visitor.waits_for("Could somebody be found by this?")
    visitor.fills("Which role to ask for?", "the duty nurse")
    visitor.clicks("Keep the card")
    visitor.waits_for("Ask for: the duty nurse")
    turns_to(visitor, "Turned away")
    visitor.fills("Which agency?", "the northside clinics")
    visitor.waits_for("Northside Clinic: we knocked there before")
    visitor.fills("Which agency?", "Northsde Clinic")
    visitor.waits_for("Do you mean “Northside Clinic”?")
    visitor.clicks("Do you mean “Northside Clinic”?")
    visitor.waits_for("What got us in: A letter from the surgery")
    turns_to(visitor, "What took too long")
    visitor.fills("With which office or process?", "NORTHSIDE CLINIC")
    visitor.waits_for("Northside Clinic: we knocked there before")
