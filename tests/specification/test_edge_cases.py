"""The edge cases of a review, one after the other as the specification lists them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pie_audit.analysis.theme_scores import score_theme
from pie_audit.domain.answer import CantTell, Level, NotApplicable
from pie_audit.domain.audit import Consensus, Outcome, Rating
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan_material import Edition
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.question_versions import Standing, compare_question_sets
from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.spread import Middle, Spread
from pie_audit.domain.team import Perspective
from pie_audit.storage import agreements, reveals
from pie_audit.storage import audits as rounds
from pie_audit.workflows import (
    audits,
    carrying,
    home,
    leaving_out,
    meetings,
    own_sheets,
    papers,
    plans,
    questions,
    seats,
    signing,
    starting,
    steps,
    teams,
)
from pie_audit.workflows.meetings import RowState
from tests import make
from tests.quarter import THIS_QUARTER, TODAY, Hostel
from tests.workflows.quarters import AUTUMN, SPRING, begin, now, planned, sign, signed_plan

NOT_HERE = "No residents; advice line."


def states(hostel: Hostel, round_id: str) -> set[RowState]:
    view = hostel.see(meetings.meeting, hostel.jo, round_id)
    return {row.state for topic in view.topics for row in topic.rows}


def printed(hostel: Hostel, quarter: Quarter = THIS_QUARTER, edition: Edition = Edition.FULL) -> str:
    return repr(hostel.see(papers.document_of, hostel.amina, hostel.team_id, quarter, edition))


class TestEveryTopicInAThemeDoesntApply:
    records = tuple(Consensus(t, Outcome.NOT_APPLICABLE, because=NOT_HERE) for t in ("D1", "D7"))

    def test_it_has_no_mean_and_says_that_it_doesnt_apply(self) -> None:
        score = score_theme("D", ["D1", "D7"], self.records, short_form=True)
        assert score.mean is None
        assert "doesn’t apply" in score.words()

    def test_the_reasons_are_printed(self, hostel: Hostel) -> None:
        round_id = begin(hostel, AUTUMN)
        for record in self.records:
            hostel.do(meetings.record_consensus, hostel.amina, round_id, record)
        sign(hostel, round_id)
        assert NOT_HERE in printed(hostel)

    def test_after_three_quarters_leaving_it_out_is_offered_and_its_reason_prints(
        self, hostel: Hostel
    ) -> None:
        for quarter in (SPRING, SPRING.plus(1), AUTUMN):
            round_id = begin(hostel, quarter)
            for record in self.records:
                hostel.do(meetings.record_consensus, hostel.amina, round_id, record)
            sign(hostel, round_id)
        offered = hostel.see(starting.start_choices, hostel.amina, hostel.team_id).empty_themes
        assert [theme.id for theme in offered] == ["D"]
        hostel.do(leaving_out.leave_theme_out, hostel.amina, hostel.team_id, "D", "We have no building.")
        sign(hostel, begin(hostel, AUTUMN.plus(1)))
        assert "We have no building." in printed(hostel, AUTUMN.plus(1))


class TestOneRaterInTotal:
    def test_no_statistics_are_kept_whether_they_ticked_or_not(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        hostel.rate(hostel.jo, round_id, 3, consent=True)
        hostel.open(round_id)
        opened = hostel.read(lambda tx: reveals.load_reveal(tx, round_id))
        assert opened is not None
        assert opened.counts == ()

    def test_one_persons_view_has_no_agreement_and_says_what_it_is(self, hostel: Hostel) -> None:
        round_id = begin(hostel, AUTUMN)
        view = hostel.see(meetings.meeting, hostel.amina, round_id)
        assert {topic.spread for topic in view.topics} == {Spread.TOO_FEW}


class TestTwoRaters:
    def rated(self, hostel: Hostel, *, both: bool) -> str:
        round_id = hostel.start()
        hostel.rate(hostel.jo, round_id, 1, consent=True)
        hostel.rate(hostel.sam, round_id, 3, consent=both)
        hostel.open(round_id)
        return round_id

    def test_values_are_shown_only_if_both_tick(self, hostel: Hostel) -> None:
        assert RowState.SHOWN not in states(hostel, self.rated(hostel, both=False))

    def test_both_ticks_show_values_and_no_agreement(self, hostel: Hostel) -> None:
        round_id = self.rated(hostel, both=True)
        view = hostel.see(meetings.meeting, hostel.jo, round_id)
        assert RowState.SHOWN in states(hostel, round_id)
        assert {topic.spread for topic in view.topics} == {Spread.TOO_FEW}


def test_two_clumps_are_two_camps_and_no_agreement_may_be_recorded_freely(hostel: Hostel) -> None:
    round_id = hostel.start()
    for name, level in zip(("jo", "sam", "dee", "tom"), (0, 1, 4, 4), strict=True):
        hostel.rate(hostel.people[name], round_id, level, consent=True)
    hostel.open(round_id)
    topic = hostel.see(meetings.meeting, hostel.jo, round_id).topics[0]
    assert topic.suggestion.middle is Middle.TWO_CAMPS
    hostel.do(
        meetings.record_consensus, hostel.amina, round_id, Consensus(topic.topic.id, Outcome.NOT_SETTLED)
    )
    written = hostel.read(lambda tx: agreements.load_consensus(tx, round_id))
    assert written[topic.topic.id].outcome is Outcome.NOT_SETTLED


def test_when_all_say_cant_tell_the_topic_is_something_to_find_out(hostel: Hostel) -> None:
    round_id = hostel.start()
    for name in ("jo", "sam", "dee"):
        hostel.rate(hostel.people[name], round_id, {"A4": 2}, consent=True)
        hostel.do(seats.rate_topic, hostel.people[name], round_id, Rating("A1", CantTell()))
    hostel.open(round_id)
    view = hostel.see(meetings.meeting, hostel.jo, round_id)
    assert [t.topic.id for t in view.topics if t.nobody_could_tell] == ["A1"]


def test_a_question_set_that_changed_is_joined_topic_by_topic_only_where_it_is_the_same() -> None:
    review = questions.bundled()
    newer = replace(
        review,
        version=review.version + 1,
        topics=tuple(replace(t, says="Said in another way.") if t.id == "A1" else t for t in review.topics),
    )
    changes = compare_question_sets(review, newer, Perspective.TEAM)
    standings = {topic: changes.of(topic).standing for topic in ("A1", "A2")}
    assert standings["A1"] is Standing.REWORDED
    assert standings["A2"] is Standing.SAME


def test_a_full_review_after_a_short_one_asks_more_and_is_compared_on_what_both_asked() -> None:
    review = questions.bundled()
    short = {t.id for t in review.topics_for(Scope.SHORT, theme_id=None, perspective=Perspective.TEAM)}
    full = {t.id for t in review.topics_for(Scope.FULL, theme_id=None, perspective=Perspective.TEAM)}
    assert short < full
    assert (len(short), len(full)) == (12, 46)


class TestALateRater:
    def test_cannot_rate_any_more_once_rating_has_closed(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        slip = hostel.slips(round_id, team=1)[0]
        hostel.do(steps.close_round, hostel.amina, round_id)
        for me in (hostel.tom, slip):
            with pytest.raises(NotNow):
                hostel.do(seats.rate_topic, me, round_id, Rating("A1", Level(2)))

    def test_brings_words_to_the_consensus_which_are_welcome(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        kept = hostel.do(meetings.keep_dissent, hostel.tom, round_id, make.dissent())
        assert kept.result.words


class TestARaterWhoLeavesBeforeTheReveal:
    def test_keeps_their_ratings_in_the_round(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        for name in ("tom", "jo", "sam", "dee"):
            hostel.rate(hostel.people[name], round_id, 2, consent=True)
        hostel.do(teams.retire_person, hostel.amina, hostel.tom.member.person_id)
        hostel.open(round_id)
        opened = hostel.read(lambda tx: reveals.load_reveal(tx, round_id))
        assert opened is not None
        assert max(c.n_rated for c in opened.counts) == 4

    def test_may_withdraw_them_before(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        for name in ("tom", "jo", "sam", "dee"):
            hostel.rate(hostel.people[name], round_id, 2, consent=True)
        hostel.do(seats.withdraw, hostel.tom, round_id)
        hostel.open(round_id)
        opened = hostel.read(lambda tx: reveals.load_reveal(tx, round_id))
        assert opened is not None
        assert max(c.n_rated for c in opened.counts) == 3


def test_a_merged_team_is_a_new_record_that_names_those_before_and_joins_nothing(hostel: Hostel) -> None:
    from pie_audit.storage import teams as stored
    from pie_audit.workflows import successions

    begun = begin(hostel, AUTUMN)
    sign(hostel, begun)
    done = hostel.opened.write(
        lambda tx: successions.succeed_teams(
            tx, hostel.amina, ("Harbour House", ""), (hostel.team_id,), they_end=True
        )
    )
    new = done.result.team_id
    assert hostel.read(lambda tx: rounds.rounds_of_team(tx, new)) == ()
    assert [t.team_id for t in hostel.read(lambda tx: stored.predecessors(tx, new))] == [hostel.team_id]


def test_a_quarter_that_was_skipped_carries_from_the_last_signed_round(hostel: Hostel) -> None:
    signed_plan(hostel, SPRING, "Mend the bell")
    later = begin(hostel, AUTUMN)
    carried = hostel.read(lambda tx: carrying.to_carry(tx, rounds.load_round(tx, later)))
    assert carried is not None
    assert [action.what for action in carried.actions] == ["Mend the bell"]


class TestConsensusWithoutPrivateRatings:
    def test_is_allowed_and_marked_on_paper(self, hostel: Hostel) -> None:
        sign(hostel, begin(hostel, AUTUMN))
        assert "together" in printed(hostel).casefold()

    def test_leaves_nothing_to_compare_with(self, hostel: Hostel) -> None:
        round_id = begin(hostel, AUTUMN)
        assert hostel.read(lambda tx: reveals.load_reveal(tx, round_id)) is None
        assert not hostel.see(own_sheets.holds_own_sheet, hostel.jo, round_id)


def test_a_round_that_was_never_signed_is_no_last_time_and_carries_nothing(hostel: Hostel) -> None:
    begin(hostel, SPRING)
    assert hostel.read(lambda tx: carrying.signed_rounds(tx, hostel.team_id)) == []
    assert hostel.see(audits.overview, hostel.amina, hostel.team_id).last is None


def test_an_action_whose_owner_left_needs_an_owner_and_stands_on_top_of_the_next_list(hostel: Hostel) -> None:
    tom, jo = hostel.tom.member.person_id, hostel.jo.member.person_id
    begun = begin(hostel, SPRING)
    planned(hostel, begun, "Ask nights", owner_id=jo)
    planned(hostel, begun, "Mend the bell", owner_id=tom)
    sign(hostel, begun)
    begin(hostel, AUTUMN)
    listed = [("Ask nights", jo), ("Mend the bell", tom)]
    assert _owners_to_carry(hostel) == listed
    hostel.do(teams.retire_person, hostel.amina, tom)
    assert _owners_to_carry(hostel) == [("Mend the bell", None), ("Ask nights", jo)]
    needs = hostel.see(home.home, hostel.amina).needs
    assert ("1 action needs an owner", "Mend the bell") in [(need.title, need.line) for need in needs]


def _owners_to_carry(hostel: Hostel) -> list[tuple[str, str | None]]:
    waiting = hostel.see(plans.plan_page, hostel.amina, hostel.team_id).to_carry
    assert waiting is not None
    return [(action.what, action.owner_id) for action in waiting.actions]


class TestASignedRound:
    def test_cannot_be_reopened(self, hostel: Hostel) -> None:
        round_id = begin(hostel, AUTUMN)
        sign(hostel, round_id)
        for act in (
            lambda: hostel.do(steps.reopen_round, hostel.amina, round_id, "why", TODAY),
            lambda: hostel.do(steps.abandon_round, hostel.amina, round_id, "why"),
            lambda: hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus()),
        ):
            with pytest.raises(NotNow):
                act()

    def test_takes_a_dated_addendum_with_its_reason_and_what_was_signed_stays(self, hostel: Hostel) -> None:
        round_id = begin(hostel, AUTUMN)
        sign(hostel, round_id)
        hostel.do(signing.add_addendum, hostel.amina, round_id, "We forgot it.", "Nights were not asked.")
        said = printed(hostel)
        assert "Nights were not asked." in said
        assert "We forgot it." in said


def test_doesnt_apply_needs_its_reason_at_consensus(hostel: Hostel) -> None:
    round_id = begin(hostel, AUTUMN)
    with pytest.raises(NotNow, match="few words on why"):
        hostel.do(meetings.record_consensus, hostel.amina, round_id, Consensus("A4", Outcome.NOT_APPLICABLE))


def test_doesnt_apply_may_stand_without_a_reason_in_private(hostel: Hostel) -> None:
    round_id = hostel.start()
    hostel.do(seats.rate_topic, hostel.jo, round_id, Rating("A1", NotApplicable("")))
    sheet = hostel.see(seats.rating_sheet, hostel.jo, round_id).sheet
    assert sheet.rating("A1").answer == NotApplicable("")


def test_a_four_without_evidence_is_kept_when_the_team_insists_and_prints_none_yet(hostel: Hostel) -> None:
    round_id = begin(hostel, AUTUMN)
    insisted = Consensus("A4", Outcome.AGREED, Level(4), none_yet=True, changed="")
    hostel.do(meetings.record_consensus, hostel.amina, round_id, insisted)
    sign(hostel, round_id)
    assert "evidence: none yet" in printed(hostel).casefold()


@pytest.mark.parametrize("today", [date(2025, 11, 18), date(2031, 1, 1)])
def test_a_round_belongs_to_the_quarter_that_was_chosen_whatever_the_clock_says(
    hostel: Hostel, today: date
) -> None:
    round_id = hostel.start()
    hostel.at(today)
    kept = hostel.read(lambda tx: rounds.load_round(tx, round_id))
    assert kept.quarter == THIS_QUARTER


def test_a_clock_set_back_a_year_during_a_round_loses_nothing(hostel: Hostel) -> None:
    round_id = hostel.start()
    hostel.rate(hostel.jo, round_id, 2)
    hostel.at(date(2025, 11, 18))
    hostel.rate(hostel.sam, round_id, 3)
    assert len(hostel.see(seats.rating_sheet, hostel.jo, round_id).sheet.ratings) == 12
    hostel.open(round_id)
    assert hostel.state(round_id).value == "revealed"


@pytest.mark.parametrize(
    ("due", "told"),
    [
        (date(2026, 1, 1), "That day is before our review began on 10 October 2026"),
        (date(9999, 12, 31), "The year 9999 can’t be meant"),
    ],
)
def test_an_action_due_before_the_start_or_very_far_off_is_told_in_one_sentence(
    hostel: Hostel, due: date, told: str
) -> None:
    round_id = begin(hostel, AUTUMN)
    with pytest.raises(NotNow, match=told):
        planned(hostel, round_id, "Mend the bell", due=due)


def test_five_thousand_characters_with_emoji_right_to_left_and_lines_are_kept_as_written(
    hostel: Hostel,
) -> None:
    words = ("Nights 🙂 differ.\nالليل مختلف.\n" * 200)[:5000]
    round_id = begin(hostel, AUTUMN)
    hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus("A4", because=words))
    assert hostel.read(lambda tx: agreements.load_consensus(tx, round_id))["A4"].because == words
    sign(hostel, round_id)
    assert printed(hostel)


def test_sign_off_refused_by_one_is_kept_as_a_reservation_and_blocks_nothing(hostel: Hostel) -> None:
    round_id = begin(hostel, AUTUMN)
    account = signing.FairAccount(refusals=("Nights were not heard.",), leaves_the_rest=True)
    hostel.do(signing.sign_off, hostel.amina, round_id, "", account)
    assert "Nights were not heard." in printed(hostel)
    assert hostel.state(round_id).value == "signed"


def test_an_action_keeps_what_was_signed_whatever_becomes_of_it(hostel: Hostel) -> None:
    (action,) = signed_plan(hostel, AUTUMN, "Mend the bell")
    before = printed(hostel)
    hostel.do(teams.rename_team, hostel.amina, hostel.team_id, "Another name", "")
    assert now(hostel, action).what == "Mend the bell"
    assert printed(hostel) == before
