"""What a meeting writes: agreements and different views at once, half-said words as a sealed draft."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from pie_audit.domain.audit import Consensus, Dissent, Outcome
from pie_audit.domain.on_table import Settled
from pie_audit.ui.audit.sheet_keeper import SheetKeeper
from pie_audit.ui.jobs import Jobs
from pie_audit.workflows import drafts, meetings, sittings

WORDS_WAIT_MS = 1500
"""From the first unsaved key to a sealed draft; further typing doesn't start it anew."""


class MeetingWriting(QObject):
    """Sends what one topic's panel tells, and tries again what did not arrive.

    `words` gives the fields as they stand. `came` brings a topic's draft, `confirmed` says that several topics
    were written down at once, `paused` that the place is kept, `problem` carries a known error.
    """

    came = Signal(str, object)
    confirmed = Signal()
    paused = Signal()
    problem = Signal(object)

    def __init__(
        self, jobs: Jobs, round_id: str, words: Callable[[], dict[str, str]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._jobs, self._round_id, self._words = jobs, round_id, words
        self._topic_id = ""
        self.dirty = False
        self._typed: set[str] = set()
        self._recorded: dict[str, Consensus] = {}
        self._left_the_rest = False
        self.keeper = SheetKeeper(jobs, self, lets_go=True)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(WORDS_WAIT_MS)
        self.timer.timeout.connect(self.keep_words)

    @property
    def unsaved(self) -> bool:
        """Whether anything on this screen, or agreed a moment ago, has not arrived in the file yet."""
        return self.dirty or self.keeper.unsaved

    def begin(self, topic_id: str) -> None:
        """This topic is on the table: bring its half-said words, from here or from the file."""
        self.keep_words()
        self._topic_id = topic_id
        if not topic_id:
            return
        waiting = self.keeper.pending().get(self._key())
        if waiting is not None:
            self.came.emit(topic_id, waiting)
        else:
            self._jobs.read(drafts.words, self._key(), owner=self, then=partial(self._on_came, topic_id))

    def edit(self) -> None:
        """Something was typed or chosen that isn't agreed yet."""
        self.dirty = True
        self._typed.add(self._topic_id)
        if not self.timer.isActive():
            self.timer.start()

    def has_words_of(self, topic_id: str) -> bool:
        """Whether somebody here typed about this topic and has not agreed since."""
        return topic_id in self._typed

    def is_mine(self, consensus: Consensus | None) -> bool:
        """Whether this record came from this screen."""
        if consensus is not None and consensus.outcome is Outcome.NOT_DISCUSSED and self._left_the_rest:
            return True
        return consensus is not None and self._recorded.get(consensus.topic_id) == consensus

    def keep_words(self) -> None:
        """Seal the words that stand here as a draft, if any are new."""
        self.timer.stop()
        if self.dirty:
            self.dirty = False
            self.keeper.keep(self._key(), drafts.save_words, self._key(), self._words())

    def flush(self) -> None:
        """Send everything now: on page change, lock and closing."""
        self.keep_words()
        self.keeper.flush()

    def record(self, consensus: Consensus) -> None:
        """Write down what was agreed about a topic."""
        self.keep_words()
        self._typed.discard(consensus.topic_id)
        self._recorded[consensus.topic_id] = consensus
        key = f"record/{consensus.topic_id}"
        self.keeper.keep(key, meetings.record_consensus, self._round_id, consensus)

    def keep_dissent(self, dissent: Dissent) -> None:
        """Keep a different view."""
        named = replace(dissent, dissent_id=secrets.token_hex(16))  # so that a second try keeps it once
        self.keeper.keep(f"dissent/{named.dissent_id}", meetings.keep_dissent, self._round_id, named)

    def drop_dissent(self, dissent_id: str) -> None:
        """Take a different view away."""
        self._write(meetings.drop_dissent, dissent_id)

    def confirm(self, topic_ids: Sequence[str]) -> None:
        """Confirm close topics together."""
        self._write(meetings.confirm_close, topic_ids, then=self._on_confirmed)

    def leave_the_rest(self) -> None:
        """Everything without a record stays undiscussed this time."""
        self.keep_words()
        self._left_the_rest = True
        self._write(sittings.leave_the_rest, then=self._on_confirmed)

    def settle(self, key: str, settled: Settled) -> None:
        """Something else on the table was talked about, put off, or taken up again."""
        from pie_audit.workflows.everyday import on_table

        settling = {Settled.TALKED: on_table.talked_about, Settled.LATER: on_table.not_today}
        self._write(settling.get(settled, on_table.back_on_table), key)

    def pause(self, topic_id: str) -> None:
        """Keep the place for another day."""
        self.flush()
        self._write(sittings.pause, topic_id or None, then=self._on_paused)

    def go_on(self) -> None:
        """The team is talking again."""
        self._write(sittings.go_on)

    def _write(
        self, work: Callable[..., object], *args: object, then: Callable[..., object] | None = None
    ) -> None:
        self._jobs.write(work, self._round_id, *args, owner=self, then=then, problem=self.problem.emit)

    def _key(self) -> str:
        return drafts.meeting_words(self._round_id, self._topic_id)

    def _on_came(self, topic_id: str, words: dict[str, str] | None) -> None:
        if words and topic_id == self._topic_id and not self.dirty:
            self._typed.add(topic_id)
            self.came.emit(topic_id, words)

    def _on_confirmed(self, _undoable: object) -> None:
        self.confirmed.emit()

    def _on_paused(self, _undoable: object) -> None:
        self.paused.emit()
