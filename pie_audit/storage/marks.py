"""The high-water mark: how far a workspace had got, kept apart from it, so that lost work is noticed (reliability.md)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from pie_audit.domain.errors import CannotOpen
from pie_audit.storage.whole_files import make_private_folder, write_whole
from pie_audit.words import _

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of this computer: a folder, and a key of 32 bytes that belongs to one workspace."""

    folder: Path
    key: bytes = field(repr=False)

    def read(self, workspace_id: str, generation: str) -> int | None:
        """The number of the last transaction seen here; None for the first time on this computer.

        Raises CannotOpen when the mark was altered or is torn.
        """
        try:
            data = json.loads(self._path(workspace_id, generation).read_bytes())
            n = data["n"]
            if isinstance(n, int) and data == self._signed(workspace_id, generation, n):
                return n
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            pass
        raise CannotOpen(
            _(
                "The note that tells how far this workspace had got is damaged, so lost work couldn’t be noticed."
            ),
            _("Restore your newest copy into a new folder. The workspace is left as it was."),
        )

    def write(self, workspace_id: str, generation: str, n: int) -> None:
        """Note that transaction `n` is kept. Raises OSError; the mark before then stays."""
        make_private_folder(self.folder)
        data = json.dumps(self._signed(workspace_id, generation, n)).encode()
        write_whole(self._path(workspace_id, generation), data)

    def refuse_older(self, workspace_id: str, generation: str, n: int) -> None:
        """Raises CannotOpen when a workspace that stands at `n` had got further on this computer."""
        seen = self.read(workspace_id, generation)
        if seen is not None and n < seen:
            raise CannotOpen(
                _(
                    "This workspace is older than it was last time: work that was saved here is missing from it."
                ),
                _("It may be an old copy put back. It is left as it was; restore your newest copy instead."),
            )

    def _path(self, workspace_id: str, generation: str) -> Path:
        name = blake2b(f"{workspace_id}|{generation}".encode(), digest_size=16).hexdigest()
        return self.folder / f"{name}.mark"

    def _signed(self, workspace_id: str, generation: str, n: int) -> dict[str, object]:
        text = f"pie-mark|{_FORMAT}|{workspace_id}|{generation}|{n}".encode()
        mac = blake2b(text, key=self.key, digest_size=32)
        return {
            "format": _FORMAT,
            "workspace": workspace_id,
            "generation": generation,
            "n": n,
            "mac": mac.hexdigest(),
        }
