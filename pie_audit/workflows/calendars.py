"""The days of a plan as a file for anybody's own calendar: what is to be done, never who holds it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import Action
from pie_audit.domain.quarter import Quarter
from pie_audit.reports.calendar import CalendarDay, CalendarTime, make_calendar
from pie_audit.reports.saving import save_whole
from pie_audit.storage import audits as rounds
from pie_audit.storage import plans as actions
from pie_audit.storage import teams
from pie_audit.words import _
from pie_audit.workflows.notes import note
from pie_audit.workflows.permissions import Act, Matter, require
from pie_audit.workflows.supervision.session_calendar import sessions_to_come
from pie_audit.workflows.unlock import Me, OpenWorkspace, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """Whose days go where. `quarter` None means everything that is still ahead of the team.

    `with_sessions`: planned sessions too, at their hour in `zone` (such as ``Europe/London``) where one is fixed.
    """

    team_id: str
    path: Path
    quarter: Quarter | None = None
    overwrite: bool = False
    zone: str = ""
    with_sessions: bool = False


def export_calendar(opened: OpenWorkspace, me: Me, wanted: CalendarFile) -> int:
    """Write the days as an .ics file; how many there are. The file appears under its name when it is whole.

    Raises NotNow when no day is set, CannotSave where the file can't be written or stands already.
    """
    name, days = opened.read(lambda tx: _entries(tx, me, wanted))
    if not days:
        raise NotNow(
            _("No day is set yet, so there is nothing for a calendar."),
            _("Give an action a day, or a day to look at it again."),
        )
    content = make_calendar(name, days, acting(me).clock.today())
    save_whole(content, wanted.path, overwrite=wanted.overwrite)
    if not opened.reads_only:
        opened.write(lambda tx: note(tx, acting(me), "exported calendar", wanted.team_id, "plan"))
    return len(days)


def _entries(
    tx: Transaction, me: Me, wanted: CalendarFile
) -> tuple[str, tuple[CalendarDay | CalendarTime, ...]]:
    name, days = days_of(tx, me, wanted.team_id, wanted.quarter)
    if not wanted.with_sessions:
        return name, days
    told = sessions_to_come(tx, me, wanted.team_id, zone=wanted.zone)
    found = (one for one in told if wanted.quarter in {None, Quarter.of(one.day)})
    return name, tuple(sorted((*days, *found), key=lambda one: (one.day, one.key)))


def days_of(
    tx: Transaction, me: Me, team_id: str, quarter: Quarter | None = None
) -> tuple[str, tuple[CalendarDay, ...]]:
    """The calendar's name and its days: due, look again, reply by, and the day to talk it through.

    What has ended is left out. Names of owners never go in; the words are those of the plan.
    """
    require(acting(me).member, Act.READ_TEAM, Matter(team_id))
    team = teams.load_team(tx, team_id)
    kept = [
        r
        for r in rounds.rounds_of_team(tx, team_id)
        if r.state is not RoundState.ABANDONED and quarter in {None, r.quarter}
    ]
    ids = {r.round_id for r in kept}
    open_ones = [a for a in actions.actions_of_team(tx, team_id) if a.is_open and a.round_id in ids]
    found = [day for action in open_ones for day in _days_of_action(action)]
    found += [day for r in kept if not r.has_ended for day in _days_of_round(r)]
    name = _("{team}: our plan").format(team=team.name)
    return name, tuple(sorted(found, key=lambda d: (d.day, d.key)))


def suggested_name(team_name: str) -> str:
    """A file name made by us: letters, digits and dashes."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", team_name).strip("-").lower()[:40] or "team"
    return f"plan-{plain}.ics"


def _days_of_action(action: Action) -> Iterable[CalendarDay]:
    step = action.first_small_step.strip()
    details = _("First step: {step}").format(step=step) if step else ""
    if action.due is not None:
        title = _("Due: {what}").format(what=action.what)
        yield CalendarDay(f"{action.action_id}-due", action.due, title, details)
    if action.review_on is not None:
        title = _("Look at it again: {what}").format(what=action.what)
        yield CalendarDay(f"{action.action_id}-review", action.review_on, title, details)
    if action.ask_reply_by is not None and action.ask_what.strip():
        title = _("Reply due: {what}").format(what=action.ask_what)
        yield CalendarDay(f"{action.action_id}-reply", action.ask_reply_by, title)


def _days_of_round(audit_round: AuditRound) -> Iterable[CalendarDay]:
    if audit_round.talk_on is not None:
        title = _("We talk our review through")
        yield CalendarDay(f"{audit_round.round_id}-talk", audit_round.talk_on, title)
