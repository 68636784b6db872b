"""Answering a survey: what somebody who is asked reads first, what they have begun, and handing it in."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.plain_data import STRANGE
from pie_audit.domain.sealed import BallotToken, SealedBallot
from pie_audit.domain.survey import Answers, SurveyPlan, SurveyState, Voice
from pie_audit.storage import ballots, people, records, surveys, teams
from pie_audit.storage.surveys import SurveyRow
from pie_audit.vault import ballots as box
from pie_audit.vault.drafts import open_draft, seal_draft
from pie_audit.words import _
from pie_audit.workflows import instruments, self_record, support
from pie_audit.workflows.presence import Me, SignedIn, SurveySlip, acting
from pie_audit.workflows.surveys import plan_text, promise
from pie_audit.workflows.surveys.ballot_text import checked, to_content
from pie_audit.workflows.surveys.keeping import is_lost
from pie_audit.workflows.surveys.starting import instrument_of
from pie_audit.workflows.surveys.survey_words import causes
from pie_audit.workflows.surveys.views import Taking

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction
    from pie_audit.workflows.unlock import OpenWorkspace

_SENT = "survey-sent/"
"""Under this small choice somebody's own program remembers that they have answered; sealed, and nowhere else."""


def taking(tx: Transaction, me: Me, survey_id: str) -> Taking:
    """Everything the page shows.

    Raises NotNow for somebody who isn't asked, once it is closed, and where what they say could never arrive.
    """
    row, plan, token = _place(tx, me, survey_id)
    _require_reachable(tx, me, row, token)
    block = next(b for b in plan.blocks if b.block_id == token.block_id)
    return Taking(
        plan=plan,
        instrument=instrument_of(tx, plan),
        team_name=teams.load_team(tx, block.team_id).name,
        keeper_names=tuple(people.load_member(tx, p).name for p in plan.keepers),
        colleagues=tuple(people.load_member(tx, p).name for p in block.people),
        slips=block.slips,
        last_day=row.last_day,
        begun=_begun(tx, me, survey_id),
        sent=has_sent(tx, me, survey_id),
        causes=causes() if plan.voice is Voice.CAUSES else (),
        support_lines=support.signposting(tx),
        required_line=instruments.required_line(tx, plan.instrument_id),
        asked_by=people.load_member(tx, plan.organiser_id).name,
    )


def keep_begun(tx: Transaction, me: Me, survey_id: str, answers: Answers) -> None:
    """Keep answers that aren't sent yet, sealed to whoever gives them, for a crash or for later."""
    _place(tx, me, survey_id)
    values = {str(no): value for no, value in answers.values.items()}
    kept = {"values": values, "causes": sorted(answers.causes), "comment": answers.comment}
    body = json.dumps(kept, ensure_ascii=False).encode()
    keys, owner_id = _keys_of(me), _owner_of(me)
    records.save_draft(tx, seal_draft(keys, body, record_id=_draft_id(me, survey_id), owner_id=owner_id))


def throw_away(tx: Transaction, me: Me, survey_id: str) -> None:
    """Nothing of what was begun is left."""
    records.delete_draft(tx, _draft_id(me, survey_id))


def cast(opened: OpenWorkspace, me: Me, survey_id: str, answers: Answers) -> None:
    """Hand the answers in, in place of any that the same person gave before. There is no undo.

    Everything that the ballot is bound to is checked first: the plan, who keeps its keys, and who may answer. Raises
    NotNow where one of them was changed, where the survey is closed, and for answers it doesn't ask for.
    """
    right, parts = opened.read(lambda tx: _ballot(tx, me, survey_id, answers))
    went_in = opened.worker.with_store(
        lambda store: store.write_apart(lambda tx: ballots.cast(tx, survey_id, SealedBallot(right, parts)))
    ).result()
    if not went_in:
        raise _closed()
    # A transaction of its own: nothing about a person changes in the one that carries their ballot.
    opened.write(lambda tx: _tidy_up(tx, me, survey_id))


def has_sent(tx: Transaction, me: Me, survey_id: str) -> bool:
    """Whether this person remembers having answered; nobody else can tell. A slip remembers nothing."""
    return isinstance(me, SignedIn) and _SENT + survey_id in self_record.load(tx, me).ways


def is_asked(plan: SurveyPlan, me: Me) -> bool:
    """Whether somebody has a place in this survey."""
    return isinstance(me, SignedIn) and plan.block_of(me.member.person_id) is not None


def is_open(row: SurveyRow, me: Me) -> bool:
    """Whether answers go in today."""
    return row.state is SurveyState.OPEN and me.clock.today() <= row.last_day


def _place(tx: Transaction, me: Me, survey_id: str) -> tuple[SurveyRow, SurveyPlan, BallotToken]:
    row = surveys.load_survey(tx, survey_id)
    if not is_open(row, me):
        raise _closed()
    token = ballots.token_of(tx, survey_id, _holder_of(me, survey_id))
    if token is None:
        raise NotNow(
            _("There’s no place for you in this survey."),
            _("The list was fixed when it opened, so that nobody can be added. Ask whoever asks the survey."),
        )
    return row, plan_text.from_text(row.plan), token


def _require_reachable(tx: Transaction, me: Me, row: SurveyRow, token: BallotToken) -> None:
    """Told before the first question: afterwards the answers would be written for nothing."""
    if is_lost(tx, row):
        raise NotNow(
            _("Two of the three keys to this box are gone. Nobody could ever read what you write."),
            _("There is nothing to do. Whoever asks can plan another survey."),
        )
    was_reset = isinstance(me, SignedIn) and me.vault.first_epoch > 1
    if was_reset and _keys_of(me).unseal(token.sealed) is None:
        raise NotNow(
            _("You were given new access since this survey opened, and your place in it went with the old."),
            _("Nobody can give you another one, so tell the team in person what you’d have liked to say."),
        )


def _closed() -> NotNow:
    return NotNow(
        _("This survey is closed, so nothing more goes in."), _("What you send later would not be counted.")
    )


def _ballot(tx: Transaction, me: Me, survey_id: str, answers: Answers) -> tuple[bytes, tuple[bytes, ...]]:
    row, _plan, stored = _place(tx, me, survey_id)
    plan = promise.require_whole(tx, me, row)
    token = box.open_token(stored, _keys_of(me), row.frozen)
    if token.right not in ballots.rights_of(tx, survey_id) or not _is_own_block(plan, me, stored.block_id):
        raise promise.altered()
    given = checked(answers, plan, instrument_of(tx, plan))
    keys = surveys.keepers_of(tx, survey_id)
    return token.right, box.seal_ballot(to_content(given, stored.block_id), row.frozen, keys, token)


def _is_own_block(plan: SurveyPlan, me: Me, block_id: str) -> bool:
    """Whether the plan puts this person, or some slip, into this block."""
    if isinstance(me, SurveySlip):
        return any(block.block_id == block_id and block.slips for block in plan.blocks)
    own = plan.block_of(acting(me).member.person_id)
    return own is not None and own.block_id == block_id


def _tidy_up(tx: Transaction, me: Me, survey_id: str) -> None:
    throw_away(tx, me, survey_id)
    if isinstance(me, SignedIn):
        ways = dict(self_record.load(tx, me).ways)
        self_record.change(tx, me, ways={**ways, _SENT + survey_id: me.week})


def _begun(tx: Transaction, me: Me, survey_id: str) -> Answers | None:
    found = records.load_draft(tx, _draft_id(me, survey_id))
    if found is None:
        return None
    try:
        kept = json.loads(open_draft(_keys_of(me), found))
        values = {int(no): int(value) for no, value in kept["values"].items()}
        return Answers(values, frozenset(kept["causes"]), str(kept["comment"]))
    except STRANGE:
        return None


def _keys_of(me: Me) -> box.TokenReader:
    return me.keys if isinstance(me, SurveySlip) else acting(me).vault


def _owner_of(me: Me) -> str:
    """Whose draft it is: an account's, like any other of theirs; a slip's goes by its place, which has no name."""
    return me.holder_id if isinstance(me, SurveySlip) else acting(me).member.person_id


def _holder_of(me: Me, survey_id: str) -> str:
    if isinstance(me, SurveySlip):
        return me.holder_id if me.survey_id == survey_id else ""
    return acting(me).member.person_id


def _draft_id(me: Me, survey_id: str) -> bytes:
    """16 bytes that tell neither survey nor person to somebody who holds the database only."""
    if isinstance(me, SurveySlip):
        secret = me.keys.own
    else:
        vault = acting(me).vault
        secret = vault.keys(vault.first_epoch).vk
    return hashlib.blake2b(f"survey/{survey_id}".encode(), key=secret, digest_size=16).digest()
