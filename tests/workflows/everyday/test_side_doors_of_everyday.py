"""Side doors of everyday practice: no id, slip, old name or undo gives anybody more than the page they were given."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pie_audit.domain.agency import fold_agency
from pie_audit.domain.ask_evidence import EvidenceSource
from pie_audit.domain.barrier import BarrierNote
from pie_audit.domain.barrier_matrix import key_of_process
from pie_audit.domain.errors import NotNow
from pie_audit.domain.influence import Direction
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.refusal import Reason
from pie_audit.domain.said_did import Answer
from pie_audit.domain.signing import FairAccount
from pie_audit.domain.team import Role
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.training import Change, Training
from pie_audit.domain.vocabulary import Term, Word, default_word
from pie_audit.storage import daily_notes as stored_notes
from pie_audit.storage import influences as stored_cards
from pie_audit.storage import practices as stored_practices
from pie_audit.storage import reading_cards as stored_shelf
from pie_audit.storage import said_did as stored_lines
from pie_audit.storage import training as stored_training
from pie_audit.workflows import (
    home,
    influences,
    long_view,
    meetings,
    our_words,
    team_parts,
    teams,
    unlock,
    workspace_export,
    workspace_records,
)
from pie_audit.workflows.everyday import (
    barrier_offers,
    barriers,
    bent_agenda,
    daily_notes,
    needs,
    on_table,
    practices,
    quick_notes,
    reading_cards,
    said_did,
    small_log_views,
    small_logs,
    training,
    training_answers,
    training_records,
)
from pie_audit.workflows.everyday.training_answers import Given
from pie_audit.workflows.presence import Me, SignedIn
from pie_audit.workflows.teams import NewPerson
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.workspace_export import WorkspaceFile
from tests import make
from tests.quarter import THIS_QUARTER, TODAY, Hostel, password_of

SERVICE = BarrierLevel.SERVICE
OFFER = key_of_process("Housing office")
"""What the friction log of ours offers to the board."""


@dataclass(frozen=True)
class Ours:
    """One of everything that a team writes in its days, while its review is talked about."""

    round_id: str
    win: Any
    friction: Any
    tellings: Any
    refusal: Any
    bent: Any
    door: Any
    barrier_key: str
    ask_id: str
    evidence_id: str
    said: Any
    training: Any
    card: Any
    practice: Any


@pytest.fixture
def ours(hostel: Hostel) -> Ours:
    hostel.turn_on()
    me, team = hostel.amina, hostel.team_id
    round_id = hostel.opened_round()
    card = replace(
        influences.new_card(round_id, BarrierLevel.SYSTEM, Direction.HINDERS), text="No bus at night"
    )
    hostel.do(influences.write_card, me, (), card)
    (barrier,) = hostel.see(barriers.matrix, me, team).barriers
    ask = hostel.do(needs.make_ask, me, team, barrier.key).result
    evidence = hostel.do(needs.write_evidence, me, ask.action_id, "People walk home").result
    for _n in range(3):
        errand = replace(
            small_logs.new_friction(me, team), trying="A bed", process="Housing office", minutes=30
        )
        friction = hostel.do(small_logs.save_friction, me, errand).result
    tellings = replace(small_logs.new_tellings(me, team, "T1"), times=4, agencies=2)
    refusal = replace(daily_notes.new_refusal(me, team), agency="The shelter", reason=Reason.FULL)
    bent = replace(daily_notes.new_bent_rule(me, team), rule="No guests", instead="One guest", why="Alone")
    door = replace(daily_notes.new_door(team, "The clinic"), got_us_in="Ring at nine")
    course = Training(make.new_id(), team, "Course", TODAY - timedelta(weeks=7), others=2)
    there = frozenset({hostel.tom.member.person_id})
    practice = replace(practices.new_practice(team), what="Daily call")
    own_card = replace(reading_cards.new_card(team), source="Somebody, 2020")
    return Ours(
        round_id,
        hostel.do(small_logs.save_win, me, small_logs.new_win(me, team, "She stayed for tea")).result,
        friction,
        hostel.do(small_logs.save_tellings, me, tellings).result,
        hostel.do(daily_notes.save_refusal, me, refusal).result,
        hostel.do(daily_notes.save_bent_rule, me, bent).result,
        hostel.do(daily_notes.save_door, me, door).result,
        barrier.key,
        ask.action_id,
        evidence.evidence_id,
        hostel.do(said_did.save_line, me, said_did.new_line(me, team, "More quiet")).result,
        hostel.do(training.save_training, me, course, there).result,
        hostel.do(reading_cards.save_card, me, own_card).result,
        hostel.do(practices.save_practice, me, practice).result,
    )


Act = Callable[[Hostel, Me, Ours], object]

READS: dict[str, Act] = {
    "parts": lambda h, me, o: h.see(team_parts.parts, me, h.team_id),
    "parts view": lambda h, me, o: h.see(team_parts.parts_view, me, h.team_id),
    "parts in use": lambda h, me, o: h.see(team_parts.parts_in_use, me, h.team_id),
    "parts to weigh": lambda h, me, o: h.see(team_parts.parts_to_weigh, me, o.round_id),
    "small logs": lambda h, me, o: h.see(small_log_views.look, me, h.team_id),
    "door for": lambda h, me, o: h.see(daily_notes.door_for, me, h.team_id, "the clinic"),
    "quick box": lambda h, me, o: h.see(quick_notes.quick_box, me, h.team_id, "home"),
    "agencies": lambda h, me, o: h.see(quick_notes.agencies, me, h.team_id),
    "for meeting": lambda h, me, o: h.see(bent_agenda.for_meeting, me, h.team_id),
    "on the table": lambda h, me, o: h.see(on_table.meeting, me, o.round_id),
    "barriers page": lambda h, me, o: h.see(barriers.barriers_page, me, h.team_id),
    "matrix": lambda h, me, o: h.see(barriers.matrix, me, h.team_id),
    "needs": lambda h, me, o: h.see(needs.needs, me, h.team_id),
    "board": lambda h, me, o: h.see(said_did.board, me, h.team_id),
    "poster desk": lambda h, me, o: h.see(said_did.poster_desk, me, h.team_id, True),
    "poster": lambda h, me, o: h.see(lambda tx, m: said_did.poster_of(tx, m, h.team_id, with_open=True), me),
    "before asking again": lambda h, me, o: h.see(said_did.before_asking_again, me, h.team_id),
    "trainings": lambda h, me, o: h.see(training.trainings, me, h.team_id),
    "training records": lambda h, me, o: h.see(
        lambda tx, m: tuple(training_records.training_records(tx, m, h.team_id)), me
    ),
    "log records": lambda h, me, o: h.see(
        lambda tx, m: tuple(workspace_records.log_records(tx, m, h.team_id)), me
    ),
    "shelf": lambda h, me, o: h.see(reading_cards.shelf, me, h.team_id),
    "practices": lambda h, me, o: h.see(practices.board, me, h.team_id),
    "long view": lambda h, me, o: h.see(long_view.long_view, me, h.team_id),
    "our words": lambda h, me, o: h.see(our_words.our_words, me, h.team_id),
}
"""What the team reads."""


def _note(o: Ours) -> BarrierNote:
    return BarrierNote(o.said.team_id, o.barrier_key, who_could_change_it="The council")


WRITES: dict[str, Act] = {
    "win": lambda h, me, o: h.do(small_logs.save_win, me, replace(o.win, words="Mine"), o.win),
    "win off": lambda h, me, o: h.do(small_logs.take_win_off, me, o.win),
    "line picked": lambda h, me, o: h.do(small_logs.pick_line, me, h.team_id, "A line"),
    "friction": lambda h, me, o: h.do(
        small_logs.save_friction, me, replace(o.friction, minutes=5), o.friction
    ),
    "friction out": lambda h, me, o: h.do(small_logs.take_friction_out, me, o.friction),
    "tellings": lambda h, me, o: h.do(small_logs.save_tellings, me, replace(o.tellings, times=9), o.tellings),
    "tellings out": lambda h, me, o: h.do(small_logs.take_tellings_out, me, o.tellings),
    "refusal": lambda h, me, o: h.do(
        daily_notes.save_refusal, me, replace(o.refusal, reason=Reason.BAN), o.refusal
    ),
    "refusal out": lambda h, me, o: h.do(daily_notes.take_refusal_out, me, o.refusal),
    "bent rule": lambda h, me, o: h.do(daily_notes.save_bent_rule, me, replace(o.bent, why="Mine"), o.bent),
    "bent rule out": lambda h, me, o: h.do(daily_notes.take_bent_rule_out, me, o.bent),
    "prompt": lambda h, me, o: h.do(daily_notes.note_prompt, me, h.team_id, True),
    "door": lambda h, me, o: h.do(daily_notes.save_door, me, replace(o.door, ask_for="The nurse"), o.door),
    "door away": lambda h, me, o: h.do(daily_notes.take_door_away, me, o.door),
    "form begun": lambda h, me, o: h.do(
        small_log_views.keep_words, me, h.team_id, TeamPart.WINS, {"words": "Mine"}
    ),
    "quick note": lambda h, me, o: h.do(
        quick_notes.save, me, replace(quick_notes.new_note(h.team_id, TeamPart.WINS), words="A"), "home", {}
    ),
    "quick begun": lambda h, me, o: h.do(quick_notes.keep_words, me, h.team_id, "home", {"words": "A"}),
    "relevel": lambda h, me, o: h.do(barriers.relevel, me, h.team_id, o.barrier_key, SERVICE),
    "say of barrier": lambda h, me, o: h.do(barriers.say_of_barrier, me, _note(o)),
    "board line": lambda h, me, o: h.do(said_did.save_line, me, replace(o.said, said="Mine")),
    "answer": lambda h, me, o: h.do(said_did.answer, me, o.said, Answer.DID, "A rug"),
    "told": lambda h, me, o: h.do(
        said_did.told, me, replace(o.said, answer=Answer.DID, words="A rug"), TODAY, "At tea"
    ),
    "still right": lambda h, me, o: h.do(
        said_did.still_right, me, replace(o.said, answer=Answer.DID, words="A rug")
    ),
    "line away": lambda h, me, o: h.do(said_did.take_line_away, me, o.said),
    "board begun": lambda h, me, o: h.do(said_did.keep_words, me, h.team_id, {"said": "A"}),
    "answer begun": lambda h, me, o: h.do(
        said_did.keep_answer, me, h.team_id, o.said.said_id, {"words": "A"}
    ),
    "training": lambda h, me, o: h.do(training.save_training, me, replace(o.training, title="Mine")),
    "training away": lambda h, me, o: h.do(training.take_training_away, me, o.training),
    "was there": lambda h, me, o: h.do(training.i_was_there, me, o.training.training_id),
    "wasn’t there": lambda h, me, o: h.do(training.i_was_not, me, o.training.training_id),
    "ticked": lambda h, me, o: h.do(
        training.was_there, me, o.training.training_id, h.jo.member.person_id, True
    ),
    "on paper": lambda h, me, o: h.do(
        training_answers.answer_on_paper, me, Given(o.training.training_id, 6, Change.DONE)
    ),
    "training begun": lambda h, me, o: h.do(
        training_answers.keep_words, me, h.team_id, "form", {"title": "A"}
    ),
    "card": lambda h, me, o: h.do(reading_cards.save_card, me, replace(o.card, found="Mine")),
    "card away": lambda h, me, o: h.do(reading_cards.put_away, me, h.team_id, o.card.card_id),
    "card back": lambda h, me, o: h.do(reading_cards.bring_back, me, h.team_id, o.card.card_id),
    "card begun": lambda h, me, o: h.do(
        reading_cards.keep_words, me, h.team_id, reading_cards.OWN, {"source": "A"}
    ),
    "practice": lambda h, me, o: h.do(practices.save_practice, me, replace(o.practice, gave="Mine")),
    "practice away": lambda h, me, o: h.do(practices.take_away, me, o.practice),
    "looked through": lambda h, me, o: h.do(practices.looked_through, me, h.team_id),
    "practice begun": lambda h, me, o: h.do(practices.keep_words, me, h.team_id, {"what": "A"}),
}
"""What anybody of the team writes."""

CHOICES: dict[str, Act] = {
    "a part": lambda h, me, o: h.do(team_parts.turn, me, h.team_id, TeamPart.DOORS, False),
    "a word": lambda h, me, o: h.do(
        our_words.choose_word, me, h.team_id, Term.PEOPLE, Word("guest", "guests")
    ),
    "a word left": lambda h, me, o: h.do(
        our_words.choose_word, me, h.team_id, Term.PEOPLE, default_word(Term.PEOPLE)
    ),
    "a set saved": lambda h, me, o: h.do(our_words.save_set, me, h.team_id, "ours"),
    "a set taken": lambda h, me, o: h.do(our_words.take_set, me, h.team_id, "health"),
    "an ask": lambda h, me, o: h.do(needs.make_ask, me, h.team_id, o.barrier_key),
    "evidence dropped": lambda h, me, o: h.do(needs.drop_evidence, me, o.evidence_id),
    "evidence": lambda h, me, o: h.do(needs.write_evidence, me, o.ask_id, "More words"),
    "evidence picked": lambda h, me, o: h.do(
        needs.pick_evidence,
        me,
        o.ask_id,
        EvidenceSource.FRICTION,
        f"friction:{fold_agency('Housing office')}",
    ),
    "an offer taken": lambda h, me, o: h.do(barrier_offers.put_on_board, me, o.round_id, OFFER),
    "an offer put off": lambda h, me, o: h.do(barrier_offers.put_off, me, o.round_id, OFFER),
}
"""What is for whoever manages the team or runs its review."""


def stranger(hostel: Hostel) -> SignedIn:
    """Noor, who manages Fern House, another team of this workspace, where every part is on too."""
    fern = hostel.do(teams.add_team, hostel.amina, "Fern House", "").result.team_id
    roles = frozenset({Role.MANAGER, Role.STAFF})
    code = teams.add_person(hostel.opened, hostel.amina, NewPerson("Noor", roles, fern, True))
    noor = unlock.accept_invitation(hostel.opened, "Noor", code, password_of("Noor"))
    for part in TeamPart:
        hostel.do(team_parts.turn, noor, fern, part, True)
    return noor


def outsiders(hostel: Hostel) -> dict[str, Me]:
    """Everybody whom a team's days are nobody's business of."""
    new = NewPerson("Kit", frozenset({Role.ADMINISTRATOR}), None)
    code = teams.add_person(hostel.opened, hostel.amina, new)
    kit = unlock.accept_invitation(hostel.opened, "Kit", code, password_of("Kit"))
    hostel.do(teams.retire_person, hostel.amina, hostel.dee.member.person_id)
    left = unlock.sign_in(hostel.opened, "Dee", password_of("Dee"))
    return {
        "leader": hostel.lee,
        "another team's manager": stranger(hostel),
        "administrator without a team": kit,
        "somebody who left": left,
    }


def test_nobody_from_outside_reads_or_writes_by_knowing_ids(hostel: Hostel, ours: Ours) -> None:
    let_in = []
    for who, me in outsiders(hostel).items():
        for what, act in (READS | WRITES | CHOICES).items():
            with suppress(NotNow):
                act(hostel, me, ours)
                let_in.append((who, what))
    assert let_in == []


def test_a_slip_opens_none_of_it(hostel: Hostel, ours: Ours) -> None:
    hostel.do(meetings.record_consensus, hostel.amina, ours.round_id, make.consensus())
    hostel.sign(ours.round_id, account=FairAccount(leaves_the_rest=True))
    later = hostel.start(quarter=THIS_QUARTER.plus(1))
    (slip,) = hostel.slips(later, lived_experience=1)
    let_in = []
    for what, act in (READS | WRITES | CHOICES).items():
        with suppress(NotNow):
            act(hostel, slip, ours)
            let_in.append(what)
    assert let_in == []


def test_home_of_nobody_else_tells_of_it(hostel: Hostel, ours: Ours) -> None:
    for me in outsiders(hostel).values():
        shown = hostel.see(home.home, me, hostel.team_id)
        is_ours = shown.team is not None and shown.team.team_id == hostel.team_id
        assert not (is_ours and (shown.parts or shown.wins or shown.needs))


def test_staff_of_the_team_read_all_of_it(hostel: Hostel, ours: Ours) -> None:
    for look in READS.values():
        look(hostel, hostel.tom, ours)


def test_staff_write_and_take_back_what_nobody_else_takes_back(hostel: Hostel, ours: Ours) -> None:
    others, undone = outsiders(hostel), []
    for what, act in WRITES.items():
        if what in BEGUN:
            act(hostel, hostel.tom, ours)
            continue
        made = act(hostel, hostel.tom, _as_now(hostel, ours))
        assert isinstance(made, Undoable)
        for who, me in others.items():
            with suppress(NotNow):
                hostel.do(made.undo, me)
                undone.append((who, what))
        hostel.do(made.undo, hostel.tom)
    assert undone == []


BEGUN = {what for what in WRITES if what.endswith("begun")}


def _as_now(hostel: Hostel, ours: Ours) -> Ours:
    """With the versions that are kept by now."""
    return hostel.read(
        lambda tx: replace(
            ours,
            door=stored_notes.load_door_card(tx, ours.door.door_id),
            said=stored_lines.load_line(tx, ours.said.said_id),
            training=stored_training.load_training(tx, ours.training.training_id),
            card=stored_shelf.load_card(tx, ours.card.card_id),
            practice=stored_practices.load_practice(tx, ours.practice.practice_id),
        )
    )


def test_staff_make_no_choice_for_all(hostel: Hostel, ours: Ours) -> None:
    for what, act in CHOICES.items():
        with pytest.raises(NotNow):
            act(hostel, hostel.tom, ours)
        assert what
    for what, act in CHOICES.items():
        if what not in {"an ask", "an offer taken"}:  # it is one already, and put off below
            act(hostel, hostel.amina, ours)


def test_with_every_part_off_nothing_is_written(hostel: Hostel, ours: Ours) -> None:
    hostel.turn_off()
    went = []
    for what, act in WRITES.items():
        with suppress(NotNow):
            act(hostel, hostel.tom, ours)
            went.append(what)
    for what in ("a word", "a set saved", "a set taken", "an ask", "evidence", "evidence dropped"):
        with pytest.raises(NotNow):
            CHOICES[what](hostel, hostel.amina, ours)
    with pytest.raises(NotNow):
        hostel.do(barrier_offers.put_off, hostel.amina, ours.round_id, OFFER)
    assert set(went) <= BEGUN  # words on their way as the part is turned off stay with whoever typed them


def test_nobody_else_takes_back_an_answer_about_training(hostel: Hostel, ours: Ours) -> None:
    of = ours.training.training_id
    mine = hostel.do(training_answers.answer, hostel.tom, Given(of, 6, Change.DONE))
    paper = hostel.do(training_answers.answer_on_paper, hostel.tom, Given(of, 6, Change.TRIED))
    for me in (hostel.lee, stranger(hostel)):
        for made in (mine, paper):
            with pytest.raises(NotNow):
                hostel.do(made.undo, me)
    with pytest.raises(NotNow):
        hostel.do(mine.undo, hostel.jo)
    assert len(hostel.read(lambda tx: stored_training.answers_of(tx, [of]))) == 2
    hostel.do(mine.undo, hostel.tom)
    assert len(hostel.read(lambda tx: stored_training.answers_of(tx, [of]))) == 1


def test_a_line_of_the_board_is_not_hidden_by_another_teams_row(hostel: Hostel, ours: Ours) -> None:
    """A line under an id of ours, written into a team of their own."""
    noor = stranger(hostel)
    (fern,) = noor.member.teams
    with pytest.raises(NotNow):
        hostel.do(said_did.save_line, noor, replace(ours.said, team_id=fern, said="Theirs"))
    assert [one.line for one in hostel.see(said_did.board, hostel.tom, hostel.team_id).open] == [ours.said]


OTHERS: dict[str, Act] = {
    "win": lambda h, me, o: h.do(small_logs.save_win, me, _into(me, o.win)),
    "win off": lambda h, me, o: h.do(small_logs.take_win_off, me, _into(me, o.win)),
    "friction": lambda h, me, o: h.do(small_logs.save_friction, me, _into(me, o.friction)),
    "friction out": lambda h, me, o: h.do(small_logs.take_friction_out, me, _into(me, o.friction)),
    "tellings": lambda h, me, o: h.do(small_logs.save_tellings, me, _into(me, o.tellings)),
    "tellings out": lambda h, me, o: h.do(small_logs.take_tellings_out, me, _into(me, o.tellings)),
    "refusal": lambda h, me, o: h.do(daily_notes.save_refusal, me, _into(me, o.refusal)),
    "refusal out": lambda h, me, o: h.do(daily_notes.take_refusal_out, me, _into(me, o.refusal)),
    "bent": lambda h, me, o: h.do(daily_notes.save_bent_rule, me, _into(me, o.bent)),
    "bent out": lambda h, me, o: h.do(daily_notes.take_bent_rule_out, me, _into(me, o.bent)),
    "door": lambda h, me, o: h.do(daily_notes.save_door, me, _into(me, o.door)),
    "door away": lambda h, me, o: h.do(daily_notes.take_door_away, me, _into(me, o.door)),
    "relevel": lambda h, me, o: h.do(barriers.relevel, me, _fern(me), o.barrier_key, SERVICE),
    "say": lambda h, me, o: h.do(barriers.say_of_barrier, me, _into(me, _note(o))),
    "ask": lambda h, me, o: h.do(needs.make_ask, me, _fern(me), o.barrier_key),
    "line": lambda h, me, o: h.do(said_did.save_line, me, _into(me, o.said)),
    "line away": lambda h, me, o: h.do(said_did.take_line_away, me, _into(me, o.said)),
    "training": lambda h, me, o: h.do(training.save_training, me, _into(me, o.training)),
    "card": lambda h, me, o: h.do(reading_cards.save_card, me, _into(me, o.card)),
    "card away": lambda h, me, o: h.do(reading_cards.put_away, me, _fern(me), o.card.card_id),
    "practice": lambda h, me, o: h.do(practices.save_practice, me, _into(me, o.practice)),
    "practice away": lambda h, me, o: h.do(practices.take_away, me, _into(me, o.practice)),
    "quick note": lambda h, me, o: h.do(
        quick_notes.save,
        me,
        replace(quick_notes.new_note(_fern(me), TeamPart.WINS), note_id=o.win.win_id, words="Theirs"),
        "home",
        {},
    ),
}


def _fern(me: Me) -> str:
    assert isinstance(me, SignedIn)
    (fern,) = me.member.teams
    return fern


def _into(me: Me, value: Any) -> Any:
    return replace(value, team_id=_fern(me))


def test_no_row_is_taken_over_into_a_team_of_ones_own(hostel: Hostel, ours: Ours) -> None:
    noor = stranger(hostel)
    let_in = []
    for what, act in OTHERS.items():
        with suppress(NotNow):
            act(hostel, noor, ours)
            let_in.append(what)
    assert let_in == []
    assert len(hostel.read(lambda tx: stored_cards.influences_of_round(tx, ours.round_id))) == 1


class TestTheOpenFile:
    def test_it_holds_every_part_and_tells_each_field_in_the_docs(
        self, hostel: Hostel, ours: Ours, tmp_path: Path
    ) -> None:
        hostel.do(our_words.choose_word, hostel.amina, hostel.team_id, Term.PEOPLE, Word("guest", "guests"))
        hostel.do(barriers.relevel, hostel.tom, hostel.team_id, OFFER, BarrierLevel.SYSTEM)
        hostel.do(daily_notes.note_prompt, hostel.tom, hostel.team_id, True)
        hostel.turn_off()
        workspace_export.save_workspace(hostel.opened, hostel.tom, WorkspaceFile(tmp_path / "w.json"))
        records = json.loads((tmp_path / "w.json").read_bytes())["records"]
        page = (Path(__file__).parents[3] / "docs" / "workspace-format.md").read_text("utf-8")
        told = {
            *("win", "friction", "tellings", "refusal", "bent rule", "prompts done", "door card", "training"),
            *(
                "said and done",
                "reading card",
                "practice",
                "barrier",
                "barrier moved",
                "evidence",
                "our word",
            ),
        }
        assert told <= {record["kind"] for record in records}
        for record in records:
            row = page[page.index(f"| `{record['kind']}` |") :].partition("\n")[0]
            assert [name for name in record if name != "kind" and f"`{name}`" not in row] == []

    def test_levels_of_earlier_cards_are_left_out_while_people_rate(
        self, hostel: Hostel, ours: Ours, tmp_path: Path
    ) -> None:
        hostel.do(meetings.record_consensus, hostel.amina, ours.round_id, make.consensus())
        hostel.do(barriers.relevel, hostel.tom, hostel.team_id, ours.barrier_key, SERVICE)
        hostel.do(barriers.relevel, hostel.tom, hostel.team_id, OFFER, BarrierLevel.SYSTEM)
        hostel.sign(ours.round_id, account=FairAccount(leaves_the_rest=True))
        hostel.start(quarter=THIS_QUARTER.plus(1))
        workspace_export.save_workspace(hostel.opened, hostel.tom, WorkspaceFile(tmp_path / "w.json"))
        records = json.loads((tmp_path / "w.json").read_bytes())["records"]
        assert {one["barrier_key"] for one in records if one["kind"].startswith("barrier")} == {OFFER}
