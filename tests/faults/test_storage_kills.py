"""kill -9 in every write path of the storage: what was acknowledged is there, and nothing is there by half."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

from pie_audit.domain.audit import RoundState
from pie_audit.domain.sealed import SealedSheet
from pie_audit.storage import (
    audits,
    backup,
    integrity,
    people,
    plans,
    records,
    reveals,
    sheets,
    teams,
    trail,
    upgrade,
)
from pie_audit.storage.engine import embedded_engine
from pie_audit.storage.migrations import SCHEMA
from pie_audit.storage.schema import read_version
from pie_audit.storage.store import Store
from pie_audit.storage.transaction import Transaction, count_rows
from pie_audit.storage.workspace import Workspace, find_workspace, read_keyslots, write_keyslots
from tests import make
from tests.children import Acknowledge, Killed, kill_often
from tests.storage.conftest import Bench
from tests.storage.test_migrations import NEXT

KIB = 1024


def _checked(bench: Bench) -> Store:
    """The workspace after a kill: it opens, and all its parts agree."""
    store = bench.open()
    assert integrity.findings(store) == ()
    return store


def _in_store(bench: Bench, work: object) -> object:
    store = bench.open()
    try:
        return store.write(work).result  # type: ignore[arg-type]
    finally:
        store.close()


def _id(number: int) -> bytes:
    return number.to_bytes(16, "big")


def test_saving_a_private_page(bench: Bench, kills: int) -> None:
    def loop(done: int, acknowledge: Acknowledge) -> None:
        store = bench.open()
        for number in count(done + 1000 * os.getpid()):
            page = make.sealed_record(record_id=_id(number))
            store.write(lambda tx, page=page: records.save_record(tx, page, [make.sealed_key(page)]))
            acknowledge(str(number))

    def compare(killed: Killed) -> None:
        store = _checked(bench)
        for number in map(int, killed.acknowledged):
            page = store.read(lambda tx, number=number: records.load_record(tx, _id(number)))
            assert page is not None
        store.close()

    kill_often(kills, "page", loop, compare)


def test_keeping_a_draft(bench: Bench, kills: int) -> None:
    def loop(done: int, acknowledge: Acknowledge) -> None:
        store = bench.open()
        for number in count(done):
            body = number.to_bytes(8, "big") * 130
            draft = make.draft(record_id=_id(1), body=body)
            store.write(lambda tx, draft=draft: records.save_draft(tx, draft))
            acknowledge(str(number))

    def compare(killed: Killed) -> None:
        store = _checked(bench)
        draft = store.read(lambda tx: records.load_draft(tx, _id(1)))
        store.close()
        if draft is not None:
            assert draft.body == draft.body[:8] * 130
        kept = -1 if draft is None else int.from_bytes(draft.body[:8], "big")
        assert kept >= killed.last

    kill_often(kills, "draft", loop, compare)


def test_rating(bench: Bench, kills: int) -> None:
    round_ = make.audit_round()
    seat = make.seat(round_.round_id)

    def start(tx: Transaction) -> None:
        teams.save_team(tx, make.team(team_id=round_.team_id))
        audits.freeze_questionnaire(tx, "pie-own-1", 1, "the questions")
        audits.save_round(tx, round_)
        sheets.add_seats(tx, [seat], [_numbered(0)])

    def _numbered(number: int) -> SealedSheet:
        mark = number.to_bytes(8, "big")
        return make.sealed_sheet(seat, version=number, for_round=mark * 518, for_rater=mark * 8198)

    _in_store(bench, start)

    def loop(done: int, acknowledge: Acknowledge) -> None:
        store = bench.open()
        for number in count(done + 1):
            sheet = _numbered(number)
            store.write(lambda tx, sheet=sheet: sheets.save_sheet(tx, sheet, done=sheet.version % 2 == 0))
            acknowledge(str(number))

    def compare(killed: Killed) -> None:
        store = _checked(bench)
        sheet = store.read(lambda tx: sheets.load_sheet(tx, seat.seat_id))
        flagged = store.read(lambda tx: sheets.count_done(tx, round_.round_id))
        store.close()
        assert sheet is not None
        assert sheet == _numbered(sheet.version)
        assert sheet.version >= killed.last
        if sheet.version:
            assert flagged == (1 if sheet.version % 2 == 0 else 0)

    kill_often(kills, "rate", loop, compare)


def test_opening_a_round(bench: Bench, kills: int) -> None:
    def one_round(store: Store, number: int) -> None:
        team = make.team()
        round_ = make.audit_round(team.team_id, round_id=f"round {number}", state=RoundState.CLOSED)
        seats = [make.seat(round_.round_id), make.slip_seat(round_.round_id)]

        def start(tx: Transaction) -> None:
            teams.save_team(tx, team)
            audits.freeze_questionnaire(tx, "pie-own-1", 1, "the questions")
            for seat in seats:
                if seat.owner_id:
                    people.save_member(tx, make.member(seat.owner_id, person_id=seat.owner_id))
            audits.save_round(tx, round_)
            sheets.add_seats(tx, seats, [make.sealed_sheet(s) for s in seats])
            sheets.save_key_shares(tx, [make.key_share(round_.round_id)])

        def open_it(tx: Transaction) -> None:
            reveals.store_reveal(tx, round_.round_id, make.reveal())
            audits.set_state(tx, round_.round_id, RoundState.REVEALED, role="staff", week=make.WEEK)

        store.write(start)
        store.write(open_it)
        store.checkpoint()

    def loop(done: int, acknowledge: Acknowledge) -> None:
        store = bench.open()
        for number in count(done + 1000 * os.getpid()):
            one_round(store, number)
            acknowledge(str(number))

    def compare(killed: Killed) -> None:
        store = _checked(bench)
        found = store.read(
            lambda tx: tuple(tx.connection.execute(sa.select(audits.audit_round.c.round_id)).scalars())
        )
        for round_id in found:
            opened = store.read(lambda tx, r=round_id: reveals.load_reveal(tx, r)) is not None
            sealed = store.read(lambda tx, r=round_id: sheets.count_seats(tx, r))
            shares = store.read(lambda tx, r=round_id: sheets.load_key_shares(tx, r))
            state = store.read(lambda tx, r=round_id: audits.load_round(tx, r)).state
            assert (opened, sealed, len(shares), state) in {
                (True, 0, 0, RoundState.REVEALED),
                (False, 2, 1, RoundState.CLOSED),
            }
            if round_id.removeprefix("round ") in killed.acknowledged:
                assert opened
        store.close()

    kill_often(kills, "open", loop, compare)


def test_changing_a_password(bench: Bench, kills: int) -> None:
    """Two files: the new slot is written beside the old, then the keys in one transaction, then the old one goes."""
    person = make.member()

    def start(tx: Transaction) -> None:
        people.save_member(tx, person)
        people.save_user_key(tx, make.user_key(person.person_id, slot_id=_id(0)))

    _in_store(bench, start)
    write_keyslots(bench.workspace, _id(0))

    def loop(done: int, acknowledge: Acknowledge) -> None:
        store = bench.open()
        for number in count(done + 1):
            before = read_keyslots(bench.workspace)[-16:]
            write_keyslots(bench.workspace, before + _id(number))
            key = make.user_key(person.person_id, slot_id=_id(number))
            store.write(lambda tx, key=key: people.save_user_key(tx, key))
            write_keyslots(bench.workspace, _id(number))
            acknowledge(str(number))

    def compare(killed: Killed) -> None:
        store = _checked(bench)
        key = store.read(lambda tx: people.load_user_key(tx, person.person_id))
        store.close()
        slots = read_keyslots(bench.workspace)
        assert key is not None
        assert key.slot_id in {slots[i : i + 16] for i in range(0, len(slots), 16)}
        assert int.from_bytes(key.slot_id, "big") >= killed.last

    kill_often(kills, "password", loop, compare)


def test_changing_an_action(bench: Bench, kills: int) -> None:
    action = make.action()

    def start(tx: Transaction) -> None:
        teams.save_team(tx, make.team(team_id=action.team_id))
        plans.save_action(tx, action)

    _in_store(bench, start)

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        store = bench.open()
        now = store.read(lambda tx: plans.load_action(tx, action.action_id))
        while now is not None:
            wanted = replace(now, what=f"Version {now.version + 1}")
            now = store.write(lambda tx, wanted=wanted: plans.save_action(tx, wanted)).result
            acknowledge(str(now.version))

    def compare(killed: Killed) -> None:
        store = _checked(bench)
        found = store.read(lambda tx: plans.load_action(tx, action.action_id))
        store.close()
        assert found is not None
        assert found.version >= killed.last
        assert found.version == 1 or found.what == f"Version {found.version}"

    kill_often(kills, "action", loop, compare)


def test_deleting(bench: Bench, kills: int) -> None:
    pages = [make.sealed_record(record_id=_id(number)) for number in range(400)]
    _in_store(bench, lambda tx: [records.save_record(tx, p, [make.sealed_key(p)]) for p in pages])

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        store = bench.open()
        for number in count():
            page = make.sealed_record(record_id=_id(10_000 + number))
            left = store.read(lambda tx: records.list_records(tx, "owner"))
            if len(left) < 50:
                store.write(lambda tx, page=page: records.save_record(tx, page, [make.sealed_key(page)]))
                continue
            store.write(lambda tx, gone=left[0]: records.delete_record(tx, gone.record_id))
            acknowledge(left[0].record_id.hex())

    def compare(killed: Killed) -> None:
        store = _checked(bench)
        left = {r.record_id.hex() for r in store.read(lambda tx: records.list_records(tx, "owner"))}
        store.close()
        assert left.isdisjoint(killed.acknowledged)

    kill_often(kills, "delete", loop, compare)


@pytest.mark.parametrize("statement", ["PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM"])
def test_tidying_up_between_writes(bench: Bench, kills: int, statement: str) -> None:
    line = {"action": "make copy", "object_type": "workspace", "object_id": "w"}

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        store = bench.open()
        while True:
            store.write(lambda tx: trail.append(tx, "2026-11-18T09:41", "zoe", **line))
            number = store.read(trail.head).seq
            store.raw.execute(statement).fetchall()
            acknowledge(str(number))

    def compare(killed: Killed) -> None:
        store = _checked(bench)
        assert store.read(trail.head).seq >= killed.last
        store.close()

    kill_often(kills, statement, loop, compare)


def test_making_a_copy(bench: Bench, kills: int, tmp_path: Path) -> None:
    target = tmp_path / "stick" / "fern.piebak"
    target.parent.mkdir()

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        store = bench.open()
        while True:
            store.write(lambda tx: teams.save_team(tx, make.team()))
            copy = backup.back_up(store, b"slots", target, week=make.WEEK, app_version="0", overwrite=True)
            acknowledge(str(copy.header.n))

    def compare(killed: Killed) -> None:
        _checked(bench).close()
        if target.exists() or killed.acknowledged:
            assert backup.verify(target, bench.dbk).n >= killed.last

    kill_often(kills, "copy", loop, compare)
    store = bench.open()
    backup.back_up(store, b"slots", target, week=make.WEEK, app_version="0", overwrite=True)
    store.close()
    assert [p.name for p in target.parent.iterdir()] == [target.name]


def test_restoring_a_copy(bench: Bench, kills: int, tmp_path: Path) -> None:
    source, top = tmp_path / "fern.piebak", tmp_path / "restored"
    top.mkdir()
    store = bench.open()
    store.write(lambda tx: teams.save_team(tx, make.team(name="Elm")))
    backup.back_up(store, b"slots", source, week=make.WEEK, app_version="0")
    store.close()

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        for number in count():
            name = f"{os.getpid()} {number}"
            backup.restore(source, bench.dbk, top / name, bench.marks)
            acknowledge(name)

    def compare(killed: Killed) -> None:
        made = [folder for folder in top.iterdir() if not folder.name.startswith(".")]
        assert set(killed.acknowledged) <= {folder.name for folder in made}
        for folder in made:
            restored = _checked(Bench(find_workspace(folder), bench.dbk, bench.marks))
            assert [t.name for t in restored.read(teams.list_teams)] == ["Elm"]
            restored.close()
        shutil.rmtree(top)
        top.mkdir()

    kill_often(kills, "restore", loop, compare)


def test_bringing_an_older_file_up_to_date(bench: Bench, kills: int, tmp_path: Path) -> None:
    scripts, top, following = tmp_path / "migrations", tmp_path / "older", f"{int(SCHEMA) + 1:04d}"
    shutil.copytree(upgrade.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "v_next.py").write_text(NEXT.format(to=following, after=SCHEMA, then="pass"))
    rows = _in_store(bench, _some_people)
    top.mkdir()

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        for number in count():
            folder = top / f"{os.getpid()}-{number}"
            shutil.copytree(bench.workspace.folder, folder)
            (folder / "begun").touch()
            upgrade.upgrade_file(folder / "pie.db", bench.dbk, scripts=scripts, to=following)
            acknowledge(folder.name)

    def compare(killed: Killed) -> None:
        for folder in top.iterdir():
            if (folder / "begun").exists():
                engine = embedded_engine(Workspace(folder).database, bench.dbk)
                with engine.begin() as connection:
                    version, found = read_version(connection), count_rows(connection)
                engine.dispose()
                assert found == rows
                assert version == following or (version == SCHEMA and folder.name not in killed.acknowledged)
        shutil.rmtree(top)
        top.mkdir()

    kill_often(kills, "migration", loop, compare)


def _some_people(tx: Transaction) -> dict[str, int]:
    team = make.team()
    teams.save_team(tx, team)
    for name in ("Zoë", "Adil", "Mo"):
        people.save_member(tx, make.member(name, teams=frozenset({team.team_id})))
    return count_rows(tx.connection)
