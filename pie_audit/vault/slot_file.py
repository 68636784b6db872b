"""Key slots as the bytes of `pie.keyslots`: strict, numbered, and able to tell damage from a wrong password.

Layout, big-endian: ``PIEKEYS`` and a zero byte, format (2), workspace id (16), count (2), slots of 145 bytes,
BLAKE2b-256 of all before (32). Any one changed byte is noticed. Every later format keeps the first ten bytes
and the last 32, so that "newer" can be told from "damaged".
"""

from __future__ import annotations

import struct

from pie_audit.vault import sealing
from pie_audit.vault.kdf import Cost
from pie_audit.vault.refusals import Damaged, TooNew
from pie_audit.vault.slots import KeySlots, Slot, SlotKind
from pie_audit.words import _

FORMAT = 1
MAGIC = b"PIEKEYS\x00"
_HEAD = struct.Struct(">8sH16sH")
_SLOT = struct.Struct(">16sB32s16sII24s48s")
_CHECKSUM_BYTES = 32


def to_bytes(slots: KeySlots) -> bytes:
    """The whole file."""
    head = _HEAD.pack(MAGIC, FORMAT, slots.workspace_id, len(slots.slots))
    body = head + b"".join(_pack(slot) for slot in slots.slots)
    return body + sealing.digest(body)


def from_bytes(content: bytes) -> KeySlots:
    """What `to_bytes` took. Raises Damaged, or TooNew for a whole file of a later format."""
    body, checksum = content[:-_CHECKSUM_BYTES], content[-_CHECKSUM_BYTES:]
    if not body.startswith(MAGIC) or not sealing.same(checksum, sealing.digest(body)):
        raise damaged()
    if int.from_bytes(body[8:10], "big") > FORMAT:
        raise TooNew(
            _("This workspace was written by a newer version of the program."),
            _("Update the program on this computer, then open it again. Nothing was changed."),
        )
    return _read(body)


def salvage(content: bytes) -> KeySlots:
    """The slots of a file of which some bytes were changed: each is sealed by itself, so the others still open.

    Raises Damaged where even their places can't be told.
    """
    body = content[:-_CHECKSUM_BYTES]
    if not body.startswith(MAGIC) or int.from_bytes(body[8:10], "big") != FORMAT:
        raise damaged()
    return _read(body)


def _read(body: bytes) -> KeySlots:
    if len(body) < _HEAD.size or (len(body) - _HEAD.size) % _SLOT.size:
        raise damaged()
    _magic, number, workspace_id, count = _HEAD.unpack(body[: _HEAD.size])
    slots = tuple(_unpack(fields) for fields in _SLOT.iter_unpack(body[_HEAD.size :]))
    if number != FORMAT or count != len(slots) or len({slot.slot_id for slot in slots}) != count:
        raise damaged()
    return KeySlots(workspace_id, slots)


def _pack(slot: Slot) -> bytes:
    cost = slot.cost
    return _SLOT.pack(
        slot.slot_id, slot.kind, slot.find, slot.salt, cost.ops, cost.mem_kib, slot.nonce, slot.wrapped
    )


def _unpack(fields: tuple[bytes, int, bytes, bytes, int, int, bytes, bytes]) -> Slot:
    slot_id, kind, find, salt, ops, mem_kib, nonce, wrapped = fields
    if kind not in set(SlotKind):
        raise damaged()
    return Slot(slot_id, SlotKind(kind), find, salt, Cost(ops, mem_kib), nonce, wrapped)


def damaged() -> Damaged:
    """What is said of a file that no way in comes of."""
    return Damaged(
        _("The file with this workspace's keys is damaged or was cut short."),
        _("No password would help. Open a sealed copy instead; the damaged file stays as it is."),
    )
