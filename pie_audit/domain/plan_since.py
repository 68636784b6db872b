"""What came after a plan was signed: dated additions and replies, under headings of their own."""

from __future__ import annotations

from pie_audit.domain.audit import Addendum
from pie_audit.domain.day import full_day_words
from pie_audit.domain.plan_blocks import Block, Bullets, Heading, Paragraph, Tone
from pie_audit.domain.plan_material import PlanMaterial
from pie_audit.domain.plan_parts import capital, role_words, sentence, stopped
from pie_audit.domain.reply import Reply, ReplyKind
from pie_audit.words import _


def since_blocks(material: PlanMaterial) -> tuple[Block, ...]:
    """Additions and replies with their dates, whole, in every edition; nothing where nothing came."""
    return (*_addenda(material), *_replies(material))


def _addenda(material: PlanMaterial) -> list[Block]:
    if not material.addenda:
        return []
    blocks: list[Block] = [
        Heading(_("Added after it was signed"), 2),
        Paragraph(_("What was signed stays as it was; this was added later."), tone=Tone.QUIET),
    ]
    for added in material.addenda:
        blocks.append(Paragraph(sentence(added.words), lead=_addendum_lead(added)))
        blocks.append(Paragraph(sentence(added.reason), lead=_("Why only now:")))
    return blocks


def _addendum_lead(added: Addendum) -> str:
    return _("{day}, {role}:").format(day=full_day_words(added.day), role=role_words(added.role))


def _replies(material: PlanMaterial) -> list[Block]:
    if not material.replies:
        return []
    asked = {planned.action.action_id: planned.action for planned in material.actions}
    lines = []
    for reply in material.replies:
        ask = asked.get(reply.action_id)
        if ask is not None:
            lines.append(_reply_line(reply, ask.ask_of, ask.ask_what))
    return [Heading(_("What was replied"), 2), Bullets(tuple(lines))] if lines else []


def _reply_line(reply: Reply, asked_of: str, what: str) -> str:
    told = [
        _("{who}, {day}: {kind}.").format(
            who=capital(reply.from_whom.strip() or asked_of.strip() or _("whoever can decide this")),
            day=full_day_words(reply.replied_on),
            kind=reply_kind_words(reply.kind),
        ),
        _("We asked for: {what}").format(what=stopped(what)),
    ]
    if reply.because.strip():
        told.append(_("Because: {words}").format(words=stopped(reply.because)))
    if reply.would_try.strip():
        told.append(_("They would try: {words}").format(words=stopped(reply.would_try)))
    if reply.in_the_room.strip():
        told.append(_("In the room from the front line: {who}").format(who=stopped(reply.in_the_room)))
    return " ".join(told)


def reply_kind_words(kind: ReplyKind) -> str:
    """An answer in the middle of a sentence."""
    return {ReplyKind.YES: _("yes"), ReplyKind.PARTLY: _("partly"), ReplyKind.NO: _("no")}[kind]
