"""What trends say in words: made from figures by rules, never from adjectives, and never more than they allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pie_audit.domain.distance import Move
from pie_audit.domain.ledger import Tally
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.survey_change import Change
from pie_audit.words import _, plural

CENTRE_FROM = 5
"""Useful points from which a median is drawn (trends.md, section 4)."""

RULES_FROM = 10
"""Useful points from which the rules of run charts speak."""


@dataclass(frozen=True, slots=True)
class Told:
    """One figure as it may be said: where in time, the figure itself and what it rests on."""

    quarter: Quarter
    figure: str
    base: str = ""

    def words(self) -> str:
        """“2.2 (6 of 10 topics)”."""
        return _("{figure} ({base})").format(figure=self.figure, base=self.base) if self.base else self.figure


def quarter_now(quarter: Quarter, now: Quarter) -> str:
    """“this quarter”, or the season and year of an earlier one."""
    return _("this quarter") if quarter == now else in_quarter(quarter)


def in_quarter(quarter: Quarter) -> str:
    """“in summer 2026”."""
    return _("in {season} {year}").format(season=quarter.season, year=quarter.year)


def quarter_before(quarter: Quarter, after: Quarter, now: Quarter) -> str:
    """“last quarter” where it is the one before this, else its season and year."""
    is_last = after == now and quarter.until(after) == 1
    return _("last quarter") if is_last else in_quarter(quarter)


def short_quarter(quarter: Quarter) -> str:
    """A quarter under an axis: “Au26”."""
    seasons = (_("W"), _("Sp"), _("Su"), _("Au"))
    return f"{seasons[quarter.number - 1]}{quarter.year % 100:02d}"


def figure_sentence(name: str, told: Sequence[Told], now: Quarter, ending: str) -> str:
    """“Staff training and support: 2.2 this quarter (6 of 10 topics), 1.8 last quarter; nothing unusual.”

    `told` has what is known, earliest first; at most the last two are said. `ending` is what may be said of them; a
    whole sentence stands by itself.
    """
    said = _figures_words(told, now)
    if not said:
        return _("{name}: {ending}.").format(name=name, ending=ending.rstrip("."))
    if ending.endswith((".", "?")):
        return _("{name}: {said}. {ending}").format(name=name, said=said, ending=ending)
    return _("{name}: {said}; {ending}.").format(name=name, said=said, ending=ending)


def _figures_words(told: Sequence[Told], now: Quarter) -> str:
    if not told:
        return ""
    latest = told[-1]
    said = _("{figure} {when}").format(figure=latest.figure, when=quarter_now(latest.quarter, now))
    if latest.base:
        said = _("{said} ({base})").format(said=said, base=latest.base)
    if len(told) == 1:
        return said
    before = told[-2]
    when = quarter_before(before.quarter, latest.quarter, now)
    return _("{said}, {figure} {when}").format(said=said, figure=before.figure, when=when)


def since_words(
    move: Move | None, useful: int, *, pattern: str = "", whole_steps: bool = False, common: int = 0
) -> str:
    """What may be said of a quarterly line: by the move between its last two values, and how many it has.

    `move` is None where the last two may not be compared. `pattern` is the sentence of what the rules of run charts
    found, only heard from ten useful points on. `whole_steps`: a level that didn't move is the same, not much the same.
    `common`: how many topics the move rests on, said where the two figures beside it don't show it themselves.
    """
    if useful >= RULES_FROM:
        return pattern or _("nothing unusual")
    said = _move_words(move, whole_steps=whole_steps)
    if common and move in {Move.HIGHER, Move.LOWER}:
        words = plural("{said} on the {n} topic in common", "{said} on the {n} topics in common", common)
        said = words.format(said=said, n=common)
    if useful >= CENTRE_FROM:
        return _said_by_chance(said) if said else _by_chance()
    return said or _("not to be compared with the time before")


def said_once(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines under each other: where several end in too few quarters, that is said once, after them."""
    ending = _said_by_chance("") + "."
    those = [line for line in lines if line.endswith(ending)]
    if len(those) < 2:
        return tuple(lines)
    kept = [line.removesuffix(ending) + "." if line.endswith(ending) else line for line in lines]
    chance = _by_chance()
    return (*kept, chance[:1].upper() + chance[1:] + ".")


def _by_chance() -> str:
    return _("too few quarters to tell pattern from chance")


def _said_by_chance(said: str) -> str:
    return _("{said}; {chance}").format(said=said, chance=_by_chance())


FEWEST_FOR_PERCENT = 10
"""The smallest base of a percentage (trends.md, section 5)."""


def kept_words(one: Tally) -> str:
    """Protected time that was kept: “9 of 12, 75%”, “7 of 9” where the base is small, or “none planned”."""
    if one.rate is None or one.planned >= FEWEST_FOR_PERCENT:
        return one.says()
    return _("{n} of {of}").format(n=one.held, of=one.planned)


def released_words(mean: int | None) -> str:
    """A released mean of 0–100, or that it isn't shown; never how many answered."""
    return _("not shown") if mean is None else _("{n} of 100").format(n=mean)


def scale_sentence(
    title: str, told: Sequence[tuple[Quarter, int | None, Change | None]], now: Quarter
) -> str:
    """“Load: 62 of 100 this quarter, higher than last time.” `told`: each survey's mean and the change it released."""
    if not told:
        return _("{title}: no survey in this time.").format(title=title)
    quarter, mean, change = told[-1]
    figure = _("{figure} {when}").format(figure=released_words(mean), when=quarter_now(quarter, now))
    if mean is None or change is None:
        return _("{title}: {figure}.").format(title=title, figure=figure)
    since = {
        Change.SAME: _("much the same as last time"),
        Change.HIGHER: _("higher than last time"),
        Change.LOWER: _("lower than last time"),
    }[change]
    return _("{title}: {figure}, {since}.").format(title=title, figure=figure, since=since)


SMALL = 5
"""Counts below this, but for nought, about people who use the service aren't told outside (trends.md, section 5)."""


def may_leave(n: int, of: int) -> bool:
    """Whether a count of refusals may stand outside: five or more, or nought of ten errands or more."""
    return n >= SMALL or (n == 0 and of >= FEWEST_FOR_PERCENT)


def away_in_all_words(n: int, of: int) -> str:
    """Refusals over the whole time, where a month has a small count: a small sum as “fewer than 5”, others in fives.

    Of two exact sums over times that overlap, the difference would be the small count that neither of them tells.
    """
    if not may_leave(n, of):
        return _("People were turned away fewer than {n} times in the time shown.").format(n=SMALL)
    if n == 0:
        return _("Nobody was turned away in {of} errands over the time shown.").format(of=of)
    return _("People were turned away at least {n} times in the time shown.").format(n=n - n % SMALL)


def first_words() -> str:
    """What is said of a line that has one value alone."""
    return _("one quarter is a starting point, and the line begins next time")


def _move_words(move: Move | None, *, whole_steps: bool) -> str:
    if move is None:
        return ""
    if whole_steps and move is Move.SAME:
        return _("the same as last time")
    return {
        Move.HIGHER: _("higher than last time"),
        Move.LOWER: _("lower than last time"),
        Move.SAME: _("much the same as last time"),
    }[move]
