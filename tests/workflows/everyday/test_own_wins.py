"""A small win for its writer alone: sealed, found among their own pages, and nowhere in the team's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pie_audit.domain.entry import EntryKind
from pie_audit.domain.errors import CannotRead, NotNow
from pie_audit.domain.small_logs import Win, WinKind, WinReach
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import small_logs as stored
from pie_audit.workflows import reflections
from pie_audit.workflows.everyday import (
    own_wins,
    small_logs,
)
from tests.quarter import Hostel


def win_of(hostel: Hostel, **changes: object) -> Win:
    return replace(small_logs.new_win(hostel.jo, hostel.team_id, "He waved first."), **changes)


def test_a_win_for_me_is_a_sealed_page_and_no_row_of_the_team(hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.WINS)
    mine = win_of(hostel, reach=WinReach.ME, topic_id="A1")
    hostel.do(small_logs.save_win, hostel.jo, mine)
    assert hostel.read(lambda tx: stored.wins_of(tx, hostel.team_id)) == ()
    page = hostel.see(reflections.open_entry, hostel.jo, mine.win_id).entry
    assert (page.kind, page.first_line, page.topic_ids) == (EntryKind.WIN, "He waved first.", ("A1",))
    with pytest.raises(CannotRead):
        hostel.see(reflections.open_entry, hostel.amina, mine.win_id)


def test_it_is_taken_back_by_name(hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.WINS)
    mine = win_of(hostel, reach=WinReach.ME)
    kept = hostel.do(small_logs.save_win, hostel.jo, mine)
    assert kept.name == "Kept a small win for yourself"
    hostel.do(kept.undo, hostel.jo)
    with pytest.raises(CannotRead):
        hostel.see(reflections.open_entry, hostel.jo, mine.win_id)


def test_sent_twice_it_is_one_page(hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.WINS)
    mine = win_of(hostel, reach=WinReach.ME)
    first = hostel.do(small_logs.save_win, hostel.jo, mine)
    hostel.do(small_logs.save_win, hostel.jo, mine)
    hostel.do(first.undo, hostel.jo)
    with pytest.raises(CannotRead):
        hostel.see(reflections.open_entry, hostel.jo, mine.win_id)


def test_words_typed_while_it_was_on_its_way_are_never_taken_for_kept(hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.WINS)
    mine = win_of(hostel, reach=WinReach.ME)
    hostel.do(small_logs.save_win, hostel.jo, mine)
    with pytest.raises(NotNow, match="among your own pages already"):
        hostel.do(small_logs.save_win, hostel.jo, replace(mine, words="He waved first, and came back."))
    assert hostel.see(reflections.open_entry, hostel.jo, mine.win_id).entry.first_line == "He waved first."


def test_what_stands_on_the_wall_never_goes_to_one_persons_pages(hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.WINS)
    ours = win_of(hostel)
    hostel.do(small_logs.save_win, hostel.amina, ours)
    with pytest.raises(NotNow):
        hostel.do(small_logs.save_win, hostel.jo, replace(ours, reach=WinReach.ME))
    assert hostel.read(lambda tx: stored.wins_of(tx, hostel.team_id)) == (ours,)


def test_a_win_about_belonging_keeps_its_kind_and_topic(hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.WINS)
    ours = win_of(hostel, kind=WinKind.BELONGING, topic_id="D9")
    hostel.do(small_logs.save_win, hostel.jo, ours)
    assert hostel.read(lambda tx: stored.wins_of(tx, hostel.team_id)) == (ours,)


def test_topics_to_choose_are_those_of_the_latest_review(hostel: Hostel) -> None:
    assert hostel.read(lambda tx: own_wins.topics_to_choose(tx, hostel.team_id)) == ()
    hostel.start()
    topics = hostel.read(lambda tx: own_wins.topics_to_choose(tx, hostel.team_id))
    assert topics
    assert all(title for _id, title in topics)


def test_a_team_without_wins_takes_none_for_anybody(hostel: Hostel) -> None:
    hostel.turn_off(TeamPart.WINS)
    with pytest.raises(NotNow):
        hostel.do(small_logs.save_win, hostel.jo, win_of(hostel, reach=WinReach.ME))
