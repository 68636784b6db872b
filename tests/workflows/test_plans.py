"""Actions, and the paper that carries them out of the building."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pie_audit.domain.errors import CannotSave, NotNow
from pie_audit.domain.plan import Action, ActionStatus
from pie_audit.domain.plan_document import Edition
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.team import Role
from pie_audit.storage import plans as actions
from pie_audit.storage.plans import ActionChanged
from pie_audit.workflows import meetings, papers, plans, starting, teams
from pie_audit.workflows.papers import PlanFile
from tests import make
from tests.quarter import THIS_QUARTER, TODAY, Hostel


def an_action(
    hostel: Hostel, round_id: str, what: str = "Put reflection on the rota", **more: object
) -> Action:
    return replace(plans.new_action(hostel.team_id, round_id, "A1"), what=what, **more)


def shown(hostel: Hostel) -> list[str]:
    groups = hostel.see(plans.plan_page, hostel.jo, hostel.team_id).groups
    return [action.what for group in groups for action in group.actions]


class TestActions:
    def test_one_can_be_added_changed_and_both_taken_back(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        add = hostel.do(plans.save_action, hostel.amina, an_action(hostel, round_id))
        change = hostel.do(plans.save_action, hostel.amina, replace(add.result, what="Ask the night staff"))
        assert shown(hostel) == ["Ask the night staff"]
        hostel.do(change.undo, hostel.amina)
        assert shown(hostel) == ["Put reflection on the rota"]
        hostel.do(add.undo, hostel.amina)
        assert shown(hostel) == []

    def test_one_goes_to_the_bin_and_comes_back(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        saved = hostel.do(plans.save_action, hostel.amina, an_action(hostel, round_id)).result
        binned = hostel.do(plans.bin_action, hostel.amina, saved.action_id)
        page = hostel.see(plans.plan_page, hostel.jo, hostel.team_id)
        assert (page.groups, len(page.binned)) == ((), 1)
        hostel.do(binned.undo, hostel.amina)
        assert shown(hostel) == [saved.what]
        hostel.do(plans.bin_action, hostel.amina, saved.action_id)
        hostel.do(plans.restore_action, hostel.amina, saved.action_id)
        assert shown(hostel) == [saved.what]

    def test_one_that_is_gone_is_told_so(self, hostel: Hostel) -> None:
        with pytest.raises(NotNow, match="gone already"):
            hostel.do(plans.bin_action, hostel.amina, make.new_id())

    @pytest.mark.parametrize(
        "changes",
        [
            {"what": "  "},
            {"what": "x" * 501},
            {"due": date(2026, 11, 17)},
            {"due": date(2101, 1, 1)},
            {"ask_reply_by": date(2020, 1, 1)},
            {"status": ActionStatus.STOPPED},
        ],
    )
    def test_one_that_cannot_stand_is_refused_and_not_kept(
        self, hostel: Hostel, changes: dict[str, object]
    ) -> None:
        round_id = hostel.start()
        with pytest.raises(NotNow):
            hostel.do(plans.save_action, hostel.amina, replace(an_action(hostel, round_id), **changes))
        assert shown(hostel) == []

    def test_two_who_change_the_same_one_both_see_both_texts(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        saved = hostel.do(plans.save_action, hostel.amina, an_action(hostel, round_id)).result
        theirs = hostel.do(plans.save_action, hostel.amina, replace(saved, what="Theirs")).result
        with pytest.raises(ActionChanged) as conflict:
            hostel.do(plans.save_action, hostel.amina, replace(saved, what="Mine"))
        assert conflict.value.theirs == theirs
        assert shown(hostel) == ["Theirs"]

    def test_undo_of_an_older_change_still_restores_its_text(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        first = hostel.do(plans.save_action, hostel.amina, an_action(hostel, round_id)).result
        change = hostel.do(plans.save_action, hostel.amina, replace(first, what="Second"))
        hostel.do(plans.save_action, hostel.amina, replace(change.result, what="Third"))
        hostel.do(change.undo, hostel.amina)
        assert shown(hostel) == ["Put reflection on the rota"]

    def test_only_managers_and_the_facilitator_edit_the_plan(self, hostel: Hostel) -> None:
        round_id = hostel.start()
        saved = hostel.do(plans.save_action, hostel.amina, an_action(hostel, round_id)).result
        for name in ("jo", "lee"):
            me = hostel.people[name]
            with pytest.raises(NotNow):
                hostel.do(plans.save_action, me, replace(saved, what="Mine now"))
            with pytest.raises(NotNow):
                hostel.do(plans.bin_action, me, saved.action_id)
        with pytest.raises(NotNow):
            hostel.see(plans.plan_page, hostel.lee, hostel.team_id)
        assert not hostel.see(plans.plan_page, hostel.jo, hostel.team_id).may_edit

    def test_nobody_writes_over_another_teams_action(self, hostel: Hostel) -> None:
        """Jo runs a round of another team; an id from this team's plan gives Jo no way into that plan."""
        theirs = hostel.do(plans.save_action, hostel.amina, an_action(hostel, hostel.start())).result
        other = hostel.do(teams.add_team, hostel.amina, "Fern House", "").result.team_id
        roles = {Role.STAFF, Role.MANAGER}
        member = hostel.do(
            teams.change_roles, hostel.amina, hostel.jo.member.person_id, roles, {other}
        ).result
        jo = replace(hostel.jo, member=member)
        plan = hostel.plan(team_id=other, together_only=True, raters=(), openers=())
        own = hostel.do(starting.start_round, jo, plan)
        with pytest.raises(NotNow):
            hostel.do(plans.save_action, jo, replace(theirs, team_id=other, round_id=own, what="Mine"))
        with pytest.raises(NotNow, match="another team"):
            hostel.do(plans.save_action, jo, Action(make.new_id(), hostel.team_id, own, "Mine"))
        assert shown(hostel) == [theirs.what]

    def test_an_action_belongs_to_a_review(self, hostel: Hostel) -> None:
        with pytest.raises(NotNow, match="needs a review"):
            hostel.do(plans.save_action, hostel.amina, replace(make.action(hostel.team_id)))

    def test_actions_stay_with_the_team_after_sign_off(self, hostel: Hostel) -> None:
        round_id = hostel.opened_round()
        hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus())
        saved = hostel.do(plans.save_action, hostel.amina, an_action(hostel, round_id)).result
        hostel.sign(round_id)
        hostel.do(plans.save_action, hostel.amina, replace(saved, status=ActionStatus.DONE))
        assert hostel.read(lambda tx: actions.load_action(tx, saved.action_id)).status is ActionStatus.DONE  # type: ignore[union-attr]


class TestPaper:
    def whole(self, hostel: Hostel) -> str:
        round_id = hostel.opened_round()
        hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus())
        hostel.do(plans.save_action, hostel.amina, an_action(hostel, round_id, due=TODAY))
        return round_id

    def file(self, hostel: Hostel, path: Path, *, overwrite: bool = False) -> PlanFile:
        return PlanFile(hostel.team_id, THIS_QUARTER, Edition.FULL, path, overwrite)

    @pytest.mark.parametrize("edition", Edition)
    def test_every_edition_is_written_and_looks_as_its_preview(
        self, hostel: Hostel, tmp_path: Path, edition: Edition
    ) -> None:
        self.whole(hostel)
        out = tmp_path / "plan.pdf"
        wanted = PlanFile(hostel.team_id, THIS_QUARTER, edition, out)
        pages = papers.export_plan(hostel.opened, hostel.amina, wanted)
        preview = papers.lay_out(hostel.opened, hostel.amina, hostel.team_id, THIS_QUARTER, edition)
        assert (out.read_bytes(), pages) == (preview.pdf, preview.pages)

    def test_nothing_is_written_over_without_a_word(self, hostel: Hostel, tmp_path: Path) -> None:
        self.whole(hostel)
        out = tmp_path / "plan.pdf"
        out.write_text("something else")
        with pytest.raises(CannotSave):
            papers.export_plan(hostel.opened, hostel.amina, self.file(hostel, out))
        assert out.read_text() == "something else"
        papers.export_plan(hostel.opened, hostel.amina, self.file(hostel, out, overwrite=True))
        assert out.read_bytes().startswith(b"%PDF")

    def test_a_place_that_takes_nothing_is_told_and_left_as_it_was(
        self, hostel: Hostel, tmp_path: Path
    ) -> None:
        self.whole(hostel)
        before = sorted(tmp_path.iterdir())
        for path in (tmp_path / "gone" / "plan.pdf", tmp_path / "workspace", Path("/proc/plan.pdf")):
            with pytest.raises(CannotSave):
                papers.export_plan(hostel.opened, hostel.amina, self.file(hostel, path, overwrite=True))
        assert sorted(tmp_path.iterdir()) == before

    def test_there_is_no_paper_before_the_opening_nor_of_an_abandoned_round(self, hostel: Hostel) -> None:
        hostel.start()
        for quarter in (THIS_QUARTER, Quarter(2026, 3)):
            with pytest.raises(NotNow, match="no plan for"):
                papers.lay_out(hostel.opened, hostel.amina, hostel.team_id, quarter, Edition.FULL)

    def test_a_leader_makes_none(self, hostel: Hostel, tmp_path: Path) -> None:
        self.whole(hostel)
        with pytest.raises(NotNow):
            papers.export_plan(hostel.opened, hostel.lee, self.file(hostel, tmp_path / "plan.pdf"))
        assert not (tmp_path / "plan.pdf").exists()

    @pytest.mark.parametrize("name", ["Quayside House", "../../etc/passwd", "CON", "", "ÄÖ 24 🌱", "x" * 500])
    def test_a_file_name_is_made_by_us(self, name: str) -> None:
        made = papers.suggested_name(name, THIS_QUARTER, Edition.FULL)
        assert len(made) <= 80
        assert made.endswith("-2026Q4-full.pdf")
        assert all(c.isascii() and (c.isalnum() or c in ".-") for c in made)


def test_what_was_signed_stays_and_only_how_it_goes_on_changes(hostel: Hostel) -> None:
    round_id = hostel.opened_round()
    hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus())
    saved = hostel.do(plans.save_action, hostel.amina, an_action(hostel, round_id)).result
    hostel.sign(round_id)
    with pytest.raises(NotNow, match="signed off"):
        hostel.do(plans.save_action, hostel.amina, replace(saved, what="Something else"))
    with pytest.raises(NotNow, match="signed off"):
        hostel.do(plans.save_action, hostel.amina, an_action(hostel, round_id))
    with pytest.raises(NotNow, match="signed off"):
        hostel.do(plans.bin_action, hostel.amina, saved.action_id)
    moved = hostel.do(plans.save_action, hostel.amina, replace(saved, status=ActionStatus.UNDER_WAY)).result
    assert moved.status is ActionStatus.UNDER_WAY
