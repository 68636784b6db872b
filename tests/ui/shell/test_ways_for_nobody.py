"""Whatever leads into the pages of change over time, with whatever in hand: nobody's data for others, and nothing breaks."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTableWidget, QTextEdit, QWidget

from pie_audit.domain.quarter import Quarter
from pie_audit.domain.team import Role
from pie_audit.storage import audits as rounds
from pie_audit.storage import teams as stored
from pie_audit.workflows import teams, unlock
from tests.ui.shell.desk import PASSWORD, Desk
from tests.ui.shell.leading_screens import ASKS, sign_plan
from tests.ui.shell.screens import OTHERS

AREAS = ("trends", "shared-plans", "shown-themes", "asks", "board-page", "plan")
NONSENSE = (
    None,
    "",
    "B",
    "no such theme",
    "../../etc",
    "x" * 4000,
    12,
    Quarter(1990, 1),
    "\u202eB\x00",
)
ROLES = {
    "Lee Park": frozenset({Role.LEADER}),
    "Ada Cole": frozenset({Role.ADMINISTRATOR}),
    "Tess Hall": frozenset({Role.STAFF}),
}
"""None of them has anything to do with Quayside House; Tess works in another team."""


def come_in(desk: Desk, name: str) -> None:
    """A workspace with a signed plan that isn't shared, and somebody else at the window."""
    desk.found(more=OTHERS)
    (folder,) = desk.premises.workspaces.iterdir()
    opened, amina = unlock.open_workspace(desk.premises, desk.worker, folder, "Amina Yusuf", PASSWORD)
    other = opened.write(lambda tx: teams.add_team(tx, amina, "Lantern Street", "")).result
    for who, roles in ROLES.items():
        at = other.team_id if Role.STAFF in roles else None
        code = teams.add_person(opened, amina, teams.NewPerson(who, roles, at))
        unlock.accept_invitation(opened, who, code, PASSWORD)
    opened.close()
    desk.open_window()
    desk.walk_in(name)
    somebody, desk.jobs.me = desk.jobs.me, unlock.sign_in(desk.jobs.opened, "Amina Yusuf", PASSWORD)
    sign_plan(desk)
    desk.jobs.me = somebody


def everything(page: QWidget) -> str:
    """All that any widget holds, hidden ones too."""
    found = []
    for widget in page.findChildren(QWidget):
        found += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            found.append(widget.text())
        if isinstance(widget, QTextEdit):
            found.append(widget.toPlainText())
        if isinstance(widget, QTableWidget):
            cells = (widget.item(r, c) for r in range(widget.rowCount()) for c in range(widget.columnCount()))
            found += [cell.text() for cell in cells if cell is not None]
    return "\n".join(found)


@pytest.mark.parametrize("name", ROLES)
def test_no_way_leads_to_what_a_team_keeps_to_itself(desk: Desk, name: str) -> None:
    come_in(desk, name)
    inside = desk.win.inside
    for area in AREAS:
        for argument in NONSENSE:
            inside.go(area, argument)
            desk.rest()
            seen = everything(inside)
            for private in (*ASKS, "For this:", "We ask first."):
                assert private not in seen, (area, argument)
            assert inside.page() is not None
    for area in ("results", "meeting"):
        inside.go(area, their_review(desk))
        desk.rest()
        assert "We ask first." not in everything(inside)
    assert desk.bugs == []


def their_review(desk: Desk) -> str:
    """The id of the review of Quayside House, as somebody might have noted it down."""
    found = desk.jobs.opened.read(
        lambda tx: [rounds.rounds_of_team(tx, t.team_id) for t in stored.list_teams(tx)]
    )
    return next(r.round_id for each in found for r in each)


@pytest.mark.parametrize("name", ["Amina Yusuf", "Tom Whitlock"])
def test_whoever_may_come_in_meets_nothing_that_breaks(desk: Desk, name: str) -> None:
    come_in(desk, name)
    inside = desk.win.inside
    for area in AREAS:
        for argument in NONSENSE:
            inside.go(area, argument)
            desk.rest()
            assert inside.page() is not None
    inside.go("asks")
    desk.rest()
    assert inside.area() == "home"
    assert desk.bugs == []
