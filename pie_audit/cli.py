"""The commands; without one, the window. Never loads Qt itself, and nothing heavy before it is needed."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pie_audit import paths, version
from pie_audit.domain.errors import CannotOpen, KnownError
from pie_audit.words import _, use

if TYPE_CHECKING:
    from pie_audit.workflows.unlock import Kdf

Run = Callable[[argparse.Namespace, "Kdf | None"], int]
KNOWN, USAGE, BUG = 1, 2, 70
MOST_QUARTERS = 400


def main(argv: Sequence[str] | None = None, *, kdf: Kdf | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 a known problem, 2 wrong usage, 70 a bug.

    `kdf` is what deriving a password costs; tests pass a cheap one.
    """
    _speak()
    try:
        chosen = _parser().parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        run: Run = chosen.run
        return run(chosen, kdf)
    except KnownError as problem:
        print(f"{problem.what} {problem.todo}", file=sys.stderr)
        return KNOWN
    except KeyboardInterrupt:
        print(_("Stopped. Nothing is half written."), file=sys.stderr)
        return KNOWN
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for the interpreter's last flush
        return KNOWN
    except Exception as error:
        return _told_bug(error)


def _speak() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    use(paths.resources() / "translations", os.environ.get("LANG", "").split(".")[0] or None)


def _told_bug(error: Exception) -> int:
    from pie_audit import log

    kept = log.save_report(log.report(error, version()))
    print(_("Something went wrong in the program itself. Nothing is half written."), file=sys.stderr)
    where = str(kept) if kept else log.report(error, version())
    print(_("A report without your words or names is here: {where}").format(where=where), file=sys.stderr)
    return BUG


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pie-audit",
        description=_("A place for a team to think. Without a command, the window opens."),
    )
    parser.add_argument("--version", action=_Version, help=_("say which version this is"))
    parser.add_argument("--workspace", type=Path, metavar="DIR", help=_("open this workspace"))
    parser.add_argument(
        "--time-start", action="store_true", help=_("open the window, print how long it took, close")
    )
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(metavar="COMMAND", title=_("commands"))
    _add_demo(commands)
    _add_check(commands)
    _add_copies(commands)
    _add_questionnaire(commands)
    _add_score(commands)
    _add_agreement(commands)
    _add_trend(commands)
    _add_disclose(commands)
    _add_board(commands)
    _add_export(commands)
    _finish(
        commands.add_parser("self-test"), "self_test"
    )  # for who puts the program together; not in the list
    return parser


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: reading the package's metadata takes 60 ms."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_rest: object) -> None:
        print(f"pie-audit {version()}")
        parser.exit()


def _add_demo(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    demo = commands.add_parser("demo", help=_("make a workspace of invented people and services"))
    demo.add_argument("dir", type=Path, metavar="DIR")
    demo.add_argument("--teams", type=int, default=3, metavar="N")
    demo.add_argument("--quarters", type=int, default=8, metavar="N")
    demo.add_argument("--people", type=int, default=9, metavar="N")
    demo.add_argument("--seed", type=int, default=1, metavar="N")
    demo.add_argument("--as-of", type=date.fromisoformat, metavar="DATE")
    _finish(demo, "make_demo")


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = commands.add_parser("check", help=_("verify a workspace, reading only"))
    check.add_argument("dir", type=Path, metavar="DIR")
    _add_person(check)
    check.add_argument("--house-key-file", type=Path, metavar="F")
    _finish(check, "check")


def _add_copies(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    backup = commands.add_parser("backup", help=_("make a whole, verified, encrypted copy"))
    backup.add_argument("dir", type=Path, metavar="DIR")
    backup.add_argument("--to", type=Path, required=True, metavar="FILE")
    backup.add_argument("--overwrite", action="store_true")
    restore = commands.add_parser("restore", help=_("open a copy into a new folder"))
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--to", type=Path, required=True, metavar="DIR")
    for parser, name in ((backup, "back_up"), (restore, "restore")):
        _add_person(parser)
        parser.add_argument("--house-key-file", type=Path, metavar="F")
        _finish(parser, name)


def _add_questionnaire(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    questionnaire = commands.add_parser("questionnaire", help=_("list and check question files"))
    parts = questionnaire.add_subparsers(metavar="COMMAND", required=True)
    listing = parts.add_parser("list", help=_("those that ship"))
    _finish(listing, "list_questionnaires")
    check = parts.add_parser("check", help=_("every problem of a question file"))
    check.add_argument("file", type=Path, metavar="FILE")
    _finish(check, "check_questionnaire")


def _add_score(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    score = commands.add_parser("score", help=_("score answers by the key of a questionnaire"))
    score.add_argument("id", metavar="ID", help=_("which questionnaire: its id, or its file"))
    score.add_argument("file", type=Path, metavar="ANSWERS.csv")
    _finish(score, "score")


def _add_agreement(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    agreement = commands.add_parser("agreement", help=_("how much a group agrees, topic by topic"))
    agreement.add_argument("file", type=Path, metavar="RATINGS.csv")
    agreement.add_argument("--low", type=int, default=0, metavar="N", help=_("the lowest point of the scale"))
    agreement.add_argument("--high", type=int, default=4, metavar="N", help=_("the highest point"))
    _finish(agreement, "agreement")


def _add_trend(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    trend = commands.add_parser("trend", help=_("one measure over time, and what is worth asking about it"))
    trend.add_argument("file", type=Path, metavar="VALUES.csv")
    trend.add_argument(
        "--chart",
        choices=("auto", "xmr", "run"),
        default="auto",
        help=_("with limits (xmr), with a median (run), or what the values allow (auto)"),
    )
    trend.add_argument("--screen-ranges", action="store_true", help=_("leave out the widest steps once"))
    trend.add_argument("--simple-rules", action="store_true", help=_("the commonly taught rules for runs"))
    trend.add_argument("--share", action="store_true", help=_("the values are percentages"))
    _finish(trend, "trend")


def _add_disclose(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    disclose = commands.add_parser("disclose", help=_("which figures of a survey’s table may be shown"))
    disclose.add_argument("file", type=Path, metavar="COUNTS.csv")
    disclose.add_argument(
        "--minimum", type=int, default=5, metavar="N", help=_("fewest people behind any figure (5)")
    )
    _finish(disclose, "disclose")


def _add_board(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    board = commands.add_parser("board", help=_("one page of what teams ask for, from their plans as PDFs"))
    board.add_argument("files", type=Path, metavar="FILE", nargs="+")
    board.add_argument("--out", type=Path, required=True, metavar="BOARD.pdf")
    board.add_argument("--overwrite", action="store_true")
    _finish(board, "board")


def _add_export(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    export = commands.add_parser("export", help=_("write what a person may see"))
    parts = export.add_subparsers(metavar="WHAT", required=True)
    plan = parts.add_parser("plan", help=_("the plan as a PDF"))
    _add_team_and_quarter(plan)
    plan.add_argument("--edition", choices=("words", "full", "one-page"), default="full")
    plan.add_argument("--words-only", action="store_const", dest="edition", const="words")
    _finish_export(plan, "export_plan", "FILE.pdf")
    audit = parts.add_parser("audit", help=_("the full record of a review as a PDF, for the team"))
    _add_team_and_quarter(audit)
    _finish_export(audit, "export_audit", "FILE.pdf")
    _add_reports(parts)
    _add_poster(parts)
    _add_table(parts)
    _add_calendar(parts)
    entries = parts.add_parser("entries", help=_("everything that one person may read, as an open file"))
    _finish_export(entries, "export_entries", "FILE.json")
    whole = parts.add_parser("workspace", help=_("everything this person may read, in one open file"))
    whole.add_argument(
        "--with-own-writing", action="store_true", help=_("your own private pages too, in the clear")
    )
    _finish_export(whole, "export_workspace", "FILE.json")


def _add_reports(parts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    told = {
        "quarter": _("the quarterly report as a PDF"),
        "wellbeing": _("the wellbeing report as a PDF, for the team and its manager"),
        "year": _("the year in review as a PDF"),
        "evidence": _("the evidence pack as a PDF, for inspectors and commissioners"),
    }
    for name, words in told.items():
        report = parts.add_parser(name, help=words)
        _add_team_and_quarter(report)
        report.add_argument("--words-only", action="store_true", help=_("no numbers and no charts"))
        report.set_defaults(report=name)
        _finish_export(report, "export_report", "FILE.pdf")


def _add_poster(parts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    poster = parts.add_parser("poster", help=_("“you said, we did” as a poster for the wall"))
    poster.add_argument("--team", required=True, metavar="T")
    poster.add_argument("--words", default="", metavar="NAME", help=_("a set of words, such as “health”"))
    poster.add_argument("--with-open", action="store_true", help=_("what people still wait for, too"))
    poster.set_defaults(quarter="")
    _finish_export(poster, "export_poster", "FILE.pdf")


def _add_table(parts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    from pie_audit.domain.table import TableName

    table = parts.add_parser("table", help=_("figures and plans as CSV or XLSX, for a spreadsheet"))
    table.add_argument("--team", default="", metavar="T", help=_("leaders leave it out"))
    table.add_argument("--table", required=True, choices=(*(name.value for name in TableName), "all"))
    table.add_argument("--quarters", type=_quarters, default="all", metavar="N|all", help=_("how far back"))
    _finish_export(table, "export_table", "FILE.csv|.xlsx")


def _add_calendar(parts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    calendar = parts.add_parser(
        "calendar", help=_("the days of the plan and planned sessions, for any calendar")
    )
    calendar.add_argument("--team", required=True, metavar="T")
    calendar.add_argument("--quarter", metavar="Q", help=_("for example 2026Q4; everything open if left out"))
    calendar.add_argument(
        "--zone", default="", metavar="Z", help=_("for example Europe/London; this computer’s")
    )
    _finish_export(calendar, "export_calendar", "FILE.ics")


def _add_team_and_quarter(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--team", required=True, metavar="T")
    parser.add_argument("--quarter", metavar="Q", help=_("for example 2026Q4; the latest if left out"))
    parser.add_argument("--words", default="", metavar="NAME", help=_("a set of words, such as “health”"))


def _finish_export(parser: argparse.ArgumentParser, name: str, target: str) -> None:
    """What every export asks: from where, into which file, and as whom."""
    parser.add_argument("--workspace", type=Path, metavar="DIR", default=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, required=True, metavar=target)
    parser.add_argument("--overwrite", action="store_true")
    _add_person(parser)
    _finish(parser, name)


def _quarters(text: str) -> str:
    """How many quarters, or all of them; anything else is told in one sentence."""
    if text != "all" and not (text.isdecimal() and 1 <= int(text) <= MOST_QUARTERS):
        words = _("write a number from 1 to {most}, or “all”, not “{given}”")
        raise argparse.ArgumentTypeError(words.format(most=MOST_QUARTERS, given=text[:40]))
    return text


def _add_person(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--person", metavar="NAME", help=_("who opens it"))
    parser.add_argument(
        "--password-file", type=Path, metavar="F", help=_("a file that holds the password; never an argument")
    )


def _finish(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument("--json", action="store_true", help=_("one JSON document"))

    def run(chosen: argparse.Namespace, kdf: Kdf | None) -> int:
        from pie_audit import commands

        command: Run = getattr(commands, name)
        return command(chosen, kdf)

    parser.set_defaults(run=run)


def _window(chosen: argparse.Namespace, kdf: Kdf | None) -> int:
    if not _has_display():
        raise CannotOpen(
            _("There is no screen to open a window on."),
            _("Start pie-audit on a desktop, or set QT_QPA_PLATFORM=offscreen for a dry run."),
        )
    try:
        from pie_audit import app
    except ImportError as missing:
        raise _names_library(missing) from None

    return app.run(workspace=chosen.workspace, time_start=chosen.time_start, kdf=kdf)


def _names_library(missing: ImportError) -> Exception:
    """What a person can do where the computer lacks a library that windows are drawn with; else the error itself."""
    library = str(missing).partition(":")[0]
    if not library.startswith("lib") or ".so" not in library:
        return missing
    return CannotOpen(
        _("This computer lacks {library}, which windows are drawn with.").format(library=library),
        _("Ask who looks after it to install that. On Debian and Ubuntu, libegl1 and libgl1 bring it."),
    )


def _has_display() -> bool:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
