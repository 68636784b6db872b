"""Does this earn its keep? What a part of everyday practice gave a team in one quarter, in words and never by person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pie_audit.domain.day import month_name, month_words
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.team_part import TeamPart
from pie_audit.words import _, plural

WITHOUT_DAYS = frozenset({TeamPart.DOORS, TeamPart.VOCABULARY})
"""Parts whose things lie there until somebody needs them: how many there are is what they give."""


@dataclass(frozen=True, slots=True)
class PartUse:
    """How a team used one part. `entries` are those of the quarter, or all of a part without days.

    `asks` became evidence of an ask and `actions` became steps of the plan in that quarter. `latest` is the first day
    of the week or month of the newest entry, None where there is none or nobody keeps it.
    """

    part: TeamPart
    entries: int = 0
    asks: int = 0
    actions: int = 0
    latest: date | None = None


def use_words(use: PartUse, quarter: Quarter) -> str:
    """What it gave, without a full stop: “11 entries, one became an ask”, “nobody used it since June”."""
    if use.part is TeamPart.LONG_VIEW:
        return _("it shows itself when an eighth review begins")
    if use.part in WITHOUT_DAYS:
        return _lying(use)
    if use.entries == 0:
        return _unused(use.latest, quarter)
    found = [plural("{n} entry", "{n} entries", use.entries).format(n=use.entries)]
    if use.asks:
        found.append(_became(use.asks, _("one became an ask"), _("{n} became asks")))
    if use.actions:
        found.append(_became(use.actions, _("one led to a step"), _("{n} led to steps")))
    return ", ".join(found)


def here_words(use: PartUse, quarter: Quarter) -> str:
    """One quiet line of what is there, as a sentence."""
    words = use_words(use, quarter)
    if use.entries and use.part not in WITHOUT_DAYS:
        words = _new_words(use)
    return _("{words}.").format(words=words[:1].upper() + words[1:])


def _new_words(use: PartUse) -> str:
    if use.part is TeamPart.BARRIERS:
        named = plural(
            "{n} barrier named in this quarter’s review",
            "{n} barriers named in this quarter’s review",
            use.entries,
        )
        return named.format(n=use.entries)
    return plural("{n} new this quarter", "{n} new this quarter", use.entries).format(n=use.entries)


def _lying(use: PartUse) -> str:
    if use.part is TeamPart.DOORS:
        some = plural("{n} card is there", "{n} cards are there", use.entries)
        return some.format(n=use.entries) if use.entries else _("there is no card yet")
    some = plural("{n} word of your own", "{n} words of your own", use.entries)
    return some.format(n=use.entries) if use.entries else _("you use the words that come with it")


def _unused(latest: date | None, quarter: Quarter) -> str:
    if latest is None:
        return _("nobody has used it yet")
    month = month_name(latest) if latest.year == quarter.year else month_words(latest)
    return _("nobody has used it since {month}").format(month=month)


def _became(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(n=count)
