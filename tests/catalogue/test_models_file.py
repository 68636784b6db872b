"""The file of models: what a model may say, and what is wrong with one that can't be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from pie_audit.catalogue.models_file import parse_models, read_models
from pie_audit.domain.errors import CannotRead
from pie_audit.domain.reflection_model import ModelFamily, ModelStep, ModelTick

BLANK = """
[[model]]
id = "blank"
version = 1
family = "reflection"
name = "Blank page"
source = "Free writing"
fits = "Any day."
first = true

[[step]]
model = "blank"
prompt = "Write."
"""

ROUND = """
[[model]]
id = "round"
version = 1
family = "group"
name = "Round"
source = "Somebody (1999)"
fits = "A group."
describes = "tell"
session_kinds = ["group_rp"]

[[step]]
model = "round"
id = "tell"
name = "Tell"
prompt = "What is it?"
minutes = 10
kept = false

[[tick]]
model = "round"
id = "row.one"
row = "Row"
name = "One"
"""


def problem_of(text: str) -> str:
    with pytest.raises(CannotRead) as raised:
        parse_models(text)
    return raised.value.what


def test_a_model_has_its_steps_and_its_grid() -> None:
    _blank, found = parse_models(BLANK + ROUND)
    assert found.family is ModelFamily.GROUP
    assert found.steps == (ModelStep("tell", "Tell", "What is it?", 10, kept=False),)
    assert found.grid == (ModelTick("row.one", "Row", "One"),)
    assert (found.describes, found.learns, found.acts) == ("tell", "", "")


def test_steps_of_another_version_belong_to_that_version() -> None:
    second = ROUND.replace("version = 1", "version = 2").replace('model = "round"', 'model = "round.2"')
    _blank, first, newer = parse_models(BLANK + ROUND + second.replace("What is it?", "What was it?"))
    assert (first.version, first.steps[0].prompt) == (1, "What is it?")
    assert (newer.version, newer.steps[0].prompt) == (2, "What was it?")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('describes = "tell"', 'describes = "told"', "describes: This model has no such step."),
        ('id = "tell"', "", "A step has both an id and a name, or neither."),
        ('"group_rp"', '"party"', "There’s no session of this kind."),
        ("minutes = 10", "minutes = 999", "This should be a whole number from 0 to 180."),
        ('model = "round"\nid = "row.one"', 'model = "other"\nid = "row.one"', "that isn’t there."),
        ('source = "Somebody (1999)"', "", "source: This is missing."),
        ('fits = "A group."', 'fits = "A group."\ncolour = "red"', "colour: This key isn't known here."),
        ('id = "row.one"', 'id = "one"', "This should look like “function.support”."),
        ('family = "group"', 'family = "choir"', "This isn't one of the known ones"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(old: str, new: str, what: str) -> None:
    assert old in ROUND
    told = problem_of(BLANK + ROUND.replace(old, new, 1))
    assert what in told
    assert told.startswith("The file of models can’t be used: line ") or "isn’t there" in told


def test_the_line_is_that_of_the_step() -> None:
    text = BLANK + ROUND.replace("minutes = 10", "minutes = true")
    line = text.split("\n").index("minutes = true") + 1
    assert f"line {line}, [[step]], minutes" in problem_of(text)


def test_a_model_without_a_step_is_refused() -> None:
    assert "This model has no step." in problem_of(BLANK + ROUND.split("[[step]]", maxsplit=1)[0])


def test_two_steps_with_one_id_are_refused() -> None:
    again = ROUND.split("[[step]]")[1].split("[[tick]]")[0]
    assert "same id" in problem_of(BLANK + ROUND + "[[step]]" + again)


def test_two_models_with_one_id_and_version_are_refused() -> None:
    twin = ROUND.split("[[step]]", maxsplit=1)[0]
    assert "Another one has this id already." in problem_of(BLANK + ROUND + twin)


def test_a_nameless_step_stands_alone() -> None:
    assert "stands alone" in problem_of(
        BLANK + '[[step]]\nmodel = "blank"\nid = "a"\nname = "A"\nprompt = "B"\n'
    )


def test_the_blank_page_comes_first() -> None:
    assert "The blank page comes first." in problem_of(ROUND + BLANK)


@pytest.mark.parametrize("text", ["", "[[model]", "model = 3\nstep = 4", BLANK[: len(BLANK) // 2]])
def test_what_is_no_such_file_is_refused_in_words(text: str) -> None:
    assert problem_of(text).startswith("The file of models can’t be used: ")


def test_a_file_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotRead):
        read_models(tmp_path / "models.toml")


def test_a_file_in_another_alphabet_code_is_told(tmp_path: Path) -> None:
    (tmp_path / "models.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CannotRead, match="models"):
        read_models(tmp_path / "models.toml")
