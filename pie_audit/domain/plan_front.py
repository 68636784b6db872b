"""Page one: for a decision, without scores, in the order of audit.md, “The PDF”."""

from __future__ import annotations

from collections.abc import Sequence

from pie_audit.domain.ask_evidence import MOST_LINES
from pie_audit.domain.audit import Outcome
from pie_audit.domain.day import full_day_words
from pie_audit.domain.plan_blocks import AskBox, Block, Bullets, Fact, Heading, Paragraph, Tone
from pie_audit.domain.plan_material import Edition, PlanAction, PlanMaterial, PriorAsk
from pie_audit.domain.plan_parts import (
    BEYOND_ONE_PERSON,
    agreed_about,
    alive,
    asks,
    barrier_words,
    capital,
    dissents_about,
    finished,
    owner,
    role_words,
    sentence,
    stopped,
    title_and_words,
    topics_agreed_from,
    who_took_part,
)
from pie_audit.domain.quarter import Quarter
from pie_audit.words import _, plural

MOST_ASKS = 3
MOST_LINES_OF_OURS = 3
MOST_PRIOR = 3
_USUAL = 3


def front(material: PlanMaterial, edition: Edition) -> tuple[Block, ...]:
    """The blocks of page one; texts that are too long for it stand whole inside."""
    asked = asks(material)
    return (
        *_title(material),
        Paragraph(one_sentence(asked), tone=Tone.LEAD, most_lines=3),
        *_ask_blocks(material, asked),
        *_prior_blocks(material),
        *_our_blocks(material, edition),
        *_proud_blocks(material, edition),
        *_voice_blocks(material),
        *_people_blocks(material, edition),
        *_shown_theme(material),
        *_since_blocks(material),
    )


def _title(material: PlanMaterial) -> list[Block]:
    parts = [material.team.about, material.quarter.name, _("what we ask, and what we do ourselves")]
    return [
        Heading(material.team.name, 1),
        Paragraph(" · ".join(part for part in parts if part), tone=Tone.QUIET, most_lines=1),
    ]


def one_sentence(asked: Sequence[PlanAction]) -> str:
    if not asked:
        return _("We ask nothing of anybody this time.")
    names = list(dict.fromkeys(_asked_of(a) for a in asked[:MOST_ASKS]))
    who = (
        names[0]
        if len(names) == 1
        else _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])
    )
    days = [a.action.ask_reply_by for a in asked[:MOST_ASKS] if a.action.ask_reply_by]
    if len(asked) == 1:
        what = asked[0].action.ask_what.strip().rstrip(".")
        if not days:
            return _("We ask {who} for one thing: {what}.").format(who=who, what=what)
        return _("We ask {who} for one thing, with a reply by {day}: {what}.").format(
            who=who, day=full_day_words(days[0]), what=what
        )
    count = (_("two"), _("three"))[min(len(asked), MOST_ASKS) - 2]
    if not days:
        return _("We ask {who} for {count} things.").format(who=who, count=count)
    return _("We ask {who} for {count} things, with a first reply by {day}.").format(
        who=who, count=count, day=full_day_words(min(days))
    )


def _asked_of(asking: PlanAction) -> str:
    return asking.action.ask_of.strip() or _("whoever can decide this")


def _ask_blocks(material: PlanMaterial, asked: Sequence[PlanAction]) -> list[Block]:
    if not asked:
        return []
    blocks: list[Block] = [Heading(_("What we ask"), 2)]
    blocks += [ask_box(material, asking) for asking in asked[:MOST_ASKS]]
    return blocks


def ask_box(material: PlanMaterial, asking: PlanAction) -> AskBox:
    """One ask with what a decision needs: when, cost, what would be noticed, what stays, evidence, how sure."""
    action, record = asking.action, agreed_about(material, asking.action.topic_id)
    reply = full_day_words(action.ask_reply_by) if action.ask_reply_by else _("no day set")
    facts = [
        Fact(_("Reply by"), reply),
        Fact(_("Rough yearly cost"), action.ask_cost.strip() or _("not worked out yet")),
        Fact(_("{Residents} would notice"), action.success_sign.strip()),
        Fact(_("If no, this stays"), action.ask_if_no.strip() or (record.because.strip() if record else "")),
        Fact(_("Why now"), action.ask_why_now.strip()),
        *(Fact(_("Evidence"), line) for line in evidence_lines(material, asking)),
        Fact(_("How sure we are"), _how_sure(material, asking)),
        Fact(_("Where it lies"), ask_level_words(asking)),
        Fact(_("First asked"), asked_in.name if (asked_in := asked_earlier(material, asking)) else ""),
    ]
    return AskBox(
        _("To {who}").format(who=_asked_of(asking)),
        capital(action.ask_what),
        tuple(fact for fact in facts if fact.text),
        (_("Yes"), _("Partly"), _("No, because …")),
        _("Who rings us, and when"),
        asking.ask_code,
    )


def ask_level_words(asking: PlanAction) -> str:
    """Where what is asked lies; empty where nobody said, or it is about one person, which stays with the team."""
    level = asking.action.barrier_level
    return barrier_words(level) if level in BEYOND_ONE_PERSON else ""


def asked_earlier(material: PlanMaterial, asking: PlanAction) -> Quarter | None:
    """The quarter of the plan that asked first, where it is an earlier one."""
    return asking.asked_in if asking.asked_in and asking.asked_in < material.quarter else None


def evidence_lines(material: PlanMaterial, asking: PlanAction) -> tuple[str, ...]:
    """What the team picked, each line with its base, and what it agreed about the topic; honestly “none yet”."""
    record = agreed_about(material, asking.action.topic_id)
    lines = [line.strip() for line in asking.evidence[:MOST_LINES] if line.strip()]
    if record is not None and record.evidence.strip():
        agreed = _("{evidence} (from what the team agreed)")
        lines.insert(0, agreed.format(evidence=record.evidence.strip().rstrip(".")))
    return tuple(lines[:MOST_LINES]) or (_("none yet"),)


def _how_sure(material: PlanMaterial, asking: PlanAction) -> str:
    record = agreed_about(material, asking.action.topic_id)
    if record is None or record.outcome is Outcome.NOT_DISCUSSED:
        return _("The team chose this; it wasn’t one of the topics talked through.")
    if record.outcome is Outcome.NOT_SETTLED:
        return _("Not settled: we see this differently.")
    if record.outcome is Outcome.CANT_TELL:
        return _("We can’t tell yet.")
    if dissents_about(material, asking.action.topic_id):
        return _("The team agreed; someone sees it differently.")
    return _("The team agreed on this together.")


def _prior_blocks(material: PlanMaterial) -> list[Block]:
    if not material.previous_asks:
        return []
    lines = tuple(_prior_line(prior) for prior in material.previous_asks[:MOST_PRIOR])
    return [Heading(_("What we asked last time"), 2), Bullets(lines, most_lines=2)]


def _prior_line(prior: PriorAsk) -> str:
    reply = prior.reply.strip() or plural(
        "{n} quarter, no reply", "{n} quarters, no reply", prior.quarters
    ).format(n=_number(prior.quarters))
    line = _("{who}, {day}: {what} – {reply}").format(
        who=capital(prior.asked_of),
        day=full_day_words(prior.asked_on),
        what=prior.what.strip().rstrip("."),
        reply=stopped(reply),
    )
    return _("{code} · {line}").format(code=prior.code, line=line) if prior.code else line


def _number(n: int) -> str:
    words = (_("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"))
    return words[n - 1] if 1 <= n <= len(words) else str(n)


def _our_blocks(material: PlanMaterial, edition: Edition) -> list[Block]:
    lines = [our_line(planned, edition) for planned in alive(material)[:MOST_LINES_OF_OURS]]
    done = "; ".join(planned.action.what.strip().rstrip(".") for planned in finished(material))
    blocks: list[Block] = [Heading(_("What we do ourselves"), 2)]
    if lines:
        blocks.append(Bullets(tuple(lines), most_lines=2))
    else:
        blocks.append(Paragraph(_("No actions are written down yet.")))
    if done:
        blocks.append(Paragraph(sentence(done), lead=_("Finished:"), most_lines=2))
    return blocks


def our_line(planned: PlanAction, edition: Edition) -> str:
    what, who = capital(planned.action.what).rstrip("."), owner(planned, edition)
    step = planned.action.first_small_step.strip()
    if not step:
        return _("{what} ({who}).").format(what=what, who=who)
    return _("{what} ({who}). First step: {step}").format(what=what, who=who, step=sentence(step))


def _proud_blocks(material: PlanMaterial, edition: Edition) -> list[Block]:
    """Only the one-page edition says it here; the other two say more of it inside, each in its way."""
    strong = topics_agreed_from(material, _USUAL, _USUAL + 1)[:3]
    if edition is not Edition.ONE_PAGE or not strong:
        return []
    lines = tuple(title_and_words(topic, record) for topic, record in strong)
    return [Heading(_("What we are proud of"), 2), Bullets(lines, most_lines=2)]


def _voice_blocks(material: PlanMaterial) -> list[Block]:
    blocks: list[Block] = []
    if material.resident_words.strip():
        words = _("“{words}”").format(words=material.resident_words.strip())
        blocks.append(Paragraph(words, lead=_("In somebody’s own words:"), most_lines=2))
    if material.small_win.strip():
        blocks.append(Paragraph(sentence(material.small_win), lead=_("A small win:"), most_lines=2))
    return blocks


def _people_blocks(material: PlanMaterial, edition: Edition) -> list[Block]:
    blocks: list[Block] = [Paragraph(who_took_part(material), lead=_("Who took part:"), most_lines=2)]
    reserved = [s for s in material.sign_offs if s.reservation.strip()]
    if reserved:
        said = " ".join(
            _("{role}: “{words}”").format(role=role_words(s.role), words=s.reservation.strip())
            for s in reserved
        )
        blocks.append(Paragraph(said, lead=_("Signed with a reservation:"), most_lines=2))
    contact = material.contact.strip() or _("no contact is written down yet")
    blocks.append(Paragraph(contact, lead=_("Talk to us:"), most_lines=1))
    return blocks


def _shown_theme(material: PlanMaterial) -> list[Block]:
    """The one theme that the team wants seen, in its own sentence; it isn't part of what was signed."""
    shown = material.shown
    title = shown_title(material)
    if shown is None or not title:
        return []
    lead = _("What we’d like you to see – {theme}:").format(theme=title)
    return [Paragraph(sentence(shown.words), lead=lead, most_lines=2)]


def shown_title(material: PlanMaterial) -> str:
    """The title of the theme that the team wants seen; empty without one, or where this round doesn't know it."""
    theme_id = material.shown.theme_id if material.shown else ""
    return next((theme.title for theme in material.themes if theme.id == theme_id), "")


def _since_blocks(material: PlanMaterial) -> list[Block]:
    """What came after the signature is named here and stands whole at the end."""
    parts = []
    if material.addenda:
        last = full_day_words(max(a.day for a in material.addenda))
        parts.append(_("an addition to what was signed, the latest of {day}").format(day=last))
    if material.replies:
        last = full_day_words(max(r.replied_on for r in material.replies))
        parts.append(_("what was replied, the latest on {day}").format(day=last))
    if not parts:
        return []
    told = _("{parts}; see the last page.").format(parts=_(" and ").join(parts))
    return [Paragraph(told, lead=_("Since it was signed:"), most_lines=2)]
