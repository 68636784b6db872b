"""Nobody ties a small note to a person, with the whole file and the key that opens it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pie_audit.domain.quick_note import QuickNote
from pie_audit.domain.refusal import Reason
from pie_audit.domain.small_logs import WinReach
from pie_audit.domain.team_part import QUICK, TeamPart
from pie_audit.workflows import (
    first_lines,
    home,
)
from pie_audit.workflows.everyday import (
    quick_notes,
    said_did,
    small_log_views,
    small_logs,
)
from tests.privacy.ballot_attacker import changes
from tests.privacy.page_attacker import Tables, tables_of
from tests.quarter import Hostel

TABLES = {
    TeamPart.WINS: "win",
    TeamPart.FRICTION: "friction",
    TeamPart.TELLINGS: "tellings",
    TeamPart.REFUSALS: "refusal",
    TeamPart.BENT_RULES: "bent_rule",
    TeamPart.PROMPTS: "prompts_done",
}
CHANGING = {"nonce", "body", "wrapped"}
"""Cipher text, new at every writing."""


@pytest.fixture
def hostel(hostel: Hostel) -> Hostel:
    """Everybody has looked at Home in an earlier week, and so has a record of their own."""
    hostel.turn_on()
    for me in tuple(hostel.people.values()):
        hostel.do(home.decline, me, "prompt")
    hostel.at(date(2026, 12, 9))
    return hostel


def clear(hostel: Hostel, to: Path) -> Tables:
    """What can be read without anybody's password: cipher text by its size alone."""
    hostel.worker.with_store(lambda store: store.checkpoint()).result()
    shutil.copytree(hostel.folder, to)
    return {
        name: [{k: len(v) if k in CHANGING else v for k, v in row.items()} for row in rows]
        for name, rows in tables_of(to / "pie.db", hostel.opened.key.dbk).items()
    }


def a_note(hostel: Hostel, part: TeamPart) -> QuickNote:
    return replace(
        quick_notes.new_note(hostel.team_id, part),
        words="Ring the clinic",
        other="The clinic",
        why="It was late",
        minutes="20",
        times="3",
        agencies="2",
        reason=Reason.FULL,
        done=True,
    )


@pytest.mark.parametrize("part", QUICK)
def test_a_quick_note_leaves_nothing_in_the_clear_but_its_own_row(
    hostel: Hostel, part: TeamPart, tmp_path: Path
) -> None:
    """Not even a week of somebody's own record moves, which remembers, sealed, what they noted last."""
    hostel.do(quick_notes.keep_words, hostel.sam, hostel.team_id, "home", {"words": "Ring"})
    hostel.do(quick_notes.keep_words, hostel.sam, hostel.team_id, "home", {})
    before = clear(hostel, tmp_path / "before")
    hostel.do(quick_notes.save, hostel.sam, a_note(hostel, part), "home", {})
    found = changes(before, clear(hostel, tmp_path / "after"))
    assert set(found) == {"head", TABLES[part]}
    people = {me.member.person_id for me in hostel.people.values()}
    assert not [row for row in found[TABLES[part]] for one in people if one in repr(row)]


def test_a_line_from_before_signing_in_that_became_a_note_leaves_no_more(
    hostel: Hostel, tmp_path: Path
) -> None:
    sam = hostel.sam.member.person_id
    first_lines.keep_line(hostel.opened, sam, "She stayed for tea", True)
    outside = clear(hostel, tmp_path / "outside")
    hostel.do(first_lines.take_in, hostel.sam)
    assert set(changes(outside, clear(hostel, tmp_path / "inside"))) == {"head", "sealed_key"}
    (line,) = hostel.see(first_lines.noted_before, hostel.sam, frozenset(TeamPart))
    before = clear(hostel, tmp_path / "before")
    note = replace(a_note(hostel, TeamPart.WINS), words=line.words, line_id=line.entry_id)
    hostel.do(quick_notes.save, hostel.sam, note, "home", {})
    assert set(changes(before, clear(hostel, tmp_path / "after"))) == {"head", "win"}


def test_whether_a_line_before_signing_in_is_meant_as_a_note_cannot_be_told_from_the_file(
    hostel: Hostel, tmp_path: Path
) -> None:
    """Neither in a column nor by its size."""
    sam = hostel.sam.member.person_id
    before = clear(hostel, tmp_path / "start")
    seen = []
    for n, asked in enumerate((False, True, False)):
        first_lines.keep_line(hostel.opened, sam, "She stayed for tea", asked)
        after = clear(hostel, tmp_path / str(n))
        added = changes(before, after)
        assert set(added) == {"head", "sealed_record", "sealed_key"}
        hidden = {"record_id": b"", "id": b""}
        seen.append([{k: v for k, v in row.items() if k not in hidden} for row in added["sealed_record"]])
        before = after
    assert seen[0] == seen[1] == seen[2]


def test_a_win_for_its_writer_alone_leaves_no_row_of_the_team(hostel: Hostel, tmp_path: Path) -> None:
    before = clear(hostel, tmp_path / "before")
    win = replace(small_logs.new_win(hostel.sam, hostel.team_id, "zqmine"), reach=WinReach.ME)
    hostel.do(small_log_views.send, hostel.sam, TeamPart.WINS, win)
    after = clear(hostel, tmp_path / "after")
    assert set(changes(before, after)) <= {"head", "sealed_record", "sealed_key"}
    assert "zqmine" not in repr(after)


def test_a_form_begun_and_sent_leaves_nothing_of_who_typed_it(hostel: Hostel, tmp_path: Path) -> None:
    before = clear(hostel, tmp_path / "before")
    hostel.do(said_did.keep_words, hostel.sam, hostel.team_id, {"said": "More quiet"})
    line = said_did.new_line(hostel.sam, hostel.team_id, "More quiet")
    hostel.do(said_did.save_line, hostel.sam, line)
    assert set(changes(before, clear(hostel, tmp_path / "after"))) == {"head", "said_did"}
