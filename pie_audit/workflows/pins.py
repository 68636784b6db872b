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
        trusted = {pin.xpk for pin in pins if pin.person_id == person_id}
        found = _follow(keys, trusted)
        pins += [Pin(person_id, xpk) for xpk in found if xpk not in trusted]
        if keys[-1].xpk.hex() not in trusted | set(found):
            changed.append(person_id)
    if len(pins) != len(remembered.pins):
        self_record.change(tx, me, pins=tuple(pins))
    return tuple(changed)


def addressee(tx: Transaction, me: Me, person_id: str) -> Addressee:
    """Whom something is sealed for, with a key that is trusted; oneself too.

    Raises NotNow for somebody who has never signed in, KeyChanged for a key that isn't the trusted one.
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


def comparison(tx: Transaction, me: Me, person_id: str) -> Comparison:
    """The six words for somebody's key as it stands now. Raises NotNow where they have none."""
    mine = acting(me)
    key = people.load_user_key(tx, person_id)
    name = people.load_member(tx, person_id).name
    if key is None:
        raise NotNow(_("{name} hasn’t signed in yet.").format(name=name), _("Compare when they have."))
    pins = {p.xpk: p for p in self_record.load(tx, me).pins if p.person_id == person_id}
    pin = pins.get(key.xpk.hex())
    words = public_keys.check_words(mine.vault.xpk, key.xpk)
    return Comparison(person_id, name, words, pin is not None and pin.compared, bool(pins) and pin is None)


def confirm(tx: Transaction, me: Me, person_id: str) -> None:
    """The two compared the words and they are the same: this key is theirs."""
    key = people.load_user_key(tx, person_id)
    if key is None:
        return
    others = [p for p in self_record.load(tx, me).pins if (p.person_id, p.xpk) != (person_id, key.xpk.hex())]
    self_record.change(tx, me, pins=(*others, Pin(person_id, key.xpk.hex(), compared=True)))


def _require_trusted(tx: Transaction, me: Me, key: UserKey | PublicKey) -> None:
    pinned = {p.xpk for p in _pins(tx, me) if p.person_id == key.person_id}
    whole = PublicKey(key.person_id, key.epoch, key.xpk, key.epk, key.selfsig)
    # Somebody never met before is trusted at first sight; `remember_people` pins them at every sign-in.
    if not public_keys.is_whole(whole) or (pinned and key.xpk.hex() not in pinned):
        raise KeyChanged(key.person_id, people.load_member(tx, key.person_id).name)


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
    """The keys (hex) that may be trusted: all at first sight, later those that a trusted one vouched for."""
    if not trusted:
        return [key.xpk.hex() for key in keys]
    found = [key for key in keys if key.xpk.hex() in trusted]
    for key in keys:
        if key not in found and any(public_keys.follows(key, earlier) for earlier in found):
            found.append(key)
    return [key.xpk.hex() for key in found]
