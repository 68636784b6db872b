"""Whose public keys somebody trusts: an administrator could swap a key, so each is remembered when first seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.sealed import PublicKey, UserKey
from pie_audit.storage import people
from pie_audit.vault import public_keys
from pie_audit.vault.records import Addressee
from pie_audit.words import _
from pie_audit.workflows import self_record
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.self_record import Pin, SelfRecord

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


class KeyChanged(NotNow):
    """Somebody's key isn't the one that was trusted; `person_id` says whose."""

    def __init__(self, person_id: str, name: str) -> None:
        super().__init__(
            _("{name}’s key has changed since you last used it.").format(name=name),
            _("Ask {name} whether they were given new access, and compare the six words together.").format(
                name=name
            ),
        )
        self.person_id = person_id


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two people compare: six words, and whether they were compared before."""

    person_id: str
    name: str
    words: str
    compared: bool
    changed: bool


def remember_people(tx: Transaction, me: Me) -> tuple[str, ...]:
    """Trust the keys of everybody met for the first time, and new ones that old ones vouch for.

    Returns the ids of those whose key changed with nothing to vouch for it.
    """
    mine = acting(me)
    remembered = self_record.load(tx, me)
    pins, changed = list(remembered.pins), []
    for person_id, keys in _by_person(tx, mine.member.person_id).items():
        trusted = {pin.keys for pin in pins if pin.person_id == person_id}
        found = _follow(keys, trusted)
        pins += [Pin(person_id, print_) for print_ in found if print_ not in trusted]
        if fingerprint(keys[-1]) not in trusted | set(found):
            changed.append(person_id)
    if len(pins) != len(remembered.pins):
        self_record.change(tx, me, pins=tuple(pins))
    return tuple(changed)


def addressee(tx: Transaction, me: Me, person_id: str) -> Addressee:
    """Whom something is sealed for, with a key that is trusted; oneself too. In a transaction that writes.

    At first use the key is remembered, so that it can't be another at the next. Raises NotNow for somebody who has
    never signed in, KeyChanged for a key that isn't the trusted one.
    """
    key = people.load_user_key(tx, person_id)
    if key is None:
        name = people.load_member(tx, person_id).name
        raise NotNow(
            _("{name} hasn’t signed in yet, so nothing can be sealed for them.").format(name=name),
            _("It works as soon as they have."),
        )
    if person_id != acting(me).member.person_id:
        _require_trusted(tx, me, key)
        pins = _pins(tx, me)
        if all(pin.person_id != person_id for pin in pins):
            self_record.change(tx, me, pins=(*pins, Pin(person_id, fingerprint(key))))
    return Addressee(person_id, key.epoch, key.xpk)


def trusted_key(tx: Transaction, me: Me, person_id: str, epoch: int) -> bytes:
    """The public key with which somebody sealed what they shared. Raises KeyChanged for one that isn't trusted."""
    mine = acting(me)
    key = people.load_public_key(tx, person_id, epoch)
    if person_id == mine.member.person_id and epoch in mine.vault.epochs:
        return mine.vault.keys(epoch).xpk
    if key is None:
        raise KeyChanged(person_id, people.load_member(tx, person_id).name)
    _require_trusted(tx, me, key)
    return key.xpk


def signing_keys(tx: Transaction, me: Me, person_id: str) -> tuple[bytes, ...]:
    """The keys (Ed25519) whose signatures count as this person's: only those that are trusted.

    One's own are those that were used to sign in, and earlier ones from before a reset.
    """
    mine = acting(me)
    rows = [key for key in people.public_keys(tx) if key.person_id == person_id]
    if person_id == mine.member.person_id:
        own = [mine.vault.keys(epoch).epk for epoch in mine.vault.epochs]
        return (*own, *(key.epk for key in rows if key.epoch < mine.vault.first_epoch))
    return tuple(key.epk for key in rows if _is_trusted(tx, me, key))


def comparison(tx: Transaction, me: Me, person_id: str) -> Comparison:
    """The six words for somebody's key as it stands now. Raises NotNow where they have none."""
    mine = acting(me)
    key = people.load_user_key(tx, person_id)
    name = people.load_member(tx, person_id).name
    if key is None:
        raise NotNow(_("{name} hasn’t signed in yet.").format(name=name), _("Compare when they have."))
    pins = {p.keys: p for p in self_record.load(tx, me).pins if p.person_id == person_id}
    pin = pins.get(fingerprint(key))
    own = public_keys.fingerprint(mine.vault.xpk, mine.vault.epk)
    words = public_keys.check_words(own, public_keys.fingerprint(key.xpk, key.epk))
    return Comparison(person_id, name, words, pin is not None and pin.compared, bool(pins) and pin is None)


def confirm(tx: Transaction, me: Me, person_id: str) -> None:
    """The two compared the words and they are the same: this key is theirs."""
    key = people.load_user_key(tx, person_id)
    if key is None:
        return
    print_ = fingerprint(key)
    others = [p for p in self_record.load(tx, me).pins if (p.person_id, p.keys) != (person_id, print_)]
    self_record.change(tx, me, pins=(*others, Pin(person_id, print_, compared=True)))


def fingerprint(key: UserKey | PublicKey) -> str:
    """What is remembered of somebody's public keys of one epoch: both, in hex."""
    return public_keys.fingerprint(key.xpk, key.epk).hex()


def _require_trusted(tx: Transaction, me: Me, key: UserKey | PublicKey) -> None:
    if not _is_trusted(tx, me, key):
        raise KeyChanged(key.person_id, people.load_member(tx, key.person_id).name)


def _is_trusted(tx: Transaction, me: Me, key: UserKey | PublicKey) -> bool:
    pinned = {p.keys for p in _pins(tx, me) if p.person_id == key.person_id}
    whole = PublicKey(key.person_id, key.epoch, key.xpk, key.epk, key.selfsig)
    # Somebody never met before is trusted at first sight; `remember_people` pins them at every sign-in.
    return public_keys.is_whole(whole) and (not pinned or fingerprint(key) in pinned)


def _pins(tx: Transaction, me: Me) -> tuple[Pin, ...]:
    remembered: SelfRecord = self_record.load(tx, me)
    return remembered.pins


def _by_person(tx: Transaction, but: str) -> dict[str, list[PublicKey]]:
    found: dict[str, list[PublicKey]] = {}
    for key in people.public_keys(tx):
        if key.person_id != but and public_keys.is_whole(key):
            found.setdefault(key.person_id, []).append(key)
    return found


def _follow(keys: list[PublicKey], trusted: set[str]) -> list[str]:
    """The fingerprints that may be trusted: all at first sight, later those that a trusted one vouched for."""
    if not trusted:
        return [fingerprint(key) for key in keys]
    found = [key for key in keys if fingerprint(key) in trusted]
    for key in keys:
        if key not in found and any(public_keys.follows(key, earlier) for earlier in found):
            found.append(key)
    return [fingerprint(key) for key in found]
