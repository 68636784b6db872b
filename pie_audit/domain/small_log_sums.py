"""What small logs of a team add up to: hours by month and by process, tellings by episode; nothing by worker."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.rounding import one_decimal
from pie_audit.domain.small_logs import Friction, FrictionEnd, Tellings
from pie_audit.words import _, plural

FEWEST_SUMMED = 3
"""Fewer entries than this aren't summed (practice.md, section 10)."""

MOST_PROCESSES = 5

FEWEST_FOR_SHARE = 10
"""Episodes from which the avoidable share is told (practice.md, section 11)."""


@dataclass(frozen=True, slots=True)
class LostTime:
    """Entries of one month or one process, and their minutes; None where there are too few to sum."""

    of: str
    entries: int
    minutes: int | None


@dataclass(frozen=True, slots=True)
class FrictionSums:
    """`months` newest first (`2026-11`), the `processes` that cost most first. `minutes` are all of them, or None.

    `over_months` counts the months from the first to the last entry. `levels` are entries by level.
    """

    entries: int
    minutes: int | None
    over_months: int
    months: tuple[LostTime, ...]
    processes: tuple[LostTime, ...]
    levels: tuple[tuple[BarrierLevel, int], ...]
    turned_away: int
    bend_would_help: int


@dataclass(frozen=True, slots=True)
class TellingsSums:
    """One number an episode, newest month first, and what lies in the middle of them.

    `avoidable` of `times` tellings could have been spared; told from ten episodes on.
    """

    episodes: tuple[int, ...]
    middle: Fraction | None
    times: int
    avoidable: int | None


def friction_sums(entries: Sequence[Friction]) -> FrictionSums:
    """Everything that a friction log adds up to."""
    months, processes = defaultdict[str, list[Friction]](list), defaultdict[str, list[Friction]](list)
    for entry in entries:
        months[entry.month].append(entry)
        processes[" ".join(entry.process.split()).casefold()].append(entry)
    levels = Counter(entry.level for entry in entries)
    costly = sorted((_lost(p[0].process, p) for p in processes.values()), key=_costliest_first)
    return FrictionSums(
        entries=len(entries),
        minutes=_minutes(entries),
        over_months=_months_between(min(months), max(months)) if months else 0,
        months=tuple(_lost(month, months[month]) for month in sorted(months, reverse=True)),
        processes=tuple(costly[:MOST_PROCESSES]),
        levels=tuple((level, levels[level]) for level in BarrierLevel if levels[level]),
        turned_away=sum(entry.end is FrictionEnd.TURNED_AWAY for entry in entries),
        bend_would_help=sum(entry.bend_would_help for entry in entries),
    )


def tellings_sums(entries: Sequence[Tellings]) -> TellingsSums:
    """The number of tellings of each episode; their middle has no rule applied to it."""
    episodes = tuple(entry.times for entry in entries)
    is_many = len(entries) >= FEWEST_FOR_SHARE
    return TellingsSums(
        episodes=episodes,
        middle=Fraction(median(Fraction(times) for times in episodes)) if episodes else None,
        times=sum(episodes),
        avoidable=sum(entry.avoidable for entry in entries) if is_many else None,
    )


def lost_words(lost: LostTime) -> str:
    """“5.8 hours, 3 entries”, or that there are too few."""
    return lost_time_words(lost.entries, lost.minutes)


def lost_time_words(entries: int, minutes: int | None) -> str:
    """Hours to one decimal and the number of entries; a few aren't summed."""
    if minutes is None:
        return _("fewer than {n} entries: not summed").format(n=FEWEST_SUMMED)
    counted = plural("{n} entry", "{n} entries", entries).format(n=entries)
    return _("{hours} hours, {entries}").format(hours=one_decimal(Fraction(minutes, 60)), entries=counted)


def a_month_words(sums: FrictionSums) -> str:
    """“About 11 hours a month across 6 entries (own estimates).”; empty where there are too few to sum."""
    if sums.minutes is None:
        return ""
    hours = Fraction(sums.minutes, 60 * max(1, sums.over_months))
    told = one_decimal(hours) if hours < 10 else str(int(hours + Fraction(1, 2)))
    words = _("About {hours} hours a month across {n} entries (own estimates).")
    return words.format(hours=told, n=sums.entries)


def middle_words(sums: TellingsSums) -> str:
    """What lies in the middle of all episodes, and from ten of them on, how much could have been spared."""
    if sums.middle is None:
        return ""
    middle = sums.middle.numerator if sums.middle.denominator == 1 else one_decimal(sums.middle)
    words = _("Half of these stories were told {n} times or more.").format(n=middle)
    if sums.avoidable is None:
        return words
    spared = _("{n} of {of} tellings could have been avoided.")
    return f"{words} {spared.format(n=sums.avoidable, of=sums.times)}"


def next_label(entries: Iterable[Tellings], month: str) -> str:
    """The next throwaway label of a month: T1, T2 … It stands for nobody afterwards."""
    taken = {entry.label.casefold() for entry in entries if entry.month == month}
    return next(f"T{n}" for n in range(1, len(taken) + 2) if f"t{n}" not in taken)


def _lost(of: str, entries: Sequence[Friction]) -> LostTime:
    return LostTime(" ".join(of.split()), len(entries), _minutes(entries))


def _minutes(entries: Sequence[Friction]) -> int | None:
    return sum(entry.minutes for entry in entries) if len(entries) >= FEWEST_SUMMED else None


def _costliest_first(lost: LostTime) -> tuple[bool, int, int, str]:
    return (lost.minutes is None, -(lost.minutes or 0), -lost.entries, lost.of.casefold())


def _months_between(first: str, last: str) -> int:
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:]) + 1
