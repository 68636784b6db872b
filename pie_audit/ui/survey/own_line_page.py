"""My own page: an instrument taken for myself, and my own line over time. Nobody else ever sees it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.domain.own_line import InstrumentLines
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.survey.own_choices import OwnChoices, about_card
from pie_audit.ui.survey.own_keeper import OwnKeeper
from pie_audit.ui.survey.own_lines_card import OwnLinesCard
from pie_audit.ui.survey.own_taking import OwnTaking
from pie_audit.ui.survey.own_walk import OwnWalk
from pie_audit.ui.survey.own_windows import NoteWindow, show_support
from pie_audit.ui.survey.small_windows import paragraphs
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Card,
    Command,
    Page,
    PrimaryButton,
    PrivacyBar,
    SecondaryButton,
    Segmented,
    TwoColumn,
    announce,
    clear,
)
from pie_audit.words import _
from pie_audit.workflows import own_measures
from pie_audit.workflows.own_measures import OwnAnswers, OwnLine


class OwnLinePage(Page):
    """Two faces: what is kept so far, and the questions of one instrument while they are being answered."""

    KINDS = frozenset({Kind.RECORDS, Kind.SURVEYS})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(_("My own page"), parent=parent)
        self._jobs = jobs
        self.view: OwnLine | None = None
        self.cards: list[OwnLinesCard] = []
        self._build_heading()
        self._build_body()
        self._build_footer()
        self.keeper = OwnKeeper(jobs, self)
        self.keeper.trouble.connect(self._on_trouble)
        self.keeper.kept.connect(self.trouble.hide)
        self.first_focus = self.support
        self._arrange()

    def _build_heading(self) -> None:
        self.shown = Segmented(
            _("How your line is shown"), [(_("Chart"), "chart-line"), (_("Table and notes"), "table")]
        )
        self.shown.chosen.connect(self._on_shown)
        self.support = SecondaryButton(_("Where can I get support?"), "lifebuoy")
        self.support.clicked.connect(self._on_support)
        self.heading.add_state(self.shown, self.support)
        self.add_strip(PrivacyBar(_("Only me. Nobody else can open this page.")))
        self.trouble = Banner("", look="warn")
        self.trouble.hide()
        self.add_strip(self.trouble)

    def _build_body(self) -> None:
        self._loading = BusyLine()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(16)
        self.choices = OwnChoices()
        self.choices.chosen.connect(self.take)
        self.choices.dropped.connect(self._on_dropped)
        self.columns = TwoColumn(main_share=13, side_share=6)
        self.columns.add_main(self._lines, self.choices, None)
        self.columns.add_side(about_card(), None)
        self.taking = OwnTaking()
        self.taking.changed.connect(self._on_changed)
        self.taking.moved.connect(self._on_moved)
        self.taking.finished.connect(self.keep)
        self.add(self._loading, self.columns, self.taking, None)

    def _build_footer(self) -> None:
        self.stop = SecondaryButton(_("Stop and throw away"), "x")
        self.back = SecondaryButton(_("Back"), "arrow-left")
        self.next = PrimaryButton(_("Next"), trailing="arrow-right")
        self.stop.clicked.connect(self.throw_away)
        self.back.clicked.connect(self._on_back)
        self.next.clicked.connect(self._on_next)
        self.add_to_footer(self.stop, None, self.back, self.next)

    # filling

    def reload(self) -> None:
        """Read it again, unless somebody is answering: nothing changes under their hands."""
        if self.taking.walk is not None:
            return
        if self.view is None:
            self._loading.start(_("Opening your page…"))
        self._jobs.aside(own_measures.own_line, owner=self, then=self.show_line, problem=self._on_trouble)

    def show_line(self, view: OwnLine) -> None:
        """Fill the page with what is kept."""
        self._loading.stop()
        if self.taking.walk is not None:
            return
        self.view = view
        clear(self._lines)
        self.cards = []
        if any(lines.points_to_support(bands_on=self._has_bands_on(lines)) for lines in view.lines):
            self._lines.addWidget(_support_card(view.support_now))
        for lines in view.lines:
            self._add_card(lines)
        last = {lines.latest.instrument_id: lines.sittings[-1].day for lines in view.lines}
        self.choices.show_choices(view.choices, last, view.today)
        self._arrange()

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
        self._lines.addWidget(card)

    def _has_bands_on(self, lines: InstrumentLines) -> bool:
        return self.view is not None and lines.latest.instrument_id in self.view.bands_on

    def _arrange(self) -> None:
        """The face that is shown now."""
        answering = self.taking.walk is not None
        self.columns.setVisible(not answering)
        self.taking.setVisible(answering)
        self.shown.setVisible(not answering and bool(self.cards))
        for button in (self.stop, self.back, self.next):
            button.setVisible(answering)
        if not answering:
            self.heading.set(_("My own page"), _("How things are for you, over time."))

    # answering

    def take(self, instrument_id: str) -> None:
        """Begin with an instrument, or go on with what was begun."""
        found = (c for c in (self.view.choices if self.view else ()) if c.instrument.id == instrument_id)
        choice = next(found, None)
        if choice is None:
            return
        self.heading.set(choice.instrument.title, _("For yourself. Leave out whatever you like."))
        self.taking.begin(OwnWalk(choice), choice.line)
        self._arrange()
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
        self._arrange()
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
        self._loading.stop()
        self.trouble.set(error.what, error.todo)
        self.trouble.show()
        announce(self, f"{error.what} {error.todo}")

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for window in self.findChildren(QDialog):
            window.close()


def _support_card(words: str) -> Card:
    """Calm, and only here: no alarm, nothing red, nothing sent to anybody."""
    card = Card(_("Somebody to talk to"), look="private", icon="lifebuoy", gap=8)
    for label in paragraphs(words):
        label.set_look(colour="private")
        card.add(label)
    return card
