"""Whoever writes past the program gets no answers by it: people's programs send nothing, or the opening leaves it out.

The forger has the file and its database key, and no keeper's secret. What these tests can't claim: the names of people
come from the file, so that somebody who holds it can misname an account; whoever was never signed in before trusts
keys at first sight; a box can always be destroyed; an answer can be put back to one that the same person gave earlier;
an organiser whose own program was changed keeps the tokens that it makes, and a first keeper's can drop and add.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa

from pie_audit.domain.errors import KnownError, NotNow
from pie_audit.domain.survey import Answers, SurveyState, Voice
from pie_audit.storage import ballots
from pie_audit.storage import surveys as kept
from pie_audit.storage.surveys import SurveyRow
from pie_audit.storage.transaction import Transaction
from pie_audit.vault import ballots as box
from pie_audit.workflows import arriving, unlock
from pie_audit.workflows.surveys import keeping, plan_text, planning, starting, taking
from pie_audit.workflows.surveys.ballot_text import casts_from, checked
from pie_audit.workflows.surveys.keeping import Inside
from pie_audit.workflows.unlock import SurveySlip
from tests import surveys
from tests.privacy import ballot_forger as forger
from tests.privacy.ballot_forger import Forgery
from tests.privacy.ballot_story import open_to
from tests.quarter import Finished, Hostel

NAMES = ("amina", "jo", "sam", "dee", "tom", "lee")
KEEPERS = ("jo", "sam", "dee")


@pytest.fixture(scope="module")
def asked(finished: Finished, tmp_path_factory: pytest.TempPathFactory) -> tuple[Finished, str, str]:
    """An open survey of six people and a slip; everybody has signed in before, so they know each other's keys."""
    top = tmp_path_factory.mktemp("asked")
    hostel = finished.open(top)
    for name in NAMES:
        hostel.do(arriving.arrive, hostel.people[name])
    survey_id, (words,) = open_to(hostel, NAMES, slips=1)
    hostel.close()
    return Finished(top, finished.team_id, finished.house_code), survey_id, words


@pytest.fixture
def house(asked: tuple[Finished, str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hostel]:
    opened = asked[0].open(tmp_path_factory.mktemp("house"))
    yield opened
    opened.close()


@pytest.fixture
def survey_id(asked: tuple[Finished, str, str]) -> str:
    return asked[1]


@pytest.fixture
def slip(asked: tuple[Finished, str, str], house: Hostel) -> SurveySlip:
    found = unlock.sign_in_with_slip(house.opened, asked[2])
    assert isinstance(found, SurveySlip)
    return found


def cast_count(house: Hostel, survey_id: str) -> int:
    return house.read(lambda tx: ballots.count_cast(tx, survey_id))


# before sending


@pytest.mark.parametrize("forgery", forger.FOR_ACCOUNTS, ids=lambda f: f.__name__)
def test_an_account_sends_nothing_into_a_survey_that_was_changed(
    house: Hostel, survey_id: str, forgery: Forgery
) -> None:
    forger.rewrite(house, survey_id, forgery)
    before = cast_count(house, survey_id)
    with pytest.raises(KnownError):
        surveys.answer(house, house.tom, survey_id, surveys.MIDDLING)
    assert cast_count(house, survey_id) == before
    assert not house.see(taking.has_sent, house.tom, survey_id)


@pytest.mark.parametrize("forgery", forger.FOR_SLIPS, ids=lambda f: f.__name__)
def test_a_slip_that_remembers_nobody_sends_nothing_either(
    house: Hostel, survey_id: str, slip: SurveySlip, forgery: Forgery
) -> None:
    forger.rewrite(house, survey_id, forgery)
    with pytest.raises(KnownError):
        surveys.answer(house, slip, survey_id, surveys.MIDDLING)
    assert cast_count(house, survey_id) == 0


def test_the_same_people_send_into_one_that_was_not(house: Hostel, survey_id: str, slip: SurveySlip) -> None:
    for me in (house.tom, slip):
        surveys.answer(house, me, survey_id, surveys.MIDDLING)
    assert cast_count(house, survey_id) == 2


def test_other_questions_are_not_even_shown(house: Hostel, survey_id: str) -> None:
    assert house.see(taking.taking, house.tom, survey_id).instrument.items
    forger.rewrite(house, survey_id, forger.questions)
    with pytest.raises(NotNow):
        house.see(taking.taking, house.tom, survey_id)


# approving and opening


def test_a_keeper_signs_the_plan_that_is_shown_and_no_other(hostel: Hostel) -> None:
    wish = surveys.wish(hostel, [surveys.block(hostel, surveys.grow(hostel, 6))])
    survey_id = hostel.do(planning.save_plan, hostel.amina, wish)

    def swap(hostel: Hostel, tx: Transaction, row: SurveyRow) -> None:
        kept.change_survey(tx, survey_id, digest=box.digest_plan("another plan"))

    forger.rewrite(hostel, survey_id, swap)
    with pytest.raises(NotNow):
        hostel.do(keeping.approve, hostel.jo, survey_id)
    assert hostel.read(lambda tx: kept.keepers_of(tx, survey_id)) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"voice": Voice.QUOTES},
        {"groups": "one person"},
        {"outside": "everybody"},
        {"instrument_digest": "00" * 32},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_keeper_signs_no_plan_that_offers_more_than_the_rules(
    hostel: Hostel, changes: dict[str, object]
) -> None:
    wish = surveys.wish(hostel, [surveys.block(hostel, surveys.grow(hostel, 6))])
    survey_id = hostel.do(planning.save_plan, hostel.amina, wish)

    def widen(hostel: Hostel, tx: Transaction, row: SurveyRow) -> None:
        plan = plan_text.from_text(row.plan)
        values = {
            "voice": Voice.QUOTES,
            "groups": (forger_group(plan.blocks[0].block_id),),
            "outside": frozenset(plan.keepers),
            "instrument_digest": "00" * 32,
        }
        forger.set_plan_of_draft(tx, row, **{name: values[name] for name in changes})

    forger.rewrite(hostel, survey_id, widen)
    with pytest.raises(NotNow):
        hostel.do(keeping.approve, hostel.jo, survey_id)


def forger_group(block_id: str) -> object:
    from pie_audit.domain.survey import ReportGroup

    return ReportGroup("tom", "Tom", frozenset({block_id}))


def test_a_keeper_signs_the_plan_that_they_have_read(hostel: Hostel) -> None:
    blocks = [surveys.block(hostel, surveys.grow(hostel, 6))]
    survey_id = hostel.do(planning.save_plan, hostel.amina, surveys.wish(hostel, blocks))
    read = hostel.see(keeping.keeping, hostel.jo, survey_id).plan
    hostel.do(planning.save_plan, hostel.amina, surveys.wish(hostel, blocks, purpose="Another"), survey_id)
    with pytest.raises(NotNow, match="while you read"):
        hostel.do(keeping.approve, hostel.jo, survey_id, read)


def test_only_whoever_the_keepers_read_about_opens_it(hostel: Hostel) -> None:
    names = surveys.grow(hostel, 6)
    survey_id = surveys.planned(hostel, [surveys.block(hostel, names)])
    other = hostel.add("Mona", *hostel.amina.member.roles, manages=True)
    with pytest.raises(NotNow, match="Amina"):
        starting.prepare(hostel.opened, other, survey_id)


# at the opening


@pytest.fixture
def full(house: Hostel, survey_id: str) -> Hostel:
    """Six people have answered; Tom's comment can be told."""
    for number, name in enumerate(NAMES):
        surveys.answer(house, house.people[name], survey_id, surveys.varied(number))
    return house


def looked(house: Hostel, survey_id: str) -> Inside:
    house.at(surveys.AFTER)
    assert keeping.turn_first(house.opened, house.jo, survey_id)
    return keeping.look_inside(house.opened, house.dee, survey_id)


def honest() -> list[dict[int, int]]:
    return sorted((surveys.varied(n) for n in range(6)), key=str)


def said(inside: Inside) -> list[dict[int, int]]:
    return sorted((dict(cast.answers.values) for cast in inside.casts), key=str)


def bits(house: Hostel, survey_id: str) -> tuple[SurveyRow, tuple[object, ...], list[bytes]]:
    """What the forger reads: the row, the keepers' public keys, and the rights, of which six hold a ballot."""
    row, keys = house.read(lambda tx: (kept.load_survey(tx, survey_id), kept.keepers_of(tx, survey_id)))
    return row, keys, list(house.read(lambda tx: ballots.rights_of(tx, survey_id)))


def test_ballots_of_the_forgers_making_are_left_out(full: Hostel, survey_id: str) -> None:
    """Else all but one could be replaced by known ones, and what is released would be that one's answers."""
    row, keys, rights = bits(full, survey_id)
    lying = full.read(lambda tx: dict(ballots.parts_of(tx, survey_id, 0)))
    victim, *others = sorted(lying)
    plan = plan_text.from_text(row.plan)
    known = forger.content(plan, "", {"1": 0})

    def stuff(tx: Transaction) -> None:
        for right in [*others, *(r for r in rights if r not in lying), b"\1" * 32]:
            parts = forger.forged(known, row.frozen, keys, box.new_token())  # type: ignore[arg-type]
            forger.put(tx, survey_id, right, parts)

    full.opened.write(stuff)
    inside = looked(full, survey_id)
    assert len(inside.casts) == 1
    assert inside.few
    assert inside.comments == ()
    assert victim in lying


def test_a_ballot_moved_under_another_right_is_left_out(full: Hostel, survey_id: str) -> None:
    one, other = sorted(full.read(lambda tx: dict(ballots.parts_of(tx, survey_id, 0))))[:2]

    def copy(tx: Transaction) -> None:
        parts = [dict(ballots.parts_of(tx, survey_id, place))[one] for place in range(3)]
        forger.put(tx, survey_id, other, tuple(parts))

    full.opened.write(copy)
    assert len(looked(full, survey_id).casts) == 5


def test_a_ballot_of_another_survey_is_left_out(full: Hostel, survey_id: str) -> None:
    other_id, _words = open_to(full, NAMES, slips=0)
    surveys.answer(full, full.tom, other_id, surveys.varied(7))

    def replay(tx: Transaction) -> None:
        ((right, _body),) = ballots.parts_of(tx, other_id, 0)
        parts = tuple(ballots.parts_of(tx, other_id, place)[0][1] for place in range(3))
        forger.put(tx, survey_id, right, parts)

    full.opened.write(replay)
    assert said(looked(full, survey_id)) == honest()


@pytest.mark.parametrize("body", [b"", b"short", bytes(8384), b"\xff" * 8384, b"x" * 100_000])
def test_rubbish_in_the_box_keeps_it_from_nobody(full: Hostel, survey_id: str, body: bytes) -> None:
    _row, _keys, rights = bits(full, survey_id)
    empty = next(r for r in rights if r not in full.read(lambda tx: dict(ballots.parts_of(tx, survey_id, 0))))
    full.opened.write(lambda tx: forger.put(tx, survey_id, empty, (body,) * 3))
    assert said(looked(full, survey_id)) == honest()


RUBBISH = {
    "no JSON": b"\xff\xfe nothing",
    "nothing": b"",
    "null": b"null",
    "a list": b"[]",
    "deep": b"[" * 3_900,
    "deep objects": b'{"a":' * 700,
    "a long number": b"9" * 3_900,
    "block is a list": b'{"block":[],"values":{},"causes":[],"comment":""}',
    "block is an object": b'{"block":{},"values":{},"causes":[],"comment":""}',
    "another block": b'{"block":"elsewhere","values":{"1":2},"causes":[],"comment":""}',
    "values is a list": b'{"block":"B","values":[1],"causes":[],"comment":""}',
    "causes hold lists": b'{"block":"B","values":{"1":2},"causes":[[],{}],"comment":3}',
    "no comment": b'{"block":"B","values":{"1":2},"causes":[]}',
}
ODD = {
    "huge numbers": b'{"block":"B","values":{"1":'
    + b"9" * 3_000
    + b',"77":1,"2":1e999},"causes":[],"comment":""}',
    "not a number": b'{"block":"B","values":{"1":NaN},"causes":[],"comment":""}',
    "odd item numbers": '{"block":"B","values":{"²":1,"-1":1,"１":9,"x":1},"causes":[],"comment":""}'.encode(),
    "half signs": b'{"block":"B","values":{},"causes":["\\ud800"],"comment":"\\ud800 \\u0000 \\u202e"}',
    "causes hold lists": b'{"block":"B","values":{},"causes":[[],{}],"comment":""}',
}


@pytest.mark.parametrize("raw", [*RUBBISH.values(), *ODD.values()], ids=[*RUBBISH, *ODD])
def test_rubbish_from_somebody_who_was_asked_keeps_the_box_from_nobody(
    full: Hostel, survey_id: str, slip: SurveySlip, raw: bytes
) -> None:
    """Their program is their own; their token is real."""
    row, keys, _rights = bits(full, survey_id)
    block_id = plan_text.from_text(row.plan).blocks[0].block_id
    stored = full.read(lambda tx: ballots.token_of(tx, survey_id, slip.holder_id))
    assert stored is not None
    token = box.open_token(stored, slip.keys, row.frozen)
    parts = forger.forged(raw.replace(b'"B"', f'"{block_id}"'.encode()), row.frozen, keys, token)  # type: ignore[arg-type]
    full.opened.write(lambda tx: forger.cast(tx, survey_id, token, parts))
    inside = looked(full, survey_id)
    assert [c for c in said(inside) if c] == honest()
    assert len(inside.casts) == 6 + (raw in ODD.values())
    keeping.release(full.opened, full.dee, inside, inside.comments)
    assert full.read(lambda tx: kept.load_survey(tx, survey_id)).state is SurveyState.REPORTED


def test_words_leave_without_signs_that_nobody_sees(full: Hostel, survey_id: str) -> None:
    """Half a sign can't be kept, a zero ends a text, and turned reading order would change what a line says."""
    row, _keys, _rights = bits(full, survey_id)
    plan = replace(plan_text.from_text(row.plan), voice=Voice.QUOTES)
    instrument = full.read(lambda tx: starting.instrument_of(tx, plan))
    odd = "More \ud800breaks\x00,\u202e please\n\u0645\u06cc\u200c\u0631\u0648\u062f 👩\u200d⚕️"
    body = {"block": plan.blocks[0].block_id, "values": {}, "causes": [], "comment": odd}
    (one,) = casts_from([body], plan, instrument)
    assert one.answers.comment == "More breaks, please\n\u0645\u06cc\u200c\u0631\u0648\u062f 👩\u200d⚕️"
    assert checked(Answers(comment=one.answers.comment), plan, instrument) == one.answers


@pytest.mark.parametrize(
    "forgery",
    [
        forger.plan_text_alone,
        forger.lower_minimum,
        forger.raise_minimum,
        forger.earlier_last_day,
        forger.a_keepers_key,
        forger.one_right_more,
        forger.questions,
    ],
    ids=lambda f: f.__name__,
)
def test_no_key_turns_in_a_box_that_was_changed(full: Hostel, survey_id: str, forgery: Forgery) -> None:
    forger.rewrite(full, survey_id, forgery)
    with pytest.raises(NotNow):
        looked(full, survey_id)


@pytest.mark.parametrize("how", ["added", "taken away", "all but one replaced", "swapped"])
def test_what_lies_half_open_opens_only_as_the_first_keeper_left_it(
    full: Hostel, survey_id: str, how: str
) -> None:
    """Else all but one could be taken out, and somebody's answers would be read alone, if nobody's by name."""
    full.at(surveys.AFTER)
    assert keeping.turn_first(full.opened, full.jo, survey_id)
    row, keys, _rights = bits(full, survey_id)
    dee = next(key for key in keys if key.person_id == full.dee.member.person_id)  # type: ignore[attr-defined]
    plan = plan_text.from_text(row.plan)
    known = box.sealing.pad(row.frozen + forger.content(plan, "", {"1": 0}), box.PLAIN_BYTES)
    table = ballots.ballot_mid

    def change(tx: Transaction) -> None:
        mids = [m for m in ballots.mids_of(tx, survey_id) if m.inner_id == dee.person_id]
        new = [box.sealing.seal(dee.xpk, known) for _mid in mids]
        if how == "added":
            values = {"survey_id": survey_id, "inner_id": dee.person_id, "place": bytes(16), "body": new[0]}
            tx.connection.execute(sa.insert(table).values(**values))
        if how == "taken away":
            tx.connection.execute(sa.delete(table).where(table.c.place == mids[0].place))
        for mid, body in zip(mids[1:], new, strict=False) if how == "all but one replaced" else ():
            tx.connection.execute(sa.update(table).where(table.c.place == mid.place).values(body=body))
        if how == "swapped":
            where = sa.update(table).where
            tx.connection.execute(where(table.c.place == mids[0].place).values(body=mids[1].body))

    full.opened.write(change)
    with pytest.raises(NotNow):
        keeping.look_inside(full.opened, full.dee, survey_id)


def test_a_plan_changed_between_the_keys_lets_nothing_out(full: Hostel, survey_id: str) -> None:
    inside = looked(full, survey_id)
    forger.rewrite(full, survey_id, forger.plan_text_alone)
    with pytest.raises(NotNow):
        keeping.release(full.opened, full.dee, inside, ())
    with pytest.raises(NotNow):
        keeping.look_inside(full.opened, full.dee, survey_id)


def test_who_says_they_turned_first_gets_no_box_destroyed(full: Hostel, survey_id: str) -> None:
    full.at(surveys.AFTER)

    def pretend(tx: Transaction) -> None:
        sam = full.sam.member.person_id
        kept.change_survey(tx, survey_id, state=SurveyState.CLOSED, turned_by=sam, turned_proof=bytes(64))

    full.opened.write(pretend)
    with pytest.raises(NotNow):
        keeping.look_inside(full.opened, full.dee, survey_id)
    assert cast_count(full, survey_id) == 6


def test_nothing_was_changed_and_all_six_are_read(full: Hostel, survey_id: str) -> None:
    inside = looked(full, survey_id)
    assert said(inside) == honest()
    assert not inside.few
