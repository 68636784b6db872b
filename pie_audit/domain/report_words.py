"""What reports are called, for whom they are, and how they say counts without a digit."""

from __future__ import annotations

from pie_audit.domain.ledger import Tally
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.report import ReportKind
from pie_audit.words import _

FEWEST_FOR_PERCENT = 10
"""Below so many a share is told as counts alone (trends.md, section 5)."""


def report_name(kind: ReportKind) -> str:
    """The report as a list calls it, and as its title says."""
    return {
        ReportKind.QUARTER: _("Quarterly report"),
        ReportKind.WELLBEING: _("Wellbeing report"),
        ReportKind.YEAR: _("Year in review"),
        ReportKind.EVIDENCE: _("Evidence pack"),
        ReportKind.BOARD: _("Board page"),
    }[kind]


def report_words(kind: ReportKind, *, words_only: bool) -> str:
    """One form of a report in a list: “Quarterly report, words only”."""
    return _("{report}, {form}").format(
        report=report_name(kind), form=_("words only") if words_only else _("with figures")
    )


def edition_words(*, words_only: bool) -> str:
    """What stands at the right of each page."""
    return _("Words only") if words_only else _("With figures")


def for_whom(kind: ReportKind, *, words_only: bool) -> str:
    """For whom it is, with what is in it."""
    if kind is ReportKind.WELLBEING:
        return _("For the team and its manager. It doesn’t leave the organisation.")
    if kind is ReportKind.EVIDENCE:
        return _("For inspectors and commissioners. Roles instead of names, and nothing from surveys.")
    if words_only:
        return _("No numbers, charts or names. For anybody.")
    return _("Figures and charts. For the team, and for whom it chooses.")


def quarter_words(quarter: Quarter) -> str:
    """A quarter in the middle of a sentence: “autumn 2026”."""
    return _("{season} {year}").format(season=quarter.season, year=quarter.year)


def count_words(n: int) -> str:
    """A small number as a word; beyond twelve no figure is worth it."""
    words = (
        _("none"),
        _("one"),
        _("two"),
        _("three"),
        _("four"),
        _("five"),
        _("six"),
        _("seven"),
        _("eight"),
        _("nine"),
        _("ten"),
        _("eleven"),
        _("twelve"),
    )
    return words[n] if n < len(words) else _("more than twelve")


def kept_share(tally: Tally) -> str:
    """How much of what was planned was held, without a digit; each word is a rule."""
    if not tally.planned:
        return _("none was planned")
    if tally.held == tally.planned:
        return _("all of it was held")
    if 2 * tally.held == tally.planned:
        return _("half of it was held")
    if not tally.held:
        return _("none of it was held")
    return _("more than half was held") if 2 * tally.held > tally.planned else _("less than half was held")


def kept_counts(tally: Tally) -> str:
    """“9 of 12, 75%”, the share only where enough was planned."""
    if not tally.planned:
        return _("none planned")
    if tally.planned >= FEWEST_FOR_PERCENT:
        return tally.says()
    return _("{held} of {planned}").format(held=tally.held, planned=tally.planned)
