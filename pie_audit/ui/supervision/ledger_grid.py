"""“What was planned, what happened”: the grid of words, the same as numbers, and both in a sentence."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget

from pie_audit.domain.day import short_month
from pie_audit.domain.ledger import KindRow, Tally
from pie_audit.domain.ledger_words import (
    cell_says,
    counts_say,
    hours_words,
    kind_words,
    ledger_says,
    look_of,
    look_words,
)
from pie_audit.ui.widgets import (
    Card,
    LedgerCell,
    LedgerLine,
    ReadingTable,
    Segmented,
    SessionLedger,
    WrapLabel,
    row,
)
from pie_audit.words import _
from pie_audit.workflows.ledger import TeamLedger


class LedgerGrid(Card):
    """The main card. A switch shows months or numbers; a line under the months says the chosen cell in full."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What was planned, what happened"), gap=12, parent=parent)
        self.switch = Segmented(_("Show as"), [(_("Months"), "calendar-blank"), (_("Numbers"), "table")])
        self.switch.chosen.connect(self._show_view)
        self.add_to_title(self.switch)
        self.sentence = WrapLabel()
        self.months = SessionLedger(_("Sessions by kind and month"))
        self.numbers = NumbersTable()
        self.chosen = WrapLabel("", "small", "ink2")
        self.months.cellChosen.connect(self._say)
        self.add(
            self.sentence,
            self.months,
            self.numbers,
            self.chosen,
            WrapLabel(
                _("Nobody gets marked down for this. Managers see dates and lengths, never what was said."),
                "small",
                "ink2",
            ),
            None,
        )
        self._show_view(0)

    def show_ledger(self, found: TeamLedger) -> None:
        """Fill all three."""
        months = found.period.months
        self.sentence.setText(ledger_says(found.rows, found.total))
        lines = [_line(each, found) for each in found.rows]
        self.months.show_lines(lines, [short_month(month) for month in months], _("Kept"))
        self.numbers.show_rows(found.rows, found.total)
        self._show_view(self.switch.index())
        self._say(self.months.says())

    def _show_view(self, at: int) -> None:
        some = self.months.rowCount() > 0
        self.switch.setVisible(some)
        self.months.setVisible(some and at == 0)
        self.chosen.setVisible(some and at == 0)
        self.numbers.setVisible(some and at == 1)

    def _say(self, words: str) -> None:
        self.chosen.setText(words or _("Arrow keys go from cell to cell; each is told here in full."))


def _line(found: KindRow, ledger: TeamLedger) -> LedgerLine:
    months = ledger.period.months
    cells = tuple(_cell(found, month, tally) for month, tally in zip(months, found.cells, strict=True))
    said = _("{kind}: {counts}").format(kind=kind_words(found.kind), counts=counts_say(found.total))
    held = _("{held} of {planned}").format(held=found.total.held, planned=found.total.planned)
    total = LedgerCell("total", held, f"{found.total.rate}%", said)
    return LedgerLine(kind_words(found.kind), cells, total)


def _cell(found: KindRow, month: date, tally: Tally) -> LedgerCell:
    look = look_of(tally)
    count = f"{tally.held}/{tally.planned}" if tally.planned > 1 else ""
    return LedgerCell(look.value, look_words(look), count, cell_says(found.kind, month, tally))


class NumbersTable(ReadingTable):
    """A row for each kind and one for all: planned, held, cut short, moved, lost, kept, and minutes kept."""

    _name_share = 2.2

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Sessions by kind, in numbers"), parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)

    def show_rows(self, rows: tuple[KindRow, ...], total: Tally) -> None:
        """Fill it."""
        heads = ["", _("Planned"), _("Held"), _("Short"), _("Moved"), _("Lost"), _("Kept"), _("Time")]
        lines = [(kind_words(each.kind), each.total) for each in rows]
        lines += [(_("All together"), total)] if len(rows) > 1 else []
        self.set_lines(heads, [(name, *_numbers(tally)) for name, tally in lines])


def _numbers(tally: Tally) -> tuple[str, ...]:
    rate = f"{tally.rate}%" if tally.rate is not None else _("none planned")
    counts = (tally.planned, tally.held, tally.short, tally.moved, tally.lost)
    return (*map(str, counts), rate, hours_words(tally.held_min))


def tiles(found: TeamLedger) -> list[Card]:
    """Three figures: sessions held, time kept, the usual wait. No aim stands beside them."""
    total = found.total
    held = _("{held} of {planned}").format(held=total.held, planned=total.planned) if total.planned else "–"
    kept = _("of {planned} planned, {rate}%").format(
        planned=hours_words(total.planned_min), rate=total.minutes_rate
    )
    wait = found.wait_days
    days = "–" if wait is None else _("1 day") if wait == 1 else _("{n} days").format(n=wait)
    return [
        _tile(_("Sessions held"), held, f"{total.rate}%" if total.planned else _("none planned")),
        _tile(_("Time kept"), hours_words(total.held_min), kept if total.planned_min else _("none planned")),
        _tile(_("Usual wait for a rebooked one"), days, _("none rebooked") if wait is None else ""),
    ]


def _tile(name: str, figure: str, note: str) -> Card:
    line = row(WrapLabel(figure, "display", wrap=False), gap=10)
    line.addWidget(WrapLabel(note, "small", "ink2"), 1, Qt.AlignmentFlag.AlignBottom)
    return Card("", WrapLabel(name, "small_strong", "ink2"), line, gap=2)
