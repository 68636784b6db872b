"""Forms of small logs hand back what was filled in: nobody seems to have changed what they never touched."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pie_audit.domain.bent_rule import Agreed, BentRule, Proposal
from pie_audit.domain.door_card import DoorCard
from pie_audit.domain.entry_merge import all_fields
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.refusal import AgencyKind, Direction, Next, Reason, Refusal
from pie_audit.domain.small_logs import Friction, FrictionEnd, Tellings, Win, WinKind, WinReach
from pie_audit.domain.team_part import TeamPart
from pie_audit.ui.home.entry_lines import lines_of
from pie_audit.ui.home.log_views import make_view
from pie_audit.workflows.everyday import small_log_views
from tests.ui.shell.desk import Desk

NOT_ON_THE_FORM = {
    "win_id",
    "friction_id",
    "tellings_id",
    "refusal_id",
    "bent_id",
    "door_id",
    "team_id",
    "week",
}
MONTH, YEARS_AGO = "2026-11", "2024-02"
ENTRIES: dict[str, tuple[TeamPart, Any]] = {
    "win": (
        TeamPart.WINS,
        Win(
            "w",
            "t",
            "2026-W47",
            "A quiet night",
            "the night team",
            "The clinic",
            WinReach.PAPERS,
            WinKind.BELONGING,
        ),
    ),
    "win of an earlier topic": (TeamPart.WINS, Win("w", "t", "2026-W47", "A quiet night", topic_id="X9")),
    "errand": (
        TeamPart.FRICTION,
        Friction("f", "t", YEARS_AGO, "A room", "Housing", 45, FrictionEnd.PARTLY, None, 3, True),
    ),
    "story": (TeamPart.TELLINGS, Tellings("s", "t", YEARS_AGO, "T3", 4, 3, 2, 9)),
    "refusal": (
        TeamPart.REFUSALS,
        Refusal(
            "r",
            "t",
            YEARS_AGO,
            Direction.BY_OTHERS,
            "Northside",
            Reason.FULL,
            Next.NOTHING,
            None,
            AgencyKind.HEALTH,
        ),
    ),
    "our refusal": (
        TeamPart.REFUSALS,
        Refusal("r", "t", MONTH, Direction.BY_US, "", Reason.FULL, Next.NOT_SAID, BarrierLevel.INDIVIDUAL),
    ),
    "bent rule": (
        TeamPart.BENT_RULES,
        BentRule(
            "b",
            "t",
            "2026-W40",
            "No visitors",
            "A visit",
            "Snow",
            "Amina",
            Agreed.BEFORE,
            "He slept",
            "Two of us",
            Proposal.CHANGE_RULE,
        ),
    ),
    "door card": (TeamPart.DOORS, DoorCard("d", "t", "Northside", "No room", "A letter", "The nurse")),
}


@pytest.mark.parametrize("what", ENTRIES)
def test_form_hands_back_what_was_filled_in_and_names_each_field_of_it(desk: Desk, what: str) -> None:
    part, entry = ENTRIES[what]
    desk.found()
    desk.open_window()
    desk.walk_in()
    desk.turn_on(part)
    me = desk.jobs.me
    logs = desk.jobs.opened.read(lambda tx: small_log_views.look(tx, me, desk.team_id, part))
    view = make_view(desk.jobs, part)
    logs = replace(logs, refusals=(entry,)) if part is TeamPart.REFUSALS else logs
    view.show_logs(logs)
    view.change(entry)
    assert view.form is not None
    assert view.form.entry() == entry
    changed_here = {line.field for line in lines_of(entry, logs)}
    assert set(all_fields(entry)) - changed_here <= NOT_ON_THE_FORM
    view.deleteLater()
