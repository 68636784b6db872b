"""The demo's teams are asked without names: surveys of every state, figures with some hidden, and one's own pages."""

from __future__ import annotations

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.survey import Released, Statistic, SurveyState
from pie_audit.domain.team import Role
from pie_audit.storage import ballots, integrity, releases, surveys, teams
from pie_audit.storage.transaction import Transaction
from pie_audit.workflows import home, own_measures, unlock
from pie_audit.workflows.demo.demo import Demo
from pie_audit.workflows.demo.demo_sessions import at_day
from pie_audit.workflows.presence import SignedIn
from pie_audit.workflows.surveys import inventing, keeping, overview, plan_text, results
from pie_audit.workflows.surveys.views import Duty, SurveyLine, SurveyResults, Wellbeing
from tests.demos import SMALL, TODAY, TWO_TEAMS, Demos, Made
from tests.quarter import Hostel
from tests.surveys import block, grow, wish


@pytest.fixture
def made(demos: Demos) -> Made:
    """Two teams over four quarters."""
    return demos(TWO_TEAMS)


def come_in(demo: Demo, at: int) -> SignedIn:
    """The person at this place of the list of passwords: managers come first in each team of six."""
    person = demo.people[at]
    return at_day(unlock.sign_in(demo.made.opened, person.name, person.password), TODAY)


def page_of(demo: Demo, me: SignedIn) -> Wellbeing:
    team_id = next(iter(me.member.teams))
    return demo.made.opened.read(lambda tx: overview.wellbeing(tx, me, team_id))


def lines_by_state(demo: Demo, me: SignedIn) -> dict[SurveyState, list[SurveyLine]]:
    found: dict[SurveyState, list[SurveyLine]] = {}
    for line in page_of(demo, me).surveys:
        found.setdefault(line.state, []).append(line)
    return found


def results_of(demo: Demo, me: SignedIn, survey_id: str) -> SurveyResults:
    return demo.made.opened.read(lambda tx: results.results(tx, me, survey_id))


def ledger_of(demo: Demo, survey_id: str) -> tuple[Released, ...]:
    return demo.made.opened.read(lambda tx: releases.releases_of(tx, survey_id))


def told(demo: Demo) -> list[object]:
    """What the demo's surveys say, without anything random."""

    def content(tx: Transaction) -> list[object]:
        found: list[object] = []
        for team in teams.list_teams(tx):
            for row in surveys.surveys_of_team(tx, team.team_id):
                plan = plan_text.from_text(row.plan)
                labels = {group.group_id: group.label for group in (*plan.groups, plan.whole)}
                ledger = releases.releases_of(tx, row.survey_id)
                figures = {(labels[r.group_id], r.statistic, r.value, r.words) for r in ledger}
                said = surveys.load_said_back(tx, row.survey_id)
                found.append(
                    (team.name, plan.title, row.last_day, row.state, sorted(map(str, figures)), said)
                )
        return sorted(found, key=str)

    return demo.made.opened.read(content)


def test_the_first_team_has_surveys_of_every_state_before_the_box_is_turned(made: Made) -> None:
    found = lines_by_state(made[0], come_in(made[0], 0))
    assert {state: len(lines) for state, lines in found.items()} == {
        SurveyState.DRAFT: 1,
        SurveyState.OPEN: 1,
        SurveyState.REPORTED: 1,
        SurveyState.TOLD: 3,
    }
    assert not any(line.overdue for lines in found.values() for line in lines)


def test_the_second_team_has_a_box_with_its_first_key_turned(made: Made) -> None:
    demo = made[0]
    (half,) = lines_by_state(demo, come_in(demo, 6))[SurveyState.CLOSED]
    assert half.half_open
    keeper = come_in(demo, 8)
    inside = keeping.look_inside(demo.made.opened, keeper, half.survey_id)
    assert len(inside.casts) == 6
    assert not inside.few


def test_one_keeper_is_asked_to_approve_the_draft_and_two_have(made: Made) -> None:
    demo = made[0]
    duties = [lines_by_state(demo, come_in(demo, at))[SurveyState.DRAFT][0].duty for at in (1, 2)]
    assert duties == [Duty.WAIT, Duty.APPROVE]


def test_home_of_somebody_who_is_asked_says_so(made: Made) -> None:
    demo = made[0]
    me = come_in(demo, 1)
    shown = demo.made.opened.read(lambda tx: home.home(tx, me))
    assert [line.state for line in shown.surveys if line.asked] == [SurveyState.OPEN]


def test_half_of_the_staff_have_answered_and_the_manager_has_not(made: Made) -> None:
    demo = made[0]
    sent = [lines_by_state(demo, come_in(demo, at))[SurveyState.OPEN][0].sent for at in range(6)]
    assert sent == [False, False, True, False, True, False]
    (line,) = lines_by_state(demo, come_in(demo, 0))[SurveyState.OPEN]
    assert demo.made.opened.read(lambda tx: ballots.count_cast(tx, line.survey_id)) == 2


def test_figures_come_with_changes_and_small_groups_stay_hidden(made: Made) -> None:
    demo, changes, shown = made[0], set(), 0
    for at in (0, 6):
        me = come_in(demo, at)
        for line in page_of(demo, me).surveys:
            if line.state in {SurveyState.TOLD, SurveyState.REPORTED}:
                found = results_of(demo, me, line.survey_id)
                assert [g.hidden for g in found.groups if g.label.endswith("Bank")] == [True]
                assert bool(found.said_back) is (line.state is SurveyState.TOLD)
                shown += sum(not group.hidden for group in found.groups)
                changes |= {row.change for row in found.whole.rows}
    assert shown >= 3
    assert len(changes) > 1


def test_nothing_is_left_of_answers_but_figures(made: Made) -> None:
    demo = made[0]

    def kept(tx: Transaction) -> list[tuple[SurveyState, bool, bool]]:
        return [
            (
                row.state,
                bool(ballots.rights_of(tx, row.survey_id)),
                bool(surveys.keepers_of(tx, row.survey_id)),
            )
            for row in surveys.all_surveys(tx)
        ]

    for state, rights, keys in demo.made.opened.read(kept):
        assert rights is (state is SurveyState.OPEN)
        assert keys is (state in {SurveyState.DRAFT, SurveyState.OPEN, SurveyState.CLOSED})


def test_means_stand_on_whole_points_and_themes_beside_causes(made: Made) -> None:
    demo = made[0]
    ledger = [
        released
        for row in demo.made.opened.read(surveys.all_surveys)
        for released in ledger_of(demo, row.survey_id)
    ]
    assert {r.statistic for r in ledger} >= {
        Statistic.MEAN,
        Statistic.CHANGE,
        Statistic.SHARE,
        Statistic.TEXT,
    }


def test_the_same_seed_and_day_ask_and_tell_the_same(demos: Demos) -> None:
    (one, _), (same, _) = demos(TWO_TEAMS), demos(TWO_TEAMS, again=True)
    assert told(one) == told(same)


def test_nothing_of_it_is_damaged(made: Made) -> None:
    demo, worker = made
    assert worker.with_store(integrity.findings).result() == ()
    assert demo.made.opened.read(teams.list_teams)


def test_somebody_has_a_line_of_their_own_and_nobody_else_can_read_it(made: Made) -> None:
    demo = made[0]
    line = own_measures.own_line(demo.made.opened, come_in(demo, 1))
    (pulse,) = line.lines
    assert all(len(scale.points) >= 5 for scale in pulse.scales)
    assert own_measures.own_line(demo.made.opened, come_in(demo, 2)).lines == ()


def test_a_team_too_small_for_figures_is_asked_nothing(demos: Demos) -> None:
    demo, _worker = demos(SMALL)
    page = page_of(demo, come_in(demo, 0))
    assert page.too_small
    assert page.surveys == ()


def test_leaders_keep_a_key_and_read_no_team(made: Made) -> None:
    demo = made[0]
    leader = next(at for at, person in enumerate(demo.people) if person.role is Role.LEADER)
    me = come_in(demo, leader)
    asked = demo.made.opened.read(lambda tx: overview.asked_of(tx, me))
    assert [line.duty for line in asked] == []


def test_answers_are_made_up_in_a_demo_alone(hostel: Hostel) -> None:
    names = grow(hostel, 6)
    asked = wish(hostel, (block(hostel, names),))

    def invent(tx: Transaction) -> str:
        return inventing.invent_survey(tx, hostel.amina, asked, lambda _plan, _instrument: [], ())

    with pytest.raises(NotNow, match="made up"):
        hostel.opened.write(invent)
    assert hostel.opened.read(surveys.all_surveys) == ()
