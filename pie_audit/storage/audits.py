"""Rounds of the review, the steps they took, and the frozen text of the questions they asked."""

from __future__ import annotations

import secrets
from collections import defaultdict
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa

from pie_audit.domain.audit import AuditRound, Invited, RoundState
from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import NotNow
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.team import Perspective
from pie_audit.storage.sheets import destroy_sheets
from pie_audit.storage.transaction import Transaction, put, put_all, read_once, rows_among, table
from pie_audit.words import _

questionnaire_copy = table(
    "questionnaire_copy",
    sa.Column("questionnaire_id", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)

audit_round = table(
    "audit_round",
    sa.Column("round_id", sa.Text, primary_key=True),
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), nullable=False),
    sa.Column("quarter", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("questionnaire_id", sa.Text, nullable=False),
    sa.Column("questionnaire_version", sa.Integer, nullable=False),
    sa.Column("scope", sa.Text, nullable=False),
    sa.Column("theme_id", sa.Text),
    sa.Column("facilitator_id", sa.Text, nullable=False),
    sa.Column("opens_on", sa.Date, nullable=False),
    sa.Column("closes_on", sa.Date, nullable=False),
    sa.Column("talk_on", sa.Date),
    sa.Column("minimum", sa.Integer, nullable=False),
    sa.Column("together_only", sa.Boolean, nullable=False),
    sa.Column("public_key", sa.LargeBinary, nullable=False),
    sa.Column("slip_salt", sa.LargeBinary, nullable=False),
    sa.Index(
        "uq_audit_round_team_id_quarter",
        "team_id",
        "quarter",
        unique=True,
        sqlite_where=sa.text("state <> 'abandoned'"),
        postgresql_where=sa.text("state <> 'abandoned'"),
    ),
    sa.Index("ix_audit_round_team_id", "team_id"),
)
"""People are named by id without a foreign key: who was erased later still facilitated."""

round_opener = table(
    "round_opener",
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("person_id", sa.Text, nullable=False),
)

round_invited = table(
    "round_invited",
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), primary_key=True),
    sa.Column("perspective", sa.Text, primary_key=True),
    sa.Column("accounts", sa.Integer, nullable=False),
    sa.Column("slips", sa.Integer, nullable=False),
)

round_theme = table(
    "round_theme",
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), primary_key=True),
    sa.Column("theme_id", sa.Text, primary_key=True),
)

round_topic_off = table(
    "round_topic_off",
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), primary_key=True),
    sa.Column("perspective", sa.Text, primary_key=True),
    sa.Column("topic_id", sa.Text, primary_key=True),
)
"""Topics that a perspective isn't asked in this round."""

round_step = table(
    "round_step",
    sa.Column("step_id", sa.Text, primary_key=True),
    sa.Column("round_id", sa.Text, sa.ForeignKey("audit_round.round_id"), nullable=False, index=True),
    sa.Column("from_state", sa.Text, nullable=False),
    sa.Column("to_state", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("week", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
)

_PLAIN = tuple(c.name for c in audit_round.columns if c.name not in {"round_id", "quarter", "state"})


@dataclass(frozen=True, slots=True)
class RoundStep:
    """One change of a round's state: by which role, in which ISO week, and why."""

    from_state: RoundState
    to_state: RoundState
    role: str
    week: str
    why: str


def freeze_questionnaire(tx: Transaction, questionnaire_id: str, version: int, text: str) -> None:
    """Keep the questions as they are now asked. A copy that is already there stays: rounds rest on it."""
    key = {"questionnaire_id": questionnaire_id, "version": version}
    if load_questionnaire(tx, questionnaire_id, version) is None:
        digest = blake2b(text.encode(), digest_size=32).hexdigest()
        put(tx, questionnaire_copy, key, {"digest": digest, "text": text})
        tx.changed.add(Kind.ROUND)


def load_questionnaire(tx: Transaction, questionnaire_id: str, version: int) -> str | None:
    """The text of the question file that rounds of this id and version asked."""
    query = sa.select(questionnaire_copy.c.text).where(
        questionnaire_copy.c.questionnaire_id == questionnaire_id, questionnaire_copy.c.version == version
    )
    return tx.connection.execute(query).scalar()


def save_round(tx: Transaction, value: AuditRound) -> None:
    """Write a round whole. Raises NotNow when the team has another review in that quarter."""
    _refuse_second_review(tx, value)
    plain = {name: getattr(value, name) for name in _PLAIN}
    words = {"quarter": str(value.quarter), "state": value.state.value}
    put(tx, audit_round, {"round_id": value.round_id}, plain | words)
    for part in (round_opener, round_invited, round_theme, round_topic_off):
        tx.connection.execute(sa.delete(part).where(part.c.round_id == value.round_id))
    put_all(tx, round_opener, _opener_rows(value))
    put_all(tx, round_invited, [_invited_row(value.round_id, invited) for invited in value.invited])
    themes = sorted(value.optional_themes)
    put_all(tx, round_theme, [{"round_id": value.round_id, "theme_id": theme} for theme in themes])
    off = [{"perspective": p.value, "topic_id": t, "round_id": value.round_id} for p, t in value.switched_off]
    put_all(tx, round_topic_off, off)
    tx.changed.add(Kind.ROUND)


def load_round(tx: Transaction, round_id: str) -> AuditRound:
    """One round. Raises KeyError where there is none."""
    found = _rounds(tx, audit_round.c.round_id == round_id)
    if not found:
        raise KeyError(round_id)
    return found[0]


def rounds_of_team(tx: Transaction, team_id: str) -> tuple[AuditRound, ...]:
    """All rounds of a team, abandoned ones too, earliest quarter first."""
    return read_once(tx, ("rounds", team_id), lambda: _rounds(tx, audit_round.c.team_id == team_id))


def teams_with_rounds(tx: Transaction) -> frozenset[str]:
    """The teams that ever began a review."""
    return frozenset(tx.connection.execute(sa.select(audit_round.c.team_id).distinct()).scalars())


def current_round(tx: Transaction, team_id: str) -> AuditRound | None:
    """The team's latest round that hasn't ended."""
    running = [r for r in rounds_of_team(tx, team_id) if not r.has_ended]
    return running[-1] if running else None


def set_state(
    tx: Transaction, round_id: str, to: RoundState, *, role: str, week: str, why: str = ""
) -> AuditRound:
    """Move a round on and note by which role, in which ISO week and why; the round as it is then.

    Abandoning destroys its sheets and keys. Raises NotNow for a step that the round doesn't allow.
    """
    before = load_round(tx, round_id)
    after = before.moved(to)
    change = sa.update(audit_round).where(audit_round.c.round_id == round_id)
    tx.connection.execute(change.values(state=to.value))
    step = {"from_state": before.state.value, "to_state": to.value, "role": role, "week": week, "why": why}
    put(tx, round_step, {"step_id": secrets.token_hex(16)}, {"round_id": round_id, **step})
    if to is RoundState.ABANDONED:
        forget_round_keys(tx, round_id)
    tx.changed.add(Kind.ROUND)
    return after if to is not RoundState.ABANDONED else load_round(tx, round_id)


def forget_round_keys(tx: Transaction, round_id: str) -> None:
    """Destroy sheets, seats and every share of the round's key, and the salt of its slips."""
    destroy_sheets(tx, round_id)
    change = sa.update(audit_round).where(audit_round.c.round_id == round_id)
    tx.connection.execute(change.values(public_key=b"", slip_salt=b""))
    tx.changed.add(Kind.ROUND)


def steps_of_round(tx: Transaction, round_id: str) -> tuple[RoundStep, ...]:
    """The changes of state, by week and then by how far along they are."""
    along = list(RoundState)
    rows = tx.connection.execute(sa.select(round_step).where(round_step.c.round_id == round_id))
    steps = [RoundStep(RoundState(r.from_state), RoundState(r.to_state), r.role, r.week, r.why) for r in rows]
    return tuple(sorted(steps, key=lambda s: (s.week, along.index(s.from_state), along.index(s.to_state))))


def _refuse_second_review(tx: Transaction, value: AuditRound) -> None:
    if value.state is RoundState.ABANDONED:
        return
    query = sa.select(audit_round.c.round_id).where(
        audit_round.c.team_id == value.team_id,
        audit_round.c.quarter == str(value.quarter),
        audit_round.c.state != RoundState.ABANDONED.value,
        audit_round.c.round_id != value.round_id,
    )
    if tx.connection.execute(query).first() is not None:
        raise NotNow(
            _("This team already has a review for {quarter}.").format(quarter=value.quarter.name),
            _("Go on with that one, or choose another quarter."),
        )


def _opener_rows(value: AuditRound) -> list[dict[str, Any]]:
    return [
        {"round_id": value.round_id, "place": place, "person_id": opener}
        for place, opener in enumerate(value.openers)
    ]


def _invited_row(round_id: str, invited: Invited) -> dict[str, Any]:
    return {
        "round_id": round_id,
        "perspective": invited.perspective.value,
        "accounts": invited.accounts,
        "slips": invited.slips,
    }


def _rounds(tx: Transaction, which: sa.ColumnElement[bool]) -> tuple[AuditRound, ...]:
    rows = tx.connection.execute(sa.select(audit_round).where(which)).all()
    ids = [row.round_id for row in rows]
    parts = (round_opener, round_invited, round_theme, round_topic_off)
    openers, invited, themes, off = (_parts(tx, part, ids) for part in parts)
    found = [
        AuditRound(
            round_id=row.round_id,
            quarter=Quarter.parse(row.quarter),
            state=RoundState(row.state),
            openers=tuple(o.person_id for o in sorted(openers[row.round_id], key=lambda o: o.place)),
            invited=_invited(invited[row.round_id]),
            optional_themes=frozenset(t.theme_id for t in themes[row.round_id]),
            switched_off=frozenset((Perspective(o.perspective), o.topic_id) for o in off[row.round_id]),
            **{name: row._mapping[name] for name in _PLAIN},
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda r: (r.quarter, r.opens_on, r.round_id)))


def _parts(tx: Transaction, part: sa.Table, ids: list[str]) -> defaultdict[str, list[Any]]:
    by_round: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows_among(tx, part, "round_id", ids):
        by_round[row.round_id].append(row)
    return by_round


def _invited(rows: list[Any]) -> tuple[Invited, ...]:
    found = {row.perspective: Invited(Perspective(row.perspective), row.accounts, row.slips) for row in rows}
    return tuple(found[p.value] for p in Perspective if p.value in found)
