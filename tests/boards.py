"""A made-up board: four teams that shared their plan, what they ask, and one that hasn't."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from pie_audit.domain.board import BarrierCount, Board, BoardAsk, BoardPlan, CameBy, LikeAsks, Stuck
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.plan_material import Edition
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.domain.shared_plan import SharedAction, SharedAsk, SharedBarrier, SharedPlan, ShownTheme

TODAY = date(2026, 11, 20)
AUTUMN, SUMMER = Quarter(2026, 4), Quarter(2026, 3)
TEAMS = ("Mill Lane", "Outreach", "Quayside House", "Women’s service")
_THEMES = (
    ("D", "Spaces of opportunity", "The front room is warmer now that people choose what happens in it."),
    ("C", "Learning & enquiry", "We stopped meeting in summer. Two posts were empty."),
    ("A", "Psychological awareness", "We ask what happened before we ask what rule was broken."),
    ("E", "The three Rs", "Our rules have reasons now, and most of us can say them."),
)


def theme(at: int = 0, *, points: bool = True) -> ShownTheme:
    """What the team at this place of `TEAMS` wants seen."""
    theme_id, title, words = _THEMES[at]
    values = (
        ("3/2", "8/5", "7/4", "2", "9/4", "12/5")
        if at % 2 == 0
        else ("5/2", "12/5", "2", "9/5", "8/5", "3/2")
    )
    quarters = [AUTUMN.plus(n - 5) for n in range(6)]
    return ShownTheme(theme_id, title, words, tuple(zip(quarters, values, strict=True)) if points else ())


def shared_plan(at: int = 0, **changes: Any) -> SharedPlan:
    """The plan of the team at this place of `TEAMS`."""
    plan = SharedPlan(
        sender=f"{at:032x}",
        team=TEAMS[at],
        about="24-bed hostel",
        quarter=AUTUMN,
        edition=Edition.WORDS if at == 1 else Edition.FULL,
        made=0,
        signed_on=date(2026, 11, 11),
        asks=(ask(at),),
        actions=(
            SharedAction("Put handover reflection on the rota", "done"),
            SharedAction("Rewrite the visitor rule together", "under way"),
            SharedAction("Quiet corner in the front room", "not started", carried=3),
        ),
        barriers=(
            SharedBarrier(BarrierLevel.SYSTEM, "The wait for mental health support"),
            SharedBarrier(BarrierLevel.SERVICE, "Nights can’t leave the desk"),
        ),
        theme=theme(at, points=at != 1),
    )
    return replace(plan, **changes)


def ask(at: int = 0, **changes: Any) -> SharedAsk:
    """Cover for nights, in each team's own words."""
    words = (
        "Four hours of cover a month for nights",
        "Somebody to cover nights while the team thinks",
        "Pay for cover on nights, four hours a month",
        "Cover so that nights can come along",
    )
    asked = SharedAsk(
        code=f"K7QM-2F9{at}",
        of="Larkfield",
        what=words[at],
        asked_in=SUMMER if at else AUTUMN,
        reply_by=date(2026, 11, 13),
        cost="£1,900 a year",
        if_no="Nights stay without supervision.",
        level=BarrierLevel.SERVICE,
    )
    return replace(asked, **changes)


def board_plan(at: int = 0, **changes: Any) -> BoardPlan:
    """That plan on the board, come as a file."""
    plan = BoardPlan(f"plan {at}", shared_plan(at), CameBy.FILE, date(2026, 11, 12 + at), is_new=at == 3)
    return replace(plan, **changes)


def board_ask(at: int = 0, **changes: Any) -> BoardAsk:
    """That ask on the board."""
    asked = BoardAsk(f"{at:032x}/K7QM-2F9{at}", f"plan {at}", TEAMS[at], ask(at), 1 if at else 0)
    return replace(asked, **changes)


def like_asks(*ats: int, **changes: Any) -> LikeAsks:
    """Asks of these teams as one."""
    ats = ats or (0, 1, 2)
    asks = tuple(board_ask(at) for at in ats)
    group = LikeAsks(
        f"group {ats[0]}", "Cover for nights", "All ask for cover on nights.", asks, len(asks), len(TEAMS), 1
    )
    return replace(group, **changes)


def said_yes(at: int) -> Reply:
    """A reply of leaders."""
    return Reply(
        f"reply {at}", f"{at:032x}/K7QM-2F9{at}", ReplyKind.YES, TODAY, "Director", "", "", "A night worker"
    )


def answered(at: int = 3) -> LikeAsks:
    """An ask that was answered."""
    asked = replace(board_ask(at, given=(said_yes(at),)), ask=ask(at, what="Lone-working phones replaced"))
    return LikeAsks(f"group {at}", "Lone-working phones replaced", "", (asked,), 1, len(TEAMS), 1)


def board(**changes: Any) -> Board:
    """Four plans, three teams asking for cover, one ask answered, one team silent."""
    whole = Board(
        today=TODAY,
        plans=tuple(board_plan(at) for at in range(len(TEAMS))),
        asks=(like_asks(), answered()),
        barriers=(
            BarrierCount(BarrierLevel.INDIVIDUAL, 0),
            BarrierCount(BarrierLevel.SERVICE, 4, "Nights can’t leave the desk"),
            BarrierCount(BarrierLevel.SYSTEM, 4, "The wait for mental health support"),
        ),
        stuck=(Stuck(TEAMS[0], "Quiet corner in the front room", 3),),
        silent=1,
    )
    return replace(whole, **changes)
