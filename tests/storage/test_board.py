"""The leaders' board as it is kept: plans that came, keys that were met, groups by hand, replies, and what was taken in."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from typing import Any

from pie_audit.domain.changed import Kind
from pie_audit.domain.plan_material import Edition
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.storage import board
from pie_audit.storage.board import KeptPlan, KeptReply, KeptTogether
from pie_audit.storage.integrity import findings
from pie_audit.storage.store import Store
from tests import make

LATER = date(2026, 12, 24)


def plan(**changes: Any) -> KeptPlan:
    usual = KeptPlan(
        make.new_id(),
        "sender",
        "Quayside House",
        Quarter(2026, 4),
        Edition.WORDS,
        made=1,
        format=1,
        signer=os.urandom(32),
        body="{}",
        received_on=make.DAY,
    )
    return replace(usual, **changes)


def reply(**changes: Any) -> KeptReply:
    words = Reply(make.new_id(), "sender/K7QM-2F9D", ReplyKind.PARTLY, make.DAY, "a", "b", "c", "d")
    return KeptReply(replace(words, **changes))


def test_plans_come_back_by_sender_until_they_are_let_go(store: Store) -> None:
    ours, theirs = plan(), plan(sender="other", edition=Edition.FULL)
    for one in (ours, theirs):
        assert Kind.SHARED_PLANS in store.write(lambda tx, o=one: board.save_plan(tx, o)).changed
    assert store.read(lambda tx: board.plans(tx, "sender")) == (ours,)
    assert set(store.read(board.plans)) == {ours, theirs}
    store.write(lambda tx: board.delete_plan(tx, ours.plan_id))
    assert store.read(board.plans) == (theirs,)


def test_a_key_stays_known_when_every_plan_is_gone_and_is_met_once(store: Store) -> None:
    key, other = os.urandom(32), os.urandom(32)
    for signer, day in ((key, make.DAY), (key, LATER), (other, LATER)):
        store.write(lambda tx, s=signer, d=day: board.know_signer(tx, "sender", s, d))
    assert store.read(lambda tx: board.signers(tx, "sender")) == {key, other}
    assert store.read(lambda tx: board.signers(tx, "nobody")) == frozenset()
    store.write(lambda tx: board.forget_signer(tx, "sender", other))
    assert store.read(lambda tx: board.signers(tx, "sender")) == {key}


def test_an_ask_lies_in_one_group(store: Store) -> None:
    first, second = KeptTogether("a/1", "g", "Cover"), KeptTogether("b/1", "g", "Cover")
    for one in (first, second, replace(first, group_id="h")):
        store.write(lambda tx, o=one: board.save_together(tx, o))
    assert store.read(board.every_together) == (replace(first, group_id="h"), second)
    assert Kind.SHARED_PLANS in store.write(lambda tx: board.delete_together(tx, ["a/1"])).changed
    assert store.read(board.every_together) == (second,)


def test_replies_stand_in_the_order_of_their_days_and_know_whether_they_went(store: Store) -> None:
    late, early = reply(replied_on=LATER), reply(kind=ReplyKind.YES)
    for one in (late, early):
        store.write(lambda tx, o=one: board.save_reply(tx, o))
    assert store.read(board.every_reply) == (early, late)
    sent = replace(early, sent_on=LATER)
    store.write(lambda tx: board.save_reply(tx, sent))
    assert store.read(board.every_reply) == (sent, late)
    assert sent.ask_key == "sender/K7QM-2F9D"
    store.write(lambda tx: board.delete_reply(tx, late.reply.reply_id))
    assert store.read(board.every_reply) == (sent,)


def test_what_came_out_of_a_file_is_known_by_its_id(store: Store) -> None:
    digest = os.urandom(32)
    assert Kind.ACTIONS in store.write(lambda tx: board.note_taken(tx, "r1", digest)).changed
    store.write(lambda tx: board.note_taken(tx, "r2", digest))
    assert store.read(board.taken) == {"r1": digest, "r2": digest}
    store.write(lambda tx: board.forget_taken(tx, ["r1"]))
    assert store.read(board.taken) == {"r2": digest}


def test_a_key_of_a_size_that_none_has_is_found_by_the_check(encrypted: Store) -> None:
    before = {finding.where for finding in findings(encrypted)}
    encrypted.write(lambda tx: board.save_plan(tx, plan(signer=b"short")))
    encrypted.write(lambda tx: board.note_taken(tx, "r1", b"short"))
    assert {finding.where for finding in findings(encrypted)} - before == {"received_plan", "taken_reply"}
