"""Support beside strain: signed levels, kept sessions and released figures of one team, and of nobody else."""

from __future__ import annotations

from datetime import date

import pytest

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Consensus, Outcome
from pie_audit.domain.errors import NotNow
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.session import Session, SessionKind, SessionStatus
from pie_audit.domain.support_beside import SupportBeside
from pie_audit.storage import sessions
from pie_audit.workflows import meetings, questions
from pie_audit.workflows.surveys.support_beside_strain import support_beside_strain
from tests import surveys
from tests.quarter import THIS_QUARTER, TODAY, Hostel
from tests.workflows import quarters


def agree_on_support(hostel: Hostel, quarter: Quarter = THIS_QUARTER, level: int = 2) -> str:
    """A signed review of everything, talked about together, with a level for each topic of theme B."""
    hostel.at(quarter.first_day.replace(day=10))
    day = hostel.amina.clock.today()
    round_id = hostel.start(
        quarter=quarter,
        scope=Scope.FULL,
        together_only=True,
        raters=(),
        openers=(),
        opens_on=day,
        closes_on=day,
        talk_on=None,
    )
    for topic in questions.bundled().topics:
        if topic.theme == "B":
            record = Consensus(topic.id, Outcome.AGREED, Level(level), because="We talked")
            hostel.do(meetings.record_consensus, hostel.amina, round_id, record)
    quarters.sign(hostel, round_id)
    hostel.at(TODAY)
    return round_id


def hold_session(hostel: Hostel, day: date, status: SessionStatus = SessionStatus.HELD) -> None:
    """An hour of the group, held or called off."""
    held = {"held_on": day, "held_min": 60} if status is SessionStatus.HELD else {}
    line = Session(
        session_id=f"{day}",
        kind=SessionKind.GROUP,
        team_id=hostel.team_id,
        planned_on=day,
        planned_min=60,
        status=status,
        supervisor_id=None,
        supervisee_id=None,
        agreement_id=None,
        **held,
    )
    hostel.opened.write(lambda tx: sessions.add_sessions(tx, (line,)))


def ask(hostel: Hostel, n: int = 6, answered: int = 6) -> str:
    """A survey of `n`, whose box was opened after `answered` of them had answered; its id."""
    names = surveys.grow(hostel, n)
    survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, names)])
    for place, name in enumerate(names[:answered]):
        surveys.answer(hostel, hostel.people[name], survey_id, surveys.varied(place))
    surveys.opened(hostel, survey_id)
    return survey_id


def look(hostel: Hostel, survey_id: str, name: str = "tom") -> tuple[SupportBeside, ...]:
    """What somebody sees."""
    return hostel.see(support_beside_strain, hostel.people[name], survey_id)


def test_a_quarter_has_what_was_agreed_kept_and_released(hostel: Hostel) -> None:
    agree_on_support(hostel)
    hold_session(hostel, date(2026, 10, 6))
    hold_session(hostel, date(2026, 10, 20), SessionStatus.CANCELLED)
    (view,) = look(hostel, ask(hostel))
    (quarter,) = view.quarters
    assert (view.theme, view.scale) == (questions.bundled().theme("B").short_title, "Load")
    assert quarter.quarter == THIS_QUARTER
    assert quarter.support is not None
    assert quarter.support.mean == 2
    assert (quarter.kept.held, quarter.kept.planned) == (1, 2)
    assert quarter.strain is not None
    assert not quarter.is_hidden
    assert view.dots == ()


def test_an_earlier_quarter_without_a_survey_is_a_gap(hostel: Hostel) -> None:
    agree_on_support(hostel, Quarter(2026, 2), level=1)
    (view,) = look(hostel, ask(hostel))
    assert [(q.quarter.number, q.support is None, q.strain is None) for q in view.quarters] == [
        (2, False, True),
        (3, True, True),
        (4, True, False),
    ]


def test_a_survey_that_shows_nothing_is_hidden_and_stands_beside_nothing(hostel: Hostel) -> None:
    agree_on_support(hostel)
    assert look(hostel, ask(hostel, n=6, answered=4)) == ()


def test_the_short_form_gives_no_mean_of_a_theme(hostel: Hostel) -> None:
    round_id = hostel.opened_round()
    record = Consensus("B3", Outcome.AGREED, Level(2))
    hostel.do(meetings.record_consensus, hostel.amina, round_id, record)
    hostel.sign(round_id)
    hold_session(hostel, date(2026, 10, 6))
    (view,) = look(hostel, ask(hostel))
    assert [one.support for one in view.quarters] == [None]


def test_it_rests_while_the_team_rates_in_private(hostel: Hostel) -> None:
    agree_on_support(hostel, Quarter(2026, 3))
    survey_id = ask(hostel)
    assert look(hostel, survey_id)
    hostel.start()
    with pytest.raises(NotNow):
        look(hostel, survey_id)


def test_nothing_stands_here_before_the_box_is_opened(hostel: Hostel) -> None:
    agree_on_support(hostel)
    names = surveys.grow(hostel, 6)
    survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, names)])
    assert look(hostel, survey_id) == ()


def test_only_who_belongs_to_the_team_sees_it(hostel: Hostel) -> None:
    agree_on_support(hostel)
    survey_id = ask(hostel)
    assert look(hostel, survey_id, "amina")
    assert look(hostel, survey_id, "lee") == ()
