"""The box: rights, tokens and ballots, ciphertext only, and nothing that says who answered or when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import sqlalchemy as sa

from pie_audit.domain.sealed import BallotToken, MidBallot, SealedBallot
from pie_audit.storage.transaction import Transaction, owe_fresh_file, put, put_all, table

ballot_right = table(
    "ballot_right",
    sa.Column("survey_id", sa.Text, sa.ForeignKey("survey.survey_id"), primary_key=True),
    sa.Column("right_hash", sa.LargeBinary, primary_key=True),
)

ballot_token = table(
    "ballot_token",
    sa.Column("survey_id", sa.Text, sa.ForeignKey("survey.survey_id"), primary_key=True),
    sa.Column("holder_id", sa.Text, primary_key=True),
    sa.Column("block_id", sa.Text, nullable=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
)

ballot = table(
    "ballot",
    sa.Column("survey_id", sa.Text, sa.ForeignKey("survey.survey_id"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("right_hash", sa.LargeBinary, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
)
"""Three parts of each ballot, one for each keeper in the order of their ids. No account, no time, no order: only a right,
of which nobody knows whose it is."""

ballot_mid = table(
    "ballot_mid",
    sa.Column("survey_id", sa.Text, sa.ForeignKey("survey.survey_id"), primary_key=True),
    sa.Column("inner_id", sa.Text, primary_key=True),
    sa.Column("place", sa.LargeBinary, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

BALLOT_ROLE = "pie_ballot"
"""The role on a server that may hand in a ballot and do nothing else (security.md, section 5)."""

_ON_SERVER = (
    f"""DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{BALLOT_ROLE}') THEN
            CREATE ROLE {BALLOT_ROLE} NOLOGIN;
        END IF;
    END $$""",
    """CREATE OR REPLACE FUNCTION cast_ballot(which text, entitled bytea, parts bytea[]) RETURNS boolean
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    BEGIN
        PERFORM FROM survey WHERE survey_id = which AND state = 'open' FOR SHARE;
        IF NOT FOUND
            OR NOT EXISTS (SELECT FROM ballot_right WHERE survey_id = which AND right_hash = entitled)
        THEN RETURN false; END IF;
        INSERT INTO ballot (survey_id, place, right_hash, body)
            SELECT which, n - 1, entitled, part FROM unnest(parts) WITH ORDINALITY AS each (part, n)
            ON CONFLICT (survey_id, place, right_hash) DO UPDATE SET body = EXCLUDED.body;
        RETURN true;
    END $$""",
    "REVOKE ALL ON FUNCTION cast_ballot(text, bytea, bytea[]) FROM PUBLIC",
    f"GRANT EXECUTE ON FUNCTION cast_ballot(text, bytea, bytea[]) TO {BALLOT_ROLE}",
    f"GRANT {BALLOT_ROLE} TO CURRENT_USER",
)

"""The survey's row is held until the ballot is in: a keeper who closes it waits that long, and finds the ballot."""

_survey = sa.table("survey", sa.column("survey_id"), sa.column("state"))

_QUIET = {"log_statement": "none", "log_parameter_max_length": "0", "track_commit_timestamp": "off"}
"""How a server must be set so that its log and its clock don't tell who handed in what."""


def make_slot(connection: sa.Connection) -> None:
    """On a server, the slot through which ballots go in: a role that may call one function. Elsewhere nothing."""
    if connection.dialect.name == "postgresql":
        for statement in _ON_SERVER:
            connection.exec_driver_sql(statement)


def telling_settings(tx: Transaction) -> tuple[str, ...]:
    """The settings of this server that would let its log or clock tell on people; none for a file."""
    if tx.connection.dialect.name != "postgresql":
        return ()
    shown = {name: tx.connection.exec_driver_sql(f"SHOW {name}").scalar_one() for name in _QUIET}
    return tuple(name for name, value in _QUIET.items() if shown[name] != value)


def open_box(tx: Transaction, survey_id: str, rights: Sequence[bytes], tokens: Sequence[BallotToken]) -> None:
    """Write rights and tokens, each table in the order of its own key, so that the two can't be laid side by side."""
    put_all(tx, ballot_right, [{"survey_id": survey_id, "right_hash": right} for right in sorted(rights)])
    put_all(tx, ballot_token, [asdict(one) for one in sorted(tokens, key=lambda t: t.holder_id)])


def rights_of(tx: Transaction, survey_id: str) -> tuple[bytes, ...]:
    """Every right of a survey, by its bytes."""
    query = sa.select(ballot_right.c.right_hash).where(ballot_right.c.survey_id == survey_id)
    return tuple(tx.connection.execute(query.order_by(ballot_right.c.right_hash)).scalars())


def token_of(tx: Transaction, survey_id: str, holder_id: str) -> BallotToken | None:
    """The token of a person, or of the slip that these words find (hex)."""
    query = sa.select(ballot_token).where(
        ballot_token.c.survey_id == survey_id, ballot_token.c.holder_id == holder_id
    )
    row = tx.connection.execute(query).first()
    return None if row is None else BallotToken(**row._mapping)


def cast(tx: Transaction, survey_id: str, ballot_: SealedBallot) -> bool:
    """Put a ballot in, in place of an earlier one with the same right; False where the box takes none.

    Changes no kind: nobody's page looks again because somebody answered.
    """
    if tx.connection.dialect.name == "postgresql":
        call = sa.text("SELECT cast_ballot(:which, :entitled, :parts)")
        values = {"which": survey_id, "entitled": ballot_.right, "parts": list(ballot_.parts)}
        return bool(tx.connection.execute(call, values).scalar_one())
    is_open = sa.select(_survey.c.state).where(_survey.c.survey_id == survey_id, _survey.c.state == "open")
    if ballot_.right not in rights_of(tx, survey_id) or tx.connection.execute(is_open).first() is None:
        return False
    for place, body in enumerate(ballot_.parts):
        key = {"survey_id": survey_id, "place": place, "right_hash": ballot_.right}
        put(tx, ballot, key, {"body": body})
    return True


def count_cast(tx: Transaction, survey_id: str) -> int:
    """How many ballots lie in the box: for the spare week and the band of participation, and shown nowhere."""
    query = sa.select(sa.func.count()).where(ballot.c.survey_id == survey_id, ballot.c.place == 0)
    return int(tx.connection.execute(query).scalar_one())


def parts_of(tx: Transaction, survey_id: str, place: int) -> tuple[tuple[bytes, bytes], ...]:
    """What the keeper in this place takes the outer layers off: the right and a part of every ballot.

    Rows of rights that were never given are left out.
    """
    given = set(rights_of(tx, survey_id))
    query = sa.select(ballot.c.right_hash, ballot.c.body)
    mine = query.where(ballot.c.survey_id == survey_id, ballot.c.place == place)
    rows = tx.connection.execute(mine.order_by(ballot.c.right_hash))
    return tuple((row.right_hash, row.body) for row in rows if row.right_hash in given)


def half_open(tx: Transaction, survey_id: str, mids: Sequence[MidBallot]) -> None:
    """Keep what the first key left, by random places, and destroy ballots, tokens and rights."""
    # Field by field: asdict copies each of thousands of bodies' rows anew, at fifteen times the cost.
    rows = [
        {"survey_id": survey_id, "inner_id": mid.inner_id, "place": mid.place, "body": mid.body}
        for mid in mids
    ]
    _destroy(tx, survey_id, ballot, ballot_token, ballot_right)
    put_all(tx, ballot_mid, sorted(rows, key=lambda row: (row["inner_id"], row["place"])))


def mids_of(tx: Transaction, survey_id: str) -> tuple[MidBallot, ...]:
    """Everything that the first key left, for either of the other two keepers, in random order."""
    query = sa.select(ballot_mid.c.inner_id, ballot_mid.c.place, ballot_mid.c.body)
    rows = tx.connection.execute(
        query.where(ballot_mid.c.survey_id == survey_id).order_by(ballot_mid.c.place)
    )
    return tuple(MidBallot(row.inner_id, row.place, row.body) for row in rows)


def destroy_box(tx: Transaction, survey_id: str) -> None:
    """Nothing of the box is left: ballots, half-opened ones, tokens and rights. The file is to be written anew."""
    _destroy(tx, survey_id, ballot, ballot_mid, ballot_token, ballot_right)
    owe_fresh_file(tx)


def _destroy(tx: Transaction, survey_id: str, *tables: sa.Table) -> None:
    """Delete a survey's rows without overwriting their pages one by one.

    They hold ciphertext to keepers' keys, which are destroyed at the opening; then the file is written anew.
    """
    in_file = tx.connection.dialect.name == "sqlite"
    if in_file:
        tx.connection.exec_driver_sql("PRAGMA secure_delete=OFF")
    try:
        for each in tables:
            tx.connection.execute(sa.delete(each).where(each.c.survey_id == survey_id))
    finally:
        if in_file:
            tx.connection.exec_driver_sql("PRAGMA secure_delete=ON")
