"""Published models of reflection, supervision and group work: the names of their steps, with prompts of our own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ModelFamily(StrEnum):
    """What a model is for."""

    REFLECTION = "reflection"
    SUPERVISION = "supervision"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class ModelStep:
    """One step: the published name, our prompt, and how many minutes it may take in a group (0 = no timer)."""

    step_id: str
    name: str
    prompt: str
    minutes: int = 0
    optional: bool = False


@dataclass(frozen=True, slots=True)
class ReflectionModel:
    """One model. `first` marks those shown before “More”; `fits` says when it helps; `note` is shown beside it.

    `describes`, `learns` and `acts` name the steps that a regulator's form takes its words from.
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

    def step(self, step_id: str) -> ModelStep | None:
        """One step by its id."""
        return next((step for step in self.steps if step.step_id == step_id), None)
