"""Sheets of paper: counted when they go out, keyed in as one shuffled envelope, and nobody's afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.answer import Answer, CantTell, Level, NotApplicable
from pie_audit.domain.errors import NotNow
from pie_audit.domain.team import Perspective
from pie_audit.storage import audits as rounds
from pie_audit.storage import reveals
from pie_audit.storage import sheets as sealed_sheets
from pie_audit.workflows import paper_sheets, steps
from pie_audit.workflows.paper_sheets import PaperSheet
from tests.quarter import Hostel

LIVED = Perspective.LIVED_EXPERIENCE


def envelope(*levels: int, consent: bool = False) -> list[PaperSheet]:
    """One sheet a level, each with that level for the first topic of the short form."""
    return [PaperSheet({"A1": Level(level)}, consent) for level in levels]


def hand_out(hostel: Hostel, round_id: str, n: int = 3) -> None:
    hostel.do(paper_sheets.hand_out_papers, hostel.amina, round_id, LIVED, n)


def seal(hostel: Hostel, round_id: str, sheets: Sequence[PaperSheet]) -> int:
    return hostel.do(paper_sheets.seal_envelope, hostel.amina, round_id, LIVED, sheets)


def asked(hostel: Hostel, round_id: str) -> int:
    audit_round = hostel.read(lambda tx: rounds.load_round(tx, round_id))
    return next((i.asked for i in audit_round.invited if i.perspective is LIVED), 0)


def test_sheets_of_paper_count_as_asked_when_they_go_out(hostel: Hostel) -> None:
    round_id = hostel.start()
    hand_out(hostel, round_id, 3)
    hand_out(hostel, round_id, 2)
    assert asked(hostel, round_id) == 5


def test_handing_out_can_be_undone_until_they_came_back(hostel: Hostel) -> None:
    round_id = hostel.start()
    done = hostel.do(paper_sheets.hand_out_papers, hostel.amina, round_id, LIVED, 2)
    hostel.do(done.undo, hostel.amina)
    assert asked(hostel, round_id) == 0
    again = hostel.do(paper_sheets.hand_out_papers, hostel.amina, round_id, LIVED, 2)
    seal(hostel, round_id, envelope(3))
    with pytest.raises(NotNow, match="come back already"):
        hostel.do(again.undo, hostel.amina)


def test_an_envelope_is_counted_at_the_opening_like_any_other_sheets(hostel: Hostel) -> None:
    round_id = hostel.start()
    hand_out(hostel, round_id, 5)
    assert seal(hostel, round_id, envelope(0, 1, 1, 3, 4)) == 5
    hostel.rate(hostel.jo, round_id)
    hostel.open(round_id)
    opened = hostel.read(lambda tx: reveals.load_reveal(tx, round_id))
    assert opened is not None
    levels = {(c.topic_id, c.group): c.levels for c in opened.counts}
    assert levels["A1", LIVED.value] == (1, 2, 0, 1, 1)


def test_a_few_sheets_of_paper_show_only_when_each_is_ticked(hostel: Hostel) -> None:
    round_id = hostel.start()
    hand_out(hostel, round_id, 3)
    seal(hostel, round_id, [*envelope(1, 2, consent=True), *envelope(3, consent=False)])
    hostel.rate(hostel.jo, round_id)
    hostel.open(round_id)
    opened = hostel.read(lambda tx: reveals.load_reveal(tx, round_id))
    assert opened is not None
    assert LIVED.value not in {c.group for c in opened.counts}


def test_a_sheet_too_many_is_told_in_one_sentence_and_nothing_is_sealed(hostel: Hostel) -> None:
    round_id = hostel.start()
    hand_out(hostel, round_id, 2)
    before = hostel.read(lambda tx: sealed_sheets.count_seats(tx, round_id))
    with pytest.raises(NotNow, match="Only 2 sheets of paper are still out"):
        seal(hostel, round_id, envelope(1, 2, 3))
    assert hostel.read(lambda tx: sealed_sheets.count_seats(tx, round_id)) == before


def test_an_envelope_without_a_sheet_is_refused(hostel: Hostel) -> None:
    round_id = hostel.start()
    hand_out(hostel, round_id)
    with pytest.raises(NotNow, match="no sheet in this envelope"):
        seal(hostel, round_id, [])


def test_a_topic_that_isnt_asked_of_this_group_is_refused(hostel: Hostel) -> None:
    round_id = hostel.start()
    hand_out(hostel, round_id)
    with pytest.raises(NotNow, match="doesn’t ask about that topic"):
        seal(hostel, round_id, [PaperSheet({"C2": Level(3)})])


def test_paper_comes_too_late_once_rating_has_closed(hostel: Hostel) -> None:
    round_id = hostel.start()
    hand_out(hostel, round_id)
    hostel.do(steps.close_round, hostel.amina, round_id)
    with pytest.raises(NotNow, match="Rating has closed"):
        seal(hostel, round_id, envelope(1))


def test_paper_comes_too_late_after_the_last_day(hostel: Hostel) -> None:
    round_id = hostel.start()
    hand_out(hostel, round_id)
    hostel.at(date(2026, 12, 3))
    with pytest.raises(NotNow, match="Rating has closed"):
        seal(hostel, round_id, envelope(1))


@pytest.mark.parametrize("n", [0, -1, 61])
def test_a_number_of_sheets_that_cant_be_is_refused(hostel: Hostel, n: int) -> None:
    round_id = hostel.start()
    with pytest.raises(NotNow, match="Between 1 and 60"):
        hand_out(hostel, round_id, n)


def test_somebody_who_may_not_hand_out_slips_keys_nothing_in(hostel: Hostel) -> None:
    round_id = hostel.start()
    with pytest.raises(NotNow, match="isn’t yours to do"):
        hostel.do(paper_sheets.seal_envelope, hostel.tom, round_id, LIVED, envelope(1))


def test_sheets_keyed_in_wait_sealed_to_whoever_keys_them_and_are_gone_after_sealing(hostel: Hostel) -> None:
    round_id = hostel.start()
    hand_out(hostel, round_id)
    half = [PaperSheet({"A1": Level(2), "A4": CantTell(), "D1": NotApplicable("")}, True)]
    hostel.do(paper_sheets.keep_envelope, hostel.amina, round_id, LIVED, half)
    view = hostel.see(paper_sheets.envelope, hostel.amina, round_id, LIVED)
    assert view.kept == tuple(half)
    assert view.room == 3
    seal(hostel, round_id, half)
    after = hostel.see(paper_sheets.envelope, hostel.amina, round_id, LIVED)
    assert (after.kept, after.room) == ((), 2)


def test_nothing_tells_sheets_of_paper_from_one_another(hostel: Hostel) -> None:
    """All of one size, done, without a holder whose words exist; their order is that of random ids."""
    round_id = hostel.start()
    hand_out(hostel, round_id, 6)
    before = {s.seat_id for s in hostel.read(lambda tx: sealed_sheets.seats_of_round(tx, round_id))}
    seal(hostel, round_id, envelope(0, 1, 2, 3, 4, 4))
    seats = hostel.read(lambda tx: sealed_sheets.seats_of_round(tx, round_id))
    paper = [s for s in seats if s.seat_id not in before]
    sheets = {s.seat_id: s for s in hostel.read(lambda tx: sealed_sheets.all_sealed_for_round(tx, round_id))}
    assert len(paper) == 6
    assert {(len(sheets[s.seat_id].for_round), len(sheets[s.seat_id].for_rater)) for s in paper} == {
        (len(sheets[i].for_round), len(sheets[i].for_rater)) for i in before
    }
    assert all(s.done and s.owner_id is None for s in paper)
    assert len({s.xpk for s in paper} | {s.slip_find for s in paper}) == 12


ANSWERS: st.SearchStrategy[Answer] = st.one_of(
    st.sampled_from(list(Level)), st.just(CantTell()), st.just(NotApplicable(""))
)


@given(st.dictionaries(st.sampled_from(["A1", "A4", "D1", "E6"]), ANSWERS), st.booleans())
def test_a_sheet_that_waits_comes_back_as_it_was(answers: dict[str, Answer], consent: bool) -> None:
    sheet = PaperSheet(answers, consent)
    assert paper_sheets._from_words(paper_sheets._to_words(sheet)) == sheet
