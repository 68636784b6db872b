"""What the demo's people wrote for themselves, shared, and noted as a team, over all of its quarters."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle
from random import Random
from typing import TYPE_CHECKING

from pie_audit.domain.entry import Entry, EntryKind, FollowUp, Practice, Step, to_body
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.quarter import iso_week
from pie_audit.domain.shared_copy import SharedCopy
from pie_audit.domain.small_logs import Friction, FrictionEnd, Tellings, Win, WinReach
from pie_audit.storage import small_logs
from pie_audit.workflows import (
    models,
    sealed_pages,
    sharing,
)
from pie_audit.workflows.demo import (
    demo_pages,
    demo_sessions,
)
from pie_audit.workflows.presence import SignedIn
from pie_audit.workflows.share_readers import Audience

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.unlock import OpenWorkspace

_PAGES_A_QUARTER = 2
_SALT = 4
"""Kept apart from the dice of the review, so that a seed gives the same ratings with or without these pages."""


@dataclass(frozen=True, slots=True)
class House:
    """One team of the demo: who runs it and who works there. `first_day` and `today` bound what is made up.

    `place` is its place among the teams, from 0; from 1 on its friction log has enough for every month.
    """

    place: int
    team_id: str
    manager: SignedIn
    workers: tuple[SignedIn, ...]
    first_day: date
    today: date


def live_with_writing(
    opened: OpenWorkspace, houses: Sequence[House], leaders: Sequence[SignedIn], seed: int
) -> None:
    """Write everything; one transaction for each person and each house, so that none of them is long."""
    random = Random(seed * 1000 + _SALT)
    for house in houses:
        for me in (house.manager, *house.workers):
            opened.write(lambda tx, me=me, h=house: _write_pages(tx, me, h, random))  # type: ignore[misc]  # binds the loop
        opened.write(lambda tx, h=house: _note_small_things(tx, h, random))  # type: ignore[misc]  # binds the loop
        demo_sessions.meet(opened, house.team_id, (house.manager, *house.workers), _span(house), random)
        opened.write(lambda tx, h=house: _share_pages(tx, h))  # type: ignore[misc]  # binds the loop
    if leaders and houses:
        demo_sessions.meet_as_leaders(opened, leaders, _span(houses[0]))


def _span(house: House) -> demo_sessions.Span:
    return demo_sessions.Span(house.first_day, house.today)


def _write_pages(tx: Transaction, me: SignedIn, house: House, random: Random) -> None:
    """A few pages a quarter, the last of them this week."""
    day, step = house.today - timedelta(days=random.randrange(1, 5)), 91 // _PAGES_A_QUARTER
    while day >= house.first_day:
        entry = _page(day, random) if random.random() < 0.7 else _line(day, random)
        _keep(tx, demo_sessions.at_day(me, day), entry)
        day -= timedelta(days=random.randrange(step - 20, step + 20))


def _page(day: date, random: Random) -> Entry:
    title, model_id, steps, tags = random.choice(demo_pages.PAGES)
    headings = _headings(model_id)
    promises = random.random() < 0.3
    promised = FollowUp(_id(), random.choice(demo_pages.FOLLOW_UPS), by=day + timedelta(days=14))
    return Entry(
        _id(),
        EntryKind.REFLECTION,
        day,
        title=title,
        model_id=model_id,
        steps=tuple(Step(step_id, headings.get(step_id, ""), text) for step_id, text in steps),
        take_away=random.choice(("", "", demo_pages.LINES[0])),
        minutes=random.choice((10, 15, 20, 30)),
        tags=tags,
        theme_ids=(random.choice("ABCDE"),),
        feelings_before=(random.choice(demo_pages.FEELINGS),),
        follow_ups=(replace(promised, done=None if promises else True),),
        practice=Practice(counts=True, minutes=random.choice((20, 30, 60)), participatory=promises),
        begun=f"{day.isoformat()}T09:00",
        saved=f"{day.isoformat()}T09:20",
    )


def _line(day: date, random: Random) -> Entry:
    words = Step("", "", random.choice(demo_pages.LINES))
    begun = f"{day.isoformat()}T09:00"
    return Entry(_id(), EntryKind.LINE, day, steps=(words,), minutes=2, begun=begun, saved=begun)


def _keep(tx: Transaction, me: SignedIn, entry: Entry) -> None:
    sealed_pages.save_own(tx, me, bytes.fromhex(entry.entry_id), to_body(entry), expected=0)


def _share_pages(tx: Transaction, house: House) -> None:
    """The first two who work there each share a page with their manager: the whole of it, and one part."""
    manager_id = house.manager.member.person_id
    for at, worker in enumerate(house.workers[:2]):
        day = house.today - timedelta(days=3 + at)
        title, model_id, steps, _tags = demo_pages.PAGES[at * 2]
        headings = _headings(model_id)
        parts = tuple(Step(step_id, headings.get(step_id, ""), text) for step_id, text in steps)
        begun = f"{day.isoformat()}T09:00"
        entry = Entry(
            _id(), EntryKind.REFLECTION, day, title, model_id, steps=parts, begun=begun, saved=begun
        )
        me = demo_sessions.at_day(worker, day)
        _keep(tx, me, entry)
        shown = parts if at == 0 else parts[:1]
        copy = SharedCopy(title, day, shown, excerpt=at > 0, shared_on=day)
        sharing.share(tx, me, entry.entry_id, copy, Audience((manager_id,)))


def _note_small_things(tx: Transaction, house: House, random: Random) -> None:
    """A win every few weeks, errands that took too long, and how often stories were told."""
    day = house.today - timedelta(days=2)
    wins = cycle(random.sample(demo_pages.WINS, len(demo_pages.WINS)))
    while day >= house.first_day:
        words, thanks, agencies = next(wins)
        reach = random.choice((WinReach.TEAM, WinReach.TEAM, WinReach.PAPERS))
        win = Win(_id(), house.team_id, iso_week(day), words, thanks, agencies, reach)
        small_logs.save_win(tx, win)
        for _each in range(random.randrange(1, 4) if house.place == 0 else 0):
            small_logs.save_friction(tx, _errand(house.team_id, day, random))
        small_logs.save_tellings(tx, _told(house.team_id, day, random))
        day -= timedelta(days=random.randrange(16, 34))


def _errand(team_id: str, day: date, random: Random) -> Friction:
    trying, process, minutes, end, level, tellings, bend = random.choice(demo_pages.ERRANDS)
    lost = minutes + random.randrange(0, 30)
    month = day.isoformat()[:7]
    return Friction(
        _id(), team_id, month, trying, process, lost, FrictionEnd(end), BarrierLevel(level), tellings, bend
    )


def _told(team_id: str, day: date, random: Random) -> Tellings:
    times = random.randrange(2, 8)
    agencies = random.randrange(1, times + 1)
    label = f"T{random.randrange(1, 10)}"
    return Tellings(_id(), team_id, day.isoformat()[:7], label, times, agencies, random.randrange(0, times))


def _id() -> str:
    return secrets.token_hex(16)


def _headings(model_id: str) -> dict[str, str]:
    found = models.model(model_id)
    return {step.step_id: step.name for step in found.steps} if found is not None else {}
