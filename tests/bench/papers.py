"""What tags cost: each edition whole, beside the same pages drawn without any."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from tests.bench.rows import Row, in_turn, median_ratio

BOUND = 1.8


def rows(runs: int) -> Iterator[Row]:
    """One row for each edition and for the record, of a plan as large as a full quarter's; and one for a long report."""
    from pie_audit.domain.plan_document import Edition, edition_name, plan_document
    from pie_audit.domain.plan_record import record_document
    from tests.make_plan import make_whole

    material = make_whole()
    documents = {edition_name(edition): plan_document(material, edition) for edition in Edition}
    documents["Full record"] = record_document(material, ())
    from pie_audit.reports.plan_pdf import make_plan
    from pie_audit.reports.report_pdf import make_report
    from tests.make_report import make_long_report

    for name, document in documents.items():
        yield _row(name, partial(make_plan, document), runs)
    yield _row("Report of 12 pages with 6 charts", partial(make_report, make_long_report()), runs)


def _row(name: str, make: Callable[[], object], runs: int) -> Row:
    def tagged() -> float:
        return _seconds(make)

    def untagged() -> float:
        with _without_tags():
            return _seconds(make)

    with_tags, without = in_turn(runs, tagged, untagged)
    medians = (1000 * statistics.median(with_tags), 1000 * statistics.median(without))
    return Row(
        f"tagged / untagged, {name.lower()}",
        median_ratio(with_tags, without),
        BOUND,
        "x",
        f"{medians[0]:.0f} ms beside {medians[1]:.0f} ms",
    )


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@contextmanager
def _without_tags() -> Iterator[None]:
    """The same marks on the same pages, with no marked content, no tree, no outline and no properties."""
    from pie_audit.reports import page

    finish, emit = page.finish, page.TaggedCanvas.emit
    page.finish = lambda drawn, _root, _facts: drawn
    page.TaggedCanvas.emit = lambda _canvas, _code: None  # type: ignore[method-assign]
    try:
        yield
    finally:
        page.finish, page.TaggedCanvas.emit = finish, emit  # type: ignore[method-assign]
