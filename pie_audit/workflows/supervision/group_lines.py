"""What leaves a group session by choice: a line for the team, an action, a little win, a page of one's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pie_audit.domain.entry import EntryKind, Practice, Step
from pie_audit.domain.errors import NotNow
from pie_audit.domain.group import Group, ThemeLine
from pie_audit.domain.group_minutes import Minutes, OwnPart, SessionPart, SmallChange, parts_of
from pie_audit.domain.plan import WHAT_LIMIT
from pie_audit.domain.session import Session, SessionKind, SessionStatus
from pie_audit.domain.small_logs import Win
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import groups, latest_logs, sessions, team_parts
from pie_audit.storage import plans as actions
from pie_audit.words import _
from pie_audit.workflows import (
    models,
    plans,
    questions,
    reflections,
)
from pie_audit.workflows.everyday import small_logs
from pie_audit.workflows.everyday.entry_books import EntryChanged
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.sealed_pages import named_id
from pie_audit.workflows.shelf import shelf_of
from pie_audit.workflows.supervision.group_minutes import parts_at, there
from pie_audit.workflows.supervision.group_sessions import day_of, sessions_of_group
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

LINE_LIMIT = 500
_LOOSE_DAYS = 28
"""A debrief without a group has no next session: its line may be changed for so long."""

_PEER_MODEL = "peer"


# a line for the team


@dataclass(frozen=True, slots=True)
class LineRead:
    """A line as the team reads it, with the kind of session it came from."""

    line: ThemeLine
    kind: SessionKind


def lines_for(tx: Transaction, me: Me, team_id: str) -> tuple[LineRead, ...]:
    """What groups sent back to the team, newest first. Raises NotNow for anybody outside it."""
    require(acting(me).member, Act.READ_TEAM, Matter(team_id))
    found = (line for line in groups.theme_lines_of(tx, team_id) if line.agreed_aloud)
    return tuple(LineRead(line, sessions.load_session(tx, line.session_id).kind) for line in found)


def send_line(
    tx: Transaction, me: Me, session_id: str, words: str, theme_ids: tuple[str, ...] = ()
) -> Undoable:
    """Let the team read what the group agreed aloud, in place of what it sent before; by somebody who was there.

    Raises NotNow for a session without a team, one still to come, and once the group has met again.
    """
    session, group, minutes = there(tx, me, session_id)
    _require_open(tx, me, session, group, minutes)
    if not words.strip() or len(words) > LINE_LIMIT:
        raise NotNow(
            _("A line for the team has from 1 to {n} letters and spaces.").format(n=LINE_LIMIT),
            _("Say it in a sentence or two."),
        )
    known = {theme_id for theme_id, _title in themes_of(tx, session.team_id)}
    before = groups.load_theme_line(tx, session_id)
    line = ThemeLine(
        session_id,
        session.team_id or "",
        day_of(session),
        words.strip(),
        True,
        tuple(t for t in theme_ids if t in known),
        before.version if before else 1,
    )
    saved = groups.save_theme_line(tx, line)
    return Undoable(saved, _("Sent a line to the team"), _LineBack(session_id, before))


def take_line_back(tx: Transaction, me: Me, session_id: str) -> Undoable:
    """The team no longer reads it. Raises NotNow once the group has met again."""
    session, group, minutes = there(tx, me, session_id)
    _require_open(tx, me, session, group, minutes)
    before = groups.load_theme_line(tx, session_id)
    groups.delete_theme_line(tx, session_id)
    return Undoable(None, _("Took a line back"), _LineBack(session_id, before))


@dataclass(frozen=True, slots=True)
class _LineBack:
    """What the team read before."""

    session_id: str
    before: ThemeLine | None

    def __call__(self, tx: Transaction, me: Me) -> None:
        session, group, minutes = there(tx, me, self.session_id)
        _require_open(tx, me, session, group, minutes)
        groups.delete_theme_line(tx, self.session_id)
        if self.before is not None:
            groups.save_theme_line(tx, self.before)


def line_is_open(tx: Transaction, session: Session, group: Group, today: date) -> bool:
    """Whether the group may still change its line: until it meets again."""
    later = (
        s
        for s in sessions_of_group(tx, group)
        if day_of(s) > day_of(session) and s.status is not SessionStatus.CANCELLED
    )
    ends = day_of(session) + timedelta(days=_LOOSE_DAYS) if not group.group_id else None
    return day_of(session) <= today and today < min((day_of(s) for s in later), default=ends or date.max)


def _require_open(tx: Transaction, me: Me, session: Session, group: Group, minutes: Minutes) -> None:
    if session.team_id is None or SessionPart.BACK not in parts_of(session.kind, minutes.model_id):
        raise NotNow(
            _("Nothing goes back to a team from this session."), _("It stays with those who were there.")
        )
    if not line_is_open(tx, session, group, acting(me).clock.today()):
        raise NotNow(
            _("A line is written when the group has met, and stays once it has met again."),
            _("Send a new one after the next session."),
        )


def themes_of(tx: Transaction, team_id: str | None) -> tuple[tuple[str, str], ...]:
    """The themes of the team's review, by id and short title; none for a group without a team."""
    if team_id is None:
        return ()
    audit_round = plans.latest_round(tx, team_id)
    review = questions.of_round(tx, audit_round) if audit_round else questions.bundled()
    return tuple((theme.id, theme.short_title) for theme in review.themes)


# an action for the plan


def may_promote(tx: Transaction, me: Me, team_id: str | None) -> bool:
    """Whether this person may put a small change into the team's plan, and there is one to put it into."""
    if team_id is None:
        return False
    audit_round = plans.latest_round(tx, team_id)
    return (
        audit_round is not None
        and not audit_round.has_ended
        and may(acting(me).member, Act.RUN_ROUND, Matter.of(audit_round))
    )


def put_into_plan(tx: Transaction, me: Me, session_id: str, change_id: str, words: str = "") -> Undoable:
    """Make an action of a small change, in these words or its own; its owner and day are chosen in the plan."""
    session, _group, minutes = there(tx, me, session_id)
    change = next((c for c in minutes.small_changes if c.change_id == change_id), None)
    if change is None or session.team_id is None:
        raise NotNow(_("That small change isn’t here any more."), _("Look at the list again."))
    audit_round = plans.latest_round(tx, session.team_id)
    said = words.strip() or _said(change)
    blank = plans.new_action(session.team_id, audit_round.round_id if audit_round else None)
    due = change.by if audit_round and change.by and change.by >= audit_round.opens_on else None
    action = replace(blank, action_id=_action_id(session_id, change_id), what=said[:WHAT_LIMIT], due=due)
    standing = actions.load_action(tx, action.action_id)
    if change_id in in_plan(tx, session, minutes):
        raise NotNow(_("It is in the plan already."), _("Change its words there."))
    if standing is not None:
        plans.restore_action(tx, me, action.action_id)
        action = replace(action, version=standing.version)
    plans.save_action(tx, me, action)
    return Undoable(action.action_id, _("Put a small change into the plan"), _Bin(action.action_id))


@dataclass(frozen=True, slots=True)
class _Bin:
    """Take an action out of the plan again."""

    action_id: str

    def __call__(self, tx: Transaction, me: Me) -> None:
        plans.bin_action(tx, me, self.action_id)


def in_plan(tx: Transaction, session: Session, minutes: Minutes | None) -> frozenset[str]:
    """Which small changes went into the plan, by id."""
    changes = minutes.small_changes if minutes else ()
    if not changes or session.team_id is None:
        return frozenset()
    planned = {action.action_id for action in actions.actions_of_team(tx, session.team_id)}
    return frozenset(c.change_id for c in changes if _action_id(session.session_id, c.change_id) in planned)


def _action_id(session_id: str, change_id: str) -> str:
    return named_id("group session", session_id, "action", change_id).hex()


def _said(change: SmallChange) -> str:
    """What an action says of it: who holds it is chosen in the plan, from people and not from words."""
    return f"{change.what} ({change.where})" if change.where.strip() else change.what


# little wins


def put_on_wall(tx: Transaction, me: Me, session_id: str, win_id: str) -> Undoable:
    """Let the team read a little miracle among its small wins; only that line goes there."""
    session, _group, minutes = there(tx, me, session_id)
    miracle = next((m for m in minutes.miracles if m.win_id == win_id), None)
    if miracle is None or session.team_id is None:
        raise NotNow(_("That line isn’t here any more."), _("Look at the list again."))
    win = Win(win_id, session.team_id, acting(me).week, miracle.words)
    try:
        return small_logs.save_win(tx, me, win)
    except EntryChanged:
        raise NotNow(
            _("This line is on the wall already, and somebody wrote on there."), _("Change it on the wall.")
        ) from None


def has_wall(tx: Transaction, team_id: str | None) -> bool:
    """Whether the session belongs to a team that keeps small wins."""
    return team_id is not None and TeamPart.WINS in team_parts.parts_of(tx, team_id)


def on_wall(tx: Transaction, team_id: str | None, minutes: Minutes | None) -> frozenset[str]:
    """Which little miracles the team can read already, by id."""
    if team_id is None or minutes is None or not minutes.miracles:
        return frozenset()
    return latest_logs.wins_among(tx, team_id, [miracle.win_id for miracle in minutes.miracles])


# a page of one's own


def keep_in_my_log(tx: Transaction, me: Me, session_id: str) -> Undoable:
    """Make a page of one's own from one's part of a peer session, counting towards registration. It is private."""
    mine = acting(me)
    session, _group, minutes = there(tx, me, session_id)
    part = parts_at(tx, me, session, minutes).get(mine.member.person_id)
    if session.kind is not SessionKind.PEER or part is None:
        raise NotNow(_("There is no part of yours here yet."), _("Write what you see differently first."))
    if in_my_log(me, session_id):
        raise NotNow(_("It is in your log already."), _("Change it there; this one stays as it is."))
    begun = reflections.start(tx, me, EntryKind.PEER)
    page = replace(
        begun.entry,
        day=day_of(session),
        model_id=_PEER_MODEL,
        steps=_steps(minutes, part),
        minutes=session.held_min or session.planned_min,
        session_id=session_id,
        practice=Practice(True, session.held_min or session.planned_min, participatory=True),
    )
    saved = reflections.save(tx, me, page, begun)
    entry_id = saved.entry.entry_id
    return Undoable(entry_id, _("Took it into your own log"), _Erase(entry_id))


@dataclass(frozen=True, slots=True)
class _Erase:
    """Throw the new page away again."""

    entry_id: str

    def __call__(self, tx: Transaction, me: Me) -> None:
        reflections.delete(tx, me, self.entry_id)


def in_my_log(me: Me, session_id: str) -> bool:
    """Whether one's own log has a page of this session."""
    pages = (page.entry for page in shelf_of(me).pages())
    return any(e.session_id == session_id and e.kind is EntryKind.PEER for e in pages)


def _steps(minutes: Minutes, part: OwnPart) -> tuple[Step, ...]:
    """The steps of a page about a talk with a peer, filled from the session."""
    texts = {"topic": minutes.theme, "noticed": part.noticed, "differently": part.differently}
    model = models.model(_PEER_MODEL)
    found = model.empty_steps() if model else ()
    return tuple(replace(step, text=texts.get(step.step_id, "")) for step in found)
