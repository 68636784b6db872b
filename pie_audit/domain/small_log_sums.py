"""What small logs of a team add up to: hours by month and by process, tellings by episode; nothing by worker."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from pie_audit.domain.agency import grouped, shown
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.rounding import one_decimal
from pie_audit.domain.small_logs import Friction, FrictionEnd, Tellings
from pie_audit.words import _, plural

FEWEST_SUMMED = 3
"""Fewer entries than this aren't summed (practice.md, section 10)."""

MOST_PROCESSES = 5

MOST_EPISODES = 40
"""So many of the newest episodes are drawn beside the log, a column of dots each."""

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
    levels: tuple[tuple[BarrierLevel | None, int], ...]
    turned_away: int
    bend_would_help: int


@dataclass(frozen=True, slots=True)
class TellingsSums:
    """One number for each of the newest episodes, newest month first, and what lies in the middle of all `count` of them.

    `avoidable` of `times` tellings could have been spared; told from ten episodes on. `middle_days` lies in the middle of
    the days waited in those `days_said` episodes of which somebody said them.
    """

    episodes: tuple[int, ...]
    middle: Fraction | None
    times: int
    avoidable: int | None
    middle_days: Fraction | None = None
    days_said: int = 0
    count: int = 0


@dataclass(frozen=True, slots=True)
class Lump:
    """Entries of one month, or of one spelling, and all their minutes."""

    of: str
    entries: int
    minutes: int = 0


Mark = tuple[BarrierLevel | None, FrictionEnd, bool]


def friction_sums(entries: Sequence[Friction]) -> FrictionSums:
    """Everything that a friction log adds up to."""
    months, processes = defaultdict[str, list[Friction]](list), defaultdict[str, list[Friction]](list)
    for entry in entries:
        months[entry.month].append(entry)
        processes[entry.process].append(entry)
    return summed(
        [_lump(month, them) for month, them in months.items()],
        [_lump(process, them) for process, them in processes.items()],
        Counter((entry.level, entry.end, entry.bend_would_help) for entry in entries),
    )


def summed(months: Sequence[Lump], processes: Sequence[Lump], marks: Mapping[Mark, int]) -> FrictionSums:
    """The same from lumps: entries by month, by each spelling of a process, and by level, end and whether bending helps."""
    entries, minutes = sum(m.entries for m in months), sum(m.minutes for m in months)
    levels = Counter[BarrierLevel | None]()
    for (level, _end, _bend), count in marks.items():
        levels[level] += count
    costly = sorted((_lost(one) for one in by_name(processes)), key=_costliest_first)
    return FrictionSums(
        entries=entries,
        minutes=minutes if entries >= FEWEST_SUMMED else None,
        over_months=_months_between(min(m.of for m in months), max(m.of for m in months)) if months else 0,
        months=tuple(_lost(month) for month in sorted(months, key=lambda m: m.of, reverse=True)),
        processes=tuple(costly[:MOST_PROCESSES]),
        levels=tuple((level, levels[level]) for level in (*BarrierLevel, None) if levels[level]),
        turned_away=sum(n for (_level, end, _bend), n in marks.items() if end is FrictionEnd.TURNED_AWAY),
        bend_would_help=sum(n for (_level, _end, bend), n in marks.items() if bend),
    )


def by_name(lumps: Sequence[Lump]) -> tuple[Lump, ...]:
    """Spellings of one process or agency as one lump, under the spelling used most."""
    by_spelling = {lump.of: lump for lump in lumps}
    counts = {lump.of: lump.entries for lump in lumps}
    found = []
    for group in grouped(by_spelling):
        them = [by_spelling[one] for one in group]
        found.append(Lump(shown(group, counts), sum(t.entries for t in them), sum(t.minutes for t in them)))
    return tuple(found)


def tellings_sums(entries: Sequence[Tellings]) -> TellingsSums:
    """The number of tellings of each episode, and the days waited where somebody said; their middles have no rule."""
    return episode_sums([(entry.times, entry.avoidable, entry.days_waited) for entry in entries])


def episode_sums(episodes: Sequence[tuple[int, int, int]]) -> TellingsSums:
    """The same from numbers alone: times told, how many of them could have been avoided, days waited (0: not said)."""
    return counted_sums(
        [told for told, _avoidable, _days in episodes[:MOST_EPISODES]],
        Counter(told for told, _avoidable, _days in episodes),
        Counter(days for _told, _avoidable, days in episodes),
        avoidable=sum(avoidable for _told, avoidable, _days in episodes),
    )


def counted_sums(
    newest: Sequence[int], times: Mapping[int, int], days: Mapping[int, int], *, avoidable: int
) -> TellingsSums:
    """The same from counts: how many episodes were told so often, and how many people waited so many days."""
    count, said = sum(times.values()), {waited: n for waited, n in days.items() if waited}
    return TellingsSums(
        episodes=tuple(newest),
        middle=_middle(times),
        times=sum(told * n for told, n in times.items()),
        avoidable=avoidable if count >= FEWEST_FOR_SHARE else None,
        middle_days=_middle(said),
        days_said=sum(said.values()),
        count=count,
    )


def _middle(counts: Mapping[int, int]) -> Fraction | None:
    """The median of numbers of which it is known how often each comes up."""
    many = sum(counts.values())
    if not many:
        return None
    return Fraction(_number_at(counts, (many - 1) // 2) + _number_at(counts, many // 2), 2)


def _number_at(counts: Mapping[int, int], place: int) -> int:
    """The number in this place, from 0, where all stand in a row, the least first."""
    numbers = sorted(counts)
    ends = accumulate(counts[number] for number in numbers)
    return next(number for number, end in zip(numbers, ends, strict=True) if place < end)


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
    words = _("Half of these stories were told {n} times or more.").format(n=_plain(sums.middle))
    if sums.avoidable is None:
        return words
    spared = _("{n} of {of} tellings could have been avoided.")
    return f"{words} {spared.format(n=sums.avoidable, of=sums.times)}"


def newest_words(drawn: int, every: int) -> str:
    """“The newest 200 of 20,000 episodes”; empty where all of them are drawn."""
    if drawn >= every:
        return ""
    return _("The newest {n} of {of} episodes").format(n=drawn, of=f"{every:,}")


def days_words(sums: TellingsSums) -> str:
    """What lies in the middle of the days waited; empty where nobody said any."""
    if sums.middle_days is None:
        return ""
    words = plural(
        "Days waited, half of the time: {days} or more ({n} episode).",
        "Days waited, half of the time: {days} or more ({n} episodes).",
        sums.days_said,
    )
    return words.format(days=_plain(sums.middle_days), n=sums.days_said)


def _plain(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else one_decimal(number)


def next_label(entries: Iterable[Tellings], month: str) -> str:
    """The next throwaway label of a month: T1, T2 … It stands for nobody afterwards."""
    taken = {entry.label.casefold() for entry in entries if entry.month == month}
    return next(f"T{n}" for n in range(1, len(taken) + 2) if f"t{n}" not in taken)


def _lost(lump: Lump) -> LostTime:
    return LostTime(lump.of, lump.entries, lump.minutes if lump.entries >= FEWEST_SUMMED else None)


def _lump(of: str, entries: Sequence[Friction]) -> Lump:
    return Lump(of, len(entries), sum(entry.minutes for entry in entries))


def _costliest_first(lost: LostTime) -> tuple[bool, int, int, str]:
    return (lost.minutes is None, -(lost.minutes or 0), -lost.entries, lost.of.casefold())


def _months_between(first: str, last: str) -> int:
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:]) + 1
