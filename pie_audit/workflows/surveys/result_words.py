"""What may be said of released figures in words: made from rules, never from adjectives."""

from __future__ import annotations

from pie_audit.domain.questionnaire import Instrument
from pie_audit.domain.survey import FEWEST_FOR_QUOTES, SurveyPlan
from pie_audit.words import _
from pie_audit.workflows.surveys.views import ChangeWord, GroupRows, Row


def sentence_for(whole: GroupRows) -> str:
    """What everybody's figures say, in one or two sentences."""
    if whole.hidden:
        return _("Nothing is shown this time, to keep everybody safe. That says nothing about how you are.")
    told = [row for row in whole.rows if row.mean is not None]
    return " ".join(_of_row(row) for row in told)


def _of_row(row: Row) -> str:
    said = {
        ChangeWord.NONE: "",
        ChangeWord.SAME: _(", much the same as last time"),
        ChangeWord.HIGHER: _(", higher than last time"),
        ChangeWord.LOWER: _(", lower than last time"),
    }[row.change]
    return _("{title}: {mean} of 100{change}.").format(title=row.title, mean=row.mean, change=said)


def uncertainty_for(plan: SurveyPlan, instrument: Instrument) -> str:
    """How little a change may mean in a group of this kind. The cut points are rules of thumb of ours."""
    first = (
        _("You are few, so one hard week of one person moves these figures.")
        if plan.invited < FEWEST_FOR_QUOTES
        else _("People come and go between surveys, so part of any change is who answered.")
    )
    second = _(
        "A change under about {scale} points of a group of questions, or {item} of a single one, may be nothing at all."
    ).format(scale=plan.scale_points, item=plan.item_points)
    return " ".join(part for part in (first, second, instrument.chart_note) if part)


def band_words(band: str) -> str:
    """A third of the range as people say it; empty for none."""
    words = {"low": _("low"), "middle": _("in the middle"), "high": _("high")}
    return words.get(band, "")


def change_words(change: ChangeWord) -> str:
    """What may be said since last time; empty where nothing may."""
    return {
        ChangeWord.NONE: "",
        ChangeWord.SAME: _("much the same"),
        ChangeWord.HIGHER: _("higher"),
        ChangeWord.LOWER: _("lower"),
    }[change]


def direction_words(row: Row) -> str:
    """Which way is which, because no colour says it."""
    if row.better is None:
        return ""
    return _("higher is better") if row.better else _("higher is harder")
