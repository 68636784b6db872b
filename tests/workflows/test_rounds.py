"""The life of a round: each step that is allowed, each that isn't, and what an end does to the sheets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from pie_audit.domain.answer import CantTell, Level, NotApplicable
from pie_audit.domain.audit import Rating, RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.team import Perspective, Role
from pie_audit.storage import audits as rounds
from pie_audit.storage import sheets as sealed_sheets
from pie_audit.workflows import audits, meetings, seats, starting, steps, teams
from tests import make
from tests.quarter import THIS_QUARTER, TODAY, Hostel

S = RoundState


def reach(hostel: Hostel, state: RoundState) -> str:
    """A round in this state, by the steps that people take."""
    if state in {S.OPEN, S.CLOSED, S.ABANDONED}:
        round_id = hostel.start()
        hostel.rate(hostel.jo, round_id)
    else:
        round_id = hostel.opened_round()
    if state is S.CLOSED:
        hostel.do(steps.close_round, hostel.amina, round_id)
    if state is S.ABANDONED:
        hostel.do(steps.abandon_round, hostel.amina, round_id, "Half the team is new.")
    if state in {S.AGREEING, S.SIGNED}:
        hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus())
    if state is S.SIGNED:
        hostel.sign(round_id)
    assert hostel.state(round_id) is state
    return round_id


STEPS: dict[str, Callable[[Hostel, str], object]] = {
    "close": lambda h, r: h.do(steps.close_round, h.amina, r),
    "reopen": lambda h, r: h.do(steps.reopen_round, h.amina, r, "Two were away.", TODAY),
    "open": lambda h, r: h.open(r),
    "write down": lambda h, r: h.do(meetings.record_consensus, h.amina, r, make.consensus()),
    "sign": lambda h, r: h.sign(r),
    "abandon": lambda h, r: h.do(steps.abandon_round, h.amina, r, "why"),
    "rate": lambda h, r: h.do(seats.rate_topic, h.jo, r, Rating("A1", Level(1))),
}

# audit.md, “States of a round”; what isn't here is refused. Opening together also closes what is still open.
ALLOWED = {
    S.OPEN: {"close": S.CLOSED, "open": S.REVEALED, "abandon": S.ABANDONED, "rate": S.OPEN},
    S.CLOSED: {"reopen": S.OPEN, "open": S.REVEALED, "abandon": S.ABANDONED},
    S.REVEALED: {"write down": S.AGREEING},
    S.AGREEING: {"write down": S.AGREEING, "sign": S.SIGNED, "abandon": S.ABANDONED},
    S.SIGNED: {},
    S.ABANDONED: {},
}


@pytest.mark.parametrize("state", ALLOWED)
@pytest.mark.parametrize("step", STEPS)
def test_a_round_takes_only_the_steps_that_its_state_allows(
    hostel: Hostel, state: RoundState, step: str
) -> None:
    round_id = reach(hostel, state)
    goes_to = ALLOWED[state].get(step)
    if goes_to is None:
        with pytest.raises(NotNow):
            STEPS[step](hostel, round_id)
        assert hostel.state(round_id) is state
    else:
        STEPS[step](hostel, round_id)
        assert hostel.state(round_id) is goes_to


class TestStart:
    def test_it_gives_each_account_a_blank_sheet(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        assert hostel.read(lambda tx: sealed_sheets.count_seats(tx, round_id)) == 5
        view = hostel.see(seats.rating_sheet, hostel.jo, round_id)
        assert (view.sheet.answered, view.done, len(view.topics)) == (0, False, 12)
        assert sum(p.of for p in view.progress) == 12

    def test_a_theme_in_full_asks_more_and_everything_asks_46(self, hostel: Hostel) -> None:
        one = hostel.start(scope=Scope.SHORT_AND_THEME, theme_id="B")
        assert len(hostel.topics(hostel.jo, one)) > 12
        hostel.do(steps.abandon_round, hostel.amina, one, "why")
        everything = hostel.start(scope=Scope.FULL)
        assert len(hostel.topics(hostel.jo, everything)) == 46

    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            ({"raters": ()}, "Nobody is asked"),
            ({"minimum": 4}, "fewer than 5"),
            ({"closes_on": date(2026, 11, 17)}, "before it begins"),
            ({"openers": ()}, "different people"),
        ],
    )
    def test_it_is_refused_with_the_reason(
        self, hostel: Hostel, changes: dict[str, object], says: str
    ) -> None:
        with pytest.raises(NotNow, match=says):
            hostel.start(**changes)
        assert hostel.see(audits.overview, hostel.amina, hostel.team_id).round is None

    def test_one_opener_is_not_enough_nor_is_one_named_twice(self, hostel: Hostel) -> None:
        me, jo = hostel.amina.member.person_id, hostel.jo.member.person_id
        for openers in ((me,), (me, me), (me, jo, jo)):
            with pytest.raises(NotNow, match="different people"):
                hostel.start(openers=openers)

    def test_two_of_two_may_open_where_there_are_no_three(self, hostel: Hostel) -> None:
        round_id = hostel.start(openers=(hostel.amina.member.person_id, hostel.jo.member.person_id))
        hostel.rate(hostel.sam, round_id)
        hostel.open(round_id)
        assert hostel.state(round_id) is S.REVEALED

    def test_nobody_is_asked_twice(self, hostel: Hostel) -> None:
        twice = ((hostel.jo.member.person_id, Perspective.TEAM),) * 2
        with pytest.raises(NotNow, match="asked twice"):
            hostel.start(raters=twice)

    @pytest.mark.parametrize("part", ["openers", "raters"])
    def test_it_waits_for_somebody_who_has_not_signed_in(self, hostel: Hostel, part: str) -> None:
        teams.add_person(
            hostel.opened, hostel.amina, teams.NewPerson("Kit", frozenset({Role.STAFF}), hostel.team_id)
        )
        kit = next(r.person_id for r in hostel.see(teams.people, hostel.amina).rows if r.name == "Kit")
        usual = hostel.plan()
        changes = {"openers": (*usual.openers[:2], kit), "raters": (*usual.raters, (kit, Perspective.TEAM))}
        with pytest.raises(NotNow, match="Kit"):
            hostel.start(**{part: changes[part]})
        shown = hostel.see(starting.start_choices, hostel.amina, hostel.team_id).candidates
        assert {c.name for c in shown if not c.ready} == {"Kit"}

    def test_no_talk_is_proposed_for_a_weekend(self, hostel: Hostel) -> None:
        proposed = hostel.see(starting.start_choices, hostel.amina, hostel.team_id)
        assert proposed.closes_on == date(2026, 12, 2)
        assert proposed.talk_on == date(2026, 12, 7)

    def test_a_quarter_has_one_review(self, hostel: Hostel) -> None:
        hostel.start()
        with pytest.raises(NotNow, match="already has a review for Autumn 2026"):
            hostel.start()
        assert THIS_QUARTER not in hostel.see(starting.start_choices, hostel.amina, hostel.team_id).quarters

    def test_a_quarter_is_free_again_once_its_review_was_abandoned(self, hostel: Hostel) -> None:
        hostel.do(steps.abandon_round, hostel.amina, hostel.start(), "We were too few.")
        assert THIS_QUARTER in hostel.see(starting.start_choices, hostel.amina, hostel.team_id).quarters
        assert hostel.state(hostel.start()) is S.OPEN

    def test_staff_run_the_round_that_a_manager_gave_them_and_start_none(self, hostel: Hostel) -> None:
        with pytest.raises(NotNow):
            hostel.do(starting.start_round, hostel.jo, hostel.plan())
        round_id = hostel.start(facilitator_id=hostel.jo.member.person_id)
        hostel.do(steps.close_round, hostel.jo, round_id)
        with pytest.raises(NotNow):
            hostel.do(steps.reopen_round, hostel.sam, round_id, "why", TODAY)
        hostel.do(steps.reopen_round, hostel.jo, round_id, "why", TODAY)
        taken = hostel.read(lambda tx: rounds.steps_of_round(tx, round_id))
        assert {step.role for step in taken} == {"manager", "facilitator"}

    def test_a_leader_and_a_stranger_to_the_team_start_none(self, hostel: Hostel) -> None:
        other = hostel.do(teams.add_team, hostel.amina, "Fern House", "").result.team_id
        with pytest.raises(NotNow):
            hostel.do(starting.start_round, hostel.lee, hostel.plan())
        with pytest.raises(NotNow):
            hostel.do(starting.start_round, hostel.jo, hostel.plan(team_id=other))

    def test_a_review_talked_through_together_has_no_sheets(self, hostel: Hostel) -> None:
        round_id = hostel.start(together_only=True, raters=(), openers=())
        assert hostel.state(round_id) is S.AGREEING
        assert hostel.read(lambda tx: sealed_sheets.count_seats(tx, round_id)) == 0
        hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus())
        hostel.sign(round_id)

    def test_a_later_edit_of_the_question_file_changes_nothing_in_a_round(
        self, hostel: Hostel, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from pie_audit.workflows import questions

        round_id = hostel.start()
        before = hostel.see(seats.rating_sheet, hostel.jo, round_id).topics
        edited = questions.bundled_text().replace(before[0].says, "Something else altogether.")
        monkeypatch.setattr(questions, "bundled_text", lambda *_id: edited)
        assert hostel.see(seats.rating_sheet, hostel.jo, round_id).topics == before


class TestRating:
    def test_an_answer_replaces_the_earlier_one(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        for rating in (Rating("A1", Level(4), "first"), Rating("A1", NotApplicable("no doors"), "then")):
            hostel.do(seats.rate_topic, hostel.jo, round_id, rating)
        sheet = hostel.see(seats.rating_sheet, hostel.jo, round_id).sheet
        assert (sheet.rating("A1"), sheet.answered, sheet.last_topic) == (rating, 1, "A1")

    @pytest.mark.parametrize(
        "answer", [Level(0), Level(4), CantTell(), NotApplicable(""), NotApplicable("x"), None]
    )
    def test_every_kind_of_answer_comes_back_as_it_was(self, hostel: Hostel, answer: object) -> None:
        round_id = hostel.start()
        rating = Rating("A1", answer, "a note \u2013 «ünïcode» 🌱", none_yet=True)  # type: ignore[arg-type]
        hostel.do(seats.rate_topic, hostel.jo, round_id, rating)
        assert hostel.see(seats.rating_sheet, hostel.jo, round_id).sheet.rating("A1") == rating

    @pytest.mark.parametrize("number", [-1, 5, 7, 40])
    def test_a_rating_outside_0_to_4_is_refused_and_the_sheet_stays(
        self, hostel: Hostel, number: int
    ) -> None:
        round_id = hostel.start()
        hostel.do(seats.rate_topic, hostel.jo, round_id, Rating("A1", Level(3)))
        with pytest.raises(NotNow, match="from 0 to 4"):
            hostel.do(seats.rate_topic, hostel.jo, round_id, Rating("A1", number))  # type: ignore[arg-type]
        assert hostel.see(seats.rating_sheet, hostel.jo, round_id).sheet.rating("A1").answer == Level(3)

    def test_a_topic_that_is_not_asked_and_an_endless_note_are_refused(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        for rating in (Rating("Z9", Level(1)), Rating("A1", Level(1), "x" * 5001)):
            with pytest.raises(NotNow):
                hostel.do(seats.rate_topic, hostel.jo, round_id, rating)

    def test_more_than_a_sheet_holds_is_refused_and_nothing_of_it_is_kept(self, hostel: Hostel) -> None:
        round_id = hostel.start(scope=Scope.FULL)
        long = [Rating(t, Level(2), "x" * 5000) for t in hostel.topics(hostel.jo, round_id)]
        with pytest.raises(NotNow, match="more on this sheet"):
            hostel.do(seats.fill_sheet, hostel.jo, round_id, long)
        assert hostel.see(seats.rating_sheet, hostel.jo, round_id).sheet.answered == 0

    def test_done_is_counted_never_named_and_taken_back_by_the_first_change(self, hostel: Hostel) -> None:
        def done() -> int | None:
            return hostel.see(audits.overview, hostel.amina, hostel.team_id).done

        round_id = hostel.start()
        hostel.rate(hostel.jo, round_id)
        hostel.rate(hostel.sam, round_id)
        assert done() == 2
        hostel.do(seats.rate_topic, hostel.jo, round_id, Rating("A1", Level(0)))
        assert done() == 1
        hostel.do(seats.set_done, hostel.sam, round_id, False)
        assert done() == 0

    def test_the_tick_can_be_set_and_taken_back_without_undoing_done(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        hostel.rate(hostel.jo, round_id, consent=True)
        hostel.do(seats.set_consent, hostel.jo, round_id, False)
        view = hostel.see(seats.rating_sheet, hostel.jo, round_id)
        assert (view.sheet.consent, view.done, view.sheet.answered) == (False, True, 12)

    def test_all_answers_can_be_taken_back_until_the_opening(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        hostel.rate(hostel.jo, round_id, consent=True)
        hostel.do(seats.withdraw, hostel.jo, round_id)
        view = hostel.see(seats.rating_sheet, hostel.jo, round_id)
        assert (view.sheet.answered, view.sheet.consent, view.done) == (0, False, False)

    def test_who_was_not_asked_has_no_sheet(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        with pytest.raises(NotNow, match="no sheet for you"):
            hostel.see(seats.rating_sheet, hostel.lee, round_id)

    def test_nothing_is_shown_before_the_opening(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        hostel.rate(hostel.jo, round_id)
        with pytest.raises(NotNow, match="Nothing is shown"):
            hostel.see(meetings.meeting, hostel.amina, round_id)


class TestReopening:
    def test_all_raters_see_the_note_and_the_new_last_day(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        hostel.do(steps.close_round, hostel.amina, round_id)
        hostel.do(steps.reopen_round, hostel.amina, round_id, "Two were away.", date(2026, 12, 9))
        view = hostel.see(seats.rating_sheet, hostel.jo, round_id)
        assert (view.note_to_raters, view.round.closes_on) == ("Two were away.", date(2026, 12, 9))

    def test_answers_from_before_are_still_there(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        hostel.rate(hostel.jo, round_id, 3)
        hostel.do(steps.close_round, hostel.amina, round_id)
        hostel.do(steps.reopen_round, hostel.amina, round_id, "why", TODAY)
        assert hostel.see(seats.rating_sheet, hostel.jo, round_id).sheet.answered == 12

    @pytest.mark.parametrize("act", [steps.reopen_round, steps.abandon_round])
    def test_reopening_and_abandoning_need_a_reason(self, hostel: Hostel, act: Callable[..., None]) -> None:
        round_id = hostel.start()
        hostel.do(steps.close_round, hostel.amina, round_id)
        more = (TODAY,) if act is steps.reopen_round else ()
        with pytest.raises(NotNow, match="needs a"):
            hostel.do(act, hostel.amina, round_id, "  \n", *more)


class TestAbandoning:
    def test_it_destroys_sheets_seats_and_keys(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        hostel.slips(round_id, team=2)
        hostel.rate(hostel.jo, round_id)
        hostel.do(steps.abandon_round, hostel.amina, round_id, "why")
        assert hostel.read(lambda tx: sealed_sheets.seats_of_round(tx, round_id)) == ()
        assert hostel.read(lambda tx: sealed_sheets.all_sealed_for_round(tx, round_id)) == ()
        assert hostel.read(lambda tx: sealed_sheets.load_key_shares(tx, round_id)) == ()
        assert hostel.read(lambda tx: rounds.load_round(tx, round_id)).public_key == b""

    def test_who_role_week_and_why_are_kept(self, hostel: Hostel) -> None:
        round_id = reach(hostel, S.ABANDONED)
        taken = hostel.read(lambda tx: rounds.steps_of_round(tx, round_id))
        last = next(s for s in taken if s.to_state is S.ABANDONED)
        assert (last.role, last.week, last.why) == ("manager", "2026-W47", "Half the team is new.")


def test_the_overview_tells_what_comes_next(hostel: Hostel) -> None:
    def now() -> str:
        steps = hostel.see(audits.overview, hostel.amina, hostel.team_id).steps
        return next((s.title for s in steps if s.state == "now"), "over")

    assert now() == "Set up"
    round_id = hostel.start()
    assert now() == "Rate in private"
    hostel.rate(hostel.jo, round_id)
    hostel.open(round_id)
    assert now() == "Talk it through"
    hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus())
    hostel.sign(round_id)
    assert now() == "over"


def test_last_time_tells_numbers_and_never_levels(hostel: Hostel) -> None:
    old = hostel.opened_round(quarter=Quarter(2026, 3))
    hostel.do(meetings.record_consensus, hostel.amina, old, make.consensus())
    hostel.do(meetings.keep_dissent, hostel.jo, old, make.dissent())
    hostel.sign(old)
    last = hostel.see(audits.overview, hostel.jo, hostel.team_id).last
    assert last is not None
    assert (str(last.quarter), last.agreed, last.dissents, last.actions) == ("2026Q3", 1, 1, 0)


def test_a_leader_reads_no_review(hostel: Hostel) -> None:
    round_id = hostel.opened_round()
    with pytest.raises(NotNow):
        hostel.see(audits.overview, hostel.lee, hostel.team_id)
    with pytest.raises(NotNow):
        hostel.see(meetings.meeting, hostel.lee, round_id)


def test_solo_has_no_blind_round(hostel: Hostel) -> None:
    only_me = ((hostel.amina.member.person_id, Perspective.TEAM),)
    with pytest.raises(NotNow, match="different people"):
        hostel.start(raters=only_me, openers=(hostel.amina.member.person_id,))


def test_nobody_rates_after_the_last_day(hostel: Hostel) -> None:
    round_id = hostel.start()
    hostel.at(hostel.read(lambda tx: rounds.load_round(tx, round_id)).closes_on + timedelta(days=1))
    with pytest.raises(NotNow, match="Rating has closed"):
        hostel.do(seats.rate_topic, hostel.jo, round_id, Rating("A1", Level(2)))
    assert not hostel.see(audits.overview, hostel.jo, hostel.team_id).i_rate


def test_one_of_the_last_two_openers_cannot_leave_while_a_round_waits(hostel: Hostel) -> None:
    both = (hostel.amina.member.person_id, hostel.jo.member.person_id)
    hostel.start(openers=both)
    with pytest.raises(NotNow, match="Without Jo"):
        hostel.do(teams.retire_person, hostel.amina, hostel.jo.member.person_id)


def test_only_whoever_runs_the_round_is_told_how_many_are_done(hostel: Hostel) -> None:
    hostel.start()
    assert hostel.see(audits.overview, hostel.amina, hostel.team_id).done == 0
    assert hostel.see(audits.overview, hostel.jo, hostel.team_id).done is None
