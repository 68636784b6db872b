"""What the demo's teams carried forward, asked for and heard back, quarter after quarter; all of it invented."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound
from pie_audit.domain.plan import Action, ActionStatus, BarrierLevel, Involvement
from pie_audit.domain.reply import Asked, ReplyKind
from pie_audit.workflows import (
    carrying,
    meetings,
    plans,
    replies,
)
from pie_audit.workflows.demo import demo_words
from pie_audit.workflows.unlock import SignedIn

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

_TOPIC = "B5"
_ROUNDS_OF_ONE_THREAD = 4
"""An action comes, is carried over three times, and is let go."""

_ACTIONS = 3
"""So many actions are new in each plan."""

_TALKING = 1
"""The place of the last team whose quarter isn't signed."""

_Thread = tuple[str, str, str, str]

_NIGHTS = (
    "Two people on every night shift",
    "List the nights when one was alone",
    "Fund a second person on nights, at least from Friday to Sunday",
    "the council",
)
_STORE_ROOM = (
    "A room on the ground floor for anybody who can’t manage stairs",
    "Measure the store room with the housing officer",
    "Agree to turn the store room into a bedroom",
    "the housing provider",
)
_COVER = (
    "Nobody alone with everybody at night",
    "Write down each night when one of us was alone",
    "Fund cover for nights, at least from Friday to Sunday",
    "the council",
)
_COVER_TOO = (
    "Somebody awake in the house every night",
    "Count the nights when the bell rang and nobody could come",
    "Pay for cover on nights",
    "the housing provider",
)
_THREADS = ((_NIGHTS, _STORE_ROOM), (_STORE_ROOM, _COVER), (_COVER_TOO, _STORE_ROOM))
"""By team and by year: what is to be done, its first small step, what is asked, and of whom. Two teams ask alike."""

_ANSWERS: tuple[tuple[ReplyKind, str, str, str] | None, ...] = (
    (ReplyKind.YES, "from the first of next month", "", "a support worker"),
    (ReplyKind.PARTLY, "half of it fits this year’s budget", "the rest in April", "one night worker"),
    (ReplyKind.NO, "the contract doesn’t allow it", "write it into the next one", "nobody"),
    None,
)
"""What came back, in turn; None is silence."""


def live_on(tx: Transaction, me: SignedIn, audit_round: AuditRound, left: int, place: int) -> None:
    """What came over and what came back, before this round's own plan. `left` counts the quarters until today's.

    Today's round leaves what came over to whoever tries the demo, where it isn't signed yet. `place` is the team's.
    """
    threads = _THREADS[place % len(_THREADS)]
    silent = {ask for _what, _step, ask, _of in threads}
    for asked in replies.asked_before(tx, audit_round):
        if not asked.replies and asked.what not in silent:
            _hear_back(tx, me, asked, left)
    if left or place > _TALKING:
        _carry_thread(tx, me, audit_round, left, threads)


def _carry_thread(
    tx: Transaction, me: SignedIn, audit_round: AuditRound, left: int, threads: Sequence[_Thread]
) -> None:
    """One action goes on and on without an answer, so that the last signed plan carries it for the third time."""
    begins = left % _ROUNDS_OF_ONE_THREAD == 0
    waiting = carrying.to_carry(tx, audit_round)
    for old in waiting.actions if waiting else ():
        if begins:
            reason = "Nobody answered for a year, and two of us who held it have moved on."
            carrying.let_go(tx, me, old.action_id, audit_round.round_id, reason)
        else:
            kept: Action = carrying.keep_action(tx, me, old.action_id, audit_round.round_id).result
            _dated(tx, me, kept, audit_round)
            return
    _begin_thread(tx, me, audit_round, threads[left // _ROUNDS_OF_ONE_THREAD % len(threads)])


def _begin_thread(tx: Transaction, me: SignedIn, audit_round: AuditRound, thread: _Thread) -> None:
    what, step, ask, of = thread
    blank = plans.new_action(audit_round.team_id, audit_round.round_id, _TOPIC)
    planned = replace(
        blank,
        what=what,
        first_small_step=step,
        owner_id=me.member.person_id,
        success_sign="Fewer nights when somebody waits for help.",
        barrier_level=BarrierLevel.SYSTEM,
        ask_what=ask,
        ask_of=of,
        ask_cost="about £18,000",
        ask_if_no="One person alone with everybody, as now.",
    )
    saved = plans.save_action(tx, me, planned).result
    _dated(tx, me, replace(saved, status=ActionStatus.UNDER_WAY), audit_round)


def _dated(tx: Transaction, me: SignedIn, action: Action, audit_round: AuditRound) -> None:
    due = audit_round.quarter.last_day
    reply_by = audit_round.closes_on + timedelta(days=42)
    plans.save_action(tx, me, replace(action, due=due, ask_reply_by=reply_by))


def _hear_back(tx: Transaction, me: SignedIn, asked: Asked, left: int) -> None:
    answer = _ANSWERS[(left + 1) % len(_ANSWERS)]
    if answer is None:
        return
    kind, because, would_try, in_the_room = answer
    day = max(asked.asked_on, me.clock.today() - timedelta(days=10))
    blank = replies.new_reply(asked, day)
    said = replace(
        blank,
        kind=kind,
        because=because,
        would_try=would_try,
        in_the_room=in_the_room,
        from_whom="the commissioning lead",
    )
    replies.record_reply(tx, me, said)


def plan_anew(
    tx: Transaction,
    team: Sequence[SignedIn],
    audit_round: AuditRound,
    random: Random,
    *,
    due_from: date | None,
    done: int = 0,
) -> None:
    """Three actions: those of the last plans fall due around `due_from`, all earlier ones have ended.

    The manager comes first in `team`; the first action asks for something. The last `done` were done there and then.
    """
    view = meetings.meeting(tx, team[0], audit_round.round_id)
    for number, (what, step, barrier) in enumerate(random.sample(demo_words.ACTIONS, _ACTIONS)):
        owner = random.choice(team).member
        ask = random.choice(demo_words.ASKS) if number == 0 else ("", "", "")
        due = audit_round.closes_on + timedelta(days=21 + 14 * number)
        status, reason = random.choice(demo_words.ENDS)
        if due_from is not None:
            due, reason = due_from + timedelta(days=14 * number - 8), ""
            status = random.choice(("not started", "under way")) if number < _ACTIONS - done else "done"
        action = Action(
            secrets.token_hex(16),
            audit_round.team_id,
            audit_round.round_id,
            what,
            view.topics[number].topic.id,
            owner.person_id,
            due,
            first_small_step=step,
            success_sign=random.choice(demo_words.NOTICED),
            ask_of=ask[0],
            ask_what=ask[1],
            ask_if_no=ask[2],
            ask_reply_by=due if ask[0] else None,
            barrier_level=BarrierLevel(barrier),
            status=ActionStatus(status),
            status_reason=reason,
            involvement=random.choice(tuple(Involvement)),
        )
        plans.save_action(tx, team[0], action)
