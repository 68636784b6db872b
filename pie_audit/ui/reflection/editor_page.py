"""Writing a page that is only one's own: it saves by itself, sealed, and loses no word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QDate, QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.entry import Entry, EntryKind, from_body
from pie_audit.domain.entry_versions import same_words, says_nothing
from pie_audit.domain.errors import KnownError
from pie_audit.domain.reflection_model import ReflectionModel
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.reflection.both_texts import BothTexts
from pie_audit.ui.reflection.line_words import kept_words
from pie_audit.ui.reflection.page_beside import Beside
from pie_audit.ui.reflection.page_windows import PageWindows
from pie_audit.ui.reflection.saving_page import SavingPage
from pie_audit.ui.widgets import Command, next_turn
from pie_audit.words import _
from pie_audit.workflows import entry_search, reflections, writing_aids
from pie_audit.workflows.reflections import Sitting
from pie_audit.workflows.sealed_pages import Clash
from pie_audit.workflows.writing_aids import WritingAids

ONE_LINE = "line"


class EditorPage(SavingPage):
    """One page for all writing, so that two of them never meet on one text. `open_at` says which page to write on.

    While `unsaved` is true the window must not close; `flush` ends the sitting, and the page stays open.
    """

    KINDS = frozenset({Kind.RECORDS, Kind.TEAMS})

    def __init__(self, jobs: Jobs, team_id: str | None, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.aids: WritingAids | None = None
        self._both: BothTexts | None = None
        self._team_id = team_id
        self.beside, self.windows = Beside(jobs, self, team_id), PageWindows(jobs, self)
        self._listen()
        self._make_keys()
        self._wait()

    def _listen(self) -> None:
        keeper = self.keeper
        keeper.settled.connect(self._on_settled)
        keeper.clashed.connect(self._on_clash)
        for part in (self.paper, self.about, self.more):
            part.edited.connect(self._on_edited)
        self.paper.title_line.returnPressed.connect(self.paper.text.setFocus)
        self.back.clicked.connect(self._on_done)
        self.done.clicked.connect(self._on_done)
        self.more_button.clicked.connect(self._on_more)
        self.prompts.model_chosen.connect(self._on_model)
        self.privacy.share_asked.connect(self.beside.share)
        self.privacy.withdraw_asked.connect(self.beside.withdraw)
        self._look_soon = QTimer(self)
        self._look_soon.setSingleShot(True)
        self._look_soon.setInterval(150)
        self._look_soon.timeout.connect(self._show_progress)
        self.paper.text.moved.connect(self._look_soon.start)

    def _make_keys(self) -> None:
        for keys, then in (
            ("Ctrl+Return", self.finish),
            ("Ctrl+Enter", self.finish),
            ("Alt+P", self.beside.turn_prompts),
            ("Ctrl+Shift+W", self.beside.pick_line),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(then)

    # which page

    def reload(self) -> None:
        """Read what stands beside the page, and the page again where something changed it."""
        self._jobs.read(writing_aids.writing_aids, self._team_id, owner=self, then=self._on_aids)
        base = self.keeper.base
        if base is not None and base.version and not self.keeper.busy and self._both is None:
            self._jobs.read(
                reflections.open_entry,
                base.entry.entry_id,
                owner=self,
                then=self._on_read_again,
                problem=self._on_read_problem,
            )

    def open_at(self, _area: str, argument: object) -> None:
        """Write on this page: an id, or nothing for a new one, or “line” for one line only."""
        self._wanted = str(argument or "")
        self._open_wanted()

    def _open_wanted(self) -> None:
        if self._wanted is None:
            return
        if self._both is not None or self._is_here(self._wanted):
            self._wanted = None
            self.begin()
        elif self.keeper.busy:
            self.keeper.finish()
        elif self._wanted in ("", ONE_LINE):
            self._wait()
            kind = EntryKind.LINE if self._wanted else EntryKind.REFLECTION
            self._jobs.read(reflections.start, kind, owner=self, then=self._open)
            self._wanted = None
        else:
            self._wait()
            entry_id, self._wanted = self._wanted, None
            self._jobs.read(
                reflections.open_entry, entry_id, owner=self, then=self._open, problem=self._on_gone
            )

    def _wait(self) -> None:
        """Until the page has come nobody writes on it: filling it would take their words away."""
        self.filled = False
        self._let_in(False)

    def _let_in(self, somebody: bool) -> None:
        for part in (self.columns, self.privacy, self.menu_button):
            part.setEnabled(somebody)

    def _is_here(self, wanted: str) -> bool:
        base = self.keeper.base
        if base is None:
            return False
        blank = not base.version and says_nothing(self.read())
        if wanted in ("", ONE_LINE):
            return blank and (base.entry.kind is EntryKind.LINE) == bool(wanted)
        return base.entry.entry_id == wanted

    def _open(self, sitting: Sitting) -> None:
        if sitting.kept is not None:
            self._show(replace(sitting, kept=None))
            self._choose_kept(sitting)
            return
        fresh = not sitting.version and says_nothing(sitting.entry)
        if fresh and self.aids is not None and sitting.entry.kind is EntryKind.REFLECTION:
            entry = replace(sitting.entry, model_id=self.aids.model_id)
            sitting = replace(sitting, entry=entry)
        self._show(sitting, is_draft=not sitting.version and not fresh)

    def _show(self, sitting: Sitting, *, is_draft: bool = False) -> None:
        self.keeper.open(sitting, is_draft=is_draft)
        self.state_label.rest()
        self.trouble.hide()
        self.long.hide()
        self.filled = True
        self.fill(sitting.entry)
        self._let_in(True)
        self.begin()

    def fill(self, entry: Entry) -> None:
        """Put a page on the screen; saves nothing."""
        line = entry.kind is EntryKind.LINE
        self.heading.set(_("One line") if line else _("Writing"), self._context(entry))
        self.paper.set_day(QDate(entry.day.year, entry.day.month, entry.day.day))
        self.paper.title_line.setText(entry.title)
        self.paper.title_line.setVisible(not line or bool(entry.title))
        self.paper.text.one_line = line and "\n" not in entry.text
        self.paper.text.set_steps(entry.steps)
        today = self.aids.today if self.aids is not None else entry.day
        self.about.show_about(entry.theme_ids, entry.tags)
        self.more.fill(entry, self.beside.feelings(), today)
        self.prompts.show_model(entry.model_id, entry.model_version)
        self.beside.show_entry(entry)
        self.paper.text.setPlaceholderText(
            _("One line is plenty.") if line else _("Write, draw out a list, or just one line.")
        )
        self._show_privacy()
        self._show_progress()
        self.fit_soon()

    def read(self) -> Entry:
        """The page as it is on the screen."""
        base = self.keeper.base
        assert base is not None, "nothing is open"
        day = self.paper.day.date()
        model = self.prompts.model
        entry = replace(
            base.entry,
            day=date(day.year(), day.month(), day.day()),
            title=self.paper.title_line.text(),
            steps=self.paper.text.steps(),
            theme_ids=self.about.theme_ids,
            tags=self.about.tags,
            model_id=model.model_id if model is not None else base.entry.model_id,
            model_version=model.version if model is not None else base.entry.model_version,
        )
        return self.more.read(entry)

    def _context(self, entry: Entry) -> str:
        return _("Written before signing in") if entry.before_sign_in else ""

    def _on_aids(self, aids: WritingAids) -> None:
        self.aids = aids
        me = self._jobs.me
        self.about.offer(aids.themes, entry_search.past_tags(me) if me is not None else ())
        self.beside.show_aids(aids)
        self._show_privacy()

    def _on_read_again(self, sitting: Sitting) -> None:
        base = self.keeper.base
        if base is None or self.keeper.busy or sitting.entry.entry_id != base.entry.entry_id:
            return
        if sitting.version != base.version:
            before = base.entry
            self.keeper.open(replace(sitting, kept=None))
            if not same_words(replace(before, shares=()), replace(sitting.entry, shares=())):
                self.fill(sitting.entry)
            self._show_privacy()

    def _on_read_problem(self, error: KnownError) -> None:
        """The page was thrown away elsewhere, or can't be read just now; what is on the screen stays."""

    def _on_gone(self, error: KnownError) -> None:
        self._jobs.trouble.emit(error)
        self.went_to.emit("reflections", None)

    # two texts

    @property
    def is_choosing(self) -> bool:
        return self._both is not None

    def _choose_kept(self, sitting: Sitting) -> None:
        assert sitting.kept is not None
        today = self.aids.today if self.aids is not None else sitting.kept.kept_on
        first, second = (_("What was saved"), sitting.entry), (_("What we kept"), sitting.kept.entry)
        self._show_both(BothTexts(kept_words(sitting.kept, today), first, second))
        assert self._both is not None
        self._both.settled.connect(partial(self._on_kept_settled, sitting))

    def _on_kept_settled(self, sitting: Sitting, chosen: Entry) -> None:
        self._drop_both()
        self._show(replace(sitting, kept=None))
        if same_words(chosen, sitting.entry):
            self._jobs.write(reflections.drop_draft, chosen.entry_id, owner=self)
            return
        self.fill(chosen)
        self.keeper.touch()

    def _on_clash(self, clash: Clash) -> None:
        mine, theirs = self.read(), from_body(clash.theirs.body)
        self.keeper.keep_draft()
        self._leaving, self._wanted, self._then = False, None, None
        first, second = (_("What you wrote here"), mine), (_("What was saved in another place"), theirs)
        self._show_both(BothTexts(clash.what, first, second))
        assert self._both is not None
        self._both.settled.connect(partial(self._on_clash_settled, Sitting(theirs, clash.theirs.version)))

    def _on_clash_settled(self, theirs: Sitting, chosen: Entry) -> None:
        self._drop_both()
        self._show(theirs)
        if not same_words(chosen, theirs.entry):
            self.fill(chosen)
        self.keeper.touch()
        self.keeper.finish()

    def _show_both(self, both: BothTexts) -> None:
        self._drop_both()
        self._both = both
        self.body.column.insertWidget(0, both)
        self.columns.hide()
        both.show()
        both.begin()

    def _drop_both(self) -> None:
        if self._both is not None:
            self._both.hide()
            self._both.deleteLater()
            self._both = None
        self.columns.show()

    def _on_edited(self) -> None:
        if not self.filled:
            return
        self.keeper.touch()
        self.beside.words_changed()
        self._look_soon.start()

    def _on_settled(self) -> None:
        base = self.keeper.base
        self.long.hide()
        if base is not None and not same_words(self.read(), base.entry) and base.version:
            self.fill(base.entry)  # another window's changes were put together with these, or it was split
        self._show_privacy()
        then, self._then = self._then, None
        leaving, self._leaving = self._leaving, False
        if then is not None:
            then()
        if self._wanted is not None:
            self._open_wanted()
        elif leaving:
            self.went_to.emit("reflections", None)

    # what can be done

    def commands(self) -> tuple[Command, ...]:
        """What can be done with this page; its words are in none of it."""
        if not self.filled:
            return ()
        found = [
            Command(_("Done with this page"), self.finish, _("Ctrl+Enter"), (_("finish save close"),)),
            Command(
                _("Hide or show the prompts"), self.beside.turn_prompts, _("Alt+P"), (_("model questions"),)
            ),
            Command(_("Another page"), self.begin_new, _("Ctrl+N"), (_("new write reflection"),)),
            Command(_("Throw this page away"), self.throw_away, keywords=(_("delete remove discard"),)),
        ]
        if self.keeper.base is not None and self.keeper.base.version:
            found += [
                Command(_("Earlier versions"), self.windows.show_earlier, keywords=(_("history go back"),)),
                Command(
                    _("See what others see"), self.windows.show_others, keywords=(_("privacy lock sealed"),)
                ),
            ]
        return (*found, *self.beside.commands())

    def begin_new(self) -> None:
        """Another page, once this one is saved."""
        self.open_at("write", "")

    def _on_done(self, _checked: bool = False) -> None:
        self.finish()

    def _on_more(self, checked: bool = False) -> None:
        self.more.setVisible(checked)
        self.more_button.set_icon("caret-down" if checked else "caret-right")
        if checked:
            next_turn(self, self._show_more)

    def _show_more(self) -> None:
        """As much of it as there is room for, beginning at its top."""
        bar = self.body.verticalScrollBar()
        bar.setValue(min(bar.maximum(), self.more.mapTo(self.body.content, QPoint(0, -60)).y()))

    def _on_model(self, model: ReflectionModel) -> None:
        self.paper.text.take_model(model)
        self.keeper.touch()
        self.beside.remember_model(model)
        self._show_progress()

    # showing

    def _show_progress(self) -> None:
        if self.filled:
            done = {step.step_id for step in self.paper.text.steps() if step.text.strip()}
            self.prompts.show_progress(done, self.paper.text.current_step())

    def _show_privacy(self) -> None:
        base = self.keeper.base
        if base is None or self.aids is None:
            return
        readers = dict.fromkeys(r for shared in base.entry.open_shares for r in shared.reader_ids)
        self.privacy.set_readers([self.aids.names.get(r, _("somebody who left")) for r in readers])
        self.privacy.allow(others=bool(base.version), share=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_soon()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._jobs.me is not None:
            self.flush()
