"""Remembering a workspace on this computer, in the system's own keyring and nowhere else.

Everything that goes wrong there means "not here": the keyring is a convenience, and a password always works.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "pie-audit"
PATIENCE_SECONDS = 10.0
# By class, since a name or a priority can be claimed by anything; files, chains and null backends are left out.
TRUSTED = frozenset(
    {
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
    }
)
# What desktop services raise past keyring; looked up only where their module was loaded.
_FOREIGN_FAILURES = (
    ("secretstorage.exceptions", "SecretStorageException"),
    ("jeepney.wrappers", "DBusErrorResponse"),
    ("dbus.exceptions", "DBusException"),
    ("win32ctypes.pywin32.pywintypes", "error"),
)
_Answer = TypeVar("_Answer")


class KeyringStore:
    """The keyring of this computer. Every call may wait up to `patience` seconds: never call on the UI thread."""

    def __init__(self, trusted: frozenset[str] = TRUSTED, patience: float = PATIENCE_SECONDS) -> None:
        self._trusted = trusted
        self._patience = patience

    def is_here(self) -> bool:
        """Whether there is a keyring that may be offered."""
        return self._ask(lambda backend: True) or False

    def remember(self, workspace_id: bytes, secret: bytes) -> bool:
        """Keep the secret of a keyring slot; False where that isn't possible or didn't stick."""

        def keep(backend: KeyringBackend) -> bool:
            backend.set_password(SERVICE, workspace_id.hex(), secret.hex())
            return backend.get_password(SERVICE, workspace_id.hex()) == secret.hex()

        return self._ask(keep) or False

    def fetch(self, workspace_id: bytes) -> bytes | None:
        """The secret that was kept, or None."""
        kept = self._ask(lambda backend: backend.get_password(SERVICE, workspace_id.hex()))
        try:
            return bytes.fromhex(kept) if kept else None
        except ValueError:
            return None

    def forget(self, workspace_id: bytes) -> bool:
        """Let go of it; False where nothing was kept."""

        def drop(backend: KeyringBackend) -> bool:
            backend.delete_password(SERVICE, workspace_id.hex())
            return True

        return self._ask(drop) or False

    def _ask(self, question: Callable[[KeyringBackend], _Answer]) -> _Answer | None:
        """The answer, or None on any failure or when the keyring takes too long to say anything."""
        answers: SimpleQueue[_Answer | None] = SimpleQueue()

        def run() -> None:
            try:
                backend = _trusted_backend(self._trusted)
                answers.put(None if backend is None else question(backend))
            except _failures():
                answers.put(None)

        # A daemon: a prompt that nobody answers must not keep the program from closing.
        threading.Thread(target=run, name="keyring", daemon=True).start()
        try:
            return answers.get(timeout=self._patience)
        except Empty:
            return None


def _trusted_backend(trusted: frozenset[str]) -> KeyringBackend | None:
    import keyring
    from keyring.backends.chainer import ChainerBackend

    chosen = keyring.get_keyring()
    candidates = list(chosen.backends) if type(chosen) is ChainerBackend else [chosen]
    return next((backend for backend in candidates if _class_name(backend) in trusted), None)


def _class_name(backend: KeyringBackend) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _failures() -> tuple[type[BaseException], ...]:
    from keyring.errors import KeyringError

    loaded = ((sys.modules.get(module), name) for module, name in _FOREIGN_FAILURES)
    foreign = (getattr(module, name) for module, name in loaded if module is not None)
    return (KeyringError, RuntimeError, OSError, *foreign)
