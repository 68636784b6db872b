"""Our words: who may choose, where a word is heard at once, what it leaves alone, sets, and papers for others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import Involvement
from pie_audit.domain.plan_document import Edition
from pie_audit.domain.team import Perspective, Role
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.vocabulary import SHIPPED_SETS, Term, Word, default_word
from pie_audit.storage import audits, team_words
from pie_audit.words import DEFAULT_WORDS, words_in_force
from pie_audit.workflows import (
    home,
    meetings,
    our_words,
    own_words,
    papers,
    plans,
    questions,
    team_parts,
    teams,
)
from pie_audit.workflows.paper_kinds import Paper, RatingSheets
from pie_audit.workflows.papers import PaperFile
from pie_audit.workflows.trends import reading
from tests import make, years
from tests.quarter import THIS_QUARTER, Hostel
from tests.reports.read_pdf import whole_text

GUEST = Word("guest", "guests")


def choose(hostel: Hostel, term: Term = Term.RESIDENTS, word: Word = GUEST) -> our_words.Undoable:
    return hostel.do(our_words.choose_word, hostel.amina, hostel.team_id, term, word)


def own(hostel: Hostel) -> dict[Term, Word]:
    return hostel.read(lambda tx: own_words.own_words(tx, hostel.team_id))


def of_round(hostel: Hostel, round_id: str) -> questions.Questionnaire:
    return hostel.read(lambda tx: questions.of_round(tx, audits.load_round(tx, round_id)))


def test_statements_examples_and_every_perspective_say_the_word_and_ids_stay(hostel: Hostel) -> None:
    round_id = hostel.start()
    before = of_round(hostel, round_id)
    frozen = hostel.read(lambda tx: audits.load_questionnaire(tx, before.id, before.version))
    assert before.topic("E1").see[0] == "a rule review with residents in the last year"
    choose(hostel)
    choose(hostel, Term.SERVICE, Word("library", "libraries"))
    after = of_round(hostel, round_id)
    assert after.topic("E1").see[0] == "a rule review with guests in the last year"
    assert after.topic("E1").partner == before.topic("E1").partner.replace("service", "library")
    assert [t.id for t in after.topics] == [t.id for t in before.topics]
    assert (after.id, after.version) == (before.id, before.version)
    assert hostel.read(lambda tx: audits.load_questionnaire(tx, before.id, before.version)) == frozen


def test_an_undone_word_is_gone_and_one_taken_over_comes_back(hostel: Hostel) -> None:
    first = choose(hostel)
    second = choose(hostel, word=Word("tenant", "tenants"))
    assert (first.name, second.name) == ("Chose the word “guests”", "Chose the word “tenants”")
    hostel.do(second.undo, hostel.amina)
    assert own(hostel) == {Term.RESIDENTS: GUEST}
    hostel.do(first.undo, hostel.amina)
    assert own(hostel) == {}


def test_the_word_that_comes_with_the_program_is_no_word_of_one_s_own(hostel: Hostel) -> None:
    choose(hostel)
    hostel.do(
        our_words.choose_word, hostel.amina, hostel.team_id, Term.RESIDENTS, default_word(Term.RESIDENTS)
    )
    assert own(hostel) == {}


def test_others_read_the_words_and_choose_nothing(hostel: Hostel) -> None:
    choose(hostel)
    view = hostel.see(our_words.our_words, hostel.jo, hostel.team_id)
    assert (view.words[Term.RESIDENTS], view.own, view.may_choose) == (GUEST, {Term.RESIDENTS}, False)
    saved = hostel.do(our_words.save_set, hostel.amina, hostel.team_id, "for carers").result
    for act, *args in (
        (our_words.choose_word, Term.SERVICE, GUEST),
        (our_words.choose_word, Term.RESIDENTS, default_word(Term.RESIDENTS)),
        (our_words.save_set, "mine"),
        (our_words.take_set, saved),
        (our_words.let_set_go, saved),
    ):
        with pytest.raises(NotNow):
            hostel.do(act, hostel.jo, hostel.team_id, *args)
    assert own(hostel) == {Term.RESIDENTS: GUEST}


def test_nobody_from_outside_reads_them(hostel: Hostel) -> None:
    with pytest.raises(NotNow):
        hostel.see(our_words.our_words, hostel.jo, "another team")


@pytest.mark.parametrize("word", [Word("<b>", "<b>"), Word("g" * 300, "gs"), Word("g", "g{s}"), Word("", "")])
def test_what_can_t_be_a_word_is_refused_and_the_word_so_far_stays(hostel: Hostel, word: Word) -> None:
    choose(hostel)
    with pytest.raises(NotNow) as refused:
        choose(hostel, word=word)
    assert refused.value.todo == "The word so far stays. Choose another."
    assert own(hostel) == {Term.RESIDENTS: GUEST}


def test_strange_words_in_a_damaged_file_are_never_said(hostel: Hostel) -> None:
    for term, forms in {
        "resident": ("{0}", "{x.y}", "a"),
        "service": ("library", "libraries", "xx"),
        "unknown": ("a", "b", "a"),
    }.items():
        hostel.do(
            lambda tx, me, t, f: team_words.save_word(tx, hostel.team_id, t, f), hostel.amina, term, forms
        )
    hostel.do(lambda tx, me: team_words.save_set(tx, "1", "odd", "[1"), hostel.amina)
    hostel.do(
        lambda tx, me: team_words.save_set(tx, "2", "odder", '{"resident": ["a"], "pie": 3}'), hostel.amina
    )
    assert own(hostel) == {}
    assert hostel.read(lambda tx: own_words.words_for(tx, hostel.team_id)) == DEFAULT_WORDS
    sets = {each.set_id: each.words for each in hostel.read(our_words.word_sets)}
    assert sets["1"] == sets["2"] == {}


def test_with_the_part_off_default_words_are_in_force_and_ours_come_back_with_it(hostel: Hostel) -> None:
    choose(hostel)
    hostel.do(team_parts.turn, hostel.amina, hostel.team_id, TeamPart.VOCABULARY, False)
    assert hostel.see(home.whereabouts, hostel.jo).words == DEFAULT_WORDS
    with pytest.raises(NotNow):
        hostel.see(our_words.our_words, hostel.amina, hostel.team_id)
    hostel.do(team_parts.turn, hostel.amina, hostel.team_id, TeamPart.VOCABULARY, True)
    assert hostel.see(home.whereabouts, hostel.jo).words["residents"] == "guests"


# sets


def test_sets_that_ship_come_first_and_stay(hostel: Hostel) -> None:
    view = hostel.see(our_words.our_words, hostel.amina, hostel.team_id)
    assert [each.name for each in view.sets] == ["for health", "for libraries", "for housing"]
    with pytest.raises(NotNow):
        hostel.do(our_words.let_set_go, hostel.amina, hostel.team_id, view.sets[0].set_id)


def test_a_set_that_is_taken_changes_all_words_and_one_undo_brings_all_back(hostel: Hostel) -> None:
    choose(hostel, Term.INCIDENT, Word("event", "events", "an"))
    taken = hostel.do(our_words.take_set, hostel.amina, hostel.team_id, "libraries")
    assert own(hostel) == SHIPPED_SETS["libraries"]
    hostel.do(taken.undo, hostel.amina)
    assert own(hostel) == {Term.INCIDENT: Word("event", "events", "an")}


def test_a_set_is_saved_once_for_a_name_and_let_go_and_back(hostel: Hostel) -> None:
    choose(hostel)
    first = hostel.do(our_words.save_set, hostel.amina, hostel.team_id, "for carers")
    choose(hostel, word=Word("tenant", "tenants"))
    again = hostel.do(our_words.save_set, hostel.amina, hostel.team_id, "For Carers")
    assert first.result == again.result
    hostel.do(again.undo, hostel.amina)
    kept = hostel.read(lambda tx: our_words.found_set(tx, "carers"))
    assert (kept.name, kept.words) == ("for carers", {Term.RESIDENTS: GUEST})
    gone = hostel.do(our_words.let_set_go, hostel.amina, hostel.team_id, kept.set_id)
    assert len(hostel.read(our_words.word_sets)) == 3
    hostel.do(gone.undo, hostel.amina)
    assert hostel.read(lambda tx: our_words.found_set(tx, "for carers")) == kept
    hostel.do(first.undo, hostel.amina)
    assert len(hostel.read(our_words.word_sets)) == 3


@pytest.mark.parametrize("name", ["", "n" * 41, "<i>", "for health"])
def test_a_set_has_a_short_plain_name_of_its_own(hostel: Hostel, name: str) -> None:
    with pytest.raises(NotNow):
        hostel.do(our_words.save_set, hostel.amina, hostel.team_id, name)


def test_there_are_thirty_saved_sets_at_most(hostel: Hostel) -> None:
    for n in range(our_words.MOST_SETS):
        hostel.do(our_words.save_set, hostel.amina, hostel.team_id, f"set {n}")
    with pytest.raises(NotNow):
        hostel.do(our_words.save_set, hostel.amina, hostel.team_id, "one more")
    hostel.do(our_words.save_set, hostel.amina, hostel.team_id, "set 3")


# the preview


def test_ten_sentences_say_the_words_and_leave_no_gap() -> None:
    plain = our_words.sentences({})
    assert len(plain) == 10
    assert "A rule review with residents in the last year" in plain
    other = {term: Word(f"w{n}x", f"w{n}xs") for n, term in enumerate(Term)}
    said = our_words.sentences(other)
    assert all("{" not in sentence for sentence in (*plain, *said))
    assert all(a != b for a, b in zip(plain, said, strict=True))
    for term in Term:
        assert any(other[term].one in sentence.lower() for sentence in said), term


# past values, and papers


def test_past_values_in_trends_are_the_same_before_and_after(hostel: Hostel) -> None:
    for n, quarter in enumerate((THIS_QUARTER.plus(-2), THIS_QUARTER.plus(-1))):
        years.review(hostel, quarter, n + 1)
    before = hostel.see(reading.read_material, hostel.amina, hostel.team_id)
    choose(hostel)
    after = hostel.see(reading.read_material, hostel.amina, hostel.team_id)
    assert len(before.reviews) == 2
    for was, now in zip(before.reviews, after.reviews, strict=True):
        assert [t.id for t in now.questions.topics] == [t.id for t in was.questions.topics]
        assert now.questions.topic("E1").see[0] == "a rule review with guests in the last year"
        assert [t.id for t in now.asked] == [t.id for t in was.asked]
        assert replace(now, questions=was.questions, asked=was.asked, by_theme=was.by_theme) == was
    assert replace(after, reviews=before.reviews) == before


def planned(hostel: Hostel) -> str:
    round_id = hostel.opened_round()
    action = plans.new_action(hostel.team_id, round_id)
    said = replace(action, what="Ask the residents of number 4", involvement=Involvement.CONSULTED)
    hostel.do(plans.save_action, hostel.amina, said)
    return round_id


def paper(hostel: Hostel, kind: Paper = Edition.FULL, words: str = "") -> str:
    made = papers.lay_out(hostel.opened, hostel.amina, hostel.team_id, THIS_QUARTER, kind, words)
    return " ".join(whole_text(made.pdf).split())


def test_a_plan_on_paper_says_the_team_s_words_and_never_changes_what_people_wrote(hostel: Hostel) -> None:
    planned(hostel)
    choose(hostel)
    said = paper(hostel)
    assert "Guests were asked about it" in said
    assert "Ask the residents of number 4" in said


def test_a_paper_may_be_made_in_the_words_of_those_who_read_it(hostel: Hostel, tmp_path: Path) -> None:
    planned(hostel)
    choose(hostel)
    said = paper(hostel, words="shipped-health")
    assert "Patients were asked about it" in said
    assert "Ask the residents of number 4" in said
    assert "Our review of a trauma-informed environment" in said
    assert words_in_force() == DEFAULT_WORDS
    out = tmp_path / "plan.pdf"
    file = PaperFile(hostel.team_id, THIS_QUARTER, Edition.FULL, out, words="health")
    papers.save_paper(hostel.opened, hostel.amina, file)
    assert "Patients were asked about it" in " ".join(whole_text(out.read_bytes()).split())
    assert "Guests were asked about it" in paper(hostel)


def test_a_set_that_is_unknown_is_told(hostel: Hostel) -> None:
    planned(hostel)
    with pytest.raises(NotNow, match="nobody"):
        paper(hostel, words="nobody")


def test_what_was_signed_keeps_the_words_of_its_day(hostel: Hostel) -> None:
    round_id = planned(hostel)
    choose(hostel)
    hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus())
    hostel.sign(round_id)
    choose(hostel, word=Word("tenant", "tenants"))
    assert "Guests were asked about it" in paper(hostel)
    assert "Guests were asked about it" in paper(hostel, words="health")


def test_a_rating_sheet_is_in_the_words_it_is_asked_for(hostel: Hostel) -> None:
    hostel.start()
    choose(hostel, Term.SERVICE, Word("library", "libraries"))
    sheet = RatingSheets(Perspective.PARTNER)
    assert "This library will bend its own rules" in paper(hostel, sheet)
    assert "This service will bend its own rules" in paper(hostel, sheet, "health")


def test_a_leader_over_several_teams_reads_the_default_words(hostel: Hostel) -> None:
    choose(hostel)
    other = hostel.do(teams.add_team, hostel.amina, "Second House", "").result
    of_two = replace(hostel.amina.member, teams=frozenset({hostel.team_id, other.team_id}))
    runs_two = replace(hostel.amina, member=of_two)
    assert hostel.see(home.whereabouts, runs_two, hostel.team_id).words["residents"] == "guests"
    assert hostel.see(home.whereabouts, runs_two, other.team_id).words == DEFAULT_WORDS
    leads = replace(runs_two, member=replace(of_two, roles=of_two.roles | {Role.LEADER}))
    assert hostel.see(home.whereabouts, leads, hostel.team_id).words == DEFAULT_WORDS
