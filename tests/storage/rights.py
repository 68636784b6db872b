"""A folder that takes nothing, for whoever runs the tests: the superuser may write anywhere, so a child steps down."""

from __future__ import annotations

import os
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.children import fork

NOBODY = 65534


@contextmanager
def open_to_nobody(source: Path) -> Iterator[Path]:
    """A copy of `source` that an ordinary account can reach; pytest's own folders are closed to others."""
    top = Path(tempfile.mkdtemp(prefix="pie-ro-"))
    copy = top / source.name
    shutil.copytree(source, copy)
    if os.geteuid() == 0:
        for path in (top, *top.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    try:
        yield copy
    finally:
        for path in (top, *(p for p in top.rglob("*") if p.is_dir())):
            path.chmod(0o700)
        shutil.rmtree(top)


def as_ordinary_person(step: Callable[[], None]) -> None:
    """Run `step` in a child without special rights; AssertionError with its traceback if it raises."""
    reader, writer = os.pipe()
    child = fork()
    if child == 0:
        code = 1
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            step()
            code = 0
        except BaseException:
            os.write(writer, traceback.format_exc().encode()[-4000:])
        finally:
            os._exit(code)
    os.close(writer)
    with os.fdopen(reader) as told:
        said = told.read()
    _pid, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, said
