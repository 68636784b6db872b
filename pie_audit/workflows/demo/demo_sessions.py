"""Supervision, groups and the leaders' session of the demo: agreed, planned, held or lost, and written down."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from pie_audit.domain.entry import FollowUp, Step
from pie_audit.domain.group import GroupRole
from pie_audit.domain.group_minutes import Minutes
from pie_audit.domain.session import CancelledBy, Session, SessionKind, SessionStatus, WhyLost
from pie_audit.domain.supervision import AgreementWords, Function, Summary
from pie_audit.storage import groups as stored_groups
from pie_audit.storage import sessions
from pie_audit.workflows import pins
from pie_audit.workflows.demo import demo_pages
from pie_audit.workflows.presence import Clock, SignedIn
from pie_audit.workflows.supervision import (
    group_lines,
    group_minutes,
    groups,
    supervision_agenda,
    supervision_agreements,
    supervision_planning,
    supervision_summary,
)
from pie_audit.workflows.supervision.groups import NewGroup
from pie_audit.workflows.supervision.supervision_agreements import Beginning
from pie_audit.workflows.supervision.supervision_planning import Booking

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.unlock import OpenWorkspace

_WHY = (WhyLost.STAFFING, WhyLost.STAFFING, WhyLost.CRISIS, WhyLost.SICKNESS, WhyLost.LEAVE, WhyLost.FORGOT)
_KEPT = 0.76
"""How likely a planned session of the demo is to take place."""

_PAIRS, _WRITTEN, _LOST = 3, 2, 3
_EVERY, _MINUTES = 4, 60


@dataclass(frozen=True, slots=True)
class Span:
    """The days that are made up, both counted in."""

    first: date
    today: date


def at_day(me: SignedIn, day: date) -> SignedIn:
    """The same person on that day, at nine in the morning."""
    now = datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC)
    return replace(me, clock=Clock(now=lambda: now, today=lambda: day))


def meet(opened: OpenWorkspace, team_id: str, people: Sequence[SignedIn], span: Span, random: Random) -> None:
    """All sessions of a team whose manager comes first in `people`. The last of its pairs lost the latest three."""
    for me in people:
        today = at_day(me, span.today)
        opened.write(lambda tx, me=today: pins.remember_people(tx, me))  # type: ignore[misc]  # binds the loop
    pairs = [(people[0], worker) for worker in people[1 : 1 + _PAIRS]]
    for at, (manager, worker) in enumerate(pairs):
        lost = at == len(pairs) - 1
        opened.write(lambda tx, m=manager, w=worker, lost=lost: _supervise(tx, (m, w), span, random, lost))  # type: ignore[misc]  # binds the loop
    opened.write(lambda tx: _gather(tx, team_id, people, span, random))


def meet_as_leaders(opened: OpenWorkspace, leaders: Sequence[SignedIn], span: Span) -> None:
    """A leaders' session every six weeks, the next one in a week."""
    first = leaders[0]
    new = NewGroup(SessionKind.LEADERS, "Leaders’ space", None, _members(leaders), 6, 90)

    def write(tx: Transaction) -> None:
        group = groups.make_group(tx, at_day(first, span.first), new).result
        lines = [
            _line(
                Session(secrets.token_hex(16), SessionKind.LEADERS, None, day, 90, group_id=group.group_id),
                span,
            )
            for day in _days(span, 6, offset=7)
        ]
        sessions.add_sessions(tx, lines)

    opened.write(write)


def _supervise(
    tx: Transaction, pair: tuple[SignedIn, SignedIn], span: Span, random: Random, lost: bool
) -> None:
    manager, worker = pair
    started = span.today - timedelta(days=40)
    agreement_id = _agree(tx, at_day(manager, started), at_day(worker, started))
    row = sessions.load_agreement(tx, agreement_id)
    blank = Session(
        "",
        SessionKind.SUPERVISION,
        row.team_id,
        span.today,
        _MINUTES,
        agreement_id=agreement_id,
        supervisor_id=row.supervisor_id,
        supervisee_id=row.supervisee_id,
    )
    days = [day for day in _days(span, _EVERY, offset=random.randrange(4, 18)) if day <= span.today]
    lines = [
        _judged(
            replace(blank, session_id=secrets.token_hex(16), planned_on=day),
            random,
            lost and at >= len(days) - _LOST,
        )
        for at, day in enumerate(days)
    ]
    if lost and len(lines) > _LOST:
        lines[-1 - _LOST] = _held(lines[-1 - _LOST])
    sessions.add_sessions(tx, lines)
    _write_down(tx, pair, [s for s in lines if s.status is SessionStatus.HELD][-_WRITTEN:], random)
    _plan_next(tx, pair, _weekday(span.today + timedelta(days=random.randrange(5, 14))))


def _agree(tx: Transaction, manager: SignedIn, worker: SignedIn) -> str:
    beginning = Beginning(worker.member.person_id, True, _EVERY, _MINUTES)
    agreement_id = supervision_agreements.start_agreement(tx, manager, beginning)
    view = supervision_agreements.agreement_view(tx, manager, agreement_id)
    words = AgreementWords(
        purpose="Time to think about the work, and about what it does to us.",
        functions=tuple(Function),
        starts="10:00",
        place="the back office",
        agenda="Both of us bring something.",
        recorded="What we agree and what we took on. Nothing about anybody who lives here.",
        cancelling="A new day within a fortnight, whoever cancels.",
        appraisal="Kept apart.",
    )
    saved = supervision_agreements.save_agreement(tx, manager, replace(view, words=words))
    supervision_agreements.sign_agreement(tx, manager, agreement_id, saved.version)
    supervision_agreements.sign_agreement(tx, worker, agreement_id, saved.version)
    return agreement_id


def _write_down(
    tx: Transaction, pair: tuple[SignedIn, SignedIn], held: Sequence[Session], random: Random
) -> None:
    """The latest sessions have a summary; of the very last one the other hasn't agreed yet."""
    for at, session in enumerate(held):
        writer, other = (at_day(me, session.planned_on) for me in pair)
        text, learning, action = random.choice(demo_pages.SUMMARIES)
        taken_on = FollowUp(secrets.token_hex(8), action, who=other.member.person_id)
        summary = Summary(
            text=text, learning=learning, functions=(random.choice(tuple(Function)),), actions=(taken_on,)
        )
        kept = supervision_summary.write(tx, writer, session.session_id, summary)
        signed = supervision_summary.sign(tx, writer, session.session_id, kept.version).result
        if at < len(held) - 1:
            supervision_summary.agree(tx, other, session.session_id, signed.version)


def _plan_next(tx: Transaction, pair: tuple[SignedIn, SignedIn], day: date) -> None:
    manager, worker = (at_day(me, day - timedelta(days=14)) for me in pair)
    booking = Booking(worker.member.person_id, True, day, _MINUTES, "10:00", "the back office")
    (session_id,) = supervision_planning.book(tx, manager, booking).result
    for words in demo_pages.BROUGHT[:2]:
        supervision_agenda.bring(tx, worker, session_id, words)


def _gather(tx: Transaction, team_id: str, people: Sequence[SignedIn], span: Span, random: Random) -> None:
    """Reflective practice every other week; the latest that was held has minutes and sent a line to the team."""
    taker = people[1] if len(people) > 1 else people[0]
    new = NewGroup(SessionKind.GROUP, "Reflective practice", team_id, _members(people))
    group = groups.make_group(tx, at_day(people[0], span.first), new).result
    blank = Session("", SessionKind.GROUP, team_id, span.today, 60, group_id=group.group_id)
    lines = [
        _line(replace(blank, session_id=secrets.token_hex(16), planned_on=day), span, random)
        for day in _days(span, 2, offset=4)
    ]
    sessions.add_sessions(tx, lines)
    held = [s for s in lines if s.status is SessionStatus.HELD]
    for session, (theme, line) in zip(held[-2:], random.sample(demo_pages.THEMES, 2), strict=False):
        me = at_day(taker, session.planned_on)
        minutes = Minutes(
            present_ids=tuple(one.member.person_id for one in people),
            model_id="reflective-group",
            steps=(Step("understood", "", theme),),
            theme=theme,
            learning=line,
            how_it_was=(0, 0, 1, 2, 2),
        )
        group_minutes.save_minutes(tx, me, session.session_id, minutes)
        if group_lines.line_is_open(
            tx, session, stored_groups.load_group(tx, group.group_id), me.clock.today()
        ):
            group_lines.send_line(tx, me, session.session_id, line)


def _members(people: Sequence[SignedIn]) -> tuple[tuple[str, GroupRole], ...]:
    first, *others = (one.member.person_id for one in people)
    return ((first, GroupRole.CONVENOR), *((person_id, GroupRole.MEMBER) for person_id in others))


def _days(span: Span, weeks: int, *, offset: int) -> Iterator[date]:
    """Weekdays from the first day on, so that one of them lies about `offset` days ahead of today."""
    step = timedelta(weeks=weeks)
    day = _weekday(span.today + timedelta(days=offset))
    days = []
    while day >= span.first:
        days.append(day)
        day -= step
    return iter(reversed(days))


def _weekday(day: date) -> date:
    """The day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _line(session: Session, span: Span, random: Random | None = None) -> Session:
    if session.planned_on > span.today:
        return session
    return _judged(session, random or Random(session.planned_on.toordinal()), lost=False)


def _judged(session: Session, random: Random, lost: bool) -> Session:
    """What became of it; a few were cut short."""
    chance, why = random.random(), random.choice(_WHY)
    if lost or chance > _KEPT:
        by = CancelledBy.SERVICE if lost or why is WhyLost.STAFFING else CancelledBy.OTHER
        return replace(session, status=SessionStatus.CANCELLED, cancelled_by=by, reason=why)
    if chance > _KEPT - 0.08:
        minutes = session.planned_min * 2 // 3
        return replace(session, status=SessionStatus.CUT_SHORT, held_on=session.planned_on, held_min=minutes)
    return _held(session)


def _held(session: Session) -> Session:
    """As it was planned."""
    return replace(
        session,
        status=SessionStatus.HELD,
        held_on=session.planned_on,
        held_min=session.planned_min,
        cancelled_by=None,
        reason=None,
    )
