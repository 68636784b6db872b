"""kill -9 while small things are written: every kind in turn, and each step whole or not there at all."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count

from pie_audit.domain.barrier_matrix import key_of_process
from pie_audit.domain.plan import Action, BarrierLevel
from pie_audit.domain.practice import Choice
from pie_audit.domain.reading_card import Decision
from pie_audit.domain.refusal import Reason
from pie_audit.domain.said_did import Answer
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.training import Change
from pie_audit.domain.vocabulary import Term, Word
from pie_audit.storage import ask_evidence, daily_notes, practices, reading_cards, small_logs
from pie_audit.storage import barriers as barrier_notes
from pie_audit.storage import plans as actions
from pie_audit.storage import training as trainings
from pie_audit.storage.transaction import Transaction
from pie_audit.workflows import (
    our_words,
    self_record,
)
from pie_audit.workflows.everyday import (
    barriers,
    needs,
    quick_notes,
    said_did,
    training,
)
from pie_audit.workflows.everyday import practices as looking
from pie_audit.workflows.everyday import reading_cards as shelf
from pie_audit.workflows.everyday.training_answers import Given, answer
from pie_audit.workflows.own_words import own_words
from tests.children import Acknowledge, Killed, kill_often
from tests.faults.closed import Closed
from tests.quarter import TODAY, Hostel

Step = Callable[[Hostel, int], None]


def _quick(hostel: Hostel, number: int, part: TeamPart, other: str = "Office") -> None:
    """Begin to type, then note it: what is noted isn't begun any more."""
    words = str(number)
    hostel.do(quick_notes.keep_words, hostel.jo, hostel.team_id, "home", {"words": words})
    note = replace(
        quick_notes.new_note(hostel.team_id, part), words=words, other=f"{other} {number}", minutes="20"
    )
    hostel.do(quick_notes.save, hostel.jo, replace(note, reason=Reason.FULL), "home", {})


def _restart(hostel: Hostel, number: int) -> None:
    """What starts again goes into the plan in the same step."""
    owner = hostel.amina.member.person_id
    one = replace(looking.new_practice(hostel.team_id), what=str(number), choice=Choice.RESTART)
    hostel.do(looking.save_practice, hostel.amina, replace(one, owner_id=owner, review_on=TODAY))


def _try(hostel: Hostel, number: int) -> None:
    one = replace(shelf.new_card(hostel.team_id), source=str(number), decision=Decision.TRY)
    hostel.do(shelf.save_card, hostel.amina, replace(one, small_action=str(number)))


def _learn(hostel: Hostel, number: int) -> None:
    """A course with somebody who was there, then what came of it: a row of nobody's, and Tom's own memory."""
    course = replace(
        training.new_training(hostel.amina, hostel.team_id), title=str(number), day=TODAY - timedelta(weeks=7)
    )
    there = frozenset({hostel.tom.member.person_id})
    hostel.do(training.save_training, hostel.amina, course, there)
    hostel.do(answer, hostel.tom, Given(course.training_id, 6, Change.DONE))


def _say(hostel: Hostel, number: int) -> None:
    line = hostel.do(
        said_did.save_line, hostel.sam, said_did.new_line(hostel.sam, hostel.team_id, str(number))
    )
    hostel.do(said_did.answer, hostel.sam, line.result, Answer.DID, str(number))


def _ask(hostel: Hostel, number: int) -> None:
    """An errand that stands in the way, laid at another level, then asked for with itself as evidence."""
    office = secrets.token_hex(4)  # a step that was done and not told is done again
    _quick(hostel, number, TeamPart.FRICTION, office)
    key = key_of_process(f"{office} {number}")
    hostel.do(barriers.relevel, hostel.amina, hostel.team_id, key, BarrierLevel.SYSTEM)
    hostel.do(needs.make_ask, hostel.amina, hostel.team_id, key)


def _speak(hostel: Hostel, number: int) -> None:
    """A whole set, then one word."""
    hostel.do(our_words.take_set, hostel.amina, hostel.team_id, ("health", "libraries")[number // 8 % 2])


STEPS: tuple[Step, ...] = (
    lambda h, n: _quick(h, n, TeamPart.WINS),
    lambda h, n: _quick(h, n, TeamPart.REFUSALS),
    _restart,
    _try,
    _learn,
    _say,
    _ask,
    _speak,
)


def test_small_things_of_every_kind(closed: Closed, kills: int) -> None:
    with closed.open() as hostel:
        hostel.turn_on()
        hostel.start()

    def loop(done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            for number in count(done):
                STEPS[number % len(STEPS)](hostel, number)
                acknowledge(str(number))

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            told = [int(number) for number in killed.acknowledged]
            hostel.read(lambda tx: _nothing_is_lost(tx, hostel, told))
            hostel.read(lambda tx: _nothing_is_half(tx, hostel))
            _what_is_noted_isnt_begun(hostel)

    kill_often(kills, "small things", loop, compare)


def _nothing_is_lost(tx: Transaction, hostel: Hostel, told: list[int]) -> None:
    team_id = hostel.team_id
    planned = actions.actions_of_team(tx, team_id)
    kept = (
        {win.words for win in small_logs.wins_of(tx, team_id)},
        {one.agency.removeprefix("Office ") for one in daily_notes.refusals_of(tx, team_id)},
        {one.what for one in practices.practices_of(tx, team_id)},
        {one.source for one in reading_cards.cards_of(tx, team_id)},
        {one.title for one in trainings.trainings_of(tx, team_id)},
        {one.line.said for one in said_did.board(tx, hostel.sam, team_id, 10_000).answered},
        {action.ask_what.rpartition(" ")[2] for action in planned if action.ask_what},
    )
    for number in told:
        if number % len(STEPS) < len(kept):
            assert str(number) in kept[number % len(STEPS)]


def _nothing_is_half(tx: Transaction, hostel: Hostel) -> None:
    team_id = hostel.team_id
    planned = {action.action_id: action for action in actions.actions_of_team(tx, team_id)}
    led = [one.action_id for one in practices.practices_of(tx, team_id)]
    led += [one.action_id for one in reading_cards.cards_of(tx, team_id)]
    asked = [one for one in planned.values() if one.ask_what]
    assert {one for one in led if one} | {one.action_id for one in asked} == planned.keys()
    assert None not in led
    assert {line.action_id for line in ask_evidence.evidence_of(tx, list(planned))} == _ids(asked)
    notes = {note.barrier_key for note in barrier_notes.notes_of(tx, team_id)}
    assert notes == {step.barrier_key for step in barrier_notes.steps_of(tx, team_id)}
    _answers_are_remembered(tx, hostel)
    words = own_words(tx, team_id)
    assert len(words) in {0, 5, 6}
    assert words.get(Term.PEOPLE) in {None, Word("patient", "patients"), Word("member", "members")}


def _ids(found: list[Action]) -> set[str]:
    return {one.action_id for one in found}


def _answers_are_remembered(tx: Transaction, hostel: Hostel) -> None:
    """Of the latest training, for a memory holds no more than some sixty."""
    latest = max(trainings.trainings_of(tx, hostel.team_id), key=lambda t: int(t.title), default=None)
    if latest is not None:
        known = {one.training_id for one in self_record.load(tx, hostel.tom).trainings}
        assert bool(trainings.answers_of(tx, [latest.training_id])) == (latest.training_id in known)
        assert len(trainings.places_of(tx, [latest.training_id])) == 1


def _what_is_noted_isnt_begun(hostel: Hostel) -> None:
    box = hostel.see(quick_notes.quick_box, hostel.jo, hostel.team_id, "home")
    assert box is not None
    begun = box.begun.get("words", "")
    noted = {win.words for win in hostel.read(lambda tx: small_logs.wins_of(tx, hostel.team_id))}
    assert not begun or begun not in noted
