"""Twelve PDFs of twelve workspaces become one board: each file has its outcome, and nothing but whole plans is kept."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from pie_audit.domain import shared_plan as shared
from pie_audit.domain.board import CameBy
from pie_audit.domain.board_words import group_words
from pie_audit.domain.errors import CannotRead, NotNow
from pie_audit.domain.plan_document import Edition
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.team import Role
from pie_audit.storage import board as kept
from pie_audit.storage import trail
from pie_audit.workflows import board, board_files, board_of_files, workspace_export
from pie_audit.workflows.board_files import Came, CameFile, TakenIn
from pie_audit.workflows.workspace_export import WorkspaceFile
from tests.make_shared import plan_pdf, printable, somebody
from tests.quarter import Hostel
from tests.reports.read_pdf import whole_text
from tests.workflows.quarters import AUTUMN, SPRING, SUMMER, WINTER
from tests.workflows.twelve import COVER, NAMES, Service, found_service

OTHERS = ("A second door to the yard", "One shared referral form", "Lone-working phones", "A training budget")


@pytest.fixture(scope="module")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Service]]:
    """Each with a signed plan of its own quarter; the first has signed a later one too."""
    top = tmp_path_factory.mktemp("twelve")
    services = []
    for number, name in enumerate(NAMES):
        (place := top / str(number)).mkdir()
        service = found_service(place, name)
        ask = COVER[number % 4] if number < 5 else OTHERS[number % 4]
        service.sign_plan((AUTUMN, SUMMER, SPRING)[number % 3], ask)
        services.append(service)
    services[0].sign_plan(WINTER, "Cover for nights, as before", "the council")
    yield services
    for service in services:
        service.close()


QUARTERS = [(AUTUMN, SUMMER, SPRING)[number % 3] for number in range(12)]


@pytest.fixture(scope="module")
def files(twelve: list[Service], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The plans as they come by mail: one of an earlier quarter, one altered, and one from somewhere else."""
    mail, latest = tmp_path_factory.mktemp("mail"), [WINTER, *QUARTERS[1:]]
    pdfs = [s.export(q, mail / f"{n:02d}.pdf") for n, (s, q) in enumerate(zip(twelve, latest, strict=True))]
    earlier = twelve[0].export(AUTUMN, mail / "earlier.pdf")
    with pikepdf.open(pdfs[11], allow_overwriting_input=True) as altered:
        altered.pages[0].contents_add(b"BT ET")
        altered.save(pdfs[11])
    other = mail / "letter.pdf"
    with pikepdf.new() as letter:
        letter.add_blank_page()
        letter.save(other)
    return [*pdfs, earlier, other]


def test_twelve_files_become_one_board(files: list[Path], leaders: Hostel) -> None:
    leaders.at(WINTER.last_day)
    taken = board.take_in(leaders.opened, leaders.lee, files)
    assert [file.came for file in taken.files] == [
        *[Came.TAKEN_IN] * 11,
        Came.ALTERED,
        Came.EARLIER,
        Came.NOT_OURS,
    ]
    assert taken.words() == "12 of 14 files were taken in."
    now = leaders.see(board.board, leaders.lee)
    assert [at.plan.team for at in now.plans] == sorted(NAMES[:11], key=str.casefold)
    assert {at.came_by for at in now.plans} == {CameBy.FILE}
    (quayside,) = [at for at in now.plans if at.plan.team == "Quayside House"]
    assert [at.quarter for at in (quayside.plan, *quayside.earlier)] == [WINTER, AUTUMN]
    first = now.asks[0]
    assert (first.teams, first.of_teams, first.oldest) == (5, 11, 3)
    assert group_words(first) == "5 of 11 teams, oldest 3 quarters"


def test_the_order_of_the_files_changes_nothing_on_the_board(files: list[Path], leaders: Hostel) -> None:
    leaders.at(WINTER.last_day)
    board.take_in(leaders.opened, leaders.lee, files[::-1])
    now = leaders.see(board.board, leaders.lee)
    assert (len(now.plans), now.asks[0].teams, now.asks[0].oldest) == (11, 5, 3)
    (quayside,) = [at for at in now.plans if at.plan.team == "Quayside House"]
    assert quayside.plan.quarter == WINTER


def test_the_page_for_the_board_names_every_team_on_one_first_page(
    files: list[Path], leaders: Hostel
) -> None:
    board.take_in(leaders.opened, leaders.lee, files)
    text = whole_text(board.lay_out_board(leaders.opened, leaders.lee).pdf)
    assert all(name in text for name in NAMES[:11])
    assert NAMES[11] not in text


def test_taking_in_can_be_undone_and_done_again(files: list[Path], leaders: Hostel) -> None:
    taken = board.take_in(leaders.opened, leaders.lee, files[:3])
    assert taken.undo is not None
    leaders.do(taken.undo.undo, leaders.lee)
    assert leaders.see(board.board, leaders.lee).plans == ()
    again = board.take_in(leaders.opened, leaders.lee, files[:3])
    assert {file.came for file in again.files} == {Came.TAKEN_IN}


def test_the_record_tells_ids_alone(files: list[Path], leaders: Hostel) -> None:
    board.take_in(leaders.opened, leaders.lee, files)
    lines = [str(line) for line in leaders.read(trail.lines)]
    assert sum("took in a plan" in line for line in lines) == 12
    assert not [line for line in lines if "pdf" in line or any(name in line for name in NAMES[1:])]


def test_the_same_board_without_a_workspace(files: list[Path]) -> None:
    found = board_of_files.read_board(files, WINTER.last_day)
    assert (len(found.board.plans), found.board.asks[0].teams) == (11, 5)
    data = board_of_files.as_data(found)
    assert [file["came"] for file in data["files"]][-3:] == ["altered", "earlier", "not-ours"]  # type: ignore[index,union-attr]


def put(tmp_path: Path, name: str, pdf: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(pdf)
    return path


def came(hostel: Hostel, *paths: Path) -> list[Came]:
    return [file.came for file in board.take_in(hostel.opened, hostel.lee, paths).files]


def test_a_plan_signed_by_somebody_else_waits_for_the_leader(leaders: Hostel, tmp_path: Path) -> None:
    manager, stranger = somebody(), somebody()
    first = put(tmp_path, "1.pdf", plan_pdf(by=manager))
    later = put(
        tmp_path, "2.pdf", plan_pdf(printable(contact="Other", quarter=Quarter(2027, 1)), by=stranger)
    )
    assert came(leaders, first, later) == [Came.TAKEN_IN, Came.OTHER_SIGNER]
    assert leaders.see(board.board, leaders.lee).plans[0].plan.quarter == AUTUMN
    (aside,) = board.take_in(leaders.opened, leaders.lee, [later]).files
    assert aside.signer_words in aside.words
    done = leaders.do(board.accept_signer, leaders.lee, aside)
    assert done.result.came is Came.TAKEN_IN
    assert leaders.see(board.board, leaders.lee).plans[0].plan.quarter == Quarter(2027, 1)
    leaders.do(done.undo, leaders.lee)
    assert leaders.see(board.board, leaders.lee).plans[0].plan.quarter == AUTUMN
    assert came(leaders, later) == [Came.OTHER_SIGNER]


def test_letting_go_of_a_team_doesn_t_forget_who_signed_for_it(leaders: Hostel, tmp_path: Path) -> None:
    (taken,) = board.take_in(leaders.opened, leaders.lee, [put(tmp_path, "1.pdf", plan_pdf())]).files
    gone = leaders.do(board.let_go, leaders.lee, taken.plan_id)
    assert leaders.see(board.board, leaders.lee).plans == ()
    assert came(leaders, put(tmp_path, "2.pdf", plan_pdf())) == [Came.OTHER_SIGNER]
    leaders.do(gone.undo, leaders.lee)
    assert len(leaders.see(board.board, leaders.lee).plans) == 1


def test_of_two_formats_the_older_is_kept_among_the_earlier(
    leaders: Hostel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = somebody()
    older = put(tmp_path, "old.pdf", plan_pdf(by=me))
    monkeypatch.setattr(shared, "FORMAT", 2)
    newer = put(tmp_path, "new.pdf", plan_pdf(printable(contact="New"), by=me))
    assert came(leaders, newer, older) == [Came.TAKEN_IN, Came.EARLIER]
    assert leaders.see(board.board, leaders.lee).plans[0].plan.contact == "New"
    monkeypatch.undo()
    newest = put(tmp_path, "newest.pdf", newer.read_bytes())
    assert came(leaders, newest) == [Came.NEWER]


def test_every_other_file_has_its_sentence(leaders: Hostel, tmp_path: Path) -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(plan_pdf())) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    paths = [
        put(tmp_path, "locked.pdf", locked.getvalue()),
        put(tmp_path, "cut.pdf", plan_pdf()[:300]),
        put(tmp_path, "text.pdf", b"hello"),
        put(tmp_path, "bare.pdf", _bare()),
        tmp_path,
        tmp_path / "gone.pdf",
    ]
    taken = board.take_in(leaders.opened, leaders.lee, paths)
    assert [file.came for file in taken.files] == [
        Came.UNREADABLE,
        Came.UNREADABLE,
        Came.NOT_OURS,
        Came.NO_PLAN,
        Came.UNREADABLE,
        Came.UNREADABLE,
    ]
    assert taken.undo is None
    assert all(file.words.endswith(".") for file in taken.files)
    assert "password" in taken.files[0].words


def _bare() -> bytes:
    from pie_audit.workflows.paper_drawing import draw_edition

    return draw_edition(printable(), Edition.WORDS, "a" * 32).pdf


def test_a_file_whose_end_was_cut_off_holds_up_neither_the_board_nor_the_open_file(
    leaders: Hostel, tmp_path: Path
) -> None:
    """Its plan can still be read and proved; its pages can't be drawn."""
    cut = put(tmp_path, "cut.pdf", plan_pdf()[:-200])
    (taken,) = board.take_in(leaders.opened, leaders.lee, [cut]).files
    assert taken.came in board_files.IS_KEPT
    with pytest.raises(CannotRead) as told:
        board.lay_out_pages(leaders.opened, leaders.lee, taken.plan_id)
    assert "can’t be drawn" in told.value.what
    whole = tmp_path / "all.json"
    workspace_export.save_workspace(leaders.opened, leaders.lee, WorkspaceFile(whole))
    plans = [one for one in json.loads(whole.read_bytes())["records"] if one["kind"] == "shared plan"]
    assert [(one["plan_id"], one["pages"]) for one in plans] == [(taken.plan_id, None)]


def test_far_too_many_files_are_taken_in_parts(leaders: Hostel, tmp_path: Path) -> None:
    with pytest.raises(NotNow, match="more than 200 files"):
        board.take_in(leaders.opened, leaders.lee, [tmp_path / "x.pdf"] * (board_files.MOST_FILES + 1))


@pytest.mark.parametrize("name", ["amina", "jo"])
def test_nobody_but_a_leader_keeps_the_board(leaders: Hostel, tmp_path: Path, name: str) -> None:
    me = leaders.people[name]
    pdf = put(tmp_path, "1.pdf", plan_pdf())
    for act in (
        lambda: board.take_in(leaders.opened, me, [pdf]),
        lambda: leaders.see(board.board, me),
        lambda: leaders.do(board.put_together, me, ["a", "b"], "x"),
        lambda: leaders.do(board.take_apart, me, ["a"]),
        lambda: leaders.do(board.let_go, me, "a"),
        lambda: board.lay_out_board(leaders.opened, me),
        lambda: board.save_board(leaders.opened, me, tmp_path / "b.pdf", False),
        lambda: board.save_replies(leaders.opened, me, "a", tmp_path / "r", False),
    ):
        with pytest.raises(NotNow, match="isn’t yours"):
            act()
    assert not me.member.roles & {Role.LEADER}
    assert leaders.read(kept.plans) == ()
    assert leaders.read(kept.every_reply) == ()


def test_an_edition_that_says_less_is_not_called_an_earlier_one(leaders: Hostel, tmp_path: Path) -> None:
    me = somebody()
    full = put(tmp_path, "full.pdf", plan_pdf(edition=Edition.FULL, by=me))
    words = put(tmp_path, "words.pdf", plan_pdf(edition=Edition.WORDS, by=me))
    taken = board.take_in(leaders.opened, leaders.lee, [full, words])
    assert [file.came for file in taken.files] == [Came.TAKEN_IN, Came.EARLIER]
    assert "says more is on the board" in taken.files[1].words


@pytest.mark.parametrize(
    ("n", "of", "words"),
    [
        (0, 1, "0 of 1 file was taken in."),
        (1, 3, "1 of 3 files was taken in."),
        (2, 3, "2 of 3 files were taken in."),
    ],
)
def test_what_came_in_is_said_as_people_count(n: int, of: int, words: str) -> None:
    came = [Came.TAKEN_IN] * n + [Came.ALTERED] * (of - n)
    assert TakenIn(tuple(CameFile("a.pdf", one, "") for one in came)).words() == words


def test_the_first_file_of_a_team_says_that_it_was_taken_at_its_word(leaders: Hostel, tmp_path: Path) -> None:
    manager = somebody()
    first = put(tmp_path, "1.pdf", plan_pdf(by=manager))
    later = put(tmp_path, "2.pdf", plan_pdf(printable(quarter=Quarter(2027, 1)), by=manager))
    files = board.take_in(leaders.opened, leaders.lee, [first, later]).files
    assert [file.is_first for file in files] == [True, False]


def test_a_team_of_the_same_name_from_elsewhere_is_told_apart_by_its_six_words(
    leaders: Hostel, tmp_path: Path
) -> None:
    first = put(tmp_path, "1.pdf", plan_pdf(by=somebody()))
    other = put(tmp_path, "2.pdf", plan_pdf(by=somebody(), sender="b" * 32))
    assert came(leaders, first, other) == [Came.TAKEN_IN, Came.TAKEN_IN]
    plans = leaders.see(board.board, leaders.lee).plans
    assert [at.is_namesake for at in plans] == [True, True]
    assert len({at.signer_words for at in plans}) == 2
