"""Keep, drop, restart: what began in a crisis or a project, in columns by what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.day import full_day_words
from pie_audit.domain.errors import KnownError
from pie_audit.domain.practice import Choice, Practice
from pie_audit.ui.draft_keeper import DraftKeeper
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.not_saved import NotSaved
from pie_audit.ui.practices.practice_card import PracticeCard, choice_words
from pie_audit.ui.practices.practice_form import PracticeForm
from pie_audit.ui.widgets import (
    Banner,
    Card,
    Command,
    EmptyState,
    EvenLayout,
    FlowLayout,
    LinkButton,
    Page,
    PrimaryButton,
    PrivacyBar,
    WrapLabel,
    boxed,
    clear,
    column,
    next_turn,
)
from pie_audit.ui.widgets.on_the_way import OnTheWay, something_else_stands
from pie_audit.ui.widgets.two_texts import NOW, Line, Lines, TwoAtOnce
from pie_audit.words import _
from pie_audit.workflows.everyday import practices
from pie_audit.workflows.everyday.entry_books import EntryChanged, as_begun, begun_from
from pie_audit.workflows.everyday.practices import CHANGES, PracticeBoard, PracticeLine
from pie_audit.workflows.undo import Undoable

NEW = "new"
_MAIN = (Choice.KEEP, Choice.DROP, Choice.RESTART)
_BESIDE = (Choice.ADAPT, Choice.OPEN)


class PracticesPage(Page):
    """Three columns, two more under them, and the form beside; they stack where there is no room."""

    KINDS = frozenset({Kind.PRACTICES, Kind.ACTIONS, Kind.ROUND, Kind.TEAMS, Kind.PEOPLE})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, team_id: str, parent: QWidget | None = None) -> None:
        words = _("What began in a crisis or a project: does it still help?")
        super().__init__(_("Keep, drop, restart"), words, parent)
        self._jobs, self._team_id = jobs, team_id
        self.view: PracticeBoard | None = None
        self.cards: dict[str, PracticeCard] = {}
        self._most = practices.PAGE
        self.form, self._side, self._wants_new = PracticeForm(), QWidget(), False
        self._keeper = DraftKeeper(jobs, practices.keep_words, team_id, parent=self)
        self._sent, self.not_saved = OnTheWay(self.form), NotSaved()
        self.new_button = PrimaryButton(_("Note something we began"), "plus")
        self.due = Banner("", look="info", icon="arrows-clockwise", actions=(_("We looked at all of it"),))
        self._columns, self.two = (
            QVBoxLayout(),
            TwoAtOnce(self.form.practice, self._lines_of, self.form, self),
        )
        self._lay_out()

    def _lay_out(self) -> None:
        words = _("Your team and its manager read this. It doesn’t say who wrote it.")
        self.add_strip(PrivacyBar(words, shared=True))
        self.add_strip(self.not_saved)
        self.due.hide()
        self._columns.setSpacing(16)
        self.heading.add_state(self.new_button)
        self._side.hide()
        self._side.setLayout(column(self.two, self.form, gap=12))
        self.add(self.due, self.two.came_in, self._side, self._columns, None)
        self.new_button.setEnabled(False)  # what is typed before the page was read would be filled over
        self.new_button.clicked.connect(self.begin_form)
        self.form.edited.connect(self._on_edited)
        self.form.sent.connect(self._on_sent)
        self.form.left.connect(self._on_left)
        self.two.wanted.connect(self._save)
        self.two.left.connect(self._on_theirs)
        self.due.actionChosen.connect(self._on_looked)
        self._keeper.kept.connect(self._on_draft_kept)
        self._keeper.trouble.connect(self.not_saved.tell)
        self.not_saved.copy_wanted.connect(self._copy)
        self.first_focus = self.new_button

    # reading

    def reload(self) -> None:
        """Read it again; what is being typed stays."""
        self._jobs.read(practices.board, self._team_id, self._most, owner=self, then=self.show_board)

    def show_board(self, view: PracticeBoard) -> None:
        """Fill the columns; the form only the first time."""
        first, self.view = self.view is None, view
        self.form.offer(view)
        self._fill_columns(view)
        self._show_due(view)
        if first:
            self._take_up(view)
            self.new_button.setEnabled(True)
            if self._wants_new:
                self.begin_form()
            elif self.isVisible():
                self.begin()

    def _fill_columns(self, view: PracticeBoard) -> None:
        clear(self._columns)
        self.cards.clear()
        if not view.lines:
            self._columns.addWidget(_nothing_yet())
            return
        self._columns.addWidget(boxed(EvenLayout(*(self._column(c, view) for c in _MAIN), least=230, gap=14)))
        beside = [self._column(choice, view) for choice in _BESIDE if view.under(choice)]
        if beside:
            self._columns.addWidget(boxed(EvenLayout(*beside, least=230, gap=14)))

    def _column(self, choice: Choice, view: PracticeBoard) -> Card:
        lines = view.under(choice)
        part = choice_words(choice)
        title = _("{part} ({n})").format(part=part, n=view.counts[choice]) if lines else part
        column = Card(title, look="sunk", gap=10)
        if not lines:
            column.add(WrapLabel(_empty_words(choice), "small", "ink2"))
        for line in lines:
            card = PracticeCard(line, view)
            card.change_wanted.connect(self.change)
            card.away_wanted.connect(self._on_away)
            card.plan_wanted.connect(self._on_plan)
            self.cards[line.practice.practice_id] = card
            column.add(card)
        if view.has_more(choice):
            column.add(boxed(FlowLayout(self._more_button(part))))
        return column.add(None)

    def _more_button(self, part: str) -> LinkButton:
        button = LinkButton(_("Show more"), "caret-down")
        button.setAccessibleName(_("Show more: {part}").format(part=part))
        button.clicked.connect(self.show_more)
        return button

    def show_more(self, _checked: bool = False) -> None:
        """As many again of each choice."""
        self._most += practices.PAGE
        self.reload()

    def _show_due(self, view: PracticeBoard) -> None:
        self.due.setVisible(view.is_due)
        if view.is_due and view.last_look is not None:
            self.due.set(
                _("Half a year since we looked at what to keep"),
                _(
                    "The last look was on {day}. Go through it together; to drop something is a good result."
                ).format(day=full_day_words(view.last_look)),
            )

    # the form

    def _take_up(self, view: PracticeBoard) -> None:
        """A blank form, or what was being typed: perhaps a change of a line that is still there."""
        self._blank()
        if view.changing is not None:
            self.form.show_practice(view.changing, view.today, changing=True)
            self.form.show_now(begun_from(Practice, view.begun.get(NOW, "")) or view.changing)
        if view.begun:
            self.form.set_texts(view.begun)
            self._open_form()

    def _blank(self) -> None:
        if self.view is not None:
            self.form.show_practice(practices.new_practice(self._team_id), self.view.today, changing=False)

    def change(self, line: PracticeLine) -> None:
        """Put a line into the form."""
        if self.view is None or self._sent.waits(partial(self.change, line)):
            return
        if self._is_half_done():
            self._hold_on(line.practice.practice_id)
            return
        self.two.rest()
        self.form.show_practice(line.practice, self.view.today, changing=True)
        self._open_form()

    def _is_half_done(self) -> bool:
        return not self._side.isHidden() and self.form.is_half_done

    def _hold_on(self, wanted_id: str | None = None) -> None:
        """Nothing takes the place of words that nobody kept; a second press on the same line leads to them."""
        known = self.form.known
        if known is None or known.practice_id != wanted_id:
            self.form.tell(something_else_stands())
        self._open_form()

    def _on_edited(self) -> None:
        self.two.came_in.hide()
        words = self.form.texts()
        now = self.form.practice()
        if self.form.is_changing and now is not None:
            words[CHANGES] = as_begun(self.form.known)
            words[NOW] = as_begun(now)
        self._keeper.keep(words)

    def _on_sent(self, wanted: Practice) -> None:
        self._save(wanted, self.form.known)

    def _save(self, wanted: Practice, known: Practice | None, came: tuple[str, ...] = ()) -> None:
        """Send a practice that was `known` like this, None where it is gone; `came` somebody else changed of it."""
        self._keeper.forget()
        self._sent.send(self.form.practice(), wanted)
        self._jobs.write(
            practices.save_practice,
            wanted if known is not None else replace(wanted, version=1),
            known,
            owner=self,
            then=partial(self._on_saved, came),
            problem=self._on_trouble,
        )

    def _on_saved(self, came: tuple[str, ...], done: Undoable) -> None:
        now = self.form.practice()
        if now is None or self._sent.arrived(now):
            self._close_form()
        elif self.view is not None:
            now, began = self._sent.typed_on(now, done.result, (*came, *done.came_in))
            self.form.show_practice(began, self.view.today, changing=True)
            self.form.show_now(now)
            self._on_edited()
        self.two.tell_kept(done.result, (*came, *done.came_in))
        self._sent.go_on()

    def _on_trouble(self, error: KnownError) -> None:
        self._sent.came_back()
        self._on_edited()
        if isinstance(error, EntryChanged):
            self.form.tell(None)
            self.two.ask(error.what, self.form.known, error.theirs)
        else:
            self.form.tell(error)

    def _on_left(self) -> None:
        if self._sent.waits(self._on_left):
            return
        self._close_form()
        self._keeper.keep({})
        self._keeper.flush()

    # two at once

    def _on_theirs(self, _theirs: object) -> None:
        """Nothing of one's own stays."""
        self._on_left()
        self.reload()

    def _lines_of(self, one: Practice) -> Lines:
        names = dict(self.view.people) if self.view else {}
        return (
            Line("what", _("What is it?"), one.what),
            Line("begun", _("When did it begin?"), one.begun),
            Line("why", _("Why did it begin?"), one.why),
            Line("gave", _("What did it give?"), one.gave),
            Line("to_whom", _("To whom?"), one.to_whom),
            Line("cost", _("What does it cost?"), one.cost),
            Line("choice", _("What becomes of it?"), choice_words(one.choice)),
            Line("reason", _("Why we drop it"), one.reason),
            Line("owner_id", _("Who holds it?"), names.get(one.owner_id or "", _("Nobody yet"))),
            Line("review_on", _("Review date"), full_day_words(one.review_on) if one.review_on else ""),
        )

    # the list

    def _on_away(self, line: PracticeLine) -> None:
        self._jobs.write(practices.take_away, line.practice, owner=self, problem=self._on_not_taken)

    def _on_not_taken(self, error: KnownError) -> None:
        """Somebody changed it meanwhile: it shows as it is now."""
        self._jobs.trouble.emit(error)
        self.reload()

    def _on_plan(self, line: PracticeLine) -> None:
        self._jobs.write(practices.put_into_plan, self._team_id, line.practice.practice_id, owner=self)

    def _on_looked(self, _at: int) -> None:
        self._jobs.write(practices.looked_through, self._team_id, owner=self)

    # getting around

    def open_at(self, _area: str, argument: object) -> None:
        """Begin with the form."""
        if argument == NEW:
            self.begin_form()

    def begin_form(self) -> None:
        """Note something to look at."""
        self._wants_new = self.view is None
        if self.view is None or self._sent.waits(self.begin_form):
            return
        self.two.came_in.hide()
        if self.form.is_changing and self._is_half_done():
            self._hold_on()
            return
        if self._side.isHidden() or self.form.is_changing:
            self.two.rest()
            self._blank()
        self._open_form()

    def _open_form(self) -> None:
        self._side.show()
        self.body.verticalScrollBar().setValue(0)
        self.form.lines["what"].setFocus()
        next_turn(self, self.form.lines["what"].setFocus)  # the window says where pages begin

    def _close_form(self) -> None:
        self.two.rest()
        focus = self.window().focusWidget()
        had = focus is not None and self._side.isAncestorOf(focus)
        self._side.hide()
        self._blank()
        if had:
            self.new_button.setFocus()

    def commands(self) -> tuple[Command, ...]:
        """What can be begun here."""
        words = _("Note something we began")
        return (Command(words, self.begin_form, "Ctrl+N", icon="arrows-clockwise", name="practice"),)

    # keeping what is typed

    def flush(self) -> None:
        """Keep what is typed so far, sealed to whoever typed it."""
        self._keeper.flush()

    def unsaved(self) -> bool:
        """Whether something typed isn't kept yet."""
        return self._keeper.unsaved

    def _on_draft_kept(self) -> None:
        if not self.unsaved():
            self.not_saved.hide()

    def _copy(self) -> None:
        self.not_saved.copy([text for text in self.form.texts().values() if text.strip()])
        self._keeper.forget()


def _nothing_yet() -> EmptyState:
    return EmptyState(
        _("Nothing to look at yet"),
        _(
            "What began in a crisis or a project? Note it here; twice a year you keep it, drop it or start it again."
        ),
    )


def _empty_words(choice: Choice) -> str:
    return {
        Choice.KEEP: _("Nothing is kept on purpose yet."),
        Choice.DROP: _("Nothing was dropped yet. To drop something is a good result."),
        Choice.RESTART: _("Nothing starts again yet."),
    }.get(choice, "")
