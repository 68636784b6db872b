"""A survey of Quayside House, real in every part and asked in a moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from pie_audit.domain.survey import Answers
from pie_audit.domain.team import Role
from pie_audit.storage import people
from pie_audit.storage.transaction import Transaction
from pie_audit.workflows import teams, unlock
from pie_audit.workflows.surveys import keeping, planning, starting, taking
from pie_audit.workflows.surveys.planning import BlockWish, PlanWish
from pie_audit.workflows.unlock import SignedIn, SurveySlip
from tests.quarter import MANAGER, TODAY, Hostel

NAMES = ("Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hal", "Ida", "Jan", "Kit", "Lou", "Mo", "Nan")
PURPOSE = "To find out what would make the winter easier, and to change two things of it."
CLOSES = date(2026, 12, 6)
REPORT_BY = date(2026, 12, 20)
AFTER = CLOSES + timedelta(days=1)
MIDDLING = {1: 3, 2: 1, 3: 2, 4: 3, 5: 2, 6: 4, 7: 2, 8: 3, 9: 2, 10: 1}
"""One person's answers to the pulse of ten: Load 62.5, Ground 70 (wellbeing.md, section a)."""


def varied(place: int) -> dict[int, int]:
    """Answers as unlike from person to person as people's are, so that six of them can be shown."""
    return {no: (place + place * no + place // 5) % 5 for no in range(1, 11)}


def grow(hostel: Hostel, n: int) -> tuple[str, ...]:
    """Let people in until the team has `n`; the first names of all of them, in lower case."""
    here = [name for name, me in hostel.people.items() if hostel.team_id in me.member.teams]
    for name in NAMES[: max(0, n - len(here))]:
        hostel.add(name)
        here.append(name.lower())
    return tuple(here[:n])


def block(hostel: Hostel, names: Sequence[str], label: str = "", slips: int = 0) -> BlockWish:
    """These people as one block of Quayside House."""
    people = tuple(hostel.people[name].member.person_id for name in names)
    return BlockWish(hostel.team_id, label, people, slips)


def wish(hostel: Hostel, blocks: Sequence[BlockWish], **changes: Any) -> PlanWish:
    """The pulse of ten, kept by Jo, Sam and Dee."""
    keepers = tuple(hostel.people[name].member.person_id for name in ("jo", "sam", "dee"))
    usual: dict[str, Any] = {
        "title": "Winter pulse",
        "purpose": PURPOSE,
        "instrument_id": "pulse10-1",
        "blocks": tuple(blocks),
        "keepers": keepers,
        "closes_on": CLOSES,
        "report_by": REPORT_BY,
    }
    return PlanWish(**usual | changes)


def planned(hostel: Hostel, blocks: Sequence[BlockWish], **changes: Any) -> str:
    """A plan that all three keepers approved; its id."""
    survey_id: str = hostel.do(planning.save_plan, hostel.amina, wish(hostel, blocks, **changes))
    keepers = hostel.see(planning.planning, hostel.amina, hostel.team_id, survey_id).plan.keepers
    for me in list(hostel.people.values()):
        if me.member.person_id in keepers:
            hostel.do(keeping.approve, me, survey_id)
    return survey_id


def started(
    hostel: Hostel, blocks: Sequence[BlockWish], **changes: Any
) -> tuple[str, tuple[SurveySlip, ...]]:
    """An open survey, and those who came in with one of its slips."""
    survey_id = planned(hostel, blocks, **changes)
    prepared = begun(hostel, survey_id)
    words = [word for each in prepared.slips.words.values() for word in each]
    holders = (unlock.sign_in_with_slip(hostel.opened, one) for one in words)
    return survey_id, tuple(h for h in holders if isinstance(h, SurveySlip))


def begun(hostel: Hostel, survey_id: str) -> starting.Prepared:
    """Open an approved survey to those who are asked."""
    prepared = starting.prepare(hostel.opened, hostel.amina, survey_id)
    starting.begin(hostel.opened, hostel.amina, prepared)
    return prepared


def answer(
    hostel: Hostel, me: SignedIn | SurveySlip, survey_id: str, values: Mapping[int, int], **more: Any
) -> None:
    """Hand these answers in."""
    taking.cast(hostel.opened, me, survey_id, Answers(dict(values), **more))


def opened(hostel: Hostel, survey_id: str, first: str = "jo", second: str = "dee") -> None:
    """Two keepers open the box on the day after its close week, and let out everything that may leave."""
    hostel.at(AFTER)
    assert keeping.turn_first(hostel.opened, hostel.people[first], survey_id)
    inside = keeping.look_inside(hostel.opened, hostel.people[second], survey_id)
    keeping.release(hostel.opened, hostel.people[second], inside, inside.comments)
    hostel.at(TODAY)


def three_teams(hostel: Hostel, sizes: Sequence[int]) -> str:
    """A survey of teams of these sizes, all of whom answered, most of them by slip; Amina manages all of them."""
    team_ids = [hostel.team_id, *(_another_team(hostel, name) for name in ("Harbour View", "The Annexe"))]
    own = tuple(hostel.people[name].member.person_id for name in ("amina", "jo", "sam", "dee", "tom"))
    hostel.sign_in(MANAGER)
    blocks = [BlockWish(hostel.team_id, "", own, sizes[0] - len(own))]
    blocks += [
        BlockWish(team_id, "", (), size) for team_id, size in zip(team_ids[1:], sizes[1:], strict=True)
    ]
    survey_id, slips = started(hostel, blocks, title="Three teams")
    accounts = [hostel.people[name] for name in ("amina", "jo", "sam", "dee", "tom")]
    place = Counter[str]()
    for me in (*accounts, *slips):
        team_id = me.block_id if isinstance(me, SurveySlip) else hostel.team_id
        answer(hostel, me, survey_id, varied(place[team_id]))
        place[team_id] += 1
    return survey_id


def _another_team(hostel: Hostel, name: str) -> str:
    """A team that Amina manages as well."""
    team = hostel.do(teams.add_team, hostel.amina, name, "").result
    hostel.opened.write(lambda tx: _let_amina_manage(tx, hostel.amina.member.person_id, team.team_id))
    return str(team.team_id)


def _let_amina_manage(tx: Transaction, person_id: str, team_id: str) -> None:
    amina = people.load_member(tx, person_id)
    people.save_member(tx, replace(amina, teams=amina.teams | {team_id}, manages=amina.manages | {team_id}))


def leader(hostel: Hostel) -> SignedIn:
    """Somebody above the team."""
    return hostel.add("Lee Park", Role.LEADER)
