"""Whatever is typed into everyday parts is kept and told as it was typed, or refused in a sentence; never filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from pie_audit.domain.barrier_matrix import key_of_process
from pie_audit.domain.errors import NotNow
from pie_audit.domain.influence import Direction
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.plan_document import Edition
from pie_audit.domain.practice import Choice
from pie_audit.domain.reading_card import Decision
from pie_audit.domain.refusal import Reason
from pie_audit.domain.said_did import Answer
from pie_audit.domain.small_logs import Friction, WinReach
from pie_audit.domain.team_part import SMALL_LOGS, TeamPart
from pie_audit.domain.training import Change, Training
from pie_audit.domain.vocabulary import Term, Word
from pie_audit.workflows import (
    home,
    influences,
    our_words,
    papers,
)
from pie_audit.workflows.everyday import (
    barrier_offers,
    barriers,
    bent_agenda,
    daily_notes,
    needs,
    practices,
    quick_notes,
    reading_cards,
    said_did,
    small_log_views,
    small_logs,
    training,
    training_answers,
)
from pie_audit.workflows.everyday.training_answers import Given
from tests import make
from tests.quarter import THIS_QUARTER, TODAY, Hostel

STRANGE = (
    "{0.__class__} {residents} {n} {",
    "100 %s %(n)s %",
    "<img src=x onerror=y> & <b>bold</b>",
    "لا أحد يرد \u202eالهاتف",
    "A 🏠 with 👩‍👩‍👧‍👦 and e\u0301",
    "=HYPERLINK(1) \\n $x$ `y`",
)


@pytest.fixture
def house(hostel: Hostel) -> Hostel:
    """With every part, and words of its own, which must get into nothing that people wrote."""
    hostel.turn_on()
    hostel.do(our_words.choose_word, hostel.amina, hostel.team_id, Term.RESIDENTS, Word("guest", "guests"))
    return hostel


def write_all(hostel: Hostel, words: str) -> str:
    """The same words in every field of every part; the id of the review in hand."""
    me, team = hostel.amina, hostel.team_id
    round_id = hostel.opened_round()
    card = replace(influences.new_card(round_id, BarrierLevel.SYSTEM, Direction.HINDERS), text=words)
    hostel.do(influences.write_card, me, (), card)
    win = replace(small_logs.new_win(me, team, words), reach=WinReach.PAPERS, made_possible_by=words)
    hostel.do(small_logs.save_win, me, win)
    for _n in range(3):
        errand = replace(small_logs.new_friction(me, team), trying=words, process=words, minutes=30)
        hostel.do(small_logs.save_friction, me, errand)
        refusal = replace(daily_notes.new_refusal(me, team), agency=words, reason=Reason.FULL)
        hostel.do(daily_notes.save_refusal, me, refusal)
        bent = replace(daily_notes.new_bent_rule(me, team), rule=words, instead=words, why=words)
        hostel.do(daily_notes.save_bent_rule, me, bent)
    hostel.do(daily_notes.save_door, me, replace(daily_notes.new_door(team, words), got_us_in=words))
    line = hostel.do(said_did.save_line, me, said_did.new_line(me, team, words)).result
    hostel.do(said_did.answer, me, line, Answer.CANT, words)
    hostel.do(said_did.save_line, me, said_did.new_line(me, team, words))
    course = Training(make.new_id(), team, words, TODAY - timedelta(weeks=7), provider=words)
    hostel.do(training.save_training, me, course, frozenset({hostel.tom.member.person_id}))
    given = Given(course.training_id, 6, Change.BLOCKED, words, BarrierLevel.SYSTEM)
    hostel.do(training_answers.intend, hostel.tom, course.training_id, words)
    hostel.do(training_answers.answer, hostel.tom, given)
    one = replace(reading_cards.new_card(team), source=words, decision=Decision.TRY, small_action=words)
    hostel.do(reading_cards.save_card, hostel.tom, one)
    kept = replace(practices.new_practice(team), what=words, choice=Choice.DROP, reason=words)
    hostel.do(practices.save_practice, me, kept)
    for barrier in hostel.see(barriers.matrix, me, team).barriers:
        hostel.do(barriers.relevel, me, team, barrier.key, BarrierLevel.SYSTEM)
    key = key_of_process(words)
    hostel.do(needs.make_ask, me, team, key)
    hostel.do(barrier_offers.put_on_board, me, round_id, key)
    return round_id


@pytest.mark.parametrize("words", STRANGE)
def test_they_are_told_as_they_were_typed(house: Hostel, words: str) -> None:
    typed = words.replace("\u202e", "")  # it would turn the rest of a line round
    write_all(house, words)
    me, team = house.amina, house.team_id
    looks: dict[str, object] = {
        part.value: house.see(small_log_views.look, me, team, part)
        for part in SMALL_LOGS
        if part not in {TeamPart.TELLINGS, TeamPart.PROMPTS}
    }
    looks |= {
        "agencies": house.see(quick_notes.agencies, me, team),
        "door": house.see(daily_notes.door_for, me, team, words),
        "agenda": house.see(bent_agenda.for_meeting, me, team),
        "barriers": house.see(barriers.barriers_page, me, team),
        "needs": house.see(needs.needs, me, team).asks,
        "board": house.see(said_did.board, me, team).answered,
        "poster": house.see(lambda tx, m: said_did.poster_of(tx, m, team, with_open=True), me),
        "trainings": house.see(training.trainings, house.tom, team).lines,
        "shelf": house.see(reading_cards.shelf, me, team).at(reading_cards.Place.TALKED),
        "practices": house.see(practices.board, me, team).lines,
        "home": house.see(home.home, me, team).needs,
    }
    for name, shown in looks.items():
        assert repr(typed)[1:-1] in repr(shown), name
    if "{" in words:
        assert "guests} {n}" not in repr(looks)
        assert "guests {n}" not in repr(looks)
    for paper in (Edition.FULL, Edition.ONE_PAGE, Edition.WORDS, papers.PosterPaper(True)):
        assert papers.lay_out(house.opened, me, team, THIS_QUARTER, paper).pages >= 1


TOO_MUCH = "x" * 10_000


def _bad_words(h: Hostel, words: str) -> dict[str, Callable[[], object]]:
    me, team = h.amina, h.team_id
    errand = small_logs.new_friction(me, team)
    refusal = replace(daily_notes.new_refusal(me, team), reason=Reason.FULL)
    return {
        "win": lambda: h.do(small_logs.save_win, me, small_logs.new_win(me, team, words)),
        "errand": lambda: h.do(
            small_logs.save_friction, me, replace(errand, trying=words, process=words, minutes=5)
        ),
        "refusal": lambda: h.do(daily_notes.save_refusal, me, replace(refusal, agency=words)),
        "door": lambda: h.do(
            daily_notes.save_door, me, replace(daily_notes.new_door(team, words), refused="x")
        ),
        "practice": lambda: h.do(
            practices.save_practice, me, replace(practices.new_practice(team), what=words)
        ),
        "card": lambda: h.do(
            reading_cards.save_card, me, replace(reading_cards.new_card(team), source=words)
        ),
        "word": lambda: h.do(our_words.choose_word, me, team, Term.SERVICE, Word(words, words)),
        "set": lambda: h.do(our_words.save_set, me, team, words),
        "training": lambda: h.do(training.save_training, me, Training(make.new_id(), team, words, TODAY)),
        "board": lambda: h.do(said_did.save_line, me, said_did.new_line(me, team, words)),
    }


CUT = {"training", "board"}
"""Cut where they are too long, as their forms say."""


def test_ten_thousand_characters_are_refused_in_a_sentence_or_cut(house: Hostel) -> None:
    for what, act in _bad_words(house, TOO_MUCH).items():
        if what in CUT:
            kept = act().result  # type: ignore[attr-defined]
            assert len(getattr(kept, "title", "") + getattr(kept, "said", "")) <= 1000
        else:
            with pytest.raises(NotNow):
                act()


@pytest.mark.parametrize("words", ["", " \t\n ", "\u200b\u200d\u2060", "\u202e\u202c", "\ufeff", "\ud800"])
def test_words_that_show_nothing_are_no_words(house: Hostel, words: str) -> None:
    let_in = []
    for what, act in _bad_words(house, words).items():
        try:
            act()
        except NotNow:
            continue
        let_in.append(what)
    assert let_in == []


@pytest.mark.parametrize("changes", [{"minutes": 0}, {"minutes": -5}, {"minutes": 10**9}, {"tellings": -1}])
def test_absurd_figures_are_refused(house: Hostel, changes: dict[str, int]) -> None:
    errand = replace(
        small_logs.new_friction(house.amina, house.team_id), trying="A bed", process="Office", minutes=5
    )
    bad: Friction = replace(errand, **changes)  # type: ignore[arg-type]
    with pytest.raises(NotNow):
        house.do(small_logs.save_friction, house.amina, bad)


@pytest.mark.parametrize("typed", ["-5", "1e9", "٥" * 9, "NaN", "<b>", "5" * 5000, "½", "²"])
def test_absurd_figures_in_the_quick_box_are_refused(house: Hostel, typed: str) -> None:
    for part in (TeamPart.FRICTION, TeamPart.TELLINGS):
        note = replace(
            quick_notes.new_note(house.team_id, part),
            words="A bed",
            other="Office",
            minutes=typed,
            times=typed,
            agencies=typed,
        )
        with pytest.raises(NotNow):
            house.do(quick_notes.save, house.amina, note, "home", {})
