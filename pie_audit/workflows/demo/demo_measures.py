"""What some of the demo's people asked themselves on their own page, again and again."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from pie_audit.domain.entry import Entry, EntryKind, Step, to_body
from pie_audit.workflows import (
    instruments,
    own_measures,
    sealed_pages,
)
from pie_audit.workflows.demo import (
    demo_pages,
    demo_surveys,
)
from pie_audit.workflows.demo.demo_sessions import at_day
from pie_audit.workflows.presence import SignedIn

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.demo.demo_writing import House
    from pie_audit.workflows.unlock import OpenWorkspace

_SALT = 6


def measure_themselves(opened: OpenWorkspace, houses: Sequence[House], seed: int) -> None:
    """Managers and every second worker took the pulse for themselves every six weeks or so, the last time this week."""
    random = Random(seed * 1000 + _SALT)
    for house in houses:
        for me in (house.manager, *house.workers[::2]):
            opened.write(lambda tx, me=me, h=house: _write_line(tx, me, h, random))  # type: ignore[misc]  # binds the loop


def _write_line(tx: Transaction, me: SignedIn, house: House, random: Random) -> None:
    day, load = house.today - timedelta(days=random.randrange(1, 6)), random.uniform(0.35, 0.65)
    instrument = instruments.shipped_instrument(demo_surveys.PULSE)
    while day >= house.first_day:
        values = demo_surveys.answers_at(instrument, (load, 1 - load), random)
        begun = f"{day.isoformat()}T09:00"
        entry = Entry(
            secrets.token_hex(16),
            EntryKind.MEASURE,
            day,
            measure=own_measures.measure_of(instrument, values),
            begun=begun,
            saved=begun,
        )
        if random.random() < 0.3:
            entry = replace(entry, steps=(Step("", "", random.choice(demo_pages.LINES)),))
        sealed_pages.save_own(tx, at_day(me, day), bytes.fromhex(entry.entry_id), to_body(entry), expected=0)
        load = min(0.8, max(0.2, load + random.uniform(-0.12, 0.12)))
        day -= timedelta(days=random.randrange(35, 50))
