"""The ballot box: keepers' keys, the tokens that let a ballot in, and envelopes that two of three keepers open in turn.

A ballot is sealed once for each ordered pair of keepers, so that any two open it, in either order and on different
days. Whoever turns the first key can tell rows apart and reads nothing; whoever turns the second reads and can't tell
whose row it was (security.md, section 5).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from nacl import bindings
from nacl.utils import random

from pie_audit.domain.errors import NotNow
from pie_audit.domain.sealed import BallotToken, KeeperKey, MidBallot
from pie_audit.vault import sealing
from pie_audit.vault.drafts import Keeper
from pie_audit.vault.open_vault import BoxReader, OpenVault, verify
from pie_audit.vault.refusals import Damaged
from pie_audit.words import _

_PROOF_BYTES = bindings.crypto_sign_BYTES
PLAIN_BYTES = 4096 - _PROOF_BYTES
ENVELOPE_BYTES = _PROOF_BYTES + PLAIN_BYTES + 2 * sealing.SEAL_BYTES
MID_BYTES = PLAIN_BYTES + sealing.SEAL_BYTES
MOST_COMMENT_BYTES = 3000
KEEPERS = 3
_DIGEST_BYTES = 32


class TokenReader(BoxReader, Keeper, Protocol):
    """Whoever has a place in a survey: a person's vault, or the keys of a slip."""


@dataclass(frozen=True, slots=True)
class Token:
    """What lets one ballot in: the secret of whoever is asked, and the right that the box knows of it.

    The right is the public half (Ed25519) of what the secret signs with, so that nobody who can write into the
    file, and no keeper who sees a ballot, can put another one in its place.
    """

    secret: bytes = field(repr=False)

    @property
    def right(self) -> bytes:
        """32 bytes that the box compares; the secret can't be told from them."""
        return bindings.crypto_sign_seed_keypair(self.secret)[0]

    def sign(self, message: bytes) -> bytes:
        """64 bytes that only the holder of this token can make."""
        private = bindings.crypto_sign_seed_keypair(self.secret)[1]
        return bindings.crypto_sign(message, private)[:_PROOF_BYTES]


def new_token() -> Token:
    """A fresh token of 32 random bytes."""
    return Token(random(sealing.KEY_BYTES))


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a survey before it is sealed: who holds it, their block, and the key that only they can open."""

    holder_id: str
    block_id: str
    reader_xpk: bytes
    token: Token


def seal_token(survey_id: str, place: Place, frozen: bytes) -> BallotToken:
    """A token as it is stored for one person or one slip, who alone can open it.

    It says what the survey was when it opened. Nobody but whoever printed a slip knows its public key, so this
    protects its holder, who remembers no keys, from a survey that was changed afterwards.
    """
    bound = _bound("token", survey_id, place.holder_id) + place.block_id.encode() + frozen
    return BallotToken(
        survey_id, place.holder_id, place.block_id, sealing.seal(place.reader_xpk, bound + place.token.secret)
    )


def open_token(stored: BallotToken, reader: BoxReader, frozen: bytes) -> Token:
    """The token of whoever is asked. Raises Damaged for one that isn't theirs, was moved, or was for other terms."""
    plain = reader.unseal(stored.sealed)
    bound = _bound("token", stored.survey_id, stored.holder_id) + stored.block_id.encode() + frozen
    if plain is None or not plain.startswith(bound) or len(plain) != len(bound) + sealing.KEY_BYTES:
        raise Damaged(
            _("Your place in this survey doesn’t open."),
            _("It was changed or belongs elsewhere. Tell whoever asks the survey."),
        )
    return Token(plain[len(bound) :])


def digest_plan(plan_text: str) -> bytes:
    """32 bytes that stand for the plan that keepers approve."""
    return sealing.digest(plan_text.encode(), label="pie-plan-v1")


def freeze(plan_digest: bytes, keepers: Sequence[KeeperKey], rights: Iterable[bytes]) -> bytes:
    """32 bytes that every ballot is bound to: the plan, the keepers' keys and every right, so that none is added."""
    parts = [plan_digest, *(k.xpk for k in in_place(keepers)), *sorted(rights)]
    return sealing.digest(b"".join(parts), label="pie-frozen-v1")


def vouch(vault: OpenVault, survey_id: str, frozen: bytes) -> bytes:
    """The signature of whoever opens a survey under all that it is from then on, the rights included."""
    return vault.sign(_opening(survey_id, vault.person_id, frozen))


def is_vouched(
    survey_id: str, organiser_id: str, frozen: bytes, proof: bytes, signing_keys: Iterable[bytes]
) -> bool:
    """Whether this organiser opened the survey with these very rights."""
    statement = _opening(survey_id, organiser_id, frozen)
    return any(verify(epk, statement, proof) for epk in signing_keys)


def in_place(keepers: Sequence[KeeperKey]) -> tuple[KeeperKey, ...]:
    """The three keepers in the order of their ids, which is the order of the envelopes. Raises NotNow for others."""
    placed = tuple(sorted(keepers, key=lambda k: k.person_id))
    if len(placed) != KEEPERS or len({k.person_id for k in placed}) != KEEPERS:
        raise NotNow(_("A box has three keepers."), _("Wait until all three have approved."))
    return placed


def make_keeper_key(vault: OpenVault, survey_id: str, plan_digest: bytes) -> KeeperKey:
    """A keeper's key for one survey, with their signature under the plan and the people in it."""
    xsk = random(sealing.KEY_BYTES)
    xpk = sealing.public_of(xsk)
    bound = _bound("keeper", survey_id, vault.person_id)
    nonce, wrapped = sealing.lock(vault.keys(vault.epoch).vk, xsk, bound)
    proof = vault.sign(_statement(survey_id, vault.person_id, plan_digest, xpk))
    return KeeperKey(survey_id, vault.person_id, xpk, proof, nonce, wrapped)


def approves(key: KeeperKey, plan_digest: bytes, signing_keys: Iterable[bytes]) -> bool:
    """Whether this keeper signed this very plan together with this very key."""
    statement = _statement(key.survey_id, key.person_id, plan_digest, key.xpk)
    return any(verify(epk, statement, key.proof) for epk in signing_keys)


def can_turn(vault: OpenVault, key: KeeperKey) -> bool:
    """Whether this person still holds the private half: not after a reset of their access."""
    return _private_half(vault, key) is not None


def seal_ballot(
    content: Mapping[str, Any], frozen: bytes, keepers: Sequence[KeeperKey], token: Token
) -> tuple[bytes, ...]:
    """A ballot as it is stored: for each keeper in place, 8,384 bytes whatever it says.

    `content` is plain data for JSON. The token signs the inner envelopes, and the proof lies within the outer ones.
    Raises NotNow where it has no room.
    """
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    if len(plain) + _DIGEST_BYTES >= PLAIN_BYTES:
        raise NotNow(
            _("There is more in these answers than a ballot can hold."), _("Shorten what you wrote.")
        )
    padded = sealing.pad(frozen + plain, PLAIN_BYTES)
    xpks = [keeper.xpk for keeper in in_place(keepers)]
    return tuple(
        _part(outer, [inner for inner in xpks if inner != outer], padded, frozen, token) for outer in xpks
    )


def _part(outer: bytes, inners: Sequence[bytes], padded: bytes, frozen: bytes, token: Token) -> bytes:
    """What one keeper takes the outer layers off: an envelope for each of the others, and in each the same proof."""
    mids = [sealing.seal(inner, padded) for inner in inners]
    proof = token.sign(_entry(frozen, mids))
    return b"".join(sealing.seal(outer, proof + mid) for mid in mids)


def place_of(person_id: str, keepers: Sequence[KeeperKey]) -> int:
    """Which of the three parts of a ballot is this keeper's. Raises NotNow for somebody who is none."""
    placed = [key.person_id for key in in_place(keepers)]
    if person_id not in placed:
        raise key_gone()
    return placed.index(person_id)


def take_off_outer(
    vault: OpenVault, keepers: Sequence[KeeperKey], frozen: bytes, parts: Iterable[tuple[bytes, bytes]]
) -> dict[str, list[bytes]]:
    """The first keeper's part: each ballot's inner envelopes for the other two, by person id, in the ballots' order.

    `parts` are this keeper's, each with its right. The caller shuffles what comes out. One that doesn't open, or that
    the holder of its right didn't sign for this survey, is left out. Raises NotNow where this person's half of the
    key is gone.
    """
    mine = in_place(keepers)[place_of(vault.person_id, keepers)]
    xsk = _private_half(vault, mine)
    if xsk is None:
        raise key_gone()
    public = sealing.public_of(xsk)
    others = [key.person_id for key in in_place(keepers) if key is not mine]
    found: dict[str, list[bytes]] = {person_id: [] for person_id in others}
    for right, body in parts:
        opened = [sealing.unseal_with(public, xsk, envelope) for envelope in _envelopes(body)]
        mids = _mids_of(opened, right, frozen)
        for person_id, mid in zip(others, mids, strict=False):
            found[person_id].append(mid)
    return found


def _envelopes(body: bytes) -> tuple[bytes, ...]:
    return tuple(body[place * ENVELOPE_BYTES : (place + 1) * ENVELOPE_BYTES] for place in range(KEEPERS - 1))


def _mids_of(opened: Sequence[bytes | None], right: bytes, frozen: bytes) -> tuple[bytes, ...]:
    """The inner envelopes of one part, all of them, or none where the holder of the right didn't sign these."""
    signed = [one for one in opened if one is not None and len(one) == _PROOF_BYTES + MID_BYTES]
    proofs, mids = {one[:_PROOF_BYTES] for one in signed}, tuple(one[_PROOF_BYTES:] for one in signed)
    if len(signed) != len(opened) or len(proofs) != 1:
        return ()
    return mids if verify(right, _entry(frozen, mids), proofs.pop()) else ()


def vouch_half(vault: OpenVault, survey_id: str, frozen: bytes, mids: Iterable[MidBallot]) -> bytes:
    """The first keeper's signature under everything that they left, so that nobody adds to it or takes away."""
    return vault.sign(_half(survey_id, vault.person_id, frozen, mids))


def is_half_of(
    first: KeeperKey, frozen: bytes, mids: Iterable[MidBallot], proof: bytes, signing_keys: Iterable[bytes]
) -> bool:
    """Whether these are the ballots that the first keeper left, no more and no fewer."""
    statement = _half(first.survey_id, first.person_id, frozen, mids)
    return any(verify(epk, statement, proof) for epk in signing_keys)


def take_off_inner(vault: OpenVault, key: KeeperKey, frozen: bytes, mids: Iterable[bytes]) -> list[Any]:
    """The second keeper's part: what the ballots say, for those that are bound to this very survey.

    Raises NotNow where this person's half of the key is gone.
    """
    xsk = _private_half(vault, key)
    if xsk is None:
        raise key_gone()
    public = sealing.public_of(xsk)
    opened = (sealing.unseal_with(public, xsk, mid) for mid in mids)
    plains = (sealing.unpad(padded) for padded in opened if padded is not None)
    bodies = (_content(p) for p in plains if p is not None and sealing.same(p[:_DIGEST_BYTES], frozen))
    return [body for body in bodies if body is not None]


def key_gone() -> NotNow:
    """Somebody's half of a box's key can't be reached any more."""
    return NotNow(
        _("Your key for this box is gone: your access was made new since you approved it."),
        _("The other two can still open it together."),
    )


def _content(plain: bytes) -> Any:
    """What a ballot says; None for one that another program made, which must not keep the box shut."""
    try:
        return json.loads(plain[_DIGEST_BYTES:])
    except (ValueError, RecursionError):
        return None


def _private_half(vault: OpenVault, key: KeeperKey) -> bytes | None:
    if key.person_id != vault.person_id:
        return None
    bound = _bound("keeper", key.survey_id, key.person_id)
    opened = (sealing.unlock(vk, key.nonce, key.wrapped, bound) for vk in vault.own_keys())
    return next((xsk for xsk in opened if xsk is not None), None)


def _statement(survey_id: str, person_id: str, plan_digest: bytes, xpk: bytes) -> bytes:
    return sealing.bind("keeper", record=survey_id, version=plan_digest.hex(), owner=person_id, epoch=0) + xpk


def _opening(survey_id: str, person_id: str, frozen: bytes) -> bytes:
    return sealing.bind("survey", record=survey_id, version=frozen.hex(), owner=person_id, epoch=0)


def _half(survey_id: str, person_id: str, frozen: bytes, mids: Iterable[MidBallot]) -> bytes:
    rows = sorted(sealing.digest(mid.inner_id.encode() + mid.place + mid.body) for mid in mids)
    left = sealing.digest(frozen + b"".join(rows), label="pie-half-v1")
    return sealing.bind("ballot_mid", record=survey_id, version=left.hex(), owner=person_id, epoch=0)


def _entry(frozen: bytes, mids: Sequence[bytes]) -> bytes:
    return sealing.digest(frozen + b"".join(mids), label="pie-ballot-v1")


def _bound(table: str, survey_id: str, owner: str) -> bytes:
    return sealing.digest(sealing.bind(table, record=survey_id, version=1, owner=owner, epoch=0))
