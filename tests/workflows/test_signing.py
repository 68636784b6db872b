"""Signing off: what is asked first, who signs and who doesn't, and that nothing alters afterwards."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import Consensus, Outcome, RoundState
from pie_audit.domain.errors import CannotRead, NotNow
from pie_audit.domain.plan import Action, ActionStatus
from pie_audit.domain.plan_document import Edition, PlanDocument
from pie_audit.domain.plan_snapshot import from_text
from pie_audit.domain.priority import Priority
from pie_audit.domain.questionnaire import Scope
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.domain.signing import FairAccount
from pie_audit.domain.team import WorkspaceKind
from pie_audit.storage import agreements, influences, signed
from pie_audit.storage import audits as rounds
from pie_audit.storage import plans as actions
from pie_audit.storage import replies as stored_replies
from pie_audit.workflows import (
    founding,
    meetings,
    papers,
    plans,
    questions,
    signing,
    sittings,
    starting,
    teams,
)
from pie_audit.workflows.worker import Worker
from tests import make
from tests.quarter import THIS_QUARTER, TODAY, Hostel, first_run, premises_at

AGREED = Consensus("C1", Outcome.AGREED, Level(2), "Days get that time, nights do not.", none_yet=True)


@pytest.fixture
def talked(hostel: Hostel) -> str:
    """A round with one topic agreed on."""
    round_id = hostel.opened_round()
    hostel.do(meetings.record_consensus, hostel.amina, round_id, AGREED)
    return round_id


def plan_action(hostel: Hostel, round_id: str, **changes: object) -> Action:
    """An action of Tom's with an ask."""
    action = replace(
        plans.new_action(hostel.team_id, round_id, "C1"),
        what="Put reflection on the rota",
        owner_id=hostel.tom.member.person_id,
        ask_of="the council",
        ask_what="four hours of cover",
        ask_cost="about £6,200",
        ask_if_no="Nights go on alone",
        **changes,  # type: ignore[arg-type]
    )
    return hostel.do(plans.save_action, hostel.amina, action).result


def paper(hostel: Hostel, edition: Edition = Edition.FULL) -> PlanDocument:
    """What the paper says now."""
    return hostel.see(papers.document_of, hostel.amina, hostel.team_id, THIS_QUARTER, edition)


class TestGate:
    def test_every_topic_has_something_written_down_first(self, hostel: Hostel, talked: str) -> None:
        with pytest.raises(NotNow, match="11 topics have nothing written down yet"):
            hostel.do(signing.sign_off, hostel.amina, talked, "")
        hostel.do(sittings.leave_the_rest, hostel.amina, talked)
        hostel.do(signing.sign_off, hostel.amina, talked, "")
        assert hostel.state(talked) is RoundState.SIGNED

    @pytest.mark.parametrize(
        "record",
        [
            Consensus("A1", Outcome.AGREED, Level(1)),
            Consensus("A1", Outcome.NOT_SETTLED),
            Consensus("A1", Outcome.CANT_TELL),
            Consensus("A1", Outcome.NOT_APPLICABLE, because="no residents"),
            Consensus("A1", Outcome.NOT_DISCUSSED),
        ],
    )
    def test_each_of_the_five_answers_is_one(self, hostel: Hostel, talked: str, record: Consensus) -> None:
        hostel.do(meetings.record_consensus, hostel.amina, talked, record)
        with pytest.raises(NotNow, match="10 topics"):
            hostel.do(signing.sign_off, hostel.amina, talked, "")

    def test_the_rest_can_be_left_with_the_signature_itself(self, hostel: Hostel, talked: str) -> None:
        hostel.do(signing.sign_off, hostel.amina, talked, "", FairAccount(leaves_the_rest=True))
        written = hostel.read(lambda tx: agreements.load_consensus(tx, talked))
        assert sum(c.outcome is Outcome.NOT_DISCUSSED for c in written.values()) == 11

    def test_a_priority_needs_an_action_or_a_reason(self, hostel: Hostel, talked: str) -> None:
        chosen = Priority("p1", talked, 1, "Time to think", "C1")
        hostel.opened.write(lambda tx: influences.save_priorities(tx, talked, (chosen,)))
        with pytest.raises(NotNow, match="Nothing follows yet from “Time to think”"):
            hostel.sign(talked)
        reasoned = replace(chosen, no_action_because="The rota is being rewritten.")
        hostel.opened.write(lambda tx: influences.save_priorities(tx, talked, (reasoned,)))
        hostel.sign(talked)

    def test_what_is_missing_is_known_before_anybody_signs(self, hostel: Hostel, talked: str) -> None:
        chosen = Priority("p1", talked, 1, "Time to think", "C1")
        hostel.opened.write(lambda tx: influences.save_priorities(tx, talked, (chosen,)))
        state = hostel.see(signing.before_signing, hostel.amina, talked)
        assert (state.topics_left, [p.words for p in state.unanswered]) == (11, ["Time to think"])
        assert (state.one_person, state.together_only) == (False, False)

    def test_a_refused_signature_leaves_nothing_behind(self, hostel: Hostel, talked: str) -> None:
        with pytest.raises(NotNow):
            hostel.do(
                signing.sign_off,
                hostel.amina,
                talked,
                "",
                FairAccount(resident_words="Hello", leaves_the_rest=True),
            )
        assert hostel.read(lambda tx: agreements.load_sign_offs(tx, talked)) == ()
        assert hostel.read(lambda tx: signed.load_snapshot(tx, talked)) is None
        assert len(hostel.read(lambda tx: agreements.load_consensus(tx, talked))) == 1


class TestWhoSigns:
    def test_a_member_who_refuses_is_kept_unnamed_and_blocks_nothing(
        self, hostel: Hostel, talked: str
    ) -> None:
        hostel.sign(talked, "", FairAccount(refusals=("Nights were not asked", " ")))
        assert hostel.state(talked) is RoundState.SIGNED
        signatures = hostel.read(lambda tx: agreements.load_sign_offs(tx, talked))
        reservations = sorted(s.reservation for s in signatures if s.role == "team")
        assert reservations == ["", "Nights were not asked", "One of us doesn’t find this a fair account."]
        everybody = {me.member.person_id for me in hostel.people.values()}
        assert not everybody & {s.person_id for s in signatures if s.role != "manager"}

    def test_somebody_with_lived_experience_signs_without_an_account_or_a_name(
        self, hostel: Hostel, talked: str
    ) -> None:
        hostel.sign(talked, "", FairAccount(lived_experience="The evenings are missing"))
        for edition in (Edition.WORDS, Edition.FULL):
            said = str(paper(hostel, edition).inside)
            assert (
                "Lived experience, 18 November 2026, with a reservation: “The evenings are missing”" in said
            )

    def test_a_reservation_stands_on_page_one(self, hostel: Hostel, talked: str) -> None:
        hostel.sign(talked, "Nights were not there.")
        assert "Manager: “Nights were not there.”" in str(paper(hostel, Edition.ONE_PAGE).front)

    @pytest.mark.parametrize("name", ["jo", "lee"])
    def test_only_a_manager_signs(self, hostel: Hostel, talked: str, name: str) -> None:
        with pytest.raises(NotNow):
            hostel.do(signing.sign_off, hostel.people[name], talked, "", FairAccount(leaves_the_rest=True))

    def test_a_sentence_a_small_win_and_who_rings_back_are_printed_as_they_were_signed(
        self, hostel: Hostel, talked: str
    ) -> None:
        account = FairAccount(
            resident_words="They ask me first now.",
            has_consent=True,
            small_win="Two residents chose the paint",
            contact="The manager, 01632 960 000",
        )
        hostel.sign(talked, "", account)
        said = str(paper(hostel, Edition.WORDS).front)
        for words in ("“They ask me first now.”", "Two residents chose the paint.", "01632 960 000"):
            assert words in said


class TestWordsBeforeSigning:
    ACCOUNT = FairAccount(("No",), "Yes", "They ask me", True, "Paint", "The office", True)

    def test_what_was_typed_waits_for_whoever_typed_it(self, hostel: Hostel, talked: str) -> None:
        hostel.do(signing.keep_account, hostel.amina, talked, self.ACCOUNT)
        assert hostel.see(signing.kept_account, hostel.amina, talked) == self.ACCOUNT
        assert hostel.see(signing.kept_account, hostel.jo, talked) == FairAccount()

    def test_a_reservation_waits_with_it_until_the_signature(self, hostel: Hostel, talked: str) -> None:
        hostel.do(signing.keep_account, hostel.amina, talked, FairAccount(), "Nights weren’t there.")
        assert hostel.see(signing.before_signing, hostel.amina, talked).reservation == "Nights weren’t there."
        hostel.sign(talked)
        assert hostel.see(signing.before_signing, hostel.amina, talked).reservation == ""

    def test_a_begun_addendum_waits_until_it_is_added(self, hostel: Hostel, talked: str) -> None:
        hostel.sign(talked)
        hostel.do(signing.begin_addendum, hostel.amina, talked, "why", "what")
        assert hostel.see(signing.begun_addendum, hostel.amina, talked) == ("why", "what")
        hostel.do(signing.add_addendum, hostel.amina, talked, "why", "what")
        assert hostel.see(signing.begun_addendum, hostel.amina, talked) == ("", "")

    def test_the_preview_has_it_before_the_signature(self, hostel: Hostel, talked: str) -> None:
        hostel.do(signing.keep_account, hostel.amina, talked, self.ACCOUNT)
        assert "“They ask me”" in str(paper(hostel, Edition.WORDS).front)
        without = replace(self.ACCOUNT, has_consent=False)
        hostel.do(signing.keep_account, hostel.amina, talked, without)
        assert "They ask me" not in str(paper(hostel, Edition.WORDS).front)

    def test_it_is_gone_once_it_is_signed(self, hostel: Hostel, talked: str) -> None:
        hostel.do(signing.keep_account, hostel.amina, talked, self.ACCOUNT)
        hostel.sign(talked)
        assert hostel.see(signing.kept_account, hostel.amina, talked) == FairAccount()


def rename_the_team(hostel: Hostel, _round_id: str) -> None:
    hostel.do(teams.rename_team, hostel.amina, hostel.team_id, "The Lighthouse", "12 flats")


def give_the_action_to_somebody_else(hostel: Hostel, round_id: str) -> None:
    (action,) = hostel.read(lambda tx: actions.actions_of_round(tx, round_id))
    hostel.do(plans.save_action, hostel.amina, replace(action, owner_id=hostel.dee.member.person_id))


def finish_the_action(hostel: Hostel, round_id: str) -> None:
    (action,) = hostel.read(lambda tx: actions.actions_of_round(tx, round_id))
    hostel.do(plans.save_action, hostel.amina, replace(action, status=ActionStatus.DONE))


def let_the_owner_leave(hostel: Hostel, _round_id: str) -> None:
    hostel.do(teams.retire_person, hostel.amina, hostel.tom.member.person_id)


def write_into_the_tables(hostel: Hostel, round_id: str) -> None:
    """What no workflow lets anybody do."""
    changed = Consensus("C1", Outcome.AGREED, Level(4), "All is well.")
    hostel.opened.write(lambda tx: agreements.save_consensus(tx, round_id, changed))


def live_another_year(hostel: Hostel, _round_id: str) -> None:
    hostel.at(date(2027, 11, 18))


class TestNothingAlters:
    @pytest.mark.parametrize(
        "happens",
        [
            rename_the_team,
            give_the_action_to_somebody_else,
            finish_the_action,
            let_the_owner_leave,
            write_into_the_tables,
            live_another_year,
        ],
    )
    def test_nothing_that_happens_later_alters_what_was_signed(
        self, hostel: Hostel, talked: str, happens: Callable[[Hostel, str], None]
    ) -> None:
        plan_action(hostel, talked)
        hostel.sign(talked)
        before = [paper(hostel, edition) for edition in Edition]
        files = [
            papers.lay_out(hostel.opened, hostel.amina, hostel.team_id, THIS_QUARTER, edition).pdf
            for edition in Edition
        ]
        happens(hostel, talked)
        assert [paper(hostel, edition) for edition in Edition] == before
        for edition, file in zip(Edition, files, strict=True):
            again = papers.lay_out(hostel.opened, hostel.amina, hostel.team_id, THIS_QUARTER, edition)
            assert again.pdf == file

    def test_a_reworded_question_file_alters_nothing(
        self, hostel: Hostel, talked: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        hostel.sign(talked)
        before = paper(hostel)
        monkeypatch.setattr(questions, "of_round", lambda *_any: pytest.fail("the question file was read"))
        assert paper(hostel) == before

    def test_before_the_signature_the_paper_follows_what_is_written(
        self, hostel: Hostel, talked: str
    ) -> None:
        before = paper(hostel)
        write_into_the_tables(hostel, talked)
        assert paper(hostel) != before

    def test_the_snapshot_holds_no_answer_of_one_person(self, hostel: Hostel, talked: str) -> None:
        hostel.sign(talked)
        kept = hostel.read(lambda tx: signed.load_snapshot(tx, talked))
        shown = {c.group for c in from_text(kept or "").counts}
        assert "manager" not in shown

    def test_what_was_tampered_with_is_one_sentence_and_no_paper(self, hostel: Hostel, talked: str) -> None:
        hostel.sign(talked)
        hostel.opened.write(
            lambda tx: tx.connection.execute(
                sa.update(signed.snapshot).values(body=signed.snapshot.c.body + " ")
            )
        )
        with pytest.raises(CannotRead, match="isn’t as it was written"):
            paper(hostel)

    def test_a_round_signed_before_there_were_snapshots_prints_from_its_tables(
        self, hostel: Hostel, talked: str
    ) -> None:
        hostel.sign(talked)
        before = paper(hostel)
        hostel.opened.write(lambda tx: tx.connection.execute(sa.delete(signed.snapshot)))
        assert paper(hostel) == before


class TestWhatCameLater:
    def test_a_reply_that_came_later_stands_under_its_own_heading_with_its_day(
        self, hostel: Hostel, talked: str
    ) -> None:
        action = plan_action(hostel, talked)
        hostel.sign(talked)
        reply = Reply("r1", action.action_id, ReplyKind.NO, TODAY, "the council", "no money")
        hostel.opened.write(lambda tx: stored_replies.save_reply(tx, reply))
        for edition in Edition:
            document = paper(hostel, edition)
            assert "What was replied" in str(document.inside)
            assert "The council, 18 November 2026: no. We asked for: four hours of cover." in str(document)

    def test_an_addendum_has_its_day_its_reason_and_a_role(self, hostel: Hostel, talked: str) -> None:
        hostel.sign(talked)
        hostel.at(date(2027, 1, 9))
        added = hostel.do(
            signing.add_addendum, hostel.amina, talked, " We found it now ", " Nights met once "
        )
        assert (added.day, added.role) == (date(2027, 1, 9), "manager")
        for edition in Edition:
            document = paper(hostel, edition)
            assert "Nights met once." in str(document.inside)
            assert "We found it now." in str(document.inside)
            assert "9 January 2027" in str(document.front)

    def test_only_a_signed_round_takes_one(self, hostel: Hostel, talked: str) -> None:
        assert not hostel.see(signing.may_add, hostel.amina, talked)
        with pytest.raises(NotNow, match="isn’t signed off yet"):
            hostel.do(signing.add_addendum, hostel.amina, talked, "why", "what")

    @pytest.mark.parametrize(("reason", "words"), [("", "what"), ("why", " ")])
    def test_it_needs_its_words_and_its_reason(
        self, hostel: Hostel, talked: str, reason: str, words: str
    ) -> None:
        hostel.sign(talked)
        with pytest.raises(NotNow, match="needs its words and its reason"):
            hostel.do(signing.add_addendum, hostel.amina, talked, reason, words)

    @pytest.mark.parametrize("name", ["dee", "lee"])
    def test_not_everybody_adds_one(self, hostel: Hostel, talked: str, name: str) -> None:
        hostel.sign(talked)
        assert not hostel.see(signing.may_add, hostel.people[name], talked)
        with pytest.raises(NotNow):
            hostel.do(signing.add_addendum, hostel.people[name], talked, "why", "what")

    def test_an_abandoned_round_takes_none(self, hostel: Hostel, talked: str) -> None:
        from pie_audit.workflows import steps

        hostel.do(steps.abandon_round, hostel.amina, talked, "We start again")
        with pytest.raises(NotNow):
            hostel.do(signing.add_addendum, hostel.amina, talked, "why", "what")

    def test_a_carried_round_still_takes_one(self, hostel: Hostel, talked: str) -> None:
        hostel.sign(talked)
        hostel.opened.write(
            lambda tx: rounds.set_state(tx, talked, RoundState.CARRIED, role="manager", week="2026-W47")
        )
        assert hostel.do(signing.add_addendum, hostel.amina, talked, "why", "what").words == "what"


def test_ids_of_nameless_signatures_tell_nothing(hostel: Hostel, talked: str) -> None:
    hostel.sign(talked, "", FairAccount(refusals=("No",), lived_experience=""))
    signatures = hostel.read(lambda tx: agreements.load_sign_offs(tx, talked))
    ids = [s.person_id for s in signatures if s.role != "manager"]
    assert len(set(ids)) == 3
    assert all(len(i) == len(secrets.token_hex(16)) == len(make.new_id()) for i in ids)


def test_one_persons_plan_is_signed_and_called_one_persons_view(tmp_path: Path) -> None:
    premises, worker = premises_at(tmp_path), Worker()
    run = first_run(kind=WorkspaceKind.SOLO)
    made = founding.create_workspace(premises, worker, run, tmp_path / "workspace")
    team_id = next(iter(made.me.member.teams))
    alone = Hostel(premises, worker, made.opened, team_id, made.house_code, {"amina": made.me})
    try:
        plan = starting.RoundPlan(
            team_id=team_id,
            quarter=THIS_QUARTER,
            scope=Scope.SHORT,
            theme_id=None,
            openers=(),
            raters=(),
            opens_on=TODAY,
            closes_on=TODAY,
            together_only=True,
        )
        round_id = alone.do(starting.start_round, alone.amina, plan)
        alone.do(meetings.record_consensus, alone.amina, round_id, AGREED)
        assert alone.see(signing.before_signing, alone.amina, round_id).one_person
        alone.sign(round_id)
        document = paper(alone, Edition.WORDS)
        assert document.head_note == "Autumn 2026 plan · one person’s view"
        roles = [s.role for s in alone.read(lambda tx: agreements.load_sign_offs(tx, round_id))]
        assert roles == ["manager"]
    finally:
        alone.close()
