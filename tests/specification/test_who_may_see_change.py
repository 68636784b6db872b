"""Who may see, mark, share and take along change over time: every door, and everybody who has no key to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan_material import Edition
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.domain.report import ReportKind
from pie_audit.domain.table import TableName
from pie_audit.domain.team import Role, Standing
from pie_audit.domain.trend_mark import MarkKind, TrendMark, TrendSettings
from pie_audit.storage import audits as rounds
from pie_audit.workflows import (
    board,
    calendars,
    papers,
    reply_files,
    reports,
    review_records,
    shared_plans,
    teams,
    workspace_export,
)
from pie_audit.workflows import workspace_records as records
from pie_audit.workflows.paper_kinds import ReportPaper
from pie_audit.workflows.papers import PaperFile
from pie_audit.workflows.presence import Me, SignedIn
from pie_audit.workflows.shared_plans import ShareWish
from pie_audit.workflows.surveys.for_reports import surveys_told
from pie_audit.workflows.surveys.for_tables import said_back_lines, surveys_table
from pie_audit.workflows.tables import making
from pie_audit.workflows.trends import marking, reading
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.workspace_export import WorkspaceFile
from tests import make
from tests.quarter import Hostel
from tests.workflows.quarters import AUTUMN, SUMMER, signed_plan

ASK = "zqask backfill for four hours"
DEED = "zqdeed paint the hall"


@dataclass
class House:
    """Quayside House with two signed plans, one shared; another team; and somewhere to write."""

    hostel: Hostel
    round_id: str
    elsewhere: str
    folder: Path

    @property
    def team_id(self) -> str:
        return self.hostel.team_id

    @property
    def file(self) -> Path:
        return self.folder / "taken.csv"

    def everybody(self) -> dict[str, Me]:
        """One of each kind, by what they are."""
        tom, other = self.hostel.tom, frozenset({self.elsewhere})
        return {
            "manager": self.hostel.amina,
            "staff": tom,
            "leader": self.hostel.lee,
            "staff elsewhere": _as(tom, teams=other),
            "manager elsewhere": _as(tom, teams=other, manages=other, roles=frozenset({Role.MANAGER})),
            "administrator alone": _as(
                tom, teams=frozenset(), manages=frozenset(), roles=frozenset({Role.ADMINISTRATOR})
            ),
            "nobody's manager": _as(tom, teams=frozenset(), roles=frozenset({Role.MANAGER, Role.STAFF})),
            "somebody who left": _as(tom, standing=Standing.LEFT),
            "manager who left": _as(self.hostel.amina, standing=Standing.LEFT),
            "slip": self.slip,
        }

    slip: Me = None  # type: ignore[assignment]


def _as(me: SignedIn, **changes: object) -> SignedIn:
    return replace(me, member=replace(me.member, **changes))


@pytest.fixture
def house(hostel: Hostel, tmp_path: Path) -> House:
    signed_plan(hostel, SUMMER, DEED, ask_what=ASK, ask_of="the council")
    hostel.do(shared_plans.share_plan, hostel.amina, ShareWish(hostel.team_id, SUMMER, Edition.WORDS))
    elsewhere = hostel.do(teams.add_team, hostel.amina, "Lantern Street", "").result.team_id
    found = hostel.read(lambda tx: rounds.rounds_of_team(tx, hostel.team_id))
    rating = hostel.start(quarter=Quarter(2027, 1))
    (slip,) = hostel.slips(rating, team=1)
    folder = tmp_path / "out"
    folder.mkdir()
    return House(hostel, found[0].round_id, elsewhere, folder, slip)


Door = Callable[[House, Me], object]


def _mark(kind: MarkKind, chart: str) -> Door:
    def pin(house: House, me: Me) -> object:
        day = house.hostel.amina.clock.today()
        note = TrendMark(make.new_id(), house.team_id, chart, day, kind, "The roof was mended")
        return house.hostel.do(marking.add_mark, me, note)

    return pin


def _reply(house: House, me: Me) -> object:
    (group,) = house.hostel.see(board.board, house.hostel.lee).asks
    said = Reply("", "", ReplyKind.YES, house.hostel.lee.clock.today())
    return house.hostel.do(board.give_reply, me, [one.key for one in group.asks], said)


def _look_at_replies(house: House, me: Me) -> object:
    path = house.folder.parent / "replies.piereply"
    path.write_bytes(b"{}")
    return reply_files.look(house.hostel.opened, me, house.team_id, path)


def _by_name(house: House, me: Me) -> object:
    return house.hostel.see(making.whose_tables, me, "Quayside House")


def _taking_back(done: Undoable) -> Door:
    return lambda house, me: house.hostel.opened.write(lambda tx: done.undo(tx, me))


def turned_away(door: Door, house: House, me: Me) -> str:
    """What somebody is told who isn't let in; empty for whoever is."""
    try:
        door(house, me)
    except NotNow as error:
        return f"{error.what} {error.todo}"
    return ""


OF_TEAM: dict[str, Door] = {
    "trends": lambda h, me: h.hostel.see(reading.read_material, me, h.team_id),
    "tables": lambda h, me: h.hostel.see(making.team_tables, me, h.team_id, making.TableWish()),
    "one table": lambda h, me: making.save_tables(
        h.hostel.opened, me, making.TableFile(h.team_id, h.file, making.TableWish((TableName.THEMES,)))
    ),
    "table of surveys": lambda h, me: h.hostel.see(surveys_table, me, h.team_id),
    "surveys in reports": lambda h, me: h.hostel.see(surveys_told, me, h.team_id, SUMMER, AUTUMN),
    "review in the open file": lambda h, me: h.hostel.read(
        lambda tx: tuple(review_records.review_records(tx, me, h.round_id))
    ),
    "reviews in the open file": lambda h, me: h.hostel.see(review_records.reviews_to_read, me, h.team_id),
    "plans in the open file": lambda h, me: h.hostel.read(
        lambda tx: tuple(records.plan_records(tx, me, h.team_id))
    ),
    "logs in the open file": lambda h, me: h.hostel.read(
        lambda tx: tuple(records.log_records(tx, me, h.team_id))
    ),
    "what was said back": lambda h, me: h.hostel.read(lambda tx: tuple(said_back_lines(tx, me, h.team_id))),
    "surveys in the open file": lambda h, me: h.hostel.read(
        lambda tx: tuple(records.survey_records(tx, me, h.team_id))
    ),
    "calendar": lambda h, me: calendars.export_calendar(
        h.hostel.opened, me, calendars.CalendarFile(h.team_id, h.file)
    ),
    "pinning": _mark(MarkKind.NOTE, ""),
    **{
        f"report, {kind.value}": lambda h, me, kind=kind: h.hostel.read(  # type: ignore[misc]
            lambda tx: reports.read_source(tx, me, rounds.load_round(tx, h.round_id), kind)
        )
        for kind in ReportKind
        if kind is not ReportKind.BOARD
    },
    "pages of a report": lambda h, me: papers.lay_out(
        h.hostel.opened, me, h.team_id, SUMMER, ReportPaper(ReportKind.YEAR)
    ),
    "file of a report": lambda h, me: papers.save_paper(
        h.hostel.opened, me, PaperFile(h.team_id, SUMMER, ReportPaper(ReportKind.QUARTER), h.file)
    ),
}
OF_MANAGERS: dict[str, Door] = {
    "what is shared": lambda h, me: h.hostel.see(shared_plans.sharing, me, h.team_id, SUMMER),
    "sharing": lambda h, me: h.hostel.do(shared_plans.share_plan, me, ShareWish(h.team_id, SUMMER)),
    "sharing aside": lambda h, me: shared_plans.share(h.hostel.opened, me, ShareWish(h.team_id, SUMMER)),
    "an end to sharing": lambda h, me: h.hostel.do(shared_plans.stop_sharing, me, h.team_id, SUMMER),
    "a theme to show": lambda h, me: h.hostel.do(shared_plans.show_theme, me, h.team_id, "B", "We hold on."),
    "new limits": _mark(MarkKind.CHANGE_POINT, "friction"),
    "rules": lambda h, me: h.hostel.do(marking.change_settings, me, h.team_id, TrendSettings()),
}


def _on_board(h: House) -> str:
    """The plan that leaders see."""
    (plan,) = h.hostel.see(board.board, h.hostel.lee).plans
    return plan.plan_id


OF_LEADERS: dict[str, Door] = {
    "board": lambda h, me: h.hostel.see(board.board, me),
    "board as tables": lambda h, me: h.hostel.see(making.board_tables, me, making.TableWish()),
    "board as a file of tables": lambda h, me: making.save_tables(
        h.hostel.opened, me, making.TableFile(None, h.file, making.TableWish((TableName.ASKS,)))
    ),
    "opening a plan": lambda h, me: (h.hostel.do(board.look_at, me, _on_board(h)),),
    "pages of a plan": lambda h, me: board.lay_out_pages(h.hostel.opened, me, _on_board(h)),
    "page for the board": lambda h, me: board.lay_out_board(h.hostel.opened, me),
    "file of the board": lambda h, me: board.save_board(h.hostel.opened, me, h.file, False),
    "taking in": lambda h, me: board.take_in(h.hostel.opened, me, []),
    "replying": _reply,
}

TEAM = {"manager", "staff"}
ALLOWED = {
    **dict.fromkeys(OF_TEAM, TEAM),
    **{door: {"manager"} for door in OF_MANAGERS},
    **{door: {"leader"} for door in OF_LEADERS},
}
DOORS = OF_TEAM | OF_MANAGERS | OF_LEADERS


@pytest.mark.parametrize("door", DOORS)
def test_whoever_has_no_business_there_is_turned_away_and_no_file_is_left(house: House, door: str) -> None:
    for who, me in house.everybody().items():
        if who in ALLOWED[door]:
            continue
        words = turned_away(DOORS[door], house, me)
        assert words, f"{who} came in by “{door}”"
        assert DEED not in words
        assert "Quayside" not in words
        assert list(house.folder.iterdir()) == [], (who, door)


@pytest.mark.parametrize("door", DOORS)
def test_whoever_belongs_there_comes_in(house: House, door: str) -> None:
    who = sorted(ALLOWED[door])[0]
    assert DOORS[door](house, house.everybody()[who]) is not None


def test_a_file_of_replies_is_looked_at_by_the_team_alone(house: House) -> None:
    for who, me in house.everybody().items():
        if who not in TEAM:
            with pytest.raises(NotNow):
                _look_at_replies(house, me)


CHANGES: dict[str, Door] = {
    door: DOORS[door]
    for door in (
        "pinning",
        "new limits",
        "rules",
        "sharing",
        "an end to sharing",
        "a theme to show",
        "replying",
    )
}


@pytest.mark.parametrize("door", CHANGES)
def test_nobody_else_takes_back_what_was_done(house: House, door: str) -> None:
    """An undo waits in a window; whoever sits there then must be somebody who could have done it."""
    everybody = house.everybody()
    done = CHANGES[door](house, everybody[sorted(ALLOWED[door])[0]])
    assert isinstance(done, Undoable)
    for who, me in everybody.items():
        if who not in ALLOWED[door]:
            assert turned_away(_taking_back(done), house, me), f"{who} took back “{door}”"


MINE = {"manager", "staff"}


def test_everything_taken_along_holds_what_its_taker_may_read(house: House) -> None:
    for who, me in house.everybody().items():
        path = house.folder / f"{who.replace(' ', '-')}.json"
        try:
            workspace_export.save_workspace(house.hostel.opened, me, WorkspaceFile(path))
        except NotNow:
            assert who in {"slip", "somebody who left", "manager who left"}
            assert not path.exists()
            continue
        text = path.read_text("utf-8")
        assert (DEED in text.casefold()) == (who in {*MINE, "leader"}), who
        assert ('"kind":"review"' in text) == (who in MINE), who
        assert ('"kind":"shared plan"' in text) == (who == "leader"), who


def test_a_table_of_leaders_cant_be_one_of_a_team(house: House) -> None:
    for name in TableName:
        if name not in making.OF_LEADERS:
            with pytest.raises(NotNow):
                house.hostel.see(making.board_tables, house.hostel.lee, making.TableWish((name,)))


def test_a_team_is_found_by_name_by_its_own_people_alone(house: House) -> None:
    for who, me in house.everybody().items():
        if who not in MINE:
            assert turned_away(_by_name, house, me), who
    assert house.hostel.see(making.whose_tables, house.hostel.lee, "") is None
