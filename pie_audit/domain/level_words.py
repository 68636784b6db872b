"""Whose something is to solve, in words that a resident would use."""

from __future__ import annotations

from pie_audit.domain.plan import BarrierLevel
from pie_audit.words import _

LEVELS: tuple[BarrierLevel | None, ...] = (*BarrierLevel, None)
"""In the order of a choice; not sure comes last."""


def level_words(level: BarrierLevel | None) -> str:
    """The name of a lane of the board, and of the same choice everywhere else; None is not sure."""
    return {
        None: _("Not sure"),
        BarrierLevel.INDIVIDUAL: _("For one person"),
        BarrierLevel.SERVICE: _("In this {service}"),
        BarrierLevel.SYSTEM: _("In the wider system"),
    }[level]


def level_words_outside(level: BarrierLevel | None) -> str:
    """The same, seen from outside any one service."""
    return _("In the {service}") if level is BarrierLevel.SERVICE else level_words(level)
