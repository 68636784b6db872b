"""Side doors of the review: no id, old name or undo gives anybody more than the page they were given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from pie_audit.domain.audit import RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.domain.influence import Direction, Influence, Spot
from pie_audit.domain.plan import Action, ActionStatus, BarrierLevel
from pie_audit.domain.plan_material import Edition
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.domain.report import ReportKind
from pie_audit.domain.signing import FairAccount
from pie_audit.domain.team import Perspective, Role
from pie_audit.storage import influences as cards
from pie_audit.storage import plans as stored_actions
from pie_audit.storage import records, signed, trail
from pie_audit.storage import replies as stored_replies
from pie_audit.storage import teams as stored_teams
from pie_audit.workflows import (
    audits,
    calendars,
    carrying,
    finding,
    influences,
    leaving_out,
    meetings,
    own_sheets,
    paper_sheets,
    papers,
    plans,
    priorities,
    replies,
    results,
    signing,
    since_last_time,
    sittings,
    starting,
    steps,
    successions,
    teams,
    unlock,
)
from pie_audit.workflows.paper_kinds import RatingSheets, RecordPaper, ReportPaper, WallPaper
from pie_audit.workflows.paper_sheets import PaperSheet
from pie_audit.workflows.teams import NewPerson
from pie_audit.workflows.unlock import Me, SignedIn
from tests import make
from tests.quarter import THIS_QUARTER, TODAY, Hostel, password_of
from tests.workflows.quarters import AUTUMN, SUMMER, WINTER, begin, planned, sign, signed_plan

LIVED = Perspective.LIVED_EXPERIENCE
ASK = {"ask_what": "Fund four hours of backfill", "ask_of": "the council"}


def stranger(hostel: Hostel) -> SignedIn:
    """Noor, who manages Fern House, another team of this workspace, and works there."""
    fern = hostel.do(teams.add_team, hostel.amina, "Fern House", "").result.team_id
    roles = frozenset({Role.MANAGER, Role.STAFF})
    code = teams.add_person(hostel.opened, hostel.amina, NewPerson("Noor", roles, fern, True))
    return unlock.accept_invitation(hostel.opened, "Noor", code, password_of("Noor"))


@dataclass(frozen=True)
class Ours:
    """A review in the middle of its meeting, with one of everything, after a signed one with an ask."""

    round_id: str
    before: Action
    card: Influence
    priority: Any
    action: Action


@pytest.fixture
def ours(hostel: Hostel) -> Ours:
    (before,) = signed_plan(hostel, SUMMER, "Backfill", **ASK)
    round_id = begin(hostel, AUTUMN)
    blank = influences.new_card(round_id, BarrierLevel.SERVICE, Direction.HINDERS)
    card = hostel.do(influences.write_card, hostel.amina, (), replace(blank, text="Single cover")).result
    priority = hostel.do(priorities.add_priority, hostel.amina, round_id, "Nights").result
    return Ours(round_id, before, card, priority, planned(hostel, round_id, "Mend the bell"))


def _report(hostel: Hostel, me: Me, kind: ReportKind) -> object:
    return papers.lay_out(hostel.opened, me, hostel.team_id, AUTUMN, ReportPaper(kind))


READS: dict[str, Callable[[Hostel, Me, Ours], object]] = {
    "board": lambda h, me, o: h.see(influences.board, me, o.round_id),
    "choosing": lambda h, me, o: h.see(priorities.choosing, me, o.round_id),
    "results": lambda h, me, o: h.see(results.results, me, o.round_id),
    "since last time": lambda h, me, o: h.see(since_last_time.since_last_time, me, o.round_id),
    "before signing": lambda h, me, o: h.see(signing.before_signing, me, o.round_id),
    "unanswered": lambda h, me, o: h.see(replies.unanswered, me, h.team_id),
    "calendar": lambda h, me, o: h.see(calendars.days_of, me, h.team_id),
    "desk": lambda h, me, o: h.see(papers.paper_desk, me, h.team_id, AUTUMN),
    "words": lambda h, me, o: papers.lay_out(h.opened, me, h.team_id, AUTUMN, Edition.WORDS),
    "record": lambda h, me, o: papers.lay_out(h.opened, me, h.team_id, AUTUMN, RecordPaper()),
    "quarterly report": lambda h, me, o: _report(h, me, ReportKind.QUARTER),
    "wellbeing report": lambda h, me, o: _report(h, me, ReportKind.WELLBEING),
    "year in review": lambda h, me, o: _report(h, me, ReportKind.YEAR),
    "evidence pack": lambda h, me, o: _report(h, me, ReportKind.EVIDENCE),
    "wall": lambda h, me, o: papers.lay_out(h.opened, me, h.team_id, AUTUMN, WallPaper()),
    "own sheet": lambda h, me, o: h.see(own_sheets.own_sheet, me, o.round_id),
    "overview": lambda h, me, o: h.see(audits.overview, me, h.team_id),
    "plan": lambda h, me, o: h.see(plans.plan_page, me, h.team_id),
}
"""What the team reads."""

WRITES: dict[str, Callable[[Hostel, Me, Ours], object]] = {
    "write a card": lambda h, me, o: h.do(
        influences.write_card, me, (o.card,), replace(o.card, text="Another")
    ),
    "lay a card": lambda h, me, o: h.do(
        influences.lay_card,
        me,
        o.card.influence_id,
        Spot(BarrierLevel.SYSTEM, Direction.HINDERS, 0),
    ),
    "a dot on a card": lambda h, me, o: h.do(influences.add_dot, me, o.card.influence_id, 1),
    "remove a card": lambda h, me, o: h.do(influences.remove_card, me, o.card.influence_id),
    "make asks": lambda h, me, o: h.do(influences.make_asks, me, [o.card.influence_id]),
    "present": lambda h, me, o: h.do(priorities.set_present, me, o.round_id, 4),
    "place dots": lambda h, me, o: h.do(priorities.place_dots, me, o.round_id, {}),
    "finish voting": lambda h, me, o: h.do(priorities.finish_voting, me, o.round_id),
    "start again": lambda h, me, o: h.do(priorities.start_again, me, o.round_id),
    "switch voting": lambda h, me, o: h.do(priorities.switch_voting, me, o.round_id, False),
    "add a priority": lambda h, me, o: h.do(priorities.add_priority, me, o.round_id, "Mine"),
    "change a priority": lambda h, me, o: h.do(
        priorities.change_priority, me, (o.priority,), replace(o.priority, words="Mine")
    ),
    "rank": lambda h, me, o: h.do(priorities.rank_priority, me, o.round_id, o.priority.priority_id, 1),
    "remove a priority": lambda h, me, o: h.do(
        priorities.remove_priority, me, o.round_id, o.priority.priority_id
    ),
    "pause": lambda h, me, o: h.do(sittings.pause, me, o.round_id, "A1"),
    "go on": lambda h, me, o: h.do(sittings.go_on, me, o.round_id),
    "leave the rest": lambda h, me, o: h.do(sittings.leave_the_rest, me, o.round_id),
    "keep an account": lambda h, me, o: h.do(signing.keep_account, me, o.round_id, FairAccount()),
    "sign": lambda h, me, o: h.do(signing.sign_off, me, o.round_id, "", FairAccount(leaves_the_rest=True)),
    "addendum": lambda h, me, o: h.do(signing.add_addendum, me, o.before.round_id, "Because", "More words"),
    "begin an addendum": lambda h, me, o: h.do(signing.begin_addendum, me, o.before.round_id, "Why", "More"),
    "keep an action": lambda h, me, o: h.do(carrying.keep_action, me, o.before.action_id, o.round_id),
    "let go": lambda h, me, o: h.do(carrying.let_go, me, o.before.action_id, o.round_id, "Because"),
    "reply": lambda h, me, o: h.do(replies.record_reply, me, _reply(h, o)),
    "save an action": lambda h, me, o: h.do(plans.save_action, me, replace(o.action, what="Mine")),
    "bin an action": lambda h, me, o: h.do(plans.bin_action, me, o.action.action_id),
    "leave a theme out": lambda h, me, o: h.do(leaving_out.leave_theme_out, me, h.team_id, "D", "Because"),
    "take a theme in": lambda h, me, o: h.do(leaving_out.take_theme_in, me, h.team_id, "D"),
    "start choices": lambda h, me, o: h.see(starting.start_choices, me, h.team_id),
}
"""What whoever runs the review does. Each is possible for Amina in this place, or at its usual time."""


def _reply(hostel: Hostel, ours: Ours) -> Reply:
    return Reply(make.new_id(), ours.before.action_id, ReplyKind.YES, hostel.amina.clock.today())


def everybody_else(hostel: Hostel) -> dict[str, Me]:
    return {"leader": hostel.lee, "another team's manager": stranger(hostel)}


@pytest.mark.parametrize("what", READS)
def test_no_leader_nor_another_teams_manager_reads_it_by_knowing_its_id(
    hostel: Hostel, ours: Ours, what: str
) -> None:
    for me in everybody_else(hostel).values():
        with pytest.raises(NotNow):
            READS[what](hostel, me, ours)


@pytest.mark.parametrize("what", [w for w in READS if w != "own sheet"])
def test_the_team_reads_it(hostel: Hostel, ours: Ours, what: str) -> None:
    READS[what](hostel, hostel.tom, ours)


@pytest.mark.parametrize("what", WRITES)
def test_no_colleague_leader_or_other_manager_writes_it_by_knowing_its_id(
    hostel: Hostel, ours: Ours, what: str
) -> None:
    for me in (hostel.tom, *everybody_else(hostel).values()):
        with pytest.raises(NotNow, match="isn’t yours to do"):
            WRITES[what](hostel, me, ours)


@pytest.mark.parametrize(
    "what", [w for w in WRITES if w not in {"place dots", "finish voting", "take a theme in"}]
)
def test_whoever_manages_the_team_does_it(hostel: Hostel, ours: Ours, what: str) -> None:
    if what == "sign":
        hostel.do(carrying.let_go, hostel.amina, ours.before.action_id, ours.round_id, "Because")
        words = replace(ours.priority, no_action_because="Next time")
        hostel.do(priorities.change_priority, hostel.amina, (ours.priority,), words)
    WRITES[what](hostel, hostel.amina, ours)


def test_a_slip_reads_and_writes_none_of_it(hostel: Hostel) -> None:
    round_id = hostel.start()
    (slip,) = hostel.slips(round_id, lived_experience=1)
    fake = Ours(
        round_id,
        make.action(hostel.team_id, round_id=round_id),
        influences.new_card(round_id, BarrierLevel.SERVICE, Direction.HINDERS),
        priorities.Priority(make.new_id(), round_id, 1, "Nights"),
        make.action(hostel.team_id, round_id=round_id),
    )
    for act in (READS | WRITES).values():
        with pytest.raises(NotNow):
            act(hostel, slip, fake)
    for look in (own_sheets.own_sheet, results.results):
        with pytest.raises(NotNow, match="one sheet and nothing else"):
            hostel.see(look, slip, round_id)
    with pytest.raises(NotNow, match="one sheet and nothing else"):
        hostel.see(finding.findable, slip, hostel.team_id)


class TestIdsOfAnotherTeam:
    """Noor manages Fern House; each id is one that a colleague gave her."""

    def test_a_card_is_not_rewritten_through_a_round_of_ones_own(self, hostel: Hostel, ours: Ours) -> None:
        noor = stranger(hostel)
        theirs = _round_of_fern(hostel, noor)
        forged = replace(ours.card, round_id=theirs, text="Rewritten")
        with pytest.raises(NotNow):
            hostel.do(influences.write_card, noor, (ours.card,), forged)
        kept = hostel.read(lambda tx: cards.load_influence(tx, ours.card.influence_id))
        assert kept == ours.card

    def test_a_card_stays_on_the_board_it_was_written_for(self, hostel: Hostel, ours: Ours) -> None:
        later = begin(hostel, WINTER)
        with pytest.raises(NotNow, match="another review’s board"):
            hostel.do(influences.write_card, hostel.amina, (ours.card,), replace(ours.card, round_id=later))

    def test_a_reply_is_not_taken_over_by_its_id(self, hostel: Hostel, ours: Ours) -> None:
        reply = hostel.do(replies.record_reply, hostel.amina, _reply(hostel, ours)).result
        noor = stranger(hostel)
        hostel.at(TODAY)
        noor = hostel.sign_in("Noor")
        action = _signed_ask_of_fern(hostel, noor)
        forged = replace(
            reply, action_id=action.action_id, kind=ReplyKind.NO, because="Never", replied_on=TODAY
        )
        with pytest.raises(NotNow, match="belongs to another ask"):
            hostel.do(replies.record_reply, noor, forged)
        assert hostel.read(lambda tx: stored_replies.replies_to(tx, [ours.before.action_id])) == (reply,)

    def test_an_action_doesnt_go_on_with_one_of_another_team(self, hostel: Hostel, ours: Ours) -> None:
        """Its history would be told with it."""
        hostel.do(plans.save_action, hostel.amina, replace(ours.action, status=ActionStatus.UNDER_WAY))
        noor = stranger(hostel)
        theirs = _round_of_fern(hostel, noor)
        fern = next(iter(noor.member.teams))
        new = replace(
            plans.new_action(fern, theirs, "A1"), what="Ours now", carried_from=ours.action.action_id
        )
        with pytest.raises(NotNow, match="stays in the plan"):
            hostel.do(plans.save_action, noor, new)
        assert hostel.see(plans.plan_page, noor, fern).history == {}

    def test_a_priority_is_not_linked_to_what_lies_on_another_board(self, hostel: Hostel, ours: Ours) -> None:
        noor = stranger(hostel)
        theirs = _round_of_fern(hostel, noor)
        item = next(i for i in hostel.see(priorities.choosing, hostel.jo, ours.round_id).free_items if i.card)
        with pytest.raises(NotNow, match="gone from the list"):
            hostel.do(priorities.add_priority, noor, theirs, "Theirs", item)

    def test_nobody_carries_another_teams_action_into_their_plan(self, hostel: Hostel, ours: Ours) -> None:
        noor = stranger(hostel)
        theirs = _round_of_fern(hostel, noor)
        with pytest.raises(NotNow, match="decided already"):
            hostel.do(carrying.keep_action, noor, ours.before.action_id, theirs)

    def test_the_palette_finds_nothing_of_a_team_that_isnt_ones_own(self, hostel: Hostel, ours: Ours) -> None:
        assert hostel.see(finding.findable, stranger(hostel), hostel.team_id) is None
        assert hostel.see(finding.findable, hostel.lee, hostel.team_id) is None


def _round_of_fern(hostel: Hostel, noor: SignedIn) -> str:
    fern = next(iter(noor.member.teams))
    day = hostel.amina.clock.today()
    plan = hostel.plan(
        team_id=fern, together_only=True, raters=(), openers=(), opens_on=day, closes_on=day, talk_on=None
    )
    round_id = hostel.do(starting.start_round, noor, plan)
    hostel.do(meetings.record_consensus, noor, round_id, make.consensus())
    return round_id


def _signed_ask_of_fern(hostel: Hostel, noor: SignedIn) -> Action:
    round_id = _round_of_fern(hostel, noor)
    new = replace(
        plans.new_action(next(iter(noor.member.teams)), round_id, "A1"), what="Ask for a lift", **ASK
    )
    action = hostel.do(plans.save_action, noor, new).result
    hostel.do(signing.sign_off, noor, round_id, "", FairAccount(leaves_the_rest=True))
    return action


class TestWhatWasSigned:
    def test_an_action_doesnt_slip_out_of_a_signed_plan_into_one_that_is_open(
        self, hostel: Hostel, ours: Ours
    ) -> None:
        with pytest.raises(NotNow, match="stays in the plan"):
            hostel.do(plans.save_action, hostel.amina, replace(ours.before, round_id=ours.round_id))

    @pytest.mark.parametrize("fields", [{"what": "Something else"}, {"first_small_step": "Ring them"}])
    def test_undo_after_the_signature_changes_nothing_that_was_signed(
        self, hostel: Hostel, fields: dict[str, str]
    ) -> None:
        round_id = begin(hostel, AUTUMN)
        action = planned(hostel, round_id, "Mend the bell")
        changed = hostel.do(plans.save_action, hostel.amina, replace(action, **fields))
        sign(hostel, round_id)
        with pytest.raises(NotNow, match="signed off"):
            hostel.do(changed.undo, hostel.amina)
        now = hostel.read(lambda tx: stored_actions.load_action(tx, action.action_id))
        assert now == changed.result

    def test_an_action_that_was_added_before_it_stays_and_a_binned_one_stays_binned(
        self, hostel: Hostel
    ) -> None:
        round_id = begin(hostel, AUTUMN)
        new = replace(plans.new_action(hostel.team_id, round_id, "A1"), what="Mend the bell")
        added = hostel.do(plans.save_action, hostel.amina, new)
        other = planned(hostel, round_id, "Paint the hall")
        binned = hostel.do(plans.bin_action, hostel.amina, other.action_id)
        sign(hostel, round_id)
        for undo in (added.undo, binned.undo):
            with pytest.raises(NotNow, match="signed off"):
                hostel.do(undo, hostel.amina)
        there = hostel.read(lambda tx: stored_actions.actions_of_round(tx, round_id))
        assert [a.what for a in there] == ["Mend the bell"]

    def test_how_it_goes_on_can_still_be_taken_back(self, hostel: Hostel) -> None:
        (action,) = signed_plan(hostel, AUTUMN, "Mend the bell")
        done = hostel.do(plans.save_action, hostel.amina, replace(action, status=ActionStatus.DONE))
        hostel.do(done.undo, hostel.amina)
        now = hostel.read(lambda tx: stored_actions.load_action(tx, action.action_id))
        assert now is not None
        assert now.status is ActionStatus.NOT_STARTED


class TestLastTimesLevels:
    """While people rate, nothing of last time leads them (audit.md, step 10)."""

    @pytest.fixture
    def last(self, hostel: Hostel) -> str:
        """Last quarter's review, rated and signed; this quarter's is open for rating."""
        last = hostel.opened_round(quarter=THIS_QUARTER.plus(-1))
        hostel.do(meetings.record_consensus, hostel.amina, last, make.consensus())
        hostel.sign(last)
        hostel.start()
        return last

    @pytest.mark.parametrize(
        "look",
        [
            meetings.meeting,
            results.results,
            since_last_time.since_last_time,
            own_sheets.own_sheet,
        ],
    )
    @pytest.mark.parametrize("name", ["amina", "tom"])
    def test_no_page_shows_them(
        self, hostel: Hostel, last: str, look: Callable[..., object], name: str
    ) -> None:
        with pytest.raises(NotNow, match="hidden while people rate"):
            hostel.see(look, hostel.people[name], last)

    @pytest.mark.parametrize("paper", [Edition.FULL, RecordPaper()])
    def test_no_preview_shows_them_and_a_file_is_written_only_where_somebody_asks_for_it(
        self, hostel: Hostel, last: str, paper: Edition | RecordPaper, tmp_path: Path
    ) -> None:
        quarter = THIS_QUARTER.plus(-1)
        with pytest.raises(NotNow, match="hidden while people rate"):
            papers.lay_out(hostel.opened, hostel.amina, hostel.team_id, quarter, paper)
        wanted = papers.PaperFile(hostel.team_id, quarter, paper, tmp_path / "plan.pdf")
        assert papers.save_paper(hostel.opened, hostel.amina, wanted) >= 1

    @pytest.mark.parametrize("paper", [Edition.WORDS, Edition.ONE_PAGE, WallPaper()])
    def test_papers_in_words_are_printed_at_any_time(
        self, hostel: Hostel, last: str, paper: Edition | WallPaper
    ) -> None:
        laid = papers.lay_out(hostel.opened, hostel.amina, hostel.team_id, THIS_QUARTER.plus(-1), paper)
        assert laid.pages >= 1

    def test_another_teams_rating_hides_nothing_of_ours(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        noor = stranger(hostel)
        fern = next(iter(noor.member.teams))
        new = NewPerson("Kit", frozenset({Role.STAFF}), fern)
        code = teams.add_person(hostel.opened, hostel.amina, new)
        kit = unlock.accept_invitation(hostel.opened, "Kit", code, password_of("Kit"))
        both = (noor.member.person_id, kit.member.person_id)
        raters = tuple((each, Perspective.TEAM) for each in both)
        hostel.do(starting.start_round, noor, hostel.plan(team_id=fern, openers=both, raters=raters))
        assert hostel.see(meetings.meeting, hostel.tom, round_id).topics


class TestThePaperEnvelope:
    def test_an_administrator_of_no_team_learns_nothing_from_it_but_what_they_keyed_in(
        self, hostel: Hostel
    ) -> None:
        round_id = hostel.start()
        hostel.do(paper_sheets.hand_out_papers, hostel.amina, round_id, LIVED, 2)
        sheets = [PaperSheet({"A1": make.consensus().level}), PaperSheet()]
        hostel.do(paper_sheets.keep_envelope, hostel.amina, round_id, LIVED, sheets)
        kit = _administrator(hostel)
        assert hostel.see(paper_sheets.envelope, kit, round_id, LIVED).kept == ()
        for look in (hostel.tom, hostel.lee):
            with pytest.raises(NotNow, match="isn’t yours"):
                hostel.see(paper_sheets.envelope, look, round_id, LIVED)

    @pytest.mark.parametrize("end", ["opened", "abandoned"])
    def test_what_was_never_sealed_goes_with_the_rounds_sheets(self, hostel: Hostel, end: str) -> None:
        round_id = hostel.start()
        hostel.do(paper_sheets.hand_out_papers, hostel.amina, round_id, LIVED, 2)
        hostel.do(paper_sheets.keep_envelope, hostel.amina, round_id, LIVED, [PaperSheet()])
        assert len(hostel.read(lambda tx: records.list_drafts(tx, round_id))) == 1
        assert hostel.read(lambda tx: records.list_drafts(tx, hostel.amina.member.person_id)) == ()
        if end == "opened":
            hostel.rate(hostel.tom, round_id)
            hostel.open(round_id)
        else:
            hostel.do(steps.abandon_round, hostel.amina, round_id, "We were too few.")
        assert hostel.read(lambda tx: records.list_drafts(tx, round_id)) == ()

    def test_the_trail_tells_that_an_envelope_came_and_not_what_was_in_it(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        hostel.do(paper_sheets.hand_out_papers, hostel.amina, round_id, LIVED, 2)
        hostel.do(paper_sheets.seal_envelope, hostel.amina, round_id, LIVED, [PaperSheet(), PaperSheet()])
        line = hostel.read(trail.lines)[0]
        assert (line.action, line.object_id) == ("paper sheets keyed in", round_id)

    def test_rating_sheets_on_paper_are_for_whoever_hands_out_slips(self, hostel: Hostel) -> None:
        hostel.start()
        for me in (hostel.tom, hostel.lee, stranger(hostel)):
            with pytest.raises(NotNow):
                papers.lay_out(hostel.opened, me, hostel.team_id, THIS_QUARTER, RatingSheets(LIVED))


def _administrator(hostel: Hostel) -> SignedIn:
    return hostel.add("Kit", Role.ADMINISTRATOR)


class TestUndoingNeedsTheSameRight:
    def test_of_a_theme_that_was_taken_in_again(self, hostel: Hostel) -> None:
        hostel.do(leaving_out.leave_theme_out, hostel.amina, hostel.team_id, "D", "No building")
        again = hostel.do(leaving_out.take_theme_in, hostel.amina, hostel.team_id, "D")
        with pytest.raises(NotNow, match="isn’t yours"):
            hostel.do(again.undo, hostel.tom)
        assert hostel.read(lambda tx: stored_teams.themes_off(tx, hostel.team_id)) == ()

    def test_of_a_different_view(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        kept = hostel.do(meetings.keep_dissent, hostel.tom, round_id, make.dissent())
        with pytest.raises(NotNow, match="isn’t yours"):
            hostel.do(kept.undo, hostel.lee)
        assert any(t.dissents for t in hostel.see(meetings.meeting, hostel.tom, round_id).topics)

    def test_of_a_new_team_which_is_in_the_trail_and_brings_back_only_what_it_ended(
        self, hostel: Hostel
    ) -> None:
        old = hostel.do(teams.add_team, hostel.amina, "Old House", "")
        hostel.do(old.undo, hostel.amina)
        merged = hostel.opened.write(
            lambda tx: successions.succeed_teams(
                tx,
                hostel.amina,
                ("Harbour House", ""),
                (hostel.team_id, old.result.team_id),
                they_end=True,
            )
        )
        with pytest.raises(NotNow, match="isn’t yours"):
            hostel.do(merged.undo, hostel.tom)
        hostel.do(merged.undo, hostel.amina)
        line = hostel.read(trail.lines)[0]
        assert (line.action, line.object_id) == ("team retired", merged.result.team_id)
        assert [t.team_id for t in hostel.read(stored_teams.list_teams)] == [hostel.team_id]


def test_the_snapshot_holds_permitted_counts_only(hostel: Hostel) -> None:
    """Five of the team pass, the manager alone doesn't; so “everybody” may not stand there either."""
    mo = hostel.add("Mo")
    plan = hostel.plan()
    round_id = hostel.start(raters=(*plan.raters, (mo.member.person_id, Perspective.TEAM)))
    for name in ("jo", "sam", "dee", "tom", "mo"):
        hostel.rate(hostel.people[name], round_id, 2)
    hostel.rate(hostel.amina, round_id, 4)
    hostel.open(round_id)
    hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus())
    hostel.sign(round_id)
    kept = hostel.read(lambda tx: signed.load_snapshot(tx, round_id))
    assert kept is not None
    assert '"group":"team"' in kept
    assert '"group":"manager"' not in kept
    assert '"group":"pooled"' not in kept
    assert hostel.state(round_id) is RoundState.SIGNED


def test_the_calendar_of_a_plan_names_nobody(hostel: Hostel) -> None:
    round_id = begin(hostel, AUTUMN)
    planned(hostel, round_id, "Mend the bell", owner_id=hostel.tom.member.person_id, due=TODAY)
    name, days = hostel.see(calendars.days_of, hostel.amina, hostel.team_id)
    assert len(days) == 1
    assert "Tom" not in repr((name, days))


def test_somebody_of_another_team_cannot_be_made_to_hold_our_action(hostel: Hostel) -> None:
    noor = stranger(hostel)
    round_id = begin(hostel, AUTUMN)
    with pytest.raises(NotNow, match="doesn’t belong to this team"):
        planned(hostel, round_id, "Mend the bell", owner_id=noor.member.person_id)


def test_sheets_of_paper_that_went_out_leave_a_line_in_the_record(hostel: Hostel) -> None:
    round_id = hostel.start()
    hostel.do(paper_sheets.hand_out_papers, hostel.amina, round_id, LIVED, 2)
    lines = hostel.read(lambda tx: trail.lines_about(tx, "round", round_id))
    assert "paper sheets handed out" in [line.action for line in lines]
