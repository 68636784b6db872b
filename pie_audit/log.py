"""The local log: what happened to the program, in fields that are allowed; never an answer, a name or who took part."""

from __future__ import annotations

import logging
import logging.handlers
import sys
import traceback
from pathlib import Path
from types import TracebackType

from pie_audit import paths

_ALLOWED = frozenset({"event", "code", "kind", "milliseconds", "schema", "version", "bytes", "platform"})
_logger = logging.getLogger("pie_audit")


def begin(folder: Path | None = None) -> None:
    """Write to five files of 1 MB in the platform's log folder; without a place to write, be silent."""
    target = folder or paths.log_folder()
    try:
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            target / "pie-audit.log", maxBytes=1_000_000, backupCount=4, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%d %H:%M"))
    _logger.addHandler(handler)
    _logger.setLevel(logging.INFO)
    _logger.propagate = False


def note(event: str, **fields: str | int) -> None:
    """Log an event of the program with fields of `_ALLOWED`. Raises ValueError for any other field."""
    if unknown := set(fields) - _ALLOWED:
        raise ValueError(f"these fields may not be logged: {sorted(unknown)}")
    _logger.info("%s %s", event, " ".join(f"{k}={v}" for k, v in sorted(fields.items())))


def scrubbed(error: BaseException) -> str:
    """A traceback for a bug report: files of the program, lines and function names, no values and no message."""
    return "\n".join(_frames(error.__traceback__)) + f"\n{type(error).__name__}"


def _frames(trace: TracebackType | None) -> list[str]:
    return [
        f"{_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(trace)
    ]


def _short(filename: str) -> str:
    parts = Path(filename).parts
    for root in ("pie_audit", "site-packages"):
        if root in parts:
            return "/".join(parts[parts.index(root) :])
    return Path(filename).name


def report(error: BaseException, version: str) -> str:
    """The whole bug report, as the person reads it before doing anything with it."""
    return f"pie-audit {version}, Python {sys.version.split()[0]}, {sys.platform}\n{scrubbed(error)}\n"


def save_report(text: str, folder: Path | None = None) -> Path | None:
    """Keep a report in the log folder; None where there is no place to write."""
    target = (folder or paths.log_folder()) / "last-report.txt"
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        target.write_text(text, encoding="utf-8")
    except OSError:
        return None
    return target
