"""What is shown when the program itself made a mistake: an apology and the report, to read, copy or save."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from pie_audit.ui import problems
from pie_audit.ui.theme import theme
from pie_audit.ui.widgets import (
    FlowLayout,
    PrimaryButton,
    ScrollBody,
    SecondaryButton,
    TextArea,
    WrapLabel,
    boxed,
    column,
    step_by_tab,
)
from pie_audit.words import _

_WIDTH = 560


class BugPanel(QDialog):
    """A window over the page; nothing is sent from it."""

    def __init__(self, error: BaseException, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title, text = problems.apology()
        self.setWindowTitle(title)
        self.report = problems.report_of(error)
        self._area = TextArea(self.report, most=20_000, lines=8, role="small")
        self._area.edit.setReadOnly(True)
        self._area.edit.setAccessibleName(_("The report"))
        self._said = WrapLabel("", "small", "ink2")
        copy = SecondaryButton(_("Copy"), "copy")
        save = SecondaryButton(_("Save"), "note")
        close = PrimaryButton(_("Go on"))
        copy.clicked.connect(self._on_copy)
        save.clicked.connect(self._on_save)
        close.clicked.connect(self.accept)
        self._body = ScrollBody()
        self._body.column.setSpacing(14)
        for part in (WrapLabel(title, "h1"), WrapLabel(text), self._area, self._said):
            self._body.column.addWidget(part)
        self._foot = boxed(FlowLayout(close, copy, save))
        layout = column(self._body, self._foot, gap=14)
        layout.setContentsMargins(22, 18, 22, 18)
        self._foot.setContentsMargins(6, 0, 6, 0)
        self.setLayout(layout)
        close.setDefault(True)
        close.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """As wide as reads well, as high as the words need, never beyond the window underneath."""
        super().showEvent(event)
        most = self.parentWidget().window().size() - QSize(32, 32)
        width = min(theme.px(_WIDTH), most.width())
        inner = width - 2 * 22
        content = self._body.content.layout()
        needed = content.totalHeightForWidth(inner) + self._foot.heightForWidth(inner) + 14 + 2 * 18
        self.resize(width, min(most.height(), needed))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab follows what is read."""
        return step_by_tab(self, forward=forward) or super().focusNextPrevChild(forward)

    def _on_copy(self) -> None:
        problems.copy_report(self.report)
        self._said.setText(_("Copied. Paste it where you like."))

    def _on_save(self) -> None:
        kept = problems.save_report(self.report)
        self._said.setText(
            _("Kept as {file} in the log folder.").format(file=kept.name)
            if kept
            else _("There was no place to write it. Copy it instead.")
        )
