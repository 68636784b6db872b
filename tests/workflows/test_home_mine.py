"""What Home knows of my own time, my pages, the team's little wins and quiet time; and how little it asks for."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from pie_audit.domain.entry import Entry, EntryKind, FollowUp, Shared, Step, to_body
from pie_audit.domain.session import CancelledBy, Session, SessionKind, SessionStatus
from pie_audit.domain.shared_copy import ShareNote
from pie_audit.domain.small_logs import HardTime
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import sessions as lines
from pie_audit.storage import shares
from pie_audit.storage import small_logs as walls
from pie_audit.workflows import (
    home,
    home_needs,
    home_writing,
    meetings,
    sealed_pages,
)
from pie_audit.workflows.everyday import small_logs
from pie_audit.workflows.home import Home
from pie_audit.workflows.home_writing import MyWriting
from pie_audit.workflows.supervision import supervision
from tests import make
from tests.quarter import TODAY, Hostel


def seen(hostel: Hostel, name: str) -> Home:
    return hostel.see(home.home, hostel.people[name], hostel.team_id)


def session(hostel: Hostel, days: int, **changes: object) -> Session:
    person = {name: me.member.person_id for name, me in hostel.people.items()}
    usual: dict[str, object] = {"supervisor_id": person["amina"], "supervisee_id": person["jo"]} | changes
    day = TODAY + timedelta(days=days)
    return Session(secrets.token_hex(16), SessionKind.SUPERVISION, hostel.team_id, day, 60, **usual)  # type: ignore[arg-type]


def plan(hostel: Hostel, *planned: Session) -> None:
    hostel.opened.write(lambda tx: lines.add_sessions(tx, planned))


def write(hostel: Hostel, name: str, days_ago: int, **changes: object) -> Entry:
    entry = Entry(
        secrets.token_hex(16),
        EntryKind.REFLECTION,
        TODAY - timedelta(days=days_ago),
        title="A long evening",
        steps=(Step("", "", "Words of mine"),),
    )
    entry = replace(entry, **changes)  # type: ignore[arg-type]
    body, record_id = to_body(entry), bytes.fromhex(entry.entry_id)
    me = hostel.people[name]
    hostel.opened.write(lambda tx: sealed_pages.save_own(tx, me, record_id, body, expected=0))
    return entry


def everything(hostel: Hostel, name: str) -> MyWriting:
    return home_writing.everything(hostel.opened, hostel.people[name])


class TestMyTime:
    """My own sessions are mine; of a team's, only kind and day are told."""

    def test_my_next_supervision_is_mine_alone(self, hostel: Hostel) -> None:
        coming = session(hostel, 7)
        plan(hostel, coming, session(hostel, 3, status=SessionStatus.CANCELLED))
        for name, expected in (("jo", [coming.session_id]), ("amina", [coming.session_id]), ("sam", [])):
            shown = seen(hostel, name).mine.time.supervision
            assert [s.session_id for s in shown] == expected

    def test_a_manager_sees_kinds_and_days_and_nobody(self, hostel: Hostel) -> None:
        plan(hostel, session(hostel, 7))
        shown = seen(hostel, "amina")
        assert [(s.kind, s.day, s.minutes) for s in shown.next_sessions] == [
            (SessionKind.SUPERVISION, TODAY + timedelta(days=7), 60)
        ]
        assert hostel.jo.member.person_id not in repr(shown.next_sessions)
        assert seen(hostel, "jo").next_sessions == ()

    def test_time_held_is_counted_by_kind(self, hostel: Hostel) -> None:
        held = {"status": SessionStatus.HELD, "held_min": 60}
        past = [session(hostel, -n, held_on=TODAY - timedelta(days=n), **held) for n in range(1, 10)]
        off = [session(hostel, -n, status=SessionStatus.CANCELLED) for n in range(10, 13)]
        plan(hostel, *past, *off)
        shown = seen(hostel, "amina").held
        assert shown is not None
        assert [(kind, tally.says()) for kind, tally in shown.by_kind] == [
            (SessionKind.SUPERVISION, "9 of 12, 75%")
        ]
        assert seen(hostel, "jo").held is None

    def test_nothing_planned_says_nothing(self, hostel: Hostel) -> None:
        shown = seen(hostel, "amina")
        assert (shown.held, shown.next_sessions, shown.mine.time.supervision) == (None, (), ())

    def test_a_session_put_off_is_told_on_its_new_day(self, hostel: Hostel) -> None:
        moved = session(hostel, 1, status=SessionStatus.MOVED, moved_to=TODAY + timedelta(days=9))
        plan(hostel, moved)
        assert [s.day for s in seen(hostel, "jo").mine.time.supervision] == [TODAY + timedelta(days=9)]

    def test_whoever_supervises_is_asked_to_protect_what_was_lost_three_times(self, hostel: Hostel) -> None:
        off = {"status": SessionStatus.CANCELLED, "cancelled_by": CancelledBy.SERVICE}
        plan(hostel, *(session(hostel, -n, **off) for n in (7, 14, 21)))
        told = {
            name: home_needs.supervision_needs(hostel.see(supervision.home_lines, hostel.people[name]))
            for name in ("amina", "jo", "sam")
        }
        assert [need.verb for need in told["amina"]] == ["Protect it"]
        assert "Jo has lost supervision 3 times in a row" in told["amina"][0].title
        assert (told["jo"], told["sam"]) == ((), ())


class TestMyWriting:
    """Read aside; the latest pages first, and every open promise once all pages are read."""

    def test_only_my_latest_pages_are_there_newest_first(self, hostel: Hostel) -> None:
        for days_ago in (9, 1, 5, 30):
            write(hostel, "jo", days_ago)
        write(hostel, "sam", 0, title="Of somebody else")
        found = everything(hostel, "jo")
        assert [(TODAY - page.day).days for page in found.recent] == [1, 5, 9]
        assert found.is_all
        assert everything(hostel, "tom").recent == ()

    def test_the_first_look_is_enough_for_what_was_written_lately(self, hostel: Hostel) -> None:
        write(hostel, "jo", 1)
        first = home_writing.newest(hostel.opened, hostel.jo)
        again = home_writing.newest(hostel.opened, hostel.jo)
        assert [page.title for page in first.recent] == ["A long evening"]
        assert (first.is_all, again.is_all) == (False, True)

    def test_a_page_without_a_title_is_known_by_its_first_line(self, hostel: Hostel) -> None:
        write(hostel, "jo", 1, title=" ")
        assert everything(hostel, "jo").recent[0].title == "Words of mine"

    def test_open_promises_come_soonest_first_and_done_ones_are_gone(self, hostel: Hostel) -> None:
        later, soon = date(2026, 12, 24), date(2026, 11, 20)
        promises = (
            FollowUp("a", "Later", later),
            FollowUp("b", "Some day"),
            FollowUp("c", "Done", done=True),
        )
        write(hostel, "jo", 1, follow_ups=promises)
        write(
            hostel, "jo", 40, follow_ups=(FollowUp("d", "Soon", soon), FollowUp("e", "Dropped", done=False))
        )
        assert [p.what for p in everything(hostel, "jo").promised] == ["Soon", "Later", "Some day"]

    def test_a_shared_page_says_with_whom_and_one_that_was_ended_is_mine_again(self, hostel: Hostel) -> None:
        amina = hostel.amina.member.person_id
        given = Shared("00" * 16, (amina,), None, TODAY, excerpt=False)
        write(hostel, "jo", 1, shares=(given,))
        write(hostel, "jo", 2, shares=(replace(given, ended_on=TODAY),))
        write(hostel, "jo", 3, shares=(replace(given, group_id="g"),))
        found = everything(hostel, "jo").recent
        assert [(page.shared_with, page.with_group) for page in found] == [
            (("Amina Yusuf",), False),
            ((), False),
            ((), True),
        ]


class TestWhatIsQuiet:
    """What was declined stays away for the week; after something happened nothing reminds anybody."""

    def test_not_today_lasts_until_the_week_is_over_and_can_be_taken_back(self, hostel: Hostel) -> None:
        undo = hostel.do(home.decline, hostel.jo, "home review")
        assert seen(hostel, "jo").mine.declined == {"home review"}
        assert seen(hostel, "sam").mine.declined == frozenset()
        hostel.do(lambda tx, me: undo.undo(tx, me), hostel.jo)
        assert seen(hostel, "jo").mine.declined == frozenset()
        hostel.do(home.decline, hostel.jo, "home review")
        hostel.at(TODAY + timedelta(days=7))
        assert seen(hostel, "jo").mine.declined == frozenset()

    def test_nothing_needs_anybody_in_quiet_time(self, hostel: Hostel) -> None:
        assert seen(hostel, "amina").needs
        until = TODAY + timedelta(days=14)
        happened = HardTime("h", hostel.team_id, TODAY, True, until, TODAY, TODAY)
        hostel.opened.write(lambda tx: walls.save_hard_time(tx, happened))
        shown = seen(hostel, "amina")
        assert (shown.needs, shown.quiet_until) == ((), until)
        hostel.at(until + timedelta(days=1))
        assert seen(hostel, "amina").quiet_until is None
        assert seen(hostel, "amina").needs


def test_the_wall_shows_the_latest_wins_of_the_last_weeks(hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.WINS)
    for days, words in ((0, "Today"), (8, "Last week"), (90, "In summer")):
        hostel.at(TODAY - timedelta(days=days))
        win = small_logs.new_win(hostel.jo, hostel.team_id, words)
        hostel.do(small_logs.save_win, hostel.jo, win)
    hostel.at(TODAY)
    assert [w.words for w in seen(hostel, "sam").wins] == ["Today", "Last week"]
    assert seen(hostel, "lee").wins == ()


def test_who_shared_a_page_with_me_is_told_without_its_words(hostel: Hostel) -> None:
    jo, amina = hostel.jo.member.person_id, hostel.amina.member.person_id
    kept = ShareNote(b"1" * 16, jo, amina, "2026-W47")
    ended = ShareNote(b"2" * 16, jo, amina, "2026-W46", ended_week="2026-W47")
    hostel.opened.write(lambda tx: [shares.save_note(tx, note) for note in (kept, ended)])
    assert [(s.by, s.week) for s in seen(hostel, "amina").mine.shared] == [("Jo", "2026-W47")]
    assert seen(hostel, "sam").mine.shared == ()


@pytest.mark.parametrize(("name", "most"), [("amina", 48), ("jo", 44), ("lee", 22)])
def test_home_asks_the_database_no_more_often_however_much_there_is(
    name: str, most: int, hostel: Hostel
) -> None:
    hostel.turn_on(TeamPart.WINS)
    round_id = hostel.opened_round()
    hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus())
    hostel.sign(round_id)
    plan(hostel, *(session(hostel, n) for n in range(1, 20)))
    for n in range(20):
        put = small_logs.new_win(hostel.jo, hostel.team_id, f"Win {n}")
        hostel.do(small_logs.save_win, hostel.jo, put)
    asked: list[str] = []

    def note(*args: object) -> None:
        asked.append(str(args[2]))

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        seen(hostel, name)
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)
    assert len(asked) <= most
