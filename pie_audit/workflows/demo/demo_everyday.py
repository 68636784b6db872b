"""Half a year of small things in the demo's teams: what they use, noted, asked for, answered, and in whose words."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from pie_audit.domain.ask_evidence import EvidenceSource
from pie_audit.domain.barrier import BarrierNote, BarrierStatus, Stage
from pie_audit.domain.barrier_matrix import key_of_card, key_of_process
from pie_audit.domain.bent_rule import BentRule
from pie_audit.domain.door_card import DoorCard
from pie_audit.domain.plan import ActionStatus, BarrierLevel
from pie_audit.domain.prompts_done import PromptsDone
from pie_audit.domain.quarter import iso_week
from pie_audit.domain.refusal import Refusal, usual_level
from pie_audit.domain.said_did import Answer, SaidDid
from pie_audit.domain.team_part import TeamPart
from pie_audit.domain.training import FOLLOW_UP_WEEKS, Training
from pie_audit.domain.vocabulary import Term
from pie_audit.storage import barriers as barrier_notes
from pie_audit.storage import daily_notes, said_did, team_parts
from pie_audit.storage import plans as actions
from pie_audit.workflows import (
    our_words,
    plans,
)
from pie_audit.workflows.demo import demo_everyday_words as told
from pie_audit.workflows.demo.demo_sessions import at_day
from pie_audit.workflows.everyday import (
    barriers,
    needs,
    practices,
    reading_cards,
    small_actions,
    training,
    training_answers,
)

if TYPE_CHECKING:
    from pie_audit.domain.audit import AuditRound
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.demo.demo_writing import House
    from pie_audit.workflows.presence import SignedIn
    from pie_audit.workflows.unlock import OpenWorkspace

_SALT = 11
"""Kept apart from all other dice of the demo, so that a seed gives the same reviews and pages as before."""

_OF_THE_FIRST = (TeamPart.WINS, TeamPart.FRICTION, TeamPart.TELLINGS)
_OWN_WORDS_AT = 1
"""The place of the team that says “guests”."""

_ASKED_FOR = "Nobody answers about a room for months"
_LOOKED_AGAIN_AT = "It’s hard to stop when the phone rings"
"""The barrier that becomes an ask, and the one that a team found to be the service's after all."""

_AGO = timedelta(days=1)


def use_parts(opened: OpenWorkspace, houses: Sequence[House]) -> None:
    """The first team keeps the three oldest logs; the others use everything that there is, one in its own words."""
    for house in houses:
        opened.write(lambda tx, h=house: _use(tx, h))  # type: ignore[misc]  # binds the loop


def _use(tx: Transaction, house: House) -> None:
    for part in TeamPart:
        team_parts.turn_part(tx, house.team_id, part, on=bool(house.place) or part in _OF_THE_FIRST)
    if house.place == _OWN_WORDS_AT:
        word = our_words.guessed(told.OWN_WORD)
        our_words.choose_word(tx, at_day(house.manager, house.first_day), house.team_id, Term.RESIDENTS, word)


def note_days(opened: OpenWorkspace, houses: Sequence[House], seed: int) -> None:
    """What was noted day by day, before any plan is written: it may stand behind an ask."""
    random = Random(seed * 1000 + _SALT)
    for house in houses:
        if house.place:
            opened.write(lambda tx, h=house: _note(tx, h, random))  # type: ignore[misc]  # binds the loop
            opened.write(lambda tx, h=house: _learn(tx, h))  # type: ignore[misc]  # binds the loop


def back_asks(tx: Transaction, me: SignedIn, audit_round: AuditRound) -> None:
    """Put lines of evidence behind the first ask of a plan before it is signed, where the team uses that."""
    if TeamPart.NEEDS not in team_parts.parts_of(tx, audit_round.team_id):
        return
    view = needs.needs(tx, me, audit_round.team_id)
    if not view.asks:
        return
    action_id = view.asks[0].action.action_id
    noticed = [offer for offer in view.offers if offer.source is EvidenceSource.BARRIER]
    for nearest in sorted(noticed, key=lambda offer: told.NEAREST not in offer.words)[:1]:
        needs.pick_evidence(tx, me, action_id, EvidenceSource.BARRIER, nearest.key)
    needs.write_evidence(tx, me, action_id, told.OWN_EVIDENCE)


def live_on(opened: OpenWorkspace, houses: Sequence[House]) -> None:
    """What needs the reviews to be there: barriers and an ask, cards, practices, and the board of what was said."""
    for house in houses:
        if house.place:
            for do in (_say_of_barriers, _ask, _read, _look_through, _answer_people):
                opened.write(lambda tx, h=house, d=do: d(tx, h))  # type: ignore[misc]  # binds the loop


def _id() -> str:
    return secrets.token_hex(16)


def _back(house: House, days: int) -> date | None:
    """So many days ago; None before the team was there."""
    day = house.today - days * _AGO
    return day if day >= house.first_day else None


def _months(house: House, most: int) -> Iterator[str]:
    """The last months with today's, the earliest first (2026-11)."""
    found: list[str] = []
    day = house.today.replace(day=1)
    while day >= house.first_day and len(found) < most:
        found.append(day.isoformat()[:7])
        day = (day - _AGO).replace(day=1)
    return reversed(found)


def _note(tx: Transaction, house: House, random: Random) -> None:
    months = list(_months(house, len(told.REFUSED_A_MONTH)))
    for month, times in zip(months, told.REFUSED_A_MONTH[-len(months) :], strict=True):
        for _each in range(times):
            daily_notes.save_refusal(tx, _refusal(house, month, random))
    for ago, rule, instead, why, agreed_by, agreed, happened, proposal in told.RULES:
        day = _back(house, ago)
        if day is not None:
            bent = BentRule(
                _id(), house.team_id, iso_week(day), rule, instead, why, agreed_by, agreed, happened
            )
            daily_notes.save_bent_rule(tx, replace(bent, proposal=proposal))
    for month, counts in zip(_months(house, len(told.PROMPTS)), told.PROMPTS, strict=False):
        daily_notes.save_prompts_done(tx, PromptsDone(house.team_id, month, *counts))
    for door in told.DOORS:
        daily_notes.save_door_card(tx, DoorCard(_id(), house.team_id, *door))


def _refusal(house: House, month: str, random: Random) -> Refusal:
    direction, agency, kind, reason, then = random.choice(told.REFUSALS)
    level = usual_level(direction)
    return Refusal(_id(), house.team_id, month, direction, agency, reason, then, level, kind)


def _learn(tx: Transaction, house: House) -> None:
    """Everybody who works there was at each training; most have answered what was asked by now."""
    there = (house.manager, *house.workers)
    for ago, title, provider, form, mix, part, topic, given in told.TRAININGS:
        day = _back(house, ago)
        if day is None:
            continue
        blank = Training(_id(), house.team_id, title, day, provider, form, mix, part, topic)
        ids = frozenset(me.member.person_id for me in there)
        training.save_training(tx, at_day(house.manager, day), blank, ids)
        training_answers.intend(tx, at_day(there[-1], day), blank.training_id, told.INTENTION)
        for weeks in FOLLOW_UP_WEEKS:
            asked_on = day + timedelta(weeks=weeks)
            answers = [answer for answer in given if answer[0] == weeks]
            for me, (_weeks, change, words, level) in zip(there, answers, strict=False):
                if asked_on <= house.today:
                    answer = training_answers.Given(blank.training_id, weeks, change, words, level)
                    training_answers.answer(tx, at_day(me, asked_on), answer)


def _say_of_barriers(tx: Transaction, house: House) -> None:
    """Stage, topic and who could change it, for most of what the matrix shows; one barrier was looked at again."""
    me = at_day(house.manager, house.today)
    known = {barrier.key for barrier in barriers.matrix(tx, me, house.team_id).barriers}
    for key in sorted(known):
        said = _said_of(key)
        if said is not None:
            barrier_notes.save_note(tx, BarrierNote(house.team_id, key, None, False, *said))
    again = key_of_card(_LOOKED_AGAIN_AT)
    if again in known:
        barriers.relevel(tx, me, house.team_id, again, BarrierLevel.SERVICE)


def _said_of(key: str) -> tuple[Stage, str, str, BarrierStatus] | None:
    """What a team says of the barrier of this key; None of one that nobody has looked at."""
    of_cards = {key_of_card(barrier[0]): barrier[1:] for barrier in told.BARRIERS}
    if key in of_cards:
        return of_cards[key]
    of_logs = {key_of_process(process): where for process, where in told.PROCESSES.items()}
    of_logs |= {reason.value: where for reason, where in told.STAGE_OF_REASON.items()}
    where = of_logs.get(key) or of_logs.get(key.split(":")[2] if key.count(":") > 1 else "")
    return (*where, "", BarrierStatus.OPEN) if where else None


def _ask(tx: Transaction, house: House) -> None:
    """One barrier becomes an ask of the plan in hand, with its evidence; a signed plan has its own."""
    me = at_day(house.manager, house.today)
    view = needs.needs(tx, me, house.team_id)
    known = {barrier.key for barrier in barriers.matrix(tx, me, house.team_id).barriers}
    if not view.may_edit or key_of_card(_ASKED_FOR) not in known:
        return
    action = needs.make_ask(tx, me, house.team_id, key_of_card(_ASKED_FOR)).result
    owner, reply_by = house.workers[0].member.person_id, house.today + 42 * _AGO
    plans.save_action(tx, me, replace(action, owner_id=owner, ask_reply_by=reply_by, **told.ASK))
    for source in told.EVIDENCE_KINDS:
        found = next((offer for offer in view.offers if offer.source is source), None)
        if found is not None:
            needs.pick_evidence(tx, me, action.action_id, source, found.key)


def _read(tx: Transaction, house: House) -> None:
    """Two cards were talked about. What was tried became an action, or is one of the earlier plan that was done."""
    shipped = {card.card_id: card for card in reading_cards.shipped()}
    done = [a for a in actions.actions_of_team(tx, house.team_id) if a.status is ActionStatus.DONE]
    for card_id, ago, decision, why, small_action in told.CARDS:
        me = at_day(house.manager, house.today - ago * _AGO)
        card = replace(
            shipped[card_id].on_shelf(house.team_id),
            discussed_on=me.clock.today(),
            decision=decision,
            why=why,
        )
        if small_action and done and not small_actions.keeps_plan(tx, me, house.team_id):
            led_to = min(done, key=lambda action: action.what)
            card = replace(card, small_action=led_to.what, action_id=led_to.action_id)
        reading_cards.save_card(tx, me, card if card.action_id else replace(card, small_action=small_action))


def _look_through(tx: Transaction, house: House) -> None:
    """What began in a crisis or a project, looked at three weeks ago."""
    me = at_day(house.manager, house.today - 21 * _AGO)
    owner, review_on = house.workers[-1].member.person_id, house.today + 70 * _AGO
    for what, begun, why, gave, choice, reason, is_held in told.PRACTICES:
        practice = replace(
            practices.new_practice(house.team_id),
            what=what,
            begun=begun,
            why=why,
            gave=gave,
            choice=choice,
            reason=reason,
            owner_id=owner if is_held else None,
            review_on=review_on if is_held else None,
        )
        practices.save_practice(tx, me, practice)


def _answer_people(tx: Transaction, house: House) -> None:
    for ago, said, heard_from, answer, words, heard_back in told.SAID:
        heard_on = house.today - ago * _AGO
        line = SaidDid(_id(), house.team_id, said, heard_from, heard_on, answer, words)
        if answer is not Answer.OPEN:
            line = replace(line, answered_on=house.today - ago // 2 * _AGO)
        if heard_back is not None:
            told_ago, how, checked_ago = heard_back
            checked = house.today - checked_ago * _AGO if checked_ago else None
            line = replace(line, told_on=house.today - told_ago * _AGO, told_how=how, still_right=checked)
        said_did.save_line(tx, line)
