"""Whether a survey is still what its keepers approved: plan, questions, keys and rights, whoever wrote in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pie_audit.domain.errors import NotNow
from pie_audit.domain.survey import MINIMUM, SurveyPlan
from pie_audit.storage import ballots, people, surveys
from pie_audit.storage.surveys import SurveyRow
from pie_audit.vault import ballots as box
from pie_audit.vault.public_keys import follows, is_whole
from pie_audit.words import _
from pie_audit.workflows import pins
from pie_audit.workflows.presence import Me, SignedIn, acting
from pie_audit.workflows.surveys import plan_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pie_audit.domain.sealed import KeeperKey, MidBallot
    from pie_audit.storage.transaction import Transaction


def plan_of(row: SurveyRow) -> SurveyPlan:
    """The plan, if its text is the one that the digest stands for. Raises NotNow for one that was altered."""
    plan = plan_text.from_text(row.plan)
    is_same = box.digest_plan(row.plan) == row.digest and plan.survey_id == row.survey_id
    if not is_same or row.last_day not in {plan.closes_on, plan.spare_until}:
        raise altered()
    return plan


def is_within_reach(tx: Transaction, key: KeeperKey, plan_digest: bytes) -> bool:
    """Whether a keeper can still reach their half of the key, as anybody can tell from the file.

    It lies under the keys with which they signed. New keys that those vouched for open it too; after a reset, or once
    somebody has gone for good, nothing does.
    """
    return box.approves(key, plan_digest, tuple(_signing_keys_of_today(tx, key.person_id)))


def _signing_keys_of_today(tx: Transaction, person_id: str) -> Iterator[bytes]:
    """Of the keys in use, and of those before that they go back to."""
    held = people.load_user_key(tx, person_id)
    later = people.load_public_key(tx, person_id, held.epoch) if held is not None else None
    while later is not None:
        yield later.epk
        before = people.load_public_key(tx, person_id, later.epoch - 1)
        later = before if before is not None and follows(later, before) else None


def require_approved_by_me(tx: Transaction, me: Me, row: SurveyRow) -> SurveyPlan:
    """The plan that a keeper opens a box by: the very one that they signed. Raises NotNow for any other."""
    mine, plan = acting(me), plan_of(row)
    own = pins.signing_keys(tx, me, mine.member.person_id)
    keys = [key for key in surveys.keepers_of(tx, row.survey_id) if key.person_id == mine.member.person_id]
    if not any(box.approves(key, row.digest, own) for key in keys):
        raise altered()
    return plan


def require_half(tx: Transaction, me: Me, row: SurveyRow, mids: Sequence[MidBallot]) -> None:
    """Raises NotNow unless what lies half open (`mids`) is what the first keeper left, no more and no less."""
    first = [key for key in surveys.keepers_of(tx, row.survey_id) if key.person_id == row.turned_by]
    proof = row.turned_proof or b""
    trusted = pins.signing_keys(tx, me, row.turned_by or "")
    if not any(box.is_half_of(key, row.frozen, mids, proof, trusted) for key in first):
        raise altered()


def require_whole(tx: Transaction, me: Me, row: SurveyRow) -> SurveyPlan:
    """Everything that answers are sealed to, as the keepers approved it and the organiser opened it.

    Raises NotNow where any of it was altered, because then an answer could go where it shouldn't.
    """
    plan = plan_of(row)
    keys, rights = surveys.keepers_of(tx, row.survey_id), ballots.rights_of(tx, row.survey_id)
    whole = (
        plan.minimum >= MINIMUM
        and tuple(key.person_id for key in keys) == plan.keepers
        and len(rights) == plan.invited
        and box.freeze(row.digest, keys, rights) == row.frozen
        and all(box.approves(key, row.digest, _signing_keys(tx, me, key.person_id)) for key in keys)
        and _is_opened_by(tx, me, row, plan.organiser_id)
    )
    if not whole:
        raise altered()
    return plan


def altered() -> NotNow:
    """Somebody wrote past the program."""
    return NotNow(
        _(
            "Something about this survey was changed since its keepers approved it, so nothing was sent or opened."
        ),
        _("Tell the keepers. What you have written is on this screen and nowhere else."),
    )


def _is_opened_by(tx: Transaction, me: Me, row: SurveyRow, organiser_id: str) -> bool:
    trusted = _signing_keys(tx, me, organiser_id)
    return box.is_vouched(row.survey_id, organiser_id, row.frozen, row.vouched or b"", trusted)


def _signing_keys(tx: Transaction, me: Me, person_id: str) -> Sequence[bytes]:
    """Keys that the person trusts. A slip remembers nobody: what protects it is what its own token says."""
    if isinstance(me, SignedIn):
        return pins.signing_keys(tx, me, person_id)
    return tuple(k.epk for k in people.public_keys(tx) if k.person_id == person_id and is_whole(k))
