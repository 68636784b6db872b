"""Lays the trends of a team out as sections of charts with their sentences; pure, on values that were read before."""

from __future__ import annotations

from collections.abc import Sequence

from pie_audit.domain.chart import Chart, Unshown
from pie_audit.domain.cut_points import CutPoints, rule_words
from pie_audit.domain.disclosure import POOLED
from pie_audit.domain.team import Perspective
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.trend_mark import TrendSettings
from pie_audit.words import _
from pie_audit.workflows.trends.along import note_words
from pie_audit.workflows.trends.distance_chart import distance, signed_quarters
from pie_audit.workflows.trends.endings import told_throughout
from pie_audit.workflows.trends.item_charts import item_grids
from pie_audit.workflows.trends.joined import in_order, version_words
from pie_audit.workflows.trends.lineage import team_words
from pie_audit.workflows.trends.material import TrendMaterial
from pie_audit.workflows.trends.people_charts import participation, survey_lines
from pie_audit.workflows.trends.plan_charts import actions_chart, stuck_lines, themes_time
from pie_audit.workflows.trends.rating_charts import rating_charts
from pie_audit.workflows.trends.small_log_charts import small_log_charts, win_lines
from pie_audit.workflows.trends.theme_charts import theme_lines
from pie_audit.workflows.trends.theme_grid import heatmap
from pie_audit.workflows.trends.theme_places import Shown
from pie_audit.workflows.trends.time_charts import time_charts
from pie_audit.workflows.trends.topic_charts import topic_grid, topic_line, topics_of
from pie_audit.workflows.trends.views import Part, Section, Trends, TrendWish
from pie_audit.workflows.trends.wellbeing_charts import pulse_charts, support_burnout
from pie_audit.workflows.trends.windows import as_wished


def charted(material: TrendMaterial, wish: TrendWish) -> Trends:
    """Everything that the trends page shows of this material."""
    material = as_wished(material, wish)
    drawn = [r for r in material.reviews if r.is_signed or wish.with_unsigned]
    shown = Shown(material, wish, in_order(drawn))
    by_whom = Shown(material, wish, in_order(drawn, wish.perspective))
    sections = (
        _themes(by_whom),
        _topics(shown),
        _distance(shown),
        _side_by_side(shown),
        _people(material),
        _time(material),
        _wellbeing(material),
        _writing(material),
        _actions(material),
        _small_logs(material, to_leave=wish.to_leave),
    )
    return Trends(
        team=material.team,
        wish=wish,
        quarters=material.quarters,
        signed=signed_quarters(material),
        perspectives=_perspectives(material),
        themes=tuple((theme.id, theme.short_title) for theme in material.themes),
        sections=tuple(told_throughout(each) for each in sections if each.charts or each.in_words),
        marks=material.marks,
        settings=material.settings,
        may_mark=material.may_mark,
        hidden_why=material.hidden_why,
        version_words=version_words(shown.joins),
        notes=_notes(material.settings, material.cut),
        may_set=material.may_decide,
    )


def _themes(shown: Shown) -> Section:
    title = _("Themes")
    if shown.material.levels_hidden:
        return Section(Part.THEMES, title, (_hidden(shown.material, "heatmap", _("Theme by quarter")),))
    charts = (*theme_lines(shown), heatmap(shown)) if shown.material.themes else ()
    notes = tuple(note_words(m) for m in shown.material.marks if _is_about_levels(m.chart))
    words = (*(chart.sentence for chart in charts if chart.id != "heatmap"), *team_words(shown.material))
    return Section(Part.THEMES, title, charts, (*words, *notes) if charts else notes)


def _topics(shown: Shown) -> Section:
    if shown.material.levels_hidden or not shown.joins.reviews:
        return Section(Part.TOPICS, _("Topics"), ())
    charts: list[Chart] = []
    for at, theme in enumerate(shown.material.themes):
        if shown.wish.theme_id in {None, theme.id}:
            charts.append(topic_grid(shown, at, theme))
        if shown.wish.theme_id == theme.id:
            charts += [topic_line(shown, at, topic) for topic in topics_of(shown, theme)]
    words = tuple(c.sentence for c in charts if c.id.startswith("topic_grid/"))
    return Section(Part.TOPICS, _("Topics"), tuple(charts), words)


def _distance(shown: Shown) -> Section:
    title = _("Distance travelled")
    if shown.material.levels_hidden:
        return Section(Part.DISTANCE, title, (_hidden(shown.material, "distance", title),))
    chart = distance(shown.material, shown.wish, in_order(shown.material.reviews))
    return Section(Part.DISTANCE, title, (chart,), (chart.sentence,))


def _side_by_side(shown: Shown) -> Section:
    title = _("Private ratings side by side")
    if shown.material.levels_hidden:
        return Section(Part.PERSPECTIVES, title, (_hidden(shown.material, "perspectives", title),))
    charts = rating_charts(shown.material, shown.wish)
    return Section(Part.PERSPECTIVES, title, charts, _sentences(charts))


def _time(material: TrendMaterial) -> Section:
    charts = time_charts(material)
    told = [chart for chart in charts if chart.id != "time_ledger/rate"]
    return Section(Part.TIME, _("Protected time"), charts, (*_sentences(told), *_notes_on(material, "time_")))


def _wellbeing(material: TrendMaterial) -> Section:
    charts = (*pulse_charts(material), *item_grids(material), support_burnout(material))
    told = [chart for chart in charts if chart.sentence != material.hidden_why]
    words = (*_sentences(told), *_notes_on(material, "pulse"))
    return Section(Part.WELLBEING, _("Wellbeing"), charts, words)


def _writing(material: TrendMaterial) -> Section:
    chart = themes_time(material)
    return Section(Part.WRITING, _("What we reflect on"), (chart,), (chart.sentence,))


def _actions(material: TrendMaterial) -> Section:
    chart = actions_chart(material)
    return Section(Part.ACTIONS, _("Actions"), (chart,), (chart.sentence, *stuck_lines(material)))


def _small_logs(material: TrendMaterial, *, to_leave: bool) -> Section:
    charts = small_log_charts(material, to_leave=to_leave)
    notes = tuple(note for log in _logs_in_use(material) for note in _notes_on(material, log))
    words = (*_sentences(charts), *notes, *win_lines(material, to_leave=to_leave))
    return Section(Part.SMALL_LOGS, _("Small logs"), charts, words)


def _logs_in_use(material: TrendMaterial) -> tuple[str, ...]:
    """The charts of logs that the team uses: a note on another one isn't told."""
    hours = ("friction", "turned_away") if TeamPart.FRICTION in material.parts else ()
    tellings = ("tellings",) if TeamPart.TELLINGS in material.parts else ()
    return (*hours, *tellings, *(("refusals",) if TeamPart.REFUSALS in material.parts else ()))


def _sentences(charts: Sequence[Chart]) -> tuple[str, ...]:
    """What the charts say, each sentence once."""
    return tuple(dict.fromkeys(chart.sentence for chart in charts))


def _notes_on(material: TrendMaterial, chart: str) -> tuple[str, ...]:
    """The team's own notes on one chart; those that stand on every chart are told once, with the themes."""
    return tuple(note_words(mark) for mark in material.marks if mark.chart.startswith(chart))


def _people(material: TrendMaterial) -> Section:
    chart = participation(material)
    return Section(Part.PEOPLE, _("Who took part"), (chart,), (chart.sentence, *survey_lines(material)[:-1]))


def _hidden(material: TrendMaterial, chart_id: str, title: str) -> Unshown:
    return Unshown(chart_id, title, material.hidden_why)


def _is_about_levels(chart_id: str) -> bool:
    return chart_id == "" or chart_id.startswith(("theme_lines", "topic_", "heatmap"))


def _perspectives(material: TrendMaterial) -> tuple[Perspective, ...]:
    """Whose private ratings there is anything permitted of."""
    groups = {c.group for review in material.reviews for c in review.counts if c.group != POOLED}
    return tuple(perspective for perspective in Perspective if perspective.value in groups)


def _notes(settings: TrendSettings, cut: CutPoints) -> tuple[str, ...]:
    """The rules of thumb behind every word, and which rules are in use."""
    rules = _("Rules in use: an unusually long run on one side of the median; unusually few crossings.")
    if settings.simple_rules:
        rules = _("Rules in use: six in a row on one side of the median; five in a row rising or falling.")
    screened = _("Limits leave out the widest steps from month to month, once.") if settings.screened else ""
    found = (
        rule_words(cut),
        rules,
        screened,
        _("Figures are rounded to be read, so parts need not add up."),
        _("A quarter without a review is a gap. Nothing is filled in, smoothed or forecast."),
    )
    return tuple(note for note in found if note)
