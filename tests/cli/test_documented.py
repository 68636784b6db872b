"""Documentation is tested: a command, option or JSON key that docs/commands.md doesn't tell of fails here."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pie_audit import cli

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")


def commands(parser: argparse.ArgumentParser, *names: str) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Every command, by its words, with its options."""
    options = [o for action in parser._actions for o in action.option_strings if o not in {"-h", "--help"}]
    below = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if names and not below:
        yield names, options
    for action in below:
        for name, sub in action.choices.items():
            yield from commands(sub, *names, name)


COMMANDS = list(commands(cli._parser()))


def section(words: tuple[str, ...]) -> str:
    """The part of the page about one command."""
    found = re.search(rf"^## `pie-audit {' '.join(words)}\b.*?(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"docs/commands.md doesn't tell of “{' '.join(words)}”"
    return found[0]


def test_there_are_commands() -> None:
    assert {words[0] for words, _options in COMMANDS} == {
        "demo",
        "check",
        "backup",
        "restore",
        "questionnaire",
        "score",
        "agreement",
        "trend",
        "disclose",
        "board",
        "export",
        "self-test",
    }


@pytest.mark.parametrize(("words", "options"), COMMANDS, ids=[" ".join(w) for w, _o in COMMANDS])
def test_every_command_and_option_is_documented(words: tuple[str, ...], options: list[str]) -> None:
    rules = PAGE[PAGE.index("## Rules") : PAGE.index("## `pie-audit")]
    assert not [option for option in options if option not in section(words) + rules]
    assert "JSON: `" in section(words)


def test_the_window_and_its_options_are_documented() -> None:
    for option in ("--workspace", "--time-start", "--version", "--help"):
        assert option in PAGE[: PAGE.index("## Rules")]


def test_the_page_tells_of_no_command_that_is_not_there() -> None:
    told = set(re.findall(r"^## `pie-audit ([a-z -]+?)(?: [A-Z-].*)?`", PAGE, re.MULTILINE))
    assert told == {" ".join(words) for words, _options in COMMANDS}
