"""Opening a survey to those who are asked: tokens and slips made in memory, then one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.questionnaire import Instrument, Mode
from pie_audit.domain.sealed import BallotToken, KeeperKey
from pie_audit.domain.survey import KEEPERS, Block, SurveyPlan, SurveyState
from pie_audit.storage import audits, ballots, people, surveys, teams
from pie_audit.storage.surveys import SurveyRow
from pie_audit.vault import ballots as box
from pie_audit.vault.slips import new_slip
from pie_audit.words import _
from pie_audit.workflows import instruments
from pie_audit.workflows.notes import note
from pie_audit.workflows.presence import Me, acting
from pie_audit.workflows.surveys import promise
from pie_audit.workflows.surveys.planning import (
    approved_by,
    require_planner,
    require_ready,
    require_same_questions,
)
from pie_audit.workflows.surveys.views import Slips

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.unlock import OpenWorkspace


@dataclass(frozen=True, slots=True)
class _Keys:
    """Public keys: of everybody asked who has an account, by id, and of the box."""

    of_people: Mapping[str, bytes]
    of_keepers: tuple[KeeperKey, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A survey ready to open: rights and tokens, and the slips to print. Nothing is stored yet."""

    survey_id: str
    frozen: bytes
    instrument_text: str = field(repr=False)
    rights: tuple[bytes, ...] = field(repr=False)
    tokens: tuple[BallotToken, ...] = field(repr=False)
    slips: Slips = field(repr=False)
    pdf: bytes | None = field(default=None, repr=False)


def prepare(opened: OpenWorkspace, me: Me, survey_id: str) -> Prepared:
    """Make a token for everybody who is asked, and the slips. A tenth of a second a slip.

    Raises NotNow where something is missing: a keeper's approval, a reason, a person's key.
    """
    row, plan, text, keys = opened.read(lambda tx: _ready(tx, me, survey_id))
    places, words = [], {}
    for block in plan.blocks:
        places += [_place(person_id, block, keys.of_people[person_id]) for person_id in block.people]
        slips = [new_slip(row.slip_salt, opened.premises.kdf) for _i in range(block.slips)]
        places += [_place(keys_.find.hex(), block, keys_.xpk) for _words, keys_ in slips]
        if slips:
            words[block.label] = tuple(words_ for words_, _keys in slips)
    rights = tuple(sorted(place.token.right for place in places))
    frozen = box.freeze(row.digest, keys.of_keepers, rights)
    tokens = tuple(box.seal_token(survey_id, place, frozen) for place in places)
    pdf = _slips_pdf(opened, plan, words) if words else None
    return Prepared(survey_id, frozen, text, rights, tokens, Slips(words), pdf)


def begin(opened: OpenWorkspace, me: Me, prepared: Prepared) -> None:
    """Open the survey: from now on everybody who is asked can answer, and nobody can be added.

    Raises NotNow where the plan or an approval changed since it was prepared, or where a server would log answers.
    """
    opened.write(lambda tx: _begin(tx, me, prepared))


def _ready(tx: Transaction, me: Me, survey_id: str) -> tuple[SurveyRow, SurveyPlan, str, _Keys]:
    row = surveys.load_survey(tx, survey_id)
    _require_draft(row)
    plan = promise.plan_of(row)
    _require_organiser(tx, me, plan)
    require_ready(tx, me, plan)
    _require_approvals(tx, me, row)
    instrument = instruments.load_usable(tx, plan.instrument_id, Mode.TEAM, acting(me).clock.today())
    keys = _Keys(dict(_public_keys(tx, plan)), surveys.keepers_of(tx, survey_id))
    return row, plan, require_same_questions(instrument, plan), keys


def _require_organiser(tx: Transaction, me: Me, plan: SurveyPlan) -> None:
    """Whoever the keepers read about as the one who asks: their signature is what people's programs look for."""
    require_planner(me, plan)
    if acting(me).member.person_id != plan.organiser_id:
        name = people.load_member(tx, plan.organiser_id).name
        raise NotNow(
            _("{name} planned this survey, so they open it.").format(name=name),
            _("To open it yourself, change and save the plan, then ask the keepers once more."),
        )


def _require_draft(row: SurveyRow) -> None:
    if row.state is not SurveyState.DRAFT:
        raise NotNow(_("This survey is open already."), _("Nothing more is needed."))


def _require_approvals(tx: Transaction, me: Me, row: SurveyRow) -> None:
    missing = KEEPERS - len(approved_by(tx, me, row))
    if missing:
        raise NotNow(
            _("Not all three keepers have approved this plan yet."),
            _("They find it on their page Wellbeing; it takes each of them a minute."),
        )


def _public_keys(tx: Transaction, plan: SurveyPlan) -> Iterator[tuple[str, bytes]]:
    for block in plan.blocks:
        for person_id in block.people:
            key = people.load_user_key(tx, person_id)
            if key is not None:
                yield person_id, key.xpk


def _place(holder_id: str, block: Block, xpk: bytes) -> box.Place:
    return box.Place(holder_id, block.block_id, xpk, box.new_token())


def _begin(tx: Transaction, me: Me, prepared: Prepared) -> None:
    row = surveys.load_survey(tx, prepared.survey_id)
    _require_draft(row)
    plan = promise.plan_of(row)
    _require_organiser(tx, me, plan)
    require_ready(tx, me, plan)
    _require_approvals(tx, me, row)
    if box.freeze(row.digest, surveys.keepers_of(tx, row.survey_id), prepared.rights) != prepared.frozen:
        raise NotNow(_("The plan was changed meanwhile."), _("Throw these slips away and open it once more."))
    _require_quiet(tx)
    freeze_questions(tx, plan, prepared.instrument_text)
    ballots.open_box(tx, row.survey_id, prepared.rights, prepared.tokens)
    mine = acting(me)
    surveys.change_survey(
        tx,
        row.survey_id,
        state=SurveyState.OPEN,
        frozen=prepared.frozen,
        vouched=box.vouch(mine.vault, row.survey_id, prepared.frozen),
        opened_week=mine.week,
        last_day=plan.closes_on,
    )
    note(tx, mine, "survey opened", row.survey_id, "survey")


def _require_quiet(tx: Transaction) -> None:
    telling = ballots.telling_settings(tx)
    if telling:
        raise NotNow(
            _("The database server keeps notes that could tell who answered what."),
            _("Ask who looks after it to change these settings: {names}.").format(names=", ".join(telling)),
        )


def _copy_id(plan: SurveyPlan) -> str:
    """Under what a survey's questions are kept: the digest tells apart words that were brought anew."""
    return f"{plan.instrument_id}/{plan.instrument_digest}"


def freeze_questions(tx: Transaction, plan: SurveyPlan, text: str) -> None:
    """Keep the questions as this survey asks them; whoever opens a box scores by this copy."""
    audits.freeze_questionnaire(tx, _copy_id(plan), plan.instrument_version, text)


def instrument_of(tx: Transaction, plan: SurveyPlan) -> Instrument:
    """The questions that a survey froze. Raises KeyError where it was never opened, NotNow where they were altered."""
    text = audits.load_questionnaire(tx, _copy_id(plan), plan.instrument_version)
    if text is None:
        raise KeyError(plan.instrument_id)
    if box.digest_plan(text).hex() != plan.instrument_digest:
        raise promise.altered()
    return instruments.from_frozen(text)


def _slips_pdf(opened: OpenWorkspace, plan: SurveyPlan, words: Mapping[str, tuple[str, ...]]) -> bytes:
    from pie_audit.reports import slips_pdf

    names = opened.read(lambda tx: [teams.load_team(tx, team_id).name for team_id in plan.team_ids])
    return slips_pdf.draw_slips(
        team_name=", ".join(names),
        occasion=plan.title,
        until=plan.closes_on,
        words=words,
        good_for=slips_pdf.GoodFor.SURVEY,
    )
