"""Somebody with the file and the key of its database, and no keeper's secret, who rewrites a survey past the program.

Everything that can be made from what stands in the file is made again, so that each forgery is as whole as it can be.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from pie_audit.domain.sealed import BallotToken, KeeperKey, SealedBallot
from pie_audit.domain.survey import SurveyPlan
from pie_audit.storage import audits, ballots, people, surveys
from pie_audit.storage.surveys import SurveyRow
from pie_audit.storage.transaction import Transaction
from pie_audit.vault import ballots as box
from pie_audit.vault import sealing
from pie_audit.vault.open_vault import OpenVault, sign_self
from pie_audit.workflows.surveys import plan_text
from tests.quarter import Hostel

Forgery = Callable[[Hostel, Transaction, SurveyRow], None]
OWN = "own"


def forger(person_id: str = OWN) -> OpenVault:
    """Keys that the administrator made up, in whosever name."""
    return OpenVault(person_id, {1: b"the administrator's own choice!!"})


def rewrite(hostel: Hostel, survey_id: str, forgery: Forgery) -> None:
    """Change the file as if the program weren't there."""
    hostel.opened.write(lambda tx: forgery(hostel, tx, surveys.load_survey(tx, survey_id)))


def set_plan(tx: Transaction, row: SurveyRow, **changes: Any) -> None:
    """Another plan, with digest and binding to match; the keepers' signatures stay what they were."""
    plan = replace(plan_text.from_text(row.plan), **changes)
    text = plan_text.to_text(plan)
    digest = box.digest_plan(text)
    surveys.change_survey(tx, row.survey_id, plan=text, digest=digest)
    bind_anew(tx, row.survey_id)


def set_plan_of_draft(tx: Transaction, row: SurveyRow, **changes: Any) -> None:
    """Another plan that waits for approval, with a digest to match."""
    text = plan_text.to_text(replace(plan_text.from_text(row.plan), **changes))
    surveys.change_survey(tx, row.survey_id, plan=text, digest=box.digest_plan(text))


def bind_anew(tx: Transaction, survey_id: str) -> None:
    """The binding of plan, keys and rights as they stand now, and a signature by whoever forges."""
    row = surveys.load_survey(tx, survey_id)
    keys, rights = surveys.keepers_of(tx, survey_id), ballots.rights_of(tx, survey_id)
    frozen = box.freeze(row.digest, keys, rights)
    surveys.change_survey(tx, survey_id, frozen=frozen, vouched=box.vouch(forger(), survey_id, frozen))


def lower_minimum(hostel: Hostel, tx: Transaction, row: SurveyRow) -> None:
    set_plan(tx, row, minimum=2)


def raise_minimum(hostel: Hostel, tx: Transaction, row: SurveyRow) -> None:
    set_plan(tx, row, minimum=6)


def another_close_week(hostel: Hostel, tx: Transaction, row: SurveyRow) -> None:
    plan = plan_text.from_text(row.plan)
    set_plan(tx, row, closes_on=plan.spare_until)
    surveys.change_survey(tx, row.survey_id, last_day=plan.spare_until)


def plan_text_alone(hostel: Hostel, tx: Transaction, row: SurveyRow) -> None:
    plan = replace(plan_text.from_text(row.plan), purpose="To find out who is unhappy.")
    surveys.change_survey(tx, row.survey_id, plan=plan_text.to_text(plan))


def earlier_last_day(hostel: Hostel, tx: Transaction, row: SurveyRow) -> None:
    from datetime import timedelta

    surveys.change_survey(tx, row.survey_id, last_day=row.last_day - timedelta(days=7))


def later_last_day(hostel: Hostel, tx: Transaction, row: SurveyRow) -> None:
    from datetime import timedelta

    surveys.change_survey(tx, row.survey_id, last_day=row.last_day + timedelta(days=70))


def ghosts(hostel: Hostel, tx: Transaction, row: SurveyRow) -> None:
    """Five who don't exist beside the victim, and rights for them."""
    plan = plan_text.from_text(row.plan)
    (one,) = plan.blocks
    more = tuple(sorted((*one.people, *(f"{n}" * 32 for n in "12345"))))
    _add_rights(tx, row, 5)
    set_plan(tx, row, blocks=(replace(one, people=more),))


def one_right_more(hostel: Hostel, tx: Transaction, row: SurveyRow) -> None:
    _add_rights(tx, row, 1)


def one_right_more_and_bound(hostel: Hostel, tx: Transaction, row: SurveyRow) -> None:
    _add_rights(tx, row, 1)
    bind_anew(tx, row.survey_id)


def frozen_alone(hostel: Hostel, tx: Transaction, row: SurveyRow) -> None:
    surveys.change_survey(tx, row.survey_id, frozen=bytes(32))


def _add_rights(tx: Transaction, row: SurveyRow, n: int) -> None:
    for _each in range(n):
        right = box.new_token().right
        tx.connection.execute(
            sa.insert(ballots.ballot_right).values(survey_id=row.survey_id, right_hash=right)
        )


def all_rights_made_anew(hostel: Hostel, tx: Transaction, row: SurveyRow) -> None:
    """The strongest one: new rights, bound anew, and for every account a token that opens."""
    _new_tokens(tx, row, forger())


def all_rights_made_anew_in_the_organisers_name(hostel: Hostel, tx: Transaction, row: SurveyRow) -> None:
    """The same, with keys of the organiser's swapped in the file as well."""
    organiser = plan_text.from_text(row.plan).organiser_id
    _swap_public_keys(tx, organiser)
    _new_tokens(tx, row, forger(organiser))


def _new_tokens(tx: Transaction, row: SurveyRow, by: OpenVault) -> None:
    plan = plan_text.from_text(row.plan)
    stored = tx.connection.execute(sa.select(ballots.ballot_token)).all()
    keys = {key.person_id: key.xpk for key in people.public_keys(tx)}
    slip = forger().xpk  # nobody can seal to a slip: its public key stands nowhere
    places = [
        box.Place(t.holder_id, t.block_id, keys.get(t.holder_id, slip), box.new_token()) for t in stored
    ]
    rights = [place.token.right for place in places]
    frozen = box.freeze(row.digest, surveys.keepers_of(tx, row.survey_id), rights)
    for table in (ballots.ballot, ballots.ballot_right, ballots.ballot_token):
        tx.connection.execute(sa.delete(table))
    ballots.open_box(tx, row.survey_id, rights, [box.seal_token(plan.survey_id, p, frozen) for p in places])
    surveys.change_survey(tx, row.survey_id, frozen=frozen, vouched=box.vouch(by, row.survey_id, frozen))


def a_keepers_key(hostel: Hostel, tx: Transaction, row: SurveyRow) -> None:
    """The administrator's own key in Jo's name, bound anew."""
    fake = box.make_keeper_key(forger(hostel.jo.member.person_id), row.survey_id, row.digest)
    surveys.save_keeper(tx, fake)
    bind_anew(tx, row.survey_id)


def a_keepers_key_and_name(hostel: Hostel, tx: Transaction, row: SurveyRow) -> None:
    """Jo's public keys in the file as well."""
    _swap_public_keys(tx, hostel.jo.member.person_id)
    a_keepers_key(hostel, tx, row)


def every_key_in_the_file(hostel: Hostel, tx: Transaction, row: SurveyRow) -> None:
    """All three keepers and the organiser are somebody else now, and everything is signed and bound by them."""
    plan = plan_text.from_text(row.plan)
    for person_id in (*plan.keepers, plan.organiser_id):
        _swap_public_keys(tx, person_id)
    for person_id in plan.keepers:
        surveys.save_keeper(tx, box.make_keeper_key(forger(person_id), row.survey_id, row.digest))
    _new_tokens(tx, row, forger(plan.organiser_id))


def _swap_public_keys(tx: Transaction, person_id: str) -> None:
    fake = forger(person_id)
    values = {"xpk": fake.xpk, "epk": fake.epk, "selfsig": sign_self(fake)}
    for table in (people.user_key, people.public_key):
        tx.connection.execute(sa.update(table).where(table.c.person_id == person_id).values(**values))


def a_keeper_less(hostel: Hostel, tx: Transaction, row: SurveyRow) -> None:
    table = surveys.survey_keeper
    tx.connection.execute(sa.delete(table).where(table.c.person_id == hostel.jo.member.person_id))
    bind_like_before(tx, row)


def bind_like_before(tx: Transaction, row: SurveyRow) -> None:
    surveys.change_survey(tx, row.survey_id, frozen=row.frozen)


def two_keepers_change_places(hostel: Hostel, tx: Transaction, row: SurveyRow) -> None:
    """Jo's key under Sam's name and the other way round."""
    jo, sam = (
        next(
            k
            for k in surveys.keepers_of(tx, row.survey_id)
            if k.person_id == hostel.people[n].member.person_id
        )
        for n in ("jo", "sam")
    )
    for one, other in ((jo, sam), (sam, jo)):
        surveys.save_keeper(
            tx, KeeperKey(row.survey_id, one.person_id, other.xpk, other.proof, other.nonce, other.wrapped)
        )
    bind_anew(tx, row.survey_id)


def questions(hostel: Hostel, tx: Transaction, row: SurveyRow) -> None:
    """Other questions than were approved, with a digest of the row to match."""
    table = audits.questionnaire_copy
    kept = tx.connection.execute(sa.select(table.c.text)).scalar_one()
    data = json.loads(kept)
    data["items"][0]["text"] = "What is your name?"
    tx.connection.execute(sa.update(table).values(text=json.dumps(data)))


def another_token(hostel: Hostel, tx: Transaction, row: SurveyRow) -> None:
    """A place for Tom whose secret the administrator knows."""
    tom = hostel.tom.member.person_id
    stored = ballots.token_of(tx, row.survey_id, tom)
    assert stored is not None
    place = box.Place(tom, stored.block_id, hostel.tom.vault.xpk, box.new_token())
    _put_token(tx, box.seal_token(row.survey_id, place, row.frozen))


def a_token_of_another_block(hostel: Hostel, tx: Transaction, row: SurveyRow) -> None:
    tom = hostel.tom.member.person_id
    stored = ballots.token_of(tx, row.survey_id, tom)
    assert stored is not None
    _put_token(tx, replace(stored, block_id="somewhere else"))


def somebody_elses_token(hostel: Hostel, tx: Transaction, row: SurveyRow) -> None:
    sam = ballots.token_of(tx, row.survey_id, hostel.sam.member.person_id)
    assert sam is not None
    _put_token(tx, replace(sam, holder_id=hostel.tom.member.person_id))


def _put_token(tx: Transaction, token: BallotToken) -> None:
    table = ballots.ballot_token
    where = (table.c.survey_id == token.survey_id) & (table.c.holder_id == token.holder_id)
    tx.connection.execute(sa.update(table).where(where).values(block_id=token.block_id, sealed=token.sealed))


FOR_ACCOUNTS: tuple[Forgery, ...] = (
    lower_minimum,
    raise_minimum,
    another_close_week,
    plan_text_alone,
    later_last_day,
    ghosts,
    one_right_more,
    one_right_more_and_bound,
    frozen_alone,
    all_rights_made_anew,
    all_rights_made_anew_in_the_organisers_name,
    a_keepers_key,
    a_keepers_key_and_name,
    every_key_in_the_file,
    a_keeper_less,
    two_keepers_change_places,
    questions,
    another_token,
    a_token_of_another_block,
    somebody_elses_token,
)
FOR_SLIPS = tuple(f for f in FOR_ACCOUNTS if "token" not in f.__name__)


# at the box itself


def forged(raw: bytes, frozen: bytes, keys: tuple[KeeperKey, ...], token: box.Token) -> tuple[bytes, ...]:
    """A ballot with these very bytes for its text, made without the program's own care."""
    padded = sealing.pad(frozen + raw, box.PLAIN_BYTES)
    xpks = [key.xpk for key in box.in_place(keys)]

    def part(outer: bytes) -> bytes:
        mids = [sealing.seal(inner, padded) for inner in xpks if inner != outer]
        proof = token.sign(sealing.digest(frozen + b"".join(mids), label="pie-ballot-v1"))
        return b"".join(sealing.seal(outer, proof + mid) for mid in mids)

    return tuple(part(outer) for outer in xpks)


def content(plan: SurveyPlan, comment: str, values: Mapping[str, Any] | None = None) -> bytes:
    """What the program would write."""
    body = {"block": plan.blocks[0].block_id, "values": values or {}, "causes": [], "comment": comment}
    return json.dumps(body).encode()


def put(tx: Transaction, survey_id: str, right: bytes, parts: tuple[bytes, ...]) -> None:
    """Write a ballot where it wasn't let in, over whatever lies there."""
    table = ballots.ballot
    where = (table.c.survey_id == survey_id) & (table.c.right_hash == right)
    tx.connection.execute(sa.delete(table).where(where))
    rows = [{"survey_id": survey_id, "place": p, "right_hash": right, "body": b} for p, b in enumerate(parts)]
    tx.connection.execute(sa.insert(table), rows)


def cast(tx: Transaction, survey_id: str, token: box.Token, parts: tuple[bytes, ...]) -> None:
    """Hand it in as the program would."""
    assert ballots.cast(tx, survey_id, SealedBallot(token.right, parts))
