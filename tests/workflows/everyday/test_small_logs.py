"""A team's small logs: anybody in it writes, nobody's name is kept, and everything can be taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from pie_audit.domain.entry_merge import all_fields, changed, merge
from pie_audit.domain.errors import NotNow
from pie_audit.domain.small_logs import WinReach
from pie_audit.domain.team import Role
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import team_parts, teams
from pie_audit.storage.transaction import Transaction
from pie_audit.workflows.everyday import (
    small_log_views,
    small_logs,
)
from pie_audit.workflows.everyday.entry_books import EntryChanged, as_begun
from pie_audit.workflows.everyday.small_log_views import SmallLogs, entry_id
from tests import make
from tests.quarter import Hostel


@pytest.fixture
def hostel(hostel: Hostel) -> Hostel:
    """With the three logs in use."""
    hostel.turn_on(*LOGS)
    return hostel


LOGS = (TeamPart.WINS, TeamPart.FRICTION, TeamPart.TELLINGS)


def view(hostel: Hostel, name: str = "jo") -> SmallLogs:
    """All three views as one."""
    looks = [hostel.see(small_log_views.look, hostel.people[name], hostel.team_id, part) for part in LOGS]
    wins, friction, tellings = looks
    return replace(
        friction,
        wins=wins.wins,
        tellings=tellings.tellings,
        tellings_sums=tellings.tellings_sums,
        next_label=tellings.next_label,
    )


def put_win(hostel: Hostel, words: str, name: str = "jo") -> object:
    return hostel.do(
        small_logs.save_win,
        hostel.people[name],
        small_logs.new_win(hostel.people[name], hostel.team_id, words),
    )


def errand(hostel: Hostel, **changes: object) -> small_logs.Friction:
    blank = small_logs.new_friction(hostel.jo, hostel.team_id)
    usual = {"trying": "A room for tonight", "process": "Housing office", "minutes": 270}
    return replace(blank, **(usual | changes))  # type: ignore[arg-type]


def counted(hostel: Hostel, **changes: object) -> small_logs.Tellings:
    blank = small_logs.new_tellings(hostel.jo, hostel.team_id, view(hostel).next_label)
    return replace(blank, **({"times": 6, "agencies": 3, "avoidable": 2} | changes))  # type: ignore[arg-type]


def test_the_whole_team_reads_what_one_of_them_wrote(hostel: Hostel) -> None:
    put_win(hostel, "  Two residents\nchose the paint ")
    for name in ("amina", "jo", "sam"):
        assert [w.words for w in view(hostel, name).wins] == ["Two residents chose the paint"]


def test_no_row_says_who_wrote_it(hostel: Hostel) -> None:
    put_win(hostel, "A good morning", "sam")
    hostel.do(small_logs.save_friction, hostel.sam, errand(hostel))
    hostel.do(small_logs.save_tellings, hostel.sam, counted(hostel))
    sam = hostel.sam.member.person_id

    def rows(tx: Transaction) -> str:
        found = [
            tx.connection.execute(sa.text(f"SELECT * FROM {t}")).all()
            for t in ("win", "friction", "tellings")
        ]
        return repr(found)

    told = hostel.read(rows)
    assert "A good morning" in told
    assert sam not in told


@pytest.mark.parametrize("name", ["lee", "ada", "kit"])
def test_leaders_administrators_and_other_teams_neither_read_nor_write(hostel: Hostel, name: str) -> None:
    hostel.add("Ada", Role.ADMINISTRATOR)
    kit = replace(hostel.jo, member=replace(hostel.jo.member, teams=frozenset({"another team"})))
    outsider = {"lee": hostel.lee, "ada": _only(hostel), "kit": kit}[name]
    with pytest.raises(NotNow):
        hostel.see(small_log_views.look, outsider, hostel.team_id)
    with pytest.raises(NotNow):
        hostel.do(small_logs.save_win, outsider, small_logs.new_win(hostel.jo, hostel.team_id, "A line"))
    with pytest.raises(NotNow):
        hostel.do(small_logs.save_friction, outsider, errand(hostel))


def _only(hostel: Hostel) -> object:
    return replace(
        hostel.ada, member=replace(hostel.ada.member, teams=frozenset[str](), manages=frozenset[str]())
    )


def test_every_write_can_be_taken_back(hostel: Hostel) -> None:
    added = put_win(hostel, "A quiet night")
    win = view(hostel).wins[0]
    changed = hostel.do(
        small_logs.save_win, hostel.sam, replace(win, words="A calm night", reach=WinReach.PAPERS), win
    )
    removed = hostel.do(small_logs.take_win_off, hostel.amina, changed.result)
    assert view(hostel).wins == ()
    for undo, words in ((removed, ["A calm night"]), (changed, ["A quiet night"]), (added, [])):
        hostel.do(lambda tx, me, undo=undo: undo.undo(tx, me), hostel.jo)
        assert [w.words for w in view(hostel).wins] == words


def test_friction_and_tellings_can_be_taken_back_as_well(hostel: Hostel) -> None:
    hostel.do(small_logs.save_friction, hostel.jo, errand(hostel))
    hostel.do(small_logs.save_tellings, hostel.jo, counted(hostel))
    shown = view(hostel)
    gone = (
        hostel.do(small_logs.take_friction_out, hostel.jo, shown.friction[0]),
        hostel.do(small_logs.take_tellings_out, hostel.jo, shown.tellings[0]),
    )
    assert (view(hostel).friction, view(hostel).tellings) == ((), ())
    for undo in gone:
        hostel.do(lambda tx, me, undo=undo: undo.undo(tx, me), hostel.jo)
    assert (view(hostel).friction, view(hostel).tellings) == (shown.friction, shown.tellings)


def test_what_was_taken_away_can_not_be_taken_away_again(hostel: Hostel) -> None:
    put_win(hostel, "A line")
    win = view(hostel).wins[0]
    hostel.do(small_logs.take_win_off, hostel.jo, win)
    with pytest.raises(NotNow, match="gone already"):
        hostel.do(small_logs.take_win_off, hostel.jo, win)


def test_an_entry_of_another_team_can_not_be_carried_off(hostel: Hostel) -> None:
    put_win(hostel, "Theirs")
    win = view(hostel).wins[0]
    kit = replace(hostel.jo, member=replace(hostel.jo.member, teams=frozenset({"another team"})))
    hostel.opened.write(_make_another_team)
    with pytest.raises(NotNow, match="another team"):
        hostel.do(small_logs.save_win, kit, replace(win, team_id="another team"))
    assert view(hostel).wins == (win,)


def _make_another_team(tx: Transaction) -> None:
    teams.save_team(tx, make.team(team_id="another team", name="Another team"))
    team_parts.turn_part(tx, "another team", TeamPart.WINS, on=True)


def kinds(hostel: Hostel) -> dict[TeamPart, tuple[Any, Any, Any, Any, Any]]:
    """An entry of each log, how it is kept and taken out, and what Sam and Jo make of it."""
    win = small_logs.new_win(hostel.jo, hostel.team_id, "A quiet night")
    lost, told = errand(hostel), counted(hostel)
    return {
        TeamPart.WINS: (
            win,
            small_logs.save_win,
            small_logs.take_win_off,
            replace(win, words="A calm night"),
            replace(win, made_possible_by="the night team"),
        ),
        TeamPart.FRICTION: (
            lost,
            small_logs.save_friction,
            small_logs.take_friction_out,
            replace(lost, minutes=300),
            replace(lost, process="Housing options"),
        ),
        TeamPart.TELLINGS: (
            told,
            small_logs.save_tellings,
            small_logs.take_tellings_out,
            replace(told, times=9),
            replace(told, days_waited=4),
        ),
    }


SAME: dict[TeamPart, dict[str, Any]] = {
    TeamPart.WINS: {"words": "A night without a call"},
    TeamPart.FRICTION: {"minutes": 200},
    TeamPart.TELLINGS: {"times": 8},
}
"""What Jo writes where Sam writes too."""


def kept(hostel: Hostel, part: TeamPart) -> tuple[Any, ...]:
    shown = view(hostel)
    return {
        TeamPart.WINS: shown.wins,
        TeamPart.FRICTION: shown.friction,
        TeamPart.TELLINGS: shown.tellings,
    }[part]


@pytest.mark.parametrize("part", LOGS)
def test_what_two_changed_apart_is_kept_of_both_and_told(hostel: Hostel, part: TeamPart) -> None:
    entry, save, _take, theirs, mine = kinds(hostel)[part]
    hostel.do(save, hostel.jo, entry)
    hostel.do(save, hostel.sam, theirs, entry)
    done = hostel.do(save, hostel.jo, mine, entry)
    both = merge(entry, mine, theirs).entry
    assert kept(hostel, part) == (both,)
    assert both not in (mine, theirs)
    assert done.came_in == changed(all_fields(entry), entry, theirs)
    hostel.do(done.undo, hostel.jo)
    assert kept(hostel, part) == (theirs,)


def test_two_changes_that_fit_alone_and_not_together_are_refused_in_a_sentence(hostel: Hostel) -> None:
    told = replace(counted(hostel), times=9, agencies=1, avoidable=0)
    hostel.do(small_logs.save_tellings, hostel.jo, told)
    theirs = replace(told, times=2)
    hostel.do(small_logs.save_tellings, hostel.sam, theirs, told)
    with pytest.raises(NotNow, match="don’t fit together"):
        hostel.do(small_logs.save_tellings, hostel.jo, replace(told, avoidable=5), told)
    assert kept(hostel, TeamPart.TELLINGS) == (theirs,)


@pytest.mark.parametrize("part", LOGS)
def test_a_later_save_does_not_stand_over_what_somebody_else_wrote(hostel: Hostel, part: TeamPart) -> None:
    entry, save, take, theirs, _apart = kinds(hostel)[part]
    mine = replace(entry, **SAME[part])
    hostel.do(save, hostel.jo, entry)
    hostel.do(save, hostel.sam, theirs, entry)
    with pytest.raises(EntryChanged, match="Somebody else changed this while you were writing") as met:
        hostel.do(save, hostel.jo, mine, entry)
    with pytest.raises(NotNow, match="Somebody changed this since"):
        hostel.do(take, hostel.jo, entry)
    assert (met.value.theirs, kept(hostel, part)) == (theirs, (theirs,))
    done = hostel.do(save, hostel.jo, mine, met.value.theirs)
    assert kept(hostel, part) == (mine,)
    hostel.do(done.undo, hostel.jo)
    assert kept(hostel, part) == (theirs,)


@pytest.mark.parametrize("part", LOGS)
def test_what_was_taken_out_meanwhile_comes_back_only_if_somebody_says_so(
    hostel: Hostel, part: TeamPart
) -> None:
    entry, save, take, _theirs, mine = kinds(hostel)[part]
    hostel.do(save, hostel.jo, entry)
    hostel.do(take, hostel.sam, entry)
    with pytest.raises(EntryChanged, match="taken away while you were writing") as met:
        hostel.do(save, hostel.jo, mine, entry)
    assert (met.value.theirs, kept(hostel, part)) == (None, ())
    hostel.do(save, hostel.jo, mine, met.value.theirs)
    assert kept(hostel, part) == (mine,)


@pytest.mark.parametrize("part", LOGS)
def test_a_draft_of_a_change_knows_what_it_began_from(hostel: Hostel, part: TeamPart) -> None:
    entry = kinds(hostel)[part][0]
    assert small_log_views.begun_from(part, as_begun(entry)) == entry
    for strange in ("", entry_id(entry), "[]", "{}", '{"words": 3}'):
        assert small_log_views.begun_from(part, strange) is None


def test_only_the_picked_line_travels(hostel: Hostel) -> None:
    hostel.do(small_logs.pick_line, hostel.jo, hostel.team_id, "She laughed at breakfast")
    win = view(hostel, "sam").wins[0]
    assert (win.words, win.made_possible_by, win.agencies, win.reach) == (
        "She laughed at breakfast",
        "",
        "",
        WinReach.TEAM,
    )
    assert win.week == hostel.jo.week


def test_a_win_needs_a_sentence(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="no sentence"):
        put_win(hostel, " \n ")


@pytest.mark.parametrize(
    "changes",
    [
        {"trying": " "},
        {"process": ""},
        {"minutes": 0},
        {"minutes": -5},
        {"minutes": 2401},
        {"tellings": 100},
        {"tellings": -1},
    ],
)
def test_an_errand_that_can_not_be_summed_is_refused(hostel: Hostel, changes: dict[str, object]) -> None:
    with pytest.raises(NotNow):
        hostel.do(small_logs.save_friction, hostel.jo, errand(hostel, **changes))
    assert view(hostel).friction == ()


@pytest.mark.parametrize("label", ["Dawn", "JS", "", "T", "Room 4", "T12345"])
def test_a_label_that_could_be_somebody_is_refused(hostel: Hostel, label: str) -> None:
    with pytest.raises(NotNow, match="throwaway"):
        hostel.do(small_logs.save_tellings, hostel.jo, counted(hostel, label=label))


@pytest.mark.parametrize(
    "changes",
    [
        {"times": 0},
        {"times": 100},
        {"agencies": 7},
        {"avoidable": 7},
        {"avoidable": -1},
        {"days_waited": -1},
        {"days_waited": 1001},
    ],
)
def test_counts_that_do_not_fit_are_refused(hostel: Hostel, changes: dict[str, object]) -> None:
    with pytest.raises(NotNow):
        hostel.do(small_logs.save_tellings, hostel.jo, counted(hostel, **changes))


def test_labels_go_on_by_themselves_and_offices_can_be_chosen_again(hostel: Hostel) -> None:
    hostel.do(small_logs.save_tellings, hostel.jo, counted(hostel))
    hostel.do(small_logs.save_friction, hostel.jo, errand(hostel))
    assert counted(hostel).label == "T2"
    assert view(hostel).known == ("Housing office",)


def test_names_are_pointed_out_before_words_go_to_the_wall(hostel: Hostel) -> None:
    assert [f.words for f in small_log_views.names_in(view(hostel), "sat with Tom in the garden")] == ["Tom"]
    assert small_log_views.names_in(view(hostel), "Two of us sat in the garden") == ()


def test_undo_leaves_what_somebody_else_wrote_since(hostel: Hostel) -> None:
    win = small_logs.new_win(hostel.jo, hostel.team_id, "He made tea for all of us")
    put = hostel.do(small_logs.save_win, hostel.jo, win)
    hostel.do(small_logs.save_win, hostel.sam, replace(win, words="She made tea for all of us"), win)
    with pytest.raises(NotNow, match="changed this"):
        hostel.do(put.undo, hostel.jo)
    assert [w.words for w in view(hostel).wins] == ["She made tea for all of us"]


def test_a_line_too_long_is_refused_and_never_cut(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="longer than 300 characters"):
        put_win(hostel, "a " * 151)
    with pytest.raises(NotNow, match="longer than 300 characters"):
        hostel.do(small_logs.save_friction, hostel.jo, errand(hostel, process="x" * 301))
    put_win(hostel, "x" * 300)
    assert len(view(hostel).wins[0].words) == 300


@pytest.mark.parametrize("part", LOGS)
def test_a_part_that_is_off_takes_nothing_and_gives_back_what_was_written(
    hostel: Hostel, part: TeamPart
) -> None:
    put_win(hostel, "Soup for all")
    hostel.do(small_logs.save_friction, hostel.jo, errand(hostel))
    count = counted(hostel)
    hostel.do(small_logs.save_tellings, hostel.jo, count)
    before = view(hostel)
    save, entry = {
        TeamPart.WINS: (small_logs.save_win, before.wins[0]),
        TeamPart.FRICTION: (small_logs.save_friction, before.friction[0]),
        TeamPart.TELLINGS: (small_logs.save_tellings, before.tellings[0]),
    }[part]
    hostel.turn_off(part)
    with pytest.raises(NotNow, match="doesn’t use this part"):
        hostel.do(save, hostel.jo, entry)
    assert part not in hostel.see(small_log_views.look, hostel.jo, hostel.team_id, part).parts
    hostel.turn_on(part)
    assert view(hostel) == before


def test_days_waited_have_a_middle_of_their_own(hostel: Hostel) -> None:
    for days in (3, 0, 10, 4):
        hostel.do(small_logs.save_tellings, hostel.jo, counted(hostel, days_waited=days))
    sums = view(hostel).tellings_sums
    assert (sums.middle, sums.middle_days, sums.days_said) == (6, 4, 3)


def test_the_newest_are_read_and_all_are_summed(hostel: Hostel) -> None:
    for at in range(5):
        hostel.do(small_logs.save_friction, hostel.jo, errand(hostel, month=f"2026-0{at + 1}", minutes=60))
    some = hostel.see(small_log_views.look, hostel.jo, hostel.team_id, TeamPart.FRICTION, 3)
    assert [one.month for one in some.friction] == ["2026-05", "2026-04", "2026-03"]
    assert (some.has_more, some.friction_sums.entries, some.friction_sums.minutes) == (True, 5, 300)
    assert not hostel.see(small_log_views.look, hostel.jo, hostel.team_id, TeamPart.FRICTION, 5).has_more
