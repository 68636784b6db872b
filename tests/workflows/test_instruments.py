"""Which questionnaires may be asked: words, a permission that holds, and the use that it allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from pie_audit.domain.bringing import BroughtWords
from pie_audit.domain.errors import NotNow
from pie_audit.domain.licence import BroughtText
from pie_audit.domain.questionnaire import Instrument, Mode
from pie_audit.domain.team import Role
from pie_audit.domain.words_form import blank_form
from pie_audit.workflows import bringing, instruments, own_export
from pie_audit.workflows.instruments import Standing, shipped_instruments
from tests import brought
from tests.quarter import TODAY, Hostel

OURS = {"pulse5-1", "pulse10-1"}
CBI = shipped_instruments()["cbi"]
WHO = shipped_instruments()["who-5"]
STSS = shipped_instruments()["stss"]


def bring(hostel: Hostel, key: Instrument = CBI, words: BroughtWords | None = None) -> Instrument:
    hostel.do(bringing.bring, hostel.amina, key.id, words or brought.words(key))
    return load(hostel, key, key.modes[0])


def load(hostel: Hostel, key: Instrument, mode: Mode, today: date = TODAY) -> Instrument:
    return hostel.read(lambda tx: instruments.load_usable(tx, key.id, mode, today))


def ids(hostel: Hostel, mode: Mode, today: date = TODAY) -> set[str]:
    return {one.id for one in hostel.read(lambda tx: instruments.usable(tx, mode, today))}


def standing(hostel: Hostel, instrument_id: str = "cbi") -> Standing:
    lines = hostel.see(instruments.shelf_of_instruments, hostel.amina)
    return next(line.standing for line in lines if line.id == instrument_id)


def test_only_our_own_questionnaires_have_words_at_first(hostel: Hostel) -> None:
    assert ids(hostel, Mode.TEAM) == ids(hostel, Mode.PRIVATE) == OURS
    lines = hostel.see(instruments.shelf_of_instruments, hostel.amina)
    assert {line.id for line in lines if line.ours} == OURS
    assert [line.ours for line in lines] == sorted((line.ours for line in lines), reverse=True)
    assert {line.standing for line in lines if not line.ours} == {Standing.NO_WORDS}


def test_a_key_without_words_is_refused_and_told_why(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="words of “Copenhagen Burnout Inventory” aren’t here yet"):
        load(hostel, CBI, Mode.TEAM)
    with pytest.raises(NotNow, match="isn’t here any more"):
        hostel.read(lambda tx: instruments.load_usable(tx, "mbi", Mode.TEAM, TODAY))


def test_brought_words_make_it_usable_and_the_scoring_stays_the_keys(hostel: Hostel) -> None:
    whole = bring(hostel)
    assert whole.has_words
    assert (whole.scales, [item.reverse for item in whole.items]) == (
        CBI.scales,
        [item.reverse for item in CBI.items],
    )
    assert ids(hostel, Mode.TEAM) == {*OURS, "cbi"}
    assert standing(hostel) is Standing.READY
    assert hostel.read(lambda tx: instruments.required_line(tx, "cbi")) == brought.LINE
    assert hostel.read(lambda tx: instruments.required_line(tx, "pulse5-1")) == ""


def test_everybody_sees_the_shelf_and_never_a_sentence(hostel: Hostel) -> None:
    bring(hostel)
    for me in (hostel.amina, hostel.jo, hostel.lee):
        lines = hostel.see(instruments.shelf_of_instruments, me)
        assert brought.MARKER not in repr(lines)
        assert any(line.may_bring for line in lines) is (me is hostel.amina)


def test_staff_and_leaders_may_neither_read_bring_nor_take_words_back(hostel: Hostel) -> None:
    bring(hostel)
    words = brought.words(CBI)
    acts: list[Callable[[], object]] = []
    for me in (hostel.jo, hostel.lee):
        acts += [
            lambda me=me: hostel.see(bringing.bringing, me, "cbi"),
            lambda me=me: hostel.do(bringing.bring, me, "cbi", words),
            lambda me=me: hostel.do(bringing.take_back, me, "cbi"),
            lambda me=me: hostel.do(bringing.put_back, me, "cbi"),
            lambda me=me: hostel.do(bringing.keep_begun, me, "cbi", blank_form(TODAY)),
            lambda me=me: hostel.do(bringing.throw_away_begun, me, "cbi"),
        ]
    for act in acts:
        with pytest.raises(NotNow, match="isn’t yours"):
            act()


def test_an_administrator_may_bring_words(hostel: Hostel) -> None:
    ada = hostel.add("Ada Ley", Role.ADMINISTRATOR)
    hostel.do(bringing.bring, ada, "cbi", brought.words(CBI))
    assert standing(hostel) is Standing.READY


def test_our_own_questionnaires_keep_their_words(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="comes with its words"):
        hostel.do(bringing.bring, hostel.amina, "pulse5-1", brought.words(CBI))


def test_a_turned_round_slot_that_isnt_ticked_stops_everything(hostel: Hostel) -> None:
    unticked = brought.words(CBI, points_the_other_way=frozenset())
    with pytest.raises(NotNow, match="Tick each of them"):
        hostel.do(bringing.bring, hostel.amina, "cbi", unticked)
    assert standing(hostel) is Standing.NO_WORDS


def test_a_permission_that_ended_keeps_it_from_being_opened_again(hostel: Hostel) -> None:
    last = date(2027, 8, 31)
    bring(hostel)
    assert load(hostel, CBI, Mode.TEAM, last).has_words
    after = last + timedelta(days=1)
    with pytest.raises(NotNow, match="ended on 31 August 2027"):
        load(hostel, CBI, Mode.TEAM, after)
    assert ids(hostel, Mode.TEAM, after) == OURS
    hostel.at(last)
    assert standing(hostel) is Standing.ENDING
    hostel.at(after)
    assert standing(hostel) is Standing.ENDED


def test_a_permission_is_renewed_without_a_new_version(hostel: Hostel) -> None:
    first = bring(hostel)
    hostel.at(date(2027, 9, 1))
    renewed = brought.words(CBI, licence=brought.licence(ends_on=None))
    assert instruments.frozen_text(bring(hostel, words=renewed)) == instruments.frozen_text(first)
    assert standing(hostel) is Standing.READY


def test_other_words_get_the_next_version_and_the_same_ones_their_own_back(hostel: Hostel) -> None:
    first = bring(hostel)
    lines = {**brought.text(CBI).items, 1: "Something else altogether."}
    second = bring(hostel, words=brought.words(CBI, text=BroughtText(lines, {})))
    assert (first.version, second.version) == (1, 2)
    assert second.items[0].text == "Something else altogether."
    assert bring(hostel) == first


def test_a_licence_for_oneself_alone_keeps_it_from_the_team(hostel: Hostel) -> None:
    own = brought.words(CBI, licence=brought.licence(modes=(Mode.PRIVATE,)))
    hostel.do(bringing.bring, hostel.amina, "cbi", own)
    assert load(hostel, CBI, Mode.PRIVATE).has_words
    with pytest.raises(NotNow, match="may not be put to a team here"):
        load(hostel, CBI, Mode.TEAM)


def test_what_is_made_for_teams_isnt_offered_on_ones_own_page(hostel: Hostel) -> None:
    key = shipped_instruments()["hse-35"]
    bring(hostel, key)
    with pytest.raises(NotNow, match="only be put to a team"):
        load(hostel, key, Mode.PRIVATE)


def test_what_reads_like_symptoms_is_put_to_a_team_only_with_a_reason_and_somebody_to_turn_to(
    hostel: Hostel,
) -> None:
    assert instruments.reads_like_symptoms(WHO)
    bring(hostel, WHO)
    assert "who-5" not in ids(hostel, Mode.TEAM)
    asked = brought.licence(modes=(Mode.TEAM,))
    with pytest.raises(NotNow, match="Say why"):
        hostel.do(bringing.bring, hostel.amina, "who-5", brought.words(WHO, licence=asked))
    asked = replace(asked, reason="We had a hard winter.", support_by="Dr Osei, occupational health")
    hostel.do(bringing.bring, hostel.amina, "who-5", brought.words(WHO, licence=asked))
    assert instruments.reads_like_symptoms(load(hostel, WHO, Mode.TEAM))


def test_what_is_for_oneself_alone_is_never_put_to_a_team(hostel: Hostel) -> None:
    asked = brought.licence(modes=(Mode.TEAM,), reason="Why not.", support_by="Dr Osei")
    with pytest.raises(NotNow, match="can’t be used in this way"):
        hostel.do(bringing.bring, hostel.amina, "stss", brought.words(STSS, licence=asked))


def test_words_taken_back_are_asked_no_more_and_can_be_put_back(hostel: Hostel) -> None:
    whole = bring(hostel)
    hostel.do(bringing.take_back, hostel.amina, "cbi")
    assert standing(hostel) is Standing.TAKEN_BACK
    with pytest.raises(NotNow, match="taken back"):
        load(hostel, CBI, Mode.TEAM)
    with pytest.raises(NotNow, match="a moment ago"):
        hostel.do(bringing.take_back, hostel.amina, "cbi")
    assert hostel.read(lambda tx: instruments.required_line(tx, "cbi")) == brought.LINE
    hostel.do(bringing.put_back, hostel.amina, "cbi")
    assert load(hostel, CBI, Mode.TEAM) == whole
    with pytest.raises(NotNow, match="a moment ago"):
        hostel.do(bringing.put_back, hostel.amina, "cbi")


def test_bringing_taking_back_and_putting_back_can_be_undone(hostel: Hostel) -> None:
    did = hostel.do(bringing.bring, hostel.amina, "cbi", brought.words(CBI))
    assert did.name == "Made “Copenhagen Burnout Inventory” ready"
    hostel.do(did.undo, hostel.amina)
    assert standing(hostel) is Standing.NO_WORDS
    whole = bring(hostel)
    assert whole.version == 1
    for act, after in ((bringing.take_back, Standing.READY), (bringing.put_back, Standing.TAKEN_BACK)):
        did = hostel.do(act, hostel.amina, "cbi")
        hostel.do(did.undo, hostel.amina)
        assert standing(hostel) is after
        hostel.do(act, hostel.amina, "cbi")


def test_undoing_new_words_brings_the_earlier_ones_back(hostel: Hostel) -> None:
    first = bring(hostel)
    other = BroughtText({**brought.text(CBI).items, 1: "Something else altogether."}, {})
    did = hostel.do(bringing.bring, hostel.amina, "cbi", brought.words(CBI, text=other))
    hostel.do(did.undo, hostel.amina)
    assert load(hostel, CBI, Mode.TEAM) == first
    third = BroughtText({**brought.text(CBI).items, 1: "A third sentence."}, {})
    assert bring(hostel, words=brought.words(CBI, text=third)).version == 3


def test_undo_leaves_what_somebody_else_changed_meanwhile(hostel: Hostel) -> None:
    did = hostel.do(bringing.bring, hostel.amina, "cbi", brought.words(CBI))
    bring(hostel, words=brought.words(CBI, licence=brought.licence(ends_on=None)))
    with pytest.raises(NotNow, match="Somebody else changed"):
        hostel.do(did.undo, hostel.amina)
    assert standing(hostel) is Standing.READY


def test_a_mended_key_wants_the_words_looked_through_again(
    hostel: Hostel, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(hostel)
    mended = {**shipped_instruments(), "cbi": replace(CBI, version=2)}
    monkeypatch.setattr(instruments, "shipped_instruments", lambda: mended)
    with pytest.raises(NotNow, match="was mended"):
        load(hostel, CBI, Mode.TEAM)
    assert standing(hostel) is Standing.NEW_KEY
    assert bring(hostel).version == 2


def test_what_was_begun_is_kept_sealed_until_it_is_ready(hostel: Hostel) -> None:
    begun = replace(blank_form(TODAY), pasted=f"1. A {brought.MARKER}")
    hostel.do(bringing.keep_begun, hostel.amina, "cbi", begun)
    assert hostel.see(bringing.bringing, hostel.amina, "cbi").begun == begun
    ada = hostel.add("Ada Ley", Role.ADMINISTRATOR)
    assert hostel.see(bringing.bringing, ada, "cbi").begun is None
    bring(hostel)
    now = hostel.see(bringing.bringing, hostel.amina, "cbi")
    assert now.begun is None
    assert now.brought is not None
    assert now.brought_by == "Amina Yusuf"
    assert now.brought.text == brought.text(CBI)


def test_what_was_begun_can_be_thrown_away(hostel: Hostel) -> None:
    hostel.do(bringing.keep_begun, hostel.amina, "cbi", blank_form(TODAY))
    did = hostel.do(bringing.throw_away_begun, hostel.amina, "cbi")
    assert hostel.see(bringing.bringing, hostel.amina, "cbi").begun is None
    hostel.do(did.undo, hostel.amina)
    assert hostel.see(bringing.bringing, hostel.amina, "cbi").begun == blank_form(TODAY)


@pytest.mark.parametrize(
    "key", [key for key in shipped_instruments().values() if not key.has_words], ids=lambda k: k.id
)
def test_every_key_that_ships_can_be_brought_to_life_and_frozen(hostel: Hostel, key: Instrument) -> None:
    whole = bring(hostel, key)
    assert instruments.from_frozen(instruments.frozen_text(whole)) == whole
    assert "scoring key" not in whole.title


def test_words_are_in_no_file_that_can_be_read_and_in_nothing_that_leaves(
    hostel: Hostel, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    bring(hostel)
    hostel.do(bringing.keep_begun, hostel.amina, "olbi", replace(blank_form(TODAY), pasted=brought.MARKER))
    out = tmp_path / "everything of mine"
    own_export.save_entries(hostel.opened, hostel.amina, out, overwrite=False)
    with pytest.raises(NotNow) as told:
        hostel.do(bringing.bring, hostel.amina, "olbi", brought.words(CBI))
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert out in files
    assert [file for file in files if brought.MARKER.encode() in file.read_bytes()] == []
    assert brought.MARKER not in caplog.text + str(told.value)
