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
from pie_audit.ui.widgets.two_texts import Lines, two_texts
from pie_audit.words import _
from pie_audit.workflows.everyday import barriers
from pie_audit.workflows.everyday.barriers import MOST_WHO, BarriersPage
from pie_audit.workflows.everyday.entry_books import EntryChanged

_STAGES: tuple[Stage | None, ...] = (None, *Stage)
_STATUSES = tuple(BarrierStatus)
_AFTER_A_PAUSE_MS = 500
_ABOVE = frozenset({BarrierLevel.SERVICE, BarrierLevel.SYSTEM})


class BarrierDetails(Card):
    """`levelled` carries the key and a level; `said` the note and how it was read; filling tells nobody."""

    levelled = Signal(str, object)
    said = Signal(object, object)
    ask_wanted = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("This barrier"), gap=12, parent=parent)
        self.barrier: Barrier | None = None
        self._team_id = ""
        self._topics: list[str | None] = []
        self._known: BarrierNote | None = None
        self._both: tuple[BarrierNote, BarrierNote] | None = None
        self._clash = QVBoxLayout()
        self.words, self.base = WrapLabel("", "h3"), WrapLabel("", "small", "ink2")
        self.level = Choice(*(level_words(level) for level in LEVELS))
        self.stage = Choice(*(stage_words(stage) for stage in _STAGES))
        self.topic = Choice()
        self.who = TextLine(most=MOST_WHO)
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
            self._clash,
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

    def show_barrier(self, barrier: Barrier, view: BarriersPage) -> None:
        """Fill; words that are being typed stay."""
        is_same = self.barrier is not None and self.barrier.key == barrier.key
        if not is_same:
            self.flush()
        keeps_words = is_same and self.unsaved
        self.barrier, self._team_id = barrier, view.team.team_id
        now, known = barriers.note_of(barrier, self._team_id), self._known
        if keeps_words and known is not None:  # what others wrote there meanwhile hasn't been seen here
            now = replace(now, who_could_change_it=known.who_could_change_it)
        self._known = now
        self.words.setText(barrier.text)
        self.base.setText(_base_words(barrier, view))
        if not self._pause.isActive():
            self.level.setCurrentIndex(LEVELS.index(barrier.level))
        self.stage.setCurrentIndex(_STAGES.index(barrier.stage))
        self.status.setCurrentIndex(_STATUSES.index(barrier.status))
        self._offer_topics(barrier, view)
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
            self._topics = ids
            self.topic.clear()
            self.topic.addItems(titles)
        self.topic.setCurrentIndex(ids.index(barrier.topic_id))

    def _show_history(self, barrier: Barrier) -> None:
        clear(self._history)
        self._history_head.setVisible(bool(barrier.history))
        for step in barrier.history:
            words = step_words(step)
            self._history.addWidget(WrapLabel(words[:1].upper() + words[1:], "small"))

    # saying something

    def _on_level(self, _at: int) -> None:
        self._pause.start()  # arrow keys pass levels that nobody means; they aren't history

    def _send_level(self) -> None:
        level = LEVELS[self.level.currentIndex()]
        if self.barrier is not None and level is not self.barrier.level:
            self.levelled.emit(self.barrier.key, level)

    def _on_said(self, _at: int) -> None:
        self._send()

    def _on_typed(self, _words: str) -> None:
        self._soon.touch()

    @property
    def unsaved(self) -> bool:
        """Whether something was typed or chosen that hasn't been sent."""
        is_typed = self._known is not None and self._typed() != self._known.who_could_change_it
        return is_typed or self._pause.isActive() or self._both is not None

    @property
    def is_unsettled(self) -> bool:
        """Whether two texts stand here of which one is to be chosen."""
        return self._both is not None

    def flush(self) -> None:
        """Send what was typed and chosen."""
        self._soon.stop()
        if self._pause.isActive():
            self._pause.stop()
            self._send_level()
        if self.unsaved and self._both is None:
            self._send()

    def _send(self) -> None:
        if self.barrier is None or self._known is None or self._both is not None:
            return
        said: dict[str, Any] = {
            "stage": _STAGES[self.stage.currentIndex()],
            "topic_id": self._topics[self.topic.currentIndex()],
            "who_could_change_it": self._typed(),
            "status": _STATUSES[self.status.currentIndex()],
        }
        known, self._known = self._known, replace(self._known, **said)
        if self._known != known:
            self.said.emit(self._known, known)

    def take_back(self, known: BarrierNote) -> None:
        """It didn't arrive: what stands here is tried again soon, if it is still about the same barrier."""
        if self.barrier is not None and self.barrier.key == known.barrier_key:
            self._known = known
            self._soon.try_again()

    def show_both(self, error: EntryChanged, note: BarrierNote, known: BarrierNote) -> None:
        """What somebody else says of it by now beside what was said here; nothing is sent before one is chosen."""
        if self.barrier is None or self.barrier.key != known.barrier_key:
            return
        mine = barriers.merged(note, known, error.theirs)
        clear(self._clash)
        self._known, self._both = known, (mine, error.theirs)
        both = two_texts(error.what, self._lines_of(mine), self._lines_of(error.theirs))
        both.settled.connect(self._on_settled)
        self._clash.addWidget(both)
        both.setFocus()

    def _lines_of(self, note: BarrierNote) -> Lines:
        titles = {topic_id: self.topic.itemText(at) for at, topic_id in enumerate(self._topics)}
        return (
            (_("Where on the way"), stage_words(note.stage)),
            (_("Belongs to topic"), titles.get(note.topic_id, "")),
            (_("Who could change it"), note.who_could_change_it),
            (_("What became of it"), status_words(note.status)),
        )

    def _on_settled(self, mine: bool) -> None:
        if self._both is None:
            return
        (wanted, theirs), self._both = self._both, None
        clear(self._clash)
        stays = wanted if mine else theirs
        self._known = stays
        self.stage.setCurrentIndex(_STAGES.index(stays.stage))
        self.status.setCurrentIndex(_STATUSES.index(stays.status))
        self.who.setText(stays.who_could_change_it)
        self.who.setFocus()
        if mine:
            self.said.emit(wanted, theirs)
        elif stays.topic_id in self._topics:
            self.topic.setCurrentIndex(self._topics.index(stays.topic_id))

    def let_go(self) -> str:
        """Forget a barrier that went out of sight; what was typed about it and not sent."""
        is_typed = self._known is not None and self._typed() != self._known.who_could_change_it
        self._both = None
        clear(self._clash)
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
