"""A team's training: written down in a minute, asked about after six and twelve weeks, told in counts without names."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.domain.level_words import level_words
from pie_audit.domain.training import Training
from pie_audit.ui.draft_keeper import DraftKeeper
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.learning.training_answer import AnswerCard
from pie_audit.ui.learning.training_card import TrainingCard
from pie_audit.ui.learning.training_form import CHANGES, THERE, TrainingForm
from pie_audit.ui.learning.training_words import lines_of
from pie_audit.ui.not_saved import NotSaved
from pie_audit.ui.widgets import (
    Card,
    Command,
    Divider,
    EmptyState,
    LinkButton,
    Page,
    PrivacyBar,
    TwoColumn,
    WrapLabel,
    clear,
    next_turn,
)
from pie_audit.ui.widgets.on_the_way import OnTheWay
from pie_audit.ui.widgets.two_texts import NOW, Lines, TwoAtOnce
from pie_audit.words import _
from pie_audit.workflows.everyday import (
    training,
    training_answers,
)
from pie_audit.workflows.everyday.entry_books import EntryChanged, as_begun, begun_from
from pie_audit.workflows.everyday.training import TrainingLine, Trainings
from pie_audit.workflows.everyday.training_answers import AskedOfMe, Given, begun_key
from pie_audit.workflows.presence import acting
from pie_audit.workflows.undo import Undoable

NEW = "new"
_Asked = tuple[str, int]


class TrainingPage(Page):
    """Follow-ups that wait for me, then the list with what came of it; the form and what stood in the way beside it."""

    KINDS = frozenset({Kind.LEARNING, Kind.TEAMS, Kind.PEOPLE})
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, team_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Training"), _("What did we learn, and what is different since?"), parent)
        self._jobs, self._team_id = jobs, team_id
        self.view: Trainings | None = None
        self._most = training.MOST_SHOWN
        self.cards: dict[str, TrainingCard] = {}
        self.questions: dict[_Asked, AnswerCard] = {}
        self._wanted: str | None = None
        self.form = TrainingForm()
        self._form_keeper = self._keeper(training_answers.FORM)
        self._answer_keeper = self._keeper(training_answers.ANSWERS)
        self._sent, self.not_saved = OnTheWay(self.form), NotSaved()
        self._asked, self._list, self._met = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.two = TwoAtOnce(self.form.training, self._lines_of, self.form, self)
        self.more = LinkButton(_("Show more"))
        self.empty = EmptyState(
            _("Nothing written down yet"),
            _("A course, a visit, an hour together: write it down, and it comes back in six weeks."),
        )
        self._lay_out()

    def _lay_out(self) -> None:
        words = _("Your team and its manager read this. Counts and words stand here without a name.")
        self.add_strip(PrivacyBar(words, shared=True))
        self.add_strip(self.not_saved)
        two = TwoColumn(main_share=6, side_share=4, stack_below=900)
        for held in (self._asked, self._list, self._met):
            held.setSpacing(16)
        two.add_main(self._asked, self.empty, self._list, self.more, None)
        two.add_side(self._met, self.two, self.two.came_in, self.form, None)
        self.add(two, None)
        self.empty.hide()
        self.more.hide()
        self.form.setEnabled(False)  # what is typed before the page was read would be filled over
        self.form.edited.connect(self._on_form_edited)
        self.form.sent.connect(self._on_form_sent)
        self.form.left.connect(self._on_form_left)
        self.two.wanted.connect(self._on_settled)
        self.two.left.connect(self._on_theirs)
        self.more.clicked.connect(self._on_more)
        self.not_saved.copy_wanted.connect(self._copy)
        self.first_focus = self.form

    def _keeper(self, what: str) -> DraftKeeper:
        keeper = DraftKeeper(self._jobs, training_answers.keep_words, self._team_id, what, parent=self)
        keeper.kept.connect(self._on_kept)
        keeper.trouble.connect(self._on_not_kept)
        return keeper

    # reading

    def reload(self) -> None:
        """Read it again; what is being typed stays."""
        self._jobs.read(training.trainings, self._team_id, self._most, owner=self, then=self.show_trainings)

    def show_trainings(self, view: Trainings) -> None:
        """Fill questions and list; the form only the first time."""
        first, self.view = self.view is None, view
        self.form.offer(view.people, view.topics)
        self._fill_questions(view)
        self._fill_list(view)
        self._fill_met(view)
        if first:
            self._take_up(view)
            self.form.setEnabled(True)
        if first or self._wanted is not None:
            self._focus_wanted()

    def _fill_questions(self, view: Trainings) -> None:
        asked = {(a.training_id, a.weeks): a for a in view.asked}
        for key in [key for key in self.questions if key not in asked]:
            self.questions.pop(key).deleteLater()
        for at, (key, one) in enumerate(asked.items()):
            if key not in self.questions:
                self.questions[key] = self._question(one, view)
                self._asked.insertWidget(at, self.questions[key])

    def _question(self, asked: AskedOfMe, view: Trainings) -> AnswerCard:
        begun = view.begun[training_answers.ANSWERS]
        card = AnswerCard(asked, words=begun.get(begun_key(asked.training_id, asked.weeks), ""))
        card.edited.connect(self._on_answer_edited)
        card.sent.connect(self._on_answer)
        return card

    def _fill_list(self, view: Trainings) -> None:
        topics = dict(view.topics)
        lines = {line.training.training_id: line for line in view.lines}
        for gone in [of_id for of_id in self.cards if of_id not in lines]:
            self.cards.pop(gone).deleteLater()
        for at, (of_id, line) in enumerate(lines.items()):
            topic = topics.get(line.training.topic_id or "", "")
            if of_id in self.cards:
                self.cards[of_id].show_line(line, topic)
            else:
                self.cards[of_id] = self._card(line, topic)
            if self._list.indexOf(self.cards[of_id]) != at:
                self._list.insertWidget(at, self.cards[of_id])
        self.empty.setVisible(not view.lines)
        self.more.setVisible(view.all > len(view.lines))

    def _card(self, line: TrainingLine, topic: str) -> TrainingCard:
        card = TrainingCard(self._jobs, line, topic)
        card.change_wanted.connect(self.change)
        card.away_wanted.connect(self._on_away)
        card.there_said.connect(self._on_there)
        card.paper_wanted.connect(self._on_paper_wanted)
        card.keeper.kept.connect(self._on_kept)
        card.keeper.trouble.connect(self._on_not_kept)
        return card

    def _fill_met(self, view: Trainings) -> None:
        clear(self._met)
        if not view.met:
            return
        card = Card(_("Training met an unchanged system"), look="warn", icon="warning", gap=8)
        card.add(
            WrapLabel(_("What learning alone can’t move. The board of our review offers these."), "small")
        )
        for at, one in enumerate(view.met):
            line = f"{level_words(one.level)} · {one.training_title}"
            words = (WrapLabel(one.text, "strong"), WrapLabel(line, "small", "ink2"))
            card.add(*([Divider()] if at else []), *words)
        self._met.addWidget(card.add(None))

    # the form

    def _take_up(self, view: Trainings) -> None:
        """A blank form, or what was being typed: perhaps a change of a training that is still there."""
        self._blank()
        begun = view.begun[training_answers.FORM]
        known = begun_from(Training, begun.get(CHANGES, ""))
        if known is not None and known.team_id == self._team_id:
            was, now = (frozenset(part.split()) for part in begun.get(THERE, "|").split("|"))
            self.form.show_training(known, was, changing=True)
            self.form.show_now(begun_from(Training, begun.get(NOW, "")) or known, now)
        if begun:
            self.form.set_texts(begun)

    def _blank(self) -> None:
        self.two.rest()
        if self._jobs.me is not None:
            blank = training.new_training(acting(self._jobs.me), self._team_id)
            self.form.show_training(blank, frozenset(), changing=False)

    def change(self, line: TrainingLine) -> None:
        """Put a training into the form."""
        if self._sent.waits(partial(self.change, line)):
            return
        if not self.form.is_half_done:
            self.two.rest()
            self.two.came_in.hide()
            self.form.show_training(line.training, frozenset(line.there), changing=True)
        elif self.form.known is None or self.form.known.training_id != line.training.training_id:
            self.form.hold_on()
        self.form.name.setFocus()
        next_turn(self, self._show_form)

    def _show_form(self) -> None:
        """In a narrow window the form lies under the list."""
        self.body.ensureWidgetVisible(self.form.name, 0, 80)

    def _on_form_edited(self) -> None:
        self.two.came_in.hide()
        words = self.form.texts()
        now = self.form.training()
        if self.form.is_changing and now is not None:
            words[CHANGES], words[NOW] = as_begun(self.form.known), as_begun(now)
            words[THERE] = "|".join(
                " ".join(sorted(there)) for there in (self.form.known_there, self.form.ticked())
            )
        self._form_keeper.keep(words)

    def _on_form_sent(self, wanted: Training, there: frozenset[str]) -> None:
        self._save(wanted, there, self.form.known)

    def _save(
        self, wanted: Training, there: frozenset[str], known: Training | None, came: tuple[str, ...] = ()
    ) -> None:
        """Send a training that was `known` like this; `came` are fields of it that somebody else changed."""
        self._form_keeper.forget()
        self._sent.send(self.form.training(), wanted, also=self.form.ticked())
        self._jobs.write(
            training.save_training,
            wanted,
            there,
            self.form.known_there,
            known,
            owner=self,
            then=partial(self._on_saved, there, came),
            problem=self._on_form_trouble,
        )

    def _on_saved(self, sent_there: frozenset[str], came: tuple[str, ...], done: Undoable) -> None:
        now, there, is_here = self.form.training(), self.form.ticked(), self._sent.is_here()
        if now is None or self._sent.arrived(now, also=there):
            self._blank()
        else:
            now, began = self._sent.typed_on(now, done.result, (*came, *done.came_in))
            self.form.show_training(began, sent_there, changing=True)
            self.form.show_now(now, there)
            self._on_form_edited()
        self.two.tell_kept(done.result, (*came, *done.came_in))
        if is_here:
            self.form.name.setFocus()
        self._sent.go_on()

    def _on_form_trouble(self, error: KnownError) -> None:
        self._sent.came_back()
        self._on_form_edited()
        if isinstance(error, EntryChanged):
            self.form.tell(None)
            self.two.ask(error.what, self.form.known, error.theirs)
            self.reload()
        else:
            self.form.tell(error)

    def _lines_of(self, one: Training) -> Lines:
        return lines_of(one, dict(self.view.topics) if self.view else {})

    def _on_settled(self, wanted: Training, theirs: Training | None, came: tuple[str, ...]) -> None:
        """Send what was chosen; a training that is gone is written down again."""
        entry = wanted if theirs is not None else replace(wanted, version=1)
        self._save(entry, self.form.ticked(), theirs, came)

    def _on_theirs(self, _theirs: object) -> None:
        """Nothing of one's own stays."""
        self._on_form_left()
        self.form.name.setFocus()

    def _on_form_left(self) -> None:
        if self._sent.waits(self._on_form_left):
            return
        self._blank()
        self._form_keeper.keep({})
        self._form_keeper.flush()

    # the list

    def _on_away(self, line: TrainingLine) -> None:
        self._jobs.write(training.take_training_away, line.training, owner=self, problem=self._on_not_taken)

    def _on_not_taken(self, error: KnownError) -> None:
        """Somebody changed it meanwhile: it shows as it is now."""
        self._jobs.trouble.emit(error)
        self.reload()

    def _on_there(self, training_id: str, yes: bool) -> None:
        say = training.i_was_there if yes else training.i_was_not
        self._jobs.write(say, training_id, owner=self)

    def _on_more(self) -> None:
        self._most += training.MOST_SHOWN
        self.reload()

    # answering

    def _on_answer_edited(self) -> None:
        words = {begun_key(*key): card.words.text() for key, card in self.questions.items()}
        self._answer_keeper.keep({key: text for key, text in words.items() if text.strip()})

    def _on_answer(self, given: Given) -> None:
        self._answer_keeper.flush()
        problem = partial(self._on_answer_trouble, (given.training_id, given.weeks))
        self._jobs.write(training_answers.answer, given, owner=self, problem=problem)

    def _on_answer_trouble(self, key: _Asked, error: KnownError) -> None:
        if key in self.questions:
            self.questions[key].tell(error)
        else:
            self._jobs.trouble.emit(error)

    def _on_paper_wanted(self, card: TrainingCard, weeks: int) -> None:
        clear(card.paper)
        line = card.line.training
        asked = AskedOfMe(line.training_id, line.title, weeks, line.day)
        paper = AnswerCard(asked, on_paper=True)
        paper.sent.connect(self._on_paper)
        paper.left.connect(partial(clear, card.paper))
        card.paper.addWidget(paper)
        paper.options[0].setFocus()

    def _on_paper(self, given: Given) -> None:
        done = partial(self._on_typed_in, given.training_id)
        problem = partial(self._on_paper_trouble, given.training_id)
        self._jobs.write(training_answers.answer_on_paper, given, owner=self, then=done, problem=problem)

    def _on_typed_in(self, training_id: str, _done: object) -> None:
        if training_id in self.cards:
            clear(self.cards[training_id].paper)

    def _on_paper_trouble(self, training_id: str, error: KnownError) -> None:
        held = self.cards[training_id].paper if training_id in self.cards else None
        paper = held.itemAt(0).widget() if held is not None and held.count() else None
        if isinstance(paper, AnswerCard):
            paper.tell(error)
        else:
            self._jobs.trouble.emit(error)

    # getting around

    def open_at(self, _area: str, argument: object) -> None:
        """Begin with the form, or with what is asked about one training."""
        self._wanted = str(argument) if argument else None
        if self.view is not None:
            self._focus_wanted()

    def _focus_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        question = next((c for (of_id, _w), c in self.questions.items() if of_id == wanted), None)
        if wanted == NEW:
            self.first_focus = self.form.name
        elif question is not None:
            self.first_focus = question.options[0]
        elif self.questions:
            self.first_focus = next(iter(self.questions.values())).options[0]
        else:
            self.first_focus = self.form.name
        if self.isVisible():
            self.begin()

    def commands(self) -> tuple[Command, ...]:
        """What can be begun here."""
        return (
            Command(_("Write a training down"), self.begin_form, "Ctrl+N", icon="notebook", name="training"),
        )

    def begin_form(self) -> None:
        """Write a training down."""
        self.open_at("training", NEW)

    # keeping what is typed

    def flush(self) -> None:
        """Keep what is typed so far, sealed to whoever typed it."""
        for keeper in self._keepers():
            keeper.flush()

    def unsaved(self) -> bool:
        """Whether something typed isn't kept yet."""
        return any(keeper.unsaved for keeper in self._keepers())

    def _keepers(self) -> list[DraftKeeper]:
        return [self._form_keeper, self._answer_keeper, *(card.keeper for card in self.cards.values())]

    def _on_kept(self) -> None:
        if not self.unsaved():
            self.not_saved.hide()

    def _on_not_kept(self, error: KnownError) -> None:
        self.not_saved.tell(error)

    def _copy(self) -> None:
        words = [*self.form.texts().values(), *(card.words.text() for card in self.questions.values())]
        words += [card.intention.text() for card in self.cards.values() if card.keeper.unsaved]
        self.not_saved.copy([text for text in words if text.strip()])
        for keeper in self._keepers():
            keeper.forget()
