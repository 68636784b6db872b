"""A plan in plain words, and the names that its keepers vouch for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from pie_audit.domain.day import weekday_words
from pie_audit.domain.survey import SurveyPlan
from pie_audit.ui.survey.naming import names_words, voice_words
from pie_audit.ui.widgets import Card, EvenLayout, WrapLabel, boxed, column
from pie_audit.words import _, plural


@dataclass(frozen=True, slots=True)
class PlanNames:
    """What a plan calls by id, in words."""

    questionnaire: str
    teams: Sequence[str]
    keepers: Sequence[str]


def plan_card(plan: SurveyPlan, names: PlanNames) -> Card:
    """Everything that is fixed once the survey is open."""
    facts = [
        boxed(column(WrapLabel(label, "small", "ink2"), WrapLabel(words), None, gap=2))
        for label, words in _facts(plan, names)
    ]
    return Card(_("The plan"), boxed(EvenLayout(*facts, least=280, gap=16)), None, gap=12)


def _facts(plan: SurveyPlan, names: PlanNames) -> list[tuple[str, str]]:
    facts = [
        (_("Why we ask"), plan.purpose or _("It doesn’t say yet.")),
        (_("What we ask"), names.questionnaire),
        (_("Why the team is asked this"), plan.reason),
        (_("Who is there for anybody it stirs up"), plan.support_by),
        (_("Who is asked"), _asked_words(plan, names)),
        (_("Answers until"), weekday_words(plan.closes_on)),
        (_("We report back by"), weekday_words(plan.report_by)),
        (
            _("Who keeps the keys"),
            _("{names}. Any two of them open the box.").format(names=names_words(names.keepers)),
        ),
        (_("Smallest group shown"), _("{n} answers. A smaller group stays hidden.").format(n=plan.minimum)),
        (_("Told as higher or lower"), _moved_words(plan)),
        (_("Saying more"), voice_words(plan.voice)),
    ]
    return [(label, words) for label, words in facts if words]


def _moved_words(plan: SurveyPlan) -> str:
    """An organisation sets these: whoever approves a plan sees how far anything would have to move."""
    words = _("From {scale} points of 100 on; a single question from {item} on.")
    return words.format(scale=plan.scale_points, item=plan.item_points)


def _asked_words(plan: SurveyPlan, names: PlanNames) -> str:
    people, slips = sum(len(b.people) for b in plan.blocks), sum(b.slips for b in plan.blocks)
    words = [
        names_words(names.teams),
        plural("{n} person by name", "{n} people by name", people).format(n=people),
    ]
    if slips:
        words.append(plural("{n} place by slip", "{n} places by slip", slips).format(n=slips))
    return ", ".join(word for word in words if word)


def names_card(
    names: Sequence[tuple[str, Sequence[str]]], slips: Mapping[str, int], *, title: str, question: str = ""
) -> Card:
    """Everybody who is asked, block by block; slips are counted and have no names."""
    card = Card(title, icon="users", gap=10)
    if question:
        card.add(WrapLabel(question, "strong"))
    for block, people in names:
        if len(names) > 1:
            card.add(WrapLabel(block, "small_strong"))
        if people:
            card.add(_name_list(people))
        if slips.get(block):
            n = slips[block]
            words = plural(
                "And {n} place by slip, without a name.", "And {n} places by slip, without names.", n
            )
            card.add(WrapLabel(words.format(n=n), "small", "ink2"))
    return card.add(None)


def _name_list(people: Sequence[str]) -> QWidget:
    in_order = sorted(people, key=str.casefold)
    return boxed(EvenLayout(*(WrapLabel(name) for name in in_order), least=150, gap=8))
