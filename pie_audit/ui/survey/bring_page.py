"""Bringing the words of one published questionnaire: paste, tick, say who allowed it, look at it, make it ready."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.bringing import BroughtWords
from pie_audit.domain.changed import Kind
from pie_audit.domain.day import full_day_words
from pie_audit.domain.errors import KnownError
from pie_audit.domain.instrument_text import plain_title
from pie_audit.domain.words_form import WordsForm, blank_form, form_of, seen_with, words_of
from pie_audit.ui.draft_keeper import DraftKeeper
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.not_saved import NotSaved
from pie_audit.ui.survey.seen_card import SeenCard
from pie_audit.ui.survey.tried_card import TriedCard, known_card
from pie_audit.ui.survey.words_panel import WordsPanel
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Command,
    FlowLayout,
    LinkButton,
    Page,
    PrimaryButton,
    StateLabel,
    TwoColumn,
    announce,
    boxed,
    clear,
    next_turn,
)
from pie_audit.words import _, plural
from pie_audit.workflows import bringing
from pie_audit.workflows.bringing import Bringing


class BringPage(Page):
    """`instrument_id` is a key that ships. What is half filled in is kept for whoever filled it in."""

    KINDS = frozenset({Kind.SURVEYS})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, instrument_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Questionnaire"), parent=parent)
        self._jobs, self._id = jobs, instrument_id
        self.view: Bringing | None = None
        self.panel: WordsPanel | None = None
        self._filled: WordsForm | None = None
        self._sent: WordsForm | None = None
        self._copied: WordsForm | None = None
        self.state = StateLabel()
        self.back = LinkButton(_("Questionnaires"), "arrow-left")
        self.ready = PrimaryButton(_("Make it ready"), "check")
        self.ready.hide()
        self.heading.add_state(self.back, self.state, self.ready)
        self._loading, self.trouble = BusyLine(), NotSaved()
        self.standing = Banner("", look="info")
        self.missing = Banner("", look="warn")
        for strip in (self.standing, self.missing):
            strip.hide()
        self.take = LinkButton(_("Take the words back"), "arrow-counter-clockwise")
        self.put = LinkButton(_("Put the words back"), "arrow-bend-up-right")
        self.throw = LinkButton(_("Throw away what I began"), "trash")
        self._more = boxed(FlowLayout(self.take, self.put, self.throw, gap=16))
        self.keeper = DraftKeeper(jobs, bringing.keep_begun, instrument_id, parent=self)
        self._two = TwoColumn(main_share=13, side_share=6)
        self.add_strip(self._loading)
        self.add_strip(self.trouble)
        self.add_strip(self.missing)
        self.add(self.standing, self._two, self._more, None)
        self.first_focus = self.back
        self._show_verbs()
        self._wire()

    def _wire(self) -> None:
        self.back.clicked.connect(self._go_back)
        self.ready.clicked.connect(self.make_ready)
        self.take.clicked.connect(self._take_back)
        self.put.clicked.connect(self._put_back)
        self.throw.clicked.connect(self._throw_away)
        self.keeper.trouble.connect(self._on_trouble)
        self.keeper.kept.connect(self._on_kept)
        self.trouble.copy_wanted.connect(self._copy)

    def reload(self) -> None:
        """Read it again; what is being filled in stays."""
        if self.view is None:
            self._loading.start(_("Opening…"))
        self._jobs.read(
            bringing.bringing, self._id, owner=self, then=self.show_bringing, problem=self._on_gone
        )

    def show_bringing(self, view: Bringing) -> None:
        """Fill; a form that somebody has changed here is left as it is."""
        self._loading.stop()
        if self.panel is None or self.view is None or self.view.key != view.key:
            self._make_parts(view)
        self.view = view
        assert self.panel is not None
        if self._filled is None or self.panel.form() == self._filled:
            self._fill(view)
        self.heading.set(plain_title(view.key), view.key.about)
        self._show_standing(view)
        self._show_verbs()

    def make_ready(self) -> None:
        """Everything that is in the way is told; where nothing is, the words can be used."""
        if self.view is None or self.panel is None:
            return
        if self.panel.find_faults():
            n = len(self.panel.faults)
            words = plural("One thing is in the way.", "{n} things are in the way.", n).format(n=n)
            self.missing.set(words, _("Each is told beside its field."))
            self.missing.show()
            return
        self.missing.hide()
        self.trouble.hide()
        self.keeper.flush()
        words_now: BroughtWords = words_of(self.view.key, self.panel.form())
        self.ready.setEnabled(False)
        self._jobs.write(
            bringing.bring, self._id, words_now, owner=self, then=self._on_ready, problem=self._on_refused
        )

    def unsaved(self) -> bool:
        """Whether something filled in isn't in the file yet, and nobody took a copy of it."""
        if self.panel is None or not self.keeper.unsaved:
            return False
        return self.panel.form() != self._copied

    def flush(self) -> None:
        """Send what is filled in on its way now."""
        if self.panel is not None:
            self.panel.settle()
        self.keeper.flush()

    def commands(self) -> tuple[Command, ...]:
        """The way back, and making it ready."""
        ways = [Command(_("Back to questionnaires"), self._go_back, icon="arrow-left")]
        if self.view is not None:
            ways.append(Command(_("Make it ready"), self.make_ready, icon="check"))
        return tuple(ways)

    # filling

    def _make_parts(self, view: Bringing) -> None:
        for layout in (self._two.main, self._two.side):
            clear(layout)
        self.panel = WordsPanel(view.key, view.today)
        self.seen = SeenCard(view.key)
        self.tried = TriedCard(self._jobs, view.key)
        self._two.add_main(self.panel, None)
        self._two.add_side(self.seen, self.tried, known_card(view.key), None)
        self.panel.edited.connect(self._on_edited)
        self.panel.left.connect(self.keeper.flush)
        self.first_focus = self.panel
        if self.isVisible():
            next_turn(self, self.begin)

    def _fill(self, view: Bringing) -> None:
        assert self.panel is not None
        stored = form_of(view.key, view.brought) if view.brought is not None else None
        form = view.begun or stored or blank_form(view.today)
        if self._filled is None or form != self._filled:
            self.panel.fill(form)
            self._look()
        self._filled = self._sent = self.panel.form()

    def _look(self) -> None:
        if self.view is not None and self.panel is not None:
            form = self.panel.form()
            self.seen.show_instrument(seen_with(self.view.key, form), form.licence.line)

    def _show_standing(self, view: Bringing) -> None:
        brought = view.brought
        self.standing.setVisible(brought is not None)
        if brought is None:
            return
        who = _("{name} brought these words on {day}.").format(
            name=view.brought_by, day=full_day_words(brought.brought_on)
        )
        if brought.retired_week is not None:
            self.standing.set(_("The words were taken back."), who)
        else:
            title = _("Version {n} is in use").format(n=brought.version)
            stays = _("Other words get the next number. Surveys that were opened keep theirs.")
            self.standing.set(title, f"{who} {stays}")

    def _show_verbs(self) -> None:
        view = self.view
        brought = view.brought if view is not None else None
        in_use = brought is not None and brought.retired_week is None
        self.ready.setVisible(view is not None)
        self.ready.setEnabled(True)
        self.ready.setText(_("Save the changes") if in_use else _("Make it ready"))
        self.take.setVisible(in_use)
        self.put.setVisible(brought is not None and not in_use)
        self.throw.setVisible(view is not None and view.begun is not None)

    # changing

    def _on_edited(self) -> None:
        if self.panel is None:
            return
        self._look()
        if not self.panel.faults:
            self.missing.hide()
        form = self.panel.form()
        if form != self._sent:
            self._sent = form
            self.state.saving()
            self.keeper.keep(form)

    def _on_kept(self) -> None:
        if not self.keeper.unsaved:
            self.state.saved()
        self.throw.show()
        self.trouble.hide()

    def _on_trouble(self, error: KnownError) -> None:
        self.state.trouble()
        self.trouble.tell(error)

    def _copy(self) -> None:
        if self.panel is not None:
            self._copied = self.panel.form()
            self.trouble.copy((self._copied.pasted,))

    def _on_ready(self, _done: object) -> None:
        self.keeper.forget()
        self.state.rest()
        self._filled = None
        self.went_to.emit("instruments", None)

    def _on_refused(self, error: KnownError) -> None:
        self.ready.setEnabled(True)
        self.trouble.tell_refused(error)
        announce(self, f"{error.what} {error.todo}")

    def _take_back(self) -> None:
        self._jobs.write(bringing.take_back, self._id, owner=self, then=self._again, problem=self._on_refused)

    def _put_back(self) -> None:
        self._jobs.write(bringing.put_back, self._id, owner=self, then=self._again, problem=self._on_refused)

    def _throw_away(self) -> None:
        self.keeper.forget()
        self.state.rest()
        self._filled = None
        self._jobs.write(
            bringing.throw_away_begun, self._id, owner=self, then=self._again, problem=self._on_refused
        )

    def _again(self, _done: object) -> None:
        self.reload()

    def _on_gone(self, error: KnownError) -> None:
        self._loading.stop()
        self._on_refused(error)
        self.ready.hide()

    def _go_back(self) -> None:
        self.went_to.emit("instruments", None)
