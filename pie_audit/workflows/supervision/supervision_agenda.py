"""What two bring to a session: each change goes into the list as it is now, so nobody's words replace another's."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from pie_audit.domain.entry import FollowUp
from pie_audit.domain.errors import NotNow
from pie_audit.domain.session import Session, SessionKind
from pie_audit.domain.supervision import Agenda, Brought, Summary
from pie_audit.domain.supervision_rules import LAST_SESSIONS, open_actions
from pie_audit.storage import sessions
from pie_audit.words import _
from pie_audit.workflows.presence import Me, SignedIn
from pie_audit.workflows.supervision.supervision_pair import only_by, own_session, page_of
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

MOST_ITEMS, MOST_WORDS = 60, 300


def agenda_of(tx: Transaction, me: Me, session_id: str) -> Agenda:
    """What was brought to a session of one's own; a blank one where nothing was."""
    return load(tx, me, *own_session(tx, me, session_id))


def load(tx: Transaction, me: Me, mine: SignedIn, session: Session) -> Agenda:
    """The agenda with the version it was read at."""
    found, version = page_of(mine, session, "agenda").load(tx, me, Agenda)
    return replace(found or Agenda(), version=version)


def save(tx: Transaction, me: Me, session: Session, agenda: Agenda) -> Agenda:
    """Seal it for both; with its new version."""
    mine, session = own_session(tx, me, session.session_id)
    page = page_of(mine, session, "agenda")
    version = page.save(tx, me, replace(agenda, version=0), expected=agenda.version)
    return replace(agenda, version=version)


def bring(tx: Transaction, me: Me, session_id: str, words: str) -> Undoable:
    """Put something on the list. Raises NotNow for nothing, and for a list that is full."""
    mine, session = own_session(tx, me, session_id)
    agenda = load(tx, me, mine, session)
    item = Brought(secrets.token_hex(8), " ".join(words.split())[:MOST_WORDS], mine.member.person_id)
    if not item.words:
        raise NotNow(_("There are no words yet."), _("Write a few: what would you like to talk about?"))
    if len(agenda.items) >= MOST_ITEMS:
        raise NotNow(_("This list is full."), _("Bring the rest to the session after."))
    saved = save(tx, me, session, replace(agenda, items=(*agenda.items, item)))

    def take_back(tx: Transaction, me: Me) -> object:
        return take_away(tx, me, session_id, item.item_id)

    return Undoable(saved, _("Brought “{words}”").format(words=item.words[:30]), only_by(mine, take_back))


def reword(tx: Transaction, me: Me, session_id: str, item_id: str, was: str, words: str) -> Agenda:
    """Say it differently. Where the other reworded it meanwhile (it isn't `was` any more), both wordings stay."""
    mine, session = own_session(tx, me, session_id)
    agenda = load(tx, me, mine, session)
    held = next((i for i in agenda.items if i.item_id == item_id), None)
    tidy = " ".join(words.split())[:MOST_WORDS]
    if not tidy:
        return agenda
    if held is None or held.words not in {was, tidy}:
        added = Brought(secrets.token_hex(8), tidy, mine.member.person_id)
        return save(tx, me, session, replace(agenda, items=(*agenda.items, added)))
    return _put(tx, me, session, agenda, replace(held, words=tidy))


def talk(tx: Transaction, me: Me, session_id: str, item_id: str, talked: bool) -> Undoable:
    """Tick something as talked about, or not after all."""
    mine, session = own_session(tx, me, session_id)
    saved = _change(tx, me, session, item_id, talked=talked)

    def turn_back(tx: Transaction, me: Me) -> object:
        session = own_session(tx, me, session_id)[1]
        return _change(tx, me, session, item_id, talked=not talked)

    return Undoable(saved, _("Ticked what you talked about"), only_by(mine, turn_back), quiet=True)


def settle(tx: Transaction, me: Me, session_id: str, item_id: str, done: bool | None) -> Undoable:
    """What became of an action from before: done, dropped, or still open."""
    mine, session = own_session(tx, me, session_id)
    before = next((i for i in items_of(tx, me, mine, session) if i.item_id == item_id), None)
    saved = _change(tx, me, session, item_id, done=done, talked=True)

    def turn_back(tx: Transaction, me: Me) -> object:
        session = own_session(tx, me, session_id)[1]
        was = before or Brought(item_id, "", "")
        return _change(tx, me, session, item_id, done=was.done, talked=was.talked)

    return Undoable(saved, _("Said what became of it"), only_by(mine, turn_back))


def take_away(tx: Transaction, me: Me, session_id: str, item_id: str) -> Undoable:
    """Take something off the list that one brought oneself. Raises NotNow for what the other brought."""
    mine, session = own_session(tx, me, session_id)
    agenda = load(tx, me, mine, session)
    gone = next((i for i in agenda.items if i.item_id == item_id), None)
    if gone is None or gone.by_id != mine.member.person_id or gone.carried:
        raise NotNow(
            _("Only who brought it can take it off the list."), _("Tick it once you talked about it.")
        )
    saved = save(tx, me, session, replace(agenda, items=tuple(i for i in agenda.items if i != gone)))

    def put_back(tx: Transaction, me: Me) -> object:
        mine, session = own_session(tx, me, session_id)
        now = load(tx, me, mine, session)
        return save(tx, me, session, replace(now, items=(*now.items, gone)))

    return Undoable(saved, _("Took “{words}” off").format(words=gone.words[:30]), only_by(mine, put_back))


def ask_to_move(tx: Transaction, me: Me, session_id: str, words: str) -> Undoable:
    """Ask the other to find another day; they see it where they see the session."""
    mine, session = own_session(tx, me, session_id)
    if not session.is_to_come:
        raise NotNow(_("This session is over."), _("Book another one."))
    agenda = load(tx, me, mine, session)
    asked = replace(agenda, move_asked_by=mine.member.person_id, move_words=words.strip()[:MOST_WORDS])
    saved = save(tx, me, session, asked)

    def take_back(tx: Transaction, me: Me) -> object:
        mine, session = own_session(tx, me, session_id)
        now = load(tx, me, mine, session)
        return save(tx, me, session, replace(now, move_asked_by="", move_words=""))

    return Undoable(saved, _("Asked to move it"), only_by(mine, take_back))


def items_of(tx: Transaction, me: Me, mine: SignedIn, session: Session) -> tuple[Brought, ...]:
    """Everything to talk about: actions still open from earlier sessions first, then what was brought.

    Of a session that is over, what was on its list.
    """
    agenda = load(tx, me, mine, session)
    if not session.is_to_come:
        return agenda.items
    there = {item.item_id for item in agenda.items}
    carried = [
        Brought(a.follow_up_id, a.what, a.who, carried=True)
        for a in actions_before(tx, me, mine, session)
        if a.follow_up_id not in there
    ]
    return (*carried, *sorted(agenda.items, key=lambda i: not i.carried))


def actions_before(tx: Transaction, me: Me, mine: SignedIn, session: Session) -> tuple[FollowUp, ...]:
    """What the two promised in their last sessions before this one and nobody has settled since."""
    return open_actions(
        [
            (page_of(mine, s, "summary").load(tx, me, Summary)[0], load(tx, me, mine, s))
            for s in sessions_before(tx, mine, session)
        ]
    )


def sessions_before(tx: Transaction, mine: SignedIn, session: Session) -> tuple[Session, ...]:
    """The last sessions of the same two before this one, earliest first."""
    pair = (session.supervisor_id, session.supervisee_id)
    found = [
        s
        for s in sessions.sessions_of(tx, mine.member.person_id)
        if s.kind is SessionKind.SUPERVISION
        and (s.supervisor_id, s.supervisee_id) == pair
        and (s.due_on, s.session_id) < (session.due_on, session.session_id)
    ]
    return tuple(sorted(found, key=lambda s: (s.due_on, s.session_id))[-LAST_SESSIONS:])


def _change(tx: Transaction, me: Me, session: Session, item_id: str, **fields: bool | None) -> Agenda:
    mine, session = own_session(tx, me, session.session_id)
    item = next((i for i in items_of(tx, me, mine, session) if i.item_id == item_id), None)
    if item is None:
        raise NotNow(_("That isn’t on the list any more."), _("Look at the list as it is now."))
    changed = replace(item, **fields)  # type: ignore[arg-type]  # talked and done only
    return _put(tx, me, session, load(tx, me, mine, session), changed)


def _put(tx: Transaction, me: Me, session: Session, agenda: Agenda, item: Brought) -> Agenda:
    if any(i.item_id == item.item_id for i in agenda.items):
        items = tuple(item if i.item_id == item.item_id else i for i in agenda.items)
    else:
        items = (*agenda.items, item)
    return save(tx, me, session, replace(agenda, items=items))
