"""A team in parts: their names, how many slips each gets, and who is in which."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.survey import Block
from pie_audit.ui.widgets import (
    Choice,
    Divider,
    IconButton,
    LinkButton,
    TextLine,
    WrapLabel,
    boxed,
    clear,
    column,
    row,
)
from pie_audit.words import _
from pie_audit.workflows.surveys.planning import BlockWish
from pie_audit.workflows.surveys.views import Somebody

MOST_SLIPS, MOST_PARTS = 30, 8
_LABEL = 60


def slips_choice() -> Choice:
    """How many slips."""
    choice = Choice(*(str(n) for n in range(MOST_SLIPS + 1)))
    choice.setMinimumContentsLength(4)
    return choice


class PartLine(QWidget):
    """One part: its name, its slips, and a way to take it out."""

    def __init__(self, label: str, slips: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = TextLine(label, most=_LABEL, placeholder=_("Days"))
        self.slips = slips_choice()
        self.slips.setCurrentIndex(min(slips, MOST_SLIPS))
        self.remove = IconButton("x", _("Take this part out"), in_row=True)
        line = row(gap=10)
        line.addWidget(self.label, 1)
        line.addWidget(WrapLabel(_("slips"), "small", "ink2", wrap=False))
        line.addWidget(self.slips)
        line.addWidget(self.remove)
        self.setLayout(line)
        self.rename()

    def rename(self) -> None:
        """Say which part each control belongs to."""
        name = self.label.text().strip() or _("a part without a name")
        self.label.setAccessibleName(_("Name of a part"))
        self.slips.setAccessibleName(_("Places by slip, {part}").format(part=name))
        self.remove.set_name(_("Take out {part}").format(part=name))


class PartsForm(QWidget):
    """`changed` on every gesture; a name counts once the focus has left it."""

    changed = Signal()

    def __init__(self, people: Sequence[Somebody], team_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people, self._team_name = tuple(people), team_name
        self.parts: list[PartLine] = []
        self.places: dict[str, Choice] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.more = LinkButton(_("Add a part"))
        self.more.clicked.connect(self._add_part)
        rows = [self._person(one) for one in people]
        note = WrapLabel(
            _("Each person is in one part. Parts under five may stay hidden, whatever they say."),
            "small",
            "ink2",
        )
        self.setLayout(column(note, boxed(self._lines), row(self.more, None), Divider(), *rows, gap=8))

    def _person(self, one: Somebody) -> QWidget:
        place = Choice(_("Not this time"))
        place.setMinimumContentsLength(12)
        place.setAccessibleName(_("{name} is in").format(name=one.name))
        place.activated.connect(self.changed)
        self.places[one.person_id] = place
        line = row(gap=12)
        line.addWidget(WrapLabel(one.name, "strong"), 1)
        line.addWidget(place)
        return boxed(line)

    def begin(self, people: Sequence[str]) -> None:
        """Two parts to start from, with everybody in the first."""
        self._set_parts([(_("Days"), 0), (_("Nights"), 0)])
        for person_id, place in self.places.items():
            place.setCurrentIndex(1 if person_id in people else 0)

    def fill(self, blocks: Sequence[Block]) -> None:
        """Silently: the parts of a plan, whose labels begin with the team's name."""
        before = f"{self._team_name}: "
        self._set_parts([(block.label.removeprefix(before), block.slips) for block in blocks])
        for person_id, place in self.places.items():
            at = next((n for n, block in enumerate(blocks, start=1) if person_id in block.people), 0)
            place.setCurrentIndex(at)

    def wishes(self, team_id: str) -> tuple[BlockWish, ...]:
        """Every part in which somebody is, by name or by slip."""
        found = [
            BlockWish(team_id, part.label.text().strip(), self._in_part(at), part.slips.currentIndex())
            for at, part in enumerate(self.parts, start=1)
        ]
        return tuple(wish for wish in found if wish.people or wish.slips)

    def _in_part(self, at: int) -> tuple[str, ...]:
        return tuple(person_id for person_id, place in self.places.items() if place.currentIndex() == at)

    def _set_parts(self, parts: Sequence[tuple[str, int]]) -> None:
        clear(self._lines)
        self.parts = []
        for label, slips in parts:
            self._put_part(label, slips)
        self._rename()

    def _put_part(self, label: str, slips: int) -> PartLine:
        part = PartLine(label, slips)
        part.label.editingFinished.connect(self._on_renamed)
        part.slips.activated.connect(self.changed)
        part.remove.clicked.connect(partial(self._remove, part))
        self.parts.append(part)
        self._lines.addWidget(part)
        return part

    def _add_part(self) -> None:
        part = self._put_part("", 0)
        self._rename()
        part.show()
        part.label.setFocus()

    def _remove(self, part: PartLine, _checked: bool = False) -> None:
        """Who was in it isn't asked until somebody says where they are."""
        at = self.parts.index(part) + 1
        for place in self.places.values():
            now = place.currentIndex()
            place.setCurrentIndex(0 if now == at else now - (now > at))
            place.removeItem(at)
        self.parts.remove(part)
        part.hide()
        part.setParent(None)
        part.deleteLater()
        self._rename()
        self.more.setFocus()
        self.changed.emit()

    def _on_renamed(self) -> None:
        self._rename()
        self.changed.emit()

    def _rename(self) -> None:
        """Keep the choice of everybody, under the names that the parts have now."""
        self.more.setVisible(len(self.parts) < MOST_PARTS)
        for part in self.parts:
            part.rename()
            part.remove.setVisible(len(self.parts) > 1)
        names = [part.label.text().strip() or _("A part without a name") for part in self.parts]
        for place in self.places.values():
            at = place.currentIndex()
            place.clear()
            place.addItems([_("Not this time"), *names])
            place.setCurrentIndex(at if 0 <= at <= len(names) else 0)
