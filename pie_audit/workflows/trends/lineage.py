"""Teams before this one and after it: where a line ends, and that lines of two teams are never joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pie_audit.domain.chart import Pin
from pie_audit.domain.quarter import Quarter
from pie_audit.words import _, plural
from pie_audit.workflows.trends.material import Forebear, TrendMaterial

_OF_REVIEWS = ("theme_lines", "topic_", "heatmap", "participation")
"""Charts of reviews: on them the line of a team ends with its last review, on others in the quarter of its end."""


def lineage_pins(material: TrendMaterial, chart_id: str) -> tuple[Pin, ...]:
    """The marks of a chart of quarters, as far as their quarters are shown.

    A team before this one that ended is marked where its line ends. Where that lies too far back, or the team goes on,
    the first review that came out of it is marked instead.
    """
    places = {quarter: at for at, quarter in enumerate(material.quarters)}
    ends = [(one, _end_on(chart_id, one.last, one.ended)) for one in material.forebears]
    marked: dict[Quarter, list[str]] = {}
    for one, quarter in ends:
        if quarter in places:
            marked.setdefault(quarter, []).append(one.name)
    pins = [_end_pin(places[quarter], quarter, names) for quarter, names in marked.items()]
    others = [one.name for one, quarter in ends if quarter not in places]
    if others and material.begun in places:
        words = _("The team came out of {teams}").format(teams=_listed(others))
        pins.append(Pin(places[material.begun], words))
    return (*pins, *_own_pins(material, chart_id, places))


def _own_pins(material: TrendMaterial, chart_id: str, places: dict[Quarter, int]) -> Iterator[Pin]:
    """Where the team's own line ends, or where another one came out of it while it goes on."""
    end = _end_on(chart_id, material.last_of_all, material.ended)
    if not material.came_of_it:
        return
    if end is not None:
        names = _listed(one.name for one in material.came_of_it)
        words = _("This team’s own line ends here. {teams} came out of it").format(teams=names)
        if end in places:
            yield Pin(
                places[end],
                words,
                ends=_("This team’s own line ended in {quarter}.").format(quarter=end.name),
            )
        return
    for one in material.came_of_it:
        if one.first in places:
            yield Pin(places[one.first], _("{teams} came out of this team").format(teams=one.name))


def _end_on(chart_id: str, last: Quarter | None, ended: Quarter | None) -> Quarter | None:
    """Where a team's line ends on this chart, None where it goes on."""
    if ended is None:
        return None
    return last if last is not None and chart_id.startswith(_OF_REVIEWS) else ended


def _end_pin(at: int, quarter: Quarter, names: Sequence[str]) -> Pin:
    words = plural(
        "The line of {teams} ends here. It isn’t joined to this team’s",
        "The lines of {teams} end here. They aren’t joined to this team’s",
        len(names),
    ).format(teams=_listed(names))
    ends = plural(
        "The line of {teams} ended in {quarter} and isn’t joined to this one.",
        "The lines of {teams} ended in {quarter} and aren’t joined to this one.",
        len(names),
    ).format(teams=_listed(names), quarter=quarter.name)
    return Pin(at, words, ends=ends)


def team_words(material: TrendMaterial) -> tuple[str, ...]:
    """Where the team came from and what it turned into; lines of other teams are never joined to its own."""
    ended = [one for one in material.forebears if one.ended is not None]
    going_on = [one.name for one in material.forebears if one.ended is None]
    found = []
    if ended:
        found.append(
            _("This team came out of {teams}. Their lines end there and aren’t joined to this one.").format(
                teams=_listed(map(_with_last, ended))
            )
        )
    if going_on:
        found.append(
            plural(
                "This team came out of {teams}, which goes on. Its line isn’t joined to this one.",
                "This team came out of {teams}, which go on. Their lines aren’t joined to this one.",
                len(going_on),
            ).format(teams=_listed(going_on))
        )
    if material.came_of_it:
        words = _("{teams} came out of this team. Its lines go on by themselves.")
        if material.ended is not None:
            words = _("{teams} came out of this team. Its lines end here.")
        found.append(words.format(teams=_listed(one.name for one in material.came_of_it)))
    return tuple(found)


def _with_last(one: Forebear) -> str:
    if one.last is None:
        return one.name
    return _("{team} (last review {quarter})").format(team=one.name, quarter=one.last.name)


def _listed(names: Iterable[str]) -> str:
    return " · ".join(names)
