"""What may be said of released figures in words: made from rules, never from adjectives."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pie_audit.domain.questionnaire import Instrument
from pie_audit.domain.survey import FEWEST_FOR_QUOTES, SurveyPlan
from pie_audit.words import _
from pie_audit.workflows.surveys.views import ChangeWord, Figure, GroupRows, Row


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


def kinds_in(rows: Iterable[Row], mean: Figure) -> frozenset[Figure]:
    """The kinds of figures in these rows, whose means are of kind `mean`: what stands there, and nothing else."""
    return frozenset(mean if row.mean is not None else Figure.THIRD for row in rows if row.is_told)


def uncertainty_for(plan: SurveyPlan, instrument: Instrument, shown: Collection[Figure]) -> str:
    """How little a change may mean of what is shown, in a group of this kind; nothing where nothing is shown.

    The cut points are rules of thumb of ours. They are about means alone: a third is never compared.
    """
    if not shown:
        return ""
    return " ".join(
        part
        for part in (
            _who_answered(plan, shown),
            _points_words(plan, shown),
            _thirds_words(shown),
            instrument.chart_note,
        )
        if part
    )


def _who_answered(plan: SurveyPlan, shown: Collection[Figure]) -> str:
    if plan.invited >= FEWEST_FOR_QUOTES:
        return _("People come and go between surveys, so part of any change is who answered.")
    if set(shown) == {Figure.THIRD}:
        return _("You are few, so one hard week of one person can move what stands here.")
    return _("You are few, so one hard week of one person moves these figures.")


def _points_words(plan: SurveyPlan, shown: Collection[Figure]) -> str:
    if Figure.SCALE in shown and Figure.ITEM in shown:
        return _(
            "A change under about {scale} points of a group of questions, or {item} of a single one, may be nothing at all."
        ).format(scale=plan.scale_points, item=plan.item_points)
    if Figure.SCALE in shown:
        return _("A change under about {n} points may be nothing at all.").format(n=plan.scale_points)
    if Figure.ITEM in shown:
        return _("A change under about {n} points of a single question may be nothing at all.").format(
            n=plan.item_points
        )
    return ""


def _thirds_words(shown: Collection[Figure]) -> str:
    if Figure.THIRD not in shown:
        return ""
    return _(
        "A third is a wide step: a question may cross into the next one by very little, or move a good way inside one. "
        "So another third than last time may be nothing at all."
    )


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
