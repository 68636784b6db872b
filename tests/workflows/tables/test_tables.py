"""Tables that leave: for who may read the team, with the figures of the screen, and without what is hidden."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas
import pytest

from pie_audit.domain.audit import Outcome, RoundState
from pie_audit.domain.chart import GridChart, LineChart
from pie_audit.domain.errors import CannotSave, NotNow
from pie_audit.domain.plan_document import Edition
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import ReplyKind
from pie_audit.domain.table import Table, TableName, Workbook
from pie_audit.domain.team_part import TeamPart
from pie_audit.reports.tables_xlsx import xlsx_bytes
from pie_audit.storage import trail
from pie_audit.workflows import replies, shared_plans, teams
from pie_audit.workflows.shared_plans import ShareWish
from pie_audit.workflows.surveys import results
from pie_audit.workflows.tables import making
from pie_audit.workflows.tables.making import TableFile, TableWish
from pie_audit.workflows.trends.views import Window
from tests import surveys, years
from tests.privacy.markers import meet, type_everywhere
from tests.quarter import THIS_QUARTER, TODAY, Hostel
from tests.workflows.quarters import SUMMER, signed_plan
from tests.workflows.trends.looking import trends

BEFORE = THIS_QUARTER.plus(-1)


def made(hostel: Hostel, name: str = "jo", quarters: int | None = None) -> Workbook:
    """Every table of the team."""
    return hostel.see(making.team_tables, hostel.people[name], hostel.team_id, TableWish(quarters=quarters))


def table(hostel: Hostel, name: TableName, who: str = "jo", quarters: int | None = None) -> Table:
    return next(one for one in made(hostel, who, quarters).tables if one.name is name)


def column(one: Table, head: str) -> list[str]:
    return [row[one.head.index(head)] for row in one.rows]


def two_years(hostel: Hostel) -> None:
    for back in range(7, 0, -1):
        level = 1 + back % 3
        agreed: dict[str, int | Outcome] = {"A1": level, "A2": 2, "A3": Outcome.NOT_SETTLED, "A5": level}
        years.review(hostel, THIS_QUARTER.plus(-back), agreed if back == 3 else level)


def test_theme_means_are_those_that_the_page_draws(hostel: Hostel) -> None:
    two_years(hostel)
    found, page = table(hostel, TableName.THEMES), trends(hostel, window=Window.ALL)
    lines = [c for s in page.sections for c in s.charts if c.id.startswith("theme_lines/")]
    assert found.rows
    at = 0
    for chart in lines:
        assert isinstance(chart, LineChart)
        for shown, point in zip(chart.table.rows, chart.series[0].points, strict=True):
            row = dict(zip(found.head, found.rows[at], strict=True))
            assert (row["Theme"], row["Mean"]) == (chart.title, shown[1])
            if point.value is not None:
                assert (
                    point.label
                    == f"{row['Mean']} ({row['Topics with a level']} of {row['Topics that apply']})"
                )
                assert (float(row["Lowest"]), float(row["Highest"])) == (point.low, point.high)
            at += 1
    assert at == len(found.rows)


def test_topics_have_their_level_as_a_number_and_in_words_with_the_question_set(hostel: Hostel) -> None:
    two_years(hostel)
    found, page = table(hostel, TableName.TOPICS), trends(hostel, window=Window.ALL)
    squares = {
        (row.key, str(quarter)): cell
        for section in page.sections
        for chart in section.charts
        if isinstance(chart, GridChart) and chart.id.startswith("topic_grid/")
        for row in chart.rows
        for quarter, cell in zip(page.quarters, row.cells, strict=True)
    }
    assert len(found.rows) == len(squares) > 46
    for cells in found.rows:
        row = dict(zip(found.head, cells, strict=True))
        square = squares[row["Topic id"], row["Quarter"]]
        assert row["Level"] == ("" if square.level is None else str(square.level))
        assert row["In words"].casefold() in square.words.casefold()
    third = str(THIS_QUARTER.plus(-3))
    rows = [dict(zip(found.head, cells, strict=True)) for cells in found.rows]
    said = {row["Topic id"]: row for row in rows if row["Quarter"] == third}
    assert (said["A3"]["Level"], said["A3"]["In words"]) == ("", "no agreement")
    assert (said["A1"]["Question set"], said["A1"]["Signed off"]) == ("pie-own-1", "yes")


def test_only_so_many_quarters_as_somebody_wants(hostel: Hostel) -> None:
    two_years(hostel)
    for quarters in (1, 3, 4, 6, 8):
        found = {
            Quarter.parse(text)
            for text in column(table(hostel, TableName.TOPICS, quarters=quarters), "Quarter")
        }
        assert found <= {THIS_QUARTER.plus(-back) for back in range(quarters)}
        assert len(found) in {0, quarters}


def test_while_people_rate_no_level_of_any_review_is_in_any_table(hostel: Hostel) -> None:
    two_years(hostel)
    hostel.start()
    book = made(hostel)
    for name in (TableName.THEMES, TableName.TOPICS, TableName.DISTANCE):
        hidden = next(one for one in book.tables if one.name is name)
        assert hidden.rows == ()
        assert "stays hidden while people rate" in hidden.why_empty
    assert any("stays hidden while people rate" in words for _head, words in book.codebook.lines)


def test_nobody_outside_the_team_gets_a_table(hostel: Hostel) -> None:
    years.review(hostel, BEFORE)
    for name in ("lee",):
        with pytest.raises(NotNow):
            made(hostel, name)
        with pytest.raises(NotNow):
            hostel.see(making.whose_tables, hostel.people[name], "Quayside House")
    with pytest.raises(NotNow):
        hostel.see(making.board_tables, hostel.jo, TableWish())


def test_asks_stand_with_each_reply_and_each_silence(hostel: Hostel) -> None:
    signed_plan(hostel, SUMMER, "Backfill", ask_what="=Fund four hours", ask_of="the council")
    (asked,) = hostel.read(lambda tx: replies.every_ask(tx, hostel.team_id, TODAY))
    assert column(table(hostel, TableName.ASKS, "amina"), "Waits") == ["yes"]
    for kind, because in ((ReplyKind.PARTLY, "half"), (ReplyKind.YES, "from April")):
        day = hostel.amina.clock.today()
        reply = replace(replies.new_reply(asked, day), kind=kind, because=because)
        hostel.do(replies.record_reply, hostel.amina, reply)
    found = table(hostel, TableName.ASKS, "amina")
    told = zip(column(found, "Reply"), column(found, "Because"), strict=True)
    assert set(told) == {("partly", "half"), ("yes", "from April")}
    assert column(found, "What we ask for") == ["=Fund four hours"] * 2


def test_leaders_get_what_was_shared_and_only_that(hostel: Hostel, tmp_path: Path) -> None:
    signed_plan(hostel, SUMMER, "Backfill", ask_what="Fund four hours", ask_of="the council")
    empty = hostel.see(making.board_tables, hostel.lee, TableWish())
    assert (empty.count, [one.why_empty != "" for one in empty.tables]) == (0, [True, True])
    hostel.do(shared_plans.share_plan, hostel.amina, ShareWish(hostel.team_id, SUMMER, Edition.WORDS))
    book = hostel.see(making.board_tables, hostel.lee, TableWish())
    asks = next(one for one in book.tables if one.name is TableName.ASKS)
    assert (column(asks, "Team"), column(asks, "What they ask for")) == (
        ["Quayside House"],
        ["Fund four hours"],
    )
    with pytest.raises(NotNow, match="table of a team"):
        hostel.see(making.board_tables, hostel.lee, TableWish((TableName.THEMES,)))
    wanted = TableFile(None, tmp_path / "board.xlsx")
    assert making.save_tables(hostel.opened, hostel.lee, wanted).count == book.count


def test_surveys_tell_released_figures_without_people_or_the_words_of_questions(hostel: Hostel) -> None:
    names = surveys.grow(hostel, 7)
    survey_id, _slips = surveys.started(hostel, (surveys.block(hostel, names),))
    for place, name in enumerate(names):
        surveys.answer(hostel, hostel.people[name], survey_id, surveys.varied(place))
    assert table(hostel, TableName.SURVEYS).rows == ()
    surveys.opened(hostel, survey_id)
    view = hostel.see(results.results, hostel.jo, survey_id)
    found = table(hostel, TableName.SURVEYS)
    rows = [dict(zip(found.head, row, strict=True)) for row in found.rows]
    for shown in view.whole.rows:
        name = shown.what.removeprefix("scale/")
        (row,) = [r for r in rows if r["Group"] == view.whole.label and r["Scale or question"] == name]
        assert row["Mean"] == ("" if shown.mean is None else str(shown.mean))
    said = " ".join(cell for row in found.rows for cell in row)
    assert not [item.says for item in view.items if item.says and item.says in said]
    assert "7" not in column(found, "Took part")


def test_the_file_is_one_table_or_a_workbook_by_its_ending(hostel: Hostel, tmp_path: Path) -> None:
    two_years(hostel)
    hostel.turn_on(TeamPart.FRICTION)
    wish = TableWish((TableName.TOPICS,))
    for ending in ("csv", "xlsx"):
        wanted = TableFile(hostel.team_id, tmp_path / f"topics.{ending}", wish)
        making.save_tables(hostel.opened, hostel.jo, wanted)
    as_csv = pandas.read_csv(tmp_path / "topics.csv", dtype=str, keep_default_na=False)
    as_xlsx = pandas.read_excel(
        tmp_path / "topics.xlsx", "topics", dtype=str, keep_default_na=False, engine="openpyxl"
    )
    assert as_csv.equals(as_xlsx)
    assert [tuple(row) for row in as_csv.to_numpy()] == list(table(hostel, TableName.TOPICS).rows)
    making.save_tables(hostel.opened, hostel.jo, TableFile(hostel.team_id, tmp_path / "all.xlsx"))
    sheets = openpyxl.load_workbook(tmp_path / "all.xlsx").sheetnames
    assert sheets == [*(name.value for name in TableName), "codebook"]
    for wrong, names in (("all.csv", ()), ("topics.ods", wish.names), ("topics", wish.names)):
        with pytest.raises(NotNow):
            making.save_tables(
                hostel.opened, hostel.jo, TableFile(hostel.team_id, tmp_path / wrong, TableWish(names))
            )
        assert not (tmp_path / wrong).exists()


def test_a_place_that_takes_nothing_keeps_what_was_there(hostel: Hostel, tmp_path: Path) -> None:
    taken = tmp_path / "taken.csv"
    taken.write_text("mine")
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "link.csv").symlink_to(taken)
    for name in ("taken.csv", "folder.csv", "link.csv", "gone/x.csv"):
        with pytest.raises(CannotSave):
            making.save_tables(
                hostel.opened,
                hostel.jo,
                TableFile(hostel.team_id, tmp_path / name, TableWish((TableName.ACTIONS,))),
            )
    assert taken.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.glob("*.csv")) == ["folder.csv", "link.csv", "taken.csv"]


def test_the_record_says_that_tables_went_out_and_never_which(hostel: Hostel, tmp_path: Path) -> None:
    path = tmp_path / "secret-name.csv"
    making.save_tables(
        hostel.opened, hostel.jo, TableFile(hostel.team_id, path, TableWish((TableName.ACTIONS,)))
    )
    person = hostel.jo.member.person_id
    line = hostel.read(lambda tx: trail.lines_about(tx, "person", person))[0]
    assert (line.action, line.object_id) == ("exported tables", person)
    assert "secret" not in repr(line)


def test_a_team_without_anything_has_every_table_with_a_reason(hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.FRICTION)
    book = made(hostel)
    assert [one.name for one in book.tables] == list(TableName)
    assert [one.name for one in book.tables if not one.rows and not one.why_empty] == []
    assert xlsx_bytes(book, TODAY)


def test_forty_quarters_of_every_topic_arrive_whole(hostel: Hostel, tmp_path: Path) -> None:
    for back in range(40, 0, -1):
        years.review(hostel, THIS_QUARTER.plus(-back), 1 + back % 4, state=RoundState.SIGNED)
    found = table(hostel, TableName.TOPICS)
    assert len(found.rows) > 40 * 40
    path = tmp_path / "topics.csv"
    making.save_tables(
        hostel.opened, hostel.jo, TableFile(hostel.team_id, path, TableWish((TableName.TOPICS,)))
    )
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == len(found.rows) + 1


@pytest.mark.parametrize("whose", ["n" * 300, "Zażółć", "سلام", "", "../../etc", "CON", "Tŷ-Hir House"])
def test_names_of_files_are_ours(whose: str) -> None:
    name = making.file_name(whose, TableName.TOPICS, ".xlsx")
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}", name)
    assert name.endswith("-topics.xlsx")
    assert making.file_name(whose, None, ".xlsx").endswith("-tables.xlsx")


def test_a_name_of_300_characters_in_any_script_spoils_no_file(hostel: Hostel, tmp_path: Path) -> None:
    for number, name in enumerate(("n" * 300, "Zażółć gęślą jaźń", "=cmd|' /C calc'!A0", "بيت الرصيف")):
        hostel.do(teams.rename_team, hostel.amina, hostel.team_id, name, "")
        path = tmp_path / f"{number}.xlsx"
        making.save_tables(hostel.opened, hostel.jo, TableFile(hostel.team_id, path))
        found = openpyxl.load_workbook(path)
        assert found.properties.title
        said = [row[2].value for row in found["codebook"].iter_rows() if row[1].value == "Team"]
        assert [cell.removeprefix("'") for cell in said] == [name]
        assert not [c for row in found["codebook"].iter_rows() for c in row if c.data_type == "f"]


def test_no_table_holds_anything_that_was_rated_begun_or_kept_private(hostel: Hostel, tmp_path: Path) -> None:
    markers = type_everywhere(hostel)
    meet(hostel, markers["round"])
    never = ("note", "reason", "draft", "begun reply", "begun account", "dissent", "left name")
    secrets = ("password", "slip", "house key", "my key", "invitation", "envelope")
    for name in ("amina", "jo"):
        cells = [cell for one in made(hostel, name).tables for row in one.rows for cell in row]
        said = " ".join(cells)
        assert markers["ask what"] in said
        assert [kind for kind in (*never, *secrets) if markers[kind] in said] == []
