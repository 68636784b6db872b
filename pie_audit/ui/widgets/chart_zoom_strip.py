"""Buttons for looking closer at a long chart and moving along it, beside the keys that do the same."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.ui.widgets.arrange import FlowLayout, boxed
from pie_audit.ui.widgets.buttons import IconButton
from pie_audit.ui.widgets.chart_view import ChartView
from pie_audit.ui.widgets.text import WrapLabel
from pie_audit.words import _


class ZoomStrip(QWidget):
    """Closer, further away, the whole series, back and on; and in words what is in view."""

    def __init__(self, view: ChartView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.closer = IconButton("plus", _("Look closer (+)"), outlined=True, in_row=True)
        self.further = IconButton("minus", _("From further away (−)"), outlined=True, in_row=True)
        self.whole = IconButton(
            "arrows-out-line-horizontal", _("The whole series (0)"), outlined=True, in_row=True
        )
        self.back = IconButton("caret-left", _("Earlier (Shift+Left)"), outlined=True, in_row=True)
        self.on = IconButton("caret-right", _("Later (Shift+Right)"), outlined=True, in_row=True)
        self.label = WrapLabel("", "axis", "ink2")
        buttons = (self.closer, self.further, self.whole, self.back, self.on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(boxed(FlowLayout(*buttons, gap=6)))
        layout.addWidget(self.label)
        self.closer.clicked.connect(self._on_closer)
        self.further.clicked.connect(self._on_further)
        self.whole.clicked.connect(self._on_whole)
        self.back.clicked.connect(self._on_back)
        self.on.clicked.connect(self._on_on)
        view.span_changed.connect(self._show_span)
        self._show_span()

    def _on_closer(self) -> None:
        self._view.zoom_in()

    def _on_further(self) -> None:
        self._view.zoom_out()

    def _on_whole(self) -> None:
        self._view.show_whole()

    def _on_back(self) -> None:
        self._view.pan(-max(1, self._view.span.size // 4))

    def _on_on(self) -> None:
        self._view.pan(max(1, self._view.span.size // 4))

    def _show_span(self) -> None:
        span = self._view.span
        self.label.setText(_("In view: {steps}").format(steps=self._view.in_view()))
        possible = {
            self.closer: not span.is_closest,
            self.further: not span.is_whole,
            self.whole: not span.is_whole,
            self.back: span.first > 0,
            self.on: span.last < span.count - 1,
        }
        for button, can in possible.items():
            button.setEnabled(
                can or button.hasFocus()
            )  # a button that goes out would send the focus elsewhere
