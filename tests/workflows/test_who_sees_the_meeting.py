"""Who may see what of a review that was opened: each row of audit.md's table, as far as the meeting goes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pie_audit.domain.answer import CantTell, Level
from pie_audit.domain.audit import Dissent, Outcome, Rating
from pie_audit.domain.errors import NotNow
from pie_audit.domain.spread import Middle, Spread
from pie_audit.domain.team import Role
from pie_audit.storage import agreements
from pie_audit.workflows import meetings, seats, sittings
from pie_audit.workflows.meetings import RowState
from tests import make
from tests.quarter import Hostel


def shown(hostel: Hostel, round_id: str, group: str, by: str = "jo") -> set[RowState]:
    view = hostel.see(meetings.meeting, hostel.people[by], round_id)
    return {row.state for topic in view.topics for row in topic.rows if row.group == group}


def refuses(hostel: Hostel, me: object, round_id: str) -> bool:
    """Whether this person may neither read the meeting nor write anything into it."""
    for act, args in (
        (meetings.meeting, ()),
        (meetings.record_consensus, (make.consensus(),)),
        (meetings.keep_dissent, (make.dissent(dissent_id=""),)),
        (meetings.confirm_close, (("A1",),)),
        (sittings.leave_the_rest, ()),
    ):
        with pytest.raises(NotNow):
            hostel.do(act, me, round_id, *args)  # type: ignore[arg-type]
    return True


class TestBeforeTheOpening:
    @pytest.mark.parametrize("name", ["amina", "jo", "dee"])
    def test_nobody_sees_anything_of_the_others_not_even_how_many_answers(
        self, hostel: Hostel, name: str
    ) -> None:
        round_id = hostel.start()
        for rater in ("jo", "sam", "dee", "tom", "amina"):
            hostel.rate(hostel.people[rater], round_id)
        with pytest.raises(NotNow, match="Nothing is shown before two openers"):
            hostel.see(meetings.meeting, hostel.people[name], round_id)

    def test_nothing_is_written_down_before_it_either(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        for act, args in (
            (meetings.record_consensus, (make.consensus(),)),
            (meetings.keep_dissent, (make.dissent(dissent_id=""),)),
            (sittings.pause, ("A1",)),
            (sittings.leave_the_rest, ()),
        ):
            with pytest.raises(NotNow):
                hostel.do(act, hostel.amina, round_id, *args)


class TestAfterIt:
    def test_a_rater_of_the_team_sees_spreads_and_words_and_writes_no_agreement(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        view = hostel.see(meetings.meeting, hostel.jo, round_id)
        assert (view.may_edit, view.may_sign) == (False, False)
        with pytest.raises(NotNow):
            hostel.do(meetings.record_consensus, hostel.jo, round_id, make.consensus())

    def test_a_facilitator_edits_what_is_agreed_and_does_not_sign_as_manager(self, hostel: Hostel) -> None:
        round_id = hostel.start(facilitator_id=hostel.jo.member.person_id)
        hostel.rate(hostel.dee, round_id)
        hostel.open(round_id)
        hostel.do(meetings.record_consensus, hostel.jo, round_id, make.consensus())
        view = hostel.see(meetings.meeting, hostel.jo, round_id)
        assert (view.may_edit, view.may_sign) == (True, False)

    def test_a_manager_sees_the_same_picture_as_everybody_else(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        mine = hostel.see(meetings.meeting, hostel.amina, round_id)
        theirs = hostel.see(meetings.meeting, hostel.jo, round_id)
        assert mine.topics == theirs.topics
        assert mine.suggested == theirs.suggested

    def test_a_senior_leader_sees_no_spread_and_no_words(self, hostel: Hostel) -> None:
        assert refuses(hostel, hostel.lee, hostel.opened_round())

    def test_an_administrator_who_is_not_of_the_team_sees_nothing(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        alex = hostel.add("Alex Reed", Role.ADMINISTRATOR)
        assert refuses(hostel, alex, round_id)

    def test_somebody_of_another_team_sees_nothing(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        other = replace(hostel.jo, member=replace(hostel.jo.member, teams=frozenset({make.new_id()})))
        assert refuses(hostel, other, round_id)

    @pytest.mark.parametrize("perspective", ["lived_experience", "partner"])
    def test_whoever_rated_by_slip_sees_the_picture_in_the_room_and_nothing_by_slip(
        self, hostel: Hostel, perspective: str
    ) -> None:
        round_id = hostel.start()
        (slip,) = hostel.slips(round_id, **{perspective: 1})
        hostel.rate(hostel.dee, round_id)
        hostel.open(round_id)
        with pytest.raises(NotNow):
            hostel.see(meetings.meeting, slip, round_id)

    def test_nobody_learns_who_sees_it_differently(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        hostel.do(
            meetings.keep_dissent, hostel.jo, round_id, Dissent("", "A1", "Nights are different.", Level(1))
        )
        kept = repr(hostel.see(meetings.meeting, hostel.amina, round_id).topics)
        stored = repr(hostel.read(lambda tx: agreements.load_dissents(tx, round_id)))
        for text in (kept, stored):
            assert hostel.jo.member.person_id not in text
            assert "signed_as=''" in text

    def test_an_author_may_choose_to_sign_and_nobody_signs_for_another(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        signed = Dissent("", "A1", "Nights are different.", signed_as="Jo")
        kept = hostel.do(meetings.keep_dissent, hostel.jo, round_id, signed).result
        assert kept.signed_as == "Jo"
        with pytest.raises(NotNow, match="somebody else’s name"):
            hostel.do(meetings.keep_dissent, hostel.sam, round_id, signed)
        by_scribe = replace(signed, signed_as="Sam, nights")
        hostel.do(meetings.keep_dissent, hostel.amina, round_id, by_scribe)
        dissents = hostel.read(lambda tx: agreements.load_dissents(tx, round_id))
        assert {d.signed_as for d in dissents} == {"Jo", "Sam, nights"}

    def test_with_fewer_than_five_of_the_team_different_views_are_told_without_a_number(
        self, hostel: Hostel
    ) -> None:
        round_id = hostel.opened_round()  # Jo, Sam, Dee and Tom rated as the team
        assert hostel.see(meetings.meeting, hostel.jo, round_id).few_raters

    def test_with_five_of_the_team_they_may_be_counted(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        for rater in (hostel.jo, hostel.sam, hostel.dee, hostel.tom, *hostel.slips(round_id, team=1)):
            hostel.rate(rater, round_id)
        hostel.open(round_id)
        assert not hostel.see(meetings.meeting, hostel.jo, round_id).few_raters


class TestEdges:
    """Rows of audit.md's edge cases that are about the opening and the meeting."""

    def test_two_raters_are_drawn_only_if_both_tick_and_then_without_any_index(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        hostel.rate(hostel.jo, round_id, 1, consent=True)
        hostel.rate(hostel.sam, round_id, 3, consent=True)
        hostel.open(round_id)
        assert shown(hostel, round_id, "team") == {RowState.SHOWN}
        view = hostel.see(meetings.meeting, hostel.jo, round_id)
        assert {topic.spread for topic in view.topics} == {Spread.TOO_FEW}
        assert view.suggested == ()

    def test_two_raters_of_whom_one_did_not_tick_are_not_drawn(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        hostel.rate(hostel.jo, round_id, 1, consent=True)
        hostel.rate(hostel.sam, round_id, 3)
        hostel.open(round_id)
        assert shown(hostel, round_id, "team") == {RowState.HIDDEN}

    def test_one_rater_alone_gets_no_agreement_and_no_close_list(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        hostel.rate(hostel.jo, round_id, 2, consent=True)
        hostel.open(round_id)
        view = hostel.see(meetings.meeting, hostel.jo, round_id)
        assert view.close == ()
        assert {topic.spread for topic in view.topics} == {Spread.TOO_FEW}

    def test_a_tie_between_two_clumps_offers_no_middle_and_may_stay_unsettled(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        for name, level in (("jo", 0), ("sam", 0), ("dee", 4), ("tom", 4)):
            hostel.rate(hostel.people[name], round_id, level, consent=True)
        hostel.open(round_id)
        view = hostel.see(meetings.meeting, hostel.amina, round_id)
        assert {t.suggestion.middle for t in view.topics} == {Middle.TWO_CAMPS}
        assert {t.suggestion.low for t in view.topics} == {None}
        record = make.consensus(outcome=Outcome.NOT_SETTLED, level=None)
        hostel.do(meetings.record_consensus, hostel.amina, round_id, record)
        assert hostel.see(meetings.meeting, hostel.amina, round_id).settled == 1

    def test_a_topic_that_nobody_could_tell_is_said_and_has_no_middle(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        first = hostel.topics(hostel.jo, round_id)[0]
        for name in ("jo", "sam", "dee", "tom"):
            hostel.rate(hostel.people[name], round_id, consent=True)
            hostel.do(seats.rate_topic, hostel.people[name], round_id, Rating(first, CantTell()))
        hostel.open(round_id)
        view = hostel.see(meetings.meeting, hostel.jo, round_id)
        (puzzle,) = (t for t in view.topics if t.nobody_could_tell)
        assert puzzle.topic.id == first
        assert puzzle.suggestion.words() == ""
        assert first not in view.suggested

    def test_without_private_ratings_there_are_no_rows_and_no_spread_and_topics_can_be_agreed(
        self, hostel: Hostel
    ) -> None:
        round_id = hostel.start(together_only=True, openers=(), raters=())
        view = hostel.see(meetings.meeting, hostel.amina, round_id)
        assert {topic.rows for topic in view.topics} == {()}
        assert (view.close, view.suggested, view.few_raters) == ((), (), True)
        hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus())
        assert hostel.see(meetings.meeting, hostel.amina, round_id).settled == 1

    def test_of_two_who_record_at_once_the_later_stands_and_undo_brings_back_the_earlier(
        self, hostel: Hostel
    ) -> None:
        round_id = hostel.start(facilitator_id=hostel.jo.member.person_id)
        hostel.rate(hostel.dee, round_id)
        hostel.open(round_id)
        hostel.do(meetings.record_consensus, hostel.jo, round_id, make.consensus(because="Jo’s words."))
        later = hostel.do(
            meetings.record_consensus, hostel.amina, round_id, make.consensus(because="Amina’s words.")
        )
        assert _because(hostel, round_id) == "Amina’s words."
        hostel.do(later.undo, hostel.amina)
        assert _because(hostel, round_id) == "Jo’s words."

    def test_a_note_of_five_thousand_signs_in_any_script_comes_back_as_it_was(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        words = ("الليل مختلف عن النهار\n🌙👩‍👩‍👧 nights\r\n" * 200)[:5000]
        assert len(words) == 5000
        hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus(because=words))
        assert _because(hostel, round_id) == words

    def test_a_four_says_what_changed_or_that_there_is_no_evidence_yet(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        four = make.consensus(level=Level(4), evidence="")
        with pytest.raises(NotNow, match="what changed and who was involved"):
            hostel.do(meetings.record_consensus, hostel.amina, round_id, four)
        for record in (replace(four, changed="Residents moved the meeting."), replace(four, none_yet=True)):
            hostel.do(meetings.record_consensus, hostel.amina, round_id, record)
            written = hostel.read(lambda tx: agreements.load_consensus(tx, round_id))
            assert written["A1"] == record

    def test_close_topics_at_four_are_confirmed_with_no_evidence_yet(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        for name in ("jo", "sam", "dee", "tom"):
            hostel.rate(hostel.people[name], round_id, 4, consent=True)
        hostel.open(round_id)
        hostel.do(meetings.confirm_close, hostel.amina, round_id, ["A1"])
        (record,) = hostel.read(lambda tx: agreements.load_consensus(tx, round_id)).values()
        assert (record.level, record.none_yet) == (Level(4), True)


def _because(hostel: Hostel, round_id: str) -> str:
    return hostel.read(lambda tx: agreements.load_consensus(tx, round_id))["A1"].because


class TestFigures:
    def test_people_who_use_the_service_stand_beside_the_team_and_in_nobodys_mean(
        self, hostel: Hostel
    ) -> None:
        round_id = hostel.start()
        team = (hostel.jo, hostel.sam, hostel.dee, hostel.tom, *hostel.slips(round_id, team=1))
        for rater in (*team, hostel.amina):
            hostel.rate(rater, round_id, 3, consent=True)
        for resident in hostel.slips(round_id, lived_experience=5):
            hostel.rate(resident, round_id, 1)
        hostel.open(round_id)
        view = hostel.see(meetings.meeting, hostel.jo, round_id)
        shared = next(t for t in view.topics if t.topic.lived_experience)
        found = dict(meetings.figures_of(shared))
        assert (found["Team"].mean, found["Residents"].mean) == (3, 1)
        assert (found["Everybody"].mean, found["Everybody"].median) == (None, None)
        assert found["Everybody"].levels == (0, 5, 0, 6, 0)

    def test_a_group_that_is_hidden_has_no_figures(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        for rater in (hostel.jo, hostel.sam, hostel.dee, hostel.tom, *hostel.slips(round_id, team=1)):
            hostel.rate(rater, round_id, 3)
        hostel.rate(hostel.amina, round_id, 0)
        hostel.open(round_id)
        view = hostel.see(meetings.meeting, hostel.jo, round_id)
        assert [label for label, _figures in meetings.figures_of(view.topics[0])] == ["Team"]


class TestWhatToTalkAbout:
    @pytest.mark.parametrize(("far", "suggested"), [(0, 3), (2, 3), (4, 4), (7, 5)])
    def test_three_to_five_with_the_widest_spread_are_suggested(
        self, hostel: Hostel, far: int, suggested: int
    ) -> None:
        round_id = hostel.start()
        topics = hostel.topics(hostel.jo, round_id)
        wide, some = topics[:far], topics[far : far + 4]
        levels = {"jo": (0, 1), "sam": (4, 2), "dee": (0, 3), "tom": (4, 3)}
        for name, (one, two) in levels.items():
            usual = dict.fromkeys(topics, 2)
            usual |= dict.fromkeys(wide, one) | dict.fromkeys(some, two)
            hostel.rate(hostel.people[name], round_id, usual, consent=True)
        hostel.open(round_id)
        view = hostel.see(meetings.meeting, hostel.jo, round_id)
        assert len(view.suggested) == suggested
        assert set(view.suggested) <= {v.topic.id for v in view.wide}
        assert set(view.suggested[:far]) <= set(wide)

    def test_nothing_is_suggested_where_everybody_is_close(self, hostel: Hostel) -> None:
        assert hostel.see(meetings.meeting, hostel.jo, hostel.opened_round()).suggested == ()
