"""The evidence pack, for inspectors and commissioners: by theme what a visitor would see, and what was asked and done."""

from __future__ import annotations

from collections.abc import Sequence

from pie_audit.domain.audit import Outcome
from pie_audit.domain.disclosure import Band
from pie_audit.domain.plan import Involvement
from pie_audit.domain.plan_blocks import Block, Bullets, Heading, Paragraph, Table, Tone
from pie_audit.domain.plan_material import Edition, PlanAction, PlanMaterial, PlanTopic
from pie_audit.domain.plan_parts import (
    agreed_about,
    band_words,
    capital,
    finished,
    involvement_words,
    owner,
    proud,
    sentence,
    who_took_part,
)
from pie_audit.domain.questionnaire import Theme
from pie_audit.domain.report import Report, ReportKind
from pie_audit.domain.report_material import ChartPart, ReportMaterial
from pie_audit.domain.report_parts import (
    about_blocks,
    ask_lines,
    asked_list,
    asked_table,
    came_back,
    chart_blocks,
    framed,
    moved,
    ours,
    people,
    table_blocks,
    time_blocks,
    time_front,
    title_blocks,
    voice,
)
from pie_audit.domain.report_words import quarter_words
from pie_audit.domain.team import Perspective
from pie_audit.words import _

_SEEN_SHARES = (0.3, 0.4, 0.3)
_MOST_SEEN = 4
_CHARTS = ("time_ledger", "actions")
"""Charts that may leave the organisation: no level, no spread, no survey is in them."""


def evidence_report(material: ReportMaterial, *, words_only: bool) -> Report:
    """What somebody from outside can check. Nothing from surveys is ever in it, and no level either."""
    left_out = _left_out(material, words_only=words_only)
    return framed(
        material,
        ReportKind.EVIDENCE,
        _front(material),
        _inside(material, left_out, words_only=words_only),
        left_out=left_out,
        words_only=words_only,
    )


def _left_out(material: ReportMaterial, *, words_only: bool) -> tuple[str, ...]:
    """What isn't in the pack and why, one sentence each."""
    said = []
    if words_only:
        said.append(_("Figures and charts are left out: this form is for anybody who would rather read."))
    if material.hidden_why:
        said.append(_("What changed is left out while the team rates in private."))
    return (
        *said,
        _("Levels and how differently people rated are left out: they belong to the team, for learning."),
        _("Nothing from surveys is here: their figures don’t leave the organisation."),
        _("Small numbers of {people} are told as “fewer than five”."),
        _("Roles stand in place of names."),
        _("Private notes and single ratings are never printed."),
    )


def _front(material: ReportMaterial) -> tuple[Block, ...]:
    return (
        *title_blocks(material, _("what a visitor would see here")),
        *ask_lines(material),
        *_seen_front(material.plan),
        *_changed_front(material),
        *came_back(material),
        *ours(material),
        *time_front(material),
        *_taking_part_front(material.plan),
        *voice(material.plan),
        *people(material.plan),
    )


def _seen_front(plan: PlanMaterial) -> list[Block]:
    """Evidence of different themes, in the order of the question set; honest where there is none yet."""
    found = [topic for topic in plan.topics if _evidence(plan, topic)]
    firsts = {topic.theme_id: topic for topic in reversed(found)}
    by_theme = sorted(found, key=lambda topic: topic not in firsts.values())
    if not by_theme:
        return [Heading(_("What you would see"), 2), Paragraph(_("Evidence: none yet."))]
    lines = tuple(
        _("{topic}: {evidence}").format(topic=t.title, evidence=sentence(_evidence(plan, t)))
        for t in by_theme[:_MOST_SEEN]
    )
    return [Heading(_("What you would see"), 2), Bullets(lines, most_lines=2)]


def _changed_front(material: ReportMaterial) -> list[Block]:
    lines = [sentence(a.action.what) for a in finished(material.plan)][:2]
    lines += [
        _("{topic}: {changed}").format(topic=t.title, changed=sentence(_changed(material.plan, t)))
        for t in material.plan.topics
        if _changed(material.plan, t)
    ][:2]
    return [Heading(_("What changed"), 2), Bullets(tuple(lines), most_lines=2)] if lines else []


def _evidence(plan: PlanMaterial, topic: PlanTopic) -> str:
    record = agreed_about(plan, topic.topic_id)
    return record.evidence.strip() if record is not None else ""


def _changed(plan: PlanMaterial, topic: PlanTopic) -> str:
    record = agreed_about(plan, topic.topic_id)
    return record.changed.strip() if record is not None else ""


def _inside(material: ReportMaterial, left_out: tuple[str, ...], *, words_only: bool) -> tuple[Block, ...]:
    plan = material.plan
    blocks: list[Block] = [
        Heading(_("Theme by theme"), 2),
        Paragraph(
            _(
                "For each topic that the team talked through: what a visitor would see, or honestly “none yet”."
            ),
            tone=Tone.QUIET,
        ),
    ]
    for theme in plan.themes:
        blocks += _theme(plan, theme, words_only=words_only)
    blocks += _which_way(material)
    blocks += [
        Heading(_("Asks and replies"), 2),
        *(asked_list(material) if words_only else asked_table(material)),
    ]
    blocks += _done(material)
    blocks += _time(material, words_only=words_only)
    blocks += _taking_part(plan)
    blocks += [*proud(plan), *about_blocks(material, left_out, words_only=words_only, has_rules=False)]
    return (*blocks, *table_blocks(material, blocks))


def _theme(plan: PlanMaterial, theme: Theme, *, words_only: bool) -> list[Block]:
    topics = [t for t in plan.topics if t.theme_id == theme.id and _is_settled(plan, t)]
    if not topics:
        return []
    blocks: list[Block] = [Heading(theme.title, 3, theme.id)]
    if words_only:
        return [*blocks, Bullets(tuple(_topic_line(plan, t) for t in topics))]
    return [*blocks, _seen_table(plan, topics)]


def _seen_table(plan: PlanMaterial, topics: Sequence[PlanTopic]) -> Table:
    """What would be seen of each topic; what changed only where something did."""
    seen = [(t.title, sentence(_evidence(plan, t)) or _("none yet")) for t in topics]
    head = (_("Topic"), _("What a visitor would see"))
    if not any(_changed(plan, t) for t in topics):
        return Table(head, tuple(seen), (0.4, 0.6))
    rows = tuple((*row, sentence(_changed(plan, t)) or "–") for row, t in zip(seen, topics, strict=True))
    return Table((*head, _("What changed")), rows, _SEEN_SHARES)


def _is_settled(plan: PlanMaterial, topic: PlanTopic) -> bool:
    """Whether the team came to something about it that has to do with evidence."""
    record = agreed_about(plan, topic.topic_id)
    return record is not None and record.outcome in {Outcome.AGREED, Outcome.NOT_SETTLED, Outcome.CANT_TELL}


def _topic_line(plan: PlanMaterial, topic: PlanTopic) -> str:
    told = _("{topic}: {evidence}").format(
        topic=topic.title, evidence=sentence(_evidence(plan, topic)) or _("none yet.")
    )
    changed = _changed(plan, topic)
    return _("{told} What changed: {words}").format(told=told, words=sentence(changed)) if changed else told


def _which_way(material: ReportMaterial) -> list[Block]:
    """Topics that moved since last time, by name and in the team's own words; no level."""
    if material.since is None or not (went := moved(material.since)):
        return []
    lines = tuple(
        _("{title}: {words}").format(title=m.title, words=sentence(m.because))
        for m in went
        if m.because.strip()
    )
    if not lines:
        return []
    title = _("What moved since {quarter}, in the team’s words").format(
        quarter=quarter_words(material.since.earlier)
    )
    return [Heading(title, 2), Bullets(lines)]


def _done(material: ReportMaterial) -> list[Block]:
    """What got finished over the quarters there are, by role."""
    lines = tuple(
        dict.fromkeys(
            _("{what} ({who}, {quarter}).").format(
                what=capital(a.action.what).rstrip("."),
                who=owner(a, Edition.WORDS),
                quarter=quarter_words(plan.quarter),
            )
            for plan in material.plans
            for a in finished(plan)
        )
    )
    return [Heading(_("What got done"), 2), Bullets(lines)] if lines else []


def _time(material: ReportMaterial, *, words_only: bool) -> list[Block]:
    kept = next((t for t in material.time if t.quarter == material.plan.quarter), None)
    blocks: list[Block] = [
        Heading(_("Protected time"), 2),
        *time_blocks(material, kept, words_only=words_only),
    ]
    if words_only:
        return blocks
    return [
        *blocks,
        *chart_blocks(material, ChartPart.TIME, *_CHARTS),
        *chart_blocks(material, ChartPart.ACTIONS, *_CHARTS),
    ]


def _taking_part_front(plan: PlanMaterial) -> list[Block]:
    together = _together(plan)
    if not together:
        return []
    lead = _("{Residents} taking part:")
    return [Paragraph(" ".join(_part_line(plan, a) for a in together[:2]), lead=lead, most_lines=2)]


def _taking_part(plan: PlanMaterial) -> list[Block]:
    """People who use the service: how many rated, in a band, and what they had a hand in."""
    rated = plan.took_part.get(Perspective.LIVED_EXPERIENCE, Band.NONE)
    title = _("{Residents} taking part")
    blocks: list[Block] = [
        Heading(title, 2),
        Paragraph(_("{band} rated in private beside the team.").format(band=capital(band_words(rated))))
        if not plan.together_only
        else Paragraph(who_took_part(plan)),
    ]
    together = _together(plan)
    if not together:
        said = _("{Residents} had no hand in an action yet.")
        return [*blocks, Paragraph(said)]
    return [*blocks, Bullets(tuple(_part_line(plan, a) for a in together))]


def _together(plan: PlanMaterial) -> list[PlanAction]:
    return [a for a in plan.actions if a.action.involvement is not Involvement.NO]


def _part_line(plan: PlanMaterial, planned: PlanAction) -> str:
    return _("{what}: {how}.").format(
        what=capital(planned.action.what).rstrip("."),
        how=involvement_words(plan, planned.action.involvement),
    )
