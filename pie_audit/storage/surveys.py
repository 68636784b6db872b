"""Surveys: their frozen plans, who keeps a key, and what was said back to the team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from pie_audit.domain.changed import Kind
from pie_audit.domain.errors import NotNow
from pie_audit.domain.sealed import KeeperKey
from pie_audit.domain.survey import SurveyState
from pie_audit.storage import ballots
from pie_audit.storage.transaction import Transaction, put, put_all, table
from pie_audit.words import _

survey = table(
    "survey",
    sa.Column("survey_id", sa.Text, primary_key=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("plan", sa.Text, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Column("frozen", sa.LargeBinary, nullable=False),
    sa.Column("slip_salt", sa.LargeBinary, nullable=False),
    sa.Column("last_day", sa.Date, nullable=False),
    sa.Column("opened_week", sa.Text),
    sa.Column("told_week", sa.Text),
    sa.Column("vouched", sa.LargeBinary),
    sa.Column("turned_by", sa.Text),
    sa.Column("turned_proof", sa.LargeBinary),
)
"""`plan` is canonical text, so that its digest can be made again; people stand in it by id alone. `frozen` binds plan,
keys and rights, and is empty before the survey opens; `vouched` is the organiser's signature under it, `turned_proof`
the first keeper's under what they left."""

survey_team = table(
    "survey_team",
    sa.Column("survey_id", sa.Text, sa.ForeignKey("survey.survey_id"), primary_key=True),
    sa.Column("team_id", sa.Text, sa.ForeignKey("team.team_id"), primary_key=True, index=True),
)

survey_keeper = table(
    "survey_keeper",
    sa.Column("survey_id", sa.Text, sa.ForeignKey("survey.survey_id"), primary_key=True),
    sa.Column("person_id", sa.Text, primary_key=True),
    sa.Column("xpk", sa.LargeBinary, nullable=False),
    sa.Column("proof", sa.LargeBinary, nullable=False),
    sa.Column("nonce", sa.LargeBinary, nullable=False),
    sa.Column("wrapped", sa.LargeBinary, nullable=False),
)

said_back = table(
    "said_back",
    sa.Column("survey_id", sa.Text, sa.ForeignKey("survey.survey_id"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("said", sa.Text, nullable=False),
    sa.Column("will", sa.Text, nullable=False),
    sa.Column("cannot", sa.Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """One survey as it is kept. `last_day` is the day until which people may answer, the spare week included."""

    survey_id: str
    state: SurveyState
    plan: str
    digest: bytes
    frozen: bytes
    slip_salt: bytes
    last_day: date
    opened_week: str | None = None
    told_week: str | None = None
    vouched: bytes | None = None
    turned_by: str | None = None
    turned_proof: bytes | None = None


def save_survey(tx: Transaction, row: SurveyRow, team_ids: Sequence[str]) -> None:
    """Write a survey and the teams it asks, in place of what was kept of it."""
    values = asdict(row) | {"state": row.state.value}
    key = {"survey_id": values.pop("survey_id")}
    put(tx, survey, key, values)
    tx.connection.execute(sa.delete(survey_team).where(survey_team.c.survey_id == row.survey_id))
    put_all(tx, survey_team, [{**key, "team_id": team_id} for team_id in sorted(set(team_ids))])
    tx.changed.add(Kind.SURVEYS)


def change_survey(tx: Transaction, survey_id: str, **values: Any) -> None:
    """Set these columns of one survey."""
    plain = {name: value.value if isinstance(value, SurveyState) else value for name, value in values.items()}
    tx.connection.execute(sa.update(survey).where(survey.c.survey_id == survey_id).values(**plain))
    tx.changed.add(Kind.SURVEYS)


def load_survey(tx: Transaction, survey_id: str) -> SurveyRow:
    """One survey. Raises NotNow where there is none (any more)."""
    row = tx.connection.execute(sa.select(survey).where(survey.c.survey_id == survey_id)).first()
    if row is None:
        raise NotNow(_("This survey isn’t here any more."), _("Go back to the list of surveys."))
    return _survey(row)


def surveys_of_team(tx: Transaction, team_id: str) -> tuple[SurveyRow, ...]:
    """The surveys that ask this team, the latest first."""
    query = sa.select(survey).join(survey_team).where(survey_team.c.team_id == team_id)
    return _in_order(tx, query)


def all_surveys(tx: Transaction) -> tuple[SurveyRow, ...]:
    """Every survey of the workspace, the latest first."""
    return _in_order(tx, sa.select(survey))


def delete_survey(tx: Transaction, survey_id: str) -> None:
    """Throw a draft away, with its approvals."""
    for each in (survey_keeper, survey_team, said_back, survey):
        tx.connection.execute(sa.delete(each).where(each.c.survey_id == survey_id))
    tx.changed.add(Kind.SURVEYS)


def block_of_place(tx: Transaction, survey_id: str, holder_id: str) -> str | None:
    """The block of a place in an open survey, by whoever holds it; None where there is no such place."""
    token = ballots.token_of(tx, survey_id, holder_id)
    return token.block_id if token is not None else None


def save_keeper(tx: Transaction, key: KeeperKey) -> None:
    """Write a keeper's key and approval, in place of an earlier one."""
    put(
        tx,
        survey_keeper,
        {"survey_id": key.survey_id, "person_id": key.person_id},
        {"xpk": key.xpk, "proof": key.proof, "nonce": key.nonce, "wrapped": key.wrapped},
    )
    tx.changed.add(Kind.SURVEYS)


def keepers_of(tx: Transaction, survey_id: str) -> tuple[KeeperKey, ...]:
    """The keepers who have approved, in the order of their ids; none once the box was opened."""
    query = sa.select(survey_keeper).where(survey_keeper.c.survey_id == survey_id)
    rows = tx.connection.execute(query.order_by(survey_keeper.c.person_id))
    return tuple(KeeperKey(**row._mapping) for row in rows)


def drop_keepers(tx: Transaction, survey_id: str) -> None:
    """Destroy every keeper's key: what was sealed to them can never be read again."""
    tx.connection.execute(sa.delete(survey_keeper).where(survey_keeper.c.survey_id == survey_id))
    tx.changed.add(Kind.SURVEYS)


def save_said_back(tx: Transaction, survey_id: str, lines: Sequence[tuple[str, str, str]]) -> None:
    """Write what the team is told: said, will, cannot; in place of what stood there."""
    tx.connection.execute(sa.delete(said_back).where(said_back.c.survey_id == survey_id))
    rows = [
        {"survey_id": survey_id, "place": place, "said": said, "will": will, "cannot": cannot}
        for place, (said, will, cannot) in enumerate(lines)
    ]
    put_all(tx, said_back, rows)
    tx.changed.add(Kind.SURVEYS)


def load_said_back(tx: Transaction, survey_id: str) -> tuple[tuple[str, str, str], ...]:
    """What the team was told, in its order."""
    query = sa.select(said_back).where(said_back.c.survey_id == survey_id).order_by(said_back.c.place)
    return tuple((row.said, row.will, row.cannot) for row in tx.connection.execute(query))


def _in_order(tx: Transaction, query: sa.Select[Any]) -> tuple[SurveyRow, ...]:
    rows = tx.connection.execute(query.order_by(survey.c.last_day.desc(), survey.c.survey_id))
    return tuple(_survey(row) for row in rows)


def _survey(row: sa.Row[Any]) -> SurveyRow:
    return SurveyRow(**{**row._mapping, "state": SurveyState(row.state)})
