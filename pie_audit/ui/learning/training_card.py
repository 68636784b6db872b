"""One training: what it was, what came of it in words, whether I was there, and what I meant to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.day import full_day_words
from pie_audit.domain.training_rules import MOST_WORDS, CameOf
from pie_audit.ui.draft_keeper import DraftKeeper
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.learning.training_words import (
    about_words,
    blocked_words,
    came_words,
    lived_line,
    there_words,
)
from pie_audit.ui.widgets import (
    Card,
    Field,
    FlowLayout,
    LinkButton,
    PrivacyBar,
    TextLine,
    Tick,
    WrapLabel,
    boxed,
    clear,
)
from pie_audit.words import _
from pie_audit.workflows.everyday import training_answers
from pie_audit.workflows.everyday.training import TrainingLine


class TrainingCard(Card):
    """Filled anew in place, so that nobody loses where they are. Its signals carry the line, or what was chosen."""

    change_wanted = Signal(object)
    away_wanted = Signal(object)
    there_said = Signal(str, bool)
    paper_wanted = Signal(object, int)

    def __init__(self, jobs: Jobs, line: TrainingLine, topic: str, parent: QWidget | None = None) -> None:
        super().__init__(line.training.title, gap=8, parent=parent)
        self.line = line
        self._about, self._lived, self._there = (WrapLabel("", "small", "ink2") for _n in range(3))
        self._came = QVBoxLayout()
        self._came.setSpacing(6)
        self.was_there = Tick(_("I was there"))
        self.intention = TextLine(most=MOST_WORDS)
        self.keeper = DraftKeeper(jobs, training_answers.intend, line.training.training_id, parent=self)
        self.mine = QWidget()
        self.paper = QVBoxLayout()
        self._change, self._away = LinkButton(_("Change")), LinkButton(_("Take away"))
        self._lay_out()
        self.show_line(line, topic)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self.mine)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        self._field = Field(_("I will …"), self.intention)
        inside.addWidget(self._field)
        self._readers = PrivacyBar("")
        inside.addWidget(self._readers)
        buttons = boxed(FlowLayout(self._change, self._away, gap=14))
        self.add(self._about, self._lived, self._there, self._came, self.was_there, self.mine, self.paper)
        self.add(buttons)
        self.was_there.clicked.connect(self._on_there)
        self.intention.textEdited.connect(self.keeper.keep)
        self.intention.editingFinished.connect(self.keeper.flush)
        self._change.clicked.connect(self._on_change)
        self._away.clicked.connect(self._on_away)

    def show_line(self, line: TrainingLine, topic: str) -> None:
        """Fill it; what is being typed stays."""
        self.line, training = line, line.training
        self.title.setText(training.title)
        self._about.setText(about_words(training, topic))
        self._lived.setText(lived_line(training.lived_part))
        self._lived.setVisible(bool(self._lived.text()))
        self._there.setText(there_words(line))
        for button, words in ((self._change, _("Change “{title}”")), (self._away, _("Take “{title}” away"))):
            button.setAccessibleName(words.format(title=training.title))
        self.was_there.setAccessibleName(_("I was at “{title}”").format(title=training.title))
        self.intention.setAccessibleDescription(training.title)
        self.was_there.setChecked(line.i_was_there)
        self.mine.setVisible(line.i_was_there and (line.next_day is not None or bool(line.intention)))
        self._readers.set_readers(_readers_words(line), shared=False)
        if not (self.keeper.unsaved or self.intention.hasFocus()):
            self.intention.setText(line.intention)
        self._fill_came()

    def _fill_came(self) -> None:
        clear(self._came)
        for came in self.line.came_of:
            self._came.addWidget(WrapLabel(came_words(came), "body"))
            if words := blocked_words(came):
                self._came.addWidget(WrapLabel(words, "small", "ink2"))
            if self.line.training.others:
                self._came.addWidget(self._paper_button(came))
        for words in self.line.said:
            self._came.addWidget(WrapLabel(_("“{words}”").format(words=words), "small"))
        if self.line.next_day is not None:
            asked = _("Asked about next on {day}.").format(day=full_day_words(self.line.next_day))
            self._came.addWidget(WrapLabel(asked, "small", "ink2"))

    def _paper_button(self, came: CameOf) -> QWidget:
        button = LinkButton(_("Type in an answer from paper"), in_row=True)
        button.setProperty("weeks", came.weeks)
        button.clicked.connect(self._on_paper)
        return button

    def _on_paper(self) -> None:
        self.paper_wanted.emit(self, int(self.sender().property("weeks")))

    def _on_there(self, _checked: bool = False) -> None:
        self.there_said.emit(self.line.training.training_id, self.was_there.isChecked())

    def _on_change(self) -> None:
        self.change_wanted.emit(self.line)

    def _on_away(self) -> None:
        self.away_wanted.emit(self.line)


def _readers_words(line: TrainingLine) -> str:
    """Who reads what somebody means to do, and when it comes back to them."""
    if line.next_day is None:
        return _("Only you read this.")
    if line.came_of:
        return _("Only you read this. It comes back to you after twelve weeks.")
    return _("Only you read this. It comes back to you after six weeks.")
