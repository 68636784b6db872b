"""The keyring is used where it can be trusted, and missed nowhere."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import KeyringError, KeyringLocked, PasswordDeleteError

from pie_audit.vault.keyring_store import TRUSTED, KeyringStore
from tests.patience import PATIENCE

WORKSPACE = bytes(range(16))
SECRET = bytes(range(32))


class Drawer(KeyringBackend):
    """A keyring in a dictionary."""

    priority = 1.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError("nothing there")
        del self.kept[service, username]


class Forgetful(Drawer):
    """Takes everything and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        return


class Stubborn(Drawer):
    """Fails at every call, each time in another way."""

    problem: Exception = KeyringError("no")

    def get_password(self, service: str, username: str) -> str | None:
        raise self.problem

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.problem

    def delete_password(self, service: str, username: str) -> None:
        raise self.problem


class Silent(Drawer):
    """Waits for a prompt that nobody answers."""

    answered = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.answered.wait()
        return None


def _trusting(*classes: type[KeyringBackend]) -> frozenset[str]:
    return frozenset(f"{c.__module__}.{c.__qualname__}" for c in classes)


@pytest.fixture(autouse=True)
def _previous_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def _store(backend: KeyringBackend, patience: float = PATIENCE) -> KeyringStore:
    keyring.set_keyring(backend)
    return KeyringStore(trusted=_trusting(Drawer, Forgetful, Stubborn, Silent), patience=patience)


def test_trusted_keyring_remembers_fetches_and_forgets() -> None:
    drawer = Drawer()
    store = _store(drawer)
    assert store.is_here()
    assert store.fetch(WORKSPACE) is None
    assert store.remember(WORKSPACE, SECRET)
    assert store.fetch(WORKSPACE) == SECRET
    assert store.fetch(bytes(16)) is None
    assert list(drawer.kept) == [("pie-audit", WORKSPACE.hex())]
    assert store.forget(WORKSPACE)
    assert not store.forget(WORKSPACE)
    assert drawer.kept == {}


@pytest.mark.parametrize("backend", [fail.Keyring(), null.Keyring(), chainer.ChainerBackend(), Drawer()])
def test_keyring_of_any_other_class_is_refused(backend: KeyringBackend) -> None:
    keyring.set_keyring(backend)
    store = KeyringStore()
    assert not store.is_here()
    assert not store.remember(WORKSPACE, SECRET)
    assert store.fetch(WORKSPACE) is None
    assert not store.forget(WORKSPACE)


def test_class_that_pretends_by_inheriting_is_refused() -> None:
    class Keyring(Drawer):
        pass

    store = _store(Keyring())
    assert not store.is_here()


def test_of_a_chain_the_first_trusted_keyring_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    drawer = Drawer()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [null.Keyring(), drawer])
    store = _store(chainer.ChainerBackend())
    assert store.remember(WORKSPACE, SECRET)
    assert list(drawer.kept) == [("pie-audit", WORKSPACE.hex())]


def test_keyring_that_keeps_nothing_is_noticed() -> None:
    assert not _store(Forgetful()).remember(WORKSPACE, SECRET)


@pytest.mark.parametrize("problem", [KeyringError("x"), KeyringLocked("x"), RuntimeError("x"), OSError("x")])
def test_every_failure_means_not_here(problem: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stubborn, "problem", problem)
    store = _store(Stubborn())
    assert not store.remember(WORKSPACE, SECRET)
    assert store.fetch(WORKSPACE) is None
    assert not store.forget(WORKSPACE)


@pytest.mark.skipif("sys.platform != 'linux'", reason="the Secret Service is Linux's")
def test_failure_of_the_desktop_service_itself_means_not_here(monkeypatch: pytest.MonkeyPatch) -> None:
    from secretstorage.exceptions import PromptDismissedException

    monkeypatch.setattr(Stubborn, "problem", PromptDismissedException("x"))
    assert _store(Stubborn()).fetch(WORKSPACE) is None


def test_keyring_that_never_answers_is_not_waited_for() -> None:
    store = _store(Silent(), patience=0.05)
    try:
        assert store.fetch(WORKSPACE) is None
    finally:
        Silent.answered.set()


def test_what_somebody_else_put_there_is_ignored() -> None:
    drawer = Drawer()
    drawer.kept["pie-audit", WORKSPACE.hex()] = "not hexadecimal"
    assert _store(drawer).fetch(WORKSPACE) is None


def test_trusted_keyrings_exist_under_their_names() -> None:
    import importlib

    for name in TRUSTED:
        module, _dot, class_name = name.rpartition(".")
        assert hasattr(importlib.import_module(module), class_name)
