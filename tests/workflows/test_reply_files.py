"""Replies on their way back: looked at before anything is kept, taken in as ordinary ones, and refused kindly."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pie_audit.domain import reply_file
from pie_audit.domain.errors import CannotRead, KnownError, NotNow
from pie_audit.domain.plan_document import Edition
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.storage import board as kept
from pie_audit.storage import trail
from pie_audit.workflows import board, papers, plans, reply_files
from pie_audit.workflows.papers import PaperFile
from pie_audit.workflows.reply_files import FoundReplies
from tests.make_shared import somebody
from tests.quarter import Hostel
from tests.workflows.quarters import AUTUMN, SUMMER, signed_plan

ASKS = ("Fund four hours of backfill a month", "Agree one shared referral form")


@pytest.fixture
def sender(hostel: Hostel, leaders: Hostel, tmp_path: Path) -> str:
    """Two asks of Quayside House on the leaders' board; what the team is called there."""
    for quarter, ask in zip((SUMMER, AUTUMN), ASKS, strict=True):
        signed_plan(hostel, quarter, "Something", ask_what=ask, ask_of="the council")
    pdf = tmp_path / "plan.pdf"
    papers.save_paper(hostel.opened, hostel.amina, PaperFile(hostel.team_id, AUTUMN, Edition.WORDS, pdf))
    (file,) = board.take_in(leaders.opened, leaders.lee, [pdf]).files
    leaders.at(hostel.amina.clock.today())
    assert file.plan is not None
    return file.plan.sender


def answered(
    leaders: Hostel, kind: ReplyKind = ReplyKind.YES, which: int | None = None, **words: str
) -> None:
    asks = [one for group in leaders.see(board.board, leaders.lee).asks for one in group.asks]
    keys = [one.key for one in asks if which is None or one.ask.what == ASKS[which]]
    reply = Reply("", "", kind, leaders.lee.clock.today(), **words)
    leaders.do(board.give_reply, leaders.lee, keys, reply)


def saved(leaders: Hostel, sender: str, tmp_path: Path, name: str = "back.piereply") -> Path:
    path = tmp_path / name
    board.save_replies(leaders.opened, leaders.lee, sender, path, True)
    return path


def look(hostel: Hostel, path: Path) -> FoundReplies:
    return reply_files.look(hostel.opened, hostel.amina, hostel.team_id, path)


def ids(found: FoundReplies) -> set[str]:
    return {one.reply.reply_id for one in found.replies}


def team_replies(hostel: Hostel) -> dict[str, list[str]]:
    asked = hostel.see(plans.plan_page, hostel.amina, hostel.team_id).asked
    return {one.what: [reply.from_whom for reply in one.replies] for one in asked}


def test_both_asks_are_on_the_board_the_older_one_by_its_first_code(leaders: Hostel, sender: str) -> None:
    asks = [one.ask for group in leaders.see(board.board, leaders.lee).asks for one in group.asks]
    assert {(ask.what, ask.asked_in) for ask in asks} == {(ASKS[0], SUMMER), (ASKS[1], AUTUMN)}
    assert sender


def test_nothing_is_kept_by_looking(hostel: Hostel, leaders: Hostel, sender: str, tmp_path: Path) -> None:
    answered(leaders, ReplyKind.NO, because="no money", from_whom="the director")
    found = look(hostel, saved(leaders, sender, tmp_path))
    assert {one.asked.what for one in found.replies} == set(ASKS)
    assert len(found.words.split()) == 6
    assert (found.is_new_signer, found.others_before, found.unknown) == (True, False, ())
    assert team_replies(hostel) == {what: [] for what in ASKS}


def test_the_chosen_ones_are_taken_in_as_ordinary_replies_and_the_rest_later(
    hostel: Hostel, leaders: Hostel, sender: str, tmp_path: Path
) -> None:
    answered(leaders, from_whom="the director")
    path = saved(leaders, sender, tmp_path)
    found = look(hostel, path)
    first, second = sorted(found.replies, key=lambda one: one.asked.what)
    done = hostel.do(reply_files.take_in, hostel.amina, found, {first.reply.reply_id})
    assert team_replies(hostel)[first.asked.what] == ["the director"]
    again = look(hostel, path)
    assert [one.reply.reply_id for one in again.new] == [second.reply.reply_id]
    assert not again.is_new_signer
    hostel.do(reply_files.take_in, hostel.amina, again, ids(again))
    with pytest.raises(NotNow, match="taken in already"):
        look(hostel, path)
    hostel.do(done.undo, hostel.amina)
    assert [one.reply.reply_id for one in look(hostel, path).new] == [first.reply.reply_id]


def test_a_later_file_brings_what_is_new(
    hostel: Hostel, leaders: Hostel, sender: str, tmp_path: Path
) -> None:
    answered(leaders, which=0, from_whom="the director")
    found = look(hostel, saved(leaders, sender, tmp_path))
    hostel.do(reply_files.take_in, hostel.amina, found, ids(found))
    answered(leaders, which=1, from_whom="the director")
    later = look(hostel, saved(leaders, sender, tmp_path, "later.piereply"))
    assert (len(later.replies), [one.asked.what for one in later.new]) == (2, [ASKS[1]])


def test_none_chosen_or_taken_in_meanwhile_is_said(
    hostel: Hostel, leaders: Hostel, sender: str, tmp_path: Path
) -> None:
    answered(leaders)
    found = look(hostel, saved(leaders, sender, tmp_path))
    with pytest.raises(NotNow, match="None of these"):
        hostel.do(reply_files.take_in, hostel.amina, found, set())
    hostel.do(reply_files.take_in, hostel.amina, found, ids(found))
    with pytest.raises(NotNow, match="meanwhile"):
        hostel.do(reply_files.take_in, hostel.amina, found, ids(found))


def test_whoever_only_works_there_may_look_but_not_take_in(
    hostel: Hostel, leaders: Hostel, sender: str, tmp_path: Path
) -> None:
    answered(leaders)
    path = saved(leaders, sender, tmp_path)
    found = reply_files.look(hostel.opened, hostel.jo, hostel.team_id, path)
    with pytest.raises(NotNow, match="isn’t yours"):
        hostel.do(reply_files.take_in, hostel.jo, found, ids(found))
    with pytest.raises(NotNow, match="isn’t yours"):
        reply_files.look(hostel.opened, hostel.lee, hostel.team_id, path)
    assert hostel.read(kept.taken) == {}


def test_what_went_back_is_marked_as_sent(leaders: Hostel, sender: str, tmp_path: Path) -> None:
    answered(leaders)
    assert {one.sent for group in leaders.see(board.board, leaders.lee).asks for one in group.asks} == {False}
    saved(leaders, sender, tmp_path)
    assert {one.sent for group in leaders.see(board.board, leaders.lee).asks for one in group.asks} == {True}


def test_nothing_answered_makes_no_file(leaders: Hostel, sender: str, tmp_path: Path) -> None:
    with pytest.raises(NotNow, match="Nothing is answered"):
        saved(leaders, sender, tmp_path)
    with pytest.raises(NotNow, match="Nothing is answered"):
        saved(leaders, "b" * 32, tmp_path)
    assert list(tmp_path.glob("*.piereply")) == []


def _rewrite(path: Path, change: Callable[[dict[str, object]], None]) -> Path:
    data = json.loads(path.read_text())
    change(data)
    path.write_text(json.dumps(data, sort_keys=True, separators=(",", ":")))
    return path


def _other_kind(data: dict[str, object]) -> None:
    body = data["body"]
    assert isinstance(body, dict)
    body["replies"][0]["kind"] = "no"


def _newer(data: dict[str, object]) -> None:
    data["format"] = 9


def _older(data: dict[str, object]) -> None:
    data["format"] = 0


def _other_app(data: dict[str, object]) -> None:
    data["app"] = "else"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (_other_kind, "changed after it was made"),
        (_newer, "newer pie-audit"),
        (_older, "too old"),
        (_other_app, "isn’t a file of replies"),
    ],
)
def test_a_file_that_was_changed_or_is_another_has_one_clear_sentence(
    hostel: Hostel,
    leaders: Hostel,
    sender: str,
    tmp_path: Path,
    change: Callable[[dict[str, object]], None],
    why: str,
) -> None:
    answered(leaders)
    path = _rewrite(saved(leaders, sender, tmp_path), change)
    with pytest.raises(CannotRead, match=why):
        look(hostel, path)


def forged(leaders: Hostel, sender: str, tmp_path: Path, **changes: object) -> Path:
    """A file that somebody else's window made and signed."""
    to = reply_files.ForTeam(sender, "Quayside House", AUTUMN, {})
    given = [one for one in leaders.read(kept.every_reply) if one.ask_key.startswith(sender)]
    given = [replace(one, reply=replace(one.reply, **changes)) for one in given]
    path = tmp_path / "forged.piereply"
    path.write_bytes(reply_files.to_file(somebody(), to, given))
    return path


def test_another_key_than_before_is_told(
    hostel: Hostel, leaders: Hostel, sender: str, tmp_path: Path
) -> None:
    answered(leaders, which=0)
    found = look(hostel, saved(leaders, sender, tmp_path))
    hostel.do(reply_files.take_in, hostel.amina, found, ids(found))
    answered(leaders, which=1)
    other = look(hostel, forged(leaders, sender, tmp_path))
    assert (other.is_new_signer, other.others_before) == (True, True)
    assert other.words != found.words


def test_replies_for_another_team_or_to_nothing_asked_are_refused(
    hostel: Hostel, leaders: Hostel, sender: str, tmp_path: Path
) -> None:
    answered(leaders)
    path = tmp_path / "other.piereply"
    to = reply_files.ForTeam("b" * 32, "Mill Lane", AUTUMN, {})
    path.write_bytes(reply_files.to_file(somebody(), to, leaders.read(kept.every_reply)))
    with pytest.raises(CannotRead, match="for another team, “Mill Lane”"):
        look(hostel, path)
    with pytest.raises(CannotRead, match="answer nothing that this team has asked"):
        look(hostel, forged(leaders, sender, tmp_path, action_id=f"{sender}/0000-0000"))


def test_a_day_of_another_computers_clock_is_brought_between_ask_and_today(
    hostel: Hostel, leaders: Hostel, sender: str, tmp_path: Path
) -> None:
    answered(leaders)
    today = hostel.amina.clock.today()
    found = look(hostel, forged(leaders, sender, tmp_path, replied_on=today.replace(year=today.year + 1)))
    assert {one.reply.replied_on for one in found.replies} == {today}
    hostel.do(reply_files.take_in, hostel.amina, found, ids(found))


@pytest.mark.parametrize("content", [b"", b"hello", b"{}", b"\xff" * 40, b"[" * 50_000, b"x" * 300_000])
def test_any_other_file_is_refused(hostel: Hostel, tmp_path: Path, content: bytes) -> None:
    signed_plan(hostel, SUMMER, "Something", ask_what=ASKS[0])
    path = tmp_path / "x.piereply"
    path.write_bytes(content)
    with pytest.raises(CannotRead, match="isn’t a file of replies"):
        look(hostel, path)
    with pytest.raises(KnownError):
        look(hostel, tmp_path)


def test_no_flipped_bit_is_taken_for_what_was_sent(
    hostel: Hostel, leaders: Hostel, sender: str, tmp_path: Path
) -> None:
    answered(leaders)
    path = saved(leaders, sender, tmp_path)
    content = path.read_bytes()
    for at in range(0, len(content), 7):
        flipped = bytearray(content)
        flipped[at] ^= 1 << at % 8
        path.write_bytes(bytes(flipped))
        with pytest.raises(CannotRead):
            look(hostel, path)


def test_the_record_tells_ids_alone(hostel: Hostel, leaders: Hostel, sender: str, tmp_path: Path) -> None:
    answered(leaders, because="from April")
    found = look(hostel, saved(leaders, sender, tmp_path))
    hostel.do(reply_files.take_in, hostel.amina, found, ids(found))
    here, there = hostel.read(trail.lines), leaders.read(trail.lines)
    assert [line.action for line in here].count("took in a reply") == 2
    assert {"replied to an ask", "exported replies"} <= {line.action for line in there}
    assert not [line for line in (*here, *there) if "April" in str(line) or "piereply" in str(line)]


@pytest.mark.parametrize(
    ("team", "name"),
    [
        ("Quayside House", "replies-quayside-house-2026Q4.piereply"),
        ("../../etc", "replies-etc-2026Q4.piereply"),
        ("البيت", "replies-team-2026Q4.piereply"),
        ("x" * 300, f"replies-{'x' * 40}-2026Q4.piereply"),
    ],
)
def test_file_names_are_made_by_us(team: str, name: str) -> None:
    assert reply_files.reply_file_name(team, AUTUMN) == name
    assert len(name) <= 80


def test_the_format_that_is_written_is_the_one_that_is_read() -> None:
    assert reply_file.OLDEST <= reply_file.FORMAT
