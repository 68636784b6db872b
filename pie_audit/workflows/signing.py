"""Signing off: the team says it is a fair account, its manager signs, and from then on nothing alters."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from pie_audit.domain import plan_snapshot
from pie_audit.domain.audit import (
    LIVED_EXPERIENCE_SIGNER,
    TEAM_SIGNER,
    Addendum,
    AuditRound,
    RoundState,
    SignOff,
)
from pie_audit.domain.errors import NotNow
from pie_audit.domain.signing import FairAccount
from pie_audit.domain.team import WorkspaceKind
from pie_audit.storage import agreements, signed
from pie_audit.storage import audits as rounds
from pie_audit.storage import plans as actions
from pie_audit.words import _, plural
from pie_audit.workflows import carrying, drafts, priorities, sittings, steps
from pie_audit.workflows.notes import note
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.plan_material import material_of
from pie_audit.workflows.unlock import Me, SignedIn, acting

if TYPE_CHECKING:
    from pie_audit.domain.priority import Priority
    from pie_audit.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class BeforeSigning:
    """What still stands between a plan and its signature, and what was typed for it so far.

    `topics_left` have nothing written down; `unanswered` priorities have neither an action nor a reason.
    """

    topics_left: int
    unanswered: tuple[Priority, ...]
    kept: FairAccount
    one_person: bool
    together_only: bool
    reservation: str = ""


def before_signing(tx: Transaction, me: Me, round_id: str) -> BeforeSigning:
    """What the sign-off asks about first."""
    audit_round = rounds.load_round(tx, round_id)
    require(acting(me).member, Act.READ_TEAM, Matter.of(audit_round))
    return BeforeSigning(
        len(sittings.topics_left(tx, audit_round)),
        priorities.unanswered(tx, round_id),
        kept_account(tx, me, round_id),
        acting(me).workspace_kind is WorkspaceKind.SOLO,
        audit_round.together_only,
        (drafts.words(tx, me, _words_key(round_id)) or {}).get("reservation", ""),
    )


def sign_off(
    tx: Transaction, me: Me, round_id: str, reservation: str, account: FairAccount | None = None
) -> None:
    """The team says this is a fair account and its manager signs; then nothing alters. Has no undo.

    Everything that papers are made of is kept as it is now. Raises NotNow while a topic has nothing written down,
    a priority has neither an action nor a reason, or a step has a day that has passed.
    """
    acting_me = acting(me)
    audit_round = rounds.load_round(tx, round_id)
    # Whoever facilitates writes and plans; the signature is a manager's.
    require(acting_me.member, Act.RUN_ROUND, Matter(audit_round.team_id))
    if audit_round.state is not RoundState.AGREEING:
        raise NotNow(
            _("There is nothing to sign yet."), _("Write down at least one topic that you talked about.")
        )
    checked = (account or FairAccount()).checked()
    if checked.leaves_the_rest and sittings.topics_left(tx, audit_round):
        sittings.leave_the_rest(tx, me, round_id)
    _refuse_open_ends(tx, audit_round, acting_me.clock.today())
    for signature in _signatures(acting_me, audit_round, reservation, checked):
        agreements.save_sign_off(tx, round_id, signature)
    steps.move_round(tx, acting_me, audit_round, RoundState.SIGNED, "")
    carrying.mark_carried(tx, acting_me, audit_round)
    _keep(tx, acting_me, audit_round, checked)
    drafts.drop(tx, me, _words_key(round_id))


def _refuse_open_ends(tx: Transaction, audit_round: AuditRound, today: date) -> None:
    left = len(sittings.topics_left(tx, audit_round))
    if left:
        raise NotNow(
            plural(
                "{n} topic has nothing written down yet.", "{n} topics have nothing written down yet.", left
            ).format(n=left),
            _("Talk about it, or mark the rest “not discussed this time”."),
        )
    for priority in priorities.unanswered(tx, audit_round.round_id):
        raise NotNow(
            _("Nothing follows yet from “{priority}”.").format(priority=priority.words),
            _("Add an action to it, or say why there is none."),
        )
    if any(action.is_overdue(today) for action in actions.actions_of_round(tx, audit_round.round_id)):
        raise NotNow(
            _("The plan has a step whose day has passed already."),
            _("Mark it as done or give it a new day; then sign."),
        )


def _signatures(
    me: SignedIn, audit_round: AuditRound, reservation: str, account: FairAccount
) -> list[SignOff]:
    """The manager's own; those of the team and of lived experience belong to no account and carry no name."""
    today = me.clock.today()
    found = [SignOff(me.member.person_id, steps.role_in(me, audit_round), today, reservation.strip())]
    if me.workspace_kind is not WorkspaceKind.SOLO:
        found.append(_nameless(TEAM_SIGNER, today, ""))
    refused = _("One of us doesn’t find this a fair account.")
    found += [_nameless(TEAM_SIGNER, today, words.strip() or refused) for words in account.refusals]
    if account.lived_experience is not None:
        found.append(_nameless(LIVED_EXPERIENCE_SIGNER, today, account.lived_experience.strip()))
    return found


def _nameless(role: str, today: date, reservation: str) -> SignOff:
    return SignOff(secrets.token_hex(16), role, today, reservation)


def _keep(tx: Transaction, me: SignedIn, audit_round: AuditRound, account: FairAccount) -> None:
    now = rounds.load_round(tx, audit_round.round_id)
    material = replace(
        material_of(tx, me, now),
        resident_words=account.resident_words.strip(),
        small_win=account.small_win.strip(),
        contact=account.contact.strip(),
    )
    signed.keep_snapshot(tx, audit_round.round_id, plan_snapshot.to_text(material))


def keep_account(tx: Transaction, me: Me, round_id: str, account: FairAccount, reservation: str = "") -> None:
    """Keep what was typed for the signature so far, sealed to whoever types it."""
    require(acting(me).member, Act.RUN_ROUND, Matter(rounds.load_round(tx, round_id).team_id))
    words = {
        "refusals": json.dumps(account.refusals),
        "lived_experience": json.dumps(account.lived_experience),
        "resident_words": account.resident_words,
        "has_consent": "yes" if account.has_consent else "",
        "small_win": account.small_win,
        "contact": account.contact,
        "leaves_the_rest": "yes" if account.leaves_the_rest else "",
        "reservation": reservation,
    }
    drafts.save_words(tx, me, _words_key(round_id), words)


def kept_account(tx: Transaction, me: Me, round_id: str) -> FairAccount:
    """What this person typed for the signature so far."""
    words = drafts.words(tx, me, _words_key(round_id))
    if words is None:
        return FairAccount()
    return FairAccount(
        tuple(json.loads(words["refusals"])),
        json.loads(words["lived_experience"]),
        words["resident_words"],
        bool(words["has_consent"]),
        words["small_win"],
        words["contact"],
        bool(words["leaves_the_rest"]),
    )


def _words_key(round_id: str) -> str:
    return f"signing/{round_id}"


def may_add(tx: Transaction, me: Me, round_id: str) -> bool:
    """Whether this person may add a dated line to what was signed."""
    audit_round = rounds.load_round(tx, round_id)
    return _is_signed(audit_round) and may(acting(me).member, Act.RUN_ROUND, Matter.of(audit_round))


def add_addendum(tx: Transaction, me: Me, round_id: str, reason: str, words: str) -> Addendum:
    """Add a dated line to a signed round, with its reason; it is never changed and has no undo.

    Raises NotNow before the signature, and where words or reason are missing.
    """
    acting_me, audit_round = acting(me), rounds.load_round(tx, round_id)
    require(acting_me.member, Act.RUN_ROUND, Matter.of(audit_round))
    if not _is_signed(audit_round):
        raise NotNow(
            _("This review isn’t signed off yet."), _("Write it where it belongs; nothing is fixed.")
        )
    role = steps.role_in(acting_me, audit_round)
    today = acting_me.clock.today()
    added = Addendum(secrets.token_hex(16), today, role, reason.strip(), words.strip()).checked()
    signed.save_addendum(tx, round_id, added)
    drafts.drop(tx, me, _addendum_key(round_id))
    note(tx, acting_me, "added to a signed review", round_id, "round")
    return added


def begin_addendum(tx: Transaction, me: Me, round_id: str, reason: str, words: str) -> None:
    """Keep what is typed for an addendum so far, sealed to whoever types it; nothing is added yet."""
    require(acting(me).member, Act.RUN_ROUND, Matter.of(rounds.load_round(tx, round_id)))
    drafts.save_words(tx, me, _addendum_key(round_id), {"reason": reason, "words": words})


def begun_addendum(tx: Transaction, me: Me, round_id: str) -> tuple[str, str]:
    """The reason and the words that this person had typed; empty if there are none."""
    require(acting(me).member, Act.RUN_ROUND, Matter.of(rounds.load_round(tx, round_id)))
    begun = drafts.words(tx, me, _addendum_key(round_id)) or {}
    return begun.get("reason", ""), begun.get("words", "")


def _addendum_key(round_id: str) -> str:
    return f"addendum/{round_id}"


def _is_signed(audit_round: AuditRound) -> bool:
    return audit_round.state in {RoundState.SIGNED, RoundState.CARRIED}
