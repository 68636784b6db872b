"""A copy that somebody chose to share: exactly what they previewed, and nothing that leads back to the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pie_audit.domain.entry import Entry, Step
from pie_audit.words import _

TITLE = "title"
TAKE_AWAY = "take away"


@dataclass(frozen=True, slots=True)
class SharedCopy:
    """What the reader gets, sealed for them: title, day and parts as previewed. `excerpt` where it isn't the whole."""

    title: str
    day: date
    steps: tuple[Step, ...]
    excerpt: bool
    shared_on: date
    take_away: str = ""
    topic_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShareNote:
    """What lies outside the seal of a shared copy: between whom, and in which weeks. The words lie in its record.

    `ended_week` is set when its writer ended the share; the record is gone by then.
    """

    share_id: bytes
    author_id: str
    reader_id: str
    shared_week: str
    group_id: str | None = None
    ended_week: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a page that may go into a copy. `cut` where only some of its words were taken."""

    key: str
    heading: str
    text: str
    cut: bool = False

    def with_text(self, text: str) -> Part:
        """Other words in the copy, such as a role in place of a name; the page keeps its own."""
        return replace(self, text=text)

    def cut_to(self, words: str) -> Part:
        """Only these words of it."""
        return replace(self, text=words, cut=True)


def parts_of(entry: Entry) -> tuple[Part, ...]:
    """What of a page can be shared, in its order: title, each part with words, and what its writer takes away.

    Tags, feelings, follow-ups, tellings and what pressed on something of one's own never leave the page.
    """
    found = [Part(TITLE, _("Title"), entry.title.strip())]
    found += [Part(str(at), step.heading, step.text.strip()) for at, step in enumerate(entry.steps)]
    found.append(Part(TAKE_AWAY, _("One thing I take away"), entry.take_away.strip()))
    return tuple(part for part in found if part.text)


def copy_of(entry: Entry, parts: Sequence[Part], today: date) -> SharedCopy:
    """The copy that these parts make, the same for the preview and for the seal."""
    by_key = {part.key: part for part in parts}
    whole = {part.key for part in parts_of(entry)}
    steps = [(by_key[str(at)], step) for at, step in enumerate(entry.steps) if str(at) in by_key]
    return SharedCopy(
        title=by_key[TITLE].text if TITLE in by_key else "",
        day=entry.day,
        steps=tuple(Step(step.step_id, step.heading, part.text) for part, step in steps),
        excerpt=whole != set(by_key) or any(part.cut for part in parts),
        shared_on=today,
        take_away=by_key[TAKE_AWAY].text if TAKE_AWAY in by_key else "",
    )


def says_nothing(copy: SharedCopy) -> bool:
    """Whether nobody could read anything in it."""
    texts = (copy.title, copy.take_away, *(step.text for step in copy.steps))
    return not any(text.strip() for text in texts)
