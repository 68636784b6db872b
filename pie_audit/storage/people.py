"""People, what they are there for, and the keys and invitations that belong to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import NotNow
from pie_audit.domain.sealed import Invitation, PublicKey, UserKey
from pie_audit.domain.team import Member, Role, Standing, fold_name
from pie_audit.storage.transaction import Transaction, put, put_all, read_once, rows_among, table
from pie_audit.words import _

person = table(
    "person",
    sa.Column("person_id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("folded_name", sa.Text, nullable=False, unique=True),
    sa.Column("standing", sa.Text, nullable=False),
    sa.Column("left_week", sa.Text),
)

person_role = table(
    "person_role",
    sa.Column("person_id", sa.Text, sa.ForeignKey("person.person_id"), primary_key=True),
    sa.Column("role", sa.Text, primary_key=True),
)

membership = table(
    "membership",
    sa.Column("person_id", sa.Text, sa.ForeignKey("person.person_id"), primary_key=True),
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), primary_key=True),
    sa.Column("belongs", sa.Boolean, nullable=False),
    sa.Column("manages", sa.Boolean, nullable=False),
)

user_key = table(
    "user_key",
    sa.Column("person_id", sa.Text, sa.ForeignKey("person.person_id"), primary_key=True),
    sa.Column("epoch", sa.Integer, nullable=False),
    sa.Column("slot_id", sa.LargeBinary, nullable=False),
    sa.Column("nonce", sa.LargeBinary, nullable=False),
    sa.Column("wrapped", sa.LargeBinary, nullable=False),
    sa.Column("r_salt", sa.LargeBinary, nullable=False),
    sa.Column("r_ops", sa.Integer, nullable=False),
    sa.Column("r_mem_kib", sa.Integer, nullable=False),
    sa.Column("r_nonce", sa.LargeBinary, nullable=False),
    sa.Column("r_wrapped", sa.LargeBinary, nullable=False),
    sa.Column("xpk", sa.LargeBinary, nullable=False),
    sa.Column("epk", sa.LargeBinary, nullable=False),
    sa.Column("selfsig", sa.LargeBinary, nullable=False),
    sa.Column("previous", sa.LargeBinary, nullable=False),
)

public_key = table(
    "public_key",
    sa.Column("person_id", sa.Text, sa.ForeignKey("person.person_id"), primary_key=True),
    sa.Column("epoch", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("xpk", sa.LargeBinary, nullable=False),
    sa.Column("epk", sa.LargeBinary, nullable=False),
    sa.Column("selfsig", sa.LargeBinary, nullable=False),
    sa.Column("vouched", sa.LargeBinary, nullable=False),
)

invitation = table(
    "invitation",
    sa.Column("person_id", sa.Text, sa.ForeignKey("person.person_id"), primary_key=True),
    sa.Column("slot_id", sa.LargeBinary, nullable=False),
    sa.Column("week", sa.Text, nullable=False),
)

_KEY_FIELDS = tuple(column.name for column in user_key.columns)


def save_member(tx: Transaction, member: Member) -> None:
    """Write a person with roles and teams, all of them as given. Raises NotNow when the name is taken."""
    _refuse_taken_name(tx, member)
    put(
        tx,
        person,
        {"person_id": member.person_id},
        {"name": member.name, "folded_name": fold_name(member.name), "standing": member.standing.value},
    )
    _write_roles(tx, member.person_id, member.roles)
    tx.connection.execute(sa.delete(membership).where(membership.c.person_id == member.person_id))
    put_all(tx, membership, [_belonging(member, t) for t in sorted(member.teams | member.manages)])
    tx.changed.add(Kind.PEOPLE)


def set_roles(tx: Transaction, person_id: str, roles: Collection[Role]) -> None:
    """Give a person these roles and no others."""
    _write_roles(tx, person_id, roles)
    tx.changed.add(Kind.PEOPLE)


def set_standing(tx: Transaction, person_id: str, standing: Standing, *, week: str | None = None) -> None:
    """Say where a person is on the way in or out; `week` is the ISO week in which they left."""
    change = sa.update(person).where(person.c.person_id == person_id)
    tx.connection.execute(change.values(standing=standing.value, left_week=week))
    tx.changed.add(Kind.PEOPLE)


def load_member(tx: Transaction, person_id: str) -> Member:
    """One person. Raises KeyError where there is none."""
    found = _members(tx, person.c.person_id == person_id)
    if not found:
        raise KeyError(person_id)
    return found[0]


def list_members(tx: Transaction, *, with_left: bool = False) -> tuple[Member, ...]:
    """Everybody by name; who left only if asked for."""
    which = sa.true() if with_left else person.c.standing != Standing.LEFT.value
    return read_once(tx, ("people", with_left), lambda: _members(tx, which))


def members_of(tx: Transaction, team_id: str, *, with_left: bool = False) -> tuple[Member, ...]:
    """Those who belong to a team or manage it, by name."""
    return tuple(m for m in list_members(tx, with_left=with_left) if team_id in m.teams | m.manages)


def find_by_folded_name(tx: Transaction, folded_name: str) -> Member | None:
    """The person whose sign-in name folds to this (`team.fold_name`)."""
    found = _members(tx, person.c.folded_name == folded_name)
    return found[0] if found else None


def save_user_key(tx: Transaction, key: UserKey, *, vouched: bytes = b"") -> None:
    """Write a person's wrapped root key and public keys, in place of the ones before.

    The public keys of each epoch stay: what was shared under earlier ones still has to be told from a forgery.
    `vouched` is the earlier epoch's signature on new ones.
    """
    put(tx, user_key, {"person_id": key.person_id}, {n: getattr(key, n) for n in _KEY_FIELDS[1:]})
    if load_public_key(tx, key.person_id, key.epoch) is None:
        public = PublicKey(key.person_id, key.epoch, key.xpk, key.epk, key.selfsig, vouched)
        put_all(tx, public_key, [asdict(public)])
    tx.changed.add(Kind.PEOPLE)


def load_public_key(tx: Transaction, person_id: str, epoch: int) -> PublicKey | None:
    """Somebody's public keys of one epoch, or None."""
    query = sa.select(public_key).where(public_key.c.person_id == person_id, public_key.c.epoch == epoch)
    row = tx.connection.execute(query).first()
    return None if row is None else PublicKey(**row._mapping)


def public_keys(tx: Transaction) -> tuple[PublicKey, ...]:
    """Everybody's public keys of every epoch, by person and epoch."""
    query = sa.select(public_key).order_by(public_key.c.person_id, public_key.c.epoch)
    return tuple(PublicKey(**row._mapping) for row in tx.connection.execute(query))


def load_user_key(tx: Transaction, person_id: str) -> UserKey | None:
    """A person's keys; None until the first sign-in."""
    row = tx.connection.execute(sa.select(user_key).where(user_key.c.person_id == person_id)).first()
    return None if row is None else UserKey(**row._mapping)


def people_with_keys(tx: Transaction) -> frozenset[str]:
    """Who has signed in once, so that a sheet can be sealed to them."""
    return frozenset(tx.connection.execute(sa.select(user_key.c.person_id)).scalars())


def delete_user_key(tx: Transaction, person_id: str) -> None:
    """Destroy a person's keys: nothing sealed to them alone can be read again."""
    tx.connection.execute(sa.delete(user_key).where(user_key.c.person_id == person_id))
    tx.changed.add(Kind.PEOPLE)


def save_invitation(tx: Transaction, waiting: Invitation) -> None:
    """Note that a one-time code is waiting for this person."""
    put(tx, invitation, {"person_id": waiting.person_id}, {"slot_id": waiting.slot_id, "week": waiting.week})
    tx.changed.add(Kind.PEOPLE)


def load_invitation(tx: Transaction, person_id: str) -> Invitation | None:
    """The code that is waiting for this person, if one is."""
    row = tx.connection.execute(sa.select(invitation).where(invitation.c.person_id == person_id)).first()
    return None if row is None else Invitation(row.person_id, row.slot_id, row.week)


def list_invitations(tx: Transaction) -> tuple[Invitation, ...]:
    """All codes that are waiting."""
    rows = tx.connection.execute(sa.select(invitation).order_by(invitation.c.person_id))
    return tuple(Invitation(row.person_id, row.slot_id, row.week) for row in rows)


def delete_invitation(tx: Transaction, person_id: str) -> None:
    """The first sign-in has replaced the code, or it was withdrawn."""
    tx.connection.execute(sa.delete(invitation).where(invitation.c.person_id == person_id))
    tx.changed.add(Kind.PEOPLE)


def _refuse_taken_name(tx: Transaction, member: Member) -> None:
    holder = find_by_folded_name(tx, fold_name(member.name))
    if holder is not None and holder.person_id != member.person_id:
        raise NotNow(
            _("Somebody here already signs in under that name."),
            _("Add a second name or an initial, so that each of you has their own."),
        )


def _write_roles(tx: Transaction, person_id: str, roles: Collection[Role]) -> None:
    tx.connection.execute(sa.delete(person_role).where(person_role.c.person_id == person_id))
    put_all(tx, person_role, [{"person_id": person_id, "role": role.value} for role in sorted(roles)])


def _belonging(member: Member, team_id: str) -> dict[str, Any]:
    return {
        "person_id": member.person_id,
        "team_id": team_id,
        "belongs": team_id in member.teams,
        "manages": team_id in member.manages,
    }


def _members(tx: Transaction, which: sa.ColumnElement[bool]) -> tuple[Member, ...]:
    rows = tx.connection.execute(sa.select(person).where(which)).all()
    ids = [row.person_id for row in rows]
    roles: defaultdict[str, set[Role]] = defaultdict(set)
    for row in rows_among(tx, person_role, "person_id", ids):
        roles[row.person_id].add(Role(row.role))
    teams: defaultdict[str, set[str]] = defaultdict(set)
    manages: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows_among(tx, membership, "person_id", ids):
        if row.belongs:
            teams[row.person_id].add(row.team_id)
        if row.manages:
            manages[row.person_id].add(row.team_id)
    found = [
        Member(
            row.person_id,
            row.name,
            frozenset(roles[row.person_id]),
            frozenset(teams[row.person_id]),
            frozenset(manages[row.person_id]),
            Standing(row.standing),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda m: (m.name.casefold(), m.person_id)))
