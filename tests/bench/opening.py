"""What the figures of an opening cost: 50 sheets of 46 topics unsealed alone, and with everything that is counted."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.rows import Row, in_turn, median_ratio

if TYPE_CHECKING:
    from pie_audit.domain.audit import RatingSheet
    from pie_audit.storage.transaction import Transaction
    from pie_audit.vault.open_vault import OpenVault

BOUND = 2.0


def rows(runs: int) -> list[Row]:
    """Unsealing is everything up to readable sheets; figures are all that the meeting page may ever show of them."""
    from pie_audit.workflows import unlock
    from pie_audit.workflows.worker import Worker
    from tests import quarter
    from tests.bench.big_round import make_round

    with tempfile.TemporaryDirectory() as top:
        folder, round_id = make_round(Path(top))
        premises, worker = quarter.premises_at(Path(top)), Worker()
        opened, amina = unlock.open_workspace(
            premises, worker, folder, quarter.MANAGER, quarter.password_of(quarter.MANAGER)
        )
        jo = unlock.sign_in(opened, "Jo", quarter.password_of("Jo"))
        try:
            return opened.read(lambda tx: _compare(tx, round_id, amina.vault, jo.vault, runs))
        finally:
            opened.close()
            worker.close()


def _compare(tx: Transaction, round_id: str, first: OpenVault, second: OpenVault, runs: int) -> list[Row]:
    from pie_audit.storage import audits, sheets
    from pie_audit.vault.rounds import open_round
    from pie_audit.workflows.meetings import _unsealed

    audit_round = audits.load_round(tx, round_id)

    def unseal() -> list[RatingSheet]:
        return _unsealed(
            tx, audit_round, open_round(round_id, sheets.load_key_shares(tx, round_id), first, second)
        )

    def with_figures() -> None:
        _figures(unseal(), audit_round.minimum)

    whole, alone = in_turn(max(runs, 5), lambda: _seconds(with_figures), lambda: _seconds(unseal))
    medians = (1000 * statistics.median(whole), 1000 * statistics.median(alone))
    return [
        Row(
            "opening with every figure / opening alone",
            median_ratio(whole, alone),
            BOUND,
            "x",
            f"{medians[0]:.0f} ms beside {medians[1]:.0f} ms, 50 sheets x 46 topics",
        )
    ]


def _figures(found: list[RatingSheet], minimum: int) -> None:
    """Counts that may be drawn, spread, middle, each group's figures, theme means and the gap to lived experience."""
    from pie_audit.analysis.agreement import find_spread, suggest_consensus
    from pie_audit.analysis.figures import make_figures
    from pie_audit.analysis.theme_scores import score_group
    from pie_audit.domain.disclosure import POOLED, reveal
    from pie_audit.workflows.questions import bundled

    review = bundled()
    shown = reveal(found, minimum)
    for counts in shown.counts:
        make_figures(counts)
        if counts.group == POOLED:
            find_spread(counts.values)
            suggest_consensus(counts.values)
    for theme in review.themes:
        asked = [topic.id for topic in review.topics if topic.theme == theme.id]
        for group in {counts.group for counts in shown.counts}:
            score_group(theme.id, group, topics=asked, counts=shown.counts)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
