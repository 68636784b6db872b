"""One's own pages of a period: which of them the record is made of, and what each still lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.day import full_day_words
from pie_audit.domain.entry import Entry, Practice
from pie_audit.domain.registration import Material, activity_words, title_of
from pie_audit.domain.registration_checks import gaps_of, listed
from pie_audit.domain.regulator import Form, Regulator
from pie_audit.ui.reflection.practice_form import PracticeForm
from pie_audit.ui.widgets import (
    Card,
    Chip,
    Divider,
    FlowLayout,
    LinkButton,
    SecondaryButton,
    Tick,
    WrapLabel,
    boxed,
    clear,
    column,
)
from pie_audit.words import _

_INDENT = 34
AT_ONCE = 20
"""Pages shown before “Show more”; those that are ticked come first among them."""


class PageRow(QWidget):
    """One page: its tick, what is still open, and the form for it. `edited` with its id and what it says now,
    `opened` with its id when somebody wants to write on it."""

    edited = Signal(str, object)
    opened = Signal(str)

    def __init__(
        self, entry: Entry, rules: Regulator, *, changed: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.entry, self._rules = entry, rules
        self.tick = Tick(title_of(entry))
        self.tick.setAccessibleDescription(full_day_words(entry.day))
        self.tick.setChecked(entry.practice.counts)
        self.tick.clicked.connect(self._on_ticked)
        self.says = WrapLabel("", "small", "ink2")
        self.fill = LinkButton(_("Fill in"))
        self.fill.setAccessibleName(_("Fill in: {title}").format(title=title_of(entry)))
        self.fill.clicked.connect(self._on_fill)
        self.open = LinkButton(_("Open the page"))
        self.open.setAccessibleName(_("Open the page: {title}").format(title=title_of(entry)))
        self.open.clicked.connect(self._on_open)
        self.form: PracticeForm | None = None
        about = _("{day}, {kind}").format(day=full_day_words(entry.day), kind=activity_words(entry))
        self._below = column(WrapLabel(about, "small", "ink2"), gap=6)
        if changed:
            mark = Chip(_("Changed since you handed it out"), "info", "clock-counter-clockwise")
            self._below.addWidget(boxed(FlowLayout(mark)))
        self._below.addWidget(self.says)
        self._below.addWidget(boxed(FlowLayout(self.fill, self.open)))
        self._below.setContentsMargins(_INDENT, 0, 0, 0)
        whole = column(self.tick, self._below, gap=0)
        whole.setContentsMargins(0, 4, 0, 10)
        self.setLayout(whole)
        self._show_form_button()

    def tell(self, open_questions: tuple[str, ...]) -> None:
        """What this page still lacks."""
        ticked = self.tick.isChecked()
        words = _("Still to say: {what}").format(what=listed(open_questions)) if open_questions else ""
        self.says.setText(words if ticked else "")
        self.says.setVisible(bool(words) and ticked)

    def _show_form_button(self) -> None:
        wanted = self.tick.isChecked() and self._rules.form is not Form.LOG
        self.fill.setVisible(wanted)
        self.open.setVisible(self.tick.isChecked())
        if self.form is not None:
            self._card.setVisible(wanted and self._card.isVisibleTo(self))

    def _on_ticked(self, _checked: bool = False) -> None:
        self._show_form_button()
        self._send(replace(self.entry.practice, counts=self.tick.isChecked()))

    def _on_fill(self, _checked: bool = False) -> None:
        if self.form is None:
            self.form = PracticeForm(self.entry.practice, self._rules)
            self.form.edited.connect(self._on_edited)
            self._card = Card("", self.form, look="sunk")
            self._below.addWidget(self._card)
            self._card.show()
        else:
            self._card.setVisible(not self._card.isVisibleTo(self))
        is_open = self._card.isVisibleTo(self)
        self.fill.setText(_("Close") if is_open else _("Fill in"))
        name = _("Close: {title}") if is_open else _("Fill in: {title}")
        self.fill.setAccessibleName(name.format(title=title_of(self.entry)))

    def _on_open(self, _checked: bool = False) -> None:
        self.opened.emit(self.entry.entry_id)

    def _on_edited(self) -> None:
        if self.form is not None:
            self._send(replace(self.form.practice(), counts=self.tick.isChecked()))

    def _send(self, practice: Practice) -> None:
        self.entry = replace(self.entry, practice=practice)
        self.edited.emit(self.entry.entry_id, practice)


class RecordPages(QWidget):
    """The list. `edited` with a page's id and what it says for registration now, `opened` with the id of one to
    write on."""

    edited = Signal(str, object)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, PageRow] = {}
        self._pages: tuple[Entry, ...] = ()
        self._rules: Regulator | None = None
        self._changed: tuple[str, ...] = ()
        self._most = AT_ONCE
        self._none = WrapLabel(_("There’s no page of yours in this time."), "body", "ink2")
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.more = SecondaryButton(_("Show more pages"))
        self.more.clicked.connect(self._on_more)
        self.setLayout(column(self._none, self._list, self.more, gap=8))

    def show_pages(self, pages: tuple[Entry, ...], rules: Regulator, changed: tuple[str, ...]) -> None:
        """The pages of the period, newest first; a form that is open closes."""
        if (pages, rules, changed) == (self._pages, self._rules, self._changed):
            return
        if rules is not self._rules:
            self._most = AT_ONCE
        self._pages, self._rules, self._changed = pages, rules, changed
        self._fill()

    def tell(self, material: Material) -> None:
        """What each page of the record still lacks."""
        by_id: Mapping[str, tuple[str, ...]] = {
            piece.entry.entry_id: gaps_of(piece, material.rules.form, has_code=bool(material.rules.parts))
            for piece in material.pieces
        }
        for entry_id, row in self.rows.items():
            row.tell(by_id.get(entry_id, ()))

    def _fill(self) -> None:
        clear(self._list)
        self.rows = {}
        assert self._rules is not None
        ticked_first = sorted(self._pages, key=lambda page: not page.practice.counts)
        shown = {page.entry_id for page in ticked_first[: self._most]}
        for entry in self._pages:
            if entry.entry_id in shown:
                row = PageRow(entry, self._rules, changed=entry.entry_id in self._changed)
                row.edited.connect(self._on_edited)
                row.opened.connect(self.opened)
                if self.rows:
                    self._list.addWidget(Divider())
                self.rows[entry.entry_id] = row
                self._list.addWidget(row)
        self._none.setVisible(not self._pages)
        self.more.setVisible(len(self.rows) < len(self._pages))

    def _on_edited(self, entry_id: str, practice: Practice) -> None:
        self._pages = tuple(
            replace(page, practice=practice) if page.entry_id == entry_id else page for page in self._pages
        )
        self.edited.emit(entry_id, practice)

    def _on_more(self, _checked: bool = False) -> None:
        before = set(self.rows)
        self._most += AT_ONCE
        self._fill()
        added = [row for entry_id, row in self.rows.items() if entry_id not in before]
        if added:
            added[0].tick.setFocus()
