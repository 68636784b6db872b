"""What we agreed: the same answers in three ways, what they rest on, who may read them and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.answer import Level, NotApplicable
from pie_audit.domain.audit import Consensus, Dissent, Outcome, Rating, RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.team import Role
from pie_audit.storage import audits as rounds
from pie_audit.workflows import meetings, plan_material, questions, results, seats, steps
from pie_audit.workflows.results import Results, ThemeResult
from tests.quarter import THIS_QUARTER, Hostel

LAST = THIS_QUARTER.plus(-1)
SHORT_FORM = ("A1", "A4", "B3", "B5", "B8", "C1", "C4", "C7", "D1", "D7", "E1", "E6")
ABOUT_RELATIONSHIPS = ("A1", "A4", "B5", "C4", "E1")


def agree(hostel: Hostel, round_id: str, topic_id: str, answer: int | Outcome, because: str = "") -> None:
    level = Level(answer) if isinstance(answer, int) else None
    outcome = Outcome.AGREED if isinstance(answer, int) else answer
    record = Consensus(topic_id, outcome, level, because)
    hostel.do(meetings.record_consensus, hostel.amina, round_id, record)


def look(hostel: Hostel, round_id: str, who: str = "jo") -> Results:
    return hostel.see(results.results, hostel.people[who], round_id)


def theme(view: Results, theme_id: str) -> ThemeResult:
    return next(found for found in view.themes if found.theme.id == theme_id)


def with_state(hostel: Hostel, round_id: str, state: RoundState) -> None:
    def write(tx: rounds.Transaction) -> None:
        rounds.save_round(tx, replace(rounds.load_round(tx, round_id), state=state))

    hostel.opened.write(write)


class TestThreeWays:
    def test_every_topic_stands_once_in_the_order_of_the_questions_and_keeps_its_answer(
        self, hostel: Hostel
    ) -> None:
        round_id = hostel.opened_round()
        agree(hostel, round_id, "E1", 3, "We cut two rules.")
        view = look(hostel, round_id)
        assert tuple(each.topic.id for each in view.topics) == SHORT_FORM
        (e1,) = [each for each in view.topics if each.topic.id == "E1"]
        assert e1.consensus == Consensus("E1", Outcome.AGREED, Level.USUAL, "We cut two rules.")

    def test_the_relationship_lens_gathers_the_tagged_topics_and_asks_nothing(self, hostel: Hostel) -> None:
        view = look(hostel, hostel.opened_round())
        found = [each for group in view.relationships for each in group.topics]
        assert tuple(each.topic.id for each in found) == ABOUT_RELATIONSHIPS
        assert all(each in view.topics for each in found)

    def test_pie_one_regroups_the_same_answers_each_of_them_once(self, hostel: Hostel) -> None:
        view = look(hostel, hostel.opened_round())
        found = [each for group in view.pie_one for each in group.topics]
        assert sorted(each.topic.id for each in found) == sorted(SHORT_FORM)
        assert [group.title for group in view.pie_one] == [
            "Developing a psychological framework",
            "Physical environment and social spaces",
            "Staff training and support",
            "Managing relationships",
            "Evaluating outcomes",
            "Wider system, new since PIE 1",
        ]

    def test_looking_changes_nothing_that_is_kept(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        agree(hostel, round_id, "A1", 2)
        before = hostel.see(meetings.meeting, hostel.amina, round_id)
        look(hostel, round_id)
        assert hostel.see(meetings.meeting, hostel.amina, round_id) == before


class TestThemes:
    def test_the_worked_example_of_theme_e_stands_with_its_base(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round(scope=Scope.SHORT_AND_THEME, theme_id="E")
        for topic, level in (("E1", 3), ("E2", 2), ("E3", 1), ("E4", 3), ("E6", 2)):
            agree(hostel, round_id, topic, level)
        agree(hostel, round_id, "E5", Outcome.NOT_APPLICABLE, "No residents; advice line.")
        agree(hostel, round_id, "E7", Outcome.CANT_TELL)
        agree(hostel, round_id, "E8", Outcome.NOT_SETTLED)
        words = theme(look(hostel, round_id), "E").score.words()
        assert words == "2.2 (5 of 7 topics; 1 doesn’t apply, 1 can’t tell, 1 no agreement; range 1–3)"

    def test_below_half_of_the_topics_no_mean_is_told(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        agree(hostel, round_id, "B3", 3)
        assert theme(look(hostel, round_id), "B").score.words() == "not enough answered (1 of 3)"

    def test_the_short_form_says_so_and_the_theme_in_full_does_not(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round(scope=Scope.SHORT_AND_THEME, theme_id="E")
        view = look(hostel, round_id)
        assert [found.theme.id for found in view.themes if found.score.short_form] == ["A", "B", "C", "D"]

    def test_an_optional_sixth_theme_stands_with_the_five_and_is_never_short(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round(optional_themes=frozenset({"F"}))
        view = look(hostel, round_id)
        assert [found.theme.id for found in view.themes] == ["A", "B", "C", "D", "E", "F"]
        assert not theme(view, "F").score.short_form
        assert len(theme(view, "F").topics) == 4

    def test_a_theme_of_which_nothing_applies_lists_its_reasons_in_place_of_a_mean(
        self, hostel: Hostel
    ) -> None:
        round_id = hostel.opened_round()
        agree(hostel, round_id, "E1", Outcome.NOT_APPLICABLE, "We have no building.")
        agree(hostel, round_id, "E6", Outcome.NOT_APPLICABLE, "We only ring people.")
        found = theme(look(hostel, round_id), "E")
        assert (found.score.mean, found.score.words()) == (None, "doesn’t apply")
        assert [reason for _title, reason in found.reasons] == [
            "We have no building.",
            "We only ring people.",
        ]

    def test_the_papers_are_told_the_same_positions(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round(optional_themes=frozenset({"F"}))
        agree(hostel, round_id, "E1", 2)
        audit_round = hostel.read(lambda tx: rounds.load_round(tx, round_id))
        material = hostel.see(plan_material.material_of, hostel.amina, audit_round)
        assert material.positions == tuple(found.score for found in look(hostel, round_id).themes)


class TestBesideResidents:
    def rated(self, hostel: Hostel, residents: int, *, consent: bool = True) -> str:
        """The team says 3 and ticks, residents say 1 and tick or don't."""
        round_id = hostel.start()
        for slip in hostel.slips(round_id, lived_experience=residents):
            hostel.rate(slip, round_id, 1, consent=consent)
        for name in ("amina", "jo", "sam", "dee", "tom"):
            hostel.rate(hostel.people[name], round_id, 3, consent=True)
        hostel.open(round_id)
        return round_id

    def test_the_gap_is_told_for_each_theme_with_both_n_and_never_as_one_number(self, hostel: Hostel) -> None:
        view = look(hostel, self.rated(hostel, 5))
        gap = theme(view, "B").gap
        assert gap is not None
        assert gap.words() == "the team 2.0 higher (team 3.0, n 12; lived experience 1.0, n 15)"
        assert all(found.gap is not None and found.gap.gap == 2 for found in view.themes)
        assert all(found.score.mean is None for found in view.themes)  # nothing agreed: ratings never fill in

    def test_a_small_group_without_everybodys_tick_gives_no_gap(self, hostel: Hostel) -> None:
        view = look(hostel, self.rated(hostel, 3, consent=False))
        assert [found.gap is not None and found.gap.words() for found in view.themes] == [""] * 5

    def test_where_residents_were_not_asked_there_is_no_gap_at_all(self, hostel: Hostel) -> None:
        view = look(hostel, hostel.opened_round())
        assert [found.gap for found in view.themes] == [None] * 5


class TestWhoAndWhen:
    def test_the_team_and_its_manager_read_it_and_only_who_writes_may_talk(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        assert (look(hostel, round_id, "jo").may_talk, look(hostel, round_id, "amina").may_talk) == (
            False,
            True,
        )

    def test_a_leader_an_administrator_of_no_team_and_another_team_read_nothing(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        hostel.add("Ada Minton", Role.ADMINISTRATOR)
        for who in ("lee", "ada"):
            with pytest.raises(NotNow, match="isn’t yours"):
                look(hostel, round_id, who)

    def test_whoever_holds_a_slip_reads_nothing_of_it(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        (slip,) = hostel.slips(round_id, partner=1)
        for name in ("amina", "jo", "sam", "dee", "tom"):
            hostel.rate(hostel.people[name], round_id)
        hostel.open(round_id)
        with pytest.raises(NotNow):
            hostel.see(results.results, slip, round_id)

    @pytest.mark.parametrize("state", [RoundState.OPEN, RoundState.CLOSED])
    def test_before_the_opening_there_is_nothing_to_see(self, state: RoundState, hostel: Hostel) -> None:
        round_id = hostel.start()
        with_state(hostel, round_id, state)
        with pytest.raises(NotNow, match="before two openers"):
            look(hostel, round_id)

    def test_last_times_levels_are_hidden_while_the_team_rates_again_and_shown_after(
        self, hostel: Hostel
    ) -> None:
        before = hostel.opened_round(quarter=LAST)
        agree(hostel, before, "E1", 3)
        with_state(hostel, before, RoundState.SIGNED)
        assert look(hostel, before).reviews[0].round_id == before
        now = hostel.start()
        with pytest.raises(NotNow, match="stays hidden while people rate"):
            look(hostel, before)
        for name in ("amina", "jo", "sam", "dee", "tom"):
            hostel.rate(hostel.people[name], now)
        hostel.open(now)
        assert [review.quarter for review in look(hostel, before).reviews] == [THIS_QUARTER, LAST]

    def test_an_abandoned_review_has_nothing_agreed(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        agree(hostel, round_id, "E1", 3)
        hostel.do(steps.abandon_round, hostel.amina, round_id, "We were too few.")
        with pytest.raises(NotNow, match="was abandoned"):
            look(hostel, round_id)
        again = hostel.opened_round()
        assert [review.round_id for review in look(hostel, again).reviews] == [again]

    def test_a_signed_review_is_read_with_its_day_and_nobody_may_talk_any_more(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        agree(hostel, round_id, "E1", 3)
        hostel.sign(round_id)
        view = look(hostel, round_id, "amina")
        assert (view.is_signed, view.may_talk, view.signed_on) == (True, False, date(2026, 11, 18))
        left = [v.consensus.outcome for v in view.topics if v.consensus and v.topic.id != "E1"]
        assert left == [Outcome.NOT_DISCUSSED] * 11


class TestSinceLastTime:
    def test_without_an_earlier_signed_review_there_is_no_such_way_of_looking(self, hostel: Hostel) -> None:
        assert look(hostel, hostel.opened_round()).since is None

    def test_what_was_asked_then_and_not_now_is_named(self, hostel: Hostel) -> None:
        before = hostel.opened_round(quarter=LAST, scope=Scope.SHORT_AND_THEME, theme_id="E")
        agree(hostel, before, "E2", 1)
        with_state(hostel, before, RoundState.SIGNED)
        now = hostel.opened_round(scope=Scope.SHORT_AND_THEME, theme_id="B")
        since = look(hostel, now).since
        assert since is not None
        assert [(gone.topic.id, gone.retired) for gone in since.left_behind] == [
            (topic, False) for topic in ("E2", "E3", "E4", "E5", "E7", "E8")
        ]
        assert since.asked.words() == "Compared on the 12 topics that both reviews asked."

    def test_a_retired_topic_is_told_apart_from_one_that_waits_for_its_turn(
        self, hostel: Hostel, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = hostel.opened_round(quarter=LAST)
        agree(hostel, before, "E1", 1)
        with_state(hostel, before, RoundState.SIGNED)
        shipped = questions.bundled()
        head, tail = questions.bundled_text().split('[[topic]]\nid = "E1"\n')
        text = head + "[[topic]]\n" + tail.partition("[[topic]]\n")[2]
        raised = text.replace(f"version = {shipped.version}\n", f"version = {shipped.version + 1}\n", 1)
        monkeypatch.setattr(questions, "bundled_text", lambda _id="": raised)
        since = look(hostel, hostel.opened_round()).since
        assert since is not None
        assert [(gone.topic.id, gone.retired) for gone in since.left_behind] == [("E1", True)]


def test_different_views_and_a_round_without_private_ratings_are_told_as_they_are(hostel: Hostel) -> None:
    round_id = hostel.start(together_only=True, raters=(), openers=())
    hostel.do(meetings.keep_dissent, hostel.tom, round_id, Dissent("", "E1", "Nights differ.", Level(1)))
    view = look(hostel, round_id)
    assert (view.round.together_only, view.few_raters, view.one_person) == (True, True, False)
    (e1,) = [each for each in view.topics if each.topic.id == "E1"]
    assert [kept.words for kept in e1.dissents] == ["Nights differ."]
    assert e1.rows == ()


def test_doesnt_apply_in_private_is_no_reason_that_stands_here(hostel: Hostel) -> None:
    round_id = hostel.start()
    hostel.do(seats.fill_sheet, hostel.jo, round_id, [Rating("E1", NotApplicable("My own words."))])
    for name in ("amina", "sam", "dee", "tom"):
        hostel.rate(hostel.people[name], round_id)
    hostel.open(round_id)
    assert "My own words." not in repr(look(hostel, round_id))


def test_quarter_of_the_reviews_is_the_one_that_was_chosen(hostel: Hostel) -> None:
    round_id = hostel.opened_round(quarter=Quarter(2026, 3))
    (review,) = look(hostel, round_id).reviews
    assert (review.quarter, review.round_id) == (Quarter(2026, 3), round_id)
