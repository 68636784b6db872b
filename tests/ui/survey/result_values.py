"""Made-up results of a survey: values only, no workspace."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from pie_audit.domain.ledger import Tally
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.support_beside import QuarterBeside, SupportBeside
from pie_audit.domain.survey import Block, Participation, ReportGroup, SurveyPlan, SurveyState, Voice
from pie_audit.domain.theme_score import ThemeScore
from pie_audit.workflows.surveys.views import ChangeWord, GroupRows, Row, SaidBack, Shares, SurveyResults
from tests.ui.survey.values import TEAM, plan

ENDS = ("Not true for me", "Half and half", "Very true")


def row(title: str = "Load", **changes: Any) -> Row:
    """A scale at 58 of 100, ten more than last time."""
    usual = Row(f"scale/{title.lower()}", title, 58, 48, ChangeWord.HIGHER, Shares(20, 40, 40), "", False)
    return replace(usual, **changes)


def item(no: int, title: str, says: str, **changes: Any) -> Row:
    """A question of everybody together."""
    usual = Row(f"item/{no}", title, 62, 60, ChangeWord.SAME, Shares(20, 20, 60), "", better=True, says=says)
    return replace(usual, **changes)


LOAD = row()
GROUND = row("Ground", mean=66, before=64, change=ChangeWord.SAME, shares=Shares(5, 40, 50), better=True)
ITEMS = (
    item(
        1,
        "strain",
        "Work has been taking more out of me than I can put back in.",
        mean=71,
        before=55,
        change=ChangeWord.HIGHER,
        better=False,
    ),
    item(
        3,
        "workload",
        "What I am asked to do fits into the hours I am paid for.",
        mean=38,
        before=52,
        change=ChangeWord.LOWER,
        shares=Shares(50, 30, 20),
    ),
    item(5, "safety to speak", "I can bring up an awkward truth in this team and it will be heard."),
    item(6, "meaning", "What we do here feels worth doing.", mean=94, before=90, shares=None),
)
DAYS = GroupRows("days", "Days", False, (LOAD, GROUND))
NIGHTS = GroupRows("nights", "Nights", True)
BANK = GroupRows("bank", "Bank and agency", True)


def in_parts() -> SurveyPlan:
    """The autumn pulse of a team in three parts."""
    blocks = tuple(Block(g, TEAM, g, (), 8) for g in ("days", "nights", "bank"))
    groups = tuple(ReportGroup(b.block_id, b.label, frozenset({b.block_id})) for b in blocks)
    return plan(blocks=blocks, groups=groups)


def results(**changes: Any) -> SurveyResults:
    """The autumn pulse, with one of three parts shown, read by whoever asked."""
    usual = SurveyResults(
        plan=in_parts(),
        state=SurveyState.REPORTED,
        status_line="A conversation starter written for this program. It has not been validated, it cannot diagnose "
        "anything, and its numbers should not be compared with other organisations.",
        participation=Participation.MOST,
        whole=GroupRows("whole", "Everybody", False, (LOAD, GROUND)),
        items=ITEMS,
        groups=(DAYS, NIGHTS, BANK),
        voice=Voice.CAUSES,
        voices=(),
        causes=(
            ("Not enough people on shift", "most"),
            ("Rushed or missing handover", "about half"),
            ("No quiet place to work or to recover", "few"),
        ),
        sentence="Load: 58 of 100, higher than last time. Ground: 66 of 100, much the same as last time.",
        uncertainty="People come and go between surveys, so part of any change is who answered. A change under about "
        "10 points of a group of questions, or 13 of a single one, may be nothing at all.",
        before_title="Summer pulse",
        said_back=(),
        may_say_back=True,
        overdue=False,
        required_line="",
        ends=ENDS,
    )
    return replace(usual, **changes)


SAID = (
    SaidBack("There isn’t enough time at handover", "Start it ten minutes earlier, paid", ""),
    SaidBack("Nights feel alone", "Ring in at two, every night", "Add a second night worker"),
)


def small() -> SurveyResults:
    """A team of fewer than twenty: questions as one word of three, no groups."""
    words = tuple(
        replace(one, mean=None, before=None, change=ChangeWord.NONE, shares=None, band=band)
        for one, band in zip(ITEMS, ("high", "low", "middle", "high"), strict=True)
    )
    return results(
        plan=plan(),
        items=words,
        groups=(),
        said_back=SAID,
        uncertainty="You are few, so one hard week of one person moves these figures. A change under about 10 points "
        "may be nothing at all. A third is a wide step: a question may cross into the next one by very little, or move "
        "a good way inside one. So another third than last time may be nothing at all.",
    )


def nothing() -> SurveyResults:
    """So few, or so alike, that nothing may be shown."""
    return results(
        whole=GroupRows("whole", "Everybody", True),
        items=(),
        causes=(),
        groups=(replace(DAYS, hidden=True, rows=()), NIGHTS, BANK),
        sentence="Nothing is shown this time, to keep everybody safe. That says nothing about how you are.",
        uncertainty="",
    )


def score(mean: Fraction | None, valued: int = 6) -> ThemeScore:
    """Where support stands, on so many of eight topics."""
    return ThemeScore("B", mean, valued, 8, low=1, high=3)


def beside(n: int = 6, **changes: Any) -> SupportBeside:
    """Quarters up to autumn 2026: support grows, strain goes down; a review was missed, and a survey."""
    last = Quarter(2026, 4)
    quarters = tuple(
        QuarterBeside(
            last.plus(at - n + 1),
            None if at == 1 else score(Fraction(8 + at, 6)),
            Tally(12, 6 + at % 5, planned_min=720, held_min=400) if at != 2 else None,
            None if at == 3 else 72 - 4 * at,
            follows=at != 4,
        )
        for at in range(n)
    )
    return replace(SupportBeside("Quayside House", "Staff training and support", "Load", quarters), **changes)
