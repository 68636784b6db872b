"""What a regulator asks for, and how far the record is: counts and words, each with a mark; nothing is scored."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.day import full_day_words
from pie_audit.domain.registration import Material
from pie_audit.domain.registration_checks import Check, checklist
from pie_audit.domain.regulator import Regulator
from pie_audit.ui.widgets import Card, Divider, IconMark, WrapLabel, boxed, clear, row
from pie_audit.words import _, plural

_MOST_PAGES = 8


class RecordChecklist(Card):
    """The side card. What is done has a tick, what is missing an empty round, both told in words too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What is asked for"), look="plain", icon="list-checks", parent=parent)
        self._summary = WrapLabel("", "strong")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self._note = WrapLabel("", "small", "ink2")
        self._source = WrapLabel("", "small", "ink2")
        self.add(self._summary, self._lines, Divider(), self._note, self._source)
        self._shown: tuple[Check, ...] | None = None

    def show_material(self, material: Material) -> None:
        """Tell it anew where something changed."""
        found = checklist(material)
        self._tell_rules(material.rules, material)
        if found == self._shown:
            return
        self._shown = found
        clear(self._lines)
        open_pages = [check for check in found if check.entry_id]
        left_out = open_pages[_MOST_PAGES:]
        for check in found:
            if check not in left_out:
                self._lines.addWidget(_line(check))
        if left_out:
            more = plural("and {n} more page", "and {n} more pages", len(left_out)).format(n=len(left_out))
            self._lines.addWidget(WrapLabel(more, "small", "ink2"))
        missing = sum(not check.is_done for check in found)
        self._summary.setText(
            plural("{n} thing is still missing.", "{n} things are still missing.", missing).format(n=missing)
            if missing
            else _("Everything that is asked for is here.")
        )

    def words(self) -> list[str]:
        """Every line as it is read out."""
        return [_spoken(check) for check in self._shown or ()]

    def _tell_rules(self, rules: Regulator, material: Material) -> None:
        self._note.setText(rules.note)
        self._note.setVisible(bool(rules.note))
        looked = _("Rules as of {day}. They change: what the regulator says now is what counts.")
        window = "" if rules.is_window_open(material.today) else _("Records aren’t taken in yet.")
        words = f"{looked.format(day=full_day_words(rules.checked_on))} {window}"
        self._source.setText(words.strip())


def _line(check: Check) -> QWidget:
    name = _("Done") if check.is_done else _("Missing")
    mark = IconMark(
        "check-circle" if check.is_done else "circle", 18, "good" if check.is_done else "ink2", name
    )
    line = row(gap=10)
    line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(WrapLabel(check.says, "small"), 1)
    return boxed(line)


def _spoken(check: Check) -> str:
    return (_("Done: {what}") if check.is_done else _("Missing: {what}")).format(what=check.says)
