"""kill -9 while somebody shares and ends shares: a copy, its note and the page's own note stand together, or none does."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from pie_audit.domain.entry import Entry, EntryKind, Step
from pie_audit.domain.shared_copy import copy_of, parts_of
from pie_audit.storage import shares, trail
from pie_audit.workflows import reflections, share_readers, shared_pages, sharing
from pie_audit.workflows.reflections import Sitting
from tests.children import Acknowledge, Killed, kill_often
from tests.faults.closed import Closed
from tests.quarter import TODAY, Hostel

PAGE = Entry("ab" * 16, EntryKind.REFLECTION, TODAY, "A night", steps=(Step("f", "Feelings", "tired"),))


def test_sharing_and_ending_shares(closed: Closed, kills: int) -> None:
    """Each odd step shares a copy with its number as title, each even one ends the latest that is open."""
    with closed.open() as hostel:
        hostel.do(reflections.save, hostel.jo, PAGE, Sitting(PAGE, 0))

    def loop(done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            for number in count(done):
                acknowledge(step(hostel, number))

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            page = hostel.see(reflections.open_entry, hostel.jo, PAGE.entry_id).entry
            noted = {s.share_id: s.ended_on is None for s in page.shares}
            given = hostel.read(lambda tx: shares.notes_by(tx, hostel.jo.member.person_id))
            read = {p.share_id.hex(): p for p in hostel.see(shared_pages.shared_with_me, hostel.sam)}
            assert hostel.read(trail.verify) is None
        assert noted == {n.share_id.hex(): n.ended_week is None for n in given}
        assert set(read) == set(noted)
        for share_id, is_open in noted.items():
            assert (read[share_id].copy is not None) is is_open
            assert not read[share_id].trouble
        for told in killed.acknowledged:
            what, _space, share_id = told.partition(" ")
            assert share_id in noted
            if what == "ended":
                assert not noted[share_id]

    kill_often(kills, "share", loop, compare)


def step(hostel: Hostel, number: int) -> str:
    """Share, or end what is open; what was done, and to which copy."""
    page = hostel.see(reflections.open_entry, hostel.jo, PAGE.entry_id).entry
    if page.open_shares:
        share_id = page.open_shares[0].share_id
        hostel.do(sharing.end_share, hostel.jo, bytes.fromhex(share_id), PAGE.entry_id)
        return f"ended {share_id}"
    copy = replace(copy_of(page, parts_of(page), TODAY), title=str(number))
    to = share_readers.Audience((hostel.sam.member.person_id,))
    return f"shared {hostel.do(sharing.share, hostel.jo, PAGE.entry_id, copy, to).share_id.hex()}"
