"""What the team works on: the dot vote, of which only sums are kept, and the ranked list that a talk makes of it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pie_audit.domain.audit import Outcome
from pie_audit.domain.errors import NotNow
from pie_audit.domain.influence import Influence, close_gaps
from pie_audit.domain.plan import Action
from pie_audit.domain.priority import USUAL_MOST, Priority, Voting
from pie_audit.domain.questionnaire import Topic
from pie_audit.storage import agreements
from pie_audit.storage import audits as rounds
from pie_audit.storage import influences as kept
from pie_audit.storage import plans as actions
from pie_audit.words import _
from pie_audit.workflows.board_rules import may_edit, require_opened, shortened, to_write, topics_of
from pie_audit.workflows.permissions import Act, Matter, require
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.unlock import Me, acting

if TYPE_CHECKING:
    from pie_audit.domain.audit import AuditRound
    from pie_audit.storage.transaction import Transaction

MOST_PRESENT = 99
MOST_PRIORITIES = 50


class PriorityChanged(NotNow):
    """Somebody else changed this priority in the meantime; `theirs` is how it stands, None if it was taken away."""

    def __init__(self, theirs: Priority | None) -> None:
        super().__init__(
            _("Somebody else changed this priority while you were writing."),
            _("Look at what stands there now; your words are still in the field."),
        )
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can get dots and become a priority: a topic talked about, or a card of the board."""

    key: str
    words: str
    topic: Topic | None = None
    card: Influence | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """All items with one number of dots, side by side; more than one is a tie, for the team to settle by talking."""

    dots: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Ballot:
    """The dot vote as everybody may see it: no sums before everybody has voted."""

    present: int
    turns: int
    is_off: bool
    items: tuple[Item, ...]
    standings: tuple[Standing, ...]

    @property
    def has_begun(self) -> bool:
        """Whether somebody said how many are here."""
        return self.present > 0

    @property
    def is_over(self) -> bool:
        """Whether everybody has voted."""
        return 0 < self.present <= self.turns


@dataclass(frozen=True, slots=True)
class Ranked:
    """One priority with what it is linked to, and what follows from it."""

    priority: Priority
    item: Item | None
    actions: tuple[Action, ...]

    @property
    def is_answered(self) -> bool:
        """Whether an action or a reason for none follows."""
        return bool(self.actions) or bool(self.priority.no_action_because.strip())


@dataclass(frozen=True, slots=True)
class Choosing:
    """Everything that voting and the list of priorities show."""

    round: AuditRound
    ballot: Ballot
    ranked: tuple[Ranked, ...]
    may_edit: bool

    @property
    def is_many(self) -> bool:
        """Whether there are more than a team usually manages: a quiet warning, never a block."""
        return len(self.ranked) > USUAL_MOST

    @property
    def free_items(self) -> tuple[Item, ...]:
        """What isn't a priority yet."""
        taken = {r.item.key for r in self.ranked if r.item is not None}
        return tuple(item for item in self.ballot.items if item.key not in taken)


def choosing(tx: Transaction, me: Me, round_id: str) -> Choosing:
    """The vote and the priorities of an opened round. Raises NotNow before the opening."""
    audit_round = rounds.load_round(tx, round_id)
    require(acting(me).member, Act.READ_TEAM, Matter.of(audit_round))
    require_opened(audit_round)
    items = _items(tx, audit_round)
    known = {item.key: item for item in items}
    planned = actions.actions_of_round(tx, round_id)
    ranked = tuple(
        Ranked(p, known.get(_key_of(p)), tuple(a for a in planned if a.priority_id == p.priority_id))
        for p in kept.priorities_of_round(tx, round_id)
    )
    return Choosing(audit_round, _ballot(tx, round_id, items), ranked, may_edit(me, audit_round))


def _items(tx: Transaction, audit_round: AuditRound) -> tuple[Item, ...]:
    written = agreements.load_consensus(tx, audit_round.round_id)
    talked = {t for t, c in written.items() if c.outcome is not Outcome.NOT_DISCUSSED}
    found = [Item(f"topic:{t.id}", t.title, topic=t) for t in topics_of(tx, audit_round) if t.id in talked]
    cards = close_gaps(kept.influences_of_round(tx, audit_round.round_id))
    return (*found, *(Item(f"influence:{c.influence_id}", c.text, card=c) for c in cards))


def _key_of(priority: Priority) -> str:
    return f"influence:{priority.influence_id}" if priority.influence_id else f"topic:{priority.topic_id}"


def _ballot(tx: Transaction, round_id: str, items: Sequence[Item]) -> Ballot:
    voting = kept.load_voting(tx, round_id)
    over = 0 < voting.present <= voting.turns
    standings: tuple[Standing, ...] = ()
    if over:
        sums = sorted({n for item in items if (n := voting.dots.get(item.key, 0))}, reverse=True)
        standings = tuple(
            Standing(n, tuple(i for i in items if voting.dots.get(i.key, 0) == n)) for n in sums
        )
    return Ballot(voting.present, voting.turns, voting.is_off, tuple(items), standings)


# the dot vote


def set_present(tx: Transaction, me: Me, round_id: str, present: int) -> Undoable:
    """Say how many are here; it can be raised while people vote. Raises NotNow below one, below those who have
    voted, and above `MOST_PRESENT`."""
    to_write(tx, me, round_id)
    voting = kept.load_voting(tx, round_id)
    if not max(1, voting.turns) <= present <= MOST_PRESENT:
        raise NotNow(
            _("That isn’t how many people can be here."),
            _("Say a number from {low} to {high}.").format(low=max(1, voting.turns), high=MOST_PRESENT),
        )
    return _vote(tx, round_id, replace(voting, present=present, is_off=False), _("Said how many are here"))


def place_dots(tx: Transaction, me: Me, round_id: str, placed: Mapping[str, int]) -> Undoable:
    """One person's dots: three at most, two at most on one thing. Only the sums are kept.

    Raises NotNow for too many, for something that isn't on the list, and when everybody has voted.
    """
    audit_round = to_write(tx, me, round_id)
    if set(placed) - {item.key for item in _items(tx, audit_round)}:
        raise NotNow(
            _("One of these is gone from the list."), _("Look at the list again and place the dot anew.")
        )
    voting = kept.load_voting(tx, round_id).with_turn(placed)
    return _vote(tx, round_id, voting, _("One person’s dots"))


def finish_voting(tx: Transaction, me: Me, round_id: str) -> Undoable:
    """Show the sums now, without whoever hasn't voted.

    Raises NotNow while nobody has, and where one of several has: those sums would be that person's dots.
    """
    to_write(tx, me, round_id)
    voting = kept.load_voting(tx, round_id)
    if not voting.turns:
        raise NotNow(_("Nobody has placed a dot yet."), _("Let somebody begin, or do without the dots."))
    if voting.turns == 1 < voting.present:
        raise NotNow(
            _("Only one person has placed dots, so the sums would be theirs."),
            _("Let a second person place theirs, or do without the dots."),
        )
    return _vote(tx, round_id, replace(voting, present=voting.turns), _("Finished the dots"))


def start_again(tx: Transaction, me: Me, round_id: str) -> Undoable:
    """Take all dots away and let everybody vote anew."""
    to_write(tx, me, round_id)
    voting = kept.load_voting(tx, round_id)
    return _vote(tx, round_id, Voting(present=voting.present), _("Started the dots again"))


def switch_voting(tx: Transaction, me: Me, round_id: str, on: bool) -> Undoable:
    """Do with or without dots in this round; dots that were placed stay where they are."""
    to_write(tx, me, round_id)
    voting = kept.load_voting(tx, round_id)
    name = _("Dots switched on") if on else _("Dots switched off")
    return _vote(tx, round_id, replace(voting, is_off=not on), name)


def _vote(tx: Transaction, round_id: str, voting: Voting, name: str) -> Undoable:
    before = kept.load_voting(tx, round_id)
    kept.save_voting(tx, round_id, voting)

    def undo(tx: Transaction, me: Me) -> None:
        to_write(tx, me, round_id)
        if kept.load_voting(tx, round_id) != voting:
            raise NotNow(
                _("Somebody has placed dots since then."), _("Start the dots again if they should go.")
            )
        kept.save_voting(tx, round_id, before)

    return Undoable(None, name, undo)


# the list


def add_priority(tx: Transaction, me: Me, round_id: str, words: str, item: Item | None = None) -> Undoable:
    """One more thing to work on, last in the list, linked to a topic or a card."""
    audit_round = to_write(tx, me, round_id)
    if item is not None and item.key not in {each.key for each in _items(tx, audit_round)}:
        raise NotNow(_("One of these is gone from the list."), _("Look at the list again and choose anew."))
    there = kept.priorities_of_round(tx, round_id)
    if len(there) >= MOST_PRIORITIES:
        raise NotNow(_("That is more than anybody can work on."), _("Take some off the list first."))
    new = Priority(
        secrets.token_hex(16),
        round_id,
        len(there) + 1,
        _one_line(words),
        item.topic.id if item and item.topic else item.card.topic_id if item and item.card else None,
        item.card.influence_id if item and item.card else None,
    ).checked()
    kept.save_priorities(tx, round_id, (*there, new))

    def undo(tx: Transaction, me: Me) -> None:
        to_write(tx, me, round_id)
        _keep_without(tx, round_id, new.priority_id)

    return Undoable(new, _("Added a priority"), undo)


def change_priority(tx: Transaction, me: Me, was: Sequence[Priority], now: Priority) -> Undoable:
    """Keep other words, or the reason for no action.

    `was` is how it was read, and whatever the same page has sent since. Raises PriorityChanged where somebody
    else has changed the same words meanwhile.
    """
    to_write(tx, me, now.round_id)
    now = replace(now, words=_one_line(now.words), no_action_because=_one_line(now.no_action_because))
    now.checked()
    there = kept.priorities_of_round(tx, now.round_id)
    standing = next((p for p in there if p.priority_id == now.priority_id), None)
    if standing is None:
        raise PriorityChanged(None)
    for name in ("words", "no_action_because"):
        theirs = getattr(standing, name)
        if theirs != getattr(now, name) and theirs not in {getattr(w, name) for w in was}:
            raise PriorityChanged(standing)
    changed = replace(standing, words=now.words, no_action_because=now.no_action_because)
    _put(tx, changed)

    def undo(tx: Transaction, me: Me) -> None:
        to_write(tx, me, now.round_id)
        _put(tx, standing)

    return Undoable(changed, _("Changed a priority"), undo, quiet=True)


def rank_priority(tx: Transaction, me: Me, round_id: str, priority_id: str, rank: int) -> Undoable:
    """Move a priority to another rank, counted from 1."""
    to_write(tx, me, round_id)
    there = kept.priorities_of_round(tx, round_id)
    moved = _found(there, priority_id)
    kept.save_priorities(tx, round_id, reordered(there, priority_id, rank))

    def undo(tx: Transaction, me: Me) -> None:
        to_write(tx, me, round_id)
        now = kept.priorities_of_round(tx, round_id)
        if any(p.priority_id == priority_id for p in now):
            kept.save_priorities(tx, round_id, reordered(now, priority_id, moved.rank))

    return Undoable(rank, _("Changed the order of priorities"), undo, quiet=True)


def remove_priority(tx: Transaction, me: Me, round_id: str, priority_id: str) -> Undoable:
    """Take a priority off the list; actions that it led to stay in the plan."""
    to_write(tx, me, round_id)
    gone = _found(kept.priorities_of_round(tx, round_id), priority_id)
    _keep_without(tx, round_id, priority_id)

    def undo(tx: Transaction, me: Me) -> None:
        to_write(tx, me, round_id)
        now = [p for p in kept.priorities_of_round(tx, round_id) if p.priority_id != priority_id]
        kept.save_priorities(tx, round_id, reordered([*now, gone], priority_id, gone.rank))

    return Undoable(gone, _("Took away “{words}”").format(words=shortened(gone.words)), undo)


def unanswered(tx: Transaction, round_id: str) -> tuple[Priority, ...]:
    """Priorities with neither an action nor a reason for none; sign-off waits for them (audit.md, step 7)."""
    led_to = {a.priority_id for a in actions.actions_of_round(tx, round_id)}
    return tuple(
        p
        for p in kept.priorities_of_round(tx, round_id)
        if p.priority_id not in led_to and not p.no_action_because.strip()
    )


def reordered(there: Sequence[Priority], priority_id: str, rank: int) -> tuple[Priority, ...]:
    """The same priorities with one of them at `rank`; ranks count from 1 without a gap."""
    moved = _found(there, priority_id)
    others = [p for p in there if p is not moved]
    others.insert(max(0, min(rank - 1, len(others))), moved)
    return tuple(replace(p, rank=n) for n, p in enumerate(others, 1))


def _found(there: Sequence[Priority], priority_id: str) -> Priority:
    for each in there:
        if each.priority_id == priority_id:
            return each
    raise NotNow(_("That priority is gone already."), _("Nothing is left to do."))


def _put(tx: Transaction, changed: Priority) -> None:
    there = kept.priorities_of_round(tx, changed.round_id)
    kept.save_priorities(
        tx,
        changed.round_id,
        tuple(replace(changed, rank=p.rank) if p.priority_id == changed.priority_id else p for p in there),
    )


def _keep_without(tx: Transaction, round_id: str, priority_id: str) -> None:
    there = kept.priorities_of_round(tx, round_id)
    kept.save_priorities(tx, round_id, tuple(p for p in there if p.priority_id != priority_id))


def _one_line(words: str) -> str:
    return " ".join(words.split())
