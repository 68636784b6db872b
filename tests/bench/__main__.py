"""Prints every row, and ends with 1 when a bound is missed. The machine decides the milliseconds, not the ratios."""

from __future__ import annotations

import argparse
import os
import sys

ROWS = (
    "start",
    "sign-in",
    "opening",
    "round",
    "papers",
    "writing",
    "scoring",
    "release",
    "box",
    "trends",
    "trends-page",
    "home",
    "quick-box",
)


def main() -> int:
    """Measure what was asked for; 0 when every bound holds."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=7, metavar="N", help="runs of each measure (7)")
    parser.add_argument("--only", choices=ROWS, help="one part alone")
    chosen = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # everybody who starts the program has its bytecode
    missed = 0
    for name in ROWS if chosen.only is None else (chosen.only,):
        for row in _rows(name, chosen.runs):
            print(row.line(), flush=True)
            missed += not row.holds
    return 1 if missed else 0


def _rows(name: str, runs: int):  # type: ignore[no-untyped-def]
    from tests.bench import (
        big_round,
        box,
        everyday,
        opening,
        papers,
        release,
        scoring,
        sign_in,
        start,
        trends,
        trends_page,
        writing,
    )

    parts = {
        "start": start.rows,
        "sign-in": sign_in.rows,
        "opening": opening.rows,
        "round": big_round.rows,
        "papers": papers.rows,
        "writing": writing.rows,
        "release": release.rows,
        "scoring": scoring.rows,
        "box": box.rows,
        "trends": trends.rows,
        "trends-page": trends_page.rows,
        "home": everyday.home_rows,
        "quick-box": everyday.box_rows,
    }
    return parts[name](runs)


if __name__ == "__main__":
    sys.exit(main())
