"""Side doors of supervision: no id, role, slip or undo brings anybody but the two to any of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from pie_audit.domain.entry import FollowUp
from pie_audit.domain.errors import NotNow
from pie_audit.domain.session import CancelledBy, SessionKind, WhyLost
from pie_audit.domain.supervision import Summary
from pie_audit.domain.team import Standing
from pie_audit.storage import people, records, sessions
from pie_audit.workflows.presence import Me
from pie_audit.workflows.sealed_pages import named_id, open_page
from pie_audit.workflows.supervision import supervision
from pie_audit.workflows.supervision import supervision_agenda as agendas
from pie_audit.workflows.supervision import supervision_agreements as agreements
from pie_audit.workflows.supervision import supervision_planning as planning
from pie_audit.workflows.supervision import supervision_sessions as pages
from pie_audit.workflows.supervision import supervision_summary as summaries
from pie_audit.workflows.supervision.supervision_planning import CallOff
from pie_audit.workflows.supervision.supervision_sessions import OwnNotes
from tests.quarter import TODAY, Hostel
from tests.workflows.supervision_pair import agree, book, person, sign, write
from tests.workflows.test_side_doors_of_the_review import stranger

SECRET = "Nearly cried when asked about sleep"


@dataclass(frozen=True)
class Theirs:
    """What Sam, who supervises, and Jo have between them; Amina manages and administers, and has no part in it."""

    session_id: str
    signed_id: str
    agreement_id: str
    item_id: str
    version: int


@pytest.fixture
def theirs(hostel: Hostel) -> Theirs:
    view = agree(hostel, "sam", "jo")
    words = replace(view, words=replace(view.words, purpose=SECRET))
    hostel.do(agreements.save_agreement, hostel.sam, words)
    first = book(hostel, TODAY - timedelta(days=28), by="sam", other="jo")
    write(hostel, first, text=SECRET, actions=(FollowUp("a1", SECRET, who=person(hostel, "jo")),))
    version = sign(hostel, first).version
    session_id = book(hostel, TODAY, by="sam", other="jo", place=SECRET)
    item = hostel.do(agendas.bring, hostel.jo, session_id, SECRET).result.items[0]
    write(hostel, session_id, text=SECRET)
    hostel.do(pages.save_notes, hostel.jo, session_id, OwnNotes(SECRET))
    return Theirs(session_id, first, view.agreement.agreement_id, item.item_id, version)


Door = Callable[[Hostel, Me, Theirs], object]

OFF = CallOff(CancelledBy.OTHER, WhyLost.OTHER)

DOORS: dict[str, Door] = {
    "page": lambda h, me, t: h.see(pages.session_view, me, t.session_id),
    "agenda": lambda h, me, t: h.see(agendas.agenda_of, me, t.session_id),
    "summary": lambda h, me, t: h.see(summaries.written, me, t.signed_id),
    "notes": lambda h, me, t: h.see(pages.load_notes, me, t.session_id),
    "agreement": lambda h, me, t: h.see(agreements.agreement_view, me, t.agreement_id),
    "bring": lambda h, me, t: h.do(agendas.bring, me, t.session_id, "mine"),
    "reword": lambda h, me, t: h.do(agendas.reword, me, t.session_id, t.item_id, SECRET, "mine"),
    "talk": lambda h, me, t: h.do(agendas.talk, me, t.session_id, t.item_id, True),
    "settle": lambda h, me, t: h.do(agendas.settle, me, t.session_id, "a1", True),
    "take away": lambda h, me, t: h.do(agendas.take_away, me, t.session_id, t.item_id),
    "ask to move": lambda h, me, t: h.do(agendas.ask_to_move, me, t.session_id, "please"),
    "write": lambda h, me, t: h.do(summaries.write, me, t.session_id, Summary(text="mine")),
    "sign": lambda h, me, t: h.do(summaries.sign, me, t.session_id, 1),
    "write on": lambda h, me, t: h.do(summaries.write_on, me, t.signed_id),
    "agree": lambda h, me, t: h.do(summaries.agree, me, t.signed_id, t.version),
    "differ": lambda h, me, t: h.do(summaries.differ, me, t.signed_id, "mine", t.version),
    "add": lambda h, me, t: h.do(summaries.add, me, t.signed_id, "mine"),
    "erase": lambda h, me, t: h.do(summaries.forget_writing, me, t.session_id),
    "save notes": lambda h, me, t: h.do(pages.save_notes, me, t.session_id, OwnNotes("mine")),
    "move": lambda h, me, t: h.do(planning.move, me, t.session_id, TODAY + timedelta(days=3)),
    "call off": lambda h, me, t: h.do(planning.call_off, me, t.session_id, OFF),
    "rebook": lambda h, me, t: h.do(planning.rebook, me, t.session_id, TODAY + timedelta(days=3)),
    "held": lambda h, me, t: h.do(planning.record_held, me, t.session_id),
    "sign agreement": lambda h, me, t: h.do(agreements.sign_agreement, me, t.agreement_id, 1),
    "end agreement": lambda h, me, t: h.do(agreements.end_agreement, me, t.agreement_id),
}
"""Every way in that takes an id."""


def outsiders(hostel: Hostel) -> dict[str, Me]:
    """Who has no part in it: manager and administrator, a colleague, a leader, another team's manager, a slip."""
    round_id = hostel.start()
    return {
        "Amina": hostel.amina,
        "Tom": hostel.tom,
        "Lee": hostel.lee,
        "Noor": stranger(hostel),
        "slip": hostel.slips(round_id, lived_experience=1)[0],
    }


def everything(hostel: Hostel, theirs: Theirs) -> list[object]:
    """All that lies in the file about the two: any change would be seen."""
    ids = [named_id(part, s) for s in (theirs.session_id, theirs.signed_id) for part in ("agenda", "summary")]
    ids.append(named_id("agreement", theirs.agreement_id))
    found: list[object] = [hostel.read(lambda tx, i=i: records.load_record(tx, i)) for i in ids]
    found += [hostel.read(lambda tx, i=i: sessions.signatures_of(tx, i)) for i in ids]
    found += [
        hostel.read(lambda tx, s=s: sessions.load_session(tx, s))
        for s in (theirs.session_id, theirs.signed_id)
    ]
    found.append(hostel.read(lambda tx: sessions.load_agreement(tx, theirs.agreement_id)))
    return found


def test_nobody_else_gets_in_by_any_door(hostel: Hostel, theirs: Theirs) -> None:
    before = everything(hostel, theirs)
    for who, me in outsiders(hostel).items():
        for name, door in DOORS.items():
            with pytest.raises(NotNow) as refused:
                door(hostel, me, theirs)
            assert SECRET not in f"{refused.value}", (who, name)
    assert everything(hostel, theirs) == before


def test_no_list_shows_anything_of_the_two_to_others(hostel: Hostel, theirs: Theirs) -> None:
    for me in outsiders(hostel).values():
        if not hasattr(me, "member"):
            continue
        seen = hostel.see(supervision.my_supervision, me)
        assert (seen.coming, seen.unsaid, seen.past, seen.agreements, seen.lost) == ((), (), (), (), ())
        home = hostel.see(supervision.home_lines, me)
        assert (home.next, home.waiting, home.promised) == (None, (), ())


def test_sealed_pages_open_for_nobody_else_under_their_own_ids(hostel: Hostel, theirs: Theirs) -> None:
    ids = [named_id(part, s) for s in (theirs.session_id, theirs.signed_id) for part in ("agenda", "summary")]
    for me in (hostel.amina, hostel.tom, hostel.lee):
        for record_id in (*ids, named_id("agreement", theirs.agreement_id)):
            assert hostel.see(open_page, me, record_id) is None


def test_who_left_gets_in_no_more_though_their_window_is_open(hostel: Hostel, theirs: Theirs) -> None:
    jo = hostel.jo.member.person_id
    hostel.opened.write(lambda tx: people.set_standing(tx, jo, Standing.LEFT, week="2026-W47"))
    for door in DOORS.values():
        with pytest.raises(NotNow):
            door(hostel, hostel.jo, theirs)
    for look in (supervision.my_supervision, supervision.home_lines, supervision.next_session):
        with pytest.raises(NotNow):
            hostel.see(look, hostel.jo)


def test_undo_works_for_who_did_it_alone(hostel: Hostel, theirs: Theirs) -> None:
    done = [
        hostel.do(agendas.bring, hostel.jo, theirs.session_id, "One more"),
        hostel.do(agendas.talk, hostel.jo, theirs.session_id, theirs.item_id, True),
        hostel.do(agendas.ask_to_move, hostel.jo, theirs.session_id, "please"),
        hostel.do(planning.move, hostel.jo, theirs.session_id, TODAY + timedelta(days=2)),
        hostel.do(planning.call_off, hostel.jo, theirs.session_id, OFF),
        hostel.do(planning.rebook, hostel.jo, theirs.session_id, TODAY + timedelta(days=3)),
        hostel.do(agreements.end_agreement, hostel.jo, theirs.agreement_id),
    ]
    before = everything(hostel, theirs)
    for each in done:
        for me in (hostel.sam, hostel.amina, hostel.tom):
            with pytest.raises(NotNow):
                hostel.do(each.undo, me)
    assert everything(hostel, theirs) == before


def test_ids_of_other_things_open_nothing(hostel: Hostel, theirs: Theirs) -> None:
    for wrong in ("", "nothing", theirs.agreement_id, hostel.team_id):
        with pytest.raises(NotNow):
            hostel.see(pages.session_view, hostel.jo, wrong)
    with pytest.raises(NotNow):
        hostel.see(agreements.agreement_view, hostel.jo, theirs.session_id)


def test_line_of_a_group_is_no_supervision(hostel: Hostel, theirs: Theirs) -> None:
    line = hostel.read(lambda tx: sessions.load_session(tx, theirs.session_id))
    group = replace(line, session_id="g" * 32, kind=SessionKind.GROUP)
    hostel.opened.write(lambda tx: sessions.add_sessions(tx, [group]))
    with pytest.raises(NotNow):
        hostel.see(pages.session_view, hostel.jo, group.session_id)


def test_agreement_of_others_is_not_saved_over(hostel: Hostel, theirs: Theirs) -> None:
    view = hostel.see(agreements.agreement_view, hostel.sam, theirs.agreement_id)
    taken = replace(view, agreement=replace(view.agreement, supervisor_id=person(hostel, "amina")))
    with pytest.raises(NotNow):
        hostel.do(agreements.save_agreement, hostel.amina, taken)


def test_nothing_is_sealed_for_whoever_was_put_into_the_row_behind_the_seal(
    hostel: Hostel, theirs: Theirs
) -> None:
    line = hostel.read(lambda tx: sessions.load_session(tx, theirs.session_id))
    swapped = replace(line, supervisor_id=person(hostel, "amina"))
    hostel.opened.write(lambda tx: sessions.save_session(tx, swapped))
    fresh = replace(swapped, session_id="f" * 32)
    hostel.opened.write(lambda tx: sessions.add_sessions(tx, [fresh]))
    for session_id in (theirs.session_id, fresh.session_id):
        with pytest.raises(NotNow, match="isn’t as the two of you"):
            hostel.do(agendas.bring, hostel.jo, session_id, SECRET)
