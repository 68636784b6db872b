"""What the team writes down: agreement with words, different views beside it, and a signature that fixes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Consensus, Dissent, Outcome
from pie_audit.domain.errors import NotNow
from pie_audit.storage import agreements
from pie_audit.workflows import drafts, meetings, signing
from pie_audit.workflows.plans import new_action, save_action
from tests import make
from tests.quarter import TODAY, Finished, Hostel


@pytest.fixture(scope="session")
def opened_once(finished: Finished, tmp_path_factory: pytest.TempPathFactory) -> tuple[Finished, str]:
    """Quayside House with a round that two have opened; copied per test."""
    top = tmp_path_factory.mktemp("opened")
    hostel = finished.open(top)
    round_id = hostel.opened_round()
    hostel.close()
    return Finished(top, finished.team_id, finished.house_code), round_id


@pytest.fixture
def meeting(opened_once: tuple[Finished, str], tmp_path: object) -> Iterator[tuple[Hostel, str]]:
    house, round_id = opened_once
    hostel = house.open(tmp_path)  # type: ignore[arg-type]
    yield hostel, round_id
    hostel.close()


def written(hostel: Hostel, round_id: str) -> dict[str, Consensus]:
    return hostel.read(lambda tx: agreements.load_consensus(tx, round_id))


Meeting = tuple[Hostel, str]


class TestAgreement:
    def test_a_level_with_words_is_kept_as_written(self, meeting: Meeting) -> None:
        hostel, round_id = meeting
        agreed = Consensus(
            "A1", Outcome.AGREED, Level(3), "Nights differ.", "Handover notes", changed="Doors"
        )
        hostel.do(meetings.record_consensus, hostel.amina, round_id, agreed)
        assert written(hostel, round_id) == {"A1": agreed}

    @pytest.mark.parametrize(
        "record",
        [
            Consensus("A1", Outcome.AGREED),
            Consensus("A1", Outcome.NOT_SETTLED, Level(2)),
            Consensus("A1", Outcome.NOT_APPLICABLE, None, "   "),
            Consensus("A1", Outcome.CANT_TELL, Level(0)),
            Consensus("A1", Outcome.AGREED, Level(1), "x" * 5001),
            Consensus("A1", Outcome.AGREED, Level(1), "", "x" * 5001),
        ],
    )
    def test_what_cannot_stand_is_refused_and_nothing_moves(
        self, meeting: Meeting, record: Consensus
    ) -> None:
        hostel, round_id = meeting
        with pytest.raises(NotNow):
            hostel.do(meetings.record_consensus, hostel.amina, round_id, record)
        assert written(hostel, round_id) == {}
        assert hostel.state(round_id).value == "revealed"

    @pytest.mark.parametrize(
        ("outcome", "because"),
        [
            (Outcome.NOT_SETTLED, ""),
            (Outcome.NOT_APPLICABLE, "No residents; advice line."),
            (Outcome.CANT_TELL, ""),
            (Outcome.NOT_DISCUSSED, ""),
        ],
    )
    def test_the_honest_ways_not_to_agree_are_kept(
        self, meeting: Meeting, outcome: Outcome, because: str
    ) -> None:
        hostel, round_id = meeting
        record = Consensus("A1", outcome, None, because, none_yet=True)
        hostel.do(meetings.record_consensus, hostel.amina, round_id, record)
        assert written(hostel, round_id)["A1"] == record

    def test_undo_takes_back_the_first_and_restores_the_earlier(self, meeting: Meeting) -> None:
        hostel, round_id = meeting
        second = make.consensus(level=Level(4), changed="Residents moved the meeting.")
        first = make.consensus()
        undo_first = hostel.do(meetings.record_consensus, hostel.amina, round_id, first)
        undo_second = hostel.do(meetings.record_consensus, hostel.amina, round_id, second)
        assert undo_second.name == "Agreed on 4"
        hostel.do(undo_second.undo, hostel.amina)
        assert written(hostel, round_id) == {"A1": first}
        hostel.do(undo_first.undo, hostel.amina)
        assert written(hostel, round_id) == {}

    def test_recording_drops_the_words_that_were_being_typed(self, meeting: Meeting) -> None:
        hostel, round_id = meeting
        key = drafts.meeting_words(round_id, "A1")
        hostel.do(drafts.save_words, hostel.amina, key, {"because": "Nig"})
        hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus())
        assert hostel.see(drafts.words, hostel.amina, key) is None

    def test_close_topics_are_confirmed_as_one_list_and_taken_back_as_one(self, meeting: Meeting) -> None:
        hostel, round_id = meeting
        hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus("A1", level=Level(0)))
        before = written(hostel, round_id)
        close = [v.topic.id for v in hostel.see(meetings.meeting, hostel.amina, round_id).close]
        undo = hostel.do(meetings.confirm_close, hostel.amina, round_id, close)
        assert {c.level for c in written(hostel, round_id).values()} == {Level(2)}
        assert hostel.see(meetings.meeting, hostel.amina, round_id).settled == 12
        hostel.do(undo.undo, hostel.amina)
        assert written(hostel, round_id) == before

    def test_only_the_facilitator_and_managers_write(self, meeting: Meeting) -> None:
        hostel, round_id = meeting
        for name in ("jo", "lee"):
            with pytest.raises(NotNow):
                hostel.do(meetings.record_consensus, hostel.people[name], round_id, make.consensus())
            with pytest.raises(NotNow):
                hostel.do(signing.sign_off, hostel.people[name], round_id, "")
        assert not hostel.see(meetings.meeting, hostel.jo, round_id).may_edit

    def test_a_rater_sees_the_picture_but_not_who_gave_what(self, meeting: Meeting) -> None:
        hostel, round_id = meeting
        shown = repr(hostel.see(meetings.meeting, hostel.tom, round_id).topics)
        for me in hostel.people.values():
            assert me.member.person_id not in shown
            assert f"'{me.member.name}'" not in shown


def test_topics_that_are_not_close_are_not_confirmed_in_the_list(hostel: Hostel) -> None:
    round_id = hostel.start()
    for level, name in enumerate(("jo", "sam", "dee", "tom", "amina")):
        hostel.rate(hostel.people[name], round_id, level, consent=True)
    hostel.open(round_id)
    with pytest.raises(NotNow, match="no single middle"):
        hostel.do(meetings.confirm_close, hostel.amina, round_id, ["A1"])
    assert written(hostel, round_id) == {}


class TestDissent:
    def test_any_rater_keeps_a_different_view_unnamed(self, meeting: Meeting) -> None:
        hostel, round_id = meeting
        kept = hostel.do(
            meetings.keep_dissent, hostel.jo, round_id, Dissent("", "A1", "Nights are different.", Level(1))
        ).result
        assert hostel.read(lambda tx: agreements.load_dissents(tx, round_id)) == (kept,)
        assert hostel.jo.member.person_id not in repr(kept)

    @pytest.mark.parametrize("words", ["", "   ", "x" * 501])
    def test_it_needs_a_few_words(self, meeting: Meeting, words: str) -> None:
        hostel, round_id = meeting
        with pytest.raises(NotNow):
            hostel.do(meetings.keep_dissent, hostel.jo, round_id, Dissent("", "A1", words))

    def test_keeping_and_taking_away_can_both_be_undone(self, meeting: Meeting) -> None:
        hostel, round_id = meeting

        def views() -> tuple[Dissent, ...]:
            return hostel.read(lambda tx: agreements.load_dissents(tx, round_id))

        keep = hostel.do(meetings.keep_dissent, hostel.jo, round_id, make.dissent(dissent_id=""))
        kept = views()
        drop = hostel.do(meetings.drop_dissent, hostel.amina, round_id, keep.result.dissent_id)
        assert views() == ()
        hostel.do(drop.undo, hostel.amina)
        assert views() == kept
        hostel.do(keep.undo, hostel.jo)
        assert views() == ()

    def test_one_that_is_gone_already_is_told_so(self, meeting: Meeting) -> None:
        hostel, round_id = meeting
        with pytest.raises(NotNow, match="gone already"):
            hostel.do(meetings.drop_dissent, hostel.amina, round_id, make.new_id())


class TestSignOff:
    def test_it_keeps_who_as_what_when_and_with_which_reservation(self, meeting: Meeting) -> None:
        hostel, round_id = meeting
        hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus())
        hostel.sign(round_id, "  Nights were not there. ")
        signed = {s.role: s for s in hostel.read(lambda tx: agreements.load_sign_offs(tx, round_id))}
        assert set(signed) == {"manager", "team"}
        assert signed["manager"].person_id == hostel.amina.member.person_id
        assert (signed["manager"].day, signed["manager"].reservation) == (TODAY, "Nights were not there.")

    def test_nothing_is_signed_before_anything_was_written(self, meeting: Meeting) -> None:
        hostel, round_id = meeting
        with pytest.raises(NotNow, match="nothing to sign"):
            hostel.sign(round_id)

    def test_a_step_whose_day_has_passed_is_asked_about_first(self, meeting: Meeting) -> None:
        from dataclasses import replace

        hostel, round_id = meeting
        hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus())
        action = replace(new_action(hostel.team_id, round_id, "A1"), what="Change the rota", due=TODAY)
        saved = hostel.do(save_action, hostel.amina, action).result
        hostel.at(date(2026, 12, 10))
        with pytest.raises(NotNow, match="day has passed"):
            hostel.sign(round_id)
        hostel.do(save_action, hostel.amina, replace(saved, due=date(2027, 1, 10)))
        hostel.sign(round_id)

    def test_after_it_nothing_alters_not_even_by_undo(self, meeting: Meeting) -> None:
        hostel, round_id = meeting
        wrote = hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus())
        kept = hostel.do(meetings.keep_dissent, hostel.jo, round_id, make.dissent())
        other = hostel.do(meetings.keep_dissent, hostel.jo, round_id, make.dissent("A4"))
        dropped = hostel.do(meetings.drop_dissent, hostel.amina, round_id, other.result.dissent_id)
        hostel.sign(round_id)

        def account() -> object:
            return written(hostel, round_id), hostel.read(lambda tx: agreements.load_dissents(tx, round_id))

        before = account()
        for act in (
            lambda: hostel.do(wrote.undo, hostel.amina),
            lambda: hostel.do(kept.undo, hostel.jo),
            lambda: hostel.do(dropped.undo, hostel.amina),
            lambda: hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus("A4")),
            lambda: hostel.do(meetings.keep_dissent, hostel.jo, round_id, make.dissent()),
            lambda: hostel.sign(round_id, "again"),
        ):
            with pytest.raises(NotNow):
                act()
        assert account() == before
        shown = hostel.see(meetings.meeting, hostel.amina, round_id)
        assert (shown.may_edit, shown.may_sign, len(shown.signed)) == (False, False, 2)
