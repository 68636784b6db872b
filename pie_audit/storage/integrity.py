"""Whether everything that is kept still holds together: pages, links, trail, and the shape of all that is sealed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from pie_audit.domain.audit import RoundState
from pie_audit.domain.errors import CannotOpen
from pie_audit.domain.survey import KEEPERS, SurveyState
from pie_audit.storage import trail
from pie_audit.storage.audits import audit_round, questionnaire_copy
from pie_audit.storage.ballots import ballot, ballot_mid, ballot_right, ballot_token
from pie_audit.storage.board import received_plan, taken_reply
from pie_audit.storage.former_keys import lost_key
from pie_audit.storage.migrations import SCHEMA
from pie_audit.storage.people import person, public_key, user_key
from pie_audit.storage.records import draft, sealed_key, sealed_record
from pie_audit.storage.releases import release
from pie_audit.storage.schema import read_version
from pie_audit.storage.sessions import session, signature
from pie_audit.storage.shares import share
from pie_audit.storage.sheets import own_sheet, round_key_share, seat, sheet
from pie_audit.storage.store import Store
from pie_audit.storage.surveys import survey, survey_keeper
from pie_audit.storage.transaction import Transaction
from pie_audit.words import _

SHARED_KIND = "shared"
"""The kind of record that holds a shared copy, as its rows tell it."""

_KIB = 1024
_STEPS = tuple(n * _KIB for n in (1, 4, 16, 64, 256))
_TAG, _SEAL, _NONCE, _KEY, _SIGNATURE = 16, 48, 24, 32, 64


class Severity(StrEnum):
    """Whether something is lost or broken, or only worth knowing."""

    DAMAGE = "damage"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that isn't as it should be. `where` is a table or a part of the file, never anybody's words."""

    what: str
    where: str
    severity: Severity = Severity.DAMAGE


def findings(store: Store) -> tuple[Finding, ...]:
    """Everything that is wrong with an open store; empty when all is well."""
    try:
        found = store.read(lambda tx: tuple(check_everything(tx)))
    except CannotOpen as error:
        found = (Finding(error.what, "pie.db"),)
    if store.mark_is_behind:
        behind = _("The note of how far this workspace has got couldn’t be written lately.")
        found += (Finding(behind, "mark", Severity.NOTICE),)
    return found


def check_everything(tx: Transaction) -> Iterator[Finding]:
    """All checks of one database: of its file first, then of what this version of the program keeps in it."""
    if tx.connection.dialect.name == "sqlite":
        if tx.connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall():
            # The other checks would stumble over the same pages.
            yield Finding(_("Pages of the database don’t match their seal."), "pie.db")
            return
        yield from _file(tx.connection)
    if read_version(tx.connection) != SCHEMA:
        yield Finding(_("The tables are of an older version."), "alembic_version", Severity.NOTICE)
        return
    broken = trail.verify(tx)
    if broken is not None:
        yield Finding(_("The security record was altered at line {n}.").format(n=broken), "trail")
    yield from _shapes(tx.connection)
    yield from _orphans(tx.connection)


def _file(connection: sa.Connection) -> Iterator[Finding]:
    rows = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    if list(rows) != ["ok"]:
        yield Finding(_("The database doesn’t hold together."), "pie.db")
    for name in sorted({row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}):
        yield Finding(_("Something points to a row that isn’t there."), name)


def _shapes(connection: sa.Connection) -> Iterator[Finding]:
    """Sealed bytes of a size that nothing sealed here can have."""
    for table, wrong in _WRONG_SHAPES:
        n = connection.execute(sa.select(sa.func.count()).select_from(table).where(wrong)).scalar_one()
        if n:
            yield Finding(_("Sealed records of a shape that none can have: {n}.").format(n=n), table.name)


def _orphans(connection: sa.Connection) -> Iterator[Finding]:
    for table, alone, what in _orphan_rules():
        n = connection.execute(sa.select(sa.func.count()).select_from(table).where(alone)).scalar_one()
        if n:
            yield Finding(what.format(n=n), table.name)


def _length(column: sa.Column[bytes]) -> sa.Function[int]:
    return sa.func.length(column)


def _sizes(column: sa.Column[bytes], *allowed: int) -> sa.ColumnElement[bool]:
    return _length(column).not_in(allowed)


_PADDED = tuple(step + _TAG for step in _STEPS)
_WRONG_SHAPES: tuple[tuple[sa.Table, sa.ColumnElement[bool]], ...] = (
    (
        sealed_record,
        sa.or_(
            _sizes(sealed_record.c.record_id, 16),
            _sizes(sealed_record.c.nonce, _NONCE),
            _sizes(sealed_record.c.body, *_PADDED),
        ),
    ),
    (
        sealed_key,
        sa.case(
            (sealed_key.c.scheme == "own", _sizes(sealed_key.c.wrapped, _KEY + _TAG)),
            (sealed_key.c.scheme == "box", _length(sealed_key.c.wrapped) <= _KEY + _TAG),
            (sealed_key.c.scheme == "sealed", _length(sealed_key.c.wrapped) <= _KEY + _SEAL),
            else_=sa.true(),
        ),
    ),
    (
        sealed_key,
        sa.case(
            (sealed_key.c.scheme == "sealed", _sizes(sealed_key.c.nonce, 0)),
            else_=_sizes(sealed_key.c.nonce, _NONCE),
        ),
    ),
    (draft, sa.or_(_sizes(draft.c.nonce, _NONCE), _sizes(draft.c.body, *_PADDED))),
    (
        sheet,
        sa.or_(
            _sizes(sheet.c.seat_id, 16),
            _sizes(sheet.c.for_round, 4 * _KIB + _SEAL),
            _sizes(sheet.c.for_rater, 64 * _KIB + _SEAL),
        ),
    ),
    (own_sheet, _sizes(own_sheet.c.for_rater, 64 * _KIB + _SEAL)),
    (round_key_share, _length(round_key_share.c.box) < _KEY + 2 * _SEAL),
    (
        user_key,
        sa.or_(
            _sizes(user_key.c.nonce, _NONCE),
            _sizes(user_key.c.wrapped, _KEY + _TAG),
            _sizes(user_key.c.r_wrapped, 0, _KEY + _TAG),
            _sizes(user_key.c.xpk, _KEY),
            _sizes(user_key.c.epk, _KEY),
            _sizes(user_key.c.selfsig, _SIGNATURE),
        ),
    ),
    (
        public_key,
        sa.or_(
            _sizes(public_key.c.xpk, _KEY),
            _sizes(public_key.c.epk, _KEY),
            _sizes(public_key.c.selfsig, _SIGNATURE),
            _sizes(public_key.c.vouched, 0, _SIGNATURE),
        ),
    ),
    (
        lost_key,
        sa.or_(
            _sizes(lost_key.c.r_wrapped, _KEY + _TAG),
            _sizes(lost_key.c.xpk, _KEY),
            _sizes(lost_key.c.epk, _KEY),
            _sizes(lost_key.c.selfsig, _SIGNATURE),
        ),
    ),
    (signature, sa.or_(_sizes(signature.c.record_id, 16), _sizes(signature.c.proof, _SIGNATURE))),
    (share, _sizes(share.c.share_id, 16)),
    (ballot, _sizes(ballot.c.body, 2 * (4 * _KIB + 2 * _SEAL))),
    (
        ballot_mid,
        sa.or_(_sizes(ballot_mid.c.place, 16), _sizes(ballot_mid.c.body, 4 * _KIB - _SIGNATURE + _SEAL)),
    ),
    (ballot_right, _sizes(ballot_right.c.right_hash, _KEY)),
    (
        survey_keeper,
        sa.or_(
            _sizes(survey_keeper.c.xpk, _KEY),
            _sizes(survey_keeper.c.proof, _SIGNATURE),
            _sizes(survey_keeper.c.wrapped, _KEY + _TAG),
        ),
    ),
    (received_plan, _sizes(received_plan.c.signer, _KEY)),
    (taken_reply, _sizes(taken_reply.c.digest, _KEY)),
)


def _orphan_rules() -> tuple[tuple[sa.Table, sa.ColumnElement[bool], str], ...]:
    has_key = sa.exists().where(
        sealed_key.c.record_id == sealed_record.c.record_id, sealed_key.c.version == sealed_record.c.version
    )
    has_sheet = sa.exists().where(sheet.c.seat_id == seat.c.seat_id)
    rating = sa.exists().where(
        audit_round.c.round_id == seat.c.round_id,
        audit_round.c.state.in_([RoundState.DRAFT.value, RoundState.OPEN.value, RoundState.CLOSED.value]),
    )
    has_person = sa.exists().where(person.c.person_id == own_sheet.c.owner_id)
    has_copy = sa.exists().where(
        questionnaire_copy.c.questionnaire_id == audit_round.c.questionnaire_id,
        questionnaire_copy.c.version == audit_round.c.questionnaire_version,
    )
    return (
        (sealed_record, ~has_key, _("Private pages that nobody holds a key to: {n}.")),
        (seat, ~has_sheet, _("Places in a review without a sheet: {n}.")),
        (seat, ~rating, _("Sheets that should have been destroyed at the opening: {n}.")),
        (own_sheet, ~has_person, _("Own sheets of somebody who isn’t here any more: {n}.")),
        (audit_round, ~has_copy, _("Reviews whose questions weren’t kept: {n}.")),
        *_private_orphan_rules(),
        *_box_orphan_rules(),
    )


def _box_orphan_rules() -> tuple[tuple[sa.Table, sa.ColumnElement[bool], str], ...]:
    """What should have gone when a box was opened, and what nobody could ever answer."""

    def is_of(table: sa.Table, which: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
        return sa.exists().where(survey.c.survey_id == table.c.survey_id, which)

    def many(table: sa.Table) -> sa.ScalarSelect[int]:
        counted = sa.select(sa.func.count()).select_from(table)
        return counted.where(table.c.survey_id == survey.c.survey_id).scalar_subquery()

    is_open, is_closed, is_opened = (
        survey.c.state.in_([state.value for state in states])
        for states in (
            (SurveyState.OPEN,),
            (SurveyState.CLOSED,),
            (SurveyState.REPORTED, SurveyState.TOLD),
        )
    )
    # Closed, with no key turned: the program ended while somebody turned the first, and it can be turned again.
    whole = sa.or_(is_open, sa.and_(is_closed, survey.c.turned_by.is_(None)))
    half = sa.and_(is_closed, survey.c.turned_by.is_not(None))
    waiting = sa.or_(is_open, is_closed, survey.c.state == SurveyState.DRAFT.value)
    each = (ballot.c.survey_id, ballot.c.right_hash)
    torn = sa.tuple_(*each).in_(sa.select(*each).group_by(*each).having(sa.func.count() != KEEPERS))
    tells = sa.exists().where(release.c.survey_id == survey.c.survey_id)
    entitled = sa.exists().where(
        ballot_right.c.survey_id == ballot.c.survey_id, ballot_right.c.right_hash == ballot.c.right_hash
    )
    gone = _("Answers that should have been destroyed: {n}.")
    return (
        (ballot, ~entitled, _("Answers of somebody who wasn’t asked: {n}.")),
        (ballot, ~is_of(ballot, whole), gone),
        (ballot, torn, _("Answers that aren’t there in all their parts: {n}.")),
        (ballot_mid, ~is_of(ballot_mid, half), gone),
        (ballot_token, ~is_of(ballot_token, whole), gone),
        (survey_keeper, ~is_of(survey_keeper, waiting), _("Keys to a box that isn’t there any more: {n}.")),
        (survey, many(ballot_right) != many(ballot_token), _("Surveys with places that don’t match: {n}.")),
        (survey, is_opened & ~tells, _("Surveys that were opened and tell nothing: {n}.")),
    )


def _private_orphan_rules() -> tuple[tuple[sa.Table, sa.ColumnElement[bool], str], ...]:
    has_words = sa.exists().where(sealed_record.c.record_id == share.c.share_id)
    has_writer = sa.exists().where(user_key.c.person_id == share.c.author_id)
    has_note = sa.exists().where(share.c.share_id == sealed_record.c.record_id, share.c.ended_week.is_(None))
    has_public = sa.exists().where(
        public_key.c.person_id == user_key.c.person_id, public_key.c.epoch == user_key.c.epoch
    )
    later = session.alias("later")
    has_later = sa.exists().where(later.c.session_id == session.c.rebooked_id)
    is_copy = sealed_record.c.kind == SHARED_KIND
    return (
        (
            share,
            share.c.ended_week.is_(None) & has_writer & ~has_words,
            _("Shared copies whose words are gone: {n}."),
        ),
        (sealed_record, is_copy & ~has_note, _("Shared copies that should have been erased: {n}.")),
        (user_key, ~has_public, _("People whose public keys weren’t kept: {n}.")),
        (
            session,
            session.c.rebooked_id.is_not(None) & ~has_later,
            _("Sessions moved to one that isn’t there: {n}."),
        ),
    )
