"""What somebody is typing about reading cards, sealed to them: cards of the team's own, and words about several cards."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject

from pie_audit.domain.reading_card import ReadingCard
from pie_audit.ui.draft_keeper import DraftKeeper
from pie_audit.ui.jobs import Jobs
from pie_audit.ui.not_saved import NotSaved
from pie_audit.workflows.everyday import reading_cards
from pie_audit.workflows.everyday.entry_books import as_begun, begun_from
from pie_audit.workflows.everyday.reading_cards import BEGAN, CARD, FORMS

Words = dict[str, str]

FRESH = ""
"""In place of the id of a card that nobody has kept yet."""

_OTHERS = "others"
"""Under which a draft holds what was typed about other cards before, newest last."""
_VERSION = "version"
"""Under which drafts of an earlier version of the program say which version of a card they began from."""
_ABOUT = frozenset({CARD, BEGAN, _VERSION, _OTHERS})


class ReadingDrafts(QObject):
    """By form and card, one draft a form: nothing typed about one card goes under what is typed about the next."""

    def __init__(self, jobs: Jobs, team_id: str, not_saved: NotSaved, parent: QObject) -> None:
        super().__init__(parent)
        self._not_saved = not_saved
        self._words: dict[str, dict[str, Words]] = {form: {} for form in FORMS}
        self._keepers = {
            form: DraftKeeper(jobs, reading_cards.keep_words, team_id, form, parent=self) for form in FORMS
        }
        for keeper in self._keepers.values():
            keeper.kept.connect(self._on_kept)
            keeper.trouble.connect(not_saved.tell)

    def fill(self, begun: Mapping[str, Mapping[str, str]]) -> None:
        """What was begun before this page was open."""
        for form in FORMS:
            words = dict(begun.get(form, {}))
            others = json.loads(words.pop(_OTHERS, "[]"))
            before = {one.get(CARD, FRESH): one for one in (*others, words) if one}
            self._words[form] = before | self._words[form]

    def latest(self, form: str) -> Words:
        """What was typed last; empty where nothing waits."""
        return next(reversed(self._words[form].values()), {})

    def about(self, form: str, card_id: str) -> Words:
        """What was typed about this card; empty where nothing waits."""
        return self._words[form].get(card_id, {})

    def keep(self, form: str, texts: Words, began: ReadingCard | None = None, *, about: str = FRESH) -> None:
        """Keep this about a card that `began` like this, None where nobody knows."""
        known = {CARD: about} if about else {}
        self.put(form, texts | known | ({BEGAN: as_begun(began)} if about and began is not None else {}))

    def put(self, form: str, words: Words) -> None:
        """Keep words that say themselves what they are about."""
        about = words.get(CARD, FRESH)
        self._words[form].pop(about, None)
        if about or any(text.strip() for text in words.values()):
            self._words[form][about] = words
        self._keepers[form].keep(self._draft(form))

    def take(self, form: str, card_id: str) -> Words:
        """What was typed about a card that is on its way now."""
        words = self._words[form].pop(card_id, {})
        self._keepers[form].forget()
        if self._words[form]:
            self._keepers[form].keep(self._draft(form))
        return words

    def put_aside(self, form: str, words: Words, card_id: str) -> None:
        """Words about a card that were refused when somebody was at another; those typed since are newer."""
        about = words.get(CARD, FRESH)
        if words and not self.about(form, about):
            self.put(form, words)
        elif words and about == FRESH:
            self.put(form, words | {CARD: card_id})

    def finish(self, form: str, *card_ids: str) -> None:
        """What was typed about these has become a card, or nobody wants it any more."""
        for card_id in card_ids:
            self._words[form].pop(card_id, None)
        self._keepers[form].keep(self._draft(form))
        self._keepers[form].flush()

    @property
    def unsaved(self) -> bool:
        """Whether something typed isn't kept yet."""
        return any(keeper.unsaved for keeper in self._keepers.values())

    def is_unsaved(self, form: str) -> bool:
        """Whether something typed into this form isn't kept yet."""
        return self._keepers[form].unsaved

    def flush(self) -> None:
        """Keep what is typed so far, sealed to whoever typed it."""
        for keeper in self._keepers.values():
            keeper.flush()

    def copy(self, texts: Iterable[str]) -> None:
        """Take along on the clipboard what couldn't be kept."""
        self._not_saved.copy([text for text in texts if text.strip()])
        for keeper in self._keepers.values():
            keeper.forget()

    def _draft(self, form: str) -> Words:
        *others, latest = self._words[form].values() or [{}]
        return latest | ({_OTHERS: json.dumps(others)} if others else {})

    def _on_kept(self) -> None:
        if not self.unsaved:
            self._not_saved.hide()


def began_from(words: Words, today: ReadingCard) -> ReadingCard | None:
    """The card that this draft began from, where `today` it reads like this; None where nobody can tell.

    An earlier version of the program left no card in a draft: then it began from today's if nobody has kept that
    since, or if all that the draft would replace is blank.
    """
    known = begun_from(ReadingCard, words.get(BEGAN, ""))
    if known is not None:
        return known
    now = {name: getattr(today, name) for name in words.keys() - _ABOUT}
    is_todays = words.get(_VERSION) == str(today.version)
    return (
        today if is_todays or all(not now[name].strip() or now[name] == words[name] for name in now) else None
    )
