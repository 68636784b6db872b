"""kill -9 while notes are pinned, plans shared, leaders answer and replies come in: all of a step stands, or none of it."""

from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path

from pie_audit.domain.plan_document import Edition
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.domain.trend_mark import MarkKind, TrendMark
from pie_audit.storage import board as kept_board
from pie_audit.storage import trail, trend_marks
from pie_audit.workflows import board, drafts, papers, plans, reply_files, shared_plans
from pie_audit.workflows.papers import PaperFile
from pie_audit.workflows.shared_plans import ShareWish
from pie_audit.workflows.trends import marking
from tests.children import Acknowledge, Killed, kill_often
from tests.faults.closed import Closed
from tests.quarter import Finished, Hostel
from tests.workflows.quarters import SUMMER, signed_plan

ASKS = ("Fund four hours of backfill a month", "Agree one shared referral form")


def signed(hostel: Hostel, quarter: Quarter = SUMMER, ask: str = ASKS[0]) -> None:
    """A plan that is signed, with one ask."""
    signed_plan(hostel, quarter, "Something to do", ask_of="the council", ask_what=ask)


def test_a_note_is_pinned_or_still_a_draft(closed: Closed, kills: int) -> None:
    """Each step types the words of a note and pins it; what was told as typed stands on the charts or in the draft."""

    def loop(done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            make_room(hostel)
            for number in count(done):
                acknowledge(step_of_notes(hostel, number))

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            pinned = {m.words for m in hostel.read(lambda tx: trend_marks.marks_of(tx, hostel.team_id))}
            begun = hostel.see(drafts.words, hostel.amina, marking.begun_note(hostel.team_id))
        typed = begun["words"] if begun else ""
        assert typed not in pinned
        for told in killed.acknowledged:
            what, _colon, words = told.partition(": ")
            assert words in pinned or (what == "typed" and words == typed)

    kill_often(kills, "pin notes", loop, compare)


def make_room(hostel: Hostel) -> None:
    """Take notes of earlier kills away: a team has room for some two hundred."""
    for mark in hostel.read(lambda tx: trend_marks.marks_of(tx, hostel.team_id)):
        hostel.do(marking.take_mark_away, hostel.amina, mark.mark_id)


def step_of_notes(hostel: Hostel, number: int) -> str:
    """Type at even steps, pin at odd ones; what was done and the words."""
    key = marking.begun_note(hostel.team_id)
    begun = hostel.see(drafts.words, hostel.amina, key)
    if begun is None:
        words = f"New night rota {number}"
        hostel.do(drafts.save_words, hostel.amina, key, {"words": words})
        return f"typed: {words}"
    day = date(2026, 5, 1)
    mark = TrendMark(f"{number:032x}", hostel.team_id, "", day, MarkKind.NOTE, begun["words"])
    hostel.do(marking.pin, hostel.amina, mark)
    return f"pinned: {begun['words']}"


def test_a_plan_is_shared_with_its_note_in_the_trail_or_not_at_all(closed: Closed, kills: int) -> None:
    """Each odd step shares the plan, each even one stops it again."""
    with closed.open() as hostel:
        signed(hostel)

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            for _number in count():
                acknowledge(step_of_sharing(hostel))

    def compare(_killed: Killed) -> None:
        with closed.checked() as hostel:
            now = hostel.see(shared_plans.sharing, hostel.amina, hostel.team_id, SUMMER)
            seen = [at.plan for at in hostel.see(board.board, hostel.lee).plans]
            noted = [
                len(hostel.read(lambda tx, a=action: trail.lines_that_begin(tx, a)))
                for action in ("shared plan", "stopped sharing plan")
            ]
            assert hostel.read(trail.verify) is None
        assert noted[0] - noted[1] == (now.shared is not None)
        assert seen == ([now.shared] if now.shared is not None else [])
        if now.shared is not None:
            assert [ask.what for ask in now.shared.asks] == [ASKS[0]]

    kill_often(kills, "share a plan", loop, compare)


def step_of_sharing(hostel: Hostel) -> str:
    """Share it where it isn't, else stop."""
    now = hostel.see(shared_plans.sharing, hostel.amina, hostel.team_id, SUMMER)
    if now.shared is None:
        hostel.do(shared_plans.share_plan, hostel.amina, ShareWish(hostel.team_id, SUMMER, Edition.WORDS))
        return "shared"
    hostel.do(shared_plans.stop_sharing, hostel.amina, hostel.team_id, SUMMER)
    return "stopped"


def test_a_leaders_reply_is_given_to_every_ask_or_still_a_draft(closed: Closed, kills: int) -> None:
    """Each step types a reply and gives it: it stands with leaders and in the team's plan alike."""
    with closed.open() as hostel:
        signed(hostel)
        hostel.do(shared_plans.share_plan, hostel.amina, ShareWish(hostel.team_id, SUMMER, Edition.WORDS))
        (group,) = hostel.see(board.board, hostel.lee).asks
        keys = tuple(ask.key for ask in group.asks)

    def loop(done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            for number in count(done):
                acknowledge(step_of_replies(hostel, keys, number))

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            (asked,) = hostel.see(plans.plan_page, hostel.amina, hostel.team_id).asked
            (group,) = hostel.see(board.board, hostel.lee).asks
            begun = hostel.see(drafts.words, hostel.lee, board.begun_reply(keys))
        in_plan = [reply.because for reply in asked.replies]
        assert in_plan == [reply.because for reply in group.asks[0].given]
        typed = begun["because"] if begun else ""
        assert typed not in in_plan
        for told in killed.acknowledged:
            what, _colon, words = told.partition(": ")
            assert words in in_plan or (what == "typed" and words == typed)

    kill_often(kills, "reply to asks", loop, compare)


def step_of_replies(hostel: Hostel, keys: tuple[str, ...], number: int) -> str:
    """Type where nothing is typed, else give what was."""
    begun = hostel.see(drafts.words, hostel.lee, board.begun_reply(keys))
    if begun is None:
        words = f"from month {number}"
        hostel.do(drafts.save_words, hostel.lee, board.begun_reply(keys), {"because": words})
        return f"typed: {words}"
    reply = Reply("", "", ReplyKind.PARTLY, hostel.lee.clock.today(), because=begun["because"])
    hostel.do(board.keep_reply, hostel.lee, keys, reply)
    return f"given: {begun['because']}"


def test_replies_of_a_file_come_in_together_or_not_at_all(
    closed: Closed, quayside: Finished, tmp_path: Path, kills: int
) -> None:
    """Each step takes both replies of a file in; a later one finds them taken and takes them back."""
    with closed.open() as hostel:
        file = answered(hostel, quayside, tmp_path)
        found = reply_files.look(hostel.opened, hostel.amina, hostel.team_id, file)
    ids = {one.reply.reply_id for one in found.replies}
    assert len(ids) == 2

    def loop(_done: int, acknowledge: Acknowledge) -> None:
        with closed.open() as hostel:
            for _number in count():
                if hostel.read(kept_board.taken):
                    break
                undo = hostel.do(reply_files.take_in, hostel.amina, found, ids)
                acknowledge("taken")
                hostel.opened.write(lambda tx, undo=undo: undo.undo(tx, hostel.amina))
            while True:
                acknowledge("still taken")

    def compare(killed: Killed) -> None:
        with closed.checked() as hostel:
            taken = set(hostel.read(kept_board.taken))
            asked = hostel.see(plans.plan_page, hostel.amina, hostel.team_id).asked
            in_plan = {reply.reply_id for one in asked for reply in one.replies}
        assert taken == in_plan
        assert taken in (set(), ids)
        if "still taken" in killed.acknowledged:
            assert taken == ids

    kill_often(kills, "take replies in", loop, compare)


def answered(hostel: Hostel, quayside: Finished, tmp_path: Path) -> Path:
    """The plan as a file to leaders elsewhere, and their answers to both asks as a file back."""
    signed(hostel, SUMMER.plus(-1), ASKS[1])
    signed(hostel)
    pdf = tmp_path / "plan.pdf"
    papers.save_paper(hostel.opened, hostel.amina, PaperFile(hostel.team_id, SUMMER, Edition.WORDS, pdf))
    (tmp_path / "elsewhere").mkdir()
    leaders = quayside.open(tmp_path / "elsewhere")
    (file,) = board.take_in(leaders.opened, leaders.lee, [pdf]).files
    assert file.plan is not None
    leaders.at(hostel.amina.clock.today())
    keys = [ask.key for group in leaders.see(board.board, leaders.lee).asks for ask in group.asks]
    reply = Reply("", "", ReplyKind.YES, leaders.lee.clock.today())
    leaders.do(board.give_reply, leaders.lee, keys, reply)
    back = tmp_path / "back.piereply"
    board.save_replies(leaders.opened, leaders.lee, file.plan.sender, back, False)
    leaders.close()
    return back
