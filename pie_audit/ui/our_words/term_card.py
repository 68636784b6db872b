"""One term with today's word, words to pick from, and a line for a word of one's own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from pie_audit.domain.vocabulary import ONE_FORM, SUGGESTIONS, Term, Word, default_word
from pie_audit.ui.our_words.own_word_form import OwnWordForm
from pie_audit.ui.widgets import Card, Chip, FlowLayout, LinkButton, SecondaryButton, boxed, clear
from pie_audit.words import _

_SAID_OF_ONE = frozenset({*ONE_FORM, Term.SERVICE, Term.KEYWORKER, Term.INCIDENT})


def term_name(term: Term) -> str:
    """What a term stands for, whatever a team calls it."""
    return {
        Term.PEOPLE: _("People you are there for"),
        Term.RESIDENTS: _("People who live or stay here"),
        Term.DISADVANTAGE: _("Many troubles at once"),
        Term.PIE: _("The way of working"),
        Term.SERVICE: _("The place you work at"),
        Term.KEYWORKER: _("The worker somebody knows best"),
        Term.SUPERVISION: _("One-to-one time to think"),
        Term.INCIDENT: _("Something that went badly wrong"),
    }[term]


def shown(term: Term, word: Word) -> str:
    """A word as it stands on a button: the form that is said most."""
    return word.one if term in _SAID_OF_ONE else word.many


class TermCard(Card):
    """`chosen` brings the word to keep; `tried` one to hear in the sentences, None when it is let go again.

    `opened` when the line for a word of one’s own came.
    """

    chosen = Signal(object)
    tried = Signal(object)
    opened = Signal()

    def __init__(self, term: Term) -> None:
        super().__init__(term_name(term), gap=10)
        self.term = term
        self._word = default_word(term)
        self.today = Chip("", "soft")
        self.today.hide()
        self.picks: list[SecondaryButton] = []
        self._flow = FlowLayout(gap=8)
        self._picks_box = boxed(self._flow)
        self.other = LinkButton(_("Another word…"), in_row=True)
        self.other.setAccessibleName(_("Another word for “{term}”").format(term=term_name(term)))
        self.other.clicked.connect(self._open_form)
        self.form = OwnWordForm(term, term_name(term))
        self.form.used.connect(self._on_used)
        self.form.typed.connect(self.tried)
        self.form.left.connect(self._on_left)
        self.add(self._picks_box, self.form)
        self.add_to_title(self.today)
        self.form.hide()

    def show_word(self, word: Word, *, may_choose: bool) -> None:
        """Show what is said today, with what else could be picked. A line that is being typed in stays."""
        changed = word != self._word or not self.picks
        self._word = word
        self.today.set(shown(self.term, word), "soft")
        self.today.setVisible(not may_choose)
        self._picks_box.setVisible(may_choose)
        if may_choose and changed:
            self._fill()

    def _fill(self) -> None:
        default = default_word(self.term)
        words = dict.fromkeys((default, *SUGGESTIONS[self.term], self._word))
        if [each.text() for each in self.picks] != [shown(self.term, each) for each in words]:
            self._flow.removeWidget(self.other)
            clear(self._flow)
            self.picks = [self._pick(word) for word in words]
            self._flow.addWidget(self.other)
        for pick, word in zip(self.picks, words, strict=True):
            pick.setChecked(word == self._word)

    def _pick(self, word: Word) -> SecondaryButton:
        pick = SecondaryButton(shown(self.term, word), in_row=True)
        pick.setCheckable(True)
        pick.setAccessibleDescription(term_name(self.term))
        pick.clicked.connect(partial(self._on_pick, word))
        self._flow.addWidget(pick)
        return pick

    def _on_pick(self, word: Word, _checked: bool = False) -> None:
        for pick in self.picks:
            pick.setChecked(pick.text() == shown(self.term, word))
        self._close_form()
        self.chosen.emit(word)

    def _open_form(self, _checked: bool = False) -> None:
        self.form.show()
        self.form.begin(self._word)
        self.opened.emit()

    def _on_used(self, word: Word) -> None:
        self._close_form()
        self.chosen.emit(word)

    def _on_left(self) -> None:
        self._close_form()
        self.tried.emit(None)

    def _close_form(self) -> None:
        if not self.form.isHidden():
            self.other.setFocus()
            self.form.hide()
