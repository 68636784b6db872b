"""What goes with the signature: who doesn't agree, who else signs, and the words of page one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.signing import WORDS_LIMIT, FairAccount
from pie_audit.ui.plan.growing_text import GrowingText
from pie_audit.ui.widgets import Card, Field, Tick, WrapLabel, announce
from pie_audit.words import _, plural
from pie_audit.workflows.signing import BeforeSigning

_SHORT = 300


class AccountForm(QWidget):
    """Everything in it may stay empty. `edited` by a person; `rest_card` asks about topics nobody talked about."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left = 0
        self.rest = Tick(_("Mark the rest “not discussed this time”"))
        self._rest_words = WrapLabel("", "strong")
        self.rest_card = Card(look="plain", gap=4).add(self._rest_words, self.rest)
        self.refusals = GrowingText(most=4 * WORDS_LIMIT, least=2)
        self.lived = Tick(_("Somebody with lived experience signs it too"))
        self.lived_words = GrowingText(most=WORDS_LIMIT, least=1)
        self.contact = GrowingText(most=_SHORT, least=1)
        self.resident = GrowingText(most=_SHORT, least=2)
        self.consent = Tick(_("They said yes to it being printed, without their name"))
        self.win = GrowingText(most=_SHORT, least=1)
        self._lay_out()
        self._listen()
        self._follow()

    def show_state(self, state: BeforeSigning) -> None:
        """Fill without telling anybody."""
        self._left = state.topics_left
        words = plural(
            "{n} topic has nothing written down.", "{n} topics have nothing written down.", self._left
        )
        self._rest_words.setText(words.format(n=self._left))
        self.rest_card.setVisible(self._left > 0)
        kept = state.kept
        self.refusals.setText("\n".join(kept.refusals))
        self.lived_words.setText(kept.lived_experience or "")
        self.resident.setText(kept.resident_words)
        self.win.setText(kept.small_win)
        self.contact.setText(kept.contact)
        ticks = ((self.lived, kept.lived_experience is not None), (self.consent, kept.has_consent))
        for tick, is_on in ticks:
            tick.blockSignals(True)
            tick.setChecked(is_on)
            tick.blockSignals(False)
        self._refused.setVisible(not state.one_person)
        self._follow()

    def account(self) -> FairAccount:
        """What was said so far."""
        refusals = tuple(line.strip() for line in self.refusals.text().splitlines() if line.strip())
        return FairAccount(
            refusals,
            self.lived_words.text().strip() if self.lived.isChecked() else None,
            self.resident.text().strip(),
            self.consent.isChecked(),
            self.win.text().strip(),
            self.contact.text().strip(),
            self.rest.isChecked(),
        )

    def check(self) -> bool:
        """Whether it may be signed so; else the focus goes where something is missing, and it is said."""
        if self._left and not self.rest.isChecked():
            self.rest.setFocus()
            announce(self, _("Some topics have nothing written down: tick that they weren’t discussed."))
            return False
        if self.resident.text().strip() and not self.consent.isChecked():
            self._own_words.set_error(_("Ask them, and tick it; or leave the words out."))
            self.consent.setFocus()
            announce(self, self._own_words.error())
            return False
        return True

    def _lay_out(self) -> None:
        self._refused = Field(
            _("Does somebody in the team not find it fair?"),
            self.refusals,
            _("Their words, without a name; a line for each. It is printed, and it stops nothing."),
        )
        self._lived_field = Field(_("Do they sign with a reservation?"), self.lived_words)
        self._own_words = Field(
            _("One sentence of {a_person}"),
            self.resident,
            _("Only with their yes. It stands on page one."),
        )
        page_one = Card(_("For page one"), gap=12).add(
            Field(
                _("Who rings back?"),
                self.contact,
                _("A role and a number: whoever decides will ask."),
            ),
            self._own_words,
            self.consent,
            Field(_("One small win"), self.win),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        for part in (self._refused, self.lived, self._lived_field, page_one):
            layout.addWidget(part)

    def _listen(self) -> None:
        for area in (self.refusals, self.lived_words, self.contact, self.resident, self.win):
            area.edited.connect(self._on_edited)
        for tick in (self.lived, self.consent, self.rest):
            tick.toggled.connect(self._on_edited)

    def _on_edited(self, *_change: object) -> None:
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        self._lived_field.setVisible(self.lived.isChecked())
        self.consent.setVisible(bool(self.resident.text().strip()))
        self._own_words.set_error("")
