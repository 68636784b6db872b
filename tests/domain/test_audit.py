"""A round: its states, the private sheet, and what the team may write down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.answer import CantTell, Level, NotApplicable
from pie_audit.domain.audit import (
    DISSENT_LIMIT,
    NOTE_LIMIT,
    AuditRound,
    Consensus,
    Dissent,
    Invited,
    Outcome,
    Rating,
    RatingSheet,
    RoundState,
    sheet_from_data,
    sheet_to_data,
    state_word,
)
from pie_audit.domain.errors import NotNow
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.team import Perspective

S = RoundState
ALLOWED = {
    (S.DRAFT, S.OPEN),
    (S.DRAFT, S.AGREEING),
    (S.OPEN, S.CLOSED),
    (S.OPEN, S.ABANDONED),
    (S.CLOSED, S.OPEN),
    (S.CLOSED, S.REVEALED),
    (S.CLOSED, S.ABANDONED),
    (S.REVEALED, S.AGREEING),
    (S.AGREEING, S.SIGNED),
    (S.AGREEING, S.ABANDONED),
    (S.SIGNED, S.CARRIED),
}
TOPICS = ("A1", "A4", "B5")


def _round(**fields: Any) -> AuditRound:
    values: dict[str, Any] = {
        "round_id": "r1",
        "team_id": "t1",
        "quarter": Quarter(2026, 4),
        "state": S.DRAFT,
        "questionnaire_id": "pie-own-1",
        "questionnaire_version": 1,
        "scope": "short",
        "theme_id": None,
        "optional_themes": frozenset(),
        "facilitator_id": "p1",
        "openers": ("p1", "p2", "p3"),
        "opens_on": date(2026, 11, 16),
        "closes_on": date(2026, 12, 5),
    }
    return AuditRound(**{**values, **fields})


def _sheet() -> RatingSheet:
    return RatingSheet("r1", Perspective.TEAM, TOPICS)


@pytest.mark.parametrize("start", list(S))
@pytest.mark.parametrize("to", list(S))
def test_a_round_takes_the_allowed_steps_and_no_other(start: RoundState, to: RoundState) -> None:
    audit_round = _round(state=start)
    if (start, to) in ALLOWED:
        assert audit_round.moved(to) == replace(audit_round, state=to)
    else:
        with pytest.raises(NotNow, match="step isn’t possible"):
            audit_round.moved(to)


@pytest.mark.parametrize("state", list(S))
def test_only_signed_carried_and_abandoned_have_ended(state: RoundState) -> None:
    assert _round(state=state).has_ended == (state in {S.SIGNED, S.CARRIED, S.ABANDONED})
    assert state_word(state)


def test_the_smallest_group_shown_may_be_raised_and_never_lowered() -> None:
    assert _round(minimum=8).minimum == 8
    with pytest.raises(NotNow, match="fewer than 5"):
        _round(minimum=4)


def test_rating_cannot_end_before_it_begins() -> None:
    with pytest.raises(NotNow, match="end before it begins"):
        _round(closes_on=date(2026, 11, 15))
    assert _round(closes_on=date(2026, 11, 16))


def test_accounts_and_slips_are_asked_alike() -> None:
    assert Invited(Perspective.TEAM, 4, 2).asked == 6


def test_an_answer_replaces_the_earlier_one_and_remembers_the_place() -> None:
    sheet = _sheet().with_rating(Rating("A1", Level(1))).with_rating(Rating("A1", Level(3), "seen it"))
    assert sheet.rating("A1") == Rating("A1", Level(3), "seen it")
    assert (sheet.answered, sheet.last_topic) == (1, "A1")
    assert sheet.rating("A4") == Rating("A4", None)


def test_a_sheet_refuses_a_topic_that_it_does_not_ask() -> None:
    with pytest.raises(NotNow, match="doesn’t ask"):
        _sheet().with_rating(Rating("E1", Level(1)))


def test_a_note_is_kept_up_to_its_limit() -> None:
    assert _sheet().with_rating(Rating("A1", None, "x" * NOTE_LIMIT))
    with pytest.raises(NotNow, match="longer than 5000"):
        _sheet().with_rating(Rating("A1", None, "x" * (NOTE_LIMIT + 1)))


@pytest.mark.parametrize(
    ("answer", "has_level", "answered"),
    [(Level(0), True, 1), (CantTell(), False, 1), (NotApplicable("no rooms"), False, 1), (None, False, 0)],
)
def test_only_a_level_makes_a_sheet_count(answer: Any, has_level: bool, answered: int) -> None:
    sheet = _sheet().with_rating(Rating("A1", answer))
    assert (sheet.has_level, sheet.answered) == (has_level, answered)


@pytest.mark.parametrize(
    "record",
    [
        Consensus("A1", Outcome.AGREED),
        Consensus("A1", Outcome.NOT_SETTLED, Level(2)),
        Consensus("A1", Outcome.NOT_APPLICABLE, because="  "),
        Consensus("A1", Outcome.AGREED, Level(2), because="x" * (NOTE_LIMIT + 1)),
        Consensus("A1", Outcome.AGREED, Level(2), evidence="x" * (NOTE_LIMIT + 1)),
        Consensus("A1", Outcome.AGREED, Level(4), changed="x" * (NOTE_LIMIT + 1)),
    ],
)
def test_a_record_that_says_too_little_or_too_much_is_refused(record: Consensus) -> None:
    with pytest.raises(NotNow):
        record.checked()


@pytest.mark.parametrize(
    "record",
    [
        Consensus("A1", Outcome.AGREED, Level(0)),
        Consensus("A1", Outcome.NOT_APPLICABLE, because="no rooms"),
        Consensus("A1", Outcome.CANT_TELL),
        Consensus("A1", Outcome.NOT_DISCUSSED),
        Consensus("A1", Outcome.AGREED, Level(4), none_yet=True),
    ],
)
def test_a_fair_record_stands(record: Consensus) -> None:
    assert record.checked() is record


@pytest.mark.parametrize(
    ("words", "stands"), [("", False), (" ", False), ("x", True), ("x" * 500, True), ("x" * 501, False)]
)
def test_a_different_view_has_words_and_not_too_many(words: str, stands: bool) -> None:
    assert DISSENT_LIMIT == 500
    if stands:
        assert Dissent("d1", "A1", words).checked()
    else:
        with pytest.raises(NotNow):
            Dissent("d1", "A1", words).checked()


RATINGS = st.builds(
    Rating,
    st.sampled_from(TOPICS),
    st.one_of(
        st.sampled_from(list(Level)),
        st.just(CantTell()),
        st.builds(NotApplicable, st.text(max_size=20)),
        st.none(),
    ),
    st.text(max_size=30),
    st.booleans(),
)


@given(st.lists(RATINGS, max_size=6), st.booleans(), st.sampled_from(list(Perspective)))
def test_the_raters_own_copy_reads_back_whole(ratings: list[Rating], tick: bool, whose: Perspective) -> None:
    sheet = RatingSheet("r1", whose, TOPICS, consent=tick)
    for rating in ratings:
        sheet = sheet.with_rating(rating)
    back = sheet_from_data(sheet_to_data(sheet, with_notes=True), round_id="r1", topics=TOPICS)
    assert [back.rating(t) for t in TOPICS] == [sheet.rating(t) for t in TOPICS]
    assert (back.consent, back.perspective, back.last_topic) == (tick, whose, sheet.last_topic)


@given(st.lists(RATINGS, max_size=6))
def test_the_rounds_copy_holds_no_note_and_no_reason(ratings: list[Rating]) -> None:
    sheet = _sheet()
    for rating in ratings:
        marked = replace(rating, note="MARKER" + rating.note)
        if isinstance(marked.answer, NotApplicable):
            marked = replace(marked, answer=NotApplicable("MARKER"))
        sheet = sheet.with_rating(marked)
    assert "MARKER" not in repr(sheet_to_data(sheet, with_notes=False))


def test_a_topic_that_is_no_longer_asked_is_left_out() -> None:
    data = sheet_to_data(_sheet().with_rating(Rating("A1", Level(2))), with_notes=True)
    assert sheet_from_data(data, round_id="r1", topics=("B5",)).answered == 0
