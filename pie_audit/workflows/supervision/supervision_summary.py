"""What two agree to write down: one writes and signs, the other agrees or says how they differ; then it is locked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.session import Session, SessionStatus
from pie_audit.domain.supervision import Addendum, Summary
from pie_audit.domain.supervision_rules import SummaryState, agree_by, state_of
from pie_audit.storage import records, sessions
from pie_audit.words import _
from pie_audit.workflows import sealed_pages
from pie_audit.workflows.presence import Me, SignedIn
from pie_audit.workflows.sealed_pages import Clash, from_json
from pie_audit.workflows.supervision.supervision_pair import Page, only_by, own_session, page_of
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

MOST_REPLY = 4000


@dataclass(frozen=True, slots=True)
class Written:
    """What was written down about one session, and where it stands.

    `summary.version` is what to save over. `reply` is how the other sees it differently, said after the writer had
    signed. `agree_by` is the last day for the other to agree.
    """

    summary: Summary
    state: SummaryState
    stands: frozenset[str]
    reply: Addendum | None
    addenda: tuple[Addendum, ...]
    agree_by: date | None

    def waits_for(self, person_id: str) -> bool:
        """Whether this person is asked to agree."""
        return self.state is SummaryState.WAITING and person_id not in self.stands


class BothWrote(NotNow):
    """The other saved this summary meanwhile; `theirs` is what it says now."""

    def __init__(self, theirs: Summary) -> None:
        super().__init__(
            _("You both wrote at the same time."), _("Both texts are here: keep one, or put them together.")
        )
        self.theirs = theirs


def written(tx: Transaction, me: Me, session_id: str) -> Written:
    """What was written down about a session of one's own."""
    return load(tx, me, *own_session(tx, me, session_id))


def load(tx: Transaction, me: Me, mine: SignedIn, session: Session) -> Written:
    """As `written`, for a session that is known to be one's own."""
    page = page_of(mine, session, "summary")
    summary, version = page.load(tx, me, Summary)
    pair = {session.supervisor_id, session.supervisee_id}
    stands = sealed_pages.standing_by(tx, me, page.record_id) & pair if summary else frozenset()
    reply = page_of(mine, session, "reply").load(tx, me, Addendum)[0] if summary else None
    state = state_of(summary, stands, differs=reply is not None, today=mine.clock.today())
    until = agree_by(summary.signed_on) if summary and summary.signed_on else None
    found = replace(summary or Summary(), version=version)
    return Written(found, state, frozenset(p for p in stands if p), reply, _addenda(tx, me, session), until)


def write(tx: Transaction, me: Me, session_id: str, summary: Summary) -> Summary:
    """Keep what it says now, over the version that was read; with its new version.

    Raises BothWrote where the other was faster, NotNow once somebody has signed it.
    """
    mine, session = own_session(tx, me, session_id)
    held = load(tx, me, mine, session)
    if held.state not in {SummaryState.NONE, SummaryState.WRITING}:
        raise NotNow(
            _("This has been signed, so its words stay as they are."), _("Add a note under it instead.")
        )
    return _save(tx, me, page_of(mine, session, "summary"), replace(summary, signed_on=None))


def sign(tx: Transaction, me: Me, session_id: str, version: int) -> Undoable:
    """Put one's name to the summary as it was read, at `version`; the other is asked to agree.

    A session of today or before that nobody has spoken for counts as held as planned.
    """
    mine, session = own_session(tx, me, session_id)
    held = load(tx, me, mine, session)
    if held.state is SummaryState.NONE:
        raise NotNow(_("Nothing is written yet."), _("“Held. No notes” is enough where nothing needs to be."))
    if held.state is not SummaryState.WRITING or held.summary.version != version:
        raise NotNow(_("This was changed a moment ago."), _("Read what it says now, then sign."))
    page = page_of(mine, session, "summary")
    me_id, today = mine.member.person_id, mine.clock.today()
    signed = _save(tx, me, page, replace(held.summary, writer_id=me_id, signed_on=today))
    sealed_pages.stand_by(tx, me, page.record_id)
    if session.is_to_come and session.due_on <= today:
        held_line = replace(
            session, status=SessionStatus.HELD, held_on=session.due_on, held_min=session.planned_min
        )
        sessions.save_session(tx, held_line)

    def take_back(tx: Transaction, me: Me) -> object:
        return write_on(tx, me, session_id)

    return Undoable(signed, _("Signed it"), only_by(mine, take_back))


def write_on(tx: Transaction, me: Me, session_id: str) -> Summary:
    """Take one's own name off again and write on, while the other hasn't answered."""
    mine, session = own_session(tx, me, session_id)
    held = load(tx, me, mine, session)
    if held.state is not SummaryState.WAITING or held.summary.writer_id != mine.member.person_id:
        raise NotNow(_("This can’t be changed any more."), _("Add a note under it instead."))
    return _save(tx, me, page_of(mine, session, "summary"), replace(held.summary, signed_on=None))


def agree(tx: Transaction, me: Me, session_id: str, version: int) -> Written:
    """The other of the two agrees to the words as they were read; from then on nobody changes them."""
    mine, session = own_session(tx, me, session_id)
    _require_asked(load(tx, me, mine, session), mine, version)
    sealed_pages.stand_by(tx, me, page_of(mine, session, "summary").record_id)
    return load(tx, me, mine, session)


def differ(tx: Transaction, me: Me, session_id: str, words: str, version: int) -> Written:
    """The other of the two says how they see it differently: both texts stay, side by side, and neither changes."""
    mine, session = own_session(tx, me, session_id)
    _require_asked(load(tx, me, mine, session), mine, version)
    if not words.strip():
        raise NotNow(_("There are no words yet."), _("Write how you see it."))
    page = page_of(mine, session, "reply")
    reply = Addendum(mine.member.person_id, mine.clock.today(), words.strip()[:MOST_REPLY])
    page.save(tx, me, reply, expected=0)
    sealed_pages.stand_by(tx, me, page.record_id)
    return load(tx, me, mine, session)


def add(tx: Transaction, me: Me, session_id: str, words: str) -> Undoable:
    """Add a note under what is settled; either of the two may, and it carries their name and day."""
    mine, session = own_session(tx, me, session_id)
    if not load(tx, me, mine, session).state.is_settled:
        raise NotNow(_("Its words can still change."), _("Write it into the text itself."))
    if not words.strip():
        raise NotNow(_("There are no words yet."), _("Write what should be added."))
    page = _addenda_page(mine.member.person_id, session)
    notes, version = page.load(tx, me, tuple[Addendum, ...])
    note = Addendum(mine.member.person_id, mine.clock.today(), words.strip()[:MOST_REPLY])
    page.save(tx, me, (*(notes or ()), note), expected=version)

    def take_back(tx: Transaction, me: Me) -> None:
        own_session(tx, me, session_id)
        now, version = page.load(tx, me, tuple[Addendum, ...])
        page.save(tx, me, tuple(n for n in now or () if n != note), expected=version)

    return Undoable(note, _("Added a note"), only_by(mine, take_back))


def forget_writing(tx: Transaction, me: Me, session_id: str) -> None:
    """Erase a summary that nobody has signed; either of the two may."""
    mine, session = own_session(tx, me, session_id)
    if load(tx, me, mine, session).state is SummaryState.WRITING:
        records.delete_record(tx, page_of(mine, session, "summary").record_id)


def _save(tx: Transaction, me: Me, page: Page, summary: Summary) -> Summary:
    try:
        version = page.save(tx, me, replace(summary, version=0), expected=summary.version)
    except Clash as clash:
        theirs = from_json(clash.theirs.body, Summary)
        raise BothWrote(replace(theirs, version=clash.theirs.version)) from None
    return replace(summary, version=version)


def _require_asked(held: Written, mine: SignedIn, version: int) -> None:
    if not held.waits_for(mine.member.person_id) or held.summary.version != version:
        raise NotNow(_("This isn’t waiting for you as it stood."), _("Read what it says now."))


def _addenda(tx: Transaction, me: Me, session: Session) -> tuple[Addendum, ...]:
    found: list[Addendum] = []
    for person_id in (session.supervisor_id or "", session.supervisee_id or ""):
        notes, _version = _addenda_page(person_id, session).load(tx, me, tuple[Addendum, ...])
        found += notes or ()
    return tuple(sorted(found, key=lambda n: n.day))


def _addenda_page(by_id: str, session: Session) -> Page:
    """Each of the two has their own page of additions, so that they never get into each other's way."""
    pair = (session.supervisor_id or "", session.supervisee_id or "")
    other = pair[1] if by_id == pair[0] else pair[0]
    return Page(f"additions of {by_id}", session.session_id, other, by_id=by_id)
