"""Where somebody is among the questions they answer for themselves; plain values, no widgets."""

from __future__ import annotations

from pie_audit.domain.questionnaire import Item, Mode
from pie_audit.words import _
from pie_audit.workflows.own_measures import Choice, OwnAnswers


class OwnWalk:
    """Steps are the questions, then a note for oneself. Any question may be left out, and one may go back to each."""

    def __init__(self, choice: Choice) -> None:
        begun = choice.begun.answers if choice.begun is not None else OwnAnswers()
        self.instrument = choice.instrument
        self.items = choice.instrument.items_for(Mode.PRIVATE)
        self.values = dict(begun.values)
        self.note = begun.note
        self.declined: set[int] = set()
        self.at = self._first_blank() if choice.begun is not None else 0

    @property
    def answers(self) -> OwnAnswers:
        """All that is said now."""
        return OwnAnswers(dict(self.values), self.note)

    @property
    def item(self) -> Item | None:
        """The question in hand, or None behind the last one."""
        return self.items[self.at] if self.at < len(self.items) else None

    def go(self, at: int) -> None:
        """Go to a step; beyond the ends is the end."""
        self.at = max(0, min(at, len(self.items)))

    def labels(self, item: Item) -> tuple[str, ...]:
        """The answers in words, the lowest first."""
        return self.instrument.answers_to(item.no).labels

    def index(self, item: Item) -> int | None:
        """The place of the label that was chosen, or None."""
        value = self.values.get(item.no)
        return None if value is None else self.instrument.answers_to(item.no).values.index(value)

    def choose(self, item: Item, index: int) -> None:
        """Answer with the `index`-th label, counted from 0."""
        self.values[item.no] = self.instrument.answers_to(item.no).values[index]
        self.declined.discard(item.no)

    def decline(self, item: Item) -> None:
        """Rather not say; an earlier answer goes."""
        self.values.pop(item.no, None)
        self.declined.add(item.no)

    def place_words(self) -> str:
        """“Question 5 of 10”."""
        if self.item is None:
            return _("That’s all of them")
        return _("Question {n} of {of}").format(n=self.at + 1, of=len(self.items))

    def _first_blank(self) -> int:
        blank = (at for at, item in enumerate(self.items) if item.no not in self.values)
        return next(blank, len(self.items))
