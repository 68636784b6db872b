"""What somebody is told at the door, and what a reset leaves them."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from pie_audit.domain.errors import NotNow
from pie_audit.storage import trail
from pie_audit.vault.codes import Mistyped
from pie_audit.vault.refusals import Unreadable, WrongSecret
from pie_audit.workflows import (
    arriving,
    drafts,
    earlier_pages,
    founding,
    pins,
    sealed_pages,
    self_record,
    teams,
    trail_watch,
    unlock,
)
from pie_audit.workflows.pins import KeyChanged
from tests.quarter import TODAY, Hostel, password_of

NEW = "thirteen copper lanterns drifting"
PAGE, SHARED, GIVEN = b"p" * 16, b"s" * 16, b"g" * 16


def told(hostel: Hostel, name: str = "jo") -> list[str]:
    return [notice.what for notice in hostel.do(arriving.arrive, hostel.people[name])]


def write_pages(hostel: Hostel) -> None:
    """Jo wrote one page and shared another with Sam; Sam shared one with Jo."""
    jo, sam = hostel.jo.member.person_id, hostel.sam.member.person_id
    hostel.opened.write(lambda tx: sealed_pages.save_own(tx, hostel.jo, PAGE, b"mine", expected=0))
    hostel.do(sealed_pages.save_for, hostel.jo, SHARED, b"from Jo", [sam])
    hostel.do(sealed_pages.save_for, hostel.sam, GIVEN, b"from Sam", [jo])


def reset_jo(hostel: Hostel) -> unlock.SignedIn:
    code = teams.invite_again(hostel.opened, hostel.amina, hostel.jo.member.person_id)
    hostel.people["jo"] = unlock.accept_invitation(hostel.opened, "Jo", code, NEW)
    return hostel.jo


def test_on_an_ordinary_day_nothing_is_told(hostel: Hostel) -> None:
    assert told(hostel) == []
    assert told(hostel) == []


class TestTheRecord:
    def test_it_may_grow(self, hostel: Hostel) -> None:
        told(hostel)
        founding.make_my_key(hostel.opened, hostel.sam)
        assert told(hostel) == []

    @pytest.mark.parametrize("cut", ["shortened", "rewritten"])
    def test_a_record_that_was_cut_or_changed_is_told_plainly(self, hostel: Hostel, cut: str) -> None:
        founding.make_my_key(hostel.opened, hostel.sam)
        told(hostel)
        last = hostel.read(trail.head).seq

        def forge(tx) -> None:
            here = trail.trail.c.seq == last
            change = sa.delete(trail.trail) if cut == "shortened" else sa.update(trail.trail)
            values = change if cut == "shortened" else change.values(hash32=b"other")
            tx.connection.execute(values.where(here))

        hostel.opened.write(forge)
        assert told(hostel) == ["The security record was shortened or changed since you were last here."]
        assert unlock.sign_in(hostel.opened, "Jo", password_of("Jo"))

    def test_once_a_week_the_head_is_signed(self, hostel: Hostel) -> None:
        told(hostel)
        first = hostel.see(self_record.load, hostel.jo)
        founding.make_my_key(hostel.opened, hostel.sam)
        told(hostel)
        second = hostel.see(self_record.load, hostel.jo)
        assert second.trail_seq > first.trail_seq
        assert second.ways[trail_watch.ANCHOR] == first.ways[trail_watch.ANCHOR]
        hostel.at(TODAY + timedelta(days=7))
        told(hostel)
        assert (
            hostel.see(self_record.load, hostel.jo).ways[trail_watch.ANCHOR] != first.ways[trail_watch.ANCHOR]
        )

    def test_an_anchor_that_nobody_signed_is_told(self, hostel: Hostel) -> None:
        told(hostel)
        kept = hostel.see(self_record.load, hostel.jo).ways[trail_watch.ANCHOR]
        forged = {trail_watch.ANCHOR: kept[:-4] + ("0000" if not kept.endswith("0000") else "1111")}
        hostel.do(lambda tx, me: self_record.change(tx, me, ways=forged), hostel.jo)
        assert told(hostel)


class TestReset:
    def test_a_code_that_somebody_made_is_told_to_its_owner(self, hostel: Hostel) -> None:
        teams.invite_again(hostel.opened, hostel.amina, hostel.jo.member.person_id)
        assert told(hostel) == ["A one-time code was made for you."]

    def test_it_gives_the_work_and_never_earlier_writing(self, hostel: Hostel) -> None:
        write_pages(hostel)
        hostel.do(drafts.save_words, hostel.jo, "mine", {"because": "mine"})
        me = reset_jo(hostel)
        with pytest.raises(Unreadable):
            hostel.see(sealed_pages.open_page, me, PAGE)
        assert hostel.see(drafts.words, me, "mine") is None
        assert me.member.teams == {hostel.team_id}

    def test_it_is_told_once_with_what_stays_sealed(self, hostel: Hostel) -> None:
        write_pages(hostel)
        reset_jo(hostel)
        found = hostel.do(arriving.arrive, hostel.jo)
        assert [n.what for n in found] == ["Your access was made anew."]
        assert found[0].todo == (
            "1 page from before your reset stays sealed. There was no My key then, so nobody can open them."
        )
        assert told(hostel) == []
        assert hostel.see(earlier_pages.sealed_before, hostel.jo) == 1

    def test_it_is_in_the_security_record(self, hostel: Hostel) -> None:
        reset_jo(hostel)
        assert hostel.read(trail.lines)[0].action == unlock.ACCESS_RESET

    def test_what_was_shared_before_still_opens_for_its_reader(self, hostel: Hostel) -> None:
        hostel.do(pins.remember_people, hostel.sam)
        write_pages(hostel)
        reset_jo(hostel)
        hostel.do(pins.remember_people, hostel.sam)
        assert hostel.see(sealed_pages.open_page, hostel.sam, SHARED).body == b"from Jo"

    def test_colleagues_are_told_and_share_nothing_until_they_compared(self, hostel: Hostel) -> None:
        told(hostel, "sam")
        reset_jo(hostel)
        assert told(hostel, "sam") == ["Jo has new keys."]
        jo = hostel.jo.member.person_id
        with pytest.raises(KeyChanged):
            hostel.do(sealed_pages.save_for, hostel.sam, GIVEN, b"from Sam", [jo])
        hostel.do(pins.confirm, hostel.sam, jo)
        hostel.do(sealed_pages.save_for, hostel.sam, GIVEN, b"from Sam", [jo])
        assert hostel.see(sealed_pages.open_page, hostel.jo, GIVEN).body == b"from Sam"
        assert told(hostel, "sam") == []


class TestMyKeyOfThatTime:
    def test_it_opens_all_that_was_sealed_before_the_reset(self, hostel: Hostel) -> None:
        write_pages(hostel)
        code = founding.make_my_key(hostel.opened, hostel.jo)
        reset_jo(hostel)
        assert "With My key of that time they’d open." in hostel.see(arriving.sealed, hostel.jo).words
        assert earlier_pages.open_with_my_key(hostel.opened, hostel.jo, code) == 1
        assert hostel.see(sealed_pages.open_page, hostel.jo, PAGE).body == b"mine"
        assert hostel.see(sealed_pages.open_page, hostel.jo, GIVEN).body == b"from Sam"
        assert hostel.see(earlier_pages.sealed_before, hostel.jo) == 0
        assert not hostel.see(earlier_pages.may_open, hostel.jo)
        again = unlock.sign_in(hostel.opened, "Jo", NEW)
        assert hostel.see(sealed_pages.open_page, again, PAGE).body == b"mine"

    def test_it_opens_only_the_time_it_is_of(self, hostel: Hostel) -> None:
        write_pages(hostel)
        first = founding.make_my_key(hostel.opened, hostel.jo)
        reset_jo(hostel)
        second = founding.make_my_key(hostel.opened, hostel.jo)
        with pytest.raises(WrongSecret):
            earlier_pages.open_with_my_key(hostel.opened, hostel.jo, second)
        with pytest.raises(Mistyped):
            earlier_pages.open_with_my_key(hostel.opened, hostel.jo, first[:-1])
        reset_jo(hostel)
        assert earlier_pages.open_with_my_key(hostel.opened, hostel.jo, first) == 1

    def test_what_was_written_since_stays_readable(self, hostel: Hostel) -> None:
        code = founding.make_my_key(hostel.opened, hostel.jo)
        write_pages(hostel)
        me = reset_jo(hostel)
        since = b"n" * 16
        hostel.opened.write(lambda tx: sealed_pages.save_own(tx, me, since, b"new", expected=0))
        hostel.do(drafts.save_words, me, "mine", {"because": "now"})
        earlier_pages.open_with_my_key(hostel.opened, me, code)
        assert hostel.see(sealed_pages.open_page, me, since).body == b"new"
        assert hostel.see(drafts.words, me, "mine") == {"because": "now"}

    def test_somebody_elses_sheet_opens_nothing(self, hostel: Hostel) -> None:
        founding.make_my_key(hostel.opened, hostel.jo)
        code = founding.make_my_key(hostel.opened, hostel.sam)
        reset_jo(hostel)
        with pytest.raises(WrongSecret):
            earlier_pages.open_with_my_key(hostel.opened, hostel.jo, code)

    def test_a_slip_has_no_earlier_pages(self, hostel: Hostel) -> None:
        slip = hostel.slips(hostel.start(), team=1)[0]
        with pytest.raises(NotNow):
            earlier_pages.open_with_my_key(hostel.opened, slip, "x" * 30)
