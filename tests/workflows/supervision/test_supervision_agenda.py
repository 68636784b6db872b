"""What two bring: both add, nothing is replaced, and what was promised comes up again until it is settled."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pie_audit.domain.entry import FollowUp
from pie_audit.domain.errors import NotNow
from pie_audit.workflows.supervision import supervision
from pie_audit.workflows.supervision import supervision_agenda as agendas
from pie_audit.workflows.supervision import supervision_sessions as pages
from tests.quarter import TODAY, Hostel
from tests.workflows.supervision_pair import book, person, sign, write

NEXT_MONTH = TODAY + timedelta(days=28)


def words(hostel: Hostel, session_id: str, name: str = "jo") -> list[str]:
    return [i.words for i in hostel.see(pages.session_view, hostel.people[name], session_id).items]


def test_both_add_and_nothing_is_replaced(hostel: Hostel) -> None:
    session_id = book(hostel)
    hostel.do(agendas.bring, hostel.jo, session_id, "The ambulance night")
    hostel.do(agendas.bring, hostel.amina, session_id, "  Covering the\ndesk on Sundays ")
    assert words(hostel, session_id) == ["The ambulance night", "Covering the desk on Sundays"]
    assert words(hostel, session_id, "amina") == words(hostel, session_id)


def test_two_wordings_of_one_thing_both_stay(hostel: Hostel) -> None:
    session_id = book(hostel)
    item = hostel.do(agendas.bring, hostel.jo, session_id, "Forms").result.items[0]
    hostel.do(agendas.reword, hostel.jo, session_id, item.item_id, "Forms", "Forms at move-in")
    hostel.do(agendas.reword, hostel.jo, session_id, item.item_id, "Forms", "Too many forms")
    assert words(hostel, session_id) == ["Forms at move-in", "Too many forms"]


def test_ticked_is_ticked_for_both_and_can_be_taken_back_by_who_did_it(hostel: Hostel) -> None:
    session_id = book(hostel)
    item = hostel.do(agendas.bring, hostel.jo, session_id, "Forms").result.items[0]
    done = hostel.do(agendas.talk, hostel.amina, session_id, item.item_id, True)
    assert hostel.see(agendas.agenda_of, hostel.jo, session_id).items[0].talked
    with pytest.raises(NotNow):
        hostel.do(done.undo, hostel.jo)
    hostel.do(done.undo, hostel.amina)
    assert not hostel.see(agendas.agenda_of, hostel.jo, session_id).items[0].talked


def test_only_who_brought_it_takes_it_off_and_undo_brings_it_back(hostel: Hostel) -> None:
    session_id = book(hostel)
    item = hostel.do(agendas.bring, hostel.jo, session_id, "Forms").result.items[0]
    with pytest.raises(NotNow, match="Only who brought it"):
        hostel.do(agendas.take_away, hostel.amina, session_id, item.item_id)
    done = hostel.do(agendas.take_away, hostel.jo, session_id, item.item_id)
    hostel.do(agendas.bring, hostel.amina, session_id, "Sundays")
    hostel.do(done.undo, hostel.jo)
    assert words(hostel, session_id) == ["Sundays", "Forms"]


@pytest.mark.parametrize("nothing", ["", "  \n"])
def test_nothing_is_not_brought(hostel: Hostel, nothing: str) -> None:
    with pytest.raises(NotNow, match="no words"):
        hostel.do(agendas.bring, hostel.jo, book(hostel), nothing)


def test_action_comes_up_at_each_session_until_it_is_settled(hostel: Hostel) -> None:
    first, second, third = (book(hostel, TODAY + timedelta(days=28 * n)) for n in range(3))
    jo = person(hostel, "jo")
    write(hostel, first, actions=(FollowUp("a1", "Ask Dr Lowe about Tuesday", who=jo),))
    assert words(hostel, second) == words(hostel, third) == ["Ask Dr Lowe about Tuesday"]
    assert [a.what for a in hostel.see(supervision.home_lines, hostel.jo).promised] == [
        "Ask Dr Lowe about Tuesday"
    ]
    done = hostel.do(agendas.settle, hostel.amina, second, "a1", True)
    assert words(hostel, third) == []
    assert hostel.see(supervision.home_lines, hostel.jo).promised == ()
    hostel.do(done.undo, hostel.amina)
    assert words(hostel, third) == ["Ask Dr Lowe about Tuesday"]


def test_actions_of_one_pair_stay_with_that_pair(hostel: Hostel) -> None:
    write(hostel, book(hostel), actions=(FollowUp("a1", "Ask Dr Lowe"),))
    with_sam = book(hostel, NEXT_MONTH, by="sam", other="jo")
    assert words(hostel, with_sam) == []


def test_other_is_asked_to_move_it(hostel: Hostel) -> None:
    session_id = book(hostel, NEXT_MONTH)
    hostel.do(agendas.ask_to_move, hostel.jo, session_id, "I’m on nights that week")
    (hers,) = hostel.see(supervision.my_supervision, hostel.amina).coming
    (mine,) = hostel.see(supervision.my_supervision, hostel.jo).coming
    assert (hers.move_asked, hers.move_words) == (True, "I’m on nights that week")
    assert not mine.move_asked


def test_agenda_of_a_signed_session_still_takes_ticks(hostel: Hostel) -> None:
    session_id = book(hostel)
    item = hostel.do(agendas.bring, hostel.jo, session_id, "Forms").result.items[0]
    write(hostel, session_id)
    sign(hostel, session_id)
    hostel.do(agendas.talk, hostel.jo, session_id, item.item_id, True)
    assert hostel.see(agendas.agenda_of, hostel.jo, session_id).items[0].talked
