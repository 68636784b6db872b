"""My planned sessions as a file for my own calendar: nobody's name goes in unless I ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pie_audit.domain.clock_words import read_time
from pie_audit.domain.errors import KnownError, NotNow
from pie_audit.domain.group import Group, GroupFrame
from pie_audit.domain.session import Session, SessionKind
from pie_audit.domain.supervision import Agenda
from pie_audit.reports.calendar import CalendarDay, CalendarTime, make_calendar
from pie_audit.reports.saving import save_whole
from pie_audit.storage import groups, people, sessions
from pie_audit.words import _
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.presence import Me, SignedIn, acting
from pie_audit.workflows.sealed_pages import from_json, named_id, open_page
from pie_audit.workflows.supervision.groups import comes_along

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.unlock import OpenWorkspace

SUGGESTED_NAME = "my-sessions.ics"


@dataclass(frozen=True, slots=True)
class SessionFile:
    """Where my sessions go. `zone` is this computer's time zone, such as ``Europe/London``.

    `with_names` puts the name of the other person, or of the group, into the titles.
    """

    path: Path
    zone: str = ""
    with_names: bool = False
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    """What is sealed of a session and belongs into a calendar."""

    starts: str = ""
    place: str = ""


def export_sessions(opened: OpenWorkspace, me: Me, wanted: SessionFile) -> int:
    """Write what is still to come as an .ics file; how many there are. Taking it in again moves what was moved.

    Raises NotNow when nothing is planned, CannotSave where the file can't be written or stands already.
    """
    entries = opened.read(lambda tx: calendar_entries(tx, me, zone=wanted.zone, with_names=wanted.with_names))
    if not entries:
        raise NotNow(
            _("No session is planned for you yet."), _("Book one, and put it into your calendar then.")
        )
    content = make_calendar(_("My sessions"), entries, acting(me).clock.today())
    save_whole(content, wanted.path, overwrite=wanted.overwrite)
    return len(entries)


def calendar_entries(
    tx: Transaction, me: Me, *, zone: str = "", with_names: bool = False
) -> tuple[CalendarDay | CalendarTime, ...]:
    """My sessions from today on: at their time of day, or as a whole day where none is known.

    What can't be opened, such as words from before a reset, is left out; the day stays.
    """
    mine = acting(me)
    require(mine.member, Act.RATE)
    own, my_groups = mine.member.person_id, _my_groups(tx, mine)
    lines = _own_lines(tx, mine)
    names = {m.person_id: m.name for m in people.list_members(tx, with_left=True)} if with_names else {}
    names |= {g.group_id: g.name for g in my_groups.values()} if with_names else {}
    coming = sorted(
        (s for s in lines if s.is_to_come and s.due_on >= mine.clock.today()),
        key=lambda s: (s.due_on, s.session_id),
    )
    return tuple(_entry(s, _sealed_words(tx, me, s), _title(s, own, names), zone) for s in coming)


def sessions_to_come(
    tx: Transaction, me: Me, team_id: str, *, zone: str = ""
) -> tuple[CalendarDay | CalendarTime, ...]:
    """One's own sessions in this team or in none, and for its manager the team's others: by kind and day, whole days.

    Whose session it is isn't said, and its hour is known to those who take part alone.
    """
    mine = acting(me)
    own = {one.key: one for one in calendar_entries(tx, me, zone=zone)}
    lines = sessions.sessions_of_team(tx, team_id, first=date.min, last=date.max)
    elsewhere = {s.session_id for s in _own_lines(tx, mine) if s.team_id not in {team_id, None}}
    shown = tuple(one for key, one in own.items() if key not in elsewhere)
    if not may(mine.member, Act.ARRANGE_COVER, Matter(team_id)):
        return shown
    others = (s for s in lines if s.session_id not in own and s.is_to_come and s.due_on >= mine.clock.today())
    return (*shown, *(CalendarDay(s.session_id, s.due_on, _kind_words(s.kind)) for s in others))


def _my_groups(tx: Transaction, mine: SignedIn) -> dict[str, Group]:
    going_on = (g for g in groups.groups_of(tx, mine.member.person_id) if g.ended_week is None)
    return {g.group_id: g for g in going_on if comes_along(mine, g)}


def _own_lines(tx: Transaction, mine: SignedIn) -> tuple[Session, ...]:
    return sessions.sessions_of(tx, mine.member.person_id, group_ids=_my_groups(tx, mine))


def _entry(session: Session, words: _Words, title: str, zone: str) -> CalendarDay | CalendarTime:
    starts = read_time(words.starts)
    if starts is None:
        said = ", ".join(part for part in (words.starts.strip(), words.place.strip()) if part)
        return CalendarDay(session.session_id, session.due_on, title, said)
    return CalendarTime(
        key=session.session_id,
        day=session.due_on,
        starts=starts,
        minutes=session.planned_min,
        title=title,
        zone=zone,
        place=words.place,
        sequence=session.version,
    )


def _title(session: Session, own_id: str, names: Mapping[str, str]) -> str:
    """What it is, and with whom only where names were asked for."""
    other_id = session.supervisor_id if session.supervisee_id == own_id else session.supervisee_id
    name = names.get(session.group_id or other_id or "", "")
    kind = _kind_words(session.kind)
    return _("{kind}: {name}").format(kind=kind, name=name) if name else kind


def _kind_words(kind: SessionKind) -> str:
    if kind is SessionKind.SUPERVISION:
        return _("{Supervision}")
    return _("Training follow-up") if kind is SessionKind.TRAINING else _("Group session")


def _sealed_words(tx: Transaction, me: Me, session: Session) -> _Words:
    try:
        if session.group_id is not None:
            frame = open_page(tx, me, named_id("group", session.group_id, "frame"))
            agreed = from_json(frame.body, GroupFrame) if frame else GroupFrame()
            return _Words(agreed.starts, agreed.place)
        page = open_page(tx, me, named_id("agenda", session.session_id))
        agenda = from_json(page.body, Agenda) if page else Agenda()
        return _Words(agenda.starts, agenda.place)
    except KnownError:
        return _Words()
