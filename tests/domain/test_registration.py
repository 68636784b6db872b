"""From pages to a regulator's form: which words go where, what counts, and what is still missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.entry import Entry, EntryKind, FollowUp, Practice, Step
from pie_audit.domain.registration import (
    Piece,
    TimeLine,
    activity_words,
    count_words,
    hours_words,
    parse_hours,
    piece_of,
    session_words,
    title_of,
)
from pie_audit.domain.registration_checks import (
    checklist,
    gaps_of,
    meters,
    meters_words,
    missing,
)
from pie_audit.domain.regulator import Form, NeedKind
from pie_audit.domain.session import SessionKind
from pie_audit.workflows import models
from tests import make_record
from tests.make_record import PRACTICE, TALK, TODAY, draft, entry, full, material

REGULATORS = ("swe", "nmc", "nmc-two", "hcpc", "log")


def piece(page: Entry) -> Piece:
    return piece_of(page, models.model)


# --- words ----------------------------------------------------------------------------------------------------------


def test_a_form_takes_its_words_from_the_steps_that_the_model_names() -> None:
    found = piece(entry(1))
    assert found.described == "A resident came back at two in the morning and I asked why."
    assert found.learned == "A question can sound like a charge.\nGreet first."
    assert found.changed == "Say hello first, and ask at breakfast.\nDone: Try it for a week"
    assert found.is_complete


def test_a_blank_page_is_described_whole_and_learned_from_its_take_away() -> None:
    page = entry(1, model_id="blank", steps=(Step("", "", "Just this."),), follow_ups=())
    assert piece(page) == Piece(page, "Just this.", "Greet first.", "", "")


def test_a_page_of_a_model_that_is_gone_still_has_a_description() -> None:
    page = entry(1, model_id="long-gone", steps=(Step("a", "A", "First."), Step("b", "B", "Second.")))
    assert piece(page).described == "First."


def test_where_the_describing_step_is_empty_the_first_other_words_stand_in() -> None:
    steps = (Step("description", "Description", " "), Step("feelings", "Feelings", "Cross."))
    assert piece(entry(1, steps=steps)).described == "Cross."


def test_what_was_learned_never_stands_as_the_description() -> None:
    steps = (Step("conclusion", "Conclusion", "Greet."),)
    assert piece(entry(1, steps=steps)).described == ""


def test_dropped_follow_ups_arent_told_and_open_ones_are_to_come() -> None:
    follow_ups = (FollowUp("1", "Ask", done=None), FollowUp("2", "Give up", done=False))
    assert piece(entry(1, steps=(), follow_ups=follow_ups)).changed == "To come: Ask"


def test_a_peer_page_tells_what_its_writer_sees_differently() -> None:
    page = entry(1, kind=EntryKind.PEER, model_id="peer", steps=TALK)
    assert piece(page).from_peer == "The rule is ours, not theirs."
    assert piece(page).learned.startswith("I ask before I greet.")


def test_a_long_first_line_is_cut_at_a_word() -> None:
    page = entry(1, title="", steps=(Step("", "", "many words " * 20),))
    assert title_of(page, 30) == "many words many words many…"
    assert title_of(entry(1, title="", steps=(), take_away="")) == "Without a title"


@pytest.mark.parametrize("kind", EntryKind)
def test_every_kind_of_page_is_a_kind_of_activity(kind: EntryKind) -> None:
    assert activity_words(entry(1, kind=kind))


@pytest.mark.parametrize("kind", SessionKind)
def test_every_kind_of_session_is_a_kind_of_activity(kind: SessionKind) -> None:
    assert session_words(kind)


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0"), (60, "1"), (90, "1.5"), (119, "1.9"), (2099, "34.9"), (2100, "35")]
)
def test_hours_are_never_rounded_up(minutes: int, words: str) -> None:
    assert hours_words(minutes) == words


@given(st.integers(0, 100_000))
def test_shown_hours_never_say_more_than_there_were(minutes: int) -> None:
    shown = float(hours_words(minutes))
    assert shown * 60 <= minutes + 1e-6
    assert minutes - shown * 60 < 6 + 1e-6


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("", 0), (" 2 ", 120), ("1.5", 90), ("1,5", 90), ("0.25", 15), ("35", 2100), ("7.75", 465)],
)
def test_hours_are_read_as_people_type_them(typed: str, minutes: int) -> None:
    assert parse_hours(typed) == minutes


@pytest.mark.parametrize("typed", ["two", "1.555", "-1", "1h", "12345", "1.", "."])
def test_what_is_no_number_of_hours_is_told(typed: str) -> None:
    assert parse_hours(typed) is None


@given(st.integers(0, 5000))
def test_hours_that_are_shown_can_be_typed_again(tenths: int) -> None:
    assert parse_hours(hours_words(tenths * 6)) == tenths * 6


def test_words_are_counted_as_a_limit_counts_them() -> None:
    assert count_words("One two,  three\nfour-five ") == 4
    assert count_words(" \n") == 0


# --- what counts ----------------------------------------------------------------------------------------------------


def test_only_ticked_pages_of_the_period_are_in_the_record_oldest_first() -> None:
    inside, outside = entry(1), entry(50)
    unticked = entry(2, practice=replace(PRACTICE, counts=False))
    found = material("swe", [inside, outside, unticked, entry(3)])
    assert [p.entry.entry_id for p in found.pieces] == [entry(3).entry_id, inside.entry_id]


def test_sessions_that_were_left_out_arent_in_the_record() -> None:
    found = material("log", [], make_record.sessions(), draft("log", left_out=("s0", "s3")))
    assert len(found.sessions) == 10


@pytest.mark.parametrize("day", [date(2025, 12, 1), date(2026, 11, 30)])
def test_the_first_and_the_last_day_of_a_registration_year_count(day: date) -> None:
    assert len(material("swe", [entry(1, day=day)]).pieces) == 1


@pytest.mark.parametrize("day", [date(2025, 11, 30), date(2026, 12, 1)])
def test_the_days_around_a_registration_year_dont(day: date) -> None:
    assert material("swe", [entry(1, day=day)]).pieces == ()


# --- meters and checklist ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("regulator_id", REGULATORS)
def test_a_full_year_has_nothing_missing(regulator_id: str) -> None:
    assert missing(full(regulator_id)) == ()
    assert all(meter.is_met for meter in meters(full(regulator_id)))


@pytest.mark.parametrize(
    ("regulator_id", "open_items"),
    [
        ("swe", {"need.pieces", "need.with_peer"}),
        (
            "nmc",
            {"need.hours", "need.hours_with_others", "need.accounts", "need.feedback", "need.practice_hours"}
            | {"hand.discussion", "hand.health", "hand.indemnity", "hand.confirmation"},
        ),
        (
            "hcpc",
            {"need.kinds", "need.quality", "need.benefit", "statement.summary", "statement.statement"}
            | {"gap.2024-11-23", "hand.evidence"},
        ),
        ("log", {"need.sessions"}),
    ],
)
def test_an_empty_year_has_everything_missing(regulator_id: str, open_items: set[str]) -> None:
    empty = material(regulator_id)
    assert {check.item_id for check in missing(empty)} == open_items
    assert len(checklist(empty)) == len(open_items)


def test_one_piece_without_a_peer_reads_as_the_specification_says() -> None:
    assert meters_words(material("swe", [entry(1)])) == "1 of 2 pieces, 0 of 1 with peer reflection"


def test_more_than_is_asked_for_is_no_race() -> None:
    three = material("swe", [entry(n) for n in range(3)])
    assert meters(three)[0].words == "3 pieces (2 asked for)"


def test_hours_with_others_count_towards_both() -> None:
    pages = [
        entry(1, practice=Practice(counts=True, minutes=90)),
        entry(2, practice=Practice(counts=True, minutes=150, participatory=True)),
    ]
    hours, others, *_rest = meters(material("nmc", pages))
    assert (hours.words, others.words) == (
        "4 of 35 hours of learning",
        "2.5 of 20 hours of learning together with others",
    )


def test_a_minute_short_isnt_enough() -> None:
    page = entry(1, practice=Practice(counts=True, minutes=35 * 60 - 1, participatory=True))
    hours = meters(material("nmc", [page]))[0]
    assert not hours.is_met
    assert hours.words == "34.9 of 35 hours of learning"


def test_an_account_answers_all_questions_and_names_a_part_of_the_code() -> None:
    without_part = entry(1, practice=replace(PRACTICE, parts=()))
    without_change = entry(2, steps=make_record.CYCLE[:3], follow_ups=())
    accounts = meters(material("nmc", [without_part, without_change, entry(3)]))[2]
    assert (accounts.kind, accounts.have) == (NeedKind.ACCOUNTS, 1)


def test_feedback_is_no_account() -> None:
    feedback = [page for page in make_record.full_year() if page.kind is EntryKind.FEEDBACK]
    found = {meter.kind: meter.have for meter in meters(material("nmc", feedback))}
    assert (found[NeedKind.FEEDBACK], found[NeedKind.ACCOUNTS]) == (5, 0)


def test_a_page_that_leaves_questions_open_is_on_the_checklist_with_what_to_write() -> None:
    bare = entry(1, steps=make_record.CYCLE[:1], take_away="", follow_ups=(), practice=Practice(counts=True))
    found = next(c for c in missing(material("swe", [bare])) if c.entry_id == bare.entry_id)
    assert found.says == (
        "“The late door 1”, 17 September 2026: say why it matters to your role, what you learned"
        " and what it changed, or will change"
    )


@pytest.mark.parametrize("form", Form)
def test_a_page_that_answers_everything_leaves_nothing_open(form: Form) -> None:
    assert gaps_of(piece(entry(1)), form, has_code=True) == ()


def test_a_course_that_only_counts_hours_isnt_asked_for_an_account() -> None:
    course = entry(1, steps=(Step("", "", "A day about trauma."),), take_away="", follow_ups=())
    assert gaps_of(piece(course), Form.NMC, has_code=True) == ()


def test_a_statement_over_its_limit_says_how_long_it_is() -> None:
    long = draft("hcpc", statements={"summary": "word " * 501, "statement": "word " * 1500})
    found = {check.item_id: check for check in checklist(material("hcpc", [], [], long))}
    assert found["statement.summary"].says == "Summary of your practice: 501 words, at most 500"
    assert not found["statement.summary"].is_done
    assert found["statement.statement"].is_done


def test_a_gap_is_done_once_it_is_explained() -> None:
    explained = draft("hcpc", gaps={"2024-11-23": "I was on parental leave."})
    found = {check.item_id: check.is_done for check in checklist(material("hcpc", [], [], explained))}
    assert found["gap.2024-11-23"]


def test_a_session_fills_a_gap_too() -> None:
    lines = [
        TimeLine(f"s{n}", date(2024, 12, 1) + timedelta(days=60 * n), SessionKind.GROUP, 60)
        for n in range(13)
    ]
    assert material("hcpc", [], lines).gaps == ()


def test_time_that_is_still_to_come_is_no_gap() -> None:
    ahead = draft("hcpc", first=TODAY, last=TODAY + timedelta(days=400))
    assert material("hcpc", [], [], ahead).gaps == ()


def test_two_kinds_of_activity_are_a_mixture() -> None:
    lines = make_record.sessions()[:1]
    assert meters(material("hcpc", [entry(1)], lines))[0].have == 2
    assert meters(material("hcpc", [entry(1), entry(2)]))[0].have == 1


@given(st.sets(st.integers(0, 20)), st.sampled_from(REGULATORS))
def test_another_page_never_takes_anything_away(numbers: set[int], regulator_id: str) -> None:
    pages = [entry(number) for number in numbers]
    fewer, more = material(regulator_id, pages), material(regulator_id, [*pages, entry(30, day=TODAY)])
    assert all(a.have <= b.have for a, b in zip(meters(fewer), meters(more), strict=True))


@given(st.sets(st.integers(0, 30)), st.booleans(), st.sampled_from(REGULATORS))
def test_a_need_is_done_exactly_when_its_meter_is_met(
    numbers: set[int], with_sessions: bool, regulator_id: str
) -> None:
    found = material(
        regulator_id, [entry(n) for n in numbers], make_record.sessions() if with_sessions else ()
    )
    done = {check.item_id: check.is_done for check in checklist(found)}
    assert all(done[f"need.{meter.kind}"] == meter.is_met for meter in meters(found))
