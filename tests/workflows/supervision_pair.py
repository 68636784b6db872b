"""Jo, who is supervised, and Amina, who supervises: an agreement, sessions, and what they write."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from pie_audit.domain.supervision import Function, Summary
from pie_audit.workflows.supervision import supervision_agreements as agreements
from pie_audit.workflows.supervision import supervision_planning as planning
from pie_audit.workflows.supervision import supervision_summary as summaries
from pie_audit.workflows.supervision.supervision_agreements import AgreementView, Beginning
from pie_audit.workflows.supervision.supervision_planning import Booking
from tests.quarter import TODAY, Hostel

WORDS = "We talked about the ambulance night. 🚑 עברית"


def person(hostel: Hostel, name: str) -> str:
    return hostel.people[name].member.person_id


def agree(hostel: Hostel, supervisor: str = "amina", supervisee: str = "jo") -> AgreementView:
    """An agreement that both signed."""
    who = hostel.people[supervisor]
    agreement_id = hostel.do(
        agreements.start_agreement, who, Beginning(person(hostel, supervisee), i_supervise=True)
    )
    view = hostel.see(agreements.agreement_view, who, agreement_id)
    for name in (supervisor, supervisee):
        view = hostel.do(agreements.sign_agreement, hostel.people[name], agreement_id, view.version)
    return view


def book(hostel: Hostel, day: date = TODAY, by: str = "amina", other: str = "jo", **more: Any) -> str:
    """One session on this day; its id."""
    wanted = replace(Booking(person(hostel, other), by != "jo", day), **more)
    ids: tuple[str, ...] = hostel.do(planning.book, hostel.people[by], wanted).result
    return ids[0]


def write(hostel: Hostel, session_id: str, by: str = "jo", **fields: Any) -> Summary:
    """Something written down, over what is there."""
    held = hostel.see(summaries.written, hostel.people[by], session_id).summary
    given = {"text": WORDS, "functions": (Function.SUPPORT,), **fields}
    return hostel.do(summaries.write, hostel.people[by], session_id, replace(held, **given))


def sign(hostel: Hostel, session_id: str, by: str = "jo") -> Summary:
    held = hostel.see(summaries.written, hostel.people[by], session_id).summary
    return hostel.do(summaries.sign, hostel.people[by], session_id, held.version).result
