"""Saying more than the questions ask: a list of causes to tick, or a box for words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pie_audit.ui.jobs import Jobs
from pie_audit.ui.survey.answer_walk import AnswerWalk
from pie_audit.ui.survey.comment_box import CommentBox
from pie_audit.ui.widgets import EvenLayout, Tick, WrapLabel, boxed, clear, column
from pie_audit.words import _
from pie_audit.workflows.surveys.views import Taking


class VoicePanel(QWidget):
    """The last question; it may stay empty. `causes_chosen` carries ids, `comment_edited` says that words changed."""

    causes_chosen = Signal(object)
    comment_edited = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: tuple[str, ...] = ()
        self.ticks: list[Tick] = []
        self._lead = WrapLabel(_("It can stay empty."), "lead", "ink2")
        self.title = WrapLabel("", "display")
        self._about = WrapLabel("", "small", "ink2")
        self._flow = EvenLayout(least=260, gap=6)
        self._list = boxed(self._flow)
        self.box = CommentBox(jobs)
        self.box.edited.connect(self.comment_edited)
        self.setLayout(column(self._lead, self.title, self._list, self._about, self.box, gap=10))

    @property
    def takes_words(self) -> bool:
        """Whether there is a box for words."""
        return not self._ids

    def show_walk(self, walk: AnswerWalk) -> None:
        """Fill with what was said before; tells nobody."""
        causes = walk.taking.causes
        if tuple(cause_id for cause_id, _label in causes) != self._ids:
            self._make_ticks(causes)
        self.title.setText(question(walk.taking))
        self._about.setText(
            _("Only “few”, “about half” or “most” comes out for each. For words, use the meeting.")
        )
        for part in (self._list, self._about):
            part.setVisible(not self.takes_words)
        self.box.setVisible(self.takes_words)
        for cause_id, tick in zip(self._ids, self.ticks, strict=True):
            tick.setChecked(cause_id in walk.causes)
        if self.takes_words:
            self.box.show_comment(walk.taking, self.title.text(), walk.comment)
        self.setFocusProxy(self.box.area.edit if self.takes_words else self.ticks[0])

    def wipe(self) -> None:
        """Leave nothing on the screen."""
        self.box.wipe()
        for tick in self.ticks:
            tick.setChecked(False)

    def _make_ticks(self, causes: tuple[tuple[str, str], ...]) -> None:
        clear(self._flow)
        self._ids = tuple(cause_id for cause_id, _label in causes)
        self.ticks = [Tick(label) for _cause_id, label in causes]
        for tick in self.ticks:
            tick.clicked.connect(self._on_ticked)
            self._flow.addWidget(tick)

    def _on_ticked(self, _checked: bool = False) -> None:
        pairs = zip(self._ids, self.ticks, strict=True)
        self.causes_chosen.emit(frozenset(cause_id for cause_id, tick in pairs if tick.isChecked()))


def question(taking: Taking) -> str:
    """What is asked last: to tick, or in words; our own words where the instrument has none."""
    if taking.causes:
        return _("What would make next month easier here? Tick what fits.")
    return taking.instrument.last_question or _("What one thing would make next month easier here?")
