"""The pages inside the words-only edition: no level, no figure, for residents, partners and commissioners."""

from __future__ import annotations

from pie_audit.domain.audit import Outcome
from pie_audit.domain.plan_blocks import Block, Bullets, Heading, Paragraph, Tone
from pie_audit.domain.plan_material import Edition, PlanAction, PlanMaterial
from pie_audit.domain.plan_parts import (
    alive,
    asks,
    capital,
    carried_words,
    due,
    involvement_words,
    owner,
    proud,
    sentence,
    status_words,
    stopped,
    title_and_words,
    topics_agreed_from,
    topics_with,
)
from pie_audit.domain.plan_priorities import board_words, chosen
from pie_audit.words import _

_USUAL = 3


def words_inside(material: PlanMaterial) -> tuple[Block, ...]:
    """What goes well, what gets in the way, what is seen differently, the plan, and what is asked."""
    return (
        Heading(_("Our plan in words"), 2),
        Paragraph(
            _("This edition has no scores and no charts. It is for anyone who would rather read."),
            tone=Tone.QUIET,
        ),
        *_well(material),
        *proud(material),
        *_in_the_way(material),
        *board_words(material),
        *_unsettled(material),
        *chosen(material),
        *_plan(material),
        *_cannot_alone(material),
    )


def _well(material: PlanMaterial) -> list[Block]:
    strong = topics_agreed_from(material, _USUAL, _USUAL + 1)
    if not strong:
        return []
    return [Heading(_("What goes well"), 2), Bullets(tuple(title_and_words(t, c) for t, c in strong))]


def _in_the_way(material: PlanMaterial) -> list[Block]:
    weak = topics_agreed_from(material, 0, _USUAL - 1)
    if not weak:
        return []
    return [Heading(_("What gets in the way"), 2), Bullets(tuple(title_and_words(t, c) for t, c in weak))]


def _unsettled(material: PlanMaterial) -> list[Block]:
    open_topics = topics_with(material, Outcome.NOT_SETTLED)
    unknown = topics_with(material, Outcome.CANT_TELL)
    blocks: list[Block] = []
    if open_topics:
        blocks.append(Heading(_("What we see differently"), 2))
        blocks.append(Bullets(tuple(title_and_words(t, c) for t, c in open_topics)))
    if unknown:
        blocks.append(Heading(_("What we can’t tell yet"), 2))
        blocks.append(Bullets(tuple(title_and_words(t, c) for t, c in unknown)))
    return blocks


def _plan(material: PlanMaterial) -> list[Block]:
    planned = alive(material)
    if not planned:
        return [Heading(_("What we will do"), 2), Paragraph(_("No actions are written down yet."))]
    blocks: list[Block] = [Heading(_("What we will do"), 2)]
    for topic in material.topics:
        ours = [p for p in planned if p.action.topic_id == topic.topic_id]
        if ours:
            blocks.append(Heading(topic.title, 3, topic.theme_id))
            blocks += [block for p in ours for block in _action_words(material, p)]
    known = {topic.topic_id for topic in material.topics}
    rest = [p for p in planned if p.action.topic_id not in known]
    if rest:
        blocks.append(Heading(_("Beside the topics"), 3))
        blocks += [block for p in rest for block in _action_words(material, p)]
    return blocks


def _action_words(material: PlanMaterial, planned: PlanAction) -> list[Block]:
    action, who = planned.action, owner(planned, Edition.WORDS)
    says = [sentence(action.what)]
    if planned.owner_name or planned.owner_role:
        says.append(_("Looked after by: {who}.").format(who=who))
    else:
        says.append(_("It still needs an owner."))
    if due(action):
        says.append(_("By when: {day}.").format(day=due(action)))
    says.append(_("Where it is up to: {status}.").format(status=status_words(action.status)))
    if action.first_small_step.strip():
        says.append(_("First step: {step}").format(step=sentence(action.first_small_step)))
    says.append(stopped(involvement_words(material, action.involvement)))
    if action.carried_count:
        says.append(sentence(carried_words(action)))
    blocks: list[Block] = [Paragraph(" ".join(says), lead=_("What we will do."))]
    if action.success_sign.strip():
        lead = _("What {residents} might notice.")
        blocks.append(Paragraph(sentence(action.success_sign), lead=lead))
    return blocks


def _cannot_alone(material: PlanMaterial) -> list[Block]:
    asked = asks(material)
    if not asked:
        return [Heading(_("What we ask of others"), 2), Paragraph(_("We ask nothing of anybody this time."))]
    lines = tuple(
        _("{who}: {what}").format(
            who=capital(a.action.ask_of) or _("Whoever can decide this"), what=sentence(a.action.ask_what)
        )
        for a in asked
    )
    return [Heading(_("What we cannot do alone"), 2), Bullets(lines)]
