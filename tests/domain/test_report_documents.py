"""What each report says and what it never says, before there is a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pie_audit.domain.distance import Move
from pie_audit.domain.ledger import Tally
from pie_audit.domain.plan import ActionStatus
from pie_audit.domain.plan_blocks import (
    AskBox,
    Block,
    Bullets,
    Figures,
    Heading,
    Paragraph,
    Table,
)
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import Asked
from pie_audit.domain.report import ReportKind
from pie_audit.domain.report_material import ChartGroup, ChartPart, ReportMaterial, SurveyTold
from pie_audit.domain.report_parts import asked_line, move_line, over_time, to_tell, waiting
from pie_audit.domain.report_words import count_words, for_whom, kept_counts, kept_share, report_name
from pie_audit.domain.team import Team
from tests.make_plan import REPLY
from tests.make_report import ASKED, REPORTS, SINCE, SURVEY, line, make_report_material, time_kept

IN_WORDS = [name for name in REPORTS if "words" in name]
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAYS = re.compile(
    rf"\b\d{{1,2}} ({_MONTHS}) \d{{4}}\b|\b(winter|spring|summer|autumn) \d{{4}}\b", re.IGNORECASE
)


def said(blocks: Iterable[Block]) -> list[str]:
    """Every text of these blocks."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading():
                found.append(block.text)
            case Paragraph():
                found.append(f"{block.lead} {block.text}")
            case Bullets():
                found += block.items
            case Table():
                found += [*block.head, *(cell for row in block.rows for cell in row)]
            case AskBox():
                found += [block.title, block.what, *(f"{f.label}: {f.text}" for f in block.facts)]
            case Figures():
                found += [chart.title for chart in block.charts]
            case _:
                raise AssertionError(type(block).__name__)
    return found


def without_digits(material: ReportMaterial) -> ReportMaterial:
    """The same where nobody of the team wrote a figure by hand."""
    plan = material.plan
    actions = tuple(replace(a, action=replace(a.action, ask_cost="")) for a in plan.actions)
    team = Team("t1", "Quayside House", "hostel")
    return replace(material, plan=replace(plan, actions=actions, team=team, contact="Amina"), support="Talk.")


@pytest.mark.parametrize("name", IN_WORDS)
@settings(max_examples=25, deadline=None)
@given(
    held=st.integers(3, 12),
    carried=st.integers(0, 30),
    quarters=st.integers(0, 40),
    move=st.sampled_from(Move),
    level=st.integers(0, 4),
    mean=st.integers(0, 100),
)
def test_no_number_is_in_a_words_only_report(
    name: str, held: int, carried: int, quarters: int, move: Move, level: int, mean: int
) -> None:
    material = without_digits(make_report_material())
    first, *rest = material.plan.actions
    stuck = replace(first, action=replace(first.action, carried_count=carried))
    topics = (replace(SINCE.topics[0], move=move, levels=f"Title: level {level}"), *SINCE.topics[1:])
    since = replace(SINCE, topics=topics)
    rows = (replace(SURVEY.rows[0], mean=mean), *SURVEY.rows[1:])
    told = replace(
        material,
        plan=replace(material.plan, actions=(stuck, *rest)),
        asked=(replace(ASKED[0], quarters=quarters), ASKED[1]),
        since=since,
        over_a_year=since,
        time=(time_kept(Quarter(2026, 4), held),),
        surveys=(replace(SURVEY, rows=rows),),
    )
    report = REPORTS[name](told)
    left = [
        line
        for text in said((*report.front, *report.inside))
        if re.search(r"\d", line := _DAYS.sub("", text))
    ]
    assert left == []
    assert not any(isinstance(b, Figures | Table) for b in (*report.front, *report.inside))


@pytest.mark.parametrize("name", REPORTS)
@given(levels=st.lists(st.integers(0, 4), min_size=9, max_size=9))
@settings(max_examples=20, deadline=None)
def test_page_one_has_the_digit_of_no_level_and_no_mean(name: str, levels: list[int]) -> None:
    material = without_digits(make_report_material())
    agreed = tuple(
        replace(c, level=type(c.level)(n)) if c.level is not None else c
        for c, n in zip(material.plan.consensus, levels, strict=False)
    )
    front = REPORTS[name](replace(material, plan=replace(material.plan, consensus=agreed))).front
    assert [t for text in said(front) if re.search(r"\d", t := _DAYS.sub("", text))] == []
    assert not any(isinstance(block, Figures | Table) for block in front)


@pytest.mark.parametrize("name", REPORTS)
def test_each_report_says_what_it_leaves_out_inside_too(name: str) -> None:
    report = REPORTS[name](make_report_material())
    inside = said(report.inside)
    assert report.left_out
    assert all(line in inside for line in report.left_out)


@pytest.mark.parametrize("name", ["quarter", "year"])
def test_rules_of_thumb_are_printed_with_figures(name: str) -> None:
    material = make_report_material()
    inside = said(REPORTS[name](material).inside)
    assert all(note in inside for note in material.notes)


def test_headings_skip_no_level_in_any_report() -> None:
    for write in REPORTS.values():
        report = write(make_report_material())
        levels = [b.level for b in (*report.front, *report.inside) if isinstance(b, Heading)]
        assert levels[0] == 1
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_what_was_answered_since_is_told_and_not_asked_again() -> None:
    material = make_report_material()
    assert len(waiting(material)) == 2
    answered = replace(material, plan=replace(material.plan, replies=(REPLY,)))
    assert [a.action.ask_of for a in waiting(answered)] == ["Larkfield"]


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2027, 1, 15), ""),
        (date(2027, 1, 20), "For some of this the day for a reply has passed, and none has come."),
        (date(2027, 2, 1), "The day for a reply has passed, and none has come."),
    ],
)
@pytest.mark.parametrize("name", ["quarter", "year", "evidence in words"])
def test_page_one_says_when_the_day_for_a_reply_has_passed(name: str, today: date, words: str) -> None:
    front = " ".join(said(REPORTS[name](make_report_material(today=today)).front))
    assert ("has passed" in front) == bool(words)
    assert words in front


def test_the_longest_silence_comes_first_then_the_latest_answers() -> None:
    answer = ASKED[1].replies
    older = replace(ASKED[1], action_id="older", quarters=6, replies=answer)
    newer = replace(ASKED[1], action_id="newer", quarters=2, replies=answer)
    gone = replace(ASKED[0], action_id="gone", is_withdrawn=True)
    told = to_tell(make_report_material(asked=(older, gone, newer, ASKED[0])))
    assert [asked.action_id for asked in told] == ["old-1", "newer", "older"]


def test_a_silence_of_ten_quarters_is_told_without_a_figure() -> None:
    asked = Asked("x", None, "the council", "a door", None, Quarter(2024, 1), date(2024, 3, 1), 10)
    assert asked_line(asked) == "The council, 1 March 2024: a door – ten quarters, no reply."


@pytest.mark.parametrize(
    ("held", "planned", "words"),
    [
        (0, 0, "none was planned"),
        (4, 4, "all of it was held"),
        (2, 4, "half of it was held"),
        (3, 4, "more than half was held"),
        (1, 4, "less than half was held"),
        (0, 4, "none of it was held"),
    ],
)
def test_how_much_was_held_is_said_by_rule(held: int, planned: int, words: str) -> None:
    assert kept_share(Tally(planned, held)) == words


def test_a_share_is_told_only_of_ten_planned_or_more() -> None:
    assert kept_counts(Tally(9, 7)) == "7 of 9"
    assert kept_counts(Tally(12, 9)) == "9 of 12, 75%"
    assert kept_counts(Tally()) == "none planned"


def test_counts_beyond_twelve_have_no_figure() -> None:
    assert (count_words(12), count_words(13), count_words(40)) == ("twelve", *("more than twelve",) * 2)


def test_a_move_is_told_with_the_teams_own_words_and_no_level() -> None:
    line = move_line(SINCE.topics[1], SINCE.earlier)
    assert line == (
        "Supervision that happens: lower than in summer 2026. It is the first thing to go when the rota is short."
    )


def test_up_and_down_take_turns_on_page_one() -> None:
    front = said(REPORTS["quarter"](make_report_material()).front)
    lines = [line for line in front if "than in summer 2026" in line]
    assert ["higher" in line for line in lines] == [True, False]


def test_a_stuck_action_asks_to_be_shrunk_dropped_or_helped_with() -> None:
    inside = said(REPORTS["quarter in words"](make_report_material()).inside)
    assert any("carried forward three times: shrink it, drop it or ask for help" in line for line in inside)


def test_a_stopped_action_says_why() -> None:
    material = make_report_material()
    first, *rest = material.plan.actions
    stopped = replace(
        first.action, status=ActionStatus.STOPPED, status_reason="the money went", carried_count=0
    )
    plan = replace(material.plan, actions=(replace(first, action=stopped), *rest))
    assert any(
        "stopped: the money went" in t for t in said(REPORTS["quarter"](replace(material, plan=plan)).inside)
    )


def test_wellbeing_says_by_when_the_team_waits_to_hear() -> None:
    unsaid = replace(SURVEY, heard=())
    front = said(REPORTS["wellbeing"](make_report_material(surveys=(unsaid,))).front)
    assert any(
        "“Autumn pulse” is in. The team waits to hear what comes of it, by 1 December 2026." in t
        for t in front
    )


def test_a_survey_of_which_nothing_is_shown_says_so_and_no_reason_by_size() -> None:
    hidden = SurveyTold("Pulse", "", Quarter(2026, 4), date(2026, 12, 1), True, (), (), "", "")
    inside = said(REPORTS["wellbeing"](make_report_material(surveys=(hidden,))).inside)
    assert any("Nothing is shown this time, to keep everybody safe." in text for text in inside)
    assert not any(re.search(r"fewer than|at least", text) for text in inside if "shown" in text)


def test_the_evidence_pack_has_the_answers_of_no_survey_and_no_level() -> None:
    report = REPORTS["evidence"](make_report_material())
    text = " ".join(said((*report.front, *report.inside)))
    assert "pulse" not in text.lower()
    assert not re.search(r"patchy|usual practice|talked about|not begun", text, re.IGNORECASE)
    ids = [c.id for b in report.inside if isinstance(b, Figures) for c in b.charts]
    assert set(ids) <= {"time_ledger", "actions"}


def test_evidence_is_honest_where_there_is_none_yet() -> None:
    report = REPORTS["evidence"](make_report_material())
    rows = [row for b in report.inside if isinstance(b, Table) for row in b.rows]
    assert ("Protected thinking time", "none yet") in [row[:2] for row in rows]


def test_a_year_says_which_quarters_had_no_review() -> None:
    material = make_report_material()
    gap = replace(material, earlier=(material.earlier[0], material.earlier[2]))
    assert "There was no review in spring 2026." in REPORTS["year"](gap).left_out


def test_every_report_is_named_and_says_for_whom() -> None:
    for kind in ReportKind:
        assert report_name(kind)
        assert for_whom(kind, words_only=True)
    assert "team and its manager" in for_whom(ReportKind.WELLBEING, words_only=False)


def test_paper_says_once_and_before_the_lines_how_they_are_read() -> None:
    lines = tuple(replace(line(n), note="A bar goes from the lowest to the highest topic.") for n in range(2))
    told = over_time(make_report_material(charts=(ChartGroup(ChartPart.THEMES, lines),)))
    assert [type(block) for block in told[:3]] == [Heading, Paragraph, Figures]
    assert " ".join(said(told)).count("A bar goes from the lowest to the highest topic.") == 1


def test_nothing_is_said_of_lines_that_are_not_there() -> None:
    assert over_time(make_report_material(charts=())) == []
