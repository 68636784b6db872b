"""Before the opening nobody gets another person's sheet, nor how many topics it answers.

The insider holds the database, its key, one opener's password, and every other rater's password and slip.

What these tests can't claim. Who watches the file *while it is in use* sees that something was written and how
often: until the journal is folded (five seconds idle, on lock, on closing) it holds one frame for each page
written. Who keeps two copies of the file from different moments
sees which sheets were written to in between, not what or how much. The flag “I'm done” stands beside its sheet,
as the help says. Two colluding openers can open a round: that is what openers are.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from pie_audit.domain.answer import Level, NotApplicable
from pie_audit.domain.audit import Rating
from pie_audit.domain.team import Perspective
from pie_audit.storage import sheets as sealed_sheets
from pie_audit.workflows import seats, unlock
from pie_audit.workflows.unlock import Me, SlipHolder
from tests.privacy import attacker, pages
from tests.privacy.attacker import Spoils
from tests.quarter import FAST, MANAGER, Finished, Hostel, password_of

SECRET_NOTE = "what Dee saw on the night shift"


@dataclass(frozen=True)
class Scene:
    """A round in which Amina (an opener), Tom, Dee and three slips rate; Jo and Sam open it too and don't rate."""

    house: Finished
    round_id: str
    slips: tuple[str, ...]


@pytest.fixture(scope="module")
def scene(finished: Finished, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    top = tmp_path_factory.mktemp("scene")
    hostel = finished.open(top)
    raters = tuple(
        (hostel.people[n].member.person_id, Perspective.MANAGER if n == "amina" else Perspective.TEAM)
        for n in ("amina", "tom", "dee")
    )
    round_id = hostel.start(raters=raters)
    slips = tuple(hostel.slip_words(round_id, team=2, lived_experience=1))
    for words in slips[1:]:
        hostel.rate(unlock.sign_in_with_slip(hostel.opened, words), round_id, 1)
    hostel.rate(hostel.tom, round_id, 3)
    hostel.close()
    return Scene(Finished(top, finished.team_id, finished.house_code), round_id, slips)


def victim_of(hostel: Hostel, scene: Scene, kind: str) -> Me:
    """Dee, who has an account; or whoever drew the first slip."""
    return hostel.dee if kind == "account" else unlock.sign_in_with_slip(hostel.opened, scene.slips[0])


def seat_of(hostel: Hostel, scene: Scene, victim: Me) -> str:
    if isinstance(victim, SlipHolder):
        return victim.seat_id.hex()
    seat = hostel.read(lambda tx: sealed_sheets.seat_of_owner(tx, scene.round_id, victim.member.person_id))
    assert seat is not None
    return seat.seat_id.hex()


def spoils_of(hostel: Hostel, scene: Scene, kind: str, *more: str) -> Spoils:
    """Close the workspace, as it lies there in the evening, and take everything but the victim's own secret."""
    dbk = hostel.opened.key.dbk
    hostel.close()
    names = [MANAGER, "Tom", *(["Dee"] if kind == "slip" else []), *more]
    slips = scene.slips if kind == "account" else scene.slips[1:]
    return Spoils(hostel.folder, dbk, {n: password_of(n) for n in names}, slips, FAST)


def answer(hostel: Hostel, scene: Scene, victim: Me, topics: int) -> None:
    """The victim saves so many topics, one by one."""
    asked = hostel.topics(victim, scene.round_id)
    for n, topic in enumerate(asked[:topics]):
        given = NotApplicable("because of me") if n % 5 == 4 else Level(n % 5)
        rating = Rating(topic, given, SECRET_NOTE * (n + 1))
        hostel.do(seats.rate_topic, victim, scene.round_id, rating)


@pytest.mark.parametrize("kind", ["account", "slip"])
def test_an_insider_with_everybody_elses_secrets_does_not_get_the_sheet(
    scene: Scene, kind: str, tmp_path: Path
) -> None:
    hostel = scene.house.open(tmp_path)
    victim = victim_of(hostel, scene, kind)
    answer(hostel, scene, victim, 12)
    seat = seat_of(hostel, scene, victim)
    loot = attacker.attack(spoils_of(hostel, scene, kind))
    assert seat not in loot.sheets
    assert loot.round_keys == frozenset()
    assert len(loot.sheets) == 5, "the insider does open all five sheets whose secrets they hold"
    assert not [p for plain in loot.sheets.values() for p in plain if SECRET_NOTE.encode() in p]


@pytest.mark.parametrize("kind", ["account", "slip"])
def test_the_same_program_gets_every_sheet_with_a_second_openers_password(
    scene: Scene, kind: str, tmp_path: Path
) -> None:
    """So the attack above is a real one: it fails for want of a key and not of trying."""
    hostel = scene.house.open(tmp_path)
    victim = victim_of(hostel, scene, kind)
    answer(hostel, scene, victim, 12)
    seat = seat_of(hostel, scene, victim)
    loot = attacker.attack(spoils_of(hostel, scene, kind, "Jo"))
    assert seat in loot.sheets
    assert len(loot.sheets) == 6
    assert not [p for p in loot.sheets[seat] if SECRET_NOTE.encode() in p], "notes are for their author alone"


@pytest.mark.parametrize("kind", ["account", "slip"])
def test_nothing_in_the_file_tells_how_many_topics_were_answered(
    scene: Scene, kind: str, tmp_path: Path
) -> None:
    """0, 1 and 12 topics: sizes, rows, their order, every plain value and the place of every row are the same."""
    seen, places = [], []
    for topics in (0, 1, 12):
        hostel = scene.house.open(tmp_path / str(topics))
        answer(hostel, scene, victim_of(hostel, scene, kind), topics)
        spoils = spoils_of(hostel, scene, kind)
        seen.append(attacker.observe(spoils))
        places.append(_places(spoils))
    assert seen[0] == seen[1] == seen[2]
    assert places[0] == places[1] == places[2]


def _places(spoils: Spoils) -> dict[str, list[pages.Cell]]:
    """Where each row of the tables about sheets lies in the file, and which pages it runs over to."""
    database = attacker.connect(spoils)
    roots = dict(database.execute("SELECT name, rootpage FROM sqlite_master WHERE name IN ('seat', 'sheet')"))
    database.close()
    clear = pages.decrypt(spoils.folder / "pie.db", spoils.dbk)
    return {name: list(pages.rows_of(clear, root)) for name, root in roots.items()}


def test_the_places_that_are_compared_are_those_of_all_sheets(scene: Scene, tmp_path: Path) -> None:
    hostel = scene.house.open(tmp_path)
    spoils = spoils_of(hostel, scene, "account")
    found = _places(spoils)
    assert {c.key.hex() for c in found["sheet"]} == set(attacker.versions(spoils))
    assert all(len(c.overflow) == 18 for c in found["sheet"]), "64 KiB and 4 KiB run over to 18 pages"


def test_seats_lie_in_the_order_of_their_random_ids(scene: Scene, tmp_path: Path) -> None:
    hostel = scene.house.open(tmp_path)
    seats_seen = attacker.observe(spoils_of(hostel, scene, "account"))["sheet"]
    ids = [row[0] for row in seats_seen]  # type: ignore[attr-defined]
    assert ids == sorted(ids)


def test_a_sheets_version_is_random_and_counts_nothing(scene: Scene, tmp_path: Path) -> None:
    hostel = scene.house.open(tmp_path)
    seat = bytes.fromhex(seat_of(hostel, scene, hostel.dee))
    found = []
    for n in range(40):
        hostel.do(seats.rate_topic, hostel.dee, scene.round_id, Rating("A1", Level(n % 5)))
        sheet = hostel.read(lambda tx: sealed_sheets.load_sheet(tx, seat))
        assert sheet is not None
        found.append(sheet.version)
    hostel.close()
    rises = sum(1 for one, next_one in pairwise(found) if next_one > one)
    assert len(set(found)) == 40
    assert 5 < rises < 35, "neither rising nor falling"
    assert all(any(v >> bit & 1 for v in found) and not all(v >> bit & 1 for v in found) for bit in range(63))


def test_the_same_answer_twice_gives_other_bytes(scene: Scene, tmp_path: Path) -> None:
    hostel = scene.house.open(tmp_path)
    seat = bytes.fromhex(seat_of(hostel, scene, hostel.dee))
    boxes = set()
    for _again in range(2):
        hostel.do(seats.rate_topic, hostel.dee, scene.round_id, Rating("A1", Level(2)))
        sheet = hostel.read(lambda tx: sealed_sheets.load_sheet(tx, seat))
        assert sheet is not None
        boxes |= {sheet.for_round[:48], sheet.for_rater[:48], sheet.for_round[-48:], sheet.for_rater[-48:]}
    hostel.close()
    assert len(boxes) == 8


def test_the_trail_says_nothing_of_who_rated(scene: Scene, tmp_path: Path) -> None:
    from pie_audit.storage import trail

    hostel = scene.house.open(tmp_path)
    before = hostel.read(trail.head)
    answer(hostel, scene, hostel.dee, 12)
    hostel.do(seats.set_done, hostel.dee, scene.round_id, True)
    hostel.do(seats.withdraw, hostel.dee, scene.round_id)
    assert hostel.read(trail.head) == before
    hostel.close()


def test_a_closed_workspace_keeps_no_journal(scene: Scene, tmp_path: Path) -> None:
    hostel = scene.house.open(tmp_path)
    answer(hostel, scene, hostel.dee, 3)
    hostel.close()
    assert sorted(f.name for f in hostel.folder.iterdir()) == ["pie.db", "pie.keyslots", "pie.lock"]


def test_the_journal_tells_pages_and_not_topics_once_it_was_folded(scene: Scene, tmp_path: Path) -> None:
    """After five idle seconds, on lock and on closing the journal is empty: no frames are left to count."""
    hostel = scene.house.open(tmp_path)
    answer(hostel, scene, hostel.dee, 12)
    hostel.worker.with_store(lambda store: store.checkpoint()).result()
    assert (hostel.folder / "pie.db-wal").stat().st_size == 0
    hostel.close()
