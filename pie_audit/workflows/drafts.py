"""Words that aren't saved anywhere else yet, sealed to whoever types them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pie_audit.storage import records
from pie_audit.vault.drafts import open_draft, seal_draft
from pie_audit.workflows.unlock import Me, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


def meeting_words(round_id: str, topic_id: str) -> str:
    """The key of what the scribe types about one topic before it is agreed."""
    return f"meeting/{round_id}/{topic_id}"


def save_words(
    tx: Transaction, me: Me, key: str, words: Mapping[str, str], *, round_id: str | None = None
) -> None:
    """Keep these fields under `key`, in place of what was kept there.

    With `round_id` the row names nobody and goes with that round's sheets, whoever ends it.
    """
    body = json.dumps(dict(words), ensure_ascii=False).encode()
    mine = acting(me)
    owner_id = round_id or mine.member.person_id
    draft = seal_draft(mine.vault, body, record_id=_record_id(me, key), owner_id=owner_id)
    records.save_draft(tx, draft)


def words(tx: Transaction, me: Me, key: str) -> dict[str, str] | None:
    """What was kept under `key`, or None."""
    found = records.load_draft(tx, _record_id(me, key))
    return json.loads(open_draft(acting(me).vault, found)) if found else None


def drop(tx: Transaction, me: Me, key: str) -> None:
    """Forget what was kept under `key`: it is saved now, or was thrown away."""
    records.delete_draft(tx, _record_id(me, key))


def _record_id(me: Me, key: str) -> bytes:
    """16 bytes that tell neither the key nor the person to somebody who holds the database only."""
    vault = acting(me).vault
    secret = vault.keys(vault.first_epoch).vk
    return hashlib.blake2b(key.encode(), key=secret, digest_size=16).digest()
