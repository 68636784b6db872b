"""Words typed into every place of the program, and a search for them in files."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pie_audit.domain.answer import Level, NotApplicable
from pie_audit.domain.audit import Consensus, Dissent, Outcome, Rating
from pie_audit.domain.team import Role
from pie_audit.workflows import drafts, founding, meetings, plans, seats, steps, teams, unlock
from tests.quarter import TODAY, Hostel

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
    hostel.do(steps.abandon_round, amina, hostel.start(), t["abandoning"])

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
        "password": PASSWORD,
        "slip": words,
        "house key": hostel.house_code,
        "my key": my_key,
        "invitation": code,
        "round": round_id,
    }


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
    )
    hostel.do(plans.save_action, amina, action)
    hostel.sign(round_id, t["reservation"])


def spellings(marker: str) -> tuple[bytes, ...]:
    """The marker as a program might write it."""
    return (marker.encode(), marker.encode("utf-16-le"), marker.encode("utf-16-be"), marker.encode("latin-1"))


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
