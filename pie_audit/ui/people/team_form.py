"""A team's name and the line under it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from pie_audit.domain.team import Team
from pie_audit.ui.widgets import Card, Field, FlowLayout, LinkButton, PrimaryButton, TextLine, boxed
from pie_audit.words import _


class TeamForm(Card):
    """A new team, or another name for one. `submitted` brings name and line."""

    submitted = Signal(str, str)
    cancelled = Signal()

    def __init__(self, team: Team | None = None) -> None:
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
        self.add(
            self._name_field,
            Field(_("In a few words"), self.about, note=_("Optional")),
            boxed(FlowLayout(go, cancel)),
        )
        self.setFocusProxy(self.name)

    def _on_go(self) -> None:
        if not self.name.text().strip():
            self._name_field.set_error(_("The team needs a name."))
            self.name.setFocus()
            return
        self.submitted.emit(self.name.text().strip(), self.about.text().strip())
