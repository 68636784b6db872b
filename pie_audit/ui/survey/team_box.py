"""Who is asked in one team: everybody on one list, or in parts such as days and nights."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.survey import Block
from pie_audit.ui.survey.naming import names_words
from pie_audit.ui.survey.team_parts import PartsForm, slips_choice
from pie_audit.ui.widgets import EvenLayout, Field, Segmented, Tick, WrapLabel, boxed, column
from pie_audit.words import _
from pie_audit.workflows.surveys.planning import BlockWish
from pie_audit.workflows.surveys.views import Somebody, TeamToAsk

WHOLE, PARTS = 0, 1


class TeamBox(QWidget):
    """`changed` on every gesture, never on filling. Who hasn't signed in can't answer by name: they get a slip."""

    changed = Signal()

    def __init__(self, team: TeamToAsk, *, alone: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.team = team
        ready = [one for one in team.people if one.ready]
        self.asks = Tick(_("Ask {team}").format(team=team.name))
        self.asks.setVisible(not alone)
        self.how = Segmented(
            _("How {team} is asked").format(team=team.name), [(_("As one list"), ""), (_("In parts"), "")]
        )
        self.whole = WholeForm(ready, team.name)
        self.parts = PartsForm(ready, team.name)
        self._waiting = WrapLabel(_waiting_words(team.people), "small", "ink2")
        self._inside = boxed(column(self.how, self.whole, self.parts, self._waiting, gap=12))
        self.setLayout(column(self.asks, self._inside, gap=8))
        self._waiting.setVisible(bool(self._waiting.text()))
        self.asks.clicked.connect(self._on_changed)
        self.how.chosen.connect(self._on_how)
        self.whole.changed.connect(self._on_changed)
        self.parts.changed.connect(self._on_changed)
        self._show()

    def fill(self, blocks: Sequence[Block] | None, *, usual: bool) -> None:
        """Silently: these blocks of a plan, or everybody where there is none yet and it is `usual` to ask them."""
        mine = [block for block in blocks or () if block.team_id == self.team.team_id]
        self.asks.setChecked(bool(mine) or (blocks is None and usual))
        in_parts = bool(mine) and mine[0].block_id != self.team.team_id
        self.how.set_chosen(PARTS if in_parts else WHOLE)
        if in_parts:
            self.parts.fill(mine)
        else:
            self.whole.fill(mine[0] if mine else None)
        self._show()

    def wishes(self) -> tuple[BlockWish, ...]:
        """What is chosen, in blocks; nothing where the team isn't asked."""
        if not self.asks.isChecked():
            return ()
        team_id = self.team.team_id
        if self.how.index() == PARTS:
            return self.parts.wishes(team_id)
        people, slips = self.whole.people(), self.whole.slips.currentIndex()
        return (BlockWish(team_id, "", people, slips),) if people or slips else ()

    def _on_how(self, how: int) -> None:
        if how == PARTS and not self.parts.parts:
            self.parts.begin(self.whole.people())
        self._on_changed()

    def _on_changed(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        in_parts = self.how.index() == PARTS
        self._inside.setVisible(self.asks.isChecked())
        self.whole.setVisible(not in_parts)
        self.parts.setVisible(in_parts)


class WholeForm(QWidget):
    """Everybody of a team with a tick, and places by slip."""

    changed = Signal()

    def __init__(self, people: Sequence[Somebody], team_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ticks = {one.person_id: Tick(one.name) for one in people}
        for tick in self.ticks.values():
            tick.setChecked(True)
            tick.clicked.connect(self.changed)
        self.slips = slips_choice()
        self.slips.activated.connect(self.changed)
        self.slips.setMaximumWidth(140)
        field = Field(
            _("Places by slip"),
            self.slips,
            _("For agency, bank, or anybody without a sign-in. Printed once, drawn from a bowl, no names."),
        )
        self.slips.setAccessibleName(_("Places by slip, {team}").format(team=team_name))
        self.setLayout(column(boxed(EvenLayout(*self.ticks.values(), least=190, gap=4)), field, gap=12))

    def fill(self, block: Block | None) -> None:
        """Silently; everybody where there is no plan yet."""
        for person_id, tick in self.ticks.items():
            tick.setChecked(block is None or person_id in block.people)
        self.slips.setCurrentIndex(min(block.slips if block else 0, self.slips.count() - 1))

    def people(self) -> tuple[str, ...]:
        """Who is ticked."""
        return tuple(person_id for person_id, tick in self.ticks.items() if tick.isChecked())


def _waiting_words(people: Sequence[Somebody]) -> str:
    waiting = [one.name for one in people if not one.ready]
    if not waiting:
        return ""
    return _("Not signed in yet: {names}. Count a slip for them.").format(names=names_words(waiting))
