"""What makes change visible in the demo: logs full enough for limits, pinned notes, shown themes, shared plans, a reply."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from pie_audit.domain.group import ThemeLine
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.plan_material import Edition
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.domain.session import SessionKind, SessionStatus
from pie_audit.domain.small_logs import Friction, FrictionEnd
from pie_audit.domain.trend_mark import MarkKind, TrendMark
from pie_audit.storage import groups, sessions, small_logs
from pie_audit.workflows import (
    board,
    shared_plans,
)
from pie_audit.workflows.demo import demo_pages
from pie_audit.workflows.demo.demo_sessions import at_day
from pie_audit.workflows.presence import SignedIn
from pie_audit.workflows.trends import marking

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.demo.demo_writing import House
    from pie_audit.workflows.unlock import OpenWorkspace

THEME_LIFTS = {"A": 0.5, "B": -0.5, "C": 0.1, "D": 0.6, "E": -0.8}
"""How far themes lie from each other in teams that ask about all of them."""

_SALT = 7
"""Kept apart from all other dice of the demo, so that a seed gives the same pages and surveys as before."""

_SHOWN = (
    ("A", "We ask what happened before we ask what went wrong. Agency colleagues do it now too."),
    ("D", "The front room is quiet after six. Residents chose that, and the lamps."),
    ("E", "We give our reasons now when we say no. People argue with the reason, not with us."),
    ("C", "We try small things and write down what came of them."),
    ("B", "Reflective hour held eleven weeks out of twelve."),
)

_NOTES = (
    ("Two posts empty", 190, "time_ledger"),
    ("The front desk moved downstairs", 420, "friction"),
)
"""Words, how many days ago, and on which chart."""

_NEW_LIMITS = ("A named person at housing options picks up the phone", 366, "turned_away")

_FEWEST, _MOST = 4, 6
_USUAL, _WIDE, _ODD = 760, 60, 1150
"""Minutes that a month cost: about so many, so far from it, and in the one month that stands out."""

_ODD_MONTH = 2
"""So many months ago."""

_LINE_EVERY = 3
"""Of so many group sessions one sent a line to the team."""

_THEMES_OF_LINES = (("E",), ("E", "A"), ("D",))
"""What the lines of groups belong to, in their order."""

_AWAY = (2, 1, 2, 3, 1, 2, 2, 1)
"""How many errands of a month ended with being turned away, over and over; fewer once somebody picks up the phone."""


def note_changes(opened: OpenWorkspace, houses: Sequence[House], seed: int) -> None:
    """Months of errands and notes on the charts, for all teams but the first."""
    random = Random(seed * 1000 + _SALT)
    for house in houses:
        if house.place:
            opened.write(lambda tx, h=house: _fill_log(tx, h, random))  # type: ignore[misc]  # binds the loop
            opened.write(lambda tx, h=house: _pin(tx, h))  # type: ignore[misc]  # binds the loop
            opened.write(lambda tx, h=house: _send_lines(tx, h, random))  # type: ignore[misc]  # binds the loop


def share_with_leaders(
    opened: OpenWorkspace, manager: SignedIn, team_id: str, quarter: Quarter, place: int
) -> None:
    """The signed plan in words and figures, and the one theme that this team wants seen."""
    theme_id, words = _SHOWN[(place - 1) % len(_SHOWN)]
    opened.write(lambda tx: shared_plans.show_theme(tx, manager, team_id, theme_id, words))
    wish = shared_plans.ShareWish(team_id, quarter, Edition.FULL)
    # Drawn right here: a demo is made on the work thread of the window, which would wait for itself.
    opened.write(lambda tx: shared_plans.share_plan(tx, manager, wish))


def answer_one(opened: OpenWorkspace, leaders: Sequence[SignedIn], today: date) -> None:
    """A leader has opened what isn’t quite new, and says partly to an ask that one team makes alone."""
    if not leaders:
        return
    me = at_day(leaders[0], today)

    def write(tx: Transaction) -> None:
        alone = [group.asks[0] for group in board.board(tx, me).asks if group.waits and group.teams == 1]
        said = Reply(
            "",
            "",
            ReplyKind.PARTLY,
            today,
            because="half of it fits this year’s budget",
            would_try="begin with the winter months",
            in_the_room="two night workers",
        )
        for ask in alone[-1:]:
            board.give_reply(tx, me, [ask.key], said)
        for plan in board.board(tx, me).plans:
            if today - plan.since >= timedelta(days=14):
                board.look_at(tx, me, plan.plan_id)

    opened.write(write)


def _months(house: House) -> list[date]:
    """The first days of all months, the earliest first; the last of them isn't over."""
    found, day = [], house.today.replace(day=1)
    while day >= house.first_day:
        found.append(day)
        day = (day - timedelta(days=1)).replace(day=1)
    return found[::-1]


def _fill_log(tx: Transaction, house: House, random: Random) -> None:
    """Enough errands in each month for its sum to be shown, close to each other but for one month of one team."""
    months = _months(house)
    for at, month in enumerate(months):
        odd = house.place == 1 and at == len(months) - 1 - _ODD_MONTH
        swing = random.randrange(_WIDE // 3, _WIDE) * (1 if at % 2 else -1)
        away = _AWAY[at % len(_AWAY)] - (house.place > 1 and len(months) - at <= len(months) // 2)
        for errand in _errands(house, month, (_ODD if odd else _USUAL + swing, max(0, away)), random):
            small_logs.save_friction(tx, errand)


def _errands(house: House, month: date, sums: tuple[int, int], random: Random) -> Iterator[Friction]:
    """The errands of one month: how many minutes all of them took, and how many ended with being turned away."""
    minutes, away = sums
    picked = random.sample(demo_pages.ERRANDS, random.randint(_FEWEST, _MOST))
    whole = sum(errand[2] for errand in picked)
    left = minutes
    for at, (trying, process, usual, end, level, tellings, bend) in enumerate(picked):
        took = left if at == len(picked) - 1 else minutes * usual // whole
        left -= took
        ended = FrictionEnd.TURNED_AWAY if at < away else FrictionEnd(end)
        ended = FrictionEnd.PARTLY if at >= away and ended is FrictionEnd.TURNED_AWAY else ended
        yield Friction(
            secrets.token_hex(16),
            house.team_id,
            month.isoformat()[:7],
            trying,
            process,
            took,
            ended,
            BarrierLevel(level),
            tellings,
            bend,
        )


def _pin(tx: Transaction, house: House) -> None:
    """Two notes for the second team; for the others limits that begin anew on one chart."""
    me = at_day(house.manager, house.today)
    kind = MarkKind.NOTE if house.place == 1 else MarkKind.CHANGE_POINT
    for words, ago, chart in _NOTES if house.place == 1 else (_NEW_LIMITS,):
        day = house.today - timedelta(days=ago)
        if day >= house.first_day:
            mark = TrendMark(secrets.token_hex(16), house.team_id, chart, day, kind, words)
            marking.add_mark(tx, me, mark)


def _send_lines(tx: Transaction, house: House, random: Random) -> None:
    """What groups let the team read over time, and which theme each line belongs to; the latest was sent before."""
    every = sessions.sessions_of_team(tx, house.team_id, first=house.first_day, last=house.today)
    held = [s for s in every if s.kind is SessionKind.GROUP and s.status is SessionStatus.HELD]
    sent = {line.session_id for line in groups.theme_lines_of(tx, house.team_id)}
    for session in held[:-2:_LINE_EVERY]:
        at = random.randrange(len(demo_pages.THEMES))
        if session.session_id not in sent:
            words, themes = demo_pages.THEMES[at][1], _THEMES_OF_LINES[at]
            line = ThemeLine(session.session_id, house.team_id, session.planned_on, words, True, themes)
            groups.save_theme_line(tx, line)
