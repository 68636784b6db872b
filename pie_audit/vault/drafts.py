"""Words that aren't saved anywhere else yet, sealed to whoever is typing them: a person or a slip."""

from __future__ import annotations

from typing import Protocol

from pie_audit.domain.sealed import Draft
from pie_audit.vault import sealing
from pie_audit.vault.records import pad_to_step
from pie_audit.vault.refusals import Damaged
from pie_audit.words import _


class Keeper(Protocol):
    """Whoever has a key that is only their own: an `OpenVault` or `SlipKeys`."""

    def own_keys(self) -> tuple[bytes, ...]:
        """Their keys, the newest first."""


def seal_draft(keeper: Keeper, body: bytes, *, record_id: bytes, owner_id: str) -> Draft:
    """The draft for one place (`record_id`, 16 bytes) of a person or, with its hex id, a seat.

    Raises NotNow above 262,143 bytes.
    """
    nonce, sealed = sealing.lock(keeper.own_keys()[0], pad_to_step(body), _bound(record_id, owner_id))
    return Draft(record_id, owner_id, nonce, sealed)


def open_draft(keeper: Keeper, draft: Draft) -> bytes:
    """The words. Raises Damaged for anybody else's draft and for one that was changed or moved."""
    bound = _bound(draft.record_id, draft.owner_id)
    opened = (sealing.unlock(key, draft.nonce, draft.body, bound) for key in keeper.own_keys())
    padded = next((plain for plain in opened if plain is not None), None)
    plain = sealing.unpad(padded) if padded is not None else None
    if plain is None:
        raise Damaged(
            _("A draft that was kept here doesn't open."), _("Go on from what was saved before it.")
        )
    return plain


def _bound(record_id: bytes, owner_id: str) -> bytes:
    # A draft keeps no epoch: it is opened with each key in turn.
    return sealing.bind("draft", record=record_id.hex(), version=0, owner=owner_id, epoch=0)
