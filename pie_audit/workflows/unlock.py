"""Opening a workspace and signing in, which are two things."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import CannotSave, NotNow
from pie_audit.domain.sealed import UserKey
from pie_audit.domain.team import Member, Perspective, Standing, WorkspaceKind, fold_name, tidy_name
from pie_audit.vault import kdf, marks, passwords, person, slips, slot_file, slots
from pie_audit.vault.kdf import Kdf as Kdf
from pie_audit.vault.person import Enrolled, NewPassword
from pie_audit.vault.refusals import Damaged, DamagedWay, WrongSecret
from pie_audit.vault.slots import KeySlots, Opened, WorkspaceKey
from pie_audit.words import _
from pie_audit.workflows import slip_seats
from pie_audit.workflows.presence import Clock as Clock
from pie_audit.workflows.presence import Me as Me
from pie_audit.workflows.presence import Premises as Premises
from pie_audit.workflows.presence import SignedIn as SignedIn
from pie_audit.workflows.presence import SlipHolder as SlipHolder
from pie_audit.workflows.presence import SurveySlip as SurveySlip
from pie_audit.workflows.presence import acting as acting
from pie_audit.workflows.worker import Work, Worker

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.storage.workspace import Lock, Workspace

T = TypeVar("T")
_HEAVY = (
    "pie_audit.storage.store",
    "pie_audit.workflows.arriving",
    "pie_audit.workflows.home",
    "pie_audit.workflows.leaving",
    "pie_audit.workflows.meetings",
)


class OpenWorkspace:
    """A workspace that is open on this computer. Who is signed in is no matter of its."""

    def __init__(self, premises: Premises, worker: Worker, place: Workspace, lock: Lock) -> None:
        self.premises = premises
        self.worker = worker
        self.place = place
        self.slots, self.slots_damaged = _read_slots(_storage("workspace").read_keyslots(place))
        self._key: WorkspaceKey | None = None
        self._lock = lock
        self.by_house_key = False
        """Opened with the House key, and nobody has signed in since."""
        self._changing_slots = threading.Lock()
        self._listener: Callable[[frozenset[Kind]], object] = lambda _kinds: None

    @property
    def key(self) -> WorkspaceKey:
        """What opens the database; in memory from the opening until the closing."""
        if self._key is None:
            raise RuntimeError("the workspace isn't open yet")
        return self._key

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.place.folder

    def unlock(self, key: WorkspaceKey, *, look: bool = False) -> None:
        """Open the database on the worker's thread. Raises CannotOpen and leaves the files as they are."""
        from pie_audit.storage.marks import Marks
        from pie_audit.storage.store import Store

        kept = Marks(self.premises.marks, marks.mark_key(key))
        database = self.place.database
        self.worker.open(lambda: Store.open_embedded(database, key.dbk, kept, look=look)).result()
        self._key = key

    @property
    def reads_only(self) -> bool:
        """Whether the disk takes nothing, or only a look was asked for: then nothing can be noted either."""
        return self.worker.with_store(lambda store: store.reads_only).result()

    def when_changed(self, listener: Callable[[frozenset[Kind]], object]) -> None:
        """Call `listener` with the kinds after each commit made through this object; it comes on any thread."""
        self._listener = listener

    def read(self, work: Work[T]) -> T:
        """Run a reading transaction and wait for it. Never called on the Qt thread."""
        return self.worker.read(work).result()

    def write(self, work: Work[T]) -> T:
        """Run a writing transaction, wait for its commit and tell what changed. Never called on the Qt thread."""
        result, kinds = self.worker.write(work).result()
        if kinds:
            self._listener(kinds)
        return result

    def change_slots(self, change: Callable[[KeySlots], KeySlots]) -> None:
        """Write the key slots whole; the old file stands until the new one does. Raises CannotSave.

        Two threads may come at once: each change rests on the one before.
        """
        with self._changing_slots:
            changed = change(self.slots)
            if changed != self.slots:
                _storage("workspace").write_keyslots(self.place, slot_file.to_bytes(changed))
                self.slots, self.slots_damaged = changed, False

    def close(self) -> None:
        """Fold the journal, close the database and let go of the lock and the key."""
        try:
            self.worker.close_store().result()
        finally:
            self._key = None
            self._lock.release()


def usual_cost() -> Kdf:
    """What deriving a password costs on this computer."""
    return kdf.for_this_machine()


def demo_cost() -> Kdf:
    """What it costs in a demo, which guards nothing."""
    return kdf.DEMO


def warm() -> None:
    """Load what the first read needs, and parse the questions, while somebody types their password."""
    for module in _HEAVY:
        importlib.import_module(module)
    importlib.import_module("pie_audit.workflows.questions").bundled()


def clear_half_made(premises: Premises) -> int:
    """Remove what foundings and restores left among this computer's workspaces when they were killed."""
    return int(_storage("workspace").clear_half_made(premises.workspaces))


def reach(premises: Premises, worker: Worker, folder: Path) -> OpenWorkspace:
    """Find a workspace and take its lock, before anybody is asked for a password.

    Raises CannotOpen: no workspace, half of one, an unsafe place, open in a window.
    """
    workspaces = _storage("workspace")
    place = workspaces.find_workspace(folder)
    lock = workspaces.take_lock(place)
    try:
        return OpenWorkspace(premises, worker, place, lock)
    except BaseException:
        lock.release()
        raise


def open_workspace(
    premises: Premises, worker: Worker, folder: Path, name: str, password: str
) -> tuple[OpenWorkspace, SignedIn]:
    """Open a workspace with one person's password, and sign them in.

    Raises WrongSecret, the same for a name that isn't there; CannotOpen for everything else that keeps it shut.
    """
    opened = reach(premises, worker, folder)
    try:
        return opened, unlock_and_sign_in(opened, name, password)
    except BaseException:
        opened.close()
        raise


def unlock_and_sign_in(opened: OpenWorkspace, name: str, password: str, *, look: bool = False) -> SignedIn:
    """One Argon2 run opens the database and the person's keys."""
    if look and opened.slots_damaged:
        raise slot_file.damaged()
    found = _person(opened, name, password)
    opened.unlock(found.key, look=look)
    me = _signed_in(opened, name, found)
    if not look:
        _tidy(opened, me)
    return me


def sign_in(opened: OpenWorkspace, name: str, password: str) -> SignedIn:
    """Sign in to a workspace that is open already. Raises WrongSecret."""
    found = _person(opened, name, password)
    me = _signed_in(opened, name, found)
    _tidy(opened, me)
    return me


def vault_of(opened: OpenWorkspace, name: str, password: str) -> SignedIn:
    """Another person's keys, for one act beside whoever is signed in. Raises WrongSecret, also for who has left."""
    found = _person(opened, name, password)
    other = _signed_in(opened, name, found)
    if other.member.standing is Standing.LEFT:
        other.forget()
        raise WrongSecret
    return other


def open_with_house_key(premises: Premises, worker: Worker, folder: Path, code: str) -> OpenWorkspace:
    """Open the file with the House key: it ends at the sign-in screen, and no private page opens.

    Raises WrongSecret, or Mistyped for a slip of the fingers.
    """
    opened = reach(premises, worker, folder)
    try:
        unlock_with_house_key(opened, code)
    except BaseException:
        opened.close()
        raise
    return opened


def unlock_with_house_key(opened: OpenWorkspace, code: str, *, look: bool = False) -> None:
    """Open the database of a workspace in reach; nobody is signed in by it. Raises WrongSecret or Mistyped."""
    if look and opened.slots_damaged:
        raise slot_file.damaged()
    with _telling_damage(opened):
        found = slots.open_house(opened.slots, code, opened.premises.kdf)
    opened.unlock(found.key, look=look)
    opened.by_house_key = True


def open_remembered(premises: Premises, worker: Worker, folder: Path) -> OpenWorkspace | None:
    """Open with what this computer's keyring kept; None where it kept nothing. Nobody is signed in."""
    if premises.keyring is None:
        return None
    opened = reach(premises, worker, folder)
    secret = premises.keyring.fetch(opened.slots.workspace_id)
    try:
        if secret is not None:
            opened.unlock(slots.open_keyring(opened.slots, secret).key)
            return opened
    except WrongSecret:
        pass
    except BaseException:
        opened.close()
        raise
    opened.close()
    return None


def open_with_invitation(
    premises: Premises, worker: Worker, folder: Path, name: str, code: str, new_password: str
) -> tuple[OpenWorkspace, SignedIn]:
    """A first sign-in with a one-time code, on a workspace that nobody has opened yet."""
    opened = reach(premises, worker, folder)
    try:
        found = slots.open_invitation(opened.slots, usable(name), code, premises.kdf)
        opened.unlock(found.key)
        return opened, accept_invitation(opened, name, code, new_password)
    except BaseException:
        opened.close()
        raise


def accept_invitation(opened: OpenWorkspace, name: str, code: str, new_password: str) -> SignedIn:
    """Choose a password in place of a one-time code, alone; the code is void from then on.

    For somebody whose access was reset, new keys are made: earlier private pages stay sealed. Raises
    WrongSecret or Mistyped, and NotNow for a password that can't be used.
    """
    found = slots.open_invitation(opened.slots, usable(name), code, opened.premises.kdf)
    passwords.check_password(new_password, also=(name,))
    member, waiting, lost, next_epoch = opened.read(lambda tx: _who_is_invited(tx, name))
    chosen = NewPassword(member.name, new_password)
    cost = opened.premises.kdf
    enrolled = (
        person.reset(found.key, lost, chosen, cost)
        if lost is not None
        else person.enrol(found.key, member.person_id, chosen, cost, epoch=next_epoch)
    )
    opened.change_slots(lambda now: now.adding(enrolled.slot))
    opened.write(lambda tx: _arrive(tx, opened.premises.clock, enrolled, lost))
    opened.change_slots(lambda now: _only(now, member.name, enrolled.slot.slot_id).without(waiting))
    return _enrolled_member(opened, enrolled)


def sign_in_with_slip(opened: OpenWorkspace, words: str) -> SlipHolder | SurveySlip:
    """Four words open one sheet of one round, or one ballot of one survey.

    Raises NotNow for what can't be a slip, WrongSecret else.
    """
    rounds, surveys = opened.read(slip_seats.rounds_with_slips), opened.read(slip_seats.surveys_with_slips)
    if not rounds and not surveys:
        raise NotNow(
            _("No review or survey is open for slips just now."), _("Ask whoever gave you the slip.")
        )
    for round_id, salt in rounds:
        keys = slips.slip_keys(words, salt, opened.premises.kdf)
        seat = opened.read(lambda tx, r=round_id, k=keys: slip_seats.seat_of_slip(tx, r, k.find))  # type: ignore[misc]  # binds the loop
        if seat is not None:
            return SlipHolder(
                round_id, seat.seat_id, Perspective(seat.perspective), keys, opened.premises.clock
            )
    for survey_id, salt in surveys:
        keys = slips.slip_keys(words, salt, opened.premises.kdf)
        block = opened.read(lambda tx, s=survey_id, k=keys: slip_seats.block_of_slip(tx, s, k.find))  # type: ignore[misc]  # binds the loop
        if block is not None:
            return SurveySlip(survey_id, block, keys, opened.premises.clock)
    raise WrongSecret


def house_key_was_confirmed(tx: Transaction) -> bool:
    """Whether two groups of a House key were ever typed back."""
    from pie_audit.storage import trail

    return trail.was_done(tx, HOUSE_KEY_CONFIRMED)


HOUSE_KEY_CONFIRMED = "House key confirmed"
KEYS_MADE, ACCESS_RESET = "keys made", "access reset"


def _read_slots(content: bytes) -> tuple[KeySlots, bool]:
    """The ways in, and whether the file was changed: then those still open that lie whole."""
    try:
        return slot_file.from_bytes(content), False
    except Damaged:
        return slot_file.salvage(content), True


def _person(opened: OpenWorkspace, name: str, password: str) -> Opened:
    with _telling_damage(opened):
        return slots.open_person(opened.slots, usable(name), password, opened.premises.kdf)


@contextmanager
def _telling_damage(opened: OpenWorkspace) -> Iterator[None]:
    """With a damaged file of keys nobody is told that their password is wrong."""
    try:
        yield
    except WrongSecret:
        if opened.slots_damaged:
            raise DamagedWay from None
        raise


def _signed_in(opened: OpenWorkspace, name: str, found: Opened) -> SignedIn:
    """Whoever holds these keys. Who has left gets in too, as long as their keys last; `may` allows them nothing."""
    from pie_audit.storage import people, teams

    def load(tx: Transaction) -> tuple[Member | None, UserKey | None, WorkspaceKind]:
        member = people.find_by_folded_name(tx, fold_name(name))
        key = people.load_user_key(tx, member.person_id) if member else None
        return member, key, teams.load_workspace(tx).kind

    member, user_key, kind = opened.read(load)
    if member is None or user_key is None:
        raise WrongSecret
    vault = person.open_vault(user_key, found)
    opened.by_house_key = False
    return SignedIn(member, vault, opened.premises.clock, kind)


def _tidy(opened: OpenWorkspace, me: SignedIn) -> None:
    """What waits for a full sign-in: a change that was cut short, bins, and people whose time to leave is over."""
    from pie_audit.storage import people
    from pie_audit.workflows import leaving

    mine = me.member
    if opened.slots_damaged:
        return  # written anew by itself, the file would look whole
    with suppress(CannotSave):
        # Dropped only now that another slot opened both the file and the person's keys.
        key = opened.read(lambda tx: people.load_user_key(tx, mine.person_id))
        if key is not None:
            opened.change_slots(lambda now: _only(now, mine.name, key.slot_id))
        _empty_bin(opened)
        leaving.destroy_what_is_over(opened, but=mine.person_id)


def _only(now: KeySlots, name: str, kept: bytes) -> KeySlots:
    """The slots without any other of this person than `kept`."""
    return now.without(*slots.spare_slots(now, name, kept))


def _empty_bin(opened: OpenWorkspace) -> None:
    """Erase what has lain in a bin for its thirty days."""
    from pie_audit.storage import plans

    today = opened.premises.clock.today()
    if opened.read(lambda tx: plans.has_to_erase(tx, today=today)):
        opened.write(lambda tx: plans.erase_binned(tx, today=today))


def _who_is_invited(tx: Transaction, name: str) -> tuple[Member, bytes, UserKey | None, int]:
    from pie_audit.storage import people

    member = people.find_by_folded_name(tx, fold_name(name))
    waiting = people.load_invitation(tx, member.person_id) if member else None
    if member is None or waiting is None or member.standing is Standing.LEFT:
        raise WrongSecret
    epochs = [key.epoch for key in people.public_keys(tx) if key.person_id == member.person_id]
    next_epoch = max(epochs, default=0) + 1
    return member, waiting.slot_id, people.load_user_key(tx, member.person_id), next_epoch


def _arrive(tx: Transaction, clock: Clock, enrolled: Enrolled, lost: UserKey | None) -> None:
    from pie_audit.storage import former_keys, people, trail

    person_id = enrolled.user_key.person_id
    if lost is not None and lost.r_wrapped:
        former_keys.keep_lost_key(tx, lost)
    people.save_user_key(tx, enrolled.user_key)
    people.set_standing(tx, person_id, Standing.ACTIVE)
    people.delete_invitation(tx, person_id)
    action = KEYS_MADE if lost is None else ACCESS_RESET
    trail.append(tx, clock.minute(), person_id, action=action, object_type="person", object_id=person_id)


def _enrolled_member(opened: OpenWorkspace, enrolled: Enrolled) -> SignedIn:
    from pie_audit.storage import people, teams

    person_id = enrolled.user_key.person_id
    member, kind = opened.read(lambda tx: (people.load_member(tx, person_id), teams.load_workspace(tx).kind))
    return SignedIn(member, enrolled.vault, opened.premises.clock, kind)


def usable(name: str) -> str:
    """The name as it is kept. Raises WrongSecret for what can't be anybody's, like for a stranger's."""
    try:
        return tidy_name(name)
    except NotNow:
        raise WrongSecret from None


def _storage(module: str):  # type: ignore[no-untyped-def]  # loaded late: sign-in paints without it
    return importlib.import_module(f"pie_audit.storage.{module}")
