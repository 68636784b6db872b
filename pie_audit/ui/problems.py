"""What a person is told when something goes wrong: a known error in two sentences, a bug as a report to read."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication

from pie_audit import version
from pie_audit.domain.errors import KnownError
from pie_audit.words import _


def sentence(error: KnownError) -> str:
    """What happened and what to do, as one line beside a field."""
    return _("{what} {todo}").format(what=error.what, todo=error.todo).strip()


def was_wrong_secret(error: BaseException) -> bool:
    """Whether a name, password, code or slip opened nothing; which of them it was is never told."""
    from pie_audit.workflows import unlock

    return isinstance(error, unlock.WrongSecret)  # type: ignore[attr-defined]  # handed on from the vault


def is_of_damaged_keys(error: BaseException) -> bool:
    """Whether it may have been the right secret, and the file with the keys is damaged."""
    from pie_audit.workflows import unlock

    return isinstance(error, unlock.DamagedWay)  # type: ignore[attr-defined]  # handed on from the vault


def apology() -> tuple[str, str]:
    """What is said when the program itself made a mistake: the heading, and what is safe."""
    return (
        _("Sorry, that was our mistake"),
        _(
            "Something in pie-audit went wrong. What was saved before is safe. This report holds no answers and no "
            "names. It is never sent anywhere: read it, and copy or save it if you want to pass it on."
        ),
    )


def report_of(error: BaseException) -> str:
    """The report as the person reads it: places in the program, no values, no message."""
    from pie_audit import log

    return log.report(error, version())


def copy_report(text: str) -> None:
    """Put the report on the clipboard."""
    QGuiApplication.clipboard().setText(text)


def save_report(text: str) -> Path | None:
    """Keep the report in the log folder; None where there is no place to write."""
    from pie_audit import log

    return log.save_report(text)
