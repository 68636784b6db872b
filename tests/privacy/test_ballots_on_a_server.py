"""The same on PostgreSQL: whoever runs the server has hidden columns, the log of writes and the server's own log too.

What these tests can't claim. The hidden transaction number gives the order in which *cipher texts* came, and the log of
writes when, beside the row of whoever's memory changed next: so that somebody answered, and under which right. Who runs
the server sees connections. What was deleted lies on in the log of writes until it is used again: cipher text to
keys that are gone.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import psycopg
import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.storage import ballots, people, teams
from pie_audit.storage import surveys as kept
from pie_audit.storage.store import Store
from pie_audit.storage.transaction import Transaction
from pie_audit.vault import ballots as box
from pie_audit.workflows import arriving, unlock
from pie_audit.workflows.surveys import keeping
from pie_audit.workflows.worker import Worker
from tests import surveys
from tests.privacy import ballot_attacker
from tests.privacy.ballot_attacker import BALLOT, Loot, bound, correlation
from tests.privacy.ballot_story import KEEPERS, comment_of, open_to
from tests.privacy.page_attacker import Secrets, Tables, ring_of, which
from tests.privacy.test_private_writing_on_a_server import files_of, lying_in, tables_of
from tests.quarter import FAST, Finished, Hostel, password_of

SLIPS = 30
QUIET = ("log_parameter_max_length = 0",)
"""What the program asks for beyond a server's own defaults, before a survey opens."""


@dataclass
class Served:
    """A survey on a server: six people and thirty slips have answered, and everybody's comment says who they are."""

    hostel: Hostel
    url: str
    survey_id: str
    holders: dict[str, str]

    def loot(self, *names: str) -> Loot:
        """What comes out of every table with these people's passwords, the House key and the database's."""
        tables = self.tables()
        known = tuple((_full(n), password_of(_full(n))) for n in names)
        secrets = Secrets(known, (), (self.hostel.house_code,), (self.hostel.opened.key.dbk,))
        slots = [(self.hostel.folder / "pie.keyslots").read_bytes()]
        return ballot_attacker.attack(tables, ring_of(tables, slots, secrets, FAST))

    def tables(self) -> Tables:
        return tables_of(self.url)

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """What the server's superuser asks."""
        with psycopg.connect(self.url) as connection:
            return connection.execute(query.encode()).fetchall()

    def markers(self) -> dict[str, str]:
        return {name: comment_of(name) for name in self.holders}


def _full(name: str) -> str:
    return {"amina": "Amina Yusuf", "lee": "Lee Park"}.get(name, name.title())


@pytest.fixture
def house(finished: Finished, tmp_path: Any, new_database: Callable[[], str]) -> Iterator[tuple[Hostel, str]]:
    """Quayside House with the same people and keys, and its rows on a server as it comes."""
    hostel, url = finished.open(tmp_path), new_database()
    members = hostel.read(people.list_members)
    keys = [hostel.read(lambda tx, m=m: people.load_user_key(tx, m.person_id)) for m in members]  # type: ignore[misc]
    facts, all_teams = hostel.read(teams.load_workspace), hostel.read(teams.list_teams)
    worker = Worker()

    def move(tx: Transaction) -> None:
        for team in all_teams:
            teams.save_team(tx, team)
        for member, key in zip(members, keys, strict=True):
            people.save_member(tx, member)
            if key is not None:
                people.save_user_key(tx, key)

    opened = copy.copy(hostel.opened)
    opened.worker = worker
    worker.open(lambda: Store.open_postgres(url, facts)).result()
    opened.write(move)
    yield replace(hostel, worker=worker, opened=opened), url
    worker.close()
    hostel.close()


@pytest.fixture
def served(house: tuple[Hostel, str]) -> Served:
    hostel, url = house
    _quieten(hostel, url)
    names = surveys.grow(hostel, 6)
    for name in names:
        hostel.do(arriving.arrive, hostel.people[name])
    survey_id, words = open_to(hostel, names, slips=SLIPS)
    holders = {name: hostel.people[name].member.person_id for name in names}
    for number, name in enumerate(names):
        answer(hostel, hostel.people[name], survey_id, name, number)
    for number, word in enumerate(words):
        slip = unlock.sign_in_with_slip(hostel.opened, word)
        assert isinstance(slip, unlock.SurveySlip)
        holders[f"slip {number}"] = slip.holder_id
        answer(hostel, slip, survey_id, f"slip {number}", number)
    return Served(hostel, url, survey_id, holders)


def answer(hostel: Hostel, me: Any, survey_id: str, name: str, number: int) -> None:
    surveys.answer(hostel, me, survey_id, surveys.varied(number), comment=comment_of(name))


def _quieten(hostel: Hostel, url: str) -> None:
    database = url.partition("?")[0].rpartition("/")[2]
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in QUIET:
            connection.execute(f"ALTER DATABASE {database} SET {setting}".encode())
    facts = hostel.opened.worker.with_store(lambda store: store.facts).result()
    hostel.opened.worker.close()
    hostel.opened.worker = Worker()
    hostel.worker = hostel.opened.worker
    hostel.worker.open(lambda: Store.open_postgres(url, facts)).result()


def test_the_server_and_everybody_but_two_keepers_read_nothing_and_two_keepers_everything(
    served: Served,
) -> None:
    others = [n for n in served.holders if n not in KEEPERS and not n.startswith("slip")]
    loot = served.loot(*others, "jo")
    assert loot.ballots() == []
    assert loot.deepest() == 1
    assert which(served.markers(), [one.plain for one in loot.found]) == set()
    everything = served.loot("jo", "dee")
    assert which(served.markers(), [one.plain for one in everything.ballots()]) == set(served.holders)
    files = files_of(served.url)
    assert [file for file in files if file.parent.name == "pg_wal"]
    assert lying_in(files, {"team": "Quayside House"}) == {"team"}, "the files are those of this database"
    some = {name: comment_of(name) for name in ("tom", "jo", "slip 7")}
    assert lying_in(files, {**some, "any ballot": BALLOT.decode()}) == set()


def test_hidden_columns_order_cipher_texts_and_nothing_that_can_be_read(served: Served) -> None:
    """Before the first key the transaction number is the order of answering; after it there is one for all."""
    query = "SELECT right_hash FROM ballot WHERE place = 0 ORDER BY xmin::text::bigint"
    arrived = [bytes(row[0]) for row in served.ask(query)]
    assert len(set(arrived)) == SLIPS + 6
    row, keys = served.hostel.read(
        lambda tx: (kept.load_survey(tx, served.survey_id), kept.keepers_of(tx, served.survey_id))
    )
    place = box.place_of(served.holders["jo"], keys)
    lying = dict(served.hostel.read(lambda tx: ballots.parts_of(tx, served.survey_id, place)))
    parts = [(right, lying[right]) for right in arrived]
    mids = box.take_off_outer(served.hostel.jo.vault, keys, row.frozen, parts)[served.holders["dee"]]
    served.hostel.at(surveys.AFTER)
    assert keeping.turn_first(served.hostel.opened, served.hostel.jo, served.survey_id)
    hidden = served.ask(
        "SELECT ctid::text, xmin::text, cmin::text, body, inner_id FROM ballot_mid ORDER BY ctid"
    )
    assert len({xmin for _ctid, xmin, *_rest in hidden}) == 1
    mine = [bytes(body) for *_hidden, body, inner_id in hidden if inner_id == served.holders["dee"]]
    came = [mids.index(body) for body in mine]
    assert abs(correlation(came, range(len(came)))) < bound(len(came))
    tokens = served.ask("SELECT xmin::text FROM ballot_token UNION SELECT xmin::text FROM ballot_right")
    assert tokens == [], "rights and tokens are gone with the ballots"


def test_rights_and_places_were_written_at_once_each_in_an_order_of_its_own(served: Served) -> None:
    places = served.ask("SELECT xmin::text, holder_id FROM ballot_token ORDER BY ctid")
    rights = served.ask("SELECT xmin::text, right_hash FROM ballot_right ORDER BY ctid")
    assert len({xmin for xmin, _key in (*places, *rights)}) == 1
    for rows in (places, rights):
        assert [key for _xmin, key in rows] == sorted(key for _xmin, key in rows)


def test_after_the_opening_the_tables_hold_released_figures_alone(served: Served) -> None:
    hostel = served.hostel
    hostel.at(surveys.AFTER)
    before = served.tables()
    assert keeping.turn_first(hostel.opened, hostel.jo, served.survey_id)
    inside = keeping.look_inside(hostel.opened, hostel.dee, served.survey_id)
    keeping.release(hostel.opened, hostel.dee, inside, ())
    loot = served.loot(*KEEPERS, "tom", "amina")
    assert loot.ballots() == []
    tables = served.tables()
    assert not any(
        tables[n] for n in ("ballot", "ballot_mid", "ballot_right", "ballot_token", "survey_keeper")
    )
    assert which(served.markers(), [one.plain for one in loot.found]) == set()
    wanted = {row["body"][:24] for row in before["ballot"]} | {
        row["wrapped"] for row in before["survey_keeper"]
    }
    ((number,),) = served.ask("SELECT oid::text FROM pg_database WHERE datname = current_database()")
    heap = [file.read_bytes() for file in files_of(served.url) if file.parent.name == number]
    assert ballot_attacker.lying_in([inside.survey_id.encode()], heap), "this is where the rows lie"
    assert ballot_attacker.lying_in(wanted, heap) == set(), "dead rows are gone"


@pytest.mark.logs_warnings  # the driver says that what was sent together was given up together
def test_the_servers_own_log_holds_nothing_that_can_be_read(served: Served) -> None:
    """A refused ballot makes the server write down the row: cipher text and ids are all that can stand there."""
    right = bytes(served.ask("SELECT right_hash FROM ballot_right LIMIT 1")[0][0])
    with psycopg.connect(served.url, autocommit=True) as connection:
        connection.execute("SET ROLE pie_ballot")
        call = "SELECT cast_ballot(%s, %s, %s::bytea[])"
        with pytest.raises(psycopg.errors.NotNullViolation) as refused:
            connection.execute(call, (served.survey_id, right, [None, None, None]))
    assert "Failing row contains" in str(refused.value)
    logs = [f for f in files_of(served.url) if f.name == "log" or f.suffix == ".log"]
    written = b"".join(file.read_bytes() for file in logs)
    assert b"Failing row contains" in written, "this is where the server writes"
    assert which(served.markers(), [written]) == set()
    assert BALLOT not in written
    assert not [holder for holder in served.holders.values() if holder.encode() in written]


def test_a_server_that_logs_what_is_sent_gets_no_survey(house: tuple[Hostel, str]) -> None:
    hostel, _url = house
    names = surveys.grow(hostel, 6)
    with pytest.raises(NotNow, match="log_parameter_max_length"):
        open_to(hostel, names, slips=0)
