"""Planning a survey: what can be chosen, the draft as it is kept, and what a team of this size will get."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.questionnaire import Instrument, Mode
from pie_audit.domain.survey import (
    FEWEST_FOR_QUOTES,
    FEWEST_FOR_WORDS,
    KEEPERS,
    MINIMUM,
    Block,
    ReportGroup,
    SurveyPlan,
    SurveyState,
    Voice,
)
from pie_audit.domain.team import Member, Role, Standing, WorkspaceKind
from pie_audit.storage import people, surveys, teams
from pie_audit.storage.cut_points import load_cut_points
from pie_audit.storage.surveys import SurveyRow
from pie_audit.vault.ballots import approves, digest_plan
from pie_audit.words import _
from pie_audit.workflows import instruments, pins
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.presence import Me, SignedIn, acting
from pie_audit.workflows.surveys import plan_text, promise
from pie_audit.workflows.surveys.survey_words import causes, count_word, plain
from pie_audit.workflows.surveys.views import Planning, Somebody, TeamToAsk, Usable

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

OPEN_DAYS = 14
REPORT_DAYS = 14
MOST_ASKED = 2
"""Surveys that a team may be asked since it was last told what came of one, without a warning."""
_MOST_MANAGERS, _MOST_ADMINISTRATORS, _MOST_OUTSIDE = 1, 1, 1
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class BlockWish:
    """A team, or a part of one by its label, with who is in it and how many places by slip."""

    team_id: str
    label: str
    people: tuple[str, ...]
    slips: int = 0


@dataclass(frozen=True, slots=True)
class PlanWish:
    """What was chosen on the page that plans a survey. `voice` is None for what is usual at this size."""

    title: str
    purpose: str
    instrument_id: str
    blocks: tuple[BlockWish, ...]
    keepers: tuple[str, ...]
    closes_on: date
    report_by: date
    minimum: int = MINIMUM
    voice: Voice | None = None
    reason: str = ""
    support_by: str = ""


def planning(tx: Transaction, me: Me, team_id: str, survey_id: str | None) -> Planning:
    """Everything the page shows. Raises NotNow for somebody who doesn't manage the team."""
    mine = acting(me)
    require(mine.member, Act.RUN_ROUND, Matter(team_id))
    row = surveys.load_survey(tx, survey_id) if survey_id else None
    plan = plan_text.from_text(row.plan) if row else None
    if plan is not None:
        require_planner(me, plan)
    everybody = people.list_members(tx)
    ready = people.people_with_keys(tx)
    asked = [t for t in teams.list_teams(tx) if may(mine.member, Act.RUN_ROUND, Matter(t.team_id))]
    today = mine.clock.today()
    return Planning(
        plan=plan,
        teams=tuple(
            TeamToAsk(
                t.team_id, t.name, tuple(_somebody(m, ready) for m in everybody if t.team_id in m.teams)
            )
            for t in sorted(asked, key=lambda t: t.team_id != team_id)
        ),
        instruments=tuple(_usable(tx, one) for one in instruments.usable(tx, Mode.TEAM, today)),
        keepers=tuple(_somebody(m, ready) for m in everybody),
        approved=approved_by(tx, me, row) if row else frozenset(),
        closes_on=sunday_of(today + timedelta(days=OPEN_DAYS)),
        report_by=sunday_of(today + timedelta(days=OPEN_DAYS)) + timedelta(days=REPORT_DAYS),
        minimum=MINIMUM,
        causes=causes(),
        too_small=sum(1 for m in everybody if team_id in m.teams) < MINIMUM,
        asked_twice=is_asked_often(tx, team_id),
        state=row.state if row else SurveyState.DRAFT,
        named=_named(tx, plan) if plan else {},
        asks=instruments.title_of(plan.instrument_id) if plan else "",
    )


def _named(tx: Transaction, plan: SurveyPlan) -> dict[str, str]:
    ids = {*plan.keepers, *(person_id for block in plan.blocks for person_id in block.people)}
    return {m.person_id: m.name for m in people.list_members(tx, with_left=True) if m.person_id in ids}


def save_plan(tx: Transaction, me: Me, wish: PlanWish, survey_id: str | None = None) -> str:
    """Keep the plan; its id. A change takes back what the keepers approved, because they approved another plan.

    Where nothing was changed that they read, the text stays to the letter and their signatures hold. Raises NotNow for
    a plan that can't be asked, in one sentence about the first thing that is missing.
    """
    mine = acting(me)
    for block in wish.blocks:
        require(mine.member, Act.RUN_ROUND, Matter(block.team_id))
    if not mine.member.manages:
        require(mine.member, Act.RUN_ROUND)
    row = surveys.load_survey(tx, survey_id) if survey_id else None
    if row is not None:
        require_planner(me, plan_text.from_text(row.plan))
    if row is not None and row.state is not SurveyState.DRAFT:
        raise NotNow(
            _("This survey is open, so its plan is fixed."), _("Retire it and plan another if it’s wrong.")
        )
    plan = _plan_from(tx, mine, wish, survey_id or secrets.token_hex(16))
    if row is None or not _says(row, plan):
        _save(tx, plan, plan_text.to_text(plan))
    return plan.survey_id


def _says(row: SurveyRow, plan: SurveyPlan) -> bool:
    """Whether what is kept is whole, and says this very plan already, if in a text of an earlier version.

    How far a mean must move to be told is no choice of whoever plans: it stays as on the day it was planned.
    """
    kept = plan_text.from_text(row.plan)
    same = replace(plan, scale_points=kept.scale_points, item_points=kept.item_points)
    return digest_plan(row.plan) == row.digest and same == kept


def _save(tx: Transaction, plan: SurveyPlan, text: str) -> None:
    surveys.drop_keepers(tx, plan.survey_id)
    row = SurveyRow(
        survey_id=plan.survey_id,
        state=SurveyState.DRAFT,
        plan=text,
        digest=digest_plan(text),
        frozen=b"",
        slip_salt=secrets.token_bytes(16),
        last_day=plan.closes_on,
    )
    surveys.save_survey(tx, row, plan.team_ids)


def discard(tx: Transaction, me: Me, survey_id: str) -> None:
    """Throw a draft away. Raises NotNow for a survey that was opened: that one can be retired."""
    row = surveys.load_survey(tx, survey_id)
    require_planner(me, plan_text.from_text(row.plan))
    if row.state is not SurveyState.DRAFT:
        raise NotNow(_("This survey was opened, so it stays in the list."), _("It can be retired."))
    surveys.delete_survey(tx, survey_id)


def require_planner(me: Me, plan: SurveyPlan) -> None:
    """Whoever manages every team that is asked, or began a plan that asks none yet. Raises NotNow for others."""
    member = acting(me).member
    for team_id in plan.team_ids:
        require(member, Act.RUN_ROUND, Matter(team_id))
    if not may_plan(me, plan):
        raise NotNow(_("Somebody else is writing this plan."), _("Plan another one, or ask them."))


def may_plan(me: Me, plan: SurveyPlan) -> bool:
    """Whether somebody manages every team that is asked; a plan that asks nobody yet is its writer's alone."""
    member = acting(me).member
    if not plan.team_ids:
        return plan.organiser_id == member.person_id
    return all(may(member, Act.RUN_ROUND, Matter(team_id)) for team_id in plan.team_ids)


def foretell(invited: Sequence[int], minimum: int = MINIMUM) -> str:
    """What a team will get out of it, said before anybody answers. `invited` is how many are in each block."""
    n = sum(invited)
    if n < minimum:
        return _("With fewer than {minimum} of us nothing could be shown, so a survey isn’t for us.").format(
            minimum=count_word(minimum)
        )
    first = (
        _("With {n} of us you will see a picture, not a trend.")
        if n < 2 * minimum
        else _("With {n} of us you will see a picture, and later whether it moves a lot.")
    ).format(n=count_word(n))
    hidden = any(block < minimum for block in invited) and len(invited) > 1
    small = " " + _("Small parts of the team may stay hidden, and sometimes one beside them.")
    return first + " " + _("If few answer, there may be nothing to show; that’s on purpose.") + small * hidden


def usual_voice(invited: int, outside: bool) -> Voice:
    """Causes to tick below ten; themes up to twenty where somebody from outside keeps a key; else words as they are."""
    if invited < FEWEST_FOR_WORDS or (invited < FEWEST_FOR_QUOTES and not outside):
        return Voice.CAUSES
    return Voice.THEMES if invited < FEWEST_FOR_QUOTES else Voice.QUOTES


def approved_by(tx: Transaction, me: Me, row: SurveyRow) -> frozenset[str]:
    """The keepers whose signature under this very plan holds, by keys that whoever asks trusts.

    Who was given new access since has no half of the key any more, so they are asked once more.
    """
    return frozenset(
        key.person_id
        for key in surveys.keepers_of(tx, row.survey_id)
        if approves(key, row.digest, pins.signing_keys(tx, me, key.person_id))
        and promise.is_within_reach(tx, key, row.digest)
    )


def is_asked_often(tx: Transaction, team_id: str) -> bool:
    """Whether a team was asked more than twice since it was last told what came of it."""
    asked = 0
    for row in surveys.surveys_of_team(tx, team_id):
        if row.state is SurveyState.TOLD:
            break
        asked += row.state is not SurveyState.DRAFT
    return asked > MOST_ASKED


def sunday_of(day: date) -> date:
    """The last day of the week in which a day lies: no finer is kept."""
    return day + timedelta(days=6 - day.weekday())


def _plan_from(tx: Transaction, me: SignedIn, wish: PlanWish, survey_id: str) -> SurveyPlan:
    if me.workspace_kind is WorkspaceKind.SOLO:
        raise NotNow(_("A workspace of one person has no team surveys."), _("Use your own page instead."))
    blocks = _blocks(tx, wish.blocks)
    instrument = instruments.load_usable(tx, wish.instrument_id, Mode.TEAM, me.clock.today())
    text = instruments.frozen_text(instrument)
    plan = SurveyPlan(
        survey_id=survey_id,
        title=_one_line(wish.title)[:120].strip() or instrument.title,
        purpose=plain(wish.purpose).strip()[:_LONGEST],
        organiser_id=me.member.person_id,
        instrument_id=instrument.id,
        instrument_version=instrument.version,
        instrument_digest=digest_plan(text).hex(),
        blocks=blocks,
        groups=_groups(tx, blocks),
        keepers=tuple(sorted(wish.keepers)),
        closes_on=sunday_of(wish.closes_on),
        report_by=wish.report_by,
        outside=_outside(tx, wish.keepers, blocks),
        minimum=wish.minimum,
        reason=plain(wish.reason).strip()[:_LONGEST],
        support_by=plain(wish.support_by).strip()[:_LONGEST],
    )
    cut = load_cut_points(tx)
    plan = replace(plan, scale_points=cut.scale_points, item_points=cut.item_points)
    usual = usual_voice(plan.invited, bool(plan.outside))
    return replace(plan, voice=_voice(wish.voice, usual, bool(plan.outside)))


def require_ready(tx: Transaction, me: Me, plan: SurveyPlan) -> None:
    """Whether this plan can be put to its keepers and opened. Raises NotNow for the first thing that is missing."""
    mine = acting(me)
    instrument = instruments.load_usable(tx, plan.instrument_id, Mode.TEAM, mine.clock.today())
    if not plan.purpose:
        raise NotNow(
            _("It doesn’t say yet why you ask."), _("Write a line on what you want to do with the answers.")
        )
    if plan.minimum < MINIMUM:
        raise NotNow(_("Figures need five answers at least."), _("The number can be raised, never lowered."))
    if plan.invited < plan.minimum:
        raise NotNow(
            _("Fewer than {n} people are asked, so nothing could be shown.").format(
                n=count_word(plan.minimum)
            ),
            _("Talk instead: the prompts on the page Wellbeing may help."),
        )
    _require_days(mine, plan)
    _require_reason(instrument, plan)
    _require_rules(tx, plan)
    require_same_questions(instrument, plan)
    _require_keepers(tx, plan)
    _require_people(tx, plan)


def require_same_questions(instrument: Instrument, plan: SurveyPlan) -> str:
    """The text of the questions that are put today. Raises NotNow where the plan was made for others."""
    text = instruments.frozen_text(instrument)
    if digest_plan(text).hex() != plan.instrument_digest:
        raise NotNow(
            _("The questionnaire has changed since this survey was planned."),
            _("Look at the plan again and ask the keepers once more."),
        )
    return text


def _require_rules(tx: Transaction, plan: SurveyPlan) -> None:
    """What the program works out by itself stands in the plan as it worked it out, whoever wrote the plan down."""
    wished = {(group.group_id, group.blocks) for group in plan.groups}
    offered = {(group.group_id, group.blocks) for group in _groups(tx, plan.blocks)}
    outside = _outside(tx, plan.keepers, plan.blocks)
    voice = _voice(plan.voice, usual_voice(plan.invited, bool(outside)), bool(outside))
    if wished != offered or not plan.outside <= outside or voice is not plan.voice:
        raise NotNow(
            _("This plan offers something that the rules don’t allow."),
            _("Choose again on the page that plans it, save it, and ask the keepers once more."),
        )


def _require_days(me: SignedIn, plan: SurveyPlan) -> None:
    if plan.closes_on < me.clock.today():
        raise NotNow(_("The close week has passed."), _("Choose a later one."))
    if plan.report_by <= plan.closes_on:
        raise NotNow(
            _("The team would hear before the survey closes."),
            _("Choose a day after the close week by which you’ll tell them."),
        )


def _require_reason(instrument: Instrument, plan: SurveyPlan) -> None:
    if instruments.reads_like_symptoms(instrument) and not (plan.reason and plan.support_by):
        raise NotNow(
            _("These questions read like symptoms, so they’re for one’s own page first."),
            _("Say why the team is asked, and who is there for anybody it stirs up."),
        )


def _require_keepers(tx: Transaction, plan: SurveyPlan) -> None:
    keepers = [people.load_member(tx, person_id) for person_id in plan.keepers]
    if len(set(plan.keepers)) != KEEPERS:
        raise NotNow(_("Three people keep the keys."), _("Choose three different names."))
    _require_here(keepers)
    ready = people.people_with_keys(tx)
    waiting = [k.name for k in keepers if k.person_id not in ready or k.standing is not Standing.ACTIVE]
    if waiting:
        raise NotNow(
            _("{name} hasn’t signed in yet, so they can’t keep a key.").format(name=waiting[0]),
            _("Wait until they have, or choose somebody else."),
        )
    if sum(Role.MANAGER in k.roles for k in keepers) > _MOST_MANAGERS:
        raise NotNow(_("At least two keepers aren’t managers."), _("Choose somebody else of the team."))
    if sum(Role.ADMINISTRATOR in k.roles for k in keepers) > _MOST_ADMINISTRATORS:
        raise NotNow(_("At most one keeper looks after this workspace."), _("Choose somebody else."))
    if len(plan.outside) > _MOST_OUTSIDE:
        raise NotNow(
            _("At most one keeper comes from outside the teams."), _("Choose two of the teams themselves.")
        )


def _require_people(tx: Transaction, plan: SurveyPlan) -> None:
    ready = people.people_with_keys(tx)
    named = [person_id for block in plan.blocks for person_id in block.people]
    if len(set(named)) < len(named):
        raise NotNow(
            _("Somebody is in two parts."), _("Put everybody in one, so that nobody is counted twice.")
        )
    members = [people.load_member(tx, person_id) for person_id in named]
    _require_here(members)
    waiting = next((m for m in members if m.person_id not in ready), None)
    if waiting is not None:
        raise NotNow(
            _("{name} hasn’t signed in yet, so they have no place to answer from.").format(name=waiting.name),
            _("Give them a slip instead, or wait until they have."),
        )


def _require_here(members: Sequence[Member]) -> None:
    gone = next((member.name for member in members if member.standing is Standing.LEFT), None)
    if gone is not None:
        raise NotNow(
            _("{name} has left since this was planned.").format(name=gone),
            _("Change the plan, then ask the keepers once more."),
        )


def _blocks(tx: Transaction, wishes: Sequence[BlockWish]) -> tuple[Block, ...]:
    found = []
    for wish in wishes:
        team = teams.load_team(tx, wish.team_id)
        label = _one_line(wish.label)[:60].strip()
        block_id = f"{wish.team_id}/{label.casefold()}" if label else wish.team_id
        shown = f"{team.name}: {label}" if label else team.name
        if wish.slips < 0 or wish.slips > 500:
            raise NotNow(_("Slips are counted from 0 to 500."), _("Choose a number."))
        found.append(Block(block_id, wish.team_id, shown, tuple(sorted(set(wish.people))), wish.slips))
    if len({b.block_id for b in found}) < len(found):
        raise NotNow(_("Two parts have the same name."), _("Give each part a name of its own."))
    return tuple(sorted((b for b in found if b.invited), key=lambda b: b.block_id))


def _groups(tx: Transaction, blocks: Sequence[Block]) -> tuple[ReportGroup, ...]:
    """A group for each team, and for each part where a team has several; none where it would be everybody."""
    by_team: dict[str, list[Block]] = {}
    for block in blocks:
        by_team.setdefault(block.team_id, []).append(block)
    groups = []
    for team_id, parts in by_team.items():
        if len(by_team) > 1:
            ids = frozenset(p.block_id for p in parts)
            groups.append(ReportGroup(team_id, teams.load_team(tx, team_id).name, ids))
        if len(parts) > 1:
            groups += [ReportGroup(p.block_id, p.label, frozenset({p.block_id})) for p in parts]
    return tuple(groups)


def _outside(tx: Transaction, keepers: Sequence[str], blocks: Sequence[Block]) -> frozenset[str]:
    asked = {block.team_id for block in blocks}
    return frozenset(k for k in keepers if not asked & people.load_member(tx, k).teams)


def _one_line(words: str) -> str:
    return " ".join(plain(words).split())


def _voice(wished: Voice | None, usual: Voice, outside: bool) -> Voice:
    """What was wished, where the rules leave a choice: causes always; themes for quotes if somebody can write them."""
    themes = {Voice.THEMES} if usual is Voice.QUOTES and outside else set()
    return wished if wished is not None and wished in {Voice.CAUSES, usual} | themes else usual


def _usable(tx: Transaction, one: Instrument) -> Usable:
    licence = instruments.licence_of(tx, one.id)
    return Usable(
        one.id,
        one.version,
        one.title,
        len(one.items),
        one.status,
        instruments.reads_like_symptoms(one),
        instruments.required_line(tx, one.id),
        licence.reason if licence else "",
        licence.support_by if licence else "",
    )


def _somebody(member: Member, ready: frozenset[str]) -> Somebody:
    return Somebody(
        member.person_id,
        member.name,
        member.person_id in ready,
        Role.MANAGER in member.roles,
        Role.ADMINISTRATOR in member.roles,
        member.teams,
    )
