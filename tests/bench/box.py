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

    Two outer ones, because either of the other two keepers may finish.
    """
    with tempfile.TemporaryDirectory() as top:
        house, survey_id = make_box(Path(top) / "full")
        places = [Path(top) / str(run) for run in range(max(3, runs // 2) + 1)]
        taken = [_one_run(house, survey_id, place) for place in places][1:]
    ratio = statistics.median(opening / bare for opening, bare in taken)
    opening, bare = (1000 * statistics.median(each) for each in zip(*taken, strict=True))
    detail = f"{opening:.0f} ms beside {bare:.0f} ms"
    return [Row(f"opening a box of {BALLOTS} / bare decryption", ratio, BOUND, "x", detail)]


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


def _one_run(house: Finished, survey_id: str, place: Path) -> tuple[float, float]:
    """Seconds of opening, and of bare decryption of the same ballots."""
    from pie_audit.workflows.surveys import keeping
    from tests import surveys

    place.mkdir()
    hostel = house.open(place)
    hostel.at(surveys.AFTER)
    bare = _bare(hostel, survey_id)
    began = time.perf_counter()
    assert keeping.turn_first(hostel.opened, hostel.jo, survey_id)
    inside = keeping.look_inside(hostel.opened, hostel.dee, survey_id)
    keeping.release(hostel.opened, hostel.dee, inside, ())
    opening = time.perf_counter() - began
    assert len(inside.casts) == BALLOTS
    hostel.close()
    return opening, bare


def _bare(hostel: Hostel, survey_id: str) -> float:
    """Seconds that libsodium takes for the same layers: the first keeper's two of each ballot, the second's one."""
    from pie_audit.storage import ballots, surveys
    from pie_audit.vault import ballots as box

    keys = hostel.read(lambda tx: surveys.keepers_of(tx, survey_id))
    dee = next(key for key in keys if key.person_id == hostel.dee.member.person_id)
    place = box.place_of(hostel.jo.member.person_id, keys)
    parts = hostel.read(lambda tx: ballots.parts_of(tx, survey_id, place))
    frozen = hostel.read(lambda tx: surveys.load_survey(tx, survey_id)).frozen
    began = time.perf_counter()
    mids = box.take_off_outer(hostel.jo.vault, keys, frozen, parts)
    outer = time.perf_counter() - began
    began = time.perf_counter()
    box.take_off_inner(hostel.dee.vault, dee, frozen, mids[dee.person_id])
    return outer + time.perf_counter() - began
