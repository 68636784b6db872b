"""Protected time: agreements about supervision, planned sessions, and who put their name to a sealed page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, fields, replace
from datetime import date
from enum import Enum
from typing import Any

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import NotNow
from pie_audit.domain.sealed import Signature
from pie_audit.domain.session import CancelledBy, Contract, Session, SessionKind, SessionStatus, WhyLost
from pie_audit.domain.supervision import Agreement
from pie_audit.storage.transaction import Transaction, put, put_all, table
from pie_audit.words import _

agreement = table(
    "supervision_agreement",
    sa.Column("agreement_id", sa.Text, primary_key=True),
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), index=True),
    sa.Column("supervisor_id", sa.Text, sa.ForeignKey("person.person_id"), nullable=False),
    sa.Column("supervisee_id", sa.Text, sa.ForeignKey("person.person_id"), nullable=False),
    sa.Column("every_weeks", sa.Integer, nullable=False),
    sa.Column("minutes", sa.Integer, nullable=False),
    sa.Column("review_on", sa.Date, nullable=False),
    sa.Column("ended_week", sa.Text),
    sa.Column("version", sa.Integer, nullable=False),
)

agreement_signer = table(
    "supervision_agreement_signer",
    sa.Column("agreement_id", sa.Text, sa.ForeignKey("supervision_agreement.agreement_id"), primary_key=True),
    sa.Column("person_id", sa.Text, primary_key=True),
)

session = table(
    "planned_session",
    sa.Column("session_id", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), index=True),
    sa.Column("planned_on", sa.Date, nullable=False),
    sa.Column("planned_min", sa.Integer, nullable=False),
    sa.Column("agreement_id", sa.Text, sa.ForeignKey("supervision_agreement.agreement_id"), index=True),
    sa.Column("group_id", sa.Text, sa.ForeignKey("practice_group.group_id"), index=True),
    sa.Column("supervisor_id", sa.Text),
    sa.Column("supervisee_id", sa.Text),
    sa.Column("contract", sa.Text, nullable=False),
    sa.Column("paid", sa.Boolean, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("held_on", sa.Date),
    sa.Column("held_min", sa.Integer, nullable=False),
    sa.Column("cancelled_by", sa.Text),
    sa.Column("reason", sa.Text),
    sa.Column("rebooked_id", sa.Text),
    sa.Column("moved_to", sa.Date),
    sa.Column("version", sa.Integer, nullable=False),
)

signature = table(
    "page_signature",
    sa.Column("record_id", sa.LargeBinary, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("person_id", sa.Text, primary_key=True),
    sa.Column("week", sa.Text, nullable=False),
    sa.Column("proof", sa.LargeBinary, nullable=False),
)

_SESSION_FIELDS = tuple(field.name for field in fields(Session))


def save_agreement(tx: Transaction, value: Agreement) -> Agreement:
    """Write an agreement and who stands by it; the version it has now. Raises NotNow if it was changed meanwhile."""
    row = {name: kept for name, kept in asdict(value).items() if name != "signed_by"}
    saved = replace(value, version=_next_version(tx, agreement, "agreement_id", row))
    where = agreement_signer.c.agreement_id == value.agreement_id
    tx.connection.execute(sa.delete(agreement_signer).where(where))
    signers = [
        {"agreement_id": value.agreement_id, "person_id": person_id} for person_id in sorted(value.signed_by)
    ]
    put_all(tx, agreement_signer, signers)
    tx.changed.add(Kind.SESSIONS)
    return saved


def load_agreement(tx: Transaction, agreement_id: str) -> Agreement:
    """One agreement. Raises KeyError where there is none."""
    found = _agreements(tx, agreement.c.agreement_id == agreement_id)
    if not found:
        raise KeyError(agreement_id)
    return found[0]


def agreements_of(tx: Transaction, person_id: str) -> tuple[Agreement, ...]:
    """All agreements in which somebody is one of the two, ended ones too."""
    return _agreements(
        tx, sa.or_(agreement.c.supervisor_id == person_id, agreement.c.supervisee_id == person_id)
    )


def agreements_of_team(tx: Transaction, team_id: str) -> tuple[Agreement, ...]:
    """All agreements of a team, ended ones too."""
    return _agreements(tx, agreement.c.team_id == team_id)


def save_session(tx: Transaction, value: Session) -> Session:
    """Write one line of the ledger; the version it has now. Raises NotNow if it was changed meanwhile."""
    row = {name: _plain(kept) for name, kept in asdict(value).items()}
    saved = replace(value, version=_next_version(tx, session, "session_id", row))
    tx.changed.add(Kind.SESSIONS)
    return saved


def add_sessions(tx: Transaction, values: Sequence[Session]) -> None:
    """Write new lines, such as a whole series."""
    put_all(tx, session, [{name: _plain(kept) for name, kept in asdict(v).items()} for v in values])
    tx.changed.add(Kind.SESSIONS)


def load_session(tx: Transaction, session_id: str) -> Session:
    """One line. Raises KeyError where there is none."""
    found = _sessions(tx, session.c.session_id == session_id)
    if not found:
        raise KeyError(session_id)
    return found[0]


def sessions_of(tx: Transaction, person_id: str, *, group_ids: Collection[str] = ()) -> tuple[Session, ...]:
    """A person's own lines: one-to-one sessions of theirs, and those of these groups, by day."""
    return _sessions(
        tx,
        sa.or_(
            session.c.supervisor_id == person_id,
            session.c.supervisee_id == person_id,
            session.c.group_id.in_(list(group_ids)),
        ),
    )


def sessions_of_team(tx: Transaction, team_id: str, *, first: date, last: date) -> tuple[Session, ...]:
    """A team's lines whose planned day lies between these, both counted in, by day."""
    return _sessions(
        tx, session.c.team_id == team_id, session.c.planned_on >= first, session.c.planned_on <= last
    )


def sessions_of_kind(tx: Transaction, kind: SessionKind, *, first: date, last: date) -> tuple[Session, ...]:
    """All lines of one kind in the workspace, for instance the leaders', by day."""
    return _sessions(
        tx, session.c.kind == kind.value, session.c.planned_on >= first, session.c.planned_on <= last
    )


def delete_sessions(tx: Transaction, session_ids: Collection[str]) -> None:
    """Take lines back that were planned by mistake, and what points to them; what took place stays in the ledger."""
    pointing = session.c.rebooked_id.in_(list(session_ids))
    tx.connection.execute(sa.update(session).where(pointing).values(rebooked_id=None))
    tx.connection.execute(sa.delete(session).where(session.c.session_id.in_(list(session_ids))))
    tx.changed.add(Kind.SESSIONS)


def save_signature(tx: Transaction, value: Signature) -> None:
    """Note that somebody stands by one version of a sealed page."""
    key = {"record_id": value.record_id, "version": value.version, "person_id": value.person_id}
    put(tx, signature, key, {"week": value.week, "proof": value.proof})
    tx.changed.add(Kind.SESSIONS)


def signatures_of(tx: Transaction, record_id: bytes) -> tuple[Signature, ...]:
    """Who stands by which version of a page."""
    rows = tx.connection.execute(sa.select(signature).where(signature.c.record_id == record_id))
    return tuple(Signature(**row._mapping) for row in rows)


def delete_signatures(tx: Transaction, record_id: bytes) -> None:
    """Forget who stood by a page that is gone or was changed."""
    tx.connection.execute(sa.delete(signature).where(signature.c.record_id == record_id))
    tx.changed.add(Kind.SESSIONS)


def _next_version(tx: Transaction, into: sa.Table, key: str, row: dict[str, Any]) -> int:
    """Write a row over the version it was read at. Raises NotNow where somebody was faster."""
    where = into.c[key] == row[key]
    held = tx.connection.execute(sa.select(into.c.version).where(where)).scalar()
    if held is None:
        put_all(tx, into, [row])
        return int(row["version"])
    if held != row["version"]:
        raise NotNow(
            _("Somebody else changed this a moment ago."), _("Look at what it says now, and change it again.")
        )
    values = {**row, "version": held + 1}
    tx.connection.execute(sa.update(into).where(where).values(**values))
    return int(held) + 1


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else value


def _agreements(tx: Transaction, *which: sa.ColumnElement[bool]) -> tuple[Agreement, ...]:
    rows = tx.connection.execute(sa.select(agreement).where(*which).order_by(agreement.c.agreement_id)).all()
    ids = [row.agreement_id for row in rows]
    chosen = sa.select(agreement_signer).where(agreement_signer.c.agreement_id.in_(ids))
    signed = [(row.agreement_id, row.person_id) for row in tx.connection.execute(chosen)]
    return tuple(
        Agreement(**row._mapping, signed_by=frozenset(p for a, p in signed if a == row.agreement_id))
        for row in rows
    )


def _sessions(tx: Transaction, *which: sa.ColumnElement[bool]) -> tuple[Session, ...]:
    query = sa.select(session).where(*which).order_by(session.c.planned_on, session.c.session_id)
    return tuple(_session(row) for row in tx.connection.execute(query))


def _session(row: sa.Row[Any]) -> Session:
    kept = {name: row._mapping[name] for name in _SESSION_FIELDS}
    return Session(
        **{
            **kept,
            "kind": SessionKind(row.kind),
            "contract": Contract(row.contract),
            "status": SessionStatus(row.status),
            "cancelled_by": CancelledBy(row.cancelled_by) if row.cancelled_by else None,
            "reason": WhyLost(row.reason) if row.reason else None,
        }
    )
