"""Blocks set in type, the same for every paper: headings, words, lists, tables, boxes and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from pie_audit.charts.looks import theme_shape
from pie_audit.charts.shapes import Label, Mark, Plate, Rule
from pie_audit.domain.plan_blocks import (
    ActionCard,
    AskBox,
    Block,
    Bullets,
    Dots,
    Fact,
    Figures,
    Heading,
    Paragraph,
    Positions,
    Table,
    Tone,
)
from pie_audit.reports.charts import dots_height, draw_dots, draw_positions, positions_height
from pie_audit.reports.column import Column, Style
from pie_audit.reports.figures_pdf import set_figures
from pie_audit.reports.marks import Shape, colour, theme_colour
from pie_audit.reports.page import BODY_HEIGHT, Furniture, Paper, label_width
from pie_audit.reports.tags import Facts
from pie_audit.words import _

_DENSITIES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.76)
_ROOMY = -8
"""So many lines more than a text is given where the page has room for all of it."""

_TRIED = (
    *((density, _ROOMY) for density in _DENSITIES),
    *((density, 0) for density in _DENSITIES),
    *((0.76, cut) for cut in (1, 2, 3, 4)),
    *((0.66, cut) for cut in (4, 5)),
)
"""How close page one is set and how much its texts are cut, tried in turn until it fits one page: whole words first."""

_INSIDE_DENSITIES = (1.0, 0.95, 0.9)
_FAR_TOO_LONG = 1.3 * BODY_HEIGHT
"""A part inside that is longer isn't tried any closer: it needs two pages anyway."""

_H1 = Style(30.0, "bold", leading=1.15, after=2.0)
_H2 = Style(15.0, "bold", leading=1.3, before=12.0, after=4.0)
_H2_INSIDE = Style(18.0, "bold", leading=1.25, before=18.0, after=6.0)
_H3 = Style(13.5, "bold", leading=1.3, before=14.0, after=4.0)
_LEAD = Style(13.5, "semibold", leading=1.36, before=8.0, after=4.0)
BODY = Style(11.4)
WORDS = Style(12.5, leading=1.5, after=8.0)
_QUIET = Style(10.2, colour="ink2", leading=1.38)
_SMALL = Style(9.6, leading=1.34, after=2.0)
_LABEL = Style(9.6, "bold", "ink2", leading=1.34, after=2.0)
_TABLE = Style(10.0, leading=1.34, after=8.0)


@dataclass(frozen=True, slots=True)
class Setting:
    """How blocks are set: on page one without colour, and in which body type.

    `cut` tightens every line limit of page one, or loosens it below 0; `is_whole` has none, for what found no room there.
    """

    is_front: bool
    body: Style
    themes: tuple[str, ...]
    cut: int = 0
    is_whole: bool = False

    def most(self, lines: int | None) -> int | None:
        """The line limit of a text, tightened by `cut`."""
        return None if lines is None or self.is_whole else max(1, lines - self.cut)

    def most_of_ask(self, lines: int) -> int | None:
        """The same for what is asked: the last to be cut, since somebody decides by it."""
        return None if self.is_whole else max(1, lines - (self.cut if self.cut < 0 else max(0, self.cut - 2)))


def set_pages(
    paper: Paper, front: Sequence[Block], inside: Sequence[Block], *, themes: tuple[str, ...], is_large: bool
) -> None:
    """Page one on one page, and the pages inside after it; `is_large` sets those in the type of the words edition."""
    cut = _set_front(paper, front, themes)
    setting = Setting(False, WORDS if is_large else BODY, themes, is_whole=True)
    sections = _sections(inside) if inside else []
    for section in (*sections, _in_full(cut)) if cut else sections:
        paper.turn()
        paper.set(_section_column(paper, section, setting))


def _in_full(cut: Sequence[Block]) -> list[Block]:
    """What page one had no room for, whole, so that nothing that somebody decides by is lost."""
    return [Heading(_("Page one, in full"), 2), *map(_lower, cut)]


def _lower(block: Block) -> Block:
    """A heading of page one under the one that says where it is from; of the team's name its words alone."""
    if not isinstance(block, Heading):
        return block
    return Paragraph(block.text) if block.level == 1 else replace(block, level=3)


def _set_front(paper: Paper, front: Sequence[Block], themes: tuple[str, ...]) -> list[Block]:
    """Page one, as roomy as it can be: closer step by step, then with shorter texts; the blocks that were cut."""
    for density, cut in _TRIED:
        trial = Paper(Furniture("", "", "", ""), Facts("", "", "en", None))
        setting = Setting(True, BODY, themes, cut)
        if _front_column(trial, front, setting, density)[0].height <= BODY_HEIGHT:
            break
    column, short = _front_column(paper, front, setting, density)
    paper.set(column)
    return short


def _front_column(
    paper: Paper, front: Sequence[Block], setting: Setting, density: float
) -> tuple[Column, list[Block]]:
    """Page one with a line on where the rest stands if anything was cut, and what was cut, under its heading."""
    column, short = paper.column(density=density), list[Block]()
    under: Heading | None = None
    for block in front:
        before, column.is_cut = column.is_cut, False
        set_block(column, block, setting)
        if column.is_cut and under is not None and under not in short:
            short.append(under)
        short += [block] if column.is_cut else []
        column.is_cut |= before
        under = block if isinstance(block, Heading) and block.level == 2 else under
    if short:
        words = _("What ends in “…” stands whole at the end of this paper, under “Page one, in full”.")
        set_block(column, Paragraph(words, tone=Tone.QUIET), setting)
    return column, short


def _sections(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks in parts that each begin a page."""
    sections: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading) and block.new_page and sections[-1]:
            sections.append([])
        sections[-1].append(block)
    return sections


def _section_column(paper: Paper, section: Sequence[Block], setting: Setting) -> Column:
    """A part that would just run over its page is set a little closer; a longer one takes the pages it needs."""
    before = len(paper.root.kids)
    for density in _INSIDE_DENSITIES:
        column = paper.column(density=density)
        for block in section:
            set_block(column, block, setting)
        if column.height <= BODY_HEIGHT or (density == 1.0 and column.height > _FAR_TOO_LONG):
            return column
        del paper.root.kids[before:]
    column = paper.column()
    for block in section:
        set_block(column, block, setting)
    return column


def set_block(column: Column, block: Block, setting: Setting) -> None:
    match block:
        case Heading():
            _set_heading(column, block, setting)
        case Paragraph():
            style = {Tone.LEAD: _LEAD, Tone.QUIET: _QUIET, Tone.BODY: setting.body}[block.tone]
            most = setting.most(block.most_lines)
            # A quiet paragraph leads to what stands below it.
            column.paragraph(block.text, style, lead=block.lead, most=most, keep=block.tone is Tone.QUIET)
        case Bullets():
            column.bullets(block.items, replace(setting.body, after=3.0), most=setting.most(block.most_lines))
        case Table():
            column.table(block.head, block.rows, _TABLE, shares=block.shares)
        case AskBox():
            plate = Plate(0, 0, 0, 0, None, colour("ink"), 6.0, 0.9)
            column.box(
                partial(_fill_ask, ask=block, setting=setting), plate, pad=10.0, most_height=BODY_HEIGHT
            )
        case ActionCard():
            plate = Plate(0, 0, 0, 0, None, colour("control"), 9.0, 0.8)
            column.box(partial(_fill_action, card=block), plate, pad=11.0, most_height=BODY_HEIGHT)
            column.space(3.0)
        case Dots():
            column.figure(
                draw_dots(block, column.width), dots_height(block, column.width), alt=block.alt, keep=True
            )
        case Positions():
            shapes = draw_positions(block, column.width, setting.themes)
            column.figure(shapes, positions_height(block, column.width), alt=block.alt)
        case Figures():
            set_figures(column, block)


def _set_heading(column: Column, heading: Heading, setting: Setting) -> None:
    if heading.level == 1:
        size = _H1.size if len(heading.text) <= 60 else 17.0
        column.heading(heading.text, 1, replace(_H1, size=size), most=setting.most(2))
        return
    style = _H3 if heading.level == 3 else _H2 if setting.is_front else _H2_INSIDE
    mark = None
    if heading.theme_id in setting.themes and not setting.is_front:
        index = setting.themes.index(heading.theme_id)
        mark = Mark(theme_shape(index), 0.0, 0.0, 1.0, theme_colour(index))
    column.heading(heading.text, heading.level, style, mark=mark)


def _fill_ask(column: Column, *, ask: AskBox, setting: Setting) -> None:
    _set_ask_title(column, ask, most=setting.most_of_ask(2))
    column.paragraph(
        ask.what, replace(BODY, weight="semibold", size=11.0, after=3.0), most=setting.most_of_ask(4)
    )
    most = setting.most(3)
    for pair in _pairs(ask.facts):
        column.side_by_side([(0.5, partial(_fill_fact, fact=fact, most=most)) for fact in pair])
    column.space(3.0)
    _set_answers(column, ask)


def _set_ask_title(column: Column, ask: AskBox, *, most: int | None) -> None:
    """To whom it goes, and at the far edge what replies call it by."""
    style = replace(_H3, size=11.4, before=0.0, after=0.0)
    if not ask.code:
        column.heading(ask.title, 3, style, most=most)
        return
    code = replace(_LABEL, at_end=True)
    column.side_by_side(
        [
            (0.8, lambda left: left.heading(ask.title, 3, style, most=most)),
            (0.2, lambda right: right.paragraph(ask.code, code, most=1)),
        ]
    )


def _pairs(facts: Sequence[Fact]) -> list[Sequence[Fact]]:
    return [facts[i : i + 2] for i in range(0, len(facts), 2)]


def _fill_fact(column: Column, *, fact: Fact, most: int | None) -> None:
    column.paragraph(fact.text, _SMALL, lead=fact.label + ":", most=most)


def _set_answers(column: Column, ask: AskBox) -> None:
    """Squares to tick, a line to write on, and who rings back: drawn, so that they print and can be filled in."""
    size, ink = 9.6, colour("ink")
    shapes: list[Shape] = []
    x = 0.0
    for answer in ask.answers:
        shapes.append(Plate(x, 3.0, size, size, None, ink, 1.5, 0.9))
        shapes.append(Label(x + size + 5, 11.2, answer, size, ink, "semibold"))
        x += size + 5 + label_width(answer, size, "semibold") + 16
    rings = min(label_width(ask.rings, size, "semibold"), 140.0)
    rings_at = column.width - 70 - rings
    shapes += [
        Rule(x - 12, 13.0, rings_at - 12, 13.0, colour("control"), 0.7),
        Label(rings_at, 11.2, ask.rings, size, ink, "semibold", width=rings + 1),
        Rule(column.width - 64, 13.0, column.width, 13.0, colour("control"), 0.7),
    ]
    column.figure(shapes, 15.0, alt=", ".join((*ask.answers, ask.rings)))


def _fill_action(column: Column, *, card: ActionCard) -> None:
    title = replace(BODY, weight="bold", size=12.0, after=3.0)
    status = replace(_LABEL, colour="accent", at_end=True)
    column.side_by_side(
        [
            (0.8, lambda left: left.paragraph(card.what, title)),
            (0.2, lambda right: right.paragraph(card.status, status)),
        ]
    )
    for fact in card.facts:
        column.side_by_side(
            [
                (0.2, partial(_fill_label, fact=fact)),
                (0.8, partial(_fill_text, fact=fact)),
            ]
        )


def _fill_label(column: Column, *, fact: Fact) -> None:
    column.paragraph(fact.label, _LABEL)


def _fill_text(column: Column, *, fact: Fact) -> None:
    column.paragraph(fact.text, replace(BODY, size=10.6, after=2.0))
