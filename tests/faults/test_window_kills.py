"""kill -9 while somebody works in the real window: all that it called saved is there, and of the rest two seconds go."""

from __future__ import annotations

import os
import random
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from pie_audit.domain.answer import Level
from pie_audit.storage import integrity
from pie_audit.workflows import drafts, meetings, plans, seats, unlock
from pie_audit.workflows.unlock import SignedIn
from pie_audit.workflows.worker import Worker
from tests.faults.at_the_window import KEY_EVERY_MS, typed
from tests.patience import PATIENCE
from tests.quarter import MANAGER, password_of, premises_at
from tests.stages import Stages

SEED = 20261122
LONGEST = 1.5
"""Seconds until the kill, at most, from the first key or from the first “Saved”."""
TWO_SECONDS = 2000 // KEY_EVERY_MS
"""In keys, so that a slow computer doesn't count."""
SIDE_BY_SIDE = 4
"""Windows at the same time: whoever types mostly waits for the next key."""


@dataclass(frozen=True)
class Told:
    """What somebody had typed and what the window had called saved, when both were killed."""

    keys: int
    said: int


@dataclass(frozen=True)
class After:
    """The same workspace, opened again."""

    me: SignedIn
    opened: unlock.OpenWorkspace
    team_id: str

    def see(self, look: Callable[..., object], *args: object) -> object:
        return self.opened.read(lambda tx: look(tx, self.me, *args))


def test_choosing_levels(
    stages: Stages, kills: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    def compare(after: After, told: Told) -> None:
        view = after.see(seats.rating_sheet, round_of(after))
        topics = [topic.id for topic in view.topics]
        for at, topic in enumerate(topics):
            chosen = range(at, told.keys + 1, len(topics))
            said = [number for number in chosen if number < told.said]
            may_be = {Level(number % 5) for number in chosen[max(0, len(said) - 1) :]}
            assert view.sheet.rating(topic).answer in (may_be if said else {*may_be, None})

    kill_often("choosing", stages.rating, tmp_path, kills, compare, record_property)


def test_typing_a_note(
    stages: Stages, kills: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    def compare(after: After, told: Told) -> None:
        view = after.see(seats.rating_sheet, round_of(after))
        is_whole(view.sheet.rating(view.topics[0].id).note, told)

    kill_often("noting", stages.rating, tmp_path, kills, compare, record_property)


def test_typing_a_because_that_nobody_agreed_to_yet(
    stages: Stages, kills: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    def compare(after: After, told: Told) -> None:
        view = after.see(meetings.meeting, round_of(after))
        assert view.settled == 0
        key = drafts.meeting_words(round_of(after), view.topics[0].topic.id)
        is_whole((after.see(drafts.words, key) or {}).get("because", ""), told)

    kill_often("because", stages.meeting, tmp_path, kills, compare, record_property)


def test_typing_an_action(
    stages: Stages, kills: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    def compare(after: After, told: Told) -> None:
        view = after.see(plans.plan_page, after.team_id)
        found = [action.what for group in view.groups for action in group.actions]
        assert len(found) <= 1
        is_whole(found[0] if found else "", told)

    kill_often("planning", stages.meeting, tmp_path, kills, compare, record_property)


def is_whole(kept: str, told: Told) -> None:
    """All that was called saved, in its order, and no more of the rest is gone than two seconds' worth."""
    assert kept == typed(len(kept))
    assert max(told.said, told.keys - TWO_SECONDS) <= len(kept) <= told.keys + 1


def test_a_window_that_ended_by_itself_fails_the_run(tmp_path: Path) -> None:
    (tmp_path / "workspace").mkdir()
    with pytest.raises(AssertionError, match="ended by itself"):
        act_and_kill("planning", tmp_path, 0.0, from_first_saved=True)


def round_of(after: After) -> str:
    """The one round of the team."""
    from pie_audit.workflows import audits

    view = after.see(audits.overview, after.team_id)
    assert view.round is not None
    return view.round.round_id


def kill_often(
    act: str,
    prepared: Path,
    place: Path,
    kills: int,
    compare: Callable[[After, Told], None],
    record_property: Callable[[str, object], None],
) -> None:
    """A quarter of `kills` for each act, at least one, each on a workspace of its own; `compare` after each."""
    shares = -(-kills // 4)
    told = kill_windows(act, prepared, place, shares)
    for number, one in enumerate(told):
        with opened_again(place / str(number)) as after:
            compare(after, one)
        shutil.rmtree(place / str(number))
    keys, said = sum(one.keys for one in told), sum(one.said for one in told)
    record_property(
        "figures",
        f"{act} in the window: {shares} kills, seed {SEED}, {keys} keys, {said} of them called saved, 0 lost",
    )
    assert said > 0, "nothing was called saved, so nothing was tried"


def kill_windows(act: str, prepared: Path, place: Path, kills: int) -> list[Told]:
    """Each of `kills` windows acts on the copy of `prepared` in `place` that has its number, a few side by side."""
    chosen = random.Random(f"{act} {SEED}")

    def kill(number: int, share: float) -> Told:
        # From the first “Saved” in turn with from the first key; a little typing is longer than the wait to save.
        delay = LONGEST * (number + share) / kills + (0 if act == "choosing" else (number % 3))
        folder = place / str(number)
        shutil.copytree(prepared, folder)
        return act_and_kill(act, folder, delay, from_first_saved=number % 2 == 0)

    with ThreadPoolExecutor(SIDE_BY_SIDE) as side_by_side:
        return list(side_by_side.map(kill, range(kills), [chosen.random() for _ in range(kills)]))


def act_and_kill(act: str, place: Path, delay: float, *, from_first_saved: bool) -> Told:
    """Let somebody act in a window of their own and kill it `delay` seconds after the first key, or the first “Saved”."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.at_the_window", str(place), act],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as window:
        assert window.stdout is not None
        assert window.stderr is not None
        try:
            heard = _hear(window.stdout.fileno(), "said " if from_first_saved else "key ", PATIENCE)
            if heard:
                heard += _hear(window.stdout.fileno(), None, delay)
        finally:
            window.kill()
        heard += window.stdout.read().decode()
        trouble = window.stderr.read().decode()
    assert window.returncode == -9, f"the window ended by itself ({window.returncode}): {trouble}"
    lines = [line.split() for line in heard.splitlines()]
    numbers = {
        kind: [int(n) for said, *rest in lines if said == kind for n in rest] for kind in ("key", "said")
    }
    return Told(max(numbers["key"], default=0), max(numbers["said"], default=0))


def _hear(pipe: int, until: str | None, seconds: float) -> str:
    """What the window tells, until it has told this, or until time is over, or until it is gone."""
    heard, end = "", time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0 and not (until and until in heard):
        if select.select([pipe], [], [], left)[0]:
            chunk = os.read(pipe, 65536)
            if not chunk:
                break
            heard += chunk.decode()
    return heard


@contextmanager
def opened_again(place: Path) -> Iterator[After]:
    """Open what is left with a password; all its parts agree."""
    worker = Worker()
    opened, me = unlock.open_workspace(
        premises_at(place), worker, place / "workspace", MANAGER, password_of(MANAGER)
    )
    try:
        assert worker.with_store(integrity.findings).result() == ()
        yield After(me, opened, next(iter(me.member.teams)))
    finally:
        opened.close()
        worker.close()
