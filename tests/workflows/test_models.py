"""The models that ship: every one of the specification is there, opens as a page, and is kept and read again."""

from __future__ import annotations

import re
from datetime import date

import pytest

from pie_audit.domain.entry import Entry, EntryKind, from_body, to_body
from pie_audit.domain.reflection_model import ModelFamily, ReflectionModel
from pie_audit.domain.session import SessionKind
from pie_audit.domain.supervision import Function
from pie_audit.workflows import models
from tests.workflows import published_models

ALL = tuple({m.model_id: m for family in ModelFamily for m in models.models(family)}.values())


@pytest.mark.parametrize("family", ModelFamily)
def test_the_blank_page_is_always_first(family: ModelFamily) -> None:
    first = models.models(family)[0]
    assert (first.model_id, first.name) == ("blank", "Blank page")


def test_exactly_five_are_shown_first() -> None:
    shown = [m.model_id for m in models.models(ModelFamily.REFLECTION) if m.first]
    assert shown == ["blank", "driscoll", "gibbs", "kolb", "brookfield"]
    later = models.models(ModelFamily.SUPERVISION)[1:] + models.models(ModelFamily.GROUP)[1:]
    assert not any(m.first for m in later)


@pytest.mark.parametrize("published", published_models.STEPS, ids=lambda p: p[0])
def test_steps_are_called_as_they_were_published(published: tuple[str, tuple[str, ...]]) -> None:
    model_id, names = published
    found = models.model(model_id)
    assert found is not None
    assert tuple(step.name for step in found.steps) == names


@pytest.mark.parametrize("found", ALL, ids=lambda m: m.model_id)
def test_every_model_says_whose_it_is_and_when_it_helps(found: ReflectionModel) -> None:
    assert found.fits.endswith(".")
    ours = {"Free writing", "Our own"}
    assert found.source in ours or "no single author" in found.source or re.search(r"\d{4}", found.source)
    assert all(step.prompt for step in found.steps)


@pytest.mark.parametrize("found", ALL, ids=lambda m: m.model_id)
def test_every_template_opens_and_saves(found: ReflectionModel) -> None:
    steps = found.empty_steps()
    assert steps
    assert all(step.text == "" for step in steps)
    page = Entry("e1", EntryKind.REFLECTION, date(2026, 11, 22), model_id=found.model_id, steps=steps)
    assert page.is_empty
    assert from_body(to_body(page)) == page


@pytest.mark.parametrize("found", ALL, ids=lambda m: m.model_id)
def test_nothing_that_isnt_kept_opens_as_a_heading(found: ReflectionModel) -> None:
    silent = {step.step_id for step in found.steps if not step.kept}
    assert silent.isdisjoint(step.step_id for step in found.empty_steps())


@pytest.mark.parametrize("kind", [k for k in SessionKind if k is not SessionKind.TRAINING])
def test_every_kind_of_session_has_a_model(kind: SessionKind) -> None:
    found = models.models_for(kind)
    assert found[0].model_id == "blank"
    assert len(found) >= 2


@pytest.mark.parametrize("found", models.models(ModelFamily.GROUP)[1:], ids=lambda m: m.model_id)
def test_group_formats_have_minutes_for_a_quiet_timer(found: ReflectionModel) -> None:
    assert all(step.minutes for step in found.steps)
    assert 30 <= found.minutes <= 90


def test_stories_of_a_round_are_never_written_down_and_the_licence_is_told() -> None:
    found = models.model("schwartz")
    assert found is not None
    assert [step.step_id for step in found.empty_steps()] == ["theme", "feedback"]
    assert "licence" in found.note
    assert "story round" in found.note


def test_balint_has_no_place_for_a_solution() -> None:
    found = models.model("balint")
    assert found is not None
    assert found.acts == ""
    assert "on purpose" in found.note


def test_the_balance_wheel_has_the_three_functions() -> None:
    found = models.model("proctor")
    assert found is not None
    assert {Function(step.step_id) for step in found.steps} == set(Function)


def test_morrison_has_three_rows_of_four_to_tick() -> None:
    found = models.model("morrison")
    assert found is not None
    rows = [tick.row for tick in found.grid]
    assert {row: rows.count(row) for row in rows} == {
        "Functions": 4,
        "Stakeholders": 4,
        "Stages of the cycle": 4,
    }


def test_a_page_of_a_version_that_is_gone_gets_the_newest() -> None:
    newest = models.model("gibbs")
    assert newest is not None
    assert models.model("gibbs", 98) is newest
    assert models.model("gibbs", newest.version) is newest
    assert models.model("never-heard-of") is None


def test_the_file_is_read_once() -> None:
    assert models.models(ModelFamily.GROUP)[1] is models.models(ModelFamily.GROUP)[1]
