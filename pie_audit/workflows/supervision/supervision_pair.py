"""Who the two of a session or an agreement are; nobody else reads or writes anything of theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from pie_audit.domain.errors import CannotRead, NotNow
from pie_audit.domain.session import Session, SessionKind
from pie_audit.domain.supervision import Agreement
from pie_audit.domain.team import Member, Standing
from pie_audit.storage import people, records, sessions
from pie_audit.words import _
from pie_audit.workflows.presence import Me, SignedIn, acting
from pie_audit.workflows.sealed_pages import from_json, named_id, open_page, save_for, to_json

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """One sealed page of the two: what it belongs to, who the other of them is, and the agreement they meet under.

    `by_id` is set where only one of the two writes.
    """

    part: str
    of_id: str
    other_id: str
    agreement_id: str | None = None
    by_id: str | None = None

    @property
    def record_id(self) -> bytes:
        """Where it lies."""
        return named_id(self.part, self.of_id)

    def load(self, tx: Transaction, me: Me, kind: type[T]) -> tuple[T | None, int]:
        """What it says and its version; None and 0 where nothing was written.

        Raises CannotRead where neither of the two sealed it, or not the one whose it is: somebody else put it there.
        """
        found = open_page(tx, me, self.record_id)
        if found is None:
            return None, 0
        writers = {acting(me).member.person_id, self.other_id} if self.by_id is None else {self.by_id}
        if found.author_id not in writers:
            raise CannotRead(
                _("This page isn’t as the two of you sealed it."),
                _("Don’t rely on it, and tell whoever looks after the program."),
            )
        return from_json(found.body, kind), found.version

    def save(self, tx: Transaction, me: Me, value: object, *, expected: int) -> int:
        """Seal it for both; the version it has now. Raises Clash where the other was faster.

        Nothing is sealed for somebody who couldn't read what came before: only then was the plain line changed.
        """
        earlier = records.load_record(tx, self.record_id)
        if earlier is None and self.agreement_id is not None:
            earlier = records.load_record(tx, named_id("agreement", self.agreement_id))
        if earlier is not None and records.load_key(tx, earlier, self.other_id) is None:
            raise NotNow(
                _("This isn’t as the two of you left it."),
                _("Book a new session, and tell whoever looks after the program."),
            )
        return save_for(tx, me, self.record_id, to_json(value), [self.other_id], expected=expected)


def present(tx: Transaction, me: Me) -> SignedIn:
    """Who is here, if they still belong here. Raises NotNow for a slip and for somebody who left."""
    mine = acting(me)
    if people.load_member(tx, mine.member.person_id).standing is not Standing.ACTIVE:
        raise _not_yours()
    return mine


def own_session(tx: Transaction, me: Me, session_id: str) -> tuple[SignedIn, Session]:
    """A supervision session of one's own. Raises NotNow for any other, and says no more of it."""
    mine = present(tx, me)
    try:
        session = sessions.load_session(tx, session_id)
    except KeyError:
        raise _not_yours() from None
    if session.kind is not SessionKind.SUPERVISION or not session.is_of(mine.member.person_id):
        raise _not_yours()
    return mine, session


def own_agreement(tx: Transaction, me: Me, agreement_id: str) -> tuple[SignedIn, Agreement]:
    """An agreement in which one is one of the two. Raises NotNow for any other, and says no more of it."""
    mine = present(tx, me)
    try:
        agreement = sessions.load_agreement(tx, agreement_id)
    except KeyError:
        raise _not_yours() from None
    if mine.member.person_id not in {agreement.supervisor_id, agreement.supervisee_id}:
        raise _not_yours()
    return mine, agreement


def page_of(mine: SignedIn, session: Session, part: str) -> Page:
    """The sealed page of a session that is called `part`."""
    return Page(part, session.session_id, other_of(mine, session), session.agreement_id)


def other_of(mine: SignedIn, session: Session) -> str:
    """The other of the two."""
    pair = (session.supervisor_id or "", session.supervisee_id or "")
    return pair[1] if mine.member.person_id == pair[0] else pair[0]


def all_names(tx: Transaction) -> Mapping[str, str]:
    """Names by person id, also of those who left."""
    return {member.person_id: member.name for member in people.list_members(tx, with_left=True)}


def manages_team_of(supervisor: Member, supervisee: Member) -> bool:
    """Whether the supervisor is also who manages a team of the supervisee's."""
    return bool(supervisor.manages & supervisee.teams)


def only_by(
    mine: SignedIn, undo: Callable[[Transaction, Any], object]
) -> Callable[[Transaction, Any], object]:
    """An undo that works for who did it, and for nobody else who sits down at this window."""
    who = mine.member.person_id

    def guarded(tx: Transaction, me: Me) -> object:
        if acting(me).member.person_id != who:
            raise _not_yours()
        return undo(tx, me)

    return guarded


def _not_yours() -> NotNow:
    return NotNow(
        _("This is between two people, and you aren’t one of them."),
        _("You find your own under “My {supervision}”."),
    )
