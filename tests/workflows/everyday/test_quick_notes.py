"""The quick box: only kinds that are on, one entry a note, undone by name, and drafts that nobody else reads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.quick_note import QuickNote
from pie_audit.domain.refusal import Direction, Reason
from pie_audit.domain.team_part import QUICK, TeamPart
from pie_audit.storage import daily_notes as stored_notes
from pie_audit.storage import small_logs as stored_logs
from pie_audit.workflows.everyday import quick_notes, small_logs
from tests.quarter import Hostel

FILLED = {
    TeamPart.WINS: {"words": "The kettle works again."},
    TeamPart.FRICTION: {"words": "A room", "other": "Housing office", "minutes": "1:30"},
    TeamPart.REFUSALS: {"other": "The Harbour", "reason": Reason.FULL},
    TeamPart.BENT_RULES: {"words": "No visitors", "why": "She had good news"},
    TeamPart.TELLINGS: {"times": "4", "agencies": "3"},
    TeamPart.PROMPTS: {"done": True},
}


def note_of(hostel: Hostel, part: TeamPart, **changes: object) -> QuickNote:
    return replace(quick_notes.new_note(hostel.team_id, part), **{**FILLED[part], **changes})


def save(hostel: Hostel, note: QuickNote):
    return hostel.do(quick_notes.save, hostel.amina, note, quick_notes.HOME, {})


def count(hostel: Hostel, part: TeamPart) -> int:
    def counted(tx) -> int:
        lists = {
            TeamPart.WINS: stored_logs.wins_of,
            TeamPart.FRICTION: stored_logs.friction_of,
            TeamPart.TELLINGS: stored_logs.tellings_of,
            TeamPart.REFUSALS: stored_notes.refusals_of,
            TeamPart.BENT_RULES: stored_notes.bent_rules_of,
        }
        if part is TeamPart.PROMPTS:
            return sum(month.done for month in stored_notes.prompts_done_of(tx, hostel.team_id))
        return len(lists[part](tx, hostel.team_id))

    return hostel.read(counted)


def test_there_is_no_box_while_the_team_uses_nothing_for_it(hostel: Hostel) -> None:
    hostel.turn_off()
    assert hostel.see(quick_notes.quick_box, hostel.amina, hostel.team_id, quick_notes.HOME) is None


def test_only_kinds_that_are_on_are_offered_and_taken(hostel: Hostel) -> None:
    hostel.turn_off()
    hostel.turn_on(TeamPart.REFUSALS, TeamPart.WINS, TeamPart.BARRIERS)
    box = hostel.see(quick_notes.quick_box, hostel.amina, hostel.team_id, quick_notes.HOME)
    assert box is not None
    assert box.kinds == (TeamPart.WINS, TeamPart.REFUSALS)
    with pytest.raises(NotNow):
        save(hostel, note_of(hostel, TeamPart.FRICTION))
    assert count(hostel, TeamPart.FRICTION) == 0


@pytest.mark.parametrize("part", QUICK)
def test_each_kind_is_noted_and_taken_back(hostel: Hostel, part: TeamPart) -> None:
    hostel.turn_on()
    undoable = save(hostel, note_of(hostel, part))
    assert count(hostel, part) == 1
    hostel.do(undoable.undo, hostel.amina)
    assert count(hostel, part) == 0


@pytest.mark.parametrize("part", [part for part in QUICK if part is not TeamPart.PROMPTS])
def test_the_same_blank_sent_twice_is_one_entry_and_two_blanks_are_two(
    hostel: Hostel, part: TeamPart
) -> None:
    hostel.turn_on()
    note = note_of(hostel, part)
    save(hostel, note)
    save(hostel, note)
    assert count(hostel, part) == 1
    save(hostel, note_of(hostel, part))
    assert count(hostel, part) == 2


def test_a_note_sent_again_leaves_what_somebody_made_of_it_meanwhile(hostel: Hostel) -> None:
    hostel.turn_on()
    note = note_of(hostel, TeamPart.WINS)
    win = save(hostel, note).result
    theirs = replace(win, words="The kettle works again, thanks to the night team.")
    hostel.do(small_logs.save_win, hostel.jo, theirs, win)
    save(hostel, note)
    wins = hostel.read(lambda tx: stored_logs.wins_of(tx, hostel.team_id))
    assert {one.words for one in wins} == {theirs.words, win.words}


def test_people_who_note_the_same_make_two_entries(hostel: Hostel) -> None:
    hostel.turn_on()
    for person in (hostel.amina, hostel.jo):
        note = note_of(hostel, TeamPart.WINS)
        hostel.do(quick_notes.save, person, note, quick_notes.HOME, {})
    assert count(hostel, TeamPart.WINS) == 2


@pytest.mark.parametrize(
    ("part", "changes"),
    [
        (TeamPart.WINS, {"words": "  "}),
        (TeamPart.FRICTION, {"minutes": "-20"}),
        (TeamPart.FRICTION, {"minutes": "9999"}),
        (TeamPart.FRICTION, {"minutes": ""}),
        (TeamPart.FRICTION, {"other": ""}),
        (TeamPart.REFUSALS, {"reason": None}),
        (TeamPart.BENT_RULES, {"why": ""}),
        (TeamPart.TELLINGS, {"times": "many"}),
        (TeamPart.TELLINGS, {"times": "2", "agencies": "3"}),
        (TeamPart.PROMPTS, {"done": None}),
    ],
)
def test_what_is_missing_or_absurd_is_said_and_nothing_is_noted(
    hostel: Hostel, part: TeamPart, changes: dict[str, object]
) -> None:
    hostel.turn_on()
    with pytest.raises(NotNow) as refused:
        save(hostel, note_of(hostel, part, **changes))
    assert refused.value.what
    assert refused.value.todo
    assert count(hostel, part) == 0


def test_turned_away_without_an_agency_was_by_us(hostel: Hostel) -> None:
    hostel.turn_on()
    save(hostel, note_of(hostel, TeamPart.REFUSALS, other=" "))
    (refusal,) = hostel.read(lambda tx: stored_notes.refusals_of(tx, hostel.team_id))
    assert (refusal.direction, refusal.agency) == (Direction.BY_US, "")


def test_a_bent_rule_keeps_the_rule_the_reason_and_nobodys_name(hostel: Hostel) -> None:
    hostel.turn_on()
    save(hostel, note_of(hostel, TeamPart.BENT_RULES))
    (bent,) = hostel.read(lambda tx: stored_notes.bent_rules_of(tx, hostel.team_id))
    assert (bent.rule, bent.instead, bent.why) == ("No visitors", "", "She had good news")
    assert "Amina" not in repr(bent)


def test_stories_told_get_one_throwaway_label_after_another(hostel: Hostel) -> None:
    hostel.turn_on()
    for _n in range(2):
        save(hostel, note_of(hostel, TeamPart.TELLINGS))
    found = hostel.read(lambda tx: stored_logs.tellings_of(tx, hostel.team_id))
    assert {one.label for one in found} == {"T1", "T2"}


def test_the_kind_noted_last_is_chosen_next_time_by_each_for_themselves(hostel: Hostel) -> None:
    hostel.turn_on()
    save(hostel, note_of(hostel, TeamPart.FRICTION))
    mine = hostel.see(quick_notes.quick_box, hostel.amina, hostel.team_id, quick_notes.HOME)
    jos = hostel.see(quick_notes.quick_box, hostel.jo, hostel.team_id, quick_notes.HOME)
    assert (mine.last, jos.last) == (TeamPart.FRICTION, TeamPart.WINS)


def test_what_is_begun_waits_for_its_writer_alone_and_goes_once_it_is_noted(hostel: Hostel) -> None:
    hostel.turn_on()
    words = {"part": "wins", "words": "The ket"}
    hostel.do(quick_notes.keep_words, hostel.amina, hostel.team_id, quick_notes.HOME, words)
    look = quick_notes.quick_box
    assert hostel.see(look, hostel.amina, hostel.team_id, quick_notes.HOME).begun == words
    assert hostel.see(look, hostel.amina, hostel.team_id, quick_notes.WINDOW).begun == {}
    assert hostel.see(look, hostel.jo, hostel.team_id, quick_notes.HOME).begun == {}
    save(hostel, note_of(hostel, TeamPart.WINS))
    assert hostel.see(look, hostel.amina, hostel.team_id, quick_notes.HOME).begun == {}


def test_only_a_line_for_the_wall_is_looked_at_for_names(hostel: Hostel) -> None:
    hostel.turn_on()
    box = hostel.see(quick_notes.quick_box, hostel.amina, hostel.team_id, quick_notes.HOME)
    assert quick_notes.names_in(box, note_of(hostel, TeamPart.WINS, words="Jo made tea with Sheila."))
    assert not quick_notes.names_in(box, note_of(hostel, TeamPart.FRICTION, words="Jo made tea."))


def test_agencies_are_completed_from_names_that_were_used(hostel: Hostel) -> None:
    hostel.turn_on()
    save(hostel, note_of(hostel, TeamPart.FRICTION))
    assert "Housing office" in hostel.see(quick_notes.agencies, hostel.jo, hostel.team_id)
