"""What somebody who has left sees: their own pages, ways to take them along, and nothing else."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.day import day_words
from pie_audit.domain.own_pages import OwnPage
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.settings.files import Files
from pie_audit.ui.shell.help_panel import HelpPanel
from pie_audit.ui.shell.taking_along import LetGoCard, TakeAlongCard
from pie_audit.ui.widgets import (
    Banner,
    Card,
    EmptyState,
    FlowLayout,
    LinkButton,
    ListRow,
    Page,
    SecondaryButton,
    TwoColumn,
    WrapLabel,
    boxed,
    clear,
    column,
)
from pie_audit.words import _, plural
from pie_audit.workflows import leaving, own_export
from pie_audit.workflows.leaving import TimeLeft
from pie_audit.workflows.own_export import ToShare
from pie_audit.workflows.unlock import SignedIn


class LeaversRoom(QWidget):
    """One page without a sidebar. `left` when they lock, or have let go of their keys."""

    left = Signal()

    def __init__(self, jobs: Jobs, me: SignedIn, files: Files) -> None:
        super().__init__()
        self._jobs, self._me = jobs, me
        self.page = Page(_("Your own pages"))
        self.page.heading.set(_("Your own pages"), me.member.name)
        self._lock = LinkButton(_("Lock"), "lock-simple")
        self._lock.clicked.connect(self._on_lock)
        self.page.heading.add_state(self._lock)
        self.until = Banner("", "", look="private", icon="lock-simple")
        self.trouble = Banner("", "", look="warn")
        self.trouble.hide()
        self.take = TakeAlongCard(jobs, files)
        self.let_go = LetGoCard(jobs)
        self._listed = column(gap=4)
        self.list = boxed(self._listed)
        self.reader = PageReader()
        self._rows: list[ListRow] = []
        self._lay_out()
        self.let_go.gone.connect(self.left)
        self.reader.share_wanted.connect(self._on_share_wanted)
        jobs.trouble.connect(self._on_trouble)
        self.help = HelpPanel(self, with_places=False)
        self.help.closed.connect(self.page.begin)

    def _lay_out(self) -> None:
        two = TwoColumn(main_share=6, side_share=4)
        two.add_main(self.list, self.reader, None)
        two.add_side(self.take, self.let_go, None)
        self.page.add(self.until, self.trouble, two, None)
        self.page.first_focus = self.take.first
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)

    def begin(self) -> None:
        """Read the pages, and how long they wait."""
        self._jobs.read(leaving.time_left, owner=self, then=self._show_time)
        self._jobs.aside(own_export.own_pages, owner=self, then=self._show_pages)
        self.page.begin()

    def flush(self) -> None:
        """Nothing is written here."""

    def unsaved(self) -> bool:
        """Nothing is written here, so nothing is unsaved."""
        return False

    @property
    def owner(self) -> str:
        """Whose pages these are."""
        return self._me.member.name

    def area(self) -> str:
        """For the help."""
        return "leaving"

    def toggle_help(self) -> None:
        """F1 opens the help and closes it again."""
        if self.help.isHidden():
            self.help.open_for("leaving", fade=False)
        else:
            self.help.close_panel()

    def close_panel(self) -> None:
        """Esc closes the help."""
        self.help.close_panel()

    def undo(self) -> None:
        """Nothing here changes a page."""

    def _show_time(self, left: TimeLeft) -> None:
        day = day_words(left.until)
        if left.days:
            title = plural("{n} day left, until {day}", "{n} days left, until {day}", left.days)
            title = title.format(n=left.days, day=day)
        else:
            title = _("Your time was until {day}").format(day=day)
        self.until.set(
            title,
            _(
                "Nobody can shorten it. What you shared stays with whoever you shared it with. "
                "Everything else of yours goes with your keys."
            ),
        )

    def _show_pages(self, pages: tuple[OwnPage, ...]) -> None:
        clear(self._listed)
        self._rows = []
        for page in pages:
            row = ListRow(page.title, page.day)
            row.setAutoExclusive(True)
            row.clicked.connect(partial(self._on_row, page))
            self._listed.addWidget(row)
            self._rows.append(row)
        if not pages:
            self._listed.addWidget(
                EmptyState(_("There are no pages of yours here."), _("You can let go of your keys."))
            )

    def _on_row(self, page: OwnPage, _checked: bool = False) -> None:
        self.reader.show_page(page)

    def _on_share_wanted(self, entry_id: str) -> None:
        self._jobs.read(own_export.page_to_share, entry_id, owner=self, then=self._open_share)

    def _open_share(self, found: ToShare) -> None:
        from pie_audit.ui.reflection.share_dialog import ShareDialog

        dialog = ShareDialog(self._jobs, found.entry, found.today, self)
        dialog.shared.connect(self._on_shared)
        dialog.open()

    def _on_shared(self, _shared: object) -> None:
        self.reader.say(_("Shared. That copy stays with them when your keys are gone."))

    def _on_lock(self, _checked: bool = False) -> None:
        self.left.emit()

    def _on_trouble(self, error: Exception) -> None:
        self.trouble.set(getattr(error, "what", _("Something went wrong.")), getattr(error, "todo", ""))
        self.trouble.show()


class PageReader(Card):
    """One page, to read and to hand over. `share_wanted` brings its id."""

    share_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("", gap=8)
        self._entry_id = ""
        self.share = SecondaryButton(_("Hand over a copy…"), "users")
        self.share.clicked.connect(self._on_share)
        self._said = WrapLabel("", "small_strong", "good")
        self._said.hide()
        self._title, self._day = WrapLabel("", "h3"), WrapLabel("", "small", "ink2")
        self._parts = column(gap=8)
        self.add(self._title, self._day, boxed(self._parts), boxed(FlowLayout(self.share)), self._said)
        self.hide()

    def show_page(self, page: OwnPage) -> None:
        """Its words, as they stand."""
        self._entry_id = page.entry_id
        self._said.hide()
        self._title.setText(page.title)
        self._day.setText(" · ".join(part for part in (page.day, page.below) if part))
        clear(self._parts)
        for heading, text in page.parts:
            if heading.strip():
                self._parts.addWidget(WrapLabel(heading, "strong"))
            self._parts.addWidget(WrapLabel(text))
        if page.take_away.strip():
            self._parts.addWidget(WrapLabel(_("What I take away"), "strong"))
            self._parts.addWidget(WrapLabel(page.take_away))
        self.show()

    def say(self, words: str) -> None:
        """What became of it."""
        self._said.setText(words)
        self._said.show()

    def _on_share(self, _checked: bool = False) -> None:
        self.share_wanted.emit(self._entry_id)
