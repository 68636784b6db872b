"""kill -9 while keys are renewed and access is made anew: old or new password opens, never neither, and no page is lost."""

from __future__ import annotations

from itertools import count

from pie_audit.storage import people, trail
from pie_audit.vault.refusals import Unreadable, WrongSecret
from pie_audit.vault.slots import SlotKind
from pie_audit.workflows import (
    drafts,
    earlier_pages,
    founding,
    key_changes,
    leaving,
    sealed_pages,
    self_record,
    teams,
    unlock,
)
from pie_audit.workflows.unlock import SignedIn
from tests.children import Acknowledge, Killed, kill_often
from tests.faults.closed import Closed
from tests.quarter import Hostel, password_of

PAGES = 12
PRIVATE = {"because": "only for me"}


def password(number: int) -> str:
    """The one that counts after so many changes."""
    return f"thirteen copper lanterns {number:06d}" if number else password_of("Jo")


def page(number: int) -> bytes:
    return number.to_bytes(16, "big")


def write_pages(hostel: Hostel, me: SignedIn, begin: int = 0) -> None:
    """Twelve pages of two versions each, a draft, and something remembered."""
    for number in range(begin, begin + PAGES):
        version = 0
        for words in (b"first", b"second"):
            version = hostel.opened.write(
                lambda tx, n=number, v=version, w=words: sealed_pages.save_own(tx, me, page(n), w, expected=v)
            )
    hostel.do(drafts.save_words, me, "mine", PRIVATE)


def sign_in_with(hostel: Hostel, numbers: list[int]) -> tuple[int, SignedIn]:
    """Whoever gets in with exactly one of these passwords, and with which."""
    found = []
    for number in numbers:
        try:
            found.append((number, unlock.sign_in(hostel.opened, "Jo", password(number))))
        except WrongSecret:
            continue
    assert len(found) == 1, f"{len(found)} passwords open"
    return found[0]


def reads_all(hostel: Hostel, me: SignedIn, begin: int = 0) -> bool:
    return all(
        hostel.see(sealed_pages.open_page, me, page(n)).body == b"second" for n in range(begin, begin + PAGES)
    )


def test_renewing_keys(closed: Closed, kills: int) -> None:
    """After each kill exactly one password opens; pages, draft and memory are read with it, under keys that fit."""
    with closed.open() as hostel:
        write_pages(hostel, hostel.jo)
        hostel.do(lambda tx, me: self_record.change(tx, me, allowed_words=("Dawn",)), hostel.jo)
    now = [0]

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            me = unlock.sign_in(hostel.opened, "Jo", password(now[0]))
            for number in count(now[0]):
                key_changes.renew(hostel.opened, me, password(number), password(number + 1))
                acknowledge(str(number + 1))

    def compare(killed: Killed) -> None:
        told = killed.last if killed.acknowledged else now[0]
        with closed.checked() as hostel:
            now[0], me = sign_in_with(hostel, [told, told + 1])
            assert reads_all(hostel, me)
            assert hostel.see(drafts.words, me, "mine") == PRIVATE
            assert hostel.see(self_record.load, me).allowed_words == ("Dawn",)
            assert me.vault.epochs[0] == now[0] + 1
            epochs = [k.epoch for k in hostel.read(people.public_keys) if k.person_id == me.member.person_id]
            assert epochs == list(range(1, now[0] + 2))
            assert len(hostel.opened.slots.of_kind(SlotKind.PERSON)) == 6, (
                "a slot of a change that was cut short was left"
            )

    kill_often(kills, "renew", loop, compare, longest=0.8)


def test_an_administrators_reset(closed: Closed, kills: int) -> None:
    """The person gets in with the old password or the new one, and reads what was written under those keys alone."""
    with closed.open() as hostel:
        write_pages(hostel, hostel.jo)
    now = [0]

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            for number in count(now[0]):
                code = teams.invite_again(hostel.opened, hostel.amina, hostel.jo.member.person_id)
                me = unlock.accept_invitation(hostel.opened, "Jo", code, password(number + 1))
                write_pages(hostel, me, (number + 1) * PAGES)
                acknowledge(str(number + 1))

    def compare(killed: Killed) -> None:
        told = killed.last if killed.acknowledged else now[0]
        with closed.checked() as hostel:
            now[0], me = sign_in_with(hostel, [told, told + 1])
            assert me.vault.epochs == (now[0] + 1,)
            for earlier in range(now[0]):
                assert is_shut(hostel, me, earlier * PAGES)
            if now[0] == told:
                assert reads_all(hostel, me, now[0] * PAGES)
            else:  # cut short while the first pages were written
                write_missing(hostel, me, now[0] * PAGES)
            resets = [line for line in hostel.read(trail_lines) if line.action == unlock.ACCESS_RESET]
            assert len(resets) == now[0]

    def trail_lines(tx):
        return trail.lines(tx, latest=10_000)

    def is_shut(hostel: Hostel, me: SignedIn, number: int) -> bool:
        try:
            return hostel.see(sealed_pages.open_page, me, page(number)) is None
        except Unreadable:
            return True

    def write_missing(hostel: Hostel, me: SignedIn, begin: int) -> None:
        for number in range(begin, begin + PAGES):
            held = hostel.see(sealed_pages.open_page, me, page(number))
            version = held.version if held else 0
            hostel.opened.write(
                lambda tx, n=number, v=version: sealed_pages.save_own(tx, me, page(n), b"second", expected=v)
            )

    kill_often(kills, "reset", loop, compare, longest=1.2)


def test_finding_earlier_pages_again(closed: Closed, kills: int) -> None:
    """My key of before the reset opens all of those pages or, cut short, none of them, and can be tried again."""
    with closed.open() as hostel:
        write_pages(hostel, hostel.jo)
        codes = [founding.make_my_key(hostel.opened, hostel.jo)]
        numbers = [0]

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            me = unlock.sign_in(hostel.opened, "Jo", password(numbers[0]))
            code = codes[0]
            for number in count(numbers[0]):
                fresh = teams.invite_again(hostel.opened, hostel.amina, me.member.person_id)
                me = unlock.accept_invitation(hostel.opened, "Jo", fresh, password(number + 1))
                earlier_pages.open_with_my_key(hostel.opened, me, code)
                code = founding.make_my_key(hostel.opened, me)
                acknowledge(f"{number + 1} {code}")

    def compare(killed: Killed) -> None:
        for line in killed.acknowledged[-1:]:
            number, codes[0] = line.split()
            numbers[0] = int(number)
        with closed.checked() as hostel:
            numbers[0], me = sign_in_with(hostel, [numbers[0], numbers[0] + 1])
            if hostel.see(earlier_pages.may_open, me):
                assert hostel.see(earlier_pages.sealed_before, me) == PAGES
                assert earlier_pages.open_with_my_key(hostel.opened, me, codes[0]) == PAGES
            assert reads_all(hostel, me)
            codes[0] = founding.make_my_key(hostel.opened, me)

    kill_often(kills, "earlier pages", loop, compare, longest=1.2)


def test_letting_go_of_ones_keys(closed: Closed, kills: int) -> None:
    """Who left has all of their pages and their way in, or none of both; a slot that is left over goes by itself."""

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            while True:
                tom = back(hostel)
                hostel.opened.write(
                    lambda tx, me=tom: sealed_pages.save_own(tx, me, page(1), b"mine", expected=0)
                )
                hostel.do(teams.retire_person, hostel.amina, tom.member.person_id)
                leaving.destroy_now(hostel.opened, unlock.sign_in(hostel.opened, "Tom", password_of("Tom")))
                acknowledge("gone")

    def back(hostel: Hostel) -> SignedIn:
        """Tom at work, with keys and without that page."""
        tom = hostel.tom.member.person_id
        hostel.opened.write(lambda tx: people.set_standing(tx, tom, people.Standing.ACTIVE))
        code = teams.invite_again(hostel.opened, hostel.amina, tom)
        me = unlock.accept_invitation(hostel.opened, "Tom", code, password_of("Tom"))
        hostel.opened.write(lambda tx: sealed_pages.records.delete_record(tx, page(1)))
        return me

    def compare(killed: Killed) -> None:
        del killed
        with closed.checked() as hostel:
            hostel.sign_in("Sam")  # drops what was left over
            keyed = hostel.tom.member.person_id in hostel.read(people.people_with_keys)
            slots = len(hostel.opened.slots.of_kind(SlotKind.PERSON))
            left = hostel.read(lambda tx: people.load_member(tx, hostel.tom.member.person_id)).standing
            assert slots in ({6, 7} if keyed else {5, 6})
            if not keyed and left is people.Standing.LEFT:
                assert slots == 5
                assert hostel.read(lambda tx: sealed_pages.records.load_record(tx, page(1))) is None

    kill_often(kills, "let go", loop, compare, longest=1.2)
