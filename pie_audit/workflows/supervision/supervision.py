"""My supervision: what is coming, with whom and under which agreement, what has been, and what waits for me."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.entry import FollowUp
from pie_audit.domain.errors import KnownError
from pie_audit.domain.session import Session, SessionKind
from pie_audit.domain.supervision import Agenda, Summary
from pie_audit.domain.supervision_rules import LAST_SESSIONS, SummaryState, lost_in_a_row, open_actions
from pie_audit.domain.team import Member
from pie_audit.storage import sessions
from pie_audit.workflows.presence import Me, SignedIn
from pie_audit.workflows.supervision import (
    supervision_agenda,
    supervision_summary,
)
from pie_audit.workflows.supervision.supervision_agreements import (
    AgreementView,
    own_agreements,
    possible_partners,
)
from pie_audit.workflows.supervision.supervision_pair import all_names, other_of, page_of, present

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

ALARM = 3
"""So many sessions lost in a row are said on Home."""

MOST_PAST = MOST_COMING = 12
"""So many sessions that have been, and that are to come, are shown with what belongs to them."""


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session in a list. `starts` and `place` may be empty; `move_asked` if the other asks for another day.

    `readable` is False where its pages are sealed with keys from before a reset.
    """

    session: Session
    other_id: str
    other_name: str
    i_supervise: bool
    starts: str = ""
    place: str = ""
    to_bring: int = 0
    move_asked: bool = False
    move_words: str = ""
    state: SummaryState = SummaryState.NONE
    waits_for_me: bool = False
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Lost:
    """Sessions of one pair that were called off, one after the other; the supervisor is asked to protect the next."""

    times: int
    supervisor_id: str
    supervisor_name: str
    supervisee_id: str
    supervisee_name: str


@dataclass(frozen=True, slots=True)
class MySupervision:
    """All of one's own. `coming` from today on, the nearest first; `unsaid` are those past of which nobody spoke yet.

    `past` newest first. `later` tells how many more are planned than those shown.
    """

    me_id: str
    today: date
    coming: tuple[SessionLine, ...]
    unsaid: tuple[SessionLine, ...]
    past: tuple[SessionLine, ...]
    agreements: tuple[AgreementView, ...]
    partners: tuple[Member, ...]
    lost: tuple[Lost, ...]
    later: int = 0

    @property
    def without_agreement(self) -> tuple[str, ...]:
        """Names of those one meets with although no agreement of the two is current; it is said, and blocks nothing."""
        current = {
            (v.agreement.supervisor_id, v.agreement.supervisee_id) for v in self.agreements if v.is_current
        }
        return tuple(
            dict.fromkeys(
                line.other_name
                for line in (*self.unsaid, *self.coming)
                if (line.session.supervisor_id, line.session.supervisee_id) not in current
            )
        )

    @property
    def waiting(self) -> tuple[SessionLine, ...]:
        """Summaries that wait for me to agree."""
        return tuple(line for line in self.past if line.waits_for_me)


@dataclass(frozen=True, slots=True)
class HomeLines:
    """What Home says of supervision.

    `lost` is told to the supervisee (“We cancelled your supervision three times”), `to_protect` to the supervisor,
    who is asked by it. `waiting` are session ids of summaries to agree to; `promised` are open actions of mine.
    """

    next: SessionLine | None
    lost: Lost | None
    to_protect: tuple[Lost, ...]
    waiting: tuple[SessionLine, ...]
    promised: tuple[FollowUp, ...]


def my_supervision(tx: Transaction, me: Me) -> MySupervision:
    """Everything on the page “My supervision”."""
    mine = present(tx, me)
    rows, today = own_rows(tx, mine), mine.clock.today()
    names = all_names(tx)
    coming = [s for s in rows if s.is_to_come and s.due_on >= today]
    unsaid = [s for s in rows if s.is_to_come and s.due_on < today][-MOST_PAST:]
    past = [s for s in reversed(rows) if not s.is_to_come][:MOST_PAST]
    return MySupervision(
        mine.member.person_id,
        today,
        _coming(tx, me, mine, coming, names),
        tuple(_line(tx, me, mine, s, names) for s in unsaid),
        tuple(_line(tx, me, mine, s, names) for s in past),
        own_agreements(tx, me),
        possible_partners(tx, me),
        _lost(rows, names, today, mine.member.person_id),
        max(0, len(coming) - MOST_COMING),
    )


def home_lines(tx: Transaction, me: Me) -> HomeLines:
    """What Home says of supervision; blank lines for somebody who has none."""
    mine = present(tx, me)
    rows, today = own_rows(tx, mine), mine.clock.today()
    names = all_names(tx)
    past = [s for s in reversed(rows) if not s.is_to_come or s.due_on <= today][:MOST_PAST]
    lines = [_line(tx, me, mine, s, names) for s in past]
    lost = _lost(rows, names, today, mine.member.person_id)
    own = [each for each in lost if each.supervisee_id == mine.member.person_id]
    return HomeLines(
        next_session(tx, me),
        own[0] if own else None,
        tuple(each for each in lost if each.supervisor_id == mine.member.person_id),
        tuple(line for line in lines if line.waits_for_me),
        promised(tx, me, mine, rows),
    )


def next_session(tx: Transaction, me: Me) -> SessionLine | None:
    """The next session of whoever is signed in, as supervisee or as supervisor; None where none is planned."""
    mine = present(tx, me)
    today = mine.clock.today()
    rows = [s for s in own_rows(tx, mine) if s.is_to_come and s.due_on >= today]
    return _line(tx, me, mine, rows[0], all_names(tx), carried=True) if rows else None


def own_rows(tx: Transaction, mine: SignedIn) -> tuple[Session, ...]:
    """All supervision sessions of somebody, by the day they are meant for."""
    rows = sessions.sessions_of(tx, mine.member.person_id)
    found = [s for s in rows if s.kind is SessionKind.SUPERVISION]
    return tuple(sorted(found, key=lambda s: (s.due_on, s.session_id)))


def promised(tx: Transaction, me: Me, mine: SignedIn, rows: tuple[Session, ...]) -> tuple[FollowUp, ...]:
    """Actions that whoever is signed in took on in supervision and that are still open, with each partner."""
    found: list[FollowUp] = []
    today = mine.clock.today()
    for other_id in dict.fromkeys(other_of(mine, s) for s in rows):
        with_them = [s for s in rows if other_of(mine, s) == other_id]
        been = [s for s in with_them if s.due_on <= today][-LAST_SESSIONS:]
        coming = [s for s in with_them if s.due_on > today][:1]
        found += open_actions([_read(tx, me, mine, s) for s in (*been, *coming)])
    return tuple(a for a in found if a.who == mine.member.person_id)


def _coming(
    tx: Transaction, me: Me, mine: SignedIn, rows: list[Session], names: Mapping[str, str]
) -> tuple[SessionLine, ...]:
    """What was promised counts as something to talk about at the next session of each pair, not at those after it."""
    seen: set[str] = set()
    found = []
    for session in rows[:MOST_COMING]:
        other = other_of(mine, session)
        found.append(_line(tx, me, mine, session, names, carried=other not in seen))
        seen.add(other)
    return tuple(found)


def _read(tx: Transaction, me: Me, mine: SignedIn, session: Session) -> tuple[Summary | None, Agenda]:
    try:
        summary, _version = page_of(mine, session, "summary").load(tx, me, Summary)
        return summary, supervision_agenda.load(tx, me, mine, session)
    except KnownError:
        return None, Agenda()


def _line(
    tx: Transaction,
    me: Me,
    mine: SignedIn,
    session: Session,
    names: Mapping[str, str],
    *,
    carried: bool = False,
) -> SessionLine:
    other = other_of(mine, session)
    who = mine.member.person_id
    plain = SessionLine(session, other, names.get(other, ""), session.supervisor_id == who, readable=False)
    try:
        agenda = supervision_agenda.load(tx, me, mine, session)
        items = supervision_agenda.items_of(tx, me, mine, session) if carried else agenda.items
        held = supervision_summary.load(tx, me, mine, session)
    except KnownError:
        return plain
    return SessionLine(
        session,
        other,
        plain.other_name,
        plain.i_supervise,
        agenda.starts,
        agenda.place,
        sum(not item.talked for item in items),
        agenda.move_asked_by == other,
        agenda.move_words,
        held.state,
        held.waits_for(who),
    )


def _lost(rows: tuple[Session, ...], names: Mapping[str, str], today: date, me_id: str) -> tuple[Lost, ...]:
    """Pairs with so many sessions lost in a row that somebody is asked to protect the next; the most first."""
    found = []
    for pair in dict.fromkeys((s.supervisor_id or "", s.supervisee_id or "") for s in rows):
        times = lost_in_a_row([s for s in rows if (s.supervisor_id, s.supervisee_id) == pair], today)
        if times >= ALARM:
            found.append(Lost(times, pair[0], names.get(pair[0], ""), pair[1], names.get(pair[1], "")))
    return tuple(sorted(found, key=lambda each: (-each.times, each.supervisee_id != me_id)))
