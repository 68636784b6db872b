"""What each command does: results to standard output, notices to standard error, known problems raised."""

from __future__ import annotations

import getpass
import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pie_audit import paths, settings
from pie_audit.domain.errors import CannotOpen, CannotRead, CannotSave, NotNow
from pie_audit.words import _, plural
from pie_audit.workflows.worker import Worker

if TYPE_CHECKING:
    from pie_audit.domain.quarter import Quarter
    from pie_audit.workflows.backups import Secret
    from pie_audit.workflows.papers import Paper
    from pie_audit.workflows.unlock import Kdf, OpenWorkspace, Premises, SignedIn

MOST_SECRET_BYTES = 4096


def make_demo(chosen: Namespace, kdf: Kdf | None) -> int:
    """``demo``: a workspace of invented people."""
    from pie_audit.workflows.demo import DemoPlan, make_demo

    plan = DemoPlan(
        chosen.teams, chosen.quarters, chosen.people, chosen.seed, chosen.as_of or date.today()
    ).checked()
    with _worker() as worker:
        made = make_demo(_demo_premises(kdf), worker, chosen.dir, plan)
        made.made.opened.close()
    people = [{"name": p.name, "role": p.role.value, "password": p.password} for p in made.people]
    if chosen.json:
        _print_json(
            {
                "workspace": str(made.folder),
                "people": people,
                "teams": [{"name": name, "quarters": n} for name, n in made.teams],
            }
        )
        return 0
    print(_("Made-up data in {folder}").format(folder=made.folder))
    _print_table(
        (_("name"), _("role"), _("password")),
        [(p["name"], p["role"], p["password"]) for p in people],
    )
    return 0


def check(chosen: Namespace, kdf: Kdf | None) -> int:
    """``check``: everything that is wrong with a workspace, reading only."""
    from pie_audit.workflows import backups

    with _opened(chosen, kdf, chosen.dir, look=True) as (opened, _me):
        found = backups.findings(opened)
    rows = [{"what": f.what, "where": f.where, "severity": f.severity.value} for f in found]
    ok = not any(row["severity"] == "damage" for row in rows)
    if chosen.json:
        _print_json({"ok": ok, "findings": rows})
    elif rows:
        _print_table(
            (_("what"), _("where"), _("severity")), [(r["what"], r["where"], r["severity"]) for r in rows]
        )
    else:
        print(_("Everything is as it should be."))
    return 0 if ok else 1


def back_up(chosen: Namespace, kdf: Kdf | None) -> int:
    """``backup``: a whole, verified, encrypted copy."""
    from pie_audit.workflows import backups

    with _opened(chosen, kdf, chosen.dir) as (opened, me):
        made = (
            backups.copy_now(opened, me, chosen.to, overwrite=chosen.overwrite)
            if me is not None
            else backups.copy_with_house_key(opened, chosen.to, overwrite=chosen.overwrite)
        )
    result = {"file": str(made.file), "bytes": made.bytes, "sha256": made.sha256, "verified": True}
    _print_result(chosen, result, _("Copied and read back: {file}").format(file=made.file))
    return 0


def restore(chosen: Namespace, kdf: Kdf | None) -> int:
    """``restore``: a copy into a new folder."""
    from pie_audit.workflows import backups

    backups.refuse_no_copy(chosen.file)
    header = backups.look_at(chosen.file)
    secret = _secret(chosen)
    folder = backups.restore_copy(_premises(kdf), chosen.file, secret, chosen.to)
    size = chosen.file.stat().st_size
    result = {
        "file": str(folder),
        "bytes": size,
        "sha256": _sha256(chosen.file),
        "verified": True,
        "week": header.week,
    }
    _print_result(chosen, result, _("Opened the copy into {folder}").format(folder=folder))
    return 0


def list_questionnaires(chosen: Namespace, _kdf: Kdf | None) -> int:
    """``questionnaire list``: what ships."""
    from pie_audit.workflows import questions

    rows = [
        {
            "id": q.id,
            "version": q.version,
            "title": q.title,
            "items": q.items,
            "licence": q.licence,
            "text": "own" if q.has_text else "bring your own",
        }
        for q in questions.shipped()
    ]
    if chosen.json:
        _print_json(rows)
    else:
        _print_table(tuple(rows[0]) if rows else (), [tuple(map(str, row.values())) for row in rows])
    return 0


def check_questionnaire(chosen: Namespace, _kdf: Kdf | None) -> int:
    """``questionnaire check``: every problem of a file."""
    from pie_audit.workflows import questions

    problems = questions.problems_of(chosen.file)
    rows = [{"line": p.line, "table": p.table, "key": p.key, "what": p.what} for p in problems]
    if chosen.json:
        _print_json({"ok": not rows, "problems": rows})
    elif rows:
        for problem in problems:
            print(problem)
    else:
        print(_("Nothing is wrong with this file."))
    if rows and not chosen.json:
        count = plural("{n} problem.", "{n} problems.", len(rows)).format(n=len(rows))
        print(count + " " + _("Mend the file and check it again."), file=sys.stderr)
    return 1 if rows else 0


def score(chosen: Namespace, _kdf: Kdf | None) -> int:
    """``score``: the scores of everybody in a table of answers."""
    from pie_audit.workflows import scoring

    instrument = scoring.instrument_named(chosen.id)
    found = scoring.score_file(instrument, chosen.file)
    if chosen.json:
        _print_json([scoring.as_numbers(scored) for scored in found])
    else:
        rows = [scoring.as_words(instrument, scored, row) for row, scored in enumerate(found, start=1)]
        _print_table(scoring.heads(instrument), rows)
    return 0


def agreement(chosen: Namespace, _kdf: Kdf | None) -> int:
    """``agreement``: how much a group agrees about each topic of a table of ratings."""
    from pie_audit.workflows import ratings

    found = ratings.agreement_in_file(chosen.file, low=chosen.low, high=chosen.high)
    if chosen.json:
        _print_json([ratings.as_numbers(topic, figures) for topic, figures in found])
    else:
        _print_table(ratings.HEADS, [ratings.as_words(topic, figures) for topic, figures in found])
    return 0


def board(chosen: Namespace, _kdf: Kdf | None) -> int:
    """``board``: the page for the board from plans as PDFs, without a workspace."""
    from pie_audit.workflows import board_of_files

    found = board_of_files.read_board(chosen.files, date.today())
    pages = board_of_files.save_board_of_files(found, chosen.out, overwrite=chosen.overwrite)
    if chosen.json:
        _print_json({"file": str(chosen.out), "pages": pages} | board_of_files.as_data(found))
    else:
        _print_table((_("file"), _("what became of it")), [(f.name, f.words) for f in found.files])
    return 0


def trend(chosen: Namespace, _kdf: Kdf | None) -> int:
    """``trend``: one measure over time as a process chart."""
    from pie_audit.workflows import spc_file

    wish = spc_file.TrendWish(chosen.chart, chosen.screen_ranges, chosen.simple_rules, chosen.share)
    found = spc_file.judge_file(chosen.file, wish)
    if chosen.json:
        _print_json(spc_file.as_numbers(found))
        return 0
    for line in spc_file.notes_in_words(found):
        print(line)
    print()
    figures = spc_file.figures_in_words(found)
    _print_table(figures[0], figures[1:])
    print()
    _print_table((_("when"), _("value"), _("worth asking about")), spc_file.points_in_words(found.points))
    return 0


def disclose(chosen: Namespace, _kdf: Kdf | None) -> int:
    """``disclose``: which figures of a table of counts may be shown."""
    from pie_audit.workflows import disclosing

    found = disclosing.disclose_file(chosen.file, minimum=chosen.minimum)
    if chosen.json:
        parts = {"cells": found.cells, "totals": found.totals}
        _print_json({name: [one.as_numbers() for one in part] for name, part in parts.items()})
        return 0
    _print_table(found.heads(), found.rows())
    if any(one.n is None for one in (*found.cells, *found.totals)):
        print(disclosing.why_hidden())
    return 0


def export_plan(chosen: Namespace, kdf: Kdf | None) -> int:
    """``export plan``: the PDF that the window makes."""
    from pie_audit.domain.plan_document import Edition

    return _export_paper(chosen, kdf, Edition(chosen.edition))


def export_audit(chosen: Namespace, kdf: Kdf | None) -> int:
    """``export audit``: the full record of one round, for the team."""
    from pie_audit.workflows.papers import RecordPaper

    return _export_paper(chosen, kdf, RecordPaper())


def export_report(chosen: Namespace, kdf: Kdf | None) -> int:
    """``export quarter``, ``wellbeing``, ``year`` and ``evidence``: the reports that the window makes."""
    from pie_audit.domain.report import ReportKind
    from pie_audit.workflows.papers import ReportPaper

    return _export_paper(chosen, kdf, ReportPaper(ReportKind(chosen.report), chosen.words_only))


def _export_paper(chosen: Namespace, kdf: Kdf | None, paper: Paper) -> int:
    from pie_audit.domain.quarter import Quarter
    from pie_audit.workflows import papers

    quarter = Quarter.parse(chosen.quarter) if chosen.quarter else None
    _refuse_taken(chosen)
    with _opened(chosen, kdf, _workspace(chosen)) as (opened, me):
        if me is None:
            raise NotNow(_("The House key reads no plan."), _("Give a person’s name and password."))
        team_id, latest = opened.read(lambda tx: papers.team_to_export(tx, me, chosen.team))
        wanted = papers.PaperFile(
            team_id, _one_quarter(quarter, latest), paper, chosen.out.absolute(), chosen.overwrite
        )
        pages = papers.save_paper(opened, me, wanted)
    _print_result(
        chosen,
        {"file": str(wanted.path), "pages": pages},
        plural("{file}: {n} page", "{file}: {n} pages", pages).format(file=wanted.path, n=pages),
    )
    return 0


def self_test(chosen: Namespace, kdf: Kdf | None) -> int:
    """``self-test``: whether every part that the program brings along is there and works."""
    from tempfile import TemporaryDirectory

    from pie_audit import version
    from pie_audit.workflows.self_test import try_everything

    with TemporaryDirectory(prefix="pie-audit-self-test-") as name, _worker() as worker:
        folder = Path(name)
        there = replace(_demo_premises(kdf), workspaces=folder / "workspaces", marks=folder / "marks")
        tried = try_everything(there, worker, folder)
    ok = all(one.why is None for one in tried)
    if chosen.json:
        checks = [{"what": one.what, "ok": one.why is None, "why": one.why} for one in tried]
        _print_json({"ok": ok, "version": version(), "checks": checks})
    else:
        _print_table((_("what"), _("how it is")), [(one.what, one.why or _("works")) for one in tried])
    return 0 if ok else 1


def export_calendar(chosen: Namespace, kdf: Kdf | None) -> int:
    """``export calendar``: the days of the plan as an .ics file."""
    from pie_audit.domain.quarter import Quarter
    from pie_audit.workflows import calendars, papers

    quarter = Quarter.parse(chosen.quarter) if chosen.quarter else None
    _refuse_taken(chosen)
    with _opened(chosen, kdf, _workspace(chosen)) as (opened, me):
        if me is None:
            raise NotNow(_("The House key reads no plan."), _("Give a person’s name and password."))
        team_id, _latest = opened.read(lambda tx: papers.team_to_export(tx, me, chosen.team))
        wanted = calendars.CalendarFile(team_id, chosen.out.absolute(), quarter, chosen.overwrite)
        rows = calendars.export_calendar(opened, me, wanted)
    _print_result(
        chosen,
        {"file": str(wanted.path), "rows": rows},
        plural("{file}: {n} day", "{file}: {n} days", rows).format(file=wanted.path, n=rows),
    )
    return 0


def export_entries(chosen: Namespace, kdf: Kdf | None) -> int:
    """``export entries``: everything that one person may read, their own sealed writing included, in the clear."""
    from pie_audit.workflows import own_export

    _refuse_taken(chosen)
    with _opened(chosen, kdf, _workspace(chosen)) as (opened, me):
        if me is None:
            raise NotNow(_("The House key opens nobody’s pages."), _("Give a person’s name and password."))
        taken = own_export.save_entries(opened, me, chosen.out.absolute(), overwrite=chosen.overwrite)
    _print_result(
        chosen,
        {"file": str(taken.path), "records": taken.count},
        plural("{file}: {n} record", "{file}: {n} records", taken.count).format(
            file=taken.path, n=taken.count
        ),
    )
    print(_("Whoever has this file can read it. Keep it where only you look."), file=sys.stderr)
    return 0


def _refuse_taken(chosen: Namespace) -> None:
    # A folder or a device is refused by whoever writes, in words of its own.
    if os.path.isfile(chosen.out) and not chosen.overwrite:
        raise CannotSave(
            _("There is a file of that name already."),
            _("Choose another name, or add --overwrite to replace it."),
        )


def _one_quarter(asked: Quarter | None, latest: Quarter | None) -> Quarter:
    found = asked or latest
    if found is None:
        raise NotNow(_("This team has no plan yet."), _("It begins with a review."))
    return found


@contextmanager
def _worker() -> Iterator[Worker]:
    worker = Worker()
    try:
        yield worker
    finally:
        worker.close()


@contextmanager
def _opened(
    chosen: Namespace, kdf: Kdf | None, folder: Path, *, look: bool = False
) -> Iterator[tuple[OpenWorkspace, SignedIn | None]]:
    """The workspace, open and with its lock taken before any password is asked for; nobody with the House key."""
    from pie_audit.workflows import unlock

    with _worker() as worker:
        opened = unlock.reach(_premises(kdf), worker, folder)
        try:
            secret = _secret(chosen)
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


def _secret(chosen: Namespace) -> Secret:
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


def _workspace(chosen: Namespace) -> Path:
    if getattr(chosen, "workspace", None):
        return Path(chosen.workspace)
    last = settings.load().last_workspace
    if not last:
        raise CannotOpen(
            _("No workspace was opened on this computer yet."), _("Name its folder with --workspace.")
        )
    return Path(last)


def _premises(kdf: Kdf | None) -> Premises:
    from pie_audit.workflows.unlock import Clock, Premises, usual_cost

    return Premises(kdf or usual_cost(), Clock(), paths.workspaces_folder(), paths.marks_folder())


def _demo_premises(kdf: Kdf | None) -> Premises:
    from pie_audit.workflows.unlock import demo_cost

    return replace(_premises(kdf), kdf=kdf or demo_cost())


def _sha256(file: Path) -> str:
    import hashlib

    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _print_result(chosen: Namespace, result: object, line: str) -> None:
    if chosen.json:
        _print_json(result)
    else:
        print(line)


def _print_json(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    print()


def _print_table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    widths = [max(len(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    for row in (heads, *rows):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
