"""What narrows the list of pages: words, whose, theme, time, model and person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.reflection_model import ModelFamily
from pie_audit.ui.reflection.line_words import first_name
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import Choice, FlowLayout, IconMark, Segmented, TextLine, WrapLabel, boxed, row
from pie_audit.words import _
from pie_audit.workflows import models
from pie_audit.workflows.entry_search import Around, Query, Whose

_WHOSE = (Whose.ALL, Whose.ONLY_ME, Whose.SHARED)


class Filters(QWidget):
    """`changed` after each key and choice."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date.today()
        self.words = TextLine(placeholder=_("Search your pages and those shared with you"), most=200)
        self.words.setAccessibleName(_("Search"))
        self.words.setClearButtonEnabled(True)
        self.whose = Segmented(_("Whose"), [(_("All"), ""), (_("Only me"), ""), (_("Shared"), "")])
        self.theme, self.time, self.model, self.person = (Choice() for _n in range(4))
        for choice, name in (
            (self.theme, _("Theme")),
            (self.time, _("Time")),
            (self.model, _("Model")),
            (self.person, _("Person")),
        ):
            choice.setAccessibleName(name)
            choice.activated.connect(self._on_changed)
        self._here = WrapLabel(_("Searching happens on this computer only."), "small", "ink2")
        self._lay_out()
        self.words.textEdited.connect(self._on_changed)
        self.words.textChanged.connect(self._on_cleared)
        self.whose.chosen.connect(self._on_changed)
        theme.changed.connect(self._fit)
        self._fit()

    def _lay_out(self) -> None:
        top = row(IconMark("magnifying-glass", 20), gap=10)
        top.addWidget(self.words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(top)
        narrowing = (self.whose, self.theme, self.time, self.model, self.person, self._here)
        layout.addWidget(boxed(FlowLayout(*narrowing, gap=10)))

    def offer(self, around: Around) -> None:
        """Fill the choices; what was chosen stays chosen."""
        self._today = around.today
        _fill(self.theme, _("Any theme"), [(t.short_title, t.id) for t in around.themes])
        _fill(self.time, _("Any time"), [(words, at) for at, words in enumerate(_times(), 1)])
        known = [(m.name, m.model_id) for m in models.models(ModelFamily.REFLECTION)]
        _fill(self.model, _("Any model"), known)
        others = [(name, id_) for id_, name in around.names.items() if id_ != around.me_id]
        _fill(self.person, _("Anybody"), sorted(others, key=lambda pair: first_name(pair[0]).casefold()))

    def query(self) -> Query:
        """What is asked for now."""
        since, until = _days(self.time.currentData() or 0, self._today)
        return Query(
            self.words.text(),
            _WHOSE[self.whose.index()],
            self.theme.currentData() or "",
            self.model.currentData() or "",
            self.person.currentData() or "",
            since,
            until,
        )

    def clear(self) -> None:
        """Show everything again."""
        self.words.clear()
        self.whose.set_chosen(0)
        for choice in (self.theme, self.time, self.model, self.person):
            choice.setCurrentIndex(0)
        self.changed.emit()

    def _on_changed(self, _what: object = None) -> None:
        self.changed.emit()

    def _on_cleared(self, text: str) -> None:
        """The cross in the field empties it without an edit."""
        if not text:
            self.changed.emit()

    def _fit(self) -> None:
        for choice in (self.theme, self.time, self.model, self.person):
            choice.setMinimumWidth(theme.px(130))


def _fill(choice: Choice, anything: str, options: Sequence[tuple[str, object]]) -> None:
    kept = choice.currentData()
    was = choice.blockSignals(True)
    choice.clear()
    choice.addItem(anything, None)
    for words, value in options:
        choice.addItem(words, value)
    choice.setCurrentIndex(max(0, choice.findData(kept)) if kept is not None else 0)
    choice.blockSignals(was)


def _times() -> tuple[str, ...]:
    return (_("This month"), _("Last three months"), _("This year"), _("Last year"), _("Before that"))


def _days(which: int, today: date) -> tuple[date | None, date | None]:
    """The first and last day of one of `_times`, counted from 1; None where it is open."""
    year = date(today.year, 1, 1)
    before = date(today.year - 1, 1, 1)
    spans: tuple[tuple[date | None, date | None], ...] = (
        (None, None),
        (today.replace(day=1), None),
        (today - timedelta(days=92), None),
        (year, None),
        (before, year - timedelta(days=1)),
        (None, before - timedelta(days=1)),
    )
    return spans[which]
