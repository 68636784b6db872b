"""What goes back to the team: drafted here, sent once the group has agreed on it aloud, changed until it meets again."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.group_minutes import Minutes
from pie_audit.domain.name_check import check
from pie_audit.domain.name_finding import Finding
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Field,
    FlowLayout,
    GrowingText,
    LinkButton,
    PrimaryButton,
    Tick,
    WrapLabel,
    boxed,
    clear,
    column,
)
from pie_audit.words import _
from pie_audit.workflows.supervision.group_lines import LINE_LIMIT
from pie_audit.workflows.supervision.group_sittings import SittingView


class BackCard(Card):
    """`edited` while it is a draft in the notes; `sent` with words and themes; `taken_back` when it shall go."""

    edited = Signal()
    sent = Signal(str, tuple)
    taken_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What goes back to the team"), icon="megaphone-simple", gap=12, parent=parent)
        self.state = Banner("", look="info", icon="users")
        self.words = GrowingText(most=LINE_LIMIT, least=2)
        self.words.edited.connect(self._on_words)
        self.field = Field(
            _("A line in our words, without names"),
            self.words,
            _("Until you send it, it stays among those who were there."),
        )
        self.themes: dict[str, Tick] = {}
        self._themes = FlowLayout(gap=8)
        self._themes_box = boxed(
            column(
                WrapLabel(_("Does it belong to a theme of our review?"), "small_strong"),
                boxed(self._themes),
                gap=6,
            )
        )
        self.aloud = Tick(_("We read it out, and everybody here agreed"))
        self.aloud.toggled.connect(self._show_state)
        self.names = Banner("", look="warn", icon="info")
        self._view: SittingView | None = None
        self.send = PrimaryButton(_("Let the team read it"), in_row=True)
        self.take_back = LinkButton(_("Take it back"), "arrow-counter-clockwise", in_row=True)
        self.send.clicked.connect(self._on_send)
        self.take_back.clicked.connect(self.taken_back)
        self._line: tuple[str, tuple[str, ...]] | None = None
        self._open = False
        self.add(
            self.state,
            self.field,
            self._themes_box,
            self.aloud,
            self.names,
            boxed(FlowLayout(self.send, self.take_back)),
        )

    def fill(self, view: SittingView, minutes: Minutes) -> None:
        """Show the draft."""
        if list(self.themes) != [theme_id for theme_id, _title in view.themes]:
            self._make_themes(view)
        self.words.setText(minutes.back_to_team)
        for theme_id, tick in self.themes.items():
            was = tick.blockSignals(True)
            tick.setChecked(theme_id in minutes.theme_ids)
            tick.blockSignals(was)
            tick.update()
        self.show_around(view)

    def show_around(self, view: SittingView) -> None:
        """What the team reads now, and whether that can still change."""
        self._view = view
        self._line = (view.line.words, view.line.theme_ids) if view.line else None
        self._open = view.line_open
        self._show_state()

    def read(self, base: Minutes) -> Minutes:
        """The draft as it stands."""
        return replace(base, back_to_team=self.words.text(), theme_ids=self._chosen())

    def _make_themes(self, view: SittingView) -> None:
        clear(self._themes)
        self.themes = {theme_id: Tick(title) for theme_id, title in view.themes}
        for tick in self.themes.values():
            tick.toggled.connect(self._on_words)
            self._themes.addWidget(tick)

    def _chosen(self) -> tuple[str, ...]:
        return tuple(theme_id for theme_id, tick in self.themes.items() if tick.isChecked())

    def _on_words(self) -> None:
        self.aloud.setChecked(False)
        self._show_state()
        self.edited.emit()

    def _show_state(self, _on: bool = False) -> None:
        words = self.words.text().strip()
        is_same = self._line is not None and (words, self._chosen()) == (self._line[0], self._line[1])
        for part in (self.field, self._themes_box):
            part.setEnabled(self._open)
        self.aloud.setVisible(self._open and not is_same)
        self.send.setVisible(self._open and not is_same)
        self.send.setEnabled(self.aloud.isChecked() and bool(words))
        self._show_names(words)
        self.take_back.setVisible(self._open and self._line is not None)
        if self._line is not None:
            fixed = _("The group has met again, so it stays as it is.")
            can = _("You can change it until the group meets again.")
            self.state.set(
                _("The team and its manager read: “{words}”").format(words=self._line[0]),
                can if self._open else fixed,
            )
        elif not self._open:
            self.state.set(_("A line can be sent from the day of the session until the group meets again."))
        self.state.setVisible(self._line is not None or not self._open)

    def _show_names(self, words: str) -> None:
        """What could point to a person, told before the line is sent; it warns and never blocks."""
        view, found = self._view, tuple[Finding, ...]()
        if view is not None and self.aloud.isChecked() and not self.aloud.isHidden():
            found = check(words, colleagues=view.colleagues, allowed=view.allowed)
        self.names.setVisible(bool(found))
        if found:
            says = " ".join(dict.fromkeys(finding.says for finding in found))
            self.names.set(_("The line goes to people who weren’t here."), says)

    def _on_send(self) -> None:
        self.sent.emit(self.words.text().strip(), self._chosen())
