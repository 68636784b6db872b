"""Tables of figures over quarters: the very values that the charts of the trends page are drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from pie_audit.domain.chart import CellKind, Chart, ChartTable, GridChart, GridRow, LineChart, Unshown
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.rounding import one_decimal
from pie_audit.domain.table import Column, Table, TableName
from pie_audit.words import _
from pie_audit.workflows.trends.material import Review, TrendMaterial
from pie_audit.workflows.trends.views import Part, Trends

_LINES, _GRID = "theme_lines/", "topic_grid/"


def themes_table(trends: Trends, material: TrendMaterial) -> Table:
    """Theme means by quarter with the topics they rest on."""
    columns = (
        Column(_("Theme"), _("A group of topics of our review.")),
        Column(_("Theme id"), _("The theme as question files name it.")),
        Column(_("Quarter"), _("The quarter of the review, 2026Q4.")),
        Column(
            _("Mean"),
            _("Mean of the levels the team agreed, 0 to 4, to one decimal; else why there is none."),
            True,
        ),
        Column(_("Topics with a level"), _("How many topics the mean rests on."), True),
        Column(_("Topics that apply"), _("How many topics could have a level."), True),
        Column(_("Lowest"), _("The lowest level of any topic."), True),
        Column(_("Highest"), _("The highest level of any topic."), True),
        *_question_columns(),
        Column(
            _("Notes"), _("Where a review isn’t signed off yet, a line breaks, or the line of a team ends.")
        ),
    )
    reviews = _by_quarter(material)
    rows = [
        row for chart in _charts(trends, Part.THEMES, _LINES) for row in _theme_rows(chart, material, reviews)
    ]
    return Table(
        TableName.THEMES, _("Themes by quarter"), columns, tuple(rows), _filters(trends), _why(trends, rows)
    )


def _theme_rows(
    chart: Chart, material: TrendMaterial, reviews: dict[Quarter, Review]
) -> Iterator[tuple[str, ...]]:
    theme_id = chart.id.removeprefix(_LINES)
    if not isinstance(chart, LineChart):
        yield (chart.title, theme_id, "", "", "", "", "", "", "", "", chart.sentence)
        return
    points = chart.series[0].points
    for quarter, shown, point in zip(material.quarters, chart.table.rows, points, strict=True):
        review = reviews.get(quarter)
        score = review.score(theme_id) if review is not None and point.value is not None else None
        yield (
            chart.title,
            theme_id,
            str(quarter),
            shown[1],
            "" if score is None else str(score.valued),
            "" if score is None else str(score.applicable),
            _whole(point.low),
            _whole(point.high),
            *_question_cells(review),
            shown[4],
        )


def topics_table(trends: Trends, material: TrendMaterial) -> Table:
    """Every topic in every quarter: its agreed level as a number and in words, or why there is none."""
    columns = (
        Column(_("Theme id"), _("The theme as question files name it.")),
        Column(_("Topic id"), _("The topic as question files name it.")),
        Column(_("Topic"), _("A statement the team rates, by its title today.")),
        Column(_("Quarter"), _("The quarter of the review, 2026Q4.")),
        Column(_("Level"), _("The level the team agreed, 0 to 4; empty where there is none."), True),
        Column(_("In words"), _("The level in words, or why there is none.")),
        *_question_columns(),
        Column(_("Signed off"), _("Yes or no: whether nothing in that review changes any more.")),
    )
    rows = [
        row
        for chart in _charts(trends, Part.TOPICS, _GRID)
        if isinstance(chart, GridChart)
        for line, told in zip(chart.rows, chart.table.rows[: len(chart.rows)], strict=True)
        for row in _topic_rows(chart.id.removeprefix(_GRID), line, told[1:], material)
    ]
    return Table(
        TableName.TOPICS, _("Topics by quarter"), columns, tuple(rows), _filters(trends), _why(trends, rows)
    )


def _topic_rows(
    theme_id: str, line: GridRow, told: Sequence[str], material: TrendMaterial
) -> Iterator[tuple[str, ...]]:
    """`told` is what the table of the page says of each quarter."""
    reviews = _by_quarter(material)
    for quarter, cell, words in zip(material.quarters, line.cells, told, strict=True):
        review = reviews.get(quarter) if cell.kind is not CellKind.NO_REVIEW else None
        if review is not None and cell.level is not None:
            words = review.questions.levels[cell.level].label
        yield (
            theme_id,
            line.key,
            line.name,
            str(quarter),
            "" if cell.level is None else str(cell.level),
            words,
            *_question_cells(review),
            "" if review is None else _("yes") if review.is_signed else _("no"),
        )


def chart_table(trends: Trends, name: TableName, chart_id: str, means: Sequence[str]) -> Table:
    """The table of one chart as it stands on the page; `means` tell its first columns, the rest are figures."""
    chart = trends.chart(chart_id)
    if chart is None or isinstance(chart, Unshown):
        title, why = (chart.title, chart.sentence) if chart else ("", _("Nothing of it can be shown."))
        return Table(name, title, (Column(_("Nothing to show"), why),), (), _filters(trends), why)
    told = chart.table
    columns = tuple(
        _notes_column() if head == _("Notes") else Column(head, means[min(at, len(means) - 1)], at > 0)
        for at, head in enumerate(told.head)
    )
    return Table(name, chart.title, columns, told.rows, _filters(trends))


def _notes_column() -> Column:
    return Column(_("Notes"), _("Where the line of a team ends."))


def small_logs_table(trends: Trends) -> Table:
    """Sums of the small logs, a figure a row: each belongs to a chart of the page."""
    columns = (
        Column(_("Log"), _("Which sums: as the trends page calls them.")),
        Column(_("Of"), _("The month, process or episode that the figure is about.")),
        Column(_("What"), _("What is counted or added up.")),
        Column(_("Figure"), _("The sum; empty where none is shown."), True),
        Column(_("In words"), _("The figure as the page says it, or why none is shown."), True),
    )
    section = trends.section(Part.SMALL_LOGS)
    charts = section.charts if section is not None else ()
    rows = tuple(
        (chart.title, *row)
        for chart in charts
        if not isinstance(chart, Unshown)
        for row in (_valued(chart) if isinstance(chart, LineChart) else _figures(chart.table))
    )
    why = "" if rows else _("Nothing was noted in the small logs, or too little to add up.")
    return Table(TableName.SMALL_LOGS, _("Small logs, added up"), columns, rows, _filters(trends), why)


def _valued(chart: LineChart) -> Iterable[tuple[str, str, str, str]]:
    """A month's value as a number beside its words; the charts of episodes have their figures apart already."""
    points = chart.series[0].points
    if len(chart.table.head) != 2:
        yield from _figures(chart.table)
        return
    for (name, words), point in zip(chart.table.rows, points, strict=True):
        yield name, chart.table.head[1], "" if point.value is None else _one_decimal(point.value), words


def _figures(table: ChartTable) -> Iterable[tuple[str, str, str, str]]:
    for row in table.rows:
        if any(row[1:]):
            for head, cell in zip(table.head[1:], row[1:], strict=False):
                yield row[0], head, cell, cell
        else:  # a row that only says something, such as how many are left out
            yield row[0], "", "", ""


def _one_decimal(value: float) -> str:
    return one_decimal(Fraction(value)).removesuffix(".0")


def _charts(trends: Trends, part: Part, prefix: str) -> Iterator[Chart]:
    section = trends.section(part)
    for chart in section.charts if section is not None else ():
        if chart.id.startswith(prefix):
            yield chart


def _by_quarter(material: TrendMaterial) -> dict[Quarter, Review]:
    """Signed reviews: the same that stand on the page unless somebody asks for others too."""
    return {review.quarter: review for review in material.reviews if review.is_signed}


def _question_columns() -> tuple[Column, Column]:
    return (
        Column(_("Question set"), _("Which questions were asked.")),
        Column(_("Version"), _("Which version of them."), True),
    )


def _question_cells(review: Review | None) -> tuple[str, str]:
    if review is None:
        return "", ""
    return review.round.questionnaire_id, str(review.round.questionnaire_version)


def _filters(trends: Trends) -> tuple[str, ...]:
    first, last = trends.quarters[0], trends.quarters[-1]
    return (
        _("Quarters: {first} to {last}").format(first=first.name, last=last.name),
        _("Reviews: only those that are signed off"),
    )


def _why(trends: Trends, rows: Sequence[object]) -> str:
    if rows:
        return ""
    return trends.hidden_why or _("No review has been signed off yet.")


def _whole(value: float | None) -> str:
    return "" if value is None else _one_decimal(value)
