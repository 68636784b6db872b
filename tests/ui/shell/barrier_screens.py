"""What gets in the way and what we need, through the real window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from pie_audit.domain.influence import Direction
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.small_logs import Friction, FrictionEnd
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import small_logs
from pie_audit.workflows import influences, plans, team_parts
from pie_audit.workflows.everyday.small_logs import month_of
from tests import make
from tests.ui.shell.desk import Desk

HINDERS = (
    ("forgets appointment letters", BarrierLevel.INDIVIDUAL),
    ("letters are the only reminder we send", BarrierLevel.SERVICE),
    ("two clinics give opposite advice", BarrierLevel.SYSTEM),
)


def _opened(desk: Desk, *, with_cards: bool = True) -> str:
    """A review with three hinders, lost hours, and an ask without evidence; its id."""
    from tests.ui.shell.screens import open_it

    round_id = open_it(desk)
    opened, me = desk.jobs.opened, desk.jobs.me
    team_id = next(iter(me.member.teams))
    for part in (TeamPart.NEEDS, TeamPart.FRICTION):
        opened.write(lambda tx, p=part: team_parts.turn(tx, me, team_id, p, True))
    for text, level in HINDERS if with_cards else ():
        card = influences.new_card(round_id, level, Direction.HINDERS)
        written = replace(card, text=text)
        opened.write(lambda tx, c=card, w=written: influences.write_card(tx, me, (c,), w))
    for minutes in (270, 45, 30):
        lost = Friction(
            make.new_id(),
            team_id,
            month_of(me),
            "a room",
            "Housing options",
            minutes,
            FrictionEnd.PARTLY,
            None,
        )
        opened.write(lambda tx, e=lost: small_logs.save_friction(tx, e))
    action = replace(
        plans.new_action(team_id, round_id),
        what="Ask for reminders",
        ask_what="One reminder for both clinics",
    )
    opened.write(lambda tx: plans.save_action(tx, me, action))
    desk.rest()
    return round_id


def _go(desk: Desk, area: str, argument: object = None) -> QWidget:
    desk.win.inside.go(area, argument)
    desk.rest()
    return desk.win.inside.page()


def _matrix(desk: Desk) -> QWidget:
    _opened(desk)
    return _go(desk, "barriers")


def _details(desk: Desk) -> QWidget:
    page = _matrix(desk)
    page.open_barrier(next(iter(page.grid.cards)))
    desk.rest()
    return page


def _needs(desk: Desk) -> QWidget:
    _opened(desk)
    return _go(desk, "needs")


def _picking(desk: Desk) -> QWidget:
    page = _needs(desk)
    next(iter(page.cards.values())).pick_button.click()
    desk.rest()
    return page


def _noticed(desk: Desk) -> QWidget:
    round_id = _opened(desk, with_cards=False)
    return _go(desk, "board", round_id)


BARRIERS: dict[str, Callable[[Desk], QWidget]] = {
    "what gets in the way, empty": lambda desk: _go(desk, "barriers"),
    "what gets in our way": _matrix,
    "one barrier": _details,
    "what we need": _needs,
    "picking evidence": _picking,
    "noticed since last time": _noticed,
}
