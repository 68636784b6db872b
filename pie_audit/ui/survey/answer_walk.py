"""Where somebody is among the questions of a survey, and what they said so far; plain values, no widgets."""

from __future__ import annotations

from pie_audit.domain.questionnaire import AnswerSet, Item
from pie_audit.domain.survey import Answers
from pie_audit.words import _
from pie_audit.workflows.surveys.views import Taking


class AnswerWalk:
    """Steps are the questions, then saying more, then the last look. Any question may be left out.

    `declined` are numbers of items that somebody would rather not answer: to the box they are like those left out,
    and no draft tells them apart.
    """

    def __init__(self, taking: Taking) -> None:
        begun = taking.begun or Answers()
        self.taking = taking
        self.items = taking.instrument.items
        self.values = dict(begun.values)
        self.causes = begun.causes
        self.comment = begun.comment
        self.declined: set[int] = set()
        self.at = self._place_to_begin() if taking.begun is not None else 0

    @property
    def answers(self) -> Answers:
        """All that is said now."""
        return Answers(dict(self.values), self.causes, self.comment)

    @property
    def item(self) -> Item | None:
        """The question in hand, or None behind the last one."""
        return self.items[self.at] if self.at < len(self.items) else None

    @property
    def at_voice(self) -> bool:
        """Whether it is time to say more than the questions ask."""
        return self.at == len(self.items)

    @property
    def at_look(self) -> bool:
        """Whether all is through and only the last look remains."""
        return self.at > len(self.items)

    @property
    def steps(self) -> int:
        """How many steps there are before the last look."""
        return len(self.items) + 1

    def go(self, at: int) -> None:
        """Go to a step; beyond the ends is the end."""
        self.at = max(0, min(at, self.steps))

    def answer_set(self, item: Item) -> AnswerSet:
        """How this question may be answered."""
        return next(s for s in self.taking.instrument.answer_sets if s.id == item.answer_set)

    def choose(self, item: Item, index: int) -> None:
        """Answer with the `index`-th label, counted from 0."""
        self.values[item.no] = self.answer_set(item).values[index]
        self.declined.discard(item.no)

    def decline(self, item: Item, *, declined: bool = True) -> None:
        """Rather not say; an earlier answer goes."""
        self.values.pop(item.no, None)
        if declined:
            self.declined.add(item.no)
        else:
            self.declined.discard(item.no)

    def index(self, item: Item) -> int | None:
        """The place of the label that was chosen, or None."""
        value = self.values.get(item.no)
        return None if value is None else self.answer_set(item).values.index(value)

    def label(self, item: Item) -> str:
        """The answer in words."""
        index = self.index(item)
        if index is not None:
            return self.answer_set(item).labels[index]
        return _("Rather not say") if item.no in self.declined else _("Left out")

    def place_words(self) -> str:
        """“Question 5 of 10”, and what comes behind the questions."""
        if self.item is not None:
            return _("Question {n} of {of}").format(n=self.at + 1, of=len(self.items))
        return _("One last thing") if self.at_voice else _("All answers")

    def _place_to_begin(self) -> int:
        """The first question without an answer, else saying more."""
        blank = (at for at, item in enumerate(self.items) if item.no not in self.values)
        return next(blank, len(self.items))
