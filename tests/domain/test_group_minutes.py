"""What the record of each kind of session holds, and what a format never keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.entry import Step
from pie_audit.domain.group import GroupRole
from pie_audit.domain.group_minutes import (
    USUAL_FORMAT,
    DebriefStage,
    Minutes,
    SessionPart,
    SmallChange,
    Stuck,
    not_kept,
    parts_of,
)
from pie_audit.domain.group_words import (
    debrief_stage_name,
    group_kind_about,
    group_kind_name,
    group_role_name,
)
from pie_audit.domain.plain_data import from_plain, to_plain
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.session import SessionKind

GROUPS = [k for k in SessionKind if k not in {SessionKind.SUPERVISION, SessionKind.TRAINING}]
CHANGE = SmallChange("c1", "Meet at the door", "two of us", "the hall", date(2026, 12, 1))


@pytest.mark.parametrize("kind", GROUPS)
def test_every_kind_has_a_name_a_purpose_and_something_to_keep(kind: SessionKind) -> None:
    assert group_kind_name(kind)
    assert group_kind_about(kind).endswith(".")
    assert parts_of(kind, "")
    assert USUAL_FORMAT[kind]


def test_every_role_and_stage_has_a_name() -> None:
    assert len({group_role_name(role) for role in GroupRole}) == len(GroupRole)
    assert len({debrief_stage_name(stage) for stage in DebriefStage}) == len(DebriefStage)


def test_nothing_goes_back_to_a_team_from_leaders_or_peers() -> None:
    assert SessionPart.BACK not in parts_of(SessionKind.LEADERS, "leaders-space")
    assert SessionPart.BACK not in parts_of(SessionKind.PEER, "peer-session")


def test_balint_keeps_no_solutions() -> None:
    assert SessionPart.CHANGES in parts_of(SessionKind.GROUP, "reflective-group")
    assert SessionPart.CHANGES not in parts_of(SessionKind.GROUP, "balint")
    assert not_kept(Minutes(model_id="balint", small_changes=(CHANGE,)), SessionKind.GROUP, frozenset())


def test_a_story_round_keeps_theme_numbers_and_feedback_alone() -> None:
    told = Minutes(
        model_id="schwartz",
        steps=(Step("theme", "Theme", "Endings"),),
        numbers=(("support workers", 6),),
        feedback=4,
    )
    kept = frozenset({"theme"})
    assert not not_kept(told, SessionKind.GROUP, kept)
    assert not_kept(replace(told, learning="What we learned"), SessionKind.GROUP, kept)
    assert not_kept(replace(told, back_to_team="A line"), SessionKind.GROUP, kept)
    story = Step("stories", "Stories", "Once upon a night shift")
    assert not_kept(replace(told, steps=(*told.steps, story)), SessionKind.GROUP, kept)
    empty = replace(story, text=" \n")
    assert not not_kept(replace(told, steps=(*told.steps, empty)), SessionKind.GROUP, kept)


def test_words_of_another_format_may_stay() -> None:
    earlier = Minutes(model_id="balint", steps=(Step("asking", "What asks", "The lift again"),))
    assert not not_kept(earlier, SessionKind.GROUP, frozenset({"presents"}))


@given(st.sampled_from(GROUPS), st.sampled_from(["", "balint", "schwartz", "community"]))
def test_blank_minutes_suit_every_format(kind: SessionKind, model_id: str) -> None:
    assert not not_kept(Minutes(model_id=model_id), kind, frozenset())


def test_minutes_come_back_as_they_were() -> None:
    minutes = Minutes(
        present_ids=("p1", "p2"),
        roles=(("presenter", "p2"), ("note-taker", "p1")),
        small_changes=(CHANGE,),
        still_stuck=(Stuck("No beds on Fridays", BarrierLevel.SYSTEM),),
        how_it_was=(0, 0, 1, 3, 2),
        incident_on=date(2026, 11, 16),
        stage=DebriefStage.GROUP_TALK,
    )
    assert from_plain(to_plain(minutes), Minutes) == minutes
    assert minutes.who("presenter") == "p2"
    assert minutes.who("facilitator") == ""
