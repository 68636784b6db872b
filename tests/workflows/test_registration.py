"""Records for regulators in a real workspace: read from one's own pages, filled in, handed out, told when changed."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pie_audit import paths
from pie_audit.domain.entry import Entry, Practice, Step
from pie_audit.domain.errors import CannotRead, CannotSave, NotNow
from pie_audit.domain.registration import Material, RecordDraft
from pie_audit.domain.registration_checks import meters_words, missing
from pie_audit.domain.session import Session, SessionKind, SessionStatus
from pie_audit.storage import records, sessions, trail
from pie_audit.workflows import reflections, registration, self_record
from pie_audit.workflows.registration import FileKind, RecordDesk, RecordFile
from tests.make_record import CYCLE, PRACTICE
from tests.quarter import TODAY, Hostel
from tests.workflows.supervision_pair import agree

MARKER = "the boiler sang all night"


def write(hostel: Hostel, who: str = "jo", **fields: Any) -> Entry:
    """A page of somebody's own that counts for their registration."""
    me = hostel.people[who]
    begun = hostel.see(reflections.start, me)
    usual = {"title": "The late door", "model_id": "gibbs", "steps": CYCLE, "practice": PRACTICE}
    return hostel.do(reflections.save, me, replace(begun.entry, **{**usual, **fields}), begun).entry


def desk_of(hostel: Hostel, regulator_id: str = "swe", who: str = "jo") -> RecordDesk:
    return registration.open_desk(hostel.opened, hostel.people[who], regulator_id)


def record_of(desk: RecordDesk, draft: RecordDraft | None = None) -> Material:
    return registration.make_material(desk, draft or desk.draft, desk.pages)


def save(hostel: Hostel, desk: RecordDesk, path: Path, kind: FileKind = FileKind.PDF, **more: Any) -> date:
    wanted = RecordFile(record_of(desk), {}, kind, path, **more)
    return registration.save_record(hostel.opened, hostel.jo, desk, wanted)


# --- whose rules ------------------------------------------------------------------------------------------------------


def test_the_rules_that_ship_are_known_without_any_file_of_ones_own(home: Path) -> None:
    found = registration.regulators()
    assert [rules.regulator_id for rules in found.known] == ["swe", "nmc", "nmc-two", "hcpc", "log"]
    assert found.problem is None
    assert found.find("never heard of") is found.known[0]


def own_copy(text: str) -> None:
    file = paths.own_regulators_files()[-1]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


MINE = """
[[regulator]]
id = "swe"
form = "swe"
name = "Social Work England, next year's rules"
years = 1
source = "Its pages"
checked_on = 2027-01-01

[[need]]
regulator = "swe"
what = "pieces"
at_least = 3
"""


def test_a_copy_of_ones_own_takes_the_place_of_one_regulator_and_leaves_the_others(home: Path) -> None:
    own_copy(MINE)
    found = registration.regulators()
    assert found.find("swe").needs[0].at_least == 3
    assert found.find("nmc") in registration.shipped_regulators()


def test_a_copy_that_cant_be_used_is_told_and_left_aside(home: Path) -> None:
    own_copy(MINE.replace("at_least = 3", "at_least = many"))
    found = registration.regulators()
    assert found.problem is not None
    assert "What regulators ask".lower() in found.problem.what.lower()
    assert found.known == registration.shipped_regulators()


# --- reading ----------------------------------------------------------------------------------------------------------


def test_a_desk_holds_my_own_pages_and_nobody_elses(hostel: Hostel) -> None:
    mine = write(hostel)
    write(hostel, "sam", title="Somebody else’s")
    found = desk_of(hostel)
    assert [page.entry_id for page in found.pages] == [mine.entry_id]
    assert meters_words(record_of(found)) == "1 of 2 pieces, 0 of 1 with peer reflection"


def test_the_manager_finds_nothing_of_mine(hostel: Hostel) -> None:
    write(hostel)
    assert desk_of(hostel, who="amina").pages == ()


def test_an_empty_record_says_what_is_missing(hostel: Hostel) -> None:
    assert [check.says for check in missing(record_of(desk_of(hostel)))] == [
        "0 of 2 pieces",
        "0 of 1 with peer reflection",
    ]


def test_colleagues_are_everybody_but_me(hostel: Hostel) -> None:
    found = desk_of(hostel).colleagues
    assert hostel.amina.member.name in found
    assert hostel.jo.member.name not in found


def held(hostel: Hostel, **fields: Any) -> Session:
    agreement_id = agree(hostel).agreement.agreement_id
    one = Session(
        "5" * 32,
        SessionKind.SUPERVISION,
        hostel.team_id,
        TODAY,
        60,
        agreement_id=agreement_id,
        supervisor_id=hostel.amina.member.person_id,
        supervisee_id=hostel.jo.member.person_id,
        status=SessionStatus.HELD,
        held_on=TODAY,
        held_min=45,
    )
    session = replace(one, **fields)
    hostel.opened.write(lambda tx: sessions.add_sessions(tx, [session]))
    return session


def test_a_session_that_took_place_stands_in_the_supervisees_log_with_its_minutes(hostel: Hostel) -> None:
    session = held(hostel)
    (line,) = desk_of(hostel, "log").sessions
    assert (line.session_id, line.minutes, line.one_to_one) == (session.session_id, 45, True)
    assert hostel.amina.member.name not in registration.make_text(
        desk_of(hostel, "log"), record_of(desk_of(hostel, "log")), {}
    )


def test_supervision_that_somebody_gave_isnt_supervision_they_had(hostel: Hostel) -> None:
    held(hostel)
    assert desk_of(hostel, "log", "amina").sessions == ()


def test_a_session_that_was_lost_is_in_nobodys_log(hostel: Hostel) -> None:
    held(hostel, status=SessionStatus.CANCELLED, held_on=None, held_min=0)
    assert desk_of(hostel, "log").sessions == ()


# --- what is written for the record itself ----------------------------------------------------------------------------


def test_what_was_written_for_a_record_comes_back_and_the_last_one_opens_first(hostel: Hostel) -> None:
    draft = replace(
        desk_of(hostel, "hcpc").draft,
        statements={"summary": MARKER},
        gaps={"2025-01-01": "Leave"},
        left_out=("s1",),
        practice_hours=300,
    )
    hostel.do(registration.keep_draft, hostel.jo, draft)
    found = registration.open_desk(hostel.opened, hostel.jo)
    assert (found.rules.regulator_id, found.draft) == ("hcpc", draft)
    assert desk_of(hostel, "swe").draft.statements == {}


def test_each_regulator_keeps_its_own_draft(hostel: Hostel) -> None:
    for regulator_id, words in (("swe", "one"), ("hcpc", "two"), ("swe", "three")):
        draft = replace(desk_of(hostel, regulator_id).draft, statements={"summary": words})
        hostel.do(registration.keep_draft, hostel.jo, draft)
    assert desk_of(hostel, "swe").draft.statements == {"summary": "three"}
    assert desk_of(hostel, "hcpc").draft.statements == {"summary": "two"}


def test_nothing_of_a_draft_lies_open_in_the_workspace(hostel: Hostel) -> None:
    draft = replace(desk_of(hostel, "hcpc").draft, statements={"summary": MARKER})
    hostel.do(registration.keep_draft, hostel.jo, draft)
    stamps = hostel.read(lambda tx: records.list_stamps(tx, hostel.jo.member.person_id, kind="self"))
    assert {stamp.version for stamp in stamps} == {1}, "a count would tell how often it was opened"
    bodies = [hostel.read(lambda tx, s=s: records.load_record(tx, s.record_id)) for s in stamps]
    assert bodies
    assert not any(body is not None and MARKER.encode() in body.body for body in bodies)


def test_somebody_else_has_a_draft_of_their_own(hostel: Hostel) -> None:
    draft = replace(desk_of(hostel, "hcpc").draft, statements={"summary": MARKER})
    hostel.do(registration.keep_draft, hostel.jo, draft)
    assert desk_of(hostel, "hcpc", "sam").draft.statements == {}


# --- filling in -------------------------------------------------------------------------------------------------------


def test_what_is_filled_in_is_kept_in_the_page(hostel: Hostel) -> None:
    page = write(hostel, practice=Practice())
    assert record_of(desk_of(hostel)).pieces == ()
    hostel.do(registration.fill_in, hostel.jo, page.entry_id, PRACTICE)
    found = desk_of(hostel)
    assert found.pages[0].practice == PRACTICE
    assert found.pages[0].steps == CYCLE
    assert len(record_of(found).pieces) == 1


def test_filling_in_the_same_again_makes_no_version(hostel: Hostel) -> None:
    page = write(hostel)
    before = hostel.see(reflections.open_entry, hostel.jo, page.entry_id).version
    hostel.do(registration.fill_in, hostel.jo, page.entry_id, PRACTICE)
    assert hostel.see(reflections.open_entry, hostel.jo, page.entry_id).version == before


def test_words_that_are_being_written_stay_as_they_are(hostel: Hostel) -> None:
    page = write(hostel, practice=Practice())
    sitting = hostel.see(reflections.open_entry, hostel.jo, page.entry_id)
    typed = replace(sitting.entry, steps=(Step("description", "Description", MARKER),))
    hostel.do(reflections.keep_draft, hostel.jo, typed, sitting.version)
    hostel.do(registration.fill_in, hostel.jo, page.entry_id, PRACTICE)
    kept = hostel.see(reflections.open_entry, hostel.jo, page.entry_id).kept
    assert kept is not None
    assert kept.entry.text == MARKER


def test_a_page_that_is_open_elsewhere_keeps_both_what_was_typed_and_what_was_filled_in(
    hostel: Hostel,
) -> None:
    page = write(hostel, practice=Practice())
    sitting = hostel.see(reflections.open_entry, hostel.jo, page.entry_id)
    hostel.do(registration.fill_in, hostel.jo, page.entry_id, PRACTICE)
    typed = replace(sitting.entry, title="The other door")
    saved = hostel.do(reflections.save, hostel.jo, typed, sitting)
    assert (saved.entry.title, saved.entry.practice) == ("The other door", PRACTICE)


def test_a_page_that_is_gone_is_told(hostel: Hostel) -> None:
    with pytest.raises(CannotRead):
        hostel.do(registration.fill_in, hostel.jo, "0" * 32, PRACTICE)


def test_nobody_fills_in_somebody_elses_page(hostel: Hostel) -> None:
    page = write(hostel)
    with pytest.raises(CannotRead):
        hostel.do(registration.fill_in, hostel.sam, page.entry_id, Practice())


# --- names ------------------------------------------------------------------------------------------------------------


def test_a_colleague_in_a_page_is_found_and_gets_a_role_on_paper(hostel: Hostel) -> None:
    name = hostel.amina.member.name
    write(hostel, steps=(Step("description", "Description", f"Then {name} rang."),))
    desk = desk_of(hostel)
    found = record_of(desk)
    (doubt,) = (d for d in registration.look_for_names(desk, found) if d.is_colleague)
    text = registration.make_text(desk, found, {doubt.key: doubt.role})
    assert name not in text
    assert doubt.role in text


def test_words_that_may_always_pass_are_remembered_for_me_alone(hostel: Hostel) -> None:
    hostel.do(registration.let_pass, hostel.jo, "Dawn House")
    hostel.do(registration.let_pass, hostel.jo, "Dawn House")
    assert desk_of(hostel).allowed == ("Dawn House",)
    assert desk_of(hostel, who="sam").allowed == ()


# --- handing out ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FileKind)
def test_a_record_becomes_a_file(hostel: Hostel, tmp_path: Path, kind: FileKind) -> None:
    write(hostel)
    desk = desk_of(hostel)
    path = tmp_path / registration.suggested_name("swe", desk.today, kind)
    assert save(hostel, desk, path, kind) == TODAY
    assert path.name == f"record-swe-2026-11-18.{kind.value}"
    content = path.read_bytes()
    assert content.startswith(b"%PDF") if kind is FileKind.PDF else zipfile.is_zipfile(path)


def test_a_file_is_never_written_over_unasked(hostel: Hostel, tmp_path: Path) -> None:
    write(hostel)
    (tmp_path / "mine.pdf").write_bytes(b"before")
    with pytest.raises(CannotSave):
        save(hostel, desk_of(hostel), tmp_path / "mine.pdf")
    assert (tmp_path / "mine.pdf").read_bytes() == b"before"
    assert desk_of(hostel).exported_on is None
    save(hostel, desk_of(hostel), tmp_path / "mine.pdf", overwrite=True)
    assert desk_of(hostel).exported_on == TODAY


def test_a_record_without_anything_in_it_isnt_handed_out(hostel: Hostel, tmp_path: Path) -> None:
    with pytest.raises(NotNow):
        save(hostel, desk_of(hostel), tmp_path / "mine.pdf")
    assert not (tmp_path / "mine.pdf").exists()


def test_what_was_handed_out_is_remembered_with_its_version(hostel: Hostel, tmp_path: Path) -> None:
    page = write(hostel)
    save(hostel, desk_of(hostel), tmp_path / "mine.pdf")
    version = hostel.see(reflections.open_entry, hostel.jo, page.entry_id).version
    (sent,) = hostel.see(self_record.load, hostel.jo).exported
    assert (sent.entry_id, sent.version, sent.day, sent.regulator) == (page.entry_id, version, TODAY, "swe")


def test_a_page_that_was_changed_since_is_told_until_it_is_handed_out_again(
    hostel: Hostel, tmp_path: Path
) -> None:
    page, other = write(hostel), write(hostel, title="Another")
    save(hostel, desk_of(hostel), tmp_path / "first.pdf")
    assert desk_of(hostel).changed == ()
    sitting = hostel.see(reflections.open_entry, hostel.jo, page.entry_id)
    hostel.do(reflections.save, hostel.jo, replace(sitting.entry, title="The other door"), sitting)
    assert desk_of(hostel).changed == (page.entry_id,)
    assert desk_of(hostel, "hcpc").changed == (), "that one was never handed out"
    save(hostel, desk_of(hostel), tmp_path / "second.pdf")
    assert desk_of(hostel).changed == ()
    assert {e.entry_id for e in hostel.see(self_record.load, hostel.jo).exported} == {
        page.entry_id,
        other.entry_id,
    }


def test_a_page_that_was_thrown_away_is_watched_no_longer(hostel: Hostel, tmp_path: Path) -> None:
    gone, stays = write(hostel), write(hostel, title="Another")
    save(hostel, desk_of(hostel), tmp_path / "first.pdf")
    hostel.do(reflections.delete, hostel.jo, gone.entry_id)
    assert desk_of(hostel).changed == ()
    save(hostel, desk_of(hostel), tmp_path / "second.pdf")
    assert [e.entry_id for e in hostel.see(self_record.load, hostel.jo).exported] == [stays.entry_id]


def test_only_so_many_pages_are_watched(
    hostel: Hostel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registration, "MOST_REMEMBERED", 2)
    for number in range(3):
        write(hostel, title=f"Page {number}")
    save(hostel, desk_of(hostel), tmp_path / "mine.pdf")
    assert len(hostel.see(self_record.load, hostel.jo).exported) == 2


def test_the_security_record_knows_that_i_exported_and_nothing_else(hostel: Hostel, tmp_path: Path) -> None:
    page = write(hostel)
    save(hostel, desk_of(hostel), tmp_path / "mine.pdf")
    line = next(found for found in hostel.read(trail.lines) if found.action.startswith("exported"))
    assert (line.action, line.object_id) == ("exported own record", hostel.jo.member.person_id)
    assert page.entry_id not in str(line)
    assert "swe" not in str(line)
