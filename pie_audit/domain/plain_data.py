"""Frozen values as numbers, words, lists and objects, and back: for what is kept whole and read again years later."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar

T = TypeVar("T")

STRANGE = (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError)
"""What `from_plain` raises for data that isn't of the kind asked for."""


def to_plain(value: object) -> object:
    """A value made of frozen dataclasses, tuples, mappings, enums, days and fractions, ready for JSON."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(to_plain(key)): to_plain(kept) for key, kept in value.items()}
    if isinstance(value, frozenset):
        return sorted(str(to_plain(kept)) for kept in value)
    return [to_plain(kept) for kept in value] if isinstance(value, tuple) else value


def from_plain(data: object, kind: type[T]) -> T:
    """The value that `to_plain` took apart. A field that is missing keeps its default, one that is new is left out.

    Raises one of `STRANGE` for data that isn't of this kind.
    """
    return typing.cast(T, _typed(data, kind))


def _typed(data: Any, kind: Any) -> Any:
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
    if kind is float and type(data) is int:
        return float(data)
    if type(data) is not kind:
        raise TypeError(kind.__name__)
    return data


@cache
def _kinds(kind: type) -> tuple[tuple[str, Any], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in fields(typing.cast(Any, kind)))
