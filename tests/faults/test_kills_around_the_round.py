"""kill -9 while paper is sealed, a theme is left out and teams merge: all of a write is there, or none of it."""

from __future__ import annotations

from itertools import count

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import RoundState
from pie_audit.domain.team import Perspective, Team
from pie_audit.storage import audits as rounds
from pie_audit.storage import papers, people
from pie_audit.storage import sheets as sealed_sheets
from pie_audit.storage import teams as groups
from pie_audit.workflows import leaving_out, paper_sheets, steps, successions, teams
from pie_audit.workflows.paper_sheets import MOST_PAPERS, PaperSheet
from tests.children import Acknowledge, Killed, kill_often
from tests.faults.closed import Closed
from tests.quarter import Hostel

LIVED = Perspective.LIVED_EXPERIENCE
SEATS = 5
"""Those of Quayside House with an account."""


def test_sealing_an_envelope_of_paper(closed: Closed, kills: int) -> None:
    """Each sheet is counted as handed out, keyed in and seated together, and only what isn't sealed is a draft."""
    sheet = [PaperSheet({"A1": Level(3)})]

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            while True:
                round_id = running(hostel) or hostel.start()
                printed, keyed = numbers(hostel, round_id)
                if printed == keyed == MOST_PAPERS:
                    hostel.do(steps.abandon_round, hostel.amina, round_id, "All sheets are in")
                    continue
                if printed == keyed:
                    hostel.do(paper_sheets.hand_out_papers, hostel.amina, round_id, LIVED, 1)
                hostel.do(paper_sheets.keep_envelope, hostel.amina, round_id, LIVED, sheet)
                hostel.do(paper_sheets.seal_envelope, hostel.amina, round_id, LIVED, sheet)
                acknowledge(f"{round_id} {keyed + 1}")

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            round_id = running(hostel)
            if round_id is None:
                return
            printed, keyed = numbers(hostel, round_id)
            kept = hostel.see(paper_sheets.envelope, hostel.amina, round_id, LIVED).kept
            seats = hostel.read(lambda tx: sealed_sheets.count_seats(tx, round_id))
            invited = hostel.read(lambda tx: rounds.load_round(tx, round_id)).invited
        assert seats == SEATS + keyed
        assert sum(i.slips for i in invited) == printed
        assert (printed - keyed, list(kept)) in [(0, []), (1, []), (1, sheet)]
        told = [int(line.split()[1]) for line in killed.acknowledged if line.startswith(round_id)]
        assert not told or told[-1] <= keyed

    def running(hostel: Hostel) -> str | None:
        found = hostel.read(lambda tx: rounds.rounds_of_team(tx, hostel.team_id))
        return next((r.round_id for r in found if r.state is RoundState.OPEN), None)

    def numbers(hostel: Hostel, round_id: str) -> tuple[int, int]:
        counted = hostel.read(lambda tx: papers.papers_of_round(tx, round_id)).get(LIVED)
        return (counted.printed, counted.keyed) if counted else (0, 0)

    kill_often(kills, "paper", loop, compare)


def test_leaving_a_theme_out_and_taking_it_in(closed: Closed, kills: int) -> None:
    """After number n it is left out for the reason n, or it is asked about where n is odd."""

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            for number in count():
                if reasons(hostel):
                    hostel.do(leaving_out.take_theme_in, hostel.amina, hostel.team_id, "E")
                    acknowledge("in")
                else:
                    why = f"Nobody lives here {number}"
                    hostel.do(leaving_out.leave_theme_out, hostel.amina, hostel.team_id, "E", why)
                    acknowledge(why)

    def reasons(hostel: Hostel) -> list[str]:
        return [off.reason for off in hostel.read(lambda tx: groups.themes_off(tx, hostel.team_id))]

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            found = reasons(hostel)
        told = killed.acknowledged[-1:]
        if told == ["in"]:
            assert found in ([], [f"Nobody lives here {len(killed.acknowledged)}"])
        elif told:
            assert found in (told, [])
        assert len(found) <= 1

    kill_often(kills, "theme", loop, compare)


def test_merging_teams(closed: Closed, kills: int) -> None:
    """Two teams end, and the one that comes out of them has both behind it and their people in it."""

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            while True:
                here = hostel.read(groups.list_teams)
                number = len(hostel.read(lambda tx: groups.list_teams(tx, with_retired=True)))
                if len(here) < 2:
                    added = hostel.do(teams.add_team, hostel.amina, f"Team {number:05}", "")
                    here = (*here, added.result)
                    number += 1
                args = ((f"Merged {number:05}", ""), [team.team_id for team in here])
                merged = hostel.opened.write(
                    lambda tx, args=args: successions.succeed_teams(tx, hostel.amina, *args, they_end=True)
                )
                acknowledge(merged.result.team_id)

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            every = hostel.read(lambda tx: groups.list_teams(tx, with_retired=True))
            before = {
                t.team_id: hostel.read(lambda tx, t=t: groups.predecessors(tx, t.team_id)) for t in every
            }
            here = {team.team_id for team in hostel.read(groups.list_teams)}
            jo = hostel.read(lambda tx: people.load_member(tx, hostel.jo.member.person_id))
        assert set(killed.acknowledged) <= {team.team_id for team in every}
        assert all(came_out(team, before[team.team_id]) for team in every)
        ended = {earlier.team_id for those in before.values() for earlier in those}
        assert not ended & here
        assert jo.teams >= {team.team_id for team in every if before[team.team_id]}

    def came_out(team: Team, before: tuple[Team, ...]) -> bool:
        return len(before) == (2 if team.name.startswith("Merged") else 0)

    kill_often(kills, "merge teams", loop, compare)
