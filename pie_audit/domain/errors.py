"""Failures that a person can do something about; everything else is a bug."""

from __future__ import annotations


class KnownError(Exception):
    """What happened and what to do next, both ready to show. Nothing was lost."""

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(f"{what} {todo}")
        self.what = what
        self.todo = todo


class CannotOpen(KnownError):
    """A workspace, a copy or a slot stays shut: wrong secret, damage, a newer format, open elsewhere."""


class CannotSave(KnownError):
    """Something could not be written; what was there before still is."""


class CannotRead(KnownError):
    """A file from outside can't be understood; nothing was taken in."""


class NotNow(KnownError):
    """The step isn't possible in this state, or not for this person."""
