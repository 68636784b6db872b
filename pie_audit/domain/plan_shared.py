"""From a plan's material to what leaders get as data: exactly what that edition prints, and not a word more."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace

from pie_audit.domain.influence import Direction
from pie_audit.domain.plan import Action, BarrierLevel
from pie_audit.domain.plan_front import (
    MOST_ASKS,
    MOST_LINES_OF_OURS,
    MOST_PRIOR,
    ask_level_words,
    asked_earlier,
    shown_title,
)
from pie_audit.domain.plan_material import (
    Edition,
    PlanAction,
    PlanMaterial,
    PlanTopic,
    PriorAsk,
    in_its_words,
)
from pie_audit.domain.plan_parts import (
    BEYOND_ONE_PERSON,
    agreed_about,
    alive,
    asks,
    capital,
    cards,
    finished,
    sentence,
    stopped,
)
from pie_audit.domain.reply import Reply
from pie_audit.domain.shared_plan import SharedAction, SharedAsk, SharedBarrier, SharedPlan, ShownTheme
from pie_audit.words import _

SURELY = 80
"""Characters of a text that can't be read back from a page which any page shows whole: about a line."""

_UNREADABLE = re.compile("[^\\u0000-\\u058f\\u1e00-\\u22ff]+")
"""Scripts read from the right, and signs that the program's letters lack: a page shows them, but doesn't give them back."""

_NEAR = 60
"""How many characters before the end of what is found the “…” may stand."""


@in_its_words
def shared_plan(material: PlanMaterial, edition: Edition, *, sender: str) -> SharedPlan:
    """What this edition says, as it says it; `only_printed` then holds it to the very paper."""
    return SharedPlan(
        sender=sender,
        team=material.team.name,
        about=material.team.about,
        quarter=material.quarter,
        edition=edition,
        made=len(material.addenda) + len(material.replies),
        signed_on=material.agreed_on,
        asks=_asks(material, edition),
        actions=_actions(material, edition),
        barriers=_barriers(material, edition),
        theme=_theme(material, edition),
        contact=material.contact.strip(),
        is_demo=material.is_demo,
    )


def _asks(material: PlanMaterial, edition: Edition) -> tuple[SharedAsk, ...]:
    """What is asked now, and what was asked last time and stands on page one; each once."""
    most = MOST_ASKS if edition is Edition.ONE_PAGE else None
    prior = {p.code: p for p in material.previous_asks[:MOST_PRIOR] if p.code}
    now = tuple(_ask(material, asking, edition, prior) for asking in asks(material)[:most] if asking.ask_code)
    told = {ask.code for ask in now}
    return (*now, *(_prior(material, p) for p in prior.values() if p.code not in told))


def _ask(
    material: PlanMaterial, asking: PlanAction, edition: Edition, prior: Mapping[str, PriorAsk]
) -> SharedAsk:
    action, record = asking.action, agreed_about(material, asking.action.topic_id)
    ask = SharedAsk(
        code=asking.ask_code,
        of=action.ask_of.strip() or _("whoever can decide this"),
        what=capital(action.ask_what),
        asked_in=asked_earlier(material, asking) or material.quarter,
        reply_by=action.ask_reply_by,
        cost=action.ask_cost.strip(),
        if_no=action.ask_if_no.strip() or (record.because.strip() if record else ""),
        topic=_topic(material, action, edition),
        level=action.barrier_level if ask_level_words(asking) else None,
    )
    latest = _latest(material, action)
    if latest is not None:
        return replace(ask, kind=latest.kind, answer=stopped(latest.because))
    before = prior.get(ask.code)
    return replace(ask, kind=before.kind, answer=before.reply) if before and before.kind else ask


def _latest(material: PlanMaterial, action: Action) -> Reply | None:
    replies = [reply for reply in material.replies if reply.action_id == action.action_id]
    return replies[-1] if replies else None


def _topic(material: PlanMaterial, action: Action, edition: Edition) -> str:
    """The title that stands over the action inside; the one page has no pages inside."""
    if edition is Edition.ONE_PAGE:
        return ""
    found: PlanTopic | None = next((t for t in material.topics if t.topic_id == action.topic_id), None)
    return found.title if found else ""


def _prior(material: PlanMaterial, prior: PriorAsk) -> SharedAsk:
    return SharedAsk(
        code=prior.code,
        of=capital(prior.asked_of),
        what=prior.what.strip().rstrip("."),
        asked_in=prior.asked_in or material.quarter.plus(-prior.quarters),
        kind=prior.kind,
        answer=prior.reply if prior.kind else "",
    )


def _actions(material: PlanMaterial, edition: Edition) -> tuple[SharedAction, ...]:
    """One page: a few lines without where they are up to. Words only: what is alive, and what got finished."""
    if edition is Edition.FULL:
        return tuple(_action(planned) for planned in material.actions)
    done = tuple(_action(planned) for planned in finished(material))
    if edition is Edition.WORDS:
        return (*(_action(planned) for planned in alive(material)), *done)
    lines = alive(material)[:MOST_LINES_OF_OURS]
    return (
        *(SharedAction(capital(p.action.what), "") for p in lines),
        *(replace(d, carried=0) for d in done),
    )


def _action(planned: PlanAction) -> SharedAction:
    action = planned.action
    return SharedAction(capital(action.what), action.status.value, action.carried_count)


def _barriers(material: PlanMaterial, edition: Edition) -> tuple[SharedBarrier, ...]:
    if edition is Edition.ONE_PAGE:
        return ()
    levels = tuple(BarrierLevel) if edition is Edition.FULL else BEYOND_ONE_PERSON
    return tuple(
        SharedBarrier(card.level, card.text.strip()) for card in cards(material, Direction.HINDERS, *levels)
    )


def _theme(material: PlanMaterial, edition: Edition) -> ShownTheme | None:
    title = shown_title(material)
    if material.shown is None or not title:
        return None
    means = material.shown.means if edition is Edition.FULL and len(material.shown.means) > 1 else ()
    points = tuple((quarter, f"{mean.numerator}/{mean.denominator}") for quarter, mean in means)
    return ShownTheme(material.shown.theme_id, title, sentence(material.shown.words), points)


def only_printed(plan: SharedPlan, paper: str) -> SharedPlan:
    """The plan with every text as far as it stands on the paper, whose text without its furniture `paper` is.

    What the page cut with “…” ends so here; what it has no room for at all is left out.
    """
    said = told_by(squeezed(paper))
    return replace(
        plan,
        team=said(plan.team),
        about=said(plan.about),
        asks=tuple(_said_ask(ask, said) for ask in plan.asks if said(ask.what)),
        actions=tuple(replace(a, what=said(a.what)) for a in plan.actions if said(a.what)),
        barriers=tuple(replace(b, words=said(b.words)) for b in plan.barriers if said(b.words)),
        theme=replace(plan.theme, words=said(plan.theme.words), title=said(plan.theme.title))
        if plan.theme
        else None,
        contact=said(plan.contact),
    )


def _said_ask(ask: SharedAsk, said: Callable[[str], str]) -> SharedAsk:
    return replace(
        ask,
        of=said(ask.of),
        what=said(ask.what),
        cost=said(ask.cost),
        if_no=said(ask.if_no),
        topic=said(ask.topic),
        answer=said(ask.answer),
    )


def told_by(paper: str) -> Callable[[str], str]:
    """What turns a text into as much of it as stands on the paper, whose squeezed text `paper` is."""

    def said(words: str) -> str:
        if squeezed(words) in paper:
            return words
        parts = [squeezed(part) for part in _UNREADABLE.split(words)]
        if len(parts) > 1 and all(part in paper for part in parts):
            return words if len(words) <= SURELY else words[:SURELY].rstrip() + "…"
        return _cut(words, paper)

    return said


def _cut(words: str, paper: str) -> str:
    """The start of the words that ends in “…” on the paper; empty where there is none."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if squeezed(words[:middle]) in paper:
            low = middle
        else:
            high = middle - 1
    for end in range(low, max(0, low - _NEAR), -1):
        if squeezed(words[:end]) + "…" in paper:
            return words[:end].rstrip() + "…"
    return ""


def squeezed(words: str) -> str:
    """A text as it can be found again in what is read back from a page: without spaces, one form for each letter."""
    return "".join(
        c
        for c in unicodedata.normalize("NFKC", words).replace("...", "…")
        if not c.isspace()
        and unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Cn"}
        and not "\ufe00" <= c <= "\ufe0f"
    )
