"""My own page: taken for oneself, sealed, seen by nobody else, and never mixed with what a team is asked."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pie_audit.domain.distance import Move
from pie_audit.domain.entry import Entry, EntryKind, Practice, Step, from_body, to_body
from pie_audit.domain.errors import CannotRead, NotNow
from pie_audit.domain.licence import Brought, BroughtText, Licence
from pie_audit.domain.measure import Signpost
from pie_audit.domain.own_line import lines_of, mean_words
from pie_audit.domain.questionnaire import Mode
from pie_audit.storage import instruments as kept_words
from pie_audit.storage import records, trail
from pie_audit.workflows import (
    entry_search,
    home_writing,
    instruments,
    own_export,
    own_measures,
    reflections,
    registration,
    self_record,
)
from pie_audit.workflows.entry_search import Query
from pie_audit.workflows.own_measures import OwnAnswers, OwnLine, measure_of, own_line
from pie_audit.workflows.reflections import Sitting
from pie_audit.workflows.supervision import supervision_agenda as agendas
from tests.quarter import TODAY, Hostel
from tests.workflows.supervision_pair import book

WORKED = {1: 3, 2: 1, 3: 2, 4: 3, 5: 2, 6: 4, 7: 2, 8: 3, 9: 2, 10: 1}
"""The worked example of the pulse: Load 62.5, Ground 70."""
CBI_PERSONAL = {1: 75, 2: 50, 3: 75, 4: 25, 5: 50, 6: 25}


def keep(
    hostel: Hostel, values: dict[int, int] = WORKED, instrument: str = "pulse10-1", note: str = ""
) -> str:
    """Jo takes an instrument and keeps it; the page's id."""
    found: str = hostel.do(own_measures.save_measure, hostel.jo, instrument, OwnAnswers(values, note)).result
    return found


def see(hostel: Hostel, name: str = "jo") -> OwnLine:
    return own_line(hostel.opened, hostel.people[name])


def bring(hostel: Hostel, instrument_id: str, *modes: Mode) -> None:
    """Made-up words for a key, with a licence for these modes."""
    key = instruments.shipped_instrument(instrument_id)
    licence = Licence(
        "Holder", "A letter", TODAY, TODAY + timedelta(days=365), "In a drawer", modes, "© Holder"
    )
    text = BroughtText({item.no: f"Made-up sentence {item.no}." for item in key.items}, {})
    brought = Brought(key.id, key.version, key.version, text, licence, hostel.amina.member.person_id, TODAY)
    hostel.opened.write(lambda tx: kept_words.save_brought(tx, brought))


def test_sitting_is_kept_with_the_scores_of_that_day(hostel: Hostel) -> None:
    keep(hostel)
    (lines,) = see(hostel).lines
    assert lines.sittings[0].day == TODAY
    assert [(kept.scale_id, kept.score) for kept in lines.latest.scores] == [
        ("load", 62.5),
        ("ground", 70.0),
        ("p10", 25.0),
    ]
    assert dict(lines.latest.values) == WORKED


def test_skipped_questions_are_fine_and_too_few_give_no_score(hostel: Hostel) -> None:
    keep(hostel, {1: 3, 9: 2})
    assert [kept.score for kept in see(hostel).lines[0].latest.scores] == [None, None, None]


def test_nothing_answered_is_not_kept(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="no answer"):
        keep(hostel, {}, note="only words")
    assert see(hostel).lines == ()


def test_value_that_is_no_answer_is_refused(hostel: Hostel) -> None:
    with pytest.raises(CannotRead):
        keep(hostel, {1: 7})


def test_own_pulses_can_always_be_taken_and_keys_only_where_words_were_brought(hostel: Hostel) -> None:
    assert [choice.instrument.id for choice in see(hostel).choices] == ["pulse5-1", "pulse10-1"]
    bring(hostel, "who-5", Mode.PRIVATE)
    bring(hostel, "cbi", Mode.TEAM)
    found = {choice.instrument.id: choice.line for choice in see(hostel).choices}
    assert found == {"pulse5-1": "", "pulse10-1": "", "who-5": "© Holder"}
    with pytest.raises(NotNow):
        keep(hostel, CBI_PERSONAL, "cbi")


def test_page_of_the_log_comes_back_whole_and_an_older_page_has_no_measure(hostel: Hostel) -> None:
    page_id = keep(hostel, note="A long week.")
    entry = hostel.see(reflections.open_entry, hostel.jo, page_id).entry
    assert (entry.kind, entry.text) == (EntryKind.MEASURE, "A long week.")
    assert from_body(to_body(entry)) == entry
    body = json.loads(to_body(Entry("aa" * 16, EntryKind.REFLECTION, TODAY)))
    del body["entry"]["measure"]
    assert from_body(json.dumps(body).encode()).measure is None


def test_reliable_change_of_the_personal_scale_is_reckoned_from_its_file(hostel: Hostel) -> None:
    key = instruments.shipped_instrument("cbi")
    found = {kept.scale_id: kept for kept in measure_of(key, CBI_PERSONAL).scores}
    assert found["personal"].score == 50.0
    assert found["personal"].noise == pytest.approx(16.49, abs=0.005)
    assert found["work"].noise is None


@pytest.mark.parametrize(
    ("instrument", "noise"), [("pulse10-1", [10, 10, 13]), ("pulse5-1", [13] * 5), ("who-5", [10])]
)
def test_change_has_the_points_of_the_rule_or_of_the_file(instrument: str, noise: list[float]) -> None:
    key = instruments.shipped_instrument(instrument)
    assert [kept.noise for kept in measure_of(key, {1: 1}).scores] == noise
    assert all(kept.noise_source for kept in measure_of(key, {1: 1}).scores)


def test_mean_of_the_answers_is_kept_beside_a_sum_where_the_key_asks_for_it() -> None:
    key = instruments.shipped_instrument("olbi")
    found = measure_of(key, dict.fromkeys(range(1, 17), 2)).scores
    assert [(kept.score, kept.mean) for kept in found] == [(20.0, 2.5), (20.0, 2.5)]
    assert mean_words(found[0]) == "Mean of the answers: 2.50"
    assert measure_of(instruments.shipped_instrument("pulse10-1"), WORKED).scores[0].mean is None


def test_later_sitting_is_set_beside_the_one_before(hostel: Hostel) -> None:
    keep(hostel)
    hostel.at(TODAY + timedelta(days=30))
    keep(hostel, WORKED | {1: 0, 9: 0})
    (lines,) = see(hostel).lines
    assert [scale.move for scale in lines.scales] == [Move.LOWER, Move.SAME, Move.SAME]


@pytest.mark.parametrize(("each", "shown"), [((3, 3, 2, 2, 2), True), ((3, 3, 3, 2, 2), False)])
def test_who_5_shows_where_support_is_at_fifty_and_below_and_never_a_band(
    hostel: Hostel, each: tuple[int, ...], shown: bool
) -> None:
    bring(hostel, "who-5", Mode.PRIVATE)
    keep(hostel, dict(enumerate(each, 1)), "who-5")
    (lines,) = see(hostel).lines
    assert lines.points_to_support(bands_on=False) is shown
    assert not lines.has_bands


@pytest.mark.parametrize(("value", "signpost"), [(75, Signpost.WITH_BANDS), (50, Signpost.NEVER)])
def test_highest_strain_band_shows_where_support_is_only_with_bands_on(
    value: int, signpost: Signpost
) -> None:
    key = instruments.shipped_instrument("cbi")
    personal = measure_of(key, dict.fromkeys(range(1, 7), value)).scores[0]
    assert personal.signpost is signpost
    assert personal.band


def test_bands_are_off_until_their_owner_turns_them_on_for_herself(hostel: Hostel) -> None:
    keep(hostel)
    assert see(hostel).bands_on == frozenset()
    hostel.do(own_measures.show_bands, hostel.jo, "pulse10-1", True)
    assert see(hostel).bands_on == {"pulse10-1"}
    assert hostel.see(self_record.load, hostel.amina).ways == {}
    hostel.do(own_measures.show_bands, hostel.jo, "pulse10-1", False)
    assert see(hostel).bands_on == frozenset()


def test_nobody_else_sees_a_line_or_that_there_is_one(hostel: Hostel) -> None:
    keep(hostel)
    for name in ("amina", "sam", "tom"):
        assert see(hostel, name).lines == ()


def test_page_of_a_self_view_cannot_be_told_from_any_other_page(hostel: Hostel) -> None:
    """Everything that lies outside the seal is alike: kind, version's range, week, owner, and the padded size."""
    measured = keep(hostel)
    begun = hostel.see(reflections.start, hostel.jo)
    words = replace(begun.entry, steps=(Step("", "", "It was quiet by nine. " * 30),))
    plain = hostel.do(reflections.save, hostel.jo, words, begun).entry.entry_id
    one, other = (
        hostel.read(lambda tx, page=page: records.load_record(tx, bytes.fromhex(page)))  # type: ignore[misc]
        for page in (measured, plain)
    )
    outside = ("owner_id", "kind", "week", "epoch")
    assert [getattr(one, name) for name in outside] == [getattr(other, name) for name in outside]
    assert len(one.body) == len(other.body)


def test_line_is_not_among_reflections_recent_pages_or_records_for_a_regulator(hostel: Hostel) -> None:
    keep(hostel, note="zqOwnLineMarker")
    found = entry_search.search(hostel.opened, hostel.jo, Query())
    assert found.whole
    assert found.lines == ()
    assert entry_search.search(hostel.opened, hostel.jo, Query("zqOwnLineMarker")).lines == ()
    assert home_writing.everything(hostel.opened, hostel.jo).recent == ()
    assert registration.open_desk(hostel.opened, hostel.jo).pages == ()


def test_line_doesnt_hide_earlier_reflections_from_home(hostel: Hostel) -> None:
    begun = hostel.see(reflections.start, hostel.jo)
    words = replace(begun.entry, steps=(Step("", "", "Quiet."),), practice=Practice(counts=True))
    hostel.do(reflections.save, hostel.jo, words, begun)
    for _time in range(home_writing.MOST_RECENT):
        keep(hostel)
    assert [page.title for page in home_writing.everything(hostel.opened, hostel.jo).recent] == ["Quiet."]


def test_erased_sitting_is_gone_and_comes_back_by_undo(hostel: Hostel) -> None:
    page_id = keep(hostel)
    done = hostel.do(own_measures.delete_measure, hostel.jo, page_id)
    assert done.brief
    assert see(hostel).lines == ()
    hostel.do(done.undo, hostel.jo)
    assert see(hostel).lines[0].sittings[0].entry_id == page_id


def test_nobody_erases_somebody_elses_sitting(hostel: Hostel) -> None:
    page_id = keep(hostel)
    with pytest.raises(CannotRead):
        hostel.do(own_measures.delete_measure, hostel.amina, page_id)


def test_keeping_a_sitting_can_be_taken_back(hostel: Hostel) -> None:
    done = hostel.do(own_measures.save_measure, hostel.jo, "pulse5-1", OwnAnswers({1: 2}))
    hostel.do(done.undo, hostel.jo)
    assert see(hostel).lines == ()
    begun = see(hostel).choices[0].begun
    assert begun is not None
    assert begun.answers == OwnAnswers({1: 2})


def test_taking_a_sitting_back_leaves_newer_answers_alone(hostel: Hostel) -> None:
    done = hostel.do(own_measures.save_measure, hostel.jo, "pulse5-1", OwnAnswers({1: 2}))
    hostel.do(own_measures.keep_begun, hostel.jo, "pulse5-1", OwnAnswers({1: 4}))
    hostel.do(done.undo, hostel.jo)
    begun = see(hostel).choices[0].begun
    assert begun is not None
    assert begun.answers == OwnAnswers({1: 4})


def test_answers_that_were_begun_wait_sealed_and_go_once_they_are_kept(hostel: Hostel) -> None:
    hostel.do(own_measures.keep_begun, hostel.jo, "pulse10-1", OwnAnswers({1: 3, 4: 0}, "so far"))
    begun = {choice.instrument.id: choice.begun for choice in see(hostel).choices}
    assert begun["pulse5-1"] is None
    assert begun["pulse10-1"] == own_measures.Begun(OwnAnswers({1: 3, 4: 0}, "so far"), TODAY)
    assert hostel.see(reflections.unfinished, hostel.jo) == ()
    assert [choice.begun for choice in see(hostel, "sam").choices] == [None, None]
    keep(hostel)
    assert all(choice.begun is None for choice in see(hostel).choices)


def test_begun_answers_can_be_thrown_away_and_come_back_by_undo(hostel: Hostel) -> None:
    hostel.do(own_measures.keep_begun, hostel.jo, "pulse10-1", OwnAnswers({1: 3}))
    done = hostel.do(own_measures.throw_begun_away, hostel.jo, "pulse10-1")
    assert all(choice.begun is None for choice in see(hostel).choices)
    hostel.do(done.undo, hostel.jo)
    assert any(choice.begun is not None for choice in see(hostel).choices)


def test_nothing_is_kept_of_nothing(hostel: Hostel) -> None:
    hostel.do(own_measures.keep_begun, hostel.jo, "pulse10-1", OwnAnswers({}, "  "))
    assert all(choice.begun is None for choice in see(hostel).choices)


def test_only_the_words_of_the_note_go_to_supervision(hostel: Hostel) -> None:
    session_id = book(hostel)
    keep(hostel, note="zqOwnLineMarker")
    line = see(hostel).session
    assert line is not None
    hostel.do(own_measures.bring_note, hostel.jo, line.session.session_id, "The weeks after nights")
    agenda = hostel.see(agendas.agenda_of, hostel.amina, session_id)
    assert [item.words for item in agenda.items] == ["The weeks after nights"]


def test_note_is_never_brought_to_somebody_one_supervises(hostel: Hostel) -> None:
    book(hostel)
    keep(hostel)
    assert see(hostel, "amina").session is None
    assert see(hostel).session is not None


def test_own_line_goes_along_in_what_its_owner_exports(hostel: Hostel, tmp_path: Path) -> None:
    keep(hostel, note="A long week.")
    document = own_export.entries_document(hostel.opened, hostel.jo)
    (record,) = document["records"]
    assert (record["kind"], record["page"]["kind"]) == ("page", "measure")
    assert record["page"]["measure"]["scores"][0]["score"] == 62.5
    (page,) = own_export.own_pages(hostel.opened, hostel.jo)
    assert page.title == "Team pulse, ten questions"
    assert page.parts[0] == ("Load", "62.5 (0 to 100, higher is harder)")
    assert page.parts[-1] == ("", "A long week.")


def test_no_item_text_is_kept_on_the_page(hostel: Hostel) -> None:
    bring(hostel, "who-5", Mode.PRIVATE)
    page_id = keep(hostel, {1: 3, 2: 3, 3: 2, 4: 4, 5: 3}, "who-5")
    entry = hostel.see(reflections.open_entry, hostel.jo, page_id).entry
    assert b"Made-up sentence" not in to_body(entry)
    assert entry.measure is not None
    assert entry.measure.line == "© Holder"


def test_two_windows_keep_two_sittings() -> None:
    """A sitting is a page of its own: nothing is ever saved over another."""
    key = instruments.shipped_instrument("pulse5-1")
    found = [
        own_measures.Sitting(name, TODAY, measure_of(key, {1: value})) for name, value in (("a", 0), ("b", 4))
    ]
    assert [point.kept.score for point in lines_of(found)[0].scales[0].points] == [0.0, 100.0]


def test_security_record_tells_nothing_of_it(hostel: Hostel) -> None:
    before = hostel.read(trail.head)
    page_id = keep(hostel)
    hostel.do(own_measures.show_bands, hostel.jo, "pulse10-1", True)
    hostel.do(own_measures.delete_measure, hostel.jo, page_id)
    assert hostel.read(trail.head) == before


def test_own_page_and_surveys_know_nothing_of_each_other() -> None:
    """No road leads from one to the other: what somebody wants in both they type twice."""
    folder = Path(own_measures.__file__).parent
    surveys = [*(folder / "surveys").glob("*.py"), *(folder.parent / "storage").glob("*.py")]
    assert not [file.name for file in surveys if "own_measures" in file.read_text(encoding="utf-8")]
    own = (folder / "own_measures.py").read_text(encoding="utf-8")
    assert not re.search(r"workflows\.surveys|import surveys|ballots|releases", own)


def test_page_without_changes_makes_no_version(hostel: Hostel) -> None:
    page_id = keep(hostel)
    opened = hostel.see(reflections.open_entry, hostel.jo, page_id)
    again = hostel.do(reflections.save, hostel.jo, opened.entry, Sitting(opened.entry, opened.version))
    assert again.version == opened.version
