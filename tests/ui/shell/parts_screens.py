"""The hub of every day and the page where a team chooses what it uses, with everything on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from pie_audit.domain.team_part import TeamPart
from tests.ui.shell.desk import Desk


def _with_parts(area: str, argument: str | None, *parts: TeamPart) -> Callable[[Desk], QWidget]:
    def show(desk: Desk) -> QWidget:
        desk.turn_on(*parts)
        desk.win.inside.go(area, argument)
        desk.rest()
        return desk.win.inside.page()

    return show


def _log(part: TeamPart) -> Callable[[Desk], QWidget]:
    return _with_parts("small-logs", part.value, part)


def _own_word(desk: Desk) -> QWidget:
    page = _with_parts("our-words", None)(desk)
    for card in page.cards.values():
        card.other.click()
    desk.rest()
    return page


PARTS: dict[str, Callable[[Desk], QWidget]] = {
    "day by day": _with_parts("day-by-day", None),
    "what the team uses": _with_parts("team-parts", None),
    "home with every part": _with_parts("home", None),
    "small wins": _log(TeamPart.WINS),
    "what took too long": _log(TeamPart.FRICTION),
    "telling it again": _log(TeamPart.TELLINGS),
    "turned away": _log(TeamPart.REFUSALS),
    "rules we bent": _log(TeamPart.BENT_RULES),
    "two questions": _log(TeamPart.PROMPTS),
    "door cards": _log(TeamPart.DOORS),
    "our words": _with_parts("our-words", None),
    "our words, typing": _own_word,
}
