"""A quarter of an invented hostel as plan material, whole enough for every block of the paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Addendum, Consensus, Dissent, Outcome, SignOff
from pie_audit.domain.disclosure import POOLED, Band, TopicCounts
from pie_audit.domain.influence import Direction, FeltBy, Influence
from pie_audit.domain.plan import Action, ActionStatus, ActionStep, BarrierLevel, Involvement
from pie_audit.domain.plan_material import PlanAction, PlanMaterial, PlanTopic, PriorAsk
from pie_audit.domain.priority import Priority
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import LevelAnchor, Theme
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.domain.team import Perspective, Team, ThemeOff
from pie_audit.domain.theme_score import ThemeScore

LEVELS = (
    LevelAnchor(Level(0), "Not begun", "Nobody has taken this up yet.", "Nobody has taken this up yet."),
    LevelAnchor(Level(1), "Talked about", "We have discussed it.", "They have discussed it."),
    LevelAnchor(Level(2), "Patchy", "Some of us, some days.", "Some of them, some days."),
    LevelAnchor(Level(3), "Usual practice", "Most of the time.", "Most of the time."),
    LevelAnchor(Level(4), "Usual practice, checked and changed", "We looked at it.", "They looked at it."),
)
THEMES = (
    Theme("A", "Psychological awareness", "Awareness"),
    Theme("B", "Staff training and support", "Staff support"),
    Theme("C", "Learning and enquiry", "Learning"),
    Theme("D", "Spaces of opportunity", "Spaces"),
    Theme("E", "The three Rs", "Three Rs"),
)
_NO_PARTNER = frozenset(Perspective) - {Perspective.PARTNER}
TOPICS = (
    PlanTopic("A1", "Behaviour has a history", "A"),
    PlanTopic("A4", "The first ten minutes", "A"),
    PlanTopic("B3", "Training that changes something", "B", _NO_PARTNER),
    PlanTopic("B5", "Supervision that happens", "B", _NO_PARTNER),
    PlanTopic("C1", "Protected thinking time", "C", _NO_PARTNER),
    PlanTopic("D1", "Somewhere quiet to be", "D"),
    PlanTopic("D7", "One story, told once", "D"),
    PlanTopic("E1", "Rules with reasons", "E"),
    PlanTopic("E6", "Answering what people actually ask", "E"),
)


def make_action(what: str = "Put handover reflection on the rota", **fields: Any) -> Action:
    """An action with an id, and whatever else is given."""
    return Action(action_id=fields.pop("action_id", what), team_id="t1", round_id="r1", what=what, **fields)


def agreed(topic_id: str, level: int, because: str = "", **fields: Any) -> Consensus:
    """A level that the team settled on."""
    return Consensus(topic_id, Outcome.AGREED, Level(level), because, **fields)


CONSENSUS = (
    agreed("A1", 3, "We ask what lies behind it before we act", evidence="Incident notes have a line on it"),
    agreed(
        "A4",
        4,
        "The welcome was rebuilt with residents",
        evidence="Tea first, form later",
        changed="The form",
    ),
    agreed("B3", 2, "Days come back to it, nights don’t", none_yet=True),
    agreed("B5", 1, "It is the first thing to go when the rota is short", none_yet=True),
    agreed(
        "C1", 1, "Nights have had no group session since August, because one person cannot leave the desk"
    ),
    Consensus("D1", Outcome.NOT_SETTLED, None, "Days find it calm; nights don’t"),
    Consensus("D7", Outcome.CANT_TELL),
    agreed("E1", 2, "Nobody could say why visitors leave at eight"),
)
COUNTS = (
    TopicCounts("A1", "team", (0, 0, 2, 7, 3)),
    TopicCounts("A1", "lived-experience", (0, 1, 2, 3, 0)),
    TopicCounts("C1", "team", (4, 6, 2, 0, 0), cant_tell=1),
    TopicCounts("C1", "manager", (0, 0, 1, 2, 0)),
    TopicCounts("C1", "lived-experience", (1, 3, 2, 0, 0)),
    TopicCounts("C1", POOLED, (5, 9, 5, 2, 0)),
    TopicCounts("E1", "team", (2, 5, 4, 1, 0)),
)
ACTIONS = (
    PlanAction(
        make_action(
            topic_id="C1",
            due=date(2026, 11, 27),
            status=ActionStatus.UNDER_WAY,
            first_small_step="Ask nights which two evenings suit",
            success_sign="Fewer mornings where people find staff short with them",
            ask_of="the council",
            ask_what="four hours a month of paid cover, so that nights can leave the desk",
            ask_reply_by=date(2027, 1, 15),
        ),
        "Tom",
        "night worker",
    ),
    PlanAction(
        make_action(
            "Make supervision dates that hold",
            topic_id="B5",
            first_small_step="Book three months ahead",
            success_sign="Staff who have time to listen",
            ask_of="Larkfield",
            ask_what="one day a month of a clinical supervisor",
            ask_reply_by=date(2027, 1, 31),
            ask_cost="about £4,800",
        ),
        "Amina",
        "manager",
    ),
    PlanAction(
        make_action(
            "Write a new visitor rule with residents", topic_id="E1", first_small_step="Tea and a talk"
        )
    ),
    PlanAction(make_action("Paint the front room", status=ActionStatus.DONE), "Jo", "support worker"),
)


def make_material(**changes: Any) -> PlanMaterial:
    """The quarter, with `changes` in place of its fields."""
    material = PlanMaterial(
        team=Team("t1", "Quayside House", "24-bed hostel"),
        quarter=Quarter(2026, 4),
        question_set="Our review",
        question_set_version=1,
        scope_label="the short form",
        levels=LEVELS,
        themes=THEMES,
        topics=TOPICS,
        consensus=CONSENSUS,
        dissents=(
            Dissent("d1", "A1", "nights are different", Level(1)),
            Dissent("d2", "E1", "it depends who is on"),
        ),
        counts=COUNTS,
        actions=ACTIONS,
        sign_offs=(
            SignOff("p-secret-1", "team", date(2026, 12, 11), "Nights were not in the room"),
            SignOff("p-secret-2", "manager", date(2026, 12, 11)),
        ),
        took_part={
            Perspective.TEAM: Band.MANY,
            Perspective.MANAGER: Band.FEW,
            Perspective.LIVED_EXPERIENCE: Band.SOME,
            Perspective.PARTNER: Band.NONE,
        },
        positions=(
            ThemeScore("A", _f(7, 2), 2, 2, low=3, high=4, short_form=True),
            ThemeScore("B", _f(3, 2), 2, 2, low=1, high=2, short_form=True),
            ThemeScore("C", _f(1, 1), 1, 1, low=1, high=1, short_form=True),
            ThemeScore("D", None, 0, 2, cant_tell=1, no_agreement=1, short_form=True),
            ThemeScore("E", _f(2, 1), 1, 2, not_discussed=1, low=2, high=2, short_form=True),
        ),
        previous_asks=(
            PriorAsk("the council", "a second door to the yard", date(2026, 9, 12), "yes, in spring"),
            PriorAsk("Larkfield", "a budget for training with peers", date(2026, 6, 10), quarters=2),
        ),
        contact="Amina Yusuf, 01632 960 000",
        agreed_on=date(2026, 12, 11),
        resident_words="They ask me first now.",
        small_win="Two residents chose the paint",
    )
    return replace(material, **changes)


def _f(top: int, bottom: int) -> Fraction:
    return Fraction(top, bottom)


INFLUENCES = (
    Influence(
        "i1", "r1", "Two people on each night", Direction.HELPS, BarrierLevel.SERVICE, FeltBy.BOTH, "C1"
    ),
    Influence(
        "i2", "r1", "Nobody can leave the desk", Direction.HINDERS, BarrierLevel.SERVICE, FeltBy.STAFF, "C1"
    ),
    Influence("i3", "r1", "Funding counts beds", Direction.HINDERS, BarrierLevel.SYSTEM, ask_upwards=True),
    Influence("i4", "r1", "The library gives us a room", Direction.HELPS, BarrierLevel.SYSTEM),
    Influence("i5", "r1", "Speaking first feels risky", Direction.HINDERS, BarrierLevel.INDIVIDUAL),
)
PRIORITIES = (
    Priority("p1", "r1", 1, "Time to think, on nights too", "C1"),
    Priority("p2", "r1", 2, "Money that follows people", None, "i3", "the council decides in spring"),
)


def make_whole(**changes: Any) -> PlanMaterial:
    """The quarter with a board, priorities, history, a theme switched off and statements."""
    first, *rest = ACTIONS
    step = ActionStep(
        "s1",
        first.action.action_id,
        ActionStatus.NOT_STARTED,
        ActionStatus.UNDER_WAY,
        "2026-W47",
        "manager",
        "Yes",
    )
    action = replace(
        first.action,
        carried_count=3,
        involvement=Involvement.CO_PRODUCED,
        barrier_level=BarrierLevel.SERVICE,
        ask_cost="about £6,200",
        ask_if_no="Nights go on alone",
    )
    whole = {
        "influences": INFLUENCES,
        "priorities": PRIORITIES,
        "actions": (replace(first, action=action, steps=(step,)), *rest),
        "themes_off": (ThemeOff("D", "we have no building", "2026-W20"),),
        "topics": tuple(replace(t, says=f"We do this: {t.title.lower()}.") for t in TOPICS),
    }
    return make_material(**{**whole, **changes})


ADDENDUM = Addendum("a1", date(2027, 1, 9), "manager", "We found the note only now", "Nights did meet once")
REPLY = Reply(
    "y1",
    ACTIONS[0].action.action_id,
    ReplyKind.PARTLY,
    date(2027, 1, 12),
    "the council",
    "there is money for two hours",
    "two hours from April",
    "a night worker",
)
