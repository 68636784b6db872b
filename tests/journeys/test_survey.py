"""Twelve people and one survey in the real window: planned, kept, answered, closed, opened by two, and read by all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pie_audit.storage import ballots
from pie_audit.storage import surveys as kept
from pie_audit.workflows.unlock import Clock
from tests import surveys
from tests.journeys.conftest import Desk
from tests.journeys.visitor import Visitor
from tests.quarter import CLOCK, MANAGER, Finished, make_finished, password_of

CTRL = Qt.KeyboardModifier.ControlModifier
TITLE = "Winter pulse"
ACCOUNTS = ("Amina Yusuf", "Jo", "Sam", "Dee", "Tom", "Ada", "Ben", "Cleo", "Dan")
SKIPS, ABANDONS = frozenset({"Ada", "Cleo"}), "Dan"
SLIPS = 3


@pytest.fixture(scope="session")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """Quayside House with nine accounts in the team, beside Lee, who leads."""
    top = tmp_path_factory.mktemp("twelve")
    (top / "made").mkdir()
    made = make_finished(top / "made")
    hostel = made.open(top)
    surveys.grow(hostel, 10)
    hostel.close()
    return Finished(top, made.team_id, made.house_code)


@pytest.fixture
def desk_of_twelve(desk: Desk, twelve: Finished, tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    """A computer with that workspace on it."""
    place = tmp_path / "house"
    place.mkdir()
    folder = twelve.copy_to(place)
    found = Desk(place, folder, CLOCK)
    yield found
    found.closes()


def on(day: date) -> Clock:
    return Clock(now=lambda: datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC), today=lambda: day)


def later(desk: Desk, day: date) -> Desk:
    """The same computer on another day."""
    desk.closes()
    return Desk(desk.folder, desk.folder / "workspace", on(day))


def comes_in(visitor: Visitor, name: str) -> None:
    """Sign in, on a fresh window or on one that somebody else has locked."""
    if visitor.named("Lock now"):
        visitor.clicks("Lock now")
        visitor.waits_until(lambda: visitor.named(name), "no names at the door")
    if visitor.named("Your name"):
        visitor.fills("Your name", name)
        visitor.fills("Password", password_of(name))
        visitor.clicks("Sign in")
    else:
        visitor.clicks(name)
        visitor.fills(f"{name}’s password", password_of(name))
        visitor.clicks("Unlock")
    visitor.waits_until(lambda: visitor.named("Wellbeing"), "nobody came in")
    visitor.clicks("Wellbeing")


def plans(visitor: Visitor) -> None:
    """From Wellbeing to a plan that waits for its keepers."""
    visitor.clicks("Plan the first one")
    visitor.fills("What it’s called", TITLE)
    visitor.fills("What we want to do with the answers", "To change two things before Christmas.")
    visitor.clicks("Team pulse, ten questions")
    visitor.clicks("Lee Park")
    visitor.chooses("Places by slip, Quayside House", str(SLIPS))
    for key, name in (("First key", "Jo"), ("Second key", "Sam"), ("Third key", "Dee")):
        visitor.chooses(key, name)
    visitor.waits_for("With twelve of us you will see a picture")
    visitor.clicks("Ask the keepers")
    visitor.waits_for("It takes each of them a minute.")


def approves(visitor: Visitor, name: str) -> None:
    """One keeper reads plan and names, and says yes."""
    comes_in(visitor, name)
    visitor.clicks(f"Look at the plan: {TITLE}")
    visitor.waits_for("Do you know all of these people?")
    visitor.clicks("Approve and make my key")
    visitor.waits_for("Your key is made")


def opens(visitor: Visitor) -> tuple[str, ...]:
    """The manager opens it; the words of its slips, as they come out of the printer."""
    comes_in(visitor, MANAGER)
    visitor.clicks(f"Open it: {TITLE}")
    visitor.clicks("Open the survey")
    visitor.clicks("Make the slips")
    visitor.waits_for("draw from a bowl")
    words = tuple(dict.fromkeys(re.findall(r"^[a-z]+(?: [a-z]+){3}$", visitor.reads(), re.MULTILINE)))
    visitor.clicks("They came out right")
    visitor.waits_until(lambda: not visitor.named("They came out right"), "it didn’t open")
    return words


def answers(visitor: Visitor, place: int, *, skips: bool = False) -> None:
    """From the first screen to the last look, by keys: a digit or S for each question."""
    visitor.waits_for("What it is for")
    visitor.clicks("Begin")
    for no, value in surveys.varied(place).items():
        visitor.waits_for(f"Question {no} of 10")
        if skips and no in {2, 6}:
            visitor.types("s")  # goes on by itself
        else:
            visitor.types(str(value + 1))
            visitor.presses(Qt.Key.Key_Return)
    visitor.waits_for("Tick what fits.")
    visitor.clicks("No real breaks")
    visitor.clicks("Next")
    visitor.waits_for("Have a last look")


def sends(visitor: Visitor) -> None:
    """Hand in what stands on the last look."""
    visitor.clicks("Send")
    visitor.clicks("Send them")
    visitor.waits_for("Thank you. There is nothing on this screen to find.")


def sits_at_kiosk(visitor: Visitor, words: str) -> None:
    """Type the four words of a slip at the door."""
    if visitor.named("Lock now"):
        visitor.clicks("Lock now")
    visitor.waits_until(lambda: visitor.named("I have a slip") or visitor.named("The four words"), "no door")
    if not visitor.named("The four words"):
        visitor.clicks("I have a slip")
    visitor.fills("The four words", words)
    visitor.clicks("Open it")


def turns_key(visitor: Visitor, name: str) -> None:
    comes_in(visitor, name)
    visitor.clicks(f"Turn your key: {TITLE}")


def test_twelve_people_answer_and_two_of_three_open_the_box(desk_of_twelve: Desk) -> None:
    desk = desk_of_twelve
    visitor = desk.opens()
    comes_in(visitor, MANAGER)
    plans(visitor)
    for keeper in ("Jo", "Sam", "Dee"):
        approves(visitor, keeper)
    slips = opens(visitor)
    assert len(slips) == SLIPS
    for place, name in enumerate(ACCOUNTS):
        comes_in(visitor, name)
        visitor.clicks(f"Answer: {TITLE}")
        answers(visitor, place, skips=name in SKIPS)
        if name == ABANDONS:
            visitor.clicks("Stop and throw away")
            visitor.clicks("Throw them away")
            visitor.waits_until(lambda: not visitor.named("Send"), "it is still there")
        else:
            sends(visitor)
    for place, words in enumerate(slips):
        sits_at_kiosk(visitor, words)
        answers(visitor, place + len(ACCOUNTS))
        sends(visitor)
        visitor.clicks("Done")
    keepers = later(desk, surveys.AFTER)
    visitor = keepers.opens()
    turns_key(visitor, "Sam")
    visitor.clicks("Turn my key")
    visitor.waits_for("Either of the other two can finish")
    turns_key(visitor, "Jo")
    visitor.clicks("Look inside")
    visitor.clicks("Let it out")
    visitor.waits_for("There is no undo.")
    visitor.clicks("Let it out")
    visitor.waits_for("Nobody saw a result before it closed.")
    visitor.waits_for("Then: looking after yourself")
    as_keeper = visitor.reads()
    for name, verb in (("Tom", "See what it says"), (MANAGER, "Say it back")):
        comes_in(visitor, name)
        visitor.clicks(f"{verb}: {TITLE}")
        visitor.waits_for("Then: looking after yourself")
        assert figures(visitor.reads()) == figures(as_keeper), "the team and its manager read the same"
    assert "Most of those asked took part." in as_keeper
    assert "No real breaks\nmost of us" in as_keeper
    assert not re.search(r"\b(1[0-2]|[2-9]) (answers|people|of us|responses)\b|%", as_keeper), (
        "no count, no rate"
    )
    says_it_back(visitor)
    comes_in(visitor, "Ada")
    visitor.clicks(f"See what it says: {TITLE}")
    visitor.waits_for("Breaks are covered from Monday.")
    keepers.closes()
    assert left_in_the_box(keepers) == 0


def figures(read: str) -> str:
    """What a page of results says of the answers, without what belongs to whoever reads it."""
    return read[read.index("What the winter pulse says") : read.index("Say it back")]


def says_it_back(visitor: Visitor) -> None:
    """One line to the team."""
    visitor.clicks("Write it back")
    visitor.fills("You said", "Nobody gets a real break.")
    visitor.fills("We will", "Breaks are covered from Monday.")
    visitor.clicks("Tell the team")
    visitor.waits_for("Change what it says")


def left_in_the_box(desk: Desk) -> int:
    """How many rows of the box and of its keepers are left in the file."""
    opened = Finished(desk.folder, "", "").open(desk.folder / "looked")
    tables = (
        ballots.ballot,
        ballots.ballot_mid,
        ballots.ballot_right,
        ballots.ballot_token,
        kept.survey_keeper,
    )
    counts = [sa.select(sa.func.count()).select_from(table) for table in tables]
    found = opened.read(lambda tx: sum(tx.connection.execute(count).scalar_one() for count in counts))
    opened.close()
    return int(found)


def test_teams_of_twelve_six_and_three_read_what_may_be_shown(desk: Desk, tmp_path: Path) -> None:
    """The first row of the table in wellbeing.md: the twelve and everybody; nothing of the six and of the three."""
    top = tmp_path / "house"
    (top / "made").mkdir(parents=True)
    hostel = make_finished(top / "made").open(top)
    survey_id = surveys.three_teams(hostel, (12, 6, 3))
    surveys.opened(hostel, survey_id)
    hostel.close()
    at_desk = Desk(top, top / "workspace", on(surveys.AFTER))
    visitor = at_desk.opens()
    comes_in(visitor, MANAGER)
    visitor.clicks("Say it back: Three teams")
    visitor.waits_for("By group")
    read = visitor.reads()
    assert "Everybody asked" in read
    assert read.count("not shown, to keep small groups safe") == 2
    shown = read[read.index("By group") : read.index("Question by question")]
    assert shown.count("not shown") == 2
    assert re.search(r"Quayside House.*?(Load|Ground)", shown, re.DOTALL), "the twelve are shown"
    assert not re.search(r"\b(12|21|6|3) (answers|people|of us|responses)\b", read), "no count"
    at_desk.closes()
