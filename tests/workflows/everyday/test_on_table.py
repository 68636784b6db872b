"""What else is on the table of a meeting: one line for each thing, of parts in use alone, and nobody has to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from pie_audit.domain.errors import NotNow
from pie_audit.domain.on_table import Settled, TableItem
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.practice import Choice
from pie_audit.domain.reading_card import Decision
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.training import Change, Training
from pie_audit.workflows import sittings
from pie_audit.workflows.everyday import (
    daily_notes,
    on_table,
    practices,
    reading_cards,
    said_did,
    training,
    training_answers,
)
from pie_audit.workflows.everyday.training_answers import Given
from pie_audit.workflows.undo import Undoable
from tests import make
from tests.quarter import TODAY, Hostel

WHYS = ("It was the first night", "The bus was late", "They had nowhere to go")
RULE = "No visitors after ten"
KEY = on_table.key_of_rule(RULE)


def bend(hostel: Hostel, times: int = 3) -> None:
    for why in (*WHYS, "The lift was broken")[:times]:
        new = daily_notes.new_bent_rule(hostel.jo, hostel.team_id)
        note = replace(new, rule=RULE, instead="Let them in", why=why)
        hostel.do(daily_notes.save_bent_rule, hostel.jo, note)


def ask_long_ago(hostel: Hostel) -> None:
    line = said_did.new_line(hostel.jo, hostel.team_id, "Nights feel unsafe in the hall")
    hostel.do(said_did.save_line, hostel.jo, replace(line, heard_on=TODAY - timedelta(days=91)))


def meet_a_wall(hostel: Hostel) -> None:
    there = frozenset({hostel.tom.member.person_id})
    course = Training(make.new_id(), hostel.team_id, "Course", TODAY - timedelta(weeks=6))
    hostel.do(training.save_training, hostel.jo, course, there)
    said = Given(course.training_id, 6, Change.BLOCKED, "No room to talk in", BarrierLevel.SERVICE)
    hostel.do(training_answers.answer, hostel.tom, said)


def keep_half_a_year_ago(hostel: Hostel) -> None:
    new = practices.new_practice(hostel.team_id)
    hostel.do(practices.save_practice, hostel.jo, replace(new, what="Daily call", choice=Choice.KEEP))
    hostel.at(TODAY + practices.HALF_A_YEAR)


def put_a_card_by(hostel: Hostel) -> None:
    card = replace(reading_cards.new_card(hostel.team_id), source="Somebody, 2020, A study")
    parked = replace(card, decision=Decision.PARK, why="Not this quarter")
    hostel.do(reading_cards.save_card, hostel.jo, parked)


BRINGS: dict[TeamPart, tuple[Callable[[Hostel], None], str, str]] = {
    TeamPart.BENT_RULES: (bend, RULE, "Bent 3 times this quarter. Time to review this rule?"),
    TeamPart.SAID_DID: (ask_long_ago, "You said, we did", "Somebody has waited long for an answer."),
    TeamPart.TRAINING: (
        meet_a_wall,
        "Training and after",
        "Something stood in the way of what people learned.",
    ),
    TeamPart.PRACTICES: (
        keep_half_a_year_ago,
        "Keep, drop, restart",
        "Half a year since we looked at what to keep.",
    ),
    TeamPart.CARDS: (
        put_a_card_by,
        "Somebody, 2020, A study",
        "A reading card that we put by. Is this the day for it?",
    ),
}


def table(hostel: Hostel, round_id: str, name: str = "amina") -> tuple[TableItem, ...]:
    return hostel.see(on_table.meeting, hostel.people[name], round_id).on_table


@pytest.mark.parametrize("part", BRINGS)
def test_each_part_brings_its_own_and_nothing_while_it_is_off(hostel: Hostel, part: TeamPart) -> None:
    happen, title, line = BRINGS[part]
    hostel.turn_on(part)
    round_id = hostel.opened_round()
    assert table(hostel, round_id) == ()
    happen(hostel)
    (item,) = table(hostel, round_id)
    assert (item.title, item.line) == (title, line)
    assert item.area
    hostel.turn_off(part)
    assert table(hostel, round_id) == ()


def test_a_rule_bent_three_times_stands_there_with_three_reasons_and_nobodys_name(hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.BENT_RULES)
    round_id = hostel.opened_round()
    bend(hostel, 2)
    assert table(hostel, round_id) == ()
    bend(hostel, 1)
    (item,) = table(hostel, round_id, "tom")
    assert len(item.reasons) == 2  # the same reason twice is one
    bend(hostel, 4)
    (item,) = table(hostel, round_id)
    assert len(item.reasons) == 3
    assert all(reason.startswith("Because: ") for reason in item.reasons)
    assert not any(me.member.name.split()[0] in str(item) for me in hostel.people.values())


@pytest.mark.parametrize(
    ("act", "settled"),
    [(on_table.talked_about, Settled.TALKED), (on_table.not_today, Settled.LATER)],
    ids=("talked about", "not today"),
)
def test_it_is_talked_about_or_put_off_and_undone_by_name(
    hostel: Hostel, act: Callable[..., Undoable], settled: Settled
) -> None:
    hostel.turn_on(TeamPart.BENT_RULES)
    round_id = hostel.opened_round()
    bend(hostel)
    done = hostel.do(act, hostel.amina, round_id, KEY)
    assert RULE in done.name
    assert [i.settled for i in table(hostel, round_id)] == [settled]
    hostel.do(on_table.back_on_table, hostel.amina, round_id, KEY)
    assert [i.settled for i in table(hostel, round_id)] == [Settled.NOT_YET]
    hostel.do(act, hostel.amina, round_id, KEY)
    hostel.do(done.undo, hostel.amina)
    assert [i.settled for i in table(hostel, round_id)] == [Settled.NOT_YET]


def test_nobodys_later_mark_is_undone_with_an_earlier_one(hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.BENT_RULES)
    round_id = hostel.opened_round()
    bend(hostel)
    first = hostel.do(on_table.not_today, hostel.amina, round_id, KEY)
    hostel.do(on_table.talked_about, hostel.amina, round_id, KEY)
    with pytest.raises(NotNow, match="changed this since"):
        hostel.do(first.undo, hostel.amina)
    assert [i.settled for i in table(hostel, round_id)] == [Settled.TALKED]


def test_who_only_reads_marks_nothing_and_what_isnt_there_cant_be_marked(hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.BENT_RULES)
    round_id = hostel.opened_round()
    with pytest.raises(NotNow, match="isn’t on the table any more"):
        hostel.do(on_table.talked_about, hostel.amina, round_id, KEY)
    bend(hostel)
    with pytest.raises(NotNow):
        hostel.do(on_table.talked_about, hostel.tom, round_id, KEY)


def test_after_sign_off_the_table_is_clear(hostel: Hostel) -> None:
    hostel.turn_on(TeamPart.BENT_RULES)
    round_id = hostel.opened_round()
    bend(hostel)
    hostel.do(sittings.leave_the_rest, hostel.amina, round_id)
    assert table(hostel, round_id)
    hostel.sign(round_id)
    assert table(hostel, round_id) == ()


def test_the_key_of_a_rule_is_the_same_in_every_spelling_and_holds_none_of_its_words() -> None:
    key = on_table.key_of_rule("No visitors after ten")
    assert key == on_table.key_of_rule("no  Visitors after TEN.")
    assert key != on_table.key_of_rule("No visitors after nine")
    assert not [word for word in ("visitor", "after", "ten") if word in key.casefold()]
