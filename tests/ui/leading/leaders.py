"""A leader at a desk: Quayside House shares its plan, Fern House has begun one and shares nothing."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pie_audit.domain.plan_material import Edition
from pie_audit.storage import audits as rounds
from pie_audit.storage import plans as stored
from pie_audit.ui.widgets import BusyLine, Button, Chip, WrapLabel
from pie_audit.workflows import founding, papers, plans, shared_plans, teams
from pie_audit.workflows.papers import PaperFile
from pie_audit.workflows.shared_plans import ShareWish
from pie_audit.workflows.worker import Worker
from tests import make
from tests.quarter import LEADER, MANAGER, STAFF, Hostel, first_run, make_finished, password_of, premises_at
from tests.ui.shell.desk import Desk
from tests.workflows.quarters import SPRING, SUMMER, begin, planned, sign, signed_plan

COVER = {
    "ask_what": "Pay for four hours of cover on nights",
    "ask_of": "Larkfield",
    "ask_reply_by": date(2026, 8, 1),
}
PHONES = {"ask_what": "Replace the lone-working phones", "ask_of": "Larkfield"}
SILENT, DRAFT = "Fern House", "Something nobody has signed"
SENTENCE = "We ask what happened before we ask what rule was broken."


@dataclass(frozen=True)
class Leaders:
    """Folders that are copied, never opened: Quayside House, and a workspace without a team."""

    house: Path
    alone: Path


def make_leaders(top: Path) -> Leaders:
    """Both, closed."""
    made = make_finished(top / "made")
    hostel = made.open(top / "house")
    signed_quarter(hostel)
    other = hostel.do(teams.add_team, hostel.amina, SILENT, "day centre").result
    _begin_draft(hostel, other.team_id)
    hostel.close()
    worker = Worker()
    wanted = founding.FirstRun(LEADER, password_of(LEADER), leads=True)
    founding.create_workspace(
        premises_at(top / "alone"), worker, wanted, top / "alone" / "workspace"
    ).opened.close()
    worker.close()
    return Leaders(top / "house", top / "alone")


def signed_quarter(hostel: Hostel) -> None:
    """Summer, signed with two asks and shared in words, with the theme that the team wants seen."""
    round_id = begin(hostel, SUMMER)
    planned(hostel, round_id, "Nights meet as well", **COVER)
    planned(hostel, round_id, "Nobody walks home without a phone", **PHONES)
    sign(hostel, round_id)
    hostel.do(shared_plans.show_theme, hostel.amina, hostel.team_id, "A", SENTENCE)
    shared_plans.share(hostel.opened, hostel.amina, ShareWish(hostel.team_id, SUMMER, Edition.WORDS))


def _begin_draft(hostel: Hostel, team_id: str) -> None:
    """A team that has begun a review and shares nothing of it."""
    draft = make.audit_round(team_id, quarter=SUMMER)
    action = replace(plans.new_action(team_id, draft.round_id), what=DRAFT)
    hostel.opened.write(lambda tx: rounds.save_round(tx, draft))
    hostel.opened.write(lambda tx: stored.save_action(tx, action))


def sit_down(desk: Desk, at: Path, name: str = LEADER) -> None:
    """Put a copy of a workspace on the desk's computer and come in."""
    shutil.copytree(at / "workspace", desk.folder / "workspaces" / "house")
    shutil.copytree(at / "marks", desk.folder / "marks", dirs_exist_ok=True)
    desk.open_window()
    come_in(desk, name)


def come_in(desk: Desk, name: str = LEADER) -> None:
    """Through the door, with the password that can be told from the name."""
    page = desk.win.door.page
    page._name.setText(name)
    page._password.setText(password_of(name))
    page._on_go()
    desk.until(lambda: desk.win.inside is not None)
    desk.rest()


def go(desk: Desk, area: str, argument: object = None) -> QWidget:
    """The page of an area, filled."""
    desk.win.inside.go(area, argument)
    desk.rest()
    desk.rest()
    return desk.win.inside.page()


def words_on(page: QWidget) -> str:
    """All that can be read on a page now."""
    labels = [w.text() for w in page.findChildren(WrapLabel) if w.isVisible()]
    chips = [w.text() for w in page.findChildren(Chip) if w.isVisible()]
    buttons = [b.accessibleName() for b in page.findChildren(Button) if b.isVisible()]
    return "\n".join((*labels, *chips, *buttons))


def window(desk: Desk) -> QWidget:
    """The small window over the page."""
    desk.until(lambda: desk.app.activeModalWidget() is not None)
    desk.rest()
    found = desk.app.activeModalWidget()
    assert found is not None
    return found


def drop(desk: Desk, *paths: Path) -> bool:
    """Let go of files over the window; whether it takes them."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    actions, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(QPoint(400, 300), actions, carried, button, key)
    house = desk.win.inside
    QApplication.sendEvent(house, over)
    if not over.isAccepted():
        return False
    QApplication.sendEvent(house, QDropEvent(QPointF(400, 300), actions, carried, button, key))
    desk.rest()
    desk.until(lambda: not any(busy.isVisible() for busy in desk.win.findChildren(BusyLine)))
    desk.rest()
    desk.rest()
    return True


def tab_to(desk: Desk, name: str) -> None:
    """Press Tab until what begins with this name has the focus."""
    for _step in range(80):
        focused = desk.app.focusWidget()
        if focused is not None and focused.accessibleName().startswith(name):
            return
        QTest.keyClick(focused or desk.win, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never came to “{name}”")


def take_back(desk: Desk) -> None:
    """Ctrl+Z, once the window has the keys again: without a window system nothing gives them back to it."""
    desk.win.activateWindow()
    desk.rest()
    desk.ctrl(Qt.Key.Key_Z)
    desk.rest()


class Elsewhere:
    """A workspace of its own, with one team that sends its plan as a file."""

    def __init__(self, top: Path, team: str) -> None:
        premises, self.worker = premises_at(top), Worker()
        made = founding.create_workspace(premises, self.worker, first_run(team_name=team), top / "workspace")
        team_id = next(iter(made.me.member.teams))
        people = dict.fromkeys(("amina", *(name.lower() for name in STAFF)), made.me)
        self.hostel = Hostel(premises, self.worker, made.opened, team_id, made.house_code, people)

    def plan(self, path: Path, *, earlier: bool = False, **ask: object) -> Path:
        """Sign a quarter with this ask and save its plan."""
        quarter = SPRING if earlier else SUMMER
        signed_plan(self.hostel, quarter, "Nights meet as well", **(ask or COVER))
        return self.save(path, earlier=earlier)

    def save(self, path: Path, *, earlier: bool = False) -> Path:
        """Save the plan of a quarter that is signed."""
        quarter = SPRING if earlier else SUMMER
        wanted = PaperFile(self.hostel.team_id, quarter, Edition.WORDS, path)
        papers.save_paper(self.hostel.opened, self.hostel.amina, wanted)
        return path

    def close(self) -> None:
        """Close it."""
        self.hostel.close()


__all__ = ["LEADER", "MANAGER"]
