"""What the trends offer by words: themes, parts, how far back, and the ways of looking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from pie_audit.ui.trends.naming import BESIDE_THE_THEMES, PART_ICONS, WINDOWS, part_title, window_words
from pie_audit.ui.widgets import Command
from pie_audit.words import _
from pie_audit.workflows.trends.views import Part, Trends, Window

_KEYS = {Window.FOUR: "4", Window.EIGHT: "8", Window.ALL: "A"}


class TrendActs(Protocol):
    """What the page does."""

    def open_theme(self, theme_id: str) -> None:
        """The topics of a theme."""

    def show_part(self, part: Part) -> None:
        """Put a part on the page and go to it."""

    def show_window(self, window: Window) -> None:
        """Look that far back."""

    def pin(self) -> None:
        """Write a note."""

    def read_rules(self) -> None:
        """How the charts are read."""


def trend_commands(trends: Trends, acts: TrendActs, parts: Sequence[Part]) -> tuple[Command, ...]:
    """Only what there is; a note only for whoever may pin one."""
    words = _("over time quarters lines charts change")
    found = theme_commands(trends.themes, acts.open_theme)
    found += part_commands(acts.show_part, parts)
    for window in WINDOWS:
        if window is not trends.wish.window:
            act = partial(acts.show_window, window)
            found.append(Command(window_words(window), act, _KEYS[window], (words,), icon="chart-line"))
    if trends.may_mark:
        found.append(Command(_("Pin a note"), acts.pin, "P", (_("mark date moved happened"),), icon="note"))
    found.append(
        Command(_("How the charts are read"), acts.read_rules, "", (_("rules settings limits"),), icon="gear")
    )
    return tuple(found)


def theme_commands(themes: Sequence[tuple[str, str]], open_theme: Callable[[str], object]) -> list[Command]:
    """“Trends: Staff support” for each theme."""
    words = _("over time topics quarters lines charts")
    return [
        Command(
            _("Trends: {theme}").format(theme=name),
            partial(open_theme, theme_id),
            keywords=(words,),
            icon="chart-line",
            name=f"theme {theme_id}",
        )
        for theme_id, name in themes
    ]


def part_commands(
    show_part: Callable[[Part], object], parts: Sequence[Part] = BESIDE_THE_THEMES
) -> list[Command]:
    """“Trends: Protected time” for each part."""
    words = _("over time quarters charts part page")
    return [
        Command(
            _("Trends: {part}").format(part=part_title(part)),
            partial(show_part, part),
            keywords=(words,),
            icon=PART_ICONS[part],
            name=part_name(part),
        )
        for part in parts
    ]


def part_name(part: Part) -> str:
    """The name of a part's command in every language."""
    return f"part {part.value}"
