"""Models of reflection, supervision and group work: read once, then from memory."""

from __future__ import annotations

from functools import cache

from pie_audit import paths
from pie_audit.catalogue import models_file
from pie_audit.domain.reflection_model import ModelFamily, ReflectionModel
from pie_audit.domain.session import SessionKind

BLANK = "blank"


def models(family: ModelFamily) -> tuple[ReflectionModel, ...]:
    """The newest version of each model of this family, the blank page always first."""
    newest = {model.model_id: model for model in _all()}
    return (newest[BLANK], *(m for m in newest.values() if m.family is family and m.model_id != BLANK))


def models_for(kind: SessionKind) -> tuple[ReflectionModel, ...]:
    """The blank page, and the newest version of each model that suits a session of this kind."""
    newest = {model.model_id: model for model in _all()}
    return (newest[BLANK], *(m for m in newest.values() if kind.value in m.session_kinds))


def model(model_id: str, version: int | None = None) -> ReflectionModel | None:
    """One model: that version, or the newest where it isn't there; None for an id that isn't known."""
    known = {each.version: each for each in _all() if each.model_id == model_id}
    return known.get(version or 0) or (known[max(known)] if known else None)


@cache
def _all() -> tuple[ReflectionModel, ...]:
    return models_file.read_models(paths.models_file())
