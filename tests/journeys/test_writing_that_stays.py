"""Two people and what each writes: an agreement, three sessions, a share that ends, a lost password, and a search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pie_audit.ui.theme import apply
from pie_audit.ui.widgets import watch_focus
from pie_audit.workflows.unlock import Clock
from tests.journeys.conftest import Desk
from tests.journeys.visitor import Visitor
from tests.quarter import TODAY, password_of
from tests.stages import Stages

NEW_PASSWORD = "lantern gravel seven tulips"
_MY_KEY = re.compile(r"[0-9A-Z]{5}(?: {1,3}[0-9A-Z]{5}){5}")
CALL = "The phone call I did not want to make"
GARDEN = "A good half hour in the garden"


@dataclass
class Days:
    """A calendar on the wall that a test turns over."""

    today: date = TODAY

    def clock(self) -> Clock:
        """The time of a morning on that day."""
        return Clock(now=lambda: datetime.combine(self.today, time(9, 41), UTC), today=lambda: self.today)


@pytest.fixture
def days() -> Days:
    return Days()


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path, stages: Stages, days: Days) -> Iterator[Desk]:
    """A computer with Quayside House on it, before any review."""
    watch_focus(qapp)
    apply(qapp, "light", 100)
    place = tmp_path / "plain"
    made = Desk(place, stages.copy("plain", place), days.clock())
    yield made
    made.closes()


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)")  # offscreen menus
@pytest.mark.usefixtures("qtbot")
def test_two_people_write_share_meet_and_find_their_own_again(desk: Desk, days: Days) -> None:
    visitor = desk.opens()
    signs_in_first(visitor, "Jo")
    my_key = makes_my_key(visitor)
    begins_an_agreement(visitor)
    changes_to(visitor, "Amina Yusuf")
    agrees_to_it(visitor)
    changes_to(visitor, "Jo")
    writes(visitor, CALL, "I left it until the end of the shift. The brother cried and thanked me.")
    writes(visitor, GARDEN, "We planted bulbs. Nobody had to talk. I would like this every week.")
    shares_an_excerpt(visitor)
    books_three_sessions(visitor)
    writes_down_the_first(visitor)
    changes_to(visitor, "Amina Yusuf")
    agrees_to_the_summary(visitor)
    reads_what_was_shared(visitor)
    days.today = date(2026, 12, 16)
    changes_to(visitor, "Jo")
    holds_the_second_without_notes(visitor)
    withdraws_the_copy(visitor)
    days.today = date(2027, 1, 13)
    changes_to(visitor, "Amina Yusuf")
    finds_that_it_was_withdrawn(visitor)
    calls_the_third_off(visitor)
    forgets_the_password(visitor, my_key)
    finds_everything_again(visitor)
    desk.closes()


def signs_in_first(visitor: Visitor, name: str) -> None:
    """On the closed door of a workspace that nobody has opened yet."""
    visitor.fills("Your name", name)
    visitor.fills("Password", password_of(name))
    visitor.clicks("Sign in")
    visitor.waits_for("How was today?")


def changes_to(visitor: Visitor, name: str) -> None:
    """Lock, and the other sits down."""
    visitor.clicks("Lock now")
    visitor.clicks(name)
    visitor.fills(f"{name}’s password", password_of(name))
    visitor.clicks("Unlock")
    visitor.waits_for(f", {name.split()[0]}")  # the greeting, whatever the hour is where the test runs


def makes_my_key(visitor: Visitor) -> str:
    """One sheet, two groups of it typed back; its code."""
    visitor.clicks("People & settings")
    visitor.clicks("Password and keys")
    visitor.clicks("Make My key")
    visitor.clicks("One sheet")
    visitor.clicks("Continue")
    return takes_the_sheet(visitor)


def takes_the_sheet(visitor: Visitor) -> str:
    """Look at the code, type back the two groups that are asked for; the code."""
    visitor.clicks("Show it")
    found = _MY_KEY.search(visitor.reads())
    assert found is not None
    groups = found[0].split()
    for number in (int(n) for n in re.findall(r"^Group (\d)$", visitor.reads(), re.M)):
        visitor.fills(f"Group {number}", groups[number - 1])
    visitor.clicks("That’s what it says")
    visitor.waits_until(lambda: "That’s what it says" not in visitor.reads(), "the sheet wasn’t taken")
    return found[0]


def begins_an_agreement(visitor: Visitor) -> None:
    """Jo names Amina as supervisor, says what it should give, and signs."""
    visitor.clicks("My supervision")
    visitor.clicks("Start an agreement")
    visitor.chooses("The other of the two", "Amina")
    visitor.clicks("They supervise me")
    visitor.clicks("Begin")
    visitor.fills("In our own words", "Time to think about the work without being hurried.")
    visitor.clicks("Sign")
    visitor.waits_for("Waits for Amina")


def agrees_to_it(visitor: Visitor) -> None:
    """Amina reads it and signs too."""
    visitor.clicks("Supervision")
    visitor.waits_for("Waits for you to sign")
    visitor.clicks("Open")
    visitor.waits_for("without being hurried")
    visitor.clicks("Sign")
    visitor.waits_until(lambda: "Waits for you to sign" not in visitor.reads(), "it wasn’t signed")


def writes(visitor: Visitor, title: str, words: str) -> None:
    """A page of one’s own: a title, Enter, and the words."""
    visitor.clicks("My reflections")
    visitor.clicks("Write")
    visitor.fills("Title", title)
    visitor.presses(Qt.Key.Key_Return)
    visitor.types(words)
    visitor.clicks("Done")
    visitor.waits_until(lambda: visitor.lists("Pages", title), "it isn’t among the pages")


def shares_an_excerpt(visitor: Visitor) -> None:
    """Amina gets the second part of the page alone, as it was previewed."""
    visitor.picks("Pages", CALL)
    visitor.clicks("Share with someone…")
    visitor.chooses("Who is it for?", "Amina")
    visitor.clicks("An excerpt")
    visitor.clicks("The title")
    visitor.waits_until(lambda: visitor.reads().count(CALL) == 1, "the title stays in the preview")
    visitor.clicks("Share this copy")
    visitor.waits_for("Shared with Amina")


def books_three_sessions(visitor: Visitor) -> None:
    """Every four weeks, the first of them today."""
    visitor.clicks("My supervision")
    visitor.clicks("Book a session")
    visitor.fills("How many", "3")
    visitor.clicks("Book it")
    for day in ("Today, Wednesday 18 November", "Wednesday 16 December", "Wednesday 13 January 2027"):
        visitor.waits_for(day)


def writes_down_the_first(visitor: Visitor) -> None:
    """What Jo brought, what the two agree on, and what Jo keeps to herself; signed."""
    visitor.clicks_described("Open", "Today")
    visitor.fills("Something to talk about", "How the phone call has stayed with me")
    visitor.clicks("Add")
    visitor.fills("What we agree to write down", "We talked about who rings families. Amina asks for a rota.")
    visitor.clicks("Open mine")
    visitor.fills("My own notes, only me", "Nearly cried. Not yet.")
    visitor.clicks("Sign")
    visitor.waits_for("It waits for Amina")


def agrees_to_the_summary(visitor: Visitor) -> None:
    """Amina reads what Jo wrote down, none of Jo’s own notes, and agrees."""
    visitor.clicks("Supervision")
    visitor.clicks("Read and agree")
    visitor.waits_for("who rings families")
    assert "Nearly cried" not in visitor.reads()
    visitor.clicks("I agree")
    visitor.waits_for("You both agreed to this.")


def reads_what_was_shared(visitor: Visitor) -> None:
    """Amina finds the words that she was given, and nothing of the page they came from or of the other page."""
    visitor.clicks("My reflections")
    searches(visitor, "brother", found=["The brother cried"])
    searches(visitor, "phone call", found=[])
    searches(visitor, "bulbs", found=[])
    searches(visitor, "nearly cried", found=[])


def searches(visitor: Visitor, words: str, *, found: list[str]) -> None:
    """What the list of pages says while somebody looks for these words."""
    visitor.fills("Search", words)
    visitor.waits_until(
        lambda: lines(visitor) == len(found) and all(visitor.lists("Pages", each) for each in found),
        f"“{words}” doesn’t find {found}",
    )


def lines(visitor: Visitor) -> int:
    """How many pages the list shows."""
    return sum(view.model().rowCount() for view in visitor.named("Pages"))  # type: ignore[attr-defined]


def holds_the_second_without_notes(visitor: Visitor) -> None:
    """One click, and nothing else."""
    visitor.clicks("My supervision")
    visitor.clicks("Held. No notes")
    visitor.waits_for("Held, 60 minutes")


def withdraws_the_copy(visitor: Visitor) -> None:
    """The copy that Amina has ends; the page stays."""
    visitor.clicks("My reflections")
    visitor.picks("Pages", CALL)
    visitor.clicks("Withdraw")
    visitor.clicks("Withdraw this copy")
    visitor.waits_for("Only me")


def finds_that_it_was_withdrawn(visitor: Visitor) -> None:
    """The words are gone from Amina’s list; it was all she had, so there is nothing left to search."""
    visitor.clicks("My reflections")
    visitor.waits_until(
        lambda: visitor.window.inside.area() == "reflections" and not visitor.named("Search"),  # type: ignore[attr-defined]
        "there is still something to search",
    )
    assert not visitor.named("Pages")
    assert "Nothing here yet. One line is plenty." in visitor.reads()


def calls_the_third_off(visitor: Visitor) -> None:
    """The service had too few people; the ledger says two of three."""
    visitor.clicks("Supervision")
    visitor.chooses_from_menu("More for this session", "Call it off", described="Today")
    visitor.chooses("From whose side?", "service")
    visitor.chooses("Why?", "staff")
    visitor.clicks("Call it off")
    visitor.waits_for("Called off")
    visitor.clicks("Protected time")
    visitor.waits_for("2 of 3 planned sessions were held, 67%.")


def forgets_the_password(visitor: Visitor, my_key: str) -> None:
    """My key opens the door, a new password takes over, and the sheet is replaced."""
    visitor.clicks("Lock now")
    visitor.clicks("Jo")
    visitor.clicks("I forgot my password")
    visitor.fills("Your name", "Jo")
    visitor.fills("My key", my_key)
    visitor.fills("A new password", NEW_PASSWORD)
    visitor.fills("And again", NEW_PASSWORD)
    visitor.clicks("Open with My key")
    visitor.waits_for("The old sheet opens nothing any more.")
    assert takes_the_sheet(visitor) != my_key
    visitor.waits_for(", Jo")


def finds_everything_again(visitor: Visitor) -> None:
    """Jo’s pages are all there under the new password: own notes too, and nothing of anybody else’s."""
    visitor.clicks("My reflections")
    searches(visitor, "phone call", found=[CALL])
    searches(visitor, "bulbs", found=[GARDEN])
    searches(visitor, "nearly cried", found=["Nearly cried"])
    searches(visitor, "nothing of the kind", found=[])
