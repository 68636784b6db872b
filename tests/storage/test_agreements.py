"""Consensus, different views and signatures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.audit import Outcome
from pie_audit.domain.on_table import Settled, TableMark
from pie_audit.storage import agreements, audits, teams
from pie_audit.storage.store import Store
from pie_audit.storage.transaction import Transaction
from tests import make


@pytest.fixture
def round_id(store: Store) -> str:
    team = make.team()
    round_ = make.audit_round(team.team_id)

    def start(tx: Transaction) -> None:
        teams.save_team(tx, team)
        audits.save_round(tx, round_)

    store.write(start)
    return round_.round_id


def test_each_topic_has_one_agreement_the_latest(store: Store, round_id: str) -> None:
    first = make.consensus("A1")
    later = make.consensus("A1", outcome=Outcome.NOT_SETTLED, level=None)
    other = make.consensus("B5", because="Dŵr · مرحبا · 🌱", none_yet=True, evidence="", changed="New rota")
    for value in (first, other, later):
        store.write(lambda tx, value=value: agreements.save_consensus(tx, round_id, value))
    assert store.read(lambda tx: agreements.load_consensus(tx, round_id)) == {"A1": later, "B5": other}


def test_an_agreement_can_be_taken_back(store: Store, round_id: str) -> None:
    store.write(lambda tx: agreements.save_consensus(tx, round_id, make.consensus("A1")))
    store.write(lambda tx: agreements.delete_consensus(tx, round_id, "A1"))
    assert store.read(lambda tx: agreements.load_consensus(tx, round_id)) == {}


def test_different_views_stand_beside_each_other(store: Store, round_id: str) -> None:
    one, other = make.dissent("A1"), make.dissent("A1", level=None)
    later = replace(one, words="Weekends too.")
    for value in (one, other, later):
        store.write(lambda tx, value=value: agreements.save_dissent(tx, round_id, value))
    assert set(store.read(lambda tx: agreements.load_dissents(tx, round_id))) == {later, other}
    store.write(lambda tx: agreements.delete_dissent(tx, other.dissent_id))
    assert store.read(lambda tx: agreements.load_dissents(tx, round_id)) == (later,)


def test_nothing_beside_a_different_view_says_whose_it_is_unless_its_author_signed() -> None:
    assert {c.name for c in agreements.dissent.columns} == {
        "dissent_id",
        "round_id",
        "topic_id",
        "words",
        "level",
        "signed_as",
    }


def test_a_person_signs_once(store: Store, round_id: str) -> None:
    signed = make.sign_off("zoe")
    again = make.sign_off("zoe", reservation="Theme D was rushed.")
    for value in (signed, again, make.sign_off("adil")):
        store.write(lambda tx, value=value: agreements.save_sign_off(tx, round_id, value))
    assert store.read(lambda tx: agreements.load_sign_offs(tx, round_id)) == (make.sign_off("adil"), again)


def test_what_lay_on_the_table_is_marked_once_and_cleared(store: Store, round_id: str) -> None:
    first = TableMark("rule/keys", Settled.LATER, date(2026, 11, 18))
    later = TableMark("rule/keys", Settled.TALKED, date(2026, 11, 25))
    other = TableMark("card/1", Settled.LATER, date(2026, 11, 25))
    for mark in (first, other, later):
        store.write(lambda tx, mark=mark: agreements.save_table_mark(tx, round_id, mark))
    assert store.read(lambda tx: agreements.table_marks_of(tx, round_id)) == (other, later)
    store.write(lambda tx: agreements.delete_table_mark(tx, round_id, "rule/keys"))
    assert store.read(lambda tx: agreements.table_marks_of(tx, round_id)) == (other,)
