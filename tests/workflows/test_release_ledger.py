"""What surveys released is vouched for by the security record: who alters it in the file shows nothing more."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from pie_audit.domain.errors import NotNow
from pie_audit.storage.releases import release
from pie_audit.storage.surveys import survey, survey_team
from pie_audit.storage.transaction import Transaction
from pie_audit.workflows.surveys import keeping, results
from tests import surveys
from tests.quarter import Hostel

ALTERED = "isn’t what the security record says"


def _told(hostel: Hostel) -> tuple[str, tuple[str, ...]]:
    """A survey that was opened, and who was asked."""
    names = surveys.grow(hostel, 6)
    survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, names)])
    for place, name in enumerate(names):
        surveys.answer(hostel, hostel.people[name], survey_id, surveys.varied(place))
    surveys.opened(hostel, survey_id)
    return survey_id, names


def _drop_a_figure(tx: Transaction, survey_id: str) -> None:
    one = release.c.what == "scale/load"
    tx.connection.execute(sa.delete(release).where(release.c.survey_id == survey_id, one))


def _drop_every_figure(tx: Transaction, survey_id: str) -> None:
    tx.connection.execute(sa.delete(release).where(release.c.survey_id == survey_id))


def _drop_the_survey(tx: Transaction, survey_id: str) -> None:
    for table in (release, survey_team, survey):
        tx.connection.execute(sa.delete(table).where(table.c.survey_id == survey_id))


def _alter_a_figure(tx: Transaction, survey_id: str) -> None:
    tx.connection.execute(sa.update(release).where(release.c.value.is_not(None)).values(value=1))


def _alter_the_plan(tx: Transaction, survey_id: str) -> None:
    plan = sa.func.replace(survey.c.plan, '"slips":0', '"slips":9')
    tx.connection.execute(sa.update(survey).where(survey.c.survey_id == survey_id).values(plan=plan))


def _add_a_figure(tx: Transaction, survey_id: str) -> None:
    values = {"group_id": "elsewhere", "what": "scale/load", "statistic": "mean", "value": 9, "words": ""}
    tx.connection.execute(sa.insert(release).values(survey_id=survey_id, **values))


@pytest.mark.parametrize(
    "alter",
    [_drop_a_figure, _drop_every_figure, _drop_the_survey, _alter_a_figure, _alter_the_plan, _add_a_figure],
)
def test_a_ledger_that_was_altered_lets_nothing_more_out(
    hostel: Hostel, alter: Callable[[Transaction, str], None]
) -> None:
    earlier_id, names = _told(hostel)
    later_id, _slips = surveys.started(hostel, [surveys.block(hostel, names)], title="Later")
    for place, name in enumerate(names):
        surveys.answer(hostel, hostel.people[name], later_id, surveys.varied(place))
    hostel.at(surveys.AFTER)
    assert keeping.turn_first(hostel.opened, hostel.jo, later_id)
    hostel.opened.write(lambda tx: alter(tx, earlier_id))
    with pytest.raises(NotNow, match=ALTERED):
        keeping.look_inside(hostel.opened, hostel.dee, later_id)


def test_an_altered_figure_is_shown_to_nobody(hostel: Hostel) -> None:
    survey_id, _names = _told(hostel)
    assert hostel.see(results.results, hostel.tom, survey_id).whole.rows
    hostel.opened.write(lambda tx: _alter_a_figure(tx, survey_id))
    with pytest.raises(NotNow, match=ALTERED):
        hostel.see(results.results, hostel.tom, survey_id)


def test_the_security_record_tells_no_figure(hostel: Hostel) -> None:
    from pie_audit.storage import trail

    survey_id, _names = _told(hostel)
    (line,) = hostel.read(lambda tx: trail.lines_that_begin(tx, "survey released"))
    words, digest = line.action.rsplit(" ", 1)
    assert (words, line.object_id, len(digest)) == ("survey released", survey_id, 64)
