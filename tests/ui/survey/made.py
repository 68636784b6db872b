"""A survey as somebody meets it who is asked, made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from pie_audit import paths
from pie_audit.catalogue.reader import read_questionnaire
from pie_audit.domain.questionnaire import Instrument
from pie_audit.domain.survey import WHOLE, Block, ReportGroup, SurveyPlan, Voice
from pie_audit.workflows.surveys.views import Taking

CAUSES = (
    ("cover", "Cover when somebody is off"),
    ("breaks", "Breaks that are really taken"),
    ("handover", "A longer handover"),
    ("training", "Training for what we meet"),
    ("say", "A say in how we work"),
)


def instrument(name: str = "pulse10-1") -> Instrument:
    """One that is shipped with the program."""
    found = read_questionnaire(paths.questionnaires() / f"{name}.toml")
    assert isinstance(found, Instrument)
    return found


def plan(**changes: Any) -> SurveyPlan:
    """Six people of one team and two slips."""
    made = SurveyPlan(
        survey_id="survey",
        title="Team pulse, autumn",
        purpose="We lost two colleagues this summer and ran short for weeks. We want to know what it did to us.",
        organiser_id="amina",
        instrument_id="pulse10-1",
        instrument_version=1,
        instrument_digest="00" * 32,
        blocks=(Block("block", "team", "", tuple("abcdef"), 2),),
        groups=(ReportGroup(WHOLE, "", frozenset({"block"})),),
        keepers=("jo", "sam", "dee"),
        closes_on=date(2026, 12, 6),
        report_by=date(2026, 12, 18),
    )
    return replace(made, **changes)


def taking(**changes: Any) -> Taking:
    """What one of them sees, with causes to tick."""
    made = Taking(
        plan=plan(),
        instrument=instrument(),
        team_name="Quayside House",
        keeper_names=("Jo", "Sam", "Dee"),
        colleagues=("Amina Yusuf", "Dee Rahman", "Jo Marsh", "Marek Nowak", "Sam Okafor", "Tom Whitlock"),
        slips=2,
        last_day=date(2026, 12, 6),
        begun=None,
        sent=False,
        causes=CAUSES,
        support_lines="If things are heavy at the moment, a questionnaire can’t tell you why. You might talk to someone "
        "you trust.\n\nIf you feel unsafe, help is there now: ring 000.",
        required_line="",
        asked_by="Amina Yusuf",
    )
    return replace(made, **changes)


def taking_with_words(**changes: Any) -> Taking:
    """The same with a box for words."""
    return taking(plan=plan(voice=Voice.THEMES), causes=(), **changes)
