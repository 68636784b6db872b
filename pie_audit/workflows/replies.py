"""The reply loop: what was asked with a signed plan, what came back, and how long silence has lasted."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound
from pie_audit.domain.day import full_day_words
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan import Action, ActionStatus
from pie_audit.domain.plan_material import PriorAsk
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.reply import Asked, Reply, ReplyKind, answer_words
from pie_audit.storage import agreements
from pie_audit.storage import audits as rounds
from pie_audit.storage import plans as actions
from pie_audit.storage import replies as stored
from pie_audit.words import _
from pie_audit.workflows import ask_codes, drafts
from pie_audit.workflows.carrying import signed_rounds
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.unlock import Me, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

_TEXTS = ("from_whom", "because", "would_try", "in_the_room")


def asked_before(tx: Transaction, audit_round: AuditRound) -> tuple[Asked, ...]:
    """What a round opens with: all asks of the last signed plan, and of earlier ones what still waits or was
    answered since. Those that have waited longest come first.
    """
    signed = signed_rounds(tx, audit_round.team_id, before=audit_round.quarter)
    return _worth_telling(tx, signed, audit_round.quarter)


def asked_by_now(tx: Transaction, team_id: str, today: date) -> tuple[Asked, ...]:
    """The same from today, with what the latest signed plan asks."""
    running = rounds.current_round(tx, team_id)
    now = running.quarter if running else Quarter.of(today)
    return _worth_telling(tx, signed_rounds(tx, team_id), now)


def every_ask(tx: Transaction, team_id: str, today: date) -> tuple[Asked, ...]:
    """Everything that signed plans of this team ever asked; one that was carried forward in the same words is one."""
    return tuple(_threads(tx, signed_rounds(tx, team_id), Quarter.of(today)))


def prior_asks(tx: Transaction, audit_round: AuditRound) -> tuple[PriorAsk, ...]:
    """What page one says of last time's asks; those without a reply print themselves with their age."""
    codes = ask_codes.codes_of_team(tx, audit_round.team_id)
    return tuple(
        PriorAsk(
            asked.of.strip() or _("nobody named"),
            asked.what,
            asked.asked_on,
            answer_words(asked) if asked.replies else "",
            max(1, asked.quarters),
            codes[asked.action_id],
            asked.asked_in,
            asked.latest.kind if asked.latest else None,
        )
        for asked in asked_before(tx, audit_round)
    )


def unanswered(tx: Transaction, me: Me, team_id: str) -> tuple[Asked, ...]:
    """What still waits for a reply: a warning before the next round, never a block."""
    mine = acting(me)
    require(mine.member, Act.READ_TEAM, Matter(team_id))
    return tuple(asked for asked in asked_by_now(tx, team_id, mine.clock.today()) if asked.waits)


def may_note_reply(tx: Transaction, me: Me, team_id: str) -> bool:
    """Whether this person may write down what came back: the team's manager, or who facilitates its round."""
    running = rounds.current_round(tx, team_id)
    return may(acting(me).member, Act.RUN_ROUND, Matter(team_id, running))


def new_reply(asked: Asked, today: date) -> Reply:
    """A blank reply of today."""
    return Reply(secrets.token_hex(16), asked.action_id, ReplyKind.YES, today)


def record_reply(tx: Transaction, me: Me, reply: Reply) -> Undoable:
    """Write down what came back. Several replies to one ask are kept in the order of their days.

    Raises NotNow for an ask that hasn't been sent, a day before it was asked or ahead, and a “no” or “partly”
    without its reason.
    """
    asked = _asked(tx, me, reply.action_id)
    today = acting(me).clock.today()
    if not asked.asked_on <= reply.replied_on <= today:
        raise NotNow(
            _("A reply can’t come on {day}.").format(day=full_day_words(reply.replied_on)),
            _("We asked on {asked}, and today is {today}: choose a day between them.").format(
                asked=full_day_words(asked.asked_on), today=full_day_words(today)
            ),
        )
    before = next((r for r in asked.replies if r.reply_id == reply.reply_id), None)
    if before is None and stored.has_reply(tx, reply.reply_id):
        raise NotNow(_("That reply belongs to another ask."), _("Note a new one here."))
    stored.save_reply(tx, reply.checked())
    drafts.drop(tx, me, _begun_key(reply.action_id))

    def undo(tx: Transaction, me: Me) -> None:
        _asked(tx, me, reply.action_id)
        if before is None:
            stored.delete_reply(tx, reply.reply_id)
        else:
            stored.save_reply(tx, before)

    return Undoable(reply, _("Noted a reply"), undo)


def begin_reply(tx: Transaction, me: Me, reply: Reply) -> None:
    """Keep what is typed so far, sealed to whoever types it; it is no reply yet."""
    words = {name: getattr(reply, name) for name in _TEXTS}
    words |= {"reply_id": reply.reply_id, "kind": reply.kind.value, "day": reply.replied_on.isoformat()}
    drafts.save_words(tx, me, _begun_key(reply.action_id), words)


def begun_reply(tx: Transaction, me: Me, reply: Reply) -> Reply:
    """The reply with what this person had typed into it, if it was left before it was kept."""
    words = drafts.words(tx, me, _begun_key(reply.action_id))
    known = {r.reply_id for r in stored.replies_to(tx, (reply.action_id,))}
    if words is None or (words["reply_id"] in known) != (reply.reply_id in known):
        return reply
    if reply.reply_id in known and words["reply_id"] != reply.reply_id:
        return reply
    return replace(
        reply,
        reply_id=words["reply_id"],
        kind=ReplyKind(words["kind"]),
        replied_on=date.fromisoformat(words["day"]),
        **{name: words[name] for name in _TEXTS},
    )


def _begun_key(action_id: str) -> str:
    return f"reply/{action_id}"


def take_back_reply(tx: Transaction, me: Me, action_id: str, reply_id: str) -> Undoable:
    """Strike out a reply that was written down by mistake."""
    asked = _asked(tx, me, action_id)
    found = next((r for r in asked.replies if r.reply_id == reply_id), None)
    if found is None:
        raise NotNow(_("That reply is gone already."), _("Nothing is left to do."))
    stored.delete_reply(tx, reply_id)

    def undo(tx: Transaction, me: Me) -> None:
        _asked(tx, me, action_id)
        stored.save_reply(tx, found)

    return Undoable(found, _("Took a reply away"), undo)


def _asked(tx: Transaction, me: Me, action_id: str) -> Asked:
    """The ask that an action carries, if this person may write about it."""
    action = actions.load_action(tx, action_id)
    own_round = rounds.load_round(tx, action.round_id) if action and action.round_id else None
    if action is None or own_round is None:
        raise NotNow(_("That ask is gone."), _("Nothing is left to reply to."))
    if not may(acting(me).member, Act.RUN_ROUND, Matter.of(own_round)):
        running = rounds.current_round(tx, own_round.team_id)
        require(acting(me).member, Act.RUN_ROUND, Matter(own_round.team_id, running))
    today = acting(me).clock.today()
    for asked in _threads(tx, signed_rounds(tx, own_round.team_id), Quarter.of(today)):
        if asked.action_id == action_id:
            return asked
    raise NotNow(
        _("This ask hasn’t been sent yet."), _("It goes out with the plan, on the day of the sign-off.")
    )


def _worth_telling(tx: Transaction, signed: list[AuditRound], now: Quarter) -> tuple[Asked, ...]:
    if not signed:
        return ()
    last_day = _sent_days(tx, signed[-1:])[signed[-1].round_id]
    last = {a.action_id for a in _actions_of(tx, signed[-1])}
    found = [
        asked
        for asked in _threads(tx, signed, now)
        if asked.waits
        or asked.action_id in last
        or (asked.latest is not None and asked.latest.replied_on >= last_day)
    ]
    return tuple(sorted(found, key=lambda a: (not a.waits, -a.quarters, a.asked_on, a.what)))


def _threads(tx: Transaction, signed: Sequence[AuditRound], now: Quarter) -> list[Asked]:
    """One for each ask: an action that carries it on in the same words is still the same ask."""
    threads: dict[str, Asked] = {}
    chains: dict[str, list[str]] = {}
    days = _sent_days(tx, signed)
    for audit_round in signed:
        asking = [a for a in _actions_of(tx, audit_round) if a.ask_what.strip()]
        sent_on = days[audit_round.round_id]
        for action in asking:
            before = threads.get(action.carried_from or "")
            same = before is not None and _folded(before.what) == _folded(action.ask_what)
            chain = chains[before.action_id] if before is not None and same else []
            if before is not None and same:
                del threads[before.action_id]
                sent = _sent(action, before.asked_in, before.asked_on, now)
            else:
                sent = _sent(action, audit_round.quarter, sent_on, now)
            threads[action.action_id] = sent
            chains[action.action_id] = [*chain, action.action_id]
    came = stored.replies_to(tx, {one for asked in threads for one in chains[asked]})
    return [
        replace(asked, replies=tuple(r for r in came if r.action_id in chains[asked.action_id]))
        for asked in threads.values()
    ]


def _sent(action: Action, asked_in: Quarter, asked_on: date, now: Quarter) -> Asked:
    return Asked(
        action.action_id,
        action.topic_id,
        action.ask_of,
        action.ask_what,
        action.ask_reply_by,
        asked_in,
        asked_on,
        max(0, asked_in.until(now)),
        is_withdrawn=action.status in {ActionStatus.DONE, ActionStatus.STOPPED},
    )


def _actions_of(tx: Transaction, audit_round: AuditRound) -> list[Action]:
    every = actions.actions_of_team(tx, audit_round.team_id)
    return [a for a in every if a.round_id == audit_round.round_id]


def _sent_days(tx: Transaction, signed: Sequence[AuditRound]) -> dict[str, date]:
    """By round, when its asks went out with the plan: on the day of the sign-off."""
    days = agreements.sent_days(tx, [r.round_id for r in signed])
    return {r.round_id: days.get(r.round_id, r.closes_on) for r in signed}


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold().rstrip(".")
