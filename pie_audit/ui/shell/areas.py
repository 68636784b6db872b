"""The areas that a person is offered, and the page behind each; pages are imported when they are first wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from pie_audit.domain.team import Member, Role
from pie_audit.ui.shell.surroundings import Surroundings
from pie_audit.words import _

SHOWN_UNDER = {
    "start-review": "review",
    "rate": "review",
    "meeting": "review",
    "board": "review",
    "papers": "review",
    "own-sheet": "review",
    "results": "review",
    "write": "reflections",
    "settings": "people",
    "backup": "people",
}
"""Areas without an entry of their own, and the entry that is marked meanwhile."""


@dataclass(frozen=True, slots=True)
class Area:
    """One entry of the sidebar."""

    name: str
    title: str
    icon: str


def areas_for(member: Member, *, has_team: bool) -> tuple[Area, ...]:
    """Only what exists in this version and can be of use to this person."""
    runs = Role.MANAGER in member.roles
    mine = (Area("reflections", _("My reflections"), "notebook"),)
    ours: tuple[Area, ...] = ()
    if has_team:
        ours = (
            Area("review", _("Our review"), "clipboard-text"),
            Area("plan", _("Action plan") if runs else _("Our plan"), "flag"),
        )
    # Whoever runs the place looks after the team first; everybody else begins with what is theirs alone.
    return (Area("home", _("Home"), "house"), *((*ours, *mine) if runs else (*mine, *ours)))


def make_page(area: str, argument: object, around: Surroundings) -> QWidget:
    """A new page of that area. `argument` is a round's id for rating and meeting, else what the page begins with."""
    jobs, team_id = around.jobs, around.team_id
    if area == "home":
        from pie_audit.ui.home.home_page import HomePage

        return HomePage(jobs, team_id, lambda: around.preferences.settings.second_place)
    if area == "review":
        from pie_audit.ui.audit.overview_page import OverviewPage

        return OverviewPage(jobs, _known(team_id))
    if area == "start-review":
        from pie_audit.ui.audit.start_page import StartPage

        return StartPage(jobs, _known(team_id))
    if area == "rate":
        from pie_audit.ui.audit.rating_page import RatingPage

        return RatingPage(jobs, str(argument))
    if area == "own-sheet":
        from pie_audit.ui.audit.own_sheet_page import OwnSheetPage

        return OwnSheetPage(jobs, str(argument))
    if area == "results":
        from pie_audit.ui.audit.results_page import ResultsPage

        return ResultsPage(jobs, str(argument))
    if area == "papers":
        from pie_audit.ui.audit.paper_page import PaperPage

        return PaperPage(jobs, str(argument))
    if area == "meeting":
        from pie_audit.ui.audit.meeting_page import MeetingPage

        return MeetingPage(jobs, str(argument))
    if area == "board":
        from pie_audit.ui.audit.board_page import BoardPage

        return BoardPage(jobs, str(argument).partition("/")[0])
    if area == "reflections":
        from pie_audit.ui.reflection.list_page import ListPage

        return ListPage(jobs)
    if area == "plan":
        from pie_audit.ui.plan.plan_page import PlanPage

        return PlanPage(jobs, _known(team_id))
    from pie_audit.ui.shell.people_settings_page import PeopleSettingsPage

    return PeopleSettingsPage(around)


def page_key(area: str, argument: object, team_id: str | None) -> tuple[str, Any, str | None]:
    """Pages are kept by this: people, settings and copies are one page; rating and meeting belong to a round."""
    if SHOWN_UNDER.get(area, area) == "people":
        return ("people", None, None)
    if area == "board":
        argument = str(argument).partition("/")[0]
    of_round = {"rate", "meeting", "board", "papers", "own-sheet", "results"}
    return (area, argument if area in of_round else None, team_id)


def warm() -> None:
    """Load the pages that come first and those with the most in them, while somebody types their password."""
    import pie_audit.ui.audit.meeting_page
    import pie_audit.ui.audit.overview_page
    import pie_audit.ui.audit.rating_page
    import pie_audit.ui.home.home_page  # noqa: F401


def _known(team_id: str | None) -> str:
    if team_id is None:
        raise RuntimeError("this area needs a team")
    return team_id
