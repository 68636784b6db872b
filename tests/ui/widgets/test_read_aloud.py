"""Reading aloud: with whatever voice the system has, never with the text where others could read it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pie_audit.domain.audit import RatingSheet
from pie_audit.domain.team import Perspective
from pie_audit.ui.audit.rating_panel import RatingPanel
from pie_audit.ui.widgets.read_aloud import Reader, Voice, find_voice
from pie_audit.workflows import questions

LISTEN = "import sys,pathlib; pathlib.Path(sys.argv[1]).write_bytes(sys.stdin.buffer.read())"
WAIT = "import sys,time; sys.stdin.read(); time.sleep(3600)"


def only(*programs: str) -> Callable[[str], str | None]:
    return lambda program: f"/usr/bin/{program}" if program in programs else None


@pytest.mark.parametrize(
    ("system", "there", "chosen"),
    [
        ("linux", ("espeak-ng", "spd-say"), "/usr/bin/espeak-ng"),
        ("linux", ("spd-say",), "/usr/bin/spd-say"),
        ("darwin", ("say",), "/usr/bin/say"),
        ("win32", ("powershell",), "/usr/bin/powershell"),
    ],
)
def test_the_systems_own_voice_is_found(system: str, there: tuple[str, ...], chosen: str) -> None:
    voice = find_voice(system, only(*there))
    assert voice is not None
    assert voice.program == chosen


@pytest.mark.parametrize("system", ["linux", "darwin", "win32", "plan9"])
def test_without_a_voice_none_is_offered(system: str) -> None:
    assert find_voice(system, only()) is None


def test_the_text_goes_in_by_the_pipe_and_arrives_whole(qtbot: QtBot, tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    reader = Reader(Voice(sys.executable, ("-c", LISTEN, str(heard))))
    text = "Płynnie, يبدأ, “quoted”. " * 500
    reader.read(text)
    qtbot.waitUntil(lambda: not reader.is_speaking)
    assert heard.read_text("utf-8") == text


def test_asked_again_while_it_speaks_it_falls_silent(qtbot: QtBot) -> None:
    reader = Reader(Voice(sys.executable, ("-c", WAIT)))
    reader.read("One")
    qtbot.waitUntil(lambda: reader.is_speaking)
    reader.read("Two")
    qtbot.waitUntil(lambda: not reader.is_speaking)


def test_a_topic_is_read_with_its_statement_and_every_level_in_this_raters_words(
    qtbot: QtBot, tmp_path: Path
) -> None:
    heard = tmp_path / "heard"
    panel = RatingPanel(voice=Voice(sys.executable, ("-c", LISTEN, str(heard))))
    qtbot.addWidget(panel)
    review = questions.bundled()
    topic = review.topic("A1")
    panel.show_topic(review, topic, Perspective.LIVED_EXPERIENCE)
    panel.show_answer(RatingSheet("r", Perspective.LIVED_EXPERIENCE, ("A1",)).rating("A1").answer)
    panel.aloud.click()
    qtbot.waitUntil(lambda: not panel.reader.is_speaking)
    said = heard.read_text("utf-8")
    assert topic.lived_experience in said
    assert all(level.label in said and level.meaning_they in said for level in review.levels)


def test_going_to_another_topic_ends_the_reading(qtbot: QtBot) -> None:
    panel = RatingPanel(voice=Voice(sys.executable, ("-c", WAIT)))
    qtbot.addWidget(panel)
    review = questions.bundled()
    panel.show_topic(review, review.topic("A1"), Perspective.TEAM)
    panel.read_aloud()
    qtbot.waitUntil(lambda: panel.reader.is_speaking)
    assert panel.aloud.text() == "Stop reading"
    panel.show_topic(review, review.topic("A4"), Perspective.TEAM)
    qtbot.waitUntil(lambda: not panel.reader.is_speaking)
    assert panel.aloud.text() == "Read aloud"
