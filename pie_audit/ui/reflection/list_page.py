"""My reflections: every page of one's own, found as one types; nobody else sees this list."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.reflection.filters import Filters
from pie_audit.ui.reflection.line_words import LineWords, kept_words
from pie_audit.ui.reflection.lines import LineList
from pie_audit.ui.widgets import (
    Banner,
    Command,
    EmptyState,
    Page,
    PrimaryButton,
    SecondaryButton,
    WrapLabel,
    announce,
    next_turn,
)
from pie_audit.words import _, plural
from pie_audit.workflows import entry_search, reflections
from pie_audit.workflows.entry_search import Around, Found, Line, Query
from pie_audit.workflows.reflections import KeptWords

ONE_LINE = "line"
"""What the editor is asked to begin with: one line only."""


class ListPage(Page):
    """`filled` once the first pages are shown."""

    KINDS = frozenset({Kind.RECORDS})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(_("My reflections"), _("Only you see this list."), parent)
        self._jobs = jobs
        self._around: Around | None = None
        self._whole = self._under_way = self._again = self.filled = False
        self._kept: tuple[KeptWords, ...] = ()
        self.write = PrimaryButton(_("Write"), "pencil-simple-line")
        self.write.clicked.connect(self._on_write)
        self.one_line = SecondaryButton(_("One line only"))
        self.one_line.clicked.connect(self._on_one_line)
        self.heading.add_state(self.one_line, self.write)
        self.unfinished = Banner("", look="private", icon="note", actions=(_("Go on with it"),))
        self.unfinished.actionChosen.connect(self._on_go_on)
        self.unfinished.hide()
        self.add_strip(self.unfinished)
        self.filters, self.lines = Filters(), LineList()
        self.filters.changed.connect(self._look)
        self.lines.opened.connect(self._on_opened)
        self._empty = self._nothing_yet()
        self._none = self._nothing_fits()
        self.room = QStackedWidget()
        for part in (self.lines, self._empty, self._none):
            self.room.addWidget(part)
        self._shut = WrapLabel("", "small", "ink2")
        self.registration = Banner(
            _("Need this for your registration?"),
            _("You choose what goes in, and names are checked for first."),
            look="sunk",
            icon="clipboard-text",
            actions=(_("Put together a record"),),
        )
        self.registration.actionChosen.connect(self._on_registration)
        self.add(self.filters)
        self.body.column.addWidget(self.room, 1)
        self.add(self._shut, self.registration)
        self.first_focus = self.filters.words
        self._shut.hide()

    def reload(self) -> None:
        """Read names, what waits unfinished, and every page that changed."""
        self._whole = False
        self._jobs.read(entry_search.around, owner=self, then=self._on_around)
        self._jobs.read(reflections.unfinished, owner=self, then=self._on_unfinished)

    def commands(self) -> tuple[Command, ...]:
        """Writing, and one's own pages by title: private words are offered on one's own pages only."""
        verbs = (
            Command(
                _("Write a reflection"),
                self._on_write,
                _("Ctrl+N"),
                (_("new page log diary"),),
                icon="pencil-simple-line",
            ),
            Command(_("One line only"), self._on_one_line, keywords=(_("short quick new"),), icon="note"),
            Command(_("Show all pages"), self.filters.clear, keywords=(_("clear filter search"),)),
        )
        me = self._jobs.me
        titles = entry_search.own_titles(me) if me is not None and self.filled else ()
        found = (
            Command(line.title, partial(self._on_opened, line), note=_("My reflections"), is_place=True)
            for line in titles
            if line.title
        )
        return (*verbs, *found)

    # reading

    def _on_around(self, around: Around) -> None:
        self._around = around
        self.filters.offer(around)
        self._look()

    def _look(self) -> None:
        """Ask for what fits; while pages are still being read, again and again, and never twice at once."""
        if self._around is None or self._jobs.me is None:
            return
        if self._under_way:
            self._again = True
            return
        self._under_way, query = True, self.filters.query()
        if self._whole:
            task = partial(entry_search.refine, self._jobs.me, query)
            self._jobs.compute(task, owner=self, then=partial(self._on_found, query))
        else:
            self._jobs.aside(
                entry_search.search,
                query,
                owner=self,
                then=partial(self._on_found, query),
                problem=self._on_problem,
            )

    def _on_found(self, query: Query, found: Found) -> None:
        self._under_way = False
        self._whole = found.whole
        if query == self.filters.query():
            self._show(query, found)
        if self._again or not found.whole:
            self._again = False
            next_turn(self, self._look)

    def _on_problem(self, error: object) -> None:
        self._under_way = self._again = False
        self._jobs.trouble.emit(error)

    def _show(self, query: Query, found: Found) -> None:
        assert self._around is not None
        self.lines.show_lines(found.lines, LineWords(self._around))
        nothing = not found.lines and found.whole
        asked = query != Query()
        self.room.setCurrentWidget((self._none if asked else self._empty) if nothing else self.lines)
        self.filters.setVisible(asked or bool(found.lines) or not found.whole)
        self.filled = True
        self._tell_shut(found)
        if asked and found.whole:
            announce(self.lines, plural("{n} page", "{n} pages", len(found.lines)).format(n=len(found.lines)))

    def _tell_shut(self, found: Found) -> None:
        lines = []
        if found.shut:
            lines.append(
                plural(
                    "{n} page is from before a reset. Only My key of that time opens it.",
                    "{n} pages are from before a reset. Only My key of that time opens them.",
                    found.shut,
                ).format(n=found.shut)
            )
        if found.damaged:
            lines.append(
                plural(
                    "{n} page was damaged and doesn’t open. A sealed copy may still have it.",
                    "{n} pages were damaged and don’t open. A sealed copy may still have them.",
                    found.damaged,
                ).format(n=found.damaged)
            )
        self._shut.setText(" ".join(lines))
        self._shut.setVisible(bool(lines))

    def _on_unfinished(self, kept: tuple[KeptWords, ...]) -> None:
        self._kept = kept
        if kept:
            today = self._around.today if self._around is not None else kept[0].kept_on
            about = kept[0].entry.title or kept[0].entry.first_line[:80]
            self.unfinished.set(kept_words(kept[0], today), about)
        self.unfinished.setVisible(bool(kept))

    # going on

    def _on_write(self, _checked: bool = False) -> None:
        self.went_to.emit("write", "")

    def _on_one_line(self, _checked: bool = False) -> None:
        self.went_to.emit("write", ONE_LINE)

    def _on_go_on(self, _which: int) -> None:
        self.went_to.emit("write", self._kept[0].entry.entry_id)

    def _on_opened(self, line: Line) -> None:
        self.went_to.emit("shared-with-me" if line.author_id else "write", line.entry_id)

    def _on_registration(self, _which: int) -> None:
        self.went_to.emit("registration", None)

    def _nothing_yet(self) -> EmptyState:
        begin = SecondaryButton(_("Write one line"))
        begin.clicked.connect(self._on_one_line)
        return EmptyState(_("Nothing here yet. One line is plenty."), "", begin)

    def _nothing_fits(self) -> EmptyState:
        everything = SecondaryButton(_("Show all pages"))
        everything.clicked.connect(self.filters.clear)
        return EmptyState(_("Nothing fits that."), _("Try fewer words, or another time."), everything)
