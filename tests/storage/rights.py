"""A folder that takes nothing, for whoever runs the tests: the superuser may write anywhere, so a child steps down."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.children import fork

NOBODY = 65534
_CAPABILITIES_3 = 0x20080522


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


@contextmanager
def open_to_nobody(source: Path) -> Iterator[Path]:
    """A copy of `source` in a place that whoever runs the tests can reach with ordinary rights."""
    top = Path(tempfile.mkdtemp(prefix="pie-ro-"))
    copy = top / source.name
    shutil.copytree(source, copy)
    try:
        yield copy
    finally:
        for path in (top, *(p for p in top.rglob("*") if p.is_dir())):
            path.chmod(0o700)
        shutil.rmtree(top)


def _step_down() -> None:
    """Let go of the superuser's powers, so that the rights of files count as for anybody.

    The account stays: it may be the only one that can read this checkout.
    """
    if sys.platform == "linux":
        header, nothing = _Header(_CAPABILITIES_3, 0), (_Sets * 2)()
        if ctypes.CDLL(None, use_errno=True).capset(ctypes.byref(header), nothing) != 0:
            raise OSError(ctypes.get_errno(), "the superuser's powers stay")
    else:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def as_ordinary_person(step: Callable[[], None]) -> None:
    """Run `step` in a child without special rights; AssertionError with its traceback if it raises."""
    reader, writer = os.pipe()
    child = fork()
    if child == 0:
        code = 1
        try:
            if os.geteuid() == 0:
                _step_down()
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
