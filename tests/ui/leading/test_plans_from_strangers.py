"""A plan that somebody made to do harm, well signed: it is words on a page, wherever leaders look, copy or save."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from pie_audit.domain import shared_plan as shared_form
from pie_audit.domain import signed_file
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.plan_received import plan_to_body
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.domain.shared_plan import SharedAction, SharedAsk, SharedBarrier, SharedPlan, ShownTheme
from pie_audit.domain.signed_file import FileKind, SignedFile
from pie_audit.reports import attachment
from pie_audit.vault.signed_files import sign_file
from pie_audit.workflows import board, plan_files, reply_files
from pie_audit.workflows.board_files import Came
from pie_audit.workflows.tables import making
from pie_audit.workflows.tables.making import TableFile, TableName, TableWish
from tests.make_shared import plan_pdf, shared, somebody
from tests.ui.shell.desk import Desk
from tests.ui.shell.screens import go

LINK = "<a href='https://evil.example/x'>Click</a><img src='//evil.example/pixel.png'>"
FORMULA = '=HYPERLINK("https://evil.example","Pay")'
TURNED = "\u202eesuoH edisyauQ\u202c\u200b\u2066\x07\x1b[31m"
LONG = "Ж" * 300
TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x09\x0b-\x1f]")
STACKED = "Q" + "\u0301" * 280
CODES = ("AAAA-AAAA", "BBBB-BBBB", "CCCC-CCCC", "DDDD-DDDD", "EEEE-EEEE", "FFFF-FFFF")
WORDS = (LINK, FORMULA, "\uff1d1+1", "@SUM(A1)\t=2", f"\u2028\n-2+3{TURNED}", "a & b && &c")


def hostile(team: str, **changes: object) -> SharedPlan:
    """Every field as bad as it may be."""
    asks = tuple(
        SharedAsk(code, words, words, Quarter(1990, 1), None, words, words, words, None, ReplyKind.NO, words)
        for code, words in zip(CODES, WORDS, strict=True)
    )
    late = replace(asks[0], code="GGGG-GGGG", asked_in=Quarter(2200, 4), what=LONG, of=STACKED)
    plan = shared(
        team,
        *asks,
        late,
        about=LINK,
        actions=(*(SharedAction(words, words, 9999) for words in WORDS), SharedAction(LONG, STACKED, 0)),
        barriers=tuple(SharedBarrier(level, words) for level in BarrierLevel for words in WORDS),
        theme=ShownTheme("../B", FORMULA, LINK, tuple((Quarter(1990 + n, 1), "4/1") for n in range(200))),
        contact=f"{FORMULA}\n{TURNED}",
    )
    return replace(plan, **changes)


def as_pdf(plan: SharedPlan) -> bytes:
    """Pages of ours with that plan inside them, signed by a stranger, so that nothing about the file is wrong."""
    pdf, me = plan_pdf(), somebody()
    bare = _without_file(pdf)
    body = plan_to_body(plan, attachment.digest_of(bare))
    told = signed_file.statement(FileKind.PLAN, shared_form.FORMAT, body, me.vault.epk)
    file = SignedFile(FileKind.PLAN, shared_form.FORMAT, body, me.vault.epk, sign_file(me.vault, told))
    return plan_files.put_inside(bare, signed_file.to_bytes(file))


def _without_file(pdf: bytes) -> bytes:
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        del document.attachments[shared_form.FILE_NAME]
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


@pytest.fixture
def struck(at_house: Desk, tmp_path: Path) -> Desk:
    """Lee, who took in two such plans: one of a stranger, one that calls itself like a team of this workspace."""
    files = []
    for at, team in enumerate((f"{LINK}\n{FORMULA}{TURNED}", f"Quayside House{TURNED}", LONG)):
        path = tmp_path / f"{at}.pdf"
        path.write_bytes(as_pdf(hostile(team, sender=f"{at:032x}")))
        files.append(path)
    taken = board.take_in(at_house.jobs.opened, at_house.jobs.me, files)
    assert [file.came for file in taken.files] == [Came.TAKEN_IN] * 3
    return at_house


def everything(page: QWidget) -> Iterator[tuple[QWidget, str]]:
    for widget in page.findChildren(QWidget):
        yield from ((widget, words) for words in (widget.toolTip(), widget.accessibleName()))
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget, widget.text()


@pytest.mark.parametrize("area", ["home", "shared-plans", "shown-themes", "asks", "board-page"])
def test_it_is_plain_words_on_every_page_of_leaders(struck: Desk, area: str) -> None:
    page = go(struck, area)
    for plan in struck.jobs.opened.read(lambda tx: board.board(tx, struck.jobs.me)).plans:
        if area == "shared-plans":
            page = go(struck, area, plan.plan_id)
    for label in page.findChildren(QLabel):
        if any(mark in label.text() for mark in ("<a", "<img", "evil")):
            assert label.textFormat() is Qt.TextFormat.PlainText, label.text()[:80]
            assert not label.openExternalLinks()
    for widget, words in everything(page):
        assert not TURNS.search(words), words[:80]
        if words == widget.toolTip() and ("<a" in words or "<img" in words):
            pytest.fail(f"a tip that Qt may take for a page: {words[:80]}")
    assert page.body.overflow() <= 0 if hasattr(page, "body") else True
    assert struck.bugs == []


def test_no_button_or_menu_takes_an_and_for_a_key(struck: Desk) -> None:
    page = go(struck, "asks")
    for widget in (*page.findChildren(QAbstractButton), *page.findChildren(QAction)):
        assert not re.search(r"(?<!&)&(?!&)c", widget.text()), widget.text()[:80]


def test_a_team_that_calls_itself_like_another_stands_apart(struck: Desk) -> None:
    now = struck.jobs.opened.read(lambda tx: board.board(tx, struck.jobs.me))
    alike = [one for one in now.plans if one.plan.team == "Quayside House"]
    assert len({one.plan_id for one in alike}) == len(alike)
    assert all("\n" not in one.plan.team for one in now.plans), "one line is one team"


def test_no_cell_of_a_table_is_a_formula(struck: Desk, tmp_path: Path) -> None:
    for name in (TableName.ASKS, TableName.ACTIONS):
        path = tmp_path / f"{name.value}.csv"
        making.save_tables(struck.jobs.opened, struck.jobs.me, TableFile(None, path, TableWish((name,))))
        for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")):
            for cell in row:
                first = unicodedata.normalize("NFKC", cell.strip("\u2028\n\t ") or "x")[0]
                assert first not in "=+-@" or re.fullmatch(r"-?\d+", cell), cell[:60]
    path = tmp_path / "all.xlsx"
    making.save_tables(struck.jobs.opened, struck.jobs.me, TableFile(None, path))
    with zipfile.ZipFile(path) as unpacked:
        for part in unpacked.namelist():
            content = unpacked.read(part).decode("utf-8", "replace")
            assert "<f>" not in content
            assert "<hyperlink " not in content


def test_the_page_for_the_board_is_drawn_and_links_nowhere(struck: Desk) -> None:
    import pikepdf

    laid_out = board.lay_out_board(struck.jobs.opened, struck.jobs.me)
    assert laid_out.pages >= 1
    with pikepdf.open(io.BytesIO(laid_out.pdf)) as document:
        for page in document.pages:
            for note in page.obj.get("/Annots", []):
                assert "/URI" not in str(note.get("/A", ""))


def test_answers_go_back_under_a_plain_name(struck: Desk, tmp_path: Path) -> None:
    opened, me = struck.jobs.opened, struck.jobs.me
    now = opened.read(lambda tx: board.board(tx, me))
    keys = [one.key for group in now.asks for one in group.asks]
    said = Reply("", "", ReplyKind.YES, me.clock.today())
    opened.write(lambda tx: board.give_reply(tx, me, keys, said))
    for one in now.plans:
        name = reply_files.reply_file_name(one.plan.team, one.plan.quarter)
        assert re.fullmatch(r"[A-Za-z0-9.-]{1,80}", name)
        path = tmp_path / f"{one.plan.sender}.piereply"
        assert board.save_replies(opened, me, one.plan.sender, path, False)
