"""The agreement between two: sealed for both, signed by each, ended by either, and current for half a year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.errors import CannotRead, NotNow
from pie_audit.domain.supervision import AgreementWords, Function
from pie_audit.storage import people, sessions
from pie_audit.workflows.supervision import supervision_agreements as agreements
from pie_audit.workflows.supervision.supervision_agreements import AgreementClash, Beginning
from tests.quarter import Hostel
from tests.workflows.supervision_pair import agree, person


def start(hostel: Hostel, by: str = "jo", other: str = "sam", *, i_supervise: bool = False) -> str:
    beginning = Beginning(person(hostel, other), i_supervise)
    return hostel.do(agreements.start_agreement, hostel.people[by], beginning)


def test_either_starts_it_and_all_its_words_come_back_for_both(hostel: Hostel) -> None:
    agreement_id = start(hostel)
    view = hostel.see(agreements.agreement_view, hostel.jo, agreement_id)
    words = AgreementWords(
        purpose="To think",
        functions=(Function.SUPPORT, Function.LEARNING),
        starts="10:00",
        place="The small room",
        agenda="Both of us",
        recorded="What we agree on",
        limits="Serious harm",
        cancelling="Only in a crisis",
        rebook_days=7,
        disagreements="With Lee",
        difference="Twice a year",
        appraisal="Kept apart",
        elsewhere="None",
    )
    changed = replace(view, words=words, agreement=replace(view.agreement, every_weeks=3, minutes=75))
    hostel.do(agreements.save_agreement, hostel.jo, changed)
    theirs = hostel.see(agreements.agreement_view, hostel.sam, agreement_id)
    assert theirs.words == words
    assert (theirs.agreement.every_weeks, theirs.agreement.minutes) == (3, 75)
    assert theirs.agreement.supervisor_id == person(hostel, "sam")


def test_it_is_current_once_both_signed_and_until_its_day(hostel: Hostel) -> None:
    agreement_id = start(hostel)
    view = hostel.see(agreements.agreement_view, hostel.jo, agreement_id)
    assert view.agreement.review_on == date(2027, 5, 18)
    view = hostel.do(agreements.sign_agreement, hostel.jo, agreement_id, view.version)
    assert not view.is_current
    view = hostel.do(agreements.sign_agreement, hostel.sam, agreement_id, view.version)
    assert view.is_current
    hostel.at(date(2027, 5, 19))
    assert not hostel.see(agreements.agreement_view, hostel.jo, agreement_id).is_current


def test_changed_words_need_both_names_again(hostel: Hostel) -> None:
    view = agree(hostel)
    changed = replace(view, words=replace(view.words, place="Elsewhere"))
    now = hostel.do(agreements.save_agreement, hostel.amina, changed)
    assert now.agreement.signed_by == frozenset()
    row = hostel.read(lambda tx: sessions.load_agreement(tx, view.agreement.agreement_id))
    assert row.signed_by == frozenset()


def test_signing_what_was_changed_meanwhile_is_refused(hostel: Hostel) -> None:
    agreement_id = start(hostel)
    read = hostel.see(agreements.agreement_view, hostel.jo, agreement_id)
    theirs = hostel.see(agreements.agreement_view, hostel.sam, agreement_id)
    hostel.do(agreements.save_agreement, hostel.sam, replace(theirs, words=AgreementWords(place="Roof")))
    with pytest.raises(NotNow, match="changed a moment ago"):
        hostel.do(agreements.sign_agreement, hostel.jo, agreement_id, read.version)


def test_second_writer_gets_both_texts(hostel: Hostel) -> None:
    agreement_id = start(hostel)
    mine = hostel.see(agreements.agreement_view, hostel.jo, agreement_id)
    theirs = hostel.see(agreements.agreement_view, hostel.sam, agreement_id)
    hostel.do(agreements.save_agreement, hostel.sam, replace(theirs, words=AgreementWords(place="Roof")))
    with pytest.raises(AgreementClash) as refused:
        hostel.do(agreements.save_agreement, hostel.jo, replace(mine, words=AgreementWords(place="Garden")))
    assert refused.value.theirs.words.place == "Roof"


def test_either_ends_it_and_can_take_that_back(hostel: Hostel) -> None:
    view = agree(hostel)
    ended = hostel.do(agreements.end_agreement, hostel.jo, view.agreement.agreement_id)
    assert not hostel.see(agreements.agreement_view, hostel.amina, view.agreement.agreement_id).is_current
    with pytest.raises(NotNow, match="ended"):
        hostel.do(agreements.save_agreement, hostel.amina, view)
    with pytest.raises(NotNow):
        hostel.do(ended.undo, hostel.amina)
    hostel.do(ended.undo, hostel.jo)
    assert hostel.see(agreements.agreement_view, hostel.amina, view.agreement.agreement_id).is_current


def test_supervisor_who_manages_the_team_is_named_as_that_until_there_is_a_second_space(
    hostel: Hostel,
) -> None:
    managed = agree(hostel)
    assert managed.manages
    assert not managed.has_second
    assert not agree(hostel, "sam", "jo").manages
    again = hostel.see(agreements.agreement_view, hostel.jo, managed.agreement.agreement_id)
    assert again.has_second


def test_new_supervisor_sees_nothing_of_the_one_before(hostel: Hostel) -> None:
    first = agree(hostel)
    hostel.do(agreements.end_agreement, hostel.jo, first.agreement.agreement_id)
    agree(hostel, "sam", "jo")
    with pytest.raises(NotNow, match="between two people"):
        hostel.see(agreements.agreement_view, hostel.sam, first.agreement.agreement_id)


def test_plain_part_that_was_changed_behind_the_seal_is_noticed(hostel: Hostel) -> None:
    view = agree(hostel)
    row = hostel.read(lambda tx: sessions.load_agreement(tx, view.agreement.agreement_id))
    swapped = replace(row, supervisor_id=person(hostel, "dee"))
    hostel.opened.write(lambda tx: sessions.save_agreement(tx, swapped))
    with pytest.raises(CannotRead, match="as the two of you sealed it"):
        hostel.see(agreements.agreement_view, hostel.jo, view.agreement.agreement_id)
    assert hostel.see(agreements.own_agreements, hostel.jo) == ()


@pytest.mark.parametrize("changes", [{"every_weeks": 0}, {"minutes": 5}, {"review_on": date(2026, 11, 17)}])
def test_rhythm_that_cannot_be_meant_is_refused(hostel: Hostel, changes: dict[str, object]) -> None:
    view = hostel.see(agreements.agreement_view, hostel.jo, start(hostel))
    wanted = replace(view, agreement=replace(view.agreement, **changes))
    with pytest.raises(NotNow):
        hostel.do(agreements.save_agreement, hostel.jo, wanted)


def test_leader_without_a_team_can_be_supervised(hostel: Hostel) -> None:
    lee = replace(hostel.lee.member, teams=frozenset())
    hostel.opened.write(lambda tx: people.save_member(tx, lee))
    agreement_id = start(hostel, "lee", "amina")
    stored = hostel.read(lambda tx: sessions.load_agreement(tx, agreement_id))
    assert stored.supervisor_id == person(hostel, "amina")
    assert agreements.team_of(hostel.amina.member, lee) is None


def test_nobody_supervises_themselves(hostel: Hostel) -> None:
    with pytest.raises(NotNow, match="who the other"):
        start(hostel, "jo", "jo")
    assert person(hostel, "jo") not in {
        m.person_id for m in hostel.see(agreements.possible_partners, hostel.jo)
    }
