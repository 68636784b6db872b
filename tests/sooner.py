"""What makes the tests quick and leaves what they try as it is: each would be waste in the program too, done so often."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2 as sqlcipher

ROOM = 2**30
"""Bytes: three times what four workers were seen to need at a time; each folder goes with its test."""


def in_memory(shared: Path = Path("/dev/shm")) -> None:
    """Let folders of tests lie in memory where there is room: a disk made to keep every step is most of the waiting.

    A killed program loses there what it would lose on a disk, for the kernel holds both. TMPDIR chooses otherwise.
    """
    if "TMPDIR" in os.environ or not shared.is_dir() or not os.access(shared, os.W_OK):
        return
    there = os.statvfs(shared)
    if there.f_bavail * there.f_frsize >= ROOM and not there.f_flag & os.ST_NOEXEC:
        os.environ["TMPDIR"] = tempfile.tempdir = str(shared)  # pytest asked for the other one before


@pytest.fixture(scope="session", autouse=True)
def _statements_compiled_once() -> Iterator[None]:
    """Turn each statement into SQL once a session: a program opens one database, a session of tests thousands.

    SQLAlchemy keeps what it compiled with the engine; every engine over an encrypted file gets the same shelf here.
    """
    create = sa.create_engine
    first = create("sqlite://", module=sqlcipher, query_cache_size=5000)
    first.connect().close()
    first.dispose()

    def create_engine(url: Any, **how: Any) -> sa.Engine:
        made = create(url, **how)
        if how.get("module") is sqlcipher:
            made.dialect = made.pool._dialect = first.dialect
            made._compiled_cache = first._compiled_cache
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sa, "create_engine", create_engine)
        yield


gc.disable()  # until the tests are collected: all that is made meanwhile stays


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Thousands of collected tests stay until the end: no search for garbage need look through them."""
    gc.freeze()
    gc.enable()
