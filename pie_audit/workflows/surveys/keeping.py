"""Keeping a key: approving a plan, turning the first key and the second, and what leaves the box."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from pie_audit.domain.day import day_words
from pie_audit.domain.errors import CannotSave, NotNow
from pie_audit.domain.sealed import KeeperKey, MidBallot
from pie_audit.domain.survey import (
    FEWEST_FOR_WORDS,
    MINIMUM,
    WHOLE,
    Cast,
    Released,
    SurveyPlan,
    SurveyState,
    Voice,
)
from pie_audit.storage import ballots, people, surveys, teams
from pie_audit.storage.surveys import SurveyRow
from pie_audit.vault import ballots as box
from pie_audit.words import _
from pie_audit.workflows import instruments
from pie_audit.workflows.notes import note
from pie_audit.workflows.presence import Me, SignedIn, acting
from pie_audit.workflows.surveys import plan_text, promise
from pie_audit.workflows.surveys.ballot_text import casts_from
from pie_audit.workflows.surveys.planning import approved_by, may_plan, require_ready
from pie_audit.workflows.surveys.starting import instrument_of
from pie_audit.workflows.surveys.survey_words import causes
from pie_audit.workflows.surveys.views import Duty, Keeping

if TYPE_CHECKING:
    from pie_audit.analysis.survey_figures import Earlier, Words
    from pie_audit.domain.questionnaire import Instrument
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.unlock import OpenWorkspace

KEYS_TO_OPEN = 2
_BOX_IS_THERE = frozenset({SurveyState.OPEN, SurveyState.CLOSED})


@dataclass(frozen=True, slots=True)
class Inside:
    """The box as the second keeper sees it, in memory until they release or leave.

    `comments` are shuffled. `few` when no figure can be shown, `whole` where those of everybody together can.
    `may_write_themes` for the keeper from outside.
    """

    survey_id: str
    voice: Voice
    comments: tuple[str, ...] = field(repr=False)
    few: bool
    may_write_themes: bool
    casts: tuple[Cast, ...] = field(repr=False)
    whole: bool = True


def keeping(tx: Transaction, me: Me, survey_id: str) -> Keeping:
    """What a keeper sees and is asked for. Raises NotNow for anybody else."""
    row = surveys.load_survey(tx, survey_id)
    plan = _mine(me, row)
    return Keeping(
        plan=plan,
        team_names=tuple(teams.load_team(tx, team_id).name for team_id in plan.team_ids),
        keeper_names=_names(tx, plan.keepers),
        names=tuple((block.label, _names(tx, block.people)) for block in plan.blocks),
        slips=tuple((block.label, block.slips) for block in plan.blocks),
        duty=duty_of(tx, me, row),
        approved=approved_by(tx, me, row),
        turned_by=_names(tx, (row.turned_by,))[0] if row.turned_by else "",
        writes_themes=plan.voice is Voice.THEMES and acting(me).member.person_id in plan.outside,
        last_day=row.last_day,
        state=row.state,
        instrument_title=instruments.shipped_instrument(plan.instrument_id).title,
        may_retire=may_plan(me, plan),
        lost=is_lost(tx, row),
        has_no_key=row.state in _BOX_IS_THERE and not _can_turn(tx, acting(me), row),
    )


def approve(tx: Transaction, me: Me, survey_id: str, seen: SurveyPlan | None = None) -> None:
    """Vouch for the plan and the people in it, and make one's key.

    `seen` is the plan that the keeper has read. Raises NotNow where it isn't that one any more, and once the survey is
    open.
    """
    row = surveys.load_survey(tx, survey_id)
    _mine(me, row)
    if row.state is not SurveyState.DRAFT:
        raise NotNow(_("This survey isn’t waiting for approval any more."), _("Nothing more is needed."))
    plan = promise.plan_of(row)
    if seen is not None and plan != seen:
        raise NotNow(_("The plan was changed while you read it."), _("Read it once more, then approve."))
    require_ready(tx, me, plan)
    surveys.save_keeper(tx, box.make_keeper_key(acting(me).vault, survey_id, row.digest))


def turn_first(opened: OpenWorkspace, me: Me, survey_id: str) -> bool:
    """Turn the first key: the outer layer of every ballot goes, and the rest is shuffled.

    False where fewer than half had answered in time: the survey stays open for its one spare week instead. Raises
    NotNow before the last day has passed, and for who isn't a keeper.
    """
    mine = acting(me)
    if not opened.write(lambda tx: _close(tx, mine, survey_id)):
        return False
    row, keys, parts = opened.read(lambda tx: _closed_box(tx, mine, survey_id))
    # On this thread, not the database's: two thousand ballots take a third of a second.
    mids = _shuffled(box.take_off_outer(mine.vault, keys, row.frozen, parts))
    proof = box.vouch_half(mine.vault, survey_id, row.frozen, mids)
    opened.write(lambda tx: _half_open(tx, mine, survey_id, mids, proof))
    return True


def look_inside(opened: OpenWorkspace, me: Me, survey_id: str) -> Inside:
    """Turn the second key and look, in memory only. Raises NotNow before the first was turned, and for its turner."""
    mine = acting(me)
    row, plan, key, mids = opened.read(lambda tx: _half_opened(tx, mine, survey_id))
    contents = box.take_off_inner(mine.vault, key, row.frozen, mids)
    casts = casts_from(contents, plan, opened.read(lambda tx: instrument_of(tx, plan)))
    figures = _tabulated(plan, casts, **opened.read(lambda tx: _behind(tx, plan)))
    return _inside(plan, mine.member.person_id, casts, figures)


def release(
    opened: OpenWorkspace, me: Me, inside: Inside, kept: Sequence[str], themes: Sequence[str] = ()
) -> None:
    """Let the figures out that the rules allow; everything else of the box is destroyed in the same transaction.

    `kept` are the comments that may leave as they stand, `themes` what the keeper from outside wrote in their place.
    Then the file is written anew, so that no page keeps what was deleted; where there's no room for that, or the
    program ends before, it is done when the workspace opens next. Raises NotNow where it was let out already.
    """
    opened.write(lambda tx: _release(tx, acting(me), inside, _words(inside, kept, themes)))
    with suppress(CannotSave):
        opened.worker.with_store(lambda store: store.vacuum()).result()


def duty_of(tx: Transaction, me: Me, row: SurveyRow) -> Duty:
    """What this person is asked for as a keeper; nothing for anybody else."""
    mine = acting(me)
    plan = plan_text.from_text(row.plan)
    if mine.member.person_id not in plan.keepers:
        return Duty.NOTHING
    if row.state is SurveyState.DRAFT:
        if mine.member.person_id in approved_by(tx, me, row):
            return Duty.WAIT
        return Duty.APPROVE if _is_ready(tx, me, plan) else Duty.NOTHING
    if row.state in _BOX_IS_THERE and not _can_turn(tx, mine, row):
        return Duty.NOTHING
    if row.state is SurveyState.OPEN:
        return Duty.TURN_FIRST if mine.clock.today() > row.last_day else Duty.WAIT
    if row.state is SurveyState.CLOSED:
        if row.turned_by is None:
            return Duty.TURN_FIRST
        return Duty.WAIT if row.turned_by == mine.member.person_id else Duty.TURN_SECOND
    return Duty.NOTHING


def _can_turn(tx: Transaction, me: SignedIn, row: SurveyRow) -> bool:
    own = (key for key in surveys.keepers_of(tx, row.survey_id) if key.person_id == me.member.person_id)
    return any(box.can_turn(me.vault, key) for key in own)


def _is_ready(tx: Transaction, me: Me, plan: SurveyPlan) -> bool:
    """Whether a plan can be put to its keepers: nobody is asked while it is still being written."""
    try:
        require_ready(tx, me, plan)
    except NotNow:
        return False
    return True


def is_lost(tx: Transaction, row: SurveyRow) -> bool:
    """Whether answers lie in a box that too few keys are left to open: two, or one more once the first was turned."""
    if row.state not in _BOX_IS_THERE:
        return False
    left = keepers_here(tx, row)
    return not left - {row.turned_by} if row.turned_by else len(left) < KEYS_TO_OPEN


def keepers_here(tx: Transaction, row: SurveyRow) -> frozenset[str]:
    """Those of the three keepers who can still reach their half of the key."""
    keys = surveys.keepers_of(tx, row.survey_id)
    return frozenset(key.person_id for key in keys if promise.is_within_reach(tx, key, row.digest))


def _close(tx: Transaction, me: SignedIn, survey_id: str) -> bool:
    """Take no more answers; False where the spare week begins instead."""
    row = surveys.load_survey(tx, survey_id)
    _mine(me, row)
    is_half_turned = _is_half_turned(row)
    if not is_half_turned:
        _require_over(row, me.clock.today())
    plan = promise.require_approved_by_me(tx, me, row)
    if is_half_turned:
        return True
    if _spares(plan, row, ballots.count_cast(tx, survey_id), me.clock.today()):
        surveys.change_survey(tx, survey_id, last_day=plan.spare_until)
        return False
    surveys.change_survey(tx, survey_id, state=SurveyState.CLOSED)
    note(tx, me, "survey closed", survey_id, "survey")
    return True


def _closed_box(
    tx: Transaction, me: SignedIn, survey_id: str
) -> tuple[SurveyRow, tuple[KeeperKey, ...], tuple[tuple[bytes, bytes], ...]]:
    row = surveys.load_survey(tx, survey_id)
    # Another keeper may have been quicker since this one closed it.
    if not _is_half_turned(row):
        _require_over(row, me.clock.today())
    promise.require_approved_by_me(tx, me, row)
    keys = surveys.keepers_of(tx, survey_id)
    if box.freeze(row.digest, keys, ballots.rights_of(tx, survey_id)) != row.frozen:
        raise _tampered()
    return row, keys, ballots.parts_of(tx, survey_id, box.place_of(me.member.person_id, keys))


def _shuffled(mids: Mapping[str, Sequence[bytes]]) -> tuple[MidBallot, ...]:
    """Under random places, by which they will lie: nothing is left of the order of rights."""
    return tuple(
        MidBallot(inner_id, secrets.token_bytes(16), body)
        for inner_id, bodies in mids.items()
        for body in bodies
    )


def _half_open(
    tx: Transaction, me: SignedIn, survey_id: str, mids: Sequence[MidBallot], proof: bytes
) -> None:
    row = surveys.load_survey(tx, survey_id)
    if not _is_half_turned(row):
        _require_over(row, me.clock.today())
    ballots.half_open(tx, survey_id, mids)
    surveys.change_survey(tx, survey_id, turned_by=me.member.person_id, turned_proof=proof)


def _is_half_turned(row: SurveyRow) -> bool:
    """Whether somebody is turning the first key, or was when their program ended: either way, it can be turned."""
    return row.state is SurveyState.CLOSED and row.turned_by is None


def _require_over(row: SurveyRow, today: date) -> None:
    if row.state in {SurveyState.REPORTED, SurveyState.TOLD}:
        raise _opened_already()
    if row.state is SurveyState.CLOSED:
        raise NotNow(_("The first key was turned already."), _("One of the other two turns the second."))
    if row.state is not SurveyState.OPEN:
        raise NotNow(_("This box isn’t there to be opened."), _("Go back to the list of surveys."))
    if today <= row.last_day:
        raise NotNow(
            _("People may still answer until {day}.").format(day=day_words(row.last_day)),
            _("Turn your key after that."),
        )


def _spares(plan: SurveyPlan, row: SurveyRow, cast: int, today: date) -> bool:
    """Whether the one spare week is used now: fewer than half answered, and it hasn't passed already."""
    return row.last_day < plan.spare_until and today <= plan.spare_until and 2 * cast < plan.invited


def _tampered() -> NotNow:
    return NotNow(
        _("The list of who may answer was changed since this survey was opened."),
        _("Don’t trust this box. Retire the survey, and tell whoever looks after the workspace."),
    )


def _half_opened(
    tx: Transaction, me: SignedIn, survey_id: str
) -> tuple[SurveyRow, SurveyPlan, KeeperKey, tuple[bytes, ...]]:
    row = surveys.load_survey(tx, survey_id)
    _mine(me, row)
    _require_half_open(row, me)
    plan = promise.require_approved_by_me(tx, me, row)
    mids = ballots.mids_of(tx, survey_id)
    promise.require_half(tx, me, row, mids)
    key = next(k for k in surveys.keepers_of(tx, survey_id) if k.person_id == me.member.person_id)
    mine = (mid.body for mid in mids if mid.inner_id == me.member.person_id)
    return row, plan, key, tuple(mine)


def _inside(plan: SurveyPlan, person_id: str, casts: tuple[Cast, ...], figures: Sequence[Released]) -> Inside:
    comments = [c.answers.comment.strip() for c in casts if c.answers.comment.strip()]
    secrets.SystemRandom().shuffle(comments)
    # Words are of the whole: where it is hidden they don't leave, so nobody is shown them for nothing.
    whole = any(one.group_id == WHOLE and one.what.startswith(("scale/", "item/")) for one in figures)
    enough = whole and len(comments) >= FEWEST_FOR_WORDS
    outside = plan.voice is Voice.THEMES and person_id in plan.outside
    shows_words = enough and (plan.voice is Voice.QUOTES or outside)
    few = all(one.what == "participation" for one in figures)
    return Inside(
        survey_id=plan.survey_id,
        voice=plan.voice,
        comments=tuple(comments) if shows_words else (),
        few=few,
        may_write_themes=outside and enough,
        casts=casts,
        whole=whole,
    )


def _require_half_open(row: SurveyRow, me: SignedIn) -> None:
    if row.state is SurveyState.OPEN or (row.state is SurveyState.CLOSED and row.turned_by is None):
        raise NotNow(_("The first key hasn’t been turned yet."), _("Turn yours first."))
    if row.state is not SurveyState.CLOSED:
        raise _opened_already()
    if row.turned_by == me.member.person_id:
        raise NotNow(_("You turned the first key."), _("One of the other two turns the second."))


def _opened_already() -> NotNow:
    return NotNow(_("This box was opened already."), _("What came out is on the page of results."))


def _words(inside: Inside, kept: Sequence[str], themes: Sequence[str]) -> Words:
    """The words that leave: comments that were there and may, or themes of the keeper from outside."""
    from pie_audit.analysis.survey_figures import Words

    if inside.may_write_themes:
        return Words(themes=tuple(t.strip() for t in themes if t.strip()))
    allowed = set(inside.comments)
    return Words(kept=tuple(c for c in kept if c in allowed))


def _behind(tx: Transaction, plan: SurveyPlan) -> dict[str, Any]:
    """What a survey's figures rest on besides its ballots: its questions, and all that was released before."""
    from pie_audit.workflows.surveys.ledger import earlier_surveys

    return {"instrument": instrument_of(tx, plan), "earlier": earlier_surveys(tx, plan)}


def _tabulated(
    plan: SurveyPlan,
    casts: Sequence[Cast],
    words: Words | None = None,
    *,
    instrument: Instrument,
    earlier: Sequence[Earlier],
) -> tuple[Released, ...]:
    # Only here are numbers made, so only here is numpy loaded: home and lists do without it.
    from pie_audit.analysis.survey_figures import Words, tabulate

    if plan.minimum < MINIMUM:
        raise _tampered()
    offered = tuple(cause for cause, _label in causes())
    return tabulate(plan, instrument, cast=casts, earlier=earlier, causes=offered, words=words or Words())


def _release(tx: Transaction, me: SignedIn, inside: Inside, words: Words) -> None:
    row = surveys.load_survey(tx, inside.survey_id)
    _mine(me, row)
    _require_half_open(row, me)
    plan = promise.require_approved_by_me(tx, me, row)
    # Worked out again in this transaction: another survey may have released something meanwhile.
    _write_releases(tx, me, row, _tabulated(plan, inside.casts, words, **_behind(tx, plan)))
    ballots.destroy_box(tx, row.survey_id)
    surveys.drop_keepers(tx, row.survey_id)
    surveys.change_survey(tx, row.survey_id, state=SurveyState.REPORTED)


def _write_releases(tx: Transaction, me: SignedIn, row: SurveyRow, figures: Sequence[Released]) -> None:
    from pie_audit.workflows.surveys.ledger import write_releases

    write_releases(tx, me, row, figures)


def _mine(me: Me, row: SurveyRow) -> SurveyPlan:
    plan = plan_text.from_text(row.plan)
    if acting(me).member.person_id not in plan.keepers:
        raise NotNow(
            _("You don’t keep a key to this box."), _("Its keepers are named on the page of the survey.")
        )
    return plan


def _names(tx: Transaction, person_ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(people.load_member(tx, person_id).name for person_id in person_ids)
