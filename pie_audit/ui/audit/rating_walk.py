"""Where somebody is on their sheet: the topic in hand, what is still blank, where to begin."""

from __future__ import annotations

from pie_audit.domain.audit import RatingSheet
from pie_audit.domain.questionnaire import Topic
from pie_audit.words import _


class RatingWalk:
    """The topics of one sheet in order, with a place among them. The place after the last one is the end."""

    def __init__(self) -> None:
        self.topics: tuple[Topic, ...] = ()
        self.sheet: RatingSheet
        self.at = 0
        self.later: set[str] = set()

    @property
    def topic(self) -> Topic | None:
        """The topic in hand; None at the end, and before there are any."""
        return self.topics[self.at] if self.at < len(self.topics) else None

    def blank(self) -> list[Topic]:
        """Topics without an answer of any kind."""
        return [t for t in self.topics if self.sheet.rating(t.id).answer is None]

    def place_of(self, topic_id: str) -> int:
        """Where a topic is. Raises StopIteration for one that isn't asked."""
        return next(i for i, t in enumerate(self.topics) if t.id == topic_id)

    def place_in(self, theme_id: str) -> int:
        """The theme's first topic without an answer, else its first; the start for a theme that isn't asked."""
        places = [i for i, t in enumerate(self.topics) if t.theme == theme_id]
        blank = [i for i in places if self.sheet.rating(self.topics[i].id).answer is None]
        return (blank or places or [0])[0]

    def place_to_begin(self) -> int:
        """The first topic without an answer from where the person was last; the end when there is none."""
        last = self.sheet.last_topic
        start = self.place_of(last) if last is not None else 0
        blank = [self.place_of(t.id) for t in self.blank()]
        return next((i for i in blank if i >= start), blank[0] if blank else len(self.topics))

    def place_words(self, *, in_all: bool) -> str:
        """“1 of 10” in its theme, and “20 of 46 in all” where the themes aren't in view."""
        topic = self.topic
        if topic is None:
            return ""
        siblings = [t for t in self.topics if t.theme == topic.theme]
        in_theme = _("{n} of {of}").format(n=siblings.index(topic) + 1, of=len(siblings))
        if not in_all:
            return in_theme
        return _("{in_theme}, {n} of {of} in all").format(
            in_theme=in_theme, n=self.at + 1, of=len(self.topics)
        )
