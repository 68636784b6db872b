"""The tables of a question file for our review: levels, themes and topics."""

from __future__ import annotations

import re
from dataclasses import replace

from pie_audit.catalogue.fields import Fields
from pie_audit.catalogue.heading import NAME, note_twins, read_heading
from pie_audit.domain.answer import Level
from pie_audit.domain.questionnaire import (
    Element,
    Kind,
    LevelAnchor,
    Questionnaire,
    Theme,
    Topic,
    TopicStatus,
)
from pie_audit.words import _

_THEME = re.compile(r"[A-Z]")
_TOPIC = re.compile(r"[A-Z][0-9]{1,2}")


def read_audit(top: Fields) -> Questionnaire:
    """The questionnaire of a file of kind “audit”; fit for use only if nothing was noted."""
    questionnaire = Questionnaire(
        **read_heading(top),
        kind=Kind.AUDIT,
        levels=_read_levels(top),
        themes=_read_themes(top),
        topics=(),
    )
    tables = top.tables("topic")
    topics = tuple(_read_topic(table, questionnaire) for table in tables)
    note_twins(tables, (topic.id for topic in topics), "id")
    _note_gaps(top, questionnaire.themes, topics)
    told = any(not table.is_sound("short") for table in tables)
    if topics and not told and not any(topic.short for topic in topics):
        top.note(_("No topic is in the short form: give some of them short = true."), "topic")
    return replace(questionnaire, topics=topics)


def _read_levels(top: Fields) -> tuple[LevelAnchor, ...]:
    tables = top.tables("level")
    anchors = [_read_anchor(table) for table in tables]
    note_twins(tables, (anchor.value for anchor in anchors), "value")
    if top.is_sound("level") and len(anchors) != len(Level):
        top.note(
            _("There should be five of these, for 0 to 4; here are {n}.").format(n=len(anchors)), "level"
        )
    return tuple(sorted(anchors, key=lambda anchor: anchor.value))


def _read_anchor(table: Fields) -> LevelAnchor:
    anchor = LevelAnchor(
        value=Level(table.whole("value", low=min(Level), high=max(Level))),
        label=table.text("label"),
        meaning=table.text("meaning"),
        meaning_they=table.text("meaning_they"),
    )
    table.finish()
    return anchor


def _read_themes(top: Fields) -> tuple[Theme, ...]:
    tables = top.tables("theme")
    themes = tuple(_read_theme(table) for table in tables)
    note_twins(tables, (theme.id for theme in themes), "id")
    return themes


def _read_theme(table: Fields) -> Theme:
    title = table.text("title")
    theme = Theme(
        id=table.code("id", _THEME, "A"),
        title=title,
        short_title=table.optional_text("short_title") or title,
        optional=table.flag("optional", default=False),
    )
    table.finish()
    return theme


def _read_topic(table: Fields, questionnaire: Questionnaire) -> Topic:
    topic = Topic(
        id=table.code("id", _TOPIC, "A1"),
        theme=table.code("theme", _THEME, "A"),
        title=table.text("title"),
        element=table.choice("element", Element),
        tags=table.codes("tags", NAME, "rel"),
        short=table.flag("short", default=False),
        says=table.text("says"),
        ask=table.text("ask"),
        see=table.texts("see"),
        lived_experience=table.optional_text("lived_experience"),
        partner=table.optional_text("partner"),
        levels=table.texts("levels", required=False),
        status=table.choice("status", TopicStatus),
        was=table.optional_code("was", _TOPIC, "A1"),
    )
    table.finish()
    _compare(table, topic, questionnaire)
    return topic


def _compare(table: Fields, topic: Topic, questionnaire: Questionnaire) -> None:
    """Note where a topic doesn't agree with itself or with what stands above it."""
    themes = {theme.id for theme in questionnaire.themes}
    if table.is_sound("theme") and topic.theme not in themes and "" not in themes:
        table.note(_("There's no theme with this id."), "theme")
    if table.is_sound("levels") and len(topic.levels) not in {0, len(Level)}:
        what = _("There should be five sentences, for level 0 to 4, or none; here are {n}.")
        table.note(what.format(n=len(topic.levels)), "levels")
    if table.is_sound("status", "was"):
        _compare_with_before(table, topic, questionnaire.replaces)


def _compare_with_before(table: Fields, topic: Topic, replaces: str | None) -> None:
    if topic.status is TopicStatus.NEW:
        if topic.was:
            table.note(_("A new topic was nothing before: leave this out."), "was")
    elif not topic.was:
        table.note(_("Say which topic this was in the questionnaire that this one replaces."), "was")
    elif replaces is None:
        table.note(_("The top of the file doesn't say which questionnaire this one replaces."), "was")


def _note_gaps(top: Fields, themes: tuple[Theme, ...], topics: tuple[Topic, ...]) -> None:
    """Note what would leave a theme that is asked in full without a topic, or no theme to ask."""
    for theme in themes:
        if theme.id and theme.id not in {topic.theme for topic in topics}:
            top.note(_("Theme {theme} has no topic.").format(theme=theme.id), "theme")
    if themes and all(theme.optional for theme in themes):
        top.note(_("At least one theme has to be asked always: optional = false."), "theme")
