"""Plans that teams shared or sent: listed by name, opened beside the list, dropped as files, and let go of."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt

from pie_audit.ui.leading.plan_pages_page import PlanPagesPage
from pie_audit.ui.leading.plans_page import SharedPlansPage
from pie_audit.workflows.board_files import Came
from tests.ui.accessibility import nameless
from tests.ui.leading.leaders import (
    COVER,
    MANAGER,
    SENTENCE,
    Elsewhere,
    Leaders,
    drop,
    go,
    sit_down,
    tab_to,
    take_back,
    words_on,
)
from tests.ui.shell.desk import Desk

TWELVE = (
    "Alder", "Birch", "Cedar", "Damson", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Larch", "Maple",
)  # fmt: skip


def plans_of(desk: Desk) -> SharedPlansPage:
    page = go(desk, "shared-plans")
    assert isinstance(page, SharedPlansPage)
    return page


def came(page: SharedPlansPage) -> dict[str, Came]:
    return {file.name: file.came for file in page.taken.files}


def altered(path: Path, copy: Path) -> Path:
    """The same file with a page painted over."""
    with pikepdf.open(path) as pdf:
        pdf.pages[0].contents_add(b"1 0 0 rg 0 0 300 300 re f")
        pdf.save(copy)
    return copy


def strange(path: Path) -> Path:
    """A PDF of somebody else."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)
    return path


def test_a_plan_is_opened_with_all_that_its_edition_says(at_house: Desk) -> None:
    page = plans_of(at_house)
    words = words_on(page)
    assert "Quayside House" in words
    assert "Words only" in words
    assert f"“{SENTENCE}”" in words
    assert str(COVER["ask_what"]) in words
    assert "Waits for a reply" in words
    assert "Let go of it: Quayside House" not in words


def test_from_a_plan_one_comes_to_its_ask(at_house: Desk) -> None:
    page = plans_of(at_house)
    tab_to(at_house, f"To the ask: {COVER['ask_what']}")
    at_house.press(Qt.Key.Key_Space)
    at_house.rest()
    at_house.rest()
    assert at_house.win.inside.area() == "asks"
    assert page is not at_house.win.inside.page()


def test_files_that_are_dropped_each_get_one_sentence(alone: Desk, tmp_path: Path) -> None:
    team = Elsewhere(tmp_path / "mill", "Mill Lane")
    first = team.plan(tmp_path / "mill-spring.pdf", earlier=True)
    latest = team.plan(tmp_path / "mill-summer.pdf")
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and then nothing")
    given = (
        latest,
        altered(latest, tmp_path / "changed.pdf"),
        first,
        strange(tmp_path / "other.pdf"),
        broken,
    )
    assert drop(alone, *given)
    page = alone.win.inside.page()
    assert alone.win.inside.area() == "shared-plans"
    assert came(page) == {
        "mill-summer.pdf": Came.TAKEN_IN,
        "changed.pdf": Came.ALTERED,
        "mill-spring.pdf": Came.EARLIER,
        "other.pdf": Came.NOT_OURS,
        "broken.pdf": Came.UNREADABLE,
    }
    assert "2 of 5 files were taken in." in words_on(page)
    assert nameless(page) == []
    (plan,) = page.view.plans
    assert len(plan.earlier) == 1
    drop(alone, latest)
    assert came(page) == {"mill-summer.pdf": Came.SAME_AGAIN}
    team.close()


def test_plans_are_added_by_the_button_and_ctrl_z_takes_them_out(alone: Desk, tmp_path: Path) -> None:
    team = Elsewhere(tmp_path / "mill", "Mill Lane")
    alone.files.chosen = (team.plan(tmp_path / "mill.pdf"),)
    page = plans_of(alone)
    page.add_button.click()
    alone.until(lambda: bool(page.taken.files))
    alone.rest()
    assert [plan.plan.team for plan in page.view.plans] == ["Mill Lane"]
    page.taken.close_button.click()
    assert page.taken.isHidden()
    take_back(alone)
    assert page.view.plans == ()
    team.close()


def test_a_plan_that_came_as_a_file_is_let_go_of_and_comes_back(alone: Desk, tmp_path: Path) -> None:
    team = Elsewhere(tmp_path / "mill", "Mill Lane")
    drop(alone, team.plan(tmp_path / "mill.pdf"))
    page = alone.win.inside.page()
    tab_to(alone, "Let go of it: Mill Lane")
    alone.press(Qt.Key.Key_Space)
    alone.rest()
    assert page.view.plans == ()
    take_back(alone)
    assert [plan.plan.team for plan in page.view.plans] == ["Mill Lane"]
    team.close()


def test_somebody_who_doesnt_lead_cant_drop_anything(desk: Desk, leaders: Leaders, tmp_path: Path) -> None:
    sit_down(desk, leaders.house, MANAGER)
    assert not drop(desk, strange(tmp_path / "other.pdf"))
    assert desk.win.inside.area() == "home"


def test_a_team_may_drop_replies_and_is_told_what_a_file_is(
    desk: Desk, leaders: Leaders, tmp_path: Path
) -> None:
    sit_down(desk, leaders.house, MANAGER)
    file = tmp_path / "back.piereply"
    file.write_text("not a file of replies")
    assert drop(desk, file)
    desk.until(lambda: desk.win.inside.trouble.isVisible())
    assert desk.win.inside.area() == "plan"
    assert "This isn’t a file of replies." in desk.win.inside.trouble.accessibleName()


def test_words_that_are_dragged_over_the_window_arent_taken(alone: Desk) -> None:
    assert not drop(alone)


@pytest.fixture
def twelve(tmp_path: Path) -> list[Path]:
    """The plans of twelve workspaces: one with an earlier plan beside it, one altered, and a file that isn't ours."""
    files = []
    for name in TWELVE:
        team = Elsewhere(tmp_path / name, name)
        if name == TWELVE[0]:
            files.append(team.plan(tmp_path / f"{name}-spring.pdf", earlier=True))
        files.append(team.plan(tmp_path / f"{name}.pdf"))
        team.close()
    files[-1] = altered(files[-1], tmp_path / "Maple-changed.pdf")
    return [*files, strange(tmp_path / "other.pdf")]


def test_plans_of_twelve_workspaces_become_one_board(alone: Desk, twelve: list[Path], tmp_path: Path) -> None:
    drop(alone, *twelve)
    page = alone.win.inside.page()
    outcome = list(came(page).values())
    assert outcome.count(Came.TAKEN_IN) == 12
    assert outcome.count(Came.ALTERED) == 1
    assert outcome.count(Came.NOT_OURS) == 1
    assert [plan.plan.team for plan in page.view.plans] == list(TWELVE[:-1])
    asks = go(alone, "asks")
    assert "11 of 11 teams, oldest 2 quarters" in words_on(asks)
    asks.paper.click()
    alone.rest()
    alone.rest()
    paper = alone.win.inside.page()
    alone.until(lambda: paper.picture.count() > 0)
    alone.files.target = tmp_path / "board.pdf"
    paper.saver.button.click()
    alone.rest()
    with pikepdf.open(alone.files.target) as pdf:
        assert len(pdf.pages) == paper.picture.count()


def test_the_pages_of_a_plan_are_looked_at_and_left_again(at_house: Desk) -> None:
    plans_of(at_house)
    tab_to(at_house, "Look at its pages: Quayside House")
    at_house.press(Qt.Key.Key_Space)
    at_house.rest()
    pages = at_house.win.inside.page()
    assert isinstance(pages, PlanPagesPage)
    at_house.until(lambda: pages.picture.count() > 0 and not pages.picture.missing())
    assert nameless(pages) == []
    assert pages.body.overflow() == 0
    pages.back.click()
    at_house.rest()
    assert at_house.win.inside.area() == "shared-plans"


def test_a_plan_is_new_until_somebody_opens_it(at_house: Desk) -> None:
    page = plans_of(at_house)
    assert [plan.is_new for plan in page.view.plans] == [True]
    page.open_plan(next(iter(page.rows)))
    at_house.rest()
    page.reload()
    at_house.rest()
    assert [plan.is_new for plan in page.view.plans] == [False]


def test_the_first_file_says_that_nobody_has_compared_its_words(alone: Desk, tmp_path: Path) -> None:
    team, page = Elsewhere(tmp_path / "mill", "Mill Lane"), plans_of(alone)
    page.take_in((team.plan(tmp_path / "mill.pdf"),))
    alone.until(lambda: bool(page.taken.files))
    alone.rest()
    assert "it was taken at its word" in words_on(page)
    assert "only comparing the words with them can tell" in words_on(page)
    team.close()


def test_two_teams_of_one_name_are_told_apart_by_their_six_words(alone: Desk, tmp_path: Path) -> None:
    first, other = Elsewhere(tmp_path / "a", "Mill Lane"), Elsewhere(tmp_path / "b", "Mill Lane")
    page = plans_of(alone)
    page.take_in((first.plan(tmp_path / "a.pdf"), other.plan(tmp_path / "b.pdf")))
    alone.until(lambda: bool(page.taken.files))
    alone.rest()
    assert "One of several of this name" in words_on(page)
    assert "Another team here has the same name." in words_on(page)
    for team in (first, other):
        team.close()
