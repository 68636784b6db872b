"""Proofs that nothing was taken away: the seal on the high-water mark, and signed anchors of the trail."""

from __future__ import annotations

from pie_audit.vault import sealing
from pie_audit.vault.open_vault import OpenVault, verify
from pie_audit.vault.slots import WorkspaceKey


class MarkSeal:
    """Seals what is kept beside no database: the mark of how far a workspace had come (reliability.md, section 1)."""

    __slots__ = ("_key",)

    def __init__(self, key: WorkspaceKey) -> None:
        self._key = sealing.subkey(key.dbk, "pie-mark-v1")

    def __repr__(self) -> str:
        return "MarkSeal()"

    def seal(self, mark: bytes) -> bytes:
        """32 bytes (keyed BLAKE2b-256) that only somebody with the database key could have made for this mark."""
        return sealing.digest(mark, key=self._key)

    def holds(self, mark: bytes, sealed: bytes) -> bool:
        """Whether `sealed` belongs to this mark and this workspace."""
        return sealing.same(sealed, self.seal(mark))


def mark_key(key: WorkspaceKey) -> bytes:
    """The 32 bytes that seal this workspace's marks, for whoever writes them."""
    return sealing.subkey(key.dbk, "pie-mark-v1")


def sign_anchor(vault: OpenVault, head: bytes, *, seq: int, week: str) -> bytes:
    """64 bytes by which somebody states how far the trail went, and with which last hash, in an ISO week."""
    return vault.sign(_anchor(vault.person_id, head, seq, week))


def check_anchor(signature: bytes, *, person_id: str, epk: bytes, head: bytes, seq: int, week: str) -> bool:
    """Whether this person's key made that statement."""
    return verify(epk, _anchor(person_id, head, seq, week), signature)


def _anchor(person_id: str, head: bytes, seq: int, week: str) -> bytes:
    return sealing.bind("anchor", record=head.hex(), version=week, owner=person_id, epoch=seq)
