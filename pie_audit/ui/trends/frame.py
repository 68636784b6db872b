"""The parts of the trends page and where they stand; `TrendsPage` says what they do."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.ui.trends.card_row import CardRow
from pie_audit.ui.trends.choose_row import ChooseRow
from pie_audit.ui.trends.in_words import InWords
from pie_audit.ui.trends.marks_card import MarksCard
from pie_audit.ui.trends.naming import BESIDE_THE_THEMES
from pie_audit.ui.trends.part_block import PartBlock
from pie_audit.ui.trends.part_chips import PartChips
from pie_audit.ui.trends.quarters_choice import QuartersChoice
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    LinkButton,
    Page,
    SecondaryButton,
    Segmented,
    WrapLabel,
    boxed,
    column,
    put,
    row,
)
from pie_audit.ui.widgets.chart_card import ChartMode
from pie_audit.words import _
from pie_audit.workflows.trends.views import Part

_PANEL_LEAST, _WIDE_LEAST = 190, 440
"""Pixels across that a theme's panel needs, and a chart with a grid or months."""

MODES = (ChartMode.CHARTS, ChartMode.TABLES, ChartMode.WORDS)


class TrendsFrame(Page):
    """Two faces: the whole of the trends, and the topics of one theme.

    What lies below the first screen, and the other face, are made when they are first wanted: the page opens at once.
    """

    chips: PartChips
    quarters: QuartersChoice
    marks: MarksCard
    topics: QWidget
    back: LinkButton
    theme_title: WrapLabel
    topic_words: WrapLabel
    topic_grid: CardRow
    topic_lines: CardRow

    def __init__(self, mode: ChartMode, wanted: frozenset[Part], parent: QWidget | None = None) -> None:
        super().__init__(_("Trends"), parent=parent)
        self.mode, self._wanted = mode, wanted
        self.has_parts = self.has_topics = False
        self.blocks: dict[Part, PartBlock] = {}
        self._build_heading()
        self._build_first_screen()
        self.nothing, self._other_face = QVBoxLayout(), QVBoxLayout()
        banners = (self.hidden_why, self.start, self.nothing)
        self.add(self.loading, self.choose, *banners, self.whole, self._other_face, None)
        self.first_focus = self.looks

    def furnish_parts(self) -> None:
        """Make what chooses the further parts, and the notes; a second call does nothing."""
        if self.has_parts:
            return
        self.has_parts = True
        self.chips, self.quarters, self.marks = PartChips(self._wanted), QuartersChoice(), MarksCard()
        self.chips.hide()
        put(self._rest, self.chips, self.marks)
        self.listen_to_parts()

    def block(self, part: Part) -> PartBlock:
        """The block of a part, made when it is first wanted and hidden until it is filled."""
        if part not in self.blocks:
            made = PartBlock(part, self.mode, self.quarters if part is Part.DISTANCE else None)
            made.hide()
            before = BESIDE_THE_THEMES[: BESIDE_THE_THEMES.index(part)]
            self._rest.insertWidget(1 + sum(one in self.blocks for one in before), made)
            self.blocks[part] = made
            self.listen_to_cards(made.row)
        return self.blocks[part]

    def furnish_topics(self) -> None:
        """Make the other face; a second call does nothing."""
        if self.has_topics:
            return
        self.has_topics = True
        self._build_topics()
        self.listen_to_topics()

    def listen_to_parts(self) -> None:
        """Called once they are made."""

    def listen_to_topics(self) -> None:
        """Called once they are made."""

    def listen_to_cards(self, cards: CardRow) -> None:
        """Called for each row of cards that is made."""

    def _build_heading(self) -> None:
        ways = [(_("Charts"), "chart-line"), (_("Tables"), "table"), (_("In words"), "text-aa")]
        self.looks = Segmented(_("Show as"), ways)
        self.looks.set_chosen(MODES.index(self.mode))
        self.copy = SecondaryButton(_("Copy or save"), "export")
        self.heading.add_state(self.looks, self.copy)
        self.trouble = Banner("", look="warn")
        self.add_strip(self.trouble)
        self.loading = BusyLine()
        self.choose = ChooseRow()
        self.hidden_why = Banner("", look="info", icon="eye-slash")
        self.start = Banner("", look="info")
        for part in (self.trouble, self.choose, self.hidden_why, self.start):
            part.hide()

    def _build_first_screen(self) -> None:
        self.panels = CardRow(self.mode, least=_PANEL_LEAST, small=True, told_elsewhere=True)
        self.panels_note = WrapLabel("", "small", "ink2")
        self.beside = CardRow(self.mode, least=_WIDE_LEAST)
        self.in_words = InWords()
        self._rest = column(gap=16)
        parts = (self.panels, self.panels_note, self.beside, self.in_words, self._rest)
        self.whole = boxed(column(*parts, gap=16))

    def _build_topics(self) -> None:
        self.back = LinkButton(_("Back to all themes"), "arrow-left")
        self.theme_title = WrapLabel("", "h2")
        self.topic_words = WrapLabel("", "body", "ink2")
        self.topic_grid = CardRow(self.mode, least=2 * _WIDE_LEAST)
        self.topic_lines = CardRow(self.mode, least=300, small=True)
        head = row(self.theme_title, self.back, gap=16)
        parts = (head, self.topic_words, self.topic_grid, self.topic_lines)
        self.topics = boxed(column(*parts, gap=14))
        self.topics.hide()
        self._other_face.addWidget(self.topics)
        self.listen_to_cards(self.topic_grid)
        self.listen_to_cards(self.topic_lines)

    def rows(self) -> tuple[CardRow, ...]:
        """Every row of cards that is made, in the order of the page."""
        blocks = tuple(self.blocks[part].row for part in BESIDE_THE_THEMES if part in self.blocks)
        topics = (self.topic_grid, self.topic_lines) if self.has_topics else ()
        return (self.panels, self.beside, *blocks, *topics)

    def forget(self) -> None:
        """Nothing stays of what stood here: not on the other face, nor in parts that were put away."""
        for cards in self.rows():
            cards.empty()
        for block in self.blocks.values():
            block.forget()
        self.in_words.words.setText("")
        self.panels_note.setText("")
        if self.has_topics:
            self.theme_title.setText("")
            self.topic_words.setText("")
        if self.has_parts:
            self.marks.forget()
