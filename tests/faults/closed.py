"""Quayside House between two openings, so that children can be killed at work in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from pie_audit.storage import integrity
from pie_audit.vault.slots import WorkspaceKey
from pie_audit.workflows import passwords, unlock
from pie_audit.workflows.worker import Worker
from tests.quarter import Finished, Hostel, make_finished, premises_at


@dataclass
class Closed:
    """Quayside House between two openings. Its people stay signed in, so that a child is at work at once."""

    place: Path
    hostel: Hostel
    key: WorkspaceKey

    @contextmanager
    def open(self) -> Iterator[Hostel]:
        """The workspace, opened with its key; all of it is checked first."""
        worker = Worker()
        opened = unlock.reach(premises_at(self.place), worker, self.place / "workspace")
        opened.unlock(self.key)
        now = replace(self.hostel, premises=opened.premises, worker=worker, opened=opened)
        try:
            yield now
        finally:
            now.close()

    @contextmanager
    def checked(self) -> Iterator[Hostel]:
        """The same, after a kill: everything holds together."""
        with self.open() as hostel:
            assert hostel.worker.with_store(integrity.findings).result() == ()
            yield hostel


@pytest.fixture(scope="session")
def quayside(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """Quayside House, made once; this folder's `finished` is the storage's."""
    passwords.strength("loads what judges passwords, before anybody forks")
    return make_finished(tmp_path_factory.mktemp("quayside"))


@pytest.fixture
def closed(quayside: Finished, tmp_path: Path) -> Closed:
    """A copy of it with an open round that Amina, Jo, Sam, Dee and Tom rate, closed."""
    hostel = quayside.open(tmp_path)
    key = hostel.opened.key
    hostel.close()
    return Closed(tmp_path, hostel, key)
