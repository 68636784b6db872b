"""Everybody at Quayside House rates: with a sign-in, with a slip, and on paper that somebody keys in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt

from pie_audit.domain.questionnaire import Questionnaire, Scope, Topic
from pie_audit.domain.team import Perspective
from tests.journeys import team
from tests.journeys.visitor import Visitor

COLLEAGUES = JO, SAM, DEE = ("Jo Ashdown", "Sam Okoro", "Dee Larkin")
RESIDENTS, PARTNERS = "Residents", "Partners"


@dataclass(frozen=True)
class Asked:
    """What a round asks."""

    questions: Questionnaire
    theme_id: str | None

    def of(self, perspective: Perspective) -> tuple[Topic, ...]:
        """The topics of one perspective, in their order."""
        scope = Scope.SHORT_AND_THEME if self.theme_id else Scope.SHORT
        return self.questions.topics_for(scope, theme_id=self.theme_id, perspective=perspective)

    def keys(self, perspective: Perspective, **levels: str) -> str:
        """One key for each topic: 3, or what is said of it."""
        return "".join(levels.get(topic.id, "3") for topic in self.of(perspective))


def colleagues_come_in(visitor: Visitor) -> None:
    """Amina lets three people in, and signs in again."""
    visitor.clicks("People & settings")
    codes = {name: team.adds(visitor, name) for name in COLLEAGUES}
    for name, code in codes.items():
        visitor.clicks("Lock now")
        team.comes_in_first(visitor, name, code)
    team.hands_over_to(visitor, team.AMINA)


def makes_slips(visitor: Visitor, **wanted: int) -> list[str]:
    """Print slips for so many `residents` and `partners`; their words, in this order."""
    visitor.clicks("Ask somebody else")
    for who, n in wanted.items():
        visitor.chooses(f"How many slips: {who.capitalize()}", str(n))
    visitor.clicks("Make slips")
    visitor.waits_until(lambda: len(slips_shown(visitor)) == sum(wanted.values()), "the slips are not shown")
    slips = slips_shown(visitor)
    visitor.clicks("They came out right")
    return slips


def slips_shown(visitor: Visitor) -> list[str]:
    """Lines of four plain words."""
    lines = visitor.reads().split("Print these now")[-1].splitlines()
    return [
        line
        for line in lines
        if len(line.split()) == 4 and line.islower() and line.replace(" ", "").isalpha()
    ]


def people_rate(visitor: Visitor, asked: Asked, levels: Mapping[str, str]) -> None:
    """One after the other signs in, answers every topic and says that they are done. Amina sits there already."""
    for name, keys in levels.items():
        is_amina = name == team.AMINA
        if not is_amina:
            team.hands_over_to(visitor, name)
        visitor.clicks("Our review")
        visitor.clicks("Rate my part")
        perspective = Perspective.MANAGER if is_amina else Perspective.TEAM
        team.rates_every_topic(visitor, keys, [topic.title for topic in asked.of(perspective)])
        visitor.clicks("I’m done")
        visitor.waits_for("You said you’re done")


def slips_rate(visitor: Visitor, asked: Asked, slips: list[tuple[str, Perspective, str]]) -> None:
    """From a locked window: each slip's words, whose eyes, and the keys that its holder presses."""
    for words, perspective, keys in slips:
        visitor.clicks("I have a slip")
        visitor.fills("The four words", words)
        visitor.clicks("Open it")
        team.rates_every_topic(visitor, keys, [topic.title for topic in asked.of(perspective)])
        visitor.clicks("I’ve finished, lock this")
        visitor.waits_for("I have a slip")


def keys_in_paper(visitor: Visitor, keys: str) -> None:
    """From “Our review”: one sheet of paper goes out to residents and comes back in an envelope."""
    visitor.clicks("Sheets of paper")
    visitor.clicks("Count them as handed out")
    visitor.waits_for("Sheet 1 of 1")
    visitor.tabs_to("1. ")
    visitor.keys(keys)
    visitor.tabs_to("They ticked: it is fine to show our group")
    visitor.presses(Qt.Key.Key_Space)
    visitor.clicks("Seal this sheet")
    visitor.waits_for("They are shuffled and sealed with the others.")
    visitor.clicks("Seal")
    visitor.waits_until(lambda: not visitor.named("Seal this sheet"), "the sheet was never sealed")


def two_open_it(visitor: Visitor) -> None:
    """From “Our review”: Amina and Jo."""
    visitor.clicks("Open it together")
    visitor.chooses("Second opener", "Jo Ashdown")
    visitor.fills("Their password", team.password_of("Jo Ashdown"))
    visitor.clicks("Open it")
    visitor.waits_for("Talking it through")
