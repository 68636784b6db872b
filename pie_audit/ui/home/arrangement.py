"""What stands where on Home, for each who comes in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.board import Board
from pie_audit.domain.day import weekday_words
from pie_audit.domain.session import SessionKind
from pie_audit.domain.team_part import QUICK, TeamPart
from pie_audit.ui.home.cards import asked_card, due_card
from pie_audit.ui.home.hero import Hero
from pie_audit.ui.home.leader_cards import (
    also_asked_card,
    asks_card,
    barriers_card,
    nothing_shared_card,
    plans_card,
    teams_card,
)
from pie_audit.ui.home.mine_cards import not_today, shared_card
from pie_audit.ui.home.review_card import review_card
from pie_audit.ui.home.slot import Slot
from pie_audit.ui.home.survey_card import survey_card
from pie_audit.ui.home.team_cards import groups_card, leaders_card, sessions_card, wins_card
from pie_audit.ui.widgets import Banner, Card, EvenLayout, TwoColumn, WrapLabel, boxed
from pie_audit.words import _
from pie_audit.workflows.home import Home

REVIEW, WINS, SURVEY = "home review", "home small wins", "home survey"
"""Cards that may be declined for the week."""

_THREE_ABREAST, _TWO_ABREAST = 300, 420


class Parts(Protocol):
    """What the page itself holds and does: the places that are filled later, going somewhere, declining a card."""

    hero: Hero | None
    needs_slot: Slot
    supervision_slot: Slot
    recent_slot: Slot
    promised_slot: Slot

    def go(self, area: str, argument: object) -> None:
        """Open an area."""

    def decline(self, card: str) -> None:
        """“Not today”."""


def has_hero(home: Home) -> bool:
    """Whether the way to write stands at the top in full; a manager's and a leader's is a button."""
    return home.layout == "staff" or home.solo


def can_make_page(home: Home) -> bool:
    """Whether there is anything for a board page, on the Home of somebody who leads."""
    return home.layout == "leader" and home.board is not None and bool(home.board.plans)


def has_quick_box(home: Home) -> bool:
    """Whether the team uses anything that can be noted in seconds; leaders without a team have nothing of it."""
    return home.team is not None and home.layout != "leader" and bool(home.parts & frozenset(QUICK))


def arrange(above: QVBoxLayout, content: QVBoxLayout, home: Home, parts: Parts) -> None:
    """Put everything in its place: what stands `above` the quick box, and the rest below it."""
    if parts.hero is not None:
        above.addWidget(parts.hero)
    if home.quiet_until is not None:
        words = _("Something happened. Nothing reminds anybody until {day}.")
        above.addWidget(Banner(words.format(day=weekday_words(home.quiet_until)), look="sunk", icon="moon"))
    if home.layout == "leader":
        _for_leader(content, home, home.board or Board(home.today, (), (), (), ()), parts)
    elif home.overview is None:
        _without_team(content, home, parts)
    elif home.solo:
        _alone(content, home, parts)
    elif home.layout == "manager":
        _for_manager(above, content, home, parts)
    else:
        _for_staff(content, home, parts)


def _for_staff(content: QVBoxLayout, home: Home, parts: Parts) -> None:
    first = [parts.supervision_slot, *_surveys(home, parts), *_review(home, parts), *_wins(home, parts)]
    _abreast(content, first, _THREE_ABREAST)
    replied = [a for a in home.asked if a.replies]
    if replied:
        two = TwoColumn(main_share=7, side_share=4, stack_below=820)
        two.add_main(parts.recent_slot)
        two.add_side(asked_card(home, parts.go))
        content.addWidget(two)
    else:
        content.addWidget(parts.recent_slot)
    more = [*_also_leads(home, parts), parts.needs_slot, parts.promised_slot]
    more += [*_shared(home, parts), *_groups(home, parts)]
    if any(due.is_mine for due in home.due):
        more.append(due_card(home, parts.go, only_mine=True))
    _abreast(content, more, _THREE_ABREAST)


def _for_manager(above: QVBoxLayout, content: QVBoxLayout, home: Home, parts: Parts) -> None:
    assert home.overview is not None
    two = TwoColumn(main_share=7, side_share=5, stack_below=820)
    two.add_main(review_card(home.overview, parts.go))
    two.add_side(parts.needs_slot)
    above.addWidget(two)
    cards = [due_card(home, parts.go), sessions_card(home, parts.go), *_wall(home, parts)]
    _abreast(content, cards, _THREE_ABREAST)
    asked = [asked_card(home, parts.go)] if home.asked else []
    _abreast(content, [*_surveys(home, parts), *asked, parts.recent_slot], _TWO_ABREAST)
    more = [*_also_leads(home, parts), parts.supervision_slot, parts.promised_slot]
    _abreast(content, [*more, *_shared(home, parts), *_groups(home, parts)], _THREE_ABREAST)


def _alone(content: QVBoxLayout, home: Home, parts: Parts) -> None:
    assert home.overview is not None
    two = TwoColumn(main_share=7, side_share=5, stack_below=820)
    two.add_main(review_card(home.overview, parts.go))
    two.add_side(parts.needs_slot)
    content.addWidget(two)
    _abreast(content, [parts.recent_slot, due_card(home, parts.go), *_wall(home, parts)], _THREE_ABREAST)
    _abreast(content, [parts.promised_slot], _TWO_ABREAST)


def _for_leader(content: QVBoxLayout, home: Home, board: Board, parts: Parts) -> None:
    """What teams share at the left, what they ask and the leaders' own session at the right; one's own below."""
    if board.plans:
        two = TwoColumn(main_share=1, side_share=1, stack_below=900)
        two.add_main(teams_card(board, parts.go), plans_card(board, parts.go))
        ways = EvenLayout(barriers_card(board, parts.go), leaders_card(home, parts.go), least=230, gap=16)
        two.add_side(asks_card(board, parts.go), boxed(ways))
        two.side.setStretch(1, 1)
        content.addWidget(two)
    else:
        two = TwoColumn(main_share=2, side_share=1, stack_below=760)
        two.add_main(nothing_shared_card(board, parts.go))
        two.add_side(leaders_card(home, parts.go))
        content.addWidget(two)
    others = _groups(home, parts, leave_out=SessionKind.LEADERS)
    _abreast(content, [parts.recent_slot, parts.needs_slot, parts.supervision_slot], _THREE_ABREAST)
    more = [*_surveys(home, parts), parts.promised_slot, *_shared(home, parts), *others]
    _abreast(content, more, _TWO_ABREAST)


def _also_leads(home: Home, parts: Parts) -> list[QWidget]:
    """A manager who leads as well keeps the manager's Home; what teams ask is one card of it."""
    return [also_asked_card(home.board, parts.go)] if home.board is not None else []


def _without_team(content: QVBoxLayout, home: Home, parts: Parts) -> None:
    _abreast(content, [parts.recent_slot, parts.supervision_slot], _THREE_ABREAST)
    more = [parts.needs_slot, *_surveys(home, parts), parts.promised_slot, *_shared(home, parts)]
    _abreast(content, [*more, *_groups(home, parts), _no_team()], _TWO_ABREAST)


def _no_team() -> Card:
    words = _("You aren’t in a team yet. Whoever looks after pie-audit can add you.")
    return Card(_("Your team"), WrapLabel(words, "body", "ink2"), None, icon="users")


def _review(home: Home, parts: Parts) -> list[QWidget]:
    if home.overview is None or REVIEW in home.mine.declined:
        return []
    card = review_card(home.overview, parts.go, bars=False)
    return [card.add_to_title(not_today(REVIEW, parts.decline, card.title.text()))]


def _wins(home: Home, parts: Parts) -> list[QWidget]:
    """The wall of wins, unless it was put away for the week."""
    if WINS in home.mine.declined:
        return []
    return [
        card.add_to_title(not_today(WINS, parts.decline, card.title.text())) for card in _wall(home, parts)
    ]


def _wall(home: Home, parts: Parts) -> list[Card]:
    """The wall of wins, where the team uses it."""
    return [wins_card(home.wins, parts.go)] if TeamPart.WINS in home.parts else []


def _surveys(home: Home, parts: Parts) -> list[QWidget]:
    """The same for everybody who is asked, so that nobody can tell from it who has answered."""
    if not home.surveys or SURVEY in home.mine.declined:
        return []
    card = survey_card(home.surveys, parts.go)
    return [card.add_to_title(not_today(SURVEY, parts.decline, card.title.text()))]


def _shared(home: Home, parts: Parts) -> list[QWidget]:
    return [shared_card(home, parts.go)] if home.mine.shared else []


def _groups(home: Home, parts: Parts, *, leave_out: SessionKind | None = None) -> list[QWidget]:
    coming = [s for s in home.mine.time.groups if s.kind is not leave_out]
    return [groups_card(coming, parts.go)] if coming else []


def _abreast(content: QVBoxLayout, cards: Sequence[QWidget], least: int) -> None:
    if cards:
        content.addWidget(boxed(EvenLayout(*cards, least=least, gap=16)))
