"""A team's name and the line under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from pie_audit.domain.team import Team
from pie_audit.ui.widgets import (
    Card,
    Field,
    FlowLayout,
    LinkButton,
    PrimaryButton,
    TextLine,
    Tick,
    WrapLabel,
    boxed,
)
from pie_audit.words import _


class TeamForm(Card):
    """A new team, or another name for one. `submitted` brings name and line.

    A new one may come out of teams that merge or split: `before` names these, `they_end` whether they end here.
    """

    submitted = Signal(str, str)
    cancelled = Signal()

    def __init__(self, team: Team | None = None, others: Sequence[Team] = ()) -> None:
        super().__init__(
            _("Rename {name}").format(name=team.name) if team else _("Add a team"), look="chosen"
        )
        self.name, self.about = TextLine(team.name if team else ""), TextLine(team.about if team else "")
        self._name_field = Field(_("What the team is called"), self.name)
        go = PrimaryButton(_("Keep this") if team else _("Add the team"))
        go.clicked.connect(self._on_go)
        cancel = LinkButton(_("Cancel"))
        cancel.clicked.connect(self.cancelled)
        self.name.returnPressed.connect(self.about.setFocus)
        self.about.returnPressed.connect(self._on_go)
        self._from = {other.team_id: Tick(other.name) for other in others} if team is None else {}
        self._end = Tick(_("They end here. Their history stays, and is never mixed with the new one."))
        self.add(self._name_field, Field(_("In a few words"), self.about, note=_("Optional")))
        if self._from:
            self._ask_where_from()
        self.add(boxed(FlowLayout(go, cancel)))
        self.setFocusProxy(self.name)

    def _ask_where_from(self) -> None:
        self.add(WrapLabel(_("Does it come out of a team that merges or splits?"), "strong"))
        for tick in self._from.values():
            tick.clicked.connect(self._show_end)
            self.add(tick)
        self._end.setChecked(True)
        self.add(self._end)
        self._end.hide()

    def _show_end(self) -> None:
        self._end.setVisible(bool(self.before))

    @property
    def before(self) -> tuple[str, ...]:
        """The teams that this one comes out of."""
        return tuple(team_id for team_id, tick in self._from.items() if tick.isChecked())

    @property
    def they_end(self) -> bool:
        """Whether those teams end here."""
        return bool(self.before) and self._end.isChecked()

    def _on_go(self) -> None:
        if not self.name.text().strip():
            self._name_field.set_error(_("The team needs a name."))
            self.name.setFocus()
            return
        self.submitted.emit(self.name.text().strip(), self.about.text().strip())
