"""You said, we did: a line from what people said to what they were told, and what has waited long."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import Action, ActionStatus
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.domain.said_did import Answer, HeardFrom, SaidDid
from pie_audit.domain.said_did_words import age_words, checked
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import trail
from pie_audit.workflows import (
    papers,
    plans,
    replies,
    said_did_links,
)
from pie_audit.workflows.everyday import said_did
from pie_audit.workflows.everyday.entry_books import EntryChanged
from pie_audit.workflows.paper_kinds import PosterPaper
from pie_audit.workflows.presence import SignedIn
from pie_audit.workflows.surveys import telling
from pie_audit.workflows.surveys.views import SaidBack
from tests import surveys
from tests.quarter import TODAY, Hostel
from tests.reports.read_pdf import page_texts
from tests.workflows.quarters import AUTUMN, SUMMER, signed_plan

HALL = "The hall is dark at night"


def keep(hostel: Hostel, said: str = HALL, *, who: SignedIn | None = None, **changes: Any) -> SaidDid:
    me = who or hostel.jo
    line = replace(said_did.new_line(me, hostel.team_id, said), **changes)
    return hostel.do(said_did.save_line, me, line).result


def look(hostel: Hostel, who: SignedIn | None = None, most: int = said_did.PAGE) -> said_did.BoardView:
    return hostel.see(said_did.board, who or hostel.tom, hostel.team_id, most)


def open_lines(hostel: Hostel) -> list[str]:
    return [one.line.said for one in look(hostel).open]


def answered(hostel: Hostel) -> list[tuple[str, Answer, str]]:
    return [(one.line.said, one.line.answer, one.line.words) for one in look(hostel).answered]


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


# one line


def test_a_line_goes_from_open_to_answered_to_told_to_checked(hostel: Hostel) -> None:
    line = keep(hostel)
    assert open_lines(hostel) == [HALL]
    line = hostel.do(said_did.answer, hostel.tom, line, Answer.DID, "A lamp hangs there now").result
    assert (open_lines(hostel), answered(hostel)) == ([], [(HALL, Answer.DID, "A lamp hangs there now")])
    line = hostel.do(said_did.told, hostel.sam, line, TODAY, "at the house meeting").result
    line = hostel.do(said_did.still_right, hostel.amina, line).result
    assert (line.answered_on, line.told_on, line.told_how, line.still_right, line.version) == (
        TODAY,
        TODAY,
        "at the house meeting",
        TODAY,
        4,
    )


@pytest.mark.parametrize("came_of_it", [Answer.CANT, Answer.NOT_YET])
def test_a_no_and_a_not_yet_need_their_because(hostel: Hostel, came_of_it: Answer) -> None:
    line = keep(hostel)
    with pytest.raises(NotNow, match="needs its because"):
        hostel.do(said_did.answer, hostel.jo, line, came_of_it, "  ")
    kept = hostel.do(said_did.answer, hostel.jo, line, came_of_it, "the landlord won’t have it").result
    assert kept.is_open is (came_of_it is Answer.NOT_YET)


def test_nothing_said_is_no_line(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="What people said isn’t there yet"):
        keep(hostel, "   ")


@pytest.mark.parametrize(
    "changes",
    [
        {"heard_on": TODAY + timedelta(days=1)},
        {"answer": Answer.DID, "told_on": TODAY + timedelta(days=1)},
        {"answer": Answer.DID, "heard_on": ago(2), "told_on": ago(3)},
        {"told_on": TODAY},
    ],
)
def test_days_that_can_not_be_are_refused(hostel: Hostel, changes: dict[str, Any]) -> None:
    with pytest.raises(NotNow):
        keep(hostel, **changes)


@given(st.text(max_size=700))
def test_whatever_is_typed_is_kept_on_one_line_of_bearable_length(words: str) -> None:
    line = SaidDid("x", "t", "Said", HeardFrom.REVIEW, TODAY, Answer.CANT, f"no {words}", version=0)
    kept = checked(line, TODAY)
    assert len(kept.words) <= 500
    assert "\n" not in kept.words
    assert checked(kept, TODAY) == kept


def test_two_who_change_one_line_are_told_and_nothing_is_overwritten(hostel: Hostel) -> None:
    line = keep(hostel)
    hostel.do(said_did.answer, hostel.jo, line, Answer.DID, "A lamp")
    with pytest.raises(NotNow, match="changed this while you were writing"):
        hostel.do(said_did.answer, hostel.tom, line, Answer.DOING, "A lamp is ordered")
    assert answered(hostel) == [(HALL, Answer.DID, "A lamp")]


def test_what_two_changed_apart_is_kept_of_both_and_told(hostel: Hostel) -> None:
    line = keep(hostel)
    theirs = hostel.do(said_did.answer, hostel.jo, line, Answer.DID, "A lamp").result
    mine = replace(line, said="The hall and the stairs are dark")
    done = hostel.do(said_did.save_line, hostel.tom, mine, line)
    assert answered(hostel) == [("The hall and the stairs are dark", Answer.DID, "A lamp")]
    assert {"answer", "words"} <= set(done.came_in)
    assert done.result.answered_on == theirs.answered_on == TODAY
    hostel.do(done.undo, hostel.tom)
    assert answered(hostel) == [(HALL, Answer.DID, "A lamp")]


def test_answer_goes_beside_words_that_somebody_put_better_meanwhile(hostel: Hostel) -> None:
    line = keep(hostel)
    hostel.do(said_did.save_line, hostel.jo, replace(line, said="The stairs are dark"))
    hostel.do(said_did.answer, hostel.tom, line, Answer.DID, "A lamp")
    assert answered(hostel) == [("The stairs are dark", Answer.DID, "A lamp")]


def test_each_act_can_be_undone_by_name(hostel: Hostel) -> None:
    line = keep(hostel)
    done = hostel.do(said_did.answer, hostel.jo, line, Answer.DID, "A lamp")
    assert done.name == "Answered what people said"
    hostel.do(done.undo, hostel.jo)
    assert open_lines(hostel) == [HALL]
    (now,) = look(hostel).open
    gone = hostel.do(said_did.take_line_away, hostel.jo, now.line)
    assert (gone.name, open_lines(hostel)) == ("Took a line off the board", [])
    hostel.do(gone.undo, hostel.jo)
    assert open_lines(hostel) == [HALL]


def test_line_that_somebody_answered_meanwhile_is_not_taken_away_unread(hostel: Hostel) -> None:
    line = keep(hostel)
    theirs = hostel.do(said_did.answer, hostel.tom, line, Answer.DID, "A lamp").result
    with pytest.raises(NotNow, match="changed this since"):
        hostel.do(said_did.take_line_away, hostel.jo, line)
    assert answered(hostel) == [(HALL, Answer.DID, "A lamp")]
    hostel.do(said_did.take_line_away, hostel.jo, theirs)
    with pytest.raises(EntryChanged) as met:
        hostel.do(said_did.told, hostel.tom, theirs, TODAY, "by letter")
    assert met.value.theirs is None


def test_undoing_never_takes_back_somebody_elses_words(hostel: Hostel) -> None:
    done = hostel.do(
        said_did.save_line, hostel.jo, replace(said_did.new_line(hostel.jo, hostel.team_id), said=HALL)
    )
    hostel.do(said_did.answer, hostel.tom, done.result, Answer.DID, "A lamp")
    with pytest.raises(NotNow):
        hostel.do(done.undo, hostel.jo)
    assert len(answered(hostel)) == 1


def test_what_was_undone_can_not_be_saved_over_what_came_after(hostel: Hostel) -> None:
    line = keep(hostel)
    done = hostel.do(said_did.answer, hostel.jo, line, Answer.DID, "A lamp")
    hostel.do(done.undo, hostel.jo)
    (now,) = look(hostel).open
    hostel.do(said_did.answer, hostel.tom, now.line, Answer.DOING, "On order")
    with pytest.raises(NotNow):
        hostel.do(said_did.told, hostel.jo, done.result, TODAY, "by letter")


def test_nobody_outside_the_team_reads_or_writes(hostel: Hostel) -> None:
    line = keep(hostel)
    for act, args in (
        (said_did.board, (hostel.team_id,)),
        (said_did.save_line, (line,)),
        (said_did.answer, (line, Answer.DID, "")),
        (said_did.told, (line, TODAY, "")),
        (said_did.still_right, (line,)),
        (said_did.take_line_away, (line,)),
        (said_did.keep_words, (hostel.team_id, {"said": "x"})),
        (said_did.keep_answer, (hostel.team_id, line.said_id, {"words": "x"})),
    ):
        with pytest.raises(NotNow):
            hostel.do(act, hostel.lee, *args)


def test_a_part_that_is_off_is_shut_and_comes_back_whole(hostel: Hostel) -> None:
    line = keep(hostel, heard_on=ago(200))
    hostel.turn_off(TeamPart.SAID_DID)
    with pytest.raises(NotNow):
        look(hostel)
    with pytest.raises(NotNow):
        hostel.do(said_did.save_line, hostel.jo, line)
    assert hostel.see(said_did.before_asking_again, hostel.amina, hostel.team_id).lines == ()
    assert hostel.read(lambda tx: said_did.needs_of(tx, hostel.amina, hostel.team_id, TODAY)) == ()
    hostel.turn_on(TeamPart.SAID_DID)
    assert open_lines(hostel) == [HALL]


def test_open_ones_come_by_age_and_no_more_than_are_wanted(hostel: Hostel) -> None:
    for days in (3, 30, 10):
        keep(hostel, f"{days} days ago", heard_on=ago(days))
    assert open_lines(hostel) == ["30 days ago", "10 days ago", "3 days ago"]
    few = look(hostel, most=2)
    assert ([one.line.heard_on for one in few.open], few.more_open) == ([ago(30), ago(10)], True)
    assert not look(hostel, most=3).more_open


def test_what_is_typed_is_there_again_for_whoever_typed_it(hostel: Hostel) -> None:
    hostel.do(said_did.keep_words, hostel.jo, hostel.team_id, {"said": "The ha"})
    assert look(hostel, hostel.jo).begun == {"said": "The ha"}
    assert look(hostel, hostel.tom).begun == {}
    keep(hostel)
    assert look(hostel, hostel.jo).begun == {}


def test_the_name_check_warns_of_a_colleague(hostel: Hostel) -> None:
    (finding,) = said_did.names_in(look(hostel), "Amina Yusuf never answers")
    assert finding.words == "Amina Yusuf"
    assert said_did.names_in(look(hostel), HALL) == ()


# what has waited long


@pytest.mark.parametrize(("days", "is_long"), [(90, False), (91, True), (89, False)])
def test_ninety_days_is_not_yet_long_and_one_more_is(hostel: Hostel, days: int, is_long: bool) -> None:
    keep(hostel, heard_on=ago(days))
    found = hostel.read(lambda tx: said_did.open_long(tx, hostel.team_id, TODAY))
    assert bool(found) is is_long


def test_an_answer_ends_the_wait_and_not_yet_does_not(hostel: Hostel) -> None:
    one, two = keep(hostel, "One", heard_on=ago(120)), keep(hostel, "Two", heard_on=ago(200))
    hostel.do(said_did.answer, hostel.jo, one, Answer.CANT, "it costs too much")
    hostel.do(said_did.answer, hostel.jo, two, Answer.NOT_YET, "we wait for the landlord")
    found = hostel.see(said_did.before_asking_again, hostel.amina, hostel.team_id)
    assert [line.said for line in found.lines] == ["Two"]


def test_the_manager_has_one_need_until_everybody_has_an_answer_or_a_not_yet(hostel: Hostel) -> None:
    def needs(who: SignedIn) -> list[tuple[str, str]]:
        found = hostel.read(lambda tx: said_did.needs_of(tx, who, hostel.team_id, TODAY))
        return [(need.title, need.line) for need in found]

    first = keep(hostel, "One", heard_on=ago(120))
    keep(hostel, "Two", heard_on=ago(100))
    assert needs(hostel.amina) == [("People still wait for 2 answers", "“One”: 4 months.")]
    assert needs(hostel.jo) == []
    hostel.do(said_did.answer, hostel.jo, first, Answer.NOT_YET, "we wait for the landlord")
    assert needs(hostel.amina) == [("People still wait for an answer", "“Two”: 3 months.")]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "since today"),
        (1, "1 day"),
        (13, "13 days"),
        (14, "2 weeks"),
        (90, "12 weeks"),
        (91, "3 months"),
        (364, "12 months"),
        (365, "over a year"),
        (800, "over 2 years"),
    ],
)
def test_age_is_told_in_words(days: int, words: str) -> None:
    assert age_words(ago(days), TODAY) == words


# surveys


def opened_survey(hostel: Hostel, n: int = 6) -> str:
    names = surveys.grow(hostel, n)
    survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, names)])
    for place, name in enumerate(names):
        surveys.answer(hostel, hostel.people[name], survey_id, surveys.varied(place))
    surveys.opened(hostel, survey_id)
    hostel.at(surveys.AFTER)
    return survey_id


def test_a_survey_is_a_source_only_once_everybody_was_told(hostel: Hostel) -> None:
    survey_id = opened_survey(hostel)
    assert not look(hostel).may_say_survey
    with pytest.raises(NotNow, match="No survey"):
        keep(hostel, heard_from=HeardFrom.SURVEY)
    with pytest.raises(NotNow, match="No survey"):
        keep(hostel, heard_from=HeardFrom.SURVEY, survey_id=survey_id)
    hostel.do(telling.say_back, hostel.amina, survey_id, [SaidBack("Handover is rushed", "Ten minutes more")])
    assert look(hostel).may_say_survey
    assert keep(hostel, heard_from=HeardFrom.SURVEY).survey_id == survey_id


def test_what_was_said_back_stands_on_the_board_by_itself_and_once(hostel: Hostel) -> None:
    survey_id = opened_survey(hostel)
    lines = [
        SaidBack("Handover is rushed", "Ten minutes more"),
        SaidBack("Pay", "", "It is set elsewhere"),
        SaidBack("Noise", ""),
    ]
    done = hostel.do(telling.say_back, hostel.amina, survey_id, lines)
    assert open_lines(hostel) == ["Noise"]
    assert answered(hostel) == [
        ("Handover is rushed", Answer.DOING, "Ten minutes more"),
        ("Pay", Answer.CANT, "It is set elsewhere"),
    ]
    first = look(hostel).answered[0]
    assert (first.is_fixed, first.source, first.line.told_how) == (
        True,
        "Winter pulse",
        "with the results of the survey",
    )
    taken_up = hostel.do(said_did.answer, hostel.jo, first.line, Answer.DID, "It is ten minutes longer")
    assert len(answered(hostel)) == 2
    assert ("Handover is rushed", Answer.DID, "It is ten minutes longer") in answered(hostel)
    hostel.do(taken_up.undo, hostel.jo)
    hostel.do(done.undo, hostel.amina)
    assert (open_lines(hostel), answered(hostel)) == ([], [])


# the plan

ASK = {"ask_what": "A second person at night", "ask_of": "the council"}


def replied(hostel: Hostel, kind: ReplyKind = ReplyKind.YES, because: str = "from April on") -> Action:
    (action,) = signed_plan(hostel, SUMMER, "Nights", **ASK)
    hostel.at(TODAY)
    reply = Reply("r1", action.action_id, kind, date(2026, 8, 3), because=because)
    hostel.do(replies.record_reply, hostel.amina, reply)
    return action


def test_a_reply_offers_a_line_until_one_is_there(hostel: Hostel) -> None:
    action = replied(hostel)
    (came,) = look(hostel).came_back
    assert came.words == "The council said yes: from April on."
    begun = said_did_links.begin_line(said_did.new_line(hostel.jo, hostel.team_id), came)
    kept = hostel.do(said_did.save_line, hostel.jo, begun).result
    assert (kept.answer, kept.action_id) == (Answer.ASKED_OTHERS, action.action_id)
    view = look(hostel)
    assert view.came_back == ()
    assert view.answered[0].action == "Nights"


@pytest.mark.parametrize(
    ("kind", "because", "words"),
    [
        (ReplyKind.YES, "", "The council said yes."),
        (
            ReplyKind.PARTLY,
            "There is money for one",
            "The council said partly, because there is money for one.",
        ),
        (ReplyKind.NO, "Because it is spent", "The council said no, because it is spent."),
    ],
)
def test_what_they_said_is_told_in_a_sentence(
    hostel: Hostel, kind: ReplyKind, because: str, words: str
) -> None:
    replied(hostel, kind, because)
    assert look(hostel).came_back[0].words == words


def test_an_open_line_hears_that_its_action_is_done(hostel: Hostel) -> None:
    (action,) = signed_plan(hostel, SUMMER, "Hang a lamp in the hall")
    hostel.at(TODAY)
    keep(hostel, action_id=action.action_id)
    assert look(hostel).open[0].came is None
    now = hostel.see(plans.plan_page, hostel.amina, hostel.team_id).groups[0].actions[0]
    hostel.do(plans.save_action, hostel.amina, replace(now, status=ActionStatus.DONE))
    came = look(hostel).open[0].came
    assert came is not None
    assert (came.answer, came.words) == (Answer.DID, "Hang a lamp in the hall")


def test_a_line_leads_only_to_an_action_of_its_own_team(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="isn’t in your team’s plan"):
        keep(hostel, action_id="somebody else’s")


# the poster


def poster_text(hostel: Hostel, *, with_open: bool = False) -> str:
    (text,) = page_texts(papers.lay_out_poster(hostel.opened, hostel.jo, hostel.team_id, with_open).pdf)
    return text


def test_the_poster_has_answers_and_what_waits_only_where_it_is_wanted(hostel: Hostel) -> None:
    keep(hostel, answer=Answer.CANT, words="the landlord won’t have it")
    keep(hostel, "More choice at breakfast")
    assert "We can’t, because the landlord won’t have it." in poster_text(hostel)
    assert "breakfast" not in poster_text(hostel)
    assert "More choice at breakfast" in poster_text(hostel, with_open=True)


def test_there_is_no_poster_of_nothing(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="nothing to hang up"):
        poster_text(hostel)
    keep(hostel)
    with pytest.raises(NotNow, match="nothing to hang up"):
        poster_text(hostel)


def test_a_saved_poster_is_the_one_that_was_seen_and_is_noted_without_a_word(
    hostel: Hostel, tmp_path: Path
) -> None:
    keep(hostel, answer=Answer.DID, words="A lamp")
    seen = papers.lay_out_poster(hostel.opened, hostel.jo, hostel.team_id, False)
    out = tmp_path / papers.suggested_name("Quayside House", AUTUMN, PosterPaper())
    assert papers.save_poster(hostel.opened, hostel.jo, hostel.team_id, False, out, False) == 1
    assert (out.name, out.read_bytes()) == ("you-said-we-did-quayside-house.pdf", seen.pdf)
    papers.note_printed(hostel.opened, hostel.jo, hostel.team_id, AUTUMN, PosterPaper())
    lines = [line.action for line in hostel.read(lambda tx: trail.lines_about(tx, "team", hostel.team_id))]
    assert sorted(line for line in lines if "poster" in line) == [
        "exported said-did-poster for the wall",
        "printed said-did-poster for the wall",
    ]


def test_names_on_the_poster_are_warned_of(hostel: Hostel) -> None:
    keep(hostel, answer=Answer.DID, words="Amina Yusuf put a lamp there")
    keep(hostel, "Nobody hears back from Jo")
    plain = hostel.see(said_did.poster_desk, hostel.jo, hostel.team_id, False)
    whole = hostel.see(said_did.poster_desk, hostel.jo, hostel.team_id, True)
    assert len(plain.warnings) == 1
    assert len(whole.warnings) >= 1


def test_nobody_outside_makes_the_poster(hostel: Hostel) -> None:
    keep(hostel, answer=Answer.DID, words="A lamp")
    with pytest.raises(NotNow):
        papers.lay_out_poster(hostel.opened, hostel.lee, hostel.team_id, False)
