"""The pages inside the team's own copy: each topic talked through, with the spreads that may be shown."""

from __future__ import annotations

from pie_audit.domain.audit import Consensus, Outcome
from pie_audit.domain.day import full_day_words
from pie_audit.domain.disclosure import POOLED, Band, TopicCounts
from pie_audit.domain.plan_blocks import (
    ActionCard,
    Block,
    Bullets,
    DotRow,
    Dots,
    Fact,
    Heading,
    Paragraph,
    Position,
    Positions,
    Table,
    Tone,
)
from pie_audit.domain.plan_material import Edition, PlanAction, PlanMaterial, PlanTopic
from pie_audit.domain.plan_parts import (
    agreed_about,
    capital,
    dissents_about,
    due,
    owner,
    perspective_words,
    sentence,
    status_words,
    stopped,
    topics_with,
)
from pie_audit.domain.team import Perspective
from pie_audit.domain.theme_score import ThemeScore
from pie_audit.domain.vocabulary import put_words
from pie_audit.words import _, plural


def full_inside(material: PlanMaterial) -> tuple[Block, ...]:
    """Where the themes stand, every topic talked through with its actions, the rest of the plan."""
    return (
        *_positions(material),
        *_topics(material),
        *_other_actions(material),
        *_at_a_glance(material),
        *_not_discussed(material),
    )


def _labels(material: PlanMaterial) -> tuple[str, ...]:
    return tuple(anchor.label for anchor in material.levels)


def _positions(material: PlanMaterial) -> list[Block]:
    if not material.positions:
        return []
    titles = {theme.id: theme.title for theme in material.themes}
    rows = tuple(
        Position(s.theme_id, titles.get(s.theme_id, s.theme_id), s.mean, s.low, s.high, s.words())
        for s in material.positions
    )
    told = " ".join(_("{theme}: {words}.").format(theme=row.title, words=row.words) for row in rows)
    return [
        Heading(_("Where we think we are"), 2),
        Paragraph(_scale_words(material), tone=Tone.QUIET),
        Positions(rows, _labels(material), _("Themes on a scale of 0 to 4. {told}").format(told=told)),
        *_reasons(material, material.positions),
    ]


def _scale_words(material: PlanMaterial) -> str:
    steps = "; ".join(_("{n} {label}").format(n=int(a.value), label=a.label) for a in material.levels)
    return _("What the team agreed, not an average of people. Levels: {steps}.").format(steps=steps)


def _reasons(material: PlanMaterial, scores: tuple[ThemeScore, ...]) -> list[Block]:
    """A theme that doesn’t apply at all has its reasons beside the gap."""
    gaps = {score.theme_id for score in scores if score.applicable == 0}
    lines = [
        _("{topic}: {reason}").format(topic=topic.title, reason=stopped(record.because))
        for topic, record in topics_with(material, Outcome.NOT_APPLICABLE)
        if topic.theme_id in gaps
    ]
    return [Bullets(tuple(lines))] if lines else []


def _topics(material: PlanMaterial) -> list[Block]:
    blocks: list[Block] = []
    for theme in material.themes:
        topics = [t for t in material.topics if t.theme_id == theme.id and _is_discussed(material, t)]
        if topics:
            blocks.append(Heading(theme.title, 2, theme.id))
            for topic in topics:
                blocks += _topic(material, topic)
    return blocks


def _is_discussed(material: PlanMaterial, topic: PlanTopic) -> bool:
    record = agreed_about(material, topic.topic_id)
    return record is not None and record.outcome is not Outcome.NOT_DISCUSSED


def _topic(material: PlanMaterial, topic: PlanTopic) -> list[Block]:
    record = agreed_about(material, topic.topic_id)
    blocks: list[Block] = [Heading(topic.title, 3), *_spread(material, topic)]
    if record is not None:
        blocks += _agreed(material, record)
    blocks += _dissent(material, topic)
    blocks += [action_card(material, a) for a in material.actions if a.action.topic_id == topic.topic_id]
    return blocks


def _spread(material: PlanMaterial, topic: PlanTopic) -> list[Block]:
    counts = {c.group: c for c in material.counts if c.topic_id == topic.topic_id}
    if material.together_only or not material.took_part:
        return []
    rows = [
        _group_row(material, topic, p, counts.get(p.value)) for p in Perspective if _was_there(material, p)
    ]
    if POOLED in counts:
        rows.append(DotRow(_("Everybody"), _people(counts[POOLED]), counts[POOLED].levels))
    if not any(row.counts for row in rows):
        return [
            Paragraph(_("How differently we saw it: not shown, to keep small groups safe."), tone=Tone.QUIET)
        ]
    record = agreed_about(material, topic.topic_id)
    level = record.level if record else None
    agreed = int(level) if level is not None else None
    return [Dots(tuple(rows), _labels(material), agreed, _alt(material, topic, rows=rows, agreed=agreed))]


def _was_there(material: PlanMaterial, perspective: Perspective) -> bool:
    return material.took_part.get(perspective, Band.NONE) is not Band.NONE


def _group_row(
    material: PlanMaterial, topic: PlanTopic, perspective: Perspective, counts: TopicCounts | None
) -> DotRow:
    label = perspective_words(material, perspective)
    if perspective not in topic.asked:
        return DotRow(label, _("not asked about this one"), None)
    if counts is None or not counts.n_rated:
        return DotRow(label, _("not shown: small group"), None)
    return DotRow(label, _people(counts), counts.levels)


def _people(counts: TopicCounts) -> str:
    told = [plural("{n} person", "{n} people", counts.n_rated).format(n=counts.n_rated)]
    if counts.cant_tell:
        told.append(_("{n} can’t tell").format(n=counts.cant_tell))
    if counts.not_applicable:
        told.append(_("{n} doesn’t apply").format(n=counts.not_applicable))
    return ", ".join(told)


def _alt(material: PlanMaterial, topic: PlanTopic, *, rows: list[DotRow], agreed: int | None) -> str:
    said = [_("How differently we saw “{topic}”.").format(topic=topic.title)]
    for row in rows:
        if row.counts is None:
            said.append(_("{group}: {note}.").format(group=row.label, note=row.note))
            continue
        each = ", ".join(
            _("{n} at {level}").format(n=n, level=level) for level, n in enumerate(row.counts) if n
        )
        said.append(_("{group}, {note}: {each}.").format(group=row.label, note=row.note, each=each))
    if agreed is not None:
        said.append(_("The team agreed on {n}.").format(n=agreed))
    return " ".join(said)


def _agreed(material: PlanMaterial, record: Consensus) -> list[Block]:
    because = sentence(record.because)
    blocks: list[Block] = [Paragraph(because, lead=_agreed_lead(material, record))]
    if record.outcome is not Outcome.AGREED:
        return blocks
    if record.changed.strip():
        blocks.append(Paragraph(sentence(record.changed), lead=_("What changed:")))
    evidence = record.evidence.strip()
    blocks.append(Paragraph(sentence(evidence) if evidence else _("none yet"), lead=_("Evidence:")))
    return blocks


def _agreed_lead(material: PlanMaterial, record: Consensus) -> str:
    if record.level is not None:
        label = material.levels[record.level].label.lower()
        if record.level == 4 and not record.evidence.strip():
            return _("We agreed on {n} – evidence: none yet ({label}).").format(
                n=int(record.level), label=label
            )
        return _("We agreed on {n}, {label}.").format(n=int(record.level), label=label)
    return {
        Outcome.NOT_SETTLED: _("Not settled: we see this differently."),
        Outcome.NOT_APPLICABLE: _("Doesn’t apply here:"),
        Outcome.CANT_TELL: _("We can’t tell yet."),
    }.get(record.outcome, "")


def _dissent(material: PlanMaterial, topic: PlanTopic) -> list[Block]:
    views = dissents_about(material, topic.topic_id)
    if not views:
        return []
    if material.took_part.get(Perspective.TEAM, Band.NONE) in {Band.NONE, Band.FEW}:
        # In a small team neither how many nor which level is told: both could point at somebody.
        words = " ".join(stopped(view.words) for view in views)
        return [Paragraph(words, lead=_("Someone disagreed:"))]
    return [
        Paragraph(
            stopped(view.words),
            lead=_("One of us sees it differently:")
            if view.level is None
            else _("One of us sees it as {n}:").format(n=int(view.level)),
        )
        for view in views
    ]


def action_card(material: PlanMaterial, planned: PlanAction) -> ActionCard:
    """One action with who, by when, its first step and what would be noticed."""
    action = planned.action
    facts = [
        Fact(_("Who"), owner(planned, Edition.FULL)),
        Fact(_("By"), due(action)),
        Fact(_("First step"), action.first_small_step.strip()),
        Fact(put_words(_("{Residents} see"), material.vocabulary), action.success_sign.strip()),
        Fact(_("We need"), _need(planned)),
        Fact(_("Why stopped"), action.status_reason.strip()),
    ]
    return ActionCard(capital(action.what), status_words(action.status), tuple(f for f in facts if f.text))


def _need(planned: PlanAction) -> str:
    action = planned.action
    if not action.ask_what.strip():
        return ""
    told = capital(action.ask_what)
    if action.ask_of.strip():
        told = _("{who}: {what}").format(who=capital(action.ask_of), what=action.ask_what.strip())
    if action.ask_reply_by is None:
        return told
    return _("{what} (reply by {day})").format(what=told.rstrip("."), day=full_day_words(action.ask_reply_by))


def _other_actions(material: PlanMaterial) -> list[Block]:
    shown = {t.topic_id for t in material.topics if _is_discussed(material, t)}
    rest = [a for a in material.actions if a.action.topic_id not in shown]
    if not rest:
        return []
    return [Heading(_("What else is in the plan"), 2), *(action_card(material, a) for a in rest)]


def _at_a_glance(material: PlanMaterial) -> list[Block]:
    if not material.actions:
        return [Heading(_("What we will do"), 2), Paragraph(_("No actions are written down yet."))]
    rows = tuple(
        (capital(a.action.what), owner(a, Edition.FULL), due(a.action) or "–", status_words(a.action.status))
        for a in material.actions
    )
    head = (_("What"), _("Who"), _("By"), _("Up to"))
    return [Heading(_("The plan at a glance"), 2), Table(head, rows)]


def _not_discussed(material: PlanMaterial) -> list[Block]:
    left = tuple(t.title for t in material.topics if not _is_discussed(material, t))
    if not left:
        return []
    return [Heading(_("Not discussed this time"), 2), Bullets(left)]
