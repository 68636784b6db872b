"""What the palette offers of everyday practice: the areas of those parts that a team uses, and the choice of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from pie_audit.ui.shell.areas import AREA_PARTS, is_used
from pie_audit.ui.widgets import Command
from pie_audit.words import _

if TYPE_CHECKING:
    from pie_audit.domain.team_part import TeamPart
    from pie_audit.ui.shell.offers import Ways


def of_everyday(ways: Ways, parts: frozenset[TeamPart], here: str, *, has_team: bool) -> tuple[Command, ...]:
    """One way to each area that is not the page in hand; of a part that is off nothing is told."""
    if not has_team:
        return ()
    choice = _("everyday parts turn on off small things switch")
    return (
        *(
            Command(words, partial(ways.go, area), keywords=(keywords,), icon=icon, is_place=True)
            for area, words, keywords, icon in _areas()
            if area != here and area in AREA_PARTS and is_used(area, parts)
        ),
        Command(
            _("What our team uses"),
            partial(ways.go, "team-parts"),
            keywords=(choice,),
            icon="list-checks",
            is_place=True,
        ),
    )


def _areas() -> Iterable[tuple[str, str, str, str]]:
    return (
        ("small-logs", _("Small logs"), _("wins friction stories refusals rules prompts doors"), "note"),
        ("barriers", _("What gets in the way"), _("barriers matrix hinders levels"), "table"),
        ("needs", _("What we need"), _("asks commissioners evidence reply"), "megaphone-simple"),
        ("said-did", _("You said, we did"), _("board poster promise voice"), "chat-circle-text"),
        ("training", _("Training and after"), _("course learning follow-up changed"), "presentation"),
        ("reading-cards", _("Reading cards"), _("research finding card shelf"), "cards"),
        ("practices", _("Keep, drop, restart"), _("practice crisis project"), "arrows-clockwise"),
        (
            "long-view",
            _("The long view"),
            _("two years history quarters look back"),
            "clock-counter-clockwise",
        ),
        ("our-words", _("Our words"), _("vocabulary client resident what we say"), "text-aa"),
    )
