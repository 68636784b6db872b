"""The log tells what happened to the program, and never what people did with it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from pie_audit import log


@pytest.fixture(autouse=True)
def _own_handlers() -> Iterator[None]:
    logger = logging.getLogger("pie_audit")
    before, level, propagates = list(logger.handlers), logger.level, logger.propagate
    yield
    for handler in set(logger.handlers) - set(before):
        logger.removeHandler(handler)
        handler.close()
    logger.setLevel(level)
    logger.propagate = propagates


def test_an_event_is_written_with_its_fields(tmp_path: Path) -> None:
    log.begin(tmp_path / "logs")
    log.note("opened", milliseconds=12, schema="0001")
    assert (
        (tmp_path / "logs" / "pie-audit.log")
        .read_text()
        .endswith("INFO opened milliseconds=12 schema=0001\n")
    )


@pytest.mark.parametrize("field", ["name", "person", "path", "team", "topic", "answer", "round_id"])
def test_a_field_that_could_name_somebody_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match="may not be logged"):
        log.note("saved", **{field: "x"})


def test_without_a_place_to_write_it_is_silent(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    log.begin(tmp_path / "file" / "logs")
    log.note("opened")
    assert log.save_report("words", tmp_path / "file" / "logs") is None


def test_a_report_names_files_and_lines_and_no_values(tmp_path: Path) -> None:
    try:
        int("Jo's private words")
    except ValueError as error:
        told = log.report(error, "0.1.0")
    assert told.startswith("pie-audit 0.1.0, Python ")
    assert told.endswith("ValueError\n")
    assert "test_log.py:" in told
    assert "private" not in told
    kept = log.save_report(told, tmp_path)
    assert kept is not None
    assert kept.read_text() == told
