"""A box of two thousand ballots: two keepers open it, beside taking the same layers off and nothing else."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
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
    """Both keepers' turns and the release, as a ratio to bare decryption: two outer layers and one inner a ballot.

    Two outer ones, because either of the other two keepers may finish. Once in memory alone, from ballots to figures,
    and once with all that is read from the encrypted file and written to it.
    """
    with tempfile.TemporaryDirectory() as top:
        house, survey_id = make_box(Path(top) / "full")
        places = [Path(top) / str(run) for run in range(max(3, runs // 2) + 1)]
        taken = [_one_run(house, survey_id, place) for place in places][1:]
    bare = 1000 * statistics.median(one for one, _memory, _whole in taken)
    found = []
    for name, place in (("in memory", 1), ("with its file", 2)):
        ratio = statistics.median(one[place] / one[0] for one in taken)
        took = 1000 * statistics.median(one[place] for one in taken)
        detail = f"{took:.0f} ms beside {bare:.0f} ms"
        found.append(Row(f"opening {BALLOTS} ballots {name} / bare decryption", ratio, BOUND, "x", detail))
    return found


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


def _one_run(house: Finished, survey_id: str, place: Path) -> tuple[float, float, float]:
    """Seconds of bare decryption, of opening the same ballots in memory, and of opening them with the file."""
    from pie_audit.workflows.surveys import keeping
    from tests import surveys

    place.mkdir()
    hostel = house.open(place)
    hostel.at(surveys.AFTER)
    bare, memory = _in_memory(hostel, survey_id)
    began = time.perf_counter()
    assert keeping.turn_first(hostel.opened, hostel.jo, survey_id)
    inside = keeping.look_inside(hostel.opened, hostel.dee, survey_id)
    keeping.release(hostel.opened, hostel.dee, inside, ())
    whole = time.perf_counter() - began
    assert len(inside.casts) == BALLOTS
    hostel.close()
    return bare, memory, whole


def _in_memory(hostel: Hostel, survey_id: str) -> tuple[float, float]:
    """Seconds that libsodium takes for the layers alone, and those from ballots to figures.

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
    began = time.perf_counter()
    mids = box.take_off_outer(hostel.jo.vault, keys, row.frozen, parts)
    contents = box.take_off_inner(hostel.dee.vault, dee, row.frozen, mids[dee.person_id])
    assert tabulate(plan, instrument, cast=casts_from(contents, plan, instrument))
    memory = time.perf_counter() - began
    bare = _bare([body for _right, body in parts], mids[dee.person_id])
    return bare, memory


def _bare(bodies: list[bytes], mids: list[bytes]) -> float:
    """Seconds for opening as many sealed boxes of the same sizes, and nothing else."""
    from nacl import bindings

    public, secret = bindings.crypto_box_keypair()
    half = len(bodies[0]) // 2
    outer = [bindings.crypto_box_seal(body[:half], public) for body in bodies for _each in range(2)]
    inner = [bindings.crypto_box_seal(mid, public) for mid in mids]
    began = time.perf_counter()
    for sealed in (*outer, *inner):
        bindings.crypto_box_seal_open(sealed, public, secret)
    return time.perf_counter() - began
