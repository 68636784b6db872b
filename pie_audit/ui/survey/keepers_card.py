"""Who keeps the keys: three names, any two of whom open the box."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.survey import KEEPERS
from pie_audit.ui.survey.naming import names_words
from pie_audit.ui.survey.plan_checks import is_outside
from pie_audit.ui.widgets import Card, Choice, EvenLayout, Field, WrapLabel, boxed, column
from pie_audit.words import _
from pie_audit.workflows.surveys.planning import BlockWish
from pie_audit.workflows.surveys.views import Somebody


class KeepersCard(Card):
    """`changed` on every gesture."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Who keeps the keys"), icon="key", gap=12, parent=parent)
        self._people: tuple[Somebody, ...] = ()
        self._notes: dict[str, str] = {}
        names = (_("First key"), _("Second key"), _("Third key"))
        self.keys = tuple(Choice() for _each in range(KEEPERS))
        self.fields = tuple(Field(name, key) for name, key in zip(names, self.keys, strict=True))
        for key in self.keys:
            key.activated.connect(self._on_chosen)
        self.error = WrapLabel("", "small", "danger")
        self._waiting = WrapLabel("", "small", "ink2")
        self.add(
            WrapLabel(_("Any two of the three open the box, after it has closed. Nobody can alone.")),
            boxed(EvenLayout(*(boxed(column(field, None)) for field in self.fields), least=170, gap=12)),
            self.error,
            WrapLabel(
                _(
                    "At least two don’t manage, and at most one looks after pie-audit. One may come from outside the "
                    "team: somebody people trust, who writes themes from what is said in words."
                ),
                "small",
                "ink2",
            ),
            self._waiting,
        )
        self.error.hide()

    def offer(self, people: Sequence[Somebody], blocks: Sequence[BlockWish]) -> None:
        """Silently: who can be chosen; what stands in each field stays where it still can.

        Also one name in two of them: whoever goes through the names by keyboard passes those chosen already.
        """
        was = [str(key.currentData() or "") for key in self.keys]
        self._people = tuple(people)
        self._notes = {one.person_id: _notes(one, outside=is_outside(one, blocks)) for one in people}
        ready = [one for one in people if one.ready]
        for key in self.keys:
            key.clear()
            key.addItem(_("Choose…"), "")
            for one in ready:
                key.addItem(one.name, one.person_id)
        self.choose(was)
        waiting = [one.name for one in people if not one.ready]
        self._waiting.setVisible(bool(waiting))
        words = _("Not signed in yet, so they can’t keep a key: {names}.")
        self._waiting.setText(words.format(names=names_words(waiting)))

    def choose(self, keepers: Sequence[str]) -> None:
        """Silently: these three, or fewer."""
        for at, key in enumerate(self.keys):
            wanted = keepers[at] if at < len(keepers) else ""
            key.setCurrentIndex(max(0, key.findData(wanted)))
        self._tell()

    def chosen(self) -> tuple[str, ...]:
        """In the order of the fields; nobody twice."""
        found = [str(key.currentData() or "") for key in self.keys]
        return tuple(dict.fromkeys(person_id for person_id in found if person_id))

    def has_outside(self, blocks: Sequence[BlockWish]) -> bool:
        """Whether one of them comes from outside the teams that are asked."""
        chosen = self.chosen()
        return any(is_outside(one, blocks) for one in self._people if one.person_id in chosen)

    def _on_chosen(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        for field, key in zip(self.fields, self.keys, strict=True):
            field.set_help(self._notes.get(str(key.currentData() or ""), ""))

    def set_error(self, words: str) -> None:
        """Say what is wrong under the fields."""
        self.error.setText(words)
        self.error.setVisible(bool(words))


def _notes(one: Somebody, *, outside: bool) -> str:
    notes = [
        _("Manages") if one.manages else "",
        _("Looks after pie-audit") if one.administers else "",
        _("From outside the team") if outside else "",
    ]
    return " · ".join(note for note in notes if note)
