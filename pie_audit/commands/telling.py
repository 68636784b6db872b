"""How a command tells its result: one JSON document, or a table in words."""

from __future__ import annotations

import json
import sys
from argparse import Namespace


def print_result(chosen: Namespace, result: object, line: str) -> None:
    """The result as JSON where that was asked for, else the line."""
    if chosen.json:
        print_json(result)
    else:
        print(line)


def print_json(value: object) -> None:
    """One JSON document."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    print()


def print_table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Columns as wide as their widest cell."""
    widths = [max(len(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    for row in (heads, *rows):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
