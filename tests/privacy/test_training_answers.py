"""Nobody ties an answer about a training to a person, with the whole file and the key that opens it.

What these tests can't claim. Who was there is known to the team, and the words of an answer are read by it: in a very
small team people may guess, and where all gave one answer it is everybody's. Two copies of the file from around one
answer differ by that answer's row and by whose sealed record changed: `test_copies_around_one_answer_tell_whose_it_is`
says so. So does a server, to whoever runs it and watches what is written in one go.
"""

from __future__ import annotations

import secrets
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.training import Change, TrainingAnswer
from pie_audit.storage import training as stored
from pie_audit.workflows import home
from pie_audit.workflows.everyday import (
    training,
    training_answers,
)
from pie_audit.workflows.everyday.training_answers import Given
from tests.privacy import pages
from tests.privacy.ballot_attacker import MOST_BY_CHANCE, bound, changes, correlation, right_guesses
from tests.privacy.markers import spellings
from tests.privacy.page_attacker import Tables, tables_of, which
from tests.quarter import Hostel

NAMES = ("amina", "jo", "sam", "dee", "tom")
INTENTION = "zqwill ask before I act Ünverwechselbar"
CHANGING = {"nonce", "body", "wrapped"}
"""Cipher text, new at every writing."""


@pytest.fixture
def of_id(hostel: Hostel) -> str:
    """A course that five were at, seven weeks ago; everybody has looked at Home since."""
    hostel.turn_on(TeamPart.TRAINING)
    hostel.at(date(2027, 3, 1))
    there = frozenset(hostel.people[n].member.person_id for n in NAMES)
    blank = replace(training.new_training(hostel.jo, hostel.team_id), title="A course")
    saved = hostel.do(training.save_training, hostel.jo, blank, there)
    hostel.at(date(2027, 4, 14))
    for name in NAMES:  # as at every sign-in: each has a record of their own
        hostel.do(home.decline, hostel.people[name], "prompt")
    hostel.at(date(2027, 4, 28))
    return saved.result.training_id


def answer(hostel: Hostel, name: str, of_id: str, change: Change = Change.DONE, words: str = "") -> None:
    level = BarrierLevel.SYSTEM
    hostel.do(training_answers.answer, hostel.people[name], Given(of_id, 6, change, words, level))


def loot(hostel: Hostel, to: Path) -> Tables:
    """Every table, as the key of the database opens it."""
    hostel.worker.with_store(lambda store: store.checkpoint()).result()
    shutil.copytree(hostel.folder, to)
    return tables_of(to / "pie.db", hostel.opened.key.dbk)


def test_no_other_row_names_an_answer(hostel: Hostel, of_id: str, tmp_path: Path) -> None:
    for name in NAMES:
        answer(hostel, name, of_id)
    tables = loot(hostel, tmp_path / "loot")
    ids = {row["answer_id"] for row in tables["training_answer"]}
    assert len(ids) == len(NAMES)
    others = [row for name, rows in tables.items() if name != "training_answer" for row in rows]
    assert not [row for row in others for one in ids if one in repr(row)]
    people = {me.member.person_id for me in hostel.people.values()}
    assert not [row for row in tables["training_answer"] for one in people if one in repr(row)]


def test_answer_leaves_nothing_in_the_clear_but_its_own_row(
    hostel: Hostel, of_id: str, tmp_path: Path
) -> None:
    """No week moves, no size, no count of versions and no trail: what is left can't tell that Sam has answered."""
    before = loot(hostel, tmp_path / "before")
    answer(hostel, "sam", of_id)
    after = loot(hostel, tmp_path / "after")
    found = changes(_clear(before), _clear(after))
    assert set(found) == {"head", "training_answer"}
    (row,) = found["training_answer"]
    assert row | {"answer_id": ""} == {
        "answer_id": "",
        "training_id": of_id,
        "weeks": 6,
        "change": "done",
        "words": "",
        "level": "",
        "on_paper": 0,
    }


def _clear(tables: Tables) -> Tables:
    """What can be read without anybody's password: cipher text by its size alone."""
    return {
        name: [{k: len(v) if k in CHANGING else v for k, v in row.items()} for row in rows]
        for name, rows in tables.items()
    }


def test_copies_around_one_answer_tell_whose_it_is(hostel: Hostel, of_id: str, tmp_path: Path) -> None:
    """What the program can't promise, and says in its docs."""
    before = loot(hostel, tmp_path / "before")
    answer(hostel, "sam", of_id)
    found = changes(before, loot(hostel, tmp_path / "after"))
    assert {row["owner_id"] for row in found["sealed_record"]} == {hostel.sam.member.person_id}


def test_intention_is_nowhere_in_the_clear(hostel: Hostel, of_id: str, tmp_path: Path) -> None:
    hostel.do(training_answers.intend, hostel.sam, of_id, INTENTION)
    answer(hostel, "jo", of_id, Change.BLOCKED, "zqblocked at the counter")
    loot(hostel, tmp_path / "loot")
    clear = pages.decrypt(tmp_path / "loot" / "pie.db", hostel.opened.key.dbk)
    assert which({"will": INTENTION}, clear) == set()
    assert any(spelling in page for page in clear for spelling in spellings("zqblocked at the counter"))


def test_where_answers_lie_tells_no_order(hostel: Hostel, of_id: str, tmp_path: Path) -> None:
    """Whoever knows in which order people answered tries every order that the file has."""
    given = [TrainingAnswer(secrets.token_hex(16), of_id, 6, Change.TRIED, f"zq{n:03d}zq") for n in range(90)]
    for one in given:
        hostel.opened.write(lambda tx, a=one: stored.save_answer(tx, a))
    tables = loot(hostel, tmp_path / "loot")
    clear = b"".join(pages.decrypt(tmp_path / "loot" / "pie.db", hostel.opened.key.dbk))
    rank = {one.answer_id: n for n, one in enumerate(given)}
    by_row = [rank[row["answer_id"]] for row in tables["training_answer"]]
    by_place = sorted(range(len(given)), key=lambda n: clear.find(f"zq{n:03d}zq".encode()))
    shown = [rank[a.answer_id] for a in hostel.read(lambda tx: stored.answers_of(tx, [of_id]))]
    for order in (by_row, by_place, shown, by_place[::-1]):
        assert sorted(order) == list(range(len(given)))
        assert abs(correlation(order, range(len(given)))) < bound(len(given))
        assert right_guesses(order, range(len(given))) <= MOST_BY_CHANCE


def test_page_says_the_same_whoever_of_two_gave_which_answer(hostel: Hostel, of_id: str) -> None:
    answer(hostel, "sam", of_id, Change.DONE)
    answer(hostel, "dee", of_id, Change.FORGOT)
    (line,) = hostel.see(training.trainings, hostel.amina, hostel.team_id).lines
    told = repr((line.came_of, line.said, line.roles))
    assert not [n for n in NAMES if hostel.people[n].member.person_id in told]
    assert line.came_of[0].counts == ((Change.DONE, 1), (Change.FORGOT, 1))
