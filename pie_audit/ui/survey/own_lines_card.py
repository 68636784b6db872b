"""One instrument on my own page: a line for each scale, what to make of it, and what can be done with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.day import full_day_words
from pie_audit.domain.own_line import (
    InstrumentLines,
    ScaleLine,
    Sitting,
    mean_words,
    noise_words,
    range_words,
    sentence,
)
from pie_audit.ui.survey.own_chart import OwnChart
from pie_audit.ui.survey.own_table import OwnTable
from pie_audit.ui.widgets import (
    Card,
    Divider,
    EvenLayout,
    FlowLayout,
    LinkButton,
    SecondaryButton,
    Tick,
    WrapLabel,
    boxed,
    column,
    row,
)
from pie_audit.words import _

_LEAST_PX = 200


class OwnLinesCard(Card):
    """`again_wanted` and `note_wanted` ask for another sitting and for a note; `bands_chosen` carries whether bands
    are wanted; `thrown_away` the page of one sitting."""

    again_wanted = Signal()
    note_wanted = Signal()
    bands_chosen = Signal(bool)
    thrown_away = Signal(str)

    def __init__(
        self,
        lines: InstrumentLines,
        *,
        bands_on: bool,
        as_table: bool,
        may_take: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(lines.latest.title, gap=12, parent=parent)
        self.lines, self._bands_on = lines, bands_on and lines.has_bands
        self.again = SecondaryButton(_("Take it again"), "arrows-clockwise")
        self.note = SecondaryButton(_("Bring to {supervision}"), "users")
        self.again.clicked.connect(self._on_again)
        self.note.clicked.connect(self._on_note)
        self.bands: Tick | None = None
        self.throws: list[LinkButton] = []
        panels = [self._panel(scale, as_table=as_table) for scale in lines.scales]
        self.add(boxed(EvenLayout(*panels, least=_LEAST_PX, gap=24)))
        if as_table:
            self._add_sittings()
        if lines.has_bands:
            self._add_bands()
        self._add_care(as_table=as_table)
        buttons = (self.again, self.note) if may_take else (self.note,)
        self.add(boxed(FlowLayout(*buttons, gap=12)))
        self.again.setVisible(may_take)

    def _panel(self, scale: ScaleLine, *, as_table: bool) -> QWidget:
        shown = OwnTable(scale, with_bands=self._bands_on) if as_table else OwnChart(scale)
        layout = column(
            WrapLabel(scale.title, "h3"), WrapLabel(range_words(scale.now.kept), "small", "ink2"), gap=2
        )
        for part in (shown, WrapLabel(sentence(scale))):
            layout.addSpacing(6)
            layout.addWidget(part)
        if mean_words(scale.now.kept):
            layout.addWidget(WrapLabel(mean_words(scale.now.kept), "small", "ink2"))
        if self._bands_on and scale.now.kept.band and not as_table:
            words = _("Published range: {band}").format(band=scale.now.kept.band)
            layout.addWidget(WrapLabel(words, "small_strong", "ink2"))
        layout.addStretch(1)
        return boxed(layout)

    def _add_sittings(self) -> None:
        """Each time by its day, with what was written beside it, and a way to throw it away."""
        for sitting in reversed(self.lines.sittings):
            self.add(Divider(), _sitting_row(sitting, self._throw(sitting)))

    def _throw(self, sitting: Sitting) -> LinkButton:
        button = LinkButton(_("Throw away"), in_row=True)
        button.setAccessibleName(_("Throw away {day}").format(day=full_day_words(sitting.day)))
        button.clicked.connect(partial(self._on_thrown, sitting.entry_id))
        self.throws.append(button)
        return button

    def _add_bands(self) -> None:
        self.bands = Tick(_("Show me published ranges"))
        self.bands.setChecked(self._bands_on)
        self.bands.clicked.connect(self._on_bands)
        words = _("Cut points differ from one publication to the next. They aren’t a diagnosis.")
        self.add(column(self.bands, WrapLabel(words, "small", "ink2"), gap=0))

    def _add_care(self, *, as_table: bool) -> None:
        """What a change rests on, where the ranges come from, what the instrument is worth, and whose words it has."""
        words = care_words(self.lines, bands_on=self._bands_on, with_chart=not as_table)
        self.add(column(*(WrapLabel(each, "small", "ink2") for each in words), gap=4))

    def _on_again(self, _checked: bool = False) -> None:
        self.again_wanted.emit()

    def _on_note(self, _checked: bool = False) -> None:
        self.note_wanted.emit()

    def _on_bands(self, on: bool) -> None:
        self.bands_chosen.emit(on)

    def _on_thrown(self, entry_id: str, _checked: bool = False) -> None:
        self.thrown_away.emit(entry_id)


def care_words(lines: InstrumentLines, *, bands_on: bool, with_chart: bool) -> list[str]:
    """The small print under the lines, each thing once."""
    found = []
    if with_chart and any(scale.move is not None for scale in lines.scales):
        found.append(_("Within the dashed band a change is no more than noise."))
    by_noise: dict[str, list[str]] = {}
    for kept in lines.latest.scores:
        if noise_words(kept):
            by_noise.setdefault(noise_words(kept), []).append(kept.title)
    every = len(lines.latest.scores)
    found += [
        words if len(titles) == every else f"{', '.join(titles)}: {words}"
        for words, titles in by_noise.items()
    ]
    sources = dict.fromkeys(kept.band_source for kept in lines.latest.scores if kept.band)
    if bands_on:
        found += [_("Published ranges: {source}.").format(source=source.rstrip(".")) for source in sources]
    return [*found, *(words for words in (lines.latest.status, lines.latest.line) if words)]


def _sitting_row(sitting: Sitting, throw: LinkButton) -> QWidget:
    words = column(WrapLabel(full_day_words(sitting.day), "small_strong"), gap=2)
    if sitting.note:
        words.addWidget(WrapLabel(sitting.note, "small"))
    line = row(gap=12)
    line.addLayout(words, 1)
    line.addWidget(throw)
    return boxed(line)
