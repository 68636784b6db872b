"""The open file of a workspace: what one person may read and not a word more, written whole or not at all."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pie_audit.domain.cut_points import CutPoints
from pie_audit.domain.entry import Entry, EntryKind, Step, to_body
from pie_audit.domain.errors import CannotSave, NotNow
from pie_audit.domain.plan_document import Edition
from pie_audit.domain.signing import FairAccount
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import daily_notes as stored_notes
from pie_audit.storage import plan_pages, trail
from pie_audit.workflows import (
    board,
    cut_points,
    meetings,
    sealed_pages,
    shared_plans,
    signing,
    steps,
    workspace_export,
)
from pie_audit.workflows.everyday import daily_notes, on_table
from pie_audit.workflows.sealed_pages import PageKind
from pie_audit.workflows.shared_plans import ShareWish
from pie_audit.workflows.workspace_export import WorkspaceFile
from tests import make, years
from tests.privacy.markers import TYPED, meet, type_everywhere
from tests.quarter import THIS_QUARTER, TODAY, Hostel
from tests.workflows.everyday.test_on_table import RULE, bend, put_a_card_by
from tests.workflows.quarters import SUMMER, signed_plan
from tests.workflows.supervision.test_session_calendar import book

NEVER = ("note", "reason", "draft", "begun reply", "begun account", "dissent")
"""Rated, begun or taken back in private; and a view that its author didn't sign, where few rated."""


def take(hostel: Hostel, path: Path, name: str = "jo", **wish: Any) -> dict[str, Any]:
    """The file as another program reads it."""
    count = workspace_export.save_workspace(hostel.opened, hostel.people[name], WorkspaceFile(path, **wish))
    found: dict[str, Any] = json.loads(path.read_bytes())
    assert len(found["records"]) == count
    return found


def of_kind(found: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [record for record in found["records"] if record["kind"] == kind]


def write_page(hostel: Hostel, name: str, words: str) -> None:
    record_id = name.encode().ljust(16, b"x")
    entry = Entry(record_id.hex(), EntryKind.REFLECTION, TODAY, "", steps=(Step("what", "What", words),))
    hostel.do(
        lambda tx, me: sealed_pages.save_own(tx, me, record_id, to_body(entry), expected=0),
        hostel.people[name],
    )


def test_the_head_says_what_it_is_and_every_record_stands_on_a_line(hostel: Hostel, tmp_path: Path) -> None:
    found = take(hostel, tmp_path / "w.json")
    assert {name: found[name] for name in found if name != "records"} == {
        "format": "pie-audit-workspace",
        "version": 1,
        "person": "Jo",
        "person_id": hostel.jo.member.person_id,
        "written_on": TODAY.isoformat(),
        "with_own_writing": False,
    }
    lines = (tmp_path / "w.json").read_text("utf-8").splitlines()
    assert len(lines) == len(found["records"]) + 2
    assert {person["name"] for person in of_kind(found, "person")} >= {"Jo", "Sam", "Amina Yusuf"}


def test_what_was_agreed_is_there_and_hidden_while_people_rate_again(hostel: Hostel, tmp_path: Path) -> None:
    years.review(hostel, THIS_QUARTER.plus(-1), {"A1": 3, "A2": 2})
    agreed = of_kind(take(hostel, tmp_path / "a.json"), "agreed")
    assert {(one["topic_id"], one["level"]) for one in agreed} == {("A1", 3), ("A2", 2)}
    hostel.start()
    found = take(hostel, tmp_path / "b.json")
    assert of_kind(found, "agreed") == of_kind(found, "different view") == []
    assert {one["quarter"]: one["levels_hidden"] for one in of_kind(found, "review")} == {
        str(THIS_QUARTER.plus(-1)): True,
        str(THIS_QUARTER): False,
    }


def test_sessions_are_ones_own_and_those_of_nobody_else(hostel: Hostel, tmp_path: Path) -> None:
    book(hostel, "s1", TODAY)
    assert [one["id"] for one in of_kind(take(hostel, tmp_path / "jo.json"), "session")] == ["s1"]
    assert of_kind(take(hostel, tmp_path / "sam.json", "sam"), "session") == []


def test_own_writing_goes_along_only_when_asked_for_and_never_anybody_elses(
    hostel: Hostel, tmp_path: Path
) -> None:
    write_page(hostel, "jo", "zqmine")
    write_page(hostel, "sam", "zqtheirs")
    given = sealed_pages.to_json({"title": "zqgiven"})
    hostel.opened.write(
        lambda tx: sealed_pages.save_for(
            tx, hostel.sam, b"g" * 16, given, [hostel.jo.member.person_id], kind=PageKind.SHARED
        )
    )
    without = (tmp_path / "a.json", take(hostel, tmp_path / "a.json"))[0].read_text("utf-8")
    assert "zq" not in without
    found = take(hostel, tmp_path / "b.json", with_own_writing=True)
    assert [one["record"]["page"]["steps"][0]["text"] for one in of_kind(found, "own writing")] == ["zqmine"]
    text = (tmp_path / "b.json").read_text("utf-8")
    assert "zqtheirs" not in text
    assert "zqgiven" not in text


@pytest.mark.parametrize("name", ["amina", "jo", "lee"])
def test_nothing_private_is_ever_in_it(hostel: Hostel, tmp_path: Path, name: str) -> None:
    """Everything that anybody can type was typed; whoever takes the file along, ratings and drafts aren't in it."""
    markers = type_everywhere(hostel)
    during = take(hostel, tmp_path / "during.json", name)
    meet(hostel, markers["round"])
    after = take(hostel, tmp_path / "after.json", name)
    secrets = [
        markers[kind] for kind in ("password", "slip", "house key", "my key", "invitation", "envelope")
    ]
    for found in (during, after):
        said = json.dumps(found, ensure_ascii=False)
        assert [kind for kind in NEVER if TYPED[kind] in said] == []
        assert [secret for secret in secrets if secret in said] == []
    assert (TYPED["action"] in json.dumps(after, ensure_ascii=False)) == (name != "lee")


def test_leaders_have_what_teams_shared(hostel: Hostel, tmp_path: Path) -> None:
    signed_plan(hostel, SUMMER, "Backfill", ask_what="Fund four hours", ask_of="the council")
    assert of_kind(take(hostel, tmp_path / "a.json", "lee"), "shared plan") == []
    hostel.do(shared_plans.share_plan, hostel.amina, ShareWish(hostel.team_id, SUMMER, Edition.WORDS))
    found = take(hostel, tmp_path / "b.json", "lee")
    assert [one["quarter"] for one in of_kind(found, "shared plan")] == ["2026Q3"]
    assert [one["what"] for one in of_kind(found, "shared ask")] == ["Fund four hours"]
    assert not Counter(one["kind"] for one in found["records"]) & Counter(
        {"action": 1, "review": 1, "win": 1}
    )


def test_what_counts_as_higher_is_told_to_everybody(hostel: Hostel, tmp_path: Path) -> None:
    (ours,) = of_kind(take(hostel, tmp_path / "a.json", "lee"), "cut points")
    assert (ours["theme_tenths"], ours["scale_points"], ours["is_own"]) == (3, 10, False)
    hostel.do(cut_points.save_own_cut_points, hostel.amina, CutPoints(theme_tenths=12, item_points=33))
    for name in ("jo", "amina", "lee"):
        (own,) = of_kind(take(hostel, tmp_path / f"{name}.json", name), "cut points")
        told = {name: own[name] for name in ("theme_tenths", "theme_topics", "scale_points", "item_points")}
        assert told == {"theme_tenths": 12, "theme_topics": 2, "scale_points": 10, "item_points": 33}
        assert own["is_own"]


class TestWhatTheMeetingMarked:
    @pytest.fixture
    def round_id(self, hostel: Hostel) -> str:
        """A review whose team talked about a rule and put a card off."""
        hostel.turn_on(TeamPart.BENT_RULES, TeamPart.CARDS)
        bend(hostel)
        put_a_card_by(hostel)
        round_id = hostel.opened_round()
        items = {one.title: one.key for one in hostel.see(on_table.meeting, hostel.amina, round_id).on_table}
        hostel.do(on_table.talked_about, hostel.amina, round_id, items[RULE])
        hostel.do(on_table.not_today, hostel.amina, round_id, items["Somebody, 2020, A study"])
        return round_id

    def marks(self, hostel: Hostel, path: Path, name: str = "jo") -> dict[str, tuple[str, str]]:
        taken = take(hostel, path, name, overwrite=True)
        found = of_kind(taken, "table mark")
        assert {one["review_id"] for one in found} <= {one["id"] for one in of_kind(taken, "review")}
        return {one["about"]: (one["settled"], one["day"]) for one in found}

    def test_the_team_takes_it_along_under_the_name_of_each_thing(
        self, hostel: Hostel, round_id: str, tmp_path: Path
    ) -> None:
        today = TODAY.isoformat()
        assert self.marks(hostel, tmp_path / "jo.json") == {
            RULE: ("talked about", today),
            "Somebody, 2020, A study": ("not today", today),
        }

    def test_nobody_else_does(self, hostel: Hostel, round_id: str, tmp_path: Path) -> None:
        assert self.marks(hostel, tmp_path / "lee.json", "lee") == {}

    def test_a_mark_keeps_no_words_of_what_was_taken_out(
        self, hostel: Hostel, round_id: str, tmp_path: Path
    ) -> None:
        for bent in hostel.read(lambda tx: stored_notes.bent_rules_of(tx, hostel.team_id)):
            hostel.do(daily_notes.take_bent_rule_out, hostel.jo, bent)
        assert self.marks(hostel, tmp_path / "jo.json")[""] == ("talked about", TODAY.isoformat())
        assert RULE not in (tmp_path / "jo.json").read_text("utf-8")

    def test_it_is_out_of_sight_while_people_rate_and_back_afterwards(
        self, hostel: Hostel, round_id: str, tmp_path: Path
    ) -> None:
        hostel.do(meetings.record_consensus, hostel.amina, round_id, make.consensus())
        hostel.sign(round_id, account=FairAccount(leaves_the_rest=True))
        hostel.do(signing.add_addendum, hostel.amina, round_id, "We heard more", "The lamp is there")
        assert len(self.marks(hostel, tmp_path / "a.json")) == 2
        (added,) = of_kind(take(hostel, tmp_path / "b.json"), "addition")
        assert (added["review_id"], added["words"]) == (round_id, "The lamp is there")
        again = hostel.start(quarter=THIS_QUARTER.plus(1))
        assert self.marks(hostel, tmp_path / "a.json") == {}
        assert of_kind(take(hostel, tmp_path / "c.json"), "addition") == []
        hostel.do(steps.abandon_round, hostel.amina, again, "Nobody had time")
        assert len(self.marks(hostel, tmp_path / "a.json")) == 2


def test_pages_of_a_shared_plan_are_counted_for_leaders_alone(hostel: Hostel, tmp_path: Path) -> None:
    signed_plan(hostel, SUMMER, "Backfill", ask_what="Fund four hours", ask_of="the council")
    hostel.do(shared_plans.share_plan, hostel.amina, ShareWish(hostel.team_id, SUMMER, Edition.WORDS))
    (told,) = of_kind(take(hostel, tmp_path / "a.json", "lee"), "shared plan")
    laid_out = board.lay_out_pages(hostel.opened, hostel.lee, told["plan_id"])
    assert told["pages"] == laid_out.pages > 0
    with pytest.raises(NotNow):
        board.count_pages(hostel.opened, hostel.amina, told["plan_id"])
    hostel.opened.write(lambda tx: plan_pages.delete_pages(tx, told["plan_id"]))
    (told,) = of_kind(take(hostel, tmp_path / "b.json", "lee"), "shared plan")
    assert told["pages"] is None


def test_every_kind_and_field_is_told_in_the_docs(hostel: Hostel, tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "workspace-format.md").read_text("utf-8")
    years.review(hostel, THIS_QUARTER.plus(-2))
    signed_plan(hostel, SUMMER, "Backfill", ask_what="Fund four hours", ask_of="the council")
    years.errand(hostel, "2026-09")
    years.telling(hostel, "2026-09")
    years.win(hostel, "2026-W40", "The hall is warm")
    book(hostel, "s1", TODAY)
    found = take(hostel, tmp_path / "w.json", "amina")
    for record in found["records"]:
        assert f"| `{record['kind']}` |" in page
        row = page[page.index(f"| `{record['kind']}` |") :].partition("\n")[0]
        assert [name for name in record if name != "kind" and f"`{name}`" not in row] == []


def test_a_taken_name_is_kept_and_nothing_half_written_is_left(hostel: Hostel, tmp_path: Path) -> None:
    path = tmp_path / "w.json"
    path.write_text("mine")
    with pytest.raises(CannotSave):
        take(hostel, path)
    assert [(one.name, one.read_text()) for one in tmp_path.glob("*.json")] == [("w.json", "mine")]
    assert not list(tmp_path.glob(".*.part"))
    with pytest.raises(CannotSave):
        take(hostel, Path("/dev/full"))


def test_the_record_says_that_somebody_took_it_along(hostel: Hostel, tmp_path: Path) -> None:
    take(hostel, tmp_path / "secret-name.json")
    person = hostel.jo.member.person_id
    line = hostel.read(lambda tx: trail.lines_about(tx, "person", person))[0]
    assert (line.action, "secret" in repr(line)) == ("exported workspace", False)
