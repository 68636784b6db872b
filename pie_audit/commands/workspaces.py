"""Commands about a whole workspace: making one of invented people, checking it, copies, and trying the program."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pie_audit.commands.opening import (
    demo_premises,
    find_secret,
    open_workspace,
    start_worker,
    usual_premises,
)
from pie_audit.commands.telling import print_json, print_result, print_table
from pie_audit.words import _

if TYPE_CHECKING:
    from pie_audit.workflows.unlock import Kdf


def make_demo(chosen: Namespace, kdf: Kdf | None) -> int:
    """``demo``: a workspace of invented people."""
    from pie_audit.workflows.demo.demo import DemoPlan, make_demo

    plan = DemoPlan(
        chosen.teams, chosen.quarters, chosen.people, chosen.seed, chosen.as_of or date.today()
    ).checked()
    with start_worker() as worker:
        made = make_demo(demo_premises(kdf), worker, chosen.dir, plan)
        made.made.opened.close()
    people = [{"name": p.name, "role": p.role.value, "password": p.password} for p in made.people]
    if chosen.json:
        print_json(
            {
                "workspace": str(made.folder),
                "people": people,
                "teams": [{"name": name, "quarters": n} for name, n in made.teams],
            }
        )
        return 0
    print(_("Made-up data in {folder}").format(folder=made.folder))
    print_table(
        (_("name"), _("role"), _("password")),
        [(p["name"], p["role"], p["password"]) for p in people],
    )
    return 0


def check(chosen: Namespace, kdf: Kdf | None) -> int:
    """``check``: everything that is wrong with a workspace, reading only."""
    from pie_audit.workflows import backups

    with open_workspace(chosen, kdf, chosen.dir, look=True) as (opened, _me):
        found = backups.findings(opened)
    rows = [{"what": f.what, "where": f.where, "severity": f.severity.value} for f in found]
    ok = not any(row["severity"] == "damage" for row in rows)
    if chosen.json:
        print_json({"ok": ok, "findings": rows})
    elif rows:
        print_table(
            (_("what"), _("where"), _("severity")), [(r["what"], r["where"], r["severity"]) for r in rows]
        )
    else:
        print(_("Everything is as it should be."))
    return 0 if ok else 1


def back_up(chosen: Namespace, kdf: Kdf | None) -> int:
    """``backup``: a whole, verified, encrypted copy."""
    from pie_audit.workflows import backups

    with open_workspace(chosen, kdf, chosen.dir) as (opened, me):
        made = (
            backups.copy_now(opened, me, chosen.to, overwrite=chosen.overwrite)
            if me is not None
            else backups.copy_with_house_key(opened, chosen.to, overwrite=chosen.overwrite)
        )
    result = {"file": str(made.file), "bytes": made.bytes, "sha256": made.sha256, "verified": True}
    print_result(chosen, result, _("Copied and read back: {file}").format(file=made.file))
    return 0


def restore(chosen: Namespace, kdf: Kdf | None) -> int:
    """``restore``: a copy into a new folder."""
    from pie_audit.workflows import backups

    backups.refuse_no_copy(chosen.file)
    header = backups.look_at(chosen.file)
    secret = find_secret(chosen)
    folder = backups.restore_copy(usual_premises(kdf), chosen.file, secret, chosen.to)
    size = chosen.file.stat().st_size
    result = {
        "file": str(folder),
        "bytes": size,
        "sha256": _sha256(chosen.file),
        "verified": True,
        "week": header.week,
    }
    print_result(chosen, result, _("Opened the copy into {folder}").format(folder=folder))
    return 0


def self_test(chosen: Namespace, kdf: Kdf | None) -> int:
    """``self-test``: whether every part that the program brings along is there and works."""
    from tempfile import TemporaryDirectory

    from pie_audit import version
    from pie_audit.workflows.self_test import try_everything

    with TemporaryDirectory(prefix="pie-audit-self-test-") as name, start_worker() as worker:
        folder = Path(name)
        there = replace(demo_premises(kdf), workspaces=folder / "workspaces", marks=folder / "marks")
        tried = try_everything(there, worker, folder)
    ok = all(one.why is None for one in tried)
    if chosen.json:
        checks = [{"what": one.what, "ok": one.why is None, "why": one.why} for one in tried]
        print_json({"ok": ok, "version": version(), "checks": checks})
    else:
        print_table((_("what"), _("how it is")), [(one.what, one.why or _("works")) for one in tried])
    return 0 if ok else 1


def _sha256(file: Path) -> str:
    import hashlib

    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
