"""Actions by the quarter of their plan, and the themes that groups said their talks belong to: counts alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pie_audit.domain.chart import (
    Cell,
    CellKind,
    Chart,
    ChartTable,
    GridChart,
    GridRow,
    Part,
    StackChart,
    StackColumn,
    Unshown,
)
from pie_audit.domain.plan import CARRIED_TOO_OFTEN, Action, ActionStatus
from pie_audit.domain.plan_parts import status_words
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.session import SMALLEST_TEAM
from pie_audit.words import _, plural
from pie_audit.workflows.trends.along import pins_by_quarter, quarter_steps
from pie_audit.workflows.trends.material import TrendMaterial

_ORDER = (
    ActionStatus.DONE,
    ActionStatus.UNDER_WAY,
    ActionStatus.NOT_STARTED,
    ActionStatus.CARRIED,
    ActionStatus.STOPPED,
)


def actions_chart(material: TrendMaterial) -> Chart:
    """What became of the actions of each plan, as they stand now."""
    found = {q: [a for when, a in material.actions if when == q] for q in material.quarters}
    if not any(found.values()):
        return Unshown("actions", _("Actions"), _("No plan has an action yet."))
    return StackChart(
        id="actions",
        title=_("Actions moving"),
        note=_("By the quarter of their plan, as they stand now"),
        sentence=_action_words(found),
        table=_action_table(found),
        steps=quarter_steps(material.quarters),
        columns=tuple(_column(q, them) for q, them in found.items()),
        fills=tuple(status_words(status) for status in _ORDER),
        pins=pins_by_quarter(material, "actions"),
    )


def stuck_lines(material: TrendMaterial) -> tuple[str, ...]:
    """Open actions that were carried forward three times or more, by what they say."""
    words = _("Carried forward {n} times: “{what}”. Shrink it, drop it or ask for help.")
    stuck = (a for quarter, a in material.actions if quarter in material.quarters and a.is_stuck)
    return tuple(words.format(n=a.carried_count, what=a.what.rstrip(".")) for a in stuck)


def _counts(them: Sequence[Action]) -> Counter[ActionStatus]:
    return Counter(action.status for action in them)


def _column(quarter: Quarter, them: Sequence[Action]) -> StackColumn:
    counts = _counts(them)
    parts = tuple(
        Part(float(counts[status]), str(counts[status]), f"{counts[status]} {status_words(status)}", fill)
        for fill, status in enumerate(_ORDER)
        if counts[status]
    )
    if not parts:
        return StackColumn((), _("{quarter}: no action").format(quarter=quarter.name))
    return StackColumn(parts, f"{quarter.name}: {', '.join(part.words for part in parts)}")


def _action_words(found: Mapping[Quarter, Sequence[Action]]) -> str:
    quarter = max(q for q, them in found.items() if them)
    counts = _counts(found[quarter])
    total = sum(counts.values())
    said = ", ".join(f"{counts[s]} {status_words(s)}" for s in _ORDER if counts[s])
    plan = plural(
        "{n} action in the plan of {quarter}: {said}.",
        "{n} actions in the plan of {quarter}: {said}.",
        total,
    ).format(n=total, quarter=quarter.name, said=said)
    stuck = sum(a.is_stuck for them in found.values() for a in them)
    if not stuck:
        return plan
    often = plural(
        "{n} has been carried forward {most} times or more.",
        "{n} have been carried forward {most} times or more.",
        stuck,
    )
    return f"{plan} {often.format(n=stuck, most=CARRIED_TOO_OFTEN)}"


def _action_table(found: Mapping[Quarter, Sequence[Action]]) -> ChartTable:
    head = (_("Quarter"), *(status_words(status).capitalize() for status in _ORDER))
    rows = tuple((q.name, *(str(_counts(them)[s]) for s in _ORDER)) for q, them in found.items())
    return ChartTable(head, rows)


def themes_time(material: TrendMaterial) -> Chart:
    """How many lines that groups sent back belong to each theme, by quarter; only for a team of five or more.

    Lines were agreed aloud for the team to read. Private pages and their tags are counted nowhere.
    """
    title = _("What we reflect on")
    if material.people < SMALLEST_TEAM:
        words = _("Not shown: themes of talks are counted from {n} people in a team on.")
        return Unshown("themes_time", title, words.format(n=SMALLEST_TEAM))
    counts = _theme_counts(material)
    if not counts:
        words = _("No group has sent a line back that belongs to a theme. Private pages are never counted.")
        return Unshown("themes_time", title, words)
    rows = tuple(
        GridRow(
            theme_id, name, tuple(_theme_cell(name, q, counts[theme_id, q]) for q in material.quarters), at
        )
        for at, (theme_id, name) in enumerate(_theme_names(material))
    )
    return GridChart(
        id="themes_time",
        title=title,
        note=_("Lines that groups agreed to send back to the team, by theme"),
        sentence=_theme_words(material, counts),
        table=ChartTable(
            (_("Theme"), *(q.name for q in material.quarters)),
            tuple((row.name, *(cell.text or "0" for cell in row.cells)) for row in rows),
        ),
        steps=quarter_steps(material.quarters),
        rows=rows,
        pins=pins_by_quarter(material, "themes_time"),
    )


def _theme_counts(material: TrendMaterial) -> Counter[tuple[str, Quarter]]:
    return Counter(
        (theme_id, quarter)
        for line in material.lines
        if line.agreed_aloud and (quarter := Quarter.of(line.day)) in material.quarters
        for theme_id in line.theme_ids
    )


def _theme_names(material: TrendMaterial) -> tuple[tuple[str, str], ...]:
    """Themes of the reviews, or of the questions that ship where there was none, in their order."""
    return tuple((theme.id, theme.short_title) for theme in material.all_themes)


def _theme_cell(name: str, quarter: Quarter, n: int) -> Cell:
    words = plural("{n} line", "{n} lines", n).format(n=n)
    return Cell(str(n) if n else "", f"{name}, {quarter.name}: {words}", CellKind.VALUE)


def _theme_words(material: TrendMaterial, counts: Counter[tuple[str, Quarter]]) -> str:
    names = dict(_theme_names(material))
    totals: Counter[str] = Counter()
    for (theme_id, _quarter), n in counts.items():
        totals[theme_id] += n
    said = ", ".join(f"{names[t]} {totals[t]}" for t in names if totals[t])
    return _("Lines from groups over the time shown: {themes}.").format(themes=said)
