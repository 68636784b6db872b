"""A survey from its plan to what the team reads: who may do what, when, and what is left of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.survey import Answers, Participation, SurveyState, Voice
from pie_audit.storage import ballots
from pie_audit.storage import surveys as kept
from pie_audit.vault.word_list import suggest_words
from pie_audit.workflows import unlock
from pie_audit.workflows.surveys import keeping, overview, planning, results, starting, taking, telling
from pie_audit.workflows.surveys.views import Duty, SaidBack
from tests import surveys
from tests.quarter import TODAY, Hostel
from tests.surveys import AFTER, CLOSES, MIDDLING, REPORT_BY


def _everybody(hostel: Hostel, n: int = 6) -> tuple[str, ...]:
    return surveys.grow(hostel, n)


def _state(hostel: Hostel, survey_id: str) -> SurveyState:
    return hostel.read(lambda tx: kept.load_survey(tx, survey_id)).state


def _answered(hostel: Hostel, n: int = 6) -> str:
    names = _everybody(hostel, n)
    survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, names)])
    for place, name in enumerate(names):
        surveys.answer(hostel, hostel.people[name], survey_id, surveys.varied(place))
    return survey_id


def test_a_survey_goes_from_its_plan_to_what_the_team_reads(hostel: Hostel) -> None:
    survey_id = _answered(hostel)
    surveys.opened(hostel, survey_id)
    seen = hostel.see(results.results, hostel.tom, survey_id)
    assert seen == hostel.see(results.results, hostel.tom, survey_id)
    assert not seen.whole.hidden
    assert [row.title for row in seen.whole.rows][:2] == ["Load", "Ground"]
    assert all(row.mean is not None for row in seen.whole.rows)
    assert seen.participation is Participation.MOST
    assert _state(hostel, survey_id) is SurveyState.REPORTED


def test_nothing_of_the_box_is_left_after_it_was_opened(hostel: Hostel) -> None:
    survey_id = _answered(hostel)
    surveys.opened(hostel, survey_id)
    left = hostel.read(
        lambda tx: (
            ballots.parts_of(tx, survey_id, 0),
            ballots.rights_of(tx, survey_id),
            kept.keepers_of(tx, survey_id),
            ballots.mids_of(tx, survey_id),
        )
    )
    assert not any(left)


def test_results_are_shown_to_nobody_before_two_keys_were_turned(hostel: Hostel) -> None:
    survey_id = _answered(hostel)
    for me in (hostel.amina, hostel.jo):
        with pytest.raises(NotNow):
            hostel.see(results.results, me, survey_id)
    hostel.at(AFTER)
    keeping.turn_first(hostel.opened, hostel.jo, survey_id)
    with pytest.raises(NotNow):
        hostel.see(results.results, hostel.amina, survey_id)


@pytest.mark.parametrize(("first", "second"), [("jo", "sam"), ("sam", "jo"), ("sam", "dee"), ("dee", "jo")])
def test_any_two_of_three_keepers_open_it_in_either_order(hostel: Hostel, first: str, second: str) -> None:
    survey_id = _answered(hostel)
    surveys.opened(hostel, survey_id, first, second)
    assert not hostel.see(results.results, hostel.amina, survey_id).whole.hidden


def test_nobody_opens_it_alone(hostel: Hostel) -> None:
    survey_id = _answered(hostel)
    hostel.at(AFTER)
    keeping.turn_first(hostel.opened, hostel.jo, survey_id)
    with pytest.raises(NotNow):
        keeping.look_inside(hostel.opened, hostel.jo, survey_id)


def test_who_keeps_no_key_turns_none(hostel: Hostel) -> None:
    survey_id = _answered(hostel)
    hostel.at(AFTER)
    for me in (hostel.amina, hostel.tom):
        with pytest.raises(NotNow):
            keeping.turn_first(hostel.opened, me, survey_id)


def test_no_key_turns_while_people_may_still_answer(hostel: Hostel) -> None:
    survey_id = _answered(hostel)
    hostel.at(CLOSES)
    with pytest.raises(NotNow, match="still answer"):
        keeping.turn_first(hostel.opened, hostel.jo, survey_id)


def test_two_keepers_may_turn_their_keys_on_different_days(hostel: Hostel) -> None:
    survey_id = _answered(hostel)
    hostel.at(AFTER)
    keeping.turn_first(hostel.opened, hostel.sam, survey_id)
    hostel.at(AFTER + timedelta(days=9))
    inside = keeping.look_inside(hostel.opened, hostel.dee, survey_id)
    keeping.release(hostel.opened, hostel.dee, inside, ())
    assert _state(hostel, survey_id) is SurveyState.REPORTED


def test_what_was_released_is_released_once(hostel: Hostel) -> None:
    survey_id = _answered(hostel)
    hostel.at(AFTER)
    keeping.turn_first(hostel.opened, hostel.sam, survey_id)
    inside = keeping.look_inside(hostel.opened, hostel.dee, survey_id)
    keeping.release(hostel.opened, hostel.dee, inside, ())
    with pytest.raises(NotNow):
        keeping.release(hostel.opened, hostel.dee, inside, ())


def test_answers_sent_again_replace_the_earlier_ones(hostel: Hostel) -> None:
    survey_id = _answered(hostel)
    surveys.answer(hostel, hostel.tom, survey_id, MIDDLING)
    assert hostel.read(lambda tx: ballots.count_cast(tx, survey_id)) == 6


def test_a_slip_answers_like_an_account_and_comes_back_until_closing(hostel: Hostel) -> None:
    names = _everybody(hostel, 6)
    survey_id, (slip, _other) = surveys.started(hostel, [surveys.block(hostel, names, slips=2)])
    surveys.answer(hostel, slip, survey_id, MIDDLING)
    surveys.answer(hostel, slip, survey_id, surveys.varied(2))
    assert hostel.read(lambda tx: ballots.count_cast(tx, survey_id)) == 1


def test_a_slip_is_void_once_the_first_key_was_turned(hostel: Hostel) -> None:
    names = _everybody(hostel, 6)
    survey_id = surveys.planned(hostel, [surveys.block(hostel, names, slips=1)])
    prepared = starting.prepare(hostel.opened, hostel.amina, survey_id)
    starting.begin(hostel.opened, hostel.amina, prepared)
    ((words,),) = prepared.slips.words.values()
    for name in names:
        surveys.answer(hostel, hostel.people[name], survey_id, MIDDLING)
    hostel.at(AFTER)
    keeping.turn_first(hostel.opened, hostel.jo, survey_id)
    with pytest.raises((NotNow, unlock.WrongSecret)):
        unlock.sign_in_with_slip(hostel.opened, words)


def test_an_invented_slip_opens_nothing(hostel: Hostel) -> None:
    names = _everybody(hostel, 6)
    surveys.started(hostel, [surveys.block(hostel, names, slips=1)])
    with pytest.raises(unlock.WrongSecret):
        unlock.sign_in_with_slip(hostel.opened, suggest_words(4))


def test_who_is_not_asked_has_no_place(hostel: Hostel) -> None:
    names = _everybody(hostel, 7)
    survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, names[:6])])
    with pytest.raises(NotNow, match="no place"):
        hostel.see(taking.taking, hostel.people[names[6]], survey_id)


def test_late_answers_do_not_go_in(hostel: Hostel) -> None:
    survey_id = _answered(hostel)
    hostel.at(AFTER)
    with pytest.raises(NotNow, match="closed"):
        surveys.answer(hostel, hostel.tom, survey_id, MIDDLING)


def test_a_clock_set_back_opens_no_box_that_was_closed(hostel: Hostel) -> None:
    survey_id = _answered(hostel)
    hostel.at(AFTER)
    keeping.turn_first(hostel.opened, hostel.jo, survey_id)
    hostel.at(TODAY)
    with pytest.raises(NotNow, match="closed"):
        surveys.answer(hostel, hostel.tom, survey_id, MIDDLING)


def test_the_spare_week_is_used_once_when_fewer_than_half_answered(hostel: Hostel) -> None:
    names = _everybody(hostel, 6)
    survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, names)])
    surveys.answer(hostel, hostel.tom, survey_id, MIDDLING)
    hostel.at(AFTER)
    assert not keeping.turn_first(hostel.opened, hostel.jo, survey_id)
    surveys.answer(hostel, hostel.jo, survey_id, MIDDLING)
    hostel.at(AFTER + timedelta(days=7))
    assert keeping.turn_first(hostel.opened, hostel.jo, survey_id)


def test_too_few_answers_show_nothing_and_are_destroyed_all_the_same(hostel: Hostel) -> None:
    names = _everybody(hostel, 6)
    survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, names)])
    for name in names[:4]:
        surveys.answer(hostel, hostel.people[name], survey_id, MIDDLING)
    hostel.at(AFTER)
    assert keeping.turn_first(hostel.opened, hostel.jo, survey_id)
    inside = keeping.look_inside(hostel.opened, hostel.sam, survey_id)
    assert inside.few
    keeping.release(hostel.opened, hostel.sam, inside, ())
    seen = hostel.see(results.results, hostel.amina, survey_id)
    assert seen.whole.hidden
    assert not seen.items


def test_what_was_begun_waits_and_is_gone_after_sending(hostel: Hostel) -> None:
    names = _everybody(hostel, 6)
    survey_id, (slip,) = surveys.started(hostel, [surveys.block(hostel, names, slips=1)])
    begun = Answers({1: 3, 4: 0}, frozenset({"cover"}), "")
    for me in (hostel.tom, slip):
        hostel.do(taking.keep_begun, me, survey_id, begun)
        assert hostel.see(taking.taking, me, survey_id).begun == begun
        surveys.answer(hostel, me, survey_id, begun.values)
        assert hostel.see(taking.taking, me, survey_id).begun is None


def test_only_ones_own_program_knows_that_one_has_answered(hostel: Hostel) -> None:
    names = _everybody(hostel, 6)
    survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, names)])
    surveys.answer(hostel, hostel.tom, survey_id, MIDDLING)
    assert hostel.see(taking.taking, hostel.tom, survey_id).sent
    (mine,) = hostel.see(overview.wellbeing, hostel.amina, hostel.team_id).surveys
    assert not mine.sent


@pytest.mark.parametrize(
    "answers",
    [
        Answers({1: 5}),
        Answers({11: 1}),
        Answers({1: -1}),
        Answers({}, frozenset({"wages"})),
        Answers({}, comment="x" * 3001),
    ],
)
def test_answers_that_are_not_among_the_choices_are_not_taken(hostel: Hostel, answers: Answers) -> None:
    names = _everybody(hostel, 6)
    survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, names)])
    with pytest.raises(NotNow):
        taking.cast(hostel.opened, hostel.tom, survey_id, answers)


def test_a_change_of_the_plan_takes_back_what_was_approved(hostel: Hostel) -> None:
    names = _everybody(hostel, 6)
    blocks = [surveys.block(hostel, names)]
    survey_id = surveys.planned(hostel, blocks)
    same = surveys.wish(hostel, blocks)
    hostel.do(planning.save_plan, hostel.amina, same, survey_id)
    assert len(hostel.see(planning.planning, hostel.amina, hostel.team_id, survey_id).approved) == 3
    hostel.do(planning.save_plan, hostel.amina, surveys.wish(hostel, blocks, title="Pulse"), survey_id)
    assert not hostel.see(planning.planning, hostel.amina, hostel.team_id, survey_id).approved
    with pytest.raises(NotNow, match="three keepers"):
        starting.prepare(hostel.opened, hostel.amina, survey_id)


def test_an_open_survey_cannot_be_changed_or_discarded(hostel: Hostel) -> None:
    names = _everybody(hostel, 6)
    blocks = [surveys.block(hostel, names)]
    survey_id, _slips = surveys.started(hostel, blocks)
    with pytest.raises(NotNow):
        hostel.do(planning.save_plan, hostel.amina, surveys.wish(hostel, blocks, title="Pulse"), survey_id)
    with pytest.raises(NotNow):
        hostel.do(planning.discard, hostel.amina, survey_id)


def test_staff_plan_no_survey(hostel: Hostel) -> None:
    names = _everybody(hostel, 6)
    with pytest.raises(NotNow):
        hostel.do(planning.save_plan, hostel.tom, surveys.wish(hostel, [surveys.block(hostel, names)]))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"purpose": " "}, "why you ask"),
        ({"minimum": 4}, "five answers"),
        ({"closes_on": date(2026, 11, 1)}, "close week"),
        ({"report_by": CLOSES}, "before the survey closes"),
    ],
)
def test_a_plan_says_what_is_missing_before_it_goes_to_the_keepers(
    hostel: Hostel, changes: dict[str, object], why: str
) -> None:
    names = _everybody(hostel, 6)
    wish = surveys.wish(hostel, [surveys.block(hostel, names)], **changes)
    survey_id = hostel.do(planning.save_plan, hostel.amina, wish)
    with pytest.raises(NotNow, match=why):
        hostel.do(keeping.approve, hostel.jo, survey_id)


def test_two_managers_keep_no_box(hostel: Hostel) -> None:
    names = _everybody(hostel, 6)
    person = {name: me.member.person_id for name, me in hostel.people.items()}
    for keepers in [("jo", "sam"), ("jo", "jo", "sam")]:
        wish = surveys.wish(hostel, [surveys.block(hostel, names)], keepers=tuple(person[k] for k in keepers))
        survey_id = hostel.do(planning.save_plan, hostel.amina, wish)
        with pytest.raises(NotNow, match="Three people"):
            hostel.do(keeping.approve, hostel.jo, survey_id)


def test_what_people_may_say_in_words_depends_on_how_many_are_asked() -> None:
    assert planning.usual_voice(9, outside=True) is Voice.CAUSES
    assert planning.usual_voice(10, outside=True) is Voice.THEMES
    assert planning.usual_voice(10, outside=False) is Voice.CAUSES
    assert planning.usual_voice(21, outside=False) is Voice.QUOTES


def test_a_team_reads_before_anybody_answers_what_it_will_get() -> None:
    assert planning.foretell([9]).startswith("With nine of us you will see a picture, not a trend.")
    assert "nothing could be shown" in planning.foretell([3])
    assert "Small parts" in planning.foretell([12, 3])


def test_keepers_are_asked_for_one_thing_at_a_time(hostel: Hostel) -> None:
    names = _everybody(hostel, 6)
    survey_id = hostel.do(
        planning.save_plan, hostel.amina, surveys.wish(hostel, [surveys.block(hostel, names)])
    )
    duties = [hostel.see(keeping.keeping, hostel.jo, survey_id).duty]
    for keeper in (hostel.jo, hostel.sam, hostel.dee):
        hostel.do(keeping.approve, keeper, survey_id)
    duties.append(hostel.see(keeping.keeping, hostel.jo, survey_id).duty)
    starting.begin(hostel.opened, hostel.amina, starting.prepare(hostel.opened, hostel.amina, survey_id))
    for name in names:
        surveys.answer(hostel, hostel.people[name], survey_id, MIDDLING)
    hostel.at(AFTER)
    duties.append(hostel.see(keeping.keeping, hostel.jo, survey_id).duty)
    keeping.turn_first(hostel.opened, hostel.jo, survey_id)
    duties += [hostel.see(keeping.keeping, who, survey_id).duty for who in (hostel.jo, hostel.dee)]
    assert duties == [Duty.APPROVE, Duty.WAIT, Duty.TURN_FIRST, Duty.WAIT, Duty.TURN_SECOND]


def test_saying_it_back_makes_the_survey_told(hostel: Hostel) -> None:
    survey_id = _answered(hostel)
    with pytest.raises(NotNow):
        hostel.do(
            telling.say_back, hostel.amina, survey_id, [SaidBack("Handover is rushed", "Ten minutes more")]
        )
    surveys.opened(hostel, survey_id)
    hostel.do(telling.say_back, hostel.amina, survey_id, [SaidBack("Handover is rushed", "Ten minutes more")])
    assert _state(hostel, survey_id) is SurveyState.TOLD
    seen = hostel.see(results.results, hostel.tom, survey_id)
    assert [line.said for line in seen.said_back] == ["Handover is rushed"]


def test_a_report_back_that_is_late_shows_to_who_plans(hostel: Hostel) -> None:
    survey_id = _answered(hostel)
    surveys.opened(hostel, survey_id)
    hostel.at(REPORT_BY + timedelta(days=1))
    (line,) = hostel.see(overview.asked_of, hostel.amina)
    assert line.overdue
    assert not hostel.see(overview.asked_of, hostel.tom)


def test_retiring_destroys_answers_and_keys_but_not_that_it_took_place(hostel: Hostel) -> None:
    survey_id = _answered(hostel)
    hostel.do(telling.retire, hostel.amina, survey_id)
    assert hostel.read(lambda tx: ballots.count_cast(tx, survey_id)) == 0
    assert not hostel.read(lambda tx: kept.keepers_of(tx, survey_id))
    (line,) = hostel.see(overview.wellbeing, hostel.amina, hostel.team_id).surveys
    assert line.state is SurveyState.RETIRED


def test_people_of_another_team_read_nothing(hostel: Hostel) -> None:
    survey_id = _answered(hostel)
    surveys.opened(hostel, survey_id)
    with pytest.raises(NotNow):
        hostel.see(results.results, surveys.leader(hostel), survey_id)


def test_themes_are_only_promised_where_somebody_from_outside_can_write_them(hostel: Hostel) -> None:
    names = _everybody(hostel, 6)
    blocks = [surveys.block(hostel, names, slips=20)]
    wished = surveys.wish(hostel, blocks, voice=Voice.THEMES)
    survey_id = hostel.do(planning.save_plan, hostel.amina, wished)
    plan = hostel.see(planning.planning, hostel.amina, hostel.team_id, survey_id).plan
    assert not plan.outside
    assert plan.voice is Voice.QUOTES
