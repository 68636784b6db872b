"""A plan's material as plain data and back: what was signed is kept whole, and read again years later."""

from __future__ import annotations

import json
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any

from pie_audit.domain.errors import CannotRead
from pie_audit.domain.plan_material import PlanMaterial
from pie_audit.words import _

VERSION = 1
"""Raised when what is kept changes its meaning; a field that is only added keeps its default in older ones."""


def to_text(material: PlanMaterial) -> str:
    """The snapshot as it is kept: equal material gives equal text."""
    return json.dumps(to_data(material), sort_keys=True, separators=(",", ":"))


def from_text(text: str) -> PlanMaterial:
    """The material that `to_text` kept. Raises CannotRead where a newer program wrote it, or it isn't one."""
    try:
        data = json.loads(text)
    except ValueError:
        raise _unreadable() from None
    return from_data(data)


def to_data(material: PlanMaterial) -> dict[str, object]:
    """The material as numbers, words, lists and objects, with the version of this form."""
    return {"version": VERSION, "material": _plain(material)}


def from_data(data: object) -> PlanMaterial:
    """The material that `to_data` made; see `from_text`."""
    if not isinstance(data, dict) or not isinstance(data.get("version"), int):
        raise _unreadable()
    if data["version"] > VERSION:
        raise CannotRead(
            _("A newer pie-audit signed this review off."),
            _("Use that version to print it; nothing is changed here."),
        )
    try:
        material = _typed(data.get("material"), PlanMaterial)
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError):
        raise _unreadable() from None
    return typing.cast(PlanMaterial, material)


def _unreadable() -> CannotRead:
    return CannotRead(
        _("What was signed in this review can’t be read."),
        _("Open a sealed copy from before; this one is left as it is."),
    )


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(kept) for key, kept in value.items()}
    if isinstance(value, frozenset):
        return sorted(str(_plain(kept)) for kept in value)
    return [_plain(kept) for kept in value] if isinstance(value, tuple) else value


def _typed(data: Any, kind: Any) -> Any:
    """`data` as a value of `kind`, one of the kinds that plan material is made of."""
    origin, of = typing.get_origin(kind), typing.get_args(kind)
    if origin in {typing.Union, UnionType}:
        return None if data is None else _typed(data, next(k for k in of if k is not NoneType))
    if origin is tuple:
        kinds = of[:1] * len(data) if of[-1] is Ellipsis else of
        return tuple(_typed(kept, k) for kept, k in zip(data, kinds, strict=True))
    if origin is frozenset:
        return frozenset(_typed(kept, of[0]) for kept in data)
    if origin is Mapping:
        return {_typed(key, of[0]): _typed(kept, of[1]) for key, kept in data.items()}
    return _one(data, kind)


def _one(data: Any, kind: Any) -> Any:
    if is_dataclass(kind):
        return typing.cast(Any, kind)(
            **{name: _typed(data[name], k) for name, k in _kinds(typing.cast(type, kind)) if name in data}
        )
    if issubclass(kind, date):
        return date.fromisoformat(data)
    if issubclass(kind, (Enum, Fraction)):
        return kind(data)
    if type(data) is not kind:
        raise TypeError(kind.__name__)
    return data


@cache
def _kinds(kind: type) -> tuple[tuple[str, Any], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in fields(typing.cast(Any, kind)))
