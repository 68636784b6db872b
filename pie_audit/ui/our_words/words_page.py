"""Our words: what the team calls people, its service and its work, heard at once in ten sentences."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import KnownError
from pie_audit.domain.vocabulary import Term, Word
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.our_words.sets_card import SetsCard
from pie_audit.ui.our_words.term_card import TermCard
from pie_audit.ui.widgets import Card, Page, TwoColumn, WrapLabel, next_turn
from pie_audit.words import _
from pie_audit.workflows import our_words
from pie_audit.workflows.our_words import OurWords


class WordsPage(Page):
    """Made once and filled on each visit. It isn't made again when words change: somebody is typing in it."""

    KINDS = frozenset({Kind.TEAMS, Kind.PEOPLE, Kind.ROUND})
    SPEAKS_FOR_ITSELF = True
    went_to = Signal(str, object)

    def __init__(self, jobs: Jobs, team_id: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Our words"), "", parent)
        self._jobs, self._team_id, self._on_the_way = jobs, team_id, 0
        self._words: dict[Term, Word] = {}
        self.cards = {term: TermCard(term) for term in Term}
        for term, card in self.cards.items():
            card.chosen.connect(partial(self._on_chosen, term))
            card.tried.connect(partial(self._on_tried, term))
            card.opened.connect(partial(self._on_opened, term))
        self.sets = SetsCard()
        self.sets.taken.connect(self._on_taken)
        self.sets.let_go.connect(self._on_let_go)
        self.sets.saved.connect(self._on_saved)
        self.sentences = [WrapLabel("") for _each in range(10)]
        self.preview = Card(
            _("How it will sound"), *self.sentences, look="soft", icon="chat-circle-text", gap=9
        )
        two = TwoColumn(main_share=6, side_share=4)
        two.add_main(*self.cards.values())
        two.add_side(self.preview, self.sets)
        self.add(two, None)

    def begin(self) -> None:
        """Begin with the first word, its title in sight: it was lower down until the cards had found their room."""
        super().begin()
        next_turn(self, self._show_top)

    def _show_top(self) -> None:
        self.body.verticalScrollBar().setValue(0)

    def reload(self) -> None:
        """Read it again."""
        self._jobs.read(our_words.our_words, self._team_id, owner=self, then=self.show_words)

    def show_words(self, view: OurWords) -> None:
        """Show each word, and let whoever may choose change it; not as it was before a choice that is on its way."""
        if self._on_the_way:
            return
        self._words = {term: view.words[term] for term in view.own}
        choosing = _(
            "Statements, screens and papers say the new word at once. Nothing that was written changes."
        )
        looking = _("The team’s manager, or whoever leads the review, chooses.")
        self.heading.set(_("Our words"), choosing if view.may_choose else looking)
        for term, card in self.cards.items():
            card.show_word(view.words[term], may_choose=view.may_choose)
        self.sets.setVisible(view.may_choose)
        self.sets.show_sets(view.sets)
        first = self.cards[Term.PEOPLE].picks
        self.first_focus = first[0] if first else None
        self._hear(self._words)

    def _hear(self, words: dict[Term, Word]) -> None:
        for label, sentence in zip(self.sentences, our_words.sentences(words), strict=True):
            if label.text() != sentence:
                label.setText(sentence)

    def _on_tried(self, term: Term, word: object) -> None:
        before = our_words.sentences(self._words)
        words = {**self._words, term: word} if isinstance(word, Word) else self._words
        self._hear(words)
        now = our_words.sentences(words)
        new = (sentence for sentence, was in zip(now, before, strict=True) if sentence != was)
        self.cards[term].form.hear(next(new, ""))

    def _on_opened(self, term: Term) -> None:
        next_turn(self, partial(self._bring_in_sight, term))

    def _bring_in_sight(self, term: Term) -> None:
        self.body.ensureWidgetVisible(self.cards[term].form, 0, 40)

    def _on_chosen(self, term: Term, word: Word) -> None:
        self._write(our_words.choose_word, term, word)

    def _on_taken(self, set_id: str) -> None:
        self._write(our_words.take_set, set_id)

    def _on_let_go(self, set_id: str) -> None:
        self._write(our_words.let_set_go, set_id)

    def _on_saved(self, name: str) -> None:
        self._jobs.write(
            our_words.save_set,
            self._team_id,
            name,
            owner=self,
            then=partial(self._on_set_kept, name),
            problem=self._on_set_refused,
        )

    def _on_set_kept(self, name: str, _kept: object) -> None:
        if self.sets.name.text() == name:  # else the next name is being typed
            self.sets.empty_name()

    def _on_set_refused(self, error: KnownError) -> None:
        self.sets.field.set_error(f"{error.what} {error.todo}")

    def _write(self, work: object, *args: object) -> None:
        assert callable(work)
        self._on_the_way += 1
        self._jobs.write(work, self._team_id, *args, owner=self, then=self._on_done, problem=self._on_problem)

    def _on_done(self, _undoable: object) -> None:
        self._on_the_way -= 1
        self.reload()

    def _on_problem(self, error: object) -> None:
        """What could not be changed is shown as it stands."""
        self._on_the_way -= 1
        self._jobs.trouble.emit(error)
        self.reload()
