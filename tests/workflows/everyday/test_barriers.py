"""The matrix from a real workspace: what is noticed where, whose it is, and what changes on the board with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.barrier import BarrierSource, BarrierStatus, Stage
from pie_audit.domain.barrier_matrix import Rows
from pie_audit.domain.entry_merge import merge
from pie_audit.domain.errors import NotNow
from pie_audit.domain.influence import Direction, FeltBy
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.refusal import AgencyKind, Next, Reason, Refusal
from pie_audit.domain.refusal import Direction as Refused
from pie_audit.domain.small_logs import Friction, FrictionEnd
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.training import Change, Training, TrainingAnswer
from pie_audit.storage import daily_notes, small_logs
from pie_audit.storage import training as trainings
from pie_audit.workflows import (
    influences,
    meetings,
    team_parts,
)
from pie_audit.workflows.everyday import (
    barrier_offers,
    barriers,
)
from pie_audit.workflows.everyday.entry_books import EntryChanged
from tests import make
from tests.quarter import Hostel, finished, hostel

__all__ = ["finished", "hostel"]

ONE, SERVICE, SYSTEM = BarrierLevel
LETTERS, ONLY_LETTERS, TWO_CLINICS = (
    "forgets appointment letters",
    "letters are the only reminder we send",
    "two clinics give opposite advice",
)


def pin(hostel: Hostel, round_id: str, text: str, level: BarrierLevel, felt_by: FeltBy | None = None) -> str:
    card = influences.new_card(round_id, level, Direction.HINDERS)
    hostel.do(influences.write_card, hostel.amina, (card,), replace(card, text=text, felt_by=felt_by))
    return card.influence_id


def three(hostel: Hostel) -> str:
    """An opened review with the three of practice.md, section 1."""
    round_id = hostel.opened_round()
    for text, level in ((LETTERS, ONE), (ONLY_LETTERS, SERVICE), (TWO_CLINICS, SYSTEM)):
        pin(hostel, round_id, text, level)
    return round_id


def sign(hostel: Hostel, round_id: str) -> None:
    topic = hostel.see(influences.board, hostel.amina, round_id).topics[0].id
    hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus(topic_id=topic))
    hostel.sign(round_id)


def lost(hostel: Hostel, process: str, *minutes: int, month: str = "2026-11") -> None:
    for n in minutes:
        entry = Friction(
            make.new_id(), hostel.team_id, month, "a claim", process, n, FrictionEnd.PARTLY, SYSTEM
        )
        hostel.opened.write(lambda tx, e=entry: small_logs.save_friction(tx, e))


def refused(hostel: Hostel, times: int, month: str = "2026-07") -> None:
    for _n in range(times):
        one = Refusal(
            make.new_id(),
            hostel.team_id,
            month,
            Refused.BY_OTHERS,
            "Harbour Lets",
            Reason.PETS,
            Next.NOTHING,
            SYSTEM,
            AgencyKind.HOUSING,
        )
        hostel.opened.write(lambda tx, r=one: daily_notes.save_refusal(tx, r))


def columns(hostel: Hostel) -> dict[str, BarrierLevel | None]:
    found = hostel.see(barriers.matrix, hostel.jo, hostel.team_id)
    return {b.text: cell.level for row in found.rows for cell in row.cells for b in cell.barriers}


def key_of(hostel: Hostel, text: str) -> str:
    found = hostel.see(barriers.matrix, hostel.jo, hostel.team_id)
    return next(b.key for b in found.barriers if b.text == text)


def test_three_hinders_stand_one_in_each_column(hostel: Hostel) -> None:
    three(hostel)
    assert columns(hostel) == {LETTERS: ONE, ONLY_LETTERS: SERVICE, TWO_CLINICS: SYSTEM}


def test_relevelling_moves_it_here_and_on_the_board_and_keeps_one_line(hostel: Hostel) -> None:
    round_id = three(hostel)
    key = key_of(hostel, LETTERS)
    undo = hostel.do(barriers.relevel, hostel.amina, hostel.team_id, key, SERVICE)
    assert columns(hostel)[LETTERS] is SERVICE
    found = hostel.see(barriers.matrix, hostel.jo, hostel.team_id).barrier(key)
    assert [(s.before, s.after, s.week, s.role) for s in found.history] == [
        (ONE, SERVICE, "2026-W47", "manager")
    ]
    board = hostel.see(influences.board, hostel.amina, round_id)
    assert {c.text: c.level for c in board.cards}[LETTERS] is SERVICE
    hostel.opened.write(lambda tx: undo.undo(tx, hostel.amina))
    assert columns(hostel)[LETTERS] is ONE
    assert not hostel.see(barriers.matrix, hostel.jo, hostel.team_id).barrier(key).history


def test_who_may_not_write_on_the_board_still_says_it_in_the_matrix(hostel: Hostel) -> None:
    round_id = three(hostel)
    key = key_of(hostel, LETTERS)
    undo = hostel.do(barriers.relevel, hostel.jo, hostel.team_id, key, SERVICE)
    assert columns(hostel)[LETTERS] is SERVICE
    board = hostel.see(influences.board, hostel.amina, round_id)
    assert {c.text: c.level for c in board.cards}[LETTERS] is ONE
    hostel.opened.write(lambda tx: undo.undo(tx, hostel.jo))
    assert columns(hostel)[LETTERS] is ONE


def test_a_signed_review_stays_as_it_was_signed(hostel: Hostel) -> None:
    round_id = three(hostel)
    sign(hostel, round_id)
    key = key_of(hostel, LETTERS)
    hostel.do(barriers.relevel, hostel.amina, hostel.team_id, key, None)
    assert columns(hostel)[LETTERS] is None
    board = hostel.see(influences.board, hostel.amina, round_id)
    assert {c.text: c.level for c in board.cards}[LETTERS] is ONE
    hostel.do(barriers.relevel, hostel.amina, hostel.team_id, key, SYSTEM)
    found = hostel.see(barriers.matrix, hostel.jo, hostel.team_id).barrier(key)
    assert [(s.before, s.after) for s in found.history] == [(ONE, None), (None, SYSTEM)]


def test_logs_stand_in_it_with_their_base(hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.FRICTION, TeamPart.REFUSALS)
    lost(hostel, "Housing options", 270, 45)
    lost(hostel, "housing  option", 30)
    refused(hostel, 6)
    found = {b.text: b for b in hostel.see(barriers.matrix, hostel.jo, hostel.team_id).barriers}
    assert found["Time lost: Housing options"].base == "3 entries, 5.8 hours"
    assert found["A housing provider said no: pets"].base == "6 times since July"
    assert found["A housing provider said no: pets"].first_seen == Quarter(2026, 3)


def test_a_part_that_is_off_leaves_no_barrier(hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.FRICTION)
    lost(hostel, "Housing options", 270, 45, 30)
    hostel.do(team_parts.turn, hostel.amina, hostel.team_id, TeamPart.FRICTION, False)
    assert not columns(hostel)
    hostel.do(team_parts.turn, hostel.amina, hostel.team_id, TeamPart.BARRIERS, False)
    with pytest.raises(NotNow, match="doesn’t use this part"):
        columns(hostel)


def test_what_training_met_is_a_barrier(hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.TRAINING)
    course = Training(make.new_id(), hostel.team_id, "Listening well", date(2026, 9, 1))
    answer = TrainingAnswer(
        make.new_id(), course.training_id, 6, Change.BLOCKED, "no room to talk in", SERVICE
    )
    hostel.opened.write(lambda tx: trainings.save_training(tx, course))
    hostel.opened.write(lambda tx: trainings.save_answer(tx, answer))
    (found,) = hostel.see(barriers.matrix, hostel.jo, hostel.team_id).barriers
    assert (found.text, found.source, found.level) == ("no room to talk in", BarrierSource.TRAINING, SERVICE)


def test_what_residents_feel_is_lived_experience(hostel: Hostel) -> None:
    round_id = hostel.opened_round()
    pin(hostel, round_id, "locked kitchen", SERVICE, FeltBy.RESIDENTS)
    (found,) = hostel.see(barriers.matrix, hostel.jo, hostel.team_id).barriers
    assert found.source is BarrierSource.LIVED_EXPERIENCE


def test_what_is_said_of_it_is_kept_and_others_words_stay(hostel: Hostel) -> None:
    three(hostel)
    found = hostel.see(barriers.matrix, hostel.jo, hostel.team_id).barrier(key_of(hostel, TWO_CLINICS))
    known = barriers.note_of(found, hostel.team_id)
    hostel.do(barriers.say_of_barrier, hostel.sam, replace(known, stage=Stage.GETTING_IN), known)
    undo = hostel.do(
        barriers.say_of_barrier,
        hostel.jo,
        replace(known, who_could_change_it="the clinics’ leads", status=BarrierStatus.WORKED_ON),
        known,
    )
    assert undo.came_in == ("stage",)
    now = hostel.see(barriers.matrix, hostel.jo, hostel.team_id, Rows.STAGES).barrier(found.key)
    assert (now.stage, now.who_could_change_it, now.status) == (
        Stage.GETTING_IN,
        "the clinics’ leads",
        BarrierStatus.WORKED_ON,
    )
    hostel.opened.write(lambda tx: undo.undo(tx, hostel.jo))
    now = hostel.see(barriers.matrix, hostel.jo, hostel.team_id).barrier(found.key)
    assert (now.stage, now.who_could_change_it) == (Stage.GETTING_IN, "")


def test_what_somebody_else_says_of_the_very_same_is_not_written_over(hostel: Hostel) -> None:
    three(hostel)
    found = hostel.see(barriers.matrix, hostel.jo, hostel.team_id).barrier(key_of(hostel, TWO_CLINICS))
    known = barriers.note_of(found, hostel.team_id)
    theirs = replace(known, who_could_change_it="the council", stage=Stage.GETTING_IN)
    undo = hostel.do(barriers.say_of_barrier, hostel.sam, theirs, known)
    mine = replace(known, who_could_change_it="the clinics’ leads")
    with pytest.raises(EntryChanged) as met:
        hostel.do(barriers.say_of_barrier, hostel.jo, mine, known)
    assert met.value.theirs.who_could_change_it == "the council"
    merged = merge(known, mine, met.value.theirs)
    assert (merged.disputed, merged.came_in) == (("who_could_change_it",), ("stage",))
    both = merged.entry
    assert (both.who_could_change_it, both.stage) == ("the clinics’ leads", Stage.GETTING_IN)
    hostel.do(barriers.say_of_barrier, hostel.jo, both, met.value.theirs)
    with pytest.raises(NotNow, match="changed this since"):
        hostel.do(undo.undo, hostel.sam)
    now = hostel.see(barriers.matrix, hostel.jo, hostel.team_id).barrier(found.key)
    assert (now.who_could_change_it, now.stage) == ("the clinics’ leads", Stage.GETTING_IN)


def moves(hostel: Hostel, key: str) -> list[tuple[BarrierLevel | None, BarrierLevel | None]]:
    barrier = hostel.see(barriers.matrix, hostel.jo, hostel.team_id).barrier(key)
    return [(step.before, step.after) for step in barrier.history]


@pytest.mark.parametrize("on_board", [True, False])
def test_two_who_move_one_barrier_at_once_are_told_and_history_tells_both(
    hostel: Hostel, on_board: bool
) -> None:
    round_id = three(hostel)
    if not on_board:
        sign(hostel, round_id)
    key = key_of(hostel, TWO_CLINICS)
    hostel.do(barriers.relevel_seen, hostel.amina, hostel.team_id, key, ONE, SYSTEM)
    late = hostel.do(barriers.relevel_seen, hostel.amina, hostel.team_id, key, SERVICE, SYSTEM)
    assert late.name == (
        "Moved “two clinics give opposite advice” to “Service”; "
        "somebody had moved it to “Individual” meanwhile"
    )
    now = hostel.see(barriers.matrix, hostel.jo, hostel.team_id).barrier(key)
    assert now.level is SERVICE
    assert moves(hostel, key) == [(SYSTEM, ONE), (ONE, SERVICE)]
    hostel.do(late.undo, hostel.amina)
    now = hostel.see(barriers.matrix, hostel.jo, hostel.team_id).barrier(key)
    assert (now.level, moves(hostel, key)) == (ONE, [(SYSTEM, ONE)])


def test_two_who_move_it_alike_are_told_nothing_more(hostel: Hostel) -> None:
    three(hostel)
    key = key_of(hostel, TWO_CLINICS)
    hostel.do(barriers.relevel_seen, hostel.jo, hostel.team_id, key, ONE, SYSTEM)
    late = hostel.do(barriers.relevel_seen, hostel.sam, hostel.team_id, key, ONE, SYSTEM)
    assert late.name == "Moved “two clinics give opposite advice”"
    assert moves(hostel, key) == [(SYSTEM, ONE)]


def test_taking_back_a_level_leaves_what_others_said_meanwhile(hostel: Hostel) -> None:
    three(hostel)
    key = key_of(hostel, TWO_CLINICS)
    moved = hostel.do(barriers.relevel, hostel.jo, hostel.team_id, key, None)
    found = hostel.see(barriers.matrix, hostel.sam, hostel.team_id).barrier(key)
    known = barriers.note_of(found, hostel.team_id)
    hostel.do(barriers.say_of_barrier, hostel.sam, replace(known, who_could_change_it="the council"), known)
    hostel.do(moved.undo, hostel.jo)
    now = hostel.see(barriers.matrix, hostel.jo, hostel.team_id).barrier(key)
    assert (now.who_could_change_it, now.level) == ("the council", SYSTEM)


def test_what_can_not_be_meant_is_refused(hostel: Hostel) -> None:
    three(hostel)
    found = hostel.see(barriers.matrix, hostel.jo, hostel.team_id).barrier(key_of(hostel, LETTERS))
    note = barriers.note_of(found, hostel.team_id)
    for bad in (
        replace(note, who_could_change_it="x" * 121),
        replace(note, topic_id="no such topic"),
        replace(note, barrier_key="review:never noticed"),
    ):
        with pytest.raises(NotNow):
            hostel.do(barriers.say_of_barrier, hostel.jo, bad)
    with pytest.raises(NotNow, match="isn’t in sight"):
        hostel.do(barriers.relevel, hostel.jo, hostel.team_id, "review:never noticed", SERVICE)


def test_strangers_are_not_let_in(hostel: Hostel) -> None:
    with pytest.raises(NotNow):
        hostel.see(barriers.matrix, hostel.lee, hostel.team_id)


def test_earlier_reviews_stay_hidden_while_people_rate(hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.FRICTION)
    sign(hostel, three(hostel))
    lost(hostel, "Housing options", 30)
    hostel.at(date(2027, 1, 12))
    hostel.start(
        quarter=Quarter(2027, 1),
        opens_on=date(2027, 1, 12),
        closes_on=date(2027, 1, 26),
        talk_on=date(2027, 1, 29),
    )
    assert set(columns(hostel)) == {"Time lost: Housing options"}
    page = hostel.see(barriers.barriers_page, hostel.jo, hostel.team_id)
    assert "stays hidden while people rate" in page.hidden_why
    with pytest.raises(NotNow, match="isn’t in sight"):
        hostel.do(barriers.relevel, hostel.amina, hostel.team_id, f"review:{LETTERS}", SERVICE)


def test_the_board_is_offered_what_logs_noticed_until_it_is_used_or_put_off(hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.FRICTION, TeamPart.REFUSALS)
    round_id = hostel.opened_round()
    lost(hostel, "Housing options", 270, 45, 30)
    refused(hostel, 2)
    offers = hostel.see(barrier_offers.offered, hostel.amina, round_id)
    assert [o.text for o in offers] == ["Time lost: Housing options", "A housing provider said no: pets"]
    assert hostel.see(barrier_offers.offered, hostel.jo, round_id) == ()
    put = hostel.do(barrier_offers.put_on_board, hostel.amina, round_id, offers[0].key)
    (card,) = hostel.see(influences.board, hostel.amina, round_id).cards
    assert (card.text, card.level, card.direction) == (offers[0].text, SYSTEM, Direction.HINDERS)
    off = hostel.do(barrier_offers.put_off, hostel.amina, round_id, offers[1].key)
    assert hostel.see(barrier_offers.offered, hostel.amina, round_id) == ()
    for each in (off, put):
        hostel.opened.write(lambda tx, e=each: e.undo(tx, hostel.amina))
    assert len(hostel.see(barrier_offers.offered, hostel.amina, round_id)) == 2


def test_a_log_that_lies_on_the_board_is_one_barrier(hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.FRICTION)
    round_id = hostel.opened_round()
    lost(hostel, "Housing options", 270, 45, 30)
    (offer,) = hostel.see(barrier_offers.offered, hostel.amina, round_id)
    hostel.do(barrier_offers.put_on_board, hostel.amina, round_id, offer.key)
    (found,) = hostel.see(barriers.matrix, hostel.jo, hostel.team_id).barriers
    assert found.base == "3 entries, 5.8 hours; in one review"
    hostel.do(barriers.relevel, hostel.amina, hostel.team_id, found.key, SERVICE)
    (moved,) = hostel.see(barriers.matrix, hostel.jo, hostel.team_id).barriers
    assert (moved.level, len(moved.history)) == (SERVICE, 1)
