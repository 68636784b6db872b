"""What the team chose to work on: one priority with all that belongs to it, and the board of helps and hinders."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from pie_audit.domain.influence import Direction, Influence
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.plan_blocks import Block, Bullets, Heading, Paragraph, Table, Tone
from pie_audit.domain.plan_material import PlanAction, PlanMaterial
from pie_audit.domain.plan_parts import (
    BEYOND_ONE_PERSON,
    barrier_words,
    card_words,
    cards,
    sentence,
    stopped,
)
from pie_audit.domain.priority import Priority
from pie_audit.words import _

_BOARD_SHARES = (0.24, 0.38, 0.38)


@dataclass(frozen=True, slots=True)
class Share:
    """What belongs to one priority: its actions, each to the first priority that asks for it, and its cards."""

    priority: Priority
    actions: tuple[PlanAction, ...]
    cards: tuple[Influence, ...]


def shares(material: PlanMaterial) -> tuple[Share, ...]:
    """The priorities in their order, with what belongs to each."""
    left = list(material.actions)
    found = []
    for priority in sorted(material.priorities, key=lambda p: p.rank):
        mine = tuple(planned for planned in left if _is_for(planned, priority))
        left = [planned for planned in left if planned not in mine]
        found.append(Share(priority, mine, tuple(c for c in material.influences if _is_about(c, priority))))
    return tuple(found)


def _is_for(planned: PlanAction, priority: Priority) -> bool:
    action = planned.action
    if action.priority_id is not None:
        return action.priority_id == priority.priority_id
    same_topic = priority.topic_id is not None and action.topic_id == priority.topic_id
    return same_topic or (priority.influence_id is not None and action.influence_id == priority.influence_id)


def _is_about(card: Influence, priority: Priority) -> bool:
    return card.influence_id == priority.influence_id or (
        priority.topic_id is not None and card.topic_id == priority.topic_id
    )


def chosen(material: PlanMaterial) -> list[Block]:
    """The priorities as a list, with the reason where nothing follows from one."""
    if not material.priorities:
        return []
    lines = tuple(_chosen_line(share) for share in shares(material))
    return [Heading(_("What we chose to work on"), 2), Bullets(lines)]


def _chosen_line(share: Share) -> str:
    told = sentence(share.priority.words)
    if share.actions or not share.priority.no_action_because.strip():
        return told
    return _("{priority} No action follows: {reason}").format(
        priority=told, reason=stopped(share.priority.no_action_because)
    )


def board(material: PlanMaterial) -> list[Block]:
    """The whole board, by where things lie."""
    if not material.influences:
        return []
    return [
        Heading(_("What helps and what hinders"), 2),
        Paragraph(_("By where it lies, so that nobody carries what isn’t theirs."), tone=Tone.QUIET),
        board_table(material, material.influences),
    ]


def board_table(material: PlanMaterial, shown: tuple[Influence, ...]) -> Table:
    """Cards side by side, level by level; each row names where it lies."""
    rows: list[tuple[str, str, str]] = []
    for level in BarrierLevel:
        mine = [c for c in shown if c.level is level]
        pairs = zip_longest(
            [card_words(material, c) for c in mine if c.direction is Direction.HELPS],
            [card_words(material, c) for c in mine if c.direction is Direction.HINDERS],
            fillvalue="–",
        )
        rows += [(barrier_words(level), helps, hinders) for helps, hinders in pairs]
    return Table((_("Where it lies"), _("Helps"), _("Hinders")), tuple(rows), _BOARD_SHARES)


def board_words(material: PlanMaterial) -> list[Block]:
    """What helps and hinders in the service and beyond it, as lists; what lies with one person stays with the team."""
    blocks: list[Block] = []
    for direction, title in (
        (Direction.HELPS, _("What helps us")),
        (Direction.HINDERS, _("What hinders us")),
    ):
        lines = tuple(
            _("{where}: {card}").format(where=barrier_words(c.level), card=stopped(card_words(material, c)))
            for c in cards(material, direction, *BEYOND_ONE_PERSON)
        )
        if lines:
            blocks += [Heading(title, 2), Bullets(lines)]
    return blocks
