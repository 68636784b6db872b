"""The demo's teams live with small things: all that a part holds is there, as the part itself would keep it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import pytest

from pie_audit.domain.barrier_matrix import Rows
from pie_audit.domain.chart import LineChart
from pie_audit.domain.plan import ActionStatus
from pie_audit.domain.practice import Choice
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reading_card import Decision
from pie_audit.domain.said_did_words import checked
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.training import Change, TrainingAnswer
from pie_audit.domain.vocabulary import Term
from pie_audit.storage import barriers as barrier_notes
from pie_audit.storage import daily_notes as stored
from pie_audit.storage import practices as begun
from pie_audit.storage import reading_cards as cards
from pie_audit.storage import team_parts
from pie_audit.storage import training as learnt
from pie_audit.workflows import (
    our_words,
    unlock,
)
from pie_audit.workflows.demo.demo import Demo
from pie_audit.workflows.demo.demo_sessions import at_day
from pie_audit.workflows.everyday import (
    barriers,
    bent_agenda,
    daily_notes,
    needs,
    practices,
    reading_cards,
    said_did,
    training,
)
from pie_audit.workflows.trends.charting import charted
from pie_audit.workflows.trends.reading import read_material
from pie_audit.workflows.trends.views import TrendWish
from tests.demos import THREE_TEAMS, TODAY, TWO_TEAMS, Demos

if TYPE_CHECKING:
    from collections.abc import Callable

    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.presence import SignedIn

T = TypeVar("T")
RATING, TALKING, SIGNED = 0, 5, 10
"""Where the managers of the three teams stand in the list of passwords."""


class Insider:
    """The manager of one team of the demo."""

    def __init__(self, demo: Demo, at: int) -> None:
        person = demo.people[at]
        self.opened = demo.made.opened
        self.me = at_day(unlock.sign_in(self.opened, person.name, person.password), TODAY)
        (self.team_id,) = self.me.member.manages

    def sees(self, read: Callable[[Transaction, SignedIn, str], T]) -> T:
        """What a workflow tells this person of their team."""
        return self.opened.read(lambda tx: read(tx, self.me, self.team_id))

    def reads_of(self, training_id: str) -> tuple[TrainingAnswer, ...]:
        """What came of one training."""
        return self.opened.read(lambda tx: learnt.answers_of(tx, [training_id]))

    def reads(self, read: Callable[[Transaction, str], T]) -> T:
        """What is kept of their team."""
        return self.opened.read(lambda tx: read(tx, self.team_id))


@pytest.fixture(scope="module")
def talking(demos: Demos) -> Insider:
    """A manager whose team talks its quarter through: its plan is in hand."""
    return Insider(demos(THREE_TEAMS)[0], TALKING)


@pytest.fixture(scope="module")
def signed(demos: Demos) -> Insider:
    """A manager whose team has signed this quarter."""
    return Insider(demos(THREE_TEAMS)[0], SIGNED)


def test_the_first_team_keeps_three_logs_and_the_others_use_everything(demos: Demos) -> None:
    demo = demos(THREE_TEAMS)[0]
    used = [Insider(demo, at).reads(team_parts.parts_of) for at in (RATING, TALKING, SIGNED)]
    assert used == [
        {TeamPart.WINS, TeamPart.FRICTION, TeamPart.TELLINGS},
        frozenset(TeamPart),
        frozenset(TeamPart),
    ]


def test_refusals_fill_a_year_of_the_chart(talking: Insider) -> None:
    kept = talking.reads(stored.refusals_of)
    assert len({refusal.month for refusal in kept}) == 13
    assert len(kept) > 50
    assert [r for r in kept if daily_notes.checked_refusal(r) != r] == []
    chart = charted(talking.sees(read_material), TrendWish()).chart("refusals")
    assert isinstance(chart, LineChart)
    assert sum(point.value is not None for point in chart.series[0].points) >= 12


def test_one_rule_was_bent_three_times_and_is_something_for_the_meeting(talking: Insider) -> None:
    kept = talking.reads(stored.bent_rules_of)
    assert [r for r in kept if daily_notes.checked_bent_rule(r) != r] == []
    asked = talking.reads(lambda tx, team_id: bent_agenda.agenda_items(tx, team_id, Quarter.of(TODAY)))
    assert [item.rule for item in asked] == ["Nobody comes in after ten"]


def test_prompts_and_doors_are_noted(talking: Insider) -> None:
    months = talking.reads(stored.prompts_done_of)
    assert (sum(m.offered for m in months), sum(m.done for m in months)) == (18, 12)
    doors = talking.reads(stored.door_cards_of)
    assert len(doors) == 3
    assert [d for d in doors if daily_notes.checked_door(d) != d] == []


def test_what_came_of_training_is_answered_in_part_and_waits_in_part(talking: Insider) -> None:
    view = talking.sees(training.trainings)
    by_title = {line.training.title: line.came_of for line in view.lines}
    assert [len(came) for came in by_title.values()] == [0, 1, 2]
    older = by_title["Staying steady when somebody shouts"]
    assert older[0].count(Change.BLOCKED) == 1
    assert all(came.unanswered > 0 for came in by_title["Benefits after prison"])
    assert len(view.met) == 2


def test_one_card_led_to_an_action_and_one_is_parked(talking: Insider, signed: Insider) -> None:
    for who in (talking, signed):
        shelf = who.sees(reading_cards.shelf)
        found = {card.card.decision: card for card in shelf.cards if card.card.is_talked_about}
        assert found.keys() == {Decision.TRY, Decision.PARK}
        assert found[Decision.TRY].action is not None
    led = signed.sees(reading_cards.shelf).at(reading_cards.Place.LED)
    assert [card.action.status for card in led if card.action] == [ActionStatus.DONE]


def test_every_way_to_go_on_has_something_and_one_thing_kept_has_no_owner(talking: Insider) -> None:
    board = talking.sees(practices.board)
    assert {line.practice.choice for line in board.lines} == set(Choice)
    assert [line.practice.what for line in board.lines if line.lacks_owner] == [
        "Text messages before appointments"
    ]
    assert [line.action is not None for line in board.under(Choice.RESTART)] == [True]


def test_people_were_answered_and_some_have_waited_for_long(talking: Insider) -> None:
    board = talking.sees(said_did.board)
    lines = [one.line for one in (*board.open, *board.answered) if not one.is_fixed]
    assert [line for line in lines if replace(checked(line, TODAY)) != line] == []
    assert sum(line.is_long_open(TODAY) for line in lines) == 2
    assert len(board.answered) >= 4


def test_barriers_stand_by_theme_and_by_stage(talking: Insider, signed: Insider) -> None:
    for who in (talking, signed):
        for rows in Rows:
            found = who.opened.read(lambda tx, w=who, r=rows: barriers.matrix(tx, w.me, w.team_id, r))
            placed = [row.key for row in found.rows if any(cell.barriers for cell in row.cells)]
            assert len([key for key in placed if key]) >= 3
            unsaid = sum(len(cell.barriers) for row in found.rows if not row.key for cell in row.cells)
            assert unsaid < len(found.barriers) / 2


def test_an_ask_came_of_a_barrier_with_what_stands_behind_it(talking: Insider) -> None:
    view = talking.sees(needs.needs)
    (ask,) = [one for one in view.asks if one.evidence]
    assert ask.evidence[0].source.value == "barrier"
    assert len(ask.evidence) >= 2
    assert ask.action.owner_id is not None


def test_a_signed_plan_has_evidence_behind_its_first_ask(signed: Insider) -> None:
    view = signed.sees(needs.needs)
    assert view.is_signed
    assert [len(ask.evidence) for ask in view.asks[:1]] == [2]


def test_one_team_says_guests(talking: Insider, signed: Insider) -> None:
    ours, theirs = (who.sees(our_words.our_words) for who in (talking, signed))
    assert ours.words[Term.RESIDENTS].many == "guests"
    assert ours.own == {Term.RESIDENTS}
    assert theirs.own == frozenset()


def test_the_same_seed_and_day_note_the_same(demos: Demos) -> None:
    (one, _), (same, _) = demos(TWO_TEAMS), demos(TWO_TEAMS, again=True)
    told = noted(Insider(one, 6))
    assert noted(Insider(same, 6)) == told
    assert all(told)


def noted(who: Insider) -> list[object]:
    """What a team noted, without anything random."""
    answers = [a for t in who.reads(learnt.trainings_of) for a in who.reads_of(t.training_id)]
    return [
        sorted((r.month, r.agency, r.reason, r.then) for r in who.reads(stored.refusals_of)),
        sorted((r.week, r.rule, r.happened) for r in who.reads(stored.bent_rules_of)),
        [(m.month, m.offered, m.done) for m in who.reads(stored.prompts_done_of)],
        [(d.agency, d.got_us_in) for d in who.reads(stored.door_cards_of)],
        sorted((a.weeks, a.change, a.words, str(a.level)) for a in answers),
        [(c.shipped, c.decision, c.small_action) for c in who.reads(cards.cards_of)],
        [(p.what, p.choice, p.review_on) for p in who.reads(begun.practices_of)],
        [(one.line.said, one.line.answer, one.line.words) for one in who.sees(said_did.board).open],
        sorted((n.barrier_key, n.topic_id, n.stage) for n in who.reads(barrier_notes.notes_of)),
        [(a.action.ask_what, [e.words for e in a.evidence]) for a in who.sees(needs.needs).asks],
    ]
