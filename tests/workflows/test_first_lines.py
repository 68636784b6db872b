"""One line from the lock screen: sealed at once, the author's own at their next sign-in, and marked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pie_audit.domain.entry import Entry, EntryKind, Step, from_body, to_body
from pie_audit.domain.errors import NotNow
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import people, records, small_logs
from pie_audit.vault.records import Addressee, PageLabel, seal_before_signing_in
from pie_audit.workflows import (
    first_lines,
    founding,
    key_changes,
    reflections,
    sealed_pages,
    unlock,
)
from pie_audit.workflows.everyday import quick_notes
from pie_audit.workflows.shelf import shelf_of
from tests.quarter import TODAY, Hostel, password_of

LINE = "Harbour lights, and nobody shouted"


def keep(hostel: Hostel, words: str = LINE, name: str = "jo") -> None:
    first_lines.keep_line(hostel.opened, hostel.people[name].member.person_id, words)


def own_pages(hostel: Hostel, me: unlock.SignedIn) -> list[Entry]:
    shelf = shelf_of(me)
    list(shelf.fill(hostel.opened, me))
    return [page.entry for page in shelf.pages()]


def only_way(hostel: Hostel) -> str:
    keys = hostel.read(lambda tx: records.list_keys(tx, hostel.jo.member.person_id))
    return next(key.scheme for key in keys if key.scheme in {"sealed", "own"})


def test_it_waits_inside_and_is_marked(hostel: Hostel) -> None:
    keep(hostel)
    (entry,) = own_pages(hostel, hostel.jo)
    assert (entry.text, entry.day, entry.kind) == (LINE, TODAY, EntryKind.LINE)
    assert entry.before_sign_in


def test_it_becomes_ones_own_at_the_next_sign_in(hostel: Hostel) -> None:
    keep(hostel)
    keep(hostel, "a second one")
    assert only_way(hostel) == "sealed"
    assert hostel.do(first_lines.take_in, hostel.jo) == 2
    assert only_way(hostel) == "own"
    assert {e.text for e in own_pages(hostel, hostel.jo)} == {LINE, "a second one"}
    assert hostel.do(first_lines.take_in, hostel.jo) == 0


def test_nobody_else_reads_it_and_it_lies_nowhere_in_the_clear(hostel: Hostel) -> None:
    keep(hostel)
    stamps = hostel.read(lambda tx: records.list_stamps(tx, hostel.jo.member.person_id, kind="page"))
    for name in ("amina", "sam"):
        assert hostel.see(sealed_pages.open_page, hostel.people[name], stamps[0].record_id) is None
    hostel.opened.close()
    for file in hostel.folder.rglob("*"):
        assert not file.is_file() or LINE.encode() not in file.read_bytes()


@pytest.mark.parametrize("words", ["", "  \n ", "x" * 1001])
def test_nothing_and_too_much_are_told(hostel: Hostel, words: str) -> None:
    with pytest.raises(NotNow):
        keep(hostel, words)


@pytest.mark.parametrize("words", ["שלום נהיגה", "🌱 small win", "x" * 1000])
def test_any_writing_fits(hostel: Hostel, words: str) -> None:
    keep(hostel, words)
    assert own_pages(hostel, hostel.jo)[0].text == words


def test_it_is_one_line(hostel: Hostel) -> None:
    keep(hostel, "one\nand  another")
    assert own_pages(hostel, hostel.jo)[0].text == "one and another"


def test_somebody_without_keys_is_told(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="Nothing can be sealed"):
        first_lines.keep_line(hostel.opened, "nobody", LINE)


def test_a_half_swapped_key_seals_nothing(hostel: Hostel) -> None:
    from dataclasses import replace

    row = hostel.read(lambda tx: people.load_user_key(tx, hostel.jo.member.person_id))
    assert row is not None
    hostel.opened.write(lambda tx: people.save_user_key(tx, replace(row, xpk=hostel.sam.vault.xpk)))
    with pytest.raises(NotNow):
        keep(hostel)


def test_what_somebody_else_planted_is_marked_all_the_same(hostel: Hostel) -> None:
    """Whoever holds the file and its key can seal a page for Jo, but not one that passes for Jo's."""
    jo = hostel.jo
    forged = Entry("forged", EntryKind.REFLECTION, TODAY, title="I agree")
    author = Addressee(jo.member.person_id, jo.vault.epoch, jo.vault.xpk)
    record, key = seal_before_signing_in(author, to_body(forged), PageLabel(b"f" * 16, 1, "page", "2026-W47"))
    hostel.opened.write(lambda tx: records.save_record(tx, record, [key]))
    hostel.do(first_lines.take_in, jo)
    found = hostel.see(sealed_pages.open_page, jo, b"f" * 16)
    entry = from_body(found.body)
    assert (entry.before_sign_in, entry.kind, entry.entry_id) == (True, EntryKind.LINE, (b"f" * 16).hex())


def test_one_that_does_not_open_stays_as_it_is(hostel: Hostel) -> None:
    jo = hostel.jo
    author = Addressee(jo.member.person_id, jo.vault.epoch, jo.vault.xpk)
    record, key = seal_before_signing_in(author, b"no page", PageLabel(b"f" * 16, 1, "page", "2026-W47"))
    hostel.opened.write(lambda tx: records.save_record(tx, record, [key]))
    assert hostel.do(first_lines.take_in, jo) == 0


def test_new_keys_between_writing_and_signing_in_lose_nothing(hostel: Hostel) -> None:
    keep(hostel)
    key_changes.renew(hostel.opened, hostel.jo, password_of("Jo"), "thirteen copper lanterns drifting")
    assert hostel.do(first_lines.take_in, hostel.jo) == 1
    assert own_pages(hostel, hostel.jo)[0].text == LINE


def test_it_opens_after_recovering_with_my_key(hostel: Hostel) -> None:
    code = founding.make_my_key(hostel.opened, hostel.jo)
    keep(hostel)
    me, _fresh = founding.recover(hostel.opened, "Jo", code, "thirteen copper lanterns drifting")
    assert own_pages(hostel, me)[0].text == LINE


def kept_to_note(hostel: Hostel, words: str = LINE) -> first_lines.LineBefore:
    """Jo leaves a line that may be a small note, and comes in."""
    first_lines.keep_line(hostel.opened, hostel.jo.member.person_id, words, True)
    hostel.do(first_lines.take_in, hostel.jo)
    return waiting(hostel)[-1]


def test_a_line_may_become_what_the_team_uses_and_nothing_else(hostel: Hostel) -> None:
    kept_to_note(hostel)
    for used, parts in (
        (
            (TeamPart.PROMPTS, TeamPart.REFUSALS, TeamPart.WINS, TeamPart.BARRIERS),
            (TeamPart.WINS, TeamPart.REFUSALS),
        ),
        ((TeamPart.FRICTION,), (TeamPart.FRICTION,)),
    ):
        (line,) = hostel.see(first_lines.noted_before, hostel.jo, frozenset(used))
        assert line.parts == parts
    assert hostel.see(first_lines.noted_before, hostel.jo, frozenset({TeamPart.PROMPTS})) == ()


def test_a_line_that_nobody_wants_to_be_asked_about_is_not_asked_about(hostel: Hostel) -> None:
    first_lines.keep_line(hostel.opened, hostel.jo.member.person_id, LINE)
    assert hostel.do(first_lines.take_in, hostel.jo) == 1
    assert waiting(hostel) == ()


def test_a_line_that_an_earlier_version_marked_with_its_kind_is_asked_about(hostel: Hostel) -> None:
    jo = hostel.jo
    marked = Entry("", EntryKind.LINE, TODAY, steps=(Step("", "", LINE),), noted_as=TeamPart.FRICTION.value)
    author = Addressee(jo.member.person_id, jo.vault.epoch, jo.vault.xpk)
    record, key = seal_before_signing_in(author, to_body(marked), PageLabel(b"e" * 16, 1, "page", "2026-W47"))
    hostel.opened.write(lambda tx: records.save_record(tx, record, [key]))
    assert hostel.do(first_lines.take_in, jo) == 1
    assert [line.words for line in waiting(hostel)] == [LINE]


def waiting(hostel: Hostel, *, everything: bool = True) -> tuple[first_lines.LineBefore, ...]:
    used = frozenset(TeamPart) if everything else frozenset()
    return hostel.see(first_lines.noted_before, hostel.jo, used)


def test_a_line_meant_as_a_note_waits_for_its_writer_and_goes_to_no_wall(hostel: Hostel) -> None:
    hostel.turn_on()
    line = kept_to_note(hostel)
    assert (line.parts[0], line.words) == (TeamPart.WINS, LINE)
    assert waiting(hostel, everything=False) == ()
    assert hostel.see(first_lines.noted_before, hostel.amina, frozenset(TeamPart)) == ()
    assert hostel.read(lambda tx: small_logs.wins_of(tx, hostel.team_id)) == ()


def test_kept_as_mine_it_is_asked_about_no_more_until_that_is_taken_back(hostel: Hostel) -> None:
    hostel.turn_on()
    line = kept_to_note(hostel)
    kept = hostel.do(first_lines.keep_as_mine, hostel.jo, line.entry_id)
    assert waiting(hostel) == ()
    hostel.do(kept.undo, hostel.jo)
    assert waiting(hostel) == (line,)


def test_once_noted_it_is_asked_about_no_more_until_the_note_is_taken_back(hostel: Hostel) -> None:
    hostel.turn_on()
    line, other = kept_to_note(hostel), kept_to_note(hostel, "Another line.")
    blank = quick_notes.new_note(hostel.team_id, TeamPart.WINS)
    note = replace(blank, words=line.words, line_id=line.entry_id)
    noted = hostel.do(quick_notes.save, hostel.jo, note, quick_notes.HOME, {})
    assert waiting(hostel) == (other,)
    hostel.do(noted.undo, hostel.jo)
    assert set(waiting(hostel)) == {line, other}
    assert hostel.read(lambda tx: small_logs.wins_of(tx, hostel.team_id)) == ()


def test_a_line_that_was_thrown_away_is_not_asked_about(hostel: Hostel) -> None:
    hostel.turn_on()
    line = kept_to_note(hostel)
    hostel.do(reflections.delete, hostel.jo, line.entry_id)
    assert waiting(hostel) == ()
