"""A question file, from this program or from anybody, becomes a questionnaire or all of its problems."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from pie_audit.catalogue.audit_file import read_audit
from pie_audit.catalogue.fields import Fields
from pie_audit.catalogue.heading import NAME
from pie_audit.catalogue.instrument_file import read_instrument
from pie_audit.catalogue.plain_file import decode_text, read_plain_file
from pie_audit.catalogue.problems import Notes, Problem
from pie_audit.domain.errors import CannotRead
from pie_audit.domain.questionnaire import Instrument, Kind, Questionnaire
from pie_audit.words import DEFAULT_WORDS, _, plural

MOST_BYTES = 1024 * 1024
_LONGEST_LINE = 10_000
_MOST_DOTS = 100  # a key of thousands of parts would keep the parser busy for minutes
_LINE_OF_MESSAGE = re.compile(r"\(at line (\d+), column \d+\)")


class CannotReadQuestions(CannotRead):
    """A question file that can't be used, with everything there is to mend in `problems`."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        first, more = problems[0], len(problems) - 1
        todo = _("Mend it in the file and open it again.")
        if more:
            todo = plural(
                "Mend it and {n} more problem in the file, then open it again.",
                "Mend it and {n} more problems in the file, then open it again.",
                more,
            ).format(n=more)
        super().__init__(_("The question file can't be used: {problem}").format(problem=first), todo)
        self.problems = problems


def list_bundled(folder: Path) -> tuple[Path, ...]:
    """The question files in a folder, by name: plain files called after an id."""
    files = [path for path in folder.glob("*.toml") if NAME.fullmatch(path.stem) and path.is_file()]
    return tuple(sorted(files))


def read_questionnaire(path: Path, words: Mapping[str, str] = DEFAULT_WORDS) -> Questionnaire | Instrument:
    """What a question file says, in a team's own words if they are given.

    Raises CannotRead where there is no such file, and CannotReadQuestions where there is something to mend.
    """
    return parse_questionnaire(read_text(path), words)


def parse_questionnaire(text: str, words: Mapping[str, str] = DEFAULT_WORDS) -> Questionnaire | Instrument:
    """As `read_questionnaire`, from text such as a round keeps of the file it was started with."""
    found, problems = _parse(text, words)
    if found is None:
        raise CannotReadQuestions(problems)
    return found


def check_file(path: Path) -> tuple[Problem, ...]:
    """Everything there is to mend in a file, nothing where it is fit for use.

    Raises CannotRead where there is no such file, or none that could be opened.
    """
    try:
        return check_text(read_text(path))
    except CannotReadQuestions as error:
        return error.problems


def check_text(text: str) -> tuple[Problem, ...]:
    """As `check_file`, from text."""
    return _parse(text, DEFAULT_WORDS)[1]


def read_text(path: Path) -> str:
    """The text of a question file, to be kept with a round. Raises as `read_questionnaire` does."""
    content = read_plain_file(path, most_bytes=MOST_BYTES, ending=".toml")
    if len(content) > MOST_BYTES:
        raise _one_problem(_("The file is larger than 1 MiB, more than any questionnaire needs."))
    text = decode_text(content)
    if text is None:
        raise _one_problem(_("This isn't a text file in UTF-8."))
    return text


def _one_problem(what: str, line: int | None = None) -> CannotReadQuestions:
    return CannotReadQuestions((Problem(line, None, None, what),))


def _parse(
    text: str, words: Mapping[str, str]
) -> tuple[Questionnaire | Instrument | None, tuple[Problem, ...]]:
    """The questionnaire, or None with at least one problem."""
    try:
        data = load_tables(text)
    except CannotReadQuestions as error:
        return None, error.problems
    notes = Notes(text, data)
    top = Fields(data, notes, words=words)
    kind = top.choice("kind", Kind)
    if not top.is_sound("kind") and "topic" not in data:
        kind = Kind.INSTRUMENT if "item" in data else kind
    found = read_audit(top) if kind is Kind.AUDIT else read_instrument(top)
    top.finish()
    return (None if notes.problems else found), tuple(notes.problems)


def load_tables(text: str) -> dict[str, object]:
    """The tables of the text. Raises CannotReadQuestions with one problem."""
    if not text.strip():
        raise _one_problem(_("The file is empty."))
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > _LONGEST_LINE or line.count(".") > _MOST_DOTS:
            raise _one_problem(
                _("This line is far longer, or has far more dots, than a question file needs."), number
            )
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise _one_problem(_("Brackets inside brackets go far deeper than a question file needs.")) from None
    except ValueError as error:
        raise _one_problem(*_explain_syntax(str(error), text)) from None


def _explain_syntax(message: str, text: str) -> tuple[str, int | None]:
    """What a syntax error means, and its line: the last one where the text ends too early."""
    if message.endswith("(at end of document)"):
        return _("The file stops in the middle. Part of it may be lost."), text.rstrip("\n").count("\n") + 1
    found = _LINE_OF_MESSAGE.search(message)
    line = int(found.group(1)) if found else None
    if message.startswith(("Cannot overwrite", "Cannot declare", "Duplicate")):
        return _("This key or heading stands in the file twice."), line
    if line is None:
        return _("There's a number in the file with far too many digits."), None
    return (
        _(
            "From here on the file can't be understood: a quote, bracket or equals sign is missing or too many."
        ),
        line,
    )
