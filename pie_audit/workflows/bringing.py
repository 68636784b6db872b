"""Bringing the words of a published instrument, taking them back, and putting them back once more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.bringing import BroughtWords, faults_of, tidied
from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import NotNow
from pie_audit.domain.instrument_text import plain_title
from pie_audit.domain.licence import UNDONE, Brought
from pie_audit.domain.questionnaire import Instrument
from pie_audit.domain.words_form import WordsForm, form_from_text, form_to_text
from pie_audit.storage import instruments as kept
from pie_audit.storage import people
from pie_audit.words import _
from pie_audit.workflows import drafts
from pie_audit.workflows.instruments import shipped_instrument
from pie_audit.workflows.permissions import Act, require
from pie_audit.workflows.presence import Me, SignedIn, acting
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

_FORM = "form"


@dataclass(frozen=True, slots=True)
class Bringing:
    """Everything that the page for bringing words shows. `brought` are the words of now or those taken back last.

    `begun` is what this person had filled in and not finished. `brought_by` is a name.
    """

    key: Instrument
    brought: Brought | None
    brought_by: str
    begun: WordsForm | None
    today: date


def bringing(tx: Transaction, me: Me, instrument_id: str) -> Bringing:
    """One key with the words that were brought for it. Only for who may bring them: they are licensed."""
    mine, key = _bringer(me), _key(instrument_id)
    begun = drafts.words(tx, me, _draft_key(instrument_id)) or {}
    brought = kept.brought_by_instrument(tx).get(instrument_id)
    by = people.load_member(tx, brought.brought_by).name if brought else ""
    return Bringing(key, brought, by, form_from_text(begun.get(_FORM, "")), mine.clock.today())


def keep_begun(tx: Transaction, me: Me, instrument_id: str, form: WordsForm) -> None:
    """Keep what is filled in so far, sealed to whoever fills it in."""
    _bringer(me)
    drafts.save_words(tx, me, _draft_key(_key(instrument_id).id), {_FORM: form_to_text(form)})


def throw_away_begun(tx: Transaction, me: Me, instrument_id: str) -> Undoable:
    """Forget what was filled in and not finished; for as long as the bar stands it can come back."""
    begun = bringing(tx, me, instrument_id).begun
    drafts.drop(tx, me, _draft_key(instrument_id))
    tx.changed.add(Kind.SURVEYS)

    def undo(tx: Transaction, me: Me) -> None:
        if begun is not None:
            keep_begun(tx, me, instrument_id, begun)
            tx.changed.add(Kind.SURVEYS)

    return Undoable(None, _("Threw away what you began"), undo, brief=True)


def bring(tx: Transaction, me: Me, instrument_id: str, words: BroughtWords) -> Undoable:
    """Make an instrument ready with these words under this licence. Raises NotNow where something is in the way.

    Words that were there before come back under the version they had; other words get the next one.
    """
    mine, key = _bringer(me), _key(instrument_id)
    words = tidied(words)
    faults = faults_of(key, words, mine.clock.today())
    if faults:
        raise NotNow(next(iter(faults.values())), _("Nothing was changed. Mend it and try again."))
    before = kept.versions_of(tx, instrument_id)
    new = _brought(mine, key, words, before)
    for other in before:
        if other.retired_week is None and other.version != new.version:
            kept.save_brought(tx, replace(other, retired_week=mine.week))
    kept.save_brought(tx, new)
    drafts.drop(tx, me, _draft_key(instrument_id))
    name = _("Made “{title}” ready").format(title=plain_title(key))
    return Undoable(new, name, _AsBefore(before, new))


def take_back(tx: Transaction, me: Me, instrument_id: str) -> Undoable:
    """No new survey uses these words; one that is open goes on with its copy."""
    mine, key = _bringer(me), _key(instrument_id)
    now = _in_store(tx, instrument_id, in_use=True)
    gone = replace(now, retired_week=mine.week)
    kept.save_brought(tx, gone)
    return Undoable(gone, _("Took “{title}” back").format(title=plain_title(key)), _AsBefore((now,), gone))


def put_back(tx: Transaction, me: Me, instrument_id: str) -> Undoable:
    """Use the words again that were taken back last."""
    _bringer(me)
    key = _key(instrument_id)
    gone = _in_store(tx, instrument_id, in_use=False)
    now = replace(gone, retired_week=None)
    kept.save_brought(tx, now)
    return Undoable(now, _("Put “{title}” back").format(title=plain_title(key)), _AsBefore((gone,), now))


@dataclass(frozen=True, slots=True)
class _AsBefore:
    """Let everything stand as it did. Words that weren't there stay under their number, and count as not brought."""

    before: tuple[Brought, ...]
    new: Brought

    def __call__(self, tx: Transaction, me: Me) -> None:
        _bringer(me)
        now = kept.load_brought(tx, self.new.instrument_id, self.new.version)
        if now != self.new:
            raise NotNow(
                _("Somebody else changed these words meanwhile."), _("Look at how they stand now first.")
            )
        kept.save_brought(tx, replace(self.new, retired_week=UNDONE))
        for earlier in self.before:
            kept.save_brought(tx, earlier)


def _brought(mine: SignedIn, key: Instrument, words: BroughtWords, before: tuple[Brought, ...]) -> Brought:
    same = (b.version for b in before if (b.text, b.key_version) == (words.text, key.version))
    after = max((key.version, *(b.version + 1 for b in before)))
    return Brought(
        key.id,
        next(same, after),
        key.version,
        words.text,
        words.licence,
        mine.member.person_id,
        mine.clock.today(),
    )


def _in_store(tx: Transaction, instrument_id: str, *, in_use: bool) -> Brought:
    found = kept.brought_by_instrument(tx).get(instrument_id)
    if found is None or (found.retired_week is None) is not in_use:
        raise NotNow(
            _("This was changed a moment ago, here or by somebody else."),
            _("Look at how it stands now."),
        )
    return found


def _bringer(me: Me) -> SignedIn:
    mine = acting(me)
    require(mine.member, Act.BRING_WORDS)
    return mine


def _key(instrument_id: str) -> Instrument:
    """A key whose words can be brought. Raises NotNow for our own questionnaires, which have theirs."""
    key = shipped_instrument(instrument_id)
    if key.has_words:
        raise NotNow(_("This questionnaire comes with its words."), _("It’s ready to use as it is."))
    return key


def _draft_key(instrument_id: str) -> str:
    return f"words of an instrument/{instrument_id}"
