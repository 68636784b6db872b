"""Figures of trends over a million agreed topics, beside the database adding them up by itself; and 1,000 teams."""

from __future__ import annotations

import os
import random
import secrets
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.rows import Row, in_turn, median_ratio

if TYPE_CHECKING:
    from pie_audit.storage.store import Store
    from pie_audit.storage.transaction import Transaction

TEAMS, FEWER_TEAMS, QUARTERS, TOPICS = 1000, 250, 40, 25
BOUND = 1.5
LINEAR = 1.25
"""A team may cost this much more among four times as many: what lies between is noise, not growth."""

READ_MS = 200.0
THEMES = {theme: tuple(f"{theme}{n}" for n in range(1, 6)) for theme in "ABCDE"}


def rows(runs: int) -> Iterator[Row]:
    """The figures of every team against bare aggregates; the cost of a team among few and among many."""
    with tempfile.TemporaryDirectory() as top:
        many, few = _database(Path(top) / "many", TEAMS), _database(Path(top) / "few", FEWER_TEAMS)
        try:
            yield from _beside_bare(many, max(3, runs // 2))
            yield _as_linear(many, few, max(3, runs // 2))
        finally:
            many.close()
            few.close()
    yield _one_team(runs)


def _beside_bare(store: Store, runs: int) -> Iterator[Row]:
    """The same figures by the trends' own function and by the driver alone: over the whole table, and team by team."""
    ours, bare = in_turn(
        runs,
        lambda: store.read(lambda tx: _seconds_of(tx, _chunks(_rounds(tx)))),
        lambda: store.read(_seconds_bare),
    )
    detail = f"{statistics.median(ours):.1f} s against {statistics.median(bare):.1f} s"
    name = f"figures of {TEAMS * QUARTERS * TOPICS} agreed topics / bare SQL"
    yield Row(name, median_ratio(ours, bare), BOUND, "x", detail)
    ours, bare = in_turn(
        runs,
        lambda: store.read(lambda tx: _seconds_of(tx, list(_rounds(tx).values()))),
        lambda: store.read(lambda tx: _seconds_bare_by_team(tx, list(_rounds(tx).values()))),
    )
    detail = f"{statistics.median(ours):.1f} s against {statistics.median(bare):.1f} s"
    yield Row("the same, team by team / bare SQL", median_ratio(ours, bare), BOUND, "x", detail)


def _as_linear(many: Store, few: Store, runs: int) -> Row:
    """What a team costs with its rounds found and its figures added up, by how many teams there are."""
    more, less = in_turn(
        runs,
        lambda: many.read(lambda tx: _seconds_of_finding(tx, TEAMS)),
        lambda: few.read(lambda tx: _seconds_of_finding(tx, FEWER_TEAMS)),
    )
    per_team = [1000 * statistics.median(found) / n for found, n in ((more, TEAMS), (less, FEWER_TEAMS))]
    detail = f"{per_team[0]:.2f} ms a team of {TEAMS}, {per_team[1]:.2f} ms of {FEWER_TEAMS}"
    ratio = median_ratio([s / TEAMS for s in more], [s / FEWER_TEAMS for s in less])
    return Row("a team's figures among four times as many", ratio, LINEAR, "x", detail)


def _one_team(runs: int) -> Row:
    """Everything of one team with 40 quarters of all topics, in the one transaction that the page asks for."""
    from pie_audit.workflows.trends.charting import charted
    from pie_audit.workflows.trends.reading import read_material
    from pie_audit.workflows.trends.views import TrendWish, Window
    from tests import quarter, years

    with tempfile.TemporaryDirectory() as top:
        (Path(top) / "copy").mkdir()
        hostel = quarter.make_finished(Path(top)).open(Path(top) / "copy")
        try:
            for back in range(QUARTERS):
                round_id = years.review(hostel, quarter.THIS_QUARTER.plus(-back), agreed=back % 5)
                years.opened(hostel, round_id, years.counts_of("team", (1, 2, 2, 1, 0)))
            reading, charting = [], []
            for _run in range(runs + 1):
                began = time.perf_counter()
                material = hostel.see(read_material, hostel.amina, hostel.team_id, Window.ALL)
                read = time.perf_counter()
                charted(material, TrendWish(Window.ALL))
                reading.append(1000 * (read - began))
                charting.append(1000 * (time.perf_counter() - read))
        finally:
            hostel.close()
    detail = f"{QUARTERS} quarters of all topics; laid out as charts in {statistics.median(charting):.0f} ms"
    return Row("reading a team's past", statistics.median(reading[1:]), READ_MS, "ms", detail)


def _seconds_of(tx: Transaction, asked: list[list[str]]) -> float:
    from pie_audit.storage.trend_figures import theme_figures

    began = time.perf_counter()
    found = sum(len(theme_figures(tx, ids, THEMES)) for ids in asked)
    cost = time.perf_counter() - began
    assert found == TEAMS * QUARTERS * len(THEMES), found
    return cost


def _chunks(rounds: dict[str, list[str]]) -> list[list[str]]:
    """All rounds in the order in which they lie in the file, a thousand at a time."""
    ids = sorted(round_id for found in rounds.values() for round_id in found)
    return [ids[at : at + 1000] for at in range(0, len(ids), 1000)]


_BARE = (
    "SELECT round_id, substr(topic_id, 1, 1), count(level), sum(level), min(level), max(level),"
    " sum(outcome = 'doesn''t apply'), sum(outcome = 'can''t tell'), sum(outcome = 'not settled')"
    " FROM consensus {where} GROUP BY 1, 2"
)
"""Without SQLAlchemy's own work; a theme is the first letter of a topic here."""


def _seconds_bare(tx: Transaction) -> float:
    began = time.perf_counter()
    found = len(tx.connection.exec_driver_sql(_BARE.format(where="")).fetchall())
    cost = time.perf_counter() - began
    assert found == TEAMS * QUARTERS * len(THEMES), found
    return cost


def _seconds_bare_by_team(tx: Transaction, asked: list[list[str]]) -> float:
    marks = ", ".join("?" * QUARTERS)
    statement = _BARE.format(where=f"WHERE round_id IN ({marks})")
    began = time.perf_counter()
    found = sum(len(tx.connection.exec_driver_sql(statement, tuple(ids)).fetchall()) for ids in asked)
    cost = time.perf_counter() - began
    assert found == TEAMS * QUARTERS * len(THEMES), found
    return cost


def _seconds_of_finding(tx: Transaction, teams: int) -> float:
    from pie_audit.storage.audits import rounds_of_team
    from pie_audit.storage.trend_figures import theme_figures

    ids = list(_rounds(tx))[:100]
    began = time.perf_counter()
    for team_id in ids:
        theme_figures(tx, [r.round_id for r in rounds_of_team(tx, team_id)], THEMES)
    return (time.perf_counter() - began) * teams / len(ids)


def _rounds(tx: Transaction) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for team_id, round_id in tx.connection.exec_driver_sql("SELECT team_id, round_id FROM audit_round"):
        found.setdefault(team_id, []).append(round_id)
    return found


def _database(folder: Path, teams: int) -> Store:
    """An encrypted database with so many teams, each with 40 signed reviews of 25 topics."""
    from pie_audit.domain.team import WorkspaceKind
    from pie_audit.storage.marks import Marks
    from pie_audit.storage.store import Store
    from pie_audit.storage.teams import WorkspaceFacts
    from pie_audit.storage.workspace import Workspace

    folder.mkdir()
    workspace = Workspace(folder / "workspace")
    workspace.folder.mkdir()
    facts = WorkspaceFacts(secrets.token_hex(16), WorkspaceKind.TEAM, secrets.token_hex(8), "2026-W47")
    store = Store.create_embedded(
        workspace.database, os.urandom(32), Marks(folder / "marks", os.urandom(32)), facts
    )
    store.write(lambda tx: _fill(tx, teams))
    return store


def _fill(tx: Transaction, teams: int) -> None:
    draw = random.Random(1)
    put = tx.connection.exec_driver_sql
    for _team in range(teams):
        team_id = secrets.token_hex(16)
        put("INSERT INTO team (team_id, name, about) VALUES (?, 'A team', '')", (team_id,))
        ids = [secrets.token_hex(16) for _quarter in range(QUARTERS)]
        put(_ROUND, [(round_id, team_id, f"{2016 + n // 4}Q{n % 4 + 1}") for n, round_id in enumerate(ids)])
        put(_CONSENSUS, [row for round_id in ids for row in _agreed(draw, round_id)])


def _agreed(draw: random.Random, round_id: str) -> list[tuple[Any, ...]]:
    found = []
    for topics in THEMES.values():
        for topic in topics:
            has_level = draw.random() < 0.9
            outcome = "agreed" if has_level else draw.choice(("doesn't apply", "can't tell", "not settled"))
            found.append((round_id, topic, outcome, draw.randrange(5) if has_level else None))
    return found


_ROUND = (
    "INSERT INTO audit_round (round_id, team_id, quarter, state, questionnaire_id, questionnaire_version, scope,"
    " facilitator_id, opens_on, closes_on, minimum, together_only, public_key, slip_salt) VALUES"
    " (?, ?, ?, 'carried', 'pie-own-1', 1, 'full', 'somebody', '2026-01-01', '2026-01-15', 5, 0, x'', x'')"
)
_CONSENSUS = (
    "INSERT INTO consensus (round_id, topic_id, outcome, level, because, evidence, none_yet, changed) VALUES"
    " (?, ?, ?, ?, 'It depends on who is on shift, and on the night.', 'Handover notes', 0, '')"
)
