"""You said, we did: what people said beside what came of it, open ones by age, and one line written in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain import name_check
from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import CannotSave, KnownError
from pie_audit.domain.name_finding import Finding
from pie_audit.domain.said_did import SaidDid
from pie_audit.ui.draft_keeper import DraftKeeper
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.not_saved import NotSaved
from pie_audit.ui.said_did.line_card import LineCard
from pie_audit.ui.said_did.line_editor import BEGAN, LineEditor, line_of
from pie_audit.ui.widgets import (
    Card,
    Command,
    Divider,
    EmptyState,
    LinkButton,
    Page,
    PrimaryButton,
    PrivacyBar,
    SecondaryButton,
    WrapLabel,
    boxed,
    clear,
    column,
    next_turn,
    row,
)
from pie_audit.ui.widgets.name_panel import NamePanel
from pie_audit.ui.widgets.on_the_way import OnTheWay
from pie_audit.words import _
from pie_audit.workflows import said_did_links
from pie_audit.workflows.everyday import said_did
from pie_audit.workflows.everyday.entry_books import EntryChanged, begun_from
from pie_audit.workflows.everyday.said_did import BoardLine, BoardView
from pie_audit.workflows.presence import acting
from pie_audit.workflows.said_did_links import CameBack
from pie_audit.workflows.undo import Undoable

NEW, REPLY, SAID = "new", "reply/", "said/"
"""What the page may begin with: a blank line, what came back to an ask, a line to answer."""


class SaidDidPage(Page):
    """One editor for the whole page, in the place of the line it changes; what is typed is kept as a draft."""

    KINDS = frozenset({Kind.SAID_DID, Kind.ACTIONS, Kind.SURVEYS, Kind.TEAMS})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, team_id: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("You said, we did"), _("What people said, and what came of it, or honestly why not."), parent
        )
        self._jobs, self._team_id = jobs, team_id
        self.view: BoardView | None = None
        self._most = said_did.PAGE
        self._wanted = ""
        self.poster_button = SecondaryButton(_("Make the poster"), "presentation")
        self.write_button = PrimaryButton(_("Write a line"), "plus")
        self.heading.add_state(self.poster_button, self.write_button)
        self.add_strip(
            PrivacyBar(
                _("Your team and its manager read and write this. Nobody’s name is on it."), shared=True
            )
        )
        self.not_saved = NotSaved()
        self.add_strip(self.not_saved)
        self.editor, self.names = LineEditor(), NamePanel()
        self.keeper = DraftKeeper(jobs, said_did.keep_words, team_id, parent=self)
        self._sent = OnTheWay(self.editor)
        self._top, self._lists = QVBoxLayout(), QVBoxLayout()
        for layout in (self._top, self._lists):
            layout.setSpacing(14)
        self.add(self.editor.two.came_in, self._top, self.names, self.editor, self._lists, None)
        self.editor.hide()
        self.poster_button.setEnabled(False)
        self.write_button.setEnabled(False)  # nothing is written before it is known what was begun
        self.first_focus = self.write_button
        self._listen()

    def _listen(self) -> None:
        self.poster_button.clicked.connect(self.make_poster)
        self.write_button.clicked.connect(self.begin_line)
        self.editor.edited.connect(self._on_edited)
        self.editor.sent.connect(self.send)
        self.editor.left.connect(self.leave)
        self.editor.two.wanted.connect(self._save)
        self.editor.two.left.connect(self._on_theirs)
        self.names.replaced.connect(self._on_replaced)
        self.names.anyway.connect(self._on_anyway)
        self.keeper.kept.connect(self.not_saved.hide)
        self.keeper.trouble.connect(self._on_draft_trouble)
        self.not_saved.copy_wanted.connect(self._copy)

    # reading

    def open_at(self, _area: str, argument: object) -> None:
        """Begin with a line, or what came back of an ask; else as it was left."""
        self._wanted = argument if isinstance(argument, str) else ""
        if self.view is not None:
            self._begin_wanted(self.view)

    def reload(self) -> None:
        """Read it again; what is being typed stays."""
        self._jobs.read(said_did.board, self._team_id, self._most, owner=self, then=self.show_board)

    def show_board(self, view: BoardView) -> None:
        """Fill the lists around the editor; what was begun is taken up the first time."""
        first, self.view = self.view is None, view
        self.poster_button.setEnabled(bool(view.answered or view.open))
        self.write_button.setEnabled(True)
        if self._line() is None:
            self.editor.offer(view.actions, may_say_survey=view.may_say_survey)
        if first and view.begun:
            begun = line_of(view.begun, self._team_id)
            self._edit(begun, focus=False, known=begun_from(SaidDid, view.begun.get(BEGAN, "")))
        self._look_for_edited(view)
        self._fill()
        self._begin_wanted(view)

    def _look_for_edited(self, view: BoardView) -> None:
        """Whether the line that is being changed is still on the board, as far as the whole board is here."""
        line = self._line()
        whole = not (view.more_open or view.more_answered)
        if line is not None and line.version and whole:
            there = {one.line.said_id for one in (*view.open, *view.answered)}
            if line.said_id not in there:
                self.editor.tell_gone()
                self._on_edited()

    def _begin_wanted(self, view: BoardView) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted == NEW:
            self.begin_line()
        elif wanted.startswith(REPLY):
            came = next((c for c in view.came_back if c.action_id == wanted.removeprefix(REPLY)), None)
            if came is not None:
                self.tell_reply(came)
        elif wanted.startswith(SAID):
            said_id = wanted.removeprefix(SAID)
            found = next((one for one in view.open if one.line.said_id == said_id), None)
            if found is not None:
                self.change(found)

    def _fill(self) -> None:
        view = self.view
        assert view is not None
        for layout in (self._top, self._lists):
            layout.removeWidget(self.editor)
            clear(layout)
        edited = self._line()
        if view.came_back:
            self._top.addWidget(self._came_card(view.came_back))
        shown = {one.line.said_id for one in (*view.open, *view.answered)}
        if edited is None or edited.said_id not in shown:
            self._top.addWidget(self.editor)
        if not shown and not view.came_back and edited is None:
            self._lists.addWidget(self._empty())
        self._fill_part(_("Still to answer"), view.open, more=view.more_open)
        self._fill_part(_("What came of it"), view.answered, more=view.more_answered)

    def _fill_part(self, title: str, lines: Sequence[BoardLine], *, more: bool) -> None:
        if not lines:
            return
        self._lists.addWidget(WrapLabel(title, "h2"))
        edited = self._line()
        for one in lines:
            is_edited = edited is not None and one.line.said_id == edited.said_id
            if is_edited:
                self._lists.addWidget(self.editor)
            if not is_edited or self.editor.is_behind(one.line):
                self._lists.addWidget(self._card(one))
        if more:
            button = LinkButton(_("Show more"), "caret-down")
            button.setAccessibleName(_("Show more: {part}").format(part=title))
            button.clicked.connect(self.show_more)
            self._lists.addWidget(boxed(row(button, None)))

    def _card(self, one: BoardLine) -> LineCard:
        assert self.view is not None
        card = LineCard(one, self.view.today)
        card.change_wanted.connect(self.change)
        card.told_wanted.connect(self.change_told)
        card.came_wanted.connect(self.answer_with_it)
        card.right_wanted.connect(self.note_still_right)
        card.away_wanted.connect(self.take_away)
        return card

    def _came_card(self, came_back: Sequence[CameBack]) -> Card:
        """Replies that nobody has told people of; two clicks put one on the board."""
        card = Card(_("Something came back"), look="soft", icon="chat-circle", gap=10)
        for at, came in enumerate(came_back):
            words = column(
                WrapLabel(came.about, "strong", "soft_ink"), WrapLabel(came.words, "body", "soft_ink")
            )
            button = SecondaryButton(_("Put it on the board"), "plus", in_row=True)
            button.setAccessibleName(_("Put it on the board: {what}").format(what=came.about))
            button.clicked.connect(lambda _checked=False, came=came: self.tell_reply(came))
            if at:
                card.add(Divider())
            card.add(boxed(words), boxed(row(button, None)))
        return card

    def _empty(self) -> EmptyState:
        write = PrimaryButton(_("Write the first line"), "plus")
        write.clicked.connect(self.begin_line)
        return EmptyState(
            _("Somebody told you something. Did they ever hear back?"),
            _(
                "Write one thing that people said, and what came of it. “We can’t, because” counts too: "
                "it’s the silence that makes people stop saying anything."
            ),
            write,
        )

    def show_more(self, _checked: bool = False) -> None:
        """As many again."""
        self._most += said_did.PAGE
        self.reload()

    # one line

    def begin_line(self, _checked: bool = False) -> None:
        """A blank line; one that is being written stays."""
        if self.view is None or self._jobs.me is None or self._sent.waits(self.begin_line):
            return
        line = self._line()
        if line is None or line.version:
            self.keeper.flush()
            self._edit(said_did.new_line(acting(self._jobs.me), self._team_id))
            self._fill()
        next_turn(self.editor, self.editor.said.setFocus)

    def change(self, one: BoardLine) -> None:
        """Put the editor in the place of this line."""
        self._open(one, one.line, self.editor.answer if one.line.is_open else self.editor.said)

    def change_told(self, one: BoardLine) -> None:
        """The same, with today as the day on which people were told."""
        assert self.view is not None
        self._open(one, replace(one.line, told_on=self.view.today), self.editor.told_how)

    def answer_with_it(self, one: BoardLine) -> None:
        """What has come back of its action, as its answer; it stays to be kept."""
        if one.came is not None:
            line = replace(one.line, answer=one.came.answer, words=one.came.words)
            self._open(one, line, self.editor.words)

    def tell_reply(self, came: CameBack) -> None:
        """What came back to an ask, as a new line that stays to be kept."""
        if self._jobs.me is not None and not self._sent.waits(partial(self.tell_reply, came)):
            blank = said_did.new_line(acting(self._jobs.me), self._team_id)
            self._edit(said_did_links.begin_line(blank, came), about=came.about, of_plan=True)
            self._fill()
            self._on_edited()
            next_turn(self.editor, self.editor.said.setFocus)

    def _open(self, one: BoardLine, line: SaidDid, focus: QWidget) -> None:
        if self._sent.waits(partial(self._open, one, line, focus)):
            return
        self.keeper.flush()
        self._edit(line, about=one.action, known=one.line)
        if line != one.line:
            self._on_edited()
        self._fill()
        next_turn(focus, focus.setFocus)

    def _edit(
        self,
        line: SaidDid,
        *,
        about: str = "",
        focus: bool = True,
        of_plan: bool = False,
        known: SaidDid | None = None,
    ) -> None:
        assert self.view is not None
        self.names.show_findings(())
        self.editor.offer(self.view.actions, may_say_survey=self.view.may_say_survey)
        self.editor.show_line(line, self.view.today, about=about, of_plan=of_plan, known=known)
        self.editor.show()
        if focus:
            next_turn(self, self._show_editor)

    def _show_editor(self) -> None:
        self.body.ensureWidgetVisible(self.editor, 0, 40)

    def _line(self) -> SaidDid | None:
        """The line in the editor, if it is open."""
        return None if self.editor.isHidden() else self.editor.line

    def send(self, line: SaidDid) -> None:
        """Keep it; words that everybody reads are looked at for names first."""
        if self.view is not None:
            findings = said_did.names_in(self.view, line.said, line.words)
            self.names.show_findings(findings)
            if findings:
                self.editor.tell(None)
                self.names.anyway_button.setFocus(Qt.FocusReason.OtherFocusReason)
                self.body.ensureWidgetVisible(self.names, 0, 40)
                return
        self._save(line, self.editor.known)

    def _save(self, line: SaidDid, known: SaidDid | None, came: tuple[str, ...] = ()) -> None:
        """Send a line that was `known` like this; `came` are fields of it that somebody else changed."""
        self.keeper.forget()
        self._sent.send(self.editor.value(), line)
        self._jobs.write(
            said_did.save_line,
            line,
            known,
            owner=self,
            then=partial(self._on_saved, came),
            problem=self._on_trouble,
        )

    def _on_saved(self, came: tuple[str, ...], done: Undoable) -> None:
        is_here = self._sent.is_here()
        if self.view is None or self._line() is None or self._sent.arrived(self.editor.value()):
            self._close_editor(takes_focus=is_here)
        else:
            came_in = (*came, *done.came_in)
            now, began = self._sent.typed_on(self.editor.value(), done.result, came_in)
            self.editor.go_on_from(now, began, self.view.today)
            self._on_edited()
        self.editor.two.tell_kept(done.result, (*came, *done.came_in))
        self._sent.go_on()

    def _on_trouble(self, error: KnownError) -> None:
        self._sent.came_back()
        if isinstance(error, EntryChanged):
            self._on_changed(error)
            return
        self.editor.tell(error)
        self._on_edited()

    def _on_changed(self, error: EntryChanged) -> None:
        """Somebody else wrote the very same, or took it away; theirs stands under the editor once it was read."""
        self.editor.tell(None)
        if error.theirs is None:
            self.editor.tell_gone()
        self._on_edited()
        if error.theirs is not None:
            self.editor.two.ask(error.what, self.editor.known, error.theirs)
            self.reload()

    def _on_theirs(self, _theirs: object) -> None:
        """Nothing of one's own stays."""
        self.leave()
        self.reload()

    def leave(self) -> None:
        """Nothing of what was typed into the editor is kept."""
        if self._sent.waits(self.leave):
            return
        self.keeper.forget()
        self._jobs.write(said_did.keep_words, self._team_id, {}, owner=self)
        self._close_editor()

    def _close_editor(self, *, takes_focus: bool = True) -> None:
        self.editor.hide()
        self.editor.line = None
        self.names.show_findings(())
        if self.view is not None:
            self._fill()
        if takes_focus:
            self.write_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def note_still_right(self, one: BoardLine) -> None:
        """Checked with people today."""
        self._jobs.write(said_did.still_right, one.line, owner=self)

    def take_away(self, one: BoardLine) -> None:
        """Take it off the board; the undo bar brings it back."""
        self._jobs.write(said_did.take_line_away, one.line, owner=self, problem=self._on_not_taken)

    def _on_not_taken(self, error: KnownError) -> None:
        """Somebody changed it meanwhile: it shows as it is now."""
        self._jobs.trouble.emit(error)
        self.reload()

    def _on_anyway(self) -> None:
        self.names.show_findings(())
        self._save(self.editor.value(), self.editor.known)

    def _on_replaced(self, finding: Finding, role: str) -> None:
        for text in (self.editor.said, self.editor.words):
            text.setText(name_check.replace(text.text(), finding, role))
        self._on_edited()
        line = self.editor.value()
        left = said_did.names_in(self.view, line.said, line.words) if self.view else ()
        self.names.show_findings(left)
        (self.names.anyway_button if left else self.editor.keep_button).setFocus()

    # going on

    def make_poster(self, _checked: bool = False) -> None:
        """See it as it would be printed."""
        self.went_to.emit("said-did-poster", None)

    def commands(self) -> tuple[Command, ...]:
        """Writing a line, and the poster."""
        poster = (
            Command(_("Make the poster"), self.make_poster, "", (_("print wall pdf"),), icon="presentation"),
        )
        write = Command(_("Write a line"), self.begin_line, "Ctrl+N", icon="plus", name="write")
        return (write, *(poster if self.poster_button.isEnabled() else ()))

    # keeping what is typed

    def _on_edited(self) -> None:
        self.editor.two.came_in.hide()
        if self._line() is not None:
            self.keeper.keep(self.editor.texts())

    def flush(self) -> None:
        """Keep what is typed so far, as a draft of whoever typed it."""
        self.keeper.flush()

    def unsaved(self) -> bool:
        """Whether something typed isn't kept yet."""
        return self.keeper.unsaved

    def _on_draft_trouble(self, error: KnownError) -> None:
        if isinstance(error, CannotSave):
            self.not_saved.tell(error)
        else:
            self.not_saved.tell_refused(error)

    def _copy(self) -> None:
        self.not_saved.copy([w for w in (self.editor.said.text(), self.editor.words.text()) if w.strip()])
        self.keeper.forget()
