"""The trends of one team, compared only with itself: themes by quarter first, everything else at wish."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import shiboken6
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.chart import Chart, LineChart, is_drawn, sentences_of
from pie_audit.domain.errors import KnownError
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.team import Perspective
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.trends import standing
from pie_audit.ui.trends.card_row import CardRow, Step
from pie_audit.ui.trends.frame import MODES, TrendsFrame
from pie_audit.ui.trends.in_words import telling
from pie_audit.ui.trends.liking import LOOKS, Liking
from pie_audit.ui.trends.marking import Marking
from pie_audit.ui.trends.naming import BESIDE_THE_THEMES, parts_from, parts_kept
from pie_audit.ui.trends.saver import ChartFiles, Saver
from pie_audit.ui.trends.trend_commands import trend_commands
from pie_audit.ui.widgets import Command, announce, clear, next_turn
from pie_audit.ui.widgets.chart_card import ChartMode
from pie_audit.words import _
from pie_audit.workflows.trends.charting import charted
from pie_audit.workflows.trends.material import TrendMaterial
from pie_audit.workflows.trends.reading import read_material
from pie_audit.workflows.trends.views import Part, Trends, TrendWish, Window

_WINDOW_KEYS = {Qt.Key.Key_4: Window.FOUR, Qt.Key.Key_8: Window.EIGHT, Qt.Key.Key_A: Window.ALL}
_NONE = Qt.KeyboardModifier.NoModifier


class TrendsPage(TrendsFrame):
    """Read whole for a window of quarters; everything else is laid out from that on the work thread."""

    KINDS = frozenset(
        {
            Kind.TRENDS,
            Kind.CONSENSUS,
            Kind.ROUND,
            Kind.ACTIONS,
            Kind.SESSIONS,
            Kind.SMALL_LOGS,
            Kind.SURVEYS,
            Kind.RECORDS,
            Kind.TEAMS,
        }
    )
    went_to = Signal(str, object)

    def __init__(
        self,
        jobs: Jobs,
        team_id: str,
        files: ChartFiles,
        liking: Liking | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._liking = liking or Liking()
        mode = LOOKS.get(self._liking.look, ChartMode.CHARTS)
        super().__init__(mode, parts_from(self._liking.parts), parent)
        self._jobs, self._team_id = jobs, team_id
        self._wish = TrendWish()
        self._material: TrendMaterial | None = None
        self.trends: Trends | None = None
        self._asked = 0
        self._coming: list[Step] = []
        self._goes_on = False
        self._turned: Callable[[], object] | None = None
        self._then: Callable[[], object] | None = None
        self._came_from: QWidget | None = None
        self._scrolled = 0
        self.saver = Saver(jobs, files, self)
        self.marking = Marking(jobs, team_id, self)
        self.add_strip(self.saver.banner)
        self._listen()

    def _listen(self) -> None:
        self.looks.chosen.connect(self.show_as)
        self.copy.clicked.connect(self._on_copy)
        self.choose.windowed.connect(self.show_window)
        self.choose.themed.connect(self.open_theme)
        self.choose.viewed.connect(self._on_view)
        self.choose.unsigned_wanted.connect(self._on_unsigned)
        self.choose.notes.clicked.connect(self.marking.pin)
        self.choose.reading.clicked.connect(self.marking.read_rules)
        self.marking.trouble.connect(self._on_trouble)
        for cards in self.rows():
            self.listen_to_cards(cards)

    def listen_to_parts(self) -> None:
        """See `TrendsFrame`."""
        self.chips.chosen.connect(self._on_parts)
        self.quarters.chosen.connect(self._on_quarters)
        self.marks.taken_away.connect(self.marking.take_away)

    def listen_to_topics(self) -> None:
        """See `TrendsFrame`."""
        self.back.clicked.connect(self.close_theme)

    def listen_to_cards(self, cards: CardRow) -> None:
        """See `TrendsFrame`."""
        cards.opened.connect(self._on_opened)
        cards.pin_wanted.connect(self.marking.pin_at)
        cards.save_wanted.connect(self._on_save_wanted)

    # reading

    def reload(self) -> None:
        """Read the window of quarters again."""
        if self.trends is None:
            self.loading.start(_("Opening your trends…"))
        self._jobs.read(
            read_material,
            self._team_id,
            self._wish.window,
            owner=self,
            then=self._on_material,
            problem=self._on_refused,
        )

    def open_at(self, _area: str, argument: object) -> None:
        """Go to the topics of a theme, or with nothing said back to all of them."""
        if argument:
            self.open_theme(str(argument))
        else:
            self.close_theme()

    @property
    def is_whole(self) -> bool:
        """Whether everything that is wanted stands on the page."""
        return self.trends is not None and not self._coming

    def _on_material(self, material: TrendMaterial) -> None:
        self._material = material
        self._lay_out()

    def _wish_for(self, **changes: object) -> None:
        """Look at something else; a window of other quarters has to be read first."""
        before = self._wish.window
        self._wish = replace(self._wish, **changes)  # type: ignore[arg-type]  # fields of the wish, by name
        if self._wish.window is not before:
            self.reload()
        else:
            self._lay_out()

    def _lay_out(self) -> None:
        if self._material is None:
            return
        self._asked += 1
        task = partial(charted, self._material, self._wish)
        self._jobs.compute(task, owner=self, then=partial(self._on_charted, self._asked))

    def _on_charted(self, asked: int, trends: Trends) -> None:
        if asked == self._asked:
            self.show_trends(trends)

    # filling

    def show_trends(self, trends: Trends) -> None:
        """Fill the page: what is in sight at once, the rest a turn later; what is as before stays as it is."""
        self.loading.stop()
        if trends == self.trends:
            self._go_on_soon()
            return
        if trends.hidden_why:
            self.forget()
        self.trends = self.marking.trends = trends
        self.trouble.hide()
        self._show_head(trends)
        drills = trends.wish.theme_id is not None
        if drills:
            self.furnish_topics()
        self._coming = self._topic_steps(trends) if drills else self._whole_steps(trends)
        self._show_face(drills)
        if self._turned is not None:
            turned, self._turned = self._turned, None
            next_turn(self, turned)
        self._go_on_soon()

    def _show_head(self, trends: Trends) -> None:
        self.heading.set(_("Trends"), standing.context(trends))
        self.choose.show_trends(trends)
        self.choose.show()
        for banner, words in (
            (self.hidden_why, standing.hidden(trends)),
            (self.start, standing.start(trends)),
        ):
            banner.set(*words)
            banner.setVisible(bool(words[0]))
        clear(self.nothing)
        if standing.has_nothing(trends):
            self.nothing.addWidget(standing.empty(self._go_review))

    def _whole_steps(self, trends: Trends) -> list[Step]:
        """From the top down, each piece a turn."""
        themes = trends.section(Part.THEMES)
        charts = themes.charts if themes is not None else ()
        panels = [chart for chart in charts if chart.id.startswith("theme_lines/")]
        most = telling(trends)
        beside = [chart for chart in charts if chart not in panels and is_drawn(chart)]
        note = next((chart.note for chart in panels if isinstance(chart, LineChart)), "")
        self.panels_note.setText(note)
        self._fit_note()
        steps = [*self.panels.steps(panels), *self.beside.steps([*beside, *([most] if most else [])])]
        steps += [partial(self.in_words.show_trends, trends, most), self._fit_note]
        return [*steps, self.furnish_parts, partial(self._queue_parts, trends, most.id if most else "")]

    def _fit_note(self) -> None:
        """What all panels mean stands once under them, and their sentences where they aren't on them already."""
        self.panels_note.setVisible(self.mode is not ChartMode.WORDS and bool(self.panels_note.text()))
        self.in_words.setVisible(self.mode is ChartMode.CHARTS and self.in_words.has_words)

    def _queue_parts(self, trends: Trends, elsewhere: str) -> None:
        """What is below the first screen comes last; `elsewhere` is the chart that stands up there."""
        self.chips.offer(self._parts(trends))
        for part in BESIDE_THE_THEMES:
            self._coming += self._part_steps(trends, part, elsewhere)
        if (
            Part.DISTANCE in self.blocks
        ):  # shown before it stands there, the choice would open a window of its own
            self.quarters.show_trends(trends)
        self._coming.append(partial(self.marks.show_trends, trends))

    def _parts(self, trends: Trends) -> list[Part]:
        return [part for part in BESIDE_THE_THEMES if trends.section(part) is not None]

    def _part_steps(self, trends: Trends, part: Part, elsewhere: str) -> list[Step]:
        section = trends.section(part)
        if section is not None and part in self.chips.wanted():
            block = self.block(part)
            return [*block.steps(section, elsewhere), block.show]
        shown = self.blocks.get(part)
        return [shown.hide] if shown is not None else []

    def _topic_steps(self, trends: Trends) -> list[Step]:
        section = trends.section(Part.TOPICS)
        charts = section.charts if section is not None else ()
        grids = [chart for chart in charts if chart.id.startswith("topic_grid/")]
        nothing = trends.hidden_why or _("Nothing of this theme can be shown yet.")
        self.theme_title.setText(dict(trends.themes).get(trends.wish.theme_id or "", ""))
        told = sentences_of(charts)
        words = [line for line in section.in_words if line not in told] if section is not None else [nothing]
        self.topic_words.setText(" ".join(words))
        self.topic_words.setVisible(bool(words))
        return [*self.topic_grid.steps(grids), *self.topic_lines.steps([c for c in charts if c not in grids])]

    def _go_on_soon(self) -> None:
        if not self._goes_on:
            self._goes_on = True
            next_turn(self, self._go_on)

    def _go_on(self) -> None:
        """One piece of filling, then keys and painting, then the next."""
        if self._coming:
            self._coming.pop(0)()
        if self._coming:
            next_turn(self, self._go_on)
            return
        self._goes_on = False
        is_there = self.trends is not None and self.trends.wish == self._wish
        if self._then is not None and is_there:
            then, self._then = self._then, None
            next_turn(self, then)

    def _show_face(self, drills: bool) -> None:
        self.whole.setVisible(not drills)
        if self.has_topics:
            self.topics.setVisible(drills)

    def _on_refused(self, error: KnownError) -> None:
        """What stood here goes too: somebody may have no business with it any more."""
        self.loading.stop()
        self.trends = self.marking.trends = self._material = None
        self._coming = []
        for part in (self.choose, self.whole, self.hidden_why, self.start):
            part.hide()
        if self.has_topics:
            self.topics.hide()
        self.forget()
        self.trouble.set(error.what, error.todo)
        self.trouble.show()

    # ways of looking

    def show_as(self, at: int) -> None:
        """Look at the same figures in another way; this computer remembers it."""
        self.mode = MODES[at]
        self.looks.set_chosen(at)
        self._fit_note()
        self._remember("figures_as", next(look for look, mode in LOOKS.items() if mode is self.mode))
        seen: list[Step] = []
        unseen: list[Step] = []
        for cards in self.rows():
            (seen if cards.isVisible() else unseen).extend(cards.set_mode(self.mode))
        self._coming = [*seen, *unseen, *self._coming]
        self._go_on_soon()

    def show_window(self, window: Window) -> None:
        """Look further back, or less far."""
        self._wish_for(window=window)

    def _on_view(self, perspective: Perspective | None) -> None:
        self._wish_for(perspective=perspective)

    def _on_unsigned(self, wanted: bool) -> None:
        self._wish_for(with_unsigned=wanted)

    def _on_quarters(self, then: Quarter, now: Quarter) -> None:
        self._wish_for(then=then, now=now)

    def _on_parts(self, parts: frozenset[Part]) -> None:
        self._remember("trends_parts", parts_kept(parts))
        if self.trends is not None:
            self._coming = self._whole_steps(self.trends)
            self._go_on_soon()

    def show_part(self, part: Part) -> None:
        """Put a part on the page and go to it."""
        self.furnish_parts()
        self.close_theme()
        self.chips.want(part)
        self._then = partial(self._go_to, part)
        self._go_on_soon()

    def _go_to(self, part: Part) -> None:
        block = self.block(part)
        self.body.ensureWidgetVisible(block, 0, 0)
        first = next(iter(block.row.cards.values()), None)
        if first is not None:
            (first.view or first.more).setFocus(Qt.FocusReason.OtherFocusReason)

    def _remember(self, setting: str, value: str) -> None:
        if self._liking.remember is not None:
            self._liking.remember(setting, value)

    # drilling down

    def open_theme(self, theme_id: str) -> None:
        """Show the topics of a theme, or all themes again for an empty id."""
        if not theme_id:
            self.close_theme()
        elif theme_id != self._wish.theme_id:
            if self._wish.theme_id is None:
                self._came_from, self._scrolled = self.focusWidget(), self.body.verticalScrollBar().value()
            self._turned = self._begin_topics
            self._wish_for(theme_id=theme_id)

    def close_theme(self) -> None:
        """Back to all themes, to where one was before."""
        if self._wish.theme_id is not None:
            self._turned = self._go_back
            self._wish_for(theme_id=None)

    def _begin_topics(self) -> None:
        self.body.verticalScrollBar().setValue(0)
        if self.isVisible():  # else somebody has gone elsewhere meanwhile, and their keys belong there
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_back(self) -> None:
        """To the theme that was opened, or whatever else somebody came from."""
        self.body.verticalScrollBar().setValue(self._scrolled)
        came, self._came_from = self._came_from, None
        if not self.isVisible():
            return
        if came is not None and shiboken6.isValid(came) and came.isVisible():
            came.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.begin()

    def _on_opened(self, chart_id: str, key: str) -> None:
        """A place of a panel, or a row of the grid, leads to the topics of its theme."""
        about = chart_id.partition("/")[2] if chart_id.startswith("theme_lines/") else key
        if self.trends is not None and about in dict(self.trends.themes):
            self.open_theme(about)

    # notes and rules

    def pin(self) -> None:
        """Write a note."""
        self.marking.pin()

    def read_rules(self) -> None:
        """How the charts are read."""
        self.marking.read_rules()

    def _on_trouble(self, error: KnownError) -> None:
        self.trouble.set(error.what, error.todo)
        self.trouble.show()
        announce(self, f"{error.what} {error.todo}")

    # taking along

    def _seen(self) -> list[Chart]:
        return [chart for cards in self.rows() if cards.isVisible() for chart in cards.charts()]

    def _on_copy(self, _checked: bool = False) -> None:
        if self.trends is not None and self._seen():
            self.saver.offer(self._team_id, len(self.trends.quarters))
            menu = self.saver.menu(self.copy, self._seen(), self.mode, self.trends.team.name)
            menu.popup(self.copy.mapToGlobal(QPoint(0, self.copy.height() + 2)))

    def _on_save_wanted(self, chart_id: str, what: str) -> None:
        chart = self.trends.chart(chart_id) if self.trends is not None else None
        if chart is not None and self.trends is not None:
            self.saver.save_one(chart, what, self.trends.team.name)

    # keys and words

    def commands(self) -> tuple[Command, ...]:
        """Themes, parts, how far back, the ways of looking, and a note."""
        names = (_("Show as charts"), _("Show as tables"), _("Show in words"))
        looks = [Command(name, partial(self.show_as, at), icon="eye") for at, name in enumerate(names)]
        if self.trends is None:
            return tuple(looks)
        found = trend_commands(self.trends, self, self._parts(self.trends))
        if self._wish.theme_id is not None:
            back = Command(_("Back to all themes"), self.close_theme, _("Esc"), icon="arrow-left")
            return (back, *looks, *found)
        return (*looks, *found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """4, 8 and A say how far back; P pins a note; Esc goes back from the topics of a theme."""
        key, plain = Qt.Key(event.key()), event.modifiers() in (_NONE, Qt.KeyboardModifier.KeypadModifier)
        if plain and key in _WINDOW_KEYS and self.trends is not None:
            self.choose.choose_window(_WINDOW_KEYS[key])
        elif plain and key == Qt.Key.Key_P and self.trends is not None:
            self.pin()
        elif key == Qt.Key.Key_Escape and self._wish.theme_id is not None:
            self.close_theme()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """A window over a page that nobody sees any more would be in the way."""
        super().hideEvent(event)
        for window in self.findChildren(QDialog):
            window.close()

    def _go_review(self) -> None:
        self.went_to.emit("review", None)
