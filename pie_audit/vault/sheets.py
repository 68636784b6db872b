"""A rater's whole sheet, sealed twice and always the same size: one copy for the round, one for the rater."""

from __future__ import annotations

from nacl.utils import random

from pie_audit.domain.errors import NotNow
from pie_audit.domain.sealed import SealedSheet, Seat
from pie_audit.vault import sealing
from pie_audit.vault.open_vault import BoxReader
from pie_audit.vault.refusals import Damaged
from pie_audit.vault.rounds import RoundKey
from pie_audit.words import _

ROUND_BYTES = 4 * 1024
RATER_BYTES = 64 * 1024
# The header in front of a body: 32 bytes that bind it to round, seat and version.
_HEADER_BYTES = 32
_KEY_BYTES = 32
MOST_FOR_ROUND = ROUND_BYTES - _HEADER_BYTES - 1
MOST_FOR_RATER = RATER_BYTES - _HEADER_BYTES - 1


def key_of_nobody() -> bytes:
    """A public key whose private half was never kept: what is sealed to it, nobody opens."""
    return sealing.public_of(random(_KEY_BYTES))


def seal_sheet(seat: Seat, *, round_xpk: bytes, for_round: bytes, for_rater: bytes) -> SealedSheet:
    """The sheet of one seat as it is stored, 4,144 and 65,584 bytes whatever it says.

    `for_round` holds levels and tick, `for_rater` notes and evidence besides. The version is random (63 bits):
    a count would tell how often the sheet was saved. Raises NotNow when a part is longer than its room.
    """
    if len(for_round) > MOST_FOR_ROUND or len(for_rater) > MOST_FOR_RATER:
        raise NotNow(_("There is more on this sheet than it can hold."), _("Shorten a note, then go on."))
    version = int.from_bytes(random(8), "big") >> 1
    return SealedSheet(
        seat.seat_id,
        version,
        sealing.seal(round_xpk, sealing.pad(_header(seat, version, "round") + for_round, ROUND_BYTES)),
        sealing.seal(seat.xpk, sealing.pad(_header(seat, version, "rater") + for_rater, RATER_BYTES)),
    )


def open_for_round(sheet: SealedSheet, seat: Seat, round_key: RoundKey) -> bytes:
    """What the round may count. Raises Damaged for a sheet of another round, seat or version."""
    return _open(round_key.unseal(sheet.for_round), _header(seat, sheet.version, "round"))


def open_for_rater(sheet: SealedSheet, seat: Seat, rater: BoxReader) -> bytes:
    """The rater's own copy, by their account or their slip. Raises Damaged as above and for anybody else's sheet."""
    return _open(rater.unseal(sheet.for_rater), _header(seat, sheet.version, "rater"))


def _header(seat: Seat, version: int, copy: str) -> bytes:
    bound = sealing.bind(
        f"sheet.{copy}", record=seat.round_id, version=version, owner=seat.seat_id.hex(), epoch=0
    )
    return sealing.digest(bound)


def _open(padded: bytes | None, header: bytes) -> bytes:
    plain = sealing.unpad(padded) if padded is not None else None
    if plain is None or not sealing.same(plain[:_HEADER_BYTES], header):
        raise Damaged(
            _("This sheet doesn't open."), _("It was changed or belongs elsewhere. Open a sealed copy.")
        )
    return plain[_HEADER_BYTES:]
