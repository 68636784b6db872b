"""Answers as they lie in a ballot, and what is taken of them when the box is opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pie_audit.domain.errors import NotNow
from pie_audit.domain.questionnaire import Instrument
from pie_audit.domain.survey import Answers, Cast, SurveyPlan, Voice
from pie_audit.vault.ballots import MOST_COMMENT_BYTES
from pie_audit.words import _
from pie_audit.workflows.surveys.survey_words import causes, plain


def to_content(answers: Answers, block_id: str) -> dict[str, Any]:
    """Plain data for one ballot."""
    return {
        "block": block_id,
        "values": {str(no): answers.values[no] for no in sorted(answers.values)},
        "causes": sorted(answers.causes),
        "comment": answers.comment.strip(),
    }


def checked(answers: Answers, plan: SurveyPlan, instrument: Instrument) -> Answers:
    """The answers, if this survey asks for them. Raises NotNow for a value, cause or words that it has no room for."""
    if len(answers.comment.encode()) > MOST_COMMENT_BYTES:
        raise NotNow(
            _("That is more than the box for words holds."),
            _("Shorten it to about {n} words.").format(n=MOST_COMMENT_BYTES // 6),
        )
    tidy = _tidied(answers.values, answers.causes, answers.comment, _room_for(plan, instrument))
    if tidy != Answers(dict(answers.values), answers.causes, plain(answers.comment)):
        raise NotNow(_("One of these answers isn’t one of the choices."), _("Choose again, then send."))
    return tidy


def casts_from(contents: Iterable[Any], plan: SurveyPlan, instrument: Instrument) -> tuple[Cast, ...]:
    """What the ballots say. What isn't an answer to this survey is left out: other programs can't add to it."""
    room = _room_for(plan, instrument)
    return tuple(cast for body in contents if (cast := _cast_from(body, room)) is not None)


@dataclass(frozen=True, slots=True)
class _Room:
    """What a ballot of one survey has room for: its blocks, the values of each item, and causes or words."""

    blocks: frozenset[str]
    values: Mapping[int, frozenset[int]]
    causes: frozenset[str]
    has_words: bool


def _room_for(plan: SurveyPlan, instrument: Instrument) -> _Room:
    has_list = plan.voice is Voice.CAUSES
    return _Room(
        frozenset(block.block_id for block in plan.blocks),
        {item.no: frozenset(_values_of(instrument, item.answer_set)) for item in instrument.items},
        frozenset(cause for cause, _label in causes()) if has_list else frozenset(),
        not has_list,
    )


def _cast_from(body: Any, room: _Room) -> Cast | None:
    block = body.get("block") if isinstance(body, dict) else None
    if not isinstance(block, str) or block not in room.blocks:
        return None
    values, ticked, comment = body.get("values"), body.get("causes"), body.get("comment")
    if not isinstance(values, dict) or not isinstance(ticked, list) or not isinstance(comment, str):
        return None
    numbered = {int(no): value for no, value in values.items() if isinstance(no, str) and no.isdecimal()}
    named = frozenset(cause for cause in ticked if isinstance(cause, str))
    return Cast(block, _tidied(numbered, named, comment, room))


def _tidied(values: Mapping[int, Any], ticked: frozenset[str], comment: str, room: _Room) -> Answers:
    kept = {n: v for n, v in values.items() if type(v) is int and v in room.values.get(n, ())}
    return Answers(kept, ticked & room.causes, plain(comment) if room.has_words else "")


def _values_of(instrument: Instrument, answer_set_id: str) -> tuple[int, ...]:
    return next(one.values for one in instrument.answer_sets if one.id == answer_set_id)
