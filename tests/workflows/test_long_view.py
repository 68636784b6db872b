"""The long view: every eighth quarter, what was true two years ago beside today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from pie_audit.domain.audit import RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import Action, ActionStatus
from pie_audit.domain.priority import Priority
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import influences
from pie_audit.storage import plans as actions
from pie_audit.workflows import long_view
from pie_audit.workflows.long_view import LongView
from pie_audit.workflows.trends.views import TrendWish
from pie_audit.workflows.trends.windows import LENGTH
from tests import make, years
from tests.quarter import THIS_QUARTER, Hostel

FIRST = THIS_QUARTER.plus(-8)
WORDS = ("A quiet room", "Supervision every month", "One door for all")


@pytest.fixture
def hostel(hostel: Hostel) -> Hostel:
    """With the long view and wins turned on."""
    hostel.turn_on(TeamPart.LONG_VIEW, TeamPart.WINS)
    return hostel


def rounds(hostel: Hostel, n: int, first: Quarter = FIRST) -> list[str]:
    """So many signed reviews in a row; their ids."""
    return [years.review(hostel, first.plus(at), {"A5": 1 + at // 5, "D9": 2}) for at in range(n)]


def choose(hostel: Hostel, round_id: str, words: Sequence[str], topic: str | None = "A5") -> list[str]:
    """Priorities of a round; their ids."""
    chosen = tuple(
        Priority(make.new_id(), round_id, at, said, topic if at == 1 else None)
        for at, said in enumerate(words, start=1)
    )
    hostel.opened.write(lambda tx: influences.save_priorities(tx, round_id, chosen))
    return [priority.priority_id for priority in chosen]


def act(hostel: Hostel, round_id: str, what: str, **changes: object) -> Action:
    action = replace(make.action(hostel.team_id, round_id=round_id, what=what), **changes)
    return hostel.opened.write(lambda tx: actions.save_action(tx, action))


def look(hostel: Hostel) -> LongView:
    return hostel.see(long_view.long_view, hostel.jo, hostel.team_id)


def offered(hostel: Hostel) -> bool:
    return hostel.read(lambda tx: long_view.is_offered(tx, hostel.team_id))


@pytest.mark.parametrize(("signed", "is_time"), [(0, False), (7, False), (8, True), (9, True), (10, False)])
def test_page_comes_with_the_start_of_the_ninth_review_and_stays_while_it_is_the_latest(
    hostel: Hostel, signed: int, is_time: bool
) -> None:
    rounds(hostel, signed)
    assert offered(hostel) is is_time
    assert (look(hostel).then is not None) is is_time


def test_until_then_it_says_how_many_reviews_are_signed(hostel: Hostel) -> None:
    rounds(hostel, 3)
    assert (look(hostel).signed, look(hostel).priorities) == (3, ())


def test_ninth_review_looks_back_at_the_first_while_it_runs(hostel: Hostel) -> None:
    rounds(hostel, 8)
    hostel.start()
    assert (look(hostel).then, look(hostel).now) == (FIRST, THIS_QUARTER)


def test_seventeenth_review_looks_back_at_the_ninth(hostel: Hostel) -> None:
    ids = rounds(hostel, 17, THIS_QUARTER.plus(-16))
    choose(hostel, ids[0], ["Long ago"])
    choose(hostel, ids[8], ["Two years ago"])
    assert look(hostel).then == THIS_QUARTER.plus(-8)
    assert [p.words for p in look(hostel).priorities] == ["Two years ago"]


def test_abandoned_review_doesn_t_count(hostel: Hostel) -> None:
    rounds(hostel, 7)
    years.review(hostel, FIRST.plus(7), {}, state=RoundState.ABANDONED)
    assert not offered(hostel)


def test_first_priorities_stand_with_what_became_of_their_actions(hostel: Hostel) -> None:
    ids = rounds(hostel, 9)
    quiet, supervision, _door = choose(hostel, ids[0], WORDS)
    choose(hostel, ids[4], ["Half way"])
    choose(hostel, ids[8], ["Food at night", "Night cover"])
    act(hostel, ids[0], "Paint the back room", priority_id=quiet, status=ActionStatus.DONE)
    before = act(hostel, ids[0], "A named supervisor", priority_id=supervision, status=ActionStatus.CARRIED)
    act(hostel, ids[1], "Two named supervisors", carried_from=before.action_id, status=ActionStatus.UNDER_WAY)
    act(hostel, ids[0], "Not of a priority")
    view = look(hostel)
    assert [p.words for p in view.priorities] == list(WORDS)
    told = [[(a.what, a.status) for a in p.actions] for p in view.priorities]
    assert told == [[("Paint the back room", "done")], [("Two named supervisors", "under way")], []]
    assert view.today == ("Food at night", "Night cover")


def test_small_wins_of_a_priority_s_topic_stand_beside_it(hostel: Hostel) -> None:
    ids = rounds(hostel, 9)
    choose(hostel, ids[0], WORDS)
    years.win(hostel, "2025-W10", "She came back a third time.", topic_id="A5")
    years.win(hostel, "2025-W11", "Of another topic.", topic_id="B1")
    years.win(hostel, "2020-W01", "Long before.", topic_id="A5")
    first, second, _third = look(hostel).priorities
    assert [win.words for win in first.wins] == ["She came back a third time."]
    assert second.wins == ()
    hostel.turn_off(TeamPart.WINS)
    assert look(hostel).priorities[0].wins == ()


def test_two_slow_topics_are_told_then_and_now_in_words(hostel: Hostel) -> None:
    rounds(hostel, 9)
    pace, leaving = look(hostel).topics
    assert (pace.title, pace.then_in, pace.now_in) == (
        "Going at the person’s speed",
        FIRST.name,
        THIS_QUARTER.name,
    )
    assert pace.then != pace.now
    assert "We talked about it." in pace.now
    assert leaving.then == leaving.now


def test_no_level_of_earlier_reviews_is_told_while_people_rate(hostel: Hostel) -> None:
    """They would lead the private ratings of the ninth review (audit.md, step 10)."""
    rounds(hostel, 8)
    round_id = hostel.start()
    assert look(hostel).then == FIRST
    assert look(hostel).topics == ()
    assert "hidden while people rate" in look(hostel).hidden_why
    for name in ("amina", "jo", "sam", "dee", "tom"):
        hostel.rate(hostel.people[name], round_id)
    hostel.open(round_id)
    assert [topic.now_in for topic in look(hostel).topics] == [FIRST.plus(7).name] * 2
    assert look(hostel).hidden_why == ""


def test_topic_that_was_never_settled_says_nothing(hostel: Hostel) -> None:
    for at in range(8):
        years.review(hostel, FIRST.plus(at), {"A5": 2})
    assert [topic.now for topic in look(hostel).topics][1] == ""


def test_page_is_shut_while_the_part_is_off(hostel: Hostel) -> None:
    rounds(hostel, 8)
    hostel.turn_off(TeamPart.LONG_VIEW)
    assert not offered(hostel)
    with pytest.raises(NotNow):
        look(hostel)


def test_charts_look_back_over_eight_quarters_unless_somebody_asks(hostel: Hostel) -> None:
    assert LENGTH[TrendWish().window] == 8


def test_action_may_go_on_without_an_end_and_is_looked_at_again(hostel: Hostel) -> None:
    ongoing = make.action(hostel.team_id, due=None, review_on=date(2027, 5, 1))
    assert ongoing.checked(date(2026, 11, 1)) == ongoing
    assert not ongoing.is_overdue(date(2030, 1, 1))
