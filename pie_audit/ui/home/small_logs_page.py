"""A team's small logs: the wall of wins, what took too long, and stories that had to be told again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain import name_check
from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.domain.name_finding import Finding
from pie_audit.domain.small_logs import Friction, Tellings, Win
from pie_audit.ui.home import small_log_lists as lists
from pie_audit.ui.home.name_panel import NamePanel
from pie_audit.ui.home.small_log_forms import FrictionForm, SmallForm, TellingsForm, WinForm
from pie_audit.ui.home.small_log_words import months_to_choose
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.not_saved import NotSaved
from pie_audit.ui.widgets import Command, Page, PrivacyBar, Segmented, TwoColumn, clear
from pie_audit.words import _
from pie_audit.workflows import small_logs
from pie_audit.workflows.presence import acting
from pie_audit.workflows.small_logs import SmallLogs, entry_id

SAVE_WITHIN_MS = 1500
_CHANGES = "changes"
"""Under which a draft says which entry it changes."""

NEW_WIN, NEW_FRICTION, NEW_TELLINGS = BEGINNINGS = ("new-win", "new-friction", "new-tellings")


class SmallLogsPage(Page):
    """Three views of one page; what is typed into a form is kept as a draft until it is sent."""

    KINDS = frozenset({Kind.SMALL_LOGS, Kind.TEAMS})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, team_id: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Small logs"), _("Written by anybody in the team. Nobody’s name is on any of it."), parent
        )
        self._jobs, self._team_id, self._me = jobs, team_id, jobs.me
        self.view: SmallLogs | None = None
        self._sent: tuple[int, Win | Friction | Tellings] | None = None
        self.add_strip(
            PrivacyBar(_("Your team and its manager read this. It doesn’t say who wrote it."), shared=True)
        )
        self.views = Segmented(
            _("What to look at"),
            (
                (_("Small wins"), "sun"),
                (_("What took too long"), "hourglass"),
                (_("Telling it again"), "chat-circle"),
            ),
        )
        self.views.chosen.connect(self.switch_to)
        self.win_form, self.friction_form, self.tellings_form = WinForm(), FrictionForm(), TellingsForm()
        self.forms: tuple[SmallForm, ...] = (self.win_form, self.friction_form, self.tellings_form)
        self.names = NamePanel()
        self.names.replaced.connect(self._on_replaced)
        self.names.anyway.connect(self._on_anyway)
        self._bodies = [QWidget() for _form in self.forms]
        self._lists = [QVBoxLayout() for _form in self.forms]
        self._lay_out()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SAVE_WITHIN_MS)
        self._soon.timeout.connect(self.flush)
        self._typed: set[int] = set()
        self._on_the_way: set[int] = set()
        self.not_saved = NotSaved()
        self.not_saved.copy_wanted.connect(self._copy)
        self.add_strip(self.not_saved)
        self.switch_to(0)
        self._let_in(False)  # what is typed before the page was read would be filled over

    def _lay_out(self) -> None:
        self.add(self.views)
        for at, form in enumerate(self.forms):
            two = TwoColumn(main_share=6, side_share=5, stack_below=860)
            self._lists[at].setSpacing(16)
            two.add_main(self._lists[at], None)
            if form is self.win_form:
                two.add_side(form, self.names, None)
            else:
                two.add_side(form, None)
            QVBoxLayout(self._bodies[at]).addWidget(two)
            self._bodies[at].layout().setContentsMargins(0, 0, 0, 0)
            self.add(self._bodies[at])
            form.edited.connect(self._on_edited)
            form.sent.connect(self.send)
            form.left.connect(self._on_left)
        self.add(None)

    # reading

    def reload(self) -> None:
        """Read it again; what is being typed stays."""
        self._jobs.read(small_logs.small_logs, self._team_id, owner=self, then=self.show_logs)

    def show_logs(self, view: SmallLogs) -> None:
        """Fill the lists; the forms only the first time."""
        first, self.view = self.view is None, view
        self._fill_lists(view)
        if first:
            for at in range(len(self.forms)):
                self._take_up(at, view.begun[small_logs.FORMS[at]])
            self._let_in(True)
            if self.isVisible():
                self.begin()
        elif not (self.tellings_form.is_changing or self.tellings_form.times.text()):
            self._blank(small_logs.FORMS.index(small_logs.TELLINGS))  # the next label has moved on

    def _let_in(self, somebody: bool) -> None:
        for body in self._bodies:
            body.setEnabled(somebody)

    def _fill_lists(self, view: SmallLogs) -> None:
        for held in self._lists:
            clear(held)
        self._lists[0].addWidget(lists.wins_wall(view.wins, self.change, self.take_away))
        self._lists[1].addWidget(lists.friction_card(view.friction_sums))
        self._lists[1].addWidget(lists.friction_list(view.friction, self.change, self.take_away))
        self._lists[2].addWidget(lists.tellings_card(view.tellings_sums))
        self._lists[2].addWidget(lists.tellings_list(view.tellings, self.change, self.take_away))

    def _take_up(self, at: int, begun: Mapping[str, str]) -> None:
        """A blank form, or what was being typed: perhaps a change of an entry that is still there."""
        self._blank(at)
        entries: tuple[Win | Friction | Tellings, ...] = ()
        if self.view is not None:
            entries = (*self.view.wins, *self.view.friction, *self.view.tellings)
        for entry in entries:
            if entry_id(entry) == begun.get(_CHANGES):
                self._fill(entry)
        if begun:
            self.forms[at].set_texts(begun)

    def _blank(self, at: int) -> None:
        if self.view is None or self._jobs.me is None:
            return
        me, months = acting(self._jobs.me), months_to_choose(self.view.month)
        if at == 0:
            self.win_form.show_entry(small_logs.new_win(me, self._team_id))
        elif at == 1:
            blank = small_logs.new_friction(me, self._team_id)
            self.friction_form.show_entry(blank, months, self.view.processes)
        else:
            self.tellings_form.show_entry(small_logs.new_tellings(me, self.view), months)
        self.forms[at].set_changing(False)
        self.forms[at].tell(None)

    # looking around

    def switch_to(self, at: int) -> None:
        """Show wins, friction or tellings."""
        for index, body in enumerate(self._bodies):
            body.setVisible(index == at)
        self.first_focus = self.views

    def open_at(self, _area: str, argument: object) -> None:
        """Open the view that somebody asked for, with the focus in its first field; else as it was left."""
        if argument in BEGINNINGS:
            at = BEGINNINGS.index(str(argument))
            self.views.set_chosen(at)
            self.switch_to(at)
            self.first_focus = self._first_field(at)

    def _first_field(self, at: int) -> QWidget:
        return (self.win_form.words, self.friction_form.trying, self.tellings_form.times)[at]

    # doing

    def send(self, entry: Win | Friction | Tellings) -> None:
        """Save an entry; a line for the wall is looked at for names first."""
        if isinstance(entry, Win) and self.view is not None:
            findings = small_logs.names_in(self.view, entry.words, entry.made_possible_by)
            self.names.show_findings(findings)
            if findings:
                self.names.anyway_button.setFocus()
                return
        self._save(entry)

    def _on_anyway(self) -> None:
        self.names.show_findings(())
        self._save(self.win_form.entry())

    def _on_replaced(self, finding: Finding, role: str) -> None:
        form = self.win_form
        for text in (form.words, form.thanks):
            text.setText(name_check.replace(text.text(), finding, role))
        form.edited.emit()
        self.names.show_findings(
            small_logs.names_in(self.view, form.words.text(), form.thanks.text()) if self.view else ()
        )
        (self.names.anyway_button if self.names.isVisible() else form.send_button).setFocus()

    def _save(self, entry: Win | Friction | Tellings) -> None:
        at = _place(entry)
        self._soon.stop()
        self._typed.discard(at)
        self.forms[at].send_button.setEnabled(False)
        save = (small_logs.save_win, small_logs.save_friction, small_logs.save_tellings)[at]
        then = (self._on_win_saved, self._on_friction_saved, self._on_tellings_saved)[at]
        problem = (self._on_win_trouble, self._on_friction_trouble, self._on_tellings_trouble)[at]
        self._jobs.write(save, entry, owner=self, then=then, problem=problem)

    def _on_win_saved(self, _done: object) -> None:
        self._saved(0)

    def _on_friction_saved(self, _done: object) -> None:
        self._saved(1)

    def _on_tellings_saved(self, _done: object) -> None:
        self._saved(2)

    def _saved(self, at: int) -> None:
        self.forms[at].send_button.setEnabled(True)
        if at in self._typed:  # somebody wrote on meanwhile: their words stay, as a change of what was sent
            self.forms[at].set_changing(True)
            return
        self._blank(at)
        self._first_field(at).setFocus()

    def _on_win_trouble(self, error: KnownError) -> None:
        self._trouble(0, error)

    def _on_friction_trouble(self, error: KnownError) -> None:
        self._trouble(1, error)

    def _on_tellings_trouble(self, error: KnownError) -> None:
        self._trouble(2, error)

    def _trouble(self, at: int, error: KnownError) -> None:
        self.forms[at].send_button.setEnabled(True)
        self.forms[at].tell(error)
        self._typed.add(at)

    def change(self, entry: Win | Friction | Tellings) -> None:
        """Put an entry into its form."""
        self._fill(entry)
        self._first_field(_place(entry)).setFocus()

    def _fill(self, entry: Win | Friction | Tellings) -> None:
        months = months_to_choose(self.view.month) if self.view is not None else ()
        at = _place(entry)
        if isinstance(entry, Win):
            self.win_form.show_entry(entry)
        elif isinstance(entry, Friction):
            self.friction_form.show_entry(entry, months, self.view.processes if self.view else ())
        else:
            self.tellings_form.show_entry(entry, months)
        self.forms[at].set_changing(True)

    def take_away(self, entry: Win | Friction | Tellings) -> None:
        """Take an entry away; the undo bar brings it back."""
        if isinstance(entry, Win):
            self._jobs.write(small_logs.take_win_off, self._team_id, entry.win_id, owner=self)
        elif isinstance(entry, Friction):
            self._jobs.write(small_logs.take_friction_out, self._team_id, entry.friction_id, owner=self)
        else:
            self._jobs.write(small_logs.take_tellings_out, self._team_id, entry.tellings_id, owner=self)

    def commands(self) -> tuple[Command, ...]:
        """What can be begun here."""
        return (
            Command(_("Note a small win"), self.begin_win, "Ctrl+N", icon="sun", name="win"),
            Command(_("Something took too long"), self.begin_friction, icon="hourglass", name="friction"),
            Command(_("A story told again"), self.begin_tellings, icon="chat-circle", name="tellings"),
        )

    def begin_win(self) -> None:
        """Write a line for the wall."""
        self._begin(NEW_WIN)

    def begin_friction(self) -> None:
        """Note an errand."""
        self._begin(NEW_FRICTION)

    def begin_tellings(self) -> None:
        """Note a count."""
        self._begin(NEW_TELLINGS)

    def _begin(self, beginning: str) -> None:
        self.open_at("small-logs", beginning)
        self.begin()

    # keeping what is typed

    def _on_edited(self) -> None:
        self._typed.add(self.views.index())
        if not self._soon.isActive():
            self._soon.start()

    def _on_left(self) -> None:
        at = self.views.index()
        self._typed.discard(at)
        self._blank(at)
        self._jobs.write(small_logs.keep_words, self._team_id, small_logs.FORMS[at], {}, owner=self)

    def flush(self) -> None:
        """Keep what is typed so far, as a draft of whoever typed it."""
        self._soon.stop()
        for at in sorted(self._typed):
            form = self.forms[at]
            words = form.texts()
            if form.is_changing:
                words[_CHANGES] = entry_id(form.entry())
            self._on_the_way.add(at)
            self._jobs.write_as(
                self._me,
                small_logs.keep_words,
                self._team_id,
                small_logs.FORMS[at],
                words,
                owner=self,
                then=partial(self._on_kept, at),
                problem=partial(self._on_not_kept, at),
            )
        self._typed.clear()

    def unsaved(self) -> bool:
        """Whether something typed isn't kept yet."""
        return bool(self._typed or self._on_the_way)

    def _on_kept(self, at: int, _done: object) -> None:
        self._on_the_way.discard(at)
        if not self.unsaved():
            self.not_saved.hide()

    def _on_not_kept(self, at: int, error: KnownError) -> None:
        """It is on the screen, and goes on its way again."""
        self._on_the_way.discard(at)
        self._typed.add(at)
        self.not_saved.tell(error)
        self._soon.start()

    def _copy(self) -> None:
        words = [text for at in sorted(self._typed) for text in self.forms[at].texts().values()]
        self.not_saved.copy([text for text in words if text.strip()])
        self._soon.stop()
        self._typed.clear()


def _place(entry: Win | Friction | Tellings) -> int:
    return 0 if isinstance(entry, Win) else 1 if isinstance(entry, Friction) else 2
