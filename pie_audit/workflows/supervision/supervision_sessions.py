"""One session with everything on its page, and each one's own notes about it, which the other never sees."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.entry import Entry, EntryKind, Step, from_body, to_body
from pie_audit.domain.errors import KnownError
from pie_audit.domain.reflection_model import ReflectionModel
from pie_audit.domain.session import Session, SessionKind, SessionStatus
from pie_audit.domain.supervision import Agenda, Brought, Function, Summary
from pie_audit.domain.supervision_rules import LAST_SESSIONS, balance
from pie_audit.storage import people, sessions
from pie_audit.workflows import (
    drafts,
    models,
)
from pie_audit.workflows.presence import Me, SignedIn
from pie_audit.workflows.sealed_pages import Clash, open_page, save_own
from pie_audit.workflows.supervision import (
    supervision_agenda,
    supervision_summary,
)
from pie_audit.workflows.supervision.supervision_agreements import (
    AgreementView,
    agreement_between,
    agreement_view,
)
from pie_audit.workflows.supervision.supervision_pair import manages_team_of, other_of, own_session, page_of
from pie_audit.workflows.supervision.supervision_summary import Written

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

HELD = frozenset({SessionStatus.HELD, SessionStatus.CUT_SHORT})


@dataclass(frozen=True, slots=True)
class OwnNotes:
    """What one of the two noted for themselves. `version` is what to save over; 0 where there is nothing yet."""

    text: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Balance:
    """In how many of the last sessions each function was touched; `of` have a summary in which something was said."""

    counts: dict[Function, int]
    of: int


@dataclass(frozen=True, slots=True)
class SessionView:
    """One session as one of the two sees it. `agreement` is the one they meet under now, or None.

    `starts` and `place` are those of the day, or what the agreement says. `next_session` is the one after it.
    `begun` are words of a reply or a note that weren't sent yet.
    """

    session: Session
    me_id: str
    other_id: str
    names: dict[str, str]
    today: date
    agenda: Agenda
    items: tuple[Brought, ...]
    written: Written
    notes: OwnNotes
    agreement: AgreementView | None
    manages: bool
    balance: Balance
    next_session: Session | None
    begun: str
    models: tuple[ReflectionModel, ...]

    @property
    def other_name(self) -> str:
        """The other of the two."""
        return self.names.get(self.other_id, "")

    @property
    def i_supervise(self) -> bool:
        """Whether whoever looks is the supervisor."""
        return self.session.supervisor_id == self.me_id

    @property
    def has_agreement(self) -> bool:
        """Whether both agreed how they meet, and it needs no new look."""
        return self.agreement is not None and self.agreement.is_current

    @property
    def starts(self) -> str:
        """When it begins, as it was written; may be empty."""
        return self.agenda.starts or (self.agreement.words.starts if self.agreement else "")

    @property
    def place(self) -> str:
        """Where it is; may be empty."""
        return self.agenda.place or (self.agreement.words.place if self.agreement else "")


def session_view(tx: Transaction, me: Me, session_id: str) -> SessionView:
    """Everything on the page of one session. Raises NotNow unless it is one of one's own."""
    mine, session = own_session(tx, me, session_id)
    pair = [people.load_member(tx, p) for p in (session.supervisor_id or "", session.supervisee_id or "")]
    return SessionView(
        session,
        mine.member.person_id,
        other_of(mine, session),
        {member.person_id: member.name for member in pair},
        mine.clock.today(),
        supervision_agenda.load(tx, me, mine, session),
        supervision_agenda.items_of(tx, me, mine, session),
        supervision_summary.load(tx, me, mine, session),
        load_notes(tx, me, session_id),
        _agreement(tx, me, session),
        manages_team_of(*pair),
        balance_of(tx, me, mine, session),
        next_after(tx, mine, session),
        begun_words(tx, me, session_id),
        models.models_for(SessionKind.SUPERVISION)[1:],
    )


def balance_of(tx: Transaction, me: Me, mine: SignedIn, session: Session) -> Balance:
    """What the last six sessions of the two touched, this one among them: counts, never a score."""
    before = supervision_agenda.sessions_before(tx, mine, session)
    touched = []
    for each in (*before, session)[-LAST_SESSIONS:]:
        try:
            summary, _version = page_of(mine, each, "summary").load(tx, me, Summary)
        except KnownError:
            continue
        if summary is not None and summary.functions:
            touched.append(summary.functions)
    return Balance(balance(touched), len(touched))


def next_after(tx: Transaction, mine: SignedIn, session: Session) -> Session | None:
    """The session of the same two that is planned next after this one."""
    pair = (session.supervisor_id, session.supervisee_id)
    later = [
        s
        for s in sessions.sessions_of(tx, mine.member.person_id)
        if s.kind is SessionKind.SUPERVISION
        and (s.supervisor_id, s.supervisee_id) == pair
        and s.is_to_come
        and (s.due_on, s.session_id) > (session.due_on, session.session_id)
    ]
    return min(later, key=lambda s: (s.due_on, s.session_id), default=None)


def load_notes(tx: Transaction, me: Me, session_id: str) -> OwnNotes:
    """One's own notes about a session, sealed for nobody else."""
    mine, _session = own_session(tx, me, session_id)
    found = open_page(tx, me, notes_id(mine, session_id))
    return OwnNotes() if found is None else OwnNotes(from_body(found.body).text, found.version)


def save_notes(tx: Transaction, me: Me, session_id: str, notes: OwnNotes) -> OwnNotes:
    """Keep one's own notes, over the version that was read; they are also among one's own pages.

    What another window wrote meanwhile is kept under them.
    """
    mine, session = own_session(tx, me, session_id)
    page_id = notes_id(mine, session_id)
    held = open_page(tx, me, page_id)
    entry = from_body(held.body) if held else _blank(tx, mine, session, page_id)
    changed = replace(entry, steps=(Step("", "", notes.text),))
    try:
        version = save_own(tx, me, page_id, to_body(changed), expected=notes.version)
    except Clash as clash:
        both = f"{notes.text}\n\n{from_body(clash.theirs.body).text}"
        changed = replace(changed, steps=(Step("", "", both),))
        version = save_own(tx, me, page_id, to_body(changed), expected=clash.theirs.version)
    return OwnNotes(changed.text, version)


def begun_words(tx: Transaction, me: Me, session_id: str) -> str:
    """Words of a reply or a note that were typed and not sent yet; only their writer ever sees them."""
    return (drafts.words(tx, me, f"reply/{session_id}") or {}).get("words", "")


def keep_begun(tx: Transaction, me: Me, session_id: str, words: str) -> str:
    """Keep such words as they are typed; nothing is kept of nothing."""
    own_session(tx, me, session_id)
    if words.strip():
        drafts.save_words(tx, me, f"reply/{session_id}", {"words": words})
    else:
        drafts.drop(tx, me, f"reply/{session_id}")
    return words


def notes_id(mine: SignedIn, session_id: str) -> bytes:
    """16 bytes that tell neither the session nor the person to somebody who holds the database only."""
    secret = mine.vault.keys(mine.vault.first_epoch).vk
    return hashlib.blake2b(f"notes/{session_id}".encode(), key=secret, digest_size=16).digest()


def _blank(tx: Transaction, mine: SignedIn, session: Session, page_id: bytes) -> Entry:
    other = people.load_member(tx, other_of(mine, session)).name
    return Entry(
        page_id.hex(),
        EntryKind.SUPERVISION_NOTES,
        session.held_on or session.due_on,
        session_id=session.session_id,
        with_whom=other,
    )


def _agreement(tx: Transaction, me: Me, session: Session) -> AgreementView | None:
    row = agreement_between(tx, session.supervisor_id or "", session.supervisee_id or "")
    if row is None:
        return None
    try:
        return agreement_view(tx, me, row.agreement_id)
    except KnownError:
        return None
