"""Words of surveys that belong to no single screen: causes to tick, numbers, and prompts for small teams."""

from __future__ import annotations

import unicodedata

from pie_audit.words import _


def causes() -> tuple[tuple[str, str], ...]:
    """What may be making work harder, to tick where there is no box for words: id and label."""
    return (
        ("cover", _("Not enough people on shift")),
        ("breaks", _("No real breaks")),
        ("handover", _("Rushed or missing handover")),
        ("rota", _("The rota, or changes to it at short notice")),
        ("paperwork", _("Forms, records and systems")),
        ("space", _("No quiet place to work or to recover")),
        ("incidents", _("Hard days, and no time to talk about them")),
        ("decisions", _("Decisions made without us")),
        ("agencies", _("Other services that don’t answer")),
        ("support", _("Too little {supervision} or time to think")),
        ("fairness", _("Work or thanks shared out unevenly")),
        ("pay", _("Pay and the cost of getting by")),
    )


def prompts() -> tuple[str, ...]:
    """What a team too small for a survey might talk about instead."""
    return (
        _("What took more out of you this month than it should have?"),
        _("When did somebody here have your back, and what did they do?"),
        _("What are we asked to do that doesn’t fit into the hours?"),
        _("What is hard to say out loud here, and what would make it easier?"),
        _("What is one thing about how we work that would make next month easier?"),
    )


def count_word(n: int) -> str:
    """A small number as a word, a larger one in figures."""
    words = (
        *(_("none"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven")),
        *(_("eight"), _("nine"), _("ten"), _("eleven"), _("twelve")),
    )
    return words[n] if 0 <= n < len(words) else str(n)


def plain(words: str) -> str:
    """Words without signs that nobody sees: they would turn the reading direction, or can't be kept at all."""
    return "".join(
        c for c in words if c in "\n\t\u200c\u200d" or unicodedata.category(c) not in {"Cc", "Cf", "Cs"}
    )
