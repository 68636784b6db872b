"""Slips on the screen, once: their words, the ways to paper, and what to do with them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from pie_audit.ui.widgets.arrange import FlowLayout, boxed, column
from pie_audit.ui.widgets.buttons import SecondaryButton
from pie_audit.ui.widgets.cards import Card
from pie_audit.ui.widgets.slips_print import SlipSheet, ask_printer
from pie_audit.ui.widgets.strips import Banner
from pie_audit.ui.widgets.text import WrapLabel
from pie_audit.words import _


class SlipsPanel(QWidget):
    """Lives no longer than the window it is shown in. `trouble` carries why paper didn't come of it, or nothing."""

    trouble = Signal(str)

    def __init__(self, sheet: SlipSheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        once = Banner(
            _("These words exist only here until you print them. Nobody can show them again."),
            look="private",
        )
        bowl = WrapLabel(
            _("Fold them and let people draw from a bowl: then nobody knows who has which."), "small", "ink2"
        )
        cards = [self._card(group, slips) for group, slips in sheet.words.items() if slips]
        self.setLayout(column(once, self._ways_out(), *cards, bowl, gap=12))

    def _ways_out(self) -> QWidget:
        self.print = SecondaryButton(_("Print…"), "printer")
        self.print.clicked.connect(partial(self._print))
        save = SecondaryButton(_("Save as PDF…"), "file-pdf")
        save.clicked.connect(self._ask_file)
        self.saved = WrapLabel(_("A saved file: delete it after printing."), "small", "ink2")
        return boxed(column(boxed(FlowLayout(self.print, save, gap=10)), self.saved, gap=6))

    def _card(self, group: str, slips: tuple[str, ...]) -> Card:
        card = Card(group, icon=self._sheet.icons.get(group, "ticket"), look="sunk")
        for words in slips:
            card.add(WrapLabel(words, "page"))
        return card

    def _print(self, _checked: bool = False) -> None:
        self.trouble.emit(ask_printer(self, self._sheet))

    def _ask_file(self) -> None:
        kinds = _("PDF (*.pdf)")
        path, _kind = QFileDialog.getSaveFileName(self, _("Save the slips"), self._sheet.file_name, kinds)
        if path:
            self.save_to(Path(path))

    def save_to(self, path: Path) -> None:
        """Write the sheet for printing; says so, and says why it couldn't be."""
        try:
            path.write_bytes(self._sheet.pdf)
            path.chmod(0o600)
        except OSError:
            self.trouble.emit(_("The file couldn’t be written there. Choose another place, or print."))
            return
        self.trouble.emit("")
        self.saved.setText(_("Saved. Delete the file after printing: whoever has it has the slips."))
        self.saved.set_look(role="small_strong", colour="warn")
