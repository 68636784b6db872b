"""What two agree about their supervision: written by either, sealed for both, signed by each."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.errors import CannotRead, KnownError, NotNow
from pie_audit.domain.supervision import Agreement, AgreementWords
from pie_audit.domain.supervision_rules import usual_review
from pie_audit.domain.team import Member, Standing
from pie_audit.storage import people, sessions
from pie_audit.words import _
from pie_audit.workflows import sealed_pages
from pie_audit.workflows.presence import Me, SignedIn, acting
from pie_audit.workflows.sealed_pages import Clash
from pie_audit.workflows.supervision.supervision_pair import (
    Page,
    all_names,
    manages_team_of,
    only_by,
    own_agreement,
    present,
)
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

MOST_WEEKS, LEAST_MINUTES, MOST_MINUTES = 26, 10, 480


@dataclass(frozen=True, slots=True)
class Terms:
    """All of an agreement that both sign: its words, and who, how often, how long and until when."""

    words: AgreementWords
    supervisor_id: str
    supervisee_id: str
    every_weeks: int
    minutes: int
    review_on: date


@dataclass(frozen=True, slots=True)
class AgreementView:
    """One agreement as one of the two sees it.

    `manages` if the supervisor also manages a team of the supervisee's; `has_second` if the supervisee has a further
    current agreement with somebody who doesn't. `signed_by` inside `agreement` are those whose signature holds.
    """

    agreement: Agreement
    words: AgreementWords
    version: int
    me_id: str
    names: dict[str, str]
    today: date
    manages: bool
    has_second: bool

    @property
    def other_id(self) -> str:
        """The other of the two."""
        return self.agreement.other(self.me_id)

    @property
    def is_current(self) -> bool:
        """Whether both stand by it and it needs no new look."""
        return self.agreement.is_current(self.today)


@dataclass(frozen=True, slots=True)
class Beginning:
    """With whom an agreement begins, and which of the two supervises."""

    other_id: str
    i_supervise: bool
    every_weeks: int = 4
    minutes: int = 60


class AgreementClash(NotNow):
    """The other changed the agreement meanwhile; `theirs` is what it says now."""

    def __init__(self, theirs: AgreementView) -> None:
        super().__init__(
            _("The other of you changed this agreement while you were writing."),
            _("Both texts are here. Read them together."),
        )
        self.theirs = theirs


def possible_partners(tx: Transaction, me: Me) -> tuple[Member, ...]:
    """Who may be supervised by, or supervise, whoever asks: everybody who has signed in, those of the own team first."""
    mine = present(tx, me)
    keyed = people.people_with_keys(tx)
    found = [
        m
        for m in people.list_members(tx)
        if m.standing is Standing.ACTIVE and m.person_id in keyed and m.person_id != mine.member.person_id
    ]
    ours = mine.member.teams | mine.member.manages
    return tuple(sorted(found, key=lambda m: (not ours & (m.teams | m.manages), m.name.casefold())))


def start_agreement(tx: Transaction, me: Me, beginning: Beginning) -> str:
    """Begin an agreement with nothing in it yet; its id. Raises NotNow for somebody who isn't here any more."""
    mine = present(tx, me)
    other = _partner(tx, mine, beginning.other_id)
    pair = (mine.member, other) if beginning.i_supervise else (other, mine.member)
    today = mine.clock.today()
    row = Agreement(
        secrets.token_hex(16),
        team_of(*pair),
        pair[0].person_id,
        pair[1].person_id,
        beginning.every_weeks,
        beginning.minutes,
        usual_review(today),
    )
    _require_sensible(row, today)
    sessions.save_agreement(tx, row)
    _page(mine, row).save(tx, me, _terms(row, AgreementWords()), expected=0)
    return row.agreement_id


def agreement_view(tx: Transaction, me: Me, agreement_id: str) -> AgreementView:
    """An agreement of one's own. Raises CannotRead where somebody changed its plain part behind the seal."""
    mine, row = own_agreement(tx, me, agreement_id)
    terms, version = _page(mine, row).load(tx, me, Terms)
    if terms is not None and _terms(row, terms.words) != terms:
        raise CannotRead(
            _("This agreement isn’t as the two of you sealed it."),
            _("Start a new one, and tell whoever looks after the program."),
        )
    row = replace(row, signed_by=_standing(tx, me, row))
    supervisor, supervisee = (people.load_member(tx, p) for p in (row.supervisor_id, row.supervisee_id))
    names = {m.person_id: m.name for m in (supervisor, supervisee)}
    words = terms.words if terms else AgreementWords()
    manages = manages_team_of(supervisor, supervisee)
    second = manages and has_second_space(tx, row, mine.clock.today())
    return AgreementView(
        row, words, version, mine.member.person_id, names, mine.clock.today(), manages, second
    )


def save_agreement(tx: Transaction, me: Me, changed: AgreementView) -> AgreementView:
    """Write what it says now; whoever had signed the earlier words signs anew.

    Raises AgreementClash where the other was faster, NotNow for what can't be meant and for one that has ended.
    """
    mine, held = own_agreement(tx, me, changed.agreement.agreement_id)
    if held.ended_week is not None:
        raise NotNow(_("This agreement has ended."), _("Start a new one with the same person."))
    wanted = changed.agreement
    row = replace(
        held,
        every_weeks=wanted.every_weeks,
        minutes=wanted.minutes,
        review_on=wanted.review_on,
        signed_by=frozenset(),
    )
    _require_sensible(row, mine.clock.today())
    page = _page(mine, row)
    try:
        page.save(tx, me, _terms(row, changed.words), expected=changed.version)
    except Clash:
        raise AgreementClash(agreement_view(tx, me, row.agreement_id)) from None
    sessions.save_agreement(tx, row)
    return agreement_view(tx, me, row.agreement_id)


def sign_agreement(tx: Transaction, me: Me, agreement_id: str, version: int) -> AgreementView:
    """Put one's name to the words as they were read, at `version`. Raises NotNow where they were changed since."""
    mine, row = own_agreement(tx, me, agreement_id)
    seen = agreement_view(tx, me, agreement_id)
    if seen.version != version or row.ended_week is not None:
        raise NotNow(_("The agreement was changed a moment ago."), _("Read what it says now, then sign."))
    sealed_pages.stand_by(tx, me, _page(mine, row).record_id)
    sessions.save_agreement(tx, replace(row, signed_by=_standing(tx, me, row)))
    return agreement_view(tx, me, agreement_id)


def end_agreement(tx: Transaction, me: Me, agreement_id: str) -> Undoable:
    """Either of the two ends it; what was written under it stays as it is."""
    mine, row = own_agreement(tx, me, agreement_id)
    if row.ended_week is not None:
        raise NotNow(_("This agreement has ended already."), _("There is nothing left to do here."))
    sessions.save_agreement(tx, replace(row, ended_week=mine.week))

    def take_up_again(tx: Transaction, me: Me) -> None:
        now = own_agreement(tx, me, agreement_id)[1]
        sessions.save_agreement(tx, replace(now, ended_week=None))

    return Undoable(None, _("Ended the agreement"), only_by(mine, take_up_again))


def own_agreements(tx: Transaction, me: Me) -> tuple[AgreementView, ...]:
    """All agreements of whoever is signed in that haven't ended; one that can't be read is left out."""
    mine = present(tx, me)
    found = []
    for row in sessions.agreements_of(tx, mine.member.person_id):
        if row.ended_week is None:
            try:
                found.append(agreement_view(tx, me, row.agreement_id))
            except KnownError:
                continue
    names = all_names(tx)
    return tuple(sorted(found, key=lambda v: names.get(v.other_id, "").casefold()))


def agreement_between(tx: Transaction, supervisor_id: str, supervisee_id: str) -> Agreement | None:
    """The agreement under which these two meet now: one both signed before one that waits; never one that ended."""
    found = [
        a
        for a in sessions.agreements_of(tx, supervisor_id)
        if (a.supervisor_id, a.supervisee_id) == (supervisor_id, supervisee_id) and a.ended_week is None
    ]
    return max(found, key=lambda a: (len(a.signed_by), a.review_on), default=None)


def has_second_space(tx: Transaction, row: Agreement, today: date) -> bool:
    """Whether the supervisee also has a current agreement with somebody who doesn't manage a team of theirs."""
    supervisee = people.load_member(tx, row.supervisee_id)
    others = [
        a
        for a in sessions.agreements_of(tx, row.supervisee_id)
        if a.supervisee_id == row.supervisee_id and a.is_current(today)
    ]
    return any(
        not manages_team_of(people.load_member(tx, a.supervisor_id), supervisee)
        for a in others
        if a.agreement_id != row.agreement_id
    )


def team_of(supervisor: Member, supervisee: Member) -> str | None:
    """Whose ledger the time is counted in: a team of the supervisee's, one that both belong to before others."""
    shared = supervisee.teams & (supervisor.teams | supervisor.manages)
    return min(shared or supervisee.teams, default=None)


def _partner(tx: Transaction, mine: SignedIn, person_id: str) -> Member:
    try:
        member = people.load_member(tx, person_id)
    except KeyError:
        member = mine.member
    if member.standing is not Standing.ACTIVE or member.person_id == mine.member.person_id:
        raise NotNow(_("Choose who the other of the two is."), _("It has to be somebody who is here now."))
    return member


def _require_sensible(row: Agreement, today: date) -> None:
    if not (1 <= row.every_weeks <= MOST_WEEKS and LEAST_MINUTES <= row.minutes <= MOST_MINUTES):
        raise NotNow(
            _("That rhythm can’t be meant."), _("Every 1 to 26 weeks, for 10 minutes to 8 hours each time.")
        )
    if row.review_on < today:
        raise NotNow(
            _("The day to look at it again has passed."), _("Choose one that is still to come, or today.")
        )


def _terms(row: Agreement, words: AgreementWords) -> Terms:
    return Terms(words, row.supervisor_id, row.supervisee_id, row.every_weeks, row.minutes, row.review_on)


def _page(mine: SignedIn, row: Agreement) -> Page:
    return Page("agreement", row.agreement_id, row.other(mine.member.person_id))


def _standing(tx: Transaction, me: Me, row: Agreement) -> frozenset[str]:
    stands = sealed_pages.standing_by(tx, me, _page(acting(me), row).record_id)
    return stands & {row.supervisor_id, row.supervisee_id}
