"""A whole quarter on one computer opens no socket that leads anywhere."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pie_audit.domain.plan_document import Edition
from pie_audit.workflows import backups, papers
from tests.privacy.markers import meet, type_everywhere
from tests.quarter import THIS_QUARTER, Hostel

_seen: list[str] = []
_listening = [False]


def _hear(event: str, args: tuple[object, ...]) -> None:
    if _listening[0] and event.split(".")[0] in {"socket", "urllib", "http", "ftplib", "smtplib"}:
        _seen.append(f"{event} {args[1:]}")


sys.addaudithook(_hear)


@pytest.fixture
def listening() -> Iterator[list[str]]:
    """What Python itself tells of sockets while a test runs."""
    _seen.clear()
    _listening[0] = True
    yield _seen
    _listening[0] = False


def open_sockets() -> set[str]:
    """Sockets of this process as the system sees them, opened by whatever library."""
    found = set()
    for entry in Path("/proc/self/fd").iterdir():
        try:
            found.add(os.readlink(entry))
        except OSError:
            continue
    return {target for target in found if target.startswith("socket:")}


def test_the_listener_hears_a_socket(listening: list[str]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM):
        assert not sys.platform.startswith("linux") or open_sockets()
    assert [event for event in listening if "socket.__new__" in event]


def test_a_whole_quarter_opens_none(hostel: Hostel, tmp_path: Path, listening: list[str]) -> None:
    before = open_sockets() if sys.platform.startswith("linux") else set()
    markers = type_everywhere(hostel)
    meet(hostel, markers["round"])
    copy = backups.copy_now(hostel.opened, hostel.people["amina"], tmp_path)
    secret = backups.Secret(house_code=hostel.house_code)
    backups.restore_copy(hostel.premises, copy.file, secret, tmp_path / "restored")
    for edition in Edition:
        wanted = papers.PlanFile(hostel.team_id, THIS_QUARTER, edition, tmp_path / f"{edition.value}.pdf")
        papers.export_plan(hostel.opened, hostel.people["amina"], wanted)
    assert listening == []
    if sys.platform.startswith("linux"):
        assert open_sockets() <= before
    hostel.close()
