"""The full record of one round: the team's own copy, the way the round went, and every question that was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pie_audit.domain.audit import RoundState, state_word
from pie_audit.domain.plan_blocks import Block, Heading, PlanDocument, Table
from pie_audit.domain.plan_document import plan_document
from pie_audit.domain.plan_material import Edition, PlanMaterial, in_its_words
from pie_audit.domain.plan_parts import perspective_words, role_words
from pie_audit.domain.team import Perspective
from pie_audit.words import _


@dataclass(frozen=True, slots=True)
class CourseStep:
    """One change of a round's state, as the record tells it: by which role, in which ISO week, and why."""

    to: RoundState
    role: str
    week: str
    why: str = ""


@in_its_words
def record_document(material: PlanMaterial, course: Sequence[CourseStep]) -> PlanDocument:
    """The full team copy with everything else that is kept of the round. For the team, like that copy."""
    whole = plan_document(material, Edition.FULL)
    return replace(
        whole,
        title=_("Record of our review"),
        edition_name=_("Full record"),
        subject=_("Full record, {quarter}").format(quarter=material.quarter.name),
        inside=(*whole.inside, *_course(course), *_questions(material)),
    )


def _course(course: Sequence[CourseStep]) -> list[Block]:
    if not course:
        return []
    rows = tuple((_week(step.week), state_word(step.to), role_words(step.role), step.why) for step in course)
    head = (_("When"), _("It was then"), _("By"), _("Why"))
    return [Heading(_("How this review went"), 2), Table(head, rows, (0.2, 0.26, 0.18, 0.36))]


def _week(week: str) -> str:
    year, _sep, number = week.partition("-W")
    return _("week {week} of {year}").format(week=int(number), year=year)


def _questions(material: PlanMaterial) -> list[Block]:
    rows = tuple(
        (
            topic.title,
            topic.says or "–",
            ", ".join(perspective_words(material, p) for p in Perspective if p in topic.asked) or "–",
        )
        for topic in material.topics
    )
    if not rows:
        return []
    head = (_("Topic"), _("What the team rated"), _("Who was asked"))
    return [Heading(_("What was asked"), 2), Table(head, rows, (0.26, 0.5, 0.24))]
