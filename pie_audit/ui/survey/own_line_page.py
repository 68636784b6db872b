"""My own page: an instrument taken for myself, and my own line over time. Nobody else ever sees it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.domain.own_line import InstrumentLines
from pie_audit.ui.draft_keeper import DraftKeeper
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.survey.own_line_frame import OwnLineFrame, support_card
from pie_audit.ui.survey.own_lines_card import OwnLinesCard
from pie_audit.ui.survey.own_walk import OwnWalk
from pie_audit.ui.survey.own_windows import NoteWindow, show_support
from pie_audit.ui.widgets import (
    Command,
    announce,
    clear,
)
from pie_audit.words import _
from pie_audit.workflows import own_measures
from pie_audit.workflows.own_measures import OwnAnswers, OwnLine


class OwnLinePage(OwnLineFrame):
    """Everything here is read from, and goes to, pages of one's own log."""

    KINDS = frozenset({Kind.RECORDS, Kind.SURVEYS})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.view: OwnLine | None = None
        self.keeper = DraftKeeper(jobs, own_measures.keep_begun, parent=self)
        self.keeper.trouble.connect(self._on_trouble)
        self.keeper.kept.connect(self.trouble.hide)
        self.shown.chosen.connect(self._on_shown)
        self.support.clicked.connect(self._on_support)
        self.choices.chosen.connect(self.take)
        self.choices.dropped.connect(self._on_dropped)
        self.taking.changed.connect(self._on_changed)
        self.taking.moved.connect(self._on_moved)
        self.taking.finished.connect(self.keep)
        self.stop.clicked.connect(self.throw_away)
        self.back.clicked.connect(self._on_back)
        self.next.clicked.connect(self._on_next)
        self.first_focus = self.support

    # filling

    def reload(self) -> None:
        """Read it again, unless somebody is answering: nothing changes under their hands."""
        if self.taking.walk is not None:
            return
        if self.view is None:
            self.loading.start(_("Opening your page…"))
        self._jobs.aside(own_measures.own_line, owner=self, then=self.show_line, problem=self._on_trouble)

    def show_line(self, view: OwnLine) -> None:
        """Fill the page with what is kept."""
        self.loading.stop()
        if self.taking.walk is not None:
            return
        had_focus = self._focused_name()
        self.view = view
        clear(self.lines)
        self.cards = []
        if any(lines.points_to_support(bands_on=self._has_bands_on(lines)) for lines in view.lines):
            self.lines.addWidget(support_card(view.support_now))
        for lines in view.lines:
            self._add_card(lines)
        last = {lines.latest.instrument_id: lines.sittings[-1].day for lines in view.lines}
        self.choices.show_choices(view.choices, last, view.today)
        self.first_focus = next(iter(self.choices.buttons.values()), self.support)
        self.arrange()
        self._focus_again(had_focus)

    def _focused_name(self) -> str:
        """What the focus is on, where it stands on something that is about to be made anew."""
        focused = self.window().focusWidget()
        is_filled = focused is not None and self.columns.isAncestorOf(focused)
        return focused.accessibleName() if focused is not None and is_filled else ""

    def _focus_again(self, name: str) -> None:
        """On what has the same name as before, else where the page begins."""
        if not name:
            return
        widgets = (w for w in self.columns.findChildren(QWidget) if w.accessibleName() == name)
        again = next((w for w in widgets if w.focusPolicy() != Qt.FocusPolicy.NoFocus), None)
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.begin()

    def commands(self) -> tuple[Command, ...]:
        """What can be taken, and where support is; nothing of what stands here."""
        support = Command(_("Where can I get support?"), self._open_support, icon="lifebuoy")
        if self.taking.walk is not None or self.view is None:
            return (support,)
        take = (
            Command(
                _("Take “{title}” for yourself").format(title=choice.instrument.title),
                partial(self.take, choice.instrument.id),
                icon="list-checks",
            )
            for choice in self.view.choices
        )
        return (*take, support)

    def _add_card(self, lines: InstrumentLines) -> None:
        assert self.view is not None
        instrument_id = lines.latest.instrument_id
        card = OwnLinesCard(
            lines,
            bands_on=self._has_bands_on(lines),
            as_table=self.shown.index() == 1,
            may_take=any(choice.instrument.id == instrument_id for choice in self.view.choices),
        )
        card.again_wanted.connect(partial(self.take, instrument_id))
        card.note_wanted.connect(partial(self._on_note, lines))
        card.bands_chosen.connect(partial(self._on_bands, instrument_id))
        card.thrown_away.connect(self._on_thrown)
        self.cards.append(card)
        self.lines.addWidget(card)

    def _has_bands_on(self, lines: InstrumentLines) -> bool:
        return self.view is not None and lines.latest.instrument_id in self.view.bands_on

    # answering

    def take(self, instrument_id: str) -> None:
        """Begin with an instrument, or go on with what was begun."""
        found = (c for c in (self.view.choices if self.view else ()) if c.instrument.id == instrument_id)
        choice = next(found, None)
        if choice is None:
            return
        self.heading.set(choice.instrument.title, _("For yourself. Leave out whatever you like."))
        self.taking.begin(OwnWalk(choice), choice.line)
        self.arrange()
        self.body.verticalScrollBar().setValue(0)
        self.taking.focus()

    def keep(self) -> None:
        """Put the sitting on the page."""
        walk = self.taking.walk
        if walk is None:
            return
        self.keeper.flush()
        self.next.setEnabled(False)
        self._jobs.write(
            own_measures.save_measure,
            walk.instrument.id,
            walk.answers,
            owner=self,
            then=self._on_kept,
            problem=self._on_not_kept,
        )

    def throw_away(self, _checked: bool = False) -> None:
        """Let go of what was answered; the undo bar can bring it back."""
        walk = self.taking.walk
        if walk is None:
            return
        if walk.answers == OwnAnswers():
            self._on_left(None)
            return
        self.keeper.flush()  # so that it can come back whole
        self._jobs.write(
            own_measures.throw_begun_away,
            walk.instrument.id,
            owner=self,
            then=self._on_left,
            problem=self._on_trouble,
        )

    @property
    def unsaved(self) -> bool:
        """Whether something has not arrived in the draft yet."""
        return self.keeper.unsaved

    def flush(self) -> None:
        """Send what is on the screen to the draft: on page change and lock."""
        self.keeper.flush()

    def _on_changed(self) -> None:
        if self.taking.walk is not None:
            self.keeper.keep(self.taking.walk.instrument.id, self.taking.walk.answers)

    def _on_moved(self) -> None:
        walk = self.taking.walk
        self.back.setEnabled(walk is not None and walk.at > 0)
        self.next.setText(_("Keep on my page") if self.taking.at_end else _("Next"))
        self.body.verticalScrollBar().setValue(0)

    def _on_next(self, _checked: bool = False) -> None:
        self.taking.go_on()

    def _on_back(self, _checked: bool = False) -> None:
        self.taking.go_back()

    def _on_kept(self, _entry_id: object) -> None:
        announce(self, _("Kept on your own page."))
        self._on_left(None)

    def _on_not_kept(self, error: KnownError) -> None:
        self.next.setEnabled(True)
        self._on_trouble(error)

    def _on_left(self, _result: object) -> None:
        """Back to the page."""
        self.keeper.forget()
        self.taking.wipe()
        self.next.setEnabled(True)
        self.trouble.hide()
        self.arrange()
        self.begin()
        self.reload()

    # what else can be done

    def _on_shown(self, _which: int) -> None:
        if self.view is not None:
            self.show_line(self.view)

    def _on_bands(self, instrument_id: str, on: bool) -> None:
        self._jobs.write(
            own_measures.show_bands, instrument_id, on, owner=self, then=self._again, problem=self._on_trouble
        )

    def _on_thrown(self, entry_id: str) -> None:
        self._jobs.write(own_measures.delete_measure, entry_id, owner=self, problem=self._on_trouble)

    def _on_dropped(self, instrument_id: str) -> None:
        self._jobs.write(
            own_measures.throw_begun_away,
            instrument_id,
            owner=self,
            then=self._again,
            problem=self._on_trouble,
        )

    def _again(self, _result: object) -> None:
        self.reload()

    def _on_note(self, lines: InstrumentLines) -> None:
        session = self.view.session if self.view is not None else None
        window = NoteWindow(lines, session, self)
        window.brought.connect(self._on_brought)
        window.booking_wanted.connect(self._on_booking)
        window.open()

    def _on_brought(self, words: str) -> None:
        session = self.view.session if self.view is not None else None
        if session is not None:
            self._jobs.write(
                own_measures.bring_note,
                session.session.session_id,
                words,
                owner=self,
                problem=self._on_trouble,
            )

    def _on_booking(self) -> None:
        self.went_to.emit("supervision", None)

    def _on_support(self, _checked: bool = False) -> None:
        self._open_support()

    def _open_support(self) -> None:
        if self.view is not None:
            show_support(self.view.support, self)

    def _on_trouble(self, error: KnownError) -> None:
        self.loading.stop()
        self.trouble.set(error.what, error.todo)
        self.trouble.show()
        announce(self, f"{error.what} {error.todo}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Down and Page Up go from question to question."""
        answering = self.taking.walk is not None
        if answering and event.key() == Qt.Key.Key_PageDown and not self.taking.at_end:
            self.taking.go_on()
        elif answering and event.key() == Qt.Key.Key_PageUp:
            self.taking.go_back()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for window in self.findChildren(QDialog):
            window.close()
