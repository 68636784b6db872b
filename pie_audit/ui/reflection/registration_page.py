"""Put together a record: for which regulator, from which of my pages, what is missing, whose names are in it, and out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.day import full_day_words
from pie_audit.domain.entry import Entry, Practice
from pie_audit.domain.errors import KnownError
from pie_audit.domain.registration import Material, RecordDraft
from pie_audit.domain.registration_checks import meters_words
from pie_audit.domain.registration_names import Doubt
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.not_saved import NotSaved
from pie_audit.ui.reflection.record_checklist import RecordChecklist
from pie_audit.ui.reflection.record_files import RecordDialog, RecordFiles
from pie_audit.ui.reflection.record_keeper import RecordKeeper
from pie_audit.ui.reflection.record_names import RecordNames
from pie_audit.ui.reflection.record_out import Ready, RecordOut, make_ready
from pie_audit.ui.reflection.record_pages import RecordPages
from pie_audit.ui.reflection.record_words import RecordWords
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Card,
    Choice,
    Command,
    DateField,
    EvenLayout,
    Field,
    Page,
    PrimaryButton,
    SecondaryButton,
    StateLabel,
    TextArea,
    TwoColumn,
    WrapLabel,
    boxed,
)
from pie_audit.words import _, plural
from pie_audit.workflows import registration
from pie_audit.workflows.registration import RecordDesk


class RegistrationPage(Page):
    """`went_to` leads back to My reflections. `desk` is what was read; None until then."""

    KINDS = frozenset({Kind.RECORDS, Kind.SESSIONS})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, files: RecordFiles | None = None, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Put together a record"),
            _("For your registration, from your own pages. Nothing is sent to anybody."),
            parent,
        )
        self._jobs = jobs
        self.desk: RecordDesk | None = None
        self.material: Material | None = None
        self._wanted = ""
        self._draft: RecordDraft | None = None
        self._pages: dict[str, Entry] = {}
        self._looking_at: Material | None = None
        self._looked_at: Material | None = None
        self.keeper = RecordKeeper(jobs, self)
        self.state_label, self.not_saved = StateLabel(), NotSaved()
        self.back = SecondaryButton(_("My reflections"), "arrow-left")
        self.heading.add_state(self.state_label, self.back)
        self.busy = BusyLine()
        self.trouble, self.changed = Banner("", look="warn"), Banner("", look="info")
        self.regulator = Choice()
        self.first, self.last = DateField(), DateField()
        self.pages, self.words, self.names = RecordPages(), RecordWords(), RecordNames()
        self.checklist, self.meters = RecordChecklist(), WrapLabel("", "strong")
        self.look = PrimaryButton(_("Look for names, and preview"), "eye")
        self.preview = TextArea(most=5_000_000, lines=16)
        self.preview.edit.setReadOnly(True)
        self.preview.setAccessibleName(_("Preview of the record"))
        self.out = RecordOut(jobs, files or RecordDialog())
        self._arrange()
        self._listen()
        self.first_focus = self.regulator

    def reload(self) -> None:
        """Read everything again, unless something here is still on its way to the file."""
        if self.keeper.unsaved():
            return
        if self.desk is None:
            self.busy.start(_("Reading your pages…"))
        self._jobs.aside(
            registration.open_desk, self._wanted, owner=self, then=self.show_desk, problem=self._on_problem
        )

    def show_desk(self, desk: RecordDesk) -> None:
        """Fill in what was read. Words that are being typed stay."""
        self.busy.stop()
        if self.keeper.unsaved() or (self._wanted and desk.rules.regulator_id != self._wanted):
            return
        is_other = self.desk is None or self.desk.rules != desk.rules
        self.desk, self._wanted = desk, desk.rules.regulator_id
        if is_other or self._draft is None:
            self._draft = desk.draft
        self._pages = {page.entry_id: page for page in desk.pages}
        self._fill_choice(desk)
        self._fill_days()
        self._tell_state(desk)
        if self.columns.isHidden():
            self.columns.show()
            self._take_focus()
        self._refresh(rebuild=True)

    def _take_focus(self) -> None:
        """Now that it shows, what comes first gets the focus, unless somebody is elsewhere already."""
        if self.isVisible() and self.focusWidget() in {None, self.back}:
            self.regulator.setFocus()

    def unsaved(self) -> bool:
        """Whether something isn't in the file yet."""
        return self.keeper.unsaved()

    def flush(self) -> None:
        """Send what waits to be saved."""
        self.keeper.flush()

    def commands(self) -> tuple[Command, ...]:
        """What can be done here."""
        found = [
            Command(
                _("Look for names, and preview"), self._on_look, keywords=(_("check export"),), icon="eye"
            ),
            Command(_("My reflections"), self._on_back, keywords=(_("back close"),), icon="arrow-left"),
        ]
        if self._is_looked_at():
            found += [
                Command(_("Save this record as PDF"), self.out.save_pdf, icon="file-pdf"),
                Command(_("Save this record as a document"), self.out.save_document, icon="note"),
                Command(_("Copy this record as text"), self.out.copy_text, icon="copy"),
            ]
        return tuple(found)

    # what shows

    def _fill_choice(self, desk: RecordDesk) -> None:
        was = self.regulator.blockSignals(True)
        self.regulator.clear()
        for rules in desk.regulators.known:
            self.regulator.addItem(rules.name, rules.regulator_id)
        self.regulator.setCurrentIndex(self.regulator.findData(desk.rules.regulator_id))
        self.regulator.blockSignals(was)

    def _fill_days(self) -> None:
        assert self._draft is not None
        for field, day in ((self.first, self._draft.first), (self.last, self._draft.last)):
            was = field.blockSignals(True)
            field.setDate(QDate(day.year, day.month, day.day))
            field.blockSignals(was)

    def _tell_state(self, desk: RecordDesk) -> None:
        problem = desk.regulators.problem
        self.trouble.setVisible(problem is not None)
        if problem is not None:
            self.trouble.set(problem.what, problem.todo)
        self.changed.setVisible(bool(desk.changed))
        if desk.changed and desk.exported_on is not None:
            title = plural(
                "{n} page was changed since you handed this record out on {day}.",
                "{n} pages were changed since you handed this record out on {day}.",
                len(desk.changed),
            )
            self.changed.set(
                title.format(n=len(desk.changed), day=full_day_words(desk.exported_on)),
                _("What you handed out stays as it was. You can put it together again."),
            )

    def _refresh(self, *, rebuild: bool = False) -> None:
        """Work the record out anew from what is in memory, and tell what is missing."""
        desk, draft = self.desk, self._draft
        if desk is None or draft is None:
            return
        inside = tuple(p for p in self._pages.values() if draft.period.holds(p.day))
        self.material = registration.make_material(desk, draft, inside)
        if rebuild:
            self.pages.show_pages(inside, desk.rules, desk.changed)
        self.words.show_words(self.material, desk.sessions)
        self._words_card.setVisible(self.words.has_words())
        self.pages.tell(self.material)
        self.checklist.show_material(self.material)
        self.meters.setText(meters_words(self.material))
        self._show_result()

    # changes

    def _on_regulator(self, _index: int) -> None:
        self._wanted = str(self.regulator.currentData())
        self._draft = None
        self.keeper.flush()
        self.busy.start(_("Reading your pages…"))
        self._jobs.aside(
            registration.open_desk, self._wanted, owner=self, then=self.show_desk, problem=self._on_problem
        )

    def _on_day(self, _day: QDate) -> None:
        if self._draft is None:
            return
        first, last = _to_day(self.first), _to_day(self.last)
        wrong = first > last
        self._last_field.set_error(_("The last day comes after the first.") if wrong else "")
        if not wrong:
            self._keep(replace(self._draft, first=first, last=last))
            self._refresh(rebuild=True)

    def _on_words(self, draft: RecordDraft) -> None:
        self._keep(draft)
        self._refresh()

    def _keep(self, draft: RecordDraft) -> None:
        self._draft = draft
        self.keeper.put(f"draft of {draft.regulator_id}", registration.keep_draft, draft)

    def _on_page(self, entry_id: str, practice: Practice) -> None:
        self._pages[entry_id] = replace(self._pages[entry_id], practice=practice)
        self.keeper.put(entry_id, registration.fill_in, entry_id, practice)
        self._refresh()

    # looking for names

    def _on_look(self, _checked: bool = False) -> None:
        if self.desk is None or self.material is None:
            return
        self._looking_at = self.material
        self._look_busy.start(_("Looking for names…"))
        task = partial(registration.look_for_names, self.desk, self.material)
        self._jobs.compute(task, owner=self, then=self._on_doubts)

    def _on_doubts(self, doubts: tuple[Doubt, ...]) -> None:
        self._look_busy.stop()
        self._looked_at = self._looking_at
        self.names.show_doubts(doubts)
        self._on_chosen()

    def _is_looked_at(self) -> bool:
        return self.material is not None and self._looked_at == self.material

    def _show_result(self) -> None:
        """Names, preview and the ways out stand there only for the record as it was looked through."""
        fresh = self._is_looked_at()
        self._stale.setVisible(self._looked_at is not None and not fresh)
        self._result.setVisible(fresh)

    def _on_chosen(self) -> None:
        self._show_result()
        if self.desk is not None and self._looked_at is not None:
            task = partial(make_ready, self.desk, self._looked_at, self.names.roles())
            self._jobs.compute(task, owner=self, then=self._on_ready)

    def _on_ready(self, ready: Ready) -> None:
        if ready.material == self._looked_at and ready.roles == self.names.roles():
            self.preview.setText(ready.text)
            self.out.offer(ready)

    def _on_passed(self, words: str) -> None:
        """Asked about never again: in the file, and here at once."""
        self._jobs.write(registration.let_pass, words, owner=self, problem=self._on_problem)
        if self.desk is not None:
            self.desk = replace(self.desk, allowed=(*self.desk.allowed, words))
            self._on_look()

    # what comes of it

    def _on_saved(self) -> None:
        self.not_saved.hide()
        self.state_label.saved()
        self.reload()

    def _on_trouble(self, error: KnownError) -> None:
        self.state_label.trouble()
        self.not_saved.tell(error)

    def _copy(self) -> None:
        """Everything typed here that might not be in the file."""
        draft = self._draft
        said = [*draft.statements.values(), *draft.gaps.values()] if draft is not None else []
        pages = [p.practice for p in self._pages.values() if p.practice.counts]
        said += [words for p in pages for words in (p.why_relevant, p.who_is_better_off)]
        self.not_saved.copy([words for words in said if words.strip()])

    def _on_problem(self, error: KnownError) -> None:
        self.busy.stop()
        self.trouble.set(error.what, error.todo)
        self.trouble.show()

    def _on_handed_out(self) -> None:
        self.reload()

    def _on_open(self, entry_id: str) -> None:
        self.keeper.flush()
        self.went_to.emit("write", entry_id)

    def _on_back(self, _checked: bool = False) -> None:
        self.went_to.emit("reflections", None)

    # arranging

    def _arrange(self) -> None:
        for strip in (self.not_saved, self.trouble, self.changed):
            self.add_strip(strip)
        for hidden in (self.trouble, self.changed):
            hidden.hide()
        self._first_field = Field(_("From"), self.first)
        self._last_field = Field(_("To"), self.last)
        whose = Card(_("Whose rules, and which time?"), Field(_("Regulator"), self.regulator), look="plain")
        whose.add(boxed(EvenLayout(self._first_field, self._last_field, least=200)), self.meters)
        mine = Card(_("Which of my pages?"), look="plain", icon="notebook")
        mine.add(
            WrapLabel(_("Ticked pages go in. All others stay yours alone."), "small", "ink2"), self.pages
        )
        self._words_card = Card(_("What no page says"), self.words, look="plain")
        self.columns = TwoColumn(main_share=16, side_share=9)
        self.columns.add_main(whose, mine, self._words_card, self._out_card(), None)
        self.columns.add_side(self.checklist, None)
        self.add(self.busy, self.columns, None)
        self.columns.hide()

    def _out_card(self) -> Card:
        self._stale = WrapLabel(_("Something changed since. Look for names again before it leaves."), "small")
        self._look_busy = BusyLine()
        again = WrapLabel(_("The names in your own pages stay as you wrote them."), "small", "ink2")
        self._result = Card("", self.names, again, self.preview, self.out, look="sunk", gap=14)
        self._stale.hide()
        self._result.hide()
        return Card(
            _("Names first, then out"),
            boxed(EvenLayout(self.look, least=180)),
            self._stale,
            self._look_busy,
            self._result,
            look="plain",
            icon="export",
        )

    def _listen(self) -> None:
        self.back.clicked.connect(self._on_back)
        self.regulator.activated.connect(self._on_regulator)
        for field in (self.first, self.last):
            field.dateChanged.connect(self._on_day)
        self.pages.edited.connect(self._on_page)
        self.pages.opened.connect(self._on_open)
        self.words.edited.connect(self._on_words)
        self.look.clicked.connect(self._on_look)
        self.names.chosen.connect(self._on_chosen)
        self.names.passed.connect(self._on_passed)
        self.out.handed_out.connect(self._on_handed_out)
        self.not_saved.copy_wanted.connect(self._copy)
        self.keeper.saving.connect(self.state_label.saving)
        self.keeper.saved.connect(self._on_saved)
        self.keeper.trouble.connect(self._on_trouble)


def _to_day(field: DateField) -> date:
    day = field.date()
    return date(day.year(), day.month(), day.day())
