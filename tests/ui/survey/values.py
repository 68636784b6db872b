"""Made-up surveys for the screens: values only, no workspace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from pie_audit.domain.survey import Block, ReportGroup, SurveyPlan, SurveyState, Voice
from pie_audit.workflows.surveys.views import (
    Duty,
    Keeping,
    Planning,
    Somebody,
    SurveyLine,
    TeamToAsk,
    Usable,
    Wellbeing,
)

TEAM, HOUSE = "team-quayside", "Quayside House"
CLOSES, REPORT = date(2026, 11, 29), date(2026, 12, 13)
SUPPORT = (
    "If things are heavy at the moment, a questionnaire can’t tell you why. You might talk to someone you trust, "
    "or your GP.\n\nIf you feel unsafe, help is there now: NHS 111, Samaritans 116 123, or 999 in an emergency."
)
NAMES = {
    "amina": "Amina Yusuf",
    "jo": "Jo Marsh",
    "sam": "Sam Okafor",
    "dee": "Dee Rahman",
    "tom": "Tom Whitlock",
    "marek": "Marek Nowak",
    "ana": "Ana Petrova",
    "ruth": "Ruth Adeyemi",
    "lou": "Lou Chen",
}


def line(**changes: Any) -> SurveyLine:
    """A survey that is open, and that whoever looks is asked to answer."""
    usual = SurveyLine(
        survey_id="autumn",
        title="Autumn pulse",
        state=SurveyState.OPEN,
        last_day=CLOSES,
        report_by=REPORT,
        half_open=False,
        asked=True,
        sent=False,
        duty=Duty.NOTHING,
        may_plan=False,
        overdue=False,
    )
    return replace(usual, **changes)


def wellbeing(*surveys: SurveyLine, **changes: Any) -> Wellbeing:
    """The list of Quayside House."""
    return replace(Wellbeing(HOUSE, surveys, False, False, (), SUPPORT), **changes)


def somebody(person_id: str, **changes: Any) -> Somebody:
    """A member of the team who has signed in and doesn't manage it."""
    usual = Somebody(person_id, NAMES.get(person_id, person_id), True, False, False, frozenset({TEAM}))
    return replace(usual, **changes)


def everybody() -> tuple[Somebody, ...]:
    """Nine people: a manager, seven staff, and one who hasn't signed in yet."""
    found = [somebody(person) for person in NAMES]
    found[0] = somebody("amina", manages=True, administers=True)
    found[-1] = somebody("lou", ready=False)
    return tuple(found)


PULSE = Usable(
    "pulse10-1",
    1,
    "Team pulse, ten questions",
    10,
    "A conversation starter written for this program. It has not been validated.",
    False,
    "",
)
QUICK = Usable(
    "pulse5-1",
    1,
    "Quick pulse, five questions",
    5,
    "A conversation starter written for this program. It has not been validated.",
    False,
    "",
)
HEAVY = Usable(
    "who5-1",
    1,
    "WHO-5",
    5,
    "Published by others; reads like symptoms.",
    True,
    "© its owners. Used with permission.",
)
LEADER = Somebody("lee", "Lee Park", True, True, False, frozenset({"another team"}))
OUTSIDE = Somebody("pat", "Pat Silva", True, False, False, frozenset({"another team"}))


def planning(**changes: Any) -> Planning:
    """What can be chosen at Quayside House before anything is."""
    people = everybody()
    usual = Planning(
        plan=None,
        teams=(TeamToAsk(TEAM, HOUSE, people),),
        instruments=(PULSE, QUICK, HEAVY),
        keepers=(*people, OUTSIDE),
        approved=frozenset(),
        closes_on=CLOSES,
        report_by=REPORT,
        minimum=5,
        causes=(("cover", "Cover"), ("handover", "Handover")),
        too_small=False,
        asked_twice=False,
        named=NAMES,
        asks=PULSE.title,
    )
    return replace(usual, **changes)


def plan(**changes: Any) -> SurveyPlan:
    """The autumn pulse: eight by name and two slips, kept by Jo, Sam and Dee."""
    people = tuple(sorted(p.person_id for p in everybody() if p.ready))
    block = Block("house", TEAM, "", people, 2)
    usual = SurveyPlan(
        survey_id="autumn",
        title="Autumn pulse",
        purpose="To hear how the new rota feels, and change what we can before winter.",
        organiser_id="amina",
        instrument_id="pulse10-1",
        instrument_version=1,
        instrument_digest="ab" * 32,
        blocks=(block,),
        groups=(ReportGroup(TEAM, HOUSE, frozenset({"house"})),),
        keepers=("jo", "sam", "dee"),
        closes_on=CLOSES,
        report_by=REPORT,
        voice=Voice.CAUSES,
    )
    return replace(usual, **changes)


def keeping(**changes: Any) -> Keeping:
    """What Jo sees when she is asked to keep a key of the autumn pulse."""
    usual = Keeping(
        plan=plan(),
        team_names=(HOUSE,),
        keeper_names=("Jo Marsh", "Sam Okafor", "Dee Rahman"),
        names=((HOUSE, tuple(NAMES[p] for p in plan().blocks[0].people)),),
        slips=((HOUSE, 2),),
        duty=Duty.APPROVE,
        approved=frozenset(),
        turned_by="",
        writes_themes=False,
        last_day=CLOSES,
        instrument_title=PULSE.title,
    )
    return replace(usual, **changes)
