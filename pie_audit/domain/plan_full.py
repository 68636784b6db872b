"""The pages inside the team's own copy: each topic talked through, with the spreads that may be shown."""

from __future__ import annotations

from pie_audit.domain.audit import Consensus, Dissent, Outcome
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
from pie_audit.domain.plan_front import shown_title
from pie_audit.domain.plan_material import Edition, PlanAction, PlanMaterial, PlanTopic
from pie_audit.domain.plan_parts import (
    agreed_about,
    barrier_words,
    capital,
    carried_words,
    dissents_about,
    due,
    involvement_words,
    owner,
    perspective_words,
    proud,
    sentence,
    status_words,
    step_words,
    stopped,
    topics_with,
)
from pie_audit.domain.plan_priorities import Share, board, board_table, chosen, shares
from pie_audit.domain.rounding import one_decimal
from pie_audit.domain.team import Perspective
from pie_audit.domain.theme_score import ThemeScore
from pie_audit.words import _, mid_sentence, plural

_A_LINE = 2
_GLANCE_SHARES = (0.44, 0.18, 0.22, 0.16)


def full_inside(material: PlanMaterial) -> tuple[Block, ...]:
    """Where the themes stand, what helps and hinders, a page for each priority, every other topic and action."""
    return (
        *_positions(material),
        *_shown_line(material),
        *chosen(material),
        *board(material),
        *(block for share in shares(material) for block in _priority(material, share)),
        *_topics(material),
        *_other_actions(material),
        *proud(material),
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


def _shown_line(material: PlanMaterial) -> list[Block]:
    """The theme that the team wants seen, quarter by quarter; only where there is more than the one quarter."""
    title = shown_title(material)
    if material.shown is None or not title or len(material.shown.means) < _A_LINE:
        return []
    rows = tuple((quarter.name, one_decimal(mean)) for quarter, mean in material.shown.means)
    return [
        Heading(_("{theme}, quarter by quarter").format(theme=title), 3),
        Paragraph(_("The one line that leaders get with this copy."), tone=Tone.QUIET),
        Table((_("Quarter"), _("Mean of what we agreed")), rows, (0.5, 0.5)),
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


def _priority(material: PlanMaterial, share: Share) -> list[Block]:
    """One priority on a page of its own: why, how differently it was seen, what was agreed, the board, actions."""
    topic = _topic_of(material, share.priority.topic_id)
    blocks: list[Block] = [
        Heading(share.priority.words.strip(), 2, topic.theme_id if topic else "", new_page=True)
    ]
    if topic is not None:
        blocks += [Heading(topic.title, 3), *_talk(material, topic)]
    if share.cards:
        blocks += [Heading(_("What helps and hinders here"), 3), board_table(material, share.cards)]
    blocks.append(Heading(_("What we will do"), 3))
    if share.actions:
        return [*blocks, *(action_card(material, planned) for planned in share.actions)]
    reason = share.priority.no_action_because.strip()
    none = (
        _("No action follows: {reason}").format(reason=stopped(mid_sentence(reason)))
        if reason
        else _("No action yet.")
    )
    return [*blocks, Paragraph(none)]


def _topic_of(material: PlanMaterial, topic_id: str | None) -> PlanTopic | None:
    return next((t for t in material.topics if t.topic_id == topic_id), None)


def _topics(material: PlanMaterial) -> list[Block]:
    """Topics talked through that no priority has shown yet."""
    told = {share.priority.topic_id for share in shares(material)}
    blocks: list[Block] = []
    for theme in material.themes:
        topics = [
            t
            for t in material.topics
            if t.theme_id == theme.id and t.topic_id not in told and _is_discussed(material, t)
        ]
        if topics:
            new_page = bool(material.priorities) and not blocks
            blocks.append(Heading(theme.title, 2, theme.id, new_page))
            for topic in topics:
                blocks += _topic(material, topic)
    return blocks


def _is_discussed(material: PlanMaterial, topic: PlanTopic) -> bool:
    record = agreed_about(material, topic.topic_id)
    return record is not None and record.outcome is not Outcome.NOT_DISCUSSED


def _topic(material: PlanMaterial, topic: PlanTopic) -> list[Block]:
    mine = [planned for planned in _left(material) if planned.action.topic_id == topic.topic_id]
    return [
        Heading(topic.title, 3),
        *_talk(material, topic),
        *(action_card(material, planned) for planned in mine),
    ]


def _left(material: PlanMaterial) -> list[PlanAction]:
    """Actions that no priority has shown."""
    told = [planned for share in shares(material) for planned in share.actions]
    return [planned for planned in material.actions if planned not in told]


def _talk(material: PlanMaterial, topic: PlanTopic) -> list[Block]:
    """What was rated, how differently it was seen, what the team agreed, and who differs."""
    record = agreed_about(material, topic.topic_id)
    blocks: list[Block] = []
    if topic.says:
        blocks.append(Paragraph(topic.says, tone=Tone.QUIET))
    blocks += _spread(material, topic)
    if record is not None:
        blocks += _agreed(material, record)
    return [*blocks, *_dissent(material, topic)]


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
    views = [view for view in dissents_about(material, topic.topic_id) if not view.signed_as.strip()]
    signed = [
        _signed_view(view) for view in dissents_about(material, topic.topic_id) if view.signed_as.strip()
    ]
    if not views:
        return signed
    if material.took_part.get(Perspective.TEAM, Band.NONE) in {Band.NONE, Band.FEW}:
        # In a small team neither how many nor which level is told: both could point at somebody.
        words = " ".join(stopped(view.words) for view in views)
        return [Paragraph(words, lead=_("Someone disagreed:")), *signed]
    return [
        *(_unsigned_view(view) for view in views),
        *signed,
    ]


def _unsigned_view(view: Dissent) -> Block:
    if view.level is None:
        return Paragraph(stopped(view.words), lead=_("One of us sees it differently:"))
    return Paragraph(stopped(view.words), lead=_("One of us sees it as {n}:").format(n=int(view.level)))


def _signed_view(view: Dissent) -> Block:
    """Its author chose to sign."""
    who = view.signed_as.strip()
    if view.level is None:
        return Paragraph(stopped(view.words), lead=_("{who} sees it differently:").format(who=who))
    lead = _("{who} sees it as {n}:").format(who=who, n=int(view.level))
    return Paragraph(stopped(view.words), lead=lead)


def action_card(material: PlanMaterial, planned: PlanAction) -> ActionCard:
    """One action with who, by when, its first step and what would be noticed."""
    action = planned.action
    facts = [
        Fact(_("Who"), owner(planned, Edition.FULL)),
        Fact(_("By"), due(action)),
        Fact(_("First step"), action.first_small_step.strip()),
        Fact(_("{Residents} see"), action.success_sign.strip()),
        Fact(_("We need"), _need(planned)),
        Fact(_("Lived experience"), involvement_words(material, action.involvement)),
        Fact(_("Level"), barrier_words(action.barrier_level) if action.barrier_level else ""),
        Fact(_("Why"), action.feedback.strip()),
        Fact(_("Carried"), capital(carried_words(action))),
        Fact(_("So far"), "; ".join(step_words(step) for step in planned.steps)),
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
    rest = [a for a in _left(material) if a.action.topic_id not in shown]
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
    return [Heading(_("The plan at a glance"), 2), Table(head, rows, _GLANCE_SHARES)]


def _not_discussed(material: PlanMaterial) -> list[Block]:
    left = tuple(t.title for t in material.topics if not _is_discussed(material, t))
    if not left:
        return []
    return [Heading(_("Not discussed this time"), 2), Bullets(left)]
