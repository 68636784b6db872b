"""“Somebody sees it differently”: words of their own, a level if they like, unnamed unless they choose to sign."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import DISSENT_LIMIT, Dissent
from pie_audit.ui.audit.spread_words import dissent_line
from pie_audit.ui.widgets import (
    Choice,
    Field,
    FlowLayout,
    LinkButton,
    SecondaryButton,
    TextArea,
    TextLine,
    Tick,
    WrapLabel,
    boxed,
    clear,
    column,
    row,
)
from pie_audit.words import _
from pie_audit.workflows.meetings import TopicView

_NAME_LIMIT = 60


class DissentPanel(QWidget):
    """One field, which grows a level, a signature and a button once there are words; and what was kept before.

    `kept` carries a Dissent, `dropped` the id of one that is to be taken away.
    """

    kept = Signal(object)
    dropped = Signal(str)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._topic_id, self._own_name, self._may_add = "", "", False
        self.area = TextArea(most=DISSENT_LIMIT, lines=1)
        self.area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.area.edited.connect(self._on_edited)
        self.field = Field(_("Somebody sees it differently"), self.area, note=_("always kept"))
        self.level = Choice(_("No level"), *(_("As {level}").format(level=n) for n in range(5)))
        self.level.setAccessibleName(_("How they see it"))
        self.level.activated.connect(self.edited)
        self.keep = SecondaryButton(_("Keep this view"), in_row=True)
        self.keep.clicked.connect(self._on_keep)
        self.sign = Tick(_("Sign it, if its author wants to"))
        self.sign.toggled.connect(self._show_more)
        self.name = TextLine(most=_NAME_LIMIT)
        self._name_field = Field(_("Their name"), self.name)
        self._more = boxed(
            column(boxed(FlowLayout(self.level, self.keep)), self.sign, self._name_field, gap=6)
        )
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._holder = boxed(self._lines)
        self.setLayout(column(self.field, self._more, self._holder, gap=8))

    def show_topic(
        self, view: TopicView, *, own_name: str, may_add: bool, may_drop: bool, few_raters: bool
    ) -> None:
        """Fill with what was kept. `own_name` is the only one to sign with; empty for whoever writes for the team."""
        self._topic_id, self._own_name, self._may_add = view.topic.id, own_name, may_add
        self._empty()
        clear(self._lines)
        for dissent in view.dissents:
            self._lines.addWidget(self._line(dissent, may_drop=may_drop, few_raters=few_raters))
        self._holder.setVisible(bool(view.dissents))
        self.field.setVisible(may_add)
        self._show_more()

    def words(self) -> dict[str, str]:
        """Its fields as words, for a draft."""
        return {
            "dissent": self.area.text(),
            "dissent_level": str(self.level.currentIndex()),
            "signed": self.name.text() if self.sign.isChecked() else "",
        }

    def fill_words(self, words: Mapping[str, str]) -> None:
        """Put a draft's words back; tells nobody."""
        self.area.setText(words.get("dissent", ""))
        self.level.setCurrentIndex(int(words.get("dissent_level", "0") or 0))
        signed = words.get("signed", "")
        self._set_signed(signed)
        self._show_more()

    def tell(self) -> None:
        """Whatever stands in the field is kept: with its button, or with what is agreed."""
        words = self.area.text().strip()
        if not words:
            return
        at = self.level.currentIndex()
        level = Level(at - 1) if at else None
        signed = self.name.text().strip() if self.sign.isChecked() else ""
        self.kept.emit(Dissent("", self._topic_id, words, level, signed))
        self._empty()

    def take_back(self, dissent: Dissent) -> None:
        """It could not be kept, so its words stand in their field again, unless others do by now."""
        if not self.area.text().strip():
            self.area.setText(dissent.words)
            self.level.setCurrentIndex(0 if dissent.level is None else int(dissent.level) + 1)
            self._set_signed(dissent.signed_as)
            self._show_more()

    def _line(self, dissent: Dissent, *, may_drop: bool, few_raters: bool) -> QWidget:
        line = row(gap=8)
        line.addWidget(WrapLabel(dissent_line(dissent, few_raters=few_raters), "small"), 1)
        if may_drop:
            drop = LinkButton(_("Take away"), in_row=True)
            drop.setAccessibleName(_("Take this different view away: {words}").format(words=dissent.words))
            drop.clicked.connect(lambda _checked=False, found=dissent.dissent_id: self.dropped.emit(found))
            line.addWidget(drop)
        return boxed(line)

    def _empty(self) -> None:
        self.area.setText("")
        self.level.setCurrentIndex(0)
        self._set_signed("")
        self.field.set_error("")
        self._show_more()

    def _set_signed(self, name: str) -> None:
        self.sign.blockSignals(True)
        self.sign.setChecked(bool(name))
        self.sign.blockSignals(False)
        self.name.setText(name or self._own_name)

    def _show_more(self, _on: object = None) -> None:
        """Level, signature and button come once there are words; a name field only for whoever writes for others."""
        self._more.setVisible(self._may_add and bool(self.area.text().strip()))
        self._name_field.setVisible(self.sign.isChecked() and not self._own_name)

    def _on_edited(self) -> None:
        self._show_more()
        self.edited.emit()

    def _on_keep(self) -> None:
        if self.sign.isChecked() and not self.name.text().strip():
            self._name_field.set_error(_("Write the name, or take the tick away."))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._name_field.set_error("")
        self.tell()
