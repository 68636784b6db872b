"""What the paper of one quarter says, decided without a page: material in, blocks out, in three editions."""

from __future__ import annotations

from collections.abc import Sequence

from pie_audit.domain.day import full_day_words
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.plan_blocks import Block, Bullets, Heading, Paragraph, PlanDocument, Tone
from pie_audit.domain.plan_check import checked_again
from pie_audit.domain.plan_front import MOST_ASKS, ask_box, front
from pie_audit.domain.plan_full import full_inside
from pie_audit.domain.plan_material import (
    Edition,
    PlanAction,
    PlanMaterial,
    PlanTopic,
    PriorAsk,
    in_its_words,
)
from pie_audit.domain.plan_parts import asks, role_words, sentence, stopped, who_took_part
from pie_audit.domain.plan_since import since_blocks
from pie_audit.domain.plan_words import words_inside
from pie_audit.words import _

__all__ = [
    "Edition",
    "PlanAction",
    "PlanDocument",
    "PlanMaterial",
    "PlanTopic",
    "PriorAsk",
    "edition_name",
    "left_out",
    "plan_document",
]


@in_its_words
def plan_document(material: PlanMaterial, edition: Edition) -> PlanDocument:
    """Everything that this edition says, in order. Page one has no level in any of them."""
    material = checked_again(material)
    return PlanDocument(
        edition=edition,
        edition_name=edition_name(edition),
        title=_("Quarterly plan"),
        subject=_("{edition}, {quarter}").format(
            edition=edition_name(edition), quarter=material.quarter.name
        ),
        language=material.language,
        head=material.team.name,
        head_note=_head_note(material),
        foot=_foot(material),
        day=material.agreed_on,
        themes=tuple(theme.id for theme in material.themes),
        front=(*front(material, edition), *_one_page_note(material, edition)),
        inside=_inside(material, edition),
        left_out=left_out(material, edition),
    )


def edition_name(edition: Edition) -> str:
    """The edition as it stands on every page."""
    return {
        Edition.WORDS: _("Words only"),
        Edition.FULL: _("Full team copy"),
        Edition.ONE_PAGE: _("One page"),
    }[edition]


@in_its_words
def left_out(material: PlanMaterial, edition: Edition) -> tuple[str, ...]:
    """What isn't in this edition and why, one sentence each."""
    always = _("Private notes and single ratings are never printed.")
    themes = _themes_off(material)
    if edition is Edition.FULL:
        if material.together_only or material.one_person:
            return (*themes, always)
        small = _("A spread is left out where the group is small and not everybody in it said yes.")
        return (small, *themes, always)
    said = [_("Levels, spreads and different views are left out: the team has them in its own copy.")]
    if any(card.level is BarrierLevel.INDIVIDUAL for card in material.influences):
        said.append(_("What helps or hinders one person stays with the team."))
    return (*said, _("Roles stand in place of names."), *themes, always)


def _themes_off(material: PlanMaterial) -> list[str]:
    titles = {theme.id: theme.title for theme in material.themes}
    return [
        _("“{theme}” isn’t asked here: {reason}").format(
            theme=titles.get(off.theme_id, off.theme_id), reason=stopped(off.reason)
        )
        for off in material.themes_off
    ]


def _head_note(material: PlanMaterial) -> str:
    parts = [_("{quarter} plan").format(quarter=material.quarter.name)]
    if material.is_demo:
        parts.append(_("made-up example"))
    if material.one_person:
        parts.append(_("one person’s view"))
    elif material.together_only:
        parts.append(_("talked through together"))
    return " · ".join(parts)


def _foot(material: PlanMaterial) -> str:
    if material.agreed_on is None:
        return _("Not signed off yet. No rating is shown with a name.")
    return _("Agreed by the team on {day}. No rating is shown with a name.").format(
        day=full_day_words(material.agreed_on)
    )


def _inside(material: PlanMaterial, edition: Edition) -> tuple[Block, ...]:
    if edition is Edition.ONE_PAGE:
        return since_blocks(material)
    blocks = words_inside(material) if edition is Edition.WORDS else full_inside(material)
    return (
        *blocks,
        *_more_asks(material),
        *_signed(material),
        *_about(material, edition),
        *since_blocks(material),
    )


def _more_asks(material: PlanMaterial) -> list[Block]:
    more: Sequence[PlanAction] = asks(material)[MOST_ASKS:]
    if not more:
        return []
    return [Heading(_("What else we ask"), 2), *(ask_box(material, asking) for asking in more)]


def _signed(material: PlanMaterial) -> list[Block]:
    if not material.sign_offs:
        return []
    lines = []
    for sign in material.sign_offs:
        line = _("{role}, {day}").format(role=role_words(sign.role), day=full_day_words(sign.day))
        if sign.reservation.strip():
            line = _("{signed}, with a reservation: “{words}”").format(
                signed=line, words=sign.reservation.strip()
            )
        lines.append(line)
    return [Heading(_("Who signed this as a fair account"), 2), Bullets(tuple(lines))]


def _about(material: PlanMaterial, edition: Edition) -> list[Block]:
    return [
        Heading(_("About this paper"), 2),
        Paragraph(_question_words(material), lead=_("What was asked:")),
        Paragraph(who_took_part(material), lead=_("Who took part:")),
        Paragraph(" ".join(left_out(material, edition)), lead=_("Left out, and why:")),
    ]


def _one_page_note(material: PlanMaterial, edition: Edition) -> list[Block]:
    """The edition without pages inside says on its one page what the others say at their end."""
    if edition is not Edition.ONE_PAGE:
        return []
    more = len(asks(material)) - MOST_ASKS
    said = [_question_words(material), *left_out(material, edition)]
    if more > 0:
        said.insert(0, _("We ask for more than fits here; the full plan has it all."))
    return [Paragraph(" ".join(said), tone=Tone.QUIET, most_lines=4)]


def _question_words(material: PlanMaterial) -> str:
    return sentence(
        _("{title}, version {version}: {scope}").format(
            title=material.question_set, version=material.question_set_version, scope=material.scope_label
        )
    )
