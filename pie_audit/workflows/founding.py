"""Making a workspace, and the two printed sheets and passwords that let people back in."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pie_audit.domain.errors import CannotSave, NotNow
from pie_audit.domain.sealed import UserKey
from pie_audit.domain.team import Member, Role, Team, WorkspaceKind, fold_name, tidy_name
from pie_audit.vault import codes, marks, passwords, person, slot_file, slots
from pie_audit.vault.person import Enrolled, NewPassword
from pie_audit.vault.refusals import WrongSecret
from pie_audit.vault.slots import KeySlots, SlotKind, WorkspaceKey
from pie_audit.words import _
from pie_audit.workflows.unlock import (
    HOUSE_KEY_CONFIRMED,
    Me,
    OpenWorkspace,
    Premises,
    SignedIn,
    acting,
    reach,
    usable,
)
from pie_audit.workflows.worker import Worker

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.storage.workspace import Workspace

MY_KEY_DECLINED = "My key declined"


@dataclass(frozen=True, slots=True)
class FirstRun:
    """What first run asks: a name and password; just me, or a team with its name and a short line.

    `leads`: a workspace without a team, for somebody who reads and answers what teams send.
    """

    name: str
    password: str = field(repr=False)
    kind: WorkspaceKind = WorkspaceKind.TEAM
    team_name: str = ""
    team_about: str = ""
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A new workspace with its creator signed in. `house_code` is shown until two groups were typed back."""

    opened: OpenWorkspace
    me: SignedIn
    house_code: str = field(repr=False)


def create_workspace(
    premises: Premises, worker: Worker, wanted: FirstRun, folder: Path | None = None
) -> Made:
    """Make a workspace whole, under a temporary name first, with its creator as administrator, and manager or leader.

    It lies among this computer's workspaces unless `folder` says otherwise.

    Raises NotNow for a name or password that can't be used, CannotSave where nothing can be written.
    """
    from pie_audit.storage import workspace as folders

    name = tidy_name(wanted.name)
    team = None if wanted.leads else _first_team(wanted, name)
    passwords.check_password(wanted.password, also=(name, team.name) if team else (name,))
    key = slots.new_workspace_key()
    founder = _founder(name, team)
    enrolled = person.enrol(key, founder.person_id, NewPassword(name, wanted.password), premises.kdf)
    house_slot, house_code = slots.make_house(key, premises.kdf)
    founding = _Founding(
        key,
        KeySlots(key.workspace_id).adding(enrolled.slot).adding(house_slot),
        wanted.kind,
        team,
        founder,
        enrolled,
    )
    folder = folder or premises.workspaces / key.workspace_id.hex()
    folders.make_workspace(folder, lambda place: _fill(premises, place, founding))
    opened = reach(premises, worker, folder)
    opened.unlock(key)
    return Made(opened, SignedIn(founder, enrolled.vault, premises.clock, wanted.kind), house_code)


@dataclass(frozen=True, slots=True)
class _Founding:
    key: WorkspaceKey
    slots: KeySlots
    kind: WorkspaceKind
    team: Team | None
    founder: Member
    enrolled: Enrolled


def _first_team(wanted: FirstRun, name: str) -> Team:
    return Team(secrets.token_hex(16), tidy_name(wanted.team_name or name), wanted.team_about.strip()[:300])


def _founder(name: str, team: Team | None) -> Member:
    if team is None:
        roles = frozenset({Role.LEADER, Role.ADMINISTRATOR})
        return Member(secrets.token_hex(16), name, roles, frozenset())
    own = frozenset({team.team_id})
    roles = frozenset({Role.STAFF, Role.MANAGER, Role.ADMINISTRATOR})
    return Member(secrets.token_hex(16), name, roles, own, own)


def _fill(premises: Premises, place: Workspace, founding: _Founding) -> None:
    from pie_audit.storage import workspace as folders
    from pie_audit.storage.marks import Marks
    from pie_audit.storage.store import Store
    from pie_audit.storage.teams import WorkspaceFacts

    key = founding.key
    facts = WorkspaceFacts(key.workspace_id.hex(), founding.kind, secrets.token_hex(8), premises.clock.week())
    kept = Marks(premises.marks, marks.mark_key(key))
    store = Store.create_embedded(place.database, key.dbk, kept, facts)
    try:
        store.write(lambda tx: _first_rows(tx, premises, founding))
    finally:
        store.close()
    folders.write_keyslots(place, slot_file.to_bytes(founding.slots))


def _first_rows(tx: Transaction, premises: Premises, founding: _Founding) -> None:
    from pie_audit.storage import people, teams, trail

    founder_id = founding.founder.person_id
    if founding.team is not None:
        teams.save_team(tx, founding.team)
    people.save_member(tx, founding.founder)
    people.save_user_key(tx, founding.enrolled.user_key)
    minute = premises.clock.minute()
    trail.append(tx, minute, founder_id, action="workspace made", object_type="person", object_id=founder_id)


def make_house_key(opened: OpenWorkspace, me: Me) -> str:
    """A new House key beside the one before, which goes when two groups of this one were typed back."""
    _require_settings(me)
    slot, code = slots.make_house(opened.key, opened.premises.kdf)
    opened.change_slots(lambda now: now.adding(slot))
    _note(opened, me, "House key made")
    return code


def confirm_house_key(opened: OpenWorkspace, me: Me, code: str) -> None:
    """The new House key is on paper: drop every other, and note it so that Home stops asking.

    Copies made earlier keep their earlier slots.
    """
    _require_settings(me)
    way = slots.open_house(opened.slots, code, opened.premises.kdf).ways[0]
    opened.change_slots(lambda now: _without(now, SlotKind.HOUSE, but=way.slot_id))
    _note(opened, me, HOUSE_KEY_CONFIRMED)


def house_key_for_administrator(opened: OpenWorkspace, person_id: str) -> str:
    """The one act that the House key allows: a new one-time code for an administrator. It is in the trail.

    Raises NotNow for somebody who isn't an administrator, and unless the House key has just opened the workspace.
    """
    from pie_audit.storage import people
    from pie_audit.workflows.invitations import invite

    if not opened.by_house_key:
        raise NotNow(_("Only the House key can do that."), _("Open the workspace with it first."))
    member = opened.read(lambda tx: people.load_member(tx, person_id))
    if Role.ADMINISTRATOR not in member.roles:
        raise NotNow(
            _("{name} isn’t an administrator here.").format(name=member.name),
            _("Choose one of the administrators; they can let everybody else in."),
        )
    return invite(opened, member, "House key used", member.person_id)


def make_my_key(opened: OpenWorkspace, me: Me) -> str:
    """A new My key: it opens my own pages if I forget my password. An earlier one is void from then on."""
    mine = acting(me)
    row, code = person.make_my_key(mine.vault, _user_key(opened, mine), opened.premises.kdf)
    opened.write(lambda tx: _keep_my_key(tx, mine, row))
    return code


def _keep_my_key(tx: Transaction, mine: SignedIn, row: UserKey) -> None:
    from pie_audit.workflows import my_key
    from pie_audit.workflows.notes import note

    _save_user_key(tx, row)
    my_key.note_made(tx, mine)
    note(tx, mine, "My key made", mine.member.person_id)


def decline_my_key(tx: Transaction, me: Me) -> None:
    """“I don't need to keep these pages”: Home doesn't ask again."""
    from pie_audit.workflows.notes import note

    note(tx, acting(me), MY_KEY_DECLINED, acting(me).member.person_id)


def my_key_state(tx: Transaction, me: Me) -> str:
    """made, declined or none."""
    from pie_audit.storage import people, trail

    person_id = acting(me).member.person_id
    key = people.load_user_key(tx, person_id)
    if key is not None and key.r_wrapped:
        return "made"
    return "declined" if trail.was_done(tx, MY_KEY_DECLINED, actor_id=person_id) else "none"


def change_password(opened: OpenWorkspace, me: Me, old: str, new: str) -> None:
    """Another password for the same keys: the new slot beside the old, the row rewrapped, the old slot dropped.

    Raises WrongSecret for a wrong old password, NotNow for a new one that can't be used.
    """
    mine = acting(me)
    slots.open_person(opened.slots, mine.member.name, old, opened.premises.kdf)
    _choose_password(opened, mine, new)


def recover(opened: OpenWorkspace, name: str, my_key: str, new_password: str) -> tuple[SignedIn, str]:
    """Back in with My key: my pages, a new password, and a new My key to print.

    Raises WrongSecret, or Mistyped for a slip of the fingers.
    """
    from pie_audit.storage import people, teams

    codes.read_code(my_key, codes.CodeKind.MINE)
    known_as = usable(name)
    member = opened.read(lambda tx: people.find_by_folded_name(tx, fold_name(known_as)))
    if member is None:
        raise WrongSecret
    key = opened.read(lambda tx: people.load_user_key(tx, member.person_id))
    if key is None:
        raise WrongSecret
    vault = person.recover_with_my_key(key, my_key, opened.premises.kdf)
    kind = opened.read(lambda tx: teams.load_workspace(tx).kind)
    mine = SignedIn(member, vault, opened.premises.clock, kind)
    _choose_password(opened, mine, new_password)
    return mine, make_my_key(opened, mine)


def _choose_password(opened: OpenWorkspace, mine: SignedIn, new: str) -> None:
    passwords.check_password(new, also=(mine.member.name,))
    chosen = NewPassword(mine.member.name, new)
    before = _user_key(opened, mine)
    changed = person.change_password(mine.vault, before, opened.key, chosen, opened.premises.kdf)
    opened.change_slots(lambda now: now.adding(changed.slot))
    opened.write(lambda tx: _save_user_key(tx, changed.user_key))
    opened.change_slots(
        lambda now: now.without(*slots.spare_slots(now, mine.member.name, changed.slot.slot_id))
    )
    _note(opened, mine, "password changed")


def remember_on_this_computer(opened: OpenWorkspace, me: Me) -> bool:
    """Let this computer's keyring open the workspace, for whoever uses this account; False where there is none."""
    acting(me)
    store = opened.premises.keyring
    if store is None:
        return False
    slot, secret = slots.make_keyring_slot(opened.key)
    opened.change_slots(lambda now: _without(now, SlotKind.KEYRING).adding(slot))
    if store.remember(opened.slots.workspace_id, secret):
        _note(opened, me, "remembered on this computer")
        return True
    opened.change_slots(lambda now: now.without(slot.slot_id))
    return False


def forget_on_this_computer(opened: OpenWorkspace, me: Me) -> None:
    """The keyring opens nothing any more."""
    acting(me)
    with suppress(CannotSave):
        opened.change_slots(lambda now: _without(now, SlotKind.KEYRING))
    if opened.premises.keyring is not None:
        opened.premises.keyring.forget(opened.slots.workspace_id)


def is_remembered(opened: OpenWorkspace) -> bool:
    """Whether a keyring slot stands."""
    return bool(opened.slots.of_kind(SlotKind.KEYRING))


def sheet_pdf(kind: str, code: str, team_name: str) -> bytes:
    """A page to print: kind is house, my-key or my-key-halves. Made in memory; no file is written."""
    from pie_audit.reports import key_sheets

    if kind == "house":
        return key_sheets.draw_house_key(code, team_name)
    if kind == "my-key":
        return key_sheets.draw_my_key(code)
    return key_sheets.draw_my_key_halves(*codes.halves(code))


def _without(now: KeySlots, kind: SlotKind, but: bytes = b"") -> KeySlots:
    return now.without(*(s.slot_id for s in now.of_kind(kind) if s.slot_id != but))


def _user_key(opened: OpenWorkspace, mine: SignedIn) -> UserKey:
    from pie_audit.storage import people

    found = opened.read(lambda tx: people.load_user_key(tx, mine.member.person_id))
    if found is None:
        raise WrongSecret
    return found


def _save_user_key(tx: Transaction, row: UserKey) -> None:
    from pie_audit.storage import people

    people.save_user_key(tx, row)


def _require_settings(me: Me) -> None:
    from pie_audit.workflows.permissions import Act, require

    require(acting(me).member, Act.SETTINGS)


def _note(opened: OpenWorkspace, me: Me, action: str) -> None:
    from pie_audit.workflows.notes import note

    opened.write(lambda tx: note(tx, acting(me), action, acting(me).member.person_id))
