"""From plans that teams shared to the board that leaders see: teams by name, never by a figure."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pie_audit.domain.board import BarrierCount, Board, BoardAsk, BoardPlan, CameBy, Stuck
from pie_audit.domain.like_asks import ByHand, group_asks, telling_words
from pie_audit.domain.plan import CARRIED_TOO_OFTEN, ActionStatus, BarrierLevel
from pie_audit.domain.plan_material import Edition
from pie_audit.domain.plan_received import plan_to_text
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import Reply
from pie_audit.domain.shared_plan import SharedBarrier, SharedPlan

_SAYS_MORE = (Edition.ONE_PAGE, Edition.WORDS, Edition.FULL)
_ENDED = frozenset({ActionStatus.DONE.value, ActionStatus.STOPPED.value})

Rank = tuple[Quarter, bool, int, int, int]


@dataclass(frozen=True, slots=True)
class Arrived:
    """One plan that reached the board: how, since when, and in which format it was written.

    `signer_words` are six words for the key that signed a file; `has_pages`: they were kept.
    """

    plan_id: str
    plan: SharedPlan
    came_by: CameBy
    since: date
    format: int = 1
    signer_words: str = ""
    has_pages: bool = False


@dataclass(frozen=True, slots=True)
class GivenReplies:
    """What leaders replied, by the key of an ask, earliest first; `unsent` are reply ids that haven't gone back."""

    by_ask: Mapping[str, Sequence[Reply]]
    unsent: frozenset[str] = frozenset()


def rank(plan: SharedPlan, form: int) -> Rank:
    """Of two plans of one team the one with the higher rank is the later: by quarter, signature, what came after it,
    format, and how much the edition says.
    """
    return plan.quarter, plan.signed_on is not None, plan.made, form, _SAYS_MORE.index(plan.edition)


def ask_key(plan: SharedPlan, code: str) -> str:
    """What an ask is called on the board."""
    return f"{plan.sender}/{code}"


def make_board(
    today: date,
    arrived: Iterable[Arrived],
    given: GivenReplies,
    by_hand: Mapping[str, ByHand],
    *,
    silent: int = 0,
    looked: Mapping[str, str] | None = None,
) -> Board:
    """The board of today. `silent` teams of this workspace shared nothing.

    `looked` has by sender the print of the plan that this reader opened last; without it nothing is new to anybody.
    """
    plans = _plans(arrived, looked)
    asks = [ask for plan in plans for ask in _asks(today, plan, given)]
    return Board(
        today,
        plans,
        group_asks(asks, by_hand, of_teams=len(plans)),
        barriers(plans),
        _stuck(plans),
        silent,
    )


def _plans(arrived: Iterable[Arrived], looked: Mapping[str, str] | None) -> tuple[BoardPlan, ...]:
    by_sender: dict[str, list[Arrived]] = {}
    for one in arrived:
        by_sender.setdefault(one.plan.sender, []).append(one)
    plans = _told_apart([_plan(sorted(each, key=_latest_first), looked) for each in by_sender.values()])
    return tuple(sorted(plans, key=lambda p: (p.plan.team.casefold(), p.plan.sender)))


def _latest_first(one: Arrived) -> tuple[tuple[int, int, int, int, int, int], int, bool, str]:
    quarter, is_signed, made, form, says = rank(one.plan, one.format)
    order = (-quarter.year, -quarter.number, -int(is_signed), -made, -form, -says)
    return order, -one.since.toordinal(), one.came_by is CameBy.FILE, one.plan_id


def print_of(plan: SharedPlan) -> str:
    """A short mark that is another one as soon as anything in the plan is: additions, replies, a new signature."""
    return hashlib.blake2b(plan_to_text(plan).encode(), digest_size=8).hexdigest()


def _told_apart(plans: Sequence[BoardPlan]) -> list[BoardPlan]:
    """Teams of different senders under one name say so: one of them may not be who it says."""
    names = Counter(_name(one.plan) for one in plans)
    return [replace(one, is_namesake=names[_name(one.plan)] > 1) for one in plans]


def _name(plan: SharedPlan) -> str:
    return " ".join(plan.team.split()).casefold()


def _plan(each: Sequence[Arrived], looked: Mapping[str, str] | None) -> BoardPlan:
    latest, *earlier = each
    return BoardPlan(
        latest.plan_id,
        latest.plan,
        latest.came_by,
        latest.since,
        is_new=looked is not None and looked.get(latest.plan.sender) != print_of(latest.plan),
        earlier=tuple(dict.fromkeys(one.plan for one in earlier if one.plan != latest.plan)),
        signer_words=latest.signer_words,
        has_pages=latest.has_pages,
    )


def _asks(today: date, on_board: BoardPlan, given: GivenReplies) -> list[BoardAsk]:
    plan = on_board.plan
    found = []
    for ask in plan.asks:
        key = ask_key(plan, ask.code)
        replies = tuple(given.by_ask.get(key, ()))
        age = max(0, ask.asked_in.until(Quarter.of(today)))
        sent = bool(replies) and not any(reply.reply_id in given.unsent for reply in replies)
        found.append(BoardAsk(key, on_board.plan_id, plan.team, ask, age, replies, sent))
    return found


def barriers(plans: Sequence[BoardPlan]) -> tuple[BarrierCount, ...]:
    """How many barriers of each level the plans name, levels in their order; a level that nobody names is there too."""
    return tuple(_count(level, plans) for level in BarrierLevel)


def _count(level: BarrierLevel, plans: Sequence[BoardPlan]) -> BarrierCount:
    named = [
        (at.plan.sender, barrier) for at in plans for barrier in at.plan.barriers if barrier.level is level
    ]
    return BarrierCount(level, len(named), _most_named(named))


def _most_named(named: Sequence[tuple[str, SharedBarrier]]) -> str:
    """The barrier that most teams name in the same telling words, if more than one does; its shortest wording."""
    by_words: dict[frozenset[str], tuple[set[str], list[str]]] = {}
    for sender, barrier in named:
        words = telling_words(barrier.words)
        teams, texts = by_words.setdefault(words, (set(), []))
        teams.add(sender)
        texts.append(barrier.words.strip())
    often = [(-len(teams), min(texts, key=_shorter)) for words, (teams, texts) in by_words.items() if words]
    fewest, text = min(often, default=(0, ""))
    return text if fewest < -1 else ""


def _shorter(text: str) -> tuple[int, str]:
    return len(text), text


def _stuck(plans: Sequence[BoardPlan]) -> tuple[Stuck, ...]:
    return tuple(
        Stuck(at.plan.team, action.what, action.carried)
        for at in plans
        for action in at.plan.actions
        if action.carried >= CARRIED_TOO_OFTEN and action.status not in _ENDED
    )
