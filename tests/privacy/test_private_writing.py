"""What somebody wrote for themselves stays theirs, whoever else holds the file, its key, the copies and all other secrets.

The insider holds the database, the key that opens it, the key slots, two sealed copies, logs and settings, the House
key, and password and My key of everybody but the writer.

What these tests can't claim. Who has a copy from while something was shared, and a reader's secret, reads what was
shared then: `test_older_copy_still_opens_for_its_reader` says so, as the program does. Nor does a password help after
somebody else has learned it, for copies made before it was changed. How many pages somebody has, how large they are in
five steps, and in which week each was written can be seen, and the program says that too.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pie_audit import log, settings
from pie_audit.workflows import (
    arriving,
    first_lines,
    founding,
    key_changes,
    reflections,
    sharing,
    teams,
    unlock,
)
from tests.privacy.markers import all_files, find_markers
from tests.privacy.page_attacker import Secrets
from tests.privacy.private_pages import (
    EXCERPT,
    PAGE_ID,
    PRIVATE,
    SAMS,
    TOGETHER,
    Insider,
    gather,
    give,
    live,
    page,
    write,
)
from tests.quarter import Finished, password_of

NEW = "seventeen quiet lanterns drifting home"
SAMS_KEY = 2
"""Where Sam's stands among the My keys that the insider has."""
DELETED = {"thrown away"}
"""What its writer erased is gone for herself too."""


@pytest.fixture(scope="module")
def written(finished: Finished, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """Quayside House after Dee wrote, once for all tests here."""
    top = tmp_path_factory.mktemp("written")
    hostel = finished.open(top)
    live(hostel)
    hostel.close()
    return Finished(top, finished.team_id, finished.house_code)


@pytest.fixture
def insider(written: Finished, tmp_path: Path) -> Iterator[Insider]:
    """Somebody with everything but Dee's secrets, while the house is open."""
    hostel = written.open(tmp_path)
    loot = tmp_path / "loot"
    loot.mkdir()
    yield Insider.of(hostel, loot)
    hostel.close()


@pytest.fixture
def logs(tmp_path: Path) -> Iterator[Path]:
    """The program's log, begun in a folder of its own."""
    logger = logging.getLogger("pie_audit")
    before = list(logger.handlers)
    log.begin(tmp_path / "logs")
    yield tmp_path / "logs"
    for handler in set(logger.handlers) - set(before):
        logger.removeHandler(handler)
        handler.close()


def test_everybody_else_together_reads_nothing(insider: Insider) -> None:
    early = insider.copy()
    hostel = insider.hostel
    hostel.do(arriving.arrive, hostel.dee)
    first_lines.keep_line(hostel.opened, hostel.dee.member.person_id, PRIVATE["line before signing in"])
    late = insider.copy()
    folders = [insider.snapshot("live"), insider.restored(early), insider.restored(late)]
    ring = insider.ring(*folders)
    assert len({vault.person_id for vault in ring.vaults}) == 5, "the insider does have everybody else's keys"
    for folder in folders:
        assert insider.gets(folder, ring) == set()


def test_the_same_program_opens_the_pages_of_those_whose_secrets_it_has(insider: Insider) -> None:
    live_now = insider.snapshot("live")
    assert insider.gets(live_now, insider.ring(live_now), SAMS) == set(SAMS)


def test_the_same_program_gets_everything_with_the_writers_password(insider: Insider) -> None:
    """So the attack above is a real one: it fails for want of a key and not of trying."""
    insider.passwords["Dee"] = password_of("Dee")
    live_now, copy = insider.snapshot("live"), insider.restored(insider.copy())
    for folder in (live_now, copy):
        assert insider.gets(folder, insider.ring(folder)) == set(PRIVATE) - DELETED


def test_the_same_program_gets_everything_with_the_writers_my_key(insider: Insider) -> None:
    insider.my_keys += (founding.make_my_key(insider.hostel.opened, insider.hostel.dee),)
    live_now = insider.snapshot("live")
    assert insider.gets(live_now, insider.ring(live_now)) == set(PRIVATE) - DELETED


def test_logs_settings_and_every_other_file_of_this_computer_hold_no_word(
    insider: Insider, logs: Path, tmp_path: Path
) -> None:
    hostel = insider.hostel
    settings.save(replace(settings.Settings(), second_place=str(tmp_path)), tmp_path / "settings")
    write(hostel, "dee", replace(page(), entry_id="66" * 16))
    give(hostel, "sam")
    log.note("opened")
    assert any(file.stat().st_size for file in all_files(logs))
    assert find_markers(all_files(tmp_path), PRIVATE) == []


def test_shared_excerpt_is_all_that_its_reader_gets(insider: Insider) -> None:
    give(insider.hostel, "sam")
    live_now = insider.snapshot("live")
    assert insider.gets(live_now, insider.ring(live_now)) == EXCERPT
    without = insider.secrets("Sam")
    keys = tuple(k for n, k in enumerate(insider.my_keys) if n != SAMS_KEY)
    assert insider.gets(live_now, insider.ring(live_now, secrets=replace(without, my_keys=keys))) == set()


def test_words_of_a_session_open_for_the_two_who_met_alone(insider: Insider) -> None:
    live_now = insider.snapshot("live")
    assert insider.gets(live_now, insider.ring(live_now), TOGETHER) == set(TOGETHER), "Sam was one of the two"
    keys = tuple(k for n, k in enumerate(insider.my_keys) if n != SAMS_KEY)
    others = insider.ring(live_now, secrets=replace(insider.secrets("Sam"), my_keys=keys))
    assert insider.gets(live_now, others, TOGETHER) == set()


def test_ended_share_leaves_nothing_that_opens(insider: Insider) -> None:
    hostel = insider.hostel
    share_id = give(hostel, "sam")
    sealed = next(
        r for r in insider.tables(insider.snapshot("before"))["sealed_record"] if r["record_id"] == share_id
    )
    hostel.do(sharing.end_share, hostel.dee, share_id, PAGE_ID)
    live_now = insider.snapshot("live")
    assert insider.gets(live_now, insider.ring(live_now)) == set()
    clear = b"".join(insider.clear(live_now))
    assert sealed["nonce"] not in clear, "not even the sealed bytes are left, on free pages neither"
    assert sealed["body"][:64] not in clear


def test_older_copy_still_opens_for_its_reader(insider: Insider) -> None:
    """What ending a share can't undo, and the program says so."""
    hostel = insider.hostel
    share_id = give(hostel, "sam")
    copy = insider.copy()
    hostel.do(sharing.end_share, hostel.dee, share_id, PAGE_ID)
    older = insider.restored(copy)
    assert insider.gets(older, insider.ring(older)) == EXCERPT


def test_person_added_to_team_and_group_later_gets_nothing_from_before(insider: Insider) -> None:
    hostel = insider.hostel
    group_id = gather(hostel, "dee", "sam")
    give(hostel, "sam", whole=True, group_id=group_id)
    hostel.add("Kit")
    gather(hostel, "dee", "sam", "kit")
    live_now = insider.snapshot("live")
    kit = Secrets((("Kit", password_of("Kit")),), dbks=insider.secrets().dbks)
    assert insider.gets(live_now, insider.ring(live_now, secrets=kit)) == set()
    sam = Secrets((("Sam", password_of("Sam")),), dbks=insider.secrets().dbks)
    assert insider.gets(live_now, insider.ring(live_now, secrets=sam)) >= EXCERPT | {
        "facts part",
        "take away",
    }


def test_administrators_reset_opens_nothing_from_before(insider: Insider) -> None:
    """The insider even holds the new password, and a My key that was made with it."""
    hostel = insider.hostel
    code = teams.invite_again(hostel.opened, hostel.amina, hostel.dee.member.person_id)
    dee = unlock.accept_invitation(hostel.opened, "Dee", code, NEW)
    hostel.do(arriving.arrive, dee)
    insider.my_keys += (founding.make_my_key(hostel.opened, dee),)
    insider.passwords["Dee"] = NEW
    hostel.people["dee"] = dee
    after = {"after the reset": "zqAfterTheResetÜnverwechselbar"}
    write(hostel, "dee", replace(page(), entry_id="77" * 16, **_blank(after["after the reset"])))
    live_now, copy = insider.snapshot("live"), insider.restored(insider.copy())
    for folder in (live_now, copy):
        ring = insider.ring(folder)
        assert insider.gets(folder, ring) == set()
        assert insider.gets(folder, ring, after) == set(after), "her new keys do open what came later"


def test_changed_password_leaves_no_way_for_the_old_one(insider: Insider) -> None:
    hostel = insider.hostel
    founding.change_password(hostel.opened, hostel.dee, password_of("Dee"), NEW)
    insider.passwords["Dee"] = password_of("Dee")
    live_now = insider.snapshot("live")
    assert insider.gets(live_now, insider.ring(live_now)) == set()
    insider.passwords["Dee"] = NEW
    assert insider.gets(live_now, insider.ring(live_now)) == set(PRIVATE) - DELETED


def test_renewed_keys_shut_out_whoever_learned_the_old_password(insider: Insider) -> None:
    """With an older copy that password opens what was there then; nothing that was written or renewed since."""
    hostel = insider.hostel
    older = insider.restored(insider.copy())
    key_changes.renew(hostel.opened, hostel.dee, password_of("Dee"), NEW)
    since = {"since": "zqSinceÜnverwechselbar"}
    write(hostel, "dee", replace(page(), entry_id="88" * 16, **_blank(since["since"])))
    insider.passwords["Dee"] = password_of("Dee")
    live_now = insider.snapshot("live")
    from_older = insider.ring(older)
    assert insider.gets(live_now, from_older) <= {"line before signing in"}
    assert insider.gets(live_now, from_older, since) == set()
    assert insider.gets(older, from_older) == set(PRIVATE) - DELETED


def test_searching_leaves_no_word_on_disk(insider: Insider) -> None:
    hostel = insider.hostel
    from pie_audit.workflows import entry_search

    found = entry_search.search(hostel.opened, hostel.dee, entry_search.Query(PRIVATE["facts part"]))
    assert len(found.lines) == 1
    lying = insider.snapshot("while searching")
    assert find_markers(insider.written_out(lying, insider.clear(lying)), PRIVATE) == []


def test_thrown_away_page_is_gone_for_its_writer_too(insider: Insider) -> None:
    insider.passwords["Dee"] = password_of("Dee")
    live_now = insider.snapshot("live")
    assert "thrown away" not in insider.gets(live_now, insider.ring(live_now))


def test_earlier_versions_are_sealed_like_the_page(insider: Insider) -> None:
    texts = insider.hostel.see(reflections.versions, insider.hostel.dee, PAGE_ID)
    assert {t.entry.take_away for t in texts} == {PRIVATE["take away"], PRIVATE["earlier version"]}


def _blank(words: str) -> dict[str, object]:
    """Changes that leave one marker of its own on a page."""
    fields: dict[str, object] = {
        "title": words,
        "steps": (),
        "take_away": "",
        "tags": (),
        "feelings_before": (),
        "feelings_after": (),
        "pressed_on": "",
        "follow_ups": (),
        "with_whom": "",
    }
    return {**fields, "practice": type(page().practice)()}
