"""Home and the quick box with five years of small things, beside a workspace that has none; everything is on in both."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.rows import Row, in_turn, median_ratio

if TYPE_CHECKING:
    from tests.bench.program import Program
    from tests.quarter import Hostel

ENTRIES, WEEKS = 100_000, 260
HOME_BOUND, STALL_MS = 1.2, 50.0
_FEWEST_RUNS = 7
_SHARES = {"win": 0.25, "friction": 0.3, "tellings": 0.15, "refusal": 0.2, "bent_rule": 0.1}
_AGENCIES = tuple(f"Agency {n}" for n in range(60))


def home_rows(runs: int) -> list[Row]:
    """From the click on “Home” until all of it is read, laid out and painted, with and without entries in turn."""
    with _both() as (full, empty):
        with_entries, without = in_turn(
            max(runs, _FEWEST_RUNS), lambda: _open_home(full), lambda: _open_home(empty)
        )
    mine, floor = statistics.median(with_entries), statistics.median(without)
    detail = f"{mine:.0f} ms with {ENTRIES:,} entries, {floor:.0f} ms without"
    return [
        Row("home with five years of entries", median_ratio(with_entries, without), HOME_BOUND, "x", detail)
    ]


def box_rows(runs: int) -> list[Row]:
    """From Enter in the quick box until “Noted”, and the longest that the thread that paints stands still meanwhile."""
    with _both() as (full, empty):
        stalls = _stalls_of(full, max(runs, _FEWEST_RUNS))
        noted, floor = in_turn(max(runs, _FEWEST_RUNS), lambda: _note(full), lambda: _note(empty))
    # The median run: others use this computer too.
    worst = statistics.median(stalls)
    ms = f"{statistics.median(noted):.0f} ms with {ENTRIES:,} entries, {statistics.median(floor):.0f} ms without"
    return [
        Row(
            "longest stall, quick box",
            worst,
            STALL_MS,
            "ms",
            f"Enter to “Noted”, slowest {max(stalls):.0f} ms",
        ),
        Row("quick box with five years of entries", median_ratio(noted, floor), HOME_BOUND, "x", ms),
    ]


@contextmanager
def _both() -> Iterator[tuple[Program, Program]]:
    from tests.quarter import make_finished

    with tempfile.TemporaryDirectory() as top:
        finished = make_finished(Path(top) / "made")
        programs = []
        for name, entries in (("full", ENTRIES), ("empty", 0)):
            hostel = finished.open(Path(top) / name)
            hostel.turn_on()
            if entries:
                _fill(hostel)
            hostel.close()
            programs.append(_come_in(Path(top) / name))
        yield programs[0], programs[1]
        for program in programs:
            program.close()


def _come_in(place: Path) -> Program:
    from tests.bench.program import Program
    from tests.journeys.visitor import Visitor
    from tests.quarter import FAST, MANAGER, password_of

    program = Program(place, FAST, place / "workspace")
    visitor = Visitor(program.window)
    visitor.fills("Your name", MANAGER)
    visitor.fills("Password", password_of(MANAGER))
    visitor.named("Sign in")[-1].click()
    program.until(lambda: program.window.inside is not None, "nobody came in")
    program.until(lambda: getattr(program.window.inside.page(), "home", None) is not None, "home never came")
    program.rest(0.5)
    return program


def _fill(hostel: Hostel) -> None:
    """Entries of every kind, spread over five years up to this week; made up by a seeded generator."""
    from pie_audit.storage import daily_notes, small_logs

    chance, today = random.Random(7), hostel.amina.clock.today()
    tables = {
        "win": small_logs.win,
        "friction": small_logs.friction,
        "tellings": small_logs.tellings,
        "refusal": daily_notes.refusal,
        "bent_rule": daily_notes.bent_rule,
    }

    def write(tx: Any) -> None:
        for name, share in _SHARES.items():
            count = int(ENTRIES * share)
            values = [_row(name, at, count, hostel.team_id, chance, today) for at in range(count)]
            tx.connection.execute(tables[name].insert(), values)

    hostel.opened.write(write)


def _row(name: str, at: int, of: int, team_id: str, chance: random.Random, today: Any) -> dict[str, Any]:
    from datetime import timedelta

    from pie_audit.domain.quarter import iso_week
    from pie_audit.domain.refusal import Direction, Next, Reason
    from pie_audit.domain.small_logs import FrictionEnd

    day = today - timedelta(weeks=WEEKS * at // of)
    when = {"week": iso_week(day)} if name in {"win", "bent_rule"} else {"month": day.isoformat()[:7]}
    agency = chance.choice(_AGENCIES)
    more: dict[str, dict[str, Any]] = {
        "win": {"words": f"A small thing went well, number {at}.", "made_possible_by": "the night team"}
        | {"agencies": "", "reach": "team", "kind": "", "topic_id": None},
        "friction": {"trying": "A room for one night", "process": agency, "minutes": chance.randint(5, 300)}
        | {"end": chance.choice(list(FrictionEnd)).value, "level": "system", "tellings": 2}
        | {"bend_would_help": False},
        "tellings": {"label": f"T{at % 40 + 1}", "times": chance.randint(1, 9), "agencies": 1, "avoidable": 0}
        | {"days_waited": 3},
        "refusal": {"direction": Direction.BY_OTHERS.value, "agency": agency, "level": "system"}
        | {"reason": chance.choice(list(Reason)).value, "then": Next.NOTHING.value, "agency_kind": ""},
        "bent_rule": {"rule": f"Rule {at % 30}", "instead": "We let her in", "why": "It was raining"}
        | {"agreed_by": "", "agreed": "not yet", "happened": "", "safety": "", "proposal": ""},
    }
    key = {"win": "win_id", "friction": "friction_id", "tellings": "tellings_id", "refusal": "refusal_id"}
    return {key.get(name, "bent_id"): f"{name}{at:026}", "team_id": team_id, **when, **more[name]}


def _open_home(program: Program) -> float:
    """Milliseconds of a Home that is made anew, from the plan's page."""
    inside = program.window.inside
    inside.go("plan")
    _settled(program, lambda: inside.area() == "plan")
    inside._let_go_of("home")
    program.rest(0.1)
    began = time.perf_counter()
    inside.go("home")
    _settled(program, lambda: getattr(inside.page(), "home", None) is not None)
    program.window.repaint()
    return (time.perf_counter() - began) * 1000


def _settled(program: Program, holds: Callable[[], bool]) -> None:
    from PySide6.QtWidgets import QApplication

    inside = program.window.inside
    program.until(lambda: holds() and inside._under_way == 0, "the page never came")
    QApplication.processEvents()
    program.until(lambda: inside._under_way == 0, "the page is never whole")


def _note(program: Program, stalls: Any = None) -> float:
    """Milliseconds from Enter to “Noted”, with Home read again behind it."""
    box = _box(program)
    box.fields.lines["words"].setText("The lift works again.")
    box.said.hide()
    if stalls is not None:
        stalls.watch("noting")
    began = time.perf_counter()
    box.send()
    program.until(lambda: not box.said.isHidden(), "it was never noted")
    took = (time.perf_counter() - began) * 1000
    _settled(program, lambda: True)
    if stalls is not None:
        stalls.rest()
    return took


def _box(program: Program) -> Any:
    inside = program.window.inside
    if inside.area() != "home":
        inside.go("home")
    _settled(program, lambda: getattr(inside.page(), "quick", None) is not None)
    box = inside.page().quick
    program.until(lambda: box.view is not None, "the box never came")
    box.take(box.view.kinds[0])
    return box


def _stalls_of(program: Program, runs: int) -> list[float]:
    from tests.bench.big_round import Stalls

    found = []
    _note(program)  # what is loaded only once doesn't count
    for _run in range(runs):
        stalls = Stalls()
        _note(program, stalls)
        found.append(stalls.worst["noting"])
    return found
