"""The order in which a meeting walks through its topics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pie_audit.domain.on_table import still_on_table
from pie_audit.workflows.meetings import Meeting, TopicView

CLOSE_LIST = ""
"""Stands in the order for the list of close ones."""

ON_TABLE = "on the table"
"""Stands in the order for what there is to talk about beside the topics; no topic has an id with a space."""


@dataclass(frozen=True, slots=True)
class Walk:
    """The meeting, and which of its close topics were pulled out to be talked about."""

    view: Meeting
    pulled: tuple[str, ...] = ()

    @property
    def close(self) -> list[TopicView]:
        """The close ones that nobody has pulled out."""
        return [v for v in self.view.close if v.topic.id not in self.pulled]

    @property
    def talk(self) -> list[TopicView]:
        """Pulled out first, then the widest."""
        return [*(v for v in self.view.close if v.topic.id in self.pulled), *self.view.wide]

    @property
    def order(self) -> list[str]:
        """What previous and next walk along: what else is on the table, the close list, and the topics."""
        return ([ON_TABLE] if self.view.on_table else []) + self._of_topics

    @property
    def _of_topics(self) -> list[str]:
        return ([CLOSE_LIST] if self.close else []) + [v.topic.id for v in self.talk]

    def found(self, topic_id: str) -> TopicView:
        """One topic of the meeting."""
        return next(v for v in self.view.topics if v.topic.id == topic_id)

    def first(self) -> str:
        """Where to begin: where the team paused; with what else is on the table, before anything is written down; else
        with what has nothing written down yet."""
        place = self.view.place
        if place.paused_on is not None and (place.topic_id or CLOSE_LIST) in self.order:
            return place.topic_id or CLOSE_LIST
        if not self.view.settled and still_on_table(self.view.on_table):
            return ON_TABLE
        return self.first_left() or self.first_of_topics()

    def first_of_topics(self) -> str:
        """The close list where there is one, else the first topic to talk about."""
        return self._of_topics[0]

    def first_left(self) -> str:
        """The first topic with nothing written down; the close list where it is one of those."""
        if any(v.consensus is None for v in self.close):
            return CLOSE_LIST
        return next((v.topic.id for v in self.talk if v.consensus is None), CLOSE_LIST)

    def pull(self, topic_ids: Iterable[str]) -> Walk:
        """The same with these pulled out of the close list."""
        known = {v.topic.id for v in self.view.close}
        more = tuple(t for t in topic_ids if t in known and t not in self.pulled)
        return Walk(self.view, self.pulled + more)
