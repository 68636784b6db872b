"""What may stand behind an ask: barriers, lost hours, refusals and small wins, each with its base; never a survey."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.agency import fold_agency
from pie_audit.domain.ask_evidence import EvidenceSource
from pie_audit.domain.barrier import Barrier, BarrierSource, BarrierStatus
from pie_audit.domain.barrier_words import FEWEST_REFUSALS, FEWEST_SUMMED, age_words, monthly_words
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import ask_evidence, barrier_sums, team_parts
from pie_audit.storage.barrier_sums import FrictionGroup
from pie_audit.words import _
from pie_audit.workflows.everyday.barrier_sources import QUARTERS, month_of

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

MOST_OF_A_KIND = 8
"""Lines offered from one place: more than anybody picks."""


@dataclass(frozen=True, slots=True)
class EvidenceOffer:
    """One line that may be picked, with its base. `key` names where it comes from."""

    source: EvidenceSource
    key: str
    words: str


def offers(tx: Transaction, team_id: str, today: date, known: Sequence[Barrier]) -> tuple[EvidenceOffer, ...]:
    """All lines that can be picked now, from parts that the team uses; `known` are its barriers in sight."""
    parts = team_parts.parts_of(tx, team_id)
    found: list[EvidenceOffer] = []
    if TeamPart.BARRIERS in parts:
        found += _barriers(known, today)
    if TeamPart.FRICTION in parts:
        found += _friction(tx, team_id, today)
    if TeamPart.REFUSALS in parts:
        found += _refusals(known)
    if TeamPart.WINS in parts:
        wins = ask_evidence.wins_to_print(tx, team_id, MOST_OF_A_KIND)
        found += [
            EvidenceOffer(EvidenceSource.WIN, key, _("A small win: {words}").format(words=w))
            for key, w in wins
        ]
    return tuple(found)


def _barriers(known: Sequence[Barrier], today: date) -> list[EvidenceOffer]:
    """What reviews and training noticed in the service and the system; lost hours and refusals have lines of their own."""
    now = Quarter.of(today)
    noticed = [
        b
        for b in known
        if b.level in {BarrierLevel.SERVICE, BarrierLevel.SYSTEM}
        and b.status is not BarrierStatus.GONE
        and b.source not in {BarrierSource.FRICTION, BarrierSource.REFUSAL}
    ]
    return [
        EvidenceOffer(
            EvidenceSource.BARRIER,
            b.key,
            _("{barrier} ({base}, {age})").format(
                barrier=b.text, base=b.paper_base, age=age_words(b.first_seen, now)
            ),
        )
        for b in noticed[:MOST_OF_A_KIND]
    ]


def _friction(tx: Transaction, team_id: str, today: date) -> list[EvidenceOffer]:
    """Lost hours of all errands, then of each process; from three entries on."""
    groups = barrier_sums.friction_groups(tx, team_id, _since(today))
    by_process: defaultdict[str, list[FrictionGroup]] = defaultdict(list)
    for group in groups:
        by_process[fold_agency(group.process)].append(group)
    lines = []
    if len(by_process) > 1 and _entries(groups) >= FEWEST_SUMMED:
        lines.append(EvidenceOffer(EvidenceSource.FRICTION, "friction", _lost(_("Lost time"), list(groups))))
    costly = sorted(by_process.items(), key=lambda item: (-sum(g.minutes for g in item[1]), item[0]))
    lines += [
        EvidenceOffer(EvidenceSource.FRICTION, f"friction:{key}", _lost(_spelling(of), of))
        for key, of in costly
        if _entries(of) >= FEWEST_SUMMED
    ]
    return lines[:MOST_OF_A_KIND]


def _spelling(groups: list[FrictionGroup]) -> str:
    """The one written most often."""
    best = max(groups, key=lambda g: (g.entries, g.process))
    return " ".join(best.process.split())


def _lost(what: str, groups: list[FrictionGroup]) -> str:
    first, last = min(g.first for g in groups), max(g.last for g in groups)
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7]) + 1
    told = monthly_words(_entries(groups), sum(g.minutes for g in groups), months)
    return _("{what}: {told}").format(what=what, told=told)


def _entries(groups: list[FrictionGroup] | tuple[FrictionGroup, ...]) -> int:
    return sum(group.entries for group in groups)


def _refusals(known: Sequence[Barrier]) -> list[EvidenceOffer]:
    """From five times on, in fives: fewer could be somebody’s own story, and so could what two papers differ by."""
    found = [b for b in known if b.source is BarrierSource.REFUSAL and b.times_seen >= FEWEST_REFUSALS]
    return [
        EvidenceOffer(
            EvidenceSource.REFUSALS, b.key, _("{what}, {times}").format(what=b.text, times=b.paper_base)
        )
        for b in found[:MOST_OF_A_KIND]
    ]


def _since(today: date) -> str:
    return month_of(Quarter.of(today).plus(1 - QUARTERS).first_day)
