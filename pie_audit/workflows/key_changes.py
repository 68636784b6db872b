"""New keys and another password, because somebody may know the one so far."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from pie_audit.domain.errors import CannotSave, KnownError, NotNow
from pie_audit.domain.sealed import SealedKey
from pie_audit.storage import former_keys, people, records
from pie_audit.vault import passwords, person, public_keys, slots
from pie_audit.vault.drafts import open_draft, seal_draft
from pie_audit.vault.person import Enrolled, NewPassword
from pie_audit.vault.records import rewrap_key
from pie_audit.words import _
from pie_audit.workflows import self_record
from pie_audit.workflows.notes import note
from pie_audit.workflows.unlock import Me, OpenWorkspace, SignedIn, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.vault.open_vault import OpenVault

_Ways = dict[tuple[bytes, int], tuple[bytes, SealedKey]]


def renew(opened: OpenWorkspace, me: Me, old: str, new: str) -> None:
    """New keys and another password, because somebody may know the one so far.

    Every way into an own page and every draft is wrapped anew in one transaction, with the new keys and their
    public halves, which the old ones vouch for. Old or new password opens at every moment, never neither. My key
    and the short PIN are void afterwards.

    Raises WrongSecret for a wrong old password, NotNow for a new one that can't be used.
    """
    mine = acting(me)
    kdf = opened.premises.kdf
    slots.open_person(opened.slots, mine.member.name, old, kdf)
    passwords.check_password(new, also=(mine.member.name,))
    if passwords.normal_form(new) == passwords.normal_form(old):
        raise NotNow(_("That is the password so far."), _("Choose one that nobody has heard."))
    renewed = person.renew(mine.vault, opened.key, NewPassword(mine.member.name, new), kdf)
    ways = _rewrapped(opened, mine, renewed.vault)
    opened.change_slots(lambda now: now.adding(renewed.slot))
    opened.write(lambda tx: _write_renewed(tx, mine, renewed, ways))
    mine.vault.take_on(renewed.vault)
    # Where the file can't be written just now, the next sign-in drops what is left over.
    with suppress(CannotSave):
        opened.change_slots(
            lambda now: now.without(*slots.spare_slots(now, mine.member.name, renewed.slot.slot_id))
        )


def _rewrapped(opened: OpenWorkspace, mine: SignedIn, vault: OpenVault) -> _Ways:
    """Every own way wrapped anew before the transaction begins: it only has to write them then."""
    keys = opened.read(lambda tx: records.list_keys(tx, mine.member.person_id))
    return {
        (key.record_id, key.version): (key.wrapped, changed)
        for key in keys
        if key.scheme == "own" and (changed := rewrap_key(vault, key)) is not None
    }


def _write_renewed(tx: Transaction, mine: SignedIn, renewed: Enrolled, ways: _Ways) -> None:
    person_id, row, vault = mine.member.person_id, renewed.user_key, renewed.vault
    people.save_user_key(tx, row, vouched=public_keys.vouch(vault, row.epoch, row.xpk, row.epk))
    former_keys.replace_own_ways(tx, person_id, tuple(_anew(tx, vault, ways)))
    for draft in records.list_drafts(tx, person_id):
        with suppress(KnownError):  # one that doesn't open now won't open later either
            words = open_draft(vault, draft)
            records.save_draft(
                tx, seal_draft(vault, words, record_id=draft.record_id, owner_id=draft.owner_id)
            )
    self_record.change(
        tx, replace(mine, vault=vault), pin_digest="", my_key_made_on=None, my_key_tested_on=None
    )
    note(tx, mine, "keys renewed", person_id)


def _anew(tx: Transaction, vault: OpenVault, ways: _Ways) -> Iterator[SealedKey]:
    """The ways as they were prepared, and those that came or changed since."""
    for key in records.list_keys(tx, vault.person_id):
        if key.scheme != "own":
            continue
        before, prepared = ways.get((key.record_id, key.version), (b"", None))
        changed = prepared if prepared is not None and before == key.wrapped else rewrap_key(vault, key)
        if changed is not None:
            yield changed
