"""Published models of reflection, supervision and group work: the names of their steps, with prompts of our own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pie_audit.domain.entry import Step


class ModelFamily(StrEnum):
    """What a model is for."""

    REFLECTION = "reflection"
    SUPERVISION = "supervision"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class ModelStep:
    """One step: the published name, our prompt, and how many minutes it may take in a group (0 = no timer).

    The step of a blank page has neither id nor name. `kept` is False for a part of a meeting of which nothing is
    written down.
    """

    step_id: str
    name: str
    prompt: str
    minutes: int = 0
    optional: bool = False
    kept: bool = True


@dataclass(frozen=True, slots=True)
class ModelTick:
    """One thing to tick in a model's grid, such as the row “Functions”, the name “Mediation”."""

    tick_id: str
    row: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReflectionModel:
    """One model. `first` marks those shown before “More”; `fits` says when it helps; `note` is shown beside it.

    `describes`, `learns` and `acts` name the steps that a regulator's form takes its words from; empty where the
    model has no such step. `session_kinds` are those of `SessionKind` that it suits.
    """

    model_id: str
    version: int
    family: ModelFamily
    name: str
    source: str
    fits: str
    steps: tuple[ModelStep, ...]
    first: bool = False
    note: str = ""
    describes: str = ""
    learns: str = ""
    acts: str = ""
    session_kinds: tuple[str, ...] = ()
    grid: tuple[ModelTick, ...] = ()

    def step(self, step_id: str) -> ModelStep | None:
        """One step by its id."""
        return next((step for step in self.steps if step.step_id == step_id), None)

    @property
    def minutes(self) -> int:
        """How many minutes all of its steps take together; 0 where it has no timer."""
        return sum(step.minutes for step in self.steps)

    def empty_steps(self) -> tuple[Step, ...]:
        """A page of this model before anybody wrote on it: a heading for each step that is kept."""
        return tuple(Step(step.step_id, step.name, "") for step in self.steps if step.kept)
