"""Paper sheets of a round: how many went out, and keying a whole envelope in before it is sealed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.domain.team import Perspective
from pie_audit.ui.audit.paper_lines import PaperLines, answer_words
from pie_audit.ui.audit.sheet_keeper import SheetKeeper
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.not_saved import NotSaved
from pie_audit.ui.widgets import (
    Banner,
    BusyLine,
    Card,
    Choice,
    Command,
    Field,
    FlowLayout,
    Page,
    PrimaryButton,
    SecondaryButton,
    Segmented,
    StateLabel,
    Tick,
    TwoColumn,
    WrapLabel,
    announce,
    boxed,
    clear,
)
from pie_audit.ui.widgets.asking import AskingDialog
from pie_audit.ui.widgets.page_print import PagePrinter, Printing
from pie_audit.words import _, plural
from pie_audit.workflows import paper_sheets, papers
from pie_audit.workflows.paper_kinds import LaidOut, RatingSheets
from pie_audit.workflows.paper_sheets import PaperSheet, PaperView
from pie_audit.workflows.questions import perspective_name

_WAIT_MS = 800
_MOST_AT_ONCE = 20


class PaperPage(Page):
    """One envelope at a time. Sheets wait here, sealed to whoever keys them in, until the envelope is sealed.

    `place` is the round's id, with “/partner” behind it for the envelope of another perspective.
    """

    KINDS = frozenset({Kind.ROUND})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, place: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Paper sheets"), parent=parent)
        self._jobs = jobs
        self._round_id, _slash, group = place.partition("/")
        self.perspective = Perspective(group or Perspective.LIVED_EXPERIENCE.value)
        self.view: PaperView | None = None
        self.sheets: list[PaperSheet] = []
        self.at = 0
        self.lines: PaperLines | None = None
        self._keeper = SheetKeeper(jobs, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._keep)
        self._build()
        self._connect()

    # building

    def _build(self) -> None:
        self.state_label = StateLabel()
        self.heading.add_state(self.state_label)
        self._trouble = NotSaved()
        self._from_jobs = Banner("", look="info")
        self._from_jobs.hide()
        self.add_strip(self._trouble)
        self.add_strip(self._from_jobs)
        names = [(perspective_name(p), "") for p in Perspective]
        self.groups = Segmented(_("Whose sheets"), names)
        self.groups.set_chosen(list(Perspective).index(self.perspective))
        self._sheet_card = Card(" ")
        self._lines_place = QVBoxLayout()
        self.consent = Tick(_("They ticked: it is fine to show our group although we are few"))
        self._sheet_card.add(self._lines_place, 6, self.consent)
        two = self._columns = TwoColumn(main_share=6, side_share=4)
        two.hide()
        two.add_main(self.groups, self._sheet_card, None)
        two.add_side(self._count_card(), _advice_card(), None)
        self._loading = BusyLine()
        self.add(self._loading, two, None)
        self.previous = SecondaryButton(_("Previous sheet"), "arrow-left")
        self.next = SecondaryButton(_("Next sheet"), trailing="arrow-right")
        self.seal = PrimaryButton(_("Seal the envelope"), "lock-simple")
        self.add_to_footer(self.previous, self.next, None, self.seal)

    def _count_card(self) -> Card:
        self._count = WrapLabel("")
        self.more = Choice(*(str(n) for n in range(1, _MOST_AT_ONCE + 1)))
        self.hand_out = SecondaryButton(_("Count them as handed out"))
        field = Field(_("Sheets of paper that go out now"), self.more)
        self.save_sheets = SecondaryButton(_("Save the blank sheet…"), "file-pdf")
        self.save_sheets.clicked.connect(self._ask_file)
        self.print_sheets = SecondaryButton(_("Print the blank sheet…"), "printer")
        self.print_sheets.clicked.connect(self._lay_out_blank)
        self.printer = PagePrinter(self._jobs, self)
        self.printer.begun.connect(self._on_print_begun)
        self.printer.done.connect(self._on_printed)
        self.printer.refused.connect(self._on_blank_refused)
        self._saved = WrapLabel("", "small", "ink2")
        self._saved.hide()
        return Card(_("Out and back")).add(
            boxed(FlowLayout(self.save_sheets, self.print_sheets)),
            self._saved,
            self._count,
            field,
            self.hand_out,
        )

    def _connect(self) -> None:
        self.groups.chosen.connect(self._choose_group)
        self.hand_out.clicked.connect(self._hand_out)
        self.consent.clicked.connect(self._on_changed)
        self.previous.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self.seal.clicked.connect(self._ask_seal)
        self._keeper.saving.connect(self.state_label.saving)
        self._keeper.saved.connect(self._on_saved)
        self._keeper.trouble.connect(self._on_trouble)
        self._keeper.refused.connect(self._on_refused)
        self._trouble.copy_wanted.connect(self._copy)

    def commands(self) -> tuple[Command, ...]:
        """The steps from sheet to sheet; what is on them is never among them."""
        if self.view is None:
            return ()
        on = Command(_("Next sheet"), self.go_on, keywords=(_("paper forward"),), icon="arrow-right")
        return (
            (on, Command(_("Seal the envelope"), self._ask_seal, icon="lock-simple"))
            if self.sheets
            else (on,)
        )

    # filling

    def reload(self) -> None:
        """Read the envelope again; what is keyed in here stays."""
        if self.view is None:
            self._loading.start(_("Opening the envelope…"))
        self._jobs.read(
            paper_sheets.envelope,
            self._round_id,
            self.perspective,
            owner=self,
            then=self.show_envelope,
            problem=self._on_refused,
        )

    def show_envelope(self, view: PaperView) -> None:
        """Fill the page; sheets that were kept come back once."""
        if view.perspective is not self.perspective:
            return
        first = self.view is None or self.view.perspective is not view.perspective
        self.view = view
        self._loading.stop()
        if first:
            self.sheets, self.at = list(view.kept), 0
            self._make_lines(view)
        self._show_sheet()
        self._columns.show()
        if first and self.isVisible():
            self.begin()

    def _make_lines(self, view: PaperView) -> None:
        clear(self._lines_place)
        self.lines = PaperLines(view.questionnaire, view.topics)
        self.lines.changed.connect(self._on_changed)
        self.lines.finished.connect(self.consent.setFocus)
        self._lines_place.addWidget(self.lines)
        self.first_focus = next(iter(self.lines.fields.values()), self.hand_out)

    def _show_sheet(self) -> None:
        sheet = self.sheets[self.at] if self.at < len(self.sheets) else PaperSheet()
        self.lines.show_answers(sheet.answers)
        self.consent.setChecked(sheet.consent)
        self._show_numbers()

    def _show_numbers(self) -> None:
        count = self.view.count
        room = self.view.room
        title = _("Sheet {n} of {of}").format(n=self.at + 1, of=max(room, self.at + 1))
        self._sheet_card.title.setText(title)
        self.heading.set(
            _("Paper sheets: {who}").format(who=perspective_name(self.perspective)),
            _("{sheet}. Key it in as it stands; nothing is guessed.").format(sheet=title),
        )
        words = _("Out: {printed}. Sealed: {keyed}.").format(printed=count.printed, keyed=count.keyed)
        waiting = _("Keyed in here, not sealed yet: {n}.").format(n=len(self.sheets))
        self._count.setText(f"{words} {waiting}" if self.sheets else words)
        for widget in (self.lines, self.consent):
            widget.setEnabled(room > 0)
        self._from_jobs.set(
            _("No paper is out for this group. Count the sheets as they go out; then key them in here.")
        )
        self._from_jobs.setVisible(room <= 0)
        self.previous.setEnabled(self.at > 0)
        self.next.setEnabled(self.at + 1 < room and self.at < len(self.sheets))
        self.seal.setEnabled(bool(self.sheets))
        self.seal.setText(
            plural("Seal this sheet", "Seal these {n} sheets", len(self.sheets)).format(n=len(self.sheets))
            if self.sheets
            else _("Seal the envelope")
        )

    # keying in

    def _on_changed(self) -> None:
        sheet = PaperSheet(self.lines.answers(), self.consent.isChecked())
        if self.at < len(self.sheets):
            self.sheets[self.at] = sheet
        else:
            self.sheets.append(sheet)
        self.state_label.saving()
        if not self._timer.isActive():
            self._timer.start()
        self._show_numbers()

    def _keep(self) -> None:
        self._timer.stop()
        if self.view is not None:
            sheets = tuple(self.sheets)
            self._keeper.keep("sheets", paper_sheets.keep_envelope, self._round_id, self.perspective, sheets)

    def go_on(self) -> None:
        """To the next sheet of the pile."""
        if self.next.isEnabled():
            self._turn_to(self.at + 1)

    def go_back(self) -> None:
        """To the sheet before."""
        if self.at > 0:
            self._turn_to(self.at - 1)

    def _turn_to(self, at: int) -> None:
        self.flush()
        self.at = at
        self._show_sheet()
        self.body.verticalScrollBar().setValue(0)
        self.lines.begin()

    def _choose_group(self, index: int) -> None:
        self.flush()
        self.perspective = list(Perspective)[index]
        self.lines.setEnabled(False)
        self.reload()

    def _hand_out(self) -> None:
        n = self.more.currentIndex() + 1
        self._jobs.write(
            paper_sheets.hand_out_papers,
            self._round_id,
            self.perspective,
            n,
            owner=self,
            problem=self._on_refused,
        )

    # the blank sheet

    def _ask_file(self) -> None:
        paper = RatingSheets(self.perspective)
        name = papers.suggested_name("", self.view.round.quarter, paper)
        path, _kind = QFileDialog.getSaveFileName(self, _("Save the blank sheet"), name, _("PDF (*.pdf)"))
        if path:
            self.save_blank(Path(path))

    def save_blank(self, path: Path) -> None:
        """Write the sheet that this group fills in by hand, in its own wording; the dialog has asked about a file there."""
        paper = RatingSheets(self.perspective)
        audit_round = self.view.round
        wanted = papers.PaperFile(audit_round.team_id, audit_round.quarter, paper, path, overwrite=True)
        self._jobs.aside(
            papers.save_paper, wanted, owner=self, then=self._on_blank_saved, problem=self._on_blank_refused
        )

    def _on_blank_saved(self, _pages: int) -> None:
        self._saved.setText(_("Saved. Print as many as you hand out, and count them below."))
        self._saved.show()
        announce(self, self._saved.text())

    def _on_blank_refused(self, error: KnownError) -> None:
        self._saved.setText(f"{error.what} {error.todo}")
        self._saved.show()
        announce(self, self._saved.text())

    def _lay_out_blank(self, _checked: bool = False) -> None:
        paper, audit_round = RatingSheets(self.perspective), self.view.round
        self._jobs.aside(
            papers.lay_out,
            audit_round.team_id,
            audit_round.quarter,
            paper,
            owner=self,
            then=self._print_blank,
            problem=self._on_blank_refused,
        )

    def _print_blank(self, laid_out: LaidOut) -> None:
        self.printer.ask(Printing(partial(papers.draw_page, laid_out), tuple(range(1, laid_out.pages + 1))))

    def _on_print_begun(self, words: str) -> None:
        self._saved.setText(words)
        self._saved.show()

    def _on_printed(self, words: str) -> None:
        self._saved.setText(words + " " + _("Count the sheets that you hand out below."))
        self._saved.show()
        announce(self, self._saved.text())

    # sealing

    def _ask_seal(self) -> None:
        self.flush()
        dialog = SealDialog(len(self.sheets), self)
        dialog.agreed.connect(self._seal)
        dialog.open()

    def _seal(self) -> None:
        self._jobs.write(
            paper_sheets.seal_envelope,
            self._round_id,
            self.perspective,
            tuple(self.sheets),
            owner=self,
            then=self._on_sealed,
            problem=self._on_refused,
        )

    def _on_sealed(self, _n: int) -> None:
        self.sheets, self.at = [], 0
        self.state_label.rest()
        self._trouble.hide()
        self._show_sheet()
        self.reload()

    # saving

    @property
    def unsaved(self) -> bool:
        """Whether something keyed in has not arrived yet."""
        return self._timer.isActive() or self._keeper.unsaved

    def flush(self) -> None:
        """Send everything now: on page change, lock and closing."""
        if self._timer.isActive():
            self._keep()
        self._keeper.flush()

    def _on_saved(self) -> None:
        self._trouble.hide()
        if not self._timer.isActive():
            self.state_label.saved()

    def _on_trouble(self, error: KnownError | None) -> None:
        self.state_label.trouble()
        self._trouble.tell(error)

    def _on_refused(self, error: KnownError, _what: object = None) -> None:
        self._loading.stop()
        self.state_label.rest()
        self._trouble.tell_refused(error)

    def _copy(self) -> None:
        """Put what is keyed in on the clipboard, so that it can go elsewhere, and let the window close."""
        self._timer.stop()
        titles = {topic.id: topic.title for topic in self.view.topics} if self.view else {}
        self._trouble.copy([_sheet_words(n, sheet, titles) for n, sheet in enumerate(self.sheets, 1)])
        self._keeper.forget()

    def hideEvent(self, event: QHideEvent) -> None:
        """A window over a page that nobody sees any more would be in the way."""
        super().hideEvent(event)
        for dialog in self.findChildren(AskingDialog):
            dialog.close()


def _sheet_words(n: int, sheet: PaperSheet, titles: Mapping[str, str]) -> str:
    lines = [f"{titles[topic]}: {answer_words(answer)}" for topic, answer in sheet.answers.items()]
    return "\n".join([_("Sheet {n}").format(n=n), *lines])


class SealDialog(AskingDialog):
    """Sealing has no undo, so it asks once."""

    agreed = Signal()

    def __init__(self, n: int, parent: QWidget) -> None:
        super().__init__(
            plural("Seal this sheet?", "Seal these {n} sheets?", n).format(n=n),
            parent,
        )
        self.add(
            WrapLabel(
                _(
                    "They are shuffled and sealed with the others. From then on nobody can look at one again, "
                    "you neither. Put the paper back into its envelope and shred it after the meeting."
                )
            ),
            None,
        )
        seal = PrimaryButton(_("Seal"), "lock-simple")
        seal.clicked.connect(self._agree)
        self.add_buttons(seal)

    def _agree(self) -> None:
        self.agreed.emit()
        self.accept()


def _advice_card() -> Card:
    return Card(_("Who keys this in"), icon="hand-waving", look="private").add(
        WrapLabel(
            _(
                "A peer, or a colleague from elsewhere: never somebody whom these people rate. Sheets come in a "
                "closed envelope, without names, and are keyed in together."
            )
        ),
        WrapLabel(
            _(
                "Keys: 0–4 for a level, N doesn’t apply, T can’t tell, minus for blank. Each goes on by itself."
            ),
            "small",
            "ink2",
        ),
    )
