"""What we need: the asks of the plan with what stands behind each, what isn't asked yet, and what came of earlier ones."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from pie_audit.domain.ask_evidence import MOST_LINES, AskEvidence, EvidenceSource, checked_words
from pie_audit.domain.audit import AuditRound
from pie_audit.domain.barrier import Barrier, BarrierSource, BarrierStatus
from pie_audit.domain.barrier_matrix import fold_words
from pie_audit.domain.barrier_words import FEWEST_SUMMED
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import WHAT_LIMIT, Action, BarrierLevel
from pie_audit.domain.plan_front import MOST_ASKS
from pie_audit.domain.plan_parts import is_ask, reply_order
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import Asked
from pie_audit.domain.team import Team
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import ask_evidence as stored
from pie_audit.storage import audits as rounds
from pie_audit.storage import influences as cards
from pie_audit.storage import plans as actions
from pie_audit.storage import team_parts, teams
from pie_audit.words import _
from pie_audit.workflows import influences, plans, printed, replies
from pie_audit.workflows.board_rules import may_edit, shortened
from pie_audit.workflows.everyday.ask_offers import EvidenceOffer, offers
from pie_audit.workflows.everyday.barrier_sources import barriers_of
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.presence import Me, SignedIn
from pie_audit.workflows.team_parts import enter
from pie_audit.workflows.undo import Undoable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

MOST_SUGGESTED = 5

_ABOVE = frozenset({BarrierLevel.SERVICE, BarrierLevel.SYSTEM})


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that this plan asks. `is_printed`: it is among the first on page one. `asked` is what became of it
    since it was sent with a signed plan; None before."""

    action: Action
    evidence: tuple[AskEvidence, ...]
    is_printed: bool
    asked: Asked | None = None


@dataclass(frozen=True, slots=True)
class Needs:
    """Everything that the page shows. `log` are asks of earlier plans, those that still wait first.

    `may_edit` while the plan isn't signed and this person may write in it; `has_page` once there is a page one;
    `has_plan` once there is a review whose plan is in hand.
    """

    team: Team
    quarter: Quarter
    asks: tuple[Ask, ...]
    suggested: tuple[Barrier, ...]
    log: tuple[Asked, ...]
    offers: tuple[EvidenceOffer, ...]
    today: date
    may_edit: bool
    is_signed: bool
    has_page: bool
    may_reply: bool
    has_plan: bool = True


def needs(tx: Transaction, me: Me, team_id: str) -> Needs:
    """The asks of the plan in hand. Raises NotNow where the team doesn't use this part, and for strangers."""
    mine = enter(tx, me, team_id, TeamPart.NEEDS)
    today = mine.clock.today()
    latest = plans.latest_round(tx, team_id)
    asked = replies.every_ask(tx, team_id, today)
    now = _asks(tx, latest, {a.action_id: a for a in asked})
    here = {ask.action.action_id for ask in now}
    earlier = [a for a in asked if a.action_id not in here]
    known = barriers_of(tx, team_id, today) if latest and not latest.has_ended else ()
    open_to_write = latest is not None and not latest.has_ended and _may_write(mine, latest)
    return Needs(
        team=teams.load_team(tx, team_id),
        quarter=latest.quarter if latest else Quarter.of(today),
        asks=now,
        suggested=_suggested(tx, team_id, known, now),
        log=tuple(sorted(earlier, key=lambda a: (not a.waits, -a.quarters, a.asked_on, a.what))),
        offers=offers(tx, team_id, today, known) if open_to_write else (),
        today=today,
        may_edit=open_to_write,
        is_signed=latest is not None and latest.has_ended,
        has_page=bool(printed.rounds_with_plan(tx, team_id)),
        may_reply=replies.may_note_reply(tx, me, team_id),
        has_plan=latest is not None,
    )


def make_ask(tx: Transaction, me: Me, team_id: str, key: str) -> Undoable:
    """Turn a barrier into an ask of the plan in hand: its words, its level, and itself as evidence.

    Raises NotNow where nobody may write in a plan now, and for a barrier that is asked for already or is one
    person's to get round.
    """
    mine = enter(tx, me, team_id, TeamPart.NEEDS)
    audit_round = _round_in_hand(tx, mine, team_id)
    barrier = _askable(tx, mine, audit_round, key)
    card = _card_on_board(tx, me, audit_round, barrier)
    if card is not None:
        made = influences.make_asks(tx, me, (card,))
        action: Action = made.result[0]
    else:
        made = plans.save_action(tx, me, _action_for(audit_round, barrier))
        action = made.result
    if card is not None and barrier.who_could_change_it:
        action = actions.save_action(tx, replace(action, ask_of=barrier.who_could_change_it))
    line = _line_of(tx, mine, team_id, barrier)
    kept = _keep(tx, mine, action.action_id, line)

    def undo(tx: Transaction, me: Me) -> None:
        enter(tx, me, team_id, TeamPart.NEEDS)
        stored.delete_evidence(tx, kept.evidence_id)
        made.undo(tx, me)

    name = _("Made “{barrier}” an ask").format(barrier=shortened(barrier.text))
    return Undoable(action, name, undo)


def pick_evidence(tx: Transaction, me: Me, action_id: str, source: EvidenceSource, key: str) -> Undoable:
    """Put one of the lines that are offered behind an ask, as it stands today.

    Only what `offers` holds can be picked; figures of surveys aren't among it. Raises NotNow for anything else.
    """
    mine, team_id = _to_write(tx, me, action_id)
    today = mine.clock.today()
    offered = offers(tx, team_id, today, barriers_of(tx, team_id, today))
    found = next((o for o in offered if (o.source, o.key) == (source, key)), None)
    if found is None:
        raise NotNow(
            _("That can’t be picked as evidence."), _("Choose a line from the list, or write your own.")
        )
    return _kept_line(tx, mine, action_id, found)


def write_evidence(tx: Transaction, me: Me, action_id: str, words: str) -> Undoable:
    """Put a line in one's own words behind an ask; figures of surveys are refused."""
    mine, _team_id = _to_write(tx, me, action_id)
    line = EvidenceOffer(EvidenceSource.WORDS, secrets.token_hex(8), checked_words(words))
    return _kept_line(tx, mine, action_id, line)


def drop_evidence(tx: Transaction, me: Me, evidence_id: str) -> Undoable:
    """Take a line away from behind its ask."""
    line = stored.load_evidence(tx, evidence_id)
    if line is None:
        raise NotNow(_("That line is gone already."), _("Nothing is left to do."))
    _to_write(tx, me, line.action_id)
    stored.delete_evidence(tx, evidence_id)

    def undo(tx: Transaction, me: Me) -> None:
        _to_write(tx, me, line.action_id)
        stored.save_evidence(tx, line)

    return Undoable(line, _("Took away a line of evidence"), undo)


def _kept_line(tx: Transaction, mine: SignedIn, action_id: str, line: EvidenceOffer) -> Undoable:
    kept = _keep(tx, mine, action_id, line)

    def undo(tx: Transaction, me: Me) -> None:
        _to_write(tx, me, action_id)
        stored.delete_evidence(tx, kept.evidence_id)

    return Undoable(kept, _("Picked evidence"), undo)


def _keep(tx: Transaction, mine: SignedIn, action_id: str, line: EvidenceOffer) -> AskEvidence:
    there = stored.evidence_of(tx, [action_id])
    if any(one.words == line.words for one in there):
        raise NotNow(_("That line stands behind this ask already."), _("Nothing is left to do."))
    if len(there) >= MOST_LINES:
        raise NotNow(_("Three lines are the most that anybody reads."), _("Take one away to pick another."))
    place = max((one.place for one in there), default=-1) + 1
    kept = AskEvidence(secrets.token_hex(16), action_id, line.source, line.key, line.words, mine.week, place)
    stored.save_evidence(tx, kept)
    return kept


def _asks(tx: Transaction, latest: AuditRound | None, asked: Mapping[str, Asked]) -> tuple[Ask, ...]:
    """In the order of the paper."""
    if latest is None:
        return ()
    found = [a for a in actions.actions_of_round(tx, latest.round_id) if is_ask(a)]
    ordered = sorted(found, key=reply_order)
    lines: defaultdict[str, list[AskEvidence]] = defaultdict(list)
    for line in stored.evidence_of(tx, [a.action_id for a in ordered]):
        lines[line.action_id].append(line)
    return tuple(
        Ask(action, tuple(lines[action.action_id]), n < MOST_ASKS, asked.get(action.action_id))
        for n, action in enumerate(ordered)
    )


def _suggested(
    tx: Transaction, team_id: str, known: Sequence[Barrier], now: Sequence[Ask]
) -> tuple[Barrier, ...]:
    """Barriers of the system, and what training met, that nobody asks about yet; the most often noticed first."""
    if TeamPart.BARRIERS not in team_parts.parts_of(tx, team_id):
        return ()
    told = {fold_words(ask.action.ask_what) for ask in now}
    told |= {line.source_key for ask in now for line in ask.evidence}
    found = [b for b in known if _is_above_us(b) and fold_words(b.text) not in told and b.key not in told]
    return tuple(sorted(found, key=lambda b: (-b.times_seen, b.first_seen, b.key))[:MOST_SUGGESTED])


def _is_above_us(barrier: Barrier) -> bool:
    if barrier.status in {BarrierStatus.GONE, BarrierStatus.MOVED}:
        return False
    is_blocked = barrier.source is BarrierSource.TRAINING and barrier.level in _ABOVE
    return barrier.level is BarrierLevel.SYSTEM or is_blocked


def _askable(tx: Transaction, mine: SignedIn, audit_round: AuditRound, key: str) -> Barrier:
    found = next((b for b in barriers_of(tx, audit_round.team_id, mine.clock.today()) if b.key == key), None)
    if found is None:
        raise NotNow(_("That barrier isn’t in sight now."), _("Look at what gets in the way again."))
    if found.level not in _ABOVE:
        raise NotNow(
            _("Nobody has said yet that this lies with the {service} or the wider system."),
            _("Say so in what gets in the way, then ask for it."),
        )
    now = _asks(tx, audit_round, {})
    if any(fold_words(a.action.ask_what) == fold_words(found.text) for a in now):
        raise NotNow(_("This is an ask in the plan already."), _("Open it there to change it."))
    return found


def _card_on_board(tx: Transaction, me: Me, audit_round: AuditRound, barrier: Barrier) -> str | None:
    """The card of this review with the same words, where it may become an ask."""
    if not may_edit(me, audit_round):
        return None
    here = cards.influences_of_round(tx, audit_round.round_id)
    return next((c.influence_id for c in here if fold_words(c.text) == fold_words(barrier.text)), None)


def _action_for(audit_round: AuditRound, barrier: Barrier) -> Action:
    said: dict[str, Any] = {
        "what": _("Ask for this to change: {card}").format(card=barrier.text)[:WHAT_LIMIT],
        "ask_what": barrier.text,
        "ask_of": barrier.who_could_change_it,
        "barrier_level": barrier.level,
    }
    return replace(plans.new_action(audit_round.team_id, audit_round.round_id, barrier.topic_id), **said)


def _line_of(tx: Transaction, mine: SignedIn, team_id: str, barrier: Barrier) -> EvidenceOffer:
    """The barrier as the first line of evidence: what small logs noticed as it is offered, with its hours a month."""
    offered = offers(tx, team_id, mine.clock.today(), ())
    found = next((o for o in offered if o.key == barrier.key), None)
    return found or _words_of(barrier)


def _words_of(barrier: Barrier) -> EvidenceOffer:
    few = barrier.source is BarrierSource.FRICTION and barrier.times_seen < FEWEST_SUMMED
    base = _("fewer than three times") if few else barrier.paper_base
    words = _("{barrier} ({base})").format(barrier=barrier.text, base=base)
    return EvidenceOffer(EvidenceSource.BARRIER, barrier.key, words)


def _round_in_hand(tx: Transaction, mine: SignedIn, team_id: str) -> AuditRound:
    audit_round = plans.latest_round(tx, team_id)
    if audit_round is None or audit_round.has_ended:
        raise NotNow(
            _("There is no plan to write in now."), _("An ask goes into the plan of the next review.")
        )
    if not _may_write(mine, audit_round):
        raise NotNow(
            _("The plan is written by the team’s manager or whoever facilitates the review."),
            _("Ask one of them to make it an ask."),
        )
    return audit_round


def _may_write(mine: SignedIn, audit_round: AuditRound) -> bool:
    return may(mine.member, Act.RUN_ROUND, Matter.of(audit_round))


def _to_write(tx: Transaction, me: Me, action_id: str) -> tuple[SignedIn, str]:
    """Who acts, and the team, where evidence of this action may be changed: it is part of what is signed."""
    action = actions.load_action(tx, action_id)
    if action is None:
        raise NotNow(_("That ask is gone."), _("Nothing is left to do."))
    mine = enter(tx, me, action.team_id, TeamPart.NEEDS)
    audit_round = rounds.load_round(tx, action.round_id or "")
    require(mine.member, Act.RUN_ROUND, Matter.of(audit_round))
    if audit_round.has_ended:
        raise NotNow(
            _("This plan is signed off, so what stands behind its asks stays as it is."),
            _("Pick evidence in the plan of the next review."),
        )
    return mine, action.team_id
