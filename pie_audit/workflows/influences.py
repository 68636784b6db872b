"""The board of helps and hinders: cards of a round, each with the level it belongs to."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pie_audit.domain.audit import AuditRound
from pie_audit.domain.errors import NotNow
from pie_audit.domain.influence import (
    Direction,
    Influence,
    InfluenceStep,
    Spot,
    close_gaps,
    move_card,
    system_is_heaviest,
)
from pie_audit.domain.plan import WHAT_LIMIT, Action, BarrierLevel
from pie_audit.domain.questionnaire import Topic
from pie_audit.domain.team import Team
from pie_audit.storage import audits as rounds
from pie_audit.storage import influences as cards
from pie_audit.storage import plans as actions
from pie_audit.storage import teams
from pie_audit.storage.influences import CardChanged as CardChanged
from pie_audit.words import _, plural
from pie_audit.workflows import plans, steps
from pie_audit.workflows.board_rules import may_edit, require_opened, shortened, to_write, topics_of
from pie_audit.workflows.permissions import Act, Matter, require
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.unlock import Me, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

MOST_CARDS = 200
"""More than any team can look at; keeps a stuck key from filling the file."""

MOST_DOTS = 99

_WRITTEN_BY_HAND = ("text", "felt_by", "topic_id", "ask_upwards")
"""What a person changes in a card; where it lies and its dots have writes of their own."""


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that the board shows. `in_plan` are cards that an action or a priority links to, `asked` those
    with an ask in the plan, `history` the changes of level by card."""

    round: AuditRound
    team: Team
    cards: tuple[Influence, ...]
    topics: tuple[Topic, ...]
    in_plan: frozenset[str]
    asked: frozenset[str]
    history: dict[str, tuple[InfluenceStep, ...]]
    may_edit: bool

    @property
    def to_ask(self) -> tuple[Influence, ...]:
        """What lies above the team and isn't an ask yet, most dots first, where that weighs most on this board."""
        if not system_is_heaviest(self.cards):
            return ()
        above = [c for c in self.cards if _is_above(c) and c.influence_id not in self.asked]
        return tuple(sorted(above, key=lambda c: (-c.me_too, c.place)))

    def topic(self, topic_id: str | None) -> Topic | None:
        """The topic of this review with that id."""
        return next((t for t in self.topics if t.id == topic_id), None)


def board(tx: Transaction, me: Me, round_id: str) -> Board:
    """The board of an opened round. Raises NotNow before the opening."""
    audit_round = rounds.load_round(tx, round_id)
    require(acting(me).member, Act.READ_TEAM, Matter.of(audit_round))
    require_opened(audit_round)
    found = close_gaps(cards.influences_of_round(tx, round_id))
    planned = actions.actions_of_round(tx, round_id)
    chosen = cards.priorities_of_round(tx, round_id)
    return Board(
        round=audit_round,
        team=teams.load_team(tx, audit_round.team_id),
        cards=found,
        topics=topics_of(tx, audit_round),
        in_plan=frozenset(
            linked
            for linked in (*(a.influence_id for a in planned), *(p.influence_id for p in chosen))
            if linked
        ),
        asked=frozenset(a.influence_id for a in planned if a.influence_id and a.ask_what),
        history=_histories(tx, round_id),
        may_edit=may_edit(me, audit_round),
    )


def _histories(tx: Transaction, round_id: str) -> dict[str, tuple[InfluenceStep, ...]]:
    found: dict[str, tuple[InfluenceStep, ...]] = {}
    for step in cards.level_steps_of_round(tx, round_id):
        found[step.influence_id] = (*found.get(step.influence_id, ()), step)
    return found


def new_card(round_id: str, level: BarrierLevel, direction: Direction) -> Influence:
    """A blank card; it is saved once it says something."""
    return Influence(secrets.token_hex(16), round_id, "", direction, level)


def write_card(tx: Transaction, me: Me, known: Sequence[Influence], card: Influence) -> Undoable:
    """Keep what somebody wrote on a card; a new one goes to the end of its lane and column.

    `known` is how the card stood when it was read (blank, when it is new), and whatever the same page has sent
    since. What others changed meanwhile stays unless it is the very thing that was changed here too.
    Raises CardChanged with their card in that case, and NotNow where the card can't stand.
    """
    to_write(tx, me, card.round_id)
    card = replace(card, text=" ".join(card.text.split())).checked()
    _check_topic(tx, card)
    before = cards.load_influence(tx, card.influence_id)
    if before is None:
        return _add(tx, known, card)
    to_write(tx, me, before.round_id)
    if before.round_id != card.round_id:
        raise NotNow(_("This card lies on another review’s board."), _("Write a new one here."))
    merged: dict[str, Any] = {name: _merged(name, known, before, card) for name in _WRITTEN_BY_HAND}
    saved = cards.save_influence(tx, replace(before, **merged))

    def undo(tx: Transaction, me: Me) -> None:
        to_write(tx, me, card.round_id)
        now = cards.load_influence(tx, card.influence_id)
        if now is not None:
            back: dict[str, Any] = {n: getattr(before, n) for n in _WRITTEN_BY_HAND}
            cards.save_influence(tx, replace(now, **back))

    return Undoable(saved, _("Changed a card"), undo, quiet=True)


def _add(tx: Transaction, known: Sequence[Influence], card: Influence) -> Undoable:
    if known and known[0].text:
        raise CardChanged(None)
    there = cards.influences_of_round(tx, card.round_id)
    if len(there) >= MOST_CARDS:
        raise NotNow(
            _("A board holds {n} cards at most.").format(n=MOST_CARDS), _("Put some of them together.")
        )
    placed = replace(card, place=len(there), version=1)
    cards.save_influence(tx, placed)
    _lay(tx, card.round_id)

    def undo(tx: Transaction, me: Me) -> None:
        _take(tx, me, card.influence_id)

    return Undoable(placed, _("Added a card"), undo, quiet=True)


def _merged(name: str, known: Sequence[Influence], standing: Influence, card: Influence) -> object:
    """What a field becomes. Raises CardChanged where somebody else changed the very thing that is changed here."""
    theirs, mine = getattr(standing, name), getattr(card, name)
    if theirs == mine or not known or theirs in {getattr(k, name) for k in known}:
        return mine
    if mine == getattr(known[0], name):
        return theirs
    raise CardChanged(standing)


def _check_topic(tx: Transaction, card: Influence) -> None:
    if card.topic_id is None:
        return
    if card.topic_id not in {t.id for t in topics_of(tx, rounds.load_round(tx, card.round_id))}:
        raise NotNow(_("This review doesn’t ask about that topic."), _("Choose another topic, or none."))


def _lay(tx: Transaction, round_id: str, laid: Sequence[Influence] | None = None) -> None:
    """Write every card whose place isn't as it should be; its words and its version stay."""
    standing = {c.influence_id: c for c in cards.influences_of_round(tx, round_id)}
    for card in close_gaps(tuple(standing.values())) if laid is None else laid:
        if standing[card.influence_id] != card:
            cards.put_back_influence(tx, card)


def lay_card(tx: Transaction, me: Me, influence_id: str, to: Spot) -> Undoable:
    """Move a card to another lane, column or place; a change of level keeps a line of history."""
    before = _card(tx, influence_id)
    audit_round = to_write(tx, me, before.round_id)
    there = close_gaps(cards.influences_of_round(tx, before.round_id))
    was = next(c for c in there if c.influence_id == influence_id)
    _lay(tx, before.round_id, move_card(there, influence_id, to))
    step = None
    if to.level is not before.level:
        mine = acting(me)
        role = steps.role_in(mine, audit_round)
        step = InfluenceStep(secrets.token_hex(16), influence_id, before.level, to.level, mine.week, role)
        cards.save_level_step(tx, step)

    def undo(tx: Transaction, me: Me) -> None:
        to_write(tx, me, before.round_id)
        now = cards.influences_of_round(tx, before.round_id)
        if any(c.influence_id == influence_id for c in now):
            back = Spot(was.level, was.direction, was.place)
            _lay(tx, before.round_id, move_card(close_gaps(now), influence_id, back))
        if step is not None:
            cards.delete_level_step(tx, step.step_id)

    return Undoable(_card(tx, influence_id), _("Moved a card"), undo)


def add_dot(tx: Transaction, me: Me, influence_id: str, by: int) -> Undoable:
    """One more or one fewer “me too” on a card; nobody's name is kept. `by` is 1 or −1."""
    card = _card(tx, influence_id)
    to_write(tx, me, card.round_id)
    dots = max(0, min(MOST_DOTS, card.me_too + by))
    change = dots - card.me_too
    cards.put_back_influence(tx, replace(card, me_too=dots))

    def undo(tx: Transaction, me: Me) -> None:
        to_write(tx, me, card.round_id)
        now = cards.load_influence(tx, influence_id)
        if now is not None:
            cards.put_back_influence(tx, replace(now, me_too=max(0, now.me_too - change)))

    name = _("Added a dot") if by > 0 else _("Took a dot away")
    return Undoable(dots, name, undo, quiet=True)


def remove_card(tx: Transaction, me: Me, influence_id: str) -> Undoable:
    """Take a card from the board; undo lays it back where it was, with its history."""
    card, history = _take(tx, me, influence_id)

    def undo(tx: Transaction, me: Me) -> None:
        to_write(tx, me, card.round_id)
        cards.put_back_influence(tx, card)
        now = cards.influences_of_round(tx, card.round_id)
        there = close_gaps([c for c in now if c.influence_id != influence_id])
        _lay(tx, card.round_id, move_card([*there, card], influence_id, _spot(card)))
        for step in history:
            cards.save_level_step(tx, step)

    return Undoable(card, _("Took away “{card}”").format(card=shortened(card.text)), undo)


def _take(tx: Transaction, me: Me, influence_id: str) -> tuple[Influence, tuple[InfluenceStep, ...]]:
    card = _card(tx, influence_id)
    to_write(tx, me, card.round_id)
    history = _histories(tx, card.round_id).get(influence_id, ())
    there = close_gaps(cards.influences_of_round(tx, card.round_id))
    cards.delete_influence(tx, influence_id)
    _lay(tx, card.round_id)
    return next(c for c in there if c.influence_id == influence_id), history


def make_asks(tx: Transaction, me: Me, influence_ids: Sequence[str]) -> Undoable:
    """Turn cards into asks in the plan, so that the team isn't left carrying them; each is marked “Ask upwards”.

    The ask says what the card says; whom it goes to and by when is written in the plan.
    Raises NotNow for a card that is an ask already.
    """
    asked = [_card(tx, each) for each in influence_ids]
    made = [_make_ask(tx, me, card) for card in asked]

    def undo(tx: Transaction, me: Me) -> None:
        for each in made:
            each.undo(tx, me)
        for card in asked:
            now = cards.load_influence(tx, card.influence_id)
            if now is not None:
                cards.put_back_influence(tx, replace(now, ask_upwards=card.ask_upwards))

    name = plural("Turned a card into an ask", "Turned {n} cards into asks", len(made)).format(n=len(made))
    return Undoable(tuple(each.result for each in made), name, undo)


def _make_ask(tx: Transaction, me: Me, card: Influence) -> Undoable:
    audit_round = to_write(tx, me, card.round_id)
    planned = actions.actions_of_round(tx, card.round_id)
    if any(a.influence_id == card.influence_id and a.ask_what for a in planned):
        raise NotNow(
            _("“{card}” is an ask in the plan already.").format(card=shortened(card.text)),
            _("Open the plan to change it."),
        )
    ask: dict[str, Any] = {
        "what": _("Ask for this to change: {card}").format(card=card.text)[:WHAT_LIMIT],
        "ask_what": card.text,
        "influence_id": card.influence_id,
        "barrier_level": card.level,
    }
    action: Action = replace(plans.new_action(audit_round.team_id, card.round_id, card.topic_id), **ask)
    made = plans.save_action(tx, me, action)
    cards.put_back_influence(tx, replace(card, ask_upwards=True))
    return made


def _card(tx: Transaction, influence_id: str) -> Influence:
    card = cards.load_influence(tx, influence_id)
    if card is None:
        raise NotNow(_("That card is gone already."), _("Nothing is left to do."))
    return card


def _spot(card: Influence) -> Spot:
    return Spot(card.level, card.direction, card.place)


def _is_above(card: Influence) -> bool:
    return card.level is BarrierLevel.SYSTEM and card.direction is Direction.HINDERS
