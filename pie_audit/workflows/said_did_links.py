"""What the board has to do with the plan: replies that no line tells of yet, and actions that a line led to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pie_audit.domain.plan import ActionStatus
from pie_audit.domain.reply import Asked, ReplyKind
from pie_audit.domain.said_did import Answer, HeardFrom, SaidDid
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import plans, team_parts
from pie_audit.storage import said_did as stored
from pie_audit.words import _, mid_sentence
from pie_audit.workflows import replies

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

MOST_REPLIES = 5
MOST_ACTIONS = 40
_LATELY = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class CameBack:
    """Something that came of an action or an ask, as the board could tell it."""

    action_id: str
    about: str
    answer: Answer
    words: str
    heard_on: date


@dataclass(frozen=True, slots=True)
class Linked:
    """What the action behind a line says, and what has come of it."""

    what: str
    came: CameBack | None


def replies_untold(tx: Transaction, team_id: str, today: date) -> tuple[CameBack, ...]:
    """Replies of the last year that no line of the board tells of, the latest first."""
    answered = [
        asked
        for asked in replies.asked_by_now(tx, team_id, today)
        if asked.latest is not None and asked.latest.replied_on >= today - _LATELY
    ]
    known = stored.actions_among(tx, team_id, {one for asked in answered for one in _ids(asked)})
    untold = [asked for asked in answered if not known & _ids(asked)]
    untold.sort(key=lambda asked: asked.latest.replied_on if asked.latest else today, reverse=True)
    return tuple(_of_reply(asked) for asked in untold[:MOST_REPLIES])


def may_be_told(tx: Transaction, team_id: str, asks: Sequence[Asked]) -> frozenset[str]:
    """Of which of these asks, by action, a reply may still go on the board; of none where the team has no board."""
    if TeamPart.SAID_DID not in team_parts.parts_of(tx, team_id):
        return frozenset()
    answered = [asked for asked in asks if asked.replies]
    known = stored.actions_among(tx, team_id, {one for asked in answered for one in _ids(asked)})
    return frozenset(asked.action_id for asked in answered if not known & _ids(asked))


def begin_line(line: SaidDid, came: CameBack) -> SaidDid:
    """A blank line filled with what came back; what people said is for somebody to put in plain words."""
    return replace(
        line,
        said=came.about,
        heard_from=HeardFrom.REVIEW,
        heard_on=came.heard_on,
        answer=came.answer,
        words=came.words,
        action_id=came.action_id,
    )


def linked(tx: Transaction, lines: Sequence[SaidDid], today: date) -> dict[str | None, Linked]:
    """By action, for the lines that led to one that is still there."""
    found: dict[str | None, Linked] = {}
    open_ids = {line.action_id for line in lines if line.is_open and line.action_id}
    team_ids = {line.team_id for line in lines if line.action_id}
    asks = [asked for one in team_ids for asked in replies.every_ask(tx, one, today)] if open_ids else []
    by_action = {one: asked for asked in asks if asked.replies for one in _ids(asked)}
    for action_id in {line.action_id for line in lines if line.action_id}:
        action = plans.load_action(tx, action_id)
        if action is None:
            continue
        came = _of_reply(by_action[action_id]) if action_id in by_action else None
        if came is None and action.status is ActionStatus.DONE:
            came = CameBack(action_id, action.what, Answer.DID, action.what, today)
        found[action_id] = Linked(action.what, came)
    return found


def open_actions(tx: Transaction, team_id: str) -> tuple[tuple[str, str], ...]:
    """The actions of the plan that a line may lead to, as they are worded."""
    going = [a for a in plans.actions_of_team(tx, team_id) if a.is_open]
    return tuple((a.action_id, a.what) for a in going[:MOST_ACTIONS])


def is_ours(tx: Transaction, team_id: str, action_id: str) -> bool:
    """Whether an action is, or was, in this team's plan."""
    action = plans.load_action(tx, action_id)
    return action is not None and action.team_id == team_id


def _ids(asked: Asked) -> frozenset[str]:
    """An ask that was carried forward had other ids before; replies know them."""
    return frozenset({asked.action_id, *(reply.action_id for reply in asked.replies)})


def _of_reply(asked: Asked) -> CameBack:
    about = asked.what.strip().rstrip(".")
    return CameBack(asked.action_id, about, Answer.ASKED_OTHERS, _words(asked), asked.asked_on)


def _words(asked: Asked) -> str:
    """“The council said yes: from April on.”"""
    reply = asked.latest
    assert reply is not None
    of = asked.of.strip()
    who = of[:1].upper() + of[1:] or _("They")
    because = mid_sentence(reply.because.strip().rstrip("."))
    said = {
        ReplyKind.YES: _("{who} said yes: {because}.") if because else _("{who} said yes."),
        ReplyKind.PARTLY: _("{who} said partly, because {because}."),
        ReplyKind.NO: _("{who} said no, because {because}."),
    }[reply.kind].format(who=who, because=because.removeprefix("because "))
    if instead := mid_sentence(reply.would_try.strip().rstrip(".")):
        return _("{said} They would try: {instead}.").format(said=said, instead=instead)
    return said
