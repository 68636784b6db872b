"""“What we agree to write down”, while it can still change."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.supervision import Summary
from pie_audit.ui.supervision.actions_list import ActionsList
from pie_audit.ui.supervision.function_chips import FunctionChips
from pie_audit.ui.supervision.words import first_name, function_name
from pie_audit.ui.widgets import (
    Card,
    Chip,
    Divider,
    Field,
    FlowLayout,
    GrowingText,
    LinkButton,
    SecondaryButton,
    WrapLabel,
    boxed,
    column,
)
from pie_audit.words import _, plural
from pie_audit.workflows.supervision.supervision_sessions import Balance, SessionView

MOST = 12_000
MOST_PART = 4000


class SummaryCard(Card):
    """`edited` for what a person typed or chose, never for `fill`; `left` when they are through with a field."""

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What we agree to write down"), icon="users", gap=12, parent=parent)
        self.who = Chip("", "info", "users")
        self.add_to_title(self.who)
        self._me_id = ""
        self._model = ""
        self._grid: tuple[str, ...] = ()
        self.text = GrowingText(most=MOST, least=5)
        self.text.setAccessibleName(_("What we agree to write down"))
        self.functions = FunctionChips()
        self.balance = WrapLabel("", "small", "ink2")
        self.parts = {
            "learning": GrowingText(most=MOST_PART),
            "decisions": GrowingText(most=MOST_PART),
            "wider_system": GrowingText(most=MOST_PART),
        }
        self.differs = GrowingText(most=MOST_PART, least=2)
        self.deeds = ActionsList()
        self.more_button = LinkButton(_("Learning, decisions, the wider system"), "caret-down")
        self.differ_button = SecondaryButton(_("Write it here"), in_row=True)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        titles = {
            "learning": (_("What we learned"), ""),
            "decisions": (_("What we decided"), ""),
            "wider_system": (
                _("The wider system"),
                _("What comes from rules, money or other agencies, so that nobody carries it alone."),
            ),
        }
        fields = [Field(title, self.parts[name], help_words) for name, (title, help_words) in titles.items()]
        self.more = boxed(column(*fields, gap=10))
        self.differs_field = Field(
            _("How one of us sees it"), self.differs, _("It’s kept beside the rest and carries a name.")
        )
        touched = WrapLabel(_("We touched on"), "strong", wrap=False)
        differ = WrapLabel(_("One of us sees it differently"), "strong")
        self.add(
            self.text,
            boxed(FlowLayout(touched, self.functions, gap=12)),
            self.balance,
            boxed(FlowLayout(self.more_button)),
            self.more,
            Divider(),
            WrapLabel(_("What we’ll do"), "strong"),
            self.deeds,
            Divider(),
            boxed(FlowLayout(differ, self.differ_button, gap=12)),
            self.differs_field,
        )
        self.more.hide()
        self.differs_field.hide()

    def _wire(self) -> None:
        for control in (self.text, self.differs, *self.parts.values()):
            control.edited.connect(self.edited)
            control.left.connect(self.left)
        for part in (self.functions, self.deeds):
            part.edited.connect(self.edited)
        self.deeds.left.connect(self.left)
        self.more_button.clicked.connect(self._show_more)
        self.differ_button.clicked.connect(self._show_differs)

    def fill(self, view: SessionView, summary: Summary) -> None:
        """Show it, silently, with the caret where it was in fields that say the same."""
        self._me_id = view.me_id
        self._model, self._grid = summary.model_id, summary.grid
        names = [first_name(name) for name in view.names.values()]
        self.who.set(_("{one} and {other}").format(one=names[0], other=names[-1]), "info", "users")
        for control, words in (
            (self.text, summary.text),
            (self.differs, summary.differs),
            *((control, getattr(summary, name)) for name, control in self.parts.items()),
        ):
            if control.text() != words:
                control.setText(words)
        self.functions.set_chosen(summary.functions)
        self.deeds.fill(summary.actions, view.names, view.today)
        self.show_balance(view.balance)
        if any(getattr(summary, name).strip() for name in self.parts):
            self._show_more()
        if summary.differs.strip():
            self.differs_field.show()
            self.differ_button.hide()

    def show_balance(self, balance: Balance) -> None:
        """What the last sessions touched: counts, for the two of them."""
        counts = ", ".join(f"{function_name(f).lower()} {n}" for f, n in balance.counts.items())
        words = plural("Your last session: {counts}.", "Your last {n} sessions: {counts}.", balance.of)
        self.balance.setText(words.format(n=balance.of, counts=counts))
        self.balance.setVisible(balance.of > 1)

    def read(self, base: Summary) -> Summary:
        """What stands there now, over what was read."""
        differs = self.differs.text()
        return replace(
            base,
            text=self.text.text(),
            functions=self.functions.chosen(),
            differs=differs,
            differs_by=base.differs_by if differs == base.differs else self._me_id,
            actions=self.deeds.read(),
            model_id=self._model,
            grid=self._grid,
            **{name: control.text() for name, control in self.parts.items()},  # type: ignore[arg-type]  # all of them words
        )

    def words_to_copy(self) -> list[str]:
        """Everything that was typed."""
        controls = (self.text, *self.parts.values(), self.differs)
        said = [control.text() for control in controls] + [a.what for a in self.deeds.read()]
        return [words for words in said if words.strip()]

    def insert_heading(self, heading: str, model_id: str) -> None:
        """A prompt's name as a line of its own, at the end, and go there; it can be deleted like any text."""
        before = self.text.text().rstrip()
        self.text.setText(f"{before}\n\n{heading}\n" if before else f"{heading}\n")
        self._model = model_id
        cursor = self.text.edit.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.text.edit.setTextCursor(cursor)
        self.text.setFocus()
        self.edited.emit()

    def set_grid(self, ticked: tuple[str, ...], model_id: str) -> None:
        """What was ticked in a model's grid."""
        self._grid, self._model = ticked, model_id
        self.edited.emit()

    def _show_more(self) -> None:
        self.more.show()
        self.more_button.hide()

    def _show_differs(self) -> None:
        self.differs_field.show()
        self.differ_button.hide()
        self.differs.setFocus()
