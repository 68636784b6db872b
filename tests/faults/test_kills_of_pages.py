"""kill -9 while a page of one's own is typed, saved, gone back on and thrown away: all of it, or none, and never half."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

from pie_audit.domain.entry import Entry, Step
from pie_audit.storage import records
from pie_audit.workflows import reflections
from pie_audit.workflows.reflections import Sitting
from tests.children import Acknowledge, Killed, kill_often
from tests.faults.closed import Closed
from tests.faults.test_window_kills import After, Told, act_and_kill, is_whole
from tests.faults.test_window_kills import kill_often as kill_windows_often
from tests.quarter import Hostel
from tests.stages import Stages


def saying(entry: Entry, number: int) -> Entry:
    return replace(entry, title=str(number), steps=(Step("", "", f"Words {number}"),))


def begun(closed: Closed) -> Sitting:
    """A page of Jo's, saved once."""
    with closed.open() as hostel:
        sitting = hostel.see(reflections.start, hostel.jo)
        return hostel.do(reflections.save, hostel.jo, saying(sitting.entry, 0), sitting)


def test_saving_versions(closed: Closed, kills: int) -> None:
    first = begun(closed)

    def loop(done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            for number in count(done + 1):
                now = hostel.see(reflections.open_entry, hostel.jo, first.entry.entry_id)
                hostel.do(reflections.save, hostel.jo, saying(now.entry, number), replace(now, kept=None))
                acknowledge(str(number))

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            texts = hostel.see(reflections.versions, hostel.jo, first.entry.entry_id)
        numbers = [int(text.entry.title) for text in texts]
        assert numbers[0] >= max(killed.last, 0)
        assert [text.entry.text for text in texts] == [f"Words {number}" for number in numbers]

    kill_often(kills, "save a page", loop, compare)


def test_keeping_drafts(closed: Closed, kills: int) -> None:
    first = begun(closed)

    def loop(done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            for number in count(done + 1):
                hostel.do(reflections.keep_draft, hostel.jo, saying(first.entry, number), first.version)
                acknowledge(str(number))

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            found = hostel.see(reflections.open_entry, hostel.jo, first.entry.entry_id)
        assert found.entry == first.entry
        if killed.acknowledged:
            assert found.kept is not None
            assert int(found.kept.entry.title) >= killed.last
            assert found.kept.entry.text == f"Words {found.kept.entry.title}"

    kill_often(kills, "keep a draft of a page", loop, compare)


def test_throwing_away(closed: Closed, kills: int) -> None:
    """A page that was acknowledged as gone never comes back; any other is there with all its versions."""
    made: dict[str, str] = {}

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            while True:
                sitting = hostel.see(reflections.start, hostel.jo)
                sitting = hostel.do(reflections.save, hostel.jo, saying(sitting.entry, 1), sitting)
                sitting = hostel.do(reflections.save, hostel.jo, saying(sitting.entry, 2), sitting)
                acknowledge(f"made {sitting.entry.entry_id}")
                hostel.do(reflections.delete, hostel.jo, sitting.entry.entry_id)
                acknowledge(f"gone {sitting.entry.entry_id}")

    def compare(killed: Killed) -> None:
        made.update((entry_id, what) for what, entry_id in map(str.split, killed.acknowledged))
        with closed.checked() as hostel:
            for entry_id, what in made.items():
                stamps = hostel.read(lambda tx, name=entry_id: records.stamps_of(tx, bytes.fromhex(name)))
                assert len(stamps) in ((0,) if what == "gone" else (0, 2))

    kill_often(kills, "throw a page away", loop, compare)


def test_going_back(closed: Closed, kills: int) -> None:
    first = begun(closed)
    with closed.open() as hostel:
        second = hostel.do(reflections.save, hostel.jo, saying(first.entry, 1), first)

    def loop(done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            for number in count(done):
                swing(hostel, first, second, number)
                acknowledge(str(number))

    def compare(_killed: Killed) -> None:
        with closed.checked() as hostel:
            texts = hostel.see(reflections.versions, hostel.jo, first.entry.entry_id)
        assert {text.entry.text for text in texts} <= {"Words 0", "Words 1"}
        assert texts[0].latest

    kill_often(kills, "go back to a version", loop, compare)


def swing(hostel: Hostel, first: Sitting, second: Sitting, number: int) -> None:
    """Back to the first words, then to the second, in turn, while they are kept."""
    texts = hostel.see(reflections.versions, hostel.jo, first.entry.entry_id)
    wanted = (first, second)[number % 2].entry.text
    version = next(text.version for text in texts if text.entry.text == wanted)
    hostel.do(reflections.go_back, hostel.jo, first.entry.entry_id, version)


def test_typing_in_the_window(
    stages: Stages, kills: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """All that was called saved is there, in its order, and of the rest no more than two seconds' worth is gone."""

    def compare(after: After, told: Told) -> None:
        is_whole(written(after), told)

    kill_windows_often("writing", stages.meeting, tmp_path, kills, compare, record_property)


def written(after: After) -> str:
    """The words of the one page there is: saved, or kept and offered."""
    kept = after.see(reflections.unfinished)
    assert isinstance(kept, tuple)
    assert len(kept) <= 1
    return kept[0].entry.text if kept else ""


def test_words_in_the_file_are_sealed(stages: Stages, tmp_path: Path) -> None:
    folder = tmp_path / "one"
    shutil.copytree(stages.meeting, folder)
    told: Told = act_and_kill("writing", folder, 0.4, from_first_saved=True)
    assert told.said > 0
    letters = b"abcdef"
    found = [path for path in folder.rglob("*") if path.is_file() and letters in path.read_bytes()]
    assert found == []
