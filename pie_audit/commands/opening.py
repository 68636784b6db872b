"""How a command gets into a workspace: which one, who opens it, with which secret."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pie_audit import paths, settings
from pie_audit.domain.errors import CannotOpen, CannotRead, NotNow
from pie_audit.words import _
from pie_audit.workflows.worker import Worker

if TYPE_CHECKING:
    from pie_audit.workflows.backups import Secret
    from pie_audit.workflows.unlock import Kdf, OpenWorkspace, Premises, SignedIn

MOST_SECRET_BYTES = 4096


@contextmanager
def start_worker() -> Iterator[Worker]:
    """A worker of the command's own, closed with it."""
    worker = Worker()
    try:
        yield worker
    finally:
        worker.close()


@contextmanager
def open_workspace(
    chosen: Namespace, kdf: Kdf | None, folder: Path, *, look: bool = False
) -> Iterator[tuple[OpenWorkspace, SignedIn | None]]:
    """The workspace, open and with its lock taken before any password is asked for; nobody with the House key."""
    from pie_audit.workflows import unlock

    with start_worker() as worker:
        opened = unlock.reach(usual_premises(kdf), worker, folder)
        try:
            secret = find_secret(chosen)
            if secret.house_code:
                unlock.unlock_with_house_key(opened, secret.house_code, look=look)
                yield opened, None
            else:
                yield (
                    opened,
                    unlock.unlock_and_sign_in(opened, secret.name, secret.password, look=look),
                )
        finally:
            opened.close()


def find_secret(chosen: Namespace) -> Secret:
    """The House key or a name and password: from files that were named, or asked for. Raises CannotRead and NotNow."""
    from pie_audit.workflows.backups import Secret

    if getattr(chosen, "house_key_file", None):
        return Secret(house_code=_read_secret(chosen.house_key_file))
    name = chosen.person or _ask(_("Name: "), hidden=False)
    file = chosen.password_file or os.environ.get("PIE_AUDIT_PASSWORD_FILE")
    password = _read_secret(Path(file)) if file else _ask(_("Password: "), hidden=True)
    return Secret(name, password)


def _ask(prompt: str, *, hidden: bool) -> str:
    if not sys.stdin.isatty():
        raise NotNow(
            _("Nobody is there to ask for a name and password."),
            _("Say them with --person and --password-file."),
        )
    if hidden:
        return getpass.getpass(prompt, stream=sys.stderr)
    print(prompt, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def _read_secret(file: Path) -> str:
    try:
        with file.open("rb") as source:
            content = source.read(MOST_SECRET_BYTES + 1)
        if len(content) > MOST_SECRET_BYTES:
            raise ValueError
        return content.decode("utf-8-sig").strip("\r\n")
    except (OSError, ValueError):
        raise CannotRead(
            _("The file with the password can’t be read."),
            _("Name a small text file that holds the password and nothing else."),
        ) from None


def find_workspace(chosen: Namespace) -> Path:
    """The folder that was named, or the last one opened here. Raises CannotOpen where there is neither."""
    if getattr(chosen, "workspace", None):
        return Path(chosen.workspace)
    last = settings.load().last_workspace
    if not last:
        raise CannotOpen(
            _("No workspace was opened on this computer yet."), _("Name its folder with --workspace.")
        )
    return Path(last)


def usual_premises(kdf: Kdf | None) -> Premises:
    """What this computer is to a workspace."""
    from pie_audit.workflows.unlock import Clock, Premises, usual_cost

    return Premises(kdf or usual_cost(), Clock(), paths.workspaces_folder(), paths.marks_folder())


def demo_premises(kdf: Kdf | None) -> Premises:
    """The same, with passwords that are cheap to try: for invented people."""
    from pie_audit.workflows.unlock import demo_cost

    return replace(usual_premises(kdf), kdf=kdf or demo_cost())


def zone_here() -> str:
    """This computer’s time zone by name, such as ``Europe/London``; empty where that can’t be told without a window."""
    named = os.environ.get("TZ", "").lstrip(":")
    if named:
        return named
    try:
        return os.path.realpath("/etc/localtime").partition("/zoneinfo/")[2]
    except OSError:
        return ""
