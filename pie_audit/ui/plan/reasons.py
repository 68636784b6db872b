"""Why an action is done: a priority, a card of the board, a topic, or what somebody said."""

from __future__ import annotations

from dataclasses import dataclass

from pie_audit.domain.influence import Direction, Influence
from pie_audit.domain.plan import Action
from pie_audit.ui.widgets import Choice
from pie_audit.words import _
from pie_audit.workflows.plans import PlanView

_MOST = 60


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of the choice “Why”, and what it writes into an action. `asks_words` is for feedback."""

    words: str
    priority_id: str | None = None
    influence_id: str | None = None
    topic_id: str | None = None
    asks_words: bool = False

    def stands_in(self, action: Action) -> bool:
        """Whether the action was made for this reason."""
        mine = (self.priority_id, self.influence_id, self.topic_id)
        its = (action.priority_id, action.influence_id, action.topic_id)
        return mine == its and (any(mine) or self.asks_words == bool(action.feedback))


class ReasonChoice(Choice):
    """Offers every reason of a plan; `fill` never tells anybody."""

    def __init__(self) -> None:
        super().__init__()
        self._reasons: list[Reason] = []

    def fill(self, action: Action, view: PlanView) -> None:
        """Offer what this plan knows, with what the action has now chosen, even if it comes from an earlier plan."""
        offered = list(reasons(view))
        if not any(reason.stands_in(action) for reason in offered):
            offered.append(_earlier(action, view))
        words = [reason.words for reason in offered]
        if [self.itemText(at) for at in range(self.count())] != words:
            self.clear()
            self.addItems(words)
        self._reasons = offered
        self.setCurrentIndex(next(at for at, reason in enumerate(offered) if reason.stands_in(action)))

    def reason(self) -> Reason:
        """What is chosen."""
        return self._reasons[self.currentIndex()]


def reasons(view: PlanView) -> tuple[Reason, ...]:
    """Priorities first, then cards, then topics; feedback in words and no reason at the end."""
    ranked = (
        Reason(
            _("{rank}. {words}").format(rank=p.rank, words=_short(p.words)),
            p.priority_id,
            p.influence_id,
            p.topic_id,
        )
        for p in view.priorities
    )
    cards = (Reason(_card_words(c), None, c.influence_id, c.topic_id) for c in view.influences)
    topics = (Reason(_("Topic: {title}").format(title=t.title), None, None, t.id) for t in view.topics)
    return (
        *ranked,
        *cards,
        *topics,
        Reason(_("Something that was said"), asks_words=True),
        Reason(_("Not tied to one topic")),
    )


def reason_words(action: Action, view: PlanView) -> str:
    """Why, for who only reads."""
    if action.feedback and not (action.priority_id or action.influence_id or action.topic_id):
        return _("“{words}”").format(words=action.feedback)
    found = next((r.words for r in reasons(view) if r.stands_in(action)), "")
    return found or _earlier(action, view).words


def _earlier(action: Action, view: PlanView) -> Reason:
    title = next((t.title for t in view.topics if t.id == action.topic_id), "")
    title = title or next((g.topic.title for g in view.groups if g.topic and action in g.actions), "")
    words = _("Earlier: {title}").format(title=title) if title else _("From an earlier plan")
    return Reason(words, action.priority_id, action.influence_id, action.topic_id, bool(action.feedback))


def _card_words(card: Influence) -> str:
    words = _("Helps: {words}") if card.direction is Direction.HELPS else _("Hinders: {words}")
    return words.format(words=_short(card.text))


def _short(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= _MOST else one_line[: _MOST - 1].rstrip() + "…"
