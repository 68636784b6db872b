"""What helped and what hindered the demo's teams, where their dots lay and what they chose; all of it invented."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound
from pie_audit.domain.influence import Direction, FeltBy, Influence
from pie_audit.domain.plan import BarrierLevel
from pie_audit.storage import plans as actions
from pie_audit.workflows import board_rules, influences, plans, priorities
from pie_audit.workflows.demo.demo_everyday_words import TOPICS
from pie_audit.workflows.unlock import SignedIn

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

_HELPS, _HINDERS = Direction.HELPS, Direction.HINDERS
_ONE, _SERVICE, _SYSTEM = BarrierLevel

CARDS: tuple[tuple[str, BarrierLevel, Direction, FeltBy | None], ...] = (
    ("One of us always asks how the night was", _ONE, _HELPS, FeltBy.STAFF),
    ("A resident shows new people round", _ONE, _HELPS, FeltBy.RESIDENTS),
    ("New colleagues expect time to think", _ONE, _HELPS, None),
    ("Some of us find talking in a group hard", _ONE, _HINDERS, FeltBy.STAFF),
    ("Letters with long words get lost", _ONE, _HINDERS, FeltBy.RESIDENTS),
    ("It’s hard to stop when the phone rings", _ONE, _HINDERS, FeltBy.STAFF),
    ("The kitchen table is free every afternoon", _SERVICE, _HELPS, FeltBy.BOTH),
    ("Handover has ten quiet minutes at the end", _SERVICE, _HELPS, FeltBy.STAFF),
    ("We can say yes to small things without asking", _SERVICE, _HELPS, FeltBy.BOTH),
    ("One person alone at night can’t leave the desk", _SERVICE, _HINDERS, FeltBy.STAFF),
    ("The form comes before the tea", _SERVICE, _HINDERS, FeltBy.RESIDENTS),
    ("Agency colleagues get the keys and nothing else", _SERVICE, _HINDERS, FeltBy.STAFF),
    ("The contract names time to reflect", _SYSTEM, _HELPS, FeltBy.STAFF),
    ("The surgery next door keeps two places for us", _SYSTEM, _HELPS, FeltBy.BOTH),
    ("Only hours with a resident in the room are paid", _SYSTEM, _HINDERS, FeltBy.STAFF),
    ("Two clinics give opposite advice", _SYSTEM, _HINDERS, FeltBy.RESIDENTS),
    ("Nobody answers about a room for months", _SYSTEM, _HINDERS, FeltBy.BOTH),
)

REASONS = (
    "It stands in an ask of ours already; we wait for the reply.",
    "The housing provider decides in spring. Till then we leave it.",
    "We tried twice this year. It can rest for a quarter.",
)

_FEWEST, _MOST = 7, 11


def fill_board(tx: Transaction, me: SignedIn, audit_round: AuditRound, random: Random) -> None:
    """A board, a vote and priorities for a round whose plan is written; the same dice give the same board.

    Every priority leads to one of the plan's actions, but for the last, which has a reason for none.
    """
    chosen = sorted(random.sample(range(len(CARDS)), random.randint(_FEWEST, _MOST)))
    asked = {topic.id for topic in board_rules.topics_of(tx, audit_round)}
    laid: list[Influence] = []
    for at in chosen:
        topic_id = TOPICS.get(CARDS[at][0])
        blank = influences.new_card(audit_round.round_id, *CARDS[at][1:3])
        blank = replace(blank, topic_id=topic_id if topic_id in asked else None)
        laid.append(_lay(tx, me, blank, CARDS[at], random))
    _vote(tx, me, audit_round, random)
    _choose(tx, me, audit_round, laid, random)


def _lay(
    tx: Transaction,
    me: SignedIn,
    blank: Influence,
    words: tuple[str, BarrierLevel, Direction, FeltBy | None],
    random: Random,
) -> Influence:
    text, level, direction, felt_by = words
    upwards = level is _SYSTEM and direction is _HINDERS
    card = replace(blank, text=text, felt_by=felt_by, ask_upwards=upwards and random.random() < 0.5)
    influences.write_card(tx, me, (blank,), card)
    for _dot in range(random.randint(0, 5)):
        influences.add_dot(tx, me, card.influence_id, 1)
    return card


def _vote(tx: Transaction, me: SignedIn, audit_round: AuditRound, random: Random) -> None:
    people = random.randint(4, 7)
    priorities.set_present(tx, me, audit_round.round_id, people)
    items = priorities.choosing(tx, me, audit_round.round_id).ballot.items
    for _person in range(people):
        first, second = random.sample([item.key for item in items], 2)
        priorities.place_dots(tx, me, audit_round.round_id, {first: 2, second: 1})


def _choose(
    tx: Transaction, me: SignedIn, audit_round: AuditRound, laid: list[Influence], random: Random
) -> None:
    """What hinders most, each with an action of the plan as far as there is one."""
    round_id = audit_round.round_id
    items = {i.card.influence_id: i for i in priorities.choosing(tx, me, round_id).ballot.items if i.card}
    hinders = [card for card in laid if card.direction is _HINDERS][:4]
    free = sorted(
        (a for a in actions.actions_of_round(tx, round_id) if a.priority_id is None), key=lambda a: a.what
    )
    for at, card in enumerate(hinders):
        made = priorities.add_priority(tx, me, round_id, card.text, items[card.influence_id]).result
        if at < min(len(free), 2):
            plans.save_action(tx, me, replace(free[at], priority_id=made.priority_id))
        else:
            reason = replace(made, no_action_because=random.choice(REASONS))
            priorities.change_priority(tx, me, (made,), reason)
