"""Ciphertext as it travels between vault and storage: bytes with the labels they are bound to."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class UserKey:
    """One person's root key, wrapped by their password and, if they have it, by My key (security.md, section 3).

    `slot_id` names the person's slot in the key-slot file. `previous` is the root key of the epoch before,
    wrapped by this epoch's vault key, or empty. The `r_` fields are empty until a My key was made.
    """

    person_id: str
    epoch: int
    slot_id: bytes
    nonce: bytes
    wrapped: bytes
    r_salt: bytes
    r_ops: int
    r_mem_kib: int
    r_nonce: bytes
    r_wrapped: bytes
    xpk: bytes
    epk: bytes
    selfsig: bytes
    previous: bytes = b""


@dataclass(frozen=True, slots=True)
class SealedRecord:
    """A private page: everything about it but owner, kind and ISO week lies inside `body`."""

    record_id: bytes
    version: int
    owner_id: str
    kind: str
    epoch: int
    nonce: bytes
    body: bytes
    week: str


@dataclass(frozen=True, slots=True)
class SealedKey:
    """One reader's way into one version of a record. `scheme` is own, box or sealed."""

    record_id: bytes
    version: int
    reader_id: str
    scheme: str
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """Words not yet saved anywhere else, sealed to a person (`owner_id`) or a seat (its hex id)."""

    record_id: bytes
    owner_id: str
    nonce: bytes
    body: bytes


@dataclass(frozen=True, slots=True)
class Seat:
    """A place at a round: an account (`owner_id`) or a slip (`slip_find`), never both, and never a name on a slip."""

    round_id: str
    seat_id: bytes
    owner_id: str | None
    slip_find: bytes | None
    perspective: str
    xpk: bytes
    done: bool = False


@dataclass(frozen=True, slots=True)
class SealedSheet:
    """A rater's whole sheet, twice: for the round (4 KiB inside) and for the rater (64 KiB inside).

    `version` is random, not a count: a count would tell how often the sheet was saved.
    """

    seat_id: bytes
    version: int
    for_round: bytes
    for_rater: bytes


@dataclass(frozen=True, slots=True)
class KeyShare:
    """The round's private key in two nested boxes, which these two openers take off together."""

    round_id: str
    outer_id: str
    inner_id: str
    box: bytes


@dataclass(frozen=True, slots=True)
class Invitation:
    """What tells that a one-time code is still waiting to be replaced by a password."""

    person_id: str
    slot_id: bytes
    week: str


@dataclass(frozen=True, slots=True)
class RecordStamp:
    """What lies outside one version of a sealed record, without its body: what a manager or administrator has of it.

    `size` is that of the sealed body in bytes: one of five steps.
    """

    record_id: bytes
    version: int
    owner_id: str
    kind: str
    epoch: int
    week: str
    size: int


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Somebody's public keys of one epoch. `vouched` is the earlier epoch's signature on them, empty after a reset."""

    person_id: str
    epoch: int
    xpk: bytes
    epk: bytes
    selfsig: bytes
    vouched: bytes = b""


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody stands by one version of a sealed page. `proof` signs its sealed bytes, so nothing can be guessed."""

    record_id: bytes
    version: int
    person_id: str
    week: str
    proof: bytes


@dataclass(frozen=True, slots=True)
class KeeperKey:
    """One keeper's key for one survey: its public half, their signature under plan and key, and the wrapped rest."""

    survey_id: str
    person_id: str
    xpk: bytes
    proof: bytes
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class BallotToken:
    """A place in a survey, sealed to whoever is asked. `holder_id` is a person's id, or what finds a slip (hex)."""

    survey_id: str
    holder_id: str
    block_id: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class SealedBallot:
    """Somebody's answers as they lie in the box: a part for each keeper to take the outer layers off.

    `right` belongs to a token, and nobody knows whose.
    """

    right: bytes
    parts: tuple[bytes, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class MidBallot:
    """A ballot after the first key was turned, for the keeper `inner_id`; `place` is random and tells no order."""

    inner_id: str
    place: bytes
    body: bytes = field(repr=False)
