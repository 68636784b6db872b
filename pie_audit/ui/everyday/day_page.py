"""Day by day: a calm list of the parts that the team uses, each with one quiet line of what is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.part_use import PartUse, here_words
from pie_audit.domain.part_words import words_of
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.team_part import TeamPart
from pie_audit.ui.everyday.part_places import PLACES, WRITTEN
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.widgets import (
    Card,
    Command,
    Divider,
    EvenLayout,
    IconMark,
    Page,
    Pressable,
    SecondaryButton,
    WrapLabel,
    boxed,
    clear,
    column,
    row,
)
from pie_audit.words import _
from pie_audit.workflows import team_parts
from pie_audit.workflows.team_parts import PartsView

_LEAST = 330


class PartRow(Pressable, QPushButton):
    """One part with what is there, or what it is for while nothing is; a click opens its page."""

    _edge = _ground = ""

    def __init__(self, use: PartUse, quarter: Quarter) -> None:
        super().__init__()
        self.part = part = use.part
        words = words_of(part)
        line = here_words(use, quarter) if use.entries else words.purpose
        layout = row(IconMark(PLACES[part].icon, 20, "accent"), gap=14)
        layout.addLayout(
            column(WrapLabel(words.name, "strong"), WrapLabel(line, "small", "ink2"), gap=2),
            1,
        )
        layout.addWidget(IconMark("caret-right", 16, "ink2"))
        layout.setContentsMargins(8, 10, 8, 10)
        self.setLayout(layout)
        self.setAccessibleName(words.name)
        self.setAccessibleDescription(line)
        self.prepare()


class DayPage(Page):
    """Read whole on each visit. What a team doesn’t use isn’t listed."""

    KINDS = frozenset(
        {
            Kind.TEAMS,
            Kind.SMALL_LOGS,
            Kind.ROUND,
            Kind.ACTIONS,
            Kind.BARRIERS,
            Kind.SAID_DID,
            Kind.LEARNING,
            Kind.PRACTICES,
        }
    )
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, team_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Day by day"), _("Small things that your team keeps between two reviews"), parent)
        self._jobs, self._team_id = jobs, team_id
        self.view: PartsView | None = None
        self.rows: list[PartRow] = []
        self.choose = SecondaryButton(_("What our team uses"), "list-checks")
        self.choose.clicked.connect(self.go_to_choice)
        self.heading.add_state(self.choose)
        self._content = QVBoxLayout()
        self._content.setSpacing(16)
        self.add(self._content, None)
        self.first_focus = self.choose

    def reload(self) -> None:
        """Read it again."""
        self._jobs.read(team_parts.parts_in_use, self._team_id, owner=self, then=self.show_parts)

    def show_parts(self, view: PartsView) -> None:
        """Fill the list. The focus stays on the row it was on."""
        if view == self.view:
            return
        held = next((r.part for r in self.rows if r.hasFocus()), None)
        self.view = view
        clear(self._content)
        self.rows = []
        cards = [
            self._card(title, uses, view.quarter)
            for title, uses in (
                (_("Put down in seconds"), [u for u in view.uses if u.part in WRITTEN]),
                (_("Looked at together"), [u for u in view.uses if u.part not in WRITTEN]),
            )
            if uses
        ]
        self._content.addWidget(boxed(EvenLayout(*cards, least=_LEAST, gap=16)))
        self._focus(held)

    def _card(self, title: str, uses: list[PartUse], quarter: Quarter) -> Card:
        card = Card(title, gap=4)
        for at, use in enumerate(uses):
            if at:
                card.add(Divider())
            line = PartRow(use, quarter)
            line.clicked.connect(partial(self._open, use.part))
            self.rows.append(line)
            card.add(line)
        return card.add(None)

    def _focus(self, held: TeamPart | None) -> None:
        same = next((r for r in self.rows if r.part is held), None)
        self.first_focus = same or next(iter(self.rows), self.choose)
        if same is not None:
            self.begin()

    def _open(self, part: TeamPart, _checked: bool = False) -> None:
        place = PLACES[part]
        self.went_to.emit(place.area, place.argument)

    def go_to_choice(self) -> None:
        """Look at what the team uses."""
        self.went_to.emit("team-parts", None)

    def commands(self) -> tuple[Command, ...]:
        """The parts in use."""
        return tuple(
            Command(words_of(part).name, _runs(self._open, part), icon=PLACES[part].icon, is_place=True)
            for part in (r.part for r in self.rows)
        )


def _runs(act: Callable[[TeamPart], None], part: TeamPart) -> Callable[[], None]:
    return partial(act, part)
