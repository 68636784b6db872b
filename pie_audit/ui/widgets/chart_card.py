"""A chart in its card: drawn, as a table or in words, its sentence always with it, and ways to take it along."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget

from pie_audit.domain.chart import Chart, GridChart, LineChart, StackChart, Unshown, taken_along
from pie_audit.ui.widgets.buttons import IconButton
from pie_audit.ui.widgets.cards import Card
from pie_audit.ui.widgets.chart_picture import PICTURE_WIDTH, as_png, draw_picture
from pie_audit.ui.widgets.chart_sheet import printed_words
from pie_audit.ui.widgets.chart_table import ChartRows
from pie_audit.ui.widgets.chart_view import ChartView
from pie_audit.ui.widgets.chart_zoom_strip import ZoomStrip
from pie_audit.ui.widgets.marks import ThemeShape
from pie_audit.ui.widgets.saving import announce
from pie_audit.ui.widgets.text import WrapLabel
from pie_audit.ui.widgets.tips import plain_tip
from pie_audit.words import _

_SMALL_PADDING = 16


class ChartMode(StrEnum):
    """How charts are shown; the value is what a person's settings remember."""

    CHARTS = "charts"
    TABLES = "tables"
    WORDS = "words"


class ChartCard(Card):
    """Title and note, then the chart, its table or nothing but words, and under it the sentence.

    `copied` brings what was copied in words, `save_wanted` the chart's id and ``picture`` or ``data``; whoever shows the
    card asks for a place and saves `png` or the chart's table. `opened`, `stepped` and `pin_wanted` are the chart's own.
    A `small` one stands beside others of its kind; `told_elsewhere` is one whose note stands once on the page
    for several, and whose sentence does while it is drawn.
    """

    copied = Signal(str)
    save_wanted = Signal(str, str)
    opened = Signal(str)
    stepped = Signal(int)
    pin_wanted = Signal(int)

    def __init__(
        self,
        chart: Chart,
        mode: ChartMode = ChartMode.CHARTS,
        *,
        small: bool = False,
        told_elsewhere: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(chart.title or " ", gap=8, parent=parent)
        self._chart, self._mode, self._told_elsewhere = chart, mode, told_elsewhere
        self.view: ChartView | None = None
        self._strip: ZoomStrip | None = None
        self._table: ChartRows | None = None
        self._shape = ThemeShape(0, 16 if small else 18, parent=self)
        self.title_row.insertWidget(0, self._shape)
        self.title.set_look(role="h3" if small else "h2")
        self.more = IconButton("export", _("Copy or save"), in_row=True)
        self.more.clicked.connect(self._show_menu)
        self.title_row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.note = WrapLabel("", "small", "ink2", parent=self)
        self.cautions = WrapLabel("", "small", "ink2", parent=self)
        self.sentence = WrapLabel("", "small" if small else "body", parent=self)
        if small:
            self.column().setContentsMargins(_SMALL_PADDING, 12, _SMALL_PADDING, 14)
            self.title_row.setSpacing(7)
        self.add(self.note, self.cautions, self.sentence, None)
        self._show_all()

    @property
    def chart(self) -> Chart:
        """What the card shows."""
        return self._chart

    @property
    def mode(self) -> ChartMode:
        """How it shows it."""
        return self._mode

    def set_mode(self, mode: ChartMode) -> None:
        """Show it in another way; a focus inside goes along."""
        if mode is not self._mode:
            self._mode = mode
            self._show_all()

    def set_chart(self, chart: Chart) -> None:
        """Show another chart; of the same one the focus, the place and what is in view stay."""
        self._chart = chart
        self._show_all()

    def png(self, width: int = PICTURE_WIDTH) -> bytes:
        """The picture as a file; always dark on white."""
        return as_png(draw_picture(taken_along(self._chart), width))

    def table(self) -> ChartRows | None:
        """The table where it is shown."""
        return (
            self._table if self._mode is ChartMode.TABLES and not isinstance(self._chart, Unshown) else None
        )

    def menu(self) -> QMenu:
        """Ways to take along what the card shows."""
        menu = QMenu(self)
        menu.setObjectName("chart menu")
        if not isinstance(taken_along(self._chart), Unshown):
            menu.addAction(_("Copy the picture"), self.copy_picture)
            menu.addAction(_("Copy the table"), self.copy_table)
        menu.addAction(_("Copy the sentence"), self.copy_sentence)
        if not isinstance(taken_along(self._chart), Unshown):
            menu.addSeparator()
            menu.addAction(_("Save the picture …"), self._on_save_picture)
            menu.addAction(_("Save the figures …"), self._on_save_data)
        return menu

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        QApplication.clipboard().setImage(draw_picture(taken_along(self._chart)))
        self._tell_copied(_("The picture is copied."))

    def copy_table(self) -> None:
        """Put the figures on the clipboard, as cells that no spreadsheet takes for formulas."""
        from pie_audit.workflows.chart_files import table_text

        chart = taken_along(self._chart)
        if not isinstance(chart, Unshown):
            QApplication.clipboard().setText(table_text(chart.table))
            self._tell_copied(_("The table is copied."))

    def copy_sentence(self) -> None:
        """Put the sentence on the clipboard."""
        QApplication.clipboard().setText(taken_along(self._chart).sentence)
        self._tell_copied(_("The sentence is copied."))

    def _show_all(self) -> None:
        chart, had_focus = self._chart, self._has_focus_in_body()
        self.title.setText(chart.title)
        self.more.set_name(_("Copy or save: {chart}").format(chart=chart.title))
        theme_index = _theme_of(chart)
        self._shape.setVisible(theme_index is not None)
        if theme_index is not None:
            self._shape.set_index(theme_index)
        note = "" if isinstance(chart, Unshown) else chart.note
        if isinstance(chart, Unshown):
            self._drop_body()
        is_drawn = self._mode is ChartMode.CHARTS and not isinstance(chart, Unshown)
        _fill(self.note, "" if self._told_elsewhere else note)
        self._show_view()
        self._show_table()
        _fill(self.cautions, "\n".join(_cautions(chart)) if self._mode is not ChartMode.CHARTS else "")
        _fill(self.sentence, "" if self._told_elsewhere and is_drawn else chart.sentence)
        if had_focus and not self._has_focus_in_body():
            self._body_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_body(self) -> None:
        """Nothing stays of figures that went out of sight, not even where nobody looks."""
        for body in (self.view, self._strip, self._table):
            if body is not None:
                body.hide()
                self.column().removeWidget(body)
                body.deleteLater()
        self.view = self._strip = self._table = None

    def _show_view(self) -> None:
        chart = self._chart
        wanted = self._mode is ChartMode.CHARTS and not isinstance(chart, Unshown)
        if self.view is None and wanted:
            self._make_view(chart)
        if self.view is None or self._strip is None:
            return
        if self.view.chart is not chart and not isinstance(chart, Unshown):
            self.view.set_chart(chart)
        self.view.setVisible(wanted)
        self._strip.setVisible(wanted and self.view.is_long)

    def _make_view(self, chart: Chart) -> None:
        self.view = ChartView(chart, self)
        self._strip = ZoomStrip(self.view, self)
        for at, widget in enumerate((self.view, self._strip)):
            self.column().insertWidget(2 + at, widget)
        self.view.opened.connect(self.opened)
        self.view.stepped.connect(self.stepped)
        self.view.pin_wanted.connect(self.pin_wanted)
        QWidget.setTabOrder(self.more, self.view)

    def _show_table(self) -> None:
        chart = self._chart
        wanted = self._mode is ChartMode.TABLES and not isinstance(chart, Unshown)
        if wanted and self._table is None:
            self._table = ChartRows("", self)
            self.column().insertWidget(self.column().indexOf(self.cautions), self._table)
        if self._table is None:
            return
        if not isinstance(chart, Unshown):
            self._table.setAccessibleName(_("{chart} as a table").format(chart=chart.title))
            self._table.show_table(chart.table)
        self._table.setVisible(wanted)

    def _has_focus_in_body(self) -> bool:
        focus = QApplication.focusWidget()
        bodies = [body for body in (self.view, self._strip, self._table) if body is not None]
        return focus is not None and any(
            body.isVisible() and (body is focus or body.isAncestorOf(focus)) for body in bodies
        )

    def _body_focus(self) -> QWidget:
        """What takes the focus that was inside, in the way that is shown now."""
        shown = [body for body in (self.view, self._table) if body is not None and not body.isHidden()]
        return shown[0] if shown else self.more

    def _show_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))

    def _tell_copied(self, words: str) -> None:
        QToolTip.showText(self.more.mapToGlobal(QPoint(0, self.more.height())), plain_tip(words), self.more)
        announce(self, words)
        self.copied.emit(words)

    def _on_save_picture(self) -> None:
        self.save_wanted.emit(self._chart.id, "picture")

    def _on_save_data(self) -> None:
        self.save_wanted.emit(self._chart.id, "data")


def _fill(label: WrapLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))


def _theme_of(chart: Chart) -> int | None:
    """The theme whose mark stands beside the title: that of a chart of one theme alone."""
    return chart.series[0].theme if isinstance(chart, LineChart) and len(chart.series) == 1 else None


def _cautions(chart: Chart) -> tuple[str, ...]:
    """What is printed on the drawing and must be read beside its figures too."""
    if not isinstance(chart, LineChart | GridChart | StackChart):
        return printed_words(chart)
    when = (chart.steps[pin.at].name for pin in chart.pins)
    notes = (
        (_("{when}: {words}") if p.ends else _("Note, {when}: {words}")).format(when=at, words=p.words)
        for at, p in zip(when, chart.pins, strict=True)
    )
    return (*printed_words(chart), *notes)
