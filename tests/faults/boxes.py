"""Surveys of Quayside House at every step, made once, so that children can be killed at any of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from pie_audit.domain.survey import Answers, Cast, SurveyState
from pie_audit.storage import ballots, releases
from pie_audit.storage import surveys as kept
from pie_audit.storage.surveys import SurveyRow
from pie_audit.storage.transaction import Transaction
from pie_audit.vault import ballots as box
from pie_audit.workflows import unlock
from pie_audit.workflows.surveys import keeping, plan_text, starting
from pie_audit.workflows.surveys.ballot_text import casts_from
from pie_audit.workflows.unlock import SurveySlip
from tests import surveys
from tests.faults.closed import Closed
from tests.quarter import TODAY, Finished, Hostel
from tests.surveys import AFTER

PEOPLE = 6
EACH = 3
"""Boxes to be opened in one life of a child."""


@dataclass(frozen=True)
class Shelf:
    """Surveys by what comes next: `planned` to be opened, `answered` to be closed, `half` to be let out, `told_of`."""

    asking: str
    planned: tuple[str, ...]
    answered: tuple[str, ...]
    half: tuple[str, ...]
    told_of: str


@dataclass
class Boxes:
    """A workspace with all of them, as it was made and as it was left by whoever was killed in it."""

    made: Path
    closed: Closed
    shelf: Shelf
    names: tuple[str, ...]
    slip: SurveySlip
    words: str

    def afresh(self) -> None:
        """Put back what was made, in place of what was left."""
        for folder in ("workspace", "marks"):
            shutil.rmtree(self.closed.place / folder, ignore_errors=True)
            shutil.copytree(self.made / folder, self.closed.place / folder)

    @contextmanager
    def open(self, *, later: bool = False) -> Iterator[Hostel]:
        """The workspace as it was left; with `later` on the day after the close week."""
        with self.closed.open() as hostel:
            if later:
                hostel.at(AFTER)
            yield hostel

    @contextmanager
    def checked(self, *, later: bool = False) -> Iterator[Hostel]:
        """The same, after a kill: everything holds together, and every survey is at one step and not between two."""
        with self.closed.checked() as hostel:
            for row in hostel.read(kept.all_surveys):
                assert_whole(hostel, row)
            if later:
                hostel.at(AFTER)
            yield hostel


@pytest.fixture(scope="session")
def made_boxes(quayside: Finished, tmp_path_factory: pytest.TempPathFactory) -> Boxes:
    """All of them, closed."""
    place = tmp_path_factory.mktemp("boxes")
    hostel = quayside.open(place)
    names = surveys.grow(hostel, PEOPLE)
    asking = surveys.planned(hostel, [surveys.block(hostel, names, slips=1)])
    prepared = starting.prepare(hostel.opened, hostel.amina, asking)
    starting.begin(hostel.opened, hostel.amina, prepared)
    ((words,),) = prepared.slips.words.values()
    slip = unlock.sign_in_with_slip(hostel.opened, words)
    assert isinstance(slip, SurveySlip)
    answered, half = (tuple(_answered(hostel, names) for _ in range(EACH)) for _ in range(2))
    planned = tuple(surveys.planned(hostel, [surveys.block(hostel, names)]) for _ in range(EACH))
    told_of = _answered(hostel, names)
    surveys.opened(hostel, told_of)
    hostel.at(AFTER)
    for survey_id in half:
        keeping.turn_first(hostel.opened, hostel.jo, survey_id)
    hostel.at(TODAY)
    key = hostel.opened.key
    hostel.close()
    shelf = Shelf(asking, planned, answered, half, told_of)
    return Boxes(place, Closed(place, hostel, key), shelf, names, slip, words)


@pytest.fixture
def boxes(made_boxes: Boxes, tmp_path: Path) -> Boxes:
    """A copy of all of them."""
    mine = replace(made_boxes, closed=replace(made_boxes.closed, place=tmp_path))
    mine.afresh()
    return mine


def _answered(hostel: Hostel, names: tuple[str, ...]) -> str:
    survey_id, _slips = surveys.started(hostel, [surveys.block(hostel, names)])
    for place, name in enumerate(names):
        surveys.answer(hostel, hostel.people[name], survey_id, surveys.varied(place))
    return survey_id


def numbered(number: int) -> Answers:
    """Answers to ten questions that tell a number."""
    return Answers({no: number // 5 ** (no - 1) % 5 for no in range(1, 11)})


def number_of(answers: Answers) -> int:
    """The number that they tell."""
    return sum(value * 5 ** (no - 1) for no, value in answers.values.items())


def row_of(hostel: Hostel, survey_id: str) -> SurveyRow:
    """One survey as it is kept."""
    return hostel.read(lambda tx: kept.load_survey(tx, survey_id))


@dataclass(frozen=True)
class Content:
    """How much there is of a survey's box, by table, and of what it released."""

    rights: int
    tokens: int
    parts: tuple[int, int, int]
    mids: int
    keys: int
    released: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the box is left."""
        return not (self.rights or self.tokens or any(self.parts) or self.mids or self.keys)


def content_of(hostel: Hostel, survey_id: str) -> Content:
    """Count it."""

    def look(tx: Transaction) -> Content:
        tokens = ballots.ballot_token
        found = tx.connection.execute(tokens.select().where(tokens.c.survey_id == survey_id)).fetchall()
        return Content(
            len(ballots.rights_of(tx, survey_id)),
            len(found),
            tuple(len(ballots.parts_of(tx, survey_id, place)) for place in range(3)),
            len(ballots.mids_of(tx, survey_id)),
            len(kept.keepers_of(tx, survey_id)),
            len(releases.releases_of(tx, survey_id)),
        )

    return hostel.read(look)


def assert_whole(hostel: Hostel, row: SurveyRow) -> None:
    """A survey is at one step: what belongs there is there, and nothing of the step before or after."""
    plan, found = plan_text.from_text(row.plan), content_of(hostel, row.survey_id)
    boxed = (found.rights, found.tokens, found.mids, found.released)
    cast = found.parts[0]
    assert set(found.parts) == {cast}
    match row.state:
        case SurveyState.DRAFT:
            assert (boxed, cast, row.frozen, row.vouched) == ((0, 0, 0, 0), 0, b"", None)
        case SurveyState.OPEN | SurveyState.CLOSED if row.turned_by is None:
            assert boxed == (plan.invited, plan.invited, 0, 0)
            assert (found.keys, row.turned_proof) == (3, None)
            assert hostel.read(lambda tx: starting.instrument_of(tx, plan)).items
        case SurveyState.CLOSED:
            assert (found.rights, found.tokens, cast, found.keys, found.released) == (0, 0, 0, 3, 0)
            assert found.mids == 2 * PEOPLE
        case SurveyState.REPORTED | SurveyState.TOLD:
            assert found.is_empty
            assert found.released
        case SurveyState.RETIRED:
            assert found.is_empty


def casts_by(hostel: Hostel, survey_id: str, first: str, second: str) -> tuple[Cast, ...]:
    """What these two keepers would read in an open box; nothing is written."""
    one, two = hostel.people[first], hostel.people[second]
    row = row_of(hostel, survey_id)
    plan = plan_text.from_text(row.plan)
    keys = hostel.read(lambda tx: kept.keepers_of(tx, survey_id))
    place = box.place_of(one.member.person_id, keys)
    parts = hostel.read(lambda tx: ballots.parts_of(tx, survey_id, place))
    bodies = box.take_off_outer(one.vault, keys, row.frozen, parts)[two.member.person_id]
    key = next(k for k in keys if k.person_id == two.member.person_id)
    contents = box.take_off_inner(two.vault, key, row.frozen, bodies)
    return casts_from(contents, plan, hostel.read(lambda tx: starting.instrument_of(tx, plan)))
