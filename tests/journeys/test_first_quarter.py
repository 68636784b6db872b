"""One quarter through the real window: a team is made, six people rate, two open, the team agrees and prints."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.team import Perspective
from pie_audit.workflows import questions
from tests.journeys import team
from tests.journeys.conftest import Desk
from tests.journeys.visitor import Visitor

COLLEAGUES = ("Jo Ashdown", "Sam Okoro", "Dee Larkin")
LEVELS = {
    team.AMINA: "443434343434",
    "Jo Ashdown": "1233t3333333",
    "Sam Okoro": "123433333333",
    "Dee Larkin": "023433333333",
    "first slip": "0234t2222222",
    "second slip": "023422222222",
}
RESIDENTS = "Residents"


def short_form(perspective: Perspective) -> list[str]:
    """The titles of the short form, in the order in which they are asked."""
    asked = questions.bundled().topics_for(Scope.SHORT, theme_id=None, perspective=perspective)
    return [topic.title for topic in asked]


@pytest.mark.usefixtures("qtbot")
def test_a_team_goes_through_its_first_quarter_and_holds_the_plan_in_its_hands(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = desk.opens()
    team.founds_a_team(visitor)
    colleagues_come_in(visitor)
    team.hands_over_to(visitor, team.AMINA)
    slips = starts_the_quarter(visitor)
    everybody_rates(visitor, slips)
    team.signs_in(visitor, team.AMINA)
    nothing_shows_before_the_opening(visitor)
    two_open_it(visitor)
    the_team_agrees(visitor)
    the_team_plans(visitor)
    paper = tmp_path / "plan.pdf"
    signs_and_saves(visitor, paper, monkeypatch)
    words = text_of(paper)
    for said in (
        "Quayside House",
        "Autumn",
        "Nights have had no session since August.",
        "Put handover reflection on the rota",
        "Two of us would say 3",
        "Jo Ashdown",
    ):
        assert said in words, said
    desk.closes()


def colleagues_come_in(visitor: Visitor) -> None:
    visitor.clicks("People & settings")
    codes = {name: team.adds(visitor, name) for name in COLLEAGUES}
    for name, code in codes.items():
        visitor.clicks("Lock now")
        team.comes_in_first(visitor, name, code)


def starts_the_quarter(visitor: Visitor) -> list[str]:
    """The short form for everybody with a sign-in, and two slips; the words of the slips."""
    visitor.clicks("Our review")
    visitor.clicks("Start the quarter")
    visitor.clicks("Short form")
    visitor.clicks("Start the quarter")
    visitor.clicks("Start it")
    visitor.waits_for("Who we are asking")
    visitor.clicks("Ask somebody else")
    visitor.chooses(f"How many slips: {RESIDENTS}", "2")
    visitor.clicks("Make slips")
    visitor.waits_for("Print these now")
    visitor.waits_until(lambda: len(slips_shown(visitor)) == 2, "the slips are not shown")
    slips = slips_shown(visitor)
    visitor.clicks("They came out right")
    visitor.waits_for("0 of 6 say they are done")
    return slips


def slips_shown(visitor: Visitor) -> list[str]:
    """Lines of four plain words under the heading of their perspective."""
    lines = visitor.reads().split("Print these now")[-1].splitlines()
    return [
        line
        for line in lines
        if len(line.split()) == 4 and line.islower() and line.replace(" ", "").isalpha()
    ]


def everybody_rates(visitor: Visitor, slips: list[str]) -> None:
    for name in (team.AMINA, *COLLEAGUES):
        if name != team.AMINA:
            team.hands_over_to(visitor, name)
            visitor.clicks("Our review")
        visitor.clicks("Rate my part")
        team.rates_every_topic(visitor, LEVELS[name], short_form(Perspective.TEAM))
        visitor.clicks("I’m done")
        visitor.waits_for("You said you’re done")
    for slip, words in zip(("first slip", "second slip"), slips, strict=True):
        visitor.clicks("Lock now") if slip == "first slip" else None
        visitor.clicks("I have a slip")
        visitor.fills("The four words", words)
        visitor.clicks("Open it")
        team.rates_every_topic(visitor, LEVELS[slip], short_form(Perspective.LIVED_EXPERIENCE))
        visitor.clicks("I’ve finished, lock this")
        visitor.waits_for("I have a slip")


def nothing_shows_before_the_opening(visitor: Visitor) -> None:
    visitor.clicks("Our review")
    visitor.waits_for("6 of 6 say they are done")
    assert "Talking it through" not in visitor.reads()


def two_open_it(visitor: Visitor) -> None:
    visitor.clicks("Open it together")
    visitor.chooses("Second opener", "Jo Ashdown")
    visitor.fills("Their password", "not what it is at all")
    visitor.clicks("Open it")
    visitor.waits_for("That was not it.")
    visitor.fills("Their password", team.password_of("Jo Ashdown"))
    visitor.clicks("Open it")
    visitor.waits_for("Talking it through")


def the_team_agrees(visitor: Visitor) -> None:
    visitor.clicks("Confirm 10 together")  # a level 4 says what changed, so it is talked about
    visitor.waits_for("10 of 12 topics written down")
    visitor.clicks("Next topic")
    visitor.clicks("Show the dots")
    visitor.fills("Because", "Nights have had no session since August.")
    visitor.tabs_to("Level ")
    visitor.types("1")
    visitor.fills("Somebody sees it differently", "Two of us would say 3: the lunch-time talk counts.")
    visitor.clicks("Keep this view")
    visitor.clicks("Agree on 1")
    visitor.waits_for("11 of 12 topics written down")
    visitor.clicks("Finish talking")
    visitor.waits_for("1 topic has nothing written down yet.")
    visitor.clicks("Mark as not discussed this time")
    visitor.waits_for("12 of 12 topics written down")


def the_team_plans(visitor: Visitor) -> None:
    visitor.clicks("See the plan")
    visitor.clicks("Put down one thing")
    visitor.fills("What will we do?", "Put handover reflection on the rota")
    visitor.chooses("Who holds it", "Jo Ashdown")
    visitor.presses(Qt.Key.Key_Tab)
    visitor.waits_for("Saved")


def signs_and_saves(visitor: Visitor, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The one thing that isn't real: the computer's own file dialog.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_options: (str(paper), ""))
    visitor.clicks("Preview and sign off")
    visitor.clicks("Sign off")
    visitor.waits_for("This is a fair account of our talk.")
    visitor.clicks("Sign off")
    visitor.waits_for("Add to what was signed")
    visitor.clicks("Full team copy")
    visitor.clicks("Save this PDF")
    visitor.waits_for("Saved in the folder")


def text_of(paper: Path) -> str:
    """Everything that the paper says, page after page, on one line."""
    with pypdfium2.PdfDocument(paper) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())
