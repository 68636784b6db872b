"""A box of two thousand ballots: two keepers open it, beside what libsodium and SQLCipher alone take for the same bytes."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.rows import Row

if TYPE_CHECKING:
    from pie_audit.vault.ballots import Token
    from pie_audit.workflows.surveys.starting import Prepared
    from tests.quarter import Finished, Hostel

PARTS, IN_PART = 4, 500
BALLOTS, BOUND = PARTS * IN_PART, 1.5
_AT_ONCE = 200


def rows(runs: int) -> list[Row]:
    """Both keepers' turns and the release, as a ratio to what nobody could leave out.

    In memory that is libsodium alone: two outer layers and one inner a ballot, and the signature of each. Two outer
    ones, because either of the other two keepers may finish. With its file it is also the driver alone reading,
    destroying and writing the same bytes in the encrypted file, and writing that anew.
    """
    with tempfile.TemporaryDirectory() as top:
        house, survey_id = make_box(Path(top) / "full")
        places = [Path(top) / str(run) for run in range(max(3, runs // 2) + 1)]
        taken = [_one_run(house, survey_id, place) for place in places][1:]
    return [
        _row(
            "in memory / libsodium alone", [(one.memory, one.layers + one.signatures) for one in taken], taken
        ),
        _row(
            "with its file / libsodium and SQLCipher alone",
            [(one.whole, one.layers + one.signatures + one.file) for one in taken],
            taken,
        ),
    ]


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of the processor in one run, so that others who use it don't count.

    Of layers, signatures and the file alone, and of opening in memory and with the file.
    """

    layers: float
    signatures: float
    file: float
    memory: float
    whole: float


def _row(name: str, pairs: Sequence[tuple[float, float]], taken: Sequence[Taken]) -> Row:
    took, floor = (1000 * statistics.median(column) for column in zip(*pairs, strict=True))
    of_layers = statistics.median(mine / one.layers for (mine, _floor), one in zip(pairs, taken, strict=True))
    ratio = statistics.median(mine / floor for mine, floor in pairs)
    detail = f"{took:.0f} ms beside {floor:.0f} ms; {of_layers:.1f} x decryption without signatures"
    return Row(f"opening {BALLOTS} ballots {name}", ratio, BOUND, "x", detail)


def make_box(top: Path) -> tuple[Finished, str]:
    """A workspace with a full box, and the id of its survey."""
    from pie_audit.workflows.surveys import starting
    from tests import quarter, surveys

    (top / "before").mkdir(parents=True)
    made = quarter.make_finished(top / "before")
    hostel = made.open(top)
    parts = [surveys.block(hostel, (), f"Part {n}", IN_PART) for n in range(PARTS)]
    survey_id = surveys.planned(hostel, parts)
    prepared = starting.prepare(hostel.opened, hostel.amina, survey_id)
    starting.begin(hostel.opened, hostel.amina, prepared)
    _fill(hostel, survey_id, prepared)
    hostel.close()
    return quarter.Finished(top, made.team_id, made.house_code), survey_id


def _fill(hostel: Hostel, survey_id: str, prepared: Prepared) -> None:
    """Put a ballot in for every right, as the programs of two thousand people would."""
    from pie_audit.storage import ballots, surveys
    from pie_audit.vault import ballots as box
    from pie_audit.vault.slips import slip_keys
    from tests.quarter import FAST

    dice = random.Random(1)
    row = hostel.read(lambda tx: surveys.load_survey(tx, survey_id))
    keys = hostel.read(lambda tx: surveys.keepers_of(tx, survey_id))

    slips = (slip_keys(word, row.slip_salt, FAST) for each in prepared.slips.words.values() for word in each)
    keys_of = {keys.find.hex(): keys for keys in slips}
    tokens = [box.open_token(one, keys_of[one.holder_id], row.frozen) for one in prepared.tokens]

    def put(tx: Any, lot: list[Token]) -> None:
        for number, token in enumerate(lot):
            values = {str(no): dice.randrange(5) for no in range(1, 11)}
            content = {
                "block": f"{hostel.team_id}/part {number % PARTS}",
                "values": values,
                "causes": [],
                "comment": "",
            }
            for place, body in enumerate(box.seal_ballot(content, row.frozen, keys, token)):
                values_of_part = {"place": place, "right_hash": token.right, "body": body}
                tx.connection.execute(ballots.ballot.insert().values(survey_id=survey_id, **values_of_part))

    for first in range(0, len(tokens), _AT_ONCE):
        hostel.opened.write(lambda tx, lot=tokens[first : first + _AT_ONCE]: put(tx, lot))  # type: ignore[misc]
    assert hostel.read(lambda tx: ballots.count_cast(tx, survey_id)) == BALLOTS


def _one_run(house: Finished, survey_id: str, place: Path) -> Taken:
    """One opening of the same ballots in each way, on copies of the same workspace."""
    from pie_audit.workflows.surveys import keeping
    from tests import surveys

    place.mkdir()
    file = _file_alone(house, survey_id, place / "file")
    hostel = house.open(place / "whole")
    hostel.at(surveys.AFTER)
    layers, signatures, memory = _in_memory(hostel, survey_id)
    began = time.process_time()
    assert keeping.turn_first(hostel.opened, hostel.jo, survey_id)
    inside = keeping.look_inside(hostel.opened, hostel.dee, survey_id)
    keeping.release(hostel.opened, hostel.dee, inside, ())
    whole = time.process_time() - began
    assert len(inside.casts) == BALLOTS
    hostel.close()
    return Taken(layers, signatures, file, memory, whole)


def _in_memory(hostel: Hostel, survey_id: str) -> tuple[float, float, float]:
    """Seconds that libsodium takes for the layers alone and for the signatures, and those from ballots to figures.

    The layers are the first keeper's two of each ballot and the second's one.
    """
    from pie_audit.analysis.survey_figures import tabulate
    from pie_audit.storage import ballots, surveys
    from pie_audit.vault import ballots as box
    from pie_audit.workflows.surveys import plan_text
    from pie_audit.workflows.surveys.ballot_text import casts_from
    from pie_audit.workflows.surveys.starting import instrument_of

    row = hostel.read(lambda tx: surveys.load_survey(tx, survey_id))
    keys = hostel.read(lambda tx: surveys.keepers_of(tx, survey_id))
    dee = next(key for key in keys if key.person_id == hostel.dee.member.person_id)
    place = box.place_of(hostel.jo.member.person_id, keys)
    parts = hostel.read(lambda tx: ballots.parts_of(tx, survey_id, place))
    plan = plan_text.from_text(row.plan)
    instrument = hostel.read(lambda tx: instrument_of(tx, plan))
    began = time.process_time()
    mids = box.take_off_outer(hostel.jo.vault, keys, row.frozen, parts)
    contents = box.take_off_inner(hostel.dee.vault, dee, row.frozen, mids[dee.person_id])
    assert tabulate(plan, instrument, cast=casts_from(contents, plan, instrument))
    memory = time.process_time() - began
    return _layers([body for _right, body in parts], mids[dee.person_id]), _signatures(len(parts)), memory


def _layers(bodies: list[bytes], mids: list[bytes]) -> float:
    """Seconds for opening as many sealed boxes of the same sizes, and nothing else."""
    from nacl import bindings

    public, secret = bindings.crypto_box_keypair()
    half = len(bodies[0]) // 2
    outer = [bindings.crypto_box_seal(body[:half], public) for body in bodies for _each in range(2)]
    inner = [bindings.crypto_box_seal(mid, public) for mid in mids]
    began = time.process_time()
    for sealed in (*outer, *inner):
        bindings.crypto_box_seal_open(sealed, public, secret)
    return time.process_time() - began


def _signatures(count: int) -> float:
    """Seconds for checking as many signatures, each of a digest of 32 bytes."""
    from nacl import bindings

    public, secret = bindings.crypto_sign_keypair()
    signed = [bindings.crypto_sign(number.to_bytes(32, "big"), secret) for number in range(count)]
    began = time.process_time()
    for one in signed:
        bindings.crypto_sign_open(one, public)
    return time.process_time() - began


def _file_alone(house: Finished, survey_id: str, place: Path) -> float:
    """Seconds that the driver takes for what an opening reads from the encrypted file, destroys in it and writes."""
    from pie_audit.vault.ballots import MID_BYTES

    hostel = house.open(place)
    people = sorted(member.member.person_id for member in (hostel.amina, hostel.dee))
    chance = random.Random(2)
    mids = sorted(
        (survey_id, person, chance.randbytes(16), chance.randbytes(MID_BYTES))
        for person in people
        for _n in range(BALLOTS)
    )

    def work(store: Any) -> float:
        began = time.process_time()
        for statement, *rows in _statements(survey_id, mids):
            run = store.raw.executemany if len(rows) > 1 else store.raw.execute
            run(statement, *([rows] if len(rows) > 1 else rows)).fetchall()
        return time.process_time() - began

    seconds: float = hostel.opened.worker.with_store(work).result()
    hostel.close()
    return seconds


def _statements(survey_id: str, mids: list[tuple[str, str, bytes, bytes]]) -> Iterator[tuple[Any, ...]]:
    """What is asked of the file, each with its values or its rows, in the order of an opening."""
    which = (survey_id,)
    yield "SELECT right_hash, body FROM ballot WHERE survey_id = ? AND place = 0 ORDER BY right_hash", which
    yield ("BEGIN IMMEDIATE",)
    yield ("PRAGMA secure_delete=OFF",)
    for name in ("ballot", "ballot_token", "ballot_right"):
        yield f"DELETE FROM {name} WHERE survey_id = ?", which
    yield "INSERT INTO ballot_mid (survey_id, inner_id, place, body) VALUES (?, ?, ?, ?)", *mids
    yield ("COMMIT",)
    yield "SELECT inner_id, place, body FROM ballot_mid WHERE survey_id = ? ORDER BY place", which
    yield ("BEGIN IMMEDIATE",)
    yield "DELETE FROM ballot_mid WHERE survey_id = ?", which
    yield ("COMMIT",)
    yield ("PRAGMA secure_delete=ON",)
    yield ("PRAGMA wal_checkpoint(TRUNCATE)",)
    yield ("VACUUM",)
    yield ("PRAGMA wal_checkpoint(TRUNCATE)",)
