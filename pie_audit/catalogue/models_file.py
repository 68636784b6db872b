"""The file of models becomes models of reflection, supervision and group work, or all of its problems."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pie_audit.catalogue.fields import Fields
from pie_audit.catalogue.heading import NAME, note_twins
from pie_audit.catalogue.problems import Problem
from pie_audit.catalogue.settings_file import parse_settings, read_settings
from pie_audit.domain.errors import CannotRead
from pie_audit.domain.reflection_model import ModelFamily, ModelStep, ModelTick, ReflectionModel
from pie_audit.domain.session import SessionKind
from pie_audit.words import _

_MODEL = re.compile(r"[a-z0-9-]{1,64}(\.[1-9][0-9]?)?")
_TICK = re.compile(r"[a-z0-9-]{1,40}\.[a-z0-9-]{1,40}")
_LONGEST_MEETING = 180
_Whole = tuple[str, int]
"""A model's id and version."""


@dataclass(frozen=True, slots=True)
class _Owned:
    """A step or tick, and the model it belongs to."""

    of: _Whole
    part: ModelStep | ModelTick


def read_models(path: Path) -> tuple[ReflectionModel, ...]:
    """Every version of every model, in the order of the file.

    Raises CannotRead with the first problem where there is something to mend.
    """
    return read_settings(path, _read_all, _strange)


def parse_models(text: str) -> tuple[ReflectionModel, ...]:
    """As `read_models`, from text."""
    return parse_settings(text, _read_all, _strange)


def _strange(problem: Problem) -> CannotRead:
    return CannotRead(
        _("The file of models can’t be used: {problem}").format(problem=problem),
        _("Install pie-audit again; your pages aren’t touched."),
    )


def _read_all(top: Fields) -> tuple[ReflectionModel, ...]:
    tables = top.tables("model")
    steps = [_read_step(table) for table in top.tables("step")]
    ticks = [_read_tick(table) for table in top.tables("tick", required=False)]
    models = tuple(_read_model(table, steps, ticks) for table in tables)
    note_twins(tables, ((model.model_id, model.version) for model in models), "id")
    known = {(model.model_id, model.version) for model in models}
    if any(owned.of not in known for owned in (*steps, *ticks)):
        top.note(_("A step or a tick belongs to a model that isn’t there."), "step")
    if models and not (models[0].first and _is_blank(models[0])):
        top.note(_("The blank page comes first."), "model")
    top.finish()
    return models


def _is_blank(model: ReflectionModel) -> bool:
    return [step.step_id for step in model.steps] == [""]


def _read_model(table: Fields, steps: list[_Owned], ticks: list[_Owned]) -> ReflectionModel:
    whole = (table.code("id", NAME, "gibbs"), table.whole("version", low=1, high=99))
    model = ReflectionModel(
        model_id=whole[0],
        version=whole[1],
        family=table.choice("family", ModelFamily),
        name=table.text("name"),
        source=table.text("source"),
        fits=table.text("fits"),
        steps=tuple(s.part for s in steps if s.of == whole and isinstance(s.part, ModelStep)),
        first=table.flag("first", default=False),
        note=table.optional_text("note") or "",
        describes=table.optional_code("describes", NAME, "description") or "",
        learns=table.optional_code("learns", NAME, "conclusion") or "",
        acts=table.optional_code("acts", NAME, "action-plan") or "",
        session_kinds=_session_kinds(table),
        grid=tuple(t.part for t in ticks if t.of == whole and isinstance(t.part, ModelTick)),
    )
    table.finish()
    _compare(table, model)
    return model


def _session_kinds(table: Fields) -> tuple[str, ...]:
    words = table.texts("session_kinds", required=False)
    if not set(words) <= {kind.value for kind in SessionKind}:
        table.note(_("There’s no session of this kind."), "session_kinds")
    return words


def _compare(table: Fields, model: ReflectionModel) -> None:
    """Note where a model doesn't agree with its own steps."""
    ids = [step.step_id for step in model.steps]
    if not model.steps:
        table.note(_("This model has no step."))
    if len(set(ids)) < len(ids):
        table.note(_("Two steps of this model have the same id."))
    if "" in ids and len(ids) > 1:
        table.note(_("A step without a name stands alone."))
    for key, step_id in (("describes", model.describes), ("learns", model.learns), ("acts", model.acts)):
        if step_id and step_id not in ids:
            table.note(_("This model has no such step."), key)


def _read_step(table: Fields) -> _Owned:
    owner = _owner(table)
    step = ModelStep(
        step_id=table.optional_code("id", NAME, "conclusion") or "",
        name=table.optional_text("name") or "",
        prompt=table.text("prompt"),
        minutes=_minutes(table),
        optional=table.flag("optional", default=False),
        kept=table.flag("kept", default=True),
    )
    if bool(step.step_id) != bool(step.name):
        table.note(_("A step has both an id and a name, or neither."), "id")
    table.finish()
    return _Owned(owner, step)


def _minutes(table: Fields) -> int:
    return table.whole("minutes", low=0, high=_LONGEST_MEETING) if table.has("minutes") else 0


def _read_tick(table: Fields) -> _Owned:
    owner = _owner(table)
    tick = ModelTick(
        tick_id=table.code("id", _TICK, "function.support"),
        row=table.text("row"),
        name=table.text("name"),
        note=table.optional_text("note") or "",
    )
    table.finish()
    return _Owned(owner, tick)


def _owner(table: Fields) -> _Whole:
    name, dot, version = table.code("model", _MODEL, "gibbs").partition(".")
    return name, int(version) if dot else 1
