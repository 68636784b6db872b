"""What is written down of a group session, sealed for exactly those who were there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from pie_audit.domain.errors import CannotRead, NotNow
from pie_audit.domain.group import Group
from pie_audit.domain.group_minutes import Addenda, Minutes, OwnPart, not_kept, place_of
from pie_audit.domain.session import Session, SessionKind
from pie_audit.domain.supervision import Addendum
from pie_audit.storage import people, records
from pie_audit.words import _
from pie_audit.workflows import drafts, models
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.sealed_pages import from_json, named_id, open_page, save_for, to_json
from pie_audit.workflows.supervision.group_sessions import session_of_mine
from pie_audit.workflows.supervision.groups import is_of_team, with_keys
from pie_audit.workflows.supervision.groups import minutes_id as minutes_id

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

NOTE_TAKER = "note-taker"
_WITH_PARTS = frozenset({SessionKind.LEARNING_SET, SessionKind.PEER})


def minutes_of(tx: Transaction, me: Me, session: Session) -> Minutes | None:
    """The minutes; blank ones before the first word, None where they aren't sealed for this person.

    Raises CannotRead for a page that somebody put there who says themselves that they weren't at the session.
    """
    record_id = minutes_id(session.session_id)
    found = open_page(tx, me, record_id)
    if found is None:
        return Minutes() if records.load_record(tx, record_id) is None else None
    minutes = from_json(found.body, Minutes)
    if found.author_id not in minutes.present_ids:
        raise CannotRead(
            _("These notes weren’t written by anybody who was there."),
            _("Don’t rely on them, and tell whoever looks after the program."),
        )
    # Who took the notes is told by the seal: whoever writes could name anybody inside.
    roles = tuple((role, found.author_id if role == NOTE_TAKER else who) for role, who in minutes.roles)
    return replace(minutes, roles=roles, version=found.version)


def save_minutes(tx: Transaction, me: Me, session_id: str, minutes: Minutes) -> Minutes:
    """Keep the minutes for those who were there and nobody else; as they stand now.

    One person takes the notes: whoever writes is there and is named as note-taker, except among leaders, where
    nobody is. Raises Clash where somebody else wrote meanwhile, NotNow for what this format doesn't keep.
    """
    person_id = acting(me).member.person_id
    session, group = session_of_mine(tx, me, session_id)
    now = minutes_of(tx, me, session)
    if now is None:
        raise NotNow(_("These notes belong to those who were there."), _("Ask one of them to add your name."))
    _refuse_strangers(tx, group, now, minutes)
    if person_id not in minutes.present_ids:
        raise NotNow(_("Whoever takes the notes was there."), _("Tick your own name, too."))
    if group.names_nobody:
        minutes = replace(minutes, roles=())
    elif minutes.who(NOTE_TAKER) not in {"", person_id}:
        raise NotNow(_("Somebody else takes the notes."), _("Choose “I take the notes now” first."))
    else:
        roles = tuple(pair for pair in minutes.roles if pair[0] != NOTE_TAKER)
        minutes = replace(minutes, roles=(*roles, (NOTE_TAKER, person_id)))
    _refuse_what_isnt_kept(session, minutes)
    readers = readers_of(tx, group, minutes)
    body = to_json(replace(minutes, version=0))
    version = save_for(tx, me, minutes_id(session_id), body, readers, expected=minutes.version)
    return replace(minutes, version=version)


def save_part(tx: Transaction, me: Me, session_id: str, part: OwnPart) -> OwnPart:
    """Keep one's own turn for those who were there; as it stands now. Nobody else can change it."""
    session, group, minutes = there(tx, me, session_id)
    if session.kind not in _WITH_PARTS:
        raise NotNow(_("Nobody has a part of their own in this kind of session."), _("Write in the notes."))
    body, readers = to_json(replace(part, version=0)), readers_of(tx, group, minutes)
    record_id = part_id(session_id, acting(me).member.person_id)
    return replace(part, version=save_for(tx, me, record_id, body, readers, expected=part.version))


def add_later(tx: Transaction, me: Me, session_id: str, words: str) -> None:
    """A line after the session, by anybody who was there. Among leaders it doesn't say who."""
    mine = acting(me)
    _session, group, minutes = there(tx, me, session_id)
    if not words.strip():
        raise NotNow(_("There is nothing to add yet."), _("Write a line first."))
    record_id = _addenda_id(session_id)
    found = open_page(tx, me, record_id)
    lines = from_json(found.body, Addenda).lines if found else ()
    who = "" if group.names_nobody else mine.member.person_id
    added = Addenda((*lines, Addendum(who, mine.clock.today(), words.strip())))
    readers = readers_of(tx, group, minutes)
    save_for(tx, me, record_id, to_json(added), readers, expected=found.version if found else 0)
    drafts.drop(tx, me, _later_key(session_id))


def begin_later(tx: Transaction, me: Me, session_id: str, words: str) -> str:
    """Keep a line that isn't added yet, for its writer alone; nothing is kept of nothing."""
    if words.strip():
        drafts.save_words(tx, me, _later_key(session_id), {"words": words})
    else:
        drafts.drop(tx, me, _later_key(session_id))
    return words


def begun_later(tx: Transaction, me: Me, session_id: str) -> str:
    """The line that this person began and hasn't added yet."""
    return (drafts.words(tx, me, _later_key(session_id)) or {}).get("words", "")


def readers_of(tx: Transaction, group: Group, minutes: Minutes) -> frozenset[str]:
    """For whom the minutes are sealed: those who were there; a learning review belongs to the whole team."""
    readers = frozenset(minutes.present_ids)
    if group.kind is SessionKind.LEARNING_REVIEW and group.team_id is not None:
        readers |= {m.person_id for m in people.list_members(tx) if is_of_team(m, group.team_id)}
    return with_keys(tx, readers)


def part_id(session_id: str, person_id: str) -> bytes:
    """Under which somebody's own part of a session lies."""
    return named_id("group session", session_id, "part", person_id)


def _later_key(session_id: str) -> str:
    return f"group session/{session_id}/later"


def _addenda_id(session_id: str) -> bytes:
    return named_id("group session", session_id, "addenda")


def there(tx: Transaction, me: Me, session_id: str) -> tuple[Session, Group, Minutes]:
    """A session whose minutes say that this person was there. Raises NotNow for everybody else."""
    session, group = session_of_mine(tx, me, session_id)
    minutes = minutes_of(tx, me, session)
    if minutes is None or acting(me).member.person_id not in minutes.present_ids:
        raise NotNow(_("This is for those who were there."), _("Tick who is here first, with your own name."))
    return session, group, minutes


def _refuse_strangers(tx: Transaction, group: Group, now: Minutes, minutes: Minutes) -> None:
    allowed = {person_id for person_id, _name in people_at(tx, group, now)}
    if not set(minutes.present_ids) <= allowed or len(set(minutes.present_ids)) < len(minutes.present_ids):
        raise NotNow(
            _("Somebody on the list can’t have been at this session."),
            _("Tick members of the group, and count everybody else."),
        )


def _refuse_what_isnt_kept(session: Session, minutes: Minutes) -> None:
    model = models.model(minutes.model_id or models.BLANK)
    kept = [step.step_id for step in model.steps if step.kept] if model else [""]
    places = frozenset(step_id for step_id in kept if place_of(minutes.model_id, step_id) is None)
    if not_kept(minutes, session.kind, places):
        raise NotNow(
            _("Something is written here that this format doesn’t keep."),
            _("Take those words out first, or choose another format."),
        )


def people_at(tx: Transaction, group: Group, minutes: Minutes | None) -> tuple[tuple[str, str], ...]:
    """Who may be marked as there: members, the team where the group is open, and whoever is marked already."""
    wanted = set(group.member_ids) | set(minutes.present_ids if minutes else ())
    if group.is_open:
        wanted |= {m.person_id for m in people.list_members(tx) if is_of_team(m, group.team_id)}
    everybody = people.list_members(tx, with_left=True)
    return tuple((m.person_id, m.name) for m in everybody if m.person_id in wanted)


def parts_at(tx: Transaction, me: Me, session: Session, minutes: Minutes | None) -> Mapping[str, OwnPart]:
    """Each one's own part; a page that somebody else wrote under a person's name isn't shown as theirs."""
    if minutes is None or session.kind not in _WITH_PARTS:
        return {}
    found: dict[str, OwnPart] = {}
    for person_id in minutes.present_ids:
        opened = open_page(tx, me, part_id(session.session_id, person_id))
        if opened is not None and opened.author_id == person_id:
            found[person_id] = replace(from_json(opened.body, OwnPart), version=opened.version)
    return found


def addenda_of(tx: Transaction, me: Me, session: Session) -> Addenda:
    """The lines added later; none where they aren't sealed for this person."""
    found = open_page(tx, me, _addenda_id(session.session_id))
    return from_json(found.body, Addenda) if found else Addenda()
