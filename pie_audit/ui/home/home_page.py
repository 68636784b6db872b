"""Home for managers, staff, leaders and those who work alone: write, this quarter, what needs me, what is mine."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.team import Role
from pie_audit.domain.team_part import TeamPart
from pie_audit.ui.home import arrangement
from pie_audit.ui.home.cards import needs_card
from pie_audit.ui.home.greeting import context, greeting
from pie_audit.ui.home.hero import Hero
from pie_audit.ui.home.leader_cards import BEGINS
from pie_audit.ui.home.mine_cards import PromisedCard, RecentCard, supervision_card
from pie_audit.ui.home.slot import Slot, buttons_of, focused_among, pick_again
from pie_audit.ui.home.something_happened import SomethingHappened
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import Card, Command, Page, PrimaryButton, SecondaryButton, clear, next_turn
from pie_audit.words import _
from pie_audit.workflows import (
    first_lines,
    home_needs,
    home_writing,
)
from pie_audit.workflows import home as homes
from pie_audit.workflows.first_lines import LineBefore
from pie_audit.workflows.home import Home, Need
from pie_audit.workflows.home_writing import MyWriting
from pie_audit.workflows.supervision import supervision
from pie_audit.workflows.supervision.supervision import HomeLines
from pie_audit.workflows.unlock import acting

if TYPE_CHECKING:
    from pie_audit.ui.home.quick_box import QuickBox

_ON_THE_CARD = frozenset({"start-review", "rate", "review", "meeting"})


class HomePage(Page):
    """Read whole on each visit; what has to be opened with a key comes a moment later, into its own place.

    `second_place` tells where copies go, or nothing.
    """

    KINDS = frozenset(
        {
            Kind.WORKSPACE,
            Kind.TEAMS,
            Kind.PEOPLE,
            Kind.ROUND,
            Kind.OWN_SHEET,
            Kind.CONSENSUS,
            Kind.ACTIONS,
            Kind.RECORDS,
            Kind.SESSIONS,
            Kind.SMALL_LOGS,
            Kind.SURVEYS,
            Kind.SHARED_PLANS,
            Kind.TRAIL,
        }
    )
    went_to = Signal(str, object)

    def __init__(
        self, jobs: Jobs, team_id: str | None, second_place: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Home"), parent=parent)
        self._jobs, self._team_id, self._second_place = jobs, team_id, second_place
        self._eager = False
        self.home: Home | None = None
        self._laid_out: tuple[Home, str] | None = None
        self._asked = False
        self.lines: HomeLines | None = None
        self.writing: MyWriting | None = None
        self.write_button = SecondaryButton(_("Write a reflection"), "pencil-simple-line")
        self.write_button.clicked.connect(self.write)
        self.happened_button = SecondaryButton(_("Something happened"), "lifebuoy")
        self.happened_button.clicked.connect(self.tell_what_happened)
        self.page_button = PrimaryButton(_("Make a board page"), "file-pdf")
        self.page_button.clicked.connect(self.make_page)
        self.heading.add_state(self.happened_button, self.write_button, self.page_button)
        for button in (self.write_button, self.happened_button, self.page_button):
            button.hide()
        self._above, self._offers = QVBoxLayout(), QVBoxLayout()
        self._quick_at, self._content = QVBoxLayout(), QVBoxLayout()
        for held in (self._above, self._offers, self._quick_at, self._content):
            held.setSpacing(16)
            self.add(held)
        self.add(None)
        self.quick: QuickBox | None = None
        self._make_parts()

    def _make_parts(self, home: Home | None = None) -> None:
        self.hero: Hero | None = None
        if home is not None and arrangement.has_hero(home):
            self.hero = Hero(alone=home.solo)
            self.hero.write.connect(self.write)
            self.hero.line.connect(self.write_line)
        self.needs_slot, self.supervision_slot = Slot(), Slot()
        self.recent_slot, self.promised_slot = Slot(), Slot()

    # reading

    def reload(self) -> None:
        """Read it again."""
        self._jobs.read(homes.home, self._team_id, owner=self, then=self.show_home)

    def show_home(self, home: Home) -> None:
        """Fill the page. The focus goes to what it was on before, or to the main button."""
        name, place = focused_among(self._buttons())
        self.home = home
        next_turn(self, self._answer)
        me = acting(self._jobs.me) if self._jobs.me is not None else None
        if me is None:
            return
        self.heading.set(greeting(home, me.clock.now().astimezone()), context(home))
        self.write_button.setVisible(not arrangement.has_hero(home))
        self.happened_button.setVisible(home.team is not None and not home.solo)
        self.page_button.setVisible(arrangement.can_make_page(home))
        self.first_focus = None
        self._lay_out(home)
        self._focus_main(name, place)
        self._jobs.read(supervision.home_lines, owner=self, then=self.show_lines)
        self._jobs.aside(home_writing.newest, owner=self, then=self.show_writing)

    def _lay_out(self, home: Home) -> None:
        """Nothing is made again while it would say the same."""
        before, self._laid_out = self._laid_out, (home, self._second_place())
        if self._laid_out == before:
            return
        clear(self._above)
        clear(self._offers)
        clear(self._content)
        self._make_parts(home)
        self._place_quick_box(home)
        self._offer_lines(home)
        arrangement.arrange(self._above, self._content, home, self)
        self._fill_lines(home)
        self._fill_writing(home)

    def _place_quick_box(self, home: Home) -> None:
        """It stays the same one whatever is read again around it, with what is being typed into it."""
        if not arrangement.has_quick_box(home) or home.team is None:
            clear(self._quick_at)
            self.quick = None
            return
        if self.quick is None:
            from pie_audit.ui.home.quick_box import HOME, QuickBox  # only where something is on

            self.quick = QuickBox(self._jobs, home.team.team_id, HOME, folded=True)
            self._quick_at.addWidget(Card(_("Note something small"), self.quick, gap=8))
        self.quick.reload()

    def _offer_lines(self, home: Home) -> None:
        """What was noted before signing in, right above the box that it may go into."""
        if not home.noted or self.quick is None:
            return
        from pie_audit.ui.home.line_before import LineOffer

        offer = LineOffer(home.noted[0])
        offer.note_it.connect(self._on_note_it)
        offer.keep_it.connect(self._on_keep_it)
        self._offers.addWidget(offer)

    def _on_note_it(self, line: LineBefore, part: TeamPart) -> None:
        if self.quick is not None:
            self.quick.take(part, line.words, line.entry_id)

    def _on_keep_it(self, line: LineBefore) -> None:
        self._jobs.write(first_lines.keep_as_mine, line.entry_id, owner=self)

    def show_lines(self, lines: HomeLines) -> None:
        """What the two of a supervision keep sealed: when and where, what to bring, what waits for me."""
        changed, self.lines = lines != self.lines, lines
        if changed and self.home is not None:
            self._fill_lines(self.home)
            self._fill_promised(self.home)

    def show_writing(self, writing: MyWriting) -> None:
        """My latest pages, and once all were read, what I promised in them."""
        changed, self.writing = writing != self.writing, writing
        if changed and self.home is not None:
            self._fill_writing(self.home)
        if not writing.is_all:
            self._jobs.aside(home_writing.everything, owner=self, then=self.show_writing)

    def _fill_lines(self, home: Home) -> None:
        needs = self._needs(home)
        shows_needs = bool(needs) or home.layout == "manager" or home.solo
        self.needs_slot.fill(needs_card(needs, self.go) if shows_needs else None)
        has_time = bool(home.mine.time.supervision) or (
            self.lines is not None and self.lines.lost is not None
        )
        wanted = home.layout == "staff" or has_time
        self.supervision_slot.fill(supervision_card(home, self.lines, self.go) if wanted else None)

    def _fill_writing(self, home: Home) -> None:
        card = self.recent_slot.findChild(RecentCard)
        shown = card is not None and card.shown
        self.recent_slot.fill(RecentCard(self.writing, home.today, self.go, shown=shown))
        self._fill_promised(home)

    def _fill_promised(self, home: Home) -> None:
        own = self.writing.promised if self.writing is not None else ()
        spoken = tuple(action.what for action in self.lines.promised) if self.lines is not None else ()
        is_something = bool(own or spoken) and home.quiet_until is None
        self.promised_slot.fill(PromisedCard(own, spoken, self.go) if is_something else None)

    def _needs(self, home: Home) -> tuple[Need, ...]:
        """What the workspace knows of, and the second place, which only this computer knows of.

        What the card about this quarter offers already isn't said twice, and nothing is said in quiet time.
        """
        if home.quiet_until is not None:
            return ()
        of_mine = home_needs.supervision_needs(self.lines) if self.lines is not None else ()
        found = (*of_mine, *(need for need in home.needs if need.area not in _ON_THE_CARD))
        looks_after = self._jobs.me is not None and Role.ADMINISTRATOR in acting(self._jobs.me).member.roles
        if looks_after and not self._second_place() and not home.demo:
            found = (*found, _second_place_need())
        return tuple(found[: homes.MOST_NEEDS])

    # doing

    def write(self) -> None:
        """Open a page to write on."""
        self.go("write", "")

    def write_line(self) -> None:
        """Open a page for one line."""
        self.go("write", "line")

    def make_page(self) -> None:
        """Lay out the page that a board can decide by."""
        self.go("asks", "page")

    def open_at(self, _area: str, argument: object) -> None:
        """Somebody who asks for a debrief from their own page is led to what to do after something happened."""
        if argument == SomethingHappened.help_name:
            self._asked = True

    def _answer(self) -> None:
        """Once the page is in sight and filled."""
        asked, self._asked = self._asked, False
        if asked:
            self.tell_what_happened()

    def tell_what_happened(self) -> None:
        """Look after people after an incident or a bad week, and let reminders rest."""
        if self.home is not None and self.home.team is not None:
            SomethingHappened(self._jobs, self.home.team.team_id, self).open()

    def decline(self, card: str) -> None:
        """“Not today”: the card stays away for the week; it can be taken back."""
        self._jobs.write(homes.decline, card, owner=self)

    def go(self, area: str, argument: object) -> None:
        """Open an area."""
        self.went_to.emit(area, argument)

    def commands(self) -> tuple[Command, ...]:
        """What waits for me, each with its own words; and what to do after something happened."""
        if self.home is None:
            return ()
        words = (_("incident {incident} bad week death crisis check-in debrief"),)
        happened = Command(_("Something happened"), self.tell_what_happened, keywords=words, icon="lifebuoy")
        needs = tuple(
            Command(
                need.title, partial(self.go, need.area, need.argument), note=_("Needs you"), icon=need.icon
            )
            for need in self._needs(self.home)
        )
        return needs if self.home.team is None or self.home.solo else (*needs, happened)

    # keeping what is typed

    def flush(self) -> None:
        """Keep what is begun in the quick box."""
        if self.quick is not None:
            self.quick.keeper.flush()

    def unsaved(self) -> bool:
        """Whether something typed isn’t kept yet."""
        return self.quick is not None and self.quick.unsaved

    # focus

    def begin(self) -> None:
        """Focus the main thing, now or as soon as there is one."""
        self._eager = self.first_focus is None
        super().begin()

    def _buttons(self) -> list[QPushButton]:
        return buttons_of(self.body.content)

    def _focus_main(self, name: str, place: int) -> None:
        """The same button as before, the one in its place, or the first: where there is one, it is for writing."""
        buttons = self._buttons()
        begins = next((b for b in buttons if b.objectName() == BEGINS), None)
        first = self.hero.page_button if self.hero is not None else begins
        self.first_focus = pick_again(buttons, name, place) or first or next(iter(buttons), None)
        if place >= 0 or self._eager:
            self.begin()


def _second_place_need() -> Need:
    return Need(
        "hard-drives",
        _("Choose a second place for copies"),
        _("A stick or another folder, so that a broken computer loses nothing."),
        _("Choose"),
        "backup",
    )
