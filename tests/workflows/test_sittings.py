"""Where one sitting ends: the team pauses at a topic, comes back to it, and leaves the rest for another time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Consensus, MeetingPlace, Outcome, RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.storage import agreements
from pie_audit.storage import audits as rounds
from pie_audit.workflows import meetings, signing, sittings
from tests import make
from tests.quarter import TODAY, Finished, Hostel

Meeting = tuple[Hostel, str]


@pytest.fixture(scope="session")
def talked_once(finished: Finished, tmp_path_factory: pytest.TempPathFactory) -> tuple[Finished, str]:
    """Quayside House with a round that two have opened; copied per test."""
    top = tmp_path_factory.mktemp("sitting")
    hostel = finished.open(top)
    round_id = hostel.opened_round()
    hostel.close()
    return Finished(top, finished.team_id, finished.house_code), round_id


@pytest.fixture
def meeting(talked_once: tuple[Finished, str], tmp_path: Path) -> Iterator[Meeting]:
    house, round_id = talked_once
    hostel = house.open(tmp_path)
    yield hostel, round_id
    hostel.close()


def place(hostel: Hostel, round_id: str) -> MeetingPlace:
    return hostel.see(meetings.meeting, hostel.jo, round_id).place


def left(hostel: Hostel, round_id: str) -> list[str]:
    return [v.topic.id for v in hostel.see(meetings.meeting, hostel.jo, round_id).left]


class TestPausing:
    def test_a_meeting_that_never_paused_has_no_place(self, meeting: Meeting) -> None:
        assert place(*meeting) == MeetingPlace()

    def test_pausing_keeps_the_topic_and_the_day(self, meeting: Meeting) -> None:
        hostel, round_id = meeting
        hostel.do(sittings.pause, hostel.amina, round_id, "B3")
        assert place(hostel, round_id) == MeetingPlace("B3", TODAY)

    def test_pausing_at_the_list_of_close_ones_keeps_the_day(self, meeting: Meeting) -> None:
        hostel, round_id = meeting
        hostel.do(sittings.pause, hostel.amina, round_id, None)
        assert place(hostel, round_id) == MeetingPlace(None, TODAY)

    def test_going_on_keeps_the_topic_and_lets_the_day_go(self, meeting: Meeting) -> None:
        hostel, round_id = meeting
        hostel.do(sittings.pause, hostel.amina, round_id, "B3")
        hostel.do(sittings.go_on, hostel.amina, round_id)
        assert place(hostel, round_id) == MeetingPlace("B3", None)

    def test_a_second_pause_takes_the_place_of_the_first_and_undo_brings_it_back(
        self, meeting: Meeting
    ) -> None:
        hostel, round_id = meeting
        hostel.do(sittings.pause, hostel.amina, round_id, "B3")
        hostel.at(date(2026, 11, 20))
        again = hostel.do(sittings.pause, hostel.amina, round_id, "E1")
        assert place(hostel, round_id) == MeetingPlace("E1", date(2026, 11, 20))
        hostel.do(again.undo, hostel.amina)
        assert place(hostel, round_id) == MeetingPlace("B3", TODAY)

    def test_pausing_writes_nothing_about_any_topic(self, meeting: Meeting) -> None:
        hostel, round_id = meeting
        hostel.do(sittings.pause, hostel.amina, round_id, "B3")
        assert hostel.state(round_id) is RoundState.REVEALED
        assert hostel.see(meetings.meeting, hostel.amina, round_id).settled == 0

    def test_a_topic_that_is_not_asked_is_no_place(self, meeting: Meeting) -> None:
        hostel, round_id = meeting
        with pytest.raises(NotNow, match="doesn’t ask about that topic"):
            hostel.do(sittings.pause, hostel.amina, round_id, "A9")

    @pytest.mark.parametrize("name", ["jo", "lee"])
    def test_only_who_writes_for_the_team_pauses_or_leaves_topics(self, meeting: Meeting, name: str) -> None:
        hostel, round_id = meeting
        me = hostel.people[name]
        for act, args in (
            (sittings.pause, (round_id, "B3")),
            (sittings.go_on, (round_id,)),
            (sittings.leave_the_rest, (round_id,)),
        ):
            with pytest.raises(NotNow):
                hostel.do(act, me, *args)
        assert place(hostel, round_id) == MeetingPlace()


class TestLeavingTheRest:
    def test_every_topic_without_a_record_is_left_in_one_go(self, meeting: Meeting) -> None:
        hostel, round_id = meeting
        agreed = make.consensus("A1")
        hostel.do(meetings.record_consensus, hostel.amina, round_id, agreed)
        rest = left(hostel, round_id)
        assert len(rest) == 11
        undo = hostel.do(sittings.leave_the_rest, hostel.amina, round_id)
        assert undo.name == "Left 11 topics for another time"
        assert left(hostel, round_id) == []
        written = hostel.read(lambda tx: agreements.load_consensus(tx, round_id))
        assert written["A1"] == agreed
        assert {written[topic].outcome for topic in rest} == {Outcome.NOT_DISCUSSED}

    def test_one_undo_takes_all_of_it_back_but_not_what_was_agreed_since(self, meeting: Meeting) -> None:
        hostel, round_id = meeting
        undo = hostel.do(sittings.leave_the_rest, hostel.amina, round_id)
        hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus("B3"))
        hostel.do(undo.undo, hostel.amina)
        written = hostel.read(lambda tx: agreements.load_consensus(tx, round_id))
        assert written == {"B3": make.consensus("B3")}

    def test_it_is_told_when_nothing_is_left(self, meeting: Meeting) -> None:
        hostel, round_id = meeting
        hostel.do(sittings.leave_the_rest, hostel.amina, round_id)
        with pytest.raises(NotNow, match="something written down"):
            hostel.do(sittings.leave_the_rest, hostel.amina, round_id)

    @pytest.mark.parametrize(
        "record",
        [
            Consensus("A1", Outcome.AGREED, Level(0)),
            Consensus("A1", Outcome.NOT_APPLICABLE, because="No residents; advice line."),
            Consensus("A1", Outcome.CANT_TELL),
            Consensus("A1", Outcome.NOT_SETTLED),
            Consensus("A1", Outcome.NOT_DISCUSSED),
        ],
    )
    def test_each_honest_end_takes_a_topic_through_the_gate(
        self, meeting: Meeting, record: Consensus
    ) -> None:
        hostel, round_id = meeting
        audit_round = hostel.read(lambda tx: rounds.load_round(tx, round_id))
        assert "A1" in hostel.read(lambda tx: sittings.topics_left(tx, audit_round))
        hostel.do(meetings.record_consensus, hostel.amina, round_id, record)
        assert "A1" not in hostel.read(lambda tx: sittings.topics_left(tx, audit_round))

    def test_after_signing_nobody_leaves_or_takes_up_a_topic(self, meeting: Meeting) -> None:
        hostel, round_id = meeting
        undo = hostel.do(sittings.leave_the_rest, hostel.amina, round_id)
        hostel.do(signing.sign_off, hostel.amina, round_id, "")
        for act in (
            lambda: hostel.do(undo.undo, hostel.amina),
            lambda: hostel.do(sittings.pause, hostel.amina, round_id, "A1"),
            lambda: hostel.do(sittings.leave_the_rest, hostel.amina, round_id),
        ):
            with pytest.raises(NotNow):
                act()
        assert left(hostel, round_id) == []
