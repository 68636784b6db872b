"""What is still missing from a plan before its keepers can be asked: one sentence for each field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from pie_audit.domain.survey import FEWEST_FOR_QUOTES, FEWEST_FOR_WORDS, KEEPERS, Voice
from pie_audit.words import _
from pie_audit.workflows.surveys.planning import BlockWish, PlanWish
from pie_audit.workflows.surveys.views import Planning, Somebody

PURPOSE, INSTRUMENT, REASON, SUPPORT, PEOPLE, KEYS, CLOSES, REPORT = (
    "purpose",
    "instrument",
    "reason",
    "support",
    "people",
    "keys",
    "closes",
    "report",
)


def missing(wish: PlanWish, view: Planning, today: date) -> Mapping[str, str]:
    """By field, in the order of the page; empty when the keepers can be asked."""
    found = {
        PURPOSE: ""
        if wish.purpose.strip()
        else _("A line is plenty: what do you want to do with the answers?"),
        **_missing_of_questions(wish, view),
        PEOPLE: people_problem(wish.blocks, wish.minimum),
        KEYS: keepers_problem(wish.keepers, view.keepers, wish.blocks),
        CLOSES: "" if wish.closes_on >= today else _("That week has passed."),
        REPORT: "" if wish.report_by > wish.closes_on else _("Choose a day after the survey closes."),
    }
    return {field: words for field, words in found.items() if words}


def _missing_of_questions(wish: PlanWish, view: Planning) -> dict[str, str]:
    chosen = next((one for one in view.instruments if one.id == wish.instrument_id), None)
    if chosen is None:
        return {INSTRUMENT: _("Choose what you ask.")}
    if not chosen.reads_like_symptoms:
        return {}
    return {
        REASON: ""
        if wish.reason.strip()
        else _("Say why the team is asked this, rather than each person alone."),
        SUPPORT: "" if wish.support_by.strip() else _("Name who is there for anybody it stirs up."),
    }


def people_problem(blocks: Sequence[BlockWish], minimum: int) -> str:
    """What is missing about who is asked, or nothing."""
    labels = [(block.team_id, block.label.strip().casefold()) for block in blocks]
    if len(set(labels)) < len(labels):
        return _("Two parts have the same name. Give each a name of its own.")
    if any(not label for (team_id, label) in labels if sum(t == team_id for t, _label in labels) > 1):
        return _("Give each part a name, such as Days or Nights.")
    if sum(len(block.people) + block.slips for block in blocks) < minimum:
        return _("Fewer than {n} are asked, so nothing could be shown.").format(n=minimum)
    return ""


def keepers_problem(
    keepers: Sequence[str], candidates: Sequence[Somebody], blocks: Sequence[BlockWish]
) -> str:
    """What is wrong with these three, or nothing: at least two don't manage, at most one looks after the program."""
    chosen = [one for one in candidates if one.person_id in keepers]
    if len(chosen) != KEEPERS:
        return _("Choose three different people.")
    if sum(one.manages for one in chosen) > 1:
        return _("At least two of the three must not be managers.")
    if sum(one.administers for one in chosen) > 1:
        return _("Only one of the three may look after pie-audit.")
    if sum(is_outside(one, blocks) for one in chosen) > 1:
        return _("Only one of the three may come from outside the team.")
    return ""


def is_outside(one: Somebody, blocks: Sequence[BlockWish]) -> bool:
    """Whether somebody belongs to none of the teams that are asked."""
    asked = {block.team_id for block in blocks}
    return bool(asked) and not (asked & one.team_ids)


def voices(invited: int, *, has_outside: bool) -> tuple[Voice, ...]:
    """How people may say more at this size, the usual one first; words need ten, quotes more than twenty.

    Themes are written by a keeper from outside the team, so without one there are none.
    """
    if invited < FEWEST_FOR_WORDS:
        return (Voice.CAUSES,)
    themes = (Voice.THEMES,) if has_outside else ()
    if invited < FEWEST_FOR_QUOTES:
        return (*themes, Voice.CAUSES)
    return (Voice.QUOTES, *themes, Voice.CAUSES)
