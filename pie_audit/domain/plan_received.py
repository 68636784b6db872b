"""A plan that came from outside, read strictly: known fields, plain text, sensible numbers, or not at all."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from pie_audit.domain.errors import CannotRead
from pie_audit.domain.plain_data import STRANGE, from_plain, to_plain
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.shared_plan import SharedPlan
from pie_audit.domain.signed_file import MOST_BYTES
from pie_audit.words import _

MOST_CHARACTERS = 6_000
MOST_PARTS = 500
"""How many asks, actions or barriers one plan may have."""

MOST_PLAN = MOST_BYTES - 4_096
"""Bytes of a plan as text; the rest of the file is digest, key and signature."""

_LEAST_CHARACTERS = 40
_SENDER = re.compile(r"[0-9a-f]{32}")
_CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}")
_MEAN = re.compile(r"[0-9]{1,6}/[1-9][0-9]{0,5}")
_HIGHEST = 4
_YEARS = range(1990, 2201)
_NAME_LIMIT = 300


def plan_to_body(plan: SharedPlan, pages: str) -> dict[str, object]:
    """The plan with the digest of the pages that say it."""
    return {"pages": pages, "plan": to_plain(plan)}


def fitting(plan: SharedPlan) -> SharedPlan:
    """The plan small enough to be read again: of what is far too long the beginnings, of what is far too much the first."""
    plan = replace(
        plan,
        asks=plan.asks[:MOST_PARTS],
        actions=plan.actions[:MOST_PARTS],
        barriers=plan.barriers[:MOST_PARTS],
    )
    most = MOST_CHARACTERS
    plan = _clipped(plan, most)
    while len(plan_to_text(plan)) > MOST_PLAN and most > _LEAST_CHARACTERS:
        most //= 2
        plan = _clipped(plan, most)
    return plan


def _clipped(value: Any, most: int) -> Any:
    if type(value) is str:
        return value[:most].rstrip()
    if isinstance(value, tuple):
        return tuple(_clipped(kept, most) for kept in value)
    if is_dataclass(value) and not isinstance(value, (type, Quarter)):
        return replace(value, **{f.name: _clipped(getattr(value, f.name), most) for f in fields(value)})
    return value


def plan_from_body(body: dict[str, object]) -> tuple[SharedPlan, str] | None:
    """What `plan_to_body` wrote, every text cleaned of marks that hide or turn words; None for anything else."""
    pages = body.get("pages")
    if not isinstance(pages, str):
        return None
    try:
        plan = from_plain(body.get("plan"), SharedPlan)
    except STRANGE:
        return None
    plan = tidied(plan)
    # A name of several lines could look like a heading with another team, or with words of ours, under it.
    plan = replace(plan, team=" ".join(plan.team.splitlines()))
    return (plan, pages) if _is_sensible(plan) else None


def plan_to_text(plan: SharedPlan) -> str:
    """A plan as it is kept: equal plans give equal text."""
    return json.dumps(to_plain(plan), sort_keys=True, separators=(",", ":"))


def plan_from_text(text: str) -> SharedPlan:
    """A plan that `plan_to_text` kept here. Raises CannotRead where it isn't one."""
    try:
        return from_plain(json.loads(text), SharedPlan)
    except STRANGE:
        raise CannotRead(
            _("A plan on the board can’t be read."),
            _("Open a sealed copy from before; this one is left as it is."),
        ) from None


def tidied(value: Any) -> Any:
    """The same value with every text in it free of control, direction and zero-width characters."""
    if isinstance(value, str) and type(value) is str:
        return "".join(c for c in value if c == "\n" or unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    if isinstance(value, tuple):
        return tuple(tidied(kept) for kept in value)
    if is_dataclass(value) and not isinstance(value, (type, Quarter)):
        return replace(value, **{f.name: tidied(getattr(value, f.name)) for f in fields(value)})
    return value


def _is_sensible(plan: SharedPlan) -> bool:
    return (
        is_sender(plan.sender)
        and 0 < len(plan.team.strip()) <= _NAME_LIMIT + 1
        and 0 <= plan.made < 10**6
        and max(map(len, (plan.asks, plan.actions, plan.barriers))) <= MOST_PARTS
        and all(is_code(ask.code) for ask in plan.asks)
        and len({ask.code for ask in plan.asks}) == len(plan.asks)
        and all(0 <= action.carried < 10**4 for action in plan.actions)
        and all(_is_quarter(quarter) for quarter in _quarters(plan))
        and all(day.year in _YEARS for day in _days(plan))
        and all(_is_mean(mean) for mean in _means(plan))
        and all(len(text) <= MOST_CHARACTERS for text in texts(plan))
    )


def is_sender(text: str) -> bool:
    """Whether a text can be what a team is called in files that travel."""
    return _SENDER.fullmatch(text) is not None


def is_code(text: str) -> bool:
    """Whether a text can be the code of an ask."""
    return _CODE.fullmatch(text) is not None


def texts(value: object) -> list[str]:
    """Every text in a value made of frozen dataclasses and tuples."""
    if type(value) is str:
        return [value]
    if isinstance(value, tuple):
        return [text for kept in value for text in texts(kept)]
    if is_dataclass(value) and not isinstance(value, type):
        return [text for field in fields(value) for text in texts(getattr(value, field.name))]
    return []


def _quarters(plan: SharedPlan) -> list[Quarter]:
    points = plan.theme.points if plan.theme else ()
    return [plan.quarter, *(ask.asked_in for ask in plan.asks), *(quarter for quarter, _mean in points)]


def _is_quarter(quarter: Quarter) -> bool:
    return quarter.year in _YEARS and quarter.number in range(1, 5)


def _days(plan: SharedPlan) -> list[date]:
    days = [plan.signed_on, *(ask.reply_by for ask in plan.asks)]
    return [day for day in days if day is not None]


def _means(plan: SharedPlan) -> list[str]:
    return [mean for _quarter, mean in plan.theme.points] if plan.theme else []


def _is_mean(mean: str) -> bool:
    return _MEAN.fullmatch(mean) is not None and Fraction(mean) <= _HIGHEST
