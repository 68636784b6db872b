"""What our team uses: each part of everyday practice with what it is for, and whether the team uses it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.part_words import in_order, words_of
from pie_audit.domain.team_part import TeamPart
from pie_audit.ui.everyday.part_places import PLACES
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import (
    Card,
    Chip,
    EvenLayout,
    IconMark,
    LinkButton,
    Page,
    Tick,
    WrapLabel,
    boxed,
    row,
)
from pie_audit.words import _
from pie_audit.workflows import team_parts
from pie_audit.workflows.team_parts import PartsView

_LEAST = 290


class PartCard(Card):
    """One part. `turned` brings what it is to be from now on; filling tells nobody. `opened` asks for its page."""

    turned = Signal(bool)
    opened = Signal()

    def __init__(self, part: TeamPart) -> None:
        words = words_of(part)
        super().__init__(words.name, icon=PLACES[part].icon, gap=8)
        self.tick = Tick(_("We use this"))
        self.tick.setAccessibleName(_("Use “{part}”").format(part=words.name))
        self.tick.setAccessibleDescription(words.purpose)
        self.tick.clicked.connect(self._on_clicked)
        self.state = Chip("", "neutral")
        self.state.hide()
        self.open = LinkButton(_("Open"))
        self.open.setAccessibleName(_("Open “{part}”").format(part=words.name))
        self.open.clicked.connect(self._on_open)
        foot = row(self.tick, self.state, None, self.open, gap=10)
        self.add(
            WrapLabel(words.purpose),
            _fact("clock", _("It asks: {time}").format(time=words.asks)),
            _fact("eye", _("Who reads it: {readers}").format(readers=words.readers)),
            None,
            foot,
        )
        self.tick.setEnabled(False)
        self.open.hide()

    def show_state(self, on: bool, *, may_choose: bool) -> None:
        """Whether the team uses it, and whether whoever looks may change that."""
        self.tick.setChecked(on)
        self.tick.setEnabled(may_choose)
        self.tick.setVisible(may_choose)
        self.state.set(_("In use") if on else _("Not in use"), "good" if on else "neutral")
        self.state.setVisible(not may_choose)
        self.open.setVisible(on)

    def _on_clicked(self, on: bool) -> None:
        self.turned.emit(on)

    def _on_open(self) -> None:
        self.opened.emit()


class PartsPage(Page):
    """Made once and filled on each visit, so that the focus stays on the switch somebody pressed."""

    KINDS = frozenset({Kind.TEAMS, Kind.PEOPLE, Kind.ROUND})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, team_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("What our team uses"), "", parent)
        self._jobs, self._team_id, self._on_the_way = jobs, team_id, 0
        self.cards = {part: PartCard(part) for part in in_order()}
        for part, card in self.cards.items():
            card.turned.connect(partial(self._on_turned, part))
            card.opened.connect(partial(self._on_opened, part))
        self._tell(True)
        self.add(boxed(EvenLayout(*self.cards.values(), least=_LEAST, gap=16)), None)

    def reload(self) -> None:
        """Read it again."""
        self._jobs.read(team_parts.parts_view, self._team_id, owner=self, then=self.show_parts)

    def show_parts(self, view: PartsView) -> None:
        """Show what is on, and let whoever may choose change it; not what was read before a switch that is on its way."""
        if self._on_the_way:
            return
        self._tell(view.may_choose)
        for part, card in self.cards.items():
            card.show_state(part in view.parts, may_choose=view.may_choose)
        first = next(iter(self.cards.values()))
        self.first_focus = first.tick if view.may_choose else first.open

    def _tell(self, may_choose: bool) -> None:
        choosing = _(
            "Use what helps and leave the rest. What was written stays, and comes back with its part."
        )
        looking = _("The team’s manager, or whoever leads the review, chooses.")
        self.heading.set(_("What our team uses"), choosing if may_choose else looking)

    def _on_turned(self, part: TeamPart, on: bool) -> None:
        self._on_the_way += 1
        self._jobs.write(
            team_parts.turn,
            self._team_id,
            part,
            on,
            owner=self,
            then=self._on_done,
            problem=self._on_problem,
        )

    def _on_done(self, _undoable: object) -> None:
        self._on_the_way -= 1
        self.reload()

    def _on_problem(self, error: object) -> None:
        """What could not be changed is shown as it stands."""
        self._on_the_way -= 1
        self._jobs.trouble.emit(error)
        self.reload()

    def _on_opened(self, part: TeamPart) -> None:
        place = PLACES[part]
        self.went_to.emit(place.area, place.argument)


def _fact(icon: str, words: str) -> QWidget:
    line = row(IconMark(icon, 16, "ink2"), gap=8)
    line.addWidget(WrapLabel(words, "small", "ink2"), 1)
    return boxed(line)
