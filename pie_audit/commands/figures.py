"""Commands about files of anybody's, without a workspace: question files, answers, ratings, values, counts, plans."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.commands.telling import print_json, print_table
from pie_audit.words import _, plural

if TYPE_CHECKING:
    from pie_audit.workflows.unlock import Kdf


def list_questionnaires(chosen: Namespace, _kdf: Kdf | None) -> int:
    """``questionnaire list``: what ships."""
    from pie_audit.workflows import questions

    rows = [
        {
            "id": q.id,
            "version": q.version,
            "title": q.title,
            "items": q.items,
            "licence": q.licence,
            "text": "own" if q.has_text else "bring your own",
        }
        for q in questions.shipped()
    ]
    if chosen.json:
        print_json(rows)
    else:
        print_table(tuple(rows[0]) if rows else (), [tuple(map(str, row.values())) for row in rows])
    return 0


def check_questionnaire(chosen: Namespace, _kdf: Kdf | None) -> int:
    """``questionnaire check``: every problem of a file."""
    from pie_audit.workflows import questions

    problems = questions.problems_of(chosen.file)
    rows = [{"line": p.line, "table": p.table, "key": p.key, "what": p.what} for p in problems]
    if chosen.json:
        print_json({"ok": not rows, "problems": rows})
    elif rows:
        for problem in problems:
            print(problem)
    else:
        print(_("Nothing is wrong with this file."))
    if rows and not chosen.json:
        count = plural("{n} problem.", "{n} problems.", len(rows)).format(n=len(rows))
        print(count + " " + _("Mend the file and check it again."), file=sys.stderr)
    return 1 if rows else 0


def score(chosen: Namespace, _kdf: Kdf | None) -> int:
    """``score``: the scores of everybody in a table of answers."""
    from pie_audit.workflows import scoring

    instrument = scoring.instrument_named(chosen.id)
    found = scoring.score_file(instrument, chosen.file)
    if chosen.json:
        print_json([scoring.as_numbers(scored) for scored in found])
    else:
        rows = [scoring.as_words(instrument, scored, row) for row, scored in enumerate(found, start=1)]
        print_table(scoring.heads(instrument), rows)
    return 0


def agreement(chosen: Namespace, _kdf: Kdf | None) -> int:
    """``agreement``: how much a group agrees about each topic of a table of ratings."""
    from pie_audit.workflows import ratings

    found = ratings.agreement_in_file(chosen.file, low=chosen.low, high=chosen.high)
    if chosen.json:
        print_json([ratings.as_numbers(topic, figures) for topic, figures in found])
    else:
        print_table(ratings.HEADS, [ratings.as_words(topic, figures) for topic, figures in found])
    return 0


def trend(chosen: Namespace, _kdf: Kdf | None) -> int:
    """``trend``: one measure over time as a process chart."""
    from pie_audit.workflows import spc_file

    wish = spc_file.TrendWish(chosen.chart, chosen.screen_ranges, chosen.simple_rules, chosen.share)
    found = spc_file.judge_file(chosen.file, wish)
    if chosen.json:
        print_json(spc_file.as_numbers(found))
        return 0
    for line in spc_file.notes_in_words(found):
        print(line)
    print()
    figures = spc_file.figures_in_words(found)
    print_table(figures[0], figures[1:])
    print()
    print_table((_("when"), _("value"), _("worth asking about")), spc_file.points_in_words(found.points))
    return 0


def disclose(chosen: Namespace, _kdf: Kdf | None) -> int:
    """``disclose``: which figures of a table of counts may be shown."""
    from pie_audit.workflows import disclosing

    found = disclosing.disclose_file(chosen.file, minimum=chosen.minimum)
    if chosen.json:
        parts = {"cells": found.cells, "totals": found.totals}
        print_json({name: [one.as_numbers() for one in part] for name, part in parts.items()})
        return 0
    print_table(found.heads(), found.rows())
    if any(one.n is None for one in (*found.cells, *found.totals)):
        print(disclosing.why_hidden())
    return 0


def board(chosen: Namespace, _kdf: Kdf | None) -> int:
    """``board``: the page for the board from plans as PDFs, without a workspace."""
    from pie_audit.workflows import board_of_files

    found = board_of_files.read_board(chosen.files, date.today())
    pages = board_of_files.save_board_of_files(found, chosen.out, overwrite=chosen.overwrite)
    if chosen.json:
        print_json({"file": str(chosen.out), "pages": pages} | board_of_files.as_data(found))
    else:
        print_table((_("file"), _("what became of it")), [(f.name, f.words) for f in found.files])
    return 0
