"""A write that can be taken back says how, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Undoable:
    """What a write gave back, with the named act that undoes it: “Undo agree on 3”.

    `undo` runs in a transaction of its own, as the same person; it is kept until lock or closing. A `quiet` one
    is what a page saved by itself: it is there for Ctrl+Z, and no bar offers it. One that is `brief` can be taken
    back for as long as the bar stands there and no longer: a private page that was thrown away is gone then.
    `came_in` are fields of `result` that somebody else changed meanwhile, and that stay as they wrote them.
    """

    result: Any
    name: str
    undo: Callable[[Transaction, Any], object]
    quiet: bool = False
    brief: bool = False
    came_in: tuple[str, ...] = ()
