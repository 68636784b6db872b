"""What a reader of a table needs beside it: words for numbers, what is missing and why, rules of thumb, question sets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pie_audit.domain.day import full_day_words
from pie_audit.domain.table import Codebook
from pie_audit.words import _
from pie_audit.workflows import questions
from pie_audit.workflows.trends.material import TrendMaterial
from pie_audit.workflows.trends.views import Trends


def team_codebook(trends: Trends, material: TrendMaterial, today: date) -> Codebook:
    """For the tables of a team."""
    lines = (
        (_("Team"), trends.team.name),
        (_("Made on"), full_day_words(today)),
        *_levels(material),
        *_missing(),
        *((_("Levels"), words) for words in (trends.hidden_why,) if words),
        *((_("Rule of thumb"), words) for words in trends.notes),
        *_question_sets(material),
        *((_("Questions changed"), words) for words in trends.version_words),
        _guard(),
    )
    return Codebook(_("What the tables say"), lines)


def board_codebook(today: date) -> Codebook:
    """For the tables of leaders."""
    shared = _("Only what teams chose to share is here. Teams stand by name, never by any figure.")
    return Codebook(
        _("What the tables say"),
        ((_("Made on"), full_day_words(today)), (_("Shared"), shared), _empty(), _guard()),
    )


def _levels(material: TrendMaterial) -> Iterable[tuple[str, str]]:
    latest = material.reviews[-1].questions if material.reviews else questions.bundled()
    for anchor in latest.levels:
        yield _("Level {n}").format(n=int(anchor.value)), f"{anchor.label}: {anchor.meaning}"


def _missing() -> Iterable[tuple[str, str]]:
    yield (
        _("not shown"),
        _("Kept back so that no answer can be traced to anybody. It says nothing about what was answered."),
    )
    yield (
        _("fewer than 5"),
        _("Some, but fewer than five. Nought is told as nought only where that gives nobody away."),
    )
    yield _("not enough answered"), _("Fewer than half of the topics that apply have a level, so no mean.")
    yield _("no agreement"), _("Talked about, and views still differ: no level, not a nought.")
    yield _empty()


def _empty() -> tuple[str, str]:
    return _("An empty cell"), _("There is nothing to say. It is never a nought.")


def _guard() -> tuple[str, str]:
    return (
        _("An apostrophe first"),
        _("Put there where a text could be taken for a formula. The text begins after it."),
    )


def _question_sets(material: TrendMaterial) -> Iterable[tuple[str, str]]:
    for review in material.reviews:
        one = review.round
        yield (
            _("Question set"),
            _("{quarter}: {questions}, version {version}").format(
                quarter=one.quarter.name,
                questions=one.questionnaire_id,
                version=one.questionnaire_version,
            ),
        )
