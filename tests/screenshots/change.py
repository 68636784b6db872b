"""Seeing change: a team's trends, its reports and what it shares; then what leaders see, answer and put on one page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtTest import QTest

from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import ReplyKind
from pie_audit.domain.report import ReportKind
from pie_audit.domain.team import Role
from pie_audit.reports import preview
from pie_audit.ui.leading.asks_page import AsksPage
from pie_audit.ui.leading.plans_page import SharedPlansPage
from pie_audit.ui.plan.preview_page import PreviewPage
from pie_audit.ui.trends.trends_page import TrendsPage
from pie_audit.workflows import papers
from pie_audit.workflows.demo import demo
from pie_audit.workflows.paper_kinds import ReportPaper
from pie_audit.workflows.trends.views import Part
from pie_audit.workflows.unlock import SignedIn
from pie_audit.workflows.worker import Worker
from tests.quarter import TODAY
from tests.screenshots.cast import Cast, take_for_real
from tests.screenshots.stage import changes_to, dialog, goes, signs_in
from tests.screenshots.studio import Studio
from tests.workflows.twelve import found_service

TALKING, SIGNED = "Nadia Halim", "Ruth Ember"
"""The managers of the team that talks its quarter through, and of the one that has signed it."""

ELSEWHERE = (("Mill Lane", "Night cover"), ("Ferry Outreach", "Cover for nights"))
"""Teams with workspaces of their own, and what they ask for; the file of the second is altered on its way."""

PARTS = (
    (Part.DISTANCE, "trends-distance"),
    (Part.PEOPLE, "trends-people"),
    (Part.TIME, "trends-time"),
    (Part.WELLBEING, "trends-wellbeing"),
    (Part.SMALL_LOGS, "trends-months"),
)
REPORTS = (
    (ReportKind.QUARTER, "report-quarter", "page-quarter"),
    (ReportKind.WELLBEING, "report-wellbeing", "page-wellbeing"),
    (ReportKind.YEAR, "report-year", "page-year"),
    (ReportKind.EVIDENCE, "report-evidence", "page-evidence"),
)
PAGE_PX = 700
"""How wide pictures of paper are."""


def play(studio: Studio, place: Path) -> None:
    """A manager looks back and shares; a leader reads, takes plans in, answers, and makes a page."""
    cast = make_three_teams(studio, place)
    studio.opens(place, cast.folder)
    signs_in(studio, cast, TALKING)
    _trends(studio)
    changes_to(studio, cast, SIGNED)
    studio.shoot("home-manager")
    _share(studio)
    _reports(studio)
    changes_to(studio, cast, cast.leader)
    _lead(studio, place)


def make_three_teams(studio: Studio, place: Path) -> Cast:
    """Three teams over two years."""
    worker, premises = Worker(), studio.premises(place)
    folder = premises.workspaces / "quayside"
    found = demo.make_demo(premises, worker, folder, demo.DemoPlan(seed=1, as_of=TODAY))
    found.made.opened.write(take_for_real)
    found.made.opened.close()
    worker.close()
    leader = next(p.name for p in found.people if p.role is Role.LEADER)
    return Cast(folder, {p.name: p.password for p in found.people}, leader)


def _whole(studio: Studio, page: TrendsPage) -> None:
    """Until every chart stands there."""
    studio.rests()
    studio.visitor.waits_until(lambda: page.is_whole, "the trends never came")
    QTest.qWait(200)


def _trends(studio: Studio) -> None:
    page: TrendsPage = goes(studio, "trends")
    _whole(studio, page)
    studio.shoot("trends")
    for at, name in ((1, "trends-tables"), (2, "trends-words")):
        page.show_as(at)
        _whole(studio, page)
        studio.shoot(name)
    page.show_as(0)
    _whole(studio, page)
    page.body.verticalScrollBar().setValue(page.beside.mapTo(page.body.widget(), QPoint()).y() - 4)
    studio.shoot("trends-limits")
    page.open_theme("A")
    _whole(studio, page)
    studio.shoot("trends-topics")
    page.close_theme()
    for part, name in PARTS:
        page.show_part(part)
        _whole(studio, page)
        page.body.verticalScrollBar().setValue(page.block(part).mapTo(page.body.widget(), QPoint()).y() - 4)
        studio.shoot(name)
    page.body.verticalScrollBar().setValue(0)
    page.pin()
    dialog(studio)
    studio.shoot("trends-note")
    studio.visitor.presses(Qt.Key.Key_Escape)
    page.read_rules()
    dialog(studio)
    studio.shoot("trends-rules")
    studio.visitor.presses(Qt.Key.Key_Escape)


def _share(studio: Studio) -> None:
    page = goes(studio, "plan")
    studio.visitor.waits_until(lambda: page.share.now is not None, "nothing to share")
    page.body.ensureWidgetVisible(page.share, 0, 40)
    studio.shoot("share-plan")
    page.share.open_window()
    dialog(studio)
    studio.shoot("share-plan-window")
    studio.visitor.presses(Qt.Key.Key_Escape)


def _reports(studio: Studio) -> None:
    plan = goes(studio, "plan")
    plan.open_paper()
    studio.rests()
    page: PreviewPage = plan.preview
    for kind, name, paper in REPORTS:
        _choose_paper(page, ReportPaper(kind))
        studio.rests()
        QTest.qWait(400)
        studio.shoot(name)
        _draw_pages(studio, kind, paper)


def _draw_pages(studio: Studio, kind: ReportKind, name: str) -> None:
    """The first page of a report as it would be saved; all others too where page ends are wanted."""
    jobs = studio.window.jobs
    assert jobs.opened is not None
    assert isinstance(jobs.me, SignedIn)
    (team_id,) = jobs.me.member.manages
    laid_out = papers.lay_out(jobs.opened, jobs.me, team_id, Quarter.of(TODAY), ReportPaper(kind))
    for number in range(1, laid_out.pages + 1 if studio.below_too else 2):
        image = preview.render_page(laid_out.pdf, number, width=PAGE_PX)
        drawn = QImage(image.pixels, image.width, image.height, 3 * image.width, QImage.Format.Format_RGB888)
        studio.keep(QPixmap.fromImage(drawn.copy()), name if number == 1 else f"{name}-{number}", name)


def _choose_paper(page: Any, paper: ReportPaper) -> None:
    papers = page.choice._papers
    at = next(at for at, each in enumerate(papers) if getattr(each, "kind", None) == paper.kind)
    page.choice.others.setCurrentIndex(at + 1)
    page.choice.others.activated.emit(at + 1)


def _lead(studio: Studio, place: Path) -> None:
    studio.shoot("leader-home")
    page: SharedPlansPage = goes(studio, "shared-plans")
    studio.shoot("leader-plans")
    goes(studio, "shared-plans", "barriers")
    studio.shoot("leader-barriers")
    goes(studio, "shown-themes")
    studio.shoot("leader-themes")
    page = goes(studio, "shared-plans")
    page.open_plan(next(iter(page.rows)))
    page.take_in(_files(place))
    studio.visitor.waits_until(lambda: page.taken.isVisible(), "nothing came in")
    studio.puts_away_undo()
    studio.shoot("leader-taken-in")
    goes(studio, "board-page")
    QTest.qWait(400)
    studio.shoot("board-page")
    _answer(studio)


def _files(place: Path) -> tuple[Path, ...]:
    """A plan of another workspace, one that somebody changed, and a paper that is no plan."""
    folder = place / "post"
    folder.mkdir()
    paths = []
    for team, ask in ELSEWHERE:
        service = found_service(place / team, team)
        last = Quarter.of(TODAY).plus(-1)
        service.sign_plan(last, ask)
        paths.append(service.export(last, folder / f"{team}, {last}.pdf"))
        service.close()
    with pikepdf.open(paths[-1], allow_overwriting_input=True) as altered:
        altered.pages[0].contents_add(b" 0 0 0 rg 60 700 20 20 re f", prepend=False)
        altered.save(paths[-1])
    with pikepdf.new() as other:
        other.add_blank_page()
        other.save(folder / "Minutes of the board.pdf")
    return (*paths, folder / "Minutes of the board.pdf")


def _answer(studio: Studio) -> None:
    page: AsksPage = goes(studio, "asks")
    card = next(iter(page.cards.values()))
    card.words.click()
    studio.shoot("leader-asks")
    page.show_which.set_chosen(2)
    page.show_which.chosen.emit(2)
    for group_id in list(page.cards)[1:3]:
        page.cards[group_id].tick.click()
    page.put_together()
    dialog(studio)
    studio.shoot("leader-together")
    studio.visitor.presses(Qt.Key.Key_Escape)
    page._pick_none()
    page.reply_to(next(iter(page.cards)))
    window = dialog(studio)
    window.options[ReplyKind.PARTLY].click()
    studio.visitor.fills("Because …", "Money for two of the three nights is there until April.")
    studio.shoot("leader-reply")
    studio.visitor.clicks("Keep this reply")
    studio.rests()
    studio.puts_away_undo()
    page.show_which.set_chosen(2)
    page.show_which.chosen.emit(2)
    studio.shoot("leader-answered")
    page.save_replies()
    dialog(studio)
    studio.shoot("leader-send-back")
    studio.visitor.presses(Qt.Key.Key_Escape)
