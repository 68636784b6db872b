"""All that is known and said of one barrier, each field kept as soon as it is said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pie_audit.domain.barrier import Barrier, BarrierNote, BarrierStatus, Stage
from pie_audit.domain.barrier_words import (
    age_words,
    level_words,
    source_words,
    stage_words,
    status_words,
    step_words,
)
from pie_audit.domain.level_words import LEVELS
from pie_audit.domain.plan import BarrierLevel
from pie_audit.ui.keep_soon import KeepSoon
from pie_audit.ui.widgets import (
    Card,
    Choice,
    Field,
    IconButton,
    PrimaryButton,
    TextLine,
    WrapLabel,
    boxed,
    clear,
    row,
)
from pie_audit.ui.widgets.two_texts import Line, Lines, TwoAtOnce
from pie_audit.words import _
from pie_audit.workflows.everyday import barriers
from pie_audit.workflows.everyday.barriers import MOST_WHO, BarriersPage
from pie_audit.workflows.everyday.entry_books import EntryChanged

_STAGES: tuple[Stage | None, ...] = (None, *Stage)
_STATUSES = tuple(BarrierStatus)
_AFTER_A_PAUSE_MS = 500
_ABOVE = frozenset({BarrierLevel.SERVICE, BarrierLevel.SYSTEM})


class BarrierDetails(Card):
    """Filling tells nobody. `levelled` carries the key, a level and the level that was seen there.

    `said` carries the note, how it was read, and which fields of it came in from somebody else.
    """

    levelled = Signal(str, object, object)
    said = Signal(object, object, object)
    ask_wanted = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("This barrier"), gap=12, parent=parent)
        self.barrier: Barrier | None = None
        self._team_id = ""
        self._topics: list[str | None] = []
        self._known: BarrierNote | None = None
        self._seen_level: BarrierLevel | None = None
        self.words, self.base = WrapLabel("", "h3"), WrapLabel("", "small", "ink2")
        self.level = Choice(*(level_words(level) for level in LEVELS))
        self.stage = Choice(*(stage_words(stage) for stage in _STAGES))
        self.topic = Choice()
        self.who = TextLine(most=MOST_WHO)
        self.two = TwoAtOnce(self._note, self._lines_of, self.who, self)
        self.status = Choice(*(status_words(status) for status in _STATUSES))
        self.ask = PrimaryButton(_("Ask for it"), "megaphone-simple")
        self._history_head = WrapLabel(_("How its level changed"), "small_strong", "ink2")
        self._history = QVBoxLayout()
        self._history.setSpacing(4)
        self._close = IconButton("x", _("Close"), in_row=True)
        self._soon = KeepSoon(self, self.flush)
        self._pause = QTimer(self, singleShot=True, interval=_AFTER_A_PAUSE_MS)
        self._lay_out()

    def _lay_out(self) -> None:
        self.add_to_title(self._close)
        self.add(
            self.words,
            self.base,
            self.two,
            self.two.came_in,
            Field(_("Whose is it to solve?"), self.level),
            Field(_("Where on the way"), self.stage),
            Field(_("Belongs to topic"), self.topic),
            Field(_("Who could change it"), self.who, _("A role or an agency.")),
            Field(_("What became of it"), self.status),
            boxed(row(self.ask, None)),
            self._history_head,
            self._history,
            None,
        )
        self._close.clicked.connect(self.leave)
        self.level.activated.connect(self._on_level)
        self._pause.timeout.connect(self._send_level)
        for choice in (self.stage, self.topic, self.status):
            choice.activated.connect(self._on_said)
        self.who.textEdited.connect(self._on_typed)
        self.who.editingFinished.connect(self.flush)
        self.ask.clicked.connect(self._on_ask)
        self.two.wanted.connect(self._on_settled)
        self.two.left.connect(self._on_theirs)

    def show_barrier(self, barrier: Barrier, view: BarriersPage) -> None:
        """Fill; words that are being typed stay."""
        is_same = self.barrier is not None and self.barrier.key == barrier.key
        if not is_same:
            self.flush()
            self.two.came_in.hide()
        keeps_words = is_same and self.unsaved
        self.barrier, self._team_id = barrier, view.team.team_id
        self._offer_topics(barrier, view)
        if not self.two.is_asking:  # until then the fields hold what is asked about
            now, known = barriers.note_of(barrier, self._team_id), self._known
            if keeps_words and known is not None:  # what others wrote there meanwhile hasn't been seen here
                now = replace(now, who_could_change_it=known.who_could_change_it)
            self._known = now
            self._fill_choices(now)
        self.words.setText(barrier.text)
        self.base.setText(_base_words(barrier, view))
        if not self._pause.isActive():
            self.level.setCurrentIndex(LEVELS.index(barrier.level))
        if not keeps_words and self.who.text() != barrier.who_could_change_it:
            self.who.setText(barrier.who_could_change_it)
        self.ask.setVisible(view.may_ask and barrier.level in _ABOVE)
        self._show_history(barrier)

    def _offer_topics(self, barrier: Barrier, view: BarriersPage) -> None:
        titles = [_("No topic"), *(topic.title for topic in view.topics)]
        ids: list[str | None] = [None, *(topic.id for topic in view.topics)]
        if barrier.topic_id not in ids:
            titles.append(_("A topic of an earlier review"))
            ids.append(barrier.topic_id)
        if ids != self._topics:
            chosen = self._topics[self.topic.currentIndex()] if self._topics else None
            self._topics = ids
            self.topic.clear()
            self.topic.addItems(titles)
            self.topic.setCurrentIndex(ids.index(chosen) if chosen in ids else 0)

    def _fill_choices(self, note: BarrierNote) -> None:
        self.stage.setCurrentIndex(_STAGES.index(note.stage))
        self.status.setCurrentIndex(_STATUSES.index(note.status))
        if note.topic_id in self._topics:
            self.topic.setCurrentIndex(self._topics.index(note.topic_id))

    def _show_history(self, barrier: Barrier) -> None:
        clear(self._history)
        self._history_head.setVisible(bool(barrier.history))
        for step in barrier.history:
            words = step_words(step)
            self._history.addWidget(WrapLabel(words[:1].upper() + words[1:], "small"))

    # saying something

    def _on_level(self, _at: int) -> None:
        if self.barrier is not None and not self._pause.isActive():
            self._seen_level = self.barrier.level
        self._pause.start()  # arrow keys pass levels that nobody means; they aren't history

    def _send_level(self) -> None:
        level = LEVELS[self.level.currentIndex()]
        if self.barrier is None or level is self.barrier.level:
            return
        if level is self._seen_level:  # nobody here meant to move it, and somebody else did
            self.level.setCurrentIndex(LEVELS.index(self.barrier.level))
        else:
            self.levelled.emit(self.barrier.key, level, self._seen_level)

    def _on_said(self, _at: int) -> None:
        self._send()

    def _on_typed(self, _words: str) -> None:
        self._soon.touch()

    @property
    def unsaved(self) -> bool:
        """Whether something was typed or chosen that hasn't been sent."""
        return self._is_typed() or self._pause.isActive() or self.two.is_asking

    def _is_typed(self) -> bool:
        return self._known is not None and self._typed() != self._known.who_could_change_it

    @property
    def is_unsettled(self) -> bool:
        """Whether two texts stand here of which one is to be chosen."""
        return self.two.is_asking

    def flush(self) -> None:
        """Send what was typed and chosen."""
        self._soon.stop()
        if self._pause.isActive():
            self._pause.stop()
            self._send_level()
        if self.unsaved and not self.two.is_asking:
            self._send()

    def _send(self) -> None:
        known, note = self._known, self._note()
        if self.barrier is None or known is None or note is None or self.two.is_asking:
            return
        self._known = note
        if note != known:
            self.two.came_in.hide()
            self.said.emit(note, known, ())

    def _note(self) -> BarrierNote | None:
        """What stands in the fields."""
        said: dict[str, Any] = {
            "stage": _STAGES[self.stage.currentIndex()],
            "topic_id": self._topics[max(0, self.topic.currentIndex())],
            "who_could_change_it": self._typed(),
            "status": _STATUSES[self.status.currentIndex()],
        }
        return None if self._known is None else replace(self._known, **said)

    def take_back(self, known: BarrierNote) -> None:
        """It didn't arrive: what stands here is tried again soon, if it is still about the same barrier."""
        if self.barrier is not None and self.barrier.key == known.barrier_key:
            self._known = known
            self._soon.try_again()

    def show_both(self, error: EntryChanged, note: BarrierNote, known: BarrierNote) -> None:
        """What both said of the very same, beside each other; nothing is sent before one is chosen."""
        if self.barrier is None or self.barrier.key != known.barrier_key:
            return
        if not self._is_typed():
            self.who.setText(note.who_could_change_it)
        self._fill_choices(note)
        self._known = known
        self.two.ask(error.what, known, error.theirs)

    def _lines_of(self, note: BarrierNote) -> Lines:
        titles = {topic_id: self.topic.itemText(at) for at, topic_id in enumerate(self._topics)}
        return (
            Line("stage", _("Where on the way"), stage_words(note.stage)),
            Line("topic_id", _("Belongs to topic"), titles.get(note.topic_id, "")),
            Line("who_could_change_it", _("Who could change it"), note.who_could_change_it),
            Line("status", _("What became of it"), status_words(note.status)),
        )

    def _on_settled(self, note: BarrierNote, theirs: BarrierNote, came: tuple[str, ...]) -> None:
        self._fill_note(note)
        self.said.emit(note, theirs, came)

    def _on_theirs(self, theirs: BarrierNote) -> None:
        self._fill_note(theirs)

    def _fill_note(self, note: BarrierNote) -> None:
        self._known = note
        self._fill_choices(note)
        self.who.setText(note.who_could_change_it)
        self.who.setFocus()

    def let_go(self) -> str:
        """Forget a barrier that went out of sight; what was typed about it and not sent."""
        is_typed = self._is_typed()
        self.two.rest()
        self._soon.stop()
        self._pause.stop()
        self.barrier = self._known = None
        return self._typed() if is_typed else ""

    def _typed(self) -> str:
        return " ".join(self.who.text().split())

    def _on_ask(self) -> None:
        self.flush()
        if self.barrier is not None:
            self.ask_wanted.emit(self.barrier.key)

    def leave(self) -> None:
        """Close."""
        self.flush()
        self.closed.emit()


def _base_words(barrier: Barrier, view: BarriersPage) -> str:
    return _("{source}: {base}, {age}").format(
        source=source_words(barrier.source),
        base=barrier.base,
        age=age_words(barrier.first_seen, view.quarter),
    )
