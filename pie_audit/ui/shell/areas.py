"""The areas that a person is offered, and how the pages behind them are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pie_audit.domain.team import Member, Role
from pie_audit.domain.team_part import SMALL_LOGS, TeamPart
from pie_audit.words import _

SHOWN_UNDER = {
    "start-review": "review",
    "rate": "review",
    "meeting": "review",
    "board": "review",
    "papers": "review",
    "own-sheet": "review",
    "results": "review",
    "trends": "review",
    "write": "reflections",
    "registration": "reflections",
    "shared-with-me": "reflections",
    "session": "supervision",
    "agreement": "supervision",
    "protected-time": "supervision",
    "groups": "supervision",
    "group-session": "supervision",
    "small-logs": "day-by-day",
    "our-words": "day-by-day",
    "barriers": "day-by-day",
    "needs": "day-by-day",
    "said-did": "day-by-day",
    "said-did-poster": "day-by-day",
    "training": "day-by-day",
    "reading-cards": "day-by-day",
    "practices": "day-by-day",
    "long-view": "day-by-day",
    "team-parts": "people",
    "plan-survey": "wellbeing",
    "survey-keys": "wellbeing",
    "answer": "wellbeing",
    "survey-results": "wellbeing",
    "own-line": "wellbeing",
    "instruments": "wellbeing",
    "shown-themes": "shared-plans",
    "plan-pages": "shared-plans",
    "board-page": "asks",
    "settings": "people",
    "backup": "people",
}
"""Areas that not everybody has an entry for, and the entry that is marked for them then."""

FOR_LEADERS = frozenset({"shared-plans", "shown-themes", "asks", "board-page", "plan-pages"})
"""Areas of what teams share; nobody else is let in, whatever leads there."""

AREA_PARTS: Mapping[str, TeamPart | frozenset[TeamPart]] = {
    "day-by-day": frozenset(TeamPart) - {TeamPart.VOCABULARY},
    "small-logs": frozenset(SMALL_LOGS),
    "barriers": TeamPart.BARRIERS,
    "needs": TeamPart.NEEDS,
    "said-did": TeamPart.SAID_DID,
    "said-did-poster": TeamPart.SAID_DID,
    "training": TeamPart.TRAINING,
    "reading-cards": TeamPart.CARDS,
    "practices": TeamPart.PRACTICES,
    "long-view": TeamPart.LONG_VIEW,
    "our-words": TeamPart.VOCABULARY,
}
"""Areas of everyday practice, in their order: the part that a team has to use, or one of these."""

NEEDS_TEAM = frozenset(
    {
        "review",
        "plan",
        "start-review",
        "wellbeing",
        "plan-survey",
        "trends",
        "team-parts",
        *AREA_PARTS,
    }
)
"""Areas of the team in hand."""

PRIVATE = frozenset(
    {
        "reflections",
        "write",
        "shared-with-me",
        "own-sheet",
        "supervision",
        "session",
        "agreement",
        "groups",
        "group-session",
        "registration",
        "survey-keys",
        "answer",
        "own-line",
        "training",
    }
)
"""Areas whose words don't stay on the clipboard."""


_ONE_PAGE = frozenset({"people", "settings", "backup"})


@dataclass(frozen=True, slots=True)
class Area:
    """One entry of the sidebar."""

    name: str
    title: str
    icon: str


def areas_for(
    member: Member, *, has_team: bool, parts: frozenset[TeamPart] = frozenset()
) -> tuple[Area, ...]:
    """Only what exists in this version and can be of use to this person; `parts` are those their team uses."""
    day = (Area("day-by-day", _("Day by day"), "calendar-blank"),)
    uses = has_team and is_used("day-by-day", parts)
    return (*_usual_areas(member, has_team=has_team), *(day if uses else ()))


def _usual_areas(member: Member, *, has_team: bool) -> tuple[Area, ...]:
    runs = Role.MANAGER in member.roles
    leads = runs or Role.LEADER in member.roles
    mine = (
        Area("reflections", _("My reflections"), "notebook"),
        Area("supervision", _("{Supervision}") if leads else _("My {supervision}"), "users-three"),
    )
    # Without a team there are no surveys to list; one's own page is there for everybody.
    well = (
        Area("wellbeing", _("Wellbeing"), "heart")
        if has_team
        else Area("own-line", _("My own page"), "heart"),
    )
    ours: tuple[Area, ...] = ()
    if has_team:
        ours = (
            Area("review", _("Our review"), "clipboard-text"),
            Area("plan", _("Action plan") if runs else _("Our plan"), "flag"),
        )
    # Whoever runs the place looks after the team first; everybody else begins with what is theirs alone.
    over_time = (Area("trends", _("Trends"), "chart-line"),) if runs and has_team else ()
    rest = (*ours, *mine, *well, *over_time) if runs else (*mine, *ours, *well)
    home = Area("home", _("Home"), "house")
    if Role.LEADER not in member.roles:
        return (home, *rest)
    # Whoever leads and has a team of their own comes for that team first, and finds what others share below it.
    return (home, *rest, *_shared_by_teams()) if has_team else (home, *_from_teams(), *rest)


def is_open_to(
    area: str, member: Member, *, has_team: bool, parts: frozenset[TeamPart] = frozenset()
) -> bool:
    """Whether this person may go there at all; Home is where everybody else ends up."""
    if area in NEEDS_TEAM and not has_team:
        return False
    return is_used(area, parts) and (Role.LEADER in member.roles or area not in FOR_LEADERS)


def is_used(area: str, parts: frozenset[TeamPart]) -> bool:
    """Whether a team with these parts has this area; one that belongs to no part is always there."""
    needed = AREA_PARTS.get(area)
    if needed is None:
        return True
    return needed in parts if isinstance(needed, TeamPart) else bool(needed & parts)


def _from_teams() -> tuple[Area, ...]:
    """For leaders: what teams chose to share, and nothing else of theirs."""
    return (
        Area("shared-plans", _("Plans"), "flag"),
        Area("shown-themes", _("Trends"), "chart-line"),
        Area("asks", _("Asks of us"), "megaphone-simple"),
    )


def _shared_by_teams() -> tuple[Area, ...]:
    """The same beside areas of one's own team; chosen themes are a step away, on the page of plans."""
    return (
        Area("asks", _("Asks of us"), "megaphone-simple"),
        Area("shared-plans", _("Shared plans"), "folder-open"),
    )


def page_key(area: str, argument: object, team_id: str | None) -> tuple[str, Any, str | None]:
    """Pages are kept by this: people, settings and copies are one page; rating and meeting belong to a round."""
    if area in _ONE_PAGE:
        return ("people", None, None)
    if area == "board":
        argument = str(argument).partition("/")[0]
    of_round = {
        "rate",
        "meeting",
        "board",
        "papers",
        "own-sheet",
        "results",
        "session",
        "agreement",
        "group-session",
        "survey-keys",
        "answer",
        "survey-results",
        "instruments",
        "plan-pages",
    }
    return (area, argument if area in of_round else None, team_id)


def warm() -> None:
    """Load the pages that come first and those with the most in them, while somebody types their password."""
    import pie_audit.ui.audit.meeting_page
    import pie_audit.ui.audit.overview_page
    import pie_audit.ui.audit.rating_page
    import pie_audit.ui.home.home_page
    import pie_audit.ui.trends.trends_page  # noqa: F401


def title_among(areas: Sequence[Area], area: str) -> str:
    """What the window calls itself there: by the area, or by the one of these under which it is shown."""
    named = {entry.name: entry.title for entry in areas}
    return named.get(area) or named.get(SHOWN_UNDER.get(area, area), _("People & settings"))
