"""Scores of a table of answers, for whoever studies them outside a workspace."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from pie_audit import paths
from pie_audit.analysis.scoring import Score, score_people
from pie_audit.catalogue import reader
from pie_audit.catalogue.answers_file import PersonAnswers, read_answers
from pie_audit.catalogue.heading import NAME
from pie_audit.domain.errors import CannotRead
from pie_audit.domain.questionnaire import Aggregate, Instrument, Scale
from pie_audit.domain.rounding import NO_FIGURE, two_decimals
from pie_audit.words import _

Scored = tuple[PersonAnswers, dict[str, Score]]
"""One person's answers, and what they come to on each scale."""


def instrument_named(name: str) -> Instrument:
    """The instrument that ships under an id, or the one in a question file of that path.

    Raises CannotRead where there is none, or it is a review without a scoring key.
    """
    if NAME.fullmatch(name.lower()):
        file = paths.questionnaires() / f"{name.lower()}.toml"
        if not file.is_file():
            raise CannotRead(
                _("No questionnaire that ships has this id."),
                _("“pie-audit questionnaire list” tells which do; another one can be named by its file."),
            )
    else:
        file = Path(name)
    found = reader.read_questionnaire(file)
    if not isinstance(found, Instrument):
        raise CannotRead(
            _("This is a review that a team agrees on; it has no scoring key."),
            _("Name an instrument, for example “pulse10-1”."),
        )
    return found


def score_file(instrument: Instrument, path: Path) -> tuple[Scored, ...]:
    """Everybody in a file of answers with their scores. Raises CannotRead with the line of the first problem."""
    people = read_answers(path, instrument)
    scores = score_people(instrument, [one.values for one in people])
    return tuple(zip(people, scores, strict=True))


def as_numbers(scored: Scored) -> dict[str, Any]:
    """One person for JSON: unrounded, None where there is no score."""
    one, scores = scored
    return {
        "respondent": one.respondent,
        "scales": {
            scale_id: {
                "score": found.score,
                "answered": found.answered,
                "of": found.of,
                "band": found.band,
                "why_none": found.why_none,
            }
            for scale_id, found in scores.items()
        },
    }


def heads(instrument: Instrument) -> tuple[str, ...]:
    """The heads of the table."""
    return (_("respondent"), *(scale.id for scale in instrument.scales))


def as_words(instrument: Instrument, scored: Scored, row: int) -> tuple[str, ...]:
    """One person for a table, by name or else by row: rounded as on screen, a dash where there is no score."""
    one, scores = scored
    shown = "".join(c if c.isprintable() else "?" for c in one.respondent or str(row))
    return (shown, *(_in_words(scale, scores[scale.id]) for scale in instrument.scales))


def _in_words(scale: Scale, found: Score) -> str:
    if found.score is None:
        return NO_FIGURE
    beside = [found.band] if found.band else []
    if scale.mean_beside:
        mean = Fraction(found.score) / (scale.times * found.of)
        beside = [_("mean {mean}").format(mean=two_decimals(mean)), *beside]
    figure = _round(scale, found.score)
    return f"{figure} ({', '.join(beside)})" if beside else figure


def _round(scale: Scale, score: float) -> str:
    is_sum = scale.aggregate in {Aggregate.SUM, Aggregate.SUM_X4}
    return str(int(score)) if is_sum and score.is_integer() else two_decimals(Fraction(score))
