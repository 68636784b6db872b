"""Valid objects with defaults: a test says only what it is about."""

from __future__ import annotations

import os
import secrets
from dataclasses import replace
from datetime import date
from typing import Any

from pie_audit.domain.answer import Level
from pie_audit.domain.audit import (
    AuditRound,
    Consensus,
    Dissent,
    Invited,
    Outcome,
    Rating,
    RatingSheet,
    RoundState,
    SignOff,
)
from pie_audit.domain.disclosure import Band, Reveal, TopicCounts
from pie_audit.domain.plan import Action
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.sealed import (
    Draft,
    Invitation,
    KeyShare,
    SealedKey,
    SealedRecord,
    SealedSheet,
    Seat,
    UserKey,
)
from pie_audit.domain.team import Member, Perspective, Role, Team

WEEK = "2026-W47"
DAY = date(2026, 11, 18)
QUARTER = Quarter(2026, 4)
KIB = 1024


def new_id() -> str:
    """A random id as domain objects carry it."""
    return secrets.token_hex(16)


def team(**changes: Any) -> Team:
    """A team."""
    return replace(Team(new_id(), "Fern House", "24-bed hostel"), **changes)


def member(name: str = "Rowan Ellis", **changes: Any) -> Member:
    """A person who is staff, in no team."""
    return replace(Member(new_id(), name, frozenset({Role.STAFF}), frozenset()), **changes)


def audit_round(team_id: str = "team", **changes: Any) -> AuditRound:
    """A round that is open for rating, with three openers and six raters."""
    whole = AuditRound(
        round_id=new_id(),
        team_id=team_id,
        quarter=QUARTER,
        state=RoundState.OPEN,
        questionnaire_id="pie-own-1",
        questionnaire_version=1,
        scope="short-and-theme",
        theme_id="B",
        optional_themes=frozenset({"F"}),
        facilitator_id="facilitator",
        openers=("facilitator", "zoe", "adil"),
        opens_on=DAY,
        closes_on=date(2026, 12, 2),
        talk_on=date(2026, 12, 4),
        public_key=os.urandom(32),
        slip_salt=os.urandom(16),
        invited=(Invited(Perspective.TEAM, 4, 0), Invited(Perspective.LIVED_EXPERIENCE, 0, 2)),
    )
    return replace(whole, **changes)


def rating_sheet(
    round_id: str = "round", topics: tuple[str, ...] = ("A1", "A4"), **changes: Any
) -> RatingSheet:
    """A sheet on which the first topic has level 3."""
    blank = RatingSheet(round_id, Perspective.TEAM, topics)
    return replace(blank.with_rating(Rating(topics[0], Level.USUAL)), **changes)


def consensus(topic_id: str = "A1", **changes: Any) -> Consensus:
    """An agreed level 2."""
    agreed = Consensus(topic_id, Outcome.AGREED, Level.PATCHY, "It depends on the shift.", "Handover notes")
    return replace(agreed, **changes)


def dissent(topic_id: str = "A1", **changes: Any) -> Dissent:
    """A different view of one topic."""
    return replace(Dissent(new_id(), topic_id, "Nights are different.", Level.TALKED_ABOUT), **changes)


def sign_off(person_id: str = "manager", **changes: Any) -> SignOff:
    """A manager's signature."""
    return replace(SignOff(person_id, "manager", DAY), **changes)


def action(team_id: str = "team", **changes: Any) -> Action:
    """An action without an owner, due in December."""
    plain = Action(
        new_id(), team_id, None, "Ask each person how they like to be greeted.", due=date(2026, 12, 16)
    )
    return replace(plain, **changes)


def counts(topic_id: str = "A1", group: str = "team", **changes: Any) -> TopicCounts:
    """Six people who gave one topic 1, 2, 2, 3, 3, 3."""
    return replace(TopicCounts(topic_id, group, (0, 1, 2, 3, 0)), **changes)


def reveal(*shown: TopicCounts) -> Reveal:
    """What an opening may keep: the given counts, bands for every perspective, one topic nobody could tell."""
    took_part = dict.fromkeys(Perspective, Band.NONE) | {Perspective.TEAM: Band.SOME}
    return Reveal(tuple(shown) or (counts(),), took_part, frozenset({"C9"}))


def user_key(person_id: str, **changes: Any) -> UserKey:
    """A person's keys, of the right lengths and opening nothing."""
    whole = UserKey(
        person_id=person_id,
        epoch=1,
        slot_id=os.urandom(16),
        nonce=os.urandom(24),
        wrapped=os.urandom(48),
        r_salt=b"",
        r_ops=0,
        r_mem_kib=0,
        r_nonce=b"",
        r_wrapped=b"",
        xpk=os.urandom(32),
        epk=os.urandom(32),
        selfsig=os.urandom(64),
    )
    return replace(whole, **changes)


def invitation(person_id: str, **changes: Any) -> Invitation:
    """A one-time code that waits."""
    return replace(Invitation(person_id, os.urandom(16), WEEK), **changes)


def sealed_record(owner_id: str = "owner", **changes: Any) -> SealedRecord:
    """A private page of 1 KiB, sealed to nobody."""
    body = os.urandom(KIB + 16)
    return replace(
        SealedRecord(os.urandom(16), 1, owner_id, "page", 1, os.urandom(24), body, WEEK), **changes
    )


def sealed_key(record: SealedRecord, **changes: Any) -> SealedKey:
    """The owner's own way into a record."""
    own = SealedKey(record.record_id, record.version, record.owner_id, "own", os.urandom(24), os.urandom(48))
    return replace(own, **changes)


def draft(owner_id: str = "owner", **changes: Any) -> Draft:
    """A draft of 1 KiB."""
    return replace(Draft(os.urandom(16), owner_id, os.urandom(24), os.urandom(KIB + 16)), **changes)


def seat(round_id: str = "round", **changes: Any) -> Seat:
    """An account's seat; give `owner_id=None` and `slip_find` for a slip's."""
    return replace(Seat(round_id, os.urandom(16), new_id(), None, "team", os.urandom(32)), **changes)


def slip_seat(round_id: str = "round", **changes: Any) -> Seat:
    """A slip's seat."""
    return seat(round_id, **({"owner_id": None, "slip_find": os.urandom(32)} | changes))


def sealed_sheet(at: Seat, **changes: Any) -> SealedSheet:
    """A sheet of the right sizes for this seat."""
    version = secrets.randbits(63)
    whole = SealedSheet(at.seat_id, version, os.urandom(4 * KIB + 48), os.urandom(64 * KIB + 48))
    return replace(whole, **changes)


def key_share(round_id: str = "round", outer_id: str = "zoe", inner_id: str = "adil") -> KeyShare:
    """One box around a round's key."""
    return KeyShare(round_id, outer_id, inner_id, os.urandom(160))
