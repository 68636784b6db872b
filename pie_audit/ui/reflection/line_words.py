"""What a row of the list says of a page, to the eye and aloud."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pie_audit.domain.day import day_words, full_day_words, recent_day_words, short_month, weekday_words
from pie_audit.words import _, plural
from pie_audit.workflows.entry_search import Around, Line
from pie_audit.workflows.reflections import KeptWords


@dataclass(frozen=True, slots=True)
class RowWords:
    """One row. `theme` is its place among all themes, or -1; `shared` is None where the page is only one's own."""

    day: str
    month: str
    title: str
    under: str
    theme: int
    theme_words: str
    privacy: str
    shared: bool


class LineWords:
    """Says it with these names and themes."""

    def __init__(self, around: Around) -> None:
        self._around = around

    def of(self, line: Line) -> RowWords:
        """What stands in the row; a page without a title shows its first line instead."""
        year = "" if line.day.year == self._around.today.year else f" {line.day.year}"
        theme = self._theme(line)
        return RowWords(
            str(line.day.day),
            short_month(line.day) + year,
            line.title or line.first_line or _("A page without words"),
            self._under(line),
            theme[0],
            theme[1],
            self._privacy(line),
            bool(line.reader_ids or line.author_id),
        )

    def spoken(self, line: Line) -> str:
        """The whole row as one sentence after another."""
        words, today = self.of(line), self._around.today
        near = line.day.year == today.year
        day = weekday_words(line.day) if near else full_day_words(line.day)
        return ". ".join(p for p in (day, words.title, words.under, words.theme_words, words.privacy) if p)

    def _under(self, line: Line) -> str:
        marks = [_("Written before signing in")] if line.before_sign_in else []
        if line.title and line.first_line:
            marks.append(line.first_line)
        elif line.with_whom:
            marks.append(_("With {whom}").format(whom=line.with_whom))
        return " · ".join(marks)

    def _theme(self, line: Line) -> tuple[int, str]:
        found = [known for theme_id in line.theme_ids if (known := self._around.theme(theme_id)) is not None]
        if not found:
            return -1, ""
        at, theme = found[0]
        more = len(found) - 1
        return at, theme.short_title if not more else f"{theme.short_title} +{more}"

    def _privacy(self, line: Line) -> str:
        if line.author_id:
            return _("From {name}").format(name=first_name(self._around.name(line.author_id)))
        if not line.reader_ids:
            return _("Only me")
        return shared_words([self._around.name(reader) for reader in line.reader_ids])


def shared_words(names: list[str]) -> str:
    """“Shared with Amina”; of more than two, how many."""
    first = [first_name(name) for name in names]
    if len(first) <= 2:
        return _("Shared with {names}").format(names=_(" and ").join(first))
    return plural("Shared with {n} person", "Shared with {n} people", len(first)).format(n=len(first))


def first_name(name: str) -> str:
    """What somebody is called."""
    return name.split()[0] if name.split() else name


def kept_words(kept: KeptWords, today: date) -> str:
    """“We kept what you were writing on Friday.”"""
    if kept.kept_on == today:
        return _("We kept what you were writing today.")
    return _("We kept what you were writing on {day}.").format(day=recent_day_words(kept.kept_on, today))


def week_words(week: str) -> str:
    """“Week of 16 November”, of an ISO week such as `2026-W47`."""
    year, _w, number = week.partition("-W")
    return _("Week of {day}").format(day=day_words(date.fromisocalendar(int(year), int(number), 1)))
