"""What the windows of time and the parts of the trends are called on the screen."""

from __future__ import annotations

from pie_audit.words import _
from pie_audit.workflows.trends.views import Part, Window

WINDOWS = (Window.FOUR, Window.EIGHT, Window.ALL)
"""In the order of the switch; each has its key."""

BESIDE_THE_THEMES: tuple[Part, ...] = tuple(part for part in Part if part not in {Part.THEMES, Part.TOPICS})
"""The parts that can be put on the page or left off; the themes always stand, topics behind a click."""

PART_ICONS = {
    Part.DISTANCE: "arrows-out-line-horizontal",
    Part.PERSPECTIVES: "columns",
    Part.PEOPLE: "users",
    Part.TIME: "clock",
    Part.WELLBEING: "heart",
    Part.WRITING: "notebook",
    Part.ACTIONS: "flag",
    Part.SMALL_LOGS: "note",
}


def window_words(window: Window) -> str:
    """How far back, as a button says it."""
    return {
        Window.FOUR: _("Four quarters"),
        Window.EIGHT: _("Eight quarters"),
        Window.ALL: _("All quarters"),
    }[window]


def part_title(part: Part) -> str:
    """A part of the page, as its chip and its heading say it."""
    return {
        Part.THEMES: _("Themes"),
        Part.TOPICS: _("Topics"),
        Part.DISTANCE: _("Distance travelled"),
        Part.PERSPECTIVES: _("Side by side"),
        Part.PEOPLE: _("Who took part"),
        Part.TIME: _("Protected time"),
        Part.WELLBEING: _("Wellbeing"),
        Part.WRITING: _("What we reflect on"),
        Part.ACTIONS: _("Actions moving"),
        Part.SMALL_LOGS: _("Small logs"),
    }[part]


def parts_from(kept: str) -> frozenset[Part]:
    """The parts that this computer remembers; words that name none are left out."""
    known = {part.value: part for part in BESIDE_THE_THEMES}
    return frozenset(known[word] for word in kept.split() if word in known)


def parts_kept(parts: frozenset[Part]) -> str:
    """The parts as this computer remembers them, in their order on the page."""
    return " ".join(part.value for part in BESIDE_THE_THEMES if part in parts)
