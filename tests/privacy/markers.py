"""Words typed into every place of the program, and a search for them in files."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pie_audit.domain.answer import Level, NotApplicable
from pie_audit.domain.audit import Consensus, Dissent, Outcome, Rating
from pie_audit.domain.barrier import BarrierNote
from pie_audit.domain.barrier_matrix import key_of_card
from pie_audit.domain.influence import Direction
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.reply import ReplyKind
from pie_audit.domain.signing import FairAccount
from pie_audit.domain.team import Perspective, Role
from pie_audit.domain.team_part import TeamPart
from pie_audit.workflows import (
    carrying,
    drafts,
    founding,
    influences,
    leaving_out,
    meetings,
    paper_sheets,
    plans,
    priorities,
    replies,
    seats,
    signing,
    steps,
    teams,
    unlock,
)
from pie_audit.workflows.everyday import (
    barriers,
    needs,
)
from pie_audit.workflows.paper_sheets import PaperSheet
from tests.quarter import THIS_QUARTER, TODAY, Hostel

TYPED = {
    place: f"zq{place.replace(' ', '')}Ünverwechselbar"
    for place in (
        "note",
        "reason",
        "because",
        "evidence",
        "changed",
        "dissent",
        "action",
        "first step",
        "success sign",
        "ask of",
        "ask what",
        "status reason",
        "team name",
        "team line",
        "person name",
        "draft",
        "reservation",
        "reopening",
        "abandoning",
        "left name",
        "card",
        "priority",
        "no action",
        "ask cost",
        "ask if no",
        "ask why now",
        "own evidence",
        "who could change it",
        "feedback",
        "let go",
        "theme off",
        "signed view",
        "signed as",
        "refusal",
        "lived account",
        "resident words",
        "small win",
        "contact",
        "reply from",
        "reply because",
        "would try",
        "in the room",
        "addendum",
        "addendum reason",
        "begun reply",
        "begun account",
    )
}
PASSWORD = "zqpassword lantern Ünverwechselbar drifting"


def type_everywhere(hostel: Hostel) -> dict[str, str]:
    """Live through two rounds of a team with a marker in every field; the markers, secrets that were made included."""
    t, amina = TYPED, hostel.people["amina"]
    hostel.do(teams.rename_team, amina, hostel.team_id, t["team name"], t["team line"])
    new = teams.NewPerson(t["person name"], frozenset({Role.STAFF}), hostel.team_id)
    code = teams.add_person(hostel.opened, amina, new)
    writer = unlock.accept_invitation(hostel.opened, t["person name"], code, PASSWORD)
    left = teams.NewPerson(t["left name"], frozenset({Role.STAFF}), hostel.team_id)
    teams.add_person(hostel.opened, amina, left)
    my_key = founding.make_my_key(hostel.opened, writer)
    hostel.do(drafts.save_words, writer, drafts.meeting_words("x", "A1"), {"because": t["draft"]})
    given_up = hostel.start()
    hostel.do(signing.keep_account, amina, given_up, FairAccount(small_win=t["begun account"]))
    hostel.do(steps.abandon_round, amina, given_up, t["abandoning"])

    round_id = hostel.start()
    (words,) = hostel.slip_words(round_id, team=1)
    for me in (hostel.people["jo"], unlock.sign_in_with_slip(hostel.opened, words)):
        hostel.do(seats.rate_topic, me, round_id, Rating("A1", NotApplicable(t["reason"]), t["note"]))
        hostel.do(seats.rate_topic, me, round_id, Rating(hostel.topics(me, round_id)[1], Level(1), t["note"]))
    hostel.do(steps.close_round, amina, round_id)
    hostel.do(steps.reopen_round, amina, round_id, t["reopening"], TODAY)
    hostel.rate(hostel.people["sam"], round_id)
    return {
        **t,
        "envelope": _begin_envelope(hostel, round_id),
        "password": PASSWORD,
        "slip": words,
        "house key": hostel.house_code,
        "my key": my_key,
        "invitation": code,
        "round": round_id,
    }


def _begin_envelope(hostel: Hostel, round_id: str) -> str:
    """Key in a sheet of paper and leave the envelope open; how a program would write that sheet in the clear."""
    sheet = PaperSheet({"A1": Level(3)}, consent=True)
    given = (hostel.people["amina"], round_id, Perspective.LIVED_EXPERIENCE)
    hostel.do(paper_sheets.hand_out_papers, *given, 2)
    hostel.do(paper_sheets.keep_envelope, *given, [sheet])
    assert hostel.see(paper_sheets.envelope, *given).kept == (sheet,)
    written = json.dumps({"answers": {"A1": "3"}})
    return written[1:-1].replace('"', '\\"')


def meet(hostel: Hostel, round_id: str) -> None:
    """Open the round and write down, plan and sign, with markers in every field."""
    t, amina = TYPED, hostel.people["amina"]
    hostel.open(round_id)
    agreed = Consensus("A1", Outcome.AGREED, Level(4), t["because"], t["evidence"], changed=t["changed"])
    hostel.do(meetings.record_consensus, amina, round_id, agreed)
    hostel.do(meetings.keep_dissent, hostel.people["jo"], round_id, Dissent("", "A1", t["dissent"]))
    action = replace(
        plans.new_action(hostel.team_id, round_id, "A1"),
        what=t["action"],
        first_small_step=t["first step"],
        success_sign=t["success sign"],
        ask_of=t["ask of"],
        ask_what=t["ask what"],
        status_reason=t["status reason"],
        ask_cost=t["ask cost"],
        ask_if_no=t["ask if no"],
        ask_why_now=t["ask why now"],
        feedback=t["feedback"],
    )
    hostel.do(plans.save_action, amina, action)
    hostel.turn_on(TeamPart.NEEDS)
    hostel.do(needs.write_evidence, amina, action.action_id, t["own evidence"])
    choose(hostel, round_id)
    account = FairAccount(
        (t["refusal"],), t["lived account"], t["resident words"], True, t["small win"], t["contact"]
    )
    hostel.sign(round_id, t["reservation"], account)
    hear_back(hostel, round_id, action.action_id)


def choose(hostel: Hostel, round_id: str) -> None:
    """Lay a card, choose a priority without an action, keep a signed view, and leave a theme out."""
    t, amina = TYPED, hostel.people["amina"]
    blank = influences.new_card(round_id, BarrierLevel.SYSTEM, Direction.HINDERS)
    hostel.do(influences.write_card, amina, (), replace(blank, text=t["card"]))
    note = BarrierNote(hostel.team_id, key_of_card(t["card"]), who_could_change_it=t["who could change it"])
    hostel.do(barriers.say_of_barrier, amina, note)
    chosen = hostel.do(priorities.add_priority, amina, round_id, t["priority"]).result
    hostel.do(priorities.change_priority, amina, (chosen,), replace(chosen, no_action_because=t["no action"]))
    view = Dissent("", "A1", t["signed view"], signed_as=t["signed as"])
    hostel.do(meetings.keep_dissent, amina, round_id, view)
    hostel.do(leaving_out.leave_theme_out, amina, hostel.team_id, "D", t["theme off"])


def hear_back(hostel: Hostel, round_id: str, action_id: str) -> None:
    """Note a reply, begin another, add to what was signed, and let the action go in the next quarter."""
    t, amina = TYPED, hostel.people["amina"]
    (asked,) = hostel.see(plans.plan_page, amina, hostel.team_id).asked
    reply = replace(
        replies.new_reply(asked, TODAY),
        kind=ReplyKind.NO,
        from_whom=t["reply from"],
        because=t["reply because"],
        would_try=t["would try"],
        in_the_room=t["in the room"],
    )
    hostel.do(replies.record_reply, amina, reply)
    begun = replace(replies.new_reply(asked, TODAY), because=t["begun reply"])
    hostel.do(replies.begin_reply, amina, begun)
    hostel.do(signing.add_addendum, amina, round_id, t["addendum reason"], t["addendum"])
    later = hostel.start(quarter=THIS_QUARTER.plus(1), together_only=True, raters=(), openers=())
    hostel.do(carrying.let_go, amina, action_id, later, t["let go"])


def spellings(marker: str) -> tuple[bytes, ...]:
    """The marker as a program might write it, as JSON too."""
    plain = (marker.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be", "latin-1"))
    return (*plain, json.dumps(marker)[1:-1].encode())


def find_markers(files: list[Path], markers: dict[str, str]) -> list[tuple[str, str]]:
    """Which marker stands in which file: as it is, or in anything in the file that zlib unpacks."""
    found = []
    for file in files:
        for content in _contents(file.read_bytes()):
            for place, marker in markers.items():
                if any(spelling in content for spelling in spellings(marker)):
                    found.append((place, file.name))
    return found


def _contents(data: bytes) -> Iterator[bytes]:
    yield data
    at = data.find(b"\x78")
    while at >= 0:
        if int.from_bytes(data[at : at + 2], "big") % 31 == 0:
            unpacked = _unpack(data[at:])
            if unpacked:
                yield unpacked
        at = data.find(b"\x78", at + 1)


def _unpack(data: bytes) -> bytes:
    stream, unpacked = zlib.decompressobj(), b""
    try:
        for start in range(0, len(data), 16):
            unpacked += stream.decompress(data[start : start + 16])
            if stream.eof:
                break
    except zlib.error:
        pass
    return unpacked


def all_files(*folders: Path) -> list[Path]:
    """Every file below these folders."""
    return [f for folder in folders for f in sorted(folder.rglob("*")) if f.is_file()]
